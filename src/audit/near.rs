//! Passages that are alike: said again word for word, or nearly so.
//!
//! Two passages are alike if the sets of their word pairs (two words that follow each other) have four fifths
//! in common (Jaccard's coefficient). Pairs rather than triples, because sentences are short: change a word
//! within one of twenty words, and 17 of 21 pairs are common, 0.81, but only 15 of 21 triples, 0.71. Single
//! words would take no notice of their order.
//!
//! Copies are found first, by hashing. What has too many word pairs that no other passage has is like none: so most text
//! costs two looks into a table for each word. Of what is left, MinHash proposes pairs: it hashes each word pair in
//! 16 ways, and the least value of each is the same in two passages with a probability equal to their
//! similarity. Taken in bands of two, it proposes a passage if all of any band is the same: with the
//! similarity `s`, that is missed with a probability of `(1 - s²)⁸`, so at 0.8 in 3 of 10,000 cases. Only who
//! shares a band with anyone goes on to be compared, with its actual word pairs, and with the first member of
//! each group only, so a thousand like passages cost a thousand comparisons.
//!
//! * time: `O(n)` for `n` words, and `O(p log p)` to sort the bands of `p` passages
//! * space: `O(p)` for those that are like none; `O(n)` for those that others may be like
//!
//! Broder, *On the resemblance and containment of documents*, 1997; Leskovec, Rajaraman and Ullman, *Mining
//! of Massive Datasets*, chapter 3.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::appearance::Appearance;
use super::concordance::Concordance;

/// The least similarity of passages that are alike. 0.8: chosen, see above for what it means in words.
pub(super) const LEAST_SIMILARITY: f64 = 0.8;

const BANDS: usize = 8;
const ROWS: usize = 2;

/// The most groups that a value of a band leads to. Text made by a template may have thousands of sentences
/// with one band in common and too little else; beyond this many the later ones are missed if they have no
/// other band in common.
const MOST_FIRSTS: usize = 16;

/// The most passages of which each is compared with each other.
const MOST_COMPARED: usize = 16;

/// A hash function for each row, each a multiplication by another odd number.
const MULTIPLIERS: [u64; BANDS * ROWS] = {
    let mut multipliers = [0; BANDS * ROWS];
    let mut row = 0;
    while row < BANDS * ROWS {
        multipliers[row] = mixed(row as u64 + 1) | 1;
        row += 1;
    }
    multipliers
};

/// The groups of passages that are alike, given as the numbers of their words: each in order and of two or
/// more, by their first members. A passage belongs to the earliest group whose first member it is like.
///
/// Passages of fewer than `least_words` words, or of fewer than two, are in no group.
pub(super) fn groups<P: AsRef<[u32]>>(passages: &[P], least_words: usize) -> Vec<Vec<usize>> {
    let least_words = least_words.max(2);
    // Each text once: the number of each passage's text, and the first passage that has it.
    let mut numbers: FxHashMap<&[u32], u32> = FxHashMap::default();
    let mut texts: Vec<&[u32]> = Vec::new();
    let mut text_of: Vec<Option<u32>> = Vec::with_capacity(passages.len());
    for passage in passages.iter().map(P::as_ref) {
        text_of.push((passage.len() >= least_words).then(|| {
            *numbers.entry(passage).or_insert_with(|| {
                texts.push(passage);
                texts.len() as u32 - 1
            })
        }));
    }
    drop(numbers);

    let (words, ends) = by_appearance(&texts);
    let mut start = 0;
    let numbered: Vec<&[u32]> =
        ends.iter().map(|end| &words[std::mem::replace(&mut start, *end)..*end]).collect();
    let first_of = firsts(&numbered);
    let mut members: Vec<u32> = vec![0; texts.len()];
    let group = |text: u32| first_of[text as usize] as usize;
    for text in text_of.iter().flatten() {
        members[group(*text)] += 1;
    }
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (passage, text) in text_of.iter().enumerate() {
        let Some(first) = text.map(group).filter(|first| members[*first] > 1) else { continue };
        let place = *places.entry(first).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(passage),
            None => groups.push(vec![passage]),
        }
    }
    groups
}

