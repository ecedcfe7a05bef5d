//! Pages of site generators that are HTML below front matter, with the tags of a template in it.

use crate::document::Fields;
#[cfg(feature = "markdown")]
use crate::document::front_matter;
use crate::document::rewrite::Rewriting;
use crate::span::Span;

/// Front matter is no longer than this, in bytes.
const LONGEST: usize = 1 << 15;

/// A tag of a template is no longer than this, in bytes.
const LONGEST_TAG: usize = 2_000;

/// What Go, Handlebars and Mustache write around what is there once for each of several things, or only sometimes.
const BLOCKS: [&str; 9] =
    ["{{ end", "{{- end", "{{end", "{{#", "{{ range", "{{- range", "{{ if", "{{- if", "{{ template"];

/// What stands in the markup of a template, and in that of no page that its readers get.
const IN_TITLE: [&str; 2] = ["<title>{{", "<title>{%"];
const IN_ATTRIBUTE: [&str; 2] = ["=\"{{", "=\"{%"];

/// Words that decide what is shown, and show nothing themselves.
const DECIDE: [&str; 14] = [
    "if", "else", "end", "range", "with", "define", "block", "template", "partial", "each", "unless", "for",
    "for-each", "yield",
];

/// The page without its front matter and the tags of its template, and what the front matter says; none, if it has neither. A
/// whole page without front matter is what its readers get, and tags in it are what it speaks of, unless some stand in its markup.
pub(super) fn read(source: &str) -> Option<(Rewriting<'_>, Fields)> {
    let front = front_matter_of(source);
    let (from, fields) = match front {
        Some(front) => front,
        None if is_template(source) => (0, Fields::default()),
        None => return None,
    };
    Some((without_tags(source, from), fields))
}

/// Whether a source without front matter has tags that a program is to fill in.
fn is_template(source: &str) -> bool {
    let has = |tag: &str| memchr::memmem::find(source.as_bytes(), tag.as_bytes()).is_some();
    let (logic, shown) = (has("{%"), has("{{"));
    let is_filled = || match is_whole(source) {
        true => {
            IN_TITLE.iter().any(|tag| has(tag)) || IN_ATTRIBUTE.iter().any(|tag| is_in_attribute(source, tag))
        }
        false => logic && (has("{% ") || has("{%- ")) || shown && BLOCKS.iter().any(|tag| has(tag)),
    };
    (logic || shown) && is_filled() || has("<%=") || has("<?php")
}

/// Whether a tag stands in the start tag of an element, rather than in a page that speaks of templates.
fn is_in_attribute(source: &str, tag: &str) -> bool {
    memchr::memmem::find_iter(source.as_bytes(), tag.as_bytes()).any(|at| {
        let before = &source.as_bytes()[at.saturating_sub(LONGEST_TAG)..at];
        let mark = memchr::memrchr2(b'<', b'>', before);
        mark.is_some_and(|mark| {
            before[mark] == b'<' && before.get(mark + 1).is_some_and(u8::is_ascii_alphabetic)
        })
    })
}

/// Whether a source is a whole page, by how it begins.
fn is_whole(source: &str) -> bool {
    let begin = source.trim_start().as_bytes();
    ["<!doctype", "<html", "<?xml", "<head"]
        .iter()
        .any(|tag| begin.get(..tag.len()).is_some_and(|given| given.eq_ignore_ascii_case(tag.as_bytes())))
}

/// Where a page goes on behind its front matter, and what that says.
fn front_matter_of(source: &str) -> Option<(usize, Fields)> {
    let begin = source.trim_start_matches('\u{FEFF}');
    let behind = begin.strip_prefix("---")?.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let window = &behind.as_bytes()[..behind.len().min(LONGEST)];
    let end = memchr::memmem::find_iter(window, b"\n---").find(|end| {
        behind[end + 4..].trim_start_matches([' ', '\r']).starts_with('\n') || behind.len() == end + 4
    })?;
    #[cfg_attr(not(feature = "markdown"), allow(unused_mut))]
    let mut fields = Fields::default();
    #[cfg(feature = "markdown")]
    front_matter::read(&behind[..=end], front_matter::Notation::Yaml, &mut fields);
    Some((source.len() - behind.len() + end + "\n---".len(), fields))
}

/// Whether what stands behind the braces that open a tag shows nothing: `- if .Title`, `#each boats`, `$name := .Name`, `! a remark`.
fn decides(inside: &str) -> bool {
    let inside = inside.trim_start_matches(['-', '~', ' ']);
    let word = inside.trim_start_matches(['#', '/', '^', '>']);
    let word = &word[..word.bytes().take_while(|byte| byte.is_ascii_alphabetic()).count()];
    inside.starts_with(['#', '/', '^', '!', '>', '$']) && !inside.starts_with("$t") || DECIDE.contains(&word)
}

/// The page from a place on, without the tags of its template.
fn without_tags(source: &str, from: usize) -> Rewriting<'_> {
    let mut rewriting = Rewriting::new(source);
    let (mut run, mut at) = (from, from);
    while let Some(found) = memchr::memchr2(b'{', b'<', &source.as_bytes()[at..]) {
        let start = at + found;
        let (close, stands_for) = match &source.as_bytes()[start..] {
            [b'{', b'%', ..] => ("%}", ""),
            // What the site puts here is not known.
            [b'{', b'{', ..] if decides(&source[start + 2..]) => ("}}", ""),
            [b'{', b'{', ..] => ("}}", "…"),
            [b'<', b'%', b'=', ..] => ("%>", "…"),
            [b'<', b'%', ..] => ("%>", ""),
            [b'<', b'?', b'=', ..] => ("?>", "…"),
            [b'<', b'?', b'p', b'h', b'p', ..] => ("?>", ""),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let longest = if close == "?>" { LONGEST } else { LONGEST_TAG };
        let window = &source.as_bytes()[start..source.len().min(start + longest)];
        let Some(len) = memchr::memmem::find(window, close.as_bytes()) else {
            at = start + 2;
            continue;
        };
        let mut tag = Span { start, end: start + len + close.len() };
        // What is commented out goes as far as the tag that ends it.
        if close == "%}" && tag.of(source)[2..].trim_start_matches(['-', ' ']).starts_with("comment") {
            let behind = &source[tag.end..crate::span::boundary_at_or_before(source, tag.end + LONGEST)];
            let end = memchr::memmem::find(behind.as_bytes(), b"endcomment");
            let end = end.and_then(|end| behind[end..].find(close).map(|at| end + at + close.len()));
            tag.end += end.unwrap_or(0);
        }
        rewriting.keep(Span { start: run, end: start });
        rewriting.put(stands_for, tag);
        (at, run) = (tag.end, tag.end);
    }
    rewriting.keep(Span { start: run, end: source.len() });
    rewriting
}
