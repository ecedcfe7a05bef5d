#!/usr/bin/env python3
"""How often `auto` takes texts for texts in order, as they are and with their sentences shuffled: the table of docs/evaluation.md.

    cargo build --features fitting --example summary_features
    scripts/form_of_texts.py target/debug/examples/summary_features ../shared/data/summaries/*.jsonl \\
        ../shared/data/summaries/more/*.jsonl ../shared/data/picks/*.jsonl

A text counts as in order if its disorder is below IN_ORDER. Texts of fewer than LEAST sentences are left out, since a short text is always
taken to be in order. The first MOST texts of a collection are read. Shuffled, each sentence is a line.
"""
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

IN_ORDER, LEAST, MOST = 0.25, 20, 45
KINDS = {
    "news": ["cnndm", "orangesum", "ter_es", "news_id", "news"],
    "papers": ["scisumm", "scitldr", "papers_ru", "paper"],
    "encyclopedia": ["klexikon", "encyclopedia"],
    "blogs and government": ["blog_18f", "gov_digitalgov", "blog_tech", "blog_de", "blog", "government", "release", "essay", "speech"],
    "documentation and guides": ["docs_en", "docs_obsidian", "guides_multi", "howto"],
    "decisions and terms": ["bva", "legal"],
    "product pages": ["produit_fr", "product"],
    "mail": ["convo_email", "bc3_email", "email", "letter"],
    "meetings and transcripts": ["meetings", "qmsum", "meeting", "transcript"],
    "dialogues": ["dialogsum", "samsum", "mts_dialog", "aci_bench"],
    "calls": ["ectsum"],
    "several articles as one": ["vimds"],
    "reviews, one text of several": ["rev_oposum", "review"],
    "bags of review sentences": ["opinosis"],
}


def features(program, rows, shuffle):
    """The head of each row's features."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        out = subprocess.run([program, file.name], stdout=subprocess.PIPE, check=True).stdout
    heads = [json.loads(line) for line in out.decode().splitlines()]
    if not shuffle:
        return heads
    shuffled = []
    for row, head in zip(rows, heads):
        texts = [sentence["text"] for sentence in head["sentences"]]
        random.shuffle(texts)
        shuffled.append({"id": row["id"], "lang": row["lang"], "text": "\n".join(texts)})
    return list(zip(heads, features(program, shuffled, False)))


def main():
    program, *paths = sys.argv[1:]
    random.seed(1)
    kind_of = {name: kind for kind, names in KINDS.items() for name in names}
    found = collections.defaultdict(list)
    for path in paths:
        rows = [json.loads(line) for line in open(path, encoding="utf-8")]
        rows = rows if "sentences" in rows[0] else rows[:MOST]
        for row, (head, shuffled) in zip(rows, features(program, rows, True)):
            kind = kind_of.get(row.get("genre", os.path.basename(path)[:-6]))
            if kind and len(head["sentences"]) >= LEAST:
                found[kind].append((head["disorder"], shuffled["disorder"]))
    print("| texts | number | in order | in order, shuffled |\n|---|--:|--:|--:|")
    for kind in KINDS:
        pairs = found[kind]
        share = lambda side: 100 * sum(pair[side] < IN_ORDER for pair in pairs) / max(len(pairs), 1)
        print(f"| {kind} | {len(pairs)} | {share(0):.0f}% | {share(1):.0f}% |")


if __name__ == "__main__":
    main()
