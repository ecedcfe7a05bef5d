//! A Parquet file of answers. It is written beside its name, which it gets when it is whole.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use arrow_array::RecordBatch;
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use tempfile::NamedTempFile;

use super::Columns;
use super::schema::Schema;
use crate::batch::resume::refuse_answers;
use crate::output::Target;

/// How many bytes of answers are held before they are written as a row group.
const ROW_GROUP_BYTES: usize = 32 << 20;

/// What writes a file whose name is not taken.
pub(crate) struct Writer {
    path: String,
    target: Target,
    /// The file as long as it is not whole. It is removed when it is dropped.
    beside: Option<NamedTempFile>,
    schema: Schema,
    /// It is there from the first answers on, which say of what type ids are.
    open: Option<(ArrowWriter<File>, DataType)>,
}

impl Writer {
    pub(crate) fn new(path: &Path, Schema(schema): &Schema) -> Result<Writer> {
        let target = Target::new(path)?;
        let path = path.display().to_string();
        Ok(Writer { path, target, beside: None, schema: Schema(schema), open: None })
    }

    pub(crate) fn write(&mut self, columns: &mut Columns) -> Result<()> {
        let empty = RecordBatch::new_empty(Arc::new(arrow_schema::Schema::empty()));
        let batch = std::mem::replace(&mut columns.batch, Ok(empty))?;
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let ids = batch.column(0).data_type().clone();
        let path = self.path.clone();
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
                let mut create = || -> Result<ArrowWriter<File>> {
                    let properties = WriterProperties::builder()
                        .set_compression(Compression::SNAPPY)
                        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
                        .build();
                    // Large text and lists are Arrow's, and nothing to readers.
                    let options =
                        ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
                    let schema = Arc::new(self.schema.with_ids(ids.clone()));
                    let file = self.beside.insert(self.target.temporary()?).reopen()?;
                    Ok(ArrowWriter::try_new_with_options(file, schema, options)?)
                };
                (create().with_context(|| format!("cannot write {}", self.path))?, ids)
            }
        };
        Ok(self.open.insert(open))
    }

    /// Gives the file its name. Without any answer it has no rows.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.open(DataType::LargeUtf8)?;
        let (Some((writer, _)), Some(beside)) = (self.open.take(), self.beside.take()) else { return Ok(()) };
        // Another run may have written it since.
        refuse_answers(self.target.path())?;
        let close = || -> Result<()> {
            writer.close()?;
            Ok(self.target.persist(beside)?)
        };
        close().with_context(|| format!("cannot write {}", self.path))
    }
}
