//! Sentences: where one ends and the next begins.
//!
//! A text is cut into blocks by its layout ([`Document::plain`](crate::Document::plain)), and each block into
//! sentences by rules: a mark that can end a sentence is a **candidate**, and each rule may refuse it. What a
//! language brings to the rules (abbreviations, starters, months, ordinals) stands in a table, one text file for
//! each language. A text of no known language, in a script of its own, is split by UAX #29.
//!
//! * time: `O(n)`: one pass over the bytes, with looks of bounded length around each candidate
//! * space: one line of numbers for each line of the longest paragraph
//!
//! ```
//! let text = "Mr. Hale paid $9.4 million. \"Is that all?\" asked Dr. Ruiz. It was.";
//! let sentences: Vec<&str> = nutgraf::sentences(text).collect();
//! assert_eq!(
//!     sentences,
//!     ["Mr. Hale paid $9.4 million.", "\"Is that all?\" asked Dr. Ruiz.", "It was."]
//! );
//! ```

mod candidate;
mod capitals;
mod enumerators;
mod rules;
mod seams;
mod table;
mod unmarked;

use unicode_segmentation::{USentenceBoundIndices, UnicodeSegmentation};

use std::iter::Peekable;

use crate::document::{Block, BlockKind, Document, GAP, Layout, Role, Stretch, layout, plain};
use crate::language::Language;
use crate::span::{Span, boundary_at_or_before};
use candidate::{Candidate, Marks};
use rules::Grammar;
pub use rules::Rule;
use table::Table;

/// Code of more bytes may hold sentences of its own. Chosen: names, calls and short commands, and no line of a paragraph.
const LONGEST_CODE: usize = 80;

/// The sentences of a plain text in English, in order, without the white space between them.
///
/// For another language, use [`Splitter`].
pub fn sentences(text: &str) -> Sentences<'_> {
    Splitter::default().sentences(text)
}

/// The sentences of a plain text in English, each with the byte offset of its start.
pub fn sentence_indices(text: &str) -> SentenceIndices<'_> {
    Splitter::default().sentence_indices(text)
}

/// Splits texts of one language into sentences. The default is English.
///
/// ```
/// use nutgraf::{Language, Splitter};
///
/// let splitter = Splitter::new(Language::German);
/// let sentences: Vec<&str> = splitter.sentences("Am 12. Juni kam Dr. Weiß. Er blieb z. B. bis 3. März.").collect();
/// assert_eq!(sentences, ["Am 12. Juni kam Dr. Weiß.", "Er blieb z. B. bis 3. März."]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Splitter {
    language: Language,
    /// A bit for each rule that is switched off.
    off: u32,
    enumerators: bool,
    no_layout: bool,
}

impl Splitter {
    /// A splitter for a language.
    pub fn new(language: Language) -> Splitter {
        Splitter { language, off: 0, enumerators: false, no_layout: false }
    }

    /// The same splitter without a rule, to measure what it is worth.
    pub fn without(self, rule: Rule) -> Splitter {
        Splitter { off: self.off | 1 << rule as u32, ..self }
    }

    /// Whether numbers and letters of clauses (`3.`, `(b)`, `§ 4`, `[19]`) are sentences of their own, as legal corpora count them. The
    /// default is no: they belong to the sentence behind them.
    pub fn enumerators(self, enumerators: bool) -> Splitter {
        Splitter { enumerators, ..self }
    }

    /// Whether lines and blank lines say where sentences may end. The default is yes. Without, the whole text is one paragraph, as
    /// transcripts and subtitles are whose lines were cut anywhere.
    ///
    /// ```
    /// use nutgraf::{Language, Splitter};
    ///
    /// let splitter = Splitter::new(Language::English).layout(false);
    /// let sentences: Vec<&str> = splitter.sentences("So we\n\nleft. It was late.").collect();
    /// assert_eq!(sentences, ["So we\n\nleft.", "It was late."]);
    /// ```
    pub fn layout(self, layout: bool) -> Splitter {
        Splitter { no_layout: !layout, ..self }
    }

