//! Audits of sites: drafts against each other.

use nutgraf::{
    AuditOptions, AuditRule, Auditor, Document, Finding, Format, Language, Level, SiteAudit, SiteAuditor,
    SiteLimits,
};
use proptest::prelude::*;

fn audited(drafts: &[String], options: &AuditOptions) -> SiteAudit {
    let (mut auditor, mut site) = (Auditor::new(), SiteAuditor::new(SiteLimits::default()));
    for (number, source) in drafts.iter().enumerate() {
        let document = Document::read(source, Format::default()).unwrap();
        let audit = auditor.audit(&document, options);
        assert_eq!(site.add(format!("{number}.md"), source, &document, &audit), number);
    }
    site.finish()
}

fn english() -> AuditOptions {
    AuditOptions::new().language(Language::English)
}

fn of(site: &SiteAudit, rule: AuditRule) -> Vec<(usize, &Finding)> {
    let all = site.drafts.iter().enumerate().flat_map(|(n, findings)| findings.iter().map(move |f| (n, f)));
    all.filter(|(_, finding)| finding.rule == rule).collect()
}

/// Prose of its own: sentences of ten words that no other number has.
fn prose(number: usize, sentences: usize) -> String {
    let word = |at: usize| {
        let mut rank = number * 1_000 + at + 26 * 26;
        let mut word = String::from("q");
        while rank > 0 {
            word.push((b'a' + (rank % 26) as u8) as char);
            word.push('o');
            rank /= 26;
        }
        word
    };
    let sentence = |s: usize| {
        let words: Vec<String> = (0..10).map(|at| word(s * 10 + at)).collect();
        format!("The {}.", words.join(" "))
    };
    (0..sentences).map(sentence).collect::<Vec<_>>().join(" ")
}

const LONG: &str = "The harbor board will close the northern pier for repairs until the first week of October. \
                    Ferries to the island leave from the old fish market instead, an hour later than usual.";

#[test]
fn a_footer_makes_one_finding_in_the_first_draft_that_has_it() {
    let footer = "Written by the editors, with photos by our readers.";
    let draft = |number| match number {
        0 => prose(number, 5),
        _ => format!("{}\n\n{footer}", prose(number, 5)),
    };
    let drafts: Vec<String> = (0..10).map(draft).collect();
    let site = audited(&drafts, &english());
    assert_eq!(site.boilerplate.len(), 1);
    let phrase = &site.boilerplate[0];
    assert_eq!(phrase.text, "Written by the editors, with photos by our readers");
    assert_eq!((phrase.words, phrase.drafts, phrase.count), (9, 9, 9));
    assert_eq!(phrase.examples, [1, 2, 3]);
    let found = of(&site, AuditRule::BoilerplatePhrase);
    assert_eq!(found.len(), 1);
    let (draft, finding) = found[0];
    assert_eq!((draft, finding.level), (1, Level::Note));
    assert_eq!(
        finding.message,
        "\"Written by the editors, with photos by our readers\" is in 9 of 10 drafts: \"1.md\", \"2.md\", \"3.md\" \
         and 6 more"
    );
    assert_eq!(finding.occurrences[0].span.of(&drafts[1]), phrase.text);
    assert_eq!(site.duplicates, []);
}

#[test]
fn boilerplate_takes_a_share_of_a_site_that_is_large_enough() {
    let draft = |number: usize, having: usize| match number < having {
        true => format!("{}\n\nSign up for the harbor letter today.", prose(number, 5)),
        false => prose(number, 5),
    };
    let site = |all, having| audited(&(0..all).map(|n| draft(n, having)).collect::<Vec<_>>(), &english());
    assert_eq!(site(4, 4).boilerplate, []);
    assert_eq!(site(5, 2).boilerplate, []);
    assert_eq!(site(5, 3).boilerplate[0].text, "Sign up for the harbor letter today");
    assert_eq!(site(20, 3).boilerplate, []);
    assert_eq!(site(20, 4).boilerplate[0].drafts, 4);
}

/// Within a sentence a phrase begins and ends with words that say something; a sentence is told as it is.
#[test]
fn ends_of_boilerplate() {
    let ends = |n: usize| prose(n, 1).split(' ').nth(1).unwrap().to_string();
    let inner = |n: usize| format!("{} of the harbor board and city council of {}.", ends(n), ends(n + 20));
    let drafts: Vec<String> = (0..6).map(|n| format!("{}\n\n{}", inner(n), prose(n + 40, 3))).collect();
    let texts: Vec<String> = audited(&drafts, &english()).boilerplate.into_iter().map(|p| p.text).collect();
    assert_eq!(texts, ["harbor board and city council"]);
    let drafts: Vec<String> =
        (0..6).map(|n| format!("{}\n\nIt is all about the sea for us.", prose(n, 3))).collect();
    let texts: Vec<String> = audited(&drafts, &english()).boilerplate.into_iter().map(|p| p.text).collect();
    assert_eq!(texts, ["It is all about the sea for us"]);
}

