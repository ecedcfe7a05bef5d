//! What is said of a draft: diagnostics, hovers, symbols, lenses, actions and completions.

use std::path::Path;

use lsp_types::*;
use nutgraf::render::visible;
use nutgraf::{
    Analyzer, AuditRule, CutAction, Document, Finding, Level, Limits, Options, Phrase, Span,
    summarize_documents,
};
use serde_json::json;

use super::draft::{Draft, Heading};
use super::lines::Encoding;
use super::{Client, NEXT_PLACE, Within, uri_of};
use crate::config;

/// The most places of a finding that are marked: an editor that draws more is slow, and nobody reads them.
const MOST_MARKS: usize = 200;

/// The most places that a hover names.
const MOST_PLACES: usize = 12;

/// What diagnostics say they come from.
const SOURCE: &str = "nutgraf";

/// A diagnostic for each place of each finding; for one about something that is not there, at the first line.
pub(super) fn diagnostics(draft: &Draft, encoding: Encoding) -> Vec<Diagnostic> {
    let Some(audit) = draft.audit_result() else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for finding in &audit.findings {
        let mut spans: Vec<Span> = finding.occurrences.iter().map(|occurrence| occurrence.span).collect();
        if spans.is_empty() {
            spans.push(draft.lines().around(draft.text(), 0));
        }
        spans.sort();
        let text = message(finding);
        for span in spans.into_iter().take(MOST_MARKS) {
            diagnostics.push(Diagnostic {
                range: draft.lines().range(draft.text(), span, encoding),
                severity: Some(match finding.level {
                    Level::Error => DiagnosticSeverity::ERROR,
                    Level::Warning => DiagnosticSeverity::WARNING,
                    _ => DiagnosticSeverity::INFORMATION,
                }),
                code: Some(NumberOrString::String(finding.rule.name().into())),
                source: Some(SOURCE.into()),
                message: text.clone(),
                ..Diagnostic::default()
            });
        }
    }
    diagnostics
}

/// A finding with what to do about it.
fn message(finding: &Finding) -> String {
    let message = visible::line(&finding.message);
    match finding.advice.is_empty() {
        true => message.into_owned(),
        false => format!("{message}\nhelp: {}", visible::line(&finding.advice)),
    }
}

/// The longest phrase at a place, with its figures, and the findings there.
pub(super) fn hover(draft: &Draft, position: Position, encoding: Encoding) -> Option<Hover> {
    let audit = draft.audit_result()?;
    let at = draft.lines().offset(draft.text(), position, encoding);
    let holds = |span: Span| span.start <= at && at < span.end.max(span.start + 1);
    let phrases = audit.keyphrases.iter().chain(&audit.phrases);
    let found = phrases.filter_map(|phrase| {
        let occurrence = phrase.occurrences.iter().find(|occurrence| holds(occurrence.span))?;
        Some((phrase, occurrence.span))
    });
    let phrase = found.max_by_key(|(_, span)| span.len());
    let here = |finding: &&Finding| finding.occurrences.iter().any(|occurrence| holds(occurrence.span));
    let findings: Vec<&Finding> = audit.findings.iter().filter(here).collect();
    let mut parts: Vec<String> = phrase.iter().map(|(phrase, _)| figures(draft, phrase)).collect();
    for finding in &findings {
        parts.push(format!("**{}** ({}): {}", finding.level, finding.rule, escaped(&message(finding))));
    }
    let of_finding = || {
        let occurrences = findings.first()?.occurrences.iter();
        occurrences.map(|occurrence| occurrence.span).find(|span| holds(*span))
    };
    let span = phrase.map(|(_, span)| span).or_else(of_finding)?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: parts.join("\n\n"),
        }),
        range: Some(draft.lines().range(draft.text(), span, encoding)),
    })
}

/// The figures of a phrase, in Markdown.
fn figures(draft: &Draft, phrase: &Phrase) -> String {
    let count = phrase.occurrences.len();
    let line = |span: Span| draft.lines().position(draft.text(), span.start, Encoding::Utf8).line + 1;
    let mut lines: Vec<u32> = phrase.occurrences.iter().map(|occurrence| line(occurrence.span)).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(MOST_PLACES);
    let shown: Vec<String> = lines.iter().take(MOST_PLACES).map(u32::to_string).collect();
    let and = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "**{}**: {count} {}, {:.1}% of all words, in {} {}\n\nLines {}{and}",
        escaped(&phrase.text),
        if count == 1 { "time" } else { "times" },
        phrase.coverage,
        phrase.paragraphs,
        if phrase.paragraphs == 1 { "paragraph" } else { "paragraphs" },
        shown.join(", "),
    )
}