    /// The sentences of a plain text, in order, without the white space between them. None is empty, and together
    /// they hold every character that is not white space, save lines drawn as rules.
    ///
    /// Lines and who speaks in them decide where sentences may end, as in [`Document::plain`]. What that leaves out or joins of
    /// mail, of pages and of words divided at the end of a line stays as it is here: these are pieces of the text itself.
    pub fn sentences<'t>(&self, text: &'t str) -> Sentences<'t> {
        Sentences { inner: self.sentence_indices(text) }
    }

    /// The sentences of a plain text, each with the byte offset of its start.
    pub fn sentence_indices<'t>(&self, text: &'t str) -> SentenceIndices<'t> {
        // Without layout nothing is looked for in lines.
        let lines = if self.no_layout { &text[..0] } else { text };
        SentenceIndices { text, splitter: *self, parts: self.parts(text, layout(lines)), block: None }
    }

    /// The sentences of a document of any format, as spans of its text, block by block.
    pub fn split<'d>(&self, document: &'d Document<'_>) -> impl Iterator<Item = Span> + 'd {
        let splitter = *self;
        let blocks = document.blocks().iter().copied();
        let parts = self.parts(document.text(), blocks);
        parts.flat_map(move |part| splitter.split_block_of(document, part))
    }

    /// The same without what stands around the text of a page: of the main content of one ([`Document::html`]), notices and
    /// navigation are left out, unless there is nothing else. Of other formats these are sentences that the author wrote.
    pub fn split_text<'d>(&self, document: &'d Document<'_>) -> impl Iterator<Item = Span> + 'd {
        let splitter = *self;
        let blocks = document.blocks();
        let is_page = document.is_main_content() && blocks.iter().any(|block| block.role.is_prose());
        // What the head of a page says is no text of it.
        let about = document.about();
        let is_text = move |block: &Block| {
            (!is_page || !matches!(block.role, Role::Notice | Role::Navigation)) && about != Some(block.span)
        };
        let parts = self.parts(document.text(), blocks.iter().copied().filter(is_text));
        parts.flat_map(move |part| splitter.split_block_of(document, part))
    }

    /// The sentences inside one part of a document. What is written as code is one word of its sentence, whatever marks it
    /// holds or ends with.
    pub(crate) fn split_block_of<'d>(&self, document: &'d Document<'_>, block: Span) -> Joined<'d> {
        let stretches = document.stretches();
        let first = stretches.partition_point(|stretch| stretch.span.end <= block.start);
        Joined {
            text: document.text(),
            inner: self.split_block(document.text(), block),
            stretches: &stretches[first..],
            gaps: document.gaps(),
            rest: None,
        }
    }

    /// What is split by itself: each block, or the whole text.
    fn parts<'t, B: Iterator<Item = Block>>(&self, text: &'t str, blocks: B) -> Parts<'t, B> {
        let whole = self.no_layout.then_some(Span::new(0, text.len()));
        let table = Table::of(self.language);
        let joins = !self.no_layout && table.joined_items;
        Parts { text, whole, blocks: blocks.peekable(), has_blocks: !self.no_layout, joins, table }
    }

    /// The sentences inside one block of a text.
    pub(crate) fn split_block<'t>(&self, text: &'t str, block: Span) -> BlockSentences<'t> {
        BlockSentences::new(text, block, self)
    }
}

/// How many abbreviations the table of a language has; none if it has no table.
pub(crate) fn abbreviations(language: Language) -> usize {
    match Table::of(language) {
        _ if table::is_missing(language) => 0,
        table => table.abbreviations(),
    }
}

/// Iterator over the sentences of a text.
#[derive(Clone)]
pub struct Sentences<'t> {
    inner: SentenceIndices<'t>,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        self.inner.next().map(|(_, sentence)| sentence)
    }
}

/// Iterator over the sentences of a text and their byte offsets.
#[derive(Clone)]
pub struct SentenceIndices<'t> {
    text: &'t str,
    splitter: Splitter,
    parts: Parts<'t, Layout<'t>>,
    block: Option<BlockSentences<'t>>,
}

impl<'t> Iterator for SentenceIndices<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        loop {
            if let Some(span) = self.block.as_mut().and_then(BlockSentences::next) {
                return Some((span.start, span.of(self.text)));
            }
            let part = self.parts.next()?;
            self.block = Some(self.splitter.split_block(self.text, part));
        }
    }
}

/// Iterator over the spans that are split by themselves.
///
/// In some languages the items of a list that end in a semicolon are parts of one sentence, as laws have them: such blocks are one. So
/// are lines of which the second plainly goes on with the first.
#[derive(Clone)]
struct Parts<'t, B: Iterator<Item = Block>> {
    text: &'t str,
    /// The whole text, where layout says nothing.
    whole: Option<Span>,
    blocks: Peekable<B>,
    has_blocks: bool,
    joins: bool,
    table: &'static Table,
}

impl<B: Iterator<Item = Block>> Iterator for Parts<'_, B> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if !self.has_blocks {
            return self.whole.take();
        }
        let mut last = self.blocks.next()?;
        let mut part = last.span;
        let text = self.text;
        if is_lone_enumerator(part.of(text))
            && let Some(next) = self.blocks.next_if(|next| is_small_item(text, part, next))
        {
            part.end = next.span.end;
            last = next;
        }
        if self.joins {
            while let Some(next) = self.blocks.next_if(|next| goes_on(text, part, &last, next, self.table)) {
                part.end = next.span.end;
                last = next;
            }
        }
        Some(part)
    }
}

