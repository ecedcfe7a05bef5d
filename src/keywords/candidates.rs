//! The phrases of a text that may be keywords, each once, with its places.
//!
//! A candidate runs from a content word to a content word inside one stretch without a mark, has no number, and at most
//! [`MOST_WORDS`] words, [`MOST_CONTENT`] of them content words. Candidates are the same if they have the same terms, so
//! that `flood-wall` and `flood walls` are one with `flood wall`.
//!
//! Sequences of terms are numbered as in a trie: the number of a sequence and one more term give the number of the
//! longer one. No string is hashed or compared, and what holds a term or two neighbors that are said once is not numbered at all.
//!
//! * time and space: `O(n)` for `n` words

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::words::{EXTRA_PARTS, Look, Part, Word, Words};
use crate::analysis::Analysis;
use crate::language::Language;

/// The longest candidates, in words and in content words. From the measured scorer.
const MOST_WORDS: usize = 6;
pub(super) const MOST_CONTENT: usize = 4;

/// In a text of more than [`LONG`] words, what is first said after the first [`EARLY`] words and only once is no
/// candidate. From the measured scorer.
const LONG: usize = 1_500;
const EARLY: usize = 500;

/// How many stop words may stand inside a name, as in `Lord of the Rings`.
const MOST_IN_NAMES: usize = 2;

/// The number of a sequence of terms.
pub(super) type Sequence = u32;

/// A place where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) group: u32,
    /// Its first word.
    pub(super) first: u32,
    /// How many words it has there.
    pub(super) words: u8,
}

/// A candidate, with what all its places share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// Its first place.
    pub(super) first: u32,
    pub(super) words: u8,
    /// How many of its words are content words, at its first place.
    pub(super) content: u8,
    pub(super) count: u32,
    /// Where its places begin in [`Candidates::places`], sorted by group; of one place, which that is in
    /// [`Candidates::in_order`].
    pub(super) places: u32,
}

/// All candidates of a text, in the order in which they begin, the shorter first.
pub(super) struct Candidates {
    pub(super) groups: Vec<Group>,
    /// The places of candidates with several, sorted by candidate and then by place.
    places: Vec<Place>,
    /// All places in the order of the text, the shorter first.
    in_order: Vec<Place>,
    /// Where in these the places of each first word begin, and the end.
    begins: Vec<u32>,
    /// The sequence that each word is.
    pub(super) stems: Vec<Sequence>,
    /// How many sequences there are: all are less than this.
    pub(super) sequences: usize,
}

/// How far stop words may stand inside a phrase.
struct Inner {
    /// How many in a row or not.
    most: usize,
    /// Whether a phrase with one inside counts if it is said only once.
    once: bool,
}

impl Inner {
    /// Romance languages say with prepositions and articles what others compound.
    fn of(language: Language) -> Inner {
        use Language::*;
        match language {
            French | Italian | Portuguese | Romanian | Spanish => Inner { most: 2, once: true },
            _ => Inner { most: 1, once: false },
        }
    }
}

/// The trie of sequences.
struct Sequences {
    longer: FxHashMap<u64, Sequence>,
    next: Sequence,
}

impl Sequences {
    /// The sequences of one term have the number of the term.
    fn new(terms: usize) -> Sequences {
        Sequences { longer: FxHashMap::default(), next: terms as Sequence }
    }

    /// The number of `parts` behind `sequence`.
    fn extend(&mut self, sequence: Option<Sequence>, parts: &[Part]) -> Sequence {
        let (mut at, rest) = match (sequence, parts) {
            (Some(sequence), parts) => (sequence, parts),
            (None, [first, rest @ ..]) => (*first, rest),
            (None, []) => unreachable!("a word has a part"),
        };
        for part in rest {
            let next = &mut self.next;
            at = *self.longer.entry(both(at, *part)).or_insert_with(|| {
                *next += 1;
                *next - 1
            });
        }
        at
    }
}

/// Two numbers as one, which is hashed and compared faster.
fn both(one: u32, other: u32) -> u64 {
    u64::from(one) << 32 | u64::from(other)
}

