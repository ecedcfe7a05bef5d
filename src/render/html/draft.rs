//! The page of an audit: what was found, the phrases and where each stands, and the draft with marks to walk through.

use std::borrow::Cow;
use std::ops::Range;

use minijinja::Environment;
use serde::Serialize;

use super::chart::{self, Scale};
use super::desk;
use super::flow::{self, Flow, Mark, Spoken};
use super::page::{self, Paragraph};
use super::reading_time;
use super::texts::Texts;
use crate::audit::{Audit, AuditRule, Finding, Limits, Occurrence, Phrase, WordUse};
use crate::document::{BlockKind, Document, Places};
use crate::language::Language;
use crate::order::Arrange;
use crate::render::Report;
use crate::render::against::AgainstReport;
use crate::render::density::DensityReport;
use crate::render::report::Listed;
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
    /// How often words and phrases occur. Not shown, unless set.
    pub density: Option<DensityReport<'a>>,
}

impl<'a> AuditPage<'a> {
    /// A page for an audit of a document, with its limits.
    pub fn new(report: Report<'a>, document: &'a Document<'a>, limits: &'a Limits) -> AuditPage<'a> {
        AuditPage { report, document, limits, top: TOP, against: None, density: None }
    }

    /// Sets what the draft is shown beside.
    pub fn against(mut self, against: impl Into<Option<AgainstReport<'a>>>) -> AuditPage<'a> {
        self.against = against.into();
        self
    }

    /// Sets the densities that are shown.
    pub fn density(mut self, density: impl Into<Option<DensityReport<'a>>>) -> AuditPage<'a> {
        self.density = density.into();
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

/// How many phrases the grid of places has if none was requested.
const PLACED: usize = 5;

/// How many places are named of each finding, and of each phrase.
const PLACES_OF_FINDING: usize = 8;
const PLACES_OF_PHRASE: usize = 40;

/// What the templates show of an audit.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    lang: &'static str,
    dir: &'static str,
    words: usize,
    verdict: String,
    /// The gravest level that there is, or `clean`.
    level: &'static str,
    language: &'static str,
    /// The day that the draft is of, if it says so.
    date: Option<String>,
    topic: &'a [String],
    facts: Vec<(String, String)>,
    findings: Vec<Found<'a>>,
    /// What was looked at, whether it is right or not.
    checklist: Vec<Checked<'a>>,
    /// How much of it is right, in words.
    passed: String,
    against: Option<Beside>,
    density: Option<Vec<desk::Table>>,
    requested: Vec<Row<'a>>,
    phrases: Vec<Row<'a>>,
    phrases_left_out: usize,
    /// The single words, each with its count, its share of all words and that of the content words.
    single_words: Vec<(&'a str, usize, String, String)>,
    scale: Option<Scale>,
    places: Vec<Placed<'a>>,
    limits: Vec<Limit>,
    /// Whether findings other than those of marked phrases are in the text.
    flagged: bool,
    flow: Flow,
}

/// A finding.
#[derive(Debug, Serialize)]
struct Found<'a> {
    level: &'static str,
    level_name: &'static str,
    rule: &'static str,
    message: Cow<'a, str>,
    advice: Cow<'a, str>,
    layer: usize,
    count: usize,
    places: Vec<Place>,
    places_left_out: usize,
    /// What the rule is about, in the language of the page; and the rest of its page, which is in English.
    about: &'static str,
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
    /// The level and the message of a finding.
    level: Option<&'static str>,
    message: Option<String>,
    /// First and last-but-one element of each occurrence, one after the other.
    marks: Vec<usize>,
    /// How far into the draft each occurrence is, in thousandths.
    at: Vec<usize>,
}

/// The most marks of a draft, those of all phrases and findings together: each takes some sixty bytes of the page, and a
/// browser asks for more. Chosen: a draft of 20,000 words that has this many is marked all over.
const MOST_MARKS: usize = 5_000;

/// Something whose occurrences are marked: a requested phrase, one that was found, or a finding.
struct Layer<'a> {
    name: &'a str,
    color: Option<usize>,
    finding: Option<&'a Finding>,
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
    left_out: Vec<(String, &'static str)>,
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
    fn new(report: &AgainstReport<'_>, texts: &Texts) -> Beside {
        let comparison = report.comparison;
        let number = |value: f64| match value.fract() == 0.0 || value >= 100.0 {
            true => texts.number(value, 0),
            false => texts.number(value, 1),
        };
        let measure = |measure: &crate::audit::ComparedMeasure| {
            let there = measure.there;
            (
                texts.measure(measure.name),
                measure.here.map_or_else(|| "–".to_string(), number),
                there.map_or_else(|| "–".to_string(), |(median, ..)| number(median)),
                there.map_or_else(
                    || "–".to_string(),
                    |(_, least, most)| format!("{}–{}", number(least), number(most)),
                ),
            )
        };
        let [missing, under_used] = match comparison.references {
            1 | 2 => ["missing_few", "under_used_few"],
            _ => ["missing", "under_used"],
        };
        let lists = [
            (texts.get(missing), &comparison.missing),
            (texts.get(under_used), &comparison.under_used),
            (texts.get("over_used"), &comparison.over_used),
        ];
        let left_out = |out: &crate::audit::LeftOut| {
            let name = report.references.get(out.reference).copied().unwrap_or_default();
            let reason = if out.language.is_some() { "left_out_language" } else { "left_out_empty" };
            (name.to_string(), texts.get(reason))
        };
        let percent = |value| format!("{}{}", texts.number(value, 2), texts.get("percent"));
        let list = |(title, terms): (&'static str, &Vec<crate::audit::Term>)| {
            let shown = &terms[..terms.len().min(report.top.unwrap_or(usize::MAX))];
            let widest =
                shown.iter().map(|term| term.density.max(term.range.1)).fold(f64::MIN_POSITIVE, f64::max);
            let at = |value: f64| (1000.0 * value / widest).round() as u32;
            let term = |term: &crate::audit::Term| BesideTerm {
                text: term.text.clone(),
                here: percent(term.density),
                median: percent(term.median),
                range: format!("{}–{}", texts.number(term.range.0, 2), percent(term.range.1)),
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
            left_out: comparison.left_out.iter().map(left_out).collect(),
            measures: comparison.measures.iter().map(measure).collect(),
            lists: lists.into_iter().map(list).collect(),
        }
    }
}

/// A line of the checklist.
#[derive(Debug, Serialize)]
struct Checked<'a> {
    passed: bool,
    text: Cow<'a, str>,
}

pub(super) fn view<'a>(
    page: &AuditPage<'a>,
    spoken: &[Spoken],
    environment: &Environment<'_>,
    texts: &Texts,
) -> (View<'a>, Data) {
    let Report { audit, .. } = page.report;
    let requested = &audit.keyphrases[..];
    let phrases = &audit.phrases[..audit.phrases.len().min(page.top)];
    let mut layers = layers(page, requested, phrases);
    let (flow, flagged) = marked(page, spoken, &mut layers, flow::Writer::new(environment, texts));
    let lines = LineIndex::new(page.report.source);
    let shown = Shown { page, layers: &layers, lines: &lines, texts };
    let passed = audit.checklist.iter().filter(|check| check.passed).count();
    let view = View {
        lang: flow::code(audit.language),
        dir: flow::direction(audit.language),
        words: audit.words,
        verdict: verdict(&page.report, texts),
        level: match audit.findings.iter().map(|finding| finding.level).max() {
            Some(level) => level.name(),
            None if audit.words == 0 => "empty",
            None => "clean",
        },
        language: language_name(audit.language, texts),
        date: page.document.fields().date.map(|date| date.to_string()),
        topic: &audit.topic,
        facts: facts(audit, texts),
        findings: shown.findings(audit, requested.len() + phrases.len()),
        checklist: match audit.words {
            0 => Vec::new(),
            _ => {
                let mut checks: Vec<Checked<'a>> = audit
                    .checklist
                    .iter()
                    .map(|check| Checked { passed: check.passed, text: check.text_in(texts.language()) })
                    .collect();
                // What is to be done is seen first.
                checks.arrange_by_key(|check| check.passed);
                checks
            }
        },
        passed: texts.fill("passed", &[&texts.whole(passed), &texts.whole(audit.checklist.len())]),
        against: page.against.as_ref().map(|against| Beside::new(against, texts)),
        density: page
            .density
            .as_ref()
            .map(|density| density.tables().iter().map(|table| desk::Table::new(table, texts)).collect()),
        requested: shown.rows(requested, 0),
        phrases: shown.rows(phrases, requested.len()),
        phrases_left_out: audit.phrases.len() - phrases.len(),
        single_words: audit.single_words.iter().take(page.top).map(|word| single_word(word, texts)).collect(),
        scale: chart::family(audit, page.limits, texts),
        places: placed(page, requested, phrases, texts),
        limits: limits(page.limits, texts),
        flagged,
        flow,
    };
    let data = |layer: &Layer<'_>| LayerData {
        name: layer.name.to_string(),
        color: layer.color,
        level: layer.finding.map(|finding| finding.level.name()),
        message: layer.finding.map(|finding| finding.message_in(texts.language()).into_owned()),
        marks: layer.shown().flat_map(|mark| [mark.elements.start, mark.elements.end]).collect(),
        at: layer.shown().map(|mark| chart::thousandth(mark.text, page.document.text().len())).collect(),
    };
    let data = Data { layers: layers.iter().map(data).collect() };
    (view, data)
}

