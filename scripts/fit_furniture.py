#!/usr/bin/env python3
"""Fit src/document/html/furniture.bin: which blocks of a page only name, label or frame something.

    cargo build --no-default-features --features html --example page_features
    target/debug/scripts/page_features blocks PAGES > blocks.tsv
    pip install numpy lightgbm
    scripts/fit_furniture.py blocks.tsv labels.jsonl [--more blocks.tsv GROUND-TRUTH] [--write src/document/html/furniture.bin]

PAGES has labelled pages as `NAME.html`; a line of labels.jsonl has of one page its `name` and its `sentences`: from where to where each
stands in the source, in bytes, and what a reader called it: `must`, `good`, `plain`, `dependent`, `furniture` or `broken`. With
`outside`, what no sentence has is furniture, too: the labels are those of the main content. With --more, pages of the development part of
the Web Content Extraction Benchmark (see fit_pages.py) help: of what ends as a sentence does all that is no content is furniture and the
rest is not; of what does not, the first alone is used, since labels inside content are content there.

Printed is, for pages left out of the fit, by limit: how many sentences of furniture among those in paragraphs and items go, and how many
others go with them.
"""
import argparse
import collections
import json
import os
import struct
import sys

import lightgbm
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fit_pages

FOLDS = 6
ROUNDS = 120
LEAVES = 8
RATE = 0.08
PROSE = {"Paragraph", "Item", "Quote", "Footnote"}
# A sentence that an editor would take is missed more than furniture is suffered.
WEIGHT = {"must": 4, "good": 3, "prose": 3, "plain": 1.5, "dependent": 0.7, "furniture": 1, "broken": 0.3}
# What the reader view takes is not known of whole pages, and how a block leads to those that it takes.
UNUSED = ("taken", "reader")


def read(path):
    pages, names = collections.defaultdict(list), []
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if parts[0] == "#":
                names = parts[1:]
                continue
            page, kind, start, end, text = parts[:5]
            pages[page].append((kind, int(start), int(end), text, np.fromstring("\t".join(parts[5:]), np.float32, sep="\t")))
    return names, pages


def labelled(blocks, row):
    """Of each block the labels of its sentences."""
    found = [[] for _ in blocks]
    for start, end, label in row["sentences"]:
        for at, (_, first, last, _, _) in enumerate(blocks):
            if first <= start < last:
                found[at].append((end - start, label))
                break
    return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("blocks")
    options.add_argument("labels")
    options.add_argument("--more", nargs=2)
    options.add_argument("--share", type=float, default=0.15, help="what a page of --more weighs")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--without", default="")
    options.add_argument("--limit", type=float, default=0.75)
    options.add_argument("--write")
    options.add_argument("--dump")
    options = options.parse_args()
    names, pages = read(options.blocks)
    without = [w for w in options.without.split(",") if w]
    used = [i for i, name in enumerate(names) if not any(word in name for word in (*UNUSED, *without))]
    x, y, w, page_of, rows_of = [], [], [], [], []
    rows = [json.loads(line) for line in open(options.labels, encoding="utf-8")]
    sites = {}
    for row in rows:
        blocks = pages.get(row["name"])
        if not blocks:
            continue
        scale = 30 / (30 + len(blocks)) 
        for (kind, _, _, text, values), found in zip(blocks, labelled(blocks, row)):
            if kind not in PROSE or not text.strip():
                continue
            if not found:
                if row.get("outside"):
                    x.append(values), y.append(1), w.append(0.4 * scale), page_of.append(row["name"]), rows_of.append(("outside", text))
                continue
            for size, label in found:
                x.append(values)
                y.append(int(label in ("furniture", "broken")))
                w.append(WEIGHT[label] * scale)
                page_of.append(row["name"])
                rows_of.append((label, text))
    x, y, w, page_of = np.array(x), np.array(y), np.array(w), np.array(page_of)
    labels = np.array([label for label, _ in rows_of])
    print(len(set(page_of)), "pages", collections.Counter(labels.tolist()))
    more = None
    if options.more:
        _, others = read(options.more[0])
        mx, my, mw = [], [], []
        ends = names.index("ends")
        for name, blocks in others.items():
            path = os.path.join(options.more[1], name + ".json")
            if not os.path.exists(path):
                continue
            true = json.load(open(path))["ground_truth"].get("main_content") or ""
            share, _ = fit_pages.labels([text for _, _, _, text, _ in blocks], true)
            scale = 30 / (30 + len(blocks)) * options.share
            for (kind, _, _, text, values), part in zip(blocks, share):
                if kind not in PROSE or not text.strip():
                    continue
                if part < 0.2 or values[ends] > 0 and part > 0.8:
                    mx.append(values), my.append(int(part < 0.2)), mw.append(scale)
        more = np.array(mx), np.array(my), np.array(mw)
        print(len(others), "more pages", len(my), "blocks", my.count(1))

    def fit(chosen):
        a, b, c = x[chosen], y[chosen], w[chosen]
        if more:
            a, b, c = np.vstack([a, more[0]]), np.concatenate([b, more[1]]), np.concatenate([c, more[2]])
        zeroed = np.zeros_like(a)
        zeroed[:, used] = a[:, used]
        settings = dict(objective="binary", learning_rate=RATE, num_leaves=LEAVES, min_data_in_leaf=25, feature_fraction=0.3,
                        bagging_fraction=0.7, bagging_freq=1, lambda_l2=5, verbose=-1, num_threads=1, seed=1, max_bin=63,
                        min_sum_hessian_in_leaf=1, deterministic=True, force_row_wise=True, boost_from_average=False)
        return lightgbm.train(settings, lightgbm.Dataset(zeroed, b, weight=c), options.rounds)

    keys = sorted(set(page_of.tolist()))
    np.random.RandomState(3).shuffle(keys)
    fold = {key: at % FOLDS for at, key in enumerate(keys)}
    folds = np.array([fold[key] for key in page_of])
    likely = np.zeros(len(y))
    for one in range(FOLDS):
        zeroed = np.zeros_like(x[folds == one])
        zeroed[:, used] = x[folds == one][:, used]
        likely[folds == one] = fit(folds != one).predict(zeroed, num_threads=1)
    for limit in (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        gone = lambda *which: "%5.1f%%" % (100 * np.mean(likely[np.isin(labels, which)] > limit))
        print(f"limit {limit}: furniture {gone('furniture')} outside {gone('outside')} broken {gone('broken')} "
              f"must {gone('must')} good {gone('good')} plain {gone('plain')} dependent {gone('dependent')}")
    if options.dump:
        with open(options.dump, "w") as out:
            for at in np.argsort(-likely):
                out.write(f"{likely[at]:.3f}\t{labels[at]}\t{page_of[at]}\t{rows_of[at][1][:160]}\n")
    if options.write:
        model = fit(np.ones(len(y), bool))
        gain = model.feature_importance("gain")
        print(*(f"{names[i]}:{gain[i] / gain.sum():.3f}" for i in np.argsort(-gain)[:40]))
        with open(options.write, "wb") as out:
            trees = fit_pages.forest(model)
            # The limit is a tree without splits: what is likelier than it is above zero.
            limit = -np.log(options.limit / (1 - options.limit))
            out.write(struct.pack("<I", struct.unpack("<I", trees[:4])[0] + 1) + trees[4:] + struct.pack("<If", 0, limit))


if __name__ == "__main__":
    main()
