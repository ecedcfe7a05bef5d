//! What the server does with a body: the tasks of a batch with its rows and its answers, and what the desk needs beside them.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::Result;
use nutgraf::render::against::{self, Against, AgainstReport};
use nutgraf::render::density::{self, DensityReport};
use nutgraf::render::diff::{self, DiffReport};
use nutgraf::render::html::{self, AuditPage, SummaryPage};
use nutgraf::render::{Report, json, markdown, text, visible};
use nutgraf::{
    Analyzer, AuditOptions, Auditor, Budget, Comparison, DensityOptions, Document, Format, KeywordOptions,
    Method, OffsetUnit, Options, Preset,
};
use serde::{Deserialize, Serialize};

use super::http::{Fault, Head, Response};
use crate::args::{Common, Splitting, What};
use crate::audit::OptionsByFile;
use crate::batch::row::{self, Fields, Row};
use crate::batch::{self, Answer, Answers};
use crate::corpus::Tables;
use crate::input;
use crate::page::Pair;

/// What a draft is called that has no name.
const NAME: &str = "draft";

/// How many phrases a report lists, as `nutgraf report` does.
const TOP: usize = 30;

/// The width that a report in plain text is laid out for.
const COLUMNS: usize = 80;

/// What can be posted, and the parameters that it takes.
pub(super) const ROUTES: [(&str, Route, &[&str]); 9] = [
    (
        "/v1/summarize",
        Route::Summarize,
        &["offsets", "sentences", "words", "chars", "ratio", "method", "trim"],
    ),
    ("/v1/audit", Route::Audit, &["offsets", "preset"]),
    ("/v1/keywords", Route::Keywords, &["count", "max-words", "unnested"]),
    ("/v1/sentences", Route::Sentences, &["offsets", "enumerators", "no-layout"]),
    ("/v1/density", Route::Density, &["offsets", "words", "min-count", "top"]),
    ("/v1/compare", Route::Compare, &["top"]),
    ("/v1/diff", Route::Diff, &["offsets", "preset", "top"]),
    ("/v1/report", Route::Report, &["as", "name", "sentences", "preset"]),
    ("/v1/read", Route::Read, &["name"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Summarize,
    Audit,
    Keywords,
    Sentences,
    Density,
    Compare,
    Diff,
    Report,
    Read,
}

impl Route {
    /// The media type of its bodies. Pages of other sites can post neither without being asked for leave first.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Route::Read => "application/octet-stream",
            _ => "application/json",
        }
    }
}

/// What answers requests.
pub(super) struct Api {
    common: Common,
    /// What an audit goes by, without a preset and with each.
    options: Vec<(Option<Preset>, AuditOptions)>,
    seats: Seats,
}

/// What is left of a body beside its row.
#[derive(Default, Deserialize)]
struct Beside {
    /// The version before.
    old: Option<String>,
    #[serde(default)]
    references: Vec<Reference>,
    format: Option<String>,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(default)]
    name: String,
    text: String,
}

/// What was read of a file.
#[derive(Serialize)]
struct Reading<'a> {
    name: &'a str,
    /// The format that its text is in now.
    format: &'static str,
    text: &'a str,
}

impl Api {
    pub(super) fn new(jobs: usize, what: &What, common: &Common) -> Result<Api> {
        // Notes are for who started the program; of what clients send there would be no end of them.
        let common = Common { quiet: true, ..common.clone() };
        let mut options = Vec::new();
        for preset in std::iter::once(None).chain(Preset::ALL.into_iter().map(Some)) {
            let what = What { preset: preset.or(what.preset), ..what.clone() };
            // By the configuration of the folder that the program was started in.
            let (mut found, _) = OptionsByFile::new(&what, &common)?.of(Path::new(NAME))?;
            found.topic = true;
            options.push((preset, found));
        }
        let seats = Seats::new(jobs, Tables::read(&common)?);
        Ok(Api { common, options, seats })
    }

