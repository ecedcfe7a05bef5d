//! Kinds of documents that have to repeat themselves: changelogs, reference documentation, legal text, verse with a refrain.

use rustc_hash::FxHashMap;

use crate::document::{Block, BlockKind, Date, Document};

/// The share of headings that have to be versions for a document to be a changelog, and the least number of them.
/// Chosen: a changelog has little else.
const VERSION_HEADINGS: f64 = 0.5;
const LEAST_VERSIONS: usize = 2;

/// Poems and songs whose lines come back.
pub(super) const VERSE: &str = "verse with a refrain";

/// The least lines of verse, or parts between marks where there are no line breaks, and the most words of one. Chosen: a line of six feet has nine words at most.
const VERSE_LINES: usize = 8;
const VERSE_WORDS: usize = 9;

/// The most of them that may be longer, as a share. In 245 posts and 61 drafts a seventh or more are wherever as many come back as in a song.
const LONG_LINES: f64 = 0.05;

/// The least share of lines that come back, and of lines that differ: a list of one slogan is no song. Chosen.
const REFRAIN: f64 = 0.125;
const DIFFERENT: f64 = 0.3;

/// The least words of a line of a refrain, and of a stanza that is one.
const REFRAIN_WORDS: usize = 3;
const STANZA_WORDS: usize = 8;

const CHANGELOG: [&str; 21] = [
    "changelog",
    "change log",
    "release notes",
    "release history",
    "version history",
    "security release",
    "security releases",
    "patch notes",
    "bugfix release",
    "änderungsprotokoll",
    "versionshinweise",
    "versionsverlauf",
    "journal des modifications",
    "historique des versions",
    "notes de version",
    "registro de cambios",
    "notas de la versión",
    "historial de versiones",
    "note di rilascio",
    "notas de versão",
    "история изменений",
];

/// What a heading may say before a version, in the languages that audits judge and some more.
const VERSION: [&str; 14] = [
    "version",
    "release",
    "versión",
    "versione",
    "versão",
    "versie",
    "versió",
    "versiunea",
    "versjon",
    "wersja",
    "verze",
    "версия",
    "версія",
    "sürüm",
];

const REFERENCE: [&str; 5] =
    ["reference", "api documentation", "reference manual", "user manual", "man page"];

const LEGAL: [&str; 34] = [
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
    "refund policy",
    "returns policy",
    "takedown policy",
    "trademark policy",
    "allgemeine geschäftsbedingungen",
    "politique de confidentialité",
    "conditions générales",
    "conditions d'utilisation",
    "mentions légales",
    "política de privacidad",
    "aviso legal",
    "términos y condiciones",
    "condiciones de uso",
    "informativa sulla privacy",
    "termini e condizioni",
    "política de privacidade",
    "termos de uso",
    "algemene voorwaarden",
];

