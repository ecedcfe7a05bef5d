#!/usr/bin/env bash
# How time and memory grow with the text: documents of 1, 2, 5 and 10 MB.
#
#   cargo build --release && benches/scale.sh
#   NUTGRAF=path/to/nutgraf SIZES="1 2" RUNS=1 benches/scale.sh
#
# The documents are made by texts.py, which says how. A shorter one is the beginning of a longer one.
#
# Seconds are user CPU, the least of RUNS rounds, each of which runs everything once. Memory is the largest resident
# set; less than about 9 MB cannot be seen, for so much has the process that measures. "x per doubling" compares with
# the line above: what twice the text would have cost. Linear is 2.00.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NUTGRAF=${NUTGRAF:-target/release/nutgraf} SIZES=${SIZES:-1 2 5 10} RUNS=${RUNS:-5}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -B benches/texts.py "$folder" $SIZES

# -IS keeps this process smaller than those it measures: a process starts with the memory of the one that starts it.
python3 -IS - "$folder" <<'PYTHON'
import math, os, sys

binary, runs = os.environ["NUTGRAF"], int(os.environ["RUNS"])
sizes = sorted(float(size) for size in os.environ["SIZES"].split())
paths = [os.path.join(sys.argv[1], f"{size:g}.txt") for size in sizes]


def measure(arguments, output=os.devnull):
    """User CPU seconds and largest resident set in MB of one run."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    child = os.posix_spawnp(binary, [binary, *arguments], os.environ,
                            file_actions=[(os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600)])
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)} failed")
    return usage.ru_utime, usage.ru_maxrss * 1024 / 1e6


counts = []
for path in paths:
    measure(["sentences", path], path + ".out")
    with open(path + ".out", "rb") as lines:
        counts.append(sum(1 for _ in lines))

tasks = [(f"summarize --method {method}", ["summarize", "--method", method])
         for method in ("auto", "textrank", "lexrank", "lead")] + [("sentences", ["sentences"])]
least = {(name, path): (math.inf, math.inf) for name, _ in tasks for path in paths}
for _ in range(runs):
    for name, arguments in tasks:
        for path in paths:
            least[name, path] = tuple(map(min, least[name, path], measure([*arguments, path])))

print("| task | document | sentences | seconds | MB | MB/s | seconds, x per doubling | MB, x per doubling |")
print("|---|--:|--:|--:|--:|--:|--:|--:|")
for name, _ in tasks:
    before = None
    for size, path, count in zip(sizes, paths, counts):
        seconds, memory = least[name, path]
        growth = ["", ""]
        if before:
            doublings = math.log2(size / before[0])
            growth = [f"{(new / old) ** (1 / doublings):.2f}" for new, old in zip((seconds, memory), before[1:])]
        print(f"| `{name}` | {size:g} MB | {count:,} | {seconds:.2f} | {memory:.0f} | {size / seconds:.1f} "
              f"| {growth[0]} | {growth[1]} |")
        before = size, seconds, memory
PYTHON
