//! JSON. The shapes are a contract: fields may be added, none changes or goes without a line in the changelog.
//!
//! ```
//! use nutgraf::{OffsetUnit, render::json};
//!
//! let text = "The wall is high enough now.";
//! let summary = nutgraf::summarize(text, 1);
//! assert_eq!(
//!     serde_json::to_string(&json::Summary::new(&summary, &[text], OffsetUnit::Bytes)).unwrap(),
//!     r#"{"summary":"The wall is high enough now.","sentences":[{"text":"The wall is high enough now.","start":0,"end":28,"score":-3.2209609013154847,"rank":1}],"lang":"en"}"#
//! );
//! ```

use serde::Serialize;

use super::report::{LeftOut, Listed};
use super::{Report, visible};
use crate::span::{LineIndex, OffsetUnit, Offsets, Span};

/// A shape as one line, with a line break at its end. What in its strings is no text to be seen is escaped
/// ([`visible::json`]), so that it may be printed anywhere and is read back as it was.
///
/// # Errors
///
/// If the shape cannot be written as JSON: those of this module all can.
pub fn line(shape: &impl Serialize) -> serde_json::Result<String> {
    let mut line = serde_json::to_string(shape)?;
    if let std::borrow::Cow::Owned(escaped) = visible::json(&line) {
        line = escaped;
    }
    line.push('\n');
    Ok(line)
}

/// A summary: `{"summary", "sentences": [{"text", "start", "end", "score", "rank"}], "lang"}`.
///
/// * `summary` is the sentences joined by spaces.
/// * `sentences` are in the order of the text; the one of rank 1 was chosen first. `start` and `end` are offsets into
///   the source, the latter behind the last character. With several documents each has its `document`, from 0.
///   One that is trimmed has `parts`, `[{"start", "end"}]`, what is shown of it.
/// * `over_budget` is there, and true, if every sentence was longer than the budget; `off_focus` if there was a focus
///   and nothing that it looks for stands in the text; `index_page` if it is a page without an article that leads to others.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    summary: String,
    sentences: Vec<Sentence<'a>>,
    lang: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    over_budget: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    off_focus: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    index_page: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<Components<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<Vec<LeftOutRole>>,
}

/// What a summary was not chosen from.
#[derive(Debug, Serialize)]
struct LeftOutRole {
    role: &'static str,
    blocks: usize,
    first: String,
}

/// What a text looked like.
#[derive(Debug, Serialize)]
struct Form {
    sentences: usize,
    cohesion: f64,
    disorder: f64,
    has_title: bool,
}

/// A sentence of a [`Summary`].
#[derive(Debug, Serialize)]
struct Sentence<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
    score: f64,
    rank: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Components<'a>>,
}

/// Where something that is shown of a sentence is.
#[derive(Debug, Serialize)]
struct Part {
    start: usize,
    end: usize,
}

