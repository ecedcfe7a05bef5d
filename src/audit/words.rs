//! The words of a draft as the audit counts them, and where no phrase may cross.

use rustc_hash::{FxHashMap, FxHashSet};

use super::connectives;
use super::fold::{Folded, Folder};
use crate::analysis::Analysis;
use crate::document::Document;
use crate::language::Language;
use crate::span::Span;
use crate::words::{
    PassedOver, Standing, bare, for_each_word, has_dot, is_apostrophe, is_elided, is_hyphen,
    is_like_apostrophe, is_raised, note_mark, signs,
};

/// A word that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) folded: Folded,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// The place of its sentence in the analysis.
    pub(super) sentence: u32,
    /// Whether the hyphen before it stands behind a phrase and not inside a compound: that of `New York-based`.
    pub(super) is_of_phrase: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that matters.
    Space,
    /// A hyphen of any kind.
    Hyphen,
    /// A slash without spaces.
    Slash,
    /// A slash between spaces: no phrase goes on, unless it was requested with a slash.
    SpacedSlash,
    /// An en dash without spaces.
    Dash,
    /// The end of a sentence or block, a clause mark, or code: no phrase goes on.
    Break,
}

impl Gap {
    /// Whether the words around it are one compound.
    #[inline]
    pub(super) fn joins(self) -> bool {
        matches!(self, Gap::Hyphen | Gap::Slash)
    }

    /// Whether no phrase goes across it.
    #[inline]
    pub(super) fn breaks(self) -> bool {
        matches!(self, Gap::Break | Gap::SpacedSlash)
    }
}

/// All words of an analysis that count: of every block, less those of inline code, of what is switched off, and of what
/// is no word of a language: addresses, tags, paths, formulas.
pub(super) fn words(analysis: &Analysis<'_>, folder: &mut Folder) -> Vec<Word> {
    let mut words = unmarked(analysis, folder, true);
    mark_codes(&mut words);
    let written = |word: &Word| {
        let document = analysis.sentences()[word.sentence as usize].document;
        word.span.of(analysis.documents()[document].text())
    };
    connectives::mark(&mut words, written, folder);
    match folder.language() {
        Language::German => part_verbs(analysis, &mut words, folder),
        language => {
            if let Some(signs) = SignsOfVerbs::of(language) {
                part_verbs_by_signs(analysis, &mut words, folder, &signs);
            }
        }
    }
    words
}

/// The words as they are written, before anything is known of the words around them. Plain words, which are most, are added as they are
/// if that `is_quick`.
fn unmarked(analysis: &Analysis<'_>, folder: &mut Folder, is_quick: bool) -> Vec<Word> {
    folder.know_forms_of(analysis.lexicon());
    let mut words = Vec::with_capacity(analysis.tokens().len());
    let mut uncounted = PassedOver::default();
    let mut document = usize::MAX;
    for (place, sentence) in analysis.sentences().iter().enumerate() {
        let text = analysis.documents()[sentence.document].text();
        if document != sentence.document {
            document = sentence.document;
            uncounted = uncounted_of(&analysis.documents()[document]);
        }
        let content = Span { start: sentence.content_start, end: sentence.span.end };
        let shouted = is_shouted(content.of(text));
        let mut line = Line { text, end: content.start, sentence: place as u32, words: &mut words };
        let mut broken = true;
        for token in analysis.tokens_of(sentence) {
            let span = token.span(sentence);
            match uncounted.standing(span) {
                Standing::Inside => {
                    broken = true;
                    continue;
                }
                Standing::Behind => broken = true,
                Standing::Outside => {}
            }
            if broken {
                line.end = span.start;
            }
            if is_quick
                && !shouted
                && let Some(folded) = folder.known_form(token.form).filter(|folded| folded.is_plain)
                && let Some(gap) = line.plain_gap(span, broken)
            {
                line.words.push(Word {
                    span,
                    folded: *folded,
                    gap,
                    sentence: line.sentence,
                    is_of_phrase: false,
                });
                line.end = span.end;
                broken = false;
                continue;
            }
            let fold = |folder: &mut Folder, word: &str| match shouted || word.len() != span.len() {
                true => folder.fold(word, shouted),
                false => folder.fold_form(token.form, word),
            };
            let first = line.words.len();
            line.push(span, folder, fold);
            // The mark of a footnote is no word, and what is behind it is still behind what was passed over.
            if broken && let Some(word) = line.words.get_mut(first) {
                word.gap = Gap::Break;
                broken = false;
            }
        }
    }
    words
}

