//! Dependence: how likely a sentence is to say nothing to someone who sees it alone.
//!
//! It may lean on what stands before it (`But he did.`), ask what it does not answer, point at a figure, have half of a
//! quotation, be a fragment, or no sentence of the author's at all but what a page says to its readers. A sentence has
//! [traits](Trait), which are plain to see: how it begins and ends, which words point where, how long it is. Each counts for or
//! against it, and a logistic function makes a probability of the sum. Words are looked up in the lists of
//! `src/language/roles/`; in a language without tables only marks, length and place are left.
//!
//! By hand: `But he did.` begins with a connective (0.66), has a pronoun before any content word (0.75), less than five words
//! (0.90 + 0.97), and hardly one that says anything (1.44): with the start of -0.86 that makes 3.86, a probability of 0.98.
//!
//! * time: linear in the words, and in the bytes for the few marks that are looked for
//! * space: a number a sentence
//!
//! # Where the weights come from
//!
//! `scripts/fit_summaries.py` fits them to 8,198 sentences of 160 documents of seventeen genres, which readers had marked as
//! dependent, furniture, broken or none of it. A sentence that is one of these gets a higher probability than one that is not
//! in 88.0 % of the pairs, in 86.3 % with its kind of document left out of the fit.

use crate::analysis::{Analysis, Sentence, Token};
use crate::document::BlockKind;
use crate::language::Class;

/// What a sentence has or lacks: yes or no. What it counts stands in [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    /// A pronoun of the third person is its first word.
    PronounFirst,
    /// One stands later, but before any content word.
    PronounEarly,
    /// `This`, `that`, `such` and the like as the first word; not `this paper` or `this year`.
    DemonstrativeFirst,
    /// One of them in the next three.
    DemonstrativeEarly,
    /// One of them later.
    DemonstrativeInside,
    /// One of them, with a content word behind it: `these two nodes`.
    DemonstrativeNoun,
    ConnectiveFirst,
    MildFirst,
    PointingFirst,
    /// `Figure 2`, `the table below`.
    FigureNumbered,
    FigureInside,
    Question,
    AskingFirst,
    /// It begins with a small letter.
    SmallFirst,
    /// It has no mark at its end.
    NoEnd,
    /// It ends with a colon, a comma or dots.
    OpenEnd,
    /// A quotation opens or closes elsewhere.
    HalfQuoted,
    QuoteFirst,
    /// It quotes, and names nobody but by a pronoun.
    QuotedPronoun,
    PageWord,
    TalkFirst,
    /// Fewer than five words.
    FewWords,
    /// Fewer than eight.
    ShortWords,
    /// More than 35.
    LongWords,
    /// More than 60.
    ManyWords,
    /// It has no stop word, as headings and names of products.
    AllContent,
    /// At most two content words.
    LittleContent,
    /// Braces, bars, `=` and `_`.
    CodeSigns,
    DigitFirst,
    Item,
    OpensBlock,
    AloneInBlock,
    /// Most of its words begin with a capital.
    Capitals,
    Exclamation,
    /// A content word behind the first has a capital.
    Named,
    Bracketed,
    /// It begins with a mark that opens nothing.
    MarkFirst,
}

/// What each trait counts, in the logarithm of the odds. Fitted.
const WEIGHTS: [(Trait, f64); 37] = {
    use Trait::*;
    [
        (PronounFirst, 0.94),
        (PronounEarly, 0.75),
        (DemonstrativeFirst, 2.29),
        (DemonstrativeEarly, 1.64),
        (DemonstrativeInside, 0.45),
        (DemonstrativeNoun, 0.43),
        (ConnectiveFirst, 0.66),
        (MildFirst, -0.10),
        (PointingFirst, 0.34),
        (FigureNumbered, 1.31),
        (FigureInside, 0.53),
        (Question, 2.41),
        (AskingFirst, 0.41),
        (SmallFirst, 0.95),
        (NoEnd, 2.32),
        (OpenEnd, 0.89),
        (HalfQuoted, 2.56),
        (QuoteFirst, 0.77),
        (QuotedPronoun, 0.23),
        (PageWord, 0.61),
        (TalkFirst, 1.36),
        (FewWords, 0.90),
        (ShortWords, 0.97),
        (LongWords, -0.50),
        (ManyWords, -0.44),
        (AllContent, 1.14),
        (LittleContent, 1.44),
        (CodeSigns, 0.69),
        (DigitFirst, 1.21),
        (Item, 0.37),
        (OpensBlock, -0.85),
        (AloneInBlock, 0.72),
        (Capitals, 1.03),
        (Exclamation, 0.27),
        (Named, -0.31),
        (Bracketed, 0.60),
        (MarkFirst, 0.64),
    ]
};

