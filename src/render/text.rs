//! Plain text, for a terminal.
//!
//! What is laid out in columns takes the width as an argument, and none of its lines is longer; a width below 40 counts
//! as 40. Text of a draft cannot steer the terminal, nor reorder what stands around it: all of it has passed
//! [`visible`](super::visible).
//!
//! ```
//! use nutgraf::render::{Report, text as plain};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! // The ten phrases that are repeated most, for a terminal of 80 columns.
//! assert!(plain::audit(&report, 10, 80).starts_with("wall.txt: 1 note; 5 words, 1 paragraph, English\n"));
//! ```

use std::fmt::Write;

use super::columns::{LEAST, cut_end, visible, width};
use super::report::LeftOut;
use super::styled::{Ink, PLAIN, RESET, Styled, hang};
use super::visible::line;
use super::{Report, bidi, excerpt};
use crate::audit::{Check, CutAction, Phrase, SiteAudit, WordUse};
use crate::document::Document;
use crate::keywords::Keywords;
use crate::order::Arrange;
use crate::score::Form;
use crate::span::{LineIndex, Span};
use crate::summary::Summary;

/// The columns of a terminal that nobody has changed.
pub const COLUMNS: usize = 80;

/// What an audit is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Terminal {
    /// The columns of a line, at least 40.
    pub width: usize,
    /// Whether there are ANSI colors. No, if not set.
    pub colors: bool,
}

impl Terminal {
    /// Lines of this many columns, without colors.
    pub fn new(width: usize) -> Terminal {
        Terminal { width, colors: false }
    }

    /// Sets whether there are colors.
    pub fn colors(mut self, colors: bool) -> Terminal {
        self.colors = colors;
        self
    }

    pub(super) fn width(self) -> usize {
        self.width.max(LEAST)
    }

    pub(super) fn ink(self) -> Ink {
        Ink(self.colors)
    }
}

/// So many columns, without colors.
impl From<usize> for Terminal {
    fn from(width: usize) -> Terminal {
        Terminal::new(width)
    }
}

/// A summary, one sentence a line. Ends in a line break unless empty.
pub fn summary(summary: &Summary) -> String {
    summary.sentences.iter().map(|sentence| format!("{}\n", line(&sentence.text))).collect()
}

/// Keywords, one a line. Ends in a line break unless empty.
pub fn keywords(keywords: &Keywords) -> String {
    keywords.keywords.iter().map(|keyword| format!("{}\n", line(&keyword.phrase))).collect()
}

/// A summary, one sentence a line, each with its score before it. Ends in a line break unless empty.
pub fn with_scores(summary: &Summary) -> String {
    let mut out = String::new();
    for sentence in &summary.sentences {
        let _ = writeln!(out, "{:>8.4}  {}", sentence.score.get(), line(&sentence.text));
    }
    out
}

