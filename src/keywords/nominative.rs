//! Russian phrases in the nominative, where their endings leave no doubt: `информационной системы` stands alone as
//! `информационная система`.
//!
//! A text that never says a phrase as a subject has it in other cases only, which read as torn out. There is no dictionary
//! here: what could be of two genders or declensions stays as it is written.

/// A phrase in lower case with its head in the nominative, if it can be told and is another one.
pub(super) fn nominative(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let made = match words.as_slice() {
        [noun] => of_noun(noun)?,
        [first, second, rest @ ..] => {
            let head = match of_pair(first, second) {
                Some((adjective, noun)) => format!("{adjective} {noun}"),
                None => format!("{} {second}", of_noun(first)?),
            };
            std::iter::once(head.as_str()).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ")
        }
        [] => return None,
    };
    (made != phrase).then_some(made)
}

/// Endings of nouns that are of one gender and declension, with those of their nominatives.
const NOUNS: [(&str, &str); 33] = [
    ("циями", "ции"),
    ("циях", "ции"),
    ("циям", "ции"),
    ("цией", "ция"),
    ("цию", "ция"),
    ("ций", "ции"),
    ("остями", "ости"),
    ("остях", "ости"),
    ("остям", "ости"),
    ("остей", "ости"),
    ("остью", "ость"),
    ("ениями", "ения"),
    ("ениях", "ения"),
    ("ениям", "ения"),
    ("ением", "ение"),
    ("ению", "ение"),
    ("ении", "ение"),
    ("ений", "ения"),
    ("аниями", "ания"),
    ("аниях", "ания"),
    ("аниям", "ания"),
    ("анием", "ание"),
    ("анию", "ание"),
    ("ании", "ание"),
    ("аний", "ания"),
    ("ствами", "ства"),
    ("ствах", "ства"),
    ("ствам", "ства"),
    ("ством", "ство"),
    ("ству", "ство"),
    ("стве", "ство"),
    ("кцию", "кция"),
    ("ологию", "ология"),
];

/// What is told only behind an adjective, as it may be a plural too: `системы`, `функции`.
const OF_ONE_WITH_ADJECTIVE: [(&str, &str); 5] =
    [("ии", "ия"), ("ости", "ость"), ("ы", "а"), ("ке", "ка"), ("ге", "га")];

fn replaced(word: &str, endings: &[(&str, &str)]) -> Option<String> {
    let (stem, ending) =
        endings.iter().find_map(|(oblique, ending)| Some((word.strip_suffix(oblique)?, ending)))?;
    stem.chars().nth(1).is_some().then(|| format!("{stem}{ending}"))
}

/// A noun in the nominative, of the same number.
fn of_noun(noun: &str) -> Option<String> {
    replaced(noun, &NOUNS).or_else(|| plural(noun.strip_suffix("ов")?))
}

/// The plural of a masculine noun that ends in a hard consonant.
fn plural(stem: &str) -> Option<String> {
    let last = stem.chars().next_back().filter(|_| stem.chars().nth(2).is_some())?;
    let ending = match last {
        'к' | 'г' | 'х' => 'и',
        'ц' | 'ш' | 'ж' | 'ч' | 'щ' => return None,
        _ => 'ы',
    };
    Some(format!("{stem}{ending}"))
}

/// An adjective and its noun in the nominative.
fn of_pair(adjective: &str, noun: &str) -> Option<(String, String)> {
    let with = |stem: &str, hard: &str, soft: &str| {
        let last = stem.chars().next_back().filter(|_| stem.chars().nth(2).is_some())?;
        let is_soft = matches!(last, 'г' | 'к' | 'х' | 'ж' | 'ш' | 'ч' | 'щ');
        Some(format!("{stem}{}", if is_soft { soft } else { hard }))
    };
    if let Some(stem) = adjective.strip_suffix("ой") {
        let noun = replaced(noun, &OF_ONE_WITH_ADJECTIVE)
            .or_else(|| replaced(noun, &[("цией", "ция"), ("остью", "ость"), ("ой", "а")]))?;
        return Some((format!("{stem}ая"), noun));
    }
    if let Some(stem) = adjective.strip_suffix("ую") {
        let noun = match noun.ends_with("ость") {
            true => noun.to_string(),
            false => replaced(noun, &[("ию", "ия"), ("у", "а")])?,
        };
        return Some((format!("{stem}ая"), noun));
    }
    if let Some(stem) = adjective.strip_suffix("ого") {
        let noun = replaced(noun, &[("ения", "ение"), ("ания", "ание"), ("ства", "ство")])?;
        return Some((format!("{stem}ое"), noun));
    }
    let plural_noun = |noun: &str| {
        let known = [("ций", "ции"), ("ений", "ения"), ("аний", "ания"), ("остей", "ости"), ("ств", "ства")];
        replaced(noun, &known).or_else(|| plural(noun.strip_suffix("ов")?))
    };
    let stem = adjective.strip_suffix("ых").or_else(|| adjective.strip_suffix("их"))?;
    Some((with(stem, "ые", "ие")?, plural_noun(noun)?))
}

#[cfg(test)]
mod tests {
    use super::nominative;

    #[test]
    fn what_is_told_by_its_endings_is_put_in_the_nominative() {
        for (phrase, expected) in [
            ("информационной системы", Some("информационная система")),
            ("нужную команду", Some("нужная команда")),
            ("погодных условий", None),
            ("длинных списков", Some("длинные списки")),
            ("гербицидов", Some("гербициды")),
            ("функцию автозаполнения", Some("функция автозаполнения")),
            ("системой управления", None),
            ("местного управления", Some("местное управление")),
            ("безопасностью", Some("безопасность")),
            ("новых технологий", None),
            ("больших организаций", Some("большие организации")),
            ("нормы расхода", None),
            ("ряд", None),
            ("", None),
        ] {
            assert_eq!(nominative(phrase).as_deref(), expected, "{phrase}");
        }
    }
}
