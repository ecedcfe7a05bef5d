//! What the fuzz targets do with an input. `fuzz/` calls these functions on inputs that it makes up, and `fuzzed.rs` on those
//! that it kept: so what a fuzzer found once is asked for by every `cargo test`.
//!
//! An input is four bytes that choose, then texts with 0xFF between them, which no UTF-8 has. Each text is cut before what
//! is no UTF-8, so that every input is one and few are like others.

use std::collections::{BTreeSet, HashSet};
use std::io::{Cursor, Write as _};

use dom_query::Document as Dom;
use nutgraf::render::html::{self, AuditPage, SummaryPage};
use nutgraf::render::{self, Report};
use nutgraf::{
    Analyzer, Audit, AuditOptions, Auditor, Background, Block, BlockKind, Budget, Corpus, Document, Format,
    KeywordOptions, Language, Level, Method, OffsetUnit, Options, Role, SiteAuditor, SiteLimits, Span,
    Splitter, Summary, decode, keywords_of_documents, summarize_documents,
};
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A target's name, and what it does with an input: it panics if something does not hold that is to hold for any.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets of the library. Those of the program are in `src/bin/nutgraf/fuzzed.rs`.
pub(crate) const TARGETS: [Target; 19] = [
    ("audit", audit),
    ("decode", decode_bytes),
    ("docx", docx),
    ("epub", epub),
    ("formats", formats),
    ("front_matter", front_matter),
    ("html", html),
    ("keywords", keywords),
    ("markdown", markdown),
    ("odt", odt),
    ("pdf", pdf),
    ("pptx", pptx),
    ("readers", readers),
    ("rtf", rtf),
    ("site", site),
    ("split", split),
    ("summarize", summarize),
    ("table", table),
    ("words", words),
];

/// The bytes that choose and the texts of an input.
fn parts<const TEXTS: usize>(input: &[u8]) -> ([u8; 4], [&str; TEXTS]) {
    let (choices, rest) = input.split_at(input.len().min(4));
    let mut bytes = [0; 4];
    bytes[..choices.len()].copy_from_slice(choices);
    let mut texts = rest.splitn(TEXTS, |byte| *byte == 0xFF).map(|text| match str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&text[..error.valid_up_to()]).expect("it is valid up to there"),
    });
    (bytes, std::array::from_fn(|_| texts.next().unwrap_or_default()))
}

/// Places of phrases are in order and apart, all lie in the source, and who asks for a phrase is told what was found.
pub(crate) fn audit(input: &[u8]) {
    let ([byte, ..], [asked, source]) = parts(input);
    let options = AuditOptions::new().language((byte < 0xF0).then(|| language(byte))).keyphrase(asked);
    let mut auditor = Auditor::new();
    for document in [Document::plain(source), Document::markdown(source)] {
        let audit = auditor.audit(&document, &options);
        check_audit(&audit, source);
        assert_eq!(Auditor::new().audit(&document, &options), audit);

        // The slow twin of the search for repeats: each phrase is looked for word by word.
        let mut asking = AuditOptions::new().language(audit.language);
        asking.keyphrases = audit.phrases.iter().map(|phrase| phrase.text.as_str().into()).collect();
        let counted = auditor.audit(&document, &asking);
        for (phrase, keyphrase) in audit.phrases.iter().zip(&counted.keyphrases) {
            // In a line of capitals `US` may be `us`; asked for, it is not.
            if !phrase.text.contains(char::is_uppercase) {
                // Who asks for `wall of` is told of `wall-of-bricks` too.
                let [found, asked] = [&phrase.occurrences, &keyphrase.occurrences].map(|occurrences| {
                    let is_whole = |occurrence: &&nutgraf::Occurrence| !is_joined(source, occurrence.span);
                    occurrences.iter().filter(is_whole).collect::<Vec<_>>()
                });
                assert_eq!(found, asked, "{:?}", phrase.text);
            }
        }
    }
}

/// Whether a place is a part of a compound, or goes on in one.
fn is_joined(source: &str, Span { start, end }: Span) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/'));
    joins(source[..start].chars().next_back()) || joins(source[end..].chars().next())
}

