//! Parts of speech: which words of a sentence are nouns, names, verbs.
//!
//! A small linear model for each of six languages, by features of the crate (`tagger-en`, `tagger-de` and so on), 90 to 140 kB each;
//! [`model`] has what it looks at. Only who asks for tags pays for them: keywords do.
//!
//! # Where the weights come from
//!
//! `scripts/fit_tagger.rs` fitted them to treebanks of Universal Dependencies 2.x whose licences allow derived works; no
//! text of them is kept. The weights in `src/tag/*.weights` are under the licence of their treebanks.
//!
//! | language | fitted to | licence | words | measured on | right |
//! |---|---|---|--:|---|--:|
//! | English | EWT, train | CC BY-SA 4.0 | 178,902 | EWT, dev | 92.7 % |
//! | German | GSD, dev; PUD | CC BY-SA 4.0, 3.0 | 28,840 | GSD, test | 90.2 % |
//! | French | GSD, dev; PUD | CC BY-SA 4.0, 3.0 | 50,371 | GSD, test | 92.5 % |
//! | Spanish | GSD, dev; PUD | CC BY-SA 4.0, 3.0 | 52,798 | GSD, test | 91.5 % |
//! | Portuguese | Bosque, train | CC BY-SA 4.0 | 137,844 | Bosque, dev | 94.3 % |
//! | Russian | Taiga, dev and test; GSD, dev; PUD | CC BY-SA 4.0, 3.0 | 51,583 | GSD, test | 91.5 % |
//!
//! Marks are no words here, so that figures are about a point lower than those that count them. Half of what is wrong takes a
//! name for a common noun or the other way round. Italian was fitted to PUD alone, the only one with such a licence, and left
//! out: 86.9 % on VIT.

#[allow(unreachable_pub, dead_code)] // The example that fits uses all of it.
mod model;

use std::sync::OnceLock;

use crate::analysis::{Sentence, Token};
use crate::language::Language;
pub(crate) use model::{Form, Gap, Tag};

/// The tagger of a language.
#[derive(Clone, Copy)]
pub(crate) struct Tagger(&'static [u8]);

impl Tagger {
    /// The tagger of a language, if it has one and its feature is on.
    pub(crate) fn of(language: Language) -> Option<Tagger> {
        static TABLES: [OnceLock<Vec<u8>>; Language::ALL.len() + 1] =
            [const { OnceLock::new() }; Language::ALL.len() + 1];
        let table = &TABLES[language as usize];
        packed(language).map(|packed| Tagger(table.get_or_init(|| model::unpacked(packed))))
    }

    /// Whether a language has a tagger, without making it ready.
    pub(crate) fn is_there(language: Language) -> bool {
        packed(language).is_some()
    }

    /// Tags the words of a sentence, each by its number in `forms` and with the gap before it, into `tags`.
    pub(crate) fn tag(self, forms: &Forms, words: &[(u32, Gap)], tags: &mut Vec<Tag>) {
        let of = |(number, gap): &(u32, Gap)| {
            (forms.0[*number as usize].as_ref().expect("what was seen is known"), *gap)
        };
        model::tag_forms(self.0, words.iter().map(of), tags);
    }

    /// What it sees of the words of a sentence, into `seen`.
    pub(crate) fn see(
        self,
        forms: &mut Forms,
        text: &str,
        sentence: &Sentence,
        tokens: &[Token],
        seen: &mut Vec<(u32, Gap)>,
    ) {
        seen.clear();
        let mut end = None;
        for token in tokens {
            let span = token.span(sentence);
            let gap = end.map_or(Gap::Start, |end: usize| {
                // Most words have a space between them.
                match end + 1 == span.start && text.as_bytes()[end] == b' ' {
                    true => Gap::Space,
                    false => Gap::of(text.get(end..span.start).unwrap_or_default()),
                }
            });
            end = Some(span.end);
            let number = token.form.index();
            if !forms.has(number) {
                forms.add(self, number, span.of(text));
            }
            seen.push((number as u32, gap));
        }
    }
}

/// The table of a language as it is kept.
fn packed(language: Language) -> Option<&'static [u8]> {
    match language {
        #[cfg(feature = "tagger-de")]
        Language::German => Some(include_bytes!("tag/de.weights")),
        #[cfg(feature = "tagger-en")]
        Language::English => Some(include_bytes!("tag/en.weights")),
        #[cfg(feature = "tagger-es")]
        Language::Spanish => Some(include_bytes!("tag/es.weights")),
        #[cfg(feature = "tagger-fr")]
        Language::French => Some(include_bytes!("tag/fr.weights")),
        #[cfg(feature = "tagger-pt")]
        Language::Portuguese => Some(include_bytes!("tag/pt.weights")),
        #[cfg(feature = "tagger-ru")]
        Language::Russian => Some(include_bytes!("tag/ru.weights")),
        _ => None,
    }
}

