//! Text in the columns of a terminal: measured, cut, and broken into lines.
//!
//! Terminals disagree on how wide some text is. Of a family joined by zero-width joiners one draws a picture of two
//! columns, another its four members one by one; a heart with a variation selector is one column wide or two. What has
//! to fit is counted as the terminal that needs most room would draw it ([`width`]), and [`is_certain`] tells where all
//! of them agree, so that something may be put under it.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::visible;

/// The least columns that anything is laid out for: with fewer, lines are as long as with this many.
pub(super) const LEAST: usize = 40;

/// What a tab becomes, as in compilers: where it stands in its line is not known in a piece of one.
const TAB: &str = "    ";

/// The text as it may be sent to a terminal, in one line: as [`visible::line`] has it, with tabs of four spaces.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    match text.contains('\t') {
        true => Cow::Owned(visible::line(&text.replace('\t', TAB)).into_owned()),
        false => visible::line(text),
    }
}

/// Adds a text to a line, made visible.
pub(super) fn push(out: &mut String, text: &str) {
    match text.contains('\t') {
        true => visible::push(out, &text.replace('\t', TAB)),
        false => visible::push(out, text),
    }
}

/// The columns that a visible text takes, in the terminal that gives it most.
pub(super) fn width(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.graphemes(true).map(width_of_cluster).sum(),
    }
}

/// Drawn as one picture, or each of its characters by itself.
fn width_of_cluster(cluster: &str) -> usize {
    cluster.width().max(width_of_characters(cluster))
}

fn width_of_characters(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Whether all terminals give a text the same columns.
pub(super) fn is_certain(text: &str) -> bool {
    text.is_ascii() || text.width() == width_of_characters(text)
}

/// The beginning of a text that fits into `width` columns, `…` for the rest. Cut at a space where there is one.
pub(super) fn cut_end(text: &str, width: usize) -> Cow<'_, str> {
    if self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let kept = fitting(text.graphemes(true), width - 1);
    let (kept, cut) = text.split_at(kept);
    let end = if cut.starts_with(' ') { kept.len() } else { kept.rfind(' ').unwrap_or(kept.len()) };
    Cow::Owned(format!("{}…", kept[..end].trim_end_matches(' ')))
}

/// The end of a text that fits into `width` columns, `…` for the rest. Cut at a space where there is one.
pub(super) fn cut_start(text: &str, width: usize) -> Cow<'_, str> {
    if self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let kept = fitting(text.graphemes(true).rev(), width - 1);
    let (cut, kept) = text.split_at(text.len() - kept);
    let start = match kept.find(' ') {
        Some(at) if !cut.ends_with(' ') && at + 1 < kept.len() => at + 1,
        _ => 0,
    };
    Cow::Owned(format!("…{}", &kept[start..]))
}

/// How many bytes of the first clusters fit into this many columns.
fn fitting<'t>(clusters: impl Iterator<Item = &'t str>, mut room: usize) -> usize {
    let fits = |cluster: &&str| {
        let rest = room.checked_sub(width_of_cluster(cluster));
        room = rest.unwrap_or(0);
        rest.is_some()
    };
    clusters.take_while(fits).map(str::len).sum()
}

/// Where the lines of a text stand in it if none has more than `width` columns, but for a cluster that alone has more.
///
/// Lines end at spaces, which belong to none, and between the characters of scripts that are written without; a word
/// that is longer than a line is broken. At least one line.
pub(super) fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // Where the next line would begin if this one ended at its last chance, and the columns used from there on.
    let (mut chance, mut used_since) = (0, 0);
    let mut before = "";
    for (at, cluster) in text.grapheme_indices(true) {
        let columns = width_of_cluster(cluster);
        if cluster != " " {
            if may_break(before, cluster) {
                (chance, used_since) = (at, 0);
            }
            // Twice, if what stands behind the chance is too long with a wide character at its end.
            while used + columns > width && at > start {
                let (next, rest) = match chance > start {
                    true => (chance, used_since),
                    false => within_word(text, start, at),
                };
                lines.push(start..start + text[start..next].trim_end_matches(' ').len());
                (start, used, chance) = (next, rest, next);
            }
        }
        used += columns;
        used_since += columns;
        before = cluster;
    }
    lines.push(start..start + text[start..].trim_end_matches(' ').len());
    lines
}

/// Where a word is broken that is longer than its line, and the columns from there to `at`: names of files and addresses
/// behind a slash or a hyphen or before a dot, if that fills half of the line. No line begins with two colons, which a runner
/// of continuous integration may take for its command.
fn within_word(text: &str, start: usize, at: usize) -> (usize, usize) {
    let clusters = text[start..at].grapheme_indices(true).rev();
    let ends = clusters.filter_map(|(place, cluster)| match cluster {
        "/" | "-" | "_" => Some(start + place + 1),
        "." => Some(start + place),
        _ => None,
    });
    let half = start + (at - start) / 2;
    let parted = ends.take_while(|end| *end > half).find(|end| *end <= at && !text[*end..].starts_with("::"));
    if let Some(next) = parted {
        return (next, width(&text[next..at]));
    }
    if !text[at..].starts_with("::") {
        return (at, 0);
    }
    let word = &text[start..at];
    let before = word.trim_end_matches(':');
    let last = before.graphemes(true).next_back().map_or(0, str::len);
    match start + before.len() - last {
        next if next > start => (next, width(&text[next..at])),
        _ => (at, 0),
    }
}

