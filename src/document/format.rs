//! The formats that can be read, and how a file's format is recognized: by what it is called, else by how it begins.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::bytes::Bytes;
use crate::error::Error;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text. The default.
    #[default]
    Text,
    /// Markdown: CommonMark with tables, footnotes, strikethrough and front matter.
    #[cfg(feature = "markdown")]
    Markdown,
    /// Markdown with components, imports and expressions: MDX.
    #[cfg(feature = "markdown")]
    Mdx,
    /// The Markdown of a Jupyter notebook.
    #[cfg(feature = "markdown")]
    Notebook,
    /// AsciiDoc: technical manuals and books.
    #[cfg(feature = "markup")]
    AsciiDoc,
    /// reStructuredText, with the directives and roles of Sphinx.
    #[cfg(feature = "markup")]
    ReStructuredText,
    /// Org, the notes of Emacs.
    #[cfg(feature = "markup")]
    Org,
    /// LaTeX: the words of papers.
    #[cfg(feature = "markup")]
    Latex,
    /// The text of pages of MediaWiki, as its editors write it.
    #[cfg(feature = "markup")]
    MediaWiki,
    /// Pages of manuals as they are written: roff with the macros `man`, `mdoc` or `ms`.
    #[cfg(feature = "markup")]
    Man,
    /// Typst: papers and notes.
    #[cfg(feature = "markup")]
    Typst,
    /// Textile: wikis of trackers and older sites.
    #[cfg(feature = "markup")]
    Textile,
    /// POD, the documentation of Perl, in files of its own and in programs.
    #[cfg(feature = "markup")]
    Pod,
    /// Creole, and the text of pages of DokuWiki.
    #[cfg(feature = "markup")]
    Creole,
    /// The text of pages of Wikidot.
    #[cfg(feature = "markup")]
    Wikidot,
    /// BBCode, the posts of boards.
    #[cfg(feature = "markup")]
    BbCode,
    /// Gemtext, the pages of Gemini.
    #[cfg(feature = "markup")]
    Gemtext,
    /// Fountain, screenplays.
    #[cfg(feature = "markup")]
    Fountain,
    /// Subtitles: SubRip, WebVTT, SubStation Alpha, and the captions of YouTube.
    #[cfg(feature = "markup")]
    Subtitles,
    /// A mail, as programs save it.
    #[cfg(feature = "mail")]
    Mail,
    /// A file of mails, one behind the other.
    #[cfg(feature = "mail")]
    Mbox,
    /// The main content of a page in HTML; all of it, if it is a fragment rather than a page.
    #[cfg(feature = "html")]
    Html,
    /// A page in HTML with all that its readers see: navigation and advertisements too.
    #[cfg(feature = "html")]
    HtmlPage,
    /// XML of a kind that writers keep: RSS and Atom, DocBook, DITA, JATS, TEI, FictionBook, RFCs, and dumps of MediaWiki.
    #[cfg(feature = "html")]
    Xml,
    /// A document of Word, from 2007 on.
    #[cfg(feature = "office")]
    Docx,
    /// A presentation of PowerPoint, from 2007 on.
    #[cfg(feature = "office")]
    Pptx,
    /// A text of LibreOffice, OpenOffice and others: OpenDocument.
    #[cfg(feature = "office")]
    Odt,
    /// Rich Text Format: Word before 2007, WordPad, TextEdit.
    #[cfg(feature = "office")]
    Rtf,
    /// A book.
    #[cfg(feature = "office")]
    Epub,
    /// A document in PDF.
    #[cfg(feature = "pdf")]
    Pdf,
}

/// The names of all formats, as an error lists them.
const NAMES: &str = match (cfg!(feature = "cli"), cfg!(feature = "html"), cfg!(feature = "office")) {
    (true, ..) => {
        "text, markdown, mdx, notebook, asciidoc, rst, org, latex, mediawiki, man, typst, textile, pod, creole, wikidot, bbcode, gemtext, fountain, subtitles, mail, mbox, html, html-page, xml, docx, pptx, odt, rtf, epub or pdf"
    }
    (_, true, true) => "text, markdown, mdx, notebook, html, html-page, xml, docx, pptx, odt, rtf or epub",
    (_, true, false) => "text, markdown, mdx, notebook, html, html-page or xml",
    (_, false, true) => "text, markdown, mdx, notebook, docx, pptx, odt, rtf or epub",
    (_, false, false) => "text, markdown, mdx or notebook",
};

