"""A line at a second look: where it lies in what looks like the article, by the first scores of all lines.

A row of small integers a line; linear in the number of lines.
"""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.linemodel.shape import magnitude

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from wirecopy.linemodel.shape import Line

STANDING = (
    "score",
    "score_above",
    "score_below",
    "scores_near_above",
    "scores_near_below",
    "break_above",
    "break_below",
    "zone_above",
    "zone_below",
    "zone_label_above",
    "zone_label_below",
    "body_passed",
    "side",
    "depth",
    "shared_share",
    "shared_words",
    "shared_weight",
    "run",
    "body_share",
    "body_lines",
    "mean_score",
)


class Body(NamedTuple):
    """What looks like the article: the lines `start` to `end` hold the most of it."""

    start: int
    end: int
    anchors: list[bool]
    once: frozenset[str]
    twice: frozenset[str]


def body(sizes: Sequence[int], lines: Sequence[Line], scores: Sequence[float]) -> Body:
    """Return the stretch of lines with the largest sum of (score - .45) x (words + 2) and its vocabulary."""
    best = current = 0.0
    start = end = begun = 0
    for i, (size, score) in enumerate(zip(sizes, scores, strict=True)):
        if current <= 0:
            current, begun = 0.0, i
        current += (score - 0.45) * (size + 2)
        if current > best:
            best, start, end = current, begun, i + 1
    anchors = [score > 0.6 and size >= 12 for size, score in zip(sizes, scores, strict=True)]
    vocabulary: Counter[str] = Counter()
    for i in range(start, end):
        if anchors[i]:
            vocabulary.update(lines[i].topic)
    once = frozenset(vocabulary)
    twice = frozenset(word for word, count in vocabulary.items() if count > 1)
    return Body(start, end, anchors, once, twice)


_NOTHING = 1e-3
"""The weight of what stands before the first line."""


def _near(sizes: Iterable[int], scores: Iterable[float], wanted: Iterable[bool]) -> list[int]:
    """Return for each wanted line the mean of the scores shortly before it; lines weigh as the roots of their words."""
    near: list[int] = []
    mass, weight = 0.0, _NOTHING
    for size, score, want in zip(sizes, scores, wanted, strict=True):
        if want:
            near.append(int(mass / weight * 31.999) if weight > _NOTHING else 32)
        own = size**0.5 + 0.5
        mass, weight = mass * 0.6 + score * own, weight * 0.6 + own
    return near


def _walk(
    scores: Iterable[float], anchors: Iterable[bool], zones: Iterable[float], wanted: Iterable[bool]
) -> list[tuple[int, int, int]]:
    """Walk once over the lines and gather for each wanted one what was passed.

    The line least like the article since the last one that surely is; the zone that labels opened; the strongest of these
    labels within twelve lines.
    """
    passed: list[tuple[int, int, int]] = []
    zone, worst, label = 0.0, 0.0, 0.0
    age = 0
    for score, anchor, opens, want in zip(scores, anchors, zones, wanted, strict=True):
        if want:
            passed.append(
                (
                    int(worst * 16),
                    15 + int(min(15.0, zone * 4) if zone > 0 else max(-15.0, zone * 4)) if zone else 15,
                    15 + int(max(-15.0, label * 4)) if label else 15,
                )
            )
        zone = zone * 0.95 + opens
        age += 1
        if opens <= label or age > 12:
            label, age = (opens if opens < 0 else 0.0), 0
        if anchor:
            worst = 0.0
        elif 1 - score > worst:
            worst = 1 - score
    return passed


def _runs(sizes: Sequence[int], scores: Sequence[float]) -> list[int]:
    """Return for each line the magnitude of the words in its unbroken run of lines above one half; 0 outside of runs."""
    found = [0] * len(sizes)
    i = 0
    while i < len(sizes):
        j, words = i, 0
        while j < len(sizes) and scores[j] > 0.5:
            words += sizes[j]
            j += 1
        found[i:j] = [magnitude(words)] * (j - i)
        i = max(j, i + 1)
    return found


def standing(
    sizes: Sequence[int],
    lines: Sequence[Line],
    scores: Sequence[float],
    wanted: Sequence[bool],
    asked: Collection[str] = STANDING,
) -> list[tuple[int, ...]]:
    """Return a row of `STANDING` for each line whose place in `wanted` is true, an empty one for the others.

    Columns that are not `asked` for may be 0.
    """
    n = len(lines)
    article = body(sizes, lines, scores)
    start, end, anchors, once, twice = article
    sizes_up, scores_up, wanted_up = sizes[::-1], scores[::-1], wanted[::-1]
    down = iter(_walk(scores, anchors, [line.opens for line in lines], wanted))
    up = _walk(scores_up, anchors[::-1], [line.closes for line in reversed(lines)], wanted_up)
    near_down = iter(_near(sizes, scores, wanted) if "scores_near_above" in asked else repeat(0))
    near_up = _near(sizes_up, scores_up, wanted_up) if "scores_near_below" in asked else [0] * sum(wanted)
    runs = _runs(sizes, scores)
    levels = [32, *[int(score * 31.999) for score in scores], 32]
    anchor_words = sum([size for size, anchor in zip(sizes, anchors, strict=True) if anchor])
    share = 16 * anchor_words // (sum(sizes) or 1)
    anchor_lines, mean = magnitude(sum(anchors)) // 3, int(sum(scores) / n * 31.999) // 2
    rows: list[tuple[int, ...]] = []
    passed = 0
    for i in range(n):
        if wanted[i]:
            break_above, zone_above, label_above = next(down)
            break_below, zone_below, label_below = up.pop()
            topic = lines[i].topic
            repeated = len(topic & twice)
            hits = repeated if anchors[i] and start <= i < end else len(topic & once)
            rows.append(
                (
                    levels[i + 1],
                    levels[i],
                    levels[i + 2],
                    next(near_down),
                    near_up.pop(),
                    break_above,
                    break_below,
                    zone_above,
                    zone_below,
                    label_above,
                    label_below,
                    16 * passed // (anchor_words + 1) if anchor_words else 17,
                    0 if i < start else 2 if i >= end else 1,
                    min(start - i, 30)
                    if i < start
                    else min(i - end + 1, 30)
                    if i >= end
                    else 31 + 16 * (i - start) // (end - start),
                    16 * hits // len(topic) if topic else 17,
                    min(hits, 12),
                    repeated * 16 // len(topic) if topic else 17,
                    runs[i],
                    share,
                    anchor_lines,
                    mean,
                )
            )
        else:
            rows.append(())
        if anchors[i]:
            passed += sizes[i]
    return rows
