#!/usr/bin/env python3
"""Make src/keywords/everyday.txt: the most frequent nouns of languages that have no background.

    scripts/everyday_nouns.py LANG=FILE.conllu... > src/keywords/everyday.txt

LANG is the code of a language, with treebanks of Universal Dependencies whose licences allow it. A line has the code and the lemmas of
at most MOST nouns that are seen LEAST times or more, the most frequent first.
"""
import sys
from collections import Counter, defaultdict

MOST, LEAST = 500, 5


def nouns(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if len(cells) == 10 and cells[3] == "NOUN":
                lemma = cells[2].lower().replace("#", "").replace("_", "")
                if lemma.isalpha() and len(lemma) > 2:
                    yield lemma


def main():
    counts = defaultdict(Counter)
    for argument in sys.argv[1:]:
        lang, _, path = argument.partition("=")
        counts[lang].update(nouns(path))
    print("# The most frequent nouns, made by scripts/everyday_nouns.py from treebanks of Universal Dependencies under CC BY or CC BY-SA.")
    for lang, of_lang in sorted(counts.items()):
        ranked = sorted(of_lang.items(), key=lambda item: (-item[1], item[0]))
        print(lang, *(noun for noun, count in ranked[:MOST] if count >= LEAST))


if __name__ == "__main__":
    main()
