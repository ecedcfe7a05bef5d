//! The page of an audit: what was found, the phrases and where each stands, and the draft with marks to walk through.

use std::ops::Range;

use minijinja::Environment;
use serde::Serialize;

use super::chart::{self, Scale};
use super::flow::{self, Flow, Group, Piece};
use super::page::{self, Paragraph};
use super::told;
use crate::audit::{Audit, AuditRule, Finding, Level, Limits, Occurrence, Phrase, WordUse};
use crate::document::{BlockKind, Document, Places};
use crate::render::Report;
use crate::render::against::AgainstReport;
use crate::render::report::Listed;
use crate::render::tables::thousands;
use crate::span::{LineIndex, Span};

/// An audit to be shown with its draft.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AuditPage<'a> {
    /// The audit, its source and what that is called.
    pub report: Report<'a>,
    /// The document that the source was read as.
    pub document: &'a Document<'a>,
    /// The limits that it was judged by.
    pub limits: &'a Limits,
    /// How many phrases are shown at most: 30, unless set.
    pub top: usize,
    /// The draft beside references. Not shown, unless set.
    pub against: Option<AgainstReport<'a>>,
}

impl<'a> AuditPage<'a> {
    /// A page for an audit of a document, with its limits.
    pub fn new(report: Report<'a>, document: &'a Document<'a>, limits: &'a Limits) -> AuditPage<'a> {
        AuditPage { report, document, limits, top: TOP, against: None }
    }

    /// Sets what the draft is shown beside.
    pub fn against(mut self, against: impl Into<Option<AgainstReport<'a>>>) -> AuditPage<'a> {
        self.against = against.into();
        self
    }

    /// Sets how many phrases are shown at most.
    pub fn top(mut self, top: usize) -> AuditPage<'a> {
        self.top = top;
        self
    }
}

/// How many phrases are shown, unless it is set.
const TOP: usize = 30;

/// How many colors there are for phrases; the next one begins again with the first.
const COLORS: usize = 8;

/// How many phrases the grid of places has if none was asked for.
const PLACED: usize = 5;

/// How many places are named of each finding, and of each phrase.
const PLACES_OF_FINDING: usize = 8;
const PLACES_OF_PHRASE: usize = 40;

/// What the templates show of an audit.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    lang: &'static str,
    dir: &'static str,
    verdict: String,
    /// The gravest level that there is, or `clean`.
    level: &'static str,
    language: &'static str,
    topic: &'a [String],
    facts: Vec<(&'static str, String)>,
    findings: Vec<Found<'a>>,
    /// What was looked at, whether it is right or not.
    checklist: Vec<Checked<'a>>,
    against: Option<Beside>,
    asked: Vec<Row<'a>>,
    phrases: Vec<Row<'a>>,
    phrases_left_out: usize,
    /// The single words, each with its count, its share of all words and that of the content words.
    single_words: Vec<(&'a str, usize, String, String)>,
    scale: Option<Scale>,
    places: Vec<Placed<'a>>,
    limits: Vec<Limit>,
    flow: Flow,
}

/// A finding.
#[derive(Debug, Serialize)]
struct Found<'a> {
    level: &'static str,
    rule: &'static str,
    message: &'a str,
    advice: &'a str,
    layer: usize,
    count: usize,
    places: Vec<Place>,
    places_left_out: usize,
    page: Vec<Paragraph>,
}