/// Whether a line may end between two clusters.
fn may_break(before: &str, after: &str) -> bool {
    if before == " " {
        return true;
    }
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if before == '\u{3000}' {
        return true;
    }
    let is_between = is_ideographic(before) || is_ideographic(after);
    is_between && !OPENING.contains(before) && !CLOSING.contains(after) && !is_closing(after)
}

/// Whether a character is of a script of wide characters that is written without spaces: Han and kana. Hangul has
/// spaces.
fn is_ideographic(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFD}')
}

/// No line ends with one of these.
const OPENING: &str = "「『（【〈《〔［｛〖〝‘“([{«";

/// No line begins with one of these: marks that close, small kana, and marks of repetition and length.
const CLOSING: &str =
    "、。，．・：；？！」』）】〉》〕］｝〗〟’”ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ‥…％»";

/// The same of other scripts.
fn is_closing(c: char) -> bool {
    matches!(c, '!' | ',' | '.' | ':' | ';' | '?' | ')' | ']' | '}' | '%' | '"' | '\'')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tabs_are_four_spaces() {
        assert_eq!(visible("a\tb\r\nc\u{1b}[31m"), "a    b  c␛[31m");
        let mut line = "x ".to_string();
        push(&mut line, "\ty\n");
        assert_eq!(line, "x     y ");
    }

    #[test]
    fn widths_are_those_of_the_widest_terminal() {
        for (text, columns, certain) in [
            ("wall", 4, true),
            ("e\u{301}", 1, true),
            ("漢字", 4, true),
            ("🙂", 2, true),
            ("🇫🇷", 2, true),
            ("❤\u{FE0F}", 2, false),
            ("👍🏽", 4, false),
            ("👩\u{200D}👧", 4, false),
        ] {
            assert_eq!((width(text), is_certain(text)), (columns, certain), "{text}");
        }
    }

    fn broken(text: &str, width: usize) -> Vec<&str> {
        lines(text, width).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_end_at_spaces_and_between_ideographs() {
        assert_eq!(broken("The wall fell in May.", 9), ["The wall", "fell in", "May."]);
        assert_eq!(broken("a https://example.org/x b", 10), ["a", "https://", "example", ".org/x b"]);
        assert_eq!(broken("", 9), [""]);
        assert_eq!(broken("  ", 9), [""]);
        // No line begins with a full stop or ends with an opening bracket.
        assert_eq!(broken("堤防が完成した。", 14), ["堤防が完成し", "た。"]);
        assert_eq!(broken("町は「堤防」と呼ぶ", 6), ["町は", "「堤", "防」と", "呼ぶ"]);
        assert_eq!(broken("한국어 문장", 7), ["한국어", "문장"]);
        // Names are broken between their parts, if they have any.
        assert_eq!(broken("2021-04-wall-of-the-town.md", 12), ["2021-04-", "wall-of-the-", "town.md"]);
        assert_eq!(broken("posts/wallofthetown.md", 16), ["posts/wallofthet", "own.md"]);
        // No line begins with what may be a command.
        assert_eq!(broken("abcdefgh::error::x", 8), ["abcdefg", "h::erro", "r::x"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut_end("The wall fell", 13), "The wall fell");
        assert_eq!(cut_end("The wall fell", 11), "The wall…");
        assert_eq!(cut_end("The wall fell", 9), "The wall…");
        assert_eq!(cut_end("堤防が完成した", 6), "堤防…");
        assert_eq!(cut_start("The wall fell", 9), "…fell");
        assert_eq!(cut_start("posts/2026/wall.md", 9), "…/wall.md");
        assert_eq!((cut_end("wall", 0), cut_start("wall", 0)), ("".into(), "".into()));
    }

    proptest! {
        #[test]
        fn lines_hold_everything_and_fit(text in "[ a-z漢。「é🙂👩\u{200D}\u{FE0F}❤]{0,80}|\\PC{0,40}", columns in 2usize..30) {
            let text = visible(&text);
            let lines = lines(&text, columns);
            let shown: String = lines.iter().map(|line| &text[line.clone()]).collect();
            let packed = |text: &str| text.replace(' ', "");
            prop_assert_eq!(packed(&shown), packed(&text));
            for line in lines {
                let line = &text[line];
                prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{:?}", line);
                prop_assert!(line.width() <= width(line));
            }
            for cut in [cut_end(&text, columns), cut_start(&text, columns)] {
                prop_assert!(width(&cut) <= columns, "{:?}", cut);
            }
        }
    }
}
