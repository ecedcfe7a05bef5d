//! Blocks of the lines of all pages: headings by the size of their letters, paragraphs by their breaks and indents, items by
//! their marks, notes at the foot of columns.

use std::collections::HashSet;

use super::About;
use super::layout::Line;
use super::segments::{is_hangul, is_ideograph};
use crate::document::builder::Builder;
use crate::document::divided::{Break, Vocabulary};
use crate::document::{BlockKind, Document, Role, plain};
use crate::order::Arrange;
use crate::span::{PAGE, Span};

/// The size of the letters of a heading, in sizes of the text.
const HEADING_SIZE: f32 = 1.12;

/// Letters of so much of the text's size are those of notes and captions.
const NOTE_SIZE: f32 = 0.93;

/// The longest heading, in words. As of plain text, and a few more: titles of papers are long.
const HEADING_WORDS: usize = 24;
const BOLD_HEADING_WORDS: usize = 14;

/// The least indent, in sizes of the font, of a line that begins a paragraph.
const INDENT: f32 = 0.7;

/// The distance from which on two lines are of two paragraphs, in usual distances of lines of their size.
const LEADING: f32 = 1.25;

/// The lowest part of a page, as a share of it, in which notes stand.
const NOTES: f32 = 0.5;

/// A line and where it stands in the text.
struct Placed<'l> {
    line: &'l Line,
    span: Span,
    page: usize,
}

/// Lines that are one block.
struct Group<'l> {
    lines: Vec<&'l Placed<'l>>,
    kind: BlockKind,
    role: Role,
}

/// Reads the lines of all pages.
pub(super) fn document(pages: Vec<Vec<Line>>, about: About) -> (String, Document<'static>) {
    let mut source = String::new();
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        source.push_str(PAGE);
        for line in lines {
            let start = source.len();
            source.extend(line.text.trim_end().chars().map(shown));
            placed.push(Placed { line, span: Span { start, end: source.len() }, page });
            source.push('\n');
        }
    }
    let read: Vec<&Placed<'_>> = placed.iter().filter(|placed| !placed.line.is_running).collect();
    let measures = Measures::of(&read);
    let mut groups = groups(&source, &read, &measures);
    classify(&source, &mut groups, &measures);
    let mut builder = Builder::with_capacity(source.len());
    let has_title = groups.iter().any(|group| group.kind == BlockKind::Title);
    builder.fields.title = about.title.filter(|_| !has_title);
    builder.fields.description = about.description;
    builder.fields.language = about.language;
    let vocabulary = Vocabulary::of(&source);
    for group in &groups {
        push(&mut builder, &source, &vocabulary, measures.is_divided, group);
    }
    (source, builder.finish(BlockKind::Paragraph))
}

/// A character as a line shows it: none ends it.
fn shown(c: char) -> char {
    if c != '\t' && (c.is_control() || plain::is_line_break(c)) { ' ' } else { c }
}

/// What is usual in a file.
struct Measures {
    /// The size of most letters.
    size: f32,
    /// How far lines are apart, in sizes.
    leading: f32,
    /// Whether lines of Hangul end inside words as well: those that end with one have a blank there.
    is_divided: bool,
}

