//! What an editor looks at besides repeated phrases: lengths, openings, echoes, sentences said again. Measures only.

use std::ops::Range;

use super::near;
use super::readability::Counts;
use super::words::{Gap, Word};
use crate::analysis::Analysis;
use crate::document::BlockKind;

/// How far back an echo is looked for, in words: so short that 5 of 100 ordinary posts have one.
const ECHO_WINDOW: usize = 7;

/// Sentences of fewer words are said again without anyone minding: `Read more.`
const LEAST_REPEATED_WORDS: usize = 6;

/// English words that are doubled on purpose, or by grammar.
const DOUBLED: [&str; 12] =
    ["that", "had", "is", "very", "no", "so", "bye", "ha", "blah", "really", "many", "again"];

/// What was measured of a draft's sentences.
#[derive(Debug, Default)]
pub(super) struct Style {
    /// Each sentence of prose, as the places of its words.
    pub(super) sentences: Vec<Range<usize>>,
    /// Each paragraph, as the places of its words.
    pub(super) paragraphs: Vec<Range<usize>>,
    /// Runs of two or more sentences of paragraphs that begin with the same word: the places of their first words.
    pub(super) openings: Vec<Vec<usize>>,
    /// Words that stand twice in a row: the place of the first.
    pub(super) doubled: Vec<usize>,
    /// Content words that stand three times within a few words of a sentence: the places.
    pub(super) echoes: Vec<[usize; 3]>,
    /// Sentences said again: for each the places of its words and those of its repetitions.
    pub(super) repeated: Vec<Vec<Range<usize>>>,
    /// What readability is computed from.
    pub(super) counts: Counts,
}

impl Style {
    pub(super) fn of(analysis: &Analysis<'_>, words: &[Word]) -> Style {
        let mut style = Style::default();
        let text = analysis.documents()[0].text();
        let mut start = 0;
        let mut paragraph: Option<usize> = None;
        let mut run: Vec<usize> = Vec::new();
        for same in words.chunk_by(|one, next| one.sentence == next.sentence) {
            let range = start..start + same.len();
            start = range.end;
            let sentence = &analysis.sentences()[same[0].sentence as usize];
            if !sentence.kind.is_prose() {
                continue;
            }
            style.echoes(text, words, range.clone());
            style.sentences.push(range.clone());
            if sentence.kind != BlockKind::Paragraph {
                continue;
            }
            match style.paragraphs.last_mut() {
                Some(last) if paragraph == Some(sentence.block) => last.end = range.end,
                _ => {
                    style.paragraphs.push(range.clone());
                    style.end_run(&mut run);
                    paragraph = Some(sentence.block);
                }
            }
            if run.last().is_some_and(|last| words[*last].folded.key != same[0].folded.key) {
                style.end_run(&mut run);
            }
            run.push(range.start);
            style.count(same);
        }
        style.end_run(&mut run);
        let keys: Vec<u32> = words.iter().map(|word| word.folded.key).collect();
        let sentences: Vec<&[u32]> = style.sentences.iter().map(|range| &keys[range.clone()]).collect();
        let groups = near::groups(&sentences, LEAST_REPEATED_WORDS);
        let ranges = |group: &Vec<usize>| group.iter().map(|place| style.sentences[*place].clone()).collect();
        style.repeated = groups.iter().map(ranges).collect();
        style
    }

    /// Words for each sentence of prose; 0 without one.
    pub(super) fn words_per_sentence(&self) -> f64 {
        let words: usize = self.sentences.iter().map(ExactSizeIterator::len).sum();
        words as f64 / self.sentences.len().max(1) as f64
    }

    fn end_run(&mut self, run: &mut Vec<usize>) {
        if run.len() > 1 {
            self.openings.push(std::mem::take(run));
        }
        run.clear();
    }

    fn echoes(&mut self, text: &str, words: &[Word], sentence: Range<usize>) {
        for at in sentence.clone().skip(1) {
            let word = &words[at];
            let before = &words[at - 1];
            if word.folded.exact == before.folded.exact && word.gap == Gap::Space && !word.folded.is_number {
                let small = word.span.of(text).to_lowercase();
                let name = word.span.of(text).starts_with(char::is_uppercase);
                if !name && !DOUBLED.contains(&small.as_str()) {
                    self.doubled.push(at - 1);
                }
                continue;
            }
            // Names come back; so do the items of an enumeration, which commas part.
            if !word.folded.is_content || word.span.of(text).starts_with(char::is_uppercase) {
                continue;
            }
            let key = word.folded.key;
            let from = at.saturating_sub(ECHO_WINDOW).max(sentence.start);
            if !words[from..at].iter().any(|earlier| earlier.folded.key == key) {
                continue;
            }
            let clause = (from..=at).rev().find(|place| words[*place].gap == Gap::Break).unwrap_or(from);
            let mut earlier = (clause..at).filter(|place| words[*place].folded.key == key);
            if let (Some(first), Some(second), None) = (earlier.next(), earlier.next(), earlier.next()) {
                self.echoes.push([first, second, at]);
            }
        }
    }

    fn count(&mut self, sentence: &[Word]) {
        self.counts.sentences += 1;
        self.counts.words += sentence.len();
        for word in sentence {
            self.counts.syllables += usize::from(word.folded.syllables);
            self.counts.letters += usize::from(word.folded.letters);
            self.counts.long_words += usize::from(word.folded.letters > 6);
        }
    }
}