/// How many findings there are of each level, as [`Report::verdict`] says it.
pub(super) fn verdict(report: &Report<'_>, texts: &Texts) -> String {
    let mut parts: Vec<String> =
        report.counts().iter().map(|(count, level)| texts.counted(*count, level.name())).collect();
    if report.audit.left_out > 0 {
        parts.push(texts.fill("left_out", &[&texts.whole(report.audit.left_out)]));
    }
    let known = texts.whole(report.known);
    let known = match report.places {
        (before, after) if before != after => {
            texts.fill("known_places", &[&known, &texts.whole(before), &texts.whole(after)])
        }
        _ => texts.fill("known", &[&known]),
    };
    match (parts.is_empty(), report.known) {
        (true, 0) if report.audit.words == 0 => parts.push(texts.get("no_text").to_string()),
        (true, 0) => parts.push(texts.get("no_findings").to_string()),
        (true, _) => parts.extend([texts.get("nothing_new").to_string(), known]),
        (false, 0) => {}
        (false, _) => parts.push(known),
    }
    parts.join(", ")
}

/// What a language is called where the page is read: by itself, if the page is in it, else in English.
fn language_name(language: Language, texts: &Texts) -> &'static str {
    if language == texts.language() { texts.get("own_language") } else { language.name() }
}

