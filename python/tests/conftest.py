"""Where the command-line program and the texts are."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples each time, so that what fails here fails everywhere.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parents[2]


def program() -> str:
    """The program to compare with: NUTGRAF, or what was built last."""
    if named := os.environ.get("NUTGRAF"):
        return named
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    built = [path for kind in ("release", "debug") if (path := target / kind / "nutgraf").exists()]
    if not built:
        pytest.fail("no program to compare with: expected NUTGRAF, or cargo build")
    return str(max(built, key=lambda path: path.stat().st_mtime))


def batch(task: str, rows: list[dict[str, Any]], *args: str) -> list[dict[str, Any]]:
    """What `nutgraf batch` answers to these rows, with offsets in characters."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    command = [program(), "batch", task, "--offsets", "chars", *args]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def corpora() -> list[dict[str, str]]:
    """The texts of corpora/, as rows."""
    paths = sorted((ROOT / "corpora").glob("*.txt")) + sorted((ROOT / "corpora").glob("*.md"))
    formats = {".txt": "text", ".md": "markdown"}
    rows = [{"id": path.name, "text": path.read_text(encoding="utf-8"), "format": formats[path.suffix]} for path in paths]
    assert len(rows) > 20
    return rows
