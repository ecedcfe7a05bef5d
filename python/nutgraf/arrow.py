"""Columns in, columns out: batches through the Arrow PyCapsule interface.

What is given may be a table, a record batch, a stream or a single column of pyarrow, Polars, pandas (2.2 or later), DuckDB or
anything else that exports Arrow; nothing is copied. Columns of text may be ``string``, ``large_string`` or ``string_view``,
dictionaries or lists of these (a list is several documents summarized as one), or bytes in UTF-8.

>>> import pyarrow as pa
>>> articles = pa.table({"id": [1, 2, 3], "text": ["The wall is high enough. It was built in May.", "", None]})
>>> answers = summarize(articles, sentences=1)
>>> answers
Table(columns=["id", "summary", "sentences", "lang", "error"], rows=3)
>>> pa.table(answers).select(["summary", "error"]).to_pylist()[0]
{'summary': 'The wall is high enough.', 'error': None}
>>> pa.table(answers)["error"].to_pylist()
[None, None, 'no text: expected a string in "text"']

Answers come in a :class:`Table` that exports Arrow itself, a row for each row given and in the same order, whatever the
number of ``threads`` (one for each core, unless given). The interpreter's lock is released.

A row that cannot be answered has a message in the column ``error`` and nothing in the others; it never raises. So has one whose
text is longer than ``max_bytes``. Text that says nothing (empty, no words) is no error: its answer is empty. What is
wrong with all rows, such as a column that is not there or an unknown method, raises :class:`nutgraf.Error`.

All is in memory, input and answers: what does not fit is to be given batch by batch.
"""

from __future__ import annotations

