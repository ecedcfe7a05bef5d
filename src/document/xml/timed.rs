//! Timed text (TTML, DFXP, EBU-TT): written anew as cues of WebVTT, whose reader joins them to paragraphs.

use super::tokens::{self, Token, Tokens, attribute};
use crate::document::rewrite::Rewriting;
use crate::document::{Document, subtitles};
use crate::span::Span;

/// Frames and ticks of a second where the document does not say how many there are.
const FRAMES: u64 = 25;
const TICKS: u64 = 10_000_000;

/// The most digits of a number.
const MOST_DIGITS: usize = 15;

/// Characters that HTML and subtitles have other names for.
const SIGNS: [(&str, &str); 5] =
    [("&#38;", "&amp;"), ("&#x26;", "&amp;"), ("&apos;", "'"), ("&#10;", " "), ("&#xA;", " ")];

pub(super) fn read(source: &str) -> Document<'static> {
    let mut out = Rewriting::new(source);
    let here = |at| Span { start: at, end: at };
    out.put("WEBVTT\n\n", here(0));
    // How many elements are open whose words are said, and how many hide theirs.
    let (mut said, mut hidden) = (0_usize, 0_usize);
    let (mut language, mut ticks, mut is_timed) = (None, TICKS, false);
    for token in Tokens::new(source) {
        match token {
            Token::Open { name, tag, is_empty } => {
                let words = tag.of(source);
                match name {
                    "tt" => {
                        language = attribute(words, "lang").map(str::to_string);
                        let rate = attribute(words, "tickRate").and_then(|rate| rate.parse().ok());
                        ticks = rate.filter(|rate| *rate > 0).unwrap_or(TICKS);
                    }
                    "br" if said > 0 => out.put("\n", here(tag.start)),
                    "head" | "metadata" if !is_empty => hidden += 1,
                    // Some write times of the words in a cue, and none of the cue itself.
                    "span" if said > 0 && !is_empty && !is_timed => {
                        is_timed = cue(&mut out, words, tag.start, ticks);
                    }
                    "p" if !is_empty => {
                        (said, is_timed) = (said + 1, cue(&mut out, words, tag.start, ticks));
                    }
                    _ => {}
                }
            }
            Token::Close { name: "head" | "metadata", .. } => hidden = hidden.saturating_sub(1),
            Token::Close { name: "p", tag } => {
                said = said.saturating_sub(1);
                out.put("\n\n", here(tag.end));
            }
            Token::Text(span) if said > 0 && hidden == 0 => text(&mut out, source, span),
            Token::Data(span) if said > 0 && hidden == 0 => out.keep(span),
            _ => {}
        }
    }
    #[expect(clippy::redundant_closure, reason = "its document borrows nothing")]
    let mut document = out.read(|text| subtitles::read(text));
    document.fields.language = language.filter(|language| !language.is_empty());
    document
}

/// Writes when a cue begins and ends; whether its tag says so. Without times, cues follow each other.
fn cue(out: &mut Rewriting<'_>, tag: &str, at: usize, ticks: u64) -> bool {
    let value = |name| attribute(tag, name).and_then(|value| time(value, ticks));
    let begin = value("begin");
    let end = value("end").or_else(|| Some(begin? + value("dur")?));
    if let Some(begin) = begin {
        let end = end.unwrap_or(begin).max(begin);
        out.put(&format!("\n\n{} --> {}\n", shown(begin), shown(end)), Span { start: at, end: at });
    }
    begin.is_some()
}

/// A time in milliseconds: `00:00:01.500`, `00:00:01:12` with frames, `1.5s`, `1500ms`, `15000000t`.
fn time(value: &str, ticks: u64) -> Option<u64> {
    let value = value.trim();
    let number = |text: &str| -> Option<u64> {
        let is_number = (1..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    // Thousandths of what is behind the stop.
    let thousandths = |text: &str| -> Option<u64> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let rest: String = rest.chars().chain("000".chars()).take(3).collect();
        Some(number(whole)?.saturating_mul(1_000) + number(&rest)?)
    };
    if value.contains(':') {
        let parts: Vec<&str> = value.split(':').collect();
        let [hours, minutes, seconds, frames @ ..] = &parts[..] else { return None };
        let frames = frames.first().map_or(Some(0), |frames| number(frames.split('.').next()?))?;
        let clock = number(hours)?.saturating_mul(60).saturating_add(number(minutes)?).saturating_mul(60_000);
        return Some(
            clock.saturating_add(thousandths(seconds)?).saturating_add(frames.saturating_mul(1_000) / FRAMES),
        );
    }
    let digits = value.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let amount = thousandths(&value[..digits])?;
    match &value[digits..] {
        "h" => Some(amount.saturating_mul(3_600)),
        "m" => Some(amount.saturating_mul(60)),
        "s" => Some(amount),
        "ms" => Some(amount / 1_000),
        "f" => Some(amount / FRAMES),
        "t" => Some(amount / ticks),
        _ => None,
    }
}

/// A time as subtitles have it.
fn shown(time: u64) -> String {
    let (seconds, rest) = (time / 1_000 % 360_000_000, time % 1_000);
    format!("{:02}:{:02}:{:02}.{rest:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// Words in one line: breaks of lines mean nothing, and what looks like a time of a cue is none.
fn text(out: &mut Rewriting<'_>, source: &str, span: Span) {
    let mut done = span.start;
    let bytes = span.of(source).as_bytes();
    for at in memchr::memchr3_iter(b'&', b'\n', b'\r', bytes).map(|at| span.start + at) {
        if at < done {
            continue;
        }
        let rest = &source[at..span.end];
        let (sign, length) = match rest.as_bytes()[0] {
            b'&' => {
                let Some(entity) = tokens::entity(rest) else { continue };
                match SIGNS.iter().find(|(name, _)| *name == entity) {
                    Some((_, sign)) => ((*sign).to_string(), entity.len()),
                    None => match character(entity) {
                        Some(c) => (c.to_string(), entity.len()),
                        None => continue,
                    },
                }
            }
            _ => (" ".to_string(), rest.bytes().take_while(u8::is_ascii_whitespace).count()),
        };
        out.keep(Span { start: done, end: at });
        out.put(&sign, Span { start: at, end: at + length });
        done = at + length;
    }
    out.keep(Span { start: done, end: span.end });
}

/// The letter or sign that a number stands for; tags of subtitles and breaks are none.
fn character(entity: &str) -> Option<char> {
    let number = entity.strip_prefix("&#")?.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control() && !matches!(c, '<' | '>' | '{' | '&'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_many_ways() {
        for (value, milliseconds) in [
            ("00:00:01.500", 1_500),
            ("00:01:01:12", 61_480),
            ("1.5s", 1_500),
            ("1500ms", 1_500),
            ("15000000t", 1_500),
            ("2m", 120_000),
        ] {
            assert_eq!(time(value, TICKS), Some(milliseconds), "{value}");
        }
        for value in ["", ":", "s", "1", "x:y:z", "1:2"] {
            assert_eq!(time(value, TICKS), None, "{value}");
        }
        assert_eq!(shown(3_661_007), "01:01:01.007");
    }
}
