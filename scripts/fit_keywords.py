#!/usr/bin/env python3
"""Fit the WEIGHTS of src/keywords/weights.rs and src/keywords/weights/with_tags.rs to texts with keywords chosen by people.

    cargo run --release --features fitting --example keyword_features -- 300 ../shared/data/keywords/*.jsonl > features.bin
    pip install numpy scipy snowballstemmer
    scripts/fit_keywords.py ../shared/tools features.bin > table
    scripts/fit_keywords.py ../shared/tools features.bin plain > table

The table is that of src/keywords/weights/with_tags.rs, or with `plain` that of src/keywords/weights.rs, which is fitted without
the last six features, those by parts of speech.

The first argument is the folder of score_keywords.py, which says when a phrase is a key. Standard error has F1@5 and F1@10
of each source, by weights fitted to all sources and by weights fitted to all others; the latter is the honest figure for a
text of an unseen kind.

Listwise softmax: of each text the target is uniform over the candidates that are keys, and the loss is the cross-entropy
against the softmax of the scores, plus L2 * |w|^2 on standardised features. All keys and OTHERS other candidates of a text
count, drawn once; a text weighs min(keys, 10), divided by the texts of its source, so that sources weigh about the same.
"""
import json
import os
import sys

import numpy as np
from scipy.optimize import minimize

L2 = 0.01
OTHERS = 200
MOST_TEXTS = 150
ROUNDS = 150

# How many features go by parts of speech: the last ones.
BY_TAGS = 6

# Which weights move with the length of the text, which with the share of its words that are names, and which are others for a
# single word. Chosen by leaving each out in
# turn, with the sources left out one at a time.
BY_LENGTH = ["count", "one", "two", "rare"]
BY_NAMES = ["one"]
NOT_IF_ONE = ["first", "one", "two", "three", "four", "alone", "rare", "rarest", "spread", "stop", "blocks"]


def read(path, scorer):
    """The texts of a file of scripts/keyword_features.rs, and the names of the features."""
    texts, names = [], []
    with open(path, "rb") as lines:
        while head := lines.readline():
            head = json.loads(head)
            names, lang = head["names"], head["lang"]
            count = len(head["phrases"])
            values = np.frombuffer(lines.read(4 * count * len(names)), dtype="<f4").reshape(count, len(names))
            keys = set(scorer.uniq(head["keys"], lang))
            forms = [scorer.norm(phrase, lang) for phrase in head["phrases"]]
            texts.append({"source": os.path.basename(head["file"]).removesuffix(".jsonl"), "length": head["length"],
                          "name_share": head["name_share"],
                          "keys": keys, "forms": forms, "values": values, "is_key": np.array([f in keys for f in forms])})
    return texts, names


def columns(values, text, names):
    """The features, then those times the length of the text, those times its share of names, and those of single words."""
    length = np.broadcast_to(text["length"], len(values))[:, None]
    one = values[:, [names.index("one")]]
    by_length = values[:, [names.index(name) for name in BY_LENGTH]] * length
    by_names = values[:, [names.index(name) for name in BY_NAMES]] * np.float32(text["name_share"])
    if_one = values[:, [at for at, name in enumerate(names) if name not in NOT_IF_ONE]] * one
    return np.concatenate([values, by_length, by_names, if_one], axis=1)


class Sample:
    """Keys and other candidates of texts, with where each text begins and what it weighs."""

    def __init__(self, texts, names):
        draw = np.random.default_rng(0)
        rows, targets, begins, weights, count = [], [], [], [], 0
        texts = [text for text in texts if text["is_key"].any()][:MOST_TEXTS]
        for text in texts:
            keys, others = np.flatnonzero(text["is_key"]), np.flatnonzero(~text["is_key"])
            taken = np.concatenate([keys, draw.choice(others, min(OTHERS, len(others)), replace=False)])
            rows.append(columns(text["values"][taken], text, names))
            targets.append(text["is_key"][taken] / len(keys))
            begins.append(count)
            weights.append(min(len(keys), 10) / len(texts))
            count += len(taken)
        self.rows, self.targets = np.concatenate(rows), np.concatenate(targets)
        self.begins, self.weights = np.array(begins), np.array(weights)


