//! Measures of how a phrase is spread over a draft. Numbers only: a rule judges them.
//!
//! `positions` are places of words among all words, in order: where each occurrence begins.

/// `100 · part / whole`; 0 of nothing.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The longest stretch without the phrase, as a share of the draft: before the first, between two starts, or behind
/// the last.
pub(super) fn longest_gap(positions: &[usize], total: usize) -> f64 {
    let (Some(first), Some(last)) = (positions.first(), positions.last()) else { return 1.0 };
    let inner = positions.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
    inner.max(*first).max(total - last) as f64 / total.max(1) as f64
}

/// Equal parts that a draft is cut into to measure dispersion.
const PARTS: usize = 10;

/// How many occurrences stand in each of ten equal parts of the draft, and how many words each part has.
pub(super) fn by_tenths(positions: &[usize], total: usize) -> Tenths {
    let mut rest = positions;
    std::array::from_fn(|part| {
        let (from, to) = (part * total / PARTS, (part + 1) * total / PARTS);
        let count = rest.iter().take_while(|at| **at < to).count();
        rest = &rest[count..];
        (count, to - from)
    })
}

/// The occurrences in each of the parts, and its words.
pub(super) type Tenths = [(usize, usize); PARTS];

/// Gries' deviation of proportions: half the sum, over the parts, of the difference between the part's share of the
/// occurrences and its share of the words. 0 is as even as can be.
///
/// Gries, *Dispersions and adjusted frequencies in corpora*, 2008.
pub(super) fn deviation_of_proportions(parts: &Tenths) -> f64 {
    let (occurrences, total) = whole(parts);
    if occurrences == 0 || total == 0 {
        return 0.0;
    }
    let difference = |(count, size): &(usize, usize)| {
        (*count as f64 / occurrences as f64 - *size as f64 / total as f64).abs()
    };
    parts.iter().map(difference).sum::<f64>() / 2.0
}

/// Gries' deviation over the most it can be: over one less the share of the smallest part. 1 is all in one part.
///
/// Lijffijt and Gries, *Correction to "Dispersions and adjusted frequencies in corpora"*, 2012.
pub(super) fn normalized_deviation(parts: &Tenths) -> f64 {
    let (_, total) = whole(parts);
    let smallest = parts.iter().map(|(_, size)| *size).min().unwrap_or(0);
    match total - smallest {
        0 => 0.0,
        rest => deviation_of_proportions(parts) * total as f64 / rest as f64,
    }
}

/// The occurrences and the words of all parts.
fn whole(parts: &Tenths) -> (usize, usize) {
    parts.iter().fold((0, 0), |(counts, sizes), (count, size)| (counts + count, sizes + size))
}

/// Juilland's D over ten equal parts: `1 - V / sqrt(n - 1)`, with `V` the standard deviation of the parts' counts over
/// their mean and `n` parts. 1 is as even as can be, 0 is all in one part; 0 for a phrase that does not occur.
///
/// Juilland and Chang-Rodríguez, *Frequency Dictionary of Spanish Words*, 1964. The parts differ by a word at most;
/// their counts are taken as they are.
pub(super) fn juilland(parts: &Tenths) -> f64 {
    let (occurrences, _) = whole(parts);
    if occurrences == 0 {
        return 0.0;
    }
    let counts = parts.map(|(count, _)| count as f64);
    let mean = occurrences as f64 / PARTS as f64;
    let variance = counts.iter().map(|count| (count - mean) * (count - mean)).sum::<f64>() / PARTS as f64;
    1.0 - variance.sqrt() / mean / ((PARTS - 1) as f64).sqrt()
}

/// Yoast's length-adjusted density: density times `0.7 + n / 3` for `n` content words.
pub(super) fn yoast_density(density: f64, content_words: usize) -> f64 {
    density * (0.7 + content_words as f64 / 3.0)
}

/// How much more often something is said here than in the background: the log ratio, in bits, of the two relative
/// frequencies (Hardie 2014; half an occurrence where there is none, and at most half of what the other side leads one to
/// expect, so that what is absent never counts as more frequent), and `G²`, the log-likelihood of the difference
/// (Dunning 1993, in the form of Rayson and Garside 2000): over 15.13 for 1 of 10,000 differences by chance.
pub(super) fn keyness(count: usize, total: usize, background: f64, background_total: f64) -> (f64, f64) {
    let (a, b) = (count as f64, background);
    let (n, m) = (total as f64, background_total);
    let at_least = |count: f64, expected: f64| match count > 0.0 {
        true => count,
        false => 0.5 * expected.clamp(f64::MIN_POSITIVE, 1.0),
    };
    let ratio = match a + b > 0.0 {
        true => (at_least(a, n * b / m) / n / (at_least(b, m * a / n) / m)).log2(),
        false => 0.0,
    };
    let term = |observed: f64, expected: f64| match observed > 0.0 {
        true => observed * (observed / expected).ln(),
        false => 0.0,
    };
    let share = (a + b) / (n + m);
    (ratio, 2.0 * (term(a, n * share) + term(b, m * share)))
}

