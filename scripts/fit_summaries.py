#!/usr/bin/env python3
"""Fit the WEIGHTS of src/score/dependence.rs and of src/score/ensemble.rs.

    cargo run --release --features fitting --example summary_features -- \\
        ../shared/data/summaries/*.jsonl ../shared/data/summaries/more/*.jsonl ../shared/data/picks/*.jsonl > features.jsonl
    pip install numpy rouge-score nltk snowballstemmer
    scripts/fit_summaries.py ../shared/tools features.jsonl [--most 90] [--generations 32] [--left-out]

The first argument is the folder of evaluate.py and score_summaries.py, which say how long summaries are and what they score;
the rows are read from the paths that the features name. A row with `sentences` has labels of readers, others have references.

1. Dependence: a logistic regression of "dependent, furniture, broken, or none of the labelled text" on the traits; a text
   counts as MOST_OF_TEXT sentences at most, L2 on all weights but the first. The mean dependence of REACH sentences on each side is one
   more column; as it comes from the fit itself, this is done ROUNDS times.
   Beside it a ridge regression of worth (0 to 3) on the traits and on lengths, for SCRAPS: of what headings, cells and scraps have. Each
   group of these is then multiplied as SCRAP_GROUPS says, since what collections lose by a group differs: most of the other
   traits cost them more than they give to readers.
2. Weights: an evolution strategy with a scale for each weight (Ros and Hansen, 2008) on what whole summaries come to: mean of
   (ROUGE-1 + ROUGE-2) F1 over that of the first sentences, of the old collections and of the others (those above CLIP count as
   CLIP, so that no outlier decides), a soft minimum, and worth less bad picks; less HOLD times the squared distance to the weights
   that it begins with, those of HAND. Its mean, not the best it came across, is the result.

With --left-out, each kind of text is left out of both steps in turn, kin together, and scored by what the others gave.
"""
import argparse
import collections
import json
import os
import sys

import numpy as np

MOST_OF_TEXT, L2, REACH, ROUNDS = 60, 3.0, 3, 4
HOLD, CLIP, PICKS, SHARPNESS = 0.01, 1.5, 1.3, 20
# How many sentences are picked of labelled texts, to fit and to tell: three alone are few to fit to.
TO_FIT, TO_TELL = (2, 3, 4, 5), (3,)
OFFSPRING, PARENTS, STEP = 10, 5, 0.12
# As in src/score/ensemble.rs and src/select.rs.
MOST_DEPENDENCE, TALK, MOST_COVERED, FEW_WORDS, LEAD_IN = 0.8, 0.5, 0.65, 5, "lead-in"

STANDARDIZED = ["position", "progress", "centroid", "lexrank", "textrank", "title", "frequency", "opening", "echo", "bigrams"]
HAND = {"position": 1.4, "disorder": -1.0, "progress": -0.65, "centroid": 0.7, "lexrank": 0.4, "textrank": 1.0, "title": 0.9,
        "frequency": 0.05, "opening": -0.35, "echo": -0.5, "bigrams": 0.3, "cue": 2.0, "long": -0.4, "short": -0.5,
        "first person": -0.8, "dependence": -3.8, "words": 0.04, "scrap": -2.7}
# How often each counts of what the regression of worth gives it: from trials, with the kind left out of the regression.
SCRAP_RIDGE = 300
SCRAP_GROUPS = {"NoEnd": 8, "OpenEnd": 8, "SmallFirst": 8, "Capitals": 5, "Item": 7, "AllContent": 4, "LittleContent": 4, "ShortWords": 4}
OLD = {"bva", "cnndm", "klexikon", "legal", "opinosis", "orangesum", "qmsum", "scisumm", "scitldr"}
KIN = [
    {"cnndm", "orangesum", "news_id", "ter_es", "vimds", "news"}, {"scitldr", "scisumm", "papers_ru", "paper"},
    {"bva", "legal"}, {"qmsum", "meetings", "meeting", "transcript"}, {"dialogsum", "samsum"}, {"mts_dialog", "aci_bench"},
    {"convo_email", "bc3_email", "email", "letter"}, {"rev_oposum", "opinosis", "review"}, {"ectsum"},
    {"klexikon", "encyclopedia"}, {"blog_18f", "gov_digitalgov", "blog_tech", "blog_de", "blog", "government"},
    {"docs_en", "docs_obsidian", "guides_multi", "howto"}, {"produit_fr", "product"}, {"essay", "speech"}, {"fiction"}, {"release"},
]


