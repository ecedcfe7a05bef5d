"""Batches in Arrow, from and to those who use it."""

from __future__ import annotations

import doctest
import json
from typing import Any

import duckdb
import nutgraf
import nutgraf.arrow
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import batch, corpora

ROWS = corpora()
IDS = [row["id"] for row in ROWS]
TEXTS = [row["text"] for row in ROWS]
FORMATS = [row["format"] for row in ROWS]
TABLE = pa.table({"id": IDS, "text": TEXTS, "format": FORMATS})

INVALID = pa.Array.from_buffers(
    pa.string(), 3, [None, pa.py_buffer(b"\0\0\0\0\x05\0\0\0\x07\0\0\0\x0b\0\0\0"), pa.py_buffer(b"Good.\xff\xfeFine")]
)


def rows(answers: nutgraf.arrow.Table) -> list[dict[str, Any]]:
    """The answers as a batch of the command line has them."""
    told = pa.table(answers).to_pylist()
    for row in told:
        assert row.pop("error") is None
        for sentence in row.get("sentences", []):
            if sentence.get("document", 0) is None:
                del sentence["document"]
    return told


def test_docstrings_are_true() -> None:
    assert doctest.testmod(nutgraf.arrow).failed == 0


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("how", [{}, {"sentences": 5, "method": "textrank"}, {"words": 40}])
def test_summaries_are_those_of_the_command_line(threads: int, how: dict[str, Any]) -> None:
    args = [arg for name, value in how.items() for arg in (f"--{name}", str(value))]
    ours = nutgraf.arrow.summarize(TABLE, format_column="format", threads=threads, **how)
    assert rows(ours) == batch("summarize", ROWS, *args)


def test_other_tasks_are_those_of_the_command_line() -> None:
    assert rows(nutgraf.arrow.keywords(TABLE, count=7, format_column="format")) == batch("keywords", ROWS, "-n", "7")
    audits = pa.table(nutgraf.arrow.audit(TABLE, keyphrase="the council", format_column="format")).to_pylist()
    asked = [row | {"keyphrase": "the council"} for row in ROWS]
    assert [{"id": row["id"], **json.loads(row["audit"])} for row in audits] == batch("audit", asked)
    for row in audits:
        whole = nutgraf.Audit.from_json(row["audit"])
        assert (row["words"], row["family_coverage"]) == (whole.words, whole.measures.family_coverage)
        assert [phrase["phrase"] for phrase in row["phrases"]] == [phrase.phrase for phrase in whole.phrases]
        assert [finding["message"] for finding in row["findings"]] == [str(finding) for finding in whole.findings]
    spans = [
        {"id": row["id"], "spans": [[sentence["start"], sentence["end"]] for sentence in row["sentences"]]}
        for row in rows(nutgraf.arrow.sentences(TABLE, format_column="format"))
    ]
    assert spans == batch("sentences", ROWS)


STRINGS = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]


@pytest.mark.parametrize("kind", STRINGS + [pa.dictionary(pa.int32(), pa.string())], ids=str)
def test_any_kind_of_string(kind: pa.DataType) -> None:
    texts = pa.array([*TEXTS[:3], None, "Müßig, naïve 🙂 text."], pa.string())
    column = texts.dictionary_encode() if pa.types.is_dictionary(kind) else texts.cast(kind)
    ours = pa.table(nutgraf.arrow.summarize(pa.table({"id": [1, 2, 3, 4, 5], "text": column}))).to_pylist()
    assert [row["summary"] for row in ours[:3]] == [str(nutgraf.summarize(text)) for text in TEXTS[:3]]
    assert ours[3]["error"] == 'no text: expected a string in "text"'
    assert ours[4]["sentences"][0]["end"] == len("Müßig, naïve 🙂 text.")


def queried() -> Any:
    articles = TABLE
    return duckdb.sql("select * from articles")


@pytest.mark.parametrize(
    "given",
    [
        lambda: TABLE,
        lambda: TABLE.to_batches()[0],
        lambda: TABLE.to_reader(max_chunksize=4),
        lambda: pa.Table.from_batches(TABLE.to_batches(max_chunksize=5)),
        lambda: TABLE.slice(0),
        lambda: pl.DataFrame(TABLE),
        lambda: pd.DataFrame({"id": IDS, "text": TEXTS, "format": FORMATS}),
        queried,
    ],
    ids=["table", "record batch", "reader", "chunks", "slice", "polars", "pandas", "duckdb"],
)
def test_whatever_exports_arrow(given: Any) -> None:
    expected = pa.table(nutgraf.arrow.summarize(TABLE, format_column="format")).to_pylist()
    answers = nutgraf.arrow.summarize(given(), format_column="format")
    assert pa.table(answers).to_pylist() == expected


def test_whatever_reads_arrow() -> None:
    answers = nutgraf.arrow.summarize(TABLE.to_reader(max_chunksize=4), format_column="format")
    assert len(answers) == answers.num_rows == len(ROWS)
    expected = [str(nutgraf.summarize(row["text"], format=row["format"])) for row in ROWS]
    assert answers.to_pyarrow()["summary"].to_pylist() == expected
    assert pa.record_batch(answers)["summary"].to_pylist() == expected
    assert answers.to_polars()["summary"].to_list() == expected
    assert list(answers.to_pandas()["summary"]) == expected
    assert duckdb.sql("select summary from answers").fetchall() == [(summary,) for summary in expected]
    assert pa.schema(answers).names == answers.column_names == ["id", "summary", "sentences", "lang", "error"]


@pytest.mark.parametrize("given", [pa.array(TEXTS), pa.chunked_array([TEXTS[:4], TEXTS[4:]]), pl.Series(TEXTS)], ids=str)
def test_a_column_alone_has_no_ids(given: Any) -> None:
    answers = pa.table(nutgraf.arrow.summarize(given))
    assert answers.column_names == ["summary", "sentences", "lang", "error"]
    assert answers["summary"].to_pylist() == [str(nutgraf.summarize(text)) for text in TEXTS]


