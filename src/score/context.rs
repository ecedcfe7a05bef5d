//! How a sentence stands to the rest of its document: to its title, its opening, the sentence before, and to the words
//! that the text repeats.
//!
//! All are linear in the words of the sentences.

use super::matrix::{Sparse, TermMatrix};
use crate::analysis::Analysis;
use crate::term::TermId;

/// For each sentence, whether it is the first scored one of its document.
pub(super) fn openings(analysis: &Analysis<'_>, sentences: &[usize]) -> Vec<bool> {
    let document = |place: usize| analysis.sentences()[sentences[place]].document;
    (0..sentences.len()).map(|place| place == 0 || document(place) != document(place - 1)).collect()
}

/// The share of the terms of its document's title that each sentence has; 0 without a title. A term weighs
/// `ln(1 + n / m)` if `m` of the `n` sentences have it: one that stands everywhere tells nothing.
///
/// A title is heard only if the sentences have at least half of its words between them: any other is a reference or the head of a form.
pub(super) fn title(analysis: &Analysis<'_>, sentences: &[usize], matrix: &TermMatrix) -> Vec<f64> {
    if analysis.documents().iter().all(|document| document.title().is_none()) {
        return vec![0.0; sentences.len()];
    }
    let texts = analysis.documents().iter().map(|document| document.title().unwrap_or_default());
    let said = |words: Vec<(Option<TermId>, bool)>| -> Vec<u32> {
        let mut terms: Vec<Option<u32>> =
            words.into_iter().filter(|word| word.1).map(|word| word.0.map(|term| term.0)).collect();
        terms.sort_unstable();
        // Words that the text has nowhere are all different.
        terms.dedup_by(|a, b| a == b && a.is_some());
        let is_said = |term: &u32| matrix.row_frequency(*term) > 0;
        let said: Vec<u32> = terms.iter().flatten().copied().filter(is_said).collect();
        if 2 * said.len() >= terms.len() { said } else { Vec::new() }
    };
    let titles: Vec<Vec<u32>> = analysis.find_terms(texts).into_iter().map(said).collect();
    let weight =
        |term: &u32| (1.0 + matrix.rows() as f64 / f64::from(matrix.row_frequency(*term).max(1))).ln();
    let share = |(row, &sentence): (usize, &usize)| {
        let title = &titles[analysis.sentences()[sentence].document];
        let shared: f64 = matrix.terms(row).iter().filter(|term| title.contains(term)).map(weight).sum();
        let all: f64 = title.iter().map(weight).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    };
    sentences.iter().enumerate().map(share).collect()
}

/// The share of the distinct terms of its document's first sentence that each sentence has: for that one itself 1, less what it
/// has of the title, of the most that any sentence has of one. So an opening that takes up the title is no preamble.
pub(super) fn opening(openings: &[bool], matrix: &TermMatrix, title: &[f64]) -> Vec<f64> {
    // The last document whose opening has the term, counted from 1.
    let mut openers = vec![0; matrix.width()];
    let (mut document, mut length) = (0, 0);
    let most = title.iter().copied().fold(0.0, f64::max);
    let share = |(row, is_first): (usize, &bool)| {
        let terms = matrix.terms(row);
        if *is_first {
            document += 1;
            length = terms.len();
            terms.iter().for_each(|term| openers[*term as usize] = document);
        }
        let shared = terms.iter().filter(|term| openers[**term as usize] == document).count();
        let waived = if *is_first && most > 0.0 { title[row] / most } else { 0.0 };
        shared as f64 / length.max(1) as f64 * (1.0 - waived)
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
    let logs: Vec<f64> = matrix.by_frequency(|count| f64::from(count).ln_1p());
    let mean = |row: usize| {
        let sum: f64 = matrix.terms(row).iter().map(|term| logs[*term as usize]).sum();
        sum / matrix.length(row).max(1) as f64
    };
    (0..matrix.rows()).map(mean).collect()
}

/// The share of the pairs of neighboring content terms of each sentence that another sentence has too.
///
/// Pairs are compared by a hash: one in thousands is taken for another. A byte for each pair is needed.
pub(super) fn bigrams(matrix: &TermMatrix) -> Vec<f64> {
    let pairs: usize = (0..matrix.rows()).map(|row| matrix.terms(row).len().saturating_sub(1)).sum();
    let bits = (4 * pairs + 1).next_power_of_two().trailing_zeros();
    let mut seen = Bits::none(1 << bits);
    let mut shared = Bits::none(1 << bits);
    let place = |pair: &[u32]| {
        let joined = u64::from(pair[0]) << 32 | u64::from(pair[1]);
        (joined.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits).min(63)) as usize
    };
    for row in 0..matrix.rows() {
        let places = || matrix.terms(row).windows(2).map(place);
        places().filter(|place| seen.has(*place)).for_each(|place| shared.set(place));
        places().for_each(|place| seen.set(place));
    }
    let share = |row: usize| {
        let terms = matrix.terms(row);
        let found = terms.windows(2).filter(|pair| shared.has(place(pair))).count();
        found as f64 / terms.len().max(1) as f64
    };
    (0..matrix.rows()).map(share).collect()
}

