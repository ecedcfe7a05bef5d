//! RTF: Word before 2007, WordPad, TextEdit, and what other programs hand over.
//!
//! A file is groups in braces, control words behind backslashes, and text: bytes of the code page of the font at hand, or
//! characters by number (`\u`), behind which stands what an older program shows instead. What a group sets ends with it.
//!
//! What is left out: headers and footers, annotations, deletions, hidden text, the codes of fields, pictures. Notes stand
//! behind the body, text boxes where they are anchored.
//!
//! * time: `O(n)`
//! * space: `O(n)` for the text and for groups that are open
//!
//! Microsoft, *Rich Text Format (RTF) Specification*, version 1.9.1, 2008.
//!
//! # Where this differs from the specification
//!
//! The code pages 437 and 850, which only programs for DOS wrote, are read as Windows-1252.

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

use super::lines::{self, Lines, Role};
use super::styles::{Meaning, Resolved, Style, Styles};
use crate::document::Document;
use crate::document::format::mistaken;
use crate::error::Error;

/// Groups in groups. Word's own are some twenty deep.
const MOST_DEPTH: usize = 1_000;

/// The most characters of one property of the file, such as its title: chosen.
const MOST_PROPERTY: usize = 4_096;

pub(super) const WHAT: &str = "a readable RTF";

pub(super) fn read(bytes: &[u8]) -> Result<Document<'static>, Error> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(mistaken(bytes, WHAT, "it does not begin with {\\rtf"));
    }
    let mut reader = Reader::new(bytes);
    reader.read()?;
    let Reader { mut lines, .. } = reader;
    lines.fields.title = lines.fields.title.take().filter(|_| !lines.is_titled());
    Ok(lines.finish())
}

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Into {
    /// The text, or a note of it.
    #[default]
    Body,
    /// Nowhere.
    Nothing,
    /// Nowhere, unless a group in it holds text: a drawing, or a text in two versions.
    Frame,
    /// Nowhere but into the properties of the file.
    Info,
    Fonts,
    Styles,
    Title,
    Subject,
}

/// What a group sets, and what ends with it.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    into: Into,
    /// The code page of the font, if it has one of its own.
    font: Option<&'static Encoding>,
    /// How many characters an older program shows for one that is written by its number.
    instead: usize,
    /// Text that nobody sees: hidden, deleted, or a copy for programs that read pages.
    hidden: bool,
    deleted: bool,
    copied: bool,
    /// What ends with the group: a text that stands apart.
    apart: Option<Apart>,
}

/// A text that stands apart from the paragraph that it is anchored to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    Note,
    Box,
}

/// What a paragraph is, beside its words.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    style: Option<usize>,
    /// The level of a heading, from 1; 0 for a text that is none.
    level: Option<u8>,
    listed: bool,
    /// Whether a number or a bullet stands before it.
    marked: bool,
    in_table: bool,
}

/// A style that is described.
#[derive(Debug, Default)]
struct Described {
    number: usize,
    name: String,
    style: Style,
}

