//! Front matter: what is said about a Markdown document in the lines above it, in YAML or TOML.
//!
//! Only top-level strings, numbers, dates and lists of them are of interest. Front matter that cannot be parsed says nothing.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser};

use super::{FieldPlaces, Fields, last_part};
use crate::span::Span;

/// A front matter longer than this is none that somebody wrote, and is not read.
const MOST_BYTES: usize = 1 << 16;

/// The languages that front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Toml,
}

/// Adds what front matter says to the fields.
pub(super) fn read(source: &str, notation: Notation, fields: &mut Fields) {
    if source.len() > MOST_BYTES {
        return;
    }
    let entries = match notation {
        Notation::Yaml => yaml(source),
        Notation::Toml => toml(source).unwrap_or_default(),
    };
    for (key, values) in entries {
        let first = || values.iter().find(|value| !value.trim().is_empty()).cloned();
        match key.to_lowercase().as_str() {
            "title" => {
                fields.title = first();
                fields.search_title = first();
            }
            "slug" => fields.slug = first(),
            "permalink" | "url" => fields.slug = fields.slug.take().or_else(|| first().and_then(last_part)),
            "description" => fields.description = first(),
            "excerpt" | "summary" => fields.description = fields.description.take().or_else(first),
            "date" => fields.date = first().and_then(|date| date.parse().ok()),
            "type" | "kind" | "category" => fields.kind = first(),
            "layout" => fields.kind = fields.kind.take().or_else(first),
            "keyphrase" | "keyphrases" | "focus_keyphrase" | "focus-keyphrase" => fields.keyphrases = values,
            "synonym" | "synonyms" => fields.synonyms = values,
            _ => {}
        }
    }
}

/// Where a front matter says what the fields have, by the keys that begin its lines: `block` is all of it in the source,
/// marks and all. Keys in braces or of an indented mapping are read but not found; then the place is unknown.
pub(super) fn places(source: &str, block: Span) -> FieldPlaces {
    let mut places = FieldPlaces::default();
    let mut start = block.start;
    for line in block.of(source).split_inclusive('\n') {
        let span = Span { start, end: start + line.trim_end().len() };
        start += line.len();
        places.head = places.head.or(Some(span).filter(|span| !span.is_empty()));
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        if value.trim().is_empty() {
            continue;
        }
        let place = match key.trim_end().trim_matches(['"', '\'']).to_lowercase().as_str() {
            "title" => &mut places.search_title,
            "slug" => {
                places.slug = Some(span);
                continue;
            }
            "description" => {
                places.description = Some(span);
                continue;
            }
            "permalink" | "url" => &mut places.slug,
            "excerpt" | "summary" => &mut places.description,
            _ => continue,
        };
        *place = place.or(Some(span));
    }
    places
}

/// The keys of the outermost mapping with their strings: up to the first fault.
fn yaml(source: &str) -> Vec<(String, Vec<String>)> {
    plain_yaml(source).unwrap_or_else(|| any_yaml(source))
}

/// The same of a source that has nothing but keys with a value on their line and lists with an item a line, as most has; `None` of any
/// other, and wherever the slightest doubt is. A parser of all of YAML takes ten times as long, a tenth of the reading of a post.
fn plain_yaml(source: &str) -> Option<Vec<(String, Vec<String>)>> {
    /// What a line that begins with a hyphen would be.
    enum List {
        None,
        /// The first item below a key.
        First,
        /// An item that is indented as the others are.
        Next(usize),
    }
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    let mut list = List::None;
    for line in source.split('\n') {
        let line = line.trim_end_matches(' ');
        let said = line.trim_start_matches(' ');
        let indent = line.len() - said.len();
        if said.is_empty() {
            continue;
        }
        if let Some(item) = said.strip_prefix("- ") {
            match list {
                List::First => list = List::Next(indent),
                List::Next(same) if same == indent => {}
                _ => return None,
            }
            push(&mut entries, plain_scalar(item.trim_start_matches(' '))?.into());
            continue;
        }
        let (key, value) = said.split_once(':')?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if indent > 0 || !is_key {
            return None;
        }
        if matches!(list, List::First) {
            push(&mut entries, "".into());
        }
        entries.push((key.to_string(), Vec::new()));
        list = List::First;
        if !value.is_empty() {
            let value = plain_scalar(value.strip_prefix(' ')?.trim_start_matches(' '))?;
            push(&mut entries, value.into());
            list = List::None;
        }
    }
    // A key without a value has an empty one.
    if matches!(list, List::First) {
        push(&mut entries, "".into());
    }
    Some(entries)
}

