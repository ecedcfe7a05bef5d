"""What `density`, `compare`, `diff`, `site` and `rouge` answer with: values read from the JSON of the program.

>>> import nutgraf
>>> found = nutgraf.density("The pier is closed. The old pier has sunk. Who pays for the old pier?")
>>> found.tables[0][0].phrase, found.tables[0][0].count
('pier', 3)
>>> found == nutgraf.Density.from_json(found.to_json())
True
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, SupportsIndex, overload

    from typing_extensions import Self

from ._nutgraf import Error


def _frozen(value: Any) -> Any:
    """Lists as tuples, so that nothing of a value can be changed."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


class View:
    """A value that cannot be changed: what the program writes as JSON, by name. Equal to another of the same class with the same JSON."""

    __slots__ = ("_dict",)
    _dict: dict[str, Any]
    _parts: ClassVar[dict[str, type[View]]] = {}
    _names: ClassVar[dict[str, str]] = {}

    def __init__(self, values: dict[str, Any]) -> None:
        object.__setattr__(self, "_dict", values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        key = self._names.get(name, name)
        if key not in self._dict:
            if name in _annotations(type(self)):
                return () if name in self._parts else None
            raise AttributeError(f"{type(self).__name__} has no {name}")
        value, part = self._dict[key], self._parts.get(name)
        if part is None:
            return _frozen(value)
        return tuple(map(part, value)) if isinstance(value, list) else part(value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def to_dict(self) -> dict[str, Any]:
        """The same as a dict that ``json.dumps`` takes."""
        import copy

        return copy.deepcopy(self._dict)

    def to_json(self) -> str:
        """The same as JSON, as the program writes it."""
        import json

        return json.dumps(self._dict, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, json: str) -> Self:
        """What ``to_json`` wrote."""
        from json import loads

        try:
            read = loads(json)
        except ValueError as error:
            raise Error(f"not a {cls.__name__} in JSON: {error}") from None
        if not isinstance(read, dict):
            raise Error(f"not a {cls.__name__} in JSON: expected an object")
        return cls(read)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and type(self) is type(other) and self._dict == other._dict

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._dict,)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_annotations(type(self))})

    def __repr__(self) -> str:
        shown = []
        for name in _annotations(type(self)):
            value = self._dict.get(self._names.get(name, name))
            if isinstance(value, (str, int, float)):
                shown.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown[:4])})"

    def _repr_html_(self) -> str:
        return _table([self])


def _annotations(kind: type[View]) -> list[str]:
    names = [name for base in reversed(kind.__mro__) for name in vars(base).get("__annotations__", ())]
    return [name for name in names if not name.startswith("_")]


def _escaped(value: object) -> str:
    shown = f"{value:.2f}" if isinstance(value, float) else str(value)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_MOST_ROWS = 30
"""How many rows of a table a notebook shows: chosen, about a screen."""

_UNSHOWN = {"fingerprint", "subject"}
"""What programs compare by, which says nothing to a reader that the message does not."""


def _table(rows: Sequence[View], caption: str = "") -> str:
    """Numbers and words of some values as a table in HTML: a row for each, and columns for fields that some of them lack."""
    if not rows:
        return f"<p>{_escaped(caption)}: none</p>" if caption else "<p>none</p>"
    of_text = "style='text-align: left'"

    def cell(value: object) -> str:
        if isinstance(value, str):
            return f"<td {of_text}>{_escaped(value)}</td>"
        return f"<td>{'' if value is None else _escaped(value)}</td>"

    def is_shown(name: str) -> bool:
        return name not in _UNSHOWN and any(isinstance(getattr(row, name), (str, int, float)) for row in rows)

    names = [name for name in _annotations(type(rows[0])) if is_shown(name)]
    head = "".join(f"<th>{_escaped(name.replace('_', ' '))}</th>" for name in names)
    shown = ["".join(cell(getattr(row, name)) for name in names) for row in rows[:_MOST_ROWS]]
    if len(rows) > _MOST_ROWS:
        shown.append(f"<td colspan='{len(names)}' {of_text}>… and {len(rows) - _MOST_ROWS} more</td>")
    body = "".join(f"<tr>{row}</tr>" for row in shown)
    title = f"<caption>{_escaped(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Spot(View):
    """Where an occurrence is, in characters, with its line and column; `position` is the share of the words before it, in percent."""

    __slots__ = ()
    start: int
    end: int
    line: int
    column: int
    position: float | None
    file: int | None


