//! The page of a summary: the article with its chosen sentences, and what the slider needs to choose others.

use minijinja::Environment;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::flow::{self, Flow, Spoken};
use super::reading_time;
use super::texts::Texts;
use crate::audit::readability::words_per_minute;
use crate::document::Document;
use crate::order::Arrange;
use crate::score::Form;
use crate::span::Span;
use crate::summary::{Summary, SummarySentence};
use crate::words::for_each_word;

/// A summary to be shown with the article that it is of.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SummaryPage<'a> {
    /// What each document is called, and the document, in the order in which they were summarized.
    pub sources: Vec<(&'a str, &'a Document<'a>)>,
    /// The summary that the page opens with.
    pub summary: &'a Summary,
    /// The summary of every sentence, for the slider.
    pub ranked: &'a Summary,
}

impl<'a> SummaryPage<'a> {
    /// A page for one document. `ranked` is its summary with the same options but for a budget of
    /// [`Budget::Sentences(usize::MAX)`](crate::Budget): it has the rank of every sentence, and the slider shows those
    /// of rank `k` or better. That is the summary of `k` sentences exactly, as the first choices do not depend on how
    /// many more there will be.
    ///
    /// Where `summary` has a budget of words or characters, the page opens with it, and the slider begins at its number
    /// of sentences. As that budget passes over sentences that do not fit, the best `k` sentences may be others: once
    /// the slider is moved, they are shown, whatever their length.
    pub fn new(
        name: &'a str,
        document: &'a Document<'a>,
        summary: &'a Summary,
        ranked: &'a Summary,
    ) -> SummaryPage<'a> {
        SummaryPage { sources: vec![(name, document)], summary, ranked }
    }

    /// A page for documents that were summarized together.
    pub fn of_several(
        sources: Vec<(&'a str, &'a Document<'a>)>,
        summary: &'a Summary,
        ranked: &'a Summary,
    ) -> SummaryPage<'a> {
        SummaryPage { sources, summary, ranked }
    }
}

/// How many steps of strength marks have, from chosen early to chosen late.
const STEPS: usize = 4;

/// The strength of a mark: 1 for the first quarter of those chosen, 4 for the last.
fn step(rank: usize, chosen: usize) -> usize {
    STEPS * rank.saturating_sub(1).min(chosen.saturating_sub(1)) / chosen.max(1) + 1
}

/// How many of the chosen sentences the table of reasons has.
const REASONS: usize = 20;

/// What the templates show of a summary.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    lang: &'static str,
    dir: &'static str,
    articles: Vec<Article<'a>>,
    gist: Vec<Chosen<'a>>,
    /// How many sentences the slider can show.
    sentences: usize,
    is_over_budget: bool,
    is_off_focus: bool,
    /// Whether the best sentences of the same number are others than those chosen.
    is_fitted: bool,
    times: Times,
    method: &'static str,
    form: Option<String>,
    weights: Vec<(String, String)>,
    reasons: Vec<Reason<'a>>,
}

/// An article.
#[derive(Debug, Serialize)]
struct Article<'a> {
    /// What it is called, if there are several.
    name: Option<&'a str>,
    title: Option<&'a str>,
    flow: Flow,
}

/// A sentence of the summary that the page opens with.
#[derive(Debug, Serialize)]
struct Chosen<'a> {
    /// The number of its element in the article.
    number: usize,
    text: &'a str,
    step: usize,
    rank: usize,
}

/// Why a sentence was chosen.
#[derive(Debug, Serialize)]
struct Reason<'a> {
    number: usize,
    rank: usize,
    score: String,
    text: &'a str,
    components: Vec<(String, String)>,
}

/// How long reading takes, and how many words there are.
#[derive(Debug, Serialize)]
struct Times {
    article: String,
    article_words: String,
    summary: String,
    summary_words: String,
    saved: String,
    saved_share: usize,
}

/// What the script needs, one entry for each sentence in the order of the article.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    ranks: Vec<usize>,
    words: Vec<usize>,
    /// In hundredths.
    scores: Vec<i64>,
    names: Vec<&'static str>,
    /// The same in plain words.
    labels: Vec<String>,
    /// Of each component, in hundredths.
    values: Vec<Vec<i64>>,
    /// The ranks of the sentences that the page opens with, 0 for the others.
    opening: Vec<usize>,
    total_words: usize,
    words_per_minute: f64,
}