/// What a score is made of, or what each component counts, as an object.
#[derive(Debug)]
struct Components<'a>(&'a [(&'static str, f64)]);

impl Serialize for Components<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl<'a> Summary<'a> {
    /// The shape of a summary of `sources`, with offsets in a unit.
    pub fn new(summary: &'a crate::Summary, sources: &[&str], unit: OffsetUnit) -> Summary<'a> {
        let offsets: Vec<_> = sources.iter().map(|source| Offsets::new(source, unit)).collect();
        let shape = |sentence: &'a crate::SummarySentence| {
            let offsets = &offsets[sentence.document];
            let span = offsets.span(sentence.span);
            let parts = sentence.parts.iter().map(|part| offsets.span(*part));
            Sentence {
                text: &sentence.text,
                start: span.start,
                end: span.end,
                parts: parts.map(|part| Part { start: part.start, end: part.end }).collect(),
                score: sentence.score.get(),
                rank: sentence.rank,
                document: (sources.len() > 1).then_some(sentence.document),
                source: None,
                role: None,
                components: None,
            }
        };
        let texts: Vec<&str> = summary.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        Summary {
            summary: texts.join(" "),
            sentences: summary.sentences.iter().map(shape).collect(),
            lang: summary.language.code(),
            over_budget: summary.is_over_budget,
            off_focus: summary.is_off_focus,
            index_page: summary.is_index,
            form: None,
            weights: None,
            left_out: None,
        }
    }

    /// Adds to each sentence the name of its document: `"source": "a.txt"`.
    pub fn sourced(mut self, summary: &crate::Summary, names: &[&'a str]) -> Summary<'a> {
        for (shape, sentence) in self.sentences.iter_mut().zip(&summary.sentences) {
            shape.source = Some(names[sentence.document]);
        }
        self
    }

    /// Adds what the summary was not chosen from, since it is there for something else than prose:
    /// `"left_out": [{"role", "blocks", "first"}]`, with how the first of these blocks begins.
    pub fn with_left_out(mut self, documents: &[crate::Document<'_>]) -> Summary<'a> {
        let shape =
            |left: LeftOut| LeftOutRole { role: left.role.name(), blocks: left.blocks, first: left.first };
        self.left_out = Some(LeftOut::of(documents).map(shape).collect());
        self
    }

    /// Adds to each sentence what its score is made of and its role: `"components": {"position": 1.2, …}`, `"role"`; to the whole what each
    /// component counts, `"weights": {"position": 1.3, …}`, and what the text looked like to
    /// [`Method::Auto`](crate::Method::Auto): `"form": {"sentences", "cohesion", "disorder", "has_title"}`.
    pub fn explained(mut self, summary: &'a crate::Summary) -> Summary<'a> {
        self.weights = Some(Components(&summary.weights));
        self.form = summary.form.map(|form| Form {
            sentences: form.sentences,
            cohesion: form.cohesion,
            disorder: form.disorder,
            has_title: form.has_title,
        });
        for (shape, sentence) in self.sentences.iter_mut().zip(&summary.sentences) {
            shape.role = Some(sentence.role.name());
            shape.components = Some(Components(&sentence.components));
        }
        self
    }
}

/// Keywords: `{"keywords": [{"phrase", "score", "count"}], "lang"}`, the best first.
#[derive(Debug, Serialize)]
pub struct Keywords<'a> {
    /// The keywords, which may be written one by one.
    pub keywords: Vec<Keyword<'a>>,
    lang: &'static str,
}

/// A keyword of [`Keywords`].
#[derive(Debug, Serialize)]
pub struct Keyword<'a> {
    phrase: &'a str,
    score: f64,
    count: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    variants: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    contains: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    ranked_as: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Components<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<Vec<KeywordPlace>>,
    #[serde(skip_serializing_if = "is_zero")]
    places_left_out: usize,
}

/// Where a keyword stands.
#[derive(Debug, Serialize)]
struct KeywordPlace {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
}

impl<'a> Keywords<'a> {
    /// The shape of keywords, with scores to four places behind the point.
    pub fn new(keywords: &'a crate::Keywords) -> Keywords<'a> {
        let shape = |keyword: &'a crate::Keyword| Keyword {
            phrase: &keyword.phrase,
            score: rounded(keyword.score.get()),
            count: keyword.count,
            variants: &keyword.variants,
            contains: &keyword.contains,
            ranked_as: None,
            components: None,
            places: None,
            places_left_out: 0,
        };
        Keywords { keywords: keywords.keywords.iter().map(shape).collect(), lang: keywords.language.code() }
    }

    /// Adds to each keyword what its score is made of: `"components": {"count": 1.5, …}`, and `"ranked_as"` where the
    /// score is that of a part. `keywords` are those of the shape, found with
    /// [`KeywordOptions::explained`](crate::KeywordOptions::explained).
    pub fn explained(mut self, keywords: &'a crate::Keywords) -> Keywords<'a> {
        for (shape, keyword) in self.keywords.iter_mut().zip(&keywords.keywords) {
            shape.ranked_as = keyword.ranked_as.as_deref();
            shape.components = Some(Components(&keyword.components));
        }
        self
    }

    /// Adds to each keyword of `sources` where it stands, with offsets in a unit: `"places": [{"start", "end"}]`, and
    /// the `document`, from 0, if there are several.
    ///
    /// Of keywords with more than 20,000 places together, those of the keywords that have most are cut, and
    /// `places_left_out` counts the rest.
    pub fn with_places(
        mut self,
        keywords: &crate::Keywords,
        sources: &[&str],
        unit: OffsetUnit,
    ) -> Keywords<'a> {
        let offsets: Vec<_> = sources.iter().map(|source| Offsets::new(source, unit)).collect();
        let counts = keywords.keywords.iter().map(|keyword| keyword.places.len());
        let listed = Listed::of(counts, MOST_OCCURRENCES);
        for (shape, keyword) in self.keywords.iter_mut().zip(&keywords.keywords) {
            let place = |place: &crate::KeywordPlace| {
                let span = offsets[place.document].span(place.span);
                let document = (sources.len() > 1).then_some(place.document);
                KeywordPlace { start: span.start, end: span.end, document }
            };
            let (places, left_out) = listed.split(&keyword.places);
            shape.places = Some(places.iter().map(place).collect());
            shape.places_left_out = left_out;
        }
        self
    }
}

/// An audit: `{"words", "topic", "measures", "keyphrases", "phrases", "findings", "checklist", "cuts", "lang"}`.
///
/// `topic` is there if it was requested and the draft has one: its best keywords.
///
/// A phrase has its `phrase`, its `count`, the fields of [`Phrase`](crate::Phrase) by their names, and `occurrences`; an
/// occurrence `{"start", "end"}`, in a finding `line`, `column`, `end_line` and `end_column` too; a finding `{"rule", "level", "message", "advice", "subject", "value", "limit", "unit",
/// "percentile", "fingerprint", "occurrences"}`, without what it has not.
///
/// Of a draft with more than 16,000 occurrences of phrases or 4,000 of findings, those that have most are cut, and
/// `occurrences_left_out` counts the rest; `findings_left_out` is [`Audit::left_out`](crate::Audit::left_out). Neither is
/// there if it is 0.
#[derive(Debug, Serialize)]
pub struct Audit<'a> {
    words: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    topic: &'a [String],
    measures: Measures,
    keyphrases: Vec<Phrase<'a>>,
    phrases: Vec<Phrase<'a>>,
    single_words: Vec<WordUse<'a>>,
    findings: Vec<Finding<'a, LinePlace>>,
    #[serde(skip_serializing_if = "is_zero")]
    findings_left_out: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    checklist: Vec<Check<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cuts: Vec<Cut<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    cuts_left_out: usize,
    lang: &'static str,
}

/// A line of a checklist.
#[derive(Debug, Serialize)]
struct Check<'a> {
    rule: &'static str,
    passed: bool,
    text: &'a str,
}

/// What to do with an occurrence of a phrase that is said too often.
#[derive(Debug, Serialize)]
struct Cut<'a> {
    phrase: &'a str,
    action: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<&'a str>,
    reason: &'static str,
    #[serde(flatten)]
    place: LinePlace,
}

/// The JSON Schema of an [`Audit`] of a file: `{"file"}` and then its fields.
pub const AUDIT_SCHEMA: &str = include_str!("../../docs/schemas/audit.schema.json");

/// Measures of a whole draft.
#[derive(Debug, Serialize)]
struct Measures {
    family_coverage: f64,
    sales_share: f64,
    score: f64,
    content_words: usize,
    sentences: usize,
    words_per_sentence: f64,
    readability: Option<Readability>,
    reading_minutes: f64,
}

/// How hard a draft is to read.
#[derive(Debug, Serialize)]
struct Readability {
    formula: &'static str,
    score: f64,
}

/// A phrase of an [`Audit`].
#[derive(Debug, Serialize)]
struct Phrase<'a> {
    phrase: &'a str,
    words: usize,
    count: usize,
    exact: usize,
    coverage: f64,
    density: f64,
    window_density: f64,
    unit_density: f64,
    yoast_density: f64,
    paragraphs: usize,
    openers: usize,
    places: Places,
    longest_gap: f64,
    juilland: f64,
    deviation: f64,
    normalized_deviation: f64,
    burstiness: Option<f64>,
    keyness: Option<Keyness>,
    inside: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    variants: Vec<Variant<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    synonyms: Vec<Variant<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<Variant<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<Variant<'a>>,
    occurrences: Vec<Place>,
    #[serde(skip_serializing_if = "is_zero")]
    occurrences_left_out: usize,
}

/// A content word of an [`Audit`].
#[derive(Debug, Serialize)]
struct WordUse<'a> {
    word: &'a str,
    count: usize,
    density: f64,
    content_share: f64,
}

