//! The main content of a page, recognized by dom_smoothie: a port of the algorithm behind the reader view of Firefox.
//!
//! It works on a tree and gives a piece of one without the way back to the source. So each element's place is written
//! into its start tag beforehand, as an attribute; in what comes back, the attributes say which elements were kept, and
//! lead each of its texts to the run of the source that it came from.

use std::fmt::Write;
use std::ops::Range;

use dom_query::NodeRef;
use dom_smoothie::Readability;
use rustc_hash::FxHashMap;

use super::blocks::Outline;
use super::copies;
use super::features::{self, Features, Hints, Tree};
use super::furniture::Judge;
use super::index;
use super::labels::Fields;
use super::model::{self, Judgment};
use super::named::{self, Named};
use super::parts::{self, Believed};
use super::scan::{Element, Event, Page};
use super::stated;
use super::thread;
use super::tree;
use super::visible::Standing;
use crate::document::{BlockKind, Document, Extent, Role, ends_sentence};
use crate::error::Error;
use crate::order::Arrange;
use crate::span::Span;

/// What of a page is its main content.
pub(super) struct Content {
    /// Whether each run of the page is in it.
    pub(super) runs: Vec<bool>,
    /// Whether each element is.
    pub(super) elements: Vec<bool>,
    /// The page's title, without the name of the site.
    pub(super) title: String,
    /// How much of the page it is.
    pub(super) extent: Extent,
    /// Whether most of it stands in links.
    pub(super) is_of_links: bool,
    /// The runs of each teaser of an index page, in order; empty if there are none.
    teasers: Vec<Range<usize>>,
    /// Whether each teaser begins with a heading that leads to what it is about.
    pub(super) has_titles: bool,
    /// Of each run, whether it is beside the point: less surely content than the rest, or no sentence where things are offered.
    asides: Vec<bool>,
    /// Whether it is an article, by what the page says and by the reader view.
    pub(super) is_article: bool,
    /// Of a thread, the runs of its first post.
    first_post: Option<Range<usize>>,
    /// Whether a thread has answers rather than posts.
    pub(super) has_answers: bool,
    /// Of each run, the part of the page that it stands in; empty if there are none.
    parts: Vec<Option<Role>>,
    /// The parts whose names say that they stand beside the content.
    named: Vec<Named>,
    /// What of it is filled in.
    pub(super) fields: Fields,
}

/// Elements in elements. Browsers built on Blink nest no deeper than 512 either; time grows with depth times elements.
const MOST_DEPTH: usize = 512;

/// Elements and texts: some fifty times what long pages have. Time grows with their number.
const MOST_NODES: usize = 400_000;

/// Levels of all elements added up: each element is looked at for those that it is in. What long pages have: 300,000
/// elements on some ten levels. In the worst case found, 400 chains of 480 elements, it is 0.3 s for a million.
const MOST_DEPTHS: usize = 5_000_000;

/// The attribute that says where an element begins.
const PLACE: &str = "data-nutgraf";

/// Finds the main content; `None` if nothing in the page looks like it.
///
/// # Errors
///
/// If the page has more depth or more nodes than a tree may have here.
pub(super) fn find(source: &str, page: &Page) -> Result<Option<Content>, Error> {
    if page.depth > MOST_DEPTH {
        return Err(Error::limit("levels of elements inside elements of HTML", page.depth, MOST_DEPTH));
    }
    if page.depths > MOST_DEPTHS {
        return Err(Error::limit("levels of elements of HTML, added up", page.depths, MOST_DEPTHS));
    }
    if page.nodes > MOST_NODES {
        return Err(Error::limit("elements and texts of HTML", page.nodes, MOST_NODES));
    }
    refuse_escapes(source, page)?;
    let tree = tree::build(&marked(source, page));
    let Ok(mut reader) = Readability::with_document(tree, None, None) else { return Ok(None) };
    let Ok(article) = reader.parse() else { return Ok(None) };
    let mut content = Content {
        runs: vec![false; page.runs.len()],
        elements: vec![false; page.elements.len()],
        title: article.title,
        extent: Extent::default(),
        is_of_links: false,
        teasers: Vec::new(),
        has_titles: false,
        asides: vec![false; page.runs.len()],
        is_article: false,
        first_post: None,
        has_answers: false,
        parts: Vec::new(),
        named: Vec::new(),
        fields: Fields::default(),
    };
    let mut aligner = Aligner { source, page, at: 0, runs_behind: runs_behind(page) };
    // What it found is left in its tree, below an element that it names so.
    for root in reader.doc.select_single("#readability-page-1").nodes() {
        root.descendants_it().for_each(|node| aligner.take(&node, &mut content));
    }
    Ok(content.runs.contains(&true).then_some(content))
}

/// Pages with more blocks are read as the reader view has it, since what is measured of each takes memory: chosen, ten times
/// what long pages have.
const MOST_BLOCKS: usize = 50_000;

