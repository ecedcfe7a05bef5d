//! A light stem for Korean: nouns without their particles and the plural.
//!
//! Particles are written behind the noun without a space, and most come in two forms, of which the last sound of the noun
//! chooses one: `은` behind a consonant, `는` behind a vowel. A syllable that could be a particle but has the wrong form for
//! what it stands behind is part of the noun. Endings of verbs that look like particles are cut too: only the equality of stems
//! matters. Cutting goes on while it can, so that a noun which itself ends like one comes to the same stem with a particle and
//! without.
//!
//! * time: linear in the particles, of which a few are cut from a word
//! * space: none

/// What a particle may stand behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Any,
    Consonant,
    Vowel,
    /// A vowel, or the one consonant that counts as none before it: ㄹ.
    VowelOrRieul,
}

/// Particles, longer ones before those that they end with.
#[rustfmt::skip] // Several to a line.
const PARTICLES: [(&str, Behind); 44] = {
    use Behind::*;
    [
        ("으로부터", Consonant), ("에서부터", Any), ("에게서는", Any), ("이라고", Consonant), ("이라는", Consonant), ("에서는", Any), ("에서도", Any),
        ("에게서", Any), ("에게는", Any), ("으로는", Consonant), ("으로도", Consonant), ("으로서", Consonant), ("으로써", Consonant), ("로부터", VowelOrRieul),
        ("까지는", Any), ("까지도", Any), ("에서", Any), ("에게", Any), ("에는", Any), ("에도", Any), ("으로", Consonant), ("로는", VowelOrRieul),
        ("로서", VowelOrRieul), ("로써", VowelOrRieul), ("까지", Any), ("부터", Any), ("처럼", Any), ("보다", Any), ("마다", Any), ("조차", Any),
        ("이나", Consonant), ("들", Any), ("은", Consonant), ("는", Vowel), ("을", Consonant), ("를", Vowel), ("이", Consonant), ("가", Vowel),
        ("과", Consonant), ("와", Vowel), ("로", VowelOrRieul), ("의", Any), ("에", Any), ("도", Any),
    ]
};

/// A noun that loses a particle keeps so many syllables or more: of one syllable, little is known.
const LEAST_SYLLABLES: usize = 2;

const FIRST_SYLLABLE: u32 = 0xAC00;
const LAST_SYLLABLE: u32 = 0xD7A3;
/// How many syllables begin alike, and which of those end in ㄹ.
const FINALS: u32 = 28;
const RIEUL: u32 = 8;

/// The word without its particles.
pub(super) fn stem(mut word: &str) -> &str {
    while let Some(shorter) = without_particle(word) {
        word = shorter;
    }
    word
}

fn without_particle(word: &str) -> Option<&str> {
    PARTICLES.iter().find_map(|(particle, behind)| {
        let noun = word.strip_suffix(particle)?;
        let last = noun.chars().next_back()? as u32;
        if !(FIRST_SYLLABLE..=LAST_SYLLABLE).contains(&last)
            || noun.chars().nth(LEAST_SYLLABLES - 1).is_none()
        {
            return None;
        }
        let end = (last - FIRST_SYLLABLE) % FINALS;
        let fits = match behind {
            Behind::Any => true,
            Behind::Consonant => end != 0,
            Behind::Vowel => end == 0,
            Behind::VowelOrRieul => end == 0 || end == RIEUL,
        };
        fits.then_some(noun)
    })
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
        ];
        for (noun, forms) in forms {
            assert_eq!(stem(noun), noun);
            for form in forms {
                assert_eq!(stem(form), noun, "{form}");
            }
        }
    }

    /// The form of the particle would be the wrong one, or too little would be left.
    #[test]
    fn nouns_that_end_like_a_particle_stay() {
        for noun in ["전문가", "가을", "회의", "작가", "결과", "지도", "도로", "wall이", "이"]
        {
            assert_eq!(stem(noun), noun);
        }
        assert_eq!(stem("고양이"), stem("고양이는"));
    }
}
