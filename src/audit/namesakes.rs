//! What has the letters of a requested noun and is something else: people of that name, and verbs.
//!
//! Only for a single word that was requested, and only where the draft has the noun too: who asks for `baker` in a text about Tom Baker
//! alone means him, and so does who asks for `Baker` with a capital. Repeats that nobody requested are counted by their letters.
//!
//! * time: `O(n)` in the occurrences; with a tagger the sentences that they stand in are tagged

use super::draft::Draft;
use super::words::Gap;
use crate::keywords::is_given;
use crate::language::Language;
use crate::tag::{Form, Gap as TagGap, Tag, Tagger};

/// What stands before the name of a family, in any language.
const TITLES: &str = "mr mrs ms miss mister sir lady lord dr prof professor president senator judge captain chef herr herrn frau \
                      fräulein monsieur madame mademoiselle mme mlle général docteur señor señora señorita sr sra don doña signor \
                      signora signore sig dott senhor senhora dom dona meneer mevrouw mijnheer dhr mevr fru fröken hr pan pana panu \
                      panem pani panią paní господин госпожа г-н г-жа пан пані domnul doamna bay bayan kyrios κύριος κυρία";

/// Whether a word is a title or a given name.
pub(super) fn is_before_name(word: &str) -> bool {
    is_given(word) || TITLES.split_whitespace().any(|title| word.to_lowercase() == title)
}

/// What a German noun is behind that is no name.
const GERMAN_ARTICLES: &str = "der die das den dem des ein eine einen einem einer eines kein keine keinen jeder jeden jedem dieser diesen \
                               diesem mein meinen dein sein seinen ihr ihren unser im am beim zum vom zur zwei drei vier viele alle";

/// What a noun is behind and the tagger takes for a pronoun.
const POSSESSIVES: [&str; 8] = ["my", "your", "his", "her", "its", "our", "their", "whose"];

