//! Plain text: blocks recognized by their layout.
//!
//! Lines are gathered into chunks, which blank lines part. Inside a chunk a line break is **soft** if it is only
//! there because the next word did not fit any more, or if the sentence plainly runs on after it; then the lines
//! are one paragraph. Every other line break was meant, and ends a block.
//!
//! * time: `O(n)`; the text is passed over three times (once for its wrapping width, once for lines, once for
//!   blocks)
//! * space: the lines of the longest chunk

use super::bytes::Bytes;
use super::{Block, BlockKind, Role, header};
use crate::span::{Span, count};

/// Text is wrapped at this many columns or more. Narrower lines are lists, addresses and verse, where every line
/// break is meant. Chosen by eye: a newspaper column is about 40 wide.
const NARROWEST_WRAP: usize = 40;

/// Lines among others that are not wrapped are so only if they are at least this wide. Chosen by eye.
const NARROWEST_LOCAL_WRAP: usize = 60;

/// The least lines, with another below, by which a paragraph shows a narrower width of its own. Chosen by eye.
const NARROW_LINES: usize = 3;

/// Text is wrapped at this many columns or fewer; longer lines are whole paragraphs. Chosen by eye: editors wrap
/// at 72 to 100.
const WIDEST_WRAP: usize = 120;

/// Wrapped lines may fall short of the width by one part in this many: not every program that wraps fills each line.
const SLACK: usize = 8;

/// A sentence runs on in lower case only after a line of at least this many columns; shorter ones are entries of a
/// list in careless writing.
const SHORTEST_RUN_ON: usize = 20;

/// The longest heading, in words and in characters. Chosen by eye on the headlines of news and science.
const HEADING_WORDS: usize = 14;
const HEADING_CHARS: usize = 110;

/// How many bytes of a line are looked at for a field of minutes.
const LABEL: usize = 48;

/// A line that ends in a colon is a heading only if it is as short as `Follow us on:`.
const COLON_HEADING_WORDS: usize = 4;

/// Words that no sentence ends with, in the languages that have such: articles, conjunctions and those that articles are part of.
/// A line that ends in one goes on. In order.
#[rustfmt::skip] // Many to a line.
const OPEN_WORDS: [&str; 100] = [
    "a", "al", "alla", "an", "and", "as", "au", "aux", "az", "because", "bei", "but", "con", "dal", "dans", "das", "de", "dei",
    "del", "della", "dem", "den", "der", "des", "det", "di", "die", "do", "dos", "du", "e", "een", "egy", "ein", "eine", "einem",
    "einen", "einer", "eines", "el", "en", "et", "ett", "für", "gli", "het", "i", "if", "il", "im", "into", "its", "je", "la",
    "las", "le", "les", "lo", "los", "mais", "mein", "met", "mit", "my", "nach", "nel", "nella", "och", "oder", "of", "og", "or",
    "os", "ou", "our", "para", "pela", "pelo", "por", "pour", "que", "seine", "seiner", "som", "than", "the", "their", "uma", "un",
    "una", "und", "une", "uno", "van", "vom", "von", "voor", "y", "your", "zum",
];

/// The words of [`OPEN_WORDS`] in Cyrillic letters, and prepositions with which some sentences and titles end: they count in a line
/// of at least this many words.
#[rustfmt::skip] // Many to a line.
const OPEN_SMALL: [&str; 61] = [
    "at", "for", "in", "on", "with", "zur", "à", "är", "são", "и", "или", "а", "в", "во", "на", "с", "со", "к", "ко", "по", "для",
    "от", "из", "о", "об", "у", "при", "за", "что", "как", "та", "і", "або", "й", "з", "із", "до", "від", "без", "under", "that",
    "his", "was", "were", "am", "by", "from", "to", "o", "unter", "zu", "aus", "auf", "av", "sich", "um", "com", "sem", "sin",
    "sur", "per",
];
const OPEN_SMALL_WORDS: usize = 5;

