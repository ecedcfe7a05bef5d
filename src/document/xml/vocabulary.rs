//! What the elements of each kind of document are, in words of HTML.

use super::tokens::{Token, Tokens, doctype};

/// How much of a document tells what it is.
const LOOKED_AT: usize = 1 << 13;

/// The kinds of documents that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// RSS and Atom.
    Feed,
    /// Books and manuals.
    DocBook,
    /// Manuals in topics.
    Dita,
    /// Papers of journals.
    Jats,
    /// Editions, plays and letters.
    Tei,
    /// Novels.
    FictionBook,
    /// Internet drafts and RFCs.
    Rfc,
    /// Textbooks of OpenStax.
    Cnxml,
    /// Extensions of XMPP.
    Xep,
    /// Help of GNOME.
    Mallard,
    /// News of agencies.
    Nitf,
    /// OPML.
    Outline,
    /// TTML and its relatives.
    #[cfg(feature = "markup")]
    Timed,
    /// Pages of MediaWiki, as it exports them.
    #[cfg(feature = "markup")]
    Wiki,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its words stand among those around it.
    Inline,
    /// Left out.
    Hidden,
    /// Left out, but for the elements of these names.
    Only(&'static [&'static str]),
    /// What an element of HTML is.
    Tag(&'static str),
    /// A section, whose heading may stand in it.
    Section,
    /// The title of the document.
    Title,
    /// The heading of a section.
    Head,
    /// A link or a reference; without words it has some that are not known.
    Link,
    /// A line break.
    Break,
    /// A line break that means nothing.
    Blank,
    /// Words that are lacking.
    Gap,
    /// Not in the vocabulary.
    Unknown,
}

impl Part {
    /// Whether the element holds words that are read in a line.
    pub(super) fn has_words(self) -> bool {
        match self {
            Part::Title | Part::Head => true,
            Part::Tag(tag) => {
                matches!(tag, "p" | "li" | "dt" | "dd" | "td" | "th" | "figcaption" | "blockquote")
            }
            _ => false,
        }
    }

    /// Whether none of what stands in the element is read.
    pub(super) fn hides(self) -> bool {
        matches!(self, Part::Hidden | Part::Gap)
    }

    pub(super) fn is_partly(self) -> bool {
        matches!(self, Part::Only(_))
    }

    /// The same where it is not read: what it holds may be.
    pub(super) fn unread(self) -> Part {
        match self {
            Part::Hidden | Part::Only(_) => self,
            _ => Part::Inline,
        }
    }
}

