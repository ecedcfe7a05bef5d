"""The answers are those of the command line, to the last digit."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nutgraf
import pytest
from conftest import batch, corpora, program


def told(answers: list[dict[str, Any]]) -> list[tuple[Any, dict[str, Any]]]:
    return [(answer.pop("id"), answer) for answer in answers]


@pytest.mark.parametrize(
    ("args", "how"),
    [
        ((), {}),
        (("-n", "5", "--method", "textrank"), {"sentences": 5, "method": "textrank"}),
        (("--words", "60", "--focus", "river"), {"words": 60, "focus": "river"}),
        (("--ratio", "0.2", "--method", "lexrank"), {"ratio": 0.2, "method": "lexrank"}),
        (("--chars", "400", "--lang", "de"), {"chars": 400, "lang": "de"}),
    ],
)
def test_summaries(args: tuple[str, ...], how: dict[str, Any]) -> None:
    rows = corpora()
    ours = [(row["id"], nutgraf.summarize(row["text"], format=row["format"], **how).to_dict()) for row in rows]
    assert ours == told(batch("summarize", rows, *args))


def test_summaries_of_several_texts() -> None:
    texts = [row["text"] for row in corpora() if row["format"] == "text"][:3]
    dates = ["2026-03-02", "2026-03-01", "2026-03-03"]
    row = {"id": 1, "documents": texts, "dates": dates, "title": "Three of them", "lang": "en"}
    ours = nutgraf.summarize(texts, dates=dates, title="Three of them", lang="en")
    assert [(1, ours.to_dict())] == told(batch("summarize", [row]))
    assert [sentence.document for sentence in ours] == sorted(
        (sentence.document for sentence in ours), key=lambda document: dates[document or 0]
    )


def test_keywords() -> None:
    rows = corpora()
    ours = [(row["id"], nutgraf.keywords(row["text"], 7, nested=True, format=row["format"]).to_dict()) for row in rows]
    assert ours == told(batch("keywords", rows, "-n", "7"))


def test_audits() -> None:
    rows = [row | {"keyphrase": ["flood wall", "the council"], "synonyms": "wall"} for row in corpora()]
    ours = [
        (row["id"], nutgraf.audit(row["text"], row["keyphrase"], synonyms=row["synonyms"], format=row["format"]).to_dict())
        for row in rows
    ]
    assert ours == told(batch("audit", rows))
    assert any(audit["findings"] for _, audit in ours)


def test_sentences() -> None:
    rows = corpora()
    ours = [
        (row["id"], {"spans": [[s.start, s.end] for s in nutgraf.sentences(row["text"], format=row["format"])]})
        for row in rows
    ]
    assert ours == told(batch("sentences", rows))


def test_lines_of_a_batch_read_back() -> None:
    text = corpora()[0]["text"]
    for task, read in [("summarize", nutgraf.Summary), ("keywords", nutgraf.Keywords), ("audit", nutgraf.Audit)]:
        [answer] = batch(task, [{"id": 1, "text": text}])
        line = json.dumps(answer)
        del answer["id"]
        assert read.from_json(line).to_dict() == answer


def test_tables(tmp_path: Path) -> None:
    paths = []
    ours = [nutgraf.DocumentFrequencies("en") for _ in range(2)]
    for number, row in enumerate(row for row in corpora() if row["format"] == "text"):
        path = tmp_path / row["id"]
        path.write_text(row["text"], encoding="utf-8")
        paths.append(str(path))
        ours[number % 2].add(row["text"])
    command = [program(), "corpus", "build", "--lang", "en", *paths]
    built = subprocess.run(command, capture_output=True, check=True).stdout
    ours[0].merge(ours[1])
    assert ours[0].to_bytes() == built
    pruned = subprocess.run([*command, "--min-df", "3"], capture_output=True, check=True).stdout
    assert ours[0].to_bytes(3) == pruned

    table = tmp_path / "table.tsv"
    table.write_bytes(pruned)
    read = nutgraf.DocumentFrequencies.from_bytes(pruned)
    rows = corpora()[:5]
    theirs = told(batch("summarize", rows, "--corpus", str(table), "--method", "tfidf"))
    assert [
        (row["id"], nutgraf.summarize(row["text"], method="tfidf", format=row["format"], corpus=read).to_dict()) for row in rows
    ] == theirs
    assert [
        (row["id"], nutgraf.Analyzer([read]).summarize(row["text"], method="tfidf", format=row["format"]).to_dict()) for row in rows
    ] == theirs
    with pytest.raises(nutgraf.Error, match="leaves out stems of fewer than 3 documents"):
        ours[0].merge(read)
