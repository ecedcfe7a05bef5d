//! Words that come back too soon, words that come too often, and openings: over the whole text, not in a row.
//!
//! Rules that are off unless a preset or a configuration turns them on. Linear in the words.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::judge::{Judge, judged};
use super::measures::{keyness, percent};
use super::style::is_pair;
use super::wording::{Value, say, texts};
use super::{Audit, AuditRule, Finding, Judged, Occurrence};
use crate::background::Background;
use crate::language::numbers;
use crate::order::Arrange;

/// The share of the texts of a background from which on a word is so common that nobody hears it come back, and the share
/// up to which it has the whole window. Chosen: between them the distance falls with the logarithm of the share.
const COMMON: f64 = 0.2;
const RARE: f64 = 0.005;

/// The share of the texts of a background from which on a word is one that everybody uses. Chosen: rarer ones are somebody's topic.
const EVERYBODYS: f64 = 0.05;

/// The least occurrences of a pet word, and the log-likelihood that chance reaches once in 10,000 words.
const LEAST_PET: usize = 5;
const BY_CHANCE: f64 = 15.13;

/// The share of the words that all occurrences of a pet word lie in, at least: more than one place.
const SPREAD: f64 = 0.25;

/// The least sentences of a text whose openings say something, and the least that begin alike. Chosen.
pub(super) const LEAST_SENTENCES: usize = 10;
const LEAST_OPENINGS: usize = 5;

/// What two words at the beginning may be of what one may be.
const PAIR: f64 = 0.4;

