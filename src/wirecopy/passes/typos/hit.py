"""Hit: what a check of this pass reports, before it becomes a finding."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """A defect in a text. Positions in code points; suggestions replace the whole span, best first."""

    start: int
    end: int
    rule: str
    suggestions: tuple[str, ...]
    confidence: float
    evidence: str = ""
    lead: float = 0.0  # of the first suggestion over the next, in units of the ranking (log-odds)


def like(model: str, word: str) -> str:
    """`word` (small letters) in the case of `model`: capitals throughout, a capital first, or as it is."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
