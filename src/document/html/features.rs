//! What is measured of each block of a page, to tell the main content from what is around it.
//!
//! * time: `O(n)` in the page: what an element inherits is carried down, what it holds is read off sums over its runs
//! * space: some 300 bytes a block, 60 an element

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::blocks::Outline;
use super::scan::{Element, Event, Page};
use super::visible::Standing;
use crate::document::{BlockKind, Document, ends_sentence};

/// The features of each block, in the order of [`NAMES`].
pub(super) struct Features {
    pub(super) rows: Vec<[f32; COUNT]>,
    /// The element that each block begins in.
    pub(super) elements: Vec<usize>,
    pub(super) tree: Tree,
}

/// What elements are to each other, and what they hold.
pub(super) struct Tree {
    /// The element around each, or itself.
    pub(super) parents: Vec<usize>,
    /// The runs that each holds: from one to before another.
    pub(super) runs: Vec<(usize, usize)>,
    /// The element around each run.
    around: Vec<usize>,
    /// How many brothers with the same name and classes each has, itself included.
    alike: Vec<u32>,
    /// How many elements of the page have the same name and classes.
    alike_in_page: Vec<u32>,
}

impl Features {
    /// Whether a block is seen before the reader opens anything.
    pub(super) fn is_seen(&self, block: usize) -> bool {
        self.rows[block][HIDDEN] >= f32::from(NONE)
    }

    /// Whether a block is seen, no link, and stands in nothing that is around the content of pages.
    pub(super) fn is_said(&self, block: usize) -> bool {
        let row = &self.rows[block];
        self.is_seen(block) && row[FURNITURE] >= f32::from(NONE) && row[LINKED] == 0.0
    }

    /// Whether a block stands in a figure.
    pub(super) fn is_in_figure(&self, block: usize) -> bool {
        self.rows[block][IN_FIGURE] < f32::from(NONE)
    }

    /// Whether the reader view takes a block.
    pub(super) fn is_taken(&self, block: usize) -> bool {
        self.rows[block][COUNT - TAKEN.len()] > 0.5
    }
}

impl Tree {
    pub(super) fn of(page: &Page) -> Tree {
        let count = page.elements.len();
        let mut tree = Tree {
            parents: vec![0; count],
            runs: vec![(0, 0); count],
            around: vec![0; page.runs.len()],
            alike: vec![1; count],
            alike_in_page: vec![1; count],
        };
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for event in &page.events {
            match event {
                Event::Open(place) => {
                    tree.parents[*place] = open.last().copied().unwrap_or(*place);
                    tree.runs[*place] = (next, next);
                    open.push(*place);
                }
                Event::Close(place) => {
                    tree.runs[*place].1 = next;
                    if let Some(at) = open.iter().rposition(|one| one == place) {
                        open.remove(at);
                    }
                }
                Event::Text(run) => {
                    next = run + 1;
                    tree.around[*run] = open.last().copied().unwrap_or(0);
                }
                Event::Comment(_) => {}
            }
        }
        let shapes: Vec<u64> = page.elements.iter().map(shape).collect();
        let mut brothers: FxHashMap<(usize, u64), u32> = FxHashMap::default();
        let mut all: FxHashMap<u64, u32> = FxHashMap::default();
        for (place, shape) in shapes.iter().enumerate() {
            *brothers.entry((tree.parents[place], *shape)).or_default() += 1;
            *all.entry(*shape).or_default() += 1;
        }
        for (place, shape) in shapes.iter().enumerate() {
            tree.alike[place] = brothers[&(tree.parents[place], *shape)];
            tree.alike_in_page[place] = all[shape];
        }
        tree
    }

    /// The elements that look alike of each parent that has enough of them, in the order of the page. What is alike in every list or table is
    /// no group.
    pub(super) fn groups(&self, page: &Page, least: usize) -> Vec<Vec<usize>> {
        let mut numbers: FxHashMap<(usize, u64), usize> = FxHashMap::default();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, element) in page.elements.iter().enumerate() {
            let is_part =
                element.name.is_block() && !matches!(element.name.as_str(), "p" | "td" | "th" | "h2" | "h3");
            if self.alike[place] as usize >= least && is_part {
                let number = *numbers.entry((self.parents[place], shape(element))).or_insert(groups.len());
                if number == groups.len() {
                    groups.push(Vec::new());
                }
                groups[number].push(place);
            }
        }
        groups
    }

    fn parent(&self, place: usize) -> Option<usize> {
        let parent = self.parents[place];
        (parent != place).then_some(parent)
    }
}

