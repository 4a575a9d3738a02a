"""A line among the others, at a first look: what stands above and below it, and where prose and known lines are.

A row of small integers a line, from nothing but the outlines and what rules know; linear in the number of lines.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

from wirecopy.linemodel.shape import END, SENTENCE_ENDS, START, UNFINISHED, WORDS, magnitude

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
    words = [NONE, NONE, *[item.form[WORDS] for item in outlines], NONE, NONE]
    ends = [10, *[item.form[END] for item in outlines], 10]
    starts = [8, *[item.form[START] for item in outlines], 8]
    copies = Counter(texts)
    prose = [item.size >= 15 and item.form[END] in SENTENCE_ENDS for item in outlines]
    total = sum([item.size for item in outlines]) or 1
    prose_total = sum([item.size for item, is_prose in zip(outlines, prose, strict=True) if is_prose])
    above, below = _distances(prose), _distances(prose[::-1])[::-1]
    marks = [level > 0 for level in known]
    known_above, known_below = _distances(marks), _distances(marks[::-1])[::-1]
    sums, known_sums = _sums(prose), _sums(marks)
    forms = [
        256 * size + 16 * end + start for size, end, start in zip(words[2:-2], ends[1:-1], starts[1:-1], strict=True)
    ]
    padded = [-1, -1, -1, *forms, -1, -1, -1]
    continues = [
        1 if start in _LOW_STARTS and end in UNFINISHED else 0 for end, start in zip(ends, starts[1:], strict=False)
    ]
    sizes = [item.size if is_prose else 0 for item, is_prose in zip(outlines, prose, strict=True)]
    columns: tuple[Iterable[int], ...] = (
        words[1:],
        ends,
        starts,
        words[3:],
        starts[2:],
        ends[2:],
        words,
        words[4:],
        [min(4, copies[text]) for text in texts],
        [16 * i // n for i in range(n)],
        [magnitude(left) for left in range(n, 0, -1)],
        continues,
        continues[1:],
        [padded[i : i + 7].count(form) for i, form in enumerate(forms)],
        above,
        below,
        _near(sums),
        [17 * passed // (prose_total + 1) for passed in accumulate(sizes, initial=0)],
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
    """Return how many marked lines stand within five of each line; `sums` are those of `_sums`."""
    padded = [0] * 5 + [*sums] + [sums[-1]] * 5
    return [high - low for low, high in zip(padded, padded[11:], strict=False)]


_LOW_STARTS = frozenset((0, 6))


def _sums(marks: Sequence[bool]) -> list[int]:
    """Return how many marked lines stand before each line, and last how many there are."""
    sums, total = [0], 0
    for mark in marks:
        total += mark
        sums.append(total)
    return sums


def _distances(marks: Sequence[bool]) -> list[int]:
    """Return how many lines above each line the last marked one is, at most FAR."""
    found: list[int] = []
    distance = FAR
    for mark in marks:
        found.append(distance)
        distance = 1 if mark else distance + 1 if distance < FAR else FAR
    return found