/// The words that a tagger has met, by numbers that their owner gives them: each is looked at once.
#[derive(Default)]
pub(crate) struct Forms(Vec<Option<Form>>);

impl Forms {
    /// Whether it has met the word with a number.
    fn has(&self, number: usize) -> bool {
        self.0.get(number).is_some_and(Option::is_some)
    }

    /// Looks at a word.
    #[cold]
    fn add(&mut self, tagger: Tagger, number: usize, word: &str) {
        if self.0.len() <= number {
            self.0.resize(number + 1, None);
        }
        self.0[number] = Some(Form::of(tagger.0, word));
    }

    /// Forgets all of them.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(all(test, feature = "tagger-en", feature = "tagger-de", feature = "tagger-fr"))]
mod tests {
    use super::*;

    /// Each table is whole, and a plain sentence of its language comes out right.
    #[test]
    fn plain_sentences() {
        use Tag::*;
        for (language, text, expected) in [
            (
                Language::English,
                "The old council of New York will repair the bridge quickly",
                vec![
                    Determiner, Adjective, Noun, Adposition, Adjective, ProperNoun, Auxiliary, Verb,
                    Determiner, Noun, Adverb,
                ],
            ),
            (
                Language::German,
                "Die Stadt sperrt die alte Brücke",
                vec![Determiner, Noun, Verb, Determiner, Adjective, Noun],
            ),
            (Language::French, "La ville répare le pont", vec![Determiner, Noun, Verb, Determiner, Noun]),
        ] {
            let mut gap = Gap::Start;
            let tagger = Tagger::of(language).unwrap();
            let mut forms = Forms::default();
            let see = |(at, word)| {
                forms.add(tagger, at, word);
                (at as u32, std::mem::replace(&mut gap, Gap::Space))
            };
            let words: Vec<(u32, Gap)> = text.split(' ').enumerate().map(see).collect();
            let mut tags = Vec::new();
            tagger.tag(&forms, &words, &mut tags);
            assert_eq!(tags, expected, "{text}");
        }
    }

    #[test]
    fn tables_are_kept_whole() {
        for language in [Language::English, Language::German, Language::French] {
            let kept = packed(language).unwrap();
            let table = model::unpacked(kept);
            assert_eq!(table.len(), model::ROWS * model::LANES);
            assert_eq!(model::packed(&table), kept, "{language}");
        }
    }

    #[test]
    fn forms_are_tagged_as_what_is_seen_is() {
        let tagger = Tagger::of(Language::English).unwrap();
        let words =
            ["The", "U.S.", "board's", "12", "piers", "réopened", "x", "A", "in", "3rd", "(MAYBE", ""];
        let gaps = [Gap::Start, Gap::Space, Gap::Comma, Gap::Break, Gap::Quote, Gap::Joint, Gap::Other];
        for shift in 0..words.len() * gaps.len() {
            let of = |at: usize| (words[(at * 5 + shift) % words.len()], gaps[(at * 3 + shift) % gaps.len()]);
            let length = shift % 9;
            let seen: Vec<model::Seen> =
                (0..length).map(of).map(|(word, gap)| model::Seen::of(word, gap)).collect();
            let forms: Vec<(Form, Gap)> =
                (0..length).map(of).map(|(word, gap)| (Form::of(tagger.0, word), gap)).collect();
            let (mut slow, mut fast) = (Vec::new(), Vec::new());
            model::tag(tagger.0, &seen, &mut slow);
            model::tag_forms(tagger.0, forms.iter().map(|(form, gap)| (form, *gap)), &mut fast);
            assert_eq!(fast, slow);
        }
    }
}
