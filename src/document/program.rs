//! Whether lines are a program: text of which nothing else says so, in preformatted elements and unknown directives.

/// Of ten lines that are not blank, this many look like code in a program. Chosen by eye: comments, strings and the ends of
/// statements look like words.
const LEAST_OF_TEN: usize = 6;

/// So many lines are looked at.
const MOST_LINES: usize = 60;

/// What lines of code begin with that no sentence does.
#[rustfmt::skip] // Several to a line.
const BEGINS: [&str; 52] = [
    "#!", "#include", "#define", "#[", "//", "/*", "*/", "@import", "$ ", ">>> ", "... ", "<?", "<!", "</", "(def", "(require ", "(use-", "(let ", "(set",
    "(global-", "def ", "import static ", "package main", "public ", "private ", "protected ", "static ", "const ", "var ", "let ", "fn ", "func ",
    "function ", "elif ", "else:", "try:", "} else", "};", "});", "SELECT * ", "INSERT INTO ", "CREATE TABLE ", "sudo ", "git clone ",
    "git commit ", "npm install", "pip install", "apt-get ", "cd ", "\\begin{", "echo ", "export ",
];

/// Whether most lines look like code, those of one at least.
pub(super) fn is_one<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let (mut all, mut code, mut selects) = (0, 0, false);
    for line in lines.map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES) {
        // A command at the prompt of a shell stands above what it prints.
        if all == 0
            && line.strip_prefix("$ ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            return true;
        }
        // A query in lower case: `select name, size`, and `from boats` below it.
        if all == 0 {
            selects = begins_small(line, "select ");
        } else if selects
            && begins_small(line, "from ")
            && line.split(' ').count() <= TABLE_WORDS
            && !line.ends_with('.')
        {
            return true;
        }
        all += 1;
        code += usize::from(is_line(line));
    }
    all > 0 && code * 10 >= all * LEAST_OF_TEN
}

/// What a query reads from takes no more words: `from boats b`.
const TABLE_WORDS: usize = 3;

fn begins_small(line: &str, begins: &str) -> bool {
    line.get(..begins.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(begins))
}

/// Whether a line looks like one of a program: it has what no sentence and no verse has.
fn is_line(line: &str) -> bool {
    let last = line.bytes().next_back().unwrap_or_default();
    let mut before = line.bytes().rev().skip(1);
    // A bracket alone, a block that begins, a statement that ends.
    let is_ended = matches!(last, b'{' | b'}')
        || last == b';'
            && before
                .next()
                .is_some_and(|byte| matches!(byte, b')' | b'"' | b'\'' | b'}' | b']' | b'0'..=b'9'))
        || line.ends_with("):") && line.contains('(')
        || line.bytes().all(|byte| b"(){}[];,".contains(&byte));
    is_ended
        || BEGINS.iter().any(|begins| begins_with(line, begins))
        || is_assignment(line)
        || is_call(line)
        || is_element(line)
}

/// A beginning that is a word is one of code where the line has a sign of it as well: `let it be` has none.
fn begins_with(line: &str, begins: &str) -> bool {
    line.starts_with(begins)
        && (!begins.ends_with(' ') || !begins.starts_with(|c: char| c.is_ascii_lowercase()) || has_sign(line))
}

fn has_sign(line: &str) -> bool {
    line.bytes().any(|byte| matches!(byte, b'(' | b'=' | b'{' | b'/' | b'$' | b'<' | b'_' | b';' | b'`'))
}

/// `name = value`, `let name: Type = value`, `a.b[0] += 1`.
fn is_assignment(line: &str) -> bool {
    let Some(at) = line.find('=') else { return false };
    let name = line[..at].trim_end_matches(['+', '-', '*', ':', '?', '!', '<', '>', '|', ' ']);
    !name.is_empty()
        && name.split(' ').count() <= 3
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.[]$:<>'\" -@".contains(&byte))
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '@'))
}

/// A name with what it is called with right behind it, `print(x)`, as all of a line or behind one more: `return f(x);`.
fn is_call(line: &str) -> bool {
    let Some(at) = line.find('(') else { return false };
    let name = line[..at].rsplit([' ', '(']).next().unwrap_or_default();
    let is_name =
        name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:$!-".contains(&byte));
    is_name
        && line[..at].split(' ').count() <= 2
        && line.trim_end_matches([';', ',', '{', ' ', ':']).ends_with([')', ']', '}'])
        // `wall(s)`: what the brackets hold is a letter of the word.
        && (line.ends_with(';') || name.contains(['_', '.', ':']) || line[at + 1..].contains(['"', '\'', ',', '_', '(', '=']) || line[..at].len() == name.len())
}

/// A tag, or an element that is all of the line.
fn is_element(line: &str) -> bool {
    line.starts_with('<')
        && line.ends_with('>')
        && line[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        && !line.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_from_verses_and_letters() {
        for code in [
            "x = 5\nprint(x)",
            "print(\"Welcome to my program!\")\nprint(\"Come back\")",
            "(defvar include-someday nil)\n(defun fill (string) \"Wrap STRING.\" (progn string))",
            "for (int i = 0; i < 9; i++) {\n    total += i;\n}",
            "$ cargo build\n$ cargo test --all",
            "$ ls walls\nnorth of the pier",
            "def pull(gate):\n    gate.open()\n    return gate.height()",
            "<div class=\"wall\">\n<p>\n</div>",
            "let high: u32 = 4;",
            "SELECT * FROM walls WHERE high > 4;",
            "{\n\"wall\": 4\n}",
            "select name, size\nfrom boats\nwhere harbour = 1\norder by name",
        ] {
            assert!(is_one(code.lines()), "{code}");
        }
        for words in [
            "The tide came in;\nThe gulls went out;\nAnd nobody knew why.",
            "Dear Rita,\nthe wall (the eastern one) sank by four centimetres.\nNed",
            "let it be,\nlet the sea go home",
            "Select a boat\nfrom the quay of the east wall.",
            "Return to the harbour,\nreturn (if you can) by night.",
            "* * *",
            "-----",
            "Meer = Wasser und Wind und mehr als das\nsagt der Hafen, sagt die Nacht",
            "From: Rita <rita@example.org>\nSubject: The wall",
            "<rita@example.org>",
            "",
            "Boat(s) and wall(s)\nare in the harbour(s)",
        ] {
            assert!(!is_one(words.lines()), "{words}");
        }
    }
}
