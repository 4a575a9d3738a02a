"""Lines and columns as the language server protocol counts them, from code points of a text.

pygls splits lines as Python does, at more characters than the protocol knows (U+0085, U+2028, form feed …); scraped text
has them. So we count ourselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

_LINE_END = re.compile(r"\r\n|[\r\n]")
_UNITS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Lines:
    """The lines of one text; columns count units of the encoding that client and server agreed on."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._codec, self._width = _UNITS[PositionEncodingKind(encoding)]

    def position(self, offset: int) -> Position:
        """Return line and column (both from 0) of the code point `offset`."""
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        return Position(line, len(before.encode(self._codec, "surrogatepass")) // self._width)

    def range(self, start: int, end: int) -> Range:
        """Return the range of the code points `[start, end)`."""
        return Range(self.position(start), self.position(end))