const NONE: u32 = u32::MAX;

/// About as many parts have one pair of neighbors that are both said again.
const PARTS_FOR_PAIR: usize = 4;

/// The looks of all words, with what is said once in the text, so that whatever holds it is. `O(n)`.
fn with_rare(words: &Words, terms: usize) -> Vec<Look> {
    let parts = &words.parts;
    let mut said = vec![0u8; terms];
    parts.iter().for_each(|part| said[*part as usize] = said[*part as usize].saturating_add(1));
    // Of two terms beside each other, the place of the second where they are first said.
    let mut first: FxHashMap<u64, u32> =
        FxHashMap::with_capacity_and_hasher(parts.len() / PARTS_FOR_PAIR, Default::default());
    let mut is_repeated = vec![false; parts.len()];
    for (at, two) in parts.windows(2).enumerate() {
        if said[two[0] as usize] > 1 && said[two[1] as usize] > 1 {
            let at = at + 1;
            let first = *first.entry(both(two[0], two[1])).or_insert(at as u32) as usize;
            if first < at {
                is_repeated[first] = true;
                is_repeated[at] = true;
            }
        }
    }
    let is_rare = |part: &Part| said[*part as usize] < 2;
    let of = |(word, look): (&Word, &Look)| {
        let (start, end) = (word.parts.start as usize, word.parts.end as usize);
        let is_one = parts[start..end].iter().any(is_rare)
            || !is_repeated[start + 1..end].iter().all(|is_repeated| *is_repeated);
        let rare = if is_one { Look::RARE } else { Look::NONE };
        let behind = if is_repeated[start] { Look::NONE } else { Look::RARE_BEHIND };
        look.or(rare).or(behind)
    };
    words.words.iter().zip(&words.looks).map(of).collect()
}

impl Candidates {
    pub(super) fn new(analysis: &Analysis<'_>, words: &Words) -> Candidates {
        let inner = Inner::of(analysis.language());
        let terms = analysis.term_count() + EXTRA_PARTS;
        let mut sequences = Sequences::new(terms);
        let stems = words.words.iter().map(|word| match words.parts_of(word) {
            [part] => *part,
            parts => sequences.extend(None, parts),
        });
        let stems = stems.collect();

        // What is said once is no candidate in some places, and neither is what holds something that is said once.
        let looks = with_rare(words, terms);
        let early = if words.words.len() > LONG { EARLY } else { usize::MAX };

        let mut group_of = vec![NONE; terms];
        let mut groups: Vec<Group> = Vec::with_capacity(2 * words.words.len());
        let mut places: Vec<Place> = Vec::with_capacity(2 * words.words.len());
        for start in (0..looks.len()).filter(|start| looks[*start].has(Look::CONTENT)) {
            let run = &looks[start..looks.len().min(start + MOST_WORDS)];
            let (mut sequence, mut content, mut stop, mut rare) = (None, 0, 0, false);
            let mut is_name = true;
            for (at, look) in run.iter().enumerate() {
                rare |= look.has(Look::RARE) || look.has(Look::RARE_BEHIND) && at > 0;
                is_name &= look.has(Look::NAME) || look.has(Look::LINK);
                let ends = (at > 0 && look.has(Look::PARTED))
                    || look.has(Look::NUMBER)
                    || rare && (start >= early || stop > 0 && !inner.once && !is_name);
                if ends {
                    break;
                }
                // What holds something that is said once is said once itself: nothing need be looked up.
                sequence =
                    (!rare).then(|| sequences.extend(sequence, words.parts_of(&words.words[start + at])));
                match look.has(Look::CONTENT) {
                    true => content += 1,
                    false => stop += 1,
                }
                let most = if is_name { MOST_IN_NAMES } else { inner.most };
                if content > MOST_CONTENT || stop > most.max(inner.most) {
                    break;
                }
                if !look.has(Look::CONTENT) || at == 0 && look.has(Look::LETTER) {
                    continue;
                }
                let next = groups.len() as u32;
                let group = sequence.map_or(next, |sequence| {
                    let sequence = sequence as usize;
                    if sequence >= group_of.len() {
                        group_of.resize((2 * sequence).max(sequences.next as usize), NONE);
                    }
                    let group = &mut group_of[sequence];
                    *group = (*group).min(next);
                    *group
                });
                if group == next {
                    groups.push(Group {
                        first: start as u32,
                        words: at as u8 + 1,
                        content: content as u8,
                        count: 0,
                        places: 0,
                    });
                }
                groups[group as usize].count += 1;
                places.push(Place { group, first: start as u32, words: at as u8 + 1 });
            }
        }
        let mut candidates = Candidates {
            groups,
            places: Vec::new(),
            in_order: places,
            begins: Vec::new(),
            stems,
            sequences: sequences.next as usize,
        };
        candidates.drop_rare(words, &inner, early);
        candidates.sort_places(words.words.len());
        candidates
    }

