#!/usr/bin/env python3
"""Make src/keywords/nominatives.txt: which endings of nouns and adjectives become which in the dictionary form.

    scripts/nominatives.py LANG=FILE.conllu... [LANG:test=FILE.conllu...] > src/keywords/nominatives.txt

Each LANG is the code of a language, with the treebanks of Universal Dependencies that its endings are counted in. With LANG:test,
standard error says how many nouns of these came out as their lemmas.

A line of the table: a language, a section, and rules, each an ending, `>` and what stands in its place, or `=` where the word stays as it
is. The longest ending that a word has decides. Sections:

* `noun`: of a noun without an adjective before it
* `after XX`: of a noun behind an adjective that ends in XX
* `gender`: of a noun in the nominative, `m`, `f` or `n`
* `m`, `f`, `n`: of an adjective, by the gender of its noun
* `adjective`: endings of words that are adjectives (`=`) rather than nouns (`>`)

Languages of DEFINITE write the article or a possessor behind the noun: there a noun stays that has neither and is in no case of its own,
and only `noun` is counted; src/keywords/bare.rs says what becomes of the words beside it.

A noun stays if LEAST_NOMINATIVE of the places where it was seen are of a nominative, or its form is a nominative elsewhere: plurals may
stand alone.
"""
import re
import sys
from collections import Counter, defaultdict

LONGEST = 6
LEAST_NOMINATIVE = 0.25
# The share of the words with an ending that a rule has to be right for, and how many these are at least.
SHARE, LEAST = 0.9, 4
# That of adjectives is less: what is left is a few that are stressed on their endings, as `основной` is.
ADJECTIVE_SHARE = 0.75
# Of languages whose nouns take many endings or few letters decide, with more of the ending and less often.
LOOSER = {"longest": 7, "least": 3, "share": 0.85}
LOOSE = {"fi"}
DEFINITE = {"da", "is", "no", "ro", "sv", "tr"}
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
KEPT = "="
# Polish treebanks have verbs as the lemmas of nouns such as `zarządzanie`.
GERUND = re.compile(r"(n|c)(?:ia|iu|iem|ie|iami|iach|iom)$")


def sentences(path, lang):
    """The words of each sentence: form, lemma, tag, features, relation."""
    words = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 8 and words:
                yield words
                words = []
            elif len(cells) >= 8 and cells[0].isdigit():
                form, lemma = cells[1].lower(), cells[2].lower().replace("#", "")
                if lang == "pl" and cells[3] == "NOUN" and lemma.endswith("ć") and GERUND.search(form):
                    lemma = GERUND.sub(r"\1ie", form)
                features = dict(pair.split("=", 1) for pair in cells[5].split("|") if "=" in pair)
                words.append((form, lemma, cells[3], features, cells[7]))


def is_plain(word):
    return word.isalpha() and len(word) > 2


def is_bare(lang, features):
    """Whether a noun has no article, possessor or case behind it."""
    case = features.get("Case")
    if lang == "tr":
        return case == "Nom" and not any(name.endswith("[psor]") for name in features)
    return features.get("Definite") != "Def" and case not in (("Dat", "Gen") if lang == "ro" else ("Gen",))


def edit(form, lemma):
    """How many letters of a form give way to which."""
    if form == lemma:
        return KEPT
    same = next((i for i, (a, b) in enumerate(zip(form, lemma)) if a != b), min(len(form), len(lemma)))
    return len(form) - same, lemma[same:]


class Endings:
    """Decisions by the longest ending."""

    def __init__(self, longest=LONGEST, least=LEAST, share=SHARE):
        self.longest, self.least, self.share = longest, least, share
        self.counts = defaultdict(Counter)
        self.rules = {}

    def add(self, word, decision, times=1):
        for length in range(1, min(self.longest, len(word) - 1) + 1):
            self.counts[word[-length:]][decision] += times

    def build(self):
        for ending in sorted(self.counts, key=lambda ending: (len(ending), ending)):
            counts = self.counts[ending]
            decision, times = min(counts.items(), key=lambda item: (-item[1], str(item[0])))
            if sum(counts.values()) < self.least:
                continue
            is_inside = not isinstance(decision, tuple) or decision[0] <= len(ending)
            decision = decision if times >= self.share * sum(counts.values()) and is_inside else None
            if decision != self.get(ending[1:]):
                self.rules[ending] = decision
        return self

    def get(self, word):
        at = next((start for start in range(max(len(word) - self.longest, 0), len(word)) if word[start:] in self.rules), None)
        return None if at is None else self.rules[word[at:]]

    def shown(self):
        for ending, decision in sorted(self.rules.items()):
            if isinstance(decision, tuple):
                yield f"{ending}>{ending[:len(ending) - decision[0]]}{decision[1]}"
            elif decision is not None and decision != KEPT:
                yield f"{ending}>{decision}"
            else:
                yield f"{ending}{'=' if decision == KEPT else '?'}"


def applied(decision, word):
    return word[:len(word) - decision[0]] + decision[1] if isinstance(decision, tuple) else word


