//! Presets: named sets of rules and limits. A configuration that extends one, and the options of a run, go before it.

use std::fmt;
use std::str::FromStr;

use super::{AuditOptions, AuditRule, Level, Limits, Setting};
use crate::error::Error;

/// A named set of rules and limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preset {
    /// Plain language: shorter sentences and paragraphs, a text that most people can read, no pet words.
    Plain,
    /// Pages that are to be found by searching: titles, descriptions, headings, links, images and keyphrases.
    Seo,
    /// Documentation: headings, links and images; a term may be repeated as often as it is needed.
    Docs,
    /// All rules, with the limits of `plain`; a placeholder is an error.
    Strict,
}

/// Rules that hold a page against conventions.
const ON_PAGE: [AuditRule; 10] = [
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
];

/// Those among them that are about search results.
const FOR_SEARCH: [AuditRule; 3] =
    [AuditRule::TitleLength, AuditRule::DescriptionLength, AuditRule::KeyphraseOpening];

/// Plain language asks for sentences of 15 to 20 words on average, and for none above 25 (plainlanguage.gov, the style guide of
/// GOV.UK).
const PLAIN_SENTENCE_WORDS: usize = 25;

/// A paragraph of plain language has one thought: five sentences or so (plainlanguage.gov has 150 words at most).
const PLAIN_PARAGRAPH_WORDS: usize = 150;

/// "Standard" in Flesch's own table begins at 60, "fairly difficult" at 50.
const PLAIN_READING_EASE: f64 = 50.0;

/// Sentences of documentation name things: longer than plain ones. Chosen.
const DOCS_SENTENCE_WORDS: usize = 40;

impl Preset {
    /// All presets.
    pub const ALL: [Preset; 4] = [Preset::Plain, Preset::Seo, Preset::Docs, Preset::Strict];

    /// The name on the command line and in configurations.
    pub const fn name(self) -> &'static str {
        match self {
            Preset::Plain => "plain",
            Preset::Seo => "seo",
            Preset::Docs => "docs",
            Preset::Strict => "strict",
        }
    }

    /// What it is for, in a sentence.
    pub const fn summary(self) -> &'static str {
        match self {
            Preset::Plain => "Plain language: short sentences and paragraphs, easy to read, no pet words.",
            Preset::Seo => "Pages for search: title, description, headings, links, images, keyphrases.",
            Preset::Docs => "Documentation: headings, links and images; terms may be repeated.",
            Preset::Strict => "All rules, with the limits of plain.",
        }
    }

    /// Sets rules and limits as it says, and leaves all others as they are.
    pub fn apply(self, options: &mut AuditOptions) {
        let mut turn_on = |rules: &[AuditRule]| {
            for rule in rules {
                options.set(*rule, Setting::On);
            }
        };
        match self {
            Preset::Plain => {
                turn_on(&[AuditRule::Placeholder, AuditRule::PetWord, AuditRule::FrequentOpening]);
                Preset::plain_limits(&mut options.limits);
            }
            Preset::Seo => turn_on(&ON_PAGE),
            Preset::Docs => {
                turn_on(&ON_PAGE);
                for rule in FOR_SEARCH.into_iter().chain([AuditRule::OverusedPhrase, AuditRule::OverusedWord])
                {
                    options.set(rule, Setting::Off);
                }
                options.limits.sentence_words = DOCS_SENTENCE_WORDS;
            }
            Preset::Strict => {
                turn_on(&AuditRule::ALL);
                Preset::plain_limits(&mut options.limits);
                options.set(AuditRule::Placeholder, Setting::At(Level::Error));
            }
        }
    }

    fn plain_limits(limits: &mut Limits) {
        limits.sentence_words = PLAIN_SENTENCE_WORDS;
        limits.paragraph_words = PLAIN_PARAGRAPH_WORDS;
        limits.reading_ease = PLAIN_READING_EASE;
        limits.same_openings = 2;
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Preset {
    type Err = Error;

    fn from_str(name: &str) -> Result<Preset, Error> {
        let found = Preset::ALL.into_iter().find(|preset| preset.name() == name);
        found.ok_or_else(|| Error::unknown_name("preset", name, "plain, seo, docs or strict"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_presets_differ() {
        let of = |preset: Preset| {
            let mut options = AuditOptions::new();
            preset.apply(&mut options);
            options
        };
        for preset in Preset::ALL {
            assert_eq!(preset.name().parse::<Preset>().unwrap(), preset);
            assert!(preset.summary().ends_with('.'));
            assert_ne!(of(preset), AuditOptions::new());
        }
        assert!(AuditRule::ALL.iter().all(|rule| of(Preset::Strict).setting(*rule) != Setting::Off));
        assert_eq!(of(Preset::Docs).setting(AuditRule::OverusedPhrase), Setting::Off);
        assert_eq!(of(Preset::Seo).limits, Limits::default());
        assert!("SEO".parse::<Preset>().is_err());
    }
}
