//! Markdown: the prose of a CommonMark document, with the way back to its source.

mod cooklang;
mod dialects;
mod inline;
mod tags;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, Event, HeadingLevel, LinkType, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};

use super::builder::Builder;
use super::divided::is_unparted;
use super::front_matter::{self, Notation};
use super::rewrite::by_line_feeds;
use super::{BlockKind, Document, Heading, Role};
use crate::span::Span;

/// Smart punctuation stays off: it would change the text, and spans would no longer match the source.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// A label before a colon is no longer, in bytes and in words.
const LONGEST_LABEL: usize = 40;
const LABEL_WORDS: usize = 4;

/// Reads Markdown of any dialect.
pub(super) fn read(source: &str) -> Document<'_> {
    by_line_feeds(source, |source| match cooklang::rewritten(source) {
        Some(written) => written.read(|source| read_dialect(source, false)),
        None => read_dialect(source, false),
    })
}

/// The same for MDX: imports, exports, expressions and the tags of components are left out.
pub(super) fn read_mdx(source: &str) -> Document<'_> {
    by_line_feeds(source, |source| read_dialect(source, true))
}

fn read_dialect(source: &str, is_mdx: bool) -> Document<'_> {
    match dialects::rewritten(source, is_mdx) {
        Some(written) => {
            let mut document = written.text.read(parse);
            arrange_headings(&mut document, &written.titles, &written.left_out);
            document
        }
        None => parse(source),
    }
}

/// Takes titles of admonitions, tabs and the like out of the levels of headings, and says which headings have something under
/// them that was left out. `titles` and `left_out` are places of the source, in its order.
fn arrange_headings(document: &mut Document<'_>, titles: &[Span], left_out: &[usize]) {
    let headings = std::mem::take(&mut document.fields.headings);
    let starts: Vec<usize> =
        headings.iter().map(|heading| document.source_span(heading.span).start).collect();
    let is_title = |start: usize| {
        let next = titles.partition_point(|title| title.end <= start);
        titles.get(next).is_some_and(|title| title.start <= start)
    };
    let mut kept: Vec<Heading> = Vec::with_capacity(headings.len());
    for (place, (mut heading, start)) in headings.into_iter().zip(&starts).enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(usize::MAX);
        let next = left_out.partition_point(|at| at < start);
        heading.holds_unread |= left_out.get(next).is_some_and(|at| *at < end);
        match kept.last_mut().filter(|_| is_title(*start)) {
            Some(above) => above.holds_unread |= heading.holds_unread,
            None if is_title(*start) => {}
            None => kept.push(heading),
        }
    }
    document.fields.headings = kept;
}

/// Reads what the parser knows of Markdown. Each sign of a dollar that begins no formula is an entity by now.
fn parse(source: &str) -> Document<'_> {
    let is_definition = |at: usize| {
        source.as_bytes()[..at].ends_with(b"\n")
            && matches!(source.as_bytes().get(at + 1), Some(b' ' | b'\t'))
    };
    let mut options = OPTIONS;
    options.set(Options::ENABLE_MATH, memchr::memchr(b'$', source.as_bytes()).is_some());
    let has_definitions = memchr::memchr_iter(b':', source.as_bytes()).any(is_definition);
    options.set(Options::ENABLE_DEFINITION_LIST, has_definitions);
    let builder = Builder::with_capacity(source.len());
    let mut reader = Reader { source, builder, ..Reader::default() };
    // `[words][id]`, whose definition stands in another file or is made by a program.
    let elsewhere = |link: BrokenLink<'_>| is_elsewhere(source, &link).then(|| ("".into(), "".into()));
    let parser = Parser::new_with_broken_link_callback(source, options, Some(elsewhere));
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, Span { start: range.start, end: range.end });
    }
    let kind = reader.kind();
    reader.builder.finish(kind)
}

/// Whether a link without a definition has words and a name: numbers in brackets are notes, brackets behind a word an index.
fn is_elsewhere(source: &str, link: &BrokenLink<'_>) -> bool {
    let said = source.get(link.span.clone()).unwrap_or_default();
    (link.link_type == LinkType::Collapsed || link.link_type == LinkType::Reference && said.contains("]["))
        && said.contains(char::is_alphabetic)
        && !link.reference.bytes().all(|b| b.is_ascii_digit())
        // Chinese and Japanese have no blank before it.
        && !source[..link.span.start]
            .ends_with(|c: char| c.is_alphanumeric() && c < FIRST_WITHOUT_BLANKS || matches!(c, ')' | ']' | '_'))
}

