//! Luhn: sentences in which significant words stand close together.
//!
//! A word is significant if the text says it often; stop words never are. A cluster begins and ends with a significant
//! word and has no more than four others in a row. It counts the square of its significant words over its length in
//! words, and a sentence counts its best cluster.
//!
//! * time and space: `O(n)`
//!
//! Luhn, *The Automatic Creation of Literature Abstracts*, 1958.
//!
//! # Where this differs from the paper
//!
//! Words are one if their stems are, where Luhn compared their first letters. Luhn set the lower bound of frequency by
//! hand for each text; here it follows the number of sentences: Tombros and Sanderson, *Advantages of Query Biased
//! Summaries in Information Retrieval*, 1998.
//!
//! # An example by hand
//!
//! `The storm hit the old pier, and after the storm nobody used the pier at all`, `storm` and `pier` being significant:
//! between the first `storm` and `pier` stand three others, between `pier` and `storm` three, between `storm` and
//! `pier` three. So all four are one cluster of 13 words and count `4² / 13 = 1.231`. Were there two words more between
//! `pier` and the second `storm`, there would be two clusters of 5 words with `2² / 5 = 0.8` each.

use crate::analysis::Analysis;

/// The most words in a row that are not significant in a cluster, as in the paper.
const MOST_BETWEEN: usize = 4;

/// How often a term must stand in a text of this many sentences to be significant: Tombros and Sanderson's 7, less a
/// tenth for each sentence under 25 and more by a tenth for each over 40. Twice at least: once is nothing.
fn least_count(sentences: usize) -> f64 {
    let short = 25usize.saturating_sub(sentences) as f64;
    let long = sentences.saturating_sub(40) as f64;
    (7.0 - 0.1 * short + 0.1 * long).max(2.0)
}

/// The significance factor of each sentence.
pub(super) fn scores(analysis: &Analysis<'_>, sentences: &[usize]) -> Vec<f64> {
    let tokens = |sentence: &usize| analysis.tokens_of(&analysis.sentences()[*sentence]);
    let mut counts = vec![0u32; analysis.term_count()];
    for token in sentences.iter().flat_map(tokens).filter(|token| token.is_content()) {
        counts[token.term.index()] += 1;
    }
    let least = least_count(sentences.len());
    let is_significant = |count: u32| f64::from(count) >= least;
    sentences
        .iter()
        .map(|sentence| {
            let words = tokens(sentence).iter();
            factor(words.map(|token| token.is_content() && is_significant(counts[token.term.index()])))
        })
        .collect()
}

/// The factor of the best cluster among words of which some are significant; 0 if there is none: a word alone brackets
/// nothing.
fn factor(words: impl Iterator<Item = bool>) -> f64 {
    let (mut best, mut first, mut last, mut count) = (0.0f64, 0, 0, 0usize);
    for (place, _) in words.enumerate().filter(|(_, is_significant)| *is_significant) {
        if count == 0 || place - last > MOST_BETWEEN + 1 {
            (first, count) = (place, 0);
        }
        (last, count) = (place, count + 1);
        if count > 1 {
            best = best.max((count * count) as f64 / (last - first + 1) as f64);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> f64 {
        factor(words.split(' ').map(|word| word == "storm" || word == "pier"))
    }

    #[test]
    fn the_example_by_hand() {
        let one = of("the storm hit the old pier and after the storm nobody used the pier at all");
        assert_eq!(one, 16.0 / 13.0);
        let two = of("the storm hit the old pier and after weeks of the storm nobody used the pier at all");
        assert_eq!(two, 4.0 / 5.0);
        assert_eq!((of("nobody came"), of("the pier"), of("pier storm")), (0.0, 0.0, 2.0));
    }

    #[test]
    fn the_bound_follows_the_length() {
        for (sentences, least) in [(0, 4.5), (5, 5.0), (25, 7.0), (40, 7.0), (60, 9.0)] {
            assert_eq!(least_count(sentences), least);
        }
    }
}
