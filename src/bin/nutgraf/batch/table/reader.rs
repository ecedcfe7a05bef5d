//! Rows of a Parquet file: row group by row group, in blocks of some rows, and only the columns that are needed.

use std::borrow::Cow;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use arrow_array::{Array, ArrayRef, RecordBatch, new_null_array};
use arrow_schema::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Compression;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};

use super::values::{self, Texts};
use crate::args::Rows;
use crate::batch::magic::has_parquet_name;
use crate::batch::record::Mark;
use crate::batch::resume::Skip;
use crate::batch::row::{Fields, Request, Row};

/// How many bytes a block should have, uncompressed. It has at least one row, and at most [`BLOCK_ROWS`].
const BLOCK_BYTES: u64 = 1 << 17;

/// Even where rows are short, this many are enough to keep a worker busy.
const BLOCK_ROWS: u64 = 1024;

/// Columns of text that a row may have beside its text, and whether they are lists; none if they may be both.
const COLUMNS: &[(&str, Option<bool>)] = &[
    ("documents", Some(true)),
    ("lang", Some(false)),
    ("title", Some(false)),
    ("format", Some(false)),
    ("focus", Some(false)),
    ("dates", Some(true)),
    ("keyphrase", None),
    ("synonyms", None),
];

/// Some rows of a file.
pub(crate) struct Table {
    batch: RecordBatch,
    /// The number of the first row, from 1.
    first: usize,
    /// How many rows an earlier run answered.
    skipped: usize,
    /// The share of the file that is one row, in bytes.
    row_bytes: f64,
    id: Option<usize>,
}

impl Table {
    pub(crate) fn size(&self) -> usize {
        self.batch.get_array_memory_size()
    }

    /// How many bytes of the file the skipped rows are, and the others.
    pub(crate) fn read(&self) -> (usize, usize) {
        let bytes = |rows: usize| (rows as f64 * self.row_bytes) as usize;
        (bytes(self.skipped), bytes(self.batch.num_rows() - self.skipped))
    }

    /// The ids of the first rows that are to be answered.
    pub(crate) fn ids(&self, count: usize) -> ArrayRef {
        match self.id {
            Some(column) => self.batch.column(column).slice(self.skipped, count),
            None => new_null_array(&DataType::Utf8, count),
        }
    }

    /// The rows to be answered.
    pub(crate) fn requests<'r>(&'r self, fields: Fields<'r>) -> impl Iterator<Item = Request<'r>> {
        let columns = self.columns(&fields);
        (self.skipped..self.batch.num_rows()).map(move |at| {
            let (id, row) = (self.id(at), row(&columns, at, &fields));
            let mark = Mark { sum: sum(&id, &row), is_torn: false };
            Request { number: self.first + at, id, row, mark }
        })
    }

    /// The columns that a row is read from, by their names.
    fn columns(&self, fields: &Fields<'_>) -> Vec<(&str, Texts<'_>)> {
        let schema = self.batch.schema_ref();
        let columns = schema.fields().iter().zip(self.batch.columns());
        let columns = columns.filter(|(field, _)| field.name() != fields.id);
        columns
            .filter_map(|(field, array)| Some((field.name().as_str(), Texts::new(array.as_ref())?)))
            .collect()
    }

    fn id(&self, at: usize) -> Cow<'static, str> {
        let id = self.id.and_then(|column| values::id(self.batch.column(column).as_ref(), at));
        id.unwrap_or("null".into())
    }
}

/// The check sum of a row: of its id and its texts.
fn sum(id: &str, row: &Result<Row<'_>>) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(id.as_bytes());
    for text in row.iter().flat_map(Row::texts) {
        hasher.update(text.as_ref().as_bytes());
    }
    hasher.finalize()
}

/// The row at a place. As in JSON, of two columns with texts the later counts, and null is none.
fn row<'r>(columns: &[(&str, Texts<'r>)], at: usize, fields: &Fields<'_>) -> Result<Row<'r>> {
    let mut row = Row::default();
    for (name, texts) in columns {
        let list = || texts.texts(at).with_context(|| format!("not a row: {name}"));
        let text = || texts.text(at).with_context(|| format!("not a row: {name}"));
        match *name {
            name if name == fields.text => row.texts = list()?.unwrap_or(row.texts),
            "documents" => row.texts = list()?.unwrap_or(row.texts),
            "lang" => row.lang = text()?,
            "title" => row.title = text()?,
            "format" => row.format = text()?,
            "focus" => row.focus = text()?,
            "dates" => row.dates = list()?.unwrap_or_default(),
            "keyphrase" => row.keyphrases = list()?.unwrap_or_default(),
            "synonyms" => row.synonyms = list()?.unwrap_or_default(),
            _ => {}
        }
    }
    row.checked(fields)
}

/// A Parquet file that is being read.
pub(crate) struct TableFile {
    name: String,
    reader: ParquetRecordBatchReader,
    /// The number of the next row.
    next: usize,
    row_bytes: f64,
}

