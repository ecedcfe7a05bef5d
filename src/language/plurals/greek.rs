//! Greek nouns without the endings of their cases, as they are written without accents and final sigma.
//!
//! The stemmer takes more: `χώρα`, `χώρος` and `χωριό` are one to it, and `οδηγός` and `οδηγία`.

use std::borrow::Cow;

use super::{has, with_end};

pub(super) fn greek(word: &str) -> Cow<'_, str> {
    /// Endings and what stands for them, the longest first.
    const ENDINGS: [(&str, &str); 29] = [
        // `καφέδες` of `καφές`.
        ("εδεσ", ""),
        ("εδων", ""),
        ("ματων", "ματ"),
        ("ματοσ", "ματ"),
        ("οντων", "ον"),
        ("οντοσ", "ον"),
        ("ματα", "ματ"),
        ("οντα", "ον"),
        ("ιμα", "ιμ"),
        ("ομα", "ομ"),
        ("μα", "ματ"),
        ("εων", ""),
        ("εωσ", ""),
        ("εισ", ""),
        ("εασ", ""),
        ("ουσ", ""),
        ("εα", ""),
        ("ησ", ""),
        ("οσ", ""),
        ("οι", ""),
        ("ου", ""),
        ("ων", ""),
        ("ασ", "α"),
        ("εσ", "α"),
        ("η", ""),
        ("α", "α"),
        ("ο", ""),
        ("ε", ""),
        ("υσ", "υ"),
    ];
    /// Stems of two nouns, a feminine one in `-α` and another: `χώρα` and `χώρος`.
    const OF_TWO: [&str; 6] = ["χωρ", "μερ", "κυρι", "πλευρ", "φορ", "αιτι"];
    // Who does something, beside the noun that he is named by: `δρομέας` and `δρόμος`.
    const AGENTS: [&str; 7] = ["δρομ", "γραμματ", "τροχ", "τομ", "φορ", "ιππ", "συγγραφ"];
    let mut agents = ["εασ", "εα", "εισ", "εων"].iter().filter_map(|end| word.strip_suffix(end));
    if let Some(stem) = agents.find(|stem| AGENTS.contains(stem)) {
        return with_end(stem, "εα");
    }
    if let Some(stem) = ["ονομα", "στομα"].iter().find(|noun| word.ends_with(**noun)) {
        return with_end(&word[..word.len() - stem.len()], &format!("{stem}τ"));
    }
    let mut left = ENDINGS.iter().filter_map(|(end, other)| Some((word.strip_suffix(end)?, *other)));
    match left.find(|(stem, _)| has(stem, 2)) {
        Some((stem, "α")) if OF_TWO.contains(&stem) => with_end(stem, "α"),
        Some((stem, "" | "α")) => stem.into(),
        Some((stem, other)) => with_end(stem, other),
        None => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::greek;

    #[test]
    fn forms_of_a_noun_come_to_one() {
        for forms in [
            "δρομοσ δρομου δρομο δρομοι δρομουσ δρομων",
            "πολη πολησ πολεισ πολεων",
            "μαθημα μαθηματοσ μαθηματα μαθηματων",
            "σπιτι σπιτιου σπιτια σπιτιων",
            "χωρα χωρασ χωρεσ",
            "ονομα ονοματοσ ονοματα",
            "καφεσ καφε καφεδεσ",
            "προιον προιοντοσ προιοντα",
        ] {
            let mut keys = forms.split(' ').map(|form| (form, greek(form)));
            let (_, first) = keys.next().unwrap();
            keys.for_each(|(form, key)| assert_eq!(key, first, "{form}"));
        }
        assert_ne!(greek("χωρα"), greek("χωροσ"));
        assert_ne!(greek("οδηγοσ"), greek("οδηγια"));
        assert_ne!(greek("πολη"), greek("πολεμοσ"));
    }
}
