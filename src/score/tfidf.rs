//! TF-IDF: sentences most like the text as a whole.
//!
//! The text is the sum of the vectors of its sentences, the centroid, and each sentence scores the cosine of its
//! own vector to it: Radev et al., *Centroid-based summarization of multiple documents*, 2004.
//!
//! # Where this differs from the paper
//!
//! The paper adds up the centroid's weights over the words of a sentence, which is the cosine without its division
//! by length. So long sentences win, and the summaries are worse than random ones.

use super::matrix::Sparse;

/// The cosine of each row to the sum of all rows; 0 for a row of zeros.
pub(super) fn scores(rows: &Sparse) -> Vec<f64> {
    let mut centroid = vec![0.0; rows.width];
    for i in 0..rows.rows() {
        for (column, value) in rows.row(i) {
            centroid[column] += value;
        }
    }
    let length = centroid.iter().map(|value| value * value).sum::<f64>().sqrt();
    let cosine = |i: usize| {
        let product: f64 = rows.row(i).map(|(column, value)| value * centroid[column]).sum();
        let lengths = rows.norm(i) * length;
        if lengths > 0.0 { product / lengths } else { 0.0 }
    };
    (0..rows.rows()).map(cosine).collect()
}
