//! The phrases of a whole site, in parts that fit a cluster.
//!
//! ```text
//! parts of the site ─▶ runs of words that are common in a part ─▶ all of them
//! pages ─▶ sentences that have one ─▶ one process that audits the site of these
//! ```
//!
//! The audit of a site sorts all words of all pages at once, which no cluster helps. But boilerplate stands in a large share
//! of the pages, and what stands in a share of all pages stands in that share of at least one part (Savasere, Omiecinski and
//! Navathe, *An Efficient Algorithm for Mining Association Rules in Large Databases*, 1995). So parts tell which runs of
//! [`RUN_WORDS`] words are common in them, and sentences without such a run can be left out: no boilerplate is in them. The
//! result is that of all sentences.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, Int64Array, ListArray, UInt64Array, new_empty_array};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, Field};
use arrow_select::concat::concat;
use arrow_select::take::take;
use nutgraf::{AuditOptions, Auditor, Document, Language, SiteAuditor, SiteLimits};
use pyo3::prelude::*;

use crate::analyzer::Analyzer;
use crate::batch::{Plan, record_batch};
use crate::error::Problem;
use crate::table::{Given, Table, counts, lists, named, strings, text};
use crate::tasks::{items, lengths};

/// The words of a run: as many as boilerplate has at least.
const RUN_WORDS: usize = 4;

/// Words are compared by so many letters, since the audit takes forms of a word for one. Those that it takes for one have
/// these letters in common, unless they differ there in an accent; others that do cost time, but no phrase.
const LETTERS: usize = 2;

/// The runs of words of a text, as numbers: words as written, but for case and what comes behind their first letters.
fn runs(text: &str, mut each: impl FnMut(u64)) {
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '\'' | '’' | '\u{ad}');
    let mut last: Vec<u64> = Vec::new();
    for word in text.split(|letter: char| !joins(letter)) {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric());
        let head: String = letters.flat_map(char::to_lowercase).take(LETTERS).collect();
        if head.is_empty() {
            continue;
        }
        if last.len() == RUN_WORDS {
            last.remove(0);
        }
        last.push(hash(&head));
        if last.len() == RUN_WORDS {
            each(hash(&last));
        }
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The runs that a share of the rows, in percent, or more have.
#[pyfunction]
pub(crate) fn common_runs(data: &Bound<'_, PyAny>, plan: Plan, share: f64) -> PyResult<Vec<i64>> {
    let given = Given::read(data)?;
    let common = data.py().detach(|| {
        let (mut rows, mut number) = (0usize, 0u32);
        // In how many rows each run stands, and the last of them.
        let mut known: HashMap<u64, (u32, u32)> = HashMap::new();
        let batches = plan.columns(&given)?;
        plan.for_each(&batches, |_, row| {
            rows += 1;
            number += 1;
            for document in row.input.documents()? {
                runs(document.text(), |run| {
                    let (count, last) = known.entry(run).or_insert((0, 0));
                    *count += u32::from(*last != number);
                    *last = number;
                });
            }
            Ok(())
        })?;
        let least = (share / 100.0 * rows as f64).ceil().max(1.0) as u32;
        let mut common: Vec<i64> =
            known.into_iter().filter(|(_, (count, _))| *count >= least).map(|(run, _)| run as i64).collect();
        common.sort_unstable();
        Ok::<_, Problem>(common)
    })?;
    Ok(common)
}

/// Each row with only those of its sentences that have one of these runs: one a paragraph, and the language.
#[pyfunction]
pub(crate) fn keep_sentences(
    data: &Bound<'_, PyAny>,
    plan: Plan,
    analyzer: &Bound<'_, Analyzer>,
    common: Vec<i64>,
) -> PyResult<Table> {
    let (given, analyzer) = (Given::read(data)?, analyzer.get());
    let common: HashSet<u64> = common.into_iter().map(|run| run as u64).collect();
    Ok(data.py().detach(|| {
        plan.answer(
            &given,
            &analyzer.0,
            |row, worker| {
                let (language, sentences) = worker.sentences(&row.input)?;
                let is_kept = |sentence: &str| {
                    let mut found = false;
                    runs(sentence, |run| found |= common.contains(&run));
                    found
                };
                let kept: Vec<String> = sentences
                    .into_iter()
                    .map(|(text, _)| text)
                    .filter(|sentence| is_kept(sentence))
                    .collect();
                Ok((kept.join("\n\n"), language.code()))
            },
            |answers| {
                Ok(vec![text("text", answers, |(kept, _)| kept)?, text("lang", answers, |(_, code)| code)?])
            },
        )
    })?)
}

/// The phrases that stand in a share of the rows, in percent, or more: the boilerplate of the audit of a site.
#[pyfunction]
pub(crate) fn common_phrases(data: &Bound<'_, PyAny>, plan: Plan, share: f64) -> PyResult<Table> {
    let given = Given::read(data)?;
    Ok(data.py().detach(|| phrases(&given, &plan, share))?)
}

