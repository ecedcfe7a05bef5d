//! The one door for text that is not ours: whatever comes from a document, a file name, a configuration, an id, an
//! address or a server passes here before it meets a stream or a format.
//!
//! | what | becomes, in text and XML | in JSON |
//! |---|---|---|
//! | line and paragraph breaks, CR, VT, FF, NEL, tabs | a space (tabs in columns: four) | `\n`, `\u2028` … |
//! | other C0 controls, DEL | their pictures: `␛`, `␇`, `␡` | `\u001b` … |
//! | C1 controls | `U+FFFD` | `\u009b` … |
//! | controls of the bidirectional algorithm | nothing | `\u202e` … |
//! | what has no width and no shape: U+FEFF, zero-width spaces, soft hyphens | nothing | `\ufeff` … |
//! | what a continuous integration service takes for a command: `::error::` where a word begins, `##[error]`, `##vso[` anywhere | the same with a backslash in it: `\::error::`, `##\[error]` | `#\u0023[error]` |
//!
//! So a value is shown, never carried out; each line of ours stays one line, in its order; and no letter of a text is
//! lost. JSON keeps the value to the byte, as its readers unescape it. Joiners stay, since emoji and many scripts are
//! written with them.
//!
//! A backslash and no invisible character parts commands: runners compare text by the rules of a language, for which a
//! zero-width space is not there.
//!
//! Colors are put around text that has passed, and nothing is ever stripped from a stream: who strips escape sequences
//! of unknown origin loses all that stands behind one that never ends.
//!
//! * time: linear in the text; what needs no change is borrowed
//!
//! ```
//! use nutgraf::render::visible;
//!
//! assert_eq!(visible::line("a\u{1b}[31m\nb"), "a␛[31m b");
//! ```

use std::borrow::Cow;

/// What is shown for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Itself,
    /// It breaks lines, or moves the cursor along one.
    Space,
    Picture(char),
    Nothing,
}

pub(super) fn shown(c: char) -> Shown {
    match c {
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{61B}' => Shown::Itself,
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Shown::Space,
        // Each picture stands where its character stands, 0x2400 later.
        '\0'..='\u{1F}' => Shown::Picture(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
        '\u{7F}' => Shown::Picture('␡'),
        '\u{80}'..='\u{9F}' => Shown::Picture('\u{FFFD}'),
        // The characters of the property Bidi_Control.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Shown::Nothing
        }
        // Soft hyphens, zero-width spaces, word joiners, invisible operators, what is deprecated, byte order marks, and
        // the anchors of annotations.
        '\u{AD}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => Shown::Nothing,
        _ => Shown::Itself,
    }
}

/// The text as it may stand in one line of a terminal, a log or a file to be read.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    push(&mut out, text);
    Cow::Owned(out)
}

fn is_harmless(text: &str) -> bool {
    is_plain(text)
        && (memchr::memchr2(b':', b'#', text.as_bytes()).is_none()
            || !text.contains(COLONS) && !text.contains(HASHES))
}

fn is_plain(text: &str) -> bool {
    // Without an end in the loop, many bytes are looked at together.
    let has_control = text.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == 0x7F));
    !has_control && shows_itself_past_ascii(text)
}

/// Whether all characters past ASCII are shown as they are. Only those with a suspect first byte are decoded.
fn shows_itself_past_ascii(text: &str) -> bool {
    let shows_itself = |at: usize| text[at..].chars().next().is_none_or(|c| shown(c) == Shown::Itself);
    // Most stretches of most texts are ASCII, which is seen of many bytes together.
    const STRETCH: usize = 64;
    text.as_bytes().chunks(STRETCH).zip((0..).step_by(STRETCH)).all(|(stretch, start)| {
        let mut bytes = stretch.iter().zip(start..);
        stretch.is_ascii() || bytes.all(|(byte, at)| !SUSPECT[usize::from(*byte)] || shows_itself(at))
    })
}

/// The first bytes of all characters past ASCII that are not shown as they are.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut at = 0;
    // U+0080 to U+00AD; U+061C; U+180E; U+200B to U+206F; U+FEFF to U+FFFB.
    let bytes = [0xC2, 0xD8, 0xE1, 0xE2, 0xEF];
    while at < bytes.len() {
        suspect[bytes[at]] = true;
        at += 1;
    }
    suspect
};

