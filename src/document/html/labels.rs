//! What pages of firms and shops have beside their prose: how to reach them, when they are open, forms, and what holds for all they sell.
//!
//! Contact data are recognized by their numbers and addresses, which look alike in all languages, and the lines around them (names of
//! streets and towns) by standing there. They are fields: they are read, but are no sentences of a summary.
//!
//! * time: `O(n)` in the elements, and in the bytes of short blocks
//! * space: a flag a block

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::blocks::Outline;
use super::content::Content;
use super::features::Tree;
use super::scan::{Element, Page};
use crate::document::contacts::{is_contact, is_place, role_of};
use crate::document::{Block, BlockKind, Document, Role, ends_sentence};

/// Lines of an address have no more bytes and words; no more of them stand before a number to call, and behind it.
const LINE_BYTES: usize = 60;
const LINE_WORDS: usize = 6;
const LINES_BEFORE: usize = 4;
const LINES_BEHIND: usize = 3;

/// One line of contact data may stand in any text; from this count on, a page has a list of them.
const LEAST_CONTACTS: usize = 2;

impl Document<'_> {
    /// Marks contact data, hours, and the lines of addresses between them.
    pub(super) fn mark_contacts(&mut self) {
        let text = &self.text;
        let is_open =
            |block: &Block| block.kind.is_prose() && matches!(block.role, Role::Prose | Role::Aside);
        // Some are links, and as such navigation already.
        let is_contact: Vec<bool> = self
            .blocks
            .iter()
            .map(|block| block.kind.is_prose() && is_contact(block.span.of(text)))
            .collect();
        // An address says where something is, wherever it stands.
        for block in self.blocks.iter_mut().filter(|block| is_open(block) && is_place(block.span.of(text))) {
            block.role = role_of(block.span.of(text));
        }
        if is_contact.iter().filter(|is_contact| **is_contact).count() < LEAST_CONTACTS {
            return;
        }
        let is_line = |block: &Block, kind: BlockKind| {
            let said = block.span.of(text);
            is_open(block)
                && block.kind == kind
                && said.len() <= LINE_BYTES
                && !ends_sentence(said)
                && said.split_whitespace().count() <= LINE_WORDS
        };
        let mut is_field = is_contact.clone();
        for at in (0..is_contact.len()).filter(|at| is_contact[*at]) {
            let kind = self.blocks[at].kind;
            // Headings stand between: `Address`, `Phone`.
            let beside = |places: &mut dyn Iterator<Item = usize>, most: usize, is_field: &mut [bool]| {
                let mut left = most;
                for place in places {
                    match &self.blocks[place] {
                        block if block.kind == BlockKind::Heading => {}
                        block if left > 0 && !is_contact[place] && is_line(block, kind) => {
                            is_field[place] = true;
                            left -= 1;
                        }
                        _ => break,
                    }
                }
            };
            beside(&mut (0..at).rev(), LINES_BEFORE, &mut is_field);
            beside(&mut (at + 1..is_contact.len()), LINES_BEHIND, &mut is_field);
        }
        for (block, is_field) in self.blocks.iter_mut().zip(is_field) {
            if is_field && matches!(block.role, Role::Prose | Role::Aside) {
                block.role = role_of(block.span.of(text));
            }
        }
    }

    /// Marks the labels of controls, addresses that are marked as such, and what is short in a form, which names a field or says how to fill
    /// it in. What a form says at length stays.
    pub(super) fn mark_fields_of_forms(
        &mut self,
        content: &Content,
        outlines: &[Outline],
        is_blank: impl Fn(usize) -> bool,
    ) {
        let text = &self.text;
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            let is_open = block.kind.is_prose() && matches!(block.role, Role::Prose | Role::Aside);
            if is_open
                && (outline.is_short() && content.is_in(&content.fields.forms, outline, &is_blank)
                    || content.is_in(&content.fields.labels, outline, &is_blank))
            {
                block.role = role_of(block.span.of(text));
            }
        }
    }

    /// Marks values: what stands behind the same label in three short blocks or more ("Recommended: 4 to 12 years."), and what ends in a time
    /// of the day as the last post of a thread does in a list of them.
    pub(super) fn mark_values(&mut self) {
        let text = &self.text;
        let is_short = |block: &Block| {
            block.kind.is_prose()
                && matches!(block.role, Role::Prose | Role::Aside)
                && block.span.len() <= TIMED_BYTES
        };
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for block in self.blocks.iter().filter(|block| is_short(block)) {
            if let Some(label) = label_of(block.span.of(text)) {
                *counts.entry(label).or_default() += 1;
            }
        }
        for block in self.blocks.iter_mut().filter(|block| is_short(block)) {
            let said = block.span.of(text);
            let count = label_of(said).and_then(|label| counts.get(label));
            if count.is_some_and(|count| *count >= LEAST_VALUES) || ends_in_time(said) {
                block.role = Role::Field;
            }
        }
    }

    /// Marks what has so few words and no mark at its end that it only names something.
    pub(super) fn mark_short_labels(&mut self) {
        let text = &self.text;
        for block in self.blocks.iter_mut().filter(|block| block.kind.is_prose()) {
            let said = block.span.of(text);
            if block.role != Role::Prose || said.len() > LABEL_BYTES {
                continue;
            }
            // A page says this while its program works: "Loading availability...".
            let is_waiting = (said.ends_with('…') || said.ends_with("..."))
                && said.split_whitespace().count() <= WAITING_WORDS;
            if is_waiting || !ends_sentence(said) && is_label(said) || is_fragment(block, said) {
                block.role = Role::Aside;
            }
        }
    }

    /// Marks the captions of a gallery in an article: `12/50 The pier at dawn`, and the paragraph below each.
    pub(super) fn mark_galleries(&mut self) {
        let text = &self.text;
        let of = |block: &Block| slide(block.span.of(text));
        let slides: Vec<(usize, (usize, usize))> =
            self.blocks.iter().enumerate().filter_map(|(at, block)| Some((at, of(block)?))).collect();
        for run in slides.chunk_by(|(_, (number, all)), (_, (next, same))| all == same && number + 1 == *next)
        {
            if run.len() < LEAST_SLIDES {
                continue;
            }
            for (at, _) in run {
                let below = self.blocks.get(at + 1).is_some_and(|below| slide(below.span.of(text)).is_none());
                for block in self.blocks.iter_mut().skip(*at).take(1 + usize::from(below)) {
                    if block.kind.is_prose() && matches!(block.role, Role::Prose | Role::Aside) {
                        block.role = Role::Caption;
                    }
                }
            }
        }
    }

    /// What stands below a heading such as "Delivery and returns" on a page that has said something before it holds for all that a shop
    /// sells, and is beside the point.
    pub(super) fn mark_terms(&mut self, outlines: &[Outline]) {
        let text = &self.text;
        let (mut has_prose, mut is_below) = (false, false);
        for (block, outline) in self.blocks.iter_mut().zip(outlines) {
            if block.kind == BlockKind::Heading {
                is_below = has_prose && is_of_terms(block.span.of(text));
            } else if block.kind.is_prose() && block.role == Role::Prose {
                if is_below {
                    block.role = Role::Aside;
                } else {
                    has_prose |= outline.is_prose() && ends_sentence(block.span.of(text));
                }
            }
        }
    }
}

