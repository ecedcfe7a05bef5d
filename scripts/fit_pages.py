#!/usr/bin/env python3
"""Fit src/document/html/content.bin: which blocks of a page are its main content.

    cargo build --no-default-features --features html --example page_features
    target/debug/scripts/page_features measure PAGES > features.bin
    pip install numpy lightgbm
    scripts/fit_pages.py features.bin GROUND-TRUTH [--write src/document/html/content.bin]

PAGES has the unpacked pages of the development part of the Web Content Extraction Benchmark (Murrough Foley, CC BY 4.0;
github.com/Murrough-Foley/web-content-extraction-benchmark), GROUND-TRUTH is its folder `dev/ground-truth`. Its test part is not
to be fitted to, nor looked at.

A block is content as far as its words stand in the true text: by stretches of four words, and shorter blocks by what of the
true text is left for them, next to blocks that are in it. Pages weigh about the same, and so do their words.

Printed are word F1 by kind of page, as the benchmark's evaluate.py has it, of pages whose site was left out of the fit: of
the labels themselves, of the reader view, and of the trees: with one limit for all pages, and by the best expected F1 of each page,
which is what content.rs does. What a model hands to another (what words say, of which kind a page is) comes from fits without the
page's own site, too.
"""
import argparse
import collections
import json
import os
import re
import struct
import sys
import time
from urllib.parse import urlparse

import lightgbm
import numpy as np

KINDS = ["article", "documentation", "forum", "service", "product", "listing", "collection"]
FOLDS = 4
LEAST_SITES = 6  # on which a word of classes has to stand
LEAST_TEXT_SITES = 8  # and one of texts
FIRST_BYTES = 100  # of a block that are looked at for its first words; the twins of these are in model.rs
FIRST_WORDS = 12
HEADING_WORDS = 8
SHORT = 12  # words: what longer blocks begin with says little
KIND_ROUNDS = 40
STEPS = 16  # of a word's value, for a unit of log odds
MOST_ROWS = 400  # of a page in the fit
STRETCH = 4  # words
ROUNDS = 170
LEAVES = 16
RATE = 0.1
WORD = re.compile(r"\w+")
LETTERS = re.compile(rb"[a-z]+")


def words(text):
    return WORD.findall(text.lower())


def labels(texts, true):
    """Which share of each block is content."""
    blocks = [words(text) for text in texts]
    gold = words(true)
    stretches = lambda block: list(zip(*(block[i:] for i in range(STRETCH))))
    known, used = collections.Counter(stretches(gold)), collections.Counter()
    share = np.zeros(len(blocks))
    left = collections.Counter(gold)
    for i, block in enumerate(blocks):
        if len(block) >= STRETCH:
            found = stretches(block)
            share[i] = sum(known[one] > used[one] for one in found) / len(found)
            if share[i] >= 0.5:
                used.update(found)
                left.subtract(block)
    lines = collections.Counter(" ".join(words(line)) for line in true.split("\n"))
    joined = f" {' '.join(gold)} "
    short = [i for i, block in enumerate(blocks) if 0 < len(block) < STRETCH and f" {' '.join(block)} " in joined]

    def near(i):
        weigh = [(1 / abs(by), share[i + by]) for by in range(-5, 6)
                 if by and 0 <= i + by < len(blocks) and len(blocks[i + by]) >= STRETCH]
        return sum(w * s for w, s in weigh) / sum(w for w, _ in weigh) if weigh else 0

    close = {i: near(i) for i in short}
    for i in sorted(short, key=lambda i: -close[i]):
        if all(left[word] > 0 for word in blocks[i]) and (close[i] > 0.25 or lines[" ".join(blocks[i])]):
            share[i] = 1
            left.subtract(blocks[i])
    return share, [collections.Counter(block) for block in blocks]