impl Vocabulary {
    /// The kind of a document, by its outermost element; `None` if it is of none that is known.
    pub(super) fn of(text: &str) -> Option<Vocabulary> {
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        if !text.starts_with('<') {
            return None;
        }
        let text = &text[..crate::span::boundary_at_or_before(text, text.len().min(2 * LOOKED_AT))];
        let root = Tokens::new(text).find_map(|token| match token {
            Token::Open { name, tag, .. } => Some(Ok((name, tag))),
            Token::Text(span) if span.of(text).trim().is_empty() => None,
            _ => Some(Err(())),
        });
        let (name, tag) = root?.ok()?;
        let says = |what: &str| {
            let declared = doctype(&text[..tag.start]).is_some_and(|declared| declared.contains(what));
            declared || tag.of(text).contains(what)
        };
        let has = |what: &str| memchr::memmem::find(text.as_bytes(), what.as_bytes()).is_some();
        let is_docbook = || {
            says("docbook")
                || says("DocBook")
                || ["<para>", "<simpara>", "<para ", "<refentrytitle>", "<refnamediv>"]
                    .iter()
                    .any(|tag| has(tag))
        };
        match name {
            "rss" if says("version") || has("<channel") => Some(Vocabulary::Feed),
            "RDF" if says("http://purl.org/rss/1.0/") => Some(Vocabulary::Feed),
            "feed" if says("http://www.w3.org/2005/Atom") || says("http://purl.org/atom/") => {
                Some(Vocabulary::Feed)
            }
            "opml" => Some(Vocabulary::Outline),
            #[cfg(feature = "markup")]
            "tt" if says("/ttml") || says("/ttaf1") || has("<body") => Some(Vocabulary::Timed),
            "TEI" | "TEI.2" | "teiCorpus" => Some(Vocabulary::Tei),
            "FictionBook" => Some(Vocabulary::FictionBook),
            "rfc" if has("<front") => Some(Vocabulary::Rfc),
            "xep" if has("<header") => Some(Vocabulary::Xep),
            "nitf" => Some(Vocabulary::Nitf),
            "document" if says("http://cnx.rice.edu/cnxml") => Some(Vocabulary::Cnxml),
            "page" if says("http://projectmallard.org/") => Some(Vocabulary::Mallard),
            #[cfg(feature = "markup")]
            "mediawiki" if says("http://www.mediawiki.org/xml/export") || has("<page>") => {
                Some(Vocabulary::Wiki)
            }
            "article" if says("JATS") || says("NLM//DTD") || has("<article-meta") || has("<journal-meta") => {
                Some(Vocabulary::Jats)
            }
            "topic" | "concept" | "task" | "reference" | "troubleshooting" | "glossentry" | "dita"
                if says("DITA") || says("ditaarch") =>
            {
                Some(Vocabulary::Dita)
            }
            "book" | "article" | "chapter" | "section" | "sect1" | "sect2" | "appendix" | "part"
            | "preface" | "set" | "refentry" | "reference" | "glossary" | "refsect1" | "partintro"
            | "phpdoc" | "topic"
                if is_docbook() =>
            {
                Some(Vocabulary::DocBook)
            }
            _ => None,
        }
    }

    /// The attribute that has the title of a section.
    pub(super) fn title_attribute(self) -> Option<&'static str> {
        match self {
            Vocabulary::Xep => Some("topic"),
            Vocabulary::Rfc => Some("title"),
            _ => None,
        }
    }

    /// What an element is, by its name, those of the two around it, and its tag.
    pub(super) fn part(self, name: &str, parents: [&str; 2], tag: &str) -> Part {
        let [parent, grandparent] = parents;
        match self {
            Vocabulary::Feed | Vocabulary::Outline => Part::Unknown,
            #[cfg(feature = "markup")]
            Vocabulary::Wiki | Vocabulary::Timed => Part::Unknown,
            Vocabulary::DocBook => docbook(name, parent, grandparent),
            Vocabulary::Dita => dita(name, parent, grandparent),
            Vocabulary::Jats => jats(name, parent),
            Vocabulary::Tei => tei(name, parent, tag),
            Vocabulary::FictionBook => fiction(name, parent, grandparent, tag),
            Vocabulary::Rfc => rfc(name, parent),
            Vocabulary::Cnxml => cnxml(name, parent),
            Vocabulary::Xep => xep(name, parent),
            Vocabulary::Mallard => mallard(name, parent),
            Vocabulary::Nitf => nitf(name),
        }
    }
}

/// Tables, formulas and marks of several vocabularies.
fn common(name: &str) -> Part {
    match name {
        "table" | "informaltable" | "simpletable" | "texttable" => Part::Tag("table"),
        "tr" | "row" | "strow" | "sthead" => Part::Tag("tr"),
        "th" => Part::Tag("th"),
        "td" | "entry" | "stentry" => Part::Tag("td"),
        "tgroup" | "thead" | "tbody" | "tfoot" => Part::Inline,
        "math" | "equation" | "informalequation" | "disp-formula" | "formula" => Part::Hidden,
        "b" | "bold" | "strong" | "i" | "italic" | "em" | "emphasis" | "u" | "underline" | "sc" | "tt"
        | "monospace" => Part::Inline,
        "sup" | "superscript" => Part::Tag("sup"),
        "sub" | "subscript" => Part::Tag("sub"),
        "br" => Part::Break,
        "image" | "graphic" | "media" | "binary" | "svg" | "figure-alt" | "object" => Part::Hidden,
        _ => Part::Unknown,
    }
}

