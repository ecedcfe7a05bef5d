//! Audits: what a draft says too often, where, and how unusual that is.
//!
//! ```text
//! Analysis ─▶ words that count ─▶ repeats ─▶ measures ─▶ findings = Audit
//! ```

mod appearance;
mod bounds;
mod checklist;
mod compare;
mod concordance;
mod connectives;
mod cuts;
mod density;
mod diff;
mod doubled;
mod draft;
mod echoes;
mod finding;
mod fold;
mod judge;
mod kind;
mod limits;
mod measures;
mod namesakes;
mod near;
mod ngrams;
mod options;
mod overuse;
mod page;
mod phrases;
mod pixels;
mod preset;
pub(crate) mod readability;
pub(crate) mod reference;
mod repeats;
mod rule;
mod sales;
mod severity;
mod site;
mod spelling;
mod spread;
mod style;
mod suspended;
mod syllables;
mod wording;
mod words;

use std::sync::Arc;

use crate::analysis::{Analysis, Analyzer};
use crate::background::Background;
use crate::document::{BlockKind, Document};
use crate::keywords::{self, Keyword, KeywordOptions};
use crate::language::Language;
use crate::span::Span;
pub use checklist::Check;
pub use compare::{ComparedMeasure, Comparison, LeftOut, Term};
pub use cuts::{Cut, CutAction};
pub use density::{
    Density, DensityOptions, DensityOrder, DensityPlace, DensityRow, DensitySection, DensityTable, Folding,
    StopWords, density,
};
pub use diff::{ChangedField, ChangedFinding, ChangedMeasure, ChangedPhrase, Difference, FindingChange};
use draft::Draft;
pub use finding::{Finding, Judged, Level};
use fold::Folder;
use judge::Judge;
pub use limits::{LimitKey, Limits};
pub use options::{AuditOptions, Keyphrase, Setting};
use phrases::{Repeat, Search};
pub use preset::Preset;
pub use readability::Readability;
pub use rule::AuditRule;
use sales::SalesWords;
pub use site::{CompetingPhrase, DuplicatePair, SiteAudit, SiteAuditor, SiteLimits, SitePhrase};
use style::Style;
use words::Word;

/// What an audit found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// The language that was given or detected.
    pub language: Language,
    /// Where in the source the draft stands, from its first word to its last, in bytes.
    pub span: Span,
    /// The words that count: all but those of code, with hyphens split. The one denominator of all shares.
    pub words: usize,
    /// The paragraphs of the draft.
    pub paragraphs: usize,
    /// What the draft is about: its best keywords, at most three and none part of another. Empty unless [`AuditOptions::topic`] is
    /// set.
    pub topic: Vec<String>,
    /// Measures of the whole draft.
    pub measures: Measures,
    /// The requested keyphrases, in order.
    pub keyphrases: Vec<Phrase>,
    /// The phrases found, the one that most words are spent on first.
    pub phrases: Vec<Phrase>,
    /// The content words that occur most often, at most ten, the commonest first: those that occur
    /// [`AuditOptions::least_count`] times or more.
    pub single_words: Vec<WordUse>,
    /// What is unusual: at most [`MOST_OF_RULE`](Audit::MOST_OF_RULE) findings of each rule.
    pub findings: Vec<Finding>,
    /// How many findings there are beyond those.
    pub left_out: usize,
    /// What was looked at, whether it is right or not: of keyphrases, and of the rules that a preset or a configuration turned on.
    pub checklist: Vec<Check>,
    /// What to do with each occurrence of the phrase that is said too often, in the order of the text; empty if none is.
    pub cuts: Vec<Cut>,
}

/// Measures of a whole draft.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Measures {
    /// The share of words, in percent, inside any phrase of the family of what the draft is about: those of two to six
    /// words said three times or more that share a content word with it. That is the leading phrase that stands in the
    /// title or in headings too, if there is one, else the one that most words are spent on. Phrases that are allowed
    /// are of no family.
    pub family_coverage: f64,
    /// The share of sales words (*best*, *affordable*, *service* …) among the words outside that family, in percent, of
    /// which one word adds half a percent at most: of English drafts, unless [`AuditOptions::sales_words`] is off.
    pub sales_share: f64,
    /// What the limits are held against, in percent of the words: family coverage, and more where there are more sales
    /// words than usual; three quarters of it, if the phrase stands neither in the title nor in headings.
    pub score: f64,
    /// The words that are no function words and have a letter.
    pub content_words: usize,
    /// The sentences of prose.
    pub sentences: usize,
    /// Words for each of them.
    pub words_per_sentence: f64,
    /// How hard its paragraphs are to read, by the formula of its language.
    pub readability: Option<Readability>,
    /// How long an adult reads, in minutes.
    pub reading_minutes: f64,
}