/// How often a phrase stands where readers look first.
#[derive(Debug, Serialize)]
struct Places {
    title: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    search_title: Option<usize>,
    headings: usize,
    first_paragraph: usize,
    last_paragraph: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<usize>,
    alternatives: usize,
}

/// How much more often a phrase is said than elsewhere.
#[derive(Debug, Serialize)]
struct Keyness {
    log_ratio: f64,
    g2: f64,
}

/// A way a phrase is written.
#[derive(Debug, Serialize)]
struct Variant<'a> {
    text: &'a str,
    count: usize,
}

/// A finding of an [`Audit`], with its places.
#[derive(Debug, Serialize)]
struct Finding<'a, P> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    advice: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'a str,
    #[serde(flatten)]
    judged: Option<Judged>,
    fingerprint: String,
    occurrences: Vec<P>,
    #[serde(skip_serializing_if = "is_zero")]
    occurrences_left_out: usize,
}

/// What a finding was judged by.
#[derive(Debug, Serialize)]
struct Judged {
    value: f64,
    limit: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentile: Option<f64>,
}

/// Where something stands in the source.
#[derive(Debug, Serialize)]
struct Place {
    start: usize,
    end: usize,
}

/// The most occurrences that are listed of one draft, of its phrases and of its findings, which have lines too. Chosen: a
/// megabyte at most, and more than an ordinary book has.
const MOST_OCCURRENCES: usize = 20_000;
const MOST_OF_FINDINGS: usize = 4_000;
const MOST_OF_PHRASES: usize = MOST_OCCURRENCES - MOST_OF_FINDINGS;

