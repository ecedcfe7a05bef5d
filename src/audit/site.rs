//! The drafts of a site against each other: boilerplate, competing topics, passages that stand in two drafts.
//!
//! ```text
//! drafts ─▶ one sequence of word numbers ─▶ sentences that are alike ─▶ duplicate-passage
//!                                        └▶ suffix array ─▶ drafts of each repeat ─▶ boilerplate-phrase
//! topics of the drafts' own audits ─▶ competing-keyphrase
//! ```
//!
//! * time: `O(n log n)` for the `n` words of all drafts, as far as sorting goes, else `O(n)`
//! * space: about 40 bytes a word while suffixes are sorted, and 16 before
//!
//! Words are numbered for the whole site, apart in each language, so a phrase is compared with those of
//! drafts in the same language only. Unlike in the audit of one draft a phrase may go on over a comma:
//! credits and sign-offs have commas in them. None crosses the end of a sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{Folded, Folder};
use super::repeats::SuffixArray;
use super::wording::{Value, say, texts};
use super::{Audit, AuditRule, Finding, Judged, Level, Occurrence, near, spread, words};
use crate::analysis::Analyzer;
use crate::document::{BlockKind, Document};
use crate::language::Language;
use crate::order::Arrange;
use crate::span::Span;

/// When something is unusual for a site.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SiteLimits {
    /// The least drafts of a site that can have boilerplate. 5: chosen; in fewer, a share says little.
    pub boilerplate_site: usize,
    /// The share of the drafts, in percent, that have a boilerplate phrase. 20: chosen by looking at
    /// 245 posts of the 18F blog. At 20 and 10 % nothing is reported of them; at 5 %, names of institutions and
    /// set phrases, five in all; at 2 %, 55 phrases, and hardly any of these is boilerplate.
    pub boilerplate_share: f64,
    /// The least drafts that have it, however few there are. 3: chosen; two are a coincidence or a copy.
    pub boilerplate_drafts: usize,
    /// The least words of a boilerplate phrase. 4: chosen; what is shorter is an idiom or a name.
    pub boilerplate_words: usize,
    /// The least words of a passage that another draft has too. 25: chosen, one long sentence or two.
    pub passage_words: usize,
    /// The share of a draft's words, in percent, in sentences that other drafts have too, that makes a
    /// warning. 50: chosen, half of the draft.
    pub duplicate_share: f64,
}

impl Default for SiteLimits {
    fn default() -> SiteLimits {
        SiteLimits {
            boilerplate_site: 5,
            boilerplate_share: 20.0,
            boilerplate_drafts: 3,
            boilerplate_words: 4,
            passage_words: 25,
            duplicate_share: 50.0,
        }
    }
}

/// The longest boilerplate phrases, in words: of what is longer, only the beginning is reported.
const MOST_WORDS: usize = 64;

/// The least words of a sentence that is compared with others: shorter ones are alike by chance.
const SENTENCE_WORDS: usize = 8;

/// How many other drafts of those with the same sentence are looked at, so that a thousand copies cost a
/// thousand looks.
const MOST_OTHERS: usize = 16;

/// How many drafts a message names.
const MOST_NAMES: usize = 3;

/// How many boilerplate phrases make findings; the others stand in the table.
const MOST_BOILERPLATE_FINDINGS: usize = 20;

/// What the audit of a site found.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SiteAudit {
    /// The names of the drafts, in the order in which they were added. Numbers of drafts are places in this
    /// list.
    pub names: Vec<String>,
    /// What is unusual in each of them; spans are bytes of its source.
    pub drafts: Vec<Vec<Finding>>,
    /// Phrases that stand in many drafts, the one that most words are spent on first.
    pub boilerplate: Vec<SitePhrase>,
    /// Topics that several drafts have, the one of most drafts first.
    pub competing: Vec<CompetingPhrase>,
    /// Pairs of drafts with passages in common, the most words first.
    pub duplicates: Vec<DuplicatePair>,
}

