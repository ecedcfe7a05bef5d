//! A draft as it is measured: where its phrases stand, and all the figures that are reported of them. Nothing is judged.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;

use super::concordance::Concordance;
use super::fold::Folder;
use super::measures;
use super::namesakes;
use super::phrases::{self, Repeat, Reported};
use super::spelling::Spelling;
use super::suspended;
use super::words::{self, Word};
use super::{Keyness, Keyphrase, Occurrence, Phrase, Places};
use crate::analysis::Analysis;
use crate::document::{BlockKind, Document};
use crate::language::{self, Language};
use crate::order::Arrange;
use crate::span::Span;

/// Words before or behind a phrase are listed from this many occurrences on.
const LEAST_NEIGHBORS: usize = 3;

/// The longest phrases whose number of windows is counted beforehand.
const WINDOWS: usize = 16;

/// A draft that is being measured.
pub(super) struct Draft<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) words: &'a [Word],
    pub(super) concordance: &'a Concordance,
    pub(super) spelling: Spelling<'a>,
    fields: FieldWords,
    /// The blocks of its paragraphs, first and last.
    ends: Option<(usize, usize)>,
    paragraphs: usize,
    /// How many windows of each number of words there are within the clauses.
    windows: OnceCell<[usize; WINDOWS + 1]>,
}

