//! Parquet in and out of `nutgraf batch`, held against the answers in JSON, which `cli.rs` and `batch.rs` test.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array,
    Int64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray, UInt64Array,
};
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, GzipLevel};
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value, json};

const TASKS: [&str; 4] = ["sentences", "summarize", "keywords", "audit"];

fn batch(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.arg("batch").args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a run prints, how it ends, and what it complains of.
fn run(args: &[&str]) -> (String, Option<i32>, String) {
    let Output { status, stdout, stderr } = batch(args).output().expect("the program starts");
    (String::from_utf8(stdout).unwrap(), status.code(), String::from_utf8(stderr).unwrap())
}

/// A folder of one test, removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("nutgraf-parquet-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Writes columns, in row groups of three rows.
    fn table(&self, name: &str, columns: Vec<(&str, ArrayRef)>, codec: Compression) -> String {
        let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)));
        let batch = batch.unwrap();
        let properties =
            WriterProperties::builder().set_max_row_group_row_count(Some(3)).set_compression(codec).build();
        let file = File::create(self.path(name)).unwrap();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        self.path(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Rows that use every field, some of them broken.
fn rows() -> Vec<Value> {
    let wall = fs::read_to_string("corpora/flood-wall.txt").expect("tests run in the root of the package");
    let bread = fs::read_to_string("tests/cmd/files/bread.md").unwrap();
    vec![
        json!({ "id": 1, "text": wall }),
        json!({ "id": 2, "text": bread, "format": "markdown", "keyphrase": ["bread"], "synonyms": ["loaf"] }),
        json!({ "id": 2, "text": "Der Damm ist hoch. Er hält.", "lang": "de", "title": "Der Damm" }),
        json!({ "id": 4 }),
        json!({ "text": wall, "focus": "\"the council\" -river" }),
        json!({ "id": 6, "documents": [wall, "A late word. It is short."], "dates": ["2026-02-01", "2026-01-01"] }),
        json!({ "id": 7, "text": "Odd.", "format": "novel" }),
        json!({ "id": 8, "text": "" }),
        json!({ "id": 9, "documents": ["One.", "Two."], "dates": ["2026-01-01"] }),
    ]
}

fn jsonl(rows: &[Value]) -> String {
    rows.iter().map(|row| row.to_string() + "\n").collect()
}

fn strings(rows: &[Value], name: &str) -> ArrayRef {
    Arc::new(rows.iter().map(|row| row[name].as_str()).collect::<StringArray>())
}

fn lists(rows: &[Value], name: &str) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for row in rows {
        let list = row[name].as_array();
        lists.append_option(list.map(|list| list.iter().map(Value::as_str)));
    }
    Arc::new(lists.finish())
}

/// The same rows as columns, and some that are of no use.
fn columns(rows: &[Value]) -> Vec<(&'static str, ArrayRef)> {
    let ids: Int64Array = rows.iter().map(|row| row["id"].as_i64()).collect();
    vec![
        ("unused", Arc::new(BooleanArray::from(vec![true; rows.len()]))),
        ("id", Arc::new(ids)),
        ("text", strings(rows, "text")),
        ("documents", lists(rows, "documents")),
        ("lang", strings(rows, "lang")),
        ("title", strings(rows, "title")),
        ("format", strings(rows, "format")),
        ("focus", strings(rows, "focus")),
        ("dates", lists(rows, "dates")),
        ("keyphrase", lists(rows, "keyphrase")),
        ("synonyms", lists(rows, "synonyms")),
    ]
}

/// The rows of a file as JSON, without what is null, and the type of each column.
fn table(path: &str) -> (Vec<Value>, Vec<(String, DataType)>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let fields = reader.schema().fields().iter();
    let types = fields.map(|field| (field.name().clone(), field.data_type().clone())).collect();
    let mut rows = Vec::new();
    for batch in reader.build().unwrap() {
        let batch: ArrayRef = Arc::new(arrow_array::StructArray::from(batch.unwrap()));
        rows.extend((0..batch.len()).map(|at| value(batch.as_ref(), at)));
    }
    (rows, types)
}

fn value(array: &dyn Array, at: usize) -> Value {
    if array.is_null(at) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Boolean => array.as_boolean().value(at).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(at).into(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(at).into(),
        DataType::Utf8 => array.as_string::<i32>().value(at).into(),
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(at);
            (0..items.len()).map(|at| value(items.as_ref(), at)).collect()
        }
        DataType::Struct(fields) => {
            let fields = fields.iter().zip(array.as_struct().columns());
            let fields = fields.map(|(field, column)| (field.name().clone(), value(column.as_ref(), at)));
            Value::Object(fields.filter(|(_, value)| !value.is_null()).collect())
        }
        other => panic!("a column of {other}"),
    }
}

