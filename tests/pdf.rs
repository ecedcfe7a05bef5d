//! PDF: pages that are written here, operator by operator, and what is read in them; hostile files; files that are damaged at
//! random.
//!
//! `tests/pdf/*.pdf` are one page of this module, encrypted by qpdf 11 in four ways: with a password for its reader, and
//! without one by RC4 of 40 bits, AES of 128 and of 256.

use std::fs;
use std::io::Write as _;
use std::time::Instant;

use crate::pdf_files::{Pdf, lines};
use nutgraf::{BlockKind, Document, Format, LineIndex, Role, Span};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> (String, Document<'static>) {
    let (source, document) = Document::pdf(bytes).unwrap();
    check(&source, &document);
    (source, document)
}

/// What holds of any: blocks are in order and lead into the source.
fn check(source: &str, document: &Document<'_>) {
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.span.start >= end && !block.span.is_empty());
        end = block.span.end;
        let span = document.source_span(block.span);
        assert!(span.end <= source.len() && !span.of(source).trim().is_empty());
    }
    for word in document.text().split_whitespace() {
        let start = word.as_ptr() as usize - document.text().as_ptr() as usize;
        let span = document.source_span(Span::new(start, start + word.len()));
        let first = word.chars().next().unwrap();
        assert!(span.of(source).starts_with(first) || "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(first), "{word}");
    }
}

fn blocks(bytes: &[u8]) -> Vec<String> {
    let (_, document) = read(bytes);
    let show = |block: &nutgraf::Block| {
        let role = if block.role == Role::Prose { String::new() } else { format!(" {}", block.role) };
        format!("{:?}{role}: {}", block.kind, block.span.of(document.text()))
    };
    document.blocks().iter().map(show).collect()
}

fn error(bytes: &[u8]) -> String {
    Document::pdf(bytes).unwrap_err().to_string()
}

/// Prose to fill columns with: each line is as long as the others.
fn prose(count: usize) -> Vec<String> {
    const WORDS: [&str; 8] = [
        "the harbour",
        "wall stands",
        "on old oak",
        "piles which",
        "the town has",
        "kept since",
        "the great",
        "storm of",
    ];
    (0..count)
        .map(|at| format!("{} {} {}", WORDS[at % 8], WORDS[(at + 3) % 8], WORDS[(at * 5 + 1) % 8]))
        .collect()
}

#[test]
fn operators_of_text() {
    let content = "BT /F1 10 Tf 12 TL 50 700 Td (One) Tj ( two) Tj 0 -12 Td [(th) -20 (ree) -300 (four)] TJ \
        T* <66697665> Tj (\\040six) ' 1 0 0 1 50 600 Tm (caf\\351 \\(open\\)) Tj /F1 10 Tf 0 -40 TD (Last.) Tj ET";
    let (source, document) = read(&Pdf::new().page(content).bytes());
    assert_eq!(source, "\u{C}\nOne two\nthree four\nfive\nsix\ncafé (open)\nLast.\n");
    assert_eq!(document.fields().language.as_deref(), Some("en-GB"));
    assert_eq!(Format::of_content(b"%PDF-1.4\n").unwrap(), Format::Pdf);
}

/// The first letter of a chapter, as high as two lines, stands on the base line of the second.
#[test]
fn a_large_initial_begins_the_first_line_beside_it() {
    let lines = prose(6);
    let mut content = String::from("BT /F2 30 Tf 50 688 Td (T) Tj ET ");
    for (at, line) in lines.iter().enumerate() {
        let x = if at < 2 { 72 } else { 50 };
        let line = if at == 0 { line.trim_start_matches('t') } else { line };
        content += &format!("BT /F1 10 Tf {x} {} Td ({line}) Tj ET ", 700 - 12 * at);
    }
    let (_, document) = read(&Pdf::new().page(&content).bytes());
    assert_eq!(document.blocks().len(), 1, "{:?}", blocks(&Pdf::new().page(&content).bytes()));
    assert!(document.text().starts_with("The harbour piles which wall"), "{}", document.text());
    // A large letter with nothing beside it is a heading, and one of a formula stays where it is.
    let lone = "BT /F2 30 Tf 50 700 Td (T) Tj /F1 10 Tf 0 -40 Td (The harbour wall stands on oak.) Tj ET";
    assert_eq!(read(&Pdf::new().page(lone).bytes()).0, "\u{C}\nT\nThe harbour wall stands on oak.\n");
}

