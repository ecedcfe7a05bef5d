//! Properties: what holds for every text, tried on a few hundred random ones.
//!
//! The texts are the same in each run, so that a failure is always of the change at hand. To search further:
//!
//! ```sh
//! PROPTEST_CASES=100000 PROPTEST_RNG_SEED=7 cargo test --release --test properties
//! ```

use nutgraf::{
    Analyzer, Audit, AuditOptions, Auditor, Background, Block, Budget, Corpus, Document, Format, Language,
    Method, OffsetUnit, Offsets, Options, Scores, Span, Splitter, Summary, decode, render, sentence_indices,
    sentences, summarize, summarize_documents,
};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_segmentation::UnicodeSegmentation;

/// What texts are made of: each piece is there because some rule looks at it.
#[rustfmt::skip] // Several to a line.
const PIECES: &[&str] = &[
    // Words, in several scripts and of several kinds.
    "the", "The", "river", "Wall", "council", "COUNCIL", "I", "a", "x", "don't", "naïve", "cafe\u{301}",
    "Straße", "стена", "Река", "τείχος", "İzmir", "جدار", "النهر", "קיר", "நதி", "दीवार", "堤防", "議会は",
    "강", "ไทย", "word.Next", "a.b", "x_y", "http://example.org/a.b?c=d", "a@b.example", "@@", "C#",
    "snake_case",
    // Abbreviations, initials, numbers, ordinals.
    "Mr.", "Dr.", "e.g.", "i.e.", "U.S.", "Ph.D.", "J.", "No.", "Nr.", "z. B.", "St.", "Inc.", "p.m.",
    "etc.", "12", "3.5", "$9.4", "12.", "1.", "1.1", "2)", "IV.", "1,000", "§", "100%", "Juni", "May",
    // Marks that end sentences, and runs of them.
    ".", ".", ".", "!", "?", "?!", "...", ". . .", "…", "。", "！", "।", "؟", "۔", ";", "\u{37E}", "‽",
    // Marks that do not.
    ",", ":", "-", "–", "—", "--", "/", "%", "&", "·",
    // Quotes and brackets, of all sorts and unbalanced.
    "\"", "'", "“", "”", "‘", "’", "„", "«", "»", "‹", "›", "(", ")", "[", "]", "{", "}", "「", "」", "¿",
    "¡", "[1]", "[23][4]", "¹", "†", ":)",
    // Bullets, rules and underlines.
    "• ", "•", "* ", "- ", "+ ", "1. ", "2) ", "(a) ", "(iv) ", "a) ", "---", "===", "***", "* * *",
    "_____", "#",
    // White space and line breaks, of all sorts.
    " ", " ", " ", " ", " ", " ", " ", " ", "  ", "\t", "\u{A0}", "\u{2003}", "\u{3000}", "\n", "\n",
    "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
    // Characters of no width, of two UTF-16 units, of several code points; the lowest and the highest.
    "\u{200B}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{202E}", "🙂", "👩‍👩‍👧", "🇩🇪", "\u{301}",
    "\0", "\u{10FFFF}",
    // Whole sentences, so that there is something to choose among.
    "The council approved the new flood wall on Monday. ", "Critics say so. ",
    "Heavy rain flooded forty houses near the river in March.\n", "\"Is that all?\" asked Dr. Ruiz. ",
    "The wall (which had stood since 1990. It was old.) fell. ",
    "What follows is a line that is long enough to be wrapped\n",
];

/// What Markdown has beyond that.
#[rustfmt::skip] // Several to a line.
const MARKUP: &[&str] = &[
    "# ", "## ", "\n# ", "\n\n", "\n\n", "> ", "\n> ", ">> ", "- ", "\n- ", "\n  - ", "\n1. ", "    ",
    "**", "*", "_", "~~", "`", "``", "```\n", "\n~~~\n", "[", "](", ")", "![", "[^1]", "\n\n[^1]: ",
    "[ref]: /x\n", "<br>", "<b>", "</b>", "<div>\n", "\n</div>\n", "<!--", "-->", "<http://a.example>",
    "&amp;", "&nGt;", "&acE;", "&#0;", "&#x1F642;", "&bad;", "\\", "\\*", "\\\n", "  \n", "\n---\n",
    "\n+++\n", "---\ntitle: x\n---\n", "\n|a|b|\n|-|-|\n|1|`x\\|y`|\n", "|", "$x$", "- [ ] ", "- [x] ",
    "# Title {#id}\n",
];

