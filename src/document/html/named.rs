//! Short parts of a page whose classes or ids say what they are there for: captions, author boxes, boxes to subscribe, related links.
//!
//! Such names are English on most pages, whatever the page's language is. They are believed of what is short alone, since a class of a
//! whole page or article may say what it has (`has-sidebar`) or what it is about (`tag-newsletter`).
//!
//! * time: `O(n)` in the elements, and in the bytes of the names of those that hold little
//! * space: a range a part that is found

use std::ops::Range;

use super::features::Tree;
use super::scan::{Element, Page};
use crate::document::Role;

/// A part with more bytes of content is what the page says, whatever its name is: chosen, a box with a list of ten related titles.
const MOST_BYTES: usize = 1_200;

/// Parts of one role that make up more than this share of the content are what the page is about: a gallery consists of captions. Chosen.
const MOST_SHARE: f64 = 0.3;

/// Bytes of a class or an id that are looked at.
const MOST_NAME_BYTES: usize = 200;

/// A name that begins so says what something has, does not have, or is about.
const QUALIFIERS: [&str; 14] = [
    "has", "no", "not", "with", "without", "non", "tag", "category", "cat", "topic", "section", "term",
    "type", "format",
];

/// Words of names by what they say that a part is there for.
const WORDS: [(&str, Role); 49] = [
    ("addthis", Role::Navigation),
    ("addtoany", Role::Navigation),
    ("author", Role::Byline),
    ("authorbio", Role::Byline),
    ("authorbox", Role::Byline),
    ("authors", Role::Byline),
    ("autor", Role::Byline),
    ("auteur", Role::Byline),
    ("bildunterschrift", Role::Caption),
    ("bio", Role::Byline),
    ("biography", Role::Byline),
    ("byline", Role::Byline),
    ("caption", Role::Caption),
    ("captions", Role::Caption),
    ("commentform", Role::Notice),
    ("consent", Role::Notice),
    ("cookie", Role::Notice),
    ("cookies", Role::Notice),
    ("copyright", Role::Notice),
    ("credits", Role::Credit),
    ("crumb", Role::Navigation),
    ("crumbs", Role::Navigation),
    ("dateline", Role::Date),
    ("didascalia", Role::Caption),
    ("disclaimer", Role::Notice),
    ("gdpr", Role::Notice),
    ("lastpost", Role::Field),
    ("legende", Role::Caption),
    ("leyenda", Role::Caption),
    ("login", Role::Notice),
    ("mailchimp", Role::Notice),
    ("newsletter", Role::Notice),
    ("optin", Role::Notice),
    ("pagination", Role::Navigation),
    ("paywall", Role::Notice),
    ("readmore", Role::Navigation),
    ("recommended", Role::Navigation),
    ("recommendations", Role::Navigation),
    ("related", Role::Navigation),
    ("respond", Role::Notice),
    ("share", Role::Navigation),
    ("sharedaddy", Role::Navigation),
    ("sharing", Role::Navigation),
    ("signin", Role::Notice),
    ("signup", Role::Notice),
    ("social", Role::Navigation),
    ("sponsored", Role::Notice),
    ("subscribe", Role::Notice),
    ("tagcloud", Role::Navigation),
];

/// Parts of words that are written in one: `photocaption`, `newslettersignup`, `relatedposts`.
const STEMS: [(&str, Role); 9] = [
    ("caption", Role::Caption),
    ("newsletter", Role::Notice),
    ("breadcrumb", Role::Navigation),
    ("relatedpost", Role::Navigation),
    ("relatedarticle", Role::Navigation),
    ("relatedlink", Role::Navigation),
    ("cookie", Role::Notice),
    ("subscribe", Role::Notice),
    ("sharebutton", Role::Navigation),
];

/// The least bytes of a word that a stem is looked for in.
const STEM_BYTES: usize = 10;

/// A part of a page, by its runs, and what it is there for.
pub(super) type Named = (Range<usize>, Role);

