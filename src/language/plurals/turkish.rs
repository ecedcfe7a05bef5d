//! Turkish and Kazakh nouns without the chain of endings behind them: plural, whose they are, case. `kitap` for `kitap`, `kitabı` and
//! `kitaplarımızdan`.
//!
//! From the end: a case, whose it is, the plural. An ending goes if its vowel is in harmony with the one before and a stem is left.
//! What may be the last vowel of a noun or an ending goes from all forms where two syllables are left (`arab` for `araba`), and
//! from short ones unless they are listed: `kapı` is no form of `kap`. `-im` (*my*)
//! goes where the consonant before it shows that it is one, and from nouns that are listed as owned: `seçim` stays.

use std::borrow::Cow;

use super::{Lists, has, with_end};

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'ı' | 'i' | 'o' | 'ö' | 'u' | 'ü')
}

fn syllables(word: &str) -> usize {
    word.chars().filter(|c| is_vowel(*c)).count()
}

/// Whether a vowel is of the kind of the last one in a stem, as endings are: `ı`, `i`, `u`, `ü` and `a`, `e`.
fn is_in_harmony(vowel: char, stem: &str) -> bool {
    let Some(before) = stem.chars().rev().find(|c| is_vowel(*c)) else { return false };
    let is_back = matches!(before, 'a' | 'ı' | 'o' | 'u');
    // `saati`, `hali`, `rolü`.
    let is_soft = (stem.ends_with(['l', 't']) || ["kalp", "kalb", "harf"].contains(&stem)) && is_back;
    let is_round = matches!(before, 'o' | 'ö' | 'u' | 'ü');
    match vowel {
        'a' => is_back,
        'e' => !is_back || is_soft,
        'ı' => is_back && !is_round,
        'i' => (!is_back || is_soft) && !is_round,
        'u' => is_back && is_round,
        'ü' => (!is_back || is_soft) && is_round,
        _ => false,
    }
}

/// Whether this may be a noun: two letters with the vowel before the consonant, or three.
fn is_stem(stem: &str) -> bool {
    let mut letters = stem.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(_), Some(_), Some(_)) => syllables(stem) > 0,
        (Some(first), Some(_), None) => is_vowel(first) || stem == "su",
        _ => false,
    }
}

/// A word without an ending: `I` in it is a high vowel, `A` a low one, `D` is `d` or `t`.
fn without<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let mut stem = word;
    let mut first_vowel = None;
    for kind in ending.chars().rev() {
        let last = stem.chars().next_back()?;
        let fits = match kind {
            'I' => matches!(last, 'ı' | 'i' | 'u' | 'ü'),
            'A' => matches!(last, 'a' | 'e'),
            'D' => matches!(last, 'd' | 't'),
            kind => last == kind,
        };
        if !fits {
            return None;
        }
        if matches!(kind, 'I' | 'A') {
            first_vowel = Some(last);
        }
        stem = &stem[..stem.len() - last.len_utf8()];
    }
    // A `t` stands behind a voiceless consonant only, and a `d` behind the others: `harekete` is of `hareket`.
    if ending.starts_with('D') {
        let is_voiceless = stem.ends_with(['f', 's', 't', 'k', 'ç', 'ş', 'h', 'p']);
        if is_voiceless != word[stem.len()..].starts_with('t') {
            return None;
        }
    }
    let is_harmonic = first_vowel.is_none_or(|vowel| is_in_harmony(vowel, stem));
    (is_harmonic && is_stem(stem)).then_some(stem)
}