/// Parts German verbs from the nouns of their stem, which have capitals: in a text that has `Wein` inside a sentence `weinen` is
/// another word. The other forms of a verb are too like a noun that somebody wrote in lower case.
fn part_verbs(analysis: &Analysis<'_>, words: &mut [Word], folder: &mut Folder) {
    let written = |word: &Word| {
        let document = analysis.sentences()[word.sentence as usize].document;
        word.span.of(analysis.documents()[document].text())
    };
    let mut nouns = vec![0u64; folder.len() as usize / 64 + 1];
    let mut sentence = u32::MAX;
    for word in words.iter() {
        let is_first = std::mem::replace(&mut sentence, word.sentence) != word.sentence;
        let mut letters = written(word).chars();
        let is_noun =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        if is_noun && !is_first {
            nouns[word.folded.key as usize / 64] |= 1 << (word.folded.key % 64);
        }
    }
    // `ich buche` and `ihr fahrt` say it without a noun.
    let subjects = [folder.known_key("ich"), folder.known_key("ihr")];
    for at in 0..words.len() {
        let word = &words[at];
        let key = word.folded.key;
        let written = written(word).as_bytes();
        if !word.folded.is_content || !written.first().is_some_and(u8::is_ascii_lowercase) {
            continue;
        }
        let beside = |subject: Option<u32>| {
            let is_subject = |other: usize| {
                words
                    .get(other)
                    .is_some_and(|other| Some(other.folded.key) == subject && other.sentence == word.sentence)
            };
            subject.is_some() && (at > 0 && is_subject(at - 1) || is_subject(at + 1))
        };
        let has_subject = !written.ends_with(b"n");
        let is_verb = match written.last() {
            Some(b'n') => nouns[key as usize / 64] >> (key % 64) & 1 == 1,
            Some(b'e') => beside(subjects[0]),
            Some(b't') => at > 0 && beside(subjects[1]),
            _ => false,
        };
        if is_verb && let Some(verb) = folder.verb_of(key, has_subject) {
            let folded = &mut words[at].folded;
            (folded.key, folded.namesake) = (verb, verb);
        }
    }
}

/// What stands before verbs in languages whose nouns have no capitals and forms in common with them.
struct SignsOfVerbs {
    /// Pronouns that are subjects: at the beginning of a clause a verb is behind one.
    subjects: &'static str,
    /// Conjunctions that begin a main clause.
    conjunctions: &'static str,
    /// What stands before an infinitive and before no noun; of Danish and Swedish only behind another word, for theirs is a conjunction too.
    infinitive: (&'static str, &'static str),
    /// Auxiliaries that an infinitive is right behind: `vill fråga`.
    auxiliaries: &'static str,
    /// What an infinitive ends in.
    ending: &'static str,
    /// Whether no noun stands before a subject, as one does where a relative pronoun may be left out.
    inverts: bool,
}

impl SignsOfVerbs {
    fn of(language: Language) -> Option<SignsOfVerbs> {
        let (subjects, conjunctions, infinitive, ending) = match language {
            Language::Danish => ("jeg du han hun vi man", "og men", ("at", "for til om ved efter uden"), "e"),
            Language::Dutch => ("ik hij wij we zij ze jullie men", "en maar want", ("te", ""), "en"),
            Language::Norwegian => ("jeg du han hun vi man", "og men", ("å", ""), "e"),
            Language::Swedish => ("jag du han hon vi man", "och men", ("att", "för till om utan genom"), "a"),
            _ => return None,
        };
        let inverts = language == Language::Dutch;
        let auxiliaries = match language {
            Language::Danish | Language::Norwegian => "vil kan skal må bør kunne ville skulle",
            Language::Swedish => "vill kan ska skall måste bör kunde ville skulle",
            _ => "",
        };
        Some(SignsOfVerbs { subjects, conjunctions, infinitive, auxiliaries, ending, inverts })
    }
}

/// Parts verbs from the nouns of their stem where the word before says which it is: `wij werken`, `å fiske`, `vi bokar`.
fn part_verbs_by_signs(
    analysis: &Analysis<'_>,
    words: &mut [Word],
    folder: &mut Folder,
    signs: &SignsOfVerbs,
) {
    let keys = |list: &str, folder: &Folder| -> Vec<u32> {
        list.split(' ').filter_map(|word| folder.known_key(word)).collect()
    };
    let subjects = keys(signs.subjects, folder);
    let infinitive = folder.known_key(signs.infinitive.0);
    let auxiliaries = keys(signs.auxiliaries, folder);
    if subjects.is_empty() && infinitive.is_none() && auxiliaries.is_empty() {
        return;
    }
    let conjunctions = keys(signs.conjunctions, folder);
    let before_infinitive = keys(signs.infinitive.1, folder);
    let mut is_sign = vec![0u64; folder.len() as usize / 64 + 1];
    for key in subjects.iter().chain(&auxiliaries).copied().chain(infinitive) {
        is_sign[key as usize / 64] |= 1 << (key % 64);
    }
    let written = |word: &Word| {
        let document = analysis.sentences()[word.sentence as usize].document;
        word.span.of(analysis.documents()[document].text())
    };
    for sign in 0..words.len() {
        // A verb that was parted has a key of its own, behind those that words had.
        let key = words[sign].folded.key;
        if is_sign.get(key as usize / 64).is_none_or(|signs| signs >> (key % 64) & 1 == 0) {
            continue;
        }
        let sentence = words[sign].sentence;
        let before = sign.checked_sub(1).filter(|before| words[*before].sentence == sentence);
        let is_before = |keys: &[u32]| before.is_some_and(|before| keys.contains(&words[before].folded.key));
        let behind = Some(sign + 1).filter(|behind| {
            words.get(*behind).is_some_and(|word| word.sentence == sentence && word.gap == Gap::Space)
        });
        let has_ending = |at: &usize| written(&words[*at]).ends_with(signs.ending);
        let verb = match Some(key) == infinitive {
            true => behind
                .filter(has_ending)
                .filter(|_| signs.infinitive.1.is_empty() || is_before(&before_infinitive)),
            false if auxiliaries.contains(&key) => behind.filter(has_ending),
            // In the middle of a clause the object may be next to the subject.
            false if before.is_none() || is_before(&conjunctions) => behind,
            // `zo werken wij`.
            false => before.filter(has_ending).filter(|_| signs.inverts && words[sign].gap == Gap::Space),
        };
        // An auxiliary behind its subject is a sign itself.
        let is_word = |at: &usize| {
            words[*at].folded.is_content
                && !auxiliaries.contains(&words[*at].folded.key)
                && written(&words[*at]).starts_with(char::is_lowercase)
        };
        if let Some(at) = verb.filter(is_word)
            && let Some(verb) = folder.verb_of(words[at].folded.key, true)
        {
            let folded = &mut words[at].folded;
            (folded.key, folded.namesake) = (verb, verb);
        }
    }
}

