//! Plain text, for a terminal.

use std::fmt::Write;

use super::{Report, excerpt};
use crate::audit::{Phrase, SiteAudit};
use crate::keywords::Keywords;
use crate::score::Form;
use crate::summary::Summary;

/// A summary, one sentence a line, each with its score before it. Ends in a line break unless empty.
pub fn with_scores(summary: &Summary) -> String {
    let mut out = String::new();
    for sentence in &summary.sentences {
        let _ = writeln!(out, "{:>8.4}  {}", sentence.score.get(), sentence.text);
    }
    out
}

/// How a summary came about, at 80 columns: what the text looked like and what each component counted therefore; then
/// for each sentence, in the order they were chosen, its rank, its score, its first words, and what each component gave
/// to it, most first. Ends in a line break unless the summary is empty.
pub fn explanation(summary: &Summary) -> String {
    if summary.sentences.is_empty() {
        return String::new();
    }
    let mut out = summary.form.as_ref().map_or(String::new(), |form| format!("text: {}\n", described(form)));
    paragraph(&mut out, "weights: ", &amounts(&summary.weights));
    let _ = writeln!(out, "\n{:>4} {:>9}  sentence", "rank", "score");
    let mut sentences: Vec<_> = summary.sentences.iter().collect();
    sentences.sort_by_key(|sentence| sentence.rank);
    for sentence in sentences {
        let _ =
            writeln!(out, "{:>4} {:>9.4}  {}", sentence.rank, sentence.score.get(), opening(&sentence.text));
        let mut given: Vec<(&str, f64)> =
            sentence.components.iter().copied().filter(|(_, value)| value.abs() >= SHOWN).collect();
        given.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        paragraph(&mut out, &" ".repeat(16), &amounts(&given));
    }
    out
}

/// What a component must give to a sentence to be told: less would be shown as 0.
const SHOWN: f64 = 0.005;

/// The width of a terminal that nobody has changed.
const COLUMNS: usize = 80;

/// Names and numbers, in their order.
fn amounts(of: &[(&str, f64)]) -> String {
    // A space within would let a line end between a name and its number.
    let shown: Vec<String> =
        of.iter().map(|(name, value)| format!("{}\u{A0}{value:.2}", name.replace(' ', "\u{A0}"))).collect();
    shown.join(", ")
}

/// A text behind a label, its further lines as far to the right.
fn paragraph(out: &mut String, label: &str, text: &str) {
    let width = COLUMNS - label.len();
    for (i, line) in excerpt::wrapped(text, width).replace('\u{A0}', " ").lines().enumerate() {
        let before = if i == 0 { label.to_string() } else { " ".repeat(label.len()) };
        let _ = writeln!(out, "{before}{line}");
    }
}

/// What a text looks like: `24 sentences in order (cohesion 0.52), with a title`.
pub(super) fn described(form: &Form) -> String {
    let order = match form.disorder {
        disorder if disorder > 0.5 => "in no order",
        disorder if disorder > 0.1 => "in a loose order",
        _ => "in order",
    };
    let sentences = if form.sentences == 1 { "sentence" } else { "sentences" };
    let title = if form.has_title { ", with a title" } else { "" };
    format!("{} {sentences} {order} (cohesion {:.2}){title}", form.sentences, form.cohesion)
}

/// Keywords, one a line, each with its score and how often it is said before it. Ends in a line break unless empty.
pub fn keywords_with_scores(keywords: &Keywords) -> String {
    let mut out = String::new();
    for keyword in &keywords.keywords {
        let _ = writeln!(out, "{:>8.4} {:>4}  {}", keyword.score.get(), keyword.count, keyword.phrase);
    }
    out
}

/// An audit to be read at 80 columns: the verdict, what the draft is about, its findings with excerpts of the draft, then
/// a table of the `top`
/// phrases with a strip that shows where in the draft each stands.
///
/// Colored by ANSI escape sequences, which a terminal's stream drops where they are not wanted.
pub fn audit(report: &Report<'_>, top: usize) -> String {
    let Report { source, audit, .. } = *report;
    let mut out = excerpt::verdict(report);
    if !audit.topic.is_empty() {
        let _ = writeln!(out, "about: {}", excerpt::visible(&audit.topic.join(", ")));
    }
    out.push_str(&excerpt::findings(report));
    for (title, phrases) in [("asked for", &audit.keyphrases), ("repeated", &audit.phrases)] {
        if phrases.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\ntimes  share  openers  {:<STRIP$}  {title}", "where");
        for (phrase, depth) in nested(&phrases[..phrases.len().min(top)]) {
            let inside = match (depth, phrase.inside) {
                (0, _) | (_, 0) => String::new(),
                (_, inside) if inside == phrase.occurrences.len() => " (all in the above)".to_string(),
                (_, inside) => format!(" ({inside} of them in the above)"),
            };
            let _ = writeln!(
                out,
                "{:>5} {:>5.1}% {:>8}  {}  {}{}{inside}",
                phrase.occurrences.len(),
                phrase.coverage,
                phrase.openers,
                strip(phrase, source.len()),
                "  ".repeat(depth),
                phrase.text
            );
        }
        if phrases.len() > top {
            let _ = writeln!(out, "       and {} more", phrases.len() - top);
        }
    }
    out
}

