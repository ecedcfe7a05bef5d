"""Summaries made of a text's own best sentences, its keywords, and audits of drafts for over-used phrases.

>>> import nutgraf
>>> text = (
...     "The ferry to Harrow Point stops running in June, the harbor board decided on Monday. "
...     "The old pier has sunk by nine inches since the winter storms. Many islanders are angry. "
...     "Repairs to the pier would cost the harbor board six million dollars. "
...     "A bus will carry passengers to the next harbor until the pier is safe."
... )
>>> print(nutgraf.summarize(text, 1))
The ferry to Harrow Point stops running in June, the harbor board decided on Monday.
>>> print(nutgraf.keywords(text, 2))
harbor board
pier

Offsets count characters, as Python does: ``text[sentence.start:sentence.end]`` is the sentence.
The same text gives the same answer, which is that of the command-line program, in any thread and process.
Columns in Arrow have functions of their own in ``nutgraf.arrow``, data frames of Spark in ``nutgraf.spark``.
"""

from __future__ import annotations

from ._nutgraf import (
    Analyzer,
    Audit,
    Check,
    Cut,
    DocumentFrequencies,
    Error,
    Finding,
    Keyness,
    Keyword,
    Keywords,
    Measures,
    Phrase,
    Place,
    Places,
    Readability,
    Sentence,
    Summary,
    SummarySentence,
    Variant,
    WordUse,
    __version__,
    compare_json,
    decode,
    density_json,
    diff_json,
    report_html,
    rouge_scores,
    site_json,
)

from .settings import names as _names
from .settings import settings as _settings
from .views import (
    ChangedField,
    ChangedFinding,
    ChangedMeasure,
    ChangedPhrase,
    ChangedSentence,
    Comparison,
    CompetingPhrase,
    Density,
    DensityRow,
    DensitySection,
    DensityTable,
    Difference,
    DuplicatePair,
    LeftOut,
    Measure,
    Rouge,
    Score,
    Site,
    SitePhrase,
    Spot,
    Term,
)

TYPE_CHECKING = False
if TYPE_CHECKING:  # As typing has it, whose import costs more than all of this.
    import os
    from collections.abc import Mapping, Sequence
    from typing import Any, Union

    from typing_extensions import TypeAlias

    Text: TypeAlias = Union[str, bytes, "os.PathLike[str]"]
    """A text: a str, or bytes or a path of a file in any format."""
    Config: TypeAlias = Union[str, "os.PathLike[str]", Mapping[str, Any]]

__all__ = [
    "Analyzer",
    "Audit",
    "ChangedField",
    "ChangedFinding",
    "ChangedMeasure",
    "ChangedPhrase",
    "ChangedSentence",
    "Check",
    "Comparison",
    "CompetingPhrase",
    "Cut",
    "Density",
    "DensityRow",
    "DensitySection",
    "DensityTable",
    "Difference",
    "DocumentFrequencies",
    "DuplicatePair",
    "Error",
    "Finding",
    "Keyness",
    "Keyword",
    "Keywords",
    "LeftOut",
    "Measure",
    "Measures",
    "Phrase",
    "Place",
    "Places",
    "Readability",
    "Rouge",
    "Score",
    "Sentence",
    "Site",
    "SitePhrase",
    "Spot",
    "Summary",
    "SummarySentence",
    "Term",
    "Variant",
    "WordUse",
    "__version__",
    "audit",
    "compare",
    "decode",
    "density",
    "diff",
    "keywords",
    "report",
    "rouge",
    "sentences",
    "site",
    "summarize",
]

_common = Analyzer()


def _analyzer(corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None) -> Analyzer:
    if corpus is None:
        return _common
    if isinstance(corpus, DocumentFrequencies):
        return corpus.analyzer()
    return Analyzer(corpus)


def summarize(
    text: Text | Sequence[Text],
    sentences: int | None = None,
    *,
    words: int | None = None,
    chars: int | None = None,
    ratio: float | None = None,
    method: str = "auto",
    lang: str | None = None,
    focus: str | None = None,
    trim: bool = False,
    title: str | None = None,
    format: str | None = None,
    dates: Sequence[str] | None = None,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
) -> Summary:
    """Summarizes a text, or several as one, by the best of their own sentences.

    ``sentences`` (3, if nothing is said), ``words``, ``chars`` or ``ratio`` (a share of the words) says how long it may be; one of them.
    ``focus`` is what it is to be about: ``'flood "river wall" -council'``. With ``trim``, datelines, leading connectives, parentheses and
    tails such as "he said on Tuesday" are left out, and ``parts`` of a sentence says what is shown of it. A text is a str, or bytes or a path (``pathlib.Path``) of a
    file in any format that the program reads. ``format`` is that of the text: ``text``, ``markdown``, ``html``, ``html-page`` and
    others (``docs/formats.md``), or ``auto``, which goes by what it holds; without it a str is plain text, and bytes and paths go by
    their name and content. With ``dates``, one for each text, the earlier come first.
    Time and space are linear in the text.

    >>> summary = summarize("The wall is high enough. It was built in May, of stone. Nobody came.", 1)
    >>> summary.sentences[0]
    SummarySentence("The wall is high enough.", start=0, end=24, rank=1)
    >>> summarize("One.", method="best")
    Traceback (most recent call last):
        ...
    nutgraf.Error: unknown method 'best': expected auto, lead, tfidf, textrank, lexrank, luhn, lsa, sumbasic, klsum, mmr, submodular or random
    """
    return _analyzer(corpus).summarize(
        text,
        sentences,
        words=words,
        chars=chars,
        ratio=ratio,
        method=method,
        lang=lang,
        focus=focus,
        trim=trim,
        title=title,
        format=format,
        dates=dates,
    )


