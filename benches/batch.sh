#!/usr/bin/env bash
# How many rows `nutgraf batch` answers in a second.
#
#   cargo build --release && benches/batch.sh
#   NUTGRAF=path/to/nutgraf ROWS=500 RUNS=1 benches/batch.sh
#
# Rows are the articles of corpora/ in all their languages and both formats, in turn, with digits drawn anew in each
# row; no row names its language, so finding it is part of the work. Of RUNS runs the one with the least CPU time
# counts. CPU seconds are user and system together. A batch with two jobs must answer with the same bytes as one
# with one job; this is checked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NUTGRAF=${NUTGRAF:-target/release/nutgraf} ROWS=${ROWS:-5000} RUNS=${RUNS:-3}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 - "$folder/rows.jsonl" <<'PYTHON'
import glob, json, os, random, re, sys

articles = []
for path in sorted(glob.glob("corpora/*.txt") + glob.glob("corpora/*.md")):
    if not path.endswith((".summary.txt", "README.md")):
        articles.append((open(path, encoding="utf-8").read(), "markdown" if path.endswith(".md") else "text"))
draw = random.Random(1)
with open(sys.argv[1], "w", encoding="utf-8") as out:
    for row in range(int(os.environ["ROWS"])):
        text, form = articles[row % len(articles)]
        text = re.sub(r"\d", lambda match: str(draw.randint(1, 9)), text)
        out.write(json.dumps({"id": row, "text": text, "format": form}, ensure_ascii=False) + "\n")
PYTHON

python3 - "$folder" <<'PYTHON'
import hashlib, os, sys, time

binary, count, runs = os.environ["NUTGRAF"], int(os.environ["ROWS"]), int(os.environ["RUNS"])
rows, answers = os.path.join(sys.argv[1], "rows.jsonl"), os.path.join(sys.argv[1], "answers.jsonl")
size = os.path.getsize(rows) / 1e6


def measure(task, jobs):
    """Wall seconds, CPU seconds and largest resident set of the best run, and a hash of its answers."""
    arguments = [binary, "batch", task, "--jobs", str(jobs), rows]
    took = []
    for _ in range(runs):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        began = time.perf_counter()
        child = os.posix_spawnp(binary, arguments, os.environ,
                                file_actions=[(os.POSIX_SPAWN_OPEN, 1, answers, flags, 0o600)])
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - began
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(arguments)} failed")
        took.append((usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024 / 1e6))
    with open(answers, "rb") as file:
        return *min(took), hashlib.sha256(file.read()).hexdigest()


print(f"{count:,} rows, {size:.1f} MB\n")
print("| task | jobs | wall s | CPU s | rows per CPU second | MB per CPU second | MB/s | MB of memory |")
print("|---|--:|--:|--:|--:|--:|--:|--:|")
for task in ("summarize", "sentences"):
    hashes = set()
    for jobs in (1, 2):
        cpu, wall, memory, answer = measure(task, jobs)
        hashes.add(answer)
        print(f"| `batch {task}` | {jobs} | {wall:.2f} | {cpu:.2f} | {count / cpu:,.0f} | {size / cpu:.1f} "
              f"| {size / wall:.1f} | {memory:.0f} |", flush=True)
    if len(hashes) != 1:
        sys.exit(f"batch {task}: the answers depend on the number of jobs")
PYTHON
