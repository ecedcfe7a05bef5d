//! Selection: the best sentences that fit a budget and do not say the same twice.

use std::cmp::Reverse;

use crate::analysis::{Analysis, Sentence};
use crate::document::{BlockKind, Role};
use crate::error::Error;
use crate::order::Arrange;
use crate::score::{Method, Score, Scores};
use crate::trim::Trimmer;

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

/// A sentence gains at least so much, in points of the score, if it is to be looked at again beside the one that it leans on.
/// Chosen by eye: below it the order hardly changes.
const LEAST_GAIN: f64 = 0.05;

/// Of a thread, one sentence of this many comes from the post that it begins with, and the others from what was answered. Chosen: a
/// question and two answers of a summary of three.
const FOR_EACH_QUESTION: usize = 3;

/// A question of this many words says what is asked, though questions lean on what stands around them. Chosen by eye.
const QUESTION_WORDS: usize = 8;

/// What a sentence that leans on the one before it has in its tier.
const LEANS: u8 = 4;

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
/// Of an item of two sentences the first is chosen before the second. Sentences of few words and sentences that are mostly covered
/// already stand behind the others and are taken only if the budget is not filled without them. With [`Method::Lead`] the
/// order of the text is all that counts, and with [`Method::Random`] the numbers drawn. Methods that choose step by step
/// have a measure of redundancy of their own. With [`Method::Auto`] sentences that say nothing alone stand behind those that
/// do, and one that leans on the sentence before counts as if it did not once that one is chosen. Sentences that a focus avoids come behind all others, and with `Lead` and
/// `Random` those that it wants come first.
///
/// A question of prose comes behind the sentence that follows it, which is chosen before it and must stand alone; one that nothing
/// follows, or only another question, is left out, and so is a lead-in without the first of its items: such a summary may be shorter
/// than was asked for.
///
/// Of a thread, the best sentence of the post that it begins with comes first, a question before all else, and most others are those of
/// the posts that answer it.
///
/// A sentence that does not fit any more is passed over for one that does. Under a budget of sentences, the first
/// `k` choices are the same whatever the budget.
///
/// Never empty if there is a sentence. `O(n log n)` for `n` sentences, and linear in their words.
pub(crate) fn select(
    analysis: &Analysis<'_>,
    scores: &Scores,
    budget: Budget,
    method: Method,
    trimmer: Option<&Trimmer<'_>>,
) -> Selection {
    let n = scores.sentences.len();
    let words = |i: usize| analysis.tokens_of(&analysis.sentences()[scores.sentences[i]]).len();
    let mut purse = Purse::new(analysis, &scores.sentences, budget, trimmer);
    // Many texts are titles: one sentence is the summary, whatever speaks against it.
    if n == 1 {
        return Selection { chosen: vec![0], is_over_budget: !purse.pay(0) };
    }
    let mut order: Vec<usize> = (0..n).collect();
    let is_avoided = |i: usize| scores.focus.as_ref().is_some_and(|focus| focus.avoids(i));
    let is_wanted = |i: usize| scores.focus.as_ref().is_some_and(|focus| focus.wants(i));
    let some_are_long = order.iter().any(|i| words(*i) >= FEW_WORDS);
    let is_short = |i: usize| some_are_long && words(i) < FEW_WORDS;
    let is_lead_in = |i: usize| analysis.sentences()[scores.sentences[i]].role == Role::LeadIn;
    let leaning = &scores.leaning;
    let tier = |i: usize, is_behind: &[bool]| {
        let leans = is_behind.get(i).is_some_and(|is_behind| *is_behind);
        8 * u8::from(is_avoided(i))
            + LEANS * u8::from(leans)
            + 2 * u8::from(is_lead_in(i))
            + u8::from(is_short(i))
    };
    let tiers: Vec<u8> = (0..n).map(|i| tier(i, &leaning.is_behind)).collect();
    if let Some(mut picker) = scores.picker(&tiers) {
        let mut chosen = Vec::new();
        while let Some(i) = picker.pick(&|i| purse.fits(i)) {
            purse.pay(i);
            chosen.push(i);
        }
        let is_over_budget = chosen.is_empty() && n > 0;
        if is_over_budget {
            chosen.extend(scores.picker(&tiers).and_then(|mut picker| picker.pick(&|_| true)));
        }
        return Selection { chosen, is_over_budget };
    }
    let is_plain = matches!(method, Method::Lead | Method::Random);
    match method {
        Method::Lead => order.arrange_by_key(|i| (is_avoided(*i), !is_wanted(*i))),
        Method::Random => {
            order.arrange_by_key(|i| (is_avoided(*i), !is_wanted(*i), Reverse(scores.totals[*i])))
        }
        _ => {
            order.sort_by_key(|i| (tiers[*i], Reverse(scores.totals[*i])));
            order = items_from_their_start(&order, |i| explains_item(analysis, scores, i));
        }
    }

    let asks = |i: usize| !is_plain && asks(analysis, &analysis.sentences()[scores.sentences[i]]);
    let opening = opening_of_thread(analysis, scores, &order, &tiers, &asks);
    if let Some(at) = opening {
        order[..=at].rotate_right(1);
    }
    let mut questions = 0;
    let mut held_back = Vec::new();

    let first = order.first().copied().unwrap_or_default();
    // What leaned on a chosen sentence stands alone beside it, and so counts more from then on.
    let mut beside: Vec<usize> = Vec::new();
    let standing = |i: usize| {
        let gain = leaning.gain[i];
        (tier(i, &leaning.is_behind_all_the_same), Reverse(Score::new(scores.totals[i].get() + gain)))
    };
    let follows = |i: usize| {
        let sentence = |i: usize| &analysis.sentences()[scores.sentences[i]];
        let is_next = i < n
            && sentence(i).document == sentence(i - 1).document
            && sentence(i).block == sentence(i - 1).block;
        is_next && leaning.gain.get(i).is_some_and(|gain| *gain > LEAST_GAIN)
    };
    let is_next = |i: usize| {
        let document = |i: usize| analysis.sentences()[scores.sentences[i]].document;
        i < n && document(i) == document(i - 1)
    };
    // What has to stand beside a sentence, if it is to stand there: of a question its answer, of a lead-in its first item.
    let is_question = |i: usize| leaning.is_question.get(i).is_some_and(|asks| *asks);
    // A block that nothing follows leads to nothing, and neither does a sentence inside a block, which has the role for what it lacks, or
    // one row among others.
    let leads = |i: usize| {
        let sentence = |i: usize| &analysis.sentences()[scores.sentences[i]];
        let ends_in_colon = || analysis.source_text(sentence(i)).ends_with([':', '：']);
        is_lead_in(i)
            && is_next(i + 1)
            && sentence(i).block != sentence(i + 1).block
            && (!is_lead_in(i + 1) || ends_in_colon())
    };
    let needs = |i: usize| !is_plain && (leads(i) || is_question(i));
    let mut is_chosen = vec![false; n];
    let mut waiting = Vec::new();
    let mut chosen = Vec::new();
    let mut passed_over = Vec::new();
    let mut covered = vec![false; scores.matrix.width()];
    let mut is_seen = vec![false; n];
    let mut order = order.into_iter().peekable();
    loop {
        while order.next_if(|i| is_seen[*i]).is_some() {}
        beside.retain(|i| !is_seen[*i]);
        let next = order.peek().copied();
        let best =
            beside.iter().copied().min_by_key(|i| standing(*i)).filter(|i| {
                next.is_none_or(|next| standing(*i) < (tiers[next], Reverse(scores.totals[next])))
            });
        let Some(mut i) = best.or(next) else { break };
        let is_opening = opening.is_some() && chosen.is_empty();
        if needs(i) && !is_opening && !(is_next(i + 1) && is_chosen[i + 1]) {
            let stands = is_next(i + 1) && !is_seen[i + 1] && !is_question(i + 1) && tiers[i + 1] < LEANS;
            if leads(i) || !stands {
                is_seen[i] = true;
                waiting.push(i);
                continue;
            }
            // The question is looked at again behind its answer.
            i += 1;
        }
        is_seen[i] = true;
        let terms = scores.matrix.terms(i);
        let known = terms.iter().filter(|term| covered[**term as usize]).count();
        let redundant = known as f64 > MOST_COVERED * terms.len() as f64;
        let is_asked = opening.is_some() && asks(i);
        if !is_plain && (redundant || is_avoided(i)) {
            passed_over.push(i);
        } else if is_asked && questions * FOR_EACH_QUESTION > chosen.len() {
            held_back.push(i);
        } else if purse.pay(i) {
            chosen.push(i);
            is_chosen[i] = true;
            questions += usize::from(is_asked);
            terms.iter().for_each(|term| covered[*term as usize] = true);
            beside.extend(Some(i + 1).filter(|i| follows(*i)));
        } else if method == Method::Lead || purse.left == 0 {
            break;
        }
    }
    let (avoided, repeated): (Vec<usize>, Vec<usize>) = passed_over.into_iter().partition(|i| is_avoided(*i));
    for i in held_back.into_iter().chain(repeated).filter(|i| purse.pay(*i)) {
        chosen.push(i);
        is_chosen[i] = true;
    }
    // From the last to the first, since a lead-in may stand before another.
    let mut in_order = waiting.clone();
    in_order.sort_unstable_by_key(|i| Reverse(*i));
    for i in in_order {
        if is_next(i + 1) && is_chosen[i + 1] && purse.pay(i) {
            chosen.push(i);
            is_chosen[i] = true;
        }
    }
    // In a text of nothing else, and before what is to be avoided.
    if chosen.is_empty() || !avoided.is_empty() {
        chosen.extend(waiting.into_iter().filter(|i| !is_chosen[*i] && purse.pay(*i)));
    }
    chosen.extend(avoided.into_iter().filter(|i| purse.pay(*i)));
    let is_over_budget = chosen.is_empty() && n > 0;
    if is_over_budget {
        chosen.push(first);
    }
    Selection { chosen, is_over_budget }
}

