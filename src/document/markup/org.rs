//! Org: headings, paragraphs, items, quotations, cells and footnotes.

use std::collections::HashMap;

use super::inline::{Lines, Mark, Place, marker, write};
use crate::document::builder::Builder;
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// Words before a heading that say how far its task is.
const TASKS: [&str; 9] =
    ["TODO", "DONE", "NEXT", "WAITING", "HOLD", "CANCELLED", "CANCELED", "STARTED", "COMMENT"];

/// Blocks without prose.
const HIDDEN: [&str; 5] = ["src", "example", "export", "comment", "latex"];

const BULLETS: [char; 3] = ['-', '+', '*'];

/// Marks and letters by their names, those that prose has.
#[rustfmt::skip] // Several to a line.
const ENTITIES: [(&str, &str); 66] = [
    ("nbsp", "\u{A0}"), ("ensp", " "), ("emsp", " "), ("thinsp", " "), ("shy", ""), ("ndash", "–"), ("mdash", "—"), ("hellip", "…"),
    ("dots", "…"), ("ldots", "…"), ("quot", "\""), ("laquo", "«"), ("raquo", "»"), ("lsquo", "‘"), ("rsquo", "’"), ("ldquo", "“"),
    ("rdquo", "”"), ("bdquo", "„"), ("amp", "&"), ("lt", "<"), ("gt", ">"), ("copy", "©"), ("reg", "®"), ("trade", "™"), ("euro", "€"),
    ("pound", "£"), ("yen", "¥"), ("cent", "¢"), ("dollar", "$"), ("sect", "§"), ("para", "¶"), ("deg", "°"), ("micro", "µ"),
    ("times", "×"), ("pm", "±"), ("rarr", "→"), ("larr", "←"), ("rightarrow", "→"), ("to", "→"), ("harr", "↔"), ("bull", "•"),
    ("middot", "·"), ("checkmark", "✓"), ("szlig", "ß"), ("auml", "ä"), ("ouml", "ö"), ("uuml", "ü"), ("Auml", "Ä"), ("Ouml", "Ö"),
    ("Uuml", "Ü"), ("eacute", "é"), ("egrave", "è"), ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"),
    ("lambda", "λ"), ("mu", "μ"), ("pi", "π"), ("sigma", "σ"), ("tau", "τ"), ("phi", "φ"), ("omega", "ω"), ("Delta", "Δ"),
    ("Omega", "Ω"),
];

/// The longest name of those, in bytes.
const LONGEST_ENTITY: usize = 10;

pub(super) fn read(source: &str) -> Document<'static> {
    let lines = Lines::new(source);
    // Where each block is ended last: what has no end is no block.
    let mut last = HashMap::new();
    for at in 0..lines.len() {
        if let Some(name) = keyword(lines.get(at).trim_start(), "#+end_")
            .or_else(|| keyword(lines.get(at).trim_start(), ":end:").map(|_| ":"))
        {
            last.insert(name.split_whitespace().next().unwrap_or_default().to_ascii_lowercase(), at);
        }
    }
    let mut reader = Reader { lines, at: 0, builder: Builder::with_capacity(source.len()), last, quotes: 0 };
    reader.run();
    reader.builder.finish(BlockKind::Paragraph)
}

struct Reader<'t> {
    lines: Lines<'t>,
    at: usize,
    builder: Builder,
    /// The last line of each kind of block.
    last: HashMap<String, usize>,
    /// How many quotations are open.
    quotes: usize,
}