/// What no summary of some documents is chosen from: how many blocks are there for something else than prose, by their roles,
/// with how the first of each begins. A line for each role.
pub fn left_out(documents: &[Document<'_>]) -> String {
    let mut out = String::new();
    for LeftOut { role, blocks, first } in LeftOut::of(documents) {
        let _ = writeln!(out, "left out: {blocks} {role}, “{}”", line(&first));
    }
    out
}

/// How a summary came about, at this many columns: what the text looked like and what each component counted therefore;
/// then for each sentence, in the order they were chosen, its rank, its score, its first words, and what each component
/// gave to it, most first. Ends in a line break unless the summary is empty.
pub fn explanation(summary: &Summary, width: usize) -> String {
    if summary.sentences.is_empty() {
        return String::new();
    }
    let width = width.max(LEAST);
    let mut out = String::new();
    if let Some(form) = &summary.form {
        paragraph(&mut out, "text: ", &described(form), width);
    }
    paragraph(&mut out, "weights: ", &amounts(&summary.weights), width);
    let _ = writeln!(out, "\n{:>4} {:>9}  sentence", "rank", "score");
    let mut sentences: Vec<_> = summary.sentences.iter().collect();
    sentences.arrange_by_key(|sentence| sentence.rank);
    for sentence in sentences {
        // Half of the width is enough to know a sentence by.
        let opening = bidi::isolated(&opening(&sentence.text, (width / 2).min(width - 16)));
        let _ = writeln!(out, "{:>4} {:>9.4}  {opening}", sentence.rank, sentence.score.get());
        paragraph(&mut out, &" ".repeat(16), &amounts(&shown(&sentence.components)), width);
    }
    out
}

/// What a component must give to a score to be listed: less would be shown as 0.
const SHOWN: f64 = 0.005;

/// Names and numbers, in their order.
fn amounts(of: &[(&str, f64)]) -> String {
    // A space within would let a line end between a name and its number.
    let shown: Vec<String> =
        of.iter().map(|(name, value)| format!("{}\u{A0}{value:.2}", name.replace(' ', "\u{A0}"))).collect();
    shown.join(", ")
}

/// A text behind a label, its further lines as far to the right. Nothing if there is no text.
pub(super) fn paragraph(out: &mut String, label: &str, text: &str, width: usize) {
    if !text.is_empty() {
        let lines = Styled::new(text, PLAIN);
        let lines = lines.lines(width - label.len()).map(|line| line.replace('\u{A0}', " "));
        hang(out, label, lines);
    }
}

/// What a text looks like: `24 sentences, with a title`. How far its order is trusted stands in the weight of the position, and is
/// not shown here: most ordinary articles would read that theirs is loose, which is no verdict on them.
pub(super) fn described(form: &Form) -> String {
    let sentences = if form.sentences == 1 { "sentence" } else { "sentences" };
    let title = if form.has_title { ", with a title" } else { "" };
    format!("{} {sentences}{title}", form.sentences)
}

/// How each keyword came by its place, at this many columns: its score, how often it occurs, and what each feature gave,
/// most first. Ends in a line break unless empty.
///
/// They are those of keywords found with [`KeywordOptions::explained`](crate::KeywordOptions::explained).
pub fn keywords_explained(keywords: &Keywords, width: usize) -> String {
    if keywords.keywords.is_empty() {
        return String::new();
    }
    let width = width.max(LEAST);
    let mut out = format!("{:>4} {:>9} {:>5}  keyword\n", "rank", "score", "count");
    for (place, keyword) in keywords.keywords.iter().enumerate() {
        let part = keyword.ranked_as.as_ref().map(|part| format!(" (ranked as {})", line(part)));
        let phrase = format!("{}{}", line(&keyword.phrase), part.unwrap_or_default());
        let score = keyword.score.get();
        let _ = writeln!(out, "{:>4} {score:>9.4} {:>5}  {phrase}", place + 1, keyword.count);
        paragraph(&mut out, &" ".repeat(22), &amounts(&in_words(shown(&keyword.components))), width);
    }
    out
}

/// The components of a keyword by plain names; JSON has the short ones.
fn in_words(components: Vec<(&str, f64)>) -> Vec<(&str, f64)> {
    components.into_iter().map(|(name, value)| (plain(name), value)).collect()
}

/// What a component is called for a reader.
fn plain(name: &str) -> &str {
    match name {
        "first" => "early first place",
        "one" => "single word",
        "two" => "two words",
        "three" => "three words",
        "four" => "four words",
        "alone" => "stands alone",
        "rare" => "rare words",
        "rarest" => "rarest word",
        "rare_head" => "rare last word",
        "words" => "frequent words",
        "sentences" => "share of sentences",
        "capitals" => "capitalized",
        "stop" => "stop word inside",
        "context" => "varied neighbors",
        "lead" => "in the opening",
        "hyphen" => "hyphenated",
        "letters" => "word length",
        "blocks" => "number of paragraphs",
        "closes" => "ends sentences",
        "phrase" => "noun phrase",
        "whole" => "whole noun phrase",
        "clause" => "verb or adverb inside",
        "name" => "proper name",
        "defined" => "defines an acronym",
        "of" => "after a preposition",
        name => name,
    }
}

/// What gave something to a score, most first.
fn shown<'n>(components: &[(&'n str, f64)]) -> Vec<(&'n str, f64)> {
    let mut given: Vec<(&str, f64)> =
        components.iter().copied().filter(|(_, value)| value.abs() >= SHOWN).collect();
    given.arrange_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    given
}

/// Keywords, one a line, each with its score and how often it is said before it. Ends in a line break unless empty.
pub fn keywords_with_scores(keywords: &Keywords) -> String {
    let mut out = String::new();
    for keyword in &keywords.keywords {
        let _ = writeln!(out, "{:>8.4} {:>4}  {}", keyword.score.get(), keyword.count, line(&keyword.phrase));
    }
    out
}

