//! Numbers of words in the order in which they first appear: small ones, however many words somebody knows.
//!
//! * time: `O(1)` a word
//! * space: twelve to twenty bytes for each different word of the text at hand

/// Numbers words from 0.
pub(super) struct Appearance {
    /// One more than the number of the word that was put here; 0 for none. At most half of them are taken, so that a free one is near.
    slots: Vec<u32>,
    /// The words, by their numbers.
    words: Vec<u32>,
}

/// 2⁶⁴ by the golden ratio, made odd: its multiples lie far apart, and words that were numbered one after the other do so as well
/// (Knuth, *The Art of Computer Programming*, volume 3, 6.4).
const FIBONACCI: u64 = 0x9E37_79B9_7F4A_7C15;

/// The slots to begin with, a power of two: enough for a short text.
const SLOTS: usize = 64;

impl Default for Appearance {
    fn default() -> Appearance {
        Appearance { slots: vec![0; SLOTS], words: Vec::new() }
    }
}

impl Appearance {
    /// The number of a word: a new one, if it has none.
    pub(super) fn number(&mut self, word: u32) -> u32 {
        let slot = match self.look_up(word) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        self.words.push(word);
        self.slots[slot] = self.words.len() as u32;
        if 2 * self.words.len() > self.slots.len() {
            self.grow();
        }
        self.words.len() as u32 - 1
    }

    #[cold]
    fn grow(&mut self) {
        self.slots = vec![0; 2 * self.slots.len()];
        for (word, number) in self.words.iter().zip(1..) {
            // All words are different.
            let mut slot = self.first_slot(*word);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (self.slots.len() - 1);
            }
            self.slots[slot] = number;
        }
    }

    /// The number of a word, if it has one.
    #[cfg(test)]
    pub(super) fn get(&self, word: u32) -> Option<u32> {
        self.look_up(word).ok()
    }

    /// Where a word would be put if all slots were free.
    fn first_slot(&self, word: u32) -> usize {
        (u64::from(word).wrapping_mul(FIBONACCI) >> (64 - self.slots.len().trailing_zeros())) as usize
    }

    /// The number of a word, or the slot where it would be.
    fn look_up(&self, word: u32) -> Result<u32, usize> {
        let mut slot = self.first_slot(word);
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.words[number as usize] == word {
                return Ok(number);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        Err(slot)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn numbers_equal_those_of_a_map(words in prop::collection::vec(prop_oneof![0..90u32, any::<u32>()], 0..300)) {
            let mut numbers = Appearance::default();
            let mut map = FxHashMap::default();
            for word in &words {
                prop_assert_eq!(numbers.get(*word), map.get(word).copied());
                let next = map.len() as u32;
                prop_assert_eq!(numbers.number(*word), *map.entry(*word).or_insert(next));
            }
            prop_assert_eq!(numbers.get(77_777), map.get(&77_777).copied());
        }
    }
}
