#!/usr/bin/env python3
"""Hold the figures that evaluate.py printed against the least that each may be.

    check_floors.py FLOORS TASK METHOD PRINTED

FLOORS is a table with tabs: task, method, set, least. PRINTED is what `evaluate.py TASK --method METHOD` wrote, one
line a data set and one with their mean. The figure of a set is F1 in percent for sentences (for golden_en48, a
checklist, the number of whole texts that are right), (R-1 + R-2) over that of the lead for summaries, F1 of the first
ten keywords, for audits the number of phrases counted right, or the area under the curve, for picks the share of the
reachable worth; `clean` is the share of picked sentences that nothing is wrong with. Of the sets of other kinds, which are
printed behind the first ones, only the mean is held: `more`. PRINTED may be what check_cases.py wrote, too: `pass` is the
number of cases that pass.

Prints a table. The exit status is 1 if a figure is below its floor, or if a set that has a floor is missing. A set
without a floor is shown and passes, so that new data can be measured before they are demanded.
"""
import re
import sys

FIGURE = {"sentences": r"F1\s+([\d.]+)", "summaries": r"over lead\s+([\d.]+)", "keywords": r"F1@10\s+([\d.]+)",
          "audit": r"(?:counts right|area)\s+([\d.]+)", "picks": r"worth\s+([\d.]+)"}
WHOLE_TEXTS = r"whole texts\s+(\d+)/"
CHECKLISTS = {"golden_en48"}


def figures(printed, task):
    """The figure of each set by its name, and of their mean."""
    found = {}
    for line in printed:
        if cases := re.match(r"cases: (\d+) of \d+ pass", line):
            found["pass"] = float(cases[1])
        elif more := re.match(r"more: mean of \d+ sets\s+([\d.]+)", line):
            found["more"] = float(more[1])
        elif mean := re.match(r"mean of \d+ sets\s+([\d.]+|nan)", line):
            found["mean"] = float(mean[1])
        elif row := re.match(r"(\S+)\s+n=\d+\s+(.*)", line):
            name, rest = row.groups()
            figure = re.search(WHOLE_TEXTS if name in CHECKLISTS else FIGURE[task], rest)
            if figure:
                found[name] = float(figure[1])
            if bad := re.match(r"bad\s+([\d.]+)", rest):
                found["clean"] = round(100 - float(bad[1]), 1)
    return found


def floors(path, task, method):
    with open(path, encoding="utf-8") as lines:
        header, *rows = (line.rstrip("\n").split("\t") for line in lines if line.strip() and line[0] != "#")
    if header != ["task", "method", "set", "least"]:
        sys.exit(f"{path}: expected the columns task, method, set, least, not {', '.join(header)}")
    return {name: float(least) for of, by, name, least in rows if (of, by) == (task, method)}


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    path, task, method, printed = sys.argv[1:]
    least = floors(path, task, method)
    with open(printed, encoding="utf-8") as lines:
        measured = figures(lines, task)
    bad = 0
    print(f"{'set':<22} {'figure':>8} {'floor':>8}  verdict")
    for name in sorted(least.keys() | measured.keys(), key=lambda name: (name == "mean", name)):
        figure, floor = measured.get(name), least.get(name)
        if floor is None:
            verdict = "no floor"
        elif figure is None:
            verdict = "MISSING"
        else:
            # `not >=`, so that a figure that is no number is below every floor.
            verdict = "ok" if figure >= floor else "BELOW"
        bad += verdict in ("MISSING", "BELOW")
        shown = ["-" if number is None else f"{number:g}" for number in (figure, floor)]
        print(f"{name:<22} {shown[0]:>8} {shown[1]:>8}  {verdict}")
    if not least:
        sys.exit(f"{path} has no floors for {task} by {method}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
