//! An article with the sentences of its summary marked, for a terminal.
//!
//! ```text
//! Flood wall approved
//! ═══════════════════
//!
//! █ »The river council approved the new flood wall on Monday.« Critics say so.
//!   Heavy rain flooded forty houses near the river in March.
//!
//!   • The wall costs nine million pounds.
//! ▌ • »It will protect the houses and the old bridge.«
//! ```
//!
//! The bar beside a line is the wider, the earlier a sentence of that line was chosen; colors, where they are wanted,
//! say the same. Without colors the sentence stands between guillemets, or between bars in a text that has guillemets of
//! its own.

use std::collections::VecDeque;
use std::ops::Range;

use super::bidi::Direction;
use super::columns::{self, LEAST, visible, width};
use super::excerpt::marks_around;
use super::styled::{BOLD, MARGIN, PLAIN, RESET, Styled};
use crate::document::{Block, BlockKind, Document};
use crate::order::Arrange;
use crate::span::Span;
use crate::summary::{Summary, SummarySentence};

/// How an article is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layout {
    /// The columns of a line, at least 40.
    pub width: usize,
    /// Whether chosen sentences are marked by ANSI colors; otherwise by marks around them. No, if not set.
    pub colors: bool,
    /// Whether each chosen sentence has its rank and its score in the margin. No, if not set.
    pub scores: bool,
}

impl Layout {
    /// Lines of this many columns, without colors and scores.
    pub fn new(width: usize) -> Layout {
        Layout { width: width.max(LEAST), colors: false, scores: false }
    }

    /// Sets whether chosen sentences are colored.
    pub fn colors(mut self, colors: bool) -> Layout {
        self.colors = colors;
        self
    }

    /// Sets whether ranks and scores stand in the margin.
    pub fn scores(mut self, scores: bool) -> Layout {
        self.scores = scores;
        self
    }
}

/// How strongly sentences are marked: the first, the second and the last third of those chosen.
///
/// Black on yellow can be read on dark and on light backgrounds; what is underlined keeps its colors.
const COLORS: [&str; 3] = ["\x1b[1;30;103m", "\x1b[30;43m", "\x1b[4m"];
const BARS: [&str; 3] = ["█", "▌", "▎"];
/// The same color as that of what the bars stand beside.
const BAR: &str = "\x1b[33m";

/// The article that is document number `place` of those summarized, with its chosen sentences marked. Ends in a line
/// break unless there is nothing to read.
pub fn article(document: &Document<'_>, place: usize, summary: &Summary, layout: &Layout) -> String {
    let mut writer = Writer::new(document, place, summary, *layout);
    let has_title = document.blocks().iter().any(|block| block.kind == BlockKind::Title);
    if let (Some(title), false) = (document.title(), has_title) {
        writer.title_of_its_own(title);
    }
    let blocks: Vec<(usize, &Block)> = document.blocks().iter().enumerate().collect();
    // Nobody knows which cells make a row: all in a row make a paragraph.
    let is_one =
        |a: &(usize, &Block), b: &(usize, &Block)| a.1.kind == BlockKind::Cell && b.1.kind == a.1.kind;
    for group in blocks.chunk_by(is_one) {
        writer.group(group);
    }
    writer.out
}

/// A chosen sentence in a text that is being laid out.
struct Chosen<'s> {
    /// Where it is in that text.
    range: Range<usize>,
    sentence: &'s SummarySentence,
}

