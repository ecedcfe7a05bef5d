//! Focus: what a summary is to be about.
//!
//! A sentence is as relevant as the cosine of its TF-IDF vector to that of the query: Tombros and Sanderson, *Advantages
//! of Query Biased Summaries in Information Retrieval*, 1998. Words are folded and stemmed as those of the text. A
//! phrase is a term of its own, which stands where its words do in their order.
//!
//! What each method makes of it:
//!
//! | method | with a focus |
//! |---|---|
//! | TextRank, LexRank | walks start at relevant sentences: Otterbacher, Erkan and Radev, *Using Random Walks for Question-focused Sentence Retrieval*, 2005 |
//! | TF-IDF, MMR | relevance takes most of the centroid's place |
//! | SumBasic | probabilities are mixed with those of the focus, and relevance is added |
//! | lead, random | sentences with a word of the focus come first |
//! | all others | relevance is added, as a z-score |
//!
//! A focus that the whole text is about tells its sentences apart by chance, and relevance would choose those that say little else. So
//! relevance counts as far as it is [selective](Found::selectivity): in full if one sentence has what is looked for, not at all if all have.
//! Nor does a focus that says what the title says: a summary is about its title without one.
//!
//! # An example by hand
//!
//! The query `pier "old harbor"` with weights of 1 for `pier`, `old` and `harbor` has the vector `(1, 1, 1)` and the
//! phrase's `2 · (1 + 1) = 4`: its length is `√19`. `The old harbor` has the vector `(0, 1, 1)` and the phrase,
//! a length of `√18`, and so the cosine `(1 + 1 + 16) / √(19 · 18) = 0.973`; `Harbor, old pier` has all words and not
//! the phrase: `3 / √(19 · 3) = 0.397`.

use rustc_hash::FxHashMap;

use super::matrix::TermMatrix;
use crate::analysis::Analysis;
use crate::term::TermId;

/// The chance to follow an edge with a focus; otherwise a walk starts anew at what it is about. Less than without a focus,
/// as in the paper, whose best runs hardly follow edges at all; chosen by eye on `corpora/`.
pub(super) const DAMPING: f64 = 0.5;

/// What relevance counts against the centroid where it takes its place. Chosen by eye on `corpora/`.
pub(super) const SHARE: f64 = 0.8;

/// What relevance counts where it is added: this many of its standard deviations for one of the other scores. Chosen by
/// eye on `corpora/`: with 1 the opening of a text still stands in every summary.
pub(super) const ADDED: f64 = 2.0;

/// What a phrase counts: this many times the weights of its words, beside these words themselves.
const PHRASE: f64 = 2.0;

/// What a summary is to be about: words, `"phrases"` in double quotes, and `-words` or `-"phrases"` to avoid.
///
/// Sentences with what is to be avoided come behind all others. Stop words say nothing, but in a phrase they have to be
/// there, and they can be avoided. A quote that is not closed goes on to the end.
///
/// If nothing that is looked for stands in the text, or nothing is looked for, sentences are chosen as without a focus,
/// but for those that are to be avoided; [`Summary::is_off_focus`](crate::Summary::is_off_focus) says so.
///
/// ```
/// use nutgraf::Options;
///
/// let text = "The council met on Monday and talked for hours. The old pier will be closed in June. \
///             Nobody knows when the pier will open again.";
/// let summary = nutgraf::summarize(text, Options::new(1).focus("\"old piers\" -council"));
/// assert_eq!(summary.to_string(), "The old pier will be closed in June.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Focus {
    parts: Vec<Part>,
}

/// A word or a phrase as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Part {
    text: String,
    is_phrase: bool,
    is_avoided: bool,
}

