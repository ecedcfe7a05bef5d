"""Data frames of Apache Spark, by ``mapInArrow``: the answers of :mod:`nutgraf.arrow`, a row for a row, on a cluster.

::

    from pyspark.sql import SparkSession
    import nutgraf.spark

    spark = SparkSession.builder.getOrCreate()
    articles = spark.read.parquet("articles")            # id, body
    nutgraf.spark.summarize(articles, text="body", id="id").write.parquet("summaries")

The wheel has to be on every worker. What a row cannot be answered with is in its column ``error``; no row fails a job.
The answers are those of one process, however often a task is done again.
"""

from __future__ import annotations

import hashlib

from . import DocumentFrequencies, arrow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    _Batches = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]

__all__ = [
    "audit",
    "competing_keyphrases",
    "document_frequencies",
    "keywords",
    "register",
    "sentences",
    "site_phrases",
    "summarize",
]

_ANSWERS = {
    "summarize": "summary string, sentences array<struct<text: string, start: bigint, end: bigint, score: double, rank: int,"
    " document: int>>, lang string, error string",
    "keywords": "keywords array<struct<phrase: string, score: double, count: int>>, lang string, error string",
    "audit": "words bigint, family_coverage double,"
    " phrases array<struct<phrase: string, words: int, count: int, coverage: double>>,"
    " findings array<struct<rule: string, level: string, message: string, subject: string, value: double>>,"
    " lang string, audit string, error string",
    "sentences": "sentences array<struct<text: string, start: bigint, end: bigint>>, lang string, error string",
    "topics": "topics array<struct<key: string, phrase: string>>, error string",
    "keep": "text string, lang string, error string",
}


def summarize(
    df: DataFrame,
    text: str = "body",
    id: str = "id",
    *,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
    **how: Any,
) -> DataFrame:
    """Summarizes each row; ``how`` is what :func:`nutgraf.arrow.summarize` takes.

    Columns: the id, ``summary``, ``sentences``, ``lang`` and ``error``. The tables of ``corpus`` are broadcast.
    """
    return _answers("summarize", df, text, id, corpus, how)


def keywords(
    df: DataFrame,
    text: str = "body",
    id: str = "id",
    *,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
    **how: Any,
) -> DataFrame:
    """Finds the keywords of each row; ``how`` is what :func:`nutgraf.arrow.keywords` takes.

    Columns: the id, ``keywords``, ``lang`` and ``error``.
    """
    return _answers("keywords", df, text, id, corpus, how)


def audit(
    df: DataFrame,
    text: str = "body",
    id: str = "id",
    *,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
    **how: Any,
) -> DataFrame:
    """Audits each row; ``how`` is what :func:`nutgraf.arrow.audit` takes.

    Columns: the id, ``words``, ``family_coverage``, ``phrases``, ``findings``, ``lang``, ``audit`` (JSON) and ``error``.
    """
    return _answers("audit", df, text, id, corpus, how)


def sentences(df: DataFrame, text: str = "body", id: str = "id", **how: Any) -> DataFrame:
    """Splits each row into its sentences; ``how`` is what :func:`nutgraf.arrow.sentences` takes.

    Columns: the id, ``sentences``, ``lang`` and ``error``.
    """
    return _answers("sentences", df, text, id, None, how)


def document_frequencies(df: DataFrame, text: str = "body", *, lang: str, **how: Any) -> DocumentFrequencies:
    """Counts each row as a document of a language, as ``nutgraf corpus build`` does: the table is the same.

    Partitions are counted where they are, their tables added up by a few tasks, and those by the driver. Rows that cannot be
    read are left out. The table has all stems: prune it with ``to_bytes(min_df)``.
    """
    columns = [name for name in (text, how.get("format_column")) if name]
    counted = df.select(*columns).mapInArrow(_worker("count", {"text": text, "lang": lang, **how}), "part binary")
    # One more round of adding up, so that the driver does not get a table of each of ten thousand partitions.
    summed = counted.repartition(_SUMS).mapInArrow(_worker("merge", {}), "part binary")
    whole = DocumentFrequencies(lang)
    for row in summed.toLocalIterator():
        whole.merge(DocumentFrequencies.from_bytes(bytes(row["part"])))
    return whole


#: Tasks that add up the tables of partitions.
_SUMS = 8


