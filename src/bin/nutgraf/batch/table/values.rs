//! What rows are made of, read from the columns of a table.

use std::borrow::Cow;

use anyhow::{Result, anyhow};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, BinaryArray, ListArray, StringArray};
use arrow_schema::DataType;
use serde::Serialize;

use crate::batch::row::Text;

/// A column of text, or of lists of text.
pub(super) enum Texts<'t> {
    Utf8(&'t StringArray),
    /// Text of writers that do not say that it is.
    Binary(&'t BinaryArray),
    List(&'t ListArray, Box<Texts<'t>>),
}

impl<'t> Texts<'t> {
    /// None if it holds something else.
    pub(super) fn new(array: &'t dyn Array) -> Option<Texts<'t>> {
        match array.data_type() {
            DataType::Utf8 => array.as_string_opt().map(Texts::Utf8),
            DataType::Binary => array.as_binary_opt().map(Texts::Binary),
            DataType::List(_) => {
                let list: &ListArray = array.as_list_opt()?;
                let items = Texts::new(list.values().as_ref())?;
                (!matches!(items, Texts::List(..))).then(|| Texts::List(list, Box::new(items)))
            }
            _ => None,
        }
    }

    /// Whether its values are lists.
    pub(super) fn is_list(&self) -> bool {
        matches!(self, Texts::List(..))
    }

    /// The text at a place; none if it is null or a list.
    pub(super) fn text(&self, at: usize) -> Result<Option<Cow<'t, str>>> {
        match self {
            Texts::Utf8(array) if array.is_valid(at) => Ok(Some(array.value(at).into())),
            Texts::Binary(array) if array.is_valid(at) => {
                let bytes = array.value(at);
                let text = str::from_utf8(bytes).map_err(|error| {
                    let at = error.valid_up_to();
                    anyhow!("byte 0x{:02X} at offset {at} is not UTF-8", bytes[at])
                })?;
                Ok(Some(text.into()))
            }
            _ => Ok(None),
        }
    }

    /// The texts of a list at a place, or the one text; none if it is null.
    pub(super) fn texts(&self, at: usize) -> Result<Option<Vec<Text<'t>>>> {
        let Texts::List(list, items) = self else {
            return Ok(self.text(at)?.map(|text| vec![Text(text)]));
        };
        if list.is_null(at) {
            return Ok(None);
        }
        let offsets = list.value_offsets();
        let places = offsets[at] as usize..offsets[at + 1] as usize;
        let text =
            |place| items.text(place)?.map(Text).ok_or_else(|| anyhow!("null in a list, expected text"));
        places.map(text).collect::<Result<_>>().map(Some)
    }
}

/// The id at a place as JSON, null where it is null; none if its type has no like in JSON.
pub(super) fn id(array: &dyn Array, at: usize) -> Option<Cow<'static, str>> {
    fn json(value: impl Serialize) -> Option<Cow<'static, str>> {
        serde_json::to_string(&value).ok().map(Cow::Owned)
    }
    macro_rules! number {
        ($type:ty) => {
            json(array.as_primitive_opt::<$type>()?.value(at))
        };
    }
    if !is_json(array.data_type()) {
        return None;
    }
    if array.is_null(at) {
        return Some("null".into());
    }
    match array.data_type() {
        DataType::Boolean => json(array.as_boolean_opt()?.value(at)),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Utf8 => json(array.as_string_opt::<i32>()?.value(at)),
        _ => json(String::from_utf8_lossy(array.as_binary_opt::<i32>()?.value(at))),
    }
}

/// Whether ids of a type can be written as JSON.
pub(super) fn is_json(data_type: &DataType) -> bool {
    data_type.is_integer()
        || matches!(
            data_type,
            DataType::Boolean | DataType::Float32 | DataType::Float64 | DataType::Utf8 | DataType::Binary
        )
}
