//! Phrases said again and again: found, weighed, and folded so that none is reported twice.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use super::concordance::{Concordance, Entry};
use super::words::{Gap, Word};
use crate::order::Arrange;

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

    /// The places of the words of each occurrence.
    pub(super) fn stretches(&self) -> Vec<Range<usize>> {
        self.starts.iter().map(|start| *start..start + self.words).collect()
    }
}

/// 2⁶⁴ by the golden ratio, and no even number: its multiples lie far apart.
const FIBONACCI: u64 = 0x9E37_79B9_7F4A_7C15;

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
///
/// A phrase is a pair of words that goes on, so the pairs that are said often enough are found first, and of these one
/// word more at a time those that go on alike. Most words are in no such pair: either word is said too seldom, or the first
/// is one that no phrase begins with. `O(n)` for what is in none, and for each longer phrase as much as it has occurrences.
pub(super) fn repeats(words: &[Word], concordance: &Concordance, search: Search) -> Vec<Repeat> {
    let numbers = concordance.numbers();
    let mut places = often_paired(words, concordance, search.least_count);
    // What follows a run of words: nothing may, across a break.
    let next = |at: u32, length: usize| {
        let behind = at as usize + length;
        words.get(behind).filter(|word| !word.gap.breaks()).map(|_| numbers[behind])
    };
    let mut found = Vec::new();
    let mut open: Vec<(Range<usize>, usize)> = Vec::new();
    let pair = |at: &u32| (numbers[*at as usize], numbers[*at as usize + 1]);
    let mut start = 0;
    for same in places.chunk_by(|one, other| pair(one) == pair(other)) {
        open.push((start..start + same.len(), 2));
        start += same.len();
    }
    while let Some((range, length)) = open.pop() {
        if range.len() < search.least_count {
            continue;
        }
        let same = &mut places[range.clone()];
        if are_phrase(words, same, length) {
            let starts = same.iter().map(|at| *at as usize);
            let starts = apart(starts, length, |start| is_whole(words, start, length));
            if starts.len() >= search.least_count {
                found.push(Repeat { words: length, starts });
            }
        }
        if length == search.most_words {
            continue;
        }
        let first = next(same[0], length);
        if same[1..].iter().all(|at| next(*at, length) == first) {
            open.extend(first.map(|_| (range, length + 1)));
            continue;
        }
        same.sort_unstable_by_key(|at| (next(*at, length), *at));
        let mut start = range.start;
        for longer in same.chunk_by(|one, other| next(*one, length) == next(*other, length)) {
            if next(longer[0], length).is_some() {
                open.push((start..start + longer.len(), length + 1));
            }
            start += longer.len();
        }
    }
    found.arrange_by_key(order);
    found
}

/// Where a phrase may begin, of which as many others begin alike: sorted by their first two words, then by place. Some are
/// there that are too few.
fn often_paired(words: &[Word], concordance: &Concordance, least_count: usize) -> Vec<u32> {
    /// What is known of a word: whether it is said often enough, and whether a phrase may begin with it too.
    const OFTEN: u8 = 1;
    const BEGINS: u8 = 2;
    let numbers = concordance.numbers();
    let least_count = u32::try_from(least_count).unwrap_or(u32::MAX);
    let is_often = |entry: &Entry| entry.count >= least_count;
    let is_content = |entry: &Entry| entry.content > 0 || words[entry.first as usize].folded.is_number;
    let known = concordance.entries().iter().map(|entry| match is_often(entry) {
        true => OFTEN | if is_content(entry) { BEGINS } else { 0 },
        false => 0,
    });
    let mut known: Vec<u8> = known.collect();
    // A compound begins a phrase with any word.
    for (before, word) in numbers.iter().zip(words.get(1..).unwrap_or_default()) {
        if word.gap.joins() && known[*before as usize] & OFTEN > 0 {
            known[*before as usize] |= BEGINS;
        }
    }
    let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(words.len() / 4);
    let mut before = 0;
    for (at, (word, number)) in (0..).zip(words.iter().zip(numbers)) {
        let here = known[*number as usize];
        if before & BEGINS > 0 && here & OFTEN > 0 && !word.gap.breaks() {
            let first = numbers[at as usize - 1];
            pairs.push((u64::from(first) << 32 | u64::from(*number), at - 1));
        }
        before = here;
    }
    // A table of counts tells most pairs that are said too seldom from the others, which may share a count.
    let slots = (4 * pairs.len()).next_power_of_two().max(2);
    let shift = 64 - slots.trailing_zeros();
    let slot = |pair: u64| ((pair ^ pair >> 29).wrapping_mul(FIBONACCI) >> shift) as usize;
    let mut counts = vec![0u8; slots];
    for (pair, _) in &pairs {
        let count = &mut counts[slot(*pair)];
        *count = count.saturating_add(1);
    }
    let least = least_count.min(u8::MAX.into()) as u8;
    pairs.retain(|(pair, _)| counts[slot(*pair)] >= least);
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, at)| at).collect()
}

