//! Keywords: the third flow, from a text to the phrases that say what it is about.
//!
//! ```text
//! Analysis ─▶ words ─▶ candidates ─▶ features · weights = scores ─▶ the best = Keywords
//! ```
//!
//! A linear scorer: what is measured of each candidate (how often, how early, how spread out, how long, how rare, how it
//! is written, whether it stands on its own) times weights that were fitted to texts with keywords by people. There is no
//! graph in it: beside frequency, position and shape a PageRank over words added nothing.
//!
//! * time and space: `O(n)` for `n` words

mod bare;
mod candidates;
mod features;
mod korean;
mod list;
mod names;
mod naming;
mod nominal;
mod nominative;
mod paradigm;
mod quality;
mod ranked;
mod spelling;
mod support;
mod topicless;
mod weights;
mod words;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;

use crate::analysis::{Analysis, Analyzer};
use crate::document::Document;
use crate::language::Language;
use crate::order::Arrange;
use crate::score::Score;
use crate::span::Span;
use candidates::{Candidates, MOST_CONTENT};
use features::Judged;
use list::List;
pub(crate) use names::is_given;
pub(crate) use naming::Namings;
use ranked::Ranked;
use spelling::Spelling;
use words::Words;

/// Which keywords to find.
///
/// ```
/// use nutgraf::{KeywordOptions, Language};
///
/// let tags = KeywordOptions::new(5).max_words(1).language(Language::German);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeywordOptions {
    /// At most this many. 10, if not set.
    pub count: usize,
    /// None of more content words than this: stop words inside do not count, nor do the parts of `state-of-the-art`. 4,
    /// if not set, which is the most there is; more is the same as 4.
    pub max_words: usize,
    /// Whether to rank all phrases, parts of others among them, as benchmarks expect. If not set, the list is one to be read:
    /// whole phrases, none of which is part of another or repeats it, no verb or adjective alone where there is anything
    /// better, and fewer of a short text.
    pub nested: bool,
    /// Whether to fill a list to be read up to its number with what scores lower. If not set, it ends where the good ones do. A nested
    /// list always has its number.
    pub filled: bool,
    /// Whether to say what each score is made of: else [`Keyword::components`] is empty.
    pub explained: bool,
    /// The language of the text. Detected, if not set.
    pub language: Option<Language>,
}

impl Default for KeywordOptions {
    fn default() -> KeywordOptions {
        KeywordOptions {
            count: 10,
            max_words: MOST_CONTENT,
            nested: false,
            filled: false,
            explained: false,
            language: None,
        }
    }
}

impl KeywordOptions {
    /// Options for this many keywords.
    pub fn new(count: usize) -> KeywordOptions {
        KeywordOptions { count, ..KeywordOptions::default() }
    }

    /// Sets how many keywords there may be.
    pub fn count(mut self, count: usize) -> KeywordOptions {
        self.count = count;
        self
    }

    /// Sets how many content words a keyword may have.
    pub fn max_words(mut self, max_words: usize) -> KeywordOptions {
        self.max_words = max_words;
        self
    }

    /// Sets whether to rank all phrases, parts of others among them.
    pub fn nested(mut self, nested: bool) -> KeywordOptions {
        self.nested = nested;
        self
    }

    /// Sets whether to fill a list to be read up to its number.
    pub fn filled(mut self, filled: bool) -> KeywordOptions {
        self.filled = filled;
        self
    }

    /// Sets whether to say what each score is made of.
    pub fn explained(mut self, explained: bool) -> KeywordOptions {
        self.explained = explained;
        self
    }

    /// Sets the language of the text, which is detected otherwise.
    pub fn language(mut self, language: impl Into<Option<Language>>) -> KeywordOptions {
        self.language = language.into();
        self
    }
}

/// Options for this many keywords, and the defaults for the rest.
impl From<usize> for KeywordOptions {
    fn from(count: usize) -> KeywordOptions {
        KeywordOptions::new(count)
    }
}

impl From<&KeywordOptions> for KeywordOptions {
    fn from(options: &KeywordOptions) -> KeywordOptions {
        *options
    }
}

