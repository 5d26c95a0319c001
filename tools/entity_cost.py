#!/usr/bin/env python3
"""Measures how much longer indexing takes for finding people, places and organisations.

    tools/entity_cost.py AKIN INPUT [--pairs N]

AKIN is the program (a release build), INPUT what `akin index` reads. Each pair indexes INPUT into an empty folder with
entities and with --no-entities, in turns which comes first; printed are the ratios of wall-clock and of CPU time of each
pair and their medians. Single pairs say little on a machine that does other work.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time


def seconds(akin: str, source: str, options: list[str]) -> tuple[float, float]:
    """Wall-clock and CPU time of one run of `akin index`."""
    with tempfile.TemporaryDirectory(prefix="akin-cost-") as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        try:
            run = subprocess.run([akin, "index", "--quiet", "--index", folder + "/i.akin", *options, source],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        except OSError as error:
            sys.exit(f"{akin}: {error.strerror}")
        wall = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode > 1:  # 1: some records were rejected, in both runs alike
        sys.exit(f"{akin} index: status {run.returncode}: {run.stderr.strip()}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("akin")
    parser.add_argument("input")
    parser.add_argument("--pairs", type=int, default=11)
    options = parser.parse_args()
    ratios = []
    for pair in range(options.pairs):
        runs = [[], ["--no-entities"]]
        times = {}
        for run in runs if pair % 2 == 0 else reversed(runs):
            times[bool(run)] = seconds(options.akin, options.input, run)
        ratios.append([with_entities / without for with_entities, without in zip(times[False], times[True])])
        print("wall {:.3f}  CPU {:.3f}".format(*ratios[-1]), flush=True)
    print("medians: wall {:.3f}  CPU {:.3f}".format(*map(statistics.median, zip(*ratios))))


if __name__ == "__main__":
    main()
