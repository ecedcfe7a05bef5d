//! The tasks of a batch: how a row is answered, and the columns that answers come in.

use std::sync::Arc;

use arrow_array::Int64Array;
use nutgraf::{Analyzer as Words, Corpus, KeywordOptions, OffsetUnit, Offsets, Span};
use pyo3::prelude::*;

use crate::analyzer::Analyzer;
use crate::arguments::{Strings, audit_options, language, summary_options};
use crate::batch::{Answers, Plan};
use crate::error::Problem;
use crate::frequencies::DocumentFrequencies;
use crate::results::{
    Audit, Finding, Keyword, Keywords, Phrase, Sentence, Summary, SummarySentence, to_json,
};
use crate::table::{Given, Named, Table, counts, floats, lists, named, numbers, places, strings, text};

/// Summarizes each row.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn summarize_batch(
    data: &Bound<'_, PyAny>,
    plan: Plan,
    analyzer: &Bound<'_, Analyzer>,
    sentences: Option<i64>,
    words: Option<i64>,
    chars: Option<i64>,
    ratio: Option<f64>,
    method: &str,
    focus: Option<&str>,
    trim: bool,
) -> PyResult<Table> {
    let (given, analyzer) = (Given::read(data)?, analyzer.get());
    let options = summary_options(sentences, (words, chars, ratio), method, focus, trim)?;
    Ok(data.py().detach(|| {
        plan.answer(
            &given,
            &analyzer.0,
            |row, worker| {
                let summary = match row.focus {
                    Some(focus) => worker.summarize(&row.input, &options.clone().focus(focus))?,
                    None => worker.summarize(&row.input, &options)?,
                };
                Summary::new(&summary, &row.input.texts)
            },
            |answers| {
                let items = items(answers, |summary| &summary.sentences.values);
                Ok(vec![
                    text("summary", answers, |summary| &summary.text)?,
                    lists(
                        "sentences",
                        vec![
                            strings("text", items.iter().map(|s| Some(&*s.text)))?,
                            places("start", items.iter().map(|s| s.start)),
                            places("end", items.iter().map(|s| s.end)),
                            floats("score", items.iter().map(|s| Some(s.score))),
                            counts("rank", items.iter().map(|s| s.rank)),
                            numbers("document", items.iter().map(|s: &&SummarySentence| s.document)),
                        ],
                        &lengths(answers, |summary| summary.sentences.values.len()),
                    ),
                    text("lang", answers, |summary| &summary.lang)?,
                ])
            },
        )
    })?)
}

/// Finds the keywords of each row.
#[pyfunction]
pub(crate) fn keywords_batch(
    data: &Bound<'_, PyAny>,
    plan: Plan,
    analyzer: &Bound<'_, Analyzer>,
    count: usize,
    max_words: usize,
    unnested: bool,
) -> PyResult<Table> {
    let (given, analyzer) = (Given::read(data)?, analyzer.get());
    let filled = count > KeywordOptions::default().count;
    let options = KeywordOptions::new(count).max_words(max_words).nested(!unnested).filled(filled);
    Ok(data.py().detach(|| {
        plan.answer(
            &given,
            &analyzer.0,
            |row, worker| Keywords::new(&worker.keywords(&row.input, options)?, &row.input.texts),
            |answers| {
                let items: Vec<&Keyword> = items(answers, |found| &found.keywords.values);
                Ok(vec![
                    lists(
                        "keywords",
                        vec![
                            strings("phrase", items.iter().map(|keyword| Some(&*keyword.phrase)))?,
                            floats("score", items.iter().map(|k| Some(k.score))),
                            counts("count", items.iter().map(|keyword| keyword.count)),
                        ],
                        &lengths(answers, |found| found.keywords.values.len()),
                    ),
                    text("lang", answers, |found| &found.lang)?,
                ])
            },
        )
    })?)
}

/// Audits each row. The column `audit` has all of it as JSON.
#[pyfunction]
#[pyo3(signature = (data, plan, analyzer, keyphrase, synonyms, allow, topic))]
pub(crate) fn audit_batch(
    data: &Bound<'_, PyAny>,
    plan: Plan,
    analyzer: &Bound<'_, Analyzer>,
    keyphrase: Option<Strings>,
    synonyms: Option<Strings>,
    allow: Option<Strings>,
    topic: bool,
) -> PyResult<Table> {
    let (given, analyzer) = (Given::read(data)?, analyzer.get());
    let [keyphrase, synonyms, allow] = [keyphrase, synonyms, allow].map(Option::unwrap_or_default);
    let options = audit_options(keyphrase.iter(), synonyms.iter(), allow.iter(), topic)?;
    Ok(data.py().detach(|| {
        plan.answer(
            &given,
            &analyzer.0,
            |row, worker| {
                let audit = match row.keyphrases.is_empty() {
                    true => worker.audit(&row.input, &options)?,
                    false => {
                        let keyphrases = row.keyphrases.iter().copied();
                        let own = audit_options(keyphrases, synonyms.iter(), allow.iter(), topic)?;
                        worker.audit(&row.input, &own)?
                    }
                };
                let audit = Audit::new(&audit, row.input.texts[0])?;
                let json = to_json(&audit)?;
                Ok((audit, json))
            },
            audit_columns,
        )
    })?)
}