/// Some programs map a glyph of several letters to the last of them alone; its name has all.
#[test]
fn names_of_joined_letters_are_believed_over_a_map_to_one_of_them() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", b"2 beginbfchar <01><0068> <02><0069> endbfchar");
    let font = format!(
        "<</Type/Font/Subtype/Type1/Encoding<</Differences[1/T_h/f_i 101/e 110/n]>>/ToUnicode {map} 0 R>>"
    );
    let (source, _) = read(&pdf.font("L", &font).page("BT /L 10 Tf 50 700 Td (\\001e \\002n) Tj ET").bytes());
    assert_eq!(source, "\u{C}\nThe fin\n");
}

/// Korean lines end where they are full. What is drawn at their end says whether a word ends there, too.
#[test]
fn korean_words_go_on_in_the_next_line() {
    let said = "항구의 오래된 담벼락은 폭풍이 지난 뒤에도 그대로 서 있었고 마을 사람들은 봄이 오기 전에 무너진 계단을 모두 고치기로 하였으며 \
        시장은 배를 가진 주민들에게 겨울이 끝날 때까지 동쪽 부두를 쓰지 말아 달라고 부탁하였다고 지역 신문이 어제 저녁에 전하였다.";
    let mut content = String::from("BT /K 10 Tf 12 TL 50 700 Td ");
    let mut letters: Vec<char> = said.chars().collect();
    while !letters.is_empty() {
        let mut count = 13.min(letters.len());
        count += usize::from(letters.get(count) == Some(&' '));
        let line: String = letters.drain(..count).map(|c| format!("{:04X}", u32::from(c))).collect();
        content += &format!("<{line}> Tj T* ");
    }
    let pdf = || {
        Pdf::new().font(
            "K",
            "<</Type/Font/Subtype/Type0/Encoding/UniKS-UTF16-H/DescendantFonts[<</Subtype/CIDFontType0/DW 500>>]>>",
        )
    };
    assert_eq!(blocks(&pdf().page(&(content.clone() + "ET")).bytes()), [format!("Paragraph: {said}")]);
    // Where no line has a blank at its end, nothing says that words go on.
    let bare = content.replace("0020> Tj", "> Tj") + "ET";
    assert!(blocks(&pdf().page(&bare).bytes())[0].contains("그대 로"));
}

/// A blank that is drawn parts words, however narrow it is; one that is stepped back over does not.
#[test]
fn narrow_blanks_part_words() {
    let font =
        "<</Type/Font/Subtype/Type1/FirstChar 32/Widths[60 500 500]/Encoding<</Differences[32/space/a/b]>>>>";
    let content = "BT /N 10 Tf 50 700 Td (!\" !) Tj 0 -40 Td [(! ) 60 (\")] TJ ET";
    assert_eq!(read(&Pdf::new().font("N", font).page(content).bytes()).0, "\u{C}\nab a\nab\n");
}

#[test]
fn abstracts_have_their_heading_in_their_line() {
    let block = |first: &str| {
        let mut said = vec![first];
        said.extend([
            "the harbour wall stands on old oak",
            "piles which the town has kept since",
            "the great storm.",
        ]);
        blocks(&Pdf::new().page(&lines(50.0, 700.0, "F1", 10.0, &said)).bytes())[0].clone()
    };
    assert_eq!(block("Abstract The board of the town found that"), "Heading: Abstract");
    assert_eq!(block("Abstract Background: the town found that"), "Heading: Abstract");
    assert!(block("Abstract Algebra is what the school found").starts_with("Paragraph: Abstract Algebra"));
}

