"""Where the article is, as far as repetition tells: the stretch of unique prose with the most text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STOPPED = lazy(r"[.!?…。！？۔؟।][\"”’»›)\]』」]*$")
_MIN_WORDS, _MIN_WIDE = 14, 30
MAX_BETWEEN = 2
"""So many lines that repeat may stand between two paragraphs of one article."""


class Zone(NamedTuple):
    """The first and the last line of the article, inclusive; everything if no line is prose."""

    first: int
    last: int


def is_prose(line: str) -> bool:
    """Tell whether a line is a long sentence."""
    if not _STOPPED.search(line.rstrip()[-6:]):
        return False
    return len(line.split()) >= _MIN_WORDS or (line[:1] >= "\u2e80" and len(line) >= _MIN_WIDE)


def article(lines: Sequence[str], repeats: Callable[[int], bool], often: Callable[[int], bool]) -> Zone:
    """Return where the article is.

    `repeats` tells whether a line (by number) stands in other documents too, `often` whether in many of them.
    """
    pieces: list[tuple[int, int, int]] = []
    between = 0
    for number, line in enumerate(lines):
        if repeats(number):
            between += often(number)
        elif is_prose(line):
            if not pieces or between > MAX_BETWEEN:
                pieces.append((0, number, number))
            size, first, _ = pieces[-1]
            pieces[-1] = (size + len(line), first, number)
            between = 0
    if not pieces:
        return Zone(0, len(lines) - 1)
    _, first, last = max(pieces)
    return Zone(first, last)
