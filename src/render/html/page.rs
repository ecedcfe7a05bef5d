//! The page of a rule, from its Markdown: paragraphs, code and emphasis, which is all that these pages have.

use serde::Serialize;

/// A paragraph in stretches, each with what it is.
pub(super) type Paragraph = Vec<Stretch>;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Stretch {
    text: String,
    is_code: bool,
    is_emphasis: bool,
}

/// The paragraphs of a page, without its heading.
pub(super) fn paragraphs(page: &str) -> Vec<Paragraph> {
    let paragraphs = page.split("\n\n").map(str::trim);
    let prose = paragraphs.filter(|paragraph| !paragraph.is_empty() && !paragraph.starts_with("# "));
    prose.map(stretches).collect()
}

fn stretches(paragraph: &str) -> Paragraph {
    let joined = paragraph.replace('\n', " ");
    let mut stretches = Vec::new();
    for (place, part) in joined.split('`').enumerate() {
        let is_code = place % 2 == 1;
        let mark = if is_code { '`' } else { '*' };
        for (place, text) in part.split(mark).enumerate().filter(|(_, text)| !text.is_empty()) {
            stretches.push(Stretch { text: text.to_string(), is_code, is_emphasis: place % 2 == 1 });
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::AuditRule;

    #[test]
    fn code_is_told_from_prose() {
        let stretch = |text: &str, is_code, is_emphasis| Stretch { text: text.into(), is_code, is_emphasis };
        let prose = |text| stretch(text, false, false);
        assert_eq!(
            paragraphs("# rule\n\nSay\n`2 * 3 * 4`, *never*\ntwice.\n"),
            [[
                prose("Say "),
                stretch("2 * 3 * 4", true, false),
                prose(", "),
                stretch("never", false, true),
                prose(" twice.")
            ]]
        );
    }

    #[test]
    fn pages_have_nothing_that_is_not_understood() {
        for rule in AuditRule::ALL {
            let page = rule.page();
            assert_eq!(page.matches('`').count() % 2, 0, "{rule}");
            let prose = page.split('`').step_by(2);
            assert!(prose.into_iter().all(|part| part.matches('*').count() % 2 == 0), "{rule}");
            for line in page.lines().skip(1) {
                assert!(!line.starts_with(['#', '-', '*', '|', '>', ' ']), "{rule}: {line}");
                assert!(!line.contains("](") && !line.contains("**"), "{rule}: {line}");
            }
        }
    }
}
