#!/usr/bin/env python3
"""Make src/keywords/everyday.txt: the most frequent nouns of languages that have no background.

    scripts/everyday_nouns.py [--spread] LANG=FILE.conllu... > src/keywords/everyday.txt

LANG is the code of a language, with treebanks of Universal Dependencies whose licences allow it. A line has the code and the lemmas of
at most MOST nouns that are seen LEAST times or more, the most frequent first. With --spread, for small treebanks, in which a single text
can make a noun frequent, the nouns count by how many of PARTS equal parts of the treebank have them, and SPREAD of these must.
"""
import sys
from collections import Counter, defaultdict

MOST, LEAST = 500, 5
PARTS, SPREAD = 40, 6


def nouns(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if len(cells) == 10 and cells[3] == "NOUN":
                lemma = cells[2].lower().replace("#", "").replace("_", "")
                if lemma.isalpha() and len(lemma) > 2:
                    yield lemma


def main():
    is_spread = "--spread" in sys.argv
    found = defaultdict(list)
    for argument in sys.argv[1:]:
        if argument != "--spread":
            lang, _, path = argument.partition("=")
            found[lang].extend(nouns(path))
    print("# The most frequent nouns, made by scripts/everyday_nouns.py from treebanks of Universal Dependencies under CC BY or CC BY-SA.")
    for lang, of_lang in sorted(found.items()):
        counts = Counter(of_lang)
        if is_spread:
            size = -(-len(of_lang) // PARTS)
            counts = Counter(noun for at in range(0, len(of_lang), size) for noun in set(of_lang[at : at + size]))
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        print(lang, *(noun for noun, count in ranked[:MOST] if count >= (SPREAD if is_spread else LEAST)))


if __name__ == "__main__":
    main()
