//! Which blocks of a page are its main content, by a model: trees that were fitted to pages of seven kinds.
//!
//! They look at what is measured of a block (`features.rs`), at what the classes and ids around it say, at the words that it and
//! the heading above it begin with, and at how likely the page is of each kind, which trees of their own tell from the means of all
//! that over its blocks. `scripts/fit_pages.py` fits them and writes `content.bin`.
//!
//! * time: `O(blocks)`, less than a thousand comparisons each
//! * space: a few numbers an element

use std::hash::BuildHasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::features::{COUNT, Features, KIND, WORDS, words};
use super::scan::Page;

/// The model, by `scripts/fit_pages.py`. All numbers are little endian: how many words there are, as four bytes, and of each its
/// /// length, its letters and how much it speaks for content, for words of classes, for words that blocks begin with, and for words that
/// headings above them begin with; then two forests, of the kinds in turn and of the blocks. A forest is how many trees there are, and of
/// each how many splits; a split is a feature, a threshold, and where to go up to it and above it, which is another split or, if it is
/// below zero, the leaf that is its complement; then the leaves.
static MODEL: &[u8] = include_bytes!("content.bin");

static LOADED: LazyLock<Model> = LazyLock::new(|| Model::read(MODEL).unwrap_or_default());

/// What the words of classes and ids around a block say: ten features.
const BY_WORDS: usize = 10;
/// What the words say that a block, the heading above it and the blocks beside it begin with: eight features.
const BY_TEXT: usize = 8;
/// Article, documentation, forum, service, product, listing, collection.
const KINDS: usize = 7;
/// All that the kind of a page is recognized by, and what is known of a block in the end.
const TOLD_BY: usize = COUNT + TOLD;
/// What words say of a block.
pub(super) const TOLD: usize = BY_WORDS + BY_TEXT;
const ALL: usize = TOLD_BY + KINDS;

/// Bytes of a block that are looked at for its first words, and how many words of it and of a heading.
const FIRST_BYTES: usize = 100;
const FIRST_WORDS: usize = 12;
const HEADING_WORDS: usize = 8;

/// Elements from the block on whose words are features by themselves.
const WORD_LEVELS: usize = 6;

#[derive(Default)]
struct Model {
    words: Words,
    text: Words,
    headings: Words,
    kinds: Vec<Tree>,
    trees: Vec<Tree>,
}

/// How much each word speaks for content.
type Words = FxHashMap<&'static str, i32>;

pub(super) struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

struct Split {
    feature: u16,
    threshold: f32,
    next: [i16; 2],
}

/// Reads numbers off bytes, from the front.
struct Reader(&'static [u8]);

impl Reader {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn count(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take()?) as usize)
    }

    fn text(&mut self) -> Option<&'static str> {
        let length = usize::from(self.take::<1>()?[0]);
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn words(&mut self) -> Option<Words> {
        (0..self.count()?).map(|_| Some((self.text()?, i32::from(i8::from_le_bytes(self.take()?))))).collect()
    }

    fn trees(&mut self) -> Option<Vec<Tree>> {
        (0..self.count()?)
            .map(|_| {
                let count = self.count()?;
                let split = |reader: &mut Reader| {
                    Some(Split {
                        feature: u16::from_le_bytes(reader.take()?),
                        threshold: f32::from_le_bytes(reader.take()?),
                        next: [i16::from_le_bytes(reader.take()?), i16::from_le_bytes(reader.take()?)],
                    })
                };
                let splits = (0..count).map(|_| split(self)).collect::<Option<Vec<_>>>()?;
                let leaves = (0..=count)
                    .map(|_| Some(f32::from_le_bytes(self.take()?)))
                    .collect::<Option<Vec<_>>>()?;
                Some(Tree { splits, leaves })
            })
            .collect()
    }
}

impl Model {
    fn read(bytes: &'static [u8]) -> Option<Model> {
        let mut reader = Reader(bytes);
        Some(Model {
            words: reader.words()?,
            text: reader.words()?,
            headings: reader.words()?,
            kinds: reader.trees()?,
            trees: reader.trees()?,
        })
    }
}

/// Reads a forest.
pub(super) fn trees(bytes: &'static [u8]) -> Option<Vec<Tree>> {
    Reader(bytes).trees()
}

