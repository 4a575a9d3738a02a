"""Which lines get a second look, and under which score a line goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOPELESS = 0.1
"""First scores under this are final if no line within NEAR lines has more than twice as much."""
NEAR = 2
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
    """Tell which lines deserve a second look: not those whose score is fixed or hopeless, as all around them are."""
    n = len(scores)
    sums = [0]
    for score in scores:
        sums.append(sums[-1] + (score > 2 * HOPELESS))
    return [
        fixed[i] is None and (scores[i] >= HOPELESS or sums[min(n, i + NEAR + 1)] > sums[max(0, i - NEAR)])
        for i in range(n)
    ]


def threshold(scores: Sequence[float], sizes: Sequence[int], bias: float = 0.0) -> float:
    """Return the limit that gives the best expected F1 of words: half of that F1 (Lipton et al., 2014).

    Where the model is unsure of a whole document the limit is low; it never exceeds one half, and `bias` moves it.
    """
    ranked = sorted(zip(scores, sizes, strict=True), reverse=True)
    expected = sum([score * size for score, size in ranked])
    hit, taken, best = 0.0, 0, 0.0
    for score, size in ranked:
        hit += score * size
        taken += size
        value = 2 * hit / (taken + expected)
        if value > best:
            best = value
    return min(max(best / 2 + 0.4 * bias, _FLOOR), 1 - _FLOOR)
