//! Candidates: marks that can end a sentence, with what closes after them.

use super::rules::{Grammar, Rule};
use super::table::Table;
use crate::span::{Span, boundary_at_or_after};

/// A run of marks, the closers after it, and where the text goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) kind: RunKind,
    /// The marks themselves, such as `.` or `?!` or `. . .`.
    pub(super) run: Span,
    /// Behind the quotes, brackets and footnote marks that close after the run: the boundary, if it is one.
    pub(super) after: usize,
    /// The first character behind that is not white space; the end of the block if there is none.
    pub(super) next: usize,
}

/// What a run of marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunKind {
    /// One period, the only mark with other uses than to end a sentence.
    Period,
    /// A run that begins with an exclamation or question mark.
    Exclamation,
    /// Two or more periods, or `…`; or an emoticon that stands in their place.
    Ellipsis,
    /// A mark that does nothing but end sentences, with or without a space after it: `。`, `।`, `۔`.
    Full,
    /// A semicolon or colon with a sentence behind it.
    Pause,
}

impl Candidate {
    /// The first candidate at or after byte `from`, in a sentence and what follows it in its block, `rest`. The `marks` are those of
    /// the block.
    pub(super) fn find(
        text: &str,
        rest: Span,
        from: usize,
        grammar: Grammar,
        marks: &mut Marks,
    ) -> Option<Candidate> {
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            at = marks.first(&bytes[..rest.end], at)?;
            let c = char_at(text, at);
            if let Some(kind) = mark_kind(c, grammar.table) {
                let lone = Candidate::lone(text, rest.end, at, kind, grammar.table);
                return lone.or_else(|| Some(Candidate::at(text, rest, at, kind, grammar)));
            }
            if grammar.has(Rule::Emoticon) && matches!(c, ':' | ';') {
                let after = skip_emoticon(text, at, rest.end);
                if after > at && at > rest.start && bytes[at - 1] == b' ' {
                    let run = Span { start: at, end: after };
                    let next = skip_space(text, after, rest.end);
                    return Some(Candidate { kind: RunKind::Ellipsis, run, after, next });
                }
            }
            if !c.is_ascii() && grammar.has(Rule::Emoticon) && is_face_or_cheer(c) {
                let faces = Candidate::faces(text, rest, at, grammar.block, grammar.table);
                if faces.is_some() {
                    return faces;
                }
            }
            if grammar.table.capital_starts && matches!(c, ':' | ';') && grammar.has(Rule::Pause) {
                let pause = Candidate::pause(text, rest, at, grammar.table);
                if pause.is_some() {
                    return pause;
                }
            }
            at += c.len_utf8();
        }
    }

    /// Faces and the like apart from the word before them stand in the place of a mark where a capital follows: `What a day 😀 We won`. A
    /// heart may be a verb, `I ❤️ London`, and ends a sentence before what plainly begins one.
    fn faces(text: &str, rest: Span, start: usize, block: Span, table: &Table) -> Option<Candidate> {
        let before = text[rest.start..start].strip_suffix(' ')?;
        let mut after = start;
        while let Some(c) = text[after..rest.end].chars().next()
            && (is_face_or_cheer(c) || is_joined_to_picture(c))
        {
            after += c.len_utf8();
        }
        let next = skip_space(text, after, rest.end);
        let ahead = &text[next..rest.end];
        let word = &ahead[..ahead.find(|c: char| !c.is_alphanumeric()).unwrap_or(ahead.len())];
        let is_heart = || text[start..].starts_with(is_heart);
        let begins = next > after
            && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | ')'))
            && (word.starts_with(char::is_uppercase) || is_chat(text, rest, start, ahead, block, table))
            && (!is_heart() || table.is_starter(word));
        let run = Span { start, end: after };
        begins.then_some(Candidate { kind: RunKind::Ellipsis, run, after, next })
    }

    /// The semicolon or colon at `start`, if a sentence begins behind it: a starter with a capital, in languages that write nouns small.
    /// A colon does in some of them only, behind more than a label, and where words in lower case follow.
    fn pause(text: &str, rest: Span, start: usize, table: &Table) -> Option<Candidate> {
        let after = start + 1;
        let ahead = text[after..rest.end].strip_prefix(' ')?;
        if !ahead.starts_with(char::is_uppercase) {
            // `Han svarte: «Det går.»`, `Og en av dem svarte: - Jeg vet.`
            let speech = ahead.strip_prefix(['«', '-', '–', '—'])?;
            let begins = table.quoted
                && text.as_bytes()[start] == b':'
                && speech.trim_start_matches(' ').starts_with(char::is_uppercase)
                && text[rest.start..start].split_whitespace().nth(LABEL_WORDS).is_some();
            let run = Span { start, end: after };
            return begins.then_some(Candidate { kind: RunKind::Pause, run, after, next: after + 1 });
        }
        let (word, behind) = ahead.split_at(ahead.find(|c: char| !c.is_alphabetic()).unwrap_or(ahead.len()));
        let is_start = table.is_capital_start(word)
            && match text.as_bytes()[start] {
                b';' => behind.starts_with(' '),
                _ => {
                    table.leads
                        && behind.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase))
                        && text[rest.start..start].split_whitespace().nth(LABEL_WORDS).is_some()
                }
            };
        is_start.then_some(Candidate {
            kind: RunKind::Pause,
            run: Span { start, end: after },
            after,
            next: after + 1,
        })
    }

    /// The candidate at `start` if it is one mark with no more than a quote that closes behind it: a letter comes next, perhaps in quotes
    /// and with or without blanks before it, or a digit without one, or the end. Most are so, and this finds the same as
    /// [`Candidate::at`] in a fraction of the time.
    fn lone(text: &str, end: usize, start: usize, kind: RunKind, table: &Table) -> Option<Candidate> {
        let bytes = &text.as_bytes()[..end];
        if !bytes[start].is_ascii() {
            return None;
        }
        let run = Span { start, end: start + 1 };
        let mut after = run.end;
        let is_blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\n' | b'\t' | b'\r'));
        if !table.unspaced {
            let quote = match &bytes[after..] {
                [b'"' | b'\'', ..] => 1,
                [0xE2, 0x80, 0x99 | 0x9D, ..] => '”'.len_utf8(),
                _ => 0,
            };
            if quote > 0 && (is_blank(after + quote) || after + quote == end) {
                after += quote;
            }
        }
        let mut next = after;
        while is_blank(next) {
            next += 1;
        }
        // A digit glued to a mark behind a word may be that of a note.
        let is_note = || start > 0 && (bytes[start - 1].is_ascii_lowercase() || !bytes[start - 1].is_ascii());
        let is_lone = match &bytes[next..] {
            [] => true,
            // `XD` is a face.
            [b'X' | b'x', b'D', ..] => false,
            [b'0'..=b'9', ..] => next == after && after == run.end && !is_note(),
            [b'"', letter, ..] | [0xE2, 0x80, 0x9C, letter, ..] => next > after && is_letter(*letter),
            [letter, ..] => is_letter(*letter),
        };
        is_lone.then_some(Candidate { kind, run, after, next })
    }

    /// The candidate whose run begins at `start` with a mark of `kind`.
    fn at(text: &str, rest: Span, start: usize, kind: RunKind, grammar: Grammar) -> Candidate {
        let end = rest.end;
        let (mut run, kind) = run(text, start, kind, end, grammar.table);
        if grammar.table.unspaced {
            let after = skip_unspaced_closers(text, rest.start, run.end, end);
            return Candidate { kind, run, after, next: skip_space(text, after, end) };
        }
        let mut after = skip_closers(text, rest.start, grammar.block.start, run.end, end);
        if text.as_bytes()[run.end..after].starts_with(b"_") && is_placeholder(&text[rest.start..start]) {
            after = run.end;
        }
        let four = is_period_and_ellipsis(run.of(text))
            && text[rest.start..start].ends_with(|c: char| !c.is_whitespace());
        if grammar.has(Rule::SpacedEllipsis) && four && after == run.end && skip_space(text, after, end) < end
        {
            run.end = start + 1;
            let next = skip_space(text, run.end, end);
            return Candidate { kind: RunKind::Period, run, after: run.end, next };
        }
        if grammar.has(Rule::SpacedCloser) {
            let sentence = Span { start: rest.start, end: start };
            after = skip_spaced_closer(text, sentence, grammar.block.start, after, end, grammar.table);
        }
        if after > run.end {
            after = skip_stray_mark(text, after, end);
        }
        if !matches!(kind, RunKind::Period | RunKind::Ellipsis) {
            after = skip_more_marks(text, after, end);
        }
        if grammar.has(Rule::Emoticon) {
            after = skip_emoticon(text, after, end);
            after = skip_faces(text, rest.start, after, end);
        }
        if grammar.has(Rule::FootnoteMark) {
            after = skip_footnote_marks(text, after, end);
            after = skip_footnote_number(text, start, after, end, grammar.table);
            if after == run.end {
                after =
                    skip_glued_note(text, Span { start: rest.start, end: start }, after, end, grammar.table);
            }
        }
        Candidate { kind, run, after, next: skip_space(text, after, end) }
    }

    /// Whether white space stands between the candidate and what follows.
    pub(super) fn is_spaced(&self) -> bool {
        self.next > self.after
    }

    /// The closers after the run.
    pub(super) fn closers<'t>(&self, text: &'t str) -> &'t str {
        &text[self.run.end..self.after]
    }
}

