//! How common words are: document frequencies of ordinary texts, to weigh terms by.
//!
//! A background is a table of stems, each with the number of documents that hold it and that of its occurrences,
//! by which an audit tells what is said unusually often. It is sorted, so that a
//! look-up searches the embedded text itself and a program that starts has nothing to load.

use crate::language::Language;

/// The document frequencies of one language, embedded.
///
/// # Where the English table comes from
///
/// `examples/background.rs` made it from collections of abstracts, papers, news, decisions, terms of service,
/// reviews, meetings and blog posts, with the stems of this library; its first line says how many documents
/// there were and the least number that a stem must occur in to be listed. Only these counts are kept. Occurrences, and
/// the number of words that they are of, come from a later run over more of the same collections.
#[derive(Debug)]
pub struct Background {
    documents: u32,
    words: u64,
    /// Lines of a stem, its document frequency and its occurrences, with tabs between, sorted by the bytes of the stem.
    lines: &'static str,
}

static ENGLISH: &str = include_str!("corpus/en.tsv");

impl Background {
    /// The background of a language, if it has one. Only English has.
    pub fn of(language: Language) -> Option<&'static Background> {
        static TABLE: std::sync::OnceLock<Background> = std::sync::OnceLock::new();
        match language {
            Language::English => Some(TABLE.get_or_init(|| Background::embedded(ENGLISH))),
            _ => None,
        }
    }

    fn embedded(table: &'static str) -> Background {
        let (header, lines) = table.split_once('\n').expect("an embedded table has a header");
        let number = |field: usize| header.split('\t').nth(field).and_then(|n| n.parse::<u64>().ok());
        let documents = number(1).and_then(|n| u32::try_from(n).ok()).expect("documents in the header");
        let words = number(3).expect("words in the header");
        Background { documents, words, lines: lines.trim_end() }
    }

    /// The number of words that were counted.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// How often a stem occurs in the documents that were counted; 0 for one that is not listed.
    ///
    /// `O(log n)` in the size of the table.
    pub fn occurrences(&self, stem: &str) -> u64 {
        self.entry(stem).map_or(0, |(_, occurrences)| occurrences.parse().expect("occurrences are a number"))
    }

    /// The number of documents that were counted.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The number of documents that hold a stem; 0 for one that is not listed.
    ///
    /// `O(log n)` in the size of the table.
    pub fn frequency(&self, stem: &str) -> u32 {
        self.entry(stem).map_or(0, |(frequency, _)| frequency.parse().expect("a frequency is a number"))
    }

    /// The two numbers of a stem, as they are written.
    fn entry(&self, stem: &str) -> Option<(&'static str, &'static str)> {
        let bytes = self.lines.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |at| low + at + 1);
            let end = memchr::memchr(b'\n', &bytes[middle..high]).map_or(high, |at| middle + at);
            let line = &self.lines[start..end];
            let (name, numbers) =
                line.split_once('\t').expect("a line of the table is a stem and two numbers");
            match name.cmp(stem) {
                std::cmp::Ordering::Less => low = (end + 1).min(high),
                std::cmp::Ordering::Greater => high = start.saturating_sub(1).max(low),
                std::cmp::Ordering::Equal => return numbers.split_once('\t'),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_sorted() {
        let table = Background::of(Language::English).unwrap();
        let mut last = "";
        for line in table.lines.lines() {
            let [stem, frequency, occurrences] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            assert!(last < stem, "{last} before {stem}");
            last = stem;
            assert_eq!(table.frequency(stem), frequency.parse::<u32>().unwrap(), "{stem}");
            assert_eq!(table.occurrences(stem), occurrences.parse::<u64>().unwrap(), "{stem}");
            assert!(u64::from(table.frequency(stem)) <= table.occurrences(stem), "{stem}");
            assert!(table.frequency(stem) <= table.documents());
            assert_eq!(table.frequency(&format!("{stem}\u{1}")), 0);
        }
        assert_eq!((table.frequency(""), table.frequency("\u{10FFFF}")), (0, 0));
    }
}
