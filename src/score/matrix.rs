//! Sentences as sparse vectors of terms.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::background::rarity;
use crate::term::TermId;

/// Which content terms stand in which sentences, and how often: a sparse matrix, a row for each sentence.
#[derive(Clone, Debug)]
pub(crate) struct TermMatrix {
    /// The distinct content terms of each row, in the order of the sentence.
    pattern: Arc<Pattern>,
    /// How often each stands there.
    counts: Vec<u32>,
    /// The content terms of each row with their repeats.
    lengths: Vec<usize>,
    /// How many rows each term of the analysis stands in.
    row_frequencies: Vec<u32>,
}

/// Rows of numbers, most of them zero: only the others are kept.
#[derive(Clone, Debug)]
pub(super) struct Sparse {
    pub(super) pattern: Arc<Pattern>,
    pub(super) values: Vec<f64>,
    /// The number of columns.
    pub(super) width: usize,
}

/// Which columns each row of a sparse matrix has. Matrices that differ in their numbers alone share one.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// Where each row begins in `columns`; one more at the end.
    offsets: Vec<usize>,
    columns: Vec<u32>,
}

impl Pattern {
    /// No rows, with room for this many, and for this many columns together.
    pub(super) fn with_capacity(rows: usize, columns: usize) -> Pattern {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Pattern { offsets, columns: Vec::with_capacity(columns) }
    }

    /// Adds a column to the row at hand.
    pub(super) fn push(&mut self, column: u32) {
        self.columns.push(column);
    }

    /// Ends the row at hand; the next one begins.
    pub(super) fn end_row(&mut self) {
        self.offsets.push(self.columns.len());
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Where a row stands among all.
    pub(super) fn range(&self, row: usize) -> Range<usize> {
        self.offsets[row]..self.offsets[row + 1]
    }

    /// The columns of a row.
    pub(super) fn row(&self, row: usize) -> &[u32] {
        &self.columns[self.range(row)]
    }

    /// The columns of all rows, one row behind the other.
    pub(super) fn columns(&self) -> &[u32] {
        &self.columns
    }
}

impl TermMatrix {
    /// The matrix of some sentences of an analysis. `O(n)` in their words.
    pub(super) fn new(analysis: &Analysis<'_>, sentences: &[usize]) -> TermMatrix {
        let words =
            sentences.iter().map(|place| analysis.tokens_of(&analysis.sentences()[*place]).len()).sum();
        let mut pattern = Pattern::with_capacity(sentences.len(), words);
        let mut counts = Vec::with_capacity(words);
        let mut lengths = Vec::with_capacity(sentences.len());
        let mut row_frequencies = vec![0; analysis.term_count()];
        // Where each term stands in the row at hand: stale entries point before the row.
        let mut places = vec![usize::MAX; analysis.term_count()];
        for &sentence in sentences {
            let start = counts.len();
            let mut length = 0;
            let tokens = analysis.tokens_of(&analysis.sentences()[sentence]);
            for token in tokens.iter().filter(|token| token.is_content()) {
                length += 1;
                let place = &mut places[token.term.index()];
                if (start..counts.len()).contains(place) {
                    counts[*place] += 1;
                } else {
                    *place = counts.len();
                    pattern.push(token.term.0);
                    counts.push(1);
                    row_frequencies[token.term.index()] += 1;
                }
            }
            lengths.push(length);
            pattern.end_row();
        }
        TermMatrix { pattern: Arc::new(pattern), counts, lengths, row_frequencies }
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.lengths.len()
    }

    /// The number of columns: the terms of the analysis.
    pub(crate) fn width(&self) -> usize {
        self.row_frequencies.len()
    }

    /// The distinct content terms of a row.
    pub(crate) fn terms(&self, row: usize) -> &[u32] {
        self.pattern.row(row)
    }

    /// The content terms of a row, repeats counted.
    pub(super) fn length(&self, row: usize) -> usize {
        self.lengths[row]
    }

