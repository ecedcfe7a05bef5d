//! Korean words without their particles: `함수는`, `함수를` and `함수` are one word.
//!
//! A word stands between blanks with what other languages write before it or behind it. Where a particle may be the end of a
//! noun (`도` of `정확도`), it is taken off only if the text has the rest in another form too. What ends as verbs, adjectives
//! and adverbs do is no noun. The lists were written from grammars; that of particles stands with what counts as one word.

use rustc_hash::FxHashSet;

use super::words::Part;
use crate::analysis::Analysis;
use crate::language::{
    KOREAN_PARTICLES as PARTICLES, KOREAN_PLURAL as PLURAL, Language, is_korean_noun_before,
};
use crate::term::TermId;

/// The particles that join nouns: `함수의 이름`, `변수와 함수`.
const JOINING: [&str; 3] = ["의", "와", "과"];

/// Endings of verbs, adjectives and adverbs, with at least this many syllables before them.
const ENDINGS: [(&str, usize); 64] = [
    ("니다", 1),
    ("니까", 1),
    ("다", 1),
    ("까요", 1),
    ("세요", 1),
    ("해요", 0),
    ("어요", 0),
    ("아요", 0),
    ("네요", 1),
    ("군요", 1),
    ("에요", 1),
    ("예요", 1),
    ("지요", 1),
    ("돼요", 0),
    ("하면", 1),
    ("되면", 1),
    ("으면", 1),
    ("려면", 1),
    ("다면", 1),
    ("하고", 1),
    ("되고", 1),
    ("있고", 0),
    ("없고", 0),
    ("않고", 0),
    ("다고", 1),
    ("다는", 1),
    ("하기", 1),
    ("있기", 0),
    ("없기", 0),
    ("보기", 1),
    ("히", 2),
    ("려고", 1),
    ("하는", 0),
    ("되는", 0),
    ("있는", 0),
    ("없는", 0),
    ("않는", 0),
    ("시키는", 0),
    ("하며", 1),
    ("되며", 1),
    ("으며", 1),
    ("면서", 1),
    ("지만", 1),
    ("는데", 1),
    ("은데", 1),
    ("하게", 1),
    ("되게", 1),
    ("있게", 0),
    ("도록", 1),
    ("하지", 1),
    ("되지", 1),
    ("하여", 1),
    ("해서", 0),
    ("되어", 1),
    ("어서", 1),
    ("아서", 1),
    ("거나", 1),
    ("므로", 1),
    ("적인", 1),
    ("로운", 1),
    ("스러운", 1),
    ("된", 1),
    ("한", 2),
    ("할", 2),
];

/// Nouns that end as verbs do.
const NOUNS: [&str; 3] = ["람다", "바다", "판다"];

/// What a word is without its particle.
#[derive(Clone, Copy)]
pub(super) struct Bent<'a> {
    /// The part that stands for it in all its forms.
    pub(super) base: Part,
    /// What it has behind it; empty if there is none.
    pub(super) particle: &'a str,
}

impl Bent<'_> {
    /// Whether a phrase goes on behind it.
    pub(super) fn goes_on(&self) -> bool {
        self.particle.is_empty() || JOINING.contains(&self.particle) || self.particle == PLURAL
    }
}

/// What each term of a Korean text is without its particle; empty if the text is in another language.
pub(super) fn bent<'a>(analysis: &'a Analysis<'_>) -> Vec<Bent<'a>> {
    if analysis.language() != Language::Korean {
        return Vec::new();
    }
    let stems: Vec<&str> =
        (0..analysis.term_count()).map(|term| analysis.stem(TermId(term as Part))).collect();
    let mut attested: FxHashSet<&str> = stems.iter().copied().collect();
    attested.extend(stems.iter().filter_map(|stem| without_particle(stem, |_| false)));
    let bases: Vec<&str> = stems
        .iter()
        .map(|stem| without_particle(stem, |base| attested.contains(base)).unwrap_or(stem))
        .collect();
    let mut first: rustc_hash::FxHashMap<&str, Part> = rustc_hash::FxHashMap::default();
    for (base, term) in bases.iter().zip(0..) {
        first.entry(base).or_insert(term);
    }
    let pairs = stems.iter().zip(&bases);
    pairs.map(|(stem, base)| Bent { base: first[base], particle: &stem[base.len()..] }).collect()
}

/// A word without its particle and the sign of a plural, if it has one. `is_attested` says whether the rest stands in the
/// text otherwise.
fn without_particle(word: &str, is_attested: impl Fn(&str) -> bool) -> Option<&str> {
    if is_verb(word) && !word.ends_with("입니다") {
        return None;
    }
    let base = PARTICLES.iter().find_map(|(particle, behind, is_certain)| {
        let base = word.strip_suffix(particle)?;
        (is_korean_noun_before(base, *behind) && (*is_certain || is_attested(base))).then_some(base)
    });
    let singular = base.unwrap_or(word).strip_suffix(PLURAL).filter(|rest| rest.chars().count() > 1);
    singular.or(base)
}

/// Whether a word ends as verbs, adjectives and adverbs do.
pub(super) fn is_verb(word: &str) -> bool {
    let ends = |(ending, before): &(&str, usize)| {
        word.strip_suffix(ending).is_some_and(|rest| rest.chars().count() >= *before)
    };
    ENDINGS.iter().any(ends) && !NOUNS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;

    #[test]
    fn particles_are_taken_off_and_verbs_are_told() {
        let documents = [Document::plain(
            "함수는 값을 반환합니다. 함수를 호출하면 DOM은 정확도가 높은 함수의 이름을 압니다. 화살표 함수에서 정확도.",
        )];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::Korean));
        let bent = bent(&analysis);
        let of = |word: &str| {
            let term = (0..analysis.term_count()).find(|term| analysis.stem(TermId(*term as Part)) == word);
            let bent = bent[term.unwrap_or_else(|| panic!("{word}"))];
            (analysis.stem(TermId(bent.base)).to_string(), bent.particle)
        };
        let base = of("함수는").0;
        for word in ["함수를", "함수의", "함수에서"] {
            assert_eq!(of(word).0, base, "{word}");
        }
        assert_eq!(of("함수를").1, "를");
        assert_eq!(of("dom은").1, "은");
        assert_eq!(of("정확도가").1, "가");
        assert_eq!(of("정확도").1, "");
        assert!(is_verb("반환합니다") && is_verb("호출하면") && is_verb("있는"));
        assert!(!is_verb("함수") && !is_verb("역할") && !is_verb("권한") && !is_verb("람다"));
    }
}
