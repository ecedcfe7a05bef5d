//! How common words are: document frequencies of ordinary texts, to weigh terms by, and those that are compiled in.
//!
//! # The format
//!
//! ```text
//! nutgraf-corpus 1␉language en␉terms 1␉documents 2␉words 12␉least 1
//! close␉1␉1
//! pier␉2␉3
//! end␉2
//! ```
//!
//! The first line has the version of the format, the language, the version of the rules by which words become stems,
//! how many documents and words were counted, and the least number of documents that a stem must stand in to be listed.
//! Then a line for each stem, in the order of its bytes: the stem, the number of documents that hold it, and that of its
//! occurrences, with tabs between. The last line says how many there were.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use crate::error::Error;
use crate::language::Language;

/// The version of the format. Another one is not read.
const FORMAT: u32 = 1;

/// The version of the rules by which words become stems: folding, clitics, stop words, light words, rust-stemmers 1.2.
/// When one of them changes this is to change, since stems of old tables would not be found any more.
const TERMS: u32 = 1;

/// Document frequencies of one language: a finished table.
///
/// # Where the embedded tables come from
///
/// `nutgraf corpus build` made them; only counts are kept.
///
/// * English: collections of abstracts, papers, news, decisions, terms of service, reviews, meetings and blog posts, 200
///   of each at most. Occurrences, and the number of words that they are of, come from a later run over more of the
///   same collections.
/// * German (feature `background-de`, 127 kB): 120 articles of an encyclopedia, klexikon.
/// * Arabic (`background-ar`, 51 kB): 70 texts of news, AKEC.
/// * French (`background-fr`, 50 kB): 120 news of orangesum, 53 of WikiNews, 644 abstracts of TALN.
/// * Russian (`background-ru`, 195 kB): 239 news and articles on technology, of three sources.
///
/// All list the stems of two documents or more; `scripts/backgrounds.sh` has the commands. These are thin tables. On
/// texts that are not in them, those for German and Arabic serve every method that weighs words, and `cli` has them.
/// Those for French and Russian serve [`TfIdf`](crate::Method::TfIdf) and [`LexRank`](crate::Method::LexRank) but cost
/// [`Auto`](crate::Method::Auto), so they are off unless requested. DESIGN.md has the figures.
#[derive(Clone, PartialEq, Eq)]
pub struct Background {
    language: Language,
    documents: u32,
    words: u64,
    least: u32,
    /// How many stems are listed.
    len: usize,
    /// Lines of a stem, its document frequency and its occurrences, with tabs between, sorted by the bytes of the stem.
    lines: Cow<'static, str>,
    samples: Samples,
}

/// Stems at about equal distances in the lines of a table, for who looks up many: a search begins between two of them. The sizes are
/// chosen: they take as long to gather as some twenty searches.
#[derive(Default)]
struct Samples {
    /// How many searches there were, or some fewer where several threads search.
    searches: AtomicU32,
    /// The [`head`] of each and where its line begins.
    gathered: OnceLock<Vec<(u64, usize)>>,
}

impl Samples {
    /// A table that is searched less often needs none.
    const SEARCHES: u32 = 40;
    const MOST: usize = 512;
    /// The least bytes between two.
    const APART: usize = 256;

    /// The part of the lines that has the line of a stem with this head, if there is one: up to the end of a line.
    fn around(&self, lines: &[u8], head: u64) -> (usize, usize) {
        let searches = self.searches.load(Relaxed);
        if searches < Samples::SEARCHES {
            self.searches.store(searches + 1, Relaxed);
            return (0, lines.len());
        }
        let samples = self.gathered.get_or_init(|| {
            let count = Samples::MOST.min(lines.len() / Samples::APART);
            let places = (1..count).map(|at| lines.len() / count * at);
            let starts = places.filter_map(|at| memchr::memrchr(b'\n', &lines[..at]).map(|end| end + 1));
            starts.filter_map(|start| Some((head_of_line(&lines[start..])?, start))).collect()
        });
        let first = samples.partition_point(|(sample, _)| *sample < head);
        let behind = first + samples[first..].iter().take_while(|(sample, _)| *sample == head).count();
        let low = first.checked_sub(1).map_or(0, |before| samples[before].1);
        (low, samples.get(behind).map_or(lines.len(), |(_, start)| start - 1))
    }
}