impl Measures {
    fn of(lines: &[&Placed<'_>]) -> Measures {
        let mut sizes: Vec<(f32, usize)> = lines
            .iter()
            .map(|placed| ((placed.line.size * 4.0).round() / 4.0, placed.line.text.len()))
            .collect();
        sizes.arrange_by(|a, b| a.0.total_cmp(&b.0));
        let mut size = (10.0, 0);
        for run in sizes.chunk_by(|a, b| a.0 == b.0) {
            let letters = run.iter().map(|(_, letters)| letters).sum();
            if letters > size.1 {
                size = (run[0].0, letters);
            }
        }
        let size = size.0;
        let apart = |pair: &[&Placed<'_>]| {
            let (above, below) = (pair[0].line, pair[1].line);
            let is_same = pair[0].page == pair[1].page
                && above.column == below.column
                && (above.size - size).abs() < 0.5
                && (below.size - size).abs() < 0.5;
            let apart = (above.y - below.y) / size;
            (is_same && (0.8..3.0).contains(&apart)).then_some(apart)
        };
        let mut leadings: Vec<f32> = lines.windows(2).filter_map(apart).collect();
        leadings.sort_by(f32::total_cmp);
        // Most lines are inside paragraphs: what is usual is in the lower half.
        let leading = leadings.get(leadings.len() * 2 / 5).copied().unwrap_or(1.2);
        Measures { size, leading, is_divided: is_divided(lines) }
    }
}

/// So many lines that end in Hangul with a blank, and without one in the middle of a paragraph, show that lines end inside words.
const DIVIDED_LINES: usize = 3;

/// Whether lines in Hangul end where they are full, be it inside a word.
fn is_divided(lines: &[&Placed<'_>]) -> bool {
    let mut ends = [0_usize; 2];
    for pair in lines.windows(2) {
        let (above, below) = (pair[0].line, pair[1].line);
        if above.column == below.column && breaks_hangul(&above.text, &below.text) {
            ends[usize::from(above.ends_blank)] += 1;
        }
    }
    ends.iter().all(|count| *count >= DIVIDED_LINES)
}

/// Whether a line ends and the next begins with Hangul.
fn breaks_hangul(above: &str, below: &str) -> bool {
    above.trim_end().ends_with(is_hangul) && below.trim_start().starts_with(is_hangul)
}

fn groups<'l>(source: &str, lines: &[&'l Placed<'l>], measures: &Measures) -> Vec<Group<'l>> {
    let mut groups: Vec<Group<'l>> = Vec::new();
    for placed in lines.iter().copied() {
        let text = placed.span.of(source);
        if text.trim().is_empty() {
            continue;
        }
        if !placed.line.cells.is_empty() {
            groups.push(Group { lines: vec![placed], kind: BlockKind::Cell, role: Role::Prose });
            continue;
        }
        let joins = groups
            .last()
            .is_some_and(|group| group.kind != BlockKind::Cell && goes_on(source, group, placed, measures));
        if joins && let Some(group) = groups.last_mut() {
            group.lines.push(placed);
            continue;
        }
        if let Some(at) = interrupted(source, &groups, placed, measures) {
            groups[at].lines.push(placed);
            continue;
        }
        let kind = if bullet(text).is_some() { BlockKind::Item } else { BlockKind::Paragraph };
        groups.push(Group { lines: vec![placed], kind, role: Role::Prose });
    }
    groups
}

/// Whether a line goes on with the block right above it.
fn goes_on(source: &str, group: &Group<'_>, next: &Placed<'_>, measures: &Measures) -> bool {
    let Some(last) = group.lines.last() else { return false };
    let (above, line) = (last.line, next.line);
    if last.page != next.page || above.column != line.column {
        return false;
    }
    let size = above.size.max(line.size);
    if (above.size - line.size).abs() > 0.08 * size {
        return false;
    }
    let apart = above.y - line.y;
    // Lines of headings may be wider apart than those of the text.
    let usual = measures.leading.max(1.0)
        * line.size
        * if line.size > HEADING_SIZE * measures.size { 1.15 } else { 1.0 };
    if apart > LEADING * usual || apart < -0.5 * size {
        return false;
    }
    let (words, text) = (last.span.of(source).trim_end(), next.span.of(source));
    if above.is_bold != line.is_bold && (line.size > 1.02 * measures.size || !runs_on(words, text)) {
        // A line all in bold above one that is not.
        return false;
    }
    let is_mid_sentence = || {
        let is_aligned = (line.x0 - above.x0).abs() < INDENT * size;
        group.kind == BlockKind::Paragraph && is_aligned && would_not_fit(above, text, line)
    };
    if bullet(text).is_some() && !(ends_with_number(words, text) && is_mid_sentence()) {
        return false;
    }
    if begins_caption(words, text) {
        return false;
    }
    let first = group.lines[0].line;
    let is_heading = line.size > HEADING_SIZE * measures.size;
    if is_heading {
        return true;
    }
    let is_full = would_not_fit(above, text, line);
    let ends = ends_sentence(words);
    let indent = line.x0 - above.x0;
    if indent > INDENT * size {
        // Behind a first line that sticks out the others are indented; else a paragraph begins.
        let hangs = group.lines.len() == 1
            && (is_full && !ends || group.kind == BlockKind::Item || runs_on(words, text));
        return hangs || is_centered(above, line) && runs_on(words, text);
    }
    if indent < -INDENT * size {
        // Behind the first line of a paragraph, which is indented; else the next entry that sticks out.
        let is_first = group.lines.len() == 1 && line.x0 - line.left < INDENT * size;
        return is_first && is_full
            || first.x0 - line.x0 < INDENT * size && is_full && !ends
            || runs_on(words, text);
    }
    is_full || runs_on(words, text)
}

/// Whether a line that looks like an item has the number that the sentence of the line above it ends with: `in Section` and
/// `4. Then …`. A list begins with 1.
fn ends_with_number(words: &str, text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    words.ends_with(char::is_alphabetic) && digits > 0 && &text[..digits] != "1"
}

/// Whether a line begins a caption, rather than a part of a sentence such as `… as shown in` and `Figure 3. Then …`.
fn begins_caption(words: &str, text: &str) -> bool {
    let number = text.split([' ', '\u{A0}']).nth(1).unwrap_or_default();
    caption(text).is_some() && (number.ends_with([':', '|']) || ends_sentence(words))
}

/// Whether a line is as full as its column lets it be: the first word of the next line did not fit.
fn would_not_fit(above: &Line, text: &str, line: &Line) -> bool {
    let word = text.split([' ', '\u{2014}']).next().unwrap_or_default();
    let letters = text.chars().count().max(1) as f32;
    let first = if text.chars().next().is_some_and(is_ideograph) { 1.0 } else { word.chars().count() as f32 };
    let width = (line.x1 - line.x0) / letters * (first + 1.0);
    above.x1 + width > above.right - 0.5 * above.size
}

fn is_centered(above: &Line, line: &Line) -> bool {
    (above.x0 + above.x1 - line.x0 - line.x1).abs() < line.size
}

/// Whether a sentence plainly goes on in the next line.
fn runs_on(words: &str, text: &str) -> bool {
    let is_open = words.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '’' | '(' | '\u{AD}' | '\u{2010}')
    });
    is_open && text.starts_with(|c: char| c.is_lowercase())
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(|c: char| {
            matches!(c, '"' | '”' | '’' | ')' | ']' | '»' | '⁰'..='⁹' | '¹' | '²' | '³')
        })
        .ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '؟', '।'])
}