/// Whether a block is no more than a letter or number of an item, `iv)`, or its dash, as pages of laws have it whose lists were tables.
/// Where the next block begins in a small letter, the item is that one.
fn is_lone_enumerator(block: &str) -> bool {
    const LONGEST: usize = 6;
    // Nearly all blocks end in something else, and need not be trimmed.
    if block.bytes().next_back().is_some_and(|last| last.is_ascii_graphic() && !matches!(last, b')' | b'-')) {
        return false;
    }
    if matches!(block.trim(), "–" | "—" | "-") {
        return true;
    }
    let Some(mark) = block.trim().strip_suffix(')') else { return false };
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let is_short = inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (1..LONGEST).contains(&inner.len()) && (is_short || inner.bytes().all(|byte| b"ivxIVX".contains(&byte)))
}

/// Whether the next block is the text of an item whose letter stands above it: it begins in a small letter.
fn is_small_item(text: &str, part: Span, next: &Block) -> bool {
    let small = next.span.of(text).trim_start().trim_start_matches(['"', '“', '«', '‘']);
    small.starts_with(char::is_lowercase) && between(text, part, next).chars().all(char::is_whitespace)
}

/// What stands between two blocks.
fn between<'t>(text: &'t str, part: Span, next: &Block) -> &'t str {
    &text[part.end..next.span.start.max(part.end)]
}

/// Whether what ends with the block `last` goes on in the next one: an item behind a semicolon or comma, perhaps with a conjunction
/// behind it, or a line that [plainly goes on](is_carried_on).
fn goes_on(text: &str, part: Span, last: &Block, next: &Block, table: &Table) -> bool {
    const LONGEST_CONJUNCTION: usize = 4;
    let gap = between(text, part, next);
    if !gap.chars().all(char::is_whitespace) {
        return false;
    }
    let mut words = part.of(text).trim_end();
    // The number of a page may stand between the items.
    if let Some((above, line)) = words.rsplit_once('\n')
        && plain::is_page_number(line)
    {
        words = above.trim_end();
    }
    let cut =
        words.len() - words.bytes().rev().take(LONGEST_CONJUNCTION + 1).position(|b| b == b' ').unwrap_or(0);
    let bare = words[..cut].trim_end();
    let ahead = next.span.of(text);
    let is_item = || next.kind == BlockKind::Item || enumerators::begins_item(ahead);
    let is_text = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading)
            && block.role.is_prose()
    };
    let is_near = || {
        let space =
            &text[part.start + part.of(text).trim_end().len()..next.span.end - ahead.trim_start().len()];
        is_text(last)
            && is_text(next)
            && next.kind != BlockKind::Heading
            && space.bytes().filter(|byte| *byte == b'\n').count() == 1
    };
    if words.ends_with(';') || bare.ends_with(';') {
        return is_item() || is_near();
    }
    if last.span != part && is_lone_enumerator(last.span.of(text)) {
        return is_small_item(text, part, next);
    }
    if table.titled_divisions && is_division_line(words, table) {
        return next.kind != BlockKind::Item;
    }
    words.ends_with(',') && !is_greeting(words, None) && is_part(ahead)
        || ahead.trim_start().starts_with(char::is_lowercase)
            && is_near()
            && is_carried_on(words, last.kind, ahead, table)
}

/// Whether a block is a clause that is part of a sentence, as laws have them: its first word has no capital behind a letter or number with
/// a bracket. Of what stands behind dashes, each is something of its own.
fn is_part(block: &str) -> bool {
    const LONGEST: usize = 5;
    let (mark, clause) = block.trim_start().split_once(char::is_whitespace).unwrap_or_default();
    mark.len() <= LONGEST
        && mark.ends_with([')', '.', 'º', '°'])
        && !clause.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase)
}

