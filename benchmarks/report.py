"""Writes the tables of docs/benchmarks.md, between its two marks, and the plot beside it from one file of runs.

Usage: report.py RUNS.jsonl DOCS_DIR
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "akin"
matplotlib.rcParams["svg.fonttype"] = "none"
from matplotlib import pyplot  # noqa: E402

BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
NAMES = {"akin engine": "Akin, engine", "akin": "Akin", "akin with snippets": "Akin, snippets", "xapian": "Xapian",
         "sqlite": "SQLite FTS5", "sphinx": "Sphinx", "lucene": "Lucene", "akin, 1 thread": "Akin, 1 thread", "akin, 2 threads": "Akin, 2 threads"}
KINDS = {"rare": "rare word", "common": "common word", "and2": "two words, both", "or3": "three words, any",
         "phrase": "phrase", "filter": "word, one source", "date": "word, date range", "facets": "word, facets",
         "prefix": "prefix", "similar": "similar articles", "suggest": "completions"}
COLOURS = {"akin engine": "#9ecae1", "akin": "#3182bd", "akin with snippets": "#08519c", "xapian": "#bdbdbd",
           "sqlite": "#fdae6b", "sphinx": "#a1d99b", "lucene": "#bcbddc", "akin, 1 thread": "#3182bd", "akin, 2 threads": "#3182bd"}


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def micros(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def indexing_table(about, runs):
    megabytes = about["text_bytes"] / 1e6
    xapian = next(run for run in runs if run["engine"] == "xapian")
    head = ("", "CPU s per MB", "of Xapian's", "wall s per MB", "MB/s", "index : text", "peak memory, MB")
    rows = [(NAMES[r["engine"]], f"{r['cpu_s'] / megabytes:.4f}", f"{r['cpu_s'] / xapian['cpu_s']:.3f}",
             f"{r['wall_s'] / megabytes:.4f}", f"{megabytes / r['wall_s']:.1f}", f"{r['bytes'] / about['text_bytes']:.2f}",
             f"{r['peak_mb']:.0f}") for r in runs]
    return table(head, rows)


def query_table(queries, engines):
    cells = {(q["engine"], q["kind"]): f"{micros(q['p50_us'])} / {micros(q['p99_us'])}" for q in queries}
    rows = [(label, *(cells.get((engine, kind), "–") for engine in engines)) for kind, label in KINDS.items()]
    return table(("µs, p50 / p99", *(NAMES[engine] for engine in engines)), rows)


def plot(about, indexing, queries, engines, path):
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.2), width_ratios=(1, 2.6), layout="constrained")
    megabytes = about["text_bytes"] / 1e6
    shown = [run for run in indexing if run["engine"] != "akin, 2 threads"]
    left.bar([NAMES[r["engine"]] for r in shown], [r["cpu_s"] / megabytes for r in shown],
             color=[COLOURS[r["engine"]] for r in shown])
    left.set_title("Indexing: CPU seconds per MB of text")
    left.tick_params(axis="x", rotation=20)
    width = 0.8 / len(engines)
    for place, engine in enumerate(engines):
        p50 = {q["kind"]: q["p50_us"] for q in queries if q["engine"] == engine}
        points = [(number + (place - (len(engines) - 1) / 2) * width, p50[kind])
                  for number, kind in enumerate(KINDS) if kind in p50]
        right.bar(*zip(*points), width, label=NAMES[engine], color=COLOURS[engine])
    right.set_yscale("log")
    right.set_xticks(range(len(KINDS)), KINDS.values(), rotation=25, ha="right")
    right.set_title("Queries: median latency in µs (logarithmic)")
    right.legend(loc="upper center", bbox_to_anchor=(0.5, -0.3), ncols=len(engines), fontsize="small", frameon=False)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})


def main():
    source, docs = (pathlib.Path(argument) for argument in sys.argv[1:])
    runs = [json.loads(line) for line in source.open()]
    about = next(run for run in runs if run["run"] == "about")
    indexing = [run for run in runs if run["run"] == "index"]
    queries = [run for run in runs if run["run"] == "queries"]
    engines = [run["engine"] for run in runs if run["run"] == "ask"]
    memory = ", ".join(f"{NAMES[run['engine']]} {run['peak_mb']:.0f}" for run in runs if run["run"] == "ask")
    (docs / "benchmarks").mkdir(exist_ok=True)
    plot(about, indexing, queries, engines, docs / "benchmarks" / "overview.svg")
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    measured = f"""{about['date'][:10]}, commit {about['commit']}: {about['articles']:,} articles, {about['text_bytes'] / 1e6:.1f} MB of title and text;
{about['cpu']}, {about['cores']} cores, {about['memory_gb']} GB, {about['system']}; {versions}.
Raw figures: [{source.name}](benchmarks/runs/{source.name}).

![Indexing cost and median query latency of Akin and the others](benchmarks/overview.svg)

### Indexing

{indexing_table(about, indexing)}

### Queries

{query_table(queries, engines)}

Peak memory while answering, in MB, mapped files included: {memory}.
"""
    page = docs / "benchmarks.md"
    text = page.read_text()
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{measured}\n{END}{after}")


if __name__ == "__main__":
    main()