class DensityRow(View):
    """A phrase with its numbers. Shares and densities are in percent."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {"first": Spot, "last": Spot}
    phrase: str
    count: int
    share: float
    density: float
    sentences: int
    sentence_share: float
    paragraphs: int
    paragraph_share: float
    files: int
    tf_idf: float | None
    first: Spot
    last: Spot


class DensityTable(View):
    """The phrases of a number of words: a sequence of `DensityRow`."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {"phrases": DensityRow}
    size: int
    windows: int
    left_out: int
    phrases: tuple[DensityRow, ...]

    def __len__(self) -> int:
        return len(self._dict["phrases"])

    def __iter__(self) -> Iterator[DensityRow]:
        return iter(self.phrases)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: SupportsIndex, /) -> DensityRow: ...
        @overload
        def __getitem__(self, index: slice, /) -> tuple[DensityRow, ...]: ...

    def __getitem__(self, index: Any, /) -> Any:
        return self.phrases[index]

    def _repr_html_(self) -> str:
        return _table(self.phrases, f"phrases of {self.size} words" if self.size > 1 else "single words")


class DensitySection(View):
    """A heading and the tables of what is under it."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {"tables": DensityTable}
    heading: str
    words: int
    start: int
    end: int
    line: int
    column: int
    file: int | None
    tables: tuple[DensityTable, ...]


class Density(View):
    """How often each phrase of one word, two, three … is in a text, or in several together: a table for each size."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {"tables": DensityTable, "sections": DensitySection}
    file: str
    files: tuple[str, ...] | None
    words: int
    content_words: int
    sentences: int
    paragraphs: int
    tables: tuple[DensityTable, ...]
    sections: tuple[DensitySection, ...]
    lang: str

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)


class Measure(View):
    """A measure of a draft and of its references; `None` where a text has nothing to measure."""

    __slots__ = ()
    name: str
    here: float | None
    median: float | None
    least: float | None
    most: float | None


class Term(View):
    """A word or phrase in a draft and in its references. Densities are occurrences per 100 words."""

    __slots__ = ()
    term: str
    words: int
    count: int
    density: float
    median: float
    least: float
    most: float
    references: int
    wdf_idf: float
    wdf_idf_there: float
    tf_idf: float | None
    g2: float
    log_ratio: float


class LeftOut(View):
    """A reference that a draft was not compared with: `reason` is empty, or language where it is in another one, `lang`."""

    __slots__ = ()
    reference: str
    reason: str
    lang: str | None