/// The logarithm of the odds of a sentence without any trait. Fitted.
const START: f64 = -0.86;

/// The traits that point at the sentence before: they count for nothing if that one stands there too.
const LEANING: [Trait; 9] = [
    Trait::PronounFirst,
    Trait::PronounEarly,
    Trait::DemonstrativeFirst,
    Trait::DemonstrativeEarly,
    Trait::DemonstrativeInside,
    Trait::DemonstrativeNoun,
    Trait::ConnectiveFirst,
    Trait::MildFirst,
    Trait::PointingFirst,
];

/// What headings, cells and scraps of lists have, and how much of a [scrap](Traits::scrap) each makes; the first counts 1.
///
/// A probability near 1 hardly grows, and a heading has several of these traits, so they are added up beside it. The weights are those of a
/// linear regression of what a sentence is worth to readers (`scripts/fit_summaries.py`).
const SCRAPS: [(Trait, f64); 8] = [
    (Trait::NoEnd, 1.00),
    (Trait::OpenEnd, 0.87),
    (Trait::SmallFirst, 0.73),
    (Trait::Capitals, 0.49),
    (Trait::Item, 0.40),
    (Trait::AllContent, 0.34),
    (Trait::LittleContent, 0.23),
    (Trait::ShortWords, 0.13),
];

/// How many words are the beginning of a sentence.
const EARLY: usize = 4;

/// The word counts of [`Trait::FewWords`], [`Trait::ShortWords`], [`Trait::LongWords`] and [`Trait::ManyWords`].
const FEW: usize = 5;
const SHORT: usize = 8;
const LONG: usize = 35;
const MANY: usize = 60;

/// The traits of a sentence, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u64);

impl Traits {
    fn has(self, which: Trait) -> bool {
        self.0 & 1 << which as u32 != 0
    }

    fn set(&mut self, which: Trait, is: bool) {
        self.0 |= u64::from(is) << which as u32;
    }

    /// How likely a sentence is not to stand alone.
    pub(super) fn dependence(self) -> f64 {
        // The weights stand in the order of the bits.
        let mut left = self.0;
        let odds = std::iter::from_fn(|| {
            let (_, weight) = WEIGHTS.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(weight)
        });
        1.0 / (1.0 + (-(START + odds.sum::<f64>())).exp())
    }

    /// How much it has of a heading, a cell or a scrap of a list: 0 for nothing of it, 1 for a sentence without an end.
    pub(super) fn scrap(self) -> f64 {
        SCRAPS.iter().filter(|(which, _)| self.has(*which)).map(|(_, weight)| weight).sum()
    }

    /// The traits that are left if the sentence before stands there too.
    pub(super) fn beside_the_one_before(self) -> Traits {
        LEANING.iter().fold(self, |left, which| Traits(left.0 & !(1 << *which as u32)))
    }

    /// All as bits, for `scripts/summary_features.rs`.
    pub(super) fn bits(self) -> u64 {
        self.0
    }
}

/// The names of all traits, from the lowest bit on, for `scripts/summary_features.rs`.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<(u32, String)> =
        WEIGHTS.iter().map(|(which, _)| (*which as u32, format!("{which:?}"))).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, name)| name).collect()
}

