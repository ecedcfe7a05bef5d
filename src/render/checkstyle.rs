//! Checkstyle's XML, which most services for code quality read.
//!
//! ```
//! use nutgraf::render::{Report, checkstyle};
//!
//! let text = "The wall is is high.";
//! let audit = nutgraf::audit(text, nutgraf::AuditOptions::new());
//! let report = Report::new("wall.txt", text, &audit);
//! assert!(checkstyle::audits(&[report]).contains(r#"<error line="1" column="10" severity="info""#));
//! ```

use super::Report;
use super::report::{Region, advised_with_places};
use super::xml::{document, legal};
use crate::audit::Level;
use crate::span::LineIndex;

/// All reports as one document: a `file` for each, and in it an `error` for each finding, at its first place. The
/// message names the other lines. A last one counts the findings that the audit left out.
pub fn audits(reports: &[Report<'_>]) -> String {
    document(|writer| {
        let root = writer.create_element("checkstyle").with_attribute(("version", "4.3"));
        root.write_inner_content(|writer| {
            for report in reports {
                let lines = LineIndex::new(report.source);
                let file = writer.create_element("file").with_attribute(("name", legal(report.name)));
                if report.audit.findings.is_empty() {
                    file.write_empty()?;
                    continue;
                }
                file.write_inner_content(|writer| {
                    for finding in &report.audit.findings {
                        let (line, column) =
                            Region::of(finding, &lines).map_or((1, 1), |region| (region.line, region.column));
                        let severity = match finding.level {
                            Level::Error => "error",
                            Level::Warning => "warning",
                            Level::Note => "info",
                        };
                        let error = writer.create_element("error");
                        error
                            .with_attribute(("line", line.to_string().as_str()))
                            .with_attribute(("column", column.to_string().as_str()))
                            .with_attribute(("severity", severity))
                            .with_attribute(("message", legal(&advised_with_places(finding, &lines))))
                            .with_attribute(("source", format!("nutgraf.{}", finding.rule).as_str()))
                            .write_empty()?;
                    }
                    if let Some(left_out) = report.left_out() {
                        let error = writer.create_element("error");
                        error
                            .with_attribute(("line", "1"))
                            .with_attribute(("severity", "info"))
                            .with_attribute(("message", left_out.as_str()))
                            .with_attribute(("source", "nutgraf"))
                            .write_empty()?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
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
            let reports = [Report::new(&name, &source, &audit), Report::new("clean", "", &clean)];
            let elements = read(&audits(&reports));
            prop_assert_eq!(elements.len(), 3 + audit.findings.len());
            prop_assert_eq!(&elements[1].1[0], &("name".to_string(), legal(&name).into_owned()));
            for (element, finding) in elements[2..].iter().zip(&audit.findings) {
                let message = element.1.iter().find(|(key, _)| key == "message").unwrap();
                prop_assert!(message.1.starts_with(legal(&finding.message).as_ref()));
            }
        }
    }
}
