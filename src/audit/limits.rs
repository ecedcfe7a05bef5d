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
    /// The least characters of the title that search results show. 30: a convention of tools for search engines (Yoast, RankMath,
    /// SEOPress have 30 to 50); shorter ones waste room. No search engine publishes one.
    pub title_least: usize,
    /// The most characters of that title. 60: the same conventions.
    pub title_most: usize,
    /// The most pixels of that title. 580: about what a search result has room for on a desktop, at 20 pixels in Arial; a convention.
    pub title_pixels: f64,
    /// The least characters of the description. 70: a convention of the same tools (50 to 120).
    pub description_least: usize,
    /// The most characters of the description. 160: the same.
    pub description_most: usize,
    /// The most pixels of the description. 920: two lines of a search result on a desktop, at 14 pixels in Arial; a convention.
    pub description_pixels: f64,
    /// The words of the text within which a keyphrase should stand. 100: a convention (RankMath and others).
    pub opening_words: usize,
    /// The most words without a heading. 300: Yoast's convention.
    pub section_words: usize,
    /// How many words apart a word that comes back is an echo, for the rarest words; for commoner ones it is less. 50: chosen.
    pub echo_window: usize,
    /// The share of sentences, in percent, that may begin with the same word. 30: chosen; in English articles *the* begins up to a
    /// quarter.
    pub opening_share: f64,
    /// How many times as often as in the background a common word may occur. 4: chosen.
    pub pet_word_ratio: f64,
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
            title_least: 30,
            title_most: 60,
            title_pixels: 580.0,
            description_least: 70,
            description_most: 160,
            description_pixels: 920.0,
            opening_words: 100,
            section_words: 300,
            echo_window: 50,
            opening_share: 30.0,
            pet_word_ratio: 4.0,
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

/// A limit as configurations name it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LimitKey {
    /// Its name: `sentence-words`.
    pub name: &'static str,
    /// What it limits, in a line without a final stop.
    pub about: &'static str,
    /// The least and the most that it may be.
    pub range: (f64, f64),
    /// Whether it is a whole number.
    pub is_whole: bool,
    get: fn(&Limits) -> f64,
    set: fn(&mut Limits, f64),
}

impl LimitKey {
    /// What it is set to.
    pub fn get(&self, limits: &Limits) -> f64 {
        (self.get)(limits)
    }

    /// Sets it, within its range.
    pub fn set(&self, limits: &mut Limits, value: f64) {
        let (least, most) = self.range;
        // NaN is none of its numbers.
        if value >= least {
            (self.set)(limits, value.min(most));
        }
    }
}

/// Counts: as many as fit in an `f64` to the last digit, and in a `usize`.
const COUNT: (f64, f64) = (1.0, u32::MAX as f64);

/// Percent and shares, of which 0 would find fault with every draft; the least step that means something is taken for the
/// least.
const PERCENT: (f64, f64) = (0.001, 100.0);
const SHARE: (f64, f64) = (0.001, 1.0);

/// Flesch Reading Ease has 121.22 at most; text as hard as 0 is hardly read at all.
const READING_EASE: (f64, f64) = (0.0, 121.22);

/// Pixels and ratios: more is never meant.
const PIXELS: (f64, f64) = (1.0, 100_000.0);
const RATIO: (f64, f64) = (1.0, 1_000_000.0);

macro_rules! keys {
    ($($name:literal $field:ident $type:ty, $range:ident, $about:literal;)*) => {
        [$(LimitKey {
            name: $name,
            about: $about,
            range: $range,
            is_whole: is_whole(stringify!($type)),
            get: |limits| limits.$field as f64,
            set: |limits, value| limits.$field = value as $type,
        }),*]
    };
}

/// Whether a type counts.
const fn is_whole(name: &str) -> bool {
    matches!(name.as_bytes(), b"usize")
}

impl Limits {
    /// All limits, as configurations name them.
    pub const KEYS: [LimitKey; 23] = keys! {
        "family-note" family_note f64, PERCENT, "Share of the words inside a phrase and its variants, in percent, that makes a note";
        "family-warning" family_warning f64, PERCENT, "The same for a warning";
        "word-note" word_note f64, PERCENT, "Share of the content words that are the same word, in percent, that makes a note in a very long draft";
        "word-warning" word_warning f64, PERCENT, "The same for a warning";
        "least-note" least_note usize, COUNT, "Minimum occurrences of a phrase for a note";
        "least-warning" least_warning usize, COUNT, "Minimum occurrences of a phrase for a warning, and of a word for a note";
        "keyphrase-gap" keyphrase_gap f64, SHARE, "Longest stretch without a keyphrase, as a share of the text";
        "keyphrase-headings" keyphrase_headings f64, PERCENT, "Share of the headings that should have a keyphrase, in percent";
        "sentence-words" sentence_words usize, COUNT, "Maximum words of a sentence";
        "paragraph-words" paragraph_words usize, COUNT, "Maximum words of a paragraph";
        "same-openings" same_openings usize, COUNT, "Maximum sentences in a row that begin with the same word";
        "reading-ease" reading_ease f64, READING_EASE, "Minimum Flesch Reading Ease of an English draft";
        "title-least" title_least usize, COUNT, "Minimum characters of the title in search results";
        "title-most" title_most usize, COUNT, "Maximum characters of that title";
        "title-pixels" title_pixels f64, PIXELS, "Maximum pixels of that title, approximately";
        "description-least" description_least usize, COUNT, "Minimum characters of the description in search results";
        "description-most" description_most usize, COUNT, "Maximum characters of that description";
        "description-pixels" description_pixels f64, PIXELS, "Maximum pixels of that description, approximately";
        "opening-words" opening_words usize, COUNT, "Words at the beginning that should contain the keyphrase";
        "section-words" section_words usize, COUNT, "Maximum words without a heading";
        "echo-window" echo_window usize, COUNT, "Words within which a rare word that comes back is an echo";
        "opening-share" opening_share f64, PERCENT, "Maximum share of sentences that begin with the same word, in percent";
        "pet-word-ratio" pet_word_ratio f64, RATIO, "How many times as often as usual a common word may occur";
    };

    /// The limit of this name, if there is one.
    pub fn key(name: &str) -> Option<&'static LimitKey> {
        const KEYS: &[LimitKey] = &Limits::KEYS;
        KEYS.iter().find(|key| key.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_sets_what_it_gets_and_nothing_else() {
        for key in &Limits::KEYS {
            let mut limits = Limits::default();
            let value = if key.is_whole { 7.0 } else { 0.6_f64.clamp(key.range.0, key.range.1) };
            key.set(&mut limits, value);
            assert_eq!(key.get(&limits), value, "{}", key.name);
            let changed =
                Limits::KEYS.iter().filter(|other| other.get(&limits) != other.get(&Limits::default()));
            assert_eq!(changed.map(|key| key.name).collect::<Vec<_>>(), [key.name]);
            key.set(&mut limits, f64::NAN);
            assert_eq!(key.get(&limits), value);
        }
        assert!(Limits::key("sentence-words").is_some() && Limits::key("sentence_words").is_none());
    }
}
