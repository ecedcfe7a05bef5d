//! TextRank: sentences voted up by the sentences they share words with.
//!
//! The weight between two sentences is the number of distinct stems they share over `ln n_i + ln n_j`, `n` being the
//! number of stems of each with repeats; their ranks are PageRank's.
//!
//! * time: `O(8 n)` a step for `n` distinct stems, summed over the sentences
//! * space: `O(8 t)` for `t` distinct stems that join sentences
//!
//! Mihalcea and Tarau, *TextRank: Bringing Order into Texts*, 2004.
//!
//! # Where this differs from the paper
//!
//! Words are stemmed and stop words left out. Ranks sum to 1 (shown times the number of sentences), so the teleport
//! term is divided by it; the order is unchanged.
//!
//! # How it is linear
//!
//! Up to 64 sentences have their whole matrix. Beyond, the denominator does not factor, but `1/z` is nearly a short sum of exponentials, `Σ c e^(-t z)`, and each of
//! them does: `e^(-t (ln n_i + ln n_j)) = n_i^-t · n_j^-t`. With `B` the matrix of which stem stands in which
//! sentence and `D` the diagonal matrix of `n^-t`, the weights are the sum of `c D B Bᵀ D` over eight rates `t`, less
//! the diagonal. The eight are computed side by side.
//!
//! A stem of two sentences is one edge, and one of three is three: these are kept as they are, exact, and cost less than
//! sixteen numbers for each of their sentences would. Most stems that join sentences are such.
//!
//! # An example by hand
//!
//! Three sentences with the stems `ferri pier storm harbor`, `storm harbor` and `ferri ticket price`. The first shares
//! two stems with the second, so their weight is `2 / (ln 4 + ln 2) = 0.9618`, and one with the third:
//! `1 / (ln 4 + ln 3) = 0.4024`. The other two share none. So the first gives the second `p = 0.705` of its rank and
//! gets all of theirs: `r1 = 0.05 + 0.85 (r2 + r3)`, `r2 = 0.05 + 0.85 p r1`, `r3 = 0.05 + 0.85 (1 - p) r1`, which
//! makes `r1 = 0.4865`, `r2 = 0.3416`, `r3 = 0.1720`.

use rustc_hash::FxHashMap;

use super::focus;
use super::graph::{self, Edges, Graph, personalized};
use super::matrix::{Joins, Pattern, TermMatrix};

const LANES: usize = 8;

/// The rates `t` and weights `c` with which the sum of `c e^(-t z)` is `1/z` for `z` from `ln 2` to `2 ln 2^24`, with
/// a relative error of at most 3.3e-6. From `scripts/fit_reciprocal.py`.
const RATES: [f64; LANES] = [
    0.016607226352971714,
    0.09156699716585104,
    0.2462116079870976,
    0.5290897785758223,
    1.047024981325623,
    2.015977880065453,
    3.8690187211187084,
    7.614575897085699,
];
const WEIGHTS: [f64; LANES] = [
    0.04305625187244574,
    0.10984934255530872,
    0.20705611767356422,
    0.37571836737596453,
    0.6946008414703128,
    1.3112866908566154,
    2.5420235457917824,
    5.437165098761688,
];

/// The rank of each sentence, times their number: 1 is average.
pub(super) fn scores(matrix: &TermMatrix, joins: &Joins) -> Vec<f64> {
    ranked(matrix, joins, &graph::anywhere(matrix.rows()), graph::DAMPING)
}

/// The same with a focus: walks start at what it is about, as often as each sentence is.
pub(super) fn focused(matrix: &TermMatrix, joins: &Joins, relevance: &[f64]) -> Vec<f64> {
    ranked(matrix, joins, &focus::starts(relevance), focus::DAMPING)
}

fn ranked(matrix: &TermMatrix, joins: &Joins, starts: &[f64], damping: f64) -> Vec<f64> {
    graph::as_scores(match matrix.rows() <= graph::FEW {
        true => edges(matrix, joins).ranks(starts, damping),
        false => personalized(&mut Overlaps::new(matrix, joins), starts, damping),
    })
}

/// The weights between all sentences.
fn edges(matrix: &TermMatrix, joins: &Joins) -> Edges {
    let logs: Vec<f64> = (0..matrix.rows()).map(|row| (matrix.length(row).max(1) as f64).ln()).collect();
    let mut edges = Edges::none(matrix.rows());
    // Two sentences of one stem have no denominator, and so no edge.
    joins.for_each_pair(|row, _, other, _| match logs[other] + logs[row] {
        0.0 => {}
        logs => *edges.weight(other, row) += 1.0 / logs,
    });
    edges
}

