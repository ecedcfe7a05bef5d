//! Arabic, Hebrew and Persian nouns without what is written together with them: conjunctions, prepositions and the article before them,
//! the signs of the plural behind them.
//!
//! A letter that may be a conjunction may begin a root as well, `و` of `وزير`, so one goes only where the article follows it. That a
//! word loses the letters with which its root begins does no harm where all its forms lose them.

use std::borrow::Cow;

/// How many letters are left of a word at least.
const LEAST_LETTERS: usize = 3;

/// What stands before an Arabic noun and ends in the article, the longer before the shorter.
const ARABIC: [&str; 13] =
    ["وبال", "وكال", "فبال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "آل", "ال"];

/// Arabic nouns of two letters, which the article stands before as well.
const ARABIC_SHORT: [&str; 27] = [
    "فن", "حق", "سد", "يد", "اب", "ام", "اخ", "دم", "ظل", "صف", "خط", "حل", "سر", "شك", "بر", "جو", "حي",
    "عم", "جد", "ود", "سن", "رب", "نص", "رز", "حب", "حر", "لب",
];

/// What stands before a Hebrew noun and ends in the article.
const HEBREW: [&str; 7] = ["וכשה", "כשה", "ושה", "וה", "שה", "מה", "ה"];

/// What stands behind a Persian noun and a joiner of no width, the longer before the shorter.
const PERSIAN_JOINED: [&str; 12] =
    ["هایشان", "هایمان", "هایش", "هایی", "های", "ها", "ای", "ام", "اند", "است", "اش", "ی"];

/// The plurals that are written without a joiner as well.
const PERSIAN_PLURAL: [&str; 9] = ["هایمان", "هایتان", "هایشان", "هایم", "هایت", "هایش", "هایی", "های", "ها"];

const JOINER: char = '\u{200C}';

/// The sign of the ezafe over a silent letter: `کتابخانهٔ شهر`.
const EZAFE: char = '\u{654}';

/// What stands behind an Arabic noun and what it is in the singular: plurals, whose it is. The dual stays, as `ان` ends many.
const ARABIC_ENDINGS: [(&str, &str); 14] = [
    ("اتها", "ة"),
    ("اتهم", "ة"),
    ("اتنا", "ة"),
    ("اته", "ة"),
    ("تها", "ة"),
    ("تهم", "ة"),
    ("تنا", "ة"),
    ("ات", "ة"),
    ("ته", "ة"),
    ("ين", ""),
    ("ون", ""),
    ("ها", ""),
    ("هم", ""),
    ("نا", ""),
];

/// What stands behind a known Arabic noun and says whose it is.
const ARABIC_OWNERS: [&str; 9] = ["كم", "هم", "هن", "ها", "نا", "ه", "ك", "ي", "ا"];

/// What stands behind a Hebrew noun and what for it: the plural, feminine or not, and what both end in before another noun. Feminine
/// nouns keep a letter: `חברה` is no form of `חבר`.
const HEBREW_ENDINGS: [(&str, &str); 11] = [
    ("ויות", "ה"),
    ("יות", "ית"),
    ("יית", "ית"),
    ("יים", ""),
    ("יה", "ית"),
    ("ים", ""),
    ("ות", "ה"),
    ("ית", "ית"),
    ("ת", "ה"),
    ("י", ""),
    ("ה", "ה"),
];

/// What stands before a Hebrew noun without an article, and is no beginning of many: `ב` is, in `בריאות`, and `ו` is not.
const HEBREW_PREPOSITIONS: [&str; 5] = ["וב", "ול", "ו", "ב", "ל"];

/// An Arabic word without its article, what stands before that, and its ending; `singular` knows what a table does.
pub(super) fn arabic<'w>(
    lists: &super::Lists,
    word: &'w str,
    singular: impl Fn(&str) -> Option<&'static str>,
) -> Cow<'w, str> {
    let word = without_and(word);
    // The accusative of what has no article is written with a mark on the last letter or before it.
    let word = ["اً", "ًا"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let short = ARABIC.iter().filter_map(|prefix| word.strip_prefix(prefix));
    if let Some(noun) = short.into_iter().find(|noun| ARABIC_SHORT.contains(noun)) {
        return noun.into();
    }
    let noun = without_prefix(word, &ARABIC);
    // `بكتاب` and `وكتب`: one letter goes if a known noun is behind it.
    let known = |noun: &str| singular(noun).or_else(|| lists.bare.get(noun).copied());
    let behind =
        || noun.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(|noun| has_left(noun)).and_then(known);
    // `كتابي` and `بيته`: one letter goes from the end if that leaves a known noun, or the `ت` of one in `-ة`.
    let owned = |noun: &str| {
        ARABIC_OWNERS
            .iter()
            .filter_map(|owner| noun.strip_suffix(owner))
            .find_map(|noun| lists.bare.get(noun).copied().or_else(|| singular(noun)))
    };
    // Both at once: `وكتابه`, `ببيتها`.
    let behind_and_owned =
        || noun.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(|noun| super::has(noun, 4)).and_then(owned);
    if let Some(noun) = singular(noun).or_else(|| owned(noun)).or_else(behind).or_else(behind_and_owned) {
        return without_arabic_ending(noun);
    }
    // Names of deeds are masculine, though their plural is not: `تطبيقات` of `تطبيق`, `اجتماعات` of `اجتماع`.
    let is_deed = |stem: &str| {
        let mut last = stem.chars().rev().skip(1);
        let before = last.next();
        stem.chars().count() >= 5
            && (stem.starts_with('ت') && before == Some('ي') || stem.starts_with('ا') && before == Some('ا'))
    };
    if let Some(stem) = noun.strip_suffix("ات").filter(|stem| is_deed(stem)) {
        return stem.into();
    }
    let feminine = ["تي", "تك"].iter().find_map(|end| noun.strip_suffix(end)).filter(|stem| has_left(stem));
    feminine.map_or_else(|| without_arabic_ending(noun), |stem| super::with_end(stem, "ة"))
}

