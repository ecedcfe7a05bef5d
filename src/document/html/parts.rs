//! The parts of a page that are not its author's one text: questions, answers, posts and reviews, recognized by the microdata of
//! schema.org, and on pages of such a kind by names of classes.
//!
//! * time: `O(n)` in the elements
//! * space: a byte an element

use super::features::{Tree, words};
use super::scan::{Element, Page};
use crate::document::Role;

/// What a page is, as far as it decides which names of classes are believed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Believed {
    /// Those of posts, answers and signatures.
    pub(super) thread: bool,
    /// Those of reviews.
    pub(super) reviews: bool,
}

/// Properties and types of schema.org by the part that an element is that has one.
const PROPERTIES: [(&str, Role); 8] = [
    ("acceptedAnswer", Role::Answer),
    ("suggestedAnswer", Role::Answer),
    ("comment", Role::Post),
    ("review", Role::Review),
    ("reviews", Role::Review),
    ("reviewBody", Role::Review),
    ("commentText", Role::Post),
    ("sharedContent", Role::Post),
];
const TYPES: [(&str, Role); 6] = [
    ("Question", Role::Question),
    ("Answer", Role::Answer),
    ("Review", Role::Review),
    ("UserReview", Role::Review),
    ("Comment", Role::Post),
    ("DiscussionForumPosting", Role::Post),
];

/// Words of classes and ids. They are English on most pages of other languages, too; those of German, French, Spanish and Italian are
/// there where they are no words of English.
const OF_THREADS: [(&str, Role); 16] = [
    ("signature", Role::Signature),
    ("signatur", Role::Signature),
    ("question", Role::Question),
    ("frage", Role::Question),
    ("pregunta", Role::Question),
    ("answer", Role::Answer),
    ("antwort", Role::Answer),
    ("respuesta", Role::Answer),
    ("risposta", Role::Answer),
    ("post", Role::Post),
    ("comment", Role::Post),
    ("reply", Role::Post),
    ("message", Role::Post),
    ("beitrag", Role::Post),
    ("kommentar", Role::Post),
    ("commentaire", Role::Post),
];
const OF_REVIEWS: [(&str, Role); 7] = [
    ("review", Role::Review),
    ("reviews", Role::Review),
    ("testimonial", Role::Review),
    ("bewertung", Role::Review),
    ("bewertungen", Role::Review),
    ("opiniones", Role::Review),
    ("recensioni", Role::Review),
];

/// Of each element, the part that it is or stands in: a signature, wherever it stands, or the innermost.
pub(super) fn of(page: &Page, tree: &Tree, believed: Believed) -> Vec<Option<Role>> {
    let mut parts: Vec<Option<Role>> = Vec::with_capacity(page.elements.len());
    // A page that says that it has a question or a review calls the rest by such names, too.
    let says = |of: &[Role]| {
        page.elements.iter().any(|element| stated(element).is_some_and(|role| of.contains(&role)))
    };
    let believed = Believed {
        thread: believed.thread || says(&[Role::Question, Role::Answer]),
        reviews: believed.reviews || says(&[Role::Review]),
    };
    for (place, element) in page.elements.iter().enumerate() {
        let parent = tree.parents[place];
        let around = if parent < place { parts[parent] } else { None };
        let part = match around {
            Some(Role::Signature) => around,
            _ => stated(element).or_else(|| named(element, believed, around)).or(around),
        };
        parts.push(part);
    }
    parts
}

/// What an element says that it is.
fn stated(element: &Element) -> Option<Role> {
    let said = |attribute: &str, known: &[(&str, Role)]| {
        let words = element.attributes.get(attribute)?.split_ascii_whitespace();
        words.map(|word| word.rsplit('/').next().unwrap_or(word)).find_map(|word| found(known, word))
    };
    said("itemprop", &PROPERTIES).or_else(|| said("itemtype", &TYPES))
}

/// What its classes say that it is. A post stands in what a page calls an answer, and its words are that.
fn named(element: &Element, believed: Believed, around: Option<Role>) -> Option<Role> {
    if !(believed.thread || believed.reviews) || !element.name.is_block() {
        return None;
    }
    let words = words(element);
    // Of several, the first of those known: the signature of a post is no post.
    let of = |known: &[(&str, Role)]| {
        known.iter().find(|(name, _)| words.iter().any(|word| word == name)).map(|(_, role)| *role)
    };
    let role = of(if believed.thread { &OF_THREADS } else { &[] })
        .or_else(|| of(if believed.reviews { &OF_REVIEWS } else { &[] }))?;
    let is_inside = role == Role::Post && matches!(around, Some(Role::Question | Role::Answer));
    let is_comment = words.iter().any(|word| word == "comment");
    (!is_inside || is_comment).then_some(role)
}

fn found(known: &[(&str, Role)], word: &str) -> Option<Role> {
    known.iter().find(|(name, _)| *name == word).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    #[test]
    fn the_innermost_part_is_told() {
        let html = "<body><div itemprop=mainEntity itemtype='https://schema.org/Question'><p>a</p></div>\
             <div class='answer js-answer'><div class=post-text><p>b</p></div><div class=comments><ul><li class=comment><p>c</p></li></ul></div>\
             <div class=post-signature><p>d</p></div></div><div class=reviews><p>e</p></div></body>";
        let page = scan::scan(html);
        let of = |believed| {
            let parts = super::of(&page, &Tree::of(&page), believed);
            let is_text = |(element, _): &(&Element, _)| element.name.as_str() == "p";
            page.elements.iter().zip(parts).filter(is_text).map(|(_, part)| part).collect::<Vec<_>>()
        };
        let thread = Believed { thread: true, reviews: false };
        assert_eq!(
            of(thread),
            [Some(Role::Question), Some(Role::Answer), Some(Role::Post), Some(Role::Signature), None]
        );
        let offers = Believed { thread: false, reviews: true };
        let expected =
            [Some(Role::Question), Some(Role::Answer), Some(Role::Post), Some(Role::Signature), None];
        assert_eq!(of(Believed::default()), expected);
        assert_eq!(of(offers), [expected[0], expected[1], expected[2], expected[3], Some(Role::Review)]);
    }
}