impl Layer<'_> {
    /// The occurrences that are shown.
    fn shown(&self) -> impl Iterator<Item = &Marked> {
        self.occurrences.iter().filter(|mark| !mark.elements.is_empty())
    }
}

fn layers<'a>(page: &AuditPage<'a>, requested: &'a [Phrase], phrases: &'a [Phrase]) -> Vec<Layer<'a>> {
    let places = Places::new(page.document);
    let marked = |occurrence: &Occurrence| Marked {
        source: occurrence.span,
        text: places.text_span(occurrence.span),
        elements: 0..0,
    };
    let findings = &page.report.audit.findings;
    let of_phrases = requested.iter().chain(phrases).map(|phrase| phrase.occurrences.len());
    let of_findings = findings.iter().map(|finding| finding.occurrences.len());
    let listed = Listed::of(of_phrases.chain(of_findings), MOST_MARKS);
    let layer = |name: &'a str, color: Option<usize>, finding, occurrences: &[Occurrence]| {
        let spans: Vec<Span> = occurrences.iter().map(|place| places.text_span(place.span)).collect();
        let mut occurrences: Vec<Marked> = listed.split(occurrences).0.iter().map(marked).collect();
        // Walked through from beginning to end, whichever are to be changed first.
        occurrences.arrange_by_key(|mark| mark.text);
        Layer { name, color, finding, occurrences, spans }
    };
    let color = |place: usize| {
        let same = place.checked_sub(requested.len()).and_then(|place| twin(&phrases[place], requested));
        Some(same.unwrap_or(place) % COLORS)
    };
    let of_phrases = requested.iter().chain(phrases).enumerate();
    let mut layers: Vec<Layer<'a>> = of_phrases
        .map(|(place, phrase)| layer(&phrase.text, color(place), None, &phrase.occurrences))
        .collect();
    let of_finding = |finding: &'a Finding| {
        let name = if finding.subject.is_empty() { finding.rule.name() } else { finding.subject.as_str() };
        layer(name, None, Some(finding), &finding.occurrences)
    };
    layers.extend(findings.iter().map(of_finding));
    layers
}