/// Whether a sentence stands in the post that a thread begins with.
fn asks(analysis: &Analysis<'_>, sentence: &Sentence) -> bool {
    let question = analysis.documents()[sentence.document].question();
    question.is_some_and(|question| question.contains(sentence.span))
}

/// The place in the order of the sentence that the summary of a thread begins with: the best question of its first post, or the best
/// sentence of that. `None` if there is no thread, or none of its first post may be chosen.
fn opening_of_thread(
    analysis: &Analysis<'_>,
    scores: &Scores,
    order: &[usize],
    tiers: &[u8],
    asks: &impl Fn(usize) -> bool,
) -> Option<usize> {
    if analysis.documents().iter().all(|document| document.question().is_none()) {
        return None;
    }
    let is_question = |i: usize| {
        let sentence = &analysis.sentences()[scores.sentences[i]];
        let text = analysis.readable_text(sentence);
        text.trim_end_matches(['"', '”', ')']).ends_with(['?', '？', '؟'])
    };
    let words = |i: usize| analysis.tokens_of(&analysis.sentences()[scores.sentences[i]]).len();
    let found = |is_fit: &dyn Fn(usize) -> bool| order.iter().position(|i| asks(*i) && is_fit(*i));
    found(&|i| tiers[i] == 0 && is_question(i))
        .or_else(|| found(&|i| tiers[i] == LEANS && words(i) >= QUESTION_WORDS && is_question(i)))
        .or_else(|| found(&|_| true))
}