    /// Answers a request as soon as there is a worker for it.
    pub(super) fn answer(
        &self,
        route: Route,
        head: &Head,
        body: &[u8],
        until: Instant,
    ) -> Result<Response, Fault> {
        let (_, _, known) = ROUTES[route as usize];
        if let Some((name, _)) = head.query.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            let name = visible::line(name);
            return Err(Fault::refused(
                400,
                format!("unknown parameter {name}: expected {}", known.join(", ")),
            ));
        }
        let Some(mut seat) = self.seats.take(until) else {
            return Err(Fault::refused(503, "too many requests at a time"));
        };
        let worker = seat.worker();
        match route {
            Route::Read => self.read(head, body),
            route => self.task(route, head, body, worker),
        }
        .map_err(|error| match error.downcast::<Refusal>() {
            Ok(Refusal(fault)) => fault,
            Err(error) => {
                let message = format!("{error:#}");
                Fault::refused(400, visible::clipped(&visible::line(&message), visible::MESSAGE_CHARS))
            }
        })
    }

    fn task(&self, route: Route, head: &Head, body: &[u8], worker: &mut Worker) -> Result<Response> {
        let fields = Fields { text: "text", id: "id" };
        let (id, row) = row::read(input::without_mark(body), &fields);
        let row = &row?;
        let unit = match parameter::<String>(head, "offsets")?.as_deref() {
            None | Some("bytes") => OffsetUnit::Bytes,
            Some("chars") => OffsetUnit::Chars,
            Some("utf16") => OffsetUnit::Utf16,
            Some(_) => return Err(refused(400, "offsets: expected bytes, chars or utf16")),
        };
        let mut answers = Answers::default();
        let answer = Answer { id: &id, to: &mut answers, unit };
        let common = &self.common;
        match route {
            Route::Summarize => {
                batch::summarize(row, &mut worker.analyzer, summary_options(head)?, common, answer)?;
            }
            Route::Audit => {
                let document = row.document()?;
                let audit = worker.auditor.audit(&document, &self.audit_options(row, head)?);
                answer.audit(&audit, row.texts()[0].as_ref())?;
            }
            Route::Keywords => {
                let defaults = KeywordOptions::default();
                let count = whole(head, "count")?.unwrap_or(defaults.count);
                let options = KeywordOptions::new(count)
                    .filled(count > defaults.count)
                    .max_words(whole(head, "max-words")?.unwrap_or(defaults.max_words))
                    .nested(!flag(head, "unnested")?);
                batch::keywords(row, &mut worker.plain, options, common, answer)?;
            }
            Route::Sentences => {
                let how = Splitting {
                    enumerators: flag(head, "enumerators")?,
                    no_layout: flag(head, "no-layout")?,
                };
                batch::sentences(row, how, common, answer)?;
            }
            _ => return self.view(route, head, body, row, &id, unit, worker),
        }
        Ok(Response::json(answers.into_lines()))
    }

    /// The views of the desk, which no batch has.
    #[expect(clippy::too_many_arguments, reason = "they are what a request is")]
    fn view(
        &self,
        route: Route,
        head: &Head,
        body: &[u8],
        row: &Row<'_>,
        id: &str,
        unit: OffsetUnit,
        worker: &mut Worker,
    ) -> Result<Response> {
        let beside: Beside = serde_json::from_slice(input::without_mark(body))
            .map_err(|error| refused(400, &format!("the body: {error}")))?;
        let document = row.document()?;
        let (source, language) = (row.texts()[0].as_ref(), row.language()?.or(self.common.lang));
        let name = parameter::<String>(head, "name")?;
        let name = name.as_deref().or(row.title.as_deref()).unwrap_or(NAME);
        let auditor = &mut worker.auditor;
        match route {
            Route::Density => {
                let defaults = DensityOptions::new();
                let (least, most) = sizes(head)?.unwrap_or((defaults.least_words, defaults.most_words));
                let options = DensityOptions::new()
                    .language(language)
                    .words(least, most)
                    .least_count(whole(head, "min-count")?.unwrap_or(defaults.least_count))
                    .top(whole(head, "top")?);
                let density = auditor.density(std::slice::from_ref(&document), &options);
                let sources = [(name, source)];
                let report = DensityReport::new(name, &sources, &density);
                Ok(with_id(id, &density::json(&report, None, unit)?))
            }
            Route::Compare => {
                let compared = compared(document, &beside, language, auditor)?;
                let Some((names, comparison)) = &compared else {
                    return Err(refused(400, "expected \"references\", a list of {\"name\", \"text\"}"));
                };
                let report = AgainstReport::new(name, names, comparison).top(whole(head, "top")?);
                Ok(with_id(id, &json::line(&Against::new(&report))?))
            }
            Route::Diff => {
                let Some(old) = &beside.old else {
                    return Err(refused(400, "expected \"old\", the text as it was"));
                };
                let before = Document::read(old, beside.format(old)?)?;
                let mut options = self.audit_options(row, head)?;
                options.topic = false;
                let difference = auditor.diff(&before, &document, &options);
                let report =
                    DiffReport::new((name, old), (name, source), &difference).top(whole(head, "top")?);
                Ok(with_id(id, &diff::json(&report, unit)?))
            }
            _ => {
                let options = self.audit_options(row, head)?;
                let audit = auditor.audit(&document, &options);
                let report = Report::new(name, source, &audit);
                let compared = compared(document.clone(), &beside, language, auditor)?;
                let against = compared
                    .as_ref()
                    .map(|(names, comparison)| AgainstReport::new(name, names, comparison).top(TOP));
                match parameter::<String>(head, "as")?.as_deref() {
                    None | Some("html") => {
                        let how = summary_options(head)?.language(language);
                        let pair = Pair::of(&mut worker.analyzer, std::slice::from_ref(&document), &how);
                        let page = html::report(
                            &SummaryPage::new(name, &document, &pair.summary, &pair.ranked),
                            &AuditPage::new(report, &document, &options.limits).top(TOP).against(against),
                        );
                        // A page of its own, whose style and script are inside it: nothing of this server may run it.
                        Ok(Response::new(200, "text/html; charset=utf-8", page)
                            .with("Content-Disposition", "attachment"))
                    }
                    Some("markdown") => {
                        let mut shown = markdown::audit(&report, TOP);
                        shown += &against
                            .as_ref()
                            .map_or(String::new(), |against| format!("\n{}", against::markdown(against)));
                        Ok(Response::new(200, "text/markdown; charset=utf-8", shown))
                    }
                    Some("text") => {
                        let mut shown = text::audit(&report, TOP, COLUMNS);
                        shown += &against.as_ref().map_or(String::new(), |against| {
                            format!("\n{}", against::text(against, COLUMNS))
                        });
                        Ok(Response::new(200, "text/plain; charset=utf-8", shown))
                    }
                    Some(_) => Err(refused(400, "as: expected html, markdown or text")),
                }
            }
        }
    }

    /// The text of a file in any format. Of one that is no text for people to edit, what is read in it.
    fn read(&self, head: &Head, body: &[u8]) -> Result<Response> {
        let name = parameter::<String>(head, "name")?.unwrap_or_default();
        let input = input::of_bytes(name.clone(), body, Path::new(&name), &self.common)?;
        let document = input.document()?;
        let is_source = input.format().is_some_and(|format| {
            !matches!(
                format,
                Format::Html
                    | Format::HtmlPage
                    | Format::Xml
                    | Format::Notebook
                    | Format::Mail
                    | Format::Mbox
            )
        });
        let (format, text) = match input.format() {
            Some(format) if is_source => (format.name(), input.text.as_str()),
            _ => (Format::Text.name(), document.text().trim_end()),
        };
        Ok(Response::json(json::line(&Reading { name: &name, format, text })?))
    }

    /// What an audit of a row goes by.
    fn audit_options(&self, row: &Row<'_>, head: &Head) -> Result<AuditOptions> {
        let preset = parameter::<Preset>(head, "preset")?;
        let (_, options) =
            self.options.iter().find(|(known, _)| *known == preset).expect("there is one for each preset");
        let mut options = options.clone();
        options.language = row.language()?.or(self.common.lang);
        if !row.keyphrases.is_empty() {
            options.keyphrases = row.keyphrases.iter().map(|phrase| phrase.as_ref().into()).collect();
            options.keyphrases[0].synonyms =
                row.synonyms.iter().map(|phrase| phrase.as_ref().to_string()).collect();
        }
        Ok(options)
    }
}