def keywords(
    text: Text | Sequence[Text],
    count: int = 10,
    *,
    max_words: int = 4,
    nested: bool = False,
    lang: str | None = None,
    title: str | None = None,
    format: str | None = None,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
) -> Keywords:
    """Finds the words and phrases that a text, or several as one, is about: the best first.

    They are whole phrases, none part of another, and fewer of a short text; with ``nested``, all phrases are ranked,
    parts of others among them. A sequence of :class:`Keyword`.

    >>> text = "The flood wall is not finished. The council had promised the flood wall for autumn."
    >>> found = keywords(text, 2)
    >>> found[0].phrase, found[0].count
    ('flood wall', 2)
    >>> [text[place.start:place.end] for place in found[0].places]
    ['flood wall', 'flood wall']
    """
    return _analyzer(corpus).keywords(
        text, count, max_words=max_words, nested=nested, lang=lang, title=title, format=format
    )


def audit(
    text: Text,
    keyphrase: str | Sequence[str] | None = None,
    *,
    synonyms: str | Sequence[str] | None = None,
    allow: str | Sequence[str] | None = None,
    topic: bool = False,
    lang: str | None = None,
    title: str | None = None,
    format: str | None = None,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
    preset: str | None = None,
    rules: Mapping[str, str] | None = None,
    limits: Mapping[str, float] | None = None,
    only: str | Sequence[str] | None = None,
    skip: str | Sequence[str] | None = None,
    min_count: int | None = None,
    max_words: int | None = None,
    config: Config | None = None,
    baseline: Audit | None = None,
) -> Audit:
    """Audits a draft: which phrases it says how often, where, and what of that is unusual.

    ``keyphrase`` is what it is meant to be about, counted whether it is repeated or not; ``synonyms`` are other ways to
    say the first of them. ``allow`` are phrases that may be repeated. ``topic`` names what the draft is about, which
    takes about a third longer.

    ``preset`` (``plain``, ``seo``, ``docs``, ``strict``), ``rules`` (``{"link-text": "warning"}``), ``limits``
    (``{"sentence-words": 40}``), ``only`` and ``skip`` say what is reported, and ``config`` is a ``nutgraf.toml`` (Python 3.11) or a
    dict of the same keys, which arguments go before. ``baseline`` is an earlier audit: its findings are left out.

    >>> draft = (
    ...     "The garden tool rental opens in May. A garden tool rental saves money. "
    ...     "Ask at the garden tool rental about saws."
    ... )
    >>> found = audit(draft, "rental")
    >>> found.phrases[0].phrase, found.phrases[0].count, found.keyphrases[0].count
    ('garden tool rental', 3, 3)
    >>> audit(draft, limits={"sentence-words": 4}, only="long-sentence").findings[0].rule
    'long-sentence'
    """
    made, keyphrases, allowed = _settings(
        text=text,
        preset=preset,
        rules=rules,
        limits=limits,
        only=only,
        skip=skip,
        min_count=min_count,
        max_words=max_words,
        config=config,
        baseline=baseline,
    )
    asked = _names(keyphrase) or ([] if synonyms is not None and keyphrase is None and not keyphrases else keyphrases)
    return _analyzer(corpus).audit(
        text,
        asked,
        synonyms=synonyms,
        allow=[*allowed, *_names(allow)],
        topic=topic,
        lang=lang,
        title=title,
        format=format,
        settings=made,
    )


def density(
    text: Text | Sequence[Text],
    *,
    words: int | tuple[int, int] = (1, 3),
    stop_words: str = "ends",
    fold: str = "light",
    case: bool = False,
    min_count: int = 2,
    sort: str = "count",
    top: int | None = None,
    by_heading: bool = False,
    lang: str | None = None,
    format: str | None = None,
) -> Density:
    """Counts the phrases of a text, or of several together: those of ``words`` words, a number or the least and the most.

    ``stop_words`` is ``keep``, ``drop`` or ``ends``, ``fold`` is ``light``, ``stem`` or ``none``, ``sort`` is ``count``, ``tf-idf``,
    ``first`` or ``text``, as ``nutgraf density`` has them.

    >>> found = density("The pier is closed. The old pier has sunk. Who pays for the old pier?")
    >>> [(row.phrase, row.count) for row in found.tables[1]]
    [('old pier', 2)]
    """
    counting = {
        "words": (words, words) if isinstance(words, int) else words,
        "stop_words": stop_words,
        "fold": fold,
        "case": case,
        "min_count": min_count,
        "sort": sort,
        "top": top,
        "by_heading": by_heading,
    }
    return Density.from_json(density_json(text, lang, format, counting))