/// The line breaks of Unicode: line feed, carriage return, vertical tab, form feed, next line, line and
/// paragraph separator.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The blocks of a plain text, one after the other.
pub(super) fn blocks<'t>(text: &'t str, has: &Bytes<'_>) -> Blocks<'t> {
    let lines = Lines::of(text, has);
    // A text of one line is not wrapped.
    let may_be_wrapped = lines.rare_breaks || has.has(b'\n') || has.has_any(b"\r\x0C");
    let wrap = if may_be_wrapped { wrapping_width(lines.clone()) } else { None };
    Blocks::new(lines, wrap)
}

/// The width that the lines of a text are wrapped at, if they are.
pub(super) fn width(text: &str) -> Option<usize> {
    wrapping_width(Lines::new(text))
}

/// The blocks of a part of a text whose lines are wrapped at a width, or are not.
pub(super) fn blocks_wrapped(text: &str, wrap: Option<usize>) -> Blocks<'_> {
    Blocks::new(Lines::new(text), wrap)
}

/// The least lines of a stanza, the most columns of a line of verse, and its least words. Chosen: a line of six feet has 50 columns.
const STANZA_LINES: usize = 3;
const VERSE_COLUMNS: usize = 60;
const VERSE_WORDS: usize = 3;

/// A line in capitals with a mark at its end is no longer, in bytes, if it is a heading. Chosen by eye on title pages of books.
const CAPITALS: usize = 80;

/// Prose of this many bytes shows that a text is not in capitals.
const IN_SMALL: usize = 120;

/// Makes headings of lines in capitals that are a paragraph, in a text that is not in capitals: `PRICE ONE PENNY.`
pub(super) fn mark_capitals(text: &str, blocks: &mut [Block]) {
    let has_small = |said: &str| said.chars().any(char::is_lowercase);
    let is_one = |block: &Block| {
        let said = block.span.of(text);
        if said.len() > CAPITALS || block.kind != BlockKind::Paragraph || block.role != Role::Prose {
            return false;
        }
        let first = said.trim_start_matches(['(', '"', '“', '»', '«']).as_bytes().get(..2);
        if first.is_none_or(|two| two.iter().any(u8::is_ascii_lowercase)) || has_small(said) {
            return false;
        }
        let inner = said.trim_end_matches(['.', ')', '!', '"', '”', '»']);
        said.chars().filter(|c| c.is_uppercase()).count() * 2 > said.chars().count()
            && !inner.contains(['.', '!', '?', ':', '\n'])
            && block.content_start == block.span.start
    };
    if !blocks.iter().any(is_one)
        || !blocks.iter().any(|block| block.span.len() >= IN_SMALL && has_small(block.span.of(text)))
    {
        return;
    }
    blocks.iter_mut().filter(|block| is_one(block)).for_each(|block| block.kind = BlockKind::Heading);
}

/// Iterator over the blocks of a plain text.
#[derive(Clone, Debug)]
pub(crate) struct Blocks<'t> {
    lines: Lines<'t>,
    /// The width the whole text is wrapped at, if it is.
    wrap: Option<usize>,
    /// The lines of the chunk at hand.
    chunk: Vec<Line>,
    /// The width that the chunk is wrapped at, if it has more than one line.
    width: usize,
    /// Whether the chunk is a stanza.
    is_verse: bool,
    /// The last line of the chunk before it.
    above: Option<Line>,
    /// The first line of the chunk that no block holds yet.
    next: usize,
    /// Whether no block was found so far.
    first: bool,
    /// The number of the last numbered item or title: the next one has the same (`2.1`, `2.2`) or one more.
    last_number: u32,
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Without white space at its ends.
    span: Span,
    /// Blanks before the first character.
    indent: usize,
    /// Whether a new page begins here.
    new_page: bool,
}

/// What a list item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    shape: Shape,
    /// Bytes up to the first word.
    len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A bullet, which nothing else begins with.
    Bullet,
    /// A dash or a letter, which prose may begin with too.
    Doubtful,
    /// A number such as `1.`, `2)` or `1.1`, with its first part. Prose and headings may begin with one too.
    Number(u32),
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        loop {
            if self.next == self.chunk.len() && !self.fill_chunk() {
                return None;
            }
            if let Some(block) = self.next_in_chunk() {
                self.first = false;
                return Some(block);
            }
        }
    }
}