pub(super) fn turkish<'w>(lists: &Lists, word: &'w str) -> Cow<'w, str> {
    // What stands behind the apostrophe of a name is an ending.
    let word = match word.find(['\'', '’']) {
        Some(at) if at > 2 => return noun(lists, &word[..at]),
        _ => word,
    };
    if lists.bare.contains(word) {
        return noun(lists, word);
    }
    let of_place = word.strip_suffix("ki").filter(|place| without(place, "DA").is_some());
    let word = of_place.unwrap_or(word);
    let word = without(word, "DIr").filter(|stem| stem.len() >= 6).unwrap_or(word);
    let (stem, may_be_owned) = without_case(lists, word);
    // What looks like the first letter of an ending is the last of the noun: `insanın`, `adayı`.
    let with_next = word[stem.len()..].chars().next().map(|next| &word[..stem.len() + next.len_utf8()]);
    if let Some(noun_itself) = with_next.filter(|stem| lists.bare.contains(stem)) {
        return noun(lists, noun_itself);
    }
    if lists.bare.contains(stem) {
        return noun(lists, stem);
    }
    let stem = if may_be_owned { without_owner(lists, stem) } else { stem };
    let stem = if lists.bare.contains(stem) { stem } else { without(stem, "lAr").unwrap_or(stem) };
    noun(lists, stem)
}

/// A word without its case, and whether an ending for whose it is may stand before.
fn without_case<'w>(lists: &Lists, word: &'w str) -> (&'w str, bool) {
    let ends_in_vowel = |stem: &&str| stem.ends_with(is_vowel);
    let ends_in_consonant = |stem: &&str| !stem.ends_with(is_vowel);
    // Behind *his* and *their* a case has an `n`.
    for case in ["nDAn", "nDA"] {
        if let Some(stem) = without(word, case).filter(|stem| stem.ends_with(['ı', 'i', 'u', 'ü'])) {
            return (stem, true);
        }
    }
    for case in ["DAn", "DA"] {
        if let Some(stem) = without(word, case) {
            return (stem, true);
        }
    }
    if let Some(stem) = without(word, "ylA").filter(ends_in_vowel) {
        return (stem, true);
    }
    if let Some(stem) = without(word, "lA").filter(ends_in_consonant) {
        return (stem, true);
    }
    if let Some(stem) = without(word, "nIn").filter(ends_in_vowel) {
        return (stem, true);
    }
    for case in ["nI", "nA"] {
        if let Some(stem) = without(word, case)
            && stem.ends_with(['ı', 'i', 'u', 'ü'])
            && (without(stem, "sI").is_some_and(|stem| stem.ends_with(is_vowel))
                || syllables(stem) >= 2 && without_owner(lists, stem) != stem)
        {
            return (stem, true);
        }
    }
    for case in ["yI", "yA"] {
        if let Some(stem) =
            without(word, case).filter(|stem| stem.ends_with(is_vowel) && syllables(stem) >= 2)
        {
            return (stem, false);
        }
    }
    if let Some(stem) = without(word, "In").filter(ends_in_consonant) {
        return (stem, true);
    }
    if let Some(stem) = without(word, "A")
        .filter(|stem| ends_in_consonant(stem) && (syllables(stem) < 2 || !lists.bare.contains(word)))
    {
        return (stem, true);
    }
    (word, true)
}

/// What only ends in a soft consonant before an ending.
const SOFT: [&str; 6] = ["kitab", "kalb", "hesab", "ağac", "cevab", "kağıd"];

/// A word without the ending for whose it is.
fn without_owner<'w>(lists: &Lists, word: &'w str) -> &'w str {
    for ending in ["lArImIz", "lArInIz", "ImIz", "InIz", "mIz", "nIz"] {
        if let Some(stem) = without(word, ending) {
            return if ending.starts_with('l') { &word[..stem.len() + 3] } else { stem };
        }
    }
    for ending in ["lArIm", "lArI"] {
        if let Some(stem) = without(word, ending) {
            return &word[..stem.len() + 3];
        }
    }
    if let Some(stem) = without(word, "sI").filter(|stem| stem.ends_with(is_vowel) && syllables(stem) >= 2) {
        let with_s = &word[..stem.len() + 1];
        return if lists.bare.contains(with_s) { with_s } else { stem };
    }
    if let Some(stem) = word.strip_suffix('m').filter(|stem| lists.owned.contains(stem)) {
        return stem;
    }
    // A consonant that has become soft shows an ending: `çocuğum`, `kitabım`.
    if let Some(stem) = without(word, "Im").filter(|stem| {
        lists.owned.contains(stem)
            || stem.ends_with('ğ') && syllables(stem) > 1
            || SOFT.iter().any(|soft| stem.ends_with(soft))
    }) {
        return stem;
    }
    match without(word, "I") {
        Some(stem)
            if stem.ends_with("miz")
                || stem.ends_with("mız")
                || stem.ends_with("müz")
                || stem.ends_with("muz") =>
        {
            let of_us = ["lArImIz", "ImIz", "mIz"].iter().find_map(|end| Some((end, without(stem, end)?)));
            of_us.map_or(
                stem,
                |(end, owned)| if end.starts_with('l') { &stem[..owned.len() + 3] } else { owned },
            )
        }
        Some(stem) if !stem.ends_with(is_vowel) => stem,
        _ => word,
    }
}

