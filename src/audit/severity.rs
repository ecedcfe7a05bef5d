//! How severe overuse is: the limits that fit a draft's length, what lowers a level, and what a finding says.
//!
//! More of the same is never judged milder: scores grow with each further occurrence, limits fall with length, and a
//! name is one only as long as nothing speaks against it.

use std::ops::Range;

use super::judge::{Judge, times};
use super::measures::percent;
use super::namesakes;
use super::overuse::{self, Head, Single};
use super::phrases::{self, Repeat};
use super::wording::{Said, Text, Value, say, texts};
use super::words::{Gap, Word};
use super::{Audit, AuditRule, Cut, Finding, Judged, Level, Phrase, Setting, cuts, kind, reference};
use crate::document::BlockKind;
use crate::language::{Language, TrimClass, TrimWords};
use crate::order::Arrange;
use crate::span::Span;

/// From this length on the limit of a note is as it is set, in words, and how much higher it is for each time that a draft
/// is *e* times shorter, as a share of it. Of the 18F posts 1 in 20 has more than 5.4 % from 600 words on, and 6.1 % below;
/// short posts say their topic more often in proportion.
const NOTE_LENGTH: (f64, f64) = (1200.0, 0.12);

/// The same for a warning: as it is set wherever no reference post has as much, that is from 600 words on.
const WARNING_LENGTH: (f64, f64) = (600.0, 0.2);

/// The most that a limit is raised, as a factor. So 9.6 % makes a warning at any length, and what no reference post of
/// fewer than 600 words reaches (9.8 %) is never a mere note. Shorter drafts have the least counts for their protection.
const MOST_RAISED: f64 = 1.2;

/// By how much the limits of single words are higher in a draft of one content word, in percent; they fall with the
/// square root of the content words, as the spread of a share does. Chosen so that among the 18F posts short ones have
/// no more notes than long ones, and that a stuffed page of 80 words is a warning in every language.
const WORD_NOTE_SPREAD: f64 = 35.0;
const WORD_WARNING_SPREAD: f64 = 45.0;

/// How many times the limit of a warning makes one in a language without reference texts, and a note where the language is not known. Of
/// 435 clean texts (guides in many languages, Vietnamese and Indonesian news, Russian papers) the highest has 2.4 times the limit, all
/// others less than 2.3.
const EXTREME: f64 = 3.0;

/// The share of a word's occurrences that begin a step of a list, from which on it is the verb of an instruction: `Click`, `Add`.
const STEPS: f64 = 0.75;

/// What steps begin with.
const STEP_VERBS: &str = "add attach bake boil bring check chop choose click close combine configure connect cook copy cover create cut delete \
                          download drag drain draw drop enter fill find fold follow go heat hold insert install keep launch leave log make mash mix \
                          move open paste peel pick place pour press pull push put remove repeat replace restart return rinse roll run save scroll \
                          select serve set sign slice sprinkle start stir stop swipe tap transfer turn type unplug update use verify visit wait \
                          wash whisk wipe write klicken klicke wählen wähle öffnen öffne geben drücken tippen ziehen setzen stellen starten \
                          cliquez ajoutez ouvrez choisissez sélectionnez saisissez appuyez versez mélangez coupez faites mettez retirez cliquer \
                          ajouter ouvrir choisir sélectionner haga pulse elija seleccione abra añada agregue escriba introduzca presione ponga \
                          corte mezcle vierta retire clic pulsa añade abre elige clicca fai aggiungi aggiungete apri scegli seleziona premi inserisci \
                          versate mettete tagliate clique adicione abra escolha selecione digite pressione coloque retire klik kies open voer druk \
                          selecteer voeg ga klicka välj öppna tryck skriv lägg klik vælg åbn indtast tryk velg åpne trykk";

/// The share of a word's occurrences that lie in the family of an over-used phrase, from which on the word is no finding
/// of its own: it would say the same again.
const INSIDE: f64 = 0.75;

