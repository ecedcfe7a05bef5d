#!/usr/bin/env python3
"""Fit the weights of src/score/furnished.rs, and write them there.

    cargo run --release --features fitting --example summary_features -- \\
        ../shared/data/summaries/*.jsonl ../shared/data/summaries/more/*.jsonl ../shared/data/picks/*.jsonl > features.jsonl
    pip install numpy rouge-score nltk snowballstemmer
    scripts/fit_furnished.py ../shared/tools features.jsonl [--most 200] [--left-out]

Arguments are those of fit_summaries.py, whose texts these are; the weights of the ensemble are read from src/score/ensemble.rs. Rows with labels
may stand in several files: in the one named picks.jsonl genres are left out, in others repositories or sites (`source`, up to a colon).
A page is there twice, whole and its main content, and counts as one text.

What traits and sights add, as far as a text is furnished, is fitted by gradient ascent (Adam) on: over labelled texts, the mean of what a sentence is worth
(0 to 3), 3 less for one that is bad, if it is drawn in proportion to exp(score / TEMPERATURE); less, over the collections, AS_IT_IS times the
divergence from how it is drawn with the weights that furnished.rs has (of each collection the mean, since collections have been fitted to, and are
to stay); less HOLD times the squared distance from these, which it begins with.

With --left-out, a third of the genres and of the repositories is left out in turn, and scored by what the others gave.
"""
import argparse
import collections
import hashlib
import os
import re
import sys

import numpy as np

from fit_summaries import HAND, KIN, MOST_COVERED, MOST_DEPENDENCE, OLD, TALK, Text, measured, score

TEMPERATURE, AS_IT_IS, HOLD = 4.0, 1.0, 0.0004
STEPS, RATE = 90, 0.05
# A sentence behind the others stands this many points behind them.
BEHIND = 8.0
# The collections whose licences allow weights to be made of them.
FITTED = {"scitldr", "scisumm", "klexikon", "legal", "bva", "qmsum", "opinosis", "convo_email", "meetings", "mts_dialog", "aci_bench",
          "rev_oposum", "blog_18f", "gov_digitalgov", "blog_tech", "docs_en", "guides_multi", "blog_de"}
HERE = os.path.dirname(os.path.abspath(__file__))
SCORE = os.path.join(HERE, "..", "src", "score")


def ensemble():
    """The weights of the ensemble, in the order of HAND."""
    source = open(os.path.join(SCORE, "ensemble.rs"), encoding="utf-8").read()
    body = re.search(r"const WEIGHTS: Weights = Weights \{(.*?)\};", source, re.S)[1]
    found = {name.replace("_", " "): float(value) for name, value in re.findall(r"(\w+): (-?[\d.]+),", body)}
    found["disorder"] = -found["disorder"]
    return np.array([found[name] for name in HAND])


def written():
    """The weights that furnished.rs has, of traits and of sights."""
    source = open(os.path.join(SCORE, "furnished.rs"), encoding="utf-8").read()
    traits = re.search(r"const TRAITS: [^=]*= \[(.*?)\];", source, re.S)[1]
    sights = re.search(r"const SIGHTS: .*?\};", source, re.S)[0]
    return np.array([float(value) for value in re.findall(r"-?\d+\.\d+", traits) + re.findall(r"\(\w+, (-?[\d.]+)\)", sights)])


def write(traits, sights):
    path = os.path.join(SCORE, "furnished.rs")
    source = open(path, encoding="utf-8").read()
    shown = lambda value: f"{value + 0.0:.2f}".replace("-0.00", "0.00")
    values = [shown(value) for value in traits]
    rows = "".join("    " + ", ".join(values[at:at + 15]) + ",\n" for at in range(0, len(values), 15))
    source = re.sub(r"(const TRAITS: \[f64; \d+\] = \[\n).*?(\];)", lambda m: m[1] + rows + m[2], source, flags=re.S)
    for name, value in sights.items():
        source = re.sub(rf"\({name}, -?[\d.]+\)", f"({name}, {shown(value)})", source)
    open(path, "w", encoding="utf-8").write(source)


def read(head, row, evaluate, scorer, weights):
    text = Text(head, row, evaluate, scorer)
    sights = np.array([[s["sights"] >> k & 1 for k in range(len(head["sights"]))] for s in head["sentences"]], float)
    text.id, text.seen, text.furnished = head["id"], np.c_[text.traits, sights], head["furnished"]
    dependence = text.values[:, list(HAND).index("dependence")]
    text.order = text.tiers + 4 * ((dependence > MOST_DEPENDENCE) & (np.median(dependence) <= TALK))
    text.before = text.values @ weights
    source = (row.get("source") or head["id"]).split(":")[0]
    text.group = int(hashlib.md5(source.encode()).hexdigest(), 16) % 3
    if text.labelled and text.set == "picks":
        text.group = next((place % 3 for place, kin in enumerate(KIN) if text.kind in kin), 0)
    return text