class Text:
    """A text: what is measured of its sentences, and what summaries of it are scored by."""

    def __init__(self, head, row, evaluate, scorer):
        sentences = head["sentences"]
        self.set = os.path.basename(head["file"])[:-6]
        self.labelled = "sentences" in row
        self.kind = row["genre"] if self.labelled else self.set
        traits = [name for name in head["names"] if name[0].isupper()]
        names = head["names"][len(traits):]
        self.traits = np.array([[s["traits"] >> k & 1 for k in range(len(traits))] for s in sentences], float)
        values = dict(zip(names, np.array([s["values"] for s in sentences]).T))
        for name in STANDARDIZED:
            spread = values[name].std()
            values[name] = (values[name] - values[name].mean()) / spread if spread > 1e-12 else 0 * values[name]
        values["disorder"] = values["position"] * head["disorder"]
        self.values = np.stack([values[name] for name in HAND], 1)
        self.terms = [set(s["terms"]) for s in sentences]
        self.documents = np.array([s["document"] for s in sentences])
        words = np.array([s["words"] for s in sentences])
        few = (words < FEW_WORDS) & (words >= FEW_WORDS).any()
        self.tiers = 2 * np.array([s["role"] == LEAD_IN for s in sentences]) + few
        if self.labelled:
            self.label(row, sentences, evaluate)
        else:
            self.refer(row, sentences, evaluate, scorer)
            self.first = self.rouge(list(range(len(sentences)))[:60])

    def label(self, row, sentences, evaluate):
        spans = np.array(row["sentences"])
        self.labels = evaluate.worth_of(row)
        sound = sorted((worth for worth, fault in self.labels if not fault), reverse=True)
        self.best = lambda size: sum(sound[:size]) or 1
        self.match = []
        for begin, end in (s["span"] for s in sentences):
            shared = np.minimum(end, spans[:, 1]) - np.maximum(begin, spans[:, 0])
            fused = [i for i, n in enumerate(shared) if n > 20 and self.labels[i][1] in ("furniture", "broken")]
            self.match.append(-1 if shared.max() <= 0 else fused[0] if fused else int(shared.argmax()))
        self.bad = np.array([m < 0 or self.labels[m][1] != "" for m in self.match], float)
        self.worth = np.array([0 if bad else self.labels[m][0] for m, bad in zip(self.match, self.bad)], float)
        words = np.array([s["words"] for s in sentences], float)
        self.lengths = np.c_[np.log1p(words), np.minimum(words, 60)]

    def refer(self, row, sentences, evaluate, scorer):
        english = row["lang"] == "en"
        tokens = (scorer.EnTok() if english else scorer.XTok(row["lang"])).tokenize
        pairs = lambda words: collections.Counter(zip(words, words[1:]))
        self.unit, self.limit = evaluate.BUDGET[self.set]
        self.closest = evaluate.MULTI.get(self.set) == "max"
        self.words = [[tokens(word) for word in s["text"].split()] for s in sentences]
        references = [tokens(text) for text in row["reference"]]
        self.references = [(collections.Counter(words), pairs(words), len(words)) for words in references]

    def rouge(self, order):
        """ROUGE-1 and ROUGE-2 F1, added up, of what fits; of a budget of words the last sentence is cut."""
        left, chosen = self.limit, []
        for place in order:
            if left <= 0:
                break
            words = self.words[place]
            chosen.append((place, words if self.unit == "sent" else words[:left]))
            left -= 1 if self.unit == "sent" else len(words)
        said = [token for _, words in sorted(chosen, key=lambda c: c[0]) for word in words for token in word]
        ones, twos = collections.Counter(said), collections.Counter(zip(said, said[1:]))
        scores = []
        for one, two, length in self.references:
            both = (len(said) + length, max(len(said) - 1, 0) + max(length - 1, 0))
            shared = (sum((ones & one).values()), sum((twos & two).values()))
            scores.append(sum(2 * s / b for s, b in zip(shared, both) if b))
        return max(scores) if self.closest else sum(scores) / len(scores)

    def company(self, alone):
        """The mean of up to REACH values on each side, in the same document; its own for a sentence that is alone."""
        places = np.arange(len(alone))
        first = np.maximum(places - REACH, np.searchsorted(self.documents, self.documents))
        end = np.minimum(places + REACH + 1, np.searchsorted(self.documents, self.documents, "right"))
        sums = np.r_[0, np.cumsum(alone)]
        count = end - first - 1
        return np.where(count > 0, (sums[end] - sums[first] - alone) / np.maximum(count, 1), alone)

    def alone(self, weights, usual):
        """How likely each sentence is not to stand alone, by weights of traits, of the company and the start."""
        odds = self.traits @ weights[:-2] + weights[-1]
        return chance(odds + weights[-2] * self.company(chance(odds + weights[-2] * usual)))

    def depend(self, weights, usual, scraps):
        """Puts in the dependence and the scraps that these weights make, and the tiers that follow from it."""
        self.values[:, list(HAND).index("scrap")] = self.traits @ scraps
        alone = self.alone(weights, usual)
        self.values[:, list(HAND).index("dependence")] = alone
        self.order = self.tiers + 4 * ((alone > MOST_DEPENDENCE) & (np.median(alone) <= TALK))

    def ranked(self, weights, most=60):
        """Places in the order in which they are chosen."""
        chosen, passed, covered = [], [], set()
        for place in np.lexsort((np.arange(len(self.terms)), -(self.values @ weights), self.order))[:2 * most]:
            terms = self.terms[place]
            if chosen and len(terms & covered) > MOST_COVERED * len(terms):
                passed.append(place)
            else:
                chosen.append(place)
                covered |= terms
        return chosen + passed


