//! Templates of Wikipedia that stand for words of a sentence, as a reader sees them: `{{convert|10|km|mi}}` is "10 km".
//!
//! All others show nothing.

/// A template whose words are shown is no longer than this, in bytes.
const LONGEST: usize = 400;

/// Templates that show their first parameter.
#[rustfmt::skip] // Several to a line.
const FIRST: [&str; 40] = [
    "abbr", "tooltip", "hover title", "ill", "interlanguage link", "illm", "lien", "vanchor", "visible anchor", "math", "mvar", "var",
    "nowrap", "nobr", "nobold", "no wrap", "small", "smaller", "big", "large", "larger", "em", "strong", "kbd", "key press", "key", "samp",
    "code", "mono", "tt", "sic", "not a typo", "proper name", "linktext", "smallcaps", "sc", "sup", "sub", "angbr", "overline",
];

/// Templates that show their last parameter.
#[rustfmt::skip] // Several to a line.
const LAST: [&str; 18] = [
    "lang", "langue", "lengua", "idioma", "transl", "transliteration", "translit", "quote", "flag", "flagcountry", "drapeau", "color",
    "colour", "font color", "script", "nihongo", "ruby", "underline",
];

/// Templates that show all their parameters one behind the other.
const JOINED: [&str; 6] = ["gaps", "chem", "chem2", "ce", "nts", "number"];

/// Templates that stand for a sign.
#[rustfmt::skip] // Several to a line.
const SIGNS: [(&str, &str); 21] = [
    ("ndash", "–"), ("mdash", "—"), ("snd", " – "), ("spnd", " – "), ("spaced ndash", " – "), ("spaced en dash", " – "), ("dash", " – "),
    ("'", "’"), ("'s", "’s"), ("=", "="), ("!", "|"), ("pipe", "|"), ("nbsp", "\u{A0}"), ("space", " "), ("sp", " "), ("thinsp", "\u{A0}"),
    ("times", "×"), ("minus", "−"), ("ellipsis", "…"), ("...", "…"), ("deg", "°"),
];

/// Templates that put a sign before their number.
#[rustfmt::skip] // Several to a line.
const BEFORE: [(&str, &str); 20] = [
    ("circa", "c. "), ("c.", "c. "), ("ca.", "c. "), ("ca", "c. "), ("us$", "US$"), ("usd", "US$"), ("£", "£"), ("gbp", "£"), ("€", "€"),
    ("eur", "€"), ("euro", "€"), ("¥", "¥"), ("jpy", "¥"), ("inr", "₹"), ("₹", "₹"), ("aud", "A$"), ("a$", "A$"), ("cad", "C$"),
    ("c$", "C$"), ("number sign", "№ "),
];

/// Templates that say since when something holds, and how they begin.
const SINCE: [(&str, &str); 3] = [("as of", "As of "), ("asof", "As of "), ("stand", "Stand ")];

/// Templates of dates, the year first.
const DATES: [&str; 7] = ["dts", "start date", "end date", "date", "birth date", "death date", "film date"];

/// What units are called that are not written as they are abbreviated.
#[rustfmt::skip] // Several to a line.
const UNITS: [(&str, &str); 16] = [
    ("C", "°C"), ("F", "°F"), ("sqmi", "sq mi"), ("sqkm", "km²"), ("km2", "km²"), ("m2", "m²"), ("m3", "m³"), ("cm2", "cm²"),
    ("ft2", "sq ft"), ("sqft", "sq ft"), ("cuft", "cu ft"), ("mi2", "sq mi"), ("kph", "km/h"), ("km/h", "km/h"), ("L", "L"), ("um", "µm"),
];

/// Words between the two numbers of a range.
#[rustfmt::skip] // Several to a line.
const RANGES: [(&str, &str); 12] = [
    ("-", "–"), ("–", "–"), ("to", " to "), ("to(-)", " to "), ("and", " and "), ("or", " or "), ("by", " by "), ("x", " × "), ("xx", " × "),
    ("×", " × "), ("*", " × "), ("+/-", " ± "),
];

/// What a template shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A part of it, between these numbers of bytes.
    Part { open: usize, words: usize, close: usize },
    /// Other words.
    Words { len: usize, words: String },
}

