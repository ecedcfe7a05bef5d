//! The words of a text as keywords have them, and where no phrase may cross.
//!
//! A word is often one token of the analysis, but not always: `state-of-the-art`, `TCP/IP`, `R&D` and `C++` are one word
//! of several terms, the French `l'Europe` is two words of which only the second can begin or end a phrase, and the
//! English `'s` is no part of what is shown. Whatever joins tokens or parts words is read off the gaps between them. What
//! is no word of a language is passed over, and parts what stands around it: addresses, tags, paths, formulas.

use std::ops::Range;

use super::candidates::Place;
use super::korean::{self, Bent};
use crate::analysis::{Analysis, Sentence, Token};
use crate::document::Role;
use crate::language::Language;
use crate::span::Span;
use crate::tag::{Tag, Tagger};
use crate::term::TermId;
use crate::words::{
    ACRONYMS, LONGEST_WORD, PassedOver, Shape, Shapes, Standing, has_dot, is_hyphen, note_mark, signs,
};

/// The Japanese particle that joins nouns: `関数の引数`.
const JAPANESE_OF: &str = "の";

/// The most parts of a participle with a hyphen: `short-lived`.
const MOST_OF_PARTICIPLE: usize = 2;

/// What stands for a term: those of the analysis, and behind them the ones that only keywords have.
pub(super) type Part = u32;

/// An elided article, and the signs behind `C++`, `C+` and `C#`: parts that are no terms, counted on from the last term.
const ELISION: Part = 0;
const PLUS: Part = 1;
const PLUS_PLUS: Part = 2;
const SHARP: Part = 3;

/// The parts of [`ACRONYMS`], in capitals: else they would be the stop words of the same letters.
const FIRST_ACRONYM: Part = 4;

/// How many parts there are that are no terms.
pub(super) const EXTRA_PARTS: usize = 4 + ACRONYMS.len();

/// Stop words that hold a name together: `Lord of the Rings`, `Deutsche Gesellschaft für Chemie`.
const LINKS: [u32; 11] =
    all_as_number(["of", "the", "for", "der", "des", "für", "von", "de", "du", "del", "da"]);

/// Conjunctions that hold a name together before one of [`LINKS`]: `Comisión Nacional Bancaria y de Valores`.
const JOINTS: [u32; 4] = all_as_number(["y", "e", "et", "und"]);

/// Prepositions that join nouns: what stands behind one is a part of something. Those that were measured.
const JOINS_NOUNS: [u32; 6] = all_as_number(["of", "for", "in", "de", "d'", "d’"]);