/// Whether occurrences of the same words are those of a phrase. Most are all of one or all of none; where some are in compounds,
/// the one counts that goes on with the least: by the numbers of words, and to its end.
fn are_phrase(words: &[Word], places: &[u32], length: usize) -> bool {
    let is_one = |at: &u32| is_phrase(&words[*at as usize..*at as usize + length]);
    let first = is_one(&places[0]);
    if places[1..].iter().all(|at| is_one(at) == first) {
        return first;
    }
    let least = places.iter().min_by(|one, other| by_what_follows(words, **one as usize, **other as usize));
    least.is_some_and(is_one)
}

/// The order of the suffixes that begin at two words, as [`SuffixArray`](super::repeats::SuffixArray) has it of
/// [`sequence`](super::words::sequence): words by their keys, breaks behind all words and by their places, an end before all.
fn by_what_follows(words: &[Word], one: usize, other: usize) -> Ordering {
    for (place, (this, that)) in words[one..].iter().zip(&words[other..]).enumerate() {
        let ordering = match (place > 0 && this.gap.breaks(), place > 0 && that.gap.breaks()) {
            (true, true) => one.cmp(&other),
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => this.folded.key.cmp(&that.folded.key),
        };
        if ordering.is_ne() {
            return ordering;
        }
    }
    // The later one has come to the end of the text.
    other.cmp(&one)
}

/// The most words spent first; then the longer, then the earlier.
fn order(repeat: &Repeat) -> (Reverse<(usize, usize)>, usize) {
    (Reverse((repeat.spent(), repeat.words)), repeat.starts[0])
}

/// Whether a phrase neither begins nor ends inside a compound: of `on-site crew`, `site crew` is no phrase.
pub(super) fn is_whole(words: &[Word], start: usize, length: usize) -> bool {
    let is_inside = |at: usize| words.get(at).is_some_and(|word| word.gap.joins());
    !is_inside(start) && !is_inside(start + length)
}

/// Whether a phrase of several words has only a part of a compound: `site crew` in `on-site crew` and `site crew-neck`.
/// One inside a single compound is a part of it that has a meaning, as a word is.
fn is_across_compound(words: &[Word], start: usize, length: usize) -> bool {
    let has_hyphen = |at: usize| words.get(at).is_some_and(|word| word.gap == Gap::Hyphen);
    let ends = has_hyphen(start + length) && !words[start + length].is_of_phrase;
    let begins = has_hyphen(start) && !is_said_again(words, start);
    (begins || ends) && (start + 1..start + length).any(|at| !has_hyphen(at))
}

/// Whether a phrase that begins or ends with a number goes on with another behind a slash: `24/7` in `24/7/2026`.
fn is_inside_date(words: &[Word], start: usize, length: usize) -> bool {
    let goes_on = |at: usize| {
        let around = at.checked_sub(1).and_then(|before| words.get(before).zip(words.get(at)));
        around.is_some_and(|(before, word)| {
            word.gap == Gap::Slash && before.folded.is_number && word.folded.is_number
        })
    };
    goes_on(start) || goes_on(start + length)
}

/// A content word or a compound at both ends, two content words at least; not all numbers.
pub(super) fn is_phrase(words: &[Word]) -> bool {
    let content = |word: &Word| word.folded.is_content || word.folded.is_number;
    let may_end = |word: &Word| !word.folded.is_code;
    if !words.first().is_some_and(may_end) || !words.last().is_some_and(may_end) {
        return false;
    }
    let begins = words.first().is_some_and(content) || words.get(1).is_some_and(|word| word.gap.joins());
    let ends = words.last().is_some_and(|word| content(word) || word.gap.joins());
    begins
        && ends
        && words.iter().filter(|word| content(word)).nth(1).is_some()
        && words.iter().any(|w| w.folded.is_content)
}

