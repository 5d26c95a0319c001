#!/usr/bin/env python3
"""Makes a page of every article, with what is related to it.

Usage: make_site.py ARTICLES.jsonl RELATED.jsonl FOLDER

ARTICLES.jsonl has the articles that were indexed, each with its id; RELATED.jsonl is what `akin similar --all` printed.
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
<article>
<h1>{title}</h1>
{paragraphs}
</article>
{related}
</html>
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


def page(article, hits):
    paragraphs = [f"<p>{html.escape(text)}</p>" for text in article.get("body", "").split("\n\n")]
    return PAGE.format(
        title=html.escape(article["title"]), paragraphs="\n".join(paragraphs), related=related_list(hits)
    )


def main(articles, related, folder):
    hits = {result["id"]: result["hits"] for result in read_lines(related)}
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for article in read_lines(articles):
        text = page(article, hits.get(article["id"], []))
        (target / file_name(article["id"])).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
