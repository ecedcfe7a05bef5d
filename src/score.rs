//! Scores: how much each sentence says of the whole.
//!
//! All are linear in the text. Some methods go on from there and choose step by step (`greedy.rs`). Only the sentences
//! of prose are scored and take part: no headings, no table cells, no notes, unless there is nothing else.

mod context;
mod dependence;
mod ensemble;
mod focus;
mod form;
mod furnished;
mod graph;
pub(crate) mod greedy;
mod klsum;
mod lexrank;
mod lsa;
mod luhn;
mod matrix;
mod mmr;
mod position;
mod random;
mod submodular;
mod sumbasic;
mod textrank;
mod tfidf;
#[cfg(test)]
mod twins;
mod wording;

use std::fmt;
use std::str::FromStr;

use crate::analysis::{Analysis, Sentence};
use crate::document::{BlockKind, Document, Role, ends_sentence};
use crate::error::Error;
pub(crate) use ensemble::Leaning;
pub use focus::Focus;
pub use form::Form;
use greedy::{Lazy, Picker};
use matrix::{Sparse, TermMatrix};

/// A way to score sentences.
///
/// # Which one?
///
/// | method | takes | bad at |
/// |---|---|---|
/// | [`Auto`](Method::Auto) | position, centroid, LexRank, TextRank, title and wording together, weighed by what the text looks like | meetings and other talk; short bags of comments, whose order it cannot tell from that of an article |
/// | [`Lead`](Method::Lead) | the first sentences | everything but news; hard to beat there |
/// | [`TfIdf`](Method::TfIdf) | sentences most like the text as a whole | texts of several topics: it sees only the largest |
/// | [`TextRank`](Method::TextRank) | sentences that share words with many others | long documents, where long sentences win |
/// | [`LexRank`](Method::LexRank) | sentences that resemble many others, rare words counting more | texts of a few lines, whose words hardly recur |
/// | [`Luhn`](Method::Luhn) | sentences where frequent words stand close together | short texts, where no word is frequent |
/// | [`Lsa`](Method::Lsa) | sentences that say much of the main topics of a singular value decomposition | nearly all: long sentences win, and it is below `Random` |
/// | [`SumBasic`](Method::SumBasic) | sentences of probable words, each said once | order and position, which it does not know; short sentences of common words win |
/// | [`KlSum`](Method::KlSum) | sentences whose words together are spread as those of the text | order and position; it goes for words that are still missing, central or not |
/// | [`Mmr`](Method::Mmr) | sentences like the text and unlike each other | texts of one topic, where what is unlike is beside the point |
/// | [`Submodular`](Method::Submodular) | sentences that together cover all others and many topics | texts whose opening says it all; it is slower than the others |
/// | [`Random`](Method::Random) | any | everything: it is the floor |
///
/// (R-1 + R-2) over that of the first sentences, nine development sets, mean and worst set: auto 1.173 and 1.008, lexrank
/// 1.041 and 0.832, textrank 1.033 and 0.782, submodular 1.018 and 0.728, mmr 1.008 and 0.797, tfidf 1.002 and 0.813,
/// sumbasic 0.975 and 0.750, klsum 0.965 and 0.790, luhn 0.961 and 0.795, random 0.877 and 0.711, lsa 0.844 and 0.666.
///
/// When in doubt, leave it at `Auto`: no other is better over all kinds of text (the README has the figures).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// The default: position, centroid, LexRank, TextRank, title, wording and context, added up, minus a cost for sentences
    /// that lean on others. How much position counts depends on the [`Form`] of the text.
    #[default]
    Auto,
    /// The order of the text.
    Lead,
    /// The cosine to the TF-IDF centroid of the text.
    TfIdf,
    /// PageRank over the words that sentences share.
    TextRank,
    /// PageRank over the cosines of their TF-IDF vectors.
    LexRank,
    /// Luhn's clusters of significant words.
    Luhn,
    /// Latent semantic analysis: the length of a sentence in the space of the main topics.
    Lsa,
    /// Mean probability of words, squared once they are said. Chooses step by step.
    SumBasic,
    /// The least Kullback-Leibler divergence from the text to the summary. Chooses step by step.
    KlSum,
    /// Maximal marginal relevance: near to the centroid, far from those chosen. Chooses step by step.
    Mmr,
    /// Coverage and diversity, a submodular function. Chooses step by step.
    Submodular,
    /// Any sentences, by a seed: the floor that other methods have to beat.
    Random,
}

