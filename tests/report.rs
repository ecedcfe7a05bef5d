//! Pages for the browser, parsed as a browser parses them. What needs one to be seen is tested in `.ci/browser`.
//!
//! Properties over drafts that try to be markup: nothing of a draft becomes an element or an attribute, and all of it
//! comes back as text.

use dom_query::Document as Dom;
use nutgraf::render::html::{self, AuditPage, SummaryPage};
use nutgraf::render::{Report, text};
use nutgraf::{
    Analyzer, AuditOptions, Auditor, Budget, Document, Format, Keyphrase, Language, Method, Options, Summary,
    summarize_documents,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::targets::check_page;

/// What HTML, scripts, styles and templates could take for theirs.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</script>",
    "</style><style>*{display:none}",
    "</title>",
    "<!--",
    "-->",
    "<img src=x onerror=alert(2)>",
    "\" onload=\"alert(3)\" x=\"",
    "' autofocus onfocus='alert(4)' x='",
    "javascript:alert(5)",
    "[link](javascript:alert(6))",
    "<a href=\"javascript:alert(7)\">link</a>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# none #}",
    "&lt;b&gt; &amp; &#60;",
    "]]>",
    "<![CDATA[",
    "<p id=data>",
    "\u{2028}",
    "\u{2029}",
    "\0",
    "\u{1b}[31m",
    "\u{7f}\u{80}\u{9b}",
    "\u{202e}",
    "\u{2066}",
    "\r",
    "\r\n",
    "\u{FEFF}",
    "مكتبة الحي",
    "漢字🙂",
];

/// Drafts of ordinary words and hostile ones, with phrases said again.
fn draft() -> impl Strategy<Value = (String, Format)> {
    let word = prop::sample::select(vec![
        "the ",
        "flood ",
        "wall ",
        "flood wall ",
        "council ",
        "old flood wall ",
        "of ",
        "costs ",
        ". ",
        ". ",
        ", ",
        ".\n\n",
        "\n\n- ",
        "\n\n> ",
        "\n\n# Wall\n\n",
        "\n\n| a | b |\n|---|---|\n| c | ",
    ]);
    let hostile = prop::sample::select(HOSTILE.to_vec());
    let piece = prop_oneof![4 => word, 1 => hostile.clone(), 1 => hostile];
    let pieces = prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat());
    let format = prop::sample::select(vec![Format::Text, Format::Markdown]);
    prop_oneof![4 => pieces, 1 => any::<String>()].prop_flat_map(move |text| (Just(text), format.clone()))
}

fn ranked(document: &[Document<'_>], options: &Options) -> Summary {
    let mut all = options.clone();
    all.budget = Budget::Sentences(usize::MAX);
    summarize_documents(&mut Analyzer::new(), document, all)
}

/// The three pages of a draft.
fn pages(name: &str, source: &str, format: Format, options: &Options) -> [String; 3] {
    let document = [Document::read(source, format).unwrap()];
    let summary = summarize_documents(&mut Analyzer::new(), &document, options);
    let ranked = ranked(&document, options);
    let asked = AuditOptions::new()
        .keyphrase(Keyphrase::new("flood wall").synonym("council"))
        .keyphrase(name)
        .topic(true);
    let audit = Auditor::new().audit(&document[0], &asked);
    let summary = SummaryPage::new(name, &document[0], &summary, &ranked);
    let audit = AuditPage::new(Report::new(name, source, &audit), &document[0], &asked.limits);
    [html::summary(&summary), html::audit(&audit), html::report(&summary, &audit)]
}

/// What a page shows of a text, without white space and what nobody sees.
fn shown(text: &str) -> String {
    let picture = |c: char| match c {
        '\u{7F}' => '␡',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap(),
        c => c,
    };
    let is_unseen = |c: char| {
        matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'
                ..='\u{202E}'
        ) || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
    };
    text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).map(picture).collect()
}

/// The text of all blocks but those before `from`.
fn blocks(document: &Document<'_>, from: usize) -> String {
    document.blocks()[from..].iter().map(|block| shown(block.span.of(document.text()))).collect()
}