/// What was gathered says nothing that the lines do not.
impl PartialEq for Samples {
    fn eq(&self, _: &Samples) -> bool {
        true
    }
}

impl Eq for Samples {}

impl Clone for Samples {
    fn clone(&self) -> Samples {
        Samples::default()
    }
}

impl Background {
    /// The embedded background of a language, if there is one and its feature is on.
    pub fn of(language: Language) -> Option<&'static Background> {
        Background::embedded(language).map(|table| &**table)
    }

    /// As [`of`](Background::of), to be shared.
    pub(crate) fn embedded(language: Language) -> Option<&'static Arc<Background>> {
        static TABLES: [OnceLock<Arc<Background>>; EMBEDDED.len()] =
            [const { OnceLock::new() }; EMBEDDED.len()];
        let place = EMBEDDED.iter().position(|(embedded, _)| *embedded == language)?;
        let table = TABLES[place].get_or_init(|| {
            let (header, lines) = EMBEDDED[place].1.split_once('\n').expect("an embedded table has a header");
            let header = Header::parse(header).expect("an embedded table has a good header");
            let (lines, end) = lines.trim_end().rsplit_once('\n').expect("an embedded table has a last line");
            let len = end.strip_prefix("end\t").and_then(|len| len.parse().ok());
            Arc::new(header.table(len.expect("an embedded table says how long it is"), Cow::Borrowed(lines)))
        });
        Some(table)
    }

    /// The table of stems in the order of their bytes, each with its documents and occurrences.
    pub(crate) fn counted<'a>(
        language: Language,
        documents: u32,
        words: u64,
        least: u32,
        stems: impl Iterator<Item = (&'a str, (u32, u64))>,
    ) -> Background {
        let lines: Vec<String> = stems
            .map(|(stem, (documents, occurrences))| format!("{stem}\t{documents}\t{occurrences}"))
            .collect();
        let header = Header { language, documents, words, least };
        header.table(lines.len(), Cow::Owned(lines.join("\n")))
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// If it is no table of this version, or not in order, or not whole. The error names the line and what was
    /// expected there.
    pub fn parse(table: &str) -> Result<Background, Error> {
        let mut rows = table.lines().zip(1..);
        let header = Header::parse(rows.next().map_or("", |(header, _)| header))?;
        let (mut last, mut len) = (None::<&str>, 0);
        let (mut is_whole, mut lines) = (false, String::with_capacity(table.len()));
        for (row, line) in rows.by_ref() {
            let wrong = |expected: String| Error::table(line, expected);
            let fields: Vec<&str> = row.split('\t').collect();
            let (stem, frequency, occurrences) = match fields[..] {
                ["end", count] => {
                    if number(count) != Some(len) {
                        return Err(wrong(format!(
                            "expected \"end\" and {len}, the number of stems before it, not {count}"
                        )));
                    }
                    is_whole = true;
                    break;
                }
                [stem, frequency, occurrences] if !stem.is_empty() => (stem, frequency, occurrences),
                _ => return Err(wrong("expected a stem and two numbers, with tabs between".into())),
            };
            match last.map(|last| last.cmp(stem)) {
                Some(Ordering::Equal) => {
                    return Err(wrong(format!("\"{stem}\" is listed twice: expected each stem once")));
                }
                Some(Ordering::Greater) => {
                    return Err(wrong(format!(
                        "\"{stem}\" is out of order: expected stems sorted by their bytes"
                    )));
                }
                _ => last = Some(stem),
            }
            let Some(frequency) =
                number(frequency).filter(|n| (header.least.max(1)..=header.documents).contains(n))
            else {
                return Err(wrong(format!(
                    "\"{frequency}\" documents: expected a whole number from {} to {}, the number of all",
                    header.least.max(1),
                    header.documents
                )));
            };
            let at_least = u64::from(frequency);
            let Some(occurrences) =
                number::<u64>(occurrences).filter(|count| (at_least..=header.words).contains(count))
            else {
                return Err(wrong(format!(
                    "\"{occurrences}\" occurrences: expected a whole number from {at_least}, the number of documents, to {}, that of words",
                    header.words
                )));
            };
            len += 1;
            // Numbers as they are written here, so that two tables that say the same are the same.
            let _ = writeln!(lines, "{stem}\t{frequency}\t{occurrences}");
        }
        if !is_whole {
            let line = table.lines().count().max(1) + 1;
            return Err(Error::table(
                line,
                format!("the table stops here: expected \"end\" and {len}, the number of stems"),
            ));
        }
        if let Some((_, line)) = rows.next() {
            return Err(Error::table(
                line,
                "expected nothing behind the line that begins with \"end\"".into(),
            ));
        }
        lines.pop();
        Ok(header.table(len, Cow::Owned(lines)))
    }

    /// The language whose stems these are.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The number of documents that were counted.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The number of words that were counted.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// The number of documents that a stem must stand in to be listed.
    pub fn least(&self) -> u32 {
        self.least
    }

    /// The number of stems that are listed.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no stem is listed.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The stems in order, each with the number of documents that hold it, and of its occurrences.
    pub fn stems(&self) -> impl Iterator<Item = (&str, u32, u64)> {
        self.lines.lines().map(|line| {
            let mut fields = line.split('\t');
            let stem = fields.next().unwrap_or_default();
            let frequency = fields.next().and_then(number).expect("a frequency is a number");
            (stem, frequency, fields.next().and_then(number).expect("occurrences are a number"))
        })
    }

    /// The number of documents that hold a stem; 0 for one that is not listed.
    ///
    /// `O(log n)` in the size of the table.
    pub fn frequency(&self, stem: &str) -> u32 {
        self.entry(stem).map_or(0, |(frequency, _)| number(frequency).expect("a frequency is a number"))
    }

    /// How often a stem occurs in the documents that were counted; 0 for one that is not listed.
    ///
    /// `O(log n)` in the size of the table.
    pub fn occurrences(&self, stem: &str) -> u64 {
        self.entry(stem).map_or(0, |(_, occurrences)| number(occurrences).expect("occurrences are a number"))
    }

    /// The two numbers of a stem, as they are written.
    fn entry(&self, stem: &str) -> Option<(&str, &str)> {
        let bytes = self.lines.as_bytes();
        let head = head(stem.as_bytes());
        let (mut low, mut high) = self.samples.around(bytes, head);
        while low < high {
            let middle = low + (high - low) / 2;
            // Lines are so short that a search by vectors would cost more.
            let start =
                bytes[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
            let end =
                || bytes[middle..high].iter().position(|byte| *byte == b'\n').map_or(high, |at| middle + at);
            let by_head = head_of_line(&bytes[start..]).map_or(Ordering::Equal, |line| line.cmp(&head));
            match by_head.then_with(|| compare_name(&bytes[start..], stem.as_bytes())) {
                Ordering::Less => low = (end() + 1).min(high),
                Ordering::Greater => high = start.saturating_sub(1).max(low),
                Ordering::Equal => return self.lines[start + stem.len() + 1..end()].split_once('\t'),
            }
        }
        None
    }
}

/// The first eight bytes of a stem as a number, with zeros behind a shorter one: two that differ are in the order of the stems.
fn head(stem: &[u8]) -> u64 {
    let mut head = [0; 8];
    let len = stem.len().min(8);
    head[..len].copy_from_slice(&stem[..len]);
    u64::from_be_bytes(head)
}

/// The [`head`] of the stem that a line begins with, up to its first tab; none in the last bytes of a table.
fn head_of_line(line: &[u8]) -> Option<u64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7F * ONES;
    let head = u64::from_be_bytes(*line.first_chunk()?);
    let unlike_tab = head ^ (u64::from(b'\t') * ONES);
    // The high bit of each byte that is a tab: what is not zero in its low bits carries into the high one.
    let tabs = !(((unlike_tab & LOW) + LOW) | unlike_tab) & !LOW;
    let kept = tabs.leading_zeros() / 8 * 8;
    Some(head & !u64::MAX.checked_shr(kept).unwrap_or(0))
}