impl Beside {
    /// The format of a text, which the body may name.
    fn format(&self, text: &str) -> Result<Format> {
        let named = self.format.as_deref().map(str::parse::<Format>).transpose()?;
        Ok(named.unwrap_or_else(|| Format::of_text(text)))
    }
}

/// A draft beside the references of a body, if it has any, and what these are called.
fn compared<'b>(
    document: Document<'b>,
    beside: &'b Beside,
    language: Option<nutgraf::Language>,
    auditor: &mut Auditor,
) -> Result<Option<(Vec<&'b str>, Comparison)>> {
    if beside.references.is_empty() {
        return Ok(None);
    }
    let mut documents = vec![document];
    for reference in &beside.references {
        documents.push(Document::read(&reference.text, Format::of_text(&reference.text))?);
    }
    let names = beside.references.iter().map(|reference| reference.name.as_str()).collect();
    Ok(Some((names, auditor.compare(&documents, language))))
}

/// A line of JSON that is an object, with the id before its fields.
fn with_id(id: &str, line: &str) -> Response {
    Response::json(format!("{{\"id\":{id},{}", line.strip_prefix('{').unwrap_or_default()))
}

/// A refusal on its way through errors of other kinds.
#[derive(Debug)]
struct Refusal(Fault);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Refusal {}