/// What elements of a kind have in common: name and classes.
pub(super) fn shape(element: &Element) -> u64 {
    FxBuildHasher.hash_one((element.name, element.attributes.get("class").unwrap_or_default()))
}

/// The elements that say something about what they hold: the distance to each is a feature.
const AROUND: [&str; 22] = [
    "main",
    "article",
    "section",
    "header",
    "footer",
    "nav",
    "aside",
    "form",
    "ul",
    "ol",
    "li",
    "table",
    "td",
    "dl",
    "figure",
    "a",
    "blockquote",
    "pre",
    "details",
    "dialog",
    "label",
    "small",
];

/// No element of that name is around.
const NONE: u8 = 50;

/// Levels of blocks around a block that are looked at.
const LEVELS: usize = 6;

/// What is measured of the text of a block itself, of the blocks beside it and of the page.
const OWN: [&str; 25] = [
    "kind",
    "level",
    "bytes",
    "words",
    "linked",
    "ends",
    "colon",
    "lower",
    "digits",
    "capitals",
    "commas",
    "copyright",
    "price",
    "repeated",
    "word length",
    "program",
    "place",
    "byte place",
    "number",
    "left",
    "since title",
    "since heading",
    "furniture",
    "hidden",
    "depth",
];
const BESIDE: [&str; 5] = ["bytes", "linked", "kind", "taken", "ends"];
const BESIDES: [isize; 4] = [-2, -1, 1, 2];
const AT_LEVEL: [&str; 8] = ["share", "linked", "blocks", "mean", "taken", "alike", "alike in page", "prose"];
const OF_PAGE: [&str; 20] = [
    "blocks",
    "bytes",
    "linked",
    "prose",
    "articles",
    "title",
    "mains",
    "headings",
    "prices",
    "taken",
    "forms",
    "root",
    "path",
    "kind",
    "ld",
    "address",
    "paragraphs",
    "alike share",
    "alike count",
    "mean",
];
const TAKEN: [&str; 4] = ["taken", "before", "behind", "near"];

/// The place of the kind of a block among the features: 0 is a heading.
pub(super) const KIND: usize = 0;
/// The place of the number of words.
pub(super) const WORDS: usize = 3;
/// The places of the share in links and of whether it ends as a sentence does.
pub(super) const LINKED: usize = 4;
pub(super) const ENDS: usize = 5;
/// The places of the distances to what is around the content of pages, and to what hides a block.
const FURNITURE: usize = 22;
const HIDDEN: usize = 23;
/// The place of the distance to a figure, which is the 15th of [`AROUND`].
const IN_FIGURE: usize = OWN.len() + 14;

pub(super) const COUNT: usize = OWN.len()
    + AROUND.len()
    + BESIDE.len() * BESIDES.len()
    + AT_LEVEL.len() * LEVELS
    + OF_PAGE.len()
    + TAKEN.len();

/// What the features are called.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = OWN.iter().map(ToString::to_string).collect();
    names.extend(AROUND.iter().map(|name| format!("<{name}>")));
    for by in BESIDES {
        names.extend(BESIDE.iter().map(|name| format!("{by:+} {name}")));
    }
    for level in 0..LEVELS {
        names.extend(AT_LEVEL.iter().map(|name| format!("^{level} {name}")));
    }
    names.extend(OF_PAGE.iter().map(|name| format!("page {name}")));
    names.extend(TAKEN.iter().map(|name| format!("reader {name}")));
    names
}

/// Sums over the blocks before each place, so that what an element holds is a difference.
#[derive(Clone, Copy, Default)]
struct Sums {
    blocks: u32,
    bytes: u32,
    linked: u32,
    taken: u32,
    prose: u32,
}

impl Sums {
    fn since(self, before: Sums) -> Sums {
        Sums {
            blocks: self.blocks - before.blocks,
            bytes: self.bytes - before.bytes,
            linked: self.linked - before.linked,
            taken: self.taken - before.taken,
            prose: self.prose - before.prose,
        }
    }
}

fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

struct Block<'d> {
    text: &'d str,
    outline: &'d Outline,
    element: usize,
    taken: f32,
    is_prose: bool,
}

