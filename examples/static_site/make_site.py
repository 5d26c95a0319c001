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
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{metadata}<style>{style}</style>
{head}{search}<article>
<h1>{title}</h1>
{byline}{paragraphs}
</article>
{related}
</html>
"""

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 0 auto; padding: 1rem 1rem 4rem; font: 1.05rem/1.6 system-ui, sans-serif; }
h1 { line-height: 1.2; margin-top: 2rem; }
h2 { font-size: 1.1rem; }
.byline { opacity: .75; }
aside { margin-top: 2.5rem; border-top: 3px solid; }
aside li { margin: .4rem 0; }
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
    return f'<aside aria-labelledby="related">\n<h2 id="related">Related</h2>\n<ul>\n{items}\n</ul>\n</aside>'


def metadata(article):
    """What a search engine, ours among them, cannot tell from the text: where and when it was published, and who wrote."""
    told = [("property", "og:site_name", article.get("source"))]
    told += [("property", "article:published_time", article.get("published"))]
    told += [("name", "author", author) for author in article.get("authors", [])]
    told += [("name", "description", article.get("summary"))]
    return "".join(
        f'<meta {kind}="{name}" content="{html.escape(content)}">\n' for kind, name, content in told if content
    )


def byline(article):
    parts = [article.get("source"), *article.get("authors", []), article.get("published", "")[:10]]
    text = " · ".join(html.escape(part) for part in parts if part)
    return f'<p class="byline">{text}</p>\n' if text else ""


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
        language=html.escape(article.get("language", "en")),
        metadata=metadata(article),
        style=STYLE,
        head=head,
        byline=byline(article),
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
