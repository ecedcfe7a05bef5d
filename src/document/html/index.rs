//! Index pages by their shape: headings that lead elsewhere, each with a short text below it.
//!
//! Homes of blogs, sections of newspapers and results of searches look so, whatever their containers are called, and need no
//! likelihood to be recognized: what tells them from articles with linked headings is that each heading leads to another page and
//! that little stands below it.
//!
//! * time: `O(n log n)` in the blocks and links
//! * space: a few numbers a block and a link

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::blocks::Outline;
use super::features::Features;
use super::scan::Page;
use crate::document::BlockKind;

/// The fewest headings that lead elsewhere on an index page, and the share of the text that stands below them. Of the benchmark's 1,497
/// development pages these and the next four find 7 listings and collections that are not found by their teasers, and 5 other pages,
/// which all lead to parts of their site.
const LEAST_ENTRIES: usize = 4;
const ENTRIES_SHARE: f64 = 0.5;

/// So many of the headings lead to different pages: those of one page lead to its own sections.
const DISTINCT_SHARE: f64 = 0.8;

/// The bytes of text below a heading: on average at most, below one at most, and what has fewer is a date or a button.
const MEAN_TEXT: usize = 350;
const MOST_TEXT: usize = 900;
const LEAST_TEXT: usize = 30;

/// A longer heading is a paragraph.
const MOST_TITLE: usize = 160;

/// How many elements up from where a heading begins its level is looked for.
const LEVELS: usize = 4;

/// A heading that leads elsewhere, with what stands below it.
struct Entry<'p> {
    /// Its level, or zero.
    level: u8,
    target: &'p str,
    /// Bytes of the chosen text below it.
    bytes: usize,
    /// Its heading and what is below it.
    blocks: Range<usize>,
}

/// The runs of each entry of an index page, in order; none if it is no such page. `chosen` are the blocks of its content.
pub(super) fn entries(
    page: &Page,
    features: &Features,
    outlines: &[Outline],
    chosen: &[usize],
) -> Vec<Range<usize>> {
    let found = teasers(page, features, outlines, chosen);
    let text = |block: &&usize| outlines[**block].kind != BlockKind::Heading;
    let all: usize = chosen.iter().filter(text).map(|block| outlines[*block].length).sum();
    let bytes: usize = found.iter().map(|entry| entry.bytes).sum();
    if (bytes as f64) < ENTRIES_SHARE * all as f64 {
        return Vec::new();
    }
    let runs =
        |entry: Entry<'_>| outlines[entry.blocks.start].runs.start..outlines[entry.blocks.end - 1].runs.end;
    found.into_iter().map(runs).collect()
}

/// Headings that lead to different pages, all of a level, with a short text below each; none if there are few.
fn teasers<'p>(
    page: &'p Page,
    features: &Features,
    outlines: &[Outline],
    chosen: &[usize],
) -> Vec<Entry<'p>> {
    let is_head = |block: usize| {
        let outline = &outlines[block];
        outline.kind == BlockKind::Heading
            && 2 * outline.linked > outline.length
            && outline.length <= MOST_TITLE
            && features.is_seen(block)
    };
    if (0..outlines.len()).filter(|block| is_head(*block)).take(LEAST_ENTRIES).count() < LEAST_ENTRIES {
        return Vec::new();
    }
    let links = Links::of(page, features);
    let mut is_chosen = vec![false; outlines.len()];
    chosen.iter().for_each(|block| is_chosen[*block] = true);
    let mut found: Vec<Entry<'_>> = Vec::new();
    let mut is_inside = false;
    for (block, outline) in outlines.iter().enumerate() {
        if outline.kind == BlockKind::Heading {
            let target = if is_head(block) { links.target(&outline.runs) } else { None };
            is_inside = target.is_some();
            let level = level(page, features, block);
            found.extend(target.map(|target| Entry { level, target, bytes: 0, blocks: block..block + 1 }));
        } else if is_chosen[block]
            && let Some(entry) = found.last_mut().filter(|_| is_inside)
        {
            entry.bytes += outline.length;
            entry.blocks.end = block + 1;
        }
    }
    found.retain(|entry| entry.bytes >= LEAST_TEXT);
    // Behind the last one stands what the page says of itself.
    if found.last().is_some_and(|entry| entry.bytes > MOST_TEXT) {
        found.pop();
    }
    let mut bytes_by_level = [0_usize; 7];
    found.iter().for_each(|entry| bytes_by_level[usize::from(entry.level)] += entry.bytes);
    let level = (0..7_u8).max_by_key(|level| bytes_by_level[usize::from(*level)]).unwrap_or_default();
    found.retain(|entry| entry.level == level);
    let bytes: usize = found.iter().map(|entry| entry.bytes).sum();
    let targets: FxHashSet<&str> = found.iter().map(|entry| entry.target).collect();
    let are_teasers = found.len() >= LEAST_ENTRIES
        && targets.len() as f64 >= DISTINCT_SHARE * found.len() as f64
        && bytes <= MEAN_TEXT * found.len()
        && found.iter().all(|entry| entry.bytes <= MOST_TEXT);
    if are_teasers { found } else { Vec::new() }
}

/// Whether all links of some stretches lead to sections of one page: its own.
pub(super) fn lead_to_sections(page: &Page, features: &Features, stretches: &[Range<usize>]) -> bool {
    let mut first = None;
    for (place, element) in page.elements.iter().enumerate().filter(|(_, one)| one.name.as_str() == "a") {
        let (start, end) = features.tree.runs[place];
        let at = stretches.partition_point(|runs| runs.end <= start);
        let is_inside = start < end && stretches.get(at).is_some_and(|runs| runs.start <= start);
        let Some(target) = element.attributes.get("href").filter(|_| is_inside) else { continue };
        match target.split_once('#') {
            Some((path, section)) if !section.is_empty() && *first.get_or_insert(path) == path => {}
            _ => return false,
        }
    }
    first.is_some()
}

/// The level of the heading that a block is, or zero if its elements do not say it.
fn level(page: &Page, features: &Features, block: usize) -> u8 {
    let mut place = features.elements[block];
    for _ in 0..LEVELS {
        let Some(element) = page.elements.get(place) else { return 0 };
        if let [b'h', level @ b'1'..=b'6'] = element.name.as_str().as_bytes() {
            return level - b'0';
        }
        place = features.tree.parents[place];
    }
    0
}

/// The links of a page that lead elsewhere, in order.
struct Links<'p>(Vec<(Range<usize>, &'p str)>);

impl<'p> Links<'p> {
    fn of(page: &'p Page, features: &Features) -> Links<'p> {
        let links = page.elements.iter().enumerate().filter(|(_, element)| element.name.as_str() == "a");
        let link = |(place, element): (usize, &'p super::scan::Element)| {
            let target = element.attributes.get("href")?.trim();
            let target = target.split('#').next().filter(|target| !target.is_empty())?;
            let (start, end) = features.tree.runs[place];
            (!target.starts_with("javascript:") && start < end).then_some((start..end, target))
        };
        Links(links.filter_map(link).collect())
    }

    /// Where the first link in some runs leads.
    fn target(&self, runs: &Range<usize>) -> Option<&'p str> {
        let at = self.0.partition_point(|(link, _)| link.end <= runs.start);
        self.0.get(at).filter(|(link, _)| link.start < runs.end).map(|(_, target)| *target)
    }
}
