//! The views of the desk: densities, comparisons, versions, sites, reports, and measures of summaries. Each answers with the
//! JSON of the program, with offsets in characters; `nutgraf/views.py` has the classes that show it.

use nutgraf::render;
use nutgraf::render::against::{Against, AgainstReport};
use nutgraf::render::density::{self, DensityReport};
use nutgraf::render::diff::{self, DiffReport};
use nutgraf::rouge::Scorer;
use nutgraf::{
    AuditOptions, Auditor, DensityOptions, DensityOrder, Document, Folding, OffsetUnit, SiteAuditor,
    SiteLimits, StopWords,
};
use pyo3::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::arguments::{Reading, Settings, Strings, Texts, audit_options, count, language};
use crate::error::Problem;
use crate::results::to_json;
use crate::sources::Source;

/// The names of texts: those of files, else what the caller says they are.
fn names(texts: &Texts, otherwise: impl Fn(usize) -> String) -> Vec<String> {
    let named = texts.0.iter().enumerate();
    named.map(|(place, given)| given.name().unwrap_or_else(|| otherwise(place))).collect()
}

fn unwritten(error: serde_json::Error) -> Problem {
    Problem::new(error.to_string())
}

/// Which phrases to count, and how.
#[derive(pyo3::FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Counting {
    words: (i64, i64),
    stop_words: String,
    fold: String,
    case: bool,
    min_count: i64,
    sort: String,
    top: Option<i64>,
    by_heading: bool,
}

impl Counting {
    fn options(&self) -> Result<DensityOptions, Problem> {
        let unknown = |name: &str, given: &str, expected: &str| {
            Problem::new(format!("unknown {name} '{given}': expected {expected}"))
        };
        let (least, most) = (count("words", self.words.0)?, count("words", self.words.1)?);
        if least > most || most > DensityOptions::MOST_WORDS {
            let (limit, (least, most)) = (DensityOptions::MOST_WORDS, self.words);
            return Err(Problem::new(format!(
                "words {least} to {most}: expected numbers from 1 to {limit}, the smaller first"
            )));
        }
        Ok(DensityOptions::new()
            .words(least, most)
            .stop_words(match &*self.stop_words {
                "keep" => StopWords::Keep,
                "drop" => StopWords::Drop,
                "ends" => StopWords::Ends,
                other => return Err(unknown("stop_words", other, "keep, drop or ends")),
            })
            .folding(match &*self.fold {
                "light" => Folding::Light,
                "stem" => Folding::Stem,
                "none" => Folding::None,
                other => return Err(unknown("fold", other, "light, stem or none")),
            })
            .case(self.case)
            .least_count(count("min_count", self.min_count)?)
            .order(match &*self.sort {
                "count" => DensityOrder::Count,
                "tf-idf" => DensityOrder::TfIdf,
                "first" => DensityOrder::First,
                "text" => DensityOrder::Text,
                other => return Err(unknown("sort", other, "count, tf-idf, first or text")),
            })
            .top(self.top.map(|top| count("top", top)).transpose()?)
            .by_heading(self.by_heading))
    }
}

/// How often each phrase stands in a text, or in several together.
#[pyfunction]
pub(crate) fn density_json(
    py: Python<'_>,
    text: Texts,
    lang: Option<&str>,
    format: Option<&str>,
    counting: Counting,
) -> Result<String, Problem> {
    let reading = Reading::new(lang, format)?;
    let options = counting.options()?.language(language(lang)?);
    py.detach(|| {
        let sources = reading.read(&text)?;
        let documents = reading.input(&sources).documents()?;
        let found = Auditor::new().density(&documents, &options);
        let names = names(&text, |place| format!("text {}", place + 1));
        let named: Vec<(&str, &str)> =
            names.iter().zip(&sources).map(|(name, source)| (&**name, &*source.text)).collect();
        let name = if names.len() == 1 { names[0].clone() } else { format!("all {} texts", names.len()) };
        density::json(&DensityReport::new(&name, &named, &found), None, OffsetUnit::Chars).map_err(unwritten)
    })
}