/// What HTML has: tags that fit and that do not, and all that begins like one.
#[cfg(feature = "html")]
#[rustfmt::skip] // Several to a line.
const TAGS: &[&str] = &[
    "<p>", "<p>", "</p>", "<h1>", "</h1>", "<h2>", "</h2>", "<div>", "</div>", "<ul><li>", "<li>", "</ul>", "<ol>", "</ol>",
    "<dl><dt>", "<dd>", "</dl>", "<blockquote>", "</blockquote>", "<table>", "<tr>", "<td>", "<th>", "</td>", "</table>",
    "<caption>", "<pre>", "</pre>", "<pre><code>", "</code></pre>", "<code>", "</code>", "<br>", "<br><br>", "<br/>", "<hr>",
    "<b>", "</b>", "<i class=x>", "</i>", "<a href=#n>", "<a href='http://a.example/?b&c'>", "</a>", "<sup><a href=#n>1</a></sup>",
    "<span hidden>", "</span>", "<p style=\"display: none\">", "<nav>", "</nav>", "<script>", "</script>", "<style>", "</style>",
    "<svg><title>", "</title></svg>", "<svg/>", "<title>", "</title>", "<textarea>", "</textarea>", "<template>", "</template>",
    "<select><option>", "</select>", "<figure><figcaption>", "</figcaption></figure>", "<img alt='A wall' src=x>", "<html>",
    "<head>", "</head>", "<body>", "</body>", "<!doctype html>", "<!--", "-->", "<!-- nutgraf off -->", "<!-- nutgraf on -->",
    "<![CDATA[", "]]>", "<?x ?>", "<", ">", "</", "<1", "&", "&amp;", "&lt;", "&nbsp;", "&notit;", "&#x1F642;", "&#0;",
    "&#13;", "&AMP", "&bad;", "<meta name=description content='x'>", "<link rel=canonical href=/a/b.html>", "<my-tag>",
    "</my-tag>", "<p", " title=\"a > b\"", "=", "\"",
];

/// Any characters at all: few texts look like this, so there are few rules to break, but nothing may panic.
fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..120).prop_map(String::from_iter)
}

/// Texts that put the rules to work.
fn texty() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..80).prop_map(|pieces| pieces.concat())
}

/// Either of them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![1 => any_text(), 8 => texty()]
}

/// Markdown: texts with markup between, whether it fits or not.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![2 => select(PIECES), 1 => select(MARKUP)];
    prop_oneof![1 => any_text(), 8 => prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())]
}

/// HTML: the same with tags.
#[cfg(feature = "html")]
fn html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![1 => select(PIECES), 1 => select(TAGS)];
    prop_oneof![1 => any_text(), 8 => prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())]
}

/// A text in a format that it may be in.
fn source() -> impl Strategy<Value = (String, Format)> {
    let all = text().prop_map(|text| (text, Format::Text));
    #[cfg(feature = "markdown")]
    let all = prop_oneof![1 => all, 1 => markdown().prop_map(|text| (text, Format::Markdown))];
    #[cfg(feature = "html")]
    let all = prop_oneof![
        2 => all,
        1 => (html(), select(vec![Format::Html, Format::HtmlPage])),
    ];
    all
}

fn language() -> impl Strategy<Value = Language> {
    let mut all = Language::ALL.to_vec();
    all.push(Language::Undetermined);
    // English twice as often as it would be: most rules are only its own.
    prop_oneof![1 => Just(Language::English), 6 => select(all)]
}

fn budget() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (0usize..9).prop_map(Budget::Sentences),
        (0usize..60).prop_map(Budget::Words),
        (0usize..400).prop_map(Budget::Chars),
        (0.001f64..=1.0).prop_map(Budget::Ratio),
    ]
}

fn options() -> impl Strategy<Value = Options> {
    // Words that are there and that are not, phrases, stop words, and what no query should look like.
    #[rustfmt::skip] // Several to a line.
    const QUERIES: &[&str] = &[
        "flood wall", "\"flood walls\" river", "-council", "rain -\"the flood wall\"", "the of", "", "zebra", "-", "\"",
        "\"the", "-\"\"", "стена", "議会は", "a.b snake_case", "-the -a", "12 3.5", "\u{301}",
    ];
    let focus =
        prop::option::weighted(0.4, prop_oneof![4 => select(QUERIES).prop_map(String::from), 1 => text()]);
    (budget(), select(Method::ALL.to_vec()), prop::option::of(language()), focus, 0u64..3).prop_map(
        |(budget, method, language, focus, seed)| {
            let options = Options::new(budget).method(method).language(language).seed(seed);
            focus.into_iter().fold(options, Options::focus)
        },
    )
}

/// Drafts that repeat themselves: of so few words that phrases are in phrases, with paragraphs and headings.
fn draft() -> impl Strategy<Value = (String, Format)> {
    #[rustfmt::skip] // Several to a line.
    const WORDS: &[&str] = &[
        "bell", "bell", "tower", "tower", "old", "barn", "Bell", "towers", "the", "of", "of the", "gate", "bell tower",
        "old bell tower", "bell-tower",
    ];
    #[rustfmt::skip] // Several to a line.
    const BETWEEN: &[&str] = &[
        " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", ", ", ". ", ". ", " (", "\n\n", ".\n\n",
        ".\n\nBarn care\n\n",
    ];
    const MARKS: &[&str] = &[" ", " ", " ", " ", " *", "* ", " `", "\n\n## ", "\n\n- ", ". ", "\n\n"];
    let of = |between| {
        let pair = (select(WORDS), select(between)).prop_map(|(word, between)| [word, between].concat());
        prop::collection::vec(pair, 0..90).prop_map(|pairs| pairs.concat())
    };
    let plain = of(BETWEEN).prop_map(|text| (text, Format::Text));
    #[cfg(feature = "markdown")]
    let both = prop_oneof![2 => plain, 1 => of(MARKS).prop_map(|text| (text, Format::Markdown))];
    #[cfg(not(feature = "markdown"))]
    let both = prop_oneof![2 => plain, 1 => of(MARKS).prop_map(|text| (text, Format::Text))];
    both
}

