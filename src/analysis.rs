//! The analysis of a text: its sentences, their words, the terms these come to. Everything starts from here.

use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::background::Background;
use crate::document::{Block, BlockKind, Document, Role, Stretch, unwrap_lines};
use crate::language::{Language, irregular_stems};
use crate::sentence::Splitter;
use crate::span::Span;
use crate::term::{FormId, Known, Lexicon, TermId};
use crate::words::for_each_word;

/// A sentence of an [`Analysis`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The place of its document among those analyzed.
    pub document: usize,
    /// What the block is that it stands in.
    pub kind: BlockKind,
    /// What it is there for: what that block is, unless it says otherwise itself.
    pub role: Role,
    /// The place of that block in its document.
    pub block: usize,
    /// Where it is in the document's text: with the bullet or number of an item, if it is the first of one.
    pub span: Span,
    /// Where its words begin: behind that bullet or number.
    pub content_start: usize,
    tokens: Range<usize>,
}

/// A word of an [`Analysis`]. Small, for there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it begins, from where the words of its sentence begin.
    start: u32,
    /// How many bytes it has, and in the two highest bits what is known of the word.
    length: u32,
    /// The term that it is a form of.
    pub term: TermId,
    /// The number of the word as it is written, in the lexicon.
    pub(crate) form: FormId,
}

impl Token {
    const LENGTH: u32 = !(Known::IS_CONTENT | Known::IS_WEAK);

    /// Whether it says something of the topic: it is no stop word and no single letter.
    pub fn is_content(&self) -> bool {
        self.length & Known::IS_CONTENT != 0
    }

    /// Whether no keyword begins or ends with it, though it may be a content word.
    pub(crate) fn is_weak(&self) -> bool {
        self.length & Known::IS_WEAK != 0
    }

    /// Where it is in its document's text, as a token of this sentence.
    pub fn span(&self, sentence: &Sentence) -> Span {
        let start = sentence.content_start + self.start as usize;
        Span { start, end: start + (self.length & Token::LENGTH) as usize }
    }
}

/// Analyzes texts, and keeps what it learns of words from one to the next, and the room it needs.
///
/// Make one for each thread and use it for many documents. What it gives does not depend on what came before.
#[derive(Default)]
pub struct Analyzer {
    lexicons: Vec<Lexicon>,
    /// Those that stand for embedded ones.
    backgrounds: Vec<Arc<Background>>,
    /// The term of each stem of a lexicon in the analysis at hand; [`NO_TERM`] for all between two of them.
    terms: Vec<u32>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    stems: Vec<u32>,
}

/// Sentences, words and terms of one document, or of several that belong together.
pub struct Analysis<'a> {
    documents: &'a [Document<'a>],
    lexicon: &'a Lexicon,
    sentences: &'a [Sentence],
    tokens: &'a [Token],
    /// The stem of each term.
    stems: &'a [u32],
}

/// No term: there are never that many.
const NO_TERM: u32 = u32::MAX;

/// About how many bytes of text there are for each word: room that is made beforehand need not be made again and again.
const BYTES_PER_WORD: usize = 6;

/// Room for this many tokens is kept for the next text, 16 MB: a text with more gives it back.
const TOKENS_KEPT: usize = 1 << 20;

impl Analyzer {
    /// A new analyzer.
    pub fn new() -> Analyzer {
        Analyzer::default()
    }

    /// Weighs words of its language by this background, instead of the embedded one or none. The last one given for a
    /// language counts.
    pub fn with_background(mut self, background: impl Into<Arc<Background>>) -> Analyzer {
        let background = background.into();
        // What a lexicon has looked up comes from the table it was made with.
        self.lexicons.retain(|lexicon| lexicon.language() != background.language());
        self.backgrounds.retain(|other| other.language() != background.language());
        self.backgrounds.push(background);
        self
    }

