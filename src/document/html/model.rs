//! Which blocks of a page are its main content, by a model: trees that were fitted to pages of seven kinds.
//!
//! They look at what is measured of a block (`features.rs`) and at what the classes and ids around it say.
//! `scripts/fit_pages.py` fits them and writes `content.bin`.
//!
//! * time: `O(blocks)`, less than a thousand comparisons each
//! * space: a few numbers an element

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::features::{COUNT, Features, words};
use super::scan::Page;

/// The model, by `scripts/fit_pages.py`. All numbers are little endian: how many words there are, as four bytes, and of each its
/// length, its letters and how much it speaks for content; how many trees there are, and of each how many splits; a split is a feature, a threshold, and where to go up to it and above it, which is another split or,
/// if it is below zero, the leaf that is its complement; then the leaves.
static MODEL: &[u8] = include_bytes!("content.bin");

static LOADED: LazyLock<Model> = LazyLock::new(|| Model::read(MODEL).unwrap_or_default());

/// What the words of classes and ids around a block say: ten features.
const BY_WORDS: usize = 10;
/// Elements from the block on whose words are features by themselves.
const WORD_LEVELS: usize = 6;

#[derive(Default)]
struct Model {
    words: FxHashMap<&'static str, i32>,
    trees: Vec<Tree>,
}

struct Tree {
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
        let word = |reader: &mut Reader| Some((reader.text()?, i32::from(i8::from_le_bytes(reader.take()?))));
        let count = reader.count()?;
        let words = (0..count).map(|_| word(&mut reader)).collect::<Option<_>>()?;
        Some(Model { words, trees: reader.trees()? })
    }
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

/// How likely a row is content. The sum runs in the order of the trees.
fn probability(trees: &[Tree], row: &[f32]) -> f64 {
    let sum: f64 = trees.iter().map(|tree| f64::from(tree.value(row))).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// How likely each block of a page is content.
pub(super) fn likelihoods(page: &Page, features: &Features) -> Vec<f64> {
    let model = &*LOADED;
    let said = Said::of(page, features, model);
    let mut row = [0.0_f32; COUNT + BY_WORDS];
    let likelihood = |block: usize| {
        row[..COUNT].copy_from_slice(&features.rows[block]);
        said.put(features, block, &mut row[COUNT..]);
        probability(&model.trees, &row)
    };
    (0..features.rows.len()).map(likelihood).collect()
}

/// What the words of classes and ids say: for each element those of its own, and of all around it.
struct Said {
    own: Vec<(i32, i32)>,
    around: Vec<[i32; 4]>,
}

/// The one that is further from zero.
fn stronger((low, high): (i32, i32)) -> i32 {
    if -low > high { low } else { high }
}

impl Said {
    fn of(page: &Page, features: &Features, model: &Model) -> Said {
        let mut said = Said { own: Vec::new(), around: Vec::new() };
        for (place, element) in page.elements.iter().enumerate() {
            let parent = features.tree.parents[place];
            let [near, least, most, sum] = match parent < place {
                true => said.around[parent],
                false => [0; 4],
            };
            let values =
                || words(element).into_iter().filter_map(|word| model.words.get(word.as_str()).copied());
            let own = values().fold(None, |range: Option<(i32, i32)>, value| match range {
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
        assert!(model.words.len() > 100 && !model.trees.is_empty());
        for tree in &model.trees {
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
