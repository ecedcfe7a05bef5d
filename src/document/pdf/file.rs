//! A PDF file: its objects by number, found by its tables or, where those are damaged, by looking for them.
//!
//! Objects are parsed when they are requested and not kept, but for a few dictionaries of resources, so that memory is bounded by what is unpacked. All work is
//! counted against one bound: bytes parsed and bytes unpacked, however a file makes objects lead to each other.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::crypt::Key;
use super::lexer::{Lexer, Token};
use super::object::{self, Dict, Object};
use super::{MOST_WORK, WHAT, filter};
use crate::document::format::mistaken;
use crate::error::Error;

/// The highest number of an object. The largest files have a million.
const MOST_OBJECTS: u32 = 4_000_000;

/// The sections of a table of objects: one for each time that a file was saved with changes.
const MOST_SECTIONS: usize = 512;

/// This many dictionaries of resources are kept: a page has one for each kind, and forms have their own.
const MOST_RESOURCES: usize = 16;

/// How many references may lead to each other before there is a value.
const MOST_REFERENCES: usize = 16;

/// The filters of one stream. Two are common, three rare.
const MOST_FILTERS: usize = 4;

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// At a byte of the file.
    At(usize),
    /// In a stream of objects, at a place in its list.
    In { stream: u32, index: usize },
}

/// A stream: what is said of it, and its bytes as they are packed.
pub(super) struct Stream<'b> {
    pub(super) dict: Dict,
    packed: Cow<'b, [u8]>,
}

pub(super) struct File<'b> {
    bytes: &'b [u8],
    places: HashMap<u32, Place>,
    pub(super) trailer: Dict,
    key: Option<Key>,
    /// The number of the object that says how the file is encrypted: it is not encrypted itself.
    key_object: Option<u32>,
    /// Streams of objects, unpacked.
    unpacked: RefCell<HashMap<u32, Option<Rc<Objects>>>>,
    /// A few dictionaries of resources: what a page draws is looked up in them again and again.
    resources: RefCell<HashMap<u32, Rc<Dict>>>,
    work: Cell<usize>,
}

/// A stream of objects: their numbers and where each begins.
struct Objects {
    bytes: Vec<u8>,
    list: Vec<(u32, usize)>,
}