impl Focus {
    /// Reads a query. Any text is one; it may be empty.
    pub fn new(query: &str) -> Focus {
        let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
        let mut parts = Vec::new();
        let mut rest = query.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_avoided = first == '-';
            rest = if is_avoided { &rest[1..] } else { rest };
            let is_phrase = rest.starts_with(is_quote);
            let (text, after) = if is_phrase {
                let inside = rest.trim_start_matches(is_quote);
                inside.split_once(is_quote).unwrap_or((inside, ""))
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
                rest.split_at(end)
            };
            parts.push(Part { text: text.to_string(), is_phrase, is_avoided });
            rest = after.trim_start();
        }
        Focus { parts }
    }

    /// What of it stands in an analysis, and how much each of some sentences is about it. `O(n)` in their words for each
    /// phrase.
    pub(super) fn find(
        &self,
        analysis: &Analysis<'_>,
        sentences: &[usize],
        matrix: &TermMatrix,
        idf: &[f64],
    ) -> Found {
        let query = Query::new(self, analysis, matrix, idf);
        let mut found = Found { words: query.words.clone(), ..Found::default() };
        let mut with_phrase = 0;
        for (row, &sentence) in sentences.iter().enumerate() {
            let tokens = analysis.tokens_of(&analysis.sentences()[sentence]);
            let terms: Vec<TermId> = tokens.iter().map(|token| token.term).collect();
            let occurrences =
                |phrase: &[TermId]| terms.windows(phrase.len()).filter(|w| *w == phrase).count();
            let words: Vec<(f64, f64)> =
                matrix.counts(row).map(|(term, count)| (count * idf[term], query.weight(term))).collect();
            let phrases = query.phrases.iter();
            let phrases: Vec<(f64, f64)> =
                phrases.map(|(phrase, weight)| (occurrences(phrase) as f64 * weight, *weight)).collect();
            with_phrase += usize::from(phrases.iter().any(|(here, _)| *here > 0.0));
            let parts = || words.iter().chain(&phrases);
            let product: f64 = parts().map(|(here, asked)| here * asked).sum();
            let square: f64 = parts().map(|(here, _)| here * here).sum();
            let lengths = (square * query.square).sqrt();
            found.relevance.push(if lengths > 0.0 { product / lengths } else { 0.0 });
            found.is_avoided.push(query.avoided.iter().any(|phrase| occurrences(phrase) > 0));
        }
        let of_title = query.share_of_titles(analysis, matrix, idf);
        found.selectivity = selectivity(&found.relevance, with_phrase) * (1.0 - of_title * of_title);
        found.is_missing = found.relevance.iter().all(|relevance| *relevance == 0.0)
            && (self.parts.is_empty() || self.parts.iter().any(|part| !part.is_avoided));
        found
    }
}

impl std::str::FromStr for Focus {
    type Err = std::convert::Infallible;

    fn from_str(query: &str) -> Result<Focus, Self::Err> {
        Ok(Focus::new(query))
    }
}

impl From<&str> for Focus {
    fn from(query: &str) -> Focus {
        Focus::new(query)
    }
}

impl From<String> for Focus {
    fn from(query: String) -> Focus {
        Focus::new(&query)
    }
}

/// A focus in the terms of an analysis: only what stands there.
struct Query {
    /// Content terms, words of phrases among them, and what each counts.
    words: Vec<(u32, f64)>,
    weights: FxHashMap<u32, f64>,
    phrases: Vec<(Vec<TermId>, f64)>,
    avoided: Vec<Vec<TermId>>,
    /// The square of the length of its vector.
    square: f64,
}

impl Query {
    fn new(focus: &Focus, analysis: &Analysis<'_>, matrix: &TermMatrix, idf: &[f64]) -> Query {
        let found = analysis.find_terms(focus.parts.iter().map(|part| part.text.as_str()));
        let mut query = Query {
            words: Vec::new(),
            weights: FxHashMap::default(),
            phrases: Vec::new(),
            avoided: Vec::new(),
            square: 0.0,
        };
        for (part, words) in focus.parts.iter().zip(found) {
            let all: Option<Vec<TermId>> = words.iter().map(|(term, _)| *term).collect();
            let all = all.filter(|all| !all.is_empty());
            if part.is_avoided {
                query.avoided.extend(all);
                continue;
            }
            let content = words.iter().filter(|(_, is_content)| *is_content).filter_map(|(term, _)| *term);
            // A word of a heading says nothing here: only sentences that are scored do.
            let content = content.filter(|term| matrix.row_frequency(term.0) > 0);
            let mut sum = 0.0;
            for term in content {
                // A word that every document has can still be asked for.
                let weight = idf[term.index()].max(LEAST_WEIGHT);
                sum += weight;
                if query.weights.insert(term.0, weight).is_none() {
                    query.words.push((term.0, weight));
                    query.square += weight * weight;
                }
            }
            if let Some(phrase) = all.filter(|_| part.is_phrase && sum > 0.0) {
                query.square += (PHRASE * sum) * (PHRASE * sum);
                query.phrases.push((phrase, PHRASE * sum));
            }
        }
        query
    }

