//! A row of a batch: one JSON object, borrowed from its line where it can be.

use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
use std::fmt;

use anyhow::{Result, anyhow};
use nutgraf::render::visible;
use nutgraf::{Date, Document, Format, Language};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::record::Mark;
use crate::args::Rows;

/// What the fields are called that a user may rename.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'f> {
    pub(crate) text: &'f str,
    pub(crate) id: &'f str,
}

impl<'f> Fields<'f> {
    pub(super) fn new(args: &'f Rows) -> Fields<'f> {
        Fields { text: &args.text_field, id: &args.id_field }
    }
}

/// A row, or what is wrong with it, and how to call it.
pub(super) struct Request<'r> {
    /// The number of its line, or of the row where there are no lines.
    pub(super) number: usize,
    /// Its id as JSON.
    pub(super) id: Cow<'r, str>,
    pub(super) row: Result<Row<'r>>,
    /// What it is recognized by when the run is continued.
    pub(super) mark: Mark,
}

/// What a request holds. Fields that it does not know are ignored.
#[derive(Default)]
pub(crate) struct Row<'l> {
    /// The id as it was written.
    id: Option<&'l RawValue>,
    pub(super) texts: Vec<Text<'l>>,
    pub(super) lang: Option<Cow<'l, str>>,
    pub(crate) title: Option<Cow<'l, str>>,
    pub(super) format: Option<Cow<'l, str>>,
    /// What a summary is to be about.
    pub(super) focus: Option<Cow<'l, str>>,
    /// The dates of the documents, one for each.
    pub(super) dates: Vec<Text<'l>>,
    /// One phrase or several to count.
    pub(crate) keyphrases: Vec<Text<'l>>,
    /// Other ways to say the first of them.
    pub(crate) synonyms: Vec<Text<'l>>,
}

/// A string that is borrowed unless it has escapes.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Text<'l>(pub(super) Cow<'l, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'l> Row<'l> {
    /// An error unless there is a text.
    pub(super) fn checked(self, fields: &Fields<'_>) -> Result<Row<'l>> {
        match self.texts.is_empty() {
            false => Ok(self),
            true => {
                Err(anyhow!("no text: expected a string in \"{}\", or a list in \"documents\"", fields.text))
            }
        }
    }

    pub(crate) fn texts(&self) -> &[Text<'_>] {
        &self.texts
    }

    pub(crate) fn language(&self) -> Result<Option<Language>> {
        Ok(self.lang.as_deref().map(str::parse).transpose()?)
    }

    /// A date for each text, or none at all.
    pub(super) fn dates(&self) -> Result<Vec<Date>> {
        if !self.dates.is_empty() && self.dates.len() != self.texts.len() {
            return Err(anyhow!(
                "{} dates for {} documents: expected one for each",
                self.dates.len(),
                self.texts.len()
            ));
        }
        self.dates.iter().map(|date| Ok(date.as_ref().parse()?)).collect()
    }

    /// The format that the row names, if it does.
    fn format(&self) -> Result<Option<Format>> {
        Ok(self.format.as_deref().map(str::parse).transpose()?)
    }

    /// The texts, read in the row's format, or in the one that each looks like; each has the row's title, if there is one.
    pub(crate) fn documents(&self) -> Result<Vec<Document<'_>>> {
        // Of a size that is known: a document is large, and room for several would cost more than a short one.
        let mut documents = Vec::with_capacity(self.texts.len());
        for text in &self.texts {
            documents.push(self.read(text.as_ref())?);
        }
        Ok(documents)
    }

    /// The one text of a row that must have just one, read as [`Row::documents`] does.
    pub(crate) fn document(&self) -> Result<Document<'_>> {
        match &self.texts[..] {
            [text] => self.read(text.as_ref()),
            several => Err(anyhow!("expected one text, not {} documents", several.len())),
        }
    }

    fn read<'t>(&self, text: &'t str) -> Result<Document<'t>> {
        let format = self.format()?;
        let document = Document::read(text, format.unwrap_or_else(|| Format::of_text(text)))?;
        Ok(match &self.title {
            Some(title) => document.with_title(title.as_ref()),
            None => document,
        })
    }
}

/// Reads a line.
pub(crate) fn parse<'l>(line: &'l [u8], fields: &Fields<'_>) -> Result<Row<'l>> {
    let line = str::from_utf8(line).map_err(|error| {
        let at = error.valid_up_to();
        anyhow!("byte 0x{:02X} at offset {at} of the line is not UTF-8", line[at])
    })?;
    let mut reader = serde_json::Deserializer::from_str(line);
    let row = RowSeed(fields).deserialize(&mut reader).map_err(place)?;
    reader.end().map_err(place)?;
    row.checked(fields)
}

/// Reads a line that may be no row, with its id as JSON: null if it has none.
pub(crate) fn read<'l>(line: &'l [u8], fields: &Fields<'_>) -> (Cow<'l, str>, Result<Row<'l>>) {
    let row = match parse(line, fields) {
        Ok(row) => row,
        Err(error) => return (id(line, fields), Err(error)),
    };
    let written = row.id.unwrap_or(RawValue::NULL).get();
    match strict(written) {
        Some(id) => (id, Ok(row)),
        None => {
            let error = "expected one that every reader of JSON takes, without half of a surrogate pair and a number \
                         that is too large";
            (Cow::Borrowed(RawValue::NULL.get()), Err(anyhow!("the id {written}: {error}")))
        }
    }
}

