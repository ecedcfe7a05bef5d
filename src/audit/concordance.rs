//! A concordance of a draft: which of its words are the same, how often each is said, and where.
//!
//! Words have small numbers here, in the order in which they first appear, however many words a folder knows: so what is
//! counted of a draft stands in arrays as short as the draft, and what it says does not depend on drafts before it.
//!
//! * time: `O(1)` a word
//! * space: eight bytes for each word, and twenty for each different one

use super::words::Word;

/// No place: the word is not said before.
pub(super) const NONE: u32 = u32::MAX;

/// The words of a draft, each with the same word before it.
#[derive(Debug)]
pub(super) struct Concordance {
    /// The number of each word.
    numbers: Vec<u32>,
    /// The place of the same word before each word, or [`NONE`].
    before: Vec<u32>,
    /// What is known of the words, by their numbers.
    entries: Vec<Entry>,
}

/// A word of the draft: all that have one key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) key: u32,
    /// How often it is said, and how often as a content word.
    pub(super) count: u32,
    pub(super) content: u32,
    /// Where it is said first and last.
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Concordance {
    /// Reads the words. `room` has a place for each key that there is, all of them [`NONE`], as they are again afterwards.
    pub(super) fn new(words: &[Word], room: &mut [u32]) -> Concordance {
        let mut numbers = vec![0; words.len()];
        let mut before = vec![NONE; words.len()];
        let mut entries: Vec<Entry> = Vec::with_capacity(words.len() / 2);
        let places = words.iter().zip(&mut numbers).zip(&mut before);
        for (at, ((word, own), before)) in (0..).zip(places) {
            let (key, content) = (word.folded.key, u32::from(word.folded.is_content));
            let number = &mut room[key as usize];
            if let Some(entry) = entries.get_mut(*number as usize) {
                entry.count += 1;
                entry.content += content;
                *before = std::mem::replace(&mut entry.last, at);
            } else {
                *number = entries.len() as u32;
                entries.push(Entry { key, count: 1, content, first: at, last: at });
            }
            *own = *number;
        }
        entries.iter().for_each(|entry| room[entry.key as usize] = NONE);
        Concordance { numbers, before, entries }
    }

    /// The number of each word.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The place of the same word before a word, if that is at `from` or behind it.
    #[inline]
    pub(super) fn earlier(&self, at: usize, from: usize) -> Option<usize> {
        let before = self.before[at];
        (before != NONE && before as usize >= from).then_some(before as usize)
    }

    /// The words, by their numbers.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The places of a word, the last one first.
    pub(super) fn places(&self, number: u32) -> impl Iterator<Item = usize> {
        let before = |at: &u32| Some(self.before[*at as usize]).filter(|before| *before != NONE);
        std::iter::successors(Some(self.entries[number as usize].last), before).map(|at| at as usize)
    }

    /// The number of a word that the draft has, by its key. Linear in the different words: for the few that somebody asks for.
    pub(super) fn number(&self, key: u32) -> Option<u32> {
        self.entries.iter().position(|entry| entry.key == key).map(|number| number as u32)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::fold::Folded;
    use super::super::words::Gap;
    use super::*;
    use crate::span::Span;

    /// A word with a key: content, or a function word.
    pub(in crate::audit) fn word(key: u32, is_content: bool, gap: Gap) -> Word {
        let folded = Folded {
            key,
            exact: key,
            namesake: key,
            is_acronym_at_heart: false,
            is_content,
            is_number: false,
            is_code: false,
            syllables: 1,
            letters: 1,
            ends_connective: false,
            is_plain: true,
        };
        Word { span: Span::default(), folded, gap, sentence: 0, is_of_phrase: false }
    }

    /// The concordance of some words with keys below `keys`.
    pub(in crate::audit) fn concordance(words: &[Word], keys: usize) -> Concordance {
        let mut room = vec![NONE; keys];
        let concordance = Concordance::new(words, &mut room);
        assert!(room.iter().all(|free| *free == NONE));
        concordance
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn places_equal_those_of_a_search(keys in prop::collection::vec((0..9u32, any::<bool>()), 0..60)) {
            let words: Vec<Word> = keys.iter().map(|(key, is_content)| word(*key, *is_content, Gap::Space)).collect();
            let concordance = concordance(&words, 9);
            let mut next = 0;
            for (at, word) in words.iter().enumerate() {
                let number = concordance.numbers()[at];
                prop_assert!(number <= next);
                next = next.max(number + 1);
                let key = word.folded.key;
                prop_assert_eq!(concordance.number(key), Some(number));
                let mut places: Vec<usize> = concordance.places(number).collect();
                places.reverse();
                let places_of = (0..words.len()).filter(|at| keys[*at].0 == key);
                prop_assert!(places_of.eq(places.iter().copied()));
                let before = places.iter().copied().take_while(|place| *place < at).last();
                prop_assert_eq!(before, concordance.earlier(at, 0));
                let is_near = |from: usize| before.filter(|before| *before >= from);
                prop_assert!((0..=at).all(|from| concordance.earlier(at, from) == is_near(from)));
                let entry = concordance.entries()[number as usize];
                let content = places.iter().filter(|place| words[**place].folded.is_content).count();
                prop_assert_eq!((entry.key, entry.count, entry.content), (key, places.len() as u32, content as u32));
                prop_assert_eq!((entry.first as usize, entry.last as usize), (places[0], places[places.len() - 1]));
            }
            prop_assert_eq!(concordance.entries().len(), next as usize);
            prop_assert_eq!(concordance.number(9), None);
        }
    }
}