/// A phrase of a table.
#[derive(Debug, Serialize)]
struct Row<'a> {
    phrase: &'a str,
    layer: usize,
    color: usize,
    /// How deep it lies in other phrases.
    depth: usize,
    /// The longer phrase that holds the most of its occurrences.
    parent: Option<&'a str>,
    count: usize,
    inside: usize,
    elsewhere: usize,
    coverage: String,
    /// In hundredths of a percent, to sort by.
    coverage_value: i64,
    paragraphs: usize,
    openers: usize,
    strip: String,
    strip_told: String,
    first: Option<String>,
    written: Vec<(&'a str, usize)>,
    synonyms: Vec<(&'a str, usize)>,
    before: Vec<(&'a str, usize)>,
    after: Vec<(&'a str, usize)>,
    measures: Vec<(&'static str, String)>,
    places: Vec<Place>,
    places_left_out: usize,
}

/// A place in the draft.
#[derive(Debug, Serialize)]
struct Place {
    /// The element to go to.
    target: String,
    /// Its number among those of its phrase or finding, from 0.
    number: usize,
    /// Its line and column.
    at: String,
}

/// Where a phrase stands of the places that readers look at first: for each its count, or none if the draft has no
/// such place.
#[derive(Debug, Serialize)]
struct Placed<'a> {
    phrase: &'a str,
    color: usize,
    cells: Vec<(&'static str, Option<usize>)>,
}

/// A limit, and what it is of.
#[derive(Debug, Serialize)]
struct Limit {
    rule: &'static str,
    what: &'static str,
    value: String,
    from: &'static str,
}

/// What the script needs: for each phrase and finding, in the order of their layers, its occurrences.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    layers: Vec<LayerData>,
}

#[derive(Debug, Default, Serialize)]
struct LayerData {
    name: String,
    /// The color of a phrase; none for a finding.
    color: Option<usize>,
    /// First and last-but-one element of each occurrence, one after the other.
    marks: Vec<usize>,
    /// How far into the draft each occurrence is, in thousandths.
    at: Vec<usize>,
}

/// The most marks of a draft, those of all phrases and findings together: each takes some sixty bytes of the page, and a
/// browser asks for more. Chosen: a draft of 20,000 words that has this many is marked all over.
const MOST_MARKS: usize = 5_000;

/// Something whose occurrences are marked: a phrase that was asked for, one that was found, or a finding.
struct Layer<'a> {
    name: &'a str,
    color: Option<usize>,
    /// In the order of the draft.
    occurrences: Vec<Marked>,
    /// Where all of them are in the text, also those that are not marked.
    spans: Vec<Span>,
}

/// An occurrence that is marked.
#[derive(Clone, Debug)]
struct Marked {
    source: Span,
    text: Span,
    /// The numbers of the elements that it is made of; empty if it is outside of what is shown.
    elements: Range<usize>,
}

/// The draft beside references.
#[derive(Debug, Serialize)]
struct Beside {
    references: usize,
    measures: Vec<(&'static str, String, String, String)>,
    lists: Vec<BesideList>,
}

/// A list of terms, each with where the draft stands among the references, in thousandths of the widest of the list.
#[derive(Debug, Serialize)]
struct BesideList {
    title: &'static str,
    terms: Vec<BesideTerm>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct BesideTerm {
    text: String,
    here: String,
    median: String,
    range: String,
    references: usize,
    /// The least, the width up to the most, the median and the draft.
    at: (u32, u32, u32, u32),
}

impl Beside {
    fn new(report: &AgainstReport<'_>) -> Beside {
        let comparison = report.comparison;
        let number = |value: f64| match value.fract() == 0.0 || value >= 100.0 {
            true => format!("{value:.0}"),
            false => format!("{value:.1}"),
        };
        let measure = |measure: &crate::audit::ComparedMeasure| {
            let there = measure.there;
            (
                measure.name,
                measure.here.map_or_else(|| "–".to_string(), number),
                there.map_or_else(|| "–".to_string(), |(median, ..)| number(median)),
                there.map_or_else(
                    || "–".to_string(),
                    |(_, least, most)| format!("{}–{}", number(least), number(most)),
                ),
            )
        };
        let lists = [
            ("Missing: in most references, not here", &comparison.missing),
            ("Under-used: less than half the median of the references", &comparison.under_used),
            ("Over-used: at least twice as often as in the references together", &comparison.over_used),
        ];
        let list = |(title, terms): (&'static str, &Vec<crate::audit::Term>)| {
            let shown = &terms[..terms.len().min(report.top.unwrap_or(usize::MAX))];
            let widest =
                shown.iter().map(|term| term.density.max(term.range.1)).fold(f64::MIN_POSITIVE, f64::max);
            let at = |value: f64| (1000.0 * value / widest).round() as u32;
            let term = |term: &crate::audit::Term| BesideTerm {
                text: term.text.clone(),
                here: format!("{:.2}%", term.density),
                median: format!("{:.2}%", term.median),
                range: format!("{:.2}–{:.2}%", term.range.0, term.range.1),
                references: term.references,
                at: (
                    at(term.range.0),
                    at(term.range.1) - at(term.range.0),
                    at(term.median),
                    at(term.density),
                ),
            };
            BesideList { title, terms: shown.iter().map(term).collect(), more: terms.len() - shown.len() }
        };
        Beside {
            references: comparison.references,
            measures: comparison.measures.iter().map(measure).collect(),
            lists: lists.into_iter().map(list).collect(),
        }
    }
}

/// A line of the checklist.
#[derive(Debug, Serialize)]
struct Checked<'a> {
    passed: bool,
    text: &'a str,
}

pub(super) fn view<'a>(page: &AuditPage<'a>, environment: &Environment<'_>) -> (View<'a>, Data) {
    let Report { audit, .. } = page.report;
    let asked = &audit.keyphrases[..];
    let phrases = &audit.phrases[..audit.phrases.len().min(page.top)];
    let mut layers = layers(page, asked, phrases);
    let flow = Flow::of(marked(page, &mut layers), environment);
    let lines = LineIndex::new(page.report.source);
    let shown = Shown { page, layers: &layers, lines: &lines };
    let view = View {
        lang: flow::code(audit.language),
        dir: flow::direction(audit.language),
        verdict: page.report.verdict(),
        level: audit.findings.iter().map(|finding| finding.level).max().map_or("clean", Level::name),
        language: audit.language.name(),
        topic: &audit.topic,
        facts: facts(audit),
        findings: shown.findings(audit, asked.len() + phrases.len()),
        checklist: audit
            .checklist
            .iter()
            .map(|check| Checked { passed: check.passed, text: &check.text })
            .collect(),
        against: page.against.as_ref().map(Beside::new),
        asked: shown.rows(asked, 0),
        phrases: shown.rows(phrases, asked.len()),
        phrases_left_out: audit.phrases.len() - phrases.len(),
        single_words: audit.single_words.iter().take(page.top).map(single_word).collect(),
        scale: chart::family(audit, page.limits),
        places: placed(page, asked, phrases),
        limits: limits(page.limits),
        flow,
    };
    let data = |layer: &Layer<'_>| LayerData {
        name: layer.name.to_string(),
        color: layer.color,
        marks: layer.shown().flat_map(|mark| [mark.elements.start, mark.elements.end]).collect(),
        at: layer.shown().map(|mark| chart::thousandth(mark.text, page.document.text().len())).collect(),
    };
    let data = Data { layers: layers.iter().map(data).collect() };
    (view, data)
}

impl Layer<'_> {
    /// The occurrences that are shown.
    fn shown(&self) -> impl Iterator<Item = &Marked> {
        self.occurrences.iter().filter(|mark| !mark.elements.is_empty())
    }
}