def chance(odds):
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def regress(texts):
    """Step 1: the weight of each trait, of company, and of none behind them; and the usual company."""
    bad = np.concatenate([text.bad for text in texts])
    counts = np.concatenate([np.full(len(t.bad), min(1, MOST_OF_TEXT / len(t.bad))) for t in texts])
    ridge = np.r_[np.full(texts[0].traits.shape[1] + 1, L2), 0]
    weights, usual = np.zeros(len(ridge)), 0.0
    for _ in range(ROUNDS):
        near = [t.company(chance(t.traits @ weights[:-2] + weights[-1] + weights[-2] * usual)) for t in texts]
        columns = np.c_[np.concatenate([t.traits for t in texts]), np.concatenate(near), np.ones(len(bad))]
        usual = np.average(columns[:, -2], weights=counts)
        weights = np.zeros(len(ridge))
        for _ in range(12):
            likely = chance(columns @ weights)
            curve = columns.T @ (columns * (counts * likely * (1 - likely))[:, None]) + np.diag(ridge)
            weights += np.linalg.solve(curve, columns.T @ (counts * (bad - likely)) - ridge * weights)
    return weights, usual


def regress_worth(texts, names):
    """Step 1: how much of a scrap each trait makes, over that of a missing end; 0 for those of no group."""
    columns = np.concatenate([np.c_[text.traits, text.lengths] for text in texts])
    worth = np.concatenate([text.worth for text in texts])
    counts = np.concatenate([np.full(len(t.bad), 1 / max(len(t.bad), 15)) for t in texts])
    counts /= counts.mean()
    mean, spread = columns.mean(0), np.maximum(columns.std(0), 1e-9)
    columns = (columns - mean) / spread
    centre = np.average(columns, axis=0, weights=counts)
    columns -= centre
    square = columns.T @ (columns * counts[:, None]) + SCRAP_RIDGE * np.eye(columns.shape[1])
    weights = np.linalg.solve(square, columns.T @ (counts * (worth - np.average(worth, weights=counts)))) / spread
    scraps = np.array([-SCRAP_GROUPS.get(name, 0) * weight for name, weight in zip(names, weights)])
    return scraps / scraps[names.index("NoEnd")]


def score(texts, ranked, judged, sizes=TO_TELL):
    """The ratio of each collection, and of picks the share of bad ones and the mean worth."""
    ours, first, faults, worth = collections.defaultdict(float), collections.defaultdict(float), [], []
    for text in texts:
        order = ranked(text)
        if not text.labelled:
            ours[text.set] += text.rouge(order)
            first[text.set] += text.first
            continue
        for size in sizes:
            places = [text.match[place] for place in order[:size]]
            found = list(judged(text.labels, [place for place in places if place >= 0]))
            faults += [bool(fault) for _, fault in found] + [True] * places.count(-1)
            worth.append(min(1, sum(value for value, _ in found) / text.best(size)))
    mean = lambda values: float(np.mean(values)) if values else 0.0
    return {name: ours[name] / first[name] for name in ours}, mean(faults), mean(worth)


