//! The ensemble: what position, centroid, LexRank, TextRank, the title and the wording agree on.
//!
//! Each component is turned into z-scores, so that they count alike whatever their scale, and these are added up with
//! the weights below. How much the position counts depends on the [`Form`] of the text.
//!
//! * time: that of LexRank and TextRank, linear in the words for each of their steps
//! * space: linear
//!
//! # Where the weights come from
//!
//! `examples/fit_ranker.rs` fits them to the nine development collections, each counting alike, and to shuffled texts
//! of five of them, from which it learns what disorder takes away. It starts from weights set by hand (position 1, centroid,
//! LexRank and TextRank one half, before any measurement; disorder 1, by eye) and is held near them. Fitted to eight
//! collections, they hold on the ninth: the README has both figures.
//!
//! What was tried and gained nothing on a collection left out: the length of the sentence, capitals, digits, quotation
//! marks, questions, place in the paragraph and in the section, the share of words not said before, the sentence
//! behind, and weights that vary with the length of the text or of its sentences.

use super::form::Form;
use super::matrix::TermMatrix;
use super::wording::Wording;
use super::{Component, context, lexrank, position, textrank, tfidf};
use crate::analysis::Analysis;

/// What each component counts.
struct Weights {
    position: f64,
    /// What is taken from `position` for a [`Form::disorder`] of 1.
    disorder: f64,
    progress: f64,
    centroid: f64,
    lexrank: f64,
    textrank: f64,
    title: f64,
    cue: f64,
    frequency: f64,
    opening: f64,
    echo: f64,
    first_person: f64,
    pronoun: f64,
}

/// Fitted, but for `pronoun`, which is set by hand: it costs nothing on any collection, and a summary that has "He said
/// so" without the sentence before is hard to read.
const WEIGHTS: Weights = Weights {
    position: 1.29,
    disorder: 1.17,
    progress: -0.57,
    centroid: 0.77,
    lexrank: 0.72,
    textrank: 0.92,
    title: 0.68,
    cue: 0.85,
    frequency: 0.23,
    opening: -0.44,
    echo: -0.45,
    first_person: -0.35,
    pronoun: -0.40,
};

/// A component whose standard deviation is below this says nothing: all its z-scores are 0.
const NO_DEVIATION: f64 = 1e-12;

pub(super) fn components(
    analysis: &Analysis<'_>,
    sentences: &[usize],
    matrix: &TermMatrix,
) -> (Vec<Component>, Form) {
    let openings = context::openings(analysis, sentences);
    let title = context::title(analysis, sentences, matrix);
    let has_title = title.iter().any(|share| *share > 0.0);
    // Vectors are as large as the text, so none is kept longer than it is needed.
    let (echoes, form) = {
        let unit = matrix.weighted(&matrix.inverse_row_frequencies()).into_unit();
        let echoes = context::echoes(&openings, &unit);
        let form = Form::new(&unit, &echoes, has_title);
        (echoes, form)
    };
    let joins = matrix.joins();
    let (centroid, lexrank) = {
        let vectors = matrix.weighted(&matrix.idf(analysis));
        (tfidf::scores(&vectors), lexrank::scores(&vectors, &joins))
    };
    let wording = Wording::new(analysis, sentences);

    let component = |name, weight, values| Component { name, weight, values: z_scores(values) };
    let components = vec![
        component(
            "position",
            WEIGHTS.position - WEIGHTS.disorder * form.disorder,
            position::scores(analysis, sentences),
        ),
        component("progress", WEIGHTS.progress, position::progress(&openings)),
        component("centroid", WEIGHTS.centroid, centroid),
        component("lexrank", WEIGHTS.lexrank, lexrank),
        component("textrank", WEIGHTS.textrank, textrank::scores(matrix, &joins)),
        component("title", WEIGHTS.title, title),
        component("cue", WEIGHTS.cue, wording.cue),
        component("frequency", WEIGHTS.frequency, context::frequency(matrix)),
        component("opening", WEIGHTS.opening, context::opening(&openings, matrix)),
        component("echo", WEIGHTS.echo, echoes.into_iter().map(Option::unwrap_or_default).collect()),
        component("first person", WEIGHTS.first_person, wording.first_person),
        component("pronoun", WEIGHTS.pronoun, wording.pronoun),
    ];
    (components, form)
}

/// Each value less the mean, over the standard deviation of all.
fn z_scores(mut values: Vec<f64>) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let deviation = (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt();
    let scale = if deviation < NO_DEVIATION { 0.0 } else { 1.0 / deviation };
    values.iter_mut().for_each(|value| *value = (*value - mean) * scale);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_no_z_scores() {
        assert_eq!(z_scores(vec![0.3; 3]), [0.0; 3]);
        assert!(z_scores(Vec::new()).is_empty());
    }
}
