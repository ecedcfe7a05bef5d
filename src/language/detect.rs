//! Telling the language of a text: by its most common words, and where these do not decide, by its script and by
//! [trigrams].
//!
//! A third of the words of a text are among the forty most common ones of its language (the median of 8,539 development
//! texts), and these differ from language to language. Counting them takes 5 to 7 µs and needs no table of trigrams.

mod script;
mod trigrams;

use rustc_hash::FxHashSet;

use super::{Language, Neighbor};
use crate::span::{boundary_at_or_after, boundary_at_or_before};

/// How much of a text is read. More does not make the answer better; measured on sentences, one is enough.
const SAMPLE_BYTES: usize = 1_200;

/// In how many pieces a longer text is read, from its beginning to its end: a head in another language, a licence or a list
/// of sources is one or two of them.
const PIECES: usize = 6;

/// So many common words more than of any other language decide for one. Of 8,539 texts of the development data, in 14
/// languages in Latin script, 6 decides 6,046 and none of them wrongly. 4 would decide 6,265, none wrongly either; 6 leaves
/// room for languages that are not among these.
const LEAD: u32 = 6;

/// But only if at least one word in this many is among them, and not half as many are of another language: others than
/// these have some of the words too, and texts in two languages have both.
const WORDS_PER_COMMON: usize = 5;

const COMMON_WORDS: &str = include_str!("common_words.txt");

/// The longest word that the table holds, in bytes: those of a number.
const LONGEST: usize = 8;

pub(crate) use trigrams::are_alike;

pub(super) fn detect(text: &str) -> Option<Language> {
    detect_among([text].into_iter(), None)
}

/// Whether a language is detected by its common words, and whether by trigrams.
pub(crate) fn detectable(language: Language) -> (bool, bool) {
    let code = format!("{}:", language.code());
    let by_words = COMMON_WORDS.lines().any(|line| line.starts_with(&code));
    (by_words, trigrams::has(language))
}

/// The language that texts are plainly in, if they are long enough for that to be known.
///
/// What is said of a text is believed unless this says otherwise.
pub(crate) fn plainly<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Language> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let length = texts.clone().map(str::len).sum();
    let read: usize = pieces(texts.clone(), length).map(letters).sum();
    let found = detect_among(texts, None)?;
    (read >= PLAIN_LETTERS && found != Language::Undetermined).then_some(found)
}

/// The letters from which on the detected language is sure enough to doubt a given one. Of pieces of 200 characters 992 in 1,000 are detected
/// right, and the others are taken for a neighbor.
const PLAIN_LETTERS: usize = 150;

/// The language of texts as one. What they are declared to be in counts: it goes before evidence that is not plain.
pub(crate) fn detect_among<'t>(
    texts: impl Iterator<Item = &'t str> + Clone,
    declared: Option<Language>,
) -> Option<Language> {
    let length = texts.clone().map(str::len).sum();
    let held = Held::of(pieces(texts, length));
    let pieces = held.iter();
    match by_common_words(pieces.clone()) {
        Some(Language::Spanish) if declared != Some(Language::Spanish) => {
            return Some(trigrams::spanish_or_neighbor(pieces));
        }
        Some(language) => return Some(language),
        None => {}
    }
    let Some(script) = script::script(pieces.clone()) else { return declared };
    match script.language() {
        // Japanese may be written in Han alone, and Hebrew letters are those of Yiddish.
        Some(_) if script.fits(declared) => declared,
        Some(Language::Hebrew) if is_yiddish(pieces.clone()) => Some(Language::Undetermined),
        Some(language) => Some(language),
        None => trigrams::detect(pieces, script, declared),
    }
}

/// Whether a text in Hebrew letters is Yiddish, which has no name here: its articles and particles stand in it, or vowels that it alone writes
/// with points.
fn is_yiddish<'t>(pieces: impl Iterator<Item = &'t str>) -> bool {
    const WORDS: &str = " איז און דער פון פֿון מיט נישט ניט האט האָט וואס וואָס זענען האבן האָבן אויף איך מיר צו אן ווי ער זי דאס דאָס ווייס געווען אויך ";
    const WORDS_PER_SIGN: usize = 6;
    let (mut words, mut signs) = (0, 0);
    for word in pieces.flat_map(str::split_whitespace) {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        words += 1;
        let is_listed = || {
            memchr::memmem::find(WORDS.as_bytes(), word.as_bytes()).is_some_and(|at| {
                WORDS.as_bytes()[at - 1] == b' ' && WORDS.as_bytes()[at + word.len()] == b' '
            })
        };
        signs += usize::from(!word.is_empty() && is_listed());
    }
    signs >= 2 && signs * WORDS_PER_SIGN >= words
}

