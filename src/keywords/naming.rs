//! Which words name something: for views that list terms and are no keywords. Words, parts of speech and lists are those of
//! keywords, so that nothing is listed that could not be one.
//!
//! `O(n)` in the words.

use super::features::{self, is_romance};
use super::topicless::Topicless;
use super::words::{Look, Word, Words};
use crate::analysis::Analysis;
use crate::language::Language;
use crate::span::Span;
use crate::tag::Tag;
use crate::term::TermId;

/// What a word of a text is to a term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    look: Option<Look>,
    /// Whether it is a content word, and none that says nothing by itself, such as `process` or `good`.
    says: bool,
    /// Whether it ends as a verb does, in a language without a tagger.
    is_verb: bool,
    /// Whether it is the second part of a word, or a part before the last.
    goes_on: (bool, bool),
}

/// The words of an analysis, of which some are requested.
pub(crate) struct Namings {
    words: Vec<Naming>,
    has_tags: bool,
    is_romance: bool,
    /// Whether nouns have capitals, so that a word without is none, whatever the tagger says.
    has_capital_nouns: bool,
}

impl Namings {
    /// What each word at `places` is: sentences and spans, in order.
    pub(crate) fn new(analysis: &Analysis<'_>, places: impl Iterator<Item = (u32, Span)>) -> Namings {
        let words = Words::new(analysis);
        let topicless = Topicless::of(analysis.language());
        let has_tags = !words.tags.is_empty();
        let written = |word: &Word| {
            let document = analysis.sentences()[word.sentence as usize].document;
            word.span.of(analysis.documents()[document].text())
        };
        // Each term is looked up once.
        let mut known: Vec<Option<bool>> = vec![None; analysis.term_count()];
        let mut is_topicless = |word: &Word| match words.parts_of(word) {
            [part] if (*part as usize) < known.len() => *known[*part as usize].get_or_insert_with(|| {
                let stem = analysis.stem(TermId(*part));
                topicless.is_generic(stem) || topicless.is_adjective(stem)
            }),
            _ => false,
        };
        // What a word mostly is goes before what it is taken for once: a tagger errs on compounds such as `mosquito screen`.
        let term = |word: &Word| match words.parts_of(word) {
            [part] if (*part as usize) < analysis.term_count() => Some(*part as usize),
            _ => None,
        };
        let mut nominal: Vec<i32> = vec![0; analysis.term_count()];
        for (word, look) in words.words.iter().zip(&words.looks) {
            if let Some(term) = term(word) {
                let is_nominal = look.has(Look::NOUN) || look.has(Look::ADJECTIVE);
                nominal[term] += i32::from(is_nominal) - i32::from(look.has(Look::CLAUSE));
            }
        }
        let mut next = 0;
        let of = |(sentence, span): (u32, Span)| {
            let is_before = |word: &Word| (word.sentence, word.span.end) <= (sentence, span.start);
            while words.words.get(next).is_some_and(is_before) {
                next += 1;
            }
            let found = words.words.get(next);
            let Some(word) = found.filter(|word| word.sentence == sentence && word.span.start < span.end)
            else {
                return Naming { look: None, says: false, is_verb: false, goes_on: (false, false) };
            };
            let mut look = words.looks[next];
            // No verb stands right behind an article.
            let is_behind_article = || {
                let before =
                    next.checked_sub(1).filter(|_| has_tags && !word.is_parted && !word.starts_sentence);
                before.is_some_and(|before| words.tags[before] == Tag::Determiner)
            };
            if look.has(Look::CONTENT)
                && !look.has(Look::NOUN)
                && !look.has(Look::ADJECTIVE)
                && (term(word).is_some_and(|term| nominal[term] > 0) || is_behind_article())
            {
                look = look.as_noun();
            }
            Naming {
                look: Some(look),
                says: look.has(Look::CONTENT) && (look.has(Look::NAME) || !is_topicless(word)),
                is_verb: !has_tags && topicless.is_verb(written(word)),
                goes_on: (word.span.start < span.start, word.span.end > span.end),
            }
        };
        let namings = places.map(of).collect();
        Namings {
            words: namings,
            has_tags,
            is_romance: is_romance(analysis.language()),
            has_capital_nouns: analysis.language() == Language::German,
        }
    }