/// The phrase that was requested and is the same as one that was found, if there is one: it is shown once.
fn twin(phrase: &Phrase, requested: &[Phrase]) -> Option<usize> {
    requested.iter().position(|requested| {
        requested
            .occurrences
            .iter()
            .map(|place| place.span)
            .eq(phrase.occurrences.iter().map(|place| place.span))
    })
}

/// Of what is longer, only the beginning is flagged: an underlined paragraph is not read. In bytes; chosen, two lines.
const LONG_MARK: usize = 160;

/// A finding of more places has no flag at each of them, which its line shows. Chosen by eye.
const FLAGGED_PLACES: usize = 3;

/// The draft, cut where phrases and findings begin and end. Tells the layers which elements each occurrence has, and whether
/// anything is flagged.
fn marked<'a>(
    page: &AuditPage<'a>,
    spoken: &[Spoken],
    layers: &mut [Layer<'_>],
    mut writer: flow::Writer<'_, 'a>,
) -> (Flow, bool) {
    let mut owners: Vec<(usize, usize)> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        owners.extend((0..layer.occurrences.len()).map(|place| (number, place)));
        spans.extend(layer.occurrences.iter().map(|mark| mark.text));
    }
    let requested = page.report.audit.keyphrases.len();
    let mut count = 0;
    let mut flagged = false;
    let (document, language) = (page.document, page.report.audit.language);
    let mark = |marks: &[u32]| {
        let element = count;
        count += 1;
        let (mut color, mut found, mut level, mut flag) = (None, 0, None, None);
        let of_phrase = |mark: &&u32| layers[owners[**mark as usize].0].color.is_some();
        let phrases: Vec<Span> = marks.iter().filter(of_phrase).map(|mark| spans[*mark as usize]).collect();
        for mark in marks {
            let (number, place) = owners[*mark as usize];
            // What is marked as a phrase needs no second mark.
            let is_phrase = phrases.contains(&spans[*mark as usize]);
            let layer = &mut layers[number];
            let mark = &mut layer.occurrences[place];
            let is_first = mark.elements.is_empty();
            let first = if is_first { element } else { mark.elements.start };
            mark.elements = first..element + 1;
            let is_long = mark.text.end - mark.text.start > LONG_MARK;
            color = color.or(layer.color);
            found += usize::from(layer.color.is_some() && number >= requested);
            if let Some(finding) = layer.finding {
                level = level.max(Some(finding.level).filter(|_| !is_long && !is_phrase));
                let is_rare = layer.spans.len() <= FLAGGED_PLACES;
                flag = flag.max(Some(finding.level).filter(|_| is_first && is_rare && !is_phrase));
            }
        }
        let mut class = "m".to_string();
        match color {
            Some(color) => class.push_str(&format!(" c{color}")),
            None if level.is_some() => class.push_str(" f"),
            None => {}
        }
        if flag.is_some() {
            class.push_str(" flag");
        }
        if let Some(level) = flag.or(level.filter(|_| color.is_none())) {
            class.push_str(&format!(" {}", level.name()));
            flagged = true;
        }
        // Another phrase that was found lies in the same words.
        if found > 1 {
            class.push_str(" x");
        }
        Mark { class, id: format!("m{element}") }
    };
    flow::groups(document, language, spoken, &spans, None, mark, &mut writer);
    (writer.finish(), flagged)
}