/// Whether a character that begins with this byte is a letter or the like, which nothing closes with: one of ASCII, of Latin with an accent,
/// Greek or Cyrillic.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, 0xC3..=0xC5 | 0xCE..=0xD1)
}

/// A face in a chat that has no capitals and no other marks ends a sentence of several words before several more: `no way 😂😂 i
/// cant believe it`.
fn is_chat(text: &str, rest: Span, face: usize, ahead: &str, block: Span, table: &Table) -> bool {
    const LONGEST: usize = 280;
    const WORDS: usize = 3;
    let has_words = |part: &str| part.split_whitespace().nth(WORDS - 1).is_some();
    let whole = block.of(text);
    // In other languages what follows has to be a word that begins sentences.
    let begins = || {
        let word = &ahead[..ahead.find(|c: char| !c.is_alphabetic()).unwrap_or(ahead.len())];
        table.is_english || table.is_starter(word)
    };
    begins()
        && whole.len() <= LONGEST
        && text[face..].starts_with(is_face)
        && ahead.starts_with(char::is_lowercase)
        && !whole
            .chars()
            .any(|c| c.is_uppercase() || matches!(c, '.' | ',' | '!' | ':') || c == '?' && table.is_english)
        && has_words(&text[rest.start..face])
        && has_words(ahead)
}

