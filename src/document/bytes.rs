//! Which bytes a text has, found in one pass: most of what a text may be, or may hold, needs one that it has not.

/// For each byte, whether a text has it.
pub(super) struct Bytes([bool; 256]);

impl Bytes {
    pub(super) fn of(text: &[u8]) -> Bytes {
        let mut has = [false; 256];
        // Several bytes a turn, since a turn costs more than a byte.
        let (turns, rest) = text.as_chunks::<8>();
        for turn in turns {
            turn.iter().for_each(|byte| has[usize::from(*byte)] = true);
        }
        rest.iter().for_each(|byte| has[usize::from(*byte)] = true);
        Bytes(has)
    }

    pub(super) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// Whether it has one of these.
    pub(super) fn has_any(&self, bytes: &[u8]) -> bool {
        bytes.iter().any(|byte| self.has(*byte))
    }

    /// Whether it may have a text, all of whose bytes it has.
    pub(super) fn may_hold(&self, what: &str) -> bool {
        what.bytes().all(|byte| self.has(byte))
    }
}

/// Which bytes are among some.
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
        for length in 0..40 {
            for at in 0..length {
                let mut text = vec![b'a'; length];
                text[at] = b'z';
                let has = Bytes::of(&text);
                assert!(has.has(b'z') && !has.has(b'b') && has.has_any(b"bz") && !has.has_any(b"bc"));
                assert_eq!(has.has(b'a'), length > 1);
                assert!(has.may_hold("zz") && !has.may_hold("zb"));
            }
        }
    }
}
