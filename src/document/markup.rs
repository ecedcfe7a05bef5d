//! Markup of other notations than Markdown: for each a reader that pushes its words block by block.
//!
//! None of them knows all of its notation: what they do not know is prose. `docs/formats.md` says what is read and what is
//! left out. Nothing nests in them, so nothing is too deep; all are linear in time and space.

mod asciidoc;
pub(super) mod bbcode;
pub(super) mod creole;
mod formula;
pub(super) mod fountain;
pub(super) mod gemtext;
mod inline;
mod latex;
pub(super) mod man;
mod org;
pub(super) mod pod;
mod rst;
pub(super) mod textile;
pub(super) mod typst;
pub(super) mod wiki;
pub(super) mod wikidot;

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

pub(super) fn bbcode(source: &str) -> Document<'static> {
    bbcode::read(source)
}

pub(super) fn creole(source: &str) -> Document<'static> {
    creole::read(source)
}

pub(super) fn fountain(source: &str) -> Document<'static> {
    fountain::read(source)
}

pub(super) fn gemtext(source: &str) -> Document<'static> {
    gemtext::read(source)
}

pub(super) fn pod(source: &str) -> Document<'static> {
    pod::read(source)
}

pub(super) fn wikidot(source: &str) -> Document<'static> {
    wikidot::read(source)
}