/// The fewest blocks with one label that have its values, and the most bytes of the label.
const LEAST_VALUES: usize = 3;
const VALUE_LABEL: usize = 32;

/// What ends in a time may begin with the title of a thread.
const TIMED_BYTES: usize = 160;

/// What stands before the first colon, if it may be the label of a value.
fn label_of(said: &str) -> Option<&str> {
    if said.len() > LABEL_BYTES {
        return None;
    }
    let at = memchr::memchr(b':', said.as_bytes()).filter(|at| (1..=VALUE_LABEL).contains(at))?;
    said[at + 1..].starts_with([' ', '\u{A0}']).then_some(&said[..at])
}

/// Whether a text without a mark at its end ends in a time: `Mon 13 Dec 2013 15:36`.
fn ends_in_time(said: &str) -> bool {
    match said.as_bytes() {
        [.., before, hour, b':', tens, ones] => {
            hour.is_ascii_digit()
                && matches!(before, b' ' | b'0'..=b'2')
                && tens.is_ascii_digit()
                && ones.is_ascii_digit()
        }
        _ => false,
    }
}

/// A label has no more bytes, and fewer words than a sentence of a summary; of a script without blanks this count of bytes is about a word.
const LABEL_BYTES: usize = 80;
const LABEL_WORDS: usize = 5;
const WORD_BYTES: usize = 18;
const WAITING_WORDS: usize = 3;

