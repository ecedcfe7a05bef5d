"""What is compared, a function for each section. Each answers with Markdown, and notes the goals that it can tell about."""
import json
import os
import re
import shutil
import statistics
import subprocess

from tables import Job, commands, ratio, skipped, table

# Some of the peers take all cores, which costs CPU time and helps nobody where one core is compared.
ONE_THREAD = {"RAYON_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
DRIVERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "drivers")
ARTICLES, SLOW_ARTICLES = 1000, 200


def driver(bench, program, peer, name, path, items, **options):
    """A job of one of this package's drivers."""
    found = bench.peers.driver(program)
    if not found:
        return skipped(name, bench.peers.missing.get("rust", f"no driver {program}"))
    return Job(name, [[found, peer, path]], items, ONE_THREAD, **options)


def python(bench, script, arguments, name, items, **options):
    found = bench.peers.python()
    if not found:
        return skipped(name, bench.peers.missing.get("python", "no Python"))
    return Job(name, [[found, "-B", os.path.join(DRIVERS, script), *arguments]], items, ONE_THREAD, **options)


def program(bench, peer, name, argument_lists, items, **options):
    """A job of another crate's program, with a process for each list of arguments."""
    found = bench.peers.program(peer)
    if not found:
        return skipped(name, bench.peers.missing.get(peer) or bench.peers.missing.get("programs", "not built"))
    return Job(name, [[found, *arguments] for arguments in argument_lists], items, ONE_THREAD, **options)


def batch(bench, task, path, name, items, *options, jobs=1, **more):
    command = [bench.nutgraf, "batch", task, "--jobs", str(jobs), *options, path]
    return Job(name, [command], items, **more)


def summaries(bench):
    rows = bench.inputs.rows("articles", "summaries/cnndm.jsonl", ARTICLES)
    few = bench.inputs.first(rows, SLOW_ARTICLES)
    paths = bench.inputs.files(rows)

    auto = batch(bench, "summarize", rows, "nutgraf, `auto`", ARTICLES, "-n", "3")
    textrank = batch(bench, "summarize", rows, "nutgraf, `textrank`", ARTICLES, "-n", "3", "--method", "textrank")
    sumy = python(bench, "summaries.py", ["textrank", rows], "sumy TextRank", ARTICLES)
    lede = driver(bench, "summaries", "lede", "lede's library", rows, ARTICLES)
    own = driver(bench, "summaries", "nutgraf", "nutgraf's library, `auto`", rows, ARTICLES)
    together = [
        auto, textrank, own,
        driver(bench, "summaries", "nutgraf-textrank", "nutgraf's library, `textrank`", rows, ARTICLES),
        lede, driver(bench, "summaries", "pithy", "pithy's library", rows, ARTICLES), sumy,
        python(bench, "summaries.py", ["lexrank", few], "sumy LexRank", SLOW_ARTICLES),
        python(bench, "summaries.py", ["lsa", few], "sumy LSA", SLOW_ARTICLES),
        python(bench, "summaries.py", ["summa", few], "summa", SLOW_ARTICLES),
    ]
    bench.measure(together)

    each = Job("nutgraf, `auto`", [[bench.nutgraf, "summarize", "-n", "3", path] for path in paths], ARTICLES)
    lede_each = program(bench, "lede", "lede", [[path] for path in paths], ARTICLES)
    pithy_each = program(bench, "pithy", "pithy", [["-f", path, "--nobar"] for path in paths], ARTICLES)
    apart = [each, lede_each, pithy_each, empty(bench, ARTICLES)]
    bench.measure(apart, runs=min(bench.runs, 3))

    apiece = "`auto`, 1,000 news articles, a process for each, × as fast as lede's program"
    bench.goal(apiece, "≥ 1.5", ratio(lede_each, each), 1.5)
    bench.goal("the same, × as fast as pithy's program", "> 1", ratio(pithy_each, each), 1)
    bench.goal("the same in one process, library against library", "≥ 3", ratio(lede, own), 3)
    bench.goal("the same, `nutgraf batch`, JSON in and out, against lede's library", "≥ 1.5", ratio(lede, auto), 1.5)
    bench.goal("`textrank`, × as fast as sumy TextRank", "≥ 300", ratio(sumy, textrank), 300)
    return "\n\n".join([
        f"Articles: {bench.inputs.notes['articles']}. One process for all of them. Starting Python and loading its "
        "libraries is part of its figures (about 0.3 s); its rows but for sumy TextRank are of the first 200.",
        table(together, auto, "articles"), commands(together),
        "A process for each article, as somebody does who has files and a program:",
        table(apart, each, "articles"), commands(apart)])


