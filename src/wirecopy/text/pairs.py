"""What a pair of characters costs in every language at once: one long integer, so that adding up a text is one sum.

A pair's integer is a row of fields of 32 bits: the cost in each language, then for each script whether the second
character is a letter of it. Adding the integers of a text's pairs adds all fields in one go, some ten times as fast as
one language after the other. What a pair costs is `letters`' business.
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FIELD = 4  # bytes
_CODEC = f"utf-32-{sys.byteorder[0]}e"
_PIECE = 1 << 20  # pairs that are added before unpacking: no field can overflow by so many
_KEPT = 1 << 16  # pairs that are remembered


def pack(fields: Iterable[int]) -> int:
    """Return the fields as one integer."""
    return int.from_bytes(array("I", fields).tobytes(), "little")


def unpack(total: int, count: int) -> list[int]:
    """Return the `count` fields of an integer."""
    return array("I", total.to_bytes(count * _FIELD, "little")).tolist()


class Pairs(dict[int, int]):
    """Pair of characters -> integer; made by `make` when first asked for, forgotten when there are too many.

    A pair is looked up by its eight bytes of UTF-32, which are read off a text without making an object of each character.
    """

    def __init__(self, make: Callable[[str, str], int], fields: int) -> None:
        super().__init__()
        self._make, self._fields = make, fields

    def __missing__(self, pair: int) -> int:
        if len(self) >= _KEPT:
            self.clear()
        chars = pair.to_bytes(8, sys.byteorder).decode(_CODEC, "surrogatepass")
        self[pair] = made = self._make(chars[0], chars[1])
        return made

    def total(self, text: str) -> list[int]:
        """Return the fields added up over the pairs of `text`, the first of which is a blank and its first character."""
        if len(text) <= _PIECE:
            return unpack(self._sum(" " + text), self._fields)
        totals = [0] * self._fields
        for start in range(0, len(text), _PIECE):
            piece = (text[start - 1] if start else " ") + text[start : start + _PIECE]
            totals = [a + b for a, b in zip(totals, unpack(self._sum(piece), self._fields), strict=True)]
        return totals

    def _sum(self, text: str) -> int:
        """Return the sum over the pairs of neighbours: those that begin at even places, and the others."""
        raw = memoryview(text.encode(_CODEC, "surrogatepass"))
        places = len(text) - 1
        even, odd = raw[: (places + 1) // 2 * 8], raw[4 : 4 + places // 2 * 8]
        return sum(map(self.__getitem__, even.cast("Q"))) + sum(map(self.__getitem__, odd.cast("Q")))
