//! Each reader of text gives blocks and sentences that lead back to a span of the source.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, Format};
use nutgraf_fuzz::{check_blocks, check_sources, language};

const FORMATS: [Format; 9] = [
    Format::Text,
    Format::AsciiDoc,
    Format::ReStructuredText,
    Format::Org,
    Format::Latex,
    Format::MediaWiki,
    Format::Subtitles,
    Format::Mail,
    Format::Mbox,
];

fuzz_target!(|input: ([u8; 2], &str)| {
    let ([format, language_byte], source) = input;
    let format = FORMATS[usize::from(format) % FORMATS.len()];
    let document = Document::read(source, format).unwrap();
    check_blocks(&document);
    check_sources(&document, source, language(language_byte));
});