/// A phrase and its occurrences.
///
/// In the formulas `c` is the number of occurrences, `n` that of the phrase's words, `W` that of the draft's.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Phrase {
    /// The phrase as the draft writes it most often inside a sentence, or as it was requested.
    pub text: String,
    /// The words it has.
    pub words: usize,
    /// Its occurrences and those of its synonyms, left to right, none overlapping the one before.
    pub occurrences: Vec<Occurrence>,
    /// How many of them are written exactly as it was requested; for a phrase that was found, as its text is.
    pub exact: usize,
    /// The share of all words spent on it, in percent: `100 · c · n / W`.
    pub coverage: f64,
    /// Occurrences for 100 words: `100 · c / W`.
    pub density: f64,
    /// Occurrences for 100 runs of `n` words within a clause, which is where it can stand.
    pub window_density: f64,
    /// Occurrences for 100 words if the phrase counts as one: `100 · c / (W - c · (n - 1))`.
    pub unit_density: f64,
    /// Density as Yoast adjusts it for length, `density · (0.7 + k / 3)` for `k` content words, to be compared with
    /// what that tool says. It drops some words and counts others anywhere in a sentence, so it may differ.
    pub yoast_density: f64,
    /// The paragraphs that hold it.
    pub paragraphs: usize,
    /// The paragraphs that open with it, or with one word and it.
    pub openers: usize,
    /// How often it stands where readers and search engines look first.
    pub places: Places,
    /// The longest stretch without it, as a share of the words.
    pub longest_gap: f64,
    /// Juilland's D over ten equal parts: 1 is as even as can be, 0 is all in one part.
    pub juilland: f64,
    /// Gries' deviation of proportions over the same parts: 0 is as even as can be.
    pub deviation: f64,
    /// The same over the most it can be: 1 is all in one part.
    pub normalized_deviation: f64,
    /// -1 regular, 0 as by chance, towards 1 clustered; `None` for fewer than three occurrences.
    pub burstiness: Option<f64>,
    /// How much more often it is said than elsewhere; `None` without occurrences or a background table.
    pub keyness: Option<Keyness>,
    /// Each way it is written, with its count, the commonest first.
    pub variants: Vec<(String, usize)>,
    /// The synonyms that were requested with it, with their counts.
    pub synonyms: Vec<(String, usize)>,
    /// The words that stand before it three times or more, with their counts, the commonest first.
    pub before: Vec<(String, usize)>,
    /// The words that stand behind it three times or more.
    pub after: Vec<(String, usize)>,
    /// How many of its occurrences lie in a phrase reported before it, or overlap one.
    pub inside: usize,
    /// The longer phrase that holds the most of them, by its place among [`Audit::phrases`]: always an earlier one.
    pub parent: Option<usize>,
}

/// A content word that a draft repeats.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WordUse {
    /// The word as the draft writes it most often inside a sentence.
    pub text: String,
    /// How often it occurs, in any form that counts as the same word.
    pub count: usize,
    /// Its share of all words, in percent.
    pub density: f64,
    /// Its share of the content words, in percent: what is judged.
    pub content_share: f64,
}

/// How often a phrase stands where readers and search engines look first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Places {
    /// In the title: the heading of the page, or the one in front matter if it has none.
    pub title: usize,
    /// In the title that search results show, if the document says which that is.
    pub search_title: Option<usize>,
    /// In other headings.
    pub headings: usize,
    /// In the first paragraph.
    pub first_paragraph: usize,
    /// In the last paragraph.
    pub last_paragraph: usize,
    /// In the last part of the address, if that is known.
    pub slug: Option<usize>,
    /// In the description for search results, if there is one.
    pub description: Option<usize>,
    /// In alternative texts of images.
    pub alternatives: usize,
}

/// How much more often a phrase is said than in the background, at least: that has the counts of words, and no phrase
/// is more frequent than its rarest content word.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Keyness {
    /// The binary logarithm of the ratio of the relative frequencies: 10 is a thousand times as often.
    pub log_ratio: f64,
    /// `G²`, the log-likelihood of the difference: over 3.84, 6.63, 10.83 or 15.13 once in 20, 100, 1,000 or 10,000
    /// times by chance.
    pub g2: f64,
}

/// A place where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occurrence {
    /// Where it is in the source, in bytes.
    pub span: Span,
    /// What the block is that it stands in.
    pub kind: BlockKind,
    /// Whether its paragraph opens with it.
    pub opens: bool,
}

/// The longest phrases of a family, in words, and the least occurrences: as the measure was calibrated.
const FAMILY: Search = Search { most_words: 6, least_count: 3 };

