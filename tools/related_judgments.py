#!/usr/bin/env python3
"""Makes the inputs of `akin eval --similar` from collections of related articles.

    tools/related_judgments.py ecbplus   OUT --stories ecbplus.jsonl --background news.jsonl.zst
    tools/related_judgments.py basil     OUT --stories basil.jsonl
    tools/related_judgments.py headlines OUT --stories uci_headlines.jsonl
    tools/related_judgments.py reuters   OUT --stories reuters.jsonl.zst

Writes OUT/articles.jsonl, to be indexed, and OUT/related.qrels, to be measured against:

    akin index --index OUT/index.akin OUT/articles.jsonl
    akin eval --index OUT/index.akin --similar --qrels OUT/related.qrels

What counts as related:
    ecbplus    articles of one story (`story`), grade 1; the background articles belong to none
    basil      the articles of one event (`story`), grade 1
    headlines  titles of one cluster (`story`), grade 1, for a sample of the titles
    reuters    articles that share topics, for a sample of the articles; the grade is 100 times the Jaccard similarity
               of the two sets of topics; articles without topics are left out
Samples are drawn with a fixed seed. Needs the program `zstd` for inputs that end in .zst.
"""

import argparse
import contextlib
import datetime
import json
import pathlib
import random
import subprocess
import sys

SEED = 20261124
NEWS_SOURCES = ("agnews", "ap", "fakenews_small", "wikinews")


def records(path):
    """The JSON objects of a JSON Lines file, compressed with zstd or not."""
    with contextlib.ExitStack() as stack:
        if path.endswith(".zst"):
            process = stack.enter_context(subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE))
            stream = process.stdout
        else:
            stream = stack.enter_context(open(path, "rb"))
        for line in stream:
            if line.strip():
                yield json.loads(line)


def same_group(articles, queries):
    """Judgments: every other article of the query's group is related, grade 1."""
    members = {}
    for identifier, (_, group) in articles.items():
        members.setdefault(group, []).append(identifier)
    for query in queries:
        for other in members[articles[query][1]]:
            if other != query:
                yield query, other, 1


def grouped(articles):
    """The articles whose group has another one."""
    sizes = {}
    for _, group in articles.values():
        sizes[group] = sizes.get(group, 0) + 1
    return [identifier for identifier, (_, group) in articles.items() if sizes[group] > 1]


def sample_of(identifiers, size):
    identifiers = sorted(identifiers)
    if len(identifiers) <= size:
        return identifiers
    return sorted(random.Random(SEED).sample(identifiers, size))


def ecbplus(options):
    articles = {}
    for record in records(options.stories):
        identifier = "story-" + str(record["id"])
        articles[identifier] = ({"id": identifier, "body": record["text"]}, record["story"])
    queries = grouped(articles)
    judgments = list(same_group(articles, queries))
    if options.background:
        for record in records(options.background):
            if record["source"] in options.sources:
                identifier = f"{record['source']}-{record['id']}"
                article = {"id": identifier, "title": record.get("title", ""), "body": record["text"],
                           "source": record["source"]}
                articles[identifier] = (article, None)
    return articles, judgments


def basil(options):
    articles = {}
    for record in records(options.stories):
        article = {"id": record["id"], "title": record["title"], "body": record["text"], "source": record["source"],
                   "published": record["date"]}
        articles[record["id"]] = (article, record["story"])
    return articles, same_group(articles, grouped(articles))


def headlines(options):
    articles = {}
    for record in records(options.stories):
        identifier = str(record["id"])
        published = datetime.datetime.fromtimestamp(record["timestamp"] / 1000, datetime.timezone.utc)
        article = {"id": identifier, "title": record["title"], "source": record["publisher"],
                   "published": published.strftime("%Y-%m-%dT%H:%M:%SZ")}
        articles[identifier] = (article, record["story"])
    return articles, same_group(articles, sample_of(grouped(articles), options.queries))


def reuters(options):
    articles = {}
    for record in records(options.stories):
        if not record["topics"] or not (record["title"] or record["text"]):
            continue
        identifier = str(record["id"])
        article = {"id": identifier, "title": record["title"], "body": record["text"], "published": record["date"]}
        articles[identifier] = (article, frozenset(record["topics"]))

    def judgments():
        for query in sample_of(articles, options.queries):
            topics = articles[query][1]
            for other, (_, others) in articles.items():
                shared = len(topics & others)
                if shared and other != query:
                    yield query, other, round(100 * shared / len(topics | others))

    return articles, judgments()


COLLECTIONS = {"ecbplus": ecbplus, "basil": basil, "headlines": headlines, "reuters": reuters}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", choices=COLLECTIONS)
    parser.add_argument("out", type=pathlib.Path, help="folder to write to; made when missing")
    parser.add_argument("--stories", required=True, help="the judged articles, JSON Lines")
    parser.add_argument("--background", help="ecbplus: articles that the stories are hidden among")
    parser.add_argument("--sources", nargs="+", default=NEWS_SOURCES, help="ecbplus: sources taken of the background")
    parser.add_argument("--queries", type=int, default=1000, help="articles to start from, at most (default: 1000)")
    options = parser.parse_args()
    articles, judgments = COLLECTIONS[options.collection](options)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "articles.jsonl", "w", encoding="utf-8") as out:
        for article, _ in articles.values():
            out.write(json.dumps({k: v for k, v in article.items() if v}, ensure_ascii=False) + "\n")
    count = 0
    with open(options.out / "related.qrels", "w", encoding="utf-8") as out:
        for query, other, grade in judgments:
            out.write(f"{query} 0 {other} {grade}\n")
            count += 1
    print(f"{len(articles)} articles, {count} judgments in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