    /// Analyzes documents as one text, in their order.
    ///
    /// Without a language, it is that of the first document that tells one (feature `detect`,
    /// [`Document::detect_language`]), else English.
    ///
    /// Time and space are linear in the text: 16 bytes for each word. Once an analyzer has seen a text as long, it
    /// allocates nothing but for words it does not know. Words past the first 4 GiB of a sentence,
    /// and those of 1 GiB or more, are left out.
    pub fn analyze<'a>(
        &'a mut self,
        documents: &'a [Document<'a>],
        language: Option<Language>,
    ) -> Analysis<'a> {
        let language = language.unwrap_or_else(|| detect(documents));
        let place = self.lexicon(language);
        let lexicon = &mut self.lexicons[place];
        lexicon.make_room();
        if self.tokens.capacity() > TOKENS_KEPT {
            (self.sentences, self.tokens, self.stems) = Default::default();
        }
        let Analyzer { sentences, tokens, stems, .. } = self;
        sentences.clear();
        tokens.clear();
        stems.clear();
        // Taken out, so that a panic would leave none behind that is not clean.
        let mut terms = std::mem::take(&mut self.terms);

        let splitter = Splitter::new(language);
        let bytes: usize = documents.iter().map(|document| document.text().len()).sum();
        tokens.reserve(bytes / BYTES_PER_WORD);
        // A text that says nothing else is counted as it is, and a mark says nothing.
        let is_counted = |document: &Document<'_>| {
            let says = |block: &Block| {
                block.role.is_counted()
                    && document.text()[block.content_start..block.span.end].contains(char::is_alphanumeric)
            };
            document.blocks().iter().any(says)
        };
        let counts_all = !documents.iter().any(is_counted);
        for (place, document) in documents.iter().enumerate() {
            let text = document.text();
            let mut uncounted =
                document.stretches().iter().filter(|stretch| !stretch.role.is_counted()).peekable();
            for (number, block) in document.blocks().iter().enumerate() {
                for span in splitter.split_block_of(document, block.span) {
                    let content_start = block.content_start.clamp(span.start, span.end);
                    let first = tokens.len();
                    let role = document.role_of(block, span);
                    let words = match counts_all || role.is_counted() {
                        true => &text[content_start..span.end],
                        false => "",
                    };
                    for_each_word(words, |at, word| {
                        if is_inside(content_start + at, &mut uncounted) {
                            return;
                        }
                        let (Ok(start), Ok(length)) = (u32::try_from(at), u32::try_from(word.len())) else {
                            return;
                        };
                        if length > Token::LENGTH {
                            return;
                        }
                        let known = lexicon.know(word);
                        let stem = known.stem() as usize;
                        if stem >= terms.len() {
                            terms.resize(lexicon.len(), NO_TERM);
                        }
                        if terms[stem] == NO_TERM {
                            terms[stem] = u32::try_from(stems.len()).expect("terms are fewer than stems");
                            stems.push(known.stem());
                        }
                        let (term, length) = (TermId(terms[stem]), length | known.flags());
                        tokens.push(Token { start, length, term, form: known.form });
                    });
                    sentences.push(Sentence {
                        document: place,
                        kind: block.kind,
                        role,
                        block: number,
                        span,
                        content_start,
                        tokens: first..tokens.len(),
                    });
                }
            }
        }
        stems.iter().for_each(|stem| terms[*stem as usize] = NO_TERM);
        self.terms = terms;
        let Analyzer { sentences, tokens, stems, .. } = self;
        Analysis { documents, lexicon: &self.lexicons[place], sentences, tokens, stems }
    }

    /// The place of the lexicon of a language, which is made if there is none.
    fn lexicon(&mut self, language: Language) -> usize {
        let known = self.lexicons.iter().position(|lexicon| lexicon.language() == language);
        known.unwrap_or_else(|| {
            let given = self.backgrounds.iter().find(|background| background.language() == language);
            self.lexicons
                .push(Lexicon::new(language, given.or_else(|| Background::embedded(language)).cloned()));
            self.lexicons.len() - 1
        })
    }
}

