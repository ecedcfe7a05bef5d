//! Fits the weights of `Method::Auto` (`src/score/ensemble.rs`) to collections of texts with reference summaries.
//!
//! ```sh
//! cargo run --release --example fit_ranker -- ../shared/data/summaries/*.jsonl
//! ```
//!
//! prints the weights fitted to all of them, what they score, and what weights fitted to all collections but one score
//! on that one. A collection is a file of JSON Lines with `text`, `reference`, `lang` and perhaps `title`; its name says
//! what length its summaries have (see `LENGTHS`).
//!
//! The measure is that of the README: (ROUGE-1 + ROUGE-2) F1 over that of the first sentences, mean of the collections.
//! Two steps:
//!
//! 1. Choose weights that make a good first choice likely: with a sentence drawn by the softmax of its score, the
//!    expected ROUGE of that one sentence, less `HOLD_START` times the squared distance to the weights set by hand.
//!    Smooth, so gradient ascent finds the top.
//! 2. From there, improve the measure itself, on whole summaries, less `HOLD_SMOOTH` times the squared distance to the
//!    weights of step 1: by an evolution strategy with a scale for each weight (Ros and Hansen, *A Simple Modification
//!    in CMA-ES Achieving Linear Time and Space Complexity*, 2008). Its mean, and not the best that it came across, is
//!    the result, which fits chance less.
//!
//! The texts of some collections also take part with their sentences shuffled, a line each: so the weights learn what
//! disorder takes from the position, of which only one collection has any.

#![allow(clippy::print_stdout)] // What an example is for.

use std::sync::Mutex;

use nutgraf::rouge::{Reference, Scorer, Text};
use nutgraf::{Analyzer, Document, Language, Method, Scores};
use serde::Deserialize;

/// How long the summaries of a collection are.
#[derive(Clone, Copy)]
enum Length {
    Sentences(usize),
    /// White-space words; the sentence chosen last is cut to fit.
    Words(usize),
}

const LENGTHS: [(&str, Length); 9] = [
    ("bva", Length::Words(200)),
    ("cnndm", Length::Sentences(3)),
    ("klexikon", Length::Words(250)),
    ("legal", Length::Sentences(1)),
    ("opinosis", Length::Sentences(2)),
    ("orangesum", Length::Sentences(1)),
    ("qmsum", Length::Words(110)),
    ("scisumm", Length::Words(150)),
    ("scitldr", Length::Sentences(1)),
];

/// In these a text has several references of which the closest counts; elsewhere their mean does.
const CLOSEST: [&str; 1] = ["scitldr"];

/// Those of long texts in order, which are shuffled too: so many texts of each, cut to so many sentences.
const SHUFFLED: [&str; 5] = ["bva", "cnndm", "klexikon", "qmsum", "scisumm"];
const SHUFFLED_TEXTS: usize = 60;
const SHUFFLED_SENTENCES: std::ops::Range<usize> = 12..120;

/// What a shuffled collection counts beside one in order.
const SHUFFLED_WEIGHT: f64 = 0.2;

/// The components whose weights are fitted, and the weights set by hand: before any measurement, but for `disorder`, set
/// by eye, which is the position times the disorder of the text, negated.
const START: [(&str, f64); 12] = [
    ("position", 1.0),
    ("disorder", 1.0),
    ("progress", 0.0),
    ("centroid", 0.5),
    ("lexrank", 0.5),
    ("textrank", 0.5),
    ("title", 0.0),
    ("cue", 0.0),
    ("frequency", 0.0),
    ("opening", 0.0),
    ("echo", 0.0),
    ("first person", 0.0),
];

/// The component that is not fitted, with its weight.
const FIXED: (&str, f64) = ("pronoun", -0.4);

type Weights = [f64; START.len()];

const HOLD_START: f64 = 0.2;
const HOLD_SMOOTH: f64 = 0.06;

/// How much the worst collection counts beside the mean, by a soft minimum of this sharpness.
const WORST: f64 = 0.3;
const SHARPNESS: f64 = 20.0;

/// As in the library's selection (`src/select.rs`).
const MOST_COVERED: f64 = 0.65;
const FEW_WORDS: usize = 5;

/// More sentences than any summary has.
const RANKED: usize = 60;