impl Format {
    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            #[cfg(feature = "markdown")]
            Format::Markdown => "markdown",
            #[cfg(feature = "markdown")]
            Format::Mdx => "mdx",
            #[cfg(feature = "markdown")]
            Format::Notebook => "notebook",
            #[cfg(feature = "markup")]
            Format::AsciiDoc => "asciidoc",
            #[cfg(feature = "markup")]
            Format::ReStructuredText => "rst",
            #[cfg(feature = "markup")]
            Format::Org => "org",
            #[cfg(feature = "markup")]
            Format::Latex => "latex",
            #[cfg(feature = "markup")]
            Format::MediaWiki => "mediawiki",
            #[cfg(feature = "markup")]
            Format::Man => "man",
            #[cfg(feature = "markup")]
            Format::Typst => "typst",
            #[cfg(feature = "markup")]
            Format::Textile => "textile",
            #[cfg(feature = "markup")]
            Format::Pod => "pod",
            #[cfg(feature = "markup")]
            Format::Creole => "creole",
            #[cfg(feature = "markup")]
            Format::Wikidot => "wikidot",
            #[cfg(feature = "markup")]
            Format::BbCode => "bbcode",
            #[cfg(feature = "markup")]
            Format::Gemtext => "gemtext",
            #[cfg(feature = "markup")]
            Format::Fountain => "fountain",
            #[cfg(feature = "markup")]
            Format::Subtitles => "subtitles",
            #[cfg(feature = "mail")]
            Format::Mail => "mail",
            #[cfg(feature = "mail")]
            Format::Mbox => "mbox",
            #[cfg(feature = "html")]
            Format::Html => "html",
            #[cfg(feature = "html")]
            Format::HtmlPage => "html-page",
            #[cfg(feature = "html")]
            Format::Xml => "xml",
            #[cfg(feature = "office")]
            Format::Docx => "docx",
            #[cfg(feature = "office")]
            Format::Pptx => "pptx",
            #[cfg(feature = "office")]
            Format::Odt => "odt",
            #[cfg(feature = "office")]
            Format::Rtf => "rtf",
            #[cfg(feature = "office")]
            Format::Epub => "epub",
            #[cfg(feature = "pdf")]
            Format::Pdf => "pdf",
        }
    }

    /// Whether a file of this format is text, which [`decode`](crate::decode) and
    /// [`Document::read`](crate::Document::read) read; else [`Document::office`](crate::Document::office) and
    /// [`Document::pdf`](crate::Document::pdf) do.
    pub fn is_text(self) -> bool {
        match self {
            #[cfg(feature = "office")]
            Format::Docx | Format::Pptx | Format::Odt | Format::Rtf | Format::Epub => false,
            #[cfg(feature = "pdf")]
            Format::Pdf => false,
            _ => true,
        }
    }

    /// The format of a file with this extension (without its dot, in any case), if the extension tells.
    ///
    /// # Errors
    ///
    /// If it is that of a format that is known and not read. The message says how to get at the text.
    pub fn of_extension(extension: &str) -> Result<Option<Format>, Error> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Ok(Some(Format::Text)),
            #[cfg(feature = "markdown")]
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "qmd" | "rmd" | "dj" | "djot" | "cook" => {
                Ok(Some(Format::Markdown))
            }
            #[cfg(feature = "markdown")]
            "mdx" => Ok(Some(Format::Mdx)),
            #[cfg(feature = "markdown")]
            "ipynb" => Ok(Some(Format::Notebook)),
            #[cfg(feature = "markup")]
            "adoc" | "asciidoc" | "asc" => Ok(Some(Format::AsciiDoc)),
            #[cfg(feature = "markup")]
            "rst" | "rest" => Ok(Some(Format::ReStructuredText)),
            #[cfg(feature = "markup")]
            "org" => Ok(Some(Format::Org)),
            #[cfg(feature = "markup")]
            "tex" | "latex" | "ltx" => Ok(Some(Format::Latex)),
            #[cfg(feature = "markup")]
            "wiki" | "mediawiki" | "wikitext" => Ok(Some(Format::MediaWiki)),
            #[cfg(feature = "markup")]
            "man" | "mdoc" | "roff" | "troff" => Ok(Some(Format::Man)),
            #[cfg(feature = "markup")]
            "typ" => Ok(Some(Format::Typst)),
            #[cfg(feature = "markup")]
            "textile" => Ok(Some(Format::Textile)),
            #[cfg(feature = "markup")]
            "pod" => Ok(Some(Format::Pod)),
            #[cfg(feature = "markup")]
            "creole" | "dokuwiki" => Ok(Some(Format::Creole)),
            #[cfg(feature = "markup")]
            "wikidot" | "ftml" => Ok(Some(Format::Wikidot)),
            #[cfg(feature = "markup")]
            "bbcode" => Ok(Some(Format::BbCode)),
            #[cfg(feature = "markup")]
            "gmi" | "gemini" => Ok(Some(Format::Gemtext)),
            #[cfg(feature = "markup")]
            "fountain" | "spmd" => Ok(Some(Format::Fountain)),
            #[cfg(feature = "markup")]
            "srt" | "vtt" | "sbv" | "ass" | "ssa" => Ok(Some(Format::Subtitles)),
            #[cfg(feature = "mail")]
            "eml" => Ok(Some(Format::Mail)),
            #[cfg(feature = "mail")]
            "mbox" => Ok(Some(Format::Mbox)),
            #[cfg(feature = "html")]
            "html" | "htm" | "xhtml" | "xht" => Ok(Some(Format::Html)),
            #[cfg(feature = "html")]
            "rss" | "atom" | "opml" | "ttml" | "dfxp" | "dita" | "docbook" | "dbk" | "tei" | "jats"
            | "nxml" | "fb2" | "cnxml" => Ok(Some(Format::Xml)),
            #[cfg(feature = "office")]
            "docx" | "docm" | "dotx" => Ok(Some(Format::Docx)),
            #[cfg(feature = "office")]
            "pptx" | "pptm" | "ppsx" | "potx" => Ok(Some(Format::Pptx)),
            #[cfg(feature = "office")]
            "odt" | "ott" => Ok(Some(Format::Odt)),
            #[cfg(feature = "office")]
            "epub" => Ok(Some(Format::Epub)),
            #[cfg(feature = "pdf")]
            "pdf" => Ok(Some(Format::Pdf)),
            #[cfg(not(feature = "pdf"))]
            "pdf" => Err(Error::refused(Refused::Pdf)),
            #[cfg(feature = "office")]
            "rtf" => Ok(Some(Format::Rtf)),
            #[cfg(not(feature = "office"))]
            "rtf" => Err(Error::refused(Refused::Rtf)),
            "doc" | "dot" => Err(Error::refused(Refused::OldWord)),
            "json" | "jsonl" | "ndjson" | "json5" | "geojson" => Err(Error::refused(Refused::Json)),
            "yaml" | "yml" => Err(Error::refused(Refused::Data("YAML"))),
            "toml" => Err(Error::refused(Refused::Data("TOML"))),
            "ini" => Err(Error::refused(Refused::Data("INI"))),
            "csv" => Err(Error::refused(Refused::Data("CSV"))),
            "tsv" => Err(Error::refused(Refused::Data("TSV"))),
            #[cfg(not(feature = "html"))]
            "rss" | "atom" => Err(Error::refused(Refused::Xml)),
            "xml" | "xsl" | "svg" => Err(Error::refused(Refused::Xml)),
            extension if CODE.contains(&extension) => Err(Error::refused(Refused::Code)),
            _ => Ok(None),
        }
    }

    /// The format of a file with this extension and these bytes: by its extension if that tells, else by its content. Markdown is
    /// often kept under the name of plain text.
    ///
    /// # Errors
    ///
    /// As [`Format::of_extension`] and [`Format::of_content`].
    #[allow(unreachable_patterns)] // Without other formats, text is all that there is.
    pub fn of_file(extension: &str, bytes: &[u8]) -> Result<Format, Error> {
        // What is named so may be anything: it is read if it is known, or a page.
        #[cfg(feature = "html")]
        if extension.eq_ignore_ascii_case("xml") {
            return match Format::of_content(bytes)? {
                format @ (Format::Xml | Format::Html | Format::HtmlPage) => Ok(format),
                _ => Err(Error::refused(Refused::Xml)),
            };
        }
        Ok(match Format::of_extension(extension)? {
            Some(Format::Text) => match Format::of_content(bytes) {
                Ok(format) if format.is_text() => format,
                _ => Format::Text,
            },
            // Books of OpenITI end in `.mARkdown`.
            #[cfg(feature = "markdown")]
            Some(Format::Markdown) if super::openiti::begins(bytes) => Format::Text,
            // Each wiki calls its pages so.
            #[cfg(feature = "markup")]
            Some(Format::MediaWiki)
                if extension.eq_ignore_ascii_case("wiki") && super::markup::creole::is_doku(bytes) =>
            {
                Format::Creole
            }
            Some(format) => format,
            None => Format::of_content(bytes)?,
        })
    }

    /// The format of a file that begins with these bytes; text, if nothing speaks for another.
    ///
    /// * Archives tell by the names of their files, HTML by a doctype or the tag of a whole page.
    /// * Markdown is recognized by several of its marks, or by front matter: see [`Format::of_text`].
    /// * JSON is a notebook if it has cells.
    ///
    /// Looks at no more than the first 16 KiB, and at the list of files that an archive ends with.
    ///
    /// # Errors
    ///
    /// If it is a format that is known and not read. The message says how to get at the text.
    ///
    /// ```
    /// use nutgraf::Format;
    ///
    /// assert_eq!(Format::of_content(b"An ordinary text.").unwrap(), Format::Text);
    /// let error = Format::of_content(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").unwrap_err();
    /// assert!(error.to_string().contains("save it as DOCX"));
    /// ```
    pub fn of_content(bytes: &[u8]) -> Result<Format, Error> {
        #[cfg(feature = "office")]
        if bytes.starts_with(b"PK\x03\x04") {
            return of_archive(bytes);
        }
        let text = &bytes[..bytes.len().min(READ_AT)];
        let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
        match bytes {
            #[cfg(feature = "pdf")]
            [b'%', b'P', b'D', b'F', b'-', ..] => return Ok(Format::Pdf),
            #[cfg(not(feature = "pdf"))]
            [b'%', b'P', b'D', b'F', b'-', ..] => return Err(Error::refused(Refused::Pdf)),
            #[cfg(feature = "office")]
            [b'{', b'\\', b'r', b't', b'f', ..] => return Ok(Format::Rtf),
            #[cfg(not(feature = "office"))]
            [b'{', b'\\', b'r', b't', b'f', ..] => return Err(Error::refused(Refused::Rtf)),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => {
                return Err(Error::refused(Refused::OldWord));
            }
            _ => {}
        }
        #[cfg(feature = "html")]
        if is_page(bytes) {
            return Ok(Format::Html);
        }
        let text = match str::from_utf8(text) {
            Ok(text) => text,
            // What is cut may end inside a character; what is in another encoding is read as far as it is ASCII.
            Err(error) => str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default(),
        };
        let begin = text.trim_start_matches('\u{FEFF}').trim_start();
        if is_json(begin) {
            #[cfg(feature = "markdown")]
            if super::notebook::is_one(text) {
                return Ok(Format::Notebook);
            }
            return Err(Error::refused(Refused::Json));
        }
        #[cfg(feature = "html")]
        if super::xml::is_one(begin) {
            return Ok(Format::Xml);
        }
        if begin.starts_with("<?xml") || names_a_space(begin) {
            return Err(Error::refused(Refused::Xml));
        }
        #[cfg(feature = "html")]
        if super::xml::is_other(begin, text.len() + 4 > READ_AT) && !is_component(text) {
            return Err(Error::refused(Refused::Xml));
        }
        Ok(Format::of_text(text))
    }

    /// The format of a text that nothing is known of: HTML, Markdown or plain text.
    ///
    /// Several marks of Markdown make a text Markdown (front matter, headings, links, fences, tables, emphasis), a
    /// single asterisk or number sign does not. Mail, settings and programs are plain text. Looks at no more than the first
    /// 16 KiB.
    ///
    /// ```
    /// use nutgraf::Format;
    ///
    /// assert_eq!(Format::of_text("# 1 on the list: the wall.\n\nIt stands."), Format::Text);
    /// # #[cfg(feature = "markdown")]
    /// assert_eq!(Format::of_text("# Walls\n\nSee [the plan](/plan)."), Format::Markdown);
    /// ```
    #[cfg_attr(not(any(feature = "html", feature = "markdown", feature = "markup")), allow(unused_variables))]
    pub fn of_text(text: &str) -> Format {
        let has = Bytes::of(text.as_bytes());
        #[cfg(feature = "html")]
        let has_tags = has.has(b'<');
        #[cfg(feature = "html")]
        if has_tags && is_page(&text.as_bytes()[..text.len().min(LOOKED_AT)]) {
            return Format::Html;
        }
        #[cfg(feature = "html")]
        if has_tags && text.starts_with('<') && super::xml::is_one(text) {
            return Format::Xml;
        }
        if has.has_any(b"*=#") && (super::help::is_one(text) || super::openiti::is_one(text)) {
            return Format::Text;
        }
        #[cfg(feature = "markup")]
        if may_be_markup(text, &has)
            && let Some(format) = of_other_markup(text)
        {
            return format;
        }
        #[cfg(feature = "markdown")]
        if may_be_markdown(text, &has) && super::evidence::is_markdown(text) {
            return Format::Markdown;
        }
        #[cfg(feature = "html")]
        if has_tags && is_fragment(text) {
            return Format::Html;
        }
        Format::Text
    }
}

