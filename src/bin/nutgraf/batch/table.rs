//! Rows and answers as Parquet. Columns are called as the fields of JSON are; what would not be there in JSON is null.
//!
//! Types are those of Parquet, whatever types of Arrow the file's writer had in mind: text is text, whether its writer
//! held it in a dictionary or not.

mod column;
mod reader;
mod schema;
mod values;
mod writer;

pub(super) use column::Columns;
pub(super) use reader::{Table, TableFile};
pub(super) use schema::Schema;
pub(super) use writer::Writer;
