//! Words of scripts that are written without spaces: Chinese, Japanese, Thai, Khmer, Lao and Burmese.
//!
//! UAX #29 gives each character of theirs as a word, or all up to the next space, and leaves the rest to a dictionary. With the
//! feature `dictionary` that is ICU4X's: a dictionary of Chinese and Japanese, and small recurrent networks for the others.
//! Katakana stay as UAX #29 has them, since a run of them is a word: a dictionary would cut what it does not know into letters.
//! Without the feature nothing is done.
//!
//! * time: linear in the run; only where such characters stand
//! * space: what ICU4X allocates for one run of at most [`LONGEST`] bytes

/// The longest run that is searched at once, in bytes. Chosen: some ten sentences, and no text without a mark for longer is one.
#[cfg(feature = "dictionary")]
const LONGEST: usize = 3_000;

/// What stands together without a space or mark.
#[derive(Default)]
pub(super) struct Run {
    #[cfg(feature = "dictionary")]
    start: usize,
    #[cfg(feature = "dictionary")]
    end: usize,
}

#[cfg(not(feature = "dictionary"))]
impl Run {
    /// Whether a word is part of the run, which is shown and begins anew where it is not.
    pub(super) fn takes<'t>(
        &mut self,
        _: &'t str,
        _: usize,
        _: &'t str,
        _: &mut impl FnMut(usize, &'t str),
    ) -> bool {
        false
    }

    /// Shows the words of what was taken.
    pub(super) fn end<'t>(&mut self, _: &'t str, _: &mut impl FnMut(usize, &'t str)) {}
}

#[cfg(feature = "dictionary")]
impl Run {
    /// Whether a word is part of the run, which is shown and begins anew where it is not.
    pub(super) fn takes<'t>(
        &mut self,
        text: &'t str,
        at: usize,
        word: &'t str,
        visit: &mut impl FnMut(usize, &'t str),
    ) -> bool {
        let is_joined = word.starts_with(is_joined);
        if !is_joined || at != self.end || self.end - self.start > LONGEST {
            self.end(text, visit);
        }
        if is_joined {
            if self.start == self.end {
                self.start = at;
            }
            self.end = at + word.len();
        }
        is_joined
    }

    /// Shows the words of what was taken.
    pub(super) fn end<'t>(&mut self, text: &'t str, visit: &mut impl FnMut(usize, &'t str)) {
        use icu_segmenter::WordSegmenter;
        use icu_segmenter::options::WordBreakInvariantOptions;

        let (start, run) = (self.start, &text[self.start..self.end]);
        self.start = self.end;
        let mut characters = run.chars();
        if characters.next().is_none() {
            return;
        }
        if characters.next().is_none() {
            visit(start, run);
            return;
        }
        // A joiner or mark that the segmenter sets apart is no word, and belongs to the one beside it.
        let is_word = |piece: &str| piece.contains(char::is_alphanumeric);
        let (mut from, mut end) = (0, 0);
        for to in WordSegmenter::new_auto(WordBreakInvariantOptions::default()).segment_str(run) {
            if is_word(&run[from..end]) && is_word(&run[end..to]) {
                visit(start + from, &run[from..end]);
                from = end;
            }
            end = to;
        }
        visit(start + from, &run[from..end]);
    }
}

/// Whether a character is of a script that writes words together, and none of Katakana.
#[cfg(feature = "dictionary")]
fn is_joined(c: char) -> bool {
    // Thai and Lao; Burmese; Khmer; Hiragana; Han with its repetition marks.
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3041}'..='\u{309F}')
        || matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(all(test, feature = "dictionary"))]
mod tests {
    use crate::words::for_each_word;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        for_each_word(text, |at, word| {
            assert_eq!(&text[at..at + word.len()], word);
            words.push(word);
        });
        words
    }

    #[test]
    fn words_are_found_where_no_space_is() {
        for (text, expected) in [
            ("港口的重要性", &["港口", "的", "重要性"][..]),
            ("議会は堤防を承認した。", &["議会", "は", "堤防", "を", "承認", "した"]),
            ("สภาอนุมัติงบประมาณ", &["สภา", "อนุมัติ", "งบ", "ประมาณ"]),
            ("v2の港", &["v2", "の", "港"]),
            ("水", &["水"]),
            ("ベルギーのレストラン", &["ベルギー", "の", "レストラン"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn joiners_are_no_words() {
        for text in ["堤防\u{200D}の", "堤\u{FE00}防", "\u{E48}สภา", "の\u{200D}\u{200D}"] {
            assert!(words(text).iter().all(|word| word.contains(char::is_alphanumeric)), "{text}");
        }
    }

    #[test]
    fn long_runs_lose_nothing() {
        let text = "港口的防洪墙".repeat(2_000);
        assert_eq!(words(&text).concat(), text);
    }
}
