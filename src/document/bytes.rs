//! Which bytes a text has: most of what a text may be, or may hold, needs one that it has not.
//!
//! * time: one pass over a short text; over a long one a search for each byte that is looked for and is not there, which is fast
//! * space: a byte for each byte that there is

/// Up to this many bytes a text is passed over once; of a longer one, searches cost less. Chosen by instructions: with ten searches
/// both cost the same here.
const SHORT: usize = 512;

/// The bytes of a text.
#[expect(
    clippy::large_enum_variant,
    reason = "there is one of them at a time, and a box would be one more allocation for each text"
)]
pub(super) enum Bytes<'t> {
    /// For each byte, whether the text has it.
    Short([bool; 256]),
    /// A long text, and whether it has a line feed, which is looked for most.
    Long(&'t [u8], bool),
}

impl<'t> Bytes<'t> {
    pub(super) fn of(text: &'t [u8]) -> Bytes<'t> {
        if text.len() > SHORT {
            return Bytes::Long(text, memchr::memchr(b'\n', text).is_some());
        }
        let mut has = [false; 256];
        // Several bytes a turn, since a turn costs more than a byte.
        let (turns, rest) = text.as_chunks::<8>();
        for turn in turns {
            turn.iter().for_each(|byte| has[usize::from(*byte)] = true);
        }
        rest.iter().for_each(|byte| has[usize::from(*byte)] = true);
        Bytes::Short(has)
    }

    #[inline]
    pub(super) fn has(&self, byte: u8) -> bool {
        match self {
            Bytes::Short(has) => has[usize::from(byte)],
            Bytes::Long(_, has_line_feed) if byte == b'\n' => *has_line_feed,
            Bytes::Long(text, _) => memchr::memchr(byte, text).is_some(),
        }
    }

    /// Whether it has one of these.
    #[inline]
    pub(super) fn has_any(&self, bytes: &[u8]) -> bool {
        match self {
            Bytes::Short(has) => bytes.iter().any(|byte| has[usize::from(*byte)]),
            Bytes::Long(text, _) => bytes.chunks(3).any(|some| match some {
                [a, b, c] => memchr::memchr3(*a, *b, *c, text).is_some(),
                [a, b] => memchr::memchr2(*a, *b, text).is_some(),
                _ => some.iter().any(|byte| memchr::memchr(*byte, text).is_some()),
            }),
        }
    }

    /// Whether it may have a text, all of whose bytes a short one has. A long one always may.
    pub(super) fn may_hold(&self, what: &str) -> bool {
        matches!(self, Bytes::Long(..)) || what.bytes().all(|byte| self.has(byte))
    }
}

/// Which bytes are among some.
#[cfg(any(feature = "markdown", feature = "markup"))]
pub(super) const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_found_wherever_it_stands() {
        for length in (0..40).chain(SHORT - 2..SHORT + 3) {
            for at in 0..length {
                let mut text = vec![b'a'; length];
                text[at] = b'z';
                let has = Bytes::of(&text);
                assert!(has.has(b'z') && !has.has(b'b') && has.has_any(b"bz") && !has.has_any(b"bc"));
                assert!(has.has_any(b"bcdefgz") && has.has_any(b"bcz") && !has.has_any(b"bcdefgh"));
                assert_eq!(has.has(b'a'), length > 1);
                assert!(has.may_hold("zz") && (length > SHORT || !has.may_hold("zb")));
            }
        }
    }
}
