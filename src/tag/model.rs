//! The linear model: what is looked at of a word and its neighbours, and the tag with the highest sum of weights.
//!
//! Each thing that is looked at (the word, its endings, its neighbours, the tags before it) is hashed to a row of a table of
//! [`ROWS`] rows, each with a weight for every tag. Different things may share a row; since the fit sees the same collisions,
//! that costs a few tenths of a point and makes the table a plain array of bytes.
//!
//! * time: `O(n)` for `n` words, fourteen rows each, without allocation for a word
//! * space: the table, 256 kB a language; as it is kept, half of that or less
//!
//! Collins, *Discriminative Training Methods for Hidden Markov Models*, 2002 (the averaged perceptron); decoding is greedy,
//! from left to right. This file stands on its own, so that `scripts/fit_tagger.rs` fits with the very same code.

/// How many weights a row has: one for each tag, and one that is never used, to make it a power of two.
pub const LANES: usize = 16;

/// How many rows a table has, a power of two. With twice as many, English gains .3 points on its development half.
pub const ROWS: usize = 1 << ROWS_LOG2;
const ROWS_LOG2: u32 = 14;

/// How many rows are looked up for each word.
pub const LOOKED_AT: usize = 14;

/// The universal part of speech of a word; marks are no words here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tag {
    /// A common noun.
    Noun,
    /// A name.
    ProperNoun,
    /// An adjective.
    Adjective,
    /// A verb that is no auxiliary.
    Verb,
    /// An auxiliary verb.
    Auxiliary,
    /// An adverb.
    Adverb,
    /// A preposition or postposition.
    Adposition,
    /// An article or other determiner.
    Determiner,
    /// A pronoun.
    Pronoun,
    /// A number.
    Numeral,
    /// A conjunction that coordinates.
    Coordinator,
    /// A conjunction that subordinates.
    Subordinator,
    /// A particle, as the English infinitive's `to`.
    Particle,
    /// An interjection.
    Interjection,
    /// Anything else: foreign words, symbols, addresses.
    Other,
}

impl Tag {
    /// All tags, in the order of their lanes.
    pub const ALL: [Tag; 15] = [
        Tag::Noun,
        Tag::ProperNoun,
        Tag::Adjective,
        Tag::Verb,
        Tag::Auxiliary,
        Tag::Adverb,
        Tag::Adposition,
        Tag::Determiner,
        Tag::Pronoun,
        Tag::Numeral,
        Tag::Coordinator,
        Tag::Subordinator,
        Tag::Particle,
        Tag::Interjection,
        Tag::Other,
    ];
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// White space, or nothing.
    Space,
    /// A comma.
    Comma,
    /// A colon, a semicolon, a dash.
    Break,
    /// A quotation mark or a bracket.
    Quote,
    /// A hyphen, a slash, an apostrophe: nothing but it.
    Joint,
    /// The beginning of the sentence.
    Start,
    /// Anything else.
    Other,
}

/// How many gaps there are.
const GAPS: usize = Gap::Other as usize + 1;

impl Gap {
    /// The gap that a text between two words is.
    pub fn of(between: &str) -> Gap {
        let bare = between.trim();
        match bare {
            "" => Gap::Space,
            "," | "،" => Gap::Comma,
            ":" | ";" | "–" | "—" => Gap::Break,
            "-" if between.len() > 1 => Gap::Break,
            "-" | "/" | "'" | "’" | "‐" | "‑" => Gap::Joint,
            _ if bare.contains(['"', '“', '”', '„', '«', '»', '‘', '’', '(', ')', '[', ']']) => {
                Gap::Quote
            }
            _ => Gap::Other,
        }
    }
}

/// What is looked at of a word, without its neighbours.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    word: u32,
    /// Hashes of its last one, two, three and four characters in lower case.
    endings: [u32; 4],
    beginning: u32,
    shape: u32,
    gap: u32,
}

/// What stands before the first word and behind the last.
pub const NOTHING: Seen = Seen { word: 1, endings: [1; 4], beginning: 1, shape: 0, gap: Gap::Start as u32 };

const BASIS: u32 = 0x811C_9DC5;
const PRIME: u32 = 0x0100_0193;

fn add(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(PRIME)
}

impl Seen {
    /// What is looked at of a word behind such a gap.
    pub fn of(word: &str, gap: Gap) -> Seen {
        if word.is_ascii() { Seen::of_ascii(word.as_bytes(), gap) } else { Seen::of_chars(word, gap) }
    }

