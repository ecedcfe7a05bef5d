//! What the named styles of a text say about its paragraphs.

use std::collections::HashMap;

use super::lines::Role;
use crate::error::Error;

/// How far the styles that a style is based on are followed. Word's own are five deep.
const MOST_BASES: usize = 30;

/// The most styles of one text. LibreOffice makes one for each way that a paragraph or a word looks: some thousands.
const MOST_STYLES: usize = 100_000;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Role(Role),
    /// Made by the program from the rest of the text: the lines of a table of contents, the mark of a note.
    Generated,
}

/// A style, as far as it says something; what it does not say, the style that it is based on does.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// The name that its readers see, if it is not the one that it is called by.
    pub(super) name: Option<String>,
    pub(super) based_on: Option<String>,
    /// The level of headings, from 1; 0 for a text that is none.
    pub(super) level: Option<u8>,
    /// Whether its paragraphs are items of a list.
    pub(super) listed: Option<bool>,
    /// Whether its text is hidden.
    pub(super) hidden: Option<bool>,
}

/// What a style says, with those that it is based on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) meaning: Option<Meaning>,
    pub(super) listed: Option<bool>,
    pub(super) hidden: bool,
}

/// The styles of a text by the names that it calls them.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// What was requested: a text has few styles and many paragraphs.
    resolved: HashMap<String, Resolved>,
}

impl Styles {
    /// Adds a style.
    ///
    /// # Errors
    ///
    /// If there are more than are read.
    pub(super) fn insert(&mut self, id: String, style: Style) -> Result<(), Error> {
        self.styles.insert(id, style);
        match self.styles.len() > MOST_STYLES {
            true => Err(Error::limit("styles", self.styles.len(), MOST_STYLES)),
            false => Ok(()),
        }
    }

    /// What a style says. One that is not there is known by what it is called.
    pub(super) fn resolve(&mut self, id: &str) -> Resolved {
        if let Some(resolved) = self.resolved.get(id) {
            return *resolved;
        }
        let resolved = self.follow(id);
        self.resolved.insert(id.to_string(), resolved);
        resolved
    }

    fn follow(&self, id: &str) -> Resolved {
        let (mut meaning, mut listed, mut hidden) = (None, None, None);
        let mut next = Some(id);
        for _ in 0..MOST_BASES {
            let Some(id) = next else { break };
            let Some(style) = self.styles.get(id) else {
                meaning = meaning.or_else(|| meaning_of(id).map(Some));
                break;
            };
            let named = || meaning_of(style.name.as_deref().unwrap_or(id));
            let level =
                || style.level.map(|level| (level > 0).then_some(Meaning::Role(Role::Heading(level))));
            meaning = meaning.or_else(|| named().map(Some)).or_else(level);
            listed = listed.or(style.listed);
            hidden = hidden.or(style.hidden);
            next = style.based_on.as_deref();
        }
        Resolved { meaning: meaning.flatten(), listed, hidden: hidden.unwrap_or(false) }
    }
}

/// What the name of a style says: those of Word, LibreOffice and pandoc, however they are spelled.
///
/// Programs in other languages show other names, but store these.
fn meaning_of(name: &str) -> Option<Meaning> {
    // LibreOffice writes blanks in names as `_20_`.
    let name = name.replace("_20_", "");
    let mut plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    plain.make_ascii_lowercase();
    let number = plain.trim_start_matches(|c: char| !c.is_ascii_digit()).to_string();
    let word = &plain[..plain.len() - number.len()];
    let level = number.parse::<u8>().ok().filter(|level| (1..=10).contains(level));
    match (word, level) {
        ("title", None) => Some(Meaning::Role(Role::Title)),
        ("subtitle", None) => Some(Meaning::Role(Role::Heading(2))),
        ("heading", level) => Some(Meaning::Role(Role::Heading(level.unwrap_or(1)))),
        ("quote" | "intensequote" | "quotations" | "blocktext" | "blockquote" | "blockquotation", None) => {
            Some(Meaning::Role(Role::Quote))
        }
        ("listbullet" | "listnumber", _) => Some(Meaning::Role(Role::Item)),
        ("toc" | "index" | "contents", Some(_))
        | (
            "footnotereference" | "endnotereference" | "footnotecharacters" | "endnotecharacters"
            | "tocheading" | "indexheading" | "contentsheading" | "tableoffigures" | "tableofauthorities",
            None,
        ) => Some(Meaning::Generated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(name: &str, based_on: &str, level: Option<u8>) -> Style {
        Style { name: Some(name.into()), based_on: Some(based_on.into()), level, ..Style::default() }
    }

    #[test]
    fn styles_say_what_they_are_based_on() {
        let mut styles = Styles::default();
        styles.insert("berschrift1".into(), style("heading 1", "Standard", None)).unwrap();
        styles.insert("Kapitel".into(), style("Kapitel", "berschrift1", None)).unwrap();
        styles.insert("Teil".into(), style("Teil", "Standard", Some(2))).unwrap();
        styles.insert("Unterteil".into(), style("Unterteil", "Teil", Some(0))).unwrap();
        styles.insert("Inhalt".into(), style("TOC Heading", "berschrift1", Some(0))).unwrap();
        styles.insert("P1".into(), style("P1", "Quotations", None)).unwrap();
        styles.insert("a".into(), style("x", "b", None)).unwrap();
        styles.insert("b".into(), style("y", "a", None)).unwrap();
        let mut meaning = |id: &str| styles.resolve(id).meaning;
        let heading = |level| Some(Meaning::Role(Role::Heading(level)));
        assert_eq!((meaning("berschrift1"), meaning("Kapitel")), (heading(1), heading(1)));
        assert_eq!((meaning("Teil"), meaning("Unterteil")), (heading(2), None));
        assert_eq!(meaning("Inhalt"), Some(Meaning::Generated));
        assert_eq!(meaning("P1"), Some(Meaning::Role(Role::Quote)));
        assert_eq!((meaning("a"), meaning("Standard")), (None, None));
        assert_eq!(meaning("Heading_20_3"), heading(3));
    }
}