/// Whether a text may be of a notation with marks of its own: whatever begins as such a text does, and has neither several lines nor such
/// a byte, is none.
#[cfg(feature = "markup")]
fn may_be_markup(text: &str, has: &Bytes<'_>) -> bool {
    const BEGINS: [bool; 256] = super::bytes::table(b"Wh.'");
    let begins = |first: &u8| BEGINS[usize::from(*first)] || *first <= b' ' || !first.is_ascii();
    has.has_any(b"\n#[=\\") || text.as_bytes().first().is_some_and(begins)
}

/// Whether a text has a byte that marks of Markdown begin with: see [`is_markdown`](super::evidence::is_markdown).
#[cfg(feature = "markdown")]
fn may_be_markdown(text: &str, has: &Bytes<'_>) -> bool {
    has.has_any(b"#[*`|<{_~:!?") || text.trim_start_matches('\u{FEFF}').starts_with(['%', '-', '+'])
}

/// What a text is that begins as nothing else does: subtitles, LaTeX, Org, AsciiDoc with attributes below its title, a page of a
/// manual, Typst, Textile, POD, wikis, posts of boards, Gemtext and screenplays.
#[cfg(feature = "markup")]
fn of_other_markup(text: &str) -> Option<Format> {
    let begin = text.trim_start_matches('\u{FEFF}').trim_start();
    let begin = &begin[..crate::span::boundary_at_or_before(begin, begin.len().min(READ_AT))];
    let second = || begin.lines().skip(1).take(8).take_while(|line| !line.trim().is_empty());
    if super::subtitles::begins(text) {
        Some(Format::Subtitles)
    } else if begin.starts_with("\\documentclass") {
        Some(Format::Latex)
    } else if begin.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("#+title:")) {
        Some(Format::Org)
    } else if begin.starts_with("= ") && second().any(|line| line.starts_with(':') && line[1..].contains(':'))
    {
        Some(Format::AsciiDoc)
    } else if super::markup::man::is_one(begin) {
        Some(Format::Man)
    } else if super::markup::typst::is_one(begin) {
        Some(Format::Typst)
    } else if super::markup::textile::is_one(begin) {
        Some(Format::Textile)
    } else if super::markup::pod::is_one(begin) {
        Some(Format::Pod)
    } else if super::markup::wikidot::is_one(begin) {
        Some(Format::Wikidot)
    } else if super::markup::creole::is_one(begin) {
        Some(Format::Creole)
    } else if super::markup::wiki::is_one(begin) {
        Some(Format::MediaWiki)
    } else if super::markup::bbcode::is_one(begin) {
        Some(Format::BbCode)
    } else if super::markup::gemtext::is_one(begin) {
        Some(Format::Gemtext)
    } else if super::markup::fountain::is_one(begin) {
        Some(Format::Fountain)
    } else {
        None
    }
}

