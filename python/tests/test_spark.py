"""Spark itself: two executors of one core, with the wheel and without, one of them killed, and the answers of one process."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nutgraf
import nutgraf.arrow
import nutgraf.spark
import pyarrow as pa
import pytest
from conftest import batch, program
from pages import TEMPLATE, pages
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F

COUNT = 2_000
PAGES = list(pages(COUNT))


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "512m")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        # So that an executor that was killed is missed within the test.
        .config("spark.network.timeout", "60s")
        .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def articles(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(PAGES, "id bigint, body string").repartition(8).cache()


def digest(rows: list[dict[str, Any]]) -> str:
    ordered = sorted(rows, key=lambda row: row["id"])
    return hashlib.sha256(json.dumps(ordered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def told(df: DataFrame) -> list[dict[str, Any]]:
    """Answers as a batch of the command line has them."""
    rows = [row.asDict(recursive=True) for row in df.collect()]
    for row in rows:
        assert row.pop("error") is None
        for sentence in row.get("sentences", []):
            sentence.pop("document", None)
    return rows


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    answers = batch("summarize", [{"id": number, "text": text} for number, text in PAGES])
    assert len(answers) == COUNT
    return answers


def test_summaries(articles: DataFrame, expected: list[dict[str, Any]]) -> None:
    ours = told(nutgraf.spark.summarize(articles))
    assert len(ours) == len({row["id"] for row in ours}) == COUNT
    assert digest(ours) == digest(expected)


def test_without_the_wheel(articles: DataFrame, expected: list[dict[str, Any]]) -> None:
    lines = articles.rdd.map(lambda row: json.dumps({"id": row["id"], "text": row["body"]}))
    command = f"{program()} batch summarize --offsets chars --jobs 1"
    ours = [json.loads(line) for line in lines.pipe(command, checkCode=True).collect()]
    assert len(ours) == len({row["id"] for row in ours}) == COUNT
    assert digest(ours) == digest(expected)


def test_other_tasks(articles: DataFrame) -> None:
    some = articles.where("id < 100")
    rows = [{"id": number, "text": text, "keyphrase": "tram line"} for number, text in PAGES[:100]]
    assert digest(told(nutgraf.spark.keywords(some, count=5))) == digest(batch("keywords", rows, "-n", "5"))
    audits = nutgraf.spark.audit(some, keyphrase="tram line").collect()
    ours = [{"id": row["id"], **json.loads(row["audit"])} for row in audits]
    assert digest(ours) == digest(batch("audit", rows))
    spans = [
        {"id": row["id"], "spans": [[s["start"], s["end"]] for s in row["sentences"]]}
        for row in told(nutgraf.spark.sentences(some))
    ]
    assert digest(spans) == digest(batch("sentences", rows))


def executors(spark: SparkSession) -> list[int]:
    """The processes of this application's executors."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in command and spark.sparkContext.applicationId.encode() in command:
            found.append(int(process.name))
    return found


def test_an_executor_is_killed(spark: SparkSession, articles: DataFrame, expected: list[dict[str, Any]]) -> None:
    def slowed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for one in batches:
            time.sleep(0.2)
            yield one

    slow = articles.repartition(40).mapInArrow(slowed, articles.schema)
    spark.sparkContext.setJobGroup("killed", "a job whose executor is killed")
    killed: list[int] = []

    def kill() -> None:
        tracker = spark.sparkContext.statusTracker()
        for _ in range(600):
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks >= 40 and stage.numCompletedTasks >= 4 for stage in stages):
                killed.append(executors(spark)[0])
                os.kill(killed[0], signal.SIGKILL)
                return
            time.sleep(0.05)

    killer = threading.Thread(target=kill)
    killer.start()
    ours = told(nutgraf.spark.summarize(slow))
    killer.join()
    assert killed and killed[0] not in executors(spark)
    assert len(ours) == len({row["id"] for row in ours}) == COUNT
    assert digest(ours) == digest(expected)


def test_bad_rows_are_error_rows(spark: SparkSession) -> None:
    long = "The old pier has sunk by nine inches. " * 280_000
    rows = [(1, "Good. Fine."), (2, None), (3, ""), (4, long), (5, "The wall is high enough now.")]
    bad = spark.createDataFrame(rows, "id bigint, body string").union(
        spark.sql("select 6L as id, cast(X'476F6F642EFF' as string) as body")
    )
    for answer in (nutgraf.spark.summarize, nutgraf.spark.keywords, nutgraf.spark.audit, nutgraf.spark.sentences):
        errors = {row["id"]: row["error"] for row in answer(bad.repartition(3)).collect()}
        assert errors == {
            1: None,
            2: 'no text: expected a string in "body"',
            3: None,
            4: f"a text of {len(long)} bytes: expected at most {8 << 20}",
            5: None,
            6: "byte 0xFF at offset 5 of the text is not UTF-8",
        }


def test_rows_that_fail_through_a_pipe(spark: SparkSession) -> None:
    """A batch with bad rows ends with status 1, which is no failure of the job; the command says so."""
    lines = spark.sparkContext.parallelize(['{"id": 1, "text": "Good."}', "no JSON"], 1)
    command = f"{program()} batch summarize"
    with pytest.raises(Exception, match="exited with status 1|error code 1|exit status 1|ended with"):
        lines.pipe(command, checkCode=True).collect()
    tolerant = f"sh -c '{command} || [ $? -eq 1 ]'"
    answers = [json.loads(line) for line in lines.pipe(tolerant, checkCode=True).collect()]
    assert answers[0]["summary"] == "Good." and answers[1]["error"]["line"] == 2


