"""Summarizes the text of every row of a file of JSON Lines with a library of Python: summaries.py NAME FILE.

NAME is summa, or a method of sumy: textrank, lexrank, lsa. Three sentences each from sumy, a fifth of the text from
summa, which is its default; both stem. Loading costs once. Prints how many texts there were and how many had no
summary.

sumy splits sentences by NLTK's Punkt, whose trained models are a download of their own. Where they are not installed,
the same algorithm runs with no abbreviations known. That moves boundaries, not the cost.
"""
import json
import sys


def untrained_punkt():
    """Says whether Punkt's models are missing; then puts an untrained tokenizer in their place."""
    import nltk
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    try:
        nltk.tokenize.PunktTokenizer("english")
        return False
    except LookupError:
        pass
    tokenizer = PunktSentenceTokenizer()
    nltk.tokenize.PunktTokenizer = lambda language="english": tokenizer
    nltk.tokenize._get_punkt_tokenizer = lambda language="english": tokenizer
    return True


def sumy(method):
    untrained = untrained_punkt()
    from sumy.nlp.stemmers import Stemmer
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words
    methods = {"textrank": TextRankSummarizer, "lexrank": LexRankSummarizer, "lsa": LsaSummarizer}
    summarizer = methods[method](Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    tokenizer = Tokenizer("english")
    if untrained:
        print("Punkt is untrained")
    return lambda text: summarizer(PlaintextParser.from_string(text, tokenizer).document, 3)


def summa():
    from summa import summarizer
    return summarizer.summarize


def main(name, path):
    with open(path, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file] if path.endswith(".jsonl") else [file.read()]
    summarize = summa() if name == "summa" else sumy(name)
    empty = sum(not summarize(text) for text in texts)
    print(f"{len(texts)} texts, {empty} without a summary")


if __name__ == "__main__":
    main(*sys.argv[1:])