/// A summary of a page. Where there is an audit of this many words too, the article is shown once, with the marks of both.
pub(super) fn view<'a>(
    page: &SummaryPage<'a>,
    title: Option<&str>,
    environment: &Environment<'_>,
    texts: &Texts,
    audited: Option<usize>,
) -> (View<'a>, Data) {
    let (summary, ranked) = (page.summary, page.ranked);
    let opening = opening(summary, ranked);
    let chosen = summary.sentences.len();
    let mut data = data(page, opening, texts);
    data.total_words = audited.unwrap_or(data.total_words);
    let spoken: usize =
        data.opening.iter().zip(&data.words).filter(|(rank, _)| **rank > 0).map(|(_, words)| words).sum();
    let gist = |(number, sentence): (usize, &'a SummarySentence)| {
        let rank = data.opening[number];
        (rank > 0).then(|| Chosen { number, text: &sentence.text, step: step(rank, chosen), rank })
    };
    let view = View {
        lang: flow::code(ranked.language),
        dir: flow::direction(ranked.language),
        articles: match audited {
            None => articles(page, &data, title, environment, texts),
            Some(_) => Vec::new(),
        },
        gist: ranked.sentences.iter().enumerate().filter_map(gist).collect(),
        sentences: ranked.sentences.len(),
        is_over_budget: summary.is_over_budget,
        is_off_focus: summary.is_off_focus,
        is_fitted: data.opening.iter().zip(&data.ranks).any(|(rank, best)| *rank > 0 && *best > chosen),
        times: times(data.total_words, spoken, data.words_per_minute, texts),
        method: ranked.method.name(),
        form: ranked.form.as_ref().map(|form| described(form, texts)),
        weights: ranked
            .weights
            .iter()
            .map(|(name, weight)| (label(name, texts), texts.signed(*weight, 2)))
            .collect(),
        reasons: reasons(page, &data, texts),
    };
    (view, data)
}

/// The rank in the summary of each sentence of all, 0 for those that are not in it.
fn opening(summary: &Summary, ranked: &Summary) -> Vec<usize> {
    let place = |sentence: &SummarySentence| (sentence.document, sentence.block, sentence.span);
    let ranks: FxHashMap<_, usize> =
        summary.sentences.iter().map(|sentence| (place(sentence), sentence.rank)).collect();
    ranked.sentences.iter().map(|sentence| ranks.get(&place(sentence)).copied().unwrap_or(0)).collect()
}

fn data(page: &SummaryPage<'_>, opening: Vec<usize>, texts: &Texts) -> Data {
    let sentences = &page.ranked.sentences;
    let names: Vec<&'static str> =
        sentences.first().map_or(Vec::new(), |first| first.components.iter().map(|c| c.0).collect());
    let block = |document: &Document<'_>, span: Span| count_words(span.of(document.text()));
    let blocks = |document: &Document<'_>| -> usize {
        document.blocks().iter().map(|it| block(document, it.span)).sum()
    };
    Data {
        ranks: sentences.iter().map(|sentence| sentence.rank).collect(),
        words: sentences.iter().map(|sentence| count_words(&sentence.text)).collect(),
        scores: sentences.iter().map(|sentence| hundredths(sentence.score.get())).collect(),
        labels: names.iter().map(|name| label(name, texts)).collect(),
        names,
        values: sentences
            .iter()
            .map(|sentence| sentence.components.iter().map(|(_, value)| hundredths(*value)).collect())
            .collect(),
        opening,
        total_words: page.sources.iter().map(|(_, document)| blocks(document)).sum(),
        words_per_minute: words_per_minute(page.ranked.language),
    }
}

fn count_words(text: &str) -> usize {
    let mut count = 0;
    for_each_word(text, |_, _| count += 1);
    count
}

fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

/// The articles, in the order in which the summary reads.
fn articles<'a>(
    page: &SummaryPage<'a>,
    data: &Data,
    title: Option<&str>,
    environment: &Environment<'_>,
    texts: &Texts,
) -> Vec<Article<'a>> {
    let ranked = page.ranked;
    let mut order: Vec<usize> = ranked.sentences.iter().map(|sentence| sentence.document).collect();
    order.extend(0..page.sources.len());
    let mut seen = vec![false; page.sources.len()];
    order.retain(|place| seen.get_mut(*place).is_some_and(|seen| !std::mem::replace(seen, true)));
    let spoken = spoken(page, data);
    let several = page.sources.len() > 1;
    order
        .into_iter()
        .map(|place| {
            let (name, document) = page.sources[place];
            let mut writer = flow::Writer::new(environment, texts);
            let unmarked = |_: &[u32]| unreachable!("nothing but sentences is marked");
            flow::groups(document, ranked.language, &spoken[place], &[], title, unmarked, &mut writer);
            Article {
                name: several.then_some(name),
                title: document.title().filter(|_| several),
                flow: writer.finish(),
            }
        })
        .collect()
}