def test_a_slice_of_a_batch_is_read_where_it_is() -> None:
    part = pa.table(nutgraf.arrow.summarize(TABLE.slice(3, 5), format_column="format")).to_pylist()
    assert part == pa.table(nutgraf.arrow.summarize(TABLE, format_column="format")).to_pylist()[3:8]


def test_bad_rows_are_error_rows() -> None:
    texts = ["Good. Fine.", None, "x" * 2001, "Klingon."]
    table = pa.table({"id": [1, 2, 3, 4], "text": texts, "lang": [None, None, None, "Klingon"]})
    for task in (nutgraf.arrow.summarize, nutgraf.arrow.keywords, nutgraf.arrow.audit, nutgraf.arrow.sentences):
        told = pa.table(task(table, lang_column="lang", max_bytes=2000)).to_pylist()
        assert [row["id"] for row in told] == [1, 2, 3, 4]
        assert [row["error"] for row in told] == [
            None,
            'no text: expected a string in "text"',
            "a text of 2001 bytes: expected at most 2000",
            "unknown language 'Klingon': expected a code such as en or pt-BR, or a name such as German or Deutsch",
        ]
        for row in told[1:]:
            assert all(value is None for name, value in row.items() if name not in ("id", "error"))
    told = pa.table(nutgraf.arrow.summarize(INVALID)).to_pylist()
    assert [row["summary"] for row in told] == ["Good.", None, "Fine"]
    assert told[1]["error"] == "byte 0xFF at offset 0 of the text is not UTF-8"


def test_ten_megabytes_in_a_row() -> None:
    long = ("The old pier has sunk by nine inches. " * 280_000)[: 10 << 20]
    told = pa.table(nutgraf.arrow.summarize(pa.array([long, "Short."]), threads=2)).to_pylist()
    assert told[0]["error"] == f"a text of {10 << 20} bytes: expected at most {8 << 20}"
    assert told[1]["summary"] == "Short."


def test_columns_say_how_to_read_a_row() -> None:
    table = pa.table(
        {
            "key": ["a", "b"],
            "body": [TEXTS[3]] * 2,
            "headline": [None, "The council and the wall"],
            "about": ["council", None],
            "phrases": [["wall", "river"], None],
        }
    )
    ours = pa.table(nutgraf.arrow.summarize(table, "body", "key", focus_column="about", title_column="headline"))
    assert ours["summary"].to_pylist() == [
        str(nutgraf.summarize(TEXTS[3], focus="council")),
        str(nutgraf.summarize(TEXTS[3], title="The council and the wall")),
    ]
    audits = pa.table(nutgraf.arrow.audit(table, "body", "key", keyphrase="flood", keyphrase_column="phrases"))
    asked = [[phrase.phrase for phrase in nutgraf.Audit.from_json(json).keyphrases] for json in audits["audit"].to_pylist()]
    assert asked == [["wall", "river"], ["flood"]]


def test_a_list_is_several_documents() -> None:
    for kind in (pa.list_(pa.string()), pa.large_list(pa.string_view())):
        column = pa.array([TEXTS[:2], None, [TEXTS[0]], [None], []], kind)
        told = pa.table(nutgraf.arrow.summarize(column)).to_pylist()
        assert told[0]["summary"] == str(nutgraf.summarize(TEXTS[:2]))
        assert {sentence["document"] for sentence in told[0]["sentences"]} <= {0, 1}
        assert told[2]["summary"] == str(nutgraf.summarize(TEXTS[0]))
        for row in (1, 3, 4):
            assert told[row]["error"] == 'no text: expected a string in "text"'
        told = pa.table(nutgraf.arrow.audit(column)).to_pylist()
        assert told[0]["error"] == "expected one text, not 2 documents"


def test_nothing_at_all() -> None:
    for empty in (TABLE.slice(0, 0), pa.Table.from_batches([], TABLE.schema)):
        answers = nutgraf.arrow.summarize(empty)
        full = pa.schema(nutgraf.arrow.summarize(TABLE))
        assert len(answers) == 0 and pa.schema(answers) == full


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nutgraf.arrow.summarize(TABLE, "body"), 'no column "body": expected one of "id", "text", "format"'),
        (lambda: nutgraf.arrow.summarize(pa.array([1])), 'column "text" is of Int64: expected strings'),
        (lambda: nutgraf.arrow.summarize(TABLE, method="best"), "unknown method 'best'"),
        (lambda: nutgraf.arrow.summarize(TABLE, lang="Klingon"), "unknown language 'Klingon'"),
    ],
)
def test_what_is_wrong_with_all_rows_raises(call: Any, message: str) -> None:
    with pytest.raises(nutgraf.Error) as raised:
        call()
    assert str(raised.value).startswith(message)


def test_what_does_not_export_arrow_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected a table or column that exports Arrow, .* not list"):
        nutgraf.arrow.summarize(["text"])


def test_tables_are_those_of_one_by_one() -> None:
    whole = nutgraf.DocumentFrequencies("en")
    for text in TEXTS:
        whole.add(text)
    for table in (TABLE, TABLE.to_reader(max_chunksize=4), pl.DataFrame(TABLE)):
        assert nutgraf.arrow.document_frequencies(table, lang="en", threads=2).to_bytes() == whole.to_bytes()
    ours = nutgraf.arrow.summarize(TABLE, method="tfidf", corpus=whole)
    assert pa.table(ours)["summary"].to_pylist() == [str(nutgraf.summarize(text, method="tfidf", corpus=whole)) for text in TEXTS]
