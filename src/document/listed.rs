//! What the entries of a list begin with and how long they are: hardly a word of a text that is none of them has to be compared.

/// For each byte that entries begin with, a bit for each length; the last one stands for all that are longer.
pub(super) struct Listed([u32; 256]);

impl Listed {
    /// The entries of some lists, in lower case.
    pub(super) const fn of(lists: &[&[&str]]) -> Listed {
        let mut lengths = [0; 256];
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let entry = lists[list][at].as_bytes();
                lengths[entry[0] as usize] |= length_bit(entry.len());
                at += 1;
            }
            list += 1;
        }
        Listed(lengths)
    }

    /// Whether a word may be an entry, if it were in lower case. What is not ASCII may always be, since its length may change with its
    /// case.
    pub(super) fn may_have(&self, word: &str) -> bool {
        match word.as_bytes() {
            [] => false,
            [first, ..] if word.is_ascii() => {
                self.0[usize::from(first.to_ascii_lowercase())] & length_bit(word.len()) != 0
            }
            _ => true,
        }
    }

    /// Whether an entry may begin with a character, if that were in lower case.
    pub(super) fn may_begin(&self, first: char) -> bool {
        !first.is_ascii() || self.0[usize::from(first.to_ascii_lowercase() as u8)] != 0
    }
}

const fn length_bit(length: usize) -> u32 {
    1 << if length < 31 { length } else { 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_listed_may_be() {
        const ENTRIES: [&str; 3] = ["date", "minute taker", "čas"];
        const OTHERS: [&str; 1] = ["a name of more than thirty-one letters"];
        const LISTED: Listed = Listed::of(&[&ENTRIES, &OTHERS]);
        for entry in ENTRIES.into_iter().chain(OTHERS) {
            assert!(LISTED.may_have(entry) && LISTED.may_have(&entry.to_uppercase()), "{entry}");
            assert!(entry.chars().next().is_some_and(|first| LISTED.may_begin(first)), "{entry}");
        }
        for other in ["", "dates", "place", "mate"] {
            assert!(!LISTED.may_have(other), "{other}");
        }
        assert!(LISTED.may_begin('D') && !LISTED.may_begin('p'));
    }
}