fn layers<'a>(page: &AuditPage<'a>, asked: &'a [Phrase], phrases: &'a [Phrase]) -> Vec<Layer<'a>> {
    let places = Places::new(page.document);
    let marked = |occurrence: &Occurrence| Marked {
        source: occurrence.span,
        text: places.text_span(occurrence.span),
        elements: 0..0,
    };
    let findings = &page.report.audit.findings;
    let of_phrases = asked.iter().chain(phrases).map(|phrase| phrase.occurrences.len());
    let of_findings = findings.iter().map(|finding| finding.occurrences.len());
    let listed = Listed::of(of_phrases.chain(of_findings), MOST_MARKS);
    let layer = |name: &'a str, color: Option<usize>, occurrences: &[Occurrence]| {
        let spans: Vec<Span> = occurrences.iter().map(|place| places.text_span(place.span)).collect();
        let mut occurrences: Vec<Marked> = listed.split(occurrences).0.iter().map(marked).collect();
        // Walked through from beginning to end, whichever are to be changed first.
        occurrences.sort_by_key(|mark| mark.text);
        Layer { name, color, occurrences, spans }
    };
    let of_phrases = asked.iter().chain(phrases).enumerate();
    let mut layers: Vec<Layer<'a>> = of_phrases
        .map(|(place, phrase)| layer(&phrase.text, Some(place % COLORS), &phrase.occurrences))
        .collect();
    let of_finding = |finding: &'a Finding| match finding.subject.as_str() {
        "" => layer(finding.rule.name(), None, &finding.occurrences),
        subject => layer(subject, None, &finding.occurrences),
    };
    layers.extend(findings.iter().map(of_finding));
    layers
}

/// The draft, cut where phrases and findings begin and end. Tells the layers which elements each occurrence has.
fn marked<'a>(page: &AuditPage<'a>, layers: &mut [Layer<'_>]) -> Vec<Group<'a>> {
    let mut owners: Vec<(usize, usize)> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        owners.extend((0..layer.occurrences.len()).map(|place| (number, place)));
        spans.extend(layer.occurrences.iter().map(|mark| mark.text));
    }
    let asked = page.report.audit.keyphrases.len();
    let runs = flow::runs(page.document.blocks(), &spans);
    let mut count = 0;
    flow::groups(page.document, page.report.audit.language, &runs, None, |run, text| {
        if run.marks.is_empty() {
            return Piece::plain(text);
        }
        let element = count;
        count += 1;
        let mut class = "m".to_string();
        let (mut color, mut found) = (None, 0);
        for mark in &run.marks {
            let (number, place) = owners[*mark as usize];
            let layer = &mut layers[number];
            let mark = &mut layer.occurrences[place];
            let first = if mark.elements.is_empty() { element } else { mark.elements.start };
            mark.elements = first..element + 1;
            color = color.or(layer.color);
            found += usize::from(layer.color.is_some() && number >= asked);
        }
        if let Some(color) = color {
            class.push_str(&format!(" c{color}"));
        }
        // Another phrase that was found lies in the same words.
        if found > 1 {
            class.push_str(" x");
        }
        Piece { text, class: Some(class), id: Some(format!("m{element}")), rank: None }
    })
}