/// Whether a word is written as an infinitive is.
fn is_infinitive(word: &str, language: Language) -> bool {
    let ending = match language {
        Language::German => "n",
        language => SignsOfVerbs::of(language).map_or("", |signs| signs.ending),
    };
    !ending.is_empty() && word.ends_with(ending) && word.starts_with(char::is_lowercase)
}

/// Finds verbs for what is requested in lower case and may be one: `reisen` is the plural of a noun as well. Of languages whose nouns
/// have no capitals, only where the draft has no noun that is written so.
pub(super) fn add_verbs(requested: &mut [Word], phrase: &str, words: &[Word], folder: &mut Folder) {
    let language = folder.language();
    for word in requested.iter_mut().filter(|word| is_infinitive(word.span.of(phrase), language)) {
        let has = |key: u32| words.iter().any(|word| word.folded.key == key);
        if let Some(verb) = folder.verb_of(word.folded.key, false).filter(|verb| has(*verb)) {
            // `kaufen` is none of `Kauf` unless the draft has a noun that is written so.
            let noun = word.folded.key;
            let is_noun =
                words.iter().any(|other| other.folded.key == noun && other.folded.exact == word.folded.exact);
            if is_noun && language != Language::German {
                continue;
            }
            word.folded.key = if is_noun { noun } else { verb };
            word.folded.namesake = verb;
        }
    }
}

/// The parts of a compound that is a key, as those of a UUID, are no words either.
fn mark_codes(words: &mut [Word]) {
    if !words.iter().any(|word| word.folded.is_code) {
        return;
    }
    for compound in words.chunk_by_mut(|_, next| next.gap.joins()) {
        if compound.iter().any(|word| word.folded.is_code) {
            for word in compound {
                (word.folded.is_code, word.folded.is_content) = (true, false);
            }
        }
    }
}

/// What of a document does not count.
fn uncounted_of(document: &Document<'_>) -> PassedOver {
    let stretches = document.stretches().iter().map(|stretch| stretch.span);
    PassedOver::of(document.text(), stretches.chain(document.unaudited().iter().copied()))
}

/// The words of a phrase that someone asks for.
pub(super) fn of_phrase(phrase: &str, folder: &mut Folder) -> Vec<Word> {
    /// About how many bytes there are for each word.
    const BYTES: usize = 6;
    let mut words = Vec::with_capacity(phrase.len() / BYTES + 1);
    let mut line = Line { text: phrase, end: 0, sentence: 0, words: &mut words };
    for_each_word(phrase, |at, word| {
        let span = Span { start: at, end: at + word.len() };
        if let Some(gap) = line.plain_gap(span, false) {
            let folded = folder.fold(word, false);
            if folded.is_plain {
                line.words.push(Word { span, folded, gap, sentence: 0, is_of_phrase: false });
                line.end = span.end;
                return;
            }
        }
        line.push(span, folder, |folder, word| folder.fold(word, false));
    });
    connectives::mark(&mut words, |word| word.span.of(phrase), folder);
    words
}

/// A sentence whose words are being put together.
struct Line<'a> {
    text: &'a str,
    /// Where the word before ends.
    end: usize,
    sentence: u32,
    words: &'a mut Vec<Word>,
}