/// Bytes become text or an error; UTF-8 is taken as it is.
pub(crate) fn decode_bytes(input: &[u8]) {
    let utf8 = str::from_utf8(input).ok().filter(|text| !text.contains('\0'));
    match (decode(input), utf8) {
        (Ok(decoded), Some(text)) => assert_eq!(decoded.text, text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        (Ok(decoded), None) => check_blocks(&Document::plain(&decoded.text)),
        (Err(error), Some(_)) => panic!("UTF-8 was refused: {error}"),
        (Err(error), None) => {
            let error = error.to_string();
            assert!(error.starts_with("byte ") || error.starts_with("binary file"), "{error}");
        }
    }
}

/// Every page and every list of findings can be read back, and says as much as the audit.
pub(crate) fn formats(input: &[u8]) {
    let ([language_byte, markup, limit, width], [name, asked, source]) = parts(input);
    let format = match markup % 3 {
        0 => Format::Text,
        1 => Format::Markdown,
        _ => Format::Html,
    };
    let Ok(document) = Document::read(source, format) else { return };
    let options = AuditOptions::new().language((language_byte < 0xF0).then(|| language(language_byte)));
    let mut options = options.keyphrase(asked).topic(limit % 2 == 0);
    // So low that short texts have findings of most rules.
    options.limits.family_note = f64::from(limit % 8);
    options.limits.family_warning = f64::from(limit % 8) + 1.0;
    options.limits.sentence_words = usize::from(limit / 8 % 8);
    options.limits.paragraph_words = usize::from(limit / 16 % 16);
    options.limits.same_openings = usize::from(limit / 64);
    options.limits.reading_ease = 100.0;
    options.least_count = 2;
    let audit = Auditor::new().audit(&document, &options);
    check_audit(&audit, source);

    let report = Report::new(name, source, &audit);
    let width = usize::from(width);
    check_lines(&render::text::audit(&report, 20, width));
    check_lines(&render::text::findings(&report, width));
    check_lines(&render::markdown::audit(&report, 20));
    let unix = render::unix::audit(&report);
    check_lines(&unix);
    assert!(unix.lines().all(|line| line.ends_with(']')), "{unix:?}");
    let github = render::github::audit(&report);
    check_lines(&github);
    assert!(github.lines().all(|line| line.starts_with("::")), "{github:?}");
    assert_eq!(github.lines().count(), audit.findings.len());

    let reports = [report];
    let [report] = &reports;
    for unit in [OffsetUnit::Bytes, OffsetUnit::Utf16, OffsetUnit::Chars] {
        let line = serde_json::to_string(&render::json::Audit::new(&audit, source, unit)).unwrap();
        assert!(!line.contains('\n'));
        let read: Value = serde_json::from_str(&line).expect("an audit is JSON");
        assert_eq!(read["findings"].as_array().expect("there is a list").len(), audit.findings.len());
        assert_eq!(render::json::FindingRow::all(report, unit).len(), audit.findings.len());
    }
    check_sarif(&render::sarif::audits(&reports), &audit);
    let graver = audit.findings.iter().filter(|finding| finding.level >= Level::Warning).count();
    let checkstyle = elements(&render::checkstyle::audits(&reports), &["checkstyle", "file", "error"]);
    assert_eq!(checkstyle.iter().filter(|name| *name == "error").count(), audit.findings.len());
    let known = ["testsuites", "testsuite", "testcase", "failure", "system-out"];
    let junit = elements(&render::junit::audits(&[(*report, Some(Level::Warning))]), &known);
    assert_eq!(junit.iter().filter(|name| *name == "failure").count(), graver);

    let documents = [document];
    let summary = summarize_documents(&mut Analyzer::new(), &documents, 2);
    let ranked = summarize_documents(&mut Analyzer::new(), &documents, usize::MAX);
    let [document] = &documents;
    let summary = SummaryPage::new(name, document, &summary, &ranked);
    check_page(&html::report(
        &summary,
        &AuditPage::new(Report::new(name, source, &audit), document, &options.limits),
    ));
}

/// Front matter says what it says or nothing; what stands below it is read, whatever it is.
pub(crate) fn front_matter(input: &[u8]) {
    let ([choice, ..], [matter]) = parts(input);
    let mark = if choice % 2 == 0 { "---" } else { "+++" };
    let source = format!("{mark}\n{matter}\n{mark}\n\nThe flood wall is up. The flood wall holds.\n");
    let document = Document::markdown(&source);
    check_blocks(&document);
    check_sources(&document, &source, Language::English);
    // What is no front matter is Markdown, which may make code of all that follows.
    let is_matter = matter.split(['\n', '\r']).next().is_some_and(|line| !line.trim().is_empty())
        && !["---", "+++", "..."].iter().any(|end| matter.contains(end));
    if is_matter {
        assert_eq!(document.text().trim(), "The flood wall is up. The flood wall holds.");
    }
    let fields = document.fields();
    assert!([&fields.title, &fields.slug, &fields.description].into_iter().flatten().all(|text| {
        // Of the address the last part is taken, and it has something in it.
        !text.trim().is_empty()
    }));
    // What the front matter asks for is asked for as a program would.
    let mut options = AuditOptions::new().language(Language::English);
    options.keyphrases = fields.keyphrases.iter().map(|phrase| phrase.as_str().into()).collect();
    let audit = Auditor::new().audit(&document, &options);
    check_audit(&audit, &source);
    check_lines(&render::text::audit(&Report::new("draft.md", &source, &audit), 20, 80));
}

/// Every span of a page leads back to a span of its source, and what is read of it alone is what was read.
pub(crate) fn html(input: &[u8]) {
    let (bytes, [source]) = parts(input);
    let read = if bytes[3] % 2 == 0 { Document::html(source) } else { Document::html_page(source) };
    let Ok(document) = read else { return };
    check_blocks(&document);
    check_sources(&document, source, language(bytes[0]));
    let (documents, options) = ([document], options(bytes));
    let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
    check_summary(&summary, &documents, options.budget);
}

/// Keywords of texts in any language and format stand there, are none twice, and fewer are the first of more.
pub(crate) fn keywords(input: &[u8]) {
    let ([language_byte, markup, count, nesting], texts) = parts::<2>(input);
    let format = match markup % 3 {
        0 => Format::Text,
        1 => Format::Markdown,
        _ => Format::Html,
    };
    let documents = texts.map(|text| Document::read(text, format));
    let documents: Vec<Document<'_>> = documents.into_iter().flatten().collect();
    let count = usize::from(count);
    let options = KeywordOptions::new(count).max_words(1 + usize::from(nesting / 2 % 5));
    let options =
        options.nested(nesting % 2 == 1).language((language_byte < 0xF0).then(|| language(language_byte)));
    let mut analyzer = Analyzer::new();
    let all = keywords_of_documents(&mut analyzer, &documents, options);
    assert!(all.keywords.len() <= count);
    assert!(all.keywords.is_sorted_by(|one, next| one.score >= next.score));
    let mut phrases = HashSet::new();
    for keyword in &all.keywords {
        assert!(keyword.score.get().is_finite() && !keyword.phrase.is_empty());
        assert_eq!(keyword.phrase.trim(), keyword.phrase);
        assert_eq!(keyword.places.len(), keyword.count);
        assert!(keyword.places.is_sorted_by_key(|place| (place.document, place.span)));
        assert!(phrases.insert(&keyword.phrase), "{:?} is there twice", keyword.phrase);
        if documents.len() == texts.len() {
            let place = |place: &nutgraf::KeywordPlace| texts[place.document].get(place.span.range());
            assert!(keyword.places.iter().all(|at| place(at).is_some_and(|there| !there.is_empty())));
        }
    }
    check_lines(&render::text::keywords_with_scores(&all));
    let fewer = keywords_of_documents(&mut analyzer, &documents, options.count(count / 2));
    assert_eq!(fewer.keywords, all.keywords[..all.keywords.len().min(count / 2)]);
    assert_eq!(keywords_of_documents(&mut Analyzer::new(), &documents, options), all);
}

/// Every span of a Markdown document of any dialect, of MDX and of a notebook leads back to a span of its source.
pub(crate) fn markdown(input: &[u8]) {
    let (bytes, [source]) = parts(input);
    let options = options(bytes);
    for format in [Format::Markdown, Format::Mdx, Format::Notebook] {
        let Ok(document) = Document::read(source, format) else { continue };
        check_blocks(&document);
        check_sources(&document, source, language(bytes[0]));
        for block in document.blocks() {
            for (at, c) in block.span.of(document.text()).char_indices() {
                let start = block.span.start + at;
                let back = document.source_span(Span::new(start, start + c.len_utf8()));
                assert!(source.get(back.range()).is_some(), "{start} comes from {back}");
            }
        }
        let documents = [document];
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        check_summary(&summary, &documents, options.budget);
    }
}

/// The formats of text that have a reader of their own beside Markdown and HTML.
const READERS: [Format; 19] = [
    Format::Text,
    Format::AsciiDoc,
    Format::ReStructuredText,
    Format::Org,
    Format::Latex,
    Format::MediaWiki,
    Format::Man,
    Format::Typst,
    Format::Textile,
    Format::Subtitles,
    Format::Mail,
    Format::Mbox,
    Format::Pod,
    Format::Creole,
    Format::Wikidot,
    Format::BbCode,
    Format::Gemtext,
    Format::Fountain,
    Format::Xml,
];

/// Each reader of text gives blocks and sentences that lead back to a span of the source.
pub(crate) fn readers(input: &[u8]) {
    let (bytes, [source]) = parts(input);
    let format = READERS[usize::from(bytes[0]) % READERS.len()];
    let Ok(document) = Document::read(source, format) else { return };
    check_blocks(&document);
    let sentences: Vec<Span> = Splitter::new(language(bytes[1])).split(&document).collect();
    check_spans(document.text(), &sentences);
    let notes = document.blocks().iter().filter(|block| block.kind == BlockKind::Footnote);
    let notes: Vec<Span> = notes.map(|note| note.span).collect();
    let mut before = 0;
    for span in sentences {
        // What was encoded in base64 comes from all of its part, so places may overlap.
        let back = document.source_span(span);
        assert!(source.get(back.range()).is_some_and(|found| !found.is_empty()), "{span} comes from {back}");
        // A note that is written inside a paragraph stands behind it.
        if !notes.iter().any(|note| note.contains(span)) {
            assert!(before <= back.start, "{back} stands before {before}");
            before = back.start;
        }
    }
}

/// Any bytes are a document or an error, and so is any part in place of a good file's.
pub(crate) fn docx(input: &[u8]) {
    office(input, Format::Docx);
}

/// As [`docx`].
pub(crate) fn odt(input: &[u8]) {
    office(input, Format::Odt);
}

/// As [`docx`].
pub(crate) fn epub(input: &[u8]) {
    office(input, Format::Epub);
}

/// As [`docx`].
pub(crate) fn pptx(input: &[u8]) {
    office(input, Format::Pptx);
}

/// As [`docx`]; a choice makes the rest what stands in a good file.
pub(crate) fn rtf(input: &[u8]) {
    let Some((choice, bytes)) = input.split_first() else { return };
    let file = match choice % 2 {
        0 => bytes.to_vec(),
        _ => [&b"{\\rtf1{\\fonttbl{\\f1\\fcharset204 A;}}{\\stylesheet{\\s1 heading 1;}}"[..], bytes, b"}"]
            .concat(),
    };
    if let Ok(document) = Document::office(&file, Format::Rtf) {
        check_blocks(&document);
        assert!(document.blocks().iter().all(|block| !block.span.of(document.text()).contains('\n')));
    }
}

/// A file is read or refused, whatever is in it; a choice makes the rest the content of a page.
pub(crate) fn pdf(input: &[u8]) {
    let Some((choice, bytes)) = input.split_first() else { return };
    let bytes = match choice % 2 {
        0 => bytes.to_vec(),
        _ => crate::pdf_files::Pdf::new().page(&String::from_utf8_lossy(bytes)).bytes(),
    };
    if let Ok((source, document)) = Document::pdf(&bytes) {
        for block in document.blocks() {
            assert!(document.source_span(block.span).end <= source.len());
        }
    }
}

fn office(input: &[u8], format: Format) {
    let Some((choice, bytes)) = input.split_first() else { return };
    // A fuzzer does not find the sums of an archive: it is given one around each part.
    let parts: Vec<&str> = PARTS.iter().filter(|(of, _)| *of == format).map(|(_, part)| *part).collect();
    let archive = match parts.get(usize::from(*choice) % (parts.len() + 1)) {
        None => bytes.to_vec(),
        Some(part) => around(format, part, bytes),
    };
    let _ = Format::of_content(&archive);
    if let Ok(document) = Document::office(&archive, format) {
        check_blocks(&document);
        assert!(document.blocks().iter().all(|block| !block.span.of(document.text()).contains('\n')));
    }
}

/// The parts that are read of each format.
const PARTS: [(Format, &str); 18] = [
    (Format::Docx, "word/document.xml"),
    (Format::Docx, "word/styles.xml"),
    (Format::Docx, "word/footnotes.xml"),
    (Format::Docx, "docProps/core.xml"),
    (Format::Docx, "_rels/.rels"),
    (Format::Pptx, "ppt/a.xml"),
    (Format::Pptx, "ppt/notes.xml"),
    (Format::Pptx, "ppt/presentation.xml"),
    (Format::Pptx, "ppt/_rels/presentation.xml.rels"),
    (Format::Pptx, "ppt/_rels/a.xml.rels"),
    (Format::Odt, "content.xml"),
    (Format::Odt, "styles.xml"),
    (Format::Odt, "meta.xml"),
    (Format::Odt, "META-INF/manifest.xml"),
    (Format::Epub, "META-INF/container.xml"),
    (Format::Epub, "META-INF/encryption.xml"),
    (Format::Epub, "book.opf"),
    (Format::Epub, "a.xhtml"),
];

/// What a file has beside the part that is given.
const FILES: [(Format, &str, &str); 12] = [
    (
        Format::Docx,
        "word/_rels/document.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Type='x/styles' Target='styles.xml'/><Relationship Type='x/footnotes' Target='footnotes.xml'/>\
         </Relationships>",
    ),
    (
        Format::Docx,
        "word/document.xml",
        "<w:document><w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>x</w:t><w:footnoteReference w:id='1'/></w:r></w:p>\
         </w:document>",
    ),
    (Format::Docx, "word/styles.xml", "<w:styles/>"),
    (Format::Docx, "word/footnotes.xml", "<w:footnotes/>"),
    (
        Format::Pptx,
        "ppt/presentation.xml",
        "<p:presentation><p:sldId id='1' r:id='r1'/><p:sldId id='2' r:id='r2'/></p:presentation>",
    ),
    (
        Format::Pptx,
        "ppt/_rels/presentation.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='x/slide' Target='a.xml'/><Relationship Id='r2' Type='x/slide' Target='b.xml'/>\
         </Relationships>",
    ),
    (
        Format::Pptx,
        "ppt/_rels/a.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='x/notesSlide' Target='notes.xml'/></Relationships>",
    ),
    (Format::Pptx, "ppt/a.xml", "<p:sld><p:sp><a:p><a:r><a:t>x</a:t></a:r></a:p></p:sp></p:sld>"),
    (Format::Pptx, "ppt/b.xml", "<p:sld><p:sp><a:p><a:r><a:t>y</a:t></a:r></a:p></p:sp></p:sld>"),
    (Format::Odt, "content.xml", "<office:document-content><office:text/></office:document-content>"),
    (Format::Epub, "META-INF/container.xml", "<container><rootfile full-path='book.opf'/></container>"),
    (Format::Epub, "book.opf", "<package><item id='a' href='a.xhtml'/><itemref idref='a'/></package>"),
];

fn around(format: Format, part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let others = FILES.iter().filter(|(of, name, _)| *of == format && *name != part);
    for (name, bytes) in others.map(|(_, name, text)| (*name, text.as_bytes())).chain([(part, bytes)]) {
        archive.start_file(name, SimpleFileOptions::default()).expect("the name is new");
        archive.write_all(bytes).expect("there is memory");
    }
    archive.finish().expect("there is memory").into_inner()
}

/// Drafts beside each other: places lie in the drafts that they are said to be in, and an order of reading is no matter.
pub(crate) fn site(input: &[u8]) {
    let ([byte, ..], sources) = parts::<4>(input);
    let mut auditor = Auditor::new();
    let options = AuditOptions::new().language((byte < 0xF0).then(|| language(byte)));
    let mut limits = SiteLimits::default();
    limits.boilerplate_site = 2;
    limits.boilerplate_drafts = 2;
    limits.passage_words = 8;
    let documents = sources.map(Document::markdown);
    let audits: Vec<Audit> = documents.iter().map(|document| auditor.audit(document, &options)).collect();
    let mut together = SiteAuditor::new(limits);
    for (at, document) in documents.iter().enumerate() {
        together.add(at.to_string(), sources[at], document, &audits[at]);
    }
    let site = together.finish();
    assert_eq!(site.drafts.len(), sources.len());
    for (findings, source) in site.drafts.iter().zip(sources) {
        for occurrence in findings.iter().flat_map(|finding| &finding.occurrences) {
            assert!(source.get(occurrence.span.range()).is_some_and(|words| !words.is_empty()));
        }
    }
    check_lines(&render::text::site(&site, 80));
}

/// Sentences are in order, apart, inside blocks, and hold all but white space and rules.
pub(crate) fn split(input: &[u8]) {
    let ([byte, ..], [text]) = parts(input);
    let splitter = Splitter::new(language(byte));
    let document = Document::plain(text);
    check_blocks(&document);

    let spans: Vec<Span> = splitter.split(&document).collect();
    check_spans(document.text(), &spans);
    let indices = splitter.sentence_indices(text);
    let indices: Vec<Span> =
        indices.map(|(start, sentence)| Span::new(start, start + sentence.len())).collect();
    check_spans(text, &indices);
    let mut at = 0;
    for span in &indices {
        check_gap(&text[at..span.start]);
        at = span.end;
    }
    check_gap(&text[at..]);
    // Mail and what comes from pages are read in parts, and some of it is left out.
    let is_plain =
        |block: &Block| matches!(block.role, Role::Prose | Role::LeadIn | Role::Speaker | Role::Time);
    if document.text() == text && document.blocks().iter().all(is_plain) {
        assert_eq!(indices, spans);
    }

    let text = document.text();
    let (mut rest, mut at) = (spans.iter().peekable(), 0);
    for block in document.blocks() {
        at = at.max(block.span.start);
        while let Some(span) = rest.next_if(|span| span.start < block.span.end) {
            assert!(text[at..span.start].trim().is_empty(), "lost before {span}");
            at = span.end;
        }
        // In some languages a sentence goes on in the items of a list that end in semicolons, and in a line in lower case.
        let is_small = || text[block.span.end..].trim_start().starts_with(char::is_lowercase);
        let goes_on = at > block.span.end && (block.span.of(text).contains(';') || is_small());
        assert!(at == block.span.end || goes_on, "lost at the end of {block:?}, or taken from the next");
    }
    assert_eq!(rest.next(), None, "outside of all blocks");

    let mut at = 0;
    for block in document.blocks() {
        check_gap(&text[at..block.span.start]);
        at = block.span.end;
    }
    check_gap(&text[at..]);
}

/// Between blocks there is nothing but white space and lines of marks.
fn check_gap(gap: &str) {
    assert!(gap.chars().all(|c| c.is_whitespace() || "-=_*~#".contains(c)), "{gap:?} is in no block");
}

/// Nothing panics, a summary keeps its budget, and a used analyzer gives the same as a new one.
pub(crate) fn summarize(input: &[u8]) {
    let (bytes, [first, second]) = parts(input);
    let options = options(bytes);
    let documents = [Document::plain(first), Document::plain(second).with_title("The title of the second")];

    let mut analyzer = Analyzer::new();
    let one = summarize_documents(&mut analyzer, &documents[..1], &options);
    check_summary(&one, &documents[..1], options.budget);
    let both = summarize_documents(&mut analyzer, &documents, &options);
    check_summary(&both, &documents, options.budget);
    assert_eq!(both, summarize_documents(&mut Analyzer::new(), &documents, &options));

    let _ = render::text::with_scores(&both);
    let _ = render::text::explanation(&both, 80);
    let _ = render::markdown::summary(&both);
    let layout = render::highlight::Layout::new(bytes[0].into()).scores(true);
    let _ = render::highlight::article(&documents[1], 1, &both, &layout);
    let shape = render::json::Summary::new(&both, &[first, second], OffsetUnit::Utf16).explained(&both);
    let line = serde_json::to_string(&shape).expect("a summary is JSON");
    assert!(!line.contains('\n'));
}

/// A table that is read is written as it was, finds its own stems, adds up, and weighs words.
pub(crate) fn table(input: &[u8]) {
    let (_, [text]) = parts(input);
    let Ok(table) = Background::parse(text) else { return };
    let written = table.to_string();
    assert!(Background::parse(&written).expect("what was written reads back") == table);
    assert_eq!(table.stems().count(), table.len());
    for (stem, frequency, occurrences) in table.stems() {
        assert_eq!((table.frequency(stem), table.occurrences(stem)), (frequency, occurrences), "{stem:?}");
        assert!(0 < frequency && frequency <= table.documents(), "{stem:?}");
    }
    let mut sum = Corpus::new(table.language());
    // Who asks for the stems of no document at least gets those of one.
    if table.least() > 0 && sum.merge_background(&table).is_ok() {
        assert!(sum.background(table.least()) == table);
        // What does not fit into a count any more is an error.
        let _ = sum.merge_background(&table);
    }
    let language = Some(table.language());
    let mut analyzer = Analyzer::new().with_background(table);
    let documents = [Document::plain("The flood wall is up. Walls hold.")];
    let analysis = analyzer.analyze(&documents, language);
    assert_eq!(analysis.sentences().len(), 2);
}

/// The words of a text are those of UAX #29, which `unicode-segmentation` knows, however they are found.
pub(crate) fn words(input: &[u8]) {
    let (_, [text]) = parts(input);
    // The one place where the library does otherwise: src/words.rs says why.
    if text.contains('\u{202F}') {
        return;
    }
    let documents = [Document::plain(text)];
    let mut analyzer = Analyzer::new();
    let analysis = analyzer.analyze(&documents, Some(Language::English));
    let text = documents[0].text();
    // Those of header fields and notices are no words that count.
    for sentence in analysis.sentences().iter().filter(|sentence| sentence.role.is_counted()) {
        let content = &text[sentence.content_start..sentence.span.end];
        let expected = content.unicode_word_indices().map(|(at, word)| (sentence.content_start + at, word));
        let found = analysis.tokens_of(sentence).iter().map(|token| token.span(sentence));
        assert!(found.map(|span| (span.start, span.of(text))).eq(expected), "{content:?}");
    }
}

/// A language for a byte, each for some.
fn language(byte: u8) -> Language {
    let all = Language::ALL;
    all.get(usize::from(byte) % (all.len() + 1)).copied().unwrap_or(Language::Undetermined)
}

/// Options for some bytes: any method, budget and language, or none.
fn options([language_byte, method, kind, limit]: [u8; 4]) -> Options {
    let limit = usize::from(limit);
    let budget = match kind % 4 {
        0 => Budget::Sentences(limit % 9),
        1 => Budget::Words(limit),
        2 => Budget::Chars(4 * limit),
        _ => Budget::Ratio(limit as f64 / 255.0),
    };
    let given = (language_byte < 0xF0).then(|| language(language_byte));
    Options::new(budget).method(Method::ALL[usize::from(method) % Method::ALL.len()]).language(given)
}

/// Panics unless spans are in order, apart, on character boundaries, and without white space at their ends.
fn check_spans(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end, "{span} in {spans:?}");
        assert_eq!(span.of(text), span.of(text).trim(), "{span}");
        end = span.end;
    }
}