/// The text with each character made visible, for a format that parts commands by its own escapes.
pub(super) fn characters(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let character = |c: char| match shown(c) {
        Shown::Itself => Some(c),
        Shown::Space => Some(' '),
        Shown::Picture(picture) => Some(picture),
        Shown::Nothing => None,
    };
    Cow::Owned(text.chars().filter_map(character).collect())
}

/// Adds a text to a line: as [`line`], but that what stands in the line already tells where a word begins.
pub(super) fn push(out: &mut String, text: &str) {
    let begin = out.len();
    for c in text.chars() {
        match shown(c) {
            Shown::Itself => {}
            Shown::Space => {
                out.push(' ');
                continue;
            }
            Shown::Picture(picture) => {
                out.push(picture);
                continue;
            }
            Shown::Nothing => continue,
        }
        match c {
            '[' if ends_with_hashes(out).is_some() => out.push('\\'),
            c if c.is_ascii_alphabetic() && ends_with_colons(out) => {
                // Before the colons, unless these are of an earlier piece, whose place somebody has noted.
                let at = out.len() - COLONS.len();
                out.insert(if at < begin { out.len() } else { at }, '\\');
            }
            _ => {}
        }
        out.push(c);
    }
}

const COLONS: &str = "::";
const HASHES: &str = "##";

/// Whether two colons end the text that begin a word, and so may begin a line: `::error`.
pub(super) fn ends_with_colons(text: &str) -> bool {
    text.strip_suffix(COLONS).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
}

/// Where two hashes stand that end the text but for letters: `##[error]`, `##vso[`, `##teamcity[`.
pub(super) fn ends_with_hashes(text: &str) -> Option<usize> {
    let before = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    before.ends_with(HASHES).then(|| before.len() - HASHES.len())
}

