//! Selection: the best sentences that fit a budget and do not say the same twice.

use std::cmp::Reverse;

use crate::analysis::Analysis;
use crate::error::Error;
use crate::score::{Method, Scores};

/// How long a summary may be. Only whole sentences are taken, so it is often a little shorter.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Budget {
    /// So many sentences.
    Sentences(usize),
    /// So many words, as UAX #29 counts them.
    Words(usize),
    /// So many characters (Unicode code points), one between each two sentences included.
    Chars(usize),
    /// This share of the words of the text, over 0 and at most 1. [`Budget::ratio`] checks it.
    Ratio(f64),
}

impl Budget {
    /// A share of the words of the text.
    ///
    /// # Errors
    ///
    /// If it is not over 0 and at most 1.
    pub fn ratio(share: f64) -> Result<Budget, Error> {
        match share > 0.0 && share <= 1.0 {
            true => Ok(Budget::Ratio(share)),
            false => Err(Error::ratio(share)),
        }
    }
}

/// The default: three sentences.
impl Default for Budget {
    fn default() -> Budget {
        Budget::Sentences(3)
    }
}

/// The number of sentences.
impl From<usize> for Budget {
    fn from(sentences: usize) -> Budget {
        Budget::Sentences(sentences)
    }
}

/// A sentence is passed over if more than this share of its distinct content terms stands in sentences chosen before.
/// From the measured ensemble; a lower share drops sentences that add something, a higher one keeps near copies.
const MOST_COVERED: f64 = 0.65;

/// Sentences with fewer words than this come behind all others: `Critics say so.`
const FEW_WORDS: usize = 5;

/// The chosen sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Selection {
    /// Places in the scored sentences, first choice first.
    pub(crate) chosen: Vec<usize>,
    /// Whether the budget was smaller than every sentence, so that the best one exceeds it.
    pub(crate) is_over_budget: bool,
}

/// Chooses greedily, best score first, ties to the earlier sentence.
///
/// Sentences of few words and sentences that are mostly covered already stand behind the others and are taken only
/// if the budget is not filled without them; with [`Method::Lead`], the order of the text is all that counts.
/// A sentence that does not fit any more is passed over for one that does. Under a budget of sentences, the first
/// `k` choices are the same whatever the budget.
///
/// Never empty if there is a sentence. `O(n log n)` for `n` sentences, and linear in their words.
pub(crate) fn select(analysis: &Analysis<'_>, scores: &Scores, budget: Budget, method: Method) -> Selection {
    let words = |i: usize| analysis.tokens_of(&analysis.sentences()[scores.sentences[i]]).len();
    let chars = |i: usize| analysis.readable_text(&analysis.sentences()[scores.sentences[i]]).chars().count();
    let n = scores.sentences.len();
    let mut purse = match budget {
        Budget::Sentences(limit) => Purse { left: limit, price: Box::new(|_| 1), between: 0 },
        Budget::Words(limit) => Purse { left: limit, price: Box::new(words), between: 0 },
        Budget::Chars(limit) => Purse { left: limit.saturating_add(1), price: Box::new(chars), between: 1 },
        Budget::Ratio(share) => {
            let all: usize = (0..n).map(words).sum();
            Purse { left: (all as f64 * share) as usize, price: Box::new(words), between: 0 }
        }
    };
    let mut order: Vec<usize> = (0..n).collect();
    if method != Method::Lead {
        let some_are_long = order.iter().any(|i| words(*i) >= FEW_WORDS);
        order.sort_by_key(|i| (some_are_long && words(*i) < FEW_WORDS, Reverse(scores.totals[*i])));
    }

    let mut chosen = Vec::new();
    let mut passed_over = Vec::new();
    let mut covered = vec![false; scores.matrix.width()];
    for &i in &order {
        let terms = scores.matrix.terms(i);
        let known = terms.iter().filter(|term| covered[**term as usize]).count();
        let redundant = !chosen.is_empty() && known as f64 > MOST_COVERED * terms.len() as f64;
        if redundant && method != Method::Lead {
            passed_over.push(i);
        } else if purse.pay(i) {
            chosen.push(i);
            terms.iter().for_each(|term| covered[*term as usize] = true);
        } else if method == Method::Lead || purse.left == 0 {
            break;
        }
    }
    chosen.extend(passed_over.into_iter().filter(|i| purse.pay(*i)));
    let is_over_budget = chosen.is_empty() && n > 0;
    if is_over_budget {
        chosen.push(order[0]);
    }
    Selection { chosen, is_over_budget }
}

/// What is left of a budget.
struct Purse<'a> {
    left: usize,
    price: Box<dyn Fn(usize) -> usize + 'a>,
    between: usize,
}

impl Purse<'_> {
    /// Pays for a sentence, if there is enough left.
    fn pay(&mut self, sentence: usize) -> bool {
        if self.left == 0 {
            return false;
        }
        let price = (self.price)(sentence).saturating_add(self.between);
        let enough = price <= self.left;
        self.left -= if enough { price } else { 0 };
        enough
    }
}