    /// Whether some words are a term as a list has it: a noun, a name or an adjective, or a noun phrase without words that hold
    /// none together.
    pub(crate) fn is_term(&self, start: usize, size: usize) -> bool {
        let words = &self.words[start..start + size];
        let [first, .., last] = words else {
            let [word] = words else { return false };
            let Some(look) = word.look.filter(|look| look.has(Look::CONTENT)) else { return false };
            let is_name = self.is_noun(look) || look.has(Look::ADJECTIVE);
            return word.goes_on == (false, false) && !word.is_verb && (is_name || !self.has_tags);
        };
        if first.goes_on.0 || last.goes_on.1 {
            return false;
        }
        // The parts of a compound are one word.
        let parts = words.iter().filter(|word| !word.goes_on.0);
        let Some(looks) = parts.map(|word| word.look).collect::<Option<Vec<Look>>>() else { return false };
        let holds = |look: &Look| {
            [Look::CONTENT, Look::NUMBER, Look::LINK, Look::OF].into_iter().any(|kind| look.has(kind))
        };
        let is_made_so = match self.has_tags {
            true => features::is_noun_phrase(&looks, self.is_romance) && looks.iter().all(holds),
            false => !words.iter().any(|word| word.is_verb),
        };
        let may_end = |word: &Naming| word.look.is_some_and(|look| !look.has(Look::OF));
        is_made_so && may_end(first) && may_end(last)
    }

    fn is_noun(&self, look: Look) -> bool {
        look.has(Look::NOUN) && (!self.has_capital_nouns || look.has(Look::CAPITAL))
    }

    /// Whether a term names a topic: a word of it says something, and one word alone is no adjective.
    pub(crate) fn names_topic(&self, start: usize, size: usize) -> bool {
        let words = &self.words[start..start + size];
        let is_noun = |word: &Naming| !self.has_tags || word.look.is_some_and(|look| self.is_noun(look));
        self.is_term(start, size)
            && words.iter().any(|word| word.says)
            && (size > 1 || words.iter().all(is_noun))
    }
}

#[cfg(all(test, feature = "tagger-en"))]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;

    #[test]
    fn nouns_name_a_topic_and_fragments_do_not() {
        let documents = [Document::plain(
            "Everything inside makes it easy to open an issue for the ferry timetable of Port Ailder. The process is legal.",
        )];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        let text = documents[0].text();
        let places: Vec<(u32, Span)> = analysis
            .sentences()
            .iter()
            .enumerate()
            .flat_map(|(place, sentence)| {
                let tokens = analysis.tokens_of(sentence).iter();
                tokens.map(move |token| (place as u32, token.span(sentence)))
            })
            .collect();
        let namings = Namings::new(&analysis, places.iter().copied());
        let at = |phrase: &str| {
            let first = phrase.split(' ').next().unwrap();
            let start = places
                .iter()
                .position(|(_, span)| text[span.start..].starts_with(phrase) && span.of(text) == first);
            (start.unwrap(), phrase.split(' ').count())
        };
        let judged = |phrase: &str| {
            let (start, size) = at(phrase);
            (namings.is_term(start, size), namings.names_topic(start, size))
        };
        for topic in ["ferry", "timetable", "ferry timetable", "Port Ailder", "issue for the ferry"] {
            assert_eq!(judged(topic), (true, true), "{topic}");
        }
        for no_topic in ["process", "legal"] {
            assert_eq!(judged(no_topic), (true, false), "{no_topic}");
        }
        for fragment in ["Everything", "inside", "makes", "makes it easy", "open an issue", "easy to open"] {
            assert_eq!(judged(fragment), (false, false), "{fragment}");
        }
    }
}
