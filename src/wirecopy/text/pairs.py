"""What a pair of characters costs in every language at once: one long integer, so that adding up a text is one sum.

A pair's integer is a row of fields of 32 bits: the cost in each language, then for each script whether the second
character is a letter of it. Adding the integers of a text's pairs adds all fields in one go, some ten times as fast as
one language after the other. What a pair costs is `letters`' business.
"""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FIELD = 4  # bytes
_PIECE = 1 << 20  # pairs that are added before unpacking: no field can overflow by so many
_KEPT = 1 << 15  # pairs that are remembered


def pack(fields: Iterable[int]) -> int:
    """Return the fields as one integer."""
    return int.from_bytes(array("I", fields).tobytes(), "little")


def unpack(total: int, count: int) -> list[int]:
    """Return the `count` fields of an integer."""
    return array("I", total.to_bytes(count * _FIELD, "little")).tolist()


class Pairs(dict[tuple[str, str], int]):
    """Pair of characters -> integer; made by `make` when first asked for, forgotten when there are too many."""

    def __init__(self, make: Callable[[str, str], int], fields: int) -> None:
        super().__init__()
        self._make, self._fields = make, fields

    def __missing__(self, pair: tuple[str, str]) -> int:
        if len(self) >= _KEPT:
            self.clear()
        self[pair] = made = self._make(*pair)
        return made

    def total(self, text: str) -> list[int]:
        """Return the fields added up over the pairs of `text`, the first of which is a blank and its first character."""
        pairs = zip(" " + text, text, strict=False)
        if len(text) <= _PIECE:
            return unpack(sum(map(self.__getitem__, pairs)), self._fields)
        totals = [0] * self._fields
        while batch := list(islice(pairs, _PIECE)):
            piece = unpack(sum(map(self.__getitem__, batch)), self._fields)
            totals = [a + b for a, b in zip(totals, piece, strict=True)]
        return totals