/// This many words before a colon may be a label, as `Date and place: The harbour`. Chosen on the treebanks of ten languages, where of 52
/// colons behind more words 48 end a sentence.
pub(super) const LABEL_WORDS: usize = 2;

/// How far back an opening quote is looked for, in bytes. Chosen by eye: a few lines.
const QUOTE_BEFORE: usize = 400;

/// The first bytes of all marks but the commonest, `.`, `!` and `?`. Only where one stands is a character decoded.
const OTHER_BYTES: [u8; 11] = [
    // ASCII; then U+037E, U+0589, U+061F, U+06D4, U+0964, U+203C to U+2049 with U+2026, U+3002, U+FF01 to U+FF61, pictures.
    b':', b';', 0xCD, 0xD6, 0xD8, 0xDB, 0xE0, 0xE2, 0xE3, 0xEF, 0xF0,
];

/// Whether a byte is one of them.
static IS_OTHER: [bool; 256] = {
    let mut is_other = [false; 256];
    let mut at = 0;
    while at < OTHER_BYTES.len() {
        is_other[OTHER_BYTES[at] as usize] = true;
        at += 1;
    }
    is_other
};

/// Bytes that are looked at together: those of a narrow vector register. With twice as many it was slower, as a mark
/// is seldom far.
const LANES: usize = 16;

