//! JUnit's XML, which GitLab, Jenkins and others show as tests.
//!
//! ```
//! use nutgraf::render::{Report, junit};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! // A note fails nothing, unless it is to.
//! assert!(junit::audits(&[(report, None)]).contains(r#"tests="1" failures="0""#));
//! ```

use std::collections::HashMap;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::Report;
use super::report::{advised, and_more};
use super::xml::{document, legal};
use crate::audit::{Finding, Level};
use crate::span::LineIndex;

/// All reports as one document: a `testsuite` for each, and in it a `testcase` for each finding, or one that passes
/// if there is none.
///
/// With each report comes the level from which on its findings are failures, none if nothing fails it. A finding below
/// it passes, and says what it has to say as its output: viewers know nothing between passing and failing. Not every
/// rule has a test case, as an audit does not tell which rules it was made by. Findings that the audit left out are
/// counted in the output of the suite.
pub fn audits(reports: &[(Report<'_>, Option<Level>)]) -> String {
    let failures = |(report, fails): &(Report<'_>, Option<Level>)| {
        report.audit.findings.iter().filter(|finding| is_failure(finding, *fails)).count()
    };
    let tests = |report: &Report<'_>| report.audit.findings.len().max(1);
    let all: usize = reports.iter().map(|(report, _)| tests(report)).sum();
    let failed: usize = reports.iter().map(failures).sum();
    document(|writer| {
        let root = writer
            .create_element("testsuites")
            .with_attribute(("name", "nutgraf"))
            .with_attribute(("tests", all.to_string().as_str()))
            .with_attribute(("failures", failed.to_string().as_str()))
            .with_attribute(("errors", "0"));
        root.write_inner_content(|writer| {
            for judged in reports {
                let (report, fails) = judged;
                let suite = writer
                    .create_element("testsuite")
                    .with_attribute(("name", legal(report.name)))
                    .with_attribute(("tests", tests(report).to_string().as_str()))
                    .with_attribute(("failures", failures(judged).to_string().as_str()))
                    .with_attribute(("errors", "0"))
                    .with_attribute(("skipped", "0"));
                suite.write_inner_content(|writer| {
                    cases(report, *fails, writer)?;
                    if let Some(left_out) = report.left_out() {
                        writer.create_element("system-out").write_text_content(BytesText::new(&left_out))?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn is_failure(finding: &Finding, fails: Option<Level>) -> bool {
    fails.is_some_and(|fails| finding.level >= fails)
}

fn cases(report: &Report<'_>, fails: Option<Level>, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
    let lines = LineIndex::new(report.source);
    let case = |writer: &mut Writer<Vec<u8>>, name: &str, failed: Option<bool>, finding: Option<&Finding>| {
        let case = writer
            .create_element("testcase")
            .with_attribute(("name", legal(name)))
            .with_attribute(("classname", legal(report.name)))
            .with_attribute(("file", legal(report.name)));
        let Some(finding) = finding else { return case.write_empty().map(drop) };
        let details = details(report, finding, &lines);
        let content = case.write_inner_content(|writer| {
            let text = BytesText::new(&details);
            match failed {
                Some(true) => writer
                    .create_element("failure")
                    .with_attribute(("message", legal(&finding.message)))
                    .with_attribute(("type", finding.level.name()))
                    .write_text_content(text)?,
                _ => writer.create_element("system-out").write_text_content(text)?,
            };
            Ok(())
        });
        content.map(drop)
    };
    if report.audit.findings.is_empty() {
        return case(writer, "audit", None, None);
    }
    // Viewers follow a test case from run to run by its name.
    let mut named: HashMap<String, usize> = HashMap::new();
    for finding in &report.audit.findings {
        let mut name = match finding.subject.as_str() {
            "" => finding.rule.to_string(),
            subject => format!("{}: {}", finding.rule, legal(subject)),
        };
        let count = named.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name.push_str(&format!(" ({count})"));
        }
        case(writer, &name, Some(is_failure(finding, fails)), Some(finding))?;
    }
    Ok(())
}

/// How many places are listed.
const PLACES: usize = 20;

/// The message and the advice of a finding, and a line for each of its places.
fn details(report: &Report<'_>, finding: &Finding, lines: &LineIndex<'_>) -> String {
    let mut out = format!("{}: {}\n", finding.level, legal(&advised(finding)));
    for occurrence in finding.occurrences.iter().take(PLACES) {
        let place = lines.locate(occurrence.span.start);
        out.push_str(&format!("{}:{place}\n", legal(report.name)));
    }
    if finding.occurrences.len() > PLACES {
        out.push_str(&format!("{}\n", and_more(finding.occurrences.len() - PLACES)));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::report::samples;
    use super::super::xml::tests::read;
    use super::*;

    proptest! {
        #[test]
        fn it_reads_back((name, source, findings) in samples::drafts()) {
            let mut audit = samples::empty();
            audit.findings = findings;
            let clean = samples::empty();
            let reports = [
                (Report::new(&name, &source, &audit), Some(Level::Warning)),
                (Report::new("clean", "", &clean), None),
            ];
            let elements = read(&audits(&reports));
            let named = |name: &str| elements.iter().filter(|element| element.0 == name).collect::<Vec<_>>();
            prop_assert_eq!(named("testsuite").len(), 2);
            prop_assert_eq!(named("testcase").len(), audit.findings.len().max(1) + 1);
            let failed = audit.findings.iter().filter(|finding| finding.level >= Level::Warning);
            for (element, finding) in named("failure").iter().zip(failed.clone()) {
                let message = legal(&finding.message);
                prop_assert_eq!(&element.1[0].1, message.as_ref());
            }
            prop_assert_eq!(named("failure").len(), failed.count());
            let names: std::collections::HashSet<_> = named("testcase").iter().map(|case| &case.1).collect();
            prop_assert_eq!(names.len(), named("testcase").len());
        }
    }
}