/// The block that a line at the top of a column or a page goes on with, if that was not ended at the foot of the one before.
fn interrupted(source: &str, groups: &[Group<'_>], next: &Placed<'_>, measures: &Measures) -> Option<usize> {
    /// Figures, tables and notes may stand between.
    const LOOKED_AT: usize = 60;
    let text = next.span.of(source);
    if bullet(text).is_some() || next.line.size > HEADING_SIZE * measures.size {
        return None;
    }
    let last = groups.last()?.lines.last()?;
    // Only where a column begins, or behind a figure that stands in the text.
    let begins = last.page != next.page || last.line.column != next.line.column;
    let is_behind_caption =
        text.starts_with(char::is_lowercase) && groups.last().is_some_and(|group| is_caption(source, group));
    if !(begins || is_behind_caption) || next.page > last.page + 1 {
        return None;
    }
    let is_small = |size: f32| size < NOTE_SIZE * measures.size;
    let (at, group) = groups.iter().enumerate().rev().take(LOOKED_AT).find(|(_, group)| {
        let first = group.lines[0];
        let is_text = matches!(group.kind, BlockKind::Paragraph | BlockKind::Item)
            && is_small(first.line.size) == is_small(next.line.size);
        is_text
            && !is_caption(source, group)
            && group.lines.last().is_some_and(|last| last.page + 1 >= next.page)
    })?;
    let above = group.lines.last()?;
    let words = above.span.of(source).trim_end();
    let same_size = (above.line.size - next.line.size).abs() <= 0.06 * next.line.size;
    let is_full = would_not_fit(above.line, text, above.line) && group.lines.len() > 1;
    let starts_small = text.starts_with(|c: char| c.is_lowercase());
    let is_hyphenated = words.ends_with(['-', '\u{2010}', '\u{AD}']) && starts_small;
    let is_indented = next.line.x0 - next.line.left > INDENT * next.line.size;
    let goes_on = same_size
        && !ends_sentence(words)
        && (is_hyphenated
            || starts_small
            || is_full && !is_indented && !next.line.is_bold && !text.starts_with(char::is_numeric));
    goes_on.then_some(at)
}

fn is_caption(source: &str, group: &Group<'_>) -> bool {
    caption(group.lines[0].span.of(source)).is_some()
}

/// Where the words of an item begin, behind its bullet or number.
fn bullet(text: &str) -> Option<usize> {
    const BULLETS: [char; 18] =
        ['¦', '•', '◦', '▪', '‣', '●', '○', '■', '□', '◆', '◇', '►', '▸', '➢', '✓', '✔', '·', '∙'];
    let mut letters = text.chars();
    let first = letters.next()?;
    // Pictures of symbol fonts have the place of their code in a private area.
    if BULLETS.contains(&first) || matches!(first, '\u{F020}'..='\u{F0FF}') {
        let words = letters.as_str().trim_start();
        return (!words.is_empty()).then_some(text.len() - words.len());
    }
    if matches!(first, '–' | '-' | '*' | '—') && letters.as_str().starts_with(' ') {
        return Some(text.len() - letters.as_str().trim_start().len());
    }
    // `1.`, `(2)`, `a)`, `[12]`
    let open = text.starts_with(['(', '[']);
    let rest = text.trim_start_matches(['(', '[']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letter = usize::from(digits == 0 && rest.starts_with(|c: char| c.is_ascii_lowercase()));
    let length = digits + letter;
    if !(1..=3).contains(&length) {
        return None;
    }
    let behind = match rest[length..].chars().next()? {
        ')' | ']' => &rest[length + 1..],
        '.' if digits > 0 && !open => &rest[length + 1..],
        _ => return None,
    };
    let words = behind.trim_start();
    (behind.starts_with(' ') && !words.is_empty()).then_some(text.len() - words.len())
}

/// Whether a text is a caption, by its first word: in eight languages.
fn caption(text: &str) -> Option<()> {
    const WORDS: [&str; 22] = [
        "figure",
        "fig",
        "table",
        "tab",
        "abbildung",
        "abb",
        "tabelle",
        "tableau",
        "tabla",
        "figura",
        "tabela",
        "tabella",
        "figuur",
        "tabel",
        "рис",
        "таблица",
        "рисунок",
        "chart",
        "exhibit",
        "algorithm",
        "listing",
        "plate",
    ];
    let (word, rest) = text.split_once([' ', '\u{A0}'])?;
    let word = word.trim_end_matches('.').to_lowercase();
    let mut words = rest.split_whitespace();
    let number = words.next().unwrap_or_default();
    // `Figure 3 shows` is a sentence.
    let is_subject = words.next().is_some_and(|next| next.starts_with(char::is_lowercase));
    let is_number = number
        .starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'A' | 'B' | 'S'))
        && (number.ends_with([':', '.', '|'])
            || !is_subject && number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit()));
    (WORDS.contains(&word.as_str()) && is_number).then_some(())
}