/// Measures the blocks of a page that was built whole. `taken` says of each run whether the reader view takes it.
pub(super) fn measure(
    source: &str,
    page: &Page,
    document: &Document<'_>,
    outlines: &[Outline],
    taken: &[bool],
    hints: Hints,
) -> Features {
    let tree = Tree::of(page);
    let blocks: Vec<Block<'_>> = document
        .blocks()
        .iter()
        .zip(outlines)
        .map(|(block, outline)| {
            let said = |run: &usize| !page.runs[*run].text(source).trim_ascii().is_empty();
            let runs = outline.runs.clone();
            let (mut all, mut kept) = (0, 0);
            for run in runs.clone().filter(said) {
                let length = page.runs[run].source.len();
                all += length;
                kept += if taken[run] { length } else { 0 };
            }
            let first = runs.clone().find(said).unwrap_or(runs.start.min(page.runs.len().saturating_sub(1)));
            Block {
                text: block.span.of(document.text()),
                outline,
                element: tree.around.get(first).copied().unwrap_or(0),
                taken: if all == 0 { 0.0 } else { kept as f32 / all as f32 },
                is_prose: outline.is_prose(),
            }
        })
        .collect();
    // By runs: what stands before each.
    let mut sums = vec![Sums::default(); page.runs.len() + 1];
    let mut so_far = Sums::default();
    let mut at = 0;
    for block in &blocks {
        let start = block.outline.runs.start.min(page.runs.len());
        while at <= start {
            sums[at] = so_far;
            at += 1;
        }
        so_far.blocks += 1;
        so_far.bytes += block.outline.length as u32;
        so_far.linked += block.outline.linked.min(block.outline.length) as u32;
        so_far.taken += (block.taken * block.outline.length as f32) as u32;
        so_far.prose += if block.is_prose { block.outline.length as u32 } else { 0 };
    }
    sums[at..].fill(so_far);
    let whole = so_far;
    let distances = distances(page, &tree);
    let page_features = of_page(page, &tree, &blocks, &sums, whole, hints);
    let mut repeated: FxHashMap<&str, u32> = FxHashMap::default();
    blocks.iter().for_each(|block| *repeated.entry(block.text).or_default() += 1);
    let first_taken = blocks.iter().position(|block| block.taken > 0.5);
    let last_taken = blocks.iter().rposition(|block| block.taken > 0.5);
    let mut rows = Vec::with_capacity(blocks.len());
    let (mut before, mut title, mut heading) = (0_usize, None, 0_usize);
    let mut near_taken = 0.0_f32;
    for (number, block) in blocks.iter().enumerate() {
        let name = page.elements[block.element].name.as_str();
        let is_heading = matches!(block.outline.kind, BlockKind::Heading | BlockKind::Title);
        let level = block_level(page, &tree, block.element, is_heading);
        if is_heading {
            heading = before;
            if level == 1 && title.is_none() {
                title = Some(before);
            }
        }
        let text = Text::of(block.text);
        near_taken = near_taken * 0.7 + block.taken * 0.3;
        let mut row = [0.0; COUNT];
        let own = [
            kind_number(block.outline.kind),
            level as f32,
            (block.outline.length as f32).ln_1p(),
            text.words as f32,
            share(block.outline.linked as u32, block.outline.length as u32).min(1.0),
            f32::from(text.ends),
            f32::from(text.colon),
            f32::from(text.lower),
            text.digits,
            text.capitals,
            text.commas as f32 / text.words.max(1) as f32,
            f32::from(text.copyright),
            f32::from(text.price),
            repeated[block.text] as f32,
            block.outline.length as f32 / text.words.max(1) as f32,
            f32::from(name == "code" || name == "pre"),
            number as f32 / blocks.len() as f32,
            before as f32 / whole.bytes.max(1) as f32,
            number as f32,
            (blocks.len() - number) as f32,
            title.map_or(-1.0, |title: usize| ((before - title) as f32).ln_1p()),
            ((before - heading) as f32).ln_1p(),
            f32::from(distances[block.element].furniture),
            f32::from(distances[block.element].hidden),
            f32::from(distances[block.element].depth),
        ];
        let mut out = row.iter_mut();
        let mut put = |value: f32| {
            if let Some(place) = out.next() {
                *place = value;
            }
        };
        own.into_iter().for_each(&mut put);
        distances[block.element].to.iter().for_each(|distance| put(f32::from(*distance)));
        for by in BESIDES {
            let beside = number.checked_add_signed(by).and_then(|at| blocks.get(at));
            let values = beside.map_or([-1.0; BESIDE.len()], |beside| {
                [
                    (beside.outline.length as f32).ln_1p(),
                    share(beside.outline.linked as u32, beside.outline.length as u32).min(1.0),
                    kind_number(beside.outline.kind),
                    beside.taken,
                    f32::from(ends_sentence(beside.text)),
                ]
            });
            values.into_iter().for_each(&mut put);
        }
        let mut around = Some(block.element);
        for _ in 0..LEVELS {
            // The next element that stands on lines of its own and holds more than the one before.
            while let Some(place) = around
                && !page.elements[place].name.is_block()
            {
                around = tree.parent(place);
            }
            let values = around.map_or([-1.0; AT_LEVEL.len()], |place| {
                let (from, to) = tree.runs[place];
                let held = sums[to].since(sums[from.min(to)]);
                [
                    share(held.bytes, whole.bytes),
                    share(held.linked, held.bytes),
                    (held.blocks as f32).ln_1p(),
                    (share(held.bytes, held.blocks)).ln_1p(),
                    share(held.taken, held.bytes),
                    tree.alike[place] as f32,
                    tree.alike_in_page[place] as f32,
                    share(held.prose, held.bytes),
                ]
            });
            values.into_iter().for_each(&mut put);
            let held = around.map(|place| tree.runs[place]);
            around = around.and_then(|place| tree.parent(place));
            while let Some(place) = around
                && (!page.elements[place].name.is_block() || Some(tree.runs[place]) == held)
            {
                around = tree.parent(place);
            }
        }
        page_features.iter().for_each(|value| put(*value));
        let before_taken = first_taken.map_or(-1.0, |first| first.saturating_sub(number) as f32);
        let behind_taken = last_taken.map_or(-1.0, |last| number.saturating_sub(last) as f32);
        [block.taken, before_taken, behind_taken, near_taken].into_iter().for_each(&mut put);
        rows.push(row);
        before += block.outline.length;
    }
    Features { rows, elements: blocks.iter().map(|block| block.element).collect(), tree }
}

