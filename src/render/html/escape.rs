//! What is put between the tags: text that stays text, and data that no script can be made of.

use std::fmt;

use minijinja::value::Value;
use minijinja::{Error, Output, State};

use crate::render::visible::{self, Shown};

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
/// What is no text is made visible; line breaks stay, as those of HTML. What a runner of continuous integration would
/// take for a command in its log is written by references to characters.
fn escape(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let mut picture = [0; 4];
        // What will stand behind it: what shows nothing parts nothing.
        let is_doubled =
            || text[at + 1..].starts_with(|next| next == c || visible::shown(next) == Shown::Nothing);
        let instead = match c {
            ':' if is_doubled() => "&#58;",
            '#' if is_doubled() => "&#35;",
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\r' if text[at + 1..].starts_with('\n') => "",
            '\n' | '\t' => continue,
            c => match visible::shown(c) {
                Shown::Itself => continue,
                Shown::Space => "\n",
                Shown::Picture(c) => c.encode_utf8(&mut picture),
                Shown::Nothing => "",
            },
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
    let json = visible::json(json);
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' => out.push_str(&format!("\\u{:04x}", c as u32)),
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
        assert_eq!(shown("naïve 漢字 🙂\u{202e}\u{feff}"), "naïve 漢字 🙂");
        assert_eq!(shown("::error:\u{200b}:x #\u{feff}#[error] a"), "&#58;:error&#58;:x &#35;#[error] a");
    }

    #[test]
    fn data_ends_no_script() {
        let json = serde_json::to_string("</script><!-- & \u{2028}").unwrap();
        let shown = data(&json).to_string();
        assert_eq!(shown, r#""\u003c/script\u003e\u003c!-- \u0026 \u2028""#);
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), "</script><!-- & \u{2028}");
    }
}
