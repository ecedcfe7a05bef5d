//! The order of reading of a page: columns by the white between them, rows in a column, cells in a row.
//!
//! A page is read from top to bottom as long as some white runs down between its stretches: that is a *band*. Where a
//! stretch crosses all white, the band ends and another begins, as below a title that runs over both columns. In a band, white
//! that parts lines of prose parts columns, which are read one after the other and are pages in small; white that parts
//! short entries parts cells, which are read row by row.
//!
//! * time: `O(n log n + n·g)` for `n` stretches and `g` gaps that are open at a time, of which there are at most
//!   [`MOST_GAPS`], at each of at most [`MOST_LEVELS`] levels
//! * space: `O(n)`
//!
//! After the white-space cover of Breuel, *Two Geometric Algorithms for Layout Analysis*, 2002, and the recursive cuts of
//! Nagy and Seth, *Hierarchical Representation of Optically Scanned Documents*, 1984.

use super::segments::{Page, Segment, WIDE, append, is_ideograph, is_right_to_left};
use crate::order::Arrange;

/// The narrowest white between columns, in sizes of the page's font. Papers have one or two.
const GUTTER: f32 = 0.8;

/// How deep columns may stand in columns.
const MOST_LEVELS: usize = 4;

/// How often a band is looked at again without its first row.
const MOST_TRIES: usize = 150;

/// How many gaps are followed at a time.
const MOST_GAPS: usize = 24;

/// What makes a column one of prose rather than of cells: rows, letters a row, and how much of its width rows fill.
const LEAST_ROWS: usize = 3;
const LEAST_LETTERS: usize = 14;
const LEAST_FILLED: f32 = 0.55;

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where its cells end in `text`, if it is a row of a table.
    pub(super) cells: Vec<usize>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) is_bold: bool,
    /// Whether a blank was drawn at its end.
    pub(super) ends_blank: bool,
    /// The column: its left and right end, and a number that differs from that of the column before.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) column: usize,
    pub(super) is_running: bool,
    /// The height of its page.
    pub(super) page: f32,
}

/// The lines of a page, in the order that they are read in. What is running comes first or last.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let (running, read): (Vec<&Segment>, Vec<&Segment>) =
        page.segments.iter().partition(|segment| segment.is_running);
    let mut reader = Reader { page, lines: Vec::new(), column: 0 };
    let (top, foot): (Vec<_>, Vec<_>) =
        running.into_iter().partition(|segment| segment.y > page.height / 2.0);
    reader.rows(top, true);
    reader.read(read, 0);
    reader.rows(foot, true);
    reader.lines
}

struct Reader<'p> {
    page: &'p Page,
    lines: Vec<Line>,
    column: usize,
}

/// A stretch of white, from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Gap {
    x0: f32,
    x1: f32,
}

