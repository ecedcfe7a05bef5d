#!/usr/bin/env python3
"""CPU time and peak memory of pages that cost parsers much, a process each.

    hostile_pages.py [NUTGRAF]

The pages are those of `hostile_pages_are_answered_or_refused` in tests/html.rs that take longest, and ordinary ones as large
as may be. A peak below some 60 MB is that of this script, which each process begins as. Of each: megabytes, exit status, CPU seconds and peak megabytes as the main content, then the same as a whole page.
"""
import os
import subprocess
import sys
import tempfile

PARAGRAPH = "<p>The council approved the <a href=/x>flood wall</a> on Monday, after <b>nine</b> hours of debate.</p>\n"
WORDS = "The council met on Monday and spoke of the wall. "
PAGES = {
    "100,000 nested div": "<div>" * 100_000 + "text",
    "5,000 nested lists": "<ul><li>" * 5_000 + "text",
    "2,000 nested tables": "<table><tr><td>" * 2_000 + "text",
    "490 nested div around paragraphs": "<div>" * 490 + PARAGRAPH * 1_000,
    "40 chains of 480 div": ("<div>" * 480 + "x" + "</div>" * 480) * 40,
    "400 chains of 480 div": ("<div>" * 480 + "x" + "</div>" * 480) * 400,
    "a paragraph of 5 MB": "<p>" + WORDS * 100_000,
    "100,000 flat span": "<span>a</span>" * 100_000,
    "100,000 line breaks": "a<br>" * 100_000,
    "60,000 unclosed b": "<p><b>text of it" * 60_000,
    "250,000 ampersands": "<p>" + "&" * 250_000,
    "a million ampersands": "<p>" + "&" * 1_000_000,
    "200,000 attributes": "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">text",
    "a table of 150,000 cells": "<table>" + ("<tr>" + "<td>a b c" * 10) * 15_000,
    "44,000 paragraphs with links": PARAGRAPH * 44_000,
    "16 MB of paragraphs": ("<p>" + WORDS * 20 + "</p>") * 16_000,
}


def measure(arguments):
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return f"{process.returncode}  {usage.ru_utime + usage.ru_stime:5.2f} s {usage.ru_maxrss / 1024:4.0f} MB"


if __name__ == "__main__":
    nutgraf = sys.argv[1] if len(sys.argv) > 1 else "target/release/nutgraf"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        for name, body in PAGES.items():
            with open(path, "w") as file:
                size = file.write(f"<html><body>{body}</body></html>")
            found = [measure([nutgraf, "sentences", *whole, path]) for whole in ([], ["--whole-page"])]
            print(f"{name:34} {size / 1e6:5.1f} MB   {found[0]}   {found[1]}", flush=True)
