#!/usr/bin/env python3
"""Everything that is hard on a program that reads, and what it has to answer: a table of cases, each with its exit status.

    torture.py PROGRAM [--only WORD] [--kills N] [--size BYTES] [--table]

* texts: families of hostile text, made here, through every command and format: an answer within bounds of time, memory and
  output, or an error of one line that names the file;
* files: what is no file, cannot be read, or goes away; outputs that are full, closed or not to be written to;
* kills: batches that are killed at random (SIGKILL and SIGTERM) and continued, also on a disk that fills up: every row
  once, the same bytes as without.

A case is bounded in CPU seconds, so that a busy machine fails none. --table prints the figures for docs/reliability.md.
Cases that need root (a small file system, a user without rights) are skipped without it, and say so.
"""

import argparse
import itertools
import json
import os
import random
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

# Bounds of a run over a text of a megabyte. Five times what the worst needs by a build without optimization, so that what
# fails has another exponent and not another machine.
CPU_SECONDS = 40
MEMORY_MB = 900
OUTPUT_MB = 100
# Of address space, which no run is given more of.
MOST_MEMORY_MB = 4000
# A run that waits for something that does not come is ended after so many seconds.
PATIENCE = 600

failures = []
figures = []


def fail(case, what):
    failures.append(f"{case}: {what}")
    print(f"FAILED {case}: {what}", flush=True)


class Ran:
    """What a run did and what it took."""

    def __init__(self, command, stdin=None, stdout=None, cpu=CPU_SECONDS, before=None, env=None, cwd=None, feed=None):
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            # Whatever goes wrong here is not to take the machine with it.
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_MB << 20, MOST_MEMORY_MB << 20))
            if before:
                before()

        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            began = time.monotonic()
            process = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL, stdout=stdout or out, stderr=err,
                                       preexec_fn=limit, env=env, cwd=cwd)
            timer = threading.Timer(PATIENCE, process.kill)
            timer.start()
            if feed:
                feed(process)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            timer.cancel()
            self.wall = time.monotonic() - began
            self.status = process.returncode
            self.cpu = usage.ru_utime + usage.ru_stime
            self.memory = usage.ru_maxrss / 1024
            self.size = out.seek(0, os.SEEK_END)
            out.seek(0)
            self.out = out.read(1 << 20)
            err.seek(0)
            self.err = err.read(1 << 20).decode("utf-8", "replace")


# Texts.

def fibonacci(size):
    one, two = "a ", "b "
    while len(two) < size:
        one, two = two, two + one
    return two[:size]


