//! How hard a text is to read, by the published formula of its language, and how long reading takes.
//!
//! Each formula weighs the mean length of sentences against the mean length of words, counted in syllables or letters.
//! They were fitted to the understanding of schoolbooks a lifetime ago: good to compare drafts of one kind, no more.

use super::words::Word;
use crate::language::Language;

/// How hard a draft is to read.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Readability {
    /// The formula, by the name it is known under.
    pub formula: &'static str,
    /// What it gives.
    pub score: f64,
    /// Whether a higher score means easier to read. Only LIX rises with difficulty.
    pub is_ease: bool,
}

/// What the formulas are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) sentences: usize,
    pub(super) words: usize,
    pub(super) syllables: usize,
    pub(super) letters: usize,
    /// Words of more than six letters.
    pub(super) long_words: usize,
}

impl Counts {
    /// Adds a sentence of a paragraph.
    pub(super) fn add(&mut self, sentence: &[Word]) {
        self.sentences += 1;
        for word in sentence {
            self.words += usize::from(word.folded.syllables > 0);
            self.syllables += usize::from(word.folded.syllables);
            self.letters += usize::from(word.folded.letters);
            self.long_words += usize::from(word.folded.letters > 6);
        }
    }
}

/// The score of a text; `None` for a text of fewer than 100 words, where it means nothing, and for a language that
/// has no published formula.
///
/// With `S` words a sentence and `Y` syllables a word:
///
/// | language | formula | source |
/// |---|---|---|
/// | English | Flesch Reading Ease, `206.835 - 1.015 S - 84.6 Y` | Flesch 1948 |
/// | German | Amstad, `180 - S - 58.5 Y` | Amstad 1978 |
/// | French | Kandel-Moles, `207 - 1.015 S - 73.6 Y` | Kandel and Moles 1958 |
/// | Spanish | Szigriszt-Pazos, `206.835 - S - 62.3 Y` | Szigriszt Pazos 1993 |
/// | Portuguese | Flesch for Portuguese, `248.835 - 1.015 S - 84.6 Y` | Martins et al. 1996 |
/// | Dutch | Flesch-Douma, `206.84 - 0.93 S - 77 Y` | Douma 1960 |
/// | Russian | Flesch-Oborneva, `206.836 - 1.3 S - 60.1 Y` | Oborneva 2006 |
/// | Turkish | Ateşman, `198.825 - 2.61 S - 40.175 Y` | Ateşman 1997 |
/// | Italian | Gulpease, `89 + (300 sentences - 10 letters) / words` | Lucisano and Piemontese 1988 |
/// | Danish, Finnish, Norwegian, Swedish | LIX, `S + 100 long words / words` | Björnsson 1968 |
pub(super) fn readability(language: Language, counts: &Counts) -> Option<Readability> {
    if counts.words < 100 || counts.sentences == 0 {
        return None;
    }
    let words = counts.words as f64;
    let sentence = words / counts.sentences as f64;
    let syllables = counts.syllables as f64 / words;
    let flesch = |constant: f64, by_sentence: f64, by_syllable: f64| {
        constant - by_sentence * sentence - by_syllable * syllables
    };
    let (formula, score) = match language {
        Language::English => ("Flesch Reading Ease", flesch(206.835, 1.015, 84.6)),
        Language::German => ("Amstad", flesch(180.0, 1.0, 58.5)),
        Language::French => ("Kandel-Moles", flesch(207.0, 1.015, 73.6)),
        Language::Spanish => ("Szigriszt-Pazos", flesch(206.835, 1.0, 62.3)),
        Language::Portuguese => ("Flesch for Portuguese", flesch(248.835, 1.015, 84.6)),
        Language::Dutch => ("Flesch-Douma", flesch(206.84, 0.93, 77.0)),
        Language::Russian => ("Flesch-Oborneva", flesch(206.836, 1.3, 60.1)),
        Language::Turkish => ("Ateşman", flesch(198.825, 2.61, 40.175)),
        Language::Italian => {
            let letters = 10.0 * counts.letters as f64;
            ("Gulpease", 89.0 + (300.0 * counts.sentences as f64 - letters) / words)
        }
        Language::Danish | Language::Finnish | Language::Norwegian | Language::Swedish => {
            ("LIX", sentence + 100.0 * counts.long_words as f64 / words)
        }
        _ => return None,
    };
    Some(Readability { formula, score, is_ease: formula != "LIX" })
}

/// Words a minute that adults read, by the International Reading Speed Texts (Trauzettel-Klosinski and Dietz, 2012);
/// 184, their mean, for languages they do not have.
pub(crate) fn words_per_minute(language: Language) -> f64 {
    match language {
        Language::Arabic => 138.0,
        Language::Dutch => 202.0,
        Language::English => 228.0,
        Language::Finnish => 161.0,
        Language::French => 195.0,
        Language::German => 179.0,
        Language::Italian => 188.0,
        Language::Portuguese => 181.0,
        Language::Russian => 184.0,
        Language::Spanish => 218.0,
        Language::Swedish => 199.0,
        Language::Turkish => 166.0,
        _ => 184.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Flesch's own numbers: 20 words a sentence and 1.5 syllables a word come to about 60.
    #[test]
    fn scores_by_hand() {
        let counts = Counts { sentences: 10, words: 200, syllables: 300, letters: 900, long_words: 40 };
        let score = |language| readability(language, &counts).unwrap().score;
        assert!((score(Language::English) - (206.835 - 20.3 - 126.9)).abs() < 1e-9);
        assert!((score(Language::Swedish) - 40.0).abs() < 1e-9);
        assert!((score(Language::Italian) - (89.0 + (3000.0 - 9000.0) / 200.0)).abs() < 1e-9);
        assert_eq!(readability(Language::Tamil, &counts), None);
        assert_eq!(readability(Language::English, &Counts { words: 99, ..counts }), None);
    }
}