fn refused(status: u16, message: &str) -> anyhow::Error {
    Refusal(Fault::refused(status, message)).into()
}

/// The last parameter of a name.
fn given<'h>(head: &'h Head, name: &str) -> Option<&'h str> {
    head.query.iter().rfind(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The last parameter of a name, read; what cannot be read is refused with what was expected.
fn parameter<T: FromStr<Err: Display>>(head: &Head, name: &str) -> Result<Option<T>> {
    let read = given(head, name).map(str::parse::<T>).transpose();
    read.map_err(|error| refused(400, &format!("{name}: {error}")))
}

/// The same for a number, whose own errors say nothing of it.
fn number<T: FromStr>(head: &Head, name: &str, expected: &str) -> Result<Option<T>> {
    let read = given(head, name).map(str::parse::<T>).transpose();
    read.map_err(|_| refused(400, &format!("{name}: expected {expected}")))
}

fn whole(head: &Head, name: &str) -> Result<Option<usize>> {
    number(head, name, "a whole number")
}

/// Whether a parameter without a value, or with `true`, is there.
fn flag(head: &Head, name: &str) -> Result<bool> {
    match parameter::<String>(head, name)?.as_deref() {
        None | Some("false") => Ok(false),
        Some("" | "true") => Ok(true),
        Some(_) => Err(refused(400, &format!("{name}: expected true or false"))),
    }
}

/// `words` of density: a number, or two with a hyphen between.
fn sizes(head: &Head) -> Result<Option<(usize, usize)>> {
    let Some(given) = parameter::<String>(head, "words")? else { return Ok(None) };
    let (least, most) = given.split_once('-').unwrap_or((&given, &given));
    match (least.parse(), most.parse()) {
        (Ok(least), Ok(most)) if (1..=most).contains(&least) && most <= DensityOptions::MOST_WORDS => {
            Ok(Some((least, most)))
        }
        _ => Err(refused(400, &format!("words: expected N or N-M, at most {}", DensityOptions::MOST_WORDS))),
    }
}

/// How to summarize.
fn summary_options(head: &Head) -> Result<Options> {
    let count = |name, budget: fn(usize) -> Budget| -> Result<Option<Budget>> {
        match whole(head, name)? {
            Some(0) => Err(refused(400, &format!("{name}: expected a whole number, at least 1"))),
            given => Ok(given.map(budget)),
        }
    };
    let ratio = number::<f64>(head, "ratio", "a number")?.map(Budget::ratio).transpose()?;
    let budgets = [
        count("sentences", Budget::Sentences)?,
        count("words", Budget::Words)?,
        count("chars", Budget::Chars)?,
        ratio,
    ];
    let mut budgets = budgets.into_iter().flatten();
    let budget = budgets.next().unwrap_or_default();
    if budgets.next().is_some() {
        return Err(refused(400, "expected one of sentences, words, chars and ratio"));
    }
    let method = parameter::<Method>(head, "method")?.unwrap_or(Method::Auto);
    Ok(Options::new(budget).method(method).trim(flag(head, "trim")?))
}

/// What remembers words from text to text.
struct Worker {
    analyzer: Analyzer,
    auditor: Auditor,
    /// Without tables, which keywords do not ask for.
    plain: Analyzer,
}

impl Worker {
    fn new(tables: &Tables) -> Worker {
        Worker { analyzer: tables.analyzer(), auditor: tables.auditor(), plain: Analyzer::new() }
    }
}

/// The workers that are free. As many requests are worked at as there are of them; others wait.
struct Seats {
    free: Mutex<Vec<Worker>>,
    freed: Condvar,
    tables: Tables,
}

impl Seats {
    fn new(count: usize, tables: Tables) -> Seats {
        let free = (0..count).map(|_| Worker::new(&tables)).collect();
        Seats { free: Mutex::new(free), freed: Condvar::new(), tables }
    }

    fn free(&self) -> MutexGuard<'_, Vec<Worker>> {
        // Nothing that can fail is done while it is held.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A worker, if one is free by then.
    fn take(&self, until: Instant) -> Option<Seat<'_>> {
        let left = until.saturating_duration_since(Instant::now());
        let waited = self.freed.wait_timeout_while(self.free(), left, |free| free.is_empty());
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        free.pop().map(|worker| Seat { seats: self, worker: Some(worker) })
    }
}

