//! PageRank on a symmetric graph that is never built. Knows numbers, no text.
//!
//! Page, Brin, Motwani and Winograd, *The PageRank Citation Ranking*, 1999; on sentences: Mihalcea and Tarau, 2004,
//! and Erkan and Radev, 2004.

/// A weighted graph without loops, given by what its matrix does to a vector.
pub(super) trait Graph {
    /// The number of nodes.
    fn len(&self) -> usize;

    /// `product = W · vector`, with `W` symmetric and its diagonal zero.
    fn multiply(&mut self, vector: &[f64], product: &mut [f64]);
}

/// The chance to follow an edge rather than to start anew, as in the papers.
const DAMPING: f64 = 0.85;

/// The iteration stops when one more step of a walk would change the ranks by less than this in sum; they sum to 1.
const TOLERANCE: f64 = 1e-8;

/// It stops after this many steps at the latest, which is never: the error shrinks by 0.56 each step at worst, to 2e-15 in
/// 60. Articles take 10 and a text of 100 MB 23 (printed here, for 1,000 articles of CNN and for `benches/scale.sh`'s texts).
const MOST_STEPS: usize = 60;

/// A node whose weights sum to less than this has no edges: what is left is rounding, since the diagonal is taken
/// out of sums that it is part of. One stem shared in TextRank weighs 1/33 at least.
const NO_EDGES: f64 = 1e-9;

/// Scores are multiples of this: far more than rounding leaves, far less than what the iteration leaves undone.
const STEP: f64 = 1.0 / (1u64 << 32) as f64;

/// Ranks times the number of nodes, so that 1 is average. Rounded, so that nodes which stand alike in the graph score
/// alike, in whatever order their edges were added up; then the earlier one comes first.
pub(super) fn as_scores(mut ranks: Vec<f64>) -> Vec<f64> {
    let n = ranks.len() as f64;
    ranks.iter_mut().for_each(|rank| *rank = (*rank * n / STEP).round() * STEP);
    ranks
}

/// The rank of each node; they sum to 1. Nodes without edges give their rank to all.
///
/// * time: at most 62 multiplications, see [`personalized`]
/// * space: six vectors beside that of the starts
pub(super) fn pagerank(graph: &mut impl Graph) -> Vec<f64> {
    let n = graph.len();
    personalized(graph, &vec![1.0 / n as f64; n], DAMPING)
}

/// The rank of each node if who does not follow an edge starts anew at one of some nodes: `starts` has the chance of
/// each, and they sum to 1. Nodes without edges give their rank to these. `damping` is the chance to follow an edge.
///
/// # Where this differs from the papers
///
/// They repeat the walk's step, `r = (1 - d) s + d P r` with `P = W D^-1` and `D` the sums of the rows, until it changes
/// little: each step shrinks the error by `d` at worst. The ranks are the solution of the linear system
/// `(I - d P) r = (1 - d) s`, and since `W` is symmetric, `I - d P` is self-adjoint and positive definite under the inner
/// product `<u, v> = Σ u v / D`. So conjugate gradients solve it, with one multiplication a step too, and shrink the
/// error by 0.56 at worst with `d = 0.85`: `(√κ - 1) / (√κ + 1)` for the condition number `κ = (1 + d) / (1 - d)`
/// (Hestenes and Stiefel, *Methods of Conjugate Gradients for Solving Linear Systems*, 1952). What is left over,
/// `(1 - d) s + d P r - r`, is by how much the walk's next step would change the ranks: the rule to stop is the same.
///
/// Nodes without edges have columns of zeros in `P` here. That they give their rank to `starts` makes all ranks larger by
/// the same factor, which is known beforehand, as the ranks of all others sum to their chances to start.
pub(super) fn personalized(graph: &mut impl Graph, starts: &[f64], damping: f64) -> Vec<f64> {
    let n = graph.len();
    let mut given = vec![1.0; n];
    let mut received = vec![0.0; n];
    graph.multiply(&given, &mut received);
    let reciprocal = |sum: &f64| if *sum > NO_EDGES { 1.0 / sum } else { 0.0 };
    let shares: Vec<f64> = received.iter().map(reciprocal).collect();

    let joined = |values: &[f64]| -> f64 {
        values.iter().zip(&shares).filter(|(_, share)| **share > 0.0).map(|(value, _)| value).sum()
    };
    let (started, edges) = (joined(starts), joined(&received));
    let total = started + (1.0 - damping) * (starts.iter().sum::<f64>() - started);
    let scale = if total > 0.0 { 1.0 / total } else { 0.0 };

    // A walk without new starts would end at the sums of the rows, which is a good beginning.
    let along = if edges > 0.0 { damping * scale * started / edges } else { 0.0 };
    let mut ranks: Vec<f64> = (0..n)
        .map(|i| {
            let met = if shares[i] > 0.0 { along * received[i] } else { 0.0 };
            (1.0 - damping) * scale * starts[i] + met
        })
        .collect();

    step(graph, &ranks, &shares, &mut given, &mut received);
    let rest: Vec<f64> = (0..n)
        .map(|i| match shares[i] > 0.0 {
            true => (1.0 - damping) * scale * starts[i] + damping * received[i] - ranks[i],
            false => 0.0,
        })
        .collect();
    approach(graph, &shares, damping, &mut ranks, rest, [&mut given, &mut received]);
    ranks
}

