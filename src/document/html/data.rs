//! What elements say their text is there for, by the microdata of schema.org and by their names.

use super::scan::Element;
use crate::document::Role;

/// Properties of schema.org by what the text of an element that has one is there for.
const PROPERTIES: [(&str, Role); 24] = [
    ("author", Role::Byline),
    ("creator", Role::Byline),
    ("publisher", Role::Byline),
    ("dateCreated", Role::Date),
    ("dateModified", Role::Date),
    ("datePublished", Role::Date),
    ("uploadDate", Role::Date),
    ("answerCount", Role::Field),
    ("availability", Role::Field),
    ("commentCount", Role::Field),
    ("gtin13", Role::Field),
    ("highPrice", Role::Field),
    ("lowPrice", Role::Field),
    ("mpn", Role::Field),
    ("offerCount", Role::Field),
    ("price", Role::Field),
    ("priceCurrency", Role::Field),
    ("ratingCount", Role::Field),
    ("ratingValue", Role::Field),
    ("reviewCount", Role::Field),
    ("reviewRating", Role::Field),
    ("sku", Role::Field),
    ("upvoteCount", Role::Field),
    ("breadcrumb", Role::Navigation),
];

/// What the text of an element is there for, if it says so.
pub(super) fn role(element: &Element) -> Option<Role> {
    let attributes = &element.attributes;
    if let Some(property) = attributes.get("itemprop") {
        let found = property
            .split_ascii_whitespace()
            .find_map(|word| PROPERTIES.iter().find(|(known, _)| *known == word).map(|(_, role)| *role));
        if found.is_some() {
            return found;
        }
    }
    if attributes.get("itemtype").is_some_and(|kind| kind.trim_end().ends_with("schema.org/BreadcrumbList")) {
        return Some(Role::Navigation);
    }
    match element.name.as_str() {
        "time" => Some(Role::Date),
        "a" if attributes.is("rel", "author") => Some(Role::Byline),
        _ => None,
    }
}
