"""What the words of a line, and the rule that knows it, tell: weights that training found, looked up and summed up.

No language is known here beyond the table (see tools/train_line_model.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from math import sqrt

WORDING = ("wording", "wording_mean", "worst_word")
"""The columns that `wording` gives, in order."""

LABEL = 10
"""Lines of at most so many words may open or close a zone of the page."""
_HEAD = 24
"""Words of a long line that are looked up."""

Words = Mapping[str, Sequence[int]]
"""What training found out about words, `^first`, `last$`, `word pairs` and `@rules`, in hundredths: the weight of evidence
that a line with this word belongs to the article, that prose below a label with it does, that prose above it does."""

_BLANK = (24, 24, 12)


def keys(words: Sequence[str], rule: str) -> list[str]:
    """Return what is looked up: words, the first and the last as such, in short lines pairs, and the rule by its name."""
    found = ["@" + rule] if rule else []
    if words:
        found += words[:_HEAD]
        found += ("^" + words[0], words[-1] + "$")
        if len(words) <= LABEL:
            found += [f"{left} {right}" for left, right in itertools.pairwise(words)]
    return found


def _level(value: float, reach: int) -> int:
    """Return `value` as an integer around `reach`, within 0 and twice `reach`."""
    return reach + int(value) if -reach < value < reach else 0 if value < 0 else 2 * reach


def wording(words: Sequence[str], rule: str, table: Words) -> tuple[tuple[int, ...], float, float]:
    """Return the levels of `WORDING`, and how far the line opens and closes a zone."""
    found = keys(words, rule)
    hits = [*filter(None, map(table.get, found))]
    if not hits:
        return _BLANK, 0.0, 0.0
    weights, opens, closes = zip(*hits, strict=True)
    prose, low = sum(weights), min(weights)
    scale = sqrt(len(found))
    levels = (
        _level(prose / 25, 24),
        _level(prose / scale / 12.5, 24),
        _level(low / 25, 12) if low < 0 else 12,
    )
    if len(words) > LABEL:
        return levels, 0.0, 0.0
    return levels, sum(opens) / scale / 100, sum(closes) / scale / 100
