//! The texts that are measured on, all made from `corpora/`, the same every time.

use std::collections::HashMap;

/// The English articles in plain text.
const ARTICLES: [&str; 7] = [
    include_str!("../../../corpora/data-processing-clause.txt"),
    include_str!("../../../corpora/flood-wall.txt"),
    include_str!("../../../corpora/four-day-week.txt"),
    include_str!("../../../corpora/harrow-point-light.txt"),
    include_str!("../../../corpora/roadmap-meeting.txt"),
    include_str!("../../../corpora/seagrass-carbon.txt"),
    include_str!("../../../corpora/smart-thermostat-rebate.txt"),
];

/// An article of about the length of a newspaper's.
pub const ARTICLE: &str = ARTICLES[3];

/// A summary of [`ARTICLE`], to score against.
pub const REFERENCE: &str = include_str!("../../../corpora/harrow-point-light.summary.txt");

/// A post in Markdown.
pub const POST: &str = include_str!("../../../corpora/sourdough-mistakes.md");

/// One long text of so many bytes or a little more: the articles again and again, with about a third of the longer words
/// of each copy exchanged for others of their own, so that the vocabulary goes on growing.
pub fn long_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 20_000);
    let mut state = 1_u64;
    for article in ARTICLES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        push_copy(&mut text, article, &mut state);
    }
    text
}

fn push_copy(text: &mut String, article: &str, state: &mut u64) {
    let mut exchanged = HashMap::new();
    let mut rest = article;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (between, from) = rest.split_at(start);
        let (word, behind) =
            from.split_at(from.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(from.len()));
        let ending = *exchanged.entry(word.to_lowercase()).or_insert_with(|| next(state));
        text.push_str(between);
        text.push_str(word);
        if word.len() >= 5 && ending % 3 == 0 {
            push_ending(text, ending / 3 % 100_000);
        }
        rest = behind;
    }
    text.push_str(rest);
    text.push_str("\n\n");
}

/// Letters that make a word another one: a number in base 26.
fn push_ending(text: &mut String, mut number: u64) {
    while number > 0 {
        text.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
}

/// Xorshift.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// A text as the page of a site, with what pages have around it.
pub fn page(text: &str) -> String {
    let items: String =
        (0..20).map(|item| format!("<li><a href=\"/{item}\">Section {item}</a></li>")).collect();
    let paragraphs: String =
        text.split("\n\n").map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph))).collect();
    format!(
        "<!doctype html><html><head><title>A page</title></head><body><nav><ul>{items}</ul></nav>\
         <main><article><h1>A page</h1>\n{paragraphs}</article></main>\
         <footer><ul>{items}</ul></footer></body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_have_their_length_and_new_words() {
        let text = long_text(200_000);
        assert!((200_000..230_000).contains(&text.len()));
        let distinct = |text: &str| text.split_whitespace().collect::<std::collections::HashSet<_>>().len();
        assert!(distinct(&text) > 3 * distinct(&long_text(1)));
        assert_eq!(text, long_text(200_000));
    }
}
