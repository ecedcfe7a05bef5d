//! The ensemble: what position, centroid, LexRank, TextRank, the title and the wording agree on, minus a cost for what leans on others.
//!
//! Most components are turned into z-scores, so that they count alike whatever their scale; what few sentences have (a cue, too
//! many words, dependence, a missing end) counts as it is. They are added up with the weights below. How much the position counts depends on
//! the [`Form`] of the text.
//!
//! * time: that of LexRank and TextRank, linear in the words for each of their steps
//! * space: linear
//!
//! # Where the weights come from
//!
//! `scripts/fit_summaries.py` fits them to thirty development collections with reference summaries and to documents whose
//! sentences readers have labelled, both at once, and held near weights set by hand. DESIGN.md has what they score, and
//! what they score with a kind of text left out of the fit.
//!
//! What was tried and gained nothing on a kind left out: capitals, digits, place in the paragraph and in the section, the
//! share of words not said before, the sentence behind, weights that vary with the length of the text, a position that is
//! no z-score, and z-scores that are bounded; definitions (`X is a …`), decisions and requests, `new` and `now`, `main` and
//! `important`, `should`, examples, percentages; a first person that counts less where many say it, a position that counts less
//! and a dependence that counts more in talk, or any other weight of its own there; two sentences, of which the second leans on the first,
//! chosen as one (a better sum in 6 of 160 labelled texts, and none of the picks was better); a bound on dependence in talk, too.

use super::dependence::{self, Dependence, Traits};
use super::form::Form;
use super::furnished;
use super::matrix::TermMatrix;
use super::wording::Wording;
use super::{Component, context, lexrank, position, textrank, tfidf};
use crate::analysis::Analysis;
use crate::document::Role;

/// What each component counts: those of a z-score in points for a standard deviation, the last seven in points for a cue
/// phrase, ten words, ten too many, five too few, a first person, a dependence of 1, a scrap of 1.
struct Weights {
    position: f64,
    /// What is taken from `position` for a [`Form::disorder`] of 1.
    disorder: f64,
    progress: f64,
    centroid: f64,
    lexrank: f64,
    textrank: f64,
    title: f64,
    frequency: f64,
    opening: f64,
    echo: f64,
    bigrams: f64,
    cue: f64,
    words: f64,
    long: f64,
    short: f64,
    first_person: f64,
    dependence: f64,
    scrap: f64,
}

/// Fitted by the strategy of `scripts/fit_summaries.py` to 36 texts of each of the 18 collections whose licences allow weights to be
/// made of them, and to labels of readers; DESIGN.md names them. What they come to on twelve others is a result.
const WEIGHTS: Weights = Weights {
    position: 1.08,
    disorder: 0.77,
    progress: -0.77,
    centroid: 0.21,
    lexrank: 0.28,
    textrank: 0.99,
    title: 0.57,
    frequency: 0.25,
    opening: -0.44,
    echo: -0.24,
    bigrams: 0.44,
    cue: 1.97,
    words: -0.11,
    long: -0.56,
    short: -0.56,
    first_person: -1.40,
    dependence: -4.50,
    scrap: -3.32,
};

/// A sentence of more words than this is long, of fewer than that short. The first from the measured ensemble, the second
/// chosen by eye: most sentences of fewer words are answers, calls or scraps.
const LONG: usize = 35;
const SHORT: usize = 10;

/// Words up to here speak for a sentence, since it can say more. As far as the traits of `dependence.rs` tell lengths apart.
const MANY: usize = 60;

/// A sentence of so high a dependence stands behind all that are below it, whatever else speaks for it; but not in a text
/// where more than half of the sentences have a dependence over [`TALK`], as most talk and chat.
///
/// With 0.75 the mean of the collections is lower by 0.002, with 0.6 by 0.01, and no fewer picks are bad.
const MOST_DEPENDENCE: f64 = 0.8;
const TALK: f64 = 0.5;

/// Where more than one in this many sentences asks, as in a talk of few turns, questions are no asides. Chosen on `dialogsum`, where a
/// text of four sentences asks twice.
const MANY_QUESTIONS: usize = 4;

/// A component whose standard deviation is below this says nothing: all its z-scores are 0.
const NO_DEVIATION: f64 = 1e-12;