/// How far up an element of each kind in [`AROUND`] is, furniture, and what is hidden.
#[derive(Clone, Copy)]
struct Distances {
    to: [u8; AROUND.len()],
    furniture: u8,
    hidden: u8,
    depth: u8,
}

fn distances(page: &Page, tree: &Tree) -> Vec<Distances> {
    let mut all: Vec<Distances> = Vec::with_capacity(page.elements.len());
    for (place, element) in page.elements.iter().enumerate() {
        let mut one = match tree.parent(place).filter(|parent| *parent < place) {
            Some(parent) => all[parent],
            None => Distances { to: [NONE; AROUND.len()], furniture: NONE, hidden: NONE, depth: 0 },
        };
        one.to.iter_mut().for_each(|distance| *distance = (*distance + 1).min(NONE));
        one.furniture = (one.furniture + 1).min(NONE);
        one.hidden = (one.hidden + 1).min(NONE);
        one.depth = (one.depth + 1).min(NONE);
        if let Some(at) = AROUND.iter().position(|name| *name == element.name.as_str()) {
            one.to[at] = 0;
        }
        match Standing::of(element) {
            Standing::Furniture => one.furniture = 0,
            Standing::Hidden => one.hidden = 0,
            Standing::Content | Standing::Unseen => {}
        }
        all.push(one);
    }
    all
}

fn kind_number(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Title | BlockKind::Heading => 0.0,
        BlockKind::Paragraph => 1.0,
        BlockKind::Item => 2.0,
        BlockKind::Quote => 3.0,
        BlockKind::Cell => 4.0,
        BlockKind::Footnote => 5.0,
    }
}

/// The level of a heading; 0 for others.
fn block_level(page: &Page, tree: &Tree, element: usize, is_heading: bool) -> u8 {
    let mut around = is_heading.then_some(element);
    for _ in 0..8 {
        let Some(place) = around else { break };
        if let Some(level) = page.elements[place].name.as_str().strip_prefix('h').and_then(|l| l.parse().ok())
        {
            return level;
        }
        around = tree.parent(place);
    }
    0
}

/// What the letters of a block say.
struct Text {
    words: u32,
    ends: bool,
    colon: bool,
    lower: bool,
    digits: f32,
    capitals: f32,
    commas: u32,
    copyright: bool,
    price: bool,
}

/// Bytes of a block that are looked at for its letters: chosen, ten long paragraphs.
const LOOKED_AT: usize = 4096;

