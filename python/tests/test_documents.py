"""The examples of Python in the documents run, each in a folder that has the files that they name."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, corpora

DOCUMENTS = ["docs/python.md", "python/README.md"]


def examples() -> list[tuple[str, str]]:
    """Each block of Python of the documents, with the line on which it begins."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.finditer(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            found.append((f"{name}:{text.count(chr(10), 0, block.start()) + 1}", block[1]))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article, and three articles in columns."""
    import pandas

    shutil.copy(ROOT / "corpora/flood-wall.txt", tmp_path / "article.txt")
    rows = [{"id": row["id"], "body": row["text"]} for row in corpora()[:3]]
    frame = pandas.DataFrame(rows)
    frame.to_csv(tmp_path / "articles.csv", index=False)
    frame.to_parquet(tmp_path / "articles.parquet")
    return tmp_path


@pytest.mark.parametrize(("place", "example"), examples(), ids=[place for place, _ in examples()])
def test_an_example_runs(place: str, example: str, folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{place}: {done.stderr}"
    # What an example leaves is what it promises.
    if "print(" in example:
        assert len(done.stdout) > 100
    if "summaries.parquet" in example:
        import pandas

        assert pandas.read_parquet(folder / "summaries.parquet")["summary"].str.len().min() > 40
    if "frame[" in example:
        check = f"{example}\nassert frame['summary'].str.len().min() > 40, frame\n"
        subprocess.run([sys.executable, "-c", check], cwd=folder, check=True)


def test_there_are_examples() -> None:
    assert len(examples()) >= 4