/// A note at the foot of a page has a raised number, whatever the size of its letters.
#[test]
fn a_note_begins_with_a_raised_number() {
    let mut content =
        lines(50.0, 700.0, "F1", 10.0, &prose(12).iter().map(String::as_str).collect::<Vec<_>>());
    content += "BT /F1 6 Tf 50 104 Td (9) Tj ET BT /F1 10 Tf 54 100 Td (The figures of the board are those of May.) Tj ET";
    let found = blocks(&Pdf::new().page(&content).bytes());
    assert_eq!(found.last().unwrap(), "Footnote: ⁹ The figures of the board are those of May.");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let prose = prose(20);
    let left: Vec<&str> = prose.iter().take(10).map(String::as_str).collect();
    let mut right: Vec<&str> = prose.iter().skip(10).map(String::as_str).collect();
    right[9] = "and that is where it ended.";
    let content = lines(120.0, 740.0, "F2", 20.0, &["A title that runs over both columns"])
        + &lines(50.0, 700.0, "F1", 10.0, &left)
        + &lines(260.0, 700.0, "F1", 10.0, &right);
    let found = blocks(&Pdf::new().page(&content).bytes());
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0], "Title: A title that runs over both columns");
    let expected: Vec<&str> = left.into_iter().chain(right).collect();
    assert_eq!(found[1], format!("Paragraph: {}", expected.join(" ")));
}

/// White beside a line that sticks out at the foot runs down the whole page, and hides none between its columns.
#[test]
fn a_line_that_sticks_out_hides_no_columns() {
    let prose = prose(20);
    let left: Vec<&str> = prose.iter().take(10).map(String::as_str).collect();
    let mut right: Vec<&str> = prose.iter().skip(10).map(String::as_str).collect();
    right[9] = "and that is where it ended.";
    let content = lines(120.0, 740.0, "F2", 20.0, &["A title that runs over both columns"])
        + &lines(50.0, 700.0, "F1", 10.0, &left)
        + &lines(260.0, 700.0, "F1", 10.0, &right)
        + &lines(30.0, 40.0, "F1", 8.0, &["978-0 (c) 2010"]);
    let found = blocks(&Pdf::new().page(&content).bytes());
    let expected: Vec<&str> = left.into_iter().chain(right).collect();
    assert_eq!(found[1], format!("Paragraph: {}", expected.join(" ")));
}

/// A number at the beginning of a line may end the sentence of the line before, and a caption that stands in a paragraph
/// does not end it.
#[test]
fn numbers_and_captions_in_a_paragraph() {
    let text = [
        "The walls of the harbour, and what they cost, are told in the words of Section",
        "4. Then the old crane, which has stood on the pier for ninety years, is told of as",
    ];
    let rest = ["an example of what is lost."];
    let content = lines(50.0, 700.0, "F1", 10.0, &text)
        + &lines(50.0, 660.0, "F1", 10.0, &["Figure 1: The crane in winter."])
        + &lines(50.0, 630.0, "F1", 10.0, &rest)
        + &lines(50.0, 600.0, "F1", 10.0, &["Figure 1 shows it before the storm of the last year."]);
    let found = blocks(&Pdf::new().page(&content).bytes());
    let paragraph = format!("Paragraph: {} {} {}", text[0], text[1], rest[0]);
    assert_eq!(found[..2], [paragraph, "Paragraph caption: Figure 1: The crane in winter.".to_string()]);
    assert_eq!(found[2], "Paragraph: Figure 1 shows it before the storm of the last year.");
}

#[test]
fn running_heads_are_left_out_and_sentences_run_on() {
    let mut pdf = Pdf::new();
    let prose = prose(40);
    for page in 1..=4 {
        let text: Vec<&str> = prose.iter().skip(9 * page - 9).take(8).map(String::as_str).collect();
        pdf = pdf.page(
            &(lines(50.0, 770.0, "F1", 8.0, &[&format!("The harbour report {page}")])
                + &lines(50.0, 700.0, "F1", 10.0, &text)
                + &lines(290.0, 30.0, "F1", 8.0, &[&format!("- {page} -")])),
        );
    }
    let bytes = pdf.bytes();
    let (source, document) = read(&bytes);
    assert_eq!(document.blocks().len(), 1, "{}", document.text());
    assert!(!document.text().contains("report") && source.contains("The harbour report 3\n"));
    let last = document.text().rfind("storm of").unwrap();
    let place = LineIndex::new(&source).locate(document.source_span(Span::new(last, last + 3)).start);
    assert_eq!((place.page, place.to_string().starts_with("p4:")), (Some(4), true));
}