/// Whether a text has a price in it.
pub(super) fn is_price(text: &str) -> bool {
    Text::of(text).price
}

/// The share of digits among letters and digits from which on a label says a number. Chosen: "April 14, 2014, 23:22 by kam" has half.
const FIGURE: f32 = 0.4;

/// Whether a text is little but numbers.
pub(super) fn is_of_digits(text: &str) -> bool {
    let counted = text.chars().filter(|c| c.is_alphanumeric()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    counted > 0 && digits as f32 >= FIGURE * counted as f32
}

impl Text {
    fn of(text: &str) -> Text {
        let end = crate::span::boundary_at_or_before(text, text.len().min(LOOKED_AT));
        let looked = &text[..end];
        let mut counts = [0_u32; Letter::COUNT];
        let (mut words, mut in_word, mut price, mut last) = (0, false, false, Letter::Other);
        for c in looked.chars() {
            let letter = Letter::of(c);
            counts[letter as usize] += 1;
            let is_word = letter.is_word();
            words += u32::from(is_word && (!in_word || matches!(letter, Letter::Alone)));
            in_word = is_word;
            // No other two add up to as much.
            price |= letter as u8 + last as u8 == Letter::Digit as u8 + Letter::Money as u8;
            if !matches!(letter, Letter::Blank) {
                last = letter;
            }
        }
        let count = |letter: Letter| counts[letter as usize];
        let letters = count(Letter::Small) + count(Letter::Capital) + count(Letter::Alone);
        let all: u32 = counts.iter().sum();
        Text {
            words,
            ends: ends_sentence(text),
            colon: text.ends_with([':', '：']),
            lower: text.starts_with(char::is_lowercase),
            digits: count(Letter::Digit) as f32 / all.max(1) as f32,
            capitals: count(Letter::Capital) as f32 / letters.max(1) as f32,
            commas: count(Letter::Comma),
            copyright: count(Letter::Copyright) > 0,
            price,
        }
    }
}

/// What a character is to the features of a text. Those of ASCII stand in a table, for all letters of a page are looked at.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Letter {
    Other,
    Blank,
    /// A letter that is no capital.
    Small,
    Capital,
    /// A letter of a script without blanks, about half a word.
    Alone,
    Comma,
    Copyright,
    Digit = 8,
    Money = 16,
}

impl Letter {
    const COUNT: usize = 17;

    const ASCII: [Letter; 128] = {
        let mut letters = [Letter::Other; 128];
        let mut byte = 0;
        while byte < 128 {
            letters[byte] = match byte as u8 {
                b'a'..=b'z' => Letter::Small,
                b'A'..=b'Z' => Letter::Capital,
                b'0'..=b'9' => Letter::Digit,
                b' ' => Letter::Blank,
                b',' => Letter::Comma,
                b'$' => Letter::Money,
                _ => Letter::Other,
            };
            byte += 1;
        }
        letters
    };

    fn of(c: char) -> Letter {
        Letter::ASCII.get(c as usize).copied().unwrap_or_else(|| Letter::beyond_ascii(c))
    }

    fn beyond_ascii(c: char) -> Letter {
        match c {
            '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' => Letter::Money,
            '，' | '、' | '،' => Letter::Comma,
            '\u{A0}' => Letter::Blank,
            '©' => Letter::Copyright,
            _ if !c.is_alphabetic() => Letter::Other,
            '\u{2E80}'..='\u{9FFF}' => Letter::Alone,
            _ if c.is_uppercase() => Letter::Capital,
            _ => Letter::Small,
        }
    }

    fn is_word(self) -> bool {
        const WORD: u32 = 1 << Letter::Small as u32
            | 1 << Letter::Capital as u32
            | 1 << Letter::Alone as u32
            | 1 << Letter::Digit as u32;
        WORD >> self as u32 & 1 == 1
    }
}

/// What a page says about its kind, outside its text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints {
    /// `og:type`: article, product, website, something else; 0 if it says nothing.
    pub(super) kind: u8,
    /// Types of its JSON-LD, as flags.
    pub(super) ld: u8,
    /// The words of its address, as flags.
    pub(super) address: u8,
    /// How many parts the path of its address has; 255 if it names none.
    pub(super) path: u8,
    /// Whether its JSON-LD says that it is a thread. No feature of the trees, which have the flags.
    pub(super) is_thread: bool,
}

