//! Passages that are said again, word for word or nearly so.
//!
//! Two passages are alike if the sets of their word pairs (two words that follow each other) have at least
//! [`LEAST_SIMILARITY`] in common: pairs, because in a sentence of ten words one changed word leaves seven of nine pairs,
//! but only five of eight triples. MinHash proposes what may be alike, in [`BANDS`] bands of [`ROWS`] hashes (Broder
//! 1997; Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3); the sets themselves decide. A pair
//! with a similarity of 0.8 is missed with a probability of `(1 - 0.8^2)^8`, 3 in 10,000; identical ones never.
//!
//! A passage is compared with the first one of a group, not with each, so that a thousand copies cost a thousand
//! comparisons: time and space are linear.

use rustc_hash::{FxHashMap, FxHashSet};

/// The share of word pairs that two passages have in common at least: Jaccard's coefficient.
pub(super) const LEAST_SIMILARITY: f64 = 0.8;

const BANDS: usize = 8;
const ROWS: usize = 2;

/// The groups of passages that are alike, each in order and of two or more, by their first members. A passage belongs
/// to the earliest group whose first member it is like.
pub(super) fn groups<P: AsRef<[u32]>>(passages: &[P]) -> Vec<Vec<usize>> {
    // Most passages share no band with any other: they are told apart by sorting, without a table.
    let mut all: Vec<u64> = Vec::with_capacity(passages.len() * BANDS);
    let long = || passages.iter().map(P::as_ref).enumerate().filter(|(_, passage)| passage.len() > 1);
    all.extend(long().flat_map(|(_, passage)| bands(passage)));
    let own = all.clone();
    all.sort_unstable();
    let shared: FxHashSet<u64> =
        all.chunk_by(|one, next| one == next).filter(|same| same.len() > 1).map(|same| same[0]).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if shared.is_empty() {
        return groups;
    }
    let mut firsts: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for ((place, passage), bands) in long().zip(own.chunks(BANDS)) {
        let bands = bands.iter().filter(|band| shared.contains(band));
        let mut candidates: Vec<u32> =
            bands.clone().filter_map(|band| firsts.get(band)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let alike = |group: &u32| {
            let first = passages[groups[*group as usize][0]].as_ref();
            first == passage || similarity(first, passage) >= LEAST_SIMILARITY
        };
        match candidates.iter().find(|group| alike(group)) {
            Some(group) => groups[*group as usize].push(place),
            None => {
                for band in bands {
                    firsts.entry(*band).or_default().push(groups.len() as u32);
                }
                groups.push(vec![place]);
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Jaccard's coefficient of two passages' sets of word pairs.
pub(super) fn similarity(one: &[u32], other: &[u32]) -> f64 {
    let pairs = |passage: &[u32]| passage.windows(2).map(pair).collect::<FxHashSet<u64>>();
    let (one, other) = (pairs(one), pairs(other));
    let shared = one.intersection(&other).count();
    let all = one.len() + other.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

fn pair(words: &[u32]) -> u64 {
    u64::from(words[0]) << 32 | u64::from(words[1])
}

/// A hash for each band: of its number and the least values that its hash functions have on the passage's pairs.
fn bands(passage: &[u32]) -> [u64; BANDS] {
    let mut least = [u64::MAX; BANDS * ROWS];
    for words in passage.windows(2) {
        let mixed = mix(pair(words));
        for (row, least) in least.iter_mut().enumerate() {
            // Odd multipliers of golden ratio make hash functions out of one.
            let hash = (mixed ^ row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15 + 2 * row as u64);
            *least = (*least).min(hash);
        }
    }
    std::array::from_fn(|band| mix(least[band * ROWS] ^ least[band * ROWS + 1].rotate_left(32) ^ band as u64))
}

/// The finalizer of splitmix64 (Steele, Lea and Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 31
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow twin: each against the first of every group.
    fn by_force(passages: &[Vec<u32>]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, passage) in passages.iter().enumerate().filter(|(_, passage)| passage.len() > 1) {
            match groups.iter_mut().find(|group| similarity(&passages[group[0]], passage) >= LEAST_SIMILARITY)
            {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    #[test]
    fn one_word_of_twelve_may_differ() {
        let one: Vec<u32> = (0..24).collect();
        let mut other = one.clone();
        other[23] = 99;
        let far: Vec<u32> = (100..124).collect();
        assert_eq!(groups(&[one.clone(), far, other.clone(), one]), [[0, 2, 3]]);
        assert_eq!(groups(&[other, vec![], vec![7], vec![7]]), [[0usize; 0]; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        /// All but few pairs are found: those at the limit may be missed, copies never.
        #[test]
        fn groups_are_right_and_hardly_any_is_missed(
            seeds in prop::collection::vec(prop::collection::vec(0u32..40, 6..20), 1..8),
            changes in prop::collection::vec((0usize..8, 0usize..20, 0u32..40), 0..12),
        ) {
            let mut passages = seeds.clone();
            for (which, at, word) in changes {
                let mut copy = seeds[which % seeds.len()].clone();
                let at = at % copy.len();
                copy[at] = word;
                passages.push(copy);
            }
            let (fast, slow) = (groups(&passages), by_force(&passages));
            for group in &fast {
                for member in &group[1..] {
                    prop_assert!(similarity(&passages[group[0]], &passages[*member]) >= LEAST_SIMILARITY);
                }
            }
            let members = |groups: &[Vec<usize>]| groups.iter().map(|group| group.len() - 1).sum::<usize>();
            prop_assert!(members(&fast) + 1 >= members(&slow), "{:?} {:?}", fast, slow);
        }
    }
}