fn data(page: &str) -> Value {
    serde_json::from_str(&Dom::from(page).select("#data").text()).unwrap()
}

fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    // A page is long to read back: 64 drafts, unless PROPTEST_CASES asks for more, as .ci/run does.
    ProptestConfig { cases: config.cases / 4, failure_persistence: None, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn drafts_stay_text(
        (source, format) in draft(),
        name in prop_oneof![prop::sample::select(HOSTILE.to_vec()).prop_map(String::from), "\\PC{1,9}"],
        sentences in 0usize..9,
    ) {
        let pages = pages(&name, &source, format, &Options::new(sentences));
        let document = Document::read(&source, format).unwrap();
        for page in &pages {
            check_page(page);
        }
        let summary = Dom::from(pages[0].as_str());
        let audit = Dom::from(pages[1].as_str());
        let title = document.title().unwrap_or(&name);
        prop_assert_eq!(shown(&summary.select("h1").text()), shown(title));
        prop_assert_eq!(shown(&summary.select("title").text()), shown(&format!("{title} · nutgraf")));
        prop_assert_eq!(shown(&summary.select(".file").text()), shown(&name));
        // The title stands above the article, unless it is marked in it.
        let article = shown(&summary.select("article").text());
        let is_above = article != blocks(&document, 0);
        prop_assert_eq!(&article, &blocks(&document, usize::from(is_above)));
        if !document.blocks().is_empty() {
            prop_assert_eq!(shown(&audit.select("article").text()), blocks(&document, 0));
        }
    }

    #[test]
    fn the_slider_shows_what_other_budgets_choose(
        (source, format) in draft(),
        method in prop::sample::select(Method::ALL.to_vec()),
    ) {
        let document = [Document::read(&source, format).unwrap()];
        let options = Options::new(2).method(method);
        let page = &pages("draft", &source, format, &options)[0];
        let dom = Dom::from(page.as_str());
        let data = data(page);
        let ranks: Vec<u64> =
            data["summary"]["ranks"].as_array().unwrap().iter().map(|rank| rank.as_u64().unwrap()).collect();
        for count in 1..=ranks.len().min(9) {
            let summary = summarize_documents(&mut Analyzer::new(), &document, Options::new(count).method(method));
            let chosen: Vec<String> = (0..ranks.len())
                .filter(|number| ranks[*number] <= count as u64)
                .map(|number| shown(&dom.select(&format!("#s{number}")).text()))
                .collect();
            let expected: Vec<String> = summary.sentences.iter().map(|sentence| shown(&sentence.text)).collect();
            prop_assert_eq!(chosen, expected, "{} {}", method, count);
        }
        let mut sorted = ranks.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (1..=ranks.len() as u64).collect::<Vec<_>>());
    }

    #[test]
    fn marks_hold_the_words_of_their_phrases((source, format) in draft()) {
        let document = Document::read(&source, format).unwrap();
        let options = AuditOptions::new().keyphrase("flood wall");
        let audit = Auditor::new().audit(&document, &options);
        let page = html::audit(&AuditPage::new(Report::new("x", &source, &audit), &document, &options.limits));
        let dom = Dom::from(page.as_str());
        let layers = &data(&page)["audit"]["layers"];
        let phrases = audit.keyphrases.iter().chain(audit.phrases.iter().take(30));
        let occurrences = phrases.map(|phrase| &phrase.occurrences)
            .chain(audit.findings.iter().map(|finding| &finding.occurrences));
        let mut count = 0;
        for (number, occurrences) in occurrences.enumerate() {
            let marks: Vec<u64> =
                layers[number]["marks"].as_array().unwrap().iter().map(|mark| mark.as_u64().unwrap()).collect();
            prop_assert_eq!(marks.len(), 2 * occurrences.len());
            let mut spans: Vec<_> = occurrences.iter().map(|occurrence| occurrence.span).collect();
            spans.sort();
            for (pair, span) in marks.chunks(2).zip(spans) {
                let marked: String = (pair[0]..pair[1])
                    .map(|mark| dom.select(&format!("#m{mark}")).text().to_string())
                    .collect();
                if format == Format::Text {
                    prop_assert_eq!(shown(&marked), shown(span.of(&source)));
                }
                prop_assert!(!marked.is_empty());
            }
            count += 1;
        }
        prop_assert_eq!(layers.as_array().unwrap().len(), count);
    }
}

