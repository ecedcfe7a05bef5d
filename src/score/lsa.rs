//! LSA: sentences that say much of the main topics.
//!
//! The singular value decomposition `A = U Σ Vᵀ` of the matrix of terms by sentences finds directions of words that go
//! together: topics, each with a singular value `σ` that says how much of the text it is. A sentence with the entries
//! `v` in the rows of `Vᵀ` counts `√(Σ v² σ²)` over the main topics: the length of what it says of them.
//!
//! * time: `O(b n)` a step for `b` = 20 vectors at a time and `n` distinct terms, summed over the sentences; 40 steps at
//!   most
//! * space: `O(n + b N)` for `N` sentences
//!
//! Steinberger and Ježek, *Using Latent Semantic Analysis in Text Summarization and Summary Evaluation*, 2004.
//!
//! # Where this differs from the paper
//!
//! The main topics are those whose singular value is at least half the greatest, as in the paper, but ten at most. What
//! the paper calls weighted term frequencies are counts here, which do better than TF-IDF on the development sets (0.843 of
//! the first sentences against 0.809).
//!
//! # How it is linear
//!
//! Only the greatest singular values are wanted, and `A` is sparse. Subspace iteration takes 20 vectors with an entry
//! for each sentence, multiplies them by `AᵀA` again and again, which is two passes over the words, and keeps them
//! orthogonal: they turn towards the main topics. What the 20 look like to `AᵀA`, a matrix of 20 × 20, is decomposed by
//! Jacobi's rotations. It begins with random numbers from a fixed seed.
//!
//! # An example by hand
//!
//! Three sentences over two terms, `(1, 1)`, `(1, 1)` and `(1, 0)`. `AAᵀ = [[3, 2], [2, 2]]` has the eigenvalues
//! `(5 ± √17) / 2`, 4.562 and 0.438, so `σ` is 2.136 and 0.662, of which the second is less than half the first. The
//! topic is `(2, 1.562)` scaled to length 1, `(0.788, 0.615)`, and the sentences count their products with it: 1.404,
//! 1.404 and 0.788.

use super::matrix::Sparse;
use crate::order::Arrange;
use crate::random::SplitMix64;

/// A topic is a main one if its singular value is at least this part of the greatest, as in the paper.
const MAIN: f64 = 0.5;

/// The most main topics. A long text has hundreds by the rule above; from ten on, more of them change little.
const MOST_TOPICS: usize = 10;

/// The vectors that are iterated: twice the topics, so that those wanted are soon apart from the rest.
const VECTORS: usize = 2 * MOST_TOPICS;

/// The iteration stops after this many steps at the latest.
const MOST_STEPS: usize = 40;

/// It stops when no eigenvalue that is wanted changes by more than this part of the greatest.
const TOLERANCE: f64 = 1e-9;

/// A vector shorter than this, having been of length 1, is what rounding leaves of one inside the others' space.
const NOTHING: f64 = 1e-10;

/// What the random start depends on. Any number does.
const SEED: u64 = 2004;

/// How much each row says of the main topics.
pub(super) fn scores(rows: &Sparse) -> Vec<f64> {
    let (values, vectors) = topics(rows);
    let greatest = values.first().copied().unwrap_or(0.0);
    // Eigenvalues are squares of singular values.
    let main = values.iter().filter(|value| **value >= MAIN * MAIN * greatest && **value > 0.0).count();
    let entry = |row: usize| -> f64 {
        let squares = values.iter().zip(&vectors).take(main.min(MOST_TOPICS));
        squares.map(|(value, vector)| value * vector[row] * vector[row]).sum()
    };
    (0..rows.rows()).map(|row| entry(row).sqrt()).collect()
}

