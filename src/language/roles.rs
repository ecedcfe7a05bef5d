//! What a word can do in a sentence: announce a result, lean on the sentence before, point at something that is not
//! there, speak to somebody.
//!
//! The lists stand in `roles/`, a file for each language, a line for each [class](Class). They are written from knowledge of
//! the languages; what each class is worth is fitted (`src/score/dependence.rs`) and the same for all languages. Cues are English
//! alone: no collection was at hand to try another language's list on.
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

/// What may stand between the two words of a cue.
const BETWEEN: &[&str] = &["also"];

/// A class of words, by what they do in a sentence. The name is that of the line in the files of `roles/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// The third person: who it is stands elsewhere.
    Pronoun,
    /// `this`, `such`, and what is made of them, as German `dabei`.
    Demonstrative,
    /// What points back as the first word alone: `that`, German `das`.
    Leading,
    /// Words that answer what was said: `but`, `so`, `then`.
    Connective,
    /// Words that go on from what was said, without which the sentence is whole: `however`, `also`.
    Mild,
    /// `here`, `above`, `the former`, `another`.
    Pointing,
    /// What a text points at: figures, tables, examples.
    Figure,
    /// Words that questions begin with.
    Asking,
    /// What pages ask of their readers: `click`, `subscribe`.
    Page,
    /// The first person singular.
    First,
    /// What is said in talk and letters, and sums nothing up: `yes`, `well`, `hello`.
    Talk,
    /// What a text calls itself, and times that are those of the reader: `this paper` and `this year` point at nothing before.
    Own,
}

impl Class {
    const ALL: [(&str, Class); 12] = [
        ("pronoun", Class::Pronoun),
        ("demonstrative", Class::Demonstrative),
        ("leading", Class::Leading),
        ("connective", Class::Connective),
        ("mild", Class::Mild),
        ("pointing", Class::Pointing),
        ("figure", Class::Figure),
        ("asking", Class::Asking),
        ("page", Class::Page),
        ("first", Class::First),
        ("talk", Class::Talk),
        ("own", Class::Own),
    ];
}

/// What a word can do in a sentence, and what it begins with as it is written: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

const _: () = assert!(Roles::CLASSES + Class::ALL.len() as u32 <= Roles::DIGIT.trailing_zeros());

impl Roles {
    const SECOND: u32 = CUES.len() as u32;
    const CUE: u32 = 1 << (2 * Roles::SECOND);
    const BETWEEN: u32 = 1 << (2 * Roles::SECOND + 1);
    /// The place of the first class.
    const CLASSES: u32 = 2 * Roles::SECOND + 2;
    const CAPITAL: u32 = 1 << 31;
    const SMALL: u32 = 1 << 30;
    const DIGIT: u32 = 1 << 29;
    /// What a word begins with says nothing of what it can do.
    const BEGINNINGS: u32 = Roles::CAPITAL | Roles::SMALL | Roles::DIGIT;

    /// The same for a word that is written with this character first.
    pub(crate) fn begun_with(self, first: char) -> Roles {
        let flag = |flag: u32, is: bool| if is { flag } else { 0 };
        let capital = flag(Roles::CAPITAL, first.is_uppercase());
        Roles(
            self.0
                | capital
                | flag(Roles::SMALL, first.is_lowercase())
                | flag(Roles::DIGIT, first.is_ascii_digit()),
        )
    }

    /// Whether it is written with a capital.
    pub(crate) fn is_capital(self) -> bool {
        self.0 & Roles::CAPITAL != 0
    }

    /// Whether it is written with a small letter.
    pub(crate) fn is_small(self) -> bool {
        self.0 & Roles::SMALL != 0
    }

    /// Whether it begins with an ASCII digit.
    pub(crate) fn is_number(self) -> bool {
        self.0 & Roles::DIGIT != 0
    }

    /// Whether it has no role and no capital: most words of most texts.
    pub(crate) fn is_plain(self) -> bool {
        self.0 & !(Roles::SMALL | Roles::DIGIT) == 0
    }