/// This many bytes are searched at once for a sign that there are other marks than the commonest: a sentence or two.
const WINDOW: usize = 256;

/// Where the next bytes stand that can begin a mark, in one block: the commonest marks and the others are each looked for once, and
/// what lies between them is not searched again.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    common: Seen,
    others: Seen,
}

/// From `from` on, the first byte of some kind stands at `at`; at the end of the block if there is none.
#[derive(Clone, Copy, Debug)]
struct Seen {
    from: usize,
    at: usize,
}

impl Seen {
    /// The first one from a place on, by a search if it is not known.
    fn first(&mut self, bytes: &[u8], from: usize, search: fn(&[u8]) -> Option<usize>) -> usize {
        if from < self.from || from > self.at {
            let found = search(&bytes[from..]);
            *self = Seen { from, at: found.map_or(bytes.len(), |at| from + at) };
        }
        self.at
    }
}

impl Marks {
    /// Nothing is known yet.
    pub(super) fn unknown() -> Marks {
        let unknown = Seen { from: 1, at: 0 };
        Marks { common: unknown, others: unknown }
    }

    /// Where the first byte from `from` on stands that can begin a mark, in a text that ends with the block.
    fn first(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let common = self.common.first(bytes, from, |bytes| memchr::memchr3(b'.', b'!', b'?', bytes));
        let others = self.others.first(bytes, from, first_other);
        Some(common.min(others)).filter(|at| *at < bytes.len())
    }
}

/// Where the first byte stands that can begin a mark and is no `.`, `!` or `?`. Only what has such bytes is looked at closely, and curved
/// quotes and dashes are passed over.
fn first_other(bytes: &[u8]) -> Option<usize> {
    let is_none = |at: usize| {
        matches!(bytes.get(at..at + 3), Some([0xE2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D]))
    };
    let mut passed = 0;
    for window in bytes.chunks(WINDOW) {
        if !window.is_ascii() || memchr::memchr2(b':', b';', window).is_some() {
            let mut at = 0;
            while let Some(found) = first_of_others(&window[at..]) {
                at += found;
                if !is_none(passed + at) {
                    return Some(passed + at);
                }
                at += 1;
            }
        }
        passed += window.len();
    }
    None
}

/// The same without a look at what stands behind the byte. Few bytes can begin one: the others are passed over many at a time by arithmetic without a branch,
/// which compiles to vector instructions.
fn first_of_others(bytes: &[u8]) -> Option<usize> {
    let can_begin = |byte: u8| OTHER_BYTES.iter().fold(0, |hit, first| hit | u8::from(byte == *first));
    let without = |bytes: &&[u8]| bytes.iter().fold(0, |hit, byte| hit | can_begin(*byte)) == 0;
    let passed = LANES * bytes.chunks_exact(LANES).take_while(without).count();
    bytes[passed..].iter().position(|byte| IS_OTHER[usize::from(*byte)]).map(|at| passed + at)
}

/// What a run that begins with `c` is, if `c` is a mark.
fn mark_kind(c: char, table: &Table) -> Option<RunKind> {
    match c {
        '.' | '．' => Some(RunKind::Period),
        '!' | '?' | '؟' | '‼' | '⁇' | '⁈' | '⁉' | '\u{37E}' => Some(RunKind::Exclamation),
        ';' if table.semicolon_asks => Some(RunKind::Exclamation),
        ':' if table.colon_ends => Some(RunKind::Exclamation),
        '…' => Some(RunKind::Ellipsis),
        '。' | '！' | '？' | '｡' | '।' | '॥' | '۔' | '։' | '།' | '༎' => Some(RunKind::Full),
        _ => None,
    }
}