/// The traits of some sentences of an analysis.
pub(super) fn traits(analysis: &Analysis<'_>, sentences: &[usize]) -> Vec<Traits> {
    let sentence = |place: usize| &analysis.sentences()[sentences[place]];
    let block = |place: usize| (sentence(place).document, sentence(place).block);
    let of_place = |place: usize| {
        let mut traits = of_sentence(analysis, sentence(place));
        let opens = place == 0 || block(place - 1) != block(place);
        let closes = place + 1 == sentences.len() || block(place + 1) != block(place);
        traits.set(Trait::OpensBlock, opens);
        traits.set(Trait::AloneInBlock, opens && closes);
        traits
    };
    (0..sentences.len()).map(of_place).collect()
}

fn of_sentence(analysis: &Analysis<'_>, sentence: &Sentence) -> Traits {
    let text = &analysis.documents()[sentence.document].text()[sentence.content_start..sentence.span.end];
    let tokens = analysis.tokens_of(sentence);
    let mut traits = Traits::default();
    let has_pronoun = of_words(analysis, sentence, tokens, &mut traits);
    let quotes = of_marks(text, &mut traits);
    traits.set(Trait::QuotedPronoun, quotes && has_pronoun && !traits.has(Trait::Named));
    traits.set(Trait::Item, sentence.kind == BlockKind::Item);
    traits.set(Trait::FewWords, tokens.len() < FEW);
    traits.set(Trait::ShortWords, tokens.len() < SHORT);
    traits.set(Trait::LongWords, tokens.len() > LONG);
    traits.set(Trait::ManyWords, tokens.len() > MANY);
    traits
}

/// What the words tell. Returns whether a pronoun stands behind the first.
fn of_words(analysis: &Analysis<'_>, sentence: &Sentence, tokens: &[Token], traits: &mut Traits) -> bool {
    let text = analysis.documents()[sentence.document].text();
    let first_of = |token: &Token| {
        let start = token.span(sentence).start;
        match text.as_bytes().get(start) {
            Some(byte) if byte.is_ascii() => char::from(*byte),
            _ => text[start..].chars().next().unwrap_or(' '),
        }
    };
    let (mut contents, mut capitals) = (0, 0);
    let (mut points, mut has_pronoun) = (false, false);
    for (place, token) in tokens.iter().enumerate() {
        let first = first_of(token);
        let is_capital = first.is_uppercase();
        capitals += usize::from(is_capital);
        if is_capital {
            traits.set(Trait::Named, place > 0 && token.is_content());
        }
        if place == 0 {
            traits.set(Trait::DigitFirst, first.is_ascii_digit());
            traits.set(Trait::SmallFirst, first.is_lowercase());
        }
        let roles = analysis.lexicon().roles(token.form);
        let before = std::mem::replace(&mut points, false);
        if !roles.is_none() {
            let is = |class: Class| roles.is(class);
            let behind = &tokens[place + 1..];
            if is(Class::Pronoun) {
                traits.set(Trait::PronounFirst, place == 0);
                traits.set(Trait::PronounEarly, place > 0 && contents == 0);
                has_pronoun |= place > 0;
            }
            let is_own = |token: &Token| analysis.lexicon().roles(token.form).is(Class::Own);
            if is(Class::Demonstrative) && !behind.iter().take(2).any(is_own) {
                traits.set(Trait::DemonstrativeFirst, place == 0);
                traits.set(Trait::DemonstrativeEarly, (1..EARLY).contains(&place));
                traits.set(Trait::DemonstrativeInside, place >= EARLY);
                traits.set(
                    Trait::DemonstrativeNoun,
                    place > 0 && behind.first().is_some_and(Token::is_content),
                );
            }
            if is(Class::Figure) {
                traits.set(Trait::FigureInside, true);
                let is_numbered = behind.first().is_some_and(|next| first_of(next).is_ascii_digit());
                traits.set(Trait::FigureNumbered, before || is_numbered);
            }
            points = is(Class::Pointing) || is(Class::Demonstrative);
            traits.set(Trait::PageWord, is(Class::Page));
            if place == 0 {
                traits.set(Trait::DemonstrativeFirst, is(Class::Leading));
                traits.set(Trait::ConnectiveFirst, is(Class::Connective));
                traits.set(Trait::MildFirst, is(Class::Mild));
                traits.set(Trait::PointingFirst, is(Class::Pointing));
                traits.set(Trait::AskingFirst, is(Class::Asking));
                traits.set(Trait::TalkFirst, is(Class::Talk));
            }
        }
        contents += usize::from(token.is_content());
    }
    traits.set(Trait::AllContent, contents == tokens.len() && tokens.len() > 2);
    traits.set(Trait::LittleContent, contents <= 2);
    traits.set(Trait::Capitals, 2 * capitals > tokens.len() && tokens.len() > 2);
    has_pronoun
}

