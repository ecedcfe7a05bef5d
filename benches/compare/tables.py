"""Jobs, their figures, and Markdown tables of them."""
import os
import statistics
from dataclasses import dataclass, field


@dataclass
class Job:
    """Something to measure: commands that run one after the other, and how many `items` they deal with."""
    name: str
    commands: list
    items: float = 1
    env: dict = field(default_factory=dict)
    limit: float = 120
    runs: int = 0
    # What measure.py found.
    cpu: list = field(default_factory=list)
    wall: list = field(default_factory=list)
    peak: float = 0.0
    over: float = 0.0
    status: str = "ok"

    def asked(self):
        asked = {"commands": self.commands, "env": self.env, "limit": self.limit}
        return asked | ({"runs": self.runs} if self.runs else {})

    def shown(self):
        """The first command as a reader may type it, without the folders of this machine."""
        words = [os.path.basename(word) if "/" in word else word for word in self.commands[0]]
        more = f" (and {len(self.commands) - 1:,} more)" if len(self.commands) > 1 else ""
        return " ".join(words) + more

    @property
    def measured(self):
        return bool(self.cpu)


def skipped(name, reason):
    """A job that cannot be measured."""
    return Job(name, [], status=f"skipped: {reason}")


def ratio(job, base, what="cpu"):
    """How many times the base's time a job takes for an item: the median over the rounds that both ran in."""
    pairs = list(zip(getattr(job, what), getattr(base, what)))
    if not pairs:
        return None
    return statistics.median((one / job.items) / (other / base.items) for one, other in pairs)


def at_least(job, base):
    """As `ratio`, of a job that was ended at its limit: no less than this."""
    if not job.over or not base.measured:
        return None
    return (job.over / job.items) / (statistics.median(base.cpu) / base.items)


def number(value):
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.001 else f"{value:.1e}"


def table(jobs, base, unit):
    """Markdown: a line for each job, with its ratio to the base."""
    lines = [f"| what | runs | CPU s, median | least | {unit} a CPU s | CPU, × that of {base.name} | peak MB |",
             "|---|--:|--:|--:|--:|--:|--:|"]
    for job in jobs:
        if not job.measured:
            least = at_least(job, base)
            times = f"over {number(least)}" if least else ""
            spent = f"over {job.over:.1f}, {job.status}" if job.over else job.status
            lines.append(f"| {job.name} | | {spent} | | | {times} | |")
            continue
        median = statistics.median(job.cpu)
        times = ratio(job, base)
        note = "" if job.status == "ok" else f" ({job.status})"
        lines.append(f"| {job.name}{note} | {len(job.cpu)} | {median:.3f} | {min(job.cpu):.3f} "
                     f"| {number(job.items / median)} | {number(times) if times else ''} | {job.peak:.0f} |")
    return "\n".join(lines)


def commands(jobs):
    """Markdown: the commands of the jobs."""
    lines = [f"    {job.shown()}" for job in jobs if job.commands]
    return "\n".join(dict.fromkeys(lines))
