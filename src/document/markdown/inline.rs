//! Marks of dialects inside a line: wikilinks, highlights, comments, formulas, attributes, tags.

use super::super::builder::raised;
use super::dialects::{Dialects, Mark, is_attribute_list};

/// How far back the label of a link's definition is looked for, in bytes: CommonMark allows 999 characters.
const LONGEST_LABEL: usize = 1_000;

/// The longest formula in a line, wikilink, emoji and list of attributes, in bytes. Chosen: some ten times the usual.
const LONGEST_FORMULA: usize = 1000;
const LONGEST_LINK: usize = 300;
const LONGEST_NAME: usize = 16;
const LONGEST_EMOJI: usize = 40;
const LONGEST_ATTRIBUTES: usize = 300;

/// What Quarto numbers and refers to: figures, tables, equations, sections, listings, theorems and the like.
const CROSS_REFERENCES: [&str; 16] = [
    "fig", "tbl", "eq", "sec", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "tip", "nte",
    "wrn",
];

/// A note in a line is no longer, in bytes.
const LONGEST_NOTE: usize = 2_000;

/// A stretch of code without a fence is looked for in this many bytes.
const LONGEST_CODE: usize = 4096;

/// Stands for a formula that stands alone, whose lines may be blank.
const FORMULA: &str = "$$x$$";

/// What editors mark is no longer, in bytes.
const LONGEST_EDIT: usize = 400;

/// What is lowered or raised has no more characters.
const LONGEST_RAISED: usize = 3;

/// The bytes that may begin a mark in a line, and the one that ends it: all else is passed over.
const BEGINS_MARK: [bool; 256] = super::super::bytes::table(b"\n\\`{[!=%$<^#:@+~");

/// Where the next byte stands that may begin a mark. Sixteen are looked at together, for most lines have none.
fn next_mark(bytes: &[u8], mut at: usize) -> Option<usize> {
    let begins = |byte: &u8| BEGINS_MARK[usize::from(*byte)];
    while let Some(sixteen) = bytes.get(at..).and_then(<[u8]>::first_chunk::<16>) {
        if sixteen.iter().fold(false, |found, byte| found | begins(byte)) {
            break;
        }
        at += 16;
    }
    bytes[at..].iter().position(begins).map(|next| at + next)
}