/// Panics unless the blocks of a document are as spans must be, and begin with their bullets.
fn check_blocks(document: &Document<'_>) {
    let spans: Vec<Span> = document.blocks().iter().map(|block| block.span).collect();
    check_spans(document.text(), &spans);
    for block in document.blocks() {
        assert!((block.span.start..block.span.end).contains(&block.content_start), "{block:?}");
        assert!(document.text().is_char_boundary(block.content_start), "{block:?}");
    }
}

/// Panics unless the places of each phrase are in order and apart, and all places are on character boundaries.
fn check_audit(audit: &Audit, source: &str) {
    for phrase in audit.phrases.iter().chain(&audit.keyphrases) {
        let mut end = 0;
        for occurrence in &phrase.occurrences {
            let span = occurrence.span;
            assert!(end <= span.start && span.start < span.end, "{span} of {:?}", phrase.text);
            end = span.end;
        }
        assert!(phrase.inside <= phrase.occurrences.len(), "{:?}", phrase.text);
    }
    let phrases = audit.phrases.iter().chain(&audit.keyphrases).map(|phrase| &phrase.occurrences);
    for occurrence in phrases.chain(audit.findings.iter().map(|finding| &finding.occurrences)).flatten() {
        assert!(source.get(occurrence.span.range()).is_some_and(|words| !words.is_empty()), "{occurrence:?}");
    }
    let shares = audit.phrases.iter().map(|phrase| phrase.coverage).chain([audit.measures.family_coverage]);
    assert!(shares.into_iter().all(|share| (0.0..=100.0).contains(&share)));
}