fn main() {
    let mut sets = Vec::new();
    for path in std::env::args().skip(1) {
        let name = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".jsonl").to_string();
        let length = LENGTHS.iter().find(|(known, _)| *known == name);
        let Some((_, length)) = length else { panic!("{path}: no length is known for its summaries") };
        let rows = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let rows: Vec<Row> = rows.lines().map(|row| serde_json::from_str(row).expect(&path)).collect();
        sets.push(Set::new(&name, *length, &rows));
        if SHUFFLED.contains(&name.as_str()) {
            let rows: Vec<Row> = rows.iter().take(SHUFFLED_TEXTS).filter_map(Row::shuffled).collect();
            sets.push(Set { is_shuffled: true, ..Set::new(&name, *length, &rows) });
        }
    }
    assert!(!sets.is_empty(), "expected files of JSON Lines");

    let names: Vec<&str> = sets.iter().filter(|set| !set.is_shuffled).map(|set| set.name.as_str()).collect();
    let of_fold = |left_out: Option<&str>| fit(&sets, left_out);
    let (all, others) = std::thread::scope(|scope| {
        let all = scope.spawn(|| of_fold(None));
        let others: Vec<Weights> = names.iter().map(|name| of_fold(Some(name))).collect();
        (all.join().expect("no fit panics"), others)
    });

    println!("{:<14} {:>7}", "component", "weight");
    for ((name, _), weight) in START.iter().zip(all) {
        println!("{name:<14} {weight:>7.2}");
    }
    println!("\n{:<14} {:>9} {:>9} {:>9}", "collection", "by hand", "fitted", "left out");
    let start = START.map(|(_, weight)| weight);
    let mut columns = [const { Vec::new() }; 3];
    for (set, other) in sets.iter().filter(|set| !set.is_shuffled).zip(&others) {
        let ratios = [&start, &all, other].map(|weights| set.ratio(weights));
        println!("{:<14} {:>9.3} {:>9.3} {:>9.3}", set.name, ratios[0], ratios[1], ratios[2]);
        columns.iter_mut().zip(ratios).for_each(|(column, ratio)| column.push(ratio));
    }
    let means = columns.each_ref().map(|column| column.iter().sum::<f64>() / column.len() as f64);
    let worst = columns.each_ref().map(|column| column.iter().copied().fold(f64::INFINITY, f64::min));
    println!("{:<14} {:>9.3} {:>9.3} {:>9.3}", "mean", means[0], means[1], means[2]);
    println!("{:<14} {:>9.3} {:>9.3} {:>9.3}", "worst", worst[0], worst[1], worst[2]);
}

#[derive(Clone, Deserialize)]
struct Row {
    text: String,
    reference: Vec<String>,
    lang: String,
    #[serde(default)]
    title: String,
}

impl Row {
    fn language(&self) -> Language {
        self.lang.parse().expect("a language")
    }

    /// The same text as a bag of lines; none if it has too few sentences for a bag.
    fn shuffled(&self) -> Option<Row> {
        let documents = [Document::plain(&self.text)];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(self.language()));
        let scores = Scores::new(&analysis, Method::Lead);
        let text = |place: &usize| analysis.readable_text(&analysis.sentences()[*place]).into_owned();
        let mut lines: Vec<String> = scores.sentences.iter().map(text).collect();
        let mut random = Random(lines.len() as u64);
        for i in (1..lines.len()).rev() {
            lines.swap(i, (random.next() % (i as u64 + 1)) as usize);
        }
        lines.truncate(SHUFFLED_SENTENCES.end);
        (lines.len() >= SHUFFLED_SENTENCES.start).then(|| Row { text: lines.join("\n"), ..self.clone() })
    }
}

/// A collection, ready to be scored again and again.
struct Set {
    name: String,
    is_shuffled: bool,
    length: Length,
    is_closest: bool,
    texts: Vec<Rated>,
    /// Makes words of sentences that are cut to fit. Folds are fitted side by side.
    scorer: Mutex<Scorer>,
    /// The mean score of the first sentences.
    lead: f64,
}

/// A text whose sentences have been measured.
struct Rated {
    sentences: Vec<Measured>,
    references: Vec<Reference>,
    /// The number of distinct terms.
    terms: usize,
}

struct Measured {
    text: String,
    rouge: Text,
    components: Weights,
    /// What the component that is not fitted gives.
    fixed: f64,
    is_short: bool,
    /// Distinct content terms.
    terms: Vec<usize>,
    /// How good a first choice it is, over the mean of its collection.
    gain: f64,
}

impl Measured {
    fn score(&self, weights: &Weights) -> f64 {
        self.fixed + weights.iter().zip(&self.components).map(|(weight, value)| weight * value).sum::<f64>()
    }
}

