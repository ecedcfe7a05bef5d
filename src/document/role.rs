//! What a block, or a stretch in one, is there for.

use std::fmt;

use crate::span::Span;

/// What a block of a document, or a stretch in one, is there for: to be read as prose, or to lead to it, sign it, frame it.
///
/// A [`BlockKind`](super::BlockKind) says what shape a block has, a role what it does. Readers give the roles that their
/// format states; the rest is recognized by layout and wording, the same way for every format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// What the author has to say. The default.
    #[default]
    Prose,
    /// What is asked on a page of questions and answers. It is prose, as the next three are.
    Question,
    /// An answer to it.
    Answer,
    /// A post or a comment in a thread.
    Post,
    /// What a buyer or a guest says of a thing.
    Review,
    /// A sentence that says nothing alone: it announces what follows it, such as a list, is one part of a longer one, or has a
    /// gap where something cannot be shown.
    LeadIn,
    /// The caption of a picture or a table.
    Caption,
    /// What another wrote, quoted whole in an answer to it.
    Quotation,
    /// Who took a picture or made a table.
    Credit,
    /// Who wrote the text.
    Byline,
    /// When it was written or changed, and how long it takes to read.
    Date,
    /// Links to other pages: menus, language switchers, breadcrumbs, "Read more".
    Navigation,
    /// What the publisher says: newsletter appeals, advertising, copyright, licences.
    Notice,
    /// A table of contents.
    Contents,
    /// A list of references.
    References,
    /// A field of a header, such as that of a mail.
    Field,
    /// What a mail is signed with.
    Signature,
    /// The name of whoever speaks next.
    Speaker,
    /// A time stamp.
    Time,
    /// Code in a sentence: names of things rather than prose.
    Code,
    /// A formula.
    Formula,
    /// What stands beside the point: on a page, what is less surely its content than the rest, such as a teaser or a label. It is
    /// read, but not shown first.
    Aside,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 22] = [
        Role::Prose,
        Role::Question,
        Role::Answer,
        Role::Post,
        Role::Review,
        Role::LeadIn,
        Role::Caption,
        Role::Quotation,
        Role::Credit,
        Role::Byline,
        Role::Date,
        Role::Navigation,
        Role::Notice,
        Role::Contents,
        Role::References,
        Role::Field,
        Role::Signature,
        Role::Speaker,
        Role::Time,
        Role::Code,
        Role::Formula,
        Role::Aside,
    ];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Prose => "prose",
            Role::Question => "question",
            Role::Answer => "answer",
            Role::Post => "post",
            Role::Review => "review",
            Role::LeadIn => "lead-in",
            Role::Caption => "caption",
            Role::Quotation => "quotation",
            Role::Credit => "credit",
            Role::Byline => "byline",
            Role::Date => "date",
            Role::Navigation => "navigation",
            Role::Notice => "notice",
            Role::Contents => "contents",
            Role::References => "references",
            Role::Field => "field",
            Role::Signature => "signature",
            Role::Speaker => "speaker",
            Role::Time => "time",
            Role::Code => "code",
            Role::Formula => "formula",
            Role::Aside => "aside",
        }
    }

    /// Whether a sentence of this role may stand in a summary.
    pub fn is_prose(self) -> bool {
        let is_part = matches!(self, Role::Question | Role::Answer | Role::Post | Role::Review);
        is_part || matches!(self, Role::Prose | Role::LeadIn)
    }

    /// Whether its words are those of the author: what scores, keywords and audits count. Code is counted by all but
    /// audits.
    pub fn is_counted(self) -> bool {
        self.is_prose() || matches!(self, Role::Caption | Role::Code | Role::Aside)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A stretch in a block whose role is not that of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it is, in the document's text.
    pub span: Span,
    /// What it is there for.
    pub role: Role,
}
