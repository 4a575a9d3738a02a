"""Tokens that learned scores are kept for: of an element (name and attributes) and of a short block of text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirecopy.passes.markup.scan import Page

_PART = lazy(r"[A-Z]?[a-z]+|[A-Z]{2,}")
_WORD = lazy(r"\w+")
_ATTRIBUTES = 250
"""Code points of a tag's attributes that are looked at."""
LONGEST = 160
"""Blocks with more code points than this are prose: their words are not looked at."""
PROSE = "#prose"


def element_words(name: str, attributes: str) -> list[str]:
    """Return the tokens of an element: its name, the words of its attributes, and pairs of neighbours."""
    if not attributes:
        return ["<" + name]
    parts = " ".join(_PART.findall(attributes[:_ATTRIBUTES])).lower().split()
    return ["<" + name, *parts, *map("-".join, pairwise(parts))]


def text_words(text: str) -> list[str]:
    """Return the tokens of a block: its first words, how it begins and ends, and how long it is."""
    if len(text) > LONGEST:
        return [PROSE]
    words = _WORD.findall(text.lower())
    if not words:
        return ["#0"]
    found = {*words[:10], "^" + words[0], words[-1] + "$"}
    if len(words) > 1:
        found.add("^" + words[0] + " " + words[1])
    if len(words) <= 3:
        found.add("=" + " ".join(words))
    found.add(f"#{min(12, len(words))}")
    return list(found)


def path_scores(page: Page, wanted: Sequence[int], weights: Mapping[str, int]) -> list[int]:
    """Return each wanted element's sum of weights over the different tokens of it and its ancestors; 0 for the others."""
    names, attributes, parents = page.names, page.attributes, page.parents
    scores = [0] * len(names)
    paths: list[frozenset[str]] = [frozenset()] * len(names)
    known: dict[tuple[str, str], frozenset[str]] = {}
    below: dict[tuple[int, str, str], tuple[int, frozenset[str]]] = {}
    """What an element makes of a path above it; siblings are often alike. The paths live as long as this does."""
    vocabulary = weights.keys()
    for element in range(1, len(names)):
        if not wanted[element]:
            continue
        name, words, parent = names[element], attributes[element], parents[element]
        above = paths[parent]
        met = below.get((id(above), name, words))
        if met is None:
            own = known.get((name, words))
            if own is None:
                own = known[name, words] = frozenset(vocabulary & element_words(name, words))
            new = own - above
            score = scores[parent] + sum(map(weights.__getitem__, new))
            met = below[id(above), name, words] = (score, above | new if new else above)
        scores[element], paths[element] = met
    return scores