/// What rows and findings are made from.
struct Shown<'p, 'a> {
    page: &'p AuditPage<'a>,
    layers: &'p [Layer<'a>],
    lines: &'p LineIndex<'a>,
    texts: &'p Texts,
}

impl<'a> Shown<'_, 'a> {
    fn findings(&self, audit: &'a Audit, first: usize) -> Vec<Found<'a>> {
        let found = |(place, finding): (usize, &'a Finding)| {
            let layer = first + place;
            let (places, places_left_out) = self.places(layer, PLACES_OF_FINDING);
            Found {
                level: finding.level.name(),
                level_name: self.texts.get(finding.level.name()),
                rule: finding.rule.name(),
                message: finding.message_in(self.texts.language()),
                advice: finding.advice_in(self.texts.language()),
                layer,
                count: self.layers[layer].shown().count(),
                places,
                places_left_out,
                about: self.texts.about(finding.rule),
                page: page::paragraphs(finding.rule.page()).split_off(1),
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
            // One that was asked for has its row already.
            let is_shown = first == 0 || twin(&phrases[place], &self.page.report.audit.keyphrases).is_none();
            if is_shown {
                rows.push(self.row(&phrases[place], phrases, first + place, depth));
            }
            let below = depth + usize::from(is_shown);
            waiting.extend(children[place].iter().rev().map(|child| (*child, below)));
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
            color: self.layers[layer].color.unwrap_or_default(),
            depth,
            parent: phrase.parent.and_then(|parent| phrases.get(parent)).map(|parent| parent.text.as_str()),
            count,
            inside: phrase.inside,
            elsewhere: count.saturating_sub(phrase.inside),
            coverage: self.texts.percent(phrase.coverage),
            coverage_value: (phrase.coverage * 100.0).round() as i64,
            paragraphs: phrase.paragraphs,
            openers: phrase.openers,
            strip: chart::strip(spans, length),
            strip_told: chart::strip_told(spans, length, self.texts),
            first: places.first().map(|place| place.target.clone()),
            written: borrowed(&phrase.variants),
            synonyms: borrowed(&phrase.synonyms),
            before: borrowed(&phrase.before),
            after: borrowed(&phrase.after),
            measures: measures(phrase, self.texts),
            places,
            places_left_out,
        }
    }
}

fn borrowed(counted: &[(String, usize)]) -> Vec<(&str, usize)> {
    counted.iter().map(|(text, count)| (text.as_str(), *count)).collect()
}

/// The measures of a phrase that have no column.
fn measures(phrase: &Phrase, texts: &Texts) -> Vec<(&'static str, String)> {
    let mut measures = vec![
        (texts.get("m_density"), texts.number(phrase.density, 2)),
        (texts.get("m_window"), texts.number(phrase.window_density, 2)),
        (texts.get("m_gap"), texts.percent(100.0 * phrase.longest_gap)),
        (texts.get("m_juilland"), texts.number(phrase.juilland, 2)),
    ];
    if let Some(burstiness) = phrase.burstiness {
        measures.push((texts.get("m_burstiness"), texts.number(burstiness, 2)));
    }
    if let Some(keyness) = phrase.keyness {
        measures.push((texts.get("m_keyness"), texts.number(keyness.log_ratio, 1)));
    }
    measures
}

fn facts(audit: &Audit, texts: &Texts) -> Vec<(String, String)> {
    let mut facts = [
        (texts.get("words"), texts.whole(audit.words)),
        (texts.get("paragraphs"), texts.whole(audit.paragraphs)),
        (texts.get("words_per_sentence"), texts.number(audit.measures.words_per_sentence, 1)),
        (texts.get("reading_time"), reading_time::duration(60.0 * audit.measures.reading_minutes)),
    ]
    .map(|(name, value): (&str, String)| (name.to_string(), value))
    .to_vec();
    if let Some(readability) = &audit.measures.readability {
        // This one says by its name what it measures.
        let name = match readability.formula {
            "Flesch Reading Ease" => readability.formula.to_string(),
            formula => texts.fill("readability", &[formula]),
        };
        facts.push((name, texts.number(readability.score, 0)));
    }
    facts
}

fn single_word<'a>(word: &'a WordUse, texts: &Texts) -> (&'a str, usize, String, String) {
    (&word.text, word.count, texts.percent(word.density), texts.percent(word.content_share))
}