class Comparison(View):
    """A draft beside references: measures, and the terms that it lacks, under-uses and over-uses."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {
        "left_out": LeftOut,
        "measures": Measure,
        "missing": Term,
        "under_used": Term,
        "over_used": Term,
    }
    references: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    measures: tuple[Measure, ...]
    missing: tuple[Term, ...]
    under_used: tuple[Term, ...]
    over_used: tuple[Term, ...]
    lang: str

    def _repr_html_(self) -> str:
        lists = [("missing", self.missing), ("under-used", self.under_used), ("over-used", self.over_used)]
        return _table(self.measures, "side by side") + "".join(_table(terms, name) for name, terms in lists)


class ChangedMeasure(View):
    """A measure of both versions."""

    __slots__ = ()
    name: str
    before: float
    after: float
    change: float


class ChangedField(View):
    """A title, description or heading that changed; empty where a version has none."""

    __slots__ = ()
    name: str
    before: str
    after: str


class ChangedPhrase(View):
    """A word or phrase of both versions, with occurrences and densities."""

    __slots__ = ()
    phrase: str
    words: int
    before: int
    after: int
    density_before: float
    density_after: float


class ChangedFinding(View):
    """What became of a finding: `change` is fixed, new, better, worse or same."""

    __slots__ = ()
    change: str
    rule: str
    level: str
    level_before: str | None
    message: str
    subject: str
    fingerprint: str
    places_before: int
    places_after: int
    value_before: float | None
    value_after: float | None


class ChangedSentence(View):
    """A sentence that only one version has, and where."""

    __slots__ = ()
    text: str
    start: int
    end: int
    line: int
    column: int


class Difference(View):
    """What changed between two versions of a draft; `worse` is true if a finding is new or worse."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {
        "measures": ChangedMeasure,
        "fields": ChangedField,
        "phrases": ChangedPhrase,
        "findings": ChangedFinding,
        "removed": ChangedSentence,
        "added": ChangedSentence,
    }
    old: str
    new: str
    worse: bool
    measures: tuple[ChangedMeasure, ...]
    fields: tuple[ChangedField, ...]
    phrases: tuple[ChangedPhrase, ...]
    findings: tuple[ChangedFinding, ...]
    removed: tuple[ChangedSentence, ...]
    added: tuple[ChangedSentence, ...]
    lang: str

    def _repr_html_(self) -> str:
        fields = _table(self.fields, "title and headings") if self.fields else ""
        return _table(self.measures, "measures") + fields + _table(self.phrases, "phrases") + _table(self.findings, "findings")


class SitePhrase(View):
    """A phrase that many drafts have, and the first of them."""

    __slots__ = ()
    phrase: str
    words: int
    drafts: int
    count: int
    examples: tuple[str, ...]


class CompetingPhrase(View):
    """A topic that several drafts have."""

    __slots__ = ()
    phrase: str
    drafts: tuple[str, ...]


class DuplicatePair(View):
    """Two drafts with passages in common."""

    __slots__ = ()
    drafts: tuple[str, str]
    words: int
    passages: int


class Site(View):
    """Drafts against each other: the audit of each, boilerplate, competing topics and duplicates."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {
        "boilerplate": SitePhrase,
        "competing": CompetingPhrase,
        "duplicates": DuplicatePair,
    }
    boilerplate: tuple[SitePhrase, ...]
    competing: tuple[CompetingPhrase, ...]
    duplicates: tuple[DuplicatePair, ...]
    drafts: dict[str, Any]

    @property
    def audits(self) -> dict[str, Any]:
        """The `Audit` of each draft by its name, with the findings that the others give it."""
        import json

        from ._nutgraf import Audit

        return {name: Audit.from_json(json.dumps(audit)) for name, audit in self._dict["drafts"].items()}

    def _repr_html_(self) -> str:
        lists = [("boilerplate", self.boilerplate), ("competing", self.competing), ("duplicates", self.duplicates)]
        return "".join(_table(rows, name) for name, rows in lists)


class Score(View):
    """Precision, recall and F1."""

    __slots__ = ()
    precision: float
    recall: float
    f1: float


class Rouge(View):
    """ROUGE of a summary, as Google's `rouge-score` counts it."""

    __slots__ = ()
    _parts: ClassVar[dict[str, type[View]]] = {"rouge1": Score, "rouge2": Score, "rouge_lsum": Score}
    _names: ClassVar[dict[str, str]] = {"rouge_lsum": "rougeLsum"}
    rouge1: Score
    rouge2: Score
    rouge_lsum: Score

    def _repr_html_(self) -> str:
        parts = [("ROUGE-1", self.rouge1), ("ROUGE-2", self.rouge2), ("ROUGE-Lsum", self.rouge_lsum)]
        row = "<tr><th>{}</th><td>{:.3f}</td><td>{:.3f}</td><td>{:.3f}</td></tr>".format
        body = "".join(row(name, score.precision, score.recall, score.f1) for name, score in parts)
        return f"<table><thead><tr><th></th><th>precision</th><th>recall</th><th>F1</th></tr></thead><tbody>{body}</tbody></table>"