/// What is behind a word at the beginning of a line, in any case.
fn keyword<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let given = line.get(..word.len())?;
    given.eq_ignore_ascii_case(word).then(|| &line[word.len()..])
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        while self.at < self.lines.len() {
            let line = self.lines.get(self.at);
            let words = line.trim_start();
            if words.is_empty() || self.hidden(words) {
                self.at += 1;
            } else if let Some(name) = keyword(words, "#+begin_") {
                self.block(name);
            } else if words.starts_with("#+") {
                self.say(words);
                self.at += 1;
            } else if line.starts_with('*') && line.trim_start_matches('*').starts_with(' ') {
                self.heading(line);
            } else if words.starts_with("##") && words.trim_start_matches('#').starts_with(' ') {
                // A heading of Markdown, which is no comment of Org.
                let start = self.lines.span(self.at).end - words.trim_start_matches('#').trim_start().len();
                let end = self.lines.span(self.at).end;
                self.at += 1;
                self.words(Span { start, end }, BlockKind::Heading);
            } else if words.starts_with('|') {
                self.row();
            } else if let Some(name) = formula(words) {
                self.formula(&name);
            } else {
                self.prose(words);
            }
        }
    }

    /// Comments, drawers, times of a task, lines that are kept as they are, rules. Goes to the last line of what it takes.
    fn hidden(&mut self, words: &str) -> bool {
        if words.starts_with(':') && words.len() > 2 && words.ends_with(':') && !words.contains(' ') {
            if self.last.get(":").is_some_and(|last| *last > self.at) && keyword(words, ":end:").is_none() {
                while keyword(self.lines.get(self.at).trim_start(), ":end:").is_none() {
                    self.at += 1;
                }
            }
            return true;
        }
        words == "#"
            || words.starts_with("# ")
            || words == ":"
            // A command of LaTeX alone: `\newpage`, `\vspace{1em}`.
            || is_command(words)
            || words.starts_with(": ")
            || ["CLOSED:", "SCHEDULED:", "DEADLINE:", "CLOCK:"].iter().any(|word| words.starts_with(word))
            || (words.len() >= 5 && words.bytes().all(|b| b == b'-'))
    }

    fn block(&mut self, name: &str) {
        let name = name.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        let is_ended = self.last.get(&name).is_some_and(|last| *last > self.at);
        self.at += 1;
        if HIDDEN.contains(&name.as_str()) && is_ended {
            if matches!(name.as_str(), "src" | "example") {
                self.builder.lead_to_code();
            }
            while keyword(self.lines.get(self.at).trim_start(), "#+end_")
                .is_none_or(|found| !found.eq_ignore_ascii_case(&name))
                && self.at < self.lines.len()
            {
                self.at += 1;
            }
            self.at += 1;
        } else if matches!(name.as_str(), "quote" | "verse") && is_ended {
            self.quotes += 1;
        }
    }

    /// `#+name: value`, `#+end_name`.
    fn say(&mut self, words: &str) {
        if let Some(name) = keyword(words, "#+end_") {
            if ["quote", "verse"].iter().any(|word| name.eq_ignore_ascii_case(word)) {
                self.quotes = self.quotes.saturating_sub(1);
            }
            return;
        }
        let place = self.lines.between(self.at, 0, self.at);
        let Some((name, value)) = words[2..].split_once(':') else { return };
        let value = value.trim();
        let is_first = self.builder.is_empty();
        let fields = &mut self.builder.fields;
        match name.to_ascii_lowercase().as_str() {
            "title" if is_first => {
                let start = place.end - value.len();
                self.words(Span { start, end: place.end }, BlockKind::Title);
            }
            "description" => fields.description = Some(value.to_string()),
            "language" => fields.language = Some(value.to_string()),
            "date" => {
                let date: String =
                    value.chars().filter(|c| c.is_ascii_digit() || *c == '-').take(10).collect();
                fields.date = date.parse().ok();
            }
            "hugo_slug" | "slug" => fields.slug = Some(value.to_string()),
            _ => {}
        }
    }

    fn heading(&mut self, line: &'t str) {
        let stars = line.bytes().take_while(|b| *b == b'*').count();
        let mut rest = line[stars..].trim_start();
        for task in TASKS {
            if let Some(behind) = rest.strip_prefix(task)
                && (behind.is_empty() || behind.starts_with(' '))
            {
                rest = behind.trim_start();
                break;
            }
        }
        if let Some((priority, behind)) = rest.strip_prefix("[#").and_then(|rest| rest.split_once(']'))
            && priority.len() == 1
        {
            rest = behind.trim_start();
        }
        let start = self.lines.span(self.at).end - rest.len();
        if let Some(tags) = rest.rsplit(' ').next()
            && tags.len() > 2
            && tags.starts_with(':')
            && tags.ends_with(':')
        {
            rest = rest[..rest.len() - tags.len()].trim_end();
            // Such a heading only parts what stands under it.
            if tags.split(':').any(|tag| tag == "ignore") {
                (self.at, self.quotes) = (self.at + 1, 0);
                return;
            }
        }
        self.at += 1;
        self.quotes = 0;
        // What exports it has the title above.
        self.builder.heading_alone((stars + 1).min(6) as u8);
        self.builder.fields.is_titled_elsewhere = true;
        self.words(Span { start, end: start + rest.len() }, BlockKind::Heading);
    }

    fn row(&mut self) {
        let (text, span) = (self.lines.get(self.at), self.lines.span(self.at));
        self.at += 1;
        if text.trim_start().starts_with("|-") {
            return;
        }
        let mut start = 0;
        for (place, _) in text.match_indices('|').chain([(text.len(), "")]) {
            let cell = Span { start: span.start + start, end: span.start + place };
            self.words(cell.trim(self.lines.source), BlockKind::Cell);
            start = (place + 1).min(text.len());
        }
    }

    /// Passes a formula that is set apart.
    fn formula(&mut self, end: &str) {
        let mut at = self.at;
        // Formulas are shorter than this; what is not ended is prose.
        while at < self.lines.len().min(self.at + 200) {
            if self.lines.get(at).contains(end) {
                self.builder.lead_to_code();
                self.at = at + 1;
                return;
            }
            at += 1;
        }
        self.prose(self.lines.get(self.at).trim_start());
    }

    fn prose(&mut self, words: &'t str) {
        let start = self.at;
        let indent = self.lines.indent(start);
        self.at += 1;
        let bullet = marker(words, &BULLETS)
            .filter(|_| !words.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '#' | '(')));
        let note = words
            .strip_prefix("[fn:")
            .and_then(|rest| rest.split_once(']'))
            .map(|(label, _)| label.len() + 5);
        while self.at < self.lines.len() {
            let (line, below) = (self.lines.get(self.at), self.lines.indent(self.at));
            let next = line.trim_start();
            let ends = next.is_empty()
                || next.starts_with("#+")
                || next.starts_with("# ")
                || next.starts_with("## ")
                || next.starts_with("### ")
                || next.starts_with('|')
                || (line.starts_with('*') && line.trim_start_matches('*').starts_with(' '))
                || marker(next, &BULLETS).is_some_and(|_| {
                    !next.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '#' | '('))
                })
                || next.starts_with("[fn:")
                || (next.starts_with(": "))
                || formula(next).is_some()
                || next.starts_with('\\') && is_command(next)
                || (bullet.is_some() && below <= indent);
            if ends {
                break;
            }
            self.at += 1;
        }
        let Some(len) = bullet else {
            let kind = match note {
                Some(_) => BlockKind::Footnote,
                None if self.quotes > 0 => BlockKind::Quote,
                None => BlockKind::Paragraph,
            };
            return self.words(self.lines.between(start, note.unwrap_or(0), self.at - 1), kind);
        };
        let mut skip = len;
        for task in ["[ ] ", "[X] ", "[x] ", "[-] "] {
            if words[skip..].starts_with(task) {
                skip += task.len();
                break;
            }
        }
        let span = self.lines.between(start, skip, self.at - 1);
        if let Some(term) =
            words[skip..].find(" :: ").or_else(|| Some(words[skip..].strip_suffix(" ::")?.len()))
        {
            self.words(Span { start: span.start, end: span.start + term }, BlockKind::Heading);
            let start = (span.start + term + " ::".len()).min(span.end);
            return self.words(Span { start, end: span.end }.trim(self.lines.source), BlockKind::Item);
        }
        self.words(span, BlockKind::Item);
    }

    fn words(&mut self, span: Span, kind: BlockKind) {
        let mut spans = vec![(span, kind)];
        while let Some((span, kind)) = spans.pop() {
            let said = span.of(self.lines.source);
            let is_link = said.starts_with("[[") && said.ends_with("]]") && !said[2..].contains("[[");
            if is_link {
                self.builder.open_link(said.starts_with("[[*") || said.starts_with("[[#"));
            }
            let notes = write(&mut self.builder, self.lines.source, span, mark);
            if is_link {
                self.builder.close_link();
            }
            self.builder.end_block(kind);
            if kind != BlockKind::Footnote {
                spans.extend(notes.into_iter().rev().map(|note| (note, BlockKind::Footnote)));
            }
        }
    }
}

