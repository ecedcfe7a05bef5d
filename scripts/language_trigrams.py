#!/usr/bin/env python3
"""Make src/language/trigrams.txt: what three letters in a row say of the language of a text.

    scripts/language_trigrams.py SCRIPT/LANG=FILE... > src/language/trigrams.txt
    scripts/language_trigrams.py --bare cs,vi TABLE Latn/LANG=FILE... > src/language/trigrams.txt

FILE has one JSON object a line with its text in "text". SCRIPT is the ISO 15924 code of what the language is written in:
each has a table of its own, and words in another are left out. LANG is the code of a language; `other-LANG` is one that
nutgraf has no name for, given so that it is not taken for its neighbor.

A table begins with a line of a colon, its script and its languages. Each other line is a trigram, with `_` for the edge of a
word, and a letter for each language: `a` for the one in which the trigram is most frequent, and a letter more for each STEP of
the logarithm of how much rarer it is in another. So the letters of a text's trigrams add up to a log-likelihood ratio.

--bare puts further classes into a table, of languages as they are typed without their accents, which take Czech and Vietnamese for
others. What a trigram costs in one follows from how much rarer it is there than in each language with a FILE, the median of all.
"""

import json
import math
import sys
import unicodedata
from collections import Counter, defaultdict

# More gained nothing on sentences left out.
TRIGRAMS = {"Latn": 4000, "Cyrl": 1500, "Arab": 800, "Deva": 500}
# The letters of each script, as src/language/detect/script.rs has them. Marks of vowels are letters.
RANGES = {
    "Latn": [(0x61, 0x7A), (0xDF, 0xF6), (0xF8, 0x24F), (0x1E00, 0x1EFF)],
    "Cyrl": [(0x400, 0x481), (0x48A, 0x52F)],
    "Arab": [(0x620, 0x65F), (0x66E, 0x6D3), (0x6D5, 0x6DC), (0x6EE, 0x6EF), (0x6FA, 0x6FF)],
    "Deva": [(0x900, 0x963), (0x971, 0x97F)],
}
STEP = 0.4  # nats; 25 steps are a factor of 22,000
WEIGHT = 3000  # trigrams of all languages together that are added to those of each: what it was not seen with, it may have
MOST_LETTERS = 60_000  # of a file, so that none is better known than others


def words(text, ranges):
    is_letter = lambda c: any(a <= ord(c) <= z for a, z in ranges)
    return "".join(c if is_letter(c) else " " for c in text.lower()).split()


def trigrams(word):
    padded = f"_{word}_"
    return (padded[i : i + 3] for i in range(len(padded) - 2))


def count(paths, ranges):
    counts = Counter()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        counts.update(counted(texts, ranges))
    return counts


def counted(texts, ranges):
    counts, letters = Counter(), 0
    for word in (word for text in texts for word in words(text, ranges)):
        if letters < MOST_LETTERS:
            letters += len(word)
            counts.update(trigrams(word))
    return counts


def bare(text):
    """The text as it is typed without accents."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")


def with_bare(table, languages, paths):
    """The lines of a table with classes of languages without accents behind the others of Latin script."""
    read = lambda path: [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    ranges = RANGES["Latn"]
    texts = {language: [text for path in of for text in read(path)] for language, of in paths.items()}
    given = {language: counted(texts[language], ranges) for language in texts}
    added = {language: counted(map(bare, texts[language]), ranges) for language in languages}
    size, bare_size = ({l: sum(counts.values()) for l, counts in of.items()} for of in (given, added))
    inside, places = False, {}
    for line in table:
        if line.startswith(":"):
            inside = line.startswith(": Latn ")
            if inside:
                # A language that has such a class already is where it is written in full.
                places = {l: at for at, l in reversed([*enumerate(line.split()[2:])]) if l in given}
                line += " " + " ".join(languages)
        elif inside:
            trigram, letters = line.split(" ")
            costs = [ord(letter) - ord("a") for letter in letters]
            common = sum(given[l][trigram] / size[l] for l in given) / len(given)
            rate = lambda count, of: math.log((count + WEIGHT * common + 0.01) / (of + WEIGHT))
            for language in languages:
                own = rate(added[language][trigram], bare_size[language])
                apart = sorted(costs[at] + (rate(given[l][trigram], size[l]) - own) / STEP for l, at in places.items())
                costs.append(round(apart[len(apart) // 2]))
            least = min(costs)
            line = trigram + " " + "".join(chr(ord("a") + min(25, cost - least)) for cost in costs)
        yield line


def table(script, files):
    counts = {language: count(paths, RANGES[script]) for language, paths in files.items()}
    languages = sorted(counts, key=lambda language: (language.startswith("other-"), language))
    total = {language: sum(counts[language].values()) for language in languages}
    share = lambda language, trigram: counts[language][trigram] / total[language]
    known = set().union(*counts.values())
    common = {t: sum(share(l, t) for l in languages) / len(languages) for t in known}

    def costs(trigram):
        rate = [
            math.log((counts[l][trigram] + WEIGHT * common[trigram] + 0.01) / (total[l] + WEIGHT)) for l in languages
        ]
        return [min(25, round((max(rate) - r) / STEP)) for r in rate]

    weight = {trigram: common[trigram] * sum(costs(trigram)) for trigram in known}
    best = sorted(known, key=lambda trigram: (-weight[trigram], trigram))[: TRIGRAMS[script]]
    print(":", script, *languages)
    for trigram in sorted(best):
        print(trigram, "".join(chr(ord("a") + cost) for cost in costs(trigram)))


def main():
    tables = defaultdict(lambda: defaultdict(list))
    add = sys.argv[1] == "--bare"
    for argument in sys.argv[4 if add else 1 :]:
        name, path = argument.split("=", 1)
        script, language = name.split("/", 1)
        tables[script][language].append(path)
    if add:
        lines = open(sys.argv[3], encoding="utf-8").read().splitlines()
        print(*with_bare(lines, sys.argv[2].split(","), tables["Latn"]), sep="\n")
        return
    print("# Made by scripts/language_trigrams.py from treebanks, guides and the Declaration of Human Rights: see DESIGN.md.")
    for script in TRIGRAMS:
        table(script, tables[script])


if __name__ == "__main__":
    main()