impl Tree {
    fn value(&self, row: &[f32]) -> f32 {
        let mut at = 0_i16;
        loop {
            let Some(split) = usize::try_from(at).ok().and_then(|at| self.splits.get(at)) else {
                return self.leaves.get(usize::try_from(!at).unwrap_or(0)).copied().unwrap_or_default();
            };
            let value = row.get(usize::from(split.feature)).copied().unwrap_or_default();
            at = split.next[usize::from(value > split.threshold)];
        }
    }
}

/// The log odds of a row. The sum runs in the order of the trees.
pub(super) fn log_odds(trees: &[Tree], row: &[f32]) -> f64 {
    trees.iter().map(|tree| f64::from(tree.value(row))).sum()
}

fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// How much of a block's log odds is that of all blocks that stand in the same place of parts that look alike, such as the text of each
/// post or the price of each card, so that one of them is not kept where its neighbor is dropped. Left-out sites have a mean F1 of .8720
/// without it, .8735 with 0.5, .8737 with 0.7.
const SHARED: f64 = 0.7;

/// Fewer blocks than this are no series.
const LEAST_ALIKE: u32 = 3;

/// A block counts for no more than this many words in the mean: chosen, so that one long post does not decide for all.
const MOST_COUNTED: f32 = 60.0;

/// What is certain counts no more than this: the odds of 10,000 to 1.
const MOST_ODDS: f64 = 9.21;

/// The log odds of blocks, drawn to those of the blocks that look alike.
fn shared(odds: &[f64], places: &[u64], features: &Features) -> Vec<f64> {
    #[derive(Default)]
    struct Series {
        count: u32,
        weight: f64,
        sum: f64,
    }
    let key = |block: usize| (places[features.elements[block]], features.rows[block][KIND] as u8);
    let mut all: FxHashMap<(u64, u8), Series> = FxHashMap::default();
    for (block, odds) in odds.iter().enumerate() {
        let series = all.entry(key(block)).or_default();
        let weight = f64::from(features.rows[block][WORDS].min(MOST_COUNTED) + 1.0);
        series.count += 1;
        series.weight += weight;
        series.sum += weight * odds.clamp(-MOST_ODDS, MOST_ODDS);
    }
    let drawn = |(block, odds): (usize, &f64)| {
        let series = &all[&key(block)];
        match series.count >= LEAST_ALIKE {
            true => (1.0 - SHARED) * odds.clamp(-MOST_ODDS, MOST_ODDS) + SHARED * series.sum / series.weight,
            false => *odds,
        }
    };
    odds.iter().enumerate().map(drawn).collect()
}

/// What the model says of a page.
pub(super) struct Judgment {
    /// How likely each block is content.
    pub(super) blocks: Vec<f64>,
    /// What words say of each block.
    pub(super) told: Vec<[f32; TOLD]>,
    /// Where each block stands: equal numbers are the same place of parts that look alike.
    pub(super) places: Vec<u64>,
    /// How likely the page is of each kind.
    kinds: [f32; KINDS],
}

/// An article is so likely at least, against a listing or a collection. With 0, 0.6 to 0.9 and 1 listings have .688, .694 and .702, and the
/// 181 article pages .960, .958 and .956.
const ARTICLE: f32 = 0.6;

/// A thread is so likely at least. Of the benchmark's pages, trees fitted without their sites, 93 of 113 threads are, and 2 of 1,384
/// others; with 0.5 these are 86 and none.
const THREAD: f32 = 0.3;

impl Judgment {
    /// Whether the page may be an article if it says so, rather than a listing or a collection.
    pub(super) fn may_be_article(&self) -> bool {
        self.kinds[0] >= ARTICLE * self.kinds[5].max(self.kinds[6])
    }

    /// Whether it is a thread: questions and answers, or posts.
    pub(super) fn is_thread(&self) -> bool {
        self.kinds[2] >= THREAD
    }

    /// How likely it is one of those that say things twice: a thread, a product, a collection.
    pub(super) fn repeats(&self) -> f32 {
        self.kinds[2] + self.kinds[4] + self.kinds[6]
    }