/// The greatest eigenvalues of the matrix of all products of rows, greatest first, and their vectors.
fn topics(rows: &Sparse) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = rows.rows();
    let mut numbers = SplitMix64::new(SEED);
    let mut start = || (0..n).map(|_| numbers.share() - 0.5).collect::<Vec<f64>>();
    let mut vectors: Vec<Vec<f64>> = (0..VECTORS.min(n)).map(|_| start()).collect();
    orthonormalize(&mut vectors);
    let mut values = vec![0.0; vectors.len()];
    let mut sums = vec![[0.0; VECTORS]; rows.width];
    for step in 1..=MOST_STEPS {
        let images = multiply(rows, &vectors, &mut sums);
        let seen = vectors.iter().map(|v| images.iter().map(|image| dot(v, image)).collect()).collect();
        let (found, turns) = jacobi(seen);
        let wanted = found.iter().zip(&values).take(MOST_TOPICS);
        let change = wanted.map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
        let is_done = change <= TOLERANCE * found.first().copied().unwrap_or(0.0);
        values = found;
        if is_done || step == MOST_STEPS {
            vectors = turned(&vectors, &turns);
            break;
        }
        // The images are one multiplication ahead.
        vectors = turned(&images, &turns);
        orthonormalize(&mut vectors);
    }
    (values, vectors)
}

/// The products of `rows · rowsᵀ` and each vector. `sums` is room for the words.
fn multiply(rows: &Sparse, vectors: &[Vec<f64>], sums: &mut [[f64; VECTORS]]) -> Vec<Vec<f64>> {
    sums.fill([0.0; VECTORS]);
    for row in 0..rows.rows() {
        let mut given = [0.0; VECTORS];
        given.iter_mut().zip(vectors).for_each(|(given, vector)| *given = vector[row]);
        for (column, value) in rows.row(row) {
            sums[column].iter_mut().zip(&given).for_each(|(sum, given)| *sum += value * given);
        }
    }
    let mut images = vec![vec![0.0; rows.rows()]; vectors.len()];
    for row in 0..rows.rows() {
        let mut received = [0.0; VECTORS];
        for (column, value) in rows.row(row) {
            received.iter_mut().zip(&sums[column]).for_each(|(received, sum)| *received += value * sum);
        }
        images.iter_mut().zip(received).for_each(|(image, received)| image[row] = received);
    }
    images
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Makes vectors orthogonal and of length 1, by Gram and Schmidt, twice for accuracy. One that lies in the space of
/// those before it goes.
fn orthonormalize(vectors: &mut Vec<Vec<f64>>) {
    let mut done: Vec<Vec<f64>> = Vec::with_capacity(vectors.len());
    for mut vector in vectors.drain(..) {
        if !scale_to_one(&mut vector, 0.0) {
            continue;
        }
        let mut is_new = true;
        for _ in 0..2 {
            for other in &done {
                let along = dot(&vector, other);
                vector.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
            }
            is_new = is_new && scale_to_one(&mut vector, NOTHING);
        }
        if is_new {
            done.push(vector);
        }
    }
    *vectors = done;
}

/// Scales a vector to length 1, if it is longer than `least`.
fn scale_to_one(vector: &mut [f64], least: f64) -> bool {
    let length = dot(vector, vector).sqrt();
    if length > least {
        vector.iter_mut().for_each(|value| *value /= length);
    }
    length > least
}

/// Sums of vectors: for each turn the sum of all, each times its part in it.
fn turned(vectors: &[Vec<f64>], turns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = vectors.first().map_or(0, Vec::len);
    let sum = |turn: &Vec<f64>| {
        let mut sum = vec![0.0; n];
        for (part, vector) in turn.iter().zip(vectors) {
            sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += part * value);
        }
        sum
    };
    turns.iter().map(sum).collect()
}

/// After this many rounds of rotations a matrix of 20 × 20 is diagonal; about 7 are enough.
const MOST_ROUNDS: usize = 30;

/// The eigenvalues of a symmetric matrix, greatest first, and their vectors: by Jacobi's rotations, each of which makes
/// an entry beside the diagonal zero.
fn jacobi(mut a: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = a.len();
    let mut vectors: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for _ in 0..MOST_ROUNDS {
        let mut is_diagonal = true;
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q].abs() <= f64::EPSILON * (a[p][p] * a[q][q]).abs().sqrt() {
                    continue;
                }
                is_diagonal = false;
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for row in &mut a {
                    (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
                }
                let (first, second) = pair(&mut a, p, q);
                rotate(first, second, c, s);
                let (first, second) = pair(&mut vectors, p, q);
                rotate(first, second, c, s);
            }
        }
        if is_diagonal {
            break;
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.arrange_by(|i, j| a[*j][*j].total_cmp(&a[*i][*i]));
    (order.iter().map(|i| a[*i][*i]).collect(), order.iter().map(|i| vectors[*i].clone()).collect())
}