impl<'a> Analysis<'a> {
    /// The documents that were analyzed.
    pub fn documents(&self) -> &'a [Document<'a>] {
        self.documents
    }

    /// The language that was given or detected.
    pub fn language(&self) -> Language {
        self.lexicon.language()
    }

    /// The sentences, in order: those of headings, table cells and notes too.
    pub fn sentences(&self) -> &'a [Sentence] {
        self.sentences
    }

    /// All words, in order.
    pub fn tokens(&self) -> &'a [Token] {
        self.tokens
    }

    /// The words of one sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &'a [Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// How many words a sentence has for whoever reads it: those of formulas too, which are no tokens. `O(log n)` in the
    /// stretches of its document, and linear in the sentence if it has one that is not counted.
    pub(crate) fn words_of(&self, sentence: &Sentence) -> usize {
        let document = &self.documents[sentence.document];
        let (stretches, start) = (document.stretches(), sentence.content_start);
        let first = stretches.partition_point(|stretch| stretch.span.end <= start);
        let mut inside =
            stretches[first..].iter().take_while(|stretch| stretch.span.start < sentence.span.end);
        match inside.any(|stretch| !stretch.role.is_counted()) {
            false => self.tokens_of(sentence).len(),
            true => {
                let mut count = 0;
                for_each_word(&document.text()[start..sentence.span.end], |_, _| count += 1);
                count
            }
        }
    }

    /// The number of distinct terms; each [`TermId`] is below it.
    pub fn term_count(&self) -> usize {
        self.stems.len()
    }

    /// The stem that stands for a term.
    pub fn stem(&self, term: TermId) -> &str {
        self.lexicon.stem(self.stems[term.index()])
    }

    /// The terms that stand for irregular plurals, each with that of its singular if the text has it too; of English alone. `O(n)` in the
    /// terms.
    pub(crate) fn irregular_plurals(&self) -> Vec<(TermId, TermId)> {
        let is_irregular = |term: &u32| self.lexicon.is_irregular(self.stems[*term as usize]);
        let plurals = (0..self.stems.len() as u32).filter(is_irregular);
        let with_singular = plurals.filter_map(|plural| {
            let singular = self.lexicon.find(irregular_stems().get(self.stem(TermId(plural)))?)?;
            let singular = self.stems.iter().position(|stem| *stem == singular)?;
            Some((TermId(plural), TermId(singular as u32)))
        });
        with_singular.collect()
    }

    /// A sentence as it stands in its text, line breaks and bullets included.
    pub fn source_text(&self, sentence: &Sentence) -> &'a str {
        sentence.span.of(self.documents[sentence.document].text())
    }

    /// A sentence to be read: without its bullet, and with each line break shown as a space.
    pub fn readable_text(&self, sentence: &Sentence) -> std::borrow::Cow<'a, str> {
        let text = self.documents[sentence.document].text();
        unwrap_lines(&text[sentence.content_start..sentence.span.end])
    }

    /// The words of other texts, such as a query: the term of each, if it stands here, and whether it is a content
    /// term. A list for each text.
    pub(crate) fn find_terms<'q>(
        &self,
        texts: impl Iterator<Item = &'q str>,
    ) -> Vec<Vec<(Option<TermId>, bool)>> {
        let mut found = Vec::new();
        let mut stems: FxHashMap<u32, Option<TermId>> = FxHashMap::default();
        for text in texts {
            let mut words = Vec::new();
            for_each_word(text, |_, word| words.push(self.lexicon.look_up(word)));
            stems.extend(words.iter().filter_map(|(stem, _)| Some(((*stem)?, None))));
            found.push(words);
        }
        // The stems of this text have numbers, and these no way back: one pass finds all that are asked for.
        for (stem, number) in self.stems.iter().zip(0..) {
            stems.entry(*stem).and_modify(|term| *term = Some(TermId(number)));
        }
        let term = |(stem, is_content): (Option<u32>, bool)| (stem.and_then(|stem| stems[&stem]), is_content);
        found.into_iter().map(|words| words.into_iter().map(term).collect()).collect()
    }

    /// The lexicon that the words' forms are numbered in.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon
    }

    /// The table that its words are weighed by, if its language has one.
    pub fn background(&self) -> Option<&Background> {
        self.lexicon.background()
    }

    /// The inverse document frequency of a term in the background, if its language has one.
    pub(crate) fn background_rarity(&self, term: TermId) -> Option<f64> {
        self.lexicon.rarity(self.stems[term.index()])
    }

    /// In how many of how many background documents a term occurs, if its language has a background.
    pub(crate) fn background_frequency(&self, term: TermId) -> Option<(u32, u32)> {
        let documents = self.background()?.documents();
        Some((self.lexicon.frequency(self.stems[term.index()]), documents))
    }
}

/// Whether a word that begins here stands in one of some stretches; words come in order.
fn is_inside<'s>(at: usize, stretches: &mut Peekable<impl Iterator<Item = &'s Stretch>>) -> bool {
    while stretches.next_if(|stretch| stretch.span.end <= at).is_some() {}
    stretches.peek().is_some_and(|stretch| stretch.span.start <= at)
}

/// The language of documents: of the first that tells one.
#[cfg(feature = "detect")]
pub(crate) fn detect(documents: &[Document<'_>]) -> Language {
    documents.iter().find_map(Document::detect_language).unwrap_or_default()
}

#[cfg(not(feature = "detect"))]
pub(crate) fn detect(_: &[Document<'_>]) -> Language {
    Language::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_before_changes_nothing() {
        let first = [Document::plain("A wall was built. The walls held.")];
        let second = [Document::plain("Floods came, and the wall held the flood.")];
        let show = |analysis: Analysis<'_>| {
            analysis.tokens().iter().map(|t| (t.term, analysis.stem(t.term).to_string())).collect::<Vec<_>>()
        };
        let mut used = Analyzer::new();
        let _ = used.analyze(&first, None);
        let again = show(used.analyze(&second, None));
        assert_eq!(again, show(Analyzer::new().analyze(&second, None)));
        assert_eq!(again[0], (TermId(0), "flood".to_string()));
        assert_eq!(again.first().map(|t| t.0), again.last().map(|t| t.0));
    }
}