impl Rated {
    fn new(row: &Row, analyzer: &mut Analyzer, scorer: &mut Scorer) -> Rated {
        let mut document = Document::plain(&row.text);
        if !row.title.is_empty() {
            document = document.with_title(row.title.as_str());
        }
        let documents = [document];
        let analysis = analyzer.analyze(&documents, Some(row.language()));
        let scores = Scores::new(&analysis, Method::Auto);
        let disorder = scores.form.map_or(0.0, |form| form.disorder);
        let value = |name: &str, place: usize| {
            let component = scores.components.iter().find(|component| component.name == name);
            component.expect("a component of Method::Auto").values[place]
        };
        let measured = |(place, sentence): (usize, &usize)| {
            let sentence = &analysis.sentences()[*sentence];
            let tokens = analysis.tokens_of(sentence);
            let mut terms: Vec<usize> =
                tokens.iter().filter(|token| token.is_content()).map(|token| token.term.index()).collect();
            terms.sort_unstable();
            terms.dedup();
            let text = analysis.readable_text(sentence).into_owned();
            Measured {
                rouge: scorer.text(&text),
                text,
                components: START.map(|(name, _)| match name {
                    "disorder" => -disorder * value("position", place),
                    name => value(name, place),
                }),
                fixed: FIXED.1 * value(FIXED.0, place),
                is_short: tokens.len() < FEW_WORDS,
                terms,
                gain: 0.0,
            }
        };
        let sentences = scores.sentences.iter().enumerate().map(measured).collect();
        let references = row.reference.iter().map(|text| Reference::new(&scorer.text(text))).collect();
        Rated { sentences, references, terms: analysis.term_count() }
    }

    /// The places of sentences in the order in which they are chosen, as `src/select.rs` does it.
    fn ranked(&self, weights: &Weights) -> Vec<usize> {
        let some_are_long = self.sentences.iter().any(|sentence| !sentence.is_short);
        let mut order: Vec<(bool, f64, usize)> = (self.sentences.iter().zip(0..))
            .map(|(sentence, place)| (some_are_long && sentence.is_short, -sentence.score(weights), place))
            .collect();
        let compare =
            |a: &(bool, f64, usize), b: &(bool, f64, usize)| a.partial_cmp(b).expect("finite scores");
        if order.len() > RANKED {
            order.select_nth_unstable_by(RANKED, compare);
            order.truncate(RANKED);
        }
        order.sort_by(compare);
        let mut covered = vec![false; self.terms];
        let (mut chosen, mut passed_over) = (Vec::new(), Vec::new());
        for (_, _, place) in order {
            let terms = &self.sentences[place].terms;
            let known = terms.iter().filter(|term| covered[**term]).count();
            if !chosen.is_empty() && known as f64 > MOST_COVERED * terms.len() as f64 {
                passed_over.push(place);
            } else {
                terms.iter().for_each(|term| covered[*term] = true);
                chosen.push(place);
            }
        }
        chosen.extend(passed_over);
        chosen
    }
}

impl Set {
    fn new(name: &str, length: Length, rows: &[Row]) -> Set {
        let mut analyzer = Analyzer::new();
        let mut scorer = Scorer::new(rows.first().map(Row::language).unwrap_or_default());
        let texts = rows.iter().map(|row| Rated::new(row, &mut analyzer, &mut scorer)).collect();
        let mut set = Set {
            name: name.into(),
            is_shuffled: false,
            length,
            is_closest: CLOSEST.contains(&name),
            texts,
            scorer: Mutex::new(scorer),
            lead: 0.0,
        };
        set.lead = set.mean(|text| (0..text.sentences.len()).collect());
        set.rate();
        set
    }

    /// Gives each sentence its gain: its ROUGE alone. Where words are counted a sentence costs what it has, so it is
    /// matches over words there; three more, so that no sentence of one word is the best.
    fn rate(&mut self) {
        let (length, is_closest) = (self.length, self.is_closest);
        for text in &mut self.texts {
            for sentence in &mut text.sentences {
                sentence.gain = match length {
                    Length::Sentences(_) => together(&text.references, &[&sentence.rouge], is_closest),
                    Length::Words(_) => {
                        let words = sentence.text.split_whitespace().count() as f64;
                        precision(&text.references, &sentence.rouge) * words / (words + 3.0)
                    }
                };
            }
        }
        let of_text = |text: &Rated| {
            text.sentences.iter().map(|sentence| sentence.gain).sum::<f64>()
                / text.sentences.len().max(1) as f64
        };
        let mean = self.texts.iter().map(of_text).sum::<f64>() / self.texts.len() as f64;
        let sentences = self.texts.iter_mut().flat_map(|text| &mut text.sentences);
        sentences.for_each(|sentence| sentence.gain /= mean);
    }