/// Chooses the content among the blocks of a page that was built whole. `reader` is what the reader view takes,
/// `bodies` what the page's data have as its article.
pub(super) fn choose(
    (source, bodies): (&str, &[Vec<Span>]),
    page: &Page,
    reader: Option<Content>,
    (document, outlines): (&Document<'_>, &[Outline]),
    hints: Hints,
) -> Option<Content> {
    if outlines.len() > MOST_BLOCKS {
        return reader;
    }
    let (taken, title) = match reader {
        Some(content) => (content.runs, content.title),
        None => (vec![false; page.runs.len()], String::new()),
    };
    let features = features::measure(source, page, document, outlines, &taken, hints);
    let texts = document.blocks().iter().map(|block| block.span.of(document.text()));
    let judgment = model::judge(page, &features, texts);
    let likely = &judgment.blocks;
    let (mut chosen, expected) = most_expected(likely, &features);
    fill(&mut chosen, likely, &features, outlines);
    if judgment.repeats() >= REPEATS {
        leave_out_copies(&mut chosen, document);
    }
    let is_article = hints.is_article() && judgment.may_be_article() && is_readers(&chosen, &features);
    if is_article {
        let goes_with = alike_to_taken(&chosen, &judgment, &features);
        chosen.retain(|block| {
            features.is_taken(*block)
                || features.is_seen(*block) && (likely[*block] >= SURE || goes_with[*block])
        });
    }
    stated::hold_to(&mut chosen, (source, bodies), (document, outlines), &features);
    let words: f32 = features.rows.iter().map(|row| row[features::WORDS]).sum();
    let is_empty = expected < NOTHING && words >= MENU_WORDS;
    if is_empty {
        chosen.clear();
    }
    let is_sentence = |block: &usize| {
        let row = &features.rows[*block];
        row[features::WORDS] >= SENTENCE_WORDS && row[features::ENDS] > 0.0
    };
    if is_book(page, outlines) {
        chosen = (0..outlines.len()).filter(|block| features.is_seen(*block)).collect();
    } else if words < MENU_WORDS && chosen.iter().any(is_sentence) {
        let mut is_chosen = vec![false; outlines.len()];
        chosen.iter().for_each(|block| is_chosen[*block] = true);
        chosen = (0..outlines.len()).filter(|block| is_chosen[*block] || features.is_said(*block)).collect();
    }
    let mut teasers = match !is_article && judgment.leads() >= LEADS {
        true => teasers(page, &features.tree, outlines, &chosen),
        false => Vec::new(),
    };
    if index::lead_to_sections(page, &features, &teasers) {
        teasers.clear();
    }
    let is_thread = hints.is_thread || judgment.is_thread();
    // What calls itself one article may list things with a link each.
    let entries = match teasers.is_empty() && !is_thread && !hints.is_one_article() {
        true => index::entries(page, &features, outlines, &chosen),
        false => Vec::new(),
    };
    let has_titles = !entries.is_empty();
    let teasers = if has_titles { entries } else { teasers };
    take_titles(&mut chosen, &teasers, outlines, &features);
    let mut runs = vec![false; page.runs.len()];
    for block in &chosen {
        runs[outlines[*block].runs.clone()].fill(true);
    }
    let mut asides = vec![false; page.runs.len()];
    for block in asides_of(&chosen, &judgment, &features) {
        asides[outlines[block].runs.clone()].fill(true);
    }
    let mut judge = Judge::new(&features, &judgment.told);
    for block in &chosen {
        let Outline { kind, runs, .. } = &outlines[*block];
        let is_open = kind.is_prose() && !asides[runs.end.saturating_sub(1).min(asides.len() - 1)];
        if is_open && judge.is_furniture(*block, document.blocks()[*block].span.of(document.text())) {
            asides[runs.clone()].fill(true);
        }
    }
    let (mut extent, is_of_links) = extent(page, &features, outlines, &chosen);
    // What calls itself one article is none, whatever stands around it.
    extent.is_index = (is_of_links || !teasers.is_empty()) && !hints.is_one_article();
    let elements = holders(page, &features.tree, &runs);
    let is_found = runs.contains(&true) || is_empty;
    let believed = Believed { thread: is_thread, reviews: judgment.offers() >= OFFERS };
    let of_elements = parts::of(page, &features.tree, believed);
    let has_answers = hints.has_answers() || of_elements.contains(&Some(Role::Answer));
    let has_parts = of_elements.iter().any(Option::is_some);
    let mut parts = vec![None; if has_parts { page.runs.len() } else { 0 }];
    for block in chosen.iter().filter(|_| has_parts) {
        parts[outlines[*block].runs.clone()].fill(of_elements[features.elements[*block]]);
    }
    let (named, fields) = named_parts((source, page), &features.tree, outlines, &chosen);
    let first_post = is_thread.then(|| thread::first_post(page, &features.tree, outlines, &chosen)).flatten();
    is_found.then_some(Content {
        runs,
        elements,
        title,
        extent,
        is_of_links,
        teasers,
        has_titles,
        asides,
        is_article,
        first_post,
        has_answers,
        parts,
        named,
        fields,
    })
}

/// Nothing of a page is content if the best choice of its blocks has an expected F1 below this. With .1, .15 and .2 the pages of
/// the benchmark have .872, .872 and .874, without it .870: those that are filled by scripts have nothing but menus to choose from.
const NOTHING: f64 = 0.2;

/// A page is so likely at least a thread, a product or a collection, for what it says twice to be left out: the same with .4 and .6. Documentation says
/// the same of one thing and another.
const REPEATS: f32 = 0.5;

/// Leaves out blocks that say what chosen ones before them said.
fn leave_out_copies(chosen: &mut Vec<usize>, document: &Document<'_>) {
    chosen.sort_unstable();
    let texts = chosen.iter().map(|block| document.blocks()[*block].span.of(document.text()));
    let mut copies = copies::of(texts).into_iter().peekable();
    let mut place = 0;
    chosen.retain(|_| {
        place += 1;
        copies.next_if_eq(&(place - 1)).is_none()
    });
}

/// A page of fewer words is what it says: chosen, menus and footers of shops have a hundred.
const MENU_WORDS: f32 = 50.0;

/// What stands beside content in the same element may be so much less likely: chosen, most labels beside it have less than 0.1.
const BESIDE: f64 = 0.2;

/// How many elements up the text below a heading may be that stands beside it.
const BELOW_LEVELS: usize = 3;

/// Takes the paragraphs that stand at once behind content in the same element, and the headings at once above it.
fn fill(chosen: &mut Vec<usize>, likely: &[f64], features: &Features, outlines: &[Outline]) {
    let mut taken = vec![false; likely.len()];
    chosen.iter().for_each(|block| taken[*block] = true);
    let parents = &features.tree.parents;
    let around = |block: usize| parents[features.elements[block]];
    for block in 0..likely.len() {
        if taken[block] || likely[block] < BESIDE || !features.is_seen(block) || outlines[block].linked > 0 {
            continue;
        }
        let is_heading = outlines[block].kind == BlockKind::Heading;
        let goes_on = !is_heading
            && features.rows[block][features::WORDS] >= SENTENCE_WORDS
            && block > 0
            && taken[block - 1]
            && around(block) == around(block - 1);
        let stands_above = || {
            let mut above = features.elements[block + 1];
            (0..BELOW_LEVELS).any(|_| {
                above = parents[above];
                above == around(block)
            })
        };
        if goes_on || is_heading && taken.get(block + 1) == Some(&true) && stands_above() {
            taken[block] = true;
            chosen.push(block);
        }
    }
}

/// A block of this many words or more is no label.
const SENTENCE_WORDS: f32 = 6.0;

/// Content that is less likely than so much of the likeliest sentence is beside the point. Of sentences drawn from the content of
/// the benchmark's pages, 6% of articles, 14% of forums and 34% of products are no content; with 0.8 these are 4%, 10% and 24%,
/// with 0.9 3%, 9% and 19%.
const LESS_LIKELY: f64 = 0.9;

/// On pages that offer things, so likely or more, what ends no sentence is a label.
const OFFERS: f32 = 0.5;

/// The parts of the content whose names say that they stand beside it.
fn named_parts(
    (source, page): (&str, &Page),
    tree: &Tree,
    outlines: &[Outline],
    chosen: &[usize],
) -> (Vec<Named>, Fields) {
    // The bytes of content before each run.
    let mut before = vec![0_usize; page.runs.len() + 1];
    for outline in chosen.iter().map(|block| &outlines[*block]) {
        // The white space at its end may stand outside of the part.
        let is_said = |run: &usize| !page.runs[*run].text(source).trim_ascii().is_empty();
        let last = outline.runs.clone().rev().find(is_said);
        before[last.map_or(outline.runs.end, |last| last + 1).min(page.runs.len())] += outline.length;
    }
    for at in 1..before.len() {
        before[at] += before[at - 1];
    }
    let held = |place: usize| {
        let (from, to) = tree.runs[place];
        before[to].saturating_sub(before[from])
    };
    let named = named::of(page, tree, held, before.last().copied().unwrap_or_default());
    (named, Fields::of(page, tree, held))
}

/// Content of fewer words has nothing beside the point that could be recognized by it: chosen, six sentences.
const LITTLE: f32 = 100.0;

/// What is less likely has no more words: else it is what a long page is about, whose likelihood falls with its length. Chosen: hardly a
/// page has so much around it. There this limit holds: of the 57 development pages on which it matters, 29 of 171 sentences of summaries
/// are furniture without any, 23 with 0.7 or 0.8 and 22 with 0.9.
const FRAME: f32 = 1000.0;
const LONG_LESS_LIKELY: f64 = 0.7;

/// The blocks of the content that are beside the point; none if nothing of it is a sentence, and labels alone if there is little of it.
fn asides_of(chosen: &[usize], judgment: &Judgment, features: &Features) -> Vec<usize> {
    let words: f32 = chosen.iter().map(|block| features.rows[*block][features::WORDS]).sum();
    let is_little = words < LITTLE;
    let is_sentence = |block: usize| {
        let row = &features.rows[block];
        row[features::WORDS] >= SENTENCE_WORDS && row[features::ENDS] > 0.0
    };
    let likeliest = chosen.iter().filter(|block| is_sentence(**block)).map(|block| judgment.blocks[*block]);
    let Some(likeliest) = likeliest.max_by(f64::total_cmp) else { return Vec::new() };
    let is_less_likely = |block: &usize| judgment.blocks[*block] < LESS_LIKELY * likeliest;
    let less_likely = chosen.iter().copied().filter(is_less_likely);
    let less_likely: f32 = less_likely.map(|block| features.rows[block][features::WORDS]).sum();
    let least = if less_likely <= FRAME { LESS_LIKELY } else { LONG_LESS_LIKELY };
    let is_aside = |block: &usize| {
        let row = &features.rows[*block];
        let is_label = row[features::ENDS] == 0.0 && row[features::LINKED] == 0.0;
        !is_little && judgment.blocks[*block] < least * likeliest || judgment.offers() >= OFFERS && is_label
    };
    chosen.iter().copied().filter(is_aside).collect()
}

/// Words of an article that stand in the same place of parts that look alike, of which the reader view takes this many at least, and this
/// share of them all, go with those that it takes: it takes one part of an article whose parts are apart. With a share of 0.2 and 0.5 the
/// 181 article pages have an F1 of .9571 and .9576, without this .9570.
const ALIKE_WORDS: f32 = 30.0;
const ALIKE_SHARE: f32 = 0.5;

/// Of each block whether it stands in the same place as those that the reader view takes.
fn alike_to_taken(chosen: &[usize], judgment: &Judgment, features: &Features) -> Vec<bool> {
    let key = |block: usize| (judgment.places[block], features.rows[block][features::KIND] as u8);
    let mut words: FxHashMap<(u64, u8), (f32, f32)> = FxHashMap::default();
    for block in chosen {
        let sums = words.entry(key(*block)).or_default();
        let own = features.rows[*block][features::WORDS];
        sums.0 += if features.is_taken(*block) { own } else { 0.0 };
        sums.1 += own;
    }
    (0..features.rows.len())
        .map(|block| {
            let row = &features.rows[block];
            row[features::WORDS] >= SENTENCE_WORDS
                && row[features::LINKED] < MOST_LINKED
                && words
                    .get(&key(block))
                    .is_some_and(|(taken, all)| *taken >= ALIKE_WORDS && *taken >= ALIKE_SHARE * all)
        })
        .collect()
}

/// A block with a greater share of links is no prose.
const MOST_LINKED: f32 = 0.3;

/// What the reader view does not take of an article has to be so likely. With 0.6, 0.7 and 0.8 the 181 article pages have an F1 of
/// .957, .959 and .958.
const SURE: f64 = 0.7;

/// A page with so much prose and nothing that sites have around it is a book, in bytes: chosen, some 40 printed pages. The share of
/// links in one is below one part of this many, its contents and notes included; chosen, books of libraries have one of 30 to 500.
const BOOK: usize = 60_000;
const BOOK_LINKS: usize = 25;

/// Whether a page is a book or another long document as it was written: all of it is its content, in chapters of which none is
/// likelier than others.
fn is_book(page: &Page, outlines: &[Outline]) -> bool {
    const OF_SITES: [&str; 9] =
        ["nav", "aside", "footer", "header", "main", "article", "form", "input", "button"];
    let prose: usize =
        outlines.iter().filter(|outline| outline.is_prose()).map(|outline| outline.length).sum();
    let linked: usize = outlines.iter().map(|outline| outline.linked).sum();
    prose >= BOOK
        && linked * BOOK_LINKS <= prose
        && !page.elements.iter().any(|element| OF_SITES.contains(&element.name.as_str()))
}

/// The share of what was chosen, by words, that the reader view takes of an article at least; of others it takes one part of many.
/// With 0.25 the 181 article pages have an F1 of .957, with 0.5 of .949.
const READERS: f32 = 0.25;

/// Whether the reader view takes enough of what was chosen.
fn is_readers(chosen: &[usize], features: &Features) -> bool {
    let words = |block: &usize| features.rows[*block][features::WORDS];
    let all: f32 = chosen.iter().map(words).sum();
    let taken: f32 = chosen.iter().filter(|block| features.is_taken(**block)).map(words).sum();
    taken >= READERS * all && taken > 0.0
}

/// The least parts that look alike and make up a page.
const LEAST_PARTS: usize = 3;

/// How much of a page was chosen, and of what.
fn extent(page: &Page, features: &Features, outlines: &[Outline], chosen: &[usize]) -> (Extent, bool) {
    let tree = &features.tree;
    let prose = |outline: &Outline| if outline.is_prose() { outline.length } else { 0 };
    let read = chosen.iter().map(|block| prose(&outlines[*block])).sum();
    // What nobody opens is no part of the page, unless it was chosen.
    let mut counts: Vec<bool> = (0..outlines.len()).map(|block| features.is_seen(block)).collect();
    chosen.iter().for_each(|block| counts[*block] = true);
    let counted = || outlines.iter().zip(&counts).filter(|(_, counts)| **counts).map(|(outline, _)| outline);
    let all: usize = counted().map(prose).sum();
    // The bytes before each run, of the page and of what was chosen.
    let mut before = vec![(0_usize, 0_usize); page.runs.len() + 1];
    for outline in counted() {
        before[outline.runs.end].0 += outline.length;
    }
    for block in chosen {
        before[outlines[*block].runs.end].1 += outlines[*block].length;
    }
    for at in 1..before.len() {
        before[at] = (before[at].0 + before[at - 1].0, before[at].1 + before[at - 1].1);
    }
    let held = |place: usize| {
        let (from, to) = tree.runs[place];
        (before[to].0.saturating_sub(before[from].0), before[to].1.saturating_sub(before[from].1))
    };
    let whole = before.last().map_or(0, |all| all.0);
    let groups = tree.groups(page, LEAST_PARTS);
    let bytes = |group: &[usize]| group.iter().map(|place| held(*place).0).sum::<usize>();
    // Of groups inside each other, the outer one comes first.
    let most = groups
        .iter()
        .map(|group| (bytes(group), group))
        .max_by_key(|(bytes, group)| (*bytes, std::cmp::Reverse(group.first().copied().unwrap_or_default())));
    let parts = most
        .filter(|(bytes, _)| 2 * bytes >= whole)
        .map(|(_, group)| (group.iter().filter(|place| held(**place).1 > 0).count(), group.len()));
    let linked: usize = chosen.iter().map(|block| outlines[*block].linked).sum();
    let taken: usize = chosen.iter().map(|block| outlines[*block].length).sum();
    let is_of_links = 2 * linked > taken && (read == 0 || parts.is_some_and(|(read, _)| read >= LEAST_PARTS));
    (Extent { read, page: all, parts, is_index: false }, is_of_links)
}

/// A page is so likely at least a listing or a collection, for its parts to be teasers. With this and the next three, 31 of the
/// benchmark's 99 listings and 30 of its 117 collections have teasers, and 2 of 1,281 other pages.
const LEADS: f32 = 0.3;

/// So many of the parts of an index page that look alike lead somewhere, at least; and so much of its text is theirs.
const LEADING_SHARE: f64 = 0.8;
const TEASED_SHARE: f64 = 0.4;

/// The bytes of a teaser that are no link, on average, at most: chosen, four lines.
const TEASER_BYTES: usize = 350;

/// Takes the heading at once above what was chosen of each teaser.
fn take_titles(chosen: &mut Vec<usize>, teasers: &[Range<usize>], outlines: &[Outline], features: &Features) {
    let mut is_chosen = vec![false; if teasers.is_empty() { 0 } else { outlines.len() }];
    chosen.iter().filter(|_| !teasers.is_empty()).for_each(|block| is_chosen[*block] = true);
    for block in 1..is_chosen.len() {
        let title = &outlines[block - 1];
        let teaser = || teaser_of(teasers, &outlines[block]);
        if is_chosen[block]
            && !is_chosen[block - 1]
            && title.kind == BlockKind::Heading
            && features.is_seen(block - 1)
            && teaser().is_some()
            && teaser() == teaser_of(teasers, title)
        {
            chosen.push(block - 1);
        }
    }
}

/// The place of the teaser that a block stands in.
fn teaser_of(teasers: &[Range<usize>], outline: &Outline) -> Option<usize> {
    let run = outline.runs.end.checked_sub(1)?;
    let at = teasers.partition_point(|runs| runs.end <= run);
    teasers.get(at).is_some_and(|runs| runs.contains(&run)).then_some(at)
}

/// The teasers of an index page: parts that look alike, each with a link and little text. Of several such groups that with most text.
fn teasers(page: &Page, tree: &Tree, outlines: &[Outline], chosen: &[usize]) -> Vec<Range<usize>> {
    // The bytes before each run, of what was chosen, and those of them in links.
    let mut before = vec![(0_usize, 0_usize); page.runs.len() + 1];
    for outline in chosen.iter().map(|block| &outlines[*block]) {
        let sums = &mut before[outline.runs.end.min(page.runs.len())];
        *sums = (sums.0 + outline.length, sums.1 + outline.linked.min(outline.length));
    }
    for at in 1..before.len() {
        before[at] = (before[at].0 + before[at - 1].0, before[at].1 + before[at - 1].1);
    }
    let held = |place: usize| {
        let (from, to) = tree.runs[place];
        (before[to].0.saturating_sub(before[from].0), before[to].1.saturating_sub(before[from].1))
    };
    let whole = before.last().map_or(0, |all| all.0);
    let mut best: (usize, Vec<usize>) = (0, Vec::new());
    for group in tree.groups(page, LEAST_PARTS) {
        let filled: Vec<usize> = group.into_iter().filter(|place| held(*place).0 > 0).collect();
        let leading = filled.iter().filter(|place| held(**place).1 > 0).count();
        let (bytes, linked) = filled
            .iter()
            .map(|place| held(*place))
            .fold((0, 0), |sums, held| (sums.0 + held.0, sums.1 + held.1));
        let are_teasers = filled.len() >= LEAST_PARTS
            && leading as f64 >= LEADING_SHARE * filled.len() as f64
            && bytes as f64 >= TEASED_SHARE * whole as f64
            && bytes - linked <= TEASER_BYTES * filled.len();
        if are_teasers && bytes > best.0 {
            best = (bytes, filled);
        }
    }
    best.1.into_iter().map(|place| tree.runs[place].0..tree.runs[place].1).collect()
}

/// The blocks that together give the best F1 by words that can be expected, and that: as many of the likeliest.
///
/// What is expected to be right is the sum of the words times their likelihoods; so where little is likely, as on pages of
/// many kinds of things, less likely blocks are taken than on a page with an article.
fn most_expected(likely: &[f64], features: &Features) -> (Vec<usize>, f64) {
    let weight = |block: usize| f64::from(features.rows[block][features::WORDS]) + 1.0;
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.arrange_by(|a, b| likely[*b].total_cmp(&likely[*a]).then(a.cmp(b)));
    let all: f64 = order.iter().map(|block| weight(*block) * likely[*block]).sum();
    let (mut right, mut taken, mut best, mut count) = (0.0, 0.0, -1.0, 0);
    for (at, block) in order.iter().enumerate() {
        right += weight(*block) * likely[*block];
        taken += weight(*block);
        let expected = 2.0 * right / (taken + all);
        if expected > best {
            (best, count) = (expected, at + 1);
        }
    }
    order.truncate(count);
    (order, best)
}

/// How many elements up one has to hold text that is kept, for a picture to be kept.
const PICTURE_LEVELS: usize = 2;

/// Which elements stand in what is kept.
fn holders(page: &Page, tree: &Tree, runs: &[bool]) -> Vec<bool> {
    let mut before = vec![0_usize; runs.len() + 1];
    for (at, kept) in runs.iter().enumerate() {
        before[at + 1] = before[at] + usize::from(*kept);
    }
    let holds = |place: usize| before[tree.runs[place].1] > before[tree.runs[place].0];
    let is_kept = |place: usize| {
        let mut around = place;
        for _ in 0..PICTURE_LEVELS {
            around = tree.parents[around];
            if holds(around) {
                return true;
            }
        }
        false
    };
    (0..page.elements.len()).map(is_kept).collect()
}

/// The share of a block's text in links, from which on it leads elsewhere rather than says something. Without blocks like
/// that, and headings that nothing else stands below, 88 of 100 marked stretches that are found are part of the article
/// rather than 86, and 91 of 100 that are part of it are found rather than 92 (`scripts/extraction.py segments`).
const LINKED: f64 = 0.8;

/// A heading of fewer bytes is no sentence that stands for itself: chosen, six short words.
const SENTENCE_BYTES: usize = 30;

/// What of the content stands below a place, before the next heading or the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    /// Nothing but what is left out.
    Nothing,
    Text,
    /// A heading that is kept, at once.
    Heading,
}

