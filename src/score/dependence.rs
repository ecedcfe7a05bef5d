//! Dependence: how likely a sentence is to say nothing to someone who sees it alone.
//!
//! It may lean on what stands before it (`But he did.`), ask what it does not answer, point at a figure, have half of a
//! quotation, be a fragment, or no sentence of the author's at all but what a page says to its readers. A sentence has
//! [traits](Trait), which are plain to see: how it begins and ends, which words point where, how long it is. Each counts for or
//! against it, and a logistic function makes a probability of the sum. Words are looked up in the lists of
//! `src/language/roles/`; in a language without tables only marks, length and place are left.
//!
//! It has a *company*, too: menus, headings, signatures and chat come together, so the mean dependence of three sentences on each
//! side counts, recognized by their traits alone.
//!
//! By hand: `But he did.` begins with a connective (0.55), has a pronoun before any content word (0.80), less than five words
//! (0.95 + 0.27 + 0.53 + 0.46), and hardly one that says anything (1.05). Behind a sentence that says something (a dependence of 0.11,
//! and so 0.20), with the start of -1.99, that makes 2.82, a probability of 0.94.
//!
//! * time: linear in the words, and in the bytes for the few marks that are looked for
//! * space: a number a sentence
//!
//! # Where the weights come from
//!
//! `scripts/fit_summaries.py` fits them to 8,173 sentences of 160 documents of seventeen genres, which readers had marked as
//! dependent, furniture, broken or none of it, once for each round of telling their company. With a genre left out of the fit, company and
//! two more steps of length raise the logarithm of the likelihood by 92 (of 3,261).
//!
//! What added nothing with a genre left out: `there is`, numbers, an article at the start, pronouns within, comparisons, `also`, `I think`.

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
    /// Fewer than eleven words.
    BriefWords,
    /// Fewer than fifteen.
    ModestWords,
}

/// What each trait counts, in the logarithm of the odds. Fitted.
const WEIGHTS: [(Trait, f64); 39] = {
    use Trait::*;
    [
        (PronounFirst, 0.93),
        (PronounEarly, 0.80),
        (DemonstrativeFirst, 2.36),
        (DemonstrativeEarly, 1.69),
        (DemonstrativeInside, 0.55),
        (DemonstrativeNoun, 0.48),
        (ConnectiveFirst, 0.55),
        (MildFirst, -0.13),
        (PointingFirst, 0.39),
        (FigureNumbered, 1.27),
        (FigureInside, 0.56),
        (Question, 2.23),
        (AskingFirst, 0.35),
        (SmallFirst, 0.77),
        (NoEnd, 1.47),
        (OpenEnd, 0.84),
        (HalfQuoted, 2.49),
        (QuoteFirst, 0.62),
        (QuotedPronoun, 0.34),
        (PageWord, 0.60),
        (TalkFirst, 1.14),
        (FewWords, 0.95),
        (ShortWords, 0.27),
        (LongWords, -0.32),
        (ManyWords, -0.45),
        (AllContent, 1.04),
        (LittleContent, 1.05),
        (CodeSigns, 0.68),
        (DigitFirst, 1.09),
        (Item, 0.14),
        (OpensBlock, -0.95),
        (AloneInBlock, 0.72),
        (Capitals, 0.86),
        (Exclamation, 0.17),
        (Named, -0.20),
        (Bracketed, 0.54),
        (MarkFirst, 0.56),
        (BriefWords, 0.53),
        (ModestWords, 0.46),
    ]
};

/// The logarithm of the odds of a sentence without any trait. Fitted.
const START: f64 = -1.99;

/// What a [company] of 1 counts. Fitted.
const COMPANY: f64 = 1.89;

/// The company that sentences are taken to have before that of any is known: the mean of those that were labelled.
const USUAL_COMPANY: f64 = 0.55;

/// How far company reaches, in sentences on each side. Chosen by eye; the sentences beside it alone tell half as much.
const REACH: usize = 3;

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

/// The word counts of [`Trait::FewWords`], [`Trait::ShortWords`], [`Trait::BriefWords`], [`Trait::ModestWords`], [`Trait::LongWords`]
/// and [`Trait::ManyWords`]. Two more steps, at 20 and 26, added nothing.
const FEW: usize = 5;
const SHORT: usize = 8;
const BRIEF: usize = 11;
const MODEST: usize = 15;
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

    /// How likely a sentence is not to stand alone, in this [company].
    fn dependence(self, company: f64) -> f64 {
        // The weights stand in the order of the bits.
        let mut left = self.0;
        let odds = std::iter::from_fn(|| {
            let (_, weight) = WEIGHTS.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(weight)
        });
        1.0 / (1.0 + (-(START + COMPANY * company + odds.sum::<f64>())).exp())
    }

    /// Whether it has only one end of a quotation.
    pub(super) fn is_half_quoted(self) -> bool {
        self.has(Trait::HalfQuoted)
    }

    pub(super) fn is_question(self) -> bool {
        self.has(Trait::Question)
    }

    /// How much it has of a heading, a cell or a scrap of a list: 0 for nothing of it, 1 for a sentence without an end.
    pub(super) fn scrap(self) -> f64 {
        SCRAPS.iter().filter(|(which, _)| self.has(*which)).map(|(_, weight)| weight).sum()
    }

    /// The traits that are left if the sentence before stands there too.
    fn beside_the_one_before(self) -> Traits {
        LEANING.iter().fold(self, |left, which| Traits(left.0 & !(1 << *which as u32)))
    }

    /// All as bits, for `scripts/summary_features.rs`.
    pub(super) fn bits(self) -> u64 {
        self.0
    }
}

