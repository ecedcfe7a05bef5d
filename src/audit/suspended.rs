//! Compounds of which a part is left out and read off another: `Vor- und Nachteile` says *Vorteile*, `short- and
//! long-term plans` says *short-term plans*, `Ladenbau und -planung` says *Ladenplanung*.
//!
//! What is requested decides where the part that is written ends and the one that is left out begins: *Vorteile* is
//! `Vor` and an end of `Nachteile`. So only keyphrases are found so, and nothing is made up.
//!
//! * time: a search for a hyphen before or behind a space; what stands around one has a bound

use memchr::memmem;

use super::fold::Folder;
use super::phrases::goes_on;
use super::words::{Gap, Word, is_conjunction};
use crate::order::Arrange;
use crate::words::is_hyphen;

/// The shortest part that is left out, in letters: `war` of `pre- and postwar`. Chosen: shorter ends make words by chance.
const SHORTEST: usize = 3;

/// A suspended part and what can be read with it.
#[derive(Debug)]
pub(super) struct Suspended {
    /// The place of the part, and that of the compound that its end is read off.
    at: usize,
    head: usize,
    /// The words that it may be part of: their keys.
    whole: Vec<u32>,
    /// Where the words stand that go on behind such a word.
    behind: usize,
    /// Where the words stand that go on behind the part itself, if the other compound has a hyphen: `term plans`.
    behind_hyphen: Option<usize>,
}

/// A requested phrase, read with what is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its first word, and how many words are its own: what is read off the other compound is that one's.
    pub(super) start: usize,
    pub(super) words: usize,
    /// Where reading it begins, and how many words that takes.
    pub(super) from: usize,
    pub(super) read: usize,
}

/// The suspended parts of a text, in order.
pub(super) fn suspended(text: &str, words: &[Word], folder: &Folder) -> Vec<Suspended> {
    let mut found = Vec::new();
    for mark in ["- ", "-, ", "\u{2010} ", "\u{2011} "] {
        let before = memmem::find_iter(text.as_bytes(), mark);
        found.extend(before.filter_map(|place| {
            let at = words.binary_search_by_key(&place, |word| word.span.end).ok()?;
            first_part(text, words, at, folder)
        }));
    }
    found.extend(memmem::find_iter(text.as_bytes(), " -").filter_map(|place| {
        let at = words.binary_search_by_key(&(place + 2), |word| word.span.start).ok()?;
        last_part(text, words, at, folder)
    }));
    found.arrange_by_key(|suspended| suspended.at);
    found
}

/// `Vor-`, or `Sommer-` of `Sommer-, Herbst- und Wintermäntel`.
fn first_part(text: &str, words: &[Word], at: usize, folder: &Folder) -> Option<Suspended> {
    /// The most parts in a row.
    const MOST: usize = 6;
    let is_suspended = |place: usize| {
        let behind = text[words[place].span.end..].strip_prefix(is_hyphen);
        behind.is_some_and(|rest| rest.starts_with([' ', ',']))
    };
    let here = |place: &usize| words.get(*place).is_some_and(|word| word.sentence == words[at].sentence);
    let mut head = at;
    for _ in 0..MOST {
        head = Some(head + 1).filter(here)?;
        if is_conjunction(words[head].span.of(text)) {
            head = Some(head + 1).filter(here)?;
        }
        if !is_suspended(head) {
            break;
        }
    }
    // Something must have said that the part is one of several.
    if is_suspended(head) || !is_conjunction(words[head - 1].span.of(text)) {
        return None;
    }
    let end = (head + 1..words.len()).find(|place| words[*place].gap != Gap::Hyphen).unwrap_or(words.len());
    let (part, other) = (words[at].span.of(text), words[head].span.of(text));
    let cuts = other.char_indices().skip(1).map(|(cut, _)| &other[cut..]);
    let ends = cuts.filter(|end| end.chars().nth(SHORTEST - 1).is_some());
    let whole = ends.filter_map(|end| folder.known_key(&format!("{part}{end}"))).collect();
    Some(Suspended { at, head, whole, behind: end, behind_hyphen: (end > head + 1).then_some(head + 1) })
}

/// `-planung` of `Ladenbau und -planung`.
fn last_part(text: &str, words: &[Word], at: usize, folder: &Folder) -> Option<Suspended> {
    let head = at.checked_sub(2)?;
    if words[head].sentence != words[at].sentence || !is_conjunction(words[at - 1].span.of(text)) {
        return None;
    }
    let (part, other) = (words[at].span.of(text), words[head].span.of(text));
    let starts = other.char_indices().skip(SHORTEST).map(|(cut, _)| &other[..cut]);
    let whole = starts.filter_map(|start| folder.known_key(&format!("{start}{part}"))).collect();
    Some(Suspended { at, head, whole, behind: at + 1, behind_hyphen: None })
}

/// Where a phrase stands that has to be read with a part that is left out.
pub(super) fn occurrences(words: &[Word], suspended: &[Suspended], phrase: &[Word]) -> Vec<Found> {
    let mut found = Vec::new();
    for part in suspended {
        // Whether the words from one place on are those that were requested, in the same sentence.
        let is_same = |from: Option<usize>, requested: &[Word], is_first: bool| {
            let here = from.and_then(|from| words.get(from..from + requested.len())).unwrap_or_default();
            here.len() == requested.len()
                && here.iter().zip(requested).enumerate().all(|(at, (word, requested))| {
                    word.folded.key == requested.folded.key
                        && word.sentence == words[part.at].sentence
                        && (is_first && at == 0 || goes_on(word, requested))
                })
        };
        // `place` is the word of the phrase that is the compound.
        let read = |place: usize| {
            let (first, rest) = (&phrase[..place], &phrase[place + 1..]);
            let before = part.at.checked_sub(place)?;
            let is_before = is_same(Some(before), first, true)
                && (place == 0 || goes_on(&words[part.at], &phrase[place]));
            if !is_before {
                return None;
            }
            let as_whole = part.whole.contains(&phrase[place].folded.key).then_some(part.behind);
            let as_first = part
                .behind_hyphen
                .filter(|_| !rest.is_empty() && words[part.at].folded.key == phrase[place].folded.key);
            let mut ends = [as_whole, as_first].into_iter().flatten();
            if let Some(behind) = ends.find(|behind| is_same(Some(*behind), rest, false)) {
                let end = if rest.is_empty() { part.behind.max(part.at + 1) } else { behind + rest.len() };
                return Some(Found { start: before, words: place + 1, from: before, read: end - before });
            }
            // What comes before the part is said of the other compound too: `günstige Sommer- und Winterreifen`.
            let is_shared =
                place > 0 && part.head > part.at && is_same(Some(part.head), &phrase[place..], true);
            let end = part.head + phrase.len() - place;
            is_shared.then(|| Found {
                start: part.head,
                words: phrase.len() - place,
                from: before,
                read: end - before,
            })
        };
        found.extend((0..phrase.len()).find_map(read));
    }
    found
}
