"""Which lines get a second look, and under which score a line goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOPELESS = 0.1
"""First scores under this are final if no line beside has more than twice as much."""
SURE = 0.95
"""First scores from this on are final."""
SENTENCE = 0.3
"""A full sentence is dropped only below this: a lost one costs a reader more than one too many."""
_SENTENCE_WORDS = 6
_STOPS = frozenset(".!?…。！？")
_FLOOR = 0.1
"""A limit is never lower; what scores less goes even where nothing scores more."""


def is_sentence(text: str, size: int) -> bool:
    """Tell whether a line of `size` words ends as a sentence does and is long enough to be one."""
    return size >= _SENTENCE_WORDS and text.rstrip("\"'”’»)]」』")[-1:] in _STOPS


def worth(scores: Sequence[float], fixed: Sequence[float | None]) -> list[bool]:
    """Tell which lines deserve a second look: not those whose score is fixed, sure, or hopeless as those beside it are."""
    hopeful = [score > 2 * HOPELESS for score in scores]
    return [
        known is None and score < SURE and (score >= HOPELESS or above or below)
        for known, score, above, below in zip(fixed, scores, [False, *hopeful], [*hopeful[1:], False], strict=False)
    ]


def threshold(scores: Sequence[float], sizes: Sequence[int], bias: float = 0.0) -> float:
    """Return the limit that gives the best expected F1 of words: half of that F1 (Lipton et al., 2014).

    Where the model is unsure of a whole document the limit is low; it never exceeds one half, and `bias` moves it.
    """
    ranked = sorted(zip(scores, sizes, strict=True), reverse=True)
    expected = sum([score * size for score, size in ranked])
    hit, taken, best = 0.0, 0, 0.0
    for score, size in ranked:
        if score * (taken + expected) < 0.99 * hit:
            break  # F1 falls from here on: it rises while scores are above one half of it (far enough for its last digits)
        hit += score * size
        taken += size
        value = 2 * hit / (taken + expected)
        if value > best:
            best = value
    return min(max(best / 2 + 0.4 * bias, _FLOOR), 1 - _FLOOR)
