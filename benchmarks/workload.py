"""Prepares what every engine of the benchmark gets: one corpus with dates and one list of queries sampled from it.

Usage: workload.py OUT_DIR [CORPUS.jsonl[.zst|.gz]] [--articles N]
Writes OUT_DIR/corpus.jsonl, OUT_DIR/queries.tsv and OUT_DIR/corpus.json (articles, bytes of title and text). Without a
corpus one is generated. Everything follows from the seed and the input: the same call writes the same bytes.
"""

import argparse
import collections
import datetime
import gzip
import itertools
import json
import pathlib
import random
import re
import subprocess
import zlib

SEED = 20240229
QUERIES_PER_KIND = 200
FIRST_DAY = (datetime.date(2021, 1, 1) - datetime.date(1970, 1, 1)).days
DAYS = 3 * 365
WORD = re.compile(r"(?<![^\W_])[a-z]{4,16}(?![^\W_])")
PAIR = re.compile(r"(?<![^\W_])([a-z]{3,16}) ([a-z]{3,16})(?![^\W_])")


def lines_of(path):
    if path.suffix == ".zst":
        with subprocess.Popen(["zstdcat", str(path)], stdout=subprocess.PIPE) as process:
            yield from process.stdout
        if process.returncode != 0:
            raise SystemExit(f"cannot decompress {path}")
    else:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield from file


def generated(articles):
    """Made-up text with the word frequencies of a language (Zipf) and topics that related articles share."""
    rng = random.Random(SEED)
    syllables = [c + v for c in "b c d f g h k l m n p r s t v w st tr pl ch".split() for v in "a e i o u ai ou".split()]
    words = []
    seen = set()
    while len(words) < 60_000:
        word = "".join(rng.choices(syllables, k=rng.randint(2, 5)))
        if word not in seen:
            seen.add(word)
            words.append(word)
    cumulative = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    topics = [rng.sample(words[200:], 60) for _ in range(800)]
    for number in range(articles):
        topic = rng.choice(topics)
        common = rng.choices(words, cum_weights=cumulative, k=max(30, int(rng.lognormvariate(5.3, 0.6))))
        text = [rng.choice(topic) if rng.random() < 0.12 else word for word in common]
        sentences = [" ".join(text[i : i + 17]).capitalize() + "." for i in range(0, len(text), 17)]
        yield {"id": f"made/{number}", "source": f"paper {number * 7 % 23}",
               "title": " ".join(rng.choices(topic, k=6)).capitalize(), "text": "\n".join(sentences)}


def articles_of(arguments):
    if arguments.corpus is None:
        yield from generated(arguments.articles or 20_000)
        return
    for line in itertools.islice(lines_of(arguments.corpus), arguments.articles):
        article = json.loads(line)
        yield {"id": str(article["id"]), "source": str(article.get("source", "")), "title": article.get("title", ""),
               "text": article.get("text", article.get("body", ""))}


def write_corpus(arguments, path):
    frequency = collections.Counter()
    count = size = 0
    with path.open("w", encoding="utf-8") as out:
        for article in articles_of(arguments):
            day = FIRST_DAY + zlib.crc32(article["id"].encode()) % DAYS
            date = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
            record = {"id": article["id"], "source": article["source"], "published": f"{date}T12:00:00Z",
                      "published_day": day, "title": article["title"], "text": article["text"]}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            frequency.update(set(WORD.findall(article["text"].lower())))
            count += 1
            size += len((article["title"] + article["text"]).encode("utf-8", "surrogatepass"))
    return frequency, {"articles": count, "text_bytes": size}


class Sampler:
    """Draws queries from random articles, so that frequent topics are asked for more often."""

    def __init__(self, path, frequency, articles):
        self.rng = random.Random(SEED)
        self.frequency = frequency
        self.articles = articles
        wanted = set(self.rng.sample(range(articles), min(articles, 6_000)))
        with path.open("rb") as file:
            self.sample = [json.loads(line) for number, line in enumerate(file) if number in wanted]
        self.rng.shuffle(self.sample)
        self.next = itertools.cycle(self.sample)

    def words(self, article, low, high):
        """Words of an article that occur in a share of the articles between low and high, at least five."""
        found = set(WORD.findall(article["text"]))
        return sorted(w for w in found if max(5, low * self.articles) <= self.frequency[w] <= high * self.articles)

    def draw(self, low, high, count=1):
        while True:
            article = next(self.next)
            words = self.words(article, low, high)
            if len(words) >= count:
                return article, self.rng.sample(words, count)

    def phrase(self):
        while True:
            pairs = [p for p in PAIR.findall(next(self.next)["text"])
                     if all(0 < self.frequency[w] <= 0.2 * self.articles for w in p)]
            if pairs:
                return self.rng.choice(pairs)

    def typed(self):
        """What somebody has typed of a title so far, every fourth time with a letter left out."""
        title = next(self.next)["title"].lower()
        typed = title[: self.rng.randint(2, max(2, min(18, len(title))))]
        slip = self.rng.randrange(len(typed)) if len(typed) > 4 and self.rng.random() < 0.25 else len(typed)
        return " ".join((typed[:slip] + typed[slip + 1 :]).split()) or "a"

    def query(self, kind):
        source, day_from, day_to = "", 0, 0
        if kind == "rare":
            words = self.draw(0, 0.001)[1]
        elif kind == "common":
            words = self.draw(0.02, 0.2)[1]
        elif kind == "and2":
            words = self.draw(0.001, 0.1, 2)[1]
        elif kind == "or3":
            words = self.draw(0.001, 0.1, 3)[1]
        elif kind == "phrase":
            words = self.phrase()
        elif kind == "prefix":
            words = [self.draw(0.001, 0.1)[1][0][: self.rng.randint(3, 4)]]
        elif kind == "suggest":
            words = [self.typed()]
        elif kind == "similar":
            words = [next(self.next)["id"]]
        else:  # filter, date, facets
            article, words = self.draw(0.001, 0.1)
            if kind == "filter":
                source = article["source"]
            if kind == "date":
                day_from = FIRST_DAY + self.rng.randrange(DAYS)
                day_to = day_from + self.rng.choice((0, 6, 30, 90))
        return "\t".join((kind, " ".join(words), source, str(day_from), str(day_to)))


KINDS = ("rare", "common", "and2", "or3", "phrase", "filter", "date", "facets", "prefix", "similar", "suggest")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path, nargs="?")
    parser.add_argument("--articles", type=int, help="take only the first N (20,000 when generated)")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    corpus = arguments.out / "corpus.jsonl"
    frequency, facts = write_corpus(arguments, corpus)
    sampler = Sampler(corpus, frequency, facts["articles"])
    with (arguments.out / "queries.tsv").open("w", encoding="utf-8") as out:
        for kind in KINDS:
            for _ in range(QUERIES_PER_KIND):
                out.write(sampler.query(kind) + "\n")
    (arguments.out / "corpus.json").write_text(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