/// Audits a draft in plain text.
///
/// ```
/// let draft = "The garden tool rental opens in May. A garden tool rental saves money. \
///              Ask at the garden tool rental about saws.";
/// let audit = nutgraf::audit(draft, nutgraf::AuditOptions::new());
/// assert_eq!(audit.phrases[0].text, "garden tool rental");
/// assert_eq!(audit.phrases[0].occurrences.len(), 3);
///
/// // A preset, or a phrase that the draft is meant to be about, is enough.
/// assert!(!nutgraf::audit(draft, nutgraf::Preset::Seo).checklist.is_empty());
/// assert_eq!(nutgraf::audit(draft, "tool rental").keyphrases[0].occurrences.len(), 3);
/// ```
pub fn audit(text: &str, options: impl Into<AuditOptions>) -> Audit {
    Auditor::new().audit(&Document::plain(text), &options.into())
}

/// Audits drafts, and keeps what it learns of words from one to the next.
#[derive(Default)]
pub struct Auditor {
    analyzer: Analyzer,
    /// One for each language met so far.
    folders: Vec<Folder>,
}

impl Auditor {
    /// A new auditor.
    pub fn new() -> Auditor {
        Auditor::default()
    }

    /// Judges what is unusual in its language by this background, as [`Analyzer::with_background`] does.
    pub fn with_background(mut self, background: impl Into<Arc<Background>>) -> Auditor {
        self.analyzer = self.analyzer.with_background(background);
        // What they have looked up comes from the tables before.
        self.folders.clear();
        self
    }

    /// Audits a draft of any format. `O(n log n)` in its words.
    ///
    /// What its front matter says it is about is added to the keyphrases, and what its comments allow to the phrases
    /// that are allowed.
    pub fn audit(&mut self, document: &Document<'_>, options: &AuditOptions) -> Audit {
        let analysis = self.analyzer.analyze(std::slice::from_ref(document), options.language);
        let folder = Folder::among(&mut self.folders, &analysis);
        let mut words = words::words(&analysis, folder);
        let requested = keyphrases(document, options);
        let asked_words: Vec<Word> =
            requested.iter().flat_map(|keyphrase| words::of_phrase(&keyphrase.phrase, folder)).collect();
        words::restore_accents(&analysis, &mut words, &asked_words, folder);
        let concordance = folder.concordance(&words);
        let draft = Draft::new(&analysis, &words, &concordance, folder);
        let keyphrases = requested.iter().map(|keyphrase| draft.keyphrase(keyphrase, folder)).collect();
        let mut of = |phrase: &String| words::of_phrase(phrase, folder);
        let allowed: Vec<Vec<Word>> =
            options.allowed.iter().chain(&document.fields().allowed).map(&mut of).collect();

        let (most_words, least_count) = (options.most_words.max(2), options.least_count.max(2));
        let search = Search {
            most_words: most_words.max(FAMILY.most_words),
            least_count: least_count.min(FAMILY.least_count),
        };
        let repeats = phrases::repeats(&words, &concordance, search);
        let reach = phrases::reach(&words, &allowed);
        let not_allowed = phrases::not_allowed(&repeats, &reach);
        let related: Vec<&Repeat> = not_allowed
            .iter()
            .map(AsRef::as_ref)
            .filter(|repeat| repeat.words <= FAMILY.most_words && repeat.starts.len() >= FAMILY.least_count)
            .collect();
        let sales = match options.sales_words {
            true => SalesWords::of(&concordance, folder, analysis.language()),
            false => SalesWords::none(),
        };
        let heads = overuse::heads(&draft, &related, &sales);
        let (singles, content_words) = overuse::singles(&words, &concordance, least_count);
        let short = repeats.iter().filter(|repeat| repeat.words <= most_words);
        let reported = phrases::folded(short, words.len(), least_count);
        let style = Style::of(&analysis, &words, &concordance);
        let language = analysis.language();
        let mut audit = Audit {
            language,
            span: draft.span(),
            words: words.len(),
            paragraphs: draft.paragraphs(),
            topic: if options.topic { topic(&analysis) } else { Vec::new() },
            measures: Measures {
                family_coverage: heads.first().map_or(0.0, |head| head.family.coverage),
                sales_share: heads.first().map_or_else(|| sales.share(&[], words.len()), |head| head.sales),
                score: heads
                    .iter()
                    .filter(|head| !head.is_spare)
                    .map(overuse::Head::score)
                    .fold(0.0, f64::max),
                content_words,
                sentences: style.sentences.len(),
                words_per_sentence: style.words_per_sentence(),
                readability: readability::readability(language, &style.counts),
                reading_minutes: words.len() as f64 / readability::words_per_minute(language),
            },
            keyphrases,
            phrases: reported.iter().map(|reported| draft.phrase(reported, folder)).collect(),
            single_words: singles.iter().map(|single| overuse::word_use(&draft, single)).collect(),
            findings: Vec::new(),
            left_out: 0,
            checklist: Vec::new(),
            cuts: Vec::new(),
        };
        let judge = Judge {
            draft: &draft,
            options,
            folder,
            repeats: &related,
            heads: &heads,
            sales: &sales,
            singles: &singles,
            reach: &reach,
            style: &style,
        };
        audit.add_findings(judge.findings(&audit));
        audit.checklist = judge.checklist(&audit);
        audit.cuts = judge.cuts(&audit);
        audit
    }
}

