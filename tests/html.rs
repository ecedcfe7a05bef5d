//! HTML: what of a page is read and as what, in cases of `tests/html/`; hostile pages; that letters lead back.
//!
//! A case is a comment line with its reason, the source, `---`, and the blocks that are read: each on a line, with what
//! it is before it. Lines such as `@title`, `@slug` and `@alternative` have fields. `===` ends it. Cases of
//! `tests/html/fragments.txt` are read as they stand. Those of `tests/html/pages.txt` are put into a page, between navigation
//! and a footer, with `ARTICLE` for a few paragraphs of an article, so that there is a main content to be found; a line
//! `!whole` reads all of the page. Those of `tests/html/kinds.txt` are pages of their own: a line has `+` and what is read, `-` and what is
//! not, or `1` and what the summary begins with.

use std::fmt::Write;

use nutgraf::{Analyzer, BlockKind, Document, Format, Language, Options, Role, summarize_documents};

struct Case {
    name: String,
    source: String,
    format: Format,
    expected: String,
}

fn cases(text: &str) -> Vec<Case> {
    let stanzas = text.split("\n===\n").filter(|stanza| !stanza.trim().is_empty());
    let case = |stanza: &str| {
        let (source, expected) = stanza.split_once("\n---\n").expect("a line --- in each case");
        let (name, source) = source.trim_start().split_once('\n').expect("a reason and a source");
        let whole = source.strip_prefix("!whole\n");
        Case {
            name: name.into(),
            source: whole.unwrap_or(source).into(),
            format: if whole.is_some() { Format::HtmlPage } else { Format::Html },
            expected: expected.trim_end().into(),
        }
    };
    stanzas.map(case).collect()
}

/// The blocks of a document, a line each, and its fields.
fn shown(document: &Document<'_>) -> String {
    let mut out = String::new();
    let fields = document.fields();
    let mut field = |name: &str, value: Option<&str>| {
        let _ = value.map(|value| writeln!(out, "@{name} {value}"));
    };
    field("title", fields.title.as_deref());
    field("description", fields.description.as_deref());
    field("address", fields.address.as_deref());
    field("slug", fields.slug.as_deref());
    field("language", fields.language.as_deref());
    field("date", fields.date.map(|date| date.to_string()).as_deref());
    for (alternative, _) in &fields.alternatives {
        field("alternative", Some(alternative));
    }
    for block in document.blocks() {
        let _ = writeln!(out, "{:?}: {}", block.kind, block.span.of(document.text()));
    }
    out.trim_end().to_string()
}

