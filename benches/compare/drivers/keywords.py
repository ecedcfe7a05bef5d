"""Finds the ten best keywords of the English text of every row of a file of JSON Lines with YAKE: keywords.py FILE."""
import json
import sys

import yake


def main(path):
    with open(path, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    extractor = yake.KeywordExtractor(lan="en", top=10)
    found = sum(len(extractor.extract_keywords(text)) for text in texts)
    print(f"{len(texts)} texts, {found} keywords")


if __name__ == "__main__":
    main(*sys.argv[1:])
