#!/usr/bin/env bash
# How many words `nutgraf batch audit` audits in a CPU second, on one core, from JSON Lines to JSON Lines.
#
#   cargo build --release && benches/audit.sh FILE.jsonl
#   NUTGRAF=path/to/nutgraf TIMES=1 RUNS=3 benches/audit.sh FILE.jsonl
#
# FILE.jsonl has a row for each draft. It is audited TIMES times over in one run; the figure is the best of RUNS runs,
# CPU seconds being user and system together.
set -euo pipefail
export NUTGRAF=${NUTGRAF:-$(dirname "${BASH_SOURCE[0]}")/../target/release/nutgraf} TIMES=${TIMES:-4} RUNS=${RUNS:-9}

python3 -IS - "${1:?a file of JSON Lines is expected}" <<'PYTHON'
import json, os, resource, subprocess, sys

rows = open(sys.argv[1], "rb").read() * int(os.environ["TIMES"])
command = [os.environ["NUTGRAF"], "batch", "audit", "--jobs", "1"]
printed = subprocess.run(command, input=rows, stdout=subprocess.PIPE, check=True).stdout
words = sum(json.loads(line)["words"] for line in printed.splitlines())


def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


best = float("inf")
for _ in range(int(os.environ["RUNS"])):
    before = spent()
    subprocess.run(command, input=rows, stdout=subprocess.DEVNULL, check=True)
    best = min(best, spent() - before)
print(f"{words:,} words, {len(rows) / 1e6:.1f} MB in, {len(printed) / 1e6:.1f} MB out: {best:.3f} CPU s, "
      f"{words / best / 1e6:.2f} million words a CPU second")
PYTHON