/// The id of a line as it is answered with, null if it has none. It may be no row, so that an error can say whose it
/// is.
pub(super) fn id<'l>(line: &'l [u8], fields: &Fields<'_>) -> Cow<'l, str> {
    let object: Option<HashMap<Text<'l>, &'l RawValue>> = serde_json::from_slice(line).ok();
    let id = object.and_then(|object| object.get(fields.id).copied()).unwrap_or(RawValue::NULL);
    strict(id.get()).unwrap_or(Cow::Borrowed(RawValue::NULL.get()))
}

/// An id as it is written back: as it is, but for what has to be escaped to be seen. None if strict readers of JSON
/// refuse it, as then the whole answer would be lost to them.
fn strict(id: &str) -> Option<Cow<'_, str>> {
    // Where nothing is escaped and no number is long or has an exponent, all that has been parsed is strict.
    let bytes = id.as_bytes();
    let is_plain = match bytes.first() {
        Some(b'"') => memchr::memchr(b'\\', bytes).is_none(),
        _ => id.len() < LONGEST_NUMBER && memchr::memchr3(b'\\', b'e', b'E', bytes).is_none(),
    };
    let is_strict = is_plain || serde_json::from_str::<serde_json::Value>(id).is_ok();
    is_strict.then(|| visible::json(id))
}

/// The most digits of a number that fits into 64 bits of floating point, whatever they are.
const LONGEST_NUMBER: usize = 308;

/// An error of the parser, with the place in the line only: the line's own number is said beside it.
fn place(error: serde_json::Error) -> anyhow::Error {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    anyhow!("not a row of JSON: {what} at column {}", error.column())
}

/// The fields that a row may have besides its id and its text, each once.
const FIELDS: [&str; 8] = ["documents", "lang", "title", "format", "focus", "dates", "keyphrase", "synonyms"];

struct RowSeed<'f>(&'f Fields<'f>);

impl<'l> DeserializeSeed<'l> for RowSeed<'_> {
    type Value = Row<'l>;

    fn deserialize<D: Deserializer<'l>>(self, reader: D) -> Result<Row<'l>, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'l> Visitor<'l> for RowSeed<'_> {
    type Value = Row<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Row<'l>, A::Error> {
        let (mut row, mut seen) = (Row::default(), 0u16);
        while let Some(Text(key)) = map.next_key()? {
            let names = [self.0.id, self.0.text];
            // Which of two texts was meant nobody knows, and readers of JSON differ in which they take.
            if let Some(field) = names.iter().chain(&FIELDS).position(|name| *name == key) {
                if seen & 1 << field != 0 {
                    return Err(A::Error::custom(format!(
                        "the field \"{key}\" appears twice: expected it once"
                    )));
                }
                seen |= 1 << field;
            }
            match key.as_ref() {
                key if key == self.0.id => row.id = Some(map.next_value()?),
                // Of a text and a list of texts, the last counts; null is none.
                key if key == self.0.text => {
                    row.texts = map.next_value::<Option<Text<'l>>>()?.map_or(row.texts, |text| vec![text]);
                }
                "documents" => row.texts = map.next_value::<Option<Vec<Text<'l>>>>()?.unwrap_or(row.texts),
                "lang" => row.lang = map.next_value::<Option<Text<'l>>>()?.map(|text| text.0),
                "title" => row.title = map.next_value::<Option<Text<'l>>>()?.map(|text| text.0),
                "format" => row.format = map.next_value::<Option<Text<'l>>>()?.map(|text| text.0),
                "focus" => row.focus = map.next_value::<Option<Text<'l>>>()?.map(|text| text.0),
                "dates" => row.dates = map.next_value::<Option<Vec<Text<'l>>>>()?.unwrap_or_default(),
                "keyphrase" => {
                    row.keyphrases = map.next_value::<Option<Phrases<'l>>>()?.map_or(Vec::new(), |p| p.0);
                    for given in &row.keyphrases {
                        crate::args::phrase(&given.0).map_err(|expected| {
                            A::Error::custom(format!("the field \"keyphrase\": {expected}"))
                        })?;
                    }
                }
                "synonyms" => {
                    row.synonyms = map.next_value::<Option<Phrases<'l>>>()?.map_or(Vec::new(), |p| p.0)
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(row)
    }
}

impl<'l> Deserialize<'l> for Text<'l> {
    fn deserialize<D: Deserializer<'l>>(reader: D) -> Result<Text<'l>, D::Error> {
        struct TextVisitor;
        impl<'l> Visitor<'l> for TextVisitor {
            type Value = Text<'l>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'l str) -> Result<Text<'l>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'l>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        reader.deserialize_str(TextVisitor)
    }
}

/// A phrase, or a list of them.
struct Phrases<'l>(Vec<Text<'l>>);

impl<'l> Deserialize<'l> for Phrases<'l> {
    fn deserialize<D: Deserializer<'l>>(reader: D) -> Result<Phrases<'l>, D::Error> {
        struct PhrasesVisitor;
        impl<'l> Visitor<'l> for PhrasesVisitor {
            type Value = Phrases<'l>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a phrase or a list of phrases")
            }

            fn visit_str<E>(self, text: &str) -> Result<Phrases<'l>, E> {
                Ok(Phrases(vec![Text(Cow::Owned(text.to_owned()))]))
            }

            fn visit_seq<A: SeqAccess<'l>>(self, mut list: A) -> Result<Phrases<'l>, A::Error> {
                let mut phrases = Vec::new();
                while let Some(phrase) = list.next_element()? {
                    phrases.push(phrase);
                }
                Ok(Phrases(phrases))
            }
        }
        reader.deserialize_any(PhrasesVisitor)
    }
}