/// The language without a name that texts may be in, if its nouns are known: of what is said to be in none of those that have one, or
/// was taken for that.
pub(crate) fn neighbor<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Neighbor> {
    let length = texts.clone().map(str::len).sum();
    let pieces = pieces(texts, length);
    match script::script(pieces.clone())? {
        script::Script::Other => {
            let mut letters = pieces.flat_map(str::chars).filter(|c| c.is_alphabetic());
            letters.find_map(Neighbor::of_letter)
        }
        script => {
            let forms = |code: &str| {
                let Some(neighbor) = Neighbor::of_code(code) else { return 0 };
                let words = pieces.clone().flat_map(|piece| piece.split(|c: char| !c.is_alphabetic()));
                let words: FxHashSet<String> =
                    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
                let nouns: FxHashSet<_> = words.iter().map(|word| neighbor.singular(word)).collect();
                (words.len() - nouns.len()) as u32
            };
            trigrams::nameless(pieces.clone(), script, forms).and_then(Neighbor::of_code)
        }
    }
}

/// The pieces of the texts that are read: all of them if they are short, else some as far apart from each other.
fn pieces<'t>(
    texts: impl Iterator<Item = &'t str> + Clone,
    length: usize,
) -> impl Iterator<Item = &'t str> + Clone {
    let piece = SAMPLE_BYTES / PIECES;
    let apart = match length {
        0..=SAMPLE_BYTES => piece,
        _ => (length - piece) / (PIECES - 1),
    };
    let mut behind = 0;
    texts.flat_map(move |text| {
        let from = behind;
        behind += text.len();
        // Those that begin in this text, or before it and reach into it.
        let first = (from + 1).saturating_sub(piece).div_ceil(apart);
        let last = behind.div_ceil(apart);
        (first..last).flat_map(move |number| {
            let start = (number * apart).saturating_sub(from);
            let end = (number * apart + piece).saturating_sub(from);
            Prose { rest: Some(words_between(text, start, end)) }
        })
    })
}

/// Pieces that are cut out of their texts once: they are walked for each mark of a language.
///
/// Those beyond the first [`HELD`], which only a text in many short blocks has, are cut out each time.
struct Held<'t, I> {
    first: [&'t str; HELD],
    count: usize,
    rest: Option<I>,
}

/// How many pieces are kept.
const HELD: usize = 32;

impl<'t, I: Iterator<Item = &'t str> + Clone> Held<'t, I> {
    fn of(mut pieces: I) -> Self {
        let (mut first, mut count) = ([""; HELD], 0);
        for (place, piece) in first.iter_mut().zip(&mut pieces) {
            *place = piece;
            count += 1;
        }
        Held { first, count, rest: (count == HELD).then_some(pieces) }
    }

    fn iter(&self) -> impl Iterator<Item = &'t str> + Clone + '_ {
        self.first[..self.count].iter().copied().chain(self.rest.iter().cloned().flatten())
    }
}

/// Iterator over what stands between words that are of no language: addresses, paths, `@names`, `#topics` and code.
#[derive(Clone)]
struct Prose<'t> {
    rest: Option<&'t str>,
}

impl<'t> Iterator for Prose<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.rest.take()?;
        let bytes = text.as_bytes();
        // Most prose has no sign, which searches say in a tenth of the time.
        let has = |[one, other, third]: [u8; 3]| memchr::memchr3(one, other, third, bytes).is_some();
        if !has(*b"/@#") && !has(*b"_=<") && !has(*b"{|$") && !has(*b"\\`>") && !has(*b"}}}") {
            return Some(text);
        }
        let mut at = 0;
        while let Some(sign) = bytes[at..].iter().position(|byte| is_sign_of_code(*byte)) {
            let sign = at + sign;
            let start = bytes[..sign].iter().rposition(u8::is_ascii_whitespace).map_or(0, |blank| blank + 1);
            let end = bytes[sign..]
                .iter()
                .position(u8::is_ascii_whitespace)
                .map_or(bytes.len(), |blank| sign + blank);
            // Where words stand without spaces, a whole sentence may have a sign in it.
            if bytes[start..end].is_ascii() {
                self.rest = Some(&text[end..]);
                return Some(&text[..start]);
            }
            at = end;
        }
        Some(text)
    }
}