/// Text whose characters mean nothing in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible::line(text).chars() {
        if c.is_ascii_punctuation()
            && !matches!(c, '.' | ',' | ';' | ':' | '%' | '"' | '\'' | '(' | ')' | '/')
        {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The headings, each with those below it.
pub(super) fn symbols(draft: &Draft, encoding: Encoding) -> DocumentSymbolResponse {
    let headings = draft.audited().map(|audited| &audited.headings[..]).unwrap_or_default();
    DocumentSymbolResponse::Nested(nested(draft, headings, draft.text().len(), encoding, 0))
}

/// No level of headings is deeper.
const MOST_LEVELS: usize = 8;

fn nested(
    draft: &Draft,
    headings: &[Heading],
    end: usize,
    encoding: Encoding,
    depth: usize,
) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    let mut at = 0;
    while at < headings.len() {
        let heading = &headings[at];
        let below = headings[at + 1..]
            .iter()
            .take_while(|next| next.level > heading.level && depth < MOST_LEVELS)
            .count();
        let next = at + 1 + below;
        let ends = headings.get(next).map_or(end, |next| next.span.start).max(heading.span.end);
        let name = visible::line(&heading.text).into_owned();
        #[expect(deprecated, reason = "the type has no other way to be made")]
        symbols.push(DocumentSymbol {
            name: if name.is_empty() { "…".into() } else { name },
            detail: None,
            kind: SymbolKind::STRING,
            tags: None,
            deprecated: None,
            range: draft.lines().range(draft.text(), Span::new(heading.span.start, ends), encoding),
            selection_range: draft.lines().range(draft.text(), heading.span, encoding),
            children: Some(nested(draft, &headings[at + 1..next], ends, encoding, depth + 1)),
        });
        at = next;
    }
    symbols
}

/// The verdict, the length and the time to read, over the first line.
pub(super) fn lenses(draft: &Draft) -> Vec<CodeLens> {
    let Some(audit) = draft.audit_result() else { return Vec::new() };
    let counted = |level: Level, one: &str| {
        let count = audit.findings.iter().filter(|finding| finding.level == level).count();
        (count > 0).then(|| format!("{count} {one}{}", if count == 1 { "" } else { "s" }))
    };
    let levels = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")];
    let found: Vec<String> = levels.into_iter().filter_map(|(level, name)| counted(level, name)).collect();
    let verdict = if found.is_empty() { "no findings".into() } else { found.join(", ") };
    let words = if audit.words == 1 { "word" } else { "words" };
    let minutes = audit.measures.reading_minutes.ceil().max(1.0);
    let title = format!("nutgraf: {verdict} · {} {words} · {minutes} min to read", audit.words);
    let command = Command { title, command: String::new(), arguments: None };
    vec![CodeLens { range: Range::default(), command: Some(command), data: None }]
}