/// The most cuts that are listed. Chosen: more than anyone makes.
const MOST_CUTS: usize = 500;

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A measure that may be a count: whole numbers are written without a point, so that 1,271 words are not `1271.0`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i64),
    Fraction(f64),
}

impl Number {
    pub(super) fn of(value: f64) -> Number {
        /// Larger ones are not exact.
        const MOST_WHOLE: f64 = 9e15;
        let value = rounded(value);
        match value.fract() == 0.0 && value.abs() < MOST_WHOLE {
            true => Number::Whole(value as i64),
            false => Number::Fraction(value),
        }
    }
}

/// A measure to four places behind the point: more would be noise, and hard to read.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn counted(texts: &[(String, usize)]) -> Vec<Variant<'_>> {
    texts.iter().map(|(text, count)| Variant { text, count: *count }).collect()
}

impl<'a> Audit<'a> {
    /// The shape of an audit of `source`, with offsets in a unit.
    pub fn new(audit: &'a crate::Audit, source: &str, unit: OffsetUnit) -> Audit<'a> {
        let offsets = Offsets::new(source, unit);
        let of_phrases = audit.keyphrases.iter().chain(&audit.phrases).map(|phrase| phrase.occurrences.len());
        let of_findings = audit.findings.iter().map(|finding| finding.occurrences.len());
        let listed = Listed::of(of_phrases, MOST_OF_PHRASES);
        let listed_of_findings = Listed::of(of_findings, MOST_OF_FINDINGS);
        let places = |occurrences: &[crate::Occurrence]| {
            let place = |occurrence: &crate::Occurrence| {
                let span = offsets.span(occurrence.span);
                Place { start: span.start, end: span.end }
            };
            listed.split(occurrences).0.iter().map(place).collect()
        };
        let left_out = |occurrences: &[crate::Occurrence]| listed.split(occurrences).1;
        let phrase = |phrase: &'a crate::Phrase| Phrase {
            phrase: &phrase.text,
            words: phrase.words,
            count: phrase.occurrences.len(),
            exact: phrase.exact,
            coverage: rounded(phrase.coverage),
            density: rounded(phrase.density),
            window_density: rounded(phrase.window_density),
            unit_density: rounded(phrase.unit_density),
            yoast_density: rounded(phrase.yoast_density),
            paragraphs: phrase.paragraphs,
            openers: phrase.openers,
            places: Places {
                title: phrase.places.title,
                search_title: phrase.places.search_title,
                headings: phrase.places.headings,
                first_paragraph: phrase.places.first_paragraph,
                last_paragraph: phrase.places.last_paragraph,
                slug: phrase.places.slug,
                description: phrase.places.description,
                alternatives: phrase.places.alternatives,
            },
            longest_gap: rounded(phrase.longest_gap),
            juilland: rounded(phrase.juilland),
            deviation: rounded(phrase.deviation),
            normalized_deviation: rounded(phrase.normalized_deviation),
            burstiness: phrase.burstiness.map(rounded),
            keyness: phrase
                .keyness
                .map(|keyness| Keyness { log_ratio: rounded(keyness.log_ratio), g2: rounded(keyness.g2) }),
            inside: phrase.inside,
            parent: phrase.parent,
            variants: counted(&phrase.variants),
            synonyms: counted(&phrase.synonyms),
            before: counted(&phrase.before),
            after: counted(&phrase.after),
            occurrences: places(&phrase.occurrences),
            occurrences_left_out: left_out(&phrase.occurrences),
        };
        let lines = LineIndex::new(source);
        let finding = |finding: &'a crate::Finding| {
            let (shown, left_out) = listed_of_findings.split(&finding.occurrences);
            let places = shown.iter().map(|occurrence| LinePlace::new(occurrence.span, &offsets, &lines));
            Finding::new(finding, places.collect(), left_out)
        };
        let cut = |cut: &'a crate::Cut| Cut {
            phrase: &cut.phrase,
            action: cut.action.name(),
            replacement: match &cut.action {
                crate::CutAction::Shorten(short) => Some(short.as_str()),
                _ => None,
            },
            reason: cut.reason,
            place: LinePlace::new(cut.span, &offsets, &lines),
        };
        let single_word = |word: &'a crate::WordUse| WordUse {
            word: &word.text,
            count: word.count,
            density: rounded(word.density),
            content_share: rounded(word.content_share),
        };
        Audit {
            words: audit.words,
            topic: &audit.topic,
            measures: Measures {
                family_coverage: rounded(audit.measures.family_coverage),
                sales_share: rounded(audit.measures.sales_share),
                score: rounded(audit.measures.score),
                content_words: audit.measures.content_words,
                sentences: audit.measures.sentences,
                words_per_sentence: rounded(audit.measures.words_per_sentence),
                readability: audit
                    .measures
                    .readability
                    .map(|it| Readability { formula: it.formula, score: rounded(it.score) }),
                reading_minutes: rounded(audit.measures.reading_minutes),
            },
            keyphrases: audit.keyphrases.iter().map(phrase).collect(),
            phrases: audit.phrases.iter().map(phrase).collect(),
            single_words: audit.single_words.iter().map(single_word).collect(),
            findings: audit.findings.iter().map(finding).collect(),
            findings_left_out: audit.left_out,
            checklist: audit
                .checklist
                .iter()
                .map(|check| Check { rule: check.rule.name(), passed: check.passed, text: &check.text })
                .collect(),
            cuts: audit.cuts.iter().take(MOST_CUTS).map(cut).collect(),
            cuts_left_out: audit.cuts.len().saturating_sub(MOST_CUTS),
            lang: audit.language.code(),
        }
    }
}

