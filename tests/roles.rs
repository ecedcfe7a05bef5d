//! What blocks are there for, told by their wording.

use nutgraf::{Analyzer, BlockKind, Document, Language, Options, Role};

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("roles/blocks.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').expect("a tab behind the role"))
}

/// The role of a block that stands in the middle of prose, in plain text and in Markdown.
fn roles(block: &str) -> Vec<Role> {
    let before = "The harbour board closed the pier in May, and the crew moved nine boats to the east wall.";
    let text = format!("{before}\n\n{block}\n\n{before}\n");
    let of = |document: Document<'_>| {
        let block = document.blocks()[1];
        document.role_of(&block, block.span)
    };
    let mut roles = vec![of(Document::plain(&text))];
    if cfg!(feature = "markdown") {
        roles.push(of(Document::read(&text, "markdown".parse().unwrap()).unwrap()));
    }
    roles
}

#[test]
fn wording_tells_what_blocks_are_there_for() {
    let mut wrong = Vec::new();
    for (expected, block) in lines() {
        for role in roles(block) {
            if role.name() != expected {
                wrong.push(format!("{block}: {role}, expected {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands inside a sentence says nothing of its block.
#[test]
fn wording_inside_of_prose_tells_nothing() {
    for (_, block) in lines() {
        let inside = format!("They say that {block} and more stood on the wall in the year of the storm.");
        assert!(roles(&inside).iter().all(|role| role.is_prose()), "{inside}");
    }
}

#[test]
fn entries_of_lists_of_references_are_no_prose() {
    if cfg!(not(feature = "markdown")) {
        return;
    }
    let titles = [
        ("References", true),
        ("4. Literaturverzeichnis", true),
        ("Références bibliographiques", true),
        ("Список литературы", true),
        ("参考文献", true),
        ("The references of the board", false),
    ];
    for (title, is_list) in titles {
        let text = format!(
            "# The wall\n\nThe board closed the pier in May.\n\n## {title}\n\n\
             - Vale R, Poole N. The wall of Ailder. J Harb Eng. 1998;12(3):45-61.\n\
             - Moss N. Oak piles. https://harbour.example/oak\n\n\
             The board keeps these works in its office.\n\n## More\n\n- The wall of 1953 stands.\n"
        );
        let document = Document::read(&text, "markdown".parse().unwrap()).unwrap();
        let is_entry = |block: &&nutgraf::Block| block.role == Role::References;
        let found = document.blocks().iter().filter(is_entry).count();
        assert_eq!(found, if is_list { 2 } else { 0 }, "{title}");
    }
}

#[test]
fn only_prose_is_summarized_and_counted() {
    let text = "The harbour board closed the pier in May.\n\nSign up for our newsletter and get the newsletter daily.\n\n\
                The crew moved nine boats.\n\nBefore you come, check the following:\n\n- The lamp is on.\n";
    let documents = [Document::plain(text)];
    let mut analyzer = Analyzer::new();
    let summary = nutgraf::summarize_documents(&mut analyzer, &documents, Options::new(9));
    let last = summary.sentences.iter().max_by_key(|sentence| sentence.rank).unwrap();
    assert_eq!(summary.sentences.len(), 4);
    assert_eq!(last.text, "Before you come, check the following:");
    let keywords = nutgraf::keywords(text, 9);
    assert!(keywords.keywords.iter().all(|keyword| !keyword.phrase.contains("newsletter")));
}

#[test]
fn a_text_of_nothing_else_is_counted_as_it_is() {
    let documents = [Document::plain("Sign up for our newsletter.")];
    assert_eq!(documents[0].blocks()[0].kind, BlockKind::Paragraph);
    let mut analyzer = Analyzer::new();
    assert_eq!(analyzer.analyze(&documents, Some(Language::English)).tokens().len(), 5);
    assert_eq!(nutgraf::summarize("Sign up for our newsletter.", 1).sentences.len(), 1);
}

/// Rows with times that rise are chapters, unless they end as sentences do.
#[cfg(feature = "markdown")]
#[test]
fn rows_with_times_are_chapters() {
    let prose = "Rita Vale and Ned Moss talk about the pier of Ailder, and why the board closed it in June.";
    let is_shown = |rows: [&str; 4]| {
        let rows = rows.map(|row| format!("- {row}\n")).concat();
        let text = format!("# The Pier\n\n{prose}\n\n## Notes\n\n{rows}");
        let document = Document::read(&text, "markdown".parse().unwrap()).unwrap();
        let rows: Vec<bool> = document
            .blocks()
            .iter()
            .filter(|block| block.kind == BlockKind::Item)
            .map(|block| block.role.is_prose())
            .collect();
        assert_eq!(rows.len(), 4);
        rows.iter().any(|is_prose| *is_prose)
    };
    assert!(!is_shown([
        "**[00:32](#a)** Welcome",
        "[02:20](#b) What are piles made of?",
        "(59:07) Can you moor a ferry at a wall",
        "1:02:33 - The old harbor map",
    ]));
    assert!(is_shown([
        "00:32 The board opens the meeting.",
        "02:20 Rita asks what piles are made of.",
        "09:07 The crew found rot in nine piles of the pier.",
        "12:33 The old map",
    ]));
    assert!(is_shown([
        "7:30 We left",
        "8:15 The fog came",
        "9:07 The crew found rot in nine piles.",
        "9:30 Home"
    ]));
    assert!(is_shown(["2:1 for Ailder", "4:3 for Marrow", "1:0 for the island", "3:2 for the mainland"]));
}

#[test]
fn sentences_with_holes_come_last_and_stamps_are_none() {
    let text =
        "The wall sinks [inaudible 00:07:05] by an inch. It is old, [00:08] they say. Oak [sic] lasts.";
    let document = Document::plain(text);
    let block = document.blocks()[0];
    let sentences: Vec<_> = nutgraf::Splitter::new(Language::English).split(&document).collect();
    let roles: Vec<Role> = sentences.iter().map(|span| document.role_of(&block, *span)).collect();
    assert_eq!(roles, [Role::LeadIn, Role::LeadIn, Role::Prose]);
    let chat =
        "[09:12] rita: the boiler is down\n[09:13] ned: call the plumber\n[09:14] rita: he comes at ten\n";
    let document = Document::plain(chat);
    assert!(document.blocks().iter().all(|block| document.role_of(block, block.span) == Role::Prose));
}