/// Says what the blocks are.
fn classify(source: &str, groups: &mut [Group<'_>], measures: &Measures) {
    let is_large = |group: &Group<'_>| group.lines[0].line.size >= HEADING_SIZE * measures.size;
    let mut title: Option<(usize, f32)> = None;
    let (mut references, mut contents) = (false, false);
    for (place, group) in groups.iter_mut().enumerate() {
        if group.kind == BlockKind::Cell {
            contents &= ends_with_page(source, group);
            group.role = match (references, contents) {
                (true, _) => Role::References,
                (_, true) => Role::Contents,
                _ => group.role,
            };
            continue;
        }
        let text: Vec<&str> = group.lines.iter().map(|placed| placed.span.of(source).trim()).collect();
        let text = text.join(" ");
        let words = text.split_whitespace().count();
        let first = group.lines[0];
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let all_bold = group.lines.iter().all(|placed| placed.line.is_bold);
        let ends = text.ends_with(['.', ',', ';', ':']) && !text.ends_with("...")
            || ends_sentence(&text) && words > 6;
        let is_capitals = letters >= 4 && text.chars().all(|c| !c.is_lowercase());
        let by_size = is_large(group) && words <= HEADING_WORDS && letters >= 2;
        let by_weight = (all_bold || is_capitals)
            && words <= BOLD_HEADING_WORDS
            && !ends
            && letters >= 3
            && first.line.size >= NOTE_SIZE * measures.size
            && group.lines.len() <= 3;
        if caption(&text).is_some() {
            group.role = Role::Caption;
        } else if by_size || by_weight && group.kind != BlockKind::Item {
            group.kind = BlockKind::Heading;
            references = is_references(&text);
            contents = is_contents_heading(&text);
            if first.page == 0
                && by_size
                && title.is_none_or(|(_, size)| first.line.size > size * 1.05)
                && place < 12
            {
                title = Some((place, first.line.size));
            }
        } else if is_contents(&text) {
            group.role = Role::Contents;
        } else if references {
            group.role = Role::References;
        } else if first.line.y < NOTES * first.line.page
            && (first.line.size < NOTE_SIZE * measures.size && is_note(&text) || text.starts_with(is_raised))
        {
            group.kind = BlockKind::Footnote;
        } else if letters * 2 < text.chars().filter(|c| !c.is_whitespace()).count() {
            // Formulas, and numbers of pictures.
            group.role = Role::Formula;
        } else if group.kind == BlockKind::Paragraph && is_label(&text) {
            group.role = Role::Aside;
        }
    }
    if let Some((place, _)) = title {
        groups[place].kind = BlockKind::Title;
        sign(source, &mut groups[place + 1..]);
    }
}

/// Marks who wrote the text: short lines between the title and the first heading or paragraph.
fn sign(source: &str, groups: &mut [Group<'_>]) {
    /// Names and addresses are shorter than prose.
    const MOST_WORDS: usize = 40;
    for group in groups {
        let text: Vec<&str> = group.lines.iter().map(|placed| placed.span.of(source).trim()).collect();
        let text = text.join(" ");
        let is_prose = text.split_whitespace().count() > MOST_WORDS
            || ends_sentence(&text) && text.split_whitespace().count() > 8;
        let is_said = is_prose && !text.contains('@') && !is_of_names(&text);
        if group.kind == BlockKind::Heading || group.lines[0].page > 0 || is_said {
            return;
        }
        if group.kind == BlockKind::Paragraph {
            group.role = Role::Byline;
        }
    }
}

/// Whether a paragraph is no sentence: what a chart has on its axes and beside its lines, a row of a table or a form, a line of a title page.
///
/// Those have no mark at their end, and either few words or mostly names and numbers, or the same words again, or letters that stand apart.
fn is_label(text: &str) -> bool {
    /// Chosen by eye: paragraphs that a page or a picture breaks are longer. Few scripts have capitals, and prose in those without them has
    /// a mark at its end.
    const WORDS: usize = 12;
    const MOST_WORDS: usize = 40;
    const MOST_BYTES: usize = 400;
    const NAMES: f64 = 0.5;
    const DISTINCT: f64 = 0.6;
    /// This count of bytes of a script without blanks is about a word.
    const WORD_BYTES: usize = 18;
    /// Sentences in Thai, Lao, Burmese and Khmer have no mark at their end, and so few words are none.
    const UNMARKED_WORDS: usize = 4;
    /// What is left of a line, whatever its mark.
    const PIECE: usize = 2;
    if text.len() > MOST_BYTES {
        return false;
    }
    let tokens = || text.split_whitespace();
    let words: usize = tokens().map(|token| (token.len() / WORD_BYTES).max(1)).sum();
    if words <= PIECE && !text.ends_with(['。', '！', '？', '」', '』']) {
        return true;
    }
    if text.contains(
        |c: char| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'),
    ) {
        return words < UNMARKED_WORDS;
    }
    if words > MOST_WORDS || ends_sentence(text) && !text.ends_with(':') {
        return false;
    }
    let (mut named, mut apart, mut cased) = (0_usize, 0_usize, false);
    for token in tokens() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        named += usize::from(!bare.starts_with(char::is_lowercase));
        apart += usize::from(bare.chars().nth(1).is_none());
        cased |= bare.contains(char::is_lowercase);
    }
    let distinct = || tokens().collect::<HashSet<&str>>().len();
    words < WORDS
        || cased && named as f64 >= NAMES * words as f64
        || 2 * apart > tokens().count()
        || (distinct() as f64) < DISTINCT * tokens().count() as f64
}

/// Whether a text consists of names, as of authors and where they work: most of its words begin with capitals, and not all letters are.
fn is_of_names(text: &str) -> bool {
    /// Of German prose some 4 in 10 do.
    const NAMES: f64 = 0.6;
    let (mut words, mut names, mut has_small) = (0, 0, false);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        names += usize::from(word.starts_with(char::is_uppercase));
        has_small |= word.ends_with(char::is_lowercase);
    }
    has_small && names as f64 >= NAMES * words as f64
}