/// Where the phrases asked for stand, or the top ones if none was.
fn placed<'a>(
    page: &AuditPage<'a>,
    requested: &'a [Phrase],
    phrases: &'a [Phrase],
    texts: &Texts,
) -> Vec<Placed<'a>> {
    let shown = if requested.is_empty() { &phrases[..phrases.len().min(PLACED)] } else { requested };
    let document = page.document;
    let has = |kind: BlockKind| document.blocks().iter().any(|block| block.kind == kind);
    let (has_headings, has_paragraphs) = (has(BlockKind::Heading), has(BlockKind::Paragraph));
    let has_title = document.title().is_some();
    let has_alternatives = !document.fields().alternatives.is_empty();
    let cells = |phrase: &Phrase| {
        let places = &phrase.places;
        let if_there = |is_there: bool, count: usize| is_there.then_some(count);
        vec![
            (texts.get("p_title"), if_there(has_title, places.title)),
            (texts.get("p_headings"), if_there(has_headings, places.headings)),
            (texts.get("p_first"), if_there(has_paragraphs, places.first_paragraph)),
            (texts.get("p_last"), if_there(has_paragraphs, places.last_paragraph)),
            (texts.get("p_slug"), places.slug),
            (texts.get("p_description"), places.description),
            (texts.get("p_images"), if_there(has_alternatives, places.alternatives)),
        ]
    };
    let placed = |(place, phrase): (usize, &'a Phrase)| Placed {
        phrase: &phrase.text,
        color: place % COLORS,
        cells: cells(phrase),
    };
    shown.iter().enumerate().map(placed).collect()
}

fn limits(limits: &Limits, texts: &Texts) -> Vec<Limit> {
    let percent = |value: f64| {
        format!("{}{}", texts.number(value, usize::from(value.fract() != 0.0)), texts.get("percent"))
    };
    let row = |rule: AuditRule, what: &str, value: String, from: &str| Limit {
        rule: rule.name(),
        what: texts.get(what),
        value,
        from: texts.get(from),
    };
    let count = |value: usize| texts.whole(value);
    vec![
        row(AuditRule::OverusedPhrase, "l_family_note", percent(limits.family_note), "o_labelled"),
        row(AuditRule::OverusedPhrase, "l_same_warning", percent(limits.family_warning), "o_labelled"),
        row(AuditRule::OverusedWord, "l_word_note", percent(limits.word_note), "o_one_more"),
        row(AuditRule::OverusedWord, "l_same_warning", percent(limits.word_warning), "o_none"),
        row(AuditRule::KeyphraseUneven, "l_gap", percent(100.0 * limits.keyphrase_gap), "o_half"),
        row(AuditRule::KeyphrasePlacement, "l_headings", percent(limits.keyphrase_headings), "o_one_enough"),
        row(AuditRule::LongSentence, "l_sentence", count(limits.sentence_words), "o_one_more"),
        row(AuditRule::LongParagraph, "l_paragraph", count(limits.paragraph_words), "o_one_more"),
        row(AuditRule::SameOpening, "l_openings", count(limits.same_openings), "o_three_more"),
        row(
            AuditRule::HardToRead,
            "l_ease",
            texts.number(limits.reading_ease, usize::from(limits.reading_ease.fract() != 0.0)),
            "o_less",
        ),
    ]
}
