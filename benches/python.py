#!/usr/bin/env python3
"""The Python package beside sumy and beside the program: python.py ARTICLES.jsonl [COUNT]

Run it with an interpreter that has the wheel and sumy 0.13.0. Articles are repeated until there are COUNT (1,000). Each side
runs as a process of its own, in the order A B B A, five times, and its least CPU time counts: that of the program with its start, that of Python with reading the rows but without
the 20 ms in which Python itself starts. sumy has 200 of the articles once, as it is slow. What Python is compared with is `nutgraf batch summarize --jobs 1`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

OURS = """
import json, sys, time, nutgraf
began = time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        nutgraf.summarize(json.loads(line)["text"], 3, method=sys.argv[2])
print(time.process_time() - began)
"""
ROUNDS = 5
BENCHES = Path(__file__).parent


def seconds(command):
    """The CPU time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def loop(command):
    """The CPU time that a command says its loop took."""
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(articles, count=1000):
    program = os.environ.get("NUTGRAF", str(BENCHES.parent / "target/release/nutgraf"))
    lines = Path(articles).read_text(encoding="utf-8").splitlines()
    rows = (lines * (int(count) // len(lines) + 1))[: int(count)]
    few = min(200, len(rows))
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder, "whole.jsonl"), Path(folder, "part.jsonl")
        whole.write_text("\n".join(rows) + "\n", encoding="utf-8")
        part.write_text("\n".join(rows[:few]) + "\n", encoding="utf-8")
        sumy = seconds([sys.executable, BENCHES / "compare/drivers/summaries.py", "textrank", part]) / few
        print(f"sumy TextRank: {sumy * 1000:.2f} ms of CPU an article")
        for method in ("auto", "textrank"):
            ours = [sys.executable, "-c", OURS, whole, method]
            theirs = [program, "batch", "summarize", "--jobs", "1", "--method", method, whole]
            runs = [(loop(ours), seconds(theirs), seconds(theirs), loop(ours)) for _ in range(ROUNDS)]
            python = min(run[place] for run in runs for place in (0, 3)) / len(rows)
            batch = min(run[place] for run in runs for place in (1, 2)) / len(rows)
            print(
                f"{method}: Python {python * 1e6:.0f} µs, batch --jobs 1 {batch * 1e6:.0f} µs an article: "
                f"{python / batch:.2f} × the program, {sumy / python:.0f} × as fast as sumy"
            )


main(*sys.argv[1:])
