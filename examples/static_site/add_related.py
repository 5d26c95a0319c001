#!/usr/bin/env python3
"""Puts a list of related articles into the pages of a site. Usage: add_related.py RELATED.jsonl SITE

RELATED.jsonl is what `akin similar --all` prints for an index of SITE's HTML pages. The list takes the place of what
stands between <!-- related --> and <!-- /related -->, so that it can be run again; pages without that are left alone.
"""
import html
import json
import pathlib
import re
import sys

PLACE = re.compile(r"(<!-- related -->).*?(<!-- /related -->)", re.DOTALL)


def related_list(hits):
    if not hits:
        return ""
    items = "".join(
        f'<li><a href="{html.escape(hit["url"])}">{html.escape(hit["title"])}</a></li>\n' for hit in hits if hit.get("url")
    )
    return f'\n<aside aria-label="Related">\n<ul>\n{items}</ul>\n</aside>\n'


def main(related_file, site):
    related = {}
    with open(related_file, encoding="utf-8") as lines:
        for line in lines:
            result = json.loads(line)
            related[result["id"]] = result["hits"]
    print(len(related), "lists", file=sys.stderr)
    changed = 0
    for page in sorted(pathlib.Path(site).rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        new = PLACE.sub(lambda place: place[1] + related_list(related.get(key_of(text, page), [])) + place[2], text)
        if new != text:
            page.write_text(new, encoding="utf-8")
            changed += 1
    print(changed, "pages changed", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
