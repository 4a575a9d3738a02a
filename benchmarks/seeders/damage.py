"""Damage: a paragraph twice or cut off, a mark without its partner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeders.place import Seeded

if TYPE_CHECKING:
    import random


def repeated_paragraph(text: str, rng: random.Random) -> Seeded | None:
    paragraphs = list(re.finditer(r"[^\n]{80,}[.!?](?=\n|\Z)", text))
    if len(paragraphs) < 3:
        return None
    first, later = sorted(rng.sample(range(len(paragraphs)), 2))
    at = paragraphs[later].end()
    return Seeded(f"{text[:at]}\n\n{paragraphs[first][0]}{text[at:]}", at, at + 2 + len(paragraphs[first][0]))


def cut_paragraph(text: str, rng: random.Random) -> Seeded | None:
    words = list(
        re.finditer(
            r"(?<=[a-z] )(?:the|of|and|to|a|with|for|from|by|their|its|was|were|has)(?= [a-z][^\n]*\n\n[A-Z])", text
        )
    )
    words = [m for m in words if text.count(" ", text.rfind("\n", 0, m.start()) + 1, m.start()) > 10]
    if not words:
        return None
    place = rng.choice(words)
    return Seeded(text[: place.end()] + text[text.find("\n", place.end()) :], place.start(), place.end())


def quotation_mark(text: str, rng: random.Random) -> Seeded | None:
    places = list(re.finditer(r"(?<=[ \n])[\"“][^\"“”\n]{20,}?[,.?!][\"”](?= [a-z])", text))
    if not places:
        return None
    place = rng.choice(places)
    line_start, line_end = (
        text.rfind("\n", 0, place.start()) + 1,
        (text.find("\n", place.end()) + len(text)) % len(text) or len(text),
    )
    if text.count('"', line_start, line_end) + text.count("“", line_start, line_end) > 2:
        return None
    cut = rng.choice([place.start(), place.end() - 1])
    return Seeded(text[:cut] + text[cut + 1 :], line_start, line_end)


def bracket(text: str, rng: random.Random) -> Seeded | None:
    places = list(re.finditer(r"\([A-Za-z][^()\n]{5,60}\)", text))
    if not places:
        return None
    place = rng.choice(places)
    cut = rng.choice([place.start(), place.end() - 1])
    return Seeded(text[:cut] + text[cut + 1 :], place.start(), place.end())