#[test]
fn words_that_lines_divide_are_joined() {
    let text = ["The old har-", "bour wall is low-", "lying and state-of-the-", "art, as the harbour is."];
    let found = blocks(&Pdf::new().page(&lines(50.0, 700.0, "F1", 10.0, &text)).bytes());
    assert_eq!(
        found,
        ["Paragraph: The old harbour wall is low-lying and state-of-the-art, as the harbour is."]
    );
}

/// What has a capital behind the break is one word only if the text has it whole, and with no hyphen.
#[test]
fn words_with_capitals_inside_are_joined() {
    let text = [
        "The BoatYard app is new, and Boat-",
        "Yard of old is made in the Baden-",
        "Baden of the far north by ROPE-",
        "MAKERS, who are good ropemakers.",
    ];
    let found = blocks(&Pdf::new().page(&lines(50.0, 700.0, "F1", 10.0, &text)).bytes());
    let said = "The BoatYard app is new, and BoatYard of old is made in the Baden-Baden of the far north by ROPEMAKERS, \
        who are good ropemakers.";
    assert_eq!(found, [format!("Paragraph: {said}")]);
}

/// Letters that are printed again a little beside or below themselves look bold, wherever on the page they stand.
#[test]
fn letters_that_are_printed_twice_are_there_once() {
    let mut content = String::new();
    for row in 0..20 {
        let y = 700.0 - 30.13 * row as f32;
        for (right, down) in [(0.0, 0.0), (0.24, 0.0), (-0.24, 0.24)] {
            content += &lines(50.0 + right, y - down, "F1", 10.0, &["The board met."]);
        }
    }
    let (source, _) = read(&Pdf::new().page(&content).bytes());
    assert_eq!(source.matches("The board met.").count(), 20, "{source}");
    assert!(!source.contains("TThhee") && !source.contains("met.The"), "{source}");
}

/// Journals set the number of a page into the margin, at any height.
#[test]
fn numbers_of_pages_in_the_margin_are_left_out() {
    let mut pdf = Pdf::new();
    for (number, side) in [(165, 20.0), (166, 20.0), (167, 560.0), (168, 560.0)] {
        let text = prose(8);
        let text: Vec<&str> = text.iter().map(String::as_str).collect();
        let content = lines(60.0, 600.0, "F1", 10.0, &text)
            + &lines(side, 552.0, "F1", 10.0, &[&number.to_string()])
            // A number that does not count with the pages is one of the text.
            + &lines(20.0, 576.0, "F1", 10.0, &["1905"]);
        pdf = pdf.page(&content);
    }
    let (source, document) = read(&pdf.bytes());
    let numbers = ["165", "166", "167", "168"];
    assert!(numbers.iter().all(|number| source.contains(number) && !document.text().contains(number)));
    assert_eq!(document.text().matches("1905").count(), 4, "{}", document.text());
}

/// The heading of an abstract that its paragraph begins with is none of its words.
#[test]
fn an_abstract_with_its_heading_in_it() {
    let text =
        ["Abstract: The old pier was closed by the board", "on Monday, since two of its piles are loose."];
    let found = blocks(&Pdf::new().page(&lines(50.0, 700.0, "F1", 10.0, &text)).bytes());
    assert_eq!(
        found,
        [
            "Heading: Abstract",
            "Paragraph: The old pier was closed by the board on Monday, since two of its piles are loose."
        ]
    );
}