/// A word of four bytes or fewer as a number, by which it is found in a short list without a comparison of strings; 0 for a longer
/// one. Every stop word is looked up.
const fn as_number(word: &str) -> u32 {
    match word.as_bytes() {
        [a] => u32::from_le_bytes([*a, 0, 0, 0]),
        [a, b] => u32::from_le_bytes([*a, *b, 0, 0]),
        [a, b, c] => u32::from_le_bytes([*a, *b, *c, 0]),
        [a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

const fn all_as_number<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut numbers = [0; N];
    let mut at = 0;
    while at < N {
        numbers[at] = as_number(words[at]);
        assert!(numbers[at] != 0);
        at += 1;
    }
    numbers
}

/// What is written before a name and is no part of it.
const TITLES: [&str; 4] = ["mr", "mrs", "ms", "dr"];

/// Abbreviations that are part of a name, unlike `Dr.` and `Gen.`: `St. Pauli`.
const PARTS_OF_NAMES: [&str; 5] = ["St", "Ste", "Mt", "Ft", "Sto"];

/// What follows `et` where other authors are left out.
const CITED_WITH: &str = "al";

/// An abbreviation has this many characters or fewer: `Prof`, `dept`. Where the period of a longer word ends no sentence,
/// mostly an end was missed.
const LONGEST_ABBREVIATION: u32 = 4;

/// What a word is to a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It may begin and end one.
    Content,
    /// It may stand inside.
    Stop,
    /// No phrase holds it.
    Number,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it is in its document's text: without an elided article or a possessive ending.
    pub(super) span: Span,
    /// Its terms, by their places in [`Words::parts`].
    pub(super) parts: Range<u32>,
    pub(super) kind: Kind,
    /// The place of its sentence in the analysis.
    pub(super) sentence: u32,
    /// Whether a phrase may not go on from the word before to this one.
    pub(super) is_parted: bool,
    pub(super) starts_sentence: bool,
    /// Whether it is a stop word that may stand inside a name.
    pub(super) is_link: bool,
    /// Whether it is one of [`JOINS_NOUNS`].
    is_of: bool,
    pub(super) shape: Shape,
}

/// What is looked up of a word at every place that it stands in: a set of flags, so that the words at hand stay close to
/// the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look(u16);

impl Look {
    pub(super) const NONE: Look = Look(0);
    pub(super) const CONTENT: Look = Look(1);
    pub(super) const CAPITAL: Look = Look(1 << 1);
    pub(super) const ACRONYM: Look = Look(1 << 2);
    pub(super) const HYPHEN: Look = Look(1 << 3);
    pub(super) const PARTED: Look = Look(1 << 4);
    pub(super) const STARTS: Look = Look(1 << 5);
    pub(super) const NUMBER: Look = Look(1 << 6);
    /// One character of one byte.
    pub(super) const LETTER: Look = Look(1 << 7);
    /// A common noun or a name.
    pub(super) const NOUN: Look = Look(1 << 8);
    pub(super) const ADJECTIVE: Look = Look(1 << 9);
    /// What stands in no noun phrase but by mistake: a verb, an adverb, a pronoun, a conjunction of clauses.
    pub(super) const CLAUSE: Look = Look(1 << 10);
    /// A capitalized word of a name.
    pub(super) const NAME: Look = Look(1 << 11);
    /// A stop word that may stand inside a name.
    pub(super) const LINK: Look = Look(1 << 12);
    /// A preposition that joins nouns.
    pub(super) const OF: Look = Look(1 << 13);
    /// For [`Candidates`](super::candidates::Candidates) alone: a term of the word, or two that stand beside each other in it, are said
    /// once in the text; and so are the last one of the word before and its first one together.
    pub(super) const RARE: Look = Look(1 << 14);
    pub(super) const RARE_BEHIND: Look = Look(1 << 15);

    fn of(word: &Word, tag: Option<Tag>) -> Look {
        use Tag::*;
        let by_tag = match tag {
            Some(Noun | Other) => Look::NOUN.0,
            Some(ProperNoun) if word.shape.is_capital => Look::NOUN.0 | Look::NAME.0,
            Some(ProperNoun) => Look::NOUN.0,
            Some(Adjective | Numeral) => Look::ADJECTIVE.0,
            Some(Verb | Auxiliary | Adverb | Pronoun | Subordinator | Interjection | Particle) => {
                Look::CLAUSE.0
            }
            Some(Determiner | Adposition | Coordinator) | None => 0,
        };
        // Without a branch, as every word of a text comes here.
        let set = |Look(flag): Look, is_set: bool| flag * u16::from(is_set);
        Look(
            by_tag
                | set(Look::CONTENT, word.kind == Kind::Content)
                | set(Look::CAPITAL, word.shape.is_capital)
                | set(Look::ACRONYM, word.shape.is_acronym())
                | set(Look::HYPHEN, word.shape.has_hyphen)
                | set(Look::PARTED, word.is_parted)
                | set(Look::STARTS, word.starts_sentence)
                | set(Look::NUMBER, word.kind == Kind::Number)
                // With or without its period.
                | set(Look::LETTER, word.shape.chars == 1 && word.span.len() <= 2)
                | set(Look::LINK, word.is_link)
                | set(Look::OF, word.is_of),
        )
    }

    #[inline]
    pub(super) fn has(self, Look(flag): Look) -> bool {
        self.0 & flag != 0
    }

    /// What either has.
    #[inline]
    pub(super) fn or(self, Look(other): Look) -> Look {
        Look(self.0 | other)
    }

    /// The same of a word that the tagger took for a verb, or for what else stands in no noun phrase, and that is a noun.
    pub(super) fn as_noun(self) -> Look {
        Look(self.0 & !Look::CLAUSE.0 | Look::NOUN.0)
    }
}

/// The words of an analysis, in order.
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    /// The look of each word.
    pub(super) looks: Vec<Look>,
    pub(super) parts: Vec<Part>,
    /// The part of speech of each word; empty if the language has no tagger.
    pub(super) tags: Vec<Tag>,
    /// The sentences that have a word.
    pub(super) sentences: usize,
}

impl Words {
    /// `O(n)` in the tokens of the analysis.
    pub(super) fn new(analysis: &Analysis<'_>) -> Words {
        Words::by(analysis, true)
    }

