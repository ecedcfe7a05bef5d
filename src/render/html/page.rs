//! The page of a rule, from its Markdown: paragraphs and code, which is all that these pages have.

use serde::Serialize;

/// A paragraph in stretches, each with whether it is code.
pub(super) type Paragraph = Vec<Stretch>;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Stretch {
    text: String,
    is_code: bool,
}

/// The paragraphs of a page, without its heading.
pub(super) fn paragraphs(page: &str) -> Vec<Paragraph> {
    let paragraphs = page.split("\n\n").map(str::trim);
    let told = paragraphs.filter(|paragraph| !paragraph.is_empty() && !paragraph.starts_with("# "));
    told.map(stretches).collect()
}

fn stretches(paragraph: &str) -> Paragraph {
    let joined = paragraph.replace('\n', " ");
    let parts = joined.split('`').enumerate();
    let some = parts.filter(|(_, text)| !text.is_empty());
    some.map(|(place, text)| Stretch { text: text.to_string(), is_code: place % 2 == 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::AuditRule;

    #[test]
    fn code_is_told_from_prose() {
        let stretch = |text: &str, is_code| Stretch { text: text.into(), is_code };
        assert_eq!(
            paragraphs("# rule\n\nSay\n`the the`, twice.\n"),
            [[stretch("Say ", false), stretch("the the", true), stretch(", twice.", false)]]
        );
    }

    #[test]
    fn pages_have_nothing_that_is_not_understood() {
        for rule in AuditRule::ALL {
            let page = rule.page();
            assert_eq!(page.matches('`').count() % 2, 0, "{rule}");
            for line in page.lines().skip(1) {
                assert!(!line.starts_with(['#', '-', '*', '|', '>', ' ']), "{rule}: {line}");
                assert!(!line.contains("](") && !line.contains("**"), "{rule}: {line}");
            }
        }
    }
}
