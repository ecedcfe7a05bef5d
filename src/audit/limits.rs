//! Limits: from which values on something is found unusual. Nothing here counts, and nothing else here judges.
//!
//! No limit is a search engine's: none publishes one. They say what is unusual against ordinary drafts.

/// From which values on something is found unusual.
///
/// The origin of each default is with it. "Posts" are 245 of a government blog (CC0), which `DESIGN.md` names.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Family coverage, in percent of the words, that makes a note. 6, by 620 labelled texts: there 93 of 100 stuffed
    /// pages and 10 of 100 clean ones have more; of the posts 5 of 100.
    pub family_note: f64,
    /// Family coverage, in percent of the words, that makes a warning. 8, by the same texts: 79 of 100 stuffed pages
    /// and 3 of 100 clean ones have more; of the posts 1 of 100.
    pub family_warning: f64,
    /// The longest stretch without a keyphrase, as a share of the words, that is not found uneven. 0.5: chosen, half
    /// of the draft. For drafts of 300 words or more that have it twice or more.
    pub keyphrase_gap: f64,
    /// The share of headings, in percent, that should have a keyphrase, if there are any. 1: one is enough.
    pub keyphrase_headings: f64,
    /// The most words of a sentence. 75: of the posts 1 of 100 has a longer one.
    pub sentence_words: usize,
    /// The most words of a paragraph. 200: of the posts 1 of 100 has a longer one.
    pub paragraph_words: usize,
    /// The most sentences in a row that begin with the same word. 3: of the posts 3 of 100 have more.
    pub same_openings: usize,
    /// The least Flesch Reading Ease of an English draft. 20: of the posts 1 of 100 has less.
    pub reading_ease: f64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            family_note: 6.0,
            family_warning: 8.0,
            keyphrase_gap: 0.5,
            keyphrase_headings: 1.0,
            sentence_words: 75,
            paragraph_words: 200,
            same_openings: 3,
            reading_ease: 20.0,
        }
    }
}