/// A table at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Table {
    is_open: bool,
    row_open: bool,
    cell_open: bool,
    /// The right edges of cells since the row was described.
    columns: usize,
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    lines: Lines,
    styles: Styles,
    state: State,
    /// The states around the one at hand.
    around: Vec<State>,
    /// The code page of the file.
    encoding: &'static Encoding,
    /// Whether bytes that are no ASCII are UTF-8, as some programs write them against the specification.
    is_utf8: bool,
    fonts: FxHashMap<i32, &'static Encoding>,
    /// The font that is described, and the one that text has which names none.
    font: i32,
    default_font: i32,
    /// Bytes of text that are not decoded yet, and by what they are.
    waiting: Vec<u8>,
    waiting_in: Option<&'static Encoding>,
    /// The first half of a character that is written in two.
    surrogate: Option<u16>,
    /// Characters that stand for the one before and are passed over.
    passed: usize,
    words: String,
    shape: Shape,
    table: Table,
    /// Paragraphs around texts that stand apart.
    bodies: Vec<(String, Shape)>,
    /// The notes that have ended, and the boxes of the paragraph at hand.
    notes: Vec<String>,
    boxes: Vec<String>,
    described: Option<Described>,
    property: String,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader {
            bytes,
            at: 0,
            lines: Lines::default(),
            styles: Styles::default(),
            state: State { instead: 1, ..State::default() },
            around: Vec::new(),
            encoding: encoding_rs::WINDOWS_1252,
            is_utf8: !bytes.is_ascii() && str::from_utf8(bytes).is_ok(),
            fonts: FxHashMap::default(),
            font: 0,
            default_font: 0,
            waiting: Vec::new(),
            waiting_in: None,
            surrogate: None,
            passed: 0,
            words: String::new(),
            shape: Shape::default(),
            table: Table::default(),
            bodies: Vec::new(),
            notes: Vec::new(),
            boxes: Vec::new(),
            described: None,
            property: String::new(),
        }
    }

    fn read(&mut self) -> Result<(), Error> {
        while let Some(byte) = self.next() {
            match byte {
                b'{' => self.open()?,
                b'}' if self.around.len() <= 1 => break,
                b'}' => self.close()?,
                b'\\' => self.control()?,
                b'\r' | b'\n' | 0 => {}
                byte if byte >= 0x80 && self.is_utf8 => self.byte_in(byte, encoding_rs::UTF_8),
                byte => self.byte(byte),
            }
        }
        self.flush();
        while !self.bodies.is_empty() {
            self.end_apart(Apart::Note);
        }
        self.end_paragraph()?;
        self.end_table();
        for note in std::mem::take(&mut self.notes) {
            self.lines.add(Role::Footnote, &note)?;
        }
        Ok(())
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn open(&mut self) -> Result<(), Error> {
        self.flush();
        self.passed = 0;
        if self.around.len() >= MOST_DEPTH {
            return Err(Error::limit("groups inside groups of RTF", self.around.len() + 1, MOST_DEPTH));
        }
        self.around.push(self.state);
        self.state.apart = None;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        self.flush();
        self.passed = 0;
        let ended = self.state;
        self.state = self.around.pop().unwrap_or_default();
        if let Some(apart) = ended.apart {
            self.end_apart(apart);
        }
        if ended.into == Into::Styles {
            self.end_style()?;
        }
        if ended.into != self.state.into && matches!(ended.into, Into::Title | Into::Subject) {
            let said = std::mem::take(&mut self.property);
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            let field = match ended.into {
                Into::Title => &mut self.lines.fields.title,
                _ => &mut self.lines.fields.description,
            };
            *field = field.take().or_else(|| Some(said).filter(|said| !said.is_empty()));
        }
        Ok(())
    }

    /// A style ends with its name and a semicolon.
    fn end_style(&mut self) -> Result<(), Error> {
        match self.described.take_if(|described| described.name.contains(';')) {
            Some(Described { number, name, style }) => {
                let name = name.split([';', ',']).next().unwrap_or_default().trim().to_string();
                self.styles.insert(id(number), Style { name: Some(name), ..style })
            }
            None => Ok(()),
        }
    }

    fn control(&mut self) -> Result<(), Error> {
        let Some(first) = self.next() else { return Ok(()) };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first);
        }
        let start = self.at - 1;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let bytes = self.bytes;
        let word = &bytes[start..self.at];
        let number_start = self.at;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number = str::from_utf8(&self.bytes[number_start..self.at]).unwrap_or_default();
        // A number that is too large is one that nothing has.
        let number: Option<i32> = match number {
            "" | "-" => None,
            number => Some(number.parse().unwrap_or(i32::MAX)),
        };
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        // What stands for another character has ended.
        self.passed = 0;
        self.word(word, number)
    }

    /// A control symbol: a backslash and what is no letter.
    fn symbol(&mut self, symbol: u8) -> Result<(), Error> {
        match symbol {
            b'\'' => {
                let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
                let byte = digit(self.bytes.get(self.at)).zip(digit(self.bytes.get(self.at + 1)));
                if let Some((high, low)) = byte {
                    self.at += 2;
                    self.byte((high * 16 + low) as u8);
                }
            }
            b'*' => self.starred(),
            b'~' => self.push("\u{A0}"),
            b'_' => self.push("\u{2011}"),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' if self.state.into == Into::Body => self.end_paragraph()?,
            b'\t' => self.push("\t"),
            // Where a word may be divided, and others that show nothing.
            _ => {}
        }
        Ok(())
    }

    /// A destination that programs leave out that do not know it: all but those that hold text.
    fn starred(&mut self) {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let is_one = |name: &[u8]| {
            rest.starts_with(name) && !rest.get(name.len()).is_some_and(u8::is_ascii_alphabetic)
        };
        const READ: [&[u8]; 8] =
            [b"\\shpinst", b"\\do", b"\\footnote", b"\\ud", b"\\cs", b"\\ds", b"\\ts", b"\\nesttableprops"];
        if !READ.iter().any(|name| is_one(name)) {
            self.state.into = Into::Nothing;
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) -> Result<(), Error> {
        let is_on = number != Some(0);
        match word {
            // What stands for characters.
            b"u" => self.unicode(number.unwrap_or(0)),
            b"tab" => self.push("\t"),
            b"line" | b"lbr" => self.push_break(),
            b"emdash" => self.push("—"),
            b"endash" => self.push("–"),
            b"lquote" => self.push("‘"),
            b"rquote" => self.push("’"),
            b"ldblquote" => self.push("“"),
            b"rdblquote" => self.push("”"),
            b"bullet" => self.push("•"),
            b"emspace" | b"enspace" | b"qmspace" => self.push(" "),
            b"zwj" => self.push("\u{200D}"),
            b"zwnj" => self.push("\u{200C}"),
            b"bin" => self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize),

            // The file.
            b"ansicpg" => self.encoding = page(number.unwrap_or(0)).unwrap_or(self.encoding),
            b"mac" => self.encoding = encoding_rs::MACINTOSH,
            b"deff" => self.default_font = number.unwrap_or(0),
            b"uc" => self.state.instead = number.unwrap_or(1).clamp(0, 16) as usize,

            // Destinations.
            b"fonttbl" => self.state.into = Into::Fonts,
            b"stylesheet" => self.state.into = Into::Styles,
            b"info" if self.state.into == Into::Body => self.state.into = Into::Info,
            b"title" if self.state.into == Into::Info => self.begin_property(Into::Title),
            b"subject" if self.state.into == Into::Info => self.begin_property(Into::Subject),
            b"listtext" | b"pntext" => {
                self.shape.marked |= self.state.into == Into::Body;
                self.state.into = Into::Nothing;
            }
            b"footnote" if self.state.into == Into::Body => self.begin_apart(Apart::Note),
            b"shpinst" | b"do" | b"upr" if self.state.into == Into::Body => self.state.into = Into::Frame,
            b"shptxt" | b"dptxbxtext" if self.in_body() => self.begin_apart(Apart::Box),
            b"ud" if self.in_body() => self.state.into = Into::Body,
            _ if LEFT_OUT.contains(&word) => {
                self.flush();
                self.state.into = Into::Nothing;
            }

            // Tables of the file.
            b"f" => self.set_font(number.unwrap_or(0)),
            b"fcharset" if self.state.into == Into::Fonts => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            b"cpg" if self.state.into == Into::Fonts => {
                if let Some(encoding) = page(number.unwrap_or(0)) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            b"s" | b"cs" | b"ds" | b"ts" if self.state.into == Into::Styles => {
                // Those of characters and tables say nothing about paragraphs.
                match word {
                    b"s" => {
                        let number = number.unwrap_or(0).max(0) as usize;
                        self.described = Some(Described { number, ..Described::default() });
                    }
                    _ => self.state.into = Into::Nothing,
                }
            }
            b"sbasedon" if self.state.into == Into::Styles => {
                if let Some(Described { style, .. }) = &mut self.described {
                    style.based_on = number.filter(|number| *number != 222).map(|number| id(number as usize));
                }
            }
            b"outlinelevel" if self.state.into == Into::Styles => {
                if let Some(Described { style, .. }) = &mut self.described {
                    style.level = Some(level(number));
                }
            }
            b"ls" if self.state.into == Into::Styles => {
                if let Some(Described { style, .. }) = &mut self.described {
                    style.listed = Some(is_on);
                }
            }

            // Characters.
            b"v" => self.set(|state| state.hidden = is_on),
            b"deleted" => self.set(|state| state.deleted = is_on),
            b"htmlrtf" => self.set(|state| state.copied = is_on),
            b"plain" => {
                self.set(|state| (state.hidden, state.deleted) = (false, false));
                self.set_font(self.default_font);
            }

            _ if self.state.into != Into::Body => {}

            // Paragraphs.
            b"par" | b"sect" | b"page" | b"column" => self.end_paragraph()?,
            b"pard" => self.shape = Shape { marked: self.shape.marked, ..Shape::default() },
            b"s" => self.shape.style = number.map(|number| number as usize),
            b"outlinelevel" => self.shape.level = Some(level(number)),
            b"ls" => self.shape.listed = is_on,
            b"intbl" => self.shape.in_table = true,
            b"trowd" => self.table.columns = 0,
            b"cellx" => self.table.columns += 1,
            b"cell" | b"nestcell" => {
                self.shape.in_table = true;
                self.end_paragraph()?;
                if self.table.columns != 1 {
                    self.open_cell();
                }
                self.table.cell_open = false;
            }
            b"row" | b"nestrow" => (self.table.row_open, self.table.cell_open) = (false, false),
            _ => {}
        }
        Ok(())
    }

    /// Whether the group stands in what is read, with nothing but frames around it.
    fn in_body(&self) -> bool {
        let is_read = |state: &State| matches!(state.into, Into::Body | Into::Frame);
        is_read(&self.state) && self.around.iter().all(is_read)
    }

    fn begin_apart(&mut self, apart: Apart) {
        self.flush();
        self.bodies.push((std::mem::take(&mut self.words), self.shape));
        self.shape = Shape::default();
        self.state.into = Into::Body;
        self.state.apart = Some(apart);
    }

    fn begin_property(&mut self, into: Into) {
        self.property.clear();
        self.state.into = into;
    }

    /// Sets what ends with the group; text before it is as it was.
    fn set(&mut self, change: impl FnOnce(&mut State)) {
        self.flush();
        change(&mut self.state);
    }

    fn set_font(&mut self, font: i32) {
        self.flush();
        match self.state.into {
            Into::Fonts => self.font = font,
            _ => self.state.font = self.fonts.get(&font).copied(),
        }
    }

    /// A byte of text.
    fn byte(&mut self, byte: u8) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        self.byte_in(byte, self.state.font.unwrap_or(self.encoding));
    }

    /// A byte of text in an encoding.
    fn byte_in(&mut self, byte: u8, encoding: &'static Encoding) {
        if self.waiting_in != Some(encoding) {
            self.flush();
            self.waiting_in = Some(encoding);
        }
        self.waiting.push(byte);
    }

    /// A character by its number; those from 32,768 on are written as negative ones.
    fn unicode(&mut self, number: i32) {
        self.passed = self.state.instead;
        let unit = number.rem_euclid(1 << 16) as u16;
        let first = self.surrogate.take();
        let found = match (first, u32::try_from(number).ok().filter(|number| *number > 0xFFFF)) {
            (_, Some(number)) => char::from_u32(number),
            (Some(first), _) => {
                let pair = char::decode_utf16([first, unit]).next().and_then(Result::ok);
                pair.or_else(|| char::from_u32(u32::from(unit)))
            }
            (None, _) if (0xD800..0xDC00).contains(&unit) => {
                self.surrogate = Some(unit);
                None
            }
            (None, _) => char::from_u32(u32::from(unit)),
        };
        if let Some(c) = found {
            // Symbol fonts have their characters from U+F000 on: bullets, mostly.
            let is_symbol = ('\u{F000}'..='\u{F0FF}').contains(&c);
            self.push(if is_symbol { ' ' } else { c }.encode_utf8(&mut [0; 4]));
        }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let encoding = self.waiting_in.unwrap_or(self.encoding);
        let bytes = std::mem::take(&mut self.waiting);
        let (said, _) = encoding.decode_without_bom_handling(&bytes);
        self.say(&said);
        self.waiting = bytes;
        self.waiting.clear();
    }

    fn push(&mut self, words: &str) {
        self.flush();
        self.say(words);
    }

    fn push_break(&mut self) {
        self.flush();
        if self.state.into == Into::Body && self.is_shown() {
            self.words.push('\n');
        }
    }

    fn is_shown(&self) -> bool {
        !(self.state.hidden || self.state.deleted || self.state.copied)
    }

    fn say(&mut self, words: &str) {
        match self.state.into {
            Into::Body if self.is_shown() => lines::push(&mut self.words, words),
            Into::Styles => {
                if let Some(Described { name, .. }) = &mut self.described {
                    name.push_str(words);
                }
            }
            Into::Title | Into::Subject if self.property.len() < MOST_PROPERTY => {
                self.property.push_str(words);
            }
            _ => {}
        }
    }

    /// Ends the paragraph at hand. What stands apart has lines instead.
    fn end_paragraph(&mut self) -> Result<(), Error> {
        self.flush();
        if !self.bodies.is_empty() {
            self.words.push('\n');
            return Ok(());
        }
        let mut words = std::mem::take(&mut self.words);
        if let Some(typed) = typed_bullet(&words) {
            self.shape.marked = true;
            words.drain(..typed);
        }
        let style = self.shape.style.map(|style| self.styles.resolve(&id(style))).unwrap_or_default();
        let is_cell = self.shape.in_table && self.table.columns != 1;
        if !self.shape.in_table {
            self.end_table();
        }
        if let Some(role) = role(self.shape, style, is_cell).filter(|_| !style.hidden)
            && !words.trim().is_empty()
        {
            if is_cell {
                self.open_cell();
            }
            self.lines.add(role, &words)?;
        }
        self.shape.marked = false;
        for words in std::mem::take(&mut self.boxes) {
            self.lines.add(Role::Paragraph, &words)?;
        }
        Ok(())
    }

    fn open_cell(&mut self) {
        if !self.table.is_open {
            self.lines.open_table();
            self.table.is_open = true;
        }
        if !self.table.row_open {
            self.lines.begin_row(false);
            self.table.row_open = true;
        }
        if !self.table.cell_open {
            self.lines.open_cell(1);
            self.table.cell_open = true;
        }
    }

    fn end_table(&mut self) {
        if self.table.is_open {
            self.lines.end_table();
            self.table = Table { columns: self.table.columns, ..Table::default() };
        }
    }

    fn end_apart(&mut self, apart: Apart) {
        if let Some((words, shape)) = self.bodies.pop() {
            let said = std::mem::replace(&mut self.words, words);
            self.shape = shape;
            if !said.trim().is_empty() {
                match apart {
                    Apart::Note => self.notes.push(said),
                    Apart::Box => self.boxes.push(said),
                }
            }
        }
    }
}