/// Whether a line in lower case goes on with the one above it, which begins with a capital: behind a comma, or where a word that is
/// seldom the first or last one of a line stands at the seam, or else if the line ends as a sentence does. Lists of single words do not.
/// A short line is one of a list, unless a colon stands behind the next: `Ritenuto⏎in fatto:`.
fn is_carried_on(above: &str, kind: BlockKind, line: &str, table: &Table) -> bool {
    const SHORTEST: usize = 40;
    let line = line.trim();
    let word = |words: Option<&str>| words.is_some_and(|word| table.is_starter(word));
    let first = || word(line.split(|c: char| !c.is_alphabetic()).next());
    let last = || word(above.rsplit(|c: char| !c.is_alphabetic()).next());
    let is_long = above.rsplit('\n').next().is_some_and(|line| line.len() >= SHORTEST);
    let opening = above.trim_start().trim_start_matches(|c: char| !c.is_alphanumeric());
    !opening.starts_with(char::is_lowercase)
        && match above.chars().next_back() {
            Some(',') => (is_long || line.ends_with(':')) && !is_greeting(above, Some(table)),
            Some(c) if c.is_alphanumeric() => {
                line.ends_with(':')
                    || is_long
                        && (kind != BlockKind::Heading && line.ends_with(['.', ';', ','])
                            || first()
                            || last())
            }
            _ => false,
        }
}

/// Whether a line that ends in a comma greets someone: a few words of which the last has a capital, `Cara Anna,`, or of which the first is
/// none that begins sentences, `Gentile cliente,`. An item may be as short as the latter.
fn is_greeting(line: &str, table: Option<&Table>) -> bool {
    const FEW: usize = 4;
    let mut words = line.split_whitespace();
    let is_open = |word: &str| table.is_some_and(|table| !table.is_starter(word));
    let first = words.next().unwrap_or_default();
    words.nth(FEW - 1).is_none()
        && (is_open(first)
            || line.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase)))
}

/// Whether the last line is a division of a law and its number, such as `CAPO X`, whose name is on the next line.
fn is_division_line(words: &str, table: &Table) -> bool {
    let line = words.rsplit('\n').next().unwrap_or_default().trim();
    line.split_once(' ').is_some_and(|(name, number)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_uppercase()) && table.is_division(name)
    })
}

/// A plain word before a mark that code follows has this many letters or more, and no fewer words than this follow the code.
const LEAST_LETTERS: usize = 3;
const LEAST_BEHIND: usize = 3;

/// Iterator over the sentence spans of one block.
#[derive(Clone)]
pub(crate) enum BlockSentences<'t> {
    Rules {
        text: &'t str,
        grammar: Grammar,
        rest: Span,
        /// No mark before this place can end a sentence: what has none is cut into many parts, and is not to be searched again for each.
        clear: usize,
        marks: Marks,
    },
    Unicode {
        bounds: USentenceBoundIndices<'t>,
        base: usize,
    },
}

/// Iterator over the sentences of one block of a document, none of which ends inside of code or at a mark for what is not shown.
pub(crate) struct Joined<'d> {
    text: &'d str,
    inner: BlockSentences<'d>,
    /// What is left of the stretches.
    stretches: &'d [Stretch],
    /// Where something stands for what is not shown, in the text.
    gaps: &'d [usize],
    /// What is left of a sentence that was cut before code, and the stretches from there on.
    rest: Option<(Span, &'d [Stretch])>,
}

impl Joined<'_> {
    /// Whether the mark before a place stands for what is not shown, and ends no sentence: `It is … Meter high.`
    fn ends_in_gap(&self, end: usize) -> bool {
        !self.gaps.is_empty()
            && self.text[..end]
                .strip_suffix(GAP)
                .is_some_and(|before| self.gaps.binary_search(&before.len()).is_ok())
    }

    /// Where a sentence begins with code inside of what the rules take for one, since they see a word in lower case: `Pick a branch.
    /// main is for users.` The word before the mark is a plain one, and words follow the code.
    fn begins_with_code(&self, sentence: Span, stretches: &[Stretch]) -> Option<(usize, usize)> {
        let BlockSentences::Rules { grammar, .. } = &self.inner else { return None };
        let ends = |stretch: &Stretch| {
            let before = &self.text[sentence.start..stretch.span.start];
            let said = before.trim_end();
            let word = said.strip_suffix('.')?.rsplit(' ').next()?;
            let is_plain = said.len() < before.len()
                && word.chars().all(char::is_lowercase)
                && word.chars().nth(LEAST_LETTERS - 1).is_some()
                && grammar.table.class(word).is_none();
            // The code may end behind the sentence.
            let behind = self.text.get(stretch.span.end..sentence.end)?;
            let goes_on = behind.starts_with(' ')
                && behind.trim_start().starts_with(char::is_lowercase)
                && behind.split_ascii_whitespace().nth(LEAST_BEHIND - 1).is_some();
            (is_plain && goes_on).then_some((sentence.start + said.len(), stretch.span.start))
        };
        let inside = stretches.iter().skip_while(|stretch| stretch.span.start <= sentence.start);
        let inside = inside.take_while(|stretch| stretch.span.start < sentence.end);
        inside.filter(|stretch| stretch.role == Role::Code).find_map(ends)
    }

    /// Whether the last mark before a place is one of a name in code.
    fn ends_in_code(&mut self, end: usize) -> bool {
        let Some(first) = self.stretches.first() else { return false };
        if first.span.start >= end {
            return false;
        }
        let marks = self.text[..end].trim_end_matches([')', ']', '"', '”', '»', '’', '\'']);
        let done = self.stretches.partition_point(|stretch| stretch.span.end < marks.len());
        self.stretches = &self.stretches[done..];
        self.stretches.first().is_some_and(|stretch| {
            stretch.role == Role::Code
                && stretch.span.start < marks.len()
                && stretch.span.len() <= LONGEST_CODE
        })
    }
}