    /// How likely it is one that leads to others: a listing or a collection.
    pub(super) fn leads(&self) -> f32 {
        self.kinds[5] + self.kinds[6]
    }

    /// How likely it is one of things to choose from: a product, a listing or a collection.
    pub(super) fn offers(&self) -> f32 {
        self.kinds[4..].iter().sum()
    }
}

/// Judges a page. `texts` are the blocks' texts.
pub(super) fn judge<'d>(page: &Page, features: &Features, texts: impl Iterator<Item = &'d str>) -> Judgment {
    let model = &*LOADED;
    let said = Said::of(page, features, model);
    let begun = begun(model, features, texts);
    let count = features.rows.len();
    let told: Vec<[f32; TOLD]> = (0..count).map(|block| told_of(&said, &begun, features, block)).collect();
    let put = |block: usize, row: &mut [f32]| {
        row[..COUNT].copy_from_slice(&features.rows[block]);
        row[COUNT..TOLD_BY].copy_from_slice(&told[block]);
    };
    let mut row = [0.0_f32; ALL];
    let mut sums = [0.0_f64; TOLD_BY];
    for block in 0..count {
        put(block, &mut row);
        sums.iter_mut().zip(&row).for_each(|(sum, value)| *sum += f64::from(*value));
    }
    let means = sums.map(|sum| (sum / count.max(1) as f64) as f32);
    let kinds = kinds(&model.kinds, &means);
    row[TOLD_BY..].copy_from_slice(&kinds);
    let odds = |block: usize| {
        put(block, &mut row);
        log_odds(&model.trees, &row)
    };
    let odds: Vec<f64> = (0..count).map(odds).collect();
    let blocks = shared(&odds, &said.places, features).into_iter().map(probability).collect();
    let places = features.elements.iter().map(|element| said.places[*element]).collect();
    Judgment { blocks, told, places, kinds }
}

fn told_of(said: &Said, begun: &[Begun], features: &Features, block: usize) -> [f32; TOLD] {
    let mut row = [0.0; TOLD];
    said.put(features, block, &mut row[..BY_WORDS]);
    put_begun(begun, block, &mut row[BY_WORDS..]);
    row
}

/// What words say of each block of a page. `texts` are the blocks' texts.
pub(super) fn told<'d>(
    page: &Page,
    features: &Features,
    texts: impl Iterator<Item = &'d str>,
) -> Vec<[f32; TOLD]> {
    let model = &*LOADED;
    let said = Said::of(page, features, model);
    let begun = begun(model, features, texts);
    (0..features.rows.len()).map(|block| told_of(&said, &begun, features, block)).collect()
}

/// How likely a page is of each kind.
fn kinds(trees: &[Tree], means: &[f32]) -> [f32; KINDS] {
    let mut sums = [0.0_f64; KINDS];
    for (at, tree) in trees.iter().enumerate() {
        sums[at % KINDS] += f64::from(tree.value(means));
    }
    let likely = sums.map(f64::exp);
    let all: f64 = likely.iter().sum();
    likely.map(|one| (one / all) as f32)
}

/// What the words say that a block begins with, and those of the heading above it: the mean, the least and the most.
type Begun = [[f32; 3]; 2];

fn begun<'d>(model: &Model, features: &Features, texts: impl Iterator<Item = &'d str>) -> Vec<Begun> {
    let mut above = [0.0; 3];
    let block = |(row, text): (&[f32; COUNT], &'d str)| {
        let begun = [first_words(&model.text, text, FIRST_WORDS), above];
        if row[KIND] == 0.0 {
            above = first_words(&model.headings, text, HEADING_WORDS);
        }
        begun
    };
    features.rows.iter().zip(texts).map(block).collect()
}

fn put_begun(begun: &[Begun], block: usize, row: &mut [f32]) {
    let mean = |at: Option<usize>| at.and_then(|at| begun.get(at)).map_or(0.0, |begun| begun[0][0]);
    let [own, above] = begun.get(block).copied().unwrap_or_default();
    let beside = [mean(block.checked_add(1)), mean(block.checked_sub(1))];
    row.iter_mut().zip(own.into_iter().chain(above).chain(beside)).for_each(|(place, value)| *place = value);
}