/// An answer in JSON as a table has it: without nulls, and with names for the ends of spans.
fn as_in_table(answer: Value) -> Value {
    match answer {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| match name.as_str() {
                "spans" => {
                    let spans = value.as_array().unwrap().iter();
                    (name, spans.map(|span| json!({ "start": span[0], "end": span[1] })).collect())
                }
                _ => (name, as_in_table(value)),
            });
            Value::Object(fields.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(as_in_table).collect(),
        other => other,
    }
}

fn answers(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| as_in_table(serde_json::from_str(line).unwrap())).collect()
}

#[test]
fn answers_are_the_same_from_and_to_either_format() {
    let folder = Folder::new("formats");
    let rows = rows();
    let (lines, out) = (folder.path("in.jsonl"), folder.path("out.parquet"));
    fs::write(&lines, jsonl(&rows)).unwrap();
    let input = folder.table("in.parquet", columns(&rows), Compression::SNAPPY);
    for task in TASKS {
        let (expected, status, complaint) = run(&[task, &lines]);
        assert_eq!((status, complaint.as_str()), (Some(1), ""));
        // A row's number is that of its line here.
        assert_eq!(run(&[task, &input]), (expected.clone(), Some(1), String::new()), "{task}");

        assert_eq!(
            run(&[task, &input, "--output", &out, "--jobs", "2"]),
            (String::new(), Some(1), String::new())
        );
        let (found, types) = table(&out);
        assert_eq!(found, answers(&expected), "{task}");
        assert_eq!(types[0], ("id".to_string(), DataType::Int64));
        fs::remove_file(&out).unwrap();

        assert_eq!(run(&[task, &lines, "--output", &out]), (String::new(), Some(1), String::new()));
        let (found, types) = table(&out);
        let mut texts = answers(&expected);
        for answer in texts.iter_mut().filter(|answer| answer["id"].is_number()) {
            answer["id"] = answer["id"].to_string().into();
        }
        assert_eq!(found, texts, "{task}");
        assert_eq!(types[0], ("id".to_string(), DataType::Utf8));
        fs::remove_file(&out).unwrap();
    }
}

/// What text, ids and names may be, told by one task.
#[test]
fn columns_may_have_many_types() {
    let folder = Folder::new("types");
    let texts = ["One. Two.", "Drei.", ""];
    let answers = |ids: [&str; 3]| {
        let [a, b, c] = ids;
        format!(
            "{{\"id\":{a},\"spans\":[[0,4],[5,9]]}}\n{{\"id\":{b},\"spans\":[[0,5]]}}\n{{\"id\":{c},\"spans\":[]}}\n"
        )
    };
    let of = |name: &str, id: ArrayRef, text: ArrayRef, codec| {
        let input = folder.table(name, vec![("t", text), ("i", id)], codec);
        run(&["sentences", "--text-field", "t", "--id-field", "i", &input])
    };
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![-1, 0, 7]));
    let numbered = answers(["-1", "0", "7"]);
    let gzip = Compression::GZIP(GzipLevel::default());
    for (array, codec) in [
        (Arc::new(StringArray::from_iter_values(texts)) as ArrayRef, Compression::UNCOMPRESSED),
        (Arc::new(LargeStringArray::from_iter_values(texts)), gzip),
        (Arc::new(StringViewArray::from_iter_values(texts)), Compression::LZ4_RAW),
        (Arc::new(BinaryArray::from_iter_values(texts)), Compression::LZ4),
        (Arc::new(texts.into_iter().collect::<DictionaryArray<Int32Type>>()), Compression::SNAPPY),
    ] {
        assert_eq!(
            of("in.parquet", numbers.clone(), array, codec),
            (numbered.clone(), Some(0), String::new())
        );
    }
    let text: ArrayRef = Arc::new(StringArray::from_iter_values(texts));
    for (ids, expected) in [
        (
            Arc::new(StringArray::from(vec![Some("a\"b"), None, Some("")])) as ArrayRef,
            ["\"a\\\"b\"", "null", "\"\""],
        ),
        (Arc::new(UInt64Array::from(vec![u64::MAX, 0, 1])), ["18446744073709551615", "0", "1"]),
        (Arc::new(Float64Array::from(vec![0.5, f64::NAN, 1.0])), ["0.5", "null", "1.0"]),
        (Arc::new(BooleanArray::from(vec![true, false, true])), ["true", "false", "true"]),
    ] {
        // By its name or by its first bytes.
        for name in ["in.parquet", "rows"] {
            let found = of(name, ids.clone(), text.clone(), Compression::SNAPPY);
            assert_eq!(found, (answers(expected), Some(0), String::new()));
        }
    }
}

