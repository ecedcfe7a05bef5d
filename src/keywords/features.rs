//! What is measured of each candidate.

use super::candidates::{Candidates, Group, Place};
use super::words::{Kind, Word, Words};
use crate::analysis::Analysis;
use crate::document::BlockKind;

/// The names of the features, in the order of their values.
pub(super) const NAMES: [&str; COUNT] = [
    "ltf", "ltf_rel", "first_log", "first_rel", "title", "n1", "n2", "n3", "n4", "maxi", "nested", "cval",
    "idf_mean", "idf_min", "idf_max", "idf_head", "wtf_mean", "wtf_min", "head_tf", "sent_frac", "spread", "caps",
    "acro", "clen", "digit", "istop", "ctx", "topic", "lead3", "hyph", "head", "wlen", "wlen_min", "rest", "first_tf",
    "caps_any", "burst", "para", "opens", "closes", "topic_head", "sub_max", "first_sent", "hole",
];
pub(super) const COUNT: usize = 44;

/// The features of one candidate.
pub(super) type Features = [f64; COUNT];

/// What is known of a sequence of terms: a word's stem, or a candidate.
#[derive(Clone, Copy, Default)]
struct Stem {
    /// How often it is a content word.
    count: u32,
    idf: f32,
    /// How many candidates hold it.
    holders: u32,
    chars: u32,
}

#[derive(Clone, Copy, Default)]
struct Holders {
    count: u32,
    largest: u32,
    sum: u32,
}

pub(super) struct Measurer<'a> {
    words: &'a Words,
    candidates: &'a Candidates,
    analysis: &'a Analysis<'a>,
    stems: Vec<Stem>,
    holders: Vec<Holders>,
    before: Vec<u32>,
    after: Vec<u32>,
    most: f64,
}

const NEUTRAL_IDF: f64 = 0.5;