impl Content {
    /// Where the first post of a thread stands in the document of this content.
    pub(super) fn question(&self, document: &Document<'_>, outlines: &[Outline]) -> Option<Span> {
        let post = self.first_post.as_ref()?;
        let of = document
            .blocks()
            .iter()
            .zip(outlines)
            .filter(|(_, outline)| post.contains(&outline.runs.end.saturating_sub(1)));
        of.map(|(block, _)| block.span).reduce(|first, last| Span { start: first.start, end: last.end })
    }

    /// The place of the teaser that a block stands in, if it is of an index page.
    pub(super) fn teaser(&self, outline: &Outline) -> Option<usize> {
        teaser_of(&self.teasers, outline)
    }

    /// The part of the page that a block stands in.
    pub(super) fn part(&self, outline: &Outline) -> Option<Role> {
        self.parts.get(outline.runs.end.saturating_sub(1)).copied().flatten()
    }

    /// What the name of the part that a block stands in says that it is there for.
    pub(super) fn named(&self, outline: &Outline, is_blank: impl Fn(usize) -> bool) -> Option<Role> {
        // A block has the white space around it, and what was left out before it.
        let is_said = |run: &usize| self.runs[*run] && !is_blank(*run);
        let at = self.named.partition_point(|(part, _)| part.end <= outline.runs.start);
        let near = self.named[at..].iter().take_while(|(part, _)| part.start < outline.runs.end);
        let last = near.last().filter(|_| !outline.runs.is_empty());
        let (part, role) = last?;
        let holds = |run: Option<usize>| run.is_some_and(|run| part.contains(&run));
        let is_in =
            holds(outline.runs.clone().find(is_said)) && holds(outline.runs.clone().rev().find(is_said));
        is_in.then_some(*role)
    }

