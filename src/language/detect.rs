//! Telling the language of a text: by its most common words, and where these do not decide, by trigrams: of a short text
//! in Latin script by [`short`], of others by whatlang.
//!
//! A third of the words of a text are among the forty most common ones of its language (the median of 8,539 development
//! texts), and these differ from language to language. Counting them takes 5 to 7 µs; the trigrams of whatlang, with an
//! allow-list, take 94 (1,000 articles of CNN, again and again), and nearly as much for a word: they look up all trigrams
//! of all languages. A title takes a microsecond here.

mod short;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use whatlang::{Detector, Lang, Script};

use super::Language;
use crate::span::boundary_at_or_before;

/// How much of a text is read. More does not make the answer better; measured on sentences, one is enough.
const SAMPLE_BYTES: usize = 1_200;

/// The letters of a text that is short: below, whatlang knows fewer texts than [`short`] does, and all of them cost it
/// what a page does; above, both know all but Danish and Norwegian, which whatlang parts better.
const SHORT_LETTERS: usize = 100;

/// So many common words more than of any other language decide for one. Of 8,539 texts of the development data, in 14
/// languages in Latin script, 6 decides 6,046 and none of them wrongly. 4 would decide 6,265, none wrongly either; 6 leaves
/// room for languages that are not among these.
const LEAD: u32 = 6;

/// But only if at least one word in so many is among them, and not half as many are of another language: others than
/// these have some of the words too, and texts in two languages have both.
const WORDS_PER_COMMON: usize = 5;

/// The longest word that the table holds, in bytes: those of a number.
const LONGEST: usize = 8;

pub(super) fn detect(text: &str) -> Option<Language> {
    let sample = &text[..boundary_at_or_before(text, SAMPLE_BYTES)];
    by_common_words(sample).or_else(|| by_trigrams(sample))
}

/// The language whose common words the sample has, if there is no doubt.
fn by_common_words(sample: &str) -> Option<Language> {
    static TABLE: OnceLock<FxHashMap<u64, u32>> = OnceLock::new();
    let table = TABLE.get_or_init(table);
    let mut counts = [0u32; Language::ALL.len()];
    let (mut words, mut foreign) = (0, 0);
    for_each_key(sample, |key, is_foreign| {
        words += 1;
        foreign += usize::from(is_foreign);
        let mut languages = key.and_then(|key| table.get(&key)).copied().unwrap_or(0);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    });
    let best = (0..counts.len()).max_by_key(|place| (counts[*place], usize::MAX - place))?;
    let most = counts[best];
    counts[best] = 0;
    let second = counts.into_iter().max().unwrap_or(0);
    let is_clear = most >= second + LEAD && most > 2 * second && most as usize * WORDS_PER_COMMON >= words;
    // A page in another script may have an English sentence in it.
    (is_clear && 2 * foreign < words).then_some(Language::ALL[best])
}

/// Which languages have a word among their common ones: a bit for each place in [`Language::ALL`].
fn table() -> FxHashMap<u64, u32> {
    let mut table = FxHashMap::default();
    let mut language = 0;
    let lines = include_str!("common_words.txt").lines().filter(|line| !line.starts_with('#'));
    for word in lines.flat_map(str::split_whitespace) {
        match word.strip_suffix(':') {
            Some(code) => {
                let place = Language::ALL.into_iter().position(|language| language.code() == code);
                language = 1 << place.expect("the table names languages by their codes");
            }
            None => for_each_key(word, |key, _| {
                *table.entry(key.expect("the words of the table are short")).or_default() |= language;
            }),
        }
    }
    table
}

/// Shows `visit` each run of letters in lower case, as a number of eight bytes with zeros behind it, or none if it is
/// longer; and whether it begins with a letter that is not Latin.
fn for_each_key(text: &str, mut visit: impl FnMut(Option<u64>, bool)) {
    let bytes = text.as_bytes();
    let (mut key, mut length, mut is_foreign) = (0u64, 0, false);
    let mut at = 0;
    while at <= bytes.len() {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_alphabetic() => {
                push(&mut key, &mut length, byte.to_ascii_lowercase());
                at += 1;
                continue;
            }
            Some(byte) if !byte.is_ascii() => {
                let c = text[at..].chars().next().unwrap_or_default();
                at += c.len_utf8();
                if c.is_alphabetic() {
                    is_foreign |= length == 0 && c > '\u{24F}';
                    for lower in c.to_lowercase() {
                        let mut buffer = [0; 4];
                        lower.encode_utf8(&mut buffer).bytes().for_each(|b| push(&mut key, &mut length, b));
                    }
                    continue;
                }
            }
            _ => at += 1,
        }
        // Not a letter, or the end.
        if length > 0 {
            visit((length <= LONGEST).then_some(key), is_foreign);
            (key, length, is_foreign) = (0, 0, false);
        }
    }
}