def empty(bench, count):
    found = bench.peers.driver("nothing")
    if not found:
        return skipped("a program that does nothing", bench.peers.missing.get("rust", "not built"))
    return Job("a program that does nothing", [[found]] * count, count)


def book(bench):
    path, one, hundred = (bench.inputs.long(size) for size in (1.2, 1, 100))
    size, short, long = (os.path.getsize(file) / 1e6 for file in (path, one, hundred))
    rows = os.path.join(bench.inputs.folder, "book.jsonl")
    with open(path, encoding="utf-8") as source, open(rows, "w", encoding="utf-8") as file:
        file.write(json.dumps({"text": source.read()}) + "\n")

    def summarize(name, file, megabytes, *options, **more):
        return Job(name, [[bench.nutgraf, "summarize", "-n", "10", *options, file]], megabytes, **more)

    auto = summarize("nutgraf, `auto`", path, size)
    lede = program(bench, "lede", "lede", [[path]], size)
    jobs = [auto, summarize("nutgraf, `textrank`", path, size, "--method", "textrank"), lede,
            program(bench, "pithy", "pithy", [["-f", path, "--nobar"]], size, limit=60),
            python(bench, "summaries.py", ["summa", rows], "summa", size, limit=20),
            python(bench, "summaries.py", ["textrank", rows], "sumy TextRank", size, limit=20)]
    bench.measure(jobs)

    small = summarize("nutgraf, 1 MB", one, short, runs=9)
    large = summarize("nutgraf, 100 MB", hundred, long, runs=3)
    lede_large = program(bench, "lede", "lede, 100 MB", [[hundred]], long, limit=60)
    grown = [small, program(bench, "lede", "lede, 1 MB", [[one]], short), large, lede_large,
             program(bench, "pithy", "pithy, 100 MB", [["-f", hundred, "--nobar"]], long, limit=30)]
    bench.measure(grown, runs=3)

    bench.goal("a text of 1.2 MB, `auto`, CPU s", "< 0.15 (stretch 0.08)", median_of(auto), 0.15, most=True)
    bench.goal("the same, peak MB", "< 60", auto.peak or None, 60, most=True)
    bench.goal("the same, × as fast as lede's program", "> 1", ratio(lede, auto), 1)
    bench.goal("a text of 100 MB, `auto`, least time a MB over that at 1 MB", "≤ 1.2", growth(large, small), 1.2,
               most=True)
    bench.goal("the same, peak memory over the text's size", "≤ 6", large.peak / long or None, 6, most=True)
    return "\n\n".join([
        f"A made-up text of {size:.1f} MB (../texts.py), ten sentences of it:", table(jobs, auto, "MB"), commands(jobs),
        "How time and memory grow:", table(grown, small, "MB"), commands(grown)])


def median_of(job):
    return statistics.median(job.cpu) if job.measured else None


def growth(job, base):
    """As `ratio`, of the least times: what runs for seconds is disturbed more often than what runs for a tenth of one."""
    if not job.measured or not base.measured:
        return None
    return (min(job.cpu) / job.items) / (min(base.cpu) / base.items)


