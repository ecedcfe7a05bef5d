"""The texts that are measured on, made once in the scratch folder.

Where the development data stand beside the project they are taken, else texts made up from corpora/ (../texts.py);
`Inputs.notes` says which.
"""
import glob
import itertools
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
sys.path.insert(0, os.path.join(HERE, ".."))
import texts  # noqa: E402


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


class Inputs:
    """Paths of what is measured on."""

    def __init__(self, scratch, data, pdfs=None):
        self.folder = os.path.join(scratch, "texts")
        self.data, self.notes = data, {}
        self.pdfs = sorted(glob.glob(os.path.join(pdfs, "*.pdf"))) if pdfs else []
        os.makedirs(self.folder, exist_ok=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def rows(self, name, shared, count, form="text"):
        """A file of `count` rows, over and over those of a shared file if it is there, and how many of them differ."""
        source = os.path.join(self.data, shared)
        if os.path.exists(source):
            with open(source, encoding="utf-8") as file:
                found = [json.loads(line) for line in file]
            self.notes[name] = f"{count:,} rows, the {len(found)} of {os.path.basename(shared)} over and over"
        else:
            made = itertools.islice(texts.copies(), count)
            found = [{"id": str(number), "lang": "en", "text": text} for number, text in enumerate(made)]
            self.notes[name] = f"{count:,} made-up texts, as {os.path.basename(shared)} is not at hand"
        rows = ({"id": number, "lang": "en", "format": form, "text": row["text"]}
                for number, row in enumerate(itertools.islice(itertools.cycle(found), count)))
        return write_rows(self.path(f"{name}.jsonl"), rows)

    def titles(self, rows, count):
        """Rows of a title each, cut from the sentences of other rows: a file, and how many there are."""
        with open(rows, encoding="utf-8") as source:
            texts = {json.loads(line)["text"] for line in source}
        found = []
        for text in sorted(texts):
            for sentence in text.replace("\n", " ").split(". "):
                words = sentence.split()
                while len(" ".join(words)) > 90:
                    words.pop()
                if len(" ".join(words)) >= 40:
                    found.append(" ".join(words))
        rows = ({"id": number, "lang": "en", "text": title} for number, title in
                enumerate(itertools.islice(itertools.cycle(found), count)))
        return write_rows(self.path("titles.jsonl"), rows), count

    def pages(self):
        """Pages of the labelled documents, three times over: a file of rows, and how many there are; none if they are not at hand."""
        source = os.path.join(self.data, "picks", "picks.jsonl")
        if not os.path.exists(source):
            return "", 0
        with open(source, encoding="utf-8") as file:
            found = [row["text"] for row in map(json.loads, file) if row["format"] == "html"]
        rows = [{"id": number, "text": text} for number, text in enumerate(3 * found)]
        return write_rows(self.path("pages.jsonl"), rows), len(rows)

    def first(self, rows, count):
        """The first rows of a file as a file of their own."""
        path = rows.removesuffix(".jsonl") + f"-{count}.jsonl"
        with open(rows, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as file:
            file.writelines(itertools.islice(source, count))
        return path

    def files(self, rows):
        """The text of each row as a file of its own."""
        folder = rows.removesuffix(".jsonl")
        os.makedirs(folder, exist_ok=True)
        paths = []
        with open(rows, encoding="utf-8") as source:
            for number, line in enumerate(source):
                paths.append(os.path.join(folder, f"{number}.txt"))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(json.loads(line)["text"])
        return paths

    def long(self, megabytes):
        """A made-up text of so many megabytes, made once."""
        path = self.path(f"{megabytes:g}.txt")
        if not os.path.exists(path):
            # In a process of its own, so that this one stays small.
            subprocess.run([sys.executable, "-B", os.path.join(HERE, "..", "texts.py"), self.folder, f"{megabytes:g}"],
                           check=True)
        return path

    def article(self):
        """An article of about 10 KB: two English ones of corpora/ together."""
        path = self.path("article.txt")
        with open(path, "w", encoding="utf-8") as file:
            for name in ("harrow-point-light", "smart-thermostat-rebate"):
                with open(os.path.join(ROOT, "corpora", name + ".txt"), encoding="utf-8") as part:
                    file.write(part.read() + "\n")
        return path