#[test]
fn drafts_with_one_topic_compete() {
    let about = |topic: &str, n| {
        format!("# Notes on {topic}s\n\nA {topic} hums. The {topic} lasts. Buy a {topic}.\n\n{}", prose(n, 4))
    };
    let mut drafts: Vec<String> = (0..6).map(|n| about("heat pump", n)).collect();
    drafts.push(about("solar roof", 6));
    // Its top phrase, but neither in its title nor in a heading.
    drafts.push(format!("A heat pump hums. The heat pump lasts. Buy a heat pump.\n\n{}", prose(7, 4)));
    let site = audited(&drafts, &english());
    assert_eq!(site.competing.len(), 1);
    assert_eq!(site.competing[0].drafts, [0, 1, 2, 3, 4, 5]);
    let found = of(&site, AuditRule::CompetingKeyphrase);
    assert_eq!(found.iter().map(|(draft, _)| *draft).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    let finding = found[1].1;
    assert_eq!(finding.message, "\"heat pump\" is the topic of \"0.md\", \"2.md\", \"3.md\" and 2 more too");
    assert_eq!(finding.occurrences[0].span.of(&drafts[1]).to_lowercase(), "heat pumps");
}

#[test]
fn what_is_asked_of_two_drafts_competes_but_not_what_is_asked_of_a_whole_site() {
    let options = english().keyphrase("harbor board");
    let drafts: Vec<String> = (0..6).map(|n| format!("{} Ask the harbor board.", prose(n, 3))).collect();
    assert_eq!(audited(&drafts[..2], &options).competing[0].drafts, [0, 1]);
    assert_eq!(audited(&drafts, &options).competing, []);
    assert_eq!(audited(&drafts[..2], &english()).competing, []);
}

#[test]
fn a_passage_is_told_in_both_drafts() {
    let near = LONG.replace("October", "November");
    let drafts = [
        format!("{}\n\n{LONG}\n\n{}", prose(0, 9), prose(10, 2)),
        format!("{}\n\n{near}", prose(1, 9)),
        prose(2, 9),
    ];
    let site = audited(&drafts, &english());
    let found = of(&site, AuditRule::DuplicatePassage);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].0, found[1].0), (0, 1));
    assert_eq!(found[0].1.level, Level::Note);
    assert_eq!(found[0].1.message, "a passage of 32 words is in \"1.md\" too");
    assert_eq!(found[0].1.occurrences[0].span.of(&drafts[0]), LONG.trim_end_matches('.'));
    assert_eq!(found[1].1.occurrences[0].span.of(&drafts[1]), near.trim_end_matches('.'));
    assert_eq!((site.duplicates[0].drafts, site.duplicates[0].words), ((0, 1), 32));
}

#[test]
fn short_passages_and_a_draft_that_repeats_itself_are_no_duplicates() {
    let short = LONG.split_inclusive(". ").next().unwrap();
    let drafts =
        [format!("{} {LONG}\n\n{LONG}\n\n{short}", prose(0, 9)), prose(1, 9) + " " + short, prose(2, 9)];
    assert_eq!(of(&audited(&drafts, &english()), AuditRule::DuplicatePassage), []);
}

#[test]
fn a_draft_that_is_mostly_copied_is_a_warning() {
    let drafts = [format!("{LONG} {}", prose(0, 1)), format!("{LONG}\n\n{}", prose(1, 30)), prose(2, 9)];
    let site = audited(&drafts, &english());
    let found = of(&site, AuditRule::DuplicatePassage);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].1.level, found[1].1.level), (Level::Warning, Level::Note));
    assert_eq!(found[0].1.message, "32 of its 43 words also appear in \"1.md\" (warning from 50%)");
}

/// Pages made by a template, a town in each sentence: one warning for each.
#[test]
fn doorway_pages_are_warned_of_once_each() {
    let page = |n: usize| {
        let town = prose(n, 1).split(' ').nth(1).unwrap().to_string();
        format!(
            "Our plumbers come to your house in {town} within an hour, at any time of the day and on every day of the \
             week. They mend leaking taps, blocked drains, cold boilers and whatever else may go wrong with the water \
             in a kitchen or bathroom of {town}."
        )
    };
    let drafts: Vec<String> = (0..200).map(page).collect();
    let site = audited(&drafts, &english());
    let found = of(&site, AuditRule::DuplicatePassage);
    assert_eq!(found.len(), 200);
    assert!(found.iter().all(|(_, finding)| finding.level == Level::Warning));
    assert!(of(&site, AuditRule::BoilerplatePhrase).len() <= 20);
}