def keywords(bench):
    count, few = 1065, 213
    rows = bench.inputs.rows("keywords", "keywords/kpcrowd.jsonl", count)
    own = driver(bench, "keywords", "nutgraf", "nutgraf's library", rows, count)
    peers = [driver(bench, "keywords", peer, name, rows, count) for peer, name in (
        ("rake", "rake"), ("ke-tfidf", "keyword_extraction, TF-IDF"), ("ke-rake", "keyword_extraction, RAKE"),
        ("ke-textrank", "keyword_extraction, TextRank"), ("ke-yake", "keyword_extraction, YAKE"), ("yake-rust", "yake-rust"))]
    jobs = [own, batch(bench, "keywords", rows, "nutgraf batch", count), *peers,
            python(bench, "keywords.py", [bench.inputs.first(rows, few)], "YAKE (Python)", few)]
    bench.measure(jobs, runs=min(bench.runs, 3))
    bench.goal("`keywords`, × as fast as keyword_extraction's TF-IDF", "≥ 10", ratio(peers[1], own), 10)
    return "\n\n".join([
        f"Texts: {bench.inputs.notes['keywords']}; YAKE's are the first {few}. Ten keywords of each. Of the crates, the "
        "TF-IDF of keyword_extraction is the fastest that reaches half of nutgraf's F1 on kpcrowd, 16.2 for ten keywords: it has "
        "18.6, rake 7.1, the RAKE of keyword_extraction 6.2 (../shared/field/keywords.md).",
        table(jobs, own, "texts"), commands(jobs)])


def audit(bench):
    count, few = 980, 24
    rows = bench.inputs.rows("posts", "drafts/reference_18f.jsonl", count, form="markdown")
    with_keyphrases = keyphrases(bench, bench.inputs.first(rows, few))
    words = audited_words(bench, rows)
    few_words = audited_words(bench, with_keyphrases)
    own = batch(bench, "audit", rows, "nutgraf batch audit", words)
    jobs = [own]
    for task, name in (("count", "yoastseo, keyphrase and density only"), ("full", "yoastseo, SEO and readability")):
        node = bench.peers.node()
        if node:
            command = [node, os.path.join(DRIVERS, "audit.cjs"), task, with_keyphrases]
            jobs.append(Job(name, [command], few_words, {"NODE_PATH": bench.peers.node_path}))
        else:
            jobs.append(skipped(name, bench.peers.missing.get("node", "no node")))
    bench.measure(jobs)
    speed = words / statistics.median(own.cpu) / 1e6 if own.measured else None
    bench.goal("`audit`, million words a CPU second", "≥ 8", speed, 8)
    return "\n\n".join([
        f"Posts: {bench.inputs.notes['posts']}, {words:,} words as nutgraf counts them; yoastseo is given the first {few}, "
        f"{few_words:,} words, with the best keyword of each as its keyphrase.",
        table(jobs, own, "words"), commands(jobs)])


def keyphrases(bench, path):
    """The same rows with the best keyword of each as its keyphrase."""
    printed = answers([bench.nutgraf, "batch", "keywords", "-n", "1", path])
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row, answer in zip(rows, printed):
        found = answer["keywords"]
        row["keyphrase"] = found[0]["phrase"] if found else "post"
    out = path.removesuffix(".jsonl") + "-keyphrases.jsonl"
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return out


def audited_words(bench, path):
    return sum(answer["words"] for answer in answers([bench.nutgraf, "batch", "audit", path]))


