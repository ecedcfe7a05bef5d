//! HTML: the main content of a page, with the way back to its source.

use super::Document;
use crate::error::Error;

/// What of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    MainContent,
    WholePage,
}

pub(super) fn read(_source: &str, _part: Part) -> Result<Document<'_>, Error> {
    unimplemented!()
}
