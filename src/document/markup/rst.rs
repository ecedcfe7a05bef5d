//! reStructuredText: titles, paragraphs, items, quotations, cells and footnotes.

use std::collections::HashMap;

use super::inline::{Lines, Mark, Place, marker, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document, program};
use crate::span::Span;

/// Directives without prose of the document.
#[rustfmt::skip] // Several to a line.
const HIDDEN: [&str; 60] = [
    "code", "code-block", "sourcecode", "literalinclude", "highlight", "parsed-literal", "toctree", "contents", "image",
    "math", "raw", "include", "csv-table", "index", "meta", "default-role", "role", "automodule", "autoclass",
    "autofunction", "automethod", "autosummary", "autodata", "autoattribute", "autoexception", "currentmodule", "module",
    "py:module", "py:currentmodule", "productionlist", "graphviz", "digraph", "mermaid", "plantuml", "doctest",
    "testcode", "testsetup", "testoutput", "ipython", "plot", "program", "sectnum", "header", "footer", "jupyter-execute",
    "prompt", "tabularcolumns", "bibliography", "activecode", "codelens", "actex", "parsonsprob", "datafile", "animation", "ipython3", "thebe-button",
    "exec_code", "command-output", "autoprogram", "code-cell",
];

/// Directives whose argument is a title or a sentence.
#[rustfmt::skip] // Several to a line.
const WORDED: [&str; 25] = [
    "note", "warning", "tip", "important", "caution", "attention", "danger", "error", "hint", "seealso", "admonition",
    "topic", "sidebar", "rubric", "tab", "tab-item", "dropdown", "card", "grid-item-card", "todo", "centered", "details",
    "collapse", "epigraph", "pull-quote",
];

/// Of those, the ones whose argument is the beginning of their text, and not their title.
const BEGUN: [&str; 12] = [
    "note",
    "warning",
    "tip",
    "important",
    "caution",
    "attention",
    "danger",
    "error",
    "hint",
    "seealso",
    "todo",
    "centered",
];

/// Directives of a change: a version, then a sentence.
const CHANGES: [&str; 4] = ["versionadded", "versionchanged", "deprecated", "versionremoved"];

/// Characters that titles are underlined with.
const ADORNMENTS: &str = "=-`:.'\"~^_*+#<>!$%&,/;?@|\\";

const BULLETS: [char; 6] = ['*', '-', '+', '•', '‣', '⁃'];

pub(super) fn read(source: &str) -> Document<'static> {
    let lines = Lines::new(source);
    let words = substitutions(&lines);
    let mut reader = Reader {
        lines,
        at: 0,
        builder: Builder::with_capacity(source.len()),
        words,
        open: Vec::new(),
        is_begun: false,
        drawn: Vec::new(),
    };
    reader.header();
    reader.run();
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    builder: Builder,
    /// What substitutions stand for.
    words: HashMap<&'t str, &'t str>,
    /// The blocks that are open: how far their text is indented, and what it is.
    open: Vec<(usize, BlockKind)>,
    /// Whether something that is no field has been read.
    is_begun: bool,
    /// How the titles of each level are drawn: the character, and whether there is a line above too.
    drawn: Vec<(u8, bool)>,
}