impl Iterator for Joined<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (mut sentence, stretches) = match self.rest.take() {
            Some(rest) => rest,
            None => {
                let stretches = self.stretches;
                let mut sentence = self.inner.next()?;
                while self.ends_in_code(sentence.end) || self.ends_in_gap(sentence.end) {
                    match self.inner.next() {
                        Some(next) => sentence.end = next.end,
                        None => break,
                    }
                }
                (sentence, stretches)
            }
        };
        // Most texts have no code, and most of the others none in this sentence.
        if stretches.first().is_some_and(|stretch| stretch.span.start < sentence.end)
            && let Some((end, start)) = self.begins_with_code(sentence, stretches)
        {
            self.rest = Some((Span { start, end: sentence.end }, stretches));
            sentence.end = end;
        }
        Some(sentence)
    }
}

impl<'t> BlockSentences<'t> {
    fn new(text: &'t str, block: Span, splitter: &Splitter) -> BlockSentences<'t> {
        let is_unknown = matches!(
            splitter.language,
            Language::Undetermined | Language::Khmer | Language::Lao | Language::Thai
        );
        if is_unknown && has_script_of_its_own(block.of(text)) {
            let bounds = block.of(text).split_sentence_bound_indices();
            return BlockSentences::Unicode { bounds, base: block.start };
        }
        let table = Table::of(splitter.language);
        let inner_periods = table.inner_periods && block.of(text).contains(['։', ':']);
        let Splitter { off, enumerators, no_layout, .. } = *splitter;
        let grammar = Grammar { table, off, inner_periods, enumerators, no_layout, block };
        BlockSentences::Rules {
            text,
            grammar,
            rest: block.trim(text),
            clear: block.start,
            marks: Marks::unknown(),
        }
    }
}

impl Iterator for BlockSentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        match self {
            BlockSentences::Rules { text, grammar, rest, clear, marks } => {
                next_by_rules(text, *grammar, rest, clear, marks)
            }
            BlockSentences::Unicode { bounds, base } => next_by_unicode(bounds, *base),
        }
    }
}

/// The first sentence of `rest`, which is left with what follows it.
fn next_by_rules(
    text: &str,
    grammar: Grammar,
    rest: &mut Span,
    clear: &mut usize,
    marks: &mut Marks,
) -> Option<Span> {
    if rest.is_empty() {
        return None;
    }
    if grammar.enumerators {
        let before = &text[grammar.block.start..rest.start];
        let words = rest.of(text);
        let begins_line = before[before.trim_end().len()..].contains('\n')
            || before.trim_end().is_empty()
            || grammar.no_layout && enumerators::is_bare_number(words, |word| grammar.table.is_starter(word));
        if let Some(end) = enumerators::end(text, *rest, begins_line)
            && !(grammar.table.joined_items && enumerators::is_joined(text, *rest))
        {
            let enumerator = Span { start: rest.start, end };
            *rest = Span { start: end, end: rest.end }.trim(text);
            return Some(enumerator);
        }
    }
    if rest.start == grammar.block.start
        && matches!(text.as_bytes()[rest.start], b'@' | b'#')
        && let Some(end) = addressees(text, *rest, grammar)
    {
        let names = Span { start: rest.start, end };
        *rest = Span { start: end, end: rest.end }.trim(text);
        return Some(names);
    }
    let mut from = rest.start.max(*clear);
    let mut end = rest.end;
    *clear = rest.end;
    while let Some(candidate) = Candidate::find(text, *rest, from, grammar, marks) {
        *clear = candidate.run.start.min(*clear);
        if candidate.next == rest.end {
            break;
        }
        if let Some(boundary) = rules::boundary(text, *rest, &candidate, grammar) {
            end = boundary;
            break;
        }
        from = candidate.after;
    }
    if let Some(item) = rules::next_item(text, Span { start: rest.start, end }, grammar) {
        end = item;
    }
    if grammar.enumerators {
        end = enumerators::lead_in(text, *rest, end, grammar.table.joined_items).unwrap_or(end);
    }
    if grammar.has(Rule::Unmarked) && grammar.table.is_english {
        end = unmarked::boundary(text, Span { start: rest.start, end }, grammar.no_layout).unwrap_or(end);
    }
    if grammar.no_layout && grammar.table.capital_starts {
        end = capitals::boundary(text, Span { start: rest.start, end }, grammar.table).unwrap_or(end);
    }
    if grammar.no_layout && grammar.table.joined_items {
        end = first_item(text, Span { start: rest.start, end }).unwrap_or(end);
    }
    if grammar.no_layout && grammar.table.language == Language::Chinese {
        end = blank_between(text, Span { start: rest.start, end }).unwrap_or(end);
    }
    if grammar.has(Rule::Unmarked)
        && (grammar.no_layout && seams::knows(grammar.table.language)
            || !grammar.no_layout && seams::knows_in_paragraphs(grammar.table.language))
    {
        end = seams::boundary(text, Span { start: rest.start, end }, grammar.table, grammar.no_layout)
            .unwrap_or(end);
    }
    let sentence = Span { start: rest.start, end };
    *rest = Span { start: end, end: rest.end }.trim(text);
    Some(sentence)
}