/// Whether a formula has commands, indices or exponents, which nobody reads as they are written.
fn is_composed(formula: &str) -> bool {
    formula.contains(['\\', '{', '^', '_', '\n'])
}

/// Whether code in a line is worked out when the text is set, as R Markdown, Quarto and knitr do: `r nrow(boats)`, `{python} total`.
fn is_computed(code: &str) -> bool {
    const ENGINES: [&str; 6] = ["{r", "{python", "{julia", "{ojs", "{observable", "{bash"];
    match code.as_bytes() {
        [b'r', b' ', rest @ ..] => {
            rest.iter().any(|byte| b"($[:".contains(byte)) || !rest.is_empty() && !rest.contains(&b' ')
        }
        [b'{', ..] => ENGINES
            .iter()
            .any(|engine| code.strip_prefix(engine).is_some_and(|rest| rest.starts_with(['}', ' ', ',']))),
        _ => false,
    }
}

/// Letters from here on are written without blanks between words.
const FIRST_WITHOUT_BLANKS: char = '\u{2E80}';

/// A heading in bold above its text has this many words or fewer. Chosen by eye.
const HEADING_WORDS: usize = 9;

/// A name in italics above what is said of it has this many words or fewer.
const NAME_WORDS: usize = 4;

/// Lines of an outline without bullets are indented by this many columns, and there are this many, or more.
const OUTLINE_INDENT: usize = 4;
const LEAST_OUTLINE: usize = 2;

/// Whether a line that the writer broke begins something of its own: a bullet of a typographer, or a label as the line above
/// has one.
fn begins_anew(above: &str, below: &str) -> bool {
    below.starts_with(super::builder::BULLETS)
        || (labelled(below) && labelled(above.trim_start_matches(['*', '_'])))
}

/// The length of a letter or a small Roman number of an item, `b. `, `iv) `, `(c) `, of which CommonMark makes no list.
pub(super) fn enumerator(line: &str) -> Option<usize> {
    let body = line.strip_prefix('(').unwrap_or(line);
    let letters = body.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_one =
        letters == 1 || (2..=4).contains(&letters) && body[..letters].bytes().all(|b| b"ivx".contains(&b));
    let behind = body[letters..].strip_prefix(['.', ')']).filter(|behind| behind.starts_with(' '))?;
    is_one.then(|| line.len() - behind.trim_start().len())
}

/// The length of the number of an item, of one digit or two, that a line begins with.
pub(super) fn numbered(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line[digits..].strip_prefix(['.', ')']).filter(|behind| behind.starts_with(' '))?;
    matches!(digits, 1 | 2).then(|| line.len() - behind.trim_start().len())
}

/// Whether the lines of a fence are prose: most of their bytes are letters and blanks, they have sentences, and none of the marks
/// of programs and of what those print.
fn is_prose(fence: &str) -> bool {
    let body = fence.split_once('\n').map_or("", |(_, body)| body);
    let body = body.trim_end().trim_end_matches(['`', '~']);
    let lines = || body.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_mark = |c: char| {
        matches!(c, '{' | '}' | '<' | '>' | '=' | '|' | '\\' | '$' | '_' | '/' | '#' | '[' | ']' | '@')
    };
    let (mut letters, mut marks, mut all) = (0, 0, 0);
    for c in body.chars() {
        letters += usize::from(c.is_alphabetic() || c == ' ' || c == '\n');
        marks += usize::from(is_mark(c));
        all += 1;
    }
    let ended =
        lines().filter(|line| line.ends_with(['.', '!', '?', '…', '"', '”', '»', '。', '！', '？'])).count();
    letters * 100 >= all * LEAST_LETTERS
        && marks * 200 <= all
        && ended > 0
        && body.len() >= lines().count() * LEAST_LINE
}

/// Of prose in a fence, this many characters in a hundred are letters and blanks, and its lines have this many bytes on average.
const LEAST_LETTERS: usize = 92;
const LEAST_LINE: usize = 28;