#[test]
fn the_same_page_is_written_again() {
    let source = std::fs::read_to_string("corpora/smart-thermostat-rebate.txt").unwrap();
    let of = || pages("draft", &source, Format::Text, &Options::new(3));
    assert_eq!(of(), of());
}

#[test]
fn short_texts_have_pages() {
    for source in ["", " \n", "Wall", "Wall.", "12", "\0", "# Wall", "!"] {
        for format in [Format::Text, Format::Markdown] {
            for page in pages("draft", source, format, &Options::new(3)) {
                check_page(&page);
                assert!(page.ends_with("</html>\n") || page.ends_with("</html>"), "{source:?}");
            }
        }
    }
    let [summary, audit, _] = pages("draft", "", Format::Text, &Options::new(3));
    assert!(summary.contains("This text has no sentence"));
    assert!(audit.contains("does not occur") && audit.contains("The draft is empty."));
}

#[test]
fn languages_have_their_direction() {
    let source = "قررت إدارة مكتبة الحي فتح أبوابها ليلاً.\n\nLarkmoor Power pays for it.";
    let options = Options::new(1).language(Language::Arabic);
    let dom = Dom::from(pages("draft", source, Format::Text, &options)[0].as_str());
    let article = dom.select("article");
    assert_eq!((&*article.attr_or("lang", ""), &*article.attr_or("dir", "")), ("ar", "rtl"));
    let own: Vec<_> = dom.select("article p").nodes().iter().map(|p| p.attr("dir").is_some()).collect();
    assert_eq!(own, [false, true]);
}

#[test]
fn a_budget_of_words_opens_the_page() {
    let source = std::fs::read_to_string("corpora/flood-wall.txt").unwrap();
    let mut is_fitted = 0;
    for words in [10, 40, 60, 80, 120] {
        let options = Options::new(Budget::Words(words));
        let document = [Document::plain(&source)];
        let summary = summarize_documents(&mut Analyzer::new(), &document, &options);
        let page = &pages("draft", &source, Format::Text, &options)[0];
        let dom = Dom::from(page.as_str());
        let shown: Vec<String> =
            dom.select("#gist a").nodes().iter().map(|link| link.text().to_string()).collect();
        let expected: Vec<&str> = summary.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(shown, expected);
        assert_eq!(*dom.select("#count").attr_or("value", ""), expected.len().to_string());
        is_fitted += dom.select("#fitted").length();
    }
    assert!(is_fitted > 0, "no budget passed over a sentence: the page was not tested to say so");
}

#[test]
fn documents_summarized_together_have_an_article_each() {
    let sources = [
        "The board closes the old pier in June. Many islanders are angry.",
        "The pier has sunk by nine inches.",
    ];
    let documents = sources.map(Document::plain);
    let summary = summarize_documents(&mut Analyzer::new(), &documents, 2);
    let ranked = ranked(&documents, &Options::default());
    let named = ["<a>", "b"].into_iter().zip(&documents).collect();
    let page = html::summary(&SummaryPage::of_several(named, &summary, &ranked));
    check_page(&page);
    let dom = Dom::from(page.as_str());
    assert_eq!(&*dom.select("h1").text(), "2 documents");
    let names = dom.select("article h3.source");
    let names: Vec<String> = names.nodes().iter().map(|name| name.text().to_string()).collect();
    assert_eq!(names, ["<a>", "b"]);
    assert_eq!(dom.select("article .s").length(), 3);
}

