//! Judgement: which measures are unusual, how severe that is, and what to do. Measuring is done before.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::fold::Folder;
use super::overuse::{Head, Single};
use super::phrases::Repeat;
use super::sales::SalesWords;
use super::style::Style;
use super::wording::{Said, Text, Value, say, texts};
use super::words::Gap;
use super::{Audit, AuditOptions, AuditRule, Finding, Judged, Level, Limits, Measures, Occurrence, Phrase};
use crate::document::BlockKind;
use crate::language::Language;
use crate::order::Arrange;
use crate::span::{Span, boundary_at_or_before};

/// A keyphrase is looked for throughout a draft from this many words on.
pub(super) const LEAST_WORDS_FOR_SPREAD: usize = 300;

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
    /// What the draft may be about, with the sales words around it.
    pub(super) heads: &'a [Head<'a>],
    pub(super) sales: &'a SalesWords,
    /// The single words that are reported, as [`Audit::single_words`] has them.
    pub(super) singles: &'a [Single],
    /// For each word the end of the allowed phrase that it stands in, or 0; empty if none is allowed.
    pub(super) reach: &'a [usize],
    pub(super) style: &'a Style,
}

/// How often a phrase occurs, and whether synonyms are among these.
pub(super) fn times(phrase: &Phrase) -> Value {
    let count = phrase.occurrences.len();
    match phrase.synonyms.iter().any(|(_, count)| *count > 0) {
        true => Value::TimesWithSynonyms(count),
        false => Value::Times(count),
    }
}