    /// The distinct content terms of a row, and how often each stands there.
    pub(super) fn counts(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let terms = self.pattern.row(row).iter().map(|term| *term as usize);
        terms.zip(self.counts[self.pattern.range(row)].iter().map(|count| f64::from(*count)))
    }

    /// The share of each term in all content terms of the rows, repeats counted; 0 if there are none.
    pub(super) fn shares(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.width()];
        for (term, count) in (0..self.rows()).flat_map(|row| self.counts(row)) {
            shares[term] += count;
        }
        let all = self.lengths.iter().sum::<usize>().max(1) as f64;
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }

    /// How many rows a term stands in.
    pub(super) fn row_frequency(&self, term: u32) -> u32 {
        self.row_frequencies[term as usize]
    }

    /// The inverse document frequency of each term: `ln((N + 1) / (df + 0.5))`, at least 0.
    ///
    /// `N` and `df` count the documents of the language's background; where it has none, the rows.
    pub(super) fn idf(&self, analysis: &Analysis<'_>) -> Vec<f64> {
        let rarities = (0..self.width() as u32).map(|term| analysis.background_rarity(TermId(term)));
        match analysis.background() {
            Some(_) => rarities.map(Option::unwrap_or_default).collect(),
            None => self.inverse_row_frequencies(),
        }
    }

    /// The inverse row frequency of each term: as [`idf`](TermMatrix::idf), counted in the rows alone.
    pub(super) fn inverse_row_frequencies(&self) -> Vec<f64> {
        by_count(&self.row_frequencies, |df| rarity(df, self.row_count()))
    }

    fn row_count(&self) -> u32 {
        u32::try_from(self.rows()).unwrap_or(u32::MAX)
    }

    /// A number for each term, worked out of how often it stands in all rows.
    pub(super) fn by_frequency(&self, number: impl Fn(u32) -> f64) -> Vec<f64> {
        let mut frequencies = vec![0; self.width()];
        for (term, count) in self.pattern.columns.iter().zip(&self.counts) {
            frequencies[*term as usize] += count;
        }
        by_count(&frequencies, number)
    }

    /// The rows with each count multiplied by the weight of its term.
    pub(super) fn weighted(&self, weights: &[f64]) -> Sparse {
        let terms = self.pattern.columns.iter().zip(&self.counts);
        let values = terms.map(|(term, count)| f64::from(*count) * weights[*term as usize]).collect();
        Sparse { pattern: Arc::clone(&self.pattern), values, width: self.width() }
    }

    /// What joins rows to others.
    pub(super) fn joins(&self) -> Joins {
        let mut frequencies = Vec::new();
        let number = |frequency: &u32| match frequency {
            0 | 1 => NO_JOIN,
            _ => {
                frequencies.push(*frequency);
                frequencies.len() as u32 - 1
            }
        };
        let numbers: Vec<u32> = self.row_frequencies.iter().map(number).collect();
        let joined = frequencies.iter().map(|df| *df as usize).sum();
        let mut pattern = Pattern::with_capacity(self.rows(), joined);
        for row in 0..self.rows() {
            let numbers = self.terms(row).iter().map(|term| numbers[*term as usize]);
            numbers.filter(|number| *number != NO_JOIN).for_each(|number| pattern.push(number));
            pattern.end_row();
        }
        Joins { pattern, frequencies, numbers }
    }
}

/// The number of a term that joins nothing.
const NO_JOIN: u32 = u32::MAX;

/// The terms that more than one row has, row by row: what joins rows to others. They are numbered anew without gaps,
/// since most terms of a text stand in one row alone.
#[derive(Debug)]
pub(super) struct Joins {
    pub(super) pattern: Pattern,
    /// How many rows each of these terms has.
    pub(super) frequencies: Vec<u32>,
    /// The number of each term of the analysis.
    numbers: Vec<u32>,
}