class Table:
    def __init__(self, lang, paths):
        self.noun = Endings(**LOOSER) if lang in DEFINITE | LOOSE else Endings()
        self.gender, self.adjective = Endings(3, share=0.8), Endings(5, 5)
        self.after, self.adjectives = defaultdict(lambda: Endings(least=3)), defaultdict(lambda: Endings(5, 2, ADJECTIVE_SHARE))
        data = [words for path in paths for words in sentences(path, lang)]
        self.learn_bare(lang, data) if lang in DEFINITE else self.learn(data)

    def learn_bare(self, lang, data):
        nouns = [word for words in data for word in words if word[2] == "NOUN" and is_plain(word[0]) and is_plain(word[1]) and word[3]]
        bare = {(form, lemma) for form, lemma, _, features, _ in nouns if form == lemma or is_bare(lang, features)}
        self.add_nouns({(form, lemma): [((form, lemma) in bare) * times, times] for (form, lemma), times in Counter(word[:2] for word in nouns).items()})

    def add_nouns(self, seen):
        for (form, lemma), (kept, times) in seen.items():
            self.noun.add(form, KEPT if kept >= LEAST_NOMINATIVE * times else edit(form, lemma), min(times, 3))
        for lemma in {lemma for _, lemma in seen}:
            self.noun.add(lemma, KEPT)
        self.noun.build()

    def learn(self, data):
        nominatives, forms = defaultdict(set), defaultdict(lambda: Endings(4, 2, 0.8))
        for form, lemma, tag, features, _ in (word for words in data for word in words):
            if features.get("Case") != "Nom" or not (is_plain(form) and is_plain(lemma)):
                continue
            if tag == "NOUN":
                nominatives[lemma].add(form)
            elif tag == "ADJ" and features.get("Number") == "Sing" and features.get("Degree", "Pos") == "Pos":
                forms[GENDERS.get(features.get("Gender"))].add(lemma, edit(lemma, form))
        for endings in forms.values():
            endings.build()
        seen = defaultdict(lambda: [0, 0])
        for words in data:
            for before, (form, lemma, tag, features, _) in zip([None, *words], words):
                if not (is_plain(form) and is_plain(lemma)):
                    continue
                if tag in ("ADJ", "NOUN"):
                    self.adjective.add(form, KEPT if tag == "ADJ" else "n")
                if tag != "NOUN" or "Case" not in features:
                    continue
                gender = GENDERS.get(features.get("Gender"))
                if gender:
                    self.gender.add(lemma, gender)
                is_nominative = features["Case"] == "Nom"
                counted = seen[form, lemma]
                counted[0] += is_nominative or form == lemma or form in nominatives[lemma]
                counted[1] += 1
                if before and before[2] == "ADJ" and before[4].startswith("amod") and is_plain(before[0]):
                    adjective, base = before[:2]
                    made = base if gender == "m" else applied(forms[gender].get(base), base) if gender in forms else None
                    if is_nominative or (form == lemma and adjective == made):
                        self.after[adjective[-2:]].add(form, KEPT)
                    elif made and (gender == "m" or forms[gender].get(base) is not None):
                        # The adjective gives way even where the noun does not.
                        self.after[adjective[-2:]].add(form, edit(form, lemma) if form != lemma else (0, ""))
                        self.adjectives[gender].add(adjective, edit(adjective, made))
        self.add_nouns(seen)
        for endings in (self.gender, self.adjective, *self.after.values(), *self.adjectives.values()):
            endings.build()

    def print(self, lang):
        after = {f"after {ending}": endings for ending, endings in sorted(self.after.items())}
        sections = {"noun": self.noun, **after, "gender": self.gender, **dict(sorted(self.adjectives.items())), "adjective": self.adjective}
        for section, endings in sections.items():
            rules = list(endings.shown())
            if any(">" in rule for rule in rules) or section == "adjective" and rules:
                print(lang, section, *rules)

    def measure(self, lang, paths):
        counts = Counter()
        for words in (words for path in paths for words in sentences(path, lang)):
            for form, lemma, tag, features, _ in words:
                if tag == "NOUN" and ("Case" in features or lang in DEFINITE and features) and is_plain(form):
                    made = applied(self.noun.get(form), form)
                    counts["kept" if made == form else "right" if made == lemma else "wrong"] += 1
        print(lang, dict(counts), file=sys.stderr)


def main():
    trained, tested = defaultdict(list), defaultdict(list)
    for argument in sys.argv[1:]:
        lang, _, path = argument.partition("=")
        (tested if lang.endswith(":test") else trained)[lang.removesuffix(":test")].append(path)
    print("# Endings of dictionary forms, made by scripts/nominatives.py from treebanks of Universal Dependencies under CC BY-SA.")
    for lang, paths in sorted(trained.items()):
        table = Table(lang, paths)
        table.print(lang)
        if lang in tested:
            table.measure(lang, tested[lang])


if __name__ == "__main__":
    main()
