#!/usr/bin/env python3
"""Fit src/sentence/unmarked.bin: what says that a sentence ends where no mark does.

    scripts/fit_unmarked.py NUTGRAF GOLD... [--prose FILE...] [--leave-out NAME] [--write FILE]

NUTGRAF is the program, built with UNMARKED in src/sentence.rs switched off, so that its rules alone split; the gaps between words
that they leave joined are what is learned. GOLD has JSON Lines of {"id", "lang", "text", "spans"} (EWT, CC BY-SA 4.0), and --prose of {"text"} of
well-edited prose whose gaps inside sentences are no boundaries (works of the US government, CC0). --leave-out fits without the files
whose name has NAME in it and prints what the model does there.

Logistic regression over hashed features: words and shapes around the gap, and how many words there are. What is written is two
numbers of four bytes, little endian, that a sum has to be above, the first for the EARLY features alone, which most gaps go no
further than, and then a signed byte for each bucket.
`features` has its twin in src/sentence/unmarked.rs; a test holds both against each other.
"""

import argparse
import json
import math
import random
import re
import struct
import subprocess

BUCKETS = 1 << 15
EPOCHS = 6
RATE, L2 = 0.3, 1e-3
EARLY = 4
SURE = 37  # above even odds, in steps of the weights: bullets and labels of speakers in articles of our own stay whole
KEPT = 0.98  # of what is above the threshold, so much is above the one for EARLY features

FNV = 0xCBF29CE484222325
PRIME = 0x100000001B3
MASK = (1 << 64) - 1
LONGEST = 2_000  # bytes of a sentence, as in unmarked.rs


def fnv(data, state=FNV):
    for byte in data:
        state = ((state ^ byte) * PRIME) & MASK
    return state


def shape(token):
    out = bytearray()
    for byte in token:
        kind = 65 if 65 <= byte <= 90 else 97 if 97 <= byte <= 122 or byte >= 128 else 48 if 48 <= byte <= 57 else byte
        if not out or out[-1] != kind:
            out.append(kind)
            if len(out) == 6:
                break
    return bytes(out)


def lower(token):
    return bytes(byte | 32 if 65 <= byte <= 90 else byte for byte in token[-24:])


def features(tokens, at):
    """The buckets of the gap before tokens[at], in a sentence of tokens."""
    get = lambda i: tokens[i] if 0 <= i < len(tokens) else b""
    a2, a, b, b2, b3 = (get(at + i) for i in (-2, -1, 0, 1, 2))
    la2, la, lb, lb2 = lower(a2), lower(a), lower(b), lower(b2)
    sa2, sa, sb, sb2, sb3 = shape(a2), shape(a), shape(b), shape(b2), shape(b3)
    since = bytes([48 + min(at, 12)])
    left = bytes([48 + min(len(tokens) - at, 12)])
    ends = b"." if re.search(rb"[.!?][\"')]*$", tokens[-1]) else b"-"
    parts = [
        (la,), (lb,), (sa, sb), (since, ends), (la2,), (lb2,), (lb, lb2), (la, lb), (sa,), (sb,), (sa2, sa, sb, sb2),
        (sb, sb2, sb3), (la[-3:],), (a[-1:], sb), (left, ends), (since, lb), (sa, lb), (la, sb), (since, sa, sb),
        (since, left, ends),
    ]
    found = []
    for number, part in enumerate(parts):
        state = fnv(bytes([number]))
        for piece in part:
            state = fnv(piece, state)
            state = fnv(b"\0", state)
        found.append((state >> 32) % BUCKETS)
    return found


def is_gap(a, b):
    """Whether a boundary without a mark may stand between two words. Where there is one, the rules have decided."""
    first = b[0]
    return not re.search(rb"[.!?][\"')]*$", a) and (
        65 <= first <= 90 or 48 <= first <= 57 or first in b"-*<"
    )