    /// The same, where simple words may be [taken as they stand](Line::push_simple) or not.
    fn by(analysis: &Analysis<'_>, takes_simple: bool) -> Words {
        let count = analysis.tokens().len();
        let (parts, looks) = (Vec::with_capacity(count), Vec::new());
        let mut words =
            Words { words: Vec::with_capacity(count), looks, parts, tags: Vec::new(), sentences: 0 };
        let tagger = Tagger::of(analysis.language());
        if tagger.is_some() {
            words.tags.reserve(count);
        }
        let (mut seen, mut tags) = (Vec::new(), Vec::new());
        let mut forms = analysis.lexicon().tagged();
        let mut shapes = analysis.lexicon().shapes();
        let language = analysis.language();
        let extra = analysis.term_count() as Part;
        let plurals = analysis.irregular_plurals();
        let bent = korean::bent(analysis);
        let mut passed_over = PassedOver::default();
        let mut document = usize::MAX;
        // Blocks of code, as a patch below a mail, name what programs name. A text that is nothing else has no other words.
        let is_code = |sentence: &Sentence| sentence.role == Role::Code;
        let has_prose = analysis.sentences().iter().any(|sentence| !is_code(sentence));
        for (place, sentence) in analysis.sentences().iter().enumerate() {
            if has_prose && is_code(sentence) {
                continue;
            }
            let tokens = analysis.tokens_of(sentence);
            let Some(first) = tokens.first() else { continue };
            words.sentences += 1;
            let text = analysis.documents()[sentence.document].text();
            if document != sentence.document {
                document = sentence.document;
                let stretches = analysis.documents()[document].stretches().iter();
                let uncounted = stretches.filter(|stretch| !stretch.role.is_counted());
                passed_over = PassedOver::of(text, uncounted.map(|stretch| stretch.span));
            }
            let mut line = Line {
                words: &mut words,
                text,
                language,
                has_stop_words: language.has_stop_words(),
                has_simple: takes_simple
                    && language.has_stop_words()
                    && bent.is_empty()
                    && !matches!(language, Language::Japanese | Language::Korean),
                extra,
                plurals: &plurals,
                bent: &bent,
                sentence: place as u32,
                end: first.span(sentence).start,
                is_parted: true,
                is_first: true,
                has_small: None,
                sentence_span: sentence.span,
            };
            let begins = line.words.words.len();
            if let Some(tagger) = tagger {
                tagger.see(&mut forms, text, sentence, tokens, &mut seen);
                tags.clear();
                tagger.tag(&forms, &seen, &mut tags);
            }
            for (at, token) in tokens.iter().enumerate() {
                let span = token.span(sentence);
                let standing = passed_over.standing(span);
                if standing != Standing::Outside {
                    line.is_parted = true;
                    line.end = span.start;
                }
                if standing != Standing::Inside {
                    let is_simple = line.push_simple(token, span, &shapes);
                    if !is_simple {
                        line.push(token, span, &mut shapes);
                    }
                    if let Some(tag) = tags.get(at) {
                        // Nothing but its letters tells what a simple word is, which the tagger has seen, too.
                        let is_told = is_simple && (*tag != Tag::Noun || language != Language::German);
                        let tag = if is_told { *tag } else { line.corrected(*tag, span) };
                        line.set_tag(tag);
                    }
                }
            }
            if let Some(word) = words.words.get_mut(begins) {
                word.starts_sentence = true;
            }
            if tagger.is_some() {
                words.make_names(text, begins);
            }
        }
        words.looks = match words.tags.is_empty() {
            true => words.words.iter().map(|word| Look::of(word, None)).collect(),
            false => {
                let tagged = words.words.iter().zip(&words.tags);
                tagged.map(|(word, tag)| Look::of(word, Some(*tag))).collect()
            }
        };
        words
    }

