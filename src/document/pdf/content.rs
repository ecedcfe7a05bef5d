//! What a page shows: its content stream, carried out as far as text is concerned.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::font::Font;
use super::lexer::{Lexer, Token};
use super::object::{self, Dict, Object};

/// How deep forms may be drawn in forms. Real ones have two or three levels.
const MOST_FORMS: usize = 12;

/// How many states may be saved, and how many operands an operator may have.
const MOST_SAVED: usize = 512;
const MOST_OPERANDS: usize = 512;

/// The most glyphs of a page: a hundred times what the fullest page of a newspaper has.
const MOST_GLYPHS: usize = 2_000_000;

/// A character that is shown, in points of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Its text, as a stretch of [`Shown::text`].
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where it begins on its base line, and where the next one would.
    pub(super) from: [f32; 2],
    pub(super) to: [f32; 2],
    /// The size of its font.
    pub(super) size: f32,
    /// How many quarters its line is turned against the page, counterclockwise; `None`, if it is slanted.
    pub(super) turn: Option<u8>,
    pub(super) is_bold: bool,
    /// Whether it is marked as none of the page's content, such as a running head.
    pub(super) is_artifact: bool,
}

/// All that a page shows.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// Whether it shows a picture.
    pub(super) has_picture: bool,
}

/// The fonts of a file that were loaded, by their numbers.
#[derive(Default)]
pub(super) struct Fonts {
    loaded: HashMap<u32, Rc<Font>>,
}