fn docbook(name: &str, parent: &str, grandparent: &str) -> Part {
    match name {
        "book" | "article" | "chapter" | "section" | "sect1" | "sect2" | "sect3" | "sect4" | "sect5"
        | "simplesect" | "appendix" | "part" | "preface" | "set" | "refentry" | "reference" | "glossary"
        | "refsect1" | "refsect2" | "refsect3" | "refsection" | "partintro" | "refsynopsisdiv" | "topic" => {
            Part::Section
        }
        "info" | "bookinfo" | "articleinfo" | "chapterinfo" | "sectioninfo" | "sect1info" | "sect2info"
        | "appendixinfo" | "partinfo" | "prefaceinfo" | "refentryinfo" | "setinfo" => {
            Part::Only(&["title", "abstract"])
        }
        "title" | "bridgehead" => match (parent, grandparent) {
            (
                "figure" | "table" | "example" | "equation" | "informalfigure" | "procedure" | "qandaset",
                _,
            ) => Part::Tag("figcaption"),
            ("abstract", _) => Part::Hidden,
            ("book" | "article" | "set" | "refentry", "") | ("bookinfo" | "articleinfo" | "setinfo", _) => {
                Part::Title
            }
            ("info", "book" | "article" | "set") => Part::Title,
            ("chapter" | "section" | "appendix", "") => Part::Title,
            _ => Part::Head,
        },
        "subtitle"
        | "titleabbrev"
        | "indexterm"
        | "index"
        | "toc"
        | "bibliography"
        | "remark"
        | "footnote"
        | "colophon"
        | "dedication"
        | "refmeta"
        | "refname"
        | "revhistory"
        | "include"
        | "textobject"
        | "mediaobject"
        | "inlinemediaobject"
        | "programlisting"
        | "screen"
        | "literallayout"
        | "synopsis"
        | "cmdsynopsis"
        | "funcsynopsis"
        | "methodsynopsis"
        | "classsynopsis"
        | "constructorsynopsis"
        | "destructorsynopsis"
        | "fieldsynopsis"
        | "programlistingco"
        | "screenco"
        | "co"
        | "coref"
        | "areaspec"
        | "footnoteref"
        | "classsynopsisinfo"
        | "packagesynopsis"
        | "enumsynopsis" => Part::Hidden,
        "refpurpose" | "para" | "simpara" | "attribution" => Part::Tag("p"),
        "itemizedlist" | "simplelist" | "calloutlist" | "segmentedlist" => Part::Tag("ul"),
        "orderedlist" | "procedure" | "substeps" => Part::Tag("ol"),
        "listitem" if parent == "varlistentry" => Part::Tag("dd"),
        "listitem" | "member" | "callout" | "step" => Part::Tag("li"),
        "variablelist" | "glosslist" => Part::Tag("dl"),
        "term" | "glossterm" if matches!(parent, "varlistentry" | "glossentry") => Part::Tag("dt"),
        "glossdef" => Part::Tag("dd"),
        "varlistentry" | "glossentry" | "formalpara" | "figure" | "example" | "informalexample"
        | "qandaset" | "qandaentry" | "question" | "answer" | "note" | "tip" | "warning" | "caution"
        | "important" | "sidebar" | "epigraph" | "refnamediv" | "abstract" => Part::Tag("div"),
        "blockquote" => Part::Tag("blockquote"),
        "literal" | "code" | "command" | "filename" | "option" | "function" | "varname" | "classname"
        | "parameter" | "constant" | "userinput" | "computeroutput" | "systemitem" | "envar"
        | "replaceable" | "methodname" | "package" | "property" | "interfacename" | "sgmltag" | "tag" => {
            Part::Tag("code")
        }
        "quote" => Part::Tag("q"),
        "link" | "ulink" | "xref" | "olink" | "citerefentry" => Part::Link,
        "caption" => Part::Tag("figcaption"),
        _ => common(name),
    }
}