/// A draft beside references.
#[pyfunction]
pub(crate) fn compare_json(
    py: Python<'_>,
    draft: Texts,
    references: Texts,
    lang: Option<&str>,
    format: Option<&str>,
) -> Result<String, Problem> {
    let reading = Reading::new(lang, format)?;
    let language = language(lang)?;
    py.detach(|| {
        let draft_sources = reading.read(&draft)?;
        let sources = reading.read(&references)?;
        if sources.is_empty() {
            return Err(Problem::new("expected at least one reference"));
        }
        let mut documents = vec![reading.input(&draft_sources).document()?];
        documents.extend(reading.input(&sources).documents()?);
        let compared = Auditor::new().compare(&documents, language);
        let names = names(&references, |place| format!("reference {}", place + 1));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut answer = serde_json::to_value(Against::new(&AgainstReport::new("draft", &names, &compared)))
            .map_err(unwritten)?;
        answer["lang"] = json!(compared.language.code());
        to_json(&answer)
    })
}

/// What changed from one version to another.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn diff_json(
    py: Python<'_>,
    old: Texts,
    new: Texts,
    keyphrase: Strings,
    allow: Strings,
    lang: Option<&str>,
    format: Option<&str>,
    settings: Settings,
) -> Result<String, Problem> {
    let reading = Reading::new(lang, format)?;
    let mut options = audit_options(keyphrase.iter(), std::iter::empty(), allow.iter(), false)?;
    options.language = language(lang)?;
    settings.apply(&mut options)?;
    py.detach(|| {
        let sources = [reading.read(&old)?, reading.read(&new)?];
        let (before, after) =
            (reading.input(&sources[0]).document()?, reading.input(&sources[1]).document()?);
        let found = Auditor::new().diff(&before, &after, &options);
        let [old, new] = [names(&old, |_| "old".into()), names(&new, |_| "new".into())];
        let of = |names: &[String], sources: &[Source<'_>]| (names[0].clone(), sources[0].text.to_string());
        let ((old, old_text), (new, new_text)) = (of(&old, &sources[0]), of(&new, &sources[1]));
        let report = DiffReport::new((&old, &old_text), (&new, &new_text), &found);
        diff::json(&report, OffsetUnit::Chars).map_err(unwritten)
    })
}

/// Drafts of a site against each other: what each has by itself, and what they have in common.
#[pyfunction]
pub(crate) fn site_json(
    py: Python<'_>,
    texts: Texts,
    given_names: Vec<String>,
    lang: Option<&str>,
    format: Option<&str>,
    settings: Settings,
) -> Result<String, Problem> {
    let reading = Reading::new(lang, format)?;
    let mut options = AuditOptions::new().language(language(lang)?);
    settings.apply(&mut options)?;
    py.detach(|| {
        let sources = reading.read(&texts)?;
        let documents = reading.input(&sources).documents()?;
        let (mut auditor, mut site) = (Auditor::new(), SiteAuditor::new(SiteLimits::default()));
        let mut audits = Vec::new();
        for ((name, source), document) in given_names.iter().zip(&sources).zip(&documents) {
            let audit = auditor.audit(document, &options);
            site.add(name.as_str(), &source.text, document, &audit);
            audits.push(audit);
        }
        let mut found = site.finish();
        let mut drafts = serde_json::Map::new();
        let own = std::mem::take(&mut found.drafts);
        for (((name, source), mut audit), findings) in given_names.iter().zip(&sources).zip(audits).zip(own) {
            audit.add_findings(findings.into_iter().filter_map(|finding| options.set_level(finding)));
            let shape = render::json::Audit::new(&audit, &source.text, OffsetUnit::Chars);
            drafts.insert(name.clone(), serde_json::to_value(shape).map_err(unwritten)?);
        }
        let name = |draft: &usize| Value::from(given_names[*draft].as_str());
        let boilerplate: Vec<Value> = found.boilerplate.iter().map(|phrase| json!({
            "phrase": phrase.text, "words": phrase.words, "drafts": phrase.drafts, "count": phrase.count,
            "examples": phrase.examples.iter().map(name).collect::<Vec<_>>(),
        })).collect();
        let competing: Vec<Value> = found.competing.iter().map(|phrase| json!({
            "phrase": phrase.text, "drafts": phrase.drafts.iter().map(name).collect::<Vec<_>>(),
        })).collect();
        let duplicates: Vec<Value> = found.duplicates.iter().map(|pair| json!({
            "drafts": [name(&pair.drafts.0), name(&pair.drafts.1)], "words": pair.words, "passages": pair.passages,
        })).collect();
        to_json(&json!({"drafts": drafts, "boilerplate": boilerplate, "competing": competing, "duplicates": duplicates}))
    })
}

/// A page for the browser: summary and audit of a text, beside references if there are any.
#[cfg(feature = "report")]
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn report_html(
    py: Python<'_>,
    text: Texts,
    name: Option<String>,
    sentences: i64,
    keyphrase: Strings,
    allow: Strings,
    against: Option<Texts>,
    lang: Option<&str>,
    format: Option<&str>,
    settings: Settings,
) -> Result<String, Problem> {
    use nutgraf::render::Report;
    use nutgraf::render::html::{self, AuditPage, SummaryPage};
    use nutgraf::{Analyzer, Budget, Options, summarize_documents};

    let reading = Reading::new(lang, format)?;
    let mut options = audit_options(keyphrase.iter(), std::iter::empty(), allow.iter(), true)?;
    options.language = language(lang)?;
    settings.apply(&mut options)?;
    let budget = Budget::Sentences(count("sentences", sentences)?);
    let how = Options::new(budget).language(options.language);
    py.detach(|| {
        let sources = reading.read(&text)?;
        let document: Document<'_> = reading.input(&sources).document()?;
        let mut all = how.clone();
        all.budget = Budget::Sentences(usize::MAX);
        let mut analyzer = Analyzer::new();
        let one = std::slice::from_ref(&document);
        let summary = summarize_documents(&mut analyzer, one, &how);
        let ranked = summarize_documents(&mut analyzer, one, &all);
        let mut auditor = Auditor::new();
        let mut audit = auditor.audit(&document, &options);
        settings.leave_out_known(&mut audit.findings)?;
        let name = name.unwrap_or_else(|| names(&text, |_| "text".into()).remove(0));
        let references = against.as_ref().map(|texts| reading.read(texts)).transpose()?;
        let compared = match &references {
            None => None,
            Some(references) => {
                let mut documents = vec![document.clone()];
                documents.extend(reading.input(references).documents()?);
                Some(auditor.compare(&documents, options.language))
            }
        };
        let named = against.as_ref().map(|texts| names(texts, |place| format!("reference {}", place + 1)));
        let named: Vec<&str> = named.iter().flatten().map(String::as_str).collect();
        let beside = compared.as_ref().map(|compared| AgainstReport::new(&name, &named, compared).top(30));
        let report = Report::new(&name, &sources[0].text, &audit);
        Ok(html::report(
            &SummaryPage::new(&name, &document, &summary, &ranked),
            &AuditPage::new(report, &document, &options.limits).against(beside),
        ))
    })
}

#[cfg(not(feature = "report"))]
#[pyfunction]
#[pyo3(signature = (*_given))]
pub(crate) fn report_html(_given: &Bound<'_, pyo3::types::PyTuple>) -> Result<String, Problem> {
    Err(Problem::new("this build writes no pages"))
}

#[derive(Serialize)]
struct Measured {
    precision: f64,
    recall: f64,
    f1: f64,
}

/// ROUGE-1, ROUGE-2 and ROUGE-Lsum of a summary, each the best over the references by its F1.
#[pyfunction]
pub(crate) fn rouge_scores(
    py: Python<'_>,
    summary: &str,
    references: Strings,
    lang: &str,
    stem: bool,
) -> Result<String, Problem> {
    let language = lang.parse()?;
    py.detach(|| {
        let mut scorer = if stem { Scorer::new(language) } else { Scorer::unstemmed(language) };
        let scores: Vec<_> = references.iter().map(|reference| scorer.score(reference, summary)).collect();
        if scores.is_empty() {
            return Err(Problem::new("expected at least one reference"));
        }
        let mut best = serde_json::Map::new();
        for (place, name) in ["rouge1", "rouge2", "rougeLsum"].into_iter().enumerate() {
            let found = scores
                .iter()
                .map(|scores| scores.all()[place])
                .max_by(|one, other| one.f1.total_cmp(&other.f1));
            let found = found.unwrap_or_default();
            let measured = Measured { precision: found.precision, recall: found.recall, f1: found.f1 };
            best.insert(name.into(), serde_json::to_value(measured).map_err(unwritten)?);
        }
        to_json(&best)
    })
}
