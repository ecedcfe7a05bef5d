//! Glyphs put together to stretches of lines: on one base line, without a wide gap.

use std::collections::HashSet;

use super::content::{Glyph, Shown};
use crate::order::Arrange;

/// The least gap between words, in sizes of the font. Fonts have blanks of a quarter; letters that are set apart
/// and pairs that are set closer move by a tenth.
const BLANK: f32 = 0.11;

/// The least gap where a blank was drawn: fonts that are set narrow have narrow ones, and some programs draw one and step back.
const DRAWN_BLANK: f32 = 0.02;

/// The letter that only draws out a word of Arabic script to fill its line.
const TATWEEL: char = '\u{640}';

/// The least gap between cells of a table, in sizes of the font. Justified lines have blanks of one size where they are worst.
pub(super) const WIDE: f32 = 1.3;

/// The gap, in sizes of the font, that ends a stretch drawn from left to right, and one drawn in pieces: columns may be
/// one size apart.
const DRAWN: f32 = 0.9;
const MERGED: f32 = 0.45;

/// The mark of a note has no more letters: `12`, `**`.
const MARK_LETTERS: usize = 3;

/// How far letters of one line may overlap, in sizes.
const OVERLAP: f32 = 0.5;

/// How far base lines of one line may lie apart, in sizes of the larger font: those of raised and lowered letters.
const RAISED: f32 = 0.45;

/// A stretch of a line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its base line, counted upwards from the foot of the page.
    pub(super) y: f32,
    pub(super) size: f32,
    /// How many of its letters are bold.
    pub(super) bold: usize,
    pub(super) letters: usize,
    /// Whether it is a running head or the like.
    pub(super) is_running: bool,
    /// Whether a blank was drawn behind it.
    pub(super) ends_blank: bool,
}

impl Segment {
    pub(super) fn is_bold(&self) -> bool {
        self.bold * 2 > self.letters
    }

    /// The height above and below the base line that it takes.
    pub(super) fn top(&self) -> f32 {
        self.y + 0.75 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y - 0.2 * self.size
    }
}

/// A page, turned so that its lines run from left to right, as most of them do.
pub(super) struct Page {
    pub(super) segments: Vec<Segment>,
    pub(super) height: f32,
}

/// The stretches of a page of which `bounds` are seen.
pub(super) fn of_page(shown: &Shown, bounds: [f32; 4]) -> Page {
    let mut turns = [0usize; 4];
    for glyph in shown.glyphs.iter().filter(|glyph| !is_blank(shown, glyph)) {
        if let Some(turn) = glyph.turn {
            turns[usize::from(turn)] += 1;
        }
    }
    let turn = (0..4u8).rev().max_by_key(|turn| turns[usize::from(*turn)]).unwrap_or(0);
    let turned = |[x, y]: [f32; 2]| match turn {
        0 => [x, y],
        1 => [y, -x],
        2 => [-x, -y],
        _ => [-y, x],
    };
    let corners = [turned([bounds[0], bounds[1]]), turned([bounds[2], bounds[3]])];
    let low: [f32; 2] = std::array::from_fn(|axis| corners[0][axis].min(corners[1][axis]));
    let high: [f32; 2] = std::array::from_fn(|axis| corners[0][axis].max(corners[1][axis]));
    let place = |at: [f32; 2]| {
        let [x, y] = turned(at);
        [x - low[0], y - low[1]]
    };
    let (width, height) = (high[0] - low[0], high[1] - low[1]);
    // Where most is marked as no content, the marks are wrong.
    let artifacts = shown.glyphs.iter().filter(|glyph| glyph.is_artifact).count();
    let has_content = artifacts * 2 < shown.glyphs.len();
    let mut maker = Maker { segments: Vec::new(), seen: HashSet::new(), open: false };
    for glyph in &shown.glyphs {
        let ([x0, y], [x1, _]) = (place(glyph.from), place(glyph.to));
        // Marks of printers stand around the page.
        const MARGIN: f32 = 2.0;
        let is_outside = x1 < -MARGIN || x0 > width + MARGIN || y < -MARGIN || y > height + MARGIN;
        let is_shown = glyph.turn == Some(turn) && glyph.size > 0.1 && !is_outside;
        if !is_shown {
            continue;
        }
        if is_blank(shown, glyph) {
            maker.add_blank(x0, y);
            continue;
        }
        maker.add(shown, glyph, [x0, x1.max(x0), y], glyph.is_artifact && has_content);
    }
    let mut segments = merged(maker.segments);
    attach_initials(&mut segments);
    for segment in segments.iter_mut().filter(|segment| segment.text.contains(TATWEEL)) {
        segment.text.retain(|c| c != TATWEEL);
    }
    Page { segments, height }
}

