//! What a text is written in.

use super::super::Language;

/// A script, as far as it tells languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    /// One that a single language of ours is written in.
    Of(Language),
    /// Any other.
    Other,
}

impl Script {
    /// Those that several languages are written in.
    pub(super) const WITH_TABLES: [Script; 4] =
        [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Devanagari];

    /// The code of ISO 15924, of those with a table.
    pub(super) fn code(self) -> &'static str {
        match self {
            Script::Latin => "Latn",
            Script::Cyrillic => "Cyrl",
            Script::Arabic => "Arab",
            Script::Devanagari => "Deva",
            _ => "",
        }
    }

    /// The script of a letter.
    pub(super) fn of(c: char) -> Option<Script> {
        Some(match c {
            'a'..='z' | 'A'..='Z' => Script::Latin,
            '\0'..='\u{BF}' | '×' | '÷' => return None,
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Of(Language::Greek),
            '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => Script::Cyrillic,
            '\u{531}'..='\u{587}' => Script::Of(Language::Armenian),
            '\u{5D0}'..='\u{5F2}' => Script::Of(Language::Hebrew),
            '\u{620}'..='\u{65F}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}'..='\u{6DC}' => Script::Arabic,
            '\u{6EE}'..='\u{6EF}' | '\u{6FA}'..='\u{6FF}' => Script::Arabic,
            '\u{900}'..='\u{963}' | '\u{971}'..='\u{97F}' => Script::Devanagari,
            '\u{A80}'..='\u{AFF}' => Script::Of(Language::Gujarati),
            '\u{B80}'..='\u{BFF}' => Script::Of(Language::Tamil),
            '\u{E01}'..='\u{E4E}' => Script::Of(Language::Thai),
            '\u{E81}'..='\u{EDF}' => Script::Of(Language::Lao),
            '\u{10A0}'..='\u{10FF}' => Script::Of(Language::Georgian),
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}' => {
                Script::Of(Language::Korean)
            }
            '\u{1780}'..='\u{17D3}' => Script::Of(Language::Khmer),
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => Script::Kana,
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' => Script::Han,
            c if c.is_alphabetic() => Script::Other,
            _ => return None,
        })
    }

    /// The language of what is written in the script and in no other way.
    pub(super) fn language(self) -> Option<Language> {
        match self {
            Script::Of(language) => Some(language),
            Script::Han => Some(Language::Chinese),
            Script::Kana => Some(Language::Japanese),
            Script::Other => Some(Language::Undetermined),
            _ => None,
        }
    }

    /// Whether a declared language can be written in the script, though it is not the one that the script tells.
    pub(super) fn fits(self, declared: Option<Language>) -> bool {
        match self {
            Script::Han => declared == Some(Language::Japanese),
            Script::Of(Language::Hebrew) | Script::Other => declared == Some(Language::Undetermined),
            _ => false,
        }
    }

    /// How much of a word one letter is, in letters of an alphabet.
    fn weight(self) -> usize {
        match self {
            Script::Han => 4,
            Script::Kana | Script::Of(Language::Korean) => 2,
            _ => 1,
        }
    }
}

/// At least one letter in this many of a Japanese text is kana, even if it is a list of names.
const HAN_PER_KANA: usize = 20;

/// The script that most of a text is written in, if it has letters.
pub(super) fn script<'t>(pieces: impl Iterator<Item = &'t str>) -> Option<Script> {
    // Few texts have more than three; what comes after these is left out.
    const MOST: usize = 8;
    let mut counts: [(Script, usize); MOST] = [(Script::Latin, 0); MOST];
    let mut add = |script: Script, weight: usize| {
        let place = counts.iter().position(|(other, count)| *other == script || *count == 0);
        if let Some(place) = place {
            counts[place].0 = script;
            counts[place].1 += weight;
        }
    };
    for mut rest in pieces {
        while !rest.is_empty() {
            // The letters of ASCII are of one script, and counted together.
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            let letters = rest.as_bytes()[..ascii].iter().filter(|byte| byte.is_ascii_alphabetic()).count();
            if letters > 0 {
                add(Script::Latin, letters);
            }
            let mut chars = rest[ascii..].chars();
            if let Some(script) = chars.next().and_then(Script::of) {
                add(script, script.weight());
            }
            rest = chars.as_str();
        }
    }
    let of = |script: Script| counts.iter().find(|(other, _)| *other == script).map_or(0, |count| count.1);
    let (han, kana) = (of(Script::Han), of(Script::Kana));
    if kana * HAN_PER_KANA >= han && kana > 0 {
        let all: usize = counts.iter().map(|count| count.1).sum();
        if 2 * (han + kana) >= all {
            return Some(Script::Kana);
        }
    }
    let most = counts.iter().rev().max_by_key(|count| count.1)?;
    (most.1 > 0).then_some(most.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_tell_the_script() {
        for (text, expected) in [
            ("Die Mauer — Стена", Some(Script::Latin)),
            ("Стена и The", Some(Script::Cyrillic)),
            ("議会は月曜日に新しい堤防を承認した。", Some(Script::Kana)),
            ("船长点头，明天出发。", Some(Script::Han)),
            ("他用Gauge.js写。", Some(Script::Han)),
            ("서울의 다리", Some(Script::Of(Language::Korean))),
            ("የኢትዮጵያ ድልድይ", Some(Script::Other)),
            ("12 × 34", None),
            ("", None),
        ] {
            assert_eq!(script([text].into_iter()), expected, "{text}");
        }
    }
}