/// A set of numbers below a limit, a bit for each.
struct Bits(Vec<u64>);

impl Bits {
    /// None of the numbers below a limit.
    fn none(limit: usize) -> Bits {
        Bits(vec![0; limit.div_ceil(64)])
    }

    fn has(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 != 0
    }

    fn set(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::candidates;
    use crate::{Analyzer, Document, Language};

    /// The stems are `wall river rain`, `wall wall pier` and `pier ferri`, and `ferri` in a document of its own.
    fn measured<T>(title: &str, measure: impl Fn(&Analysis<'_>, &[usize], &TermMatrix) -> T) -> T {
        let first = Document::plain("Wall, river, rain. The walls of the wall and a pier. Pier and ferry.");
        let documents = [first.with_title(title), Document::plain("A ferry.")];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        let sentences = candidates(&analysis);
        assert_eq!(sentences.len(), 4);
        measure(&analysis, &sentences, &TermMatrix::new(&analysis, &sentences))
    }

    fn assert_close(values: &[f64], expected: &[f64]) {
        let is_close = values.iter().zip(expected).all(|(value, other)| (value - other).abs() < 1e-12);
        assert!(is_close && values.len() == expected.len(), "{values:?} for {expected:?}");
    }

    #[test]
    fn titles_by_hand() {
        // Of four sentences, two have the wall, two the pier, and three a ferry or neither.
        assert_close(&measured("The walls at the pier", title), &[0.5, 1.0, 0.5, 0.0]);
        // The river stands in one: ln 5 beside ln 3.
        let river = 5f64.ln() / (5f64.ln() + 3f64.ln());
        assert_close(&measured("Pier by the river", title), &[river, 1.0 - river, 1.0 - river, 0.0]);
        // Half of its words are said, and then less than half.
        assert_close(&measured("Wall wall budget", title), &[1.0, 1.0, 0.0, 0.0]);
        assert_close(&measured("Wall budget report", title), &[0.0; 4]);
        assert_close(&measured("", title), &[0.0; 4]);
    }

    #[test]
    fn openings_by_hand() {
        let shares = measured("", |analysis, sentences, matrix| {
            assert_eq!(openings(analysis, sentences), [true, false, false, true]);
            opening(&openings(analysis, sentences), matrix, &[0.0; 4])
        });
        assert_close(&shares, &[1.0, 1.0 / 3.0, 0.0, 1.0]);
        // The first has a half of what the second has of the title.
        let shares = measured("The walls at the pier", |analysis, sentences, matrix| {
            opening(&openings(analysis, sentences), matrix, &title(analysis, sentences, matrix))
        });
        assert_close(&shares, &[0.5, 1.0 / 3.0, 0.0, 1.0]);
    }

    #[test]
    fn echoes_by_hand() {
        let found = measured("", |analysis, sentences, matrix| {
            let unit = matrix.weighted(&vec![1.0; matrix.width()]).into_unit();
            echoes(&openings(analysis, sentences), &unit)
        });
        assert_eq!([found[0], found[3]], [None, None]);
        // (1, 1, 1) with (2, 0, 0, 1), and this with (1, 1) of which the first is shared.
        let cosines: Vec<f64> = found.into_iter().flatten().collect();
        assert_close(&cosines, &[2.0 / (3f64 * 5.0).sqrt(), 1.0 / (5f64 * 2.0).sqrt()]);
    }

    /// The stems are `wall river rain`, `wall pier` (the second wall is left out), `pier ferri`: none is said twice. In the other
    /// text the first and the last have `river wall`.
    #[test]
    fn bigrams_by_hand() {
        assert_close(&measured("", |_, _, matrix| bigrams(matrix)), &[0.0; 4]);
        let documents = [Document::plain("The river wall holds. The pier sank. A river wall.")];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        let sentences = candidates(&analysis);
        let shares = bigrams(&TermMatrix::new(&analysis, &sentences));
        assert_close(&shares, &[1.0 / 3.0, 0.0, 0.5]);
    }

    #[test]
    fn frequencies_by_hand() {
        let means = measured("", |_, _, matrix| frequency(matrix));
        // Of all stems, wall stands 3 times, pier and ferri twice, river and rain once.
        let [one, two, three] = [1f64, 2.0, 3.0].map(f64::ln_1p);
        let expected = [(three + 2.0 * one) / 3.0, (three + two) / 3.0, two, two];
        assert_close(&means, &expected);
    }
}