impl<'t> Blocks<'t> {
    fn new(lines: Lines<'t>, wrap: Option<usize>) -> Blocks<'t> {
        let chunk = Vec::new();
        Blocks {
            wrap,
            lines,
            chunk,
            is_verse: false,
            above: None,
            width: 0,
            next: 0,
            first: true,
            last_number: 0,
        }
    }

    /// Gathers the lines up to the next blank one; false at the end of the text.
    fn fill_chunk(&mut self) -> bool {
        self.above = self.chunk.last().copied().or(self.above);
        self.chunk.clear();
        self.next = 0;
        for line in self.lines.by_ref() {
            match line {
                Some(line) => self.chunk.push(line),
                None if self.chunk.is_empty() => {}
                None => break,
            }
        }
        if self.chunk.len() > 1 {
            self.width = self.wrap.map_or_else(|| self.local_width(), |wrap| self.narrow_width(wrap));
        }
        self.is_verse = self.chunk.len() >= STANZA_LINES && self.is_stanza();
        !self.chunk.is_empty()
    }

    /// The next block of the chunk; `None` for a rule, which is no prose.
    fn next_in_chunk(&mut self) -> Option<Block> {
        let text = self.lines.text;
        let begin = self.next;
        let first = self.chunk[begin];
        self.next += 1;
        if is_rule(first.span.of(text)) {
            return None;
        }
        // The number of a page between paragraphs is no part of the text.
        if self.chunk.len() == 1 && !self.first && self.is_between_pages(first.span.of(text)) {
            return None;
        }
        let mut marker = self.marker(&first);
        if let Some(Marker { shape: Shape::Number(number), .. }) = marker {
            self.last_number = number;
            if self.chunk.len() == 1 && is_heading(first.span.of(text)) {
                marker = None; // A section title on a line of its own keeps its number.
            }
        }
        let mut block = Block {
            kind: if marker.is_some() { BlockKind::Item } else { BlockKind::Paragraph },
            span: first.span,
            content_start: first.span.start + marker.map_or(0, |marker| marker.len),
            role: Role::Prose,
        };
        while self.next < self.chunk.len() && self.is_soft(self.next, &block, first.indent) {
            block.span.end = self.chunk[self.next].span.end;
            self.next += 1;
        }
        let underlined = self.next < self.chunk.len() && is_underline(self.chunk[self.next].span.of(text));
        let one_line = self.next == begin + 1;
        if marker.is_none() && one_line && (underlined || is_heading(block.span.of(text))) {
            block.kind = if self.first { BlockKind::Title } else { BlockKind::Heading };
        }
        Some(block)
    }

    /// Whether the lines of the chunk are verse, whose sentences go on from line to line: short ones that begin with a capital, of a few
    /// words without a number, and pause at their ends as lists, addresses and headings do not.
    fn is_stanza(&self) -> bool {
        let text = self.lines.text;
        // Most chunks are prose, of which the first line is enough to know.
        let is_line = |line: &Line| {
            let words = line.span.of(text);
            let letter = words.trim_start_matches(['"', '\'', '“', '‘', '«', '„', '¿', '¡', '—']);
            words.len() <= 4 * VERSE_COLUMNS
                && columns(words) <= VERSE_COLUMNS
                && letter.starts_with(char::is_uppercase)
                && !has_words(words, VERSE_WORDS - 1)
                && !words.bytes().any(|byte| byte.is_ascii_digit())
        };
        if !self.chunk.iter().all(is_line) {
            return false;
        }
        let [inner @ .., _] = &self.chunk[..] else { return false };
        let ending = |marks: &[char]| inner.iter().filter(|line| line.span.of(text).ends_with(marks)).count();
        let commas = ending(&[',']);
        commas > 0
            && 3 * (commas + ending(&[';', ':', '—'])) >= inner.len()
            && 2 * ending(&[';']) <= inner.len()
    }

    /// Whether the line break before line `at` of the chunk is soft, `block` being all before it.
    fn is_soft(&self, at: usize, block: &Block, indent: usize) -> bool {
        let (text, width) = (self.lines.text, self.width);
        let (line, before) = (self.chunk[at], self.chunk[at - 1]);
        let (words, above) = (line.span.of(text), before.span.of(text));
        if is_rule(words) || is_framed(words) || is_framed(above) {
            return false;
        }
        if self.is_verse {
            return !line.new_page;
        }
        // Fields of minutes, a line each.
        let near = &words.as_bytes()[..words.len().min(LABEL)];
        if memchr::memchr2(b':', 0xEF, near).is_some()
            && header::field(words).is_some()
            && header::field(block.span.of(text)).is_some()
        {
            return false;
        }
        let columns = columns(above);
        let first_word = words.split(char::is_whitespace).next().unwrap_or_default();
        let slack = if width <= WIDEST_WRAP { width / SLACK } else { 0 };
        let full = width >= NARROWEST_WRAP && columns + 1 + first_word.chars().count() > width - slack;
        if line.new_page {
            return full && starts_lower(words);
        }
        if self.is_at_page_number(at) {
            return true;
        }
        if block.span.end == before.span.end
            && block.span.start == before.span.start
            && is_clause_title(above)
            && !starts_lower(words)
        {
            return false;
        }
        match self.marker(&line).map(|marker| marker.shape) {
            Some(Shape::Bullet) => return false,
            Some(_) if block.kind == BlockKind::Item || above.ends_with(':') || !full => return false,
            _ => {}
        }
        let hangs = block.kind == BlockKind::Item && line.indent > indent;
        full || runs_on(above, words) || hangs
    }

    /// Whether a line on its own is the number of a page: it says so, or stands inside a sentence. Others are numbers of paragraphs.
    fn is_between_pages(&self, line: &str) -> bool {
        if !is_lone_page_number(line) {
            return false;
        }
        let text = self.lines.text;
        let above = || self.above.map_or("", |line| line.span.of(text));
        let below = || self.lines.clone().flatten().next().map_or("", |line| line.span.of(text));
        !line.bytes().all(|byte| byte.is_ascii_digit()) || runs_on(above(), below()) && starts_lower(below())
    }

    /// Whether line `at` is the number of a page that stands inside a sentence, or the line behind one.
    fn is_at_page_number(&self, at: usize) -> bool {
        let words = |at: usize| self.chunk.get(at).map_or("", |line| line.span.of(self.lines.text));
        let inside = |at: usize| {
            let (above, below) = (words(at - 1), words(at + 1));
            is_page_number(words(at)) && runs_on(above, below) && !above.ends_with(';')
        };
        inside(at) || at > 1 && inside(at - 1)
    }

    /// The marker of a line. A number counts only where it continues a sequence that began at 1, so that a
    /// paragraph may open with `12. Juni` or `3.5 million`.
    fn marker(&self, line: &Line) -> Option<Marker> {
        marker(line.span.of(self.lines.text)).filter(|marker| match marker.shape {
            Shape::Number(number) => {
                number <= 1 || number == self.last_number || number == self.last_number + 1
            }
            Shape::Bullet | Shape::Doubtful => true,
        })
    }

    /// The width that the chunk is wrapped at, in a text that is wrapped: that of its own lines, if it was plainly wrapped at a
    /// narrower one, as what is quoted from elsewhere often is.
    fn narrow_width(&self, wrap: usize) -> usize {
        let [inner @ .., _] = &self.chunk[..] else { return wrap };
        if inner.len() < NARROW_LINES {
            return wrap;
        }
        let text = self.lines.text;
        let width = |line: &Line| columns(line.span.of(text));
        let widest = inner.iter().map(width).max().unwrap_or(0);
        let goes_on = self.chunk[1..].iter().filter(|line| starts_lower(line.span.of(text))).count();
        let is_even = || inner.iter().all(|line| width(line) * 4 >= widest * 3);
        match widest >= NARROWEST_WRAP && widest < wrap && goes_on * 2 >= inner.len() && is_even() {
            true => widest,
            false => wrap,
        }
    }

    /// The width that the chunk is wrapped at, in a text that is not: that of its longest line; 0 if none is long
    /// enough, or one is a whole paragraph.
    fn local_width(&self) -> usize {
        let widest = self.chunk.iter().map(|line| columns(line.span.of(self.lines.text))).max();
        widest.filter(|width| (NARROWEST_LOCAL_WRAP..=WIDEST_WRAP).contains(width)).unwrap_or(0)
    }
}

/// The width a text is wrapped at: 19 of 20 of the lines that another line follows are no longer. `None` if such
/// lines are too long for wrapped text, or there are none.
fn wrapping_width(lines: Lines<'_>) -> Option<usize> {
    let text = lines.text;
    let mut counts = [0usize; WIDEST_WRAP + 1];
    let (mut total, mut above): (usize, Option<Line>) = (0, None);
    for line in lines {
        if let (Some(above), Some(_)) = (above, line) {
            total += 1;
            if let Some(count) = counts.get_mut(columns(above.span.of(text))) {
                *count += 1;
            }
        }
        above = line;
    }
    let enough = total - total / 20;
    let mut below = 0;
    counts.iter().position(|count| {
        below += count;
        total > 0 && below >= enough
    })
}

/// The characters of a line, as far as they matter: past any wrapping width, bytes will do.
fn columns(line: &str) -> usize {
    match line.len() > 4 * WIDEST_WRAP || line.is_ascii() {
        true => line.len(),
        false => line.chars().count(),
    }
}

/// Whether a sentence plainly runs on over the break between two lines, which have no white space at their ends.
pub(super) fn runs_on(above: &str, line: &str) -> bool {
    (starts_lower(line) || is_open(above))
        && (columns(above) >= SHORTEST_RUN_ON || is_divided(above))
        && !ends_in_mark(above)
}

/// Whether a line ends in a word that ends no sentence.
fn is_open(line: &str) -> bool {
    let Some((_, last)) = line.rsplit_once(' ') else { return false };
    OPEN_WORDS.binary_search(&last).is_ok()
        || OPEN_SMALL.contains(&last) && line.split(' ').nth(OPEN_SMALL_WORDS - 1).is_some()
}

/// Whether a line ends inside a word.
fn is_divided(line: &str) -> bool {
    line.strip_suffix(['-', '\u{2010}', '\u{AD}']).is_some_and(|line| line.ends_with(char::is_alphabetic))
}

/// `53`, `Página 28`: a line that is the number of a page and nothing else.
pub(crate) fn is_page_number(line: &str) -> bool {
    const MOST_DIGITS: usize = 4;
    // Most lines do not end in a digit.
    if !line.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let number = line.rsplit(' ').next().unwrap_or_default();
    let word = line[..line.len() - number.len()].trim_end();
    (1..=MOST_DIGITS).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && (word.is_empty() || word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic))
}

