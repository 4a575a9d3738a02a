"""Guards: documents whose form misleads the line model, so that nothing of them goes by its word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wirecopy.linemodel.looks import AWAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.linemodel.looks import Looks

MAX_ABOVE = 3
"""So many lines may go above the first that stays, in a text that begins with its article."""
NOTES = 10
"""So many foot notes (`12. ^ Source`) are an encyclopaedia's."""
ENTRIES = 3
"""A live blog has so many entries at least that a line with nothing but the time stands above."""
FIELDS = 15
"""So many lines with a field (`Date: …`) are a list of things: events, products, people."""
MANY = 60
KNOWN_SHARE = 20
"""Where so many lines would go, rules must know one line for each KNOWN_SHARE of them."""


def baffled(looks: Looks, scores: Sequence[float], limit: float) -> bool:
    """Tell whether the model takes an article that is a table, a list or an encyclopaedia's for a page of links.

    Pages begin with what the site puts there, and hold phrases that rules know: a text that begins with its article and would
    yet lose more than half of its words is none, nor is one that would lose many lines and has hardly a known one. Nor has a
    page of news foot notes. A text that begins with its article and has the time above several of its paragraphs is a live blog.
    """
    if sum(["^" in text[:8] for text in looks.texts]) >= NOTES:
        return True
    above = gone = words = lines = 0
    begun = False
    for number, item, fixed, score in zip(looks.numbers, looks.outlines, looks.fixed, scores, strict=True):
        if fixed == 0.0:
            continue
        words += item.size
        if score < limit:
            lines += 1
            gone += item.size
            above += 0 if begun else MAX_ABOVE + 1 if number == AWAY else 1
        else:
            begun = True
    known = sum([level > 0 for level in looks.known])
    if above <= MAX_ABOVE and (
        2 * gone > words or _entries(looks, scores, limit) >= ENTRIES or _fields(looks.texts) >= FIELDS
    ):
        return True
    return lines >= MANY and known * KNOWN_SHARE < lines


def _fields(texts: Sequence[str]) -> int:
    """Return how many lines begin with a name and a colon, as five lines or more do: the fields of a list of things."""
    names = Counter([name for name, colon, _ in [text[:20].partition(": ") for text in texts] if colon])
    return sum([count for count in names.values() if count >= 5])


def _entries(looks: Looks, scores: Sequence[float], limit: float) -> int:
    """Return above how many lines that stay stands nothing but a time."""
    return sum(
        [
            score >= limit and len(text) <= len("18:40") and text.replace(":", "", 1).replace(".", "", 1).isdigit()
            for text, score in zip(looks.texts, scores[1:], strict=False)
        ]
    )
