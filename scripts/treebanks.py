#!/usr/bin/env python3
"""Turn treebanks of Universal Dependencies into what scripts/fit_tagger.rs reads.

    scripts/treebanks.py FILE.conllu... > words.tsv

A line for each word, `word TAB what stands before it TAB tag`, and an empty line behind each sentence. Words are those of
nutgraf, not those of the treebank: marks are no words but stand before one; `don't` and `John's` are one word with the tag of
its first part, the French `l'eau` and the German `zum` too, the former with the tag of its last part; `well-known` is two.
"""
import re
import sys

WORD = re.compile(r"[^\W_](?:[\w\u0300-\u036f]|['’.:](?=[^\W\d_])|(?<=\d)[.,:](?=\d))*")
ELIDED = re.compile(r"^(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull|[Dd]all|[Uu]n|[Qq]uell)['’]")


def sentences(lines):
    tokens, ranges = [], {}
    for line in lines:
        line = line.rstrip("\n")
        if not line:
            if tokens:
                yield tokens
            tokens, ranges = [], {}
            continue
        if line.startswith("#"):
            continue
        number, form, _, tag, *rest = line.split("\t")
        space = "SpaceAfter=No" not in rest[-1]
        if "-" in number:
            first, last = map(int, number.split("-"))
            tokens.append([form, None, space])
            ranges = {n: tokens[-1] for n in range(first, last + 1)}
        elif "." not in number:
            whole = ranges.get(int(number))
            if whole is None:
                tokens.append([form, tag, space])
            elif whole[1] is None:
                whole[1] = tag


def words(tokens):
    """The words of a sentence: text, what stands before, tag."""
    text, starts = "", []
    for form, tag, space in tokens:
        starts.append((len(text), len(text) + len(form), tag))
        text += form + (" " if space else "")
    end, at = 0, 0
    for found in WORD.finditer(text):
        start, stop = found.span()
        elided = ELIDED.match(found.group())
        tags = [tag for first, last, tag in starts if first < stop and last > start and tag != "PUNCT"]
        if tags:
            yield found.group(), text[end:start], tags[-1 if elided and len(tags) > 1 else 0]
        end = stop


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as lines:
            for tokens in sentences(lines):
                for word, before, tag in words(tokens):
                    print(word, before.replace("\t", " ").replace("\n", " "), tag, sep="\t")
                print()


if __name__ == "__main__":
    main()