/// Conjugate gradients from `ranks` on, of which `rest` is what the next step of the walk would add. The last two
/// vectors are room to work in.
fn approach(
    graph: &mut impl Graph,
    shares: &[f64],
    damping: f64,
    ranks: &mut [f64],
    mut rest: Vec<f64>,
    [given, received]: [&mut [f64]; 2],
) {
    let n = ranks.len();
    let mut direction = rest.clone();
    let mut square = square_of(&rest, shares);
    for _ in 0..MOST_STEPS {
        if rest.iter().map(|value| value.abs()).sum::<f64>() < TOLERANCE {
            break;
        }
        step(graph, &direction, shares, given, received);
        let mut curvature = 0.0;
        for i in 0..n {
            received[i] = direction[i] - damping * received[i];
            curvature += direction[i] * received[i] * shares[i];
        }
        // It is positive but for rounding, and then there is nothing left to gain.
        if curvature <= 0.0 {
            break;
        }
        let length = square / curvature;
        for i in 0..n {
            ranks[i] += length * direction[i];
            rest[i] -= length * received[i];
        }
        let before = std::mem::replace(&mut square, square_of(&rest, shares));
        let turn = square / before;
        for i in 0..n {
            direction[i] = rest[i] + turn * direction[i];
        }
    }
}

/// `received = P · vector`.
fn step(graph: &mut impl Graph, vector: &[f64], shares: &[f64], given: &mut [f64], received: &mut [f64]) {
    for (given, (value, share)) in given.iter_mut().zip(vector.iter().zip(shares)) {
        *given = value * share;
    }
    graph.multiply(given, received);
}

/// `<v, v>`.
fn square_of(vector: &[f64], shares: &[f64]) -> f64 {
    vector.iter().zip(shares).map(|(value, share)| value * value * share).sum()
}

/// The slow twin of every graph: the whole matrix, `n × n`.
#[cfg(test)]
pub(super) struct Dense(pub(super) Vec<Vec<f64>>);

#[cfg(test)]
impl Graph for Dense {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn multiply(&mut self, vector: &[f64], product: &mut [f64]) {
        for (row, out) in self.0.iter().zip(product) {
            *out = row.iter().zip(vector).map(|(w, v)| w * v).sum();
        }
    }
}

