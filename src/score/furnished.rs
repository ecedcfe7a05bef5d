//! What readers of furnished texts would rather have: a term that counts only where much of a text is no prose.
//!
//! The pages of a shop or a club, the READMEs of programs and their manuals have headings, menus, tables, forms and code between
//! their sentences, and many a sentence among these is a call, a label or half of a list, whatever its words. In articles, talk and papers the
//! same signs tell little, and collections of summaries, which are nearly all of these, reward other sentences than readers of pages do. So
//! what readers like is added as far as a text is furnished: from a share of [`LEAST`] of its sentences that may not stand in a summary, in full
//! from [`MOST`] on.
//!
//! * time: linear in the sentences and their bytes, and nothing in a text that is not furnished
//! * space: a number a sentence
//!
//! # Where the weights come from
//!
//! `scripts/fit_furnished.py` fits them to labels of readers: what each trait and each [`Sight`] adds to a sentence, on top of the weights of
//! `ensemble.rs`, so that one drawn in proportion to `exp(score / 4)` is worth most and is seldom one that does not stand alone.
//! DESIGN.md has what they come to with genres and repositories left out.

use rustc_hash::FxHashMap;

use super::dependence::Traits;
use crate::analysis::{Analysis, Sentence};
use crate::document::{BlockKind, Role};
use crate::language::Class;

/// The shares of sentences that are no prose between which a text becomes furnished. From few trials: the lower one keeps most collections out.
const LEAST: f64 = 0.24;
const MOST: f64 = 0.3;

/// How many sentences on each side are looked at.
const NEAR: usize = 4;

/// What is seen of a sentence beside its [traits](Traits): where it stands and what stands around it, its links, its words and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// One of the first eight sentences of its document, prose or not; of the first three; of the last three.
    AmongEight,
    AmongThree,
    AmongLast,
    /// The sentence before is a heading, or the title.
    UnderHeading,
    UnderTitle,
    AfterLeadIn,
    /// The sentence before it, or behind it, is furniture, and no heading.
    AfterFurniture,
    BeforeFurniture,
    /// Of the sentences [near](NEAR), most have fewer than six words.
    FewWordsNear,
    /// A third of them are no prose.
    FurnitureNear,
    Quote,
    /// All of a list item.
    WholeItem,
    /// In a block of more than 60 words.
    LongBlock,
    /// The text has it twice.
    Repeated,
    /// It holds a link; three tenths, six tenths of it are one.
    Link,
    LinkThird,
    LinkMost,
    /// Fewer than three, 22 words.
    BareWords,
    FairWords,
    /// At most four, eight content words; more than eight tenths of all.
    FourContents,
    EightContents,
    DenseContent,
    /// More than 5, 12 % digits, 8 % marks.
    Digits,
    ManyDigits,
    ManyMarks,
    /// A colon before its end.
    Colon,
    Commas,
    /// A fifth of the words behind the first have a capital.
    SomeCapitals,
    /// A mark of menus and lists within.
    Bullet,
    Demonstrative,
    Pointing,
}

/// What each trait counts, in the order of their bits. Fitted.
const TRAITS: [f64; 39] = [
    -0.53, -0.37, -0.40, -0.46, 0.60, -0.02, -0.42, -0.12, -0.23, -0.08, -1.10, -0.70, 0.06, -0.55, -1.60,
    -0.39, -0.93, -0.84, 0.03, -0.41, 0.75, -0.05, -1.86, 1.14, -0.20, -0.70, -0.37, -0.58, -0.05, -0.35,
    1.93, -0.70, -0.15, -0.63, 1.82, -0.09, -0.29, -1.75, -0.57,
];

