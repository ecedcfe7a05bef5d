//! On-page checks: what a page, a post or a document has beside its words, held against conventions that have a name.
//!
//! Each of them is a rule that is off unless a preset or a configuration turns it on. Linear in the document.

use rustc_hash::FxHashMap;

use super::judge::{Judge, judged};
use super::pixels;
use super::wording::{Said, Text, Value, say, texts};
use super::{Audit, AuditRule, Finding, Judged, Level, Occurrence, Setting};
use crate::document::{BlockKind, Heading};
use crate::language::Language;
use crate::span::Span;

/// The sizes of the fonts that titles and descriptions have in search results on a desktop, in pixels.
const TITLE_SIZE: f64 = 20.0;
const DESCRIPTION_SIZE: f64 = 14.0;

/// Texts of links that say nothing, a line for each language.
const LINKS: &str = include_str!("links.txt");

/// Words in capitals that stand for something to come.
const PLACEHOLDERS: [&str; 4] = ["TODO", "TBD", "FIXME", "XXX"];

/// What stands in brackets for something to come, in lower case.
const BRACKETED: [&str; 16] = [
    "link",
    "url",
    "image",
    "photo",
    "name",
    "date",
    "source",
    "citation needed",
    "placeholder",
    "todo",
    "tbd",
    "tk",
    "your name",
    "company",
    "company name",
    "title",
];

/// How a placeholder in brackets may begin.
const BRACKET_OPENINGS: [&str; 3] = ["insert ", "add ", "your "];

/// The longest placeholder in brackets, in bytes. Chosen: a line that somebody is to fill in.
const LONGEST_BRACKET: usize = 60;

