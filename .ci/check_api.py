#!/usr/bin/env python3
"""Holds the public API of the library against its record, docs/api.txt.

    check_api.py DOC [--write]

DOC is the folder that `cargo doc --no-deps` made of the crate. The record has every item that its pages show, with its
declaration, its methods, and the traits it has: a line for each, so that a change of one is a line that differs. It is read
from the pages since that needs neither a nightly toolchain nor a tool to install; should rustdoc write its pages another
way, nothing is found, and that is a failure.
"""

import argparse
import difflib
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

# Of a page, where impls of our own end: what follows is what the compiler makes for every type.
END = ("synthetic-implementations", "blanket-implementations")


class Page(HTMLParser):
    """The declaration of an item and the heads of its methods, fields, variants and impls."""

    def __init__(self):
        super().__init__()
        self.found, self.depth, self.text, self.over = [], 0, [], False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        self.over |= attributes.get("id") in END
        if self.depth:
            self.depth += tag not in ("br", "wbr", "img")
        elif not self.over and ("item-decl" in classes or "code-header" in classes):
            self.depth, self.text = 1, []

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= 1
            if not self.depth:
                # Long declarations are folded.
                text = re.sub(r"Show \d+ (variants|fields|methods)", "", "".join(self.text))
                self.found.append(re.sub(r"\s+", " ", text).strip())

    def handle_data(self, data):
        if self.depth:
            self.text.append(data)


def api(doc):
    lines = []
    for path in sorted(doc.rglob("*.html")):
        kind, _, name = path.stem.partition(".")
        if not name or kind not in ("struct", "enum", "trait", "fn", "constant", "type", "macro", "static", "union"):
            continue
        item = "::".join([*path.relative_to(doc.parent).parent.parts, name])
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        lines += sorted({f"{item}: {text}" for text in page.found if text})
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doc", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    record = Path(__file__).resolve().parent.parent / "docs" / "api.txt"
    lines = api(args.doc)
    if len(lines) < 100:
        sys.exit(f"{args.doc}: {len(lines)} lines, which is not the API: has rustdoc changed its pages?")
    if args.write:
        record.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return 0
    known = record.read_text(encoding="utf-8").splitlines()
    changes = list(difflib.unified_diff(known, lines, "docs/api.txt", "the API now", lineterm="", n=0))
    print("\n".join(changes) or f"{len(lines)} lines, as docs/api.txt has them")
    return int(bool(changes))


if __name__ == "__main__":
    sys.exit(main())