impl<'b> File<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<File<'b>, Error> {
        // Some programs and servers put something before it.
        const LOOKED_AT: usize = 1024;
        let head = memchr::memmem::find(&bytes[..bytes.len().min(LOOKED_AT)], b"%PDF-");
        let bytes = &bytes[head.unwrap_or(0)..];
        let mut file = File {
            bytes,
            places: HashMap::new(),
            trailer: Dict::default(),
            key: None,
            key_object: None,
            unpacked: RefCell::default(),
            resources: RefCell::default(),
            work: Cell::new(0),
        };
        file.read_tables();
        file.open_lock()?;
        if !file.has_pages() {
            file.look_for_objects()?;
        }
        file.check_work()?;
        if !file.has_pages() {
            return Err(match head {
                None => mistaken(bytes, WHAT, "it is not a PDF: expected a file that begins with %PDF-"),
                Some(_) => {
                    Error::malformed(WHAT, "it is damaged or cut off: it has no pages that can be found")
                }
            });
        }
        Ok(file)
    }

    /// Counts work.
    pub(super) fn count(&self, bytes: usize) {
        self.work.set(self.work.get().saturating_add(bytes));
    }

    /// How much may still be done.
    pub(super) fn left(&self) -> usize {
        MOST_WORK.saturating_sub(self.work.get())
    }

    /// An error, if too much was to do.
    pub(super) fn check_work(&self) -> Result<(), Error> {
        match self.left() {
            0 => Err(Error::limit("bytes unpacked and read in the PDF", self.work.get(), MOST_WORK)),
            _ => Ok(()),
        }
    }

    fn has_pages(&self) -> bool {
        let catalog = self.resolve(self.trailer.get("Root"));
        catalog.dict().is_some_and(|catalog| self.resolve(catalog.get("Pages")).dict().is_some())
    }

    /// What a value is, wherever it stands; null, where it leads nowhere.
    pub(super) fn resolve(&self, value: &Object) -> Object {
        let Object::Reference(number) = value else { return value.clone() };
        let mut number = *number;
        for _ in 0..MOST_REFERENCES {
            match self.object(number) {
                Object::Reference(next) => number = next,
                object => return object,
            }
        }
        Object::Null
    }

    /// The value of a key of a dictionary.
    pub(super) fn get(&self, dict: &Dict, key: &str) -> Object {
        self.resolve(dict.get(key))
    }

    /// The dictionary that a value is, or that a stream has; an empty one, if it is none.
    pub(super) fn dict(&self, value: &Object) -> Dict {
        match self.resolve(value) {
            Object::Dict(dict) => dict,
            _ => Dict::default(),
        }
    }

    /// What a dictionary that stands in another has under a name: null, if there is none. A figure may name a thousand objects a thousand
    /// times, so they are neither copied nor read for each.
    pub(super) fn entry(&self, dict: &Dict, key: &str, name: &[u8]) -> Object {
        let name = String::from_utf8_lossy(name);
        match dict.get(key) {
            Object::Dict(own) => own.get(&name).clone(),
            Object::Reference(number) => {
                let known = self.resources.borrow().get(number).cloned();
                let own = known.unwrap_or_else(|| {
                    let own = Rc::new(self.dict(dict.get(key)));
                    let mut kept = self.resources.borrow_mut();
                    if kept.len() >= MOST_RESOURCES {
                        kept.clear();
                    }
                    kept.insert(*number, own.clone());
                    own
                });
                own.get(&name).clone()
            }
            _ => Object::Null,
        }
    }

    /// An object by its number. Of a stream it is the dictionary.
    fn object(&self, number: u32) -> Object {
        if self.left() == 0 {
            return Object::Null;
        }
        match self.places.get(&number) {
            Some(Place::At(at)) => {
                self.parse_at(*at, Some(number)).map_or(Object::Null, |(object, _)| object)
            }
            Some(Place::In { stream, index }) => self.object_in(*stream, *index, number),
            None => Object::Null,
        }
    }

    fn object_in(&self, stream: u32, index: usize, number: u32) -> Object {
        let Some(objects) = self.objects(stream) else { return Object::Null };
        let named = objects.list.get(index).filter(|(known, _)| *known == number);
        let found = named.or_else(|| objects.list.iter().find(|(known, _)| *known == number));
        let Some((_, at)) = found else { return Object::Null };
        let mut lexer = Lexer::new(&objects.bytes, *at);
        let object = object::read(&mut lexer);
        self.count(lexer.at.saturating_sub(*at));
        object
    }

    /// A stream of objects, unpacked once.
    fn objects(&self, number: u32) -> Option<Rc<Objects>> {
        if let Some(known) = self.unpacked.borrow().get(&number) {
            return known.clone();
        }
        // Whoever asks for itself meanwhile gets nothing.
        self.unpacked.borrow_mut().insert(number, None);
        let objects = self.unpack_objects(number).map(Rc::new);
        self.unpacked.borrow_mut().insert(number, objects.clone());
        objects
    }

    fn unpack_objects(&self, number: u32) -> Option<Objects> {
        let Some(Place::At(at)) = self.places.get(&number) else { return None };
        let (object, lexer) = self.parse_at(*at, Some(number))?;
        let stream = self.stream_behind(object, &lexer, number)?;
        let bytes = self.unpack(&stream);
        let first = usize::try_from(stream.dict.get("First").integer()?).ok()?;
        let mut lexer = Lexer::new(bytes.get(..first)?, 0);
        let mut list = Vec::new();
        while let (Some(Token::Integer(number)), Some(Token::Integer(offset))) = (lexer.next(), lexer.next())
        {
            let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else { continue };
            list.push((number, first.saturating_add(offset)));
        }
        Some(Objects { bytes, list })
    }

    /// Reads `12 0 obj` and the object behind it.
    fn parse_at(&self, at: usize, number: Option<u32>) -> Option<(Object, Lexer<'b>)> {
        let mut lexer = Lexer::new(self.bytes, at);
        let (Some(Token::Integer(found)), Some(Token::Integer(generation)), Some(Token::Word(word))) =
            (lexer.next(), lexer.next(), lexer.next())
        else {
            return None;
        };
        // Some programs write no blank behind it: `obj<<` is two tokens, `obj12` one.
        if !word.starts_with(b"obj") || number.is_some_and(|number| i64::from(number) != found) {
            return None;
        }
        lexer.at -= word.len() - 3;
        let start = lexer.at;
        let mut object = object::read(&mut lexer);
        self.count(lexer.at.saturating_sub(start) + 16);
        if let (Some(key), Ok(number)) = (&self.key, u32::try_from(found))
            && self.key_object != Some(number)
        {
            key.decrypt_strings(&mut object, number, generation as u16);
        }
        Some((object, lexer))
    }

    /// A stream by its number.
    pub(super) fn stream(&self, value: &Object) -> Option<Stream<'b>> {
        let mut number = value.reference()?;
        for _ in 0..MOST_REFERENCES {
            if self.left() == 0 {
                return None;
            }
            let Place::At(at) = self.places.get(&number)? else { return None };
            let (object, lexer) = self.parse_at(*at, Some(number))?;
            match object {
                Object::Reference(next) => number = next,
                object => return self.stream_behind(object, &lexer, number),
            }
        }
        None
    }

    /// The stream whose dictionary was read.
    fn stream_behind(&self, object: Object, lexer: &Lexer<'b>, number: u32) -> Option<Stream<'b>> {
        let Object::Dict(dict) = object else { return None };
        let mut lexer = lexer.clone();
        let Some(Token::Word(b"stream")) = lexer.next() else { return None };
        let mut start = lexer.at;
        match lexer.rest() {
            [b'\r', b'\n', ..] => start += 2,
            [b'\r' | b'\n', ..] => start += 1,
            _ => {}
        }
        let rest = self.bytes.get(start..)?;
        let length = self.get(&dict, "Length").integer().and_then(|length| usize::try_from(length).ok());
        // A length that does not lead to the end is wrong.
        let ends = |length: &usize| {
            let behind = rest.get(*length..).unwrap_or_default();
            let blanks = behind.iter().take(4).take_while(|byte| super::lexer::is_blank(**byte)).count();
            behind[blanks..].starts_with(b"endstream")
        };
        let length = length.filter(ends).unwrap_or_else(|| {
            let end = memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
            self.count(end);
            end
        });
        let mut packed = Cow::Borrowed(&rest[..length.min(rest.len())]);
        // Tables of objects are not encrypted.
        if let Some(key) = self.key.as_ref().filter(|_| dict.get("Type").name() != Some(b"XRef")) {
            self.count(packed.len());
            packed = Cow::Owned(key.decrypt_stream(&packed, number, 0));
        }
        Some(Stream { dict, packed })
    }

    /// The bytes of a stream, unpacked as far as the bound allows; none of a picture.
    pub(super) fn unpack(&self, stream: &Stream<'b>) -> Vec<u8> {
        let (names, params) = (self.get(&stream.dict, "Filter"), self.get(&stream.dict, "DecodeParms"));
        let one = [names.clone()];
        let names = names.array().unwrap_or(if names.name().is_some() { &one } else { &[] });
        let mut bytes = Cow::Borrowed(&*stream.packed);
        for (place, name) in names.iter().take(MOST_FILTERS).enumerate() {
            let params = match &params {
                Object::Array(params) => params.get(place).map(|params| self.dict(params)),
                Object::Dict(params) => Some(params.clone()),
                _ => None,
            };
            let name = self.resolve(name);
            let unpacked = filter::unpack(
                name.name().unwrap_or_default(),
                &params.unwrap_or_default(),
                &bytes,
                self.left(),
            );
            bytes = Cow::Owned(unpacked.unwrap_or_default());
            self.count(bytes.len());
        }
        bytes.into_owned()
    }

    /// Reads the tables of objects, the newest first.
    fn read_tables(&mut self) {
        // What stands behind the last `startxref`.
        let Some(at) = memchr::memmem::rfind(self.bytes, b"startxref") else { return };
        let mut lexer = Lexer::new(self.bytes, at + b"startxref".len());
        let Some(Token::Integer(first)) = lexer.next() else { return };
        let mut waiting = vec![first];
        let mut seen = Vec::new();
        while let Some(at) = waiting.pop()
            && seen.len() < MOST_SECTIONS
        {
            let Ok(at) = usize::try_from(at) else { continue };
            if seen.contains(&at) || self.left() == 0 {
                continue;
            }
            seen.push(at);
            let Some(trailer) = self.read_section(at) else { continue };
            waiting.extend(trailer.get("Prev").integer());
            waiting.extend(trailer.get("XRefStm").integer());
            if self.trailer.is_empty() {
                self.trailer = trailer;
            }
        }
    }

    fn add(&mut self, number: u32, place: Place) {
        if number <= MOST_OBJECTS {
            self.places.entry(number).or_insert(place);
        }
    }

    /// Reads a section of the table of objects, and gives what is said behind it.
    fn read_section(&mut self, at: usize) -> Option<Dict> {
        let mut lexer = Lexer::new(self.bytes, at);
        match lexer.next()? {
            Token::Word(b"xref") => self.read_lines(lexer),
            Token::Integer(_) => self.read_packed(at),
            _ => None,
        }
    }

    /// A section that is text: lines of an offset, a generation, and `n` or `f`.
    fn read_lines(&mut self, mut lexer: Lexer<'b>) -> Option<Dict> {
        let start = lexer.at;
        loop {
            match lexer.next()? {
                Token::Word(b"trailer") => break,
                Token::Integer(first) => {
                    let Some(Token::Integer(count)) = lexer.next() else { return None };
                    for number in first..first.saturating_add(count) {
                        let before = lexer.at;
                        let (Some(Token::Integer(offset)), Some(Token::Integer(_)), Some(Token::Word(kind))) =
                            (lexer.next(), lexer.next(), lexer.next())
                        else {
                            lexer.at = before;
                            break;
                        };
                        if let (b"n", Ok(number), Ok(offset)) =
                            (kind, u32::try_from(number), usize::try_from(offset))
                        {
                            self.add(number, Place::At(offset));
                        }
                    }
                }
                _ => return None,
            }
        }
        let trailer = object::read(&mut lexer);
        self.count(lexer.at - start);
        match trailer {
            Object::Dict(trailer) => Some(trailer),
            _ => None,
        }
    }

    /// A section that is a stream of numbers.
    fn read_packed(&mut self, at: usize) -> Option<Dict> {
        let (object, lexer) = self.parse_at(at, None)?;
        let stream = self.stream_behind(object, &lexer, 0)?;
        let bytes = self.unpack(&stream);
        let widths: Vec<usize> = stream
            .dict
            .get("W")
            .array()?
            .iter()
            .map(|width| width.integer().unwrap_or(0).clamp(0, 8) as usize)
            .collect();
        let [kinds, places, indexes] = widths[..] else { return None };
        let row = kinds + places + indexes;
        if row == 0 {
            return None;
        }
        let size = stream.dict.get("Size").integer().unwrap_or(0);
        let ranges: Vec<i64> = match stream.dict.get("Index").array() {
            Some(ranges) => ranges.iter().filter_map(Object::integer).collect(),
            None => vec![0, size],
        };
        let mut rows = bytes.chunks_exact(row);
        let number = |bytes: &[u8]| bytes.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        for range in ranges.chunks_exact(2) {
            for place in range[0]..range[0].saturating_add(range[1]) {
                let Some(row) = rows.next() else { return Some(stream.dict) };
                let kind = if kinds == 0 { 1 } else { number(&row[..kinds]) };
                let (second, third) = (number(&row[kinds..kinds + places]), number(&row[kinds + places..]));
                let Ok(place) = u32::try_from(place) else { continue };
                match kind {
                    1 => self.add(place, Place::At(usize::try_from(second).unwrap_or(usize::MAX))),
                    2 => {
                        let stream = u32::try_from(second).unwrap_or(u32::MAX);
                        self.add(place, Place::In { stream, index: third as usize });
                    }
                    _ => {}
                }
            }
        }
        Some(stream.dict)
    }

    /// Looks for objects in the whole file: of two with one number the last is it, as it was saved later.
    fn look_for_objects(&mut self) -> Result<(), Error> {
        self.places.clear();
        self.unpacked.borrow_mut().clear();
        self.count(self.bytes.len());
        let mut streams = Vec::new();
        let mut trailer = Dict::default();
        for at in memchr::memmem::find_iter(self.bytes, b"obj") {
            let Some((number, start)) = header_before(self.bytes, at) else { continue };
            if number <= MOST_OBJECTS {
                self.places.insert(number, Place::At(start));
                streams.push(number);
            }
        }
        for at in memchr::memmem::find_iter(self.bytes, b"trailer") {
            let mut lexer = Lexer::new(self.bytes, at + b"trailer".len());
            if let Object::Dict(dict) = object::read(&mut lexer)
                && matches!(dict.get("Root"), Object::Reference(_))
            {
                trailer = dict;
            }
            self.count(lexer.at - at);
            if self.left() == 0 {
                return Ok(());
            }
        }
        if !trailer.is_empty() {
            self.trailer = trailer.clone();
        }
        self.open_lock()?;
        streams.sort_unstable();
        streams.dedup();
        for number in streams {
            if self.left() == 0 {
                return Ok(());
            }
            let Some(Place::At(at)) = self.places.get(&number).copied() else { continue };
            let Some((Object::Dict(dict), _)) = self.parse_at(at, Some(number)) else { continue };
            match dict.get("Type").name() {
                Some(b"Catalog") if trailer.is_empty() => {
                    trailer = root(number);
                }
                // A table that is a stream has what a trailer has.
                Some(b"XRef") if matches!(dict.get("Root"), Object::Reference(_)) => trailer = dict,
                Some(b"ObjStm") => {
                    let listed = self.objects(number);
                    for (index, (inner, _)) in
                        listed.iter().flat_map(|objects| objects.list.iter().enumerate())
                    {
                        self.add(*inner, Place::In { stream: number, index });
                    }
                }
                _ => {}
            }
        }
        self.trailer = trailer;
        if !self.has_pages() {
            let catalog = self.places.keys().copied().filter(|number| {
                self.object(*number).dict().is_some_and(|dict| dict.get("Type").name() == Some(b"Catalog"))
            });
            if let Some(number) = catalog.max() {
                self.trailer = root(number);
            }
        }
        Ok(())
    }

    /// Finds the key of an encrypted file, if it opens without a password.
    fn open_lock(&mut self) -> Result<(), Error> {
        if matches!(self.trailer.get("Encrypt"), Object::Null) {
            return Ok(());
        }
        let lock = self.dict(self.trailer.get("Encrypt"));
        let id = self.get(&self.trailer, "ID");
        let id = id.array().and_then(|ids| ids.first()).and_then(Object::string).unwrap_or_default();
        self.key_object = self.trailer.get("Encrypt").reference();
        let strings = |key: &str| self.get(&lock, key);
        self.key = Some(Key::open(&lock, strings, id)?);
        self.unpacked.borrow_mut().clear();
        Ok(())
    }
}

/// A trailer that says no more than which object is the root.
fn root(number: u32) -> Dict {
    let text = format!("<</Root {number} 0 R>>");
    match object::read(&mut Lexer::new(text.as_bytes(), 0)) {
        Object::Dict(dict) => dict,
        _ => Dict::default(),
    }
}

/// The number of an object and where its header begins, if one stands before the `obj` at byte `at`.
fn header_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    /// Two numbers of ten digits and the blanks around them.
    const LONGEST: usize = 32;
    let from = at.saturating_sub(LONGEST);
    let before = &bytes[from..at];
    let trimmed = before.trim_ascii_end();
    let generation = trimmed.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &trimmed[..trimmed.len() - generation];
    let numbered = rest.trim_ascii_end();
    if generation == 0 || numbered.len() == rest.len() {
        return None;
    }
    let digits = numbered.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let start = numbered.len() - digits;
    let number = str::from_utf8(&numbered[start..]).ok()?.parse().ok()?;
    Some((number, from + start))
}
