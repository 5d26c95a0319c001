#!/usr/bin/env python3
"""Measures did-you-mean on lists of misspellings.

Usage: spelling_accuracy.py AKIN INDEX ARTICLES LIST...

ARTICLES are the JSON Lines (not compressed) that INDEX was made from. A list has a line for each right word: the word, a
colon, its misspellings with blanks between. Counted are right words that the articles have; words with anything but
letters are left out. Printed are, for each list, the share of pairs of a right word and a misspelling whose suggestion is
that right word; the same for misspellings that no article has; the share of different misspellings whose suggestion is
one of their right words (a list may have several); and the share of right words for which anything is suggested.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile


def answers(akin, index, words):
    """The answer to each word as a query of its own, never relaxed."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as queries:
        queries.writelines(f"{i}\t{word}\n" for i, word in enumerate(words))
        queries.flush()
        output = subprocess.run([akin, "search", "--index", index, "--queries", queries.name, "--limit", "1",
                                 "--no-relax", "--format", "jsonl"], stdout=subprocess.PIPE, check=False, text=True).stdout
    found = [json.loads(line) for line in output.splitlines()]
    if len(found) != len(words):
        raise SystemExit(f"{len(words)} queries, {len(found)} answers")
    return dict(zip(words, found))


def words_of(articles):
    """Every word of the articles in small letters."""
    words = set()
    with open(articles, encoding="utf-8") as lines:
        for line in lines:
            words.update(re.findall(r"[^\W\d_]+", " ".join(map(str, json.loads(line).values())).lower()))
    return words


def misspellings(path):
    """(right, wrong) of all lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        right, _, wrong = line.partition(":")
        for word in wrong.split():
            if right.isalpha() and word.isalpha() and right.lower() != word.lower():
                yield right.lower(), word.lower()


def main():
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    akin, index, articles = sys.argv[1:4]
    known = words_of(articles)
    for path in map(pathlib.Path, sys.argv[4:]):
        pairs = sorted((right, wrong) for right, wrong in set(misspellings(path)) if right in known)
        rights = sorted({right for right, _ in pairs})
        changed = [word for word, answer in answers(akin, index, rights).items() if answer["suggestion"]]
        of_wrong = answers(akin, index, sorted({wrong for _, wrong in pairs}))
        good = [(right, wrong) for right, wrong in pairs if of_wrong[wrong]["suggestion"] == right]
        put_right = {wrong for _, wrong in good}
        absent = [pair for pair in pairs if pair[1] not in known]
        good_absent = [pair for pair in good if pair[1] not in known]
        print(f"{path.name}: {len(pairs)} misspellings, top-1 {len(good) / len(pairs):.3f}; "
              f"{len(absent)} in no article, top-1 {len(good_absent) / len(absent):.3f}; "
              f"{len(of_wrong)} different, one of their right words {len(put_right) / len(of_wrong):.3f}; "
              f"{len(rights)} right words, changed {len(changed) / len(rights):.4f}")


if __name__ == "__main__":
    main()