/// The keywords of a text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Keywords {
    /// The keywords, the best first. Empty only if no word of the text says anything of a topic, or none were requested.
    pub keywords: Vec<Keyword>,
    /// The language that was given or detected.
    pub language: Language,
}

/// A keyword: a word or a phrase.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Keyword {
    /// As the text writes it at its best: most often inside its sentences, where a capital means something, in lower case if
    /// that occurs, in the singular if that does; with line breaks shown as spaces, and without an elided article before it
    /// or a possessive ending behind it.
    pub phrase: String,
    /// Its score. Only its order among those of the same text means anything; it may be below zero.
    pub score: Score,
    /// How often it is said, in whatever form: `flood walls` counts for `flood wall`.
    pub count: usize,
    /// Where, in order. Two places overlap only where a word is repeated, as in `very very very`.
    pub places: Vec<KeywordPlace>,
    /// Other ways in which the text writes it, the most frequent first. Empty in a nested list.
    pub variants: Vec<String>,
    /// Phrases that are part of it and are said without it too, the best first, at most five. Empty in a nested
    /// list, which has them beside it.
    pub contains: Vec<String>,
    /// What its score is made of, if that was requested: the name of each feature that counts here, and what it gives.
    /// They add up to the score. `docs/keywords.md` has what each feature is.
    pub components: Vec<(&'static str, f64)>,
    /// The part of it that was ranked, if it is listed in its place and explained: `Kennedy`, of `John F. Kennedy`. The
    /// score is that of the part.
    pub ranked_as: Option<String>,
}

/// What an explanation passes over, as sums of floating-point numbers differ by it.
const LEAST_LOWERED: f64 = 1e-6;

/// How many parts of a keyword are named.
pub(crate) const MOST_PARTS: usize = 5;

/// A place where a [`Keyword`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeywordPlace {
    /// The place of its document among those given; 0 if there is one.
    pub document: usize,
    /// Where it is in the source, in bytes.
    pub span: Span,
}

/// Finds the keywords of a plain text.
///
/// `options` is their number or [`KeywordOptions`]. With a smaller number come the first of those that come with a larger
/// one. Ties go to the candidate that begins earlier, then to the shorter. Time and space are linear in the text.
///
/// ```
/// let text = "The flood wall on the Tarrow will not be finished until next year. \
///             The council had promised the flood wall for this autumn, and the council will pay for the delay. \
///             Behind the flood wall stand 2,300 homes.";
/// let found = nutgraf::keywords(text, 3);
/// assert_eq!(found.keywords[0].phrase, "flood wall");
/// assert_eq!(found.keywords[0].count, 3);
/// assert_eq!(found.keywords[0].places[0].span.of(text), "flood wall");
/// ```
pub fn keywords(text: &str, options: impl Into<KeywordOptions>) -> Keywords {
    keywords_of_documents(&mut Analyzer::new(), &[Document::plain(text)], options)
}

