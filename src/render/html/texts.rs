//! What the interface of a page says, in the language of its draft where that is English, German, French or Spanish, and in
//! English elsewhere. One table, `texts.tsv`, has all of it; numbers are written as each language writes them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::audit::AuditRule;
use crate::language::{Language, numbers};
use crate::render::tables::{Cell, Said, Writing};

const TABLE: &str = include_str!("texts.tsv");

/// The languages of the table, in the order of its columns.
const LANGUAGES: [Language; 4] = [Language::English, Language::German, Language::French, Language::Spanish];

/// The texts of one language.
#[derive(Debug)]
pub(super) struct Texts {
    language: Language,
    by_name: FxHashMap<&'static str, &'static str>,
    /// What tables say, by what it is in English: the texts whose names begin with `d_` and `n_`.
    by_english: FxHashMap<&'static str, &'static str>,
}

impl Texts {
    /// The texts for a draft in a language.
    pub(super) fn of(language: Language) -> Texts {
        let column = LANGUAGES.iter().position(|known| *known == language).unwrap_or(0);
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let row = |line: &'static str| {
            let (name, texts) = line.split_once('\t')?;
            Some((name, texts.split('\t').nth(column)?))
        };
        let of_table = |line: &'static str| {
            let (name, texts) = line.split_once('\t')?;
            let english =
                texts.split('\t').next().filter(|_| name.starts_with("d_") || name.starts_with("n_"))?;
            Some((english, texts.split('\t').nth(column)?))
        };
        Texts {
            language: LANGUAGES[column],
            by_name: rows.clone().filter_map(row).collect(),
            by_english: rows.filter_map(of_table).collect(),
        }
    }

    /// The language that they are in.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// All of them, for a template.
    pub(super) fn all(&self) -> BTreeMap<&'static str, &'static str> {
        self.by_name.iter().map(|(name, text)| (*name, *text)).collect()
    }

    /// Those that the script says.
    pub(super) fn of_script(&self) -> BTreeMap<&'static str, &'static str> {
        let script = |(name, text): (&&'static str, &&'static str)| Some((name.strip_prefix("js_")?, *text));
        self.by_name.iter().filter_map(script).collect()
    }

    /// A text by its name.
    pub(super) fn get(&self, name: &str) -> &'static str {
        self.by_name.get(name).copied().unwrap_or_default()
    }

    /// What a measure of a comparison is called: a formula of readability as it is.
    pub(super) fn measure(&self, name: &'static str) -> &'static str {
        let known = self.by_name.get(format!("n_{}", name.replace(' ', "_")).as_str());
        known.copied().unwrap_or(name)
    }

    /// What tables say in English, in the language of the page. Names of formulas are the same in all.
    pub(super) fn said(&self, english: &'static str) -> &'static str {
        match (english, self.language) {
            (": ", Language::French) => "\u{a0}: ",
            ("; ", Language::French) => "\u{a0}; ",
            _ => self.by_english.get(english).copied().unwrap_or(english),
        }
    }

    /// The same of texts with what fills them.
    pub(super) fn all_said(&self, said: &Said) -> String {
        said.written(&Writing {
            language: self.language,
            percent: self.get("percent"),
            texts: &|english| self.said(english),
        })
    }

    /// A cell of a table.
    pub(super) fn cell(&self, cell: &Cell) -> String {
        cell.written(&Writing {
            language: self.language,
            percent: self.get("percent"),
            texts: &|english| self.said(english),
        })
    }

    /// What a rule is about, in one sentence.
    pub(super) fn about(&self, rule: AuditRule) -> &'static str {
        self.get(&format!("r_{rule}"))
    }

    /// A text with its blanks filled in.
    pub(super) fn fill(&self, name: &str, values: &[&str]) -> String {
        fill(self.get(name), values)
    }

    /// A number of something: the text that ends in `_1` for one, that in `_n` for others.
    pub(super) fn counted(&self, count: usize, name: &str) -> String {
        match count {
            1 => self.get(&format!("{name}_1")).to_string(),
            _ => self.fill(&format!("{name}_n"), &[&self.whole(count)]),
        }
    }

    /// How many words, as the script says it.
    pub(super) fn words(&self, count: usize) -> String {
        self.fill(if count == 1 { "js_word" } else { "js_words" }, &[&self.whole(count)])
    }

    /// A whole number, its thousands parted: `1,398`.
    pub(super) fn whole(&self, number: usize) -> String {
        numbers::whole(number, self.language)
    }

    /// A number with this many decimals.
    pub(super) fn number(&self, value: f64, decimals: usize) -> String {
        numbers::decimal(value, decimals, self.language)
    }

    /// The same, with a sign for minus that is as wide as a digit.
    pub(super) fn signed(&self, value: f64, decimals: usize) -> String {
        self.number(value, decimals).replace('-', "−")
    }

    /// A share in percent, to one place: `11.1%`.
    pub(super) fn percent(&self, value: f64) -> String {
        format!("{}{}", self.number(value, 1), self.get("percent"))
    }
}