def fit(samples):
    """The weights, for features as they are."""
    rows = np.concatenate([sample.rows for sample in samples])
    targets = np.concatenate([sample.targets for sample in samples])
    weights = np.concatenate([sample.weights for sample in samples])
    weights /= weights.sum()
    starts = np.cumsum([0] + [len(sample.targets) for sample in samples[:-1]])
    begins = np.concatenate([sample.begins + start for sample, start in zip(samples, starts)])
    sizes = np.diff(np.append(begins, len(targets)))
    deviation = rows.std(axis=0)
    deviation[deviation < 1e-6] = 1
    rows = ((rows - rows.mean(axis=0)) / deviation).astype(np.float32)

    def loss(w):
        scores = (rows @ w.astype(np.float32)).astype(np.float64)
        highest = np.maximum.reduceat(scores, begins)
        shares = np.exp(scores - np.repeat(highest, sizes))
        sums = np.add.reduceat(shares, begins)
        shares /= np.repeat(sums, sizes)
        entropy = np.log(sums) + highest - np.add.reduceat(targets * scores, begins)
        error = (np.repeat(weights, sizes) * (shares - targets)).astype(np.float32)
        return weights @ entropy + L2 * (w @ w), (rows.T @ error).astype(np.float64) + 2 * L2 * w

    start = np.zeros(rows.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x / deviation


def f1(text, scores):
    """F1 of the first five and of the first ten, in percent; ties go to the earlier candidate."""
    found = list(dict.fromkeys(text["forms"][at] for at in np.argsort(-scores, kind="stable")[:40] if text["forms"][at]))
    hits = [len(text["keys"].intersection(found[:k])) for k in (5, 10)]
    return [200 * hit / (k + len(text["keys"])) for hit, k in zip(hits, (5, 10))]


def measured(texts, names, weights):
    weights = weights.astype(np.float32)
    return np.mean([f1(text, columns(text["values"], text, names) @ weights) for text in texts], axis=0)


def table(names, weights):
    """The table of weights, as Rust."""
    by_length, by_names, if_one = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    base, rest = np.split(weights, [len(names)])
    by_length[[names.index(name) for name in BY_LENGTH]] = rest[:len(BY_LENGTH)]
    rest = rest[len(BY_LENGTH):]
    by_names[[names.index(name) for name in BY_NAMES]] = rest[:len(BY_NAMES)]
    if_one[[at for at, name in enumerate(names) if name not in NOT_IF_ONE]] = rest[len(BY_NAMES):]
    lines = [f"    Weight {{ weight: {a:.4f}, by_length: {b:.4f}, by_names: {n:.4f}, if_one: {c:.4f} }}, // {name}"
             for name, a, b, n, c in zip(names, base, by_length, by_names, if_one)]
    return "\n".join(["#[rustfmt::skip] // A line for each feature.",
                      "pub(super) static WEIGHTS: [Weight; COUNT] = [", *lines, "];"]).replace("-0.0000", "0.0000")


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["plain"]):
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    import score_keywords as scorer
    texts, names = read(sys.argv[2], scorer)
    if sys.argv[3:]:
        for text in texts:
            text["name_share"] = 0
            text["values"] = np.concatenate([text["values"][:, :-BY_TAGS], np.zeros_like(text["values"][:, -BY_TAGS:])], axis=1)
    sources = {}
    for text in texts:
        sources.setdefault(text["source"], []).append(text)
    samples = {source: Sample(of_source, names) for source, of_source in sources.items()}
    weights = fit(list(samples.values()))
    print(f"{'source':<14} {'texts':>5} {'all sources':>13} {'left out':>13}", file=sys.stderr)
    rows = []
    for source, of_source in sources.items():
        others = fit([sample for other, sample in samples.items() if other != source])
        rows.append((*measured(of_source, names, weights), *measured(of_source, names, others)))
        print("{:<14} {:>5} {:7.1f}/{:5.1f} {:7.1f}/{:5.1f}".format(source, len(of_source), *rows[-1]), file=sys.stderr)
    print("{:<14} {:>5} {:7.2f}/{:5.2f} {:7.2f}/{:5.2f}".format("mean", len(texts), *np.mean(rows, axis=0)), file=sys.stderr)
    print(table(names, weights))


if __name__ == "__main__":
    main()
