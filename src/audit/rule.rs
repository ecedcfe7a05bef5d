//! The rules that make findings: their names, and what each is about.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A rule that can make a finding. Each can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AuditRule {
    /// A phrase and its variants take an unusual share of all words.
    OverusedPhrase,
    /// A single word takes an unusual share of the content words.
    OverusedWord,
    /// A keyphrase that was asked for does not occur.
    KeyphraseAbsent,
    /// A keyphrase and its variants take an unusual share of all words.
    KeyphraseOverused,
    /// A long stretch of the draft is without its keyphrase.
    KeyphraseUneven,
    /// A keyphrase is missing from the title, the first paragraph, the headings, the slug or the description.
    KeyphrasePlacement,
    /// A sentence is said again, word for word or nearly so.
    RepeatedSentence,
    /// Sentences in a row begin with the same word.
    SameOpening,
    /// A word is doubled, or comes back again and again within a few words.
    EchoedWord,
    /// A sentence is longer than nearly all in ordinary drafts.
    LongSentence,
    /// A paragraph is longer than nearly all in ordinary drafts.
    LongParagraph,
    /// The draft is harder to read than nearly all ordinary ones.
    HardToRead,
    /// A phrase is in many drafts of a site.
    BoilerplatePhrase,
    /// Two drafts of a site have the same phrase for their topic.
    CompetingKeyphrase,
    /// A passage stands, word for word or nearly so, in another draft of the site.
    DuplicatePassage,
}

impl AuditRule {
    /// All rules, in the order in which findings are reported.
    pub const ALL: [AuditRule; 15] = [
        AuditRule::OverusedPhrase,
        AuditRule::OverusedWord,
        AuditRule::KeyphraseAbsent,
        AuditRule::KeyphraseOverused,
        AuditRule::KeyphraseUneven,
        AuditRule::KeyphrasePlacement,
        AuditRule::RepeatedSentence,
        AuditRule::SameOpening,
        AuditRule::EchoedWord,
        AuditRule::LongSentence,
        AuditRule::LongParagraph,
        AuditRule::HardToRead,
        AuditRule::BoilerplatePhrase,
        AuditRule::CompetingKeyphrase,
        AuditRule::DuplicatePassage,
    ];

    /// The name in JSON, in configuration and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            AuditRule::OverusedPhrase => "overused-phrase",
            AuditRule::OverusedWord => "overused-word",
            AuditRule::KeyphraseAbsent => "keyphrase-absent",
            AuditRule::KeyphraseOverused => "keyphrase-overused",
            AuditRule::KeyphraseUneven => "keyphrase-uneven",
            AuditRule::KeyphrasePlacement => "keyphrase-placement",
            AuditRule::RepeatedSentence => "repeated-sentence",
            AuditRule::SameOpening => "same-opening",
            AuditRule::EchoedWord => "echoed-word",
            AuditRule::LongSentence => "long-sentence",
            AuditRule::LongParagraph => "long-paragraph",
            AuditRule::HardToRead => "hard-to-read",
            AuditRule::BoilerplatePhrase => "boilerplate-phrase",
            AuditRule::CompetingKeyphrase => "competing-keyphrase",
            AuditRule::DuplicatePassage => "duplicate-passage",
        }
    }

    /// What it is about, in one sentence.
    pub fn summary(self) -> &'static str {
        let line = self.page().lines().find(|line| !line.is_empty() && !line.starts_with('#'));
        line.expect("a page has a sentence under its heading")
    }

    /// Its page, in Markdown: what it measures, its limits and their origin, how to fix a finding or to turn it off.
    pub fn page(self) -> &'static str {
        match self {
            AuditRule::OverusedPhrase => include_str!("rules/overused-phrase.md"),
            AuditRule::OverusedWord => include_str!("rules/overused-word.md"),
            AuditRule::KeyphraseAbsent => include_str!("rules/keyphrase-absent.md"),
            AuditRule::KeyphraseOverused => include_str!("rules/keyphrase-overused.md"),
            AuditRule::KeyphraseUneven => include_str!("rules/keyphrase-uneven.md"),
            AuditRule::KeyphrasePlacement => include_str!("rules/keyphrase-placement.md"),
            AuditRule::RepeatedSentence => include_str!("rules/repeated-sentence.md"),
            AuditRule::SameOpening => include_str!("rules/same-opening.md"),
            AuditRule::EchoedWord => include_str!("rules/echoed-word.md"),
            AuditRule::LongSentence => include_str!("rules/long-sentence.md"),
            AuditRule::LongParagraph => include_str!("rules/long-paragraph.md"),
            AuditRule::HardToRead => include_str!("rules/hard-to-read.md"),
            AuditRule::BoilerplatePhrase => include_str!("rules/boilerplate-phrase.md"),
            AuditRule::CompetingKeyphrase => include_str!("rules/competing-keyphrase.md"),
            AuditRule::DuplicatePassage => include_str!("rules/duplicate-passage.md"),
        }
    }
}

impl fmt::Display for AuditRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for AuditRule {
    type Err = Error;

    fn from_str(name: &str) -> Result<AuditRule, Error> {
        let found = AuditRule::ALL.into_iter().find(|rule| rule.name() == name);
        found.ok_or_else(|| Error::unknown_name("rule", name, "one that nutgraf audit --explain lists"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_pages_begin_with_them() {
        for rule in AuditRule::ALL {
            assert_eq!(rule.name().parse::<AuditRule>().unwrap(), rule);
            assert!(rule.page().starts_with(&format!("# {rule}\n\n")), "{rule}");
            assert!(
                rule.summary().ends_with('.') && rule.summary().len() < 120,
                "{rule}: {}",
                rule.summary()
            );
            assert!(rule.page().ends_with('\n'));
        }
    }
}