/// How the name that a line begins with, up to its first tab, compares with a stem.
fn compare_name(line: &[u8], stem: &[u8]) -> Ordering {
    let mut stem = stem.iter();
    for byte in line {
        match (byte, stem.next()) {
            (b'\t', None) => return Ordering::Equal,
            (b'\t', Some(_)) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (byte, Some(other)) if byte != other => return byte.cmp(other),
            _ => {}
        }
    }
    unreachable!("a line of the table has a tab behind its stem")
}

/// The inverse document frequency of a term in `df` of `documents` documents: `ln((documents + 1) / (df + 0.5))`, at
/// least 0.
pub(crate) fn rarity(df: u32, documents: u32) -> f64 {
    ((f64::from(documents) + 1.0) / (f64::from(df) + 0.5)).ln().max(0.0)
}

/// The table as [`Background::parse`] reads it.
impl fmt::Display for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Background { language, documents, words, least, len, lines, .. } = self;
        writeln!(
            f,
            "nutgraf-corpus {FORMAT}\tlanguage {language}\tterms {TERMS}\tdocuments {documents}\twords {words}\tleast {least}"
        )?;
        if !lines.is_empty() {
            writeln!(f, "{lines}")?;
        }
        writeln!(f, "end\t{len}")
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Background { language, documents, len, .. } = self;
        write!(f, "Background({language}, {documents} documents, {len} stems)")
    }
}

