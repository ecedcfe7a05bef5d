//! Sorting where little is sorted: by numbers of places, so that one sort is compiled for all.
//!
//! The sort of the standard library is compiled anew for each type and each comparison, 5 kB of code every time, and nutgraf
//! sorts in a hundred places. Mostly a few findings, marks or columns are sorted, which takes no time that could be
//! measured. They use [`Arrange`]; what sorts the words of a text keeps the sort of the library.

use std::cmp::Ordering;

/// Sorts as `sort_by` and `sort_by_key` do: what is equal stays in its order.
pub(crate) trait Arrange<T> {
    /// As `sort_by`.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// As `sort_by_key`.
    fn arrange_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange_by(|one, other| key(one).cmp(&key(other)));
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut order = order(self.len(), &mut |one, other| compare(&self[one], &self[other]));
        put_in_order(&mut order, &mut |one, other| self.swap(one, other));
    }
}

/// The places from the first to the last; empty if they are in order as they stand.
fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..len).all(|place| compare(place - 1, place).is_le()) {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Moves each item to its place: along each cycle of the order, every item is swapped to where it belongs, in `O(n)`.
fn put_in_order(order: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place], place);
            if from == start {
                break;
            }
            swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equals_stay_in_their_order() {
        let mut words = ["pier", "on", "wall", "a", "in", "tide", "b"];
        words.arrange_by_key(|word| word.len());
        assert_eq!(words, ["a", "b", "on", "in", "pier", "wall", "tide"]);
        words.arrange_by(|one, other| other.len().cmp(&one.len()));
        assert_eq!(words, ["pier", "wall", "tide", "on", "in", "a", "b"]);
    }

    proptest! {
        #[test]
        fn it_is_the_order_of_the_standard_sort(values in prop::collection::vec(0_u8..20, 0..80)) {
            let mut expected: Vec<(usize, String)> = values.iter().map(u8::to_string).enumerate().collect();
            let mut arranged = expected.clone();
            expected.sort_by_key(|(_, value)| value.clone());
            arranged.arrange_by_key(|(_, value)| value.clone());
            prop_assert_eq!(arranged, expected);
        }
    }
}
