"""Edits: from the kept blocks of a page to the text a person would copy, as deletions and small replacements."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.markup.pieces import RAW, RawEnds
from wirecopy.text import Edit
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirecopy.passes.markup.scan import Block, Page

_BLANK = " \t\r\n\f\v\xa0"
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
"""Characters without a shape that pages write as entities."""
_TEXTUAL = (
    r"(?P<space>(?<=[\t\r\n\f\v\xa0])[ \t\r\n\f\v\xa0]*|(?<= )(?:[ \t\r\n\f\v\xa0]+|(?=[<&])|(?<=[>;] )))"
    r"|(?P<entity>(?<=&)(?:amp;#?[a-zA-Z0-9]{2,31};|(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?))"
)
"""Behind their first character, which stands in front of the alternatives: `re` then goes from one such to the next at once."""
_REST = lazy(rf"[ \t\r\n\f\v\xa0&](?:{_TEXTUAL})")
_NAMES = "|".join(sorted(RAW))
_PIECE_FORM = (
    rf"[ \t\r\n\f\v\xa0&<](?:{_TEXTUAL}|(?<=<)(?:(?P<br>br(?=[\s/>])[^>]*>)|(?P<raw>{_NAMES})(?=[\s/>])[^>]*>"
    r"|(?P<tag>!--.*?(?:-->|\Z)|[!?][^>]*>|/?[a-zA-Z][^>]*>%s)))"
)
_FLAGS = re.DOTALL | re.IGNORECASE
_PIECE = lazy(_PIECE_FORM % rf"(?:</?(?!(?:br|{_NAMES})[\s/>])[a-zA-Z][^>]*>)*", _FLAGS)
"""What may need an edit; single blanks between words are none of it. Tags in a row are one piece."""
_SINGLE = lazy(_PIECE_FORM % "", _FLAGS)
"""The same with each tag by itself."""
_ODD = lazy(r"[<&\t\r\n\f\v\xa0 ](?:(?<! )| )")
_CELLS = frozenset({"td", "th"})
_ITEMS = frozenset({"li", "dt", "dd", "tr"})


class Body(NamedTuple):
    """The part of a block that stays: `[start, end)` of the source, and the edits inside, in order."""

    start: int
    end: int
    edits: list[Edit]


def body(page: Page, block: Block, cuts: Mapping[int, int]) -> Body:
    """Return what stays of a block that has text, without the pieces that begin and end at `cuts`."""
    source, start, end = page.source, block.start, block.end
    piece = source[start:end]
    stripped = piece.strip(_BLANK)
    start += piece.find(stripped)
    end = start + len(stripped)
    if not _ODD.search(stripped):
        return Body(start, end, [])
    return _Body(page, block.element, start, end, cuts).result()


class _Body:
    """Walks the pieces of one block that are not plain text."""

    def __init__(self, page: Page, element: int, start: int, end: int, cuts: Mapping[int, int]) -> None:
        self.source, self.start, self.end = page.source, start, end
        self.cuts = cuts
        self.verbatim = _preformatted(page, element)
        self.edits: list[Edit] = []
        self.spaced = True
        """Whether the text so far ends in white space, or there is none yet."""

    def result(self) -> Body:
        source, cuts, edits = self.source, self.cuts, self.edits
        first = last = -1  # of the text that stays
        place = self.start
        ends = RawEnds(source)
        # Behind the last `>` there is no tag; the expression must not look for one.
        limit = max(self.start, source.rfind(">", self.start, self.end) + 1)
        piece = _SINGLE if cuts else _PIECE  # pieces that go may begin with any tag
        for match in chain(piece.finditer(source, self.start, limit), _REST.finditer(source, limit, self.end)):
            begin, end = match.span()
            if begin < place:
                if end <= place or match.lastgroup != "tag" or source[begin + 1] == "!":
                    continue
                begin = place  # of a row of tags the first ones ended a raw element
            if begin > place:
                first, last, self.spaced = (place if first < 0 else first), begin, False
            kind = match.lastgroup
            if kind == "raw":
                edits.append(Edit(begin, (end := ends.find(match["raw"].lower(), end, self.end)), ""))
            elif begin in cuts:
                edits.append(Edit(begin, (end := min(cuts[begin], self.end)), ""))
            elif kind == "tag":
                edits.append(Edit(begin, end, ""))
            else:
                found = match.group()
                new = self.replacement(kind, found, begin)
                if new.strip(_BLANK):
                    first, last, self.spaced = (begin if first < 0 else first), end, False
                if new != found:
                    edits.append(Edit(begin, end, new))
            place = end
        if place < self.end:
            first, last = (place if first < 0 else first), self.end
        if first < 0:  # all of it is raw, as in a script that a CDATA section hides
            return Body(self.start, self.start, [])
        return Body(first, last, [edit for edit in edits if edit.start >= first and edit.end <= last])

    def replacement(self, kind: str | None, found: str, start: int) -> str:
        """Return what stands in the place of a run of white space, an entity or a line break."""
        if kind == "space":
            if self.verbatim:
                return found.replace("\xa0", " ")
        elif kind == "br":
            self.take_back(start)
            self.spaced = True
            return "\n"
        else:
            new = unescape(unescape(found) if found.startswith("&amp;") else found).translate(_UNSEEN)
            if not new or new.strip(_BLANK):
                return new
        spaced, self.spaced = self.spaced, True
        return "" if spaced else " "

    def take_back(self, start: int) -> None:
        """Leave out the blank in front of a line break."""
        if self.edits and self.edits[-1].end == start and self.edits[-1].text == " ":
            self.edits[-1] = Edit(self.edits[-1].start, start, "")
        elif self.source[start - 1] == " " and not (self.edits and self.edits[-1].end == start) and start > self.start:
            self.edits.append(Edit(start - 1, start, ""))


def merged(edits: list[Edit]) -> tuple[Edit, ...]:
    """Return the edits with those that touch made one."""
    result: list[Edit] = []
    for edit in edits:
        if result and result[-1].end == edit.start:
            before = result[-1]
            result[-1] = Edit(before.start, edit.end, before.text + edit.text)
        else:
            result.append(edit)
    return tuple(result)


def separator(page: Page, first: Block, second: Block) -> str:
    """Return what stands between two kept blocks: a blank line, or less inside a table or a list."""
    names, parents = page.names, page.parents
    if names[first.element] in _CELLS and names[second.element] in _CELLS and first.element != second.element:
        return " " if parents[first.element] == parents[second.element] else "\n"
    one, other = _item(page, first.element), _item(page, second.element)
    if one and other and one != other and (parents[one] == parents[other] or names[one] == names[other] == "tr"):
        return "\n"
    return "\n\n"


def _item(page: Page, element: int) -> int:
    """Return the list item or table row that an element is or stands in, near by; 0 if none."""
    for _ in range(3):
        if page.names[element] in _ITEMS:
            return element
        element = page.parents[element]
        if element <= 0:
            return 0
    return 0


def _preformatted(page: Page, element: int) -> bool:
    """Tell whether white space counts in an element."""
    for _ in range(4):
        if element <= 0:
            return False
        if page.names[element] == "pre":
            return True
        element = page.parents[element]
    return False
