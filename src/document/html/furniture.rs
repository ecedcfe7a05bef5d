//! Which blocks of a page only name, label or frame something, rather than say it: headings that no markup calls so, cards, hours,
//! menus, messages of forms, slogans.
//!
//! What tells the main content (`content.rs`) is made for whole parts of pages, of seven kinds of sites; a block in them may still be a
//! label, and a page that is read whole has all of its frame. So each block is judged by itself: by what is measured of it
//! (`features.rs`) but for what the reader view takes, by the words of classes around it and those that it begins with (`model.rs`),
//! and by its marks, capitals and short words. Few trees (`furniture.bin`), which `scripts/fit_furniture.py` fits to pages of small sites
//! in twenty languages that readers labelled sentence by sentence. What is likely enough is beside the point: read and counted, but not
//! chosen for summaries.
//!
//! * time: `O(n)` in the bytes of the blocks' beginnings, and some hundred comparisons a block
//! * space: a row

use std::sync::LazyLock;

use super::features::{COUNT, Features};
use super::model::{self, TOLD, Tree};

/// The trees, as `model.rs` reads them.
static MODEL: &[u8] = include_bytes!("furniture.bin");

static TREES: LazyLock<Vec<Tree>> = LazyLock::new(|| model::trees(MODEL).unwrap_or_default());

/// What is measured here of a block's text.
pub(super) const OWN: [&str; 18] = [
    "last",
    "first",
    "sentences",
    "titled",
    "small",
    "short",
    "mails",
    "addresses",
    "dividers",
    "colon at",
    "longest",
    "digits",
    "shouted",
    "commas",
    "question",
    "marks a word",
    "alone",
    "least word",
];

/// All that a block is judged by.
pub(super) const ALL: usize = COUNT + TOLD + OWN.len();

/// Bytes of a block that are looked at: chosen, two long paragraphs.
const LOOKED_AT: usize = 800;

/// A word of no more letters is short, as many of those are that hold sentences together, in most languages.
const SHORT: usize = 3;

/// Judges blocks of a page.
pub(super) struct Judge<'f> {
    features: &'f Features,
    told: &'f [[f32; TOLD]],
    row: [f32; ALL],
}

impl<'f> Judge<'f> {
    pub(super) fn new(features: &'f Features, told: &'f [[f32; TOLD]]) -> Judge<'f> {
        Judge { features, told, row: [0.0; ALL] }
    }

    /// Whether a block with this text is furniture. The limit is the leaf of a tree without splits.
    pub(super) fn is_furniture(&mut self, block: usize, text: &str) -> bool {
        put(self.features, &self.told[block], block, text, &mut self.row);
        model::log_odds(&TREES, &self.row) > 0.0
    }
}

/// Writes down what a block is judged by.
pub(super) fn put(features: &Features, told: &[f32; TOLD], block: usize, text: &str, row: &mut [f32; ALL]) {
    row[..COUNT].copy_from_slice(&features.rows[block]);
    row[COUNT..COUNT + TOLD].copy_from_slice(told);
    row[COUNT + TOLD..].copy_from_slice(&measured(text));
}

fn measured(text: &str) -> [f32; OWN.len()] {
    let end = crate::span::boundary_at_or_before(text, text.len().min(LOOKED_AT));
    let looked = &text[..end];
    let (mut words, mut titled, mut small, mut short, mut longest, mut shouted) = (0, 0, 0, 0, 0, 0);
    let (mut sentences, mut least) = (0, usize::MAX);
    for token in looked.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if token.ends_with(['.', '!', '?', '…']) {
            sentences += 1;
        }
        let Some(first) = word.chars().next() else { continue };
        let letters = word.chars().count();
        words += 1;
        longest = longest.max(letters);
        least = least.min(letters);
        if first.is_uppercase() {
            titled += usize::from(words > 1);
            shouted += usize::from(letters > 1 && !word.chars().any(char::is_lowercase));
        } else if first.is_lowercase() {
            small += 1;
            short += usize::from(letters <= SHORT);
        }
    }
    let (mut digits, mut dividers, mut commas, mut marks, mut alone, mut all) = (0, 0, 0, 0, 0, 0);
    for c in looked.chars() {
        all += 1;
        match c {
            '0'..='9' => digits += 1,
            '|' | '•' | '·' | '→' | '»' | '›' | '«' | '←' | '/' | '★' | '✓' | '✔' | '+' | '&' | '#' =>
            {
                dividers += 1;
            }
            ',' | '、' | '，' | '،' => commas += 1,
            '。' | '！' | '？' | '．' => sentences += 1,
            '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{E00}'..='\u{E7F}' => alone += 1,
            _ => {}
        }
        marks += usize::from(!c.is_alphanumeric() && !c.is_whitespace());
    }
    let of_words = |count: usize| count as f32 / words.max(1) as f32;
    let last = match text.trim_end_matches(['"', '”', '»', ')', '」', ' ']).chars().next_back() {
        Some('.' | '。' | '．' | '।' | '۔' | '؟') => 4.0,
        Some('!' | '！') => 3.0,
        Some('?' | '？') => 2.0,
        Some('…') => 5.0,
        Some(':' | '：') => 6.0,
        Some(',' | ';') => 7.0,
        Some(c) if c.is_alphanumeric() => 0.0,
        _ => 1.0,
    };
    let first = match text.chars().next() {
        Some(c) if c.is_lowercase() => 1.0,
        Some(c) if c.is_uppercase() => 2.0,
        Some(c) if c.is_alphabetic() => 3.0,
        Some(c) if c.is_numeric() => 4.0,
        _ => 0.0,
    };
    let has = |needle: &str| memchr::memmem::find(looked.as_bytes(), needle.as_bytes()).is_some();
    let colon = memchr::memchr(b':', looked.as_bytes());
    [
        if text.ends_with("...") { 5.0 } else { last },
        first,
        sentences as f32,
        titled as f32 / (words.max(2) - 1) as f32,
        of_words(small),
        of_words(short),
        f32::from(has("@")),
        f32::from(has("http") || has("www.")),
        dividers as f32,
        colon.map_or(-1.0, |at| at as f32),
        longest as f32,
        digits as f32,
        of_words(shouted),
        commas as f32,
        f32::from(looked.contains(['?', '？', '؟'])),
        of_words(marks),
        alone as f32 / all.max(1) as f32,
        if least == usize::MAX { 0.0 } else { least as f32 },
    ]
}