/// Finds the keywords of documents of any format, taken as one text, with an analyzer that can be used again.
///
/// ```
/// use nutgraf::{Analyzer, Document, keywords_of_documents};
///
/// let mut analyzer = Analyzer::new();
/// for draft in ["The tram runs every ten minutes.", "Sourdough needs time."] {
///     assert!(!keywords_of_documents(&mut analyzer, &[Document::plain(draft)], 5).keywords.is_empty());
/// }
/// ```
pub fn keywords_of_documents(
    analyzer: &mut Analyzer,
    documents: &[Document<'_>],
    options: impl Into<KeywordOptions>,
) -> Keywords {
    let options = options.into();
    let analysis = analyzer.analyze(documents, options.language);
    Keywords { keywords: of_analysis(&analysis, &options), language: analysis.language() }
}

/// The keywords of a text that has been analyzed.
pub(crate) fn of_analysis(analysis: &Analysis<'_>, options: &KeywordOptions) -> Vec<Keyword> {
    let words = Words::new(analysis);
    let candidates = Candidates::new(analysis, &words);
    let mut judged = features::judge(analysis, &words, &candidates);
    if !options.nested {
        let support = support::of(analysis, &words, &candidates);
        judged.iter_mut().zip(support).for_each(|(judged, support)| judged.supported(support));
    }
    let fits = |number: &usize| usize::from(candidates.groups[*number].content) <= options.max_words;
    let score = |number: usize| if options.nested { judged[number].score } else { judged[number].reading };
    let mut ranked: BinaryHeap<Ranked> =
        (0..judged.len()).filter(fits).map(|number| Ranked::new(score(number), number)).collect();
    let spelling = Spelling::new(analysis, &words, &candidates);
    let mut keywords = Vec::new();
    // The candidate whose score each keyword has.
    let mut scored: Vec<usize> = Vec::new();
    if options.nested {
        while keywords.len() < options.count
            && let Some(best) = ranked.pop()
        {
            let (score, number) = (best.score(), best.number());
            keywords.push(spelling.keyword(number, score));
            scored.push(number);
        }
        if options.explained {
            let explained = features::explain(analysis, &words, &candidates, &scored, true);
            for (keyword, components) in keywords.iter_mut().zip(explained) {
                keyword.components = components;
            }
        }
        return keywords;
    }
    let count = options.count.min(list::carried(&words));
    let mut ranked_as = Vec::new();
    let mut list = List::new(analysis, &words, &candidates, &judged, options.max_words);
    let mut left = Vec::new();
    while keywords.len() < count && (options.filled || !list.is_exhausted()) {
        // What the title names is never missing, however low it is ranked.
        let subject = list.subject();
        let next = match subject {
            Some(number) => keywords.last().map(|last: &Keyword| Ranked::new(last.score, number)),
            None => ranked.pop().filter(|best| !list.is_below(best.score(), options.filled)),
        };
        let Some(best) = next else {
            // Who asks for many gets what was left out, from the best on.
            if !options.filled || list.is_filling() {
                break;
            }
            list.fill();
            ranked = std::mem::take(&mut left).into();
            continue;
        };
        let (score, number) = (best.score(), best.number());
        if subject.is_none()
            && let Some(lower) = list.demoted(number, score)
        {
            ranked.push(Ranked::new(lower, number));
            continue;
        }
        let taken = list.take(number, score);
        if taken.is_none() && options.filled {
            left.push(Ranked::new(score, number));
        }
        if let Some(whole) = taken {
            scored.push(number);
            if options.explained && whole != number {
                ranked_as.push((keywords.len(), spelling.phrase(number)));
            }
            // What fills a list up stands behind what it holds, and scores no more.
            let shown = keywords.last().map_or(score, |last: &Keyword| score.min(last.score));
            let mut keyword = spelling.keyword(whole, shown);
            spelling.complete(&mut keyword, whole);
            // Two forms of a word that no stem joins may have one dictionary form.
            let phrase = keyword.phrase.to_lowercase();
            if keywords.iter().any(|known: &Keyword| known.phrase.to_lowercase() == phrase) {
                scored.pop();
                ranked_as.retain(|(place, _)| *place < keywords.len());
                continue;
            }
            keyword.contains = parts(&spelling, &candidates, &judged, whole);
            keywords.push(keyword);
        }
    }
    if options.explained {
        let explained = features::explain(analysis, &words, &candidates, &scored, false);
        for ((keyword, number), components) in keywords.iter_mut().zip(scored).zip(explained) {
            keyword.components = components;
            keyword.components.extend(Some(judged[number].support).filter(|(_, gives)| *gives != 0.0));
            keyword.components.extend(list.demotion(number));
            let given: f64 = keyword.components.iter().map(|(_, gives)| gives).sum();
            let lowered = keyword.score.get() - given;
            keyword.components.extend(Some(("weaker", lowered)).filter(|_| lowered < -LEAST_LOWERED));
            keyword.components.extend(Some(("subject", lowered)).filter(|_| lowered > LEAST_LOWERED));
        }
        ranked_as.into_iter().for_each(|(place, part)| keywords[place].ranked_as = Some(part));
    }
    keywords
}

/// The phrases that are part of a candidate and are said without it too.
fn parts(spelling: &Spelling<'_>, candidates: &Candidates, judged: &[Judged], whole: usize) -> Vec<String> {
    let group = &candidates.groups[whole];
    let mut parts: Vec<usize> = candidates.inside(group).map(|part| part.group as usize).collect();
    parts.retain(|part| judged[*part].is_phrase && candidates.groups[*part].count > group.count);
    parts.arrange_by_key(|part| (Reverse(judged[*part].reading), *part));
    parts.dedup();
    parts.into_iter().take(MOST_PARTS).map(|part| spelling.phrase(part)).collect()
}

impl IntoIterator for Keywords {
    type Item = Keyword;
    type IntoIter = std::vec::IntoIter<Keyword>;

    fn into_iter(self) -> Self::IntoIter {
        self.keywords.into_iter()
    }
}

impl<'a> IntoIterator for &'a Keywords {
    type Item = &'a Keyword;
    type IntoIter = std::slice::Iter<'a, Keyword>;

    fn into_iter(self) -> Self::IntoIter {
        self.keywords.iter()
    }
}

/// The keywords, one a line.
impl fmt::Display for Keywords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, keyword) in self.keywords.iter().enumerate() {
            let newline = if i > 0 { "\n" } else { "" };
            write!(f, "{newline}{}", keyword.phrase)?;
        }
        Ok(())
    }
}

