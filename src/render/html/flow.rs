//! A document as a page shows it: its blocks in groups, and their text cut where marks begin and end.
//!
//! Marks may lie in each other and across each other, which elements cannot; so the text is cut into **runs** at every
//! end of a mark, and each run knows the marks that it lies in.
//!
//! * time: `O(n log n)` to sort `n` marks, then linear in the runs and in how many marks each lies in
//! * space: the same

use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use serde::Serialize;

use super::texts::Texts;
use crate::document::{Block, BlockKind, Document, Heading, ListItem};
use crate::language::Language;
use crate::order::Arrange;
use crate::span::Span;

/// A stretch of a block, and the marks that it lies in, by their places among those given, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) marks: Vec<u32>,
}

/// The runs of each block, behind its bullet. Marks may come in any order; where one is outside of all blocks it is
/// left out.
pub(super) fn runs(blocks: &[Block], marks: &[Span]) -> Vec<Vec<Run>> {
    let mut waiting: Vec<u32> = (0..marks.len() as u32).collect();
    waiting.retain(|mark| !marks[*mark as usize].is_empty());
    waiting.arrange_by_key(|mark| marks[*mark as usize].start);
    let mut waiting = waiting.into_iter().peekable();
    let mut open: Vec<u32> = Vec::new();
    let cut = |block: &Block| {
        let Span { end, .. } = block.span;
        let mut at = block.content_start;
        let mut runs = Vec::new();
        loop {
            while let Some(mark) = waiting.next_if(|mark| marks[*mark as usize].start <= at) {
                open.push(mark);
            }
            open.retain(|mark| marks[*mark as usize].end > at);
            if at >= end {
                return runs;
            }
            let next = waiting.peek().map_or(end, |mark| marks[*mark as usize].start);
            let stop = open.iter().map(|mark| marks[*mark as usize].end).fold(next.min(end), usize::min);
            let mut holding = open.clone();
            holding.sort_unstable();
            runs.push(Run { span: Span { start: at, end: stop }, marks: holding });
            at = stop;
        }
    };
    blocks.iter().map(cut).collect()
}

/// A document as markup.
#[derive(Debug, Serialize)]
pub(super) struct Flow {
    markup: Value,
    /// Whether a browser does well to lay out only what of it is seen.
    is_long: bool,
}

/// A flow of more groups than this is long. Chosen: some thirty screens.
const LONG: usize = 300;

/// Groups on their way to markup. They are written some at a time, while others are made: as values of a template they take
/// twenty times the room of their markup.
pub(super) struct Writer<'e, 'd> {
    environment: &'e Environment<'e>,
    texts: &'e Texts,
    waiting: Vec<Group<'d>>,
    written: usize,
    markup: String,
}

impl<'e, 'd> Writer<'e, 'd> {
    pub(super) fn new(environment: &'e Environment<'e>, texts: &'e Texts) -> Writer<'e, 'd> {
        Writer { environment, texts, waiting: Vec::new(), written: 0, markup: String::new() }
    }

    fn take(&mut self, mut group: Group<'d>) {
        const TOGETHER: usize = 1_000;
        group.fill_rows();
        self.waiting.push(group);
        if self.waiting.len() == TOGETHER {
            self.write();
        }
    }

    fn write(&mut self) {
        let template = self.environment.get_template("flow.html").expect("it is among the templates");
        let some = std::mem::take(&mut self.waiting);
        self.written += some.len();
        let written = template.render(context! { flow => Serde(some), t => Serde(&self.texts.all()) });
        self.markup.push_str(&written.expect("the template names what a group has"));
    }

    pub(super) fn finish(mut self) -> Flow {
        if !self.waiting.is_empty() {
            self.write();
        }
        Flow { markup: Value::from_safe_string(self.markup), is_long: self.written > LONG }
    }
}

/// Blocks of one kind that stand together: the items of a list, the paragraphs of a quotation, the rows of a table.
#[derive(Debug, Serialize)]
pub(super) struct Group<'d> {
    kind: &'static str,
    /// The element of each block, where the kind does not say it.
    tag: &'static str,
    /// The level of a heading, if it is known.
    level: Option<u8>,
    blocks: Vec<Shown<'d>>,
    rows: Vec<Vec<Option<Shown<'d>>>>,
    /// The number of the table, and its first row that is here: prose in a cell parts a table.
    #[serde(skip)]
    table: Option<(usize, usize)>,
}

