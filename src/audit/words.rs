//! The words of a draft as the audit counts them, and where no phrase may cross.

use super::fold::{Folded, Folder};
use crate::analysis::Analysis;
use crate::document::Document;
use crate::language::Language;
use crate::span::Span;
use crate::words::{
    PassedOver, Standing, bare, for_each_word, has_dot, is_apostrophe, is_elided, is_like_apostrophe,
    note_mark, signs,
};

/// A word that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) folded: Folded,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// The place of its sentence in the analysis.
    pub(super) sentence: u32,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that matters.
    Space,
    /// A hyphen of any kind.
    Hyphen,
    /// A slash without spaces.
    Slash,
    /// An en dash without spaces.
    Dash,
    /// The end of a sentence or block, a clause mark, or code: no phrase goes on.
    Break,
}

impl Gap {
    /// Whether the words around it are one compound.
    pub(super) fn joins(self) -> bool {
        matches!(self, Gap::Hyphen | Gap::Slash)
    }
}

/// All words of an analysis that count: of every block, less those of inline code, of what is switched off, and of what
/// is no word of a language: addresses, tags, paths, formulas.
pub(super) fn words(analysis: &Analysis<'_>, folder: &mut Folder) -> Vec<Word> {
    let mut words = Vec::with_capacity(analysis.tokens().len());
    let mut uncounted = PassedOver::default();
    let mut document = usize::MAX;
    for (place, sentence) in analysis.sentences().iter().enumerate() {
        let text = analysis.documents()[sentence.document].text();
        if document != sentence.document {
            document = sentence.document;
            uncounted = uncounted_of(&analysis.documents()[document]);
        }
        let content = Span { start: sentence.content_start, end: sentence.span.end };
        let shouted = is_shouted(content.of(text));
        let mut line = Line { text, end: content.start, sentence: place as u32, words: &mut words };
        let mut broken = true;
        for token in analysis.tokens_of(sentence) {
            let span = token.span(sentence);
            match uncounted.standing(span) {
                Standing::Inside => {
                    broken = true;
                    continue;
                }
                Standing::Behind => broken = true,
                Standing::Outside => {}
            }
            if broken {
                line.end = span.start;
            }
            let fold = |folder: &mut Folder, word: &str| match shouted || word.len() != span.len() {
                true => folder.fold(word, shouted),
                false => folder.fold_form(analysis.lexicon(), token.form, word),
            };
            let first = line.words.len();
            line.push(span, folder, fold);
            if std::mem::take(&mut broken)
                && let Some(word) = line.words.get_mut(first)
            {
                word.gap = Gap::Break;
            }
        }
    }
    words
}

/// What of a document does not count.
fn uncounted_of(document: &Document<'_>) -> PassedOver {
    let stretches = document.stretches().iter().map(|stretch| stretch.span);
    PassedOver::of(document.text(), stretches.chain(document.unaudited().iter().copied()))
}

/// The words of a phrase that someone asks for.
pub(super) fn of_phrase(phrase: &str, folder: &mut Folder) -> Vec<Word> {
    let mut words = Vec::new();
    let mut line = Line { text: phrase, end: 0, sentence: 0, words: &mut words };
    for_each_word(phrase, |at, word| {
        let span = Span { start: at, end: at + word.len() };
        line.push(span, folder, |folder, word| folder.fold(word, false));
    });
    words
}

/// A sentence whose words are being put together.
struct Line<'a> {
    text: &'a str,
    /// Where the word before ends.
    end: usize,
    sentence: u32,
    words: &'a mut Vec<Word>,
}