fn audit_columns(answers: &Answers<(Audit, String)>) -> Result<Vec<Named>, Problem> {
    let phrases: Vec<&Phrase> = items(answers, |(audit, _)| &audit.phrases.values);
    let findings: Vec<&Finding> = items(answers, |(audit, _)| &audit.findings.values);
    let words = answers.iter().map(|answer| answer.as_ref().map(|(audit, _)| audit.words as i64));
    let coverage =
        answers.iter().map(|answer| answer.as_ref().map(|(audit, _)| audit.measures.family_coverage));
    Ok(vec![
        named("words", Arc::new(Int64Array::from_iter(words))),
        floats("family_coverage", coverage),
        lists(
            "phrases",
            vec![
                strings("phrase", phrases.iter().map(|phrase| Some(&*phrase.phrase)))?,
                counts("words", phrases.iter().map(|phrase| phrase.words)),
                counts("count", phrases.iter().map(|phrase| phrase.count)),
                floats("coverage", phrases.iter().map(|p| Some(p.coverage))),
            ],
            &lengths(answers, |(audit, _)| audit.phrases.values.len()),
        ),
        lists(
            "findings",
            vec![
                strings("rule", findings.iter().map(|finding| Some(&*finding.rule)))?,
                strings("level", findings.iter().map(|finding| Some(&*finding.level)))?,
                strings("message", findings.iter().map(|finding| Some(&*finding.message)))?,
                strings("subject", findings.iter().map(|finding| Some(&*finding.subject)))?,
                floats("value", findings.iter().map(|finding| finding.value)),
            ],
            &lengths(answers, |(audit, _)| audit.findings.values.len()),
        ),
        text("lang", answers, |(audit, _)| &audit.lang)?,
        text("audit", answers, |(_, json)| json)?,
    ])
}

/// Splits each row into its sentences.
#[pyfunction]
pub(crate) fn sentences_batch(
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
                let (language, sentences) = worker.sentences(&row.input)?;
                let offsets = Offsets::new(row.input.texts[0], OffsetUnit::Chars);
                let place = |span: Span| (offsets.at(span.start), offsets.at(span.end));
                let sentence = |(text, span)| Sentence::new(text, place(span));
                Ok((language.code(), sentences.into_iter().map(sentence).collect::<Vec<_>>()))
            },
            |answers| {
                let items = items(answers, |(_, sentences)| sentences);
                Ok(vec![
                    lists(
                        "sentences",
                        vec![
                            strings("text", items.iter().map(|s| Some(&*s.text)))?,
                            places("start", items.iter().map(|s| s.start)),
                            places("end", items.iter().map(|s| s.end)),
                        ],
                        &lengths(answers, |(_, sentences)| sentences.len()),
                    ),
                    text("lang", answers, |(language, _)| language)?,
                ])
            },
        )
    })?)
}

/// Counts each row as a document of a language.
#[pyfunction]
pub(crate) fn count_batch(data: &Bound<'_, PyAny>, plan: Plan, lang: &str) -> PyResult<DocumentFrequencies> {
    let given = Given::read(data)?;
    let Some(language) = language(Some(lang))? else { unreachable!("a language was given") };
    let counted = data.py().detach(|| {
        plan.add_up(
            &given,
            || (Corpus::new(language), Words::new()),
            |(corpus, words), row| Ok(corpus.add(&words.analyze(&row.input.documents()?, Some(language)))?),
            |(mut one, words), (other, _)| {
                one.merge(other)?;
                Ok((one, words))
            },
        )
    })?;
    Ok(DocumentFrequencies::of(counted.0))
}

/// All that the rows' lists hold, one after the other.
pub(crate) fn items<A, T>(answers: &Answers<A>, list: impl Fn(&A) -> &Vec<T>) -> Vec<&T> {
    answers.iter().flatten().flat_map(list).collect()
}

pub(crate) fn lengths<A>(answers: &Answers<A>, length: impl Fn(&A) -> usize) -> Vec<Option<usize>> {
    answers.iter().map(|answer| answer.as_ref().map(&length)).collect()
}