/// Whether words with this byte in them are of no language, or as good as none: `and/or` tells little.
fn is_sign_of_code(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\' | b'@' | b'#' | b'_' | b'=' | b'{' | b'}' | b'<' | b'>' | b'|' | b'$' | b'`')
}

/// The text between two places, in whole words where there are spaces.
fn words_between(text: &str, start: usize, end: usize) -> &str {
    let whole = |at: usize| {
        let at = boundary_at_or_after(text, at.min(text.len()));
        let near = &text[at..boundary_at_or_before(text, (at + LONGEST_WORD).min(text.len()))];
        match at > 0 && at < text.len() {
            true => near.find(char::is_whitespace).map_or(at, |space| at + space),
            false => at,
        }
    };
    let (start, end) = (whole(start), whole(end));
    &text[start.min(end)..end]
}

/// How far the end of a word is looked for, in bytes.
const LONGEST_WORD: usize = 40;

/// The language whose common words the sample has, if there is no doubt.
fn by_common_words<'t>(pieces: impl Iterator<Item = &'t str>) -> Option<Language> {
    let mut counts = [0u32; Language::ALL.len() + NAMELESS];
    let (mut words, mut foreign) = (0, 0);
    for piece in pieces {
        for_each_key(piece, |key, is_foreign| {
            words += 1;
            foreign += usize::from(is_foreign);
            let mut languages = key.map_or(0, languages_of);
            while languages != 0 {
                counts[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        });
    }
    let best = (0..counts.len()).max_by_key(|place| (counts[*place], usize::MAX - place))?;
    let most = counts[best];
    let is_behind = |(place, count): (usize, &u32)| {
        let is_clear = if is_near(best, place) { 3 * most > 4 * count } else { most > 2 * count };
        place == best || is_clear && most >= count + LEAD
    };
    let is_clear = most as usize * WORDS_PER_COMMON >= words && counts.iter().enumerate().all(is_behind);
    // A page in another script may have an English sentence in it.
    (is_clear && 2 * foreign < words).then(|| Language::ALL.get(best).copied()).flatten()
}

/// Whether two languages share this many of their common words that half as many are no sign of the other.
fn is_near(one: usize, other: usize) -> bool {
    use Language::{Catalan, Galician, Portuguese, Spanish};
    match (Language::ALL.get(one), Language::ALL.get(other)) {
        (Some(Spanish | Portuguese), Some(Galician)) | (Some(Galician), Some(Spanish | Portuguese)) => true,
        (Some(Spanish), Some(Catalan)) | (Some(Catalan), Some(Spanish)) => true,
        (one, other) => one.is_none() || other.is_none(),
    }
}

/// How many of the languages in the table have no name here.
const NAMELESS: usize = 2;

/// Which languages have a word among their common ones: a bit for each place in [`Language::ALL`], and behind these for those
/// without a name.
fn languages_of(key: u64) -> u64 {
    let mut place = slot(key);
    loop {
        match TABLE[place] {
            (found, languages) if found == key || languages == 0 => return languages,
            _ => place = (place + 1) % SLOTS,
        }
    }
}

/// Three in eight of them are free, so that a look-up looks at two.
const SLOTS: usize = 1024;

const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize
}

/// The keys of the common words, and the languages that have them; what has no slot of its own is in the next that is free. Made where the
/// program is compiled, as a start would spend a tenth of its time on it.
static TABLE: [(u64, u64); SLOTS] = table();

const fn table() -> [(u64, u64); SLOTS] {
    let text = COMMON_WORDS.as_bytes();
    let mut slots = [(0, 0); SLOTS];
    let (mut language, mut nameless) = (0u64, Language::ALL.len());
    const { assert!(Language::ALL.len() + NAMELESS <= u64::BITS as usize) };
    let (mut at, mut used) = (0, 0);
    while at < text.len() {
        if text[at] == b'#' {
            while text[at] != b'\n' {
                at += 1;
            }
            continue;
        }
        // Words are in lower case, and have no other marks.
        let start = at;
        while at < text.len() && !matches!(text[at], b' ' | b'\n' | b':') {
            at += 1;
        }
        let word = text.split_at(start).1.split_at(at - start).0;
        if at < text.len() && text[at] == b':' {
            let place = place_of(word);
            language = 1 << if place < Language::ALL.len() { place } else { nameless };
            nameless += (place == Language::ALL.len()) as usize;
        } else if !word.is_empty() {
            assert!(word.len() <= LONGEST, "the words of the table are short");
            let (mut key, mut byte) = (0, 0);
            while byte < word.len() {
                key |= (word[byte] as u64) << (8 * byte);
                byte += 1;
            }
            let mut place = slot(key);
            while slots[place].1 != 0 && slots[place].0 != key {
                place = (place + 1) % SLOTS;
            }
            used += (slots[place].1 == 0) as usize;
            slots[place] = (key, slots[place].1 | language);
        }
        at += (at == start || at < text.len()) as usize;
    }
    assert!(8 * used <= 5 * SLOTS, "a table has free slots");
    slots
}

/// The place of a language in [`Language::ALL`], by its code; behind all, if none has it.
const fn place_of(code: &[u8]) -> usize {
    let mut place = 0;
    while place < Language::ALL.len() {
        let other = Language::ALL[place].code().as_bytes();
        if other.len() == code.len() && other[0] == code[0] && other[1] == code[1] {
            break;
        }
        place += 1;
    }
    place
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_pieces_are_those_of_the_text() {
        let text = "El concello reuniuse o luns para falar da ponte #ponte nova e case todos querían deixala aberta. ";
        for count in [1, HELD - 1, HELD, HELD + 1, 4 * HELD] {
            let texts = || std::iter::repeat_n(&text[..40], count).chain([text]);
            let length = texts().map(str::len).sum();
            let held = Held::of(pieces(texts(), length));
            assert!(held.iter().eq(pieces(texts(), length)), "{count}");
        }
    }

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
            ("議会は月曜日に新しい堤防を承認した。", Language::Japanese),
            ("Rada zatwierdziła w poniedziałek nowy wał, a mieszkańcy czekają.", Language::Polish),
            ("Zastupitelstvo v pondělí po dlouhé debatě schválilo novou hráz.", Language::Czech),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_says_the_same_again_and_again_is_told_by_its_words() {
        let said = "¿Busca alquiler de coches en Cádiz? Nuestro alquiler de coches en Cádiz es el mejor alquiler de coches en Cádiz. \
                    Con el alquiler de coches en Cádiz usted ahorra, y el alquiler de coches en Cádiz incluye seguro. Reserve su \
                    alquiler de coches en Cádiz hoy. El alquiler de coches en Cádiz es fácil con nosotros. Nuestra empresa de alquiler \
                    de coches en Cádiz ofrece alquiler de coches en Cádiz barato. Si necesita alquiler de coches en Cádiz, llame al \
                    experto en alquiler de coches en Cádiz.";
        assert_eq!(detect(said), Some(Language::Spanish));
    }

    #[test]
    fn neighbors_are_told_apart_without_accents() {
        for (text, language) in [
            (
                "Brod je cekao u luci dok covjek s obale nije vidio svjetlo i mjesec iznad mora.",
                Language::Croatian,
            ),
            (
                "Lod cakala v pristave, pretoze kapitan sa este nevratil z mesta a ziadal viac casu.",
                Language::Slovak,
            ),
            (
                "A ponte nao abre hoje porque a camara quer uma nova inspecao em todo o porto.",
                Language::Portuguese,
            ),
            (
                "Ridic autobusu vcera zastavil na mostku, protoze na silnici lezel strom a nikdo ho neodklidil.",
                Language::Czech,
            ),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
    }

    #[test]
    fn too_little_or_too_foreign_is_said_so() {
        assert_eq!(detect(""), None);
        assert_eq!(detect("12 34"), None);
        assert_eq!(detect("የኢትዮጵያ ድልድይ ተዘግቷል።"), Some(Language::Undetermined));
    }

    #[test]
    fn what_most_of_a_text_is_written_in_tells_its_language() {
        let english =
            "This book costs nothing, and whoever has it may read it and lend it to others. ".repeat(12);
        let german = "Der Hafen bleibt den ganzen Winter offen, und das Amt hält eine Mannschaft im Dienst. ";
        assert_eq!(detect(&english), Some(Language::English));
        assert_eq!(detect(&format!("{english}{}", german.repeat(40))), Some(Language::German));
        let blocks = [english.as_str()].into_iter().chain([german; 60]);
        assert_eq!(detect_among(blocks, None), Some(Language::German));
    }

    #[test]
    fn what_is_declared_goes_before_doubt_and_not_before_evidence() {
        let among = |text: &str, declared| detect_among([text].into_iter(), declared);
        let danish = "Broen er lukket i dag.";
        assert_eq!(among(danish, Some(Language::Norwegian)), Some(Language::Norwegian));
        assert_eq!(among("", Some(Language::Norwegian)), Some(Language::Norwegian));
        let german = "Der Hafen bleibt den ganzen Winter offen, und das Amt hält eine Mannschaft im Dienst. ";
        assert_eq!(among(&german.repeat(3), Some(Language::English)), Some(Language::German));
        assert_eq!(among("東京都港区", Some(Language::Japanese)), Some(Language::Japanese));
        assert_eq!(among("東京都港区", Some(Language::English)), Some(Language::Chinese));
    }

    #[test]
    fn pieces_are_whole_words_from_all_of_a_text() {
        let text: String = (0..5_000).map(|number| format!("wörd{number} ")).collect();
        let found: Vec<&str> = pieces([text.as_str()].into_iter(), text.len()).collect();
        assert_eq!(found.len(), PIECES);
        assert!(found[0].starts_with("wörd0 ") && found[PIECES - 1].contains("wörd4999"));
        assert!(found.iter().flat_map(|piece| piece.split_whitespace()).all(|word| word.starts_with("wörd")));
        let words: Vec<String> = (0..150).map(|number| format!("{number} ")).collect();
        let short: String = pieces(words.iter().map(String::as_str), words.concat().len()).collect();
        assert_eq!(short, words.concat());
    }

    #[test]
    fn addresses_and_code_are_of_no_language() {
        let prose = |text: &'static str| Prose { rest: Some(text) }.map(str::trim).collect::<Vec<_>>();
        assert_eq!(
            prose("Most zamknięty. https://example.org/x RT @ann #pier"),
            ["Most zamknięty.", "RT", "", ""]
        );
        assert_eq!(prose("東京/港区 が"), ["東京/港区 が"]);
        assert_eq!(prose("no signs"), ["no signs"]);
        assert_eq!(prose(""), [""]);
        let mixed = "@harbour_board Tilts šodien ir slēgts https://t.co/abC12 #pier #storm RT";
        assert_eq!(detect(mixed), Some(Language::Latvian));
    }

    /// Read line by line, as the table is not.
    #[test]
    fn the_table_has_all_common_words() {
        let mut nameless = Language::ALL.len();
        let mut expected: std::collections::HashMap<u64, u64> = Default::default();
        let mut language = 0;
        for word in COMMON_WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
        {
            if let Some(code) = word.strip_suffix(':') {
                let place = Language::ALL.into_iter().position(|language| language.code() == code);
                language = 1u64 << place.unwrap_or(nameless);
                nameless += usize::from(place.is_none());
            } else {
                for_each_key(word, |key, _| *expected.entry(key.unwrap()).or_default() |= language);
            }
        }
        assert!(expected.iter().all(|(key, languages)| languages_of(*key) == *languages));
        assert_eq!(TABLE.iter().filter(|(_, languages)| *languages != 0).count(), expected.len());
        assert_eq!(languages_of(u64::from_le_bytes(*b"harbour\0")), 0);
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
        let common = |text: &str| by_common_words([text].into_iter());
        assert_eq!(common(english), Some(Language::English));
        assert_eq!(common(&english.to_uppercase()), Some(Language::English));
        assert_eq!(common(german), Some(Language::German));
        assert_eq!(common("Nogle få ord."), None);
        assert_eq!(common(polish), None);
        assert_eq!(common(&format!("{english} {german}")), None);
        assert_eq!(common(&format!("{english} {}", japanese.repeat(8))), None);
        assert_eq!(common(""), None);
    }
}