    /// The mean score of summaries, given the order in which sentences are chosen.
    fn mean(&self, ranked: impl Fn(&Rated) -> Vec<usize>) -> f64 {
        let score = |text: &Rated| self.score(text, &ranked(text));
        self.texts.iter().map(score).sum::<f64>() / self.texts.len() as f64
    }

    /// The score over that of the first sentences.
    fn ratio(&self, weights: &Weights) -> f64 {
        self.mean(|text| text.ranked(weights)) / self.lead
    }

    fn score(&self, text: &Rated, ranked: &[usize]) -> f64 {
        let mut left = match self.length {
            Length::Sentences(limit) | Length::Words(limit) => limit,
        };
        let mut cut = None;
        let mut chosen = Vec::new();
        for &place in ranked {
            if left == 0 {
                break;
            }
            let price = match self.length {
                Length::Sentences(_) => 1,
                Length::Words(_) => text.sentences[place].text.split_whitespace().count(),
            };
            if price > left {
                let words: Vec<&str> = text.sentences[place].text.split_whitespace().take(left).collect();
                let mut scorer = self.scorer.lock().expect("no fold panics");
                cut = Some((place, scorer.text(&words.join(" "))));
            }
            chosen.push(place);
            left = left.saturating_sub(price);
        }
        chosen.sort_unstable();
        let words = |place: &usize| match &cut {
            Some((last, words)) if last == place => words,
            _ => &text.sentences[*place].rouge,
        };
        together(&text.references, &chosen.iter().map(words).collect::<Vec<_>>(), self.is_closest)
    }
}

/// ROUGE-1 and ROUGE-2 F1, added up: the mean of the references, or the closest.
fn together(references: &[Reference], summary: &[&Text], is_closest: bool) -> f64 {
    let scores = references.iter().map(|reference| {
        let [words, pairs] = reference.score_words(summary);
        (words.f1, pairs.f1)
    });
    match is_closest {
        true => {
            let (words, pairs) = scores.fold((0.0, 0.0), |best, next| if next > best { next } else { best });
            words + pairs
        }
        false => scores.map(|(words, pairs)| words + pairs).sum::<f64>() / references.len() as f64,
    }
}

/// ROUGE-1 and ROUGE-2 precision, added up; the mean of the references.
fn precision(references: &[Reference], sentence: &Text) -> f64 {
    let of = |reference: &Reference| reference.score_words(&[sentence]).map(|score| score.precision);
    references.iter().map(|reference| of(reference).iter().sum::<f64>()).sum::<f64>()
        / references.len() as f64
}

/// The weights for all sets but one and its shuffled texts.
fn fit(sets: &[Set], left_out: Option<&str>) -> Weights {
    let sets: Vec<&Set> = sets.iter().filter(|set| left_out != Some(&set.name)).collect();
    let smooth = ascend(&sets, START.map(|(_, weight)| weight));
    evolve(smooth, |weights| measure(&sets, weights) - HOLD_SMOOTH * distance(weights, &smooth))
}

fn distance(a: &Weights, b: &Weights) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// What whole summaries score.
fn measure(sets: &[&Set], weights: &Weights) -> f64 {
    let ratios = |is_shuffled: bool| -> Vec<f64> {
        let chosen = sets.iter().filter(|set| set.is_shuffled == is_shuffled);
        chosen.map(|set| set.ratio(weights)).collect()
    };
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (ordered, shuffled) = (ratios(false), ratios(true));
    let softened: Vec<f64> = ordered.iter().map(|ratio| (-SHARPNESS * ratio).exp()).collect();
    let worst = -mean(&softened).ln() / SHARPNESS;
    mean(&ordered) + WORST * worst + SHUFFLED_WEIGHT * mean(&shuffled)
}

/// Step 1: gradient ascent, each step half as long as the one before if it led down, and a little longer if up.
fn ascend(sets: &[&Set], start: Weights) -> Weights {
    let mut weights = start;
    let (mut value, mut gradient) = expected(sets, &weights, &start);
    let mut rate = 0.1;
    for _ in 0..ASCENT_STEPS {
        let next: Weights = std::array::from_fn(|k| weights[k] + rate * gradient[k]);
        let (next_value, next_gradient) = expected(sets, &next, &start);
        if next_value > value {
            (weights, value, gradient) = (next, next_value, next_gradient);
            rate *= 1.2;
        } else {
            rate *= 0.5;
        }
    }
    weights
}

const ASCENT_STEPS: usize = 80;