impl Line<'_> {
    /// What stands before a [plain](is_plain) word, if nothing beside it makes more of it: [`push`](Line::push) would add it as it is.
    /// `is_first` if it is the first one of a sentence, or behind what was passed over, and its line ends where it begins.
    #[inline]
    fn plain_gap(&self, span: Span, is_first: bool) -> Option<Gap> {
        let bytes = self.text.as_bytes();
        // A sign of its name.
        if matches!(bytes.get(span.end), Some(b'+' | b'#' | b'*')) {
            return None;
        }
        match (span.start.checked_sub(self.end)?, bytes.get(self.end)?) {
            (1, b' ' | b'\n') => Some(Gap::Space),
            (2, b',' | b':' | b';') if bytes[self.end + 1] == b' ' => Some(Gap::Break),
            // A dot may be part of its name.
            (0, _) if self.end == 0 || bytes[self.end - 1] != b'.' => {
                Some(if is_first { Gap::Break } else { Gap::Space })
            }
            _ => None,
        }
    }

    /// Adds the word at `span`: an elided article before it is a word of its own, signs behind it are part of it. The
    /// mark of a footnote is none, and what an unusual apostrophe parted is put together.
    fn push(&mut self, mut span: Span, folder: &mut Folder, fold: impl Fn(&mut Folder, &str) -> Folded) {
        let between = self.text.get(self.end..span.start).unwrap_or_default();
        // Most words have a space before them and no more.
        let mut gap = Gap::Space;
        let mut closes = 0;
        if between == " "
            && (self.joins_doubled(between, span, folder) || self.joins_thousands(" ", span, folder))
        {
            return;
        }
        if between != " " {
            if self.is_behind_word()
                && let Some(end) = note_mark(self.text, self.end, span.start..span.end)
            {
                self.end = end;
                return;
            }
            if self.joins_word(between, span, folder)
                || self.joins_doubled(between, span, folder)
                || self.joins_thousands(between, span, folder)
            {
                return;
            }
            closes = self.bracket_inside_word(between, span);
            if closes > 0 && self.joins_letter(span, folder) {
                return;
            }
            gap = match closes {
                0 if self.is_suspended(between, span) => Gap::Space,
                0 => self::gap(between),
                _ => Gap::Hyphen,
            };
        }
        let is_of_phrase =
            gap == Gap::Hyphen && (closes > 0 || self.is_behind_phrase(span, folder.language()));
        if has_dot(self.text, span.start) {
            span.start -= 1;
        }
        span.end += signs(self.text, span.start..span.end);
        if self.text.as_bytes()[span.end - 1].is_ascii_digit() {
            span = with_unit(self.text, span);
        }
        let word = span.of(self.text);
        if let Some(digits) = digits_before_unit(word) {
            // `5km` is the number and the unit of `5 km`.
            let end = span.start + digits;
            for part in [Span { start: span.start, end }, Span { start: end, end: span.end }] {
                let folded = folder.fold(part.of(self.text), false);
                self.words.push(Word { span: part, folded, gap, sentence: self.sentence, is_of_phrase });
                gap = Gap::Space;
            }
            self.end = span.end + closes;
            return;
        }
        let part = bare(word, folder.language());
        // Endings stay, since they are shown with their word.
        if part.start > 0 {
            let article = Span { start: span.start, end: span.start + part.start };
            let folded = folder.fold_elided(article.of(self.text));
            self.words.push(Word { span: article, folded, gap, sentence: self.sentence, is_of_phrase });
            span.start = article.end;
            gap = Gap::Space;
        }
        let folded = fold(folder, span.of(self.text));
        // The bracket that closes is shown with its word, or a phrase would end in half a bracket: `tcsh(1`.
        span.end += closes;
        self.words.push(Word { span, folded, gap, sentence: self.sentence, is_of_phrase });
        self.end = span.end;
    }

    /// How many bytes close the bracket that the word at `span` alone stands in, right behind another: the one of
    /// `401(k)` and `employee(s)`.
    fn bracket_inside_word(&self, between: &str, span: Span) -> usize {
        /// `(innen)` is the longest ending that is written so.
        const LONGEST_INSIDE: usize = 5;
        let is_inside = between == "("
            && span.len() <= LONGEST_INSIDE
            && self.text[span.end..].starts_with(')')
            && self.is_behind_word();
        usize::from(is_inside)
    }

    /// Joins a letter in brackets to the number that it is part of, as the `(k)` of `401(k)`, which is `401k` as well.
    /// Of three digits or more: the paragraphs of laws, `5(a)`, have fewer.
    fn joins_letter(&mut self, span: Span, folder: &mut Folder) -> bool {
        const DIGITS: usize = 3;
        let is_letter = span.len() == 1 && span.of(self.text).bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_number = |word: &&mut Word| word.folded.is_number && word.span.len() >= DIGITS;
        let Some(word) = self.words.last_mut().filter(is_number).filter(|_| is_letter) else { return false };
        let whole = format!("{}{}", word.span.of(self.text), span.of(self.text));
        word.folded = folder.fold(&whole, false);
        word.span.end = span.end + 1;
        self.end = word.span.end;
        true
    }

    /// Joins the second part of an acronym whose letters are doubled for the plural, with a space or without: `EE. UU.`,
    /// `RR HH` are `EE.UU.`, `RRHH`.
    fn joins_doubled(&mut self, between: &str, span: Span, folder: &mut Folder) -> bool {
        let second = span.of(self.text);
        // Hardly a word is, and every one is requested.
        if !is_doubled(second) {
            return false;
        }
        let is_gap = matches!(between, " " | "\u{A0}" | ". " | ".\u{A0}" | ".\u{202F}");
        if !is_gap || !self.is_behind_word() {
            return false;
        }
        let doubles = matches!(folder.language(), Language::Spanish | Language::Catalan | Language::Galician);
        let Some(word) = self.words.last_mut().filter(|_| doubles) else { return false };
        let first = word.span.of(self.text);
        if !is_doubled(first) {
            return false;
        }
        word.folded = folder.fold(&format!("{first}{second}"), false);
        word.span.end = span.end;
        self.end = span.end;
        true
    }

    /// Joins three digits behind a blank to the number that they are the last ones of: `10 000`, in languages that write thousands so,
    /// and everywhere with a blank that breaks no line.
    fn joins_thousands(&mut self, between: &str, span: Span, folder: &mut Folder) -> bool {
        if span.len() != 3 || !span.of(self.text).bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        use Language::*;
        let is_blank = match between {
            "\u{A0}" | "\u{202F}" => true,
            " " => !matches!(
                folder.language(),
                English | Chinese | Japanese | Korean | Thai | Hindi | Undetermined
            ),
            _ => false,
        };
        if !is_blank || !self.is_behind_word() {
            return false;
        }
        let Some(word) = self.words.last_mut().filter(|word| word.folded.is_number) else { return false };
        let number = word.span.of(self.text);
        let mut groups = number.split([' ', '\u{A0}', '\u{202F}']);
        let is_group = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
        let is_first =
            groups.next().is_some_and(|first| first.len() <= 3 && is_group(first) && !first.starts_with('0'));
        if !is_first || !groups.all(|group| group.len() == 3 && is_group(group)) {
            return false;
        }
        word.span = with_unit(self.text, Span { start: word.span.start, end: span.end });
        word.folded = folder.fold(word.span.of(self.text), false);
        self.end = word.span.end;
        true
    }

    /// Whether the word at `span`, behind a hyphen, is said of a phrase: `heat pump-powered`, `New York-based`. Languages that
    /// form no compounds of nouns with a hyphen have clitics there.
    fn is_behind_phrase(&self, span: Span, language: Language) -> bool {
        use Language::*;
        if !matches!(language, English | German | Dutch | Swedish | Danish | Norwegian) {
            return true;
        }
        let word = span.of(self.text);
        if language == English && is_said_of_phrase(word) {
            return true;
        }
        let is_name = |word: &Word| word.span.of(self.text).starts_with(char::is_uppercase);
        (language == German || word.starts_with(char::is_lowercase))
            && matches!(self.words.as_slice(), [.., one, other]
                if other.gap == Gap::Space && other.sentence == one.sentence && is_name(one) && is_name(other))
    }

    /// Whether a hyphen stands for what the words on both sides of a conjunction have in common: `pre- and postwar`,
    /// `Ladenbau und -planung`.
    fn is_suspended(&self, between: &str, span: Span) -> bool {
        if between.strip_suffix(' ').is_some_and(is_one_hyphen) {
            return is_conjunction(span.of(self.text));
        }
        between.strip_prefix(' ').is_some_and(is_one_hyphen)
            && self.is_behind_word()
            && self.words.last().is_some_and(|word| is_conjunction(word.span.of(self.text)))
    }

    /// Whether the text goes on right behind the last word of this sentence.
    fn is_behind_word(&self) -> bool {
        self.words.last().is_some_and(|word| word.sentence == self.sentence && word.span.end <= self.end)
    }

    /// Joins what stands behind an apostrophe that parted it from its word: the `’s` of `2.0’s` and `Ph.D.’s`, all that
    /// is behind the turned one of `don‛t`. An article before one becomes an elided article.
    fn joins_word(&mut self, between: &str, span: Span, folder: &mut Folder) -> bool {
        let mark = between.strip_prefix('.').unwrap_or(between);
        let mut chars = mark.chars();
        let is_mark = chars.next().is_some_and(is_like_apostrophe) && chars.next().is_none();
        if !is_mark || !self.is_behind_word() {
            return false;
        }
        let is_turned = between.starts_with(is_apostrophe);
        let Some(word) = self.words.last_mut() else { return false };
        let (before, behind) = (word.span.of(self.text), span.of(self.text));
        if is_elided(before, folder.language()) {
            word.span.end = span.start;
            word.folded = folder.fold_elided(word.span.of(self.text));
            self.end = span.start;
            return false;
        }
        let is_ending = matches!(behind, "t" | "T" | "re" | "ve" | "ll" | "d" | "m");
        if matches!(behind, "s" | "S") {
            // Another form of the same word: its own exact form is not the bare one.
            let whole = format!("{before}'s");
            word.folded.exact = folder.fold(&whole, false).exact;
        } else if is_turned && is_ending && folder.language() == Language::English {
            word.folded = folder.fold(&format!("{before}'{behind}"), false);
        } else {
            return false;
        }
        word.span.end = span.end;
        self.end = span.end;
        true
    }
}