fn pair(rows: &mut [Vec<f64>], p: usize, q: usize) -> (&mut [f64], &mut [f64]) {
    let (before, after) = rows.split_at_mut(q);
    (&mut before[p], &mut after[0])
}

fn rotate(first: &mut [f64], second: &mut [f64], c: f64, s: f64) {
    for (p, q) in first.iter_mut().zip(second) {
        (*p, *q) = (c * *p - s * *q, s * *p + c * *q);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_by_hand() {
        let rows = Sparse::from_rows(&[&[1.0, 1.0], &[1.0, 1.0], &[1.0, 0.0]]);
        for (score, expected) in scores(&rows).into_iter().zip([1.404, 1.404, 0.788]) {
            assert!((score - expected).abs() < 1e-3, "{score} for {expected}");
        }
    }

    #[test]
    fn rotations_find_the_eigenvectors() {
        let a = vec![vec![4.0, 1.0, -2.0], vec![1.0, 2.0, 0.0], vec![-2.0, 0.0, 3.0]];
        let (values, vectors) = jacobi(a.clone());
        assert!(values.is_sorted_by(|a, b| a >= b));
        assert!((values.iter().sum::<f64>() - 9.0).abs() < 1e-12);
        for (value, vector) in values.iter().zip(&vectors) {
            assert!((dot(vector, vector) - 1.0).abs() < 1e-12);
            for (row, entry) in a.iter().zip(vector) {
                assert!((dot(row, vector) - value * entry).abs() < 1e-12);
            }
        }
        assert_eq!(jacobi(Vec::new()), (Vec::new(), Vec::new()));
        // Nothing to turn.
        assert_eq!(jacobi(vec![vec![0.0; 2]; 2]).0, [0.0, 0.0]);
    }

    /// The slow twin: all topics, by rotations of the whole matrix of products.
    fn dense(rows: &Sparse) -> Vec<f64> {
        let n = rows.rows();
        let vector = |i: usize| {
            let mut vector = vec![0.0; rows.width];
            rows.row(i).for_each(|(column, value)| vector[column] = value);
            vector
        };
        let vectors: Vec<Vec<f64>> = (0..n).map(vector).collect();
        let products = vectors.iter().map(|a| vectors.iter().map(|b| dot(a, b)).collect()).collect();
        let (values, found) = jacobi(products);
        let main = values.iter().filter(|value| **value >= MAIN * MAIN * values[0]).count().min(MOST_TOPICS);
        let score =
            |row: usize| (0..main).map(|k| values[k] * found[k][row] * found[k][row]).sum::<f64>().sqrt();
        (0..n).map(score).collect()
    }

    #[test]
    fn scores_are_those_of_the_whole_decomposition() {
        let mut numbers = SplitMix64::new(7);
        for n in [1, 2, 5, 19, 20, 21, 40, 60] {
            for width in [1, 3, 30] {
                let number = |share: f64| if share < 0.7 { 0.0 } else { (10.0 * share).floor() - 6.0 };
                let rows: Vec<Vec<f64>> =
                    (0..n).map(|_| (0..width).map(|_| number(numbers.share())).collect()).collect();
                let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
                let rows = Sparse::from_rows(&rows);
                for (fast, slow) in scores(&rows).into_iter().zip(dense(&rows)) {
                    assert!((fast - slow).abs() < 1e-4, "{fast} for {slow}, {n} × {width}");
                }
            }
        }
    }

    #[test]
    fn nothing_has_no_topics() {
        assert!(scores(&Sparse::from_rows(&[])).is_empty());
        assert_eq!(scores(&Sparse::from_rows(&[&[0.0, 0.0], &[0.0, 0.0]])), [0.0, 0.0]);
    }
}