    /// Makes the capitalized stop and weak words before a name parts of it, as in `New York` and `Second World War`, and
    /// marks those that may stand inside one.
    fn make_names(&mut self, text: &str, begins: usize) {
        for at in begins..self.words.len() {
            let word = &self.words[at];
            if word.kind != Kind::Stop {
                continue;
            }
            let Some(next) = self.words.get(at + 1) else { break };
            let is_before_name = !next.is_parted && next.shape.is_capital && next.kind == Kind::Content;
            let form = word.span.of(text);
            let is_of_name = match self.tags[at] {
                Tag::ProperNoun => true,
                Tag::Adjective | Tag::Noun => !word.starts_sentence,
                _ => false,
            };
            let is_title = || TITLES.iter().any(|title| form.eq_ignore_ascii_case(title));
            let is_name =
                word.shape.is_capital && word.shape.chars > 1 && is_of_name && is_before_name && !is_title();
            let number = as_number(form);
            let goes_on = || JOINTS.contains(&number) && LINKS.contains(&as_number(next.span.of(text)));
            let is_link = number != 0 && (LINKS.contains(&number) || goes_on());
            let word = &mut self.words[at];
            word.is_link |= is_link;
            word.is_of = number != 0 && JOINS_NOUNS.contains(&number);
            if is_name {
                word.kind = Kind::Content;
                self.tags[at] = Tag::ProperNoun;
            }
        }
    }

    /// The words at a place.
    pub(super) fn at(&self, place: &Place) -> &[Word] {
        &self.words[place.first as usize..place.first as usize + usize::from(place.words)]
    }

    /// Whether words are those of a name and of what stands inside one.
    pub(super) fn is_name(&self, range: Range<usize>) -> bool {
        self.looks[range].iter().all(|look| look.has(Look::NAME) || look.has(Look::LINK))
    }

    /// The parts of a word.
    pub(super) fn parts_of(&self, word: &Word) -> &[Part] {
        &self.parts[word.parts.start as usize..word.parts.end as usize]
    }
}

/// A sentence whose words are being put together.
struct Line<'a> {
    words: &'a mut Words,
    text: &'a str,
    language: Language,
    has_stop_words: bool,
    /// Whether a simple word is known by its letters alone: not if its length counts or what is joined to it.
    has_simple: bool,
    /// The first part that is no term.
    extra: Part,
    /// Terms that stand for plurals of others, which no stem joins, with those.
    plurals: &'a [(TermId, TermId)],
    /// Of each term of a Korean text, what it is without its particle; empty for other languages.
    bent: &'a [Bent<'a>],
    sentence: u32,
    /// Where the token before ends, with what belongs to it.
    end: usize,
    is_parted: bool,
    /// Whether no token of it was seen yet.
    is_first: bool,
    /// Whether it has a small letter, once that was looked up.
    has_small: Option<bool>,
    sentence_span: Span,
}

