//! Pages to be looked at in a browser: a summary with its article, an audit with its draft, both, or the drafts of a site.
//!
//! A page is one file that fetches nothing. Its policy (`Content-Security-Policy`) allows one style and one script, known
//! by their hashes, so that nothing in a draft could run even if it were let in; and nothing is, as every value is
//! escaped where it is written ([minijinja](https://docs.rs/minijinja) calls `html/escape.rs` for each). Without its
//! script a page says all that it has to say; the script adds the slider, walks through phrases and sorts the table.
//! What the page itself says is in the language of the draft, if that is one of `html/texts.tsv`.
//!
//! * time and space: linear in the text, and in the marks in it
//!
//! ```
//! use nutgraf::render::html::{self, SummaryPage};
//! use nutgraf::{Analyzer, Budget, Document, summarize_documents};
//!
//! let document = Document::plain("The board closes the old pier in June. Many islanders are angry. The pier has sunk.");
//! let mut analyzer = Analyzer::new();
//! let documents = [document];
//! let summary = summarize_documents(&mut analyzer, &documents, 1);
//! let ranked = summarize_documents(&mut analyzer, &documents, Budget::Sentences(usize::MAX));
//! let page = html::summary(&SummaryPage::new("pier.txt", &documents[0], &summary, &ranked));
//! assert!(page.starts_with("<!doctype html>"));
//! ```

mod article;
mod chart;
pub(super) mod desk;
mod draft;
mod escape;
mod flow;
mod page;
mod reading_time;
mod site;
mod texts;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Serde};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use std::collections::BTreeMap;

pub use article::SummaryPage;
pub use draft::AuditPage;
pub use site::{SiteDraft, SitePage};
use texts::Texts;

use crate::language::Language;

/// The one style and the one script of a page.
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// The SHA-256 of [`STYLE`] and [`SCRIPT`], as a policy has them; a test says what they are to be.
const STYLE_HASH: &str = "sha256-egm+puMhBBbUdHbsqXVuzeAScHP4VNCyVSmZmYxlBHY=";
const SCRIPT_HASH: &str = "sha256-zi9jE+ci4jcppfAIPN8+wVceQCFgB+8wrohQlbOqNEQ=";

const TEMPLATES: [(&str, &str); 11] = [
    ("head.html", include_str!("html/head.html")),
    ("page.html", include_str!("html/page.html")),
    ("desk.html", include_str!("html/desk.html")),
    ("summary.html", include_str!("html/summary.html")),
    ("verdict.html", include_str!("html/verdict.html")),
    ("audit.html", include_str!("html/audit.html")),
    ("site.html", include_str!("html/site.html")),
    ("named.html", include_str!("html/named.html")),
    ("table.html", include_str!("html/table.html")),
    ("flow.html", include_str!("html/flow.html")),
    ("pieces.html", include_str!("html/pieces.html")),
];

/// The page of a summary.
pub fn summary(page: &SummaryPage<'_>) -> String {
    write(Some(page), None)
}

/// The page of an audit.
pub fn audit(page: &AuditPage<'_>) -> String {
    write(None, Some(page))
}

/// The page of a summary and an audit of the same document.
pub fn report(summary: &SummaryPage<'_>, audit: &AuditPage<'_>) -> String {
    write(Some(summary), Some(audit))
}

/// The page of the drafts of a site: a table of all, how they spread, what they have in common, and each one's findings
/// unless it leads to a page of its own. Its size has a bound for any number of drafts.
pub fn site(page: &SitePage<'_>) -> String {
    site::write(page)
}

/// What the templates show.
#[derive(Serialize)]
struct Page<'a> {
    /// What the page is: `summary`, `audit` or `report`.
    kind: &'static str,
    /// The language of the page itself, and what it says.
    ui: &'static str,
    t: BTreeMap<&'static str, &'static str>,
    name: String,
    title: &'a str,
    lang: &'static str,
    dir: &'static str,
    version: &'static str,
    policy: String,
    style: Value,
    script: Value,
    data: Value,
    summary: Option<article::View<'a>>,
    audit: Option<draft::View<'a>>,
}

/// What the script reads.
#[derive(Serialize)]
struct Data {
    texts: BTreeMap<&'static str, &'static str>,
    summary: Option<article::Data>,
    audit: Option<draft::Data>,
}