/// What was measured, the limit that it is over, and how severe that is.
#[derive(Clone, Copy)]
struct Over {
    level: Level,
    value: f64,
    limit: f64,
    /// The level that the limit is of, which may have been lowered.
    limit_of: Level,
}

/// How much higher the limits of family coverage are in a draft of this length: of a note and of a warning.
pub(super) fn length_factors(words: usize) -> (f64, f64) {
    let factor = |(full, shorter): (f64, f64)| {
        (1.0 + shorter * (full / words.max(1) as f64).ln().max(0.0)).min(MOST_RAISED)
    };
    (factor(NOTE_LENGTH), factor(WARNING_LENGTH))
}

/// How many occurrences, of `length` words each, have to go so that the `inside` words of a family have no more than their
/// `usual` share of all `words`, in percent; at least one. Each takes its words from both.
fn spare(inside: usize, usual: f64, words: usize, length: f64) -> usize {
    let spare = inside as f64 - usual / 100.0 * words as f64;
    (spare / (length * (1.0 - usual / 100.0))).ceil().max(1.0) as usize
}

impl Judge<'_> {
    /// What a score is over, for a phrase with `count` occurrences, itself or its family.
    fn over(&self, value: f64, count: usize, (note, warning): (f64, f64)) -> Option<Over> {
        let limits = &self.options.limits;
        if value >= warning && count >= limits.least_warning {
            Some(Over { level: Level::Warning, value, limit: warning, limit_of: Level::Warning })
        } else if value >= note.min(warning) && count >= limits.least_note {
            Some(Over { level: Level::Note, value, limit: note.min(warning), limit_of: Level::Note })
        } else {
            None
        }
    }

    /// The phrase that the draft says too much, of those that it may be about: the one with the highest level, and of
    /// these the first.
    ///
    /// Where the language is not known every phrase of its function words is one of content words, so that only what is far beyond
    /// all texts is a note.
    pub(super) fn overused_phrase(&self, audit: &Audit) -> Option<Finding> {
        let mut are_names = true;
        let judged = self.heads.iter().filter_map(|head| {
            if head.is_spare && !are_names {
                return None;
            }
            let names = self.is_name(&content(self, head.repeat));
            are_names &= names;
            let count = head.family.stretches.max(head.repeat.starts.len());
            let limits = audit.family_limits(&self.options.limits);
            let over = self.over(head.score(), count, limits)?;
            let is_often = head.repeat.starts.len() >= self.options.limits.least_warning;
            let is_extreme = is_often && over.value >= EXTREME * limits.1;
            if !self.knows_function_words() && !is_extreme || self.opens_steps(&head.repeat.starts) {
                return None;
            }
            let (level, reason) = match self.is_person(head.repeat) {
                // Who writes minutes has no other word for somebody.
                true => (over.level.lowered()?, Some(&texts::IS_NAME)),
                false => self.excused(over.level, names)?,
            };
            let (level, reason) = match level > Level::Note && !self.has_reference() {
                true if is_extreme && self.knows_function_words() => (level, reason),
                true => (Level::Note, Some(&texts::NO_REFERENCE)),
                false => (level, reason),
            };
            Some((head, Over { level, ..over }, reason))
        });
        let mut worst: Option<(&Head<'_>, Over, Option<&'static Text>)> = None;
        for found in judged {
            if worst.as_ref().is_none_or(|(_, over, _)| found.1.level > over.level) {
                worst = Some(found);
            }
        }
        let (head, over, reason) = worst?;
        let phrase = self.draft.repeat(head.repeat, self.folder);
        let places = head.repeat.stretches();
        let short = match self.short_form(head.repeat) {
            Some((short, count)) => say!(SHORT_FORM, &short, Value::Times(count)),
            None => Said::default(),
        };
        Some(self.family_finding(
            AuditRule::OverusedPhrase,
            (over, reason),
            &phrase,
            head,
            &places,
            audit,
            short,
        ))
    }

    /// Whether limits of the draft's language were held against texts in it, or in one that is counted alike. With a list of function
    /// words alone, 2% of 1,831 clean texts of 28 languages have a note, of Indonesian news a tenth: that is no warning.
    fn has_reference(&self) -> bool {
        self.draft.analysis.language().has_stop_words()
    }

    /// Whether the words of the draft's language that say nothing by themselves are known.
    pub(super) fn knows_function_words(&self) -> bool {
        self.draft.analysis.language().has_function_words()
    }

    /// A keyphrase that is said too much, unless that is said of what the draft is about.
    pub(super) fn overused_keyphrase(
        &self,
        phrase: &Phrase,
        audit: &Audit,
        found: &[Finding],
    ) -> Option<Finding> {
        let places = self.stretches(phrase);
        let words = self.draft.words;
        // A keyphrase of one word is judged as a word.
        if places.is_empty() || places.iter().all(|place| place.len() == 1) {
            return None;
        }
        let is_own = |key: u32| {
            places.iter().any(|place| words[place.clone()].iter().any(|word| word.folded.key == key))
        };
        let shares = |head: &Head<'_>| content(self, head.repeat).into_iter().any(is_own);
        let is_said = found.iter().any(|finding| finding.rule == AuditRule::OverusedPhrase);
        if is_said && self.heads.iter().filter(|head| !head.is_spare).any(shares)
            || self.heads.first().is_some_and(shares)
        {
            return None;
        }
        let family = phrases::family(words, &places, self.repeats.iter().copied());
        let sales = self.sales.share(&family.words, words.len() - family.inside);
        let count = family.stretches.max(places.len());
        let repeat = Repeat { words: phrase.words, starts: places.iter().map(|place| place.start).collect() };
        let head = Head { repeat: &repeat, family, is_titled: true, sales, is_spare: false };
        let limits = audit.family_limits(&self.options.limits);
        let mut over = self.over(head.score(), count, limits)?;
        let mut reason = None;
        let is_often = places.len() >= self.options.limits.least_warning;
        let is_extreme = is_often && over.value >= EXTREME * limits.1 && self.knows_function_words();
        if over.level > Level::Note && !self.has_reference() && !is_extreme {
            over.level = Level::Note;
            reason = Some(&texts::NO_REFERENCE);
        }
        let rule = AuditRule::KeyphraseOverused;
        Some(self.family_finding(rule, (over, reason), phrase, &head, &places, audit, Said::default()))
    }

    /// A finding of family coverage: with why its level was lowered, and what else its advice says.
    #[allow(clippy::too_many_arguments)] // All of them are what one message says.
    fn family_finding(
        &self,
        rule: AuditRule,
        (over, reason): (Over, Option<&'static Text>),
        phrase: &Phrase,
        head: &Head<'_>,
        places: &[Range<usize>],
        audit: &Audit,
        more: Said,
    ) -> Finding {
        let count = phrase.occurrences.len();
        let coverage = head.family.coverage;
        let reference = reference::family_coverage(audit.words);
        // Shown with one decimal: less is no difference to a reader.
        let has_variants = coverage >= phrase.coverage + 0.05;
        // What is no more than a note is not beyond all: a phrase outside title and headings may be.
        let compared = if over.limit_of == Level::Note { coverage.min(reference.most()) } else { coverage };
        let standing = reference.standing(compared, self.comparable());
        // The sum is printed where it decides; where coverage does, that is what there is to change.
        let decides = coverage < over.limit;
        let value = if decides { over.value } else { coverage };
        let (times, part) = (times(phrase), Value::Number(coverage, 1));
        let mut message = match has_variants {
            true => say!(PHRASE_WITH_VARIANTS, &phrase.text, times, part, standing),
            false => say!(PHRASE_APPEARS, &phrase.text, times, part, standing),
        };
        if decides {
            message = message.and(say!(SALES_WORDS, Value::Number(head.sales, 1), Value::Number(value, 1)));
        }
        let level = self.options.level_of(rule, over.limit_of);
        message = message.and(say!(FROM, level, limit(over.limit))).and(self.said(rule, reason));
        let ranks = self.ranks(places.iter().map(|place| place.start));
        let mut order: Vec<usize> = (0..count).collect();
        order.arrange_by_key(|place| ranks.get(*place).copied());
        let usual = reference.usual();
        let length = phrase.words.max(1) as f64;
        let cut = spare(head.family.inside, usual, audit.words, length);
        let mut finding = Finding::new(rule, message, self.advice(cut, count, &ranks).and(more));
        finding.level = over.level;
        finding.subject.clone_from(&phrase.text);
        finding.judged = Some(Judged {
            value,
            limit: over.limit,
            unit: "% of words",
            percentile: Some(reference.percentile(coverage)),
        });
        finding.occurrences = order.into_iter().map(|place| phrase.occurrences[place]).collect();
        finding
    }

    /// What to do with each occurrence of the phrase that the draft says too much, as its finding advises.
    pub(super) fn cuts(&self, audit: &Audit) -> Vec<Cut> {
        let rules = [AuditRule::OverusedPhrase, AuditRule::KeyphraseOverused];
        let finding =
            audit.findings.iter().find(|finding| rules.contains(&finding.rule) && finding.judged.is_some());
        let Some(finding) = finding else { return Vec::new() };
        // A finding names one of the heads, or a keyphrase.
        let head = self.heads.iter().find(|head| self.draft.spelled(head.repeat) == finding.subject);
        let (stretches, inside, repeat) = match head {
            Some(head) if finding.rule == AuditRule::OverusedPhrase => {
                (head.repeat.stretches(), head.family.inside, Some(head.repeat))
            }
            _ => {
                let Some(phrase) = audit.keyphrases.iter().find(|phrase| phrase.text == finding.subject)
                else {
                    return Vec::new();
                };
                let stretches = self.stretches(phrase);
                let family = phrases::family(self.draft.words, &stretches, self.repeats.iter().copied());
                (stretches, family.inside, None)
            }
        };
        let Some(length) = stretches.first().map(|stretch| stretch.len().max(1) as f64) else {
            return Vec::new();
        };
        let spare = spare(inside, reference::family_coverage(audit.words).usual(), audit.words, length);
        let short = repeat.and_then(|repeat| self.short_form(repeat)).map(|(short, _)| short);
        let ranks = self.ranks(stretches.iter().map(|stretch| stretch.start));
        let place = |(stretch, rank): (&Range<usize>, u8)| cuts::Place {
            occurrence: self.draft.occurrence(stretch.start, stretch.len()),
            start: stretch.start,
            rank,
            shortened: self.with_article(stretch),
        };
        let places: Vec<cuts::Place> = stretches.iter().zip(ranks).map(place).collect();
        cuts::list(&finding.subject, &places, spare, short.as_deref())
    }

    /// The place of a phrase with the article before it, which a short form brings its own of; `None` without one: `a` means
    /// something else than `the`.
    fn with_article(&self, stretch: &Range<usize>) -> Option<Span> {
        let before = stretch.start.checked_sub(1)?;
        let word = &self.draft.words[stretch.start];
        let is_article = word.gap == Gap::Space
            && self.draft.words[before].sentence == word.sentence
            && matches!(self.draft.text(before, 1).to_lowercase().as_str(), "the" | "this" | "our" | "its");
        is_article.then(|| self.draft.occurrence(before, stretch.len() + 1).span)
    }

    /// What to do about a phrase or word that is said too often: how many to change, of how many, and which first.
    fn advice(&self, cut: usize, count: usize, ranks: &[u8]) -> Said {
        let openers = ranks.iter().filter(|rank| **rank == 0).count();
        // More than there are: the variants take the rest.
        if cut >= count {
            return say!(CUT_MOST, count);
        }
        match openers {
            0 => say!(CUT, cut, count),
            1 => say!(CUT, cut, count).and(&texts::FIRST_THE_OPENER),
            _ if openers < cut => say!(CUT_OPENERS, cut, count, openers),
            _ => say!(CUT, cut, count).and(&texts::OPENERS_FIRST),
        }
    }

    /// In which order occurrences are to be changed, by where each begins: those that open a paragraph, then those
    /// behind another of the same paragraph; the first one in a paragraph introduces the topic, and titles need it most.
    fn ranks(&self, starts: impl Iterator<Item = usize>) -> Vec<u8> {
        let mut seen: Option<usize> = None;
        let mut block_before = None;
        let rank = |start: usize| {
            let sentence = &self.draft.analysis.sentences()[self.draft.words[start].sentence as usize];
            let is_second = block_before.replace(sentence.block) == Some(sentence.block);
            match sentence.kind {
                BlockKind::Title => 6,
                BlockKind::Heading => 5,
                BlockKind::Paragraph if seen.is_none() => {
                    seen = Some(start);
                    4
                }
                BlockKind::Paragraph if self.draft.occurrence(start, 1).opens => 0,
                _ if is_second => 1,
                BlockKind::Paragraph => 2,
                _ => 3,
            }
        };
        starts.map(rank).collect()
    }

    /// The single words that the draft says too much.
    pub(super) fn overused_words(&self, audit: &Audit, findings: &mut Vec<Finding>) {
        let language = self.draft.analysis.language();
        let head =
            findings.iter().find(|finding| finding.rule == AuditRule::OverusedPhrase).and_then(|finding| {
                // The finding names one of the heads.
                let head =
                    self.heads.iter().find(|head| self.draft.spelled(head.repeat) == finding.subject)?;
                Some((finding.level, head))
            });
        for (single, word_use) in self.singles.iter().zip(&audit.single_words) {
            let first = single.places[0];
            let Some(room) = overuse::room(language, self.draft.words[first].folded.letters) else {
                continue;
            };
            // In a short draft a word has occurred five times sooner than a phrase has.
            if single.places.len() < self.options.limits.least_warning {
                continue;
            }
            let left = single.places.iter().copied().filter(|at| !self.is_allowed(*at));
            let count = left.clone().count();
            let share = percent(count, audit.measures.content_words);
            let limits = &self.options.limits;
            let spread = (audit.measures.content_words.max(1) as f64).sqrt();
            let note = room * (limits.word_note + WORD_NOTE_SPREAD / spread);
            // A compound excuses a note; nobody needs it in every fourth word.
            let warning =
                room.min(overuse::OTHER_LANGUAGE_ROOM) * (limits.word_warning + WORD_WARNING_SPREAD / spread);
            let Some(over) = self.over(share, count, (note, warning)) else { continue };
            let single = &Single { key: single.key, places: left.collect(), share };
            if count < limits.least_warning || self.opens_steps(&single.places) {
                continue;
            }
            let Some((level, reason)) = self.excused(over.level, self.is_name(&[single.key])) else {
                continue;
            };
            let (level, reason) = match level > Level::Note && !self.has_reference() {
                true => (Level::Note, Some(&texts::NO_REFERENCE)),
                false => (level, reason),
            };
            if let Some((said, head)) = head {
                let inside = single.places.iter().filter(|at| head.family.words[**at]).count();
                if level <= said && inside as f64 >= INSIDE * single.places.len() as f64 {
                    continue;
                }
            }
            // Who writes dialogue says `said`: readers pass over it.
            if is_beside_quotes(self.draft.document().text(), self.draft.words, single)
                && TrimWords::new(language)
                    .is_some_and(|trims| trims.is(TrimClass::Saying, &self.draft.text(first, 1)))
            {
                continue;
            }
            let is_keyphrase = |phrase: &&Phrase| {
                phrase.words == 1 && phrase.occurrences.first() == Some(&self.draft.occurrence(first, 1))
            };
            let rule = match audit.keyphrases.iter().find(is_keyphrase) {
                Some(_) => AuditRule::KeyphraseOverused,
                None => AuditRule::OverusedWord,
            };
            findings.push(self.word_finding(rule, Over { level, ..over }, single, word_use, reason, audit));
        }
    }

    fn word_finding(
        &self,
        rule: AuditRule,
        over: Over,
        single: &Single,
        word_use: &super::WordUse,
        reason: Option<&'static Text>,
        audit: &Audit,
    ) -> Finding {
        let count = single.places.len();
        let reference = reference::word_share(audit.words);
        let usual = reference.usual();
        let ranks = self.ranks(single.places.iter().copied());
        let mut order: Vec<usize> = (0..count).collect();
        order.arrange_by_key(|place| ranks[*place]);
        let content = audit.measures.content_words as f64;
        let language = self.draft.analysis.language();
        let instead = match language {
            Language::English => &texts::INSTEAD_IT,
            _ => &texts::INSTEAD,
        };
        // Each takes one of both counts along.
        let spare = (count as f64 - usual / 100.0 * content) / (1.0 - usual / 100.0);
        let (times, part) = (Value::Times(count), Value::Number(over.value, 1));
        let half = Value::Number(reference.half(), 1);
        let message = match language {
            // Without function words nobody can tell which words are others.
            _ if !self.knows_function_words() => say!(WORD_OF_ALL, &word_use.text, times, part),
            Language::English => say!(WORD_OF_CONTENT, &word_use.text, times, part, half),
            _ => say!(WORD_OF_CONTENT_ABROAD, &word_use.text, times, part, half),
        };
        let level = self.options.level_of(rule, over.limit_of);
        let message = message.and(say!(FROM, level, limit(over.limit))).and(self.said(rule, reason));
        let advice = self.advice(spare.ceil().max(1.0) as usize, count, &ranks).and(instead);
        let mut finding = Finding::new(rule, message, advice);
        finding.level = over.level;
        finding.subject.clone_from(&word_use.text);
        finding.judged = Some(Judged {
            value: over.value,
            limit: over.limit,
            unit: "% of content words",
            percentile: Some(reference.percentile(over.value)),
        });
        let place = |place: usize| self.draft.occurrence(single.places[place], 1);
        finding.occurrences = order.into_iter().map(place).collect();
        finding
    }

    /// What the reference texts are to this draft: they are in English.
    fn comparable(&self) -> &'static Text {
        match self.draft.analysis.language() {
            Language::English => &texts::COMPARABLE_POSTS,
            _ => &texts::COMPARABLE_ENGLISH_POSTS,
        }
    }

    /// Whether most places, and none of a title or heading, begin the steps of an instruction: items that begin with the verb of one. A
    /// noun at the start of as many items is what the draft says too much.
    fn opens_steps(&self, places: &[usize]) -> bool {
        let words = self.draft.words;
        let sentences = self.draft.analysis.sentences();
        let block = |at: usize| sentences[words[at].sentence as usize].block;
        let opens = |at: &&usize| {
            let place = block(**at);
            if self.draft.kind_of(**at) != BlockKind::Item || **at > 0 && block(**at - 1) == place {
                return false;
            }
            let word = self.draft.text(**at, 1).to_lowercase();
            STEP_VERBS.split(' ').any(|verb| verb == word)
        };
        let is_titled = |at: &usize| matches!(self.draft.kind_of(*at), BlockKind::Title | BlockKind::Heading);
        !places.iter().any(|at| is_titled(at) || self.sales.contains(*at))
            && places.iter().filter(opens).count() as f64 >= STEPS * places.len() as f64
    }

    /// Whether a phrase is a title and the name of a family, `Mr Birch`, which has a capital inside sentences.
    fn is_person(&self, repeat: &Repeat) -> bool {
        let text = self.draft.document().text();
        let start = repeat.starts[0];
        let words = &self.draft.words[start..start + repeat.words];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        words.len() == 2
            && namesakes::is_polite(first.span.of(text))
            && last.span.of(text).starts_with(char::is_uppercase)
            && (self.draft.analysis.language() == Language::German || self.is_name(&[last.folded.key]))
    }

    /// The level lowered for documents that have to repeat themselves, and a warning for a proper name; with the reason.
    fn excused(&self, level: Level, is_name: bool) -> Option<(Level, Option<&'static Text>)> {
        let reason = match kind::of(self.draft.document()) {
            Some("a changelog") => &texts::IS_CHANGELOG,
            Some("legal text") => &texts::IS_LEGAL,
            Some(kind::VERSE) => &texts::IS_VERSE,
            Some(_) => &texts::IS_REFERENCE,
            None if is_name && level == Level::Warning => return Some((Level::Note, Some(&texts::IS_NAME))),
            None => return Some((level, None)),
        };
        Some((level.lowered()?, Some(reason)))
    }

    /// Why a level was lowered, where that is what decides: nothing if the rule is set to a level.
    fn said(&self, rule: AuditRule, reason: Option<&'static Text>) -> Said {
        let is_set = matches!(self.options.setting(rule), Setting::At(_));
        reason.filter(|_| !is_set).map(Said::from).unwrap_or_default()
    }

    /// Whether the content words of a phrase, by their keys, are written with capitals that no headline explains,
    /// wherever they occur within a sentence of prose: the sentence has a content word in lower case, and none of the
    /// words is ever one. Sales words are no names; a phrase that `any` or `your` comes before is none, however it is
    /// written; and in German all nouns have capitals, so that a title or a given name has to be among them.
    fn is_name(&self, keys: &[u32]) -> bool {
        /// What comes before things of which there are many, in English.
        const BEFORE_COMMON: [&str; 8] = ["any", "every", "each", "your", "an", "a", "these", "those"];
        let words = self.draft.words;
        if self.draft.analysis.language() == Language::German {
            // All nouns have capitals there: `Herr Koch` and `Eva Koch` say it otherwise.
            let text = self.draft.document().text();
            let is_of_phrase = |word: &&Word| keys.contains(&word.folded.key);
            let says = |word: &Word| namesakes::is_before_name(word.span.of(text));
            return keys.len() > 1 && words.iter().filter(is_of_phrase).any(says);
        }
        let is_english = self.draft.analysis.language() == Language::English;
        let mut seen = vec![false; keys.len()];
        let concordance = self.draft.concordance;
        let numbers = keys.iter().filter_map(|key| concordance.number(*key));
        for at in numbers.flat_map(|number| concordance.places(number)) {
            let word = &words[at];
            if self.sales.contains(at) {
                return false;
            }
            if !matches!(self.draft.kind_of(at), BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
                continue;
            }
            // An article may come before one word of a name: "a Tesla".
            let is_common = |before: usize| {
                let word = words[before].span.of(self.draft.document().text());
                BEFORE_COMMON.iter().any(|common| word.eq_ignore_ascii_case(common))
            };
            if is_english && keys.len() > 1 && at > 0 && !word.gap.breaks() && is_common(at - 1) {
                return false;
            }
            let is_inner = at > 0 && !word.gap.breaks();
            if !self.draft.is_capitalized(at) {
                return false;
            }
            if is_inner
                && !self.is_headline(at)
                && let Some(place) = keys.iter().position(|key| *key == word.folded.key)
            {
                seen[place] = true;
            }
        }
        !seen.is_empty() && seen.iter().all(|seen| *seen)
    }

    /// Whether all content words of the sentence around a word have capitals.
    fn is_headline(&self, at: usize) -> bool {
        let words = self.draft.words;
        let sentence = words[at].sentence;
        let is_same = |place: &usize| words[*place].sentence == sentence;
        let before = (0..at).rev().take_while(is_same);
        let mut around = before.chain((at..words.len()).take_while(is_same));
        !around.any(|place| words[place].folded.is_content && !self.draft.is_capitalized(place))
    }
}