#[test]
fn languages_do_not_mix() {
    // The same letters, other words.
    let text = "Die alte Hand hat den Wind im Hut.";
    let (mut auditor, mut site) = (Auditor::new(), SiteAuditor::new(SiteLimits::default()));
    for number in 0..6 {
        let language = if number % 2 == 0 { Language::German } else { Language::English };
        let document = Document::plain(text);
        let audit = auditor.audit(&document, &AuditOptions::new().language(language));
        site.add(number.to_string(), text, &document, &audit);
    }
    let found = site.finish();
    assert_eq!(found.boilerplate.iter().map(|phrase| phrase.drafts).collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn odd_sites() {
    assert_eq!(audited(&[], &english()), SiteAudit::default());
    let one = audited(&[format!("{LONG}\n\n{LONG}")], &english());
    assert_eq!(one.drafts, [vec![]]);
    let empty = audited(&vec![String::new(); 7], &english());
    assert_eq!((empty.drafts.iter().flatten().count(), empty.names.len()), (0, 7));
    let wall = "wall ".repeat(3_000);
    let _ = audited(&vec![wall; 6], &english());
    for text in ["!!!", "1 2 3 4 5 6 7 8 9", "\u{0}\u{0}", "🙂 🙂 🙂 🙂 🙂", "a-b-c-d\u{ad}e’s C++ U.S. x_y"]
    {
        let _ = audited(&vec![text.to_string(); 6], &english());
    }
}

#[test]
fn a_site_of_copies_warns_in_each_and_lists_each_sentence_once() {
    let drafts = vec![format!("{LONG} {}", prose(0, 40)); 8];
    let site = audited(&drafts, &english());
    assert_eq!(of(&site, AuditRule::DuplicatePassage).len(), 8);
    assert_eq!(site.boilerplate.len(), 42);
    assert!(site.boilerplate.iter().all(|phrase| phrase.drafts == 8 && phrase.count == 8));
    assert_eq!(of(&site, AuditRule::BoilerplatePhrase).len(), 20);
}

const WORDS: [&str; 6] = ["harbor", "bridge", "winter", "garden", "copper", "violin"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    /// Against counting by force: each phrase told is in as many drafts as it says; a run of four words
    /// that enough drafts have is told, or lies across one that is; spans lie in their source.
    #[test]
    fn boilerplate_equals_brute_force(
        drafts in prop::collection::vec(prop::collection::vec(prop::collection::vec(0usize..6, 1..9), 0..5), 5..9),
    ) {
        let sentence = |words: &Vec<usize>| {
            let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
            format!("- {}.\n", words.join(" "))
        };
        let sources: Vec<String> =
            drafts.iter().map(|draft| draft.iter().map(sentence).collect::<String>()).collect();
        let site = audited(&sources, &english());
        let holding = |phrase: &[usize]| {
            drafts.iter().filter(|draft| draft.iter().any(|s| s.windows(phrase.len()).any(|w| w == phrase))).count()
        };
        let least = 3.max(drafts.len().div_ceil(5));
        let told: Vec<Vec<usize>> = site
            .boilerplate
            .iter()
            .map(|p| p.text.split(' ').map(|word| WORDS.iter().position(|w| *w == word).unwrap()).collect())
            .collect();
        for (phrase, words) in site.boilerplate.iter().zip(&told) {
            prop_assert_eq!(phrase.drafts, holding(words));
            prop_assert!(phrase.drafts >= least && phrase.count >= phrase.drafts && phrase.words >= 4);
        }
        let windows = || drafts.iter().flatten().flat_map(|sentence| sentence.windows(4));
        for window in windows().filter(|window| holding(window) >= least) {
            let meets = |phrase: &Vec<usize>| phrase.iter().any(|word| window.contains(word));
            prop_assert!(told.iter().any(meets), "{:?} {:?}", window, told);
        }
        for (findings, source) in site.drafts.iter().zip(&sources) {
            for occurrence in findings.iter().flat_map(|finding| &finding.occurrences) {
                prop_assert!(source.get(occurrence.span.range()).is_some_and(|text| !text.is_empty()));
            }
        }
        prop_assert_eq!(&site, &audited(&sources, &english()));
    }

    /// In another order the same phrases stand in the same numbers of drafts.
    #[test]
    fn order_changes_no_figure(
        drafts in prop::collection::vec(prop::collection::vec(0usize..6, 0..40), 5..9),
    ) {
        let source = |words: &Vec<usize>| {
            words.chunks(7).map(|s| s.iter().map(|w| WORDS[*w]).collect::<Vec<_>>().join(" ") + ".\n\n").collect()
        };
        let sources: Vec<String> = drafts.iter().map(source).collect();
        let turned: Vec<String> = sources.iter().rev().cloned().collect();
        let figures = |site: SiteAudit| {
            let mut figures: Vec<_> = site.boilerplate.into_iter().map(|p| (p.text.to_lowercase(), p.drafts)).collect();
            figures.sort();
            figures.into_iter().map(|(_, drafts)| drafts).max()
        };
        prop_assert_eq!(figures(audited(&sources, &english())), figures(audited(&turned, &english())));
    }
}