fn check(cases: &[Case], least: usize, read: impl Fn(&Case) -> String) {
    assert!(cases.len() >= least, "only {} cases were read", cases.len());
    let mut faults = String::new();
    for case in cases {
        let found = read(case);
        if found != case.expected {
            let _ =
                writeln!(faults, "{}\n---- expected\n{}\n---- found\n{found}\n", case.name, case.expected);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Of a long page hardly anything is beside the point, however far down it stands.
#[test]
fn long_pages_are_what_they_are_about() {
    let paragraph = |at: usize| {
        format!(
            "<p>On day {at} the crew of the ferry measured how far pier {} had sunk since the winter, and Rita Vale wrote the {} inches \
             into the log that lies in the harbour office. Nobody {} it. The board reads the log once a year, in a meeting \
             that {} people attend, and which ends before the lamps are lit on the east wall of Ailder.</p>",
            at % 7 + 1,
            at % 13,
            ["doubts", "reads", "copies", "corrects"][at % 4],
            at % 11 + 2,
        )
    };
    let body: String = (0..260).map(paragraph).collect();
    let page = format!(
        "<!doctype html><html lang=en><head><title>The log</title></head><body><article><h1>The log</h1>{body}</article></body></html>"
    );
    let document = Document::html(&page).unwrap();
    let prose = document.blocks().iter().filter(|block| block.role == Role::Prose).count();
    assert!(prose >= 260, "{prose} blocks of prose");
}

/// A book is read whole, whatever of it the reader view would take; what stands around its marks is a notice.
#[test]
fn a_long_page_without_a_site_around_it_is_read_whole() {
    let mut page = String::from(
        "<html><head><title>Walls</title></head><body><pre>Not a book.</pre><p>You may give this book to others.</p>\
         <div>*** START OF THIS EBOOK OF WALLS ***</div><h1>Walls</h1><table>",
    );
    (1..=30).for_each(|chapter| {
        page += &format!("<tr><td><a href='#c{chapter}'>Chapter {chapter}</a></td></tr>")
    });
    page += "</table>";
    let paragraphs = 400;
    for at in 0..paragraphs {
        if at % 14 == 0 {
            page += &format!(
                "<p><a name='c{at}'></a></p><h3>Chapter {}</h3><p class='letter'><i>To Rita Vale</i></p>",
                at / 14 + 1
            );
        }
        page += &match at % 3 {
            0 => format!("<p>\u{201C}No!\u{201D} said crew {at}.</p>"),
            1 => format!(
                "<p>The wall {at} {}</p>",
                "was old and nobody had looked at it for years, as it is with walls. ".repeat(5)
            ),
            _ => format!(
                "<p class='noindent'>Then the boat {at} came {}.</p>",
                "over the grey sea and past the pier ".repeat(6)
            ),
        };
    }
    page += "<div>*** END OF THIS EBOOK OF WALLS ***</div><p>Give us money.</p></body></html>";
    let document = Document::html(&page).unwrap();
    let role = |words: &str| {
        let block = document.blocks().iter().find(|block| block.span.of(document.text()).contains(words));
        block.map(|block| block.role)
    };
    let read = (0..paragraphs).filter(|at| role(&format!(" {at}")).is_some()).count();
    assert_eq!(read, paragraphs);
    for notice in ["You may give this book", "Give us money"] {
        assert!(role(notice).is_none_or(|role| role == Role::Notice), "{notice}");
    }
}

#[test]
fn fragments_are_read_as_they_stand() {
    let cases = cases(include_str!("html/fragments.txt"));
    check(&cases, 30, |case| shown(&Document::read(&case.source, case.format).unwrap()));
}

/// Paragraphs that an article may have: long enough for the algorithm that looks for one.
const ARTICLE: &str = "<p>The harbor board closed the old pier on Monday, after divers had found that two of its nine piles \
    no longer reach the ground, and said that it would stay closed at least until the end of the summer.</p>\n\
    <p>Islanders, who had feared as much since the storms of last winter, were told to take the bus to the next harbor, \
    which leaves every two hours, and not to leave bicycles on the pier.</p>\n\
    <p>Repairs would cost six million dollars, a sum that the board does not have, its chairman said, and that it will ask \
    the county for in the fall, when the new budget is drawn up.</p>\n";

/// What is read of the article, and how it stands in an expectation.
const ARTICLE_READ: [&str; 3] =
    ["Paragraph: The harbor board", "Paragraph: Islanders, who", "Paragraph: Repairs would"];

/// The source of a case inside a page.
fn page(case: &Case) -> String {
    let (head, body) = case.source.split_once("<body>").unwrap_or(("", &case.source));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head>{head}</head><body>\n<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>\n\
         <main>{}</main>\n<footer><p>Copyright, contact and imprint</p></footer></body></html>",
        body.replace("ARTICLE", ARTICLE)
    )
}

#[test]
fn the_main_content_of_pages_is_read() {
    let cases = cases(include_str!("html/pages.txt"));
    check(&cases, 8, |case| {
        let source = page(case);
        let found = shown(&Document::read(&source, case.format).unwrap());
        let is_of_article = |line: &&str| ARTICLE_READ.iter().any(|begin| line.starts_with(begin));
        let (article, rest): (Vec<&str>, Vec<&str>) = found.lines().partition(is_of_article);
        assert_eq!(
            article.len(),
            if case.source.contains("ARTICLE") { 3 } else { 0 },
            "{}: {found}",
            case.name
        );
        // All cases have it.
        rest.into_iter().filter(|line| *line != "@language en").collect::<Vec<_>>().join("\n")
    });
}

/// Pages of many kinds, of our own: what of each is read (`+`) and what is not (`-`). Cases as in the other files.
#[test]
fn pages_of_every_kind_are_read() {
    let mut faults = String::new();
    let cases = cases(include_str!("html/kinds.txt"));
    assert!(cases.len() >= 9, "only {} cases were read", cases.len());
    for case in &cases {
        let document = Document::html(&case.source).unwrap();
        for line in case.expected.lines() {
            let (sign, words) = line.split_at(2);
            if sign == "1 " {
                let options = Options::new(3);
                let summary =
                    summarize_documents(&mut Analyzer::new(), std::slice::from_ref(&document), options);
                if !summary.sentences[0].text.contains(words) || summary.sentences[1].text.contains(words) {
                    let _ = writeln!(faults, "{}: {line}\n{summary}\n", case.name);
                }
                continue;
            }
            if document.text().contains(words) != (sign == "+ ") {
                let _ = writeln!(faults, "{}: {line}\n{}\n", case.name, document.text());
            }
        }
        // What is read leads back to where it stands.
        for block in document.blocks() {
            let back = document.source_span(block.span).of(&case.source);
            let word = block.span.of(document.text()).split(' ').next().unwrap();
            assert!(back.contains(word) || word.contains(['"', '–']), "{}: {word} in {back}", case.name);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// In a thread, what an answer quotes of the posts before is read once.
#[test]
fn what_answers_quote_is_read_once() {
    let cases = cases(include_str!("html/kinds.txt"));
    let case =
        cases.iter().find(|case| case.source.contains("<blockquote")).expect("a thread with a quotation");
    let document = Document::html(&case.source).unwrap();
    assert!(document.blocks().iter().all(|block| block.kind != BlockKind::Quote));
    assert_eq!(document.text().matches("it has lost almost none of its strength").count(), 1);
}

/// A page with entries, made of templates in which `@` is a number.
fn with_entries(head: &str, before: &str, entry: &str, behind: &str) -> String {
    const ENTRIES: [(&str, &str); 5] = [
        (
            "Night ferries come back",
            "The night ferry sails again from May, after three years in which nobody could cross the bay after nine.",
        ),
        (
            "Why ropes fail",
            "A rope that looks sound from the outside may be worn through within, and the office says what to look for.",
        ),
        (
            "New crane for the quay",
            "The crane lifts forty tonnes, twice what the old one did, and will unload the timber ships in half the time.",
        ),
        (
            "Fees go up in spring",
            "Berths will cost four per cent more from April, because the channel was dearer to dredge than planned.",
        ),
        (
            "The lamp turns a hundred",
            "A century ago the lamp was lit for the first time, and three families of keepers still live below it.",
        ),
    ];
    let entry = |(number, (title, text)): (usize, &(&str, &str))| {
        entry.replace('@', &number.to_string()).replace("TITLE", title).replace("TEXT", text)
    };
    let entries: String = ENTRIES.iter().enumerate().map(entry).collect();
    format!(
        "<!doctype html><html lang=en><head><title>Harbour news</title>{head}</head><body><header><nav><a href='/'>Home</a> \
         <a href='/boats'>Boats</a></nav></header><main><h1>Harbour news</h1>{before}{entries}{behind}</main>\
         <footer><p>© 2025 Harbour office</p></footer></body></html>"
    )
}

/// Headings that lead to other pages, with a short text to each, make an index page, whatever holds them.
#[test]
fn index_pages_are_recognized_by_their_shape() {
    let index = |head: &str, entry: &str| {
        let page = with_entries(head, "", entry, "");
        let document = Document::html(&page).unwrap();
        (document.extent().unwrap().is_index, document.into_owned())
    };
    let shapes = [
        "<article><h3><a href='/n/@'>TITLE</a></h3><p>TEXT</p></article>",
        "<div class=result><h3><a href='https://x@.example/n'>TITLE</a></h3><p>TEXT</p></div>",
        "<li><a href='/n/@'><h3>TITLE</h3></a><p>TEXT</p></li>",
        "<h2><a href='/n/@'>TITLE</a></h2><p>TEXT</p>",
    ];
    for shape in shapes {
        let (is_index, document) = index("", shape);
        assert!(is_index, "{shape}");
        assert!(document.text().contains("Why ropes fail: A rope that looks sound"), "{}", document.text());
    }
    // Dates and authors are no text of an entry.
    let (is_index, document) = index(
        "",
        "<article class=post><h2><a href='/n/@'>TITLE</a></h2><div class=meta><span>March @, 2025</span> by Ned</div><p>TEXT</p></article>",
    );
    assert!(is_index);
    let is_label = |block: &nutgraf::Block| block.span.of(document.text()).ends_with("by Ned");
    assert!(document.blocks().iter().filter(|block| is_label(block)).all(|block| block.role != Role::Prose));
    // An article may have a link in each heading: to its own sections, or with much below it.
    let own = "<section><h2><a href='/guide#s@'>TITLE</a></h2><p>TEXT</p></section>";
    let long = "<section><h2><a href='/n/@'>TITLE</a></h2><p>TEXT TEXT</p><p>TEXT TEXT TEXT</p></section>";
    for shape in [own, long] {
        assert!(!index("", shape).0, "{shape}");
    }
    // A list of things with a link each is an article if it says so.
    assert!(!index("<meta property='og:type' content='article'>", shapes[0]).0);
}

/// A page of a few sentences is all that it says, and none of them is beside the point.
#[test]
fn a_short_page_is_read_whole() {
    let page = "<!DOCTYPE html><html><head><title>Flood wall</title></head><body><nav><a href='/'>Home</a></nav>\
        <h1>Flood wall approved</h1><p>The river council approved the new flood wall on Monday.</p>\
        <p>It will be two miles long and stand behind the school.</p><p>Critics say that the wall costs too much.</p>\
        <footer>Harbour Press</footer></body></html>";
    let document = Document::html(page).unwrap();
    let read: Vec<_> =
        document.blocks().iter().map(|block| (block.role, block.span.of(document.text()))).collect();
    let said = [
        "Flood wall approved",
        "The river council approved the new flood wall on Monday.",
        "It will be two miles long and stand behind the school.",
        "Critics say that the wall costs too much.",
    ];
    assert_eq!(read, said.map(|said| (Role::Prose, said)));
}

/// Each word of what is read stands in the source where it is said to stand.
#[test]
fn words_lead_back_to_the_source() {
    let source = page(&Case {
        name: String::new(),
        source: "<h2>The <em>pi</em>er &amp; its piles</h2>ARTICLE<p>It was caf&eacute;&nbsp;first,\r\n  then 2&nbsp;piers.</p>".into(),
        format: Format::Html,
        expected: String::new(),
    });
    let document = Document::html(&source).unwrap();
    assert!(document.text().contains("café\u{A0}first, then"), "{}", document.text());
    let mut found = Vec::new();
    for block in document.blocks() {
        let text = block.span.of(document.text());
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let start = block.span.start + (word.as_ptr() as usize - text.as_ptr() as usize);
            let back = document.source_span(nutgraf::Span::new(start, start + word.len())).of(&source);
            // Read again, alone.
            let again = Document::html(back).unwrap();
            assert_eq!(again.text().trim(), word, "{back}");
            found.push(back);
        }
    }
    for written in ["<em>pi</em>er", "&amp;", "caf&eacute;&nbsp;first,", "harbor"] {
        assert!(
            found.iter().any(|back| back.trim_start_matches("<em>") == written.trim_start_matches("<em>")),
            "{written}"
        );
    }
}

#[test]
fn hostile_pages_are_answered_or_refused() {
    hostile_pages(10);
}

/// So long that a step whose cost grows with the square of a page would keep this from ever ending.
#[test]
#[ignore = "20 seconds without optimization: .ci/run asks for it"]
fn long_hostile_pages_are_answered_or_refused() {
    hostile_pages(1);
}

/// Pages that cost parsers much: each is answered, or refused with what was too much. Those that are answered are shorter
/// by `part`.
fn hostile_pages(part: usize) {
    let page = |body: String| format!("<html><body>{body}</body></html>");
    let many = |piece: &str, count: usize| piece.repeat(count);
    let long = |piece: &str, count: usize| piece.repeat(count / part);
    let numbered = |count: usize| (0..count).map(|i| format!("<p><b id={i}>x")).collect::<String>();
    let words = long("The council met on Monday and spoke of the wall. ", 100_000);
    for (name, source, too_much) in [
        ("nested div", many("<div>", 100_000) + "text", Some("levels")),
        ("nested lists", many("<ul><li>", 5_000) + "text", Some("levels")),
        ("nested tables", many("<table><tr><td>", 2_000) + "text", Some("levels")),
        ("many that nest", many(&(many("<div>", 480) + "x" + &many("</div>", 480)), 400), Some("levels")),
        ("nested inline", many("<span>", 100_000) + "text", Some("levels")),
        ("nested in a picture", many("<svg><g>", 50_000) + "text", Some("levels")),
        ("formatting in each paragraph", numbered(5_000), Some("levels")),
        ("links in links", many("<a href=x>", 20_000) + "text", Some("levels")),
        ("paragraphs that do not end", long("<p>text", 50_000), None),
        ("line breaks", long("a<br>", 100_000), None),
        ("flat elements", long("<span>a</span>", 100_000), None),
        ("elements beyond counting", many("<i>a</i>", 300_000), Some("elements")),
        ("a paragraph of 5 MB", format!("<p>{words}</p>"), None),
        ("end tags", long("</div></table></p>", 100_000) + "text", None),
        ("tags that do not end", long("<p ", 500_000), None),
        (
            "attributes",
            format!("<p {}>text", (0..200_000 / part).map(|i| format!("a{i}=1 ")).collect::<String>()),
            None,
        ),
        ("comments", long("<!--", 300_000) + "text", None),
        ("entities", format!("<p>{}", long("&amp;&lt;&notit;&#128578;", 100_000)), None),
        ("broken entities", format!("<p>{}", many("&", 1_000_000)), Some("ampersands")),
        ("broken entities in an attribute", format!("<p title='{}'>text", long("&", 1_000_000)), None),
        ("entities in attributes", long("<p title='&amp;&lt;&'>x</p>", 20_000), None),
        ("carriage returns", format!("<p>{}", long("\r", 1_000_000)), None),
        ("zero bytes", format!("<p>{}", long("a\0", 500_000)), None),
        ("less-than signs", format!("<p>{}", long("< ", 500_000)), None),
        (
            "structured data that is none",
            format!("<script type=application/ld+json>{}</script><p>text", long("[", 100_000)),
            None,
        ),
        ("scripts", long("<script>a<b", 100_000), None),
        ("misnested tables", long("<table><b><td></table></b>", 20_000) + "text", None),
    ] {
        // A fragment needs no tree, and so has no limit but its bytes; nor has a whole page.
        let wrapped = page(source.clone());
        let mut pages = vec![Document::html(&source)];
        // Of those that are refused, reading all the same is what takes longest.
        if part == 1 || too_much.is_none() {
            pages.extend([Document::html_page(&source), Document::html_page(&wrapped)]);
        }
        for document in pages {
            assert!(document.unwrap().text().len() <= wrapped.len() * 2, "{name}");
        }
        match (Document::html(&wrapped), too_much) {
            (Err(error), Some(limit)) => assert!(error.to_string().contains(limit), "{name}: {error}"),
            (Ok(document), None) => assert!(document.text().len() <= wrapped.len() * 2, "{name}"),
            (Err(error), None) => panic!("{name}: {error}"),
            (Ok(_), Some(limit)) => panic!("{name}: there was no error that names {limit}"),
        }
    }
    let error = Document::html_page(&" ".repeat((16 << 20) + 1)).unwrap_err().to_string();
    assert_eq!(error, "16777217 bytes of HTML: expected at most 16777216");
}

#[test]
fn a_page_says_its_language_where_too_little_text_does() {
    let german = Document::html("<html lang=\"de-CH\"><body><p>Tor zu.</p></body></html>").unwrap();
    let mut analyzer = nutgraf::Analyzer::new();
    assert_eq!(analyzer.analyze(&[german], None).language(), Language::German);
    let unknown = Document::html("<html lang=\"x-klingon\"><body><p>Tor zu.</p></body></html>").unwrap();
    assert_eq!(analyzer.analyze(&[unknown], None).language(), Language::English);
}

/// Parts of an article whose classes or ids say that they stand beside it, and what they are read as; and parts of which they do not.
#[test]
fn names_of_short_parts_say_what_they_are_there_for() {
    let said = "The ferry that runs to the islands took nine hundred people a day in summer, and the board wants a second one before winter comes.";
    let more = "Fishermen on the northern quay fear for the nets which they set close to the channel, and have asked the board to wait.";
    let last =
        "The board will decide in March, and has promised to count the passengers of every boat until then.";
    let roles = |part: &str| {
        let source = format!(
            "<!doctype html><html lang=en><head><title>Second ferry</title></head><body><nav><a href=/>Home</a></nav>\
             <main><h1>Second ferry</h1><p>{said}</p>{part}<p>{more}</p><p>{last}</p></main></body></html>"
        );
        let document = Document::html(&source).unwrap();
        let of = |block: &&nutgraf::Block| block.span.of(document.text()).contains("Vale");
        document.blocks().iter().find(of).map(|block| block.role)
    };
    let beside = "Rita Vale stands on the quay on Monday morning, before the first boat leaves.";
    for (part, role) in [
        (format!("<div class='photo-caption'>{beside}</div>"), Role::Caption),
        (format!("<div class=slides>\n<cite id=galleryCaption001>{beside}</cite>\n </div>"), Role::Caption),
        (format!("<div class=author-bio><p>{beside}</p></div>"), Role::Byline),
        (format!("<div class='box RelatedPosts'><h3>More</h3><p>{beside}</p></div>"), Role::Navigation),
        (format!("<section id=login class='modal fade'><p>{beside}</p></section>"), Role::Notice),
        (format!("<div class='has-caption'><p>{beside}</p></div>"), Role::Prose),
        (format!("<div class='tag-newsletter'><p>{beside}</p></div>"), Role::Prose),
        (format!("<div class=authority><p>{beside}</p></div>"), Role::Prose),
        // What makes up much of a page is what it is about.
        (format!("<div class=captions><p>{beside}</p><p>{more}</p><p>{said}</p></div>"), Role::Prose),
        (format!("<p>{beside} By {{{{ author.name }}}}</p>"), Role::LeadIn),
        (
            "<p>[contact-form id=”91″ title=”Write to Rita Vale and to the harbour board”]</p>".to_string(),
            Role::LeadIn,
        ),
    ] {
        // What is left out is no prose of the page either.
        let found = roles(&part);
        assert!(found == Some(role) || found.is_none() && role != Role::Prose, "{part}: {found:?}");
    }
}

/// Parts of site generators: front matter with blanks behind its marks, and what is commented out.
#[test]
fn comments_of_templates_are_no_text() {
    let said = "The ferry that runs to the islands took nine hundred people a day in summer.";
    for begin in [
        "--- \n# Free to use.\nlayout: base \n--- \n",
        "{% comment %}\nFree to use.\n{% endcomment %}\n{% include x %}",
    ] {
        let source = format!("{begin}<div><p>{said}</p></div>");
        let document = Document::html(&source).unwrap();
        assert_eq!(document.text().trim(), said, "{begin}");
    }
}

/// Templates: whole pages whose markup has tags, fragments of Go and Handlebars, PHP. A page that speaks of tags keeps them.
#[test]
fn tags_of_templates_are_no_text() {
    let said = "The ferry that runs to the islands took nine hundred people a day in summer.";
    let head = "<!doctype html><html lang=en><head>";
    for (source, expected) in [
        (
            format!(
                "{head}<title>{{{{ page.title }}}}</title></head><body><p>{said}{{%- if page.more %}}</p>{{% endif %}}</body></html>"
            ),
            said,
        ),
        (
            format!(
                "{head}<title>x</title></head><body><a href=\"{{{{ url }}}}\"></a><p>{said}</p>{{% block side %}}{{% endblock %}}</body></html>"
            ),
            said,
        ),
        (
            format!(
                "{{{{- $all := partial \"x\" . -}}}}{{{{ if and .Params.a (ne $b \"print\") -}}}}<p>{said}</p>{{{{ end -}}}}"
            ),
            said,
        ),
        (format!("{{{{#each boats}}}}<p>{said}</p>{{{{/each}}}}"), said),
        (format!("<?php if ($a->b > 3) {{ echo 1; }} ?><p>{said}</p><%# a remark %>"), said),
    ] {
        let document = Document::html_page(&source).unwrap();
        assert_eq!(document.text().trim(), expected, "{source}");
    }
    let spoken =
        "Write {{ page.title }} where the title goes, and {% block side %} before what stands beside it.";
    let source = format!(
        "{head}<title>Tags</title></head><body><p>{spoken}</p><p>href=\"{{{{ url }}}}\"</p></body></html>"
    );
    let document = Document::html_page(&source).unwrap();
    assert!(document.text().starts_with(spoken), "{}", document.text());
}

/// What the pages of firms and shops have beside their prose: contact data with the lines of an address, forms, terms. Their prose stays.
#[test]
fn what_firms_have_beside_their_prose_is_no_prose() {
    let said = "We repair the sails of small boats in a loft above the northern quay, and have done so since the year of the great storm.";
    let page = |part: &str| {
        let source = format!(
            "<!doctype html><html lang=en><head><title>The loft</title></head><body><nav><a href=/>Home</a></nav>\
             <main><h1>The loft</h1><p>{said}</p>{part}</main></body></html>"
        );
        let document = Document::html(&source).unwrap();
        let role = |block: &nutgraf::Block| (block.span.of(document.text()).to_string(), block.role);
        document.blocks().iter().map(role).collect::<Vec<_>>()
    };
    let none = [
        (
            "<h3>Where</h3><p>Quay Street 4</p><p>Northern Quay, Ailder</p><p>AI 01234</p><p>Phone: 555 123 45 67</p><p>loft@ailder.example</p><p>Mo-Fr 08:00 - 12:00</p>",
            6,
        ),
        (
            "<form><label>Name</label><input type=text><p>Boat and year</p><textarea></textarea><input type=checkbox><label>Yes, send me the news of the loft each month</label><p>You get a copy by mail within the hour of sending it to the sailmakers of the loft above the quay.</p></form>",
            2,
        ),
        (
            "<h2>Delivery &amp; Returns</h2><p>Every sail can be sent back to the loft within thirty days of the day on which it was handed over.</p><h2>Cloth</h2><p>The cloth is woven in Ailder from the fibre of old nets, and lasts for twelve winters in the sun.</p>",
            1,
        ),
        (
            "<p>Call us today for a free estimate. The loft has eleven tables, and the longest of them takes a mainsail of forty feet.</p>",
            0,
        ),
        ("<address>Rita Vale, Quay Street</address>", 1),
    ];
    for (part, count) in none {
        let roles = page(part);
        let beside = roles.iter().filter(|(text, role)| !role.is_prose() && text != "Home");
        assert_eq!(beside.count(), count, "{roles:#?}");
        assert!(roles.iter().any(|(text, role)| text == said && role.is_prose()), "{roles:#?}");
    }
}

/// Labels that no markup calls so, of pages of small firms: menus without `<nav>`, titles in a `<div>`, cards, hours. Their sentences alone
/// are prose, whether the main content is read or all of the page.
#[test]
fn labels_of_small_pages_are_beside_the_point() {
    let english = (
        [
            "We repair the sails of small boats in a loft above the northern quay, and have done so since the year of the great storm.",
            "Every sail is looked at under a lamp before it is sewn, since old cloth tears beside the new seam and not in it.",
        ],
        "<div class=top><a href=/>Home</a> <a href=/work>Our work</a> <a href=/reach>Reach us</a></div>\
         <div class=hero><div class=big>Sails that last</div><p class=sub>Sewn by hand since 1953</p></div>",
        "<div class=cards><div class=card><div class=name>Mainsail</div><div>from £ 400</div></div><div class=card><div class=name>Jib</div>\
         <div>from £ 250</div></div><div class=card><div class=name>Spinnaker</div><div>from £ 700</div></div></div>\
         <div class=team><div><div>Rita Vale</div><div>Head of the loft</div></div><div><div>Ned Marsh</div><div>Sailmaker</div></div></div>\
         <div class=hours><div>Opening hours</div><div>Monday to Friday</div><div>8 am to 5 pm</div></div>",
    );
    let german = (
        [
            "Wir flicken die Segel kleiner Boote in einer Werkstatt über dem Nordkai, und das seit dem Jahr des großen Sturms.",
            "Jedes Segel wird unter einer Lampe angesehen, bevor es genäht wird, denn altes Tuch reißt neben der neuen Naht und nicht in ihr.",
        ],
        "<div class=menu><span>Start</span> <span>Leistungen</span> <span>Kontakt</span></div>\
         <div class=kopf><div>Segel, die halten</div><p>Handarbeit seit 1953</p></div>",
        "<div class=preise><div><div>Großsegel</div><div>ab 400 €</div></div><div><div>Fock</div><div>ab 250 €</div></div></div>\
         <div class=zeiten><div>Öffnungszeiten</div><div>Montag bis Freitag</div><div>8 bis 17 Uhr</div></div>",
    );
    for ([first, second], before, behind) in [english, german] {
        let source = format!(
            "<!doctype html><html><head><title>The loft</title></head><body>{before}\
             <div class=text><p>{first}</p><p>{second}</p></div>{behind}</body></html>"
        );
        for document in [Document::html(&source).unwrap(), Document::html_page(&source).unwrap()] {
            let is_prose = |block: &&nutgraf::Block| block.kind.is_prose() && block.role == Role::Prose;
            let of = |block: &nutgraf::Block| block.span.of(document.text()).to_string();
            let prose: Vec<String> = document.blocks().iter().filter(is_prose).map(of).collect();
            assert_eq!(prose, [first, second]);
        }
    }
}

/// A page of contact data and calls has no prose: its title stands for it, and no address.
#[test]
fn a_page_without_prose_is_summarized_by_one_line() {
    let source = "<!doctype html><html lang=en><head><title>Reach the loft</title></head><body><nav><a href=/>Home</a></nav>\
        <main><h1>Reach the loft</h1><p>Give us a call today!</p><div>Quay Street 4</div><div>Ailder, AI 01234</div><div>TEL: 555 123 45 67</div>\
        <div>FAX: 555 123 45 68</div><div>E-mail: loft@ailder.example</div></main></body></html>";
    let document = Document::html(source).unwrap();
    let summary =
        nutgraf::summarize_documents(&mut nutgraf::Analyzer::new(), std::slice::from_ref(&document), 3);
    let texts: Vec<&str> = summary.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    assert_eq!(texts, ["Reach the loft"], "{:?}", document.blocks());
}

/// What the head of a page says of it stands for a page without prose, and leads to its place there.
#[test]
fn what_the_head_says_stands_for_a_page_without_prose() {
    let (said, call) = (
        "Sails for small boats, sewn by hand in a loft above the quay",
        "Call us today for a free estimate.",
    );
    let contact = "<h1>Contact</h1><p>Quay Street 4</p><p>Phone: 555 123 45 67</p><p>loft@ailder.example</p>";
    let prose = "The loft has eleven tables, and the longest of them takes a mainsail of forty feet.";
    let described = format!("<title>Contact</title><meta name=description content=\"{said}\">");
    let cases = [
        (described.clone(), contact.to_string(), said),
        (described.clone(), format!("<h1>Contact</h1><p>{call}</p>"), said),
        (described.clone(), format!("<p>{prose}</p>"), prose),
        ("<title>Contact the sail loft</title>".to_string(), contact.to_string(), "Contact the sail loft"),
        (
            "<title>Contact the sail loft</title>".to_string(),
            format!("<h1>Contact</h1><p>{call}</p><p>Quay Street 4</p><p>loft@ailder.example</p>"),
            "Contact the sail loft",
        ),
        // A list of words for search engines says nothing, nor does a call.
        (
            "<title>Ailder sail loft</title><meta name=description content=\"sails, boats, small boats, ropes, loft, quay\">".to_string(),
            contact.to_string(),
            "Ailder sail loft",
        ),
        (
            "<title>Ailder sail loft</title><meta name=description content=\"Contact us today for a free estimate of your sail.\">".to_string(),
            contact.to_string(),
            "Ailder sail loft",
        ),
        ("<title>Contact</title>".to_string(), "<h1>How to reach the loft</h1><p>Quay Street 4</p>".to_string(), "How to reach the loft"),
    ];
    for (head, main, expected) in cases {
        let source = format!(
            "<!doctype html><html lang=en><head>{head}</head><body><nav><a href=/>Home</a></nav><main>{main}</main></body></html>"
        );
        let document = Document::html(&source).unwrap();
        let summary =
            nutgraf::summarize_documents(&mut nutgraf::Analyzer::new(), std::slice::from_ref(&document), 2);
        let texts: Vec<&str> = summary.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(texts, [expected], "{source}");
        assert_eq!(&source[summary.sentences[0].span.range()], expected);
    }
    // Entities are what they stand for, and places hold them whole.
    for (written, expected) in [
        (
            "Sails &amp; ropes for small boats, sewn in the captain&#039;s loft",
            "Sails & ropes for small boats, sewn in the captain's loft",
        ),
        (
            "Sails for the caf&eacute;'s boats, sewn by hand in a loft",
            "Sails for the café's boats, sewn by hand in a loft",
        ),
        ("Sails of the captain&rsquo;s loft, sewn by hand", "Sails of the captain’s loft, sewn by hand"),
        (
            "Segel &amp; Taue f&uuml;r kleine Boote, von Hand gen&#228;ht",
            "Segel & Taue für kleine Boote, von Hand genäht",
        ),
    ] {
        let source = format!(
            "<!doctype html><html lang=en><head><title>Contact</title><meta name=description content=\"{written}\">\
             </head><body><nav><a href=/>Home</a></nav><main>{contact}</main></body></html>"
        );
        let document = Document::html(&source).unwrap();
        let summary =
            nutgraf::summarize_documents(&mut nutgraf::Analyzer::new(), std::slice::from_ref(&document), 1);
        assert_eq!(summary.sentences[0].text, expected);
        assert_eq!(&source[summary.sentences[0].span.range()], written);
    }
}

/// Addresses, and values of a table that is none in its markup, are no sentences of a summary, whatever mark they end in.
#[test]
fn addresses_and_values_are_no_prose() {
    let said = "We repair the sails of small boats in a loft above the northern quay.";
    for beside in [
        "Sail Loft, ul. Portowa 115.",
        "Ailder Sailmakers, 12 Quay St.",
        "from 4 years with, from 9 years without an adult.",
    ] {
        assert_eq!(two_of(&format!("<p>{said}</p><p>{beside}</p>")), [said], "{beside}");
    }
    let kept = "The office at 12 Quay Street was closed by the mayor in June.";
    assert_eq!(two_of(&format!("<p>{said}</p><p>{kept}</p>")), [said, kept]);
}

/// The best two lines of the main part of a page.
fn two_of(main: &str) -> Vec<String> {
    let source = format!(
        "<!doctype html><html lang=en><head><title>Loft</title></head><body><nav><a href=/>Home</a></nav><main>{main}</main></body></html>"
    );
    let document = Document::html(&source).unwrap();
    let summary =
        nutgraf::summarize_documents(&mut nutgraf::Analyzer::new(), std::slice::from_ref(&document), 2);
    summary.sentences.into_iter().map(|sentence| sentence.text).collect()
}

/// Where there is no prose, a whole sentence says more than a heading, a label or an address, whatever it stands beside.
#[test]
fn whole_sentences_come_before_headings_labels_and_addresses() {
    let (answer, asked) =
        ("We will get back to you within 24 hours.", "How long does a sail of linen last in the sun?");
    let rows = [
        "Motion for more time to file the petition for review granted.",
        "Letter sent to the counsel of the harbour to learn whether an answer will be filed.",
    ];
    let cells = format!("<table><tr><td>{}</td></tr><tr><td>{}</td></tr></table>", rows[0], rows[1]);
    let reached = "The loft can be reached on 01744 692000 between the tides.";
    let cases: [(String, &[&str]); 8] = [
        (
            format!("<h1>Contact</h1><form><input type=text><input type=email><p>{answer}</p></form>"),
            &[answer],
        ),
        (format!("<h1>Contact</h1><p>{reached}</p><p>4 Quay St.</p><p>loft@ailder.example</p>"), &[reached]),
        (format!("<h1>Contact</h1><p>{answer}</p>"), &[answer]),
        (
            format!(
                "<h1>Contact</h1><p>{answer}</p><p>4 Quay St.</p><p>Phone: 555 123 45 67</p><p>loft@ailder.example</p>"
            ),
            &[answer],
        ),
        (cells, &rows),
        (format!("<h2>Loft</h2><p>Width:</p><p>Transfer To:</p><h3>{asked}</h3>"), &[asked]),
        // Counter-probes: labels are all there is, and how to reach somebody is the one that says most.
        (
            "<h1>Contact</h1><p>4 Quay Street</p><p>Phone: 555 123 45 67</p><p>loft@ailder.example</p>"
                .to_string(),
            &["Phone: 555 123 45 67"],
        ),
        (format!("<h1>Contact</h1><h2 class=ms-hidden>Where am I?</h2><p>{answer}</p>"), &[answer]),
    ];
    for (main, expected) in cases {
        assert_eq!(two_of(&main), expected, "{main}");
    }
}

/// A pointer that says what it points to says more than a call.
#[test]
fn a_call_is_no_better_than_a_pointer() {
    let said = "Below is a list of the people whom you can ask about repairs, prices and measurements.";
    for call in [
        "You can also leave a request and we will call you back: press \"Call me\" in the menu.",
        "You can also leave us a message and we will call you back within the hour.",
    ] {
        assert_eq!(two_of(&format!("<p>{said} {call}</p>")), [said], "{call}");
    }
}
