//! Tags in Markdown: shortcodes of Hugo, tags of Liquid, and imports, expressions and components of MDX.

use super::dialects::{Dialects, Mark, columns};
use super::inline::end_of;
use crate::span::Span;

/// Shortcodes, tags and components that hold a program, a drawing or data, and no prose.
const CODE: [&str; 32] = [
    "asciinema",
    "chart",
    "code",
    "code-block",
    "code-toggle",
    "codeblock",
    "comment",
    "css",
    "diagram",
    "echarts",
    "gist",
    "goat",
    "graphviz",
    "highlight",
    "html",
    "javascript",
    "katex",
    "latex",
    "math",
    "mermaid",
    "plantuml",
    "prism",
    "raw-html",
    "rawhtml",
    "schema",
    "script",
    "sourcecode",
    "style",
    "stylesheet",
    "svg",
    "terminal",
    "typeit",
];

/// Shortcodes that show a sign, a picture or a note, and no words of a sentence.
#[rustfmt::skip] // Several to a line.
const SIGNS: [&str; 28] = [
    "icon", "icons", "fa", "fas", "fab", "bi", "emoji", "br", "nbsp", "anchor", "img", "image", "figure", "picture", "badge", "label",
    "tag", "new-in", "deprecated-in", "cite", "citation", "sidenote", "marginnote", "footnote", "fn", "toc", "details", "button",
];

/// Tags of Liquid and similar languages that decide, set and repeat, and show nothing themselves.
#[rustfmt::skip] // Several to a line.
const LOGIC: [&str; 30] = [
    "if", "unless", "elsif", "elif", "else", "case", "when", "for", "tablerow", "break", "continue", "assign", "capture", "set", "cycle",
    "increment", "decrement", "comment", "block", "extends", "import", "macro", "from", "with", "layout", "render_section", "raw",
    "verbatim", "liquid", "filter",
];

/// Elements that only hold others: in MDX their tags are taken for those of components.
const HOLDERS: [&str; 12] = [
    "article", "aside", "center", "details", "div", "figure", "header", "main", "nav", "section", "span",
    "footer",
];

/// The bytes in which the end of a shortcode in the middle of a sentence is looked for.
const LONGEST_PAIR: usize = 1_000;

/// A tag is looked for in this many bytes: attributes of components may be lists of data.
const LONGEST_TAG: usize = 1 << 14;

/// What front matter says of the page, if a tag shows that as it is: `page.title`, `.Title`, `$frontmatter.title`.
fn field<'t>(front: &'t str, tag: &str) -> Option<&'t str> {
    const OBJECTS: [&str; 9] = [
        "page.",
        "$frontmatter.",
        "frontmatter.",
        "$page.frontmatter.",
        "$page.",
        ".Params.",
        ".Page.Params.",
        ".Page.",
        ".",
    ];
    // Filters that change no letter.
    const FILTERS: [&str; 5] = ["escape", "strip", "xml_escape", "safe", "escape_once"];
    let mut parts = tag.trim_matches(['-', ' ']).split('|').map(str::trim);
    let name = parts.next()?;
    let key = OBJECTS.iter().find_map(|object| name.strip_prefix(object)).unwrap_or(name);
    if key.is_empty()
        || !key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        || !parts.all(|filter| FILTERS.contains(&filter))
    {
        return None;
    }
    front.lines().find_map(|line| {
        let (name, value) = line.split_once([':', '='])?;
        let value = value.trim();
        let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
        let words = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
        let is_plain = !words.is_empty()
            && !words.starts_with(['[', '{', '|', '>', '&', '*', '!', '#'])
            && !words.contains(['\\', '<', '`']);
        (name.eq_ignore_ascii_case(key) && is_plain).then_some(words)
    })
}