/// Whether a line begins with a name and a colon, perhaps in bold.
fn labelled(line: &str) -> bool {
    let bare = line.trim_start_matches(['*', '_']);
    let window = &bare[..crate::span::boundary_at_or_before(bare, LONGEST_LABEL)];
    // A time has a colon, too.
    if memchr::memchr(b':', window.as_bytes()).is_none() {
        return false;
    }
    if is_stamped(window) {
        return true;
    }
    window.find(':').is_some_and(|colon| {
        let (name, rest) = (bare[..colon].trim_end_matches(['*', '_']), &bare[colon + 1..]);
        name.starts_with(|c: char| c.is_uppercase() || c >= FIRST_WITHOUT_BLANKS)
            && name.split(' ').count() <= LABEL_WORDS
            && !name.contains(['.', ',', ';', '!', '?', '(', '`', '['])
            && (rest.is_empty() || rest.starts_with([' ', '*', '_', '\n']) || rest.starts_with(": "))
    })
}

/// Whether a line is drawn below another, as under a heading.
fn is_underline(line: &str) -> bool {
    line.len() >= SHORTEST_UNDERLINE && line.bytes().all(|byte| byte == b'=')
}

/// A line below a heading has this many marks or more.
const SHORTEST_UNDERLINE: usize = 3;

fn first_line(text: &str) -> &str {
    if !text.starts_with([' ', '=']) {
        return "";
    }
    let line = memchr::memchr(b'\n', text.as_bytes()).map_or(text, |end| &text[..end]);
    line.trim()
}

/// Whether a line begins with a name and a time in brackets, or with such a time: `Rita Vale (00:12:03):`.
fn is_stamped(line: &str) -> bool {
    let Some((name, behind)) = line.split_once(['(', '[']) else { return false };
    let Some((time, _)) = behind.split_once([')', ']']) else { return false };
    super::speech::is_time(time) && (name.is_empty() || super::speech::is_name(name.trim_end(), false))
}