impl<'a, P> Finding<'a, P> {
    fn new(finding: &'a crate::Finding, occurrences: Vec<P>, occurrences_left_out: usize) -> Finding<'a, P> {
        Finding {
            rule: finding.rule.name(),
            level: finding.level.name(),
            message: &finding.message,
            advice: &finding.advice,
            subject: &finding.subject,
            judged: finding.judged.map(|judged| Judged {
                value: rounded(judged.value),
                limit: judged.limit,
                unit: judged.unit,
                percentile: judged.percentile,
            }),
            fingerprint: format!("{:016x}", finding.fingerprint()),
            occurrences,
            occurrences_left_out,
        }
    }
}

/// A finding on its own: `{"file", "start", "end", "line", "column", "end_line", "end_column"}` of its first occurrence, if it has one, and then
/// as in an [`Audit`], but that its occurrences have `line` and `column` too. Both count from 1; columns count
/// characters, whatever the unit of offsets. At most 1,000 occurrences of a draft are listed. Where the audit left out
/// findings, each row counts them in `findings_left_out`.
#[derive(Debug, Serialize)]
pub struct FindingRow<'a> {
    file: &'a str,
    #[serde(flatten)]
    first: Option<LinePlace>,
    #[serde(flatten)]
    finding: Finding<'a, LinePlace>,
    #[serde(skip_serializing_if = "is_zero")]
    findings_left_out: usize,
}

