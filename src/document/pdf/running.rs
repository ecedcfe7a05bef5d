//! Running heads and feet, and numbers of pages: what recurs at one height at the top or the foot of pages, and numbers in the margin
//! that count with the pages.

use std::collections::HashMap;

use super::segments::{Page, Segment};
use crate::order::Arrange;

/// How many rows at the top, and at the foot, may be running.
const ROWS: usize = 3;

/// How near rows are to be at one height, in points.
const HEIGHT: f32 = 6.0;

/// On how many pages a row has to recur; in a file of two pages, on both. Books have heads of their own for chapters, and for
/// the left and the right page.
const LEAST_PAGES: usize = 3;

/// How far from its edge, as a share of the page, rows may be running.
const EDGE: f32 = 0.2;

/// The letters that heads have in common which end with the number of the page: chosen, three words.
const SAME_LETTERS: usize = 20;

/// Marks the stretches that are running.
pub(super) fn mark(pages: &mut [Page]) {
    mark_margins(pages);
    // How often each row recurs, with its digits made one.
    let mut seen: HashMap<(String, bool, i32), usize> = HashMap::new();
    let edges: Vec<Vec<Edge>> = pages.iter().map(edges).collect();
    for edge in edges.iter().flatten() {
        for key in edge.keys() {
            *seen.entry(key).or_default() += 1;
        }
    }
    let least = LEAST_PAGES.min(pages.len().max(2));
    for (page, edges) in pages.iter_mut().zip(&edges) {
        // A row is running only if those further out are.
        for is_top in [true, false] {
            for edge in edges.iter().filter(|edge| edge.is_top == is_top) {
                let recurs = edge.keys().any(|key| seen.get(&key).is_some_and(|count| *count >= least));
                if !recurs && !edge.is_number {
                    break;
                }
                for place in &edge.places {
                    page.segments[*place].is_running = true;
                }
            }
        }
    }
}

/// A stretch of this many bytes is text, whose margins it tells: chosen, half a line.
const TEXT_BYTES: usize = 30;

/// Marks the numbers of pages that stand in the margin beside the text: they count with the pages.
fn mark_margins(pages: &mut [Page]) {
    // How many pages have a number that is so much more than their place.
    let mut seen: HashMap<i64, usize> = HashMap::new();
    let numbers: Vec<Vec<(usize, i64)>> = pages.iter().enumerate().map(margin_numbers).collect();
    for page in &numbers {
        for (at, (_, ahead)) in page.iter().enumerate() {
            let is_first = page[..at].iter().all(|(_, before)| before != ahead);
            *seen.entry(*ahead).or_default() += usize::from(is_first);
        }
    }
    for (page, numbers) in pages.iter_mut().zip(&numbers) {
        for (place, ahead) in numbers {
            if seen.get(ahead).is_some_and(|count| *count >= LEAST_PAGES) {
                page.segments[*place].is_running = true;
            }
        }
    }
}

/// The most numbers in the margins of a page that are looked at: those of lines are fewer.
const MOST_NUMBERS: usize = 100;

/// The places of the numbers in the margins of a page, and how much more each is than the page's own place in the file.
fn margin_numbers((number, page): (usize, &Page)) -> Vec<(usize, i64)> {
    let (mut left, mut right) = (f32::MAX, f32::MIN);
    for segment in page.segments.iter().filter(|segment| segment.text.len() >= TEXT_BYTES) {
        (left, right) = (left.min(segment.x0), right.max(segment.x1));
    }
    let ahead = |(place, segment): (usize, &Segment)| {
        let text = segment.text.trim();
        let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_beside = left < right && (segment.x1 < left || segment.x0 > right);
        let value: i64 = (is_number && is_beside).then(|| text.parse().ok()).flatten()?;
        Some((place, value - number as i64))
    };
    page.segments.iter().enumerate().filter_map(ahead).take(MOST_NUMBERS).collect()
}

/// A row at the top or the foot of a page.
struct Edge {
    is_top: bool,
    text: String,
    height: f32,
    is_number: bool,
    /// The places of its stretches.
    places: Vec<usize>,
}