/// How many phrases name the topic, and among how many keywords they are looked for.
const TOPIC: usize = 3;
const TOPIC_AMONG: usize = 10;

/// The best keywords, each as the longest one that holds it and is said two thirds as often or more: readers of
/// `rental` want to know that it is a `garden tool rental`. None is part of another.
fn topic(analysis: &Analysis<'_>) -> Vec<String> {
    let found = keywords::of_analysis(analysis, &KeywordOptions::new(TOPIC_AMONG).nested(true));
    let holds = |long: &Keyword, short: &Keyword| {
        let inside = |span: Span| {
            let at = short.places.partition_point(|place| place.span.start < span.start);
            short.places.get(at).is_some_and(|place| span.contains(place.span))
        };
        long.places.iter().any(|place| inside(place.span))
    };
    let mut named: Vec<&Keyword> = Vec::new();
    for keyword in &found {
        let is_usual = |long: &&Keyword| long.count > 1 && 3 * long.count >= 2 * keyword.count;
        let longer = found.iter().filter(is_usual).filter(|long| holds(long, keyword));
        let whole = longer.max_by_key(|long| long.phrase.len()).unwrap_or(keyword);
        let is_form = |name: &&Keyword| is_in_other_form(&name.phrase, &whole.phrase);
        if named.len() < TOPIC
            && !named.iter().any(|name| holds(name, whole) || holds(whole, name))
            && !named.iter().any(is_form)
        {
            named.push(whole);
        }
    }
    named.into_iter().map(|keyword| keyword.phrase.clone()).collect()
}

/// Whether one of two phrases has all words of the other in a row, in other forms perhaps: `kredi kartı`, `kredi kartımızdır`.
fn is_in_other_form(one: &str, other: &str) -> bool {
    /// How many letters forms of a word have in common at least, and how many each may have behind them.
    const IN_COMMON: usize = 4;
    const BEHIND: usize = 3;
    let words = |phrase: &str| -> Vec<String> { phrase.split_whitespace().map(str::to_lowercase).collect() };
    let is_same = |(one, other): (&String, &String)| {
        let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let behind = |word: &str| word.chars().count() - common;
        let (one, other) = (behind(one), behind(other));
        one == 0 && other == 0
            || common >= IN_COMMON && (one.min(other) == 0 || one <= BEHIND && other <= BEHIND)
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    // Of single words, `police` and `policy` are two.
    short.len() > 1 && long.windows(short.len()).any(|part| part.iter().zip(short).all(is_same))
}

/// The requested keyphrases, and those of the document's front matter that were not.
fn keyphrases(document: &Document<'_>, options: &AuditOptions) -> Vec<Keyphrase> {
    let mut keyphrases = options.keyphrases.clone();
    let fields = document.fields();
    for (place, phrase) in fields.keyphrases.iter().enumerate() {
        if keyphrases.iter().any(|keyphrase| keyphrase.phrase == *phrase) {
            continue;
        }
        let mut keyphrase = Keyphrase::new(phrase);
        // Front matter has one list of synonyms: they belong to the first phrase.
        if place == 0 {
            keyphrase.synonyms.clone_from(&fields.synonyms);
        }
        keyphrases.push(keyphrase);
    }
    keyphrases
}

#[cfg(test)]
mod tests {
    use super::is_in_other_form;

    #[test]
    fn forms_of_a_phrase_name_one_topic() {
        for (one, other) in [
            ("kredi kartı", "kredi kartımızdır"),
            ("kredi kartı", "Kredi kartıyla ödeyin"),
            ("тепловой насос", "тепловые насосы"),
        ] {
            assert!(is_in_other_form(one, other) && is_in_other_form(other, one), "{one}, {other}");
        }
        for (one, other) in [("heat pump", "pump runs"), ("police", "policy"), ("heat pump", "heat loss")] {
            assert!(!is_in_other_form(one, other), "{one}, {other}");
        }
    }
}
