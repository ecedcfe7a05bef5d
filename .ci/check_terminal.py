#!/usr/bin/env python3
"""What the program does on a terminal: it is run under a pseudo-terminal, and a small screen draws what it prints.

    .ci/check_terminal.py BINARY

Needs nothing but Python on a Unix. Prints a line for each check that fails; the last line sums up.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

BINARY = os.path.abspath(sys.argv[1])
ARTICLE = "corpora/flood-wall.txt"
DRAFT = "corpora/smart-thermostat-rebate.txt"

passed, failed = 0, 0


def check(holds, what, shown=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {what}\n{shown!r}"[:2000])


def environment(**more):
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE")}
    return clean | {"TERM": "xterm-256color"} | more


def run(args, columns=80, feed=(), stdout_is_terminal=True, stderr_is_terminal=True, stdin=None, **env):
    """Runs the program under a terminal of so many columns.

    `feed` are pairs of seconds and bytes for standard input, or a signal. Gives what came to the terminal, what came to the
    pipe that was standard output, and the exit status.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    out = tempfile.TemporaryFile()
    process = subprocess.Popen(
        [BINARY, *args],
        stdin=stdin or (subprocess.PIPE if feed else subprocess.DEVNULL),
        stdout=theirs if stdout_is_terminal else out,
        stderr=theirs if stderr_is_terminal else subprocess.DEVNULL,
        env=environment(**env),
    )
    os.close(theirs)
    seen, feed, due = b"", list(feed), time.monotonic()
    while True:
        if feed and time.monotonic() >= due + feed[0][0]:
            wait, data = feed.pop(0)
            due += wait
            if isinstance(data, int):
                process.send_signal(data)
            else:
                process.stdin.write(data)
                process.stdin.flush()
            if not feed:
                process.stdin.close()
        ready, _, _ = select.select([ours], [], [], 0.02)
        if ready:
            try:
                data = os.read(ours, 1 << 16)
            except OSError:  # The other end is closed.
                data = b""
            if not data:
                break
            seen += data
    status = process.wait(timeout=60)
    os.close(ours)
    out.seek(0)
    return seen.decode(), out.read().decode(), status


def screen(text):
    """What is to be seen in the end: enough of a terminal for a line that is drawn again and again."""
    lines, row, column = [[]], 0, 0
    for token in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|.", text, re.S):
        if token == "\n":
            row += 1
        elif token == "\r":
            column = 0
        elif token.startswith("\x1b["):
            count = int(re.sub(r"\D", "", token) or 1)
            if token[-1] == "A":
                row = max(0, row - count)
            elif token[-1] == "B":
                row += count
            elif token[-1] == "K":
                kept = 0 if "2" in token else column
                lines[row] = lines[row][:kept]
        else:
            lines[row] += [" "] * (column + 1 - len(lines[row]))
            lines[row][column] = token
            column += 1
        while len(lines) <= row:
            lines.append([])
    return "\n".join("".join(line).rstrip() for line in lines).rstrip("\n")


def widths():
    for columns, least, most in [(60, 51, 60), (100, 91, 100), (140, 111, 120), (20, 31, 40)]:
        for args in (["summarize", "--highlight", ARTICLE], ["audit", DRAFT]):
            shown, _, _ = run(args, columns)
            longest = max(len(line) for line in screen(shown).splitlines())
            check(least <= longest <= most, f"{args[0]} at {columns} columns has lines of {longest}", shown)
        shown, _, _ = run(["summarize", "--explain", "-n", "1", ARTICLE], columns)
        table = screen(shown).split("\n\n", 1)[1]
        longest = max(len(line) for line in table.splitlines())
        check(least - 10 <= longest <= most, f"--explain at {columns} columns has lines of {longest}", shown)
    shown, _, _ = run(["audit", DRAFT], 100, COLUMNS="70")
    check(max(map(len, screen(shown).splitlines())) <= 70, "COLUMNS overrules the terminal", shown)
    _, piped, _ = run(["summarize", "--highlight", ARTICLE], 140, stdout_is_terminal=False)
    check(70 < max(map(len, piped.splitlines())) <= 80, "a file has lines of 80 columns", piped)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "audit.txt")
        run(["audit", "--output", path, DRAFT], 140)
        with open(path) as file:
            text = file.read()
        check(70 < max(map(len, text.splitlines())) <= 80, "--output has lines of 80 columns", text)