/// What `.. |name| replace:: words` says, all over the text.
fn substitutions<'t>(lines: &Lines<'t>) -> HashMap<&'t str, &'t str> {
    let said = (0..lines.len()).filter_map(|at| {
        let (name, rest) = lines.get(at).trim_start().strip_prefix(".. |")?.split_once('|')?;
        let words = rest
            .trim_start()
            .strip_prefix("replace::")
            .or_else(|| rest.trim_start().strip_prefix("unicode::"))?;
        Some((name, words.trim()))
    });
    said.collect()
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        while self.at < self.lines.len() {
            let line = self.lines.get(self.at);
            if line.is_empty() {
                self.at += 1;
                continue;
            }
            let indent = self.lines.indent(self.at);
            while self.open.last().is_some_and(|(least, _)| indent < *least) {
                self.open.pop();
            }
            let words = line.trim_start();
            if self.explicit(words, indent)
                || self.title(words, indent)
                || self.table(words)
                || self.literal(words)
            {
                continue;
            }
            if self.field(words, indent) {
                continue;
            }
            if !self.item(words, indent) {
                self.paragraph(words, indent);
            }
            self.is_begun = true;
        }
    }

    /// `Name: value` in lines above everything else, as mails and proposals have them: the title is read, the rest are fields.
    fn header(&mut self) {
        let mut start = 0;
        while self.lines.is_blank(start) && start < self.lines.len() {
            start += 1;
        }
        let mut end = start;
        while end < self.lines.len() && !self.lines.is_blank(end) {
            let is_field = self.lines.indent(end) == 0 && header_field(self.lines.get(end)).is_some();
            if !is_field && (self.lines.indent(end) == 0 || end == start) {
                return;
            }
            end += 1;
        }
        let are_several = (start..end).filter(|at| header_field(self.lines.get(*at)).is_some()).count() > 1;
        if !are_several {
            return;
        }
        let mut at = start;
        while at < end {
            let first = at;
            at += 1;
            while at < end && self.lines.indent(at) > 0 {
                at += 1;
            }
            let Some((name, skip)) = header_field(self.lines.get(first)) else { continue };
            let value = self.lines.between(first, skip, at - 1).trim(self.lines.source);
            if name.eq_ignore_ascii_case("title") && !value.is_empty() {
                self.title_above();
                self.words(value, BlockKind::Title);
            } else if name.eq_ignore_ascii_case("date") || name.eq_ignore_ascii_case("created") {
                self.builder.fields.date = value.of(self.lines.source).parse().ok();
            }
        }
        self.at = end;
    }

    /// The title stands in a field, so that sections begin at the second level.
    fn title_above(&mut self) {
        if self.drawn.is_empty() {
            self.drawn.push((0, false));
            self.builder.heading_alone(1);
        }
    }

    fn kind(&self) -> BlockKind {
        self.open.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind)
    }

    /// `.. ` and what may follow it.
    fn explicit(&mut self, words: &'t str, indent: usize) -> bool {
        if words.starts_with("__ ") {
            self.at += 1;
            return true;
        }
        let Some(rest) =
            words.strip_prefix("..").filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        else {
            return false;
        };
        let said = rest.trim_start();
        let skip = words.len() - said.len();
        let start = self.at;
        let name = said.split("::").next().unwrap_or_default();
        let is_directive = said.len() > name.len()
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.+".contains(&b));
        self.at += 1;
        if is_directive {
            self.directive(name, start, skip, indent);
        } else if let Some(label) =
            said.strip_prefix('[').and_then(|rest| rest.split_once("]")).map(|(label, _)| label)
            && !label.is_empty()
        {
            // A note, or a source that is cited.
            let end = self.lines.behind_indented(self.at, indent);
            self.at = end;
            let begun = self.lines.between(start, skip + label.len() + 2, end - 1);
            self.words(begun, BlockKind::Footnote);
        } else {
            // Comments, targets, substitutions.
            self.meta(said);
            self.at = self.lines.behind_indented(self.at, indent);
        }
        true
    }

    /// `.. title: words`, as posts of Nikola have it in comments above their text.
    fn meta(&mut self, said: &str) {
        let Some((name, value)) = said.split_once(':').filter(|_| self.builder.is_empty()) else { return };
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let fields = &mut self.builder.fields;
        match name {
            "title" if fields.title.is_none() => {
                fields.title = Some(value.to_string());
                // The page shows it above the text.
                if self.drawn.is_empty() {
                    self.drawn.push((0, false));
                }
            }
            "slug" if fields.slug.is_none() => fields.slug = Some(value.to_string()),
            "description" if fields.description.is_none() => fields.description = Some(value.to_string()),
            "date" if fields.date.is_none() => fields.date = value.parse().ok(),
            _ => {}
        }
    }

    fn directive(&mut self, name: &'t str, start: usize, skip: usize, indent: usize) {
        let behind = self.lines.behind_indented(self.at, indent);
        let argument = self.lines.between(start, skip + name.len() + 2, start).trim(self.lines.source);
        let name = name.rsplit_once(':').map_or(name, |(_, last)| last);
        if HIDDEN.contains(&name) {
            if name.contains("code") || matches!(name, "actex" | "math") {
                self.builder.lead_to_code();
            }
            if name == "image" {
                self.alternative(behind);
            }
            self.at = behind;
            return;
        }
        let is_known = WORDED.contains(&name) || CHANGES.contains(&name);
        if !is_known
            && name != "figure"
            && program::is_one(
                (self.at..behind).map(|at| self.lines.get(at)).filter(|line| !is_option(line.trim_start())),
            )
        {
            self.builder.lead_to_code();
            self.at = behind;
            return;
        }
        if name == "figure" {
            self.alternative(behind);
            // Its body is a caption, then its legend.
            self.at = behind;
            return;
        }
        // A sentence that begins behind the name goes on in the lines below it.
        if BEGUN.contains(&name) && !argument.is_empty() {
            while self.at < behind
                && !self.lines.is_blank(self.at)
                && !is_option(self.lines.get(self.at).trim_start())
            {
                self.at += 1;
            }
            let span = Span { start: argument.start, end: self.lines.span(self.at - 1).end };
            let kind = self.kind();
            self.words(span, kind);
        } else if WORDED.contains(&name) && !argument.is_empty() {
            self.words(argument, BlockKind::Heading);
        } else if CHANGES.contains(&name) {
            let said = argument.of(self.lines.source);
            let version = said.find(char::is_whitespace).unwrap_or(said.len());
            let begun = Span { start: argument.start + version, end: argument.end };
            while self.at < behind && !self.lines.is_blank(self.at) && version < said.len() {
                self.at += 1;
            }
            let end = if version < said.len() { self.lines.span(self.at - 1).end } else { begun.end };
            self.words(Span { start: begun.start, end }.trim(self.lines.source), BlockKind::Paragraph);
        }
        while self.at < behind && is_option(self.lines.get(self.at).trim_start()) {
            self.at += 1;
        }
        while self.at < behind && self.lines.is_blank(self.at) {
            self.at += 1;
        }
        if self.at < behind {
            let kind = match name {
                "epigraph" | "pull-quote" | "highlights" => BlockKind::Quote,
                "list-table" | "table" | "hlist" => BlockKind::Cell,
                "footnote" => BlockKind::Footnote,
                _ => self.kind(),
            };
            self.open.push((self.lines.indent(self.at), kind));
        }
    }

    /// The alternative text among the options of an image.
    fn alternative(&mut self, behind: usize) {
        for at in self.at..behind.min(self.at + 20) {
            if let Some(words) = self.lines.get(at).trim_start().strip_prefix(":alt:") {
                let words = words.trim();
                if !words.is_empty() {
                    let span = self.lines.between(at, 0, at);
                    self.builder.fields.alternatives.push((words.to_string(), span));
                }
            }
        }
    }

    /// A line with marks below it, and perhaps above it.
    fn title(&mut self, words: &'t str, indent: usize) -> bool {
        let below = self.lines.get(self.at + 1);
        let is_over = adornment(words, 4) && indent == 0 && !below.is_empty();
        let (title, line) = match is_over && adornment(self.lines.get(self.at + 2), 4) {
            true => (self.at + 1, self.at + 2),
            false => (self.at, self.at + 1),
        };
        let text = self.lines.get(title).trim_start();
        let marks = self.lines.get(line);
        // Short underlines are faults that processors forgive.
        let is_title = title < self.lines.len()
            && adornment(marks, 2)
            && self.lines.indent(line) == 0
            && marks.chars().count() + 2 >= text.chars().count().min(60)
            && (marks.len() >= 4 || marks.chars().count() >= text.chars().count())
            && text.chars().any(char::is_alphanumeric)
            && (title > self.at || indent == 0);
        if !is_title {
            if adornment(words, 4) && self.lines.is_blank(self.at + 1) && !words.starts_with(['=']) {
                self.at += 1; // A line drawn between paragraphs.
                return true;
            }
            return false;
        }
        let is_titled = self.drawn.first() == Some(&(0, false));
        let kind = if self.builder.is_empty() && !is_titled { BlockKind::Title } else { BlockKind::Heading };
        // The first way of drawing lines is that of the first level, the next new one that of the second.
        let drawn = (marks.bytes().next().unwrap_or_default(), title > self.at);
        let place = self.drawn.iter().position(|known| *known == drawn).unwrap_or(self.drawn.len());
        if place == self.drawn.len() && place < 6 {
            self.drawn.push(drawn);
        }
        self.builder.heading_alone((place + 1).min(6) as u8);
        self.at = line + 1;
        self.words(self.lines.between(title, 0, title), kind);
        true
    }

    /// Tables drawn with lines, or with rules above and below.
    fn table(&mut self, words: &'t str) -> bool {
        if is_grid(words) {
            while !self.lines.is_blank(self.at) {
                let line = self.lines.span(self.at);
                let text = self.lines.get(self.at);
                if !is_grid(text.trim_start()) {
                    let mut start = 0;
                    for (place, _) in text.match_indices('|').chain([(text.len(), "")]) {
                        let cell = Span { start: line.start + start, end: line.start + place };
                        self.words(cell.trim(self.lines.source), BlockKind::Cell);
                        start = (place + 1).min(text.len());
                    }
                }
                self.at += 1;
            }
            return true;
        }
        if !is_rule(words) {
            return false;
        }
        // Rows up to the last rule of the table: the one that a blank line follows.
        let start = self.at;
        let mut end = start + 1;
        while end < self.lines.len()
            && !(is_rule(self.lines.get(end).trim_start()) && self.lines.is_blank(end + 1))
        {
            if self.lines.is_blank(end) && self.lines.is_blank(end + 1) {
                self.at += 1;
                return true;
            }
            end += 1;
        }
        for at in start..end {
            let (line, text) = (self.lines.span(at), self.lines.get(at));
            if is_rule(text.trim_start()) {
                continue;
            }
            let mut start = 0;
            for (place, gap) in text.match_indices("  ").chain([(text.len(), "")]) {
                if place >= start {
                    let cell = Span { start: line.start + start, end: line.start + place };
                    self.words(cell.trim(self.lines.source), BlockKind::Cell);
                    start = place + gap.len();
                }
            }
        }
        self.at = end + 1;
        true
    }

    /// Sessions with an interpreter.
    fn literal(&mut self, words: &'t str) -> bool {
        if !words.starts_with(">>> ") {
            return false;
        }
        while self.at < self.lines.len() && !self.lines.is_blank(self.at) {
            self.at += 1;
        }
        true
    }

    /// `:name: words`. Those above everything else are about the document.
    fn field(&mut self, words: &'t str, indent: usize) -> bool {
        if !is_option(words) {
            return false;
        }
        let name = words[1..].find(':').map_or(words, |end| &words[1..=end]);
        let start = self.at;
        self.at = self.lines.behind_indented(self.at + 1, indent);
        let span = self.lines.between(start, name.len() + 2, self.at - 1).trim(self.lines.source);
        let fields = &mut self.builder.fields;
        match name.to_ascii_lowercase().as_str() {
            "date" if fields.date.is_none() => fields.date = span.of(self.lines.source).parse().ok(),
            "description" if fields.description.is_none() => {
                fields.description = Some(span.of(self.lines.source).to_string());
            }
            _ => {}
        }
        if self.is_begun {
            self.words(span, BlockKind::Item);
        }
        true
    }

    fn item(&mut self, words: &'t str, indent: usize) -> bool {
        let Some(len) = marker(words, &BULLETS).filter(|len| *len < words.len()) else { return false };
        let is_cell = self.open.iter().any(|(_, kind)| *kind == BlockKind::Cell);
        let kind = if is_cell { BlockKind::Cell } else { BlockKind::Item };
        // A word with a stop behind it may begin a paragraph too: an item has its next line indented, or a neighbour.
        let is_letter = words.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_letter
            && !self.lines.is_blank(self.at + 1)
            && self.lines.indent(self.at + 1) <= indent
            && marker(self.lines.get(self.at + 1).trim_start(), &BULLETS).is_none()
        {
            return false;
        }
        self.open.push((indent + 1, kind));
        // An item may begin with another one.
        let inner = words[len..].strip_prefix("- ").map_or(0, |rest| words.len() - len - rest.len());
        let start = self.at;
        self.at += 1;
        while self.at < self.lines.len()
            && !self.lines.is_blank(self.at)
            && self.lines.indent(self.at) > indent
            && marker(self.lines.get(self.at).trim_start(), &BULLETS)
                .is_none_or(|_| self.lines.get(self.at).trim_start().starts_with(char::is_alphanumeric))
        {
            self.at += 1;
        }
        self.body(start, len + inner, kind);
        true
    }

    fn paragraph(&mut self, words: &'t str, indent: usize) {
        let start = self.at;
        self.at += 1;
        let below = self.lines.indent(self.at);
        let (context, kind) = self.open.last().copied().unwrap_or((0, BlockKind::Paragraph));
        if words.starts_with("| ") {
            return self.body(start, 2, kind);
        }
        // A term, and what it means below it.
        if !self.lines.is_blank(self.at)
            && below > indent
            && !words.ends_with("::")
            && words.chars().count() < 100
        {
            self.open.push((below, if kind == BlockKind::Cell { kind } else { BlockKind::Item }));
            return self.words(self.lines.between(start, 0, start), BlockKind::Heading);
        }
        while self.at < self.lines.len()
            && !self.lines.is_blank(self.at)
            && self.lines.indent(self.at) == indent
        {
            self.at += 1;
        }
        let is_quote = indent > context && kind == BlockKind::Paragraph;
        self.body(start, 0, if is_quote { BlockKind::Quote } else { kind });
    }

    /// Lines of prose, and the listing that they may announce.
    fn body(&mut self, start: usize, skip: usize, kind: BlockKind) {
        let mut span = self.lines.between(start, skip, self.at - 1);
        let text = span.of(self.lines.source);
        if let Some(before) = text.strip_suffix("::") {
            // `::` shows one colon, or none if it stands alone.
            let alone = before.is_empty() || before.ends_with([' ', '\n']);
            span.end -= if alone { 2 } else { 1 };
            self.words(span.trim(self.lines.source), kind);
            self.builder.lead_to_code();
            let indent = self.lines.indent(start);
            let mut next = self.at;
            while self.lines.is_blank(next) && next < self.lines.len() {
                next += 1;
            }
            if self.lines.indent(next) > indent {
                self.at = self.lines.behind_indented(next, indent);
            }
        } else {
            self.words(span, kind);
        }
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        let substitutions = &self.words;
        write(&mut self.builder, self.lines.source, span, |place| mark(place, substitutions));
        self.builder.end_block(kind);
    }
}

