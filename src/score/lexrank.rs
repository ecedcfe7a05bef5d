//! LexRank: sentences voted up by the sentences they resemble, rare words counting more.
//!
//! The weight between two sentences is the cosine of their TF-IDF vectors, and their ranks are PageRank's.
//!
//! * time: `O(n)` a step for `n` distinct terms, summed over the sentences
//! * space: `O(n)`
//!
//! Erkan and Radev, *LexRank: Graph-based Lexical Centrality as Salience in Text Summarization*, 2004: its
//! continuous form, without a threshold.
//!
//! # How it is linear
//!
//! With `X` the vectors scaled to length 1, a row each, the weights are `X Xᵀ` less its diagonal. So the matrix
//! times a vector is `X (Xᵀ v)` less the diagonal's share: the matrix itself is never needed.

use super::focus;
use super::graph::{Graph, pagerank, personalized};
use super::matrix::Sparse;

/// The rank of each row, times the number of rows: 1 is average.
pub(super) fn scores(rows: &Sparse) -> Vec<f64> {
    let mut ranks = pagerank(&mut Cosines::new(rows));
    let n = ranks.len() as f64;
    ranks.iter_mut().for_each(|rank| *rank *= n);
    ranks
}

/// The same with a focus: walks start at what it is about, as often as each row is.
pub(super) fn focused(rows: &Sparse, relevance: &[f64]) -> Vec<f64> {
    let mut ranks = personalized(&mut Cosines::new(rows), &focus::starts(relevance), focus::DAMPING);
    let n = ranks.len() as f64;
    ranks.iter_mut().for_each(|rank| *rank *= n);
    ranks
}

/// The graph of cosines.
struct Cosines {
    /// Unit rows, less the terms that only one row has: these join nothing.
    unit: Sparse,
    /// The square of each row of `unit`, which is no edge.
    diagonal: Vec<f64>,
    /// `Xᵀ v`.
    sums: Vec<f64>,
}

impl Cosines {
    fn new(rows: &Sparse) -> Cosines {
        let mut frequencies = vec![0u32; rows.width];
        rows.columns.iter().for_each(|column| frequencies[*column as usize] += 1);
        let mut unit =
            Sparse { offsets: vec![0], columns: Vec::new(), values: Vec::new(), width: rows.width };
        let mut diagonal = Vec::with_capacity(rows.rows());
        for i in 0..rows.rows() {
            let norm = rows.norm(i);
            let mut square = 0.0;
            for (column, value) in
                rows.row(i).filter(|(column, value)| frequencies[*column] > 1 && *value > 0.0)
            {
                let value = value / norm;
                square += value * value;
                unit.columns.push(column as u32);
                unit.values.push(value);
            }
            diagonal.push(square);
            unit.offsets.push(unit.columns.len());
        }
        Cosines { diagonal, sums: vec![0.0; rows.width], unit }
    }
}

impl Graph for Cosines {
    fn len(&self) -> usize {
        self.diagonal.len()
    }

    fn multiply(&mut self, vector: &[f64], product: &mut [f64]) {
        self.sums.fill(0.0);
        for (i, given) in vector.iter().enumerate() {
            for (column, value) in self.unit.row(i) {
                self.sums[column] += value * given;
            }
        }
        for (i, out) in product.iter_mut().enumerate() {
            let sum: f64 = self.unit.row(i).map(|(column, value)| value * self.sums[column]).sum();
            *out = sum - self.diagonal[i] * vector[i];
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::score::graph::{Dense, walked_from_all};

    /// The slow twin: every cosine.
    pub(in crate::score) fn dense(rows: &Sparse) -> Vec<f64> {
        let n = rows.rows();
        let cosine = |i: usize, j: usize| {
            let other: std::collections::HashMap<_, _> = rows.row(j).collect();
            let product: f64 = rows.row(i).map(|(c, v)| v * other.get(&c).unwrap_or(&0.0)).sum();
            let norms = rows.norm(i) * rows.norm(j);
            if i != j && norms > 0.0 { product / norms } else { 0.0 }
        };
        let w = (0..n).map(|i| (0..n).map(|j| cosine(i, j)).collect()).collect();
        walked_from_all(&mut Dense(w)).into_iter().map(|rank| rank * n as f64).collect()
    }
}