/// Texts of any pieces, said again and again.
fn repeated() -> impl Strategy<Value = (String, Format)> {
    (source(), 3usize..6).prop_map(|((text, format), times)| (text.repeat(times), format))
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() }
}

/// Whether spans are in order, apart, on character boundaries, and have no white space at their ends.
fn check_spans(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in spans {
        prop_assert!(end <= span.start && span.start < span.end, "{span} in {spans:?}");
        let words = text.get(span.range());
        prop_assert!(words.is_some(), "{span} is no span of the text");
        prop_assert_eq!(words, words.map(str::trim), "{}", span);
        end = span.end;
    }
    Ok(())
}

fn spans_of(splitter: &Splitter, text: &str) -> Vec<Span> {
    let found = splitter.sentence_indices(text);
    found.map(|(start, sentence)| Span::new(start, start + sentence.len())).collect()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a line is drawn, not written: told here anew, so that the splitter is not its own witness.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().all(|c| "-=_*~# ".contains(c)) && line.chars().filter(|c| *c != ' ').count() >= 3
}

/// Whether a line is nothing but the label of an item: `2)`, `[1]`, `(a)`, `-`.
fn is_label(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 4 && line.ends_with([')', ']', '.', '-', '*', '•', '§'])
}

/// For each byte of a text, whether it is white space or belongs to a rule or a label without an item: what may stand between sentences.
fn is_between(text: &str) -> Vec<bool> {
    let mut between = Vec::with_capacity(text.len());
    for line in text.split_inclusive(is_line_break) {
        let rule = is_rule(line) || is_label(line);
        for c in line.chars() {
            between.resize(between.len() + c.len_utf8(), rule || c.is_whitespace());
        }
    }
    between
}