fn text<'s>(shown: &'s Shown, glyph: &Glyph) -> &'s str {
    &shown.text[glyph.start as usize..glyph.end as usize]
}

fn is_blank(shown: &Shown, glyph: &Glyph) -> bool {
    text(shown, glyph).chars().all(|c| c.is_whitespace() || c.is_control())
}

struct Maker {
    segments: Vec<Segment>,
    /// Glyphs that were seen, by text, size and place: what is printed twice to look bold is there once.
    seen: HashSet<(u64, i32, i32)>,
    open: bool,
}

impl Maker {
    fn add(&mut self, shown: &Shown, glyph: &Glyph, [x0, x1, y]: [f32; 3], is_running: bool) {
        let text = text(shown, glyph);
        if self.is_double(text, glyph.size, x0, y) {
            return;
        }
        let next = Segment {
            text: text.to_string(),
            x0,
            x1,
            y,
            size: glyph.size,
            bold: usize::from(glyph.is_bold),
            letters: 1,
            is_running,
            ends_blank: false,
        };
        match self.segments.last_mut().filter(|last| self.open && goes_on(last, &next, DRAWN)) {
            Some(last) => append(last, next),
            None => self.segments.push(next),
        }
        self.open = true;
    }

    /// Notes a blank that is drawn at the end of the last stretch.
    fn add_blank(&mut self, x: f32, y: f32) {
        if let Some(last) = self.segments.last_mut().filter(|_| self.open) {
            let behind = (x - last.x1) / last.size;
            last.ends_blank |= (last.y - y).abs() <= RAISED * last.size && (-BLANK..=DRAWN).contains(&behind);
        }
    }

    fn is_double(&mut self, text: &str, size: f32, x: f32, y: f32) -> bool {
        /// How far copies lie apart, in sizes. The narrowest letters are a fifth wide.
        const APART: f32 = 0.05;
        let step = 2.0 * APART * size;
        let hash = text.bytes().fold(u64::from(size.to_bits()), |sum, byte| {
            sum.wrapping_mul(0x100_0000_01B3).wrapping_add(u64::from(byte))
        });
        // A copy may lie in the next column or row of the grid.
        let around = |at: f32| [((at - APART * size) / step) as i32, ((at + APART * size) / step) as i32];
        let (columns, rows) = (around(x), around(y));
        let known =
            rows.iter().any(|row| columns.iter().any(|column| self.seen.contains(&(hash, *column, *row))));
        self.seen.insert((hash, (x / step) as i32, (y / step) as i32));
        known
    }
}

/// Whether a stretch goes on in another that begins behind it.
fn goes_on(last: &Segment, next: &Segment, widest: f32) -> bool {
    let size = last.size.max(next.size);
    let gap = next.x0 - last.x1;
    (last.y - next.y).abs() <= RAISED * size
        && gap <= widest * size
        && gap >= -OVERLAP * size
        && last.is_running == next.is_running
        // Of a line of other letters than its neighbour's there is more than a raised number.
        && last.size.min(next.size) >= 0.4 * size
        && !is_initial(last, next)
}

/// How much larger than the lines beside it the first letter of a chapter is: small capitals stand behind one that is a quarter larger.
const INITIAL: f32 = 1.6;

/// A line that such a letter begins has this many letters: chosen, two words.
const INITIAL_LINE: usize = 8;

/// Whether a stretch is a capital alone, as high as two lines or more beside it, or as one and a half.
fn is_initial(stretch: &Segment, beside: &Segment) -> bool {
    stretch.letters == 1 && stretch.size >= INITIAL * beside.size && is_capital(stretch)
}

fn is_capital(stretch: &Segment) -> bool {
    stretch.text.chars().all(|c| c.is_alphabetic() && c.is_uppercase())
}

/// How many such letters a page has at most: chosen, those of an index.
const MOST_INITIALS: usize = 50;

