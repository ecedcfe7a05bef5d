//! Threads: where the first post stands, which the others answer.
//!
//! Posts look alike, but a question and its answers may stand in containers of their own, so elements of the same name and classes are
//! compared wherever they stand on the page.
//!
//! * time: `O(n log n)` in the elements
//! * space: a few numbers an element

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::blocks::Outline;
use super::features::{Tree, shape};
use super::scan::Page;

/// The least bytes of prose in a post: chosen, a short sentence. What has less is its author or its date.
const POST_BYTES: usize = 40;

/// What stands before posts that look alike is the question if it has this many bytes of prose: chosen, two sentences. Where less stands
/// there, the first post asks.
const ASKED_BYTES: usize = 200;

/// Several kinds of elements part a thread into about the same posts: the posts, what they say, and the answers without the question.
/// Those are compared that part so much of the prose that the best do, and the kind that begins first has the question. Chosen by eye.
const NEARLY: f64 = 0.75;

/// The runs of the first post of a thread; `None` if no two posts are found. `chosen` are the blocks of its content.
pub(super) fn first_post(
    page: &Page,
    tree: &Tree,
    outlines: &[Outline],
    chosen: &[usize],
) -> Option<Range<usize>> {
    // The bytes of prose before each run. A block begins with the white space before it, which stands outside of its element.
    let mut before = vec![0_usize; page.runs.len() + 1];
    for block in chosen.iter().map(|block| &outlines[*block]).filter(|block| block.is_prose()) {
        before[block.runs.end.min(page.runs.len())] += block.length;
    }
    for at in 1..before.len() {
        before[at] += before[at - 1];
    }
    let held = |place: usize| {
        let (from, to) = tree.runs[place];
        before[to].saturating_sub(before[from])
    };
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for (place, element) in page.elements.iter().enumerate() {
        let has_class = element.attributes.get("class").is_some_and(|class| !class.trim().is_empty());
        if !has_class
            || !element.name.is_block()
            || matches!(element.name.as_str(), "p" | "blockquote" | "pre")
        {
            continue;
        }
        let bytes = held(place);
        if bytes < POST_BYTES {
            continue;
        }
        let number = *numbers.entry(shape(element)).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Group::default());
        }
        let group = &mut groups[number];
        // What is inside one of its own kind is a part of it: an answer to an answer.
        if tree.runs[place].0 >= group.end {
            group.count += 1;
            group.end = tree.runs[place].1;
            group.all += bytes;
            group.most = group.most.max(bytes);
            group.first = group.first.or(Some(place));
        }
    }
    let best = groups.iter().map(Group::parted).max().filter(|best| *best > 0)?;
    let is_post = |group: &&Group| group.parted() as f64 >= NEARLY * best as f64;
    let posts = groups
        .iter()
        .filter(is_post)
        .min_by_key(|group| group.first.map(|first| before[tree.runs[first].0]))?;
    let (start, end) = tree.runs[posts.first?];
    Some(if before[start] >= ASKED_BYTES { 0..start } else { start..end })
}

/// Elements that look alike and hold prose.
#[derive(Default)]
struct Group {
    count: usize,
    first: Option<usize>,
    /// The run behind the last one.
    end: usize,
    /// Bytes of prose in all of them, and in the one with most.
    all: usize,
    most: usize,
}

impl Group {
    /// How much of the prose they part from each other; nothing if there is one alone.
    fn parted(&self) -> usize {
        if self.count > 1 { self.all - self.most } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, scan};
    use super::*;

    /// What the first post says.
    fn question(html: &str) -> Option<String> {
        let page = scan::scan(html);
        let (document, outlines) = blocks::build(html, &page, blocks::Taken::Openable);
        let chosen: Vec<usize> = (0..outlines.len()).collect();
        let post = first_post(&page, &Tree::of(&page), &outlines, &chosen)?;
        let of = document
            .blocks()
            .iter()
            .zip(&outlines)
            .filter(|(_, outline)| post.contains(&(outline.runs.end - 1)));
        let texts: Vec<&str> = of.map(|(block, _)| block.span.of(document.text())).collect();
        Some(texts.join("|"))
    }

    fn said(name: &str) -> String {
        format!(
            "{name} says of the ropes of the harbour that those of nylon stretch and those of polyester do not."
        )
    }

    #[test]
    fn the_first_post_ends_where_the_next_begins() {
        let [ned, rita, sam] = ["Ned", "Rita", "Sam"].map(said);
        // Posts side by side, the first with a class more; what they say looks alike.
        let posts = format!(
            "<p>Ask here what you want to know.</p><div class=list><div class='post first'><b>Ned</b><div class=body><p>{ned}</p></div></div>\
             <div class=post><b>Rita</b><div class=body><p>{rita}</p></div></div>\
             <div class=post><b>Sam</b><div class=body><p>{sam}</p></div></div></div>"
        );
        assert_eq!(question(&posts).unwrap(), ned);
        let spaced = posts.replace('<', "\n <").replace('>', "> \n");
        assert_eq!(question(&spaced).unwrap(), ned);
        // A question, and answers in a list of their own.
        let answers = format!(
            "<div id=q><div class=text><p>{ned}</p></div></div>\
             <div id=a><div class=answer><div class=text><p>{rita}</p></div></div>\
             <div class=answer><div class=text><p>{sam}</p></div></div></div>"
        );
        assert_eq!(question(&answers).unwrap(), ned);
        // Answers inside of what they answer are parts of it; what stands before the first of them is the question.
        let nested = format!(
            "<div class=top><p>{ned} {ned} {ned}</p></div>\
             <div class=comment><p>{rita}</p><div class=comment><p>{sam}</p></div></div>\
             <div class=comment><p>{ned}</p></div>"
        );
        assert_eq!(question(&nested).unwrap(), format!("{ned} {ned} {ned}"));
        assert_eq!(question(&format!("<div class=post><p>{ned}</p></div>")), None);
        assert_eq!(question(""), None);
    }
}