/// The words of a text, without the bullets and numbers that items begin with.
fn words_of(document: &Document<'_>) -> usize {
    let content = |block: &Block| &document.text()[block.content_start..block.span.end];
    document.blocks().iter().map(|block| content(block).unicode_words().count()).sum()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Place and rank of each sentence of a summary.
fn ranks(summary: &Summary) -> Vec<(usize, Span, usize)> {
    summary.sentences.iter().map(|s| (s.document, s.span, s.rank)).collect()
}

/// Whether laws in a language have lists whose lines are parts of one sentence.
fn joins_lines(language: Language) -> bool {
    matches!(language.code(), "ca" | "es" | "fr" | "gl" | "it" | "pt" | "ro")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn sentences_are_apart_and_inside_blocks(text in text(), language in language()) {
        let splitter = Splitter::new(language);
        let document = Document::plain(&text);
        let spans: Vec<Span> = splitter.split(&document).collect();
        check_spans(document.text(), &spans)?;
        for span in &spans {
            let touches = |block: &&Block| block.span.start < span.end && span.start < block.span.end;
            let holders: Vec<&Block> = document.blocks().iter().filter(touches).collect();
            // A label alone on its line begins the sentence on the next.
            let is_label = holders.len() == 2 && is_label(holders[0].span.of(document.text()));
            // So does the dash of an item. In seven languages lines of laws are parts of one sentence.
            let is_dash = holders.len() == 2 && matches!(holders[0].span.of(document.text()), "-" | "–" | "—");
            prop_assert!(holders.len() == 1 || is_label || is_dash || joins_lines(language), "{span}: {holders:?}");
        }
        // Where the number of a page or the like was left out, sentences of the document are not those of the text.
        prop_assume!(document.text() == text);
        prop_assert_eq!(&spans, &spans_of(&splitter, &text), "split and sentence_indices");
        let words: Vec<&str> = spans.iter().map(|span| span.of(&text)).collect();
        prop_assert_eq!(words, splitter.sentences(&text).collect::<Vec<_>>());
    }

    #[test]
    fn sentences_hold_all_but_white_space_and_rules(text in text(), language in language()) {
        let between = is_between(&text);
        let spans = spans_of(&Splitter::new(language), &text);
        let mut at = 0;
        for span in spans.iter().chain([&Span::new(text.len(), text.len())]) {
            let lost = (at..span.start).find(|byte| !between[*byte]);
            prop_assert_eq!(lost, None, "between sentences of {:?}", &spans);
            at = span.end;
        }
    }

    #[test]
    fn the_functions_are_the_english_splitter(text in text()) {
        let splitter = Splitter::new(Language::English);
        let indices: Vec<_> = sentence_indices(&text).collect();
        prop_assert_eq!(&indices, &splitter.sentence_indices(&text).collect::<Vec<_>>());
        let words: Vec<&str> = indices.iter().map(|(_, sentence)| *sentence).collect();
        prop_assert_eq!(words, sentences(&text).collect::<Vec<_>>());
    }

    #[test]
    fn blocks_are_apart((text, format) in source()) {
        let document = Document::read(&text, format).unwrap();
        let spans: Vec<Span> = document.blocks().iter().map(|block| block.span).collect();
        check_spans(document.text(), &spans)?;
        for block in document.blocks() {
            prop_assert!((block.span.start..block.span.end).contains(&block.content_start), "{block:?}");
            prop_assert!(document.text().is_char_boundary(block.content_start), "{block:?}");
        }
    }

    #[test]
    fn a_line_alone_is_split_as_among_others(text in text(), language in language()) {
        let splitter = Splitter::new(language);
        let document = Document::plain(&text);
        prop_assume!(document.text() == text);
        for block in document.blocks() {
            let line = block.span.of(&text);
            // Line breaks inside a block depend on the lines around it, and a label alone belongs to the next.
            if line.contains(is_line_break) || is_label(line) || joins_lines(language) {
                continue;
            }
            let spans = spans_of(&splitter, &text).into_iter().filter(|span| block.span.contains(*span));
            let among: Vec<&str> = spans.map(|span| span.of(&text)).collect();
            prop_assert_eq!(splitter.sentences(line).collect::<Vec<_>>(), among, "{:?}", line);
        }
    }

    #[test]
    fn spans_lead_back_to_the_source((source, format) in source(), language in language()) {
        let document = Document::read(&source, format).unwrap();
        let spans: Vec<Span> = Splitter::new(language).split(&document).collect();
        check_spans(document.text(), &spans)?;
        // A piece that is not written as it reads has one source, shared by two sentences if one ends inside.
        // Only inline code is long enough for that.
        let code = source.contains('`');
        let mut before = Span::new(0, 0);
        for span in &spans {
            let back = document.source_span(*span);
            let apart = before.end <= back.start;
            let ordered = before.start <= back.start && before.end <= back.end;
            prop_assert!(apart || code && ordered, "{span} comes from {back}, and {before} before it");
            prop_assert!(!back.is_empty(), "{span} comes from {back}");
            before = back;
        }
        // Not only sentences: blocks, and each character of them, lead back too.
        let as_it_reads = !source.contains(['&', '`', '\\', '\0', '|']);
        for block in document.blocks() {
            let back = document.source_span(block.span);
            prop_assert!(source.get(back.range()).is_some(), "{block:?} comes from {back}");
            for (at, c) in block.span.of(document.text()).char_indices() {
                let start = block.span.start + at;
                let back = document.source_span(Span::new(start, start + c.len_utf8()));
                let found = source.get(back.range());
                prop_assert!(found.is_some(), "{start} comes from {back}");
                // A blank may stand for a line break.
                let same = found.is_some_and(|found| found.chars().eq([c]));
                prop_assert!(same || c == ' ' || !as_it_reads, "{c:?} at {start} comes from {found:?}");
            }
            // Where heads of pages and the like are left out, the text is not the source.
            let is_source = format == Format::Text && document.text() == source;
            prop_assert!(!is_source || back == block.span);
        }
    }

    #[test]
    fn scores_are_finite((text, format) in source(), language in language()) {
        let documents = [Document::read(&text, format).unwrap()];
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(language));
        for method in Method::ALL {
            let scores = Scores::new(&analysis, method);
            prop_assert_eq!(scores.sentences.len(), scores.totals.len());
            prop_assert!(scores.sentences.iter().all(|place| *place < analysis.sentences().len()));
            prop_assert!(scores.totals.iter().all(|score| score.get().is_finite()), "{method}");
            for component in &scores.components {
                prop_assert_eq!(component.values.len(), scores.totals.len());
                prop_assert!(component.weight.is_finite(), "{method} {}", component.name);
                prop_assert!(component.values.iter().all(|v| v.is_finite()), "{method} {}", component.name);
            }
        }
    }

    #[test]
    fn a_summary_is_some_sentences_in_their_order(
        sources in prop::collection::vec(source(), 1..4),
        options in options(),
    ) {
        let documents: Vec<Document<'_>> =
            sources.iter().map(|(source, format)| Document::read(source, *format).unwrap()).collect();
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, options.language);
        prop_assert_eq!(summary.language, analysis.language());

        let mut sentences = analysis.sentences().iter();
        for picked in &summary.sentences {
            let document = &documents[picked.document];
            let same = sentences.find(|sentence| {
                let read = Span::new(sentence.content_start, sentence.span.end);
                // Two sentences of one piece of code have the same place in the source.
                let same_words = || collapse(read.of(document.text())) == collapse(&picked.text);
                (sentence.document, document.source_span(read)) == (picked.document, picked.span) && same_words()
            });
            prop_assert!(same.is_some(), "{picked:?} is not among the sentences behind the one before it");
            let Some(sentence) = same else { continue };
            prop_assert_eq!((picked.block, picked.kind), (sentence.block, sentence.kind));
            // No sentence is rewritten: only line breaks change, the blanks around them, and runs of blanks.
            let read = &document.text()[sentence.content_start..sentence.span.end];
            prop_assert_eq!(collapse(&picked.text), collapse(read));
            let is_joined = read.contains(is_line_break) || read.contains('\t') || read.contains("  ");
            prop_assert!(is_joined || picked.text == read, "{read:?} became {:?}", picked.text);
            prop_assert!(!picked.text.contains('\t') && !picked.text.contains("  "), "{:?}", picked.text);
            prop_assert!(!picked.text.contains(is_line_break), "{:?}", picked.text);
            // Where the number of a page or the like was left out, what is written has more.
            let is_source = document.text() == sources[picked.document].0;
            if sources[picked.document].1 == Format::Text && is_source {
                let written = picked.span.of(&sources[picked.document].0);
                prop_assert_eq!(collapse(&picked.text), collapse(written));
            }
        }
    }

    #[test]
    fn a_summary_keeps_its_budget((text, format) in source(), options in options()) {
        let documents = [Document::read(&text, format).unwrap()];
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        prop_assert_eq!(summary.sentences.is_empty(), words_of(&documents[0]) == 0);
        if summary.is_over_budget {
            prop_assert_eq!(summary.sentences.len(), 1);
            return Ok(());
        }
        let texts = || summary.sentences.iter().map(|sentence| sentence.text.as_str());
        // Those of a script without spaces are left out: a dictionary makes fewer words of its characters.
        let is_joined = |c: char| {
            c >= '\u{2E80}' || matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
        };
        let is_apart = |word: &&str| !word.starts_with(is_joined);
        let words: usize = texts().map(|text| text.unicode_words().filter(is_apart).count()).sum();
        let mut analyzer = Analyzer::new();
        let all = analyzer.analyze(&documents, options.language).tokens().len();
        match options.budget {
            Budget::Sentences(limit) => prop_assert!(summary.sentences.len() <= limit),
            Budget::Words(limit) => prop_assert!(words <= limit, "{words} words"),
            Budget::Chars(limit) => {
                prop_assert!(summary.to_string().chars().count() <= limit, "{summary}")
            }
            // A formula is shown and is no word of the text.
            Budget::Ratio(_) if text.contains('$') => {}
            Budget::Ratio(share) => prop_assert!(words as f64 <= share * all as f64, "{words} of {all}"),
            other => prop_assert!(false, "{other:?} is new"),
        }
    }

    #[test]
    fn a_longer_summary_begins_with_a_shorter_one((text, format) in source(), options in options()) {
        let documents = [Document::read(&text, format).unwrap()];
        let mut analyzer = Analyzer::new();
        let mut of = |sentences: usize| {
            let mut options = options.clone();
            options.budget = Budget::Sentences(sentences);
            ranks(&summarize_documents(&mut analyzer, &documents, options))
        };
        let longest = of(12);
        let mut found: Vec<usize> = longest.iter().map(|sentence| sentence.2).collect();
        found.sort_unstable();
        prop_assert_eq!(found, (1..=longest.len()).collect::<Vec<_>>());
        for sentences in 1..=longest.len() {
            let first: Vec<_> = longest.iter().copied().filter(|sentence| sentence.2 <= sentences).collect();
            prop_assert_eq!(of(sentences), first, "{} sentences", sentences);
        }
    }

    #[test]
    fn what_is_avoided_comes_last((text, format) in source(), options in options(), sentences in 1usize..6) {
        let documents = [Document::read(&text, format).unwrap()];
        let mut options = options.language(Language::English).focus("flood -council");
        options.budget = Budget::Sentences(sentences);
        let mut analyzer = Analyzer::new();
        let analysis = analyzer.analyze(&documents, options.language);
        let holds = |place: &usize| {
            let tokens = analysis.tokens_of(&analysis.sentences()[*place]);
            tokens.iter().any(|token| analysis.stem(token.term) == "council")
        };
        let scored = Scores::new(&analysis, &options).sentences;
        let others = scored.iter().filter(|place| !holds(place)).count();
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        let chosen = summary.sentences.iter().filter(|picked| {
            let place = scored.iter().find(|place| {
                let sentence = &analysis.sentences()[**place];
                documents[0].source_span(Span::new(sentence.content_start, sentence.span.end)) == picked.span
            });
            !holds(place.expect("what is chosen was scored"))
        });
        // Two sentences of one piece of code have the same place in the source.
        prop_assert!(text.contains('`') || chosen.count() == others.min(sentences), "{summary}");
    }

    #[test]
    fn a_focus_on_nothing_changes_nothing((text, format) in source(), options in options()) {
        let documents = [Document::read(&text, format).unwrap()];
        let mut plain = options.language(Language::English);
        plain.focus = None;
        let mut expected = summarize_documents(&mut Analyzer::new(), &documents, &plain);
        expected.is_off_focus = true;
        for query in ["", " ", "zebra", "\"zebra crossing\"", "the", "\"of the\""] {
            let found = summarize_documents(&mut Analyzer::new(), &documents, plain.clone().focus(query));
            prop_assert_eq!(&found, &expected, "{:?}", query);
        }
    }

    #[test]
    fn what_was_analyzed_before_changes_nothing(
        before in prop::collection::vec(source(), 0..4),
        (text, format) in source(),
        options in options(),
    ) {
        let mut used = Analyzer::new();
        for (text, format) in &before {
            summarize_documents(&mut used, &[Document::read(text, *format).unwrap()], Options::new(2));
            summarize_documents(&mut used, &[Document::read(text, *format).unwrap()], &options);
        }
        let documents = [Document::read(&text, format).unwrap()];
        let again = summarize_documents(&mut used, &documents, &options);
        let first = summarize_documents(&mut Analyzer::new(), &documents, &options);
        prop_assert_eq!(again, first);
    }

    #[test]
    fn offsets_equal_a_plain_count(texts in prop::collection::vec(text(), 0..9)) {
        let text = texts.concat();
        let of = |unit| Offsets::new(&text, unit);
        let (bytes, chars, utf16) = (of(OffsetUnit::Bytes), of(OffsetUnit::Chars), of(OffsetUnit::Utf16));
        let (mut count, mut units) = (0, 0);
        for (byte, c) in text.char_indices() {
            prop_assert_eq!((bytes.at(byte), chars.at(byte), utf16.at(byte)), (byte, count, units));
            count += 1;
            units += c.len_utf16();
        }
        let end = text.len();
        for behind in [end, end + 1, usize::MAX] {
            prop_assert_eq!((bytes.at(behind), chars.at(behind), utf16.at(behind)), (end, count, units));
        }
        prop_assert_eq!(chars.span(Span::new(0, end)), Span::new(0, count));
    }

    #[test]
    fn bytes_are_text_or_an_error(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            text().prop_map(String::into_bytes),
            // Bytes past ASCII among words: what old encodings look like.
            prop::collection::vec(prop_oneof![4 => 0x20u8..0x7F, 1 => 0x80u8..=0xFF], 0..200),
            // UTF-16, in either order, and perhaps cut in the middle of a unit.
            (text(), any::<bool>(), 0usize..3).prop_map(|(text, little, cut)| {
                let order = if little { u16::to_le_bytes } else { u16::to_be_bytes };
                let units = [0xFEFF].into_iter().chain(text.encode_utf16());
                let mut bytes: Vec<u8> = units.flat_map(order).collect();
                bytes.truncate(bytes.len() - cut.min(bytes.len()));
                bytes
            }),
        ],
        options in options(),
    ) {
        match decode(&bytes) {
            Ok(decoded) => {
                let summary = summarize(&decoded.text, &options);
                prop_assert_eq!(summary.sentences.is_empty(), words_of(&Document::plain(&decoded.text)) == 0);
            }
            Err(error) => {
                let message = error.to_string();
                let whole = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
                prop_assert!(!whole, "UTF-8 was refused: {message}");
                let says_where = message.starts_with("byte ") || message.starts_with("binary file");
                prop_assert!(says_where && !message.ends_with('.'), "{message}");
            }
        }
    }

    #[test]
    fn renderers_take_any_summary((text, format) in source(), options in options()) {
        let documents = [Document::read(&text, format).unwrap()];
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        let shown = summary.to_string();
        prop_assert_eq!(shown.lines().count(), summary.sentences.len(), "{:?}", shown);
        let scored = render::text::with_scores(&summary);
        prop_assert_eq!(scored.lines().count(), summary.sentences.len());
        let table = render::text::explanation(&summary, 80);
        let rank = |line: &str| line.get(..5).and_then(|rank| rank.trim().parse::<usize>().ok());
        let ranks: Vec<usize> = table.lines().filter_map(rank).collect();
        prop_assert_eq!(ranks, (1..=summary.sentences.len()).collect::<Vec<_>>(), "{}", table);
        let article = render::highlight::article(&documents[0], 0, &summary, &render::highlight::Layout::new(60));
        prop_assert_eq!(article.is_empty(), documents[0].blocks().is_empty() && documents[0].title().is_none());
        for sentence in &summary.sentences {
            prop_assert_eq!(documents[0].source_span(sentence.text_span), sentence.span);
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(sentence.text_span.of(documents[0].text())), words(&sentence.text));
        }
        let page = render::markdown::summary(&summary);
        prop_assert_eq!(page.is_empty(), summary.sentences.is_empty());
    }
}

