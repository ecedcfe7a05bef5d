#!/usr/bin/env python3
"""Sessions of an editor with `nutgraf lsp`: random edits, and then the marks of the server against an audit of the editor's text.

    .ci/lsp_sessions.py target/debug/nutgraf --sessions 1000

A client of its own, beside the one of tests/lsp.rs: raw pipes, incremental edits in UTF-16, all widths of characters and line ends. The
marks of each session are compared with what `nutgraf batch audit` finds in the text that the edits come to.
"""

import argparse
import json
import random
import subprocess
import sys
import time

PIECES = ["garden tool rental ", "🙂", "é", "漢字", "\n", "\r\n", "\n\n", ". ", "The ", "prices ", "# ", "a"]
DRAFT = "# Tools\n\n" + "Ask the garden tool rental now. Our garden tool rental is near, and the prices are fair.\n\n" * 8


class Server:
    def __init__(self, program):
        command = [program, "lsp", "--no-config"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.asked and "method" not in message:
                return message["result"]
            if "id" in message:
                self.send({"id": message["id"], "result": None})


def position(text, at):
    """Line and UTF-16 column of a place."""
    line = start = 0
    for place in range(at):
        if text[place] == "\n" or (text[place] == "\r" and text[place + 1 : place + 2] != "\n"):
            line, start = line + 1, place + 1
    return {"line": line, "character": len(text[start:at].encode("utf-16-le")) // 2}


def session(server, uri, edits):
    """The text after some edits, and the ranges that the server marks in it."""
    text = DRAFT
    opened = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
    server.notify("textDocument/didOpen", {"textDocument": opened})
    for version in range(2, edits + 2):
        one = random.randint(0, len(text))
        other = min(len(text), one + random.randint(0, 12))
        # No editor has a place between the two marks of a line's end.
        if any(text[at - 1 : at + 1] == "\r\n" for at in (one, other)) or "\r" in text[one:other]:
            continue
        piece = random.choice(PIECES)
        change = {"range": {"start": position(text, one), "end": position(text, other)}, "text": piece}
        versioned = {"uri": uri, "version": version}
        server.notify("textDocument/didChange", {"textDocument": versioned, "contentChanges": [change]})
        text = text[:one] + piece + text[other:]
    marks = server.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    return text, [mark["range"] for mark in marks]


def expected(text, audit):
    """The ranges that an audit of a text marks: what is about nothing in it is at its first line."""
    first = min((text.find(end) for end in "\n\r" if end in text), default=len(text))
    ranges = []
    for finding in audit["findings"]:
        places = sorted((at["start"], at["end"]) for at in finding["occurrences"]) or [(0, first)]
        ranges += [{"start": position(text, start), "end": position(text, end)} for start, end in places]
    return ranges


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--edits", type=int, default=30, help="edits of a session at most")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    random.seed(args.seed)
    begun = time.perf_counter()
    server = Server(args.program)
    capabilities = {"textDocument": {"diagnostic": {}}}
    server.request("initialize", {"capabilities": capabilities, "processId": None, "rootUri": None})
    server.notify("initialized", {})
    ended = [session(server, f"file:///nowhere/{number}.md", args.edits) for number in range(args.sessions)]
    server.request("shutdown", None)
    server.notify("exit", None)
    status = server.process.wait()
    rows = "\n".join(json.dumps({"id": at, "text": text, "format": "markdown"}) for at, (text, _) in enumerate(ended))
    command = [args.program, "batch", "audit", "--offsets", "chars", "--quiet"]
    answers = subprocess.run(command, input=rows.encode(), capture_output=True, check=True).stdout.splitlines()
    pairs = [(marks, expected(text, json.loads(answer))) for (text, marks), answer in zip(ended, answers, strict=True)]
    wrong = [at for at, (marks, audited) in enumerate(pairs) if marks != audited]
    count = sum(len(audited) for _, audited in pairs)
    print(f"{len(ended)} sessions, {count:,} marks, {time.perf_counter() - begun:.0f} s; status {status}; wrong: {wrong or 'none'}")
    return bool(wrong) or status != 0


if __name__ == "__main__":
    sys.exit(main())