    /// As [`of_chars`](Seen::of_chars), without asking for each byte what characters past ASCII are.
    fn of_ascii(word: &[u8], gap: Gap) -> Seen {
        let as_counted =
            |byte: u8| u32::from(if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() });
        let (mut hash, mut beginning) = (BASIS, BASIS);
        let (mut capitals, mut digits, mut others) = (0, 0, 0);
        for (at, byte) in word.iter().enumerate() {
            hash = add(hash, as_counted(*byte));
            if at < 3 {
                beginning = hash;
            }
            capitals += usize::from(byte.is_ascii_uppercase());
            digits += usize::from(byte.is_ascii_digit());
            others += usize::from(!byte.is_ascii_alphanumeric());
        }
        let mut ending = BASIS;
        let endings = std::array::from_fn(|at| {
            let byte = word.len().checked_sub(at + 1).map_or(0, |at| as_counted(word[at]));
            ending = add(ending, byte);
            ending
        });
        let first_capital = word.first().is_some_and(u8::is_ascii_uppercase);
        let shape = shape(word.len(), capitals, first_capital, digits, others);
        Seen { word: hash, endings, beginning, shape, gap: gap as u32 }
    }

    fn of_chars(word: &str, gap: Gap) -> Seen {
        let (mut hash, mut beginning, mut count) = (BASIS, 0, 0);
        let mut last = [0u32; 4];
        let (mut first_capital, mut capitals, mut digits, mut others) = (false, 0, 0, 0);
        for c in word.chars() {
            let small =
                if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            let is_capital = small != c;
            first_capital |= is_capital && count == 0;
            capitals += usize::from(is_capital);
            digits += usize::from(c.is_numeric());
            others += usize::from(!c.is_alphanumeric());
            // All digits are one, so that numbers are known by their length and marks.
            let small = if c.is_ascii_digit() { '0' } else { small };
            hash = add(hash, small as u32);
            count += 1;
            if count == 3 {
                beginning = hash;
            }
            last = [small as u32, last[0], last[1], last[2]];
        }
        let mut ending = BASIS;
        let endings = last.map(|c| {
            ending = add(ending, c);
            ending
        });
        let shape = shape(count, capitals, first_capital, digits, others);
        Seen {
            word: hash,
            endings,
            beginning: if count < 3 { hash } else { beginning },
            shape,
            gap: gap as u32,
        }
    }
}

/// What a word of this many characters looks like.
fn shape(count: usize, capitals: usize, first_capital: bool, digits: usize, others: usize) -> u32 {
    let case = match (capitals, first_capital) {
        (0, _) => 0,
        (1, true) if count == 1 => 1,
        (1, true) => 2,
        _ if capitals + digits + others == count => 3,
        _ => 4,
    };
    let number = match digits {
        0 => 0,
        _ if digits + others == count => 1,
        _ => 2,
    };
    case + 5 * number + 15 * u32::from(others > 0)
}

/// The rows of a word between its neighbours, whose two predecessors have such tags (counted from 1; 0 is no word).
///
/// Pairs of words, and of a word and a tag before it, are left out: they fill the table with what is seen once, and without
/// them English gains a point on its development half.
pub fn rows([last_word, word, next]: &[Seen; 3], before: u32, last: u32) -> [u16; LOOKED_AT] {
    let starts = u32::from(word.gap == Gap::Start as u32);
    let tags = last + 16 * before;
    [
        row(1, word.word, 0),
        row(2, word.word, word.shape + 64 * starts),
        row(3, word.endings[0], word.shape),
        row(4, word.endings[1], word.shape.min(1)),
        row(5, word.endings[2], 0),
        row(6, word.endings[3], 0),
        row(7, word.beginning, 0),
        row(8, word.shape, word.gap),
        row(9, last_word.word, 0),
        row(10, next.word, 0),
        row(11, next.endings[2], word.endings[1]),
        row(12, tags & 15, word.gap),
        row(13, tags, 0),
        row(14, next.shape + 64 * next.gap, word.shape + 64 * starts),
    ]
}

/// The row of one thing that is looked at, by the number of its kind.
const fn row(kind: u32, one: u32, other: u32) -> u16 {
    let hash = one
        .wrapping_mul(0x9E37_79B1)
        .wrapping_add(other.wrapping_mul(0x85EB_CA77))
        .wrapping_add(0xC2B2_AE3D_u32.wrapping_mul(kind));
    let hash = (hash ^ hash >> 15).wrapping_mul(0x2C1B_3C6D);
    let hash = (hash ^ hash >> 13).wrapping_mul(0x297A_2D39);
    (hash >> (32 - ROWS_LOG2)) as u16
}

