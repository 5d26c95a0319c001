#!/usr/bin/env python3
"""Turns the Kaggle export of the Groningen Meaning Bank (Voice of America news) into a token-per-line tag file.

    gmb_tags.py gmb_ner_dataset.cp1252.csv.zst [SENTENCES] > gmb.txt
    akin-train-entities --evaluate entities/models/en.akin gmb.txt

Its labels were made by tools and corrected in part, so what is measured is agreement. What can be put right by rule is:

- "gpe" stands for countries and for demonyms alike: a word that ends like a demonym becomes MISC unless it is a known
  country.
- Titles are sometimes part of a person's name, sometimes a name by themselves, sometimes neither: they are cut off.
- What stands behind "Mr.", "Mrs." or "Ms." is a person, also where the label says otherwise.

For measuring alone: the licence is not confirmed.
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
ADDRESSES = {"Mr.", "Mrs.", "Ms."}
TITLES = ADDRESSES | set(
    "President Vice Prime Deputy Minister Foreign Defense Defence Interior Finance Secretary of State Secretary-General "
    "General Gen. Brigadier Lieutenant Lt. Colonel Col. Major Maj. Captain Capt. Admiral Commander Sergeant Senator Sen. "
    "Representative Rep. Congressman Congresswoman Governor Gov. Mayor Ambassador Envoy Chancellor Premier King Queen "
    "Prince Princess Crown Pope Cardinal Archbishop Bishop Father Reverend Rev. Ayatollah Grand Sheikh Sheik Imam Mullah "
    "Dr. Professor Judge Justice Chief Attorney Director Chairman Spokesman Spokeswoman Sir Lord Lady Dame "
    "Under-Secretary-General Undersecretary Assistant National Security Advisor Adviser U.S. U.N. Roman Catholic".split()
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
    for number, token, _, tag in csv.reader(text.splitlines()[1:]):
        if number and sentence:
            yield sentence
            sentence = []
        sentence.append((token, tag))
    yield sentence


def spans(sentence):
    """(first, last, label) of each name, cleaned."""
    first = 0
    while first < len(sentence):
        tag = sentence[first][1]
        last = first + 1
        while tag != "O" and last < len(sentence) and sentence[last][1] == "I-" + tag[2:]:
            last += 1
        label = "O" if tag == "O" else label_of(tag[2:], " ".join(token for token, _ in sentence[first:last]))
        begin = first
        if label == "PER":
            while begin < last and sentence[begin][0] in TITLES:
                begin += 1
        addressed = begin > 0 and sentence[begin - 1][0] in ADDRESSES
        if begin < last and label != "O":
            yield begin, last, "PER" if addressed else label
        first = last


def tagged(sentence):
    labels = ["O"] * len(sentence)
    for first, last, label in spans(sentence):
        labels[first:last] = ["B-" + label] + ["I-" + label] * (last - first - 1)
    return "\n".join(f"{token}\t{label}" for (token, _), label in zip(sentence, labels))


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
