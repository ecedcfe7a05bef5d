"""Runs commands in turn and measures each; `run.py` starts it and talks to it in JSON by standard input and output.

Asked for {"jobs": [...], "runs": N}, it runs every job once in each of N rounds, in the order given, so that what else
the machine does falls on all alike. A job is

    {"commands": [[program, argument...]...], "env": {...}, "limit": seconds, "runs": N}

whose commands run one after the other. Answers [{"cpu": [...], "wall": [...], "peak": MB, "over": 0, "status":
"ok"}...] in the same order: CPU seconds are user and system together, of the processes and of those they waited for;
the peak is the largest resident set of any one, in million bytes. A job that took more than SLOW CPU seconds is not run
again unless it says how often; one that took longer than its limit is ended and not run again, its status is "ended
after N s", and the CPU seconds it had used are "over"; one that failed says how.

This process is small and imports little, because a process starts with the memory of the one that starts it: a peak of
less than about 10 MB cannot be seen.
"""
import json
import os
import signal
import sys
import time

SLOW = 5.0


class Over(Exception):
    """A job took longer than its limit; `cpu` is what its last process had used by then."""
    cpu = 0.0


def run(command, env, errors):
    """CPU seconds and peak of one process, and what it left as its status."""
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
               (os.POSIX_SPAWN_DUP2, errors, 2)]
    child = os.posix_spawnp(command[0], command, env, file_actions=actions, setpgroup=0)
    try:
        _, status, usage = os.wait4(child, 0)
    except Over as over:
        os.killpg(child, signal.SIGKILL)
        _, _, usage = os.wait4(child, 0)
        over.cpu = usage.ru_utime + usage.ru_stime
        raise
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, os.waitstatus_to_exitcode(status)


def round_of(job, errors):
    """CPU seconds, wall seconds and peak of all commands of a job."""
    env = {**os.environ, **job.get("env", {})}
    cpu, peak, began = 0.0, 0.0, time.perf_counter()
    for command in job["commands"]:
        try:
            spent, most, code = run(command, env, errors)
        except Over as over:
            over.cpu += cpu
            raise
        cpu, peak = cpu + spent, max(peak, most)
        if code != 0:
            raise OSError(f"failed with {code}")
    return cpu, time.perf_counter() - began, peak


def last_line(errors):
    os.lseek(errors, 0, os.SEEK_SET)
    lines = os.read(errors, 1 << 16).decode(errors="replace").strip().splitlines()
    return ": " + lines[-1][:200] if lines else ""


def once(job, result, errors):
    os.ftruncate(errors, 0)
    os.lseek(errors, 0, os.SEEK_SET)
    signal.setitimer(signal.ITIMER_REAL, job["limit"])
    try:
        cpu, wall, peak = round_of(job, errors)
    except Over as over:
        result["status"] = f"ended after {job['limit']:g} s"
        result["over"] = over.cpu
    except OSError as error:
        result["status"] = f"{error}{last_line(errors)}"
    else:
        result["cpu"].append(cpu)
        result["wall"].append(wall)
        result["peak"] = max(result["peak"], peak)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def wanted(job, result, number, runs):
    """Whether a job is to run in this round."""
    if result["status"] != "ok":
        return False
    if "runs" in job:
        return number < job["runs"]
    return number < runs and (number == 0 or result["cpu"][0] <= SLOW)


def over(_signal, _frame):
    raise Over


def main():
    asked = json.load(sys.stdin)
    signal.signal(signal.SIGALRM, over)
    results = [{"cpu": [], "wall": [], "peak": 0.0, "over": 0.0, "status": "ok"} for _ in asked["jobs"]]
    errors = os.open(asked["errors"], os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    for number in range(max([asked["runs"]] + [job.get("runs", 0) for job in asked["jobs"]])):
        for job, result in zip(asked["jobs"], results):
            if wanted(job, result, number, asked["runs"]):
                once(job, result, errors)
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