/// Whether most places of a word have a quotation mark close before or behind them.
fn is_beside_quotes(text: &str, words: &[Word], single: &Single) -> bool {
    /// `" she said` and `said the old man. "`, in characters.
    const CLOSE: usize = 24;
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '—');
    let is_close = |at: &&usize| {
        let span = words[**at].span;
        text[..span.start].chars().rev().take(CLOSE).any(is_mark)
            || text[span.end..].chars().take(CLOSE).any(is_mark)
    };
    2 * single.places.iter().filter(is_close).count() > single.places.len()
}

fn content(judge: &Judge<'_>, repeat: &Repeat) -> Vec<u32> {
    let words = &judge.draft.words[repeat.starts[0]..repeat.starts[0] + repeat.words];
    words.iter().filter(|word| word.folded.is_content).map(|word| word.folded.key).collect()
}

/// A limit as it is set, or with one decimal: 8, 8.7.
fn limit(limit: f64) -> Value {
    Value::Limit((10.0 * limit).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{AuditOptions, Limits, audit};

    #[test]
    fn limits_fall_with_length_and_stay_under_the_highest_reference_post() {
        let factors = [0, 1, 100, 200, 400, 600, 800, 1200, 100_000].map(length_factors);
        assert!(factors.is_sorted_by(|one, next| one.0 >= next.0 && one.1 >= next.1), "{factors:?}");
        assert_eq!((factors[0], factors[8]), ((MOST_RAISED, MOST_RAISED), (1.0, 1.0)));
        for words in [10, 200, 500, 599, 600, 1000, 2000] {
            let warning = Limits::default().family_warning * length_factors(words).1;
            let highest = reference::family_coverage(words).table[20];
            // To the decimal that is printed.
            assert!(
                warning <= highest + 0.05,
                "{words} words: {highest} is beyond all posts, and {warning} the limit"
            );
        }
    }

    /// Numbers of a text, in order.
    fn numbers(text: &str) -> Vec<usize> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
    }

    /// Who cuts as many as the advice says has what a typical post has, and who cuts one fewer has more.
    #[test]
    fn as_many_are_to_be_cut_as_lead_to_what_is_usual() {
        // No two of these are the same word.
        let word = |begin: char, place: usize| {
            let letter = |place: usize| char::from(b'a' + (place % 26) as u8);
            format!("{begin}{}{}x", letter(place / 26), letter(place))
        };
        for (unit, rule, others) in [
            ("Bamboo", AuditRule::OverusedWord, 60),
            ("The garden tool rental", AuditRule::OverusedPhrase, 300),
        ] {
            for times in [14, 20, 31] {
                let said = (0..times).map(|place| format!("{unit} {}. ", word('q', place)));
                let text: String = said.chain((0..others).map(|place| word('z', place) + ". ")).collect();
                let options = AuditOptions::new().language(Language::English);
                let found = audit(&text, &options);
                let finding = found.findings.iter().find(|finding| finding.rule == rule).expect(unit);
                let cut = numbers(&finding.advice)[0];
                let (words, count, usual, length) = match rule {
                    AuditRule::OverusedWord => {
                        (found.measures.content_words, times, reference::word_share(found.words).usual(), 1)
                    }
                    _ => {
                        let inside = found.measures.family_coverage / 100.0 * found.words as f64;
                        let length = found.phrases[0].words;
                        (
                            found.words,
                            inside.round() as usize,
                            reference::family_coverage(found.words).usual(),
                            length,
                        )
                    }
                };
                assert!(!finding.advice.contains("most of"), "{}", finding.advice);
                let share = |cut: usize| percent(count - cut * length, words - cut * length);
                assert!(share(cut) <= usual && share(cut - 1) > usual, "{unit} {times}: {}", finding.advice);
            }
        }
    }

    #[test]
    fn limits_are_printed_short() {
        let printed = |value| say!(FROM, Level::Note, limit(value)).english();
        let expected = ["8", "8.7", "9.6"].map(|limit| format!(" (note from {limit}%)"));
        assert_eq!([8.0, 8.66, 9.6].map(printed), expected);
    }
}
