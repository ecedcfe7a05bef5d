//! Rules that hold a page against conventions, echoes, presets, the checklist and cuts: each fires on what it names, and not
//! beside it.

use nutgraf::{AuditOptions, AuditRule, Auditor, CutAction, Document, Format, Preset};

/// The rules that find something in a text with one rule on.
fn finds(rule: AuditRule, text: &str, format: Format) -> Vec<String> {
    let mut options = AuditOptions::new().language(nutgraf::Language::English);
    for other in AuditRule::ALL {
        options.set(other, nutgraf::Setting::Off);
    }
    options.set(rule, nutgraf::Setting::On);
    let document = Document::read(text, format).unwrap();
    let audit = Auditor::new().audit(&document, &options);
    assert!(audit.findings.iter().all(|finding| finding.rule == rule));
    audit.findings.iter().map(|finding| finding.message.clone()).collect()
}

#[track_caller]
fn check(rule: AuditRule, format: Format, wrong: &str, right: &str) {
    assert_eq!(finds(rule, wrong, format).len(), 1, "{rule}: {wrong}");
    assert_eq!(finds(rule, right, format), [""; 0], "{rule}: {right}");
}

#[test]
fn each_rule_fires_on_what_it_names() {
    use AuditRule::*;
    let md = Format::Markdown;
    let front = |title: &str, description: &str| {
        format!("---\ntitle: {title}\ndescription: {description}\n---\n# Pier\n\nText.\n")
    };
    let (title, description) = (
        "Why the old pier at Harrow Point is closed",
        "What the harbor board decided on Monday, why the pier has sunk, and how islanders get to the town until June.",
    );
    check(TitleLength, md, &front("Pier", description), &front(title, description));
    check(TitleLength, md, &front(&"pier ".repeat(20), description), &front(title, description));
    check(TitleLength, md, &front(&"W".repeat(45), description), &front(title, description));
    check(DescriptionLength, md, &front(title, "Short."), &front(title, description));
    check(
        DescriptionLength,
        md,
        &format!("---\ntitle: {title}\n---\n# Pier\n\nText.\n"),
        "Text without a title is no page.\n",
    );
    check(MainHeading, md, "# One\n\nText.\n\n# Two\n\nText.\n", "# One\n\nText.\n\n## Two\n\nText.\n");
    check(MainHeading, md, "## One\n\nText.\n", "---\ntitle: One\n---\n\n## Two\n\nText.\n");
    check(
        HeadingJump,
        md,
        "# One\n\n### Two\n\nText.\n",
        "# One\n\n## Two\n\n### Three\n\n# Four\n\nText.\n",
    );
    check(ImageText, md, "Text ![](a.png) more.\n", "Text ![A pier](a.png) more.\n");
    check(LinkText, md, "For prices click [here](a.html).\n", "See the [list of prices](a.html).\n");
    check(LinkText, md, "[Read more »](a.html) and [read more](b.html).\n", "[More about piers](a.html).\n");
    check(Placeholder, md, "We open in TBD.\n", "We open in May, to do more.\n");
    check(Placeholder, md, "Ask [insert name] about it.\n", "Ask `[link]` about [a pier].\n");
    let words = |count: usize| "The river rose past nine gauges. ".repeat(count);
    check(
        LongSection,
        md,
        &format!("# A\n\n{}\n", words(60)),
        &format!("# A\n\n{}\n\n## B\n\n{}\n", words(40), words(40)),
    );
    check(
        EmptySection,
        md,
        "# A\n\nText.\n\n## B\n\n## C\n\nText.\n",
        "# A\n\n## B\n\n```\ncode\n```\n\n## C\n\nText.\n",
    );
    check(EmptySection, md, "# A\n\nText.\n\n## B\n", "# A\n\nText.\n\n## B\n\n![A pier](x.png)\n");
}

