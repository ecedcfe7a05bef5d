//! Which words a language doubles by its grammar or for emphasis, so that they are no slips: `had had`, `nous nous`,
//! `…, die die Lampen prüft`.
//!
//! Written from grammars, not measured. Where doubling makes words and plurals, as in Turkish, Arabic and Greek, only
//! function words are looked at; in Tamil, and where the language is not known, none.

use crate::language::Language;

/// What a language doubles on purpose.
pub(super) struct Doubling {
    /// Words in lower case that it doubles anywhere.
    words: &'static [&'static str],
    /// Words that it doubles behind a clause mark, or one word behind it: relative pronouns and articles.
    behind_marks: &'static [&'static str],
    /// Words that it doubles at the end of a clause that begins with a word of the second list: `what it is is`.
    behind_clauses: (&'static [&'static str], &'static [&'static str]),
    /// Whether words other than function words are looked at.
    has_content: bool,
    /// Whether nouns have capitals, so that two of them are no name.
    has_capital_nouns: bool,
}

/// Nothing is doubled on purpose.
const PLAIN: Doubling = Doubling {
    words: &[],
    behind_marks: &[],
    behind_clauses: (&[], &[]),
    has_content: true,
    has_capital_nouns: false,
};

const ENGLISH: Doubling = Doubling {
    words: &[
        "that", "had", "very", "no", "so", "bye", "ha", "blah", "really", "many", "again", "long", "far",
        "big", "old", "do", "did", "much", "more", "there", "now", "yes", "never", "too", "knock", "boo",
        "her",
    ],
    behind_clauses: (
        &["is", "was", "are", "were", "has", "does"],
        &["what", "whatever", "who", "whoever", "which", "where", "how", "all"],
    ),
    ..PLAIN
};

const GERMAN: Doubling = Doubling {
    words: &[
        "sie", "sehr", "so", "ja", "nein", "ganz", "viel", "lange", "immer", "nie", "ihr", "es", "wieder",
        "hin",
    ],
    behind_marks: &["die", "der", "das", "den", "dem", "deren", "was"],
    has_capital_nouns: true,
    ..PLAIN
};

const FRENCH: Doubling = Doubling {
    words: &[
        "nous", "vous", "en", "si", "très", "non", "oui", "bien", "faire", "tout", "là", "jamais", "trop",
        "leur", "vite", "bon",
    ],
    ..PLAIN
};

const SPANISH: Doubling = Doubling {
    words: &["muy", "no", "sí", "ya", "casi", "luego", "poco", "tan", "mucho", "nunca", "nos", "bien"],
    behind_clauses: (
        &["que"],
        &["más", "menos", "mejor", "peor", "antes", "mayor", "menor", "igual", "mismo", "lo"],
    ),
    ..PLAIN
};

const PORTUGUESE: Doubling = Doubling {
    words: &["se", "nos", "muito", "não", "sim", "já", "quase", "logo", "pouco", "tão", "bem", "nunca"],
    behind_clauses: (
        &["que"],
        &["mais", "menos", "melhor", "pior", "antes", "maior", "menor", "mesmo", "o", "é"],
    ),
    ..PLAIN
};

const ITALIAN: Doubling = Doubling {
    words: &[
        "se", "piano", "pian", "via", "poco", "quasi", "così", "molto", "sì", "no", "zitto", "bello",
        "tutto", "subito", "presto", "pari", "terra", "passo", "man", "bene", "ben", "ora", "lì", "lento",
        "adagio", "mai", "sempre", "muro", "riga", "giorno", "caldo", "grande", "piccolo", "vicino", "sotto",
        "prima", "appena",
    ],
    behind_clauses: (&["che"], &["più", "meno", "meglio", "peggio", "prima", "altro", "stesso"]),
    ..PLAIN
};

const DUTCH: Doubling = Doubling {
    words: &[
        "dat", "die", "het", "je", "ze", "u", "we", "er", "was", "is", "heel", "erg", "zo", "hem", "haar",
        "zijn", "veel", "nee", "ja", "had", "wat",
    ],
    ..PLAIN
};

const DANISH: Doubling = Doubling {
    words: &[
        "det", "den", "de", "der", "så", "meget", "er", "for", "var", "nej", "ja", "om", "med", "til", "på",
        "i",
    ],
    ..PLAIN
};

const NORWEGIAN: Doubling = Doubling {
    words: &[
        "det", "den", "de", "der", "så", "veldig", "var", "er", "for", "nei", "ja", "om", "med", "til", "på",
        "i",
    ],
    ..PLAIN
};

const SWEDISH: Doubling = Doubling {
    words: &[
        "det", "den", "de", "så", "mycket", "var", "för", "om", "på", "med", "till", "av", "i", "är", "nej",
        "ja", "väldigt",
    ],
    ..PLAIN
};

const FINNISH: Doubling =
    Doubling { words: &["se", "ne", "niin", "hyvin", "hän", "kuin", "pitkä", "joo"], ..PLAIN };

