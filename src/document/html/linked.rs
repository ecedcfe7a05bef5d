//! What a page says in its JSON-LD and nowhere else: questions with their answers, recipes and the descriptions of products.
//!
//! Scripts write such pages, and what they write them from stands in the data as well. Objects are followed by their brackets, each with
//! the type it has, since a question and its author both have a `name`.
//!
//! * time: `O(n)` in the data
//! * space: a few numbers for each string that is kept

use super::arrange;
use super::scan::Page;
use super::stated::length_of_string;
use crate::document::rewrite::Rewriting;
use crate::span::Span;

/// Bytes of JSON-LD that are read in all: chosen, ten times what long pages have.
const MOST_BYTES: usize = 1 << 20;

/// A text in the data is what the page says if it has this many bytes, and this many times more than all that was found: chosen as for
/// the bodies of articles. A shorter one is, too, with six times the bytes that the page shows, of which eight count at the least.
const LEAST_BYTES: usize = 200;
const TIMES: usize = 3;
const SHORT_TIMES: usize = 6;
const LEAST_SHOWN: usize = 8;

/// The types of objects whose strings are kept, a flag for each.
const QUESTION: u8 = 1;
const ANSWER: u8 = 2;
const RECIPE: u8 = 4;
const STEP: u8 = 8;
const PRODUCT: u8 = 16;

fn kind(name: &str) -> u8 {
    match name.rsplit('/').next().unwrap_or(name) {
        "Question" => QUESTION,
        "Answer" => ANSWER,
        "Recipe" => RECIPE,
        "HowToStep" | "HowToDirection" | "HowToTip" => STEP,
        "Product" | "ProductGroup" => PRODUCT,
        _ => 0,
    }
}

/// What holds a string as the value of a key: the tag that it is written in, and the types of objects that have it.
fn place(key: &str) -> Option<(&'static str, u8)> {
    Some(match key {
        "name" => ("h2", QUESTION),
        "text" => ("p", QUESTION | ANSWER | STEP),
        "description" => ("p", RECIPE | PRODUCT),
        "recipeIngredient" => ("li", RECIPE),
        "recipeInstructions" => ("p", RECIPE),
        _ => return None,
    })
}

/// A string that is kept if its object has one of the types.
struct Said {
    object: usize,
    tag: &'static str,
    kinds: u8,
    place: Span,
}

/// What the data of a page say, written as HTML, if that is much more than `shown`, the bytes of all that was found.
pub(super) fn read<'s>(source: &'s str, page: &Page, shown: usize) -> Option<Rewriting<'s>> {
    let (mut said, mut left) = (Vec::new(), MOST_BYTES);
    for place in page.linked_data() {
        left = left.checked_sub(place.len())?;
        said.extend(strings(place.of(source), place.start));
    }
    // The same may stand in the data more than once: a question as a name and as its text.
    let mut before: Option<Span> = None;
    said.retain(|one| {
        let is_new = before.is_none_or(|before| before.of(source) != one.place.of(source));
        before = Some(one.place);
        is_new && !one.place.is_empty()
    });
    let bytes: usize = said.iter().map(|one| one.place.len()).sum();
    let least = LEAST_BYTES.min(SHORT_TIMES * shown.max(LEAST_SHOWN));
    let is_more = bytes >= least && bytes > TIMES * shown && said.iter().any(|one| one.tag == "p");
    is_more.then(|| arrange::written(source, said.iter().map(|one| (one.tag, one.place))))
}

/// The strings in data that are kept.
fn strings(data: &str, start: usize) -> Vec<Said> {
    const TYPES: [&str; 3] = ["Question\"", "Recipe\"", "Product"];
    let has = |name: &&str| memchr::memmem::find(data.as_bytes(), name.as_bytes()).is_some();
    if !TYPES.iter().any(has) {
        return Vec::new();
    }
    let bytes = data.as_bytes();
    let mut said: Vec<Said> = Vec::new();
    // Of each object its types, and of those that are open their number and the key at hand.
    let mut kinds: Vec<u8> = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'"', b'{', b'}', rest)) {
        at += found + 1;
        match bytes[at - 1] {
            b'{' => {
                open.push((kinds.len(), ""));
                kinds.push(0);
            }
            b'}' => {
                open.pop();
            }
            _ => {
                let end = at + length_of_string(&data[at..]);
                let string = &data[at..end];
                // Without its end, a string has all that follows.
                let Some(rest) = data[end..].strip_prefix('"') else { break };
                if let Some((object, key)) = open.last_mut() {
                    if rest.trim_start().starts_with(':') {
                        *key = string;
                    } else if *key == "@type" {
                        kinds[*object] |= kind(string);
                    } else if let Some((tag, of)) = place(key) {
                        let place = Span { start: start + at, end: start + end };
                        said.push(Said { object: *object, tag, kinds: of, place });
                    }
                }
                at = end + 1;
            }
        }
    }
    said.retain(|one| kinds[one.object] & one.kinds != 0);
    said
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    fn said(data: &str) -> Vec<(&'static str, &str)> {
        strings(data, 0).into_iter().map(|one| (one.tag, one.place.of(data))).collect()
    }

    #[test]
    fn strings_belong_to_the_object_around_them() {
        let question = r#"{"mainEntity":{"name":"Why?","@type":"Question","author":{"@type":"Person","name":"Ned"},
            "text":"Why, {then}?","acceptedAnswer":{"@type":"Answer","text":"So \"it\" is."}}}"#;
        assert_eq!(said(question), [("h2", "Why?"), ("p", "Why, {then}?"), ("p", r#"So \"it\" is."#)]);
        let recipe = r#"{"@type":["Recipe"],"name":"Soup","recipeIngredient":["Salt","Fish"],
            "recipeInstructions":[{"@type":"HowToStep","name":"One","text":"Boil it."},"Eat it."]}"#;
        assert_eq!(said(recipe), [("li", "Salt"), ("li", "Fish"), ("p", "Boil it."), ("p", "Eat it.")]);
        let product = r#"[{"@type":"http://schema.org/Product","description":"A lamp.","brand":{"@type":"Brand","description":"x"}}]"#;
        assert_eq!(said(product), [("p", "A lamp.")]);
        assert!(said(r#"{"@type":"Organization","description":"x"}"#).is_empty());
        assert!(said(r#"{"@type":"Question""#).is_empty());
        assert!(said(r#"}}{"@type":"Question","name":"#).is_empty());
        assert!(said(r#"{"@type":"Question","name":"a"#).len() < 2);
    }

    #[test]
    fn data_are_read_only_if_they_say_much_more() {
        let text = "Because the salt makes it stiff. ".repeat(10);
        let data = format!(
            r#"{{"@type":"Question","name":"Why?","acceptedAnswer":{{"@type":"Answer","text":"{text}"}}}}"#
        );
        let html = format!("<script type='application/ld+json'>{data}</script>");
        let page = scan::scan(&html);
        let read = |shown| read(&html, &page, shown).map(|written| written.text().to_string());
        assert_eq!(read(10).unwrap(), format!("<h2>Why?</h2><p>{text}</p>"));
        assert_eq!(read(200), None);
    }
}