/// An audit to be read on a terminal, or at this many columns: the verdict, what the draft is about, its findings with
/// excerpts of the draft, then a table of the `top` phrases with a strip that shows where in the draft each stands.
pub fn audit(report: &Report<'_>, top: usize, terminal: impl Into<Terminal>) -> String {
    let terminal = terminal.into();
    let width = terminal.width();
    let audit = report.audit;
    let mut out = excerpt::verdict(report, terminal);
    if !audit.topic.is_empty() {
        hang(&mut out, "", Styled::new(&format!("about: {}", audit.topic.join(", ")), PLAIN).lines(width));
    }
    out.push_str(&excerpt::findings(report, terminal));
    checklist(&audit.checklist, terminal, &mut out);
    for (title, phrases) in [("keyphrase", &audit.keyphrases), ("repeated", &audit.phrases)] {
        if !phrases.is_empty() {
            table(title, phrases, top, audit.span, width, &mut out);
        }
    }
    single_words(&audit.single_words, top, width, &mut out);
    out
}

/// What was looked at, a line each, what is right first marked ✓ and what is not ✗.
fn checklist(checks: &[Check], terminal: Terminal, out: &mut String) {
    if !checks.is_empty() {
        out.push_str("\nchecklist\n");
    }
    for check in checks {
        let (mark, color) = if check.passed { ("✓", GREEN) } else { ("✗", YELLOW) };
        let ink = terminal.ink();
        let label = format!("  {}{mark}{} ", ink.code(color), ink.code(RESET));
        let mut lines =
            Styled::new(&check.text, PLAIN).lines(terminal.width() - 4).collect::<Vec<_>>().into_iter();
        let _ = writeln!(out, "{label}{}", lines.next().unwrap_or_default());
        for line in lines {
            let _ = writeln!(out, "    {line}");
        }
    }
}

/// As the levels of findings have them.
const GREEN: &str = "\x1b[1;92m";
const YELLOW: &str = "\x1b[1;33m";

/// The list of cuts of an audit, at a width in columns: a line for each occurrence that is to be dropped or shortened, by line and
/// column, and how many stay. Empty if there is none.
pub fn cuts(report: &Report<'_>, width: usize) -> String {
    let (cuts, width) = (&report.audit.cuts, width.max(LEAST));
    let Some(first) = cuts.first() else { return String::new() };
    let lines = LineIndex::new(report.source);
    let mut out = String::new();
    let changed = cuts.iter().filter(|cut| cut.action != CutAction::Keep).count();
    let line = format!(
        "cuts: change {changed} of the {} occurrences of \"{}\", keep {}",
        cuts.len(),
        first.phrase,
        cuts.len() - changed
    );
    out.push('\n');
    paragraph(&mut out, "", &line, width);
    for cut in cuts {
        let (line, column) = lines.place(cut.span.start);
        let action = match &cut.action {
            CutAction::Shorten(short) => format!("shorten to \"{short}\""),
            action => action.name().to_string(),
        };
        paragraph(
            &mut out,
            &format!("{:>8}  ", format!("{line}:{column}")),
            &format!("{action}: {}", cut.reason),
            width,
        );
    }
    out
}

/// The `top` content words of a draft, if there are any.
fn single_words(words: &[WordUse], top: usize, width: usize, out: &mut String) {
    if words.is_empty() || top == 0 {
        return;
    }
    // Of all words, then of those that are judged.
    let _ = writeln!(out, "\ntimes  share  content  single words");
    for word in words.iter().take(top) {
        let label = format!("{:>5} {:>5.1}% {:>7.1}%  ", word.count, word.density, word.content_share);
        let text = visible(&word.text);
        let text = cut_end(&text, width - label.len());
        let _ = writeln!(out, "{label}{}", bidi::isolated(&text));
    }
}

/// What stands before the phrase in each line of a table: three numbers, the strip, and two spaces.
const NUMBERS: usize = 23;

