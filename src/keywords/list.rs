//! A list to be read: whole phrases, each of which says something that those before it do not.
//!
//! The ranking has `converter`, `desk converter` and `standing desk converter` side by side, which is right for a benchmark and
//! tiresome for a reader. Here each candidate, the best first, gives way to the fuller phrase that it is mostly part of (`York`
//! to `New York`, `Kennedy` to `John F. Kennedy`), and is left out if it is part of what is listed, if that is part of it, or if
//! all its words have been said.
//!
//! Whether a candidate is listed depends on those before it alone, so that a shorter list is the beginning of a longer one.

use rustc_hash::FxHashMap;

use super::candidates::{Candidates, Group, Sequence};
use super::features::Judged;
use super::spelling::plural_endings;
use super::words::{Look, Words};
use crate::analysis::Analysis;
use crate::term::TermId;

/// The keywords that any text carries; it carries one more for each [`WORDS_FOR_ONE`] content words. Chosen by reading: more of a text of
/// three sentences are its words again.
const SHORTEST: usize = 3;
const WORDS_FOR_ONE: usize = 20;

/// A phrase is fuller than its part if it has this share of the part's places. Chosen by reading.
const FULLER: f64 = 0.5;

/// A part that is said this many times as often as the whole, and is ranked less than [`NEAR`] below it, is listed in its place.
/// Chosen by reading.
const MUCH_MORE: u32 = 5;
const NEAR: f64 = 1.0;

/// How many of a candidate's places are looked at for what holds it: where most of the first hundred agree, so do the rest.
const PLACES: usize = 100;

/// How many keywords a text carries.
pub(super) fn carried(words: &Words) -> usize {
    let content = words.looks.iter().filter(|look| look.has(Look::CONTENT)).count();
    SHORTEST + content / WORDS_FOR_ONE
}

pub(super) struct List<'a> {
    analysis: &'a Analysis<'a>,
    endings: &'static [&'static str],
    words: &'a Words,
    candidates: &'a Candidates,
    judged: &'a [Judged],
    max_words: usize,
    /// The content words of what is listed.
    listed: Vec<Vec<Sequence>>,
    /// Which candidates hold the one at hand: how often, and how often at their end. Kept, to be filled again.
    holders: FxHashMap<u32, (usize, usize)>,
}

impl<'a> List<'a> {
    pub(super) fn new(
        analysis: &'a Analysis<'a>,
        words: &'a Words,
        candidates: &'a Candidates,
        judged: &'a [Judged],
        max_words: usize,
    ) -> List<'a> {
        let endings = plural_endings(analysis.language());
        List {
            analysis,
            endings,
            words,
            candidates,
            judged,
            max_words,
            listed: Vec::new(),
            holders: FxHashMap::default(),
        }
    }

    /// What to list for a candidate, if anything: itself or the fuller phrase that it is part of.
    pub(super) fn take(&mut self, number: usize) -> Option<usize> {
        if !self.judged[number].is_phrase && self.listed.len() >= SHORTEST {
            return None;
        }
        let whole = self.whole(number);
        let content = self.content(&self.candidates.groups[whole]);
        let is_said = |word: &Sequence| self.listed.iter().flatten().any(|other| self.is_same(*word, *other));
        let holds = |listed: &Vec<Sequence>| content.windows(listed.len()).any(|part| part == listed);
        if content.iter().all(is_said) || self.listed.iter().any(holds) || self.is_rare_form_of_part(whole) {
            return None;
        }
        self.listed.push(content);
        Some(whole)
    }

    /// Whether two words are one, or the plural of one that its stem still has.
    fn is_same(&self, one: Sequence, other: Sequence) -> bool {
        let stem = |word: Sequence| {
            let is_term = (word as usize) < self.analysis.term_count();
            is_term.then(|| self.analysis.stem(TermId(word)))
        };
        let is_plural = |plural: &str, singular: &str| {
            let ending = plural.strip_prefix(singular).filter(|_| singular.chars().count() > 3);
            ending.is_some_and(|ending| self.endings.contains(&ending))
        };
        one == other
            || stem(one)
                .zip(stem(other))
                .is_some_and(|(one, other)| is_plural(one, other) || is_plural(other, one))
    }

    /// The content words of a candidate.
    fn content(&self, group: &Group) -> Vec<Sequence> {
        let range = group.first as usize..group.first as usize + usize::from(group.words);
        let words = self.words.looks[range.clone()].iter().zip(&self.candidates.stems[range]);
        words.filter(|(look, _)| look.has(Look::CONTENT)).map(|(_, stem)| *stem).collect()
    }

    /// Whether every word of a candidate is one of a name.
    fn is_name(&self, group: &Group) -> bool {
        let first = group.first as usize;
        self.words.is_name(first..first + usize::from(group.words))
    }

    /// Whether a part of the candidate is the better keyword of the two.
    fn is_rare_form_of_part(&self, number: usize) -> bool {
        let group = &self.candidates.groups[number];
        let score = self.judged[number].reading.get();
        !self.is_name(group)
            && self.candidates.inside(group).any(|part| {
                let (part, judged) =
                    (&self.candidates.groups[part.group as usize], &self.judged[part.group as usize]);
                judged.is_phrase
                    && part.count >= MUCH_MORE * group.count
                    && judged.reading.get() > score - NEAR
            })
    }

    /// The fullest phrase that a candidate is mostly part of.
    fn whole(&mut self, number: usize) -> usize {
        let mut whole = number;
        while let Some(fuller) = self.fuller(whole) {
            whole = fuller;
        }
        whole
    }

    /// The longer candidate that holds this one most often, if that is often enough or makes a whole name of it.
    fn fuller(&mut self, number: usize) -> Option<usize> {
        let group = &self.candidates.groups[number];
        let places = self.candidates.places_of(group);
        let places = &places[..places.len().min(PLACES)];
        let is_name = self.is_name(group);
        let mut holders = std::mem::take(&mut self.holders);
        holders.clear();
        for place in places {
            for holder in self.candidates.around(place) {
                let (count, at_end) = holders.entry(holder.group).or_default();
                *count += 1;
                *at_end += usize::from(
                    holder.first + u32::from(holder.words) == place.first + u32::from(place.words),
                );
            }
        }
        let fits = |(holder, (count, at_end)): (u32, (usize, usize))| {
            let longer = &self.candidates.groups[holder as usize];
            let judged = &self.judged[holder as usize];
            // What is said in no other way is whole, whatever the tagger takes it for.
            let is_made_so = judged.is_phrase || count == places.len();
            let is_usual = count > 1 && count as f64 >= FULLER * places.len() as f64 && is_made_so;
            let is_full_name = is_name && at_end > 0 && self.is_name(longer);
            let is_longer = longer.content > group.content && usize::from(longer.content) <= self.max_words;
            (is_longer && (is_usual || is_full_name)).then_some((
                count,
                longer.words,
                std::cmp::Reverse(holder),
            ))
        };
        let best = holders.iter().map(|(holder, counts)| (*holder, *counts)).filter_map(fits).max();
        self.holders = holders;
        best.map(|(_, _, std::cmp::Reverse(holder))| holder as usize)
    }
}