/// The name of a header field, `Post-History: …`, and where its value begins.
fn header_field(line: &str) -> Option<(&str, usize)> {
    let (name, value) = line.split_once(':')?;
    let sound = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.len() <= 30
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && (value.is_empty() || value.starts_with([' ', '\t']));
    sound.then(|| (name, name.len() + 1 + (value.len() - value.trim_start().len())))
}

/// A line of one mark, so long or longer.
fn adornment(line: &str, least: usize) -> bool {
    let Some(first) = line.chars().next() else { return false };
    line.len() >= least && ADORNMENTS.contains(first) && line.chars().all(|c| c == first)
}

fn is_grid(line: &str) -> bool {
    line.starts_with('+')
        && line.ends_with('+')
        && line.len() >= 3
        && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'='))
}

/// `=====  =====`.
fn is_rule(line: &str) -> bool {
    line.starts_with("==") && line.contains(' ') && line.bytes().all(|b| matches!(b, b'=' | b' '))
}

/// `:name:`, and perhaps a value.
fn is_option(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(':') else { return false };
    let end = rest.bytes().take(80).position(|b| b == b':');
    end.is_some_and(|end| {
        end > 0
            && !rest.starts_with(' ')
            && (rest[end + 1..].is_empty() || rest[end + 1..].starts_with([' ', '\t']))
    })
}

