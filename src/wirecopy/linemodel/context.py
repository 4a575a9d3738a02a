"""A line among the others: what stands around it, and where it lies in what looks like the article.

Two tables of small integers, a row a line: `surroundings` needs only the outlines, `standing` the first scores of all
lines. Both are linear in the number of lines.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.linemodel.shape import END, SENTENCE_ENDS, START, UNFINISHED, WORDS, magnitude

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.linemodel.shape import Line, Outline

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
    "document_lines",
    "document_prose",
)

STANDING = (
    "score",
    "score_above",
    "score_2_above",
    "score_3_above",
    "score_below",
    "score_2_below",
    "score_3_below",
    "scores_near_above",
    "scores_near_below",
    "scores_above",
    "scores_below",
    "body_above",
    "body_below",
    "gap_above",
    "gap_below",
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


def surroundings(outlines: Sequence[Outline], texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Return a row of `SURROUNDINGS` for each line."""
    n = len(outlines)
    words = [NONE, NONE, *(item.form[WORDS] for item in outlines), NONE, NONE]
    ends = [10, *(item.form[END] for item in outlines), 10]
    starts = [8, *(item.form[START] for item in outlines), 8]
    copies = Counter(texts)
    prose = [item.size >= 15 and item.form[END] in SENTENCE_ENDS for item in outlines]
    total = sum(item.size for item in outlines) or 1
    prose_total = sum(item.size for item, is_prose in zip(outlines, prose, strict=True) if is_prose)
    above, below = _distances(prose), _distances(prose[::-1])[::-1]
    sums = [0]
    for is_prose in prose:
        sums.append(sums[-1] + is_prose)
    forms = [*zip(words[2:-2], ends[1:-1], starts[1:-1], strict=True)]
    padded = [None, None, None, *forms, None, None, None]
    many, share = magnitude(n) // 3, 16 * prose_total // total
    rows: list[tuple[int, ...]] = []
    passed = 0
    for i in range(n):
        form = forms[i]
        rows.append(
            (
                words[i + 1],
                ends[i],
                starts[i],
                words[i + 3],
                starts[i + 2],
                ends[i + 2],
                words[i],
                words[i + 4],
                min(copies[texts[i]], 4),
                16 * i // n,
                magnitude(n - i),
                1 if form[2] in _LOW_STARTS and ends[i] in UNFINISHED else 0,
                1 if form[1] in UNFINISHED and starts[i + 2] in _LOW_STARTS else 0,
                padded[i : i + 7].count(form),
                above[i],
                below[i],
                sums[min(n, i + 6)] - sums[max(0, i - 5)],
                17 * passed // (prose_total + 1),
                many,
                share,
            )
        )
        if prose[i]:
            passed += outlines[i].size
    return rows


_LOW_STARTS = frozenset((0, 6))


def _distances(marks: Sequence[bool]) -> list[int]:
    """Return how many lines above each line the last marked one is, at most FAR."""
    found: list[int] = []
    distance = FAR
    for mark in marks:
        found.append(distance)
        distance = 1 if mark else min(distance + 1, FAR)
    return found


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


def _level(score: float) -> int:
    return int(score * 31.999)


class _Sweep(NamedTuple):
    """What one walk over the lines gathers for each of them from the lines that it has passed."""

    near: list[float]
    wide: list[float]
    distance: list[int]
    gap: list[int]
    broken: list[float]
    zone: list[float]
    label: list[float]


def _sweep(
    sizes: Sequence[int],
    weights: Sequence[float],
    scores: Sequence[float],
    anchors: Sequence[bool],
    zones: Sequence[float],
) -> _Sweep:
    """Walk once over the lines; `near` and `wide` are running means of the scores, weighted by the roots of words."""
    found = _Sweep([], [], [], [], [], [], [])
    near_to, wide_to, broken_to = found.near.append, found.wide.append, found.broken.append
    distance_to, gap_to, zone_to, label_to = (
        found.distance.append,
        found.gap.append,
        found.zone.append,
        found.label.append,
    )
    near = wide = zone = worst = label = 0.0
    near_weight = wide_weight = 1e-3
    distance, gap, age = FAR, 0, 0
    for size, weight, score, anchor, opens in zip(sizes, weights, scores, anchors, zones, strict=True):
        near_to(near / near_weight)
        wide_to(wide / wide_weight)
        distance_to(distance)
        gap_to(gap)
        broken_to(worst)
        zone_to(zone)
        label_to(label)
        mass = score * weight
        near, near_weight = near * 0.6 + mass, near_weight * 0.6 + weight
        wide, wide_weight = wide * 0.9 + mass, wide_weight * 0.9 + weight
        zone = zone * 0.95 + opens
        age += 1
        if opens <= label or age > 12:
            label, age = (opens if opens < 0 else 0.0), 0
        if anchor:
            distance, gap, worst = 1, 0, 0.0
        else:
            distance += distance < FAR
            gap += size
            if 1 - score > worst:
                worst = 1 - score
    return found


def _rounded(sweep: _Sweep) -> list[list[int]]:
    """Return the columns of a walk as small integers."""
    near, wide = ([int(value * 31.999) for value in column] for column in (sweep.near, sweep.wide))
    near[0] = wide[0] = 32
    zone = [15 + int(min(15.0, value * 4) if value > 0 else max(-15.0, value * 4)) for value in sweep.zone]
    label = [15 + int(max(-15.0, value * 4)) for value in sweep.label]
    return [near, wide, sweep.distance, [*map(magnitude, sweep.gap)], [int(v * 16) for v in sweep.broken], zone, label]


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
    sizes: Sequence[int], lines: Sequence[Line], scores: Sequence[float], wanted: Sequence[bool]
) -> list[tuple[int, ...]]:
    """Return a row of `STANDING` for each line whose place in `wanted` is true, an empty one for the others."""
    n = len(lines)
    article = body(sizes, lines, scores)
    start, end, anchors, once, twice = article
    weights = [size**0.5 + 0.5 for size in sizes]
    down = _rounded(_sweep(sizes, weights, scores, anchors, [line.opens for line in lines]))
    up = _rounded(
        _sweep(sizes[::-1], weights[::-1], scores[::-1], anchors[::-1], [line.closes for line in reversed(lines)])
    )
    for column in up:
        column.reverse()
    walked = [*zip(*(column for pair in zip(down, up, strict=True) for column in pair), strict=True)]
    runs = _runs(sizes, scores)
    levels = [32, 32, 32, *map(_level, scores), 32, 32, 32]
    anchor_words = sum(size for size, anchor in zip(sizes, anchors, strict=True) if anchor)
    share = 16 * anchor_words // (sum(sizes) or 1)
    anchor_lines, mean = magnitude(sum(anchors)) // 3, _level(sum(scores) / n) // 2
    rows: list[tuple[int, ...]] = []
    passed = 0
    for i in range(n):
        if wanted[i]:
            topic = lines[i].topic
            hits = len(topic & (twice if anchors[i] and start <= i < end else once))
            rows.append(
                (
                    levels[i + 3],
                    levels[i + 2],
                    levels[i + 1],
                    levels[i],
                    levels[i + 4],
                    levels[i + 5],
                    levels[i + 6],
                    *walked[i],
                    16 * passed // (anchor_words + 1) if anchor_words else 17,
                    0 if i < start else 2 if i >= end else 1,
                    min(start - i, 30)
                    if i < start
                    else min(i - end + 1, 30)
                    if i >= end
                    else 31 + 16 * (i - start) // (end - start),
                    16 * hits // len(topic) if topic else 17,
                    min(hits, 12),
                    len(topic & twice) * 16 // len(topic) if topic else 17,
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