impl Reader<'_> {
    fn read(&mut self, mut segments: Vec<&Segment>, level: usize) {
        segments.arrange_by(|a, b| b.top().total_cmp(&a.top()).then(a.x0.total_cmp(&b.x0)));
        let size = usual_size(&segments);
        let left = segments.iter().map(|segment| segment.x0).fold(f32::MAX, f32::min);
        let right = segments.iter().map(|segment| segment.x1).fold(f32::MIN, f32::max);
        let mut rest = &segments[..];
        let mut plain: Vec<&Segment> = Vec::new();
        let mut tries = MOST_TRIES;
        while !rest.is_empty() {
            let (count, gaps) = band(rest, left, right, GUTTER * size);
            let columns = match level < MOST_LEVELS && !gaps.is_empty() {
                true => columns(&rest[..count], &gaps),
                false => Vec::new(),
            };
            if columns.len() < 2 {
                // Perhaps there are columns without the first row, such as a title.
                let foot = rest[0].bottom();
                let row = rest[..count]
                    .iter()
                    .take_while(|segment| segment.top() > foot + 0.3 * segment.size)
                    .count();
                // White at an edge of the page runs down beside its first row and parts nothing: without that row another may.
                let is_tried = tries > 0 && count > row;
                let taken = if is_tried { row.max(1) } else { count };
                tries -= usize::from(is_tried);
                plain.extend(&rest[..taken]);
                rest = &rest[taken..];
                continue;
            }
            rest = &rest[count..];
            self.rows(std::mem::take(&mut plain), false);
            for column in columns {
                self.read(column, level + 1);
            }
        }
        self.rows(plain, false);
    }

    /// Adds the rows of a column.
    fn rows(&mut self, segments: Vec<&Segment>, is_running: bool) {
        if segments.is_empty() {
            return;
        }
        let left = segments.iter().map(|segment| segment.x0).fold(f32::MAX, f32::min);
        let right = segments.iter().map(|segment| segment.x1).fold(f32::MIN, f32::max);
        self.column += 1;
        let rows = rows(segments);
        let is_tabular: Vec<bool> = (0..rows.len()).map(|place| is_tabular(&rows, place)).collect();
        for (row, is_tabular) in rows.iter().zip(is_tabular) {
            let Some(first) = row.first() else { continue };
            let mut whole = Segment { text: String::new(), letters: 0, bold: 0, ..(*first).clone() };
            let mut cells = Vec::new();
            for segment in row {
                let is_apart = segment.x0 - whole.x1 > WIDE * whole.size.min(segment.size);
                if whole.text.is_empty() {
                    whole = (*segment).clone();
                } else if is_tabular && is_apart {
                    cells.push(whole.text.len());
                    whole.text.push('\t');
                    let text = logical(&segment.text);
                    append(&mut whole, Segment { text: String::new(), ..(*segment).clone() });
                    whole.text.truncate(whole.text.trim_end_matches(' ').len());
                    whole.text.push_str(&text);
                } else {
                    append(&mut whole, (*segment).clone());
                }
            }
            if !cells.is_empty() {
                cells.push(whole.text.len());
            }
            let text = if cells.is_empty() { logical(&whole.text) } else { whole.text.clone() };
            self.lines.push(Line {
                cells,
                x0: whole.x0,
                x1: whole.x1,
                y: whole.y,
                size: whole.size,
                is_bold: whole.is_bold(),
                ends_blank: whole.ends_blank,
                left,
                right,
                column: self.column,
                is_running,
                page: self.page.height,
                text,
            });
        }
    }
}

/// The size of the font of most letters.
fn usual_size(segments: &[&Segment]) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        segments.iter().map(|segment| (segment.size, segment.letters)).collect();
    sizes.arrange_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        seen += letters;
        seen > half
    });
    middle.or(sizes.first()).map_or(10.0, |(size, _)| *size)
}

/// How many stretches, which are sorted from top to bottom, some white runs down between, and that white. `left` and
/// `right` are the ends of the column that they stand in: white at its edges may become white between.
fn band(segments: &[&Segment], left: f32, right: f32, narrowest: f32) -> (usize, Vec<Gap>) {
    let mut gaps = vec![Gap { x0: left, x1: right }];
    let mut count = 0;
    for segment in segments {
        let mut cut: Vec<Gap> = Vec::with_capacity(gaps.len() + 1);
        for gap in &gaps {
            let parts =
                [Gap { x1: gap.x1.min(segment.x0), ..*gap }, Gap { x0: gap.x0.max(segment.x1), ..*gap }];
            match segment.x0 < gap.x1 && segment.x1 > gap.x0 {
                true => cut.extend(parts.into_iter().filter(|part| part.x1 - part.x0 >= narrowest)),
                false => cut.push(*gap),
            }
        }
        cut.truncate(MOST_GAPS);
        if cut.is_empty() && count > 0 {
            break;
        }
        count += 1;
        gaps = cut;
        if gaps.is_empty() {
            break;
        }
    }
    gaps.retain(|gap| {
        let between = |segment: &&&Segment| (segment.x1 <= gap.x0 + 0.01, segment.x0 >= gap.x1 - 0.01);
        let sides = segments[..count].iter().map(|segment| between(&segment));
        let (before, behind) =
            sides.fold((false, false), |(a, b), (before, behind)| (a | before, b | behind));
        before && behind
    });
    (count, gaps)
}

