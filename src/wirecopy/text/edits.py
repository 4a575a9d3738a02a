"""Edit: replace one span with a string. Applying edits lives here; deciding which ones to apply is the engine's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Edit(NamedTuple):
    """Replace `[start, end)` (code points of the text the pass was given) with `text`; deletion: the empty string."""

    start: int
    end: int
    text: str


def ordered(edits: Iterable[Edit], length: int) -> tuple[Edit, ...]:
    """Return the edits sorted, proven to be disjoint and inside a text of `length` code points.

    Raises:
        ValueError: an edit is outside the text, runs backwards, or two of them overlap.

    """
    result = tuple(sorted(edits))
    at = 0
    for index, edit in enumerate(result):
        if edit.end < edit.start or edit.end > length:
            raise ValueError(f"edit {edit.start}:{edit.end} does not fit a text of {length} code points")
        if edit.start < at or (index and edit[:2] == result[index - 1][:2]):
            raise ValueError(f"edit {edit.start}:{edit.end} overlaps the one before it")
        at = edit.end
    return result


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with the sorted, disjoint `edits` applied."""
    pieces: list[str] = []
    at = 0
    for start, end, replacement in edits:
        pieces.append(text[at:start])
        pieces.append(replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
