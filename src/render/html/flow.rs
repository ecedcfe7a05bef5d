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

use crate::document::{Block, BlockKind, Document};
use crate::language::Language;
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
    waiting.sort_by_key(|mark| marks[*mark as usize].start);
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

impl Flow {
    /// The groups are written some at a time: as values of a template they take twenty times the room of their markup.
    pub(super) fn of(groups: Vec<Group<'_>>, environment: &Environment<'_>) -> Flow {
        const TOGETHER: usize = 1_000;
        let template = environment.get_template("flow.html").expect("it is among the templates");
        let is_long = groups.len() > LONG;
        let mut markup = String::new();
        let mut groups = groups.into_iter();
        while groups.len() > 0 {
            let some: Vec<Group<'_>> = groups.by_ref().take(TOGETHER).collect();
            let written = template.render(context! { flow => Serde(some) });
            markup.push_str(&written.expect("the template names what a group has"));
        }
        Flow { markup: Value::from_safe_string(markup), is_long }
    }
}

/// Blocks of one kind that stand together: the items of a list, the paragraphs of a quotation.
#[derive(Debug, Serialize)]
pub(super) struct Group<'d> {
    kind: &'static str,
    blocks: Vec<Shown<'d>>,
}

/// A block as it is shown.
#[derive(Debug, Serialize)]
struct Shown<'d> {
    /// Its bullet or number, if it has one in its text.
    bullet: &'d str,
    /// Its direction, where that is not the one of the document's language.
    direction: Option<&'static str>,
    pieces: Vec<Piece<'d>>,
}

/// A piece of a block's text, in an element of its own if it has a class.
#[derive(Debug, Serialize)]
pub(super) struct Piece<'d> {
    pub(super) text: &'d str,
    pub(super) class: Option<String>,
    pub(super) id: Option<String>,
    /// The rank of a sentence that is shown in the summary.
    pub(super) rank: Option<usize>,
}

impl<'d> Piece<'d> {
    /// Text that is not marked.
    pub(super) fn plain(text: &'d str) -> Piece<'d> {
        Piece { text, class: None, id: None, rank: None }
    }
}

/// The groups of a document. `shown` makes of each run what is shown of it; `left_out` is a block that is not.
pub(super) fn groups<'d>(
    document: &'d Document<'_>,
    language: Language,
    runs: &[Vec<Run>],
    left_out: Option<usize>,
    mut shown: impl FnMut(&Run, &'d str) -> Piece<'d>,
) -> Vec<Group<'d>> {
    let text = document.text();
    let mut groups: Vec<Group<'d>> = Vec::new();
    for (place, (block, runs)) in document.blocks().iter().zip(runs).enumerate() {
        if left_out == Some(place) {
            continue;
        }
        let block_shown = Shown {
            bullet: text[block.span.start..block.content_start].trim_end(),
            direction: own_direction(block.span.of(text), language),
            pieces: runs.iter().map(|run| shown(run, run.span.of(text))).collect(),
        };
        let kind = kind(block.kind);
        match groups.last_mut() {
            Some(group) if group.kind == kind && is_grouped(block.kind) => group.blocks.push(block_shown),
            _ => groups.push(Group { kind, blocks: vec![block_shown] }),
        }
    }
    groups
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