/// The columns that white parts a band into, if what it parts is prose.
fn columns<'s>(segments: &[&'s Segment], gaps: &[Gap]) -> Vec<Vec<&'s Segment>> {
    let mut gaps = gaps.to_vec();
    gaps.arrange_by(|a, b| a.x0.total_cmp(&b.x0));
    let of_prose = parted(segments, gaps.clone(), |_, _| false);
    if gaps.len() < 2 || of_prose.len() > gaps.len() {
        return of_prose;
    }
    // What stands beside columns of prose on base lines of its own, such as a menu or a large number, is a column, too.
    let beside = parted(segments, gaps, stands_alone);
    let is_better =
        beside.len() > of_prose.len() && beside.iter().filter(|column| is_prose(column)).count() >= 2;
    if is_better { beside } else { of_prose }
}

/// The columns between gaps, without those gaps that part a column which is neither prose nor one of its own from its neighbour.
fn parted<'s>(
    segments: &[&'s Segment],
    mut gaps: Vec<Gap>,
    is_own: impl Fn(&[Vec<&Segment>], usize) -> bool,
) -> Vec<Vec<&'s Segment>> {
    loop {
        let column_of = |segment: &Segment| gaps.iter().take_while(|gap| gap.x1 <= segment.x0 + 0.01).count();
        let mut columns: Vec<Vec<&Segment>> = vec![Vec::new(); gaps.len() + 1];
        for segment in segments {
            columns[column_of(segment)].push(segment);
        }
        if gaps.is_empty() {
            return columns;
        }
        // A column that is none belongs to its neighbour: labels, bullets and numbers to what stands behind them.
        let is_column = |place: &usize| is_prose(&columns[*place]) || is_own(&columns, *place);
        match (0..columns.len()).find(|place| !is_column(place)) {
            None => return columns,
            Some(place) => _ = gaps.remove(place.min(gaps.len() - 1)),
        }
    }
}

/// Labels and cells stand on the base lines of what they belong to, to a part of their size.
const SAME_LINE: f32 = 0.1;

/// Whether fewer than half of the rows of a column stand on a base line of a column next to it.
fn stands_alone(columns: &[Vec<&Segment>], place: usize) -> bool {
    let lines = |column: &[&Segment]| -> Vec<f32> {
        let mut lines: Vec<f32> = column.iter().map(|segment| segment.y).collect();
        lines.sort_by(f32::total_cmp);
        lines
    };
    let own = &columns[place];
    let size = usual_size(own);
    let mut at = lines(own);
    at.dedup_by(|next, line| *next - *line <= SAME_LINE * size);
    let next = [place.checked_sub(1), Some(place + 1)];
    at.len() >= LEAST_ROWS
        && next.into_iter().flatten().filter_map(|place| columns.get(place)).all(|column| {
            let beside = lines(column);
            let is_shared = |line: &&f32| {
                let from = beside.partition_point(|other| *other < **line - SAME_LINE * size);
                beside.get(from).is_some_and(|other| *other <= **line + SAME_LINE * size)
            };
            2 * at.iter().filter(is_shared).count() < at.len()
        })
}

/// Whether a column holds lines of prose: enough of them, long enough, most of them about as wide as it is.
fn is_prose(column: &[&Segment]) -> bool {
    let rows = rows(column.to_vec());
    if rows.len() < LEAST_ROWS {
        return false;
    }
    let left = column.iter().map(|segment| segment.x0).fold(f32::MAX, f32::min);
    let right = column.iter().map(|segment| segment.x1).fold(f32::MIN, f32::max);
    let letters: usize = column
        .iter()
        .flat_map(|segment| segment.text.chars())
        .map(|c| if is_ideograph(c) { 2 } else { usize::from(c.is_alphabetic()) })
        .sum();
    let mut filled: Vec<f32> = rows
        .iter()
        .map(|row| row.iter().map(|segment| segment.x1 - segment.x0).sum::<f32>() / (right - left).max(1.0))
        .collect();
    filled.sort_by(f32::total_cmp);
    letters >= LEAST_LETTERS * rows.len() && filled[filled.len() / 2] >= LEAST_FILLED
}

