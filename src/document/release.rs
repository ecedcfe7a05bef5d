//! Press releases: what stands around the news that they bring.
//!
//! A text is one if it says so above the news (`FOR IMMEDIATE RELEASE`), marks its end (`-ENDS-`), or has notes for who prints it. Then
//! what stands behind the end, the notes, the words about the firm and whom to ask are notices.
//!
//! * time: a few short blocks at both ends of other texts, all blocks of a press release
//! * space: a short block

use super::listed::Begun;
use super::{Block, BlockKind, Role};

/// The first and last blocks that may say that a text is a press release.
const FIRST_BLOCKS: usize = 5;
const LAST_BLOCKS: usize = 16;

/// What says so is no longer, in bytes.
const LONGEST: usize = 80;

/// A block about the firm, or about whom to ask, has lines of at most this many bytes below it.
const CONTACT_LINE: usize = 90;
const CONTACT_LINES: usize = 8;

/// What stands above the news.
#[rustfmt::skip] // Several to a line.
const RELEASES: [&str; 37] = [
    "press release", "news release", "media release", "for immediate release", "for release", "media statement", "press statement",
    "media advisory", "pressemitteilung", "presseinformation", "medienmitteilung", "presseaussendung", "zur sofortigen veröffentlichung",
    "communiqué de presse", "communiqué", "pour diffusion immédiate", "pour publication immédiate", "nota de prensa",
    "comunicado de prensa", "para publicación inmediata", "para su publicación inmediata", "comunicato stampa",
    "per diffusione immediata", "per pubblicazione immediata", "comunicado de imprensa", "comunicado à imprensa", "nota de imprensa",
    "nota à imprensa", "para divulgação imediata", "persbericht", "voor directe publicatie", "pressmeddelande", "pressemelding",
    "pressemeddelelse", "lehdistötiedote", "informacja prasowa", "пресс-релиз",
];

/// What marks the end, without the dashes around it.
#[rustfmt::skip] // Several to a line.
const ENDS: [&str; 11] = [
    "end", "ends", "ende", "fin", "fine", "fim", "einde", "slut", "###", "# # #", "30",
];

/// Titles of notes for who prints it.
#[rustfmt::skip] // Several to a line.
const NOTES: [&str; 20] = [
    "notes to editors", "notes to editor", "note to editors", "notes for editors", "editor's note",
    "hinweis für die redaktion", "hinweise für redaktionen", "hinweis an die redaktion", "anmerkungen für die redaktion",
    "note aux rédactions", "note aux rédacteurs", "notes aux rédactions", "nota para editores", "notas para el editor",
    "notas para los editores", "nota per i redattori", "note per la redazione", "nota aos editores", "noot voor de redactie",
    "not for publication",
];

static BEGINNINGS: Begun = Begun::of(&[&RELEASES, &NOTES]);

/// What words about the firm begin with.
#[rustfmt::skip] // Several to a line.
const ABOUT: [&str; 17] = [
    "about ", "über ", "à propos d", "a propos d", "acerca de", "sobre ", "informazioni su", "chi è ", "chi siamo", "profilo ", "over ",
    "om ", "tietoja ", "o firmie ", "о компании", "boilerplate", "company profile",
];

/// What says whom to ask.
#[rustfmt::skip] // Several to a line.
const CONTACTS: [&str; 38] = [
    "contact", "contacts", "media contact", "media contacts", "press contact", "press contacts", "press office", "media enquiries",
    "media inquiries", "press enquiries", "for further information", "for more information", "for media enquiries", "for media inquiries",
    "contact information", "pressekontakt", "medienkontakt", "ansprechpartner", "kontakt", "rückfragen", "contact presse",
    "contacts presse", "contact média", "service de presse", "contacto", "contacto de prensa", "contacto para prensa",
    "contacto de medios", "contatti", "contatti stampa", "contatto stampa", "ufficio stampa", "contacto para a imprensa",
    "assessoria de imprensa", "contato", "perscontact", "contactpersoon", "presskontakt",
];