/// What a word comes to wherever it stands, for who meets the same words again and again: what [`tag_forms`] does with it is
/// what [`tag`] does with what was [`Seen`].
#[derive(Clone, Copy, Debug)]
pub struct Form {
    word: u32,
    endings: [u32; 2],
    shape: u32,
    /// The sums of the rows that only the word itself leads to, and of those that it leads to behind a space, as most words stand.
    sums: [i16; LANES],
    spaced: [i16; LANES],
    /// The rows that it leads to as the word before another and behind one.
    as_last: u16,
    as_next: u16,
}

impl Form {
    /// What a word comes to by a table.
    pub fn of(table: &[u8], word: &str) -> Form {
        let seen = Seen::of(word, Gap::Space);
        let mut form = Form::seen(&seen);
        for row in [
            row(1, seen.word, 0),
            row(3, seen.endings[0], seen.shape),
            row(4, seen.endings[1], seen.shape.min(1)),
            row(5, seen.endings[2], 0),
            row(6, seen.endings[3], 0),
            row(7, seen.beginning, 0),
        ] {
            add_row(&mut form.sums, table, row);
        }
        form.spaced = form.sums;
        for row in [row(2, seen.word, seen.shape), row(8, seen.shape, Gap::Space as u32)] {
            add_row(&mut form.spaced, table, row);
        }
        form
    }

    fn seen(seen: &Seen) -> Form {
        Form {
            word: seen.word,
            endings: [seen.endings[1], seen.endings[2]],
            shape: seen.shape,
            sums: [0; LANES],
            spaced: [0; LANES],
            as_last: row(9, seen.word, 0),
            as_next: row(10, seen.word, 0),
        }
    }
}

/// A table as it is kept: two bytes for each row say which of its lanes have a weight, then come all weights. Two thirds of a table
/// are zeros.
pub fn packed(table: &[u8]) -> Vec<u8> {
    let lanes = |row: &[u8]| (0..LANES).fold(0u16, |lanes, at| lanes | u16::from(row[at] != 0) << at);
    let mut packed: Vec<u8> = table.chunks(LANES).flat_map(|row| lanes(row).to_le_bytes()).collect();
    packed.extend(table.iter().filter(|weight| **weight != 0));
    packed
}

/// The table that was [`packed`]: half a millisecond, once for each language that somebody wants tags of.
pub fn unpacked(packed: &[u8]) -> Vec<u8> {
    let (masks, weights) = packed.split_at(2 * ROWS);
    let mut table = vec![0; ROWS * LANES];
    let mut weights = weights.iter();
    for (row, mask) in table.chunks_exact_mut(LANES).zip(masks.chunks_exact(2)) {
        let mut lanes = u16::from_le_bytes([mask[0], mask[1]]);
        while lanes != 0 {
            row[lanes.trailing_zeros() as usize] = *weights.next().expect("a packed table has all weights");
            lanes &= lanes - 1;
        }
    }
    table
}

/// The rows of the tag before, with the gap behind it, and of the two tags before.
static BEHIND_TAG: [[u16; GAPS]; 16] = {
    let mut rows = [[0; GAPS]; 16];
    let mut at = 0;
    while at < 16 * GAPS {
        rows[at / GAPS][at % GAPS] = row(12, (at / GAPS) as u32, (at % GAPS) as u32);
        at += 1;
    }
    rows
};
static BEHIND_TAGS: [u16; 256] = {
    let mut rows = [0; 256];
    let mut tags = 0;
    while tags < 256 {
        rows[tags] = row(13, tags as u32, 0);
        tags += 1;
    }
    rows
};