impl Method {
    /// All methods, the default first.
    pub const ALL: [Method; 12] = [
        Method::Auto,
        Method::Lead,
        Method::TfIdf,
        Method::TextRank,
        Method::LexRank,
        Method::Luhn,
        Method::Lsa,
        Method::SumBasic,
        Method::KlSum,
        Method::Mmr,
        Method::Submodular,
        Method::Random,
    ];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Method::Auto => "auto",
            Method::Lead => "lead",
            Method::TfIdf => "tfidf",
            Method::TextRank => "textrank",
            Method::LexRank => "lexrank",
            Method::Luhn => "luhn",
            Method::Lsa => "lsa",
            Method::SumBasic => "sumbasic",
            Method::KlSum => "klsum",
            Method::Mmr => "mmr",
            Method::Submodular => "submodular",
            Method::Random => "random",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Method {
    type Err = Error;

    fn from_str(name: &str) -> Result<Method, Error> {
        let found = Method::ALL.into_iter().find(|method| method.name() == name);
        let expected =
            "auto, lead, tfidf, textrank, lexrank, luhn, lsa, sumbasic, klsum, mmr, submodular or random";
        found.ok_or_else(|| Error::unknown_name("method", name, expected))
    }
}

/// A number to rank by: finite, so that any two compare.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score(f64);

impl Score {
    /// A score; what is not finite counts as 0.
    pub fn new(value: f64) -> Score {
        Score(if value.is_finite() { value } else { 0.0 })
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Score {}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> std::cmp::Ordering {
        self.0.partial_cmp(&other.0).expect("scores are finite")
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// One of the measures that a score is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// What it measures: what [`Method::Auto`] adds up, from `position` to `scrap`, and `furnished` where much of a
    /// text is no prose; `centroid`, `lexrank` or
    /// `textrank`; `coverage` of the submodular method; for others the method's name; `focus`.
    pub name: &'static str,
    /// What it counts in the sum.
    pub weight: f64,
    /// Its value for each scored sentence: a z-score if there is more than one component, but for what few sentences
    /// have (`cue`, `words`, `long`, `short`, `first person`, `dependence`, `scrap`, `furnished`), which counts as it is.
    pub values: Vec<f64>,
}

/// How to score: a method, and what some methods need beside it.
///
/// A [`Method`] alone is enough for most; [`Options`](crate::Options) make one, too.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Scoring<'f> {
    /// The method.
    pub method: Method,
    /// The seed of [`Method::Random`].
    pub seed: u64,
    /// What the summary is to be about, if it is about anything but the text.
    pub focus: Option<&'f Focus>,
}

impl From<Method> for Scoring<'_> {
    fn from(method: Method) -> Self {
        Scoring { method, ..Scoring::default() }
    }
}

/// The scores of the sentences that may stand in a summary.
///
/// Of methods that choose step by step, a score is what a sentence counts as the first choice.
#[derive(Clone, Debug)]
pub struct Scores {
    /// Which sentences of the analysis were scored, in order.
    pub sentences: Vec<usize>,
    /// The score of each of them.
    pub totals: Vec<Score>,
    /// What the text looked like to [`Method::Auto`]; none with other methods.
    pub form: Option<Form>,
    /// What the scores are made of.
    pub components: Vec<Component>,
    /// The content terms of each of them, to tell redundancy by.
    pub(crate) matrix: TermMatrix,
    /// What may not stand alone; of nothing with methods other than [`Method::Auto`].
    pub(crate) leaning: Leaning,
    /// What of a focus stands in the text, if there is one.
    pub(crate) focus: Option<focus::Found>,
    method: Method,
    /// TF-IDF vectors, for methods that choose step by step and compare them.
    vectors: Option<Sparse>,
}

impl Scores {
    /// Scores the sentences of an analysis by a [`Method`], or as [`Scoring`] or [`Options`](crate::Options) say.
    ///
    /// * time: `O(n)` for a text of `n` words; for the graph methods, for each of at most 60 steps, for LSA for each of
    ///   at most 40
    /// * space: `O(n)`
    ///
    /// Empty if the text has no word.
    pub fn new<'f>(analysis: &Analysis<'_>, scoring: impl Into<Scoring<'f>>) -> Scores {
        let Scoring { method, seed, focus } = scoring.into();
        let sentences = candidates(analysis);
        let matrix = TermMatrix::new(analysis, &sentences);
        let vectors = || matrix.weighted(&matrix.idf(analysis));
        let found = focus.map(|focus| focus.find(analysis, &sentences, &matrix, &matrix.idf(analysis)));
        let focus =
            found.as_ref().filter(|found| !found.is_missing && found.relevance.iter().any(|r| *r > 0.0));
        let relevance = focus.map(|found| found.relevance.as_slice());
        let selectivity = focus.map_or(0.0, |found| found.selectivity);
        let (mut kept, mut form, mut leaning) = (None, None, Leaning::default());
        let mut components = match (method, relevance) {
            (Method::Auto, _) => {
                let (components, seen, leans) = ensemble::components(analysis, &sentences, &matrix);
                (form, leaning) = (Some(seen), leans);
                components
            }
            (Method::Lead, _) => single("position", position::scores(analysis, &sentences)),
            (Method::TfIdf, relevance) => centroid(1.0, &vectors(), relevance),
            (Method::TextRank, None) => single("textrank", textrank::scores(&matrix, &matrix.joins())),
            (Method::TextRank, Some(r)) => single("textrank", textrank::focused(&matrix, &matrix.joins(), r)),
            (Method::LexRank, None) => single("lexrank", lexrank::scores(&vectors(), &matrix.joins())),
            (Method::LexRank, Some(r)) => single("lexrank", lexrank::focused(&vectors(), &matrix.joins(), r)),
            (Method::Luhn, _) => single("luhn", luhn::scores(analysis, &sentences)),
            (Method::Lsa, _) => single("lsa", lsa::scores(&matrix.weighted(&vec![1.0; matrix.width()]))),
            (Method::SumBasic, _) => {
                single("sumbasic", sumbasic::scores(&matrix, &probabilities(&matrix, focus)))
            }
            (Method::KlSum, _) => single("klsum", klsum::scores(&matrix)),
            (Method::Mmr, relevance) => centroid(mmr::RELEVANCE, kept.insert(vectors()), relevance),
            (Method::Submodular, _) => single("coverage", submodular::scores(kept.insert(vectors()))),
            (Method::Random, _) => single("random", random::scores(sentences.len(), seed)),
        };
        let sum =
            |components: &[Component], i: usize| components.iter().map(|c| c.weight * c.values[i]).sum();
        if let Some(relevance) = relevance.filter(|_| adds_relevance(method)) {
            let scores: Vec<f64> = (0..sentences.len()).map(|i| sum(&components, i)).collect();
            let values = focus::added(relevance, selectivity, &scores);
            components.push(Component { name: "focus", weight: focus::ADDED, values });
        }
        let totals = (0..sentences.len()).map(|i| Score::new(sum(&components, i))).collect();
        Scores { sentences, totals, form, components, matrix, leaning, focus: found, method, vectors: kept }
    }

