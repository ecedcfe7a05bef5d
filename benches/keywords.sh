#!/usr/bin/env bash
# How many texts `nutgraf batch keywords` answers in a second, beside `batch summarize` on the same rows.
#
#   cargo build --release && benches/keywords.sh ../shared/data/keywords/*.jsonl
#   NUTGRAF=path/to/nutgraf RUNS=3 benches/keywords.sh FILE...
#
# Rows name their language. Each figure is the least of RUNS rounds with one job, each of which runs everything once; CPU
# seconds are user and system together, reading JSON included.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NUTGRAF=${NUTGRAF:-target/release/nutgraf} RUNS=${RUNS:-5}

python3 -IS - "$@" <<'PYTHON'
import math, os, sys

binary, runs = os.environ["NUTGRAF"], int(os.environ["RUNS"])


def measure(task, path):
    arguments = [binary, "batch", task, "--jobs", "1", path]
    child = os.posix_spawnp(binary, arguments, os.environ,
                            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime


print("| rows | texts | KB a text | keywords, texts per CPU second | summarize | ratio |")
print("|---|--:|--:|--:|--:|--:|")
for path in sys.argv[1:]:
    least = {"keywords": math.inf, "summarize": math.inf}
    for _ in range(runs):
        for task in least:
            least[task] = min(least[task], measure(task, path))
    with open(path, "rb") as rows:
        count = sum(1 for _ in rows)
    speed = {task: count / seconds for task, seconds in least.items()}
    name = os.path.basename(path).removesuffix(".jsonl")
    print(f"| {name} | {count} | {os.path.getsize(path) / count / 1e3:.1f} | {speed['keywords']:,.0f} "
          f"| {speed['summarize']:,.0f} | {speed['keywords'] / speed['summarize']:.2f} |")
PYTHON
