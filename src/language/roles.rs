//! Words that tell what a sentence does: announce a result, speak in the first person, lean on the sentence before.
//!
//! English alone: no collection was at hand to try another language's list on.
//!
//! Edmundson, *New Methods in Automatic Extracting*, 1969, has cue words; these are of today's papers and decisions.

use super::Language;

/// A word of the first list with one of the second behind it: `this paper`, `we show`, `the board finds`.
struct Cue {
    first: &'static [&'static str],
    second: &'static [&'static str],
}

const CUES: [Cue; 6] = [
    Cue { first: &["this"], second: &["paper", "study", "article", "work", "report"] },
    Cue {
        first: &["we"],
        second: &[
            "show",
            "present",
            "propose",
            "find",
            "found",
            "demonstrate",
            "conclude",
            "introduce",
            "describe",
            "develop",
            "investigate",
            "report",
            "study",
            "explore",
            "provide",
            "evaluate",
        ],
    },
    Cue { first: &["our"], second: &["approach", "method", "model", "results", "experiments", "system"] },
    Cue { first: &["result", "results"], second: &["show", "suggest", "indicate", "demonstrate"] },
    Cue {
        first: &["court", "board", "committee", "tribunal"],
        second: &["finds", "found", "held", "concludes"],
    },
    Cue { first: &["in"], second: &["conclusion", "summary"] },
];

/// What announces the point alone.
const CUE_WORDS: &[&str] = &["overall", "importantly", "conclusion", "conclusions", "summarize", "summarise"];

/// A sentence that begins with one of these needs another one to be understood: `He said so.`
const PRONOUNS: &[&str] = &["he", "she", "they", "him", "them", "his", "her", "their"];

/// The first person singular: who says `I` tells, and rarely sums up.
const FIRST_PERSON: &[&str] = &["i", "my"];

/// What may stand between the two words of a cue.
const BETWEEN: &[&str] = &["also"];

/// What a word can do in a sentence: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u16);

impl Roles {
    const SECOND: u32 = CUES.len() as u32;
    const CUE: u16 = 1 << (2 * Roles::SECOND);
    const PRONOUN: u16 = 1 << (2 * Roles::SECOND + 1);
    const FIRST_PERSON: u16 = 1 << (2 * Roles::SECOND + 2);
    const BETWEEN: u16 = 1 << (2 * Roles::SECOND + 3);

    /// The roles of a folded word.
    pub(crate) fn of(word: &str, language: Language) -> Roles {
        if language != Language::English {
            return Roles::default();
        }
        let flag = |words: &[&str], flag: u16| if words.contains(&word) { flag } else { 0 };
        let mut roles = flag(CUE_WORDS, Roles::CUE)
            | flag(PRONOUNS, Roles::PRONOUN)
            | flag(FIRST_PERSON, Roles::FIRST_PERSON)
            | flag(BETWEEN, Roles::BETWEEN);
        for (cue, place) in CUES.iter().zip(0..) {
            roles |= flag(cue.first, 1 << place) | flag(cue.second, 1 << (Roles::SECOND + place));
        }
        Roles(roles)
    }

    /// Whether it announces the point, behind a word with the roles `before`.
    pub(crate) fn is_cue(self, before: Roles) -> bool {
        let firsts = before.0 & ((1 << Roles::SECOND) - 1);
        self.0 & (Roles::CUE | firsts << Roles::SECOND) != 0
    }

    pub(crate) fn is_pronoun(self) -> bool {
        self.0 & Roles::PRONOUN != 0
    }

    pub(crate) fn is_first_person(self) -> bool {
        self.0 & Roles::FIRST_PERSON != 0
    }

    /// Whether it may stand between the two words of a cue.
    pub(crate) fn may_stand_between(self) -> bool {
        self.0 & Roles::BETWEEN != 0
    }
}
