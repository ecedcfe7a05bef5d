//! How much an audit says at most: a draft can be made so that it has a finding for every word.

use super::{Audit, AuditRule, Finding};
use crate::span::{boundary_at_or_after, boundary_at_or_before};

/// The most bytes of a message, an advice or a subject. Chosen: the longest of ordinary drafts have a third of it, but a
/// draft may have a word of a megabyte.
const MOST_BYTES: usize = 1_000;

impl Audit {
    /// How many findings of one rule an audit has at most. Chosen: more than anyone works through in a run.
    pub const MOST_OF_RULE: usize = 100;

    /// Adds findings, as those of a site, and keeps to [`MOST_OF_RULE`](Audit::MOST_OF_RULE): the worst of each rule
    /// stay, the earlier ones of the same level. [`left_out`](Audit::left_out) counts the others.
    pub fn add_findings(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings.into_iter().map(|mut finding| {
            [&mut finding.message, &mut finding.advice, &mut finding.subject].into_iter().for_each(shorten);
            finding
        }));
        let before = self.findings.len();
        // So few are not too many of any rule.
        if before <= Audit::MOST_OF_RULE {
            return;
        }
        for rule in AuditRule::ALL {
            self.keep_worst(rule);
        }
        self.left_out += before - self.findings.len();
    }

    fn keep_worst(&mut self, rule: AuditRule) {
        let of_rule = self.findings.iter().filter(|finding| finding.rule == rule);
        let mut levels: Vec<_> = of_rule.map(|finding| finding.level).collect();
        if levels.len() <= Audit::MOST_OF_RULE {
            return;
        }
        levels.sort_unstable_by(|one, other| other.cmp(one));
        let least = levels[Audit::MOST_OF_RULE - 1];
        // Of the least level that stays, there is not room for all.
        let mut room = levels[..Audit::MOST_OF_RULE].iter().filter(|level| **level == least).count();
        self.findings.retain(|finding| {
            if finding.rule != rule || finding.level > least {
                return true;
            }
            let stays = finding.level == least && room > 0;
            room -= usize::from(stays);
            stays
        });
    }
}

/// Cuts the middle out of a text that is too long: a message ends with its numbers.
pub(super) fn shorten(text: &mut String) {
    if text.len() > MOST_BYTES {
        let start = boundary_at_or_before(text, MOST_BYTES / 2);
        let end = boundary_at_or_after(text, text.len() - MOST_BYTES / 2);
        text.replace_range(start..end, "…");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::wording::Said;
    use crate::audit::{AuditOptions, Level, audit};

    #[test]
    fn long_texts_lose_their_middle() {
        let mut text = format!("\"{}\" 3 times", "é漢".repeat(MOST_BYTES));
        shorten(&mut text);
        assert!(text.len() <= MOST_BYTES + 8 && text.starts_with("\"é漢") && text.ends_with("漢\" 3 times"));
        let mut short = "é".repeat(MOST_BYTES / 2);
        shorten(&mut short);
        assert!(!short.contains('…'));
    }

    #[test]
    fn the_worst_stay_and_the_others_are_counted() {
        let finding = |rule, level, subject: usize| Finding {
            level,
            subject: subject.to_string(),
            ..Finding::new(rule, Said::default(), Said::default())
        };
        let mut found = audit("", AuditOptions::new());
        let echo = |subject| finding(AuditRule::EchoedWord, Level::Note, subject);
        found.add_findings((0..Audit::MOST_OF_RULE).map(echo));
        assert_eq!((found.findings.len(), found.left_out), (Audit::MOST_OF_RULE, 0));
        let more = [
            finding(AuditRule::LongSentence, Level::Note, 500),
            finding(AuditRule::EchoedWord, Level::Warning, 501),
            echo(502),
        ];
        found.add_findings(more);
        let subjects: Vec<&str> = found.findings.iter().map(|finding| finding.subject.as_str()).collect();
        assert_eq!((subjects.len(), found.left_out), (Audit::MOST_OF_RULE + 1, 2));
        assert_eq!(subjects[Audit::MOST_OF_RULE - 2..], ["98", "500", "501"]);
        found.add_findings([echo(503)]);
        assert_eq!((found.findings.len(), found.left_out), (Audit::MOST_OF_RULE + 1, 3));
    }
}
