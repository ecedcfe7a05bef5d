//! A Parquet file of answers. It is written beside its name, which it gets when it is whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use arrow_array::RecordBatch;
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::Columns;
use super::schema::Schema;
use crate::output;

/// How many bytes of answers are held before they are written as a row group.
const ROW_GROUP_BYTES: usize = 32 << 20;

/// What writes a file whose name is not taken.
pub(crate) struct Writer {
    path: PathBuf,
    beside: PathBuf,
    schema: Schema,
    /// It is there from the first answers on, which say of what type ids are.
    open: Option<(ArrowWriter<File>, DataType)>,
}

impl Writer {
    pub(crate) fn new(path: &Path, Schema(schema): &Schema) -> Writer {
        Writer { path: path.into(), beside: output::beside(path), schema: Schema(schema), open: None }
    }

    pub(crate) fn write(&mut self, columns: &mut Columns) -> Result<()> {
        let empty = RecordBatch::new_empty(Arc::new(arrow_schema::Schema::empty()));
        let batch = std::mem::replace(&mut columns.batch, Ok(empty))?;
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let ids = batch.column(0).data_type().clone();
        let path = self.path.display().to_string();
        let (writer, first) = self.open(ids.clone())?;
        if *first != ids {
            bail!(
                "cannot write {path}: ids are {first} in the first file and {ids} in another, expected one type"
            );
        }
        writer.write(&batch).with_context(|| format!("cannot write {path}"))
    }

    fn open(&mut self, ids: DataType) -> Result<&mut (ArrowWriter<File>, DataType)> {
        let open = match self.open.take() {
            Some(open) => open,
            None => {
                let create = || -> Result<ArrowWriter<File>> {
                    let properties = WriterProperties::builder()
                        .set_compression(Compression::SNAPPY)
                        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
                        .build();
                    // Large text and lists are Arrow's, and nothing to readers.
                    let options =
                        ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
                    let schema = Arc::new(self.schema.with_ids(ids.clone()));
                    let file = File::create_new(&self.beside)?;
                    Ok(ArrowWriter::try_new_with_options(file, schema, options)?)
                };
                (create().with_context(|| format!("cannot write {}", self.path.display()))?, ids)
            }
        };
        Ok(self.open.insert(open))
    }

    /// Gives the file its name. Without any answer it has no rows.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.open(DataType::LargeUtf8)?;
        let Some((writer, _)) = self.open.take() else { return Ok(()) };
        let close = || -> Result<()> {
            writer.close()?;
            Ok(fs::rename(&self.beside, &self.path)?)
        };
        close().with_context(|| format!("cannot write {}", self.path.display()))
    }
}

impl Drop for Writer {
    /// Leaves no half file behind; after `finish` there is none.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}
