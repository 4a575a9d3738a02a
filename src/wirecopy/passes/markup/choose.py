"""The decision: which blocks of a page are the article. The model's probabilities, judged together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.markup.features import Table

if TYPE_CHECKING:
    from wirecopy.passes.markup.evidence import Evidence
    from wirecopy.passes.markup.model import Model
    from wirecopy.passes.markup.scan import Page

THRESHOLD = 0.45
"""A block at least this likely counts as article when the main run is looked for."""
OF_BEST = 0.6
"""On pages where nothing is likely, the threshold is this share of the mean of the three likeliest blocks."""
INSIDE = 0.78
"""Inside the main run, a block needs this share of the threshold."""
OUTSIDE = 1.78
"""Outside of it, this share."""
CERTAIN = 0.98
NO_ARTICLE = 0.1
"""If not even the three likeliest blocks reach this mean, the page has no article."""
LEAST_WORDS = 10
"""Less text than this is no article."""
_LONGEST = 150
_WORDS = 10


class Choice(NamedTuple):
    """Which blocks are kept, and how likely each is part of the article."""

    kept: list[bool]
    likely: list[float]
    best: float
    """Mean likelihood of the three likeliest blocks of some length."""


def choose(page: Page, evidence: Evidence, model: Model) -> Choice:
    """Return the blocks of the article."""
    if not page.blocks:
        return Choice([], [], 0.0)
    table = Table(page, evidence, model.weights)
    likely = [
        model.probability(table.row(number)) if table.first_look(number) >= model.floor else 0.0
        for number in range(len(page.blocks))
    ]
    return settle(likely, table.tally.words)


def settle(likely: list[float], words: list[int]) -> Choice:
    """Keep the main run of likely blocks whole, and be strict with islands outside of it."""
    long_ones = sorted(p for p, count in zip(likely, words, strict=True) if count >= _WORDS)
    top = long_ones[-3:] or [max(likely)]
    best = sum(top) / len(top)
    if best < NO_ARTICLE:
        return Choice([False] * len(likely), likely, best)
    threshold = min(THRESHOLD, OF_BEST * best)
    low, high = _main_run([min(count, _LONGEST) * (p - threshold) for p, count in zip(likely, words, strict=True)])
    inside, outside = INSIDE * threshold, max(threshold, min(CERTAIN, OUTSIDE * threshold))
    kept = [p >= (inside if low <= number <= high else outside) for number, p in enumerate(likely)]
    if sum(count for count, keep in zip(words, kept, strict=True) if keep) < LEAST_WORDS:
        kept = [False] * len(kept)
    return Choice(kept, likely, best)


def _main_run(gains: list[float]) -> tuple[int, int]:
    """Return the first and last place of the run with the greatest sum."""
    best = total = 0.0
    low = high = start = 0
    for place, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, place
        total += gain
        if total > best:
            best, low, high = total, start, place
    return low, high