/// What the template that a text begins with shows, if it is known.
pub(super) fn shown(rest: &str) -> Option<Shown> {
    let window = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let end = memchr::memmem::find(window, b"}}")?;
    let inner = rest.get(2..end)?;
    if inner.contains('{') || inner.contains('<') {
        return None;
    }
    let len = end + 2;
    let parts = parameters(inner);
    let name = parts[0].trim().to_lowercase().replace('_', " ");
    let name = name.as_str();
    let words = |words: String| Some(Shown::Words { len, words });
    let values: Vec<&str> = parts[1..].iter().filter_map(|part| value(part)).collect();
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return words((*sign).to_string());
    }
    let number = name.strip_prefix("formatnum:").or_else(|| name.strip_prefix("#formatnum:"));
    if let Some(number) = number {
        return words(number.trim().to_string());
    }
    let first = values.first().copied()?;
    if FIRST.contains(&name) {
        return part(rest, first, len);
    }
    if LAST.contains(&name) || name.starts_with("lang-") || name.starts_with("langue ") {
        return part(rest, if name == "nihongo" { first } else { values.last()? }, len);
    }
    if JOINED.contains(&name) {
        return words(values.concat());
    }
    if let Some((_, sign)) = BEFORE.iter().find(|(known, _)| *known == name) {
        return words(match values.get(1).filter(|_| sign.starts_with("c. ")) {
            Some(other) => format!("{sign}{first} – {sign}{other}"),
            None => format!("{sign}{first}"),
        });
    }
    if let Some((_, begins)) = SINCE.iter().find(|(known, _)| *known == name) {
        let is_small =
            parts.iter().any(|part| matches!(part.replace(' ', "").as_str(), "lc=y" | "lc=yes" | "lc=on"));
        let begins = if is_small { begins.to_lowercase() } else { (*begins).to_string() };
        return words(format!("{begins}{first}"));
    }
    if DATES.contains(&name) {
        let numbers = values.iter().take(3).take_while(|value| value.bytes().all(|b| b.is_ascii_digit()));
        let numbers: Vec<String> = numbers.map(|value| format!("{value:0>2}")).collect();
        return words(if numbers.is_empty() { first.to_string() } else { numbers.join("-") });
    }
    match name {
        "convert" | "cvt" | "unité" | "unit" | "maß" => words(converted(&values)?),
        "frac" | "sfrac" | "fraction" | "bruch" => words(match values[..] {
            [below] => format!("1/{below}"),
            [above, below] => format!("{above}/{below}"),
            [whole, above, below, ..] => format!("{whole} {above}/{below}"),
            [] => return None,
        }),
        "val" => {
            let named = |name: &str| parts.iter().find_map(|part| part.trim().strip_prefix(name));
            let unit = named("u=").or_else(|| named("ul=")).map(|unit| format!(" {unit}"));
            words(format!("{first}{}", unit.unwrap_or_default()))
        }
        "e" => words(format!(" × 10^{first}")),
        _ => None,
    }
}