/// How much of a text tells what it is, where its first bytes do not.
const READ_AT: usize = 1 << 14;

/// Extensions of programs and style sheets.
const CODE: [&str; 31] = [
    "bash", "c", "cc", "cpp", "cs", "css", "go", "h", "hpp", "java", "jl", "js", "jsx", "kt", "lua", "mjs",
    "php", "pl", "py", "r", "rb", "rs", "scala", "scss", "sh", "sql", "swift", "ts", "tsx", "vue", "zig",
];

/// Whether a text begins as JSON does: an object with a key, or a list of objects, lists or strings.
fn is_json(text: &str) -> bool {
    let has_key = |text: &str| {
        let inner = text.trim_start().strip_prefix('"');
        inner
            .and_then(|inner| inner.split_once('"'))
            .is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
    };
    match text.as_bytes().first() {
        Some(b'{') => has_key(&text[1..]),
        Some(b'[') => text[1..].trim_start().strip_prefix('{').is_some_and(has_key),
        _ => false,
    }
}

/// How much of a file tells its format.
const LOOKED_AT: usize = 4096;

/// The format of a zip archive, by the names of its files; by its beginning, if its end is missing.
#[cfg(feature = "office")]
fn of_archive(bytes: &[u8]) -> Result<Format, Error> {
    if let Some(format) = super::office::format_of(bytes) {
        return format;
    }
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    let has = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    if has(b"application/epub+zip") {
        Ok(Format::Epub)
    } else if has(b"application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if has(b"ppt/") {
        Ok(Format::Pptx)
    } else if has(b"word/") || has(b"[Content_Types].xml") {
        Ok(Format::Docx)
    } else {
        Err(Error::refused(Refused::Archive))
    }
}

