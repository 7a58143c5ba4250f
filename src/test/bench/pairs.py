"""Whole processes in turn, each beside the reference: what is told is the median of the pairs' ratios, which a machine's mood does not move.

    pairs.py RUNS REFERENCE ROW…      each ROW is "what it is called = command"

Prints a table in Markdown. Times are wall-clock seconds; CPU is user and system time of the process and its children.
"""

import os
import shlex
import statistics
import subprocess
import sys
import time


def run(command):
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: a mistake was found, or two expressions differ
        sys.exit(f"{shlex.join(command)} ended with {process.returncode}: {said.decode(errors='replace')}")
    return took, used.ru_utime + used.ru_stime


def main():
    runs = int(sys.argv[1])
    reference = shlex.split(sys.argv[2])
    print(f"| command | time | SymPy script | ratio, median of {runs} pairs | quarter to three quarters | CPU, ratio |")
    print("|---|---|---|---|---|---|")
    for row in sys.argv[3:]:
        name, command = row.split(" = ", 1)
        words = shlex.split(command)
        run(words)
        run(reference)
        pairs = [(run(words), run(reference)) for _ in range(runs)]
        ratios = sorted(own[0] / other[0] for own, other in pairs)
        times = [statistics.median(side[0] for side in sides) for sides in zip(*pairs)]
        cpu = statistics.median(own[1] / other[1] for own, other in pairs)
        print(
            f"| `{name}` | {times[0]:.2f} s | {times[1]:.2f} s | {statistics.median(ratios):.2f} "
            f"| {ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f} | {cpu:.2f} |",
            flush=True,
        )


main()
