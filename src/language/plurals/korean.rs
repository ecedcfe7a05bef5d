//! Korean nouns without their particles and the plural, as they count as one.
//!
//! Particles are written behind the noun without a space, and most come in two forms, of which the last sound of the noun
//! chooses one: `은` behind a consonant, `는` behind a vowel. A syllable that could be a particle but has the wrong form for
//! what it stands behind is part of the noun. Endings of verbs that look like particles are cut too: only that forms come to
//! the same matters. Cutting goes on while it can, so that a noun which itself ends like one comes to the same with a particle
//! and without.
//!
//! * time: linear in the particles, of which a few are cut from a word
//! * space: none

use std::borrow::Cow;

/// What must stand before a particle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    /// A vowel, or the one consonant that counts as none before some: ㄹ.
    Vowel,
    Consonant,
    Any,
}

/// Particles, the longer before the shorter that they end with, what stands before them, and whether no noun ends so.
#[rustfmt::skip] // Several to a line.
pub(crate) const PARTICLES: [(&str, Behind, bool); 51] = {
    use Behind::*;
    [
        ("으로부터", Consonant, true), ("에서부터", Any, true), ("이라는", Consonant, true), ("이라고", Consonant, true),
        ("에서는", Any, true), ("에서도", Any, true), ("에게는", Any, true), ("으로는", Consonant, true),
        ("으로도", Consonant, true), ("으로써", Consonant, true), ("으로서", Consonant, true), ("까지는", Any, true),
        ("입니다", Any, true), ("에게서", Any, true), ("로부터", Vowel, true), ("까지도", Any, true), ("라는", Vowel, true),
        ("라고", Vowel, true), ("이란", Consonant, true), ("에서", Any, true), ("에게", Any, true), ("께서", Any, true),
        ("으로", Consonant, true), ("까지", Any, true), ("부터", Any, true), ("처럼", Any, true), ("보다", Any, true),
        ("마다", Any, true), ("조차", Any, true), ("에는", Any, true), ("에도", Any, true), ("로는", Vowel, true),
        ("와는", Vowel, true), ("과는", Consonant, true), ("이나", Consonant, true), ("이며", Any, true),
        ("이다", Consonant, true), ("로서", Vowel, true), ("로써", Vowel, true), ("은", Consonant, true),
        ("를", Vowel, true), ("을", Consonant, true), ("와", Vowel, true), ("는", Vowel, false),
        ("이", Consonant, false), ("가", Vowel, false), ("과", Consonant, false), ("로", Vowel, true),
        ("의", Any, false), ("에", Any, true), ("도", Any, false),
    ]
};

/// The sign of a plural, before particles.
pub(crate) const PLURAL: &str = "들";

/// Nouns of one syllable that lose particles too, and words that only look like one of them with a particle.
const SHORT: &str = "책집물차돈개꽃산말밥빵술옷눈코입손발몸길문방땅강달별불비밤빛색소새닭쌀콩약병뼈살피칼컵배벽창층탑섬숲풀흙돌법귤";
#[rustfmt::skip] // Several to a line.
const OTHER_WORDS: [&str; 35] = [
    "길이", "문의", "문과", "새로", "강도", "강의", "강과", "불과", "창의", "방과", "병과", "약과", "배가", "비로", "비로서",
    "집들이", "물들", "물들이", "물들다", "입은", "발의", "소로", "소의", "법도", "층의", "돌과", "손과", "방도", "말라는", "산들",
    "비보다", "별로", "별도", "피로", "피는",
];

/// A noun that loses a particle keeps this many syllables or more: of one syllable, little is known.
const LEAST_SYLLABLES: usize = 2;

/// The syllables, how many have the same letters but the last, and the place of `ㄹ` among the last letters.
const SYLLABLES: std::ops::RangeInclusive<char> = '가'..='힣';
const FINALS: u32 = 28;
const FINAL_L: u32 = 8;

/// A word without its particles.
pub(super) fn without_particles(word: &str) -> Cow<'_, str> {
    let mut noun = word;
    while let Some(shorter) = without_particle(noun) {
        noun = shorter;
    }
    Cow::Borrowed(noun)
}

fn without_particle(word: &str) -> Option<&str> {
    if OTHER_WORDS.contains(&word) {
        return None;
    }
    let particle = |(particle, behind, _): &(&str, Behind, bool)| {
        let noun = word.strip_suffix(particle)?;
        (is_noun_before(noun, *behind) || is_short_before(noun, particle, *behind)).then_some(noun)
    };
    // The plural is no particle, but stands where one does.
    let is_one = |noun: &str| is_noun_before(noun, Behind::Any) || is_short_before(noun, PLURAL, Behind::Any);
    let singular = || word.strip_suffix(PLURAL).filter(|noun| is_one(noun));
    PARTICLES.iter().find_map(particle).or_else(singular)
}

/// Whether a noun may end so before a particle.
pub(crate) fn is_noun_before(noun: &str, behind: Behind) -> bool {
    let Some(last) = noun.chars().next_back() else { return false };
    if !SYLLABLES.contains(&last) {
        return last.is_alphanumeric();
    }
    let end = (last as u32 - *SYLLABLES.start() as u32) % FINALS;
    let fits = match behind {
        Behind::Vowel => end == 0 || end == FINAL_L,
        Behind::Consonant => end != 0,
        Behind::Any => true,
    };
    fits && noun.chars().nth(LEAST_SYLLABLES - 1).is_some()
}

/// Whether a known noun of one syllable may stand before a particle, of which only `로` takes a `ㄹ` for a vowel: `물로`, but
/// `물가` is another noun.
fn is_short_before(noun: &str, particle: &str, behind: Behind) -> bool {
    let mut letters = noun.chars();
    let (Some(last), None) = (letters.next(), letters.next()) else { return false };
    if !SHORT.contains(last) {
        return false;
    }
    let end = (last as u32 - *SYLLABLES.start() as u32) % FINALS;
    match behind {
        Behind::Vowel => end == 0 || end == FINAL_L && particle.starts_with('로'),
        Behind::Consonant => end != 0 && !(end == FINAL_L && particle.starts_with('으')),
        Behind::Any => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_lose_their_particles() {
        let forms = [
            (
                "대나무",
                &["대나무는", "대나무를", "대나무의", "대나무가", "대나무와", "대나무로", "대나무에서도"][..],
            ),
            ("사람", &["사람은", "사람들이", "사람들에게", "사람과", "사람으로서", "사람까지"]),
            ("서울", &["서울로", "서울은", "서울에서", "서울까지는"]),
            ("dom", &["dom은", "dom이"]),
        ];
        for (noun, forms) in forms {
            assert_eq!(without_particles(noun), noun);
            for form in forms {
                assert_eq!(without_particles(form), noun, "{form}");
            }
        }
    }

    /// The form of the particle would be the wrong one, or too little would be left.
    #[test]
    fn nouns_that_end_like_a_particle_stay() {
        for noun in ["전문가", "가을", "회의", "작가", "결과", "지도", "도로", "이"] {
            assert_eq!(without_particles(noun), noun);
        }
        assert_eq!(without_particles("고양이"), without_particles("고양이는"));
        for word in ["물가", "책상", "책임", "차이", "길이", "개인", "말투", "집들이", "강의", "문의"]
        {
            assert_eq!(without_particles(word), word);
        }
        for form in ["물을", "물이", "물로", "물에서는", "물의", "물도"] {
            assert_eq!(without_particles(form), "물", "{form}");
        }
    }
}