/// What rows and findings are made from.
struct Shown<'p, 'a> {
    page: &'p AuditPage<'a>,
    layers: &'p [Layer<'a>],
    lines: &'p LineIndex<'a>,
}

impl<'a> Shown<'_, 'a> {
    fn findings(&self, audit: &'a Audit, first: usize) -> Vec<Found<'a>> {
        let found = |(place, finding): (usize, &'a Finding)| {
            let layer = first + place;
            let (places, places_left_out) = self.places(layer, PLACES_OF_FINDING);
            Found {
                level: finding.level.name(),
                rule: finding.rule.name(),
                message: &finding.message,
                advice: &finding.advice,
                layer,
                count: self.layers[layer].shown().count(),
                places,
                places_left_out,
                page: page::paragraphs(finding.rule.page()),
            }
        };
        audit.findings.iter().enumerate().map(found).collect()
    }

    /// The first places of a layer, and how many more there are.
    fn places(&self, layer: usize, most: usize) -> (Vec<Place>, usize) {
        let layer = &self.layers[layer];
        let place = |(number, mark): (usize, &Marked)| {
            let at = self.lines.locate(mark.source.start).to_string();
            Place { target: format!("m{}", mark.elements.start), number, at }
        };
        let places: Vec<Place> = layer.shown().enumerate().take(most).map(place).collect();
        let left_out = layer.shown().count() - places.len() + (layer.spans.len() - layer.occurrences.len());
        (places, left_out)
    }

    /// The rows of a table: each phrase behind the one that holds it.
    fn rows(&self, phrases: &'a [Phrase], first: usize) -> Vec<Row<'a>> {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); phrases.len()];
        let mut waiting: Vec<(usize, usize)> = Vec::new();
        for (place, phrase) in phrases.iter().enumerate() {
            match phrase.parent.and_then(|parent| children.get_mut(parent)) {
                Some(siblings) => siblings.push(place),
                None => waiting.push((place, 0)),
            }
        }
        waiting.reverse();
        let mut rows = Vec::with_capacity(phrases.len());
        while let Some((place, depth)) = waiting.pop() {
            rows.push(self.row(&phrases[place], phrases, first + place, depth));
            waiting.extend(children[place].iter().rev().map(|child| (*child, depth + 1)));
        }
        rows
    }

    fn row(&self, phrase: &'a Phrase, phrases: &'a [Phrase], layer: usize, depth: usize) -> Row<'a> {
        let (places, places_left_out) = self.places(layer, PLACES_OF_PHRASE);
        let length = self.page.document.text().len();
        let spans = &self.layers[layer].spans;
        let count = phrase.occurrences.len();
        Row {
            phrase: &phrase.text,
            layer,
            color: layer % COLORS,
            depth,
            parent: phrase.parent.and_then(|parent| phrases.get(parent)).map(|parent| parent.text.as_str()),
            count,
            inside: phrase.inside,
            elsewhere: count.saturating_sub(phrase.inside),
            coverage: told::percent(phrase.coverage),
            coverage_value: (phrase.coverage * 100.0).round() as i64,
            paragraphs: phrase.paragraphs,
            openers: phrase.openers,
            strip: chart::strip(spans, length),
            strip_told: chart::strip_told(spans, length),
            first: places.first().map(|place| place.target.clone()),
            written: borrowed(&phrase.variants),
            synonyms: borrowed(&phrase.synonyms),
            before: borrowed(&phrase.before),
            after: borrowed(&phrase.after),
            measures: measures(phrase),
            places,
            places_left_out,
        }
    }
}

fn borrowed(counted: &[(String, usize)]) -> Vec<(&str, usize)> {
    counted.iter().map(|(text, count)| (text.as_str(), *count)).collect()
}