fn mark<'t>(place: Place<'t>, substitutions: &HashMap<&'t str, &'t str>) -> Option<Mark<'t>> {
    let rest = place.rest();
    match rest.as_bytes()[0] {
        // A blank that is escaped joins words.
        b'\\' => Some(Mark::Out(if rest[1..].starts_with([' ', '\n']) { 2 } else { 1 })),
        b'*' => {
            let double = rest.starts_with("**").then(|| place.constrained("**")).flatten();
            let (words, len) =
                double.map(|words| (words, 2)).or_else(|| place.constrained("*").map(|words| (words, 1)))?;
            Some(Mark::Around { open: len, words, close: len })
        }
        b'`' if rest.starts_with("``") => {
            // The last two of a run of backquotes end it: it may hold words in single ones.
            let close = place.find(2, "``")?;
            let run = rest[close..].bytes().take_while(|b| *b == b'`').count();
            Some(Mark::Code { open: 2, words: close + run - 4, close: 2 })
        }
        b'`' => interpreted(place, 0, ""),
        b':' if place.is_open() || place.before() == Some('\\') => {
            let end = rest
                .bytes()
                .skip(1)
                .take(40)
                .position(|b| !(b.is_ascii_alphanumeric() || b"-_:+.".contains(&b)))?
                + 1;
            let role = rest[..end].strip_suffix(':').filter(|role| role.len() > 1)?;
            rest[end..]
                .starts_with('`')
                .then(|| interpreted(place, end, role.rsplit(':').next().unwrap_or_default()))?
        }
        b'|' if place.is_open() => {
            let close = place.find(1, "|").filter(|close| (2..100).contains(close))?;
            let name = &rest[1..close];
            if name.starts_with(' ') || name.ends_with(' ') {
                return None;
            }
            let underscores = rest[close + 1..].bytes().take_while(|b| *b == b'_').count().min(2);
            let len = close + 1 + underscores;
            Some(match substitutions.get(name).filter(|words| !words.contains(['*', '`', '|', '\\'])) {
                Some(words) if !words.is_empty() => Mark::Put(len, (*words).into()),
                _ => Mark::Name { open: 1, words: close - 1, close: len - close },
            })
        }
        b'[' => {
            let close = place.find(1, "]_").filter(|close| *close < 100)?;
            (!rest[1..close].contains([' ', '['])).then_some(Mark::Out(close + 2))
        }
        b'_' if rest.starts_with("_`") && place.is_open() => {
            let close = place.find(2, "`")?;
            Some(Mark::Around { open: 2, words: close - 2, close: 1 })
        }
        // What is behind a word that is a link.
        b'_' if place.before().is_some_and(char::is_alphanumeric) => {
            let len = rest.bytes().take_while(|b| *b == b'_').count();
            let ends = rest[len..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            (len <= 2 && ends).then_some(Mark::Out(len))
        }
        _ => None,
    }
}

