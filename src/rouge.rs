//! ROUGE: how much of a reference a summary has, by words, pairs of words and longest common subsequences.
//!
//! ```
//! use nutgraf::Language;
//! use nutgraf::rouge::Scorer;
//!
//! let scores = Scorer::new(Language::English).score(
//!     "The board closes the old pier in June.",
//!     "In June the harbor board will close the pier.",
//! );
//! // 7 of the reference's 8 words, among the summary's 9; the stem of `closes` is that of `close`.
//! assert_eq!((scores.rouge1.recall, scores.rouge1.precision), (7.0 / 8.0, 7.0 / 9.0));
//! // Two pairs of neighbors, `close the` and `in june`, of 7 and of 8.
//! assert_eq!((scores.rouge2.recall, scores.rouge2.precision), (2.0 / 7.0, 2.0 / 8.0));
//! // `the board close the pier` has both in its order.
//! assert_eq!(scores.rouge_lsum.recall, 5.0 / 8.0);
//! ```
//!
//! To score many summaries against one reference, prepare it, and each sentence, once:
//!
//! ```
//! use nutgraf::Language;
//! use nutgraf::rouge::{Reference, Scorer};
//!
//! let mut scorer = Scorer::new(Language::English);
//! let reference = Reference::new(&scorer.text("The pier closes in June."));
//! let sentences = ["Many islanders are angry.", "The pier closes.", "It is June."].map(|text| scorer.text(text));
//! let both = reference.score(&[&sentences[1], &sentences[2]]);
//! assert_eq!(both.rouge1.recall, 4.0 / 5.0);
//! assert!(reference.score(&[&sentences[0]]).rouge1.f1 < both.rouge1.f1);
//! ```
//!
//! * time: linear in the summary, and for ROUGE-Lsum `O(n·m / 64)` for a reference of `n` words
//! * space: `n·m` bits, of the longest line of the one and of the other
//!
//! Lin, *ROUGE: A Package for Automatic Evaluation of Summaries*, 2004.
//!
//! # Which ROUGE
//!
//! That of Google's `rouge-score` 0.1.2, to the last digit: for English, words are runs of `a` to `z` and digits in
//! lower case, and those of over three letters are stemmed as Porter did in 1980, in NLTK's form; bigrams cross
//! lines; ROUGE-Lsum is the union over the lines of the summary, each word counted no more often than both have it.
//!
//! # Where this differs
//!
//! Google's scorer drops every letter that is not ASCII, which leaves nothing of Russian and breaks `été` in two. In
//! languages other than English, words are runs of letters, digits and `_` (Python's `\w+`), and those of over three
//! letters are stemmed by Snowball. `\w` has no combining marks, so that Tamil words come in pieces, and scripts without
//! spaces have one word for each run.

mod growing;
mod lcs;
mod porter;

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::language::{Language, Stemmer};
pub(crate) use growing::Growing;
use lcs::Lcs;

/// Words of this many characters or fewer are not stemmed.
const NOT_STEMMED: usize = 3;

/// One measure of a summary. All are from 0 to 1, and 0 where there is nothing to count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The share of what the summary has that the reference has too.
    pub precision: f64,
    /// The share of what the reference has that the summary has too.
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
}