/// A Kazakh noun without its case, whose it is and the plural: `бала` for `балаларынан`. What a stem ends in becomes soft before
/// a vowel: `кітап` and `кітабы`.
pub(super) fn kazakh(word: &str) -> Cow<'_, str> {
    const CASES: [&str; 33] = [
        "дағы", "дегі", "тағы", "тегі", "ның", "нің", "дың", "дің", "тың", "тің", "дан", "ден", "тан", "тен",
        "нан", "нен", "мен", "бен", "пен", "да", "де", "та", "те", "ны", "ні", "ды", "ді", "ты", "ті", "ға",
        "ге", "қа", "ке",
    ];
    /// Behind *his*, which a case has an `н` after.
    const OWNED: [&str; 7] = ["ндағы", "ндегі", "нда", "нде", "на", "не", "н"];
    const OWNERS: [&str; 13] =
        ["ымыз", "іміз", "мыз", "міз", "ыңыз", "іңіз", "сы", "сі", "ым", "ім", "ы", "і", "ың"];
    const PLURALS: [&str; 6] = ["лар", "лер", "дар", "дер", "тар", "тер"];
    let is_vowel = |c| {
        matches!(c, 'а' | 'ә' | 'е' | 'и' | 'о' | 'ө' | 'у' | 'ұ' | 'ү' | 'ы' | 'і' | 'э' | 'ю' | 'я' | 'ё')
    };
    let is_stem = |stem: &&str| has(stem, 2) && stem.contains(is_vowel);
    // An ending in `т` stands behind a voiceless consonant, `-сы` behind a vowel.
    let fits = |end: &str, stem: &str| match end.chars().next() {
        Some('т' | 'қ' | 'к') => {
            stem.ends_with(['п', 'т', 'к', 'қ', 'с', 'ш', 'х', 'ф', 'ц', 'ч', 'щ', 'б', 'в', 'г', 'д'])
        }
        // `басы` is of `бас`, `жұмысы` of `жұмыс`.
        Some('с') => stem.ends_with(is_vowel) && !stem.ends_with(['ы', 'і']) && has(stem, 3),
        Some('н') => has(stem, 3),
        Some('ы' | 'і') => !stem.ends_with(is_vowel),
        _ => true,
    };
    let of_owned = OWNED
        .iter()
        .find_map(|case| word.strip_suffix(case).filter(|stem| stem.ends_with(['ы', 'і']) && has(stem, 3)));
    let stem = of_owned
        .or_else(|| {
            CASES
                .iter()
                .find_map(|case| word.strip_suffix(case).filter(is_stem).filter(|stem| fits(case, stem)))
        })
        .unwrap_or(word);
    let owner = OWNERS.iter().find_map(|owner| {
        let rest = stem.strip_suffix(owner).filter(is_stem)?;
        fits(owner, rest).then_some(rest)
    });
    let stem = owner.unwrap_or(stem);
    let stem = PLURALS
        .iter()
        .find_map(|plural| stem.strip_suffix(plural).filter(is_stem).filter(|stem| fits(plural, stem)))
        .unwrap_or(stem);
    let stem = stem.strip_suffix(['ы', 'і']).filter(|stem| has(stem, 3)).unwrap_or(stem);
    let hard = [("б", "п"), ("ғ", "қ"), ("г", "к")];
    match hard.iter().find_map(|(soft, hard)| Some((stem.strip_suffix(soft)?, *hard))) {
        Some((rest, hard)) => with_end(rest, hard),
        None => stem.into(),
    }
}