def colors():
    shown, _, _ = run(["summarize", "--highlight", ARTICLE])
    for code in ("\x1b[1;30;103m", "\x1b[30;43m", "\x1b[4m"):
        check(code in shown, f"{code!r} marks a sentence", shown)
    check("»" not in shown, "what is colored has no other mark", shown)
    for case, env, args in [("NO_COLOR", {"NO_COLOR": "1"}, []), ("--color never", {}, ["--color", "never"])]:
        shown, _, _ = run(["summarize", "--highlight", *args, ARTICLE], **env)
        check("\x1b" not in shown and "»" in shown, f"{case}: marks instead of colors", shown)
    _, piped, _ = run(["summarize", "--highlight", ARTICLE], stdout_is_terminal=False)
    check("\x1b" not in piped and "»" in piped, "a pipe has marks instead of colors", piped)


ROW = b'{"id": 1, "text": "The wall fell in the night. Nobody was hurt."}\n'
SLOW = [(0, ROW * 3), (1.6, ROW * 2)]
ANSWERS = 5


def progress():
    args = ["batch", "sentences"]
    shown, piped, status = run(args, feed=SLOW, stdout_is_terminal=False)
    check("rows, " in shown, "a slow batch shows progress", shown)
    check(screen(shown) == "", "no progress is left on the screen", screen(shown))
    check(piped.count("\n") == ANSWERS and status == 0, "all rows are answered", piped)
    check(all(len(line) <= 60 for line in screen_steps(run(args, 60, SLOW, stdout_is_terminal=False)[0])), "progress fits")

    for what, more in [
        ("a fast batch", {"feed": [(0, ROW)]}),
        ("--quiet", {"args": ["--quiet"], "feed": SLOW}),
        ("a dumb terminal", {"feed": SLOW, "TERM": "dumb"}),
    ]:
        extra = more.pop("args", [])
        shown, _, _ = run(args + extra, stdout_is_terminal=False, **more)
        check(shown == "", f"{what} shows no progress", shown)
    shown, piped, status = run(args, feed=[(0, ROW * 3), (1.6, signal.SIGINT), (1, b"")], stdout_is_terminal=False)
    check("rows, " in shown and screen(shown) == "", "Ctrl-C leaves no progress", screen(shown))
    check(piped.count("\n") == 3 and status == 130, "and all that was done", (piped, status))
    shown, _, _ = run(args, feed=SLOW)
    check(" rows" not in shown and shown.count('"spans"') == ANSWERS, "results on a terminal come alone", shown)
    shown, piped, _ = run(args, feed=SLOW, stdout_is_terminal=True, stderr_is_terminal=False)
    check(" rows" not in shown, "nothing on standard error that is no terminal", shown)

    # An error message gets past the progress, and is what stays.
    broken = [(0, ROW), (1.2, b'{"text": "x"')]
    shown, _, status = run(["corpus", "build", "--jsonl", "--lang", "en"], feed=broken, stdout_is_terminal=False)
    left = screen(shown)
    check("rows, " in shown and left.startswith("error: standard input, line 2") and " rows" not in left, "errors stay", left)
    check(status == 2, "the status is that of the error", status)

    # The size of a file tells how far it is.
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as rows:
        text = " ".join(f"The wall of ward {n} fell in the night of May {n}." for n in range(400))
        line = b'{"text": "%s"}\n' % text.encode()
        for _ in range(12_000_000 // len(line)):
            rows.write(line)
        rows.flush()
        shown, piped, _ = run(["batch", "audit", "--jobs", "1", rows.name], stdout_is_terminal=False)
        check(re.search(r" of 11\.4\d MiB.* left", shown), "bytes of total and time left", shown[-400:])
        check(screen(shown) == "" and piped.count("\n") == 12_000_000 // len(line), "and nothing is left", screen(shown))
        with open(rows.name, "rb") as stdin:
            shown, _, _ = run(["batch", "audit", "--jobs", "1"], stdin=stdin, stdout_is_terminal=False)
        check(re.search(r" of 11\.4\d MiB", shown), "so for a file as standard input", shown[-400:])

    # What is written at the end may share the terminal.
    with tempfile.TemporaryDirectory() as folder:
        words = "river council wall bridge house flood debate city harbor tower".split()
        for n in range(60):
            lines = [f"The {words[(n * i) % 10]} of the {words[(n + i) % 10]} met no. {i * n} in May." for i in range(1500)]
            with open(os.path.join(folder, f"{n:03}.md"), "w") as file:
                file.write(" ".join(lines))
        shown, _, _ = run(["audit", folder, "--only", "long-sentence"])
        left = screen(shown)
        check(re.search(r"\d+ of 60 files", shown), "an audit of a folder shows progress", shown[:400])
        check("of 60 files" not in left and left.startswith("60 drafts: "), "and clears it before its results", left)


def screen_steps(shown):
    """Each state of a line that is drawn again and again."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "\n", shown).replace("\r", "\n").split("\n")


for group in (widths, colors, progress):
    group()
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