/// The length of a bullet that somebody typed before a paragraph, with the tab or the blanks behind it.
fn typed_bullet(words: &str) -> Option<usize> {
    let line = words.trim_start();
    let bullet = line.chars().next()?;
    let behind = &line[bullet.len_utf8()..];
    let rest = behind.trim_start_matches([' ', '\t', '\u{A0}']);
    let is_bullet = match bullet {
        '•' | '·' | '▪' | '◦' | '●' | '■' | '‣' | '\u{F0B7}' => behind.len() > rest.len(),
        // Marks that prose may begin with have a tab behind them.
        '-' | '–' | '—' | '*' | 'o' => behind.starts_with('\t'),
        _ => false,
    };
    (is_bullet && !rest.is_empty()).then(|| words.len() - rest.len())
}

/// Destinations whose text is not that of the document.
const LEFT_OUT: &[&[u8]] = &[
    b"colortbl",
    b"filetbl",
    b"listtable",
    b"listoverridetable",
    b"revtbl",
    b"rsidtbl",
    b"pict",
    b"objdata",
    b"objclass",
    b"objname",
    b"nonshppict",
    b"header",
    b"headerl",
    b"headerr",
    b"headerf",
    b"footer",
    b"footerl",
    b"footerr",
    b"footerf",
    b"fldinst",
    b"annotation",
    b"atnid",
    b"atnauthor",
    b"atndate",
    b"atnref",
    b"atrfstart",
    b"atrfend",
    b"xe",
    b"tc",
    b"tcn",
    b"rxe",
    b"txe",
    b"sp",
    b"sn",
    b"sv",
    b"nonesttables",
    b"generator",
];

