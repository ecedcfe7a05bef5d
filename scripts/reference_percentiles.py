#!/usr/bin/env python3
"""Prints the percentiles that src/audit/reference.rs embeds: of family coverage, and of the commonest word's share.

    nutgraf batch audit POSTS.jsonl | scripts/reference_percentiles.py

POSTS.jsonl holds the reference drafts, a row each with a `text` and its `format`. Drafts are taken in two bands of
length. Percentile q of n sorted values is the one at place floor(q * n), from 0; the last column is the largest.
"""
import json
import sys

BANDS = [(0, 600), (600, sys.maxsize)]
STEPS = [*range(5, 100, 5), 99]


def word_share(audit):
    words = audit["single_words"]
    return words[0]["content_share"] if words else 0.0


def family_coverage(audit):
    return audit["measures"]["family_coverage"]


def main():
    audits = [json.loads(line) for line in sys.stdin]
    for measure in (family_coverage, word_share):
        print(measure.__name__)
        for low, high in BANDS:
            values = sorted(measure(a) for a in audits if low <= a["words"] < high)
            table = [values[min(len(values) - 1, q * len(values) // 100)] for q in STEPS] + values[-1:]
            print(f"    drafts: {len(values)},")
            print("    [" + ", ".join(f"{value:.2f}" for value in table) + "],")


if __name__ == "__main__":
    main()
