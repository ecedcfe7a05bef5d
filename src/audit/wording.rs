//! What findings and checklists say, in the four languages that reports are written in.
//!
//! A message is kept as what it was made of: texts of the table (`wording/texts.rs`) and what fills their blanks. So any of the
//! languages can be written from it, numbers and lists as that language writes them, and no language is a translation by
//! pattern of another. The fields of a finding have it in English.

use super::Level;
use crate::language::{Language, numbers};

pub(crate) mod texts;

/// The languages of a text, in the order of its parts.
pub(crate) const LANGUAGES: [Language; 4] =
    [Language::English, Language::German, Language::French, Language::Spanish];

/// A text in each of the languages, with numbered blanks: `{0}`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) [&'static str; LANGUAGES.len()]);

/// What fills a blank.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Words of a draft, a name of a file, a number of a rule: the same in every language.
    Verbatim(String),
    /// How many.
    Count(usize),
    /// A number with this many decimals.
    Number(f64, usize),
    /// A limit as it was set: without needless decimals.
    Limit(f64),
    Level(Level),
    /// How often: `once`, `twice`, `16 times`.
    Times(usize),
    /// How often with synonyms: `3 times with synonyms`.
    TimesWithSynonyms(usize),
    /// Another text.
    Said(Said),
    /// Several texts: `a, b and c`.
    Listed(Vec<&'static Text>),
    /// Names in quotation marks, and how many more there are.
    Quoted(Vec<String>, usize),
}

/// A message, or a part of one: texts behind each other, with what fills them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said(Vec<(&'static Text, Vec<Value>)>);

impl Text {
    /// The text with its blanks filled.
    pub(super) fn with(&'static self, values: Vec<Value>) -> Said {
        Said(vec![(self, values)])
    }

    fn of(&self, column: usize) -> &'static str {
        self.0[column]
    }
}

impl Said {
    /// This, and what comes behind it.
    pub(super) fn and(mut self, more: impl Into<Said>) -> Said {
        self.0.extend(more.into().0);
        self
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// It in a language, or in English where there is none in that language.
    pub(super) fn in_language(&self, language: Language) -> String {
        let column = LANGUAGES.iter().position(|known| *known == language).unwrap_or(0);
        let mut out = String::new();
        self.write(column, &mut out);
        out
    }

    pub(super) fn english(&self) -> String {
        self.in_language(Language::English)
    }

    fn write(&self, column: usize, out: &mut String) {
        for (text, values) in &self.0 {
            fill(text.of(column), values, column, out);
        }
    }
}

/// Writes a text with its blanks filled.
fn fill(text: &'static str, values: &[Value], column: usize, out: &mut String) {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, blank) = rest.split_at(open);
        out.push_str(before);
        let (number, behind) = blank[1..].split_once('}').unwrap_or_default();
        match number.parse().ok().and_then(|number: usize| values.get(number)) {
            // A phrase that was asked for in quotes needs none around them.
            Some(Value::Verbatim(text)) if before.ends_with(['"', '„', '«', '\u{a0}']) => {
                let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                out.push_str(inner.unwrap_or(text));
            }
            Some(value) => value.write(column, out),
            None => {}
        }
        rest = behind;
    }
    out.push_str(rest);
}

impl Value {
    fn write(&self, column: usize, out: &mut String) {
        let language = LANGUAGES[column];
        match self {
            Value::Verbatim(text) => out.push_str(text),
            Value::Count(count) => out.push_str(&numbers::whole(*count, language)),
            Value::Number(value, decimals) => out.push_str(&numbers::decimal(*value, *decimals, language)),
            Value::Limit(value) => {
                // Limits are set with a few decimals; a share that is kept as a fraction has more.
                const MOST: usize = 4;
                let places = (0..MOST).find(|places| {
                    let scale = 10f64.powi(*places as i32);
                    ((value * scale).round() / scale - value).abs() < 1e-9
                });
                out.push_str(&numbers::decimal(*value, places.unwrap_or(MOST), language));
            }
            Value::Level(level) => out.push_str(
                match level {
                    Level::Note => &texts::NOTE,
                    Level::Warning => &texts::WARNING,
                    Level::Error => &texts::ERROR,
                }
                .of(column),
            ),
            Value::Times(count) => {
                let text = match count {
                    1 => &texts::ONCE,
                    2 => &texts::TWICE,
                    _ => &texts::TIMES,
                };
                fill(text.of(column), &[Value::Count(*count)], column, out);
            }
            Value::TimesWithSynonyms(count) => {
                fill(texts::WITH_SYNONYMS.of(column), &[Value::Times(*count)], column, out);
            }
            Value::Said(said) => said.write(column, out),
            Value::Listed(listed) => {
                let texts: Vec<&str> = listed.iter().map(|text| text.of(column)).collect();
                list(&texts, texts::AND.of(column), out);
            }
            Value::Quoted(names, more) => {
                let quoted = |name: &String| {
                    let mut out = String::new();
                    fill(texts::QUOTED.of(column), &[Value::Verbatim(name.clone())], column, &mut out);
                    out
                };
                let names: Vec<String> = names.iter().map(quoted).collect();
                match more {
                    0 => list(&names, texts::AND.of(column), out),
                    more => {
                        out.push_str(&names.join(", "));
                        fill(texts::AND_MORE.of(column), &[Value::Count(*more)], column, out);
                    }
                }
            }
        }
    }
}