def read(path, folder):
    data, at, pages = open(path, "rb").read(), 0, []

    def number():
        nonlocal at
        at += 4
        return struct.unpack_from("<I", data, at - 4)[0]

    def text():
        nonlocal at
        size = number()
        at += size
        return data[at - size:at].decode()

    def first_words(text):
        found = LETTERS.findall(text.encode()[:FIRST_BYTES].lower())
        return [word.decode() for word in found if 2 <= len(word) <= 20][:FIRST_WORDS]

    while at < len(data):
        name, names, elements = text(), text().split("\t"), text().split("\n")
        rows, texts, inside = [], [], []
        for _ in range(number()):
            texts.append(text())
            inside.append(number())
            rows.append(np.frombuffer(data, "<f4", len(names), at))
            at += 4 * len(names)
        truth = json.load(open(os.path.join(folder, name + ".json")))
        true = truth["ground_truth"].get("main_content") or ""
        kind = truth["_internal"]["page_type"]["primary"]
        host = urlparse(truth.get("url") or "").hostname or name
        parts = host.split(".")
        site = ".".join(parts[-3:] if len(parts) > 2 and re.fullmatch("com?|org|gov|ac|edu|net", parts[-2]) else parts[-2:])
        share, counts = labels(texts, true)
        parents, said, places = [], [], {}
        split = [element.split(" ") for element in elements]

        def place(element):
            """The number of an element among those around blocks, its parent before it."""
            if element not in places:
                parent = int(split[element][0])
                up = place(parent) if parent < element else None
                places[element] = len(parents)
                parents.append(up if up is not None else len(parents))
                said.append([word for word in split[element][1:] if word])
            return places[element]

        begun, above, heading = [first_words(text) for text in texts], [], []
        for row, found in zip(rows, begun):
            above.append(heading)
            if row[names.index("kind")] == 0:
                heading = found[:HEADING_WORDS]
        inside = [place(min(element, len(split) - 1)) for element in inside]
        pages.append(dict(
            name=name, names=names, kind="collection" if kind == "category" else kind, site=site, share=share, counts=counts,
            true=collections.Counter(words(true)), rows=np.array(rows, np.float32).reshape(len(rows), len(names)),
            inside=np.array(inside, int), parents=parents, said=said, begun=begun, above=above,
            words=np.array([sum(count.values()) for count in counts], float)))
    return pages


def upward(page, values):
    """Adds up what blocks have over the elements that hold them."""
    held = np.zeros(len(page["parents"]))
    np.add.at(held, page["inside"], values)
    for i in range(len(held) - 1, -1, -1):
        if page["parents"][i] < i:
            held[page["parents"][i]] += held[i]
    return held


def count_words(page):
    held, good = upward(page, page["words"]), upward(page, page["words"] * (page["share"] >= 0.5))
    counts = collections.defaultdict(lambda: [0.0, 0.0])
    for i, said in enumerate(page["said"]):
        for word in said if held[i] else ():
            counts[word][0] += good[i]
            counts[word][1] += held[i]
    return {word: good / held for word, (good, held) in counts.items()}


def count_begun(page, found, weights):
    """The share of blocks that are content among those that begin with a word, or stand below a heading that does."""
    counts = collections.defaultdict(lambda: [0.0, 0.0])
    for words, good, weight in zip(found, page["share"] >= 0.5, weights):
        for word in words if weight else ():
            counts[word][0] += good * weight
            counts[word][1] += weight
    return {word: good / held for word, (good, held) in counts.items()}


def table(pages, key="by_word", least=LEAST_SITES, weakest=3):
    """How much each word speaks for content."""
    good, count, sites = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for page in pages:
        for word, share in page[key].items():
            good[word] += share
            count[word] += 1
            sites[word].add(page["site"])
    shares = [(page["words"] * (page["share"] >= 0.5)).sum() / max(page["words"].sum(), 1) for page in pages]
    prior = float(np.mean(shares)) if key == "by_word" else sum(good.values()) / sum(count.values())
    odds = lambda share: np.log(share / (1 - share + 1e-9))
    value = lambda word: round(STEPS * (odds((good[word] + 4 * prior) / (count[word] + 4)) - odds(prior)))
    found = {word: int(np.clip(value(word), -127, 127)) for word in sorted(count) if len(sites[word]) >= least}
    return {word: value for word, value in found.items() if abs(value) >= weakest}


def stronger(low, high):
    return low if -low > high else high


def by_words(page, known):
    """The twin of Said::put in model.rs."""
    own, around = [], []
    for i, said in enumerate(page["said"]):
        values = [known[word] for word in said if word in known]
        parent = page["parents"][i]
        near, least, most, total = around[parent] if parent < i else (0, 0, 0, 0)
        own.append((min(values), max(values)) if values else (0, 0))
        strong = stronger(*own[-1])
        around.append((strong, min(least, own[-1][0]), max(most, own[-1][1]), total + strong) if values
                      else (near, least, most, total))
    cache = {}
    for i in set(page["inside"].tolist()):
        levels, at = [], i
        while len(levels) < 6:
            levels.append(own[at])
            if page["parents"][at] >= at:
                break
            at = page["parents"][at]
        levels += [(0, 0)] * (6 - len(levels))
        strong = [stronger(*level) for level in levels]
        cache[i] = (*around[i], sum(strong[:3]), min(low for low, _ in levels), max(high for _, high in levels), *strong[:3])
    return np.array([cache[i] for i in page["inside"]], np.float32).reshape(len(page["inside"]), 10)


def tables(pages):
    return table(pages), *(table(pages, key, LEAST_TEXT_SITES, 5) for key in ("by_begun", "by_above"))


