//! PageRank on a symmetric graph, which is never built for many sentences. Knows numbers, no text.
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
pub(super) const DAMPING: f64 = 0.85;

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

/// The same chance to start at each node.
pub(super) fn anywhere(nodes: usize) -> Vec<f64> {
    vec![1.0 / nodes as f64; nodes]
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
///
/// * time: at most 62 multiplications
/// * space: six vectors beside that of the starts
pub(super) fn personalized(graph: &mut impl Graph, starts: &[f64], damping: f64) -> Vec<f64> {
    let n = graph.len();
    let mut given = vec![1.0; n];
    let mut received = vec![0.0; n];
    graph.multiply(&given, &mut received);
    let reciprocal = |sum: &f64| if *sum > NO_EDGES { 1.0 / sum } else { 0.0 };
    let shares: Vec<f64> = received.iter().map(reciprocal).collect();

    let joined = |values: &[f64]| joined(values, |i| shares[i] > 0.0);
    let (started, edges) = (joined(starts), joined(&received));
    let scale = scale(starts, started, damping);

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

/// The sum of the values of nodes that have edges.
fn joined(values: &[f64], has_edges: impl Fn(usize) -> bool) -> f64 {
    values.iter().enumerate().filter(|(i, _)| has_edges(*i)).map(|(_, value)| value).sum()
}

/// By how much all ranks are larger since nodes without edges give theirs to `starts`, of which `started` are joined to others.
fn scale(starts: &[f64], started: f64, damping: f64) -> f64 {
    let total = started + (1.0 - damping) * (starts.iter().sum::<f64>() - started);
    if total > 0.0 { 1.0 / total } else { 0.0 }
}

/// Up to this many nodes have the whole matrix: the ranks come by elimination then, exact and in less time than the steps of
/// [`personalized`] take, which it grows past between 64 and 128.
pub(super) const FEW: usize = 64;

/// The edges of a graph of few nodes.
pub(super) struct Edges {
    nodes: usize,
    /// The whole matrix row by row, of which only what is right of the diagonal counts.
    weights: Vec<f64>,
}

impl Edges {
    /// None between this many nodes.
    pub(super) fn none(nodes: usize) -> Edges {
        Edges { nodes, weights: vec![0.0; nodes * nodes] }
    }

    /// The weight between two nodes, the earlier one given first.
    pub(super) fn weight(&mut self, earlier: usize, later: usize) -> &mut f64 {
        &mut self.weights[earlier * self.nodes + later]
    }

    /// What [`personalized`] gives, by elimination: with `y = D^-1 r`, the system is `(D - d W) y = (1 - d) s`, which is symmetric and
    /// whose diagonal outweighs each row, so that the nodes can be taken as they come.
    ///
    /// * time: `O(n³)`, a sixth of that in multiplications
    /// * space: two vectors beside the matrix
    pub(super) fn ranks(mut self, starts: &[f64], damping: f64) -> Vec<f64> {
        let n = self.nodes;
        let mut sums = vec![0.0; n];
        for i in 0..n {
            for j in i + 1..n {
                let weight = &mut self.weights[i * n + j];
                sums[i] += *weight;
                sums[j] += *weight;
                *weight *= -damping;
            }
        }
        let has_edges = |i: usize| sums[i] > NO_EDGES;
        let scale = scale(starts, joined(starts, has_edges), damping);
        let mut ranks: Vec<f64> = starts.iter().map(|start| (1.0 - damping) * scale * start).collect();
        // What is said of a node without edges stands already.
        for i in (0..n).filter(|i| has_edges(*i)) {
            self.weights[i * n + i] += sums[i];
            let (above, below) = self.weights.split_at_mut((i + 1) * n);
            let row = &above[i * n..];
            let pivot = 1.0 / row[i];
            for j in i + 1..n {
                if row[j] != 0.0 {
                    let share = row[j] * pivot;
                    ranks[j] -= share * ranks[i];
                    let other = &mut below[(j - i - 1) * n..(j - i) * n];
                    for (other, value) in other[j..].iter_mut().zip(&row[j..]) {
                        *other -= share * value;
                    }
                }
            }
        }
        for i in (0..n).rev().filter(|i| has_edges(*i)) {
            let row = &self.weights[i * n..(i + 1) * n];
            let known: f64 =
                row[i + 1..].iter().zip(&ranks[i + 1..]).map(|(weight, value)| weight * value).sum();
            ranks[i] = (ranks[i] - known) / row[i];
        }
        ranks.iter_mut().zip(&sums).filter(|(_, sum)| **sum > NO_EDGES).for_each(|(rank, sum)| *rank *= sum);
        ranks
    }
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

/// The slow twin of both: the walk as in the papers, step by step, until it stands still.
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

/// [`walked`] from all nodes alike, with the damping of the papers.
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
        for (rank, expected) in
            personalized(&mut Dense(w), &anywhere(4), DAMPING).into_iter().zip([r, s, s, t])
        {
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
        assert!(personalized(&mut Dense(Vec::new()), &[], DAMPING).is_empty());
        assert!(Edges::none(0).ranks(&[], DAMPING).is_empty());
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
            let mut edges = Edges::none(n);
            (0..n).for_each(|i| (i + 1..n).for_each(|j| *edges.weight(i, j) = w[i][j]));
            let approached = personalized(&mut Dense(w.clone()), &starts, damping);
            let expected = walked(&mut Dense(w), &starts, damping);
            for ranks in [approached, edges.ranks(&starts, damping)] {
                prop_assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", ranks);
                for (rank, expected) in ranks.iter().zip(&expected) {
                    prop_assert!((rank - expected).abs() < 1e-7, "{} for {}", rank, expected);
                }
            }
        }
    }
}