/// What a value on a line of its own says that needs no reading: in quotation marks without an escape, or without any mark of YAML.
fn plain_scalar(value: &str) -> Option<&str> {
    let is_plain =
        |c: char| matches!(c, ' '..='~' | '\u{2010}'..='\u{2027}') || !c.is_ascii() && c.is_alphanumeric();
    if !value.chars().all(is_plain) {
        return None;
    }
    match value.as_bytes() {
        [quote @ (b'"' | b'\''), inner @ .., last] if quote == last => {
            memchr::memchr2(*quote, b'\\', inner).is_none().then(|| &value[1..value.len() - 1])
        }
        [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/', ..] => {
            let is_whole = !value.ends_with(':') && !value.contains(": ") && !value.contains(" #");
            is_whole.then_some(value)
        }
        _ => None,
    }
}

/// The keys of the outermost mapping of any YAML.
///
/// By events, so that no nesting is too deep.
fn any_yaml(source: &str) -> Vec<(String, Vec<String>)> {
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    let (mut depth, mut in_mapping, mut is_key) = (0usize, false, false);
    for event in Parser::new_from_str(source) {
        let Ok((event, _)) = event else { break };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if depth == 0 {
                    in_mapping = matches!(event, Event::MappingStart(..));
                    is_key = true;
                } else if depth == 1 {
                    // A value that is no scalar; or a key that is none, which stands for nothing.
                    if is_key {
                        entries.push((String::new(), Vec::new()));
                    }
                    is_key = !is_key;
                }
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            Event::Scalar(text, ..) if in_mapping && depth == 1 => {
                if is_key {
                    entries.push((text.into_owned(), Vec::new()));
                } else {
                    push(&mut entries, text);
                }
                is_key = !is_key;
            }
            Event::Scalar(text, ..) if in_mapping && depth == 2 => push(&mut entries, text),
            Event::Alias(_) if depth == 1 => is_key = !is_key,
            _ => {}
        }
    }
    entries
}

fn push(entries: &mut [(String, Vec<String>)], value: Cow<'_, str>) {
    if let Some((_, values)) = entries.last_mut().filter(|_| value != "~" && value != "null") {
        values.push(value.into_owned());
    }
}