impl Line<'_> {
    /// Does what [`push`](Line::push) does with most words: one space before it, nothing behind it that may belong to it, and
    /// [simple](Shapes::simple). Whether it is such a word.
    fn push_simple(&mut self, token: &Token, whole: Span, shapes: &Shapes) -> bool {
        let bytes = self.text.as_bytes();
        let stands_so = self.has_simple
            && !self.is_first
            && self.end + 1 == whole.start
            && bytes[self.end] == b' '
            && !matches!(bytes.get(whole.end), Some(b'+' | b'#' | b'*' | b'.'));
        let Some(shape) = shapes.simple(token.form.index()).filter(|_| stands_so) else { return false };
        let kind = if token.is_content() && !token.is_weak() { Kind::Content } else { Kind::Stop };
        self.add(whole, self.singular(token.term.index() as Part), kind, shape);
        self.end = whole.end;
        true
    }

    /// The part that stands for a term: another one if it is an irregular plural.
    fn singular(&self, term: Part) -> Part {
        let of_plural = self.plurals.iter().find(|(TermId(plural), _)| *plural == term);
        of_plural.map_or(term, |(_, TermId(singular))| *singular)
    }

    fn push(&mut self, token: &Token, whole: Span, shapes: &mut Shapes) {
        let text = self.text;
        let written = whole.of(text);
        // Most words have a space before them and no more, which does nothing to them.
        let mut is_plain = self.end + 1 == whole.start && text.as_bytes().get(self.end) == Some(&b' ');
        let gap = if is_plain { " " } else { text.get(self.end..whole.start).unwrap_or_default() };
        if !is_plain && !self.is_first {
            if let Some(end) = note_mark(self.text, self.end, whole.start..whole.end) {
                self.end = end;
                return;
            }
            let is_capital = written.starts_with(char::is_uppercase);
            if gap == ". " {
                is_plain = self.abbreviate(is_capital);
            } else if gap.starts_with(". ") {
                self.abbreviate(false);
            } else if gap == " & " {
                // `Ben & Jerry's`, but not `salt & pepper`.
                is_plain = is_capital && self.words.words.last().is_some_and(|word| word.shape.is_capital);
            }
        }
        let seen = shapes.get(token.form.index(), written, self.language);
        let mut bare = seen.bare();
        if bare.start > 0 && !self.is_first && is_capital_elision(written, bare.start) {
            bare.start = 0;
        }
        self.is_first = false;
        let bent = self.bent.get(token.term.index());
        if let Some(bent) = bent
            && written.ends_with(bent.particle)
        {
            bare.end -= bent.particle.len();
        }
        let mut span = Span { start: whole.start + bare.start, end: whole.start + bare.end };
        let is_joined = !is_plain && !self.is_parted && joins(gap);
        let shape = seen.shape_of(written, bare.clone());
        if !is_plain && has_dot(self.text, span.start) {
            span.start -= 1;
            is_plain = gap == " .";
        }
        let is_short = !self.has_stop_words && shape.is_short;
        let acronym = self.acronym(token, shape, span);
        let is_japanese = self.language == Language::Japanese;
        let is_bent = is_japanese && !self.is_japanese_noun(span)
            || self.language == Language::Korean && korean::is_verb(span.of(self.text));
        let is_content = acronym.is_some() || token.is_content() && !token.is_weak() && !is_short && !is_bent;
        let term = acronym.or(bent.map(|bent| bent.base)).unwrap_or(token.term.index() as Part);
        let part = self.singular(term);
        if is_joined {
            self.join(span, part, shape, is_content, gap.starts_with(|c| is_hyphen(c) || c == '–'));
        } else {
            let kind = match (is_number(shape, span), is_content) {
                (true, _) => Kind::Number,
                (false, false) => Kind::Stop,
                (false, true) => Kind::Content,
            };
            self.is_parted |= !is_plain && parts(gap);
            if bare.start > 0 {
                let article = Span { start: whole.start, end: span.start };
                self.add(article, self.extra + ELISION, Kind::Stop, Shape::default());
            }
            self.add(span, part, kind, shape);
        }
        self.end = whole.end;
        // Particles but the one that joins nouns part clauses.
        self.is_parted = is_japanese && !is_content && span.of(self.text) != JAPANESE_OF
            || bent.is_some_and(|bent| is_bent || !bent.goes_on());
        // Hardly a word has one of them behind it.
        if let Some(b'+' | b'#' | b'*' | b'.') = text.as_bytes().get(whole.end) {
            self.take_sign(whole);
            self.take_period(span);
        }
    }

    /// Gives the last word its part of speech. An elided article before it has none of its own.
    fn set_tag(&mut self, tag: Tag) {
        let Words { words, tags, .. } = &mut *self.words;
        if tags.len() + 1 < words.len() {
            tags.resize(words.len() - 1, Tag::Determiner);
        }
        if tags.len() < words.len() {
            tags.push(tag);
        } else if let Some(last) = tags.last_mut() {
            // A mark of a footnote, or what is joined, is no word of its own.
            *last = tag;
        }
    }

    /// Whether a word may be a Japanese noun where it stands: what ends in a sign of Chinese with hiragana before it goes on in
    /// hiragana as a verb does (`振り返` of `振り返る`), and what follows a number counts something (`周年` of `10周年`).
    fn is_japanese_noun(&self, span: Span) -> bool {
        let word = span.of(self.text);
        let is_hiragana = |c: char| ('ぁ'..='ゟ').contains(&c);
        let goes_on = || {
            self.text[span.end..].starts_with([
                'っ', 'ら', 'り', 'る', 'れ', 'ろ', 'わ', 'い', 'う', 'え', 'げ', 'け', 'め', 'し',
            ])
        };
        // `守り` of `守りたい` is a verb, and that of `守りは` a noun.
        let behind = &self.text[span.end..];
        let is_verb = word.ends_with(is_hiragana)
            && JAPANESE_ENDINGS.iter().any(|ending| behind.starts_with(ending))
            && !behind.starts_with("たち");
        let is_cut = word.contains(is_hiragana) && !word.ends_with(is_hiragana) && goes_on() || is_verb;
        let is_counter = word.chars().nth(COUNTER).is_none()
            && word.chars().all(is_han)
            && self.text[..span.start].ends_with(|c: char| c.is_ascii_digit());
        !is_cut && !is_counter && is_japanese_noun(word)
    }

    /// Takes the last period of `U.S.` into its word.
    fn take_period(&mut self, span: Span) {
        if self.text.as_bytes().get(span.end) != Some(&b'.') || self.end != span.end {
            return;
        }
        let is_dotted = |word: &str| {
            word.contains('.')
                && word
                    .split('.')
                    .all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
        };
        if let Some(word) = self.words.words.last_mut().filter(|word| word.span.end == span.end)
            && is_dotted(span.of(self.text))
        {
            word.span.end += 1;
            self.end += 1;
        }
    }

    /// The part of an English acronym that is written as a stop word: `the WHO`, in a sentence that has small letters.
    fn acronym(&mut self, token: &Token, shape: Shape, span: Span) -> Option<Part> {
        if self.language != Language::English || !shape.is_acronym() || token.is_content() && !token.is_weak()
        {
            return None;
        }
        let place = ACRONYMS.iter().position(|acronym| *acronym == span.of(self.text))?;
        self.has_small().then_some(self.extra + FIRST_ACRONYM + place as Part)
    }

    /// What the last word is, which the tagger takes the token at `span` for, where its form tells more than the tagger knows.
    fn corrected(&mut self, tag: Tag, span: Span) -> Tag {
        use Tag::*;
        let is_noun = matches!(tag, Noun | ProperNoun | Other);
        let stands_for = self.words.parts.last().copied();
        let (has_hyphen, parts) =
            self.words.words.last().map_or((false, 0), |word| (word.shape.has_hyphen, word.parts.len()));
        match tag {
            // The tagger takes the `WHO` for the pronoun.
            _ if stands_for.is_some_and(|part| part >= self.extra + FIRST_ACRONYM) => ProperNoun,
            Noun if self.language == Language::German && is_small_in_german(span.of(self.text)) => Verb,
            _ if is_noun => tag,
            // What it takes an acronym for that it does not know is chance.
            Adjective | Verb | Auxiliary | Adverb | Pronoun | Subordinator | Interjection | Particle
                if self.has_only_capitals(span) =>
            {
                Noun
            }
            // `call-by-name` is a foreign term.
            Adjective | Verb
                if parts > MOST_OF_PARTICIPLE && has_hyphen && self.language != Language::English =>
            {
                Noun
            }
            // `short-lived` says of what kind a thing is, `sign-on` and `add-in` name one.
            Verb | Auxiliary if has_hyphen => Adjective,
            Adverb | Adposition | Particle if has_hyphen => Noun,
            _ => tag,
        }
    }

    /// Whether a word is in capitals, and its sentence is not.
    fn has_only_capitals(&mut self, span: Span) -> bool {
        let word = &self.text.as_bytes()[span.range()];
        let is_capital = word.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        is_capital && word.len() > 1 && self.has_small()
    }

    fn has_small(&mut self) -> bool {
        let sentence = self.sentence_span.of(self.text);
        *self.has_small.get_or_insert_with(|| sentence.bytes().any(|byte| byte.is_ascii_lowercase()))
    }

    /// The word before has a period that does not end its sentence. `Nr. 5` and `Dr. Ruiz` say nothing with it; the initial of
    /// `John F. Kennedy` and the `St.` of `St. Anne's` stand inside a name, which goes on if the next word is capitalized.
    fn abbreviate(&mut self, is_capital: bool) -> bool {
        let at = self.words.words.len() - 1;
        let before = at.checked_sub(1).map(|before| &self.words.words[before]);
        let has_name_before =
            before.is_some_and(|before| before.kind == Kind::Content && before.shape.is_capital);
        let Some(word) = self.words.words.last_mut() else { return false };
        let form = word.span.of(self.text);
        if word.shape.chars > LONGEST_ABBREVIATION || form.contains('.') {
            return false;
        }
        let is_initial = word.shape.chars == 1 && word.shape.is_capital;
        let goes_on = is_capital && (is_initial || PARTS_OF_NAMES.contains(&form));
        let is_cited_with = form == CITED_WITH;
        word.kind = Kind::Stop;
        if goes_on {
            word.span.end += 1;
            word.is_link = true;
            // Inside a name it neither begins nor ends a phrase; at the beginning it begins one.
            if !has_name_before || word.is_parted {
                word.kind = Kind::Content;
            }
        }
        // `Smith et al.`: the first of its two words says no more than the second.
        if is_cited_with
            && let Some(before) = at.checked_sub(1).map(|before| &mut self.words.words[before])
            && before.span.of(self.text) == "et"
        {
            before.kind = Kind::Stop;
        }
        goes_on
    }

    /// Adds a word of one part.
    fn add(&mut self, span: Span, part: Part, kind: Kind, shape: Shape) {
        let at = self.words.parts.len() as u32;
        self.words.parts.push(part);
        self.words.words.push(Word {
            span,
            parts: at..at + 1,
            kind,
            sentence: self.sentence,
            is_parted: std::mem::take(&mut self.is_parted),
            starts_sentence: false,
            is_link: false,
            is_of: false,
            shape,
        });
    }

    /// Joins a token to the word before it.
    fn join(&mut self, span: Span, part: Part, shape: Shape, is_content: bool, by_hyphen: bool) {
        self.words.parts.push(part);
        let word = self.words.words.last_mut().expect("what is joined has a word before it");
        word.parts.end += 1;
        word.span.end = span.end;
        word.shape = word.shape.joined(shape, by_hyphen);
        // A letter of `x-ray` is no stop word.
        let is_stop = !is_content && shape.chars > 1;
        // The Russian `3-й` is a number as `3rd` is.
        let is_ordinal = by_hyphen
            && word.kind == Kind::Number
            && shape.chars <= 2
            && span.of(self.text).chars().all(|c| ('а'..='я').contains(&c) || c == 'і');
        word.kind = match (is_ordinal || is_number(word.shape, word.span), is_stop && word.kind == Kind::Stop)
        {
            (true, _) => Kind::Number,
            (false, true) => Kind::Stop,
            (false, false) => Kind::Content,
        };
    }

    /// Takes the signs of `C++` and `F#` into their word.
    fn take_sign(&mut self, written: Span) {
        let (length, end) = (signs(self.text, written.start..written.end), written.end);
        let sign = match (&self.text.as_bytes()[end..], length) {
            (_, 0) => return,
            (_, 2) => PLUS_PLUS,
            ([b'+', ..], _) => PLUS,
            _ => SHARP,
        };
        let word = self.words.words.last_mut().expect("a word was just added");
        if word.kind == Kind::Number || word.span.end != end {
            return;
        }
        self.words.parts.push(self.extra + sign);
        word.parts.end += 1;
        word.span.end += length;
        word.shape.chars += length as u32;
        word.kind = Kind::Content;
        self.end += length;
    }
}