/// Whether a short paragraph begins with a small letter and has numbers, as values of a table that is none in its markup: `from 4 years, from
/// 9 years alone.`
fn is_fragment(block: &Block, said: &str) -> bool {
    block.kind == BlockKind::Paragraph
        && said.starts_with(char::is_lowercase)
        && said.bytes().any(|byte| byte.is_ascii_digit())
        && said.split_whitespace().count() <= FRAGMENT_WORDS
}

const FRAGMENT_WORDS: usize = 10;

fn is_label(said: &str) -> bool {
    said.split_whitespace().map(|word| (word.len() / WORD_BYTES).max(1)).sum::<usize>() < LABEL_WORDS
}

/// The fewest pictures in a row that are a gallery.
const LEAST_SLIDES: usize = 4;

/// The number of a picture and of all of them, if a block begins with them: `12/50`.
fn slide(said: &str) -> Option<(usize, usize)> {
    if !said.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (number, all) = said.split([' ', '\u{A0}']).next()?.split_once('/')?;
    let (number, all) = (number.parse().ok()?, all.parse().ok()?);
    (number <= all && all >= LEAST_SLIDES).then_some((number, all))
}

/// The runs of what a reader fills in, in order.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Forms with two fields or more, but for what is around a whole page.
    pub(super) forms: Vec<Range<usize>>,
    /// Labels of controls, and addresses.
    pub(super) labels: Vec<Range<usize>>,
}

impl Fields {
    /// Those of a page; `held` has the bytes of content of an element.
    pub(super) fn of(page: &Page, tree: &Tree, held: impl Fn(usize) -> usize) -> Fields {
        let mut form_of: Vec<usize> = Vec::with_capacity(page.elements.len());
        let mut count = vec![0_u32; page.elements.len()];
        for (place, element) in page.elements.iter().enumerate() {
            let parent = tree.parents[place];
            let around = if parent < place { form_of[parent] } else { usize::MAX };
            let form = if element.name.as_str() == "form" { place } else { around };
            if form != usize::MAX && is_field(element) {
                count[form] += 1;
            }
            form_of.push(form);
        }
        let mut fields = Fields::default();
        for (place, element) in page.elements.iter().enumerate() {
            let list = match element.name.as_str() {
                "form" if count[place] >= LEAST_FIELDS && held(place) <= FORM_BYTES => &mut fields.forms,
                "label" | "address" if held(place) <= LABEL_MOST => &mut fields.labels,
                _ => continue,
            };
            let (from, to) = tree.runs[place];
            if from < to && list.last().is_none_or(|last| last.end <= from) {
                list.push(from..to);
            }
        }
        fields
    }
}

/// A label with more text is what the page says.
const LABEL_MOST: usize = 400;

/// The fewest fields of a form that are filled in; searches have one. One with more text is around a page. Chosen.
const LEAST_FIELDS: u32 = 2;
const FORM_BYTES: usize = 2_000;

/// Whether an element is filled in.
fn is_field(element: &Element) -> bool {
    const OTHERS: [&str; 5] = ["hidden", "submit", "button", "image", "reset"];
    match element.name.as_str() {
        "input" => !OTHERS.iter().any(|kind| element.attributes.is("type", kind)),
        name => matches!(name, "textarea" | "select"),
    }
}