    /// Drops what is said too rarely for where it stands or how it is made.
    fn drop_rare(&mut self, words: &Words, inner: &Inner, early: usize) {
        let is_kept = |group: &Group| {
            let is_late = group.first as usize >= early;
            let first = group.first as usize;
            let range = first..first + usize::from(group.words);
            let has_stop = group.content < group.words;
            group.count > 1 || !is_late && (inner.once || !has_stop || words.is_name(range))
        };
        if self.groups.iter().all(is_kept) {
            return;
        }
        let mut number = vec![NONE; self.groups.len()];
        let mut kept = 0;
        for (place, group) in self.groups.iter().enumerate() {
            if is_kept(group) {
                number[place] = kept;
                kept += 1;
            }
        }
        let mut place = 0;
        self.groups.retain(|_| {
            place += 1;
            number[place - 1] != NONE
        });
        self.in_order.retain_mut(|place| {
            place.group = number[place.group as usize];
            place.group != NONE
        });
    }

    /// Sorts the places by candidate and finds them by their first words, both by counting.
    fn sort_places(&mut self, words: usize) {
        self.begins = vec![0; words + 1];
        for place in &self.in_order {
            self.begins[place.first as usize + 1] += 1;
        }
        for at in 0..words {
            self.begins[at + 1] += self.begins[at];
        }
        let mut begin = 0;
        for group in self.groups.iter_mut().filter(|group| group.count > 1) {
            group.places = begin;
            begin += group.count;
        }
        self.places = vec![Place { group: 0, first: 0, words: 0 }; begin as usize];
        for (at, place) in self.in_order.iter().enumerate() {
            let group = &mut self.groups[place.group as usize];
            if group.count == 1 {
                group.places = at as u32;
            } else {
                self.places[group.places as usize] = *place;
                group.places += 1;
            }
        }
        // Now they stand at the end of their places.
        for group in self.groups.iter_mut().filter(|group| group.count > 1) {
            group.places -= group.count;
        }
    }

    /// The places of a candidate, in the order of the text.
    pub(super) fn places_of(&self, group: &Group) -> &[Place] {
        let sorted = if group.count == 1 { &self.in_order } else { &self.places };
        &sorted[group.places as usize..(group.places + group.count) as usize]
    }

    /// All places, in the order of the text.
    pub(super) fn in_order(&self) -> &[Place] {
        &self.in_order
    }

    /// The places that begin with a word of these, in the order of the text.
    fn that_begin(&self, words: Range<u32>) -> &[Place] {
        &self.in_order[self.begins[words.start as usize] as usize..self.begins[words.end as usize] as usize]
    }

    /// The places of longer candidates that hold this one.
    pub(super) fn around(&self, place: &Place) -> impl Iterator<Item = &Place> {
        let Place { first, words, .. } = *place;
        let end = first + u32::from(words);
        let from = first.saturating_sub(MOST_WORDS as u32 - 1);
        self.that_begin(from..first + 1).iter().filter(move |place| {
            place.first + u32::from(place.words) >= end && (place.first < first || place.words > words)
        })
    }

