"""Metadata that a page gives: title, authors, dates, language, site, address, picture, each with the place it stands.

Sources in order of trust: JSON-LD of an article, meta tags, the elements of the page. The first fact of a field counts.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.markup.evidence import ATTRIBUTE
from wirecopy.passes.markup.pieces import plain
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.passes.markup.evidence import Evidence, Linked
    from wirecopy.passes.markup.scan import Page

_ARTICLE = lazy(r"Article|BlogPosting|Report$|LiveBlog|Review$|Posting$")
_META_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"),
    "published": (
        "article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
        "publish-date", "dc.date.issued", "dcterms.created", "dc.date", "date", "cxenseparse:recs:publishtime",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"),
    "site": ("og:site_name", "application-name", "al:android:app_name"),
    "lang": ("og:locale", "content-language", "dc.language"),
    "canonical": ("og:url",),
    "image": ("og:image", "twitter:image"),
    "section": ("article:section",),
}  # fmt: skip
_ISO = lazy(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?")
_LINK = lazy(r"<link\b([^>]*\bcanonical\b[^>]*)>", re.IGNORECASE)
_HTML = lazy(r"<html\b([^>]*)>", re.IGNORECASE)
_TIME = lazy(r"<time\b([^>]*)>", re.IGNORECASE)
LATE = "canonical, perhaps"
_LIST = lazy(r"\s*[;,]\s*|\s+(?:and|und|et|y|e|en|og|och|&)\s+")
_WORD = r"[^\W\d_][\w'’.\-]*"
_FULL_NAME = lazy(rf"(?:{_WORD} ){{1,3}}(?=[^\Wa-z\d_]){_WORD}")
_JOB = lazy(r"^\S+$|\b(?i:writer|editor|reporter|correspondent|press|news|staff|team|redaktion)\b")
_OTHER = lazy(_JOB.pattern + r"|\b[A-Z]{2,}\b")
_LONGEST_NAME = 80
_DEPTH = 6


class Found(NamedTuple):
    """One piece of metadata and where it stands in the source."""

    field: str
    value: str
    span: Span


def find(page: Page, evidence: Evidence) -> Iterator[Found]:
    """Yield the metadata of a page, best source of each field first, each value once a field."""
    seen: set[tuple[str, str]] = set()
    told = list(_raw(page, evidence))
    sites = {plain(raw).casefold() for field, raw, _ in told if field == "site"}
    # An address in JSON-LD is that of a section or of another edition more often than the others are: it comes last.
    late = [item for item in told if item.field == LATE]
    told = [
        item
        for item in told
        if item.field != LATE and not (item.field == "author" and plain(item.value).casefold() in sites)
    ]
    late = [item._replace(field="canonical") for item in late]
    for field, raw, span in chain(told, late, _lines(page, seen)):
        for value in map(partial(_clean, field), people(raw) if field == "author" else [raw]):
            if value and (field, value.casefold()) not in seen:
                seen.add((field, value.casefold()))
                yield Found(field, value, span)


def _lines(page: Page, seen: set[tuple[str, str]]) -> Iterator[Found]:
    """Yield what by-lines say of the fields that nothing has told so far."""
    missing = {"author", "published"} - {field for field, _ in seen}
    if missing and page.blocks:
        from wirecopy.passes.markup import bylines

        yield from (Found(*line) for line in bylines.find(page, missing))


def people(raw: str) -> list[str]:
    """Return the names in a list of authors; what is not such a list, as it is.

    >>> people("Anna Berg und José Ruiz, Nairobi")
    ['Anna Berg', 'José Ruiz']
    """
    parts = [part.strip() for part in _LIST.split(plain(unescape(raw)))]
    if len(parts) < 2:
        return [raw]
    other = _JOB if parts[0].isupper() else _OTHER
    names = [part for part in parts if _FULL_NAME.fullmatch(part) and (part == parts[0] or not other.search(part))]
    others = [part for part in parts if part and part not in names]
    # A place, an agency, an office: what follows names and is none itself.
    return names if names and parts[0] in names and all(other.search(part) for part in others) else [raw]


def _raw(page: Page, evidence: Evidence) -> Iterator[Found]:
    source = page.source
    named: set[str] = set()
    for script in evidence.linked:
        for field, value in _linked(script.data):
            named.add(field)
            yield Found(field, value, _place(source, value, script))
    metas: dict[str, list[tuple[str, Span]]] = {}
    for meta in evidence.metas:
        metas.setdefault(meta.name, []).append((meta.content, Span(meta.start, meta.end)))
    for field, names in _META_FIELDS.items():
        if field == "author" and field in named:
            continue  # names of JSON-LD are people; those of meta tags often the site
        for name in names:
            for content, span in metas.get(name, ()):
                yield Found(field, content, span)
    yield from _elements(page, evidence)


def _elements(page: Page, evidence: Evidence) -> Iterator[Found]:
    """Yield what elements of the page say: the language, the canonical address, headline and time."""
    source = page.source
    for pattern, key, field in (
        (_HTML, "lang", "lang"),
        (_LINK, "href", "canonical"),
        (_TIME, "datetime", "published"),
    ):
        match = pattern.search(source)
        value = match and _attributes(match.group(1)).get(key)
        if match and value:
            yield Found(field, value, Span(*match.span()))
    for block in page.blocks:
        if page.names[block.element] == "h1":
            yield Found("title", block.text, Span(block.start, block.end))
            break
    if evidence.page_title:
        start = source.find("<title")
        yield Found("title", evidence.page_title, Span(start, max(start, source.find("</", start))))


def _attributes(text: str) -> dict[str, str]:
    return {key.lower(): unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(text)}


def _place(source: str, value: str, script: Linked) -> Span:
    """Return where a value stands in a script; the whole script if it is written with escapes."""
    at = source.find(value, script.start, script.end)
    return Span(at, at + len(value)) if at >= 0 else Span(script.start, script.end)


def _linked(data: object) -> Iterator[tuple[str, str]]:
    """Yield the facts of the article that a JSON-LD script describes."""
    nodes = list(_nodes(data, _DEPTH))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    for node in nodes:
        kinds = node.get("@type")
        if not any(
            isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            continue
        for key, field in (
            ("headline", "title"), ("datePublished", "published"), ("dateModified", "modified"),
            ("inLanguage", "lang"), ("articleSection", "section"),
        ):  # fmt: skip
            value = node.get(key)
            if isinstance(value, str):
                yield field, value
        for key, field in (("author", "author"), ("publisher", "site")):
            for name in _names(node.get(key), by_id):
                yield field, name
        for key, field, inner in (("image", "image", "url"), ("mainEntityOfPage", LATE, "@id"), ("url", LATE, "@id")):
            value = node.get(key)
            value = value[0] if isinstance(value, list) and value else value
            value = value.get(inner) if isinstance(value, dict) else value
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                yield field, value
        return


def _nodes(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth == 0:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth - 1)
    elif isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth - 1)


def _names(value: object, by_id: Mapping[object, dict[str, object]]) -> Iterator[str]:
    """Yield the names of people or bodies, written out or referred to."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            known = item if "name" in item else by_id.get(item.get("@id"), {})
            name = known.get("name")
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str):
                    yield one


def _clean(field: str, raw: str) -> str:
    """Return a value in its final form; empty if it is none."""
    value = plain(unescape(raw))
    if field in {"published", "modified"}:
        return _date(value)
    if field == "lang":
        code = value.replace("_", "-").partition("-")[0].lower()
        return code if 2 <= len(code) <= 3 and code.isalpha() else ""
    if field in {"author", "site"}:
        value = value.removeprefix("By ").removeprefix("by ")
        return value if len(value) <= _LONGEST_NAME and "://" not in value and not value.startswith("@") else ""
    return value


def _date(value: str) -> str:
    """Return a date in ISO 8601, with time and zone as far as they are given; empty if it cannot be read."""
    from email.utils import parsedate_to_datetime  # sockets and calendars come with it: only where a page has a date

    match = _ISO.match(value)
    if match:
        year, month, day, time, zone = match.groups()
        if not (1900 <= int(year) <= 2100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return ""
        if zone and zone != "Z" and ":" not in zone:
            zone = zone[:3] + ":" + zone[3:]
        return f"{year}-{month}-{day}" + (f"T{time}{zone or ''}" if time else "")
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