#[test]
fn headings_items_notes_and_tables() {
    let mut prose = prose(6);
    prose[5].push('.');
    let text: Vec<&str> = prose.iter().map(String::as_str).collect();
    let mut content = lines(50.0, 760.0, "F2", 18.0, &["Harbours"])
        + &lines(50.0, 720.0, "F1", 10.0, &text)
        + &lines(50.0, 630.0, "F2", 10.0, &["1 What was found"])
        + &lines(50.0, 610.0, "F1", 10.0, &["\\225 one pier", "\\225 two cranes"])
        + &lines(50.0, 500.0, "F1", 10.0, &["Figure 2: The old pier in winter."])
        + &lines(50.0, 60.0, "F1", 7.0, &["1 See the report of the board, which was printed last year."]);
    for (row, cells) in [["Pier", "12"], ["Crane", "340"], ["Lighthouse", "5"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            content += &lines(60.0 + 200.0 * column as f32, 570.0 - 14.0 * row as f32, "F1", 10.0, &[cell]);
        }
    }
    let found = blocks(&Pdf::new().page(&content).bytes());
    let expected = [
        "Title: Harbours".to_string(),
        format!("Paragraph: {}", text.join(" ")),
        "Heading: 1 What was found".into(),
        "Item: • one pier".into(),
        "Item: • two cranes".into(),
        "Cell: Pier".into(),
        "Cell: 12".into(),
        "Cell: Crane".into(),
        "Cell: 340".into(),
        "Cell: Lighthouse".into(),
        "Cell: 5".into(),
        "Paragraph caption: Figure 2: The old pier in winter.".into(),
        "Footnote: 1 See the report of the board, which was printed last year.".into(),
    ];
    assert_eq!(found, expected);
}

#[test]
fn codes_of_several_bytes() {
    let mut pdf = Pdf::new();
    let map = pdf.stream(
        "",
        b"1 begincodespacerange <0000><FFFF> endcodespacerange 1 beginbfrange <0001><0003><0061> endbfrange \
        1 beginbfchar <0010><00660066> endbfchar",
    );
    let font = |encoding: &str, more: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/{encoding}/DescendantFonts[<</Subtype/CIDFontType2/DW 500>>]{more}>>"
        )
    };
    let pdf = pdf
        .font("G", &font("Identity-H", &format!("/ToUnicode {map} 0 R")))
        .font("C", &font("GBK-EUC-H", ""))
        .font("J", &font("90ms-RKSJ-H", ""))
        .font("U", &font("UniKS-UCS2-H", ""));
    let content = "BT /G 10 Tf 50 700 Td <000100020003> Tj 0 -40 Td <0010> Tj /C 10 Tf 0 -40 Td <C4E3BAC3> Tj \
        /J 10 Tf 0 -40 Td <93FA967B> Tj /U 10 Tf 0 -40 Td <D55CAD6D> Tj ET";
    assert_eq!(read(&pdf.page(content).bytes()).0, "\u{C}\nabc\nff\n你好\n日本\n한국\n");
}

#[test]
fn text_from_right_to_left_is_read_in_order() {
    let mut pdf = Pdf::new();
    let map = pdf
        .stream("", "1 beginbfrange <00><1A><05D0> endbfrange 1 beginbfchar <20><0020> endbfchar".as_bytes());
    let pdf = pdf.font(
        "H",
        &format!(
            "<</Type/Font/Subtype/Type1/BaseFont/H/FirstChar 0/Widths[{}]/ToUnicode {map} 0 R>>",
            "500 ".repeat(33)
        ),
    );
    // The word shalom as it looks: its last letter stands first.
    let found = read(&pdf.page("BT /H 10 Tf 50 700 Td <0D050C19> Tj ET").bytes()).0;
    assert_eq!(found, "\u{C}\nשלום\n");
}

#[test]
fn pages_without_text_say_what_to_do() {
    let mut pdf = Pdf::new();
    let picture = pdf.stream("/Type/XObject/Subtype/Image/Width 1/Height 1", b"x");
    let content = pdf.stream("", b"q 600 0 0 800 0 0 cm /P Do Q");
    let page = format!("<</Type/Page/Contents {content} 0 R/Resources<</XObject<</P {picture} 0 R>>>>>>");
    let page = pdf.object(&page);
    pdf.pages.push(page);
    assert!(error(&pdf.bytes()).contains("ocrmypdf"));
    assert_eq!(error(&Pdf::new().page("").bytes()), "not a readable PDF: it has no text");
    let mute = Pdf::new().font("Z", "<</Type/Font/Subtype/Type0/Encoding/Identity-H>>");
    assert!(error(&mute.page("BT /Z 9 Tf <00010002> Tj ET").bytes()).contains("which letters"));
    assert!(error(b"A letter to the harbour board.").contains("%PDF-"));
}