/// What can be done about the findings in a range, and with the whole draft.
pub(super) fn actions(
    draft: &Draft,
    params: &Within,
    configuration: Option<&Path>,
    client: Client,
) -> CodeActionResponse {
    let encoding = client.encoding;
    let (Some(audited), Some(audit)) = (draft.audited(), draft.audit_result()) else { return Vec::new() };
    let asked = draft.lines().span(draft.text(), params.range, encoding);
    let touches = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let mut actions = Vec::new();
    let is_wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_deref();
        only.is_none_or(|only| only.iter().any(|wanted| kind.as_str().starts_with(wanted.as_str())))
    };
    let edit = |edits: Vec<TextEdit>| WorkspaceEdit {
        changes: Some(std::iter::once((draft.uri().clone(), edits)).collect()),
        ..WorkspaceEdit::default()
    };
    let range = |span: Span| draft.lines().range(draft.text(), span, encoding);
    let mut add =
        |title: String, kind: CodeActionKind, edit: Option<WorkspaceEdit>, command: Option<Command>| {
            if is_wanted(&kind) {
                actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                    title,
                    kind: Some(kind),
                    edit,
                    command,
                    ..CodeAction::default()
                }));
            }
        };
    for cut in audit.cuts.iter().filter(|cut| touches(cut.span)) {
        if let CutAction::Shorten(short) = &cut.action {
            let edits = vec![TextEdit { range: range(cut.span), new_text: short.clone() }];
            let title = format!("Shorten to \"{}\"", visible::line(short));
            add(title, CodeActionKind::QUICKFIX, Some(edit(edits)), None);
        }
    }
    let here = |finding: &&Finding| finding.occurrences.iter().any(|occurrence| touches(occurrence.span));
    for finding in audit.findings.iter().filter(here) {
        let mut places: Vec<Span> = finding.occurrences.iter().map(|occurrence| occurrence.span).collect();
        places.sort();
        let next = places.iter().find(|span| span.start > asked.end).or(places.first());
        if let Some(next) = next.filter(|_| client.shows && places.len() > 1) {
            let location = Location { uri: draft.uri().clone(), range: range(*next) };
            let title = format!("Go to the next of {} places", places.len());
            let arguments = Some(vec![json!(location)]);
            let command = Command { title: title.clone(), command: NEXT_PLACE.into(), arguments };
            add(title, CodeActionKind::QUICKFIX, None, Some(command));
        }
        if !is_allowable(finding.rule) || finding.subject.is_empty() {
            continue;
        }
        let subject = visible::line(&finding.subject).into_owned();
        if audited.is_markdown && !subject.contains("--") && !subject.contains('"') {
            let end = draft.text().len();
            let gap = if draft.text().ends_with('\n') { "\n" } else { "\n\n" };
            let comment = format!("{gap}<!-- nutgraf allow \"{subject}\" -->\n");
            let edits = vec![TextEdit { range: range(Span::new(end, end)), new_text: comment }];
            add(
                format!("Allow \"{subject}\" in this draft"),
                CodeActionKind::QUICKFIX,
                Some(edit(edits)),
                None,
            );
        }
        let allowing = configuration.and_then(|path| allow(path, &subject, client));
        if let Some(allowing) = allowing {
            let title = format!("Allow \"{subject}\" in {}", config::NAME);
            add(title, CodeActionKind::QUICKFIX, Some(allowing), None);
        }
    }
    let shortened = audit.cuts.iter().filter_map(|cut| match &cut.action {
        CutAction::Shorten(short) => Some(TextEdit { range: range(cut.span), new_text: short.clone() }),
        _ => None,
    });
    let shortened: Vec<TextEdit> = shortened.collect();
    if shortened.len() > 1 {
        let title = format!("Shorten {} places of over-used phrases", shortened.len());
        add(title, CodeActionKind::REFACTOR_REWRITE, Some(edit(shortened)), None);
    }
    if audited.is_markdown && is_wanted(&CodeActionKind::SOURCE) {
        let at = draft.lines().around(draft.text(), audited.begins).start;
        if let Some(comment) = summary(&Document::markdown(draft.text())) {
            let edits = vec![TextEdit { range: range(Span::new(at, at)), new_text: comment }];
            add("Insert a summary as a comment".into(), CodeActionKind::SOURCE, Some(edit(edits)), None);
        }
    }
    actions
}

/// Whether an allowed phrase silences a rule.
fn is_allowable(rule: AuditRule) -> bool {
    matches!(rule, AuditRule::OverusedPhrase | AuditRule::OverusedWord)
}

/// An edit that allows a phrase at the end of a configuration, which it makes if there is none.
fn allow(path: &Path, phrase: &str, client: Client) -> Option<WorkspaceEdit> {
    let uri = uri_of(path).ok()?;
    let source = std::fs::read_to_string(path).ok();
    let mut operations = Vec::new();
    if source.is_none() {
        if !client.creates || path.exists() {
            return None;
        }
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
    }
    let source = source.unwrap_or_default();
    let end = super::lines::Lines::new(&source).position(&source, source.len(), client.encoding);
    let gap = match source.as_str() {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    // What JSON escapes, a basic string of TOML escapes alike.
    let phrase = serde_json::Value::from(phrase);
    let new_text = format!("{gap}[[allow]]\nphrase = {phrase}\nreason = \"chosen in the editor\"\n");
    let edit = TextEdit { range: Range { start: end, end }, new_text };
    operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(edit)],
    }));
    let changes = Some(DocumentChanges::Operations(operations));
    Some(WorkspaceEdit { document_changes: changes, ..WorkspaceEdit::default() })
}

