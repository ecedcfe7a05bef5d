#!/usr/bin/env python3
"""Small changes of the code that a test must notice, one after the other: `.ci/mutants.tsv` has them.

    mutants.py [--only WORD]

A line there is a file, what stands in it, what is put in its place, and the tests that are to fail, as `cargo test` takes
them, between tabs. What stands there must be there exactly once, so that a list which no longer fits the code is an error.
Each change is compiled, which takes some 20 seconds of one core, and put back, also when this is interrupted. The tests of
`--lib` are compiled without optimization and step by step.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Seconds that tests may take: a change that makes a loop endless is caught by it.
PATIENCE = 300


def run(tests):
    """Whether the tests pass; None if the change does not compile."""
    environment = {**os.environ, "CARGO_PROFILE_DEV_OPT_LEVEL": "0", "CARGO_INCREMENTAL": "1"}
    built = subprocess.run(["cargo", "test", "--quiet", "--no-run", *tests.split()[:2]], cwd=ROOT, env=environment,
                           capture_output=True)
    if built.returncode:
        return None
    try:
        ran = subprocess.run(["cargo", "test", "--quiet", *tests.split()], cwd=ROOT, env=environment, capture_output=True,
                             timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    lines = (ROOT / ".ci" / "mutants.tsv").read_text().splitlines()
    counts = {"caught": 0, "survived": 0, "no mutant": 0}
    for line in lines:
        if not line or line.startswith("#") or args.only not in line:
            continue
        name, old, new, tests = line.split("\t")
        path = ROOT / name
        source = path.read_text()
        if source.count(old) != 1:
            sys.exit(f"{name}: {old!r} is there {source.count(old)} times; mend .ci/mutants.tsv")
        began = time.monotonic()
        try:
            path.write_text(source.replace(old, new))
            passed = run(tests)
        finally:
            path.write_text(source)
        verdict = "no mutant" if passed is None else "survived" if passed else "caught"
        counts[verdict] += 1
        print(f"{verdict}: {name}: {old} -> {new} ({time.monotonic() - began:.0f} s)", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    sys.exit(1 if counts["survived"] or counts["no mutant"] else 0)


if __name__ == "__main__":
    main()
