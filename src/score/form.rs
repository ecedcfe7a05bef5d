//! The form of a text: how long it is, and whether its order means anything.
//!
//! An article goes on from one sentence to the next, so neighbors share words more often than any two of its
//! sentences do. In a bag of reviews or comments they do not, and what stands first there is of no account.
//!
//! *Cohesion* is `ln((a + 0.01) / (b + 0.01))`, with `a` the mean cosine of neighbors and `b` that of all pairs, under
//! the inverse sentence frequencies of the text. Medians on the development collections: papers 1.0, encyclopedia 0.9,
//! decisions 0.6, meetings 0.5, news 0.4, bags of review lines 0.2, and about 0 for any of them with its sentences
//! shuffled (`nutgraf summarize --explain --format json` has the `form` of a text). A short text has too few neighbors to tell, so it is taken to be in order.
//!
//! * time and space: linear in the words of the text; the cosines of all pairs come from the sum of all vectors

use super::matrix::Sparse;

/// Added to both mean cosines, so that texts which hardly share a word have a cohesion near 0.
const FLOOR: f64 = 0.01;

/// A text of this cohesion, or of more, is in order. Between the lower quartiles of decisions (0.52) and of encyclopedia
/// (0.70), and above three in four bags of review lines (0.34).
const COHESION_IN_ORDER: f64 = 0.6;

/// With this many sentences the cohesion counts half, with three times as many nine tenths. Chosen by eye between news
/// (26 sentences, cohesion from -0.2 to 0.8 by chance) and bags (97).
const SENTENCES_TO_TELL: f64 = 60.0;

/// The most that disorder can be: a cohesion under 0 is chance.
const MOST_DISORDER: f64 = 1.2;

/// What a text looks like, by which [`Method::Auto`](crate::Method::Auto) weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Form {
    /// How many sentences were scored.
    pub sentences: usize,
    /// How much more alike neighbors are than any two sentences: about 1 in a paper, 0 in a bag of lines.
    pub cohesion: f64,
    /// How far the order of the sentences is to be distrusted: 0 in an article, up to 1.2 in a long bag of lines.
    pub disorder: f64,
    /// Whether the text has a title to compare with.
    pub has_title: bool,
}

impl Form {
    /// That of a text of one sentence, which has no order.
    pub(super) fn alone(has_title: bool) -> Form {
        Form { sentences: 1, cohesion: 0.0, disorder: 0.0, has_title }
    }

    /// `echoes` are the cosines of each sentence to the one before it in its document, `None` for the first of one;
    /// `unit` are the vectors that these are of.
    pub(super) fn new(unit: &Sparse, echoes: &[Option<f64>], has_title: bool) -> Form {
        let sentences = unit.rows();
        let neighbors = echoes.iter().flatten().count();
        let mut form = Form { sentences, cohesion: 0.0, disorder: 0.0, has_title };
        if neighbors == 0 {
            return form;
        }
        let of_neighbors = echoes.iter().flatten().sum::<f64>() / neighbors as f64;
        form.cohesion = ((of_neighbors + FLOOR) / (mean_cosine(unit) + FLOOR)).ln();
        let telling = (sentences as f64 / SENTENCES_TO_TELL).powi(2);
        let distrust = (1.0 - form.cohesion / COHESION_IN_ORDER).clamp(0.0, MOST_DISORDER);
        form.disorder = telling / (telling + 1.0) * distrust;
        form
    }
}

/// The mean cosine of all pairs of rows that are not zero: with `s` the sum of `n` unit rows, `s · s` has `n` ones and
/// each pair twice.
fn mean_cosine(unit: &Sparse) -> f64 {
    let mut sum = vec![0.0; unit.width];
    let mut rows = 0.0;
    for i in 0..unit.rows() {
        unit.row(i).for_each(|(column, value)| sum[column] += value);
        rows += if unit.norm(i) > 0.0 { 1.0 } else { 0.0 };
    }
    let square: f64 = sum.iter().map(|value| value * value).sum();
    if rows > 1.0 { ((square - rows) / (rows * (rows - 1.0))).max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, Document, Language, Method, Scores};

    fn form(text: &str) -> super::Form {
        let documents = [Document::plain(text)];
        Scores::new(&Analyzer::new().analyze(&documents, Some(Language::English)), Method::Auto).form.unwrap()
    }

    /// Three words a sentence, and the next begins with the last two; shuffled, neighbors share nothing.
    #[test]
    fn order_is_seen_in_long_texts_alone() {
        let sentence = |i: usize| format!("Stone{0} wall{0} stone{1} wall{1} river.", i, i + 1);
        let sentences: Vec<String> = (0..200).map(sentence).collect();
        let bag: Vec<String> = (0..200).map(|i| sentence(i * 77 % 200)).collect();
        assert!(form(&sentences.join("\n")).cohesion > 0.6);
        assert_eq!(form(&sentences.join("\n")).disorder, 0.0);
        assert!(form(&bag.join("\n")).disorder > 0.9);
        assert!(form(&bag[..10].join("\n")).disorder < 0.05);
    }

    #[test]
    fn texts_of_no_or_one_sentence_are_in_order() {
        for text in ["", "One.", "? !"] {
            let form = form(text);
            assert_eq!((form.cohesion, form.disorder), (0.0, 0.0), "{text}");
        }
    }
}
