//! How numbers are written in the languages that reports are written in: as in English in all others.

use super::Language;

/// A whole number, its thousands parted: `1,398`. Spanish parts numbers of five digits and more only.
pub(crate) fn whole(number: usize, language: Language) -> String {
    let separator = match language {
        Language::German => ".",
        Language::French => "\u{202F}",
        Language::Spanish => "\u{A0}",
        _ => ",",
    };
    let digits = number.to_string();
    if language == Language::Spanish && digits.len() < 5 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with this many decimals.
pub(crate) fn decimal(value: f64, decimals: usize, language: Language) -> String {
    let plain = format!("{value:.decimals$}");
    match language {
        Language::German | Language::French | Language::Spanish => plain.replace('.', ","),
        _ => plain,
    }
}
