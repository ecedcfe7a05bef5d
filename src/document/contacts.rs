//! Contact data and hours: what says how to reach somebody, and when.
//!
//! They are recognized by addresses of mail, numbers to call and times, which look alike in all languages.
//!
//! * time: `O(n)` in the bytes of what is short
//! * space: none

use std::ops::Range;

#[cfg(any(feature = "html", feature = "pdf"))]
use super::Role;
#[cfg(feature = "pdf")]
use super::{Block, Document};

/// Contact data are no longer, in bytes, and have no more other words where there is an address of mail, and where there is a number to call,
/// which might be another number. Chosen by eye: "For all questions, write to the office in the old customs house on the northern quay, …".
const MOST_BYTES: usize = 320;
const MAIL_WORDS: usize = 30;
const NUMBER_WORDS: usize = 25;

/// In so few words, digits in threes are a number to call; in more, they are thousands.
const FEW_WORDS: usize = 8;

/// Hours have no more words, or no more for each time.
const HOUR_WORDS: usize = 8;
const WORDS_A_TIME: usize = 3;

/// A number to call has a count of digits in this range, or fewer if it begins as such numbers do. Dates and prices have fewer.
const CALLED: Range<usize> = 9..16;
const CALLED_FROM_SIGN: usize = 7;

/// Whether a block or a sentence is contact data: it has an address of mail, a number to call or hours, and few words beside them.
pub(super) fn is_contact(said: &str) -> bool {
    if said.len() > MOST_BYTES {
        return false;
    }
    let digits = said.bytes().filter(u8::is_ascii_digit).count();
    let has_at = memchr::memchr(b'@', said.as_bytes()).is_some();
    if digits < LEAST_DIGITS && !has_at {
        return false;
    }
    let words = said.split_whitespace().filter(is_word).count();
    if has_at && words <= MAIL_WORDS && said.split_whitespace().any(is_mail) {
        return true;
    }
    if digits >= CALLED_FROM_SIGN && words <= NUMBER_WORDS && has_number(said, words <= FEW_WORDS) {
        return true;
    }
    let times = count_of_times(said);
    times >= 2
        && words <= HOUR_WORDS.max(WORDS_A_TIME * times)
        && !(words > FEW_WORDS && said.ends_with(['.', '!', '?', '…', '。']))
        && !has_day(said)
}

/// The address of a place is no longer, in bytes and in words.
const PLACE_BYTES: usize = 160;
const PLACE_WORDS: usize = 14;

/// Up to this count of words of an address, at most one begins with a lower-case letter: `Na zapadu 12 v Praze`.
const SMALL_OF: usize = 4;

/// What streets are called, alone beside their name or, behind the second bar, at its end.
const STREETS: &str = concat!(
    "|street|st|room|floor|etage|étage|piso|oficina|кабинет|каб|офис|оф|road|rd|avenue|ave|lane|drive|boulevard|blvd|highway|hwy|square|suite|strasse|straße|str|platz|allee|rue|chemin|impasse",
    "|calle|avenida|avda|carrera|cra|plaza|via|viale|piazza|corso|strada|vicolo|rua|av|travessa|rodovia|largo|straat|laan|plein|ulica|ul",
    "|ulice|utca|tér|krt|bd|bulevardul|calea|ул|улица|пр|просп|проспект|пер|переулок|пл|шоссе|вул|вулиця|cad|caddesi|sok|sokak|mah",
    "|mahallesi|bulvarı|bulevar|trg|οδός|λεωφ|jalan|jl|đường|phường|quận|",
);
const ENDS_OF_STREETS: &str = "|straße|strasse|str|gasse|weg|platz|allee|straat|laan|plein|gracht|gatan|vägen|gata|gade|gate|vej|veien|katu|tie|";

/// Whether a text is the address of a place and hardly more: the name of a street and a number, or the number of a post office beside the
/// name of a town. Names begin with capitals, and what is said of a place has small words.
pub(super) fn is_place(said: &str) -> bool {
    if said.len() > PLACE_BYTES || !said.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if said.contains('〒') || said.contains("丁目") && said.chars().count() <= PLACE_BYTES / 4 {
        return !said.ends_with('。');
    }
    let (mut words, mut small, mut has_street, mut has_number, mut post) = (0, 0, false, false, None);
    for (at, token) in said.split([' ', '\u{A0}', ',', '\n']).filter(|token| !token.is_empty()).enumerate() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        words += usize::from(!bare.is_empty());
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = bare.bytes().filter(u8::is_ascii_digit).count();
            has_number |= digits <= 4 && bare.len() <= digits + 3;
            post = post.or(Some(at).filter(|_| {
                (5..=6).contains(&digits) && bare.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            }));
            continue;
        }
        // `ул.Красная`
        let first = bare.split('.').next().unwrap_or_default();
        if is_street(first) {
            has_street = true;
        } else if bare.starts_with(char::is_lowercase) && bare.len() > 1 && !token.ends_with('.') {
            small += 1;
        }
    }
    let is_town = || post.is_some() && small == 0 && words <= 4;
    words <= PLACE_WORDS && small * SMALL_OF <= words && (has_street && has_number || is_town())
}

