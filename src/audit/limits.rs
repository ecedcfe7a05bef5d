//! Limits: when a measure makes a finding. Measuring is done before; nothing here counts.
//!
//! No limit is a search engine's: none publishes one. They say what is unusual against ordinary drafts.

use super::{Audit, AuditRule, Finding, Judged, Level};
use crate::document::BlockKind;

/// From which values on something is found unusual.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Family coverage, in percent of the words, that makes a note. 6: of 334 ordinary posts 1 in 20 has more.
    pub family_note: f64,
    /// Family coverage that makes a warning. 8: of 334 ordinary posts 1 in 100 has more.
    pub family_warning: f64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { family_note: 6.0, family_warning: 8.0 }
    }
}

pub(super) fn findings(audit: &Audit, limits: &Limits) -> Vec<Finding> {
    overused_phrase(audit, limits).into_iter().collect()
}

/// Family coverage over its limit.
fn overused_phrase(audit: &Audit, limits: &Limits) -> Option<Finding> {
    let value = audit.family_coverage;
    let (level, limit) = match value {
        _ if value >= limits.family_warning => (Level::Warning, limits.family_warning),
        _ if value >= limits.family_note => (Level::Note, limits.family_note),
        _ => return None,
    };
    let phrase = audit.phrases.first()?;
    let count = phrase.occurrences.len();
    // Taking out one occurrence takes its words from those of the family, and from all.
    let spare = value / 100.0 * audit.words as f64 - limits.family_note / 100.0 * audit.words as f64;
    let cut = ((spare / phrase.words as f64).ceil() as usize).clamp(1, count.saturating_sub(1).max(1));
    let mut occurrences = phrase.occurrences.clone();
    occurrences
        .sort_by_key(|occurrence| (!occurrence.opens, !matches!(occurrence.kind, BlockKind::Paragraph)));
    let first = match phrase.openers {
        0 => String::new(),
        1 => ", the one that opens a paragraph first".to_string(),
        openers => format!(", the {openers} that open a paragraph first"),
    };
    let message = format!(
        "\"{}\" {count} times: it and its variants take {value:.1} % of all words, unusual against ordinary posts \
         (limit {limit} %)",
        phrase.text
    );
    Some(Finding {
        rule: AuditRule::OverusedPhrase,
        level,
        message,
        advice: format!("cut or shorten about {cut}{first}"),
        subject: phrase.text.clone(),
        judged: Some(Judged { value, limit, unit: "% of words", percentile: None }),
        occurrences,
    })
}