fn is_references(heading: &str) -> bool {
    const WORDS: [&str; 15] = [
        "references",
        "bibliography",
        "literature cited",
        "works cited",
        "literatur",
        "literaturverzeichnis",
        "bibliographie",
        "références",
        "referencias",
        "bibliografía",
        "referências",
        "bibliografia",
        "riferimenti",
        "literatuur",
        "список литературы",
    ];
    says(heading, &WORDS)
}

/// Whether a heading is that of a table of contents.
fn is_contents_heading(heading: &str) -> bool {
    const WORDS: [&str; 12] = [
        "contents",
        "table of contents",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "índice",
        "contenido",
        "sumário",
        "indice",
        "inhoud",
        "содержание",
    ];
    says(heading, &WORDS)
}

/// Whether a heading says one of some words, without its number.
fn says(heading: &str, words: &[&str]) -> bool {
    let said = heading.trim_start_matches(|c: char| c.is_numeric() || c == '.' || c.is_whitespace());
    words.contains(&said.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str())
}

/// Whether a row of cells ends with the number of a page.
fn ends_with_page(source: &str, group: &Group<'_>) -> bool {
    group.lines.iter().all(|placed| {
        let last = placed.span.of(source).rsplit('\t').next().unwrap_or_default().trim();
        (1..=4).contains(&last.len())
            && last.bytes().all(|byte| byte.is_ascii_digit() || b"ivxlc".contains(&byte))
    })
}

