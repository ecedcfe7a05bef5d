//! Any bytes are a document or an error; any part in place of a good file's is, too.

#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, Format};
use nutgraf_fuzz::check_blocks;
use zip::write::{SimpleFileOptions, ZipWriter};

fuzz_target!(|input: (u8, bool, &[u8])| {
    let (choice, is_whole, bytes) = input;
    // A fuzzer does not find the sums of an archive: it is given one around each part.
    let (format, part) = PARTS[usize::from(choice) % PARTS.len()];
    let archive = match is_whole {
        true => bytes.to_vec(),
        false => around(format, part, bytes),
    };
    let _ = Format::of_content(&archive);
    if let Ok(document) = Document::office(&archive, format) {
        check_blocks(&document);
        assert!(document.blocks().iter().all(|block| !block.span.of(document.text()).contains('\n')));
    }
});

/// The parts that are read of each format.
const PARTS: [(Format, &str); 13] = [
    (Format::Docx, "word/document.xml"),
    (Format::Docx, "word/styles.xml"),
    (Format::Docx, "word/footnotes.xml"),
    (Format::Docx, "docProps/core.xml"),
    (Format::Docx, "_rels/.rels"),
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
const FILES: [(Format, &str, &str); 7] = [
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
    (Format::Odt, "content.xml", "<office:document-content><office:text/></office:document-content>"),
    (
        Format::Epub,
        "META-INF/container.xml",
        "<container><rootfile full-path='book.opf'/></container>",
    ),
    (
        Format::Epub,
        "book.opf",
        "<package><item id='a' href='a.xhtml'/><itemref idref='a'/></package>",
    ),
];

fn around(format: Format, part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let others = FILES.iter().filter(|(of, name, _)| *of == format && *name != part);
    for (name, bytes) in others.map(|(_, name, text)| (*name, text.as_bytes())).chain([(part, bytes)]) {
        archive.start_file(name, SimpleFileOptions::default()).expect("the name is new");
        archive.write_all(bytes).expect("there is memory");
    }
    archive.finish().expect("there is memory").into_inner()
}
