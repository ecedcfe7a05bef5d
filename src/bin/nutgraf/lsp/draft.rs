//! A document that is open in an editor: its text as the editor has it, and what an audit says of that.

use std::path::{Path, PathBuf};

use lsp_types::{TextDocumentContentChangeEvent, Uri};
use nutgraf::{Audit, AuditOptions, Auditor, BlockKind, Document, Format, Span};

use super::lines::{Encoding, Lines};
use super::path_of;
use crate::args::Common;

pub(super) struct Draft {
    uri: Uri,
    path: PathBuf,
    language: String,
    version: i32,
    text: String,
    lines: Lines,
    audited: Option<Audited>,
}

/// What is known of a version of a draft. Of a text that nutgraf does not read, nothing.
#[derive(Default)]
pub(super) struct Audited {
    pub(super) audit: Option<Audit>,
    pub(super) headings: Vec<Heading>,
    /// Where the first block begins: behind the front matter.
    pub(super) begins: usize,
    /// Whether comments in it can allow a phrase.
    pub(super) is_markdown: bool,
}

/// A heading, in the source.
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) span: Span,
    /// 1 for the title, 2 for what stands below it, and so on.
    pub(super) level: u8,
}

impl Draft {
    pub(super) fn new(uri: Uri, language: &str, version: i32, text: String) -> Draft {
        let path = path_of(&uri).unwrap_or_else(|| PathBuf::from("-"));
        let lines = Lines::new(&text);
        Draft { uri, path, language: language.into(), version, text, lines, audited: None }
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn version(&self) -> i32 {
        self.version
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn lines(&self) -> &Lines {
        &self.lines
    }

    pub(super) fn audited(&self) -> Option<&Audited> {
        self.audited.as_ref()
    }

    pub(super) fn audit_result(&self) -> Option<&Audit> {
        self.audited.as_ref()?.audit.as_ref()
    }

    pub(super) fn is_audited(&self) -> bool {
        self.audited.is_some()
    }

    /// Lets it be audited anew.
    pub(super) fn forget(&mut self) {
        self.audited = None;
    }

    /// Makes the changes of an editor, one after the other.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        for change in changes {
            match change.range {
                Some(range) => {
                    let span = self.lines.span(&self.text, range, encoding);
                    self.text.replace_range(span.range(), &change.text);
                }
                None => self.text = change.text,
            }
            self.lines = Lines::new(&self.text);
        }
        self.version = version;
        self.forget();
    }

    /// The format that it is read in, if nutgraf reads it: by its name, by what the editor takes it for, or by its content.
    fn format(&self, common: &Common) -> Option<Format> {
        if let Some(format) = common.input_format {
            return Some(format).filter(|format| format.is_text());
        }
        let extension = self.path.extension().unwrap_or_default().to_string_lossy();
        let by_name = Format::of_extension(&extension).ok()?;
        let by_language = match self.language.as_str() {
            "restructuredtext" => Some(Format::ReStructuredText),
            "tex" => Some(Format::Latex),
            "nroff" | "troff" | "groff" => Some(Format::Man),
            "plaintext" | "text" => Some(Format::Text),
            // What an editor calls a language of programs is none that nutgraf reads.
            name => name.parse().ok(),
        };
        let format = by_name.or(by_language)?;
        match format {
            // Markdown is often kept under the name of plain text.
            Format::Text => Some(Format::of_text(&self.text)),
            format => Some(format).filter(|format| format.is_text()),
        }
    }

    pub(super) fn document(&self, common: &Common) -> Option<Document<'_>> {
        let format = match self.format(common)? {
            Format::Html if common.whole_page => Format::HtmlPage,
            format => format,
        };
        Document::read(&self.text, format).ok()
    }

    /// Audits it.
    pub(super) fn audit(&mut self, auditor: &mut Auditor, options: &AuditOptions, common: &Common) {
        let is_markdown = matches!(self.format(common), Some(Format::Markdown | Format::Mdx));
        let audited = self.document(common).map(|document| Audited {
            audit: Some(auditor.audit(&document, options)),
            headings: headings(&document),
            begins: document.blocks().first().map_or(0, |block| document.source_span(block.span).start),
            is_markdown,
        });
        self.audited = Some(audited.unwrap_or_default());
    }
}

fn headings(document: &Document<'_>) -> Vec<Heading> {
    let levels = &document.fields().headings;
    let blocks = document.blocks().iter();
    let headings = blocks.filter(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading));
    let shown = headings.map(|block| {
        let span = document.source_span(block.span);
        let known = levels.iter().find(|heading| span.contains(heading.span) || heading.span.contains(span));
        let by_kind = if block.kind == BlockKind::Title { 1 } else { 2 };
        Heading {
            text: block.span.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" "),
            span,
            level: known.map_or(by_kind, |heading| heading.level),
        }
    });
    shown.collect()
}
