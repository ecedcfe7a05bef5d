#!/usr/bin/env python3
"""Fit the WEIGHTS of src/keywords/quality.rs to keywords that readers have labelled.

    cargo run --release --features fitting --example keyword_quality -- 40 documents.jsonl > measured.jsonl
    pip install numpy
    scripts/fit_quality.py labels.jsonl measured.jsonl > table

Lines of labels are {"id", "phrase", "is_good"}: of a document, one keyword of a deep list, and whether a person would write it. A
logistic regression with L2 on standardised values, by Newton's method. Standard error has, for documents left out ten at a time, what
share of the keywords with odds above each bar is good and how many good ones a document has.
"""
import hashlib
import json
import sys

import numpy as np

L2 = 60.0
ROUNDS = 8
FOLDS = 10


def read(labels, measured):
    """The values, whether each is good, and its document; what has no label is passed over."""
    known = {}
    for line in open(labels, encoding="utf-8"):
        row = json.loads(line)
        known[row["id"], row["phrase"].lower()] = row["is_good"]
    names, rows = [], []
    for line in open(measured, encoding="utf-8"):
        document = json.loads(line)
        names = document["names"]
        for keyword in document["keywords"]:
            is_good = known.get((document["id"], keyword["phrase"].lower()))
            if is_good is not None:
                rows.append((keyword["values"], is_good, document["id"]))
    values, good, documents = zip(*rows)
    return names, np.array(values, float), np.array(good, float), np.array(documents)


def fit(values, good):
    """The start and the weights, for values as they are."""
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    deviation[deviation < 1e-6] = 1
    rows = np.column_stack([np.ones(len(values)), (values - mean) / deviation])
    penalty = np.eye(rows.shape[1]) * L2
    penalty[0, 0] = 0
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (odds * (1 - odds) + 1e-6)[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(curve, rows.T @ (odds - good) + penalty @ weights)
    scaled = weights[1:] / deviation
    return weights[0] - scaled @ mean, scaled


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    names, values, good, documents = read(*sys.argv[1:])
    fold = np.array([int(hashlib.md5(name.encode()).hexdigest(), 16) % FOLDS for name in documents])
    odds = np.zeros(len(good))
    for number in range(FOLDS):
        out = fold == number
        if out.any():
            start, weights = fit(values[~out], good[~out])
            odds[out] = start + values[out] @ weights
    for bar in (-0.4, -0.2, 0.0, 0.2, 0.4):
        listed = odds >= bar
        print(f"bar {bar:4.1f}: {100 * good[listed].mean():.1f} of 100 good, "
              f"{good[listed].sum() / len(set(documents)):.2f} a document", file=sys.stderr)
    start, weights = fit(values, good)
    lines = [f"    {weight:.3f}, // {name}" for name, weight in zip(names, weights)]
    print("\n".join([f"const START: f64 = {start:.3f};", "#[rustfmt::skip] // A line for each value.",
                     "const WEIGHTS: Values = [", *lines, "];"]))


if __name__ == "__main__":
    main()
