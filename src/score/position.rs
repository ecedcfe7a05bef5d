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