fn is_street(word: &str) -> bool {
    let lower = word.to_lowercase();
    let has = |list: &str, word: &str| {
        memchr::memmem::find_iter(list.as_bytes(), word.as_bytes())
            .any(|at| at > 0 && list.as_bytes()[at - 1] == b'|' && list.as_bytes()[at + word.len()] == b'|')
    };
    let is_named = || {
        word.starts_with(char::is_uppercase)
            && ENDS_OF_STREETS.split('|').any(|end| {
                !end.is_empty() && lower.strip_suffix(end).is_some_and(|name| name.chars().nth(2).is_some())
            })
    };
    lower.len() > 1 && (has(STREETS, &lower) || is_named())
}

/// What contact data and texts of forms are: a sentence stands beside the point, and is read where there is no other.
#[cfg(any(feature = "html", feature = "pdf"))]
pub(super) fn role_of(said: &str) -> Role {
    if crate::score::is_whole(said) { Role::Aside } else { Role::Field }
}

#[cfg(feature = "pdf")]
impl Document<'_> {
    /// Marks blocks that are contact data, hours or the address of a place.
    pub(super) fn mark_contact_blocks(&mut self) {
        let text = &self.text;
        let is_open = |block: &Block| block.kind.is_prose() && block.role == Role::Prose;
        for block in self.blocks.iter_mut().filter(|block| is_open(block) && block.span.len() <= MOST_BYTES) {
            let said = block.span.of(text);
            if is_contact(said) || is_place(said) {
                block.role = role_of(said);
            }
        }
    }
}

/// Months in the languages of most pages, by how they begin; `may` and `mar` might be others.
const MONTHS: &str = concat!(
    "|januar|februar|march|märz|april|maj|mai|mayo|maggio|maart|mars|marzo|março|june|juni|juin|junio|giugno|july|juli|juillet|julio|luglio",
    "|august|agosto|août|septem|settem|septiem|setem|octob|oktob|ottob|octub|outub|novem|noviem|decem|dezem|dicem|diciem|dezem|décem",
    "|enero|gennaio|janeiro|janvier|febrero|febbraio|fevereiro|février|avril|abril|aprile|января|февраля|марта|апреля|мая|июня|июля",
    "|августа|сентября|октября|ноября|декабря|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada",
    "|grudnia|",
);

/// Whether times are those of a day: something happens then. Hours have no year, no `2nd` and no day of a month.
fn has_day(said: &str) -> bool {
    let bare = |token: &'_ str| -> String {
        token.trim_matches(|c: char| !c.is_alphanumeric()).chars().flat_map(char::to_lowercase).collect()
    };
    let is_year = |token: &str| {
        token.len() == 4
            && (token.starts_with("19") || token.starts_with("20"))
            && token.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_ordinal = |token: &str| {
        token.starts_with(|c: char| c.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|end| {
                token.strip_suffix(end).is_some_and(|number| number.parse().is_ok_and(|day: u8| day <= 31))
            })
    };
    let is_month = |token: &str| {
        token.len() > 2
            && (token == "may"
                || MONTHS.split('|').any(|month| !month.is_empty() && token.starts_with(month)))
    };
    let is_day = |token: &str| token.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let mut before = String::new();
    for token in said.split_whitespace().map(bare).filter(|token| !token.is_empty()) {
        if is_year(&token)
            || is_ordinal(&token)
            || is_month(&token) && is_day(&before)
            || is_day(&token) && is_month(&before)
        {
            return true;
        }
        before = token;
    }
    false
}

/// The fewest digits that two times of a day have: `9h - 5h`.
const LEAST_DIGITS: usize = 2;

/// Whether a token is a word: an address and a number are none, and no half of the day.
fn is_word(token: &&str) -> bool {
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
    bare.chars().nth(1).is_some()
        && bare.starts_with(char::is_alphabetic)
        && !is_mail(bare)
        && !bare.eq_ignore_ascii_case("am")
        && !bare.eq_ignore_ascii_case("pm")
}

fn is_mail(token: &str) -> bool {
    let Some((name, host)) = token.split_once('@') else { return false };
    name.ends_with(|c: char| c.is_ascii_alphanumeric())
        && host.split_once('.').is_some_and(|(name, end)| !name.is_empty() && !end.is_empty())
}