#[test]
fn encrypted_files_open_without_a_password_or_say_so() {
    for name in ["rc4-40", "aes-128", "aes-256"] {
        let bytes = fs::read(format!("tests/pdf/{name}.pdf")).unwrap();
        assert_eq!(blocks(&bytes), ["Paragraph: The harbour is closed until May."], "{name}");
    }
    let message = error(&fs::read("tests/pdf/password.pdf").unwrap());
    assert!(message.contains("encrypted") && message.contains("qpdf --decrypt"), "{message}");
}

/// Files made to take for ever, or all memory: each ends soon, in text or in an error.
#[test]
fn hostile_files_end() {
    let deflate = |bytes: &[u8]| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let body = |objects: &str| format!("%PDF-1.7\n{objects}\ntrailer<</Root 1 0 R>>").into_bytes();
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        (
            "pages in a ring",
            body(
                "1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 3 0 R]>>endobj 3 0 obj<</Kids[2 0 R]>>endobj",
            ),
        ),
        (
            "references in a ring",
            body("1 0 obj<</Pages 2 0 R>>endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj"),
        ),
        (
            "a length in a ring",
            body(
                "1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Length 2 0 R/Kids[2 0 R]>>stream\nx\nendstream endobj",
            ),
        ),
        ("deep arrays", body(&format!("1 0 obj<</Pages {}>>endobj", "[".repeat(2_000_000)))),
        ("deep dictionaries", body(&format!("1 0 obj{}", "<</A".repeat(1_000_000)))),
        ("an open string", body(&format!("1 0 obj<</Pages({}", "(".repeat(2_000_000)))),
        ("many trailers", body(&"trailer<</Root 9 0 R/A[".repeat(100_000))),
        (
            "many objects",
            body(&(0..300_000).map(|number| format!("{number} 0 obj<<>>endobj\n")).collect::<String>()),
        ),
        ("tables in a ring", b"%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF".to_vec()),
    ];
    // One object that a page asks for again and again.
    let kids = "3 0 R ".repeat(100_000);
    files.push((
        "a page many times",
        body(&format!(
            "1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[{kids}]>>endobj 3 0 obj<</Type/Page>>endobj"
        )),
    ));
    // Bombs.
    let zeros = deflate(&vec![b' '; 40 << 20]);
    let twice = deflate(&zeros);
    for (name, filter, bytes) in
        [("a bomb", "/FlateDecode", &zeros), ("a bomb in a bomb", "[/FlateDecode/FlateDecode]", &twice)]
    {
        let mut pdf = Pdf::new();
        let content = pdf.stream(&format!("/Filter{filter}"), bytes);
        let contents = format!("{content} 0 R ").repeat(1000);
        let page = pdf.object(&format!("<</Type/Page/Contents[{contents}]>>"));
        pdf.pages.push(page);
        files.push((name, pdf.bytes()));
    }
    // Forms that draw themselves, twice each.
    let mut pdf = Pdf::new();
    let form = pdf.objects.len() + 1;
    pdf.stream(
        &format!("/Subtype/Form/Resources<</XObject<</X {form} 0 R>>>>"),
        &b"/X Do /X Do /X Do ".repeat(50),
    );
    let content = pdf.stream("", b"/X Do");
    let page =
        pdf.object(&format!("<</Type/Page/Contents {content} 0 R/Resources<</XObject<</X {form} 0 R>>>>>>"));
    pdf.pages.push(page);
    files.push(("forms in themselves", pdf.bytes()));
    // Glyphs without end, each in a place of its own.
    let many: String =
        (0..150_000).map(|at| format!("1 0 0 1 {} {} Tm(a)Tj ", at % 590, at / 590 * 2)).collect();
    files.push(("many glyphs", Pdf::new().page(&format!("BT /F1 4 Tf {many} ET")).bytes()));
    let ladder: String =
        (0..40_000).map(|at| format!("1 0 0 1 {} {} Tm(stair)Tj ", at % 500, 790 - at % 780)).collect();
    files.push(("a ladder of words", Pdf::new().page(&format!("BT /F1 4 Tf {ladder} ET")).bytes()));
    files.push(("a range of all codes", {
        let mut pdf = Pdf::new();
        let map = pdf.stream("", b"1 beginbfrange <00000000><FFFFFFFF><0041> endbfrange");
        pdf.font("R", &format!("<</Type/Font/Subtype/Type1/ToUnicode {map} 0 R>>"))
            .page("BT /R 9 Tf (aaa) Tj ET")
            .bytes()
    }));
    for (name, bytes) in &files {
        // Tests are not optimized, and run beside others: the program takes a tenth of it.
        const SECONDS: u64 = 60;
        let start = Instant::now();
        match Document::pdf(bytes) {
            Ok((source, document)) => check(&source, &document),
            Err(error) => assert!(error.to_string().len() < 1000),
        }
        assert!(start.elapsed().as_secs() < SECONDS, "{name} took {:?}", start.elapsed());
    }
}