/// Of cells without words in a row, this many are shown, so that a page stays linear in its document. Chosen: wider tables
/// are hardly read.
const MOST_EMPTY: usize = 16;

/// A block as it is shown.
#[derive(Debug, Serialize)]
struct Shown<'d> {
    /// Its bullet or number, if it has one in its text.
    bullet: &'d str,
    /// The number that its list gives it.
    number: Option<i64>,
    /// What style it has as an item: with a bullet of its own, with none, indented.
    class: String,
    /// Its direction, where that is not the one of the document's language.
    direction: Option<&'static str>,
    /// Whether it is the head of a column or a row.
    is_head: bool,
    pieces: Vec<Piece<'d>>,
}

/// A piece of a block's text, in an element of its own if it is marked, and in that of its sentence.
#[derive(Debug, Serialize)]
struct Piece<'d> {
    text: &'d str,
    class: Option<String>,
    id: Option<String>,
    /// The sentence that begins with it.
    opens: Option<Opened>,
    /// Whether its sentence ends with it.
    closes: bool,
}

/// The element of a sentence.
#[derive(Debug, Serialize)]
struct Opened {
    class: String,
    id: Option<String>,
    rank: Option<usize>,
}

/// A sentence that has an element of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub(super) span: Span,
    /// Its number among all sentences.
    pub(super) number: usize,
    /// Its rank in the summary, 0 if it is not in it, and the strength of its mark.
    pub(super) rank: usize,
    pub(super) step: usize,
}

/// The element of what is marked.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) class: String,
    pub(super) id: String,
}

/// Writes the groups of a document, with an element for each of its sentences and, inside of these, one for each stretch that is
/// marked: `marked` makes it of the marks that hold the stretch.
///
/// The title is left out if it is what stands above the document already and nothing in it is marked.
pub(super) fn groups<'d>(
    document: &'d Document<'_>,
    language: Language,
    spoken: &[Spoken],
    marks: &[Span],
    title: Option<&str>,
    mut marked: impl FnMut(&[u32]) -> Mark,
    writer: &mut Writer<'_, 'd>,
) {
    let text = document.text();
    let spans: Vec<Span> = spoken.iter().map(|sentence| sentence.span).chain(marks.iter().copied()).collect();
    let runs = runs(document.blocks(), &spans);
    let sentences = spoken.len() as u32;
    let sentence_of = |run: &Run| run.marks.first().copied().filter(|mark| *mark < sentences);
    let mut named = vec![false; spoken.len()];
    let mut pieces = |runs: &[Run]| -> Vec<Piece<'d>> {
        let mut pieces = Vec::with_capacity(runs.len());
        for (at, run) in runs.iter().enumerate() {
            let sentence = sentence_of(run);
            let is_same = |other: Option<&Run>| other.is_some_and(|other| sentence_of(other) == sentence);
            let is_first = sentence.is_some() && !is_same(at.checked_sub(1).map(|before| &runs[before]));
            let opens = sentence.filter(|_| is_first).map(|sentence| {
                let Spoken { number, rank, step, .. } = spoken[sentence as usize];
                let is_new = !std::mem::replace(&mut named[sentence as usize], true);
                Opened {
                    class: if rank > 0 { format!("s on k{step}") } else { "s".to_string() },
                    id: is_new.then(|| format!("s{number}")),
                    rank: Some(rank).filter(|rank| *rank > 0),
                }
            });
            let own = &run.marks[usize::from(sentence.is_some())..];
            let own: Vec<u32> = own.iter().map(|mark| mark - sentences).collect();
            let (class, id) = match own.is_empty() {
                true => (None, None),
                false => {
                    let Mark { class, id } = marked(&own);
                    (Some(class), Some(id))
                }
            };
            let closes = sentence.is_some() && !is_same(runs.get(at + 1));
            pieces.push(Piece { text: run.span.of(text), class, id, opens, closes });
        }
        pieces
    };
    let mut headings = Headings { levels: &document.fields().headings, last: 2 };
    let mut cells = document.fields().cells.iter().peekable();
    let mut items = document.fields().list_items.iter().peekable();
    let mut open: Option<Group<'d>> = None;
    let mut begin = |open: &mut Option<Group<'d>>, group: Group<'d>| {
        if let Some(ended) = open.replace(group) {
            writer.take(ended);
        }
    };
    for (place, (block, runs)) in document.blocks().iter().zip(&runs).enumerate() {
        let is_title = place == 0 && block.kind == BlockKind::Title;
        let is_bare = || runs.iter().all(|run| run.marks.is_empty());
        if is_title && title == Some(block.span.of(text)) && is_bare() {
            continue;
        }
        while cells.next_if(|cell| cell.span.start < block.span.start).is_some() {}
        let cell = cells.next_if(|cell| cell.span.start == block.span.start);
        while items.next_if(|item| item.span.start < block.span.start).is_some() {}
        let item = items.next_if(|item| item.span.start == block.span.start);
        let shown = Shown {
            bullet: text[block.span.start..block.content_start].trim_end(),
            number: item.and_then(|item| item.number),
            class: class_of_item(block, item),
            direction: own_direction(block.span.of(text), language),
            is_head: cell.is_some_and(|cell| cell.is_head),
            pieces: pieces(runs),
        };
        if let Some(cell) = cell {
            let here = open.as_ref().and_then(|group| group.table).filter(|(table, _)| *table == cell.table);
            let (_, first) = here.unwrap_or_else(|| {
                begin(&mut open, Group::new("table", "", None));
                (cell.table, cell.row)
            });
            if let Some(table) = &mut open {
                table.table = Some((cell.table, first));
                table.put(cell.row - first, cell.column, shown);
            }
            continue;
        }
        let kind = match (item, &open) {
            (Some(ListItem { number: Some(_), .. }), _) => "numbers",
            // A second paragraph stays in the list.
            (Some(ListItem { is_continued: true, .. }), Some(group)) if group.kind == "numbers" => group.kind,
            _ => kind(block.kind),
        };
        match &mut open {
            Some(group) if group.kind == kind && is_grouped(block.kind) => group.blocks.push(shown),
            _ => {
                let (tag, level) = match kind {
                    "title" | "heading" => headings.of(block),
                    _ => ("p", None),
                };
                let mut group = Group::new(kind, tag, level);
                group.blocks.push(shown);
                begin(&mut open, group);
            }
        }
    }
    if let Some(ended) = open {
        writer.take(ended);
    }
}

