"""Related articles in archives of growing size: makes them, asks them, writes down what it took.

Usage: measure.py BUILD_DIR WORK_DIR CORPUS.jsonl[.zst|.gz] OUT.jsonl [--sizes N,N,...] [--rival-up-to N]
What is in WORK_DIR already, of an earlier run, is used again. OUT.jsonl gets a line about the machine and one a size.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from measure import about, bytes_of, run  # noqa: E402

SHORT_FROM = 1_000_000  # articles: so large an archive is of short ones, for time and disk
SHORT_SENTENCES = 5
QUERIES = 500
SEED = 20231113


def made(path, make):
    """Makes a file or folder under another name first, so that one that is there is whole."""
    if not path.exists():
        unfinished = path.with_name(path.name + ".unfinished")
        subprocess.run(["rm", "-rf", unfinished], check=True)
        print(f"making {path.name}", flush=True)
        make(unfinished)
        unfinished.rename(path)


def generate(corpus, size, out):
    command = [sys.executable, HERE.parent / "generate_corpus.py", corpus, str(size)]
    if size >= SHORT_FROM:
        command += ["--sentences", str(SHORT_SENTENCES)]
    with out.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)


def text_and_queries(corpus, queries):
    """Bytes of title and text; writes a workload that asks for articles related to some."""
    size, ids = 0, []
    with corpus.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            size += len((article["title"] + article["text"]).encode())
            ids.append(article["id"])
    asked = random.Random(SEED).sample(ids, min(QUERIES, len(ids)))
    queries.write_text("".join(f"similar\t{identifier}\t\t0\t0\n" for identifier in asked))
    return size


def lists_a_second(akin, index):
    """Of a whole `similar --all` on one core, its start included. Who reads them is kept off that core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores - {0} or cores)
    command = ["taskset", "-c", "0", akin, "similar", "--index", index, "--all", "--threads", "1"]
    start, lists = time.monotonic(), 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        while block := process.stdout.read(1 << 20):
            lists += block.count(b"\n")
    seconds = time.monotonic() - start
    os.sched_setaffinity(0, cores)
    if process.returncode != 0:
        raise SystemExit(f"similar --all failed with status {process.returncode}")
    return lists / seconds


def latency(command):
    output, cost = run(command)
    record = json.loads(output.splitlines()[0])
    return {"p50_us": record["p50_us"], "p99_us": record["p99_us"], "peak_mb": cost["peak_mb"]}


def record_of(arguments, size):
    work, programs = arguments.work, arguments.build / "benchmarks"
    akin = arguments.build / "cli" / "akin"
    corpus, index, rival = (work / f"{size}.{kind}" for kind in ("jsonl", "akin", "xapian"))
    made(corpus, lambda out: generate(arguments.corpus, size, out))
    made(index, lambda out: run([akin, "index", "--quiet", "--index", out, corpus]))
    queries = work / f"{size}.queries"
    text = text_and_queries(corpus, queries)
    subprocess.run([akin, "similar", "--index", index, "--all", "--limit", "1", "--after",
                    json.loads(last_line(corpus))["id"]], check=False, stdout=subprocess.DEVNULL)
    print(f"asking {size}", flush=True)
    derived = index / "derived"
    record = {"run": "scale", "articles": size, "text_bytes": text, "index_bytes": bytes_of(index),
              "related_bytes": sum(file.stat().st_size for file in derived.glob("related_*")),
              "akin": latency([programs / "bench_akin", "bare", index, queries]),
              "lists_a_second": round(lists_a_second(akin, index))}
    if size <= arguments.rival_up_to:
        made(rival, lambda out: run([programs / "bench_xapian", "index", corpus, out]))
        record["xapian"] = latency([programs / "bench_xapian", "query", rival, queries])
    return record


def last_line(path):
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 10**6))
        return file.read().splitlines()[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--sizes", default="10000,50000,200000,1000000")
    parser.add_argument("--rival-up-to", type=int, default=200_000)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    records = [{"run": "about", **about(arguments.work, {})}]
    records += [record_of(arguments, size) for size in map(int, arguments.sizes.split(","))]
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text("".join(json.dumps(record) + "\n" for record in records))


if __name__ == "__main__":
    main()