impl Edge {
    /// What it is known by: its text and its height, of which two are near; and what it begins with, if it ends with a number: the name of
    /// a section may stand between.
    fn keys(&self) -> impl Iterator<Item = (String, bool, i32)> {
        let step = self.height / HEIGHT;
        let heights = [step.floor() as i32 * 2, (step + 0.5).floor() as i32 * 2 + 1];
        let begins = self.text.char_indices().nth(SAME_LETTERS).filter(|_| self.text.ends_with('#'));
        let begins = begins.map(|(at, _)| format!("{}…", &self.text[..at]));
        let texts = [Some(self.text.clone()), begins];
        texts
            .into_iter()
            .flatten()
            .flat_map(move |text| heights.map(|height| (text.clone(), self.is_top, height)))
    }
}

/// The rows at the edges of a page, from outside.
fn edges(page: &Page) -> Vec<Edge> {
    let mut order: Vec<usize> =
        (0..page.segments.len()).filter(|place| !page.segments[*place].is_running).collect();
    order.arrange_by(|a, b| page.segments[*b].y.total_cmp(&page.segments[*a].y));
    let mut edges = Vec::new();
    for is_top in [true, false] {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let near = |segment: &Segment| match is_top {
            true => segment.y > page.height * (1.0 - EDGE),
            false => segment.y < page.height * EDGE,
        };
        let ordered: Box<dyn Iterator<Item = &usize>> = match is_top {
            true => Box::new(order.iter()),
            false => Box::new(order.iter().rev()),
        };
        for place in ordered.take_while(|place| near(&page.segments[**place])) {
            let segment = &page.segments[*place];
            let fits = rows.last().and_then(|row| row.first()).is_some_and(|first| {
                let first = &page.segments[*first];
                (first.y - segment.y).abs() < 0.5 * first.size.min(segment.size)
            });
            let count = rows.len();
            match rows.last_mut().filter(|_| fits) {
                Some(row) => row.push(*place),
                None if count == ROWS => break,
                None => rows.push(vec![*place]),
            }
        }
        for mut places in rows {
            places.arrange_by(|a, b| page.segments[*a].x0.total_cmp(&page.segments[*b].x0));
            let text =
                places.iter().map(|place| page.segments[*place].text.as_str()).collect::<Vec<_>>().join(" ");
            let height = page.segments[places[0]].y;
            edges.push(Edge {
                is_top,
                is_number: is_page_number(&text),
                text: normal(&text),
                height,
                places,
            });
        }
    }
    edges
}

/// A row with its digits, and what is around them, made one.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            c => out.push(c),
        }
    }
    out
}

/// Whether a row is nothing but the number of its page: `12`, `- 12 -`, `Page 3 of 10`, `xiv`.
fn is_page_number(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "page", "of", "seite", "von", "p", "s", "pagina", "página", "de", "di", "sida", "side", "стр",
        "strona",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_roman =
        |word: &str| word.len() <= 6 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
    let mut numbers = 0;
    let mut others = 0;
    for word in words {
        if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) || is_roman(word) {
            numbers += 1;
        } else if !WORDS.contains(&word.to_lowercase().as_str()) {
            others += 1;
        }
    }
    (1..=2).contains(&numbers) && others == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_may_have_the_name_of_its_section() {
        let edge = |text: &str| {
            let text = normal(text);
            Edge { is_top: false, is_number: false, text, height: 30.0, places: Vec::new() }
        };
        let shared = |one: &str, other: &str| {
            let keys: Vec<_> = edge(one).keys().collect();
            edge(other).keys().any(|key| keys.contains(&key))
        };
        assert!(shared(
            "Harbour board, report of 2024, Walls 3/25",
            "Harbour board, report of 2024, Bells 12/25"
        ));
        assert!(!shared("Harbour board, report of 2024, walls", "Harbour board, report of 2024, bells"));
        assert!(!shared("The board 3", "The town 4"));
    }

    #[test]
    fn numbers_of_pages() {
        for text in ["12", "- 12 -", "Page 3 of 10", "xiv", "Seite 4", "| 7 |"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "1998 was a year", "Chapter 3", "12 34 56", "mild", "page"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