#[test]
fn ids_of_any_type_go_through_a_table() {
    let folder = Folder::new("ids");
    let text: ArrayRef = Arc::new(StringArray::from(vec!["One.", "Two."]));
    let dates: ArrayRef = Arc::new(Date32Array::from(vec![1, 2]));
    let input = folder.table("in.parquet", vec![("id", dates), ("text", text.clone())], Compression::SNAPPY);
    let out = folder.path("out.parquet");
    assert_eq!(run(&["sentences", &input, "-o", &out]).1, Some(0));
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&out).unwrap()).unwrap();
    assert_eq!(reader.schema().field(0).data_type(), &DataType::Date32);
    let refused =
        format!("error: {input}: the ids in the column id are Date32, expected text or numbers for JSON\n");
    assert_eq!(run(&["sentences", &input]), (String::new(), Some(2), refused));
    // Without ids they are null; two types do not go into one column.
    let other = folder.table("none.parquet", vec![("text", text)], Compression::SNAPPY);
    assert!(run(&["sentences", &other]).0.starts_with("{\"id\":null,\"spans\":[[0,4]]}\n"));
    fs::remove_file(&out).unwrap();
    let (_, status, complaint) = run(&["sentences", &input, &other, "-o", &out]);
    let expected = format!(
        "error: cannot write {out}: ids are Date32 in the first file and Utf8 in another, expected one type\n"
    );
    assert_eq!((status, complaint), (Some(2), expected));
    assert_eq!(folder.names(), ["in.parquet", "none.parquet"], "no half file is left");
    // No rows make a table without rows.
    fs::write(folder.path("empty.jsonl"), "\n").unwrap();
    assert_eq!(run(&["sentences", &folder.path("empty.jsonl"), "-o", &out]).1, Some(0));
    let (found, types) = table(&out);
    assert_eq!((found.len(), types.len()), (0, 3));
}

#[test]
fn what_is_wrong_with_a_row_or_a_file_is_said() {
    let folder = Folder::new("wrong");
    let bytes: ArrayRef = Arc::new(BinaryArray::from_iter_values([b"One." as &[u8], b"a\xff"]));
    let input = folder.table("bytes.parquet", vec![("text", bytes)], Compression::SNAPPY);
    let (found, status, _) = run(&["sentences", &input]);
    let message = "not a row: text: byte 0xFF at offset 1 is not UTF-8";
    let expected = json!({ "id": null, "error": { "line": 2, "message": message } });
    assert_eq!(status, Some(1));
    assert_eq!(found.lines().nth(1).map(|line| serde_json::from_str(line).unwrap()), Some(expected));

    let refused = |args: &[&str], complaint: String| {
        let expected = (String::new(), Some(2), format!("error: {complaint}\n"));
        assert_eq!(run(&[&["sentences"], args].concat()), expected);
    };
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    let text: ArrayRef = Arc::new(StringArray::from(vec!["One."]));
    let path =
        folder.table("a.parquet", vec![("body", text.clone()), ("n", numbers.clone())], Compression::SNAPPY);
    refused(
        &[&path],
        format!("{path}: no column text or documents, expected --text-field to name one of: body, n"),
    );
    let path = folder.table("b.parquet", vec![("text", numbers)], Compression::SNAPPY);
    refused(&[&path], format!("{path}: the column text is Int32, expected text"));
    let path =
        folder.table("c.parquet", vec![("text", text.clone()), ("dates", text.clone())], Compression::SNAPPY);
    refused(&[&path], format!("{path}: the column dates is Utf8, expected lists of text"));
    let path = "tests/parquet/zstd.parquet";
    refused(
        &[path],
        format!("{path}: the column id is compressed by zstd, expected snappy, gzip, lz4 or nothing"),
    );
    let path = folder.path("half.parquet");
    fs::write(&path, &fs::read(&input).unwrap()[..200]).unwrap();
    assert!(run(&["sentences", &path]).2.starts_with(&format!("error: cannot read {path} as Parquet: ")));

    let mut piped = batch(&["sentences"]);
    let ran = piped.stdin(File::open(&input).unwrap()).output().unwrap();
    let complaint = "error: cannot read standard input: Parquet is read from its end, expected a file rather than a pipe\n";
    assert_eq!((ran.status.code(), String::from_utf8(ran.stderr).unwrap()), (Some(2), complaint.to_string()));

    let out = folder.path("out.parquet");
    fs::write(&out, "x").unwrap();
    refused(&[&input, "-o", &out], format!("{out} is not empty: expected another file"));
    refused(
        &[&input, "-o", &out, "--resume"],
        format!(
            "cannot resume {out}: a Parquet file cannot be continued, expected --resume-after and another file"
        ),
    );
}