/// The parts whose names say what they are there for, in order and none in another. `held` has the bytes of content of an element.
pub(super) fn of(page: &Page, tree: &Tree, held: impl Fn(usize) -> usize, whole: usize) -> Vec<Named> {
    let mut named: Vec<(Named, usize)> = Vec::new();
    let mut end = 0;
    for (place, element) in page.elements.iter().enumerate() {
        let (from, to) = tree.runs[place];
        if from < end || from == to {
            continue;
        }
        let bytes = held(place);
        if bytes == 0 || bytes > MOST_BYTES {
            continue;
        }
        if let Some(role) = role(element) {
            end = to;
            named.push(((from..to, role), bytes));
        }
    }
    let mut bytes = [0; Role::ALL.len()];
    named.iter().for_each(|((_, role), held)| bytes[*role as usize] += held);
    // Who wrote last is a field of each forum of a list.
    let is_beside = |((_, role), _): &(Named, usize)| {
        *role == Role::Field || bytes[*role as usize] as f64 <= MOST_SHARE * whole as f64
    };
    named.into_iter().filter(is_beside).map(|(named, _)| named).collect()
}

/// What the names of an element say that it is there for.
fn role(element: &Element) -> Option<Role> {
    let named = |attribute: &str| {
        let names = element.attributes.get(attribute)?;
        let end = crate::span::boundary_at_or_before(names, names.len().min(MOST_NAME_BYTES));
        names[..end].split_ascii_whitespace().find_map(of_name)
    };
    named("class").or_else(|| named("id"))
}

/// What one name says: `entry-meta`, `authorBox`, `photo_caption`.
fn of_name(name: &str) -> Option<Role> {
    let bytes = name.as_bytes();
    let (mut start, mut is_first) = (0, true);
    let mut found = None;
    for at in 0..=bytes.len() {
        let is_letter = bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let is_hump =
            is_letter && at > start && bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
        if is_letter && !is_hump {
            continue;
        }
        let word = &bytes[start..at];
        start = if is_hump { at } else { at + 1 };
        if word.is_empty() {
            continue;
        }
        if is_first && QUALIFIERS.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word)) {
            return None;
        }
        is_first = false;
        found = found.or_else(|| of_word(word));
    }
    // Banks have credit, too.
    let is_credit = || holds(bytes, "credit") && PICTURES.iter().any(|picture| holds(bytes, picture));
    found.or_else(|| is_credit().then_some(Role::Credit))
}

/// What a name of a credit has besides.
const PICTURES: [&str; 6] = ["img", "image", "photo", "pic", "foto", "media"];

/// Whether a name has a part, in whatever case.
fn holds(name: &[u8], part: &str) -> bool {
    name.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

fn of_word(word: &[u8]) -> Option<Role> {
    let exact = WORDS.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(word));
    let stem = || STEMS.iter().find(|(stem, _)| holds(word, stem));
    exact.or_else(|| (word.len() >= STEM_BYTES).then(stem).flatten()).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_parts_are_there_for() {
        assert_eq!(of_name("photo-caption"), Some(Role::Caption));
        assert_eq!(of_name("galleryCaption001"), Some(Role::Caption));
        assert_eq!(of_name("wpcaptiontext"), Some(Role::Caption));
        assert_eq!(of_name("post__author-bio"), Some(Role::Byline));
        assert_eq!(of_name("AuthorBox"), Some(Role::Byline));
        assert_eq!(of_name("RelatedPosts"), Some(Role::Navigation));
        assert_eq!(of_name("img-credit"), Some(Role::Credit));
        assert_eq!(of_name("credit-card"), None);
        // Sheets that open over a page may hold what it is about.
        assert_eq!(of_name("product-details-modal"), None);
        // What a page has or is about.
        assert_eq!(of_name("has-caption"), None);
        assert_eq!(of_name("tag-newsletter"), None);
        assert_eq!(of_name("category-related"), None);
        // Other words.
        assert_eq!(of_name("unrelated"), None);
        assert_eq!(of_name("authority"), None);
        assert_eq!(of_name("shared-content"), None);
        assert_eq!(of_name(""), None);
        assert_eq!(of_name("«Rl2mhal9hb5»"), None);
        assert_eq!(of_name("légende-caption"), Some(Role::Caption));
    }
}
