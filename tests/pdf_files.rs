//! Files in PDF that tests write: objects, pages, and what stands on them.

use std::fmt::Write as _;
use std::io::Write as _;

/// A file in the making: its objects, of which the first is the catalog and the second the tree of pages.
pub(crate) struct Pdf {
    pub(crate) objects: Vec<Vec<u8>>,
    pub(crate) pages: Vec<usize>,
    resources: String,
}

impl Pdf {
    /// A file whose fonts are Helvetica (`F1`), Helvetica-Bold (`F2`) and those that are added.
    pub(crate) fn new() -> Pdf {
        let mut pdf =
            Pdf { objects: vec![Vec::new(), Vec::new()], pages: Vec::new(), resources: String::new() };
        for (name, font) in [("F1", "Helvetica"), ("F2", "Helvetica-Bold")] {
            let number =
                pdf.object(&format!("<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>"));
            write!(pdf.resources, "/{name} {number} 0 R ").unwrap();
        }
        pdf
    }

    pub(crate) fn object(&mut self, object: &str) -> usize {
        self.objects.push(object.as_bytes().to_vec());
        self.objects.len()
    }

    pub(crate) fn stream(&mut self, dict: &str, bytes: &[u8]) -> usize {
        let mut object = format!("<<{dict}/Length {}>>stream\n", bytes.len()).into_bytes();
        object.extend(bytes);
        object.extend(b"\nendstream");
        self.objects.push(object);
        self.objects.len()
    }

    pub(crate) fn font(mut self, name: &str, font: &str) -> Pdf {
        let number = self.object(font);
        write!(self.resources, "/{name} {number} 0 R ").unwrap();
        self
    }

    pub(crate) fn page(mut self, content: &str) -> Pdf {
        let content = self.stream("", content.as_bytes());
        let page = format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R/Resources<</Font<<FONTS>>>>>>");
        let page = self.object(&page);
        self.pages.push(page);
        self
    }

    pub(crate) fn bytes(mut self) -> Vec<u8> {
        self.objects[0] = b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>".to_vec();
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let pages = format!(
            "<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 600 800]>>",
            kids.join(" "),
            self.pages.len()
        );
        self.objects[1] = pages.into_bytes();
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (place, object) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
            write!(out, "{} 0 obj", place + 1).unwrap();
            match object.windows(b"<<FONTS>>".len()).position(|window| window == b"<<FONTS>>") {
                Some(at) => {
                    out.extend(&object[..at]);
                    write!(out, "<<{}>>", self.resources).unwrap();
                    out.extend(&object[at + b"<<FONTS>>".len()..]);
                }
                None => out.extend(object),
            }
            out.extend(b"\nendobj\n");
        }
        let (start, size) = (out.len(), self.objects.len() + 1);
        write!(out, "xref\n0 {size}\n{table}trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{start}\n%%EOF")
            .unwrap();
        out
    }
}

/// Content: lines at places, in a font and a size.
pub(crate) fn lines(x: f32, top: f32, font: &str, size: f32, text: &[&str]) -> String {
    let mut out = format!("BT /{font} {size} Tf {} TL {x} {top} Td ", size * 1.2);
    for line in text {
        write!(out, "({}) Tj T* ", line.replace('(', "\\(").replace(')', "\\)")).unwrap();
    }
    out + "ET\n"
}