fn dita(name: &str, parent: &str, grandparent: &str) -> Part {
    match name {
        "topic"
        | "concept"
        | "task"
        | "reference"
        | "troubleshooting"
        | "glossentry"
        | "section"
        | "refbody"
        | "example"
        | "steptroubleshooting"
        | "remedy"
        | "condition"
        | "cause" => Part::Section,
        "title" => match parent {
            "fig" | "table" => Part::Tag("figcaption"),
            _ if grandparent.is_empty() => Part::Title,
            _ => Part::Head,
        },
        "glossterm" => Part::Head,
        "titlealts" | "prolog" | "related-links" | "indexterm" | "draft-comment" | "required-cleanup"
        | "data" | "data-about" | "foreign" | "codeblock" | "screen" | "pre" | "msgblock"
        | "syntaxdiagram" | "fn" | "alt" | "navtitle" | "metadata" | "keywords" | "imagemap" | "coderef"
        | "lines" | "synblk" => Part::Hidden,
        "shortdesc" | "p" | "cmd" | "abstract" | "glossdef" | "note" | "hazardstatement" | "linktext" => {
            Part::Tag("p")
        }
        "ul" | "sl" | "choices" | "steps-unordered" => Part::Tag("ul"),
        "ol" | "steps" | "substeps" => Part::Tag("ol"),
        "li" | "sli" | "step" | "substep" | "choice" => Part::Tag("li"),
        "dl" | "parml" => Part::Tag("dl"),
        "dt" | "pt" => Part::Tag("dt"),
        "dd" | "pd" => Part::Tag("dd"),
        "lq" => Part::Tag("blockquote"),
        "q" => Part::Tag("q"),
        "properties" | "choicetable" => Part::Tag("table"),
        "property" | "chrow" | "prophead" | "chhead" => Part::Tag("tr"),
        "proptype" | "propvalue" | "propdesc" | "choption" | "chdesc" => Part::Tag("td"),
        "codeph" | "filepath" | "cmdname" | "apiname" | "parmname" | "option" | "varname" | "userinput"
        | "systemoutput" | "xmlelement" | "xmlatt" | "synph" | "msgnum" | "numcharref" | "textentity" => {
            Part::Tag("code")
        }
        "xref" | "link" | "term" | "keyword" | "ph" => Part::Link,
        _ => common(name),
    }
}

fn jats(name: &str, parent: &str) -> Part {
    match name {
        "front" => Part::Only(&["title-group", "abstract"]),
        "title-group" => Part::Only(&["article-title"]),
        "article-title" => Part::Title,
        "sec" | "app" | "boxed-text" => Part::Section,
        "title" => match parent {
            "abstract" => Part::Hidden,
            "caption" => Part::Tag("figcaption"),
            _ => Part::Head,
        },
        "abstract" | "fig" | "table-wrap" | "statement" | "disp-quote-attrib" => Part::Tag("div"),
        "p" if parent == "caption" => Part::Tag("figcaption"),
        "p" => Part::Tag("p"),
        "list" => Part::Tag("ul"),
        "list-item" => Part::Tag("li"),
        "def-list" => Part::Tag("dl"),
        "term" => Part::Tag("dt"),
        "def" => Part::Tag("dd"),
        "disp-quote" | "verse-group" => Part::Tag("blockquote"),
        "label"
        | "back"
        | "floats-group"
        | "sub-article"
        | "response"
        | "fn"
        | "fn-group"
        | "table-wrap-foot"
        | "supplementary-material"
        | "inline-supplementary-material"
        | "code"
        | "preformat"
        | "tex-math"
        | "object-id"
        | "permissions"
        | "attrib"
        | "trans-abstract"
        | "kwd-group"
        | "ref-list"
        | "alternatives"
        | "disp-formula-group"
        | "chem-struct-wrap" => Part::Hidden,
        "inline-formula" | "inline-graphic" => Part::Gap,
        "ext-link" | "uri" | "xref" => Part::Link,
        _ => common(name),
    }
}

