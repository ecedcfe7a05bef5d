//! Filters that are made where the program is compiled: they tell what is certainly not among many phrases.

/// The prime of FNV-1a, a hash by Fowler, Noll and Vo.
const FNV: u32 = 0x0100_0193;

/// Bytes, as a number.
#[derive(Clone, Copy)]
pub(super) struct Key(u32);

impl Key {
    pub(super) const fn of(letter: char) -> Key {
        Key((letter as u32).wrapping_mul(FNV))
    }

    /// Of some bytes from one place to another.
    pub(super) const fn of_bytes(bytes: &[u8], start: usize, end: usize) -> Key {
        let (mut at, mut key) = (start, Key(0));
        while at < end {
            key = key.with(bytes[at]);
            at += 1;
        }
        key
    }

    #[must_use]
    #[inline]
    pub(super) const fn with(self, byte: u8) -> Key {
        Key((self.0 ^ byte as u32).wrapping_mul(FNV))
    }

    /// What stands for a key in a filter of a given number of bits: two of them. The upper bits depend on all bytes.
    const fn bits(self, count: usize) -> [usize; 2] {
        [(self.0 >> 7) as usize % count, self.0.wrapping_mul(FNV).rotate_left(11) as usize % count]
    }
}

/// A Bloom filter of two hashes: it has what was put into it, and few other keys.
pub(super) struct Filter<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Filter<WORDS> {
    pub(super) const fn new() -> Filter<WORDS> {
        Filter([0; WORDS])
    }

    pub(super) const fn put(&mut self, key: Key) {
        let [one, other] = key.bits(WORDS * 64);
        self.0[one / 64] |= 1 << (one % 64);
        self.0[other / 64] |= 1 << (other % 64);
    }

    #[inline]
    pub(super) fn has(&self, key: Key) -> bool {
        let has = |bit: usize| self.0[bit / 64] >> (bit % 64) & 1 == 1;
        let [one, other] = key.bits(WORDS * 64);
        has(one) && has(other)
    }
}