def answers(command):
    """The JSON Lines that a command prints."""
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def sentences(bench):
    found = bench.peers.driver("sentences")
    if not found:
        return "skipped: " + bench.peers.missing.get("rust", "not built")
    env = os.environ | {"MEGABYTES": "20", "ROUNDS": str(max(bench.runs, 5))}
    printed = subprocess.run([found], env=env, stdout=subprocess.PIPE, check=True, text=True).stdout
    speeds = dict(re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", printed, re.MULTILINE))
    if {"nutgraf", "icu_segmenter", "unicode-segmentation"} <= speeds.keys():
        own = float(speeds["nutgraf"])
        for peer, goal in (("unicode-segmentation", ""), ("icu_segmenter", "(stretch > 1)")):
            bench.goal(f"`sentences`, × as fast as {peer}", goal, own / float(speeds[peer]), None)
    return "\n\n".join(["On one thread of one process, in turn; `src/bin/sentences.rs` says what is unfair about it.",
                        printed.strip(), "    MEGABYTES=20 sentences"])


def words(bench):
    path = bench.inputs.long(20)
    size = os.path.getsize(path) / 1e6
    own = driver(bench, "words", "nutgraf-analysis", "nutgraf, `Analyzer::analyze`", path, size)
    jobs = [own, driver(bench, "words", "unicode-segmentation", "unicode-segmentation, words only", path, size),
            driver(bench, "words", "icu_segmenter", "icu_segmenter, words only", path, size)]
    bench.measure(jobs)
    return "\n\n".join([
        "nutgraf's words are not public: an analysis is blocks, sentences, words, and stems of the distinct words. A "
        "made-up text.",
        table(jobs, own, "MB"), commands(jobs)])


def short(bench):
    """The same four tasks on titles and on the articles that they are of, by the CPU time a byte."""
    long = bench.inputs.rows("articles", "summaries/cnndm.jsonl", ARTICLES)
    titles, count = bench.inputs.titles(long, 50_000)
    sizes = {path: text_bytes(path) / 1e6 for path in (long, titles)}
    tasks, jobs = ("summarize", "sentences", "keywords", "audit"), []
    for task in tasks:
        jobs.append(batch(bench, task, long, f"{task}, articles", sizes[long]))
        jobs.append(batch(bench, task, titles, f"{task}, titles", sizes[titles]))
    bench.measure(jobs, runs=min(bench.runs, 3))
    for task, articles, short in zip(tasks, jobs[::2], jobs[1::2]):
        value = ratio(short, articles)
        bench.goal(f"`batch {task}`, 50,000 titles, time a byte over that of articles", "≤ 1.3", value, 1.3, most=True)
    return "\n\n".join([
        f"{count:,} titles: the beginnings of sentences of the articles, 40 to 90 letters. Megabytes are those of the texts; the JSON "
        "around them, an answer for each and the start are in the time.",
        table(jobs, jobs[0], "MB"), commands(jobs)])


def text_bytes(path):
    with open(path, encoding="utf-8") as file:
        return sum(len(json.loads(line)["text"].encode()) for line in file)


def pages(bench):
    path, count = bench.inputs.pages()
    if not count:
        return "skipped: no pages at hand"
    found = bench.peers.pages()
    if not found:
        return "skipped: " + bench.peers.missing.get("pages", "not built")
    own, peer = (Job(name, [[found, peer, path]], count, ONE_THREAD)
                 for name, peer in (("nutgraf, `Document::html`", "nutgraf"), ("rs-trafilatura", "rs-trafilatura")))
    bench.measure([own, peer], runs=min(bench.runs, 3))
    bench.goal("pages, main content, × as fast as rs-trafilatura", "> 1", ratio(peer, own), 1)
    return "\n\n".join([
        f"{count} pages, {os.path.getsize(path) / 1e6:.1f} MB; `pages/src/main.rs` says what each does beside.",
        table([own, peer], own, "pages"), commands([own, peer])])


def pdf(bench):
    """A process for each file, as pdftotext is a program."""
    files, tool = bench.inputs.pdfs, shutil.which("pdftotext")
    if not files:
        return "skipped: no folder of PDF files is given (--pdfs)"
    if not tool:
        return "skipped: pdftotext is not installed"
    own = Job("nutgraf sentences", [[bench.nutgraf, "sentences", path] for path in files], len(files))
    peer = Job("pdftotext", [[tool, path, "-"] for path in files], len(files))
    bench.measure([own, peer], runs=min(bench.runs, 3))
    bench.goal("PDF, a process for each, × as fast as pdftotext", "> 1", ratio(peer, own), 1)
    return "\n\n".join([
        f"{len(files)} files, {sum(map(os.path.getsize, files)) / 1e6:.1f} MB. nutgraf finds sentences, too.",
        table([own, peer], own, "files"), commands([own, peer])])


def scaling(bench):
    count, load = 5000, os.getloadavg()[0]
    rows = bench.inputs.rows("stream", "summaries/cnndm.jsonl", count)
    jobs = [batch(bench, "summarize", rows, f"--jobs {jobs}", count, jobs=jobs) for jobs in (1, 2)]
    bench.measure(jobs)
    one, two = jobs
    if one.measured and two.measured:
        bench.goal("batch on 2 cores, × the speed of one", "≥ 1.92", 1 / ratio(two, one, "wall"), 1.92)
    lines = ["| `nutgraf batch summarize` | wall s, median | least | CPU s, median | rows a second | peak MB |",
             "|---|--:|--:|--:|--:|--:|"]
    for job in jobs:
        if job.measured:
            wall = statistics.median(job.wall)
            lines.append(f"| {job.name} | {wall:.3f} | {min(job.wall):.3f} | {statistics.median(job.cpu):.3f} "
                         f"| {count / wall:,.0f} | {job.peak:.0f} |")
    return "\n\n".join([f"Rows: {bench.inputs.notes['stream']}. Wall time: it says something only if no other work wants the "
                        f"cores; the load average was {load:.1f} at the start of this section.",
                        "\n".join(lines), commands(jobs)])


def startup(bench):
    article = bench.inputs.article()
    nothing = empty(bench, 1)
    own = Job("nutgraf summarize", [[bench.nutgraf, "summarize", article]])
    jobs = [nothing, own, Job("nutgraf --version", [[bench.nutgraf, "--version"]]),
            program(bench, "lede", "lede", [[article]], 1),
            program(bench, "pithy", "pithy", [["-f", article, "--nobar"]], 1)]
    bench.measure(jobs, runs=200)
    lines = ["| program | wall ms, median | over nothing | CPU ms, median | over nothing | million instructions |",
             "|---|--:|--:|--:|--:|--:|"]
    floor = [statistics.median(times) for times in (nothing.wall, nothing.cpu)] if nothing.measured else [0, 0]
    for job in jobs:
        if not job.measured:
            lines.append(f"| {job.name} | {job.status} | | | | |")
            continue
        wall, cpu = statistics.median(job.wall), statistics.median(job.cpu)
        lines.append(f"| {job.name} | {1e3 * wall:.2f} | {1e3 * (wall - floor[0]):+.2f} | {1e3 * cpu:.2f} "
                     f"| {1e3 * (cpu - floor[1]):+.2f} | {instructions(job.commands[0])} |")
    if nothing.measured and own.measured:
        over = 1e3 * (statistics.median(own.wall) - floor[0])
        bench.goal("cold start, an article of 10 KB, ms over an empty program", "≤ 1.5", over, 1.5, most=True)
    return "\n\n".join([
        f"{os.path.getsize(article):,} bytes, 200 runs of each in turn. Instructions are callgrind's, of one run.",
        "\n".join(lines), commands(jobs)])


def instructions(command):
    """Million instructions of a run, counted by callgrind; a dash where there is none."""
    if not shutil.which("valgrind"):
        return "–"
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return f"{int(found[1]) / 1e6:.2f}" if found else "–"


def size(bench):
    lines = ["| program | MB | MB, stripped |", "|---|--:|--:|"]
    stripped = bench.inputs.path("stripped")
    for name, path in (("nutgraf", bench.nutgraf), ("lede", bench.peers.program("lede")),
                       ("pithy", bench.peers.program("pithy")),
                       ("a program that does nothing", bench.peers.driver("nothing"))):
        if not path:
            lines.append(f"| {name} | skipped: not built | |")
            continue
        bare = None
        if shutil.which("strip"):
            subprocess.run(["strip", "-o", stripped, path], check=True)
            bare = os.path.getsize(stripped) / 1e6
        lines.append(f"| {name} | {os.path.getsize(path) / 1e6:.2f} | {f'{bare:.2f}' if bare else 'no strip'} |")
        if name == "nutgraf" and bare:
            bench.goal("binary, MB stripped", "≤ 16", bare, 16, most=True)
    return "\n".join(lines)


# In the order in which they run; what is quick and matters most comes first.
SECTIONS = {
    "summaries": ("Summaries of news articles", summaries, ("rust", "programs", "python")),
    "book": ("One long text", book, ("rust", "programs", "python")),
    "keywords": ("Keywords", keywords, ("rust", "python")),
    "audit": ("Audits", audit, ("node",)),
    "sentences": ("Sentences", sentences, ("rust",)),
    "words": ("Words", words, ("rust",)),
    "short": ("Short rows", short, ()),
    "pages": ("Pages", pages, ("pages",)),
    "pdf": ("PDF", pdf, ()),
    "batch": ("Batch on one core and on two", scaling, ()),
    "startup": ("Cold start", startup, ("rust", "programs")),
    "size": ("Size", size, ("rust", "programs")),
}