const HUNGARIAN: Doubling =
    Doubling { words: &["az", "ez", "is", "nagyon", "sok", "nem", "ha", "már", "alig"], ..PLAIN };

const ROMANIAN: Doubling = Doubling {
    words: &[
        "mai", "tot", "ce", "repede", "încet", "puțin", "gata", "cât", "foarte", "a", "o", "nu", "da", "le",
        "aproape",
    ],
    ..PLAIN
};

const RUSSIAN: Doubling = Doubling {
    words: &[
        "очень",
        "да",
        "нет",
        "так",
        "много",
        "быстро",
        "еле",
        "чуть",
        "ещё",
        "еще",
        "далеко",
        "долго",
        "то",
        "вот",
        "едва",
        "давно",
        "тихо",
        "его",
        "её",
        "их",
    ],
    ..PLAIN
};

const POLISH: Doubling = Doubling {
    words: &[
        "bardzo", "tak", "nie", "już", "ledwo", "powoli", "dużo", "to", "ale", "dalej", "zaraz", "daleko",
        "dawno", "cicho", "co", "jeszcze",
    ],
    ..PLAIN
};

const CZECH: Doubling = Doubling {
    words: &[
        "moc", "ano", "ne", "tak", "už", "velmi", "pomalu", "dlouho", "daleko", "to", "se", "si", "sotva",
        "ještě",
    ],
    ..PLAIN
};

const SLOVAK: Doubling = Doubling {
    words: &[
        "veľmi", "áno", "nie", "tak", "už", "pomaly", "dlho", "ďaleko", "to", "sa", "si", "sotva", "ešte",
    ],
    ..PLAIN
};

const UKRAINIAN: Doubling = Doubling {
    words: &[
        "дуже",
        "так",
        "ні",
        "ледве",
        "багато",
        "швидко",
        "далеко",
        "довго",
        "то",
        "от",
        "ось",
        "тихо",
        "їх",
        "його",
        "ще",
    ],
    ..PLAIN
};

const GREEK: Doubling = Doubling {
    words: &[
        "του", "της", "τους", "μου", "σου", "μας", "σας", "το", "τα", "τον", "την", "τις", "πολύ", "ναι",
        "όχι",
    ],
    has_content: false,
    ..PLAIN
};

const TURKISH: Doubling = Doubling {
    words: &["çok", "bir", "ne", "da", "de", "o", "daha", "hem", "ya", "en", "kim"],
    has_content: false,
    ..PLAIN
};

const ARABIC: Doubling =
    Doubling { words: &["لا", "ما", "نعم", "من", "كل"], has_content: false, ..PLAIN };

impl Doubling {
    /// What a language doubles; none for those in which it cannot be distinguished from a slip.
    pub(super) fn of(language: Language) -> Option<&'static Doubling> {
        Some(match language {
            Language::Arabic => &ARABIC,
            Language::Danish => &DANISH,
            Language::Dutch => &DUTCH,
            Language::English => &ENGLISH,
            Language::Finnish => &FINNISH,
            Language::French => &FRENCH,
            Language::German => &GERMAN,
            Language::Greek => &GREEK,
            Language::Hungarian => &HUNGARIAN,
            Language::Italian => &ITALIAN,
            Language::Norwegian => &NORWEGIAN,
            Language::Portuguese => &PORTUGUESE,
            Language::Romanian => &ROMANIAN,
            Language::Russian => &RUSSIAN,
            Language::Spanish => &SPANISH,
            Language::Swedish => &SWEDISH,
            Language::Turkish => &TURKISH,
            Language::Ukrainian => &UKRAINIAN,
            Language::Slovak => &SLOVAK,
            Language::Czech => &CZECH,
            Language::Polish => &POLISH,
            _ => return None,
        })
    }

    /// Whether a doubled word is a slip: `word` as it is written the second time, `before` the words of its sentence
    /// before the first, each with whether a clause mark stands before it, `first_behind_mark` whether one stands before
    /// the first.
    pub(super) fn is_slip(
        &self,
        word: &str,
        is_content: bool,
        first_behind_mark: bool,
        before: &[(String, bool)],
    ) -> bool {
        let is_capital = word.starts_with(char::is_uppercase);
        // Two capitals are those of a name, but of function words at the start: `The The harbour is closed`.
        let may_be_name = !self.has_capital_nouns && (is_content || !before.is_empty());
        if is_capital && may_be_name || is_content && !self.has_content {
            return false;
        }
        let small = word.to_lowercase();
        let holds = |list: &[&str]| list.contains(&small.as_str());
        if holds(self.words) {
            return false;
        }
        let behind_mark = first_behind_mark || before.last().is_none_or(|(_, is_behind)| *is_behind);
        if holds(self.behind_marks) && behind_mark && !is_capital {
            return false;
        }
        let (ends, begins) = self.behind_clauses;
        !(holds(ends) && before.iter().any(|(word, _)| begins.contains(&word.to_lowercase().as_str())))
    }
}
