"""Lines far from any sentence: menus, link lists and footers, which need no closer look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = 10
"""A line of so many words may be a sentence."""
REACH = 6
"""So near to a long line, a short one may belong to it."""
REMOTE = 0.01
"""The score of lines that are far from any sentence."""


def remote(sizes: Sequence[int]) -> list[bool]:
    """Tell for lines of these sizes (words) which have no long line within `REACH` lines."""
    far = [False] * len(sizes)
    begin = 0
    for number, size in enumerate(sizes):
        if size >= LONG:
            if number - REACH > begin:
                far[begin : number - REACH] = [True] * (number - REACH - begin)
            begin = number + REACH + 1
    if begin < len(sizes):
        far[begin:] = [True] * (len(sizes) - begin)
    return far
