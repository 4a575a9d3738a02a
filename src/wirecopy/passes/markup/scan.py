"""Tokeniser and blocks: one pass over the tags of a page, with the place of every element and text block kept.

Not a parser of the standard: it never raises, is linear in the input, and knows just enough of HTML (elements without
content, raw text, end tags that may be left out) to tell which block of text stands in which elements.
"""

from __future__ import annotations

from typing import NamedTuple

from wirecopy.passes.markup.pieces import RAW, RawEnds, line, linked_line
from wirecopy.text.lazy import lazy

TAG = lazy(
    r"<(?!a[\s>](?![^>]*<)[^>]*>|/(?:a|script|button|svg|rect|option|g|style|noscript|title|time|picture)>"
    r"|/?(?:s(?:pan|trong|mall|up|ub|ource)?|b|i(?:mg|nput)?|em|u|path|font|meta|link|wbr|abbr|cite)[\s/>]"
    r"|/a[\s>](?![^>]*<)[^>]*>)(?:(/?)([a-zA-Z][^\s/>]*)([^>]*)>|!--)"
)
"""Tags (slash, name, attributes) that may matter to the structure, and the beginning of a comment; most others are passed over.

Up to the last `>` of a text the whole is linear: look no further."""
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
_P = frozenset({"p"})
_CLOSES = {
    **dict.fromkeys(BLOCK, _P),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
}
"""The elements that a start tag ends whose end tag was left out."""
_LOOK_BACK = 256
"""How many open elements an end tag is looked for among: bounds the work on broken pages."""
_LONGEST_TAG = 65536
_FAR = 500
"""Where the scan leaves out more code points than this, it sets in anew behind them."""
_BODIES = 4
"""So many of what looks like the body's tag are looked at in a head: bounds the work on broken pages."""
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
        self.holes: list[tuple[int, int]] = []
        """Places of what is no text in the block at hand."""
        self.raw_ends = RawEnds(source)

    def run(self) -> Page:
        """Walk the tags. The hot loop: kept flat on purpose."""
        source, closing = self.source, _CLOSES
        names, parents, attributes, starts = self.names, self.parents, self.attributes, self.starts
        here, open_ = 0, names[0]  # the element that is open, and its name
        at = breaks = skip = 0
        last_break = -1
        in_link, going = False, True
        limit = source.rfind(">") + 1
        while going:
            going = False
            for match in TAG.finditer(source, skip, limit):
                start, end = match.span()
                if start < skip:
                    continue
                slash, name, rest = match.groups()
                closes = closing.get(name)
                if closes is None:
                    name = name and name.lower()
                    closes = closing.get(name)
                if closes is not None:
                    if rest and (rest.count('"') & 1 or rest.count("'") & 1):
                        skip = end = self.tag_end(match.start(3), end)
                        rest = source[match.start(3) : end - 1]
                    if at != start and not (piece := source[at:start]).isspace():
                        in_link = self.flush(piece, here, at, breaks, in_link=in_link)
                    at, breaks = end, 0
                    if slash:
                        here = parents[here] if open_ == name else self.ended(here, name)
                        open_ = names[here]
                    elif name != "hr":
                        if open_ in closes:
                            here = self.closed(here, name, closes)
                        parents.append(here)
                        here, open_ = len(names), name
                        names.append(name)
                        attributes.append(rest)
                        starts.append(start)
                elif name == "br":
                    if last_break >= at and (last_break == start or source[last_break:start].isspace()):
                        in_link = self.flush(source[at:start], here, at, breaks, in_link=in_link)
                        at, breaks = end, 0
                    else:
                        breaks += 1
                    last_break = end
                elif name is None or (name in RAW and not slash and not (rest.endswith("/") and name == "svg")):
                    skip = self.hole(name, start, end)
                    if skip > end + _FAR:
                        going = True
                        break
        self.flush(source[at:], here, at, breaks, in_link=in_link)
        return Page(source, names, parents, attributes, starts, self.blocks)

    def flush(self, piece: str, here: int, start: int, breaks: int, *, in_link: bool) -> bool:
        """End the block of an element whose source is `piece`: keep it if it has text. Return whether a link is still open."""
        if "<" in piece:
            text, linked, in_link = linked_line(piece, start, self.holes, in_link=in_link)
            self.holes.clear()
        else:
            text = line(piece)
            linked = len(text) if in_link else 0
        if text:
            self.blocks.append(Block(here, start, start + len(piece), text, linked, breaks))
        return in_link

    def ended(self, here: int, name: str) -> int:
        """Return the element that is open after an end tag that is not that of `here`."""
        names, parents = self.names, self.parents
        element = here
        for _ in range(_LOOK_BACK):
            if names[element] == name:
                return parents[element]
            element = parents[element]
            if element < 0:
                break
        return here

    def closed(self, here: int, name: str, closes: frozenset[str]) -> int:
        """Return the element that is open after those have ended whose end tag the start tag `name` makes needless."""
        names, parents = self.names, self.parents
        while (ended := names[here]) in closes:
            here = parents[here]
            if ended == name or (ended != "p" and name != "tr"):
                break
        return here

    def tag_end(self, start: int, end: int) -> int:
        """Return where a tag ends whose first `>` may stand in a quoted value; `start`: of its attributes."""
        limit = min(len(self.source), start + _LONGEST_TAG)
        at = start
        while at < limit and (match := _ATTRIBUTE.match(self.source, at)):
            at = match.end()
        found = self.source.find(">", at, limit)
        return found + 1 if found >= 0 else end

    def hole(self, name: str | None, start: int, end: int) -> int:
        """Return where to go on after the start tag `[start, end)` of a raw element, or the beginning of a comment."""
        source = self.source
        if name is None:
            skip = source.find("-->", start + 4) + 3
            if skip == 2:
                skip = len(source)
            self.holes.append((start, skip))
            return skip
        skip = self.raw_ends.find(name, end, len(source))
        if name == "head":
            skip = self.body(end, skip)
        if skip > end:
            self.holes.append((start, skip))
        return skip

    def body(self, start: int, end: int) -> int:
        """Return where the body begins if the head, whose content is `[start, end)`, does not end before; else `end`."""
        source, at = self.source, start
        for _ in range(_BODIES):
            at = source.find("<body", at, end)
            if at < 0 or source.rfind("<script", start, at) <= source.rfind("</script", start, at):
                break
            at += 1  # it stands in a script
        return at if at >= 0 else end