def site_phrases(
    df: DataFrame, text: str = "body", id: str = "id", *, share: float = 20.0, **how: Any
) -> DataFrame:
    """The phrases of four words or more that stand in a ``share`` of the documents, in percent: what the audit of a site calls
    boilerplate, and the same table.

    Columns: ``phrase``, ``words``, ``documents``, ``count`` and ``examples`` (the ids of three documents at most), the phrase
    that most words are spent on first. Documents are compared in the order of their ids.

    Workers leave out the sentences that cannot hold such a phrase; what is left is brought to the driver, which needs about
    60 bytes for each of its words, and the ids of all documents.
    """
    from pyspark.sql import functions as F

    columns = _columns(df, text, id, how)
    options = {"text": text, "id": id, **how}
    found = df.select(*columns).mapInArrow(_worker("runs", {**options, "share": share}), "run bigint")
    runs = sorted(row["run"] for row in found.distinct().toLocalIterator())
    schema = f"{_field(df, id)}, {_ANSWERS['keep']}"
    kept = df.select(*columns).mapInArrow(_worker("keep", {**options, "runs": runs}), schema)
    pages = kept.where(F.col("error").isNull()).select(id, "text", "lang").orderBy(id)
    table = pages.toArrow()
    phrases = arrow.site_phrases(table, "text", id, lang_column="lang", share=share).to_pyarrow()
    schema = f"phrase string, words int, documents int, count int, examples array<{df.schema[id].dataType.simpleString()}>"
    return df.sparkSession.createDataFrame(phrases.to_pylist(), schema)


def competing_keyphrases(
    df: DataFrame, text: str = "body", id: str = "id", *, least: int = 2, **how: Any
) -> DataFrame:
    """The phrases that are the topic of ``least`` documents or more.

    A topic is a keyphrase that was asked for (``keyphrase_column``) and is in the document, or its top phrase, if that
    is in the title or a heading too. Columns: ``phrase``, ``documents`` and ``examples`` (the first three ids), that of
    most documents first.
    """
    from pyspark.sql import functions as F

    columns = _columns(df, text, id, how)
    schema = f"{_field(df, id)}, {_ANSWERS['topics']}"
    topics = df.select(*columns).mapInArrow(_worker("topics", {"text": text, "id": id, **how}), schema)
    each = topics.select(F.col(id).alias("id"), F.explode("topics").alias("topic"))
    each = each.select("id", "topic.key", F.struct("id", "topic.phrase").alias("of"))
    groups = each.groupBy("key").agg(
        F.min("of").alias("first"), F.count("*").alias("documents"), F.sort_array(F.collect_set("id")).alias("ids")
    )
    told = groups.where(F.col("documents") >= least).select(
        F.col("first.phrase").alias("phrase"), "documents", F.slice("ids", 1, 3).alias("examples")
    )
    return told.orderBy(F.desc("documents"), "phrase")


def register(spark: SparkSession, *, sentences: int = 3, keywords: int = 10, lang: str | None = None) -> None:
    """Registers functions of SQL, each of a text: NULL where that is NULL or cannot be read.

    * ``nutgraf_summarize``: a summary of the given number of sentences
    * ``nutgraf_keywords``: a list of the given number of phrases, best first
    * ``nutgraf_sentences``: the list of its sentences
    * ``nutgraf_audit``: an audit as JSON

    ``SUMMARIZE`` alone is a keyword of some engines, hence the names.
    """
    spark.udf.register("nutgraf_summarize", _function("summarize", "string", {"sentences": sentences, "lang": lang}))
    spark.udf.register("nutgraf_keywords", _function("keywords", "array<string>", {"count": keywords, "lang": lang}))
    spark.udf.register("nutgraf_sentences", _function("sentences", "array<string>", {"lang": lang}))
    spark.udf.register("nutgraf_audit", _function("audit", "string", {"lang": lang}))


# What the driver sends


def _answers(task: str, df: DataFrame, text: str, id: str, corpus: Any, how: dict[str, Any]) -> DataFrame:
    options = {"text": text, "id": id, **how}
    # What is wrong with all rows is said here, not by a worker an hour later.
    _answer_nothing(task, options)
    tables = _broadcast(df.sparkSession, corpus)
    schema = f"{_field(df, id)}, {_ANSWERS[task]}"
    return df.select(*_columns(df, text, id, how)).mapInArrow(_worker(task, options, tables), schema)


def _answer_nothing(task: str, options: dict[str, Any]) -> None:
    import pyarrow as pa

    names = [value for name, value in options.items() if name in ("text", "id") or name.endswith("_column")]
    nothing = pa.table({name: pa.array([], pa.string()) for name in names if name is not None})
    getattr(arrow, task)(nothing, **options)


def _columns(df: DataFrame, text: str, id: str, how: dict[str, Any]) -> list[str]:
    named = [how[name] for name in how if name.endswith("_column") and how[name] is not None]
    return list(dict.fromkeys([id, text, *named]))