/// The slow twin of [`pagerank`]: the walk as in the papers, step by step, until it stands still.
#[cfg(test)]
pub(super) fn walked(graph: &mut impl Graph, starts: &[f64], damping: f64) -> Vec<f64> {
    let n = graph.len();
    let (mut ranks, mut received) = (starts.to_vec(), vec![0.0; n]);
    graph.multiply(&vec![1.0; n], &mut received);
    let sums = received.clone();
    let has_edges = |i: usize| sums[i] > NO_EDGES;
    for _ in 0..2000 {
        let given: Vec<f64> = (0..n).map(|i| if has_edges(i) { ranks[i] / sums[i] } else { 0.0 }).collect();
        let dangling: f64 = (0..n).filter(|i| !has_edges(*i)).map(|i| ranks[i]).sum();
        graph.multiply(&given, &mut received);
        for i in 0..n {
            ranks[i] = (1.0 - damping) * starts[i] + damping * (received[i] + dangling * starts[i]);
        }
    }
    ranks
}

/// [`walked`] from all nodes alike, with the damping of [`pagerank`].
#[cfg(test)]
pub(super) fn walked_from_all(graph: &mut impl Graph) -> Vec<f64> {
    let n = graph.len();
    walked(graph, &vec![1.0 / n as f64; n], DAMPING)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_star_by_hand() {
        // Node 0 is joined to 1 and 2, node 3 to none. With r for 0, s for 1 and 2, t for 3:
        // t = 0.15/4 + 0.85 t/4, s = t + 0.85 r/2, r = t + 0.85 · 2 s.
        let w = vec![
            vec![0.0, 1.0, 1.0, 0.0],
            vec![1.0, 0.0, 0.0, 0.0],
            vec![1.0, 0.0, 0.0, 0.0],
            vec![0.0, 0.0, 0.0, 0.0],
        ];
        let t = 0.15 / 4.0 / (1.0 - 0.85 / 4.0);
        let r = t * (1.0 + 1.7) / (1.0 - 0.85 * 0.85);
        let s = t + 0.425 * r;
        for (rank, expected) in pagerank(&mut Dense(w)).into_iter().zip([r, s, s, t]) {
            assert!((rank - expected).abs() < 1e-7, "{rank} for {expected}");
        }
    }

    #[test]
    fn ranks_gather_where_walks_start() {
        // Two nodes joined by an edge, all walks begin at the first: r = 1/2 + s/2, s = r/2.
        let w = vec![vec![0.0, 1.0], vec![1.0, 0.0]];
        let ranks = personalized(&mut Dense(w), &[1.0, 0.0], 0.5);
        assert!((ranks[0] - 2.0 / 3.0).abs() < 1e-7 && (ranks[1] - 1.0 / 3.0).abs() < 1e-7, "{ranks:?}");
    }

    #[test]
    fn no_nodes_have_no_ranks() {
        assert!(pagerank(&mut Dense(Vec::new())).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        /// Graphs of up to 12 nodes, many without edges or in parts; walks start where chance will have it.
        #[test]
        fn ranks_are_where_the_walk_ends(
            n in 1..12usize,
            weights in prop::collection::vec(0.0..1.0f64, 144),
            density in 0.0..1.0f64,
            starts in prop::collection::vec(0..4u8, 12),
            damping in 0.3..0.9f64,
        ) {
            let weight = |i: usize, j: usize| weights[i.min(j) * 12 + i.max(j)];
            let edge = |i: usize, j: usize| if i != j && weight(i, j) < density { weight(i, j) + 0.01 } else { 0.0 };
            let w: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| edge(i, j)).collect()).collect();
            let all: f64 = starts[..n].iter().map(|start| f64::from(*start)).sum();
            prop_assume!(all > 0.0);
            let starts: Vec<f64> = starts[..n].iter().map(|start| f64::from(*start) / all).collect();
            let ranks = personalized(&mut Dense(w.clone()), &starts, damping);
            prop_assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", ranks);
            for (rank, expected) in ranks.iter().zip(walked(&mut Dense(w), &starts, damping)) {
                prop_assert!((rank - expected).abs() < 1e-7, "{} for {}", rank, expected);
            }
        }
    }
}
