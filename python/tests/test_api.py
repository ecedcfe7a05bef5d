"""What the package promises beyond the answers themselves."""

from __future__ import annotations

import doctest
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nutgraf
import pytest
from conftest import ROOT, corpora

TEXT = "The naïve wall 🙂 is high enough now. It was built in May, of stone. The wall cost six million dollars."


def test_docstrings_are_true() -> None:
    for name, documented in {"nutgraf": nutgraf, **{name: getattr(nutgraf, name) for name in nutgraf.__all__}}.items():
        assert documented.__doc__, name
        runner, finder = doctest.DocTestRunner(), doctest.DocTestFinder(recurse=False)
        for test in finder.find(documented, name, globs={"nutgraf": nutgraf, **vars(nutgraf)}):
            assert runner.run(test).failed == 0, name


def test_every_method_has_a_docstring() -> None:
    for name in nutgraf.__all__:
        one = getattr(nutgraf, name)
        for method, value in vars(one).items() if isinstance(one, type) else ():
            if not method.startswith("_"):
                assert value.__doc__, f"{name}.{method}"


def test_offsets_count_characters() -> None:
    for found in [nutgraf.summarize(TEXT, 3).sentences, nutgraf.sentences(TEXT)]:
        assert len(found) == 3
        for sentence in found:
            assert TEXT[sentence.start : sentence.end] == sentence.text == str(sentence)


@pytest.mark.parametrize("made", [nutgraf.summarize, nutgraf.keywords, nutgraf.audit])
def test_results_are_values(made: Any) -> None:
    text = corpora()[4]["text"]
    one, same, other = made(text), made(text), made(TEXT)
    assert one == same != other
    assert type(one).from_json(one.to_json()).to_dict() == one.to_dict()
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(AttributeError):
        one.lang = "de"


def test_pickles_keep_what_the_contract_leaves_out() -> None:
    found = nutgraf.keywords(TEXT, 2)
    assert found[0].places and "places" not in found.to_dict()["keywords"][0]
    assert pickle.loads(pickle.dumps(found))[0].places == found[0].places


def test_keywords_are_a_sequence() -> None:
    found = nutgraf.keywords(TEXT, 3)
    assert len(found) == 3 and list(found) == [found[i] for i in range(3)]
    assert found[-1] == found[2] and found[-3] == found[0]
    for outside in [3, -4]:
        with pytest.raises(IndexError, match="index out of range"):
            found[outside]


def test_the_format_may_be_told_by_the_content() -> None:
    markdown = "# Walls\n\n[![wall](x.png)](y)\n\nThe **east** wall sinks, [they say](z).\n\n- It is old.\n"
    assert nutgraf.summarize(markdown, 1, format="auto").text == "The east wall sinks, they say."
    assert nutgraf.summarize(markdown, 1, format="auto") == nutgraf.summarize(markdown, 1, format="markdown")
    assert nutgraf.summarize(TEXT, format="auto") == nutgraf.summarize(TEXT)


def test_words_like_no_text_are_dull_answers() -> None:
    for text in ["", " \n", "!!!", "\0"]:
        assert nutgraf.summarize(text).text == "" and len(nutgraf.keywords(text)) == 0
        assert nutgraf.audit(text).words == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nutgraf.summarize(TEXT, method="best"), "unknown method 'best': expected auto, lead"),
        (lambda: nutgraf.summarize(TEXT, lang="Klingon"), "unknown language 'Klingon': expected a code such as en"),
        (lambda: nutgraf.summarize(TEXT, format="doc"), "unknown format 'doc': expected text"),
        (lambda: nutgraf.summarize(TEXT, ratio=2), "ratio 2 is out of range"),
        (lambda: nutgraf.summarize(TEXT, words=1, chars=1), "expected only one of sentences, words, chars and ratio"),
        (lambda: nutgraf.summarize([TEXT, TEXT], dates=["2026-01-01"]), "1 dates for 2 documents: expected one for each"),
        (lambda: nutgraf.summarize("\ud800"), "a text is not Unicode"),
        (lambda: nutgraf.audit(TEXT, synonyms="wall"), "synonyms without a keyphrase"),
        (lambda: nutgraf.DocumentFrequencies().to_bytes(), "nothing was counted"),
        (lambda: nutgraf.DocumentFrequencies.from_bytes(b"\xff"), "expected a table in UTF-8"),
        (lambda: nutgraf.DocumentFrequencies.from_bytes(b"x"), 'line 1: expected "nutgraf-corpus"'),
        (lambda: nutgraf.Summary.from_json("{}"), "not a Summary in JSON: missing field"),
        (lambda: nutgraf.decode(b"a\0b"), "binary file (NUL byte at offset 1)"),
    ],
)
def test_errors(call: Any, message: str) -> None:
    with pytest.raises(nutgraf.Error) as raised:
        call()
    assert str(raised.value).startswith(message)
    assert not str(raised.value).endswith(".")


def test_what_is_no_text_is_a_type_error() -> None:
    for wrong in [None, 4, [TEXT, 4]]:
        with pytest.raises(TypeError, match="expected a str, bytes, a path, or a list of them"):
            nutgraf.summarize(wrong)  # type: ignore[arg-type]


def test_tables_of_two_languages_do_not_add_up() -> None:
    table = nutgraf.DocumentFrequencies()
    table.add("The old pier has sunk by nine inches since the winter storms.")
    assert table.lang == "en"
    with pytest.raises(nutgraf.Error, match="this looks like German, the documents before like English"):
        table.add("Die alte Brücke ist seit dem Winter gesperrt, und niemand weiß, wie lange noch.")
    with pytest.raises(nutgraf.Error, match="expected one language"):
        table.merge(nutgraf.DocumentFrequencies.from_bytes(german().to_bytes()))
    assert table.documents == 1


def german() -> nutgraf.DocumentFrequencies:
    table = nutgraf.DocumentFrequencies("de")
    table.add("Die Brücke.")
    return table


def test_threads_run_side_by_side_and_agree() -> None:
    texts = [row["text"] for row in corpora()] * 8
    analyzer = nutgraf.Analyzer()
    alone = [analyzer.summarize(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(analyzer.summarize, texts)) == alone
        assert [s.text for s in threads.map(nutgraf.summarize, texts)] == [s.text for s in alone]


def test_import_is_quick() -> None:
    measure = "import time; t = time.perf_counter(); import nutgraf; print(time.perf_counter() - t)"
    runs = [subprocess.run([sys.executable, "-c", measure], capture_output=True, check=True) for _ in range(9)]
    median = sorted(float(run.stdout) for run in runs)[4]
    assert median < 0.020, f"{median * 1000:.1f} ms"


def test_import_brings_nothing_along() -> None:
    heavy = "import sys, nutgraf; print([m for m in ('pyarrow', 'numpy', 'pandas', 'typing', 'json') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {heavy}"], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "[]"


def test_types_are_strict() -> None:
    run = subprocess.run([sys.executable, "-m", "mypy", "--strict"], cwd=ROOT / "python", capture_output=True, check=False)
    assert run.returncode == 0, run.stdout.decode()


def test_stubs_agree_with_what_was_built(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy.stubtest", "nutgraf._nutgraf", "--ignore-missing-stub"]
    command += ["--mypy-config-file", str(ROOT / "python/pyproject.toml")]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout.decode()