/// Words in backquotes at byte `at` behind the place, with a role or none: what of them is shown.
fn interpreted<'t>(place: Place<'t>, at: usize, role: &str) -> Option<Mark<'t>> {
    let rest = place.rest();
    let open = at + 1;
    let close = place.find(open, "`").filter(|close| *close > open)?;
    let behind = &rest[close + 1..];
    let suffix = match behind.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
        // The role may stand behind.
        Some((name, _))
            if at == 0 && !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') =>
        {
            name.len() + 2
        }
        _ => behind.bytes().take_while(|b| *b == b'_').count().min(2),
    };
    let len = close + 1 + suffix;
    let role = if at == 0 && suffix > 2 { &behind[1..suffix - 1] } else { role };
    let words = &rest[open..close];
    match role {
        "math" => return Some(Mark::formula(open, words, len - close)),
        "cite" | "footcite" | "raw" | "index" => return Some(Mark::Out(len)),
        "code" | "literal" | "samp" | "kbd" | "file" | "command" | "option" | "envvar" | "program"
        | "command-line" => {
            return Some(Mark::Code { open, words: words.len(), close: len - close });
        }
        _ => {}
    }
    if let Some(target) = words.rfind('<').filter(|_| words.ends_with('>')) {
        let shown = words[..target].trim_end().len();
        if shown > 0 {
            return Some(Mark::Around { open, words: shown, close: len - open - shown });
        }
        return Some(Mark::Code {
            open: open + 1,
            words: words.len() - 2,
            close: len - open - words.len() + 1,
        });
    }
    // Numbers of documents and of tickets, as Sphinx shows them.
    let before = match role {
        "pep" => "PEP ",
        "rfc" => "RFC ",
        "issue" | "pr" | "pull" | "gh" | "bpo" | "ticket" => "#",
        _ => "",
    };
    if !before.is_empty() && words.starts_with(|c: char| c.is_ascii_digit()) {
        let number = words.split('#').next().unwrap_or(words);
        return Some(Mark::Put(len, format!("{before}{number}").into()));
    }
    let is_plain = role.is_empty()
        || matches!(
            role,
            "emphasis"
                | "strong"
                | "sup"
                | "sub"
                | "term"
                | "title"
                | "title-reference"
                | "abbr"
                | "dfn"
                | "guilabel"
                | "menuselection"
                | "superscript"
                | "subscript"
                | "t"
        );
    if (is_plain && !words.starts_with('~')) || words.contains(' ') {
        return Some(Mark::Around { open, words: words.len(), close: len - close });
    }
    // A label or a file, whose title stands elsewhere.
    if matches!(role, "ref" | "doc" | "numref" | "any" | "std-ref") {
        return Some(Mark::Name { open, words: words.len(), close: len - close });
    }
    // A name: `~package.module.Name` shows its last part.
    let skip = match words.strip_prefix('~') {
        Some(name) => 1 + name.rfind('.').map_or(0, |dot| dot + 1),
        None => usize::from(words.starts_with('!')),
    };
    Some(Mark::Code { open: open + skip, words: words.len() - skip, close: len - close })
}