/// Builds the document as the parser walks through it.
#[derive(Default)]
struct Reader<'t> {
    source: &'t str,
    builder: Builder,
    /// The kinds of the elements that are open, innermost last: text takes the innermost.
    open: Vec<BlockKind>,
    /// The lists that are open, each with the number of its next item if it is a numbered one.
    lists: Vec<Option<i64>>,
    /// Whether what stands here is an item of an outline without bullets, and where the last of those ends.
    outline: (bool, usize),
    /// How many elements are open whose text is left out.
    hidden: usize,
    /// Whether what stands here is prose in a fence.
    is_fenced: bool,
    /// Whether the row at hand is the head of its table.
    in_head: bool,
    /// Whether what stands here is raised, as the mark of a footnote is.
    #[cfg(not(feature = "html"))]
    is_raised: bool,
    /// The notation of the front matter at hand, its text so far, and where it is.
    front_matter: Option<(Notation, String, Span)>,
    /// The alternative text of the image at hand, and where that began.
    image: Option<(String, Span)>,
    /// The HTML of the block at hand, and where its lines come from.
    #[cfg(feature = "html")]
    html: (String, Vec<super::Piece>),
    /// What tags of HTML in a paragraph have opened.
    #[cfg(feature = "html")]
    tags: super::html::InlineState,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, source: Span) {
        match event {
            Event::Start(tag) => self.open(&tag, source),
            Event::End(tag) => self.close(tag),
            Event::Text(words) if self.hidden > 0 => self.push_hidden(&words),
            Event::Text(words) if self.is_fenced => self.fenced(&words, source),
            Event::Text(words) if self.is_unclosed(&words, source) => {}
            // The line below a heading that the number of an item keeps CommonMark from seeing: `1. Walls` above `=====`.
            Event::Text(words) if is_underline(&words) && self.builder.block_text().is_empty() => {}
            Event::Text(words) => self.text(&words, source),
            Event::Code(words) if self.hidden > 0 => self.push_hidden(&words),
            Event::Code(words) if is_computed(&words) => {
                self.builder.push_as(Role::Code, &words, self.narrowed(&words, source));
                self.builder.lack();
            }
            Event::Code(words) => self.builder.push_as(Role::Code, &words, self.narrowed(&words, source)),
            Event::SoftBreak if self.hidden > 0 => self.push_hidden(" "),
            Event::SoftBreak if self.is_in_outline(source) => {
                self.end_block_as(if self.outline.0 { BlockKind::Item } else { BlockKind::Heading });
                self.outline.0 = true;
            }
            Event::SoftBreak if self.is_below_heading(source) => self.end_block_as(BlockKind::Heading),
            Event::SoftBreak if self.is_below_name(source) => self.end_block_as(BlockKind::Heading),
            Event::SoftBreak if is_underline(first_line(&self.source[source.end..])) => {
                self.end_block_as(BlockKind::Heading);
            }
            Event::SoftBreak if self.is_broken(source) => self.end_block(),
            Event::SoftBreak
                if is_unparted(self.builder.block_text(), self.source[source.end..].trim_start()) => {}
            Event::SoftBreak => self.builder.push(" ", source),
            // A line break that the writer asked for ends a line of an address or a verse.
            Event::HardBreak | Event::Rule => self.end_block(),
            Event::InlineHtml(tag) if self.hidden == 0 => self.inline_html(&tag, source),
            Event::Html(html) if self.hidden == 0 => self.block_html(&html, source),
            Event::Html(html) | Event::InlineHtml(html) => self.builder.comments(&html),
            Event::InlineMath(_) | Event::DisplayMath(_) if self.hidden > 0 => {
                self.push_hidden(source.of(self.source));
            }
            // A letter or a sum is read as it is; a sentence with commands of TeX has a gap.
            Event::InlineMath(words) if !is_composed(&words) => {
                self.builder.push_as(Role::Formula, &words, self.narrowed(&words, source));
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.builder.push_as(Role::Formula, source.of(self.source), source);
                self.builder.lack();
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Whether text is marks of emphasis alone that found no others, beside a word: the writer forgot them, or they stand beside
    /// punctuation, where Chinese and Japanese have no blanks and CommonMark wants some.
    fn is_unclosed(&self, words: &str, source: Span) -> bool {
        let Some(mark @ (b'*' | b'_' | b'~')) = words.bytes().next() else { return false };
        if words.bytes().any(|byte| byte != mark) || source.of(self.source) != words {
            return false;
        }
        // The run of marks that it is a part of: each may be a text of its own.
        let bytes = self.source.as_bytes();
        let is_mark = |byte: &&u8| **byte == mark;
        let start = source.start - bytes[..source.start].iter().rev().take_while(is_mark).count();
        let end = source.end + bytes[source.end..].iter().take_while(is_mark).count();
        let before = self.source[..start].chars().next_back().filter(|c| !c.is_whitespace());
        let behind = self.source[end..].chars().next().filter(|c| !c.is_whitespace());
        // What is escaped, or stands between blanks, is meant.
        if before == Some('\\') || before.is_none() && behind.is_none() {
            return false;
        }
        let is_narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match end - start {
            // A single one is a sign of many things, but for that before a word.
            1 => {
                mark == b'*'
                    && !before.is_some_and(char::is_alphanumeric)
                    && behind.is_some_and(char::is_alphabetic)
            }
            2 => !(is_narrow(before) && is_narrow(behind)),
            3 => !is_narrow(before) && behind.is_some(),
            _ => false,
        }
    }

    /// Whether the line above a line break is bold, the first of its paragraph, and the heading of what stands below.
    fn is_below_heading(&self, source: Span) -> bool {
        let before = &self.source.as_bytes()[..source.start];
        if self.kind() != BlockKind::Paragraph || !matches!(before, [.., b'*', b'*'] | [.., b'_', b'_']) {
            return false;
        }
        let line = &self.source[memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)..source.start];
        let mark = &line[line.len() - 2..];
        let inner = line.trim_start().strip_prefix(mark).and_then(|line| line.strip_suffix(mark));
        let below = self.source[source.end..].trim_start();
        inner.is_some_and(|inner| {
            !inner.contains(mark)
                && inner.split_whitespace().count() <= HEADING_WORDS
                && !inner.ends_with(['.', ',', ';', '!', '?', '。', '、'])
                && self.builder.block_text().trim().len() <= inner.len()
        }) && !below.starts_with(|c: char| c.is_lowercase() || matches!(c, '*' | '_' | ',' | '.' | ':' | '('))
    }

    /// Whether the line above a line break is the first of its paragraph, a few words in italics without a mark, and another line in
    /// italics stands below: a name, and what is said of it.
    fn is_below_name(&self, source: Span) -> bool {
        let before = &self.source.as_bytes()[..source.start];
        let Some(mark @ (b'*' | b'_')) = before.last().copied() else { return false };
        let below = self.source[source.end..].trim_start().as_bytes();
        if below.first() != Some(&mark) || !below.get(1).is_some_and(u8::is_ascii_uppercase) {
            return false;
        }
        let line = &self.source[memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)..source.start];
        let mark = char::from(mark);
        let inner = line.trim_start().strip_prefix(mark).and_then(|line| line.strip_suffix(mark));
        self.kind() == BlockKind::Paragraph
            && inner.is_some_and(|inner| {
                !inner.contains(mark)
                    && inner.split_whitespace().count() <= NAME_WORDS
                    && inner.ends_with(char::is_alphanumeric)
                    && self.builder.block_text().trim().len() <= inner.len()
            })
    }

    /// Whether a line break ends the label or a line of an outline without bullets: below a few words without a mark, several lines are
    /// indented as code is, and each begins anew. CommonMark joins them.
    fn is_in_outline(&mut self, source: Span) -> bool {
        let bytes = self.source.as_bytes();
        let Some(end) = memchr::memchr(b'\n', &bytes[source.start..]).map(|at| source.start + at) else {
            return false;
        };
        if !matches!(bytes.get(end + 1), Some(b' ' | b'\t')) {
            return false;
        }
        if end < self.outline.1 {
            return true;
        }
        let start = memchr::memrchr(b'\n', &bytes[..end]).map_or(0, |above| above + 1);
        let label = self.source[start..end].trim_end();
        let is_label = self.kind() == BlockKind::Paragraph
            && label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= HEADING_WORDS
            && !label.ends_with(['.', ',', ';', '!', '?', '\\', '。', '、'])
            && self.builder.block_text().trim().len() <= label.len();
        if !is_label {
            return false;
        }
        let (mut items, mut last) = (0, end);
        for line in self.source[end + 1..].split('\n') {
            let words = line.trim_start();
            if words.is_empty() {
                break;
            }
            let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if dialects::columns(line) < OUTLINE_INDENT || !begins || words.trim_end().ends_with([',', ';']) {
                return false;
            }
            items += 1;
            last += 1 + line.len();
        }
        if items >= LEAST_OUTLINE {
            self.outline.1 = last;
        }
        items >= LEAST_OUTLINE
    }

    /// Whether a line break was meant.
    fn is_broken(&mut self, source: Span) -> bool {
        let below = self.source[source.end..].trim_start_matches([' ', '\t', '>']);
        let above = self.builder.block_text();
        if enumerator(below).is_some() && enumerator(above.trim_start()).is_some() {
            self.builder.enumerate(true);
            return true;
        }
        // A numbered list in an item, indented by less than CommonMark asks for.
        let is_nested = numbered(below).is_some()
            && (below.starts_with("1.") || below.starts_with("1)") || numbered(above.trim_start()).is_some());
        if is_nested && self.kind() == BlockKind::Item {
            self.builder.enumerate(true);
            return true;
        }
        begins_anew(above, below)
    }

    #[cfg(feature = "html")]
    fn text(&mut self, words: &str, source: Span) {
        if self.tags.breaks(words) {
            self.end_block();
        }
        self.tags.text(&mut self.builder, words, source);
    }

    #[cfg(feature = "html")]
    fn inline_html(&mut self, tag: &str, source: Span) {
        self.builder.comments(tag);
        if self.tags.take(tag, source, &mut self.builder) {
            self.end_block();
        }
    }

    #[cfg(feature = "html")]
    fn block_html(&mut self, html: &str, source: Span) {
        let start = self.html.0.len();
        self.html.0.push_str(html);
        self.html.1.push(super::Piece { text: Span { start, end: self.html.0.len() }, source });
    }

    #[cfg(feature = "html")]
    fn end_html(&mut self) {
        let (html, pieces) = std::mem::take(&mut self.html);
        super::html::read_into(&mut self.builder, &html, &pieces);
    }

    #[cfg(not(feature = "html"))]
    fn text(&mut self, words: &str, source: Span) {
        match self.is_raised {
            true => self.builder.push(&super::builder::raised(words), source),
            false => self.builder.push(words, source),
        }
    }

    #[cfg(not(feature = "html"))]
    fn inline_html(&mut self, tag: &str, source: Span) {
        match tag {
            "<sup>" | "</sup>" => self.is_raised = tag == "<sup>",
            _ if tag.starts_with("<br") => self.builder.push(" ", source),
            _ => self.builder.comments(tag),
        }
    }

    #[cfg(not(feature = "html"))]
    fn block_html(&mut self, html: &str, _: Span) {
        self.builder.comments(html);
    }

    #[cfg(not(feature = "html"))]
    fn end_html(&mut self) {}

    /// Whether a fence holds most of the document, and prose: letters, speeches and poems are kept so, to keep their lines.
    fn is_fenced_prose(&self, kind: &CodeBlockKind<'_>, source: Span) -> bool {
        let CodeBlockKind::Fenced(info) = kind else { return false };
        self.hidden == 0
            && source.len() * 2 >= self.source.len()
            && matches!(info.trim(), "" | "txt" | "text" | "plain" | "plaintext")
            && is_prose(source.of(self.source))
    }

    /// The lines of prose in a fence: a blank one ends a paragraph, and so does one that is indented.
    fn fenced(&mut self, words: &str, source: Span) {
        let mut at = 0;
        for line in words.split_inclusive('\n') {
            let said = line.trim();
            if said.is_empty() {
                self.end_block();
            } else {
                let start = at + (line.len() - line.trim_start().len());
                let place = match words == source.of(self.source) {
                    true => Span { start: source.start + start, end: source.start + start + said.len() },
                    false => source,
                };
                if !self.builder.block_text().is_empty() {
                    self.builder.push(" ", Span { start: place.start, end: place.start });
                }
                self.builder.push(said, place);
            }
            at += line.len();
        }
    }

    /// The part of a stretch of the source where the words stand as they are, if they do: code without its marks.
    fn narrowed(&self, words: &str, source: Span) -> Span {
        let at = source.of(self.source).find(words).map(|at| source.start + at);
        at.map_or(source, |start| Span { start, end: start + words.len() })
    }

    /// Text that is not read: of an image or of front matter.
    fn push_hidden(&mut self, words: &str) {
        let image = self.image.as_mut().map(|(text, _)| text);
        let front_matter = self.front_matter.as_mut().map(|(_, text, _)| text);
        if let Some(text) = image.or(front_matter) {
            text.push_str(words);
        }
    }

    fn open(&mut self, tag: &Tag<'_>, source: Span) {
        let outer = self.open.last().copied();
        match tag {
            Tag::Heading { level, .. } => {
                let is_title = *level == HeadingLevel::H1 && self.builder.is_empty();
                self.enter(if is_title { BlockKind::Title } else { BlockKind::Heading });
                self.builder.heading(*level as u8);
            }
            Tag::Paragraph => self.enter(outer.unwrap_or(BlockKind::Paragraph)),
            Tag::BlockQuote(_) => self.enter(BlockKind::Quote),
            Tag::Item => {
                self.enter(BlockKind::Item);
                let number = self.lists.last_mut().and_then(|next| {
                    let number = (*next)?;
                    *next = Some(number.saturating_add(1));
                    Some(number)
                });
                self.builder.open_item(number);
            }
            Tag::Table(_) => {
                self.end_block();
                self.builder.open_table();
            }
            Tag::TableHead => self.in_head = true,
            Tag::TableCell => {
                self.enter(BlockKind::Cell);
                self.builder.open_cell(self.in_head);
            }
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Footnote),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.enter(BlockKind::Item),
            Tag::HtmlBlock => {
                self.end_block();
                self.builder.unread();
            }
            Tag::Link { dest_url, .. } => self.builder.open_link(dest_url.starts_with('#')),
            Tag::CodeBlock(kind) if self.is_fenced_prose(kind, source) => {
                self.end_block();
                self.is_fenced = true;
            }
            Tag::CodeBlock(_) => {
                self.builder.lead_to_code();
                self.builder.unread();
                self.hidden += 1;
            }
            Tag::MetadataBlock(style) => {
                let notation = match style {
                    MetadataBlockKind::YamlStyle => Notation::Yaml,
                    MetadataBlockKind::PlusesStyle => Notation::Toml,
                };
                self.front_matter = Some((notation, String::new(), source));
                self.hidden += 1;
            }
            Tag::Image { .. } => {
                // Images do not nest but in brackets: the outermost has the text of all.
                self.image = self.image.take().or(Some((String::new(), source)));
                self.builder.unread();
                self.hidden += 1;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first.map(|first| i64::try_from(first).unwrap_or(i64::MAX)));
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.builder.enumerate(false);
                self.open.pop();
                if tag == TagEnd::Item {
                    self.builder.close_item();
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.in_head = false;
                self.builder.end_row();
            }
            TagEnd::Table => self.builder.end_table(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Link => self.builder.close_link(),
            TagEnd::CodeBlock if self.is_fenced => {
                self.end_block();
                self.is_fenced = false;
            }
            TagEnd::CodeBlock => self.hidden -= 1,
            TagEnd::MetadataBlock(_) => {
                self.hidden -= 1;
                // Only what stands above everything else is about the document.
                if let Some((notation, text, span)) = self.front_matter.take()
                    && self.builder.text.is_empty()
                {
                    front_matter::read(&text, notation, &mut self.builder.fields);
                    self.builder.fields.places = front_matter::places(self.source, span);
                }
            }
            TagEnd::Image => {
                self.hidden -= 1;
                if self.hidden == 0
                    && let Some((text, place)) = self.image.take()
                {
                    match text.trim().is_empty() {
                        true => self.builder.fields.unlabelled_images.push(place),
                        false => self.builder.fields.alternatives.push((text, place)),
                    }
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.end_block();
        self.open.push(kind);
    }

    fn end_block(&mut self) {
        let is_item = std::mem::take(&mut self.outline.0);
        self.end_block_as(if is_item { BlockKind::Item } else { self.kind() });
    }

    fn end_block_as(&mut self, kind: BlockKind) {
        #[cfg(feature = "html")]
        self.tags.end_block();
        self.builder.end_block(kind);
    }

    /// What the innermost element is that is open.
    fn kind(&self) -> BlockKind {
        self.open.last().copied().unwrap_or(BlockKind::Paragraph)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    fn show(source: &str) -> Vec<String> {
        let document = read(source);
        let name = |block: &Block| format!("{:?} {}", block.kind, block.span.of(document.text()));
        document.blocks().iter().map(name).collect()
    }

    #[test]
    fn blocks_are_named_and_code_is_left_out() {
        let source = "---\ntitle: x\n---\n# Bread\n\nFlour, **water**\nand `salt`. ![a loaf](x.png)\n\n\
                      ```\ncode\n```\n\n> Old bread\n> is not hard.\n\n1. Mix.\n   - slowly\n2. Wait.\n\n\
                      |a|b|\n|-|-|\n|1|2|\n\n<div>raw</div>\n\nEnd[^1].\n\n[^1]: A note.\n";
        assert_eq!(
            show(source),
            [
                "Title Bread",
                "Paragraph Flour, water and salt.",
                "Quote Old bread is not hard.",
                "Item Mix.",
                "Item slowly",
                "Item Wait.",
                "Cell a",
                "Cell b",
                "Cell 1",
                "Cell 2",
                #[cfg(feature = "html")]
                "Paragraph raw",
                "Paragraph End.",
                "Footnote A note.",
            ]
        );
    }

    #[test]
    fn fields_and_switches_are_read() {
        let source = "---\ntitle: Bread\nkeyphrase: old bread\n---\n\nOne ![a *round* loaf](x.png \"t\") two.\n\n\
                      <!-- nutgraf off -->\n\nThree.\n\n<!-- nutgraf on -->\n\nFour <!-- nutgraf allow \"old bread\" --> five.\n";
        let document = read(source);
        let fields = document.fields();
        assert_eq!(fields.title.as_deref(), Some("Bread"));
        assert_eq!((&fields.keyphrases[0][..], &fields.allowed[0][..]), ("old bread", "old bread"));
        let (text, span) = &fields.alternatives[0];
        assert_eq!((text.as_str(), span.of(source)), ("a round loaf", "![a *round* loaf](x.png \"t\")"));
        let off: Vec<&str> =
            document.unaudited().iter().map(|span| span.of(document.text()).trim()).collect();
        assert_eq!(off, ["Three."]);
        assert!(read("a\n\n<!-- nutgraf off -->\n\nb").unaudited().len() == 1);
    }

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = "A *very* long & winding road &amp; a [bridge](http://x.org) end here.";
        let document = read(source);
        assert_eq!(document.text().trim_end(), "A very long & winding road & a bridge end here.");
        for (words, expected) in [
            ("very", "very"),
            ("very long", "very* long"),
            ("road & a", "road &amp; a"),
            ("bridge", "bridge"),
        ] {
            let start = document.text().find(words).unwrap();
            let span = Span::new(start, start + words.len());
            assert_eq!(document.source_span(span).of(source), expected);
        }
    }
}
