//! Position: writers say first what matters most.

use crate::analysis::Analysis;

/// `1 / sqrt(i + 1)` for the sentence with index `i` among those of its own document.
pub(super) fn scores(analysis: &Analysis<'_>, sentences: &[usize]) -> Vec<f64> {
    let mut document = usize::MAX;
    let mut index = 0;
    let score = |&sentence: &usize| {
        let own = analysis.sentences()[sentence].document;
        index = if own == document { index + 1 } else { 1 };
        document = own;
        1.0 / f64::from(index).sqrt()
    };
    sentences.iter().map(score).collect()
}

/// How far into its document each sentence stands: 0 for the first, nearly 1 for the last.
///
/// `openings` says which sentences are the first of theirs.
pub(super) fn progress(openings: &[bool]) -> Vec<f64> {
    let mut starts: Vec<usize> = (0..openings.len()).filter(|place| openings[*place]).collect();
    starts.push(openings.len());
    let of_document = |ends: &[usize]| {
        let length = ends[1] - ends[0];
        (0..length).map(move |index| index as f64 / length as f64)
    };
    starts.windows(2).flat_map(of_document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_is_gone_through_from_its_start() {
        assert_eq!(progress(&[true, false, true, false, false, false]), [0.0, 0.5, 0.0, 0.25, 0.5, 0.75]);
        assert!(progress(&[]).is_empty());
    }
}