/// A Japanese word for what is counted has this many signs or fewer.
const COUNTER: usize = 2;

/// Whether a letter is a sign of Chinese.
fn is_han(c: char) -> bool {
    ('一'..='鿿').contains(&c)
}

/// Whether a word may be a Japanese noun by its letters: one in hiragana alone is a particle or an auxiliary, and what ends in hiragana that no
/// noun made of a verb ends in (`受け付け`, `読み込み`) is a verb or an adjective.
fn is_japanese_noun(word: &str) -> bool {
    let is_hiragana = |c: char| ('ぁ'..='ゟ').contains(&c);
    // No word begins so: it is the rest of one.
    if word.starts_with(['っ', 'ゃ', 'ゅ', 'ょ', 'ん', 'ー']) {
        return false;
    }
    match word.chars().next_back() {
        Some(last) if is_hiragana(last) => {
            !word.chars().all(is_hiragana) && "きぎしじちにびみりけげせべめえ".contains(last)
        }
        _ => true,
    }
}

/// What goes on behind the stem of a Japanese verb.
const JAPANESE_ENDINGS: [&str; 12] =
    ["ます", "まし", "ませ", "たい", "たく", "た", "て", "つつ", "なが", "なさ", "られ", "やす"];

/// Endings of verbs and adjectives in German.
const GERMAN_ENDINGS: [&str; 14] =
    ["en", "ern", "eln", "t", "te", "end", "ig", "lich", "isch", "bar", "sam", "es", "em", "er"];

