"""Generated documents: the same for the same numbers, of any number."""

from __future__ import annotations

import random
from collections.abc import Iterator

TOPICS = ["harbor bridge", "heat pump", "garden rental", "night library", "tram line", "flood wall", "naïve café", "salt marsh"]
SUBJECTS = ["Councils", "A spokesman", "Ferries", "Nobody", "Dr. Young", "Engineers", "Visitors", "The press", "Owners", "Critics"]
VERBS = (
    "paid measured promised closed rebuilt forgot wanted sold bought painted praised moved drew lost found cleaned opened"
    " refused inspected compared visited described missed guarded"
).split()
ENDS = ["in May", "for dollars", "after storms", "by inches", "last week", "in the U.S.", "🙂 again"]
SYLLABLES = [first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "st")]
#: Sentences of templates, with the share of pages that have them.
TEMPLATE = [
    ("Ask our friendly team for a free quote today.", 0.9),
    ("Subscribe to the weekly letter of the Harrow Gazette.", 0.6),
    ("All prices of the Harrow Gazette include tax and delivery.", 0.3),
    ("Photographs by the archive of the county museum.", 0.12),
]


def sentence(draw: random.Random, topic: str) -> str:
    # Words that no one has heard, so that pages have no more in common than pages have.
    first, second, third = ("".join(draw.choices(SYLLABLES, k=3)) for _ in range(3))
    about = f"{topic} {first}" if draw.random() < 0.4 else first
    return (
        f"{draw.choice(SUBJECTS)} {draw.choice(VERBS)} {second} {draw.choice(ENDS)} {third} and the {about}, "
        f"{draw.randrange(10**4)} times."
    )


def pages(count: int, first: int = 0, sentences: int = 14, seed: int = 7) -> Iterator[tuple[int, str]]:
    """Numbers from the first on, and texts. A page has a title, paragraphs, and some sentences of the template."""
    for number in range(first, count):
        draw = random.Random(seed * 1_000_003 + number)
        topic = draw.choice(TOPICS)
        said = [sentence(draw, topic) for _ in range(draw.randrange(sentences // 2, sentences * 3 // 2))]
        said += [line for line, share in TEMPLATE if draw.random() < share]
        half = len(said) // 2
        yield number, f"{topic.title()}\n\n{' '.join(said[:half])}\n\n{' '.join(said[half:])}\n"