/// All figures of an audit that are no counts.
fn figures(audit: &Audit) -> Vec<f64> {
    let measures = &audit.measures;
    let mut figures = vec![measures.family_coverage, measures.sales_share, measures.score];
    figures.extend([measures.words_per_sentence, measures.reading_minutes]);
    figures.extend(audit.single_words.iter().flat_map(|word| [word.density, word.content_share]));
    figures.extend(measures.readability.iter().map(|readability| readability.score));
    for phrase in audit.phrases.iter().chain(&audit.keyphrases) {
        figures.extend([phrase.coverage, phrase.density, phrase.window_density, phrase.unit_density]);
        figures.extend([phrase.yoast_density, phrase.longest_gap, phrase.juilland, phrase.deviation]);
        figures.push(phrase.normalized_deviation);
        figures.extend(phrase.burstiness);
        figures.extend(phrase.keyness.iter().flat_map(|keyness| [keyness.log_ratio, keyness.g2]));
    }
    for judged in audit.findings.iter().filter_map(|finding| finding.judged) {
        figures.extend([judged.value, judged.limit]);
        figures.extend(judged.percentile);
    }
    figures
}

/// Whether all places lie in the source, and those of a phrase are in order and apart.
fn check_places(source: &str, audit: &Audit) -> Result<(), TestCaseError> {
    for phrase in audit.phrases.iter().chain(&audit.keyphrases) {
        let mut end = 0;
        for span in phrase.occurrences.iter().map(|occurrence| occurrence.span) {
            prop_assert!(end <= span.start && span.start < span.end, "{span} of {:?}", phrase.text);
            prop_assert!(source.get(span.range()).is_some(), "{span} of {:?}", phrase.text);
            end = span.end;
        }
    }
    for finding in &audit.findings {
        for occurrence in &finding.occurrences {
            let span = occurrence.span;
            prop_assert!(
                !span.is_empty() && source.get(span.range()).is_some(),
                "{span}: {}",
                finding.message
            );
        }
    }
    Ok(())
}