/// Puts large capitals in front of the first of the lines beside them, which begin where the capital does.
fn attach_initials(segments: &mut Vec<Segment>) {
    let lines = segments.iter().filter(|segment| segment.letters >= INITIAL_LINE);
    let smallest = lines.map(|line| line.size).fold(f32::MAX, f32::min);
    let is_large =
        |segment: &Segment| segment.letters == 1 && segment.size >= INITIAL * smallest && is_capital(segment);
    let mut initials: Vec<usize> =
        (0..segments.len()).filter(|at| is_large(&segments[*at])).take(MOST_INITIALS).collect();
    initials.retain(|at| {
        let one = segments[*at].clone();
        let is_beside = |line: &Segment| {
            is_initial(&one, line)
                && line.y >= one.y - 0.3 * line.size
                && line.y < one.top()
                && line.x0 >= one.x1 - OVERLAP * line.size
                && line.x0 <= one.x1 + WIDE * line.size
        };
        let lines: Vec<usize> = (0..segments.len()).filter(|line| is_beside(&segments[*line])).collect();
        let first = lines.iter().copied().max_by(|a, b| segments[*a].y.total_cmp(&segments[*b].y));
        let Some(first) = first.filter(|first| segments[*first].letters >= INITIAL_LINE) else {
            return false;
        };
        segments[first].text.insert_str(0, &one.text);
        segments[first].letters += 1;
        lines.into_iter().for_each(|line| segments[line].x0 = one.x0);
        true
    });
    initials.into_iter().rev().for_each(|at| _ = segments.remove(at));
}

/// Puts the second stretch behind the first.
pub(super) fn append(last: &mut Segment, next: Segment) {
    let size = last.size.min(next.size);
    let gap = next.x0 - last.x1;
    let is_wide = |c: Option<char>| c.is_some_and(is_ideograph);
    let apart = match is_wide(last.text.chars().next_back()) && is_wide(next.text.chars().next()) {
        true => 0.6,
        false if last.ends_blank => DRAWN_BLANK,
        false => BLANK,
    };
    let is_above =
        |one: &Segment, other: &Segment| one.size < 0.85 * other.size && one.y > other.y + 0.15 * other.size;
    let is_number = |segment: &Segment| segment.text.bytes().all(|byte| byte.is_ascii_digit());
    let is_raised = is_above(&next, last) && is_number(&next);
    // The mark that a note begins with.
    let opens_note = last.letters <= MARK_LETTERS && is_above(last, &next);
    if opens_note && is_number(last) {
        last.text = crate::document::builder::raised(&last.text).into_owned();
    }
    if gap > apart * size && !last.text.ends_with(' ') {
        last.text.push(' ');
    }
    match is_raised {
        true => last.text.push_str(&crate::document::builder::raised(&next.text)),
        false => push_glyph(&mut last.text, &next.text, next.letters),
    }
    last.ends_blank = if next.x1 >= last.x1 { next.ends_blank } else { last.ends_blank };
    last.x1 = last.x1.max(next.x1);
    last.x0 = last.x0.min(next.x0);
    // The line's own size and base line are those of most of its letters, and of those behind a mark.
    if next.letters > last.letters || opens_note {
        (last.size, last.y) = (next.size, next.y);
    }
    last.bold += next.bold;
    last.letters += next.letters;
}

/// Adds text in the order that it is seen in: a glyph of several letters that are written from right to left has them in
/// the order that they are read in.
fn push_glyph(line: &mut String, text: &str, glyphs: usize) {
    match glyphs == 1 && text.chars().nth(1).is_some() && text.chars().any(is_right_to_left) {
        true => line.extend(text.chars().rev()),
        false => line.push_str(text),
    }
}

pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
}

pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}')
}

/// Stretches of one base line put together, whatever order they were drawn in.
fn merged(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments.arrange_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Segment> = Vec::with_capacity(segments.len());
    let mut start = 0;
    while start < segments.len() {
        // What lies on about one base line, from left to right.
        let first = &segments[start];
        let (y, size) = (first.y, first.size);
        let same =
            segments[start..].iter().take_while(|next| y - next.y <= 0.15 * size.max(next.size)).count();
        let mut row: Vec<Segment> = segments[start..start + same].to_vec();
        row.arrange_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut is_open = false;
        for segment in row {
            match out.last_mut().filter(|last| is_open && goes_on(last, &segment, MERGED)) {
                Some(last) => append(last, segment),
                None => out.push(segment),
            }
            is_open = true;
        }
        start += same;
    }
    out
}
