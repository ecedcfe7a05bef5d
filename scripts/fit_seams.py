#!/usr/bin/env python3
"""Fit src/sentence/seams.bin: what says that a sentence ends where no mark does, in text without layout.

    scripts/fit_seams.py NUTGRAF GOLD... [--leave-out NAME] [--write FILE]

NUTGRAF is the program, built with the call of `seams::boundary` in src/sentence.rs taken out, so that the rest of the splitter
alone splits; the gaps between words that it leaves joined are what is learned. GOLD has JSON Lines of {"id", "lang", "text",
"spans"}; the sentences of each file are joined by blanks, and white space in them is one blank. --leave-out fits without the files
whose name has NAME in it and prints what the model does there. Needs numpy.

Logistic regression over hashed features (AdaGrad). What is written is a number of four bytes, little endian, that a sum has to
be above, and a signed byte for each bucket. `features` has its twin in src/sentence/seams.rs.
"""

import argparse
import json
import pathlib
import re
import struct
import subprocess

import numpy as np

BUCKETS = 1 << 16
EPOCHS, BATCH, RATE, L2 = 8, 256, 0.3, 2e-4
MANY_WORDS, LONGEST_WORD, LONGEST_SHAPE = 12, 24, 6
ANYWHERE = {"ko", "fa"}  # without capitals, any word may begin a sentence
MARK = re.compile(r"[.!?…。！？।][\"'”»)’“]*$")
AROUND = "\"'“”„«»‘’()¿¡[]*-–—#,:;."
OPENING = "\"'“„«»‘(¿¡[*-–—#"
TABLES = pathlib.Path(__file__).parent.parent / "src/sentence/tables"


def starters(language):
    words, section = set(), ""
    for line in (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = line
        elif section == "[starters]":
            words.update(line.split())
    return words


def lower(word):
    return "".join(c.lower() for c in word)


def kind(c):
    return "A" if c.isupper() else "a" if c.islower() else "0" if "0" <= c <= "9" else "c" if c.isalpha() else c


def shape(word):
    out = ""
    for c in map(kind, word):
        if not out or out[-1] != c:
            out += c
            if len(out) == LONGEST_SHAPE:
                break
    return out


def bucket(data):
    state = 0xCBF29CE484222325
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & (1 << 64) - 1
    return (state >> 32) % BUCKETS


def features(code, starts, words, at, capitals, ends):
    """The buckets of the gap before words[at], of which each is (as written, end in lower case, shape)."""
    get = lambda i: words[i] if 0 <= i < len(words) else ("", "", "")
    (_, la2, sa2), (a, la, sa), (_, lb, sb), (_, lb2, sb2), (_, _, sb3) = (get(at + i) for i in (-2, -1, 0, 1, 2))
    ca, cb, cb2 = ("" if not w else "s" if w.strip(AROUND) in starts else "n" for w in (la, lb, lb2))
    since, left = (chr(48 + min(n, MANY_WORDS)) for n in (at, len(words) - at))
    share = str(capitals * 399 // (at * 100))
    ua, ub, ub2 = sa[:1], sb[:1], sb2[:1]
    parts = [
        (sa, sb), (sa2, sa, sb, sb2), (sb, sb2, sb3), (since, ends), (left, ends), (ca, cb, ub, ub2, ua), (ca, cb, cb2, sa),
        (a[-1:], sb), (since, sa, sb), (share, cb, ua, ub, ub2), (share, since, ends), (code,), (code, la), (code, lb),
        (code, la[-3:]), (code, la[-2:], sb), (code, lb, ub2), (code, lb, sa), (code, lb2), (code, la2), (code, sa, sb),
        (code, since, ends), (code, ca, cb, cb2, ua, ub, ub2),
    ]
    return [bucket((chr(48 + i) + "".join(p + "\0" for p in of)).encode()) for i, of in enumerate(parts)]


def is_gap(code, a, b):
    if MARK.search(a):
        return False
    first = b[0]
    signs = first.isupper() or "0" <= first <= "9" or not first.isalpha()
    return code in ANYWHERE or signs or b.lstrip(OPENING)[:1].isupper()


def joined(path):
    """The language of a file, its sentences as one text, and where they end."""
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    text, ends = "", set()
    for sentence in (" ".join(r["text"][s:e].split()) for r in rows for s, e in r["spans"]):
        text += " " * bool(text) + sentence
        ends.add(len(text))
    return rows[0]["lang"], text, ends


def examples(program, path):
    code, text, ends = joined(path)
    command = [program, "batch", "sentences", "--no-layout", "--offsets", "chars"]
    given = json.dumps({"id": "0", "lang": code, "text": text}).encode()
    spans = json.loads(subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout)["spans"]
    starts, found, labels = starters(code), [], []
    for start, end in spans:
        matches = list(re.finditer(r"\S+", text[start:end]))
        words = [(m.group(), lower(m.group())[-LONGEST_WORD:], shape(m.group())) for m in matches]
        marked = "." if MARK.search(words[-1][0]) else "-"
        begin = 0
        for i in range(1, len(words)):
            is_end = start + matches[i - 1].end() in ends
            if is_gap(code, words[i - 1][0], words[i][0]):
                capitals = sum(word[2][:1] == "A" for word in words[begin:i])
                found.append(features(code, starts, words[begin:], i - begin, capitals, marked))
                labels.append(is_end)
            begin = i if is_end else begin
    return np.array(found, dtype=np.int32), np.array(labels, dtype=np.float32)


def fit(gaps, labels, seed=1):
    random = np.random.default_rng(seed)
    weights, squares = np.zeros(BUCKETS, np.float32), np.full(BUCKETS, 1e-6, np.float32)
    bias, square = -3.0, 1e-6
    for _ in range(EPOCHS):
        order = random.permutation(len(labels))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            gap = gaps[chosen]
            error = 1 / (1 + np.exp(-np.clip(weights[gap].sum(1) + bias, -30, 30))) - labels[chosen]
            used, places = np.unique(gap, return_inverse=True)
            slope = np.bincount(places.ravel(), np.repeat(error, gap.shape[1]), minlength=len(used)).astype(np.float32)
            slope += L2 * BATCH * weights[used]
            squares[used] += slope * slope
            weights[used] -= RATE * slope / np.sqrt(squares[used])
            total = error.sum()
            square += total * total
            bias -= RATE * total / np.sqrt(square)
    scale = 127 / np.abs(weights).max()
    return np.round(weights * scale).astype(int), round(-bias * scale)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--leave-out")
    parser.add_argument("--write")
    args = parser.parse_args()
    sets = {path: examples(args.program, path) for path in args.gold}
    is_out = lambda path: args.leave_out and args.leave_out in path
    fitted = [sets[path] for path in sets if not is_out(path)]
    weights, threshold = fit(*(np.concatenate(part) for part in zip(*fitted)))
    for path, (gaps, labels) in sets.items():
        above = weights[gaps].sum(1) > threshold
        right = int(labels[above].sum())
        print("left out" if is_out(path) else "fitted", path, f"right {right}, wrong {int(above.sum()) - right} of {int(labels.sum())}")
    if args.write:
        with open(args.write, "wb") as out:
            out.write(struct.pack("<i", threshold) + bytes(int(w) & 255 for w in weights))


if __name__ == "__main__":
    main()