/// A worker that goes back to the others in the end.
struct Seat<'s> {
    seats: &'s Seats,
    worker: Option<Worker>,
}

impl Seat<'_> {
    fn worker(&mut self) -> &mut Worker {
        self.worker.get_or_insert_with(|| Worker::new(&self.seats.tables))
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        // What was at work when something went wrong is not to be relied on.
        let worker = self.worker.take().filter(|_| !std::thread::panicking());
        let worker = worker.unwrap_or_else(|| Worker::new(&self.seats.tables));
        self.seats.free().push(worker);
        self.seats.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_in_the_order_of_their_kind() {
        for (place, (path, route, _)) in ROUTES.into_iter().enumerate() {
            assert_eq!(route as usize, place, "{path}");
        }
    }

    #[test]
    fn the_open_api_document_has_each_route_with_its_parameters() {
        let document: serde_json::Value = serde_json::from_str(super::super::OPEN_API).unwrap();
        for (path, route, parameters) in ROUTES {
            let post = &document["paths"][path]["post"];
            let named = post["parameters"].as_array().unwrap_or_else(|| panic!("{path} has no parameters"));
            let named: Vec<&str> = named
                .iter()
                .map(|parameter| match parameter["$ref"].as_str() {
                    Some(shared) => shared.rsplit('/').next().unwrap(),
                    None => parameter["name"].as_str().unwrap(),
                })
                .collect();
            assert_eq!(named, parameters, "{path}");
            assert!(post["requestBody"]["content"][route.kind()].is_object(), "{path}");
        }
        let posts = document["paths"].as_object().unwrap().values().filter(|path| path["post"].is_object());
        assert_eq!(posts.count(), ROUTES.len());
    }
}