/// Where the names and topics end that a post begins with, `@hale #pier`, if a sentence begins behind them: a starter with a capital, or a
/// quotation.
fn addressees(text: &str, rest: Span, grammar: Grammar) -> Option<usize> {
    let is_name = |word: &str| {
        let name = word.strip_prefix(['@', '#']);
        name.is_some_and(|name| {
            name.starts_with(char::is_alphanumeric)
                && name.contains(char::is_alphabetic)
                && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        })
    };
    let mut ahead = rest.of(text);
    while let Some((word, behind)) = ahead.split_once(' ')
        && is_name(word)
    {
        ahead = behind;
    }
    let end = text[..rest.end - ahead.len()].trim_end().len();
    let word = &ahead[..ahead.find(|c: char| !c.is_alphabetic()).unwrap_or(ahead.len())];
    let begins = word.starts_with(char::is_uppercase) && grammar.table.is_capital_start(word)
        || ahead.starts_with(['"', '“', '„', '«']);
    (end > rest.start && begins).then_some(end)
}

/// Where a sentence ends that announces a list, if the first item of the list follows its colon: `The harbor needs: a) a wall`. Only for text
/// without layout, since the item has a line of its own elsewhere, and for languages whose laws have such lists: in Icelandic and Polish
/// speech items follow in the same sentence.
fn first_item(text: &str, sentence: Span) -> Option<usize> {
    const LONGEST: usize = 4;
    // Where the model of seams splits off parts, the rest is searched again for each.
    const SEARCHED: usize = 10_000;
    let words = sentence.of(text);
    let words = &words[..boundary_at_or_before(words, SEARCHED)];
    let begins = |at: &usize| {
        let Some(item) = words[at + 1..].strip_prefix(' ') else { return false };
        let item = item.strip_prefix('(').unwrap_or(item);
        let len = item.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
        let (number, behind) = item.split_at(len);
        let is_roman = !number.is_empty() && number.bytes().all(|byte| b"IVX".contains(&byte));
        let counts = len == 1 && number.bytes().all(|byte| byte.is_ascii_lowercase())
            || (1..=2).contains(&len) && number.bytes().all(|byte| byte.is_ascii_digit())
            || is_roman && len < LONGEST;
        let mark = behind.trim_start_matches(' ').chars().next();
        let words = match mark {
            Some(mark @ (')' | '.' | 'º' | '°')) if counts => behind.strip_prefix(mark),
            Some(mark @ ('-' | '–')) if is_roman => behind.trim_start().strip_prefix(mark),
            _ => None,
        };
        words
            .and_then(|words| words.strip_prefix(' '))
            .is_some_and(|words| words.starts_with(char::is_alphabetic))
    };
    memchr::memchr_iter(b':', words.as_bytes()).find(begins).map(|at| sentence.start + at + 1)
}

/// The first blank between two Chinese characters. Sentences have none inside, so that it stands for a line break or a mark, as in subtitles;
/// a name may have one: `李 明`.
fn blank_between(text: &str, sentence: Span) -> Option<usize> {
    const NAME: usize = 2;
    const FIRST: char = '\u{2E80}';
    let words = sentence.of(text);
    let own = |c: Option<char>| c.is_some_and(|c| c >= FIRST && c.is_alphabetic());
    let blanks = words.char_indices().filter(|(_, c)| matches!(c, ' ' | '\n' | '\u{3000}'));
    let between = |at: &usize| {
        let (before, ahead) = words.split_at(*at);
        let ahead = ahead.trim_start();
        let last = before.chars().rev().take_while(|c| own(Some(*c)));
        last.take(NAME).count() == NAME && own(ahead.chars().next())
    };
    blanks.map(|(at, _)| at).find(between).map(|at| sentence.start + at)
}