/// What a paragraph is; `None` if it was made from the rest of the text.
fn role(shape: Shape, style: Resolved, is_cell: bool) -> Option<Role> {
    let listed = shape.listed || shape.marked || style.listed == Some(true);
    Some(match style.meaning {
        Some(Meaning::Generated) => return None,
        Some(Meaning::Role(role @ (Role::Title | Role::Heading(_)))) => role,
        _ if shape.level.is_some_and(|level| level > 0) => Role::Heading(shape.level.unwrap_or(1)),
        Some(Meaning::Role(Role::Item)) => Role::Item,
        _ if listed => Role::Item,
        Some(Meaning::Role(Role::Quote)) => Role::Quote,
        _ if is_cell => Role::Cell,
        _ => Role::Paragraph,
    })
}

/// What a style is called here.
fn id(number: usize) -> String {
    // No name that readers see, or its number would say that it is a heading.
    format!("\\s{number}")
}

/// The level of a heading, from 1; 0 for a text that is none.
fn level(number: Option<i32>) -> u8 {
    number.filter(|level| (0..9).contains(level)).map_or(0, |level| level as u8 + 1)
}

/// The encoding of a code page of Windows.
fn page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1361 => "euc-kr",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        54936 => "gb18030",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        28592..=28606 => return Encoding::for_label(format!("iso-8859-{}", number - 28590).as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a character set of a font. Those of the file itself, and of symbols, have none of their own.
fn charset(number: i32) -> Option<&'static Encoding> {
    page(match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(rtf: &[u8]) -> String {
        let document = read(rtf).unwrap();
        let blocks = document.blocks().iter();
        let shown: Vec<String> =
            blocks.map(|block| format!("{:?} {}", block.kind, block.span.of(document.text()))).collect();
        shown.join("\n")
    }

    #[test]
    fn characters_are_read_as_they_are_written() {
        // A code page, a character by its number with what stands for it, a pair of numbers, signs, and no-break blanks.
        let rtf = b"{\\rtf1\\ansi\\ansicpg1252 Na\\'efve \\{caf\\u233 e\\} \\u-10179?\\u-8704?\\emdash\\lquote a\\~b\\rquote .\\par}";
        assert_eq!(show(rtf), "Paragraph Na\u{ef}ve {caf\u{e9}} \u{1F600}\u{2014}\u{2018}a\u{A0}b\u{2019}.");
        // How many characters stand for one, and none; a group ends what was said of it.
        let rtf = b"{\\rtf1{\\uc2\\u8364 EU}{\\uc0\\u8364}R\\u8364 ?.\\par}";
        assert_eq!(show(rtf), "Paragraph \u{20AC}\u{20AC}R\u{20AC}.");
        // Fonts with code pages of their own, one of two bytes a character.
        let rtf = b"{\\rtf1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Mincho;}}\\f1\\'cf\\'f0{\\f0\\'e9}\\'e2 \\f2\\'93\\'fa\\'96\\'7b\\par}";
        assert_eq!(show(rtf), "Paragraph \u{41f}\u{440}\u{e9}\u{432} \u{65e5}\u{672c}");
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        let rtf = br"{\rtf1{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\info{\title The wall}{\author Ned}{\subject Of walls}}{\header Head\par}
{\*\generator Riched20;}\pard One {\v hidden}{\deleted gone }two{\*\bkmkstart x}{\field{\*\fldinst HYPERLINK x}{\fldrslt  linked}}{\*\unknown{\b x} y}{\pict 00ff}\bin4 }{}}.\par
{\upr{old}{\*\ud{new}}}{\header{\shp{\*\shpinst{\shptxt headed}}}}\par}after";
        assert_eq!(show(rtf), "Paragraph One two linked.\nParagraph new");
        let fields = read(rtf).unwrap().fields;
        assert_eq!(
            (fields.title.as_deref(), fields.description.as_deref()),
            (Some("The wall"), Some("Of walls"))
        );
    }

    #[test]
    fn styles_lists_tables_notes_and_boxes_are_told() {
        let rtf = br"{\rtf1{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\sbasedon0 heading 1;}{\s2\sbasedon1 \'dcberschrift;}{\*\cs3 Strong;}{\s4 toc 1;}{\s5 Quote;}}
\pard\s1 Walls\par\pard\s4 Walls 1\par\pard\s2 Old ones\par\pard\outlinelevel2 New ones\par
\pard A wall{\footnote\pard Of stone.\par Or brick.}{\*\footnote Of glass.} stands{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In a box.\par}}}.\par
{\listtext\'b7\tab}One\par{\pntext 2.\tab}\pard Two\par\pard\ls1 Three\par\pard\s5 Quoted.\par
\trowd\cellx100\cellx200\pard\intbl a\cell b\cell\row\trowd\cellx100\cellx200\pard\intbl\cell d\line e\cell\row
\trowd\cellx100\pard\intbl Framed.\cell\row\pard The end\par}";
        assert_eq!(
            show(rtf),
            "Title Walls\nHeading Old ones\nHeading New ones\nParagraph A wall stands.\nParagraph In a box.\nItem One\nItem Two\nItem Three\n\
             Quote Quoted.\nCell a\nCell b\nCell d\nCell e\nParagraph Framed.\nParagraph The end\nFootnote Of stone.\nFootnote Or brick.\nFootnote Of glass."
        );
        let cells: Vec<_> =
            read(rtf).unwrap().fields.cells.iter().map(|cell| (cell.table, cell.row, cell.column)).collect();
        assert_eq!(cells, [(0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 1)]);
    }

    #[test]
    fn damaged_files_are_read_as_far_as_they_go() {
        for (rtf, expected) in [
            (&b"{\\rtf1"[..], ""),
            (b"{\\rtf1 A", "Paragraph A"),
            (b"{\\rtf1 A\\", "Paragraph A"),
            (b"{\\rtf1 A\\'", "Paragraph A"),
            (b"{\\rtf1 A\\'g1", "Paragraph Ag1"),
            (b"{\\rtf1 A}}}B", "Paragraph A"),
            (b"{\\rtf1 A\\bin99999999999 B", "Paragraph A"),
            (b"{\\rtf1 A\\u55357 \\u-1 \\u99999999999 B\\cell\\row", "Cell A\u{FFFF}"),
            (b"{\\rtf1{\\footnote{\\footnote A", "Footnote A"),
            (b"{\\rtf1{\\stylesheet{\\s-1 x;}}\\s-1 A", "Paragraph A"),
        ] {
            assert_eq!(show(rtf), expected, "{}", String::from_utf8_lossy(rtf));
        }
        let deep = [b"{\\rtf1 ".as_slice(), &b"{".repeat(100_000)].concat();
        assert!(read(&deep).unwrap_err().to_string().contains("groups inside groups"));
        assert!(read(b"PK").unwrap_err().to_string().contains("rtf"));
    }
}