fn write(summary: Option<&SummaryPage<'_>>, audit: Option<&AuditPage<'_>>) -> String {
    let kind = match (summary, audit) {
        (Some(_), Some(_)) => "report",
        (Some(_), None) => "summary",
        _ => "audit",
    };
    let names: Vec<&str> = match (summary, audit) {
        (Some(page), _) => page.sources.iter().map(|(name, _)| *name).collect(),
        (None, Some(page)) => vec![page.report.name],
        (None, None) => Vec::new(),
    };
    let language = summary.map(|page| page.ranked.language).or(audit.map(|page| page.report.audit.language));
    let language = language.unwrap_or(Language::Undetermined);
    let texts = Texts::of(language);
    let (name, several) = (names.join(", "), texts.fill("documents", &[&names.len().to_string()]));
    let title = match (summary.map(|page| &page.sources[..]), audit) {
        (Some([(name, document)]), _) => document.title().unwrap_or(name),
        (None, Some(page)) => page.document.title().unwrap_or(page.report.name),
        _ => &several,
    };
    let environment = environment();
    let sentences =
        |page: &SummaryPage<'_>, data: &article::Data| article::spoken(page, data).into_iter().next();
    // One page counts words in one way: those of the audit, which leave out addresses and the like, if there is one.
    let words = audit.map(|page| page.report.audit.words);
    let summarized =
        summary.map(|page| (page, article::view(page, Some(title), &environment, &texts, words)));
    let spoken = summarized.as_ref().and_then(|(page, (_, data))| sentences(page, data)).unwrap_or_default();
    let (summary, summary_data) = summarized.map(|(_, view)| view).unzip();
    let (audit, audit_data) = audit.map(|page| draft::view(page, &spoken, &environment, &texts)).unzip();
    let data = Data { texts: texts.of_script(), summary: summary_data, audit: audit_data };
    let data = serde_json::to_string(&data);
    let page = Page {
        kind,
        ui: flow::code(texts.language()),
        t: texts.all(),
        name,
        title,
        lang: flow::code(language),
        dir: flow::direction(language),
        version: env!("CARGO_PKG_VERSION"),
        policy: policy(),
        style: Value::from_safe_string(STYLE.into()),
        script: Value::from_safe_string(SCRIPT.into()),
        data: escape::data(&data.expect("numbers and texts can be written as JSON")),
        summary,
        audit,
    };
    let template = environment.get_template("page.html").expect("it is among the templates");
    template.render(Serde(page)).expect("the templates name what the page has")
}

/// What a page may do: show its one style and run its one script.
fn policy() -> String {
    format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'"
    )
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(escape::format);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters are distinct"));
    environment.add_filter("fill", |text: String, values: Rest<Value>| {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        texts::fill(&text, &values)
    });
    for (name, source) in TEMPLATES {
        environment.add_template(name, source).expect("the templates are part of the program");
    }
    environment
}

#[cfg(test)]
pub(super) mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// Base64 of RFC 4648, as policies have it.
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let number = chunk.iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
                << (8 * (3 - chunk.len()));
            for place in 0..4 {
                let digit = DIGITS[number >> (6 * (3 - place)) & 63] as char;
                out.push(if place <= chunk.len() { digit } else { '=' });
            }
        }
        out
    }

    /// What a policy calls a style or a script.
    pub(super) fn hash(text: &str) -> String {
        format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
    }

    #[test]
    fn the_policy_allows_this_style_and_this_script() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(STYLE_HASH, hash(STYLE), "STYLE_HASH is to be the latter");
        assert_eq!(SCRIPT_HASH, hash(SCRIPT), "SCRIPT_HASH is to be the latter");
    }

    /// What a policy would block, or what would end the element.
    #[test]
    fn style_and_script_stay_inside() {
        for text in [STYLE, SCRIPT] {
            assert!(
                !text.contains("</")
                    && !text.contains("<!--")
                    && !text.contains('\r')
                    && !text.contains("url(")
            );
        }
        for word in [
            "innerHTML",
            "insertAdjacentHTML",
            "outerHTML",
            "document.write",
            "eval(",
            "setAttribute(\"style\"",
        ] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
        for (name, template) in TEMPLATES {
            assert!(!template.contains("style="), "{name}");
            let handles = |word: &str| word.starts_with("on") && word.contains('=');
            assert!(!template.split_whitespace().any(handles), "{name}");
        }
    }
}
