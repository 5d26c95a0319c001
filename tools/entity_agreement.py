#!/usr/bin/env python3
"""Compares the places and people that Akin extracts with what editors filed the articles under.

    tools/entity_agreement.py AKIN ARTICLES [--limit N]

AKIN is the program, ARTICLES JSON Lines (compressed with zstd or not) of `title`, `text`, `places` and `people`, such as
Reuters-21578. The text alone is given to `akin extract`; its entities are compared with the tags, article by article.
Tags are read as Reuters wrote them: "west-germany" is West Germany, "usa" the United States, "james-baker" James Baker.

Editors tag the countries that a story is about, whether or not it names them ("Bonn said" is west-germany), and the
people who matter in it. So recall says how many tags are found as names, and precision, counted over articles with tags
and, for places, over countries only, how many of the names are tags. Neither is the precision of the tagger: a city or a
spokesman that is found is right though no editor tags it.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

SAME = {"usa": "united states", "us": "united states", "united states of america": "united states",
        "america": "united states", "britain": "uk", "united kingdom": "uk", "great britain": "uk", "england": "uk",
        "soviet union": "ussr", "federal republic of germany": "west germany", "holland": "netherlands",
        "united arab emirates": "uae", "republic of korea": "south korea", "korea": "south korea"}


def words(name):
    plain = re.sub(r"[^a-z0-9 ]+", "", name.lower().replace("-", " ").replace("'s", ""))
    plain = re.sub(r"^the ", "", " ".join(plain.split()))
    return SAME.get(plain, plain)


def articles_of(path, limit):
    if path.suffix == ".zst":
        raw = subprocess.run(["zstd", "-dc", str(path)], stdout=subprocess.PIPE, check=True).stdout
    else:
        raw = path.read_bytes()
    articles = [json.loads(line) for line in raw.splitlines()]
    articles = [a for a in articles if a.get("text") and (a.get("places") or a.get("people"))]
    return articles[:limit] if limit else articles


def extracted(program, articles):
    """The entities of each article by its id, as `akin extract` finds them in title and text alone."""
    given = "".join(json.dumps({"id": str(a["id"]), "title": a.get("title", ""), "body": a["text"]}) + "\n"
                    for a in articles)
    ran = subprocess.run([program, "extract", "--format", "jsonl", "-"], input=given.encode(),
                         stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("akin")
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--limit", type=int, default=0, help="the first N tagged articles only")
    options = parser.parse_args()
    articles = articles_of(options.articles, options.limit)
    found = {record["id"]: record for record in extracted(options.akin, articles)}
    countries = {words(tag) for article in articles for tag in article.get("places") or []}
    for field, kind in (("places", "place"), ("people", "person")):
        tagged = named = both = several = 0
        for article in articles:
            record = found.get(str(article["id"]))
            tags = {words(tag) for tag in article.get(field) or []}
            if record is None or not tags:
                continue
            names = {words(mention["name"]) for mention in record.get("mentions", []) if mention["kind"] == kind}
            if kind == "place":
                names &= countries
            else:  # "volcker" stands for "paul volcker" on either side
                names = {next((tag for tag in tags if set(name.split()) & {tag.split()[-1]}), name) for name in names}
            several += 1
            tagged += len(tags)
            named += len(names)
            both += len(tags & names)
        print(f"{field}: {several} articles, {tagged} tags, {named} names; "
              f"precision {100 * both / max(named, 1):.1f}, recall {100 * both / max(tagged, 1):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
