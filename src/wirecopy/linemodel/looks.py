"""Looks: what the first look sees of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirecopy.linemodel.shape import Outline

AWAY = -1
"""The number of an entry that is no line: a run of lines that are far from any sentence."""


class Looks(NamedTuple):
    """What the first look sees of a document, one entry each; a run of lines that are far from any sentence is one entry."""

    numbers: list[int]
    """Which line an entry is; AWAY for a run."""
    texts: list[str]
    outlines: list[Outline]
    """A run has as many words as its lines have, and one for each of them."""
    fixed: list[float | None]
    """The scores of entries that need no look."""
    known: list[int]
    rows: list[tuple[int, ...]]
    """`SURROUNDINGS`, of the others."""
