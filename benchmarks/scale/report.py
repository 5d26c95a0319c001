"""Writes the table of growth into docs/benchmarks.md, between its two marks, and the plot beside it.

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

BEGIN, END = "<!-- growth -->", "<!-- end of growth -->"


def row(record):
    text = record["text_bytes"]
    akin, rival = record["akin"], record.get("xapian")
    cells = [f"{record['articles']:,}", f"{text / 1e6:,.0f}", f"{akin['p50_us'] / 1000:.2f} / {akin['p99_us'] / 1000:.1f}",
             f"{rival['p50_us'] / 1000:.1f} / {rival['p99_us'] / 1000:.0f}" if rival else "–",
             f"{rival['p50_us'] / akin['p50_us']:.0f}" if rival else "–",
             f"{record['lists_a_second']:,}", f"{100 * record['related_bytes'] / text:.1f} %",
             f"{record['index_bytes'] / text:.2f}", f"{akin['peak_mb']:,.0f}"]
    return "| " + " | ".join(cells) + " |"


def table(records):
    head = ("articles", "text, MB", "look-up, ms, p50 / p99", "Xapian's", "times faster", "lists a second and core",
            "related index : text", "whole index : text", "peak memory, MB")
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---:|" * len(head), *map(row, records)])


def plot(records, path):
    figure, (latency, lists, size) = pyplot.subplots(1, 3, figsize=(11, 3.4))
    articles = [record["articles"] for record in records]
    for share, style in (("p50_us", "o-"), ("p99_us", "o--")):
        latency.plot(articles, [record["akin"][share] / 1000 for record in records], style, color="#3182bd",
                     label=f"Akin, {share[:3]}")
        of_rival = [record for record in records if "xapian" in record]
        latency.plot([record["articles"] for record in of_rival],
                     [record["xapian"][share] / 1000 for record in of_rival], style, color="#bdbdbd",
                     label=f"Xapian, {share[:3]}")
    latency.set(title="one look-up, ms", yscale="log")
    latency.legend(fontsize=8)
    lists.plot(articles, [record["lists_a_second"] for record in records], "o-", color="#3182bd")
    lists.set(title="lists a second and core", ylim=(0, None))
    size.plot(articles, [100 * record["related_bytes"] / record["text_bytes"] for record in records], "o-",
              color="#3182bd")
    size.set(title="related index, % of the text", ylim=(0, None))
    for axes in (latency, lists, size):
        axes.set(xscale="log", xlabel="articles")
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main():
    runs, docs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    about, *records = map(json.loads, runs.read_text().splitlines())
    plot(records, docs / "benchmarks" / "growth.svg")
    page = docs / "benchmarks.md"
    before, rest = page.read_text().split(BEGIN)
    after = rest.split(END)[1]
    measured = (f"{about['date'][:10]}, commit {about['commit']}; {about['cpu']}, {about['cores']} cores; raw figures: "
                f"[{runs.name}](benchmarks/runs/{runs.name}).\n\n{table(records)}\n\n"
                "![Time of a look-up, lists a second and size of the related index, by articles](benchmarks/growth.svg)")
    page.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}")


if __name__ == "__main__":
    main()