/// Whether a text has marks of Markdown, as one has that a component of MDX holds.
#[cfg(feature = "html")]
fn is_component(text: &str) -> bool {
    #[cfg(feature = "markdown")]
    return super::evidence::is_markdown(text);
    #[cfg(not(feature = "markdown"))]
    return text.contains("\n#");
}

/// Whether a text is a part of a page, as databases and feeds have it: a tag that holds prose begins it, and one ends it.
#[cfg(feature = "html")]
fn is_fragment(text: &str) -> bool {
    const TAGS: [&str; 14] = [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "blockquote",
        "article",
        "section",
        "table",
        "figure",
        "main",
        "span",
    ];
    let text = text.trim();
    let Some(rest) = text.strip_prefix('<') else { return false };
    let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_tag = TAGS.iter().any(|tag| rest[..name].eq_ignore_ascii_case(tag));
    let closes = text.ends_with('>')
        && memchr::memrchr(b'<', text.as_bytes()).is_some_and(|at| text[at..].starts_with("</"));
    is_tag && rest[name..].starts_with(['>', ' ', '\n']) && closes
}

/// Whether a text begins as a page in HTML does: behind white space, comments and an XML declaration.
#[cfg(feature = "html")]
fn is_page(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    loop {
        rest = rest.trim_ascii_start();
        let (opens, closes): (&[u8], &[u8]) = match rest {
            [b'<', b'!', b'-', b'-', ..] => (b"<!--", b"-->"),
            [b'<', b'?', ..] => (b"<?", b">"),
            _ => break,
        };
        let Some(end) = memchr::memmem::find(&rest[opens.len()..], closes) else { return false };
        rest = &rest[opens.len() + end + closes.len()..];
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| {
        let given = rest.get(..tag.len()).is_some_and(|given| given.eq_ignore_ascii_case(tag.as_bytes()));
        given && rest.get(tag.len()).is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'-')
    })
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Format, Error> {
        match name {
            "text" | "txt" | "plain" => Ok(Format::Text),
            #[cfg(feature = "markdown")]
            "markdown" | "md" => Ok(Format::Markdown),
            #[cfg(feature = "markdown")]
            "mdx" => Ok(Format::Mdx),
            #[cfg(feature = "markdown")]
            "notebook" | "ipynb" => Ok(Format::Notebook),
            #[cfg(feature = "markup")]
            "asciidoc" | "adoc" => Ok(Format::AsciiDoc),
            #[cfg(feature = "markup")]
            "rst" | "restructuredtext" => Ok(Format::ReStructuredText),
            #[cfg(feature = "markup")]
            "org" => Ok(Format::Org),
            #[cfg(feature = "markup")]
            "latex" | "tex" => Ok(Format::Latex),
            #[cfg(feature = "markup")]
            "mediawiki" | "wiki" => Ok(Format::MediaWiki),
            #[cfg(feature = "markup")]
            "man" | "mdoc" | "roff" => Ok(Format::Man),
            #[cfg(feature = "markup")]
            "typst" | "typ" => Ok(Format::Typst),
            #[cfg(feature = "markup")]
            "textile" => Ok(Format::Textile),
            #[cfg(feature = "markup")]
            "pod" => Ok(Format::Pod),
            #[cfg(feature = "markup")]
            "creole" | "dokuwiki" => Ok(Format::Creole),
            #[cfg(feature = "markup")]
            "wikidot" => Ok(Format::Wikidot),
            #[cfg(feature = "markup")]
            "bbcode" => Ok(Format::BbCode),
            #[cfg(feature = "markup")]
            "gemtext" | "gmi" => Ok(Format::Gemtext),
            #[cfg(feature = "markup")]
            "fountain" => Ok(Format::Fountain),
            #[cfg(feature = "markup")]
            "subtitles" | "srt" | "vtt" => Ok(Format::Subtitles),
            #[cfg(feature = "mail")]
            "mail" | "eml" => Ok(Format::Mail),
            #[cfg(feature = "mail")]
            "mbox" => Ok(Format::Mbox),
            #[cfg(feature = "html")]
            "html" => Ok(Format::Html),
            #[cfg(feature = "html")]
            "html-page" => Ok(Format::HtmlPage),
            #[cfg(feature = "html")]
            "xml" => Ok(Format::Xml),
            #[cfg(feature = "office")]
            "docx" => Ok(Format::Docx),
            #[cfg(feature = "office")]
            "pptx" => Ok(Format::Pptx),
            #[cfg(feature = "office")]
            "odt" => Ok(Format::Odt),
            #[cfg(feature = "office")]
            "rtf" => Ok(Format::Rtf),
            #[cfg(feature = "office")]
            "epub" => Ok(Format::Epub),
            #[cfg(feature = "pdf")]
            "pdf" => Ok(Format::Pdf),
            _ => Err(Error::unknown_name("format", name, NAMES)),
        }
    }
}