    /// How far it says what a title says, from 0 to 1: the share of that title's terms that it has, times the share of its own terms
    /// that are of that title, both by weight and as far as sentences have them; the most of any title.
    ///
    /// Of a title of three words that weigh alike, one alone is a third, and all of them are 1.
    fn share_of_titles(&self, analysis: &Analysis<'_>, matrix: &TermMatrix, idf: &[f64]) -> f64 {
        let own: f64 = self.words.iter().map(|(_, weight)| weight).sum();
        let titles = analysis.documents().iter().filter_map(|document| document.title());
        let share = |words: Vec<(Option<TermId>, bool)>| {
            let content = words.iter().filter(|(_, is_content)| *is_content).filter_map(|(term, _)| *term);
            let mut terms: Vec<TermId> = content.filter(|term| matrix.row_frequency(term.0) > 0).collect();
            terms.sort_unstable();
            terms.dedup();
            let all: f64 = terms.iter().map(|term| idf[term.index()].max(LEAST_WEIGHT)).sum();
            let shared: f64 = terms.iter().map(|term| self.weight(term.index())).sum();
            if shared > 0.0 { (shared / all) * (shared / own) } else { 0.0 }
        };
        analysis.find_terms(titles).into_iter().map(share).fold(0.0, f64::max)
    }

    fn weight(&self, term: usize) -> f64 {
        self.weights.get(&(term as u32)).copied().unwrap_or(0.0)
    }
}

/// The least that a word of a focus weighs.
const LEAST_WEIGHT: f64 = 0.1;

/// What of a focus stands in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Its content terms and their weights.
    pub(super) words: Vec<(u32, f64)>,
    /// How much each scored sentence is about it: a cosine.
    pub(crate) relevance: Vec<f64>,
    /// Which of them hold what is to be avoided.
    pub(crate) is_avoided: Vec<bool>,
    /// Whether nothing that was looked for is there.
    pub(crate) is_missing: bool,
    /// How well relevance tells sentences apart, from 0 to 1: the share of sentences without what is looked for (a phrase, where one
    /// stands in the text, or any word), times one less the share that relevance is spread over, `(Σr)² / Σr²` sentences, the first
    /// not counted; times one less the square of how far the focus says what a title says.
    pub(super) selectivity: f64,
}

impl Found {
    /// Whether a sentence comes behind all others.
    pub(crate) fn avoids(&self, sentence: usize) -> bool {
        self.is_avoided[sentence]
    }

    /// Whether a sentence holds what was looked for.
    pub(crate) fn wants(&self, sentence: usize) -> bool {
        self.relevance[sentence] > 0.0
    }
}

/// See [`Found::selectivity`]; for a phrase that this many sentences have.
fn selectivity(relevance: &[f64], with_phrase: usize) -> f64 {
    let sum: f64 = relevance.iter().sum();
    let square: f64 = relevance.iter().map(|value| value * value).sum();
    let n = relevance.len() as f64;
    if square <= 0.0 || n < 2.0 {
        return 1.0;
    }
    let holders = match with_phrase {
        0 => relevance.iter().filter(|value| **value > 0.0).count(),
        some => some,
    };
    let share_beyond_the_first = |count: f64| ((count - 1.0) / (n - 1.0)).clamp(0.0, 1.0);
    (1.0 - share_beyond_the_first(holders as f64)) * (1.0 - share_beyond_the_first(sum * sum / square))
}

/// Relevance as chances that sum to 1; all alike if nothing is relevant.
pub(super) fn starts(relevance: &[f64]) -> Vec<f64> {
    let sum: f64 = relevance.iter().sum();
    let share = |value: &f64| if sum > 0.0 { value / sum } else { 1.0 / relevance.len() as f64 };
    relevance.iter().map(share).collect()
}

/// Relevance to be added to scores: as z-scores, on the scale of these scores, as far as it is selective.
pub(super) fn added(relevance: &[f64], selectivity: f64, scores: &[f64]) -> Vec<f64> {
    let (_, scale) = moments(scores);
    let (mean, deviation) = moments(relevance);
    // Where the scores are all alike, relevance alone decides.
    let scale = if scale > 0.0 { scale } else { 1.0 } * selectivity;
    let part = |value: &f64| if deviation > 0.0 { (value - mean) / deviation * scale } else { 0.0 };
    relevance.iter().map(part).collect()
}

