#!/usr/bin/env python3
"""Makes a large corpus of a small one: each article takes its sentences from four articles.

Usage: mixed_corpus.py CORPUS.jsonl ARTICLES > MIXED.jsonl      the same input gives the same output
"""
import json
import random
import re
import sys

SOURCES_OF_ONE = 4
SENTENCES_OF_EACH = 3


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def main():
    corpus, wanted = sys.argv[1], int(sys.argv[2])
    with open(corpus, encoding="utf-8") as lines:
        articles = [(article, sentences(article.get("body") or article.get("text") or article.get("title") or ""))
                    for article in map(json.loads, lines)]
    chance = random.Random(20230913)
    for number in range(wanted):
        chosen = [articles[chance.randrange(len(articles))] for _ in range(SOURCES_OF_ONE)]
        body = []
        for _, parts in chosen:
            begin = chance.randrange(max(1, len(parts) - SENTENCES_OF_EACH + 1))
            body += parts[begin:begin + SENTENCES_OF_EACH]
        first = chosen[0][0]
        mixed = {"id": f"mixed-{number}", "title": first.get("title"), "body": " ".join(body),
                 "published": first.get("published"), "source": first.get("source")}
        print(json.dumps({key: value for key, value in mixed.items() if value}, ensure_ascii=False))


if __name__ == "__main__":
    main()
