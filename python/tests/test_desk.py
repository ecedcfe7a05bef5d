"""Everything the program can do with a draft, from Python: the same answers, the same refusals."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import nutgraf
import pytest
from conftest import ROOT, program
from hypothesis import given, settings
from hypothesis import strategies as st

AGAINST = ROOT / "corpora/against"
DRAFT = AGAINST / "draft.md"
REFERENCES = sorted(AGAINST.glob("reference-*.md"))


def told(*args: str | Path) -> Any:
    command = [program(), *map(str, args), "--format", "json", "--offsets", "chars"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout.decode().splitlines()[0])


def same(ours: nutgraf.Density | nutgraf.Difference, theirs: dict[str, Any]) -> None:
    for key, value in theirs.items():
        assert ours.to_dict()[key] == value, key


@pytest.mark.parametrize(
    ("args", "how"),
    [
        ((), {}),
        (("--words", "2-4", "--stop-words", "keep", "--fold", "stem", "--sort", "text"), {"words": (2, 4), "stop_words": "keep", "fold": "stem", "sort": "text"}),
        (("--case", "--min-count", "3", "--top", "4", "--by", "heading"), {"case": True, "min_count": 3, "top": 4, "by_heading": True}),
    ],
)
def test_densities_are_those_of_the_program(args: tuple[str, ...], how: dict[str, Any]) -> None:
    same(nutgraf.density(DRAFT, **how), told("density", DRAFT, *args))


def test_comparisons_are_those_of_the_program() -> None:
    ours = nutgraf.compare(DRAFT, REFERENCES)
    theirs = told("density", DRAFT, "--against", *REFERENCES)["against"]
    assert {key: ours.to_dict()[key] for key in theirs} == theirs
    assert "downspout" in [term.term for term in ours.missing]
    assert ours.measures[0].name == "words" and ours.over_used[-1].count >= 3


def test_differences_are_those_of_the_program() -> None:
    old, new = REFERENCES[0], DRAFT
    ours = nutgraf.diff(old, new, config={})
    same(ours, told("diff", old, new, "--no-config"))
    assert ours.worse and {found.change for found in ours.findings} <= {"fixed", "new", "better", "worse", "same"}


def test_audits_by_settings_are_those_of_the_program(tmp_path: Path) -> None:
    config = tmp_path / "nutgraf.toml"
    config.write_text('extends = "seo"\nmin-count = 4\n[limits]\nsentence-words = 20\n[rules]\nlong-sentence = "warning"\n[[allow]]\nphrase = "quality barrel"\nreason = "name of the product"\n')
    for args, how in [
        (("--preset", "strict", "--no-config"), {"preset": "strict"}),
        (("--only", "long-sentence,overused-phrase", "--no-config"), {"only": ["long-sentence", "overused-phrase"]}),
        (("--skip", "overused-word", "--min-count", "4", "--max-words", "3", "--no-config"), {"skip": "overused-word", "min_count": 4, "max_words": 3}),
        (("--config", str(config)), {"config": config}),
    ]:
        theirs = told("audit", DRAFT, *args)
        ours = nutgraf.audit(DRAFT, topic=True, **how).to_dict()
        assert ours["findings"] == theirs["findings"], how
        assert ours["phrases"] == theirs["phrases"], how


def test_known_findings_are_left_out() -> None:
    before = nutgraf.audit(DRAFT)
    assert before.findings
    assert nutgraf.audit(DRAFT, baseline=before).findings == ()
    more = nutgraf.audit(DRAFT, preset="strict", baseline=before)
    assert more.findings and not {found.fingerprint for found in more.findings} & {
        found.fingerprint for found in before.findings if found.level == "warning"
    }


def docx(path: Path, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        archive.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>')
    return path


def test_bytes_and_paths_of_all_formats(tmp_path: Path) -> None:
    text = "The flood wall is not finished. The council had promised the flood wall for autumn."
    path = docx(tmp_path / "wall.docx", text)
    page = b"<html><head><title>Wall</title></head><body><main><p>" + text.encode() + b"</p></main></body></html>"
    for given in [path, path.read_bytes(), text.encode("utf-16"), page, bytearray(text.encode())]:
        assert nutgraf.summarize(given, 1).text in text
        assert nutgraf.keywords(given, 1)[0].phrase == "flood wall"
        assert nutgraf.audit(given).words in (14, 15)
        assert nutgraf.sentences(given)[0].text == "The flood wall is not finished."
    markdown = tmp_path / "wall.md"
    markdown.write_text(f"---\ntitle: Wall\n---\n# Wall\n\n{text}\n")
    assert nutgraf.summarize(markdown, 9).text == text
    assert nutgraf.summarize([markdown, path], 1).sentences[0].document == 0
    assert [found.file for found in [nutgraf.density(markdown)]] == [str(markdown)]


def test_sites_reports_and_rouge() -> None:
    drafts: dict[str, nutgraf.Text] = {path.name: path for path in REFERENCES}
    drafts["copy.md"] = REFERENCES[0].read_text()
    found = nutgraf.site(drafts, preset="seo")
    assert set(found.audits) == set(drafts)
    assert found.duplicates[0].drafts == ("reference-1.md", "copy.md")
    page = nutgraf.report(DRAFT, against=REFERENCES, preset="seo")
    assert "downspout" in page and "<script" in page
    scores = nutgraf.rouge("The wall is high.", ["The wall is high.", "Nobody came."])
    assert scores.rouge1.f1 == scores.rouge_lsum.recall == 1.0 and scores.to_dict()["rougeLsum"]["f1"] == 1.0


def test_values_compare_hash_pickle_and_show_themselves() -> None:
    text = DRAFT.read_text()
    makers = [
        lambda: nutgraf.density(text, by_heading=True),
        lambda: nutgraf.compare(DRAFT, REFERENCES),
        lambda: nutgraf.diff("The pier is closed.", text),
        lambda: nutgraf.site({"a": text, "b": text}),
        lambda: nutgraf.rouge("A wall.", text),
        lambda: nutgraf.summarize(text, 2),
        lambda: nutgraf.keywords(text),
        lambda: nutgraf.audit(text),
    ]
    for make in makers:
        one, same = make(), make()
        assert one == same and hash(one) == hash(same) and {one: 1}[same] == 1 and one != text
        assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
        assert json.loads(json.dumps(one.to_dict())) == json.loads(one.to_json())
        assert type(one).from_json(one.to_json()).to_json() == one.to_json()
        assert "<" in one._repr_html_() and repr(one).startswith(type(one).__name__)
        with pytest.raises(AttributeError):
            one.lang = "de"  # type: ignore[misc,union-attr]
    found = nutgraf.audit("A <b>garden tool</b> rental & more. Garden tool rental. Garden tool rental.")
    assert "<b>" not in found._repr_html_()
    table = nutgraf.density(text).tables[0]
    assert list(table)[:2] == list(table[:2]) == [table[0], table[1]] and len(table) == len(table.phrases)
    summary = nutgraf.summarize(text, 3)
    assert summary[:2] == (summary[0], summary[1]) and summary[-1] == summary.sentences[2]
    with pytest.raises(IndexError):
        summary[3]


TEXT = "The wall is high enough. It was built in May, of stone."


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nutgraf.summarize(TEXT, 0), "sentences 0: expected a number of at least 1"),
        (lambda: nutgraf.summarize(TEXT, -1), "sentences -1: expected"),
        (lambda: nutgraf.summarize(TEXT, 3, words=20), "expected only one of sentences, words, chars and ratio"),
        (lambda: nutgraf.summarize(TEXT, words=0), "words 0: expected"),
        (lambda: nutgraf.keywords(TEXT, 0), "count 0: expected"),
        (lambda: nutgraf.keywords(TEXT, max_words=9), "max_words 9: expected a number from 1 to 4"),
        (lambda: nutgraf.audit(TEXT, only="long-sentence", skip="long-sentence"), "expected only one of only and skip"),
        (lambda: nutgraf.audit(TEXT, only="long-sentences"), "unknown rule 'long-sentences'"),
        (lambda: nutgraf.audit(TEXT, preset="SEO"), "unknown preset 'SEO': expected plain, seo, docs or strict"),
        (lambda: nutgraf.audit(TEXT, limits={"sentence-word": 3}), "unknown limit 'sentence-word': expected one of"),
        (lambda: nutgraf.audit(TEXT, limits={"sentence-words": 0}), "limit sentence-words 0: expected a whole number from 1"),
        (lambda: nutgraf.audit(TEXT, rules={"long-sentence": "loud"}), "unknown setting 'loud': expected off, on"),
        (lambda: nutgraf.audit(TEXT, max_words=1), "max_words 1: expected a number of at least 2"),
        (lambda: nutgraf.audit(TEXT, config={"rule": {}}), 'unknown key "rule" in config'),
        (lambda: nutgraf.audit(TEXT, config={"overrides": [{"files": ["*.md"]}]}), "config: [[overrides]] go by"),
        (lambda: nutgraf.audit(TEXT, config={"allow": [{"phrase": "wall"}]}), 'config: missing field "reason" in allow'),
        (lambda: nutgraf.audit(Path("/nowhere.md")), "cannot open /nowhere.md: No such file"),
        (lambda: nutgraf.audit(Path("/")), "cannot read /: it is a directory: expected a file"),
        (lambda: nutgraf.summarize(TEXT, format="docx"), "format docx: expected bytes or a path, not a str"),
        (lambda: nutgraf.density(TEXT, words=(3, 2)), "words 3 to 2: expected"),
        (lambda: nutgraf.density(TEXT, fold="heavy"), "unknown fold 'heavy': expected light, stem or none"),
        (lambda: nutgraf.compare(TEXT, []), "expected at least one reference"),
        (lambda: nutgraf.compare([TEXT, TEXT], TEXT), "expected one text, not 2 documents"),  # type: ignore[arg-type]
        (lambda: nutgraf.rouge(TEXT, []), "expected at least one reference"),
        (lambda: nutgraf.Density.from_json("["), "not a Density in JSON: "),
    ],
)
def test_what_is_refused(call: Any, message: str) -> None:
    with pytest.raises(nutgraf.Error) as raised:
        call()
    assert str(raised.value).startswith(message)


def test_overrides_are_for_the_files_that_they_name(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("docs/a.md", "b.md"):
        (tmp_path / name).write_text("One two three four five six. Seven.\n")
    config = {"overrides": [{"files": [f"{tmp_path}/docs/**"], "limits": {"sentence-words": 4}}]}
    rules = [[found.rule for found in nutgraf.audit(tmp_path / name, config=config).findings] for name in ("docs/a.md", "b.md")]
    assert rules == [["long-sentence"], []]


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("docs/**", "docs/a/b.md", True),
        ("docs/**", "other/a.md", False),
        ("*.md", "a/b.md", True),
        ("a.md", "axmd", False),
        ("**/x.md", "x.md", True),
        ("a/**/b", "a/c/d/b", True),
        ("{a,b}.md", "b.md", True),
        ("[!a]x", "ax", False),
        ("[a-c]?", "bz", True),
    ],
)
def test_globs_fit_as_the_program_has_them(glob: str, path: str, fits: bool) -> None:
    import re

    from nutgraf.settings import _pattern

    assert (re.fullmatch(_pattern(glob), path, re.DOTALL) is not None) == fits


WORDS = st.lists(st.sampled_from("the pier harbor board . , Old \n\n - 🙂 é 漢字 9f86d08".split(" ")), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=200)), st.one_of(WORDS, st.text(max_size=200)))
def test_any_two_texts_have_densities_and_a_difference(one: str, other: str) -> None:
    for table in nutgraf.density(one, min_count=1, stop_words="keep").tables:
        assert sum(row.count for row in table) <= table.windows
        for row in table:
            assert one[row.first.start : row.first.end].strip() and 0 <= row.density <= 100
    changed = nutgraf.diff(one, other)
    assert not nutgraf.diff(one, one).worse
    for sentence in changed.added:
        # A bullet is no part of what is shown.
        assert " ".join(other[sentence.start : sentence.end].split()).endswith(" ".join(sentence.text.split()))
    assert nutgraf.Comparison.from_json(nutgraf.compare(one, [other]).to_json()) == nutgraf.compare(one, [other])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert nutgraf.audit(data).words >= 0
    except nutgraf.Error as error:
        assert str(error)


def test_pages_of_pdf() -> None:
    path = ROOT / "tests/pdf/rc4-40.pdf"
    found = nutgraf.audit(path, only="long-sentence", limits={"sentence-words": 1})
    assert {place.page for finding in found.findings for place in finding.occurrences} == {1}
    assert found == nutgraf.audit(path.read_bytes(), only="long-sentence", limits={"sentence-words": 1})
