//! Judgement: which measures are unusual, how grave that is, and what to do. Measuring is done before.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::fold::Folder;
use super::phrases::{self, Family, Repeat};
use super::style::Style;
use super::words::Gap;
use super::{
    Audit, AuditOptions, AuditRule, FAMILY, Finding, Judged, Level, Measures, Occurrence, Phrase, reference,
};
use crate::document::BlockKind;
use crate::span::boundary_at_or_before;

/// A keyphrase is looked for throughout a draft from so many words on.
const LEAST_WORDS_FOR_SPREAD: usize = 300;

/// The share of a word's places within sentences that begin with a capital, from which on it is a name.
const NAME_SHARE: f64 = 0.95;

/// The words of a sentence that its findings show.
const SUBJECT_WORDS: usize = 8;

/// The most bytes of what a finding is about: a text without blanks is a single word. Chosen; eight words of a text
/// with blanks have half as many.
const SUBJECT_BYTES: usize = 200;

/// What a draft is judged by.
pub(super) struct Judge<'a> {
    pub(super) draft: &'a Draft<'a>,
    pub(super) options: &'a AuditOptions,
    pub(super) folder: &'a Folder,
    /// All repeats of a family's size that are not allowed, the most words spent first.
    pub(super) repeats: &'a [&'a Repeat],
    pub(super) style: &'a Style,
}

