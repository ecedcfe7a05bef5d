//! Markup of other notations than Markdown: for each a reader that pushes its words block by block.
//!
//! None of them knows all of its notation: what they do not know is prose. `docs/formats.md` says what is read and what is
//! left out. Nothing nests in them, so nothing is too deep; all are linear in time and space.

mod asciidoc;
mod inline;
mod latex;
pub(super) mod man;
mod org;
mod rst;
pub(super) mod textile;
pub(super) mod typst;
mod wiki;

use super::Document;

pub(super) fn asciidoc(source: &str) -> Document<'static> {
    asciidoc::read(source)
}

pub(super) fn latex(source: &str) -> Document<'static> {
    latex::read(source)
}

pub(super) fn man(source: &str) -> Document<'static> {
    man::read(source)
}

pub(super) fn org(source: &str) -> Document<'static> {
    org::read(source)
}

pub(super) fn rst(source: &str) -> Document<'static> {
    rst::read(source)
}

pub(super) fn textile(source: &str) -> Document<'static> {
    textile::read(source)
}

pub(super) fn typst(source: &str) -> Document<'static> {
    typst::read(source)
}

pub(super) fn wiki(source: &str) -> Document<'static> {
    wiki::read(source)
}
