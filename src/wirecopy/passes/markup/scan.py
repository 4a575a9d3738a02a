"""Tokeniser and blocks: one pass over the tags of a page, with the place of every element and text block kept.

Not a parser of the standard: it never raises, is linear in the input, and knows just enough of HTML (elements without
content, raw text, end tags that may be left out) to tell which block of text stands in which elements.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from wirecopy.text.lazy import lazy

TAG = lazy(
    r"<(?!/?(?:span|strong|b|i|em|img|small|sup|sub|u|path|font|s|input|meta|link|wbr|abbr|cite|source)[\s/>])"
    r"(?:(/?)([a-zA-Z][^\s/>]*)([^>]*)>|!--)"
)
"""Tags (slash, name, attributes) that may matter to the structure, and the beginning of a comment."""
_RAW = "script|style|noscript|template|svg|iframe|select|button|textarea|object|video|audio|canvas|head|title|math|nav|rp|rt"
INSIDE = r"!--.*?(?:-->|\Z)|/?[a-zA-Z][^>]*>|[!?][^>]*>"
"""What follows on a `<` that is no text. Linear only up to the last `>` of a text: look no further."""
_INLINE = lazy(f"<(?:{INSIDE})", re.DOTALL)
_RAW_START = lazy(rf"<({_RAW})(?=[\s/>])[^>]*>", re.IGNORECASE)
RAW = frozenset(_RAW.split("|"))
"""Elements whose content is never text of the page; they are skipped as a whole."""
BLOCK = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "form",
        "fieldset",
        "legend",
        "hr",
        "center",
        "address",
        "details",
        "summary",
        "hgroup",
        "menu",
        "dir",
        "label",
        "dialog",
    ]
)
"""Elements that end the text before them."""
_CLOSES = {
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
}
_P = frozenset({"p"})
_LOOK_BACK = 256
"""How many open elements an end tag is looked for among: bounds the work on broken pages."""
_LONGEST_TAG = 65536
_ATTRIBUTE = lazy(r"[\s/]*(?:[^\s/>=][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?|=)")


class Block(NamedTuple):
    """A run of text between two block tags: `[start, end)` of the source, its text in one line, code points in links."""

    element: int
    start: int
    end: int
    text: str
    linked: int
    breaks: int


class Page(NamedTuple):
    """What the scan found. Elements are numbered in order of their start tags; 0 is the page itself."""

    source: str
    names: list[str]
    parents: list[int]
    attributes: list[str]
    starts: list[int]
    """Where the start tag of each element stands."""
    blocks: list[Block]


class RawEnds:
    """Finds where raw elements end; each name is looked for in vain only once, which keeps the whole linear."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._last: dict[str, int] = {}

    def find(self, name: str, start: int, limit: int) -> int:
        """Return where the content of a raw element ends, with its end tag; `start` if it is not closed before `limit`."""
        if start >= self._last.get(name, limit):
            return limit if name in _TO_THE_END else start
        match = _RAW_ENDS[name].search(self.source, start, limit)
        if match is None:
            self._last[name] = start
            return limit if name in _TO_THE_END else start
        return match.end()


_TO_THE_END = frozenset({"script", "style"})
_RAW_ENDS = {name: lazy(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE) for name in RAW}


def plain(piece: str, *, raw: bool = True) -> str:
    """Return the text of a piece of source as one line; `raw`: it may hold raw elements."""
    if "<" in piece:
        last = piece.rfind(">") + 1
        if raw and _RAW_START.search(piece, 0, last):
            piece = _without_raw(piece, last)
            last = piece.rfind(">") + 1
        piece = _INLINE.sub("", piece[:last]) + piece[last:]
    if "&" in piece:
        piece = unescape(piece)
    return " ".join(piece.split())


def _without_raw(piece: str, last: int) -> str:
    ends, kept, at = RawEnds(piece), [], 0
    for match in _RAW_START.finditer(piece, 0, last):
        if match.start() >= at:
            end = ends.find(match.group(1).lower(), match.end(), len(piece))
            if end > match.end():
                kept.append(piece[at : match.start()])
                at = end
    return "".join([*kept, piece[at:]])


def _is_link(piece: str, inner: str) -> bool:
    """Tell whether a piece of source is a link around the text `inner`, and nothing else."""
    end = piece.find(">") + 1
    return piece[:2] == "<a" and piece[-4:] == "</a>" and piece.count("<") == 2 and piece[end:-4] == inner