impl Judge<'_> {
    /// All findings, in the order of the rules, then of the draft.
    pub(super) fn findings(&self, audit: &Audit) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(self.overused_phrase(audit));
        for phrase in &audit.keyphrases {
            self.keyphrase(phrase, audit, &mut findings);
        }
        findings.sort_by_key(|finding| finding.rule);
        self.repeated_sentences(&mut findings);
        self.same_openings(&mut findings);
        self.echoed_words(&mut findings);
        self.long_sentences(&mut findings);
        self.long_paragraphs(&mut findings);
        findings.extend(self.hard_to_read(&audit.measures));
        findings.into_iter().filter_map(|finding| self.options.set_level(finding)).collect()
    }

    /// The level of a family coverage, and the limit that it is over.
    fn level_of(&self, coverage: f64) -> Option<(Level, f64)> {
        let limits = &self.options.limits;
        match coverage {
            _ if coverage >= limits.family_warning => Some((Level::Warning, limits.family_warning)),
            _ if coverage >= limits.family_note => Some((Level::Note, limits.family_note)),
            _ => None,
        }
    }

    fn overused_phrase(&self, audit: &Audit) -> Option<Finding> {
        let top = *self.repeats.first()?;
        let family = phrases::family(self.draft.words, &top.stretches(), self.repeats.iter().copied());
        let (level, limit) = self.level_of(family.coverage)?;
        let phrase = self.draft.repeat(top, self.folder);
        let (level, reason) = self.excused(level, top)?;
        let mut finding =
            self.family_finding(AuditRule::OverusedPhrase, level, limit, &phrase, &family, audit);
        finding.message.push_str(&reason);
        let short = self.short_form(top).map(|(short, count)| {
            let times = if count == 2 { "twice".to_string() } else { format!("{count} times") };
            format!("; \"{short}\" stands there {times} already, and will do where the topic is clear")
        });
        finding.advice.push_str(&short.unwrap_or_default());
        Some(finding)
    }

    /// A finding of family coverage.
    fn family_finding(
        &self,
        rule: AuditRule,
        level: Level,
        limit: f64,
        phrase: &Phrase,
        family: &Family,
        audit: &Audit,
    ) -> Finding {
        let count = phrase.occurrences.len();
        let mut occurrences = phrase.occurrences.clone();
        occurrences.sort_by_key(|place| (!place.opens, place.kind != BlockKind::Paragraph));
        let cut = self.cuts(family, phrase.words).clamp(1, count.saturating_sub(1).max(1));
        let first = match phrase.openers {
            0 => String::new(),
            1 => ", the one that opens a paragraph first".to_string(),
            openers if openers < cut => format!(", the {openers} that open paragraphs first"),
            openers => format!(", from the {openers} that open paragraphs"),
        };
        let value = family.coverage;
        let table = reference::family_coverage(audit.words);
        let percentile = reference::percentile(table, value);
        let more = match percentile {
            100.0.. => "none of them has as much".to_string(),
            _ => format!("more than {percentile:.0} of 100 of them have"),
        };
        Finding {
            rule,
            level,
            message: format!(
                "\"{}\" {count} times: it and its variants take {value:.1} % of all words, unusual against {} \
                 ({more}; limit {limit} %)",
                phrase.text,
                reference::band(audit.words),
            ),
            advice: format!(
                "cut or shorten about {cut} of {count} to get under {} %{first}",
                self.options.limits.family_note
            ),
            subject: phrase.text.clone(),
            judged: Some(Judged { value, limit, unit: "% of words", percentile: Some(percentile) }),
            occurrences,
        }
    }

    /// How many occurrences of a phrase have to go for its family to fall under the limit of a note: each takes its
    /// words from those of the family and from all.
    fn cuts(&self, family: &Family, words: usize) -> usize {
        let share = self.options.limits.family_note / 100.0;
        let spare = family.inside as f64 - share * self.draft.words.len() as f64;
        (spare / (words as f64 * (1.0 - share))).ceil().max(0.0) as usize
    }

    /// The level lowered for what may repeat itself: a proper name, and documents that have to; with the reason.
    fn excused(&self, level: Level, top: &Repeat) -> Option<(Level, String)> {
        let reason = if let Some(kind) = self.kind() {
            format!("; one level lower, as this is {kind}")
        } else if self.is_name(top) {
            "; one level lower, as it is a proper name".to_string()
        } else {
            return Some((level, String::new()));
        };
        level.lowered().map(|level| (level, reason))
    }

    /// What the document says it is, if that is a kind that has to repeat itself.
    fn kind(&self) -> Option<&'static str> {
        let document = self.draft.document();
        let kind = document.fields().kind.as_deref().unwrap_or_default().to_lowercase();
        let title = document.title().unwrap_or_default().to_lowercase();
        let says = |words: &[&str], text: &str| words.iter().any(|word| holds(text, word));
        if says(&["changelog", "changes", "release", "releases"], &kind)
            || says(&["changelog", "change log", "release notes"], &title)
        {
            Some("a changelog")
        } else if says(&["reference", "documentation", "docs", "api", "manual"], &kind)
            || says(
                &["reference", "api documentation", "reference manual", "user manual", "man page"],
                &title,
            )
        {
            Some("reference documentation")
        } else if says(&["legal", "policy", "terms", "license", "licence"], &kind)
            || says(
                &[
                    "terms of service",
                    "terms of use",
                    "terms and conditions",
                    "license terms",
                    "licence terms",
                    "license agreement",
                    "licence agreement",
                    "public license",
                    "public licence",
                    "user agreement",
                    "privacy policy",
                    "privacy notice",
                    "privacy statement",
                    "acceptable use",
                    "code of conduct",
                    "cookie policy",
                ],
                &title,
            )
        {
            Some("legal text")
        } else {
            None
        }
    }

    /// Whether all content words of a phrase are written with a capital wherever they stand within a sentence of prose.
    fn is_name(&self, phrase: &Repeat) -> bool {
        let words = self.draft.words;
        let first = phrase.starts[0];
        let content: Vec<u32> = words[first..first + phrase.words]
            .iter()
            .filter(|word| word.folded.is_content)
            .map(|word| word.folded.key)
            .collect();
        let inner = (1..words.len()).filter(|at| {
            let sentence = &self.draft.analysis.sentences()[words[*at].sentence as usize];
            words[*at].gap != Gap::Break && sentence.kind == BlockKind::Paragraph
        });
        let mut seen = vec![(0usize, 0usize); content.len()];
        for at in inner {
            if let Some(place) = content.iter().position(|key| *key == words[at].folded.key) {
                seen[place].0 += 1;
                seen[place].1 += usize::from(self.draft.is_capitalized(at));
            }
        }
        let is_name =
            |(all, capital): &(usize, usize)| *all >= 3 && *capital as f64 >= NAME_SHARE * *all as f64;
        !seen.is_empty() && seen.iter().all(is_name)
    }

    /// The short form that a draft uses for a phrase already, as `the dialogue`, and how often.
    fn short_form(&self, phrase: &Repeat) -> Option<(String, usize)> {
        let words = self.draft.words;
        let last = words[phrase.starts[0] + phrase.words - 1].folded.key;
        let article = |at: usize| {
            matches!(self.draft.text(at, 1).to_lowercase().as_str(), "the" | "this" | "our" | "its")
        };
        let ends = words.iter().enumerate().skip(1);
        let ends = ends.filter(|(_, word)| word.folded.key == last && word.gap == Gap::Space);
        let found: Vec<usize> = ends.map(|(at, _)| at - 1).filter(|at| article(*at)).collect();
        let first = found.first()?;
        (found.len() > 1).then(|| (self.draft.text(*first, 2).to_lowercase(), found.len()))
    }

    fn keyphrase(&self, phrase: &Phrase, audit: &Audit, findings: &mut Vec<Finding>) {
        if phrase.words == 0 {
            return;
        }
        let note = |rule, message: String, advice: &str| Finding {
            rule,
            level: Level::Note,
            message,
            advice: advice.to_string(),
            subject: phrase.text.clone(),
            judged: None,
            occurrences: Vec::new(),
        };
        if phrase.occurrences.is_empty() {
            let message = format!("the keyphrase \"{}\" does not occur in the text", phrase.text);
            let advice = "say it where the draft says what it is about, or give the phrase that it is about";
            findings.push(note(AuditRule::KeyphraseAbsent, message, advice));
            return;
        }
        findings.extend(self.overused_keyphrase(phrase, audit));
        let limit = self.options.limits.keyphrase_gap;
        let spread = audit.words >= LEAST_WORDS_FOR_SPREAD && phrase.occurrences.len() > 1;
        if spread && phrase.longest_gap >= limit {
            let (value, limit) = (100.0 * phrase.longest_gap, 100.0 * limit);
            let message = format!(
                "the keyphrase \"{}\" is missing from {value:.0} % of the text in one stretch (limit {limit} %)",
                phrase.text
            );
            let mut finding =
                note(AuditRule::KeyphraseUneven, message, "see whether that part belongs to the topic");
            finding.judged = Some(Judged { value, limit, unit: "% of the text", percentile: None });
            finding.occurrences.clone_from(&phrase.occurrences);
            findings.push(finding);
        }
        let missing = self.missing(phrase);
        if !missing.is_empty() {
            let message = format!("the keyphrase \"{}\" is missing from {}", phrase.text, listed(&missing));
            let mut finding = note(
                AuditRule::KeyphrasePlacement,
                message,
                "readers look there first for what a text is about",
            );
            finding.occurrences = phrase.occurrences.iter().take(1).copied().collect();
            findings.push(finding);
        }
    }

    /// Where a keyphrase is not that readers look first.
    fn missing(&self, phrase: &Phrase) -> Vec<&'static str> {
        let places = &phrase.places;
        let headings =
            self.draft.document().blocks().iter().filter(|block| block.kind == BlockKind::Heading).count();
        let share = 100.0 * places.headings as f64 / headings.max(1) as f64;
        [
            (self.draft.has_title() && places.title == 0, "the title"),
            (self.draft.paragraphs() > 0 && places.first_paragraph == 0, "the first paragraph"),
            (headings > 0 && share < self.options.limits.keyphrase_headings, "the headings"),
            (places.slug == Some(0), "the slug"),
            (places.description == Some(0), "the description"),
        ]
        .into_iter()
        .filter_map(|(is_missing, name)| is_missing.then_some(name))
        .collect()
    }

    /// Family coverage of a keyphrase over its limit, unless it is told of the draft's top phrase.
    fn overused_keyphrase(&self, phrase: &Phrase, audit: &Audit) -> Option<Finding> {
        // In a short draft even one is a large share.
        if phrase.occurrences.len() < FAMILY.least_count {
            return None;
        }
        let head = self.stretches(phrase);
        let words = self.draft.words;
        let is_own = |key: u32| {
            head.iter().any(|place| words[place.clone()].iter().any(|word| word.folded.key == key))
        };
        let shares = |top: &Repeat| {
            let words = &words[top.starts[0]..top.starts[0] + top.words];
            words.iter().any(|word| word.folded.is_content && is_own(word.folded.key))
        };
        if self.repeats.first().is_some_and(|top| shares(top)) {
            return None;
        }
        let family = phrases::family(words, &head, self.repeats.iter().copied());
        let (level, limit) = self.level_of(family.coverage)?;
        Some(self.family_finding(AuditRule::KeyphraseOverused, level, limit, phrase, &family, audit))
    }

    /// The places of the words of each occurrence of a phrase that was asked for: synonyms have more or fewer than it.
    fn stretches(&self, phrase: &Phrase) -> Vec<Range<usize>> {
        let source = |at: usize| self.draft.occurrence(at, 1).span;
        let mut at = 0;
        // In order, as the text is.
        let stretch = |occurrence: &Occurrence| {
            let mut skip_while = |is_before: &dyn Fn(usize) -> bool| {
                while at < self.draft.words.len() && is_before(at) {
                    at += 1;
                }
                at
            };
            let start = skip_while(&|at| source(at).start < occurrence.span.start);
            start..skip_while(&|at| source(at).end <= occurrence.span.end)
        };
        phrase.occurrences.iter().map(stretch).collect()
    }

    fn repeated_sentences(&self, findings: &mut Vec<Finding>) {
        for group in &self.style.repeated {
            let [first, others @ ..] = &group[..] else { continue };
            let subject = self.opening(first);
            let times = match others.len() {
                1 => "twice".to_string(),
                others => format!("{} times", others + 1),
            };
            findings.push(Finding {
                rule: AuditRule::RepeatedSentence,
                level: Level::Note,
                message: format!("the sentence \"{subject}\" is said {times}, word for word or nearly so"),
                advice: "say it once, where it matters most".to_string(),
                subject,
                judged: None,
                occurrences: others.iter().chain([first]).map(|sentence| self.place(sentence)).collect(),
            });
        }
    }

    /// One finding for each word that too many sentences in a row begin with, judged by the longest run.
    fn same_openings(&self, findings: &mut Vec<Finding>) {
        let limit = self.options.limits.same_openings;
        let long = self.style.openings.iter().filter(|run| run.len() > limit);
        for (subject, mut runs) in grouped(long.map(|run| (self.subject(run[0], 1), run))) {
            let longest =
                (0..runs.len()).max_by_key(|place| (runs[*place].len(), Reverse(*place))).unwrap_or(0);
            runs[..=longest].rotate_right(1);
            let more = match runs.len() - 1 {
                0 => String::new(),
                1 => "; so does 1 more run of sentences".to_string(),
                more => format!("; so do {more} more runs of sentences"),
            };
            let count = runs[0].len();
            findings.push(Finding {
                rule: AuditRule::SameOpening,
                level: Level::Note,
                message: format!("{count} sentences in a row begin with \"{subject}\" (limit {limit}){more}"),
                advice: "begin one of them with something else, or join two".to_string(),
                subject,
                judged: Some(judged(count, limit, "sentences")),
                occurrences: runs.into_iter().flatten().map(|at| self.draft.occurrence(*at, 1)).collect(),
            });
        }
    }

    /// One finding for each word that is doubled, and one for each that comes three times within a few words.
    fn echoed_words(&self, findings: &mut Vec<Finding>) {
        let doubled = self.style.doubled.iter().map(|at| (self.subject(*at, 2), *at));
        for (subject, places) in grouped(doubled) {
            findings.push(Finding {
                rule: AuditRule::EchoedWord,
                level: Level::Note,
                message: format!("\"{subject}\": the same word twice in a row{}", and_more(places.len() - 1)),
                advice: "take one of them out".to_string(),
                subject,
                judged: None,
                occurrences: places.iter().map(|at| self.draft.occurrence(*at, 2)).collect(),
            });
        }
        let echoes = self.style.echoes.iter().map(|places| (self.subject(places[2], 1), places));
        for (subject, echoes) in grouped(echoes) {
            let words = echoes.iter().map(|places| places[2] - places[0] + 1).min().unwrap_or(0);
            let more = and_more(echoes.len() - 1);
            let mut places: Vec<usize> = echoes.into_iter().flatten().copied().collect();
            // Echoes that follow each other have places in common.
            places.sort_unstable();
            places.dedup();
            findings.push(Finding {
                rule: AuditRule::EchoedWord,
                level: Level::Note,
                message: format!("\"{subject}\" three times within {words} words{more}"),
                advice: "use another word, a pronoun, or two sentences".to_string(),
                subject,
                judged: None,
                occurrences: places.iter().map(|at| self.draft.occurrence(*at, 1)).collect(),
            });
        }
    }

    fn long_sentences(&self, findings: &mut Vec<Finding>) {
        let limit = self.options.limits.sentence_words;
        for sentence in self.style.sentences.iter().filter(|sentence| sentence.len() > limit) {
            let message = format!("a sentence of {} words (limit {limit})", sentence.len());
            findings.push(self.long(AuditRule::LongSentence, message, "make two of it", sentence, limit));
        }
    }

    fn long_paragraphs(&self, findings: &mut Vec<Finding>) {
        let limit = self.options.limits.paragraph_words;
        for paragraph in self.style.paragraphs.iter().filter(|paragraph| paragraph.len() > limit) {
            let message = format!("a paragraph of {} words (limit {limit})", paragraph.len());
            let advice = "begin a new one where the thought turns";
            findings.push(self.long(AuditRule::LongParagraph, message, advice, paragraph, limit));
        }
    }

    fn long(
        &self,
        rule: AuditRule,
        message: String,
        advice: &str,
        words: &Range<usize>,
        limit: usize,
    ) -> Finding {
        Finding {
            rule,
            level: Level::Note,
            message,
            advice: advice.to_string(),
            subject: self.opening(words),
            judged: Some(judged(words.len(), limit, "words")),
            occurrences: vec![self.place(words)],
        }
    }

    /// Readability under its limit: in English only, as there is no reference for other formulas.
    fn hard_to_read(&self, measures: &Measures) -> Option<Finding> {
        let limit = self.options.limits.reading_ease;
        let readability =
            measures.readability.filter(|it| it.formula == "Flesch Reading Ease" && it.score < limit)?;
        let value = readability.score;
        Some(Finding {
            rule: AuditRule::HardToRead,
            level: Level::Note,
            message: format!(
                "{} {value:.0}, harder to read than nearly all {} (limit {limit})",
                readability.formula,
                reference::NAME
            ),
            advice: "shorter sentences and shorter words make it easier".to_string(),
            subject: String::new(),
            judged: Some(Judged { value, limit, unit: "points", percentile: None }),
            occurrences: Vec::new(),
        })
    }

    /// The first words of a sentence or paragraph.
    fn opening(&self, words: &Range<usize>) -> String {
        match words.len() {
            0..=SUBJECT_WORDS => self.subject(words.start, words.len()),
            _ => self.subject(words.start, SUBJECT_WORDS) + " …",
        }
    }

    /// Some words as a finding names them.
    fn subject(&self, start: usize, words: usize) -> String {
        let mut text = self.draft.text(start, words);
        if text.len() > SUBJECT_BYTES {
            text.truncate(boundary_at_or_before(&text, SUBJECT_BYTES));
            text.push('…');
        }
        text
    }

    fn place(&self, words: &Range<usize>) -> Occurrence {
        self.draft.occurrence(words.start, words.len())
    }
}

/// What has the same subject, whatever its capitals, together: in the order of the first of each. That is what a
/// fingerprint tells apart too, so findings keep theirs.
fn grouped<T>(items: impl Iterator<Item = (String, T)>) -> Vec<(String, Vec<T>)> {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (subject, item) in items {
        let place = *places.entry(subject.to_lowercase()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(item),
            None => groups.push((subject, vec![item])),
        }
    }
    groups
}

/// `, and in 3 more places`; nothing for none.
fn and_more(places: usize) -> String {
    match places {
        0 => String::new(),
        1 => ", and in 1 more place".to_string(),
        _ => format!(", and in {places} more places"),
    }
}

fn judged(value: usize, limit: usize, unit: &'static str) -> Judged {
    Judged { value: value as f64, limit: limit as f64, unit, percentile: None }
}

/// `a, b and c`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Whether a text holds some words as words.
fn holds(text: &str, words: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}