/// How likely a sentence is not to stand alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dependence {
    pub(super) alone: f64,
    /// The same if the sentence before stands there too.
    pub(super) beside_the_one_before: f64,
}

/// The dependence of some sentences of an analysis, which have these traits.
pub(super) fn of_sentences(
    analysis: &Analysis<'_>,
    sentences: &[usize],
    traits: &[Traits],
) -> Vec<Dependence> {
    dependences(traits, |place| analysis.sentences()[sentences[place]].document)
}

/// The dependence of sentences with these traits; `documents` says where each is from.
pub(super) fn dependences(traits: &[Traits], documents: impl Fn(usize) -> usize) -> Vec<Dependence> {
    let usual: Vec<f64> = traits.iter().map(|traits| traits.dependence(USUAL_COMPANY)).collect();
    let of_place = |(place, company): (usize, f64)| Dependence {
        alone: traits[place].dependence(company),
        beside_the_one_before: traits[place].beside_the_one_before().dependence(company),
    };
    company(&usual, documents).into_iter().enumerate().map(of_place).collect()
}

/// What sentences stand among: the mean dependence of up to [`REACH`] on each side, in their document; their own where they are alone.
///
/// Menus, headings, chat and signatures come together, and each of them tells of the others.
fn company(alone: &[f64], documents: impl Fn(usize) -> usize) -> Vec<f64> {
    let of_place = |place: usize| {
        let is_near = |other: &usize| documents(*other) == documents(place);
        let before = (place.saturating_sub(REACH)..place).filter(is_near);
        let behind = (place + 1..alone.len().min(place + 1 + REACH)).filter(is_near);
        let (count, sum) =
            before.chain(behind).fold((0, 0.0), |(count, sum), other| (count + 1, sum + alone[other]));
        if count > 0 { sum / f64::from(count) } else { alone[place] }
    };
    (0..alone.len()).map(of_place).collect()
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
    let has_pronoun = of_words(analysis, tokens, &mut traits);
    let quotes = of_marks(text, &mut traits);
    traits.set(Trait::QuotedPronoun, quotes && has_pronoun && !traits.has(Trait::Named));
    traits.set(Trait::Item, sentence.kind == BlockKind::Item);
    traits.set(Trait::FewWords, tokens.len() < FEW);
    traits.set(Trait::ShortWords, tokens.len() < SHORT);
    traits.set(Trait::BriefWords, tokens.len() < BRIEF);
    traits.set(Trait::ModestWords, tokens.len() < MODEST);
    traits.set(Trait::LongWords, tokens.len() > LONG);
    traits.set(Trait::ManyWords, tokens.len() > MANY);
    traits
}