/// Whether an English word says something of the phrase before its hyphen, of one of several words too.
fn is_said_of_phrase(word: &str) -> bool {
    const WORDS: [&str; 30] = [
        "style",
        "like",
        "wide",
        "free",
        "led",
        "driven",
        "run",
        "made",
        "born",
        "bound",
        "friendly",
        "ready",
        "only",
        "specific",
        "centric",
        "type",
        "level",
        "heavy",
        "rich",
        "proof",
        "resistant",
        "compatible",
        "grown",
        "built",
        "owning",
        "using",
        "era",
        "area",
        "grade",
        "safe",
    ];
    word.len() >= 5 && word.ends_with("ed") || WORDS.contains(&word)
}

/// Whether a word is added as it is wherever a space is before it, and no sign behind it: it has no elided article before it, no digit at
/// its ends that a unit may belong to, and is neither the mark of a footnote nor a part of `EE. UU.`.
pub(super) fn is_plain(word: &str, language: Language) -> bool {
    let has_digit_at_ends = match word.as_bytes() {
        [first, .., last] => first.is_ascii_digit() || last.is_ascii_digit(),
        [one] => one.is_ascii_digit(),
        [] => true,
    };
    !has_digit_at_ends && !is_doubled(word) && !word.starts_with(is_raised) && bare(word, language).start == 0
}

/// Whether a word is a capital letter twice: a part of `EE. UU.`.
fn is_doubled(word: &str) -> bool {
    matches!(word.as_bytes(), [one, other] if one == other && one.is_ascii_uppercase())
}

/// Where the unit of a number begins that is written without a space, as in `5km` and `2.5GB`, if the word is one.
fn digits_before_unit(word: &str) -> Option<usize> {
    // Most words begin with no digit.
    if !word.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let digits =
        word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let is_unit = |unit: &&str| UNITS.iter().any(|one| one.eq_ignore_ascii_case(unit));
    Some(&word[digits..]).filter(is_unit).map(|_| digits)
}

/// Units that mean nothing else behind a number: of one letter there is none, for `5G` and `4K` are names.
const UNITS: [&str; 41] = [
    "km", "cm", "mm", "nm", "µm", "μm", "kg", "mg", "µg", "μg", "ml", "cl", "dl", "ha", "kw", "kwh", "mwh",
    "gwh", "mw", "gw", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "ms", "ns", "min", "mph", "lb",
    "lbs", "oz", "ft", "px", "dpi", "fps", "mah", "kcal",
];