/// Writes block after block.
struct Writer<'a> {
    text: &'a str,
    /// The chosen sentences that are still to come, in the order of the text.
    sentences: VecDeque<&'a SummarySentence>,
    /// How many sentences were chosen, of all documents.
    chosen: usize,
    layout: Layout,
    /// The columns of a rank and a score.
    label: usize,
    marks: [&'static str; 2],
    /// What the last block was.
    last: Option<BlockKind>,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document<'_>, place: usize, summary: &'a Summary, layout: Layout) -> Writer<'a> {
        let mut sentences: Vec<_> = summary.sentences.iter().filter(|s| s.document == place).collect();
        sentences.arrange_by_key(|sentence| sentence.text_span);
        let labels = summary.sentences.iter().filter(|_| layout.scores).map(|of| label(of).len());
        Writer {
            text: document.text(),
            sentences: sentences.into(),
            chosen: summary.sentences.len(),
            layout: Layout { width: layout.width.max(LEAST), ..layout },
            label: labels.max().unwrap_or(0),
            marks: if layout.colors { [""; 2] } else { marks_around(document.text()) },
            last: None,
            out: String::new(),
        }
    }

    /// An escape sequence, if they are wanted.
    fn code(&self, code: &'static str) -> &'static str {
        if self.layout.colors { code } else { PLAIN }
    }

    /// How strongly a sentence is marked: the place in the tables above.
    fn strength(&self, sentence: &SummarySentence) -> usize {
        (sentence.rank.saturating_sub(1) * COLORS.len() / self.chosen.max(1)).min(COLORS.len() - 1)
    }

    /// A title that is known and stands nowhere in the text.
    fn title_of_its_own(&mut self, title: &str) {
        let mut text = Styled::of_draft(Direction::of(title));
        flow(&mut text, title, self.code(BOLD));
        self.lines(BlockKind::Title, "", &text, &[]);
    }

    /// Blocks that are laid out as one.
    fn group(&mut self, blocks: &[(usize, &Block)]) {
        let [(_, first), ..] = blocks else { return };
        let all = &self.text[first.span.start..blocks[blocks.len() - 1].1.span.end];
        let mut text = Styled::of_draft(Direction::of(all));
        let mut chosen = Vec::new();
        for (place, (number, block)) in blocks.iter().enumerate() {
            text.push(if place > 0 { " │ " } else { "" }, PLAIN);
            self.block(*number, block, &mut text, &mut chosen);
        }
        let bullet = match first.kind {
            BlockKind::Item => bullet(&self.text[first.span.start..first.content_start]),
            BlockKind::Quote => "│ ".to_string(),
            BlockKind::Footnote => "* ".to_string(),
            _ => String::new(),
        };
        self.lines(first.kind, &bullet, &text, &chosen);
    }

    /// Adds the words of a block to a text, its chosen sentences styled and marked.
    fn block(&mut self, number: usize, block: &Block, text: &mut Styled, chosen: &mut Vec<Chosen<'a>>) {
        let is_heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
        let style = if is_heading { self.code(BOLD) } else { PLAIN };
        let mut at = block.content_start;
        while let Some(sentence) = self.sentences.front().copied().filter(|next| next.block <= number) {
            self.sentences.pop_front();
            let Span { start, end } = sentence.text_span;
            // What is not of this text is not shown.
            if start < at || end > block.span.end {
                continue;
            }
            let (Some(before), Some(words)) = (self.text.get(at..start), self.text.get(start..end)) else {
                continue;
            };
            flow(text, before, style);
            let from = text.text.len();
            text.text.push_str(self.marks[0]);
            flow(text, words, PLAIN);
            text.text.push_str(self.marks[1]);
            text.style(from, self.code(COLORS[self.strength(sentence)]));
            chosen.push(Chosen { range: from..text.text.len(), sentence });
            at = end;
        }
        flow(text, self.text.get(at..block.span.end).unwrap_or_default(), style);
    }

    /// Writes a text, a margin before each of its lines.
    fn lines(&mut self, kind: BlockKind, bullet: &str, text: &Styled, chosen: &[Chosen<'_>]) {
        // Items of one list follow each other.
        let is_list = kind == BlockKind::Item && self.last == Some(kind);
        self.out.push_str(if self.last.is_none() || is_list { "" } else { "\n" });
        self.last = Some(kind);
        let indent = width(bullet);
        // However long a number is, some of the text stands beside it.
        let room = self.layout.width.saturating_sub(self.label + 2 + indent).max(LEAST / 4);
        let mut labels: VecDeque<&SummarySentence> = VecDeque::new();
        let lines = columns::lines(&text.text, room);
        for (number, line) in lines.iter().enumerate() {
            let before = chosen.partition_point(|chosen| chosen.range.end <= line.start);
            let here = chosen[before..].iter().take_while(|chosen| chosen.range.start < line.end);
            let begins = here.clone().filter(|chosen| line.contains(&chosen.range.start));
            labels.extend(begins.map(|chosen| chosen.sentence));
            let strength = here.map(|chosen| self.strength(chosen.sentence)).min();
            self.margin(labels.pop_front(), strength);
            match (number, kind) {
                (_, BlockKind::Quote) => self.colored(bullet, MARGIN),
                (0, _) => self.out.push_str(bullet),
                _ => self.out.extend(std::iter::repeat_n(' ', indent)),
            }
            self.out.push_str(&text.line(line.clone()));
            self.out.push('\n');
        }
        // Of several sentences that begin in one line, each has its label.
        for sentence in labels {
            self.margin(Some(sentence), None);
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
        let longest = lines.into_iter().map(|line| width(&text.text[line])).max().unwrap_or(0);
        let under = match kind {
            BlockKind::Title => "═",
            _ => "─",
        };
        if !self.layout.colors && matches!(kind, BlockKind::Title | BlockKind::Heading) {
            self.margin(None, None);
            self.out.push_str(&under.repeat(longest));
            self.out.push('\n');
        }
    }

    /// The margin of a line: what was chosen of it, and how strongly.
    fn margin(&mut self, sentence: Option<&SummarySentence>, strength: Option<usize>) {
        let label = sentence.filter(|_| self.layout.scores).map(label).unwrap_or_default();
        self.out.push_str(&format!("{label:width$}", width = self.label));
        match strength {
            Some(strength) => self.colored(BARS[strength], BAR),
            None => self.out.push(' '),
        }
        self.out.push(' ');
    }

    fn colored(&mut self, text: &str, code: &'static str) {
        self.out.extend([self.code(code), text, self.code(RESET)]);
    }
}

/// A rank and a score, to stand in the margin.
fn label(sentence: &SummarySentence) -> String {
    format!("{:>3} {:>8.4} ", sentence.rank, sentence.score.get())
}

/// Adds words of a draft to a text, all white space between them one space.
fn flow(text: &mut Styled, words: &str, style: &'static str) {
    let start = text.text.len();
    for c in visible(words).chars() {
        // Spaces that no line may end at are none here.
        let is_space = c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
        match is_space {
            false => text.text.push(c),
            true if text.text.is_empty() || text.text.ends_with(' ') => {}
            true => text.text.push(' '),
        }
    }
    text.style(start, style);
}

/// The most columns of a bullet: a longer one is no number that anybody counts to.
const BULLET: usize = 8;

/// What stands before an item: its number, or one bullet for all.
fn bullet(written: &str) -> String {
    let written = visible(written.trim()).into_owned();
    let is_number = written.chars().any(char::is_alphanumeric) && width(&written) < BULLET;
    if is_number { format!("{written} ") } else { "• ".to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Budget, Method, Options, summarize_documents};

    const TEXT: &str = "Flood wall approved\n\nThe river council approved the new flood wall on Monday. \
                        Critics say so. Heavy rain flooded forty houses near the river in March.\n\n\
                        1. The wall costs nine million pounds.\n2. It will protect the houses and the old\nbridge.\n";

    /// The first `n` sentences, marked.
    fn shown(document: &Document<'_>, n: usize, layout: &Layout) -> String {
        let options = Options::new(n).method(Method::Lead);
        let summary = summarize_documents(&mut Analyzer::new(), std::slice::from_ref(document), &options);
        article(document, 0, &summary, layout)
    }

    #[test]
    fn chosen_sentences_stand_between_marks_beside_bars() {
        assert_eq!(
            shown(&Document::plain(TEXT), 3, &Layout::new(48)),
            "  Flood wall approved\n\
             \x20 ═══════════════════\n\
             \n\
             █ »The river council approved the new flood wall\n\
             █ on Monday.« »Critics say so.« »Heavy rain\n\
             ▎ flooded forty houses near the river in March.«\n\
             \n\
             \x20 1. The wall costs nine million pounds.\n\
             \x20 2. It will protect the houses and the old\n\
             \x20    bridge.\n"
        );
    }

    #[test]
    fn colors_stand_for_marks_where_they_are_wanted() {
        let document = Document::plain("Critics say so. Nobody was hurt when the wall fell in the night.\n");
        assert_eq!(
            shown(&document, 1, &Layout::new(40).colors(true)),
            "\x1b[33m█\x1b[0m \x1b[1;30;103mCritics say so.\x1b[0m Nobody was hurt when\n  the wall fell in the night.\n"
        );
        // A sentence that goes on in the next line is colored there too.
        let colored = shown(&document, 2, &Layout::new(40).colors(true));
        let lines: Vec<&str> = colored.lines().collect();
        assert!(lines[1].starts_with("\x1b[33m▌\x1b[0m \x1b[30;43mthe wall"), "{colored:?}");
        assert!(lines.iter().all(|line| line.ends_with("\x1b[0m")), "{colored:?}");
    }

    #[test]
    fn without_colors_there_is_no_escape_sequence() {
        let document = Document::plain("# \x1b[31mx\n\nThe wall fell. It fell at night.\n");
        assert!(!shown(&document, 2, &Layout::new(80).scores(true)).contains('\x1b'));
    }

    #[test]
    fn each_sentence_has_its_rank_in_the_margin() {
        let shown =
            shown(&Document::plain("It rains. It snows. It hails."), 3, &Layout::new(60).scores(true));
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], "  1   1.0000 █ »It rains.« »It snows.« »It hails.«");
        assert!(lines[1].starts_with("  2 ") && lines[2].starts_with("  3 "), "{shown}");
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_text_with_guillemets_of_its_own_has_bars() {
        let shown = shown(&Document::plain("»Ja«, sagte der Rat. Mehr nicht."), 1, &Layout::new(60));
        assert_eq!(shown, "█ ▐»Ja«, sagte der Rat.▌ Mehr nicht.\n");
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn markup_is_laid_out_and_not_shown() {
        let source = "---\ntitle: Old *bread*\n---\n\nFlour, **water** &amp; [salt](x).\n\n## How\n\n- Mix it.\n  - Slowly.\n- Wait.\n\n\
                      > Old bread\n> is not hard.\n\n|a|b|\n|-|-|\n|1|2|\n\nEnd[^1].\n\n[^1]: A note.\n";
        assert_eq!(
            shown(&Document::markdown(source), 2, &Layout::new(40)),
            "  Old *bread*\n  ═══════════\n\n█ »Flour, water & salt.«\n\n  How\n  ───\n\n▌ • »Mix it.«\n  • Slowly.\n  • Wait.\n\n\
             \x20 │ Old bread is not hard.\n\n  a │ b │ 1 │ 2\n\n  End.\n\n  * A note.\n"
        );
    }

    #[test]
    fn each_document_has_its_own_sentences() {
        let documents = [Document::plain("The wall fell."), Document::plain("The bridge held. Nobody saw.")];
        let options = Options::new(Budget::Sentences(2)).method(Method::Lead);
        let summary = summarize_documents(&mut Analyzer::new(), &documents, options);
        let of = |place: usize| article(&documents[place], place, &summary, &Layout::new(40));
        assert_eq!(
            (of(0).as_str(), of(1).as_str()),
            ("█ »The wall fell.«\n", "▌ »The bridge held.« Nobody saw.\n")
        );
        // A document that nothing was chosen of, and one that is not of this summary.
        assert_eq!(article(&documents[1], 2, &summary, &Layout::new(40)), "  The bridge held. Nobody saw.\n");
        assert_eq!(article(&Document::plain("é"), 1, &summary, &Layout::new(40)), "  é\n");
        assert_eq!(article(&Document::plain(""), 0, &summary, &Layout::new(40)), "");
    }
}