/// Whether a text has a number to call: digits in groups.
fn has_number(said: &str, are_few: bool) -> bool {
    let is_between = |c: char| matches!(c, ' ' | '\u{A0}' | '(' | ')' | '-' | '.' | '/' | '‑' | '–' | '+');
    said.split(|c: char| !c.is_ascii_digit() && !is_between(c)).any(|run| {
        let run = run.trim_matches(|c: char| !c.is_ascii_digit() && c != '+' && c != '(');
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let begins = run.starts_with(['+', '(', '0']);
        // Within a town: `750-66-89`.
        let is_local =
            || matches!(run.as_bytes(), [_, _, _, b'-', _, _, b'-', _, _]) && digits == CALLED_FROM_SIGN;
        let is_long = CALLED.contains(&digits) || begins && (CALLED_FROM_SIGN..CALLED.end).contains(&digits);
        if !(is_long || is_local()) {
            return false;
        }
        let groups = || run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
        // A date, perhaps with a time behind it: `11/12/2009 09`.
        let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        let is_date = groups().any(is_year) && groups().filter(|group| group.len() <= 2).count() >= 2;
        let are_years = groups().all(|group| group.len() == 4);
        let are_thousands =
            !are_few && !begins && groups().count() > 1 && groups().skip(1).all(|group| group.len() == 3);
        !is_date && !are_years && !are_thousands
    })
}

/// How many times of a day a text has: `07:00`, `9.30`, `19h`, `8 pm`.
fn count_of_times(said: &str) -> usize {
    let bytes = said.as_bytes();
    let digits_at = |at: usize| {
        bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        let hour = digits_at(at);
        at += hour.max(1);
        if !(1..=2).contains(&hour) {
            continue;
        }
        let behind = &bytes[at..];
        let is_half = || {
            let rest = behind.strip_prefix(b" ").unwrap_or(behind);
            matches!(rest, [b'a' | b'A' | b'p' | b'P', b'm' | b'M' | b'.', ..])
        };
        let is_hour = || match behind {
            [b'h' | b'H', rest @ ..] => rest.first().is_none_or(|next| !next.is_ascii_alphanumeric()),
            _ => false,
        };
        if matches!(behind, [b':' | b'.' | b'h' | b'H', ..]) && digits_at(at + 1) == 2 {
            at += 3;
            // A date goes on: `12.05.2014`.
            let goes_on = matches!(bytes.get(at), Some(b'.' | b',')) && digits_at(at + 1) > 0;
            count += usize::from(!goes_on);
        } else if is_hour() || is_half() {
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_places_are_names_and_numbers() {
        for said in [
            "ul. Portowa 74",
            "Portowa School, ul.Mostowa 115, room 43",
            "ул. Морская 12, каб. 4",
            "Kaiweg 29",
            "67310 Ailder",
            "40-039 AILDER",
            "12 Quay Street, Ailder",
            "Via del Molo 4, Ailder",
            "〒100-0001 港町一丁目2番地",
        ] {
            assert!(is_place(said), "{said}");
        }
        for said in [
            "The office at 12 Quay Street was closed by the mayor in June.",
            "Der Kaiweg 29 wird im Juni für den Verkehr gesperrt.",
            "In 2019, 12 boats lay there",
            "Quay Street",
            "The wall cost 67310 crowns",
            "",
        ] {
            assert!(!is_place(said), "{said}");
        }
    }

    #[test]
    fn contact_data_are_recognized_by_their_numbers() {
        for said in [
            "Phone: (413) 545-0722 (8:30 AM-5:00 PM M-F)",
            "E-Mail: info@hafen.example",
            "Quay Street 4, Ailder, TEL: 803 787 8411 FAX: 803 787 0609",
            "+47 51 42 00 11",
            "01234-567",
            "tel. 500 800 091",
            "Tel. 750-66-89",
            "Monday 07:00 - 19:00",
            "Lundi 9h - 12h",
            "Mo–Fr 8.30–12.00 Uhr",
            "Open 9 am to 5 pm, Monday to Friday.",
            "Maandag van 09.00 tot 18.00, dinsdag t/m vrijdag 08.30 tot 18.00, zaterdag 08.30 t/m 17.00 uur, zondag gesloten",
            "Voor vragen kunt u contact met ons opnemen per e-mail op info@kade.example of per telefoon.",
            "The office can be reached on 01744 692000 between the tides.",
        ] {
            assert!(is_contact(said), "{said}");
        }
        for said in [
            "The ferry carries 900 people a day.",
            "It was opened on 12.05.2014 by the mayor",
            "12.05.2014 - 14.05.2014",
            "1 200 000 €",
            "In all, 1 200 000 000 tons of stone were moved for the new wall in the year of the great storm.",
            "From 1998-2003 and 2005-2011 the wall was raised.",
            "In 1998, 2003 and 2011 the wall was raised.",
            "The boat leaves at 07:00 and is back at 19:00, so that the crew can be home before the tide turns.",
            "Rope of 12 mm",
            "Harbour",
            "The board meets from 9 am to 5 pm in the hall behind the church.",
            "Tide walk, May 5, 3:30pm – 5:00pm",
            "Sitzung am 14. Oktober, 9.30–12.00 Uhr",
            "Every 2nd Thursday, 3:30pm - 5:00pm",
            "Concert 2019: 18:00 - 20:00",
            "Final conference set for 11/12/2009 09:30 before the judge.",
            "Hearing on 2018-06-21 10.00",
        ] {
            assert!(!is_contact(said), "{said}");
        }
    }
}