/// Headings of what holds for all that a shop sells. They say this and no more.
const TERMS: &str = concat!(
    "|delivery|delivery & returns|delivery and returns|delivery information|delivery options|shipping|shipping & returns|shipping and returns",
    "|shipping information|shipping policy|returns|returns & exchanges|returns and exchanges|return policy|returns policy|refund policy",
    "|payment|payment & delivery|payment and delivery|payment methods|payment & shipping|payment options|warranty|guarantee|data protection",
    "|versand|versand & rückgabe|versand und rückgabe|versand & zahlung|versand und zahlung|lieferung|lieferung & rückgabe|rückgabe",
    "|zahlung und versand|zahlung & versand|zahlungsarten|widerrufsrecht|gewährleistung|datenschutz",
    "|livraison|livraison & retours|livraison et retours|livraison et retour|retours|retours et échanges|expédition|modes de paiement",
    "|paiement|paiement sécurisé|garantie",
    "|envío|envíos|envíos y devoluciones|envío y devoluciones|devoluciones|formas de pago|métodos de pago|entrega|entregas|garantía",
    "|spedizione|spedizioni|spedizione e resi|spedizioni e resi|resi|resi e rimborsi|pagamenti|metodi di pagamento|consegna|garanzia",
    "|envio|envios|entrega e devolução|trocas e devoluções|frete|frete e entrega|formas de pagamento|devoluções|garantia",
    "|verzending|verzending & retour|verzending en retour|bezorging|retourneren|betaalmethoden|verzenden en retourneren",
    "|leverans|frakt|frakt & retur|frakt och retur|frakt og retur|retur|levering|levering og retur|betaling|betalning|toimitus|palautukset",
    "|toimitus ja palautus|maksutavat",
    "|dostawa|dostawa i zwroty|dostawa i płatność|zwroty|wysyłka|wysyłka i zwroty|płatność|gwarancja|doprava|doprava a platba|vrácení zboží",
    "|záruka|szállítás|szállítás és fizetés|fizetés|livrare|livrare și retur|retur|teslimat|teslimat ve iade|kargo|kargo ve iade|iade|garanti",
    "|доставка|доставка и оплата|доставка и возврат|оплата|оплата и доставка|возврат|гарантия|доставка і оплата|гарантія",
    "|配送|配送について|送料|送料について|お支払い方法|お支払いについて|返品|返品について|返品・交換について|配送说明|退换货|售后服务|배송|배송 안내|배송안내|교환 및 반품|반품",
    "|",
);

/// Parts of words that headings about what is sent back have, and the most words of such a heading.
const RETURNS: &str = concat!(
    "refund|return policy|returns policy|returns & |returns and |rückgabe|widerruf|devoluc|devoluç|politique de retour|retours et",
    "|retourneren|retourbeleid|zwrot|reklamacj|возврат|vrácení|visszaküld|palautus|retur og|retur och|iade ve|iade koşul",
);
const RETURN_WORDS: usize = 5;

/// A longer heading, in bytes, is none of them.
const LONGEST_TERMS: usize = 60;

fn is_of_terms(heading: &str) -> bool {
    let bare = heading.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.len() > LONGEST_TERMS {
        return false;
    }
    let lower = bare.to_lowercase();
    let is_whole = |at: usize| TERMS.as_bytes()[at - 1] == b'|' && TERMS.as_bytes()[at + lower.len()] == b'|';
    memchr::memmem::find_iter(TERMS.as_bytes(), lower.as_bytes()).any(is_whole)
        || lower.split_whitespace().count() <= RETURN_WORDS
            && RETURNS.split('|').any(|stem| lower.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_terms_say_nothing_else() {
        assert!(
            is_of_terms("Delivery & Returns")
                && is_of_terms("Versand und Rückgabe:")
                && is_of_terms("配送について")
        );
        assert!(is_of_terms("Доставка и оплата") && is_of_terms("Condiciones de devolución"));
        assert!(
            !is_of_terms("Shipping news of 1953")
                && !is_of_terms("|")
                && !is_of_terms("")
                && !is_of_terms("deliver")
        );
    }
}