/// The next sentence by UAX #29, whose breaks at line ends count only after a mark: in a block, lines are joined.
fn next_by_unicode(bounds: &mut USentenceBoundIndices<'_>, base: usize) -> Option<Span> {
    let mut sentence: Option<Span> = None;
    for (at, piece) in bounds.by_ref() {
        let words = piece.trim();
        let start = base + at + (piece.len() - piece.trim_start().len());
        let span = Span { start, end: start + words.len() };
        let whole = sentence.get_or_insert(span);
        whole.end = whole.end.max(span.end);
        let wrapped = piece.ends_with(plain::is_line_break)
            && words.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        if !whole.is_empty() && !wrapped && !goes_on_in_script(words) {
            return sentence;
        }
        if whole.is_empty() {
            sentence = None;
        }
    }
    sentence
}

/// Whether a piece of a text in a script of its own is no sentence yet, though UAX #29 ends one there: a comma of Burmese, or an
/// abbreviation or initial of one syllable, as in `డా. రావు`.
fn goes_on_in_script(words: &str) -> bool {
    const COMMA: char = '၊';
    // The names of Latin letters in scripts of India and Sri Lanka that have two syllables, as initials are written; none that is a word.
    const LETTERS: &str = concat!(
        "एस एम आर एन एल एफ एच डब्ल्यू एक्स এম এস এন এল এফ এইচ ਐਮ ਐੱਮ ਐਸ ਐੱਸ ਐਨ ਐੱਨ ਐਲ ਐੱਲ ਐਫ ਐੱਫ ਐਚ ਐੱਚ ਆਰ ଏମ୍ ଏସ୍ ଏନ୍ ଏଲ୍ ଆର୍ ",
        "ఎం ఎన్ ఎస్ ఆర్ ఎల్ ఎఫ్ ఎచ్ ಎಂ ಎನ್ ಎಸ್ ಆರ್ ಎಲ್ ಎಚ್ എം എൻ എസ് ആർ എൽ എഫ് එම් එන් එස් ආර් එල් එච්"
    );
    // The letters of India and Sri Lanka, where a period is that of an abbreviation as often as the end.
    let is_indic = |c: char| ('\u{900}'..'\u{E00}').contains(&c) && c.is_alphabetic();
    let syllable = || {
        let word = words.strip_suffix('.')?.rsplit(char::is_whitespace).next()?;
        if LETTERS.split(' ').any(|name| name == word) {
            return Some(true);
        }
        let mut syllables = word.graphemes(true);
        Some(syllables.next()?.starts_with(is_indic) && syllables.next().is_none())
    };
    // Thai and Lao have no full stop: a period behind a few letters is that of an abbreviation, as in `พ.ศ. 2560`.
    let is_cut = || {
        const LONGEST: usize = 4;
        let word = words.strip_suffix('.')?;
        let last = word.rsplit(|c: char| c == '.' || c.is_whitespace()).next()?;
        let of_script = |c: char| ('\u{E00}'..'\u{F00}').contains(&c);
        Some(last.ends_with(of_script) && last.chars().filter(|c| c.is_alphabetic()).count() <= LONGEST)
    };
    words.ends_with(COMMA) || syllable().unwrap_or(false) || is_cut().unwrap_or(false)
}