/// What the marks tell. Returns whether there is a quotation mark.
fn of_marks(text: &str, traits: &mut Traits) -> bool {
    let text = text.trim();
    let opens = |c: char| {
        c.is_alphanumeric()
            || is_quote(c)
            || matches!(c, '(' | '[' | '¿' | '¡' | '$' | '€' | '£' | '\'' | '‘' | '#' | '@')
    };
    traits.set(Trait::QuoteFirst, text.starts_with(is_quote));
    traits.set(Trait::Bracketed, text.starts_with(['(', '[']));
    traits.set(Trait::MarkFirst, !text.starts_with(opens));
    let closes = |c: char| is_quote(c) || matches!(c, ')' | ']' | '\'' | '’' | '*' | '_');
    let end = text.trim_end_matches(closes).chars().next_back().unwrap_or(' ');
    let is_end = matches!(end, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔');
    let is_open = matches!(end, ':' | '…' | ';' | ',' | '-' | '–' | '—') || text.ends_with("...");
    traits.set(Trait::Question, matches!(end, '?' | '？' | '؟'));
    traits.set(Trait::Exclamation, matches!(end, '!' | '！'));
    traits.set(Trait::NoEnd, !is_end);
    traits.set(Trait::OpenEnd, is_open);
    let has_any = |[a, b, c]: [u8; 3]| memchr::memchr3(a, b, c, text.as_bytes()).is_some();
    traits.set(Trait::CodeSigns, has_any([b'{', b'=', b'_']) || has_any([b'|', b'<', b'\\']));
    // The first bytes of all quotation marks but those of East Asia.
    has_any([b'"', 0xC2, 0xE2]) && of_quotes(text, traits)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '「' | '」')
}

