"""Pieces of source between the tags that end blocks: their text in one line, and what of it stands in links.

Also the elements whose content is no text of the page, and where each of them ends.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

_RAW = "script|style|noscript|template|svg|iframe|select|button|textarea|object|video|audio|canvas|head|title|math|nav|rp|rt"
_INLINE = lazy(r"<(?:!--.*?(?:-->|\Z)|/?[a-zA-Z][^>]*>|[!?][^>]*>)", re.DOTALL)
"""Comments and tags. Linear only up to the last `>` of a text: look no further."""
_TAG = lazy(r"<(?:(/?)[aA](?=[\s/>])|/?[a-zA-Z]|[!?])[^>]*>")
"""A tag, comments left aside; the group tells those of links."""
_AFTER_NAME = frozenset(" >\n\t\r")
_RAW_START = lazy(rf"<({_RAW})(?=[\s/>])[^>]*>", re.IGNORECASE)
RAW = frozenset(_RAW.split("|"))
"""Elements whose content is never text of the page; they are skipped as a whole."""


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


def plain(piece: str) -> str:
    """Return the text of a piece of source as one line; it may hold raw elements."""
    if "<" in piece:
        last = piece.rfind(">") + 1
        if _RAW_START.search(piece, 0, last):
            piece = _without_raw(piece, last)
            last = piece.rfind(">") + 1
        piece = _INLINE.sub("", piece[:last]) + piece[last:]
    return line(piece)


def line(text: str) -> str:
    """Return text without tags in one line, its entities read."""
    return " ".join((unescape(text) if "&" in text else text).split())


def linked_line(piece: str, start: int, holes: Sequence[tuple[int, int]], *, in_link: bool) -> tuple[str, int, bool]:
    """Return the text of a piece, the code points of it in links, and whether a link is open at its end.

    `start` is the place of the piece in the source, `holes` the places of what is no text in it (raw elements, comments), in
    order, `in_link` whether a link is open where it begins.
    """
    if holes:
        kept, at = [], 0
        for first, last in holes:
            kept.append(piece[at : first - start])
            at = last - start
        piece = "".join([*kept, piece[at:]])
    core = piece.strip()
    if core[-4:] == "</a>" and core[:2] == "<a" and core.count("<") == 2 and core[2:3] in _AFTER_NAME and not in_link:
        text = line(core[core.find(">") + 1 : -4])
        return text, len(text), False
    end = core.rfind(">") + 1
    parts = _TAG.split(core[:end])
    parts[-1] += core[end:]
    text = line("".join(parts[::2]))
    marks = parts[1::2]
    if not in_link and "" not in marks and "/" not in marks:
        return text, 0, False
    linked, inside = 0, [parts[0]] if in_link else []
    for mark, after in zip(marks, parts[2::2], strict=True):
        if mark is not None:
            linked, inside, in_link = linked + len(line("".join(inside))), [], not mark
        if in_link:
            inside.append(after)
    return text, linked + len(line("".join(inside))), in_link


def _without_raw(piece: str, last: int) -> str:
    ends, kept, at = RawEnds(piece), [], 0
    for match in _RAW_START.finditer(piece, 0, last):
        if match.start() >= at:
            end = ends.find(match.group(1).lower(), match.end(), len(piece))
            if end > match.end():
                kept.append(piece[at : match.start()])
                at = end
    return "".join([*kept, piece[at:]])