fn toml(source: &str) -> Option<Vec<(String, Vec<String>)>> {
    let table: toml::Table = source.parse().ok()?;
    let text = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        _ => None,
    };
    let values = |value: &toml::Value| match value {
        toml::Value::Array(values) => values.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    };
    Some(table.iter().map(|(key, value)| (key.clone(), values(value))).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

        /// What is read without the parser is what the parser reads.
        #[test]
        fn plain_yaml_equals_what_the_parser_reads(
            lines in prop::collection::vec("(title|tags|a-b|Date|x)?(:| :|: |:  )?(- |  - |-|  )?\
                ([a-z]{0,3}|'it''?s?'|\"a: b\"|\"a\\\\\"b\"|null|~|2026-03-01 10:00:00 -5|https://example.org/#x|é’—|a: b|a #b|a:|\
                 '|\"|\\[a, b\\]|\\{a: b\\}|&a|\\*a|\\||>|---|\\.\\.\\.|#|\t|%|@|`|\\?|!a|,|\r)( |:|#)?", 0..6)
        ) {
            let source = lines.join("\n");
            if let Some(entries) = plain_yaml(&source) {
                prop_assert_eq!(entries, any_yaml(&source), "{:?}", source);
            }
        }

        #[test]
        fn most_plain_yaml_equals_what_the_parser_reads(
            lines in prop::collection::vec("[a-z]{1,4}:( [A-Za-z0-9/][a-z :'é]{0,6}[a-z]| \"[a-z:#' ]{0,5}\"| '[a-z:# ]{0,5}'|(\n- [a-z' ]{0,3}[a-z]){0,3})", 1..5)
        ) {
            let source = lines.join("\n");
            if let Some(entries) = plain_yaml(&source) {
                prop_assert_eq!(entries, any_yaml(&source), "{:?}", source);
            }
        }
    }

    #[test]
    fn front_matter_of_posts_is_told_without_the_parser() {
        let post = "title: \"Heat: pumps\"\ndate: 2026-03-01 10:00:00 -5\nimage:\n\ntags:\n - heat\n - 'cold'\nauthors:\n- ann\n";
        let entries = plain_yaml(post).expect("nothing of it needs the parser");
        assert_eq!(entries, any_yaml(post));
        assert_eq!(entries.len(), 5);
        for other in
            ["tags: [a, b]\n", "a: |\n  b\n", "a: b\n  c\n", "a:\n  b: c\n", "a: b: c\n", "a: b\r\n", "- a\n"]
        {
            assert_eq!(plain_yaml(other), None, "{other}");
        }
    }

    fn fields(source: &str, notation: Notation) -> Fields {
        let mut fields = Fields::default();
        read(source, notation, &mut fields);
        fields
    }

    #[test]
    fn both_notations_say_the_same() {
        let yaml = "title: \"Heat: pumps\"\npermalink: /guide/heat-pumps.html\nkeyphrase:\n- heat pump\n- 2 pumps\n\
                    nested: {title: no}\n? [a]\n: title\nexcerpt: short\nsynonyms: [boiler]\ndraft: ~\n\
                    date: 2026-03-01 10:00:00 +0100\n";
        let toml = "title = 'Heat: pumps'\nurl = '/guide/heat-pumps/'\nkeyphrase = ['heat pump', '2 pumps']\n\
                    summary = 'short'\nsynonyms = ['boiler']\ndate = 2026-03-01\n[nested]\ntitle = 'no'\n";
        let expected = Fields {
            title: Some("Heat: pumps".into()),
            search_title: Some("Heat: pumps".into()),
            slug: Some("heat-pumps".into()),
            description: Some("short".into()),
            date: "2026-03-01".parse().ok(),
            keyphrases: vec!["heat pump".into(), "2 pumps".into()],
            synonyms: vec!["boiler".into()],
            ..Fields::default()
        };
        assert_eq!(fields(yaml, Notation::Yaml), expected);
        assert_eq!(fields(toml, Notation::Toml), expected);
    }

    #[test]
    fn places_are_whole_lines() {
        let source =
            "---\r\ntitle: Heat: pumps\r\n  slug: no\nexcerpt: a\n\"description\": b\nurl = '/x'\n---\nText.";
        let places = places(source, Span::new(0, source.len() - 6));
        let line = |place: Option<Span>| place.map(|span| span.of(source));
        assert_eq!(line(places.head), Some("---"));
        assert_eq!(line(places.search_title), Some("title: Heat: pumps"));
        assert_eq!(line(places.description), Some("\"description\": b"));
        assert_eq!(line(places.slug), Some("url = '/x'"));
    }

    #[test]
    fn faults_say_nothing_and_break_nothing() {
        for source in
            ["", "title", "title: [", "- a\n- b", "title: &a x\nslug: *a", "\u{0}", ": :", "title:\n"]
        {
            let _ = fields(source, Notation::Yaml);
            assert_eq!(fields(source, Notation::Toml), Fields::default(), "{source}");
        }
        let deep = format!("title: x\nnested: {}", "[".repeat(60_000));
        assert_eq!(fields(&deep, Notation::Yaml).title.as_deref(), Some("x"));
        assert_eq!(fields(&"[".repeat(60_000), Notation::Toml), Fields::default());
        assert_eq!(fields("title:\nslug: ''\n", Notation::Yaml), Fields::default());
    }
}