/// Whether any passages of a draft may be alike, given as the places of their words: as far as [`groups`] would find any.
///
/// A word that the draft has once tells a passage from all others by two pairs of words, so few passages are left that
/// have little else; and of those that are left one has to be like another.
pub(super) fn may_be_alike(passages: &[Range<usize>], concordance: &Concordance, least_words: usize) -> bool {
    let (numbers, entries) = (concordance.numbers(), concordance.entries());
    let is_once = |number: &u32| entries[*number as usize].count == 1;
    let long = passages.iter().filter(|passage| passage.len() >= least_words.max(2));
    let left = long.map(|passage| &numbers[passage.clone()]).filter(|words| {
        let most = most_alone(words) as usize;
        let (mut alone, mut before) = (0, is_once(&words[0]));
        words[1..].iter().all(|word| {
            let here = is_once(word);
            let was = std::mem::replace(&mut before, here);
            alone += usize::from(here || was);
            alone <= most
        })
    });
    let left: Vec<&[u32]> = left.collect();
    let left: Vec<Vec<u64>> = shared(&left).into_iter().map(|place| pairs(left[place as usize])).collect();
    // Of so few, it costs less to compare them than to group all.
    let are_alike = |(at, one): (usize, &Vec<u64>)| {
        left[..at].iter().any(|other| similarity(one, other) >= LEAST_SIMILARITY)
    };
    if left.len() > MOST_COMPARED { true } else { left.iter().enumerate().any(are_alike) }
}

/// The words of some texts, numbered in the order in which they first stand there, and where each text ends. What is
/// hashed are numbers: those of whoever calls depend on what he has read before, and so would the answer.
fn by_appearance(texts: &[&[u32]]) -> (Vec<u32>, Vec<usize>) {
    let mut numbers = Appearance::default();
    let mut words = Vec::with_capacity(texts.iter().map(|text| text.len()).sum());
    let ends = texts.iter().map(|text| {
        words.extend(text.iter().map(|word| numbers.number(*word)));
        words.len()
    });
    let ends = ends.collect();
    (words, ends)
}

/// For each of some different texts the first member of its group: itself, if it is like none before.
fn firsts(texts: &[&[u32]]) -> Vec<u32> {
    let mut first_of: Vec<u32> = (0..texts.len() as u32).collect();
    let shared = shared(texts);
    let candidates: Vec<&[u32]> = shared.iter().map(|place| texts[*place as usize]).collect();
    for (place, first) in firsts_of_shared(&candidates).into_iter().enumerate() {
        first_of[shared[place] as usize] = shared[first as usize];
    }
    first_of
}

/// How many word pairs a text may have that no other has, and still be like one.
fn most_alone(text: &[u32]) -> f64 {
    (1.0 - LEAST_SIMILARITY) * (text.len() - 1) as f64 + 1e-9
}

/// The texts of whose word pairs enough are in other texts too for them to be like one: as far as a table of hashes tells,
/// which takes some for shared that are not.
fn shared(texts: &[&[u32]]) -> Vec<u32> {
    /// What the table has for a pair: nothing yet, the only text that has it and one more than its place, more than one
    /// text, or a pair of one text that has been counted.
    const NONE: u32 = 0;
    const MANY: u32 = u32::MAX;
    const COUNTED: u32 = u32::MAX - 1;
    let pairs: usize = texts.iter().map(|text| text.len() - 1).sum();
    let slots = (2 * pairs).next_power_of_two().max(2);
    let shift = 64 - slots.trailing_zeros();
    let slot = |words: &[u32]| (pair(words).wrapping_mul(MULTIPLIERS[0]) >> shift) as usize;
    let mut table = vec![NONE; slots];
    for (text, own) in texts.iter().zip(1..) {
        for words in text.windows(2) {
            let known = &mut table[slot(words)];
            *known = if *known == NONE || *known == own { own } else { MANY };
        }
    }
    let mut is_shared = |text: &&[u32]| {
        let mut alone = 0;
        for words in text.windows(2) {
            let known = &mut table[slot(words)];
            if *known != MANY && *known != COUNTED {
                *known = COUNTED;
                alone += 1;
            }
        }
        // Fewer pairs are in common than a passage that is alike has.
        f64::from(alone) <= most_alone(text)
    };
    (0..).zip(texts).filter(|(_, text)| is_shared(text)).map(|(place, _)| place).collect()
}

