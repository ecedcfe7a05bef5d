//! Phrases said again and again: found, weighed, and folded so that none is told twice.

use super::repeats::{Interval, SuffixArray};
use super::words::{Gap, Word, sequence};

/// A phrase and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Repeat {
    /// How many words it has.
    pub(super) words: usize,
    /// The places of its first words, left to right, none overlapping the one before.
    pub(super) starts: Vec<usize>,
}

impl Repeat {
    /// The words of the draft spent on it.
    pub(super) fn spent(&self) -> usize {
        self.words * self.starts.len()
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// The longest phrase, in words.
    pub(super) most_words: usize,
    /// The least number of occurrences.
    pub(super) least_count: usize,
}

/// All repeated phrases of two words or more with a content word at both ends, the most words spent first; then the
/// longer, then the earlier.
///
/// Not only the maximal ones: a phrase whose every occurrence is part of the same longer one is there too.
pub(super) fn repeats(words: &[Word], keys: u32, search: Search) -> Vec<Repeat> {
    let (sequence, places) = sequence(words, keys);
    let suffixes = SuffixArray::new(&sequence);
    let mut found = Vec::new();
    for interval in suffixes.intervals(&sequence) {
        if interval.count() < search.least_count {
            continue;
        }
        let mut starts: Option<Vec<usize>> = None;
        for length in (interval.outer_words + 1).max(2)..=interval.words.min(search.most_words) {
            let first = places[suffixes.starts[interval.first] as usize] as usize;
            if !is_phrase(&words[first..first + length]) {
                continue;
            }
            let starts = starts.get_or_insert_with(|| starts_of(&suffixes, &interval, &places));
            let starts = apart(starts, length);
            if starts.len() >= search.least_count {
                found.push(Repeat { words: length, starts });
            }
        }
    }
    found.sort_by_key(|repeat| (std::cmp::Reverse((repeat.spent(), repeat.words)), repeat.starts[0]));
    found
}

/// Where the occurrences begin, as places of words, left to right.
fn starts_of(suffixes: &SuffixArray, interval: &Interval, places: &[u32]) -> Vec<usize> {
    let starts = &suffixes.starts[interval.first..interval.end];
    let mut starts: Vec<usize> = starts.iter().map(|start| places[*start as usize] as usize).collect();
    starts.sort_unstable();
    starts
}

/// A content word at both ends, two at least; not all numbers.
fn is_phrase(words: &[Word]) -> bool {
    let content = |word: &Word| word.folded.is_content || word.folded.is_number;
    let ends = words.first().is_some_and(content) && words.last().is_some_and(content);
    ends && words.iter().filter(|word| content(word)).nth(1).is_some()
        && words.iter().any(|w| w.folded.is_content)
}

/// The starts that are left if each occurrence has to begin behind the one before.
fn apart(starts: &[usize], length: usize) -> Vec<usize> {
    let mut end = 0;
    starts
        .iter()
        .copied()
        .filter(|start| {
            let fits = *start >= end;
            end = if fits { start + length } else { end };
            fits
        })
        .collect()
}

/// The phrases worth telling: each has `least_count` occurrences that no phrase told before it holds or overlaps.
pub(super) fn folded(repeats: &[Repeat], total: usize, least_count: usize) -> Vec<&Repeat> {
    let mut told = vec![false; total];
    let mut chosen = Vec::new();
    for repeat in repeats {
        let fresh =
            repeat.starts.iter().filter(|start| !told[**start..**start + repeat.words].contains(&true));
        if fresh.count() >= least_count {
            for start in &repeat.starts {
                told[*start..*start + repeat.words].fill(true);
            }
            chosen.push(repeat);
        }
    }
    chosen
}

/// Family coverage: the share of words, in percent, inside any occurrence of the top phrase's family.
///
/// The **family** is the repeats of two to six words said three times or more that share a content word with the top
/// phrase; each word counts once. Writers who stuff a draft vary the phrase, so no single one gets dense: of all
/// measures tried on 620 labelled texts this one parts stuffed from clean ones best.
pub(super) fn family_coverage(words: &[Word], repeats: &[Repeat]) -> f64 {
    let Some(top) = repeats.first() else { return 0.0 };
    let content = |repeat: &Repeat| {
        let start = repeat.starts[0];
        words[start..start + repeat.words]
            .iter()
            .filter(|word| word.folded.is_content)
            .map(|word| word.folded.key)
    };
    let topic: Vec<u32> = content(top).collect();
    let mut inside = vec![false; words.len()];
    for repeat in repeats.iter().filter(|repeat| content(repeat).any(|key| topic.contains(&key))) {
        for start in &repeat.starts {
            inside[*start..*start + repeat.words].fill(true);
        }
    }
    super::measures::percent(inside.iter().filter(|inside| **inside).count(), words.len())
}

/// Where a phrase that was asked for stands: its occurrences, left to right, none overlapping the one before, and
/// whether each is written exactly so.
pub(super) fn occurrences(words: &[Word], phrase: &[Word]) -> Vec<(usize, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while !phrase.is_empty() && at + phrase.len() <= words.len() {
        let here = &words[at..at + phrase.len()];
        let same = |(place, (word, asked)): (usize, (&Word, &Word))| {
            word.folded.key == asked.folded.key && (place == 0 || word.gap != Gap::Break)
        };
        if !here.iter().zip(phrase).enumerate().all(same) {
            at += 1;
            continue;
        }
        let exact = |(place, (word, asked)): (usize, (&Word, &Word))| {
            word.folded.exact == asked.folded.exact && (place == 0 || word.gap == asked.gap)
        };
        found.push((at, here.iter().zip(phrase).enumerate().all(exact)));
        at += phrase.len();
    }
    found
}