    /// Whether all that a block says stands in one of some parts of the page.
    pub(super) fn is_in(
        &self,
        parts: &[Range<usize>],
        outline: &Outline,
        is_blank: impl Fn(usize) -> bool,
    ) -> bool {
        if parts.is_empty() {
            return false;
        }
        let is_said = |run: &usize| self.runs[*run] && !is_blank(*run);
        let (first, last) = (outline.runs.clone().find(is_said), outline.runs.clone().rev().find(is_said));
        let (Some(first), Some(last)) = (first, last) else { return false };
        let at = parts.partition_point(|part| part.end <= first);
        parts.get(at).is_some_and(|part| part.contains(&first) && part.contains(&last))
    }

    /// Whether the question is one of the posts, rather than all that stands before them.
    pub(super) fn is_first_post(&self) -> bool {
        self.first_post.as_ref().is_some_and(|post| post.start > 0)
    }

    /// Whether a block is beside the point.
    pub(super) fn is_aside(&self, outline: &Outline) -> bool {
        self.asides.get(outline.runs.end.saturating_sub(1)).is_some_and(|is_aside| *is_aside)
    }

    /// Takes out what leads elsewhere: blocks that are links, and headings with nothing else below them, unless they are sentences, such
    /// as the points of a list with a picture to each. Whether there was any.
    ///
    /// The algorithm of the reader view keeps such lists where they stand among paragraphs, or at the end of them.
    pub(super) fn leave_out_links(&mut self, document: &Document<'_>, outlines: &[Outline]) -> bool {
        if !self.is_article && is_of_links(outlines) {
            return false;
        }
        let mut left_out = false;
        let mut below = Below::Nothing;
        for (block, outline) in document.blocks().iter().zip(outlines).rev() {
            let is_heading = outline.kind == BlockKind::Heading;
            let is_sentence = || {
                outline.linked == 0
                    && outline.length >= SENTENCE_BYTES
                    && ends_sentence(block.span.of(document.text()))
            };
            let is_left_out = match is_heading {
                true => below == Below::Nothing && !is_sentence(),
                false => outline.linked as f64 > LINKED * outline.length as f64,
            };
            below = match (is_heading, is_left_out) {
                (true, false) => Below::Heading,
                (false, false) => Below::Text,
                // Text that stands below links is below their heading, too.
                (_, true) if below == Below::Text => Below::Text,
                (_, true) => Below::Nothing,
            };
            if is_left_out {
                left_out = true;
                self.runs[outline.runs.clone()].fill(false);
            }
        }
        left_out && self.runs.contains(&true)
    }
}