/// The run of marks from `start`, spaced periods (`. . .`) included, and what it is as a whole.
fn run(text: &str, start: usize, first: RunKind, limit: usize, table: &Table) -> (Span, RunKind) {
    let mut end = start;
    let mut marks = 0;
    let mut kind = first;
    while end < limit {
        let c = char_at(text, end);
        match mark_kind(c, table) {
            Some(RunKind::Full) => kind = RunKind::Full,
            Some(_) => {}
            None => {
                // A period, one blank, a period: an ellipsis in the old style.
                let spaced = matches!(c, ' ' | '\u{A0}') && text[start..end].ends_with('.');
                let behind = end + c.len_utf8();
                if !(spaced && behind < limit && text[behind..].starts_with('.')) {
                    break;
                }
                end = behind;
                continue;
            }
        }
        end += c.len_utf8();
        marks += 1;
    }
    if kind == RunKind::Period && marks > 1 {
        kind = RunKind::Ellipsis;
    }
    (Span { start, end }, kind)
}

/// Behind the quotes and brackets that follow a mark without a space. A quote that opens in some languages and
/// closes in others closes here, unless a word follows it at once and none has opened in the sentence.
fn skip_closers(text: &str, sentence: usize, block: usize, mut at: usize, end: usize) -> usize {
    while at < end {
        let c = char_at(text, at);
        let behind = at + c.len_utf8();
        let is_glued = || behind < end && char_at(text, behind).is_alphanumeric();
        let closes = match c {
            '"' => !is_glued() || !opens_glued(&text.as_bytes()[block..at], sentence - block),
            '\'' | '”' | '’' | ')' | ']' | '}' | '）' | '」' | '』' | '*' | '_' => true,
            '»' | '›' | '«' | '‹' | '“' | '‘' => !is_glued() || has_opened(&text[block..at], c),
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '†' | '‡' => true,
            _ => false,
        };
        if !closes {
            break;
        }
        at = behind;
    }
    at
}

