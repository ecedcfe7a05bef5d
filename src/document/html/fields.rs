//! What a page says about itself: title, description, address, language, date.

use super::scan::{Event, Page};
use super::visible::Standing;
use crate::document::{Fields, last_part};
use crate::span::Span;

/// Reads the fields of a page. Its title is the one in its head.
pub(super) fn read(source: &str, page: &Page) -> Fields {
    let (title, place) = title(source, page).unzip();
    let mut fields = Fields { search_title: title.clone(), title, ..Fields::default() };
    fields.places.search_title = place;
    for element in &page.elements {
        let attribute =
            |name: &str| element.attributes.get(name).map(str::trim).filter(|value| !value.is_empty());
        match element.name.as_str() {
            "html" => fields.language = attribute("lang").or(attribute("xml:lang")).map(str::to_string),
            "head" => fields.places.head = fields.places.head.or(Some(element.tag)),
            "h1" if Standing::of(element) < Standing::Hidden => fields.main_headings.push(element.tag),
            "link" if element.attributes.is("rel", "canonical") => {
                fields.places.slug = fields.places.slug.or(Some(element.tag));
                fields.address = fields.address.take().or(attribute("href").map(str::to_string));
            }
            "meta" => {
                let name = attribute("name").or(attribute("property")).or(attribute("itemprop"));
                if let (Some(name), Some(content)) = (name, attribute("content")) {
                    let had = (fields.description.clone(), fields.address.clone());
                    meta(&name.to_ascii_lowercase(), content, &mut fields);
                    if fields.description != had.0 {
                        fields.places.description = Some(element.tag);
                    }
                    if fields.address != had.1 {
                        fields.places.slug = Some(element.tag);
                    }
                }
            }
            _ => {}
        }
    }
    fields.slug = fields.address.clone().and_then(last_part);
    fields
}

/// What one `meta` element says. The description for search engines goes before those for social networks.
fn meta(name: &str, content: &str, fields: &mut Fields) {
    match name {
        "description" => fields.description = Some(content.to_string()),
        "og:description" | "twitter:description" | "dc.description" | "dcterms.description" => {
            fields.description = fields.description.take().or(Some(content.to_string()));
        }
        "article:published_time"
        | "date"
        | "datepublished"
        | "dc.date"
        | "dcterms.date"
        | "dcterms.created" => {
            fields.date = fields.date.or(content.parse().ok());
        }
        "og:url" => fields.address = fields.address.take().or(Some(content.to_string())),
        _ => {}
    }
}

/// The text of the first element `title` that is not one of a picture, and where its tag is.
fn title(source: &str, page: &Page) -> Option<(String, Span)> {
    let mut picture = 0;
    let mut tag = Span::default();
    let is_title = |event: &Event| match event {
        Event::Open(place) => {
            let element = &page.elements[*place];
            let is_inside = element.tag.start < picture;
            picture = if element.name.as_str() == "svg" { picture.max(element.end) } else { picture };
            tag = element.tag;
            element.name.as_str() == "title" && !is_inside
        }
        _ => false,
    };
    let begin = page.events.iter().position(is_title)?;
    let runs = page.events[begin + 1..].iter().map_while(|event| match event {
        Event::Text(run) => Some(page.runs[*run].text(source)),
        _ => None,
    });
    let title = runs.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    Some((title, tag)).filter(|(title, _)| !title.is_empty())
}