/// Tags the words of a sentence, each with the gap before it, into `tags`.
pub fn tag_forms<'f>(table: &[u8], mut words: impl Iterator<Item = (&'f Form, Gap)>, tags: &mut Vec<Tag>) {
    let nothing = Form::seen(&NOTHING);
    let rows = rows_of(table);
    let (mut before, mut last_tag, mut last) = (0, 0, &nothing);
    let mut following = words.next();
    while let Some((word, gap)) = following {
        following = words.next();
        let (next, next_gap) = following.unwrap_or((&nothing, Gap::Start));
        let shape = word.shape + 64 * u32::from(gap == Gap::Start);
        let mut sums = word.spaced;
        if gap != Gap::Space {
            sums = word.sums;
            add_weights(&mut sums, rows, row(2, word.word, shape));
            add_weights(&mut sums, rows, row(8, word.shape, gap as u32));
        }
        add_weights(&mut sums, rows, last.as_last);
        add_weights(&mut sums, rows, next.as_next);
        add_weights(&mut sums, rows, row(11, next.endings[1], word.endings[0]));
        add_weights(&mut sums, rows, BEHIND_TAG[last_tag % 16][gap as usize]);
        add_weights(&mut sums, rows, BEHIND_TAGS[(last_tag + 16 * before) % 256]);
        add_weights(&mut sums, rows, row(14, next.shape + 64 * next_gap as u32, shape));
        let found = best_of_weights(&sums);
        tags.push(Tag::ALL[found]);
        (before, last_tag, last) = (last_tag, found + 1, word);
    }
}

/// The rows of a table.
fn rows_of(table: &[u8]) -> &[[u8; LANES]; ROWS] {
    table.as_chunks().0.first_chunk().expect("a table has all rows")
}

/// Adds the weights of a row, by their places: iterators side by side cost a call for each row in builds that optimize less.
#[inline]
fn add_weights(sums: &mut [i16; LANES], rows: &[[u8; LANES]; ROWS], row: u16) {
    let weights = &rows[usize::from(row) % ROWS];
    for lane in 0..LANES {
        sums[lane] += i16::from(weights[lane] as i8);
    }
}

fn add_row(sums: &mut [i16; LANES], table: &[u8], row: u16) {
    add_weights(sums, rows_of(table), row);
}

/// Goes through a sentence and shows `visit` the rows of each word; it gives the tag to go on with.
pub fn walk(seen: &[Seen], mut visit: impl FnMut(usize, [u16; LOOKED_AT]) -> usize) {
    let at = |place: usize| seen.get(place).copied().unwrap_or(NOTHING);
    let mut around = [NOTHING, NOTHING, at(0)];
    let (mut before, mut last) = (0, 0);
    for place in 0..seen.len() {
        around.rotate_left(1);
        around[2] = at(place + 1);
        let found = visit(place, rows(&around, before, last));
        (before, last) = (last, found as u32 + 1);
    }
}

/// Tags the words of a sentence by a table, into `tags`.
pub fn tag(table: &[u8], seen: &[Seen], tags: &mut Vec<Tag>) {
    walk(seen, |_, rows| {
        let mut sums = [0i16; LANES];
        rows.into_iter().for_each(|row| add_row(&mut sums, table, row));
        let best = best(&sums);
        tags.push(Tag::ALL[best]);
        best
    });
}

/// What [`best`] gives for sums of the weights of a word, without a branch: the highest of numbers that say their lane, too.
fn best_of_weights(sums: &[i16; LANES]) -> usize {
    // So that these numbers are no larger than fits: a weight has eight bits.
    const { assert!(LOOKED_AT * 128 * LANES + LANES <= i16::MAX as usize) };
    let mut highest = i16::MIN;
    for (lane, sum) in sums.iter().enumerate() {
        let used = if lane < Tag::ALL.len() { i16::MAX } else { i16::MIN };
        highest = highest.max((sum * LANES as i16 + (LANES - 1 - lane) as i16).min(used));
    }
    LANES - 1 - highest as usize % LANES
}

/// The first lane of the highest sum.
pub fn best<S: PartialOrd>(sums: &[S; LANES]) -> usize {
    let mut best = 0;
    for lane in 1..Tag::ALL.len() {
        if sums[lane] > sums[best] {
            best = lane;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_of_ascii_is_what_is_seen_of_characters() {
        let fields = |seen: Seen| (seen.word, seen.endings, seen.beginning, seen.shape, seen.gap);
        let check = |word: &str| {
            let (fast, slow) =
                (Seen::of_ascii(word.as_bytes(), Gap::Comma), Seen::of_chars(word, Gap::Comma));
            assert_eq!(fields(fast), fields(slow), "{word:?}");
        };
        for word in [
            "", "a", "A", "Ab", "aB", "ABC", "U.S.", "12", "1,200", "3rd", "B2B", "can't", "x-ray", "Harbour",
        ] {
            check(word);
        }
        for (one, other) in (0..128u8).flat_map(|one| (0..128u8).map(move |other| (one, other))) {
            check(str::from_utf8(&[one, other]).unwrap());
            check(str::from_utf8(&[one, b'a', other, one]).unwrap());
        }
    }
}