/// Takes off people whose name is the noun: `Tom Baker` where bakers are counted, and `Baker` alone behind him.
pub(super) fn without_names(draft: &Draft<'_>, found: &mut Vec<(usize, bool)>, phrase: &str) {
    let language = draft.analysis.language();
    // A German noun has a capital as well, so that a name standing alone cannot be told from it.
    let has_capital_nouns = language == Language::German;
    let is_capital_phrase = phrase.starts_with(char::is_uppercase);
    if found.len() < 2 || has_capital_nouns && !is_capital_phrase {
        return;
    }
    let text = draft.document().text();
    let written = |at: usize| draft.words[at].span.of(text);
    let is_capital = |at: usize| {
        let mut letters = written(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let before = |at: usize| {
        let (word, before) = (&draft.words[at], at.checked_sub(1)?);
        (word.gap == Gap::Space && draft.words[before].sentence == word.sentence).then_some(before)
    };
    let is_named =
        |at: usize| is_capital(at) && before(at).is_some_and(|before| is_before_name(written(before)));
    let Some(name) = found.iter().find(|(start, _)| is_named(*start)).map(|(start, _)| written(*start))
    else {
        return;
    };
    if is_capital_phrase && !has_capital_nouns {
        found.retain(|(start, _)| !written(*start).starts_with(char::is_lowercase));
        return;
    }
    let is_person = |at: usize| {
        is_named(at)
            || !has_capital_nouns
                && written(at) == name
                && draft.kind_of(at).is_prose()
                && before(at).is_some()
    };
    // The draft has the noun only where it is small, or in German behind an article; `Merkels Rede` is of her too.
    let is_noun = |at: usize| match has_capital_nouns {
        true => before(at).is_some_and(|before| {
            let before = written(before).to_lowercase();
            GERMAN_ARTICLES.split_whitespace().any(|article| article == before)
        }),
        false => written(at).starts_with(char::is_lowercase),
    };
    if found.iter().any(|(start, _)| !is_person(*start) && is_noun(*start)) {
        found.retain(|(start, _)| !is_person(*start));
    }
}

/// Takes off verbs with the letters of a noun: `she leaves` where leaves are counted. Either a subject that begins the clause is before
/// the word, or the tagger says so and what stands before allows it; and there have to be as many nouns.
pub(super) fn without_verbs(draft: &Draft<'_>, found: &mut Vec<(usize, bool)>) {
    let analysis = draft.analysis;
    let language = analysis.language();
    let (tagger, subjects) = (Tagger::of(language), subjects(language));
    if found.len() < 2 || tagger.is_none() && subjects.is_empty() {
        return;
    }
    let mut forms = analysis.lexicon().tagged();
    let (mut seen, mut tags): (Vec<(Form, TagGap)>, Vec<Tag>) = (Vec::new(), Vec::new());
    let mut of_sentence = u32::MAX;
    let mut readings = Vec::with_capacity(found.len());
    for (start, _) in found.iter() {
        if is_behind_subject(draft, *start, subjects) {
            readings.push(Reading::Verb);
            continue;
        }
        let Some(tagger) = tagger else {
            readings.push(Reading::Noun);
            continue;
        };
        let word = &draft.words[*start];
        let sentence = &analysis.sentences()[word.sentence as usize];
        let text = analysis.documents()[sentence.document].text();
        let tokens = analysis.tokens_of(sentence);
        if of_sentence != word.sentence {
            of_sentence = word.sentence;
            tagger.see(&mut forms, text, sentence, tokens, &mut seen);
            tags.clear();
            tagger.tag(&seen, &mut tags);
        }
        let at = tokens.iter().position(|token| token.span(sentence).end > word.span.start);
        let is_owned = language == Language::English
            && at.and_then(|at| tokens.get(at.checked_sub(1)?)).is_some_and(|before| {
                let before = before.span(sentence).of(text);
                POSSESSIVES.iter().any(|possessive| before.eq_ignore_ascii_case(possessive))
            });
        if is_owned {
            readings.push(Reading::Noun);
            continue;
        }
        readings.push(at.map_or(Reading::Other, |at| reading(&tags, at, word.gap.breaks(), language)));
    }
    let count = |reading| readings.iter().filter(|other| **other == reading).count();
    if count(Reading::Verb) > 0 && count(Reading::Noun) >= count(Reading::Verb) {
        let mut readings = readings.into_iter();
        found.retain(|_| readings.next() != Some(Reading::Verb));
    }
}

/// Pronouns that are subjects and no objects, of languages where a verb has the letters of a noun and no other rule knows.
fn subjects(language: Language) -> &'static str {
    match language {
        Language::Catalan => "jo tu ell ella nosaltres ells elles",
        Language::English => "i you he she it we they",
        Language::French => "je tu il elle on nous vous ils elles",
        Language::Galician => "eu ti el ela nós eles elas",
        Language::Italian => "io tu lui lei noi voi loro",
        Language::Portuguese => "eu tu ele ela você nós eles elas vocês",
        Language::Romanian => "eu tu el ea noi voi ei ele",
        Language::Spanish => "yo tú él ella usted nosotros ellos ellas ustedes",
        _ => "",
    }
}

/// Whether right before a word is a subject that begins a clause: `we plant`, `y ella compra`.
fn is_behind_subject(draft: &Draft<'_>, at: usize, subjects: &str) -> bool {
    const CONJUNCTIONS: &str = "and but et mais y pero e mas ma i però și dar";
    let text = draft.document().text();
    let is_of = |list: &str, at: usize| {
        let word = draft.words[at].span.of(text).to_lowercase();
        list.split(' ').any(|one| one == word)
    };
    let is_same = |one: usize, other: usize| draft.words[one].sentence == draft.words[other].sentence;
    let Some(subject) = at.checked_sub(1) else { return false };
    if subjects.is_empty()
        || draft.words[at].gap != Gap::Space
        || !is_same(subject, at)
        || !is_of(subjects, subject)
    {
        return false;
    }
    let Some(before) = subject.checked_sub(1) else { return true };
    !is_same(before, subject) || draft.words[subject].gap.breaks() || is_of(CONJUNCTIONS, before)
}

/// Takes off German words in lower case where a noun was requested that the draft writes with a capital: `er schloss` beside `im Schloss`.
pub(super) fn without_small(draft: &Draft<'_>, found: &mut Vec<(usize, bool)>, phrase: &str) {
    if draft.analysis.language() != Language::German || !phrase.starts_with(char::is_uppercase) {
        return;
    }
    let text = draft.document().text();
    let written = |at: usize| draft.words[at].span.of(text);
    let is_small = |at: usize| written(at).starts_with(char::is_lowercase);
    let is_inner = |at: usize| at > 0 && draft.words[at - 1].sentence == draft.words[at].sentence;
    let small = found.iter().filter(|(start, _)| is_small(*start)).count();
    let nouns = found.iter().filter(|(start, _)| !is_small(*start) && is_inner(*start)).count();
    // Who writes nouns in lower case does so more than once.
    if small > 0 && small <= nouns {
        found.retain(|(start, _)| !is_small(*start));
    }
}

/// What a word with the letters of a noun is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Noun,
    Verb,
    /// Not known well enough.
    Other,
}

fn reading(tags: &[Tag], at: usize, is_behind_mark: bool, language: Language) -> Reading {
    let before = at.checked_sub(1).map(|before| tags[before]).filter(|_| !is_behind_mark);
    match tags[at] {
        Tag::Noun | Tag::ProperNoun => Reading::Noun,
        // An imperative, or a verb before its subject.
        Tag::Verb | Tag::Auxiliary if before.is_none() => match tags.get(at + 1) {
            Some(Tag::Determiner | Tag::Pronoun) => Reading::Verb,
            _ => Reading::Other,
        },
        // Of a capital inside a German sentence there is no doubt.
        Tag::Verb | Tag::Auxiliary if language == Language::German => Reading::Other,
        Tag::Verb | Tag::Auxiliary => match before {
            // A noun is behind these, whatever the tagger says.
            Some(Tag::Determiner | Tag::Adjective | Tag::Adposition | Tag::Numeral) => Reading::Other,
            _ => Reading::Verb,
        },
        _ => Reading::Other,
    }
}
