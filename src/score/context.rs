//! How a sentence stands to the rest of its document: to its title, its opening, the sentence before, and to the words
//! that the text repeats.
//!
//! All are linear in the words of the sentences.

use super::matrix::{Sparse, TermMatrix};
use crate::analysis::Analysis;

/// For each sentence, whether it is the first scored one of its document.
pub(super) fn openings(analysis: &Analysis<'_>, sentences: &[usize]) -> Vec<bool> {
    let document = |place: usize| analysis.sentences()[sentences[place]].document;
    (0..sentences.len()).map(|place| place == 0 || document(place) != document(place - 1)).collect()
}

/// The share of the terms of its document's title that each sentence has; 0 without a title.
///
/// A title is heard only if the sentences have at least half of its words between them: any other is a reference or the head of a form.
pub(super) fn title(analysis: &Analysis<'_>, sentences: &[usize], matrix: &TermMatrix) -> Vec<f64> {
    let said = |document| -> Vec<u32> {
        let title = analysis.title(document);
        let terms = title.terms.iter().map(|term| term.0);
        let said: Vec<u32> = terms.filter(|term| matrix.row_frequency(*term) > 0).collect();
        let words = title.terms.len() + title.missing;
        if 2 * said.len() >= words { said } else { Vec::new() }
    };
    let titles: Vec<Vec<u32>> = (0..analysis.documents().len()).map(said).collect();
    let share = |(row, &sentence): (usize, &usize)| {
        let title = &titles[analysis.sentences()[sentence].document];
        let shared = matrix.terms(row).iter().filter(|term| title.contains(term)).count();
        shared as f64 / title.len().max(1) as f64
    };
    sentences.iter().enumerate().map(share).collect()
}

/// The share of the distinct terms of its document's first sentence that each sentence has: 1 for that one itself.
pub(super) fn opening(openings: &[bool], matrix: &TermMatrix) -> Vec<f64> {
    // The last document whose opening has the term, counted from 1.
    let mut openers = vec![0; matrix.width()];
    let (mut document, mut length) = (0, 0);
    let share = |(row, is_first): (usize, &bool)| {
        let terms = matrix.terms(row);
        if *is_first {
            document += 1;
            length = terms.len();
            terms.iter().for_each(|term| openers[*term as usize] = document);
        }
        let shared = terms.iter().filter(|term| openers[**term as usize] == document).count();
        shared as f64 / length.max(1) as f64
    };
    openings.iter().enumerate().map(share).collect()
}

/// The cosine of each sentence to the one before it in its document; none for a first one.
pub(super) fn echoes(openings: &[bool], unit: &Sparse) -> Vec<Option<f64>> {
    let mut before = vec![0.0; unit.width];
    let mut echoes = Vec::with_capacity(openings.len());
    for (row, is_first) in openings.iter().enumerate() {
        let cosine = unit.row(row).map(|(column, value)| value * before[column]).sum();
        echoes.push((!is_first).then_some(cosine));
        if row > 0 {
            unit.row(row - 1).for_each(|(column, _)| before[column] = 0.0);
        }
        unit.row(row).for_each(|(column, value)| before[column] = value);
    }
    echoes
}

/// How often the text has the words of each sentence: the sum of `ln(1 + tf)` over its distinct terms, over its number
/// of content words; `tf` counts the whole text.
pub(super) fn frequency(matrix: &TermMatrix) -> Vec<f64> {
    let logs: Vec<f64> = matrix.frequencies().into_iter().map(f64::ln_1p).collect();
    let mean = |row: usize| {
        let sum: f64 = matrix.terms(row).iter().map(|term| logs[*term as usize]).sum();
        sum / matrix.length(row).max(1) as f64
    };
    (0..matrix.rows()).map(mean).collect()
}
