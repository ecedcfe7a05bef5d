//! What is put between the tags: text that stays text, and data that no script can be made of.

use std::fmt;

use minijinja::value::Value;
use minijinja::{Error, Output, State};

/// Writes a value into a page. Every value that is not markup of our own passes here, so nothing that stands in a
/// draft can become a tag, an attribute or the end of one.
pub(super) fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let written = match value.as_str() {
        Some(markup) if value.is_safe() => fmt::Write::write_str(out, markup),
        Some(text) => escape(text, out),
        None => fmt::Write::write_fmt(out, format_args!("{value}")),
    };
    Ok(written?)
}

/// Writes text so that HTML takes it for text, within quotes too.
///
/// Control characters, which a page cannot hold or show, are shown by their pictures (`␀`); line breaks are those of
/// HTML.
fn escape(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let picture;
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\r' if text[at + 1..].starts_with('\n') => "",
            '\r' | '\u{B}' | '\u{85}' => "\n",
            '\n' | '\t' | '\u{C}' => continue,
            '\u{7F}' => "␡",
            '\0'..='\u{1F}' => {
                picture =
                    char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
                &picture
            }
            '\u{80}'..='\u{9F}' => "\u{FFFD}",
            _ => continue,
        };
        out.write_str(&text[done..at])?;
        out.write_str(instead)?;
        done = at + c.len_utf8();
    }
    out.write_str(&text[done..])
}

/// JSON that stays data inside of `<script type="application/json">`: it holds no `<` that could end the element, and
/// no line separators.
pub(super) fn data(json: &str) -> Value {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    Value::from_safe_string(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let shown = |text: &str| {
            let mut out = String::new();
            escape(text, &mut out).unwrap();
            out
        };
        assert_eq!(
            shown("<a href=\"x\" id='y'>&amp;"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;"
        );
        assert_eq!(shown("a\r\nb\rc\u{85}d\u{B}e\tf"), "a\nb\nc\nd\ne\tf");
        assert_eq!(shown("\0\u{1b}[31m\u{7f}\u{9b}"), "␀␛[31m␡\u{FFFD}");
        assert_eq!(shown("naïve 漢字 🙂\u{202e}"), "naïve 漢字 🙂\u{202e}");
    }

    #[test]
    fn data_ends_no_script() {
        let json = serde_json::to_string("</script><!-- & \u{2028}").unwrap();
        let shown = data(&json).to_string();
        assert_eq!(shown, r#""\u003c/script\u003e\u003c!-- \u0026 \u2028""#);
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), "</script><!-- & \u{2028}");
    }
}
