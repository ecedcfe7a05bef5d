//! The ensemble: what position, centroid, LexRank and TextRank agree on.
//!
//! Each component is turned into z-scores, so that they count alike whatever their scale, and these are added up.

use super::matrix::TermMatrix;
use super::{Component, lexrank, position, textrank, tfidf};
use crate::analysis::Analysis;

/// What each component counts. Set by hand before any test, and the best of four such sets on eighteen collections;
/// more on position gains on news and loses on reviews, abstracts and papers.
const POSITION: f64 = 1.0;
const CENTROID: f64 = 0.5;
const LEXRANK: f64 = 0.5;
const TEXTRANK: f64 = 0.5;

/// A component whose standard deviation is below this says nothing: all its z-scores are 0.
const NO_DEVIATION: f64 = 1e-12;

pub(super) fn components(
    analysis: &Analysis<'_>,
    sentences: &[usize],
    matrix: &TermMatrix,
) -> Vec<Component> {
    let vectors = matrix.weighted(&matrix.idf(analysis));
    let component = |name, weight, values| Component { name, weight, values: z_scores(values) };
    vec![
        component("position", POSITION, position::scores(analysis, sentences)),
        component("centroid", CENTROID, tfidf::scores(&vectors)),
        component("lexrank", LEXRANK, lexrank::scores(&vectors)),
        component("textrank", TEXTRANK, textrank::scores(matrix)),
    ]
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