/// What a document is, if that is a kind that has to repeat itself: by what its front matter says, by its title, and
/// for changelogs by their headings.
pub(super) fn of(document: &Document<'_>) -> Option<&'static str> {
    let kind = document.fields().kind.as_deref().unwrap_or_default().to_lowercase();
    let title = document.title().unwrap_or_default().to_lowercase();
    let says = |words: &[&str], text: &str| words.iter().any(|word| holds(text, word));
    if says(&["changelog", "changes", "release", "releases", "release-notes"], &kind)
        || says(&CHANGELOG, &title)
        || names_a_version(&title)
        || is_list_of_versions(document)
    {
        Some("a changelog")
    } else if says(&["reference", "documentation", "docs", "api", "manual"], &kind)
        || says(&REFERENCE, &title)
    {
        Some("reference documentation")
    } else if says(&["legal", "policy", "terms", "license", "licence"], &kind)
        || says(&LEGAL, &title)
        || is_legal_title(&title)
    {
        Some("legal text")
    } else if has_refrain(document) {
        Some(VERSE)
    } else {
        None
    }
}

/// Whether a document is in short lines of which some come back word for word: a poem or song with its refrain.
///
/// Where paragraphs have no line breaks, as in Markdown, whole stanzas have to come back: a sentence that does is no refrain.
fn has_refrain(document: &Document<'_>) -> bool {
    let is_verse = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
    let blocks = || {
        let blocks = document.blocks().iter().filter(is_verse);
        blocks.map(|block| block.span.of(document.text()))
    };
    let lines = || blocks().flat_map(|block| block.split('\n'));
    let is_mark = |c: char| matches!(c, ',' | ';' | '.' | '!' | '?' | ':' | '—' | '…' | '。' | '、' | '，');
    let has_breaks = 2 * blocks().count() <= lines().count();
    let (refrains, parts): (Vec<&str>, Vec<&str>) = match has_breaks {
        true => (lines().collect(), lines().collect()),
        false => {
            let stanzas = blocks().filter(|block| block.trim_end_matches(is_mark).contains(is_mark));
            (stanzas.collect(), blocks().flat_map(|block| block.split(is_mark)).collect())
        }
    };
    let words = |said: &str| -> Vec<String> {
        let words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (mut short, mut long) = (0, 0);
    for part in parts {
        match part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() {
            0 => {}
            1..=VERSE_WORDS => short += 1,
            _ => long += 1,
        }
    }
    if short + long < VERSE_LINES || long as f64 > LONG_LINES * (short + long) as f64 {
        return false;
    }
    let (mut count, mut times) = (0, FxHashMap::<Vec<String>, usize>::default());
    for said in refrains.into_iter().map(words).filter(|words| !words.is_empty()) {
        count += 1;
        *times.entry(said).or_default() += 1;
    }
    let least = if has_breaks { REFRAIN_WORDS } else { STANZA_WORDS };
    let again = times.iter().filter(|(words, times)| **times > 1 && words.len() >= least);
    let again: usize = again.map(|(_, times)| times).sum();
    again > 0 && again as f64 >= REFRAIN * count as f64 && times.len() as f64 >= DIFFERENT * count as f64
}

/// Whether a title of a few words ends in what only a legal text is called: `Subprocessors`, `GitHub Site Policy`, `Terms`.
fn is_legal_title(title: &str) -> bool {
    /// `Why honesty is the best policy` is longer.
    const MOST_WORDS: usize = 4;
    const LAST_WORDS: [&str; 12] = [
        "policy",
        "policies",
        "terms",
        "subprocessors",
        "sub-processors",
        "imprint",
        "disclaimer",
        "agb",
        "impressum",
        "datenschutzerklärung",
        "nutzungsbedingungen",
        "privacyverklaring",
    ];
    const WHOLE: [&str; 4] = ["cookies", "privacy", "legal", "datenschutz"];
    // What the site is called comes behind a mark.
    let own = title.split(['|', '–', '—', '·']).next().unwrap_or(title);
    if WHOLE.contains(&own.trim()) {
        return true;
    }
    let mut words = own.split_whitespace();
    let last = words.clone().next_back().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    last.is_some_and(|last| LAST_WORDS.contains(&last)) && words.nth(MOST_WORDS).is_none()
}

/// Whether a title is that of a release: `Node v12.20.1 (LTS)`, `Pierwatch 4.2.0`; not `Python 3.8 for beginners`, since a
/// version of two parts without its `v` is the name of a product as often as not.
fn names_a_version(title: &str) -> bool {
    title.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        // 12.03.2026 is a day.
        let is_day = word.rsplit('.').next().is_some_and(|last| last.len() == 4);
        !is_day && version_parts(word).is_some_and(|parts| parts >= if word.starts_with('v') { 2 } else { 3 })
    })
}

/// Whether the headings of a document are mostly versions: `## [1.2.0] - 2026-03-01`, `## v3.1`, `## Version 2.0`.
fn is_list_of_versions(document: &Document<'_>) -> bool {
    let headings = document.blocks().iter().filter(|block| block.kind == BlockKind::Heading);
    let headings: Vec<&Block> = headings.collect();
    let begins = |block: &&&Block| {
        let text = block.span.of(document.text()).to_lowercase();
        let mut words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let first = words.next().unwrap_or_default();
        let is_named = VERSION.contains(&first);
        let version = if is_named { words.next().unwrap_or_default() } else { first };
        // Sections are numbered too: 1.2 is a version only with something that says so.
        let dated = words.any(|word| word.parse::<Date>().is_ok());
        let says = is_named || dated || text.starts_with(['v', '[']);
        version_parts(version).is_some_and(|parts| parts >= if says { 2 } else { 3 })
    };
    let versions = headings.iter().filter(begins).count();
    versions >= LEAST_VERSIONS && versions as f64 >= VERSION_HEADINGS * headings.len() as f64
}