/// The verdict and the findings of an audit without its table: for one of many drafts.
pub fn findings(report: &Report<'_>) -> String {
    excerpt::verdict(report) + &excerpt::findings(report)
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

/// What the audit of a site found beyond its drafts: phrases that stand in many of them, topics that several have, and
/// pairs of drafts with passages in common.
pub fn site(site: &SiteAudit) -> String {
    let name = |draft: usize| site.names[draft].as_str();
    let drafts = site.names.len();
    let mut out = format!("{drafts} {}: ", if drafts == 1 { "draft" } else { "drafts" });
    let found = [
        (site.boilerplate.len(), "phrase of boilerplate", "phrases of boilerplate"),
        (site.competing.len(), "topic that several have", "topics that several have"),
        (site.duplicates.len(), "pair with passages in common", "pairs with passages in common"),
    ];
    let named = |(count, one, many): &(usize, &str, &str)| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let told: Vec<String> = found.iter().filter_map(named).collect();
    out.push_str(if told.is_empty() { "nothing they share is unusual" } else { "" });
    out.push_str(&told.join(", "));
    out.push('\n');
    if !site.boilerplate.is_empty() {
        out.push_str("\ndrafts  times  boilerplate\n");
        for phrase in site.boilerplate.iter().take(SITE_LINES) {
            let _ = writeln!(out, "{:>6} {:>6}  {}", phrase.drafts, phrase.count, opening(&phrase.text));
        }
    }
    if !site.competing.is_empty() {
        out.push_str("\ndrafts  the same topic\n");
        for phrase in site.competing.iter().take(SITE_LINES) {
            let names: Vec<&str> = phrase.drafts.iter().take(3).map(|draft| name(*draft)).collect();
            let _ = writeln!(out, "{:>6}  {}: {}", phrase.drafts.len(), phrase.text, names.join(", "));
        }
    }
    if !site.duplicates.is_empty() {
        out.push_str("\n words  in both drafts\n");
        for pair in site.duplicates.iter().take(SITE_LINES) {
            let _ = writeln!(out, "{:>6}  {}, {}", pair.words, name(pair.drafts.0), name(pair.drafts.1));
        }
    }
    out
}

/// The columns of a strip.
const STRIP: usize = 24;

/// A line as long as the draft: a block where the phrase stands, higher where it stands more often.
fn strip(phrase: &Phrase, length: usize) -> String {
    let mut counts = [0usize; STRIP];
    for occurrence in &phrase.occurrences {
        counts[(occurrence.span.start * STRIP / length.max(1)).min(STRIP - 1)] += 1;
    }
    counts.map(|count| ['·', '▂', '▄', '▆', '█'][count.min(4)]).iter().collect()
}

/// How much of a sentence the table shows, in characters.
const OPENING: usize = 40;

/// The first words of a sentence, with `…` for the rest.
fn opening(sentence: &str) -> String {
    if sentence.chars().count() <= OPENING {
        return sentence.to_string();
    }
    let cut: String = sentence.chars().take(OPENING - 1).collect();
    let words = cut.rfind(' ').map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_what_was_chosen_first_at_the_top() {
        let text = "Critics of the wall say so. The council approved the flood wall on Monday, after a long debate. \
                    The flood wall costs the council nine million pounds.";
        let table = explanation(&crate::summarize(text, 2));
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].starts_with("text: 3 sentences in order (cohesion "), "{table}");
        assert!(lines[1].starts_with("weights: position "), "{table}");
        let head = lines.iter().position(|line| *line == "rank     score  sentence").expect(&table);
        let chosen = lines[head + 1].trim_start();
        assert!(chosen.starts_with("1 ") && chosen.contains("flood wall"), "{table}");
        assert!(lines.iter().all(|line| line.chars().count() <= COLUMNS), "{table}");
        assert_eq!(explanation(&crate::summarize("", 2)), "");
    }
}