/// The starts that are left of those that count, if each occurrence has to begin behind the one before.
fn apart(starts: impl Iterator<Item = usize>, length: usize, counts: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut end = 0;
    starts
        .filter(|start| counts(*start))
        .filter(|start| {
            let fits = *start >= end;
            end = if fits { start + length } else { end };
            fits
        })
        .collect()
}

/// A phrase worth reporting, and how it lies in those reported before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported<'r> {
    pub(super) repeat: &'r Repeat,
    /// How many of its occurrences lie in a phrase reported before it, or overlap one.
    pub(super) inside: usize,
    /// The phrase reported before it that holds the most of its occurrences whole, by its place among those reported.
    pub(super) parent: Option<usize>,
}

/// The phrases worth reporting: each has `least_count` occurrences that no phrase reported before it holds or overlaps.
pub(super) fn folded<'r>(
    repeats: impl Iterator<Item = &'r Repeat>,
    total: usize,
    least_count: usize,
) -> Vec<Reported<'r>> {
    const NONE: u32 = u32::MAX;
    // For each word the occurrence it was reported in first, and the phrases of the occurrences: two occurrences of one
    // phrase may stand side by side, and what lies across them lies in neither.
    let mut owner = vec![NONE; total];
    let mut phrase_of: Vec<u32> = Vec::new();
    let mut reported: Vec<Reported<'r>> = Vec::new();
    for repeat in repeats {
        let words = |start: &usize| *start..*start + repeat.words;
        let inside = repeat.starts.iter().filter(|start| owner[words(start)].iter().any(|one| *one != NONE));
        let inside = inside.count();
        if repeat.starts.len() - inside < least_count {
            continue;
        }
        let holding = repeat.starts.iter().filter_map(|start| whole(&owner[words(start)]));
        let mut holders: Vec<u32> = holding.map(|occurrence| phrase_of[occurrence as usize]).collect();
        holders.sort_unstable();
        let most =
            holders.chunk_by(|one, next| one == next).max_by_key(|same| (same.len(), Reverse(same[0])));
        let parent =
            most.map(|same| same[0] as usize).filter(|holder| reported[*holder].repeat.words > repeat.words);
        for start in &repeat.starts {
            for owner in owner[words(start)].iter_mut().filter(|owner| **owner == NONE) {
                *owner = phrase_of.len() as u32;
            }
            phrase_of.push(reported.len() as u32);
        }
        reported.push(Reported { repeat, inside, parent });
    }
    reported
}

/// The one occurrence that all words belong to, if there is one.
fn whole(owners: &[u32]) -> Option<u32> {
    let first = *owners.first()?;
    (first != u32::MAX && owners.iter().all(|owner| *owner == first)).then_some(first)
}

/// For each word the end of the allowed phrase that it stands in, of the one that reaches farthest; 0 in none. Empty if
/// no phrase is allowed.
pub(super) fn reach(words: &[Word], allowed: &[Vec<Word>]) -> Vec<usize> {
    if allowed.is_empty() {
        return Vec::new();
    }
    let mut reach = vec![0; words.len()];
    for phrase in allowed {
        for (start, _) in occurrences(words, phrase) {
            let end = start + phrase.len();
            for reached in &mut reach[start..end] {
                *reached = end.max(*reached);
            }
        }
    }
    reach
}

/// The repeats less what is allowed, in the order of [`repeats`]: an allowed phrase has no occurrence left, and one that
/// is part of it has those outside of its occurrences.
pub(super) fn not_allowed<'r>(repeats: &'r [Repeat], reach: &[usize]) -> Vec<Cow<'r, Repeat>> {
    if reach.is_empty() {
        return repeats.iter().map(Cow::Borrowed).collect();
    }
    let mut left: Vec<Cow<'r, Repeat>> = Vec::with_capacity(repeats.len());
    for repeat in repeats {
        let is_left = |start: &usize| reach[*start] < start + repeat.words;
        let count = repeat.starts.iter().filter(|start| is_left(start)).count();
        if count == repeat.starts.len() {
            left.push(Cow::Borrowed(repeat));
        } else if count > 0 {
            let starts = repeat.starts.iter().copied().filter(is_left).collect();
            left.push(Cow::Owned(Repeat { words: repeat.words, starts }));
        }
    }
    left.arrange_by_key(|repeat| order(repeat));
    left
}

/// The phrases that share a content word with a head phrase: those of two to six words said three times or more.
#[derive(Clone, Debug)]
pub(super) struct Family {
    /// For each word of the draft whether it stands inside any of them, and how many do.
    pub(super) words: Vec<bool>,
    pub(super) inside: usize,
    /// How many stretches of words they form.
    pub(super) stretches: usize,
    /// Their share of all words, in percent: **family coverage**.
    pub(super) coverage: f64,
}

