//! What the words of a sentence say of it: whether it announces the point, who speaks, and whether it can stand alone.
//!
//! English alone; in other languages all is 0. The words are in `src/language/roles.rs`.

use crate::analysis::Analysis;
use crate::language::Roles;

/// What is told of each sentence: 1 or 0.
#[derive(Debug)]
pub(super) struct Wording {
    /// Whether it holds a cue phrase: `in this paper`, `we show`.
    pub(super) cue: Vec<f64>,
    /// Whether it begins with a pronoun of the third person, and so needs another one to be understood.
    pub(super) pronoun: Vec<f64>,
    /// Whether it says `I`.
    pub(super) first_person: Vec<f64>,
}

impl Wording {
    /// `O(n)` in the words of the sentences.
    pub(super) fn new(analysis: &Analysis<'_>, sentences: &[usize]) -> Wording {
        let zeros = || vec![0.0; sentences.len()];
        let mut wording = Wording { cue: zeros(), pronoun: zeros(), first_person: zeros() };
        for (i, &sentence) in sentences.iter().enumerate() {
            let mut before = Roles::default();
            for (place, token) in analysis.tokens_of(&analysis.sentences()[sentence]).iter().enumerate() {
                let roles = analysis.lexicon().roles(token.form);
                if place == 0 && roles.is_pronoun() {
                    wording.pronoun[i] = 1.0;
                }
                if roles.is_first_person() {
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
    fn cues_pronouns_and_first_persons() {
        for (text, expected) in [
            ("In this Paper, walls are tested.", [1.0, 0.0, 0.0]),
            ("We also show that walls hold.", [1.0, 0.0, 0.0]),
            ("The board finds for the town.", [1.0, 0.0, 0.0]),
            ("The board met and found a wall.", [0.0, 0.0, 0.0]),
            ("Overall, the wall held.", [1.0, 0.0, 0.0]),
            ("He said so.", [0.0, 1.0, 0.0]),
            ("So he said.", [0.0, 0.0, 0.0]),
            ("That is what I saw.", [0.0, 0.0, 1.0]),
        ] {
            let documents = [Document::plain(text)];
            let mut analyzer = Analyzer::new();
            let wording = Wording::new(&analyzer.analyze(&documents, Some(Language::English)), &[0]);
            assert_eq!([wording.cue[0], wording.pronoun[0], wording.first_person[0]], expected, "{text}");
            let wording = Wording::new(&analyzer.analyze(&documents, Some(Language::German)), &[0]);
            assert_eq!([wording.cue[0], wording.pronoun[0], wording.first_person[0]], [0.0; 3], "{text}");
        }
    }
}
