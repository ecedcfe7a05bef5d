//! Markdown distinguished from plain text, where nothing says what a text is.
//!
//! Much that Markdown has stands in plain text too: an asterisk, a number sign, a bullet. So marks are counted, each kind up to
//! a bound, and only several of them, or several kinds, make a text Markdown. Mail, code and settings, which have such marks for
//! reasons of their own, are recognized first.

use super::metadata;

/// How much of a text is looked at, in bytes: some five pages.
const LOOKED_AT: usize = 1 << 14;

/// A text with this many points is Markdown. Chosen by eye: two headings, or a heading and a link, or two links.
const ENOUGH: u32 = 4;

/// One line of this many is code, in a text that is code: chosen, a third of them end in a mark that prose does not end in.
const CODE_LINES: usize = 3;

/// The front matter of a text is no longer than this many lines.
const FRONT_MATTER_LINES: usize = 80;

/// What counts for Markdown: points for one, and the most for several.
const HEADING: Kind = Kind(0, 2, 6);
/// A heading before everything else counts more than others.
const FIRST_HEADING: Kind = Kind(1, 1, 1);
const LINK: Kind = Kind(2, 2, 4);
const FENCE: Kind = Kind(3, 2, 4);
const TABLE: Kind = Kind(4, 4, 4);
const BOLD: Kind = Kind(5, 2, 2);
const CODE: Kind = Kind(6, 2, 2);
const ITALIC: Kind = Kind(7, 1, 1);
const TASK: Kind = Kind(8, 2, 4);
const HTML: Kind = Kind(9, 2, 2);
const CALLOUT: Kind = Kind(10, 4, 4);
const NOTE: Kind = Kind(11, 2, 2);
const DIRECTIVE: Kind = Kind(12, 2, 4);
const BULLETS: Kind = Kind(13, 1, 1);
/// A head without fences, as MultiMarkdown has it.
const METADATA: Kind = Kind(14, 2, 2);
const KINDS: usize = 15;

/// The place, the points and the most points of a kind.
#[derive(Clone, Copy)]
struct Kind(usize, u32, u32);

/// Whether a text is Markdown rather than plain text, by its beginning.
pub(super) fn is_markdown(text: &str) -> bool {
    let text = &text[..crate::span::boundary_at_or_before(text, text.len().min(LOOKED_AT))];
    has_front_matter(text)
        || (may_have_marks(text.as_bytes()) || text.starts_with('%'))
            && points(text) >= ENOUGH
            && !is_mail(text)
            && !is_code(text)
}

/// Whether a text has a byte that only marks begin with, or as many of another as count: most prose has none.
fn may_have_marks(text: &[u8]) -> bool {
    let is_thrice = |at: usize| text[at..].first_chunk().is_some_and(|[a, b, c]| a == b && b == c);
    let directive = || memchr::memchr3_iter(b':', b'!', b'?', text).any(is_thrice);
    memchr::memchr3(b'#', b'[', b'*', text).is_some()
        || memchr::memchr3(b'`', b'|', b'<', text).is_some()
        || memchr::memchr3(b'{', b'_', b'~', text).is_some()
        || directive()
}

/// Whether settings stand above everything else, between lines of three hyphens or plus signs.
fn has_front_matter(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}');
    if !text.starts_with("---") && !text.starts_with("+++") {
        return false;
    }
    let mut lines = text.lines();
    let fence = lines.next().unwrap_or_default().trim_end_matches([' ', '\u{FEFF}']);
    if !matches!(fence, "---" | "+++") {
        return false;
    }
    let mut settings = 0;
    for line in lines.take(FRONT_MATTER_LINES) {
        if line.trim_end() == fence {
            return settings > 0;
        }
        let key = line.split([':', '=']).next().unwrap_or_default();
        let is_key = key.len() < line.len() && !key.trim().is_empty() && !key.trim().contains(' ');
        let is_part = line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}', '[']);
        settings += usize::from(is_key);
        if !is_key && !is_part {
            return false;
        }
    }
    false
}

/// Whether a text begins with the header of a mail: two fields, one below the other, one of them known.
fn is_mail(text: &str) -> bool {
    const FIELDS: [&str; 9] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "return-path",
        "message-id",
        "delivered-to",
        "reply-to",
    ];
    let name = |line: &str| -> Option<String> {
        let (name, _) = line.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        is_name.then(|| name.to_ascii_lowercase())
    };
    let mut lines = text.lines().filter(|line| !line.starts_with([' ', '\t']));
    let names = [lines.next(), lines.next()].map(|line| line.and_then(name));
    // A post has a day, too.
    if matches!(&names[0], Some(first) if first == "title") {
        return false;
    }
    matches!(&names, [Some(first), Some(second)] if FIELDS.contains(&first.as_str()) || FIELDS.contains(&second.as_str()))
}

