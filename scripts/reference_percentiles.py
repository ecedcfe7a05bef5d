#!/usr/bin/env python3
"""Prints the percentiles of family coverage that src/audit/reference.rs embeds.

    nutgraf batch audit POSTS.jsonl | scripts/reference_percentiles.py

POSTS.jsonl holds the reference drafts, a row each with a `text` and its `format`. Drafts are taken in three bands of
length. Percentile q of n sorted values is the one at place floor(q * n), from 0; the last column is the largest.
"""
import json
import sys

BANDS = [(0, 600), (600, 1200), (1200, sys.maxsize)]
STEPS = [*range(5, 100, 5), 99]


def main():
    audits = [json.loads(line) for line in sys.stdin]
    for low, high in BANDS:
        values = sorted(a["measures"]["family_coverage"] for a in audits if low <= a["words"] < high)
        table = [values[min(len(values) - 1, q * len(values) // 100)] for q in STEPS] + values[-1:]
        print(f"    // {len(values)} drafts of {low} words or more" + (f", fewer than {high}." if high < sys.maxsize else "."))
        print("    [" + ", ".join(f"{value:.2f}" for value in table) + "],")


if __name__ == "__main__":
    main()