/// Ten thousand sentences, each marked, each phrase in each other: the page is linear in them.
#[test]
fn long_texts_have_pages() {
    let source: String = (0..2_500)
        .map(|number| {
            format!(
                "The old flood wall of part {number} costs the council much. The flood wall stands. The council of part \
                 {number} likes the old flood wall. Nobody asked for the wall.\n\n"
            )
        })
        .collect();
    let [summary, audit, report] = pages("draft", &source, Format::Text, &Options::new(100));
    assert_eq!(summary.matches("<span class=\"s on k").count(), 100);
    assert_eq!(summary.matches("<span class=\"s\" id=").count(), 9_900);
    assert!(audit.len() < 12 * source.len(), "{} bytes for {}", audit.len(), source.len());
    assert!(report.len() < summary.len() + audit.len());
}

/// In a report the article stands once, with the marks of both layers.
#[test]
fn a_report_has_its_article_once() {
    let source = std::fs::read_to_string("corpora/smart-thermostat-rebate.txt").unwrap();
    let [summary, audit, report] = pages("draft", &source, Format::Text, &Options::new(3));
    let dom = Dom::from(report.as_str());
    assert_eq!(dom.select("article").length(), 1);
    assert_eq!(
        shown(&dom.select("article").text()),
        shown(&Dom::from(audit.as_str()).select("article").text())
    );
    let sentences = |page: &str| -> Vec<String> {
        let nodes = Dom::from(page);
        nodes.select("article .s").nodes().iter().map(|sentence| shown(&sentence.text())).collect()
    };
    assert_eq!(sentences(&report), sentences(&summary));
    let marks = |page: &str| Dom::from(page).select("article .m").length();
    assert!(marks(&audit) > 20 && marks(&report) >= marks(&audit));
    assert!(report.find("id=\"findings\"") < report.find("id=\"summary\""), "the verdict comes first");
    assert!(report.len() < summary.len() + audit.len());
}

#[test]
fn tables_are_tables_and_headings_skip_no_level() {
    let source = "# Boats\n\n#### Prices\n\n| boat | hour | day |\n|---|---|---|\n| rowing | 9 | 40 |\n| sailing | | 90 |\n\n\
                  | a | b |\n|---|---|\n| c | d |\n\n## More\n\nA boat is hired by the hour.\n";
    for page in pages("draft", source, Format::Markdown, &Options::new(1)) {
        let dom = Dom::from(page.as_str());
        let rows = dom.select("article table.grid tr");
        let rows: Vec<String> = rows.nodes().iter().map(|row| shown(&row.text())).collect();
        assert_eq!(rows, ["boathourday", "rowing940", "sailing90", "ab", "cd"]);
        assert_eq!(dom.select("article table.grid").length(), 2);
        let cells = dom.select("article table.grid tr:nth-child(3) > *");
        let cells: Vec<String> = cells.nodes().iter().map(|cell| cell.text().to_string()).collect();
        assert_eq!(cells, ["sailing", "", "90"]);
        let headings = dom.select("article h3, article h4, article h5, article h6");
        let levels: Vec<String> =
            headings.nodes().iter().map(|one| one.node_name().unwrap().to_string()).collect();
        let expected: &[&str] =
            if page.contains("class=\"title") { &["h3", "h4", "h4"] } else { &["h3", "h4"] };
        assert_eq!(levels, expected);
    }
}

