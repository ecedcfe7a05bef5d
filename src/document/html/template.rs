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

/// The page without its front matter and the tags of its template, and what the front matter says; none, if it has no front matter.
pub(super) fn read(source: &str) -> Option<(Rewriting<'_>, Fields)> {
    let begin = source.trim_start_matches('\u{FEFF}');
    let behind = begin.strip_prefix("---\n").or_else(|| begin.strip_prefix("---\r\n"))?;
    let window = &behind.as_bytes()[..behind.len().min(LONGEST)];
    let end = memchr::memmem::find_iter(window, b"\n---").find(|end| {
        behind[end + 4..].trim_start_matches([' ', '\r']).starts_with('\n') || behind.len() == end + 4
    })?;
    #[cfg_attr(not(feature = "markdown"), allow(unused_mut))]
    let mut fields = Fields::default();
    #[cfg(feature = "markdown")]
    front_matter::read(&behind[..=end], front_matter::Notation::Yaml, &mut fields);
    let mut rewriting = Rewriting::new(source);
    let mut run = source.len() - behind.len() + end + "\n---".len();
    let mut at = run;
    while let Some(found) = memchr::memchr(b'{', &source.as_bytes()[at..]) {
        let start = at + found;
        let (close, stands_for) = match source.as_bytes().get(start + 1) {
            Some(b'%') => ("%}", ""),
            // What the site puts here is not known.
            Some(b'{') => ("}}", "…"),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let window = &source.as_bytes()[start..source.len().min(start + LONGEST_TAG)];
        let Some(len) = memchr::memmem::find(window, close.as_bytes()) else {
            at = start + 2;
            continue;
        };
        let tag = Span { start, end: start + len + close.len() };
        rewriting.keep(Span { start: run, end: start });
        rewriting.put(stands_for, tag);
        (at, run) = (tag.end, tag.end);
    }
    rewriting.keep(Span { start: run, end: source.len() });
    Some((rewriting, fields))
}
