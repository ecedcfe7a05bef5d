//! Numbers of works in papers: `[<xref ref-type="bibr" rid="b12">12</xref>]`, with what stands around them and parts them.

use super::tokens::attribute;
use super::vocabulary::Part;
use crate::span::{Span, boundary_at_or_before};

/// The reference and its number are no longer, in bytes.
const LONGEST: usize = 400;

/// What closes a bracket that was left out before a number; nothing, where there was none.
pub(super) type Bracket = Option<char>;

/// Words before a number that make it a word of the sentence: "as in [12]".
const LEADS: &str = "in|by|from|see|of|with|to|and|at|on|ref|ref.|refs|refs.|reference|references|study|von|siehe|bei|aus|nach|vgl.|dans\
    |par|voir|de|en|por|ver|según|con|em|segundo|da|di|secondo|vedi|door|van|av|i|ved|w";

/// Whether a text begins with a reference to a work that shows a number and no name.
pub(super) fn is_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("<xref").filter(|rest| rest.starts_with([' ', '\n', '\t', '\r']))
    else {
        return false;
    };
    let near = &rest[..boundary_at_or_before(rest, LONGEST)];
    let Some((tag, behind)) = near.split_once('>') else { return false };
    // One without words has a number when it is printed.
    let is_numbered =
        || tag.ends_with('/') || behind.split_once("</xref").is_some_and(|(shown, _)| is_numeric(shown));
    attribute(tag, "ref-type") == Some("bibr") && is_numbered()
}

/// Whether all that is shown, without tags, is numbers and what parts them.
fn is_numeric(shown: &str) -> bool {
    let (mut digits, mut in_tag) = (0, false);
    for c in shown.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            '0'..='9' => digits += 1,
            '[' | ']' | '(' | ')' | ',' | ';' | '-' | '–' | '—' | '.' | 'a'..='d' | '*' => {}
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    (1..=12).contains(&digits)
}

/// What such a reference is, by what stands before it: nothing, or a gap where it is a word of its sentence.
pub(super) fn part(before: &str) -> Part {
    let last = before
        .trim_end_matches(['[', '(', ' ', '\n', '\t'])
        .rsplit([' ', '\n', '>'])
        .next()
        .unwrap_or_default();
    let is_lead = LEADS.split('|').any(|lead| last.eq_ignore_ascii_case(lead));
    if is_lead { Part::Gap } else { Part::Hidden }
}

/// Text between numbers of works: without the bracket before the next of them, what parts two, and the bracket behind the last.
pub(super) fn around(
    source: &str,
    span: Span,
    is_next: bool,
    written: &str,
    cited: &mut Option<Bracket>,
) -> Span {
    let mut span = span;
    if let Some(bracket) = cited.take() {
        let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—' | '‐' | '‑');
        let said = span.of(source);
        if is_next && said.chars().all(parts) {
            *cited = Some(bracket);
            return Span { start: span.end, end: span.end };
        }
        if let Some(close) = bracket
            && said.starts_with(close)
        {
            span.start += close.len_utf8();
        }
    }
    if is_next {
        let said = span.of(source).trim_end();
        let open = said.chars().next_back().filter(|c| matches!(c, '[' | '('));
        let kept = open.map_or(said, |open| said[..said.len() - open.len_utf8()].trim_end());
        // A number that is a word of its sentence keeps the blank before it.
        let is_lead =
            !kept.is_empty() && part(kept) == Part::Gap || kept.is_empty() && part(written) == Part::Gap;
        *cited = Some(open.map(|open| if open == '[' { ']' } else { ')' }));
        let kept = span.start + kept.len();
        let blank = usize::from(is_lead && source[kept..span.end].starts_with(char::is_whitespace));
        span.end = kept + if blank > 0 { source[kept..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    }
    span
}