/// Burstiness of the distances between starts: `-1` regular, `0` as by chance, towards `1` clustered; `None` for
/// fewer than three occurrences.
///
/// With `r` the standard deviation of the distances over their mean and `c` occurrences,
/// `(sqrt(c+1)·r - sqrt(c-1)) / ((sqrt(c+1)-2)·r + sqrt(c-1))`: Goh and Barabási's measure (2008) with the correction
/// for few events of Kim and Jo (2016).
pub(super) fn burstiness(positions: &[usize]) -> Option<f64> {
    if positions.len() < 3 {
        return None;
    }
    let distances: Vec<f64> = positions.windows(2).map(|pair| (pair[1] - pair[0]) as f64).collect();
    let mean = distances.iter().sum::<f64>() / distances.len() as f64;
    let variance = distances.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / distances.len() as f64;
    let (r, c) = (variance.sqrt() / mean, positions.len() as f64);
    let (above, below) = ((c + 1.0).sqrt(), (c - 1.0).sqrt());
    Some((above * r - below) / ((above - 2.0) * r + below))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The positions that the reference gives for the article that started the project, from its distances.
    fn article() -> Vec<usize> {
        let distances = [13, 69, 176, 82, 195, 58, 122, 53, 49, 111, 112, 138, 51, 98, 32];
        let mut at = 10;
        std::iter::once(10)
            .chain(distances.map(|distance| {
                at += distance;
                at
            }))
            .collect()
    }

    #[test]
    fn figures_of_the_article() {
        let positions = article();
        let close = |value: f64, expected: f64, unit: f64| {
            assert!((value - expected).abs() < unit, "{value} {expected}")
        };
        close(percent(16 * 4, 1398), 4.578, 0.001);
        close(longest_gap(&positions, 1398), 0.139, 0.001);
        let parts = by_tenths(&positions, 1398);
        close(deviation_of_proportions(&parts), 0.225, 0.001);
        close(burstiness(&positions).unwrap(), -0.31, 0.01);
        close(juilland(&parts), 0.83, 0.005);
        close(normalized_deviation(&parts), 0.25, 0.001);
        close(yoast_density(percent(16, 1398), 4), 2.327, 0.001);
        assert_eq!(parts.map(|(count, _)| count), [3, 1, 1, 1, 1, 3, 1, 1, 2, 2]);
    }

    /// 10 of 1,000 words against 10 of 100,000: a hundred times as often is 6.64 bits.
    #[test]
    fn keyness_by_hand() {
        let (ratio, g2) = keyness(10, 1_000, 10.0, 100_000.0);
        let (here, there): (f64, f64) = (1_000.0 * 20.0 / 101_000.0, 100_000.0 * 20.0 / 101_000.0);
        let by_hand = 2.0 * (10.0 * (10.0 / here).ln() + 10.0 * (10.0 / there).ln());
        assert!((ratio - 100f64.log2()).abs() < 1e-12 && (g2 - by_hand).abs() < 1e-9, "{ratio} {g2}");
        assert!(keyness(3, 100, 0.0, 1e6).0.is_finite());
    }

    #[test]
    fn nothing_measures_nothing() {
        assert_eq!(percent(0, 0), 0.0);
        assert_eq!(longest_gap(&[], 100), 1.0);
        let juilland = |positions: &[usize]| juilland(&by_tenths(positions, 100));
        assert_eq!((juilland(&[]), juilland(&[1, 2, 3])), (0.0, 0.0));
        let normalized = |positions: &[usize], total| normalized_deviation(&by_tenths(positions, total));
        assert_eq!((normalized(&[], 0), normalized(&[0], 1)), (0.0, 0.0));
        assert_eq!(deviation_of_proportions(&by_tenths(&[], 100)), 0.0);
        assert_eq!(burstiness(&[1, 2]), None);
        assert!(burstiness(&[5, 10, 15, 20]).unwrap() < -0.99);
    }
}