type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What one matrix does and then another.
fn then(first: &Matrix, second: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [m, n, o, p, q, r] = *second;
    [a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r]
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    /// How wide glyphs are drawn: 1 is as they are.
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Default for State {
    fn default() -> State {
        State {
            page: IDENTITY,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// A marked stretch of content.
enum Marked {
    Artifact,
    /// What its glyphs say, until the first of them has said it.
    Actual(Option<String>),
    Other,
}

struct Interpreter<'f, 'b> {
    file: &'f File<'b>,
    fonts: &'f mut Fonts,
    shown: &'f mut Shown,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    marked: Vec<Marked>,
    forms: usize,
}

/// Carries out the content of a page.
pub(super) fn show(file: &File<'_>, fonts: &mut Fonts, content: &[u8], resources: &Dict, shown: &mut Shown) {
    let mut interpreter = Interpreter {
        file,
        fonts,
        shown,
        state: State::default(),
        saved: Vec::new(),
        text: IDENTITY,
        line: IDENTITY,
        marked: Vec::new(),
        forms: 0,
    };
    interpreter.run(content, resources);
}

impl Interpreter<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dict) {
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        // Fonts of these resources by name, so that they are not looked up each time.
        let mut named: HashMap<Vec<u8>, Option<Rc<Font>>> = HashMap::new();
        let depth = self.saved.len();
        let mut counted = 0;
        while let Some(token) = lexer.next() {
            match token {
                Token::Word(word) if !matches!(word, b"true" | b"false" | b"null") => {
                    self.operate(word, &operands, &mut lexer, resources, &mut named, depth);
                    operands.clear();
                    if lexer.at - counted > 1 << 12 {
                        self.file.count(lexer.at - counted);
                        counted = lexer.at;
                        if self.file.left() == 0 || self.shown.glyphs.len() > MOST_GLYPHS {
                            return;
                        }
                    }
                }
                Token::Integer(number) if operands.len() < MOST_OPERANDS => {
                    operands.push(Object::Integer(number))
                }
                token if operands.len() < MOST_OPERANDS => {
                    operands.push(object::complete(token, &mut lexer, 0))
                }
                _ => {}
            }
        }
        self.file.count(lexer.at - counted);
    }

    fn operate(
        &mut self,
        word: &[u8],
        operands: &[Object],
        lexer: &mut Lexer<'_>,
        resources: &Dict,
        named: &mut HashMap<Vec<u8>, Option<Rc<Font>>>,
        depth: usize,
    ) {
        let number = |place: usize| operands.get(place).and_then(Object::number).unwrap_or(0.0);
        match word {
            b"q" if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            b"Q" if self.saved.len() > depth => self.state = self.saved.pop().unwrap_or_default(),
            b"cm" => self.state.page = then(&std::array::from_fn(number), &self.state.page),
            b"BT" => (self.text, self.line) = (IDENTITY, IDENTITY),
            // What a text says once it has said: marks whose end is missing hide no more.
            b"ET" => {
                for marked in &mut self.marked {
                    if let Marked::Actual(None) = marked {
                        *marked = Marked::Other;
                    }
                }
            }
            b"Tf" => {
                self.state.size = number(1);
                if let Some(name) = operands.first().and_then(Object::name) {
                    let known = named.entry(name.to_vec());
                    let font = known.or_insert_with(|| self.fonts.get(self.file, resources, name));
                    self.state.font.clone_from(font);
                }
            }
            b"Tc" => self.state.spacing = number(0),
            b"Tw" => self.state.word_spacing = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Td" => self.move_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            b"Tm" => {
                self.line = std::array::from_fn(number);
                self.text = self.line;
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"Tj" => self.show_string(operands.first()),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show_string(operands.first());
            }
            b"\"" => {
                (self.state.word_spacing, self.state.spacing) = (number(0), number(1));
                self.move_line(0.0, -self.state.leading);
                self.show_string(operands.get(2));
            }
            b"TJ" => {
                for part in operands.first().and_then(Object::array).unwrap_or_default() {
                    match part.number() {
                        Some(back) => self.advance(-back / 1000.0 * self.state.size),
                        None => self.show_string(Some(part)),
                    }
                }
            }
            b"Do" => {
                if let Some(name) = operands.first().and_then(Object::name) {
                    self.draw(name, resources);
                }
            }
            b"BI" => skip_picture(lexer),
            b"BMC" | b"BDC" => self.begin_marked(operands, resources),
            b"EMC" => _ = self.marked.pop(),
            _ => {}
        }
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = then(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    /// Moves on along the line.
    fn advance(&mut self, by: f64) {
        let (x, y) = match self.state.font.as_ref().is_some_and(|font| font.is_vertical) {
            true => (0.0, by),
            false => (by * self.state.stretch, 0.0),
        };
        self.text = then(&[1.0, 0.0, 0.0, 1.0, x, y], &self.text);
    }

    fn show_string(&mut self, string: Option<&Object>) {
        let (Some(string), Some(font)) = (string.and_then(Object::string), self.state.font.clone()) else {
            return;
        };
        let is_artifact = self.marked.iter().any(|marked| matches!(marked, Marked::Artifact));
        font.show(string, |code| {
            let State { size, spacing, word_spacing, rise, .. } = self.state;
            let matrix = then(&[1.0, 0.0, 0.0, 1.0, 0.0, rise], &then(&self.text, &self.state.page));
            // Lines that run down have glyphs of a height of their size.
            let width = if font.is_vertical { -1.0 } else { code.width };
            let by = width * size + spacing + if code.is_blank { word_spacing } else { 0.0 };
            let along = match font.is_vertical {
                true => [0.0, width * size],
                // Letters that are set apart belong together.
                false => [
                    (width * size + if code.is_blank { 0.0 } else { spacing.max(0.0) }) * self.state.stretch,
                    0.0,
                ],
            };
            let start = self.shown.text.len();
            match self.marked.iter_mut().rev().find_map(|marked| match marked {
                Marked::Actual(text) => Some(text),
                _ => None,
            }) {
                Some(actual) => self.shown.text.push_str(&actual.take().unwrap_or_default()),
                None => self.shown.text.push_str(&code.text),
            }
            let end = self.shown.text.len();
            let [a, b, c, d, e, f] = matrix;
            let height = (c * c + d * d).sqrt() * size.abs();
            let direction = if font.is_vertical { [-c, -d] } else { [a * size.signum(), b * size.signum()] };
            let to = [e + along[0] * a + along[1] * c, f + along[0] * b + along[1] * d];
            let finite = [e, f, to[0], to[1], height].iter().all(|number| number.abs() < 1e6);
            if finite && self.shown.glyphs.len() <= MOST_GLYPHS && end > start {
                self.shown.glyphs.push(Glyph {
                    start: start as u32,
                    end: end as u32,
                    from: [e as f32, f as f32],
                    to: [to[0] as f32, to[1] as f32],
                    size: height as f32,
                    turn: quarter(direction),
                    is_bold: font.is_bold,
                    is_artifact,
                });
            }
            self.advance(by);
        });
    }

    fn begin_marked(&mut self, operands: &[Object], resources: &Dict) {
        /// Content that is marked inside content that is marked, and so on.
        const MOST_MARKED: usize = 1024;
        if self.marked.len() >= MOST_MARKED {
            return;
        }
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => self.file.dict(&self.file.entry(resources, "Properties", name)),
            Some(Object::Dict(dict)) => dict.clone(),
            _ => Dict::default(),
        };
        let actual = self.file.get(&properties, "ActualText");
        self.marked.push(match (operands.first().and_then(Object::name), actual.string()) {
            (Some(b"Artifact"), _) => Marked::Artifact,
            (_, Some(text)) => Marked::Actual(Some(super::text_string(text))),
            _ => Marked::Other,
        });
    }

    fn draw(&mut self, name: &[u8], resources: &Dict) {
        let Some(form) = self.file.stream(&self.file.entry(resources, "XObject", name)) else { return };
        if self.file.get(&form.dict, "Subtype").name() == Some(b"Image") {
            self.shown.has_picture = true;
        }
        if self.file.get(&form.dict, "Subtype").name() != Some(b"Form") || self.forms >= MOST_FORMS {
            return;
        }
        let content = self.file.unpack(&form);
        let own = self.file.get(&form.dict, "Resources");
        let matrix = self.file.get(&form.dict, "Matrix");
        let matrix = matrix.array().filter(|matrix| matrix.len() == 6);
        let before = (self.state.clone(), self.text, self.line, self.saved.len());
        if let Some(matrix) = matrix {
            let number = |place: usize| matrix[place].number().unwrap_or(0.0);
            self.state.page = then(&std::array::from_fn(number), &self.state.page);
        }
        self.forms += 1;
        self.run(&content, own.dict().unwrap_or(resources));
        self.forms -= 1;
        self.saved.truncate(before.3);
        (self.state, self.text, self.line) = (before.0, before.1, before.2);
    }
}

impl Fonts {
    fn get(&mut self, file: &File<'_>, resources: &Dict, name: &[u8]) -> Option<Rc<Font>> {
        let font = file.entry(resources, "Font", name);
        let number = font.reference();
        if let Some(known) = number.and_then(|number| self.loaded.get(&number)) {
            return Some(known.clone());
        }
        let Object::Dict(dict) = file.resolve(&font) else { return None };
        let loaded = Rc::new(Font::load(file, &dict));
        if let Some(number) = number {
            self.loaded.insert(number, loaded.clone());
        }
        Some(loaded)
    }
}

/// The quarter that a direction is turned by; `None` for slanted ones.
fn quarter([x, y]: [f64; 2]) -> Option<u8> {
    /// How much a line may rise on its length: scanned pages lie a little askew.
    const SLANT: f64 = 0.1;
    if y.abs() <= SLANT * x.abs() {
        Some(if x >= 0.0 { 0 } else { 2 })
    } else if x.abs() <= SLANT * y.abs() {
        Some(if y >= 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

/// Passes over a picture whose bytes stand in the content.
fn skip_picture(lexer: &mut Lexer<'_>) {
    while let Some(token) = lexer.next() {
        if token == Token::Word(b"ID") {
            break;
        }
    }
    let bytes = lexer.bytes();
    let end = memchr::memmem::find_iter(lexer.rest(), b"EI").map(|end| lexer.at + end).find(|end| {
        let blank = |at: usize| bytes.get(at).is_none_or(|byte| super::lexer::is_blank(*byte));
        blank(end - 1) && blank(end + 2)
    });
    lexer.at = end.map_or(bytes.len(), |end| end + 2);
}