impl Dialects<'_> {
    /// A tag in double braces or in braces and signs of percent; whether it was one.
    pub(super) fn template(&mut self) -> bool {
        if self.is(b"{{<") || self.is(b"{{%") {
            return self.shortcode();
        }
        if self.is_mdx {
            return false;
        }
        if self.is(b"{%") {
            return self.liquid();
        }
        let (start, line) = (self.at, self.line_end());
        for (open, close) in [(&b"{{"[..], "}}"), (b"{# ", "#}")] {
            if self.is(open) {
                let Some(found) = self.find(Mark::Template, close, start + 2, line) else { continue };
                let end = found + close.len();
                let end = end + usize::from(self.source[end..].starts_with('}'));
                let source = self.source;
                if open == b"{{" {
                    self.passes_over(start);
                }
                if open == b"{{" && !self.is_in_tag() {
                    // What stands there is not known where front matter does not say it, but something does.
                    match field(self.front.of(source), &source[start + 2..found]) {
                        Some(words) => self.put(words, start, end),
                        None if self.is_alone(start, end) => self.leave_out(start, end),
                        None => self.put("…", start, end),
                    }
                } else {
                    self.leave_out(start, end);
                }
                return true;
            }
        }
        false
    }

    /// Whether the place at hand is inside the address of a link or a tag of HTML.
    fn is_in_tag(&self) -> bool {
        let start = self.source[..self.at].rfind('\n').map_or(0, |end| end + 1);
        let start = start.max(end_of(self.source, self.at.saturating_sub(LONGEST_TAG)));
        let before = &self.source[start..self.at];
        before.rfind("](").is_some_and(|open| !before[open..].contains(')'))
            || before.rfind('<').is_some_and(|open| !before[open..].contains('>'))
    }

    /// Whether a stretch is all that its line has.
    fn is_alone(&self, start: usize, end: usize) -> bool {
        let before = self.source[..start].trim_end_matches([' ', '\t', '>', '-', '*']);
        let behind = self.source[end..].trim_start_matches([' ', '\t', '\r']);
        (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
    }

    /// `{{< name … >}}`: one that holds prose leaves it.
    fn shortcode(&mut self) -> bool {
        let start = self.at;
        let limit = end_of(self.source, self.source.len().min(start + LONGEST_TAG));
        let close = if self.is(b"{{<") { ">}}" } else { "%}}" };
        let Some(length) = self.source[start + 3..limit].find(close) else { return false };
        let inner = self.source[start + 3..start + 3 + length].trim();
        let end = start + 3 + length + 3;
        let name = inner.split([' ', '\t', '\n', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let is_open = !inner.starts_with('/') && !inner.ends_with('/');
        // What names the language of a program holds one.
        let holds_code = CODE.contains(&name) || inner.contains(" lang=") || inner.contains(" language=");
        if !inner.starts_with('/') && !holds_code && self.stands_for_words(name, start, end) {
            self.put("…", start, end);
            return true;
        }
        let end = match is_open && holds_code {
            true => {
                let marks = ["{{< /", "{{</", "{{% /", "{{%/"];
                self.end_of_pair(0, name, &marks.map(|mark| format!("{mark}{name}")), "}}", end)
            }
            false => end,
        };
        self.passes_over(start);
        self.leave_out(start, end);
        true
    }

    /// Whether a shortcode stands for words of a sentence: between words of one line, and no other closes it.
    fn stands_for_words(&mut self, name: &str, start: usize, end: usize) -> bool {
        if SIGNS.contains(&name) || self.is_in_tag() {
            return false;
        }
        let line = self.line_end().max(end);
        let before = self.source[..start].trim_end_matches([' ', '\t']);
        let behind = self.source[end..line].trim_start_matches([' ', '\t']);
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '`' | '(' | '"' | '“');
        let has_words = (before.ends_with(|c: char| is_word(c) || matches!(c, ',' | ';' | ':')))
            && behind.starts_with(|c: char| {
                is_word(c) || matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '?' | '!')
            });
        let limit = self.paragraph_end().clamp(end, end_of(self.source, end + LONGEST_PAIR).max(end));
        let rest = &self.source[end..limit];
        has_words
            && ![format!("/{name}"), format!("/ {name}"), format!("end{name}")]
                .iter()
                .any(|close| rest.contains(close.as_str()))
    }

    /// `{% name … %}`.
    fn liquid(&mut self) -> bool {
        let start = self.at;
        let limit = end_of(self.source, self.source.len().min(start + LONGEST_TAG));
        let Some(length) = self.source[start + 2..limit].find("%}") else { return false };
        let inner = self.source[start + 2..start + 2 + length].trim_matches(['-', ' ', '\n', '\t']);
        let end = start + 2 + length + 2;
        let name = inner.split_whitespace().next().unwrap_or_default();
        let ends = ["{% end", "{%- end", "{%end"].map(|mark| format!("{mark}{name}"));
        if name != "comment" {
            self.passes_over(start);
        }
        if CODE.contains(&name) {
            let end = self.end_of_pair(1, name, &ends, "%}", end);
            self.leave_out(start, end);
        } else if matches!(name, "raw" | "verbatim") {
            // What stands inside is shown as it is.
            self.leave_out(start, end);
            let (mark, text) =
                if name == "raw" { (Mark::Raw, "endraw") } else { (Mark::Verbatim, "endverbatim") };
            if let Some(found) = self.find(mark, text, end, self.source.len()) {
                let open = self.source[..found].trim_end_matches([' ', '-']);
                self.at = if open.ends_with("{%") { open.len() - 2 } else { self.at };
            }
        } else if !LOGIC.contains(&name)
            && !name.starts_with("end")
            && self.stands_for_words(name, start, end)
        {
            self.put("…", start, end);
        } else {
            self.leave_out(start, end);
        }
        true
    }

    /// The end of the pair that a tag opens: behind the first of some closing tags; the end of the tag, if there is none.
    fn end_of_pair(
        &mut self,
        notation: usize,
        name: &str,
        closings: &[String],
        bracket: &str,
        from: usize,
    ) -> usize {
        let place = CODE.iter().position(|known| *known == name.to_ascii_lowercase()).unwrap_or_default();
        let bit = 1 << (notation * CODE.len() + place);
        if self.unclosed & bit != 0 {
            return from;
        }
        let rest = &self.source[from..];
        let found = closings.iter().filter_map(|text| rest.find(text.as_str())).min();
        let end = found.and_then(|at| Some(from + at + rest[at..].find(bracket)? + bracket.len()));
        if end.is_none() {
            self.unclosed |= bit;
        }
        end.unwrap_or(from)
    }

    /// Imports and exports; whether the line begins some.
    pub(super) fn module_code(&mut self, line: Span) -> bool {
        let text = line.of(self.source);
        let is_import = text.strip_prefix("import ").is_some_and(|rest| {
            let rest = rest.trim_start();
            let is_bare = rest.starts_with(['\'', '"']);
            let has_source = |text: &str| text.contains(" from '") || text.contains(" from \"");
            let opens = rest.starts_with('{') || rest.starts_with("* as ");
            is_bare || has_source(rest) || opens && !rest.contains('}')
        });
        let is_export = self.has_imports
            && text.strip_prefix("export ").is_some_and(|rest| {
                let word = rest.split([' ', '{', '*', '(']).next().unwrap_or_default();
                matches!(
                    word,
                    "const"
                        | "let"
                        | "var"
                        | "default"
                        | "function"
                        | "async"
                        | "class"
                        | "type"
                        | "interface"
                        | ""
                )
            });
        if !is_import && !is_export {
            return false;
        }
        self.has_imports = true;
        let end = self.end_of_statement(line.start);
        self.put("", line.start, end);
        true
    }

    /// The end of a statement: of the first line at whose end no bracket is open.
    fn end_of_statement(&mut self, start: usize) -> usize {
        let mut depth = 0usize;
        let mut quote = None;
        let limit = end_of(self.source, self.source.len().min(start + 4 * LONGEST_TAG));
        let first_line = self.source[start..].find('\n').map_or(self.source.len(), |end| start + end);
        if start < self.vain[Mark::Statement as usize] {
            return first_line;
        }
        let bytes = self.source.as_bytes();
        let mut at = start;
        while at < limit {
            let byte = bytes[at];
            match (quote, byte) {
                (Some(_), b'\\') => at += 1,
                (Some(open), _) if byte == open => quote = None,
                (Some(b'\'' | b'"'), b'\n') => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'`') => quote = Some(byte),
                // An apostrophe in the text of an element opens nothing.
                (None, b'\'') if !bytes[at - 1].is_ascii_alphabetic() => quote = Some(byte),
                (None, b'(' | b'[' | b'{') => depth += 1,
                (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                (None, b'\n') if depth == 0 => {
                    let before = self.source[start..at].trim_end();
                    let goes_on = before.ends_with(['=', ',', '+', '>', '|'])
                        && bytes.get(at + 1).is_some_and(|byte| *byte != b'\n');
                    if !goes_on {
                        return at;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        if limit == self.source.len() && depth == 0 {
            return limit;
        }
        self.vain[Mark::Statement as usize] = limit;
        first_line
    }

    /// `{expression}` of MDX: a gap, unless it is a text or a comment.
    pub(super) fn expression(&mut self) {
        let start = self.at;
        let Some(end) = self.end_of_braces(start) else { return };
        let inner = self.source[start + 1..end - 1].trim();
        let quoted =
            |quote: char| inner.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(quote));
        let text =
            quoted('"').or_else(|| quoted('\'')).or_else(|| quoted('`').filter(|text| !text.contains("${")));
        if let Some(text) = text {
            let from = start + 1 + self.source[start + 1..end].find(inner).unwrap_or(0) + 1;
            self.put("", start, from);
            self.put("", from + text.len(), end);
        } else if inner.starts_with("/*") || inner.is_empty() || self.is_alone(start, end) || self.is_in_tag()
        {
            if !inner.starts_with("/*") {
                self.passes_over(start);
            }
            self.leave_out(start, end);
        } else {
            self.put("…", start, end);
        }
    }

    /// Behind the brace that closes one.
    fn end_of_braces(&mut self, start: usize) -> Option<usize> {
        if self.at < self.vain[Mark::Expression as usize] {
            return None;
        }
        let limit = end_of(self.source, self.source.len().min(start + LONGEST_TAG));
        let bytes = self.source.as_bytes();
        let (mut depth, mut quote) = (0usize, None);
        let mut at = start;
        while at < limit {
            match (quote, bytes[at]) {
                (None, b'/') if bytes[at..].starts_with(b"/*") => {
                    at +=
                        2 + memchr::memmem::find(&bytes[at + 2..limit], b"*/").unwrap_or(limit - at - 2) + 1;
                }
                (None, b'"' | b'`') => quote = Some(bytes[at]),
                (None, b'\'') if !bytes[at - 1].is_ascii_alphabetic() => quote = Some(b'\''),
                (None, b'{') => depth += 1,
                (None, b'}') => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                (Some(_), b'\\') => at += 1,
                (Some(open), byte) if byte == open => quote = None,
                (Some(b'\'' | b'"'), b'\n') => quote = None,
                _ => {}
            }
            at += 1;
        }
        self.vain[Mark::Expression as usize] = limit;
        None
    }

    /// What an angle opens: a comment or a tag, which are kept, or the tag of a component.
    pub(super) fn angle(&mut self) {
        let start = self.at;
        let rest = &self.source[start..];
        if rest.starts_with("<!--") {
            if let Some(end) = self.find(Mark::Html, "-->", start + 4, self.source.len()) {
                match self.is_mdx {
                    true => self.leave_out(start, end + 3),
                    false => self.at = end + 3,
                }
            } else {
                // Nobody closed it, and what stands below is meant to be read.
                let end = self.paragraph_end();
                self.leave_out(start, end);
            }
            return;
        }
        let is_end = rest.starts_with("</");
        let name_start = start + 1 + usize::from(is_end);
        let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
        let bytes = self.source.as_bytes();
        let length = bytes[name_start..].iter().take_while(|byte| in_name(byte)).count();
        let name = &self.source[name_start..name_start + length];
        let behind = bytes.get(name_start + length).copied().unwrap_or(b' ');
        let is_fragment = name.is_empty() && behind == b'>' && self.is_mdx;
        if !is_fragment
            && (name.is_empty() || !(behind.is_ascii_whitespace() || matches!(behind, b'>' | b'/')))
            || self.byte_before().is_ascii_alphanumeric() && !self.is_mdx
        {
            return;
        }
        let Some(end) = self.end_of_tag(start) else { return };
        let is_shouted = name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
        let is_component = is_fragment
            || name.starts_with(|c: char| c.is_ascii_uppercase()) && !is_shouted
            || self.is_mdx && HOLDERS.contains(&name);
        let is_void = self.source[..end].ends_with("/>");
        if !is_component {
            match self.source[start..end].contains('{') {
                // Attributes that are expressions are none to a reader of HTML.
                true if self.is_mdx => self.put(&format!("<{name}>"), start, end),
                _ => self.at = end,
            }
            // What is left out stays whole.
            if !matches!(name, "aside" | "nav" | "footer" | "script" | "style" | "pre")
                && self.holds_markdown(start, end)
            {
                self.flush(end);
                self.out.put("\n", Span { start: end, end });
            }
            if matches!(name, "script" | "style" | "pre") && !is_end && !is_void {
                let close = format!("</{name}");
                let found = self.find(Mark::Html, &close, end, self.source.len());
                self.at = found.unwrap_or(self.at);
            }
            return;
        }
        let lower = name.to_ascii_lowercase();
        let end = match !is_end && !is_void && CODE.contains(&lower.as_str()) {
            true => self.end_of_pair(2, name, &[format!("</{name}")], ">", end),
            false => end,
        };
        self.component(start, end, is_end || is_void);
    }

    /// Whether a tag alone on its line has a line of Markdown below it, which a reader of HTML would show as it is: so that it
    /// is parted from it.
    fn holds_markdown(&self, start: usize, end: usize) -> bool {
        if self.is_in_code || !self.source[end..].starts_with('\n') {
            return false;
        }
        let line = self.source[..start].rfind('\n').map_or(0, |end| end + 1);
        let before = self.source[line..start].trim_start();
        let below = self.source[end + 1..].lines().next().unwrap_or_default();
        let marks = ["**", "](", "__", "![", "`"];
        (before.is_empty() || before.starts_with('<'))
            && !below.trim_start().is_empty()
            && !below.trim_start().starts_with('<')
            && (marks.iter().any(|mark| below.contains(mark))
                || below.starts_with(['#', '-', '*', '>'])
                || self.source[start..end].contains("markdown")
                || self.source[start..end].starts_with("<img"))
    }

    /// Leaves the tag of a component out. One that begins a line parts paragraphs and may hold indented lines.
    fn component(&mut self, start: usize, end: usize, is_closed: bool) {
        self.passes_over(start);
        let line_start = self.source[..start].trim_end_matches([' ', '\t']).len();
        if line_start > 0 && !self.source[..line_start].ends_with('\n') {
            let tag = &self.source[start..end];
            let name = tag[1..].split([' ', '\n', '\t', '/']).next().unwrap_or_default().to_ascii_lowercase();
            let is_sign = ["icon", "badge", "logo"].iter().any(|sign| name.contains(sign));
            match tag.ends_with("/>") && !is_sign && self.stands_for_words(&name, start, end) {
                true => self.put("…", start, end),
                false => self.leave_out(start, end),
            }
            return;
        }
        let before = &self.source[line_start..start];
        let is_alone = self.is_alone(start, end);
        if !is_closed && is_alone {
            self.open_scope(columns(before));
        }
        let above = self.source[..line_start].trim_end();
        match is_alone || !(above.ends_with('>') || self.source[..line_start].ends_with("\n\n")) {
            true => self.put("", start, end),
            false => self.put("\n\n", start, end),
        }
        while self.source.as_bytes().get(self.at) == Some(&b' ') {
            self.put("", self.at, self.at + 1);
        }
    }

    /// Behind the angle that closes a tag, whose attributes may hold angles in quotes and braces.
    fn end_of_tag(&mut self, start: usize) -> Option<usize> {
        if self.at < self.vain[Mark::Tag as usize] {
            return None;
        }
        let limit = end_of(self.source, self.source.len().min(start + LONGEST_TAG));
        let bytes = self.source.as_bytes();
        let (mut depth, mut quote) = (0usize, None);
        for at in start + 1..limit {
            match (quote, bytes[at]) {
                (None, b'"' | b'\'' | b'`') if depth > 0 || bytes[at - 1] == b'=' => quote = Some(bytes[at]),
                (None, b'{') => depth += 1,
                (None, b'}') => depth = depth.saturating_sub(1),
                (None, b'>') if depth == 0 => return Some(at + 1),
                (None, b'\n') if depth == 0 && bytes.get(at + 1) == Some(&b'\n') => break,
                (Some(open), byte) if byte == open => quote = None,
                _ => {}
            }
        }
        self.vain[Mark::Tag as usize] = self.paragraph_end().min(limit);
        None
    }
}