impl Judge<'_> {
    /// The findings of these rules, in their order.
    pub(super) fn echo_checks(&self, audit: &Audit, findings: &mut Vec<Finding>) {
        if self.is_on(AuditRule::CloseEcho) {
            self.close_echoes(audit, findings);
        }
        if self.is_on(AuditRule::PetWord) {
            self.pet_words(audit, findings);
        }
        if self.is_on(AuditRule::FrequentOpening) {
            self.frequent_openings(findings);
        }
    }

    /// The keys of words that a draft repeats on purpose: those of its title and keyphrases.
    fn topic_keys(&self, audit: &Audit) -> FxHashSet<u32> {
        let words = self.draft.words;
        let mut keys: FxHashSet<u32> = self.draft.title_keys().into_iter().collect();
        for phrase in &audit.keyphrases {
            keys.extend(self.stretches(phrase).into_iter().flatten().map(|at| words[at].folded.key));
        }
        keys
    }

    fn close_echoes(&self, audit: &Audit, findings: &mut Vec<Finding>) {
        let (words, limits) = (self.draft.words, &self.options.limits);
        let level = self.note(AuditRule::CloseEcho);
        let topic = self.topic_keys(audit);
        let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        let mut names: FxHashSet<u32> = FxHashSet::default();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.folded.is_content) {
            // A letter of its own stands for something, as in a formula.
            if !self.draft.kind_of(at).is_prose() || word.span.len() == 1 {
                continue;
            }
            let is_first = at == 0 || words[at - 1].sentence != word.sentence;
            // German nouns have capitals; what English and others write so is a name.
            if !is_first && self.draft.is_capitalized(at) && !self.has_capital_nouns() {
                names.insert(word.folded.key);
            }
            places.entry(word.folded.key).or_default().push(at);
        }
        // Each pair of occurrences that is closer than its word may come back.
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (key, places) in &places {
            let is_topic = places.len() >= limits.least_warning || topic.contains(key) || names.contains(key);
            if is_topic || places.len() < 2 || self.is_number(places[0]) {
                continue;
            }
            let room = self.echo_room(*key, limits.echo_window);
            for pair in places.windows(2) {
                let (before, at) = (pair[0], pair[1]);
                // Doubled words have a rule of their own, and `day by day` is an idiom; of allowed phrases nothing is found.
                let is_idiom = at - before == 2 && is_pair(self.draft.document().text(), words, at);
                if at - before > 1 && !is_idiom && at - before <= room && !self.is_allowed(at) {
                    pairs.push((before, at));
                }
            }
        }
        pairs.sort_unstable();
        // Words that come back side by side are a phrase.
        let mut echoes: Vec<(usize, usize, usize)> = Vec::new();
        for (before, at) in pairs {
            match echoes.last_mut() {
                Some((start, echo, length))
                    if *start + *length == before && *echo + *length == at && !words[at].gap.breaks() =>
                {
                    *length += 1;
                }
                _ => echoes.push((before, at, 1)),
            }
        }
        /// A phrase that comes back: the words of it before and behind, and how many it has.
        type Echo = (usize, usize, usize);
        let mut by_phrase: Vec<(Vec<u32>, Vec<Echo>)> = Vec::new();
        let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
        for echo in echoes {
            let keys: Vec<u32> = words[echo.1..echo.1 + echo.2].iter().map(|word| word.folded.key).collect();
            let place = *known.entry(keys.clone()).or_insert(by_phrase.len());
            match by_phrase.get_mut(place) {
                Some((_, echoes)) => echoes.push(echo),
                None => by_phrase.push((keys, vec![echo])),
            }
        }
        for (_, echoes) in by_phrase {
            let closest = echoes.iter().map(|(before, at, _)| at - before).min().unwrap_or(0);
            let (_, at, length) = echoes[0];
            let subject = self.subject(at, length);
            let window = limits.echo_window;
            let message = say!(CLOSE_ECHO, &subject, closest, level, window);
            // The later one is the one to change.
            let mut shown: Vec<(usize, usize)> =
                echoes.iter().flat_map(|(before, at, length)| [(*at, *length), (*before, *length)]).collect();
            shown.arrange_by_key(|(at, _)| *at);
            shown.dedup();
            if shown.len() > 1 {
                shown.rotate_left(1);
            }
            findings.push(Finding {
                subject,
                judged: Some(judged(closest, limits.echo_window, "words")),
                occurrences: shown.iter().map(|(at, length)| self.draft.occurrence(*at, *length)).collect(),
                ..Finding::new(AuditRule::CloseEcho, message, &texts::CLOSE_ECHO_ADVICE)
            });
        }
    }

    /// Whether a word is a number that is written out: as little an echo as one in digits.
    fn is_number(&self, at: usize) -> bool {
        let word = self.draft.words[at].span.of(self.draft.document().text());
        numbers::is_word(word, self.draft.analysis.language())
    }

    fn has_capital_nouns(&self) -> bool {
        self.draft.analysis.language() == crate::language::Language::German
    }

    /// How many words apart a word may not come back: all of the window for a rare word, less for a commoner one.
    fn echo_room(&self, key: u32, window: usize) -> usize {
        let Some(background) = self.background() else { return window };
        let share = self.share(key, background).max(RARE);
        if share >= COMMON {
            return 0;
        }
        (window as f64 * (COMMON / share).ln() / (COMMON / RARE).ln()) as usize
    }

    pub(super) fn background(&self) -> Option<&Background> {
        self.draft
            .analysis
            .background()
            .filter(|background| background.documents() > 0 && background.words() > 0)
    }

    /// The share of the texts of a background that have a word.
    fn share(&self, key: u32, background: &Background) -> f64 {
        f64::from(self.folder.frequency(key, background)) / f64::from(background.documents())
    }

    fn pet_words(&self, audit: &Audit, findings: &mut Vec<Finding>) {
        let Some(background) = self.background() else { return };
        let (words, limit) = (self.draft.words, self.options.limits.pet_word_ratio);
        let level = self.note(AuditRule::PetWord);
        let topic = self.topic_keys(audit);
        let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, word) in words.iter().enumerate() {
            // Articles and the like are no habit; numbers and names are no words of everybody.
            let may_be = word.folded.is_content && !self.is_allowed(at) && self.draft.kind_of(at).is_prose();
            if may_be && !(self.draft.is_capitalized(at) && at > 0 && words[at - 1].sentence == word.sentence)
            {
                places.entry(word.folded.key).or_default().push(at);
            }
        }
        let mut found: Vec<(f64, Vec<usize>)> = Vec::new();
        for (key, places) in places {
            let spread = places.last().zip(places.first()).map_or(0, |(last, first)| last - first);
            if places.len() < LEAST_PET
                || topic.contains(&key)
                || (spread as f64) < SPREAD * words.len() as f64
                || self.share(key, background) < EVERYBODYS
            {
                continue;
            }
            let usual = self.folder.occurrences(key, background) as f64;
            let (log_ratio, g2) = keyness(places.len(), words.len(), usual, background.words() as f64);
            if log_ratio.exp2() >= limit && g2 >= BY_CHANCE {
                found.push((log_ratio.exp2(), places));
            }
        }
        found.arrange_by_key(|(_, places)| (Reverse(places.len()), places[0]));
        for (ratio, places) in found {
            let subject = self.subject(places[0], 1).to_lowercase();
            let count = places.len();
            let shown = Value::Number(ratio, 0);
            let message = say!(PET_WORD, &subject, count, shown, level, Value::Limit(limit));
            findings.push(Finding {
                subject,
                judged: Some(Judged { value: ratio, limit, unit: "times as often", percentile: None }),
                occurrences: places.iter().map(|at| self.draft.occurrence(*at, 1)).collect(),
                ..Finding::new(AuditRule::PetWord, message, &texts::PET_WORD_ADVICE)
            });
        }
    }

    fn frequent_openings(&self, findings: &mut Vec<Finding>) {
        let (words, limit) = (self.draft.words, self.options.limits.opening_share);
        let level = self.note(AuditRule::FrequentOpening);
        let sentences = &self.style.sentences;
        if sentences.len() < LEAST_SENTENCES {
            return;
        }
        let mut openings: FxHashMap<(u32, Option<u32>), Vec<usize>> = FxHashMap::default();
        for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
            let first = words[sentence.start].folded.key;
            openings.entry((first, None)).or_default().push(sentence.start);
            if sentence.len() > 1 && !words[sentence.start + 1].gap.breaks() {
                let second = words[sentence.start + 1].folded.key;
                openings.entry((first, Some(second))).or_default().push(sentence.start);
            }
        }
        let share = |places: &[usize]| percent(places.len(), sentences.len());
        /// The first word of sentences, and the second where two are looked at.
        type Opening = (u32, Option<u32>);
        let is_frequent = |((_, second), places): &(Opening, Vec<usize>)| {
            let limit = if second.is_some() { PAIR * limit } else { limit };
            places.len() >= LEAST_OPENINGS && share(places) > limit
        };
        let mut frequent: Vec<(Opening, Vec<usize>)> = openings.into_iter().filter(is_frequent).collect();
        frequent.arrange_by_key(|((_, second), places)| {
            (Reverse(places.len()), Reverse(second.is_some()), places[0])
        });
        // Two words that say what one of them says already are one finding.
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        for ((first, second), places) in frequent {
            if !seen.insert(first) {
                continue;
            }
            let length = if second.is_some() { 2 } else { 1 };
            let limit = if second.is_some() { PAIR * limit } else { limit };
            let subject = self.subject(places[0], length);
            let (count, value) = (places.len(), share(&places));
            let place = |at: &usize| -> Occurrence { self.draft.occurrence(*at, length) };
            let (part, most) = (Value::Number(value, 0), Value::Limit(limit));
            let message = say!(FREQUENT_OPENING, count, sentences.len(), &subject, part, level, most);
            findings.push(Finding {
                subject,
                judged: Some(Judged { value, limit, unit: "% of sentences", percentile: None }),
                occurrences: places.iter().map(place).collect(),
                ..Finding::new(AuditRule::FrequentOpening, message, &texts::BEGIN_SOME_OTHERWISE)
            });
        }
    }
}