/// The expected gain of a sentence drawn by the softmax of the scores, and its gradient.
fn expected(sets: &[&Set], weights: &Weights, start: &Weights) -> (f64, Weights) {
    let mut value = -HOLD_START * distance(weights, start);
    let mut gradient: Weights = std::array::from_fn(|k| -2.0 * HOLD_START * (weights[k] - start[k]));
    for set in sets {
        let share = if set.is_shuffled { SHUFFLED_WEIGHT } else { 1.0 } / set.texts.len() as f64;
        for text in &set.texts {
            let scores: Vec<f64> = text.sentences.iter().map(|sentence| sentence.score(weights)).collect();
            let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let chances: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
            let all: f64 = chances.iter().sum();
            let drawn = || text.sentences.iter().zip(&chances);
            let gain = drawn().map(|(sentence, chance)| chance / all * sentence.gain).sum::<f64>();
            value += share * gain;
            for (sentence, chance) in drawn() {
                let pull = share * chance / all * (sentence.gain - gain);
                gradient.iter_mut().zip(&sentence.components).for_each(|(sum, value)| *sum += pull * value);
            }
        }
    }
    (value, gradient)
}

const GENERATIONS: usize = 80;
const OFFSPRING: usize = 14;
const FIRST_STEP: f64 = 0.1;

/// Step 2: the evolution strategy, with the constants of the paper.
fn evolve(start: Weights, value: impl Fn(&Weights) -> f64) -> Weights {
    let n = START.len() as f64;
    let parents = OFFSPRING / 2;
    let raw: Vec<f64> = (0..parents).map(|i| (parents as f64 + 0.5).ln() - (i as f64 + 1.0).ln()).collect();
    let shares: Vec<f64> = raw.iter().map(|share| share / raw.iter().sum::<f64>()).collect();
    let effective = 1.0 / shares.iter().map(|share| share * share).sum::<f64>();
    let for_path = 4.0 / (n + 4.0);
    let for_step = (effective + 2.0) / (n + effective + 3.0);
    let damping = 1.0 + 2.0 * (((effective - 1.0) / (n + 1.0)).sqrt() - 1.0).max(0.0) + for_step;
    let full = 1.0 / effective * 2.0 / (n + 2f64.sqrt()).powi(2)
        + (1.0 - 1.0 / effective) * ((2.0 * effective - 1.0) / ((n + 2.0).powi(2) + effective)).min(1.0);
    let for_scales = (full * (n + 2.0) / 3.0).min(1.0);
    let expected_length = n.sqrt() * (1.0 - 1.0 / (4.0 * n) + 1.0 / (21.0 * n * n));

    let mut random = Random(1);
    let (mut mean, mut step, mut scales) = (start, FIRST_STEP, [1.0; START.len()]);
    let (mut path, mut step_path) = ([0.0; START.len()], [0.0; START.len()]);
    for _ in 0..GENERATIONS {
        let mut brood: Vec<(f64, Weights)> = (0..OFFSPRING)
            .map(|_| {
                let draw: Weights = std::array::from_fn(|_| random.normal());
                let at = std::array::from_fn(|k| mean[k] + step * f64::sqrt(scales[k]) * draw[k]);
                (value(&at), draw)
            })
            .collect();
        brood.sort_by(|a, b| b.0.total_cmp(&a.0));
        let of_best = |f: &dyn Fn(f64) -> f64, k: usize| -> f64 {
            shares.iter().zip(&brood).map(|(share, (_, draw))| share * f(draw[k])).sum()
        };
        let moved: Weights = std::array::from_fn(|k| of_best(&|draw| draw, k));
        for k in 0..START.len() {
            mean[k] += step * scales[k].sqrt() * moved[k];
            step_path[k] =
                (1.0 - for_step) * step_path[k] + (for_step * (2.0 - for_step) * effective).sqrt() * moved[k];
            path[k] = (1.0 - for_path) * path[k]
                + (for_path * (2.0 - for_path) * effective).sqrt() * scales[k].sqrt() * moved[k];
            scales[k] = (1.0 - for_scales) * scales[k]
                + for_scales / effective * path[k] * path[k]
                + for_scales * (1.0 - 1.0 / effective) * scales[k] * of_best(&|draw| draw * draw, k);
        }
        let length = step_path.iter().map(|value| value * value).sum::<f64>().sqrt();
        step *= ((for_step / damping) * (length / expected_length - 1.0)).exp();
    }
    mean
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to 1, 0 left out.
    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1u64 << 53) as f64
    }

    /// A draw from the normal distribution (Box and Muller, 1958).
    fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }
}