/// The same without any word but one for a page, between paragraphs: `53`, `- 53 -`, `Seite 28`.
fn is_lone_page_number(line: &str) -> bool {
    const PAGE: [&str; 13] = [
        "page",
        "pagina",
        "página",
        "pág",
        "pag",
        "seite",
        "strona",
        "sida",
        "side",
        "страница",
        "стр",
        "p",
        "s",
    ];
    let bare = line.trim_matches(['-', '–', '—', '[', ']', ' ']);
    let word = bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().trim_end_matches('.');
    is_page_number(bare.rsplit(' ').next().unwrap_or_default())
        && (word.is_empty() || word.len() <= LONGEST_PAGE && PAGE.contains(&word.to_lowercase().as_str()))
}

/// No word for a page is longer, in bytes.
const LONGEST_PAGE: usize = 20;

/// `Art. 12 Transfer of rights`, `Articolo 12 - Beni`: a line that is the number and the title of a clause, without a mark behind it.
fn is_clause_title(line: &str) -> bool {
    let word = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
    let is_label = line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("art"));
    let behind = line[word..].trim_start_matches('.').trim_start();
    let title = behind.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    is_label
        && title.len() < behind.len()
        && title.trim_start_matches(['-', '–', '—', ' ']).starts_with(char::is_uppercase)
        && !line.ends_with([',', '.', ';', ':', '-'])
}

