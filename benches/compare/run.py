#!/usr/bin/env python3
"""Measures nutgraf beside its peers, prints Markdown tables, and writes a dated record of them.

    cargo build --release && python3 benches/compare/run.py
    NUTGRAF=path/to/nutgraf python3 benches/compare/run.py --only summaries,audit --runs 3 --no-record

The peers are built and installed into target/compare, pinned by version; the first time that takes minutes. Then all of
it takes less than ten. Commands run in turn, A-B-A-B, each on one thread unless the table says otherwise; CPU seconds
are user and system together. Timings are noisy: compare ratios of one run, not seconds of two. What cannot be built or
is not installed is left out, and named.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys

sys.dont_write_bytecode = True
from inputs import ROOT, Inputs  # noqa: E402
from peers import Peers  # noqa: E402
from sections import SECTIONS  # noqa: E402
from tables import number  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = 5


class Bench:
    """What the sections share: the program, its peers and texts, and the goals they find."""

    def __init__(self, nutgraf, peers, inputs, runs):
        self.nutgraf, self.peers, self.inputs, self.runs = nutgraf, peers, inputs, runs
        self.goals = []

    def measure(self, jobs, runs=None):
        """Has jobs measured in turn by a small process, and writes down what it found."""
        wanted = [job for job in jobs if job.commands]
        asked = {"jobs": [job.asked() for job in wanted], "runs": runs or self.runs,
                 "errors": self.inputs.path("errors.txt")}
        done = subprocess.run([sys.executable, "-IS", os.path.join(HERE, "measure.py")], input=json.dumps(asked),
                              stdout=subprocess.PIPE, check=True, text=True)
        for job, found in zip(wanted, json.loads(done.stdout)):
            for name, value in found.items():
                setattr(job, name, value)

    def goal(self, work, goal, value, bound, most=False):
        """Notes a measured value, None if it could not be measured, beside what is asked: at least the bound, or at most."""
        if value is None:
            self.goals.append((work, goal, "not measured", ""))
        else:
            met = "" if bound is None else "yes" if (value <= bound if most else value >= bound) else "**no**"
            self.goals.append((work, goal, number(value), met))

    def goals_table(self):
        lines = ["| work | goal | measured | met |", "|---|---|--:|---|"]
        return "\n".join(lines + [f"| {' | '.join(goal)} |" for goal in self.goals])


def first_line(command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    except OSError:
        return ""
    return done.stdout.split("\n")[0]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return names[0] if names else platform.machine()


def circumstances(bench, given):
    """What the figures depend on."""
    commit = first_line(["git", "rev-parse", "--short=9", "HEAD"]) or "no commit"
    # What the figures do not depend on may be in the making.
    if first_line(["git", "status", "--porcelain", "src", "Cargo.toml", "Cargo.lock", "benches/compare"]):
        commit += " with changes"
    which = "given by NUTGRAF, perhaps of another commit" if given else "target/release/nutgraf"
    versions = ", ".join(f"{name} {version}" for name, version in sorted(bench.peers.versions.items()))
    node = first_line(["node", "--version"]) or "none"
    lines = [
        f"* nutgraf: checkout {commit}; `{first_line([bench.nutgraf, '--version'])}`, {which}",
        f"* machine: {os.cpu_count()} cores, {processor()}, {platform.system()}; "
        f"load average {os.getloadavg()[0]:.1f} at the start",
        f"* {first_line(['rustc', '--version'])}; Python {platform.python_version()}; Node.js {node}",
        f"* peers: {versions or 'none'}; with RAYON_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1",
    ]
    if bench.peers.missing:
        missing = "; ".join(f"{peer} ({reason})" for peer, reason in bench.peers.missing.items())
        lines.append(f"* left out, as they could not be had: {missing}")
    return "\n".join(lines)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", default=",".join(SECTIONS), metavar="SECTION,...", help="of " + ", ".join(SECTIONS))
    parser.add_argument("--runs", type=int, default=RUNS, help=f"rounds of what takes less than 5 CPU s (default: {RUNS})")
    parser.add_argument("--scratch", default=os.path.join(ROOT, "target", "compare"),
                        help="where peers and texts are kept")
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"),
                        help="the development data, if there are any")
    parser.add_argument("--pdfs", metavar="FOLDER", help="PDF files to read beside pdftotext")
    parser.add_argument("--name", default="compare", help="the record's name, after its date")
    parser.add_argument("--no-record", action="store_true", help="print the tables and write no record")
    parsed = parser.parse_args()
    parsed.only = parsed.only.split(",")
    for name in parsed.only:
        if name not in SECTIONS:
            parser.error(f"no section is called {name}; there are {', '.join(SECTIONS)}")
    return parsed


def main():
    asked = parse()
    given = os.environ.get("NUTGRAF")
    nutgraf = os.path.abspath(given or os.path.join(ROOT, "target", "release", "nutgraf"))
    if not os.access(nutgraf, os.X_OK):
        sys.exit("no program target/release/nutgraf: run cargo build --release, or set NUTGRAF")

    def say(line):
        print(line, file=sys.stderr, flush=True)

    scratch = os.path.abspath(asked.scratch)
    bench = Bench(nutgraf, Peers(scratch, say), Inputs(scratch, os.path.abspath(asked.data), asked.pdfs), max(asked.runs, 1))
    bench.peers.prepare({kind for name in asked.only for kind in SECTIONS[name][2]})
    for peer, reason in bench.peers.missing.items():
        say(f"left out: {peer}: {reason}")

    today = datetime.date.today().isoformat()
    parts = [f"# {today}: beside others", circumstances(bench, given)]
    for name in asked.only:
        title, section, _ = SECTIONS[name]
        say(f"measuring {name}")
        parts.append(f"## {title}\n\n{section(bench)}")
        print(parts[-1] + "\n", flush=True)
    parts.insert(2, f"## Goals\n\n{bench.goals_table()}")
    print(parts[2])
    if not asked.no_record:
        folder = os.path.join(ROOT, "benches", "records")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"{today}-{asked.name}.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n\n".join(parts) + "\n")
        say(f"wrote {os.path.relpath(path)}")


if __name__ == "__main__":
    main()
