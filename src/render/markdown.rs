//! Markdown.

use std::fmt::Write;

use crate::document::BlockKind;
use crate::summary::Summary;

/// A summary as paragraphs: sentences of the same block stand in the same one, those of list items as items. Ends in
/// a line break unless empty.
pub fn summary(summary: &Summary) -> String {
    let mut out = String::new();
    let mut last = None;
    for sentence in &summary.sentences {
        let place = Some((sentence.document, sentence.block, sentence.kind));
        let is_item = |kind| kind == BlockKind::Item;
        let between = match (last, place) {
            (None, _) => "",
            (Some(_), _) if last == place => " ",
            (Some((_, _, before)), _) if is_item(before) && is_item(sentence.kind) => "\n",
            _ => "\n\n",
        };
        out.push_str(between);
        if is_item(sentence.kind) && last != place {
            out.push_str("- ");
        }
        last = place;
        out.push_str(&escape(&sentence.text, between != " "));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The text with a backslash before each character that Markdown would take for markup.
fn escape(text: &str, begins_line: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let marks_line = begins_line && at == 0 && matches!(c, '#' | '+' | '-' | '>' | '=' | '~' | '|');
        let numbers_line = begins_line && number > 0 && at == number && matches!(c, '.' | ')');
        if marks_line || numbers_line || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        let _ = out.write_char(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_items_stay_apart() {
        let text = "The *old* wall fell in the night. It had stood for ninety years on clay.\n\n\
                    • Forty houses were flooded by the river\n• Nobody was hurt when the wall fell\n\n\
                    1990 brought the last flood of that kind to the town.";
        let all = crate::summarize(text, 9);
        assert_eq!(
            summary(&all),
            "The \\*old\\* wall fell in the night. It had stood for ninety years on clay.\n\n\
             - Forty houses were flooded by the river\n- Nobody was hurt when the wall fell\n\n\
             1990 brought the last flood of that kind to the town.\n"
        );
        assert_eq!(escape("12. Juni", true), "12\\. Juni");
    }
}