/// A phrase that many drafts have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SitePhrase {
    /// The phrase as the first of the drafts writes it.
    pub text: String,
    /// The words it has.
    pub words: usize,
    /// How many drafts hold it.
    pub drafts: usize,
    /// How often it occurs in them, occurrences that overlap the one before left out.
    pub count: usize,
    /// The first of these drafts, three at most.
    pub examples: Vec<usize>,
}

/// A phrase that is the topic of several drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompetingPhrase {
    /// The phrase as the first of them writes it.
    pub text: String,
    /// The drafts, in order.
    pub drafts: Vec<usize>,
}

/// Two drafts with passages in common. Of several that have the same passage, each is reported with one other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DuplicatePair {
    /// The drafts, the smaller number first.
    pub drafts: (usize, usize),
    /// The words of these passages.
    pub words: usize,
    /// How many passages these are.
    pub passages: usize,
}

/// Audits the drafts of a site against each other: add them all, then finish.
///
/// ```
/// use nutgraf::{AuditOptions, Auditor, Document, SiteAuditor, SiteLimits};
///
/// let drafts = ["# Heat pumps\n\nA heat pump hums. The heat pump saves. Buy a heat pump.",
///               "# Buying heat pumps\n\nEvery heat pump is loud. Heat pumps last. Heat pumps sell."];
/// let (mut auditor, mut site) = (Auditor::new(), SiteAuditor::new(SiteLimits::default()));
/// for (number, source) in drafts.iter().enumerate() {
///     let document = Document::plain(source);
///     let audit = auditor.audit(&document, &AuditOptions::new());
///     site.add(format!("{number}.md"), source, &document, &audit);
/// }
/// let found = site.finish();
/// assert_eq!(found.competing[0].drafts, [0, 1]);
/// assert_eq!(found.drafts[0][0].message, "\"heat pump\" is the topic of \"1.md\" too");
/// ```
pub struct SiteAuditor<'t> {
    limits: SiteLimits,
    analyzer: Analyzer,
    languages: Vec<Numbering>,
    /// Whether each word number is that of a content word.
    is_content: Vec<Kind>,
    drafts: Vec<Draft<'t>>,
    sentences: Vec<Sentence>,
    /// The words of all drafts by number, with a number of its own before each sentence, counted down from
    /// the largest there is.
    sequence: Vec<u32>,
    /// Where each word of the sequence is in its source; empty for what stands before a sentence.
    places: Vec<(u32, u32)>,
}

/// The numbers that words of a language have in the site. Its folder is never made anew, as that of an
/// [`Auditor`](super::Auditor) is, for then the numbers would change.
struct Numbering {
    language: Language,
    folder: Folder,
    /// By the folder's number.
    numbers: Vec<Option<u32>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Content,
    Number,
    Function,
}

struct Draft<'t> {
    name: String,
    source: &'t str,
    /// The words that count, also if they are not compared.
    words: usize,
    /// Where its sentences begin in the list of all.
    sentences: usize,
    topics: Vec<Topic>,
}

/// What a draft is about.
struct Topic {
    /// The numbers of its words.
    key: Vec<u32>,
    text: String,
    /// Whether someone said so, rather than the draft's own words.
    requested: bool,
    occurrence: Option<Occurrence>,
}

#[derive(Clone, Copy)]
struct Sentence {
    /// Where its words begin in the sequence; the place before is its separator.
    start: u32,
    kind: BlockKind,
}