/// Whether a German word is in lower case and ends as verbs and adjectives do. Nouns are capitalized.
fn is_small_in_german(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && GERMAN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether the apostrophe of a French or Italian word is one of a name, both sides of which are capitalized: `L'Oréal`.
fn is_capital_elision(word: &str, start: usize) -> bool {
    word.starts_with(char::is_uppercase) && word[start..].starts_with(char::is_uppercase)
}

/// Whether no phrase holds a word that looks so.
fn is_number(shape: Shape, span: Span) -> bool {
    shape.is_number || shape.is_code || span.len() > LONGEST_WORD
}

/// Whether tokens with such a gap between them are one word.
fn joins(gap: &str) -> bool {
    let mut chars = gap.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => is_hyphen(c) || matches!(c, '–' | '/' | '&' | '+' | '.' | '\'' | '’'),
        _ => false,
    }
}

/// Whether no phrase goes on across such a gap: it holds more than white space.
fn parts(gap: &str) -> bool {
    gap != " " && !gap.trim_start().is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;

    /// The words of a text as they are shown, with `/` where a phrase may not go on, `~` before a stop word and `#`
    /// before a number.
    fn shown(text: &str, language: Language) -> String {
        let documents = [Document::plain(text)];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(language));
        let words = Words::new(&analysis);
        let show = |(at, word): (usize, &Word)| {
            let mark = match word.kind {
                Kind::Content => "",
                Kind::Stop => "~",
                Kind::Number => "#",
            };
            let parted = if word.is_parted && at > 0 { "/ " } else { "" };
            format!("{parted}{mark}{}", word.span.of(text))
        };
        words.words.iter().enumerate().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn gaps_join_and_part() {
        use Language::*;
        for (language, text, expected) in [
            (
                English,
                "Dr. Ruiz of St. Anne left the U.S. Navy.",
                "~Dr / Ruiz ~of St. Anne left ~the U.S. Navy",
            ),
            (
                English,
                "State-of-the-art C++ and C# code, TCP/IP",
                "State-of-the-art C++ ~and C# code / TCP/IP",
            ),
            (English, "The council's R&D in the U.S. fell", "~The council R&D ~in ~the U.S. fell"),
            (English, "x-ray and/or e-mail", "x-ray ~and/or e-mail"),
            (English, "2010-12 and 3.5 (COVID-19)", "#2010-12 ~and #3.5 / COVID-19"),
            (English, "a + b, A+ grades", "~a / ~b / A+ grades"),
            (French, "L’Europe d'hier, l'Assemblée", "~L’ Europe ~d' ~hier / ~l' Assemblée"),
            (French, "presqu'île de M. d'Artagnan", "presqu'île ~de ~M / ~d' Artagnan"),
            (Italian, "dell'acqua", "~dell' acqua"),
            (Turkish, "Ankara'da yeni köprü", "Ankara yeni köprü"),
            (Undetermined, "w sieci i na rynku", "~w sieci ~i ~na rynku"),
            (
                Undetermined,
                "新しい堤防",
                if cfg!(feature = "dictionary") { "新しい 堤防" } else { "新 し い 堤 防" },
            ),
            (English, "The meter² and meter[2] are old", "~The meter ~and meter ~are ~old"),
            (English, "See https://x.org/a?b, #wind-farm and old walls", "~See / ~and ~old walls"),
            (English, "The rate $r = s$ grows", "~The rate / grows"),
            (English, "A .NET course, a .org name.", "~A .NET course / ~a .org name"),
        ] {
            assert_eq!(shown(text, language), expected, "{text}");
        }
    }

    fn check_simple(text: &str, language: Language) {
        let documents = [Document::plain(text)];
        let mut analyzer = Analyzer::new();
        // What was seen of a form before is what is seen of it then.
        for _ in 0..2 {
            let analysis = analyzer.analyze(&documents, Some(language));
            let (fast, slow) = (Words::by(&analysis, true), Words::by(&analysis, false));
            assert_eq!(fast.words, slow.words, "{language}: {text}");
            assert_eq!((fast.parts, fast.tags, fast.looks), (slow.parts, slow.tags, slow.looks), "{text}");
        }
    }

    #[test]
    fn simple_words_of_corpora_are_what_they_would_be_by_all_that_is_around_them() {
        for (text, language) in [
            (include_str!("../../corpora/flood-wall.txt"), Language::English),
            (include_str!("../../corpora/moulin-a-maree.txt"), Language::French),
            (include_str!("../../corpora/hafenbruecke.txt"), Language::German),
        ] {
            check_simple(text, language);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        #[test]
        fn simple_words_are_what_they_would_be_by_all_that_is_around_them(
            text in "(bell |Tower |Dr|St|WHO |who |IT |men |man |mice |of |the |de l'|l’eau |7 |a1b2c3d4e |C\\+\\+ |F# |A\\* |x-|, |\\. |\\.|\n\n|barn-door |&|a/|的|é|großes |Haus |'s |²| \\.NET|\\[2\\]|https://x.org ){0,30}"
        ) {
            for language in [Language::English, Language::French, Language::German, Language::Undetermined, Language::Turkish] {
                check_simple(&text, language);
            }
        }
    }

    #[test]
    fn what_is_very_long_is_no_word() {
        assert_eq!(shown(&"a-b".repeat(100), Language::English), format!("#{}", "a-b".repeat(100)));
    }
}
