//! Columns of text as Arrow has them, read row by row without copying.
//!
//! What an engine calls a string is not always UTF-8: Spark casts bytes to strings as they are. So strings are looked at as
//! bytes, and each row is checked.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::DataType;

use crate::error::Problem;

/// A column of strings.
pub(crate) enum Column {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    /// All rows are null.
    Nothing,
    Lists(Box<Lists>),
    /// Each distinct string once.
    Dictionary(Box<Dictionary>),
}

/// A column of numbers that stand for strings.
pub(crate) struct Dictionary {
    values: Column,
    keys: Vec<usize>,
    nulls: Option<NullBuffer>,
}

/// A column of lists of strings.
pub(crate) struct Lists {
    values: Column,
    offsets: Offsets,
    nulls: Option<NullBuffer>,
}

enum Offsets {
    Small(OffsetBuffer<i32>),
    Large(OffsetBuffer<i64>),
}

impl Column {
    /// Reads a column.
    ///
    /// # Errors
    ///
    /// If it is neither of strings, nor of bytes, nor of lists of them.
    pub(crate) fn new(name: &str, array: &ArrayRef) -> Result<Column, Problem> {
        Ok(match array.data_type() {
            DataType::Utf8 => Column::Small(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Column::Large(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Column::View(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Column::Small(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Column::Large(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Column::View(array.as_binary_view().clone()),
            DataType::Null => Column::Nothing,
            DataType::List(_) => {
                let lists = array.as_list::<i32>();
                Column::lists(name, lists.values(), Offsets::Small(lists.offsets().clone()), lists.nulls())?
            }
            DataType::LargeList(_) => {
                let lists = array.as_list::<i64>();
                Column::lists(name, lists.values(), Offsets::Large(lists.offsets().clone()), lists.nulls())?
            }
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                match Column::new(name, dictionary.values())? {
                    Column::Lists(_) | Column::Dictionary(_) => return Err(unexpected(name, array)),
                    values => Column::Dictionary(Box::new(Dictionary {
                        // Of no values there are no keys that could be put in order.
                        keys: match dictionary.values().is_empty() {
                            true => Vec::new(),
                            false => dictionary.normalized_keys(),
                        },
                        nulls: dictionary.keys().nulls().cloned(),
                        values,
                    })),
                }
            }
            _ => return Err(unexpected(name, array)),
        })
    }

    fn lists(
        name: &str,
        values: &ArrayRef,
        offsets: Offsets,
        nulls: Option<&NullBuffer>,
    ) -> Result<Column, Problem> {
        match Column::new(name, values)? {
            Column::Lists(_) => Err(unexpected(name, values)),
            values => Ok(Column::Lists(Box::new(Lists { values, offsets, nulls: nulls.cloned() }))),
        }
    }

    /// The one string of a row, if it is not null.
    pub(crate) fn one(&self, row: usize) -> Result<Option<&str>, Problem> {
        let mut strings = self.strings(row)?;
        match strings.len() {
            0 | 1 => Ok(strings.pop()),
            several => Err(Problem::new(format!("expected one string, not a list of {several}"))),
        }
    }

    /// The strings of a row: none if it is null, one if it is no list. Nulls in a list are left out.
    pub(crate) fn strings(&self, row: usize) -> Result<Vec<&str>, Problem> {
        let (values, rows) = match self {
            Column::Lists(lists) => (&lists.values, lists.rows(row)),
            _ => (self, row..row + 1),
        };
        rows.filter_map(|row| values.bytes(row)).map(text).collect()
    }

    /// How many bytes the strings of a row have.
    pub(crate) fn size(&self, row: usize) -> usize {
        match self {
            Column::Lists(lists) => {
                lists.rows(row).filter_map(|row| lists.values.bytes(row)).map(<[u8]>::len).sum()
            }
            _ => self.bytes(row).map_or(0, <[u8]>::len),
        }
    }

    fn bytes(&self, row: usize) -> Option<&[u8]> {
        match self {
            Column::Small(array) => array.is_valid(row).then(|| array.value(row)),
            Column::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Column::View(array) => array.is_valid(row).then(|| array.value(row)),
            Column::Dictionary(dictionary) => {
                let is_null = dictionary.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
                dictionary.keys.get(row).filter(|_| !is_null).and_then(|key| dictionary.values.bytes(*key))
            }
            Column::Nothing | Column::Lists(_) => None,
        }
    }
}

impl Lists {
    fn rows(&self, row: usize) -> Range<usize> {
        if self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return 0..0;
        }
        match &self.offsets {
            Offsets::Small(offsets) => offsets[row] as usize..offsets[row + 1] as usize,
            Offsets::Large(offsets) => offsets[row] as usize..offsets[row + 1] as usize,
        }
    }
}

fn unexpected(name: &str, array: &ArrayRef) -> Problem {
    Problem::new(format!("column \"{name}\" is of {}: expected strings, or lists of them", array.data_type()))
}

fn text(bytes: &[u8]) -> Result<&str, Problem> {
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Problem::new(format!("byte 0x{:02X} at offset {at} of the text is not UTF-8", bytes[at]))
    })
}