impl<'t> SiteAuditor<'t> {
    /// An auditor without drafts.
    pub fn new(limits: SiteLimits) -> SiteAuditor<'t> {
        SiteAuditor {
            limits,
            analyzer: Analyzer::new(),
            languages: Vec::new(),
            is_content: Vec::new(),
            drafts: Vec::new(),
            sentences: Vec::new(),
            sequence: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Adds a draft: its name, its source, the document read from it, and its own audit, which has its
    /// language and its topic. Gives its number: 0 for the first.
    ///
    /// Of a source of 4 GiB or more, and of what would bring the words and sentences of the site to 2^32 or
    /// more, only the topic is compared.
    pub fn add(
        &mut self,
        name: impl Into<String>,
        source: &'t str,
        document: &Document<'_>,
        audit: &Audit,
    ) -> usize {
        let analysis = self.analyzer.analyze(std::slice::from_ref(document), Some(audit.language));
        let known = self.languages.iter().position(|numbering| numbering.language == audit.language);
        let numbering = known.unwrap_or_else(|| {
            self.languages.push(Numbering::new(audit.language));
            self.languages.len() - 1
        });
        let numbering = &mut self.languages[numbering];
        let words = words::words(&analysis, &mut numbering.folder);
        let first = self.sentences.len();
        let is_room = u32::try_from(self.sequence.len() + 2 * words.len()).is_ok_and(|len| len < u32::MAX);
        if is_room && u32::try_from(source.len()).is_ok() {
            let mut sentence = None;
            for word in &words {
                if sentence != Some(word.sentence) {
                    sentence = Some(word.sentence);
                    self.sequence.push(u32::MAX - self.sentences.len() as u32);
                    self.places.push((0, 0));
                    let kind = analysis.sentences()[word.sentence as usize].kind;
                    self.sentences.push(Sentence { start: self.sequence.len() as u32, kind });
                }
                self.sequence.push(numbering.number(word.folded, &mut self.is_content));
                let span = document.source_span(word.span);
                self.places.push((span.start as u32, span.end as u32));
            }
        }
        let topics = topics(document, audit, numbering, &mut self.is_content);
        let words = words.len();
        self.drafts.push(Draft { name: name.into(), source, words, sentences: first, topics });
        self.drafts.len() - 1
    }

    /// Compares the drafts. Findings of a draft come in the order of [`AuditRule::ALL`].
    ///
    /// The order in which drafts were added decides which of them are named, and which of several like
    /// sentences the others are compared with.
    pub fn finish(self) -> SiteAudit {
        let mut site = SiteAudit { drafts: vec![Vec::new(); self.drafts.len()], ..SiteAudit::default() };
        // Sentences first: what they need is gone before suffixes are sorted.
        let duplicates = self.duplicates(&mut site);
        self.boilerplate(&mut site);
        self.competing(&mut site);
        for (findings, finding) in site.drafts.iter_mut().zip(duplicates) {
            findings.extend(finding);
        }
        site.names = self.drafts.into_iter().map(|draft| draft.name).collect();
        site
    }

    /// The least drafts that boilerplate is in; more than there are, if the site is too small for any.
    fn least_drafts(&self) -> usize {
        if self.drafts.len() < self.limits.boilerplate_site {
            return usize::MAX;
        }
        let share = (self.limits.boilerplate_share / 100.0 * self.drafts.len() as f64).ceil() as usize;
        share.max(self.limits.boilerplate_drafts).max(2)
    }

    /// The places in the sequence of a sentence's words.
    fn words_of(&self, sentence: usize) -> std::ops::Range<usize> {
        let next = self.sentences.get(sentence + 1);
        let end = next.map_or(self.sequence.len(), |next| next.start as usize - 1);
        self.sentences[sentence].start as usize..end
    }

    /// The sentences of a draft, by their places in the list of all.
    fn sentences_of(&self, draft: usize) -> std::ops::Range<usize> {
        let end = self.drafts.get(draft + 1).map_or(self.sentences.len(), |next| next.sentences);
        self.drafts[draft].sentences..end
    }

    /// The draft of each sentence.
    fn drafts_of_sentences(&self) -> Vec<u32> {
        let of = |draft: usize| std::iter::repeat_n(draft as u32, self.sentences_of(draft).len());
        (0..self.drafts.len()).flat_map(of).collect()
    }

    fn is_separator(&self, place: usize) -> bool {
        self.sequence.get(place).is_none_or(|word| *word > u32::MAX - self.sentences.len() as u32)
    }

    /// Where words of the sequence stand in their source.
    fn occurrence(&self, place: usize, words: usize) -> Occurrence {
        let sentence = self.sentences.partition_point(|sentence| sentence.start as usize <= place) - 1;
        let (start, end) = (self.places[place].0 as usize, self.places[place + words - 1].1 as usize);
        Occurrence {
            span: Span { start, end: end.max(start) },
            kind: self.sentences[sentence].kind,
            opens: false,
        }
    }

    /// Some words as their source writes them, less markup: between two of them a few marks are kept, else a
    /// space.
    fn text(&self, draft: usize, place: usize, words: usize) -> String {
        let source = self.drafts[draft].source;
        let slice = |start: u32, end: u32| source.get(start as usize..end as usize).unwrap_or_default();
        let mut text = String::new();
        let mut end = None;
        for (from, to) in &self.places[place..place + words] {
            if let Some(end) = end {
                match slice(end, *from) {
                    mark @ ("-" | "–" | "," | ", " | "/" | "'" | "’" | "." | ": " | "; ") => {
                        text.push_str(mark)
                    }
                    _ => text.push(' '),
                }
            }
            text.push_str(slice(*from, *to));
            end = Some(*to);
        }
        text
    }

    /// Some drafts to be read: `"a.md", "b.md", "c.md" and 4 more`.
    fn names(&self, drafts: &[usize], all: usize) -> Value {
        let names: Vec<String> =
            drafts.iter().take(MOST_NAMES).map(|draft| self.drafts[*draft].name.to_string()).collect();
        let rest = all - names.len();
        Value::Quoted(names, rest)
    }
}

impl Numbering {
    fn new(language: Language) -> Numbering {
        Numbering { language, folder: Folder::new(language), numbers: Vec::new() }
    }

