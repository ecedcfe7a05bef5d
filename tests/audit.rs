//! Audits: which phrases count, in cases of `tests/audit/phrases.txt`; which drafts are found unusual.
//!
//! A case is a comment line with its reason, lines of `text:`, `markdown:` or `line:` (lines of a plain text), a
//! `language:` (English, if none is given; `Undetermined` for one that is not known), a `phrase:`, and `count:` with the folded and the exact count. A blank line ends it.
//!
//! What is found stands in `tests/audit/findings.txt`. A case there has its lines in the order of the draft: `text:` or
//! `markdown:`; `repeat: 40 …` for that many times the same; `filler: 60` and `sentence: 60` for paragraphs of so many
//! short words, none of them twice, in sentences of ten or in one. Then what is asked: `language:` (English, if none
//! is given), `keyphrase:`, `synonym:` of the keyphrase before it, `allow:`, `off:` for a rule. Last `finds:`, each with
//! a rule, a level and, behind a semicolon, a part of the message; or `finds: nothing`.

use nutgraf::{
    Audit, AuditOptions, AuditRule, Auditor, Document, Finding, Format, Keyphrase, Language, Level, Setting,
    audit,
};

struct Case {
    line: usize,
    text: String,
    format: Format,
    language: Language,
    phrase: String,
    counts: (usize, usize),
}

fn cases() -> Vec<Case> {
    let source = include_str!("audit/phrases.txt");
    let mut cases = Vec::new();
    let mut start = 0;
    for stanza in source.split("\n\n").filter(|stanza| !stanza.trim().is_empty()) {
        let line = source[..start].lines().count() + 1;
        start += stanza.len() + 2;
        let field = |name: &str| {
            let lines = stanza.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            let found: Vec<String> = lines.map(unescape).collect();
            (!found.is_empty()).then(|| found.join("\n"))
        };
        let Some(counts) = field("count") else { continue };
        let counts = counts.split_once(' ').expect("two counts");
        let format = if field("markdown").is_some() { "markdown" } else { "text" };
        let named =
            |name: &String| Language::ALL.into_iter().find(|language| format!("{language:?}") == *name);
        let language = field("language")
            .as_ref()
            .map_or(Language::English, |name| named(name).unwrap_or(Language::Undetermined));
        cases.push(Case {
            line,
            text: field(format).or_else(|| field("line")).expect("a text"),
            format: format.parse().expect("a format of this build"),
            language,
            phrase: field("phrase").unwrap_or_default(),
            counts: (counts.0.parse().expect("a count"), counts.1.parse().expect("a count")),
        });
    }
    cases
}

