//! Where the author says what the text is about: its title and headings. A list to be read ranks higher what they name, and
//! lower what is said once and in passing.
//!
//! Benchmarks gain nothing by it, as most of their texts have no headings; readers do: what they called good in 20 documents in 9
//! languages stands in a title or a heading far more often than what they called empty, which is more often said once.

use super::candidates::{Candidates, Group};
use super::words::{Look, Words};
use crate::analysis::Analysis;
use crate::document::BlockKind;

/// How much higher is ranked what the title names, and what a heading names that is said outside headings too. Chosen by reading.
const TITLE: f64 = 1.0;
const HEADING: f64 = 0.5;

/// How much lower is ranked what a text of [`LONG`] words or more says once. Chosen by reading.
const PASSING: f64 = 0.8;
const LONG: usize = 300;

/// The most content words of a title: what is longer is a sentence, and its words are those of any sentence.
const LONGEST_TITLE: usize = 14;

/// What a list to be read adds to the score of a candidate, and its name in an explanation.
pub(super) type Support = (&'static str, f64);

pub(super) const TITLE_NAME: &str = "title";
pub(super) const NONE: Support = ("", 0.0);

/// Whether an author's title or heading names it.
pub(super) fn is_named(support: &Support) -> bool {
    support.1 > 0.0
}

/// The support of each candidate. `O(n)` in the places.
pub(super) fn of(analysis: &Analysis<'_>, words: &Words, candidates: &Candidates) -> Vec<Support> {
    let titled = titled(analysis, words, candidates);
    let has_titled = titled.contains(&true);
    let sentences = analysis.sentences();
    let is_heading = |word: u32| {
        let kind = sentences[words.words[word as usize].sentence as usize].kind;
        matches!(kind, BlockKind::Heading | BlockKind::Title)
    };
    let has_headings =
        sentences.iter().any(|sentence| matches!(sentence.kind, BlockKind::Heading | BlockKind::Title));
    let is_long = words.words.len() >= LONG;
    let in_passing = |group: &Group| match is_long && group.count == 1 {
        true => ("said once", -PASSING),
        false => NONE,
    };
    if !has_headings && !has_titled {
        return candidates.groups.iter().map(in_passing).collect();
    }
    // How many of each candidate's places stand in headings.
    let mut in_headings = vec![0u32; candidates.groups.len()];
    // What begins a sentence wherever it stands is mostly an instruction: `Restart Vim`.
    let mut is_inside = vec![false; candidates.groups.len()];
    for place in candidates.in_order() {
        in_headings[place.group as usize] += u32::from(is_heading(place.first));
        is_inside[place.group as usize] |= !words.looks[place.first as usize].has(Look::STARTS);
    }
    let of = |(number, headings): (usize, u32)| {
        let group = &candidates.groups[number];
        let range = group.first as usize..group.first as usize + usize::from(group.words);
        let mut content = range.filter(|at| words.looks[*at].has(Look::CONTENT));
        if has_titled && content.all(|at| titled[candidates.stems[at] as usize]) {
            (TITLE_NAME, TITLE)
        } else if headings > 0 && headings < group.count && is_inside[number] {
            ("heading", HEADING)
        } else {
            in_passing(group)
        }
    };
    in_headings.into_iter().enumerate().map(of).collect()
}

/// Whether a title has each word: what stands before everything else, or what the document says of itself.
fn titled(analysis: &Analysis<'_>, words: &Words, candidates: &Candidates) -> Vec<bool> {
    let mut titled = vec![false; candidates.sequences];
    let mut of_sentence = Vec::new();
    let mut begin = 0;
    while begin < words.words.len() {
        let sentence = words.words[begin].sentence;
        let length = words.words[begin..].iter().take_while(|word| word.sentence == sentence).count();
        if analysis.sentences()[sentence as usize].kind == BlockKind::Title {
            of_sentence.extend(begin..begin + length);
        }
        begin += length;
    }
    let content: Vec<usize> =
        of_sentence.into_iter().filter(|at| words.looks[*at].has(Look::CONTENT)).collect();
    if content.len() <= LONGEST_TITLE {
        content.iter().for_each(|at| titled[candidates.stems[*at] as usize] = true);
    }
    let mut titles = analysis.documents().iter().filter_map(|document| document.title()).peekable();
    // All terms of the text are gone through to find those of a title.
    if titles.peek().is_none() {
        return titled;
    }
    for title in analysis.find_terms(titles) {
        if title.iter().filter(|(_, is_content)| *is_content).count() <= LONGEST_TITLE {
            let terms = title.iter().filter_map(|(term, is_content)| term.filter(|_| *is_content));
            terms.for_each(|term| titled[term.index()] = true);
        }
    }
    titled
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;

    #[test]
    fn what_title_and_headings_name_is_told() {
        let text =
            "# Sea walls\n\nA storm broke the wall.\n\n## The storm\n\nWalls of the sea hold, and gulls fly.";
        let documents = [Document::markdown(text)];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(crate::language::Language::English));
        let words = Words::new(&analysis);
        let candidates = Candidates::new(&analysis, &words);
        let support = of(&analysis, &words, &candidates);
        let named = |word: &str| {
            let is = |group: &&super::super::candidates::Group| {
                let found = &words.words[group.first as usize];
                group.words == 1 && found.span.of(documents[0].text()).eq_ignore_ascii_case(word)
            };
            let at = candidates.groups.iter().position(|group| is(&group)).unwrap();
            support[at].0
        };
        assert_eq!(["walls", "storm", "gulls"].map(named), ["title", "heading", ""]);
    }
}
