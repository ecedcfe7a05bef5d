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
    /// A requested keyphrase does not occur.
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
    /// The title in search results is too short, or too long to be shown whole.
    TitleLength,
    /// The description in search results is missing, too short, or too long to be shown whole.
    DescriptionLength,
    /// The page has no main heading (H1), or several.
    MainHeading,
    /// A heading skips a level.
    HeadingJump,
    /// An image has no alternative text.
    ImageText,
    /// The text of a link does not say where the link leads.
    LinkText,
    /// A keyphrase is missing from the first words of the text.
    KeyphraseOpening,
    /// A placeholder was left in the text.
    Placeholder,
    /// A long stretch of the text has no heading.
    LongSection,
    /// A heading has no text under it.
    EmptySection,
    /// A word or phrase comes back soon after it was used.
    CloseEcho,
    /// A common word occurs far more often than it usually does.
    PetWord,
    /// Many sentences of the text begin with the same words.
    FrequentOpening,
}

impl AuditRule {
    /// All rules, in the order in which findings are reported.
    pub const ALL: [AuditRule; 28] = [
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
        AuditRule::TitleLength,
        AuditRule::DescriptionLength,
        AuditRule::MainHeading,
        AuditRule::HeadingJump,
        AuditRule::ImageText,
        AuditRule::LinkText,
        AuditRule::KeyphraseOpening,
        AuditRule::Placeholder,
        AuditRule::LongSection,
        AuditRule::EmptySection,
        AuditRule::CloseEcho,
        AuditRule::PetWord,
        AuditRule::FrequentOpening,
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
            AuditRule::TitleLength => "title-length",
            AuditRule::DescriptionLength => "description-length",
            AuditRule::MainHeading => "main-heading",
            AuditRule::HeadingJump => "heading-jump",
            AuditRule::ImageText => "image-text",
            AuditRule::LinkText => "link-text",
            AuditRule::KeyphraseOpening => "keyphrase-opening",
            AuditRule::Placeholder => "placeholder",
            AuditRule::LongSection => "long-section",
            AuditRule::EmptySection => "empty-section",
            AuditRule::CloseEcho => "close-echo",
            AuditRule::PetWord => "pet-word",
            AuditRule::FrequentOpening => "frequent-opening",
        }
    }

    /// Whether it is on unless a preset or a configuration says otherwise. Those that hold a draft against a convention are not.
    pub const fn is_usual(self) -> bool {
        (self as usize) < AuditRule::TitleLength as usize
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
            AuditRule::TitleLength => include_str!("rules/title-length.md"),
            AuditRule::DescriptionLength => include_str!("rules/description-length.md"),
            AuditRule::MainHeading => include_str!("rules/main-heading.md"),
            AuditRule::HeadingJump => include_str!("rules/heading-jump.md"),
            AuditRule::ImageText => include_str!("rules/image-text.md"),
            AuditRule::LinkText => include_str!("rules/link-text.md"),
            AuditRule::KeyphraseOpening => include_str!("rules/keyphrase-opening.md"),
            AuditRule::Placeholder => include_str!("rules/placeholder.md"),
            AuditRule::LongSection => include_str!("rules/long-section.md"),
            AuditRule::EmptySection => include_str!("rules/empty-section.md"),
            AuditRule::CloseEcho => include_str!("rules/close-echo.md"),
            AuditRule::PetWord => include_str!("rules/pet-word.md"),
            AuditRule::FrequentOpening => include_str!("rules/frequent-opening.md"),
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