def compare(
    draft: Text, references: Text | Sequence[Text], *, lang: str | None = None, format: str | None = None
) -> Comparison:
    """Sets a draft beside reference texts: the terms that it lacks, under-uses and over-uses, as ``--against`` does.

    >>> found = compare("A barrel is round. A barrel is red.", "A barrel on the roof. A roof leads water to a barrel.")
    >>> [term.term for term in found.missing]
    ['roof']
    """
    return Comparison.from_json(compare_json(draft, references, lang, format))


def diff(
    old: Text,
    new: Text,
    keyphrase: str | Sequence[str] | None = None,
    *,
    allow: str | Sequence[str] | None = None,
    lang: str | None = None,
    format: str | None = None,
    preset: str | None = None,
    rules: Mapping[str, str] | None = None,
    limits: Mapping[str, float] | None = None,
    only: str | Sequence[str] | None = None,
    skip: str | Sequence[str] | None = None,
    config: Config | None = None,
) -> Difference:
    """Says what an edit changed: measures, phrases, findings and sentences.

    >>> found = diff("The pier is closed. It sank.", "The pier is open. It sank.")
    >>> found.worse, [sentence.text for sentence in found.added]
    (False, ['The pier is open.'])
    """
    made, keyphrases, allowed = _settings(
        text=new, preset=preset, rules=rules, limits=limits, only=only, skip=skip, config=config
    )
    asked = _names(keyphrase) or keyphrases
    return Difference.from_json(diff_json(old, new, asked, [*allowed, *_names(allow)], lang, format, made))


def site(
    drafts: Mapping[str, Text],
    *,
    lang: str | None = None,
    format: str | None = None,
    preset: str | None = None,
    rules: Mapping[str, str] | None = None,
    limits: Mapping[str, float] | None = None,
    only: str | Sequence[str] | None = None,
    skip: str | Sequence[str] | None = None,
    config: Config | None = None,
) -> Site:
    """Audits drafts, by name, and against each other: boilerplate, competing topics and passages in common.

    >>> found = site({"a.md": "The pier is closed.", "b.md": "The ferry is late."})
    >>> sorted(found.audits), found.boilerplate
    (['a.md', 'b.md'], ())
    """
    made, _, _ = _settings(preset=preset, rules=rules, limits=limits, only=only, skip=skip, config=config)
    return Site.from_json(site_json(list(drafts.values()), list(drafts), lang, format, made))


def report(
    text: Text,
    keyphrase: str | Sequence[str] | None = None,
    *,
    name: str | None = None,
    sentences: int = 3,
    allow: str | Sequence[str] | None = None,
    against: Text | Sequence[Text] | None = None,
    lang: str | None = None,
    format: str | None = None,
    preset: str | None = None,
    rules: Mapping[str, str] | None = None,
    limits: Mapping[str, float] | None = None,
    only: str | Sequence[str] | None = None,
    skip: str | Sequence[str] | None = None,
    config: Config | None = None,
    baseline: Audit | None = None,
) -> str:
    """A page for the browser, as ``nutgraf report`` writes it: summary, audit and the text with both marked.

    >>> report("The pier is closed. It sank.").lstrip().lower().startswith("<!doctype html>")
    True
    """
    made, keyphrases, allowed = _settings(
        text=text, preset=preset, rules=rules, limits=limits, only=only, skip=skip, config=config, baseline=baseline
    )
    asked = _names(keyphrase) or keyphrases
    return report_html(text, name, sentences, asked, [*allowed, *_names(allow)], against, lang, format, made)


def rouge(summary: str, references: str | Sequence[str], *, lang: str = "en", stem: bool = True) -> Rouge:
    """Measures a summary against one reference or several: ROUGE-1, ROUGE-2 and ROUGE-Lsum, as Google's ``rouge-score`` has them.

    Of several references, the one with the best F1 counts, for each measure.

    >>> round(rouge("The pier is closed.", "The old pier is closed.").rouge1.f1, 4)
    0.8889
    """
    return Rouge.from_json(rouge_scores(summary, references, lang, stem))


def sentences(text: Text, lang: str | None = None, *, format: str | None = None) -> list[Sentence]:
    """Splits a text into its sentences.

    >>> sentences("Dr. Young came at 5 p.m. Nobody was there.")
    [Sentence("Dr. Young came at 5 p.m.", start=0, end=24), Sentence("Nobody was there.", start=25, end=42)]
    """
    return _common.sentences(text, lang, format=format)
