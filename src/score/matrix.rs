//! Sentences as sparse vectors of terms.

use crate::analysis::Analysis;
use crate::term::TermId;

/// Which content terms stand in which sentences, and how often: a sparse matrix, a row for each sentence.
#[derive(Clone, Debug)]
pub(crate) struct TermMatrix {
    /// Where each row begins in `terms`; one more at the end.
    offsets: Vec<usize>,
    /// The distinct content terms of each row, in the order of the sentence.
    terms: Vec<u32>,
    /// How often each stands there.
    counts: Vec<f64>,
    /// The content terms of each row with their repeats.
    lengths: Vec<usize>,
    /// How many rows each term of the analysis stands in.
    row_frequencies: Vec<u32>,
}

/// Rows of numbers, most of them zero: only the others are kept.
#[derive(Clone, Debug)]
pub(super) struct Sparse {
    pub(super) offsets: Vec<usize>,
    pub(super) columns: Vec<u32>,
    pub(super) values: Vec<f64>,
    /// The number of columns.
    pub(super) width: usize,
}

impl TermMatrix {
    /// The matrix of some sentences of an analysis. `O(n)` in their words.
    pub(super) fn new(analysis: &Analysis<'_>, sentences: &[usize]) -> TermMatrix {
        let mut matrix = TermMatrix {
            offsets: vec![0],
            terms: Vec::new(),
            counts: Vec::new(),
            lengths: Vec::with_capacity(sentences.len()),
            row_frequencies: vec![0; analysis.term_count()],
        };
        // Where each term stands in the row at hand: stale entries point before the row.
        let mut places = vec![usize::MAX; analysis.term_count()];
        for &sentence in sentences {
            let start = matrix.terms.len();
            let mut length = 0;
            let tokens = analysis.tokens_of(&analysis.sentences()[sentence]);
            for token in tokens.iter().filter(|token| token.is_content) {
                length += 1;
                let place = &mut places[token.term.index()];
                if (start..matrix.terms.len()).contains(place) {
                    matrix.counts[*place] += 1.0;
                } else {
                    *place = matrix.terms.len();
                    matrix.terms.push(token.term.0);
                    matrix.counts.push(1.0);
                    matrix.row_frequencies[token.term.index()] += 1;
                }
            }
            matrix.lengths.push(length);
            matrix.offsets.push(matrix.terms.len());
        }
        matrix
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
        &self.terms[self.offsets[row]..self.offsets[row + 1]]
    }

    /// The content terms of a row, repeats counted.
    pub(super) fn length(&self, row: usize) -> usize {
        self.lengths[row]
    }

    /// How many rows a term stands in.
    pub(super) fn row_frequency(&self, term: u32) -> u32 {
        self.row_frequencies[term as usize]
    }

    /// The inverse document frequency of each term: `ln((N + 1) / (df + 0.5))`, at least 0.
    ///
    /// `N` and `df` count the documents of the language's background; where it has none, the rows.
    pub(super) fn idf(&self, analysis: &Analysis<'_>) -> Vec<f64> {
        let rows = self.row_count();
        let terms = self.row_frequencies.iter().zip(0..);
        terms
            .map(|(&df, term)| rarity(analysis.background_frequency(TermId(term)).unwrap_or((df, rows))))
            .collect()
    }

    /// The inverse row frequency of each term: as [`idf`](TermMatrix::idf), counted in the rows alone.
    pub(super) fn inverse_row_frequencies(&self) -> Vec<f64> {
        self.row_frequencies.iter().map(|&df| rarity((df, self.row_count()))).collect()
    }

    fn row_count(&self) -> u32 {
        u32::try_from(self.rows()).unwrap_or(u32::MAX)
    }

    /// How often each term stands in all rows.
    pub(super) fn frequencies(&self) -> Vec<f64> {
        let mut frequencies = vec![0.0; self.width()];
        for (term, count) in self.terms.iter().zip(&self.counts) {
            frequencies[*term as usize] += count;
        }
        frequencies
    }

    /// The rows with each count multiplied by the weight of its term.
    pub(super) fn weighted(&self, weights: &[f64]) -> Sparse {
        let values = self.terms.iter().zip(&self.counts).map(|(term, count)| count * weights[*term as usize]);
        Sparse {
            offsets: self.offsets.clone(),
            columns: self.terms.clone(),
            values: values.collect(),
            width: self.width(),
        }
    }
}

/// `ln((N + 1) / (df + 0.5))`, at least 0, of a document frequency `df` and a number of documents `N`.
fn rarity((df, documents): (u32, u32)) -> f64 {
    ((f64::from(documents) + 1.0) / (f64::from(df) + 0.5)).ln().max(0.0)
}

impl Sparse {
    /// Each row scaled to length 1; a row of zeros stays.
    pub(super) fn into_unit(mut self) -> Sparse {
        for i in 0..self.rows() {
            let norm = self.norm(i);
            let scale = if norm > 0.0 { 1.0 / norm } else { 0.0 };
            self.values[self.offsets[i]..self.offsets[i + 1]].iter_mut().for_each(|value| *value *= scale);
        }
        self
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The columns of a row that are not zero, and their values.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let range = self.offsets[row]..self.offsets[row + 1];
        self.columns[range.clone()]
            .iter()
            .map(|column| *column as usize)
            .zip(self.values[range].iter().copied())
    }

    /// The length of a row as a vector.
    pub(super) fn norm(&self, row: usize) -> f64 {
        self.row(row).map(|(_, value)| value * value).sum::<f64>().sqrt()
    }
}
