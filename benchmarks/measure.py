"""Runs every engine of the benchmark, one after the other, twice, and keeps the better of what they say.

Usage: measure.py BUILD_DIR OUT.jsonl
OUT.jsonl: a line about the machine and the corpus, then a line per indexing run, per query process and per kind of query.
"""

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

MB = 1e6

ROUNDS = 2


def run(command):
    """Runs a program and returns its output with wall and CPU seconds and peak memory, its children's included."""
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]}: status {process.returncode}")
    return output, {"wall_s": round(time.monotonic() - start, 2), "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
                    "peak_mb": round(usage.ru_maxrss * 1024 / MB, 1)}


class Best:
    """Of several records of one thing, the one that was disturbed least: with the smallest measure."""

    def __init__(self, measure):
        self._measure = measure
        self._records = {}

    def offer(self, key, record):
        kept = self._records.get(key)
        if kept is None or record[self._measure] < kept[self._measure]:
            self._records[key] = record

    def records(self):
        return self._records.values()


def bytes_of(path):
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def line_of(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def about(work, corpus):
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    system = next(line.split('"')[1] for line in open("/etc/os-release") if line.startswith("PRETTY_NAME"))
    memory = next(int(line.split()[1]) * 1024 for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    versions = {name: line_of(["dpkg-query", "-W", "-f", "${Version}", package])
                for name, package in (("xapian", "libxapian-dev"), ("sqlite", "libsqlite3-dev"), ("sphinx", "sphinxsearch"), ("lucene", "liblucene8-java"), ("g++", "g++"))}
    return {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ"),
            "commit": line_of(["git", "rev-parse", "--short", "HEAD"]), "cpu": cpu, "cores": os.cpu_count(),
            "memory_gb": round(memory / 1e9), "system": system, "versions": versions, "load": os.getloadavg()[0], **corpus}


def main():
    build, out = (pathlib.Path(argument) for argument in sys.argv[1:])
    work = build / "work"
    corpus, queries = work / "corpus.jsonl", work / "queries.tsv"
    akin, programs = build / "cli" / "akin", build / "benchmarks"
    lucene = ["java", "-Xmx2g", "-cp", (programs / "lucene.classpath").read_text(), "Lucene"]
    indexing = {
        "akin, 1 thread": (work / "one.akin", [akin, "index", "--quiet", "--threads", 1, "--index", work / "one.akin", corpus]),
        "akin, 2 threads": (work / "two.akin", [akin, "index", "--quiet", "--threads", 2, "--index", work / "two.akin", corpus]),
        "sqlite": (work / "sqlite.db", [programs / "bench_sqlite", "index", corpus, work / "sqlite.db"]),
        "sphinx": (work / "sphinx", [programs / "bench_sphinx", "index", corpus, work / "sphinx"]),
        "lucene": (work / "lucene", [*lucene, "index", corpus, work / "lucene"]),
        "xapian": (work / "xapian", [programs / "bench_xapian", "index", corpus, work / "xapian"]),
    }
    asking = {
        "akin engine": [programs / "bench_akin", "engine", work / "two.akin", queries],
        "akin": [programs / "bench_akin", "bare", work / "two.akin", queries],
        "akin with snippets": [programs / "bench_akin", "full", work / "two.akin", queries],
        "xapian": [programs / "bench_xapian", "query", work / "xapian", queries],
        "sqlite": [programs / "bench_sqlite", "query", work / "sqlite.db", queries],
        "sphinx": [programs / "bench_sphinx", "query", work / "sphinx", queries],
        "lucene": [*lucene, "query", work / "lucene", queries],
    }
    with out.open("w") as runs:
        def keep(record):
            runs.write(json.dumps(record) + "\n")
            runs.flush()

        keep({"run": "about", **about(work, json.loads((work / "corpus.json").read_text()))})
        costs, answers = Best("cpu_s"), Best("p50_us")
        for _ in range(ROUNDS):
            for engine, (index, command) in indexing.items():
                shutil.rmtree(index, ignore_errors=True)
                index.unlink(missing_ok=True)
                print(f"{engine}: indexing", flush=True)
                _, cost = run(command)
                costs.offer(engine, {"run": "index", "engine": engine, "bytes": bytes_of(index), **cost})
        for record in costs.records():
            keep(record)
        costs = Best("cpu_s")
        for _ in range(ROUNDS):
            for engine, command in asking.items():
                print(f"{engine}: answering", flush=True)
                output, cost = run(command)
                costs.offer(engine, {"run": "ask", "engine": engine, **cost})
                for record in map(json.loads, output.splitlines()):
                    answers.offer((engine, record["kind"]), {"run": "queries", **record})
        for record in [*costs.records(), *answers.records()]:
            keep(record)


if __name__ == "__main__":
    main()