/// The `top` phrases of a draft that stands in `draft` in its source.
fn table(title: &str, phrases: &[Phrase], top: usize, draft: Span, width: usize, out: &mut String) {
    let columns = strip_columns(width);
    let gap = if columns > 0 { 2 } else { 0 };
    let head = if columns > 0 { format!("{:<columns$}  ", "where") } else { String::new() };
    let _ = writeln!(out, "\ntimes  share  openers  {head}{title}");
    let room = width - NUMBERS - columns - gap;
    for (phrase, depth) in nested(&phrases[..phrases.len().min(top)]) {
        let strip = strip(phrase, draft, columns);
        let _ = writeln!(
            out,
            "{:>5} {:>5.1}% {:>8}  {strip}{:gap$}{}",
            phrase.occurrences.len(),
            phrase.coverage,
            phrase.openers,
            "",
            named(phrase, depth, room)
        );
    }
    if phrases.len() > top {
        let _ = writeln!(out, "       and {} more", phrases.len() - top);
    }
}

/// A phrase in its place of the tree, in this many columns: how many of its occurrences lie in the longer phrase above it
/// is said in words where there is room.
fn named(phrase: &Phrase, depth: usize, room: usize) -> String {
    let (line, brief) = match (depth, phrase.inside) {
        (0, _) | (_, 0) => Default::default(),
        (_, inside) if inside == phrase.occurrences.len() => {
            (" (all in the above)".to_string(), " (all above)".to_string())
        }
        (_, inside) => (format!(" ({inside} of them in the above)"), format!(" ({inside} above)")),
    };
    let text = visible(&phrase.text);
    // However deep it lies, half of the room is its own.
    let indent = (2 * depth).min(room / 4);
    let room = room - indent;
    let note = if width(&text) + line.len() <= room { line } else { brief };
    let text = cut_end(&text, room.saturating_sub(note.len()));
    format!("{:indent$}{}{note}", "", bidi::isolated(&text))
}

/// The verdict and the findings of an audit without its table: for one of many drafts.
pub fn findings(report: &Report<'_>, terminal: impl Into<Terminal>) -> String {
    let terminal = terminal.into();
    excerpt::verdict(report, terminal) + &excerpt::findings(report, terminal)
}

/// Phrases, each behind the longer one that holds it, with how deep it lies.
fn nested(phrases: &[Phrase]) -> Vec<(&Phrase, usize)> {
    fn add<'p>(
        phrases: &'p [Phrase],
        parent: Option<usize>,
        depth: usize,
        out: &mut Vec<(&'p Phrase, usize)>,
    ) {
        for (place, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| phrase.parent == parent) {
            out.push((phrase, depth));
            add(phrases, Some(place), depth + 1, out);
        }
    }
    let mut out = Vec::with_capacity(phrases.len());
    add(phrases, None, 0, &mut out);
    out
}

/// How many lines of each table of a site are shown.
const SITE_LINES: usize = 10;

/// What the audit of a site found beyond its drafts: phrases that stand in many of them, shared topics, and
/// pairs of drafts with passages in common. At this many columns.
pub fn site(site: &SiteAudit, width: usize) -> String {
    let width = width.max(LEAST);
    let name = |draft: usize| site.names[draft].as_str();
    let drafts = site.names.len();
    let mut line = format!("{drafts} {}: ", if drafts == 1 { "draft" } else { "drafts" });
    let found = [
        (site.boilerplate.len(), "boilerplate phrase", "boilerplate phrases"),
        (site.competing.len(), "shared topic", "shared topics"),
        (
            site.duplicates.len(),
            "pair of drafts with passages in common",
            "pairs of drafts with passages in common",
        ),
    ];
    let named = |(count, one, many): &(usize, &str, &str)| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    if drafts == 0 {
        return "no readable drafts\n".into();
    }
    let shared: Vec<String> = found.iter().filter_map(named).collect();
    line.push_str(match (shared.is_empty(), drafts) {
        (false, _) => "",
        (true, 1) => "nothing to compare it with",
        (true, _) => "no boilerplate, shared topics or shared passages",
    });
    line.push_str(&shared.join(", "));
    let mut out = String::new();
    paragraph(&mut out, "", &line, width);
    if !site.boilerplate.is_empty() {
        out.push_str("\ndrafts  times  boilerplate\n");
        for phrase in site.boilerplate.iter().take(SITE_LINES) {
            let label = format!("{:>6} {:>6}  ", phrase.drafts, phrase.count);
            let text = bidi::isolated(&opening(&phrase.text, width / 2));
            let _ = writeln!(out, "{label}{text}");
        }
    }
    if !site.competing.is_empty() {
        out.push_str("\ndrafts  shared topic\n");
        for phrase in site.competing.iter().take(SITE_LINES) {
            let names: Vec<&str> = phrase.drafts.iter().take(3).map(|draft| name(*draft)).collect();
            let label = format!("{:>6}  ", phrase.drafts.len());
            paragraph(&mut out, &label, &format!("{}: {}", phrase.text, names.join(", ")), width);
        }
    }
    if !site.duplicates.is_empty() {
        out.push_str("\n words  in both drafts\n");
        for pair in site.duplicates.iter().take(SITE_LINES) {
            let label = format!("{:>6}  ", pair.words);
            let names = format!("{}, {}", name(pair.drafts.0), name(pair.drafts.1));
            paragraph(&mut out, &label, &names, width);
        }
    }
    out
}