/// The first line of a table.
struct Header {
    language: Language,
    documents: u32,
    words: u64,
    least: u32,
}

impl Header {
    fn parse(line: &str) -> Result<Header, Error> {
        let wrong = |expected: &str| Error::table(1, expected.into());
        let mut fields = line.split('\t');
        let mut field = |name: &str| {
            let value = fields.next().and_then(|field| field.strip_prefix(name)?.strip_prefix(' '));
            value.ok_or_else(|| {
                wrong(&format!("expected \"{name}\" and its value, as in a table of nutgraf corpus build"))
            })
        };
        let version = field("nutgraf-corpus")?;
        if number(version) != Some(FORMAT) {
            return Err(wrong(&format!("version {version} of the format: expected {FORMAT}")));
        }
        let language = field("language")?.parse()?;
        let terms = field("terms")?;
        if number(terms) != Some(TERMS) {
            return Err(wrong(&format!(
                "made by version {terms} of the rules for stems: expected {TERMS}; build it again"
            )));
        }
        let documents = number(field("documents")?).ok_or_else(|| wrong("expected a number of documents"))?;
        let words = number(field("words")?).ok_or_else(|| wrong("expected a number of words"))?;
        let least = number(field("least")?).ok_or_else(|| wrong("expected a least number of documents"))?;
        Ok(Header { language, documents, words, least })
    }

    fn table(self, len: usize, lines: Cow<'static, str>) -> Background {
        let Header { language, documents, words, least } = self;
        Background { language, documents, words, least, len, lines, samples: Samples::default() }
    }
}