/// A text with its blanks (`{}`) filled in, in their order.
pub(super) fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut values = values.iter();
    for (place, part) in text.split("{}").enumerate() {
        if place > 0 {
            out.push_str(values.next().unwrap_or(&""));
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_every_language_with_the_same_blanks() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 1 + LANGUAGES.len(), "{line}");
            assert!(columns.iter().all(|column| !column.is_empty()), "{line}");
            let blanks = |text: &&str| text.matches("{}").count();
            assert!(columns[1..].iter().all(|text| blanks(text) == blanks(&columns[1])), "{line}");
            assert!(seen.insert(columns[0]), "{} is there twice", columns[0]);
        }
    }

    #[test]
    fn every_text_is_used_and_every_name_is_known() {
        let pages: String = super::super::TEMPLATES.iter().map(|(_, source)| *source).collect();
        let rust = [
            include_str!("article.rs"),
            include_str!("chart.rs"),
            include_str!("draft.rs"),
            include_str!("site.rs"),
            include_str!("texts.rs"),
            include_str!("../html.rs"),
        ]
        .concat();
        let measures = concat!(include_str!("../../audit/compare.rs"), include_str!("../../audit/diff.rs"));
        let tables = [
            include_str!("../against.rs"),
            include_str!("../density.rs"),
            include_str!("../diff.rs"),
            include_str!("../../audit/diff.rs"),
            include_str!("../../audit/echoes.rs"),
            include_str!("../../audit/judge.rs"),
            include_str!("../../audit/page.rs"),
            include_str!("../../audit/site.rs"),
            include_str!("../../audit/finding.rs"),
            include_str!("../../language.rs"),
        ]
        .concat();
        let texts = Texts::of(Language::English);
        for name in texts.by_name.keys() {
            let stem = name.strip_suffix("_1").or(name.strip_suffix("_n")).unwrap_or(name);
            let is_used = pages.contains(&format!("t.{name}"))
                || rust.contains(&format!("\"{stem}\""))
                || rust.contains(&format!("\"{name}\""))
                || name
                    .strip_prefix("js_")
                    .is_some_and(|name| super::super::SCRIPT.contains(&format!("texts.{name}")))
                || name.starts_with("c_")
                || (name.starts_with("d_") && tables.contains(&format!("\"{}\"", texts.by_name[name])))
                || name
                    .strip_prefix("r_")
                    .is_some_and(|name| AuditRule::ALL.iter().any(|rule| rule.name() == name))
                || name
                    .strip_prefix("n_")
                    .is_some_and(|name| measures.contains(&format!("\"{}\"", name.replace('_', " "))))
                || ["report", "audit", "summary", "site", "error", "warning", "note"].contains(name);
            assert!(is_used, "{name} is used nowhere");
        }
        for word in pages.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')) {
            if let Some(name) = word.strip_prefix("t.") {
                assert!(texts.by_name.contains_key(name), "{name}");
            }
        }
    }

    #[test]
    fn rules_are_explained_in_every_language() {
        for rule in AuditRule::ALL {
            let said = LANGUAGES.map(|language| Texts::of(language).about(rule));
            assert_eq!(said[0], rule.summary());
            assert!(said.iter().all(|said| said.ends_with('.')), "{rule}");
            assert!(said[1..].iter().all(|translated| *translated != said[0]), "{rule}");
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let written = |language| {
            let texts = Texts::of(language);
            [texts.whole(12_345), texts.percent(11.06), texts.counted(2, "note"), texts.counted(1, "note")]
        };
        assert_eq!(written(Language::English), ["12,345", "11.1%", "2 notes", "1 note"]);
        assert_eq!(written(Language::Japanese), written(Language::English));
        assert_eq!(written(Language::German), ["12.345", "11,1\u{A0}%", "2 Hinweise", "1 Hinweis"]);
        assert_eq!(written(Language::French)[..2], ["12\u{202F}345", "11,1\u{A0}%"]);
        assert_eq!(fill("{} of {}{}", &["1", "2"]), "1 of 2");
    }
}
