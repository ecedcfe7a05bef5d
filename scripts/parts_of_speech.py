#!/usr/bin/env python3
"""Make src/keywords/no_nouns.txt: which endings tell that a word is no noun, for languages without a tagger.

    scripts/parts_of_speech.py LANG=FILE.conllu... [LANG:test=FILE.conllu...] > src/keywords/no_nouns.txt

LANG is the code of a language, with treebanks of Universal Dependencies whose licences allow it. With LANG:test, standard error says how
many of the nouns of these would be taken for something else, and how many verbs and adjectives are found.

A line has the code and the endings, each with what a word that has it is: `-` no noun and no adjective, `~` an adjective, `=` a noun. The
longest ending that a word has decides. `^` begins an ending that is a whole word.
"""
import sys
from collections import Counter, defaultdict

# The lengths of endings in letters. One letter is too little: loanwords end as they like.
SHORTEST, LONGEST = 2, 6
# The share of the words with an ending that a rule has to be right for, and how many these are at least.
SHARE, LEAST = 0.95, 8
# Whole words: how often they were seen at least, and how many there may be.
SEEN, MOST = 3, 600
# Words that are nouns too, which the treebanks at hand do not show.
NOUNS_TOO = {
    "da": "arbejder spiller tog læser stille peger taler bygger",
    "fi": "koski usko toivon",
    "hr": "zabrani",
    "nl": "stemmen lag kiezen leek slaan rijden trainen gokken past",
    "no": "lager delta leser ringer ringe midt melder leder selger spiller kaller regner peker drikke danne bor fører holder",
    "ro": "produce",
    "sv": "visa resa låt tala reda växa höll slå styra föder",
    "tr": "açıklama ilerleme çalışan doğan hala konuşan",
}
# Languages that join particles to the beginnings of words, or have few words in treebanks: whole words alone.
WHOLE = {"ar", "fa", "he", "id"}
CLASSES = {"NOUN": "=", "PROPN": "=", "ADJ": "~", **dict.fromkeys(("VERB", "AUX", "ADV"), "-")}


def words(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit() and cells[3] in CLASSES:
                form = cells[1]
                if form.isalpha() and form == form.lower() and len(form) > 1:
                    yield form, CLASSES[cells[3]]


def rules(paths):
    seen = defaultdict(Counter)
    for path in paths:
        for form, kind in words(path):
            seen[form][kind] += 1
    endings = defaultdict(Counter)
    for form, kinds in seen.items():
        total = sum(kinds.values())
        for length in range(SHORTEST, min(LONGEST, len(form) - 2) + 1):
            for kind, times in kinds.items():
                endings[form[-length:]][kind] += times / total
    made = {}

    def decide(word):
        return next((made[word[start:]] for start in range(max(len(word) - LONGEST, 0), len(word)) if word[start:] in made), "=")

    for ending in sorted(endings, key=lambda ending: (len(ending), ending)):
        kinds = endings[ending]
        total = sum(kinds.values())
        if total < LEAST:
            continue
        kind, times = min(kinds.items(), key=lambda item: (-item[1], item[0]))
        # What is no noun may be a verb here and an adjective there.
        others = total - kinds["="]
        if kind != "=" and others >= SHARE * total:
            kind = kind if times >= SHARE * total else "~"
        else:
            kind = "="
        if kind != decide(ending[1:]):
            made[ending] = kind
    whole = []
    for form, kinds in sorted(seen.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        total = sum(kinds.values())
        if total >= SEEN and kinds["-"] >= SHARE * total and decide(form) != "-" and len(form) > 2:
            whole.append(form)
    return made, whole[:MOST], decide


def main():
    trained, tested = defaultdict(list), defaultdict(list)
    for argument in sys.argv[1:]:
        lang, _, path = argument.partition("=")
        (tested if lang.endswith(":test") else trained)[lang.removesuffix(":test")].append(path)
    print("# Endings of words that are no nouns, made by scripts/parts_of_speech.py from treebanks of Universal Dependencies under CC BY or CC BY-SA.")
    for lang, paths in sorted(trained.items()):
        made, whole, decide = rules(paths)
        shown = [f"{ending}{kind}" for ending, kind in sorted(made.items()) if lang not in WHOLE]
        whole = [form for form in whole if form not in NOUNS_TOO.get(lang, "").split()]
        print(lang, *shown, *(f"^{form}-" for form in whole))
        if lang not in tested:
            continue
        counts = Counter()
        for path in tested[lang]:
            for form, kind in words(path):
                counts[kind, "-" if form in whole else decide(form)] += 1
        for kind in "=~-":
            total = sum(counts[kind, other] for other in "=~-") or 1
            print(lang, kind, total, *(f"{other}{100 * counts[kind, other] / total:.1f}" for other in "=~-"), file=sys.stderr)


if __name__ == "__main__":
    main()
