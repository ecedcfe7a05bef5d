#!/usr/bin/env python3
"""How well the main content of pages is found, on public collections that are fetched by hand.

    extraction.py shingles FOLDER [NUTGRAF]    a clone of scrapinghub/article-extraction-benchmark
    extraction.py segments FOLDER [NUTGRAF]    the folder `tests` of a clone of adbar/trafilatura

`shingles` prints the benchmark's own measure: precision and recall of 4-word shingles, their means over the pages, and the F1
of the means. `segments` prints, for each half of the pages, which stretches that people marked are found, and which of those
found are part of the article. Choose limits by the latter alone.
"""
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter


def read(nutgraf, page):
    """What is read of a page, a sentence a line."""
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(page)
        file.flush()
        done = subprocess.run([nutgraf, "sentences", "--lang", "en", "--quiet", file.name], stdout=subprocess.PIPE)
        return done.stdout.decode()


def shingles(text):
    words = re.findall(r"\w+", text or "")
    return Counter(zip(*(words[i:] for i in range(4)))) if len(words) > 3 else Counter([tuple(words)] if words else [])


def of_shingles(folder, nutgraf):
    truth = json.load(open(os.path.join(folder, "ground-truth.json")))
    precisions, recalls = [], []
    for name, page in truth.items():
        found = shingles(read(nutgraf, gzip.open(os.path.join(folder, "html", name + ".html.gz")).read()))
        true = shingles(page["articleBody"])
        same = sum((found & true).values())
        precisions.append(same / max(sum(found.values()), 1))
        recalls.append(same / max(sum(true.values()), 1))
    precision, recall = (sum(each) / len(each) for each in (precisions, recalls))
    print(f"{len(truth)} pages: precision {precision:.4f}, recall {recall:.4f}, F1 {harmonic(precision, recall):.4f}")


def of_segments(folder, nutgraf):
    pages = list(json.load(open(os.path.join(folder, "evaldata.json"))).values())
    for half in (pages[::2], pages[1::2]):
        counts = Counter()
        for page in half:
            paths = (os.path.join(folder, place, page["file"]) for place in ("cache", "eval"))
            text = " ".join(read(nutgraf, open(next(filter(os.path.exists, paths)), "rb").read()).split())
            for kind in ("with", "without"):
                counts.update((kind, " ".join(segment.split()) in text) for segment in page[kind])
        found = counts["with", True]
        precision, recall = found / (found + counts["without", True]), found / (found + counts["with", False])
        print(f"{len(half)} pages: precision {precision:.3f}, recall {recall:.3f}, F1 {harmonic(precision, recall):.3f}")


def harmonic(a, b):
    return 2 * a * b / (a + b)


if __name__ == "__main__":
    measure = {"shingles": of_shingles, "segments": of_segments}[sys.argv[1]]
    measure(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "target/release/nutgraf")