impl Dialects<'_> {
    /// Goes on to the next line, or behind the next mark.
    pub(super) fn inline(&mut self) {
        let bytes = self.source.as_bytes();
        while let Some(next) = next_mark(bytes, self.at) {
            self.at = next;
            let before = self.at;
            match bytes[before] {
                b'\n' => {
                    self.at += 1;
                    return;
                }
                b'\\' => self.backslash(),
                b'`' => self.code(),
                b'{' => self.brace(),
                b'[' if self.is(b"[[") => self.wikilink(false),
                b'[' => self.bracket(),
                b'+' => self.keys(),
                b'@' => self.cross_reference(before),
                b'!' if self.is(b"![[") => self.wikilink(true),
                b'=' if self.is(b"==") => self.highlight(Mark::Highlight, "=="),
                b'^' if self.is(b"^^") => self.highlight(Mark::Caret, "^^"),
                b'%' if self.is(b"%%") => self.comment(),
                b'$' => self.dollar(),
                b'<' => self.angle(),
                b'~' => self.lowered(),
                b'^' if self.raised() => {}
                b'^' => self.block_id(),
                b'#' => self.trailing_tags(),
                b':' => self.emoji(),
                _ => {}
            }
            if self.at == before {
                self.at += 1;
            }
        }
        self.at = bytes.len();
    }

    pub(super) fn is(&self, text: &[u8]) -> bool {
        self.source.as_bytes()[self.at..].starts_with(text)
    }

    /// The byte before the place at hand; a line break at the beginning.
    pub(super) fn byte_before(&self) -> u8 {
        self.at.checked_sub(1).map_or(b'\n', |at| self.source.as_bytes()[at])
    }

    /// Puts what stands for a command of TeX that ends at a place. One that is all of a bracket, `(see Fig. \ref{wall})`, goes with it.
    fn put_reference(&mut self, stands_for: &str, end: usize) {
        if stands_for == "…"
            && self.source.as_bytes().get(end) == Some(&b')')
            && let Some(len) = super::super::pointers::opened_reference(&self.source[..self.at])
            && self.kept <= self.at - len
        {
            return self.leave_out(self.at - len, end + 1);
        }
        self.put(stands_for, self.at, end);
    }

    /// Skips an escaped character, and finds formulas in `\(…\)` and `\[…\]` and references of bookdown.
    fn backslash(&mut self) {
        if let Some((length, stands_for)) = raw_tex(&self.source.as_bytes()[self.at..]) {
            return self.put_reference(stands_for, self.at + length);
        }
        if self.is(b"\\@ref(") {
            let limit = end_of(self.source, self.line_end().min(self.at + LONGEST_LINK));
            if let Some(end) = memchr::memchr(b')', &self.source.as_bytes()[self.at..limit]) {
                return self.put_reference("…", self.at + end + 1);
            }
        }
        for (open, close, mark) in [(b"\\(", "\\)", "$"), (b"\\[", "\\]", "$$")] {
            if !self.is(open) {
                continue;
            }
            let (start, end) = (self.at, self.paragraph_end().min(self.at + LONGEST_FORMULA));
            let Some(close_at) = self.find(Mark::Formula, close, start + 2, end_of(self.source, end)) else {
                break;
            };
            let inner = &self.source[start + 2..close_at];
            let formula = inner.trim();
            if !is_formula(formula, true) || formula.contains('$') {
                break;
            }
            let from = start + 2 + (inner.len() - inner.trim_start().len());
            if mark == "$$" && self.stands_alone(start, close_at + 2) {
                self.passes_over(start);
                self.put(FORMULA, start, close_at + 2);
                return;
            }
            self.put(mark, start, from);
            self.joined(from, from + formula.len());
            self.put(mark, from + formula.len(), close_at + 2);
            return;
        }
        let length = self.source[self.at + 1..].chars().next().map_or(0, char::len_utf8);
        // A line break ends the line all the same.
        self.at += 1 + if self.source[self.at + 1..].starts_with('\n') { 0 } else { length };
    }

    /// Keeps a stretch with blanks for its line breaks.
    fn joined(&mut self, start: usize, end: usize) {
        self.at = start;
        while let Some(at) = memchr::memchr(b'\n', &self.source.as_bytes()[self.at..end]) {
            let at = self.at + at;
            self.put(" ", at, at + 1);
        }
        self.at = end;
    }

    /// Whether a stretch stands on lines of its own, with blank lines around them.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let before = self.source[..start].trim_end_matches([' ', '\t', '>']);
        let behind = self.source[end..].trim_start_matches([' ', '\t', '>', '\r']);
        let is_parted = |text: &str, line: Option<&str>| {
            text.is_empty() || line.is_some_and(|line| line.trim_matches([' ', '\t', '>', '\r']).is_empty())
        };
        (before.is_empty() || before.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with('\n'))
            && is_parted(
                before,
                before.strip_suffix('\n').map(|text| text.rsplit('\n').next().unwrap_or_default()),
            )
            && is_parted(
                behind,
                behind.strip_prefix('\n').map(|text| text.split('\n').next().unwrap_or_default()),
            )
    }

    /// Skips a stretch of code.
    fn code(&mut self) {
        let bytes = self.source.as_bytes();
        let run = bytes[self.at..].iter().take_while(|byte| **byte == b'`').count();
        let start = self.at + run;
        let end = self.paragraph_end().min(start + LONGEST_CODE).max(start);
        let mut at = start;
        let is_vain = self.at < self.vain[Mark::Code as usize];
        while !is_vain && at < end {
            let Some(next) = memchr::memchr(b'`', &bytes[at..end]) else { break };
            let length = bytes[at + next..].iter().take_while(|byte| **byte == b'`').count();
            at += next + length;
            if length == run {
                self.at = at;
                // What only one kind of output shows: `<br>`{=html}.
                if bytes[at..].starts_with(b"{=") {
                    let name = bytes[at + 2..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                    if name > 0 && bytes.get(at + 2 + name) == Some(&b'}') {
                        self.leave_out(start - run, at + name + 3);
                    }
                }
                return;
            }
        }
        self.vain[Mark::Code as usize] = end;
        self.at = start;
    }

    /// `[[page]]`, `[[page#part|words]]`, and `![[what is shown in this place]]`.
    fn wikilink(&mut self, is_embed: bool) {
        let open = if is_embed { 3 } else { 2 };
        let (start, inner_start) = (self.at, self.at + open);
        let line = self.line_end();
        let limit = end_of(self.source, line.min(inner_start + LONGEST_LINK));
        let Some(length) = self.source[inner_start.min(limit)..limit].find("]]") else { return };
        let (inner, end) = (&self.source[inner_start..inner_start + length], inner_start + length + 2);
        let is_note = !is_embed && inner.chars().all(|c| c.is_ascii_digit());
        // Of three brackets that close, the last may be of one that is open around the link.
        let is_bracketed = || {
            let before = &self.source[end_of(self.source, start.saturating_sub(LONGEST_LINK))..start];
            let line = before.rsplit('\n').next().unwrap_or_default();
            line.rfind('[').is_some_and(|open| !line[open..].contains(']'))
        };
        let behind = &self.source[end..];
        // A test of a shell: `[[ -f wall ]]`, `[[ .. ]]`.
        let is_test = inner.starts_with(' ') && inner.ends_with(' ');
        if is_note
            || is_test
            || inner.contains('[')
            || behind.starts_with(['(', '['])
            || behind.starts_with(']') && !is_bracketed()
        {
            self.at = inner_start;
            return;
        }
        if is_embed {
            self.passes_over(start);
            self.leave_out(start, end);
            return;
        }
        let shown = inner.rfind('|').map_or(0, |bar| bar + 1);
        let words = &inner[shown..];
        let from = inner_start + shown + usize::from(shown == 0 && words.starts_with('#'));
        let to = inner_start + length;
        self.put("[", start, from);
        let part = self.source[from..to].find('#').filter(|_| shown == 0).map(|part| from + part);
        match part {
            Some(part) if self.source[part..].starts_with("#^") => self.put("", part, to),
            Some(part) => self.put(" > ", part, part + 1),
            None => {}
        }
        self.put("](.)", to, end);
    }

    /// A shortcode or a citation. What a shortcode stands for is not there; the caption of a picture goes with it.
    fn bracket(&mut self) {
        if self.is(b"[](") && self.empty_link() {
            return;
        }
        let Some((length, opens)) = shortcode(&self.source.as_bytes()[self.at..]) else {
            return self.citation();
        };
        let (start, end) = (self.at, self.at + length);
        let paragraph = self.paragraph_end();
        let closed = opens.and_then(|name| {
            let closing = format!("[/{name}]");
            Some(self.find(Mark::Tag, &closing, end, paragraph)? + closing.len())
        });
        // A word in brackets may be the label of a link.
        let is_label = closed.is_none() && opens.is_some_and(|name| name.len() + 2 == length);
        match is_label {
            true => self.citation(),
            false => {
                self.passes_over(start);
                self.leave_out(start, closed.unwrap_or(end));
            }
        }
    }

    /// `[](#pier)` inside a sentence: the title of what it leads to stands there in the end.
    fn empty_link(&mut self) -> bool {
        const OPEN: usize = 3;
        let start = self.at;
        let limit = end_of(self.source, self.line_end().min(start + LONGEST_LINK));
        let Some(length) = self.source[start + OPEN..limit].find(')') else { return false };
        let (target, end) = (&self.source[start + OPEN..start + OPEN + length], start + OPEN + length + 1);
        let is_elsewhere = target.is_empty() || target.contains("://") || target.starts_with("mailto:");
        let before = self.source[..start].ends_with(' ')
            && self.source[..start]
                .trim_end_matches(' ')
                .ends_with(|c: char| c.is_alphanumeric() || c == ',');
        let behind = self.source[end..].starts_with([' ', '.', ',', ';', ')', '?', '!']);
        if is_elsewhere || !before || !behind {
            return false;
        }
        self.put("…", start, end);
        true
    }

    /// `++ctrl+alt+del++`, the keys of a keyboard, as those read who see them: `ctrl+alt+del`.
    fn keys(&mut self) {
        if let Some(length) = keys(&self.source.as_bytes()[self.at..]) {
            let (start, end) = (self.at, self.at + length);
            self.put("`", start, start + 2);
            self.put("`", end - 2, end);
        }
    }

    /// `[@vale2020, p. 3]`, `[see @vale2020; @moss1999]`, as Pandoc and Quarto have citations. What is made of them depends on a
    /// style: they are left out.
    fn citation(&mut self) {
        let (start, inner_start) = (self.at, self.at + 1);
        let line = self.line_end();
        let limit = end_of(self.source, line.min(inner_start + LONGEST_LINK));
        let rest = &self.source[inner_start.min(limit)..limit];
        let Some(length) = memchr::memchr(b']', rest.as_bytes()) else { return };
        let (inner, end) = (&rest[..length], inner_start + length + 1);
        if memchr::memchr2(b'@', b'[', inner.as_bytes()).is_none_or(|at| inner.as_bytes()[at] == b'[')
            || self.source[end..].starts_with(['(', '[', ':'])
            || self.defines_mentions()
        {
            return;
        }
        let cites = |part: &str, is: fn(&str) -> bool| part.split_whitespace().any(is);
        let is_one = inner.split(';').all(|part| cites(part, is_citation_key))
            || self.has_bibliography() && inner.split(';').all(|part| cites(part, is_plain_key));
        if !is_one {
            return;
        }
        self.leave_out(start, end);
    }

    /// Whether names behind an at sign are the labels of links: `[@ned]: https://…`.
    fn defines_mentions(&mut self) -> bool {
        let source = self.source.as_bytes();
        *self.defines_mentions.get_or_insert_with(|| {
            source.starts_with(b"[@")
                || memchr::memmem::find_iter(source, b"\n[@").any(|at| {
                    let label = &source[at + 3..source.len().min(at + LONGEST_LABEL)];
                    memchr::memchr2(b']', b'\n', label).is_some_and(|end| label[end..].starts_with(b"]:"))
                })
        })
    }

    /// `@fig-wall` and, behind a backslash, `@ref(fig:wall)`: the number that stands there in the end is not known.
    fn cross_reference(&mut self, start: usize) {
        let rest = &self.source.as_bytes()[start + 1..];
        let is_within = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
        let name = rest.iter().take(LONGEST_EMOJI).take_while(|byte| is_within(byte)).count();
        let is_behind_word = self.byte_before().is_ascii_alphanumeric();
        // Quarto has a hyphen behind the kind, `pandoc-crossref` a colon.
        let is_one = CROSS_REFERENCES.iter().any(|kind| {
            rest[..name].strip_prefix(kind.as_bytes()).is_some_and(|rest| {
                rest.starts_with(b"-") && rest.len() > 1 || rest.starts_with(b":") && rest.len() > 2
            })
        });
        if is_one && !is_behind_word {
            self.put("…", start, start + 1 + name);
            return;
        }
        self.cited_in_text(start);
    }

    /// `@vale` in a sentence, perhaps with pages in brackets behind it or a hyphen before: what stands there depends on a style.
    fn cited_in_text(&mut self, start: usize) {
        let rest = &self.source[start + 1..];
        let name = match rest.strip_prefix('{') {
            Some(braced) => {
                let window = &braced[..end_of(braced, LONGEST_LABEL)];
                window
                    .find(['}', '\n'])
                    .filter(|end| window[*end..].starts_with('}'))
                    .map_or(0, |end| end + 2)
            }
            None => {
                let is_within = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
                let name: usize = rest.chars().take_while(is_within).map(char::len_utf8).sum();
                rest[..name].trim_end_matches(['.', ':', '-']).len()
            }
        };
        let before = self.byte_before();
        let is_parted = matches!(before, b' ' | b'\n' | b'(' | b'-' | 0) || self.at == 0;
        if name < 2 || !is_parted {
            return;
        }
        let end = start + 1 + name;
        // Where nothing says that the text cites, pages behind a name do.
        let has_pages = || {
            let pages =
                self.source[end..].strip_prefix(" [").map(|pages| &pages[..end_of(pages, LONGEST_LABEL)]);
            pages.and_then(|pages| pages.split(']').next()).is_some_and(is_place_in_work)
        };
        if !has_pages() && !self.has_bibliography() || self.defines_mentions() {
            return;
        }
        let hyphen = usize::from(before == b'-' && start > self.kept);
        // Pages, in brackets: `@vale [p. 3]`.
        let behind = &self.source[end..end_of(self.source, self.line_end().min(end + LONGEST_LABEL))];
        let pages = behind.strip_prefix(" [").and_then(|pages| Some(pages.find(']')? + 3));
        let pages = pages.filter(|length| !self.source[end + length..].starts_with(['(', '[', ':']));
        self.put("…", start - hyphen, end + pages.unwrap_or(0));
    }

    /// `==words==`, and `^^words^^` of Logseq and Roam.
    fn highlight(&mut self, kind: Mark, mark: &str) {
        let (start, inner) = (self.at, self.at + 2);
        let text = &self.source[inner..];
        let sign = mark.as_bytes()[0];
        if text.starts_with([char::from(sign), ' ', '\n']) || self.byte_before() == sign || text.is_empty() {
            self.at = inner;
            return;
        }
        let end = self.paragraph_end();
        match self.find(kind, mark, inner, end) {
            Some(close) if !self.source[..close].ends_with(char::is_whitespace) => {
                self.put("", start, inner);
                self.inline_until(close);
                if self.at == close {
                    self.put("", close, close + 2);
                }
            }
            _ => self.at = inner,
        }
    }

    /// `15^th^`, letters behind a number as Pandoc raises them: whether they stand here.
    fn raised(&mut self) -> bool {
        const LONGEST: usize = LONGEST_RAISED;
        let start = self.at;
        let letters = &self.source.as_bytes()[start + 1..];
        // `m^2^`.
        let digits = letters.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_digit()).count();
        if (1..=LONGEST).contains(&digits)
            && letters.get(digits) == Some(&b'^')
            && self.byte_before().is_ascii_alphabetic()
        {
            let raised = raised(&self.source[start + 1..=start + digits]);
            self.put(&raised, start, start + digits + 2);
            return true;
        }
        let count = letters.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_lowercase()).count();
        if !self.byte_before().is_ascii_digit()
            || !(1..=LONGEST).contains(&count)
            || letters.get(count) != Some(&b'^')
        {
            return false;
        }
        self.put("", start, start + 1);
        self.put("", start + 1 + count, start + 2 + count);
        true
    }

    /// `H~2~O`, as Pandoc and Djot lower it.
    fn lowered(&mut self) {
        let start = self.at;
        if let Some(length) = lowered(self.source.as_bytes(), start) {
            self.put("", start, start + 1);
            self.put("", start + 1 + length, start + 2 + length);
        }
    }

    /// Reads marks up to a place, unless one of them ends behind it.
    fn inline_until(&mut self, end: usize) {
        while self.at < end {
            let before = self.at;
            match self.source.as_bytes()[self.at] {
                b'`' => self.code(),
                b'[' if self.is(b"[[") => self.wikilink(false),
                _ => {}
            }
            if self.at == before {
                self.at += 1;
            }
        }
    }

    /// `%% words %%`, which may be whole paragraphs.
    fn comment(&mut self) {
        let (start, inner) = (self.at, self.at + 2);
        let end = match self.byte_before() {
            b'\n' => self.source.len(),
            _ => self.paragraph_end(),
        };
        match self.find(Mark::Comment, "%%", inner, end) {
            Some(close) if close > inner => self.leave_out(start, close + 2),
            _ => self.at = inner,
        }
    }

    /// A formula, or a sign of money, which the parser is not to take for one.
    fn dollar(&mut self) {
        let start = self.at;
        let paragraph = self.paragraph_end();
        if self.is(b"$$") {
            let close = self.find(Mark::Formula, "$$", start + 2, paragraph);
            // A formula that stands alone may have blank lines in it.
            let close = close.filter(|close| !self.source[start + 2..*close].trim().is_empty());
            match close {
                Some(close) if self.stands_alone(start, close + 2) => {
                    self.passes_over(start);
                    self.put(FORMULA, start, close + 2);
                }
                // What begins anew below a formula on lines of its own is another paragraph.
                Some(close)
                    if self.byte_before() == b'\n'
                        && start > 0
                        && self.source[close + 2..]
                            .strip_prefix('\n')
                            .is_some_and(|below| below.starts_with(char::is_uppercase)) =>
                {
                    self.put("\n", start, start);
                    self.joined(start, close);
                    self.put("\n", close + 2, close + 2);
                }
                Some(close) => {
                    self.joined(start, close);
                    self.at = close + 2;
                }
                None => self.put("&#36;&#36;", start, start + 2),
            }
            return;
        }
        let limit = end_of(self.source, paragraph.min(start + 1 + LONGEST_FORMULA));
        let inner = &self.source[start + 1..limit.max(start + 1)];
        let close = inner.match_indices('$').map(|(at, _)| at).find(|at| !inner[..*at].ends_with('\\'));
        let is_one = close.is_some_and(|close| {
            let behind = inner[close + 1..].chars().next();
            !inner.starts_with(char::is_whitespace)
                && !inner[..close].ends_with(char::is_whitespace)
                && !behind.is_some_and(char::is_alphanumeric)
                && is_formula(&inner[..close], false)
        });
        match close {
            Some(close) if is_one => {
                self.joined(start, start + 1 + close);
                self.at = start + close + 2;
            }
            _ => self.put("&#36;", start, start + 1),
        }
    }

    /// ` ^name` at the end of a line, which others link to.
    fn block_id(&mut self) {
        if self.is(b"^[") && !self.byte_before().is_ascii_whitespace() {
            return self.inline_note();
        }
        let line = self.line_end();
        let name = self.source[self.at + 1..line].trim_end();
        let is_name = name.len() > 1
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && name.bytes().any(|byte| byte.is_ascii_alphabetic());
        if is_name && matches!(self.byte_before(), b' ' | b'\n') {
            self.put("", self.at, line);
        }
    }

    /// `^[words]`, a note where it is referred to.
    fn inline_note(&mut self) {
        let start = self.at;
        let limit = end_of(self.source, self.paragraph_end().min(start + LONGEST_NOTE));
        let mut depth = 0_usize;
        for (at, byte) in self.source.as_bytes()[start + 1..limit].iter().enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' if depth == 1 => return self.leave_out(start, start + at + 2),
                b']' => depth -= 1,
                _ => {}
            }
        }
    }

    /// `#tags` that end an item or paragraph, or are all of it: they sort notes, and say nothing in a sentence.
    fn trailing_tags(&mut self) {
        if !matches!(self.byte_before(), b' ' | b'\n' | b'\t') || self.at < self.vain[Mark::Tags as usize] {
            return;
        }
        let line = self.line_end();
        // `[guide]: #guide` says where a link leads.
        let before = &self.source
            [crate::span::boundary_at_or_before(self.source, self.at.saturating_sub(LONGEST_LABEL))..self.at];
        if before.trim_end().ends_with("]:")
            && before.rsplit('\n').next().is_some_and(|label| label.trim_start().starts_with('['))
        {
            return;
        }
        let mut words = self.source[self.at..line].split_whitespace();
        let is_tag = |word: &str| {
            word.strip_prefix('#').is_some_and(|name| {
                name.starts_with(char::is_alphabetic)
                    && name.chars().all(|c| c.is_alphanumeric() || "-_/".contains(c))
            }) || word.starts_with('^')
        };
        let next = self.source[(line + 1).min(self.source.len())..].lines().next().unwrap_or_default().trim();
        let is_end = next.is_empty()
            || next.starts_with(['-', '*', '+', '>', '#', '|'])
            || next.starts_with(|c: char| c.is_ascii_digit());
        match is_end && words.all(is_tag) {
            true => self.put("", self.at, line),
            false => self.vain[Mark::Tags as usize] = line,
        }
    }

    /// `:rocket:`.
    fn emoji(&mut self) {
        let bytes = self.source.as_bytes();
        let in_name = |byte: &u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-')
        };
        let name = bytes[self.at + 1..].iter().take(LONGEST_EMOJI).take_while(|byte| in_name(byte)).count();
        let end = self.at + name + 2;
        let is_one = name > 1
            && bytes.get(end - 1) == Some(&b':')
            && bytes[self.at + 1].is_ascii_lowercase()
            && !self.byte_before().is_ascii_alphanumeric()
            && !matches!(self.byte_before(), b':' | b'/')
            && bytes
                .get(end)
                .is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'`' | b':' | b'{'));
        if is_one {
            self.leave_out(self.at, end);
        }
    }

    /// What an editor marks, and Djot likewise: `{++added++}`, `{--deleted--}`, `{~~old~>new~~}`, `{>>said<<}`, `{=highlighted=}`.
    fn edit(&mut self) -> bool {
        let start = self.at;
        let bytes = self.source.as_bytes();
        let Some(sign @ (b'+' | b'-' | b'=' | b'~' | b'^' | b'>')) = bytes.get(start + 1).copied() else {
            return false;
        };
        let run = 1 + usize::from(bytes.get(start + 2) == Some(&sign));
        if sign == b'>' && run == 1 {
            return false;
        }
        let inner = start + 1 + run;
        let limit = end_of(self.source, self.paragraph_end().min(inner + LONGEST_EDIT)).max(inner);
        let closing = if sign == b'>' { b'<' } else { sign };
        let ends = [closing, if run == 2 { closing } else { b'}' }, b'}'];
        let Some(length) = memchr::memmem::find(&bytes[inner..limit], &ends[..run + 1]) else { return false };
        let (close, end) = (inner + length, inner + length + run + 1);
        if length == 0 {
            return false;
        }
        match sign {
            b'-' | b'>' => self.leave_out(start, end),
            _ => {
                let new = match (sign, run) {
                    (b'~', 2) => self.source[inner..close].find("~>").map_or(0, |at| at + 2),
                    _ => 0,
                };
                self.put("", start, inner + new);
                self.inline_until(close);
                if self.at == close {
                    self.put("", close, end);
                }
            }
        }
        true
    }

    /// What braces hold: tags of templates, attributes, expressions.
    fn brace(&mut self) {
        if self.edit() || self.template() {
            return;
        }
        let start = self.at;
        let line = self.line_end();
        let limit = end_of(self.source, line.min(start + LONGEST_ATTRIBUTES));
        if let Some(length) = self.source[start..limit].find('}') {
            let list = &self.source[start..start + length + 1];
            // A role of MyST before what it marks.
            let name = &list[1..list.len() - 1];
            let is_role = !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b':' | b'-' | b'_'));
            if is_role && self.source[start + length + 1..].starts_with('`') {
                return self.role(start, start + length + 1, name);
            }
            let is_behind_link = matches!(self.byte_before(), b')' | b']') && list.contains('=');
            if is_attribute_list(list) || is_behind_link && !list[1..].contains('{') {
                let blank = usize::from(self.byte_before() == b' ');
                self.put("", start - blank.min(start), start + length + 1);
                return;
            }
        }
        // Some generators read Markdown as MDX; imports tell it, and so do comments and values of theirs.
        if self.is_mdx || self.has_imports || self.is(b"{/*") || self.is(b"{props.") {
            self.expression();
        }
    }
}