/// A word without the `و` (*and*) before it, where its ending says that it is a noun of somebody's, `ومدرسته`, and no root that begins
/// so is in it: `وزارته`.
fn without_and(word: &str) -> &str {
    const ENDINGS: [&str; 8] = ["اتها", "اتهم", "اتنا", "اته", "تها", "تهم", "تنا", "ته"];
    /// How words begin that have a `و` of their own.
    const ROOTS: [&str; 52] = [
        "وجد", "وضع", "وصل", "وقع", "وقف", "وعد", "ورد", "وصف", "ولد", "وهب", "ودع", "وثق", "وفر", "وجه",
        "وزع", "وسع", "وظف", "وحد", "وكل", "وقت", "وزر", "وزار", "وظيف", "ولاد", "وثيق", "وفا", "وكال", "ورق",
        "وجب", "وسيل", "واج", "ورش", "والد", "ولاي", "وصاي", "وقاي", "وراث", "وساد", "وديع", "وساط", "وليم",
        "واقع", "وطن", "وجو", "وصي", "وصفي", "وعي", "وقي", "وني", "ورا", "وسط", "ولا",
    ];
    let Some(rest) = word.strip_prefix('و') else { return word };
    let is_owned = || ENDINGS.iter().any(|end| rest.strip_suffix(end).is_some_and(has_left));
    match is_owned() && !ROOTS.iter().any(|root| word.starts_with(root)) {
        true => rest,
        false => word,
    }
}

fn without_arabic_ending(noun: &str) -> Cow<'_, str> {
    let mut left = ARABIC_ENDINGS.iter().filter_map(|(ending, one)| Some((noun.strip_suffix(ending)?, one)));
    match left.find(|(stem, _)| has_left(stem)) {
        Some((stem, &"")) => stem.into(),
        Some((stem, one)) => super::with_end(stem, one),
        None => noun.into(),
    }
}

/// Hebrew nouns of two letters.
const HEBREW_SHORT: [&str; 28] = [
    "יד", "ים", "גן", "עץ", "דג", "לב", "שן", "כף", "אש", "אח", "בן", "בת", "גב", "גג", "דם", "הר", "חג",
    "נס", "סל", "צב", "קו", "רב", "שם", "תא", "תו", "גל", "דף", "קן",
];