impl Score {
    fn new(hits: usize, of_summary: usize, of_reference: usize) -> Score {
        let share = |all: usize| hits as f64 / all.max(1) as f64;
        let (precision, recall) = (share(of_summary), share(of_reference));
        let sum = precision + recall;
        Score { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// The measures of a summary.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// By words.
    pub rouge1: Score,
    /// By pairs of neighboring words.
    pub rouge2: Score,
    /// By the longest common subsequences of lines.
    pub rouge_lsum: Score,
}

impl Scores {
    /// The three measures, in the order of the fields.
    pub fn all(&self) -> [Score; 3] {
        [self.rouge1, self.rouge2, self.rouge_lsum]
    }
}

/// What is made of the scores against several references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Across {
    /// Their mean, as at the Document Understanding Conferences.
    #[default]
    Mean,
    /// For each measure that of the best F1, the first among equals, as Google's `score_multi` does.
    Best,
    /// All measures against one reference: that of the best F1 by words, then by pairs, then by subsequences.
    Closest,
}

impl Across {
    /// The scores of one summary against several references, as one. Without any, all is 0.
    pub fn of(self, scores: &[Scores]) -> Scores {
        let mean = |number: fn(&Score) -> f64, measure: usize| {
            scores.iter().map(|scores| number(&scores.all()[measure])).sum::<f64>() / scores.len() as f64
        };
        let best = |measure: usize| {
            let all = scores.iter().map(|scores| scores.all()[measure]);
            all.reduce(|best, next| if next.f1 > best.f1 { next } else { best }).unwrap_or_default()
        };
        let of_three = |score: &dyn Fn(usize) -> Score| Scores {
            rouge1: score(0),
            rouge2: score(1),
            rouge_lsum: score(2),
        };
        match self {
            _ if scores.is_empty() => Scores::default(),
            Across::Mean => of_three(&|measure| Score {
                precision: mean(|score| score.precision, measure),
                recall: mean(|score| score.recall, measure),
                f1: mean(|score| score.f1, measure),
            }),
            Across::Best => of_three(&best),
            Across::Closest => {
                let f1 = |scores: &Scores| scores.all().map(|score| score.f1);
                let closer = |best: Scores, next: &Scores| if f1(next) > f1(&best) { *next } else { best };
                scores[1..].iter().fold(scores[0], closer)
            }
        }
    }
}

/// Makes texts comparable: each word gets the number of its stem.
///
/// It keeps every distinct word that it has seen, so make one for each set of texts that are compared. Texts of two
/// scorers have nothing to do with each other.
pub struct Scorer {
    stemmer: Option<Stems>,
    /// Whether words are runs of `a` to `z` and digits.
    is_ascii: bool,
    /// The number of the stem of each word.
    words: FxHashMap<Box<str>, u32>,
    stems: FxHashMap<Box<str>, u32>,
}

/// How words are stemmed.
enum Stems {
    Porter,
    Snowball(Stemmer),
}

impl Scorer {
    /// A scorer of texts in a language, whose words are stemmed.
    pub fn new(language: Language) -> Scorer {
        let stemmer = match language {
            Language::English => Stems::Porter,
            _ => Stems::Snowball(Stemmer::new(language)),
        };
        Scorer {
            stemmer: Some(stemmer),
            is_ascii: language == Language::English,
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
        }
    }

    /// A scorer that compares words as they are written, but for capitals.
    pub fn unstemmed(language: Language) -> Scorer {
        Scorer { stemmer: None, ..Scorer::new(language) }
    }

    /// The words of a text, line by line.
    pub fn text(&mut self, text: &str) -> Text {
        let lower = text.to_lowercase();
        let mut lines = Vec::new();
        for line in lower.split('\n') {
            let is_ascii = self.is_ascii;
            let words = line.split(|c| !is_part_of_word(c, is_ascii)).filter(|word| !word.is_empty());
            lines.push(words.map(|word| self.number(word)).collect());
        }
        Text { lines }
    }

    /// Scores one summary against one reference.
    pub fn score(&mut self, reference: &str, summary: &str) -> Scores {
        Reference::new(&self.text(reference)).score(&[&self.text(summary)])
    }

    /// The number of a word's stem.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let is_stemmed = word.chars().nth(NOT_STEMMED).is_some();
        let stem = match &self.stemmer {
            Some(Stems::Porter) if is_stemmed => porter::stem(word).into(),
            Some(Stems::Snowball(snowball)) if is_stemmed => snowball.stem(word),
            _ => word.into(),
        };
        let next = u32::try_from(self.stems.len()).expect("fewer words than bytes in memory");
        let number = *self.stems.entry(stem.as_ref().into()).or_insert(next);
        self.words.insert(word.into(), number);
        number
    }
}

/// Whether a character of a text in lower case belongs to a word: `a` to `z` and digits, or what Python calls `\w`.
fn is_part_of_word(c: char, is_ascii: bool) -> bool {
    match c {
        'a'..='z' | '0'..='9' => true,
        _ if is_ascii => false,
        '_' => true,
        // Alphabetic to Unicode, but symbols: letters in circles and squares.
        'Ⓐ'..='ⓩ' | '\u{1F130}'..='\u{1F189}' => false,
        _ => c.is_alphanumeric() && !is_combining_mark(c),
    }
}

/// The words of a text, as numbers of one [`Scorer`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    lines: Vec<Vec<u32>>,
}

