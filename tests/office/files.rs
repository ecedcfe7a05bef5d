//! Office files from the pieces that a test gives: what every file has around them is put around them.

use super::archive::{File, archive};

/// What a piece stands in, by its name. A name with a full stop is that of a part, whose text is the whole.
pub(crate) type Pieces<'p> = [(&'p str, &'p str)];

const WORD: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:v='urn:schemas-microsoft-com:vml'";

const OPEN_DOCUMENT: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
    xmlns:dc='http://purl.org/dc/elements/1.1/'";

/// A DOCX whose body is one piece.
pub(crate) fn docx_of(body: &str) -> Vec<u8> {
    archive(&docx(&[("body", body)]))
}

/// The files of a DOCX.
pub(crate) fn docx(pieces: &Pieces<'_>) -> Vec<File> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut files = vec![File::new("[Content_Types].xml", "<Types/>")];
    let mut related = String::new();
    for (name, text) in pieces {
        let (part, whole) = match *name {
            "body" => ("document", format!("<w:document {WORD}><w:body>{text}</w:body></w:document>")),
            "styles" | "footnotes" | "endnotes" => {
                related += &format!("<Relationship Type='{kinds}/{name}' Target='{name}.xml'/>");
                (*name, format!("<w:{name} {WORD}>{text}</w:{name}>"))
            }
            "core" => {
                let core = "<c:p xmlns:c='x' xmlns:dc='http://purl.org/dc/elements/1.1/'>";
                files.push(File::new("docProps/core.xml", format!("{core}{text}</c:p>")));
                continue;
            }
            name => {
                files.push(File::new(name, text));
                continue;
            }
        };
        files.push(File::new(&format!("word/{part}.xml"), whole));
    }
    let relationships = |inner: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{inner}</Relationships>"
        )
    };
    if !files.iter().any(|file| file.name == "_rels/.rels") {
        let main = format!("<Relationship Type='{kinds}/officeDocument' Target='word/document.xml'/>");
        files.push(File::new("_rels/.rels", relationships(&main)));
    }
    files.push(File::new("word/_rels/document.xml.rels", relationships(&related)));
    files
}

/// The files of an ODT.
pub(crate) fn odt(pieces: &Pieces<'_>) -> Vec<File> {
    let piece = |name: &str| pieces.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    let mut files = vec![File::stored("mimetype", "application/vnd.oasis.opendocument.text")];
    if let Some(body) = piece("body") {
        let automatic = piece("automatic").unwrap_or_default();
        files.push(File::new(
            "content.xml",
            format!(
                "<office:document-content {OPEN_DOCUMENT}><office:automatic-styles>{automatic}</office:automatic-styles>\
                 <office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        ));
    }
    if let Some(styles) = piece("styles") {
        files.push(File::new(
            "styles.xml",
            format!("<office:document-styles {OPEN_DOCUMENT}>{styles}</office:document-styles>"),
        ));
    }
    if let Some(meta) = piece("meta") {
        files.push(File::new(
            "meta.xml",
            format!("<office:document-meta {OPEN_DOCUMENT}>{meta}</office:document-meta>"),
        ));
    }
    files.extend(whole(pieces));
    files
}

/// The files of an EPUB: the pieces `metadata`, `manifest`, `spine` and `guide` of its package document.
pub(crate) fn epub(pieces: &Pieces<'_>) -> Vec<File> {
    let piece = |name: &str| pieces.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text);
    let mut files = vec![File::stored("mimetype", "application/epub+zip")];
    if piece("META-INF/container.xml").is_empty() {
        files.push(File::new(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
             <rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
        ));
    }
    if !piece("spine").is_empty() {
        let (metadata, manifest, spine, guide) =
            (piece("metadata"), piece("manifest"), piece("spine"), piece("guide"));
        files.push(File::new(
            "OEBPS/book.opf",
            format!(
                "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>\
                 {metadata}</metadata><manifest>{manifest}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
            ),
        ));
    }
    files.extend(whole(pieces));
    files
}

fn whole(pieces: &Pieces<'_>) -> Vec<File> {
    let named = pieces.iter().filter(|(name, _)| name.contains('.'));
    named.map(|(name, text)| File::new(name, text)).collect()
}