/// The words of a phrase, without regard to case and number: for words that have a plural in `-s` only.
fn folded(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().trim_end_matches('s').to_string()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn audits_of_any_text_are_sound((text, format) in source(), language in prop::option::of(language())) {
        let options = AuditOptions::new().language(language).keyphrase("flood wall").keyphrase("the");
        let document = Document::read(&text, format).unwrap();
        let audit = Auditor::new().audit(&document, &options);
        check_places(&text, &audit)?;
        prop_assert!(figures(&audit).iter().all(|figure| figure.is_finite()), "{audit:?}");
    }

    #[test]
    fn phrases_are_told_longest_first_and_each_for_itself((text, format) in draft()) {
        let options = AuditOptions::new().language(Language::English).keyphrase("bell tower");
        let audit = Auditor::new().audit(&Document::read(&text, format).unwrap(), &options);
        check_places(&text, &audit)?;
        prop_assert!(figures(&audit).iter().all(|figure| figure.is_finite()), "{audit:?}");
        let mut told: Vec<Span> = Vec::new();
        for (place, phrase) in audit.phrases.iter().enumerate() {
            let spans: Vec<Span> = phrase.occurrences.iter().map(|occurrence| occurrence.span).collect();
            let overlaps = |span: &&Span| told.iter().any(|old| old.start < span.end && span.start < old.end);
            prop_assert_eq!(phrase.inside, spans.iter().filter(overlaps).count(), "{:?}", phrase.text);
            prop_assert!(spans.len() - phrase.inside >= options.least_count, "{:?}", phrase.text);
            prop_assert!((2..=options.most_words).contains(&phrase.words));
            if let Some(parent) = phrase.parent {
                prop_assert!(parent < place && audit.phrases[parent].words > phrase.words);
                let holds = |span: &&Span| {
                    audit.phrases[parent].occurrences.iter().any(|outer| outer.span.contains(**span))
                };
                prop_assert!(spans.iter().any(|span| holds(&span)), "{:?}", phrase.text);
            }
            told.extend(&spans);

            let words = folded(&phrase.text);
            prop_assert_eq!(words.len(), phrase.words, "{:?}", phrase.text);
            for span in spans {
                prop_assert_eq!(&folded(span.of(&text)), &words);
            }
            let share = 100.0 * (phrase.occurrences.len() * phrase.words) as f64 / audit.words as f64;
            prop_assert!((phrase.coverage - share).abs() < 1e-9, "{} {share}", phrase.coverage);
            prop_assert_eq!(phrase.variants.iter().map(|(_, count)| count).sum::<usize>(), phrase.occurrences.len());
        }
        let spent = |place: usize| audit.phrases[place].occurrences.len() * audit.phrases[place].words;
        prop_assert!((1..audit.phrases.len()).all(|place| spent(place - 1) >= spent(place)));
        let family = audit.measures.family_coverage;
        prop_assert!((0.0..=100.0).contains(&family));
        if let Some(top) = audit.phrases.first().filter(|top| top.words <= 6) {
            // The family may be that of a phrase in the title; the top phrase counts three quarters then.
            let score = audit.measures.score;
            prop_assert!(score >= 0.75 * top.coverage - 1e-9, "{score} {}", top.coverage);
        }
    }

    /// Who asks for a phrase that was found is told the same places, and those inside compounds, where none is found.
    #[test]
    fn phrases_found_and_asked_for_are_counted_alike((text, format) in prop_oneof![draft(), repeated()]) {
        let document = Document::read(&text, format).unwrap();
        let options = AuditOptions::new().language(Language::English);
        let found = Auditor::new().audit(&document, &options);
        let mut asking = options;
        asking.keyphrases = found.phrases.iter().map(|phrase| phrase.text.as_str().into()).collect();
        let asked = Auditor::new().audit(&document, &asking);
        prop_assert_eq!(&asked.phrases, &found.phrases);
        // In a line of capitals `US` may be `us`; asked for, it is not.
        let told = found.phrases.iter().zip(&asked.keyphrases);
        for (phrase, keyphrase) in told.filter(|(phrase, _)| phrase.text.contains(char::is_lowercase)) {
            let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/'));
            let is_whole = |occurrence: &&nutgraf::Occurrence| {
                let Span { start, end } = occurrence.span;
                !joins(text[..start].chars().next_back()) && !joins(text[end..].chars().next())
            };
            let whole: Vec<_> = keyphrase.occurrences.iter().filter(is_whole).copied().collect();
            let alike: Vec<_> = phrase.occurrences.iter().filter(is_whole).copied().collect();
            prop_assert_eq!(&whole, &alike, "{:?}", phrase.text);
            let holds = |occurrence| keyphrase.occurrences.contains(occurrence);
            prop_assert!(phrase.occurrences.iter().all(holds), "{:?}", phrase.text);
            if phrase.occurrences.len() == keyphrase.occurrences.len() {
                prop_assert_eq!(phrase.coverage, keyphrase.coverage);
            }
        }
    }

    #[test]
    fn audits_do_not_depend_on_those_before(first in draft(), second in draft()) {
        let options = AuditOptions::new().keyphrase("old barn");
        let documents = [Document::read(&first.0, first.1).unwrap(), Document::read(&second.0, second.1).unwrap()];
        let mut used = Auditor::new();
        let before = used.audit(&documents[0], &options);
        prop_assert_eq!(used.audit(&documents[1], &options), Auditor::new().audit(&documents[1], &options));
        prop_assert_eq!(used.audit(&documents[0], &options), before);
    }
}