impl Dialects<'_> {
    /// What a role of MyST marks, from the sign before it on. What citations and numbers look like in the end is not known.
    fn role(&mut self, start: usize, open: usize, name: &str) {
        let limit = end_of(self.source, self.line_end().min(open + LONGEST_LINK));
        let words =
            self.source.get(open + 1..limit).and_then(|rest| rest.split_once('`')).map(|(words, _)| words);
        let refers = matches!(name, "ref" | "numref" | "eq" | "doc" | "prf:ref" | "any");
        match words {
            Some(words)
                if matches!(
                    name,
                    "cite" | "cite:p" | "cite:ps" | "cite:year" | "footcite" | "footcite:p"
                ) =>
            {
                self.leave_out(start, open + words.len() + 2);
            }
            Some(words) if name.starts_with("cite") || name.starts_with("footcite") => {
                self.put("…", start, open + words.len() + 2);
            }
            Some(words) if refers => match words.rfind('<').filter(|at| *at > 0 && words.ends_with('>')) {
                Some(target) => {
                    self.put("", start, open + 1);
                    self.put("", open + 1 + words[..target].trim_end().len(), open + words.len() + 2);
                }
                None => self.put("…", start, open + words.len() + 2),
            },
            _ => self.put("", start, open),
        }
    }
}

