#!/usr/bin/env python3
"""Makes a corpus with known copies, to measure how well copies are found.

    tools/make_copies.py CORPUS OUT [--originals N]

CORPUS is JSON Lines of articles (`id`, `title`, `body` or `text`), compressed with zstd or not, or a folder of them, such
as sample_corpus/articles. OUT gets articles.jsonl (the originals, untouched others and the copies) and copies.txt, one
true pair of ids a line:

    akin index --index OUT/index.akin OUT/articles.jsonl
    akin eval --index OUT/index.akin --copies-truth OUT/copies.txt

A copy is changed in one to three of these ways: another headline; cut after 55 to 90 % of its sentences; boilerplate
before and behind; sentences moved; words edited (2 to 4 % left out or doubled); its first sentence left out. Its source
and date are changed as well. Beside each copy stands a decoy: an article that shares a fifth of the original's
sentences, which is no copy (where the original has five or more). Articles of the corpus that share a tenth of their runs of five words with an earlier one are
left out, since nobody knows whether they are copies. Random numbers have a fixed seed.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys

SEED = 20261124
LEAST_WORDS = 60
BEFORE = ["Share this article. Sign in to save it for later.", "This story was sent to you by our wire partner.",
          "Advertisement. Scroll down to continue reading."]
BEHIND = ["Subscribe to our newsletter for more. All rights reserved. No part of this may be reproduced.",
          "Follow us for updates. Read more stories like this one in our app.",
          "Correction requests go to the editor. Comments are open for three days."]
HEADS = ["What we know so far", "UPDATE: The story in full", "Opinion | Read this twice", "From the wires today"]


def lines_of(path):
    if path.name.endswith(".zst"):
        return subprocess.run(["zstd", "-dc", str(path)], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return path.read_bytes().splitlines()


def articles_of(corpus):
    paths = sorted(corpus.rglob("*.jsonl")) if corpus.is_dir() else [corpus]
    for path in paths:
        for line in lines_of(path):
            record = json.loads(line)
            body = record.get("body") or record.get("text") or ""
            if len(body.split()) >= LEAST_WORDS:
                yield {"title": record.get("title") or record.get("headline") or "",
                       "body": body, "published": "2024-03-01", "source": "Original"}


def unlike_each_other(articles):
    """The articles without those that repeat an earlier one in part; numbered."""
    owners, kept = {}, []
    for article in articles:
        words = re.findall(r"\w+", article["body"].lower())
        runs = {hash(tuple(words[i:i + 5])) for i in range(len(words) - 4)}
        shared = {}
        for run in runs:
            for owner in owners.get(run, ()):
                shared[owner] = shared.get(owner, 0) + 1
        if any(count >= 0.1 * min(len(runs), len(kept[owner][1])) for owner, count in shared.items()):
            continue
        for run in runs:
            owners.setdefault(run, []).append(len(kept))
        kept.append((article | {"id": f"a{len(kept)}"}, runs))
    return [article for article, _ in kept]


def sentences_of(text):
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def edited(rng, text):
    words = []
    rate = rng.uniform(0.02, 0.04)
    for word in text.split():
        if rng.random() >= rate or any(c.isdigit() or c.isupper() for c in word):
            words.append(word)
        elif rng.random() < 0.5:
            words += [word, word]
    return " ".join(words)


def moved(rng, sentences):
    sentences = list(sentences)
    for _ in range(max(1, len(sentences) // 8)):
        sentence = sentences.pop(rng.randrange(len(sentences)))
        sentences.insert(rng.randrange(len(sentences) + 1), sentence)
    return sentences


def copy_of(rng, article, number):
    copy = dict(article)
    copy["id"] = f"{article['id']}~{number}"
    copy["source"] = f"Copier {number}"
    copy["published"] = f"2024-03-{rng.randint(1, 5):02d}"
    sentences = sentences_of(article["body"])
    for change in rng.sample(["headline", "cut", "boilerplate", "order", "edit", "lead"], rng.randint(1, 3)):
        if change == "headline":
            copy["title"] = rng.choice(HEADS)
        elif change == "cut" and len(sentences) > 3:
            sentences = sentences[:max(3, round(len(sentences) * rng.uniform(0.55, 0.9)))]
        elif change == "boilerplate":
            sentences = [rng.choice(BEFORE)] + sentences + [rng.choice(BEHIND)]
        elif change == "order" and len(sentences) > 3:
            sentences = moved(rng, sentences)
        elif change == "edit":
            sentences = [edited(rng, " ".join(sentences))]
        elif change == "lead" and len(sentences) > 4:
            sentences = sentences[1:]
    copy["body"] = " ".join(sentences)
    return copy


def decoy_of(rng, article, other):
    """Another article that quotes a fifth of this one."""
    decoy = dict(other)
    decoy["id"] = f"{article['id']}~decoy"
    sentences = sentences_of(article["body"])
    quoted = sentences[:max(1, len(sentences) // 5)]
    own = sentences_of(other["body"])
    decoy["body"] = " ".join(own[: len(own) // 2] + quoted + own[len(own) // 2:])
    return decoy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--originals", type=int, default=1000, help="articles to copy, at most (default: 1000)")
    options = parser.parse_args()
    rng = random.Random(SEED)
    articles = unlike_each_other(articles_of(options.corpus))
    rng.shuffle(articles)
    count = min(options.originals, len(articles) // 3)
    originals, others, rest = articles[:count], articles[count:2 * count], articles[2 * count:5 * count]
    made, pairs = [], []
    for original, other in zip(originals, others):
        group = [original] + [copy_of(rng, original, n) for n in range(1, rng.randint(1, 3) + 1)]
        made += group
        if len(sentences_of(original["body"])) >= 5:
            made.append(decoy_of(rng, original, other))
        pairs += [(a["id"], b["id"]) for i, a in enumerate(group) for b in group[i + 1:]]
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "articles.jsonl", "w", encoding="utf-8") as out:
        for article in made + rest:
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    with open(options.out / "copies.txt", "w", encoding="utf-8") as out:
        for a, b in pairs:
            out.write(f"{a}\t{b}\n")
    print(f"{len(made) + len(rest)} articles, {len(pairs)} pairs of copies in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
