"""A line among the others, at a first look: what stands above and below it, and where prose and known lines are.

A row of small integers a line, from nothing but the outlines and what rules know; linear in the number of lines.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING

from wirecopy.linemodel.shape import SENTENCE_ENDS, UNFINISHED, magnitude, magnitudes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wirecopy.linemodel.shape import Outline

FAR = 40
NONE = 63
"""Stands for the words of a line beyond the ends of the document."""

SURROUNDINGS = (
    "words_above",
    "end_above",
    "start_above",
    "words_below",
    "start_below",
    "end_below",
    "words_2_above",
    "words_2_below",
    "copies",
    "place",
    "lines_to_end",
    "continues",
    "continued",
    "alike",
    "prose_above",
    "prose_below",
    "prose_near",
    "prose_passed",
    "known",
    "known_above",
    "known_below",
    "known_near",
    "document_lines",
    "document_prose",
    "document_known",
)


def surroundings(
    outlines: Sequence[Outline], texts: Sequence[str], known: Sequence[int], wanted: Sequence[bool]
) -> list[tuple[int, ...]]:
    """Return a row of `SURROUNDINGS` for each line whose place in `wanted` is true, an empty one for the others.

    `known`: for each line 2 if a proven rule knows it, 1 if another does, else 0.
    """
    n = len(outlines)
    forms, sizes = zip(*outlines, strict=True)
    _, own_words, own_ends, own_starts = zip(*forms, strict=True)
    words = [NONE, NONE, *own_words, NONE, NONE]
    ends = [10, *own_ends, 10]
    starts = [8, *own_starts, 8]
    copies = Counter(texts)
    prose = [size >= 15 and end in SENTENCE_ENDS for size, end in zip(sizes, own_ends, strict=True)]
    total = sum(sizes) or 1
    prose_sizes = [size if is_prose else 0 for size, is_prose in zip(sizes, prose, strict=True)]
    prose_total = sum(prose_sizes)
    above, below = _distances(prose), _distances(prose[::-1])[::-1]
    marks = [level > 0 for level in known]
    known_above, known_below = _distances(marks), _distances(marks[::-1])[::-1]
    sums, known_sums = [*accumulate(prose, initial=0)], [*accumulate(marks, initial=0)]
    continues = [
        1 if start in _LOW_STARTS and end in UNFINISHED else 0 for end, start in zip(ends, starts[1:], strict=False)
    ]
    codes = [256 * size + 16 * end + start for _, size, end, start in forms]
    padded = [-1, -1, -1, *codes, -1, -1, -1]
    columns: tuple[Iterable[int], ...] = (
        words[1:],
        ends,
        starts,
        words[3:],
        starts[2:],
        ends[2:],
        words,
        words[4:],
        [count if (count := copies[text]) < 4 else 4 for text in texts],
        [16 * i // n for i in range(n)],
        magnitudes(n),
        continues,
        continues[1:],
        [padded[i : i + 7].count(code) for i, code in enumerate(codes)],
        above,
        below,
        _near(sums),
        [17 * passed // (prose_total + 1) for passed in accumulate(prose_sizes, initial=0)],
        known,
        known_above,
        known_below,
        _near(known_sums),
        repeat(magnitude(n) // 3),
        repeat(16 * prose_total // total),
        repeat(magnitude(known_sums[-1])),
    )
    # As long as the shortest columns: others hold what stands beyond the last line.
    return [row if want else () for row, want in zip(zip(*columns, strict=False), wanted, strict=True)]


def _near(sums: Sequence[int]) -> list[int]:
    """Return how many marked lines stand within five of each line; `sums`: how many before each line, and in all."""
    padded = [0] * 5 + [*sums] + [sums[-1]] * 5
    return [high - low for low, high in zip(padded, padded[11:], strict=False)]


_LOW_STARTS = frozenset((0, 6))
_STEPS = range(1, FAR + 1)


def _distances(marks: Sequence[bool]) -> list[int]:
    """Return how many lines above each line the last marked one is, at most FAR."""
    places = [number for number, mark in enumerate(marks) if mark]
    if not places:
        return [FAR] * len(marks)
    found = [FAR] * (places[0] + 1)
    for place, after in pairwise([*places, len(marks) - 1]):
        found += _STEPS[: after - place]
        if after - place > FAR:
            found += [FAR] * (after - place - FAR)
    return found
