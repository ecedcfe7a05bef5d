"""What holds for any text."""

from __future__ import annotations

import re

import nutgraf
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(
    "the a wall river council Dr. U.S. 3.5 naïve 漢字 🙂 . ? ! , \n \n\n - “ ” ( ) e.g. flood. Walls? hold! Nobody came.".split(" ")
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map(" ".join))


def has_words(left_out: str) -> bool:
    """Whether what is left out has a letter that is none of a Roman page number."""
    return any(letter.isalpha() for letter in re.sub(r"(?i)(?<!\w)[ivxlcdm]+(?!\w)", "", left_out))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_are_in_order_and_of_the_text(text: str) -> None:
    end = 0
    for sentence in nutgraf.sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        # What lies between is blank, a line of layout without a letter, or the number of a page.
        assert not has_words(text[end : sentence.start])
        end = sentence.end
    assert not has_words(text[end:])


def test_the_number_of_a_page_is_no_sentence() -> None:
    assert not nutgraf.sentences("\fi")


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(1, 6))
def test_summaries_are_of_the_text(text: str, count: int) -> None:
    summary = nutgraf.summarize(text, count)
    assert len(summary) <= max(count, 1)
    assert sorted(sentence.rank for sentence in summary) == list(range(1, len(summary) + 1))
    starts = [sentence.start for sentence in summary]
    assert starts == sorted(set(starts))
    for sentence in summary:
        assert text[sentence.start : sentence.end].split() == sentence.text.split()
    assert nutgraf.summarize(text, count) == summary
    assert nutgraf.Summary.from_json(summary.to_json()) == summary


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 6))
def test_keywords_are_of_the_text(text: str, count: int) -> None:
    found = nutgraf.keywords(text, count)
    assert len(found) <= count
    for keyword in found:
        assert keyword.count == len(keyword.places) > 0
        # What stands only where sentences begin is written as inside of them.
        said = [text[place.start : place.end].lower().split() for place in keyword.places]
        assert keyword.phrase.lower().split() in said
    assert list(found) == list(nutgraf.keywords(text, count + 2))[: len(found)]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_audits_count_what_stands_there(text: str) -> None:
    audit = nutgraf.audit(text)
    for phrase in audit.phrases:
        assert phrase.count == len(phrase.occurrences) >= 3
        assert all(0 <= place.start < place.end <= len(text) for place in phrase.occurrences)
    assert nutgraf.Audit.from_json(audit.to_json()) == audit


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(1, 6))
def test_tables_add_up(texts: list[str], cut: int) -> None:
    def count(part: list[str]) -> nutgraf.DocumentFrequencies:
        table = nutgraf.DocumentFrequencies("en")
        for text in part:
            table.add(text, "en")
        return table

    whole, first, second = count(texts), count(texts[:cut]), count(texts[cut:])
    if first.documents:
        second.merge(first)
    assert second.to_bytes() == whole.to_bytes()
    assert nutgraf.DocumentFrequencies.from_bytes(whole.to_bytes()) == whole
    assert whole.documents == len(texts)