/// Mean and standard deviation.
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::document::Document;
    use crate::language::Language;

    fn show(query: &str) -> Vec<String> {
        let mark = |part: &Part| {
            let quote = if part.is_phrase { "\"" } else { "" };
            format!("{}{quote}{}", if part.is_avoided { "-" } else { "" }, part.text)
        };
        Focus::new(query).parts.iter().map(mark).collect()
    }

    #[test]
    fn queries_are_words_phrases_and_what_to_avoid() {
        assert_eq!(show(" flood  wall "), ["flood", "wall"]);
        assert_eq!(
            show("\"flood wall\" -rain -\"nine million\""),
            ["\"flood wall", "-rain", "-\"nine million"]
        );
        assert_eq!(show("“flood wall”cost"), ["\"flood wall", "cost"]);
        assert_eq!(show("well-known -"), ["well-known", "-"]);
        assert_eq!(show("\"never closed"), ["\"never closed"]);
        assert_eq!(show(" \t"), [""; 0]);
    }

    /// Relevance with all words weighing 1, and which sentences are avoided.
    fn find(query: &str, text: &str) -> (Vec<f64>, Vec<bool>) {
        let mut analyzer = Analyzer::new();
        let documents = [Document::plain(text)];
        let analysis = analyzer.analyze(&documents, Some(Language::English));
        let sentences: Vec<usize> = (0..analysis.sentences().len()).collect();
        let matrix = TermMatrix::new(&analysis, &sentences);
        let found = Focus::new(query).find(&analysis, &sentences, &matrix, &vec![1.0; analysis.term_count()]);
        (found.relevance, found.is_avoided)
    }

    #[test]
    fn the_example_by_hand() {
        let (relevance, _) = find("pier \"old harbor\"", "The old harbor. Harbor, old pier. Nobody came.");
        for (found, expected) in relevance.iter().zip([0.973, 0.397, 0.0]) {
            assert!((found - expected).abs() < 1e-3, "{relevance:?}");
        }
    }

    #[test]
    fn words_are_stemmed_and_phrases_are_sequences() {
        let text = "The harbors were closed. Old piers of the harbor. The pier.";
        assert_eq!(find("-\"piers of the harbors\"", text).1, [false, true, false]);
        assert_eq!(find("-\"pier harbor\"", text).1, [false; 3]);
        assert_eq!(find("-closing -the-pier", text).1, [true, false, true]);
        assert_eq!(find("- the of \"of the\" storms", text), (vec![0.0; 3], vec![false; 3]));
        assert!(find("harbored", text).0[0] > 0.0);
    }

    #[test]
    fn relevance_is_added_on_the_scale_of_the_scores() {
        // Deviations: 1/2 of the relevance, 10 of the scores.
        assert_eq!(added(&[0.0, 1.0], 1.0, &[30.0, 50.0]), [-10.0, 10.0]);
        assert_eq!(added(&[0.0, 1.0], 0.5, &[30.0, 50.0]), [-5.0, 5.0]);
        assert_eq!(added(&[0.0, 1.0], 1.0, &[3.0, 3.0]), [-1.0, 1.0]);
        assert_eq!(added(&[0.5, 0.5], 1.0, &[3.0, 4.0]), [0.0, 0.0]);
        assert_eq!(starts(&[0.3, 0.1]), [0.3 / 0.4, 0.1 / 0.4]);
        assert_eq!(starts(&[0.0, 0.0]), [0.5, 0.5]);
    }

    /// Of four sentences: one alone has it; all have the same; two have the same, two thirds without each of them beyond the first;
    /// and with a phrase in one of these, its holders are one.
    #[test]
    fn what_few_sentences_have_is_selective() {
        assert_eq!(selectivity(&[0.0, 0.0, 0.0, 0.4], 0), 1.0);
        assert_eq!(selectivity(&[0.4; 4], 0), 0.0);
        assert!((selectivity(&[0.0, 0.0, 0.3, 0.3], 0) - 4.0 / 9.0).abs() < 1e-12);
        assert!((selectivity(&[0.0, 0.0, 0.3, 0.3], 1) - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!((selectivity(&[], 0), selectivity(&[0.3], 0)), (1.0, 1.0));
    }
}