fn starts_lower(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line ends in a mark that ends a sentence, perhaps inside quotes or brackets.
fn ends_in_mark(line: &str) -> bool {
    // Most lines end in a letter or a stop.
    match line.as_bytes().last() {
        Some(b'.' | b'!' | b'?' | b':') => return true,
        Some(byte) if byte.is_ascii_alphanumeric() => return false,
        _ => {}
    }
    line.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '।', '۔'])
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*')
}

/// A short line that does not begin in lower case, without a mark at its end or with every longer word capitalized.
fn is_heading(line: &str) -> bool {
    let ends = || match line.chars().next_back() {
        Some(',' | ';' | '،' | '-') => false,
        Some(':') => has_words(line, COLON_HEADING_WORDS),
        Some('?' | '!') => is_title_case(line),
        _ => !ends_in_mark(line),
    };
    let begins = || line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    // From the cheapest to the dearest: most lines are prose, and end in a mark.
    is_framed(line)
        || (line.len() <= HEADING_CHARS || line.len() <= 4 * HEADING_CHARS && columns(line) <= HEADING_CHARS)
            && ends()
            && begins()
            && line.chars().any(char::is_alphabetic)
            && has_words(line, HEADING_WORDS)
}

/// Whether a line has this many words or fewer.
fn has_words(line: &str, most: usize) -> bool {
    let bytes = line.as_bytes();
    // There are no more gaps than bytes that can stand in one. Counting those is much faster, and mostly enough.
    if count(bytes, |byte| !byte.is_ascii_graphic()) < most {
        return true;
    }
    // Of a line with no other white space than blanks, the words are where one is behind a blank.
    if bytes.iter().fold(true, |is_plain, byte| is_plain & (byte.is_ascii_graphic() | (*byte == b' '))) {
        let first = usize::from(bytes.first().is_some_and(|byte| *byte != b' '));
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        let behind: u32 = pairs.map(|(one, next)| u32::from((*one == b' ') & (*next != b' '))).sum();
        return first + behind as usize <= most;
    }
    line.split_whitespace().nth(most).is_none()
}