/// Whether a line is an entry of a table of contents: words, dots and the number of a page.
fn is_contents(text: &str) -> bool {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let dots =
        rest.chars().rev().take_while(|c| matches!(c, '.' | ' ' | '…' | '·')).filter(|c| *c != ' ').count();
    rest.len() < text.len() && dots >= 4
}

/// Whether a note begins so: with its number or mark.
fn is_note(text: &str) -> bool {
    text.starts_with(|c: char| c.is_numeric() || matches!(c, '*' | '†' | '‡' | '§' | '∗' | '[' | '⁰'..='⁹'))
}

/// Whether a digit is a raised one, as the number of a note is.
fn is_raised(c: char) -> bool {
    matches!(c, '\u{2070}'..='\u{2079}' | '\u{B9}' | '\u{B2}' | '\u{B3}')
}

fn push(builder: &mut Builder, source: &str, vocabulary: &Vocabulary, is_divided: bool, group: &Group<'_>) {
    if group.kind == BlockKind::Cell {
        for placed in &group.lines {
            let mut from = placed.span.start;
            for end in &placed.line.cells {
                let end = (placed.span.start + end).min(placed.span.end);
                let cell = Span { start: from.min(end), end }.trim(source);
                builder.push(cell.of(source), cell);
                builder.end_block_as(BlockKind::Cell, group.role);
                from = end;
            }
        }
        return;
    }
    let mut is_behind_heading = 0;
    if let (BlockKind::Paragraph, Some(first)) = (group.kind, group.lines.first())
        && let Some((heading, behind)) = run_in_heading(first.span.trim(source), source)
    {
        builder.push(heading.of(source), heading);
        builder.end_block_as(BlockKind::Heading, group.role);
        is_behind_heading = behind;
    }
    for (place, placed) in group.lines.iter().enumerate() {
        let mut line = placed.span.trim(source);
        line.start = line.start.max(is_behind_heading);
        let Some(next) = group.lines.get(place + 1) else {
            builder.push(line.of(source), line);
            break;
        };
        let next = next.span.trim(source);
        match Break::between(source, line, next) {
            Some(found) => {
                let end = if found.divides(source, vocabulary) {
                    line.end - hyphen_length(line.of(source))
                } else {
                    line.end
                };
                let kept = Span { start: line.start, end };
                builder.push(kept.of(source), kept);
            }
            None => {
                builder.push(line.of(source), line);
                let is_wide = |c: Option<char>| c.is_some_and(is_ideograph);
                let (above, below) = (line.of(source), next.of(source));
                let joins = is_wide(above.chars().next_back()) && is_wide(below.chars().next())
                    || is_divided && !placed.line.ends_blank && breaks_hangul(above, below);
                if !joins {
                    builder.push(" ", Span { start: line.end, end: line.end + 1 });
                }
            }
        }
    }
    builder.end_block_as(group.kind, group.role);
}