/// How deep items are indented at most.
const DEEPEST: usize = 4;

fn class_of_item(block: &Block, item: Option<&ListItem>) -> String {
    let mark = match item {
        _ if block.content_start > block.span.start => "bulleted",
        Some(ListItem { is_continued: true, .. }) => "continued",
        _ => "",
    };
    match item.map_or(0, |item| item.depth.min(DEEPEST)) {
        0 => mark.to_string(),
        depth => format!("{mark} d{depth}").trim_start().to_string(),
    }
}

impl<'d> Group<'d> {
    fn new(kind: &'static str, tag: &'static str, level: Option<u8>) -> Group<'d> {
        Group { kind, tag, level, blocks: Vec::new(), rows: Vec::new(), table: None }
    }

    /// Puts a cell where it belongs, behind those that are there. A cell may have several paragraphs.
    fn put(&mut self, row: usize, column: usize, mut shown: Shown<'d>) {
        while self.rows.len() <= row {
            self.rows.push(Vec::new());
        }
        let cells = &mut self.rows[row];
        if column + 1 == cells.len()
            && let Some(Some(cell)) = cells.last_mut()
        {
            cell.pieces.push(Piece { text: " ", class: None, id: None, opens: None, closes: false });
            cell.pieces.append(&mut shown.pieces);
            return;
        }
        let empty = column.saturating_sub(cells.len()).min(MOST_EMPTY);
        cells.extend((0..empty).map(|_| None));
        cells.push(Some(shown));
    }

    /// Makes the rows of a table as long as the longest.
    fn fill_rows(&mut self) {
        let widest = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut self.rows {
            let lacking = (widest - row.len()).min(MOST_EMPTY);
            row.extend((0..lacking).map(|_| None));
        }
    }
}

/// The elements of headings. They stand under a heading of the second level, and none skips one, as a page may not.
struct Headings<'d> {
    levels: &'d [Heading],
    last: u8,
}

