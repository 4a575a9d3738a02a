"""Notes on what stays of a page: what each block is (heading, list item, cell), and its emphasis, code and links.

Made only where somebody reads them, as the Markdown pass does. They change nothing of the text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from wirecopy.model.shape import Mark, Shape
from wirecopy.passes.markup.evidence import ATTRIBUTE
from wirecopy.passes.markup.pieces import RAW, RawEnds
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.markup.scan import Page

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_SPAN = lazy(r"colspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_START = lazy(r"start\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)
_BASE = lazy(r"<base\b([^>]*)>", re.IGNORECASE)
_TAG = lazy(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<raw>{'|'.join(sorted(RAW))})(?=[\s/>])[^>]*>"
    r"|<(?P<slash>/?)(?P<name>a|b|strong|i|em|code|kbd|samp|tt)(?=[\s/>])(?P<rest>[^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_KINDS = {
    "a": "link", "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_NESTED = 16
"""So many open elements inside a block are remembered."""
_LEADS_NOWHERE = ("javascript:", "data:", "#")


class _Open(NamedTuple):
    kind: str
    address: str
    start: int


class Outline:
    """What the elements of one page make of the blocks in them."""

    def __init__(self, page: Page, url: str | None) -> None:
        self._page = page
        self._raw_ends = RawEnds(page.source)
        base = _BASE.search(page.source, 0, 100_000)
        self._base = urljoin(url or "", _address(base.group(1)) if base else "")
        self.shapes = _shapes(page)

    def marks(self, start: int, end: int) -> Iterator[tuple[Span, Mark]]:
        """Yield what stands out in `[start, end)` of the source; a mark that is not closed goes to the end."""
        source = self._page.source
        limit = source.rfind(">", start, end) + 1
        at = start
        waiting: list[_Open] = []
        for match in _TAG.finditer(source, start, max(start, limit)):
            if match.start() < at:
                continue
            at = match.end()
            if match["raw"]:
                at = self._raw_ends.find(match["raw"].lower(), at, end)
            elif match["name"] and match["slash"]:
                yield from self._closed(waiting, _KINDS[match["name"].lower()], match.start())
            elif match["name"] and len(waiting) < _NESTED:
                kind = _KINDS[match["name"].lower()]
                waiting.append(_Open(kind, self._target(match["rest"]) if kind == "link" else "", at))
        while waiting:
            yield from self._closed(waiting, waiting[-1].kind, end)

    def _closed(self, waiting: list[_Open], kind: str, end: int) -> Iterator[tuple[Span, Mark]]:
        for number in range(len(waiting) - 1, -1, -1):
            if waiting[number].kind == kind:
                opened = waiting.pop(number)
                if opened.start < end and (kind != "link" or opened.address):
                    yield Span(opened.start, end), Mark(kind, opened.address)
                return

    def _target(self, attributes: str) -> str:
        """Return the address of a link, whole where the page says where it stands; empty if it leads nowhere."""
        address = _address(attributes)
        if not address or address.lower().startswith(_LEADS_NOWHERE):
            return ""
        try:
            return urljoin(self._base, address)
        except ValueError:  # an address that is none
            return ""


def _address(attributes: str) -> str:
    for key, a, b, c in ATTRIBUTE.findall(attributes):
        if key.lower() == "href":
            return unescape(a or b or c).strip()
    return ""


def _shapes(page: Page) -> list[Shape]:
    """Return the shape that each element gives to the text in it."""
    names, attributes, parents = page.names, page.attributes, page.parents
    shapes = [Shape()] * len(names)
    numbers: dict[int, int] = {}
    """By list: of its last item. By row: columns that its cells have taken."""
    tables = [0] * len(names)
    for element in range(1, len(names)):
        name, parent = names[element], parents[element]
        above = shapes[parent]
        tables[element] = element if name == "table" else tables[parent]
        if name in _HEADINGS and above.kind == "paragraph":
            above = above._replace(kind="heading", level=_HEADINGS[name])
        elif name == "blockquote":
            above = above._replace(quoted=True)
        elif name == "pre" and above.kind == "paragraph":
            above = above._replace(kind="code")
        elif name == "li":
            above = Shape("item", above.quoted, _number(page, element, numbers), element)
        elif name in _CELLS:
            column = numbers.get(parent, 0)
            wide = _SPAN.search(attributes[element])
            numbers[parent] = column + max(1, int(wide.group(1)) if wide else 1)
            above = Shape("cell", above.quoted, column, parent, tables[element])
        shapes[element] = above
    return shapes


def _number(page: Page, item: int, numbers: dict[int, int]) -> int:
    """Return the number of a list's item; 0 if the list has none."""
    parent = page.parents[item]
    if page.names[parent] != "ol":
        return 0
    if parent not in numbers:
        start = _START.search(page.attributes[parent])
        numbers[parent] = int(start.group(1)) - 1 if start else 0
    numbers[parent] += 1
    return numbers[parent]