/// The columns of a strip: 24 of 80, fewer where lines are short, none below 60.
fn strip_columns(width: usize) -> usize {
    if width < 60 { 0 } else { ((width - 32) / 2).min(36) }
}

/// A line as long as the draft: a block where the phrase stands, higher where it stands more often. What stands around the
/// draft in its source, such as the head of a page, is no part of it.
fn strip(phrase: &Phrase, draft: Span, columns: usize) -> String {
    let mut counts = vec![0usize; columns];
    for occurrence in &phrase.occurrences {
        let at = occurrence.span.start.saturating_sub(draft.start) * columns / draft.len().max(1);
        if let Some(count) = counts.get_mut(at.min(columns.saturating_sub(1))) {
            *count += 1;
        }
    }
    counts.iter().map(|count| ['·', '▂', '▄', '▆', '█'][(*count).min(4)]).collect()
}

/// The first words of a sentence, with `…` for the rest.
fn opening(sentence: &str, columns: usize) -> String {
    let sentence = visible(sentence);
    let cut = cut_end(&sentence, columns);
    match cut.strip_suffix('…') {
        Some(words) if cut != sentence => format!("{}…", words.trim_end_matches([' ', ',', ';', ':'])),
        _ => cut.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_what_was_chosen_first_at_the_top() {
        let text = "Critics of the wall say so. The council approved the flood wall on Monday, after a long debate. \
                    The flood wall costs the council nine million pounds.";
        let table = explanation(&crate::summarize(text, 2), COLUMNS);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "text: 3 sentences", "{table}");
        assert!(lines[1].starts_with("weights: position "), "{table}");
        let head = lines.iter().position(|line| *line == "rank     score  sentence").expect(&table);
        let chosen = lines[head + 1].trim_start();
        assert!(chosen.starts_with("1 ") && chosen.contains("flood wall"), "{table}");
        assert!(lines.iter().all(|line| line.chars().count() <= COLUMNS), "{table}");
        assert_eq!(explanation(&crate::summarize("", 2), COLUMNS), "");
    }

    mod in_columns {
        use proptest::prelude::*;
        use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

        use super::super::super::report::samples::{self, SCRIPTS};
        use super::super::*;
        use crate::audit::{AuditOptions, Auditor, CompetingPhrase, DuplicatePair, SitePhrase};
        use crate::document::Document;
        use crate::render::highlight;
        use crate::{Analyzer, summarize_documents};

        /// Fails if a line is longer than `width` in any terminal, or holds what steers one; if an isolate is left open.
        fn fits(text: &str, width: usize) -> Result<(), TestCaseError> {
            for line in text.lines() {
                let line = plain(line);
                let apart: usize = line.chars().map(|c| c.width().unwrap_or(0)).sum();
                prop_assert!(line.width().max(apart) <= width, "{} columns: {:?}", width, line);
                prop_assert!(!line.contains(char::is_control), "{:?}", line);
                let mut open = false;
                for c in line.chars() {
                    match c {
                        '\u{2066}'..='\u{2068}' if !open => open = true,
                        '\u{2069}' if open => open = false,
                        '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}' => {
                            prop_assert!(false, "{:?}", line)
                        }
                        'א'..='ת' | 'ا'..='ي' => prop_assert!(open, "{:?}", line),
                        _ => {}
                    }
                }
                prop_assert!(!open, "{:?}", line);
            }
            prop_assert!(text.is_empty() || text.ends_with('\n'));
            Ok(())
        }

        /// A line without our own escape sequences.
        fn plain(line: &str) -> String {
            let mut parts = line.split("\x1b[");
            let first = parts.next().unwrap_or_default();
            let rest = parts.filter_map(|part| part.split_once('m'));
            rest.fold(first.to_string(), |line, (_, text)| line + text)
        }

        fn widths() -> impl Strategy<Value = usize> {
            prop_oneof![Just(40), Just(60), Just(80), Just(120), 40usize..130]
        }

        /// A draft of words and phrases that come again and again.
        fn prose() -> impl Strategy<Value = String> {
            let phrases = [
                "the flood wall",
                "of the garden tool rental in Wennick",
                "جدار الفيضان",
                "خطة 2030 Atlas",
                "堤防の工事",
                "תוכנית צה\"ל",
                "👩\u{200D}🚒 crew",
                "cafe\u{301}",
                "x\u{202E}y",
                "❤\u{FE0F} it",
                "I",
                ".\n\n",
                ". ",
                "\n- ",
                "\n# ",
                "\n> ",
                "a-word-that-is-longer-than-any-line-of-a-terminal-and-has-no-space-in-it-whatever-you-do",
            ];
            prop::collection::vec(prop::sample::select(phrases.to_vec()), 0..60)
                .prop_map(|words| words.join(" "))
        }

        proptest! {
            #[test]
            fn findings_fit((name, source, found) in samples::drafts(), width in widths()) {
                let mut audit = samples::empty();
                audit.findings = found;
                audit.topic = vec![name.clone(), source.clone()];
                let report = Report::new(&name, &source, &audit);
                fits(&super::super::audit(&report, 9, width), width)?;
                fits(&findings(&report, Terminal::new(width).colors(true)), width)?;
                // Colors are all that they change.
                let colored = super::super::audit(&report, 9, Terminal::new(width).colors(true));
                let uncolored: String = colored.lines().map(|line| plain(line) + "\n").collect();
                prop_assert_eq!(uncolored, super::super::audit(&report, 9, width));
            }

            #[test]
            fn audits_fit(text in prose(), top in 1usize..20, width in widths()) {
                let mut options = AuditOptions::new();
                options.least_count = 2;
                options.topic = true;
                options.keyphrases = vec!["flood wall".into(), "خطة".into()];
                let document = Document::plain(&text);
                let audit = Auditor::new().audit(&document, &options);
                let shown = super::super::audit(&Report::new("مسودة.txt", &text, &audit), top, width);
                fits(&shown, width)?;
                let line = audit.phrases.iter().take(top).filter(|p| p.parent.is_none_or(|parent| parent < top));
                let rows = shown.lines().filter(|line| line.get(11..12) == Some("%"));
                prop_assert!(rows.count() >= line.count(), "{}", shown);
            }

            #[test]
            fn sites_fit(texts in prop::collection::vec(prop_oneof![prose(), SCRIPTS], 1..5), width in widths()) {
                let mut found = SiteAudit::default();
                found.names.clone_from(&texts);
                for (n, text) in texts.iter().enumerate() {
                    found.boilerplate.push(SitePhrase { text: text.clone(), words: 2, drafts: 2, count: n, examples: vec![] });
                    found.competing.push(CompetingPhrase { text: text.clone(), drafts: (0..texts.len()).collect() });
                    found.duplicates.push(DuplicatePair { drafts: (0, n), words: n, passages: 1 });
                }
                fits(&site(&found, width), width)?;
            }

            #[test]
            fn summaries_fit(text in prose(), n in 1usize..9, width in widths(), scores in any::<bool>(), colors in any::<bool>()) {
                let documents = [Document::plain(&text)];
                let summary = summarize_documents(&mut Analyzer::new(), &documents, n);
                fits(&explanation(&summary, width), width)?;
                let layout = highlight::Layout::new(width).scores(scores).colors(colors);
                let shown = highlight::article(&documents[0], 0, &summary, &layout);
                fits(&shown, width)?;
                // All that can be read is there, in its order.
                let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
                let read: String = documents[0].blocks().iter().map(|block| block.span.of(&text)).collect();
                prop_assert_eq!(letters(&shown.lines().map(plain).collect::<String>()), letters(&read));
                let marks = if text.contains(['«', '»']) { '▐' } else { '»' };
                prop_assert!(colors || shown.matches(marks).count() == summary.sentences.len(), "{}", shown);
            }
        }
    }
}