def spans(program, rows):
    given = "".join(json.dumps({"id": str(i), "lang": "en", "text": r["text"]}) + "\n" for i, r in enumerate(rows))
    command = [program, "batch", "sentences", "--offsets", "bytes"]
    done = subprocess.run(command, input=given.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line)["spans"] for line in done.stdout.splitlines()]


def examples(program, rows, has_gold):
    """(buckets, is a boundary, number of the row, byte offset of the end) of each gap that the rules leave joined."""
    for number, (row, predicted) in enumerate(zip(rows, spans(program, rows))):
        text = row["text"].encode()
        ends = set()
        if has_gold:
            at = [0]
            for char in row["text"]:
                at.append(at[-1] + len(char.encode()))
            ends = {at[end] for _, end in row["spans"]}
        for start, end in predicted:
            if end - start > LONGEST:
                continue
            words = [(m.start() + start, m.group()) for m in re.finditer(rb"[^ \t\r\n]+", text[start:end])]
            if not has_gold and not (len(words) > 5 and re.search(rb"\.$", words[-1][1])):
                continue
            begin = 0
            for i in range(1, len(words)):
                last = words[i - 1][0] + len(words[i - 1][1])
                is_end = last in ends
                if is_gap(words[i - 1][1], words[i][1]):
                    yield features([word for _, word in words[begin:]], i - begin), is_end, number, last
                if is_end:
                    begin = i


def fit(data, seed=1):
    """Weights as whole numbers up to 127, the threshold of their sum, and that of the EARLY ones."""
    weights, squares = [0.0] * BUCKETS, [1e-8] * BUCKETS
    bias, square = 0.0, 1e-8
    shuffled = list(data)
    random.seed(seed)
    for _ in range(EPOCHS):
        random.shuffle(shuffled)
        for buckets, is_end in shuffled:
            total = bias + sum(weights[b] for b in buckets)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_end
            for b in buckets:
                slope = error + L2 * weights[b]
                squares[b] += slope * slope
                weights[b] -= RATE * slope / math.sqrt(squares[b])
            square += error * error
            bias -= RATE * error / math.sqrt(square)
    scale = 127 / max(map(abs, weights))
    weights = [round(w * scale) for w in weights]
    threshold = round(-bias * scale) + SURE
    early = sorted(
        sum(weights[b] for b in buckets[:EARLY])
        for buckets, is_end in data
        if is_end and sum(weights[b] for b in buckets) > threshold
    )
    return weights, threshold, early[int(len(early) * (1 - KEPT))] - 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--prose", nargs="*", default=[])
    parser.add_argument("--leave-out")
    parser.add_argument("--write")
    args = parser.parse_args()
    read = lambda path: [json.loads(line) for line in open(path, encoding="utf-8")]
    data, test = [], []
    for path in args.gold:
        out = args.leave_out and args.leave_out in path
        found = examples(args.program, read(path), True)
        (test if out else data).extend((buckets, is_end) for buckets, is_end, _, _ in found)
    for path in args.prose:
        rows = [row for row in read(path) if "text" in row]
        found = examples(args.program, rows, False)
        data.extend((b, e) for b, e, _, _ in found)
    print(len(data), "gaps,", sum(e for _, e in data), "boundaries")
    weights, threshold, early = fit(data)
    for name, rows in (("fitted", data), ("left out", test)):
        passed = [(b, e) for b, e in rows if sum(weights[i] for i in b[:EARLY]) > early]
        hits = [e for b, e in passed if sum(weights[i] for i in b) > threshold]
        wrong = len(hits) - sum(hits)
        print(f"{name}: right {sum(hits)}, wrong {wrong} of {sum(e for _, e in rows)}; {len(passed)} of {len(rows)} looked at")
    if args.write:
        with open(args.write, "wb") as out:
            out.write(struct.pack("<ii", threshold, early) + bytes(w & 255 for w in weights))


if __name__ == "__main__":
    main()