/// Whether each longer word begins with a capital, as in `What Is the Plan?`
fn is_title_case(line: &str) -> bool {
    let longer = line.split_whitespace().filter(|word| word.chars().nth(4).is_some());
    longer.clone().all(|word| !starts_lower(word)) && longer.count() >= 2
}

/// A line drawn between blocks: three or more of `-=_*~#` and nothing else.
fn is_rule(line: &str) -> bool {
    let is_mark = |b: &u8| matches!(b, b'-' | b'=' | b'_' | b'*' | b'~' | b'#');
    let bytes = line.as_bytes();
    bytes.iter().all(|b| is_mark(b) || *b == b' ') && bytes.iter().filter(|b| is_mark(b)).count() >= 3
}

/// A few words between two strokes: `------- Comment by Ann -------`.
fn is_framed(line: &str) -> bool {
    let bytes = line.as_bytes();
    let [first @ (b'-' | b'=' | b'~' | b'#'), ..] = *bytes else { return false };
    let before = bytes.iter().take_while(|b| **b == first).count();
    let behind = bytes.iter().rev().take_while(|b| **b == first).count();
    before >= 3
        && behind >= 3
        && before + behind < bytes.len()
        && line.chars().any(char::is_alphabetic)
        && has_words(line, HEADING_WORDS)
}

fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