fn tei(name: &str, parent: &str, tag: &str) -> Part {
    match name {
        "teiHeader" => Part::Only(&["titleStmt"]),
        "titleStmt" => Part::Only(&["title"]),
        "title" if parent == "titleStmt" => {
            let is_other = ["type=\"sub", "type=\"alt", "type=\"desc"].iter().any(|kind| tag.contains(kind));
            if is_other { Part::Hidden } else { Part::Title }
        }
        "div" | "div1" | "div2" | "div3" | "div4" | "div5" => Part::Section,
        "head" if matches!(parent, "figure" | "table" | "list") => Part::Tag("figcaption"),
        "head" => Part::Head,
        // What one says in verse is one text, as its sentences do not end with its lines.
        "p" | "ab" | "lg" | "sp" => Part::Tag("p"),
        "l" if matches!(parent, "lg" | "sp") => Part::Blank,
        "l" => Part::Tag("p"),
        "lb" if tag.contains("break=\"no\"") => Part::Inline,
        "lb" | "pb" | "cb" => Part::Blank,
        "floatingText" | "opener" | "closer" | "salute" | "dateline" | "trailer" | "postscript" => {
            Part::Tag("div")
        }
        "speaker" | "stage" | "titlePage" | "docTitle" | "note" | "fw" | "castList" | "figure"
        | "listBibl" | "listPerson" | "biblStruct" | "sic" | "orig" | "expan" | "del" | "surplus"
        | "facsimile" | "sourceDoc" | "standOff" | "signed" | "byline" | "docAuthor" | "docImprint"
        | "index" | "gloss" | "epigraph" | "argument" | "set" => Part::Hidden,
        "gap" | "unclear" if tag.ends_with("/>") => Part::Gap,
        "list" => Part::Tag("ul"),
        "item" => Part::Tag("li"),
        "label" if parent == "list" => Part::Tag("dt"),
        "cell" => Part::Tag("td"),
        "quote" | "cit" if matches!(parent, "div" | "body" | "div1" | "div2") => Part::Tag("blockquote"),
        "ref" | "ptr" => Part::Link,
        "formula" => Part::Gap,
        "choice" | "quote" | "q" | "said" => Part::Inline,
        _ => common(name),
    }
}

fn fiction(name: &str, parent: &str, grandparent: &str, tag: &str) -> Part {
    match name {
        "description" => Part::Only(&["book-title"]),
        "book-title" if parent == "title-info" => Part::Title,
        "stylesheet" | "binary" | "text-author" | "src-title-info" | "document-info" | "publish-info"
        | "custom-info" => Part::Hidden,
        "body" if tag.contains("name=\"notes\"") || tag.contains("name=\"comments\"") => Part::Hidden,
        "section" => Part::Section,
        "title" | "subtitle" => {
            if parent == "body" && grandparent == "FictionBook" {
                Part::Hidden
            } else {
                Part::Head
            }
        }
        "p" if parent == "title" => Part::Blank,
        "p" | "stanza" => Part::Tag("p"),
        "v" => Part::Blank,
        "epigraph" | "cite" => Part::Tag("blockquote"),
        "a" if tag.contains("type=\"note\"") => Part::Hidden,
        "a" | "style" | "strikethrough" | "date" => Part::Inline,
        "code" => Part::Tag("code"),
        _ => common(name),
    }
}

fn rfc(name: &str, parent: &str) -> Part {
    match name {
        "front" => Part::Only(&["title", "abstract"]),
        "title" if parent == "front" => Part::Title,
        "abstract" => Part::Tag("div"),
        "section" => Part::Section,
        "name" if parent == "section" => Part::Head,
        "name" => Part::Tag("figcaption"),
        "t" if matches!(parent, "list" | "ul" | "ol") => Part::Tag("li"),
        "t" => Part::Tag("p"),
        "list" | "ul" => Part::Tag("ul"),
        "ol" => Part::Tag("ol"),
        "li" => Part::Tag("li"),
        "dl" => Part::Tag("dl"),
        "dt" => Part::Tag("dt"),
        "dd" => Part::Tag("dd"),
        "blockquote" => Part::Tag("blockquote"),
        "back" | "artwork" | "sourcecode" | "artset" | "boilerplate" | "iref" | "cref" | "toc"
        | "preamble" | "postamble" | "note" => Part::Hidden,
        "xref" | "eref" | "relref" => Part::Link,
        "spanx" => Part::Tag("code"),
        "c" | "ttcol" => Part::Tag("td"),
        _ => common(name),
    }
}

