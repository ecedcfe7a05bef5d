//! What each language brings to the rules, read from a text file.
//!
//! A file has sections, each a name in brackets and then words in lower case, apart by white space, without their
//! final period. `#` begins a comment.
//!
//! | section | its words |
//! |---|---|
//! | `[titles]` | never end a sentence: `mr`, `e.g` |
//! | `[numbers]` | stand before a number: `no`, `fig`; else like `[ends]` |
//! | `[months]` | are months, short or long: a number with a period before one is a day |
//! | `[ends]` | end a sentence only before a starter: `inc`, `etc` |
//! | `[cuts]` | are cut short, and also words, or the last of a sentence: `max`. No sentence begins in lower case after one |
//! | `[closes]` | end a sentence before any capital: `etc` |
//! | `[words]` | are ordinary words too, in small letters or, in German, whatever their case: a title ends a sentence before a starter, and what stands before a number one before all but that: `mon ex. Il`, `the app. Vale` |
//! | `[small]` | are cut short in small letters only: `schweiz. Recht`, but `in die Schweiz.` |
//! | `[capital]` | are cut short with a capital only: `Rep. Vale`, but `the sales rep.` |
//! | `[states]` | like `[ends]`, behind a place and a comma: `Boston, Mass.` |
//! | `[names]` | are names that end in `!` or `?`: `yahoo` |
//! | `[speech]` | are verbs of speech in lower case: `said` |
//! | `[attribution]` | are verbs of speech that say nothing else: `I'm sorry. Quinn said.` |
//! | `[starters]` | begin sentences much more often than names do: `the`, `however` |
//! | `[options]` | `ordinals`: a number with a period is an ordinal. `careless`: sentences may begin in lower case. `dashes`: a dash behind a period may begin an item, and not only speech. `guillemets`: `»` closes, apart from its word. `semicolon`: `;` asks. `colons`: a full stop may be typed as a colon. `inner`: where another mark ends sentences, a period is one inside them. `unspaced`: no spaces between words, nor behind marks. `items`: items of a list that end in a semicolon are parts of one sentence. `capitals`: a starter with a capital begins a sentence, or else is part of a name. `divisions`: the number of a division stands on a line of its own. `leads`: behind a colon too, a starter with a capital begins a sentence. `quoted`: a quotation or speech behind a dash does too. `titled`: the number of a division, `CAPO X`, is one sentence with its name on the next line |
//! | `[divisions]` | are parts of a law that have a number behind them, `Artículo 3`, and begin a heading: `artículo` |
//! | `[polite]` | are starters that have a capital inside sentences too: pronouns for those who are spoken to |

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::language::Language;

/// The words and habits of one language.
#[derive(Debug, Default)]
pub(crate) struct Table {
    words: FxHashMap<&'static [u8], Entry>,
    /// By the [`place`] of a word: whether any word of the table stands there, and whether one that is cut short or a name.
    known: Filter,
    cuts: Filter,
    pub(super) language: Language,
    pub(super) is_english: bool,
    pub(super) ordinals: bool,
    pub(super) careless_starts: bool,
    pub(super) dashed_items: bool,
    pub(super) spaced_guillemets: bool,
    pub(super) semicolon_asks: bool,
    pub(super) colon_ends: bool,
    pub(super) inner_periods: bool,
    pub(super) unspaced: bool,
    pub(super) joined_items: bool,
    pub(super) capital_starts: bool,
    pub(super) apart_divisions: bool,
    pub(super) leads: bool,
    pub(super) quoted: bool,
    pub(super) titled_divisions: bool,
}

/// What an abbreviation does to the period after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Title,
    Number,
    End,
    Close,
    Name,
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    class: Option<Class>,
    month: bool,
    speech: bool,
    attribution: bool,
    starter: bool,
    cut: bool,
    state: bool,
    polite: bool,
    division: bool,
    word: bool,
    small: bool,
    capital: bool,
}

/// A bit for each [`place`], by which nearly all words that a table does not hold are known as such without a look into it.
#[derive(Debug)]
struct Filter([u64; PLACES / 64]);

const PLACES: usize = 1 << 13;

