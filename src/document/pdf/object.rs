//! The values that a PDF is made of.

use super::lexer::{Lexer, Token};

/// How deep arrays and dictionaries may nest. Real ones have three or four levels.
const MOST_DEPTH: usize = 64;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Object {
    #[default]
    Null,
    Bool(bool),
    Integer(i64),
    Real(f64),
    Name(Vec<u8>),
    String(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// The number of another object.
    Reference(u32),
}

/// A dictionary, in the order that it is written. Dictionaries are short but for those that hostile files have; of two entries with one key the last is it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict {
    entries: Vec<(Vec<u8>, Object)>,
}

/// A value that stands for what is missing.
const NULL: &Object = &Object::Null;

impl Dict {
    /// The value of a key as it is written; null, if there is none.
    pub(super) fn get(&self, key: &str) -> &Object {
        let found = self.entries.iter().rev().find(|(known, _)| known == key.as_bytes());
        found.map_or(NULL, |(_, value)| value)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Object> {
        self.entries.iter_mut().map(|(_, value)| value)
    }
}

impl Object {
    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Object::Integer(number) => Some(*number),
            Object::Real(number) => Some(*number as i64),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Object::Integer(number) => Some(*number as f64),
            Object::Real(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn string(&self) -> Option<&[u8]> {
        match self {
            Object::String(string) => Some(string),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(array) => Some(array),
            _ => None,
        }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub(super) fn reference(&self) -> Option<u32> {
        match self {
            Object::Reference(number) => Some(*number),
            _ => None,
        }
    }
}

/// Reads the object that comes next; null, where there is none.
pub(super) fn read(lexer: &mut Lexer<'_>) -> Object {
    match lexer.next() {
        Some(token) => complete(token, lexer, 0),
        None => Object::Null,
    }
}

/// The object that begins with a token.
pub(super) fn complete(token: Token<'_>, lexer: &mut Lexer<'_>, depth: usize) -> Object {
    match token {
        Token::Integer(number) => reference(number, lexer).unwrap_or(Object::Integer(number)),
        Token::Real(number) => Object::Real(number),
        Token::Name(name) => Object::Name(name),
        Token::String(string) => Object::String(string),
        Token::ArrayStart => {
            let mut array = Vec::new();
            loop {
                let before = lexer.at;
                match lexer.next() {
                    None | Some(Token::ArrayEnd) => break,
                    // An array without an end: what ends around it does so here.
                    Some(Token::DictEnd) | Some(Token::Word(b"endobj")) => {
                        lexer.at = before;
                        break;
                    }
                    Some(Token::ArrayStart | Token::DictStart) if depth >= MOST_DEPTH => {}
                    Some(token) => array.push(complete(token, lexer, depth + 1)),
                }
            }
            Object::Array(array)
        }
        Token::DictStart => {
            let mut entries = Vec::new();
            loop {
                let before = lexer.at;
                match lexer.next() {
                    None | Some(Token::DictEnd) => break,
                    Some(Token::Word(b"endobj" | b"stream")) => {
                        lexer.at = before;
                        break;
                    }
                    Some(Token::Name(key)) => {
                        let before = lexer.at;
                        match lexer.next() {
                            None => break,
                            Some(Token::DictEnd) => {
                                lexer.at = before;
                            }
                            Some(Token::ArrayStart | Token::DictStart) if depth >= MOST_DEPTH => {}
                            Some(token) => entries.push((key, complete(token, lexer, depth + 1))),
                        }
                    }
                    Some(_) => {}
                }
            }
            Object::Dict(Dict { entries })
        }
        Token::Word(b"true") => Object::Bool(true),
        Token::Word(b"false") => Object::Bool(false),
        _ => Object::Null,
    }
}

/// `12 0 R`, of which the first number is read.
fn reference(number: i64, lexer: &mut Lexer<'_>) -> Option<Object> {
    let number = u32::try_from(number).ok()?;
    let mut ahead = lexer.clone();
    ahead.skip_blanks();
    // Most numbers are no references, and most of those are recognized without a token.
    ahead.rest().first().filter(|byte| byte.is_ascii_digit())?;
    let (Some(Token::Integer(_)), Some(Token::Word(b"R"))) = (ahead.next(), ahead.next()) else {
        return None;
    };
    lexer.at = ahead.at;
    Some(Object::Reference(number))
}
