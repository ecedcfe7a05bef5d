#!/usr/bin/env python3
"""Installs the wheel in a fresh environment and does what docs/python.md says.

    check_wheel.py WHEEL MANUAL ARTICLE

It has to be under 17.8 MB, to install without any other package, to give the program too, to run the first lines of Python of the manual,
and to be imported within 20 ms (the median of nine).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# The program and the extension each have the library, its tables and its taggers in them; and since Python reads and writes what
# the program does, PDF, office files, pages and reports, which took 12 MB before. The dictionary of the program is 1 of these MB.
# Readers of RTF and of six more notations, endings of words that are no nouns and seams of sentences took 0.4 MB more.
# What judges blocks of pages, fragments and keywords, and lists that are indexed where the program is compiled, took 0.2 MB more.
MOST_BYTES = 17_800_000
MOST_SECONDS = 0.020
MEASURE = "import time; t = time.perf_counter(); import nutgraf; print(time.perf_counter() - t)"


def main(wheel: Path, manual: Path, article: Path) -> None:
    size = wheel.stat().st_size
    print(f"{wheel.name}: {size:,} bytes")
    assert size < MOST_BYTES, f"expected fewer than {MOST_BYTES:,}"
    lines = re.search(r"```python\n(import nutgraf\n.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)
    assert lines, f"{manual} has no lines of Python"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        bin = Path(folder, "bin")
        subprocess.run([bin / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
        shutil.copy(article, Path(folder, "article.txt"))

        def run(*command: object) -> str:
            return subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True).stdout

        said = run(bin / "python", "-c", lines[1])
        assert len(said.splitlines()) == 3 and len(said) > 100, said
        print(said, end="")
        summary = run(bin / "nutgraf", "summarize", "article.txt")
        assert " ".join(summary.split("\n")).strip() == said.splitlines()[0], summary
        print(run(bin / "nutgraf", "--version"), end="")
        seconds = sorted(float(run(bin / "python", "-c", MEASURE)) for _ in range(9))[4]
        print(f"imported in {seconds * 1000:.1f} ms")
        assert seconds < MOST_SECONDS


main(*map(Path, sys.argv[1:]))
