//! The language of a document: that of its prose, or what it says of itself.

use super::{Block, Document, Role};
use crate::language::{Language, are_alike, detect_among, plainly};

impl Document<'_> {
    /// Tells the language of the document, or `None` if there is too little to tell it by.
    ///
    /// It is detected from samples of the prose, from its beginning to its end, without code, lists of links and what is not
    /// the author's, so that what most of the prose is written in decides. What a page, front matter or a book declares
    /// itself to be in decides where the prose leaves doubt; plain evidence goes before it, as what a page says of itself is
    /// often that of its template.
    pub fn detect_language(&self) -> Option<Language> {
        let declared = self.fields().language.as_deref().and_then(|name| name.parse().ok());
        let blocks = |is_read: fn(Role) -> bool| {
            self.blocks()
                .iter()
                .filter(move |block| is_read(block.role))
                .map(|block| block.span.of(self.text()))
        };
        let is_prose = |role| matches!(role, Role::Prose | Role::LeadIn);
        match blocks(is_prose).any(|text| text.contains(char::is_alphabetic)) {
            true => detect_among(blocks(is_prose), declared),
            false => detect_among([self.text()].into_iter(), declared),
        }
    }

    /// The language that the prose is plainly in, if that is not the one that it is said to be in. `None` where there is too little
    /// text to say so, and between languages that are easily taken for each other.
    ///
    /// ```
    /// use nutgraf::{Document, Language};
    ///
    /// let text = "The council approved the new flood wall on Monday after a long debate. ".repeat(4);
    /// let document = Document::plain(&text);
    /// assert_eq!(document.contradicts(Language::German), Some(Language::English));
    /// assert_eq!(document.contradicts(Language::English), None);
    /// ```
    pub fn contradicts(&self, said: Language) -> Option<Language> {
        let is_prose = |block: &&Block| matches!(block.role, Role::Prose | Role::LeadIn);
        let prose = self.blocks().iter().filter(is_prose).map(|block| block.span.of(self.text()));
        plainly(prose).filter(|found| *found != said && !are_alike(*found, said))
    }
}