#[test]
fn pages_in_html_are_looked_at_whole() {
    use AuditRule::*;
    let page = |head: &str, body: &str| {
        format!("<html lang=en><head>{head}</head><body><main>{body}</main></body></html>")
    };
    let text = "<p>The ferry stops in June, the board decided on Monday, since the pier has sunk by nine inches.</p>";
    let html = Format::Html;
    check(
        MainHeading,
        html,
        &page("", &format!("<h2>A</h2>{text}")),
        &page("", &format!("<h1>A</h1>{text}")),
    );
    check(
        MainHeading,
        html,
        &page("", &format!("<h1>A</h1>{text}<h1>B</h1>{text}")),
        &page("", &format!("<h1>A</h1>{text}<h2>B</h2>{text}")),
    );
    check(
        ImageText,
        html,
        &format!("{text}<img src=a.png>"),
        &format!("{text}<img src=a.png alt=\"\"><img src=b.png alt=pier>"),
    );
    check(
        LinkText,
        html,
        &format!("{text}<p>Go <a href=x>here</a>.</p>"),
        &format!("{text}<p>See <a href=x>the timetable</a>.</p>"),
    );
    check(
        HeadingJump,
        html,
        &format!("<h2>A</h2>{text}<h4>B</h4>{text}"),
        &format!("<h2>A</h2>{text}<h3>B</h3>{text}"),
    );
    check(
        DescriptionLength,
        html,
        &page("<meta name=description content=Short>", text),
        &format!("<p>{text}</p>"),
    );
}

#[test]
fn keyphrases_stand_early_or_not() {
    let options = |preset: Preset| {
        let mut options = AuditOptions::new().keyphrase("old pier");
        preset.apply(&mut options);
        options
    };
    let padding = "The river rose past nine gauges on Monday. ".repeat(20);
    let late = format!("{padding}\n\nThen the old pier sank.");
    let of = |text: &str| {
        let audit = nutgraf::audit(text, options(Preset::Seo));
        audit.findings.iter().any(|finding| finding.rule == AuditRule::KeyphraseOpening)
    };
    assert!(of(&late));
    assert!(!of(&format!("The old pier sank. {padding}")));
}

#[test]
fn echoes_pet_words_and_openings_are_seen_over_the_whole_text() {
    use AuditRule::*;
    let between = "The board met on Monday and talked for an hour about money. ";
    let wrong = format!("A gargoyle sat on the roof. {between}The gargoyle looked at us.");
    let right = format!("A gargoyle sat on the roof. {}The gargoyle looked at us.", between.repeat(9));
    let echo =
        |text: &str| finds(CloseEcho, text, Format::Text).iter().any(|message| message.contains("gargoyle"));
    assert!(echo(&wrong) && !echo(&right));
    let opening = "You can walk there. Boats leave at nine. ".repeat(6);
    let other = "Some walk there. Boats leave at nine. Buses run late. Nobody minds that. Trains are fast. "
        .repeat(3);
    let openings = |text: &str| finds(FrequentOpening, text, Format::Text);
    let found = openings(&format!("You can swim. {opening}You can row."));
    assert!(found.iter().any(|message| message.contains("\"You can\"")), "{found:?}");
    assert_eq!(openings(&other), [""; 0]);
}

#[test]
fn the_checklist_says_what_is_right_too() {
    let source = "---\ntitle: The old pier at Harrow Point is closed\nkeyphrase: old pier\n---\n# The old pier\n\nThe old pier is closed.\n";
    let mut options = AuditOptions::new();
    Preset::Seo.apply(&mut options);
    let document = Document::read(source, Format::Markdown).unwrap();
    let audit = Auditor::new().audit(&document, &options);
    let line =
        |text: &str| audit.checklist.iter().find(|check| check.text.contains(text)).map(|check| check.passed);
    assert_eq!(line("is in the main heading"), Some(true));
    assert_eq!(line("is within the first 100 words"), Some(true));
    assert_eq!(line("the title has 38 characters"), Some(true));
    assert_eq!(line("there is no description"), Some(false));
    // What is not right is a finding of the rule.
    for check in audit.checklist.iter().filter(|check| !check.passed) {
        assert!(audit.findings.iter().any(|finding| finding.rule == check.rule), "{}", check.text);
    }
    assert!(nutgraf::audit("A pier.", AuditOptions::new()).checklist.is_empty());
}

#[test]
fn cuts_are_as_many_as_the_finding_advises_and_lie_in_the_source() {
    let draft = "# Garden tool rental\n\n".to_string()
        + &"The garden tool rental opens in May. Ask at the rental desk about saws. Nobody needs a saw in winter, though many want one. "
            .repeat(9)
        + "\n\nA garden tool rental saves money. ";
    let document = Document::read(&draft, Format::Markdown).unwrap();
    let audit = Auditor::new().audit(&document, &AuditOptions::new());
    let finding = audit.findings.iter().find(|finding| finding.rule == AuditRule::OverusedPhrase).unwrap();
    assert_eq!(audit.cuts.len(), finding.occurrences.len());
    assert!(audit.cuts.iter().any(|cut| cut.action != CutAction::Keep));
    assert_eq!(audit.cuts[0].action, CutAction::Keep, "the title");
    assert!(audit.cuts.is_sorted_by_key(|cut| cut.span.start));
    for cut in &audit.cuts {
        assert!(cut.span.of(&draft).to_lowercase().contains("garden tool rental"), "{}", cut.span.of(&draft));
    }
    assert!(nutgraf::audit("A pier.", AuditOptions::new()).cuts.is_empty());
}

