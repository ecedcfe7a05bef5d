//! The checklist: what an editor looks at, whether it is right or not, a line each.
//!
//! It says nothing that the rules do not: whatever is not right here is a finding of the rule that is named. Only rules that
//! are on have a line, and only where a draft has what they look at.

use super::judge::Judge;
use super::measures::percent;
use super::{Audit, AuditRule, Phrase};
use crate::document::BlockKind;

/// How many findings of a rule a line names.
const NAMED: usize = 3;

/// What several findings of a rule are called.
fn several(rule: AuditRule, count: usize) -> String {
    match rule {
        AuditRule::Placeholder => format!("{count} placeholders are left in the text"),
        AuditRule::LinkText => format!("{count} link texts do not say where the links lead"),
        AuditRule::EmptySection => format!("{count} headings have no text under them"),
        AuditRule::HeadingJump => format!("{count} headings skip a level"),
        AuditRule::LongSection => format!("{count} stretches without a heading are too long"),
        rule => format!("{count} findings of {rule}"),
    }
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check {
    /// The rule that looks at it.
    pub rule: AuditRule,
    /// Whether it is right.
    pub passed: bool,
    /// What was looked at, in a line: `"heat pump" is in the title`.
    pub text: String,
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
        let name = format!("\"{}\"", phrase.text);
        let mut add = |rule, passed, text: String| checks.push(Check { rule, passed, text });
        if phrase.occurrences.is_empty() {
            add(AuditRule::KeyphraseAbsent, false, format!("{name} does not occur in the text"));
            return;
        }
        for (place, is_there) in self.placed(phrase) {
            let verb = if is_there { "is in" } else { "is not in" };
            add(AuditRule::KeyphrasePlacement, is_there, format!("{name} {verb} {place}"));
        }
        let is_about = |rule: AuditRule| {
            audit.findings.iter().any(|finding| finding.rule == rule && finding.subject == phrase.text)
        };
        let limit = self.options.limits.opening_words;
        let late = is_about(AuditRule::KeyphraseOpening);
        let text = format!("{name} is {}within the first {limit} words", if late { "not " } else { "" });
        add(AuditRule::KeyphraseOpening, !late, text);
        // What is over-used may be found under the name of a longer phrase.
        let words = phrase.text.to_lowercase();
        let overused = audit.findings.iter().any(|finding| {
            let rules = [AuditRule::KeyphraseOverused, AuditRule::OverusedPhrase, AuditRule::OverusedWord];
            let subject = finding.subject.to_lowercase();
            rules.contains(&finding.rule) && (subject.contains(&words) || words.contains(&subject))
        });
        let (count, density) = (phrase.occurrences.len(), phrase.density);
        let times = if count == 1 { "once".to_string() } else { format!("{count} times") };
        let too_often = if overused { ": too often" } else { "" };
        let text = format!("{name} appears {times}, a density of {density:.1}%{too_often}");
        add(AuditRule::KeyphraseOverused, !overused, text);
    }

    fn of_page(&self, audit: &Audit, checks: &mut Vec<Check>) {
        let document = self.draft.document();
        let fields = document.fields();
        let found = |rule: AuditRule| audit.findings.iter().find(|finding| finding.rule == rule);
        let mut add = |rule, right: String| {
            let of_rule: Vec<_> = audit.findings.iter().filter(|finding| finding.rule == rule).collect();
            let (passed, text) = match of_rule[..] {
                [] => (true, right),
                [one] => (false, one.message.clone()),
                // One line for all, that names the first few.
                _ if of_rule.iter().all(|finding| !finding.subject.is_empty()) => {
                    let named: Vec<String> = of_rule
                        .iter()
                        .take(NAMED)
                        .map(|finding| format!("\"{}\"", finding.subject))
                        .collect();
                    let more = match of_rule.len() - named.len() {
                        0 => String::new(),
                        more => format!(" and {more} more"),
                    };
                    (false, format!("{}: {}{more}", several(rule, of_rule.len()), named.join(", ")))
                }
                [first, ..] => (false, format!("{} (one of {} findings)", first.message, of_rule.len())),
            };
            checks.push(Check { rule, passed, text });
        };
        let characters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
        if let Some(title) = fields.search_title.as_deref().or(document.title()) {
            add(AuditRule::TitleLength, format!("the title has {} characters", characters(title)));
        }
        if fields.description.is_some() || found(AuditRule::DescriptionLength).is_some() {
            let length = characters(fields.description.as_deref().unwrap_or_default());
            add(AuditRule::DescriptionLength, format!("the description has {length} characters"));
        }
        if !fields.headings.is_empty() || !fields.main_headings.is_empty() {
            add(AuditRule::MainHeading, "there is one main heading".to_string());
        }
        if fields.headings.len() > 1 {
            add(AuditRule::HeadingJump, "no heading skips a level".to_string());
        }
        if fields.headings.len() > 1 && fields.headings.iter().any(|heading| !heading.holds_unread) {
            add(AuditRule::EmptySection, "every heading has text under it".to_string());
        }
        let images = fields.alternatives.len() + fields.unlabelled_images.len();
        if images > 0 {
            let right = match images {
                1 => "the image has an alternative text".to_string(),
                images => format!("all {images} images have alternative texts"),
            };
            add(AuditRule::ImageText, right);
        }
        if !fields.links.is_empty() {
            let right = match fields.links.len() {
                1 => "the link says where it leads".to_string(),
                links => format!("all {links} links say where they lead"),
            };
            add(AuditRule::LinkText, right);
        }
        if audit.words == 0 {
            return;
        }
        if self.is_on(AuditRule::Placeholder) {
            add(AuditRule::Placeholder, "no placeholder is left".to_string());
        }
        let limit = self.options.limits.section_words;
        add(AuditRule::LongSection, format!("no stretch without a heading is longer than {limit} words"));
        // Rules that are always on have a line only where the reader asked for a checklist: with one of the others.
        if !self.asks() {
            return;
        }
        if self.options.full_checklist {
            let paragraph = self.options.limits.paragraph_words;
            add(AuditRule::RepeatedSentence, "no sentence is repeated".to_string());
            add(AuditRule::EchoedWord, "no word is doubled".to_string());
            add(AuditRule::SameOpening, "sentences in a row open differently".to_string());
            add(AuditRule::LongParagraph, format!("no paragraph has more than {paragraph} words"));
        }
        let long = self
            .style
            .sentences
            .iter()
            .filter(|sentence| sentence.len() > self.options.limits.sentence_words);
        let long = percent(long.count(), self.style.sentences.len());
        let limit = self.options.limits.sentence_words;
        if !self.style.sentences.is_empty() {
            let right = format!("no sentence has more than {limit} words");
            add(AuditRule::LongSentence, right);
            if let Some(check) = checks.last_mut().filter(|check| !check.passed) {
                check.text = format!("{long:.0}% of the sentences have more than {limit} words");
            }
        }
        if let Some(readability) = audit.measures.readability {
            let passed = found(AuditRule::HardToRead).is_none();
            let text = format!("{} is {:.0}", readability.formula, readability.score);
            checks.push(Check { rule: AuditRule::HardToRead, passed, text });
        }
    }

    /// Whether all is to be listed, or a rule is on that is not always: a preset asks for more than the usual.
    fn asks(&self) -> bool {
        self.options.full_checklist || AuditRule::ALL.iter().any(|rule| !rule.is_usual() && self.is_on(*rule))
    }

    /// What is repeated too often, in short: the findings have the numbers.
    fn of_overuse(&self, audit: &Audit, checks: &mut Vec<Check>) {
        // Where phrases are not judged, nothing was found right.
        if audit.words == 0 || !self.knows_function_words() || !self.asks() && audit.keyphrases.is_empty() {
            return;
        }
        for (rule, right) in [
            (AuditRule::OverusedPhrase, "no phrase is repeated too often"),
            (AuditRule::OverusedWord, "no single word is repeated too often"),
        ] {
            let found = || audit.findings.iter().filter(|finding| finding.rule == rule);
            // Keyphrases have a line of their own that says it.
            let is_asked = |subject: &str| {
                let subject = subject.to_lowercase();
                audit.keyphrases.iter().any(|phrase| phrase.text.to_lowercase() == subject)
            };
            let wrong: Vec<String> = found()
                .filter(|finding| !is_asked(&finding.subject))
                .map(|finding| format!("\"{}\"", finding.subject))
                .collect();
            if wrong.is_empty() && found().next().is_some() {
                continue;
            }
            let verb = if wrong.len() == 1 { "is" } else { "are" };
            let text = match wrong.is_empty() {
                true => right.to_string(),
                false => format!("{} {verb} repeated too often", wrong.join(", ")),
            };
            checks.push(Check { rule, passed: wrong.is_empty(), text });
        }
    }

    /// The places that readers look at first, those that the draft has, and whether a keyphrase is in each.
    fn placed(&self, phrase: &Phrase) -> Vec<(&'static str, bool)> {
        let missing: Vec<&'static str> = self.missing(phrase).into_iter().map(|(name, _)| name).collect();
        self.looked_at(phrase).into_iter().map(|name| (name, !missing.contains(&name))).collect()
    }

    /// The names of those places, as findings name them.
    fn looked_at(&self, phrase: &Phrase) -> Vec<&'static str> {
        let (places, draft) = (&phrase.places, self.draft);
        let is_one = !draft.has(BlockKind::Title) && places.search_title.is_some();
        [
            (
                draft.has_title() && !is_one,
                if places.search_title.is_some() { "the main heading" } else { "the title" },
            ),
            (places.search_title.is_some(), if is_one { "the title" } else { "the search title" }),
            (places.description.is_some(), "the description"),
            (places.slug.is_some(), "the slug"),
            (draft.paragraphs() > 0, "the first paragraph"),
            (draft.has(BlockKind::Heading), "the headings"),
        ]
        .into_iter()
        .filter_map(|(is_there, name)| is_there.then_some(name))
        .collect()
    }
}
