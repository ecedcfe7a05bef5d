#!/usr/bin/env python3
"""Make src/keywords/paradigms.txt: what the endings of nouns may become in the dictionary form, and how often each.

    scripts/paradigms.py LANG=FILE.conllu... > src/keywords/paradigms.txt

LANG is the code of a language, with treebanks of Universal Dependencies whose licences allow it.

A line has the code and, for each ending in the order of endings, `ENDING:NOMINATIVE:DECISIONS`: whether most words that have it are
nominatives (1) or not (0), and how many letters give way to which, how often: `ama:0:3a12,3o5`. src/keywords/paradigm.rs says how the
forms that a text has of a noun are taken together.
"""
import sys
from collections import Counter, defaultdict

from nominatives import edit, is_plain, sentences

LONGEST, LEAST = 6, 3
# The most letters that give way or take their place, and the least share of a decision among those of its ending.
MOST, LEAST_SHARE = 4, 0.04


def train(lang, paths):
    nominatives, pairs = set(), {}
    for words in (words for path in paths for words in sentences(path, lang)):
        for form, lemma, tag, features, _ in words:
            if tag == "NOUN" and is_plain(form) and is_plain(lemma):
                pairs[form, lemma] = None
                if features.get("Case") == "Nom" or form == lemma:
                    nominatives.add((form, lemma))
    endings, nominative = defaultdict(Counter), Counter()
    for form, lemma in pairs:
        cut, added = (0, "") if form == lemma else edit(form, lemma)
        if cut <= MOST and len(added) <= MOST:
            for length in range(max(cut, 1), min(LONGEST, len(form) - 2) + 1):
                endings[form[-length:]][cut, added] += 1
                nominative[form[-length:]] += (form, lemma) in nominatives
    made = {}
    for ending, counts in endings.items():
        total = sum(counts.values())
        if total >= LEAST:
            decisions = sorted(((n, d) for d, n in counts.items() if n >= LEAST_SHARE * total), key=lambda item: (-item[0], item[1]))
            made[ending] = 2 * nominative[ending] >= total, decisions

    def one(ending):
        nominative, decisions = made.get(ending, (None, ()))
        return nominative, decisions[0][1] if len(decisions) == 1 else None

    # What the shorter ending says alone needs no saying twice.
    return {ending: rule for ending, rule in made.items() if one(ending)[1] is None or one(ending) != one(ending[1:])}


def main():
    trained = defaultdict(list)
    for argument in sys.argv[1:]:
        lang, _, path = argument.partition("=")
        trained[lang].append(path)
    print("# Endings of nouns and of their dictionary forms, made by scripts/paradigms.py from treebanks of Universal Dependencies under CC BY-SA.")
    for lang, paths in sorted(trained.items()):
        rules = sorted(train(lang, paths).items(), key=lambda item: item[0].encode())
        shown = (f"{ending}:{int(nominative)}:" + ",".join(f"{cut}{added}{n}" for n, (cut, added) in decisions) for ending, (nominative, decisions) in rules)
        print(lang, *shown)


if __name__ == "__main__":
    main()