/// As [`firsts`], of texts that may be alike.
fn firsts_of_shared(texts: &[&[u32]]) -> Vec<u32> {
    let bands: Vec<[u32; BANDS]> = texts.iter().map(|text| bands(text)).collect();
    let is_proposed = proposed(&bands);
    let mut first_of: Vec<u32> = (0..texts.len() as u32).collect();
    // The first members that a value of a band leads to, and the word pairs of each of them.
    let mut led_to: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
    let mut pairs_of: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
    let mut candidates: Vec<u32> = Vec::new();
    for place in (0..texts.len()).filter(|place| is_proposed[*place]) {
        let keys = (0..).zip(bands[place]);
        candidates.clear();
        candidates.extend(keys.clone().filter_map(|key| led_to.get(&key)).flatten());
        candidates.sort_unstable();
        candidates.dedup();
        let pairs = pairs(texts[place]);
        match candidates.iter().find(|first| similarity(&pairs_of[*first], &pairs) >= LEAST_SIMILARITY) {
            Some(first) => first_of[place] = *first,
            None => {
                for key in keys {
                    let firsts = led_to.entry(key).or_default();
                    if firsts.len() < MOST_FIRSTS {
                        firsts.push(place as u32);
                    }
                }
                pairs_of.insert(place as u32, pairs);
            }
        }
    }
    first_of
}

/// Whether each text has a band in common with any other.
fn proposed(bands: &[[u32; BANDS]]) -> Vec<bool> {
    let mut is_proposed = vec![false; bands.len()];
    let mut sorted: Vec<u64> = Vec::with_capacity(bands.len());
    for band in 0..BANDS {
        sorted.clear();
        sorted.extend((0..).zip(bands).map(|(place, bands): (u64, _)| u64::from(bands[band]) << 32 | place));
        sorted.sort_unstable();
        for same in sorted.chunk_by(|one, next| one >> 32 == next >> 32).filter(|same| same.len() > 1) {
            for place in same {
                is_proposed[*place as u32 as usize] = true;
            }
        }
    }
    is_proposed
}

