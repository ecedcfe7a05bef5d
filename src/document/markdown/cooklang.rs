//! Recipes of Cooklang, written anew as Markdown: `Fry the @onion{1} in a #pan{} for ~{5%minutes}.`
//!
//! * time: `O(n)`: a name and a quantity are looked for within a bound
//! * space: the text written anew

use super::super::rewrite::Rewriting;
use crate::span::{Span, boundary_at_or_before};

/// Names of ingredients and quantities are no longer, in bytes.
const LONGEST_NAME: usize = 60;
const LONGEST_QUANTITY: usize = 40;

/// References to earlier steps are no longer, in bytes.
const LONGEST_REFERENCE: usize = 12;

/// This count of marks without a unit makes a recipe.
const LEAST_MARKS: usize = 3;

/// The source written anew; `None` if it is no recipe.
pub(super) fn rewritten(source: &str) -> Option<Rewriting<'_>> {
    memchr::memchr(b'{', source.as_bytes())?;
    if !is_one(source) {
        return None;
    }
    let mut out = Rewriting::new(source);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        write_line(&mut out, source, Span { start: at, end: at + line.len() });
        at += line.len();
    }
    Some(out)
}

/// Whether a source has quantities with units as no other notation has them, or several marks without.
fn is_one(source: &str) -> bool {
    let (mut marks, mut vain) = (0, 0);
    for at in memchr::memchr3_iter(b'@', b'#', b'~', source.as_bytes()) {
        match mark(source, at).filter(|mark| mark.braces.is_some()) {
            Some(mark) if mark.quantity.of(source).contains('%') => return true,
            Some(_) => marks += 1,
            // Issues and mentions have no braces behind them.
            None => vain += 1,
        }
        if marks >= LEAST_MARKS && marks > vain {
            return true;
        }
    }
    false
}

/// An ingredient, a thing to cook with, or a time.
struct Mark {
    name: Span,
    quantity: Span,
    /// What stands around the quantity, if braces do.
    braces: Option<Span>,
    is_timer: bool,
    end: usize,
}

/// What the sign at a place marks.
fn mark(source: &str, at: usize) -> Option<Mark> {
    let bytes = source.as_bytes();
    let is_parted =
        at == 0 || matches!(bytes[at - 1], b' ' | b'\n' | b'\t' | b'(' | b'"' | b'*' | b'_' | 0x80..);
    if !is_parted {
        return None;
    }
    let is_timer = bytes[at] == b'~';
    let mut start = at + 1 + bytes[at + 1..].iter().take_while(|byte| b"&?+-@".contains(byte)).count();
    // A reference to what an earlier step made: `@&(~1)dough{}`.
    if source[start..].starts_with('(') {
        start += source[start..]
            .split_once(')')
            .filter(|(inner, _)| inner.len() <= LONGEST_REFERENCE && !inner.contains('\n'))
            .map(|(inner, _)| inner.len() + 1)?;
    }
    let window = &source[start..boundary_at_or_before(source, (start + LONGEST_NAME).min(source.len()))];
    let stop = window.find(|c| "\n{}@#~[]()`,;:!?".contains(c)).unwrap_or(window.len());
    let empty = Span { start: start + stop, end: start + stop };
    if !window[stop..].starts_with('{') {
        // One word alone.
        let length = window.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(window.len());
        let name = Span { start, end: start + length };
        return (length > 0 && !is_timer).then_some(Mark {
            name,
            quantity: empty,
            braces: None,
            is_timer,
            end: name.end,
        });
    }
    let open = start + stop;
    let limit = boundary_at_or_before(source, (open + LONGEST_QUANTITY).min(source.len()));
    let length = source[open + 1..limit.max(open + 1)]
        .find(['}', '\n', '{'])
        .filter(|length| source[open + 1 + length..].starts_with('}'))?;
    let quantity = Span { start: open + 1, end: open + 1 + length };
    let name = &window[..stop];
    let begins = name.starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == '/');
    let is_one = begins || name.is_empty() && is_timer && length > 0;
    // `@page{title}` of another notation has no quantity.
    let said = quantity.of(source).trim_start_matches('=');
    let is_quantity = said.is_empty()
        || said.contains('%')
        || said.starts_with(|c: char| c.is_ascii_digit())
        || said == "some";
    if !is_one || !is_quantity {
        return None;
    }
    // `@flour|white flour{}`, `@./sauces/Hollandaise{}`.
    let skip = name.rfind(['|', '/']).map_or(0, |at| at + 1);
    let name = Span { start: start + skip, end: start + stop };
    let end = quantity.end + 1;
    Some(Mark { name, quantity, braces: Some(Span { start: open, end }), is_timer, end })
}

fn write_line(out: &mut Rewriting<'_>, source: &str, line: Span) {
    let text = line.of(source);
    let said = text.trim();
    // Fields, and lines of comments.
    if said.starts_with(">>") || said.starts_with("--") && !said.starts_with("---") {
        return out.put("\n", line);
    }
    if said.starts_with('=') && said.len() > 1 {
        let start = line.start + text.find(|c| c != '=' && c != ' ').unwrap_or(text.len());
        let words = Span { start, end: line.end };
        let name = words.of(source).trim_end().trim_end_matches(['=', ' ']).len();
        out.put("## ", Span { start: line.start, end: start });
        out.keep(Span { start, end: start + name });
        return out.put("\n\n", Span { start: start + name, end: line.end });
    }
    let (mut kept, mut at) = (line.start, line.start);
    while let Some(next) = source[at..line.end].find(['@', '#', '~', '-', '[']) {
        at += next;
        let rest = &source[at..line.end];
        let is_behind_blank = at == line.start || source.as_bytes()[at - 1] == b' ';
        if let Some(close) = rest.strip_prefix("[-").and_then(|rest| rest.find("-]")) {
            out.keep(Span { start: kept, end: at });
            kept = at + close + 4;
            kept += usize::from(out.text().ends_with(',') && source[kept..].starts_with(','));
            out.put("", Span { start: at, end: kept });
            at = kept;
        } else if rest.starts_with("-- ") && is_behind_blank {
            out.keep(Span { start: kept, end: at });
            let end = at + rest.trim_end().len();
            out.put("", Span { start: at, end });
            (kept, at) = (end, line.end);
        } else if let Some(mark) =
            Some(at).filter(|_| !rest.starts_with(['-', '['])).and_then(|at| mark(source, at))
        {
            out.keep(Span { start: kept, end: at });
            out.put("", Span { start: at, end: mark.name.start });
            if mark.is_timer {
                write_quantity(out, source, mark.quantity);
            } else {
                out.keep(mark.name);
            }
            (kept, at) = (mark.end, mark.end);
            if source[at..line.end].starts_with('(') && mark.braces.is_some() {
                out.put(" ", Span { start: at, end: at });
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    out.keep(Span { start: kept, end: line.end });
}

/// `25%minutes` as it is read.
fn write_quantity(out: &mut Rewriting<'_>, source: &str, quantity: Span) {
    match quantity.of(source).find('%') {
        Some(at) => {
            let at = quantity.start + at;
            out.keep(Span { start: quantity.start, end: at });
            out.put(" ", Span { start: at, end: at + 1 });
            out.keep(Span { start: at + 1, end: quantity.end });
        }
        None => out.keep(quantity),
    }
}