/// Content more than so much of which stands in links is a page that leads elsewhere: its links are what it says. Chosen: an
/// article of four paragraphs with two links below it has a tenth.
const LINKED_PAGE: f64 = 0.15;

fn is_of_links(outlines: &[Outline]) -> bool {
    let linked: usize = outlines.iter().map(|outline| outline.linked).sum();
    let all: usize = outlines.iter().map(|outline| outline.length).sum();
    linked as f64 > LINKED_PAGE * all as f64
}

/// Refuses texts whose entities would take too long to write.
fn refuse_escapes(source: &str, page: &Page) -> Result<(), Error> {
    let mut left = MOST_ESCAPES;
    for text in page.runs.iter().flat_map(|run| run.text(source).split(['<', '>'])) {
        // The first byte of a no-break space, too.
        let escapes = memchr::memchr2_iter(b'&', 0xC2, text.as_bytes()).count();
        let Some(rest) = left.checked_sub(text.len() * escapes) else {
            return Err(Error::limit("ampersands in a long text of HTML", escapes, left / text.len()));
        };
        left = rest;
    }
    Ok(())
}

/// An element may have this many attributes, in a start tag of this many bytes; one with more loses them all. Parsers compare
/// each with each.
const MOST_ATTRIBUTES: usize = 200;
const MOST_TAG_BYTES: usize = 1 << 16;