/// `\n`, `\\` and `\u{…}` stand for what they stand for in Rust.
fn unescape(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(code) = rest.strip_prefix("u{") {
            let (digits, behind) = code.split_once('}').expect("a closing brace");
            out.extend(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix('\\') {
            out.push('\\');
            rest = behind;
        } else {
            rest = rest.strip_prefix('n').expect("only \\n, \\\\ and \\u{…} are escapes");
            out.push('\n');
        }
    }
    out + rest
}

#[test]
fn phrases_are_counted_as_written() {
    let mut faults = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 30, "only {} cases were read", cases.len());
    for case in cases {
        let options = AuditOptions::new().keyphrase(case.phrase.as_str()).language(case.language);
        let audit = Auditor::new().audit(&Document::read(&case.text, case.format).unwrap(), &options);
        let found = (audit.keyphrases[0].occurrences.len(), audit.keyphrases[0].exact);
        if found != case.counts {
            faults.push(format!("line {}: {:?} {found:?} times in {:?}", case.line, case.phrase, case.text));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A probe is a line of `tests/audit/counting*.txt`: language, count, keyphrase and text.
#[test]
fn keyphrases_are_counted_in_many_languages() {
    let (mut faults, mut probes) = (Vec::new(), 0);
    let mut auditor = Auditor::new();
    let files = [
        include_str!("audit/counting.txt"),
        include_str!("audit/counting-blind.txt"),
        include_str!("audit/counting-later.txt"),
        include_str!("audit/counting-fresh.txt"),
        include_str!("audit/counting-named.txt"),
        include_str!("audit/counting-joined.txt"),
        include_str!("audit/counting-forms.txt"),
        include_str!("audit/counting-kinds.txt"),
        include_str!("audit/counting-connectives.txt"),
    ];
    let lines = files.iter().flat_map(|file| file.lines());
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut fields = line.splitn(4, " | ");
        let (Some(language), Some(count), Some(phrase), Some(text)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            panic!("{line:?} is no probe");
        };
        let language: Language = language.parse().expect("a language");
        assert_ne!(language, Language::Undetermined, "{line}");
        let options = AuditOptions::new().keyphrase(phrase).language(language);
        let format = "markdown".parse().expect("a format of this build");
        let text = unescape(text);
        let audit = auditor.audit(&Document::read(&text, format).unwrap(), &options);
        let found = audit.keyphrases[0].occurrences.len();
        probes += 1;
        if found != count.parse::<usize>().expect("a count") {
            faults.push(format!("{found} instead of: {line}"));
        }
    }
    assert!(probes >= 610, "only {probes} probes were read");
    assert!(faults.is_empty(), "{} of {probes}\n{}", faults.len(), faults.join("\n"));
}

#[cfg(feature = "detect")]
#[test]
fn nouns_of_languages_without_a_name_are_counted_by_what_their_text_is_like() {
    let mut auditor = Auditor::new();
    let lines = include_str!("audit/counting-neighbors.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.splitn(4, " | ").collect();
        let [code, count, phrase, text] = fields[..] else { panic!("{line:?} is no probe") };
        let language: Language = code.parse().expect("a language");
        assert_eq!(language, Language::Undetermined, "{line}");
        for options in [AuditOptions::new().language(language), AuditOptions::new()] {
            let audit = auditor.audit(&Document::plain(text), &options.keyphrase(phrase));
            assert_eq!(audit.language, language, "{line}");
            assert_eq!(audit.keyphrases[0].occurrences.len().to_string(), count, "{line}");
        }
    }
}

/// A case of `findings.txt`.
struct Draft {
    line: usize,
    text: String,
    format: Format,
    options: AuditOptions,
    /// Each as rule, level and part of the message.
    finds: Vec<(AuditRule, Level, String)>,
}

impl Draft {
    fn audit(&self, options: &AuditOptions) -> Audit {
        Auditor::new().audit(&Document::read(&self.text, self.format).unwrap(), options)
    }
}

/// Words of one syllable, none of them twice.
fn short_words() -> impl Iterator<Item = String> {
    let consonants = "bdfgklmnprtvz";
    consonants.chars().flat_map(move |first| {
        let rest = "aeiou".chars().flat_map(move |vowel| consonants.chars().map(move |last| (vowel, last)));
        rest.map(move |(vowel, last)| format!("{first}{vowel}{last}"))
    })
}

/// The next words, as sentences of so many.
fn filler(words: &mut impl Iterator<Item = String>, count: usize, sentence: usize) -> String {
    let words: Vec<String> = words.take(count).collect();
    assert_eq!(words.len(), count, "there are no more short words");
    let sentences = words.chunks(sentence).map(|words| {
        let line = words.join(" ");
        format!("{}{}.", line[..1].to_uppercase(), &line[1..])
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn drafts() -> Vec<Draft> {
    let source = include_str!("audit/findings.txt");
    let mut drafts = Vec::new();
    let mut start = 0;
    for stanza in source.split("\n\n") {
        let line = source[..start].lines().count() + 1;
        start += stanza.len() + 2;
        drafts.push(draft(line, stanza));
    }
    drafts
}

fn draft(line: usize, stanza: &str) -> Draft {
    let mut options = AuditOptions::new().language(Language::English);
    let mut draft = Draft {
        line,
        text: String::new(),
        format: Format::Text,
        options: AuditOptions::new(),
        finds: Vec::new(),
    };
    let mut words = short_words();
    let count = |value: &str| value.parse().expect("a count");
    for field in stanza.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = field.split_once(": ").unwrap_or_else(|| panic!("line {line}: {field:?}"));
        let mut add = |part: String| {
            let between = if draft.text.is_empty() { "" } else { "\n\n" };
            draft.text = format!("{}{between}{part}", draft.text);
        };
        match name {
            "text" => add(unescape(value)),
            "markdown" => {
                add(unescape(value));
                draft.format = "markdown".parse().expect("a format of this build");
            }
            "repeat" => {
                let (times, part) = value.split_once(' ').expect("a count and a text");
                add(vec![unescape(part); count(times)].join(" "));
            }
            "filler" => add(filler(&mut words, count(value), 10)),
            "sentence" => add(filler(&mut words, count(value), usize::MAX)),
            "language" => options.language = Some(value.parse().expect("a language")),
            "keyphrase" => options.keyphrases.push(Keyphrase::new(value)),
            "synonym" => options.keyphrases.last_mut().expect("a keyphrase").synonyms.push(value.to_string()),
            "allow" => options.allowed.push(value.to_string()),
            "off" => options.set(value.parse().expect("a rule"), Setting::Off),
            "finds" if value == "nothing" => {}
            "finds" => {
                let (what, part) = value.split_once("; ").unwrap_or((value, ""));
                let (rule, level) = what.split_once(' ').expect("a rule and a level");
                let parsed = (rule.parse().expect("a rule"), level.parse().expect("a level"));
                draft.finds.push((parsed.0, parsed.1, part.to_string()));
            }
            _ => panic!("line {line}: {name:?} is no field"),
        }
    }
    assert!(stanza.contains("\nfinds: "), "line {line}: what does it find?");
    draft.options = options;
    draft
}

#[test]
fn drafts_are_found_unusual_as_written() {
    let mut faults = Vec::new();
    for draft in drafts() {
        let found = draft.audit(&draft.options).findings;
        let is_it = |(found, expected): (&Finding, &(AuditRule, Level, String))| {
            (found.rule, found.level) == (expected.0, expected.1) && found.message.contains(&expected.2)
        };
        if found.len() != draft.finds.len() || !found.iter().zip(&draft.finds).all(is_it) {
            let told =
                |finding: &Finding| format!("\n  {} {}; {}", finding.rule, finding.level, finding.message);
            let found: String = found.iter().map(told).collect();
            faults.push(format!("line {} finds:{found}\n  in {:?}", draft.line, draft.text));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A message as it is where the rule is set to be an error: it names that level with its limit, and no reason for another.
fn named_error(message: &str) -> String {
    let message = message.split("; note instead of warning").next().unwrap_or_default();
    message.replace("(note ", "(error ").replace("(warning ", "(error ")
}

/// Each rule of one draft has a case, finds nothing more once it is off, and is as grave as it is told to be.
#[test]
fn rules_do_as_they_are_set() {
    let of_sites = [AuditRule::BoilerplatePhrase, AuditRule::CompetingKeyphrase, AuditRule::DuplicatePassage];
    let drafts = drafts();
    // Those that presets turn on have cases in `desk.rs`.
    for rule in AuditRule::ALL.into_iter().filter(|rule| rule.is_usual() && !of_sites.contains(rule)) {
        let finds = |draft: &&Draft| draft.finds.iter().any(|found| found.0 == rule);
        let having: Vec<&Draft> = drafts.iter().filter(finds).collect();
        assert!(!having.is_empty(), "{rule} has no case");
        for draft in having {
            let on = draft.audit(&draft.options).findings;
            let mut others = on.clone();
            others.retain(|finding| finding.rule != rule);
            assert!(others.len() < on.len(), "{rule}: line {}", draft.line);
            let off = draft.options.clone().rule(rule, Setting::Off);
            assert_eq!(draft.audit(&off).findings, others, "{rule}: line {}", draft.line);
            let mut raised = on;
            let own = raised.iter_mut().filter(|finding| finding.rule == rule);
            own.for_each(|finding| {
                finding.level = Level::Error;
                finding.message = named_error(&finding.message);
            });
            let error = draft.options.clone().rule(rule, Setting::At(Level::Error));
            assert_eq!(draft.audit(&error).findings, raised, "{rule}: line {}", draft.line);
            let own = raised.iter().filter(|finding| finding.rule == rule);
            for finding in own.filter(|finding| finding.judged.is_some()) {
                assert!(finding.message.contains("(error "), "{rule}: {}", finding.message);
            }
        }
    }
}

/// The draft written to be stuffed, and a report that is not.
#[test]
fn the_stuffed_draft_is_found_and_the_report_is_not() {
    let read =
        |name| std::fs::read_to_string(format!("{}/corpora/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let stuffed = audit(&read("smart-thermostat-rebate.txt"), AuditOptions::new());
    assert_eq!(stuffed.phrases[0].text, "smart thermostat rebate program");
    assert!(stuffed.phrases[0].occurrences.len() >= 16);
    assert_eq!(stuffed.findings[0].level, Level::Warning);
    let report = audit(&read("flood-wall.txt"), AuditOptions::new());
    assert_eq!(report.findings, []);
}

#[test]
fn spans_point_at_the_phrase_and_figures_add_up() {
    let text =
        "# Heat pumps\n\nA *heat* pump is loud. Our heat pump hums.\n\n- heat pump: buy a heat pump now\n";
    let options = AuditOptions::new().keyphrase("heat pump");
    let audit = Auditor::new().audit(&Document::read(text, "markdown".parse().unwrap()).unwrap(), &options);
    let asked = &audit.keyphrases[0];
    let found: Vec<&str> = asked.occurrences.iter().map(|occurrence| occurrence.span.of(text)).collect();
    assert_eq!(found, ["Heat pumps", "heat* pump", "heat pump", "heat pump", "heat pump"]);
    assert_eq!(
        (audit.words, asked.words, asked.places.title, asked.paragraphs, asked.openers),
        (18, 2, 1, 1, 1)
    );
    assert!((asked.coverage - 100.0 * 10.0 / 18.0).abs() < 1e-9);
    assert_eq!(asked.variants.iter().map(|(_, count)| count).sum::<usize>(), 5);
    assert_eq!(audit.phrases[0].occurrences.len(), 5);
}

#[test]
fn odd_drafts_are_no_error() {
    for text in ["", " ", "word", "!!!", "1 2 1 2 1 2", "🙂 🙂 🙂", "\u{0}\u{0}", "a a a a a a a a"] {
        let audit = audit(text, AuditOptions::new().keyphrase("").keyphrase("\"\"").keyphrase("a a"));
        assert_eq!(audit.keyphrases[0].occurrences.len() + audit.keyphrases[1].occurrences.len(), 0);
        assert!(
            audit.measures.family_coverage.is_finite() && audit.measures.family_coverage <= 100.0,
            "{text:?}"
        );
    }
}

/// What lies across two occurrences of a phrase, side by side, is part of neither.
#[test]
fn a_parent_holds_its_children() {
    let text = "tower old old bell tower old bell tower tower old bell bell tower old old bell tower";
    let phrases = audit(text, AuditOptions::new().language(Language::English)).phrases;
    let told: Vec<_> =
        phrases.iter().map(|phrase| (phrase.text.as_str(), phrase.inside, phrase.parent)).collect();
    assert_eq!(told, [("old bell tower", 0, None), ("tower old", 1, None)]);
}

/// Texts that no one writes as drafts: nothing panics, and places are on character boundaries.
#[test]
fn odd_texts_are_audited_too() {
    let long = "the bell tower of the old barn ".repeat(34_000);
    assert!(long.len() > 1_000_000 && !long.contains('.'));
    let texts = [
        "",
        "\u{FEFF}",
        "\r\n\r\n\r",
        "— … !",
        "word",
        "جرس البرج القديم. برج الجرس عال. برج الجرس قديم. برج الجرس هنا. جرس جرس هنا",
        "מגדל הפעמון גבוה. מגדל הפעמון ישן. מגדל הפעמון כאן. כאן כאן",
        "🙂 bell 🔔 tower. 🙂 bell 🔔 tower. 🙂 bell 🔔 tower. 👩‍👩‍👧 👩‍👩‍👧 🇩🇪🇩🇪 🇩🇪",
        "The bell tower.\r\nThe bell tower.\r\n\r\n# Bell tower\r\n\r\nA bell\r\ntower tower stands.\r\n",
        "e\u{301}te\u{301} e\u{301}te\u{301} été. \u{202E}bell tower\u{202C} bell tower bell tower",
        "鐘樓很高。鐘樓很老。鐘樓在這裡。鐘樓鐘樓。",
        "---\nkeyphrase: [\n---\n<!-- nutgraf off <!-- nutgraf allow \"x --> bell bell",
        &long,
    ];
    let asked =
        Keyphrase::new("bell tower").synonym("").synonym("a bell tower of the old barn").synonym("été");
    let mut auditor = Auditor::new();
    for text in texts {
        for format in ["text", "markdown"] {
            let options = AuditOptions::new().keyphrase(asked.clone()).allow("").allow("🙂");
            let Ok(format) = format.parse::<Format>() else { continue };
            let audit = auditor.audit(&Document::read(text, format).unwrap(), &options);
            let phrases = audit.phrases.iter().chain(&audit.keyphrases).map(|phrase| &phrase.occurrences);
            for place in phrases.chain(audit.findings.iter().map(|finding| &finding.occurrences)).flatten() {
                assert!(text.get(place.span.range()).is_some(), "{} in {text:.80?}", place.span);
            }
        }
    }
}

/// What an auditor has read before changes nothing.
#[test]
fn audits_do_not_depend_on_those_before() {
    let one = "The heat pump hums. A heat pump hums. Every heat pump hums at night.";
    let other = "Pump the heat out. Heat pump owners hum. Heat pump owners sing. Heat pump owners sleep.";
    let options = AuditOptions::new().keyphrase("heat pump");
    let mut used = Auditor::new();
    let _ = used.audit(&Document::plain(one), &options);
    assert_eq!(used.audit(&Document::plain(other), &options), audit(other, &options));
}

/// Little articles of our own in fourteen languages, stuffed with a word or on one topic; see `tests/audit/drafts.txt`: a line
/// with the language and what is found of overuse, then the text.
#[test]
fn articles_with_one_topic_are_told_from_stuffed_ones() {
    let source = include_str!("audit/drafts.txt");
    let mut faults = Vec::new();
    let mut count = 0;
    for stanza in source.split("===\n") {
        let (head, text) = stanza.split_once('\n').expect("a line before the text");
        let (language, expected) = head.split_once(": ").expect("a language");
        let options = AuditOptions::new().language(language.parse::<Language>().expect("a language"));
        let overuse =
            |finding: &&Finding| matches!(finding.rule, AuditRule::OverusedPhrase | AuditRule::OverusedWord);
        let audit = audit(text, &options);
        let found = audit.findings.iter().filter(overuse);
        let found: Vec<String> =
            found.map(|finding| format!("{} {} {}", finding.rule, finding.level, finding.subject)).collect();
        let found = if found.is_empty() { "nothing".to_string() } else { found.join("; ") };
        if found != expected {
            faults.push(format!("{expected}, but {found} in {:.60?}", text));
        }
        count += 1;
    }
    assert!(count >= 20 && faults.is_empty(), "{count}\n{}", faults.join("\n"));
}

/// More of the same is never judged milder: whatever else the draft has, each further occurrence keeps the level or
/// raises it.
#[test]
fn severity_grows_with_every_occurrence() {
    let phrases = ["bell tower", "Ada Moss", "boat hire", "bamboo", "tower of the old barn"];
    let around = ["", "# The bell tower\n\n", "# Boat hire\n\n## Bamboo\n\n## Bamboo\n\n", "# Changelog\n\n"];
    let rest = ["", "We book the best boat service. Contact our experts for a price.\n\n"];
    let mut auditor = Auditor::new();
    for words in [20, 90, 300, 800] {
        for (head, rest) in around.iter().flat_map(|head| rest.map(|rest| (head, rest))) {
            for phrase in phrases {
                let mut text = format!("{head}{rest}{}\n\n", filler(&mut short_words(), words, 10));
                let mut before = None;
                for count in 1..24 {
                    text.push_str(&format!("Today we saw {phrase} again.\n\n"));
                    let options = AuditOptions::new().language(Language::English);
                    let document = Document::read(&text, Format::Text).unwrap();
                    let findings = auditor.audit(&document, &options).findings;
                    let overuse = findings.iter().filter(|finding| {
                        matches!(finding.rule, AuditRule::OverusedPhrase | AuditRule::OverusedWord)
                    });
                    let level = overuse.map(|finding| finding.level).max();
                    assert!(
                        level >= before,
                        "{count} times {phrase:?}: {level:?} after {before:?} in {text}"
                    );
                    before = level;
                }
                assert!(before.is_some() || words > 300, "{phrase:?} 23 times in {words} words and more");
            }
        }
    }
}

/// A finding about what is missing points at the line, the tag or the sentence to change.
#[test]
fn missing_keyphrases_are_shown_where_they_belong() {
    let places = |source: &str, format: &str| {
        let options = AuditOptions::new().language(Language::English).keyphrase("bell tower");
        let document = Document::read(source, format.parse().expect("a format of this build")).unwrap();
        let findings = Auditor::new().audit(&document, &options).findings;
        let finding = findings.into_iter().find(|it| it.rule == AuditRule::KeyphrasePlacement).expect("one");
        let places = finding.occurrences.iter().map(|place| place.span.of(source).to_string());
        (finding.message, finding.advice, places.collect::<Vec<_>>())
    };
    let (message, advice, found) = places(
        "---\ntitle: Barns\nslug: barns\n---\n# Old barns\n\nIt stands. It leans.\n\n## Care\n\nA bell tower is old.\n",
        "markdown",
    );
    assert_eq!(
        message,
        "the keyphrase \"bell tower\" is missing from the main heading, the search title, the slug, the first \
         paragraph and the headings"
    );
    assert!(advice.ends_with("there is no description for search results yet"), "{advice}");
    assert_eq!(
        found,
        ["Old barns", "title: Barns", "slug: barns", "It stands", "Care", "---"].map(str::to_string)
    );

    let (message, _, found) =
        places("---\ntitle: Barns\ndescription: All of barns.\n---\nThe bell tower stands.\n", "markdown");
    assert_eq!(message, "the keyphrase \"bell tower\" is missing from the title and the description");
    assert_eq!(found, ["title: Barns".to_string(), "description: All of barns.".to_string()]);

    if cfg!(feature = "html") {
        let (message, _, found) = places(
            "<html><head><title>Barns</title><meta name=description content='All of barns.'></head><body><main>\
             <h1>The bell tower</h1><p>The bell tower stands in the middle of town, and has for ages.</p></main></body></html>",
            "html",
        );
        assert_eq!(message, "the keyphrase \"bell tower\" is missing from the title and the description");
        assert_eq!(found, ["<title>", "<meta name=description content='All of barns.'>"].map(str::to_string));
    }
}