    /// What chooses sentences, for methods that do it step by step. Those of a lower tier come first.
    pub(crate) fn picker(&self, tiers: &[u8]) -> Option<Box<dyn Picker + '_>> {
        let added = self.components.iter().find(|c| c.name == "focus" && adds_relevance(self.method));
        let bonus = added.map_or(Vec::new(), |c| c.values.iter().map(|value| c.weight * value).collect());
        // A sentence without content words says nothing, which is no reason to take it.
        let says_nothing = |(i, tier): (usize, &u8)| 2 * tier + u8::from(self.matrix.terms(i).is_empty());
        let tiers: Vec<u8> = tiers.iter().enumerate().map(says_nothing).collect();
        Some(match self.method {
            Method::SumBasic => {
                let probabilities = probabilities(&self.matrix, self.focus.as_ref());
                Box::new(sumbasic::SumBasic::new(&self.matrix, probabilities, &tiers, bonus))
            }
            Method::KlSum => Box::new(Lazy::new(klsum::Divergence::new(&self.matrix), &tiers, bonus)),
            Method::Mmr => {
                let relevance = self.totals.iter().map(|total| total.get()).collect();
                let objective = mmr::Relevance::new(self.vectors.as_ref()?, relevance);
                Box::new(Lazy::new(objective, &tiers, bonus))
            }
            Method::Submodular => {
                let objective = submodular::Coverage::new(self.vectors.as_ref()?);
                Box::new(Lazy::new(objective, &tiers, bonus))
            }
            _ => return None,
        })
    }
}