/// Whether a stretch is a hyphen and nothing else.
fn is_one_hyphen(between: &str) -> bool {
    between.len() <= '\u{2011}'.len_utf8() && between.strip_prefix(is_hyphen) == Some("")
}

/// Whether a word is one of those that a suspended hyphen stands beside.
pub(super) fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// Between what a suspended hyphen can stand: *and*, *or* and *to* in languages that write one.
const CONJUNCTIONS: [&str; 24] = [
    "and", "or", "to", "nor", "und", "oder", "bis", "sowie", "bzw", "en", "of", "tot", "och", "eller", "og",
    "ja", "tai", "és", "vagy", "i", "et", "ou", "y", "и",
];

/// A number with what is written beside it and counted with it: `$100`, `10%`, `50 %`, `20 €`.
fn with_unit(text: &str, number: Span) -> Span {
    let is_currency = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽');
    let behind = &text[number.end..];
    let mark = behind.strip_prefix([' ', '\u{A0}', '\u{202F}']).unwrap_or(behind);
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
    let unit = mark.chars().next().filter(|c| {
        (matches!(c, '%' | '‰') || is_currency(*c) && (*c != '$' || mark.len() == behind.len()))
            && is_end(&mark[c.len_utf8()..])
    });
    let end = unit.map_or(number.end, |unit| text.len() - mark.len() + unit.len_utf8());
    let before = text[..number.start].chars().next_back().filter(|c| is_currency(*c));
    Span { start: number.start - before.map_or(0, char::len_utf8), end }
}

/// What a stretch between two words is.
fn gap(between: &str) -> Gap {
    // The dot of an acronym may come first: `U.S.–Pakistan`.
    match between.strip_prefix('.').unwrap_or(between) {
        "" | " " => return Gap::Space,
        // A compound may be divided at the end of a line.
        "-\n" | "-\r\n" => return Gap::Hyphen,
        "/" => return Gap::Slash,
        " / " => return Gap::SpacedSlash,
        "–" => return Gap::Dash,
        hyphen if is_one_hyphen(hyphen) => return Gap::Hyphen,
        _ => {}
    }
    let mark = |c: char| {
        matches!(
            c,
            ',' | ';'
                | ':'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '/'
                | '|'
                | '!'
                | '?'
                | '…'
                | '—'
                | '–'
                | '-'
        ) || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '،' | '؛' | '·' | '•' | '、' | '，' | '。')
    };
    if between.contains(mark) { Gap::Break } else { Gap::Space }
}

/// Gives words in capitals that leave out their accents the key of the word that has them, where the draft or what is
/// requested writes it so and never without: `ECOLE` counts as `école`.
pub(super) fn restore_accents(
    analysis: &Analysis<'_>,
    words: &mut [Word],
    requested: &[Word],
    folder: &Folder,
) {
    use Language::*;
    if !matches!(folder.language(), French | Spanish | Portuguese | Italian) {
        return;
    }
    let is_bare = |word: &Word| {
        let document = analysis.sentences()[word.sentence as usize].document;
        let bytes = word.span.of(analysis.documents()[document].text()).as_bytes();
        bytes.len() > 1 && bytes.iter().all(u8::is_ascii_uppercase)
    };
    let bare: Vec<usize> = (0..words.len()).filter(|at| is_bare(&words[*at])).collect();
    if bare.is_empty() {
        return;
    }
    let mut known = FxHashSet::default();
    let mut accented: FxHashMap<String, u32> = FxHashMap::default();
    let mut next = bare.iter().copied().peekable();
    let others = words.iter().enumerate().filter(|(at, _)| next.next_if_eq(at).is_none());
    for word in others.map(|(_, word)| word).chain(requested) {
        if known.insert(word.folded.key)
            && let Some(bare) = folder.without_accents(word.folded.key)
        {
            accented.entry(bare).or_insert(word.folded.key);
        }
    }
    for at in bare {
        let folded = &mut words[at].folded;
        if !known.contains(&folded.key)
            && let Some(key) = accented.get(folder.form(folded.key))
        {
            folded.key = *key;
        }
    }
}

/// What is requested, read as lists of search queries have it, with blanks for apostrophes: `outils d aide`, `men s shoes`.
/// `None` if no blank of it can stand for one.
pub(super) fn with_apostrophes(phrase: &str, requested: &[Word], folder: &mut Folder) -> Option<Vec<Word>> {
    let language = folder.language();
    let last = requested.len().saturating_sub(1);
    let is_ending = |place: usize, word: &Word| {
        language == Language::English && place > 0 && word.gap == Gap::Space && word.span.of(phrase) == "s"
    };
    let is_article = |place: usize, word: &Word| {
        let written = word.span.of(phrase);
        // `un` is elided too, and a word of its own.
        let is_cut = written.len() == 1 || ["qu", "dell", "all", "nell", "sull", "dall"].contains(&written);
        place < last && is_cut && is_elided(written, language)
    };
    if !requested.iter().enumerate().any(|(place, word)| is_ending(place, word) || is_article(place, word)) {
        return None;
    }
    let mut restored = Vec::with_capacity(requested.len());
    for (place, word) in requested.iter().enumerate().filter(|(place, word)| !is_ending(*place, word)) {
        let mut word = *word;
        if is_article(place, &word) {
            word.folded = folder.fold_elided(word.span.of(phrase));
        }
        restored.push(word);
    }
    Some(restored)
}