/// The summary of a draft as a comment in Markdown, if it has one.
fn summary(document: &Document<'_>) -> Option<String> {
    let summary =
        summarize_documents(&mut Analyzer::new(), std::slice::from_ref(document), Options::default());
    let sentences: Vec<String> =
        summary.sentences.iter().map(|sentence| visible::line(&sentence.text).replace("--", "—")).collect();
    (!sentences.is_empty()).then(|| format!("<!--\nSummary:\n{}\n-->\n\n", sentences.join("\n")))
}

/// Keys, rules and values of a configuration.
pub(super) fn completions(
    draft: &Draft,
    position: Position,
    encoding: Encoding,
) -> Option<CompletionResponse> {
    if draft.path().file_name()? != config::NAME {
        return None;
    }
    let at = draft.lines().offset(draft.text(), position, encoding);
    let before = &draft.text()[..at];
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let headed = above.lines().rev().map(str::trim).find(|line| line.starts_with('['));
    let section = headed.map_or("", |line| line.trim_matches(['[', ']']).trim());
    let item = |name: &str, about: &str, kind: CompletionItemKind, text: String| CompletionItem {
        label: name.into(),
        kind: Some(kind),
        detail: Some(about.into()),
        insert_text: Some(text),
        ..CompletionItem::default()
    };
    let key = |name: &str, about: &str| item(name, about, CompletionItemKind::PROPERTY, format!("{name} = "));
    let value = |name: &str| {
        let is_quoted = line.ends_with('"');
        let text = if is_quoted { name.to_string() } else { format!("\"{name}\"") };
        item(name, "", CompletionItemKind::VALUE, text)
    };
    if let Some((name, _)) = line.split_once('=') {
        let values: &[&str] = match (section, name.trim()) {
            ("rules", _) => &["off", "on", "note", "warning", "error"],
            (_, "fail-on") => &["note", "warning", "error", "never"],
            (_, "extends") => &["plain", "seo", "docs", "strict"],
            _ => &[],
        };
        return Some(CompletionResponse::Array(values.iter().map(|name| value(name)).collect()));
    }
    let limits = || Limits::KEYS.iter().map(|limit| (limit.name, limit.about));
    let rules = || AuditRule::ALL.into_iter().map(|rule| (rule.name(), rule.summary()));
    let items: Vec<CompletionItem> = match section {
        "limits" | "overrides.limits" => limits().map(|(name, about)| key(name, about)).collect(),
        "rules" | "overrides.rules" => rules().map(|(name, about)| key(name, about)).collect(),
        "allow" | "overrides.allow" => ALLOWED.iter().map(|(name, about)| key(name, about)).collect(),
        "overrides" => std::iter::once(key("files", "globs of the files that the section is for"))
            .chain(KEYS.iter().map(|(name, about)| key(name, about)))
            .collect(),
        _ => {
            let keys = KEYS.iter().chain(&TOP_KEYS).map(|(name, about)| key(name, about));
            let tables = TABLES
                .iter()
                .map(|(name, about)| item(name, about, CompletionItemKind::MODULE, (*name).to_string()));
            keys.chain(tables).collect()
        }
    };
    Some(CompletionResponse::Array(items))
}

/// Keys that the top and overrides have.
const KEYS: [(&str, &str); 5] = [
    ("fail-on", "the level from which on findings make the exit status 1"),
    ("min-count", "the number of times from which on a repeated phrase is reported"),
    ("max-words", "the most words of a phrase that is reported"),
    ("sales-words", "whether words such as \"best\" and \"affordable\" weigh"),
    ("keyphrases", "phrases that drafts are meant to be about"),
];

/// Keys that only the top has.
const TOP_KEYS: [(&str, &str); 3] = [
    ("extends", "the preset that the file changes"),
    ("exclude", "globs of what is left out of folders"),
    ("extensions", "extensions of the files of folders that are audited"),
];

const TABLES: [(&str, &str); 4] = [
    ("[limits]", "from which values on something is reported"),
    ("[rules]", "rules that are off, on, or of another level"),
    ("[[allow]]", "a phrase that may be repeated"),
    ("[[overrides]]", "settings of some files"),
];

const ALLOWED: [(&str, &str); 3] = [
    ("phrase", "the phrase that may be repeated"),
    ("reason", "why, for whoever reads the file next"),
    ("expires", "the last day on which it is allowed"),
];
