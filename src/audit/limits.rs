//! Limits: from which values on something is found unusual. Nothing here counts, and nothing else here judges.
//!
//! No limit is a search engine's: none publishes one. They say what is unusual against ordinary drafts.

/// From which values on something is found unusual.
///
/// The origin of each default is with it. "Posts" are 245 of a government blog (CC0), which `DESIGN.md` names.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// The score ([`Measures::score`](super::Measures::score)) that makes a note, in percent of the words. 6, by 620
    /// labelled texts: there 93 of 100 stuffed pages and 10 of 100 clean ones have a family coverage above it; of the
    /// posts 5 of 100. For drafts of 1,200 words or more; the limit of shorter ones is up to a fifth higher.
    pub family_note: f64,
    /// The score that makes a warning, in percent of the words. 8, by the same texts: 79 of 100 stuffed pages and 3 of
    /// 100 clean ones have a family coverage above it; of the posts 1 of 100. For drafts of 600 words or more; up to a
    /// fifth higher for shorter ones.
    pub family_warning: f64,
    /// The share of the content words, in percent, from which on a single word makes a note, in a draft of endless
    /// length: 35 over the square root of the content words comes on top. 8: none of the posts and of 199 news
    /// articles has a word above it.
    pub word_note: f64,
    /// The same for a warning, with 45 over the square root. 12: none of the posts comes near it.
    pub word_warning: f64,
    /// The least occurrences of a phrase and its variants that make a note. 4: chosen. In a short draft
    /// even a few are a large share.
    pub least_note: usize,
    /// The least occurrences that make a warning, and for a single word a note. 6: chosen; five in a memo of 117 words are its topic.
    pub least_warning: usize,
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
            word_note: 8.0,
            word_warning: 12.0,
            least_note: 4,
            least_warning: 6,
            keyphrase_gap: 0.5,
            keyphrase_headings: 1.0,
            sentence_words: 75,
            paragraph_words: 200,
            same_openings: 3,
            reading_ease: 20.0,
        }
    }
}

impl super::Audit {
    /// The limits of [`Measures::score`](super::Measures::score) for a draft of this length, in percent of the words: of a
    /// note and of a warning.
    pub(crate) fn family_limits(&self, limits: &Limits) -> (f64, f64) {
        let (note, warning) = super::severity::length_factors(self.words);
        (limits.family_note * note, limits.family_warning * warning)
    }
}