proptest! {
    #![proptest_config(config())]
    #[test]
    fn tables_add_up_in_any_order(
        texts in prop::collection::vec(text(), 0..8),
        parted in 0usize..8,
        least in 1u32..4,
        language in language(),
    ) {
        let count = |texts: &mut dyn Iterator<Item = &String>| {
            let (mut corpus, mut analyzer) = (Corpus::new(language), Analyzer::new());
            for text in texts {
                corpus.add(&analyzer.analyze(&[Document::plain(text)], Some(language))).unwrap();
            }
            corpus
        };
        let all = count(&mut texts.iter());
        let (one, other) = texts.split_at(parted.min(texts.len()));
        let [one, other] = [one, other].map(|part| count(&mut part.iter()));
        prop_assert_eq!(&count(&mut texts.iter().rev()), &all);
        for (mut sum, part) in [(one.clone(), other.clone()), (other, one)] {
            let mut of_tables = Corpus::new(language);
            of_tables.merge_background(&sum.background(1)).unwrap();
            of_tables.merge_background(&part.background(1)).unwrap();
            sum.merge(part).unwrap();
            prop_assert_eq!(&sum, &all);
            prop_assert_eq!(of_tables, sum);
        }
        let table = all.background(least);
        prop_assert_eq!(&Background::parse(&table.to_string()).unwrap(), &table);
        for (stem, documents, occurrences) in table.stems() {
            prop_assert!(documents >= least);
            prop_assert_eq!((table.frequency(stem), table.occurrences(stem)), (documents, occurrences));
        }
    }
}