/// What selection has to know of sentences that may not stand alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaning {
    /// Whether a sentence stands behind the others, alone.
    pub(crate) is_behind: Vec<bool>,
    /// What it gains if the sentence before stands in the summary too.
    pub(crate) gain: Vec<f64>,
    /// Whether it stands behind the others even then.
    pub(crate) is_behind_all_the_same: Vec<bool>,
    /// Whether it asks what only the next sentence may answer; never in talk, nor where speakers have labels, since there a question
    /// says what the talk is about (with this in talk, too, `dialogsum` falls from 0.84 to 0.77 of its first sentences).
    pub(crate) is_question: Vec<bool>,
}

/// A component before it is weighed.
pub(super) struct Measure {
    pub(super) name: &'static str,
    pub(super) values: Vec<f64>,
    /// Whether its z-score counts, and not the value itself: that of a rare trait would grow with the length of the text.
    is_standardized: bool,
}

/// Everything that is measured: [`components`] weighs it, and `scripts/summary_features.rs` shows it. Of a text of one sentence, what says
/// how it compares with others is 0.
pub(super) fn measures(
    analysis: &Analysis<'_>,
    sentences: &[usize],
    matrix: &TermMatrix,
    traits: &[Traits],
    dependences: &[Dependence],
) -> (Vec<Measure>, Form) {
    let openings = context::openings(analysis, sentences);
    let title = context::title(analysis, sentences, matrix);
    let has_title = title.iter().any(|share| *share > 0.0);
    // A sentence alone is compared with none: its z-scores are 0, whatever is measured. Many texts are titles.
    let is_alone = sentences.len() == 1;
    let compared = |measure: &dyn Fn() -> Vec<f64>| if is_alone { vec![0.0] } else { measure() };
    // Vectors are as large as the text, so none is kept longer than it is needed.
    let (echoes, form) = if is_alone {
        (vec![None], Form::alone(has_title))
    } else {
        let unit = matrix.weighted(&matrix.inverse_row_frequencies()).into_unit();
        let echoes = context::echoes(&openings, &unit);
        let form = Form::new(&unit, &echoes, has_title);
        (echoes, form)
    };
    let (centroid, lexrank, textrank) = if is_alone {
        (vec![0.0], vec![0.0], vec![0.0])
    } else {
        let joins = matrix.joins();
        let (centroid, lexrank) = {
            let vectors = matrix.weighted(&matrix.idf(analysis));
            (tfidf::scores(&vectors), lexrank::scores(&vectors, &joins))
        };
        (centroid, lexrank, textrank::scores(matrix, &joins))
    };
    let opening = compared(&|| context::opening(&openings, matrix, &title));
    let wording = Wording::new(analysis, sentences);
    let by_words = |of: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let words = |sentence: &usize| analysis.tokens_of(&analysis.sentences()[*sentence]).len();
        sentences.iter().map(|sentence| of(words(sentence))).collect()
    };
    let standardized = |name, values| Measure { name, values, is_standardized: true };
    let counted = |name, values| Measure { name, values, is_standardized: false };
    let measures = vec![
        standardized("position", compared(&|| position::scores(analysis, sentences))),
        standardized("progress", compared(&|| position::progress(&openings))),
        standardized("centroid", centroid),
        standardized("lexrank", lexrank),
        standardized("textrank", textrank),
        standardized("title", title),
        standardized("frequency", compared(&|| context::frequency(matrix))),
        standardized("opening", opening),
        standardized("echo", echoes.into_iter().map(Option::unwrap_or_default).collect()),
        standardized("bigrams", compared(&|| context::bigrams(matrix))),
        counted("cue", wording.cue),
        counted("words", by_words(&|words| words.min(MANY) as f64 / 10.0)),
        counted("long", by_words(&|words| words.saturating_sub(LONG) as f64 / 10.0)),
        counted("short", by_words(&|words| SHORT.saturating_sub(words) as f64 / 5.0)),
        counted("first person", wording.first_person),
        counted("dependence", dependences.iter().map(|dependence| dependence.alone).collect()),
        counted("scrap", traits.iter().map(|traits| traits.scrap()).collect()),
    ];
    (measures, form)
}

