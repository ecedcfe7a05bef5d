#!/usr/bin/env bash
# How long a program takes that is started for one article of about 10 KB.
#
#   cargo build --release && benches/cold_start.sh
#   NUTGRAF=path/to/nutgraf RUNS=50 benches/cold_start.sh
#
# The article is two English ones of corpora/ together. Each round runs every command once, in turn, so that what
# else the machine does falls on all alike. /bin/true is what starting any program costs here; `nutgraf --version`
# adds loading this one and reading its arguments. Wall time in milliseconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NUTGRAF=${NUTGRAF:-target/release/nutgraf} RUNS=${RUNS:-200}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat corpora/harrow-point-light.txt <(echo) corpora/smart-thermostat-rebate.txt >"$folder/article.txt"

python3 - "$folder/article.txt" <<'PYTHON'
import os, statistics, sys, time

binary, runs, article = os.environ["NUTGRAF"], int(os.environ["RUNS"]), sys.argv[1]
commands = [("/bin/true", ["/bin/true"]),
            ("nutgraf --version", [binary, "--version"]),
            ("nutgraf sentences", [binary, "sentences", article]),
            ("nutgraf summarize", [binary, "summarize", article]),
            ("nutgraf summarize --lang en", [binary, "summarize", "--lang", "en", article]),
            ("nutgraf summarize --method lead", [binary, "summarize", "--method", "lead", article]),
            ("nutgraf audit", [binary, "audit", "--fail-on", "never", article])]
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]


def once(arguments):
    began = time.perf_counter()
    child = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=quiet)
    _, status = os.waitpid(child, 0)
    took = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)} failed")
    return 1000 * took


for _, arguments in commands:
    once(arguments)  # so that the files are in the cache
taken = {name: [] for name, _ in commands}
for _ in range(runs):
    for name, arguments in commands:
        taken[name].append(once(arguments))

floor = statistics.median(taken["/bin/true"])
print(f"{os.path.getsize(article):,} bytes, {runs} runs of each, interleaved\n")
print("| command | median ms | tenth of runs below | tenth of runs above | median over /bin/true |")
print("|---|--:|--:|--:|--:|")
for name, _ in commands:
    times = sorted(taken[name])
    tenths = statistics.quantiles(times, n=10)
    median = statistics.median(times)
    print(f"| `{name}` | {median:.2f} | {tenths[0]:.2f} | {tenths[-1]:.2f} | {median - floor:+.2f} |")
PYTHON