/// The graph of shared stems, by way of the stems.
struct Overlaps {
    /// The length of each sentence, as its place in `scales`: there are few lengths.
    lengths: Vec<u32>,
    scales: Vec<Scale>,
    /// The common stems of each sentence.
    common: Pattern,
    /// `Bᵀ D v` for each common stem and rate.
    sums: Vec<Lanes>,
    /// Sentences of one stem that is common, and that stem: two such have no denominator, and so no edge.
    lone: Vec<(usize, u32)>,
    /// The part of `sums` that lone stems give. Empty if there are none.
    lone_sums: Vec<f64>,
    pairs: Vec<Pair>,
    triples: Vec<Triple>,
}

/// A stem that two sentences have: an edge.
struct Pair {
    sentences: [u32; 2],
    weight: f64,
}

/// A stem that three sentences have. The weights are those between the other two, so that the first one's edges have the
/// second and the third. Four sentences would have sums of three numbers, which come out otherwise in another order: then
/// two sentences that are the same would not rank the same.
struct Triple {
    sentences: [u32; 3],
    weights: [f64; 3],
}

/// A number for each rate. Aligned, so that it is one line of the cache: of long texts the sums are looked up in memory.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Lanes([f64; LANES]);

/// What a sentence's length makes of its weights.
struct Scale {
    log: f64,
    /// `sqrt(c) · n^-t` for each rate.
    by_rate: [f64; LANES],
    /// What the sum of exponentials gives the sentence itself for each stem: the sum of their squares.
    itself: f64,
}

impl Scale {
    fn new(length: usize) -> Scale {
        let log = (length as f64).ln();
        let by_rate: [f64; LANES] = std::array::from_fn(|k| (0.5 * WEIGHTS[k].ln() - RATES[k] * log).exp());
        Scale { log, by_rate, itself: by_rate.iter().map(|s| s * s).sum() }
    }

    /// Of a sentence of one stem.
    fn is_lone(&self) -> bool {
        self.log == 0.0
    }
}

/// Where a stem that joins sentences is counted.
#[derive(Clone, Copy)]
enum Place {
    Common(u32),
    Pair(u32),
    Triple(u32),
}

impl Overlaps {
    /// `joins` are those of the matrix.
    fn new(matrix: &TermMatrix, joins: &Joins) -> Overlaps {
        let (mut pairs, mut triples, mut width) = (0, 0, 0);
        let next = |count: &mut u32| std::mem::replace(count, *count + 1);
        let place = |frequency: &u32| match frequency {
            2 => Place::Pair(next(&mut pairs)),
            3 => Place::Triple(next(&mut triples)),
            _ => Place::Common(next(&mut width)),
        };
        let places: Vec<Place> = joins.frequencies.iter().map(place).collect();
        let mut graph = Overlaps {
            lengths: Vec::with_capacity(matrix.rows()),
            scales: Vec::new(),
            common: Pattern::with_capacity(matrix.rows(), joins.pattern.columns().len()),
            sums: vec![Lanes::default(); width as usize],
            lone: Vec::new(),
            lone_sums: Vec::new(),
            pairs: Vec::new(),
            triples: Vec::new(),
        };
        // Who has the stems of few sentences, in order; NOBODY where somebody is still to come.
        const NOBODY: u32 = u32::MAX;
        let mut twos = vec![[NOBODY; 2]; pairs as usize];
        let mut threes = vec![[NOBODY; 3]; triples as usize];
        let enter = |holders: &mut [u32], row: usize| {
            let free = holders.iter_mut().find(|holder| **holder == NOBODY);
            *free.expect("a stem has as many sentences as were counted") = row as u32;
        };
        let mut lengths = FxHashMap::default();
        for row in 0..matrix.rows() {
            let length = matrix.length(row).max(1);
            let scale = *lengths.entry(length).or_insert_with(|| {
                graph.scales.push(Scale::new(length));
                graph.scales.len() - 1
            });
            graph.lengths.push(scale as u32);
            for stem in joins.pattern.row(row) {
                match places[*stem as usize] {
                    Place::Common(stem) => graph.common.push(stem),
                    Place::Pair(stem) => enter(&mut twos[stem as usize], row),
                    Place::Triple(stem) => enter(&mut threes[stem as usize], row),
                }
            }
            graph.common.end_row();
            if graph.scales[scale].is_lone()
                && let [stem] = graph.common.row(row)
            {
                graph.lone.push((row, *stem));
            }
        }
        if !graph.lone.is_empty() {
            graph.lone_sums = vec![0.0; width as usize];
        }
        let pair = |sentences: [u32; 2]| Pair { sentences, weight: graph.weight(sentences) };
        graph.pairs = twos.into_iter().map(pair).collect();
        let triple = |[a, b, c]: [u32; 3]| Triple {
            sentences: [a, b, c],
            weights: [[b, c], [a, c], [a, b]].map(|edge| graph.weight(edge)),
        };
        graph.triples = threes.into_iter().map(triple).collect();
        graph
    }

