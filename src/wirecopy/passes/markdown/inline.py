"""Inside a block: emphasis, code and links, and a backslash before what Markdown would read as a mark.

The rules are those of CommonMark 0.31 (delimiter runs, links, backslash escapes) and of its tables on GitHub. Marks that
those rules would not read, such as ** between a letter and a bracket, are left out.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wirecopy.model.shape import Mark
    from wirecopy.text import Span

_DELIMITERS = {"strong": "**", "emphasis": "*", "code": "`"}
_SPECIAL = lazy(
    r"\\(?=[!-/:-@\[-`{-~])|\*|_|`|~~|<(?=[a-zA-Z/!?])|\[(?=[^\[\]\n]{0,200}\]\()",
)
_BRACKET = lazy(r"[\[\]]")
_LINE_START = lazy(
    r"(#{1,6}(?=\s|$)|>|[-+](?=\s)|[-=]+[ \t]*$|~~~|\[(?=[^\]\n]{1,100}\]:)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE
)
_RULE = lazy(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_SAFE = "/:?#@!$&+,;=%-._~"


class Insertion(NamedTuple):
    """Text that comes in at a place; of two at one place, the one with the lower `order` first."""

    at: int
    order: int
    text: str


def insertions(text: str, span: Span, marks: Sequence[tuple[Span, Mark]], *, cell: bool) -> list[Insertion]:
    """Return the marks and backslashes inside one block, in order."""
    if _RULE.fullmatch(text, span.start, span.end):
        return []  # * * * between two parts of an article
    found: list[Insertion] = []
    chosen = _nested(text, marks)
    for number, (where, mark) in enumerate(chosen):
        opening, closing = _pair(mark)
        found.append(Insertion(where.start, 1000 + number, opening))
        found.append(Insertion(where.end, 500 - number, closing))
    code = [where for where, mark in chosen if mark.kind == "code"]
    links = [where for where, mark in chosen if mark.kind == "link"]
    found += _escapes(text, span, code, links, cell=cell)
    return sorted(found)


def _pair(mark: Mark) -> tuple[str, str]:
    if mark.kind == "link":
        return "[", f"]({destination(mark.address)})"
    return _DELIMITERS[mark.kind], _DELIMITERS[mark.kind]


def destination(address: str) -> str:
    """Return an address in the form that stays as it is: no blank, bracket, quotation mark, nor anything beyond ASCII."""
    while (decoded := unescape(address)) != address:
        address = decoded
    # What is left of semicolons would make an entity of a parameter.
    return quote(address, safe=_SAFE).replace(";", "%3B")


def _nested(text: str, marks: Iterable[tuple[Span, Mark]]) -> list[tuple[Span, Mark]]:
    """Return those of the sorted marks that can be written: each inside another or apart from it, none twice."""
    chosen: list[tuple[Span, Mark]] = []
    around: list[tuple[Span, Mark]] = []
    for where, mark in _joined(text, marks):
        while around and around[-1][0].end <= where.start:
            around.pop()
        kinds = {outer.kind for _, outer in around}
        if mark.kind in kinds or "code" in kinds or (around and around[-1][0].end < where.end):
            continue
        if "\n" in text[where.start : where.end] and mark.kind != "link":
            continue
        if not _readable(text, where, mark):
            continue
        chosen.append((where, mark))
        around.append((where, mark))
    return chosen


def _joined(text: str, marks: Iterable[tuple[Span, Mark]]) -> list[tuple[Span, Mark]]:
    """Return the marks with emphasis of one kind made one where only blanks part it."""
    joined: list[tuple[Span, Mark]] = []
    for where, mark in marks:
        if joined and mark.kind in {"strong", "emphasis"}:
            before, earlier = joined[-1]
            if earlier == mark and before.end <= where.start and not text[before.end : where.start].strip(" "):
                joined[-1] = (before._replace(end=where.end), mark)
                continue
        joined.append((where, mark))
    return joined


def _readable(text: str, where: Span, mark: Mark) -> bool:
    if mark.kind == "code":
        return "`" not in text[where.start : where.end]
    if mark.kind == "link":
        return True
    before, first = text[where.start - 1 : where.start], text[where.start]
    last, after = text[where.end - 1], text[where.end : where.end + 1]
    opens = not _mark(first) or not before or before.isspace() or _mark(before)
    closes = not _mark(last) or not after or after.isspace() or _mark(after)
    return opens and closes


def _mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _escapes(text: str, span: Span, code: Sequence[Span], links: Sequence[Span], *, cell: bool) -> Iterable[Insertion]:
    """Return a backslash for each character that would be read as a mark."""
    places = {match.start() for match in _SPECIAL.finditer(text, span.start, span.end) if _is_special(text, match)}
    for where in links:
        places |= {match.start() for match in _BRACKET.finditer(text, where.start, where.end)}
    if not cell:
        places |= set(_line_starts(text, span))
    places -= {at for where in code for at in range(where.start, where.end)}
    if cell:  # a bar ends a cell in code too
        places |= {at for at in range(span.start, span.end) if text[at] == "|"}
    return [Insertion(at, 2000, "\\") for at in places]


def _line_starts(text: str, span: Span) -> Iterator[int]:
    """Yield what would make a heading, a list or the like of a line that begins with it."""
    start = span.start
    while start < span.end:
        if match := _LINE_START.match(text, start, span.end):
            yield match.end() if match.group()[0].isdigit() else match.start()
        start = (text.find("\n", start, span.end) + 1) or span.end


def _is_special(text: str, match: re.Match[str]) -> bool:
    """Tell whether a character can open or close something where it stands."""
    start, end = match.span()
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if match.group() == "*":
        return not (before.isspace() and after.isspace()) or text[start - 1 : start] in {"", "\n"}
    if match.group() == "_":
        return not (before.isalnum() and after.isalnum()) and not (before.isspace() and after.isspace())
    return True