/// The nearest boundary of a character at or before a place.
pub(super) fn end_of(text: &str, at: usize) -> usize {
    crate::span::boundary_at_or_before(text, at.min(text.len()))
}

/// Commands of TeX that Pandoc passes on, which show nothing where they stand; and those that show a number.
const SILENT_TEX: [&str; 18] = [
    "index",
    "label",
    "cite",
    "citep",
    "newpage",
    "clearpage",
    "cleardoublepage",
    "pagebreak",
    "mainmatter",
    "frontmatter",
    "backmatter",
    "appendix",
    "noindent",
    "vspace",
    "hspace",
    "bigskip",
    "medskip",
    "smallskip",
];
const SHOWN_TEX: [&str; 4] = ["ref", "pageref", "autoref", "citet"];

/// The length of a command of TeX in Markdown, with its argument, and what stands for it.
pub(super) fn raw_tex(rest: &[u8]) -> Option<(usize, &'static str)> {
    const LONGEST_ARGUMENT: usize = 200;
    let letters = rest[1..].iter().take(16).take_while(|b| b.is_ascii_lowercase()).count();
    let is = |name: &str| name.as_bytes() == &rest[1..=letters];
    let is_silent = SILENT_TEX.iter().any(|name| is(name));
    if !is_silent && !SHOWN_TEX.iter().any(|name| is(name)) {
        return None;
    }
    let behind = &rest[1 + letters..];
    if behind.first() == Some(&b'{') {
        let end = behind.iter().take(LONGEST_ARGUMENT).position(|b| matches!(b, b'}' | b'\n'))?;
        return (behind[end] == b'}').then_some((letters + end + 2, if is_silent { "" } else { "…" }));
    }
    // Without an argument it stands on a line of its own: paths of Windows have such names, too.
    let takes = ["index", "label", "cite", "citep", "vspace", "hspace"].iter().any(|name| is(name));
    (is_silent && !takes && behind.trim_ascii_start().len() < behind.len() && behind.first() != Some(&b' '))
        .then_some((letters + 1, ""))
}