/// Whether a focus is one more component of what a method counts. Others have it in what they are made of, or take it
/// for an order.
fn adds_relevance(method: Method) -> bool {
    use Method::{Auto, KlSum, Lsa, Luhn, Submodular, SumBasic};
    matches!(method, Auto | Luhn | Lsa | SumBasic | KlSum | Submodular)
}

fn probabilities(matrix: &TermMatrix, focus: Option<&focus::Found>) -> Vec<f64> {
    sumbasic::probabilities(matrix, focus.map_or(&[], |found| found.words.as_slice()))
}

/// The cosine to the centroid, most of whose place relevance takes if there is a focus.
fn centroid(weight: f64, vectors: &Sparse, relevance: Option<&[f64]>) -> Vec<Component> {
    let share = if relevance.is_some() { focus::SHARE } else { 0.0 };
    let centroid =
        Component { name: "centroid", weight: weight * (1.0 - share), values: tfidf::scores(vectors) };
    let focus = |r: &[f64]| Component { name: "focus", weight: weight * share, values: r.to_vec() };
    [centroid].into_iter().chain(relevance.map(focus)).collect()
}

fn single(name: &'static str, values: Vec<f64>) -> Vec<Component> {
    vec![Component { name, weight: 1.0, values }]
}

/// What is measured of a sentence, for `scripts/summary_features.rs`: no part of the API.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct SummaryFeatures {
    /// The place of the sentence in the analysis.
    pub sentence: usize,
    /// What tells whether it can stand alone, a bit for each trait.
    pub traits: u64,
    /// What is seen of it in a furnished text, a bit for each.
    pub sights: u64,
    /// What `Method::Auto` adds up, before z-scores are made of it.
    pub values: Vec<f64>,
    /// Distinct content terms.
    pub terms: Vec<u32>,
    /// The number of its words.
    pub words: usize,
}

/// The names of all sights, and how far the text is furnished.
#[doc(hidden)]
pub fn summary_sights(analysis: &Analysis<'_>) -> (Vec<String>, f64) {
    (furnished::names(), furnished::share(analysis, &candidates(analysis)))
}

/// The names of all traits and of all values, the form of the text, and the features of each sentence that may stand in a summary.
#[doc(hidden)]
pub fn summary_features(analysis: &Analysis<'_>) -> (Vec<String>, Form, Vec<SummaryFeatures>) {
    let sentences = candidates(analysis);
    let matrix = TermMatrix::new(analysis, &sentences);
    let traits = dependence::traits(analysis, &sentences);
    let sights = furnished::sights(analysis, &sentences);
    let dependences = dependence::of_sentences(analysis, &sentences, &traits);
    let (measures, form) = ensemble::measures(analysis, &sentences, &matrix, &traits, &dependences);
    let features = (0..sentences.len()).map(|i| SummaryFeatures {
        sentence: sentences[i],
        traits: traits[i].bits(),
        sights: sights[i].bits(),
        values: measures.iter().map(|measure| measure.values[i]).collect(),
        terms: matrix.terms(i).to_vec(),
        words: analysis.tokens_of(&analysis.sentences()[sentences[i]]).len(),
    });
    let names =
        dependence::names().into_iter().chain(measures.iter().map(|measure| measure.name.to_string()));
    (names.collect(), form, features.collect())
}