#[test]
fn numbered_lists_keep_their_numbers() {
    let markdown = "# Pump\n\n3. Open the valve and wait.\n4. Close it slowly.\n   - A nested item stands here.\n9. Write down the time.\n\n\
                    * It has no number.\n\n1.\n2. The one before has no words.\n";
    let html = "<h1>Pump</h1><ol start=3><li>Open the valve and wait.<li value=7>Close it slowly.\
                <ul><li>A nested item stands here.</ul><li>Write down the time.</ol>\
                <ol reversed><li>It has no number.</ol><ol><li></li><li>The one before has no words.</ol>";
    let expected = |second: i64, third: i64| {
        [
            ("ol", Some(3), "Open the valve and wait."),
            ("ol", Some(second), "Close it slowly."),
            ("ul", None, "A nested item stands here."),
            ("ol", Some(third), "Write down the time."),
            ("ul", None, "It has no number."),
            ("ol", Some(2), "The one before has no words."),
        ]
        .map(|(list, number, words)| (list.to_string(), number, shown(words)))
    };
    for (source, format, expected) in
        [(markdown, Format::Markdown, expected(4, 5)), (html, Format::Html, expected(7, 8))]
    {
        for page in pages("draft", source, format, &Options::new(1)) {
            let dom = Dom::from(page.as_str());
            let items = dom.select("article .items li");
            let items: Vec<_> = items
                .nodes()
                .iter()
                .map(|item| {
                    let list = item.parent().unwrap().node_name().unwrap().to_string();
                    let number = item.attr("value").map(|number| number.parse::<i64>().unwrap());
                    (list, number, shown(&item.text()))
                })
                .collect();
            assert_eq!(items, expected, "{format:?}");
        }
    }
}

#[test]
fn items_are_as_deep_as_their_lists() {
    let markdown = "# Pump\n\n1. Open the valve and wait.\n\n   It takes a minute.\n\n   * A nested item stands here.\n\n     1. And one in it.\n\n\
                    2. Close it slowly.\n";
    let html = "<h1>Pump</h1><ol><li><p>Open the valve and wait.</p><p>It takes a minute.</p>\
                <ul><li>A nested item stands here.<ol><li>And one in it.</ol></ul><li>Close it slowly.</ol>";
    for (source, format) in [(markdown, Format::Markdown), (html, Format::Html)] {
        for page in pages("draft", source, format, &Options::new(1)) {
            let dom = Dom::from(page.as_str());
            let items = dom.select("article .items li");
            let classes: Vec<_> =
                items.nodes().iter().map(|item| item.attr("class").unwrap_or_default().to_string()).collect();
            assert_eq!(classes, ["", "continued", "d1", "d2", ""], "{format:?}");
        }
    }
}

#[test]
fn pages_speak_the_language_of_their_draft() {
    for (language, of_verdict) in [
        (Language::English, "no findings"),
        (Language::German, "keine Befunde"),
        (Language::French, "aucun constat"),
        (Language::Spanish, "sin hallazgos"),
        (Language::Dutch, "no findings"),
    ] {
        let document = Document::plain("Xyz abc def ghi.");
        let options = AuditOptions::new().language(language);
        let audit = Auditor::new().audit(&document, &options);
        let page = html::audit(&AuditPage::new(
            Report::new("x", "Xyz abc def ghi.", &audit),
            &document,
            &options.limits,
        ));
        let dom = Dom::from(page.as_str());
        assert_eq!(dom.select("#findings-title").text().trim(), of_verdict);
        let code = if language == Language::Dutch { "en" } else { language.code() };
        assert_eq!(&*dom.select("html").attr_or("lang", ""), code);
    }
}

/// What pages of densities, comparisons and differences say by themselves, without the words of the draft.
fn of_tables(language: Language) -> Vec<String> {
    use nutgraf::DensityOptions;
    use nutgraf::render::{against::AgainstReport, density, density::DensityReport, diff, diff::DiffReport};

    let sources = ["Xyzq defg. Xyzq defg hijk. Xyzq defg hijk. ".repeat(9), "Lmno pqrs. ".repeat(70)];
    let documents = [&sources[0], &sources[1], &sources[1]].map(|source| Document::plain(source));
    let mut auditor = Auditor::new();
    let options = DensityOptions::new().language(language).words(1, 4);
    let counted = auditor.density(&documents[..1], &options);
    let compared = auditor.compare(&documents, Some(language));
    let named = [("q.txt", sources[0].as_str())];
    let report = DensityReport::new("q.txt", &named, &counted);
    let against = AgainstReport::new("q.txt", &["r.txt", "s.txt"], &compared);
    let changed = auditor.diff(&documents[0], &documents[1], &AuditOptions::new().language(language));
    let changed = DiffReport::new(("q.txt", &sources[0]), ("r.txt", &sources[1]), &changed);
    let said = |page: String| {
        let dom = Dom::from(page.as_str());
        let texts = dom.select("caption, th, p, h2, td:not(.number)");
        let texts = texts.iter().map(|it| it.text().trim().to_string()).collect::<Vec<_>>();
        let of_draft =
            |text: &String| ["pqrs", "defg", "hijk", "Xyzq"].iter().any(|word| text.contains(word));
        texts.into_iter().filter(move |text| !of_draft(text))
    };
    said(density::html(&[report], &[against])).chain(said(diff::html(&changed))).collect()
}

