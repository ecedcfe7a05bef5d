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

/// The iteration stops when the ranks change by less than this in sum; they sum to 1.
const TOLERANCE: f64 = 1e-8;

/// It stops after so many steps at the latest. The error shrinks by the damping factor each step at worst, to about
/// 6e-5 in 60; on texts it shrinks faster and about 20 are enough.
const MOST_STEPS: usize = 60;

/// A node whose weights sum to less than this has no edges: what is left is rounding, since the diagonal is taken
/// out of sums that it is part of. One stem shared in TextRank weighs 1/33 at least.
const NO_EDGES: f64 = 1e-9;

/// The rank of each node; they sum to 1. Nodes without edges give their rank to all.
///
/// * time: at most 61 multiplications
/// * space: four vectors
pub(super) fn pagerank(graph: &mut impl Graph) -> Vec<f64> {
    let n = graph.len();
    personalized(graph, &vec![1.0 / n as f64; n], DAMPING)
}

/// The rank of each node if who does not follow an edge starts anew at one of some nodes: `starts` has the chance of
/// each, and they sum to 1. Nodes without edges give their rank to these. `damping` is the chance to follow an edge.
pub(super) fn personalized(graph: &mut impl Graph, starts: &[f64], damping: f64) -> Vec<f64> {
    let n = graph.len();
    let mut ranks = starts.to_vec();
    let mut given = vec![1.0; n];
    let mut received = vec![0.0; n];

    graph.multiply(&given, &mut received);
    let reciprocal = |sum: &f64| if *sum > NO_EDGES { 1.0 / sum } else { 0.0 };
    let shares: Vec<f64> = received.iter().map(reciprocal).collect();

    for _ in 0..MOST_STEPS {
        let mut dangling = 0.0;
        for i in 0..n {
            given[i] = ranks[i] * shares[i];
            dangling += if shares[i] == 0.0 { ranks[i] } else { 0.0 };
        }
        graph.multiply(&given, &mut received);
        let mut change = 0.0;
        for i in 0..n {
            let rank = (1.0 - damping) * starts[i] + damping * (received[i] + dangling * starts[i]);
            change += (rank - ranks[i]).abs();
            ranks[i] = rank;
        }
        if change < TOLERANCE {
            break;
        }
    }
    ranks
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

#[cfg(test)]
mod tests {
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
            assert!((rank - expected).abs() < 1e-4, "{rank} for {expected}");
        }
    }

    #[test]
    fn ranks_gather_where_walks_start() {
        // Two nodes joined by an edge, all walks begin at the first: r = 1/2 + s/2, s = r/2.
        let w = vec![vec![0.0, 1.0], vec![1.0, 0.0]];
        let ranks = personalized(&mut Dense(w), &[1.0, 0.0], 0.5);
        assert!((ranks[0] - 2.0 / 3.0).abs() < 1e-6 && (ranks[1] - 1.0 / 3.0).abs() < 1e-6, "{ranks:?}");
    }

    #[test]
    fn no_nodes_have_no_ranks() {
        assert!(pagerank(&mut Dense(Vec::new())).is_empty());
    }
}