impl TableFile {
    /// Opens a file and checks its columns. `is_new` if no row of it may be skipped.
    pub(crate) fn open(path: &Path, args: &Rows, is_new: bool) -> Result<TableFile> {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        if path.is_dir() {
            bail!("cannot read {name}: it is a directory: expected a file");
        }
        // Types are Parquet's own: what Arrow made of them elsewhere is of no use here.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
            .with_context(|| format!("cannot read {name} as Parquet"))?;
        let fields = Fields::new(args);
        let needs_json = !is_new || !args.output.as_deref().is_some_and(has_parquet_name);
        let wanted = wanted(builder.schema(), &fields, needs_json).with_context(|| name.clone())?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
        check_codecs(builder.metadata(), &mask).with_context(|| name.clone())?;
        let rows = block_rows(builder.metadata(), &mask);
        let row_bytes = bytes as f64 / builder.metadata().file_metadata().num_rows().max(1) as f64;
        let reader = builder.with_projection(mask).with_batch_size(rows).build();
        let reader = reader.with_context(|| format!("cannot read {name}"))?;
        Ok(TableFile { name, reader, next: 1, row_bytes })
    }

    /// Reads the next block; none at the end.
    pub(crate) fn read(&mut self, skip: &mut Skip, fields: &Fields<'_>) -> Result<Option<Table>> {
        let Some(batch) = self.reader.next() else { return Ok(None) };
        let batch = batch.with_context(|| format!("cannot read {}", self.name))?;
        let id = batch.schema_ref().index_of(fields.id).ok();
        let mut table = Table { batch, first: self.next, skipped: 0, row_bytes: self.row_bytes, id };
        self.next += table.batch.num_rows();
        let mut skipped = 0;
        if !skip.is_over() {
            let columns = table.columns(fields);
            while skipped < table.batch.num_rows() {
                let id = || table.id(skipped);
                if !skip.takes(id, || sum(&id(), &row(&columns, skipped, fields)))? {
                    break;
                }
                skipped += 1;
            }
        }
        table.skipped = skipped;
        Ok(Some(table))
    }
}

/// The columns to read, in the order of the file.
fn wanted(schema: &Schema, fields: &Fields<'_>, needs_json: bool) -> Result<Vec<usize>> {
    let mut wanted = Vec::new();
    let mut has_text = false;
    for (place, field) in schema.fields().iter().enumerate() {
        let (name, data_type) = (field.name().as_str(), field.data_type());
        if name == fields.id {
            if needs_json && !values::is_json(data_type) {
                bail!("the ids in the column {name} are {data_type}, expected text or numbers for JSON");
            }
            wanted.push(place);
            continue;
        }
        let is_list = match name == fields.text {
            true => Some(false),
            false => match COLUMNS.iter().find(|(known, _)| *known == name) {
                Some((_, is_list)) => *is_list,
                None => continue,
            },
        };
        let empty = new_null_array(data_type, 0);
        let found = Texts::new(empty.as_ref()).map(|texts| texts.is_list());
        if found.is_none() || is_list.is_some() && found != is_list {
            let expected = if is_list == Some(true) { "lists of text" } else { "text" };
            bail!("the column {name} is {data_type}, expected {expected}");
        }
        has_text |= name == fields.text || name == "documents";
        wanted.push(place);
    }
    match has_text {
        true => Ok(wanted),
        false => Err(no_text(schema, fields)),
    }
}

fn no_text(schema: &Schema, fields: &Fields<'_>) -> anyhow::Error {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let text = fields.text;
    anyhow!("no column {text} or documents, expected --text-field to name one of: {}", names.join(", "))
}

/// An error if a column is compressed in a way that is not read here: those whose code would be C.
fn check_codecs(metadata: &ParquetMetaData, mask: &ProjectionMask) -> Result<()> {
    for group in metadata.row_groups() {
        for column in included(group, mask) {
            match column.compression() {
                Compression::UNCOMPRESSED
                | Compression::SNAPPY
                | Compression::GZIP(_)
                | Compression::LZ4
                | Compression::LZ4_RAW => {}
                other => bail!(
                    "the column {} is compressed by {}, expected snappy, gzip, lz4 or nothing",
                    column.column_path().string(),
                    codec_name(other)
                ),
            }
        }
    }
    Ok(())
}

/// The columns of a row group that are read.
fn included<'g>(
    group: &'g RowGroupMetaData,
    mask: &'g ProjectionMask,
) -> impl Iterator<Item = &'g ColumnChunkMetaData> {
    let columns = group.columns().iter().enumerate();
    columns.filter(|(place, _)| mask.leaf_included(*place)).map(|(_, column)| column)
}

fn codec_name(codec: Compression) -> String {
    let name = codec.to_string();
    name.split('(').next().unwrap_or(&name).to_ascii_lowercase()
}

/// How many rows are a block: by the row group that has the longest ones.
fn block_rows(metadata: &ParquetMetaData, mask: &ProjectionMask) -> usize {
    let rows_of_block = |group: &RowGroupMetaData| {
        let bytes: i64 = included(group, mask).map(ColumnChunkMetaData::uncompressed_size).sum();
        BLOCK_BYTES * group.num_rows().max(0) as u64 / bytes.max(1) as u64
    };
    let rows = metadata.row_groups().iter().map(rows_of_block).min().unwrap_or(1);
    rows.clamp(1, BLOCK_ROWS) as usize
}