/// Whether a text begins with an element that names its namespace, and is no page, picture or formula.
fn names_a_space(text: &str) -> bool {
    let tag = text.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or("", |(tag, _)| tag);
    tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && !["html", "svg", "math"].iter().any(|name| tag.starts_with(name))
        && tag.split_whitespace().skip(1).any(|word| word.starts_with("xmlns"))
}

/// The error for bytes that do not begin as `what` does: what they are instead, if that is known, and else `why`.
#[cfg(any(feature = "office", feature = "pdf"))]
pub(super) fn mistaken(bytes: &[u8], what: &'static str, why: &str) -> Error {
    if bytes.trim_ascii().is_empty() {
        return Error::malformed(what, "it is empty");
    }
    let format = match Format::of_content(bytes) {
        Ok(format) => format,
        Err(refused) => return refused,
    };
    // What marks of Markdown and wikis say is less sure.
    let is_sure = !format.is_text() || matches!(format.name(), "html" | "xml" | "notebook");
    if is_sure {
        let name = format.name();
        return Error::malformed(
            what,
            format!("it is another kind of file, {} (format {name})", name.to_uppercase()),
        );
    }
    match super::decode::begins_as(bytes) {
        Some(kind) => Error::malformed(what, format!("it is {kind}")),
        None => Error::malformed(what, why),
    }
}

