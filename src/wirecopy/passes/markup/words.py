"""Tokens that learned scores are kept for: of an element (name and attributes) and of a short block of text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirecopy.passes.markup.scan import Page

_PART = lazy(r"[a-z]+|[A-Z](?:[a-z]+|[A-Z]+)")
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


class Tokens:
    """The tokens that have a weight: of elements, or of blocks of text."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.weight = weights.__getitem__
        self.known = frozenset(weights).intersection

    def score(self, text: str) -> int:
        """Return the sum of weights over the tokens of a block's text."""
        return sum(map(self.weight, self.known(text_words(text))))


class _Path:
    """Elements that are alike and stand below others that are: they have the same tokens and score."""

    __slots__ = ("_all", "_new", "_parent", "score")

    def __init__(self, parent: _Path | None, new: frozenset[str], score: int) -> None:
        self._parent, self._new, self.score = parent, new, score
        self._all: frozenset[str] | None = None if parent else new

    def tokens(self) -> frozenset[str]:
        """Return the tokens of the element and its ancestors; put together when something below asks for them."""
        if self._all is None:
            assert self._parent is not None  # whose tokens are known, since they were asked for when this was made
            above = self._parent.tokens()
            self._all = above | self._new if self._new else above
        return self._all


def path_scores(page: Page, wanted: Sequence[int], tokens: Tokens) -> list[int]:
    """Return each wanted element's sum of weights over the different tokens of it and its ancestors; 0 for the others."""
    names, attributes, parents = page.names, page.attributes, page.parents
    weight = tokens.weight
    known: dict[tuple[str, str], frozenset[str]] = {}
    scores = [0] * len(names)
    paths = [_Path(None, frozenset(), 0)] * len(names)
    below: dict[tuple[_Path, str, str], _Path] = {}
    """What an element makes of a path above it; siblings are often alike."""
    for element, (name, words, want) in enumerate(zip(names, attributes, wanted, strict=True)):
        if not want or not element:
            continue
        above = paths[parents[element]]
        path = below.get((above, name, words))
        if path is None:
            own = known.get((name, words))
            if own is None:
                own = known[name, words] = tokens.known(element_words(name, words))
            new = own - above.tokens()
            path = below[above, name, words] = _Path(above, new, above.score + sum(map(weight, new)))
        paths[element] = path
        scores[element] = path.score
    return scores