/// A Hebrew word without its article, the conjunctions and prepositions before it, and its plural.
pub(super) fn hebrew<'w>(
    lists: &super::Lists,
    word: &'w str,
    singular: impl Fn(&str) -> Option<&'static str>,
) -> Cow<'w, str> {
    // The article before a noun of two letters, which may as well be part of a word of three, is known from a list.
    let mut short = HEBREW.iter().filter_map(|prefix| word.strip_prefix(prefix));
    if let Some(noun) = short.find(|noun| HEBREW_SHORT.contains(noun)) {
        return with_inner_letter(noun);
    }
    let noun = if lists.whole.contains(word) { word } else { without_prefix(word, &HEBREW) };
    let mut left = HEBREW_PREPOSITIONS.iter().filter_map(|one| noun.strip_prefix(one));
    let is_noun = |rest: &&str| has_left(rest) && rest.chars().count() >= 3;
    // `ביתי` and `ביתו` begin with a known noun.
    let is_known = |noun: &str| {
        let ends = noun.char_indices().rev().take(2).map(|(at, _)| &noun[..at]);
        lists.whole.contains(noun)
            || ends.into_iter().any(|start| has_left(start) && lists.whole.contains(start))
    };
    let bare = match noun.len() < word.len() || is_known(noun) {
        true => noun,
        false => left.find(is_noun).unwrap_or(noun),
    };
    let bare = singular(bare).unwrap_or(bare);
    // `ניצחונות` is of `ניצחון`, `תמונות` of `תמונה`.
    const FEMININE: [&str; 8] = ["תמ", "תכ", "אמ", "ע", "שכ", "מכ", "כו", "הג"];
    if let Some(stem) = bare.strip_suffix("ונות").filter(|stem| stem.chars().nth(1).is_some() || *stem == "ח")
        && !FEMININE.contains(&stem)
    {
        return super::with_end(stem, "ונ");
    }
    // Whose it is: `כלבו`, `ביתו`, `ספרנו`, `ספריהם`.
    const OWNERS: [&str; 8] = ["יהם", "יהן", "יכם", "יכן", "ינו", "יו", "נו", "ו"];
    let mut owned = OWNERS.iter().filter_map(|owner| bare.strip_suffix(owner));
    let bare = match lists.whole.contains(bare) {
        true => bare,
        false => owned.find(|noun| has_left(noun)).map_or(bare, |noun| singular(noun).unwrap_or(noun)),
    };
    if lists.bare.contains(bare) {
        return bare.into();
    }
    let left = |end: &str| {
        let least = if end == "י" { 2 } else { 1 };
        bare.strip_suffix(end).filter(|stem| stem.chars().nth(least).is_some())
    };
    let stem = HEBREW_ENDINGS.iter().find_map(|(end, other)| Some((left(end)?, *other)));
    match stem {
        Some((stem, "")) => with_inner_letter(stem),
        Some((stem, other)) => super::with_end(stem, other),
        None => with_inner_letter(bare),
    }
}

/// A stem whose last letter has the form that it has inside a word.
fn with_inner_letter(stem: &str) -> Cow<'_, str> {
    let end = [('ם', "מ"), ('ן', "נ"), ('ץ', "צ"), ('ף', "פ"), ('ך', "כ")];
    match end.iter().find(|(last, _)| stem.ends_with(*last)) {
        Some((last, inner)) => super::with_end(&stem[..stem.len() - last.len_utf8()], inner),
        None => stem.into(),
    }
}

pub(super) fn persian<'w>(lists: &super::Lists, word: &'w str) -> Cow<'w, str> {
    let word = word.strip_suffix(EZAFE).filter(|noun| !noun.is_empty()).unwrap_or(word);
    if lists.whole.contains(word) {
        return word.into();
    }
    if let Some((noun, ending)) = word.rsplit_once(JOINER)
        && has_left(noun)
        && PERSIAN_JOINED.contains(&ending)
    {
        return noun.trim_end_matches(JOINER).into();
    }
    let plural = PERSIAN_PLURAL.iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(noun) = plural.filter(|noun| has_left(noun)) {
        return noun.trim_end_matches(JOINER).into();
    }
    // Whose it is, behind a noun that is known.
    let whose = ["مان", "تان", "شان", "م", "ش"];
    let owned = whose.iter().find_map(|end| word.strip_suffix(end).filter(|noun| lists.bare.contains(noun)));
    if let Some(noun) = owned.filter(|noun| has_left(noun)) {
        return noun.into();
    }
    // The article of what is not known yet, behind a noun of which no adjective in `-ی` is made.
    let indefinite = word.strip_suffix('ی').filter(|noun| lists.owned.contains(noun));
    if let Some(noun) = indefinite {
        return noun.into();
    }
    // The ezafe behind a vowel: `خودروی نو`.
    let ezafe = |noun: &&str| noun.ends_with(['ا', 'و']) && noun.chars().nth(1).is_some();
    let joined = word.strip_suffix('ی').filter(ezafe);
    if let Some(noun) = joined {
        return noun.into();
    }
    word.into()
}