    /// The site's number of a word: the next one, if it is new.
    fn number(&mut self, folded: Folded, kinds: &mut Vec<Kind>) -> u32 {
        let key = folded.key as usize;
        if self.numbers.len() <= key {
            self.numbers.resize(key + 1, None);
        }
        *self.numbers[key].get_or_insert_with(|| {
            kinds.push(match folded {
                _ if folded.is_content => Kind::Content,
                _ if folded.is_number => Kind::Number,
                _ => Kind::Function,
            });
            kinds.len() as u32 - 1
        })
    }

    fn of_phrase(&mut self, phrase: &str, kinds: &mut Vec<Kind>) -> Vec<u32> {
        let words = words::of_phrase(phrase, &mut self.folder);
        words.iter().map(|word| self.number(word.folded, kinds)).collect()
    }
}

// Competing topics

/// What a draft is about: its top phrase, if that stands in the title or a heading too, and the keyphrases
/// that were requested and stand in it.
fn topics(
    document: &Document<'_>,
    audit: &Audit,
    numbering: &mut Numbering,
    kinds: &mut Vec<Kind>,
) -> Vec<Topic> {
    let is_heading = |o: &&Occurrence| matches!(o.kind, BlockKind::Title | BlockKind::Heading);
    let mut topics: Vec<Topic> = Vec::new();
    let requested = audit.keyphrases.iter().map(|phrase| (phrase, true));
    for (phrase, requested) in requested.chain(audit.phrases.first().map(|phrase| (phrase, false))) {
        let key = numbering.of_phrase(&phrase.text, kinds);
        let heading = phrase.occurrences.iter().find(is_heading).copied();
        let mut in_title = || {
            let title = document.title().map(|title| numbering.of_phrase(title, kinds));
            title.is_some_and(|title| title.windows(key.len()).any(|words| *words == key))
        };
        let is_topic = !key.is_empty()
            && !phrase.occurrences.is_empty()
            && (requested || heading.is_some() || in_title())
            && topics.iter().all(|topic| topic.key != key);
        if is_topic {
            let occurrence = heading.or(phrase.occurrences.first().copied());
            let text = phrase.text.trim().trim_matches('"').to_string();
            topics.push(Topic { key, text, requested, occurrence });
        }
    }
    topics
}

impl SiteAuditor<'_> {
    fn competing(&self, site: &mut SiteAudit) {
        let mut by_key: FxHashMap<&[u32], usize> = FxHashMap::default();
        let mut groups: Vec<Vec<(usize, &Topic)>> = Vec::new();
        for (draft, topic) in
            self.drafts.iter().enumerate().flat_map(|(n, d)| d.topics.iter().map(move |t| (n, t)))
        {
            let group = *by_key.entry(&topic.key).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push((draft, topic));
        }
        // What was requested of all drafts alike is the site's, and no draft's own.
        let all = self.drafts.len();
        let is_site = |group: &[(usize, &Topic)]| {
            all >= self.limits.boilerplate_site
                && group.len() == all
                && group.iter().all(|(_, topic)| topic.requested)
        };
        groups.retain(|group| group.len() > 1 && !is_site(group));
        groups.arrange_by_key(|group| std::cmp::Reverse(group.len()));
        for group in groups {
            let drafts: Vec<usize> = group.iter().map(|(draft, _)| *draft).collect();
            for (draft, topic) in &group {
                let others: Vec<usize> =
                    drafts.iter().filter(|other| *other != draft).take(MOST_NAMES).copied().collect();
                let names = self.names(&others, drafts.len() - 1);
                let message = say!(COMPETING_TOPIC, &topic.text, names);
                site.drafts[*draft].push(Finding {
                    subject: topic.text.clone(),
                    occurrences: topic.occurrence.into_iter().collect(),
                    ..Finding::new(AuditRule::CompetingKeyphrase, message, &texts::MERGE_OR_TELL)
                });
            }
            let texts: Vec<&str> = group.iter().map(|(_, topic)| topic.text.as_str()).collect();
            site.competing.push(CompetingPhrase { text: commonest(&texts).to_string(), drafts });
        }
    }
}

