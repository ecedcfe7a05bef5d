//! What an audit has to say: findings, and how severe they are.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::bounds::shorten;
use super::wording::Said;
use super::{AuditRule, Occurrence};
use crate::error::Error;
use crate::language::Language;

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Worth a look.
    Note,
    /// Worth a change.
    Warning,
    /// Not to be published so: only where a configuration says it.
    Error,
}

impl Level {
    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The next lower level, if there is one.
    pub fn lowered(self) -> Option<Level> {
        match self {
            Level::Note => None,
            Level::Warning => Some(Level::Note),
            Level::Error => Some(Level::Warning),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = Error;

    fn from_str(name: &str) -> Result<Level, Error> {
        match name {
            "note" => Ok(Level::Note),
            "warning" => Ok(Level::Warning),
            "error" => Ok(Level::Error),
            _ => Err(Error::unknown_name("level", name, "note, warning or error")),
        }
    }
}

/// Something unusual in a draft.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: AuditRule,
    /// How severe it is.
    pub level: Level,
    /// What is unusual, and by how much: one line, without a final stop.
    pub message: String,
    /// What to do about it, one line without a final stop; empty where the message says it all.
    pub advice: String,
    /// What it is about: the phrase, the word, the first words of the sentence; empty if it is the whole draft.
    pub subject: String,
    /// The value that was judged, if it is one that has a limit.
    pub judged: Option<Judged>,
    /// Where: the occurrences to change first come first. Empty if it is about something that is not there.
    pub occurrences: Vec<Occurrence>,
    /// What message and advice were made of.
    pub(crate) said: (Said, Said),
}

/// Findings that say the same of the same places are equal, whatever their messages were made of.
impl PartialEq for Finding {
    fn eq(&self, other: &Finding) -> bool {
        let Finding { rule, level, message, advice, subject, judged, occurrences, said: _ } = self;
        *rule == other.rule
            && *level == other.level
            && *message == other.message
            && *advice == other.advice
            && *subject == other.subject
            && *judged == other.judged
            && *occurrences == other.occurrences
    }
}

impl Finding {
    /// A note of a rule that says something and advises something.
    pub(super) fn new(rule: AuditRule, message: impl Into<Said>, advice: impl Into<Said>) -> Finding {
        let said = (message.into(), advice.into());
        Finding {
            rule,
            level: Level::Note,
            message: said.0.english(),
            advice: said.1.english(),
            subject: String::new(),
            judged: None,
            occurrences: Vec::new(),
            said,
        }
    }

    /// The [`message`](Finding::message) in German, French or Spanish, and in English for every other language.
    ///
    /// ```
    /// let options = nutgraf::AuditOptions::new().language(nutgraf::Language::German);
    /// let audit = nutgraf::audit("Der Steg ist ist gesperrt.", options);
    /// let finding = &audit.findings[0];
    /// assert_eq!(finding.message, "\"ist ist\" repeats a word");
    /// assert_eq!(finding.message_in(nutgraf::Language::German), "„ist ist“ wiederholt ein Wort");
    /// ```
    pub fn message_in(&self, language: Language) -> Cow<'_, str> {
        written(&self.message, &self.said.0, language)
    }

    /// The [`advice`](Finding::advice) in German, French or Spanish, and in English for every other language.
    pub fn advice_in(&self, language: Language) -> Cow<'_, str> {
        written(&self.advice, &self.said.1, language)
    }

    /// A number that stays the same while the draft around the finding changes: of its rule and its subject, the
    /// latter in lower case. FNV-1a, 64 bits.
    pub fn fingerprint(&self) -> u64 {
        let subject = self.subject.to_lowercase();
        let bytes = self.rule.name().bytes().chain([0]).chain(subject.bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

/// What was said in a language, no longer than it is in English.
pub(super) fn written<'a>(english: &'a str, said: &Said, language: Language) -> Cow<'a, str> {
    if language == Language::English || said.is_empty() {
        return Cow::Borrowed(english);
    }
    let mut text = said.in_language(language);
    shorten(&mut text);
    Cow::Owned(text)
}

/// A measure that is over its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Judged {
    /// What was measured.
    pub value: f64,
    /// The limit that it is over, or under.
    pub limit: f64,
    /// What both count: `% of words`, `words`.
    pub unit: &'static str,
    /// The share of the reference drafts, in percent, that are less unusual; `None` where none were measured.
    pub percentile: Option<f64>,
}