/// A line of the checklist for what is repeated too often, for a description that is missing, and for several placeholders, by name.
#[test]
fn the_checklist_names_all_that_is_wrong() {
    let mut options = AuditOptions::new();
    Preset::Seo.apply(&mut options);
    let lines = |text: &str| -> Vec<(bool, String)> {
        let document = Document::read(text, Format::Markdown).unwrap();
        let audit = Auditor::new().audit(&document, &options);
        audit.checklist.into_iter().map(|check| (check.passed, check.text)).collect()
    };
    let has = |lines: &[(bool, String)], passed: bool, text: &str| {
        lines.iter().any(|line| line.0 == passed && line.1.contains(text))
    };
    let few = "# Pier\n\nAsk TODO about it. The price is TBD. See [link] and [insert name], or FIXME.\n";
    let found = lines(few);
    assert!(
        has(&found, false, "5 placeholders are left in the text: \"TODO\", \"TBD\", \"FIXME\""),
        "{found:?}"
    );
    assert!(has(&found, false, "and 2 more"), "{found:?}");
    assert!(has(&found, false, "there is no description"), "{found:?}");
    assert!(has(&found, true, "no phrase is repeated too often"), "{found:?}");
    let often = format!("# Pier\n\n{}", "Ask the garden tool rental now, or go. ".repeat(20));
    let found = lines(&often);
    assert!(has(&found, false, "garden tool rental\" is repeated too often"), "{found:?}");
    let usual = nutgraf::audit(&often, AuditOptions::new().keyphrase("rental"));
    assert!(usual.checklist.iter().any(|check| !check.passed && check.text.contains("garden tool rental\"")));
}

/// What a keyphrase, a preset or a report asks for: each rule that finds something has a line that failed, in one list for all formats.
#[test]
fn no_finding_stands_beside_a_checklist_that_passed() {
    let stuffed = format!(
        "# Pier\n\nThe old pier is shut.\n\n{}",
        "We row. We swim. We sail. We rest. We dive. ".repeat(30)
    );
    let uneven = format!(
        "# Pier\n\nThe old pier is shut. The old pier sank.\n\n{}",
        "Boats wait at noon for whoever likes. ".repeat(60)
    );
    for text in [&stuffed, &uneven] {
        let document = Document::read(text, Format::Markdown).unwrap();
        let with = |full| {
            let options = AuditOptions::new().keyphrase("old pier").full_checklist(full);
            Auditor::new().audit(&document, &options)
        };
        let (short, full) = (with(false), with(true));
        assert_eq!(short.checklist, full.checklist);
        for finding in &full.findings {
            let fails = |check: &nutgraf::Check| !check.passed && check.rule == finding.rule;
            assert!(full.checklist.iter().any(fails), "{}: {:?}", finding.rule, full.checklist);
        }
    }
}

#[test]
fn occurrences_that_are_synonyms_are_said_to_be() {
    let text = "The flood wall is new. The flood wall is high. The barrier holds.";
    let keyphrase = nutgraf::Keyphrase::new("flood wall").synonym("barrier");
    let audit = nutgraf::audit(text, AuditOptions::new().keyphrase(keyphrase));
    let said = |text: &str| audit.checklist.iter().any(|check| check.text.contains(text));
    assert!(said("\"flood wall\" appears 3 times with synonyms"), "{:?}", audit.checklist);
}

/// Numbers that are written out are as little an echo as those in digits.
#[test]
fn numbers_in_words_are_no_echo() {
    let text = "Le quai compte quatre bancs, et le port en compte quatre aussi. Deux barques dorment; deux autres partent.";
    let options = AuditOptions::new()
        .language(nutgraf::Language::French)
        .rule(AuditRule::CloseEcho, nutgraf::Setting::On);
    let found = nutgraf::audit(text, options).findings;
    assert!(
        found.iter().all(|finding| !["quatre", "deux"].contains(&finding.subject.to_lowercase().as_str())),
        "{found:?}"
    );
}

