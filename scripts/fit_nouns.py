#!/usr/bin/env python3
"""Fit src/keywords/nouns.weights: how much a word looks like an adjective or a verb rather than a noun, by its ending and its neighbours.

    scripts/fit_nouns.py --out src/keywords/nouns.weights LANG=FILE.conllu... [LANG:test=FILE.conllu...]

LANG is the code of a language without a tagger, with treebanks of Universal Dependencies whose licences allow it. Standard error says of
LANG:test how many of the forms that are mostly nouns would be taken for something else, and how many verbs and adjectives are found; what
is tested is fitted to as well with --all. Needs numpy.

A softmax over three kinds: nouns and names, adjectives, and all else. It is fitted twice, the second time with the features that counted
most alone. The file has, for each language, its code (two bytes), the number of features (two bytes, the low one first) and the features in
order: three bytes of a hash, and what it adds for an adjective and for a verb, against a noun, in sixteenths.
"""
import argparse
import sys
from collections import Counter, defaultdict

import numpy as np

# How many features each language keeps, and the most letters of an ending.
FEATURES, ENDING = 900, 6
NOUN, ADJECTIVE, OTHER = range(3)
KINDS = {"NOUN": NOUN, "PROPN": NOUN, "X": NOUN, "SYM": NOUN, "ADJ": ADJECTIVE}
SHORTEST = 3
SCALE = 16


def sentences(path):
    """Lists of forms with their tags; what is written as one word has the tag of its first part."""
    words, last = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 10:
                if words and not line.strip():
                    yield words
                    words, last = [], 0
                continue
            if "." in cells[0]:
                continue
            if "-" in cells[0]:
                last = int(cells[0].split("-")[1])
                words.append([cells[1], None])
            elif int(cells[0]) > last:
                words.append([cells[1], cells[3]])
            elif words[-1][1] is None:
                words[-1][1] = cells[3]


def features(words, at):
    """What is seen of a word: src/keywords/nominal.rs has the same."""
    word, is_capital = words[at]
    before = words[at - 1][0] if at else "^"
    if before == "|" and not any(text not in "|" for text, _ in words[:at]):
        before = "^"
    behind = words[at + 1][0] if at + 1 < len(words) else "|"
    yield "="
    for length in range(1, min(ENDING, len(word) - 1) + 1):
        yield "e" + word[-length:]
    yield "w" + word
    yield "p" + before
    yield "q" + before[-2:]
    yield "Q" + before[-3:]
    yield "n" + behind
    yield "m" + behind[-2:]
    yield "r" + before[-2:] + " " + word[-2:]
    yield "t" + word[-2:] + " " + behind[-2:]
    yield ("S" if before == "^" else "C") if is_capital else "c"


def examples(paths):
    for path in paths:
        for sentence in sentences(path):
            words, tags = [], []
            for form, tag in sentence:
                is_word = tag != "PUNCT" and any(map(str.isalpha, form))
                words.append((form.lower() if is_word else "|" if tag == "PUNCT" else "0", is_word and form[0].isupper()))
                tags.append(tag if is_word else None)
            for at, tag in enumerate(tags):
                if tag not in (None, "NUM") and len(words[at][0]) >= SHORTEST:
                    yield list(features(words, at)), KINDS.get(tag, OTHER), words[at][0]


def fitted(seen, kept=None, rounds=6, rate=0.15, decay=1e-5, least=2):
    counts = Counter(feature for found, _, _ in seen for feature in found)
    known = sorted(f for f, count in counts.items() if (count >= least if kept is None else f in kept))
    number = {feature: place for place, feature in enumerate(known)}
    width, none = max(len(found) for found, _, _ in seen), len(known)
    table = np.full((len(seen), width), none)
    for row, (found, _, _) in enumerate(seen):
        places = [number[feature] for feature in found if feature in number]
        table[row, : len(places)] = places
    kinds = np.array([kind for _, kind, _ in seen])
    weights, squares = np.zeros((none + 1, 3)), np.full((none + 1, 3), 1e-3)
    order = np.random.RandomState(0)
    for _ in range(rounds):
        shuffled = order.permutation(len(seen))
        for begin in range(0, len(seen), 64):
            rows = shuffled[begin : begin + 64]
            scores = weights[table[rows]].sum(1)
            scores = np.exp(scores - scores.max(1, keepdims=True))
            scores /= scores.sum(1, keepdims=True)
            scores[np.arange(len(rows)), kinds[rows]] -= 1
            places, inverse = np.unique(table[rows].ravel(), return_inverse=True)
            slope = np.zeros((len(places), 3))
            np.add.at(slope, inverse.ravel(), np.repeat(scores, width, axis=0))
            slope += decay * len(rows) * weights[places]
            squares[places] += slope * slope
            weights[places] -= rate * slope / np.sqrt(squares[places])
            weights[none] = 0
    return {feature: weights[place] for feature, place in number.items()}, counts


def hashed(feature):
    value = 0x811C9DC5
    for byte in feature.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (value >> 24) ^ (value & 0xFFFFFF)


def model(seen):
    """The features that counted most, by their hashes, each with what it adds for an adjective and for a verb."""
    weights, counts = fitted(seen)
    worth = {f: (np.abs(w - w.mean()).max() * counts[f] ** 0.5, f) for f, w in weights.items()}
    kept = set(sorted(worth, key=worth.get, reverse=True)[:FEATURES])
    weights, _ = fitted(seen, kept, rounds=8)
    made = {}
    for feature, weight in sorted(weights.items()):
        steps = [max(-127, min(127, round(SCALE * (weight[kind] - weight[NOUN])))) for kind in (ADJECTIVE, OTHER)]
        if any(steps):
            made[hashed(feature)] = steps
    return made


def measure(lang, made, seen):
    margins, kinds = defaultdict(list), defaultdict(Counter)
    for found, kind, word in seen:
        steps = [made.get(hashed(feature), (0, 0)) for feature in found]
        margins[word].append(max(map(sum, zip(*steps))) / SCALE)
        kinds[word][kind] += 1
    by_kind = defaultdict(list)
    for word, found in margins.items():
        by_kind[kinds[word].most_common(1)[0][0]].append(sum(found) / len(found))
    for least in (1.5, 2.0, 2.5):
        shares = [100 * np.mean(np.array(by_kind[kind]) > least) for kind in range(3)]
        print(f"{lang} above {least}: nouns {shares[NOUN]:.1f}%, adjectives {shares[ADJECTIVE]:.0f}%, verbs {shares[OTHER]:.0f}%", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("treebanks", nargs="+")
    options = parser.parse_args()
    to_fit, to_test = defaultdict(list), defaultdict(list)
    for argument in options.treebanks:
        lang, _, path = argument.partition("=")
        (to_test if lang.endswith(":test") else to_fit)[lang.removesuffix(":test")].append(path)
    packed = bytearray()
    for lang in sorted(to_fit):
        tested = list(examples(to_test[lang]))
        made = model([*examples(to_fit[lang]), *(tested if options.all else ())])
        if tested and not options.all:
            measure(lang, made, tested)
        packed += lang.encode() + len(made).to_bytes(2, "little")
        for value, steps in sorted(made.items()):
            packed += value.to_bytes(3, "big") + bytes(step & 0xFF for step in steps)
    if options.out:
        with open(options.out, "wb") as out:
            out.write(packed)


if __name__ == "__main__":
    main()