/// Whether a template is a note on the text and no part of it: one that asks for a source, a citation, a mark.
pub(super) fn is_note(template: &str) -> bool {
    let name = template.trim_start_matches('{').split(['|', '}', '\n']).next().unwrap_or_default();
    let name = name.trim().to_lowercase();
    const NOTES: [&str; 18] = [
        "sfn",
        "efn",
        "refn",
        "cite",
        "citation",
        "harv",
        "cn",
        "fact",
        "dubious",
        "when",
        "who",
        "which",
        "by whom",
        "clarify",
        "better",
        "page needed",
        "r",
        "rp",
    ];
    NOTES.iter().any(|note| {
        name == *note
            || note.len() > 2
                && name.strip_prefix(note).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

/// A part of a template that stands in it as it is shown.
fn part(rest: &str, words: &str, len: usize) -> Option<Shown> {
    let open = words.as_ptr() as usize - rest.as_ptr() as usize;
    (!words.is_empty()).then_some(Shown::Part { open, words: words.len(), close: len - open - words.len() })
}

/// The parameters of a template, its name first. A stroke in a link divides none.
fn parameters(inner: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    let bytes = inner.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' if bytes.get(at + 1) == Some(&b'[') => depth += 1,
            b']' if bytes.get(at + 1) == Some(&b']') => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    parts
}

/// The words of a parameter without a name other than its number.
fn value(part: &str) -> Option<&str> {
    let words = match part.split_once('=') {
        Some((name, words)) if matches!(name.trim(), "1" | "2" | "3" | "text" | "content") => words,
        Some((name, _))
            if name.trim().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b' ')) =>
        {
            return None;
        }
        _ => part,
    };
    Some(words.trim())
}

/// The numbers and the unit that are given; not those that they are converted to.
fn converted(values: &[&str]) -> Option<String> {
    let unit = |unit: &str| {
        UNITS.iter().find(|(code, _)| *code == unit).map_or(unit, |(_, shown)| shown).to_string()
    };
    let is_number =
        |value: &&str| value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+'));
    let range = |value: &str| RANGES.iter().find(|(code, _)| *code == value).map(|(_, shown)| *shown);
    let mut shown = values.first()?.to_string();
    let mut at = 1;
    while let (Some(between), Some(number)) =
        (values.get(at).and_then(|value| range(value)), values.get(at + 1))
    {
        shown.push_str(between);
        shown.push_str(number);
        at += 2;
    }
    if let Some(value) = values.get(at) {
        let value = unit(value);
        if value != "%" {
            shown.push(' ');
        }
        shown.push_str(&value);
        // Feet and inches.
        if let (Some(number), Some(value)) =
            (values.get(at + 1).filter(|value| is_number(value)), values.get(at + 2))
        {
            let small = number.len() < 3 && !value.is_empty();
            if small {
                shown.push_str(&format!(" {number} {}", unit(value)));
            }
        }
    }
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_show_what_a_reader_sees() {
        for (template, expected) in [
            ("{{convert|10|km|mi}} long", "10 km"),
            ("{{convert|10|-|20|km|mi|abbr=on}}", "10–20 km"),
            ("{{cvt|5|ft|11|in|cm}}", "5 ft 11 in"),
            ("{{convert|31|C}}", "31 °C"),
            ("{{Convert|3|x|4|m2|sqft|0}}", "3 × 4 m²"),
            ("{{lang|fr|mot}}", "mot"),
            ("{{lang|fr|[[mot|le mot]]}}", "[[mot|le mot]]"),
            ("{{lang-de|Hafen}}", "Hafen"),
            ("{{nowrap|5 km}}", "5 km"),
            ("{{nowrap|1=5 km}}", "5 km"),
            ("{{frac|1|2}}", "1/2"),
            ("{{frac|3|1|2}}", "3 1/2"),
            ("{{circa|1850}}", "c. 1850"),
            ("{{circa|1850|1860}}", "c. 1850 – c. 1860"),
            ("{{as of|2020|lc=y}}", "as of 2020"),
            ("{{As of|2020|5}}", "As of 2020"),
            ("{{val|12.5|u=km}}", "12.5 km"),
            ("{{US$|20}}", "US$20"),
            ("{{chem|H|2|O}}", "H2O"),
            ("{{ndash}}", "–"),
            ("{{abbr|UN|United Nations}}", "UN"),
            ("{{formatnum:12000}}", "12000"),
            ("{{start date|2020|5|1}}", "2020-05-01"),
        ] {
            let found = shown(template).unwrap_or_else(|| panic!("{template}"));
            let words = match found {
                Shown::Part { open, words, .. } => template[open..open + words].to_string(),
                Shown::Words { words, .. } => words,
            };
            assert_eq!(words, expected, "{template}");
        }
        for template in
            ["{{cn}}", "{{sfn|Vale|2020}}", "{{convert|{{x}}|km}}", "{{lang", "{{lang|fr=x}}", "{{}}"]
        {
            assert_eq!(shown(template), None, "{template}");
        }
        assert!(is_note("{{sfn|Vale}}") && is_note("{{Cite web|x}}") && is_note("{{better source needed}}"));
        assert!(!is_note("{{Population of|Ailder}}") && !is_note("{{replica}}"));
    }
}