/// How many numbers a version in lower case has, if the word is one: `v12.20.1` has three, `2.0.0-rc.1` too.
fn version_parts(word: &str) -> Option<usize> {
    let bare = word.strip_prefix('v').unwrap_or(word);
    let bare = bare.split(['-', '+']).next().unwrap_or(bare);
    let mut parts = 0;
    for part in bare.split('.') {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        // 1.2.x, 2.0b1
        if digits == 0 && !(part == "x" && parts > 0) || part.len() > digits + 3 {
            return None;
        }
        parts += 1;
    }
    Some(parts)
}

/// Whether a text holds some words as words.
fn holds(text: &str, words: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_title_and_structure() {
        let titled = |title: &str| of(&Document::plain("Text.").with_title(title));
        for title in [
            "Node v12.20.1 (LTS)",
            "Pierwatch v4.2.0",
            "January 2021 Security Releases",
            "Harbour 2.0.0-rc.1",
        ] {
            assert_eq!(titled(title), Some("a changelog"), "{title}");
        }
        for title in [
            "Python 3.8 for beginners",
            "12 boats for hire",
            "The release of tension",
            "Chapter 3.2",
            "Minutes of 12.03.2026",
            "",
        ] {
            assert_eq!(titled(title), None, "{title}");
        }
        assert_eq!(titled("Terms of Use"), Some("legal text"));
        assert_eq!(titled("API reference"), Some("reference documentation"));
        assert_eq!(version_parts("1.2.x"), Some(3));
        assert_eq!((version_parts(""), version_parts("v"), version_parts("third.party")), (None, None, None));
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn a_list_of_versions_is_a_changelog() {
        let list = "# Pierwatch\n\n## [1.2.0] - 2026-03-01\n\nText.\n\n## v1.1\n\nText.\n\n## Thanks\n";
        assert_eq!(of(&Document::markdown(list)), Some("a changelog"));
        assert_eq!(
            of(&Document::markdown("# Guide\n\n## 1.1 Begin\n\nText.\n\n## 1.2 End\n\nText.\n")),
            None
        );
    }

    #[test]
    fn a_refrain_makes_verse_of_short_lines() {
        let song = "The tide is low, the moon is high,\nthe nets are on the pier.\n\nRow, brother, row again,\nrow home, my dear.\n\n\
                    The lamp is out, the gulls are gone,\nthe rain is drawing near.\n\nRow, brother, row again,\nrow home, my dear.\n";
        assert_eq!(of(&Document::plain(song)), Some(VERSE));
        // Without line breaks, as Markdown is read.
        let parted = song.replace("\n\n", "|").replace('\n', " ").replace('|', "\n\n");
        assert_eq!(of(&Document::plain(&parted)), Some(VERSE));
        let stuffed = "The heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat pump. A heat pump is \
                       what it is. Ask for a heat pump. Nothing was broken on Monday, and the office closed early. On Tuesday we met.";
        assert_eq!(of(&Document::plain(stuffed)), None);
        assert_eq!(of(&Document::plain(&stuffed.replace(". ", ".\n\n"))), None);
        let slogans = "Buy our cheap rope,\nbuy our cheap rope,\n".repeat(6);
        assert_eq!(of(&Document::plain(&slogans)), None);
        let prose = "Buy our cheap rope. It is the rope that all the sailors of this coast have always bought from us. \
                     Buy our cheap rope. Nobody who has ever bought another kind of it came home with all of his fingers. "
            .repeat(3);
        assert_eq!(of(&Document::plain(&prose)), None);
    }
}