def test_document_frequencies(articles: DataFrame, tmp_path: Path) -> None:
    ours = nutgraf.spark.document_frequencies(articles, lang="en")
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in PAGES), encoding="utf-8")
    command = [program(), "corpus", "build", "--jsonl", "--lang", "en", str(path)]
    built = subprocess.run(command, capture_output=True, check=True).stdout
    assert ours.documents == COUNT and ours.to_bytes() == built


def test_tables_are_broadcast_and_each_is_used_for_its_own_job(articles: DataFrame) -> None:
    some = articles.where("id < 60")
    for about in ("bridge ferry harbor", "tram council storm"):
        table = nutgraf.DocumentFrequencies("en")
        for word in about.split():
            for _ in range(50):
                table.add(f"The {word}.")
        ours = nutgraf.spark.summarize(some, method="tfidf", sentences=2, corpus=table).orderBy("id").collect()
        alone = [str(nutgraf.summarize(text, 2, method="tfidf", corpus=table)) for _, text in PAGES[:60]]
        assert [row["summary"] for row in ours] == alone


def test_site_phrases(articles: DataFrame, tmp_path: Path) -> None:
    ours = [row.asDict() for row in nutgraf.spark.site_phrases(articles).collect()]
    table = pa.table({"id": [number for number, _ in PAGES], "text": [text for _, text in PAGES]})
    assert ours == pa.table(nutgraf.arrow.site_phrases(table)).to_pylist()
    for line, share in TEMPLATE:
        found = [row for row in ours if row["phrase"] in line]
        assert bool(found) == (share >= 0.2), line
        for row in found:
            assert row["documents"] == sum(line in text for _, text in PAGES)
    # The command line has the same, in the same order.
    for number, text in PAGES:
        (tmp_path / f"{number:05}.txt").write_text(text, encoding="utf-8")
    command = [program(), "audit", "--only", "boilerplate-phrase", "--format", "jsonl", "--lang", "en", str(tmp_path)]
    findings = subprocess.run(command, capture_output=True, check=False).stdout.decode().splitlines()
    assert {json.loads(line)["subject"] for line in findings} == {row["phrase"] for row in ours[:20]}


def test_competing_keyphrases(articles: DataFrame) -> None:
    ours = nutgraf.spark.competing_keyphrases(articles.where("id < 300")).collect()
    assert {row["phrase"].lower() for row in ours} >= {"heat pump", "tram line", "salt marsh"}
    for row in ours:
        named = [number for number, text in PAGES[:300] if text.lower().startswith(row["phrase"].lower())]
        assert 2 <= row["documents"] <= len(named) and set(row["examples"]) <= set(named)


def test_functions_of_sql(spark: SparkSession, articles: DataFrame) -> None:
    nutgraf.spark.register(spark, sentences=2, keywords=4)
    articles.createOrReplaceTempView("articles")
    query = (
        "select id, body, nutgraf_summarize(body) s, nutgraf_keywords(body) k, nutgraf_sentences(body) t, nutgraf_audit(body) a"
        " from articles where id < 50 union all select -1, null, nutgraf_summarize(null), nutgraf_keywords(cast(null as string)),"
        " nutgraf_sentences(cast(null as string)), nutgraf_audit(cast(null as string))"
    )
    rows = {row["id"]: row for row in spark.sql(query).collect()}
    assert len(rows) == 51
    for number, text in PAGES[:50]:
        row = rows[number]
        assert row["s"] == str(nutgraf.summarize(text, 2))
        assert row["k"] == [keyword.phrase for keyword in nutgraf.keywords(text, 4, nested=True)]
        assert row["t"] == [str(sentence) for sentence in nutgraf.sentences(text)]
        assert nutgraf.Audit.from_json(row["a"]) == nutgraf.audit(text)
    assert rows[-1] == Row(id=-1, body=None, s=None, k=None, t=None, a=None)


def test_what_is_wrong_with_all_rows_is_said_by_the_driver(articles: DataFrame) -> None:
    with pytest.raises(nutgraf.Error, match="unknown method 'best'"):
        nutgraf.spark.summarize(articles, method="best")
    with pytest.raises(TypeError, match="unexpected keyword argument 'length'"):
        nutgraf.spark.summarize(articles, length=3)


WITHOUT = """
import sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
import nutgraf.spark
articles = spark.createDataFrame([(1, "Good.")], "id bigint, body string")
try:
    nutgraf.spark.summarize(articles).collect()
except Exception as error:
    print(error)
"""


def test_a_worker_without_the_wheel_says_so(tmp_path: Path) -> None:
    """An interpreter that has all of this one's packages but nutgraf."""
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    [site] = (bare / "lib").glob("python*/site-packages")
    for folder in {Path(path) for path in sys.path if path.endswith("site-packages")}:
        for package in folder.iterdir():
            if not package.name.startswith(("nutgraf", "__pycache__")) and not (site / package.name).exists():
                (site / package.name).symlink_to(package)
    environment = {**os.environ, "PYSPARK_PYTHON": str(bare / "bin/python"), "PYSPARK_DRIVER_PYTHON": sys.executable}
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT], env=environment, cwd=tmp_path, capture_output=True, timeout=180, check=True
    )
    assert "this worker cannot import nutgraf (No module named 'nutgraf'): install its wheel on every worker" in run.stdout.decode()