/// The bullet, number or letter that a line begins with, if it is one and a word follows.
fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let found = |shape, len: usize| {
        let rest = &line[len..];
        let word = rest.trim_start();
        let apart = word.len() < rest.len() || first == '•';
        (apart && !word.is_empty()).then(|| Marker { shape, len: line.len() - word.len() })
    };
    match first {
        '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '➤' | '➢' | '✓' | '✔' | '✗' | '·' | '*'
        | '+' => found(Shape::Bullet, first.len_utf8()),
        '-' | '–' => found(Shape::Doubtful, first.len_utf8()),
        '0'..='9' => {
            let digits = line.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
            let number = line[..digits].trim_end_matches('.');
            let sound = number.split('.').all(|part| (1..=3).contains(&part.len()));
            let shape = Shape::Number(number.split('.').next()?.parse().ok()?);
            // A clause may begin with the word that it defines, in quotes.
            let words = line[digits..].trim_start().trim_start_matches(['"', '“', '„', '«', '‘', '\'', '(']);
            let dotted = number.contains('.') && words.starts_with(char::is_uppercase);
            match line.as_bytes().get(digits) {
                Some(b')') if sound => found(shape, digits + 1),
                _ if sound && (number.len() < digits || dotted) => found(shape, digits),
                _ => None,
            }
        }
        '(' => {
            let close = line.bytes().take(6).position(|b| b == b')')?;
            let inside = &line[1..close];
            let digits = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
            let letter = inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_alphabetic());
            let roman = !inside.is_empty() && inside.bytes().all(|b| b"ivxIVX".contains(&b));
            match digits || letter || roman {
                true => found(inside.parse().map_or(Shape::Doubtful, Shape::Number), close + 1),
                false => None,
            }
        }
        'a'..='z' | 'A'..='Z' if line.as_bytes().get(1) == Some(&b')') => found(Shape::Doubtful, 2),
        _ => None,
    }
}

/// Iterator over lines: `None` for a blank one.
#[derive(Clone, Debug)]
struct Lines<'t> {
    text: &'t str,
    at: usize,
    new_page: bool,
    /// Whether the text has line breaks past ASCII, which cost a slower search.
    rare_breaks: bool,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        Lines::of(text, &Bytes::of(text.as_bytes()))
    }

    /// The same of a text whose bytes are known.
    fn of(text: &'t str, has: &Bytes<'_>) -> Lines<'t> {
        let bytes = text.as_bytes();
        // Their last bytes are rare ones.
        let rare_breaks = has.has(b'\x0B')
            || has.has_any(&[0x85, 0xA8, 0xA9])
                && ["\u{85}", "\u{2028}", "\u{2029}"]
                    .iter()
                    .any(|c| memchr::memmem::find(bytes, c.as_bytes()).is_some());
        Lines { text, at: 0, new_page: false, rare_breaks }
    }

    /// The end of the line that begins at `self.at`, and the start of the next one.
    fn break_after(&self) -> (usize, usize) {
        let rest = &self.text[self.at..];
        let found = match self.rare_breaks {
            true => rest.find(is_line_break),
            false => memchr::memchr3(b'\n', b'\r', b'\x0C', rest.as_bytes()),
        };
        let Some(len) = found else { return (self.text.len(), self.text.len()) };
        let end = self.at + len;
        let tail = &self.text[end..];
        let step = match tail.starts_with("\r\n") {
            true => 2,
            false => tail.chars().next().map_or(0, char::len_utf8),
        };
        (end, end + step)
    }
}