/// A requested phrase as it is written with a compound in one word or with a hyphen, where the draft has it so: `wifi router` for
/// `wi-fi router`, and the other way round.
pub(super) fn spelled_otherwise(
    requested: &[Word],
    phrase: &str,
    words: &[Word],
    text: &str,
    folder: &Folder,
) -> Vec<Vec<Word>> {
    /// What is written before a word with a hyphen or without, and makes no other word: not `re-sign`, which is no `resign`, nor
    /// `by-law` and `e-mail`, of which many writers mean one spelling only.
    const PREFIXES: &str = "wi co anti non pre post multi semi micro mini mega super ultra inter intra sub cyber bio eco \
                            geo nano tele auto hi lo on off";
    let mut found = Vec::new();
    // Languages that form compounds in one word part any of them.
    use Language::*;
    let has_compounds = matches!(folder.language(), German | Dutch | Swedish | Danish | Norwegian);
    let joined = |one: &str, other: &str| {
        let is_one = has_compounds && one.len() > 1
            || PREFIXES.split(' ').any(|prefix| one.eq_ignore_ascii_case(prefix));
        is_one.then(|| folder.known_key(&format!("{one}{other}"))).flatten()
    };
    for (place, word) in requested.iter().enumerate() {
        let Some(before) = place.checked_sub(1).map(|place| &requested[place]) else { continue };
        let (one, other) = (before.span.of(phrase), word.span.of(phrase));
        // Who lists search queries writes compounds apart and in lower case: `fahrrad reparatur`.
        let is_query = has_compounds
            && word.gap == Gap::Space
            && before.folded.is_content
            && word.folded.is_content
            && !phrase.contains(char::is_uppercase);
        let linked = || {
            const LINKS: [&str; 5] = ["", "s", "n", "en", "e"];
            // A verb has the stem of other compounds: `haus kaufen` is no `Hauskauf`.
            let is_written = |whole: &str| {
                let mut spelled = words.iter().map(|word| word.span.of(text));
                spelled.any(|word| word.len() >= whole.len() && word.to_lowercase().starts_with(whole))
            };
            LINKS.iter().find_map(|link| {
                let whole = format!("{one}{link}{other}").to_lowercase();
                folder.known_key(&whole).filter(|_| is_written(&whole))
            })
        };
        let key = match word.gap {
            Gap::Hyphen => joined(one, other),
            _ if is_query => linked(),
            _ => None,
        };
        if let Some(key) = key {
            let mut other = requested.to_vec();
            other.remove(place);
            let folded = &mut other[place - 1].folded;
            (folded.key, folded.namesake, folded.exact) = (key, key, u32::MAX);
            found.push(other);
        }
    }
    // What has a hyphen in the draft.
    let may_be_joined = |word: &Word| word.folded.is_content && word.folded.letters >= 4;
    if requested.iter().any(may_be_joined) {
        let pairs = words.windows(2).filter(|pair| pair[1].gap == Gap::Hyphen);
        let mut known: Vec<(usize, [u32; 2])> = Vec::new();
        for pair in pairs {
            let letters = usize::from(pair[0].folded.letters) + usize::from(pair[1].folded.letters);
            // The plural may have some more.
            let fits =
                |word: &Word| may_be_joined(word) && usize::from(word.folded.letters).abs_diff(letters) <= 4;
            let mut places = requested.iter().enumerate().filter(|(_, word)| fits(word));
            let (one, other) = (pair[0].span.of(text), pair[1].span.of(text));
            let is_same = |word: &Word| joined(one, other) == Some(word.folded.key);
            let Some((place, _)) = places.find(|(_, word)| is_same(word)) else { continue };
            let keys = (place, [pair[0].folded.key, pair[1].folded.key]);
            if known.contains(&keys) {
                continue;
            }
            known.push(keys);
            let mut whole = requested.to_vec();
            whole.splice(place..=place, [Word { gap: requested[place].gap, ..pair[0] }, pair[1]]);
            found.push(whole);
        }
    }
    found
}

/// Whether two words of a requested phrase have an ampersand between them, of which one is a letter or two: that of `R&D`.
pub(super) fn ampersands<'a>(requested: &'a [Word], phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    (1..requested.len()).filter(move |place| {
        let (before, behind) = (&requested[place - 1], &requested[*place]);
        let is_short = before.folded.letters.min(behind.folded.letters) <= 2;
        is_short && phrase[before.span.end..behind.span.start].contains('&')
    })
}

/// Whether the plural of an English noun is the name of a product: `Microsoft Windows`, `Windows 11`, `Google Sheets`.
pub(super) fn is_product(words: &[Word], at: usize, text: &str) -> bool {
    const MAKERS: [&str; 7] = ["Microsoft", "MS", "Google", "Apple", "Adobe", "Amazon", "Office"];
    const BEHIND: [&str; 6] = ["Server", "Vista", "XP", "Defender", "Phone", "Update"];
    let word = &words[at];
    let written = word.span.of(text);
    if !written.starts_with(|c: char| c.is_ascii_uppercase()) || !written.ends_with('s') {
        return false;
    }
    let beside = |other: Option<usize>| {
        let other = other.and_then(|other| words.get(other))?;
        (other.sentence == word.sentence).then_some(other)
    };
    let is_made = beside(at.checked_sub(1))
        .is_some_and(|before| word.gap == Gap::Space && MAKERS.contains(&before.span.of(text)));
    let is_version = |behind: &Word| {
        let version = behind.span.of(text);
        behind.gap == Gap::Space
            && (BEHIND.contains(&version) || behind.folded.is_number && version.len() <= 4)
    };
    is_made || written == "Windows" && beside(Some(at + 1)).is_some_and(is_version)
}