/// Shortcodes of WordPress that need no attributes, and how the names of those begin that page builders have.
const SHORTCODES: [&str; 7] = ["caption", "gallery", "playlist", "audio", "video", "embed", "sourcecode"];
const SHORTCODE_PREFIXES: [&str; 7] = ["vc_", "wp_", "et_pb_", "su_", "fusion_", "av_", "contact-form"];
/// Those of whose content nothing is prose.
const OUT_WITH_CONTENT: [&str; 7] =
    ["caption", "wp_caption", "embed", "audio", "video", "playlist", "sourcecode"];
/// A shortcode is no longer, in bytes.
const LONGEST_SHORTCODE: usize = 600;

/// The length of the shortcode of WordPress that a text begins with, and its name if what it encloses goes with it:
/// `[gallery ids="1,2"]`, `[/vc_row]`.
pub(super) fn shortcode(rest: &[u8]) -> Option<(usize, Option<&str>)> {
    let is_closing = rest.get(1) == Some(&b'/');
    let begin = 1 + usize::from(is_closing);
    let in_name =
        |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
    let behind = rest.get(begin..)?;
    let length = behind.iter().take(LONGEST_EMOJI).take_while(|byte| in_name(byte)).count();
    let name = std::str::from_utf8(&behind[..length]).ok().filter(|name| name.len() > 2)?;
    let is_known =
        || SHORTCODES.contains(&name) || SHORTCODE_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let attributes = &behind[length..behind.len().min(LONGEST_SHORTCODE)];
    let end = match attributes.first()? {
        b']' if is_known() => 0,
        b' ' if !is_closing => {
            let end = end_of_attributes(attributes)?;
            (attributes.contains(&b'=') || is_known()).then_some(end)?
        }
        _ => return None,
    };
    let length = begin + length + end + 1;
    // The words of a link.
    if matches!(rest.get(length), Some(b'(' | b'[' | b':')) && !is_known() {
        return None;
    }
    let encloses = OUT_WITH_CONTENT.iter().find(|out| **out == name).filter(|_| !is_closing);
    Some((length, encloses.copied()))
}