impl Default for Filter {
    fn default() -> Filter {
        Filter([0; PLACES / 64])
    }
}

impl Filter {
    fn add(&mut self, word: &[u8]) {
        self.0[place(word) / 64] |= 1 << (place(word) % 64);
    }

    fn may_hold(&self, word: &[u8]) -> bool {
        self.0[place(word) / 64] & 1 << (place(word) % 64) != 0
    }
}

/// Where the bit of a word is: of words in ASCII the same in any case.
fn place(word: &[u8]) -> usize {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return 0 };
    let second = word.get(1).unwrap_or(first);
    // A letter in lower case differs from its capital in this bit.
    let mixed = u32::from_le_bytes([*first, *second, *last, 0]) | 0x0020_2020;
    ((mixed | (word.len() as u32) << 24).wrapping_mul(0x9E37_79B1) >> 19) as usize
}

/// The longest word that a table holds, in bytes; a longer one is not looked up.
const LONGEST_WORD: usize = 40;

impl Table {
    /// The table of a language, parsed once.
    pub(super) fn of(language: Language) -> &'static Table {
        static TABLES: [OnceLock<Table>; Language::ALL.len() + 1] =
            [const { OnceLock::new() }; Language::ALL.len() + 1];
        TABLES[language as usize].get_or_init(|| {
            let mut table = Table::parse(source(language));
            table.language = language;
            table.is_english = language == Language::English;
            table
        })
    }

    fn parse(source: &'static str) -> Table {
        /// A word has this many bytes, with its blank: a guess, so that the table seldom grows.
        const WORD: usize = 8;
        let words = FxHashMap::with_capacity_and_hasher(source.len() / WORD, Default::default());
        let mut table = Table { words, ..Table::default() };
        let mut section = "";
        for line in source.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name;
                continue;
            }
            for word in line.split_ascii_whitespace() {
                table.add(section, word);
            }
        }
        table
    }

    fn add(&mut self, section: &str, word: &'static str) {
        if section == "options" {
            match word {
                "ordinals" => self.ordinals = true,
                "careless" => self.careless_starts = true,
                "dashes" => self.dashed_items = true,
                "guillemets" => self.spaced_guillemets = true,
                "semicolon" => self.semicolon_asks = true,
                "colons" => self.colon_ends = true,
                "inner" => self.inner_periods = true,
                "unspaced" => self.unspaced = true,
                "items" => self.joined_items = true,
                "capitals" => self.capital_starts = true,
                "divisions" => self.apart_divisions = true,
                "leads" => self.leads = true,
                "quoted" => self.quoted = true,
                "titled" => self.titled_divisions = true,
                _ => unreachable!("tests read every table: no option is called {word}"),
            }
            return;
        }
        self.known.add(word.as_bytes());
        if matches!(section, "titles" | "numbers" | "names" | "closes" | "ends" | "states") {
            self.cuts.add(word.as_bytes());
        }
        let entry = self.words.entry(word.as_bytes()).or_default();
        match section {
            "titles" => entry.class = Some(Class::Title),
            "numbers" => entry.class = Some(Class::Number),
            "months" => entry.month = true,
            "names" => entry.class = Some(Class::Name),
            "closes" => entry.class = Some(Class::Close),
            "ends" => entry.class = Some(Class::End),
            "speech" => entry.speech = true,
            "attribution" => entry.attribution = true,
            "starters" => entry.starter = true,
            "cuts" => entry.cut = true,
            "states" => entry.state = true,
            "polite" => entry.polite = true,
            "divisions" => entry.division = true,
            "words" => entry.word = true,
            "small" => entry.small = true,
            "capital" => entry.capital = true,
            _ => unreachable!("tests read every table: no section is called {section}"),
        }
    }

    /// How many abbreviations it has.
    pub(super) fn abbreviations(&self) -> usize {
        self.words
            .values()
            .filter(|entry| entry.cut || entry.class.is_some_and(|class| class != Class::Name))
            .count()
    }

    /// What kind of abbreviation `token` is, in most cases whatever its case.
    pub(super) fn class(&self, token: &str) -> Option<Class> {
        let entry = self.entry(token);
        if entry.small || entry.capital {
            let is_capital = token.starts_with(char::is_uppercase);
            return entry.class.filter(|_| entry.capital == is_capital);
        }
        entry.class
    }

    /// Whether `token`, in lower case or in ASCII, may have a class or be short for a state. If not, it has none and is not.
    pub(super) fn may_be_cut(&self, token: &str) -> bool {
        self.cuts.may_hold(token.as_bytes())
    }

    /// Whether `token`, which is an abbreviation, is an ordinary word as well. German nouns have a capital like all others.
    pub(super) fn is_word(&self, token: &str) -> bool {
        self.entry(token).word
            && (self.language == Language::German || !token.starts_with(char::is_uppercase))
    }

    /// Whether `word` begins sentences.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.entry(word).starter
    }

    /// Whether `word` begins sentences and has no other reason for a capital.
    pub(super) fn is_capital_start(&self, word: &str) -> bool {
        let entry = self.entry(word);
        entry.starter && !entry.polite
    }

    /// Whether `token` is cut short where a word in lower case follows.
    pub(super) fn is_cut(&self, token: &str) -> bool {
        self.entry(token).cut
    }

    /// Whether `token` is short for a state that a place is in.
    pub(super) fn is_state(&self, token: &str) -> bool {
        self.entry(token).state
    }

    /// Whether `word` is a verb of speech.
    pub(super) fn is_speech(&self, word: &str) -> bool {
        self.entry(word).speech
    }

    /// Whether `word` does nothing but attribute speech.
    pub(super) fn is_attribution(&self, word: &str) -> bool {
        self.entry(word).attribution
    }

    /// Whether `word` is what a law calls a part of it that has a number.
    pub(super) fn is_division(&self, word: &str) -> bool {
        self.entry(word).division
    }

    /// Whether `word` is a month.
    pub(super) fn is_month(&self, word: &str) -> bool {
        self.entry(word).month
    }

    fn entry(&self, word: &str) -> Entry {
        if word.len() > LONGEST_WORD {
            return Entry::default();
        }
        let found = match word.is_ascii() {
            true if !self.known.may_hold(word.as_bytes()) => None,
            true => {
                let mut lower = [0; LONGEST_WORD];
                let lower = &mut lower[..word.len()];
                lower.copy_from_slice(word.as_bytes());
                lower.make_ascii_lowercase();
                self.words.get(&*lower)
            }
            // Where a sigma stands says what it is in lower case.
            false if word.contains('Σ') => self.words.get(word.to_lowercase().as_bytes()),
            false => {
                let (mut lower, mut len) = ([0; 2 * LONGEST_WORD], 0);
                for c in word.chars() {
                    push_lower(c, &mut lower, &mut len);
                }
                match self.known.may_hold(&lower[..len]) {
                    true => self.words.get(&lower[..len]),
                    false => None,
                }
            }
        };
        found.copied().unwrap_or_default()
    }
}

