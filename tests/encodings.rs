//! Bytes whose encoding is named, by a server or by a page itself: what is believed, and what becomes of the rest.

use encoding_rs::Encoding;
use nutgraf::{decode_as, decode_page};
use proptest::prelude::*;

/// What a page is: its bytes, the charset that is sent with it, its text, and the encoding it was read in.
type Case = (&'static str, Vec<u8>, Option<&'static str>, String, &'static str);

fn encoded(label: &str, text: &str) -> Vec<u8> {
    let (bytes, _, has_failed) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!has_failed, "{text} is not in {label}");
    bytes.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const RUSSIAN: &str = "Совет одобрил стену. Критики против.";
const JAPANESE: &str = "議会は月曜日に新しい堤防を承認した。";
const FRENCH: &str = "Le café était fermé, “et la rue déserte”.";

#[test]
fn who_is_believed() {
    let meta = |label: &str, text: &str| format!("<meta charset={label}><p>{text}");
    let of_meta = |label: &str, text: &str| encoded(label, &meta(label, text));
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    let cases: Vec<Case> = vec![
        ("no word of it", FRENCH.into(), None, FRENCH.into(), "UTF-8"),
        ("the server", encoded("koi8-r", RUSSIAN), Some("KOI8-R"), RUSSIAN.into(), "KOI8-R"),
        ("the page", of_meta("shift_jis", JAPANESE), None, meta("shift_jis", JAPANESE), "Shift_JIS"),
        (
            "the page, as browsers know it",
            of_meta("latin1", FRENCH),
            None,
            meta("latin1", FRENCH),
            "windows-1252",
        ),
        (
            "the server before the page",
            encoded("windows-1251", &meta("koi8-r", RUSSIAN)),
            Some("windows-1251"),
            meta("koi8-r", RUSSIAN),
            "windows-1251",
        ),
        (
            "the page, if nobody knows the server's",
            of_meta("gbk", "你好"),
            Some("x-none"),
            meta("gbk", "你好"),
            "GBK",
        ),
        (
            "a mark before all",
            marked(b"\xEF\xBB\xBF", meta("koi8-r", RUSSIAN).into()),
            Some("windows-1251"),
            meta("koi8-r", RUSSIAN),
            "UTF-8",
        ),
        ("a mark of UTF-16", marked(b"\xFF\xFE", utf16(RUSSIAN)), Some("utf-8"), RUSSIAN.into(), "UTF-16LE"),
        ("UTF-16 as sent", utf16(RUSSIAN), Some("utf-16"), RUSSIAN.into(), "UTF-16LE"),
        ("UTF-16 by its look", utf16("<p>x</p>"), None, "<p>x</p>".into(), "UTF-16LE"),
        (
            "UTF-16 that cannot be",
            meta("utf-16", FRENCH).into(),
            Some("utf-16"),
            meta("utf-16", FRENCH),
            "UTF-8",
        ),
        (
            "sound UTF-8 before one byte a letter",
            meta("latin1", FRENCH).into(),
            Some("koi8-r"),
            meta("latin1", FRENCH),
            "UTF-8",
        ),
        ("sound UTF-8 by accident", encoded("gbk", "只"), Some("gbk"), "只".into(), "GBK"),
        ("sound UTF-8 that is no Japanese", FRENCH.into(), Some("shift_jis"), FRENCH.into(), "UTF-8"),
        (
            "letters of seven bits",
            encoded("iso-2022-jp", JAPANESE),
            Some("iso-2022-jp"),
            JAPANESE.into(),
            "ISO-2022-JP",
        ),
    ];
    for (name, bytes, charset, text, encoding) in cases {
        let decoded = decode_page(&bytes, charset).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.encoding), (text.as_str(), encoding), "{name}");
        assert_eq!((decoded.replaced, decoded.is_guess), (0, false), "{name}");
    }
}

/// The two encodings differ in six letters: those of Turkish, in words of it.
#[test]
fn turkish_is_guessed_where_its_letters_are() {
    for (bytes, encoding) in [
        (&b"Caf\xE9 is \xFF\xFE bad. Heat pump \x80."[..], "windows-1252"),
        (b"A\xF0a\xE7 alt\xFDnda oturan \xE7ocuk \xFE\xFDk g\xF6r\xFCn\xFCyordu.", "windows-1254"),
    ] {
        assert_eq!(nutgraf::decode(bytes).unwrap().encoding, encoding);
    }
}

