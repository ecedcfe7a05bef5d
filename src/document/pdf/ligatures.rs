//! Pairs of letters that a font draws as one, where a file has another letter for them: `acƟon`, `func<on`.
//!
//! Printers of Windows write Ɵ for ti, Ʃ for tt and Ō for ft, those of macOS write `<` for ti. None of these stands before a small letter in a
//! word of text, but for `<` in code: it is ti where a file has `<on` three times or more in words, and no `>` behind it.
//!
//! * time: `O(n)`
//! * space: the lines that are written anew

use super::segments::Page;

/// The fewest words with `<on` that show what the sign stands for.
const LEAST: usize = 3;

pub(super) fn restore(pages: &mut [Page]) {
    let texts = || pages.iter().flat_map(|page| &page.segments).map(|segment| segment.text.as_str());
    let is_drawn = texts().map(count_of_on).sum::<usize>() >= LEAST;
    let has_pairs = texts().any(|text| text.contains(['Ɵ', 'Ʃ']));
    if !is_drawn && !has_pairs {
        return;
    }
    for segment in pages.iter_mut().flat_map(|page| &mut page.segments) {
        if let Some(text) = restored(&segment.text, is_drawn, has_pairs) {
            segment.text = text;
        }
    }
}

/// How often `<on` stands behind a small letter.
fn count_of_on(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, b"<on")
        .filter(|at| *at > 0 && bytes[at - 1].is_ascii_lowercase())
        .count()
}

/// A text with the letters that are drawn; `None` if it has no others.
fn restored(text: &str, is_drawn: bool, has_pairs: bool) -> Option<String> {
    if !text.contains(['Ɵ', 'Ʃ', 'Ō', '<']) {
        return None;
    }
    let mut found = String::with_capacity(text.len() + 8);
    let (mut before, mut rest) = (' ', text.chars());
    while let Some(c) = rest.next() {
        let behind = rest.as_str();
        let is_in_word = behind.starts_with(char::is_lowercase) || before.is_lowercase();
        let is_tag = || behind.split(' ').next().is_some_and(|token| token.contains('>'));
        let letters = match c {
            'Ɵ' if has_pairs && is_in_word => Some("ti"),
            'Ʃ' if has_pairs && is_in_word => Some("tt"),
            'Ō' if has_pairs && before.is_lowercase() => Some("ft"),
            '<' if is_drawn
                && behind.starts_with(|c: char| c.is_ascii_lowercase())
                && (before.is_ascii_alphabetic() || before == ' ')
                && !is_tag() =>
            {
                Some("ti")
            }
            _ => None,
        };
        match letters {
            Some(letters) => found.push_str(letters),
            None => found.push(c),
        }
        before = c;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_letters_are_those_that_are_drawn() {
        let restored = |text| restored(text, true, true).unwrap_or_else(|| String::from(text));
        assert_eq!(
            restored("The acƟon of the seƩler on soŌ ground"),
            "The action of the settler on soft ground"
        );
        assert_eq!(restored("a func<on of mul<ple <des"), "a function of multiple tides");
        assert_eq!(restored("a vector<int> where i < n"), "a vector<int> where i < n");
        assert_eq!(restored("Ōsaka"), "Ōsaka");
    }

    #[test]
    fn a_sign_in_code_is_no_letter() {
        assert_eq!(count_of_on("template<only> func<on>"), 2);
        assert_eq!(super::restored("a func<on", false, false).as_deref(), Some("a func<on"));
    }
}