/// The measures of a phrase that have no column.
fn measures(phrase: &Phrase) -> Vec<(&'static str, String)> {
    let mut measures = vec![
        ("for 100 words", format!("{:.2}", phrase.density)),
        ("for 100 places it could stand in", format!("{:.2}", phrase.window_density)),
        ("longest stretch without it", told::percent(100.0 * phrase.longest_gap)),
        ("evenness (Juilland’s D; 1 is even)", format!("{:.2}", phrase.juilland)),
    ];
    if let Some(burstiness) = phrase.burstiness {
        measures.push(("burstiness (1 clustered, −1 regular)", format!("{burstiness:.2}")));
    }
    if let Some(keyness) = phrase.keyness {
        measures.push(("keyness (log ratio)", format!("{:.1}", keyness.log_ratio)));
    }
    measures
}

fn facts(audit: &Audit) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Words", thousands(audit.words)),
        ("Paragraphs", thousands(audit.paragraphs)),
        ("Words a sentence", format!("{:.1}", audit.measures.words_per_sentence)),
        ("Reading time", told::duration(60.0 * audit.measures.reading_minutes)),
    ];
    if let Some(readability) = &audit.measures.readability {
        facts.push((readability.formula, format!("{:.0}", readability.score)));
    }
    facts
}

fn single_word(word: &WordUse) -> (&str, usize, String, String) {
    (&word.text, word.count, told::percent(word.density), told::percent(word.content_share))
}

/// Where the phrases asked for stand, or the top ones if none was.
fn placed<'a>(page: &AuditPage<'a>, asked: &'a [Phrase], phrases: &'a [Phrase]) -> Vec<Placed<'a>> {
    let shown = if asked.is_empty() { &phrases[..phrases.len().min(PLACED)] } else { asked };
    let document = page.document;
    let has = |kind: BlockKind| document.blocks().iter().any(|block| block.kind == kind);
    let (has_headings, has_paragraphs) = (has(BlockKind::Heading), has(BlockKind::Paragraph));
    let has_title = document.title().is_some();
    let has_alternatives = !document.fields().alternatives.is_empty();
    let cells = |phrase: &Phrase| {
        let places = &phrase.places;
        let if_there = |is_there: bool, count: usize| is_there.then_some(count);
        vec![
            ("Title", if_there(has_title, places.title)),
            ("Headings", if_there(has_headings, places.headings)),
            ("First paragraph", if_there(has_paragraphs, places.first_paragraph)),
            ("Last paragraph", if_there(has_paragraphs, places.last_paragraph)),
            ("Slug", places.slug),
            ("Description", places.description),
            ("Image texts", if_there(has_alternatives, places.alternatives)),
        ]
    };
    let placed = |(place, phrase): (usize, &'a Phrase)| Placed {
        phrase: &phrase.text,
        color: place % COLORS,
        cells: cells(phrase),
    };
    shown.iter().enumerate().map(placed).collect()
}

fn limits(limits: &Limits) -> Vec<Limit> {
    let labelled = "620 labelled texts, stuffed pages and clean ones";
    let posts = "245 ordinary posts: about 1 in 100 has more";
    let row = |rule: AuditRule, what, value: String, from| Limit { rule: rule.name(), what, value, from };
    vec![
        row(
            AuditRule::OverusedPhrase,
            "words inside the top phrase and its variants, for a note; up to a fifth higher in short drafts",
            format!("{}%", limits.family_note),
            labelled,
        ),
        row(
            AuditRule::OverusedPhrase,
            "the same, for a warning",
            format!("{}%", limits.family_warning),
            labelled,
        ),
        row(
            AuditRule::OverusedWord,
            "share of a word among the content words, for a note; higher in short drafts",
            format!("{}%", limits.word_note),
            "245 ordinary posts: about 1 in 100 has more",
        ),
        row(
            AuditRule::OverusedWord,
            "the same, for a warning",
            format!("{}%", limits.word_warning),
            "245 ordinary posts: none has as much",
        ),
        row(
            AuditRule::KeyphraseUneven,
            "longest stretch without the keyphrase",
            format!("{}%", 100.0 * limits.keyphrase_gap),
            "chosen: half of the draft",
        ),
        row(
            AuditRule::KeyphrasePlacement,
            "headings that have the keyphrase, at least",
            format!("{}%", limits.keyphrase_headings),
            "chosen: one is enough",
        ),
        row(AuditRule::LongSentence, "words of a sentence", limits.sentence_words.to_string(), posts),
        row(AuditRule::LongParagraph, "words of a paragraph", limits.paragraph_words.to_string(), posts),
        row(
            AuditRule::SameOpening,
            "sentences in a row that begin alike",
            limits.same_openings.to_string(),
            "245 ordinary posts: about 3 in 100 have more",
        ),
        row(
            AuditRule::HardToRead,
            "Flesch Reading Ease, at least",
            limits.reading_ease.to_string(),
            "245 ordinary posts: about 1 in 100 has less",
        ),
    ]
}
