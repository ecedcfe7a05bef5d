//! What a page says about its kind outside its text: in its head, its JSON-LD and its address.

use super::features::Hints;
use super::scan::{Event, Page};

/// Bytes of JSON-LD that are looked at in all: chosen, ten times what long pages have.
const MOST_BYTES: usize = 1 << 20;

/// Types of schema.org by what a page of them is, with a flag for each row.
const TYPES: [&[&str]; 8] = [
    &[
        "Article",
        "NewsArticle",
        "BlogPosting",
        "Report",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "Recipe",
        "Review",
    ],
    &["Product", "ProductGroup", "Offer", "AggregateOffer", "Vehicle"],
    &["DiscussionForumPosting", "SocialMediaPosting", "Comment"],
    &["QAPage", "FAQPage", "Question"],
    &["TechArticle", "APIReference", "HowTo", "SoftwareSourceCode"],
    &["CollectionPage", "ItemList", "OfferCatalog", "ProductCollection"],
    &[
        "Service",
        "LocalBusiness",
        "SoftwareApplication",
        "ProfessionalService",
        "FinancialService",
        "Course",
        "Event",
    ],
    &["WebPage", "Organization", "WebSite", "Corporation"],
];

/// Types of schema.org whose pages are threads.
const THREADS: [&str; 2] = ["DiscussionForumPosting", "QAPage"];

/// Words of an address that say what a page is, with a flag for each row.
const WORDS: [&[&str]; 7] = [
    &["blog", "news", "article", "articles", "story", "post", "posts", "insights"],
    &["product", "products", "item", "dp", "p", "itm"],
    &[
        "forum",
        "forums",
        "thread",
        "threads",
        "topic",
        "t",
        "viewtopic",
        "showthread",
        "discussion",
        "questions",
        "question",
        "community",
        "comments",
        "discuss",
    ],
    &[
        "docs",
        "doc",
        "documentation",
        "wiki",
        "reference",
        "api",
        "manual",
        "guide",
        "guides",
        "tutorial",
        "help",
        "learn",
    ],
    &["category", "categories", "collections", "collection", "shop", "store", "c", "browse", "catalog"],
    &[
        "list",
        "best",
        "top",
        "tag",
        "topics",
        "archive",
        "search",
        "reviews",
        "courses",
        "events",
        "jobs",
        "resources",
    ],
    &[
        "services",
        "service",
        "solutions",
        "features",
        "pricing",
        "platform",
        "about",
        "software",
        "use-cases",
    ],
];

pub(super) fn read(source: &str, page: &Page, address: Option<&str>) -> Hints {
    let mut hints = Hints { path: u8::MAX, ..Hints::default() };
    let content = |property: &str| {
        let is_it = |element: &&super::scan::Element| {
            element.name.as_str() == "meta"
                && (element.attributes.is("property", property) || element.attributes.is("name", property))
        };
        page.elements.iter().find(is_it).and_then(|element| element.attributes.get("content"))
    };
    hints.kind = match content("og:type").map(|kind| kind.trim().to_ascii_lowercase()) {
        None => 0,
        Some(kind) if kind.contains("article") || kind.contains("blog") => 1,
        Some(kind) if kind.contains("product") => 2,
        Some(kind) if kind == "website" => 3,
        Some(_) => 4,
    };
    if let Some(address) = address.or(content("og:url")) {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = path
            .split_once("://")
            .map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let parts = || path.split('/').filter(|part| !part.is_empty());
        hints.path = parts().count().min(200) as u8;
        for (at, words) in WORDS.iter().enumerate() {
            let host = address.split_once("://").and_then(|(_, rest)| rest.split(['.', '/']).next());
            let is_one = parts().chain(host).any(|part| {
                let part = part.split('.').next().unwrap_or(part);
                words.iter().any(|word| part.eq_ignore_ascii_case(word))
            });
            hints.address |= u8::from(is_one) << at;
        }
    }
    let mut in_data = false;
    let mut left = MOST_BYTES;
    for event in &page.events {
        match event {
            Event::Open(place) => {
                let element = &page.elements[*place];
                in_data = element.is_linked_data();
                if let Some(kind) = element.attributes.get("itemtype") {
                    hints.add(kind.rsplit('/').next().unwrap_or_default());
                }
            }
            Event::Text(run) if in_data => {
                let data = page.runs[*run].text(source);
                if data.len() > left {
                    break;
                }
                left -= data.len();
                for at in memchr::memmem::find_iter(data.as_bytes(), b"\"@type\"") {
                    let rest = data[at + 7..]
                        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '['));
                    if let Some(kind) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                        hints.add(kind);
                    }
                }
            }
            _ => {}
        }
    }
    hints
}

impl Hints {
    /// Whether the page says that it has a question with answers: the fourth flag of its JSON-LD.
    pub(super) fn has_answers(self) -> bool {
        self.ld & 0b1000 != 0
    }

    /// Adds a type of schema.org that the page has.
    fn add(&mut self, kind: &str) {
        let rows = TYPES.iter().enumerate().filter(|(_, kinds)| kinds.contains(&kind));
        self.ld |= rows.map(|(row, _)| 1 << row).sum::<u8>();
        self.is_thread |= THREADS.contains(&kind);
    }
}