/// What each sight counts. Fitted.
const SIGHTS: [(Sight, f64); 31] = {
    use Sight::*;
    [
        (AmongEight, 1.62),
        (AmongThree, 2.43),
        (AmongLast, -0.21),
        (UnderHeading, 1.72),
        (UnderTitle, 1.76),
        (AfterLeadIn, -0.11),
        (AfterFurniture, 0.01),
        (BeforeFurniture, -1.49),
        (FewWordsNear, -1.80),
        (FurnitureNear, 0.02),
        (Quote, -0.25),
        (WholeItem, 0.38),
        (LongBlock, -0.11),
        (Repeated, -0.88),
        (Link, -0.45),
        (LinkThird, -0.46),
        (LinkMost, -0.48),
        (BareWords, -0.06),
        (FairWords, -1.13),
        (FourContents, -0.59),
        (EightContents, -0.74),
        (DenseContent, -1.27),
        (Digits, -0.97),
        (ManyDigits, -0.22),
        (ManyMarks, -0.54),
        (Colon, -0.41),
        (Commas, 0.29),
        (SomeCapitals, 0.82),
        (Bullet, -0.44),
        (Demonstrative, -0.13),
        (Pointing, -0.80),
    ]
};

/// What is added to each sentence; none if the text is not furnished.
pub(super) fn of_sentences(
    analysis: &Analysis<'_>,
    sentences: &[usize],
    traits: &[Traits],
) -> Option<Vec<f64>> {
    let share = share(analysis, sentences);
    if share <= 0.0 {
        return None;
    }
    let sights = sights(analysis, sentences);
    let of_place = |(traits, sights): (&Traits, &Sights)| {
        let of_trait = |place: &usize| traits.bits() >> place & 1 != 0;
        let by_traits: f64 = (0..TRAITS.len()).filter(of_trait).map(|place| TRAITS[place]).sum();
        let by_sights: f64 =
            SIGHTS.iter().filter(|(which, _)| sights.has(*which)).map(|(_, weight)| weight).sum();
        share * (by_traits + by_sights)
    };
    Some(traits.iter().zip(&sights).map(of_place).collect())
}

/// How far a text is furnished, from 0 to 1.
pub(super) fn share(analysis: &Analysis<'_>, sentences: &[usize]) -> f64 {
    let all = analysis.sentences().len();
    let left_out = 1.0 - sentences.len() as f64 / all.max(1) as f64;
    ((left_out - LEAST) / (MOST - LEAST)).clamp(0.0, 1.0)
}

/// The sights of a sentence, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sights(u64);

impl Sights {
    fn has(self, which: Sight) -> bool {
        self.0 & 1 << which as u32 != 0
    }

    fn set(&mut self, which: Sight, is: bool) {
        self.0 |= u64::from(is) << which as u32;
    }

    /// All as bits, for `scripts/summary_features.rs`.
    pub(super) fn bits(self) -> u64 {
        self.0
    }
}

/// The names of all sights, from the lowest bit on, for `scripts/summary_features.rs`.
pub(super) fn names() -> Vec<String> {
    SIGHTS.iter().map(|(which, _)| format!("{which:?}")).collect()
}

pub(super) fn sights(analysis: &Analysis<'_>, sentences: &[usize]) -> Vec<Sights> {
    let all = analysis.sentences();
    // The first sentence of each document, and one more.
    let mut starts = vec![0; analysis.documents().len() + 1];
    all.iter().for_each(|sentence| starts[sentence.document + 1] += 1);
    (1..starts.len()).for_each(|document| starts[document] += starts[document - 1]);
    let text = |place: usize| {
        let sentence = &all[place];
        &analysis.documents()[sentence.document].text()[sentence.content_start..sentence.span.end]
    };
    let mut times: FxHashMap<&str, u32> = FxHashMap::default();
    sentences.iter().for_each(|place| *times.entry(text(*place)).or_default() += 1);
    let of_place = |&place: &usize| {
        let mut sights = Sights::default();
        let document = &all[starts[all[place].document]..starts[all[place].document + 1]];
        of_neighbors(analysis, document, place - starts[all[place].document], &mut sights);
        sights.set(Sight::Repeated, times[text(place)] > 1);
        of_links(analysis, &all[place], &mut sights);
        of_words(analysis, &all[place], &mut sights);
        of_marks(text(place), &mut sights);
        sights
    };
    sentences.iter().map(of_place).collect()
}