/// Sets whether a quotation opens or closes elsewhere, and returns whether there is any.
fn of_quotes(text: &str, traits: &mut Traits) -> bool {
    let (mut opened, mut straight) = (0, 0);
    let (mut is_half, mut quotes) = (false, false);
    for c in text.chars().filter(|c| is_quote(*c)) {
        quotes = true;
        match c {
            '"' => straight += 1,
            // The mark that closes German quotations opens English ones.
            '“' | '‟' if opened > 0 => opened -= 1,
            '“' | '‟' | '«' | '„' | '「' => opened += 1,
            _ if opened == 0 => is_half = true,
            _ => opened -= 1,
        }
    }
    traits.set(Trait::HalfQuoted, is_half || opened > 0 || straight % 2 == 1);
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document, Language};

    /// The dependence of the last sentence of a paragraph.
    fn dependence(language: Language, text: &str) -> f64 {
        let documents = [Document::plain(text)];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(language));
        let sentences: Vec<usize> = (0..analysis.sentences().len()).collect();
        traits(&analysis, &sentences).last().expect("a sentence").dependence()
    }

    #[test]
    fn weights_stand_in_the_order_of_the_bits() {
        assert!(WEIGHTS.iter().enumerate().all(|(place, (which, _))| *which as usize == place));
    }

    #[test]
    fn a_sentence_by_hand() {
        let found = dependence(Language::English, "The harbor board closed the pier in June. But he did.");
        assert!((found - 1.0 / (1.0 + f64::exp(-3.86))).abs() < 1e-9, "{found}");
    }

    /// A heading of three capitals has no end, no stop word, and less than eight words; a sentence has nothing of a scrap, even a
    /// question or one that leans.
    #[cfg(feature = "markdown")]
    #[test]
    fn scraps_are_told_from_sentences() {
        for (text, scrap) in [
            ("The board closed the old pier in June.", 0.0),
            ("But how did they close the old pier of Ailder?", 0.0),
            ("Old Pier Closed", 1.0 + 0.49 + 0.34 + 0.13),
            ("the old pier closed in June for good and all.", 0.73),
            ("The board closed the old pier for two reasons:", 1.0 + 0.87),
            ("- The board closed the old pier in June.", 0.4),
        ] {
            let document = Document::markdown(text);
            let mut analyzer = Analyzer::new();
            let analysis = analyzer.analyze(std::slice::from_ref(&document), Some(Language::English));
            let found = traits(&analysis, &[0])[0].scrap();
            assert!((found - scrap).abs() < 1e-9, "{text} {found}");
        }
    }

    /// Of each pair, the first stands alone and the second does not: a kind of fault in each line.
    #[test]
    fn what_leans_is_told_from_what_stands() {
        use Language::*;
        for (language, stands, leans) in [
            (English, "The harbor board closed the old pier in June.", "They closed it for good in June."),
            (
                English,
                "This year the board closed the old pier in June.",
                "This closed the old pier for good in June.",
            ),
            (
                English,
                "In this paper we measure how far the old pier sank.",
                "In this case we measure how far the pier sank.",
            ),
            (
                English,
                "The old pier sank by nine inches in ten years.",
                "But the old pier sank by nine inches in ten years.",
            ),
            (
                English,
                "The old pier sank by nine inches in ten years.",
                "How far did the old pier sink in these ten years?",
            ),
            (
                English,
                "“The pier is safe,” said Ann Moss of the board.",
                "The pier is safe,” said Ann Moss of the board.",
            ),
            (
                English,
                "The old pier sank by nine inches in ten years.",
                "Figure 2 shows how the old pier sank in ten years.",
            ),
            (
                English,
                "The old pier sank by nine inches in ten years.",
                "The old pier sank for three reasons:",
            ),
            (English, "The old pier sank by nine inches in ten years.", "Stainless Steel Double Wall Bottle"),
            (
                English,
                "The board writes to all islanders about the pier.",
                "Click here to subscribe to the newsletter of the board.",
            ),
            (German, "Der Hafenrat schließt die alte Mole im Juni.", "Dies schließt die alte Mole im Juni."),
            (French, "Le conseil ferme la vieille jetée en juin.", "Elle ferme la vieille jetée en juin."),
            (
                Spanish,
                "El consejo cierra el viejo muelle en junio.",
                "Pero esto cierra el viejo muelle en junio.",
            ),
            (Russian, "Совет закрывает старый причал в июне.", "Но он закрывает старый причал в июне."),
            (
                Turkish,
                "Kurul eski iskeleyi haziran ayında kapatıyor.",
                "Bu eski iskeleyi haziran ayında kapatıyor.",
            ),
            (
                Undetermined,
                "Rada zamyka stare molo w czerwcu tego roku.",
                "„Rada zamyka stare molo w czerwcu tego roku.",
            ),
        ] {
            let [stands, leans] = [stands, leans].map(|text| dependence(language, text));
            assert!(leans > stands + 0.1, "{language}: {leans} over {stands}");
        }
    }

    #[test]
    fn what_leans_on_the_sentence_before_stands_beside_it() {
        let documents = [Document::plain(
            "The board closed the pier. This angered many of the islanders who swim beside the pier in June.",
        )];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        let second = traits(&analysis, &[0, 1])[1];
        assert!(second.dependence() > 0.5 && second.beside_the_one_before().dependence() < 0.4);
    }

    #[test]
    fn no_text_has_traits_that_break() {
        for text in ["", "?", "\"", "“”„", "...", "( [", "\u{301}", "1", "«»»"] {
            let mut found = Traits::default();
            of_marks(text, &mut found);
            assert!((0.0..=1.0).contains(&found.dependence()), "{text}");
        }
    }
}