/// Whether a text is a program or settings: it says so in its first line, or by how its lines end or are built.
fn is_code(text: &str) -> bool {
    if text.starts_with("#!") {
        return true;
    }
    let (mut lines, mut code, mut is_fenced) = (0, 0, false);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with("```") || line.starts_with("~~~") {
            is_fenced = !is_fenced;
        } else if !is_fenced && !line.starts_with('#') {
            lines += 1;
            let ends = line.ends_with([';', '{', '}', ')', ','])
                && line.contains(['(', '{', '}', '=', ';'])
                && !line.contains("](");
            let key = line.split(['=', ':']).next().unwrap_or_default().trim();
            let is_setting = key.len() < line.len()
                && !key.contains(char::is_whitespace)
                && !key.is_empty()
                && !line.starts_with(['-', '*', '[', '<', '|', '>', ':', '!', '{'])
                && (line.contains('=') || line.split_whitespace().count() <= CODE_LINES);
            code += usize::from(
                ends || is_setting
                    || line.starts_with("//")
                    || line.starts_with("import ") && line.ends_with(';'),
            );
        }
    }
    code * CODE_LINES > lines && code > CODE_LINES
}

fn points(text: &str) -> u32 {
    let mut found = [0u32; KINDS];
    let mut add = |Kind(place, points, most): Kind| found[place] = (found[place] + points).min(most);
    let lines: Vec<&str> = lines(text).collect();
    let (mut is_fenced, mut is_first, mut bullets) = (false, true, 0);
    if let Some(head) = metadata::of(text) {
        add(METADATA);
        // One of three lines that percent signs begin is no chance.
        if text.starts_with('%') && head.entries.len() > 1 {
            add(CALLOUT);
        }
    }
    for (at, line) in lines.iter().enumerate() {
        let words = line.trim_start_matches([' ', '>', '\u{FEFF}']);
        if words.starts_with("```") || words.starts_with("~~~") {
            if is_fenced {
                add(FENCE);
            }
            is_fenced = !is_fenced;
            is_first = false;
            continue;
        }
        if is_fenced || words.trim().is_empty() {
            continue;
        }
        let other = |at: Option<usize>| at.and_then(|at| lines.get(at)).map_or("", |line| line.trim());
        let (above, below) = (other(at.checked_sub(1)), other(Some(at + 1)));
        if is_heading(line) {
            // Comments of settings and numbered lists of wikis stand below each other.
            let is_alone = !is_heading(above) && !is_heading(below) && (above.is_empty() || below.is_empty());
            if is_alone {
                add(HEADING);
                if is_first {
                    add(FIRST_HEADING);
                }
            }
        }
        is_first = false;
        if words.starts_with("- ") || words.starts_with("* ") {
            bullets += 1;
            if bullets == 2 {
                add(BULLETS);
            }
            if words[2..].starts_with("[ ] ") || words[2..].starts_with("[x] ") {
                add(TASK);
            }
        }
        match words.as_bytes() {
            [b'|' | b':' | b'-', ..] if is_table_rule(words) && above.contains('|') => add(TABLE),
            [b'[', b'!', ..] if line.starts_with('>') => add(CALLOUT),
            [b'[', b'^', ..] if words.contains("]:") => add(NOTE),
            [b'[', ..] if words.contains("]: http") || words.contains("]: <") || words.contains("]: /") => {
                add(NOTE)
            }
            [b':', b':', b':', ..] | [b'{', b'{' | b'%', ..] => add(DIRECTIVE),
            [b'!', b'!', b'!', b' ', ..] | [b'?', b'?', b'?', b' ' | b'+', ..] => add(DIRECTIVE),
            [b'<', ..] if is_html(words) => add(HTML),
            _ => {}
        }
        inline(words, &mut add);
    }
    found.iter().sum()
}

/// The lines of a text, as [`str::lines`] has them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).filter_map(move |end| {
        let line = text.get(start..end).filter(|line| end < text.len() || !line.is_empty())?;
        start = end + 1;
        Some(line.strip_suffix('\r').filter(|_| end < text.len()).unwrap_or(line))
    })
}

