#!/usr/bin/env python3
"""Hold how many instructions twelve fixed workloads take against a record.

    instructions.py NUTGRAF                          compares, and fails where one takes over 3 % more
    instructions.py NUTGRAF --write WORKLOAD REASON  records one anew, or all of them (`all`), and why

The record is benches/instructions.tsv: workload, instructions, reason. The workloads are made of corpora/, and valgrind
counts (callgrind), so that no other work on the machine is counted. What takes over 3 % fewer is shown, and should be recorded,
or the next change may lose it again. Counts depend on the compiler and the C library: the first line of the record names
those that it was made with, and a difference is said where a workload fails.
"""
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "benches" / "instructions.tsv"

# How many percent more fail. Runs differ by less than a tenth of one.
MOST = 3.0

# Bytes of the texts that are made: enough for the work to outweigh the start of the program.
LONG = 120_000


def texts(pattern):
    names = sorted(path for path in (ROOT / "corpora").glob(pattern) if path.name != "README.md")
    return [path.read_text(encoding="utf-8") for path in names if ".summary." not in path.name]


def repeated(pieces, least):
    """The pieces over and over, those of a round numbered, so that no two paragraphs are the same."""
    made, turn = "", 0
    while len(made) < least:
        turn += 1
        made += "".join(f"{piece.rstrip()}\n\nThat was part {turn}{chr(97 + at)} of all.\n\n" for at, piece in enumerate(pieces))
    return made


def rows(pieces, count):
    paragraphs = [part for piece in pieces for part in piece.split("\n\n") if len(part) > 80]
    made = [{"id": at, "text": "\n\n".join(paragraphs[(at * 7 + step) % len(paragraphs)] for step in range(at % 9 + 1))}
            for at in range(count)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)


def inputs(folder):
    plain, marked = texts("*.txt"), texts("*.md")
    page = "".join(f"<h2>Part</h2><p>{part}</p>" for part in repeated(plain, LONG).replace("<", "&lt;").split("\n\n"))
    contents = {
        "line.txt": "The board closed the old pier on Monday.\n",
        "article.txt": (ROOT / "corpora" / "flood-wall.txt").read_text(encoding="utf-8"),
        "long.txt": repeated(plain, LONG),
        "long.md": repeated(marked, LONG),
        "page.html": f"<html lang=en><title>Parts</title><body><main>{page}</main></body></html>",
        "rows.jsonl": rows(plain, 150),
        "short.jsonl": "".join(json.dumps({"id": at, "text": f"Pier {at} in the old harbor was closed on Monday."}) + "\n"
                               for at in range(500)),
    }
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")


WORKLOADS = {
    "start": ["--version"],
    "start-summarize": ["summarize", "line.txt"],
    "article": ["summarize", "article.txt"],
    "long-text": ["summarize", "long.txt"],
    "long-markdown": ["summarize", "long.md"],
    "page": ["summarize", "page.html"],
    "audit-markdown": ["audit", "--format", "json", "long.md"],
    "batch-summarize": ["batch", "summarize", "--jobs", "1", "rows.jsonl"],
    "batch-sentences": ["batch", "sentences", "--jobs", "1", "rows.jsonl"],
    "batch-keywords": ["batch", "keywords", "--jobs", "1", "rows.jsonl"],
    "batch-audit": ["batch", "audit", "--jobs", "1", "rows.jsonl"],
    "batch-short": ["batch", "summarize", "--jobs", "1", "short.jsonl"],
}


def counted(program, arguments, folder):
    """Instructions of one run. The environment is the same everywhere, for its size counts."""
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", program, *arguments]
    ran = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
                         env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder)})
    found = re.search(r"Collected : (\d+)", ran.stderr)
    # An audit that finds something exits with 1.
    if ran.returncode not in (0, 1) or not found:
        sys.exit(f"{' '.join(arguments)}: {ran.stderr[-2000:]}")
    return int(found[1])


def toolchain():
    compiler = subprocess.run(["rustc", "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()[1]
    return f"# rustc {compiler}, {platform.machine()}, {' '.join(platform.libc_ver())}"


def read():
    if not RECORD.exists():
        return "", {}
    first, *lines = RECORD.read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if line and line[0] != "#"]
    return first, {name: (int(count), reason) for name, count, reason in fields[1:]}


def write(record, made_with):
    lines = [made_with, "workload\tinstructions\treason"]
    lines += [f"{name}\t{record[name][0]}\t{record[name][1]}" for name in WORKLOADS if name in record]
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    program, *rest = sys.argv[1:] or sys.exit(__doc__)
    if rest and (len(rest) != 3 or rest[0] != "--write" or rest[1] not in [*WORKLOADS, "all"]):
        sys.exit(__doc__)
    made_with, record = read()
    names = list(WORKLOADS) if not rest or rest[1] == "all" else [rest[1]]
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs(folder)
        print(f"{'workload':<18} {'instructions':>14} {'recorded':>14}")
        for workload in names:
            count = counted(os.path.abspath(program), WORKLOADS[workload], folder)
            known = record.get(workload, (0, ""))[0]
            change = 100 * (count / known - 1) if known else 0.0
            verdict = "not recorded" if not known else f"{change:+.1f} %"
            if rest:
                record[workload] = (count, rest[2])
            elif not known or change > MOST:
                failed += 1
                verdict += "  FAILED"
            elif change < -MOST:
                verdict += "  fewer: record it"
            print(f"{workload:<18} {count:>14,} {known:>14,}  {verdict}", flush=True)
    if rest:
        write(record, toolchain() if rest[1] == "all" else made_with)
    elif failed:
        print(f"{failed} of {len(names)} take over {MOST:g} % more than recorded; benches/README.md says how to raise a record")
        if made_with != toolchain():
            print(f"The record was made with another toolchain: {made_with[2:]}; this is {toolchain()[2:]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