def fit(texts, names, judged, generations):
    """Both steps: the weights of dependence and of scraps, and of the components."""
    labelled = [text for text in texts if text.labelled]
    (traits, usual), scraps = regress(labelled), regress_worth(labelled, names)
    for text in texts:
        text.depend(traits, usual, scraps)
    start = np.array(list(HAND.values()))

    def value(weights):
        ratios, bad, worth = score(texts, lambda text: text.ranked(weights, 40), judged, TO_FIT)
        of = lambda old: np.mean([min(r, CLIP) for name, r in ratios.items() if (name in OLD) == old] or [0])
        soft = -np.log(np.mean([np.exp(-SHARPNESS * r) for r in ratios.values()])) / SHARPNESS
        held = HOLD * ((weights - start) ** 2).sum()
        return 1.2 * of(True) + 1.3 * of(False) + 0.3 * soft + PICKS * (worth - bad) - held

    n, random = len(start), np.random.default_rng(1)
    shares = np.log(PARENTS + 0.5) - np.log(np.arange(1, PARENTS + 1))
    shares /= shares.sum()
    effective = 1 / (shares**2).sum()
    for_step, for_path = (effective + 2) / (n + effective + 3), 4 / (n + 4)
    one = 2 / ((n + 1.3) ** 2 + effective) * (n + 2) / 3
    many = min(1 - one, 2 * (effective - 2 + 1 / effective) / ((n + 2) ** 2 + effective) * (n + 2) / 3)
    expected = n**0.5 * (1 - 1 / (4 * n) + 1 / (21 * n * n))
    mean, step, scales = start.copy(), STEP, np.clip(np.abs(start), 0.3, 2)
    step_path = path = np.zeros(n)
    for generation in range(generations):
        draws = random.standard_normal((OFFSPRING, n))
        moves = draws * np.sqrt(scales)
        best = np.argsort([-value(mean + step * move) for move in moves], kind="stable")[:PARENTS]
        move = shares @ moves[best]
        mean = mean + step * move
        step_path = (1 - for_step) * step_path + (for_step * (2 - for_step) * effective) ** 0.5 * (shares @ draws[best])
        path = (1 - for_path) * path + (for_path * (2 - for_path) * effective) ** 0.5 * move
        scales = (1 - one - many) * scales + one * path**2 + many * (shares @ moves[best] ** 2)
        step *= np.exp(for_step / (1 + for_step) * (np.linalg.norm(step_path) / expected - 1))
    return traits, usual, scraps, mean


def measured(features, most):
    """The measured texts that have sentences, each with its row: all that are labelled, and as many as `most` of a collection."""
    # Files are sorted by language or kind, so the first texts of one say little of the others.
    lines = open(features, encoding="utf-8").readlines()
    np.random.default_rng(1).shuffle(lines)
    counts, rows = collections.Counter(), {}
    for line in lines:
        head = json.loads(line)
        path = head["file"]
        if path not in rows:
            rows[path] = {row["id"]: row for row in map(json.loads, open(path, encoding="utf-8"))}
        row = rows[path][head["id"]]
        counts[path] += 1
        if head["sentences"] and ("sentences" in row or counts[path] <= most):
            yield head, row


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tools")
    options.add_argument("features")
    options.add_argument("--most", type=int, default=90, help="texts of a collection")
    options.add_argument("--generations", type=int, default=32)
    options.add_argument("--left-out", action="store_true")
    options = options.parse_args()
    sys.path.insert(0, options.tools)
    import evaluate
    import score_summaries

    texts, names = [], []
    for head, row in measured(options.features, options.most):
        # A second reading of a labelled page.
        if not head.get("main"):
            names = [name for name in head["names"] if name[0].isupper()]
            texts.append(Text(head, row, evaluate, score_summaries))

    def show(title, found):
        ratios, bad, worth = found
        for old in (True, False):
            group = {name: ratio for name, ratio in ratios.items() if (name in OLD) == old}
            if group:
                print(f"{title} {'old' if old else 'more'}: mean {np.mean(list(group.values())):.3f}, "
                      f"worst {min(group.values()):.3f}; " + ", ".join(f"{n} {r:.3f}" for n, r in sorted(group.items())))
        print(f"{title} picks: bad {100 * bad:.1f} %, worth {100 * worth:.1f} %", flush=True)

    traits, usual, scraps, weights = fit(texts, names, evaluate.judged, options.generations)
    print({name: value for name, value in zip(names, scraps.round(2).tolist()) if value})
    print(dict(zip([*names, "COMPANY", "START"], traits.round(2).tolist())), f"usual company {usual:.2f}")
    print(dict(zip(HAND, weights.round(2).tolist())))
    show("fitted", score(texts, lambda text: text.ranked(weights), evaluate.judged))
    if options.left_out:
        orders = {}
        for kin in KIN:
            inside = [text for text in texts if text.kind in kin]
            others = [text for text in texts if text.kind not in kin]
            traits, usual, scraps, weights = fit(others, names, evaluate.judged, options.generations)
            for text in inside:
                text.depend(traits, usual, scraps)
                orders[id(text)] = text.ranked(weights)
        show("left out", score(texts, lambda text: orders[id(text)], evaluate.judged))


if __name__ == "__main__":
    main()