/// The sentences that may stand in a summary: those of prose that have a word; where these say nothing, whole sentences that stand
/// elsewhere; then those that count, such as the names of what a list has; where there are none of these either, all that have a word.
fn candidates(analysis: &Analysis<'_>) -> Vec<usize> {
    let worded = |is_fit: &dyn Fn(&Sentence) -> bool| -> Vec<usize> {
        let sentences = analysis.sentences().iter().enumerate();
        let fit = sentences.filter(|(_, s)| is_fit(s) && !analysis.tokens_of(s).is_empty());
        fit.map(|(i, _)| i).collect()
    };
    let prose = worded(&|s| s.kind.is_prose() && s.role.is_prose());
    let text = |s: &Sentence| &analysis.source_text(s)[s.content_start - s.span.start..];
    // A lead-in that announces what follows, and a label, say little alone; one that points to something is a sentence.
    let says = |i: &usize| {
        let sentence = &analysis.sentences()[*i];
        let said = text(sentence);
        is_whole(said) || sentence.role != Role::LeadIn && says_something(said)
    };
    if prose.iter().any(says) {
        return prose;
    }
    // Whole sentences in cells and headings, then those that stand beside the point, such as calls, then what goes on like a sentence but
    // has no mark.
    let is_beside = |s: &Sentence| matches!(s.role, Role::Aside | Role::Field | Role::Caption);
    let is_index =
        analysis.documents().iter().any(|document| document.extent().is_some_and(|it| it.is_index));
    let whole = worded(&|s| s.role.is_prose() && is_whole(text(s)));
    if !whole.is_empty() {
        return whole;
    }
    // What the head of such a page says of it was added to its text.
    let about =
        |s: &Sentence| analysis.documents()[s.document].about().is_some_and(|about| about.contains(s.span));
    let heads = worded(&about);
    if !heads.is_empty() {
        return heads;
    }
    if !is_index {
        let beside = worded(&|s| is_beside(s) && is_whole(text(s)));
        if !beside.is_empty() {
            return beside;
        }
        let is_named = |s: &Sentence| matches!(s.kind, BlockKind::Title | BlockKind::Heading);
        let flowing = worded(&|s| !is_named(s) && (s.role == Role::Prose || is_beside(s)) && flows(text(s)));
        if !flowing.is_empty() {
            return flowing;
        }
    }
    if prose.iter().any(|i| !names_field(text(&analysis.sentences()[*i]))) {
        return without_names_of_fields(analysis, prose);
    }
    // Where all prose is names of fields, questions that are links say more.
    if !prose.is_empty() {
        let linked = worded(&|s| is_whole(text(s)));
        return if linked.is_empty() { prose } else { linked };
    }
    let counted = worded(&|s| s.role.is_counted());
    let left = if counted.is_empty() { worded(&|_| true) } else { counted };
    let left = without_names_of_fields(analysis, left);
    named(analysis, &left).unwrap_or(left)
}

/// Those that are not the name of a field: `Transfer To:`; all, if there is nothing else.
fn without_names_of_fields(analysis: &Analysis<'_>, sentences: Vec<usize>) -> Vec<usize> {
    let is_name = |i: &usize| names_field(analysis.source_text(&analysis.sentences()[*i]));
    if sentences.iter().all(is_name) {
        return sentences;
    }
    sentences.into_iter().filter(|i| !is_name(i)).collect()
}

fn names_field(text: &str) -> bool {
    text.ends_with([':', '：'])
}

/// A sentence that says something has no fewer words; labels and addresses that end in a dot have.
const LEAST_WORDS: usize = 6;

/// One of prose has no fewer: "He fished alone."
const SHORT_WORDS: usize = 3;

/// What has no mark at its end and goes on like a sentence all the same has no fewer, half of them in lower case.
const FLOWING_WORDS: usize = 7;

/// Whether a text is a whole sentence, rather than a label, an address or a lead-in.
pub(crate) fn is_whole(text: &str) -> bool {
    ends_sentence(text) && count_words(text, LEAST_WORDS) >= LEAST_WORDS && !is_of_numbers(text)
}

/// Whether what is no lead-in has as many words as a sentence, or is a short one.
pub(crate) fn says_something(text: &str) -> bool {
    count_words(text, LEAST_WORDS) >= LEAST_WORDS
        || ends_sentence(text) && count_words(text, SHORT_WORDS) >= SHORT_WORDS
}