fn phrases(given: &Given, plan: &Plan, share: f64) -> Result<Table, Problem> {
    let mut limits = SiteLimits::default();
    limits.boilerplate_share = share;
    let batches = plan.columns(given)?;
    let mut site = SiteAuditor::new(limits);
    let mut auditor = Auditor::new();
    // Of a draft's own audit only the language counts, and its topic, which is not looked for here.
    let mut audits: Vec<(Language, nutgraf::Audit)> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    plan.for_each(&batches, |place, row| {
        let source = row.input.texts[0];
        let document = row.input.document()?;
        let language = row.input.language.or_else(|| Language::detect(document.text())).unwrap_or_default();
        if !audits.iter().any(|(known, _)| *known == language) {
            let nothing = auditor.audit(&Document::plain(""), &AuditOptions::new().language(language));
            audits.push((language, nothing));
        }
        let (_, audit) = audits.iter().find(|(known, _)| *known == language).expect("it was added");
        site.add(String::new(), source, &document, audit);
        places.push(place);
        Ok(())
    })?;
    let found = site.finish().boilerplate;
    let drafts = found.iter().flat_map(|phrase| &phrase.examples);
    let examples = UInt64Array::from_iter_values(drafts.map(|draft| places[*draft] as u64));
    let examples = match ids(given, plan)? {
        Some(ids) => take(&ids, &examples, None).map_err(unexpected)?,
        None => Arc::new(Int64Array::from_iter_values(examples.values().iter().map(|place| *place as i64))),
    };
    let item = Arc::new(Field::new("item", examples.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths(found.iter().map(|phrase| phrase.examples.len()));
    let examples: ArrayRef = Arc::new(ListArray::new(item, offsets, examples, None));
    let batch = record_batch(vec![
        strings("phrase", found.iter().map(|phrase| Some(&*phrase.text)))?,
        counts("words", found.iter().map(|phrase| phrase.words)),
        counts("documents", found.iter().map(|phrase| phrase.drafts)),
        counts("count", found.iter().map(|phrase| phrase.count)),
        named("examples", examples),
    ])?;
    Ok(Table::new(batch.schema(), vec![batch]))
}

/// The ids of all rows; none if there is no such column.
fn ids(given: &Given, plan: &Plan) -> Result<Option<ArrayRef>, Problem> {
    let Some((place, field)) = plan.id(given)? else { return Ok(None) };
    let columns: Vec<ArrayRef> = given.batches.iter().map(|batch| given.column(batch, place)).collect();
    if columns.is_empty() {
        return Ok(Some(new_empty_array(field.data_type())));
    }
    let columns: Vec<&dyn Array> = columns.iter().map(|column| &**column).collect();
    concat(&columns).map(Some).map_err(unexpected)
}

fn unexpected(error: ArrowError) -> Problem {
    Problem::new(format!("cannot give the ids: {error}"))
}

/// What each row is about, as the audit of a site has it: the keyphrases that were requested and stand in it, else its top
/// phrase, if that stands in the title or a heading too. `key` is the same for forms of the same words.
#[pyfunction]
pub(crate) fn topics_batch(
    data: &Bound<'_, PyAny>,
    plan: Plan,
    analyzer: &Bound<'_, Analyzer>,
) -> PyResult<Table> {
    let (given, analyzer) = (Given::read(data)?, analyzer.get());
    Ok(data.py().detach(|| {
        plan.answer(
            &given,
            &analyzer.0,
            |row, worker| {
                let mut options = AuditOptions::new();
                options.keyphrases = row.keyphrases.iter().copied().map(Into::into).collect();
                let audit = worker.audit(&row.input, &options)?;
                let in_heading = |phrase: &&nutgraf::Phrase| phrase.places.title + phrase.places.headings > 0;
                let own = audit.phrases.first().filter(in_heading);
                let asked = audit.keyphrases.iter().filter(|phrase| !phrase.occurrences.is_empty());
                let mut topics: Vec<(String, String)> = Vec::new();
                for phrase in asked.chain(own) {
                    let words = [Document::plain(&phrase.text)];
                    let analysis = worker.analyzer.analyze(&words, Some(audit.language));
                    let stems: Vec<&str> =
                        analysis.tokens().iter().map(|token| analysis.stem(token.term)).collect();
                    let key = format!("{} {}", audit.language.code(), stems.join(" "));
                    if topics.iter().all(|(known, _)| *known != key) {
                        topics.push((key, phrase.text.trim_matches('"').to_string()));
                    }
                }
                Ok(topics)
            },
            |answers| {
                let items: Vec<&(String, String)> = items(answers, |topics| topics);
                Ok(vec![lists(
                    "topics",
                    vec![
                        strings("key", items.iter().map(|(key, _)| Some(&**key)))?,
                        strings("phrase", items.iter().map(|(_, phrase)| Some(&**phrase)))?,
                    ],
                    &lengths(answers, Vec::len),
                )])
            },
        )
    })?)
}