impl Judge<'_> {
    /// Whether a rule is on.
    pub(super) fn is_on(&self, rule: AuditRule) -> bool {
        self.options.setting(rule) != Setting::Off
    }

    /// The findings of the rules that look at a page, in their order.
    pub(super) fn page_checks(&self, audit: &Audit, findings: &mut Vec<Finding>) {
        /// What adds the findings of a rule.
        type Check<'c> = &'c dyn Fn(&mut Vec<Finding>);
        let checks: [(AuditRule, Check<'_>); 10] = [
            (AuditRule::TitleLength, &|findings| self.title_length(findings)),
            (AuditRule::DescriptionLength, &|findings| self.description_length(findings)),
            (AuditRule::MainHeading, &|findings| self.main_heading(findings)),
            (AuditRule::HeadingJump, &|findings| self.heading_jumps(findings)),
            (AuditRule::ImageText, &|findings| self.image_texts(findings)),
            (AuditRule::LinkText, &|findings| self.link_texts(findings)),
            (AuditRule::KeyphraseOpening, &|findings| self.keyphrase_openings(audit, findings)),
            (AuditRule::Placeholder, &|findings| self.placeholders(findings)),
            (AuditRule::LongSection, &|findings| self.long_sections(findings)),
            (AuditRule::EmptySection, &|findings| self.empty_sections(findings)),
        ];
        for (rule, check) in checks {
            // An empty text has no page to look at.
            if self.is_on(rule) && audit.words > 0 {
                check(findings);
            }
        }
    }

    fn title_length(&self, findings: &mut Vec<Finding>) {
        let (document, limits) = (self.draft.document(), &self.options.limits);
        let fields = document.fields();
        let Some(title) = fields.search_title.as_deref().or(document.title()) else { return };
        let place = fields.places.search_title.map(|span| self.draft.outside(span));
        let place = place.or_else(|| self.draft.first(BlockKind::Title));
        let line = Line {
            rule: AuditRule::TitleLength,
            name: "title",
            messages: [&texts::TITLE_SHORT, &texts::TITLE_LONG, &texts::TITLE_WIDE],
            text: title,
            place,
            size: TITLE_SIZE,
            least: limits.title_least,
            most: limits.title_most,
            pixels: limits.title_pixels,
        };
        findings.extend(self.length_of(&line));
    }

    fn description_length(&self, findings: &mut Vec<Finding>) {
        let limits = &self.options.limits;
        let fields = self.draft.document().fields();
        let Some(description) = fields.description.as_deref() else {
            // Notes without a title are no page. A post without front matter is one that has no description yet.
            let head = fields.places.head.map(|span| self.draft.outside(span));
            if let Some(place) = head.or_else(|| self.draft.first(BlockKind::Title)) {
                let mut finding = Finding::new(
                    AuditRule::DescriptionLength,
                    &texts::NO_DESCRIPTION,
                    &texts::WRITE_DESCRIPTION,
                );
                finding.occurrences.push(place);
                findings.push(finding);
            }
            return;
        };
        let line = Line {
            rule: AuditRule::DescriptionLength,
            name: "description",
            messages: [&texts::DESCRIPTION_SHORT, &texts::DESCRIPTION_LONG, &texts::DESCRIPTION_WIDE],
            text: description,
            place: fields.places.description.map(|span| self.draft.outside(span)),
            size: DESCRIPTION_SIZE,
            least: limits.description_least,
            most: limits.description_most,
            pixels: limits.description_pixels,
        };
        findings.extend(self.length_of(&line));
    }

    /// What is wrong with the length of a line in search results.
    fn length_of(&self, line: &Line<'_>) -> Option<Finding> {
        let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (length, pixels) = (text.chars().count(), pixels::width(&text, line.size));
        let level = self.note(line.rule);
        let [short, long, wide] = line.messages;
        let message =
            |text: &'static Text, value: Value, limit: Value| text.with(vec![value, level.into(), limit]);
        // What is written without spaces says twice as much with a character: there only the width counts.
        let is_wide = pixels::has_wide(&text);
        let (message, advice, judged) = if length < line.least && !is_wide {
            (
                message(short, length.into(), line.least.into()),
                &texts::SAY_MORE,
                judged(length, line.least, "characters"),
            )
        } else if length > line.most && !is_wide {
            (
                message(long, length.into(), line.most.into()),
                &texts::SHORTEN_LINE,
                judged(length, line.most, "characters"),
            )
        } else if pixels > line.pixels {
            (
                message(wide, Value::Count(pixels.round() as usize), Value::Limit(line.pixels)),
                &texts::SHORTEN_LINE,
                Judged { value: pixels.round(), limit: line.pixels, unit: "pixels", percentile: None },
            )
        } else {
            return None;
        };
        let mut finding = Finding::new(line.rule, message, advice);
        finding.subject = line.name.to_string();
        finding.judged = Some(judged);
        finding.occurrences.extend(line.place);
        Some(finding)
    }

    /// The places of the main headings: by the page, else by the levels of headings; `None` where these are not known.
    fn main_headings(&self) -> Option<Vec<Occurrence>> {
        let document = self.draft.document();
        let fields = document.fields();
        if !fields.main_headings.is_empty() {
            return Some(fields.main_headings.iter().map(|span| self.draft.outside(*span)).collect());
        }
        let known =
            document.blocks().iter().any(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Title));
        if known && fields.headings.is_empty() {
            return None;
        }
        let first = fields.headings.iter().filter(|heading| heading.level == 1);
        Some(first.map(|heading| self.heading_place(heading)).collect())
    }

    fn main_heading(&self, findings: &mut Vec<Finding>) {
        let document = self.draft.document();
        // Plain text has no levels, and no pages.
        let is_page = document.fields().places.head.is_some() || !document.fields().headings.is_empty();
        let Some(places) = self.main_headings().filter(|places| is_page || !places.is_empty()) else {
            return;
        };
        // Most sites show the title in front matter as the main heading.
        let is_shown = document.fields().title.is_some() && document.fields().main_headings.is_empty();
        let rule = AuditRule::MainHeading;
        if places.is_empty() && !is_shown && !document.fields().is_titled_elsewhere {
            findings.push(Finding::new(rule, &texts::NO_MAIN_HEADING, &texts::GIVE_MAIN_HEADING));
        } else if places.len() > 1 {
            let message = say!(MAIN_HEADINGS, places.len());
            let mut finding = Finding::new(rule, message, &texts::KEEP_FIRST_HEADING);
            // The first one stays.
            finding.occurrences = places[1..].iter().chain(&places[..1]).copied().collect();
            findings.push(finding);
        }
    }

    fn heading_jumps(&self, findings: &mut Vec<Finding>) {
        let document = self.draft.document();
        for pair in document.fields().headings.windows(2) {
            let (before, heading) = (&pair[0], &pair[1]);
            if heading.level > before.level + 1 {
                let message = say!(HEADING_JUMP, usize::from(heading.level), usize::from(before.level));
                let advice = say!(MEND_JUMP, usize::from(before.level) + 1);
                let mut finding = Finding::new(AuditRule::HeadingJump, message, advice);
                finding.subject = self.quoted(heading.span);
                finding.occurrences.push(self.heading_place(heading));
                findings.push(finding);
            }
        }
    }

    fn image_texts(&self, findings: &mut Vec<Finding>) {
        let images = &self.draft.document().fields().unlabelled_images;
        if images.is_empty() {
            return;
        }
        let message = match images.len() {
            1 => say!(IMAGE_WITHOUT_TEXT),
            count => say!(IMAGES_WITHOUT_TEXT, count),
        };
        let mut finding = Finding::new(AuditRule::ImageText, message, &texts::SAY_WHAT_IT_SHOWS);
        finding.occurrences = images.iter().map(|span| self.draft.outside(*span)).collect();
        findings.push(finding);
    }

    fn link_texts(&self, findings: &mut Vec<Finding>) {
        let document = self.draft.document();
        let vague = VagueLinks::of(self.draft.analysis.language());
        let mut found = ByText::default();
        for link in &document.fields().links {
            let said = bare(link.of(document.text()));
            if !vague.holds(&said) {
                continue;
            }
            found.add(&said, self.draft.outside(document.source_span(*link)));
        }
        for (said, places) in found.all {
            let message = say!(LINK_VAGUE, &said).and(times(places.len()));
            let mut finding = Finding::new(AuditRule::LinkText, message, &texts::NAME_THE_TARGET);
            finding.subject = said;
            finding.occurrences = places;
            findings.push(finding);
        }
    }

    fn keyphrase_openings(&self, audit: &Audit, findings: &mut Vec<Finding>) {
        let (limit, level) = (self.options.limits.opening_words, self.note(AuditRule::KeyphraseOpening));
        for phrase in audit.keyphrases.iter().filter(|phrase| !phrase.occurrences.is_empty()) {
            let stretches = self.stretches(phrase);
            let first = stretches.iter().find(|stretch| self.draft.kind_of(stretch.start).is_prose());
            let before = match first {
                Some(stretch) => (0..stretch.end).filter(|at| self.draft.kind_of(*at).is_prose()).count(),
                None => usize::MAX,
            };
            if before <= limit {
                continue;
            }
            let message = match first {
                Some(_) => {
                    say!(KEYPHRASE_LATE, &phrase.text, before - phrase.words.min(before), level, limit)
                }
                None => say!(KEYPHRASE_IN_HEADINGS_ONLY, &phrase.text),
            };
            let mut finding = Finding::new(AuditRule::KeyphraseOpening, message, &texts::SAY_EARLY);
            finding.subject.clone_from(&phrase.text);
            finding
                .occurrences
                .extend(first.map(|stretch| self.draft.occurrence(stretch.start, stretch.len())));
            findings.push(finding);
        }
    }

    fn placeholders(&self, findings: &mut Vec<Finding>) {
        let (text, words) = (self.draft.document().text(), self.draft.words);
        let mut found = ByText::default();
        for (at, word) in words.iter().enumerate() {
            let said = word.span.of(text);
            if PLACEHOLDERS.contains(&said) {
                found.add(said, self.draft.occurrence(at, 1));
            } else if said.eq_ignore_ascii_case("lorem")
                && words.get(at + 1).is_some_and(|next| next.span.of(text).eq_ignore_ascii_case("ipsum"))
            {
                found.add("lorem ipsum", self.draft.occurrence(at, 2));
            }
        }
        let code: Vec<Span> = self.draft.document().code().collect();
        for start in memchr::memchr_iter(b'[', text.as_bytes()) {
            let end = crate::span::boundary_at_or_before(text, start + LONGEST_BRACKET);
            let Some(length) = text.get(start..end).and_then(|rest| rest.find(']')) else { continue };
            let span = Span { start, end: start + length + 1 };
            let inside = text[start + 1..start + length].trim().to_lowercase();
            let is_one = BRACKETED.contains(&inside.as_str())
                || BRACKET_OPENINGS.iter().any(|opening| inside.starts_with(opening));
            let next = code.partition_point(|code| code.end <= span.start);
            let is_code = code.get(next).is_some_and(|code| code.contains(span));
            if is_one && !is_code {
                found.add(span.of(text), self.draft.outside(self.draft.document().source_span(span)));
            }
        }
        for (name, places) in found.all {
            let message = say!(PLACEHOLDER, &name).and(times(places.len()));
            let mut finding = Finding::new(AuditRule::Placeholder, message, &texts::FILL_PLACEHOLDER);
            finding.level = Level::Warning;
            finding.subject = name;
            finding.occurrences = places;
            findings.push(finding);
        }
    }

    fn long_sections(&self, findings: &mut Vec<Finding>) {
        let (limit, level) = (self.options.limits.section_words, self.note(AuditRule::LongSection));
        let is_heading = |at: usize| matches!(self.draft.kind_of(at), BlockKind::Heading | BlockKind::Title);
        let mut start = 0;
        let count = self.draft.words.len();
        for at in 0..=count {
            if at < count && !is_heading(at) {
                continue;
            }
            if at - start > limit {
                let message = say!(LONG_SECTION, at - start, level, limit);
                let mut finding = Finding::new(AuditRule::LongSection, message, &texts::ADD_HEADING);
                finding.judged = Some(judged(at - start, limit, "words"));
                finding.subject = self.opening(&(start..at));
                // The middle is where a heading would help; the beginning is where it is found.
                finding.occurrences.push(self.draft.occurrence(start, 1));
                findings.push(finding);
            }
            start = at + 1;
        }
    }

    fn empty_sections(&self, findings: &mut Vec<Finding>) {
        let document = self.draft.document();
        let (blocks, headings) = (document.blocks(), &document.fields().headings);
        for (place, heading) in headings.iter().enumerate() {
            if heading.holds_unread {
                continue;
            }
            let next = blocks.partition_point(|block| block.span.start <= heading.span.start);
            let level = headings.get(place + 1).map(|next| next.level);
            let is_empty = match blocks.get(next) {
                None => true,
                Some(block) if headings.get(place + 1).is_some_and(|next| next.span == block.span) => {
                    level.is_some_and(|level| level <= heading.level)
                }
                Some(_) => false,
            };
            // A title alone is a page without a text: there is more to say of that than this.
            if is_empty && headings.len() > 1 {
                let name = self.quoted(heading.span);
                let message = say!(EMPTY_SECTION, &name);
                let mut finding = Finding::new(AuditRule::EmptySection, message, &texts::WRITE_SECTION);
                finding.subject = name;
                finding.occurrences.push(self.heading_place(heading));
                findings.push(finding);
            }
        }
    }

    fn heading_place(&self, heading: &Heading) -> Occurrence {
        let span = self.draft.document().source_span(heading.span);
        Occurrence { span, kind: BlockKind::Heading, opens: false }
    }

    /// The beginning of a heading.
    fn quoted(&self, span: Span) -> String {
        let text = crate::document::unwrap_lines(span.of(self.draft.document().text()));
        super::judge::clipped(text.into_owned())
    }
}