/// The family of a phrase: of the head, whose occurrences are given as the places of their words.
///
/// Writers who stuff a draft vary the phrase, so no single one gets dense: of all measures tried on 620 labelled texts
/// this one parts stuffed from clean ones best.
pub(super) fn family<'r>(
    words: &[Word],
    head: &[Range<usize>],
    repeats: impl Iterator<Item = &'r Repeat>,
) -> Family {
    let content = |place: Range<usize>| {
        words[place].iter().filter(|word| word.folded.is_content).map(|word| word.folded.key)
    };
    // Synonyms of a keyphrase have other words than it.
    let mut topic: Vec<u32> = head.iter().cloned().flat_map(content).collect();
    topic.sort_unstable();
    topic.dedup();
    let mut inside = vec![false; words.len()];
    let (mut count, mut stretches) = (0, 0);
    // A word more makes a stretch more, or goes on with what is beside it, on both sides perhaps.
    let mut add = |place: Range<usize>| {
        for at in place {
            if std::mem::replace(&mut inside[at], true) {
                continue;
            }
            let before = at > 0 && inside[at - 1];
            let behind = inside.get(at + 1).copied().unwrap_or_default();
            count += 1;
            stretches += 1 - isize::from(before) - isize::from(behind);
        }
    };
    let related = repeats.filter(|repeat| {
        content(repeat.starts[0]..repeat.starts[0] + repeat.words)
            .any(|key| topic.binary_search(&key).is_ok())
    });
    for repeat in related {
        repeat.starts.iter().for_each(|start| add(*start..*start + repeat.words));
    }
    head.iter().cloned().for_each(add);
    let stretches = stretches.unsigned_abs();
    let coverage = super::measures::percent(count, words.len());
    Family { words: inside, inside: count, stretches, coverage }
}

/// Whether a word of a text is the requested one.
fn is_same(requested: &Word, word: &Word) -> bool {
    word.folded.key == requested.folded.key || word.folded.key == requested.folded.namesake
}

/// Whether what stands before a word goes with what stands before the requested one. A slash is not a space, nor a
/// hyphen: `24/7` is not `24 7`. Who asks for a mark gets it: `Portland, Oregon`.
pub(super) fn goes_on(word: &Word, requested: &Word) -> bool {
    match requested.gap {
        Gap::Slash | Gap::SpacedSlash => matches!(word.gap, Gap::Slash | Gap::SpacedSlash),
        Gap::Break => word.gap != Gap::Slash,
        _ => !(word.gap.breaks() || word.gap == Gap::Slash),
    }
}

/// Where a requested phrase stands: its occurrences, left to right, none overlapping the one before, and
/// whether each is written exactly so.
///
/// Who asks for `it support` or `us visa` in lower case, as tools for keywords do, means the acronym if the text has
/// it there. If it has not, `it supports us` is no occurrence, but `it support` written so is.
pub(super) fn occurrences(words: &[Word], phrase: &[Word]) -> Vec<(usize, bool)> {
    let mut found = all_occurrences(words, phrase);
    let may_be_acronym =
        |requested: &Word| requested.folded.namesake != requested.folded.key && !requested.folded.is_content;
    let is_acronym = |start: usize, place: usize| {
        may_be_acronym(&phrase[place]) && words[start + place].folded.key == phrase[place].folded.namesake
    };
    let [first, .., last] = phrase else { return found };
    if !may_be_acronym(first) && !may_be_acronym(last) {
        return found;
    }
    let has_acronym = |start: usize| is_acronym(start, 0) || is_acronym(start, phrase.len() - 1);
    if found.iter().any(|(start, _)| has_acronym(*start)) {
        found.retain(|(start, _)| has_acronym(*start));
    } else if first.folded.is_acronym_at_heart && phrase[1].folded.is_content {
        found.retain(|(_, exact)| *exact);
    }
    found
}

/// Whether a word is the second half of a plural or an emphasis that doubles it: `rumah-rumah` is said once.
fn is_said_again(words: &[Word], at: usize) -> bool {
    words[at].gap == Gap::Hyphen && at > 0 && words[at - 1].folded.key == words[at].folded.key
}