/// Stretches in rows, from top to bottom, each from left to right.
fn rows(mut segments: Vec<&Segment>) -> Vec<Vec<&Segment>> {
    segments.arrange_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<&Segment>> = Vec::new();
    // The tallest of the row at hand: raised and lowered letters belong to it.
    let mut tallest: Option<&Segment> = None;
    for segment in segments {
        let fits = tallest.is_some_and(|tall| {
            let shared = tall.top().min(segment.top()) - tall.bottom().max(segment.bottom());
            let height = (tall.top() - tall.bottom()).min(segment.top() - segment.bottom());
            shared > 0.5 * height
        });
        match rows.last_mut().filter(|_| fits) {
            Some(row) => row.push(segment),
            None => {
                rows.push(vec![segment]);
                tallest = None;
            }
        }
        if tallest.is_none_or(|tall| segment.size > tall.size) {
            tallest = Some(segment);
        }
    }
    for row in &mut rows {
        row.arrange_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// Whether a row is one of a table: it and a row next to it have entries that begin or end below each other.
fn is_tabular(rows: &[Vec<&Segment>], place: usize) -> bool {
    let row = &rows[place];
    let apart = |row: &[&Segment]| {
        row.windows(2).filter(|pair| pair[1].x0 - pair[0].x1 > WIDE * pair[0].size.min(pair[1].size)).count()
    };
    let gaps = apart(row);
    if gaps == 0 {
        return false;
    }
    // A bullet or a number, and what it stands before.
    let label = &row[0].text;
    let letters = label.chars().count();
    let is_label =
        row.len() == 2 && (letters == 1 || letters <= 4 && !label.chars().all(char::is_alphabetic));
    let neighbours = [place.checked_sub(1), Some(place + 1)];
    let is_alike = neighbours.into_iter().flatten().filter_map(|at| rows.get(at)).any(|other| {
        apart(other) > 0
            && row.iter().skip(1).any(|cell| {
                other.iter().skip(1).any(|below| {
                    let near = |a: f32, b: f32| (a - b).abs() < 0.5 * cell.size;
                    near(cell.x0, below.x0)
                        || near(cell.x1, below.x1)
                        || near(cell.x0 + cell.x1, below.x0 + below.x1)
                })
            })
    });
    !is_label && (is_alike || gaps >= 3)
}

/// Text that was put together from left to right, in the order that it is read in.
fn logical(text: &str) -> String {
    if !text.chars().any(is_right_to_left) {
        return text.to_string();
    }
    let chars: Vec<char> = text.chars().collect();
    let (mut left, mut right) = (0, 0);
    for c in &chars {
        match is_right_to_left(*c) {
            true => right += 1,
            false => left += usize::from(c.is_alphabetic()),
        }
    }
    let is_strong = |c: char| c.is_alphanumeric() && !is_right_to_left(c);
    match right >= left {
        true => {
            let mut turned: Vec<char> = chars.into_iter().rev().collect();
            turn_runs(&mut turned, is_strong);
            turned.into_iter().map(mirrored).collect()
        }
        false => {
            let mut turned = chars;
            turn_runs(&mut turned, is_right_to_left);
            turned.into_iter().collect()
        }
    }
}

/// Brackets that open where the text is read from right to left look as those that close.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

/// Turns stretches around that begin and end with characters of a kind, with what is of no direction between them.
fn turn_runs(chars: &mut [char], is_of_kind: impl Fn(char) -> bool) {
    let mut at = 0;
    while at < chars.len() {
        if !is_of_kind(chars[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        for (place, c) in chars.iter().enumerate().skip(at + 1) {
            if is_of_kind(*c) {
                end = place + 1;
            } else if c.is_alphanumeric() || is_right_to_left(*c) {
                break;
            }
        }
        chars[at..end].reverse();
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_right_to_left() {
        assert_eq!(logical("plain"), "plain");
        assert_eq!(logical("םולש"), "שלום");
        assert_eq!(logical("2024 תנשב"), "בשנת 2024");
        assert_eq!(logical("the word םולש here"), "the word שלום here");
    }
}