/// Finds words with accents for requested words without them: `pao integral` asks for `pão integral`, as lists of search queries
/// have it. A word that the draft writes in both ways may be either inside a phrase, and is itself where it stands alone.
pub(super) fn add_accents(requested: &mut [Word], phrase: &str, words: &[Word], folder: &Folder) {
    let is_phrase = requested.len() > 1;
    for word in requested {
        let written = word.span.of(phrase).to_lowercase();
        let folded = &mut word.folded;
        let form = folder.form(folded.key);
        // Who asks for `us visa` means the acronym, if the draft has it.
        let has = |key: u32| words.iter().any(|word| word.folded.key == key);
        let is_acronym = folded.namesake != folded.key && has(folded.namesake);
        // `axes` is of `axe` and of `axis`.
        if let Some(key) = folder.other_singular(folded.key)
            && has(key)
            && !words.iter().any(|word| word.folded.exact == key)
        {
            folded.namesake = key;
            continue;
        }
        // Who asks for a function word alone means the noun that is written so, and in a phrase may mean it.
        if let Some(key) = folder.noun_like(folded.key).filter(|key| has(*key)) {
            folded.namesake = key;
            continue;
        }
        // Who asks for `waermepumpe` means `Wärmepumpe`, and where the draft has it the other way round, that too.
        if let Some(key) = folder.with_other_umlauts(folded.key).filter(|key| has(*key)) {
            folded.namesake = key;
            continue;
        }
        // Many leave the circumflex out.
        if let Some(key) = folder.with_other_circumflex(folded.key).filter(|key| has(*key)) {
            if !has(folded.key) {
                folded.namesake = key;
            }
            continue;
        }
        // `résumé` is written `resume` too: where the draft has no other, or in a phrase.
        if folder.language() == Language::English
            && let Some(bare) = folder.unaccented_key(folded.key).filter(|bare| has(*bare))
        {
            if is_phrase || !has(folded.key) {
                folded.namesake = bare;
            }
            continue;
        }
        // `coche electrico` for `coche eléctrico`, where the phrase says what is meant.
        let bare =
            (is_phrase && folded.namesake == folded.key).then(|| folder.bare_key(folded.key)).flatten();
        if let Some(bare) = bare.filter(|key| has(*key)) {
            folded.namesake = bare;
            continue;
        }
        if !form.is_ascii() || folded.is_number || is_acronym || form.contains(is_apostrophe) {
            continue;
        }
        // `ingles`, which looks like a plural, is `inglés`, whose form has no accent, for the sake of `ingleses`.
        let is_accented = |other: &&Word| {
            let key = other.folded.key;
            let may_be_bare = matches!(
                folder.language(),
                Language::Spanish | Language::Catalan | Language::Galician | Language::Portuguese
            );
            may_be_bare && key != folded.key && folder.form(key) == written
                || folder.without_accents(key).is_some_and(|bare| bare == form || bare == written)
        };
        let Some(accented) = words.iter().find(is_accented).map(|word| word.folded.key) else { continue };
        match has(folded.key) {
            false => (folded.key, folded.namesake) = (accented, accented),
            true if is_phrase => folded.namesake = accented,
            true => {}
        }
    }
}

/// Whether a line is all capitals.
fn is_shouted(line: &str) -> bool {
    !line.contains(char::is_lowercase) && line.split_whitespace().nth(1).is_some()
}

/// The words as a sequence of numbers for [`SuffixArray`](super::repeats::SuffixArray): with a number of its own at
/// each break, above all words', and for each number the place of its word (of the next one, at a break).
#[cfg(test)]
pub(super) fn sequence(words: &[Word], keys: u32) -> (Vec<u32>, Vec<u32>) {
    let mut sequence = Vec::with_capacity(words.len() + words.len() / 4);
    let mut places = Vec::with_capacity(sequence.capacity());
    let mut separator = keys;
    for (place, word) in words.iter().enumerate() {
        if word.gap.breaks() {
            sequence.push(separator);
            places.push(place as u32);
            separator += 1;
        }
        sequence.push(word.folded.key);
        places.push(place as u32);
    }
    (sequence, places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Analyzer;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        /// Words with all that may stand beside them.
        #[test]
        fn plain_words_are_as_the_others(
            parts in prop::collection::vec(
                prop_oneof![
                    "[a-zA-Z]{1,6}",
                    "l’eau|qu'il|d'un|EE|UU|RR|HH|US|IT|c|401|1|10|000|5km|50|\\$5|²|³|ᵃ|é|漢字|の|ДОМ|дом|ſ|ﬁ|ＡＢ|１",
                    "[ .,;:()\\[\\]/+#*'’‛%$€–-]|\n| |, |\\. |- | -|-\n|\u{A0}|\u{202F}|\u{AD}| and | und ",
                ],
                0..24,
            ),
            language in prop::sample::select(vec![
                Language::English, Language::French, Language::German, Language::Spanish, Language::Turkish,
                Language::Undetermined, Language::Japanese,
            ]),
        ) {
            let text = parts.concat();
            let documents = [Document::plain(&text)];
            let mut analyzer = Analyzer::new();
            let analysis = analyzer.analyze(&documents, Some(language));
            let mut folder = Folder::new(language);
            let shown = |word: &Word| (word.span, word.folded, word.gap, word.sentence, word.is_of_phrase);
            let slow: Vec<_> = unmarked(&analysis, &mut folder, false).iter().map(shown).collect();
            let quick: Vec<_> = unmarked(&analysis, &mut folder, true).iter().map(shown).collect();
            prop_assert_eq!(quick, slow, "{:?}", text);
        }
    }
}