/// A noun as it is without any ending, or the same for all its forms.
fn noun<'w>(lists: &Lists, stem: &'w str) -> Cow<'w, str> {
    const SHORT: [(&str, &str); 17] = [
        ("kalb", "kalp"),
        ("cild", "cilt"),
        ("suy", "su"),
        ("güc", "güç"),
        ("borc", "borç"),
        ("reng", "renk"),
        ("yurd", "yurt"),
        ("kab", "kap"),
        ("uc", "uç"),
        ("genc", "genç"),
        ("tac", "taç"),
        ("ceb", "cep"),
        ("dib", "dip"),
        ("göğ", "gök"),
        ("harc", "harç"),
        ("kayb", "kayıp"),
        ("kayd", "kayıt"),
    ];
    if let Some((_, noun)) = SHORT.iter().find(|(form, _)| *form == stem) {
        return (*noun).into();
    }
    if let Some(vowel) = vowel_that_fell(lists, stem) {
        return vowel.into();
    }
    let bare = stem.strip_suffix(['a', 'e', 'ı', 'i', 'u', 'ü']).filter(|bare| {
        is_stem(bare) && !bare.ends_with(is_vowel) && (syllables(bare) >= 2 || !lists.bare.contains(stem))
    });
    let stem = bare.unwrap_or(stem);
    if syllables(stem) < 2 {
        return stem.into();
    }
    let hard = [('b', "p"), ('c', "ç"), ('d', "t"), ('ğ', "k")];
    match hard.iter().find(|(soft, _)| stem.ends_with(*soft)) {
        Some((soft, hard)) => with_end(&stem[..stem.len() - soft.len_utf8()], hard),
        None => stem.into(),
    }
}

/// `şehir` of `şehr`, before an ending that begins with a vowel.
fn vowel_that_fell(lists: &Lists, stem: &str) -> Option<&'static str> {
    let same = |noun: &&&'static str| {
        let at = noun.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        let last = noun.char_indices().next_back().map_or(0, |(last, _)| last);
        noun.len() > stem.len() && stem.starts_with(&noun[..at]) && stem[at..] == noun[last..]
    };
    if syllables(stem) != 1 {
        return None;
    }
    lists.without_vowel.iter().find(same).copied()
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Plurals};

    #[test]
    fn forms_of_a_noun_come_to_one() {
        let plurals = Plurals::of(Language::Turkish);
        for forms in [
            "çocuk çocuğum çocuklar çocuğu",
            "araba arabam arabalarım",
            "ev evim evimiz evler",
            "kitap kitabım kitabı kitaplar kitapları kitabın kitaplarımızdan kitapta kitaba",
            "ev evi evde evden evin evler evlerinden evimiz",
            "köpek köpeği köpeğin köpekler köpeklerin köpeğimiz",
            "şehir şehrin şehri şehirler şehirde şehirlerimizi",
            "araba arabanın arabalar arabayı arabada arabası arabamız",
            "kapı kapıyı kapının kapılar kapıda",
            "kadın kadını kadının kadınlar kadınları",
            "insan insanın insanlar insana insanların",
            "hareket harekete hareketi hareketler",
            "su suyu suyun sular suya",
            "proje projenin projeler projelerimiz projeye",
        ] {
            let mut keys = forms.split(' ').map(|form| (form, plurals.singular(form)));
            let (_, first) = keys.next().unwrap();
            keys.for_each(|(form, key)| assert_eq!(key, first, "{form}"));
        }
    }

    #[test]
    fn other_words_stay_apart() {
        let plurals = Plurals::of(Language::Turkish);
        for pair in
            ["kap kapı", "ev evet", "göz gözlük", "soru sorun", "konu konum", "yıl yılan", "seç seçim"]
        {
            let (one, other) = pair.split_once(' ').unwrap();
            assert_ne!(plurals.singular(one), plurals.singular(other), "{pair}");
        }
    }
}
