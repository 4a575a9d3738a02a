"""Whether a text holds boilerplate at all: a row of small integers about the scores of all its lines.

An article that somebody has already cleaned is to be left alone, lists, sub-headings and all.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from wirecopy.linemodel.shape import magnitude

if TYPE_CHECKING:
    from collections.abc import Sequence

PROFILE = (
    "lowest",
    "lowest_three",
    "dropped_lines",
    "sure_lines",
    "hopeless_lines",
    "dropped_share",
    "dropped_runs",
    "first",
    "second",
    "last",
    "last_but_one",
    "lines",
    "words_a_line",
    "sure_share",
    "doubt",
)


def profile(sizes: Sequence[int], scores: Sequence[float], limit: float) -> tuple[int, ...]:
    """Return a row of `PROFILE` for a document whose lines have these scores; `limit` is that for dropping."""
    n = len(scores)
    words = sum(sizes) or 1
    ranked = sorted(scores)
    dropped = [score < limit for score in scores]
    runs = sum([now and not before for now, before in zip(dropped, [False, *dropped], strict=False)])
    sure = sum([score < 0.1 for score in scores])
    return (
        int(63 * ranked[0]),
        int(63 * sum(ranked[:3]) / min(n, 3)),
        magnitude(sum(dropped)),
        magnitude(sure),
        magnitude(sum([score < 0.03 for score in scores])),
        int(63 * sum(compress(sizes, dropped)) / words),
        magnitude(runs),
        int(31 * scores[0]),
        int(31 * scores[min(1, n - 1)]),
        int(31 * scores[-1]),
        int(31 * scores[max(-2, -n)]),
        magnitude(n),
        min(words // n, 63),
        63 * sure // n,
        int(63 * sum([score if score < 0.5 else 1 - score for score in scores]) * 2 / n),
    )