def by_text(page, begun, above):
    """The twin of first_words and put_begun in model.rs."""
    def say(words, known):
        values = [known[word] for word in words if word in known]
        return (sum(values) / len(values), min(values), max(values)) if values else (0, 0, 0)

    own = np.array([say(words, begun) for words in page["begun"]], np.float32).reshape(-1, 3)
    up = np.array([say(words, above) for words in page["above"]], np.float32).reshape(-1, 3)
    beside = np.zeros((len(own), 2), np.float32)
    beside[:-1, 0], beside[1:, 1] = own[1:, 0], own[:-1, 0]
    return np.hstack([own, up, beside])


def all_rows(page, tables):
    known, begun, above = tables
    return np.hstack([page["rows"], by_words(page, known), by_text(page, begun, above)])


def means(pages):
    return np.array([page["told"].mean(0, dtype=np.float64) for page in pages], np.float32)


def fit_kinds(pages):
    settings = dict(objective="multiclass", num_class=len(KINDS), learning_rate=RATE, num_leaves=6, min_data_in_leaf=10,
                    feature_fraction=0.3, bagging_fraction=0.7, bagging_freq=1, lambda_l2=5, verbose=-1, num_threads=1, seed=1,
                    max_bin=63, deterministic=True, force_row_wise=True, boost_from_average=False)
    data = lightgbm.Dataset(means(pages), np.array([KINDS.index(page["kind"]) for page in pages]))
    return lightgbm.train(settings, data, KIND_ROUNDS)


def add_kinds(pages, model):
    for page, kinds in zip(pages, model.predict(means(pages), num_threads=1)):
        page["row"] = np.hstack([page["told"], np.repeat(kinds[None].astype(np.float32), len(page["words"]), 0)])


def fit(pages, rounds):
    draw = np.random.RandomState(7)
    x, y, w = [], [], []
    for page in pages:
        count = len(page["words"])
        taken = np.arange(count) if count <= MOST_ROWS else np.sort(draw.choice(count, MOST_ROWS, replace=False))
        weight = page["words"] + 1
        scale = max(20, sum(page["true"].values())) + 0.5 * min(weight.sum(), 8 * max(20, sum(page["true"].values())))
        x.append(page["row"][taken])
        y.append(page["share"][taken])
        w.append(weight[taken] * count / max(len(taken), 1) / scale * 1e3)
    data = lightgbm.Dataset(np.vstack(x), np.concatenate(y), weight=np.concatenate(w))
    settings = dict(objective="cross_entropy", learning_rate=RATE, num_leaves=LEAVES, min_data_in_leaf=60, feature_fraction=0.4,
                    bagging_fraction=0.7, bagging_freq=1, lambda_l2=5, verbose=-1, num_threads=1, seed=1, max_bin=63,
                    min_sum_hessian_in_leaf=1e-3, deterministic=True, force_row_wise=True)
    return lightgbm.train(settings, data, rounds)


def f1(found, true):
    if not true or not found:
        return float(not true and not found)
    same = sum((found & true).values())
    return 2 * same / (sum(found.values()) + sum(true.values()))


def best(page, likely):
    """The twin of content::most_expected."""
    weight = page["rows"][:, page["names"].index("words")].astype(float) + 1
    order = np.argsort(-likely, kind="stable")
    good, all_taken = np.cumsum((likely * weight)[order]), np.cumsum(weight[order])
    count = int(np.argmax(2 * good / (all_taken + good[-1]))) + 1
    taken = np.zeros(len(likely), bool)
    taken[order[:count]] = True
    return taken


def shared(page, likely):
    """The twin of shared in model.rs: likelihoods drawn to those of the blocks that look alike."""
    places = []
    for parent, said in zip(page["parents"], page["said"]):
        places.append(hash((places[parent] if parent < len(places) else 0, tuple(said))))
    # Names of elements are not in the features; how far up those are that matter is.
    names, first = page["names"], page["names"].index("<main>")
    last = first + sum(name.startswith("<") for name in names)
    keys = [(places[inside], row[names.index("kind")], *row[first:last]) for inside, row in zip(page["inside"], page["rows"])]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    series = np.array([numbers[key] for key in keys])
    likely = np.clip(likely, 1e-4, 1 - 1e-4)
    odds = np.log(likely / (1 - likely))
    weight = np.minimum(page["words"], 60) + 1
    mean = np.bincount(series, weight * odds) / np.bincount(series, weight)
    drawn = np.where(np.bincount(series)[series] >= 3, 0.3 * odds + 0.7 * mean[series], odds)
    return 1 / (1 + np.exp(-drawn))


def report(pages, taken, title):
    by_kind = collections.defaultdict(list)
    for page in pages:
        found = collections.Counter()
        for count, is_taken in zip(page["counts"], taken(page)):
            if is_taken:
                found.update(count)
        by_kind[page["kind"]].append(f1(found, page["true"]))
    mean = np.mean([value for values in by_kind.values() for value in values])
    print(f"{title:12} {mean:.4f} ", *(f"{kind[:5]} {np.mean(by_kind[kind]):.3f}" for kind in KINDS), flush=True)