impl Headings<'_> {
    /// The element of a heading, and its level in the document if that is known.
    fn of(&mut self, block: &Block) -> (&'static str, Option<u8>) {
        while self.levels.first().is_some_and(|heading| heading.span.start < block.span.start) {
            self.levels = &self.levels[1..];
        }
        let known = self.levels.first().filter(|heading| heading.span.start == block.span.start);
        let level = known.map(|heading| heading.level);
        let wanted = match (level, block.kind) {
            (Some(level), _) => level.saturating_add(2),
            (None, BlockKind::Title) => 3,
            (None, _) => 4,
        };
        self.last = wanted.clamp(3, (self.last + 1).min(6));
        (["h3", "h4", "h5", "h6"][usize::from(self.last - 3)], level)
    }
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Item => "list",
        BlockKind::Quote => "quote",
        BlockKind::Cell => "cells",
        BlockKind::Footnote => "notes",
    }
}

fn is_grouped(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Item | BlockKind::Quote | BlockKind::Cell | BlockKind::Footnote)
}

/// The direction in which a language is written.
pub(super) fn direction(language: Language) -> &'static str {
    match language {
        Language::Arabic | Language::Hebrew | Language::Pashto | Language::Persian | Language::Urdu => "rtl",
        Language::Undetermined => "auto",
        _ => "ltr",
    }
}

/// The language as an attribute has it: empty where it is not known.
pub(super) fn code(language: Language) -> &'static str {
    match language {
        Language::Undetermined => "",
        known => known.code(),
    }
}

/// The direction that a block needs for itself: some letters of the other direction in a text that runs from left to
/// right, none of its own in one that runs from right to left.
fn own_direction(text: &str, language: Language) -> Option<&'static str> {
    let has_rtl = !text.is_ascii() && text.chars().any(is_rtl);
    match direction(language) {
        "ltr" if has_rtl => Some("auto"),
        "rtl" if !has_rtl => Some("auto"),
        "auto" => Some("auto"),
        _ => None,
    }
}

/// Whether a character is of a script that is written from right to left: Hebrew, Arabic and their neighbors.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        || matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Role;

    fn blocks(ends: &[(usize, usize)]) -> Vec<Block> {
        let block = |(start, end): &(usize, usize)| Block {
            kind: BlockKind::Paragraph,
            span: Span { start: *start, end: *end },
            content_start: *start,
            role: Role::Prose,
        };
        ends.iter().map(block).collect()
    }

    #[test]
    fn marks_that_cross_are_cut_where_they_cross() {
        let marks = [Span::new(2, 6), Span::new(4, 8), Span::new(4, 5)];
        let runs = runs(&blocks(&[(0, 10)]), &marks);
        let shown: Vec<(usize, usize, &[u32])> =
            runs[0].iter().map(|run| (run.span.start, run.span.end, &run.marks[..])).collect();
        let expected: [(usize, usize, &[u32]); 6] =
            [(0, 2, &[]), (2, 4, &[0]), (4, 5, &[0, 1, 2]), (5, 6, &[0, 1]), (6, 8, &[1]), (8, 10, &[])];
        assert_eq!(shown, expected);
    }

    proptest! {
        /// Runs fill their blocks without gap, and every byte knows the marks that it lies in.
        #[test]
        fn runs_agree_with_a_look_at_every_byte(
            lengths in prop::collection::vec((1usize..12, 0usize..3), 0..6),
            marks in prop::collection::vec((0usize..60, 0usize..20), 0..12),
        ) {
            let mut ends = Vec::new();
            let mut at = 0;
            for (length, gap) in lengths {
                ends.push((at, at + length));
                at += length + gap;
            }
            let marks: Vec<Span> = marks.iter().map(|(start, length)| Span::new(*start, start + length)).collect();
            let blocks = blocks(&ends);
            for (block, runs) in blocks.iter().zip(runs(&blocks, &marks)) {
                let mut next = block.span.start;
                for run in runs {
                    prop_assert_eq!(run.span.start, next);
                    prop_assert!(!run.span.is_empty());
                    next = run.span.end;
                    for byte in run.span.range() {
                        let holding: Vec<u32> = (0..marks.len() as u32)
                            .filter(|mark| marks[*mark as usize].range().contains(&byte))
                            .collect();
                        prop_assert_eq!(&holding, &run.marks);
                    }
                }
                prop_assert_eq!(next, block.span.end);
            }
        }
    }
}