def _field(df: DataFrame, id: str) -> str:
    return f"`{id}` {df.schema[id].dataType.simpleString()}"


def _broadcast(spark: SparkSession, corpus: Any) -> list[Any]:
    """The tables as bytes, broadcast where there is a driver to do so; Spark Connect sends them with the function."""
    if corpus is None:
        return []
    tables = [corpus] if isinstance(corpus, DocumentFrequencies) else list(corpus)
    parts = [table.to_bytes() for table in tables]
    try:
        context = spark.sparkContext
    except Exception:  # Whatever Connect raises: it has no context.
        return parts
    return [context.broadcast(part) for part in parts]


def _there() -> Callable[[], Any]:
    """A function that gives this module where it is called. It is sent by value, since it is a closure, so that it runs, and can
    say what is missing, on a worker that has no nutgraf."""

    def there() -> Any:
        try:
            from nutgraf import spark
        except ImportError as error:
            raise ImportError(
                f"this worker cannot import nutgraf ({error}): install its wheel on every worker, or send it along with "
                "spark.archives"
            ) from None
        return spark

    return there


def _worker(task: str, options: dict[str, Any], tables: Sequence[Any] = ()) -> _Batches:
    """A function for ``mapInArrow``."""
    there = _there()

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        here = there()
        parts = [table if isinstance(table, bytes) else table.value for table in tables]
        return here._work(task, options, parts, batches)  # type: ignore[no-any-return]

    return work


def _function(task: str, returns: str, options: dict[str, Any]) -> Any:
    import pyarrow as pa
    from pyspark.sql.pandas.functions import arrow_udf

    there = _there()

    def work(text):  # type: ignore[no-untyped-def]
        return there()._call(task, options, text)

    work.__annotations__ = {"text": pa.Array, "return": pa.Array}
    # The types know the form that names its kind alone; the kind is told by the annotations.
    return arrow_udf(work, returns)  # type: ignore[call-overload]


# What a worker does


_TABLES: dict[str, DocumentFrequencies] = {}
_MOST_TABLES = 8


def _table(part: bytes) -> DocumentFrequencies:
    """The table of these bytes, decoded once in a process; by its digest, since another job has another table."""
    digest = hashlib.sha256(part).hexdigest()
    if digest not in _TABLES:
        while len(_TABLES) >= _MOST_TABLES:
            del _TABLES[next(iter(_TABLES))]
        _TABLES[digest] = DocumentFrequencies.from_bytes(part)
    return _TABLES[digest]


def _work(
    task: str, options: dict[str, Any], parts: Sequence[bytes], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    # Spark gives a task a core; more threads would take those of others.
    options = {"threads": 1, **options}
    if task == "count":
        whole = DocumentFrequencies(options["lang"])
        for batch in batches:
            part = arrow.document_frequencies(batch, **options)
            if part.documents:
                whole.merge(part)
        yield from _parts(whole)
    elif task == "merge":
        tables = (DocumentFrequencies.from_bytes(part) for batch in batches for part in batch["part"].to_pylist())
        first = next(tables, None)
        if first is not None:
            for table in tables:
                first.merge(table)
            yield from _parts(first)
    elif task == "runs":
        for batch in batches:
            yield pa.record_batch({"run": pa.array(arrow._common_runs(batch, **options), pa.int64())})
    else:
        answer = getattr(arrow, {"topics": "_topics", "keep": "_keep"}.get(task, task))
        if parts:
            options["corpus"] = [_table(part) for part in parts]
            if len(parts) == 1:
                options["corpus"] = options["corpus"][0]
        for batch in batches:
            yield pa.record_batch(answer(batch, **options))


def _parts(table: DocumentFrequencies) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    if table.documents:
        yield pa.record_batch({"part": pa.array([table.to_bytes()], pa.binary())})


def _call(task: str, options: dict[str, Any], text: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    answers = pa.table(getattr(arrow, task)(text, threads=1, **options)).combine_chunks()
    if task in ("summarize", "audit"):
        [column] = answers["summary" if task == "summarize" else "audit"].chunks or [pa.array([], pa.string())]
        return column
    name, field = {"keywords": ("keywords", "phrase"), "sentences": ("sentences", "text")}[task]
    [lists] = answers[name].chunks or [pa.array([], pa.list_(pa.struct([(field, pa.string())])))]
    values = pc.struct_field(lists.values, field)
    return pa.ListArray.from_arrays(lists.offsets, values, mask=lists.is_null())