impl Joins {
    /// Shows `visit` each two entries of the pattern that have the same term in different rows: the later row and the place of its entry, then
    /// the earlier ones. In the order of the later entries, so that sums come out the same whenever the rows are the same.
    pub(super) fn for_each_pair(&self, mut visit: impl FnMut(usize, usize, usize, usize)) {
        const NONE: u32 = u32::MAX;
        let entries = self.pattern.columns();
        // The entry before each that has its term, from the last one of the term on.
        let mut last = vec![NONE; self.frequencies.len()];
        let mut before: Vec<(u32, u32)> = Vec::with_capacity(entries.len());
        for row in 0..self.pattern.rows() {
            for entry in self.pattern.range(row) {
                let last = &mut last[entries[entry] as usize];
                let mut earlier = *last;
                while earlier != NONE {
                    let (row_of, next) = before[earlier as usize];
                    visit(row, entry, row_of as usize, earlier as usize);
                    earlier = next;
                }
                before.push((row as u32, *last));
                *last = entry as u32;
            }
        }
    }

    /// Whether a term of the analysis joins rows.
    pub(super) fn has(&self, term: usize) -> bool {
        self.numbers[term] != NO_JOIN
    }
}

/// A number for each count. Most counts are small and come again and again, so each is worked out once.
fn by_count(counts: &[u32], number: impl Fn(u32) -> f64) -> Vec<f64> {
    /// Counts from here on are rare.
    const FEW: u32 = 64;
    let most = counts.iter().copied().max().unwrap_or(0).min(FEW);
    let known: Vec<f64> = (0..=most).map(&number).collect();
    counts.iter().map(|count| known.get(*count as usize).copied().unwrap_or_else(|| number(*count))).collect()
}

impl Sparse {
    /// Each row scaled to length 1; a row of zeros stays.
    pub(super) fn into_unit(mut self) -> Sparse {
        for i in 0..self.rows() {
            let norm = self.norm(i);
            let scale = if norm > 0.0 { 1.0 / norm } else { 0.0 };
            self.values[self.pattern.range(i)].iter_mut().for_each(|value| *value *= scale);
        }
        self
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.pattern.rows()
    }

    /// The columns of a row that are not zero, and their values.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let columns = self.pattern.row(row).iter().map(|column| *column as usize);
        columns.zip(self.values[self.pattern.range(row)].iter().copied())
    }

    /// The length of a row as a vector.
    pub(super) fn norm(&self, row: usize) -> f64 {
        self.row(row).map(|(_, value)| value * value).sum::<f64>().sqrt()
    }

    /// The rows scaled to length 1; those of zeros stay.
    pub(super) fn normalized(&self) -> Sparse {
        self.clone().into_unit()
    }
}

/// Matrices for examples by hand.
#[cfg(test)]
impl TermMatrix {
    /// Rows of this many terms.
    pub(super) fn from_rows(width: usize, rows: &[&[u32]]) -> TermMatrix {
        let mut pattern = Pattern::with_capacity(rows.len(), 0);
        let (mut counts, mut row_frequencies) = (Vec::new(), vec![0; width]);
        for row in rows {
            let mut own = std::collections::BTreeMap::new();
            row.iter().for_each(|term| *own.entry(*term).or_insert(0) += 1);
            for (term, count) in own {
                pattern.push(term);
                counts.push(count);
                row_frequencies[term as usize] += 1;
            }
            pattern.end_row();
        }
        let lengths = rows.iter().map(|row| row.len()).collect();
        TermMatrix { pattern: Arc::new(pattern), counts, lengths, row_frequencies }
    }
}

#[cfg(test)]
impl Sparse {
    /// Rows of numbers; zeros are left out.
    pub(super) fn from_rows(rows: &[&[f64]]) -> Sparse {
        let width = rows.first().map_or(0, |row| row.len());
        let (mut pattern, mut values) = (Pattern::with_capacity(rows.len(), 0), Vec::new());
        for row in rows {
            for (column, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                pattern.push(column as u32);
                values.push(*value);
            }
            pattern.end_row();
        }
        Sparse { pattern: Arc::new(pattern), values, width }
    }
}