/// Whether the first letter is of a script past Latin, Greek, Cyrillic and Armenian, whose marks and spaces the
/// rules know nothing of. Tibetan, of which UAX #29 knows none, has its own marks among those of the rules.
fn has_script_of_its_own(block: &str) -> bool {
    block.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        c >= '\u{590}' && !('\u{F00}'..'\u{1000}').contains(&c) && !('\u{1E00}'..'\u{2000}').contains(&c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_a_table_are_split_by_unicode() {
        let splitter = Splitter::new(Language::Undetermined);
        let text = "議会は堤防を承認した。工事は五月に始まる。\n終わりは秋だ。";
        let found: Vec<_> = splitter.sentences(text).collect();
        assert_eq!(found, ["議会は堤防を承認した。", "工事は五月に始まる。", "終わりは秋だ。"]);
    }

    #[test]
    fn sentences_of_speech_are_those_of_its_document() {
        let chat = "Ann: We only take cards at the moment, and all of their treasurers hate\nit.\nBo: Could we\n\
                    send a plain invoice by hand?\nAnn: For three of them? Of course.\nBo: Good\n\
                    let us do that, and see who\nAnn: Agreed.\n";
        let document = Document::plain(chat);
        assert_eq!(document.text(), chat);
        let splitter = Splitter::default();
        let spans: Vec<Span> = splitter.split(&document).collect();
        let found = splitter.sentence_indices(chat);
        assert_eq!(found.map(|(at, words)| Span::new(at, at + words.len())).collect::<Vec<_>>(), spans);
    }

    #[test]
    fn items_of_laws_are_parts_of_one_sentence_where_the_language_has_it_so() {
        let french = "La loi fixe :\n1° Le premier cas ;\n2° Le deuxième cas ; et\n3° Le troisième cas.\nElle entre en vigueur.";
        let found: Vec<&str> = Splitter::new(Language::French).sentences(french).collect();
        assert_eq!(
            found,
            [
                "La loi fixe :",
                "1° Le premier cas ;\n2° Le deuxième cas ; et\n3° Le troisième cas.",
                "Elle entre en vigueur."
            ]
        );
        let with_page = "III – reparar o muro do porto;\n14\nXXI – abrir a ponte velha;\nTítulo novo";
        let found: Vec<&str> = Splitter::new(Language::Portuguese).sentences(with_page).collect();
        assert_eq!(found.len(), 2);
        let german = "Das Amt\n1. prüft die Mauer;\n2. sperrt die Brücke.";
        assert_eq!(Splitter::new(Language::German).sentences(german).count(), 3);
    }

    #[test]
    fn the_letter_of_an_item_on_a_line_of_its_own_belongs_to_the_item() {
        let text = "The harbor needs:\n\niv)\n\na wall of stone that holds in winter, and\n\n(b)\n\nThe gate is closed.";
        let found: Vec<&str> = sentences(text).collect();
        assert_eq!(
            found,
            [
                "The harbor needs:",
                "iv)\n\na wall of stone that holds in winter, and",
                "(b)",
                "The gate is closed."
            ]
        );
        assert_eq!(sentences("In the spring\n\n(2019)\n\nthey left.").count(), 3);
    }

    #[test]
    fn enumerators_are_sentences_of_their_own_where_that_is_wished() {
        let text = "The facts: A. The owner sold the pier. B. The buyer paid. 2. (iv) Costs are shared. *494 The court agrees.";
        let splitter = Splitter::default();
        let joined: Vec<&str> = splitter.sentences(text).collect();
        assert!(!joined.contains(&"B."));
        let apart: Vec<&str> = splitter.enumerators(true).sentences(text).collect();
        assert_eq!(
            apart,
            [
                "The facts:",
                "A.",
                "The owner sold the pier.",
                "B.",
                "The buyer paid.",
                "2.",
                "(iv)",
                "Costs are shared.",
                "*494",
                "The court agrees."
            ]
        );
    }

    #[test]
    fn without_layout_a_line_break_is_a_blank() {
        let text = "So we said that\n\nthe pier is closed. Then\nwe left.";
        let found: Vec<&str> = Splitter::default().layout(false).sentences(text).collect();
        assert_eq!(found, ["So we said that\n\nthe pier is closed.", "Then\nwe left."]);
        let document = Document::plain(text);
        assert_eq!(Splitter::default().layout(false).split(&document).count(), 2);
        let spanish = "La comisión aprobó el proyecto Los diputados llegan temprano.";
        let splitter = Splitter::new(Language::Spanish);
        assert_eq!(splitter.sentences(spanish).count(), 1);
        assert_eq!(splitter.layout(false).sentences(spanish).count(), 2);
    }

    #[test]
    fn without_layout_lists_begin_behind_their_colon_and_blanks_part_chinese() {
        let parts =
            |language, text| Splitter::new(language).layout(false).sentences(text).collect::<Vec<&str>>();
        for (language, text, expected) in [
            (
                Language::Portuguese,
                "Compete ao porto: a) reparar o muro; b) abrir a ponte.",
                &["Compete ao porto:", "a) reparar o muro; b) abrir a ponte."][..],
            ),
            (Language::French, "Le port fixe : II – les taxes.", &["Le port fixe :", "II – les taxes."]),
            (Language::Spanish, "Son las 10: 30 barcos.", &["Son las 10: 30 barcos."]),
            (Language::Chinese, "港口今天关闭 市长明天会来。", &["港口今天关闭", "市长明天会来。"]),
            (Language::Chinese, "李 明来了。", &["李 明来了。"]),
        ] {
            assert_eq!(parts(language, text), expected);
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        for text in ["", " \n\t\r\n ", "\u{A0}\u{2028}"] {
            assert_eq!(sentences(text).count(), 0, "{text:?}");
        }
    }
}