impl Judge<'_> {
    /// Whether a word stands in a phrase that is allowed.
    pub(super) fn is_allowed(&self, at: usize) -> bool {
        self.reach.get(at).is_some_and(|end| *end > 0)
    }

    /// All findings, in the order of the rules, then of the draft.
    pub(super) fn findings(&self, audit: &Audit) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(self.overused_phrase(audit));
        self.overused_words(audit, &mut findings);
        for phrase in &audit.keyphrases {
            self.keyphrase(phrase, audit, &mut findings);
        }
        findings.arrange_by_key(|finding| finding.rule);
        self.repeated_sentences(&mut findings);
        self.same_openings(&mut findings);
        self.echoed_words(&mut findings);
        self.long_sentences(&mut findings);
        self.long_paragraphs(&mut findings);
        findings.extend(self.hard_to_read(&audit.measures));
        self.page_checks(audit, &mut findings);
        self.echo_checks(audit, &mut findings);
        findings.into_iter().filter_map(|finding| self.options.set_level(finding)).collect()
    }

    /// The short form that a draft uses for a phrase already, as `the dialogue`, and how often.
    pub(super) fn short_form(&self, phrase: &Repeat) -> Option<(String, usize)> {
        let words = self.draft.words;
        let last = words[phrase.starts[0] + phrase.words - 1].folded.key;
        let article = |at: usize| {
            matches!(self.draft.text(at, 1).to_lowercase().as_str(), "the" | "this" | "our" | "its")
        };
        let ends = words.iter().enumerate().skip(1);
        let ends = ends.filter(|(_, word)| word.folded.key == last && word.gap == Gap::Space);
        let forms = ends.map(|(at, _)| at - 1).filter(|at| article(*at));
        // Only a form that the text has is advice: `the dialogue` is not `the dialogues`.
        let forms = grouped(forms.map(|at| (self.draft.text(at, 2).to_lowercase(), at)));
        let most = forms.iter().map(|(_, places)| places.len()).max().filter(|most| *most > 1)?;
        forms.into_iter().find(|(_, places)| places.len() == most).map(|(form, _)| (form, most))
    }

    fn keyphrase(&self, phrase: &Phrase, audit: &Audit, findings: &mut Vec<Finding>) {
        // One of marks only does not occur either.
        if phrase.text.trim().is_empty() {
            return;
        }
        let note = |rule, message: Said, advice: Said| {
            let mut finding = Finding::new(rule, message, advice);
            finding.subject.clone_from(&phrase.text);
            finding
        };
        if phrase.occurrences.is_empty() {
            let message = say!(KEYPHRASE_ABSENT, &phrase.text);
            findings.push(note(AuditRule::KeyphraseAbsent, message, say!(USE_KEYPHRASE)));
            return;
        }
        let overused = self.overused_keyphrase(phrase, audit, findings);
        findings.extend(overused);
        let limit = self.options.limits.keyphrase_gap;
        let spread = audit.words >= LEAST_WORDS_FOR_SPREAD && phrase.occurrences.len() > 1;
        if spread && phrase.longest_gap >= limit {
            let (value, limit) = (100.0 * phrase.longest_gap, 100.0 * limit);
            let level = self.note(AuditRule::KeyphraseUneven);
            let (part, most) = (Value::Number(value, 0), Value::Limit(limit));
            let message = say!(KEYPHRASE_UNEVEN, &phrase.text, part, level, most);
            let mut finding = note(AuditRule::KeyphraseUneven, message, say!(SEE_STRETCH));
            finding.judged = Some(Judged { value, limit, unit: "% of the text", percentile: None });
            finding.occurrences.clone_from(&phrase.occurrences);
            findings.push(finding);
        }
        let missing = self.missing(phrase);
        if !missing.is_empty() {
            let names = Value::Listed(missing.iter().map(|(name, _)| *name).collect());
            let message = say!(KEYPHRASE_MISSING, &phrase.text, names);
            let fields = self.draft.document().fields();
            let head = fields.places.head.filter(|_| fields.description.is_none());
            let advice = match head {
                Some(_) => say!(READERS_LOOK_FIRST).and(&texts::NO_DESCRIPTION_YET),
                None => say!(READERS_LOOK_FIRST),
            };
            let mut finding = note(AuditRule::KeyphrasePlacement, message, advice);
            finding.occurrences.extend(head.map(|head| self.draft.outside(head)));
            let places = missing.into_iter().filter_map(|(_, place)| place);
            finding.occurrences = places.chain(finding.occurrences).collect();
            findings.push(finding);
        }
    }

    /// Where a keyphrase is not that readers look first, with the place to put it.
    pub(super) fn missing(&self, phrase: &Phrase) -> Vec<(&'static Text, Option<Occurrence>)> {
        let (places, draft) = (&phrase.places, self.draft);
        let said = &draft.document().fields().places;
        let at = |place: Option<Span>| place.map(|span| draft.outside(span));
        let headings =
            draft.document().blocks().iter().filter(|block| block.kind == BlockKind::Heading).count();
        let share = 100.0 * places.headings as f64 / headings.max(1) as f64;
        let title = draft.first(BlockKind::Title);
        // One line of front matter is the title and what search results show, unless the page has a heading too.
        let is_one = !draft.has(BlockKind::Title) && places.search_title.is_some();
        [
            (
                draft.has_title() && !is_one && places.title == 0,
                if places.search_title.is_some() { &texts::THE_MAIN_HEADING } else { &texts::THE_TITLE },
                title,
            ),
            (
                places.search_title == Some(0),
                if is_one { &texts::THE_TITLE } else { &texts::THE_SEARCH_TITLE },
                at(said.search_title),
            ),
            (places.description == Some(0), &texts::THE_DESCRIPTION, at(said.description)),
            (places.slug == Some(0), &texts::THE_SLUG, at(said.slug)),
            (
                draft.paragraphs() > 0 && places.first_paragraph == 0,
                &texts::THE_FIRST_PARAGRAPH,
                draft.first(BlockKind::Paragraph),
            ),
            (
                headings > 0 && share < self.options.limits.keyphrase_headings,
                &texts::THE_HEADINGS,
                draft.first(BlockKind::Heading),
            ),
        ]
        .into_iter()
        .filter_map(|(is_missing, name, place)| is_missing.then_some((name, place)))
        .collect()
    }

    /// The places of the words of each occurrence of a requested phrase: synonyms have more or fewer than it.
    pub(super) fn stretches(&self, phrase: &Phrase) -> Vec<Range<usize>> {
        let document = self.draft.document();
        let source = |at: usize| document.source_span(self.draft.words[at].span);
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
        let repeated: Vec<&Vec<Range<usize>>> =
            self.style.repeated.iter().filter(|group| !self.are_steps(group)).collect();
        let openings: Vec<String> = repeated.iter().map(|group| self.opening(&group[0])).collect();
        // Two sentences that begin alike are quoted whole, or nobody could say which is which.
        let quoted = repeated.into_iter().zip(&openings).map(|(group, opening)| {
            let is_alone = openings.iter().filter(|other| *other == opening).nth(1).is_none();
            let whole = || self.subject(group[0].start, group[0].len());
            (if is_alone { opening.clone() } else { whole() }, group)
        });
        for (subject, groups) in grouped(quoted) {
            let mut places = groups.into_iter().flatten();
            let Some(first) = places.next() else { continue };
            let others: Vec<&Range<usize>> = places.collect();
            let message = say!(SENTENCE_REPEATED, &subject, Value::Times(others.len() + 1));
            findings.push(Finding {
                subject,
                occurrences: others.into_iter().chain([first]).map(|sentence| self.place(sentence)).collect(),
                ..Finding::new(AuditRule::RepeatedSentence, message, &texts::SAY_ONCE)
            });
        }
    }

    /// Whether a sentence that is said again is a step of several lists, each under a heading of its own: instructions for several systems
    /// have the same step.
    fn are_steps(&self, group: &[Range<usize>]) -> bool {
        let sentences = self.draft.analysis.sentences();
        let sentence = |range: &Range<usize>| &sentences[self.draft.words[range.start].sentence as usize];
        let blocks = self.draft.document().blocks();
        let is_parted = |[one, next]: &[usize; 2]| {
            blocks
                .get(*one..*next)
                .is_some_and(|between| between.iter().any(|block| block.kind == BlockKind::Heading))
        };
        let mut places: Vec<usize> = group.iter().map(|range| sentence(range).block).collect();
        places.sort_unstable();
        group.iter().all(|range| sentence(range).kind == BlockKind::Item)
            && places.windows(2).all(|pair| is_parted(&[pair[0], pair[1]]))
    }

    /// One finding for each word that too many sentences in a row begin with, judged by the longest run. In languages whose
    /// posts nobody has measured, two words have to be the same: many sentences begin with an article.
    fn same_openings(&self, findings: &mut Vec<Finding>) {
        let limit = self.options.limits.same_openings;
        let length = if self.is_measured(limit != Limits::default().same_openings) { 1 } else { 2 };
        let words = self.draft.words;
        let second = |at: usize| {
            let next = words.get(at + 1).filter(|next| next.sentence == words[at].sentence);
            next.filter(|next| !next.gap.breaks()).map(|next| next.folded.exact)
        };
        // What is said to begin them stands there as it is quoted, and in no other form.
        let goes_on = |one: &usize, next: &usize| {
            length == 1
                || words[*one].folded.exact == words[*next].folded.exact
                    && second(*one).is_some()
                    && second(*one) == second(*next)
        };
        let runs = self.style.openings.iter().flat_map(|run| run.chunk_by(goes_on));
        let long = runs.filter(|run| run.len() > limit);
        for (subject, mut runs) in grouped(long.map(|run| (self.subject(run[0], length), run))) {
            let longest =
                (0..runs.len()).max_by_key(|place| (runs[*place].len(), Reverse(*place))).unwrap_or(0);
            runs[..=longest].rotate_right(1);
            let more = match runs.len() - 1 {
                0 => Said::default(),
                1 => say!(SO_DO_THOSE_IN_ONE),
                more => say!(SO_DO_THOSE_IN, more),
            };
            let count = runs[0].len();
            let level = self.note(AuditRule::SameOpening);
            let message = say!(SAME_OPENING, count, &subject, level, limit).and(more);
            findings.push(Finding {
                subject,
                judged: Some(judged(count, limit, "sentences")),
                occurrences: runs
                    .into_iter()
                    .flatten()
                    .map(|at| self.draft.occurrence(*at, length))
                    .collect(),
                ..Finding::new(AuditRule::SameOpening, message, &texts::BEGIN_OTHERWISE)
            });
        }
    }

    /// One finding for each word that is doubled, and one for each that comes three times within a few words.
    fn echoed_words(&self, findings: &mut Vec<Finding>) {
        let doubled = self.style.doubled.iter().map(|at| (self.subject(*at, 2), *at));
        for (subject, places) in grouped(doubled) {
            let message = say!(WORD_DOUBLED, &subject).and(and_more(places.len() - 1));
            findings.push(Finding {
                subject,
                occurrences: places.iter().map(|at| self.draft.occurrence(*at, 2)).collect(),
                ..Finding::new(AuditRule::EchoedWord, message, &texts::REMOVE_ONE)
            });
        }
        let echoes = self.style.echoes.iter().map(|places| (self.plainest(places), places));
        for (subject, echoes) in grouped(echoes) {
            let words = echoes.iter().map(|places| places[2] - places[0] + 1).min().unwrap_or(0);
            let more = and_more(echoes.len() - 1);
            let mut places: Vec<usize> = echoes.into_iter().flatten().copied().collect();
            // Echoes that follow each other have places in common.
            places.sort_unstable();
            places.dedup();
            let message = say!(WORD_ECHOED, &subject, words).and(more);
            findings.push(Finding {
                subject,
                occurrences: places.iter().map(|at| self.draft.occurrence(*at, 1)).collect(),
                ..Finding::new(AuditRule::EchoedWord, message, &texts::ECHO_ADVICE)
            });
        }
    }

    /// The shortest form of a word among its places, the first of these: `conflict` rather than `conflict's`.
    fn plainest(&self, places: &[usize]) -> String {
        let shortest = places.iter().min_by_key(|at| self.draft.words[**at].span.len());
        shortest.map_or_else(String::new, |at| self.subject(*at, 1))
    }

    /// Whether a limit says something of the draft's language: it was set by English posts, unless the user `chose` it.
    fn is_measured(&self, chose: bool) -> bool {
        chose || self.draft.analysis.language() == Language::English
    }

    /// The level of a rule that has only notes, unless it is set.
    pub(super) fn note(&self, rule: AuditRule) -> Level {
        self.options.level_of(rule, Level::Note)
    }

    fn long_sentences(&self, findings: &mut Vec<Finding>) {
        let limit = self.options.limits.sentence_words;
        if !self.is_measured(limit != Limits::default().sentence_words) {
            return;
        }
        for sentence in self.style.sentences.iter().filter(|sentence| sentence.len() > limit) {
            let level = self.note(AuditRule::LongSentence);
            let message = say!(LONG_SENTENCE, sentence.len(), level, limit);
            findings.push(self.long(AuditRule::LongSentence, message, &texts::SPLIT, sentence, limit));
        }
    }

    fn long_paragraphs(&self, findings: &mut Vec<Finding>) {
        let limit = self.options.limits.paragraph_words;
        if !self.is_measured(limit != Limits::default().paragraph_words) {
            return;
        }
        for paragraph in self.style.paragraphs.iter().filter(|paragraph| paragraph.len() > limit) {
            let level = self.note(AuditRule::LongParagraph);
            let message = say!(LONG_PARAGRAPH, paragraph.len(), level, limit);
            let advice = &texts::NEW_PARAGRAPH;
            findings.push(self.long(AuditRule::LongParagraph, message, advice, paragraph, limit));
        }
    }

    fn long(
        &self,
        rule: AuditRule,
        message: Said,
        advice: &'static Text,
        words: &Range<usize>,
        limit: usize,
    ) -> Finding {
        Finding {
            subject: self.opening(words),
            judged: Some(judged(words.len(), limit, "words")),
            occurrences: vec![self.place(words)],
            ..Finding::new(rule, message, advice)
        }
    }

    /// Readability under its limit: in English only, as there is no reference for other formulas.
    fn hard_to_read(&self, measures: &Measures) -> Option<Finding> {
        let limit = self.options.limits.reading_ease;
        let readability =
            measures.readability.filter(|it| it.formula == "Flesch Reading Ease" && it.score < limit)?;
        let value = readability.score;
        let level = self.note(AuditRule::HardToRead);
        let (shown, least) = (Value::Number(value, 0), Value::Limit(limit));
        let message = say!(HARD_TO_READ, readability.formula, shown, level, least);
        Some(Finding {
            judged: Some(Judged { value, limit, unit: "points", percentile: None }),
            ..Finding::new(AuditRule::HardToRead, message, &texts::SHORTER_SENTENCES)
        })
    }

    /// The first words of a sentence or paragraph.
    pub(super) fn opening(&self, words: &Range<usize>) -> String {
        match words.len() {
            0..=SUBJECT_WORDS => self.subject(words.start, words.len()),
            _ => self.subject(words.start, SUBJECT_WORDS) + " …",
        }
    }

    /// Some words as a finding names them.
    pub(super) fn subject(&self, start: usize, words: usize) -> String {
        clipped(self.draft.text(start, words))
    }

    fn place(&self, words: &Range<usize>) -> Occurrence {
        self.draft.occurrence(words.start, words.len())
    }
}

/// What a finding is about, at most so long.
pub(super) fn clipped(mut text: String) -> String {
    if text.len() > SUBJECT_BYTES {
        text.truncate(boundary_at_or_before(&text, SUBJECT_BYTES));
        text.push('…');
    }
    text
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
fn and_more(places: usize) -> Said {
    match places {
        0 => Said::default(),
        1 => say!(IN_ONE_MORE_PLACE),
        _ => say!(IN_MORE_PLACES, places),
    }
}

pub(super) fn judged(value: usize, limit: usize, unit: &'static str) -> Judged {
    Judged { value: value as f64, limit: limit as f64, unit, percentile: None }
}
