//! What the entries of a list begin with and how long they are: hardly a word of a text that is none of them has to be compared.

use super::filter::{Filter, Key};

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

    /// Whether a word may be an entry, if it were in lower case.
    pub(super) fn may_have(&self, word: &str) -> bool {
        let Some(first) = word.as_bytes().first() else { return false };
        if word.is_ascii() {
            return self.0[usize::from(first.to_ascii_lowercase())] & length_bit(word.len()) != 0;
        }
        // Of other letters, the length may change with the case.
        let small = |c: char| if c.is_ascii() { 1 } else { c.to_lowercase().map(char::len_utf8).sum() };
        let first = word
            .chars()
            .flat_map(char::to_lowercase)
            .next()
            .map_or(0, |first| first.encode_utf8(&mut [0; 4]).as_bytes()[0]);
        self.0[usize::from(first)] & length_bit(word.chars().map(small).sum()) != 0
    }
}

/// Entries in lower case with bars between them.
pub(super) struct Barred {
    list: &'static str,
    listed: Listed,
}

impl Barred {
    pub(super) const fn of(list: &'static str) -> Barred {
        let (bytes, mut lengths) = (list.as_bytes(), [0; 256]);
        let (mut start, mut end) = (0, 0);
        while end <= bytes.len() {
            if end == bytes.len() || bytes[end] == b'|' {
                lengths[bytes[start] as usize] |= length_bit(end - start);
                start = end + 1;
            }
            end += 1;
        }
        Barred { list, listed: Listed(lengths) }
    }

    /// Whether a word may be an entry, if it were in lower case: see [`Listed::may_have`].
    pub(super) fn may_have(&self, word: &str) -> bool {
        self.listed.may_have(word)
    }

    /// Whether a word is an entry as it stands.
    pub(super) fn has(&self, word: &str) -> bool {
        self.may_have(word) && super::speech::is_listed(self.list, word)
    }

    /// Whether a word is an entry, if it were in lower case.
    pub(super) fn has_small(&self, word: &str) -> bool {
        self.may_have(word) && super::speech::is_listed(self.list, &word.to_lowercase())
    }
}

/// What the entries of a list begin with, in lower case: of each the first [`FIRST`] bytes, none of which has to be ASCII.
pub(super) struct Begun(Filter<16>);

/// No entry of a list of beginnings has fewer bytes.
const FIRST: usize = 4;

impl Begun {
    pub(super) const fn of(lists: &[&[&str]]) -> Begun {
        let (mut filter, mut list) = (Filter::new(), 0);
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                filter.put(Key::of_bytes(lists[list][at].as_bytes(), 0, FIRST));
                at += 1;
            }
            list += 1;
        }
        Begun(filter)
    }

    /// Whether a text may begin with an entry, if it were in lower case. One that is not ASCII may always, if it has letters enough.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        text.as_bytes().first_chunk::<FIRST>().is_some_and(|first| {
            let small = first.map(|byte| byte.to_ascii_lowercase());
            !first.is_ascii() || self.0.has(Key::of_bytes(&small, 0, FIRST))
        })
    }
}

const fn length_bit(length: usize) -> u32 {
    1 << if length < 31 { length } else { 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_has_bars_around_it_may_be() {
        const LIST: &str = "date|minute taker|čas|a name of more than thirty-one letters";
        static BARRED: Barred = Barred::of(LIST);
        for entry in LIST.split('|') {
            assert!(BARRED.has(entry) && BARRED.has_small(&entry.to_uppercase()), "{entry}");
        }
        for other in
            ["", "dates", "dat", "place", "DATE", "ate", "taker", "a name of more than thirty-two letters"]
        {
            assert!(!BARRED.has(other), "{other}");
        }
    }

    #[test]
    fn whatever_begins_so_may_begin_so() {
        const LIST: [&str; 3] = ["press release", "for release", "über uns"];
        static BEGUN: Begun = Begun::of(&[&LIST]);
        for entry in LIST {
            assert!(BEGUN.may_begin(entry) && BEGUN.may_begin(&entry.to_uppercase()), "{entry}");
        }
        assert!(!BEGUN.may_begin("the wall") && !BEGUN.may_begin("pre") && !BEGUN.may_begin(""));
    }

    #[test]
    fn whatever_is_listed_may_be() {
        const ENTRIES: [&str; 3] = ["date", "minute taker", "čas"];
        const OTHERS: [&str; 1] = ["a name of more than thirty-one letters"];
        const LISTED: Listed = Listed::of(&[&ENTRIES, &OTHERS]);
        for entry in ENTRIES.into_iter().chain(OTHERS) {
            assert!(LISTED.may_have(entry) && LISTED.may_have(&entry.to_uppercase()), "{entry}");
        }
        for other in ["", "dates", "place", "mate"] {
            assert!(!LISTED.may_have(other), "{other}");
        }
    }
}