/// Bytes that are changed anywhere make an error or answers, never a panic.
#[test]
fn a_broken_file_is_an_error() {
    let folder = Folder::new("broken");
    let rows = rows();
    let input = folder.table("in.parquet", columns(&rows[1..4]), Compression::UNCOMPRESSED);
    let whole = fs::read(&input).unwrap();
    let path = folder.path("broken.parquet");
    for at in (4..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[at..(at + 3).min(whole.len())].fill(0xA5);
        fs::write(&path, &bytes).unwrap();
        let (_, status, complaint) = run(&["sentences", &path]);
        assert!(matches!(status, Some(0..=2)), "{at}: {complaint}");
        assert!(!complaint.contains("panicked"), "{at}: {complaint}");
    }
}

#[test]
fn a_run_over_tables_is_continued() {
    let folder = Folder::new("resume");
    let rows = rows();
    let files = [
        folder.table("a.parquet", columns(&rows), Compression::SNAPPY),
        folder.table("b.parquet", columns(&rows), Compression::SNAPPY),
    ];
    let (a, b, out) = (files[0].as_str(), files[1].as_str(), folder.path("out.jsonl"));
    let whole = run(&["sentences", a, b]).0;
    let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    for (rows, end) in ends.iter().enumerate() {
        fs::write(&out, &whole[..end + 3.min(whole.len() - end)]).unwrap();
        run(&["sentences", a, b, "--output", &out, "--resume"]);
        assert_eq!(fs::read_to_string(&out).unwrap(), whole, "after {rows} rows and one");
    }
    assert_eq!(run(&["sentences", a, b, "--resume-after", "7"]).0, whole[ends[6]..]);
    // What is skipped is not in a table either.
    let table_path = folder.path("out.parquet");
    run(&["sentences", a, "--resume-after", "7", "-o", &table_path]);
    assert_eq!(table(&table_path).0, answers(&whole[ends[6]..ends[8]]));
}

/// A table is there when it is whole.
#[test]
fn a_run_that_is_killed_leaves_no_table() {
    let folder = Folder::new("killed");
    let rows: Vec<Value> = (0..600).map(|id| json!({ "id": id, "text": rows()[0]["text"] })).collect();
    let input = folder.table("in.parquet", columns(&rows), Compression::SNAPPY);
    let out = folder.path("out.parquet");
    let started = || {
        let child = batch(&["audit", &input, "--output", &out]).spawn().unwrap();
        // It is written beside its name, under one that nobody can guess.
        let is_begun = || {
            let names = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name());
            names.into_iter().any(|name| name.to_string_lossy().ends_with(".tmp"))
        };
        let began = Instant::now();
        while !is_begun() {
            assert!(began.elapsed() < Duration::from_secs(60), "nothing is written");
            thread::sleep(Duration::from_millis(1));
        }
        child
    };
    let mut child = started();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!Path::new(&out).exists());
    // What a kill leaves behind is not what the next run waits for.
    for entry in fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|extension| extension == "tmp") {
            fs::remove_file(entry).unwrap();
        }
    }

    if cfg!(unix) {
        let child = started();
        assert!(
            Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap().success()
        );
        let ran = child.wait_with_output().unwrap();
        let note = "note: stopped by a signal; --resume-after continues\n";
        assert_eq!(
            (ran.status.code(), String::from_utf8(ran.stderr).unwrap()),
            (Some(130), note.to_string())
        );
        let (found, _) = table(&out);
        assert!(!found.is_empty() && found.len() < rows.len());
        assert!(found.iter().zip(&rows).all(|(answer, row)| answer["id"] == row["id"]));
    }
}