/// Marks what stands around the news of a press release.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let count = blocks.len();
    let small = |block: &Block| {
        let said = block.span.of(text);
        (said.len() <= LONGEST).then(|| said.to_lowercase().replace('’', "'"))
    };
    let bare = |said: &str| said.trim_matches(|c: char| !c.is_alphanumeric() && c != '#').to_string();
    // Nearly all blocks begin with letters that none of the phrases begins with.
    let may_begin = |block: &Block| {
        BEGINNINGS
            .may_begin(block.span.of(text).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '#'))
    };
    let last = count.saturating_sub(LAST_BLOCKS)..count;
    // Of a short text the first blocks are among the last.
    let may_be = |block: &Block| block.span.len() <= END_BYTES || may_begin(block);
    let first = ..count.min(FIRST_BLOCKS).min(last.start);
    if !blocks[first].iter().any(may_begin) && !blocks[last.clone()].iter().any(may_be) {
        return;
    }
    let is_release = |block: &Block| {
        may_begin(block)
            && small(block).is_some_and(|said| {
                let said = bare(&said);
                let second = said.as_bytes().get(1);
                RELEASES.iter().filter(|release| release.as_bytes().get(1) == second).any(|release| {
                    said.strip_prefix(release).is_some_and(|rest| {
                        !rest.starts_with(char::is_alphanumeric)
                            && rest.split_whitespace().count() <= RELEASE_WORDS
                    })
                })
            })
    };
    let is_end = |block: &Block| {
        let said = block.span.of(text);
        // A lone word ends a tale as well; dashes, number signs and capitals are those of an office.
        let is_marked = || {
            said.starts_with(['-', '–', '—', '#', '*', '~']) || said.len() > 2 && said == said.to_uppercase()
        };
        said.len() <= END_BYTES
            && is_marked()
            && small(block).is_some_and(|said| ENDS.contains(&bare(&said).as_str()))
    };
    let is_note = |block: &Block| {
        if !may_begin(block) {
            return false;
        }
        let begins = |said: String| {
            let said = bare(&said);
            NOTES.iter().any(|note| said.starts_with(note))
        };
        small(block).is_some_and(begins)
            || block.span.len() > LONGEST
                && block.span.of(text).get(..LONGEST / 2).is_some_and(|begin| {
                    let begin = begin.to_lowercase();
                    NOTES.iter().any(|note| begin.starts_with(note))
                })
    };
    let first = blocks[..count.min(FIRST_BLOCKS)].iter().any(is_release);
    if !first && !blocks[last].iter().any(|block| is_end(block) || is_note(block)) {
        return;
    }
    let end = blocks.iter().rposition(is_end).filter(|end| *end > 0);
    let note = blocks.iter().position(is_note);
    // Where a tale ends in `ENDE`, nothing of an office stands behind it.
    if !first && note.is_none() && end.is_none_or(|end| end + 1 == count) {
        return;
    }
    if let Some(from) = [end, note].into_iter().flatten().min() {
        blocks[from..].iter_mut().for_each(|block| set(block, Role::Notice));
    }
    let (mut at, mut lacks_title) = (0, false);
    while at < count {
        let said = small(&blocks[at]);
        let is_heading = matches!(blocks[at].kind, BlockKind::Heading | BlockKind::Paragraph);
        let is_about = said.as_ref().is_some_and(|said| {
            is_heading
                && at > FIRST_BLOCKS.min(count / 3)
                && !said.ends_with(['.', '!', '?', ';'])
                && ABOUT.iter().any(|about| said.starts_with(about))
        });
        let begin = || {
            let said = blocks[at].span.of(text);
            let line = said.split(['\n', ':']).next().unwrap_or_default();
            let is_labelled = said[line.len()..].starts_with(':') || line.len() == said.len();
            (line.len() <= LONGEST && is_labelled).then(|| bare(&line.to_lowercase()))
        };
        let is_contact = begin().is_some_and(|begin| {
            CONTACTS
                .iter()
                .any(|contact| begin == *contact || begin.starts_with("for ") && begin.starts_with(contact))
        });
        if first && at < FIRST_BLOCKS && is_release(&blocks[at]) {
            if blocks[at].kind == BlockKind::Title {
                // The title of the news is below.
                blocks[at].kind = BlockKind::Heading;
                lacks_title = true;
            }
            set(&mut blocks[at], Role::Notice);
        }
        if is_about {
            // The words about the firm go on to the next heading.
            set(&mut blocks[at], Role::Notice);
            at += 1;
            while at < count && !matches!(blocks[at].kind, BlockKind::Heading | BlockKind::Title) {
                set(&mut blocks[at], Role::Notice);
                at += 1;
            }
            continue;
        }
        if is_contact {
            let last = (at + 1 + CONTACT_LINES).min(count);
            set(&mut blocks[at], Role::Notice);
            at += 1;
            while at < last && is_contact_line(blocks[at].span.of(text)) {
                set(&mut blocks[at], Role::Notice);
                at += 1;
            }
            continue;
        }
        at += 1;
    }
    let is_heading = |block: &&mut Block| block.kind == BlockKind::Heading && block.role == Role::Prose;
    if let Some(title) = blocks.iter_mut().take(LAST_BLOCKS).find(is_heading).filter(|_| lacks_title) {
        title.kind = BlockKind::Title;
    }
}

/// Whether a line below `Contact:` is of it: a name, an office, a number, an address.
fn is_contact_line(said: &str) -> bool {
    let has_address = said.contains('@') || said.contains("www.") || said.contains("://");
    let digits = said.bytes().filter(u8::is_ascii_digit).count();
    said.len() <= CONTACT_LINE
        && (has_address
            || digits >= LEAST_DIGITS
            || said.split_whitespace().count() <= NAME_WORDS && !said.ends_with(['.', '!', '?']))
}

/// A telephone number has this many digits or more.
const LEAST_DIGITS: usize = 6;

/// The most words of a name or an office. Headlines are longer.
const NAME_WORDS: usize = 4;

/// The most words behind `Press release`, such as its number and day.
const RELEASE_WORDS: usize = 6;

/// What marks the end is no longer, in bytes.
const END_BYTES: usize = 16;

fn set(block: &mut Block, role: Role) {
    if matches!(block.role, Role::Prose | Role::Aside | Role::LeadIn) && block.kind != BlockKind::Title {
        block.role = role;
    }
}
