//! What has the letters of a requested noun and is something else: people of that name, and verbs.
//!
//! Only for a single word that was requested, and only where the draft has the noun too: who asks for `baker` in a text about Tom Baker
//! alone means him, and so does who asks for `Baker` with a capital. Repeats that nobody requested are counted by their letters.
//!
//! * time: `O(n)` in the occurrences; with a tagger the sentences that they stand in are tagged

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::words::Gap;
use crate::keywords::is_given;
use crate::language::Language;
use crate::tag::{Gap as TagGap, Tag, Tagger};

/// What stands before the name of a family, in any language.
const TITLES: &str = "mr mrs ms miss mister sir lady lord dr prof professor president senator judge captain chef herr herrn frau \
                      fräulein monsieur madame mademoiselle mme mlle général docteur señor señora señorita sr sra doña signor \
                      signora signore sig dott senhor senhora dom dona meneer mevrouw mijnheer dhr mevr fru fröken hr pan pana panu \
                      panem pani panią paní господин госпожа г-н г-жа пан пані domnul doamna bay bayan kyrios κύριος κυρία";

/// Whether a word is a title or a given name.
pub(super) fn is_before_name(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| TITLES.split_whitespace().collect());
    is_given(word) || word.len() <= LONGEST_TITLE && KNOWN.contains(&*word.to_lowercase())
}

/// Whether a word is how somebody is called politely, and nothing else: `Mr`, no `Chef`, and no given name, which may be a town.
pub(super) fn is_polite(word: &str) -> bool {
    const POLITE: &str = "mr mrs ms mister dr herr herrn frau monsieur madame mademoiselle mme mlle señor señora señorita sr sra signor signora \
                          signore sig dott senhor senhora meneer mevrouw dhr mevr fru fröken pan pana panu panem pani panią господин госпожа \
                          пан пані domnul doamna bay bayan κύριος κυρία";
    word.len() <= LONGEST_TITLE && POLITE.split(' ').any(|title| title == word.to_lowercase())
}

fn is_word_too(word: &str) -> bool {
    WORDS_TOO.split_whitespace().any(|name| name.eq_ignore_ascii_case(word))
}

/// The longest of these, in bytes.
const LONGEST_TITLE: usize = 16;

/// Given names that are English words as well, so that what is behind one with a capital may be a thing: `Lily Pond`, `Grace Period`.
const WORDS_TOO: &str = "amber angel april art august autumn basil bay bear bill bishop brook brooks buddy carol cash chad chance charity \
                         charlotte chase china christian chuck clay cliff coral crystal daisy dale dawn dean diamond dick don drew duke earl \
                         ebony eden ernest eve faith fern flora florence forest frank gene georgia ginger glen grace grant guy harmony hazel \
                         heath heather holly honey hope hunter iris ivy jade jasmine jewel joy june king lance laurel leaf lee lily lone mark \
                         mason max may melody miles misty myrtle nick norm ocean olive opal pansy paris pat patience pearl penny pierce poppy \
                         prince prudence queen rain randy ray reed rich river rob robin rocky rod rose rowan ruby rusty sage sandy savannah \
                         scarlet skip sky sonny star stone storm sue summer sunny sydney temple trinity victoria violet wade ward warren will \
                         willow winter woody wren";

/// What a German noun is behind that is no name.
const GERMAN_ARTICLES: &str = "der die das den dem des ein eine einen einem einer eines kein keine keinen jeder jeden jedem dieser diesen \
                               diesem mein meinen dein sein seinen ihr ihren unser im am beim zum vom zur zwei drei vier viele alle";

/// What a noun is behind and the tagger takes for a pronoun.
const POSSESSIVES: [&str; 8] = ["my", "your", "his", "her", "its", "our", "their", "whose"];