/// A file with all that a small one may have.
pub(crate) fn specimen() -> Vec<u8> {
    let prose = prose(12);
    let text: Vec<&str> = prose.iter().map(String::as_str).collect();
    let mut pdf = Pdf::new();
    let map = pdf.stream(
        "",
        b"1 begincodespacerange <00><FF> endcodespacerange 1 beginbfrange <00><1A><05D0> endbfrange",
    );
    pdf.font("H", &format!("<</Type/Font/Subtype/Type1/FirstChar 0/Widths[500 500 500]/Encoding<</Differences[65/eacute/f_i]>>/ToUnicode {map} 0 R>>"))
        .page(&(lines(50.0, 750.0, "F2", 18.0, &["A title"]) + &lines(50.0, 700.0, "F1", 10.0, &text[..6]) + &lines(260.0, 700.0, "F1", 10.0, &text[6..])))
        .page("/Artifact BMC BT /F1 9 Tf 50 780 Td (Head) Tj ET EMC BT /H 9 Tf 50 700 Td <0D050C19> Tj [(AB) -400 (C)] TJ ET BI /W 1 ID x EI")
        .bytes()
}

#[test]
fn a_file_that_is_cut_anywhere_is_read_or_refused() {
    let bytes = specimen();
    for end in 0..bytes.len() {
        if let Ok((source, document)) = Document::pdf(&bytes[..end]) {
            check(&source, &document);
        }
    }
    // Without its table the file is read all the same.
    let table = memchr::memmem::rfind(&bytes, b"xref\n0 ").unwrap();
    assert_eq!(read(&bytes[..table]).0, read(&bytes).0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn damaged_files_are_read_or_refused(changes in prop::collection::vec((0usize..6000, any::<u8>()), 1..12)) {
        let mut bytes = specimen();
        for (place, byte) in changes {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        if let Ok((source, document)) = Document::pdf(&bytes) {
            check(&source, &document);
        }
    }

    #[test]
    fn content_of_any_kind_is_read(content in "([0-9.-]{1,4} |\\([a-z ]{0,9}\\) |\\[|\\] |<[0-9A-F]{0,6}> |/F[12] |Tf |Td |Tj |TJ |T\\* |Tm |q |Q |cm |BT |ET |Do |BI |ID |EI |' |BDC |EMC ){0,60}") {
        if let Ok((source, document)) = Document::pdf(&Pdf::new().page(&format!("BT /F1 9 Tf (word) Tj {content}")).bytes()) {
            check(&source, &document);
        }
    }
}

#[test]
fn a_title_and_kinds_are_told() {
    let (_, document) = read(&specimen());
    assert_eq!(document.title(), Some("A title"));
    assert!(document.blocks().iter().any(|block| block.kind == BlockKind::Paragraph));
}
