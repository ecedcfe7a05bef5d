//! Bytes become text or an error; UTF-8 is taken as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, decode};
use nutgraf_fuzz::check_blocks;

fuzz_target!(|bytes: &[u8]| {
    let utf8 = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    match (decode(bytes), utf8) {
        (Ok(decoded), Some(text)) => assert_eq!(decoded.text, text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        (Ok(decoded), None) => check_blocks(&Document::plain(&decoded.text)),
        (Err(error), Some(_)) => panic!("UTF-8 was refused: {error}"),
        (Err(error), None) => assert!(error.to_string().starts_with("byte ")),
    }
});
