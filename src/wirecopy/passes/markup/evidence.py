"""Evidence: what a page says about its own article (JSON-LD, meta tags, title), read without a parser.

Only evidence: the features check it against the blocks of the page.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import NamedTuple

from wirecopy.passes.markup.pieces import plain
from wirecopy.text.lazy import lazy

_LD = lazy(r"<script\b[^>]*application/ld\+json[^>]*>", re.IGNORECASE)
_META = lazy(r"<meta\b([^>]*)>", re.IGNORECASE)
_TITLE = lazy(r"<title\b[^>]*>([^<]*)", re.IGNORECASE)
ATTRIBUTE = lazy(r"([a-zA-Z][\w:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_HEAD_LIMIT = 400_000
"""Code points of a page that are looked through for meta tags."""
_DEPTH = 8
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_TITLES = frozenset({"og:title", "twitter:title"})
_BODIES = frozenset({"articleBody", "text", "reviewBody"})
_SHORTEST_BODY = 200


class Meta(NamedTuple):
    """One meta tag: its name or property, in small letters, its content, and where the tag stands."""

    name: str
    content: str
    start: int
    end: int


class Linked(NamedTuple):
    """One JSON-LD script: the data, and where its JSON stands."""

    data: object
    start: int
    end: int


class Evidence(NamedTuple):
    """What the page says about itself."""

    metas: tuple[Meta, ...]
    linked: tuple[Linked, ...]
    page_title: str
    body: str
    """The article's text according to JSON-LD, in one line; empty if it says none."""

    @property
    def descriptions(self) -> list[str]:
        """Summaries, longest known first."""
        return [text for meta in self.metas if meta.name in _DESCRIPTIONS and (text := plain(meta.content))]

    @property
    def titles(self) -> list[str]:
        """Titles of the page."""
        named = [text for meta in self.metas if meta.name in _TITLES and (text := plain(meta.content))]
        return [*named, self.page_title] if self.page_title else named


def gather(source: str) -> Evidence:
    """Read the meta tags and JSON-LD of a page."""
    linked = tuple(_linked(source))
    bodies: list[str] = []
    for item in linked:
        _bodies(item.data, bodies, _DEPTH)
    title = _TITLE.search(source, 0, _HEAD_LIMIT)
    return Evidence(
        tuple(_metas(source)),
        linked,
        plain(title.group(1)) if title else "",
        " ".join(plain(body) for body in bodies),
    )


def _metas(source: str) -> list[Meta]:
    found: list[Meta] = []
    head = source.find("</head")
    limit = min(head if head >= 0 else len(source), _HEAD_LIMIT)
    for match in _META.finditer(source, 0, limit):
        values = {key.lower(): a or b or c for key, a, b, c in ATTRIBUTE.findall(match.group(1))}
        name = values.get("property") or values.get("name") or values.get("itemprop") or values.get("http-equiv")
        if name and "content" in values:
            found.append(Meta(name.lower(), unescape(values["content"]), *match.span()))
    return found


def _linked(source: str) -> list[Linked]:
    found: list[Linked] = []
    if "ld+json" not in source:
        return found
    for match in _LD.finditer(source):
        end = source.find("</", match.end())
        while end >= 0 and source[end + 2 : end + 8].lower() != "script":
            end = source.find("</", end + 2)
        if end < 0:
            break
        piece = source[match.end() : end]
        try:
            data = json.loads(piece, strict=False)
        except (ValueError, RecursionError):
            continue
        found.append(Linked(data, match.end(), end))
    return found


def _bodies(data: object, found: list[str], depth: int) -> None:
    """Collect the article texts in JSON-LD, comments left out."""
    if depth == 0:
        return
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _BODIES and isinstance(value, str) and len(value) > _SHORTEST_BODY:
                found.append(value)
            elif isinstance(value, dict | list) and key not in {"comment", "comments", "review"}:
                _bodies(value, found, depth - 1)
    elif isinstance(data, list):
        for value in data:
            _bodies(value, found, depth - 1)