/// Whether a scored sentence is the second of two in an item: the first says what is listed, this one explains it.
///
/// In longer items, which are paragraphs with a bullet, it may be the third that says it.
fn explains_item(analysis: &Analysis<'_>, scores: &Scores, place: usize) -> bool {
    let sentence = |place: usize| &analysis.sentences()[scores.sentences[place]];
    let is_beside = |other: Option<usize>| {
        let (own, other) = (sentence(place), other.filter(|i| *i < scores.sentences.len()).map(sentence));
        other.is_some_and(|other| (other.document, other.block) == (own.document, own.block))
    };
    sentence(place).kind == BlockKind::Item
        && is_beside(place.checked_sub(1))
        && !is_beside(place.checked_sub(2))
        && !is_beside(place.checked_add(1))
}

/// The order with each sentence that explains an item behind the one that it explains. `O(n)`.
fn items_from_their_start(order: &[usize], explains: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut is_placed = vec![false; order.len()];
    let mut placed = Vec::with_capacity(order.len());
    for &place in order {
        let first = place - usize::from(explains(place));
        let new = [first, place].into_iter().filter(|place| !std::mem::replace(&mut is_placed[*place], true));
        placed.extend(new);
    }
    placed
}

/// What is left of a budget for scored sentences.
pub(crate) struct Purse<'a> {
    analysis: &'a Analysis<'a>,
    /// The places of these sentences in the analysis.
    scored: &'a [usize],
    budget: Budget,
    /// What sentences are shown without, if they are trimmed.
    trimmer: Option<&'a Trimmer<'a>>,
    pub(crate) left: usize,
}

