//! Answers, collected in columns: the JSON of each, taken apart by the shapes of the schema.

use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeListArray, RecordBatch, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::ArrowError;
use serde_json::Value;

use super::schema::{ERROR, Named, Schema, Shape, struct_fields};

/// The answers of a block, in columns.
pub(crate) struct Columns {
    schema: &'static [Named],
    /// The ids of rows that come from JSON.
    ids: LargeStringBuilder,
    columns: Vec<Column>,
    /// What they are in the end.
    pub(super) batch: Result<RecordBatch, ArrowError>,
}

/// The values of a column, one for each row.
enum Column {
    Bool(Vec<Option<bool>>),
    Int(Vec<Option<i64>>),
    Float(Vec<Option<f64>>),
    Text(LargeStringBuilder),
    List { shape: &'static Shape, lengths: Vec<usize>, valid: Vec<bool>, items: Box<Column> },
    Struct { fields: &'static [Named], valid: Vec<bool>, columns: Vec<Column> },
}

impl Columns {
    pub(crate) fn new(Schema(schema): &Schema) -> Columns {
        let columns = schema.iter().chain([&ERROR]).map(|(_, shape)| Column::new(shape)).collect();
        let batch = Ok(RecordBatch::new_empty(Arc::new(arrow_schema::Schema::empty())));
        Columns { schema, ids: LargeStringBuilder::new(), columns, batch }
    }

    /// Adds an answer. What it has no field for is null.
    pub(crate) fn append(&mut self, id: &str, answer: &Value) {
        match serde_json::from_str(id) {
            Ok(Value::Null) => self.ids.append_null(),
            Ok(Value::String(id)) => self.ids.append_value(id),
            _ => self.ids.append_value(id),
        }
        let names = self.schema.iter().chain([&ERROR]).map(|(name, _)| name);
        for (name, column) in names.zip(&mut self.columns) {
            column.append(&answer[*name]);
        }
    }

    /// Makes a table of all that were added. Its ids are those of the table that the rows are from, else text: JSON as it
    /// was written, and strings without their quotes.
    pub(crate) fn finish(&mut self, ids: Option<ArrayRef>) {
        self.batch = self.table(ids);
    }

    fn table(&mut self, ids: Option<ArrayRef>) -> Result<RecordBatch, ArrowError> {
        let ids = ids.unwrap_or_else(|| Arc::new(self.ids.finish()));
        let schema = Schema(self.schema).with_ids(ids.data_type().clone());
        let mut arrays = vec![ids];
        for column in self.columns.drain(..) {
            arrays.push(column.finish()?);
        }
        RecordBatch::try_new(Arc::new(schema), arrays)
    }
}

impl Column {
    fn new(shape: &'static Shape) -> Column {
        match shape {
            Shape::Bool => Column::Bool(Vec::new()),
            Shape::Int => Column::Int(Vec::new()),
            Shape::Float => Column::Float(Vec::new()),
            Shape::Text => Column::Text(LargeStringBuilder::new()),
            Shape::List(item) => Column::List {
                shape: item,
                lengths: Vec::new(),
                valid: Vec::new(),
                items: Box::new(Column::new(item)),
            },
            Shape::Struct(fields) => Column::Struct {
                fields,
                valid: Vec::new(),
                columns: fields.iter().map(|(_, shape)| Column::new(shape)).collect(),
            },
        }
    }

    /// Adds a value, or null if it is of another kind. An array is a struct without names.
    fn append(&mut self, value: &Value) {
        match self {
            Column::Bool(values) => values.push(value.as_bool()),
            Column::Int(values) => values.push(value.as_i64()),
            Column::Float(values) => values.push(value.as_f64()),
            Column::Text(values) => values.append_option(value.as_str()),
            Column::List { lengths, valid, items, .. } => {
                let array = value.as_array();
                array.into_iter().flatten().for_each(|item| items.append(item));
                lengths.push(array.map_or(0, Vec::len));
                valid.push(array.is_some());
            }
            Column::Struct { fields, valid, columns } => {
                for (place, ((name, _), column)) in fields.iter().zip(columns).enumerate() {
                    column.append(if value.is_array() { &value[place] } else { &value[*name] });
                }
                valid.push(!value.is_null());
            }
        }
    }

    fn finish(self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Column::Bool(values) => Arc::new(BooleanArray::from(values)),
            Column::Int(values) => Arc::new(Int64Array::from(values)),
            Column::Float(values) => Arc::new(Float64Array::from(values)),
            Column::Text(mut values) => Arc::new(values.finish()),
            Column::List { shape, lengths, valid, items } => Arc::new(LargeListArray::try_new(
                shape.field("element"),
                OffsetBuffer::from_lengths(lengths),
                items.finish()?,
                Some(NullBuffer::from(valid)),
            )?),
            Column::Struct { fields, valid, columns } => Arc::new(StructArray::try_new(
                struct_fields(fields),
                columns.into_iter().map(Column::finish).collect::<Result<_, _>>()?,
                Some(NullBuffer::from(valid)),
            )?),
        })
    }
}