/// Places of what says the same, in the order in which each text is first.
#[derive(Default)]
struct ByText {
    all: Vec<(String, Vec<Occurrence>)>,
    known: FxHashMap<String, usize>,
}

impl ByText {
    fn add(&mut self, text: &str, place: Occurrence) {
        match self.known.get(text) {
            Some(at) => self.all[*at].1.push(place),
            None => {
                self.known.insert(text.to_string(), self.all.len());
                self.all.push((text.to_string(), vec![place]));
            }
        }
    }
}

/// `, 3 times`; nothing for once.
fn times(count: usize) -> Said {
    match count {
        1 => Said::default(),
        _ => say!(COMMA_TIMES, count),
    }
}

/// A line that search results show.
struct Line<'a> {
    rule: AuditRule,
    name: &'static str,
    /// That it is too short, too long, and too wide.
    messages: [&'static Text; 3],
    text: &'a str,
    place: Option<Occurrence>,
    size: f64,
    least: usize,
    most: usize,
    pixels: f64,
}

/// Texts of links that say nothing in a language, or in English.
struct VagueLinks(Vec<&'static str>);

impl VagueLinks {
    fn of(language: Language) -> VagueLinks {
        let is_asked = |code: &str| code == language.code() || code == Language::English.code();
        let lines = LINKS.lines().filter_map(|line| line.split_once(": "));
        let texts = lines.filter(|(code, _)| is_asked(code)).flat_map(|(_, texts)| texts.split(" | "));
        VagueLinks(texts.collect())
    }

    fn holds(&self, said: &str) -> bool {
        self.0.contains(&said)
    }
}

/// A text without marks and arrows at its ends, in lower case.
fn bare(text: &str) -> String {
    let text = crate::document::unwrap_lines(text);
    // Marks above letters, as those of Tamil, are no letters and belong to them.
    let ends = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "»›→…“”„«‹’".contains(c);
    text.trim_matches(ends).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_say_nothing_are_known_in_eighteen_languages() {
        let languages: Vec<&str> = LINKS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| Some(line.split_once(": ")?.0))
            .collect();
        assert_eq!(languages.len(), 18);
        assert!(languages.is_sorted());
        for line in LINKS.lines().filter(|line| !line.starts_with('#')) {
            let (code, texts) = line.split_once(": ").unwrap();
            let language: Language = code.parse().unwrap();
            for text in texts.split(" | ") {
                assert_eq!(bare(text), text, "{code}");
                assert!(
                    VagueLinks::of(language).holds(&bare(&format!(" {} → ", text.to_uppercase())))
                        || language == Language::Turkish
                        || language == Language::Greek,
                    "{text}"
                );
            }
        }
        assert!(VagueLinks::of(Language::German).holds("read more"));
        assert!(!VagueLinks::of(Language::English).holds("hier"));
        assert_eq!(bare("Read more »"), "read more");
    }
}