/// Writes a character in lower case behind the first `len` bytes. That takes two bytes for each of its own at most.
pub(super) fn push_lower(c: char, lower: &mut [u8], len: &mut usize) {
    let mut push = |c: char| *len += c.encode_utf8(&mut lower[*len..]).len();
    match c {
        _ if c.is_ascii() => push(c.to_ascii_lowercase()),
        // What most words of Latin and Cyrillic letters need no search in a table for.
        'ß'..='ÿ' | 'а'..='џ' => push(c),
        'А'..='Я' => push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
        _ => c.to_lowercase().for_each(push),
    }
}

/// Whether a language is split by what most languages share.
pub(super) fn is_missing(language: Language) -> bool {
    std::ptr::eq(source(language), source(Language::Undetermined))
}

fn source(language: Language) -> &'static str {
    match language {
        Language::Arabic => include_str!("tables/ar.txt"),
        Language::Armenian => include_str!("tables/hy.txt"),
        Language::Belarusian => include_str!("tables/be.txt"),
        Language::Bulgarian => include_str!("tables/bg.txt"),
        Language::Catalan => include_str!("tables/ca.txt"),
        Language::Chinese => include_str!("tables/zh.txt"),
        Language::Croatian => include_str!("tables/hr.txt"),
        Language::Czech => include_str!("tables/cs.txt"),
        Language::Danish => include_str!("tables/da.txt"),
        Language::Dutch => include_str!("tables/nl.txt"),
        Language::English => include_str!("tables/en.txt"),
        Language::Estonian => include_str!("tables/et.txt"),
        Language::Finnish => include_str!("tables/fi.txt"),
        Language::French => include_str!("tables/fr.txt"),
        Language::Galician => include_str!("tables/gl.txt"),
        Language::Georgian => include_str!("tables/ka.txt"),
        Language::German => include_str!("tables/de.txt"),
        Language::Greek => include_str!("tables/el.txt"),
        Language::Gujarati => include_str!("tables/gu.txt"),
        Language::Hebrew => include_str!("tables/he.txt"),
        Language::Hindi => include_str!("tables/hi.txt"),
        Language::Hungarian => include_str!("tables/hu.txt"),
        Language::Icelandic => include_str!("tables/is.txt"),
        Language::Indonesian => include_str!("tables/id.txt"),
        Language::Italian => include_str!("tables/it.txt"),
        Language::Japanese => include_str!("tables/ja.txt"),
        Language::Kazakh => include_str!("tables/kk.txt"),
        Language::Korean => include_str!("tables/ko.txt"),
        Language::Latvian => include_str!("tables/lv.txt"),
        Language::Lithuanian => include_str!("tables/lt.txt"),
        Language::Norwegian => include_str!("tables/no.txt"),
        Language::Pashto => include_str!("tables/ps.txt"),
        Language::Persian => include_str!("tables/fa.txt"),
        Language::Polish => include_str!("tables/pl.txt"),
        Language::Portuguese => include_str!("tables/pt.txt"),
        Language::Romanian => include_str!("tables/ro.txt"),
        Language::Russian => include_str!("tables/ru.txt"),
        Language::Serbian => include_str!("tables/sr.txt"),
        Language::Slovak => include_str!("tables/sk.txt"),
        Language::Slovenian => include_str!("tables/sl.txt"),
        Language::Spanish => include_str!("tables/es.txt"),
        Language::Swedish => include_str!("tables/sv.txt"),
        Language::Tamil => include_str!("tables/ta.txt"),
        Language::Turkish => include_str!("tables/tr.txt"),
        Language::Ukrainian => include_str!("tables/uk.txt"),
        Language::Urdu => include_str!("tables/ur.txt"),
        Language::Vietnamese => include_str!("tables/vi.txt"),
        // Of these nothing is known but what most languages share.
        Language::Khmer | Language::Lao | Language::Thai | Language::Undetermined => {
            include_str!("tables/und.txt")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sound() {
        for language in Language::ALL.into_iter().chain([Language::Undetermined]) {
            let table = Table::of(language);
            assert!(!table.words.is_empty(), "{language}");
            for word in table.words.keys().map(|word| str::from_utf8(word).unwrap()) {
                assert_eq!(word, word.to_lowercase(), "{language}: a table is in lower case");
                assert!(!word.ends_with('.') && word.len() <= LONGEST_WORD, "{language}: {word}");
            }
        }
    }

    #[test]
    fn each_character_is_lowered_as_the_standard_library_does() {
        for c in '\0'..=char::MAX {
            let (mut lower, mut len) = ([0; 8], 0);
            push_lower(c, &mut lower, &mut len);
            let expected: String = c.to_lowercase().collect();
            assert_eq!(&lower[..len], expected.as_bytes());
            assert!(len <= 2 * c.len_utf8());
        }
    }

    #[test]
    fn words_are_found_in_any_case() {
        let table = Table::of(Language::English);
        assert_eq!(
            (table.class("Mr"), table.class("Fig"), table.class("cat")),
            (Some(Class::Title), Some(Class::Number), None)
        );
        assert!(table.is_starter("However") && !table.is_starter("Hale"));
        assert_eq!(Table::of(Language::Russian).class("ТЫС"), Some(Class::End));
    }
}