/// Puts a byte behind those of a key, as long as there is room.
fn push(key: &mut u64, length: &mut usize, byte: u8) {
    if *length < LONGEST {
        *key |= u64::from(byte) << (8 * *length);
    }
    *length += 1;
}

/// What trigrams take the sample for. Of scripts that a single language of ours is written in, the script tells it.
fn by_trigrams(sample: &str) -> Option<Language> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return None;
    }
    match whatlang::detect_script(sample)? {
        Script::Latin if letters < SHORT_LETTERS => return short::detect(sample),
        Script::Latin => {}
        Script::Cyrillic => return Some(Language::Russian),
        Script::Greek => return Some(Language::Greek),
        Script::Arabic => return Some(Language::Arabic),
        Script::Tamil => return Some(Language::Tamil),
        _ => return Some(Language::Undetermined),
    }
    let allowed = PAIRS.iter().map(|(lang, _)| *lang).collect();
    let guess = Detector::with_allowlist(allowed).detect(sample)?;
    PAIRS.iter().find(|(lang, _)| *lang == guess.lang()).map(|(_, language)| *language)
}

const PAIRS: [(Lang, Language); 14] = [
    (Lang::Dan, Language::Danish),
    (Lang::Nld, Language::Dutch),
    (Lang::Eng, Language::English),
    (Lang::Fin, Language::Finnish),
    (Lang::Fra, Language::French),
    (Lang::Deu, Language::German),
    (Lang::Hun, Language::Hungarian),
    (Lang::Ita, Language::Italian),
    (Lang::Nob, Language::Norwegian),
    (Lang::Por, Language::Portuguese),
    (Lang::Ron, Language::Romanian),
    (Lang::Spa, Language::Spanish),
    (Lang::Swe, Language::Swedish),
    (Lang::Tur, Language::Turkish),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_its_language() {
        for (text, language) in [
            ("The council approved the new flood wall on Monday after a long debate.", Language::English),
            (
                "Der Gemeinderat hat am Montag nach langer Debatte die neue Mauer beschlossen.",
                Language::German,
            ),
            ("Le conseil a approuvé lundi la nouvelle digue après un long débat public.", Language::French),
            ("Совет одобрил новую дамбу в понедельник после долгих споров.", Language::Russian),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
    }

    #[test]
    fn too_little_or_too_foreign_is_said_so() {
        assert_eq!(detect(""), None);
        assert_eq!(detect("12 34"), None);
        assert_eq!(detect("議会は月曜日に新しい堤防を承認した。"), Some(Language::Undetermined));
    }

    #[test]
    fn keys_are_words_in_small_letters() {
        let shown = |text: &str| {
            let mut shown = Vec::new();
            for_each_key(text, |key, is_foreign| {
                let word = key.map(|key| String::from_utf8(key.to_le_bytes().to_vec()).unwrap());
                shown.push((word.map(|word| word.trim_end_matches('\0').to_string()), is_foreign));
            });
            shown
        };
        let key = |word: &str, is_foreign| (Some(word.to_string()), is_foreign);
        assert_eq!(
            shown("The ÉTÉ, o'er"),
            [key("the", false), key("été", false), key("o", false), key("er", false)]
        );
        assert_eq!(
            shown("eighteen nineteens 7 да"),
            [key("eighteen", false), (None, false), key("да", true)]
        );
        assert_eq!(shown("İ x水"), [key("i\u{307}", false), key("x水", false)]);
        assert!(shown("").is_empty() && shown(" 12 —").is_empty());
    }

    #[test]
    fn common_words_decide_only_without_doubt() {
        let english =
            "The council approved the new wall on Monday, and it was said that this is all we have.";
        let german =
            "Der Rat hat am Montag die neue Mauer beschlossen, und es ist nicht klar, was sie kosten soll.";
        let polish = "Rada zatwierdziła w poniedziałek nowy wał, a mieszkańcy obawiają się, że nie wystarczy pieniędzy.";
        let japanese = "議会は月曜日に新しい堤防を承認した。 工事は五月に 始まる。 終わりは 秋だ。";
        assert_eq!(by_common_words(english), Some(Language::English));
        assert_eq!(by_common_words(&english.to_uppercase()), Some(Language::English));
        assert_eq!(by_common_words(german), Some(Language::German));
        assert_eq!(by_common_words("Nogle få ord."), None);
        assert_eq!(by_common_words(polish), None);
        assert_eq!(by_common_words(&format!("{english} {german}")), None);
        assert_eq!(by_common_words(&format!("{english} {}", japanese.repeat(8))), None);
        assert_eq!(by_common_words(""), None);
    }
}
