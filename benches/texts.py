#!/usr/bin/env python3
"""Made-up English text as long as anyone likes, the same every time.

    texts.py FOLDER MEGABYTES...

writes FOLDER/1.txt, FOLDER/2.5.txt and so on. The text is the plain-text English articles of corpora/ one after the
other, again and again. Copies are not the same: in each, paragraphs are shuffled, digits are drawn anew, and a third of
the longer words are exchanged for made-up ones, the same for the same throughout a copy. Made-up words are drawn
log-uniformly from a list of ten million, so a few come often and most come once, as in real text, and the vocabulary
goes on growing. A shorter text is the beginning of a longer one.
"""
import os
import random
import re
import sys

CORPORA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpora")
ENGLISH = ("data-processing-clause flood-wall four-day-week harrow-point-light roadmap-meeting seagrass-carbon "
           "smart-thermostat-rebate").split()
SYLLABLES = [c + v for c in "b d f g k l m n p r s t v z br dr gr pl st tr".split() for v in "a e i o u".split()]
LIST = 10_000_000


def made_up(rank):
    word = ""
    rank += len(SYLLABLES)
    while rank:
        rank, syllable = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word + "n"


def copy(article, draw):
    exchanged = {}

    def word(match):
        old = match[0]
        new = exchanged.setdefault(old.lower(), made_up(int(LIST ** draw.random())) if draw.random() < 1 / 3 else None)
        return old if new is None else new.capitalize() if old[0].isupper() else new

    paragraphs = article.strip().split("\n\n")
    draw.shuffle(paragraphs)
    text = "\n\n".join(paragraphs)
    text = re.sub(r"\d", lambda match: str(draw.randint(1, 9)), text)
    return re.sub(r"\b[A-Za-z]{5,}\b", word, text) + "\n\n"


def copies():
    """Copies of the articles in turn, without an end."""
    articles = []
    for name in ENGLISH:
        with open(os.path.join(CORPORA, name + ".txt"), encoding="utf-8") as file:
            articles.append(file.read())
    draw = random.Random(1)
    while True:
        for article in articles:
            yield copy(article, draw)


def write(folder, sizes):
    """Writes a text of each size, in megabytes, each the beginning of the longest."""
    sizes = sorted(sizes)
    text, size = [], 0
    for piece in copies():
        text.append(piece.encode())
        size += len(text[-1])
        if size >= sizes[-1] * 1e6:
            break
    whole = b"".join(text)
    for size in sizes:
        end = whole.rindex(b"\n\n", 0, int(size * 1e6) + 1) + 2
        with open(os.path.join(folder, f"{size:g}.txt"), "wb") as file:
            file.write(whole[:end])


if __name__ == "__main__":
    write(sys.argv[1], [float(size) for size in sys.argv[2:]])
