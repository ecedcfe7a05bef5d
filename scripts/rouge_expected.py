#!/usr/bin/env python3
"""Prints what Google's scorer makes of the texts in corpora/: the numbers that tests/rouge.rs expects.

    pip install rouge-score==0.1.2 nltk && scripts/rouge_expected.py > tests/rouge.tsv

The reference is NAME.summary.txt, a line for each ". " in it; what is scored against it, the first twelve lines of
NAME.gold. A line: name, language, whether words were stemmed, then precision, recall and F1 of ROUGE-1, -2 and -Lsum.
In languages other than English words are runs of \\w, stemmed by NLTK's Snowball: the scorer's own would drop them.
"""
import pathlib
import re

from nltk.stem.snowball import SnowballStemmer
from rouge_score.rouge_scorer import RougeScorer

MEASURES = ["rouge1", "rouge2", "rougeLsum"]
LANGUAGES = {"hafenbruecke": "german", "pendlerrat": "german", "moulin-a-maree": "french", "feira-das-sementes": "portuguese",
             "biblioteca-nocturna": "spanish", "tramvai-po-raspisaniyu": "russian"}


class Words:
    """Words of a language that is not English."""

    def __init__(self, language, is_stemmed):
        self.stem = SnowballStemmer(language).stem if is_stemmed else str

    def tokenize(self, text):
        return [self.stem(word) if len(word) > 3 else word for word in re.findall(r"\w+", text.lower())]


for path in sorted(pathlib.Path("corpora").glob("*.gold")):
    language = LANGUAGES.get(path.stem, "english")
    reference = path.with_suffix(".summary.txt").read_text().replace(". ", ".\n")
    summary = "\n".join(path.read_text().split("\n")[:12])
    for is_stemmed in (True, False):
        tokenizer = None if language == "english" else Words(language, is_stemmed)
        scores = RougeScorer(MEASURES, use_stemmer=is_stemmed, tokenizer=tokenizer).score(reference, summary)
        numbers = [number for measure in MEASURES for number in scores[measure]]
        print(path.stem, language, "stemmed" if is_stemmed else "unstemmed", *numbers, sep="\t")