/// Panics unless a summary is within its budget, or says that it is not, and has a sentence if one has words.
fn check_summary(summary: &Summary, documents: &[Document<'_>], budget: Budget) {
    let content = |document: &Document<'_>| -> usize {
        let words = |start, end| document.text()[start..end].unicode_words().count();
        document.blocks().iter().map(|block| words(block.content_start, block.span.end)).sum()
    };
    let all: usize = documents.iter().map(content).sum();
    assert_eq!(summary.sentences.is_empty(), all == 0);
    assert!(summary.sentences.iter().all(|sentence| sentence.score.get().is_finite()));
    let mut ranks: Vec<usize> = summary.sentences.iter().map(|sentence| sentence.rank).collect();
    ranks.sort_unstable();
    assert!(ranks.into_iter().eq(1..=summary.sentences.len()));
    if summary.is_over_budget {
        assert_eq!(summary.sentences.len(), 1);
        return;
    }
    let words: usize = summary.sentences.iter().map(|sentence| sentence.text.unicode_words().count()).sum();
    match budget {
        Budget::Sentences(limit) => assert!(summary.sentences.len() <= limit),
        Budget::Words(limit) => assert!(words <= limit, "{words} words"),
        Budget::Chars(limit) => assert!(summary.to_string().chars().count() <= limit, "{summary}"),
        // No exact check: a word that holds a full stop, `end.Next`, is two words once sentences part there.
        Budget::Ratio(_) => {}
        other => panic!("{other:?} is new"),
    }
}