/// Whether a phrase is an acronym of two letters, which is never read as a word.
fn is_pair_of_capitals(phrase: &str) -> bool {
    phrase.len() == 2 && phrase.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word may be the name of a Russian family that has the letters of another word in most of its cases.
fn is_russian_family(word: &str) -> bool {
    const SHORTEST: usize = 5;
    word.starts_with(char::is_uppercase)
        && word.chars().nth(SHORTEST - 1).is_some()
        && ["ой", "ов", "ев", "ёв"].iter().any(|end| word.ends_with(end))
}

/// A requested phrase.
struct Requested {
    words: Vec<Word>,
    /// Its first words, and whether it is written exactly so.
    found: Vec<(usize, bool)>,
    /// Where it has to be read with a part that is left out.
    in_parts: Vec<suspended::Found>,
}

impl Requested {
    /// All its occurrences: their first words and numbers of words.
    fn stretches(&self) -> Vec<(usize, usize)> {
        let whole = self.found.iter().map(|(start, _)| (*start, self.words.len()));
        whole.chain(self.in_parts.iter().map(|found| (found.start, found.words))).collect()
    }
}

/// The words of a document's fields.
struct FieldWords {
    title: Option<Vec<Word>>,
    search_title: Option<Vec<Word>>,
    slug: Option<Vec<Word>>,
    description: Option<Vec<Word>>,
    alternatives: Vec<Vec<Word>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        analysis: &'a Analysis<'a>,
        words: &'a [Word],
        concordance: &'a Concordance,
        folder: &mut Folder,
    ) -> Draft<'a> {
        let document = &analysis.documents()[0];
        let fields = document.fields();
        let mut of = |text: &str| words::of_phrase(text, folder);
        let fields = FieldWords {
            title: fields.title.as_deref().map(&mut of),
            search_title: fields.search_title.as_deref().map(&mut of),
            slug: fields.slug.as_deref().map(|slug| of(&slug.replace(['-', '_', '/'], " "))),
            description: fields.description.as_deref().map(&mut of),
            alternatives: fields.alternatives.iter().map(|(text, _)| of(text)).collect(),
        };
        let is_paragraph = |kind: BlockKind| kind == BlockKind::Paragraph;
        let mut blocks = document.blocks().iter().enumerate().filter(|(_, block)| is_paragraph(block.kind));
        let paragraphs = blocks.clone().count();
        let first = blocks.next().map(|(place, _)| place);
        let ends = first.map(|first| (first, blocks.next_back().map_or(first, |(place, _)| place)));
        let spelling = Spelling::new(analysis, words).with_concordance(concordance);
        Draft { analysis, words, concordance, spelling, fields, ends, paragraphs, windows: OnceCell::new() }
    }

    pub(super) fn document(&self) -> &'a Document<'a> {
        &self.analysis.documents()[0]
    }

    /// Where it stands in the source, from its first word to its last.
    pub(super) fn span(&self) -> Span {
        let (Some(first), Some(last)) = (self.words.first(), self.words.last()) else {
            return Span::default();
        };
        let of = |word: &Word| self.document().source_span(word.span);
        let (first, last) = (of(first), of(last));
        // What is moved in reading may end before it begins.
        Span { start: first.start.min(last.start), end: first.end.max(last.end) }
    }

    pub(super) fn paragraphs(&self) -> usize {
        self.paragraphs
    }

    /// Whether it has a title: in its text, given or in front matter.
    pub(super) fn has_title(&self) -> bool {
        self.fields.title.is_some() || self.has(BlockKind::Title)
    }

    /// A place of the source that is none of its text: a line of front matter, a tag.
    pub(super) fn outside(&self, span: Span) -> Occurrence {
        Occurrence { span, kind: BlockKind::Paragraph, opens: false }
    }

    /// The first sentence in a block of a kind, as a place.
    pub(super) fn first(&self, kind: BlockKind) -> Option<Occurrence> {
        let sentence = self.sentences(kind).find(|words| !words.is_empty())?;
        Some(Occurrence { opens: false, ..self.occurrence(sentence.start, sentence.len()) })
    }

    /// The places of the words of each sentence in blocks of a kind.
    fn sentences(&self, kind: BlockKind) -> impl Iterator<Item = Range<usize>> {
        let sentences =
            (0..).zip(self.analysis.sentences()).filter(move |(_, sentence)| sentence.kind == kind);
        sentences.map(|(place, _): (u32, _)| {
            let start = self.words.partition_point(|word| word.sentence < place);
            let length = self.words[start..].iter().take_while(|word| word.sentence == place).count();
            start..start + length
        })
    }

    /// The keys of the content words of its title, in its text or given, in order.
    pub(super) fn title_keys(&self) -> Vec<u32> {
        let inside = self.sentences(BlockKind::Title).flat_map(|words| &self.words[words]);
        let given = self.fields.title.iter().flatten();
        let content = inside.chain(given).filter(|word| word.folded.is_content);
        let mut keys: Vec<u32> = content.map(|word| word.folded.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What the block is that a word stands in.
    pub(super) fn kind_of(&self, word: usize) -> BlockKind {
        self.kind(&self.words[word])
    }

    fn kind(&self, word: &Word) -> BlockKind {
        self.analysis.sentences()[word.sentence as usize].kind
    }

    pub(super) fn has(&self, kind: BlockKind) -> bool {
        self.document().blocks().iter().any(|block| block.kind == kind)
    }

    /// What is reported of a phrase that was found.
    pub(super) fn phrase(&self, reported: &Reported<'_>, folder: &Folder) -> Phrase {
        let mut phrase = self.repeat(reported.repeat, folder);
        phrase.inside = reported.inside;
        phrase.parent = reported.parent;
        phrase
    }

    /// What is reported of a repeat that stands for itself.
    pub(super) fn repeat(&self, repeat: &Repeat, folder: &Folder) -> Phrase {
        let variants = self.variants(repeat);
        let text = self.spelled(repeat);
        let exact = variants.iter().find(|(written, _)| *written == text).map_or(0, |(_, count)| *count);
        let first = repeat.starts[0];
        let words = &self.words[first..first + repeat.words];
        let stretches: Vec<(usize, usize)> =
            repeat.starts.iter().map(|start| (*start, repeat.words)).collect();
        let mut phrase = self.measured(text, words, &stretches, folder);
        phrase.exact = exact;
        phrase.variants = variants;
        phrase.before = self.neighbors(repeat, |start| start.checked_sub(1).map(|before| (before, start)));
        phrase.after = self.neighbors(repeat, |start| {
            let after = start + repeat.words;
            (after < self.words.len()).then_some((after, after))
        });
        phrase
    }

    /// What is reported of a requested phrase, and where it and its synonyms stand.
    pub(super) fn keyphrase(&self, requested: &Keyphrase, folder: &mut Folder) -> Phrase {
        let own = self.requested(&requested.phrase, folder);
        let words = &own.words;
        let mut starts = own.stretches();
        let exact = own.found.iter().filter(|(_, exact)| *exact).count();
        let mut synonyms = Vec::new();
        let mut spellings = Vec::new();
        for synonym in &requested.synonyms {
            let synonymous = self.requested(synonym, folder);
            let stretches = synonymous.stretches();
            synonyms.push((synonym.clone(), stretches.len()));
            spellings.push(synonymous.words);
            starts.extend(stretches);
        }
        starts.sort_unstable_by_key(|(start, length)| (*start, Reverse(*length)));
        let mut end = 0;
        starts.retain(|(start, length)| {
            let apart = *start >= end;
            end = if apart { start + length } else { end };
            apart
        });
        // Synonyms may have more words or fewer.
        let mut phrase = self.measured(requested.phrase.clone(), words, &starts, folder);
        phrase.exact = exact;
        let whole = own.found.iter().map(|(start, _)| (*start, words.len()));
        let in_parts = own.in_parts.iter().map(|found| (found.from, found.read));
        phrase.variants = self.written(whole.chain(in_parts));
        phrase.synonyms = synonyms;
        for words in &spellings {
            self.add_fields(&mut phrase.places, words);
        }
        phrase
    }

    /// The words of a requested phrase, and where it stands: only exactly so, if it is in quotes.
    fn requested(&self, phrase: &str, folder: &mut Folder) -> Requested {
        let trimmed = phrase.trim();
        let quoted = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let mut words = words::of_phrase(quoted.unwrap_or(trimmed), folder);
        let mut has_ending = false;
        if quoted.is_none() {
            // `Model S` is a name of its own where the draft has it; elsewhere `model s` is the possessive.
            if let Some(restored) = words::with_apostrophes(trimmed, &words, folder)
                && phrases::occurrences(self.words, &words).is_empty()
            {
                has_ending = restored.last().map(|word| word.span) != words.last().map(|word| word.span);
                words = restored;
            }
            words::add_accents(&mut words, trimmed, self.words, folder);
            words::add_verbs(&mut words, trimmed, self.words, folder);
        }
        let mut found = phrases::occurrences(self.words, &words);
        found.retain(|(_, exact)| *exact || quoted.is_none());
        if has_ending {
            let text = self.document().text();
            let last = |start: usize| self.words[start + words.len() - 1].span.of(text);
            found.retain(|(start, _)| last(*start).ends_with(['s', 'S']));
        }
        let text = self.document().text();
        for place in words::ampersands(&words, quoted.unwrap_or(trimmed)) {
            let between = |start: usize| {
                text.get(self.words[start + place - 1].span.end..self.words[start + place].span.start)
            };
            found.retain(|(start, _)| between(*start).is_some_and(|between| between.contains(['&', '＆'])));
        }
        // Who asks for a window in lower case does not mean the system.
        if folder.language() == Language::English && words.len() == 1 && !trimmed.ends_with('s') {
            found.retain(|(start, _)| !words::is_product(self.words, *start, text));
        }
        self.without_namesakes(&mut found, &words, quoted.unwrap_or(trimmed), folder.language());
        if words.len() == 1 && quoted.is_none() {
            namesakes::without_names(self, &mut found, trimmed);
            namesakes::without_small(self, &mut found, trimmed);
            namesakes::without_verbs(self, &mut found);
        }
        let mut in_parts = Vec::new();
        if quoted.is_none() {
            for other in words::spelled_otherwise(&words, trimmed, self.words, text, folder) {
                let length = other.len();
                let starts = phrases::occurrences(self.words, &other).into_iter();
                in_parts.extend(starts.map(|(start, _)| suspended::Found {
                    start,
                    words: length,
                    from: start,
                    read: length,
                }));
            }
            let suspended = suspended::suspended(self.document().text(), self.words, folder);
            in_parts.extend(suspended::occurrences(self.words, &suspended, &words));
        }
        Requested { words, found, in_parts }
    }

    /// Takes off what comes to the requested words and is known to be something else.
    fn without_namesakes(
        &self,
        found: &mut Vec<(usize, bool)>,
        words: &[Word],
        phrase: &str,
        language: Language,
    ) {
        let text = self.document().text();
        let written = |start: usize| self.words[start].span.of(text);
        match language {
            // `AI` and somebody whose name is `Ai`, where the draft has both. Longer ones are read as words (`Nato`).
            Language::English
                if words.len() == 1
                    && is_pair_of_capitals(phrase)
                    && found.iter().any(|(start, _)| written(*start).starts_with(phrase)) =>
            {
                found.retain(|(start, _)| {
                    !written(*start).chars().nth(1).is_some_and(char::is_lowercase)
                        || !written(*start).starts_with(char::is_uppercase)
                });
            }
            // Whoever is called `Толстой` is not `толстый`, though all other cases of the two are alike, and `Чехов` is no Czech.
            Language::Russian if words.len() == 1 && is_russian_family(phrase) => {
                let is_adjective = phrase.ends_with("ой");
                let is_other = |start: usize| {
                    let written = written(start);
                    written.starts_with(char::is_lowercase)
                        || match is_adjective {
                            true => ["ый", "ий", "ое", "ая"].iter().any(|end| written.ends_with(end)),
                            false => !written.starts_with(phrase),
                        }
                };
                let is_name = |start: usize| {
                    start > 0
                        && self.words[start - 1].sentence == self.words[start].sentence
                        && written(start).starts_with(char::is_uppercase)
                };
                if found.iter().any(|(start, _)| is_name(*start)) {
                    found.retain(|(start, _)| !is_other(*start));
                }
            }
            Language::Georgian | Language::German => {
                let is_same = |(start, _): &(usize, bool)| {
                    words.iter().enumerate().all(|(at, word)| {
                        let wanted = phrase.get(word.span.start..word.span.end);
                        wanted
                            .is_none_or(|wanted| !language::are_apart(language, wanted, written(start + at)))
                    })
                };
                // Whoever has no `ß` requests `Masse` where the draft has only `Maße`.
                if language == Language::Georgian || found.iter().any(is_same) {
                    found.retain(is_same);
                }
            }
            _ => {}
        }
    }

    /// How a phrase is written inside a sentence.
    pub(super) fn spelled(&self, repeat: &Repeat) -> String {
        self.spelling.best(repeat.starts.iter().map(|start| (*start, repeat.words))).into_owned()
    }

    /// Each way a phrase is written, the commonest first.
    fn variants(&self, repeat: &Repeat) -> Vec<(String, usize)> {
        self.written(repeat.starts.iter().map(|start| (*start, repeat.words)))
    }

    /// Each way some stretches of words are written, of which the first words and the numbers of words are given.
    fn written(&self, stretches: impl Iterator<Item = (usize, usize)>) -> Vec<(String, usize)> {
        let mut variants: Vec<(Cow<'_, str>, usize)> = Vec::new();
        for (start, words) in stretches {
            let text = self.read(start, words);
            match variants.iter_mut().find(|(known, _)| *known == text) {
                Some((_, count)) => *count += 1,
                None => variants.push((text, 1)),
            }
        }
        variants.arrange_by_key(|(_, count)| Reverse(*count));
        variants.into_iter().map(|(text, count)| (text.into_owned(), count)).collect()
    }

    /// The words that stand before or behind a phrase at least three times, each with the number of times, the
    /// commonest first: `neighbor` gives a word's place and that of the word whose gap lies between.
    fn neighbors(
        &self,
        repeat: &Repeat,
        neighbor: impl Fn(usize) -> Option<(usize, usize)>,
    ) -> Vec<(String, usize)> {
        let joined = repeat.starts.iter().filter_map(|start| {
            let (word, behind_gap) = neighbor(*start)?;
            (!self.words[behind_gap].gap.breaks()).then_some((self.words[word].folded.key, word))
        });
        let mut joined: Vec<(u32, usize)> = joined.collect();
        joined.sort_unstable();
        let same = joined.chunk_by(|one, next| one.0 == next.0).filter(|same| same.len() >= LEAST_NEIGHBORS);
        let mut counted: Vec<(usize, usize)> = same.map(|same| (same[0].1, same.len())).collect();
        counted.sort_unstable_by_key(|(first, count)| (Reverse(*count), *first));
        counted.into_iter().map(|(word, count)| (self.text(word, 1).to_lowercase(), count)).collect()
    }

    /// The figures of a phrase of certain words, of whose occurrences the first words and the numbers of words are
    /// given.
    fn measured(
        &self,
        text: String,
        words: &[Word],
        stretches: &[(usize, usize)],
        folder: &Folder,
    ) -> Phrase {
        let (total, count, length) = (self.words.len(), stretches.len(), words.len());
        let spent: usize = stretches.iter().map(|(_, length)| length).sum();
        let starts: &[usize] = &stretches.iter().map(|(start, _)| *start).collect::<Vec<usize>>();
        let occurrences: Vec<Occurrence> =
            stretches.iter().map(|(start, length)| self.occurrence(*start, *length)).collect();
        let mut holding: Vec<usize> = starts.iter().filter_map(|start| self.paragraph(*start)).collect();
        holding.dedup();
        let density = measures::percent(count, total);
        let parts = measures::by_tenths(starts, total);
        let content = words.iter().filter(|word| word.folded.is_content).count();
        Phrase {
            text,
            words: length,
            exact: 0,
            coverage: measures::percent(spent, total),
            density,
            window_density: measures::percent(count, self.windows(length)),
            unit_density: measures::percent(count, (total + count).saturating_sub(spent)),
            yoast_density: measures::yoast_density(density, content),
            paragraphs: holding.len(),
            openers: occurrences.iter().filter(|occurrence| occurrence.opens).count(),
            places: self.places(words, starts, &occurrences),
            longest_gap: measures::longest_gap(starts, total),
            juilland: measures::juilland(&parts),
            deviation: measures::deviation_of_proportions(&parts),
            normalized_deviation: measures::normalized_deviation(&parts),
            burstiness: measures::burstiness(starts),
            keyness: self.keyness(words, count, folder),
            variants: Vec::new(),
            synonyms: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            inside: 0,
            parent: None,
            occurrences,
        }
    }

    /// The number of windows of `length` words within clauses.
    fn windows(&self, length: usize) -> usize {
        let clauses = || self.words.chunk_by(|_, next| !next.gap.breaks()).map(<[Word]>::len);
        let count =
            |length: usize| -> usize { clauses().map(|clause| (clause + 1).saturating_sub(length)).sum() };
        match length {
            0 => 0,
            1..=WINDOWS => {
                self.windows.get_or_init(|| {
                    // Clauses by length first: there are many clauses, and few lengths.
                    let mut by_length: Vec<usize> = vec![0; WINDOWS];
                    let mut add = |clause: usize| {
                        if by_length.len() <= clause {
                            by_length.resize(clause + 1, 0);
                        }
                        by_length[clause] += 1;
                    };
                    let mut length = 0;
                    for word in self.words {
                        if word.gap.breaks() {
                            add(std::mem::take(&mut length));
                        }
                        length += 1;
                    }
                    add(length);
                    std::array::from_fn(|length| {
                        let longer = by_length.iter().enumerate().skip(length);
                        longer.map(|(clause, count)| count * (clause + 1 - length)).sum()
                    })
                })[length]
            }
            _ => count(length),
        }
    }

    fn places(&self, words: &[Word], starts: &[usize], occurrences: &[Occurrence]) -> Places {
        let block = |start: &usize| self.analysis.sentences()[self.words[*start].sentence as usize].block;
        let of = |kind: BlockKind| occurrences.iter().filter(|occurrence| occurrence.kind == kind).count();
        let at = |place: Option<usize>| starts.iter().filter(|start| Some(block(start)) == place).count();
        let mut places = Places {
            title: of(BlockKind::Title),
            search_title: self.fields.search_title.as_ref().map(|_| 0),
            headings: of(BlockKind::Heading),
            first_paragraph: at(self.ends.map(|(first, _)| first)),
            last_paragraph: at(self.ends.map(|(_, last)| last)),
            slug: self.fields.slug.as_ref().map(|_| 0),
            description: self.fields.description.as_ref().map(|_| 0),
            alternatives: 0,
        };
        self.add_fields(&mut places, words);
        places
    }

    /// Adds how often some words stand in the document's fields. A title given beside the text is the same title once
    /// more, so it counts only if it has more.
    fn add_fields(&self, places: &mut Places, words: &[Word]) {
        let inside = |field: &[Word]| phrases::occurrences(field, words).len();
        // What search results show is another place, if the page has a heading of its own.
        if self.fields.search_title.is_none() || !self.has(BlockKind::Title) {
            places.title = places.title.max(self.fields.title.as_deref().map_or(0, inside));
        }
        let add = |count: &mut Option<usize>, field: &Option<Vec<Word>>| {
            *count = count.zip(field.as_deref().map(inside)).map(|(count, more)| count + more);
        };
        add(&mut places.search_title, &self.fields.search_title);
        add(&mut places.slug, &self.fields.slug);
        add(&mut places.description, &self.fields.description);
        places.alternatives += self.fields.alternatives.iter().map(|text| inside(text)).sum::<usize>();
    }

    /// How much more often a phrase is said here than in the background, at least: that counts words, not phrases,
    /// and a phrase can be no more frequent than its rarest content word.
    fn keyness(&self, words: &[Word], count: usize, folder: &Folder) -> Option<Keyness> {
        let background = self.analysis.background().filter(|background| background.words() > 0)?;
        let content = words.iter().filter(|word| word.folded.is_content);
        let most = content.map(|word| folder.occurrences(word.folded.key, background)).min()?;
        if count == 0 {
            return None;
        }
        let (log_ratio, g2) =
            measures::keyness(count, self.words.len(), most as f64, background.words() as f64);
        Some(Keyness { log_ratio, g2 })
    }

    pub(super) fn occurrence(&self, start: usize, words: usize) -> Occurrence {
        let sentence = &self.analysis.sentences()[self.words[start].sentence as usize];
        let span = Span { start: self.words[start].span.start, end: self.words[start + words - 1].span.end };
        let block = self.document().blocks()[sentence.block].content_start;
        // One word may stand before it: `The`.
        let opens = sentence.kind == BlockKind::Paragraph
            && (self.begins_block(start, block) || start > 0 && self.begins_block(start - 1, block));
        Occurrence { span: self.document().source_span(span), kind: sentence.kind, opens }
    }

    /// Whether no word of the block that begins at byte `block` stands before a word.
    fn begins_block(&self, word: usize, block: usize) -> bool {
        self.words[word].span.start >= block && (word == 0 || self.words[word - 1].span.end <= block)
    }

    /// The block that a word stands in, if it is a paragraph.
    fn paragraph(&self, word: usize) -> Option<usize> {
        let sentence = &self.analysis.sentences()[self.words[word].sentence as usize];
        (sentence.kind == BlockKind::Paragraph).then_some(sentence.block)
    }

    /// Some words as the draft writes them, line breaks shown as spaces.
    pub(super) fn text(&self, start: usize, words: usize) -> String {
        self.read(start, words).into_owned()
    }

    fn read(&self, start: usize, words: usize) -> Cow<'a, str> {
        let span = Span { start: self.words[start].span.start, end: self.words[start + words - 1].span.end };
        crate::document::unwrap_lines(span.of(self.document().text()))
    }

    /// Whether a word begins with a capital.
    pub(super) fn is_capitalized(&self, word: usize) -> bool {
        // `iPhone` is as good a name as `Ada`.
        self.words[word].span.of(self.document().text()).contains(char::is_uppercase)
    }
}
