//! What the library promises, by its public API alone.

mod audit;
#[cfg(feature = "cli")]
mod corpora;
mod density;
#[cfg(all(feature = "html", feature = "markdown"))]
mod desk;
#[cfg(all(feature = "encoding", feature = "html"))]
mod encodings;
mod focus;
#[cfg(all(feature = "html", feature = "mail", feature = "markdown", feature = "markup"))]
mod formats;
#[cfg(feature = "cli")]
mod fuzzed;
#[cfg(feature = "html")]
mod html;
mod keywords;
mod languages;
#[cfg(all(feature = "html", feature = "markdown"))]
mod markdown;
mod odd_text;
#[cfg(feature = "cli")]
mod pdf;
#[cfg(feature = "cli")]
mod pdf_files;
mod properties;
#[cfg(feature = "cli")]
mod report;
mod roles;
mod rouge;
mod sentences;
mod site;
#[cfg(feature = "cli")]
mod targets;
mod trimming;
