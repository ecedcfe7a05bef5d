//! SARIF 2.1.0, which code scanning services read.
//!
//! ```
//! use nutgraf::render::{Report, sarif};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! assert!(sarif::audits(&[report]).contains(r#""ruleId": "echoed-word""#));
//! ```

use std::fmt::Write;

use serde::Serialize;

use super::Report;
use super::report::{Listed, advised};
use super::visible;
use crate::audit::{AuditRule, Finding};
use crate::span::{LineIndex, OffsetUnit, Offsets, Span};

/// All reports as one run of one log, ending in a line break.
///
/// A finding is one result, at its first place: code scanning shows no other location of a result, and 24 results for
/// one phrase would be 24 alerts to dismiss. Its other places are related locations, and the message links to the
/// first of them, which makes viewers show them. Of a thousand places of a draft or more, the message counts some only;
/// findings that an audit left out are counted in a notification of the run.
pub fn audits(reports: &[Report<'_>]) -> String {
    let rules = AuditRule::ALL.map(Rule::new);
    let driver = Driver { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION"), rules: &rules };
    let left_out = reports.iter().filter_map(notification).collect::<Vec<_>>();
    let run = Run {
        tool: Tool { driver },
        // As most viewers count, also those that do not read this.
        column_kind: "utf16CodeUnits",
        results: reports.iter().flat_map(results).collect(),
        invocations: match left_out.is_empty() {
            true => Vec::new(),
            false => vec![Invocation { execution_successful: true, tool_execution_notifications: left_out }],
        },
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let log = serde_json::to_string_pretty(&log).expect("text and numbers are JSON");
    visible::json(&log).into_owned() + "\n"
}

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// How many lines a message links to.
const LINKS: usize = 8;

/// What is said of findings that an audit left out.
fn notification(report: &Report<'_>) -> Option<Notification> {
    let artifact_location = Artifact { uri: uri(report.name) };
    let physical_location = PhysicalLocation { artifact_location, region: None };
    Some(Notification {
        level: "note",
        message: Text { text: report.left_out()? },
        locations: [Location { id: None, physical_location }],
    })
}

fn results(report: &Report<'_>) -> Vec<ResultOf> {
    let places = Places {
        uri: uri(report.name),
        lines: LineIndex::new(report.source),
        offsets: Offsets::new(report.source, OffsetUnit::Utf16),
    };
    let listed = report.listed();
    report.audit.findings.iter().map(|finding| places.result(finding, listed)).collect()
}

/// A source, and what leads to places in it.
struct Places<'a> {
    uri: String,
    lines: LineIndex<'a>,
    offsets: Offsets<'a>,
}

impl Places<'_> {
    fn result(&self, finding: &Finding, listed: Listed) -> ResultOf {
        let (places, left_out) = listed.split(&finding.occurrences);
        let regions: Vec<Region> = places.iter().map(|place| self.region(place.span)).collect();
        let location = |id, region| Location {
            id,
            physical_location: PhysicalLocation {
                artifact_location: Artifact { uri: self.uri.clone() },
                region,
            },
        };
        let mut locations: Vec<Location> = vec![location(None, regions.first().copied())];
        locations.extend((1..regions.len()).map(|id| location(Some(id), Some(regions[id]))));
        let related = locations.split_off(1);
        ResultOf {
            rule_id: finding.rule.name(),
            rule_index: AuditRule::ALL.iter().position(|rule| *rule == finding.rule),
            level: finding.level.name(),
            message: Text { text: message(finding, &regions, left_out) },
            locations,
            related_locations: related,
            partial_fingerprints: Fingerprints { v1: format!("{:016x}", finding.fingerprint()) },
        }
    }

    fn region(&self, span: Span) -> Region {
        let (start_line, start_column) = self.place(span.start);
        let (end_line, end_column) = self.place(span.end);
        let units = self.offsets.span(span);
        Region {
            start_line,
            start_column,
            end_line,
            end_column,
            char_offset: units.start,
            char_length: units.len(),
        }
    }

    /// The line of a byte, and its column in UTF-16.
    fn place(&self, at: usize) -> (usize, usize) {
        let (line, _) = self.lines.place(at);
        let start = self.lines.around(at).start;
        (line, self.offsets.at(at) - self.offsets.at(start) + 1)
    }
}

/// The message and the advice of a finding, with links to its other places.
fn message(finding: &Finding, regions: &[Region], left_out: usize) -> String {
    // Where the draft has a link, it must not become one here.
    let mut out = advised(finding).replace("](", "]\u{200B}(");
    let mut linked: Vec<usize> = Vec::new();
    for (id, region) in regions.iter().enumerate().skip(1) {
        if linked.contains(&region.start_line) {
            continue;
        }
        if linked.len() == LINKS {
            out.push_str(", …");
            break;
        }
        let _ = match linked.len() {
            0 => {
                write!(out, " ({} more, on line [{}]({id})", regions.len() - 1 + left_out, region.start_line)
            }
            _ => write!(out, ", [{}]({id})", region.start_line),
        };
        linked.push(region.start_line);
    }
    if !linked.is_empty() {
        out.push(')');
    }
    out
}

/// A path as a relative reference: slashes forward, and all but what a path may hold escaped in percent. An absolute
/// path gets its scheme. An address of the web is one already, but for what has to be escaped in it.
fn uri(name: &str) -> String {
    let begins =
        |scheme: &str| name.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    if begins("https://") || begins("http://") {
        return escaped(name, b"/-._~:?#[]@!$&'()*+,;=%");
    }
    let path = if cfg!(windows) { name.replace('\\', "/") } else { name.to_string() };
    let path = path.strip_prefix("./").unwrap_or(&path);
    let drive = cfg!(windows) && path.as_bytes().get(1) == Some(&b':');
    let scheme = match path.starts_with('/') {
        _ if drive => "file:///",
        true => "file://",
        false => "",
    };
    scheme.to_string() + &escaped(path, b"/-._~")
}

/// A text with all escaped in percent but letters and digits of ASCII, and the marks in `kept`.
fn escaped(text: &str, kept: &[u8]) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            true => out.push(byte.into()),
            false => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<ResultOf>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invocations: Vec<Invocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    rules: &'a [Rule],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
}

