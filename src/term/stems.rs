//! Stems, each once and numbered: all their letters stand in one text, for there may be millions.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// A set of stems, numbered from 0 in the order in which they came.
#[derive(Default)]
pub(crate) struct Stems {
    /// All stems, one behind the other.
    text: String,
    /// Where each ends there.
    ends: Vec<usize>,
    /// The last stem with each hash.
    last: FxHashMap<u64, u32>,
    /// The one before with the same hash, or [`NONE`]: there hardly ever is one.
    before: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Stems {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The stem with a number.
    pub(crate) fn text(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// The number of a stem, if it is one of them.
    pub(crate) fn find(&self, stem: &str) -> Option<u32> {
        self.find_by(hash(stem), stem)
    }

    fn find_by(&self, hash: u64, stem: &str) -> Option<u32> {
        let mut number = *self.last.get(&hash)?;
        while number != NONE {
            if self.text(number) == stem {
                return Some(number);
            }
            number = self.before[number as usize];
        }
        None
    }

    /// The number of a stem, and whether it is a new one.
    pub(crate) fn add(&mut self, stem: &str) -> (u32, bool) {
        let hash = hash(stem);
        if let Some(number) = self.find_by(hash, stem) {
            return (number, false);
        }
        let number = u32::try_from(self.len()).ok().filter(|number| *number != NONE);
        let number = number.expect("fewer stems than word forms, and few of those");
        self.text.push_str(stem);
        self.ends.push(self.text.len());
        self.before.push(self.last.insert(hash, number).unwrap_or(NONE));
        (number, true)
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.last.clear();
        self.before.clear();
    }
}

fn hash(stem: &str) -> u64 {
    FxBuildHasher.hash_one(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stem_has_one_number() {
        let mut stems = Stems::default();
        let words = ["flood", "wall", "", "flood", "wal", "walls", "wall"];
        let numbers: Vec<(u32, bool)> = words.iter().map(|word| stems.add(word)).collect();
        assert_eq!(numbers.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [0, 1, 2, 0, 3, 4, 1]);
        assert_eq!(numbers.iter().filter(|(_, is_new)| *is_new).count(), 5);
        assert_eq!((stems.text(0), stems.text(2), stems.text(4)), ("flood", "", "walls"));
        assert_eq!((stems.find("wal"), stems.find("floods")), (Some(3), None));
        stems.clear();
        assert_eq!((stems.len(), stems.find("wal"), stems.add("wal")), (0, None, (0, true)));
    }

    #[test]
    fn stems_of_the_same_hash_are_told_apart() {
        let mut stems = Stems::default();
        for stem in ["flood", "wall", "pier"] {
            stems.add(stem);
        }
        // As if all three had the hash of the last.
        stems.before = vec![NONE, 0, 1];
        let hash = hash("pier");
        for (stem, number) in [("flood", Some(0)), ("wall", Some(1)), ("pier", Some(2)), ("ferri", None)] {
            assert_eq!(stems.find_by(hash, stem), number, "{stem}");
        }
    }
}
