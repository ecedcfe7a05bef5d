#!/usr/bin/env python3
"""The package in Spark, on two executors of one core: spark.py ARTICLES.jsonl [ROWS [PAGES]]

Run it with an interpreter that has the wheel, pyspark 4.3.0, pyarrow and sumy 0.13.0. Articles are repeated until there are
ROWS (20,000); sumy LexRank has 400 of them in the same Spark. CPU time is that of the executors and of all they started, but
for what they took before. One process is `nutgraf batch summarize --jobs 1` and `nutgraf.arrow.site_phrases`. PAGES (100,000)
are generated for the phrases of a site; the driver's memory is what its own process had at most.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
sys.path[:0] = [str(BENCHES.parent / "python/tests"), str(BENCHES / "compare/drivers")]
os.environ["PYSPARK_PYTHON"] = sys.executable

import nutgraf  # noqa: E402
import nutgraf.arrow  # noqa: E402
import nutgraf.spark  # noqa: E402
import pyarrow as pa  # noqa: E402
from pages import pages  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402


def executors(application):
    """Seconds of CPU that executors and what they started have taken, and the most memory of a Python worker in MB."""
    parents, taken, memory, roots = {}, {}, {}, []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
            command = (process / "cmdline").read_bytes()
            status = (process / "status").read_text()
        except OSError:
            continue
        number = int(process.name)
        parents[number] = int(fields[1])
        taken[number] = sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
        memory[number] = next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
        if b"CoarseGrainedExecutorBackend" in command and application.encode() in command:
            roots.append(number)

    def belongs(number):
        while number in parents:
            if number in roots:
                return True
            number = parents[number]
        return False

    mine = [number for number in taken if belongs(number)]
    return sum(taken[number] for number in mine), max((memory[n] for n in mine if n not in roots), default=0)


def measured(spark, job):
    before, _ = executors(spark.sparkContext.applicationId)
    began = time.perf_counter()
    done = job()
    wall = time.perf_counter() - began
    after, memory = executors(spark.sparkContext.applicationId)
    return done, wall, after - before, memory


def program(*args):
    """Seconds of CPU of the program."""
    command = [os.environ.get("NUTGRAF", str(BENCHES.parent / "target/release/nutgraf")), *args]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def sumy(batches):
    import summaries  # The driver of the comparison.

    lexrank = summaries.sumy("lexrank")
    for batch in batches:
        texts = [" ".join(map(str, lexrank(text))) for text in batch["body"].to_pylist()]
        yield pa.record_batch({"id": batch["id"], "summary": pa.array(texts)})


def main(articles, rows=20_000, count=100_000):
    rows, count = int(rows), int(count)
    lines = [json.loads(line)["text"] for line in Path(articles).read_text(encoding="utf-8").splitlines()]
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.executor.memory", "768m")
        .config("spark.driver.memory", "3g")
        .config("spark.driver.maxResultSize", "2g")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path[:2]))
        .getOrCreate()
    )
    with tempfile.TemporaryDirectory() as folder:
        given = [(number, lines[number % len(lines)]) for number in range(rows)]
        Path(folder, "rows.jsonl").write_text(
            "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in given), encoding="utf-8"
        )
        frame = spark.createDataFrame(given, "id bigint, body string").repartition(16).cache()
        frame.count()
        few = frame.limit(400).repartition(4).cache()
        few.count()
        batch = ("batch", "summarize", "--jobs", "1", str(Path(folder, "rows.jsonl")))
        alone = min(program(*batch) for _ in range(2)) / rows

        def summarize():
            return nutgraf.spark.summarize(frame).where("error is null and length(summary) > 0").count()

        def lexrank():
            return few.mapInArrow(sumy, "id bigint, summary string").where("length(summary) > 0").count()

        ours = [measured(spark, summarize) for _ in range(4)]
        theirs = [measured(spark, lexrank) for _ in range(2)]
        ours += [measured(spark, summarize) for _ in range(2)]
        alone = min(alone, program(*batch) / rows)
        print("rows per CPU-s, run by run:", *(f"{rows / cpu:.0f}" for _, _, cpu, _ in ours))
        assert all(done == rows for done, *_ in ours)
        _, wall, cpu, memory = min(ours, key=lambda run: run[2])
        _, their_wall, their_cpu, _ = min(theirs, key=lambda run: run[2])
        print(
            f"summarize: {rows / wall:.0f} rows/s, {rows / cpu:.0f} rows per CPU-s, worker at most {memory} MB\n"
            f"one process: {1 / alone:.0f} rows per CPU-s, so Spark takes {cpu / rows / alone:.2f} × its CPU a row\n"
            f"sumy LexRank: {400 / their_wall:.0f} rows/s, {400 / their_cpu:.0f} rows per CPU-s: "
            f"{(rows / wall) / (400 / their_wall):.0f} × in wall time, {(rows / cpu) / (400 / their_cpu):.0f} × in CPU"
        )
        frame.unpersist()
        write_pages(folder, count)
        site(spark, folder, count)
    spark.stop()


def write_pages(folder, count):
    import pyarrow.parquet as pq

    schema = pa.schema({"id": pa.int64(), "body": pa.string()})
    with pq.ParquetWriter(Path(folder, "pages.parquet"), schema) as writer:
        for start in range(0, count, 10_000):
            part = pages(min(start + 10_000, count), first=start)
            ids, texts = zip(*part)
            writer.write_table(pa.table({"id": pa.array(ids, pa.int64()), "body": texts}), row_group_size=10_000)


SITE = """
import sys, resource, pyarrow.parquet as pq, json, time, nutgraf.arrow
table = pq.read_table(sys.argv[1])
print(json.dumps([nutgraf.arrow.site_phrases(table, "body").to_pyarrow().to_pylist(),
                  resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, time.process_time()]))
"""


def site(spark, folder, count):
    path = str(Path(folder, "pages.parquet"))
    frame = spark.read.parquet(path).repartition(16)
    found, wall, cpu, memory = measured(spark, lambda: [row.asDict() for row in nutgraf.spark.site_phrases(frame).collect()])
    driver = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    run = subprocess.run([sys.executable, "-c", SITE, path], capture_output=True, check=True, text=True)
    expected, alone, seconds = json.loads(run.stdout)
    assert found == expected, "the table is not that of one process"
    print(
        f"phrases of {count:,} pages: {len(found)}, the same in one process; {wall:.0f} s, {cpu:.0f} CPU-s of executors, "
        f"driver's Python at most {driver} MB, worker at most {memory} MB; one process {seconds:.0f} CPU-s, {alone} MB"
    )


main(*sys.argv[1:])