impl<'a> Measurer<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>, words: &'a Words, candidates: &'a Candidates, honest: bool) -> Measurer<'a> {
        let mut stems = vec![Stem::default(); candidates.sequences];
        let mut most = 0;
        for (word, stem) in words.words.iter().zip(&candidates.stems) {
            if word.kind != Kind::Content {
                continue;
            }
            let stem = &mut stems[*stem as usize];
            if stem.count == 0 {
                stem.idf = idf(analysis, words, word, honest) as f32;
                stem.chars = word.span.of(analysis.documents()[analysis.sentences()[word.sentence as usize].document].text()).chars().count() as u32;
            }
            stem.count += 1;
            most = most.max(stem.count);
        }
        let mut holders = vec![Holders::default(); candidates.groups.len()];
        // Where the places of each first word begin.
        let mut begins = vec![0u32; words.words.len() + 1];
        for place in &candidates.in_order {
            begins[place.first as usize + 1] += 1;
        }
        for at in 0..words.words.len() {
            begins[at + 1] += begins[at];
        }
        for group in &candidates.groups {
            let end = group.first + u32::from(group.words);
            for first in group.first..end {
                let inside = &candidates.in_order[begins[first as usize] as usize..begins[first as usize + 1] as usize];
                for place in inside {
                    if first + u32::from(place.words) > end || (place.words == group.words) {
                        break;
                    }
                    let holders = &mut holders[place.group as usize];
                    holders.count += 1;
                    holders.largest = holders.largest.max(group.count);
                    holders.sum += group.count;
                }
                if words.words[first as usize].kind == Kind::Content {
                    stems[candidates.stems[first as usize] as usize].holders += 1;
                }
            }
        }
        Measurer {
            words,
            candidates,
            analysis,
            before: vec![u32::MAX; candidates.sequences],
            after: vec![u32::MAX; candidates.sequences],
            stems,
            holders,
            most: f64::from(most),
        }
    }

    pub(super) fn length(&self) -> f64 {
        (self.words.words.len() as f64 + 1.0).ln() - 6.0
    }

    pub(super) fn features(&mut self, number: usize) -> Features {
        let group: &Group = &self.candidates.groups[number];
        let all = &self.words.words;
        let n = all.len();
        let places: &[Place] = self.candidates.places_of(group);
        let c = f64::from(group.count);
        let first = group.first as usize;
        let words = &all[first..first + group.words as usize];
        let stems: Vec<Stem> = words
            .iter()
            .zip(&self.candidates.stems[first..])
            .filter(|(word, _)| word.kind == Kind::Content)
            .map(|(_, stem)| self.stems[*stem as usize])
            .collect();
        let k = stems.len() as f64;
        let ln1 = |x: f64| (1.0 + x).ln();
        let lmost = ln1(self.most);
        let tf = |stem: &Stem| f64::from(stem.count);
        let idf = |stem: &Stem| f64::from(stem.idf);
        let mean = |of: &dyn Fn(&Stem) -> f64| stems.iter().map(of).sum::<f64>() / k;
        let least = |of: &dyn Fn(&Stem) -> f64| stems.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: &dyn Fn(&Stem) -> f64| stems.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let holders = self.holders[number];
        let one = |is: bool| f64::from(u8::from(is));

        let (mut maximal, mut sentences, mut caps, mut caps_of, mut acro, mut lead, mut contexts) = (0, 0, 0, 0, 0, 0, 0);
        let (mut heads, mut any_caps, mut opens, mut closes) = (0, 0, 0, 0);
        let mut last_sentence = u32::MAX;
        let (mut blocks, mut last_block) = (0, usize::MAX);
        let mut gap_sum = 0.0;
        let mut last_at = first;
        for place in places {
            let (start, end) = (place.first as usize, place.first as usize + place.words as usize);
            let here = &all[start..end];
            let left = here[0].is_parted || all[start - 1].kind != Kind::Content;
            let right = all.get(end).is_none_or(|next| next.is_parted || next.kind != Kind::Content);
            maximal += usize::from(left && right);
            let sentence = &self.analysis.sentences()[here[0].sentence as usize];
            if here[0].sentence != last_sentence {
                sentences += 1;
                last_sentence = here[0].sentence;
            }
            let block = sentence.block;
            if block != last_block {
                blocks += 1;
                last_block = block;
            }
            heads += usize::from(matches!(sentence.kind, BlockKind::Title | BlockKind::Heading));
            opens += usize::from(here[0].starts_sentence);
            closes += usize::from(all.get(end).is_none_or(|next| next.starts_sentence));
            let mut content = here.iter().filter(|word| word.kind == Kind::Content);
            if !here[0].starts_sentence {
                caps_of += 1;
                caps += usize::from(content.clone().all(|word| word.is_capital));
                any_caps += usize::from(content.any(|word| word.is_capital));
            }
            acro += usize::from(here.iter().any(|word| word.is_acronym));
            lead += usize::from(start * 10 < n);
            if start > 0 {
                let stem = self.candidates.stems[start - 1] as usize;
                contexts += usize::from(std::mem::replace(&mut self.before[stem], number as u32) != number as u32);
            }
            if end < n {
                let stem = self.candidates.stems[end] as usize;
                contexts += usize::from(std::mem::replace(&mut self.after[stem], number as u32) != number as u32);
            }
            gap_sum += ((start - last_at) as f64).powi(2);
            last_at = start;
        }
        let last = places[places.len() - 1].first as usize;
        let chars = {
            let text = self.analysis.documents()[self.analysis.sentences()[words[0].sentence as usize].document].text();
            text[words[0].span.start..words[words.len() - 1].span.end].chars().count() as f64
        };
        let n_content = stems.len();
        let cval = (k + 1.0).log2() * (c - if holders.count == 0 { 0.0 } else { f64::from(holders.sum) / f64::from(holders.count) });
        [
            ln1(c),
            ln1(c) / lmost,
            -ln1(first as f64 / 10.0),
            -(first as f64) / n as f64,
            one(words[0].is_in_title),
            one(n_content == 1),
            one(n_content == 2),
            one(n_content == 3),
            one(n_content >= 4),
            maximal as f64 / c,
            f64::from(holders.largest) / c,
            ln1(cval.max(0.0)),
            mean(&idf),
            least(&idf),
            most(&idf),
            idf(&stems[n_content - 1]),
            ln1(mean(&tf)) / lmost,
            ln1(least(&tf)) / lmost,
            ln1(tf(&stems[n_content - 1])) / lmost,
            f64::from(sentences) / self.words.sentences as f64,
            (last - first) as f64 / n as f64,
            if caps_of == 0 { 0.3 } else { caps as f64 / caps_of as f64 },
            acro as f64 / c,
            ln1(chars),
            one(words.iter().any(|word| word.has_digit)),
            one(words.iter().any(|word| word.kind == Kind::Stop)),
            contexts as f64 / (2.0 * c),
            ln1(mean(&|stem| f64::from(stem.holders))),
            lead as f64 / c,
            one(words.iter().any(|word| word.has_hyphen)),
            heads as f64 / c,
            ln1(mean(&|stem| f64::from(stem.chars))),
            ln1(least(&|stem| f64::from(stem.chars))),
            // The share of the count of its rarest word that stands in it.
            c / least(&tf),
            ln1(tf(&stems[0])) / lmost,
            if caps_of == 0 { 0.3 } else { any_caps as f64 / caps_of as f64 },
            (gap_sum.sqrt()) / n as f64,
            ln1(f64::from(blocks)),
            opens as f64 / c,
            closes as f64 / c,
            ln1(f64::from(stems[n_content - 1].holders)),
            c / tf(&stems[n_content - 1]),
            one(words[0].sentence == all[0].sentence),
            one(n > 0 && lead == 0),
        ]
    }
}

fn idf(analysis: &Analysis<'_>, words: &Words, word: &Word, honest: bool) -> f64 {
    let terms = words.parts_of(word).iter().filter(|part| (**part as usize) < analysis.term_count());
    let of = |part: &u32| {
        let (frequency, documents) = analysis.background_frequency_of(*part as usize)?;
        let (frequency, documents) = match honest {
            true => (frequency.saturating_sub(1), documents - 1),
            false => (frequency, documents),
        };
        Some(1.0 - f64::from(1 + frequency).ln() / f64::from(documents + 1).ln())
    };
    terms.filter_map(of).reduce(f64::max).unwrap_or(NEUTRAL_IDF)
}