fn of_neighbors(analysis: &Analysis<'_>, document: &[Sentence], place: usize, sights: &mut Sights) {
    let own = &document[place];
    let is_heading = |other: &Sentence| matches!(other.kind, BlockKind::Heading | BlockKind::Title);
    let is_furniture =
        |other: &Sentence| !matches!(other.role, Role::Prose | Role::LeadIn) && !is_heading(other);
    sights.set(Sight::AmongEight, place < 8);
    sights.set(Sight::AmongThree, place < 3);
    sights.set(Sight::AmongLast, place + 3 >= document.len());
    if let Some(before) = place.checked_sub(1).map(|before| &document[before]) {
        sights.set(Sight::UnderHeading, is_heading(before) && before.block != own.block);
        sights.set(Sight::UnderTitle, before.kind == BlockKind::Title);
        sights.set(Sight::AfterLeadIn, before.role == Role::LeadIn);
        sights.set(Sight::AfterFurniture, is_furniture(before));
    }
    sights.set(Sight::BeforeFurniture, document.get(place + 1).is_some_and(is_furniture));
    let near = &document[place.saturating_sub(NEAR)..document.len().min(place + NEAR + 1)];
    let words = |other: &Sentence| analysis.tokens_of(other).len();
    let short = near.iter().filter(|other| words(other) < 6).count();
    sights.set(Sight::FewWordsNear, 10 * short > 6 * near.len());
    let is_prose = |other: &&Sentence| other.role == Role::Prose && other.kind.is_prose();
    let others = near.len() - near.iter().filter(is_prose).count();
    sights.set(Sight::FurnitureNear, 10 * others > 3 * near.len());
    // The sentences of a block stand together.
    let is_beside = |other: &&Sentence| other.block == own.block;
    let block = || {
        let before = document[..place].iter().rev().take_while(is_beside);
        before.chain(document[place..].iter().take_while(is_beside))
    };
    sights.set(Sight::Quote, own.kind == BlockKind::Quote);
    sights.set(Sight::WholeItem, own.kind == BlockKind::Item && block().nth(1).is_none());
    // A block of many sentences is long after a few of them.
    let mut sum = 0;
    let is_long = block().any(|other| {
        sum += words(other);
        sum > 60
    });
    sights.set(Sight::LongBlock, is_long);
}

fn of_links(analysis: &Analysis<'_>, sentence: &Sentence, sights: &mut Sights) {
    let links = &analysis.documents()[sentence.document].fields().links;
    let (start, end) = (sentence.content_start, sentence.span.end);
    let first = links.partition_point(|link| link.end <= start);
    let within = links[first..].iter().take_while(|link| link.start < end);
    let linked: usize = within.map(|link| link.end.min(end).saturating_sub(link.start.max(start))).sum();
    sights.set(Sight::Link, linked > 0);
    sights.set(Sight::LinkThird, 10 * linked > 3 * (end - start));
    sights.set(Sight::LinkMost, 10 * linked > 6 * (end - start));
}

fn of_words(analysis: &Analysis<'_>, sentence: &Sentence, sights: &mut Sights) {
    let tokens = analysis.tokens_of(sentence);
    let contents = tokens.iter().filter(|token| token.is_content()).count();
    sights.set(Sight::BareWords, tokens.len() < 3);
    sights.set(Sight::FairWords, tokens.len() < 22);
    sights.set(Sight::FourContents, contents <= 4);
    sights.set(Sight::EightContents, contents <= 8);
    sights.set(Sight::DenseContent, 10 * contents > 8 * tokens.len());
    for token in tokens {
        let roles = analysis.lexicon().roles(token.form);
        if !roles.is_none() {
            sights.set(Sight::Demonstrative, roles.is(Class::Demonstrative));
            sights.set(Sight::Pointing, roles.is(Class::Pointing));
        }
    }
}

