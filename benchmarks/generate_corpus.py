#!/usr/bin/env python3
"""Makes a large archive of a real corpus: stories of several articles whose sentences are those of real ones.

Usage: generate_corpus.py CORPUS.jsonl[.zst|.gz] ARTICLES [--sentences N] [--seed N] > OUT.jsonl

A line of CORPUS has title and text (or body). The same input gives the same output, and the first articles of a large
archive are a small one. Lines have id, source, published, title and text; an id is the story's number and the article's
number in it ("812-3"), and ends with "c" for a copy, so that what belongs together can be read off.

A story retells one real article, its names replaced by made-up ones (a third of them from stories before, so that names
come back), and grows over some days: each article takes more than half of its sentences from the story, losing a
tenth of their words, the others from a real article on the same subject, which shares a rare word. One in thirty is
a copy of an article before it, whole or cut short, in another publication.
"""
import argparse
import collections
import datetime
import heapq
import itertools
import json
import math
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from workload import lines_of  # noqa: E402

FIRST_DAY = datetime.datetime(2010, 1, 1)
STORIES_A_DAY = 50
MEAN_STORY = 4  # articles
STORY_DAYS = 4  # mean time between an article and the story's beginning
COPIES = 1 / 30
FROM_STORY = 0.6
DROPPED_WORDS = 0.1
NAMES_A_STORY = 3
NAMES_FROM_BEFORE = 1 / 3
PUBLICATIONS = 120
LONGEST_SENTENCE = 60  # words: what has no full stops is cut
SUBJECT_ARTICLES = range(4, 200)  # a word in so many of the corpus names a subject
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“‘'(])")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
WORD = re.compile(r"[A-Za-z]{4,20}")
SYLLABLES = [c + v + e for c in "b d f g h k l m n p r s t v z br dr kl st tr".split() for v in "aeiou"
             for e in ("", "n", "r", "l")]


def sentences_of(text):
    for sentence in SENTENCE_END.split(" ".join(text.split())):
        words = sentence.split(" ")
        for begin in range(0, len(words), LONGEST_SENTENCE):
            yield " ".join(words[begin:begin + LONGEST_SENTENCE])


class Corpus:
    """Real articles, and which of them share a subject."""

    def __init__(self, path):
        self.articles = []
        frequency = collections.Counter()
        words = []
        for line in lines_of(path):
            article = json.loads(line)
            text = article.get("text") or article.get("body") or ""
            sentences = [sentence for sentence in sentences_of(text) if sentence]
            if sentences:
                self.articles.append((article.get("title") or "", sentences))
                words.append(sorted(set(WORD.findall(text.lower()))))
                frequency.update(words[-1])
        self.subjects = []
        self.articles_with = collections.defaultdict(list)
        for number, found in enumerate(words):
            rarest = sorted((frequency[word], word) for word in found if frequency[word] in SUBJECT_ARTICLES)[:8]
            self.subjects.append([word for _, word in rarest])
            for _, word in rarest:
                self.articles_with[word].append(number)

    def like(self, number, rng):
        """The sentences of an article that shares a subject with this one, which may be itself."""
        subjects = self.subjects[number]
        other = rng.choice(self.articles_with[rng.choice(subjects)]) if subjects else number
        return self.articles[other][1]


class Names:
    def __init__(self, rng):
        self._rng = rng
        self._known = []

    def next(self):
        if self._known and self._rng.random() < NAMES_FROM_BEFORE:
            return self._rng.choice(self._known)
        self._known.append("".join(self._rng.choices(SYLLABLES, k=self._rng.choice((2, 3, 3)))).capitalize())
        return self._known[-1]


class Story:
    def __init__(self, number, begin, corpus, names, rng, most_sentences):
        self._number, self._begin, self._corpus, self._rng = number, begin, corpus, rng
        self._subject = rng.randrange(len(corpus.articles))
        title, sentences = corpus.articles[self._subject]
        self._sentences = sentences
        found = sorted(set(NAME.findall(" ".join(sentences))))
        given = {name: names.next() for name in rng.sample(found, min(NAMES_A_STORY, len(found)))}
        if given:
            pattern = re.compile(r"\b(" + "|".join(given) + r")\b")
            rename = lambda text: pattern.sub(lambda match: given[match[0]], text)  # noqa: E731
            title, self._sentences = rename(title), [rename(sentence) for sentence in sentences]
        self._title = title
        self._length = min(len(sentences), most_sentences)

    def articles(self):
        """(time, article) for each, in no order."""
        rng = self._rng
        size = min(40, 1 + int(rng.expovariate(1 / (MEAN_STORY - 0.5))))
        told = []
        for number in range(size):
            days = 0 if number == 0 else rng.expovariate(1 / STORY_DAYS)
            published = self._begin + datetime.timedelta(days=days)
            told.append((published, self._article(number, published)))
            if rng.random() < COPIES:
                yield self._copy(*rng.choice(told))
        yield from told

    def _record(self, suffix, published, title, sentences):
        source = int(PUBLICATIONS * self._rng.random() ** 2)  # some write more than others
        return {"id": f"{self._number}-{suffix}", "source": f"Paper {source}",
                "published": published.strftime("%Y-%m-%dT%H:%M:%SZ"), "title": title, "text": " ".join(sentences)}

    def _article(self, number, published):
        rng = self._rng
        length = max(1, round(self._length * math.exp(rng.gauss(-0.1, 0.3))))
        own = self._sentences
        count = min(len(own), max(1, math.ceil(length * FROM_STORY)))
        chosen = [self._retold(own[place]) for place in sorted(rng.sample(range(len(own)), count))]
        other = self._corpus.like(self._subject, rng)
        count = min(len(other), length - count)
        begin = rng.randrange(len(other) - count + 1)
        text = chosen + other[begin:begin + count]
        title = self._title if number == 0 and self._title else " ".join(rng.choice(chosen).split()[:rng.randint(5, 10)])
        return self._record(number, published, title, text)

    def _retold(self, sentence):
        return " ".join(word for word in sentence.split(" ") if self._rng.random() >= DROPPED_WORDS) or sentence

    def _copy(self, published, article):
        sentences = SENTENCE_END.split(article["text"])
        kept = sentences[:max(1, round(len(sentences) * self._rng.choice((1, 1, 0.8))))]
        later = published + datetime.timedelta(hours=self._rng.randint(1, 40))
        copy = self._record("", later, article["title"], kept)
        return later, {**copy, "id": article["id"] + f"-{self._rng.randrange(10**6)}c"}


def archive(corpus, seed, most_sentences):
    """Articles in the order of their publication, without end."""
    rng = random.Random(seed)
    names = Names(rng)
    waiting = []
    for number in itertools.count():
        begin = FIRST_DAY + datetime.timedelta(days=number / STORIES_A_DAY)
        while waiting and waiting[0][0] < begin:
            yield heapq.heappop(waiting)[-1]
        for place, (published, article) in enumerate(Story(number, begin, corpus, names, rng, most_sentences).articles()):
            heapq.heappush(waiting, (published, number, place, article))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path, help="JSON Lines whose sentences are taken")
    parser.add_argument("articles", type=int)
    parser.add_argument("--sentences", type=int, default=10**6, help="about so many in an article at most")
    parser.add_argument("--seed", type=int, default=20231113)
    arguments = parser.parse_args()
    made = archive(Corpus(arguments.corpus), arguments.seed, arguments.sentences)
    for article in itertools.islice(made, arguments.articles):
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
