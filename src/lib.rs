//! Summaries made of a text's own best sentences, keywords, and audits of drafts for phrases that are repeated too often.
//!
//! ```
//! let text = "The ferry to Harrow Point stops running in June, the harbor board decided on Monday. \
//!             The old pier has sunk by nine inches since the winter storms. \
//!             Many islanders are angry. \
//!             Repairs to the pier would cost the harbor board six million dollars. \
//!             A bus will carry passengers to the next harbor until the pier is safe.";
//!
//! let summary = nutgraf::summarize(text, 2);
//! assert_eq!(
//!     summary.to_string(),
//!     "The ferry to Harrow Point stops running in June, the harbor board decided on Monday.\n\
//!      Repairs to the pier would cost the harbor board six million dollars."
//! );
//!
//! let draft = "The garden tool rental opens in May. A garden tool rental saves money. \
//!              Ask at the garden tool rental about saws.";
//! let audit = nutgraf::audit(draft, nutgraf::AuditOptions::new());
//! assert_eq!((audit.phrases[0].text.as_str(), audit.phrases[0].occurrences.len()), ("garden tool rental", 3));
//! ```
//!
//! # From a text to a summary
//!
//! ```text
//! bytes ─ decode ─▶ text ─ Document ─▶ blocks ─ Splitter ─▶ sentences ─▶ terms = Analysis
//! Analysis ─▶ Scores ─▶ selection under a Budget ─▶ Summary ─▶ render
//! Analysis ─▶ candidates ─▶ Keywords ─▶ render
//! ```
//!
//! * [`summarize`] does it all for a plain text; [`summarize_documents`] for documents of any [`Format`], one or
//!   several, with an [`Analyzer`] that is used again and again.
//! * [`Focus`] says what a summary is to be about; a document with a [`Date`] finds its place among others.
//! * [`audit()`] counts what a plain text repeats and judges it; an [`Auditor`] takes documents of any format, a [`SiteAuditor`] compares
//!   all drafts of a site. [`density`] makes tables of words and phrases, [`Comparison`] sets a draft beside other texts, and
//!   [`Difference`] beside its version before.
//! * [`keywords`] finds the phrases that a text is about, [`keywords_of_documents`] those of documents of any format.
//! * [`sentences`] and [`Splitter`] split a text into sentences, nothing more.
//! * [`Scores`] has every sentence's score and its components; [`Method`] says which method to choose.
//! * [`decode`] turns bytes into text; `decode_page` (feature `html`) heeds the encoding that a page declares.
//! * [`Corpus`] counts how common words are, and [`Analyzer::with_background`] weighs words by that.
//! * [`rouge`] and [`evaluation`] measure summaries against references.
//!
//! ```
//! use nutgraf::{Analyzer, Budget, Document, Method, Options, summarize_documents};
//!
//! let drafts = ["First draft. It is about the new harbor bridge.", "Second draft. The bridge is closed again."];
//! let mut analyzer = Analyzer::new();
//! for draft in drafts {
//!     let options = Options::new(Budget::Words(8)).method(Method::TextRank);
//!     let summary = summarize_documents(&mut analyzer, &[Document::plain(draft)], &options);
//!     assert!(!summary.sentences.is_empty());
//! }
//! ```
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `cli` (default) | the program, and all of the below except `background-fr`, `background-ru`, `fetch` and `parquet` |
//! | `background-ar`, `-de`, `-fr`, `-ru` | a [`Background`] for that language: 51, 127, 50 and 195 kB |
//! | `detect` | [`Language::detect`]; without it the language is given, or English |
//! | `dictionary` | words of Chinese, Japanese, Thai, Khmer and Lao: 2.4 MB; without it, each character of theirs is a word |
//! | `encoding` | [`decode`] for bytes that are not UTF-8 |
//! | `fetch` (default) | nothing here: with it, the program takes the URLs of pages |
//! | `html` | [`Document::html`] and [`decode_page`] |
//! | `json` | [`render::json`] and [`render::sarif`] |
//! | `mail` | [`Format::Mail`] and [`Format::Mbox`] |
//! | `markdown` | [`Document::markdown`] |
//! | `markup` | AsciiDoc, reStructuredText, Org, LaTeX, wikis and the other notations of [`Format`] |
//! | `office` | [`Document::office`] |
//! | `pdf` | [`Document::pdf`] |
//! | `parquet` | nothing here: with it, batches of the program read and write Parquet |
//! | `report` | [`render::html`] |
//! | `tagger-de`, `-en`, `-es`, `-fr`, `-pt`, `-ru` | parts of speech, for keywords: 90 to 140 kB each |
//! | `xml` | [`render::checkstyle`] and [`render::junit`] |
//!
//! # What can be relied on
//!
//! * Offsets are bytes of the text that was given. [`Offsets`] makes other units of them.
//! * The library reads no files, prints nothing, and has no clock; the same input gives the same bytes.
//! * Odd text is not an error. Nothing panics on any input.
//! * Time and space are linear in the text.

#![warn(missing_docs)]

mod analysis;
mod audit;
mod background;
mod corpus;
mod document;
mod error;
pub mod evaluation;
mod keywords;
mod language;
mod order;
mod random;
pub mod render;
mod resources;
pub mod rouge;
mod score;
mod select;
mod sentence;
mod span;
mod summary;
mod tag;
mod term;
mod trim;
mod words;
mod work;

#[cfg(all(test, feature = "json", feature = "report", feature = "xml"))]
mod growth;

pub use analysis::{Analysis, Analyzer, Sentence, Token};
pub use audit::{
    Audit, AuditOptions, AuditRule, Auditor, ChangedField, ChangedFinding, ChangedMeasure, ChangedPhrase,
    Check, ComparedMeasure, Comparison, CompetingPhrase, Cut, CutAction, Density, DensityOptions,
    DensityOrder, DensityPlace, DensityRow, DensitySection, DensityTable, Difference, DuplicatePair, Finding,
    FindingChange, Folding, Judged, Keyness, Keyphrase, LeftOut, Level, LimitKey, Limits, Measures,
    Occurrence, Phrase, Places, Preset, Readability, Setting, SiteAudit, SiteAuditor, SiteLimits, SitePhrase,
    StopWords, Term, WordUse, audit, density,
};
pub use background::Background;
pub use corpus::Corpus;
#[cfg(feature = "html")]
pub use document::decode_page;
pub use document::{
    Block, BlockKind, Date, Decoded, Document, Extent, FieldPlaces, Fields, Format, Heading, ListItem, Role,
    Stretch, TableCell, decode, decode_as,
};
#[cfg(feature = "html")]
#[doc(hidden)]
pub use document::{PageFeatures, page_blocks, page_features};
pub use error::{Error, ErrorKind};
pub use keywords::{Keyword, KeywordOptions, KeywordPlace, Keywords, keywords, keywords_of_documents};
#[doc(hidden)]
pub use keywords::{KeywordFeatures, KeywordQuality, keyword_features, keyword_quality};
pub use language::Language;
pub use resources::{Detection, Resources};
pub use score::{Component, Focus, Form, Method, Score, Scores, Scoring};
#[doc(hidden)]
pub use score::{SummaryFeatures, summary_features, summary_sights};
pub use select::Budget;
pub use sentence::{Rule, SentenceIndices, Sentences, Splitter, sentence_indices, sentences};
pub use span::{LineIndex, OffsetUnit, Offsets, Place, Span};
pub use summary::{Options, Summary, SummarySentence, summarize, summarize_documents};
pub use term::TermId;

/// The example of docs/library.md, compiled and run as the others are.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct Library;