/// Whether the first word of a text is no heading, but goes on in the next: `Abstract Algebra`. Sentences begin with small words, and
/// abstracts with labels of their own.
fn names_more(word: &str, behind: &str) -> bool {
    #[rustfmt::skip] // Several to a line.
    const FIRST: [&str; 34] = [
        "The", "A", "An", "We", "In", "This", "These", "Here", "Our", "To", "For", "With", "As", "Although", "While", "Despite",
        "Recent", "Many", "Most", "It", "There", "On", "By", "How", "Background:", "Objective:", "Objectives:", "Purpose:",
        "Aim:", "Aims:", "Introduction:", "Context:", "Importance:", "Motivation:",
    ];
    let next = behind.split(' ').next().unwrap_or_default();
    word.eq_ignore_ascii_case("abstract") && !FIRST.contains(&next)
}

/// The heading that a paragraph begins with, if it is that of an abstract (`Abstract—We show`), and where the paragraph goes on.
fn run_in_heading(line: Span, source: &str) -> Option<(Span, usize)> {
    const WORDS: [&str; 20] = [
        "abstract",
        "abstrakt",
        "özet",
        "sammendrag",
        "tiivistelmä",
        "الملخص",
        "چکیده",
        "zusammenfassung",
        "kurzfassung",
        "résumé",
        "resumen",
        "resumo",
        "riassunto",
        "samenvatting",
        "sammanfattning",
        "streszczenie",
        "аннотация",
        "摘要",
        "要旨",
        "초록",
    ];
    let text = line.of(source);
    let rest = text.trim_start_matches(char::is_alphabetic);
    let word = &text[..text.len() - rest.len()];
    // Longer ones are no words of these languages.
    if word.is_empty() || word.len() > 32 || !WORDS.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let behind = match rest.trim_start().strip_prefix(['—', '–', ':', '.', '：']) {
        Some(behind) => behind.trim_start(),
        None => rest.strip_prefix(' ').filter(|behind| !names_more(word, behind))?.trim_start(),
    };
    let start = line.end - behind.len();
    let begins = behind.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    begins.then_some((Span { start: line.start, end: line.start + word.len() }, start))
}

fn hyphen_length(line: &str) -> usize {
    line.chars().next_back().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_captions() {
        for (text, words) in [
            ("• one", "one"),
            ("1. two", "two"),
            ("(a) three", "three"),
            ("[12] four", "four"),
            ("– five", "five"),
        ] {
            assert_eq!(bullet(text).map(|at| &text[at..]), Some(words));
        }
        for text in ["1.5 million", "a cat", "I. Introduction", "2019 was", "-5 degrees", "(see below)", "•"]
        {
            assert_eq!(bullet(text), None, "{text}");
        }
        assert!(caption("Figure 3: A boat").is_some() && caption("Table 2 Results").is_some());
        assert!(caption("Figure 3 shows a boat").is_none() && caption("Figure 3. shows").is_some());
        assert!(
            begins_caption("of walls,", "Figure 1: A wall")
                && !begins_caption("as shown in", "Figure 3. Then")
        );
        assert!(ends_with_number("in Section", "4. Then") && !ends_with_number("these", "1. One"));
        assert!(
            !ends_with_number("at hand:", "2. Two")
                && is_contents_heading("Contents")
                && !is_contents_heading("Contents of it")
        );
        assert!(caption("Table manners matter").is_none() && caption("Figures show").is_none());
        let run_in = |text: &str| {
            run_in_heading(Span { start: 0, end: text.len() }, text).map(|(_, at)| text[at..].to_string())
        };
        assert_eq!(run_in("Abstract— We show").as_deref(), Some("We show"));
        assert_eq!(run_in("ZUSAMMENFASSUNG: Die Stadt").as_deref(), Some("Die Stadt"));
        assert_eq!(run_in("摘要：本文").as_deref(), Some("本文"));
        assert!(run_in("Abstract thought is rare").is_none() && run_in("Abstract: see").is_none());
        assert!(is_contents("1 Introduction . . . . . . . 4") && !is_contents("It was 4"));
        assert!(is_references("7 References") && !is_references("References to boats"));
    }
}