/// The most that texts may add up to of their bytes times those of them that are written as entities: about a second.
/// The serializer of html5ever looks for the next `<` or `>` from each of them on.
const MOST_ESCAPES: usize = 1 << 36;

/// The source with each element's place in its start tag, without what is never content.
///
/// Formatting elements get none: parsers compare their attributes.
fn marked(source: &str, page: &Page) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 4);
    // What stands before this byte is written.
    let mut at = 0;
    for (place, element) in page.elements.iter().enumerate() {
        if element.tag.start < at {
            continue;
        }
        out.push_str(&source[at..element.tag.start]);
        if is_dropped(element) {
            at = element.end;
            continue;
        }
        let has_place = !element.name.is_formatting();
        let is_bare = element.attribute_count > MOST_ATTRIBUTES || element.tag.len() > MOST_TAG_BYTES;
        if has_place || is_bare {
            at = element.tag.start + 1 + name_length(element.tag.of(source));
            out.push_str(&source[element.tag.start..at]);
            let _ = if has_place { write!(out, " {PLACE}={place} ") } else { Ok(()) };
        } else {
            at = element.tag.start;
        }
        if is_bare {
            out.push('>');
            at = element.tag.end;
        }
    }
    out.push_str(&source[at..]);
    out
}

/// The bytes of the name in a start tag.
fn name_length(tag: &str) -> usize {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    tag.bytes().skip(1).take_while(|byte| !ends(byte)).count()
}

