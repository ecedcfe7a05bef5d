//! What to audit for, and how strictly.

use super::{AuditRule, Finding, Level, Limits, Preset};
use crate::language::Language;

/// What to audit for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AuditOptions {
    /// The language of the draft. Detected, if not set.
    pub language: Option<Language>,
    /// Phrases that the draft is meant to be about: counted, whether they are repeated or not, and checked.
    pub keyphrases: Vec<Keyphrase>,
    /// Phrases that may be repeated: neither they nor a part of them is judged.
    pub allowed: Vec<String>,
    /// From which values on something is found unusual.
    pub limits: Limits,
    /// The least occurrences of a phrase that is reported. 3, unless set.
    pub least_count: usize,
    /// The longest phrase that is reported, in words. 12, unless set.
    pub most_words: usize,
    /// Whether to name the topic. Not, unless set: it takes about a third as long as the rest.
    pub topic: bool,
    /// Whether the checklist has a line for each rule that is always on, too. Off by default: then there
    /// is a checklist only with a keyphrase, or with a rule that a preset or a configuration turns on.
    pub full_checklist: bool,
    /// Whether sales words weigh in a draft's score, in English. Yes, unless set.
    pub sales_words: bool,
    /// How each rule is set, by its place in [`AuditRule::ALL`].
    settings: [Setting; AuditRule::ALL.len()],
}

/// What becomes of the findings of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Setting {
    /// There are none.
    Off,
    /// They have the level that the rule gives them. The default.
    #[default]
    On,
    /// They have this level, whatever the rule says.
    At(Level),
}

impl Setting {
    /// How a rule is set, unless something else is said.
    fn usual(rule: AuditRule) -> Setting {
        if rule.is_usual() { Setting::On } else { Setting::Off }
    }
}

/// A phrase that a draft is meant to be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keyphrase {
    /// The phrase. In quotes (`"…"`) only what is written exactly so counts.
    pub phrase: String,
    /// Other ways to say it: counted apart, then added to its count.
    pub synonyms: Vec<String>,
}

impl Keyphrase {
    /// A phrase without synonyms.
    pub fn new(phrase: impl Into<String>) -> Keyphrase {
        Keyphrase { phrase: phrase.into(), synonyms: Vec::new() }
    }

    /// Adds another way to say it.
    pub fn synonym(mut self, phrase: impl Into<String>) -> Keyphrase {
        self.synonyms.push(phrase.into());
        self
    }
}

impl From<&str> for Keyphrase {
    fn from(phrase: &str) -> Keyphrase {
        Keyphrase::new(phrase)
    }
}

impl From<String> for Keyphrase {
    fn from(phrase: String) -> Keyphrase {
        Keyphrase::new(phrase)
    }
}

impl From<&String> for Keyphrase {
    fn from(phrase: &String) -> Keyphrase {
        Keyphrase::new(phrase)
    }
}

impl Default for AuditOptions {
    fn default() -> AuditOptions {
        AuditOptions {
            language: None,
            keyphrases: Vec::new(),
            allowed: Vec::new(),
            limits: Limits::default(),
            least_count: 3,
            most_words: 12,
            topic: false,
            full_checklist: false,
            sales_words: true,
            settings: AuditRule::ALL.map(Setting::usual),
        }
    }
}

impl From<&AuditOptions> for AuditOptions {
    fn from(options: &AuditOptions) -> AuditOptions {
        options.clone()
    }
}

/// The default options with a preset.
impl From<Preset> for AuditOptions {
    fn from(preset: Preset) -> AuditOptions {
        let mut options = AuditOptions::new();
        preset.apply(&mut options);
        options
    }
}

/// The default options with a phrase that the draft is meant to be about.
impl From<&str> for AuditOptions {
    fn from(phrase: &str) -> AuditOptions {
        AuditOptions::new().keyphrase(phrase)
    }
}

impl AuditOptions {
    /// Options without keyphrases, with the rules on that [`AuditRule::is_usual`] names, and the default limits.
    pub fn new() -> AuditOptions {
        AuditOptions::default()
    }

    /// Adds a phrase that the draft is meant to be about.
    pub fn keyphrase(mut self, phrase: impl Into<Keyphrase>) -> AuditOptions {
        self.keyphrases.push(phrase.into());
        self
    }

    /// Adds a phrase that may be repeated.
    pub fn allow(mut self, phrase: impl Into<String>) -> AuditOptions {
        self.allowed.push(phrase.into());
        self
    }

    /// Sets the language of the draft, which is detected otherwise.
    pub fn language(mut self, language: impl Into<Option<Language>>) -> AuditOptions {
        self.language = language.into();
        self
    }

    /// Sets whether to name the topic.
    pub fn topic(mut self, topic: bool) -> AuditOptions {
        self.topic = topic;
        self
    }

    /// Sets whether the checklist has a line for each rule that is always on, too.
    pub fn full_checklist(mut self, full_checklist: bool) -> AuditOptions {
        self.full_checklist = full_checklist;
        self
    }

    /// Sets whether sales words weigh in a draft's score.
    pub fn sales_words(mut self, sales_words: bool) -> AuditOptions {
        self.sales_words = sales_words;
        self
    }

    /// Sets what becomes of the findings of a rule.
    pub fn rule(mut self, rule: AuditRule, setting: Setting) -> AuditOptions {
        self.set(rule, setting);
        self
    }

    /// Sets what becomes of the findings of a rule.
    pub fn set(&mut self, rule: AuditRule, setting: Setting) {
        self.settings[rule as usize] = setting;
    }

    /// What becomes of the findings of a rule.
    pub fn setting(&self, rule: AuditRule) -> Setting {
        self.settings[rule as usize]
    }

    /// The level that a finding of a rule gets which has this one by itself: what its message names.
    pub(super) fn level_of(&self, rule: AuditRule, level: Level) -> Level {
        match self.setting(rule) {
            Setting::At(level) => level,
            Setting::On | Setting::Off => level,
        }
    }

    /// A finding as its rule is set: none if that is off.
    pub fn set_level(&self, mut finding: Finding) -> Option<Finding> {
        match self.setting(finding.rule) {
            Setting::Off => return None,
            Setting::On => {}
            Setting::At(level) => finding.level = level,
        }
        Some(finding)
    }
}
