"""Ordinals in figures whose ending does not go with the number: 22th, 11st. English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document

RULE = "structure.wrong-ordinal"
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_ALL = frozenset((*_ENDINGS.values(), "th"))
_DIGITS = 4
"""Longer numbers with letters after them are codes."""


def check(doc: Document, lang: str) -> Iterator[Claim]:
    """Yield each ordinal with another ending than English gives it."""
    if lang != "en":
        return
    text = doc.text
    for start, end in doc.numbers:
        ending = text[end : end + 2]
        if ending not in _ALL or text[end + 2 : end + 3].isalnum() or end - start > _DIGITS:
            continue
        before = text[start - 1 : start] if start else ""
        right = "th" if text[start:end][-2:-1] == "1" else _ENDINGS.get(text[end - 1], "th")
        span = Span(start, end + 2)
        if ending != right and not before.isalnum() and before not in ("_", ".", ",", ":") and not doc.quoted(span):
            yield Claim(RULE, span, span.of(text), suggestions=(text[start:end] + right,))