/// `a, b and c`.
fn list(parts: &[impl AsRef<str>], and: &str, out: &mut String) {
    for (place, part) in parts.iter().enumerate() {
        match place {
            0 => {}
            _ if place + 1 == parts.len() => out.push_str(and),
            _ => out.push_str(", "),
        }
        out.push_str(part.as_ref());
    }
}

impl From<&'static Text> for Said {
    fn from(text: &'static Text) -> Said {
        text.with(Vec::new())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Verbatim(text.to_string())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Verbatim(text.clone())
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Count(count)
    }
}

impl From<Level> for Value {
    fn from(level: Level) -> Value {
        Value::Level(level)
    }
}

impl From<&'static Text> for Value {
    fn from(text: &'static Text) -> Value {
        Value::Said(text.into())
    }
}

impl From<Said> for Value {
    fn from(said: Said) -> Value {
        Value::Said(said)
    }
}

/// A text of the table with its blanks filled: `say!(LONG_SENTENCE, words, level, limit)`.
macro_rules! say {
    ($text:ident $(, $value:expr)* $(,)?) => {
        crate::audit::wording::texts::$text.with(vec![$($value.into()),*])
    };
}
pub(super) use say;

#[cfg(test)]
mod tests {
    use super::*;

    /// The blanks of a text, sorted, each once.
    fn blanks(text: &str) -> Vec<usize> {
        let ends = text.split('{').skip(1).map(|part| part.split_once('}').expect("a blank ends").0);
        let mut blanks: Vec<usize> = ends.map(|number| number.parse().expect("a number")).collect();
        blanks.sort_unstable();
        blanks.dedup();
        blanks
    }

    #[test]
    fn every_text_is_there_in_every_language_with_the_same_blanks() {
        assert!(texts::ALL.len() > 100);
        for (name, text) in texts::ALL {
            for (column, said) in text.0.iter().enumerate() {
                assert!(!said.is_empty(), "{name}");
                assert_eq!(blanks(said), blanks(text.0[0]), "{name}: {said}");
                // What begins with a mark joins to what is before it, in every language.
                let joins = |said: &str| said.starts_with([',', ';', ' ', ':', '\u{A0}', '\u{202F}']);
                assert_eq!(joins(said), joins(text.0[0]), "{name}: {said:?}");
                assert!(!said.ends_with('.') && !said.contains("  "), "{name}: {said}");
                // Marks as the language writes them.
                let wrong = match LANGUAGES[column] {
                    Language::German => ["\"", "«", "'"].as_slice(),
                    Language::French => &["\"", "„", "'", " :", " ;", " %", "« ", " »"],
                    Language::Spanish => &["\"", "„", "'", " ;", " :"],
                    _ => &["„", "«", " %"],
                };
                assert!(wrong.iter().all(|mark| !said.contains(mark)), "{name}: {said}");
            }
        }
    }

    /// A language is not another one's: apart from what all of them write alike.
    #[test]
    fn texts_are_translated() {
        for (name, text) in texts::ALL {
            let letters = text.0[0].split('{').map(|part| part.split('}').next_back().unwrap_or_default());
            if letters.flat_map(str::chars).filter(|c| c.is_alphabetic()).count() > 6 {
                assert!(text.0[1..].iter().all(|said| *said != text.0[0]), "{name}");
            }
        }
    }

    #[test]
    fn a_message_is_written_as_each_language_writes_it() {
        let said = say!(LONG_SENTENCE, 1234, Level::Note, 75);
        assert_eq!(said.english(), "this sentence has 1,234 words (note above 75)");
        assert_eq!(
            said.in_language(Language::German),
            "dieser Satz hat 1.234 Wörter (Hinweis bei mehr als 75)"
        );
        assert_eq!(said.in_language(Language::Italian), said.english());
        let names = |count: usize, more| {
            let names = (0..count).map(|number| format!("{number}.md")).collect();
            Text(["{0}", "{0}", "{0}", "{0}"]).0[0].to_string()
                + &{
                    let mut out = String::new();
                    Value::Quoted(names, more).write(1, &mut out);
                    out
                }
        };
        assert_eq!(names(1, 0), "{0}„0.md“");
        assert_eq!(names(3, 0), "{0}„0.md“, „1.md“ und „2.md“");
        assert_eq!(names(2, 1_200), "{0}„0.md“, „1.md“ und 1.200 weitere");
        let limit = |value| {
            let mut out = String::new();
            Value::Limit(value).write(2, &mut out);
            out
        };
        assert_eq!([50.0, 100.0 * 0.333, 2.25].map(limit), ["50", "33,3", "2,25"]);
    }
}