def distinct(size):
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ("".join(word) for length in itertools.count(3) for word in itertools.product(letters, repeat=length))
    text = " ".join(itertools.islice(words, size // 4))
    return ". ".join(text[at : at + 80] for at in range(0, len(text), 80))[:size]


def office(parts):
    def make(size):
        path = tempfile.NamedTemporaryFile(suffix=".zip", delete=False).name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts(size).items():
                archive.writestr(name, text)
        return Path(path).read_bytes()
    return make


RELATIONS = ("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Type="
             "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' "
             "Target='word/document.xml'/></Relationships>")


def docx(body):
    return office(lambda size: {"_rels/.rels": RELATIONS, "word/document.xml": body(size)})


def word(inner):
    return f"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{inner}</w:body></w:document>"


def pptx(body):
    related = RELATIONS.replace("word/document.xml", "ppt/presentation.xml")
    own = RELATIONS.replace("Relationship Type", "Relationship Id='r1' Type").replace("word/document.xml", "a.xml")
    main = ("<p:presentation xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' xmlns:r="
            "'http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
            + "<p:sldId id='1' r:id='r1'/>" * 1000 + "</p:presentation>")
    return office(lambda size: {"_rels/.rels": related, "ppt/presentation.xml": main,
                                "ppt/_rels/presentation.xml.rels": own, "ppt/a.xml": body(size)})


def slide(inner):
    return ("<p:sld xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' xmlns:a="
            f"'http://schemas.openxmlformats.org/drawingml/2006/main'>{inner}</p:sld>")


def lots(piece):
    return lambda size: (piece * (size // len(piece) + 1))[: size // len(piece) * len(piece)]


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefghi", "bcdefghij")) + "]>"

# A family's name, its text for a size in bytes, the ending of its file, and the exit statuses that it may have where
# findings are none of them. A text may be bytes.
TEXTS = [
    ("one long line", lots("word "), "txt", {0}),
    ("one long line of sentences", lots("The wall is up and the river is low. "), "txt", {0}),
    ("no stop", lots("the old wall held while the river rose and the town slept "), "txt", {0}),
    ("no blank", lots("a"), "txt", {0}),
    ("no blank, no letter twice in a row", lots("abcdefghij"), "txt", {0}),
    ("one sentence again and again", lots("The flood wall holds the river back.\n"), "txt", {0}),
    ("one letter sentences", lots("a. "), "txt", {0}),
    ("a word twice", lots("tick tick. "), "txt", {0}),
    ("stars", lots("*a "), "txt", {0}),
    ("every word distinct", distinct, "txt", {0}),
    ("Fibonacci words", fibonacci, "txt", {0}),
    ("all punctuation", lots(".,;:!?-()[]{}\"'/\\"), "txt", {0}),
    ("stops", lots("."), "txt", {0}),
    ("quotes", lots('"'), "txt", {0}),
    ("brackets that do not close", lots("("), "txt", {0}),
    ("emoji", lots("🙂👩‍👩‍👧 🇩🇪 "), "txt", {0}),
    ("right to left", lots("قررت إدارة مكتبة الحي فتح أبوابها ليلاً. "), "txt", {0}),
    ("controls of direction", lots("\u202ethe wall\u202c \u2066is up\u2069. "), "txt", {0}),
    ("combining marks", lots("a" + "\u0301" * 500 + " "), "txt", {0}),
    ("no-break spaces", lots("a\u00a0"), "txt", {0}),
    ("byte order marks", lots("\ufeffThe wall is up. "), "txt", {0}),
    ("zeros", lots("The wall\0 is up. "), "txt", {0, 2}),
    ("only zeros", lots("\0"), "txt", {0, 2}),
    ("control sequences", lots("The \x1b]0;x board \x1b[31m closed\x9b the \x1bP pier. "), "txt", {0}),
    ("lone surrogates", lots(b"The wall \xed\xa0\x80 is up. "), "txt", {0, 2}),
    ("random bytes", lambda size: random.Random(7).randbytes(size), "txt", {0, 2}),
    ("every line end", lots("The wall\r\nis up.\rThe\nriver\x0bis\x0clow.\x85Nobody\u2028asked.\u2029"), "txt", {0}),
    ("blank lines", lots("\n"), "txt", {0}),
    ("lines of one letter", lots("a\n"), "txt", {0}),
    ("headings", lots("# x\n"), "md", {0}),
    ("headings over text", lots("# Wall\n\nThe wall is up.\n\n"), "md", {0}),
    ("nested lists", lambda size: "".join("  " * min(depth, 200) + "- a wall\n" for depth in range(size // 200)), "md", {0}),
    ("nested quotes", lambda size: "".join("> " * min(depth, 200) + "a wall\n" for depth in range(size // 200)), "md", {0}),
    ("one line of quotes", lots("> "), "md", {0}),
    ("emphasis that does not end", lots("**a _b "), "md", {0}),
    ("links that do not end", lots("[a](b "), "md", {0}),
    ("brackets in Markdown", lots("["), "md", {0}),
    ("images in images", lots("![a"), "md", {0}),
    ("backticks", lambda size: " ".join("`" * length for length in range(1, int((2 * size) ** 0.5))), "md", {0}),
    ("references", lambda size: "".join(f"[{at}]: /x\n" for at in range(size // 12)) + "[1] [2]", "md", {0}),
    ("footnotes", lambda size: "".join(f"a[^{at}]\n\n[^{at}]: b\n\n" for at in range(size // 24)), "md", {0}),
    ("table cells", lambda size: "|a|b|\n|-|-|\n" + "|wall|river|\n" * (size // 13), "md", {0}),
    ("entities", lots("&amp;&nGt;&#x1F642;"), "md", {0}),
    ("front matter of aliases", lambda size: "---\na: &a [x,x]\n" + "".join(
        f"{two}: &{two} [*{one},*{one},*{one},*{one},*{one},*{one},*{one},*{one},*{one}]\n"
        for one, two in zip("abcdefghijk", "bcdefghijkl")) + "title: *l\n---\n\nThe wall is up.\n", "md", {0}),
    ("deep front matter", lambda size: "---\ntitle: " + "[" * 30000 + "\n---\n\nThe wall is up.\n", "md", {0}),
    ("comments that switch off", lots("<!-- nutgraf off -->\n\nThe wall.\n\n"), "md", {0}),
    ("paragraphs that do not end", lots("<p>The wall is up. "), "html", {0, 2}),
    ("nested elements", lots("<div>"), "html", {0, 2}),
    ("attributes", lambda size: "<p " + " ".join(f"a{at}=1" for at in range(size // 9)) + ">The wall is up.", "html", {0, 2}),
    ("tags that do not end", lots("<p "), "html", {0, 2}),
    ("a bomb of entities", docx(lambda size: ENTITIES + word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>")), "docx", {2}),
    ("a bomb of zeros", docx(lambda size: word("<w:p><w:r><w:t>" + " " * (300 << 20) + "</w:t></w:r></w:p>")), "docx", {2}),
    ("nested paragraphs", docx(lambda size: word("<w:p>" * 20000)), "docx", {2}),
    ("a long office file", docx(lambda size: word("<w:p><w:r><w:t>The wall is up.</w:t></w:r></w:p>" * (size // 20))), "docx", {0}),
    ("nested shapes", pptx(lambda size: slide("<p:sp>" * 20000)), "pptx", {2}),
    ("a long presentation", pptx(lambda size: slide("<a:p><a:r><a:t>The wall is up.</a:t></a:r></a:p>" * (size // 20))), "pptx", {0}),
    ("a cut archive", lambda size: docx(lambda size: word("<w:p/>"))(size)[:-30], "docx", {2}),
    ("an archive of nothing", office(lambda size: {}), "epub", {2}),
    ("an archive in an archive", office(lambda size: {"a.zip": b"PK\3\4" * 1000}), "odt", {2}),
]

COMMANDS = [
    ["summarize", "-n", "5"],
    ["summarize", "--highlight", "--explain"],
    ["keywords"],
    ["sentences"],
    ["audit", "--no-config"],
    *(["audit", "--no-config", "--format", form]
      for form in ["json", "jsonl", "markdown", "sarif", "github", "junit", "checkstyle", "unix", "html"]),
    ["report", "--no-config"],
]


def is_live(text):
    """A control sequence that a terminal would take for one."""
    return re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text) is not None


def hostile_texts(program, folder, size):
    for name, make, ending, statuses in TEXTS:
        text = make(size)
        path = folder / f"{name.replace(' ', '-').replace(',', '')}.{ending}"
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        worst = [0.0, 0.0, 0]
        for command in COMMANDS:
            case = f"{name}, {' '.join(command)}"
            ran = Ran([program, *command, str(path)])
            allowed = statuses | {1} if command[0] in ("audit", "report") and 0 in statuses else statuses
            if ran.status not in allowed:
                fail(case, f"exit status {ran.status}, {ran.cpu:.1f} CPU seconds, {ran.memory:.0f} MB: {ran.err[:200]}")
            if ran.status == 2 and not (ran.err.startswith("error: ") and path.name in ran.err):
                fail(case, f"an error that does not name the file: {ran.err[:200]}")
            if "panicked" in ran.err or is_live(ran.err):
                fail(case, f"standard error: {ran.err[:200]!r}")
            if ran.memory > MEMORY_MB:
                fail(case, f"{ran.memory:.0f} MB")
            if ran.size > OUTPUT_MB << 20:
                fail(case, f"{ran.size >> 20} MB of output")
            if is_live(ran.out.decode("utf-8", "replace").replace("\t", " ")):
                fail(case, "a control character in the output")
            worst = [max(worst[0], ran.cpu), max(worst[1], ran.memory), max(worst[2], ran.size)]
        figures.append((name, path.stat().st_size, *worst))
        print(f"{name}: {worst[0]:.2f} CPU seconds, {worst[1]:.0f} MB, {worst[2] / 1e6:.1f} MB of output at most", flush=True)
        path.unlink()


# Files.

def expect(case, ran, status, message="", out=None):
    """Holds a run against its exit status, a regular expression for standard error, and what it printed."""
    if ran.status != status:
        fail(case, f"exit status {ran.status}, expected {status}: {ran.err[:300]}")
    elif not re.search(message, ran.err):
        fail(case, f"expected {message!r} on standard error: {ran.err[:300]!r}")
    elif "panicked" in ran.err or is_live(ran.err):
        fail(case, f"standard error: {ran.err[:300]!r}")
    elif out is not None and not re.search(out, ran.out.decode("utf-8", "replace")):
        fail(case, f"expected {out!r}: {ran.out[:300]!r}")
    else:
        print(f"ok: {case}", flush=True)


def hostile_files(program, folder):
    wall = folder / "wall.txt"
    wall.write_text("The flood wall is up. It holds the river back. Nobody asked for it.\n" * 200)
    small = folder / "small.txt"
    small.write_text("The flood wall is up.\n")
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps({"id": at, "text": "The wall is up. It holds."}) + "\n" for at in range(5000)))
    commands = [["summarize"], ["keywords"], ["sentences"], ["audit"], ["report"]]
    for command in commands:
        name = command[0]
        gone = folder / "gone.txt"
        expect(f"{name}: a file that is not there", Ran([program, *command, gone]), 2, "gone.txt")
        if command[0] not in ("audit", "report"):
            expect(f"{name}: a folder", Ran([program, *command, folder]), 2, "directory|folder")
        # A name that is no UTF-8 is read, and shown so that it cannot be taken for another.
        odd = os.fsencode(folder) + b"/w\xff\x1b]0;ll.txt"
        shutil.copy(small, odd)
        ran = Ran([program, *command, odd])
        expect(f"{name}: a name that is no UTF-8", ran, 0)
        ran = Ran([program, *command, odd + b".gone"])
        expect(f"{name}: a missing name that is no UTF-8", ran, 2, "gone")
        with open("/dev/full", "wb") as full:
            expect(f"{name}: a full output", Ran([program, *command, wall], stdout=full), 2, "No space left|full")
        # Closed before anything is read from it: what prints little is not told, what prints much ends well.
        ran = Ran([program, *command, wall], stdout=subprocess.PIPE, feed=lambda process: process.stdout.close())
        expect(f"{name}: a closed pipe", ran, 0 if name != "audit" else ran.status if ran.status in (0, 1) else 0)
        fifo = folder / "fifo"
        os.mkfifo(fifo)
        writer = threading.Thread(target=lambda: fifo.write_text("The wall is up. It holds.\n"))
        writer.start()
        expect(f"{name}: a FIFO", Ran([program, *command, fifo]), 0)
        writer.join()
        fifo.unlink()
        # Whatever never ends is ended by a limit, which the error names.
        ran = Ran([program, *command, "/dev/zero"])
        expect(f"{name}: /dev/zero", ran, 2, "at most|limit|more than|larger|exceeds")
        if ran.memory > 2 * MEMORY_MB:
            fail(f"{name}: /dev/zero", f"{ran.memory:.0f} MB")
        # So little memory that the program starts and reads, but not that it works.
        tight = lambda: resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
        expect(f"{name}: 300 MB of address space", Ran([program, *command, small], before=tight), 0)
    for task in ["summarize", "keywords", "sentences", "audit"]:
        expect(f"batch {task}: a file that is not there", Ran([program, "batch", task, folder / "gone"]), 2, "gone")
        expect(f"batch {task}: a folder", Ran([program, "batch", task, folder]), 2, "directory|folder")
        with open("/dev/full", "wb") as full:
            expect(f"batch {task}: a full output", Ran([program, "batch", task, rows], stdout=full), 2, "No space left|full")
        ran = Ran([program, "batch", task, rows], stdout=subprocess.PIPE, feed=lambda process: process.stdout.close())
        expect(f"batch {task}: a closed pipe", ran, 0)
        # What is beyond the limit is read over in little memory, and the rows behind it are answered.
        end = folder / "end.jsonl"
        end.write_text('\n{"id":2,"text":"The wall is up."}\n')
        endless = subprocess.Popen(f"head -c 100000000 /dev/zero | cat - '{end}'", shell=True, stdout=subprocess.PIPE)
        ran = Ran([program, "batch", task], stdin=endless.stdout)
        endless.stdout.close()
        endless.wait()
        expect(f"batch {task}: a row of 100 MB", ran, 1, out='"error".*\n.*"id":2')
        if ran.memory > 400:
            fail(f"batch {task}: a row of 100 MB", f"{ran.memory:.0f} MB")
        bom = folder / "bom.jsonl"
        bom.write_bytes(b'\xef\xbb\xbf{"id":1,"text":"The wall is up."}\n')
        expect(f"batch {task}: a byte order mark", Ran([program, "batch", task, bom]), 0, out='"id":1')
    expect("batch: 100,000 jobs", Ran([program, "batch", "sentences", "--jobs", "100000", rows]), 2, "jobs")

    # Output.
    for command in (["summarize", "-o"], ["audit", "--no-config", "--format", "sarif", "-o"], ["report", "-o"],
                    ["batch", "sentences", "-o"]):
        name, *_ = command
        readable = rows if name == "batch" else small
        target = folder / "kept"
        target.write_text("OLD\n")
        ran = Ran([program, *command, target, folder / "gone"])
        expect(f"{name} -o: an input that is not there", ran, 2)
        if target.read_text() != "OLD\n":
            fail(f"{name} -o: an input that is not there", "the old output is gone")
        target.unlink()
        stray = [path.name for path in folder.iterdir() if "kept" in path.name]
        if stray:
            fail(f"{name} -o: an input that is not there", f"left behind: {stray}")
        expect(f"{name} -o: a folder", Ran([program, *command, folder, readable]), 2)
        expect(f"{name} -o: a folder that is not there", Ran([program, *command, folder / "no" / "out", readable]), 2, "out")
        expect(f"{name} -o: a full device", Ran([program, *command, "/dev/full", readable]), 2, "/dev/full")
        long = folder / ("n" * 250)
        expect(f"{name} -o: a long name", Ran([program, *command, long, readable]), 0)
        long.unlink(missing_ok=True)

    if os.geteuid() == 0:
        nobody = lambda: (os.setgroups([]), os.setgid(65534), os.setuid(65534))
        os.chmod(folder, 0o755)
        for parent in folder.parents:
            if not os.stat(parent).st_mode & stat.S_IXOTH:
                print(f"skipped: a user without rights: {parent} cannot be entered")
                return
        secret = folder / "secret.txt"
        secret.write_text("The wall is up.\n")
        secret.chmod(0)
        site = folder / "site"
        (site / "closed").mkdir(parents=True)
        (site / "a.md").write_text("The wall is up.\n")
        (site / "closed" / "b.md").write_text("The wall is up.\n")
        (site / "closed").chmod(0)
        for command in commands:
            expect(f"{command[0]}: an unreadable file", Ran([program, *command, secret], before=nobody), 2, "secret.txt")
            if command[0] in ("summarize", "audit", "report"):
                ran = Ran([program, *command, small, "-o", folder / "out"], before=nobody)
                expect(f"{command[0]} -o: a folder that is read only", ran, 2, "out")
        ran = Ran([program, "audit", "--no-config", site], before=nobody)
        expect("audit: an unreadable folder beside a draft", ran, 2, "closed", out="1 draft")
        (site / "closed").chmod(0o755)
    else:
        print("skipped: a user without rights: only root can become one")


# Kills.

def small_disk(folder, size):
    """A file system of a few bytes, or None if there can be none."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True)
    return disk if mounted.returncode == 0 else None


def kills(program, folder, count):
    """Runs that are ended at random and continued, until all is done."""
    chance = random.Random(int(os.environ.get("SEED", "15")))
    sentences = ["The flood wall is up.", "It holds the river back.", "The council paid for it twice.", "Nobody asked why."]
    rows = folder / "rows.jsonl"
    with open(rows, "w") as file:
        for at in range(3000):
            row = {"id": at, "text": " ".join(chance.choices(sentences, k=chance.randint(1, 120)))}
            file.write("no row\n" if at % 37 == 5 else json.dumps(row) + "\n")
    tasks = ["summarize", "keywords", "sentences", "audit"]
    reference, seconds = {}, {}
    for task in tasks:
        ran = folder / f"{task}.whole"
        began = time.monotonic()
        subprocess.run([program, "batch", task, "-q", "-o", ran, rows], check=False)
        seconds[task] = time.monotonic() - began
        reference[task] = ran.read_bytes()
        if reference[task].count(b"\n") != 3000:
            fail(f"batch {task}", "not one answer for each row")

    def chain(task, out, limit, ends=(signal.SIGKILL, signal.SIGTERM)):
        """Starts and ends a batch up to `limit` times, then lets it end. How often it was ended."""
        ended = 0
        while ended < limit:
            jobs = str(chance.choice([1, 2, 3, 8]))
            process = subprocess.Popen([program, "batch", task, "-q", "--resume", "-j", jobs, "-o", out, rows],
                                       stderr=subprocess.PIPE)
            time.sleep(chance.random() * seconds[task] * 0.6)
            process.send_signal(chance.choice(ends))
            error = process.communicate()[1].decode("utf-8", "replace")
            if process.returncode in (0, 1):
                break
            ended += 1
            # SIGTERM ends a run that has not come to mind it yet.
            if process.returncode not in (-signal.SIGKILL, -signal.SIGTERM, 143) or "panicked" in error:
                fail(f"kills, batch {task}", f"exit status {process.returncode}: {error[:300]}")
        ran = subprocess.run([program, "batch", task, "-q", "--resume", "-o", out, rows], capture_output=True)
        if ran.returncode not in (0, 1) or out.read_bytes() != reference[task]:
            fail(f"kills, batch {task}", f"other bytes after {ended} kills: {ran.stderr[:300]}")
        return ended

    done = chains = 0
    while done < count:
        task, out = tasks[chains % 4], folder / f"out-{chains}"
        done += chain(task, out, min(5, count - done))
        chains += 1
        for path in folder.glob(f"out-{chains - 1}*"):
            path.unlink()
    print(f"kills: {done} in {chains} chains", flush=True)
    figures.append((f"{done} kills in {chains} chains", 0, 0, 0, 0))

    disk = small_disk(folder, "256k") if os.geteuid() == 0 else None
    if not disk:
        print("skipped: a disk that fills up: only root can mount one")
        return
    try:
        for task in tasks:
            out = disk / "out"
            grown = 256
            subprocess.run(["mount", "-o", f"remount,size={grown}k", disk], check=True)
            for turn in range(40):
                ran = Ran([program, "batch", task, "-q", "--resume", "-j", str(chance.choice([1, 2, 8])), "-o", out, rows])
                if ran.status in (0, 1):
                    break
                if ran.status != 2 or "No space left" not in ran.err or "out" not in ran.err:
                    fail(f"a disk that fills up, batch {task}", f"exit status {ran.status}: {ran.err[:300]}")
                grown += max(64, len(reference[task]) // 5000)
                subprocess.run(["mount", "-o", f"remount,size={grown}k", disk], check=True)
                if turn % 2:
                    chain_task = subprocess.Popen([program, "batch", task, "-q", "--resume", "-o", out, rows],
                                                  stderr=subprocess.DEVNULL)
                    time.sleep(chance.random() * 0.2)
                    chain_task.kill()
                    chain_task.wait()
            if out.read_bytes() != reference[task]:
                fail(f"a disk that fills up, batch {task}", "other bytes")
            print(f"ok: a disk that fills up, batch {task}: filled {turn} times", flush=True)
            figures.append((f"batch {task} on a disk that filled up {turn} times", 0, 0, 0, 0))
            for path in disk.iterdir():
                path.unlink()
        # A report that does not fit leaves the old one as it was.
        subprocess.run(["mount", "-o", "remount,size=64k", disk], check=True)
        old = disk / "report.html"
        old.write_text("OLD\n")
        draft = folder / "draft.txt"
        draft.write_text("The flood wall is up. It holds the river back. The council paid for it twice.\n" * 3000)
        expect("report: a disk that fills up", Ran([program, "report", "--no-config", "-o", old, draft]), 2, "No space left")
        if old.read_text() != "OLD\n" or len(list(disk.iterdir())) != 1:
            fail("report: a disk that fills up", f"left {[path.name for path in disk.iterdir()]}")
    finally:
        subprocess.run(["umount", disk], check=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--only", choices=["texts", "files", "kills"])
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of each text [default: 1000000]")
    parser.add_argument("--kills", type=int, default=100, help="[default: 100]")
    parser.add_argument("--table", action="store_true", help="print the figures as a table in Markdown")
    args = parser.parse_args()
    program = str(Path(args.program).resolve())
    parts = {
        "texts": lambda folder: hostile_texts(program, folder, args.size),
        "files": lambda folder: hostile_files(program, folder),
        "kills": lambda folder: kills(program, folder, args.kills),
    }
    for name, run in parts.items():
        if args.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="nutgraf-torture-") as folder:
                run(Path(folder))
    if args.table:
        print("\n| input | bytes | CPU s | MB of memory | MB of output |\n|---|--:|--:|--:|--:|")
        for name, size, cpu, memory, out in figures:
            if size:
                print(f"| {name} | {size:,} | {cpu:.2f} | {memory:.0f} | {out / 1e6:.1f} |")
    print(f"\n{len(failures)} failed")
    for failure in failures:
        print(f"  {failure}")
    return min(len(failures), 1)


if __name__ == "__main__":
    sys.exit(main())
