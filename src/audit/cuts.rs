//! A list of cuts: which occurrences of an over-used phrase to drop, which to shorten, and which to keep.
//!
//! Greedy: the occurrence that costs the text least goes first, until as many are left as ordinary texts have. What opens a paragraph
//! costs least, then what is the second in its paragraph, then what stands closest to another one that stays; titles,
//! headings and the first mention cost most. Each cut makes room around it, so that what is left is spread.
//!
//! * time: `O(c log c)` for `c` occurrences

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Occurrence;
use crate::span::Span;

/// What to do with an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CutAction {
    /// Leave it out, or say it by a pronoun.
    Drop,
    /// Write this instead, which the draft uses already.
    Shorten(String),
    /// Leave it as it is.
    Keep,
}

impl CutAction {
    /// The name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            CutAction::Drop => "drop",
            CutAction::Shorten(_) => "shorten",
            CutAction::Keep => "keep",
        }
    }
}

/// An occurrence of a phrase that is said too often, and what to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cut {
    /// The phrase, as the finding names it.
    pub phrase: String,
    /// Where the occurrence is in the source, in bytes. Of what is to be shortened, with the article before it.
    pub span: Span,
    /// What to do.
    pub action: CutAction,
    /// Why, in a few words.
    pub reason: &'static str,
}

/// An occurrence to be ranked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) occurrence: Occurrence,
    /// The place of its first word among all words.
    pub(super) start: usize,
    /// In which order occurrences are to be changed: the lower, the sooner.
    pub(super) rank: u8,
    /// The span to be replaced by the short form, if it can be.
    pub(super) shortened: Option<Span>,
}

/// Why an occurrence of a rank is kept or changed.
fn reason(rank: u8, is_kept: bool) -> &'static str {
    match (rank, is_kept) {
        (6, true) => "in the title",
        (5, true) => "in a heading",
        (4, true) => "the first mention in the text",
        (_, true) => "enough are cut already",
        (0, false) => "opens a paragraph",
        (1, false) => "not the first in its paragraph",
        (4, false) => "the first mention, but the others are not enough",
        (5 | 6, false) => "in a heading, but the others are not enough",
        (_, false) => "close to another one",
    }
}

/// What to do with each occurrence, in the order of the text, so that `spare` of them are changed. Titles, headings and the
/// first mention are kept while there are others.
pub(super) fn list(phrase: &str, places: &[Place], spare: usize, short: Option<&str>) -> Vec<Cut> {
    let count = places.len();
    let mut before: Vec<Option<usize>> = (0..count).map(|at| at.checked_sub(1)).collect();
    let mut after: Vec<Option<usize>> =
        (0..count).map(|at| Some(at + 1).filter(|next| *next < count)).collect();
    let gap = |at: usize, before: &[Option<usize>], after: &[Option<usize>]| {
        let distance = |other: Option<usize>| {
            other.map_or(usize::MAX, |other| places[at].start.abs_diff(places[other].start))
        };
        distance(before[at]).min(distance(after[at]))
    };
    let mut heap: BinaryHeap<Reverse<(u8, usize, usize)>> =
        (0..count).map(|at| Reverse((places[at].rank, gap(at, &before, &after), at))).collect();
    let mut is_cut = vec![false; count];
    let mut left = spare.min(count.saturating_sub(1));
    while left > 0 {
        let Some(Reverse((rank, known, at))) = heap.pop() else { break };
        let now = gap(at, &before, &after);
        // What stood beside it is gone: it has more room than when it was put here.
        if now != known {
            heap.push(Reverse((rank, now, at)));
            continue;
        }
        is_cut[at] = true;
        left -= 1;
        let (previous, next) = (before[at], after[at]);
        if let Some(previous) = previous {
            after[previous] = next;
        }
        if let Some(next) = next {
            before[next] = previous;
        }
    }
    let cut = |(at, place): (usize, &Place)| {
        let (span, action) = match (is_cut[at], place.shortened.zip(short)) {
            (false, _) => (place.occurrence.span, CutAction::Keep),
            (true, Some((span, short))) => (span, CutAction::Shorten(short.to_string())),
            (true, None) => (place.occurrence.span, CutAction::Drop),
        };
        Cut { phrase: phrase.to_string(), span, action, reason: reason(place.rank, !is_cut[at]) }
    };
    places.iter().enumerate().map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn places(of: &[(usize, u8)]) -> Vec<Place> {
        let place = |(start, rank): &(usize, u8)| Place {
            occurrence: Occurrence {
                span: Span::new(*start, start + 1),
                kind: BlockKind::Paragraph,
                opens: *rank == 0,
            },
            start: *start,
            rank: *rank,
            shortened: None,
        };
        of.iter().map(place).collect()
    }

    fn cut(of: &[(usize, u8)], spare: usize) -> Vec<usize> {
        let cuts = list("x", &places(of), spare, None);
        cuts.iter().filter(|cut| cut.action != CutAction::Keep).map(|cut| cut.span.start).collect()
    }

    #[test]
    fn what_costs_least_goes_first_and_the_rest_is_spread() {
        // Openers first; then those that stand close, each looked at again when its neighbor is gone.
        assert_eq!(cut(&[(0, 6), (10, 4), (50, 2), (52, 2), (54, 2), (90, 0)], 1), [90]);
        assert_eq!(cut(&[(0, 6), (10, 4), (50, 2), (52, 2), (54, 2), (90, 0)], 3), [50, 52, 90]);
        // The title is never the one that is left out alone.
        assert_eq!(cut(&[(0, 6), (10, 4), (50, 2)], 9), [10, 50]);
        assert_eq!(cut(&[], 3), [0usize; 0]);
    }

    /// What is kept says why it stays, what is changed why it goes.
    #[test]
    fn kept_and_changed_have_reasons_of_their_own() {
        let mut reasons: [std::collections::BTreeSet<&str>; 2] = Default::default();
        for spare in 0..7 {
            for cut in list(
                "x",
                &places(&[(0, 6), (9, 5), (20, 4), (40, 0), (50, 1), (60, 2), (90, 3)]),
                spare,
                None,
            ) {
                reasons[usize::from(cut.action == CutAction::Keep)].insert(cut.reason);
            }
        }
        let [changed, kept] = reasons;
        assert!(changed.is_disjoint(&kept), "{changed:?} {kept:?}");
        assert!(changed.len() >= 5 && kept.contains("enough are cut already"));
    }

    proptest::proptest! {
        #[test]
        fn as_many_are_cut_as_asked(starts in proptest::collection::btree_set(0..500usize, 0..40), ranks in proptest::collection::vec(0..7u8, 40), spare in 0..50usize) {
            let of: Vec<(usize, u8)> = starts.into_iter().zip(ranks).collect();
            let cut = cut(&of, spare);
            proptest::prop_assert_eq!(cut.len(), spare.min(of.len().saturating_sub(1)));
            // Nothing of a higher rank goes while something of a lower one stays.
            let most = of.iter().filter(|(start, _)| cut.contains(start)).map(|(_, rank)| *rank).max();
            let least = of.iter().filter(|(start, _)| !cut.contains(start)).map(|(_, rank)| *rank).min();
            if let (Some(most), Some(least)) = (most, least) {
                proptest::prop_assert!(most <= least);
            }
        }
    }
}