def scan(source: str) -> Page:
    """Return the elements and text blocks of a page."""
    return _Scan(source).run()


class _Scan:
    """The state of one scan."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.names = ["#page"]
        self.parents = [-1]
        self.attributes = [""]
        self.starts = [0]
        self.blocks: list[Block] = []
        self.stack = [0]
        self.open = ["#page"]
        self.raw_ends = RawEnds(source)

    def run(self) -> Page:
        """Walk the tags. The hot loop: kept flat on purpose."""
        source, find = self.source, self.source.find
        names, parents, attributes, starts = self.names, self.parents, self.attributes, self.starts
        stack, open_ = self.stack, self.open
        skip = at = last_break = breaks = 0
        raw = False  # whether the block at hand has raw elements
        link = -1
        links: list[tuple[int, int]] = []
        blocks = BLOCK
        for match in TAG.finditer(source, 0, source.rfind(">") + 1):
            start, end = match.span()
            if start < skip:
                continue
            slash, name, rest = match.groups()
            if name is None:
                skip = find("-->", start + 4) + 3
                if skip == 2:
                    skip = len(source)
                continue
            if name not in blocks:
                name = name.lower()
            if name in blocks:
                if rest and (rest.count('"') & 1 or rest.count("'") & 1):
                    skip = end = self.tag_end(match.start(3), end)
                    rest = source[match.start(3) : end - 1]
                if at != start:
                    if link >= 0:
                        links.append((link, start))
                    piece = source[at:start]
                    if not piece.isspace():
                        self.flush(piece, at, links, breaks, raw=raw)
                    if links:
                        links = []
                if link >= 0:
                    link = end
                at, breaks, raw = end, 0, False
                if slash:
                    if open_[-1] == name:
                        stack.pop()
                        open_.pop()
                    elif name in open_[-_LOOK_BACK:]:
                        while open_.pop() != name:
                            stack.pop()
                        stack.pop()
                elif name != "hr":
                    closes = _CLOSES.get(name, _P)
                    if open_[-1] in closes:
                        self.close(name, closes)
                    parents.append(stack[-1])
                    stack.append(len(names))
                    open_.append(name)
                    names.append(name)
                    attributes.append(rest)
                    starts.append(start)
            elif name == "a":
                if link >= 0:
                    links.append((link, start))
                link = -1 if slash else end
            elif name == "br":
                if last_break >= at and source[last_break:start].isspace() | (last_break == start):
                    if link >= 0:
                        links.append((link, start))
                        link = end
                    self.flush(source[at:start], at, links, breaks, raw=raw)
                    links, at, breaks, raw = [], end, 0, False
                else:
                    breaks += 1
                last_break = end
            elif name in RAW and not slash and not (rest.endswith("/") and name == "svg"):
                skip, raw = self.raw_end(name, end), True
        if link >= 0:
            links.append((link, len(source)))
        self.flush(source[at:], at, links, breaks, raw=True)
        return Page(source, names, parents, attributes, starts, self.blocks)

    def flush(self, piece: str, start: int, links: list[tuple[int, int]], breaks: int, *, raw: bool) -> None:
        """End the block whose source is `piece`: keep it if it has text."""
        if len(links) == 1 and _is_link(piece, inner := self.source[slice(*links[0])]):
            text = plain(inner)
            linked = len(text)
        else:
            text = plain(piece, raw=raw)
            linked = sum([len(plain(self.source[a:b], raw=raw)) for a, b in links]) if links and text else 0
        if text:
            self.blocks.append(Block(self.stack[-1], start, start + len(piece), text, linked, breaks))

    def close(self, name: str, closes: frozenset[str]) -> None:
        """End the elements whose end tag the start tag `name` makes needless."""
        while self.open[-1] in closes:
            ended = self.open.pop()
            self.stack.pop()
            if ended == name or (ended != "p" and name != "tr"):
                return

    def tag_end(self, start: int, end: int) -> int:
        """Return where a tag ends whose first `>` may stand in a quoted value; `start`: of its attributes."""
        limit = min(len(self.source), start + _LONGEST_TAG)
        at = start
        while at < limit and (match := _ATTRIBUTE.match(self.source, at)):
            at = match.end()
        found = self.source.find(">", at, limit)
        return found + 1 if found >= 0 else end

    def raw_end(self, name: str, start: int) -> int:
        """Return where to go on after the start tag of a raw element."""
        end = self.raw_ends.find(name, start, len(self.source))
        if name == "head" and (body := self.source.find("<body", start, end)) >= 0:
            return body
        return end
