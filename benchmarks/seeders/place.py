"""Seeded: an article with one contradiction; and the ways to put one in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random


class Seeded(NamedTuple):
    """An article with one contradiction: the changed text, and where it may rightly be reported."""

    text: str
    start: int
    end: int
    url: str | None = None


def replaced(text: str, start: int, end: int, new: str) -> Seeded:
    return Seeded(text[:start] + new + text[end:], start, start + len(new))


def added(text: str, sentence: str, rng: random.Random) -> Seeded | None:
    """Put a sentence at the end of a paragraph of some length that ends with a stop."""
    ends = [m.end() for m in re.finditer(r"[a-z]{3}\.(?=\n|\Z)", text) if outside_quotations(text, m.end())]
    if not ends:
        return None
    at = rng.choice(ends)
    return Seeded(f"{text[:at]} {sentence}{text[at:]}", at + 1, at + 1 + len(sentence))


def outside_quotations(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.count('"') % 2 == 0 and line.count("“") == line.count("”")