#[cfg(feature = "json")]
proptest! {
    #![proptest_config(config())]

    #[test]
    fn json_says_what_the_summary_says(
        sources in prop::collection::vec(source(), 1..3),
        options in options(),
        unit in select(vec![OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16]),
    ) {
        let documents: Vec<Document<'_>> =
            sources.iter().map(|(source, format)| Document::read(source, *format).unwrap()).collect();
        let texts: Vec<&str> = sources.iter().map(|(source, _)| source.as_str()).collect();
        let summary = summarize_documents(&mut Analyzer::new(), &documents, &options);
        let shape = render::json::Summary::new(&summary, &texts, unit).explained(&summary);
        let line = serde_json::to_string(&shape).unwrap();
        prop_assert!(!line.contains('\n'), "{line}");
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();

        let joined: Vec<&str> = summary.sentences.iter().map(|s| s.text.as_str()).collect();
        prop_assert_eq!(&json["summary"], &joined.join(" "));
        prop_assert_eq!(&json["lang"], summary.language.code());
        prop_assert_eq!(json["over_budget"].as_bool().unwrap_or(false), summary.is_over_budget);
        let sentences = json["sentences"].as_array().unwrap();
        prop_assert_eq!(sentences.len(), summary.sentences.len());
        for (shown, sentence) in sentences.iter().zip(&summary.sentences) {
            let span = Offsets::new(texts[sentence.document], unit).span(sentence.span);
            prop_assert_eq!(&shown["text"], sentence.text.as_str());
            prop_assert_eq!(&shown["start"], span.start);
            prop_assert_eq!(&shown["end"], span.end);
            prop_assert_eq!(&shown["rank"], sentence.rank);
            let document = (texts.len() > 1).then_some(sentence.document as u64);
            prop_assert_eq!(shown["document"].as_u64(), document);
            // serde_json reads numbers back to within the last digit only.
            let close = |shown: &serde_json::Value, value: f64| {
                shown.as_f64().is_some_and(|shown| (shown - value).abs() <= 1e-12 * value.abs().max(1.0))
            };
            prop_assert!(close(&shown["score"], sentence.score.get()), "{shown}");
            prop_assert_eq!(shown["components"].as_object().unwrap().len(), sentence.components.len());
            for (name, value) in &sentence.components {
                prop_assert!(close(&shown["components"][name], *value), "{shown}");
            }
        }
    }
}