    /// The roles of both.
    pub(crate) fn and(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether it announces the point, behind a word with the roles `before`.
    pub(crate) fn is_cue(self, before: Roles) -> bool {
        let firsts = before.0 & ((1 << Roles::SECOND) - 1);
        self.0 & (Roles::CUE | firsts << Roles::SECOND) != 0
    }

    /// Whether it is of a class.
    pub(crate) fn is(self, class: Class) -> bool {
        self.0 & 1 << (Roles::CLASSES + class as u32) != 0
    }

    /// Whether it is of no class and no cue: nearly all words.
    pub(crate) fn is_none(self) -> bool {
        self.0 & !Roles::BEGINNINGS == 0
    }

    /// Whether it may stand between the two words of a cue.
    pub(crate) fn may_stand_between(self) -> bool {
        self.0 & Roles::BETWEEN != 0
    }
}

/// Shows `add` the words of a language that have a role, folded, each role apart; none for a language without tables.
pub(crate) fn for_each_role(language: Language, mut add: impl FnMut(&'static str, Roles)) {
    for line in list(language).lines() {
        let (name, line) = line.split_once(": ").expect("a line begins with the name of a class");
        let class = Class::ALL.iter().find(|(known, _)| *known == name).expect("a class").1;
        let role = Roles(1 << (Roles::CLASSES + class as u32));
        line.split(' ').for_each(|word| add(word, role));
    }
    if language == Language::English {
        CUE_WORDS.iter().for_each(|word| add(word, Roles(Roles::CUE)));
        BETWEEN.iter().for_each(|word| add(word, Roles(Roles::BETWEEN)));
        for (cue, place) in CUES.iter().zip(0..) {
            cue.first.iter().for_each(|word| add(word, Roles(1 << place)));
            cue.second.iter().for_each(|word| add(word, Roles(1 << (Roles::SECOND + place))));
        }
    }
}

fn list(language: Language) -> &'static str {
    match language {
        Language::Arabic => include_str!("roles/ar.txt"),
        Language::Bulgarian => include_str!("roles/bg.txt"),
        Language::Catalan => include_str!("roles/ca.txt"),
        Language::Chinese => include_str!("roles/zh.txt"),
        Language::Croatian => include_str!("roles/hr.txt"),
        Language::Czech => include_str!("roles/cs.txt"),
        Language::Danish => include_str!("roles/da.txt"),
        Language::Dutch => include_str!("roles/nl.txt"),
        Language::English => include_str!("roles/en.txt"),
        Language::Finnish => include_str!("roles/fi.txt"),
        Language::French => include_str!("roles/fr.txt"),
        Language::German => include_str!("roles/de.txt"),
        Language::Greek => include_str!("roles/el.txt"),
        Language::Hungarian => include_str!("roles/hu.txt"),
        Language::Indonesian => include_str!("roles/id.txt"),
        Language::Italian => include_str!("roles/it.txt"),
        Language::Japanese => include_str!("roles/ja.txt"),
        Language::Norwegian => include_str!("roles/no.txt"),
        Language::Polish => include_str!("roles/pl.txt"),
        Language::Portuguese => include_str!("roles/pt.txt"),
        Language::Romanian => include_str!("roles/ro.txt"),
        Language::Russian => include_str!("roles/ru.txt"),
        Language::Slovak => include_str!("roles/sk.txt"),
        Language::Spanish => include_str!("roles/es.txt"),
        Language::Swedish => include_str!("roles/sv.txt"),
        Language::Tamil => include_str!("roles/ta.txt"),
        Language::Turkish => include_str!("roles/tr.txt"),
        Language::Ukrainian => include_str!("roles/uk.txt"),
        Language::Vietnamese => include_str!("roles/vi.txt"),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each language whose function words are known has a list, and each list has a line for each class, of words as folding leaves
    /// them, none of them twice.
    #[test]
    fn lists_are_whole_and_folded() {
        let has_list = |language: &Language| language.has_stop_words() || !list(*language).is_empty();
        for language in Language::ALL.into_iter().filter(has_list) {
            let names: Vec<&str> =
                list(language).lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
            assert_eq!(names, Class::ALL.map(|(name, _)| name), "{language}");
            for line in list(language).lines() {
                let mut words: Vec<&str> = line.split(' ').skip(1).collect();
                assert!(
                    words.iter().all(|word| crate::term::fold(word, language) == *word),
                    "{language} {line}"
                );
                let count = words.len();
                words.sort_unstable();
                words.dedup();
                assert_eq!(words.len(), count, "{language} {line}");
            }
        }
    }
}