impl Iterator for Lines<'_> {
    type Item = Option<Line>;

    fn next(&mut self) -> Option<Option<Line>> {
        if self.at == self.text.len() {
            return None;
        }
        let (end, next) = self.break_after();
        let whole = Span { start: self.at, end };
        let span = whole.trim(self.text);
        let ends_page = self.text.as_bytes().get(end) == Some(&b'\x0C');
        self.at = next;
        let line = (!span.is_empty()).then(|| Line {
            span,
            indent: span.start - whole.start,
            new_page: self.new_page,
        });
        self.new_page = ends_page;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all_blocks(text: &str) -> Blocks<'_> {
        blocks(text, &Bytes::of(text.as_bytes()))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn words_are_counted_as_they_are_split(line in "[a é\\t\u{A0}\u{1C}.]{0,24}", most in 1usize..6) {
            prop_assert_eq!(has_words(&line, most), line.split_whitespace().count() <= most);
        }
    }

    /// The blocks as `T`itle, `H`eading, `P`aragraph or `I`tem and their words.
    fn show(text: &str) -> Vec<String> {
        all_blocks(text)
            .map(|block| {
                let content = Span { start: block.content_start, end: block.span.end }.of(text);
                format!("{} {}", &format!("{:?}", block.kind)[..1], crate::document::unwrap_lines(content))
            })
            .collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_ones_are_not() {
        let text = "Flood wall approved\n\nThe river council approved the new flood wall on Monday,\n\
                    after a debate of three hours. Work begins in May, said Mr.\nHale, and ends in autumn.\n\n\
                    Jane Doe\n12 High Street\nHarrow";
        let expected = [
            "T Flood wall approved",
            "P The river council approved the new flood wall on Monday, after a debate of three hours. \
             Work begins in May, said Mr. Hale, and ends in autumn.",
            "H Jane Doe",
            "H 12 High Street",
            "H Harrow",
        ];
        assert_eq!(show(text), expected);
        assert_eq!(show(&text.replace('\n', "\r\n")), expected);
    }

    #[test]
    fn a_stanza_is_one_block_and_a_list_or_an_address_is_not() {
        let stanza = "They hide in seams of roof and stone,\nIn cups the moss has made.\nThey wait until the sun is out\nAnd slip away.";
        assert_eq!(show(stanza), [format!("P {}", stanza.replace('\n', " "))]);
        for lines in [
            "Miss Ann Vale, the baker,\n12 Mill Lane in Harrow,\nTown of Harbour",
            "Rent is paid monthly;\nThe roof is repaired;\nThe garden is kept;\nNo dogs are kept.",
            "Cold soup\nHot bread rolls\nApple cake with cream",
        ] {
            assert_eq!(show(lines).len(), lines.lines().count(), "{lines}");
        }
    }

    #[test]
    fn items_begin_with_their_mark() {
        assert_eq!(
            show(
                "We need:\n• flour\n• water, and\n  some salt\n\n1) Mix.\n2) Wait.\n\n(a) First\n(b) Second"
            ),
            ["T We need:", "I flour", "I water, and some salt", "I Mix.", "I Wait.", "I First", "I Second"]
        );
    }

    #[test]
    fn a_number_inside_wrapped_prose_is_no_item() {
        let text = "The treaty was signed in the great hall of the palace on the evening of the\n\
                    12. It was a cold day and nobody who had come so far wanted to stay long.";
        assert_eq!(show(text).len(), 1);
    }

    #[test]
    fn numbered_titles_rules_and_underlines() {
        assert_eq!(
            show("Terms\n=====\n\n1. Definitions\n\n1.1 A word means a thing.\n\n-----\n\nThe end is near."),
            ["T Terms", "H 1. Definitions", "I A word means a thing.", "P The end is near."]
        );
    }

    #[test]
    fn the_number_of_a_page_does_not_end_a_sentence() {
        let text = "The council has said that it will build the\n53\nwall along the river before the winter, and\nPage 54\nthen the \
                    bridge.";
        assert_eq!(all_blocks(text).count(), 1);
        assert!(all_blocks("The council has met.\n53\nwalls").count() > 1);
    }

    #[test]
    fn the_title_of_a_clause_is_a_block() {
        let wrapped = "Art. 12 Sale of the harbour and of the pier\nThe owner of the harbour may sell it if the council\nagrees to that in \
                       its yearly session and the price\nis fair.";
        assert_eq!(all_blocks(wrapped).count(), 2);
        let prose = "Article 12 of the treaty says that the whole of the\nCouncil has to agree to a sale before it is made, and\nthat the \
                     price has to be fair.";
        assert_eq!(all_blocks(prose).count(), 1);
    }

    #[test]
    fn lines_longer_than_any_wrap_are_paragraphs() {
        let line = "The council met again on Monday ".repeat(5);
        assert_eq!(show(&format!("{line}\n{line}\n{line}")).len(), 3);
    }

    #[test]
    fn a_page_break_ends_a_block_unless_the_sentence_runs_on() {
        let wide = "The council, which had met in the town hall every Monday since the flood, then";
        assert_eq!(show(&format!("{wide}\x0Cvoted for it.")).len(), 1);
        assert_eq!(show(&format!("{wide} voted.\x0CThe mayor left.")).len(), 2);
    }
}