/// Whether a line is one command of LaTeX, with what it takes in braces, and no more.
fn is_command(words: &str) -> bool {
    let Some(name) = words.strip_prefix('\\') else { return false };
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = name[letters..].trim_start_matches('*').trim_end();
    letters > 1
        && !matches!(&name[..letters], "begin" | "end")
        && (rest.is_empty()
            || rest.starts_with(['{', '[']) && rest.ends_with(['}', ']']) && !rest.contains(' '))
}

/// What ends the formula that a line begins, if it begins one.
fn formula(words: &str) -> Option<String> {
    if words.starts_with("\\[") {
        return Some("\\]".to_string());
    }
    let name = words.strip_prefix("\\begin{")?.split('}').next()?;
    Some(format!("\\end{{{name}}}"))
}

fn mark(place: Place<'_>) -> Option<Mark<'_>> {
    let rest = place.rest();
    let around = |mark: &str| {
        place.constrained(mark).map(|words| Mark::Around { open: mark.len(), words, close: mark.len() })
    };
    match rest.as_bytes()[0] {
        b'*' => around("*"),
        b'/' => around("/"),
        b'_' => around("_"),
        b'+' => around("+"),
        b'-' if rest.starts_with("--") && place.before() != Some('-') => {
            let dashes = rest.bytes().take_while(|byte| *byte == b'-').count();
            let is_parted = place.before().is_none_or(char::is_whitespace);
            match dashes {
                3 => Some(Mark::Put(3, "—".into())),
                // Before a word it may be an option of a program.
                2 if !is_parted || rest[2..].starts_with(char::is_whitespace) => {
                    Some(Mark::Put(2, "–".into()))
                }
                _ => None,
            }
        }
        b'=' | b'~' | b'`' => {
            place.constrained(&rest[..1]).map(|words| Mark::Code { open: 1, words, close: 1 })
        }
        b'[' if rest.starts_with("[[") => {
            let close = place.find(2, "]]")?;
            let inner = &rest[2..close];
            // A link without words shows nothing, and neither does the blank beside it.
            let shows = inner.split_once("][").map_or(inner, |(_, words)| words).trim();
            if shows.is_empty() || shows.starts_with("file:") || shows.starts_with("./") {
                let is_parted = place.before().is_none_or(char::is_whitespace);
                let blank = usize::from(is_parted && rest[close + 2..].starts_with(' '));
                return Some(Mark::Out(close + 2 + blank));
            }
            match inner.split_once("][") {
                Some((target, words)) => {
                    Some(Mark::Around { open: target.len() + 4, words: words.len(), close: 2 })
                }
                // A picture, or an address.
                None if inner.starts_with("file:") || inner.starts_with("./") => Some(Mark::Out(close + 2)),
                // A heading of the same file, or the name of one, which says less.
                None if inner.starts_with('*') => {
                    Some(Mark::Around { open: 3, words: inner.len() - 1, close: 2 })
                }
                None if inner.starts_with('#') => {
                    Some(Mark::Name { open: 3, words: inner.len() - 1, close: 2 })
                }
                // A target that only this writer's editor knows.
                None if is_private(inner) => {
                    let skip = inner
                        .find(':')
                        .map_or(0, |colon| inner.len() - inner[colon..].trim_start_matches(':').len());
                    Some(Mark::Name { open: 2 + skip, words: inner.len() - skip, close: 2 })
                }
                None => Some(Mark::Code { open: 2, words: inner.len(), close: 2 }),
            }
        }
        // Logseq highlights so.
        b'^' if rest.starts_with("^^") => {
            let close = place.find(2, "^^").filter(|close| *close > 2)?;
            Some(Mark::Around { open: 2, words: close - 2, close: 2 })
        }
        b'[' if rest.starts_with("[fn:") => {
            let len = place.bracketed(b'[', b']')?;
            let skip = rest[4..len].find(':').map(|at| at + 5);
            Some(skip.map_or(Mark::Out(len), |skip| Mark::Note {
                open: skip,
                words: len - 1 - skip,
                close: 1,
            }))
        }
        b'[' if rest.starts_with("[cite") => Some(Mark::Out(place.bracketed(b'[', b']')?)),
        b'[' | b'<' if is_time(rest) => Some(Mark::Out(
            rest.bytes().take(60).position(|b| b == if rest.starts_with('[') { b']' } else { b'>' })? + 1,
        )),
        // An address between marks that nobody reads.
        b'<' if is_address(rest) => {
            let close = place.find(1, ">")?;
            Some(Mark::Code { open: 1, words: close - 1, close: 1 })
        }
        b'<' if rest.starts_with("<<") => {
            let open = rest.bytes().take_while(|b| *b == b'<').count().min(3);
            let close = place.find(open, &">>>"[..open])?;
            Some(Mark::Out(close + open))
        }
        b'{' if rest.starts_with("{{{") => Some(Mark::Out(place.find(3, "}}}")? + 3)),
        b'@' if rest.starts_with("@@") => Some(Mark::Out(place.find(2, "@@")? + 2)),
        b'\\' if rest.starts_with("\\(") => Some(Mark::formula(2, &rest[2..place.find(2, "\\)")?], 2)),
        b'\\' if rest.starts_with("\\\\\n") => Some(Mark::Out(2)),
        b'\\' => {
            let letters = rest[1..].bytes().take(LONGEST_ENTITY).take_while(u8::is_ascii_alphabetic).count();
            let name = &rest[1..=letters];
            let braces = if rest[1 + letters..].starts_with("{}") { 2 } else { 0 };
            let (_, stands_for) = ENTITIES.iter().find(|(entity, _)| *entity == name)?;
            Some(Mark::Put(1 + letters + braces, (*stands_for).into()))
        }
        b'$' => {
            let words = place.constrained("$")?;
            let inner = &rest[1..1 + words];
            // Prices are no formulas.
            (inner.contains(['\\', '^', '_', '=', '{']) || words <= 2).then(|| Mark::formula(1, inner, 1))
        }
        b's' if rest.starts_with("src_") && place.is_open() => {
            let name = rest.bytes().take(30).position(|b| matches!(b, b'{' | b'['))?;
            let from = if rest[name..].starts_with('[') { place.find(name, "]")? + 1 } else { name };
            let inner = Place { at: place.at + from, ..place };
            let len = inner.bracketed(b'{', b'}')?;
            Some(Mark::Code { open: from + 1, words: len - 2, close: 1 })
        }
        _ => None,
    }
}

/// `<https://example.org>`.
fn is_address(rest: &str) -> bool {
    ["<http://", "<https://", "<ftp://", "<mailto:"].iter().any(|begins| rest.starts_with(begins))
        && rest.find(['>', ' ', '\n']).is_some_and(|end| rest[end..].starts_with('>'))
}

/// `doom-module:name`: a scheme that is none of the web.
fn is_private(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && !rest.starts_with("//")
            && !matches!(scheme, "http" | "https" | "ftp" | "mailto" | "doi")
    })
}

/// `<2025-03-04 Tue>`.
fn is_time(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() > 11 && bytes[1..5].iter().all(u8::is_ascii_digit) && bytes[5] == b'-' && bytes[8] == b'-'
}
