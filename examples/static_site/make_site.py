#!/usr/bin/env python3
"""Makes a page of every article, with what is related to it.

Usage: make_site.py ARTICLES.jsonl RELATED.jsonl FOLDER [SITE SERVER]

ARTICLES.jsonl has the articles that were indexed, each with its id; RELATED.jsonl is what `akin similar --all` printed.
With the addresses that the site will have and that `akin serve` has, each page names its own and has a search box.
"""
import html
import json
import pathlib
import sys
from urllib.parse import quote

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
{head}{search}<article>
<h1>{title}</h1>
{paragraphs}
</article>
{related}
</html>
"""


HEAD = """<link rel="canonical" href="{site}/{file}">
<script type="module" src="{server}/akin.js"></script>
"""

SEARCH = """<akin-search facets="sources,people">
<form action="{server}/"><input name="q" aria-label="Search"><button>Search</button></form>
</akin-search>
"""


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def file_name(article_id):
    return quote(article_id, safe="") + ".html"


def related_list(hits):
    if not hits:
        return ""
    items = "\n".join(
        f'<li><a href="{html.escape(quote(file_name(hit["id"])))}">{html.escape(hit["title"])}</a></li>' for hit in hits
    )
    return f'<aside aria-label="Related">\n<ul>\n{items}\n</ul>\n</aside>'


def search_box(article_id, site, server):
    """What goes into a page's head, and where the box is to be."""
    names = {
        "site": html.escape(site.rstrip("/")),
        "server": html.escape(server.rstrip("/")),
        "file": html.escape(quote(file_name(article_id))),
    }
    return HEAD.format(**names), SEARCH.format(**names)


def page(article, hits, addresses):
    head, search = search_box(article["id"], *addresses) if addresses else ("", "")
    paragraphs = [f"<p>{html.escape(text)}</p>" for text in article.get("body", "").split("\n\n")]
    return PAGE.format(
        title=html.escape(article["title"]),
        head=head,
        search=search,
        paragraphs="\n".join(paragraphs),
        related=related_list(hits),
    )


def main(articles, related, folder, *addresses):
    hits = {result["id"]: result["hits"] for result in read_lines(related)}
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for article in read_lines(articles):
        text = page(article, hits.get(article["id"], []), addresses)
        (target / file_name(article["id"])).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 6):
        sys.exit(__doc__)
    main(*sys.argv[1:])
