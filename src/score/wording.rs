//! What the words of a sentence say of it: whether it announces the point, and who speaks.
//!
//! The words are in `src/language/roles.rs`; cues are English alone.

use crate::analysis::Analysis;
use crate::language::{Class, Roles};

/// What is known of each sentence: 1 or 0.
#[derive(Debug)]
pub(super) struct Wording {
    /// Whether it holds a cue phrase: `in this paper`, `we show`.
    pub(super) cue: Vec<f64>,
    /// Whether it says `I`.
    pub(super) first_person: Vec<f64>,
}

impl Wording {
    /// `O(n)` in the words of the sentences.
    pub(super) fn new(analysis: &Analysis<'_>, sentences: &[usize]) -> Wording {
        let zeros = || vec![0.0; sentences.len()];
        let mut wording = Wording { cue: zeros(), first_person: zeros() };
        for (i, &sentence) in sentences.iter().enumerate() {
            let mut before = Roles::default();
            for token in analysis.tokens_of(&analysis.sentences()[sentence]) {
                let roles = analysis.lexicon().roles(token.form);
                if roles.is_none() {
                    before = roles;
                    continue;
                }
                if roles.is(Class::First) {
                    wording.first_person[i] = 1.0;
                }
                if roles.is_cue(before) {
                    wording.cue[i] = 1.0;
                }
                if !roles.may_stand_between() {
                    before = roles;
                }
            }
        }
        wording
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document, Language};

    #[test]
    fn cues_and_first_persons() {
        for (language, text, expected) in [
            (Language::English, "In this Paper, walls are tested.", [1.0, 0.0]),
            (Language::English, "We also show that walls hold.", [1.0, 0.0]),
            (Language::English, "The board finds for the town.", [1.0, 0.0]),
            (Language::English, "The board met and found a wall.", [0.0, 0.0]),
            (Language::English, "Overall, the wall held.", [1.0, 0.0]),
            (Language::English, "That is what I saw.", [0.0, 1.0]),
            (Language::German, "We also show that walls hold.", [0.0, 0.0]),
            (Language::German, "Das habe ich gesehen.", [0.0, 1.0]),
        ] {
            let documents = [Document::plain(text)];
            let mut analyzer = Analyzer::new();
            let wording = Wording::new(&analyzer.analyze(&documents, Some(language)), &[0]);
            assert_eq!([wording.cue[0], wording.first_person[0]], expected, "{text}");
        }
    }
}