/// Where something stands in the source, in offsets and for people.
#[derive(Clone, Copy, Debug, Serialize)]
struct LinePlace {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl LinePlace {
    fn new(span: Span, offsets: &Offsets<'_>, lines: &LineIndex<'_>) -> LinePlace {
        let (from, to) = (lines.locate(span.start), lines.locate(span.end));
        let Span { start, end } = offsets.span(span);
        LinePlace {
            start,
            end,
            page: from.page,
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
        }
    }
}

impl<'a> FindingRow<'a> {
    /// The rows of a report, in the order of its findings, with offsets in a unit.
    pub fn all(report: &Report<'a>, unit: OffsetUnit) -> Vec<FindingRow<'a>> {
        let (lines, offsets) = (LineIndex::new(report.source), Offsets::new(report.source, unit));
        let place = |occurrence: &crate::Occurrence| LinePlace::new(occurrence.span, &offsets, &lines);
        let listed = report.listed();
        let row = |finding: &'a crate::Finding| {
            let (shown, left_out) = listed.split(&finding.occurrences);
            let places: Vec<LinePlace> = shown.iter().map(place).collect();
            FindingRow {
                file: report.name,
                first: places.first().copied(),
                finding: Finding::new(finding, places, left_out),
                findings_left_out: report.audit.left_out,
            }
        };
        report.audit.findings.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::report::samples;
    use super::*;

    #[test]
    fn the_schema_is_json() {
        let schema: Value = serde_json::from_str(AUDIT_SCHEMA).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }

    proptest! {
        #[test]
        fn rows_parse_and_agree_with_the_audit((name, source, findings) in samples::drafts()) {
            let mut audit = samples::empty();
            audit.findings = findings;
            let report = Report::new(&name, &source, &audit);
            let whole = serde_json::to_value(Audit::new(&audit, &source, OffsetUnit::Chars)).unwrap();
            for (at, row) in FindingRow::all(&report, OffsetUnit::Chars).iter().enumerate() {
                let line = serde_json::to_string(row).unwrap();
                prop_assert!(!line.contains('\n'));
                let row: Value = serde_json::from_str(&line).unwrap();
                for field in ["rule", "level", "message", "advice", "subject", "value", "fingerprint"] {
                    prop_assert_eq!(&row[field], &whole["findings"][at][field]);
                }
                prop_assert_eq!(&row["start"], &whole["findings"][at]["occurrences"][0]["start"]);
                prop_assert_eq!(row["occurrences"].as_array().unwrap().len(), audit.findings[at].occurrences.len());
            }
        }
    }
}