impl<'a> Purse<'a> {
    pub(crate) fn new(
        analysis: &'a Analysis<'a>,
        scored: &'a [usize],
        budget: Budget,
        trimmer: Option<&'a Trimmer<'a>>,
    ) -> Purse<'a> {
        let mut purse = Purse { analysis, scored, budget, trimmer, left: 0 };
        purse.left = match budget {
            Budget::Sentences(limit) | Budget::Words(limit) => limit,
            // One between each two sentences: one behind each, and one more to spend.
            Budget::Chars(limit) => limit.saturating_add(1),
            Budget::Ratio(share) => {
                // A share of the text, not of what is left of it when it is trimmed.
                let words = |place: &usize| analysis.words_of(&analysis.sentences()[*place]);
                let all: usize = scored.iter().map(words).sum();
                (all as f64 * share) as usize
            }
        };
        purse
    }

    /// What a sentence takes.
    pub(crate) fn cost(&self, sentence: usize) -> usize {
        let place = self.scored[sentence];
        let sentence = &self.analysis.sentences()[place];
        let of_chars = |text: &str| text.chars().count() + 1;
        match (self.budget, self.trimmer) {
            (Budget::Sentences(_), _) => 1,
            (Budget::Words(_) | Budget::Ratio(_), None) => self.analysis.words_of(sentence),
            (Budget::Words(_) | Budget::Ratio(_), Some(trimmer)) => {
                trimmer.words_of(sentence, &trimmer.parts(place))
            }
            (Budget::Chars(_), None) => of_chars(&self.analysis.readable_text(sentence)),
            (Budget::Chars(_), Some(trimmer)) => {
                of_chars(&trimmer.readable_text(sentence, &trimmer.parts(place)))
            }
        }
    }

    /// Whether there is enough left for a sentence.
    fn fits(&self, sentence: usize) -> bool {
        self.left > 0 && self.cost(sentence) <= self.left
    }

    /// Pays for a sentence, if there is enough left.
    fn pay(&mut self, sentence: usize) -> bool {
        if self.left == 0 {
            return false;
        }
        let cost = self.cost(sentence);
        let enough = cost <= self.left;
        self.left -= if enough { cost } else { 0 };
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_explains_an_item_comes_behind_it() {
        // Places 1 and 2 are one item, 4 and 5 another.
        let explains = |place| [2, 5].contains(&place);
        assert_eq!(items_from_their_start(&[2, 0, 4, 1, 5, 3], explains), [1, 2, 0, 4, 5, 3]);
        assert_eq!(items_from_their_start(&[1, 5, 3, 2, 0, 4], explains), [1, 4, 5, 3, 2, 0]);
        assert!(items_from_their_start(&[], explains).is_empty());
    }

    /// What is chosen of a text, first choice first, by the first words of the sentences; and whether it is over budget.
    fn chosen_with(text: &str, budget: Budget, method: Method) -> (Vec<String>, bool) {
        let documents = [crate::Document::plain(text)];
        let mut analyzer = crate::Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(crate::Language::English));
        let scores = Scores::new(&analysis, method);
        let selection = select(&analysis, &scores, budget, method, None);
        let sentence = |place: &usize| &analysis.sentences()[scores.sentences[*place]];
        let texts = selection.chosen.iter().map(|place| sentence(place).span.of(text));
        let texts = texts.map(|text| text.split(' ').take(2).collect::<Vec<_>>().join(" "));
        (texts.collect(), selection.is_over_budget)
    }

    fn chosen(text: &str, method: Method) -> Vec<String> {
        chosen_with(text, Budget::Sentences(9), method).0
    }

    /// A budget is kept to the word and the character, and a share of all is all.
    #[test]
    fn what_fits_exactly_is_taken() {
        let first = "The council closed the old pier in June.";
        let text = format!("{first} Nobody on the island wanted a new bridge.");
        let (one, both) =
            (["The council"].map(str::to_string), ["The council", "Nobody on"].map(str::to_string));
        let lead = |budget| chosen_with(&text, budget, Method::Lead);
        assert_eq!(lead(Budget::Words(8)), (one.to_vec(), false));
        assert_eq!(lead(Budget::Words(7)), (one.to_vec(), true));
        assert_eq!(lead(Budget::Words(16)), (both.to_vec(), false));
        assert_eq!(lead(Budget::Words(15)), (one.to_vec(), false));
        assert_eq!(lead(Budget::Chars(first.len())), (one.to_vec(), false));
        assert_eq!(lead(Budget::Chars(first.len() - 1)), (one.to_vec(), true));
        assert_eq!(lead(Budget::Chars(text.len())), (both.to_vec(), false));
        assert_eq!(lead(Budget::Chars(text.len() - 1)), (one.to_vec(), false));
        assert_eq!(lead(Budget::Ratio(1.0)), (both.to_vec(), false));
        assert_eq!(lead(Budget::Ratio(0.5)), (one.to_vec(), false));
        // Those that choose step by step ask whether a sentence fits before they choose it.
        for method in [Method::Mmr, Method::SumBasic, Method::KlSum, Method::Submodular] {
            assert_eq!(chosen_with(&text, Budget::Words(16), method).0.len(), 2, "{method:?}");
            assert_eq!(chosen_with(&text, Budget::Words(15), method).0.len(), 1, "{method:?}");
        }
        assert_eq!(Budget::ratio(1.0), Ok(Budget::Ratio(1.0)));
        assert!(
            Budget::ratio(0.0).is_err() && Budget::ratio(1.01).is_err() && Budget::ratio(f64::NAN).is_err()
        );
    }

    /// A near copy is taken only if nothing else is left; what shares half of its words is none.
    #[test]
    fn what_is_covered_already_stands_behind() {
        let text = "The council closed the rotten pier of Ailder in June. \
                    The council closed the rotten pier of Ailder in June, again. \
                    The council closed the school of Marrow in winter.";
        let documents = [crate::Document::plain(text)];
        let mut analyzer = crate::Analyzer::new();
        let analysis = analyzer.analyze(&documents, Some(crate::Language::English));
        for method in [Method::TfIdf, Method::TextRank, Method::LexRank, Method::Auto] {
            let scores = Scores::new(&analysis, method);
            let chosen = select(&analysis, &scores, Budget::Sentences(2), method, None).chosen;
            assert!(chosen.contains(&2), "{method:?}: {chosen:?}");
            let all = select(&analysis, &scores, Budget::Sentences(3), method, None).chosen;
            assert_eq!(all.len(), 3, "{method:?}");
            assert_ne!(all[2], 2, "{method:?}: {all:?}");
        }
    }

    /// Whatever their scores: what says something, then what is short, then what announces others.
    #[test]
    fn lead_ins_come_behind_short_sentences() {
        // No two of them share a word, so that none is passed over.
        let text = "The council closed the old pier in June after a storm.\n\nNobody was hurt there.\n\n\
                    Engineers from the mainland gave these three reasons for their advice:\n\n\
                    - Nine piles have rotted through below the water.\n\
                    - Repairs would cost more than a concrete bridge does.\n";
        for method in [Method::Auto, Method::TfIdf, Method::TextRank, Method::Luhn] {
            let chosen = chosen(text, method);
            assert_eq!(chosen.len(), 5, "{method:?}: {chosen:?}");
            assert_eq!(chosen[3..], ["Nobody was", "Engineers from"], "{method:?}: {chosen:?}");
        }
    }

    /// Whatever the budget, no question without what follows it; the last one, which nothing follows, is left out.
    #[test]
    fn questions_come_behind_their_answers() {
        let text = "The council of Ailder closed the old pier in June after a storm. \
                    Why did the council close the pier before the summer guests came? \
                    Nine piles of the pier have rotted through below the water line. \
                    The islanders have paid for two ferries since the bridge fell in March. \
                    A shop on the main street sells bread, fish and tickets to the mainland. \
                    The school of Marrow has nine pupils and one teacher of music this year. \
                    Guests sleep in the old lighthouse, which the council painted last autumn. \
                    Who will pay for a third ferry when the autumn storms come?";
        let mut before: Vec<String> = Vec::new();
        for sentences in 1..=8 {
            let (chosen, _) = chosen_with(text, Budget::Sentences(sentences), Method::Auto);
            assert_eq!(chosen[..before.len()], before, "{sentences}");
            let has = |start: &str| chosen.iter().any(|sentence| sentence == start);
            assert!(!has("Why did") || has("Nine piles"), "{chosen:?}");
            assert!(!has("Who will"), "{chosen:?}");
            before = chosen;
        }
        assert_eq!(before.len(), 7);
        // Of nothing but questions there is a summary, too.
        let (chosen, is_over_budget) = chosen_with("Why? Who pays?", Budget::Sentences(2), Method::Auto);
        assert_eq!((chosen.len(), is_over_budget), (2, false));
    }

    /// A lead-in fits where its items do not, and is left out all the same.
    #[test]
    fn lead_ins_need_their_items() {
        let text = "The council closed the old pier in June after a storm.\n\n\
                    Engineers from the mainland gave these three reasons for their advice:\n\n\
                    - Nine piles have rotted through below the water and four more are about to.\n\
                    - Repairs would cost more than a bridge of concrete does, if anyone sold it.\n";
        for method in [Method::Auto, Method::TfIdf] {
            let chosen = |words| chosen_with(text, Budget::Words(words), method).0;
            assert!(!chosen(23).iter().any(|sentence| sentence == "Engineers from"), "{method:?}");
            assert_eq!(chosen(99).len(), 4, "{method:?}");
        }
    }

    /// Half of a quotation comes behind what is whole, however much it says; a sign of inches is none.
    #[test]
    fn halves_of_quotations_come_last() {
        let text = "The council of Ailder closed the old pier in June after a storm. \
                    “The old pier of Ailder has rotted, and the council closed the old pier of Ailder in June. \
                    Nothing will open the pier again,” said Ann Moss of the council on Monday. \
                    A ferry carries guests and goods to the mainland since the bridge fell. \
                    Each pile is 9\" wide and stands in the mud of the harbor since the war.";
        let (chosen, _) = chosen_with(text, Budget::Sentences(3), Method::Auto);
        for whole in ["The council", "A ferry", "Each pile"] {
            assert!(chosen.iter().any(|sentence| sentence == whole), "{chosen:?}");
        }
    }

    #[test]
    fn items_of_two_sentences_are_read_from_their_start() {
        let item = "- Close the old pier.\n- Paint the lighthouse. The council pays for the paint of the lighthouse.\n";
        let longer = "- One wall. The council pays for it. It stands.\n";
        let text = format!("{item}{longer}\nThe council met on Monday.\n");
        let documents = [crate::Document::plain(&text)];
        let mut analyzer = crate::Analyzer::new();
        let analysis = analyzer.analyze(&documents, None);
        let scores = Scores::new(&analysis, Method::Auto);
        let explaining: Vec<usize> =
            (0..scores.sentences.len()).filter(|place| explains_item(&analysis, &scores, *place)).collect();
        assert_eq!(explaining, [2]);
    }
}
