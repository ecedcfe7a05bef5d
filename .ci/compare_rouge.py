#!/usr/bin/env python3
"""Holds `nutgraf evaluate` against Google's scorer on the development summaries, to the last digit.

    .ci/compare_rouge.py NUTGRAF TOOLS SUMMARIES/*.jsonl

Of each file the first rows are taken; the summary that is scored is the opening of the text, a line for each 200
characters. TOOLS is the folder of score_summaries.py, which has the words of languages other than English.
"""
import json
import pathlib
import subprocess
import sys

ROWS = 60
LAST_DIGIT = 1e-12


def main(binary, tools, paths):
    sys.path.insert(0, tools)
    import score_summaries as scorer

    worst = count = 0
    for path in paths:
        rows = []
        for line in pathlib.Path(path).read_text().splitlines()[:ROWS]:
            row = json.loads(line)
            text = (row.get("text") or "\n".join(row.get("docs", [])))[:1000]
            summary = "\n".join(text[at : at + 200] for at in range(0, len(text), 200))
            rows.append({"id": row["id"], "lang": row["lang"], "reference": row["reference"], "summary": summary})
        given = "".join(json.dumps(row) + "\n" for row in rows)
        done = subprocess.run([binary, "evaluate", "--format", "jsonl"], input=given.encode(), stdout=subprocess.PIPE, check=True)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(found) == len(rows), f"{path}: {len(found)} answers to {len(rows)} rows"
        for row, answer in zip(rows, found):
            for statistic, name in (("f", "f1"), ("r", "recall")):
                expected = scorer.score_one(row["reference"], row["summary"], row["lang"], statistic)
                ours = [answer[measure][name] for measure in ("rouge1", "rouge2", "rouge_lsum")]
                off = max(abs(one - other) for one, other in zip(expected, ours))
                if off > LAST_DIGIT:
                    print(f"{path}: {row['id']}: {ours}, expected {expected}")
                worst, count = max(worst, off), count + 1
    print(f"{count} comparisons, largest difference {worst:g}")
    return worst > LAST_DIGIT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