def forest(model):
    """Bytes of a forest, as model.rs reads them."""
    trees = model.dump_model()["tree_info"]
    out = struct.pack("<I", len(trees))
    for tree in trees:
        splits, leaves = {}, {}

        def walk(node):
            if "split_index" not in node:
                leaves[node.get("leaf_index", 0)] = node["leaf_value"]
                return ~node.get("leaf_index", 0)
            assert node["decision_type"] == "<="
            splits[node["split_index"]] = (node["split_feature"], node["threshold"], walk(node["left_child"]), walk(node["right_child"]))
            return node["split_index"]

        walk(tree["tree_structure"])
        assert sorted(leaves) == list(range(len(splits) + 1))
        out += struct.pack("<I", len(splits))
        out += b"".join(struct.pack("<Hfhh", *splits[i]) for i in range(len(splits)))
        out += b"".join(struct.pack("<f", leaves[i]) for i in range(len(leaves)))
    return out


def main():
    options = argparse.ArgumentParser()
    options.add_argument("features")
    options.add_argument("truth")
    options.add_argument("--write")
    options.add_argument("--dump", help="where the likelihoods of the pages left out go")
    options.add_argument("--without", default="", help="features that are not used: a regular expression")
    options = options.parse_args()
    start = time.time()
    every = read(options.features, options.truth)
    pages = [page for page in every if len(page["words"])]
    print(f"{len(every)} pages, {sum(len(page['words']) for page in pages)} blocks, {time.time() - start:.0f} s", flush=True)
    sites = sorted({page["site"] for page in every})
    np.random.RandomState(1).shuffle(sites)
    folds = {site: i % FOLDS for i, site in enumerate(sites)}
    for page in pages:
        if options.without:
            for i, name in enumerate(page["names"]):
                if re.search(options.without, name):
                    page["rows"][:, i] = 0
        page["by_word"] = count_words(page)
        page["by_begun"] = count_begun(page, page["begun"], page["words"] <= SHORT)
        page["by_above"] = count_begun(page, page["above"], page["words"])
    report(every, lambda page: page["share"] >= 0.5, "labels")
    report(every, lambda page: page["rows"][:, page["names"].index("reader taken")] > 0.5 if len(page["words"]) else [], "reader view")
    # A page's own site has no part in what its words say.
    for fold in range(FOLDS):
        known = tables([page for page in pages if folds[page["site"]] != fold])
        for page in pages:
            if folds[page["site"]] == fold:
                page["told"] = all_rows(page, known)
    models = [fit_kinds([page for page in pages if folds[page["site"]] != fold]) for fold in range(FOLDS)]
    for fold, model in enumerate(models):
        add_kinds([page for page in pages if folds[page["site"]] == fold], model)
    right = np.mean([KINDS[int(page["row"][0][-len(KINDS):].argmax())] == page["kind"] for page in pages])
    print(f"words and kinds: {time.time() - start:.0f} s, {right:.3f} of the kinds right", flush=True)

    likely = {}
    for fold in range(FOLDS):
        model = fit([page for page in pages if folds[page["site"]] != fold], ROUNDS)
        for page in pages:
            if folds[page["site"]] == fold:
                likely[page["name"]] = model.predict(page["row"], num_threads=1)
    for limit in (0.25, 0.3, 0.35, 0.4, 0.5):
        report(every, lambda page: likely[page["name"]] >= limit if len(page["words"]) else [], f"limit {limit}")
    for power in (0.8, 1.0, 1.2):
        report(every, lambda page: best(page, likely[page["name"]] ** power) if len(page["words"]) else [], f"expected {power}")
    report(every, lambda page: best(page, shared(page, likely[page["name"]])) if len(page["words"]) else [], "alike")
    print(f"{time.time() - start:.0f} s", flush=True)
    if options.dump:
        json.dump({name: [round(float(one), 4) for one in values] for name, values in likely.items()}, open(options.dump, "w"))
    if options.write:
        # The rows that are fitted to are those of pages left out, as a page that is read later is one.
        known, kinds, model = tables(pages), fit_kinds(pages), fit(pages, ROUNDS)
        gain = model.feature_importance("gain")
        names = pages[0]["names"] + [f"word {i}" for i in range(10)] + [f"text {i}" for i in range(8)] + KINDS
        print(*(f"{names[i]}:{gain[i] / gain.sum():.3f}" for i in np.argsort(-gain)[:40]))
        with open(options.write, "wb") as out:
            for one in known:
                out.write(struct.pack("<I", len(one)))
                for word, value in one.items():
                    out.write(struct.pack("<B", len(word)) + word.encode() + struct.pack("<b", value))
            out.write(forest(kinds))
            out.write(forest(model))


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main()
