//! The words of a draft as the audit counts them, and where no phrase may cross.

use super::fold::{Folded, Folder};
use crate::analysis::Analysis;
use crate::document::Document;
use crate::span::Span;
use crate::words::for_each_word;

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
    /// An en dash without spaces.
    Dash,
    /// The end of a sentence or block, a clause mark, or code: no phrase goes on.
    Break,
}

/// All words of an analysis that count: of every block, less those of inline code and of what is switched off.
pub(super) fn words(analysis: &Analysis<'_>, folder: &mut Folder) -> Vec<Word> {
    let mut words = Vec::with_capacity(analysis.tokens().len());
    let mut uncounted = Uncounted::default();
    let mut document = usize::MAX;
    for (place, sentence) in analysis.sentences().iter().enumerate() {
        let text = analysis.documents()[sentence.document].text();
        if document != sentence.document {
            document = sentence.document;
            uncounted = Uncounted::of(&analysis.documents()[document]);
        }
        let content = Span { start: sentence.content_start, end: sentence.span.end };
        let shouted = is_shouted(content.of(text));
        let mut line = Line { text, end: content.start, sentence: place as u32, words: &mut words };
        let mut broken = true;
        for token in analysis.tokens_of(sentence) {
            let span = token.span(sentence);
            match uncounted.at(span) {
                Place::Inside => {
                    broken = true;
                    continue;
                }
                Place::Behind => broken = true,
                Place::Among => {}
            }
            if broken {
                line.end = span.start;
            }
            let fold = |folder: &mut Folder, word: &str| match shouted || word.len() != span.len() {
                true => folder.fold(word, shouted),
                false => folder.fold_form(analysis.lexicon(), token.form, word),
            };
            line.push(span, folder, fold);
            if std::mem::take(&mut broken)
                && let Some(word) = line.words.last_mut()
            {
                word.gap = Gap::Break;
            }
        }
    }
    words
}

/// The stretches of a document whose words do not count, walked through in order.
#[derive(Default)]
struct Uncounted {
    spans: std::vec::IntoIter<Span>,
    next: Option<Span>,
}

/// Where a word stands as to the stretches that do not count.
enum Place {
    Inside,
    /// The first word after one.
    Behind,
    Among,
}

impl Uncounted {
    fn of(document: &Document<'_>) -> Uncounted {
        let mut spans = document.code().chain(document.unaudited().iter().copied()).collect::<Vec<_>>();
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        let mut spans = spans.into_iter();
        Uncounted { next: spans.next(), spans }
    }

    /// Where the next word stands.
    fn at(&mut self, word: Span) -> Place {
        let mut place = Place::Among;
        while let Some(span) = self.next {
            if span.start >= word.end {
                break;
            }
            if span.end > word.start {
                return Place::Inside;
            }
            self.next = self.spans.next();
            place = Place::Behind;
        }
        place
    }
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
    /// Adds the word at `span`, or joins the `’s` of `2.0’s` to its word.
    fn push(
        &mut self,
        mut span: Span,
        folder: &mut Folder,
        fold: impl Fn(&mut Folder, &str) -> super::fold::Folded,
    ) {
        let between = &self.text[self.end..span.start];
        if span.len() == 1
            && matches!(span.of(self.text), "s" | "S")
            && matches!(between, "'" | "’")
            && let Some(word) = self.words.last_mut()
        {
            word.span.end = span.end;
            self.end = span.end;
            // Another form of the same word: its own exact form is not the bare one.
            word.folded.exact = folder.fold(word.span.of(self.text), false).exact;
            return;
        }
        // The signs of C++ and C# are part of the name.
        if span.len() == 1 {
            let behind = &self.text[span.end..];
            let sign =
                ["++", "#"].iter().find(|sign| behind.starts_with(**sign)).map_or(0, |sign| sign.len());
            if !behind[sign..].starts_with(char::is_alphanumeric) {
                span.end += sign;
            }
        }
        let folded = fold(folder, span.of(self.text));
        // Most words have a space before them and no more.
        let gap = if between == " " { Gap::Space } else { gap(between) };
        self.words.push(Word { span, folded, gap, sentence: self.sentence });
        self.end = span.end;
    }
}

/// What a stretch between two words is.
fn gap(between: &str) -> Gap {
    // The dot of an acronym may come first: `U.S.–Pakistan`.
    match between.strip_prefix('.').unwrap_or(between) {
        "" | " " => return Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" => return Gap::Hyphen,
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