/// Behind what closes after a mark in a text without spaces. A curved quote opens there or closes, and never both; a
/// straight one closes if one is open.
fn skip_unspaced_closers(text: &str, sentence: usize, mut at: usize, end: usize) -> usize {
    while at < end {
        let c = char_at(text, at);
        let closes = match c {
            '”' | '’' | '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '］' | '｝' | '〗' | '〟' | '｣' => {
                true
            }
            ')' | ']' | '}' | '»' => true,
            '"' | '\'' => is_open(&text.as_bytes()[sentence..at], c as u8),
            // Apart from the mark, as where words are cut apart.
            ' ' => text[at + 1..end].starts_with(['」', '』', '”', '）']),
            _ => false,
        };
        if !closes {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// A name that was struck out, `A.____` or `A._`, rather than the end of emphasis: an initial stands before the mark, and no
/// underscore has opened.
fn is_placeholder(sentence: &str) -> bool {
    let mut back = sentence.chars().rev();
    back.next().is_some_and(char::is_uppercase) && !back.next().is_some_and(char::is_alphanumeric) && {
        // Those of other names that were struck out open nothing.
        let near = &sentence.as_bytes()[sentence.len().saturating_sub(QUOTE_BEFORE)..];
        near.windows(2).filter(|pair| pair[1] == b'_' && pair[0] != b'.' && pair[0] != b'_').count() % 2 == 0
    }
}

/// A period and then an ellipsis in the old style, `. . . .`: the first ends the sentence, the others begin one.
fn is_period_and_ellipsis(run: &str) -> bool {
    run.starts_with(". ") && run.bytes().filter(|b| *b == b'.').count() == 4
}

/// Behind a closing quote that stands apart from the mark, and whatever closes after it: a straight one with white
/// space on both sides, two apostrophes, as typewriters have it, or, in some languages, a guillemet.
fn skip_spaced_closer(
    text: &str,
    sentence: Span,
    block: usize,
    at: usize,
    end: usize,
    table: &Table,
) -> usize {
    let next = skip_space(text, at, end);
    let ahead = &text[next..end];
    let alone = ahead.starts_with(['"', '\''])
        && ahead[1..].starts_with(char::is_whitespace)
        && is_open(&text.as_bytes()[sentence.range()], ahead.as_bytes()[0]);
    let len = match ahead {
        _ if next == at => 0,
        _ if alone => 1,
        _ if ahead.starts_with("''") => 2,
        _ if table.spaced_guillemets && ahead.starts_with('»') => '»'.len_utf8(),
        // The quotation opened low, so this is its end.
        _ if ahead.starts_with("“ ")
            && sentence
                .of(text)
                .rfind(['„', '“'])
                .is_some_and(|at| text[sentence.start + at..].starts_with('„')) =>
        {
            '“'.len_utf8()
        }
        _ => 0,
    };
    if len > 0 { skip_closers(text, sentence.start, block, next + len, end) } else { at }
}

/// Whether a straight quote between a mark and a word opens what follows: all quotes of the block before it are in pairs, as far as these
/// can be counted. The quotation may have opened sentences before.
fn opens_glued(block: &[u8], sentence: usize) -> bool {
    block.len() <= QUOTE_BEFORE && !is_open(block, b'"') && !is_open(&block[sentence..], b'"')
}

/// Whether the quotation that `closer` would end is open: of the two quotes of its style, the other came last.
fn has_opened(sentence: &str, closer: char) -> bool {
    let opener = match closer {
        '»' => '«',
        '«' => '»',
        '›' => '‹',
        '‹' => '›',
        '“' => '„',
        _ => '‚',
    };
    let from = boundary_at_or_after(sentence, sentence.len().saturating_sub(QUOTE_BEFORE));
    let near = &sentence[from..];
    near.rfind([opener, closer]).is_some_and(|at| near[at..].starts_with(opener))
}

/// Behind a period that stands alone after what closes, as in a text whose words are cut apart: `" Yes . " . She`.
fn skip_stray_mark(text: &str, at: usize, end: usize) -> usize {
    let stray = text[at..end].strip_prefix(" .");
    if stray.is_some_and(|behind| behind.is_empty() || behind.starts_with(' ')) {
        at + " .".len()
    } else {
        at
    }
}

/// Behind marks that stand apart from the one before them, as in `Really ? ? !` and in Tibetan, `། །`: they begin no sentence.
fn skip_more_marks(text: &str, mut at: usize, end: usize) -> usize {
    let is_mark = |c: char| matches!(c, '?' | '!' | '།');
    while let Some(mark) = text[at..end].strip_prefix(' ').and_then(|ahead| ahead.chars().next())
        && is_mark(mark)
    {
        let behind = at + 1 + mark.len_utf8();
        if text[behind..end].starts_with(|c: char| !c.is_whitespace() && !is_mark(c)) {
            break;
        }
        at = behind;
    }
    at
}

/// Whether a straight quote has opened near the end of a sentence and not closed.
fn is_open(sentence: &[u8], quote: u8) -> bool {
    let near = &sentence[sentence.len().saturating_sub(QUOTE_BEFORE)..];
    near.iter().filter(|b| **b == quote).count() % 2 == 1
}

/// Behind an emoticon such as `:)`, `;-D` or `XD`, apart from the mark or not, if nothing else is glued to it.
fn skip_emoticon(text: &str, at: usize, end: usize) -> usize {
    let next = skip_space(text, at, end);
    let bytes = &text.as_bytes()[next..end];
    if let [b'X' | b'x', b'D', ..] | [b'^', b'^', ..] | [b'<', b'3', ..] = bytes
        && bytes.get(2).is_none_or(u8::is_ascii_whitespace)
    {
        return next + 2;
    }
    let nose = usize::from(bytes.get(1) == Some(&b'-'));
    let eyes = matches!(bytes.first(), Some(b':' | b';' | b'='));
    let mouth = matches!(bytes.get(1 + nose), Some(b')' | b'(' | b'D' | b'P' | b'/' | b'|' | b'*'));
    let len = 2 + nose;
    match eyes && mouth && bytes.get(len).is_none_or(u8::is_ascii_whitespace) {
        true => next + len,
        false => at,
    }
}

/// Behind faces, hands and hearts on the same line, which belong to the sentence before them as emoticons do: `Kommst du mit? 😼 und
/// dann?` So do pictures that cheer, unless one begins the sentence. Other pictures may be the bullet of what follows.
fn skip_faces(text: &str, sentence: usize, at: usize, end: usize) -> usize {
    let mut after = at;
    loop {
        let ahead = &text[after..end];
        let bare = ahead.strip_prefix(' ').unwrap_or(ahead);
        // Nearly everything else begins with other bytes.
        if !matches!(bare.as_bytes().first(), Some(0xF0 | 0xE2)) {
            return after;
        }
        let belongs =
            |c: &char| is_face(*c) || is_face_or_cheer(*c) && !text[sentence..].starts_with(is_face_or_cheer);
        let Some(face) = bare.chars().next().filter(belongs) else { return after };
        after = end - bare.len() + face.len_utf8();
        let joined = |c: &char| is_joined_to_picture(*c);
        after += text[after..end].chars().take_while(joined).map(char::len_utf8).sum::<usize>();
    }
}

/// A picture of a face, a hand or a heart, as those who write show how they mean a sentence.
pub(super) fn is_face(c: char) -> bool {
    matches!(c,
        '☹' | '☺' | '❤' | '♥' | '\u{1F44A}'..='\u{1F450}' | '\u{1F493}'..='\u{1F49F}' | '\u{1F600}'..='\u{1F64F}'
        | '\u{1F90D}'..='\u{1F92F}' | '\u{1F970}'..='\u{1F97A}' | '\u{1F9E1}')
}

/// What changes the shade of a picture or joins it to another.
fn is_joined_to_picture(c: char) -> bool {
    matches!(c, '\u{FE0F}' | '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}' | '♀' | '♂')
}

/// A face or a picture that cheers, such as a cup, a fire or a party popper: seldom the bullet of what follows.
fn is_face_or_cheer(c: char) -> bool {
    is_face(c)
        || matches!(
            c,
            '✨' | '\u{1F389}'
                | '\u{1F38A}'
                | '\u{1F3C6}'
                | '\u{1F4A5}'
                | '\u{1F4AA}'
                | '\u{1F4AF}'
                | '\u{1F525}'
        )
}

/// A picture of a heart.
fn is_heart(c: char) -> bool {
    matches!(c, '❤' | '♥' | '\u{1F493}'..='\u{1F49F}' | '\u{1F90D}'..='\u{1F90E}' | '\u{1F9E1}')
}

/// Behind footnote marks such as `[8]` or `[2][3]` and marks of omission, `[...]`, which belong to the sentence
/// before them.
fn skip_footnote_marks(text: &str, mut at: usize, end: usize) -> usize {
    loop {
        let ahead = &text[at..end];
        let spaces = usize::from(ahead.starts_with(' '));
        let Some(inside) = ahead[spaces..].strip_prefix('[') else { return at };
        let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let len = match inside {
            _ if (1..=3).contains(&digits) => digits,
            _ if inside.starts_with("...") || inside.starts_with('…') => 3,
            _ => return at,
        };
        if !inside[len..].starts_with(']') {
            return at;
        }
        at += spaces + len + 2;
    }
}

/// Behind a footnote number that has lost its brackets or its raised place, `. 4 Even`: one or two digits between a
/// mark that stands behind a letter or bracket, and a starter.
fn skip_footnote_number(text: &str, mark: usize, at: usize, end: usize, table: &Table) -> usize {
    let Some(ahead) = text[at..end].strip_prefix(' ') else { return at };
    let digits = ahead.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let word = ahead[digits..].strip_prefix(' ').unwrap_or_default();
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    let is_note = (1..=2).contains(&digits)
        && table.is_english
        && word.starts_with(char::is_uppercase)
        && table.is_starter(word)
        && text[..mark].ends_with(|c: char| c.is_alphabetic() || c == ')')
        && table.class(text[..mark].rsplit(char::is_whitespace).next().unwrap_or_default()).is_none();
    if is_note { at + 1 + digits } else { at }
}

/// Behind a footnote number that is glued to the mark, `held.3 Later`: one or two digits behind a word that is no
/// abbreviation, and then a capital.
fn skip_glued_note(text: &str, sentence: Span, at: usize, end: usize, table: &Table) -> usize {
    const LETTERS: usize = 4;
    const FEW_LETTERS: usize = 2;
    let digits = text.as_bytes()[at..end].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let word = || text[sentence.range()].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let capital = || {
        let ahead = &text[at + digits..end];
        ahead.starts_with(' ')
            && ahead[1..].trim_start_matches(['"', '“', '(']).starts_with(char::is_uppercase)
    };
    // A word as short as a unit is one of the text only before what plainly begins a sentence.
    let starter = || {
        let ahead = &text[at + digits..end];
        table.is_starter(ahead[1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
    };
    let is_note = (1..=2).contains(&digits)
        && capital()
        && (word().len() >= LETTERS || word().len() >= FEW_LETTERS && starter())
        && word().chars().all(char::is_lowercase)
        && table.class(word()).is_none()
        && !table.is_cut(word());
    if is_note { at + digits } else { at }
}

/// The first character from `at` on that is neither white space nor of no width.
fn skip_space(text: &str, at: usize, end: usize) -> usize {
    end - text[at..end].trim_start_matches(is_blank).len()
}

/// Whether `c` is white space or of no width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Characters without width: breaks, joiners, and the marks of writing direction, which stand at the ends of sentences
/// written from right to left.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The character that begins at byte `at`, which is before the end of the text.
pub(super) fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("a position before the end")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn faces_belong_to_the_sentence_before_them() {
        for (text, expected) in [
            ("Are you coming? 😼 Then call me.", &["Are you coming? 😼", "Then call me."][..]),
            ("We won!!! ❤️ 👍🏽 See you soon.", &["We won!!! ❤️ 👍🏽", "See you soon."]),
            ("It rains. 🎬 Friday: the film.", &["It rains.", "🎬 Friday: the film."]),
            ("It rains. 😊", &["It rains. 😊"]),
        ] {
            assert_eq!(crate::sentence::sentences(text).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_lone_mark_is_the_same_candidate_either_way() {
        let table = Table::of(Language::English);
        let grammar = Grammar {
            table,
            off: 0,
            inner_periods: false,
            enumerators: false,
            no_layout: false,
            block: Span::new(0, 0),
        };
        let around: Vec<char> = "aZ4éж. \n\u{A0}\u{200B}\"')]»“”’…:;=[X".chars().collect();
        let mut lone = 0;
        for (mark, before) in
            [('.', "It was \"so"), ('!', "It was so"), ('?', "It was ‘so"), ('.', "Es war „so")]
        {
            for [a, b, c] in around.iter().flat_map(|a| triples(*a, &around)) {
                let text = format!("{before}{mark}{a}{b}{c}");
                let (rest, start) = (Span::new(0, text.len()), before.len());
                let kind = mark_kind(mark, grammar.table).unwrap();
                if let Some(found) = Candidate::lone(&text, rest.end, start, kind, table) {
                    assert_eq!(found, Candidate::at(&text, rest, start, kind, grammar), "{text:?}");
                    lone += 1;
                }
            }
        }
        assert!(lone > 1000);
    }

    fn triples(a: char, around: &[char]) -> impl Iterator<Item = [char; 3]> {
        around.iter().flat_map(move |b| around.iter().map(move |c| [a, *b, *c]))
    }

    #[test]
    fn the_first_mark_is_found_wherever_it_stands() {
        let first_mark = |bytes: &[u8]| Marks::unknown().first(bytes, 0);
        for len in (0..3 * LANES).chain([WINDOW - 1, WINDOW, 2 * WINDOW + 1]) {
            let mut bytes = vec![b'a'; len];
            assert_eq!(first_mark(&bytes), None);
            for at in (0..len).rev() {
                bytes[at] = match at % 14 {
                    place @ 0..3 => b".!?"[place],
                    place => OTHER_BYTES[place - 3],
                };
                assert_eq!(first_mark(&bytes), Some(at));
            }
        }
    }
}