/// JSON whose strings hold nothing that has to be made visible: all such is escaped, so that it means the same. `text`
/// has to be JSON; outside of strings that has nothing to escape.
pub fn json(text: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| !matches!(c, ' '..='~' | '\n' | '\t' | '\r') && shown(c) != Shown::Itself;
    let has_control = |text: &str| {
        text.bytes().fold(false, |found, byte| {
            found | (byte < b' ') & !matches!(byte, b'\n' | b'\t' | b'\r') | (byte == 0x7F)
        })
    };
    let is_plain = !has_control(text) && shows_itself_past_ascii(text);
    if is_plain && (memchr::memchr(b'#', text.as_bytes()).is_none() || !text.contains(HASHES)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        if is_escaped(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
            continue;
        }
        if c == '['
            && let Some(at) = ends_with_hashes(&out)
        {
            out.replace_range(at + 1..at + 2, "\\u0023");
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// The most characters of a [`message`]. Our longest, that of an unknown rule with the names of all, has about 500; with
/// fewer, a path and what is wrong with the file may not both be seen. Chosen by eye.
pub const MESSAGE_CHARS: usize = 1_000;

/// A message for people in one line, however long the values are that it quotes: of one that is too long the beginning
/// and the end are kept, which say what is wrong and what was expected.
pub fn message(text: &str) -> Cow<'_, str> {
    match line(text) {
        Cow::Borrowed(text) => clipped(text, MESSAGE_CHARS),
        Cow::Owned(text) => Cow::Owned(clipped(&text, MESSAGE_CHARS).into_owned()),
    }
}

/// The beginning and the end of a text of more than `most` characters.
pub fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    let mut ends = text.char_indices().map(|(at, _)| at);
    if ends.clone().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    // Two thirds of it are the beginning.
    let kept = most * 2 / 3;
    let head = ends.nth(kept).unwrap_or(text.len());
    let tail =
        text.char_indices().rev().nth((most - kept).saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{} … {}", &text[..head], &text[tail..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_plain_is_told_by_its_bytes_as_by_its_characters() {
        for c in '\0'..=char::MAX {
            let text = format!("pier {c}é");
            assert_eq!(is_plain(&text), shown(c) == Shown::Itself, "{c:?}");
            // Of ASCII, JSON has escaped the others already.
            if !c.is_ascii_control() && c != '\u{7F}' {
                assert_eq!(matches!(json(&text), Cow::Borrowed(_)), shown(c) == Shown::Itself, "{c:?}");
            }
        }
    }

    #[test]
    fn what_steers_is_shown() {
        for (text, expected) in [
            ("a\tb\r\nc", "a b  c"),
            ("x \u{1b}]0;y\u{7} z \u{1b}[31m\u{7f}\u{9b}\0", "x ␛]0;y␇ z ␛[31m␡\u{FFFD}␀"),
            ("a\u{2028}b\u{2029}c\u{85}d\u{B}e\u{C}f", "a b c d e f"),
            ("x\u{202E}y\u{2066}z\u{FEFF} co\u{AD}op\u{200B}erate \u{200F}", "xyz cooperate "),
        ] {
            assert_eq!(line(text), expected);
        }
        // A Persian word is written with a non-joiner, a family with joiners.
        for kept in ["می\u{200C}خواهم", "👩\u{200D}👧", "❤\u{FE0F}", "e\u{301}", "naïve 漢字 \u{A0}"]
        {
            assert!(matches!(line(kept), Cow::Borrowed(same) if same == kept));
        }
    }

    #[test]
    fn commands_of_runners_are_text() {
        for (text, expected) in [
            ("::error::x", "\\::error::x"),
            ("  ::add-mask::x", "  \\::add-mask::x"),
            ("a\n::error title=x::hi", "a \\::error title=x::hi"),
            (":\u{200B}:error::", "\\::error::"),
            ("##[error]x ##vso[task] ##teamcity[x]", "##\\[error]x ##vso\\[task] ##teamcity\\[x]"),
            // Paths of code, headings, fences and emoticons are none.
            ("std::vec::Vec, x::y", "std::vec::Vec, x::y"),
            ("## [1.0] ### a :: b ::: tip :::tip", "## [1.0] ### a :: b ::: tip :::tip"),
        ] {
            assert_eq!(line(text), expected);
        }
        // What stands before tells where a word begins, and places that were noted stay.
        let mut out = "std".to_string();
        push(&mut out, "::vec::Vec ::");
        push(&mut out, "error::");
        assert_eq!(out, "std::vec::Vec ::\\error::");
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_means_the_same() {
        let value =
            "a\u{7f}b\u{9b}c\u{202e}d\u{2028}e\u{feff} \u{1b}]0; ##[x] ###[y] ##vso[z] \\##[ \u{e9}🙂";
        let plain = serde_json::to_string(value).unwrap();
        let shown = json(&plain);
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), value);
        assert!(shown.contains("a\\u007fb\\u009bc\\u202ed\\u2028e\\ufeff \\u001b]0; #\\u0023[x]"), "{shown}");
        assert!(!shown.contains("##[") && !shown.contains("##vso[") && shown.contains("é🙂"), "{shown}");
        assert!(matches!(json("{\"a\": [1, 2]}"), Cow::Borrowed(_)));
    }

    #[test]
    fn messages_keep_their_ends() {
        let long = format!("unknown key \"{}\": expected one", "ä".repeat(9 * MESSAGE_CHARS));
        let shown = message(&long);
        assert!(shown.starts_with("unknown key \"ä") && shown.ends_with("ä\": expected one"), "{shown}");
        assert!(shown.chars().count() <= MESSAGE_CHARS + 5, "{}", shown.chars().count());
        assert_eq!(message("a\n::error::b"), "a \\::error::b");
        let whole = "x".repeat(MESSAGE_CHARS);
        assert_eq!(message(&whole), whole);
    }

    proptest! {
        #[test]
        fn nothing_is_alive_and_nothing_is_lost(
            text in "[ -~\\n\\t\u{1b}\u{7}\u{7f}\u{80}-\u{9f}é漢\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]{0,60}|[:#\\[e\\u{200B} ]{0,30}",
        ) {
            let once = line(&text);
            prop_assert!(once.chars().all(|c| shown(c) == Shown::Itself), "{:?}", once);
            prop_assert!(!once.contains("##["), "{:?}", once);
            prop_assert!(!once.split(' ').any(|word| word.starts_with("::e")), "{:?}", once);
            prop_assert_eq!(&line(&once), &once);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&once), letters(&text));
        }
    }

    #[cfg(feature = "json")]
    proptest! {
        #[test]
        fn json_is_read_back(
            text in "[ -~\\n\u{1b}\u{7f}\u{9b}é漢\u{200B}-\u{200F}\u{2028}-\u{202E}\u{FEFF}]{0,60}|[:#\\[e\"\\\\\\u{200B} ]{0,30}",
        ) {
            let written = serde_json::to_string(&text).unwrap();
            let escaped = json(&written);
            prop_assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
            prop_assert!(escaped.chars().all(|c| shown(c) == Shown::Itself), "{:?}", escaped);
            prop_assert!(!escaped.contains("##["), "{:?}", escaped);
        }
    }
}