/// Counts what stands inside a line.
fn inline(line: &str, add: &mut impl FnMut(Kind)) {
    // Lines of prose have none of these, and a look at the bytes says so.
    let has_marks = memchr::memchr3(b'*', b'_', b'`', line.as_bytes()).is_some();
    let has_brackets = memchr::memchr(b']', line.as_bytes()).is_some();
    let links = has_brackets.then(|| memchr::memmem::find_iter(line.as_bytes(), "]("));
    for at in links.into_iter().flatten() {
        let (before, behind) = (&line[..at], &line[at + 2..]);
        let is_address = behind.split_once(')').is_some_and(|(to, _)| {
            !to.is_empty()
                && !to.trim_matches(['<', '>']).split(" \"").next().unwrap_or_default().contains(' ')
        });
        let is_text = before.rfind('[').is_some_and(|open| {
            !before[..open].ends_with(|c: char| c.is_alphanumeric() || c == ']' || c == ')')
        });
        if is_address && is_text {
            add(LINK);
        }
    }
    if !has_marks {
        return;
    }
    let find = |mark: &str, from: usize| {
        memchr::memmem::find(&line.as_bytes()[from..], mark.as_bytes()).map(|at| from + at)
    };
    // The first two marks of a kind are those of a pair.
    let pairs = |mark: &str| {
        let inner = find(mark, 0).map(|open| (open, open + mark.len()));
        inner.and_then(|(open, from)| Some((open, from, find(mark, from)?))).is_some_and(
            |(open, from, close)| {
                let (before, inside) = (&line[..open], &line[from..close]);
                !inside.is_empty()
                    && !inside.starts_with(' ')
                    && !inside.ends_with(' ')
                    && !before.ends_with(|c: char| c.is_alphanumeric())
                    && inside.contains(char::is_alphanumeric)
            },
        )
    };
    let emphasis = memchr::memchr2(b'*', b'_', line.as_bytes()).is_some();
    if !emphasis {
        // Only code.
    } else if find("**", 0).or_else(|| find("__", 0)).is_some() {
        if pairs("**") || pairs("__") {
            add(BOLD);
        }
    } else if pairs("*") || pairs("_") {
        add(ITALIC);
    }
    if pairs("`") {
        add(CODE);
    }
}

fn is_heading(line: &str) -> bool {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&marks)
        && line[marks..].starts_with(' ')
        && line[marks..].contains(char::is_alphanumeric)
}

fn is_table_rule(line: &str) -> bool {
    line.contains("--")
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '|' | ':' | '-' | ' ' | '\r'))
}

/// Whether a line begins with a tag that writers of Markdown use.
fn is_html(line: &str) -> bool {
    const TAGS: [&str; 15] = [
        "<p", "<div", "<h1", "<h2", "<h3", "<img", "<a", "<br", "<table", "<details", "<summary", "<center",
        "<picture", "<sup", "<!--",
    ];
    TAGS.iter().any(|tag| {
        line.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag))
            && (*tag == "<!--" || line[tag.len()..].starts_with([' ', '>', '/']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_told_from_prose() {
        for markdown in [
            "---\ntitle: Walls\ntags: [a, b]\n---\n\nThe wall.",
            "+++\ntitle = \"Walls\"\n+++\nThe wall.",
            "# Walls\n\nThe *river council* voted.\n",
            "# Mauern\n\nDer Rat.\n\n## Kosten\n\nVier Millionen.\n",
            "See [the plan](https://example.org/plan) and [the log](/log).",
            "# Walls\n\n- one\n- two\n",
            "Run `wall` first.\n\n```sh\nwall --now\n```\n",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "> [!NOTE]\n> The east wall floods.\n",
            "<h1 align=\"center\">Walls</h1>\n\nThe **wall** stands.\n",
            "- [ ] call the crew\n- [x] move the boat\n",
        ] {
            assert!(is_markdown(markdown), "{markdown}");
        }
        for prose in [
            "",
            "The wall* stands. (* It was built in 1953.)",
            "# 1 on the list is the wall.\n\nIt stands.",
            "1. Walls\n2. Ropes\n\n- one\n- two",
            "From: Rita <rita@example.org>\nSubject: # Walls\n\n# one\n\n## two\n\n[a](b) [c](d)",
            "#!/bin/sh\n# Walls\n\n## two\n\necho `x`",
            "# Settings\n\nport = 1\nname = x\nwall = y\nrope = z\n\n# More\n\nlog = on\n",
            "int main(void) {\n    call(x);\n    a[b](c);\n    d[e](f);\n}\n",
            "# first\n# second\n# third\n",
            "The keys a_b and c_d; 3 * 4 * 5.",
            "-----\nThe wall.\n-----\n",
            "12:01 <rita> **hi** all\n12:02 <ned> see a|b\n",
        ] {
            assert!(!is_markdown(prose), "{prose}");
        }
    }
}
