//! The longest common subsequence of two sequences, and which of the many that there may be.
//!
//! * time: `O(n·m / 64)` word operations, and as many comparisons of tokens as there are pairs, for lengths `n` and `m`
//! * space: `n·m` bits
//!
//! The table of lengths grows by 0 or 1 from one column to the next, so a row of it is a row of bits, and the next row
//! comes of it by an addition: Hyyrö, *Bit-parallel LCS-length computation revisited*, 2004. Rows are kept, since
//! ROUGE-Lsum depends on which of the longest subsequences is taken.

/// Columns in a word of a row.
const WIDTH: usize = u64::BITS as usize;

/// The rows of one table after another, kept so that their room is used again.
#[derive(Debug, Default)]
pub(super) struct Lcs {
    /// `n + 1` rows. A bit that is *not* set says that the length grows by one in that column.
    rows: Vec<u64>,
}

impl Lcs {
    /// Marks the places of `reference` that the longest common subsequence with `candidate` takes.
    ///
    /// Of several it takes the one that Google's scorer takes, which goes back through the table and drops a token of
    /// the reference unless dropping one of the candidate leaves more.
    pub(super) fn mark(&mut self, reference: &[u32], candidate: &[u32], taken: &mut [bool]) {
        let width = candidate.len().div_ceil(WIDTH);
        self.rows.clear();
        self.rows.resize(width, u64::MAX);
        for token in reference {
            let above = self.rows.len() - width;
            let mut carry = false;
            for (word, columns) in candidate.chunks(WIDTH).enumerate() {
                let row = self.rows[above + word];
                let equal =
                    columns.iter().rev().fold(0, |bits, other| (bits << 1) | u64::from(other == token));
                let (sum, over) = row.overflowing_add(row & equal);
                let (sum, over_too) = sum.overflowing_add(u64::from(carry));
                carry = over || over_too;
                self.rows.push(sum | (row & !equal));
            }
        }

        // Lengths of the first `i` and `i - 1` tokens of the reference with the first `j` of the candidate.
        let (mut i, mut j) = (reference.len(), candidate.len());
        let mut here = self.length(width, i, j);
        let mut above = self.length(width, i.saturating_sub(1), j);
        while here > 0 {
            let (grows, grows_above) = (self.grows(width, i, j - 1), self.grows(width, i - 1, j - 1));
            if reference[i - 1] == candidate[j - 1] {
                taken[i - 1] = true;
                (i, j) = (i - 1, j - 1);
                here -= 1;
                above = self.length(width, i.saturating_sub(1), j);
            } else if here - usize::from(grows) > above {
                j -= 1;
                here -= usize::from(grows);
                above -= usize::from(grows_above);
            } else {
                i -= 1;
                here = above;
                above = self.length(width, i.saturating_sub(1), j);
            }
        }
    }

    /// Whether the length of row `i` grows in column `j`.
    fn grows(&self, width: usize, i: usize, j: usize) -> bool {
        (self.rows[i * width + j / WIDTH] >> (j % WIDTH)) & 1 == 0
    }

    /// The length of row `i` behind its first `j` columns.
    fn length(&self, width: usize, i: usize, j: usize) -> usize {
        let row = &self.rows[i * width..][..width];
        let whole: u32 = row[..j / WIDTH].iter().map(|word| word.count_zeros()).sum();
        let rest = row.get(j / WIDTH).map_or(0, |word| (!word & !(u64::MAX << (j % WIDTH))).count_ones());
        (whole + rest) as usize
    }
}

/// Cases that are not written down where they fail: they are the same in each run.
#[cfg(test)]
pub(super) fn same_cases() -> proptest::test_runner::Config {
    proptest::test_runner::Config { failure_persistence: None, ..Default::default() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow twin: the whole table, and back through it as Google's scorer goes.
    fn by_table(reference: &[u32], candidate: &[u32]) -> Vec<bool> {
        let mut table = vec![vec![0; candidate.len() + 1]; reference.len() + 1];
        for (i, one) in reference.iter().enumerate() {
            for (j, other) in candidate.iter().enumerate() {
                table[i + 1][j + 1] = match one == other {
                    true => table[i][j] + 1,
                    false => table[i][j + 1].max(table[i + 1][j]),
                };
            }
        }
        let (mut i, mut j) = (reference.len(), candidate.len());
        let mut taken = vec![false; i];
        while i > 0 && j > 0 {
            if reference[i - 1] == candidate[j - 1] {
                taken[i - 1] = true;
                (i, j) = (i - 1, j - 1);
            } else if table[i][j - 1] > table[i - 1][j] {
                j -= 1;
            } else {
                i -= 1;
            }
        }
        taken
    }

    proptest! {
        #![proptest_config(same_cases())]

        #[test]
        fn the_same_tokens_as_by_the_whole_table(
            reference in prop::collection::vec(0u32..6, 0..150),
            candidate in prop::collection::vec(0u32..7, 0..150),
        ) {
            let mut taken = vec![false; reference.len()];
            Lcs::default().mark(&reference, &candidate, &mut taken);
            prop_assert_eq!(taken, by_table(&reference, &candidate));
        }
    }
}