#[test]
fn tables_speak_the_language_of_their_draft() {
    let english = of_tables(Language::English);
    assert!(english.iter().any(|text| text.starts_with("Two-word phrases (share of ")), "{english:?}");
    for (language, same) in [
        (Language::German, ["Median", "Minimum", "Maximum", "Text"]),
        (Language::French, ["phrase", "place", "part", "description"]),
        (Language::Spanish, ["", "", "", ""]),
    ] {
        let said = of_tables(language);
        for text in &english {
            // Names of files, rules and formulas are the same; words that two languages share are few.
            let is_name = |word: &str| word.contains(['.', ':', '→', '-', '*']) || ["G2", ""].contains(&word);
            let is_same =
                !text.contains(' ') && (is_name(text) || same.iter().any(|it| it.eq_ignore_ascii_case(text)));
            let has_words = text.chars().any(char::is_alphabetic) && !text.starts_with("nutgraf");
            assert!(!has_words || is_same || !said.contains(text), "{language:?}: {text}");
        }
    }
    let german = of_tables(Language::German).join("\n");
    for text in [
        "Wendungen aus zwei Wörtern (Anteil an ",
        "Vorkommen je 100 Wörter",
        "Fehlt: mehrmals in beiden",
        "Sätze entfernt",
    ] {
        assert!(german.contains(text), "{text}: {german}");
    }
}

/// The page of a site.
fn site(drafts: &[(String, String)], link: impl Fn(usize) -> Option<String>) -> String {
    let mut auditor = Auditor::new();
    let mut site = nutgraf::SiteAuditor::new(nutgraf::SiteLimits::default());
    let documents: Vec<Document<'_>> = drafts.iter().map(|(_, source)| Document::markdown(source)).collect();
    let mut audits = Vec::new();
    for ((name, source), document) in drafts.iter().zip(&documents) {
        let audit = auditor.audit(document, &AuditOptions::new().topic(true).language(Language::English));
        site.add(name.as_str(), source, document, &audit);
        audits.push(audit);
    }
    let mut found = site.finish();
    for (audit, findings) in audits.iter_mut().zip(std::mem::take(&mut found.drafts)) {
        audit.add_findings(findings);
    }
    let shown = drafts.iter().zip(&documents).zip(&audits).enumerate();
    let shown = shown.map(|(number, (((name, source), document), audit))| {
        html::SiteDraft::new(Report::new(name, source, audit))
            .title(document.title().map(str::to_string))
            .date(document.fields().date)
            .link(link(number))
    });
    html::site(&html::SitePage::new("drafts", &found, shown.collect()))
}

#[test]
fn a_site_has_a_page() {
    let draft = |number: usize| {
        let source = format!(
            "---\ndate: 2025-{:02}-03\n---\n\n# Heat pumps {number}\n\nA heat pump hums. The heat pump saves. Buy a heat pump. \
             Ask us about number {number} by mail or by telephone at any time of the day.\n",
            number % 12 + 1
        );
        (format!("{number}<b>.md"), source)
    };
    let drafts: Vec<(String, String)> = (0..20).map(draft).collect();
    let page = site(&drafts, |_| None);
    check_page(&page);
    let dom = Dom::from(page.as_str());
    let count = |selector: &str| dom.select(selector).length();
    assert_eq!(count("table.drafts tbody tr"), 20);
    assert_eq!(count("#trend tbody tr"), 12);
    // Drafts this short have no reading ease.
    assert_eq!(count("#spread tbody tr"), 3);
    assert!(count("#competing tbody tr") > 0 && count("#boilerplate tbody tr") > 0);
    // Every link leads to something on the page.
    for link in dom.select("a[href^='#']").nodes() {
        let id = link.attr("href").unwrap().to_string();
        assert_eq!(dom.select(&format!("[id='{}']", &id[1..])).length(), 1, "{id}");
    }
    let linked = site(&drafts, |number| Some(format!("drafts/{number}.html")));
    assert!(!linked.contains("id=\"d0\"") && linked.contains("href=\"drafts/0.html\""));
    check_page(&site(&[], |_| None));
    check_page(&site(&drafts[..1], |_| None));
}