    /// The places of other candidates inside the first place of this one.
    pub(super) fn inside(&self, group: &Group) -> impl Iterator<Item = &Place> {
        let Group { first, words, .. } = *group;
        let end = first + u32::from(words);
        self.that_begin(first..end).iter().filter(move |place| {
            place.first + u32::from(place.words) <= end && (place.first > first || place.words < words)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::Kind;
    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;

    /// The slow twin: every run of words is tried, and nothing is passed over early.
    fn by_trying_all(words: &Words, language: Language) -> Vec<(usize, usize, usize)> {
        let inner = Inner::of(language);
        let all = &words.words;
        let mut found: Vec<(Vec<Part>, usize, usize, usize)> = Vec::new();
        for start in 0..all.len() {
            for end in start + 1..=all.len().min(start + MOST_WORDS) {
                let run = &all[start..end];
                let of = |kind| run.iter().filter(|word| word.kind == kind).count();
                let ends_well = run[0].kind == Kind::Content && run[run.len() - 1].kind == Kind::Content;
                let parted = run[1..].iter().any(|word| word.is_parted);
                let letter = run.len() == 1 && run[0].span.len() == 1;
                if !ends_well || parted || letter || of(Kind::Number) > 0 {
                    continue;
                }
                let most = if words.is_name(start..end) { inner.most.max(MOST_IN_NAMES) } else { inner.most };
                if of(Kind::Content) > MOST_CONTENT || of(Kind::Stop) > most {
                    continue;
                }
                let terms: Vec<Part> = run.iter().flat_map(|word| words.parts_of(word)).copied().collect();
                match found.iter_mut().find(|(known, ..)| *known == terms) {
                    Some((.., count)) => *count += 1,
                    None => found.push((terms, start, run.len(), 1)),
                }
            }
        }
        let is_kept = |first: usize, length: usize, count: usize| {
            let has_stop = all[first..first + length].iter().any(|word| word.kind == Kind::Stop);
            let is_late = all.len() > LONG && first >= EARLY;
            count > 1 || !is_late && (inner.once || !has_stop || words.is_name(first..first + length))
        };
        let kept = found.into_iter().filter(|(_, first, length, count)| is_kept(*first, *length, *count));
        kept.map(|(_, first, length, count)| (first, length, count)).collect()
    }

    fn check(text: &str, language: Language) {
        let documents = [Document::plain(text)];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(language));
        let words = Words::new(&analysis);
        let candidates = Candidates::new(&analysis, &words);
        let shown = |group: &Group| (group.first as usize, group.words as usize, group.count as usize);
        let fast: Vec<_> = candidates.groups.iter().map(shown).collect();
        assert_eq!(fast, by_trying_all(&words, language), "{language}: {text}");
        for (number, group) in candidates.groups.iter().enumerate() {
            let places = candidates.places_of(group);
            assert!(places.iter().all(|place| place.group as usize == number));
            assert!(places.is_sorted_by_key(|place| place.first) && places[0].first == group.first);
        }
    }

    #[test]
    fn the_texts_of_corpora_as_by_trying_all() {
        for (text, language) in [
            (include_str!("../../corpora/flood-wall.txt"), Language::English),
            (include_str!("../../corpora/moulin-a-maree.txt"), Language::French),
            (include_str!("../../corpora/hafenbruecke.txt"), Language::German),
        ] {
            check(text, language);
        }
        // Long enough for the rule of what is said late.
        let long = include_str!("../../corpora/flood-wall.txt").to_string();
        check(
            &[long.as_str(), include_str!("../../corpora/seagrass-carbon.txt"), &long].join("\n\n"),
            Language::English,
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        #[test]
        fn any_text_as_by_trying_all(
            text in "(bell |tower |Bells |of |the |de l'|l’eau |7 |C\\+\\+ |x-|, |\\. |\n\n|barn-door |&|a/|的){0,40}"
        ) {
            check(&text, Language::English);
            check(&text, Language::French);
            check(&text, Language::Undetermined);
        }
    }
}