/// The sentences of each document that have an element, by their numbers.
pub(super) fn spoken(page: &SummaryPage<'_>, data: &Data) -> Vec<Vec<Spoken>> {
    let chosen = data.opening.iter().filter(|rank| **rank > 0).count();
    let mut of_documents: Vec<Vec<Spoken>> = vec![Vec::new(); page.sources.len()];
    for (number, sentence) in page.ranked.sentences.iter().enumerate() {
        if let Some(of_document) = of_documents.get_mut(sentence.document) {
            let rank = data.opening[number];
            of_document.push(Spoken { span: sentence.text_span, number, rank, step: step(rank, chosen) });
        }
    }
    of_documents
}

fn times(total: usize, spoken: usize, words_per_minute: f64, texts: &Texts) -> Times {
    let saved = total.saturating_sub(spoken);
    let time = |words: usize| reading_time::duration(words as f64 * 60.0 / words_per_minute);
    Times {
        article: time(total),
        article_words: texts.words(total),
        summary: time(spoken),
        summary_words: texts.words(spoken),
        saved: time(saved),
        saved_share: (100 * saved).checked_div(total).unwrap_or(0),
    }
}

/// What the method read: `37 sentences, with a title`.
fn described(form: &Form, texts: &Texts) -> String {
    let title = if form.has_title { texts.get("with_title") } else { "" };
    format!("{}{title}", texts.counted(form.sentences, "form"))
}

/// What a component of a score is called, in plain words.
fn label(name: &str, texts: &Texts) -> String {
    match texts.get(&format!("c_{}", name.replace(' ', "_"))) {
        "" => name.to_string(),
        label => label.to_string(),
    }
}

fn reasons<'a>(page: &SummaryPage<'a>, data: &Data, texts: &Texts) -> Vec<Reason<'a>> {
    let mut chosen: Vec<(usize, usize)> =
        data.opening.iter().copied().enumerate().filter(|(_, rank)| *rank > 0).collect();
    chosen.sort_unstable_by_key(|(_, rank)| *rank);
    chosen.truncate(REASONS);
    let reason = |(number, rank): (usize, usize)| {
        let sentence = &page.ranked.sentences[number];
        let mut given: Vec<(&'static str, f64)> =
            sentence.components.iter().copied().filter(|(_, value)| hundredths(*value) != 0).collect();
        given.arrange_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        Reason {
            number,
            rank,
            score: texts.signed(sentence.score.get(), 2),
            text: &sentence.text,
            components: given
                .into_iter()
                .map(|(name, value)| (label(name, texts), texts.signed(value, 2)))
                .collect(),
        }
    };
    chosen.into_iter().map(reason).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document, Language, Method, Options};

    #[test]
    fn steps_go_from_first_to_last() {
        let steps = |chosen| (1..=chosen).map(|rank| step(rank, chosen)).collect::<Vec<_>>();
        assert_eq!(steps(1), [1]);
        assert_eq!(steps(3), [1, 2, 3]);
        assert_eq!(steps(8), [1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!((step(0, 0), step(9, 3)), (1, 3));
    }

    #[test]
    fn what_a_score_is_made_of_has_a_name_in_plain_words() {
        let text = "The old pier closed in June. The board wants a new pier. Boats land at the market now.";
        let document = Document::plain(text);
        let english = Texts::of(Language::English);
        for method in Method::ALL {
            let plain = Options::new(2).method(method);
            for options in [plain.clone(), plain.focus("pier")] {
                let documents = std::slice::from_ref(&document);
                let summary = crate::summarize_documents(&mut Analyzer::new(), documents, options);
                assert!(!summary.weights.is_empty(), "{}", method.name());
                for (name, _) in &summary.weights {
                    let key = format!("c_{}", name.replace(' ', "_"));
                    assert_ne!(english.get(&key), "", "{name} of {}", method.name());
                }
            }
        }
    }
}