/// However many drafts a site has, its page has a bound.
#[test]
fn the_page_of_a_large_site_is_bounded() {
    let draft =
        |number: usize| (format!("{number}.md"), format!("# Pier {number}\n\nThe the pier {number} is old."));
    let of = |count: usize| site(&(0..count).map(draft).collect::<Vec<_>>(), |_| None).len();
    let (some, more) = (of(2_500), of(5_000));
    assert!(more < some + some / 50, "{some}, {more}");
}

/// The form of the text is told as the terminal tells it.
#[test]
fn reasons_are_those_of_the_explanation() {
    let source = std::fs::read_to_string("corpora/flood-wall.txt").unwrap();
    let summary = nutgraf::summarize(&source, 3);
    let told = text::explanation(&summary, text::COLUMNS);
    let page = &pages("draft", &source, Format::Text, &Options::new(3))[0];
    let reasons = Dom::from(page.as_str()).select("#reasons").text().to_string();
    let form = told.lines().next().unwrap().strip_prefix("text: ").unwrap();
    assert!(reasons.contains(form), "{form}");
    for sentence in &summary.sentences {
        assert!(reasons.contains(&format!("score {:.2}", sentence.score.get())));
    }
}

/// Findings, advice and the checklist are in the language of the page; what a terminal and JSON have is in English.
#[test]
fn findings_are_in_the_language_of_the_draft() {
    for (language, source, message, advice, line) in [
        (
            Language::German,
            "# Der Steg\n\nDer Steg ist ist gesperrt.\n\n# Die Brücke\n\nSie bleibt offen.\n",
            "„ist ist“ wiederholt ein Wort",
            "eines davon streichen.",
            "die Seite hat 2 Hauptüberschriften (H1)",
        ),
        (
            Language::French,
            "# Le quai\n\nLe quai est est fermé.\n\n# Le pont\n\nIl reste ouvert.\n",
            "«\u{A0}est est\u{A0}» répète un mot",
            "supprimer l’un des deux.",
            "la page a 2 titres principaux (H1)",
        ),
        (
            Language::Spanish,
            "# El muelle\n\nEl muelle está está cerrado.\n\n# El puente\n\nSigue abierto.\n",
            "«está está» repite una palabra",
            "quitar una de las dos.",
            "la página tiene 2 encabezados principales (H1)",
        ),
    ] {
        let document = Document::read(source, Format::Markdown).unwrap();
        let mut options = AuditOptions::new().language(language);
        options.full_checklist = true;
        options.set(nutgraf::AuditRule::MainHeading, nutgraf::Setting::On);
        let audit = Auditor::new().audit(&document, &options);
        let finding = &audit.findings[0];
        assert!(finding.message.ends_with("repeats a word"), "{}", finding.message);
        assert_eq!(finding.message_in(language), message);
        assert_eq!(finding.message_in(Language::Italian), finding.message);
        let report = Report::new("draft.md", source, &audit);
        let page = html::audit(&AuditPage::new(report, &document, &options.limits));
        let dom = Dom::from(page.as_str());
        let text = dom.select("#findings h3, #findings .advice, #findings .checklist").text().to_string();
        for said in [message, advice, line] {
            assert!(text.contains(said), "{said} in {text}");
        }
        for english in ["repeats a word", "remove one", "main heading", "sentence"] {
            assert!(!text.contains(english), "{english} in {text}");
        }
    }
}