/// As [`occurrences`], in either reading of what may be an acronym.
///
/// Those that begin and end where compounds do come first, as when phrases are found; then those inside compounds, as in
/// `New York-based`, as far as they overlap none of them.
fn all_occurrences(words: &[Word], phrase: &[Word]) -> Vec<(usize, bool)> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let same = |(place, (word, requested)): (usize, (&Word, &Word))| {
        is_same(requested, word) && (place == 0 || goes_on(word, requested))
    };
    let exact = |(place, (word, requested)): (usize, (&Word, &Word))| {
        word.folded.exact == requested.folded.exact && (place == 0 || word.gap == requested.gap)
    };
    // Hardly any word is the first one that was requested.
    let windows = words.windows(phrase.len()).enumerate().filter(|(_, here)| is_same(&phrase[0], &here[0]));
    let starts: Vec<usize> = windows
        .filter(|(_, here)| here.iter().zip(phrase).enumerate().all(same))
        .filter(|(_, here)| here.iter().all(|word| word.sentence == here[0].sentence))
        .map(|(start, _)| start)
        .filter(|start| !is_inside_date(words, *start, phrase.len()))
        .filter(|start| phrase.len() > 1 || !is_said_again(words, *start))
        .filter(|start| !is_across_compound(words, *start, phrase.len()))
        .collect();
    let mut found = apart(starts.iter().copied(), phrase.len(), |start| is_whole(words, start, phrase.len()));
    if found.len() < starts.len() {
        let whole = found.clone();
        let overlaps = |start: usize| {
            let next = whole.partition_point(|other| other + phrase.len() <= start);
            whole.get(next).is_some_and(|other| *other < start + phrase.len())
        };
        found.extend(apart(starts.iter().copied(), phrase.len(), |start| !overlaps(start)));
        found.sort_unstable();
    }
    let is_exact = |start: usize| words[start..].iter().zip(phrase).enumerate().all(exact);
    found.into_iter().map(|start| (start, is_exact(start))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::concordance::tests::{concordance, word};
    use super::super::repeats::SuffixArray;
    use super::super::words::sequence;
    use super::*;

    /// The slow twin of [`repeats`]: all suffixes of the text in order, and each run of words that some of them begin with.
    fn slow_repeats(words: &[Word], keys: u32, search: Search) -> Vec<Repeat> {
        let (sequence, places) = sequence(words, keys);
        let suffixes = SuffixArray::new(&sequence);
        let mut found = Vec::new();
        for interval in suffixes.intervals(&sequence) {
            if interval.count() < search.least_count {
                continue;
            }
            for length in (interval.outer_words + 1).max(2)..=interval.words.min(search.most_words) {
                let first = places[suffixes.starts[interval.first] as usize] as usize;
                if !is_phrase(&words[first..first + length]) {
                    continue;
                }
                let starts = &suffixes.starts[interval.first..interval.end];
                let mut starts: Vec<usize> =
                    starts.iter().map(|start| places[*start as usize] as usize).collect();
                starts.sort_unstable();
                let starts = apart(starts.into_iter(), length, |start| is_whole(words, start, length));
                if starts.len() >= search.least_count {
                    found.push(Repeat { words: length, starts });
                }
            }
        }
        found.arrange_by_key(order);
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6_000) })]

        /// Words of a few keys, of which one is a number, some are function words and some are content here and code there.
        #[test]
        fn repeats_equal_those_of_the_slow_twin(
            said in prop::collection::vec((0..6u32, 0..12u32, any::<bool>()), 0..60),
            most_words in 2..9usize,
            least_count in 2..5usize,
        ) {
            let made = said.iter().map(|(key, gap, is_code)| {
                let gap = match gap {
                    0 => Gap::Break,
                    1 => Gap::Hyphen,
                    2 => Gap::Slash,
                    3 => Gap::SpacedSlash,
                    _ => Gap::Space,
                };
                let mut word = word(*key, (1..4).contains(key) && !(*key == 3 && *is_code), gap);
                word.folded.is_code = *key == 3 && *is_code;
                word.folded.is_number = *key == 4;
                word
            });
            let words: Vec<Word> = made.collect();
            let search = Search { most_words, least_count };
            let shown = |repeats: Vec<Repeat>| -> Vec<(usize, Vec<usize>)> {
                repeats.into_iter().map(|repeat| (repeat.words, repeat.starts)).collect()
            };
            let fast = shown(repeats(&words, &concordance(&words, 6), search));
            prop_assert_eq!(fast, shown(slow_repeats(&words, 6, search)));
        }
    }
}
