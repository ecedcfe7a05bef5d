//! What an editor looks at besides repeated phrases: lengths, openings, echoes, sentences said again. Measures only.

use std::borrow::Cow;
use std::ops::Range;

use super::concordance::Concordance;
use super::doubled::Doubling;
use super::near;
use super::readability::Counts;
use super::words::{Gap, Word};
use crate::analysis::{Analysis, Sentence};
use crate::document::{BlockKind, Document};
use crate::language::Language;

/// How far back an echo is looked for, in words: so short that 5 of 100 ordinary posts have one. They are English.
const ECHO_WINDOW: usize = 7;

/// How far back the clause of a doubled word is looked for, in words. Chosen: longer ones are not read as one.
const CLAUSE: usize = 20;

/// Sentences of fewer words are said again without anyone minding: `Read more.`
const LEAST_REPEATED_WORDS: usize = 6;

/// What sentences name that say the same, and where their words are.
type Alike<'t> = (Vec<Cow<'t, str>>, Vec<Range<usize>>);

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
    pub(super) fn of(analysis: &Analysis<'_>, words: &[Word], concordance: &Concordance) -> Style {
        let mut style = Style::default();
        let document = &analysis.documents()[0];
        let text = document.text();
        let language = analysis.language();
        let doubling = Doubling::of(language);
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
            // One look at each word: hardly any is the one before, or has come twice before so near.
            let mut exact = None;
            for (at, word) in range.clone().zip(same) {
                if exact.replace(word.folded.exact) == Some(word.folded.exact)
                    && let Some(doubling) = doubling
                    && is_slip(text, words, &range, at, doubling)
                {
                    style.doubled.push(at - 1);
                }
                let from = at.saturating_sub(ECHO_WINDOW).max(range.start);
                if let Some(earlier) = concordance.earlier(at, from)
                    && concordance.earlier(earlier, from).is_some()
                    && language == Language::English
                {
                    style.echoes.extend(echo(text, words, &range, at));
                }
            }
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
            // Where words are written together, the first character is none.
            if is_word(same[0].span.of(text)) {
                run.push(range.start);
            } else {
                style.end_run(&mut run);
            }
            style.counts.add(same);
        }
        style.end_run(&mut run);
        if !near::may_be_alike(&style.sentences, concordance, LEAST_REPEATED_WORDS) {
            return style;
        }
        let keys: Vec<u32> = words.iter().map(|word| word.folded.key).collect();
        let sentences: Vec<&[u32]> = style.sentences.iter().map(|range| &keys[range.clone()]).collect();
        let groups = near::groups(&sentences, LEAST_REPEATED_WORDS);
        for group in groups {
            // Sentences that differ in code, a number or a name say the same of other things.
            let mut alike: Vec<Alike<'_>> = Vec::new();
            for place in group {
                let range = style.sentences[place].clone();
                let named = named(document, analysis.sentences(), words, range.clone(), language);
                match alike.iter_mut().find(|(names, _)| *names == named) {
                    Some((_, ranges)) => ranges.push(range),
                    None => alike.push((named, vec![range])),
                }
            }
            style
                .repeated
                .extend(alike.into_iter().map(|(_, ranges)| ranges).filter(|ranges| ranges.len() > 1));
        }
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
}

/// Whether a word of a sentence that is the one before is a slip.
fn is_slip(text: &str, words: &[Word], sentence: &Range<usize>, at: usize, doubling: &Doubling) -> bool {
    let (before, word) = (&words[at - 1], &words[at]);
    let is_doubled = word.gap == Gap::Space && !word.folded.is_number && word.folded.syllables > 0;
    // A part of a compound is no word of its own: `prends-le le matin`.
    let is_part = || before.gap.joins() || words.get(at + 1).is_some_and(|next| next.gap.joins());
    // A sign between them is notation: `n × n`, `x = x`.
    let is_beside = || text[before.span.end..word.span.start].trim().is_empty();
    if !is_doubled || is_part() || !is_beside() || !is_word(word.span.of(text)) {
        return false;
    }
    let said = |place: usize| (words[place].span.of(text).to_string(), words[place].gap.breaks());
    let from = sentence.start.max((at - 1).saturating_sub(CLAUSE));
    let earlier: Vec<(String, bool)> = (from..at - 1).map(said).collect();
    doubling.is_slip(word.span.of(text), word.folded.is_content, before.gap.breaks(), &earlier)
}

/// The echo that a word of a sentence makes which has come twice before, so near.
fn echo(text: &str, words: &[Word], sentence: &Range<usize>, at: usize) -> Option<[usize; 3]> {
    let word = &words[at];
    if word.folded.exact == words[at - 1].folded.exact && word.gap == Gap::Space {
        return None;
    }
    // Names come back; so do the items of an enumeration, which commas part, and the letters of a formula.
    let is_letter = word.span.len() == 1;
    if !word.folded.is_content || is_letter || word.span.of(text).starts_with(char::is_uppercase) {
        return None;
    }
    // `Day by day` is said once.
    let is_again = |at: usize| at >= sentence.start + 2 && is_pair(text, words, at);
    if is_again(at) {
        return None;
    }
    let key = word.folded.key;
    let from = at.saturating_sub(ECHO_WINDOW).max(sentence.start);
    let clause = (from..=at).rev().find(|place| words[*place].gap.breaks()).unwrap_or(from);
    let mut earlier = (clause..at).filter(|place| words[*place].folded.key == key && !is_again(*place));
    match (earlier.next(), earlier.next(), earlier.next()) {
        (Some(first), Some(second), None) => Some([first, second, at]),
        _ => None,
    }
}

/// What a sentence says something of: its code, formulas, numbers and names, in order. In German all nouns have capitals, so there
/// names are not recognized.
fn named<'t>(
    document: &'t Document<'_>,
    sentences: &[Sentence],
    words: &[Word],
    sentence: Range<usize>,
    language: Language,
) -> Vec<Cow<'t, str>> {
    let text = document.text();
    let span = sentences[words[sentence.start].sentence as usize].span;
    let stretches = document.stretches().iter().map(|stretch| stretch.span);
    let code = stretches.filter(|code| span.contains(*code)).map(|code| code.of(text));
    let is_name = |place: &usize| {
        let word = words[*place].span.of(text);
        let is_capital = *place > sentence.start && word.starts_with(char::is_uppercase);
        word.contains(char::is_numeric) || is_capital && language != Language::German
    };
    let names = sentence.clone().filter(is_name).map(|place| words[place].span.of(text));
    code.chain(names).map(Cow::from).collect()
}

/// Words that join a pair and are in no list of function words.
const JOINING: [&str; 4] = ["dopo", "upon", "tras", "après"];

/// Whether a word is the second of a pair that a function word joins, with blanks or hyphens between: `day by day`, `face-to-face`.
pub(super) fn is_pair(text: &str, words: &[Word], at: usize) -> bool {
    let Some([first, between, second]) = at.checked_sub(2).and_then(|start| words.get(start..=at)) else {
        return false;
    };
    first.folded.key == second.folded.key
        && between.gap == second.gap
        && matches!(second.gap, Gap::Space | Gap::Hyphen)
        && (!between.folded.is_content || JOINING.contains(&between.span.of(text)))
}

/// Whether a word is one, and not a character of a script that writes words together.
fn is_word(word: &str) -> bool {
    // Thai, Lao, Khmer and Myanmar; Chinese and Japanese. Korean has spaces.
    let is_joined = |c: char| {
        matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{312F}'
            | '\u{31A0}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
    };
    !word.starts_with(is_joined)
}