/// What the words tell. Returns whether a pronoun stands behind the first.
fn of_words(analysis: &Analysis<'_>, tokens: &[Token], traits: &mut Traits) -> bool {
    let lexicon = analysis.lexicon();
    let (mut contents, mut capitals) = (0, 0);
    let (mut points, mut has_pronoun) = (false, false);
    for (place, token) in tokens.iter().enumerate() {
        let roles = lexicon.roles(token.form);
        let before = std::mem::replace(&mut points, false);
        if place == 0 {
            traits.set(Trait::DigitFirst, roles.is_number());
            traits.set(Trait::SmallFirst, roles.is_small());
        }
        if roles.is_plain() {
            contents += usize::from(token.is_content());
            continue;
        }
        if roles.is_capital() {
            capitals += 1;
            traits.set(Trait::Named, place > 0 && token.is_content());
        }
        if !roles.is_none() {
            let is = |class: Class| roles.is(class);
            let behind = &tokens[place + 1..];
            if is(Class::Pronoun) {
                traits.set(Trait::PronounFirst, place == 0);
                traits.set(Trait::PronounEarly, place > 0 && contents == 0);
                has_pronoun |= place > 0;
            }
            let is_own = |token: &Token| lexicon.roles(token.form).is(Class::Own);
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
                let is_numbered = behind.first().is_some_and(|next| lexicon.roles(next.form).is_number());
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
    // Where it is not known which words say little, every word counts as one that says something.
    let has_stop_words = analysis.language().has_stop_words();
    traits.set(Trait::AllContent, has_stop_words && contents == tokens.len() && tokens.len() > 2);
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
    let mut before = ' ';
    for (c, last) in text.chars().map(|c| (c, std::mem::replace(&mut before, c))) {
        // Behind a number, where none is open, it is a sign of inches.
        if !is_quote(c) || (c == '"' && straight % 2 == 0 && last.is_ascii_digit()) {
            continue;
        }
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
        let last = dependences(&traits(&analysis, &sentences), |_| 0).pop();
        last.expect("a sentence").alone
    }

    #[test]
    fn weights_stand_in_the_order_of_the_bits() {
        assert!(WEIGHTS.iter().enumerate().all(|(place, (which, _))| *which as usize == place));
    }

    #[test]
    fn a_sentence_by_hand() {
        let found = dependence(Language::English, "The harbor board closed the pier in June. But he did.");
        // Of the first: two steps of length, the start of a block, a name.
        let first = 1.0 / (1.0 + f64::exp(1.99 - 1.89 * 0.55 - 0.53 - 0.46 + 0.95 + 0.20));
        let odds = -1.99 + 1.89 * first + 0.55 + 0.80 + 0.95 + 0.27 + 0.53 + 0.46 + 1.05;
        assert!((found - 1.0 / (1.0 + f64::exp(-odds))).abs() < 1e-9, "{found}");
    }

    /// The same sentence leans more among headings and scraps than in an article, and a document is no company of another.
    #[test]
    fn company_tells() {
        let sentence = "The board closed the old pier in June after a storm of three days.";
        let of = |texts: &[String]| -> Vec<f64> {
            let documents: Vec<Document> = texts.iter().map(|text| Document::plain(text)).collect();
            let mut analyzer = Analyzer::new();
            let analysis = analyzer.analyze(&documents, Some(Language::English));
            let sentences: Vec<usize> = (0..analysis.sentences().len()).collect();
            let traits = traits(&analysis, &sentences);
            of_sentences(&analysis, &sentences, &traits).iter().map(|dependence| dependence.alone).collect()
        };
        let among = |other: &str| of(&[format!("{other}\n\n{sentence}\n\n{other}")])[1];
        let prose = "The island has paid for two ferries since the storm took the bridge in March.";
        assert!(among("Click here!") > among(prose) + 0.05);
        let apart = of(&["Click here!".to_string(), sentence.to_string(), "Click here!".to_string()])[1];
        assert!((apart - of(&[sentence.to_string()])[0]).abs() < 1e-12);
        assert_eq!(company(&[0.2, 0.4, 0.9], |place| place / 2), [0.4, 0.2, 0.9]);
    }

    /// In a language whose stop words are not known, a sentence has no fewer of them than any other.
    #[test]
    fn what_is_not_known_of_a_language_is_no_trait() {
        for (language, text) in [
            (Language::Polish, "Rada zamknęła w czerwcu stare molo na wyspie."),
            (Language::Vietnamese, "Hội đồng đóng cửa bến tàu cũ vào tháng sáu."),
            (Language::Undetermined, "Rada zamknęła w czerwcu stare molo na wyspie."),
        ] {
            let documents = [Document::plain(text)];
            let mut analyzer = Analyzer::new();
            let analysis = analyzer.analyze(&documents, Some(language));
            assert!(!traits(&analysis, &[0])[0].has(Trait::AllContent), "{language}");
        }
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
                "The old pier of Ailder sank by nine inches in ten years.",
                "But the old pier of Ailder sank by nine inches in ten years.",
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
            (Polish, "Rada zamyka stare molo w czerwcu.", "One zamykają stare molo w czerwcu."),
            (Polish, "Rada zamyka stare molo w czerwcu.", "Ale rada zamyka stare molo w czerwcu."),
            (Czech, "Rada zavírá staré molo v červnu.", "Proto rada zavírá staré molo v červnu."),
            (Ukrainian, "Рада закриває старий причал у червні.", "Вони закривають старий причал у червні."),
            (
                Indonesian,
                "Dewan menutup dermaga tua pada bulan Juni.",
                "Mereka menutup dermaga tua pada bulan Juni.",
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
        let second = of_sentences(&analysis, &[0, 1], &traits(&analysis, &[0, 1]))[1];
        assert!(second.alone > 0.5 && second.beside_the_one_before < 0.4, "{second:?}");
    }

    #[test]
    fn no_text_has_traits_that_break() {
        for text in ["", "?", "\"", "“”„", "...", "( [", "\u{301}", "1", "«»»"] {
            let mut found = Traits::default();
            of_marks(text, &mut found);
            assert!((0.0..=1.0).contains(&found.dependence(USUAL_COMPANY)), "{text}");
        }
    }
}