/// A word without the first of these that it begins with and that leaves enough of it.
fn without_prefix<'w>(word: &'w str, prefixes: &[&str]) -> &'w str {
    let mut left = prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix));
    left.find(|noun| has_left(noun)).unwrap_or(word)
}

fn has_left(noun: &str) -> bool {
    noun.chars().filter(|c| c.is_alphabetic()).nth(LEAST_LETTERS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare_arabic(word: &str) -> Cow<'_, str> {
        arabic(&super::super::Lists::default(), word, |_| None)
    }

    #[test]
    fn words_with_and_without_what_is_joined_to_them_are_one() {
        for forms in [
            ["مكتبة", "المكتبة", "والمكتبة", "بالمكتبة", "للمكتبة"],
            ["كتاب", "الكتاب", "والكتاب", "كالكتاب", "وللكتاب"],
        ] {
            assert!(forms.iter().all(|form| bare_arabic(form) == bare_arabic(forms[0])), "{forms:?}");
        }
        // A root may begin with each of the letters.
        assert_eq!(["وزير", "بيت", "الله"].map(bare_arabic), ["وزير", "بيت", "الله"]);
        for forms in [["ספרייה", "הספרייה", "והספרייה", "שהספרייה"], ["בית", "הבית", "והבית", "מהבית"]]
        {
            let lists = super::super::Lists::default();
            assert!(
                forms.iter().all(|form| hebrew(&lists, form, |_| None) == hebrew(&lists, forms[0], |_| None)),
                "{forms:?}"
            );
        }
        let lists = super::super::Lists::default();
        let forms =
            ["کتابخانه", "کتابخانه\u{200C}ها", "کتابخانهٔ", "کتابخانه\u{200C}ی", "کتابخانه\u{200C}هایی"];
        assert!(forms.iter().all(|form| persian(&lists, form) == forms[0]));
        assert_eq!(
            ["کتاب\u{200C}های", "کتابها", "تنها"].map(|word| persian(&lists, word)),
            ["کتاب", "کتاب", "تنها"]
        );
        assert_eq!(persian(&lists, "خودروی"), persian(&lists, "خودروها"));
    }

    #[test]
    fn plurals_and_single_letters_before_nouns_count() {
        use crate::language::{Language, Plurals};
        let arabic = Plurals::of(Language::Arabic);
        for forms in [
            "كتاب الكتاب كتب بالكتاب والكتب كتابي كتابه كتابك كتابنا",
            "سيارة السيارات سيارتي سيارتنا",
            "بيت بيتي بيوت بيتنا",
            "مدينة المدينة مدن مدينتنا",
            "شركة شركات شركتها للشركة",
            "مدرسة مدرستي ومدرسته ومدرستها",
            "كتاب وكتابه وكتابنا",
            "وزارة وزارته وزارتها",
        ] {
            assert!(
                forms
                    .split(' ')
                    .all(|form| arabic.singular(form) == arabic.singular(&forms[..forms.find(' ').unwrap()])),
                "{forms}"
            );
        }
        // A root may begin with the letter of a conjunction.
        assert_ne!(arabic.singular("زير"), arabic.singular("وزير"));
        let hebrew = Plurals::of(Language::Hebrew);
        for forms in [
            "ספר הספר ספרים בספר הספרים ספרו",
            "בית ביתי ביתו בתים",
            "ספר ספרנו ספריהם שהספר כשהספרים",
            "יד היד והיד שהיד",
            "ניצחון ניצחונות",
            "תמונה תמונות",
            "שנה שנים השנים בשנה",
            "עיר ערים העיר",
            "חברה חברות החברה",
        ] {
            assert!(
                forms
                    .split(' ')
                    .all(|form| hebrew.singular(form) == hebrew.singular(&forms[..forms.find(' ').unwrap()])),
                "{forms}"
            );
        }
        assert_ne!(hebrew.singular("חבר"), hebrew.singular("חברה"));
        assert_ne!(hebrew.singular("בריאות"), hebrew.singular("ריאות"));
    }
}
