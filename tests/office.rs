//! DOCX, ODT and EPUB: cases for the readers, each a stanza of `tests/office/FORMAT.txt`.
//!
//! ```text
//! # What the case shows.
//! @ body
//! <w:p>…</w:p>
//! ---
//! Paragraph What is read.
//! ===
//! ```
//!
//! * Behind `@` stands what the lines below it are: the name of a part, or of a piece of one (`tests/office/files.rs`),
//!   around which what every file has is put.
//! * Between `---` and `===` stand the blocks, one a line, then the fields that are not empty: `title:`,
//!   `description:`, `language:`, `alt:`, and inline code, `code:`. For a file that is refused, `error:`.
//!
//! What no case can hold is tested here: hostile files, each of which ends in an error that says what it was, and
//! properties of files that are damaged at random.

mod archive;
mod files;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use archive::{ENCRYPTED, File, archive};
use files::{docx, docx_of, epub, odt};
use nutgraf::{BlockKind, Document, Format};
use proptest::prelude::*;

/// A block of a case that a test makes, and what it reads as.
const PARAGRAPH: &str = "<w:p><w:r><w:t>It is closed.</w:t></w:r></w:p>";

#[test]
fn the_cases_hold() {
    let mut report = String::new();
    for (format, make) in [
        (Format::Docx, docx as fn(&files::Pieces<'_>) -> Vec<File>),
        (Format::Odt, odt),
        (Format::Epub, epub),
    ] {
        let path = format!("tests/office/{format}.txt");
        let cases = fs::read_to_string(&path).unwrap();
        for case in cases.split("\n===\n").filter(|case| !case.trim().is_empty()) {
            let (given, expected) = case.split_once("\n---").unwrap_or_else(|| panic!("no `---` in {case}"));
            let pieces: Vec<(&str, &str)> = given
                .split("\n@ ")
                .skip(1)
                .map(|piece| piece.split_once('\n').unwrap_or((piece, "")))
                .collect();
            let found = show(&archive(&make(&pieces)), format);
            let expected = expected.trim_start_matches('\n');
            if found.trim_end() != expected.trim_end() {
                write!(
                    report,
                    "\n{path}: {}\n  expected\n{expected}\n  found\n{found}",
                    &given[..given.find('\n').unwrap_or(0)]
                )
                .unwrap();
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// What is read in a file, as the cases have it.
fn show(bytes: &[u8], format: Format) -> String {
    let document = match Document::office(bytes, format) {
        Ok(document) => document,
        Err(error) => return format!("error: {error}"),
    };
    check(&document);
    let mut shown = String::new();
    let mut line =
        |name: &str, words: &str| writeln!(shown, "{name} {}", words.replace('\t', "\\t")).unwrap();
    for block in document.blocks() {
        let role = Some(block.role).filter(|role| *role != nutgraf::Role::Prose);
        let role = role.map_or(String::new(), |role| format!(" ({role})"));
        line(&format!("{:?}{role}", block.kind), block.span.of(document.text()));
    }
    let fields = document.fields();
    for (name, field) in
        [("title:", &fields.title), ("description:", &fields.description), ("language:", &fields.language)]
    {
        field.iter().for_each(|words| line(name, words));
    }
    fields.alternatives.iter().for_each(|(words, _)| line("alt:", words));
    document.code().for_each(|code| line("code:", code.of(document.text())));
    shown
}

/// What holds of every document that is read: a block a line, in order, without white space at its ends.
fn check(document: &Document<'_>) {
    let text = document.text();
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
    let blocks: Vec<&str> = document.blocks().iter().map(|block| block.span.of(text)).collect();
    assert_eq!(lines.iter().map(|line| line.trim()).collect::<Vec<_>>(), blocks);
    assert!(
        !text.contains("\n\n") && !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'),
        "{text:?}"
    );
    let mut end = 0;
    for block in document.blocks() {
        assert!(
            end <= block.span.start
                && block.span.contains(nutgraf::Span::new(block.content_start, block.span.end))
        );
        assert_eq!(document.source_span(block.span), block.span);
        end = block.span.end;
    }
    assert!(document.code().is_sorted_by(|one, next| one.end <= next.start));
    assert!(document.code().all(|code| !code.of(text).contains('\n')));
    let titles = document.blocks().iter().filter(|block| block.kind == BlockKind::Title).count();
    assert!(titles <= 1, "{titles} titles");
    assert!(document.fields().alternatives.iter().all(|(_, place)| text.get(place.range()).is_some()));
}

fn refused(bytes: &[u8], format: Format) -> String {
    Document::office(bytes, format).map(|document| document.text().to_string()).unwrap_err().to_string()
}

/// The same file in each format, and what is read in it.
fn samples() -> [(Format, Vec<File>); 3] {
    let chapter =
        "<html><body><h1>Harbor</h1><p>It is <b>closed</b>.</p><ul><li>No boats</li></ul></body></html>";
    [
        (
            Format::Docx,
            docx(&[
                ("styles", "<w:style w:styleId='T'><w:name w:val='Title'/></w:style>"),
                ("footnotes", "<w:footnote w:id='1'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"),
                ("core", "<dc:title>x</dc:title>"),
                (
                    "body",
                    "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>Harbor</w:t></w:r></w:p><w:p><w:r><w:t \
                     xml:space='preserve'>It is </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>closed</w:t></w:r><w:r>\
                     <w:t>.</w:t><w:footnoteReference w:id='1'/></w:r></w:p>",
                ),
            ]),
        ),
        (
            Format::Odt,
            odt(&[
                ("styles", "<office:styles/>"),
                ("body", "<text:h>Harbor</text:h><text:p>It is <text:span>closed</text:span>.</text:p>"),
                ("meta", "<dc:title>x</dc:title>"),
            ]),
        ),
        (
            Format::Epub,
            epub(&[
                ("metadata", "<dc:title>Harbor</dc:title>"),
                ("manifest", "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"),
                ("spine", "<itemref idref='a'/>"),
                ("OEBPS/a.xhtml", chapter),
            ]),
        ),
    ]
}

#[test]
fn formats_are_told_by_content() {
    for (format, files) in samples() {
        let bytes = archive(&files);
        assert_eq!(Format::of_content(&bytes).unwrap(), format);
        // Without its end, by its beginning.
        assert_eq!(Format::of_content(&bytes[..bytes.len() / 2]).unwrap(), format);
        // In any order.
        let mut files = files;
        files.reverse();
        assert_eq!(Format::of_content(&archive(&files)).unwrap(), format);
        files.retain(|file| file.name != "mimetype");
        if format != Format::Odt {
            assert_eq!(Format::of_content(&archive(&files)).unwrap(), format);
        }
    }
    let one = |name: &str| archive(&[File::new("[Content_Types].xml", "<Types/>"), File::new(name, "x")]);
    for (name, why) in [
        ("xl/workbook.xml", "spreadsheets are not supported"),
        ("notes.txt", "archives of files are not supported"),
    ] {
        for error in
            [Format::of_content(&one(name)).unwrap_err().to_string(), refused(&one(name), Format::Docx)]
        {
            let named = name == "notes.txt" && error.contains("it has no part word/document.xml");
            assert!(error.starts_with(why) || named, "{error}");
        }
    }
    let sheet = archive(&[File::stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    assert!(refused(&sheet, Format::Odt).starts_with("spreadsheets are not supported"));
    let slides = archive(&[File::stored("mimetype", "application/vnd.oasis.opendocument.presentation")]);
    assert!(refused(&slides, Format::Odt).starts_with("presentations are not supported"));
}

#[test]
fn another_kind_of_file_is_named() {
    for (format, files) in samples() {
        for other in [Format::Docx, Format::Odt, Format::Epub].into_iter().filter(|other| *other != format) {
            let error = refused(&archive(&files), other);
            assert!(
                error.contains(&format!(
                    "it is another kind of file, {} (format {format})",
                    format.to_string().to_uppercase()
                )),
                "{error}"
            );
        }
    }
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    for (bytes, why) in [
        (&b""[..], "it is empty"),
        (b"An ordinary text.", "it is not an archive: expected a file that begins with PK"),
        (b"<!DOCTYPE html><p>x", "it is another kind of file, HTML (format html)"),
        (
            b"%PDF-1.7",
            if cfg!(feature = "pdf") { "another kind of file, PDF (format pdf)" } else { "pdftotext" },
        ),
        (b"PK\x03\x04", "its archive is damaged or cut off"),
        (b"PK\x05\x06", "its archive is damaged or cut off"),
        (old, "the format of Word before 2007 is not supported"),
        (&[old, &encrypted[..]].concat(), "it is encrypted: expected a file saved without a password"),
    ] {
        let error = refused(bytes, Format::Docx);
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn what_is_no_archive_is_named_as_well() {
    let docx =
        samples().into_iter().find(|(format, _)| *format == Format::Docx).map(|(_, files)| archive(&files));
    let mut given = vec![
        (b"<!DOCTYPE html><p>x".to_vec(), "it is another kind of file, HTML (format html)"),
        (b" \n".to_vec(), "it is empty"),
    ];
    given.extend(docx.map(|docx| (docx, "it is another kind of file, DOCX (format docx)")));
    for format in [
        Format::Rtf,
        #[cfg(feature = "pdf")]
        Format::Pdf,
    ] {
        for (bytes, why) in &given {
            let error = refused(bytes, format);
            assert!(error.contains(why), "{format}: {error}");
        }
    }
}

#[test]
fn text_formats_are_read_as_what_they_are() {
    assert_eq!(Document::office(b"One.\n\nTwo.", Format::Text).unwrap().blocks().len(), 2);
}

/// A DOCX with one file more, or with another in place of one.
fn docx_with(file: File) -> Vec<u8> {
    let mut files = docx(&[("body", PARAGRAPH)]);
    files.retain(|known| known.name != file.name);
    files.push(file);
    archive(&files)
}

#[test]
fn names_that_lead_out_of_the_archive_are_refused() {
    for name in
        ["../../etc/passwd", "/etc/passwd", "word/../../x", "..\\x", "\\\\host\\x", "C:\\x", "c:/x", "a\0b"]
    {
        let error = refused(&docx_with(File::new(name, "x")), Format::Docx);
        assert!(error.starts_with("not a readable DOCX: its archive has a file '"), "{error}");
        assert!(error.ends_with("', which leads out of it"), "{error}");
    }
    // Separators of another system alone are no reason.
    let mut files = docx(&[("body", PARAGRAPH)]);
    files.iter_mut().for_each(|file| file.name = file.name.replace('/', "\\"));
    assert_eq!(show(&archive(&files), Format::Docx), "Paragraph It is closed.\n");
    // Nor are capitals, nor names in letters of any kind.
    files.iter_mut().for_each(|file| file.name = file.name.to_uppercase());
    files.push(File::new("Bücher/日本.png", ""));
    assert_eq!(show(&archive(&files), Format::Docx), "Paragraph It is closed.\n");
}

#[test]
fn two_files_of_one_name_are_refused() {
    for (one, other) in [("word/x.xml", "word/x.xml"), ("word/x.xml", "word\\x.xml")] {
        let mut files = docx(&[("body", PARAGRAPH)]);
        files.extend([File::new(one, "1"), File::new(other, "2")]);
        assert!(refused(&archive(&files), Format::Docx).contains("two files"));
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    // It says what it unpacks to.
    let error = refused(&docx_with(File::bomb("word/document.xml", 1024)), Format::Docx);
    assert_eq!(error, "1073741824 bytes in word/document.xml: expected at most 67108864");
    // It says less.
    let lying = File { size: 1 << 20, ..File::bomb("word/document.xml", 1024) };
    let error = refused(&docx_with(lying), Format::Docx);
    assert!(error.starts_with("not a readable DOCX: word/document.xml is damaged or cut off"), "{error}");
    // Bombs in what is not read harm nobody.
    let bytes = docx_with(File::bomb("word/media/image1.png", 1024));
    assert_eq!(show(&bytes, Format::Docx), "Paragraph It is closed.\n");
    // Many that are small.
    let chapters = 0..100;
    let manifest: String = chapters
        .clone()
        .map(|n| format!("<item id='c{n}' href='{n}.xhtml' media-type='application/xhtml+xml'/>"))
        .collect();
    let spine: String = chapters.clone().map(|n| format!("<itemref idref='c{n}'/>")).collect();
    let mut files = epub(&[("manifest", &manifest), ("spine", &spine)]);
    let blanks = File::new("x", " ".repeat(15 << 20));
    files.extend(chapters.map(|n| File { name: format!("OEBPS/{n}.xhtml"), ..blanks.clone() }));
    let error = refused(&archive(&files), Format::Epub);
    assert!(error.ends_with("and the parts before it: expected at most 100663296"), "{error}");
    // Archives in archives are not opened.
    let inner = archive(&[File::bomb("0.txt", 1024)]);
    let nested = archive(&[File::new("1.zip", inner)]);
    let error = Format::of_content(&nested).unwrap_err().to_string();
    assert!(error.starts_with("archives of files are not supported"), "{error}");
}

#[test]
fn texts_beyond_what_is_read_are_refused() {
    let chapter = |html: &str| {
        let (manifest, spine) = ("<item id='a' href='a.html'/>", "<itemref idref='a'/>");
        epub(&[("manifest", manifest), ("spine", spine), ("OEBPS/a.html", html)])
    };
    let note = "<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note>".repeat(500_001);
    for (format, files, why) in [
        (
            Format::Docx,
            docx(&[("body", &PARAGRAPH.repeat(500_001))]),
            "500001 paragraphs: expected at most 500000",
        ),
        (
            Format::Docx,
            docx(&[("body", &PARAGRAPH.replace("closed", &"a".repeat(16 << 20)))]),
            "16777224 bytes of text: expected at most 16777216",
        ),
        (
            Format::Docx,
            docx(&[("body", &PARAGRAPH.replace("closed", &"<w:br/>a".repeat(500_001)))]),
            "500001 paragraphs: expected at most 500000",
        ),
        (
            Format::Docx,
            docx(&[
                ("body", PARAGRAPH),
                ("styles", &(0..=100_000).map(|n| format!("<w:style w:styleId='{n}'/>")).collect::<String>()),
            ]),
            "100001 styles: expected at most 100000",
        ),
        (
            Format::Odt,
            odt(&[("body", &format!("<text:p>{note}</text:p>"))]),
            "500001 paragraphs: expected at most 500000",
        ),
        (
            Format::Epub,
            chapter(&"<p>a".repeat(1_000_001)),
            "not a readable EPUB: OEBPS/a.html: 1000001 tags: expected at most 1000000",
        ),
        (
            Format::Epub,
            chapter(&"<p>a</p>".repeat(500_001)),
            "not a readable EPUB: OEBPS/a.html: 1000002 tags: expected at most 1000000",
        ),
        (
            Format::Epub,
            chapter(&" ".repeat(17 << 20)),
            "not a readable EPUB: OEBPS/a.html: 17825792 bytes of HTML: expected at most 16777216",
        ),
    ] {
        assert_eq!(refused(&archive(&files), format), why);
    }
}

#[test]
fn archives_of_very_many_files_are_refused() {
    let files: Vec<File> = (0..30_000).map(|n| File::stored(&format!("word/{n}.xml"), "")).collect();
    let error = refused(&archive(&files), Format::Docx);
    assert_eq!(error, "20001 files in the archive: expected at most 20000");
}

#[test]
fn encrypted_and_oddly_packed_files_are_told() {
    let main =
        || docx(&[("body", PARAGRAPH)]).into_iter().find(|file| file.name == "word/document.xml").unwrap();
    for (file, why) in [
        (
            File { flags: ENCRYPTED, ..main() },
            "word/document.xml: it is encrypted: expected a file saved without a password",
        ),
        (File { method: 14, ..main() }, "word/document.xml: it is packed in a way that office files are not"),
        (File { crc: 1, ..main() }, "word/document.xml is damaged or cut off"),
        (File { packed: b"\xFFnoise".to_vec(), ..main() }, "word/document.xml is damaged or cut off"),
    ] {
        let error = refused(&docx_with(file), Format::Docx);
        assert!(error.starts_with("not a readable DOCX") && error.contains(why), "{error}");
    }
}

#[test]
fn parts_that_are_missing_are_named() {
    for (format, part) in [
        (Format::Docx, "word/document.xml"),
        (Format::Odt, "content.xml"),
        (Format::Epub, "OEBPS/a.xhtml"),
        (Format::Epub, "META-INF/container.xml"),
        (Format::Epub, "OEBPS/book.opf"),
        (Format::Docx, "word/footnotes.xml"),
    ] {
        let mut files = samples().into_iter().find(|(known, _)| *known == format).unwrap().1;
        files.retain(|file| file.name != part);
        assert!(refused(&archive(&files), format).ends_with(&format!("it has no part {part}")), "{part}");
    }
}

/// A book without a chapter that can be read is no empty book.
#[test]
fn a_book_without_chapters_is_refused() {
    for manifest in [
        "",
        "<item id='b' href='a.html'/>",
        "<item id='a' href='a.svg' media-type='image/svg+xml'/>",
        "<item id='a' href='a.html' media-type='application/x-unknown'/>",
        "<item id='a' href='a.html' properties='nav'/>",
        "<item id='a' href='../../a.html'/>",
    ] {
        let files = epub(&[("manifest", manifest), ("spine", "<itemref idref='a'/>")]);
        let error = refused(&archive(&files), Format::Epub);
        assert!(
            error.contains("OEBPS/book.opf: expected a spine with a chapter that can be read"),
            "{error}"
        );
    }
}

#[test]
fn entities_do_not_grow() {
    let mut laughs = String::from("<!DOCTYPE w:document [<!ENTITY a0 'ha'>");
    for level in 1..30 {
        let below = format!("&a{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY a{level} '{below}'>").unwrap();
    }
    laughs += "]><w:document><w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body></w:document>";
    let outside =
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document><w:t>&e;</w:t></w:document>";
    for source in [&laughs, outside] {
        let error = refused(&docx_with(File::new("word/document.xml", source)), Format::Docx);
        assert_eq!(
            error,
            "not a readable DOCX: word/document.xml: it declares entities of its own: expected a document that declares none"
        );
    }
    // One that nobody declares is the name of it.
    assert_eq!(show(&docx_of("<w:p><w:r><w:t>a&e;b</w:t></w:r></w:p>"), Format::Docx), "Paragraph a&e;b\n");
}

#[test]
fn what_nests_very_deep_is_refused() {
    let nested =
        |tag: &str| format!("{}{}", format!("<{tag}>").repeat(100_000), format!("</{tag}>").repeat(100_000));
    for (format, files, part) in [
        (Format::Docx, docx(&[("body", &nested("w:sdt"))]), "word/document.xml"),
        (Format::Docx, docx(&[("body", &nested("w:p"))]), "word/document.xml"),
        (Format::Docx, docx(&[("body", PARAGRAPH), ("styles", &nested("w:style"))]), "word/styles.xml"),
        (Format::Docx, docx(&[("body", PARAGRAPH), ("core", &nested("dc:title"))]), "docProps/core.xml"),
        (Format::Odt, odt(&[("body", &nested("text:list-item"))]), "content.xml"),
        (Format::Odt, odt(&[("body", &nested("text:tracked-changes"))]), "content.xml"),
        (Format::Epub, epub(&[("spine", &nested("itemref"))]), "OEBPS/book.opf"),
    ] {
        let error = refused(&archive(&files), format);
        assert_eq!(error, format!("1001 levels of elements in {part}: expected at most 1000"));
    }
    let (manifest, spine) = ("<item id='a' href='a.html'/>", "<itemref idref='a'/>");
    let files = epub(&[("manifest", manifest), ("spine", spine), ("OEBPS/a.html", &nested("div"))]);
    // The reader of HTML has limits of its own.
    let read = Document::office(&archive(&files), Format::Epub);
    assert!(read.is_ok_and(|document| document.blocks().is_empty()));
}

#[test]
fn nesting_within_the_limit_costs_no_more_than_its_length() {
    let body =
        format!("{}{PARAGRAPH}{}", "<w:tbl><w:tr><w:tc>".repeat(300), "</w:tc></w:tr></w:tbl>".repeat(300));
    assert_eq!(show(&docx_of(&body), Format::Docx), "Cell It is closed.\n");
    let boxes = format!(
        "{}{}",
        "<w:p><w:r><w:t>Box.</w:t><w:txbxContent>".repeat(300),
        "</w:txbxContent></w:r></w:p>".repeat(300)
    );
    assert_eq!(show(&docx_of(&boxes), Format::Docx).lines().count(), 300);
}

/// The cells of a document: table, row, column, whether it is a head, and what is in it.
fn cells(bytes: &[u8], format: Format) -> Vec<(usize, usize, usize, bool, String)> {
    let document = Document::office(bytes, format).unwrap();
    let of = |cell: &nutgraf::TableCell| {
        (cell.table, cell.row, cell.column, cell.is_head, cell.span.of(document.text()).to_string())
    };
    document.fields().cells.iter().map(of).collect()
}

#[test]
fn cells_know_their_places() {
    let cell = |words: &str| match words {
        "" => "<w:tc/>".to_string(),
        words => format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"),
    };
    let row =
        |properties: &str, words: [&str; 3]| format!("<w:tr>{properties}{}</w:tr>", words.map(cell).concat());
    let head = row("<w:trPr><w:tblHeader/></w:trPr>", ["Pier", "", "Cost"]);
    let body = format!("<w:tbl>{head}{}</w:tbl>{PARAGRAPH}", row("", ["Old", "1901", "$9"]));
    let expected = |table: usize| {
        [
            (0, 0, true, "Pier"),
            (0, 2, true, "Cost"),
            (1, 0, false, "Old"),
            (1, 1, false, "1901"),
            (1, 2, false, "$9"),
        ]
        .map(|(row, column, is_head, words)| (table, row, column, is_head, words.to_string()))
        .to_vec()
    };
    assert_eq!(cells(&docx_of(&body), Format::Docx), expected(0));
    // A table in a cell is one of its own, and the cells behind it are of the outer one again.
    let nested = format!("<w:tbl><w:tr><w:tc>{body}</w:tc>{}</w:tr></w:tbl>", cell("Outside"));
    let found = cells(&docx_of(&nested), Format::Docx);
    assert_eq!(found[..5], expected(1));
    assert_eq!(found.last(), Some(&(0, 0, 1, false, "Outside".to_string())));

    let cell = |words: &str| match words {
        "" => "<table:covered-table-cell/>".to_string(),
        words => format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>"),
    };
    let row = |words: [&str; 3]| format!("<table:table-row>{}</table:table-row>", words.map(cell).concat());
    let body = format!(
        "<table:table><table:table-column table:number-columns-repeated='3'/><table:table-header-rows>{}\
         </table:table-header-rows>{}</table:table>",
        row(["Pier", "", "Cost"]),
        row(["Old", "1901", "$9"])
    );
    assert_eq!(cells(&archive(&odt(&[("body", &body)])), Format::Odt), expected(0));
}

#[test]
fn blanks_that_are_asked_for_are_few() {
    let files = odt(&[(
        "body",
        "<text:p>a<text:s text:c='1000000000'/>b<text:s text:c='99999999999999999999'/>c</text:p>",
    )]);
    let document = Document::office(&archive(&files), Format::Odt).unwrap();
    assert!(
        document.text().len() < 200 && document.text().starts_with("a  ") && document.text().ends_with("b c")
    );
}

#[test]
fn styles_that_are_based_on_each_other_end() {
    let mut styles = String::new();
    for n in 0..2_000 {
        write!(styles, "<w:style w:styleId='s{n}'><w:basedOn w:val='s{}'/></w:style>", (n + 1) % 2_000)
            .unwrap();
    }
    let body =
        "<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr><w:r><w:t>It is closed.</w:t></w:r></w:p>".repeat(2_000);
    let document =
        Document::office(&archive(&docx(&[("styles", &styles), ("body", &body)])), Format::Docx).unwrap();
    assert_eq!(document.blocks().len(), 2_000);
}

#[test]
fn parts_in_utf_16_are_read() {
    let source = "<?xml version='1.0' encoding='UTF-16'?><w:document xmlns:w=\
        'http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:p><w:r><w:t>Größe 🙂</w:t></w:r></w:p></w:document>";
    let units = || format!("\u{FEFF}{source}").encode_utf16().collect::<Vec<u16>>();
    let little: Vec<u8> = units().into_iter().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().into_iter().flat_map(u16::to_be_bytes).collect();
    for bytes in [&little, &big, &format!("\u{FEFF}{source}").into_bytes()] {
        assert_eq!(
            show(&docx_with(File::new("word/document.xml", bytes)), Format::Docx),
            "Paragraph Größe 🙂\n"
        );
    }
    let error =
        refused(&docx_with(File::new("word/document.xml", &little[..little.len() - 1])), Format::Docx);
    assert!(error.starts_with("not a readable DOCX: word/document.xml: byte"), "{error}");
}

#[test]
fn chapters_say_what_encoding_they_are_in() {
    let (_, mut files) = samples()[2].clone();
    let chapter = files.iter_mut().find(|file| file.name == "OEBPS/a.xhtml").unwrap();
    *chapter = File::new(
        "OEBPS/a.xhtml",
        b"<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xB3\xF3d\xBC</p></html>",
    );
    assert!(show(&archive(&files), Format::Epub).starts_with("Paragraph łódź\n"));
}

#[test]
fn cut_archives_are_refused_wherever_they_are_cut() {
    for (format, files) in samples() {
        let bytes = archive(&files);
        assert!(Document::office(&bytes, format).is_ok());
        for end in 0..bytes.len() {
            let error = refused(&bytes[..end], format);
            assert!(error.starts_with("not a readable"), "{end}: {error}");
        }
    }
}

#[test]
fn cut_parts_are_refused_or_read() {
    for (format, files) in samples() {
        for (place, file) in files.iter().enumerate().filter(|(_, file)| file.method == 8) {
            let whole = unpacked(file);
            for end in 0..whole.len() {
                let mut files = files.clone();
                files[place] = File::new(&file.name, &whole[..end]);
                if let Ok(document) = Document::office(&archive(&files), format) {
                    check(&document);
                    let is_page = file.name.ends_with(".xhtml") || file.name == "[Content_Types].xml";
                    assert!(is_page || end + 3 > whole.trim_ascii_end().len(), "{} at {end}", file.name);
                }
            }
        }
    }
}

/// What a file of a sample unpacks to.
fn unpacked(file: &File) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::io::copy(&mut flate2::read::DeflateDecoder::new(&file.packed[..]), &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn damaged_archives_are_read_or_refused(
        sample in 0_usize..3,
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (format, files) = samples()[sample].clone();
        let mut bytes = archive(&files);
        for (place, byte) in damages {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = Document::office(&bytes, format) {
            check(&document);
        }
        let _ = Format::of_content(&bytes);
    }

    /// Damage that the sums of the archive do not tell.
    #[test]
    fn damaged_parts_are_read_or_refused(
        sample in 0_usize..3,
        part in any::<prop::sample::Index>(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..30), 1..6),
    ) {
        let (format, mut files) = samples()[sample].clone();
        let place = part.index(files.len());
        let file = &files[place];
        let mut bytes = if file.method == 8 { unpacked(file) } else { file.packed.clone() };
        for (to, from, length) in damages {
            // A piece of it somewhere else in it: tags that stand where none belong.
            if bytes.is_empty() { break; }
            let from = from.index(bytes.len());
            let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
            let to = to.index(bytes.len());
            bytes.splice(to..to, piece);
        }
        files[place] = File::new(&files[place].name.clone(), bytes);
        if let Ok(document) = Document::office(&archive(&files), format) {
            check(&document);
        }
    }

    /// Elements of all kinds in any order.
    #[test]
    fn any_nesting_is_read(tags in prop::collection::vec((0_usize..TAGS.len(), any::<bool>()), 0..60)) {
        for (format, prefix) in [(Format::Docx, "w"), (Format::Odt, "text")] {
            let (mut body, mut open) = (String::new(), Vec::new());
            for (tag, closes) in &tags {
                let name = TAGS[*tag];
                match closes {
                    true => open.pop().into_iter().for_each(|name| write!(body, "{name}").unwrap()),
                    false if name.contains(' ') => write!(body, "<{prefix}:{name}/>").unwrap(),
                    false => {
                        write!(body, "<{prefix}:{name}>word ").unwrap();
                        open.push(format!("</{prefix}:{name}>"));
                    }
                }
            }
            open.into_iter().rev().for_each(|name| body += &name);
            let files = match format {
                Format::Docx => docx(&[("body", &body)]),
                _ => odt(&[("body", &body)]),
            };
            check(&Document::office(&archive(&files), format).unwrap());
        }
    }
}

/// Elements for [`any_nesting_is_read`]; one with a blank in it is empty.
const TAGS: [&str; 24] = [
    "p",
    "p",
    "p",
    "r",
    "r",
    "t",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "txbxContent",
    "h",
    "span",
    "list-item",
    "note",
    "pPr",
    "rPr",
    "trPr",
    "del ",
    "br ",
    "fldChar w:fldCharType='begin'",
    "fldChar w:fldCharType='end'",
    "line-break ",
];

/// A file for the program, of its own folder.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("office");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn nutgraf(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn printed(args: &[&str], stdin: &[u8]) -> String {
    let output = nutgraf(args, stdin);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const LETTER: &str = "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>The pier</w:t></w:r></w:p>\
    <w:p><w:r><w:t xml:space='preserve'>The old pier of Harrow Point has sunk by </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>\
    <w:t>nine inches</w:t></w:r><w:r><w:t xml:space='preserve'> since the winter storms. Nobody minds.</w:t></w:r></w:p>\
    <w:p><w:r><w:t>Repairs to the pier would cost the harbor board six million dollars.</w:t></w:r></w:p>";

#[test]
fn the_program_reads_office_files() {
    let bytes = docx_of(LETTER);
    let path = written("letter.docx", &bytes);
    let path = path.to_str().unwrap();
    let sentences = "The pier\nThe old pier of Harrow Point has sunk by nine inches since the winter storms.\n\
                     Nobody minds.\nRepairs to the pier would cost the harbor board six million dollars.\n";
    assert_eq!(printed(&["sentences", path], b""), sentences);
    assert_eq!(printed(&["sentences", "--input-format", "docx", "-"], &bytes), sentences);
    assert_eq!(printed(&["sentences"], &bytes), sentences, "told by content");
    let unnamed = written("letter", &bytes);
    assert_eq!(printed(&["sentences", unnamed.to_str().unwrap()], b""), sentences);
    let best = "The old pier of Harrow Point has sunk by nine inches since the winter storms.\n";
    assert_eq!(printed(&["summarize", "-n", "1", path], b""), best);
    // Lines are paragraphs.
    let audit = printed(
        &["audit", "--format", "unix", "--keyphrase", "harbor board", "--fail-on", "never", path],
        b"",
    );
    assert!(audit.lines().all(|line| line.starts_with(path)), "{audit}");
    for (format, files) in samples() {
        let path = written(&format!("sample.{format}"), &archive(&files));
        let read = printed(&["sentences", path.to_str().unwrap()], b"");
        assert!(read.starts_with("Harbor\nIt is closed.\n"), "{read}");
    }
}

#[test]
fn the_program_says_which_file_cannot_be_read() {
    let (_, book) = &samples()[2];
    let path = written("book.docx", &archive(book));
    let output = nutgraf(&["summarize", path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(
        complaint.contains("book.docx: not a readable DOCX: it is another kind of file, EPUB (format epub)"),
        "{complaint}"
    );
    assert!(
        printed(&["summarize", "--input-format", "epub", path.to_str().unwrap()], b"")
            .contains("It is closed.")
    );
    let output = nutgraf(&["summarize", "-"], &archive(&[File::new("xl/workbook.xml", "")]));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("standard input: spreadsheets are not supported"), "{complaint}");
}

/// With half a gigabyte of memory for all of the program.
#[cfg(unix)]
#[test]
fn bombs_are_refused_in_little_memory() {
    for (name, bomb) in [
        ("bomb.docx", docx_with(File::bomb("word/document.xml", 1024))),
        ("lying.docx", docx_with(File { size: 60 << 20, ..File::bomb("word/document.xml", 1024) })),
        ("many.docx", archive(&(0..30_000).map(|n| File::stored(&n.to_string(), "")).collect::<Vec<_>>())),
    ] {
        let path = written(name, &bomb);
        let output = Command::new("sh")
            .args(["-c", "ulimit -v 524288 && exec \"$0\" summarize \"$1\"", env!("CARGO_BIN_EXE_nutgraf")])
            .arg(&path)
            .output()
            .unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(complaint.contains(name), "{complaint}");
    }
}

/// A presentation: slides in their order, each with its title first and its notes last. Places are slide and line.
#[test]
fn slides_are_read_in_their_order() {
    const PREFIXES: &str = r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main""#;
    let shape = |kind: &str, words: &[&str]| {
        let placeholder = if kind.is_empty() { String::new() } else { format!("<p:ph {kind}/>") };
        let paragraphs: String =
            words.iter().map(|words| format!("<a:p><a:r><a:t>{words}</a:t></a:r></a:p>")).collect();
        format!(
            "<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"
        )
    };
    let slide = |of: &str, attributes: &str, shapes: &[String]| {
        format!(
            "<p:{of} {PREFIXES} {attributes}><p:cSld><p:spTree>{}</p:spTree></p:cSld></p:{of}>",
            shapes.concat()
        )
    };
    let relationships = |pairs: &[(&str, &str, &str)]| {
        let one = |(id, kind, target): &(&str, &str, &str)| {
            format!(r#"<Relationship Id="{id}" Type="http://x/{kind}" Target="{target}"/>"#)
        };
        let all: String = pairs.iter().map(one).collect();
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
        )
    };
    let table = |rows: &[&[&str]]| {
        let cell = |words: &&str| {
            format!("<a:tc><a:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:txBody></a:tc>")
        };
        let row = |cells: &&[&str]| format!("<a:tr>{}</a:tr>", cells.iter().map(cell).collect::<String>());
        let rows: String = rows.iter().map(row).collect();
        format!(
            r#"<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/><a:tblGrid/>{rows}</a:tbl></p:graphicFrame>"#
        )
    };
    let body = r#"idx="1""#;
    let first = slide(
        "sld",
        "",
        &[
            shape(body, &["It costs two million.", "It opens in May."]),
            shape(r#"type="title""#, &["The new pier"]),
            shape(r#"type="sldNum""#, &["1"]),
        ],
    );
    let second = slide(
        "sld",
        "",
        &[
            shape(r#"type="title""#, &["What is left"]),
            shape("", &["The old pier stays."]),
            table(&[&["What", "How many"], &["Piles", "40"], &["", "7"]]),
            shape("", &["The rest goes."]),
            table(&[&["Cost"], &["2"]]),
        ],
    );
    let hidden = slide("sld", r#"show="0""#, &[shape("", &["Nobody sees this."])]);
    let notes = slide(
        "notes",
        "",
        &[shape(r#"type="sldImg""#, &[]), shape(r#"type="body" idx="1""#, &["Say why it is late."])],
    );
    let main = format!(
        r#"<p:presentation {PREFIXES}><p:sldIdLst><p:sldId id="256" r:id="rId3"/><p:sldId id="257" r:id="rId2"/><p:sldId id="258" r:id="rId4"/><p:sldId id="259" r:id="rId3"/></p:sldIdLst></p:presentation>"#
    );
    let slides = [
        ("rId2", "slide", "slides/a.xml"),
        ("rId3", "slide", "slides/b.xml"),
        ("rId4", "slide", "slides/c.xml"),
    ];
    let files = [
        File::new("[Content_Types].xml", "<Types/>"),
        File::new("_rels/.rels", relationships(&[("rId1", "officeDocument", "ppt/presentation.xml")])),
        File::new("ppt/presentation.xml", &main),
        File::new("ppt/_rels/presentation.xml.rels", relationships(&slides)),
        File::new("ppt/slides/a.xml", &second),
        File::new("ppt/slides/b.xml", &first),
        File::new("ppt/slides/c.xml", &hidden),
        File::new("ppt/slides/_rels/b.xml.rels", relationships(&[("rId1", "notesSlide", "../notes/n.xml")])),
        File::new("ppt/notes/n.xml", &notes),
    ];
    let bytes = archive(&files);
    assert_eq!(Format::of_content(&bytes).unwrap(), Format::Pptx);
    let document = Document::office(&bytes, Format::Pptx).unwrap();
    let lines = nutgraf::LineIndex::new(document.text());
    let show = |block: &nutgraf::Block| {
        let place = lines.locate(block.span.start);
        format!("{place} {:?} {}", block.kind, block.span.of(document.text()))
    };
    let shown: Vec<String> = document.blocks().iter().map(show).collect();
    assert_eq!(
        shown,
        [
            "p1:1:1 Title The new pier",
            "p1:2:1 Item It costs two million.",
            "p1:3:1 Item It opens in May.",
            "p1:4:1 Paragraph Say why it is late.",
            "p2:1:1 Heading What is left",
            "p2:2:1 Paragraph The old pier stays.",
            "p2:3:1 Cell What",
            "p2:4:1 Cell How many",
            "p2:5:1 Cell Piles",
            "p2:6:1 Cell 40",
            "p2:7:1 Cell 7",
            "p2:8:1 Paragraph The rest goes.",
            "p2:9:1 Cell Cost",
            "p2:10:1 Cell 2",
        ]
    );
    // Rows and columns are known, so that a report shows the table; cells without words count.
    let cells: Vec<(usize, usize, usize, bool)> = document
        .fields()
        .cells
        .iter()
        .map(|cell| (cell.table, cell.row, cell.column, cell.is_head))
        .collect();
    let expected = [
        (0, 0, 0, true),
        (0, 0, 1, true),
        (0, 1, 0, false),
        (0, 1, 1, false),
        (0, 2, 1, false),
        (1, 0, 0, true),
        (1, 1, 0, false),
    ];
    assert_eq!(cells, expected);
    // No part of it makes the reader fall.
    for at in 0..bytes.len().min(400) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x20;
        let _ = Document::office(&damaged, Format::Pptx);
    }
}