/// What stands for words that are not in the reference. None of its words has this number.
const FOREIGN: u32 = u32::MAX;

/// A reference that summaries are scored against.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Words by the numbers they have here: 0 for the first, and so on.
    lines: Vec<Vec<u32>>,
    /// The numbers here of the scorer's.
    words: FxHashMap<u32, u32>,
    /// How often each word occurs.
    counts: Vec<u32>,
    /// The place of each pair in `pair_counts`.
    pairs: FxHashMap<(u32, u32), u32>,
    pair_counts: Vec<u32>,
}

impl Reference {
    /// Prepares a reference.
    pub fn new(text: &Text) -> Reference {
        let (mut words, mut counts) = (FxHashMap::default(), Vec::new());
        let (mut pairs, mut pair_counts) = (FxHashMap::default(), Vec::new());
        let lines = text
            .lines
            .iter()
            .map(|line| line.iter().map(|word| count(*word, &mut words, &mut counts)).collect::<Vec<_>>());
        let lines: Vec<_> = lines.collect();
        let all = lines.concat();
        for pair in all.windows(2) {
            count((pair[0], pair[1]), &mut pairs, &mut pair_counts);
        }
        Reference { lines, words, counts, pairs, pair_counts }
    }

    /// Scores a summary that is made of texts, one after another, each beginning a line.
    pub fn score(&self, summary: &[&Text]) -> Scores {
        let own = self.own(summary);
        let [rouge1, rouge2] = self.of_own(&own);
        let rouge_lsum = Score::new(self.subsequences(&own), own.words.len(), self.length());
        Scores { rouge1, rouge2, rouge_lsum }
    }

    /// As [`score`](Reference::score), by words and by pairs only, which takes a small part of the time.
    pub fn score_words(&self, summary: &[&Text]) -> [Score; 2] {
        self.of_own(&self.own(summary))
    }

    /// A summary in the numbers of this reference.
    fn own(&self, summary: &[&Text]) -> Own {
        let known = |word: &u32| self.words.get(word).copied().unwrap_or(FOREIGN);
        let lines = summary.iter().flat_map(|text| &text.lines);
        let lines: Vec<Vec<u32>> = lines.map(|line| line.iter().map(known).collect()).collect();
        let words = lines.concat();
        let mut counts = vec![0; self.counts.len()];
        words.iter().filter(|word| **word != FOREIGN).for_each(|word| counts[*word as usize] += 1);
        Own { lines, words, counts }
    }

    fn of_own(&self, summary: &Own) -> [Score; 2] {
        let Own { words, counts, .. } = summary;
        let mut pair_counts = vec![0; self.pair_counts.len()];
        for pair in words.windows(2) {
            if let Some(place) = self.pairs.get(&(pair[0], pair[1])) {
                pair_counts[*place as usize] += 1;
            }
        }
        let shared = |counts: &[u32], others: &[u32]| -> usize {
            counts.iter().zip(others).map(|(one, other)| *one.min(other) as usize).sum()
        };
        let pairs = |words: usize| words.saturating_sub(1);
        [
            Score::new(shared(counts, &self.counts), words.len(), self.length()),
            Score::new(shared(&pair_counts, &self.pair_counts), pairs(words.len()), pairs(self.length())),
        ]
    }

    /// The number of words.
    fn length(&self) -> usize {
        self.counts.iter().sum::<u32>() as usize
    }

    /// The words of the reference's lines that a longest common subsequence with some line of the summary takes, each
    /// as often as both have it.
    fn subsequences(&self, summary: &Own) -> usize {
        let (mut own, mut counts) = (self.counts.clone(), summary.counts.clone());
        let mut table = Lcs::default();
        let mut taken = Vec::new();
        let mut hits = 0;
        for line in &self.lines {
            taken.clear();
            taken.resize(line.len(), false);
            summary.lines.iter().for_each(|other| table.mark(line, other, &mut taken));
            for (word, _) in line.iter().zip(&taken).filter(|(_, taken)| **taken) {
                let (one, other) = (&mut own[*word as usize], &mut counts[*word as usize]);
                if *one > 0 && *other > 0 {
                    (*one, *other) = (*one - 1, *other - 1);
                    hits += 1;
                }
            }
        }
        hits
    }
}

/// A summary in the numbers of a reference.
struct Own {
    lines: Vec<Vec<u32>>,
    /// Those of all lines.
    words: Vec<u32>,
    /// How often each word of the reference occurs.
    counts: Vec<u32>,
}