/// What the first words of a text say that are known: their mean, the least and the most.
fn first_words(words: &Words, text: &str, most: usize) -> [f32; 3] {
    let start = &text.as_bytes()[..text.len().min(FIRST_BYTES)];
    let (mut sum, mut least, mut greatest, mut count) = (0, i32::MAX, i32::MIN, 0);
    let is_word = |word: &&[u8]| (2..=LONGEST).contains(&word.len());
    for word in start.split(|byte| !byte.is_ascii_alphabetic()).filter(is_word).take(most) {
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        if let Some(value) = std::str::from_utf8(lower).ok().and_then(|word| words.get(word)) {
            (sum, least, greatest, count) = (sum + value, least.min(*value), greatest.max(*value), count + 1);
        }
    }
    match count {
        0 => [0.0; 3],
        _ => [(f64::from(sum) / f64::from(count)) as f32, least as f32, greatest as f32],
    }
}

/// The longest word that blocks begin with, in bytes.
const LONGEST: usize = 20;

/// What the words of classes and ids say: for each element those of its own, and of all around it.
struct Said {
    own: Vec<(i32, i32)>,
    around: Vec<[i32; 4]>,
    /// What each element and all around it are by their names and words: equal numbers stand in the same place of parts that look alike.
    places: Vec<u64>,
}

/// The one that is further from zero.
fn stronger((low, high): (i32, i32)) -> i32 {
    if -low > high { low } else { high }
}

impl Said {
    fn of(page: &Page, features: &Features, model: &Model) -> Said {
        let mut said = Said { own: Vec::new(), around: Vec::new(), places: Vec::new() };
        for (place, element) in page.elements.iter().enumerate() {
            let parent = features.tree.parents[place];
            let [near, least, most, sum] = match parent < place {
                true => said.around[parent],
                false => [0; 4],
            };
            let up = if parent < place { said.places[parent] } else { 0 };
            let words = words(element);
            said.places.push(FxBuildHasher.hash_one((up, element.name, &words)));
            let values = words.iter().filter_map(|word| model.words.get(word.as_str()).copied());
            let own = values.fold(None, |range: Option<(i32, i32)>, value| match range {
                None => Some((value, value)),
                Some((low, high)) => Some((low.min(value), high.max(value))),
            });
            said.own.push(own.unwrap_or_default());
            said.around.push(match own {
                Some(own) => [stronger(own), least.min(own.0), most.max(own.1), sum + stronger(own)],
                None => [near, least, most, sum],
            });
        }
        said
    }

    fn put(&self, features: &Features, block: usize, row: &mut [f32]) {
        let mut element = features.elements[block];
        let Some(around) = self.around.get(element) else { return row.fill(0.0) };
        let mut levels = [(0, 0); WORD_LEVELS];
        for level in &mut levels {
            *level = self.own[element];
            let parent = features.tree.parents[element];
            if parent >= element {
                break;
            }
            element = parent;
        }
        let strong = levels.map(stronger);
        let values = [
            around[0],
            around[1],
            around[2],
            around[3],
            strong[..3].iter().sum(),
            levels.iter().map(|level| level.0).min().unwrap_or(0),
            levels.iter().map(|level| level.1).max().unwrap_or(0),
            strong[0],
            strong[1],
            strong[2],
        ];
        row.iter_mut().zip(values).for_each(|(place, value)| *place = value as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_read_to_its_end() {
        let model = Model::read(MODEL).expect("a model");
        assert!(model.words.len() > 100 && model.text.len() > 100 && model.headings.len() > 100);
        assert!(
            !model.trees.is_empty() && !model.kinds.is_empty() && model.kinds.len().is_multiple_of(KINDS)
        );
        let furniture = trees(include_bytes!("furniture.bin")).expect("trees");
        assert!(furniture.len() > 10);
        for tree in model.kinds.iter().chain(&model.trees).chain(&furniture) {
            for (at, split) in tree.splits.iter().enumerate() {
                for next in split.next {
                    let is_further = usize::try_from(next).map_or_else(
                        |_| usize::try_from(!next).unwrap() < tree.leaves.len(),
                        |next| at < next && next < tree.splits.len(),
                    );
                    assert!(is_further, "trees end");
                }
            }
        }
    }
}