pub(super) fn components(
    analysis: &Analysis<'_>,
    sentences: &[usize],
    matrix: &TermMatrix,
) -> (Vec<Component>, Form, Leaning) {
    let traits = dependence::traits(analysis, sentences);
    let dependences = dependence::of_sentences(analysis, sentences, &traits);
    let (measures, form) = measures(analysis, sentences, matrix, &traits, &dependences);
    let component = |measure: Measure| Component {
        name: measure.name,
        weight: weight(measure.name, form),
        values: if measure.is_standardized { z_scores(measure.values) } else { measure.values },
    };
    let mut components: Vec<Component> = measures.into_iter().map(component).collect();
    if let Some(values) = furnished::of_sentences(analysis, sentences, &traits) {
        components.push(Component { name: "furnished", weight: 1.0, values });
    }
    let has_speakers = analysis.documents().iter().any(|document| {
        let labels = document.stretches().iter().filter(|stretch| stretch.role == Role::Speaker);
        labels.take(2).count() == 2
    });
    let leaning = leaning(&traits, &dependences, has_speakers);
    (components, form, leaning)
}

/// What a component counts in a text of this form.
fn weight(name: &str, form: Form) -> f64 {
    match name {
        "position" => WEIGHTS.position - WEIGHTS.disorder * form.disorder,
        "progress" => WEIGHTS.progress,
        "centroid" => WEIGHTS.centroid,
        "lexrank" => WEIGHTS.lexrank,
        "textrank" => WEIGHTS.textrank,
        "title" => WEIGHTS.title,
        "frequency" => WEIGHTS.frequency,
        "opening" => WEIGHTS.opening,
        "echo" => WEIGHTS.echo,
        "bigrams" => WEIGHTS.bigrams,
        "cue" => WEIGHTS.cue,
        "words" => WEIGHTS.words,
        "long" => WEIGHTS.long,
        "short" => WEIGHTS.short,
        "first person" => WEIGHTS.first_person,
        "dependence" => WEIGHTS.dependence,
        "scrap" => WEIGHTS.scrap,
        name => unreachable!("{name} has a weight"),
    }
}

/// Half of a quotation stands behind the others whatever its dependence: with the genre left out of the fit of dependence, bad picks fall
/// from 10.2 to 9.8 %, and their worth rises from 71.5 to 71.8 %; the collections stay.
fn leaning(traits: &[Traits], dependences: &[Dependence], has_speakers: bool) -> Leaning {
    let leans = |dependence: &&Dependence| dependence.alone > TALK;
    let is_talk = 2 * dependences.iter().filter(leans).count() > dependences.len();
    let limit = if is_talk { f64::INFINITY } else { MOST_DEPENDENCE };
    let questions = traits.iter().filter(|traits| traits.is_question()).count();
    let is_talk_of_turns = is_talk || has_speakers || questions * MANY_QUESTIONS > traits.len();
    let is_half = |traits: &Traits| !is_talk && traits.is_half_quoted();
    let gain = |dependence: &Dependence| {
        (WEIGHTS.dependence * (dependence.beside_the_one_before - dependence.alone)).max(0.0)
    };
    Leaning {
        is_behind: traits
            .iter()
            .zip(dependences)
            .map(|(traits, dependence)| dependence.alone > limit || is_half(traits))
            .collect(),
        gain: dependences.iter().map(gain).collect(),
        is_behind_all_the_same: traits
            .iter()
            .zip(dependences)
            .map(|(traits, dependence)| dependence.beside_the_one_before > limit || is_half(traits))
            .collect(),
        is_question: traits.iter().map(|traits| !is_talk_of_turns && traits.is_question()).collect(),
    }
}

/// Each value less the mean, over the standard deviation of all.
fn z_scores(mut values: Vec<f64>) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let deviation = (values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt();
    let scale = if deviation < NO_DEVIATION { 0.0 } else { 1.0 / deviation };
    values.iter_mut().for_each(|value| *value = (*value - mean) * scale);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_no_z_scores() {
        assert_eq!(z_scores(vec![0.3; 3]), [0.0; 3]);
        assert!(z_scores(Vec::new()).is_empty());
    }
}