/// A number as tables write it: digits only.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The tables that are compiled in.
const EMBEDDED: &[(Language, &str)] = &[
    (Language::English, include_str!("background/en.tsv")),
    #[cfg(feature = "background-ar")]
    (Language::Arabic, include_str!("background/ar.tsv")),
    #[cfg(feature = "background-de")]
    (Language::German, include_str!("background/de.tsv")),
    #[cfg(feature = "background-fr")]
    (Language::French, include_str!("background/fr.tsv")),
    #[cfg(feature = "background-ru")]
    (Language::Russian, include_str!("background/ru.tsv")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_tables_are_what_is_read_from_files() {
        for (language, text) in EMBEDDED {
            let table = Background::of(*language).unwrap();
            assert_eq!(*table, Background::parse(text).unwrap());
            assert_eq!(table.to_string(), *text);
            for (stem, frequency, occurrences) in table.stems() {
                assert_eq!(
                    (table.frequency(stem), table.occurrences(stem)),
                    (frequency, occurrences),
                    "{stem}"
                );
                assert_eq!(table.frequency(&format!("{stem}\u{1}")), 0);
            }
            assert_eq!((table.frequency(""), table.frequency("\u{10FFFF}")), (0, 0));
        }
    }

    /// The slow twin: a search of all lines.
    #[test]
    fn samples_change_no_answer() {
        let stems: Vec<String> =
            (0..3_000).map(|n| format!("{}{n}", ["a", "pier", "harbor-pi", "ы", ""][n % 5])).collect();
        let mut sorted: Vec<&str> = stems.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let lines = || sorted.iter().zip(1..).map(|(stem, n)| (*stem, (n, u64::from(n))));
        for size in [0, 1, 40, 3_000] {
            let table = Background::counted(Language::English, 9_999, 9_999, 1, lines().take(size));
            for _ in 0..2 {
                for (place, stem) in sorted.iter().enumerate() {
                    let expected = if place < size { place as u32 + 1 } else { 0 };
                    assert_eq!(table.frequency(stem), expected, "{stem}");
                    assert_eq!(table.frequency(&format!("{stem}\u{1}")), 0);
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let header = "nutgraf-corpus 1\tlanguage en\tterms 1\tdocuments 3\twords 9\tleast 1\n";
        for (table, expected) in [
            ("", "line 1: expected \"nutgraf-corpus\" and its value, as in a table of nutgraf corpus build"),
            ("nutgraf-corpus 2\t", "line 1: version 2 of the format: expected 1"),
            (
                "nutgraf-corpus 1\tlanguage en\tterms 0\t",
                "line 1: made by version 0 of the rules for stems: expected 1; build it again",
            ),
            (
                "nutgraf-corpus 1\tlanguage en\tterms 1\tdocuments some\t",
                "line 1: expected a number of documents",
            ),
            ("H", "line 2: the table stops here: expected \"end\" and 0, the number of stems"),
            ("Ha\t1\t1\n", "line 3: the table stops here: expected \"end\" and 1, the number of stems"),
            ("Ha\t1\t1\nend\t2\n", "line 3: expected \"end\" and 1, the number of stems before it, not 2"),
            ("Hend\t0\na\t1\t1\n", "line 3: expected nothing behind the line that begins with \"end\""),
            ("Ha\t1\nend\t1\n", "line 2: expected a stem and two numbers, with tabs between"),
            ("Hb\t1\t1\na\t1\t1\n", "line 3: \"a\" is out of order: expected stems sorted by their bytes"),
            ("Hb\t1\t1\nb\t1\t1\n", "line 3: \"b\" is listed twice: expected each stem once"),
            ("Hb\t4\t4\n", "line 2: \"4\" documents: expected a whole number from 1 to 3, the number of all"),
            (
                "Hb\t+1\t4\n",
                "line 2: \"+1\" documents: expected a whole number from 1 to 3, the number of all",
            ),
            (
                "Hb\t2\t1\n",
                "line 2: \"1\" occurrences: expected a whole number from 2, the number of documents, to 9, that of words",
            ),
        ] {
            let error = Background::parse(&table.replace('H', header)).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
        assert_eq!(Background::parse(&format!("{header}end\t0\n")).unwrap().len(), 0);
    }
}