/// What is measured of a candidate and its score, for `scripts/keyword_features.rs`: no part of the API.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct KeywordFeatures {
    pub phrase: String,
    pub values: [f64; features::COUNT],
}

/// The candidates of a text with the values of all features, and how far the length of the text and its share of names count. With
/// `leave_out`, the text's own count is subtracted from those of the background.
#[doc(hidden)]
pub fn keyword_features(
    analyzer: &mut Analyzer,
    documents: &[Document<'_>],
    language: Option<Language>,
    leave_out: bool,
) -> (&'static [&'static str], [f64; 2], Vec<KeywordFeatures>) {
    let analysis = analyzer.analyze(documents, language);
    let words = Words::new(&analysis);
    let candidates = Candidates::new(&analysis, &words);
    let spelling = Spelling::new(&analysis, &words, &candidates);
    let mut features = Vec::new();
    features::for_each(&analysis, &words, &candidates, leave_out, |number, values| {
        let phrase = spelling.phrase(number);
        features.push(KeywordFeatures { phrase, values: *values });
    });
    (&features::NAMES, [features::length(&words), features::name_share(&words)], features)
}

/// What is measured of a keyword that a list to be read may have, for `scripts/keyword_quality.rs`: no part of the API.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct KeywordQuality {
    pub phrase: String,
    pub values: [f64; quality::COUNT],
}

/// What a list to be read would have if nothing were left out of it as no good, and the names of the values.
#[doc(hidden)]
pub fn keyword_quality(
    analyzer: &mut Analyzer,
    documents: &[Document<'_>],
    language: Option<Language>,
    most: usize,
) -> (&'static [&'static str], Vec<KeywordQuality>) {
    let analysis = analyzer.analyze(documents, language);
    let words = Words::new(&analysis);
    let candidates = Candidates::new(&analysis, &words);
    let mut judged = features::judge(&analysis, &words, &candidates);
    let support = support::of(&analysis, &words, &candidates);
    judged.iter_mut().zip(support).for_each(|(judged, support)| judged.supported(support));
    let mut ranked: BinaryHeap<Ranked> =
        judged.iter().enumerate().map(|(number, judged)| Ranked::new(judged.reading, number)).collect();
    let spelling = Spelling::new(&analysis, &words, &candidates);
    let mut list = List::new(&analysis, &words, &candidates, &judged, MOST_CONTENT);
    list.fill();
    let mut found = Vec::new();
    while let Some(best) = ranked.pop().filter(|_| found.len() < most) {
        let (score, number) = (best.score(), best.number());
        if let Some(lower) = list.demoted(number, score) {
            ranked.push(Ranked::new(lower, number));
        } else if let Some(whole) = list.take(number, score) {
            let mut keyword = spelling.keyword(whole, score);
            spelling.complete(&mut keyword, whole);
            found.push(KeywordQuality { phrase: keyword.phrase, values: *list.measured() });
        }
    }
    (&quality::NAMES, found)
}
