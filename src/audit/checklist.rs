//! The checklist: what an editor looks at, whether it is right or not, a line each.
//!
//! It says nothing that the rules do not: whatever is not right here is a finding of the rule that is named. Only rules that
//! are on have a line, and only where a draft has what they look at.

use std::borrow::Cow;

use super::echoes;
use super::finding::written;
use super::judge::{Judge, LEAST_WORDS_FOR_SPREAD, times};
use super::measures::percent;
use super::wording::{Said, Text, Value, say, texts};
use super::{Audit, AuditRule, Phrase};
use crate::document::BlockKind;
use crate::language::Language;

/// How many findings of a rule a line names.
const NAMED: usize = 3;

/// What several findings of a rule are called.
fn several(rule: AuditRule, count: usize) -> Said {
    match rule {
        AuditRule::Placeholder => say!(SEVERAL_PLACEHOLDERS, count),
        AuditRule::LinkText => say!(SEVERAL_LINKS, count),
        AuditRule::EmptySection => say!(SEVERAL_SECTIONS, count),
        AuditRule::HeadingJump => say!(SEVERAL_JUMPS, count),
        AuditRule::LongSection => say!(SEVERAL_STRETCHES, count),
        rule => say!(SEVERAL_FINDINGS, count, rule.name()),
    }
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Check {
    /// The rule that looks at it.
    pub rule: AuditRule,
    /// Whether it is right.
    pub passed: bool,
    /// What was looked at, in a line: `"heat pump" is in the title`.
    pub text: String,
    /// What the line was made of.
    said: Said,
}

impl Check {
    fn new(rule: AuditRule, passed: bool, said: Said) -> Check {
        Check { rule, passed, text: said.english(), said }
    }

    /// The [`text`](Check::text) in German, French or Spanish, and in English for every other language.
    pub fn text_in(&self, language: Language) -> Cow<'_, str> {
        written(&self.text, &self.said, language)
    }
}