fn of_marks(text: &str, sights: &mut Sights) {
    let bytes = text.as_bytes();
    let count = |is: fn(&u8) -> bool| bytes.iter().filter(|byte| is(byte)).count();
    let digits = count(u8::is_ascii_digit);
    let commas = count(|byte| *byte == b',');
    // Most texts are ASCII, of which many bytes are looked at together.
    let (chars, marks, is_bullet, words, capitals) = if text.is_ascii() {
        let starts = bytes.iter().zip([b' '].iter().chain(bytes));
        let starts =
            starts.filter(|(byte, before)| before.is_ascii_whitespace() && !byte.is_ascii_whitespace());
        let capitals = starts.clone().skip(1).filter(|(byte, _)| byte.is_ascii_uppercase()).count();
        let is_bullet = memchr::memchr(b'|', bytes).is_some();
        (bytes.len(), count(u8::is_ascii_punctuation), is_bullet, starts.count(), capitals)
    } else {
        let is_mark = |c: &char| !c.is_whitespace() && !c.is_alphanumeric();
        let is_bullet = |c: char| matches!(c, '|' | '•' | '·' | '→' | '►' | '»' | '›');
        let words = text.split_whitespace();
        let capitals = words.clone().skip(1).filter(|word| word.starts_with(char::is_uppercase)).count();
        let marks = text.chars().filter(is_mark).count();
        (text.chars().count(), marks, text.contains(is_bullet), words.count(), capitals)
    };
    // A colon before another character.
    let has_colon = |at: usize| at + 1 < text.len();
    sights.set(Sight::Colon, memchr::memchr(b':', bytes).is_some_and(has_colon));
    sights.set(Sight::Bullet, is_bullet);
    sights.set(Sight::Digits, 20 * digits > chars);
    sights.set(Sight::ManyDigits, 100 * digits > 12 * chars);
    sights.set(Sight::ManyMarks, 100 * marks > 8 * chars);
    sights.set(Sight::Commas, commas >= 3);
    sights.set(Sight::SomeCapitals, words > 1 && 5 * capitals > words - 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document, Language};

    /// What is added to each sentence that may stand in a summary, and its words.
    fn added(document: Document) -> Vec<(String, f64)> {
        let documents = [document];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        let sentences = crate::score::candidates(&analysis);
        let traits = super::super::dependence::traits(&analysis, &sentences);
        let text = |place: &usize| analysis.readable_text(&analysis.sentences()[*place]).into_owned();
        let values = of_sentences(&analysis, &sentences, &traits).unwrap_or_default();
        sentences.iter().map(text).zip(values).collect()
    }

    #[test]
    fn sights_stand_in_the_order_of_the_bits() {
        assert!(SIGHTS.iter().enumerate().all(|(place, (which, _))| *which as usize == place));
    }

    #[test]
    fn marks_and_digits() {
        let of = |text: &str| {
            let mut sights = Sights::default();
            of_marks(text, &mut sights);
            SIGHTS.iter().map(|(which, _)| *which).filter(|which| sights.has(*which)).collect::<Vec<_>>()
        };
        use Sight::*;
        assert_eq!(of("The board closed the old pier in June."), []);
        assert_eq!(of("The board closed it:"), []);
        assert_eq!(of("Open on all days: the old pier of the island"), [Colon]);
        assert_eq!(of("Boats, nets, oars, and all else that floats"), [Commas]);
        assert_eq!(of("Harbor Board | Old Pier"), [SomeCapitals, Bullet]);
        assert_eq!(of("call 555 0199 now"), [Digits, ManyDigits]);
        assert_eq!(of(""), []);
    }

    /// An article of sentences alone gets nothing, whatever they look like.
    #[test]
    fn articles_are_not_furnished() {
        assert_eq!(
            added(Document::plain("The board closed the old pier in June. It was old. Call now!")),
            []
        );
        assert_eq!(added(Document::plain("")), []);
    }

    /// Among headings and scraps, what a section opens with is above what stands among the scraps.
    #[cfg(feature = "markdown")]
    #[test]
    fn a_section_opens_with_what_it_says() {
        let document = Document::markdown(
            "# Wharf\n\n## What it is\n\nWharf keeps the lists of the boats of a harbor, and tells the harbor board which of them \
             have paid their fees.\n\n## Usage\n\n```\nwharf list\n```\n\n## Links\n\n- [Manual](m.md)\n- Much faster\n- \
             [Forum](f.md)\n\n```\nwharf\n```\n\n## Thanks\n\n- To all\n",
        );
        let added = added(document);
        let of = |start: &str| {
            let found = added.iter().find(|(text, _)| text.starts_with(start));
            found.map(|(_, value)| *value).expect(start)
        };
        assert!(of("Wharf keeps") > of("Much faster") + 3.0, "{added:?}");
    }
}
