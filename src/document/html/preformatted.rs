//! A page that is one plain text in `<pre>`, as archives of mail and of requests for comments have them: it is read as that text.

use super::blocks::is_program;
use super::pieces;
use super::scan::{Event, Page};
use crate::document::rewrite::Rewriting;
use crate::span::Span;

/// A page is such a text if this many parts of its words in a hundred stand in it. Chosen by eye: what else such pages have is a line
/// of links and a footer.
const LEAST_SHARE: usize = 75;

/// A shorter text, in bytes, is an example on a page of its own.
const SHORTEST: usize = 250;

/// Names of elements whose text is not read.
const UNREAD: [&str; 5] = ["script", "style", "template", "noscript", "title"];

/// The text, if the page is one.
pub(super) fn read<'t>(source: &'t str, page: &Page) -> Option<Rewriting<'t>> {
    // The cheap question first: few pages have any.
    if !page.elements.iter().any(|element| element.name.as_str() == "pre") {
        return None;
    }
    let (mut depth, mut unread, mut inside, mut all) = (0usize, 0usize, 0, 0);
    for (at, event) in page.events.iter().enumerate() {
        match *event {
            Event::Open(place) => {
                let element = &page.elements[place];
                let name = element.name.as_str();
                unread += usize::from(UNREAD.contains(&name));
                if name == "pre" {
                    if is_program(element, page, source, &page.events[at + 1..]) {
                        return None;
                    }
                    depth += 1;
                }
            }
            Event::Close(place) => {
                let name = page.elements[place].name.as_str();
                unread = unread.saturating_sub(usize::from(UNREAD.contains(&name)));
                depth = depth.saturating_sub(usize::from(name == "pre"));
            }
            Event::Text(run) if unread == 0 => {
                let words = page.runs[run].text(source).trim_ascii().len();
                all += words;
                inside += if depth > 0 { words } else { 0 };
            }
            _ => {}
        }
    }
    (inside >= SHORTEST && inside * 100 >= all * LEAST_SHARE).then(|| text(source, page))
}

/// What stands in `<pre>`; a page of paper each, if there are several.
fn text<'t>(source: &'t str, page: &Page) -> Rewriting<'t> {
    let mut rewriting = Rewriting::new(source);
    let mut depth = 0usize;
    for event in &page.events {
        match *event {
            Event::Open(place) if page.elements[place].name.as_str() == "pre" => {
                let at = page.elements[place].tag.start;
                if !rewriting.text().is_empty() {
                    rewriting.put("\n\u{C}\n", Span { start: at, end: at });
                }
                depth += 1;
            }
            Event::Close(place) if page.elements[place].name.as_str() == "pre" => {
                depth = depth.saturating_sub(1);
            }
            Event::Text(run) if depth > 0 => {
                for (words, place) in pieces::of(&page.runs[run], source) {
                    match words.len() == place.len() && place.of(source) == words {
                        true => rewriting.keep(place),
                        false => rewriting.put(&words, place),
                    }
                }
            }
            _ => {}
        }
    }
    rewriting
}