impl Line<'_> {
    /// Adds the word at `span`: an elided article before it is a word of its own, signs behind it are part of it. The
    /// mark of a footnote is none, and what an unusual apostrophe parted is put together.
    fn push(&mut self, mut span: Span, folder: &mut Folder, fold: impl Fn(&mut Folder, &str) -> Folded) {
        let between = self.text.get(self.end..span.start).unwrap_or_default();
        if between != " " {
            if self.is_behind_word()
                && let Some(end) = note_mark(self.text, self.end, span.start..span.end)
            {
                self.end = end;
                return;
            }
            if self.joins_word(between, span, folder) {
                return;
            }
        }
        // Most words have a space before them and no more.
        let mut gap = if between == " " { Gap::Space } else { gap(between) };
        if has_dot(self.text, span.start) {
            span.start -= 1;
        }
        span.end += signs(self.text, span.end);
        let word = span.of(self.text);
        let part = bare(word, folder.language());
        // Endings stay, since they are shown with their word.
        if part.start > 0 {
            let article = Span { start: span.start, end: span.start + part.start };
            let folded = folder.fold_elided(article.of(self.text));
            self.words.push(Word { span: article, folded, gap, sentence: self.sentence });
            span.start = article.end;
            gap = Gap::Space;
        }
        let folded = fold(folder, span.of(self.text));
        self.words.push(Word { span, folded, gap, sentence: self.sentence });
        self.end = span.end;
    }

    /// Whether the text goes on right behind the last word of this sentence.
    fn is_behind_word(&self) -> bool {
        self.words.last().is_some_and(|word| word.sentence == self.sentence && word.span.end <= self.end)
    }

    /// Joins what stands behind an apostrophe that parted it from its word: the `’s` of `2.0’s` and `Ph.D.’s`, all that
    /// is behind the turned one of `don‛t`. An article before one becomes an elided article.
    fn joins_word(&mut self, between: &str, span: Span, folder: &mut Folder) -> bool {
        let mark = between.strip_prefix('.').unwrap_or(between);
        let mut chars = mark.chars();
        let is_mark = chars.next().is_some_and(is_like_apostrophe) && chars.next().is_none();
        if !is_mark || !self.is_behind_word() {
            return false;
        }
        let is_turned = between.starts_with(is_apostrophe);
        let Some(word) = self.words.last_mut() else { return false };
        let (before, behind) = (word.span.of(self.text), span.of(self.text));
        if is_elided(before, folder.language()) {
            word.span.end = span.start;
            word.folded = folder.fold_elided(word.span.of(self.text));
            self.end = span.start;
            return false;
        }
        let is_ending = matches!(behind, "t" | "T" | "re" | "ve" | "ll" | "d" | "m");
        if matches!(behind, "s" | "S") {
            // Another form of the same word: its own exact form is not the bare one.
            let whole = format!("{before}'s");
            word.folded.exact = folder.fold(&whole, false).exact;
        } else if is_turned && is_ending && folder.language() == Language::English {
            word.folded = folder.fold(&format!("{before}'{behind}"), false);
        } else {
            return false;
        }
        word.span.end = span.end;
        self.end = span.end;
        true
    }
}

/// What a stretch between two words is.
fn gap(between: &str) -> Gap {
    // The dot of an acronym may come first: `U.S.–Pakistan`.
    match between.strip_prefix('.').unwrap_or(between) {
        "" | " " => return Gap::Space,
        // A compound may be divided at the end of a line.
        "-" | "\u{2010}" | "\u{2011}" | "-\n" | "-\r\n" => return Gap::Hyphen,
        "/" => return Gap::Slash,
        "–" => return Gap::Dash,
        _ => {}
    }
    let mark = |c: char| {
        matches!(
            c,
            ',' | ';'
                | ':'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '/'
                | '|'
                | '!'
                | '?'
                | '…'
                | '—'
                | '–'
                | '-'
        ) || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '،' | '؛' | '·' | '•' | '、' | '，' | '。')
    };
    if between.contains(mark) { Gap::Break } else { Gap::Space }
}

/// Whether a line is all capitals.
fn is_shouted(line: &str) -> bool {
    !line.contains(char::is_lowercase) && line.split_whitespace().nth(1).is_some()
}

/// The words as a sequence of numbers for [`SuffixArray`](super::repeats::SuffixArray): with a number of its own at
/// each break, above all words', and for each number the place of its word (of the next one, at a break).
pub(super) fn sequence(words: &[Word], keys: u32) -> (Vec<u32>, Vec<u32>) {
    let mut sequence = Vec::with_capacity(words.len() + words.len() / 4);
    let mut places = Vec::with_capacity(sequence.capacity());
    let mut separator = keys;
    for (place, word) in words.iter().enumerate() {
        if word.gap == Gap::Break {
            sequence.push(separator);
            places.push(place as u32);
            separator += 1;
        }
        sequence.push(word.folded.key);
        places.push(place as u32);
    }
    (sequence, places)
}