/// Counts an item, and gives the place that it has or gets.
fn count<T: Eq + std::hash::Hash>(item: T, places: &mut FxHashMap<T, u32>, counts: &mut Vec<u32>) -> u32 {
    let next = u32::try_from(counts.len()).expect("fewer words than bytes in memory");
    let place = *places.entry(item).or_insert(next);
    if place == next {
        counts.push(0);
    }
    counts[place as usize] += 1;
    place
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn score(reference: &str, summary: &str) -> Scores {
        Scorer::new(Language::English).score(reference, summary)
    }

    #[test]
    fn nothing_to_compare_is_nothing_in_common() {
        for (reference, summary) in
            [("", ""), ("", "a wall"), ("a wall", ""), ("...\n", "!\n\n"), ("стена", "стена")]
        {
            assert_eq!(score(reference, summary), Scores::default(), "{reference:?} {summary:?}");
        }
        // One word has no pairs.
        assert_eq!(score("wall", "Walls").all().map(|score| score.f1), [1.0, 0.0, 1.0]);
    }

    #[test]
    fn words_are_those_of_the_language() {
        let f1 = |language, one: &str, other: &str| Scorer::new(language).score(one, other).rouge1.f1;
        assert_eq!(f1(Language::Russian, "Стены города", "стенами город"), 1.0);
        assert_eq!(f1(Language::French, "l'été", "L’ÉTÉ"), 1.0);
        assert_eq!(f1(Language::Undetermined, "walls", "wall"), 0.0);
        assert_eq!(Scorer::unstemmed(Language::English).score("walls", "wall").rouge1.f1, 0.0);
        // The Kelvin sign is a k in lower case.
        assert_eq!(f1(Language::English, "10 \u{212A}", "10 k"), 1.0);
    }

    #[test]
    fn several_references_come_to_one() {
        let f1 = |rouge1: f64, rouge2: f64| Scores {
            rouge1: Score { f1: rouge1, ..Score::default() },
            rouge2: Score { f1: rouge2, ..Score::default() },
            rouge_lsum: Score::default(),
        };
        let all = [f1(0.25, 0.5), f1(0.75, 0.0), f1(0.75, 0.25)];
        assert_eq!(Across::Mean.of(&all), f1(1.75 / 3.0, 0.25));
        assert_eq!(Across::Best.of(&all), f1(0.75, 0.5));
        assert_eq!(Across::Closest.of(&all), f1(0.75, 0.25));
        for across in [Across::Mean, Across::Best, Across::Closest] {
            assert_eq!(across.of(&[]), Scores::default());
        }
    }

    /// A few words, so that texts have some in common, on a few lines.
    fn texts() -> impl Strategy<Value = String> {
        let words =
            prop::sample::select(vec!["the ", "wall", " walls ", "river ", "x2 ", "\n", "\n", ", ", "été "]);
        prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
    }

    proptest! {
        #![proptest_config(crate::rouge::lcs::same_cases())]

        #[test]
        fn measures_are_shares_and_mirror_each_other(one in texts(), other in texts()) {
            let (there, back) = (score(&one, &other), score(&other, &one));
            for score in there.all() {
                prop_assert!([score.precision, score.recall, score.f1].iter().all(|share| (0.0..=1.0).contains(share)));
                // Up to the rounding of the last digit.
                prop_assert!(score.f1 <= score.precision.max(score.recall) + 1e-12);
            }
            for measure in 0..2 {
                prop_assert_eq!(there.all()[measure].precision, back.all()[measure].recall);
            }
            // No subsequence has more words than both texts have in common.
            prop_assert!(there.rouge_lsum.recall <= there.rouge1.recall);
            let own = score(&one, &one);
            prop_assert_eq!(own.rouge1.f1, own.rouge_lsum.f1);
        }

        #[test]
        fn texts_one_after_another_score_as_one(one in texts(), other in texts(), reference in texts()) {
            let mut scorer = Scorer::new(Language::English);
            let reference = Reference::new(&scorer.text(&reference));
            let (joined, one, other) = (scorer.text(&format!("{one}\n{other}")), scorer.text(&one), scorer.text(&other));
            prop_assert_eq!(reference.score(&[&one, &other]), reference.score(&[&joined]));
        }
    }
}