#[test]
fn what_is_wrong_is_guessed_or_counted() {
    // Nobody is right: what the bytes look like is.
    let french = encoded("latin1", &FRENCH.repeat(3));
    let decoded = decode_page(&french, Some("utf-8")).unwrap();
    assert_eq!((decoded.encoding, decoded.is_guess, decoded.replaced), ("windows-1252", true, 0));
    assert_eq!(decoded.text, FRENCH.repeat(3));

    // A character that was cut, three times, makes no other encoding of it.
    let cut = [FRENCH.as_bytes(), b"\xC3 \xE2\x80", FRENCH.as_bytes(), b"\xF0"].concat();
    for (charset, page) in [(Some("utf-8"), false), (None, true), (Some("shift_jis"), true)] {
        let decoded =
            if page { decode_page(&cut, charset) } else { decode_as(&cut, charset.unwrap()) }.unwrap();
        assert_eq!(
            (decoded.encoding, decoded.is_guess, decoded.replaced),
            ("UTF-8", false, 3),
            "{charset:?}"
        );
        assert_eq!(decoded.text, format!("{FRENCH}\u{FFFD} \u{FFFD}{FRENCH}\u{FFFD}"));
    }

    // Nor does a mark.
    let decoded = decode_page(b"\xEF\xBB\xBFa\xFFb", None).unwrap();
    assert_eq!((decoded.text.as_ref(), decoded.replaced), ("a\u{FFFD}b", 1));
    let decoded = decode_page(b"\xFF\xFEa\0b", None).unwrap();
    assert_eq!((decoded.text.as_ref(), decoded.replaced), ("a\u{FFFD}", 1));

    // A letter that is U+FFFD already is nobody's fault.
    let decoded = decode_page("<p>\u{FFFD}".as_bytes(), None).unwrap();
    assert_eq!((decoded.text.as_ref(), decoded.replaced), ("<p>\u{FFFD}", 0));
}

#[test]
fn zero_bytes_are_odd_in_a_page_and_no_text() {
    assert_eq!(decode_page(b"<p>a\0b", None).unwrap().text, "<p>a\0b");
    assert_eq!(decode_page(b"\0\0\0", Some("utf-8")).unwrap().text, "\0\0\0");
    let message = |result: Result<nutgraf::Decoded<'_>, nutgraf::Error>| result.unwrap_err().to_string();
    assert!(message(decode_as(b"a\0b", "windows-1252")).contains("NUL byte at offset 1"));
    assert!(message(decode_page(b"\x89PNG\r\n\0", Some("utf-8"))).contains("it looks like a picture"));
    assert!(message(decode_page(b"PK\x03\x04\0", None)).contains("archives of files are not supported"));
    let pdf = if cfg!(feature = "pdf") { "another kind of file, PDF (format pdf)" } else { "pdftotext" };
    assert!(message(decode_page(b"%PDF-1.4 x", None)).contains(pdf));
    // A fragment may begin as a picture does.
    assert_eq!(decode_page(b"GIF89a is a format.", None).unwrap().text, "GIF89a is a format.");
}

/// Labels of all encodings, some of them in other words, and some that are none.
const LABELS: [&str; 12] = [
    "utf-8",
    "latin1",
    "windows-1251",
    "Shift_JIS",
    "gb18030",
    "big5",
    "euc-kr",
    "iso-2022-jp",
    "utf-16le",
    "x-user-defined",
    "replacement",
    "none",
];

proptest! {
    /// Whatever the bytes are, and whatever is said of them, they become text or one of two errors; the same always.
    #[test]
    fn pages_are_never_too_odd(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "<!-- .{0,10} --><?xml?<meta charset=.{0,9}>.{0,20}".prop_map(String::into_bytes),
        ],
        label in proptest::option::of(proptest::sample::select(&LABELS)),
    ) {
        match decode_page(&bytes, label) {
            Ok(decoded) => {
                let shown = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
                prop_assert!(shown >= decoded.replaced);
                prop_assert_eq!(Ok(decoded), decode_page(&bytes, label));
            }
            Err(error) => {
                let error = error.to_string();
                prop_assert!(error.contains("not ") || error.starts_with("binary file"), "{}", error);
            }
        }
        if let Some(label) = label && let Err(error) = decode_as(&bytes, label) {
            let error = error.to_string();
            prop_assert!(error.starts_with("byte ") || error.starts_with("binary file"), "{}", error);
        }
    }

    /// UTF-8 is read as it is, whatever encoding of one byte a character it is said to be.
    #[test]
    fn sound_utf8_stays(text in "[^\0\u{FEFF}]{0,40}") {
        let page = format!("<p>{text}");
        for label in [None, Some("utf-8"), Some("windows-1251"), Some("latin1"), Some("utf-16"), Some("none")] {
            let decoded = decode_page(page.as_bytes(), label).unwrap();
            prop_assert_eq!((decoded.text.as_ref(), decoded.encoding, decoded.replaced), (page.as_str(), "UTF-8", 0));
        }
    }

    /// What is in the encoding that a page names comes back as it was.
    #[test]
    fn what_is_named_rightly_comes_back(
        text in prop_oneof!["[а-яА-Я .]{1,40}", "[ぁ-んァ-ヶ。]{1,40}", "[a-zéèüßñ .]{1,40}"],
        label in proptest::sample::select(&["utf-8", "windows-1251", "koi8-r", "latin1", "Shift_JIS", "euc-jp", "iso-2022-jp", "gb18030"][..]),
        by_server: bool,
    ) {
        let page = if by_server { format!("<p>{text}") } else { format!("<meta charset='{label}'><p>{text}") };
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, has_failed) = encoding.encode(&page);
        prop_assume!(!has_failed);
        let decoded = decode_page(&bytes, by_server.then_some(label)).unwrap();
        prop_assert_eq!((decoded.text.as_ref(), decoded.replaced), (page.as_str(), 0));
        prop_assert!(!decoded.is_guess);
    }
}