/// Where the bracket stands that ends attributes, each a name with a value in quotes or of digits, or a name alone.
fn end_of_attributes(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].iter().take_while(|byte| **byte == b' ').count();
        if matches!(text.get(at..at + 2), Some(b"/]")) {
            return Some(at + 1);
        }
        if *text.get(at)? == b']' {
            return Some(at);
        }
        let name = text[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        let name = name.count();
        if name == 0 || text.get(at + name) != Some(&b'=') {
            return None;
        }
        at += name + 1;
        at += match *text.get(at)? {
            quote @ (b'"' | b'\'') => memchr::memchr2(quote, b'\n', &text[at + 1..]).map(|end| end + 2)?,
            _ => text[at..].iter().take_while(|byte| !matches!(byte, b' ' | b']' | b'\n')).count(),
        };
    }
}

/// The length of what a tilde lowers that stands at a place, if it does.
pub(super) fn lowered(bytes: &[u8], at: usize) -> Option<usize> {
    let is_one = |byte: &&u8| byte.is_ascii_alphanumeric();
    let length = bytes[at + 1..].iter().take(LONGEST_RAISED + 1).take_while(is_one).count();
    let is_parted = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    (!is_parted
        && (1..=LONGEST_RAISED).contains(&length)
        && bytes.get(at + 1 + length) == Some(&b'~')
        && bytes.get(at + 2 + length) != Some(&b'~'))
    .then_some(length)
}

