//! Counting in how many documents words stand, into tables to weigh terms by.
//!
//! ```
//! use nutgraf::{Analyzer, Background, Corpus, Document, Language};
//!
//! let mut corpus = Corpus::new(Language::English);
//! let mut analyzer = Analyzer::new();
//! for text in ["The old pier has sunk.", "The pier is closed: no pier, no ferry."] {
//!     corpus.add(&analyzer.analyze(&[Document::plain(text)], Some(Language::English)))?;
//! }
//! let table = corpus.background(1);
//! assert_eq!((table.documents(), table.frequency("pier"), table.occurrences("pier")), (2, 2, 3));
//!
//! // What is written reads back, and is used instead of what the crate brings.
//! let table = Background::parse(&table.to_string())?;
//! let analyzer = Analyzer::new().with_background(table);
//! # Ok::<(), nutgraf::Error>(())
//! ```
//!
//! A [`Corpus`] counts, and tables add up: those of two halves come to that of the whole, in any order. A
//! [`Background`] is what was counted, as a text whose lines are sorted, so that a look-up searches the text itself, in
//! `O(log n)`, and a program that starts has nothing to load.

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::background::Background;
use crate::error::Error;
use crate::language::Language;
use crate::term::TermId;

/// Of each document this many words count. Long documents would bring so many stems that "in how many documents" meant
/// "in how many long ones".
const MOST_WORDS: usize = 3_000;

/// Counts in how many documents each stem stands, and how often.
///
/// Its memory is bounded by the number of distinct stems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corpus {
    language: Language,
    documents: u32,
    words: u64,
    stems: FxHashMap<Box<str>, (u32, u64)>,
}

impl Corpus {
    /// A corpus without documents.
    pub fn new(language: Language) -> Corpus {
        Corpus { language, documents: 0, words: 0, stems: FxHashMap::default() }
    }

    /// Counts an analysis as one document: its first 3,000 words, of which stop words have no line of their own.
    ///
    /// # Errors
    ///
    /// If it is in another language.
    pub fn add(&mut self, analysis: &Analysis<'_>) -> Result<(), Error> {
        self.expect(analysis.language())?;
        let words = &analysis.tokens()[..analysis.tokens().len().min(MOST_WORDS)];
        let mut terms: Vec<TermId> =
            words.iter().filter(|word| word.is_content()).map(|word| word.term).collect();
        terms.sort_unstable();
        for same in terms.chunk_by(|one, next| one == next) {
            self.count(analysis.stem(same[0]), 1, same.len() as u64);
        }
        self.documents += 1;
        self.words += words.len() as u64;
        Ok(())
    }

    /// Adds what another corpus has counted.
    ///
    /// # Errors
    ///
    /// If it is in another language.
    pub fn merge(&mut self, other: Corpus) -> Result<(), Error> {
        self.expect(other.language)?;
        for (stem, (documents, occurrences)) in &other.stems {
            self.count(stem, *documents, *occurrences);
        }
        self.documents = self.documents.saturating_add(other.documents);
        self.words = self.words.saturating_add(other.words);
        Ok(())
    }

    /// Adds what a table has.
    ///
    /// # Errors
    ///
    /// If it is in another language, or if it leaves out rare stems: their counts would be missing from the sum.
    pub fn merge_background(&mut self, table: &Background) -> Result<(), Error> {
        self.expect(table.language())?;
        if table.least() > 1 {
            return Err(Error::pruned_table(table.least()));
        }
        table.stems().for_each(|(stem, documents, occurrences)| self.count(stem, documents, occurrences));
        self.documents = self.documents.saturating_add(table.documents());
        self.words = self.words.saturating_add(table.words());
        Ok(())
    }

    /// The language whose documents it counts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The number of documents that were counted.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The table of the stems that `least` documents or more hold. Its text is the same in whatever order documents
    /// were added.
    pub fn background(&self, least: u32) -> Background {
        let least = least.max(1);
        let mut listed: Vec<_> =
            self.stems.iter().filter(|(_, (documents, _))| *documents >= least).collect();
        listed.sort_unstable();
        let rows = listed.into_iter().map(|(stem, counts)| (&**stem, *counts));
        Background::counted(self.language, self.documents, self.words, least, rows)
    }

    fn count(&mut self, stem: &str, documents: u32, occurrences: u64) {
        match self.stems.get_mut(stem) {
            Some((counted, occurred)) => {
                *counted = counted.saturating_add(documents);
                *occurred = occurred.saturating_add(occurrences);
            }
            None => drop(self.stems.insert(stem.into(), (documents, occurrences))),
        }
    }

    fn expect(&self, language: Language) -> Result<(), Error> {
        match language == self.language {
            true => Ok(()),
            false => Err(Error::other_language(language, self.language)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document};

    #[test]
    fn a_table_that_is_given_replaces_what_was_looked_up() {
        let documents = [Document::plain("The wall held.")];
        let mut analyzer = Analyzer::new();
        let frequencies = |analyzer: &mut Analyzer| {
            let analysis = analyzer.analyze(&documents, Some(Language::English));
            let wall = analysis.tokens()[1].term;
            analysis.background_frequency(wall).unwrap()
        };
        let embedded = frequencies(&mut analyzer);
        assert_eq!(embedded.1, Background::of(Language::English).unwrap().documents());
        let mut corpus = Corpus::new(Language::English);
        corpus.add(&analyzer.analyze(&documents, Some(Language::English))).unwrap();
        assert_eq!(frequencies(&mut analyzer.with_background(corpus.background(1))), (1, 1));
    }

    #[test]
    fn only_what_is_whole_and_of_one_language_adds_up() {
        let mut corpus = Corpus::new(Language::English);
        assert!(corpus.merge(Corpus::new(Language::German)).is_err());
        assert!(corpus.merge_background(Background::of(Language::English).unwrap()).is_err());
        assert_eq!(corpus, Corpus::new(Language::English));
    }
}
