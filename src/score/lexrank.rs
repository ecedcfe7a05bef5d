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
//! times a vector is `X (Xᵀ v)` less the diagonal's share: the matrix itself is not needed. Up to 64 rows have it, which is faster.

use super::focus;
use super::graph::{self, Edges, Graph, personalized};
use super::matrix::{Joins, Sparse};

/// The rank of each row, times the number of rows: 1 is average.
pub(super) fn scores(rows: &Sparse, joins: &Joins) -> Vec<f64> {
    ranked(rows, joins, &graph::anywhere(rows.rows()), graph::DAMPING)
}

/// The same with a focus: walks start at what it is about, as often as each row is.
pub(super) fn focused(rows: &Sparse, joins: &Joins, relevance: &[f64]) -> Vec<f64> {
    ranked(rows, joins, &focus::starts(relevance), focus::DAMPING)
}

fn ranked(rows: &Sparse, joins: &Joins, starts: &[f64], damping: f64) -> Vec<f64> {
    let mut cosines = Cosines::new(rows, joins);
    graph::as_scores(match rows.rows() <= graph::FEW {
        true => cosines.edges().ranks(starts, damping),
        false => personalized(&mut cosines, starts, damping),
    })
}

/// The graph of cosines, by way of the terms.
struct Cosines<'m> {
    joins: &'m Joins,
    /// The values of unit rows for the terms that join them.
    values: Vec<f64>,
    /// The square of each row of these, which is no edge.
    diagonal: Vec<f64>,
    /// `Xᵀ v`.
    sums: Vec<f64>,
}

impl<'m> Cosines<'m> {
    /// `joins` are those of the matrix that `rows` are weighted from.
    fn new(rows: &Sparse, joins: &'m Joins) -> Cosines<'m> {
        let mut values = Vec::with_capacity(joins.pattern.columns().len());
        let mut diagonal = Vec::with_capacity(rows.rows());
        for i in 0..rows.rows() {
            let norm = rows.norm(i);
            let scale = if norm > 0.0 { 1.0 / norm } else { 0.0 };
            let start = values.len();
            values.extend(rows.row(i).filter(|(term, _)| joins.has(*term)).map(|(_, value)| value * scale));
            diagonal.push(values[start..].iter().map(|value| value * value).sum());
        }
        Cosines { diagonal, sums: vec![0.0; joins.frequencies.len()], values, joins }
    }

    /// The weights between all rows.
    fn edges(&self) -> Edges {
        let mut edges = Edges::none(self.diagonal.len());
        self.joins.for_each_pair(|row, entry, other, earlier| {
            *edges.weight(other, row) += self.values[entry] * self.values[earlier];
        });
        edges
    }
}

impl Graph for Cosines<'_> {
    fn len(&self) -> usize {
        self.diagonal.len()
    }

    fn multiply(&mut self, vector: &[f64], product: &mut [f64]) {
        let pattern = &self.joins.pattern;
        self.sums.fill(0.0);
        for (i, given) in vector.iter().enumerate() {
            for (column, value) in pattern.row(i).iter().zip(&self.values[pattern.range(i)]) {
                self.sums[*column as usize] += value * given;
            }
        }
        for (i, out) in product.iter_mut().enumerate() {
            let columns = pattern.row(i).iter().zip(&self.values[pattern.range(i)]);
            let sum: f64 = columns.map(|(column, value)| value * self.sums[*column as usize]).sum();
            *out = sum - self.diagonal[i] * vector[i];
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::score::graph::{Dense, walked_from_all};

    /// As texts of many sentences have it.
    pub(in crate::score) fn by_terms(rows: &Sparse, joins: &Joins) -> Vec<f64> {
        graph::as_scores(personalized(
            &mut Cosines::new(rows, joins),
            &graph::anywhere(rows.rows()),
            graph::DAMPING,
        ))
    }

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
