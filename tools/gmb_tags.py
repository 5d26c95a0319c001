#!/usr/bin/env python3
"""Turns the Kaggle export of the Groningen Meaning Bank (Voice of America news) into a token-per-line tag file.

    gmb_tags.py gmb_ner_dataset.cp1252.csv.zst [SENTENCES] > gmb.txt
    akin-train-entities --evaluate entities/models/en.akin --own-scheme gmb.txt

Its labels were made by tools and corrected in part, so what is measured is agreement. "gpe" stands for countries and for
demonyms alike: a word that ends like a demonym becomes MISC unless it is a known country. For measuring alone: the
licence is not confirmed.
"""

import csv
import re
import subprocess
import sys

KINDS = {"geo": "LOC", "gpe": "GPE", "per": "PER", "org": "ORG"}
DEMONYM = re.compile(r".*(an|ish|ese|i|ch|Dutch|Arab|Kurd|Sunni|Shi'ite|is|ic|er|Greek|Swiss|Thai|Czech|Turk|Serb|Croat|Briton)s?$")
COUNTRIES = set(
    "Iran Pakistan Afghanistan Kazakhstan Uzbekistan Kyrgyzstan Tajikistan Turkmenistan Japan Sudan Azerbaijan Jordan "
    "Bhutan Taiwan Haiti Mali Brunei Djibouti Burundi Malawi Bahrain".split()
)


def label_of(tag, name):
    kind = KINDS.get(tag, "MISC")
    if kind != "GPE":
        return kind
    return "MISC" if DEMONYM.match(name) and name not in COUNTRIES else "LOC"


def sentences(path):
    """Lists of (token, tag), in the order of the file."""
    text = subprocess.run(["zstdcat", path], capture_output=True, check=True).stdout.decode("cp1252")
    sentence = []
    for number, _, _, tag, token in (
        (line[0], line[1], line[2], line[-1], ",".join(line[1:-2]))
        for line in csv.reader(text.splitlines()[1:], quoting=csv.QUOTE_NONE)
        if line
    ):
        if number and sentence:
            yield sentence
            sentence = []
        sentence.append((token.strip('"') or '"', tag))
    yield sentence


def tagged(sentence):
    lines = []
    first = 0
    while first < len(sentence):
        tag = sentence[first][1]
        last = first + 1
        while tag != "O" and last < len(sentence) and sentence[last][1] == "I-" + tag[2:]:
            last += 1
        tokens = [token for token, _ in sentence[first:last]]
        label = "O" if tag == "O" else label_of(tag[2:], " ".join(tokens))
        for at, token in enumerate(tokens):
            lines.append(f"{token}\t{label if label == 'O' else ('I-' if at else 'B-') + label}")
        first = last
    return "\n".join(lines)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) == 3 else 4000
    for number, sentence in enumerate(sentences(sys.argv[1])):
        if number == count:
            break
        print(tagged(sentence) + "\n")


if __name__ == "__main__":
    main()
