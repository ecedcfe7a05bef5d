//! Which elements of a page are not there for its readers, and which are around its content.

use super::element::Name;
use super::scan::Element;

/// What an element is to a reader of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Part of what is read.
    Content,
    /// Around it: navigation, page footers, asides, consent banners.
    Furniture,
    /// Not seen until the reader or a script opens it: tabs, accordions, menus, what waits for the page to load.
    Hidden,
    /// Never seen, or no text: scripts, controls, what is there for screen readers.
    Unseen,
}

impl Standing {
    pub(super) fn of(element: &Element) -> Standing {
        match () {
            () if is_unseen(element) => Standing::Unseen,
            () if is_hidden(element) => Standing::Hidden,
            () if is_furniture(element) => Standing::Furniture,
            () => Standing::Content,
        }
    }
}

/// Classes of text that is there for screen readers alone, or to edit the page.
const UNSEEN_CLASSES: [&str; 11] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "show-for-sr",
    "element-invisible",
    "ms-hidden",
    "govuk-visually-hidden",
    "assistive-text",
    "mw-editsection",
];

/// What hides the whole page is undone by its scripts.
fn is_page(element: &Element) -> bool {
    matches!(element.name.as_str(), "html" | "body")
}

fn is_hidden(element: &Element) -> bool {
    !is_page(element) && is_panel(element) && hides(element)
}

/// Whether an element may be a part of a page that readers open, rather than a word or a paragraph that is taken back.
fn is_panel(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "div"
            | "section"
            | "article"
            | "main"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dd"
            | "table"
            | "tr"
            | "details"
    )
}

fn hides(element: &Element) -> bool {
    let attributes = &element.attributes;
    attributes.get("hidden").is_some()
        || attributes.is("aria-hidden", "true")
        || attributes.get("style").is_some_and(is_hidden_by_style)
}

fn is_unseen(element: &Element) -> bool {
    let Element { name, attributes, .. } = element;
    if is_page(element) {
        return false;
    }
    let has_class = |class: &str| UNSEEN_CLASSES.iter().any(|unseen| class.eq_ignore_ascii_case(unseen));
    name.is_unread()
        || !is_panel(element) && hides(element)
        || attributes.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(has_class))
        || name.as_str() == "dialog" && attributes.get("open").is_none()
}

/// Whether an inline style hides what it is on.
fn is_hidden_by_style(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

/// Roles of WAI-ARIA that are not those of content.
const FURNITURE_ROLES: [&str; 11] = [
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
];

fn is_furniture(element: &Element) -> bool {
    let Element { name, attributes, .. } = element;
    let has_role = |role: &str| FURNITURE_ROLES.iter().any(|known| role.trim().eq_ignore_ascii_case(known));
    name.is_furniture() || attributes.get("role").is_some_and(has_role) || is_consent_banner(element)
}

/// Words of an id or a class that asks for consent, and those of what is laid over a page; names of the services that
/// put such banners on pages.
const CONSENT: [&str; 3] = ["cookie", "consent", "gdpr"];
const BANNERS: [&str; 11] =
    ["banner", "bar", "box", "dialog", "info", "layer", "message", "modal", "notice", "overlay", "popup"];
const CONSENT_SERVICES: [&str; 16] = [
    "onetrust",
    "cookiebot",
    "didomi",
    "qc-cmp",
    "usercentrics",
    "truste",
    "sp_message",
    "cookielaw",
    "cookieconsent",
    "cookiefirst",
    "tarteaucitron",
    "borlabs",
    "iubenda-cs",
    "osano-cm",
    "moove_gdpr",
    "cmplz-",
];

/// What the classes of services begin with whose names are too short to be looked for inside.
const SERVICES_BEGIN: [&str; 4] = ["fs-cc-", "cky-", "cc-window", "klaro"];

/// Whether an element asks for consent to cookies, by its id or a class.
fn is_consent_banner(element: &Element) -> bool {
    let Element { name, attributes, .. } = element;
    if matches!(name.as_str(), "html" | "body" | "main" | "article")
        || !(name.is_block() || *name == Name::OTHER)
    {
        return false;
    }
    let asks = |word: &str| {
        let word = word.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
        has(&CONSENT) && has(&BANNERS)
    };
    let words = |name: &str| attributes.get(name).unwrap_or_default().split_ascii_whitespace();
    words("id").chain(words("class")).any(asks) || is_of_consent_service(element)
}

/// Whether an element is of a service that asks for consent, by its id or a class: nothing of it is content.
pub(super) fn is_of_consent_service(element: &Element) -> bool {
    let is_of_service = |word: &str| {
        let word = word.to_ascii_lowercase();
        CONSENT_SERVICES.iter().any(|service| word.contains(service))
            || SERVICES_BEGIN.iter().any(|begin| word.starts_with(begin))
    };
    let words = |name: &str| element.attributes.get(name).unwrap_or_default().split_ascii_whitespace();
    words("id").chain(words("class")).any(is_of_service)
}