/// Whether an element is never content. What titles and descriptions are read from stays.
fn is_dropped(element: &Element) -> bool {
    match element.name.as_str() {
        "head" | "title" | "meta" | "link" | "base" => false,
        "script" => !element.attributes.get("type").is_some_and(|kind| kind.contains("ld+json")),
        _ => Standing::of(element) > Standing::Content,
    }
}

/// For each element, the first run behind its start tag.
fn runs_behind(page: &Page) -> Vec<usize> {
    let mut behind = vec![0; page.elements.len()];
    let mut next = 0;
    for event in &page.events {
        match event {
            Event::Open(element) => behind[*element] = next,
            Event::Text(run) => next = run + 1,
            Event::Close(_) | Event::Comment(_) => {}
        }
    }
    behind
}

/// How many runs are looked at for a text: between it and the text before, whole elements may have been left out. Chosen:
/// the place of the element around it has led near already.
const LOOKED_AT: usize = 512;

/// Leads texts of the content to the runs that they came from: both are in the same order, but for what is left out.
struct Aligner<'p> {
    source: &'p str,
    page: &'p Page,
    /// The first run that the next text may come from.
    at: usize,
    runs_behind: Vec<usize>,
}

impl Aligner<'_> {
    fn take(&mut self, node: &NodeRef<'_>, content: &mut Content) {
        if node.is_text() {
            return self.align(&node.text(), &mut content.runs);
        }
        let place: Option<usize> = node.attr(PLACE).and_then(|place| place.parse().ok());
        if let Some(place) = place.filter(|place| *place < self.runs_behind.len()) {
            content.elements[place] = true;
            self.at = self.runs_behind[place];
        }
    }

    /// Keeps the run that says what a text says; or the runs, if comments or elements between them were left out.
    fn align(&mut self, text: &str, kept: &mut [bool]) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let run = |at: usize| self.page.runs[at].text(self.source);
        let near = self.at..self.page.runs.len().min(self.at + LOOKED_AT);
        if let Some(found) = near.clone().find(|at| behind(text, run(*at)) == Some("")) {
            kept[found] = true;
            self.at = found + 1;
            return;
        }
        let (mut wanted, mut at) = (text, self.at);
        while !wanted.is_empty() && at < self.page.runs.len().min(self.at + LOOKED_AT) {
            if let Some(rest) = behind(wanted, run(at)) {
                kept[at] = true;
                self.at = at + 1;
                wanted = rest;
            }
            at += 1;
        }
    }
}

/// What of `wanted` is left behind a run that it begins with; white space apart.
fn behind<'w>(wanted: &'w str, run: &str) -> Option<&'w str> {
    let mut rest = wanted;
    let mut said = run.trim();
    if said.is_empty() {
        return None;
    }
    while !said.is_empty() {
        let same = rest.bytes().zip(said.bytes()).take_while(|(a, b)| a == b).count();
        let same = crate::span::boundary_at_or_before(rest, same);
        if same == 0 {
            return None;
        }
        (rest, said) = (rest[same..].trim_start(), said[same..].trim_start());
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_compared_without_their_white_space() {
        assert_eq!(behind("a b c", " a  b\n"), Some("c"));
        assert_eq!(behind("a b", "a b c"), None);
        assert_eq!(behind("a b", "a x"), None);
        assert_eq!(behind("a", " "), None);
        assert_eq!(behind("né x", "né"), Some("x"));
    }
}
