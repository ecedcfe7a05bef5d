//! How phrases are written where a list has them by themselves: as inside a sentence.
//!
//! A heading may have capitals throughout and a sentence begins with one, so what is written there says least. Of the ways inside
//! sentences the most frequent one is taken; where there is none, capitals that were only given go, of words that have none
//! elsewhere. So a name keeps its capital.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;

use super::concordance::Concordance;
use super::words::Word;
use crate::analysis::Analysis;
use crate::document::unwrap_lines;
use crate::language::{KOREAN_PARTICLES, Language};
use crate::span::Span;

/// How well an occurrence shows how a phrase is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    #[default]
    Heading,
    Begins,
    Inside,
}

/// How phrases of a text, or of several, are written.
pub(super) struct Spelling<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a [Word],
    /// The text, if there is but one.
    whole: Option<&'a str>,
    /// Where else each word stands, if that is known.
    concordance: Option<&'a Concordance>,
    /// If it is not, which words are somewhere written without a capital, a bit for each key; looked for when somebody asks.
    small: OnceCell<Vec<u64>>,
}

impl<'a> Spelling<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>, words: &'a [Word]) -> Spelling<'a> {
        let whole = match analysis.documents() {
            [document] => Some(document.text()),
            _ => None,
        };
        Spelling { analysis, words, whole, concordance: None, small: OnceCell::new() }
    }

    /// The same with the concordance of the words, which spares it a look at all of them.
    pub(super) fn with_concordance(mut self, concordance: &'a Concordance) -> Spelling<'a> {
        self.concordance = Some(concordance);
        self
    }

    pub(super) fn analysis(&self) -> &'a Analysis<'a> {
        self.analysis
    }

    pub(super) fn words(&self) -> &'a [Word] {
        self.words
    }

    fn text(&self, word: usize) -> &'a str {
        if let Some(whole) = self.whole {
            return whole;
        }
        let document = self.analysis.sentences()[self.words[word].sentence as usize].document;
        self.analysis.documents()[document].text()
    }

    pub(super) fn standing(&self, start: usize) -> Standing {
        let sentence = self.words[start].sentence;
        if !self.analysis.sentences()[sentence as usize].kind.is_prose() {
            return Standing::Heading;
        }
        let begins = start == 0 || self.words[start - 1].sentence != sentence;
        if begins { Standing::Begins } else { Standing::Inside }
    }

    fn is_capital(&self, word: usize) -> bool {
        self.words[word].span.of(self.text(word)).starts_with(char::is_uppercase)
    }

    /// Whether a word of a phrase that ends at `end` begins with a capital, its only one, and is also written without: `Heat pumps`,
    /// but not the `Port` of `Port Ailder`, beside which `port` says nothing.
    fn has_given_capital(&self, word: usize, end: usize) -> bool {
        if !self.is_capital(word) || !self.is_small(word) {
            return false;
        }
        let written = self.words[word].span.of(self.text(word));
        let is_before_name = word + 1 < end
            && self.analysis.language() != Language::German
            && self.is_capital(word + 1)
            && !self.has_given_capital(word + 1, end);
        !written.chars().skip(1).any(char::is_uppercase) && !is_before_name
    }

    /// Whether the first letter of a word is a small one.
    fn begins_small(&self, word: usize, text: &str) -> bool {
        let span = self.words[word].span;
        match text.as_bytes()[span.start] {
            byte if byte.is_ascii() => byte.is_ascii_lowercase(),
            _ => span.of(text).starts_with(char::is_lowercase),
        }
    }

    /// Whether a word is somewhere written without a capital.
    fn is_small(&self, word: usize) -> bool {
        if let Some(concordance) = self.concordance {
            let mut places = concordance.places(concordance.numbers()[word]);
            return places.any(|at| self.begins_small(at, self.text(at)));
        }
        let key = self.words[word].folded.key;
        let small = self.small.get_or_init(|| {
            let most = self.words.iter().map(|word| word.folded.key).max().unwrap_or_default();
            let mut small = vec![0; most as usize / 64 + 1];
            let mut start = 0;
            for sentence in self.words.chunk_by(|one, next| one.sentence == next.sentence) {
                let text = self.text(start);
                for (at, word) in (start..).zip(sentence) {
                    let is_small = self.begins_small(at, text);
                    small[word.folded.key as usize / 64] |= u64::from(is_small) << (word.folded.key % 64);
                }
                start += sentence.len();
            }
            small
        });
        small.get(key as usize / 64).is_some_and(|bits| bits >> (key % 64) & 1 == 1)
    }

    /// An occurrence as it is written inside a sentence.
    pub(super) fn of(&self, start: usize, size: usize) -> Cow<'a, str> {
        self.inside(start, size, self.standing(start))
    }

    /// The same of an occurrence that is known to stand so.
    fn inside(&self, start: usize, size: usize, standing: Standing) -> Cow<'a, str> {
        let text = self.text(start);
        let words = &self.words[start..start + size];
        let whole = Span { start: words[0].span.start, end: words[size - 1].span.end };
        let given = match standing {
            Standing::Inside => 0,
            Standing::Begins => 1,
            Standing::Heading => size,
        };
        if !(start..start + given).any(|word| self.has_given_capital(word, start + size)) {
            // No line ends inside a word.
            return if size == 1 { Cow::Borrowed(whole.of(text)) } else { unwrap_lines(whole.of(text)) };
        }
        let mut out = String::with_capacity(whole.len());
        let mut end = whole.start;
        for (place, word) in words.iter().enumerate() {
            out.push_str(text.get(end..word.span.start).unwrap_or(" "));
            end = word.span.end;
            let written = word.span.of(text);
            match written.chars().next() {
                // Behind a dot a word without a capital may be read as a name, as `.org`.
                Some(first)
                    if place < given
                        && !out.ends_with('.')
                        && self.has_given_capital(start + place, start + size) =>
                {
                    out.extend(first.to_lowercase());
                    out.push_str(&written[first.len_utf8()..]);
                }
                _ => out.push_str(written),
            }
        }
        Cow::Owned(unwrap_lines(&out).into_owned())
    }

    /// A phrase as it is best written, of its occurrences: each with its first word and the number of its words.
    pub(super) fn best(&self, occurrences: impl Iterator<Item = (usize, usize)>) -> Cow<'a, str> {
        let mut ways: Vec<(Cow<'a, str>, Ways)> = Vec::new();
        for (start, size) in occurrences {
            let standing = self.standing(start);
            // Most are of one word, inside a sentence.
            let text = match (size, standing) {
                (1, Standing::Inside) => Cow::Borrowed(self.words[start].span.of(self.text(start))),
                _ => self.inside(start, size, standing),
            };
            let place = ways.iter().position(|(known, _)| *known == text).unwrap_or_else(|| {
                ways.push((text, Ways::default()));
                ways.len() - 1
            });
            ways[place].1.add(standing);
        }
        if let Some(noun) = self.without_particles(&ways) {
            return noun;
        }
        // Where articles and conjunctions are written together with the noun, the shortest of equals has least of them.
        let is_joined = matches!(
            self.analysis.language(),
            Language::Arabic | Language::Hebrew | Language::Persian | Language::Korean
        );
        let length = |text: &str| Reverse(if is_joined { text.len() } else { 0 });
        // Of equals the last is taken, which is the first here.
        let best = ways.into_iter().rev().max_by_key(|(text, ways)| (*ways, length(text)));
        best.map_or(Cow::Borrowed(""), |(text, _)| text)
    }

    /// What all ways in which Korean has a noun begin with, where only particles follow: `고양이` of `고양이는` and `고양이가`.
    fn without_particles(&self, ways: &[(Cow<'a, str>, Ways)]) -> Option<Cow<'a, str>> {
        if self.analysis.language() != Language::Korean {
            return None;
        }
        let [(first, _), others @ ..] = ways else { return None };
        let shared = |text: &str| {
            let same = first.char_indices().zip(text.chars()).find(|((_, one), other)| one != other);
            same.map_or(first.len().min(text.len()), |((at, _), _)| at)
        };
        let length = others.iter().map(|(text, _)| shared(text)).min()?;
        let is_particle =
            |text: &str| text.is_empty() || KOREAN_PARTICLES.iter().any(|(particle, ..)| *particle == text);
        ways.iter().all(|(text, _)| is_particle(&text[length..])).then(|| first[..length].to_string().into())
    }
}

/// How often a phrase is written in one way: inside sentences, then in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ways {
    inside: usize,
    all: usize,
}

impl Ways {
    pub(super) fn add(&mut self, standing: Standing) {
        self.inside += usize::from(standing == Standing::Inside);
        self.all += 1;
    }
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::{Auditor, DensityOptions, Document};

    /// Documents, and how the first two-word phrase that occurs twice is written.
    #[test]
    fn phrases_are_written_as_inside_a_sentence() {
        for (text, expected) in [
            ("Heat pumps hum. Heat pumps cost. They sell heat pumps.", "heat pumps"),
            ("Heat pumps hum. Heat pumps cost. The heat of pumps is dear.", "heat pumps"),
            ("Port Ailder sleeps. Port Ailder wakes. A boat left the port.", "Port Ailder"),
            ("Port Ailder sleeps. They left Port Ailder. Port Ailder wakes.", "Port Ailder"),
            ("Agnes Ingleby sleeps. Agnes Ingleby wakes.", "Agnes Ingleby"),
            (
                "# Cold Water Tanks\n\nCold water is cold. Water that is cold is dear. Cold water it is.",
                "cold water",
            ),
            ("# Cold Water\n\n## Why Cold Water\n\nThe water is cold.", "cold water"),
        ] {
            let documents = [Document::markdown(text)];
            let found = Auditor::new().density(&documents, &DensityOptions::new().words(2, 2));
            assert_eq!(found.tables[0].rows[0].text, expected, "{text}");
        }
    }
}