/// The set of a text's word pairs, sorted.
fn pairs(text: &[u32]) -> Vec<u64> {
    let mut pairs: Vec<u64> = text.windows(2).map(pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn pair(words: &[u32]) -> u64 {
    u64::from(words[0]) << 32 | u64::from(words[1])
}

/// Jaccard's coefficient of two sorted sets, of which one has a member; 0 if their sizes alone keep it under
/// the least similarity.
fn similarity(one: &[u64], other: &[u64]) -> f64 {
    let (small, large) = (one.len().min(other.len()), one.len().max(other.len()));
    if (small as f64) < LEAST_SIMILARITY * large as f64 {
        return 0.0;
    }
    let (mut at, mut shared) = (0, 0);
    for member in one {
        while other.get(at).is_some_and(|other| other < member) {
            at += 1;
        }
        shared += usize::from(other.get(at) == Some(member));
    }
    shared as f64 / (one.len() + other.len() - shared) as f64
}

/// A value for each band: of the least that its rows' hash functions make of the text's word pairs.
fn bands(text: &[u32]) -> [u32; BANDS] {
    let mut least = [u64::MAX; BANDS * ROWS];
    for words in text.windows(2) {
        let hash = mixed(pair(words));
        for (least, multiplier) in least.iter_mut().zip(MULTIPLIERS) {
            *least = (*least).min(hash.wrapping_mul(multiplier));
        }
    }
    std::array::from_fn(|band| {
        let rows = &least[band * ROWS..(band + 1) * ROWS];
        (rows.iter().fold(0, |hash, least| mixed(hash ^ least)) >> 32) as u32
    })
}

/// The finalizer of splitmix64 (Steele, Lea and Flood 2014).
const fn mixed(number: u64) -> u64 {
    let x = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::concordance::tests::{concordance, word};
    use super::super::words::{Gap, Word};
    use super::*;

    fn jaccard(one: &[u32], other: &[u32]) -> f64 {
        let pairs = |text: &[u32]| text.windows(2).map(pair).collect::<BTreeSet<u64>>();
        let (one, other) = (pairs(one), pairs(other));
        one.intersection(&other).count() as f64 / one.union(&other).count() as f64
    }

    /// The slow twin: each passage against the first member of every group.
    fn by_force(passages: &[Vec<u32>], least_words: usize) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, passage) in passages.iter().enumerate().filter(|(_, p)| p.len() >= least_words.max(2)) {
            match groups.iter_mut().find(|g| jaccard(&passages[g[0]], passage) >= LEAST_SIMILARITY) {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// Numbers drawn one after the other, the same each time.
    fn draws(seed: u64) -> impl FnMut(u64) -> u64 {
        let mut state = seed;
        move |below| {
            state += 1;
            mixed(mixed(state)) % below
        }
    }

    #[test]
    fn one_word_of_twenty_may_differ_and_order_counts() {
        let one: Vec<u32> = (0..20).collect();
        let mut other = one.clone();
        other[10] = 99;
        assert!((jaccard(&one, &other) - 17.0 / 21.0).abs() < 1e-12);
        let far: Vec<u32> = (100..120).collect();
        let turned: Vec<u32> = one.iter().rev().copied().collect();
        let list = [one.clone(), far, other, turned, one];
        assert_eq!(groups(&list, 6), [[0, 2, 4]]);
        assert_eq!(groups(&list, 21), [[0usize; 0]; 0]);
    }

    #[test]
    fn odd_passages() {
        assert_eq!(groups::<&[u32]>(&[], 0), [[0usize; 0]; 0]);
        assert_eq!(groups(&[vec![], vec![], vec![1], vec![1]], 0), [[0usize; 0]; 0]);
        assert_eq!(groups(&[[7, 7], [7, 7], [7, 8]], 0), [[0, 1]]);
    }

    /// Sentences that a template made, all of them neighbors and few alike, do not take quadratic time.
    #[test]
    fn a_template_is_compared_a_bounded_number_of_times() {
        let made = |n: u32| (0..12).map(|at| if at % 4 == 3 { 1_000 + 8 * n + at } else { at }).collect();
        let list: Vec<Vec<u32>> = (0..30_000).map(made).collect();
        assert_eq!(groups(&list, 6), [[0usize; 0]; 0]);
    }

    /// 2,000 sentences and as many near copies of them, at every similarity from the least on.
    #[test]
    fn hardly_a_planted_copy_is_missed() {
        let mut draw = draws(1);
        let (mut list, mut planted) = (Vec::new(), 0);
        for _ in 0..2_000 {
            let words = 8 + draw(30) as usize;
            let one: Vec<u32> = (0..words).map(|_| draw(5_000) as u32).collect();
            let mut copy = one.clone();
            for _ in 0..draw(3) {
                copy[draw(words as u64) as usize] = draw(5_000) as u32;
            }
            planted += usize::from(jaccard(&one, &copy) >= LEAST_SIMILARITY);
            list.extend([one, copy]);
        }
        let found = groups(&list, 6);
        assert!(found.iter().all(|g| g.len() == 2 && g[1] == g[0] + 1));
        assert!(planted > 1_000 && found.len() <= planted);
        assert!(found.len() * 100 >= planted * 99, "{} of {planted}", found.len());
    }

    /// Whoever calls numbers words by what he has read before: which copies are missed does not hang on that.
    #[test]
    fn the_numbers_of_words_do_not_matter() {
        let mut draw = draws(7);
        let mut list: Vec<Vec<u32>> = Vec::new();
        for _ in 0..3_000 {
            let words = 6 + draw(12) as usize;
            let one: Vec<u32> = (0..words).map(|_| draw(400) as u32).collect();
            let mut copy = one.clone();
            copy[draw(words as u64) as usize] = draw(400) as u32;
            copy.insert(draw(words as u64) as usize, draw(400) as u32);
            list.extend([one.clone(), copy, one[1..].to_vec()]);
        }
        let found = groups(&list, 3);
        assert!(found.len() > 1_000);
        for odd in [3, 0x9e37_79b1] {
            let renumbered: Vec<Vec<u32>> = list
                .iter()
                .map(|text| text.iter().map(|word| (word + 17).wrapping_mul(odd)).collect())
                .collect();
            assert_eq!(groups(&renumbered, 3), found);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        /// Every member is like the first of its group, and copies are never missed.
        #[test]
        fn groups_are_right(
            seeds in prop::collection::vec(prop::collection::vec(0u32..40, 0..20), 1..8),
            changes in prop::collection::vec((0usize..8, 0usize..20, 0u32..40), 0..12),
        ) {
            let mut list = seeds.clone();
            for (which, at, word) in changes {
                let mut copy = seeds[which % seeds.len()].clone();
                let len = copy.len().max(1);
                if let Some(old) = copy.get_mut(at % len) {
                    *old = word;
                }
                list.push(copy);
            }
            let (fast, slow) = (groups(&list, 3), by_force(&list, 3));
            prop_assert_eq!(&fast, &groups(&list, 3));
            prop_assert!(fast.is_sorted());
            for group in &fast {
                prop_assert!(group.is_sorted() && group.iter().all(|p| list[*p].len() >= 3));
                prop_assert!(group.iter().all(|p| jaccard(&list[group[0]], &list[*p]) >= LEAST_SIMILARITY));
            }
            let in_group = |place: usize| fast.iter().any(|group| group.contains(&place));
            for (place, one) in list.iter().enumerate().filter(|(_, one)| one.len() >= 3) {
                prop_assert!(list.iter().skip(place + 1).all(|other| other != one) || in_group(place));
            }
            let members = |groups: &[Vec<usize>]| groups.iter().map(|group| group.len() - 1).sum::<usize>();
            prop_assert!(members(&fast) + 1 >= members(&slow), "{:?} {:?}", fast, slow);
        }

        /// Passages in a draft with some words between them, of which there are no groups where none were said to be possible.
        #[test]
        fn whatever_may_be_alike_is_looked_at(
            list in prop::collection::vec((prop::collection::vec(0u32..40, 0..14), 0..3usize), 0..8),
        ) {
            let mut keys: Vec<u32> = Vec::new();
            let mut passages: Vec<Range<usize>> = Vec::new();
            for (place, (said, copies)) in list.iter().enumerate() {
                for copy in 0..=*copies {
                    let start = keys.len();
                    keys.extend(said);
                    // A copy may differ in a word.
                    if copy == 2 && let Some(last) = keys[start..].last_mut() {
                        *last = 40 + place as u32;
                    }
                    passages.push(start..keys.len());
                    keys.push(60);
                }
            }
            let words: Vec<Word> = keys.iter().map(|key| word(*key, true, Gap::Space)).collect();
            let concordance = concordance(&words, 61);
            let said: Vec<&[u32]> = passages.iter().map(|passage| &keys[passage.clone()]).collect();
            for least_words in [0, 4, 6] {
                let is_any = !by_force(&said.iter().map(|said| said.to_vec()).collect::<Vec<_>>(), least_words).is_empty();
                prop_assert!(may_be_alike(&passages, &concordance, least_words) || !is_any);
            }
        }
    }
}
