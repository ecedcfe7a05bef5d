//! Tables in Arrow: read from whatever exports them, and exported to whatever reads them.
//!
//! They are exported here and not by pyo3-arrow, since that can cast to any type on the way, which nobody asks for and which
//! takes a third of the wheel.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowSchema, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    Array, ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray,
    StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::input::AnyArray;

use crate::error::Problem;

/// What was given: batches of columns with names, or of one column without.
pub(crate) struct Given {
    pub(crate) field: FieldRef,
    pub(crate) batches: Vec<ArrayRef>,
}

impl Given {
    /// Reads all that an object exports through the Arrow PyCapsule interface.
    pub(crate) fn read(data: &Bound<'_, PyAny>) -> PyResult<Given> {
        if !data.hasattr("__arrow_c_array__")? && !data.hasattr("__arrow_c_stream__")? {
            let kind = data.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "expected a table or column that exports Arrow, as those of pyarrow, polars and duckdb do, not {kind}"
            )));
        }
        let reader = data.extract::<AnyArray>()?.into_reader()?;
        let field = reader.field();
        // A reader may be a running query, which may need the interpreter's lock in another thread.
        let batches = data.py().detach(|| reader.collect::<Result<Vec<_>, _>>());
        let batches = batches.map_err(|error| Problem::new(format!("cannot read the data: {error}")))?;
        Ok(Given { field, batches })
    }

    /// Whether it has columns with names.
    pub(crate) fn has_names(&self) -> bool {
        matches!(self.field.data_type(), DataType::Struct(_))
    }

    /// The place and field of a column.
    pub(crate) fn find(&self, name: &str) -> Result<(usize, FieldRef), Problem> {
        let DataType::Struct(fields) = self.field.data_type() else { return Ok((0, self.field.clone())) };
        let found = fields.find(name).map(|(place, field)| (place, field.clone()));
        found.ok_or_else(|| {
            let names: Vec<String> = fields.iter().map(|field| format!("\"{}\"", field.name())).collect();
            Problem::new(format!("no column \"{name}\": expected one of {}", names.join(", ")))
        })
    }

    /// A column of a batch: the batch itself, if it has no names.
    pub(crate) fn column(&self, batch: &ArrayRef, place: usize) -> ArrayRef {
        match batch.as_struct_opt() {
            Some(columns) => columns.column(place).clone(),
            None => batch.clone(),
        }
    }
}

/// Columns of answers, a row for each row that was given.
///
/// It exports Arrow to whatever reads it: `pyarrow.table(answers)`, `polars.DataFrame(answers)`, and a query of DuckDB that
/// names it.
#[pyclass(frozen, module = "nutgraf.arrow")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Table {
        Table { schema, batches }
    }
}

#[pymethods]
impl Table {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(unexported)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// Another schema than it has may be asked for, but need not be given.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        let whole = arrow_select::concat::concat_batches(&self.schema, &self.batches).map_err(unexported)?;
        let (array, schema) = to_ffi(&StructArray::from(whole).to_data()).map_err(unexported)?;
        let schema = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
        Ok((schema, PyCapsule::new_with_value(py, array, c"arrow_array")?))
    }

    /// The same as a table of pyarrow, which has to be installed.
    fn to_pyarrow<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The same as a data frame of Polars, which has to be installed.
    fn to_polars<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The same as a data frame of pandas, which has to be installed, and pyarrow.
    fn to_pandas<'py>(slf: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
        Table::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("Table(columns={:?}, rows={})", self.column_names(), self.num_rows())
    }
}

fn unexported(error: ArrowError) -> Problem {
    Problem::new(format!("cannot export the answers: {error}"))
}

/// A column that is on its way into a batch.
pub(crate) type Named = (FieldRef, ArrayRef);

/// A column; its rows may be null.
pub(crate) fn named(name: &str, array: ArrayRef) -> Named {
    (Arc::new(Field::new(name, array.data_type().clone(), true)), array)
}

/// A column of strings. Offsets into it have 32 bits, since some engines read no others.
pub(crate) fn strings<'s>(
    name: &str,
    rows: impl Iterator<Item = Option<&'s str>> + Clone,
) -> Result<Named, Problem> {
    let bytes: usize = rows.clone().flatten().map(str::len).sum();
    if i32::try_from(bytes).is_err() {
        return Err(Problem::new(format!(
            "{bytes} bytes of \"{name}\": expected a batch with 2 GiB or less of answers"
        )));
    }
    Ok(named(name, Arc::new(StringArray::from_iter(rows))))
}

/// A column of lists of rows with names: `lengths` has that of each list, or nothing where a row is null.
pub(crate) fn lists(name: &str, columns: Vec<Named>, lengths: &[Option<usize>]) -> Named {
    let (fields, arrays): (Vec<FieldRef>, Vec<ArrayRef>) = columns.into_iter().unzip();
    let structs = StructArray::new(Fields::from(fields), arrays, None);
    let item = Arc::new(Field::new("item", structs.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths(lengths.iter().map(|length| length.unwrap_or(0)));
    let nulls = NullBuffer::from_iter(lengths.iter().map(Option::is_some));
    named(name, Arc::new(arrow_array::ListArray::new(item, offsets, Arc::new(structs), Some(nulls))))
}

/// A column of what each answer has.
pub(crate) fn text<A>(name: &str, answers: &[Option<A>], of: impl Fn(&A) -> &str) -> Result<Named, Problem> {
    let rows: Vec<Option<&str>> = answers.iter().map(|answer| answer.as_ref().map(&of)).collect();
    strings(name, rows.iter().copied())
}

pub(crate) fn places(name: &str, rows: impl Iterator<Item = usize>) -> Named {
    named(name, Arc::new(Int64Array::from_iter_values(rows.map(|place| place as i64))))
}

pub(crate) fn floats(name: &str, rows: impl Iterator<Item = Option<f64>>) -> Named {
    named(name, Arc::new(Float64Array::from_iter(rows)))
}

pub(crate) fn counts(name: &str, rows: impl Iterator<Item = usize>) -> Named {
    numbers(name, rows.map(Some))
}

/// Small numbers. One that has no room counts as the largest there is.
pub(crate) fn numbers(name: &str, rows: impl Iterator<Item = Option<usize>>) -> Named {
    let small = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let array: ArrayRef = Arc::new(Int32Array::from_iter(rows.map(|number| number.map(small))));
    named(name, array)
}