/// Formats that are known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    #[cfg(not(feature = "pdf"))]
    Pdf,
    #[cfg(not(feature = "office"))]
    Rtf,
    OldWord,
    Json,
    Xml,
    Data(&'static str),
    Code,
    #[cfg(feature = "office")]
    Spreadsheet,
    #[cfg(feature = "office")]
    Presentation,
    #[cfg(feature = "office")]
    Archive,
}

impl Refused {
    /// What it is, and how to get at its text.
    pub(crate) fn advice(self) -> Cow<'static, str> {
        let advice = match self {
            Refused::Data(name) => {
                return format!(
                    "{name} is not supported; help: save its text as a text file, or use --input-format text to read it as plain text"
                )
                .into();
            }
            #[cfg(not(feature = "pdf"))]
            Refused::Pdf => "PDF is not supported; help: try pdftotext FILE - | nutgraf summarize",
            #[cfg(not(feature = "office"))]
            Refused::Rtf => {
                "RTF is not supported; help: save it as DOCX or ODT, or try unrtf --text FILE | nutgraf summarize"
            }
            Refused::OldWord => {
                "the format of Word before 2007 is not supported; help: save it as DOCX, or try catdoc FILE | nutgraf summarize"
            }
            Refused::Json => {
                "JSON is not supported; help: try jq -r .text FILE | nutgraf summarize, nutgraf batch for JSON Lines, or \
                 --input-format text to read it as plain text"
            }
            Refused::Xml => {
                "XML of this kind is not supported (only RSS, Atom, OPML, TTML, DocBook, DITA, JATS, TEI, FictionBook, NITF, RFC XML, XEP, Mallard, CNXML and \
                 MediaWiki exports are); help: save its text as a text file, or use --input-format html or text"
            }
            Refused::Code => {
                "source code is not supported; help: use --input-format text to read it as plain text"
            }
            #[cfg(feature = "office")]
            Refused::Spreadsheet => "spreadsheets are not supported; help: save the text as a text file",
            #[cfg(feature = "office")]
            Refused::Presentation => "presentations are not supported; help: save the outline as a text file",
            #[cfg(feature = "office")]
            Refused::Archive => {
                "archives of files are not supported: expected one file, a DOCX, ODT or EPUB among them"
            }
        };
        advice.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for name in
            ["text", "markdown", "mdx", "notebook", "html", "html-page", "docx", "odt", "rtf", "epub", "pdf"]
        {
            if let Ok(format) = name.parse::<Format>() {
                assert_eq!(format.to_string(), name);
            }
        }
        assert!(
            "djvu"
                .parse::<Format>()
                .unwrap_err()
                .to_string()
                .starts_with("unknown format 'djvu': expected text")
        );
    }

    #[test]
    fn what_is_not_read_says_how_to_get_at_it() {
        for (extension, begins, hint) in [
            #[cfg(not(feature = "pdf"))]
            ("pdf", &b"%PDF-1.4 ..."[..], "pdftotext"),
            #[cfg(not(feature = "office"))]
            ("RTF", &b"{\\rtf1\\ansi"[..], "unrtf"),
            ("doc", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"[..], "DOCX"),
        ] {
            for error in
                [Format::of_extension(extension).unwrap_err(), Format::of_content(begins).unwrap_err()]
            {
                assert!(error.to_string().contains(hint), "{error}");
            }
        }
        assert_eq!(Format::of_extension("dat"), Ok(None));
    }

    #[cfg(feature = "html")]
    #[test]
    fn xml_is_told_by_its_outermost_element() {
        for xml in [
            "<?xml version=\"1.0\"?>\n<!-- x -->\n<rss version=\"2.0\"><channel>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<!DOCTYPE article PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\" \"x\" [ <!ENTITY a \"b>\"> ]>\n<article>",
            "<article><front><article-meta>",
            "<!DOCTYPE concept PUBLIC \"-//OASIS//DTD DITA Concept//EN\" \"concept.dtd\"><concept id='x'>",
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">",
            "<FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'>",
        ] {
            assert_eq!(Format::of_content(xml.as_bytes()), Ok(Format::Xml), "{xml}");
            assert_eq!(Format::of_file("xml", xml.as_bytes()), Ok(Format::Xml), "{xml}");
        }
        for other in [
            "<?xml version=\"1.0\"?><project>",
            "<?xml version='1.0'?><feed/>",
            "<?xml",
            "<note><to>Ann</to></note>",
            "words",
        ] {
            assert!(Format::of_file("xml", other.as_bytes()).is_err(), "{other}");
        }
        assert!(Format::of_file("xml", b"\xFF\xFE<\0?\0x\0m\0l\0").is_err());
        for other in ["<project xmlns=\"x\"><name>x</name>", "<a:b\n xmlns:a='x'>"] {
            assert!(Format::of_content(other.as_bytes()).is_err(), "{other}");
        }
        for other in [
            "<svg width='1'><text>A wall is high.</text></svg>",
            "<notes>\n<note><to>Ann</to></note>\n</notes>",
            "<Project Sdk='x'><PropertyGroup>1</PropertyGroup></Project>",
        ] {
            assert!(Format::of_content(other.as_bytes()).is_err(), "{other}");
        }
        for text in [
            "<svg width='1'><text>x</text></svg>\n\nThe wall is high.",
            "<Tabs>\n\n# A wall\n\nIt is [high](x).\n\n<Tab>x</Tab></Tabs>",
            "<kbd>Ctrl</kbd> closes the wall.",
            "<wall> is what they call it.",
        ] {
            assert!(Format::of_content(text.as_bytes()).is_ok(), "{text}");
        }
        for text in ["<svg xmlns=\"x\">", "<Wall height=\"2\"> xmlns=", "<xmlns"] {
            assert!(Format::of_content(text.as_bytes()).is_ok(), "{text}");
        }
        for page in ["<article><p>Words.</p></article>", "<section><h1>x</h1></section>"] {
            assert_eq!(Format::of_content(page.as_bytes()), Ok(Format::Html), "{page}");
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn pages_are_told_by_their_beginning() {
        for page in [
            "<!DOCTYPE html><p>x",
            "\u{FEFF}  <!-- saved -->\n<!-- twice -->\n<HTML lang=en>",
            "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">",
            "<body>x",
        ] {
            assert_eq!(Format::of_content(page.as_bytes()).unwrap(), Format::Html, "{page}");
        }
        for text in
            ["", "<", "<p>x", "a <html>", "<!-- open", "<?", "<heading>", "<body-part>", "<!doctype htmlx>"]
        {
            assert_eq!(Format::of_content(text.as_bytes()).unwrap(), Format::Text, "{text}");
        }
    }
}