    fn scale(&self, sentence: usize) -> &Scale {
        &self.scales[self.lengths[sentence] as usize]
    }

    /// What a stem that both have weighs between two sentences; 0 where there is no denominator.
    fn weight(&self, [one, other]: [u32; 2]) -> f64 {
        let logs = self.scale(one as usize).log + self.scale(other as usize).log;
        if logs > 0.0 { 1.0 / logs } else { 0.0 }
    }

    /// The part of the product that common stems have.
    fn multiply_common(&mut self, vector: &[f64], product: &mut [f64]) {
        self.sums.fill(Lanes::default());
        for (i, given) in vector.iter().enumerate() {
            let scaled = self.scale(i).by_rate.map(|scale| scale * given);
            for &stem in self.common.row(i) {
                let Lanes(sum) = &mut self.sums[stem as usize];
                for k in 0..LANES {
                    sum[k] += scaled[k];
                }
            }
        }
        for (i, out) in product.iter_mut().enumerate() {
            let mut total = [0.0; LANES];
            let stems = self.common.row(i);
            for &stem in stems {
                for (total, sum) in total.iter_mut().zip(&self.sums[stem as usize].0) {
                    *total += sum;
                }
            }
            let scale = self.scale(i);
            let sum: f64 = total.iter().zip(scale.by_rate).map(|(total, scale)| total * scale).sum();
            // What a lone stem gives itself goes out with what the other lone ones give it.
            let diagonal = if scale.is_lone() { 0.0 } else { scale.itself * stems.len() as f64 };
            *out = sum - diagonal * vector[i];
        }
        self.lone_sums.fill(0.0);
        for &(i, stem) in &self.lone {
            self.lone_sums[stem as usize] += vector[i];
        }
        for &(i, stem) in &self.lone {
            product[i] -= self.lone_sums[stem as usize] * self.scale(i).itself;
        }
    }
}

impl Graph for Overlaps {
    fn len(&self) -> usize {
        self.lengths.len()
    }

    fn multiply(&mut self, vector: &[f64], product: &mut [f64]) {
        self.multiply_common(vector, product);
        for Pair { sentences, weight } in &self.pairs {
            let [a, b] = sentences.map(|sentence| sentence as usize);
            product[a] += weight * vector[b];
            product[b] += weight * vector[a];
        }
        for Triple { sentences, weights: [bc, ac, ab] } in &self.triples {
            let [a, b, c] = sentences.map(|sentence| sentence as usize);
            product[a] += ab * vector[b] + ac * vector[c];
            product[b] += ab * vector[a] + bc * vector[c];
            product[c] += ac * vector[a] + bc * vector[b];
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::score::graph::{Dense, walked_from_all};

    /// As texts of many sentences have it.
    pub(in crate::score) fn by_stems(matrix: &TermMatrix, joins: &Joins) -> Vec<f64> {
        graph::as_scores(personalized(
            &mut Overlaps::new(matrix, joins),
            &graph::anywhere(matrix.rows()),
            graph::DAMPING,
        ))
    }

    /// The slow twin: every pair of sentences.
    pub(in crate::score) fn dense(matrix: &TermMatrix) -> Vec<f64> {
        let n = matrix.rows();
        let weight = |i: usize, j: usize| {
            let shared = matrix.terms(i).iter().filter(|term| matrix.terms(j).contains(term)).count();
            let logs = (matrix.length(i).max(1) as f64).ln() + (matrix.length(j).max(1) as f64).ln();
            if i != j && logs > 0.0 { shared as f64 / logs } else { 0.0 }
        };
        let w = (0..n).map(|i| (0..n).map(|j| weight(i, j)).collect()).collect();
        walked_from_all(&mut Dense(w)).into_iter().map(|rank| rank * n as f64).collect()
    }

    #[test]
    fn the_example_by_hand() {
        let text = "Ferry, pier, storm and harbor. The storms at the harbor! Ferry ticket prices.";
        let ranks = crate::Scores::new(
            &crate::Analyzer::new().analyze(&[crate::Document::plain(text)], Some(crate::Language::English)),
            crate::Method::TextRank,
        );
        for (rank, expected) in ranks.totals.iter().zip([0.4865, 0.3416, 0.1720]) {
            assert!((rank.get() / 3.0 - expected).abs() < 1e-4, "{} for {expected}", rank.get() / 3.0);
        }
    }

    #[test]
    fn exponentials_add_up_to_the_reciprocal() {
        let (from, to) = (2f64.ln(), 2.0 * 2f64.powi(24).ln());
        for step in 0..=10_000 {
            let z = from * (to / from).powf(f64::from(step) / 10_000.0);
            let sum: f64 = RATES.iter().zip(WEIGHTS).map(|(t, c)| c * (-t * z).exp()).sum();
            assert!((sum * z - 1.0).abs() < 3.3e-6, "{z}");
        }
    }
}
