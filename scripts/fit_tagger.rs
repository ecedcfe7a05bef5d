//! Fits the table of a language's tagger, `src/tag/*.weights`.
//!
//! ```text
//! scripts/treebanks.py UD_English-EWT/en_ewt-ud-train.conllu > train.tsv
//! scripts/treebanks.py UD_English-EWT/en_ewt-ud-dev.conllu > dev.tsv
//! cargo run --release --features fitting --example fit_tagger -- train.tsv dev.tsv src/tag/en.weights
//! ```
//!
//! An averaged perceptron, whose tags so far are its own. Standard output has the accuracy on the second file: as fitted, and
//! with the weights that are written, which are rounded to a byte.

#![expect(clippy::print_stdout, reason = "an example that prints what it finds")]

#[path = "../src/tag/model.rs"]
#[allow(unreachable_pub, dead_code)] // The library uses what is not used here.
mod model;

use std::error::Error;

use model::{Gap, LANES, LOOKED_AT, ROWS, Seen, Tag, best, packed, tag, walk};

/// How often the texts are gone through. More changes the accuracy on development halves by less than a tenth.
const ROUNDS: usize = 5;

/// A sentence: what is seen of its words, and their tags.
type Sentence = (Vec<Seen>, Vec<Tag>);

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [train, dev, out] = &paths[..] else { return Err("expected TRAIN DEV OUT".into()) };
    let (train, dev) = (read(train)?, read(dev)?);
    let weights = fit(&train);
    println!(
        "words {}; as fitted {:.2}",
        train.iter().map(|s| s.0.len()).sum::<usize>(),
        accuracy(&dev, |seen| tag_by(&weights, seen))
    );
    let table = quantized(&weights);
    let by_table = |seen: &[Seen]| {
        let mut tags = Vec::new();
        tag(&table, seen, &mut tags);
        tags
    };
    println!("rounded {:.2}", accuracy(&dev, by_table));
    confusions(&dev, by_table);
    std::fs::write(out, packed(&table))?;
    Ok(())
}

fn read(path: &str) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let mut sentences = vec![Sentence::default()];
    for line in std::fs::read_to_string(path)?.lines() {
        let mut fields = line.split('\t');
        let (Some(word), Some(gap), Some(tag)) = (fields.next(), fields.next(), fields.next()) else {
            sentences.push(Sentence::default());
            continue;
        };
        let sentence = sentences.last_mut().expect("there is one");
        let gap = if sentence.0.is_empty() { Gap::Start } else { Gap::of(gap) };
        let tag = match tag {
            "NOUN" => Tag::Noun,
            "PROPN" => Tag::ProperNoun,
            "ADJ" => Tag::Adjective,
            "VERB" => Tag::Verb,
            "AUX" => Tag::Auxiliary,
            "ADV" => Tag::Adverb,
            "ADP" => Tag::Adposition,
            "DET" => Tag::Determiner,
            "PRON" => Tag::Pronoun,
            "NUM" => Tag::Numeral,
            "CCONJ" => Tag::Coordinator,
            "SCONJ" => Tag::Subordinator,
            "PART" => Tag::Particle,
            "INTJ" => Tag::Interjection,
            _ => Tag::Other,
        };
        sentence.0.push(Seen::of(word, gap));
        sentence.1.push(tag);
    }
    sentences.retain(|sentence| !sentence.0.is_empty());
    Ok(sentences)
}

fn sums(weights: &[[f32; LANES]], rows: &[u16; LOOKED_AT]) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for row in rows {
        for (sum, weight) in sums.iter_mut().zip(&weights[usize::from(*row)]) {
            *sum += weight;
        }
    }
    sums
}

fn fit(sentences: &[Sentence]) -> Vec<[f32; LANES]> {
    let mut weights = vec![[0f32; LANES]; ROWS];
    let mut totals = vec![[0f64; LANES]; ROWS];
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut step, mut random) = (1f64, 1u64);
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for (seen, tags) in order.iter().map(|at| &sentences[*at]) {
            walk(seen, |place, rows| {
                let found = best(&sums(&weights, &rows));
                let right = tags[place] as usize;
                if found != right {
                    for row in rows {
                        for (lane, change) in [(right, 1.0), (found, -1.0)] {
                            weights[usize::from(row)][lane] += change as f32;
                            // The average is the weight less the total over the steps.
                            totals[usize::from(row)][lane] += step * change;
                        }
                    }
                }
                step += 1.0;
                found
            });
        }
    }
    for (row, total) in weights.iter_mut().zip(&totals) {
        for (weight, total) in row.iter_mut().zip(total) {
            *weight -= (total / step) as f32;
        }
    }
    weights
}

fn tag_by(weights: &[[f32; LANES]], seen: &[Seen]) -> Vec<Tag> {
    let mut found = Vec::new();
    walk(seen, |_, rows| {
        let best = best(&sums(weights, &rows));
        found.push(Tag::ALL[best]);
        best
    });
    found
}

/// The weights as bytes, the largest as 127: cutting the few large ones off to keep the small ones finer costs more.
fn quantized(weights: &[[f32; LANES]]) -> Vec<u8> {
    let most = weights.iter().flatten().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
    let byte = |weight: &f32| (weight / most * 127.0).round().clamp(-127.0, 127.0) as i8 as u8;
    weights.iter().flatten().map(byte).collect()
}

fn accuracy(sentences: &[Sentence], tag: impl Fn(&[Seen]) -> Vec<Tag>) -> f64 {
    let (mut right, mut all) = (0, 0);
    for (seen, tags) in sentences {
        right += tag(seen).iter().zip(tags).filter(|(one, other)| one == other).count();
        all += tags.len();
    }
    100.0 * right as f64 / all as f64
}

/// The commonest mistakes.
fn confusions(sentences: &[Sentence], tag: impl Fn(&[Seen]) -> Vec<Tag>) {
    let mut counts = std::collections::BTreeMap::new();
    for (seen, tags) in sentences {
        for pair in tag(seen).into_iter().zip(tags.iter().copied()).filter(|(found, right)| found != right) {
            *counts.entry(pair).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((found, right), count) in counts.into_iter().take(6) {
        println!("  {count} {right:?} taken for {found:?}");
    }
}
