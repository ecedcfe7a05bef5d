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
    decode,
)

TYPE_CHECKING = False
if TYPE_CHECKING:  # As typing has it, whose import costs more than all of this.
    from collections.abc import Sequence

__all__ = [
    "Analyzer",
    "Audit",
    "Check",
    "Cut",
    "DocumentFrequencies",
    "Error",
    "Finding",
    "Keyness",
    "Keyword",
    "Keywords",
    "Measures",
    "Phrase",
    "Place",
    "Places",
    "Readability",
    "Sentence",
    "Summary",
    "SummarySentence",
    "Variant",
    "WordUse",
    "__version__",
    "audit",
    "decode",
    "keywords",
    "sentences",
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
    text: str | Sequence[str],
    sentences: int = 3,
    *,
    words: int | None = None,
    chars: int | None = None,
    ratio: float | None = None,
    method: str = "auto",
    lang: str | None = None,
    focus: str | None = None,
    title: str | None = None,
    format: str = "text",
    dates: Sequence[str] | None = None,
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
) -> Summary:
    """Summarizes a text, or several as one, by the best of their own sentences.

    ``words``, ``chars`` or ``ratio`` (a share of the words) takes the place of a number of ``sentences``.
    ``focus`` is what it is to be about: ``'flood "river wall" -council'``. ``format`` is that of the text: ``text``,
    ``markdown``, ``html``, ``html-page`` and others (``docs/formats.md``), or ``auto``, which goes by what it holds. With ``dates``, one for each text, the earlier come first.
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
        title=title,
        format=format,
        dates=dates,
    )


def keywords(
    text: str | Sequence[str],
    count: int = 10,
    *,
    max_words: int = 4,
    nested: bool = False,
    lang: str | None = None,
    title: str | None = None,
    format: str = "text",
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
    text: str,
    keyphrase: str | Sequence[str] | None = None,
    *,
    synonyms: str | Sequence[str] | None = None,
    allow: str | Sequence[str] | None = None,
    topic: bool = False,
    lang: str | None = None,
    title: str | None = None,
    format: str = "text",
    corpus: DocumentFrequencies | Sequence[DocumentFrequencies] | None = None,
) -> Audit:
    """Audits a draft: which phrases it says how often, where, and what of that is unusual.

    ``keyphrase`` is what it is meant to be about, counted whether it is repeated or not; ``synonyms`` are other ways to
    say the first of them. ``allow`` are phrases that may be repeated. ``topic`` names what the draft is about, which
    takes about a third longer.

    >>> draft = (
    ...     "The garden tool rental opens in May. A garden tool rental saves money. "
    ...     "Ask at the garden tool rental about saws."
    ... )
    >>> found = audit(draft, "rental")
    >>> found.phrases[0].phrase, found.phrases[0].count, found.keyphrases[0].count
    ('garden tool rental', 3, 3)
    """
    return _analyzer(corpus).audit(
        text, keyphrase, synonyms=synonyms, allow=allow, topic=topic, lang=lang, title=title, format=format
    )


def sentences(text: str, lang: str | None = None, *, format: str = "text") -> list[Sentence]:
    """Splits a text into its sentences.

    >>> sentences("Dr. Young came at 5 p.m. Nobody was there.")
    [Sentence("Dr. Young came at 5 p.m.", start=0, end=24), Sentence("Nobody was there.", start=25, end=42)]
    """
    return _common.sentences(text, lang, format=format)