/// Whether a text has a number for every two words, as rows of tables have: `10 March to 31 March, 2 May to 27 Oct.`
fn is_of_numbers(text: &str) -> bool {
    const LEAST: usize = 4;
    let begins =
        |with: fn(char) -> bool| text.split_whitespace().filter(|token| token.starts_with(with)).count();
    // Hardly a sentence has so much as the digits.
    if text.bytes().filter(u8::is_ascii_digit).count() < LEAST {
        return false;
    }
    let numbers = begins(|c| c.is_ascii_digit());
    numbers >= LEAST && 2 * numbers >= begins(char::is_alphabetic)
}

/// Whether a text without a mark at its end has as many words as a sentence, and most of them are no names.
fn flows(text: &str) -> bool {
    let words = count_words(text, usize::MAX);
    let small = text.split_whitespace().filter(|token| token.starts_with(char::is_lowercase)).count();
    words >= FLOWING_WORDS && 2 * small >= words && !text.ends_with([':', '：', ','])
}

/// The characters of scripts without blanks begin with no lesser byte.
const FIRST_BYTE_UNPARTED: u8 = 0xE0;

/// How many words a text has, up to `most`; two letters of a script without blanks are one.
pub(crate) fn count_words(text: &str, most: usize) -> usize {
    let is_unparted = |c: &char| matches!(*c, '\u{0E00}'..'\u{0F00}' | '\u{2E80}'..'\u{A000}');
    let may_be_unparted = text.bytes().fold(0, u8::max) >= FIRST_BYTE_UNPARTED;
    let of = |token: &str| {
        let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
        // A number may stand before what is written without blanks.
        let unparted = if may_be_unparted { token.chars().filter(is_unparted).count() } else { 0 };
        if unparted == 0 && !token.starts_with(char::is_alphabetic) {
            return 0;
        }
        (unparted / 2).max(1)
    };
    let mut count = 0;
    for token in text.split_whitespace() {
        count += of(token);
        if count >= most {
            break;
        }
    }
    count
}

/// Of a page, and of a text that has labels, cells and calls beside nothing else, its title, or its first heading: what stands beside the
/// point says less. `None` if there is none of these, or it is an index page, whose teasers say what it has.
fn named(analysis: &Analysis<'_>, counted: &[usize]) -> Option<Vec<usize>> {
    let is_aside =
        |s: &Sentence| matches!(s.role, Role::Aside | Role::Field | Role::Navigation | Role::Notice);
    let is_index = |document: &Document<'_>| document.extent().is_some_and(|extent| extent.is_index);
    let documents = analysis.documents();
    if documents.iter().any(is_index) {
        return None;
    }
    let has_asides = analysis.sentences().iter().any(is_aside);
    let is_beside = |s: &Sentence| is_aside(s) || s.kind == BlockKind::Cell;
    let sentence = |i: &&usize| &analysis.sentences()[**i];
    let is_title = |i: &&usize| sentence(i).kind == BlockKind::Title;
    let is_heading = |i: &&usize| sentence(i).kind == BlockKind::Heading && sentence(i).role == Role::Prose;
    let first = counted.iter().find(is_title).or_else(|| counted.iter().find(is_heading));
    let is_page = documents.iter().any(Document::is_main_content);
    let heading = first.filter(|_| is_page || analysis.sentences().iter().any(is_beside));
    // Where there is no heading, the longest label stands for all.
    let words = |i: &&usize| analysis.tokens_of(sentence(i)).len();
    let label = || counted.iter().rev().filter(|_| has_asides || is_page).max_by_key(words);
    let one = *heading.or_else(label)?;
    // When something is says more of it than its name.
    let is_dated = |i: &usize| {
        let text = analysis.source_text(&analysis.sentences()[*i]);
        analysis.sentences()[*i].kind == BlockKind::Heading && has_date(text)
    };
    let dated = counted.iter().find(|i| **i != one && is_dated(i)).filter(|_| heading.is_some());
    let mut found: Vec<usize> = dated.copied().into_iter().chain([one]).collect();
    found.sort_unstable();
    Some(found)
}

/// Whether a heading has a year, and a day before or behind it.
fn has_date(text: &str) -> bool {
    let numbers = || text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let is_year = |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_day = |number: &str| number.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    numbers().any(is_year) && numbers().any(is_day)
}