from . import _analyzer
from ._nutgraf import (
    DocumentFrequencies,
    Table,
    audit_batch,
    common_phrases,
    common_runs,
    count_batch,
    keep_sentences,
    keywords_batch,
    sentences_batch,
    summarize_batch,
    topics_batch,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    _Corpus = DocumentFrequencies | Sequence[DocumentFrequencies] | None

__all__ = ["MAX_BYTES", "Table", "audit", "document_frequencies", "keywords", "sentences", "site_phrases", "summarize"]

#: The longest text, in bytes of UTF-8, unless it is given: 8 MiB, longer than any book.
MAX_BYTES = 8 << 20


def _plan(
    text: str,
    id: str | None = None,
    *,
    lang: str | None = None,
    format: str = "text",
    lang_column: str | None = None,
    title_column: str | None = None,
    focus_column: str | None = None,
    format_column: str | None = None,
    keyphrase_column: str | None = None,
    threads: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> dict[str, Any]:
    return dict(locals())


def summarize(
    data: Any,
    text: str = "text",
    id: str | None = "id",
    *,
    sentences: int | None = None,
    words: int | None = None,
    chars: int | None = None,
    ratio: float | None = None,
    method: str = "auto",
    lang: str | None = None,
    focus: str | None = None,
    trim: bool = False,
    format: str = "text",
    lang_column: str | None = None,
    title_column: str | None = None,
    focus_column: str | None = None,
    format_column: str | None = None,
    corpus: _Corpus = None,
    threads: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Table:
    """Summarizes each row, as :func:`nutgraf.summarize` does.

    Columns: the id, if there is one, ``summary``, ``sentences`` (a list of ``text``, ``start``, ``end``, ``score``, ``rank`` and
    ``document``), ``lang`` and ``error``. ``…_column`` names the column that has it row by row; where that is null, the
    argument counts.
    """
    plan = _plan(
        text,
        id,
        lang=lang,
        format=format,
        lang_column=lang_column,
        title_column=title_column,
        focus_column=focus_column,
        format_column=format_column,
        threads=threads,
        max_bytes=max_bytes,
    )
    return summarize_batch(data, plan, _analyzer(corpus), sentences, words, chars, ratio, method, focus, trim)


def keywords(
    data: Any,
    text: str = "text",
    id: str | None = "id",
    *,
    count: int = 10,
    max_words: int = 4,
    unnested: bool = False,
    lang: str | None = None,
    format: str = "text",
    lang_column: str | None = None,
    title_column: str | None = None,
    format_column: str | None = None,
    corpus: _Corpus = None,
    threads: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Table:
    """Finds the keywords of each row, as :func:`nutgraf.keywords` does.

    Columns: the id, if there is one, ``keywords`` (a list of ``phrase``, ``score`` and ``count``), ``lang`` and ``error``.
    """
    plan = _plan(
        text,
        id,
        lang=lang,
        format=format,
        lang_column=lang_column,
        title_column=title_column,
        format_column=format_column,
        threads=threads,
        max_bytes=max_bytes,
    )
    return keywords_batch(data, plan, _analyzer(corpus), count, max_words, unnested)


def audit(
    data: Any,
    text: str = "text",
    id: str | None = "id",
    *,
    keyphrase: str | Sequence[str] | None = None,
    synonyms: str | Sequence[str] | None = None,
    allow: str | Sequence[str] | None = None,
    topic: bool = False,
    lang: str | None = None,
    format: str = "text",
    lang_column: str | None = None,
    title_column: str | None = None,
    format_column: str | None = None,
    keyphrase_column: str | None = None,
    corpus: _Corpus = None,
    threads: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Table:
    """Audits each row, as :func:`nutgraf.audit` does.

    Columns: the id, if there is one, ``words``, ``family_coverage``, ``phrases`` (a list of ``phrase``, ``words``, ``count`` and
    ``coverage``), ``findings`` (a list of ``rule``, ``level``, ``message``, ``subject`` and ``value``), ``lang``, ``audit`` (all
    of it as JSON: :meth:`nutgraf.Audit.from_json` reads it) and ``error``.
    """
    plan = _plan(
        text,
        id,
        lang=lang,
        format=format,
        lang_column=lang_column,
        title_column=title_column,
        format_column=format_column,
        keyphrase_column=keyphrase_column,
        threads=threads,
        max_bytes=max_bytes,
    )
    return audit_batch(data, plan, _analyzer(corpus), keyphrase, synonyms, allow, topic)


def sentences(
    data: Any,
    text: str = "text",
    id: str | None = "id",
    *,
    lang: str | None = None,
    format: str = "text",
    lang_column: str | None = None,
    format_column: str | None = None,
    threads: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> Table:
    """Splits each row into its sentences, as :func:`nutgraf.sentences` does.

    Columns: the id, if there is one, ``sentences`` (a list of ``text``, ``start`` and ``end``), ``lang`` and ``error``.
    """
    plan = _plan(
        text,
        id,
        lang=lang,
        format=format,
        lang_column=lang_column,
        format_column=format_column,
        threads=threads,
        max_bytes=max_bytes,
    )
    return sentences_batch(data, plan, _analyzer(None))


def document_frequencies(
    data: Any,
    text: str = "text",
    *,
    lang: str,
    format: str = "text",
    format_column: str | None = None,
    threads: int | None = None,
    max_bytes: int = MAX_BYTES,
) -> DocumentFrequencies:
    """Counts each row as a document of a language. Rows that cannot be read are left out.

    >>> import pyarrow as pa
    >>> document_frequencies(pa.table({"text": ["The pier.", "Piers and ferries.", None]}), lang="en")
    DocumentFrequencies(documents=2, stems=2, lang='en')
    """
    plan = _plan(text, lang=lang, format=format, format_column=format_column, threads=threads, max_bytes=max_bytes)
    return count_batch(data, plan, lang)


def site_phrases(
    data: Any,
    text: str = "text",
    id: str | None = "id",
    *,
    share: float = 20.0,
    lang: str | None = None,
    format: str = "text",
    lang_column: str | None = None,
    format_column: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Table:
    """The phrases of four words or more that stand in a ``share`` of the rows, in percent, and in three at least: what the
    audit of a site calls boilerplate. There is none in fewer than five rows.

    Columns: ``phrase``, ``words``, ``documents``, ``count`` and ``examples`` (the first three ids; without ids,
    numbers of rows), the phrase that most words are spent on first. Rows that cannot be read are left out. Needs about 60 bytes
    for each word of all rows.

    >>> import pyarrow as pa
    >>> pages = [f"Page {n} is about {topic}. Ask our team for a free quote today." for n, topic in enumerate("abcdef")]
    >>> pa.table(site_phrases(pa.array(pages))).to_pylist()
    [{'phrase': 'Ask our team for a free quote today', 'words': 8, 'documents': 6, 'count': 6, 'examples': [0, 1, 2]}]
    """
    plan = _plan(
        text,
        id,
        lang=lang,
        format=format,
        lang_column=lang_column,
        format_column=format_column,
        max_bytes=max_bytes,
    )
    return common_phrases(data, plan, share)


# What nutgraf.spark does in parts


def _common_runs(data: Any, text: str, id: str | None, *, share: float, **how: Any) -> list[int]:
    return common_runs(data, _plan(text, id, **how), share)


def _keep(data: Any, text: str, id: str | None, *, runs: list[int], **how: Any) -> Table:
    return keep_sentences(data, _plan(text, id, **how), _analyzer(None), runs)


def _topics(data: Any, text: str, id: str | None, **how: Any) -> Table:
    return topics_batch(data, _plan(text, id, **how), _analyzer(None))