/// Panics unless the sentences of a document lead back to its source, in their order; for formats that have markup.
fn check_sources(document: &Document<'_>, source: &str, language: Language) {
    let sentences: Vec<Span> = Splitter::new(language).split(document).collect();
    check_spans(document.text(), &sentences);
    let mut before = Span::new(0, 0);
    for span in sentences {
        let back = document.source_span(span);
        assert!(source.get(back.range()).is_some_and(|found| !found.is_empty()), "{span} comes from {back}");
        assert!(before.start <= back.start && before.end <= back.end, "{back} stands behind {before}");
        before = back;
    }
}

/// Panics if a terminal, an editor or a runner would take something of a text for a command.
fn check_lines(text: &str) {
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
}

/// Panics unless a log is SARIF of the rules that it names, with places that a viewer can show.
fn check_sarif(log: &str, audit: &Audit) {
    let log: Value = serde_json::from_str(log).expect("SARIF is JSON");
    let run = &log["runs"][0];
    let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().expect("a list"));
    assert_eq!(results.len(), audit.findings.len());
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        for place in result["locations"].as_array().into_iter().flatten() {
            let region = &place["physicalLocation"]["region"];
            let at = |key: &str| region[key].as_u64();
            if let (Some(line), Some(end)) = (at("startLine"), at("endLine")) {
                assert!(0 < line && line <= end, "{region}");
                if let (true, Some(column), Some(end)) = (line == end, at("startColumn"), at("endColumn")) {
                    assert!(0 < column && column < end, "{region}");
                }
            }
        }
    }
}