impl Rule {
    fn new(rule: AuditRule) -> Rule {
        let summary = || Text { text: rule.summary().into() };
        Rule {
            id: rule.name(),
            short_description: summary(),
            full_description: summary(),
            help: Help { text: rule.page(), markdown: rule.page() },
            // Each result has its own level; this is only what stands beside the rule.
            default_configuration: Configuration { level: "warning" },
        }
    }
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOf {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Columns and offsets in UTF-16; the end column is the one behind the last character.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "nutgraf/v1")]
    v1: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::report::samples;
    use super::*;
    use crate::audit::Level;

    #[test]
    fn columns_count_utf16_and_other_places_are_linked() {
        let mut audit = samples::empty();
        let source = "one\n🙂 two\n🙂 two\n";
        let at = |from: usize| source[from..].find("two").unwrap() + from;
        let spans = [Span::new(at(0), at(0) + 3), Span::new(at(12), at(12) + 3)];
        audit.findings.push(samples::finding(AuditRule::EchoedWord, Level::Note, "[x](1)", &spans));
        let log: Value = serde_json::from_str(&audits(&[Report::new("./a b/ü.md", source, &audit)])).unwrap();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["message"]["text"], "[x]\u{200B}(1); [x]\u{200B}(1) (1 more, on line [3](1))");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C3%BC.md");
        let region = serde_json::json!({
            "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 7, "charOffset": 7, "charLength": 3
        });
        assert_eq!(place["region"], region);
        assert_eq!(result["relatedLocations"][0]["id"], 1);
    }

    #[test]
    fn absolute_paths_have_a_scheme() {
        assert_eq!(uri("/a/b%:c"), "file:///a/b%25%3Ac");
        assert_eq!(uri("HTTPS://a.example:80/ü%20b?c=d e"), "HTTPS://a.example:80/%C3%BC%20b?c=d%20e");
    }

    proptest! {
        #[test]
        fn it_parses((name, source, findings) in samples::drafts()) {
            let mut audit = samples::empty();
            audit.findings = findings;
            let log: Value = serde_json::from_str(&audits(&[Report::new(&name, &source, &audit)])).unwrap();
            let results = log["runs"][0]["results"].as_array().unwrap();
            prop_assert_eq!(results.len(), audit.findings.len());
            for result in results {
                let index = result["ruleIndex"].as_u64().unwrap() as usize;
                prop_assert_eq!(&log["runs"][0]["tool"]["driver"]["rules"][index]["id"], &result["ruleId"]);
            }
        }
    }
}