/// Keys, hashes and other numbers in letters and digits are no words, however often they occur.
#[test]
fn keys_and_hashes_are_no_phrases_and_no_keywords() {
    for code in [
        "9f86d081884c7d65",
        "a3f5c9d",
        "550e8400-e29b-41d4-a716-446655440000",
        "sk_live_51H8xyzQ2",
        "0x7ffee3b2",
    ] {
        let text = format!(
            "The build {code} failed on Monday. We sent {code} back to the team. Ask for {code} at the desk. Nobody at the desk knows {code} yet. {code} is gone, and {code} stays gone."
        );
        let audit =
            nutgraf::audit(&text, AuditOptions::new().language(nutgraf::Language::English).topic(true));
        let pieces: Vec<&str> = code.split('-').collect();
        let holds = |said: &str| pieces.iter().any(|piece| said.contains(piece));
        assert!(!audit.phrases.iter().any(|phrase| holds(&phrase.text)), "{code}: {:?}", audit.phrases);
        assert!(!audit.single_words.iter().any(|word| holds(&word.text)), "{code}");
        let found = nutgraf::keywords(&text, nutgraf::KeywordOptions::new(10));
        assert!(found.keywords.iter().all(|keyword| !holds(&keyword.phrase)), "{code}: {:?}", found.keywords);
    }
}

/// Formats that say levels of headings are held against the rules of levels.
#[test]
fn levels_of_headings_are_known_in_every_format_that_has_them() {
    use AuditRule::HeadingJump;
    let text = "The ferry stops in June, since the pier has sunk by nine inches.";
    let cases = [
        (
            Format::Markdown,
            format!("# A\n\n{text}\n\n### B\n\n{text}\n"),
            format!("# A\n\n{text}\n\n## B\n\n{text}\n"),
        ),
        (
            Format::AsciiDoc,
            format!("= A\n\n{text}\n\n=== B\n\n{text}\n"),
            format!("= A\n\n{text}\n\n== B\n\n{text}\n"),
        ),
        (
            Format::Org,
            format!("* A\n\n{text}\n\n*** B\n\n{text}\n"),
            format!("* A\n\n{text}\n\n** B\n\n{text}\n"),
        ),
        (
            Format::MediaWiki,
            format!("== A ==\n\n{text}\n\n==== B ====\n\n{text}\n"),
            format!("== A ==\n\n{text}\n\n=== B ===\n\n{text}\n"),
        ),
        (
            Format::Latex,
            format!("\\section{{A}}\n\n{text}\n\n\\subsubsection{{B}}\n\n{text}\n"),
            format!("\\chapter{{A}}\n\n\\section{{B}}\n\n{text}\n\n\\subsection{{C}}\n\n{text}\n"),
        ),
        // The third way of drawing a title is that of the third level.
        (
            Format::ReStructuredText,
            format!(
                "A\n====\n\n{text}\n\nB\n----\n\n{text}\n\nC\n~~~~\n\n{text}\n\nD\n====\n\n{text}\n\nE\n~~~~\n\n{text}\n"
            ),
            format!("A\n====\n\n{text}\n\nB\n----\n\n{text}\n\nC\n~~~~\n\n{text}\n"),
        ),
    ];
    for (format, wrong, right) in cases {
        check(HeadingJump, format, &wrong, &right);
    }
    // What has its title elsewhere has no main heading of its own, and sections below that title are no titles.
    for (format, source) in [
        (Format::Org, "* A\n\nText.\n\n* B\n\nText.\n"),
        (Format::MediaWiki, "== A ==\n\nText.\n"),
        (Format::ReStructuredText, "PEP: 1\nTitle: Piers\n\nA\n====\n\nText.\n\nB\n====\n\nText.\n"),
        (
            Format::ReStructuredText,
            ".. title: Piers\n.. slug: piers\n\nA\n====\n\nText.\n\nB\n====\n\nText.\n",
        ),
        (Format::Typst, "#set document(title: \"Piers\")\n\n= A\n\nText.\n\n= B\n\nText.\n"),
        (Format::Typst, "#show: paper.with(\n  title: [Piers],\n)\n\n= A\n\nText.\n\n= B\n\nText.\n"),
    ] {
        assert_eq!(finds(AuditRule::MainHeading, source, format), [""; 0], "{source}");
        assert_eq!(finds(HeadingJump, source, format), [""; 0], "{source}");
    }
}

