//! What blocks are there for, told by their wording.

use nutgraf::{Analyzer, BlockKind, Document, Language, Options, Role};

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!("roles/blocks.txt"))
}

fn rows(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = source.lines().filter(|line| !line.starts_with('#'));
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

#[test]
fn calls_are_beside_the_point_of_pages_alone() {
    if cfg!(not(feature = "html")) {
        return;
    }
    let before = "The harbour board closed the pier in May, and the crew moved nine boats to the east wall.";
    let mut wrong = Vec::new();
    for (expected, block) in rows(include_str!("roles/calls.txt")) {
        let page = format!("<main><p>{before}</p><p>{block}</p><p>{before} It rained.</p></main>");
        let page = Document::read(&page, "html".parse().unwrap()).unwrap();
        let of = |document: &Document<'_>, block: &nutgraf::Block| document.role_of(block, block.span);
        let found = page.blocks().iter().find(|found| found.span.of(page.text()) == block);
        let role = found.map(|found| of(&page, found));
        if role.is_none_or(|role| role.name() != expected) {
            wrong.push(format!("{block}: {role:?}, expected {expected}"));
        }
        if roles(block).iter().any(|role| !role.is_prose()) {
            wrong.push(format!("{block}: not prose in a text"));
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
    let text = "The wall sinks [inaudible 00:07:05] by an inch. It is old, [00:08] they say. Oak [sic] lasts for years.";
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

/// The first sentence of a longer block may greet; what goes on from there is worth reading.
#[test]
fn issues_greet_in_their_first_sentence() {
    let text = "Hello and welcome to another issue of the Quay Letter! The board closed the pier of Ailder in May, and the crew moved \
                nine boats to the east wall, where the water is deeper and the piles are younger than those of the old pier.";
    let document = Document::plain(text);
    let summary = nutgraf::summarize_documents(&mut Analyzer::new(), &[document], Options::new(1));
    assert!(summary.sentences[0].text.starts_with("The board closed"), "{}", summary.sentences[0].text);
}

/// Rows of ingredients are no sentences; other rows with numbers may be.
#[cfg(feature = "markdown")]
#[test]
fn rows_of_ingredients_are_fields() {
    let roles = |rows: [&str; 4]| {
        let text = format!("# Bread\n\n- {}\n\nMix all of it by hand.\n", rows.join("\n- "));
        let document = Document::read(&text, "markdown".parse().unwrap()).unwrap();
        let items = document.blocks().iter().filter(|block| block.kind == BlockKind::Item);
        items.filter(|block| block.role == Role::Field).count()
    };
    assert_eq!(roles(["1½ cups warm water", "2 tsp salt", "500g flour", "oil (for the pan)"]), 4);
    assert_eq!(roles(["200 г муки", "3 яйца", "1 стакан молока", "соль"]), 4);
    assert_eq!(roles(["3 boats were lost", "9 people moved", "2 walls sank", "the pier stands"]), 0);
    assert_eq!(roles(["Add 2 cups of water.", "Stir it.", "2 tsp of salt come next.", "Bake."]), 0);
}

/// Code that is worked out when the text is set leaves a hole.
#[cfg(feature = "markdown")]
#[test]
fn values_that_are_worked_out_later_are_holes() {
    let is_shown = |said: &str| {
        let document = Document::read(said, "markdown".parse().unwrap()).unwrap();
        let block = document.blocks()[0];
        document.role_of(&block, block.span) == Role::Prose
    };
    assert!(!is_shown("The table of the board has `r nrow(boats)` rows as of today."));
    assert!(!is_shown("There were `{python} len(boats)` boats in the harbour of Ailder."));
    assert!(is_shown("The key `r` and the command `nrow` read the table of the board."));
}

/// What is added below the name of whoever wrote a letter is an aside; initials are not.
#[test]
fn postscripts_are_asides() {
    let last = |end: &str| {
        let body = "The walls of the town are higher than you remember them, and the sea took the ninth of them in the winter.";
        let text = format!("Dear Anna,\n\n{body}\n\n{end}\n");
        Document::plain(&text).blocks().last().map(|block| block.role)
    };
    // A short one may be taken for a part of the signature.
    let added = last("Yours ever,\nTom\n\nP.S. The cat has her kittens in your old boat.");
    assert!(matches!(added, Some(Role::Aside | Role::Signature)), "{added:?}");
    assert_eq!(last("P.S. Moss painted each of them in oil and gave them to the board."), Some(Role::Prose));
}

/// The roles of the blocks of a text in Markdown.
fn roles_of(text: &str) -> Vec<(String, String)> {
    let document = Document::read(text, "markdown".parse().unwrap()).unwrap();
    let of = |block: &nutgraf::Block| {
        let start = block.content_start.min(block.span.end);
        let said = nutgraf::Span::new(start, block.span.end).of(document.text()).to_string();
        (document.role_of(block, block.span).name().to_string(), said)
    };
    document.blocks().iter().map(of).collect()
}

#[test]
fn authors_agendas_and_entries_are_known_by_what_stands_beside_them() {
    if cfg!(not(feature = "markdown")) {
        return;
    }
    let found = |text: &str, said: &str| {
        let of = roles_of(text).into_iter().find(|(_, block)| block == said);
        of.unwrap_or_else(|| panic!("{said} in {:?}", roles_of(text))).0
    };
    let paper = "# The wall\n\nRita Vale, Ned van Poole and Tom Moss\n\nNorth Sea and wind\n\n\
                 The board closed the pier in May.\n\n[1] Moss N. Oak piles. Harbour Press, 2001.\n\n\
                 [2] Poole N. Walls. In: Proc. of Harbours, 2004.\n\n[7] Some of it is prose of 1953.\n\n[8] It goes on in 1954.\n";
    assert_eq!(found(paper, "Rita Vale, Ned van Poole and Tom Moss"), "byline");
    // Too short to say something, but nobody's names.
    assert_eq!(found(paper, "North Sea and wind"), "lead-in");
    assert_eq!(found(paper, "[1] Moss N. Oak piles. Harbour Press, 2001."), "references");
    assert_eq!(found(paper, "[8] It goes on in 1954."), "prose");
    let minutes = "# The board\n\n## Agenda\n\n- The new pier, led by Rita\n- The wall leaks.\n\n## Notes\n\n- The new pier is built of nine kinds of wood\n\n\
                   - [@rita, msg#442, 2023-10-25]: The wall leaks.\n- [Rita]: The wall stands.\n\n## People\n\n\
                   - Lead: Rita Vale @rita\n- Cook: Ned Poole @ned\n- Keeper: Tom Moss\n";
    assert_eq!(found(minutes, "The new pier, led by Rita"), "lead-in");
    assert_eq!(found(minutes, "The new pier is built of nine kinds of wood"), "prose");
    assert_eq!(found(minutes, "[Rita]: The wall stands."), "prose");
    assert_eq!(found(minutes, "Cook: Ned Poole @ned"), "lead-in");
    assert_eq!(roles_of(minutes).iter().filter(|(_, said)| said == "The wall leaks.").count(), 2);
    let story =
        "# A day\n\nA SCENE AT THE WALL.\n\nThe crew moved nine boats.\n\nNobody of the crew knew it.\n";
    assert_eq!(found(story, "A SCENE AT THE WALL."), "lead-in");
    assert_eq!(found(story, "Nobody of the crew knew it."), "prose");
}

#[test]
fn sentences_that_only_point_say_nothing_alone() {
    let mut wrong = Vec::new();
    for line in include_str!("roles/pointers.txt").lines() {
        let (expected, said) = line.split_once('\t').expect("a tab behind what it does");
        let is_prose = roles(said).contains(&Role::Prose);
        if is_prose != (expected == "says") {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rows_of_a_few_words_say_nothing_alone() {
    let rows = [
        "Python 3.7+",
        "Fast builds of all walls",
        "Yes, always.",
        "Schnelle Fähren",
        "Быстрые паромы",
        "港の地図",
    ];
    for row in rows {
        // In plain text they are headings.
        assert!(!cfg!(feature = "markdown") || roles(row).last() == Some(&Role::LeadIn), "{row}");
    }
    for said in [
        "The harbour board keeps all its plans in an iron box",
        "It rained all night.",
        "Die Fähre fährt heute nicht.",
        "港の壁は春の嵐で九センチ沈んだ。",
    ] {
        assert!(roles(said).iter().all(|role| *role == Role::Prose), "{said}");
    }
}

#[test]
fn what_code_or_a_list_breaks_off_says_nothing_alone() {
    if cfg!(not(feature = "markdown")) {
        return;
    }
    let text = "# Walls\n\nThe harbour keeps nine walls, and all of them leak.\n\nYou set the height of the wall with the command\n\n\
                - `pier set` in the office of the board and the yard\n- `pier put` on the wall itself and on its lamps\n\n\
                depending on the shell that you have on board.\nThis has to be done each day.\n\niOS shows the height of each wall.\n";
    let found = |said: &str| roles_of(text).into_iter().find(|(_, block)| block.starts_with(said)).unwrap().0;
    assert_eq!(found("The harbour keeps"), "prose");
    assert_eq!(found("You set the height"), "lead-in");
    assert_eq!(found("iOS shows"), "prose");
    let document = Document::read(text, "markdown".parse().unwrap()).unwrap();
    let block = document
        .blocks()
        .iter()
        .find(|block| block.span.of(document.text()).starts_with("depending"))
        .unwrap();
    let said = block.span.of(document.text());
    let middle = block.span.start + said.find("This").unwrap();
    assert_eq!(document.role_of(block, nutgraf::Span::new(block.span.start, middle - 1)), Role::LeadIn);
    assert_eq!(document.role_of(block, nutgraf::Span::new(middle, block.span.end)), Role::Prose);
}

#[test]
fn sections_of_thanks_and_citations_are_beside_the_point() {
    if cfg!(not(feature = "markdown")) {
        return;
    }
    for (title, expected) in [
        ("Acknowledgements", "aside"),
        ("Danksagung", "aside"),
        ("3. Remerciements", "aside"),
        ("致谢", "aside"),
        ("The thanks of the board", "prose"),
        ("Credits", "prose"),
        ("How to cite", "references"),
        ("Zitierweise", "references"),
        ("The walls", "prose"),
    ] {
        // What says nothing of thanks is prose below them, too.
        let entry = match expected {
            "aside" => "We are grateful to Rita Vale and Ned Poole for the history of the walls.",
            _ => "Vale, Rita, and Ned Poole wrote the history of the walls of Ailder in 2019.",
        };
        let text = format!(
            "# The wall\n\nThe board closed the pier in May.\n\n## {title}\n\n{entry}\n\n## More\n\nThe wall of Ailder stands.\n"
        );
        let found = roles_of(&text).into_iter().find(|(_, block)| block == entry).unwrap().0;
        assert_eq!(found, expected, "{title}");
    }
}

#[test]
fn titles_in_marks_of_another_notation_are_headings() {
    if cfg!(not(feature = "markdown")) {
        return;
    }
    let text = "#Pierwatch - The wall of the harbour\n\nThe board closed the pier in May.\n\n=== Plans of the board ===\n\nIt opens in June.\n\n\
                1. The wall\n=======\n\n#wall #pier\n\n- [The wall of the harbour of Ailder and its history](a)\n\
                - [Nine lamps that nobody in the harbour had ever lit](b)\n- [Why the board of the harbour closed its pier](c)\n";
    let document = Document::read(text, "markdown".parse().unwrap()).unwrap();
    let of = |said: &str| {
        let found = document.blocks().iter().find(|block| block.span.of(document.text()).contains(said));
        *found.unwrap_or_else(|| panic!("{said}"))
    };
    for said in ["Pierwatch", "Plans of", "The wall"] {
        assert!(matches!(of(said).kind, BlockKind::Heading | BlockKind::Title), "{said}");
    }
    assert!(!document.text().contains("======="));
    assert_eq!(of("Nine lamps").role, Role::Aside);
}