/// Takes off people whose name is the noun: `Tom Baker` where bakers are counted, and `Baker` alone behind him.
pub(super) fn without_names(draft: &Draft<'_>, found: &mut Vec<(usize, bool)>, phrase: &str) {
    let language = draft.analysis.language();
    // A German noun has a capital as well, so that nothing parts it from a name that stands alone.
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
    // In headings every word may have a capital, but for those that hold another of content in lower case.
    let is_sentence = |at: usize| {
        let of_sentence = |other: &usize| draft.words[*other].sentence == draft.words[at].sentence;
        let small = |other: usize| {
            draft.words[other].folded.is_content && written(other).starts_with(char::is_lowercase)
        };
        draft.kind_of(at).is_prose()
            || (0..at).rev().take_while(of_sentence).any(small)
            || (at + 1..draft.words.len()).take_while(of_sentence).any(small)
    };
    let is_named = |at: usize| {
        let is_of_person = |before: usize| {
            let is_word = language == Language::English && is_word_too(written(before));
            is_before_name(written(before)) && !is_word
        };
        is_capital(at) && is_sentence(at) && before(at).is_some_and(is_of_person)
    };
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
                && before(at).is_some_and(|before| !written(before).starts_with(char::is_uppercase))
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
/// the word, or an object is right behind one that begins it, or the tagger says so and what stands before allows it; and there have to
/// be as many nouns.
pub(super) fn without_verbs(draft: &Draft<'_>, found: &mut Vec<(usize, bool)>) {
    let analysis = draft.analysis;
    let language = analysis.language();
    let (tagger, subjects) = (Tagger::of(language), subjects(language));
    let objects = objects(language);
    if found.len() < 2 || tagger.is_none() && subjects.is_empty() && objects.is_empty() {
        return;
    }
    let mut forms = analysis.lexicon().tagged();
    let (mut seen, mut tags): (Vec<(u32, TagGap)>, Vec<Tag>) = (Vec::new(), Vec::new());
    let mut of_sentence = u32::MAX;
    let mut readings = Vec::with_capacity(found.len());
    for (start, _) in found.iter() {
        if is_behind_subject(draft, *start, subjects) || is_before_object(draft, *start, objects) {
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
            tagger.tag(&forms, &seen, &mut tags);
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
        let words = |at: usize| tokens.get(at).map_or("", |token| token.span(sentence).of(text));
        let reading = |at| match language {
            Language::English => english(&tags, at, word.gap.breaks(), words),
            Language::French => french(&tags, at, word.gap.breaks()),
            // Elsewhere the taggers take too many nouns for verbs: `Это был проект`, `obter ajuda`.
            _ => match tags[at] {
                Tag::Noun | Tag::ProperNoun => Reading::Noun,
                Tag::Verb if language == Language::Spanish && at > 0 && is_haber(words(at - 1)) => {
                    Reading::Verb
                }
                _ => Reading::Other,
            },
        };
        readings.push(at.map_or(Reading::Other, reading));
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

/// Articles, possessives and pronouns of an object, which stand right behind an imperative and behind no noun that begins a clause:
/// `Plane deinen Garten`, `Visita la ciudad`. None of a genitive, which is behind a noun (`Kauf der Karten`).
fn objects(language: Language) -> &'static str {
    match language {
        Language::Catalan => "el la els les un una uns unes aquest aquesta",
        Language::Danish | Language::Norwegian => {
            "den det de en et ei din dit ditt dine dig deg mig meg dem alle disse denne dette"
        }
        Language::Dutch => "de het een je jouw uw deze dit alle eens",
        Language::English => "the a an your my our their his this that these those it them yourself",
        Language::French => "le la les un une des ton ta tes votre vos ce cette ces",
        Language::Galician => "o a os as un unha uns unhas",
        Language::German => {
            "sie den das die einen ein eine dir dich mir mich uns euch deinen deine dein ihren ihre ihr unseren unsere diesen dieses \
             diese alle jeden jedes ihn es"
        }
        Language::Italian => "il lo la i gli le un una uno il tuo questo questa",
        Language::Portuguese => "o a os as um uma uns umas seu sua seus suas este esta",
        Language::Spanish => "el la los las un una unos unas tu tus su sus este esta al",
        Language::Swedish => "den det de en ett din ditt dina dig mig dem alla",
        _ => "",
    }
}

/// Whether a word begins a clause, or stands behind *please* there, and has an object right behind it, which no noun without an article has:
/// an imperative.
fn is_before_object(draft: &Draft<'_>, at: usize, objects: &str) -> bool {
    const PLEASE: &str = "please bitte alstublieft por favor per favore now then jetzt dann nun puis ensuite luego después poi";
    let Some(next) = draft.words.get(at + 1).filter(|_| !objects.is_empty()) else { return false };
    let written = |at: usize| draft.words[at].span.of(draft.document().text());
    let is_of = |list: &str, at: usize| {
        let word = written(at).to_lowercase();
        list.split(' ').any(|one| one == word)
    };
    let begins = |at: usize| {
        at == 0 || draft.words[at].gap.breaks() || draft.words[at - 1].sentence != draft.words[at].sentence
    };
    let is_first = || begins(at) || is_of(PLEASE, at - 1);
    // `Plants the size of trees`.
    let is_plural = || draft.analysis.language() == Language::English && written(at).ends_with('s');
    next.sentence == draft.words[at].sentence
        && next.gap == Gap::Space
        && is_of(objects, at + 1)
        && is_first()
        && !is_plural()
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

/// Whether a Spanish participle is behind it, as in `se ha hecho tarde`.
fn is_haber(word: &str) -> bool {
    ["he", "has", "ha", "hemos", "han", "había", "habían", "haya", "haber", "habrá"].contains(&word)
}

/// An English word that is tagged as a verb is one behind what only a verb is behind: before and behind nouns it may as well be a part of a
/// compound, as in `standardize project contributions` and `pull requests`.
fn english<'t>(tags: &[Tag], at: usize, is_behind_mark: bool, words: impl Fn(usize) -> &'t str) -> Reading {
    let before = at.checked_sub(1).map(|before| tags[before]).filter(|_| !is_behind_mark);
    let next = tags.get(at + 1);
    let is_before_verb = matches!(next, Some(Tag::Verb | Tag::Auxiliary));
    let ends_in_s = words(at).ends_with('s') && !words(at).ends_with("ss");
    match (tags[at], before) {
        (Tag::Noun | Tag::ProperNoun, _) => Reading::Noun,
        (Tag::Verb | Tag::Auxiliary, _) if is_before_verb => Reading::Other,
        // An imperative; `Projects that began` is none.
        (Tag::Verb, None) if !ends_in_s && matches!(next, Some(Tag::Determiner | Tag::Pronoun)) => {
            let is_relative = ["that", "who", "which", "whose"].contains(&words(at + 1));
            if is_relative { Reading::Other } else { Reading::Verb }
        }
        // `will issue`, `to issue`, but `responding to issues`.
        (Tag::Verb, Some(Tag::Auxiliary | Tag::Particle)) if !ends_in_s => Reading::Verb,
        (Tag::Verb, Some(Tag::Pronoun | Tag::Adverb)) => Reading::Verb,
        _ => Reading::Other,
    }
}

fn french(tags: &[Tag], at: usize, is_behind_mark: bool) -> Reading {
    let before = at.checked_sub(1).map(|before| tags[before]).filter(|_| !is_behind_mark);
    match (tags[at], before) {
        (Tag::Noun | Tag::ProperNoun, _) => Reading::Noun,
        (Tag::Verb, Some(Tag::Pronoun | Tag::Adverb | Tag::Noun | Tag::ProperNoun)) => Reading::Verb,
        _ => Reading::Other,
    }
}