/// The text that most have; of as many, the one with the fewest capitals, which headings give, then the first.
fn commonest<'t>(texts: &[&'t str]) -> &'t str {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for text in texts {
        match counts.iter_mut().find(|(known, _)| known == text) {
            Some((_, count)) => *count += 1,
            None => counts.push((text, 1)),
        }
    }
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let best =
        counts.into_iter().rev().max_by_key(|(text, count)| (*count, std::cmp::Reverse(capitals(text))));
    best.map_or("", |(text, _)| text)
}

// Boilerplate

/// A phrase that may be boilerplate.
#[derive(Clone, Copy)]
struct Candidate {
    /// Its suffixes.
    first: u32,
    end: u32,
    words: u32,
    /// Only occurrences that are a whole sentence count: it begins or ends with a function word.
    whole: bool,
}

/// Counts different drafts, one after the other.
struct Different {
    seen: FxHashSet<u32>,
}

impl SiteAuditor<'_> {
    /// One finding for a phrase, in the first draft that holds it: a finding in each of a thousand pages with
    /// the same footer would hide all others.
    fn boilerplate(&self, site: &mut SiteAudit) {
        let least = self.least_drafts();
        if least > self.drafts.len() {
            return;
        }
        let suffixes = SuffixArray::new(&self.sequence);
        let sentence_drafts = self.drafts_of_sentences();
        let mut draft_of: Vec<u32> = Vec::with_capacity(self.sequence.len());
        for (sentence, draft) in sentence_drafts.iter().enumerate() {
            draft_of.resize(self.words_of(sentence).end, *draft);
        }
        let mut candidates = Vec::new();
        spread::for_each(&suffixes, &self.sequence, &draft_of, self.drafts.len(), |spread| {
            if spread.drafts >= least {
                candidates.extend(self.candidates(&suffixes, &spread));
            }
        });
        // The longest first, so that a part of one is reported only where it stands on its own.
        candidates
            .arrange_by_key(|c| (std::cmp::Reverse(c.words), suffixes.starts[c.first as usize], c.whole));

        let mut covered = vec![false; self.sequence.len()];
        let mut fresh = Different { seen: FxHashSet::default() };
        let mut found: Vec<(SitePhrase, usize)> = Vec::new();
        for candidate in candidates {
            let words = candidate.words as usize;
            let starts = suffixes.starts[candidate.first as usize..candidate.end as usize].iter();
            let mut starts: Vec<u32> = starts.copied().collect();
            if candidate.whole {
                let is_whole =
                    |start: usize| self.is_separator(start - 1) && self.is_separator(start + words);
                starts.retain(|start| is_whole(*start as usize));
            }
            let is_fresh = |start: usize| !covered[start..start + words].contains(&true);
            let free = starts.iter().filter(|start| is_fresh(**start as usize));
            if fresh.count(free.map(|start| draft_of[*start as usize])) < least {
                continue;
            }
            starts.sort_unstable();
            let mut end = 0;
            starts.retain(|start| {
                let apart = *start >= end;
                end = if apart { start + candidate.words } else { end };
                apart
            });
            let mut holding: Vec<usize> = Vec::new();
            for start in &starts {
                covered[*start as usize..*start as usize + words].fill(true);
                let draft = draft_of[*start as usize] as usize;
                if holding.last() != Some(&draft) {
                    holding.push(draft);
                }
            }
            let drafts = holding.len();
            holding.truncate(MOST_NAMES);
            let text = self.text(holding[0], starts[0] as usize, words);
            let phrase = SitePhrase { text, words, drafts, count: starts.len(), examples: holding };
            found.push((phrase, starts[0] as usize));
        }
        found.arrange_by_key(|(phrase, start)| (std::cmp::Reverse(phrase.count * phrase.words), *start));
        for (phrase, start) in found.iter().take(MOST_BOILERPLATE_FINDINGS) {
            site.drafts[phrase.examples[0]].push(self.boilerplate_finding(phrase, *start));
        }
        site.boilerplate = found.into_iter().map(|(phrase, _)| phrase).collect();
    }

    /// The longest phrase of an interval that has content words at both ends, and the whole of it, which may
    /// be a sentence.
    fn candidates(
        &self,
        suffixes: &SuffixArray,
        spread: &spread::Spread,
    ) -> impl Iterator<Item = Candidate> + use<> {
        let start = suffixes.starts[spread.first] as usize;
        let longest = spread.words.min(MOST_WORDS);
        let lengths = spread.outer_words.max(self.limits.boilerplate_words.max(1) - 1) + 1..=longest;
        let is_content = |place: usize| self.kind(place) != Kind::Function;
        // A content word that always stands before makes a longer phrase of it, with the same occurrences.
        let before = spread.before.and_then(|word| self.is_content.get(word as usize));
        let is_part = before.is_some_and(|kind| *kind != Kind::Function);
        let is_phrase = |length: &usize| {
            is_content(start + length - 1)
                && (start..start + length).any(|place| self.kind(place) == Kind::Content)
                && (start..start + length).filter(|place| is_content(*place)).nth(1).is_some()
        };
        let phrase = match is_content(start) && !is_part {
            true => lengths.clone().rev().find(is_phrase),
            false => None,
        };
        let is_whole =
            spread.before.is_none() && lengths.contains(&spread.words) && phrase != Some(spread.words);
        let whole = is_whole.then_some(spread.words);
        let (first, end) = (spread.first as u32, spread.end as u32);
        let made = move |(words, whole)| Candidate { first, end, words: words as u32, whole };
        let phrase = phrase.map(|words| (words, false));
        phrase.into_iter().chain(whole.map(|words| (words, true))).map(made)
    }

    fn kind(&self, place: usize) -> Kind {
        self.is_content[self.sequence[place] as usize]
    }

    fn boilerplate_finding(&self, phrase: &SitePhrase, start: usize) -> Finding {
        let all = self.drafts.len();
        let names = self.names(&phrase.examples, phrase.drafts);
        let message = say!(BOILERPLATE, &phrase.text, phrase.drafts, all, names);
        Finding {
            subject: phrase.text.clone(),
            judged: Some(Judged {
                value: 100.0 * phrase.drafts as f64 / all as f64,
                limit: self.limits.boilerplate_share,
                unit: "% of drafts",
                percentile: None,
            }),
            occurrences: vec![self.occurrence(start, phrase.words)],
            ..Finding::new(AuditRule::BoilerplatePhrase, message, &texts::LEAVE_TO_TEMPLATE)
        }
    }
}