impl Hints {
    /// Whether the page says that it is an article, and not that it is something to be bought, discussed or answered: the first
    /// flag of its JSON-LD, and none of the next three.
    pub(super) fn is_article(self) -> bool {
        (self.kind == 1 || self.ld & 1 != 0) && self.ld & 0b1110 == 0
    }

    /// Whether the page says that it is one article, which data that have the articles of an index page do not.
    pub(super) fn is_one_article(self) -> bool {
        self.kind == 1
    }
}

fn of_page(
    page: &Page,
    tree: &Tree,
    blocks: &[Block<'_>],
    sums: &[Sums],
    whole: Sums,
    hints: Hints,
) -> [f32; OF_PAGE.len()] {
    let count =
        |name: &str| page.elements.iter().filter(|element| element.name.as_str() == name).count() as f32;
    let prices = blocks.iter().filter(|block| block.text.len() < 60 && Text::of(block.text).price).count();
    let paragraphs = blocks.iter().filter(|block| block.is_prose).count();
    let headings = blocks
        .iter()
        .filter(|block| matches!(block.outline.kind, BlockKind::Heading | BlockKind::Title))
        .count();
    // The elements alike that hold the most text together.
    let mut groups: FxHashMap<(usize, u64), (u32, u32)> = FxHashMap::default();
    for (place, element) in page.elements.iter().enumerate() {
        if tree.alike[place] >= 3
            && element.name.is_block()
            && !matches!(element.name.as_str(), "p" | "li" | "td" | "tr")
        {
            let (from, to) = tree.runs[place];
            let held = sums[to].since(sums[from.min(to)]);
            if held.blocks >= 2 {
                let group = groups.entry((tree.parents[place], shape(element))).or_default();
                group.0 += held.bytes;
                group.1 += 1;
            }
        }
    }
    let largest = groups.values().copied().max().unwrap_or_default();
    [
        (blocks.len() as f32).ln_1p(),
        (whole.bytes as f32).ln_1p(),
        share(whole.linked, whole.bytes),
        share(whole.prose, whole.bytes),
        count("article"),
        count("h1"),
        count("main"),
        headings as f32 / blocks.len().max(1) as f32,
        prices as f32,
        share(whole.taken, whole.bytes),
        count("form"),
        f32::from(hints.path == 0),
        f32::from(hints.path),
        f32::from(hints.kind),
        f32::from(hints.ld),
        f32::from(hints.address),
        paragraphs as f32,
        share(largest.0, whole.bytes),
        largest.1 as f32,
        share(whole.bytes, whole.blocks),
    ]
}

/// The words of an element's id, classes and role, in lower case, each once and up to a limit.
pub(super) fn words(element: &Element) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (attribute, mark) in [("class", ""), ("id", ""), ("itemprop", "@"), ("role", "=")] {
        let Some(value) = element.attributes.get(attribute) else { continue };
        let end = crate::span::boundary_at_or_before(value, value.len().min(MOST_CLASS_BYTES));
        for part in value[..end].split(|c: char| !c.is_ascii_alphabetic()) {
            let mut start = 0;
            let bytes = part.as_bytes();
            for at in 1..=bytes.len() {
                let is_end =
                    at == bytes.len() || bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
                if is_end {
                    let word = &part[start..at];
                    start = at;
                    if (2..=20).contains(&word.len()) && words.len() < MOST_WORDS {
                        let word = format!("{mark}{}", word.to_ascii_lowercase());
                        if !words.contains(&word) {
                            words.push(word);
                        }
                    }
                }
            }
        }
    }
    words
}

const MOST_CLASS_BYTES: usize = 400;
const MOST_WORDS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            let letter = Letter::of(c);
            assert_eq!(letter.is_word(), c.is_alphabetic() || c.is_ascii_digit(), "{c:?}");
            assert_eq!(matches!(letter, Letter::Capital), c.is_alphabetic() && c.is_uppercase(), "{c:?}");
        }
    }

    #[test]
    fn what_is_counted_of_a_text() {
        for (text, words, commas, price, copyright) in [
            ("The pier, the Harbor: 12 boats", 6, 1, false, false),
            ("from $\u{A0}12,50", 3, 1, true, false),
            ("12 € each ©", 2, 0, true, true),
            ("x漢字。港", 4, 0, false, false),
            ("a$ b", 2, 0, false, false),
        ] {
            let counted = Text::of(text);
            assert_eq!(
                (counted.words, counted.commas, counted.price, counted.copyright),
                (words, commas, price, copyright),
                "{text}"
            );
        }
    }
}
