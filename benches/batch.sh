#!/usr/bin/env bash
# How many rows `nutgraf batch` answers in a second.
#
#   cargo build --release && benches/batch.sh
#   NUTGRAF=path/to/nutgraf ROWS=500 RUNS=1 benches/batch.sh
#
# Rows are the articles of corpora/ in all their languages and both formats, in turn, with digits drawn anew in each
# row; no row names its language, so finding it is part of the work. Each figure is the least of RUNS rounds, each of
# which runs everything once; CPU seconds are user and system together. That two jobs answer with the same bytes as
# one is checked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NUTGRAF=${NUTGRAF:-target/release/nutgraf} ROWS=${ROWS:-5000} RUNS=${RUNS:-5}

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

# -IS keeps this process smaller than those it measures: a process starts with the memory of the one that starts it.
python3 -IS - "$folder" <<'PYTHON'
import filecmp, math, os, sys, time

binary, count, runs = os.environ["NUTGRAF"], int(os.environ["ROWS"]), int(os.environ["RUNS"])
rows = os.path.join(sys.argv[1], "rows.jsonl")
size = os.path.getsize(rows) / 1e6


def measure(task, jobs):
    """CPU seconds, wall seconds and largest resident set in MB of one run, and the file of its answers."""
    answers = os.path.join(sys.argv[1], f"{task}-{jobs}.jsonl")
    arguments = [binary, "batch", task, "--jobs", str(jobs), rows]
    began = time.perf_counter()
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    child = os.posix_spawnp(binary, arguments, os.environ,
                            file_actions=[(os.POSIX_SPAWN_OPEN, 1, answers, flags, 0o600)])
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)} failed")
    return (usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024 / 1e6), answers


cells = [(task, jobs) for task in ("summarize", "sentences") for jobs in (1, 2)]
least = {cell: (math.inf,) * 3 for cell in cells}
for _ in range(runs):
    for task, jobs in cells:
        figures, answers = measure(task, jobs)
        least[task, jobs] = tuple(map(min, least[task, jobs], figures))
        if jobs == 1:
            expected = answers
        elif not filecmp.cmp(expected, answers, shallow=False):
            sys.exit(f"batch {task}: the answers depend on the number of jobs")

print(f"{count:,} rows, {size:.1f} MB\n")
print("| task | jobs | wall s | times one job | CPU s | rows per CPU second | MB per CPU second | MB/s | MB of memory |")
print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
for task, jobs in cells:
    cpu, wall, memory = least[task, jobs]
    times = least[task, 1][1] / wall
    print(f"| `batch {task}` | {jobs} | {wall:.2f} | {times:.2f} | {cpu:.2f} | {count / cpu:,.0f} | {size / cpu:.1f} "
          f"| {size / wall:.1f} | {memory:.0f} |")
PYTHON