impl Judge<'_> {
    /// All lines, those of keyphrases first. `audit` has its findings.
    pub(super) fn checklist(&self, audit: &Audit) -> Vec<Check> {
        let mut checks = Vec::new();
        for phrase in audit.keyphrases.iter().filter(|phrase| phrase.words > 0) {
            self.of_keyphrase(phrase, audit, &mut checks);
        }
        self.of_page(audit, &mut checks);
        self.of_overuse(audit, &mut checks);
        checks.retain(|check| self.is_on(check.rule));
        checks
    }

    fn of_keyphrase(&self, phrase: &Phrase, audit: &Audit, checks: &mut Vec<Check>) {
        let name = &phrase.text;
        let mut add = |rule, passed, text: Said| {
            if self.is_on(rule) {
                checks.push(Check::new(rule, passed, text));
            }
        };
        if phrase.occurrences.is_empty() {
            add(AuditRule::KeyphraseAbsent, false, say!(CHECK_ABSENT, name));
            return;
        }
        for (place, is_there) in self.placed(phrase) {
            let text = match is_there {
                true => say!(CHECK_IS_IN, name, place),
                false => say!(CHECK_IS_NOT_IN, name, place),
            };
            add(AuditRule::KeyphrasePlacement, is_there, text);
        }
        let is_about = |rule: AuditRule| {
            audit.findings.iter().any(|finding| finding.rule == rule && finding.subject == phrase.text)
        };
        let limit = self.options.limits.opening_words;
        let late = is_about(AuditRule::KeyphraseOpening);
        let text = match late {
            true => say!(CHECK_NOT_EARLY, name, limit),
            false => say!(CHECK_EARLY, name, limit),
        };
        add(AuditRule::KeyphraseOpening, !late, text);
        if audit.words >= LEAST_WORDS_FOR_SPREAD && phrase.occurrences.len() > 1 {
            let uneven = audit
                .findings
                .iter()
                .find(|finding| finding.rule == AuditRule::KeyphraseUneven && finding.subject == phrase.text);
            let text = uneven.map_or_else(|| say!(CHECK_EVEN, name), |finding| finding.said.0.clone());
            add(AuditRule::KeyphraseUneven, uneven.is_none(), text);
        }
        // What is over-used may be found under the name of a longer phrase.
        let words = phrase.text.to_lowercase();
        let overused = audit.findings.iter().any(|finding| {
            let rules = [AuditRule::KeyphraseOverused, AuditRule::OverusedPhrase, AuditRule::OverusedWord];
            let subject = finding.subject.to_lowercase();
            rules.contains(&finding.rule) && (subject.contains(&words) || words.contains(&subject))
        });
        let (times, density) = (times(phrase), Value::Number(phrase.density, 1));
        let text = say!(CHECK_DENSITY, name, times, density);
        let text = if overused { text.and(&texts::CHECK_TOO_OFTEN) } else { text };
        add(AuditRule::KeyphraseOverused, !overused, text);
    }

    fn of_page(&self, audit: &Audit, checks: &mut Vec<Check>) {
        let document = self.draft.document();
        let fields = document.fields();
        let found = |rule: AuditRule| audit.findings.iter().find(|finding| finding.rule == rule);
        let mut add = |rule, right: &dyn Fn() -> Said| {
            if !self.is_on(rule) {
                return;
            }
            let of_rule: Vec<_> = audit.findings.iter().filter(|finding| finding.rule == rule).collect();
            let (passed, text) = match of_rule[..] {
                [] => (true, right()),
                [one] => (false, one.said.0.clone()),
                // One line for all, that names the first few.
                _ if of_rule.iter().all(|finding| !finding.subject.is_empty()) => {
                    let named: Vec<String> =
                        of_rule.iter().take(NAMED).map(|finding| finding.subject.clone()).collect();
                    let more = of_rule.len() - named.len();
                    let names = say!(COLON_NAMES, Value::Quoted(named, more));
                    (false, several(rule, of_rule.len()).and(names))
                }
                [first, ..] => (false, first.said.0.clone().and(say!(CHECK_ONE_OF, of_rule.len()))),
            };
            checks.push(Check::new(rule, passed, text));
        };
        let characters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
        if let Some(title) = fields.search_title.as_deref().or(document.title()) {
            add(AuditRule::TitleLength, &|| say!(TITLE_HAS, characters(title)));
        }
        if fields.description.is_some() || found(AuditRule::DescriptionLength).is_some() {
            let description = fields.description.as_deref().unwrap_or_default();
            add(AuditRule::DescriptionLength, &|| say!(DESCRIPTION_HAS, characters(description)));
        }
        if !fields.headings.is_empty() || !fields.main_headings.is_empty() {
            add(AuditRule::MainHeading, &|| say!(CHECK_MAIN_HEADING));
        }
        if fields.headings.len() > 1 {
            add(AuditRule::HeadingJump, &|| say!(CHECK_LEVELS));
        }
        if fields.headings.len() > 1 && fields.headings.iter().any(|heading| !heading.holds_unread) {
            add(AuditRule::EmptySection, &|| say!(CHECK_SECTIONS));
        }
        let images = fields.alternatives.len() + fields.unlabelled_images.len();
        if images > 0 {
            add(AuditRule::ImageText, &|| match images {
                1 => say!(CHECK_IMAGE),
                images => say!(CHECK_IMAGES, images),
            });
        }
        if !fields.links.is_empty() {
            add(AuditRule::LinkText, &|| match fields.links.len() {
                1 => say!(CHECK_LINK),
                links => say!(CHECK_LINKS, links),
            });
        }
        if audit.words == 0 {
            return;
        }
        if self.is_on(AuditRule::Placeholder) {
            add(AuditRule::Placeholder, &|| say!(CHECK_PLACEHOLDERS));
        }
        let limit = self.options.limits.section_words;
        add(AuditRule::LongSection, &|| say!(CHECK_STRETCHES, limit));
        // Rules that are always on have a line only where the reader asked for a checklist: with a keyphrase or one of the others.
        if !self.asks(audit) {
            return;
        }
        let paragraph = self.options.limits.paragraph_words;
        add(AuditRule::RepeatedSentence, &|| say!(CHECK_SENTENCES_UNLIKE));
        add(AuditRule::EchoedWord, &|| say!(CHECK_WORDS_SINGLE));
        add(AuditRule::SameOpening, &|| say!(CHECK_OPENINGS));
        add(AuditRule::LongParagraph, &|| say!(CHECK_PARAGRAPHS, paragraph));
        add(AuditRule::CloseEcho, &|| say!(CHECK_ECHOES));
        if self.background().is_some() {
            add(AuditRule::PetWord, &|| say!(CHECK_PET_WORDS));
        }
        if self.style.sentences.len() >= echoes::LEAST_SENTENCES {
            add(AuditRule::FrequentOpening, &|| say!(CHECK_FREQUENT_OPENINGS));
        }
        let long = self
            .style
            .sentences
            .iter()
            .filter(|sentence| sentence.len() > self.options.limits.sentence_words);
        let long = percent(long.count(), self.style.sentences.len());
        let limit = self.options.limits.sentence_words;
        if !self.style.sentences.is_empty() {
            add(AuditRule::LongSentence, &|| say!(CHECK_SENTENCES, limit));
            let is_last = |check: &&mut Check| check.rule == AuditRule::LongSentence && !check.passed;
            if let Some(check) = checks.last_mut().filter(is_last) {
                let said = say!(CHECK_LONG_SENTENCES, Value::Number(long, 0), limit);
                *check = Check::new(AuditRule::LongSentence, false, said);
            }
        }
        if let Some(readability) = audit.measures.readability {
            let passed = found(AuditRule::HardToRead).is_none();
            let text = say!(CHECK_READABILITY, readability.formula, Value::Number(readability.score, 0));
            checks.push(Check::new(AuditRule::HardToRead, passed, text));
        }
    }

    /// Whether all is to be listed, a keyphrase was given, or a rule is on that is not always: a preset asks for more than the usual.
    fn asks(&self, audit: &Audit) -> bool {
        self.options.full_checklist
            || !audit.keyphrases.is_empty()
            || AuditRule::ALL.iter().any(|rule| !rule.is_usual() && self.is_on(*rule))
    }

    /// What is repeated too often, in short: the findings have the numbers.
    fn of_overuse(&self, audit: &Audit, checks: &mut Vec<Check>) {
        if audit.words == 0 || !self.asks(audit) {
            return;
        }
        for (rule, right) in [
            (AuditRule::OverusedPhrase, &texts::CHECK_NO_PHRASE),
            (AuditRule::OverusedWord, &texts::CHECK_NO_WORD),
        ] {
            let found = || audit.findings.iter().filter(|finding| finding.rule == rule);
            // Keyphrases have a line of their own that says it.
            let is_asked = |subject: &str| {
                let subject = subject.to_lowercase();
                audit.keyphrases.iter().any(|phrase| phrase.text.to_lowercase() == subject)
            };
            let wrong: Vec<String> = found()
                .filter(|finding| !is_asked(&finding.subject))
                .map(|finding| finding.subject.clone())
                .collect();
            if wrong.is_empty() && found().next().is_some() {
                continue;
            }
            let passed = wrong.is_empty();
            // Where phrases are not judged, nothing was found right.
            if passed && !self.knows_function_words() {
                continue;
            }
            let text = match wrong.len() {
                0 => right.into(),
                1 => say!(CHECK_IS_REPEATED, Value::Quoted(wrong, 0)),
                _ => say!(CHECK_ARE_REPEATED, Value::Quoted(wrong, 0)),
            };
            checks.push(Check::new(rule, passed, text));
        }
    }

    /// The places that readers look at first, those that the draft has, and whether a keyphrase is in each.
    fn placed(&self, phrase: &Phrase) -> Vec<(&'static Text, bool)> {
        let missing: Vec<&'static Text> = self.missing(phrase).into_iter().map(|(name, _)| name).collect();
        self.looked_at(phrase).into_iter().map(|name| (name, !missing.contains(&name))).collect()
    }

    /// The names of those places, as findings name them.
    fn looked_at(&self, phrase: &Phrase) -> Vec<&'static Text> {
        let (places, draft) = (&phrase.places, self.draft);
        let is_one = !draft.has(BlockKind::Title) && places.search_title.is_some();
        [
            (
                draft.has_title() && !is_one,
                if places.search_title.is_some() { &texts::THE_MAIN_HEADING } else { &texts::THE_TITLE },
            ),
            (
                places.search_title.is_some(),
                if is_one { &texts::THE_TITLE } else { &texts::THE_SEARCH_TITLE },
            ),
            (places.description.is_some(), &texts::THE_DESCRIPTION),
            (places.slug.is_some(), &texts::THE_SLUG),
            (draft.paragraphs() > 0, &texts::THE_FIRST_PARAGRAPH),
            (draft.has(BlockKind::Heading), &texts::THE_HEADINGS),
        ]
        .into_iter()
        .filter_map(|(is_there, name)| is_there.then_some(name))
        .collect()
    }
}