def ranked(text, added, most=60):
    """Places in the order in which they are chosen; `added` are the weights of traits and sights."""
    scores = text.before + text.furnished * (text.seen @ added)
    chosen, passed, covered = [], [], set()
    for place in np.lexsort((np.arange(len(scores)), -scores, text.order))[:2 * most]:
        terms = text.terms[place]
        if chosen and len(terms & covered) > MOST_COVERED * len(terms):
            passed.append(place)
        else:
            chosen.append(place)
            covered |= terms
    return chosen + passed


def fit(labelled, others, now):
    texts = [text for text in labelled + others if text.furnished > 0]
    sizes = [len(text.before) for text in texts]
    starts = np.cumsum([0] + sizes)[:-1]
    spread = lambda values: np.repeat(values, sizes)
    columns = np.concatenate([text.furnished * text.seen for text in texts])
    before = np.concatenate([text.before - BEHIND * text.order for text in texts])
    has_labels = spread([text.labelled for text in texts])
    temperature = np.where(has_labels, TEMPERATURE, 1)
    gain = np.concatenate([(text.worth - text.bad) / 3 if text.labelled else np.zeros(len(text.before)) for text in texts])
    counts = collections.Counter(text.set for text in others)
    total = sum(text.weight for text in labelled)
    share = lambda text: text.weight / total if text.labelled else AS_IT_IS / len(counts) / counts[text.set]
    share = spread([share(text) for text in texts])

    def drawn(scores):
        scores = scores / temperature
        powers = np.exp(scores - spread(np.maximum.reduceat(scores, starts)))
        return powers / spread(np.add.reduceat(powers, starts))

    usual = drawn(before + columns @ now)
    added, mean, square = now.copy(), np.zeros(len(now)), np.zeros(len(now))
    for step in range(1, STEPS + 1):
        likely = drawn(before + columns @ added)
        expected = spread(np.add.reduceat(likely * gain, starts))
        slope = np.where(has_labels, likely * (gain - expected), usual - likely) / temperature
        slope = columns.T @ (share * slope) - 2 * HOLD * (added - now)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE if step < 0.6 * STEPS else 0.3 * RATE
        added = added + rate * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return added


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tools")
    options.add_argument("features")
    options.add_argument("--most", type=int, default=200, help="texts of a collection")
    options.add_argument("--left-out", action="store_true")
    options = options.parse_args()
    sys.path.insert(0, options.tools)
    import evaluate
    import score_summaries

    weights, texts = ensemble(), []
    for head, row in measured(options.features, options.most):
        names = [name for name in head["names"] if name[0].isupper()]
        sights = head["sights"]
        texts.append(read(head, row, evaluate, score_summaries, weights))
    labelled = [text for text in texts if text.labelled]
    readings = collections.Counter((text.set, text.id) for text in labelled)
    for text in labelled:
        text.weight = 1 / readings[text.set, text.id]
    others = [text for text in texts if not text.labelled]
    fitted = [text for text in others if text.set in FITTED]

    def show(title, orders):
        for name in sorted({text.set for text in labelled}):
            own = [text for text in labelled if text.set == name]
            _, bad, worth = score(own, lambda text: orders[id(text)], evaluate.judged)
            print(f"{title} {name}: bad {100 * bad:.1f} %, worth {100 * worth:.1f} %", flush=True)
        ratios, _, _ = score(others, lambda text: orders[id(text)], evaluate.judged)
        for old in (True, False):
            group = [ratio for name, ratio in ratios.items() if (name in OLD) == old]
            if group:
                print(f"{title} {'old' if old else 'more'}: mean {np.mean(group):.4f}, worst {min(group):.3f}", flush=True)

    now = written()
    show("without", {id(text): ranked(text, 0 * now) for text in texts})
    show("now", {id(text): ranked(text, now) for text in texts})
    added = fit(labelled, fitted, now)
    show("fitted", {id(text): ranked(text, added) for text in texts})
    write(added[:len(names)], dict(zip(sights, added[len(names):])))
    if options.left_out:
        orders = {id(text): ranked(text, added) for text in others}
        for group in range(3):
            genres = {text.kind for text in labelled if text.set == "picks" and text.group == group}
            seen = [text for text in labelled if text.group != group and text.kind not in genres]
            left_out = fit(seen, fitted, now)
            orders |= {id(text): ranked(text, left_out) for text in labelled if text.group == group}
        show("left out", orders)


if __name__ == "__main__":
    main()
