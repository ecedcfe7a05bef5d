#!/usr/bin/env python3
"""Make src/language/trigrams.txt: what three letters in a row say of the language of a short text.

    scripts/short_text_trigrams.py LANG=FILE... > src/language/trigrams.txt

FILE has one JSON object a line with its text in "text". LANG is the code of a language that nutgraf knows and that is
written in Latin script; `other=FILE` gives languages that it does not know, all of which count as one.

A line of the table is a trigram, with `_` for the edge of a word, and a letter for each language in the order of the
first line: `a` for the one in which the trigram is most frequent, and a letter more for each STEP of the logarithm of
how much rarer it is in another. So the letters of a text's trigrams add up to a log-likelihood ratio.
"""

import json
import math
import sys
from collections import Counter, defaultdict

TRIGRAMS = 4000  # more gained nothing on sentences left out
STEP = 0.4  # nats; 25 steps are a factor of 22,000
SMOOTH = 0.5  # added to each count
MOST_LETTERS = 45_000  # of a language, so that none is better known than others


def words(text):
    letters = "".join(c if c.isalpha() else " " for c in text.lower())
    return letters.split()


def trigrams(word):
    padded = f"_{word}_"
    return (padded[i : i + 3] for i in range(len(padded) - 2))


def main():
    counts = defaultdict(Counter)
    texts = defaultdict(list)
    for argument in sys.argv[1:]:
        language, path = argument.split("=", 1)
        with open(path, encoding="utf-8") as lines:
            texts[language].append([json.loads(line)["text"] for line in lines])
    for language, files in texts.items():
        for rows in files:
            letters = 0
            for text in rows:
                for word in words(text):
                    if letters < MOST_LETTERS and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in word):
                        letters += len(word)
                        counts[language].update(trigrams(word))
    languages = sorted(counts)
    total = {language: sum(counts[language].values()) for language in languages}
    share = lambda language, trigram: counts[language][trigram] / total[language]
    known = set().union(*counts.values())

    def costs(trigram):
        rate = [math.log((counts[l][trigram] + SMOOTH) / (total[l] + SMOOTH * len(known))) for l in languages]
        return [min(25, round((max(rate) - r) / STEP)) for r in rate]

    def weight(trigram):
        mean = sum(share(language, trigram) for language in languages)
        return mean * sum(costs(trigram))

    best = sorted(sorted(known, key=weight, reverse=True)[:TRIGRAMS])
    print("# Made by scripts/short_text_trigrams.py from the training halves of treebanks and guides: see DESIGN.md.")
    print(":", *languages)
    for trigram in best:
        print(trigram, "".join(chr(ord("a") + cost) for cost in costs(trigram)))


main()