fn cnxml(name: &str, parent: &str) -> Part {
    match name {
        "title" if parent == "document" => Part::Title,
        "metadata" | "code" | "footnote" | "media" | "exercise" | "glossary" | "label" | "newline"
        | "problem" | "solution" => Part::Hidden,
        "section" => Part::Section,
        "title" if matches!(parent, "figure" | "table" | "list") => Part::Tag("figcaption"),
        "title" => Part::Head,
        "para" => Part::Tag("p"),
        "note" | "example" | "figure" | "content" => Part::Tag("div"),
        "list" => Part::Tag("ul"),
        "item" => Part::Tag("li"),
        "caption" => Part::Tag("figcaption"),
        "quote" => Part::Tag("blockquote"),
        "link" => Part::Link,
        "term" | "foreign" => Part::Inline,
        _ => match common(name) {
            // A formula in a sentence.
            Part::Hidden if name == "math" => Part::Gap,
            part => part,
        },
    }
}

fn xep(name: &str, parent: &str) -> Part {
    match name {
        "header" => Part::Only(&["title", "abstract"]),
        "title" if parent == "header" => Part::Title,
        "abstract" | "p" => Part::Tag("p"),
        "section1" | "section2" | "section3" | "section4" => Part::Section,
        "ul" => Part::Tag("ul"),
        "ol" => Part::Tag("ol"),
        "li" => Part::Tag("li"),
        "dl" => Part::Tag("dl"),
        "dt" => Part::Tag("dt"),
        "dd" => Part::Tag("dd"),
        "di" | "div" => Part::Tag("div"),
        "blockquote" => Part::Tag("blockquote"),
        "code" | "example" | "note" | "pre" => Part::Hidden,
        "caption" => Part::Tag("figcaption"),
        "link" => Part::Link,
        _ => common(name),
    }
}

fn mallard(name: &str, parent: &str) -> Part {
    match name {
        "info" => Part::Hidden,
        "title" if parent == "page" => Part::Title,
        "title" if matches!(parent, "figure" | "listing" | "table" | "list" | "steps" | "terms") => {
            Part::Tag("figcaption")
        }
        "title" => Part::Head,
        "section" => Part::Section,
        "p" => Part::Tag("p"),
        "list" | "tree" => Part::Tag("ul"),
        "steps" => Part::Tag("ol"),
        "terms" => Part::Tag("dl"),
        "item" if parent == "terms" => Part::Tag("dd"),
        "item" => Part::Tag("li"),
        "screen" | "synopsis" | "comment" | "links" | "listing" | "include" => Part::Hidden,
        "code" if !matches!(parent, "p" | "title" | "item") => Part::Hidden,
        "code" | "cmd" | "file" | "input" | "output" | "sys" | "var" => Part::Tag("code"),
        "quote" => Part::Tag("blockquote"),
        "note" | "figure" | "example" | "synthesis" => Part::Tag("div"),
        "link" => Part::Link,
        _ => common(name),
    }
}

fn nitf(name: &str) -> Part {
    match name {
        "head" | "byline" | "dateline" | "distributor" | "note" | "body.end" | "copyrite" | "rights"
        | "media" => Part::Hidden,
        "hl1" => Part::Title,
        "hl2" => Part::Head,
        "abstract" | "block" => Part::Tag("div"),
        "p" | "lede" => Part::Tag("p"),
        "ul" => Part::Tag("ul"),
        "ol" => Part::Tag("ol"),
        "li" => Part::Tag("li"),
        "bq" => Part::Tag("blockquote"),
        "a" => Part::Link,
        _ => common(name),
    }
}