/// The length of keys of a keyboard between their marks, that a text begins with.
pub(super) fn keys(rest: &[u8]) -> Option<usize> {
    let inner = rest.strip_prefix(b"++")?;
    let in_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut at = 0;
    loop {
        let key = inner[at..].iter().take(LONGEST_EMOJI).take_while(|byte| in_key(byte)).count();
        at += key;
        match inner.get(at..) {
            Some([b'+', b'+', ..]) if key > 0 => return Some(at + 4),
            Some([b'+', ..]) if key > 0 && at < LONGEST_ATTRIBUTES => at += 1,
            _ => return None,
        }
    }
}

/// Whether a word is the key of a citation: `@vale2020`, `-@vale_walls`. A name alone may be somebody's who is mentioned.
fn is_citation_key(word: &str) -> bool {
    let key = word
        .trim_start_matches(['-', '('])
        .strip_prefix('@')
        .map(|key| key.trim_end_matches([',', ')', '.']));
    key.is_some_and(|key| {
        key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '{'))
            && key.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b':' | b'{' | b'-'))
    })
}

/// Whether words in brackets say where in a work something stands: `p. 33`, `pp. 3-5`, `ch. 2`, `§ 4`, `33`.
fn is_place_in_work(words: &str) -> bool {
    const PLACES: [&str; 12] =
        ["p.", "pp.", "ch.", "chap.", "chapter", "sec.", "section", "fig.", "vol.", "§", "S.", "см."];
    let words = words.trim();
    let rest = PLACES.iter().find_map(|place| words.strip_prefix(place)).unwrap_or(words).trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()) && rest.len() < 30
}

/// The same where a text is known to cite: any key.
fn is_plain_key(word: &str) -> bool {
    let key = word.trim_start_matches(['-', '(']).strip_prefix('@');
    key.is_some_and(|key| key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '{')))
}

/// Whether what stands between marks of a formula looks like one; `strictly`, where the marks are also those of an escape.
fn is_formula(inner: &str, strictly: bool) -> bool {
    let has_sign = inner.contains(['\\', '^', '_', '=', '{', '<', '>', '+']);
    let words = || inner.split(|c: char| !c.is_alphabetic());
    // Words that are no names of functions or quantities: prose between two sums of money.
    let is_prose = words().filter(|word| word.len() > 3).count() > 1 && !inner.contains('\\');
    // `$10, y 20$` is money.
    let is_money = inner.starts_with(|c: char| c.is_ascii_digit()) && inner.contains(' ');
    let is_short = words().all(|word| word.chars().count() <= 2) && !strictly && !is_money;
    // The name of a quantity: a sum of money begins with a digit, and no blank ends it.
    let is_name = !strictly
        && inner.len() <= LONGEST_NAME
        && inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'(' | b')' | b','));
    !inner.is_empty() && !is_prose && (has_sign || is_short || is_name)
}