/// Titles of notes, tabs and cards are in none of the levels of a document.
#[test]
fn titles_of_admonitions_have_no_level() {
    for note in [
        ":::tip[A title]\n\nMind the gap.\n\n:::",
        "::: warning A title\nMind the gap.\n:::",
        "!!! note \"A title\"\n\n    Mind the gap.",
        "=== \"A title\"\n\n    Mind the gap.",
        "> [!NOTE] A title\n> Mind the gap.",
        "> **Note**\n> Mind the gap.",
        "```{admonition} A title\nMind the gap.\n```",
        ":::{card} A title\nMind the gap.\n:::",
    ] {
        let text =
            format!("# Piers\n\nText.\n\n{note}\n\n## Second\n\nText.\n\n{note}\n\n## Third\n\n{note}\n");
        for rule in [AuditRule::HeadingJump, AuditRule::EmptySection] {
            assert_eq!(finds(rule, &text, Format::Markdown), [""; 0], "{text}");
        }
        let document = Document::read(&text, Format::Markdown).unwrap();
        let levels: Vec<u8> = document.fields().headings.iter().map(|heading| heading.level).collect();
        assert_eq!(levels, [1, 2, 2], "{text}");
    }
}

/// What a section shows may be no text: that it is left out does not make it empty.
#[test]
fn sections_of_what_is_no_text_are_not_empty() {
    for shown in [
        "{{< youtube id=x >}}",
        "{{% include \"parts/x.md\" %}}",
        "{% include figure.html src=\"x.png\" %}",
        "{{ content }}",
        "{! parts/x.md !}",
        "--8<-- \"x.md\"",
        "[TOC]",
        "<Gallery files=\"x\" />",
        "<img src=\"x.png\">",
        "<video src=\"x.mp4\"></video>",
        "<iframe src=\"https://x.example\"></iframe>",
        "![A pier](x.png)",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\ncode\n```",
        "    code",
        ":::{include} x.md\n:::",
        "```{toctree}\nx\n```",
        ":::mermaid\nx\n:::",
        "$$\nx = y\n$$",
        "\\[ x = y \\]",
        "\\begin{align}\nx = y\n\\end{align}",
        "[gallery ids=\"1,2\"]",
        "![[A note]]",
        "[](piers.md)",
        "::: {#refs}\n:::",
        "<math><mi>x</mi></math>",
        "<embed src=\"x.pdf\">",
    ] {
        let text = format!("# Piers\n\nText.\n\n## Second\n\n{shown}\n\n## Third\n\nText.\n");
        assert_eq!(finds(AuditRule::EmptySection, &text, Format::Markdown), [""; 0], "{text}");
    }
    let mdx = "# Piers\n\nText.\n\n## Second\n\n<Gallery files={list} />\n\n## Third\n\n{list.map(show)}\n";
    assert_eq!(finds(AuditRule::EmptySection, mdx, Format::Mdx), [""; 0]);
    // What says nothing to readers leaves it empty.
    for hidden in ["{% comment %} later {% endcomment %}", "[x]: https://x.example", "[](#second)", ""] {
        let text = format!("# Piers\n\nText {{{{ x }}}}.\n\n## Second\n\n{hidden}\n\n## Third\n\nText.\n");
        assert_eq!(finds(AuditRule::EmptySection, &text, Format::Markdown).len(), 1, "{text}");
    }
}

/// Idioms and notation come back by what they are.
#[test]
fn pairs_and_formulas_are_no_echoes() {
    for text in [
        "The wall sinks day by day by day, as the board knows.",
        "It is an n × n matrix, or one of n × n × n numbers.",
        "They said it again and again and again, until it was heard.",
        "The sum is x + x and the rest is x = x in this case.",
        "Step by step the divers worked, and each step was short.",
    ] {
        for rule in [AuditRule::EchoedWord, AuditRule::CloseEcho] {
            let found = finds(rule, text, Format::Text);
            assert!(!found.iter().any(|message| !message.contains("step")), "{text}: {found:?}");
        }
    }
    assert_eq!(finds(AuditRule::EchoedWord, "The wall is is old.", Format::Text).len(), 1);
    let echo = "The pump feeds a pump beside the pump today.";
    assert_eq!(finds(AuditRule::EchoedWord, echo, Format::Text).len(), 1);
}

/// Brackets inside words are shown whole.
#[test]
fn a_phrase_that_ends_in_brackets_has_both() {
    let text = "See tcsh(1) for more. Run tcsh(1) first. The page tcsh(1) says it. Read tcsh(1) again.";
    let audit = nutgraf::audit(text, AuditOptions::new());
    let phrase =
        audit.phrases.iter().find(|phrase| phrase.text.starts_with("tcsh(")).expect("it is repeated");
    assert_eq!((phrase.text.as_str(), phrase.occurrences.len()), ("tcsh(1)", 4));
    assert!(phrase.occurrences.iter().all(|place| place.span.of(text) == "tcsh(1)"));
}