/// The names of all elements of an XML document, which is well-formed and has those that are known only.
fn elements(xml: &str, known: &[&str]) -> Vec<String> {
    use quick_xml::events::Event;
    let legal = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    assert!(xml.chars().all(legal));
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut elements, mut depth) = (Vec::new(), 0);
    loop {
        let event = reader.read_event().expect("it is well-formed");
        match &event {
            Event::Eof => break,
            Event::End(_) => depth -= 1,
            Event::Start(tag) | Event::Empty(tag) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                assert!(tag.attributes().all(|attribute| attribute.is_ok()));
                let name = tag.name().as_ref().to_string();
                assert!(known.contains(&name.as_str()), "{name}");
                elements.push(name);
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    elements
}

/// The elements and attributes that a page of ours may have.
const ELEMENTS: &str = "html head meta title style body a header p b span bdi nav ul li main h1 h2 h3 h4 h5 h6 fieldset legend div label button input \
                        dl dt dd section i ol article details summary code table caption thead tbody tr th td svg path \
                        rect line text footer script blockquote output kbd aside em";
const ATTRIBUTES: &str = "lang charset http-equiv content name class href aria-label id tabindex dir hidden for type min max \
                          value step autocomplete aria-hidden aria-labelledby data-rank role data-layer data-at data-count \
                          data-share data-errors data-warnings data-notes data-words data-ease data-date data-paragraphs data-openers data-key data-label scope title viewBox \
                          preserveAspectRatio d width height x y dx rx x1 x2 y1 y2 text-anchor checked aria-keyshortcuts";

/// Panics if something of a draft became markup of a page.
pub(crate) fn check_page(page: &str) {
    let dom = Dom::from(page);
    let (elements, attributes): (BTreeSet<&str>, BTreeSet<&str>) =
        (ELEMENTS.split_whitespace().collect(), ATTRIBUTES.split_whitespace().collect());
    let nodes = dom.select("[id]");
    let ids: Vec<_> = nodes.nodes().iter().filter_map(|node| node.attr("id")).collect();
    let distinct: BTreeSet<&str> = ids.iter().map(|id| &**id).collect();
    assert_eq!(ids.len(), distinct.len());
    for node in dom.select("*").nodes() {
        let name = node.node_name().unwrap_or_default();
        assert!(elements.contains(&*name), "element {name}");
        for attribute in node.attrs() {
            assert!(attributes.contains(&*attribute.name.local), "attribute {}", attribute.name.local);
        }
        if let Some(target) = node.attr("href") {
            assert!(target.strip_prefix('#').is_some_and(|id| distinct.contains(id)), "{target}");
        }
    }
    assert_eq!(dom.select("script").length(), 2);
    assert_eq!(dom.select("style").length(), 1);
    assert_eq!(dom.select("head title").length(), 1);
}
