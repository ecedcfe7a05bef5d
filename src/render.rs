//! Results written down, for people and for programs. Pure: each function makes text of a value.
//!
//! An audit goes into every format with its source, as a [`Report`]:
//!
//! | module | one piece for | one entry for | feature |
//! |---|---|---|---|
//! | [`text`] | a draft | a finding | |
//! | [`markdown`] | a draft | a finding | |
//! | [`json`] | a draft | a draft or a finding | `json` |
//! | [`unix`] | a draft | a finding | |
//! | [`github`] | a draft | a finding | |
//! | [`gitlab`] | all drafts | a finding | `json` |
//! | [`sarif`] | all drafts | a finding | `json` |
//! | [`junit`] | all drafts | a finding | `xml` |
//! | [`checkstyle`] | all drafts | a finding | `xml` |
//! | [`html`] | a draft | a page to be looked at | `report` |
//!
//! [`density`], [`against`] and [`diff`] write the other views of the desk, each in all its formats.
//!
//! Whatever is not ours in any of them has passed [`visible`], so that nothing of a draft is carried out by who reads it.
//!
//! What is for a terminal is laid out for a width that the caller gives, in columns. [`highlight`] shows a whole article
//! with its chosen sentences.

pub mod against;
mod bidi;
#[cfg(feature = "xml")]
pub mod checkstyle;
mod columns;
pub mod density;
pub mod diff;
mod excerpt;
pub mod github;
#[cfg(feature = "json")]
pub mod gitlab;
pub mod highlight;
#[cfg(feature = "report")]
pub mod html;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "xml")]
pub mod junit;
pub mod markdown;
mod report;
#[cfg(feature = "json")]
pub mod sarif;
mod styled;
mod tables;
pub mod text;
pub mod unix;
pub mod visible;
#[cfg(feature = "xml")]
mod xml;

pub use report::{Report, Totals};