impl Different {
    fn count(&mut self, drafts: impl Iterator<Item = u32>) -> usize {
        self.seen.clear();
        self.seen.extend(drafts);
        self.seen.len()
    }
}

// Passages

/// Sentences that are alike.
#[derive(Default)]
struct Group {
    /// The first drafts that have one.
    drafts: Vec<u32>,
    /// Whether this many have one that it is boilerplate.
    is_boilerplate: bool,
}

/// Sentences in a row that another draft has too.
struct Passage {
    /// The other drafts that have all of them, as far as these were looked at.
    others: Vec<u32>,
    words: usize,
    /// The first and the last sentence.
    first: usize,
    last: usize,
}

impl SiteAuditor<'_> {
    /// Findings for the passages that stand in other drafts too, for each draft.
    fn duplicates(&self, site: &mut SiteAudit) -> Vec<Vec<Finding>> {
        let (group_of, groups) = self.alike();
        let mut pairs: FxHashMap<(usize, usize), (usize, usize)> = FxHashMap::default();
        let mut findings = Vec::with_capacity(self.drafts.len());
        for draft in 0..self.drafts.len() {
            let group = |sentence: usize| groups.get(group_of[sentence] as usize);
            let (shared, most) = self.shared(draft, group);
            let share = 100.0 * shared as f64 / self.drafts[draft].words.max(1) as f64;
            let mostly = share >= self.limits.duplicate_share && shared >= self.limits.passage_words;
            // What is mostly copied is reported with its boilerplate: that may be all there is.
            let passages =
                self.passages(draft, |sentence| group(sentence).filter(|g| mostly || !g.is_boilerplate));
            let long = |passage: &Passage| passage.words >= self.limits.passage_words;
            let mut with: Vec<(u32, Vec<&Passage>)> = Vec::new();
            for passage in passages.iter().filter(|passage| long(passage)) {
                match with.iter_mut().find(|(other, _)| *other == passage.others[0]) {
                    Some((_, passages)) => passages.push(passage),
                    None => with.push((passage.others[0], vec![passage])),
                }
            }
            for (other, passages) in &with {
                let words: usize = passages.iter().map(|passage| passage.words).sum();
                let pair = (draft.min(*other as usize), draft.max(*other as usize));
                let most = pairs.entry(pair).or_default();
                *most = (*most).max((words, passages.len()));
            }
            findings.push(match most {
                Some(most) if mostly => vec![self.mostly_duplicate(draft, share, shared, most, &passages)],
                _ => with.iter().map(|(_, passages)| self.duplicate(draft, passages)).collect(),
            });
        }
        let pairs = pairs.into_iter();
        site.duplicates =
            pairs.map(|(drafts, (words, passages))| DuplicatePair { drafts, words, passages }).collect();
        site.duplicates.arrange_by_key(|pair| (std::cmp::Reverse(pair.words), pair.drafts));
        findings
    }

    /// The group of each sentence among those that several drafts have, or a number that none has.
    fn alike(&self) -> (Vec<u32>, Vec<Group>) {
        let compared =
            (0..self.sentences.len()).filter(|sentence| self.words_of(*sentence).len() >= SENTENCE_WORDS);
        let compared: Vec<u32> = compared.map(|sentence| sentence as u32).collect();
        let words: Vec<&[u32]> =
            compared.iter().map(|sentence| &self.sequence[self.words_of(*sentence as usize)]).collect();
        let draft_of = self.drafts_of_sentences();
        let least = self.least_drafts();
        let mut group_of = vec![u32::MAX; self.sentences.len()];
        let mut groups: Vec<Group> = Vec::new();
        for members in near::groups(&words, SENTENCE_WORDS) {
            let mut drafts: Vec<u32> =
                members.iter().map(|member| draft_of[compared[*member] as usize]).collect();
            drafts.dedup();
            if drafts.len() < 2 {
                continue;
            }
            for member in members {
                group_of[compared[member] as usize] = groups.len() as u32;
            }
            let is_boilerplate = drafts.len() >= least;
            drafts.truncate(MOST_OTHERS + 1);
            drafts.shrink_to_fit();
            groups.push(Group { drafts, is_boilerplate });
        }
        (group_of, groups)
    }

    /// How many words of a draft are in sentences that other drafts have too, and which draft has the most of
    /// them.
    fn shared<'g>(
        &self,
        draft: usize,
        group: impl Fn(usize) -> Option<&'g Group>,
    ) -> (usize, Option<(u32, usize)>) {
        let mut all = 0;
        let mut by_other: FxHashMap<u32, usize> = FxHashMap::default();
        for sentence in self.sentences_of(draft) {
            let Some(group) = group(sentence) else { continue };
            let words = self.words_of(sentence).len();
            all += words;
            for other in group.drafts.iter().filter(|other| **other as usize != draft) {
                *by_other.entry(*other).or_default() += words;
            }
        }
        (all, by_other.into_iter().max_by_key(|(other, words)| (*words, std::cmp::Reverse(*other))))
    }

    /// The runs of sentences that another draft has too. One that is too short to be compared does not end a
    /// run.
    fn passages<'g>(&self, draft: usize, group: impl Fn(usize) -> Option<&'g Group>) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut is_open = false;
        for sentence in self.sentences_of(draft) {
            let words = self.words_of(sentence).len();
            let Some(group) = group(sentence) else {
                is_open &= words < SENTENCE_WORDS;
                continue;
            };
            let is_other = |other: &u32| *other as usize != draft;
            if is_open
                && let Some(run) = passages.last_mut()
                && run.others.iter().any(|other| group.drafts.contains(other))
            {
                run.others.retain(|other| group.drafts.contains(other));
                run.words += words;
                run.last = sentence;
                continue;
            }
            let others = group.drafts.iter().copied().filter(is_other).collect();
            passages.push(Passage { others, words, first: sentence, last: sentence });
            is_open = true;
        }
        passages
    }

    fn passage_occurrence(&self, passage: &Passage) -> Occurrence {
        let start = self.words_of(passage.first).start;
        self.occurrence(start, self.words_of(passage.last).end - start)
    }

    fn duplicate(&self, draft: usize, passages: &[&Passage]) -> Finding {
        let words: usize = passages.iter().map(|passage| passage.words).sum();
        let others: Vec<usize> = passages[0].others.iter().map(|other| *other as usize).collect();
        let message = match passages.len() {
            1 => say!(PASSAGE_SHARED, words, self.names(&others, others.len())),
            many => say!(PASSAGES_SHARED, many, words, self.names(&others[..1], 1)),
        };
        let first = self.words_of(passages[0].first);
        Finding {
            subject: self.text(draft, first.start, first.len().min(SENTENCE_WORDS)),
            judged: Some(Judged {
                value: words as f64,
                limit: self.limits.passage_words as f64,
                unit: "words",
                percentile: None,
            }),
            occurrences: passages.iter().map(|passage| self.passage_occurrence(passage)).collect(),
            ..Finding::new(AuditRule::DuplicatePassage, message, &texts::KEEP_IN_ONE)
        }
    }

    fn mostly_duplicate(
        &self,
        draft: usize,
        share: f64,
        shared: usize,
        (most, words): (u32, usize),
        passages: &[Passage],
    ) -> Finding {
        let all = self.drafts[draft].words;
        let name = self.names(&[most as usize], 1);
        let limit = Value::Limit(self.limits.duplicate_share);
        let message = match words == shared {
            true => say!(MOSTLY_SHARED_WITH_ONE, shared, all, name, limit),
            false => say!(MOSTLY_SHARED, shared, all, words, name, limit),
        };
        Finding {
            level: Level::Warning,
            judged: Some(Judged {
                value: share,
                limit: self.limits.duplicate_share,
                unit: "% of words",
                percentile: None,
            }),
            occurrences: passages.iter().map(|passage| self.passage_occurrence(passage)).collect(),
            ..Finding::new(AuditRule::DuplicatePassage, message, &texts::MERGE_OR_REWRITE)
        }
    }
}
