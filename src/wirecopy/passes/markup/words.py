"""Tokens that learned scores are kept for: of an element (name and attributes) and of a short block of text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirecopy.passes.markup.scan import Page

_PART = lazy(r"[a-z]+|[A-Z](?:[a-z]+|[A-Z]+)")
_SMALL = bytes(code if ord("a") <= code <= ord("z") else 32 for code in range(256))
"""Makes blanks of all bytes but small letters."""
_WORD = lazy(r"\w+")
_ATTRIBUTES = 250
"""Code points of a tag's attributes that are looked at."""
LONGEST = 160
"""Blocks with more code points than this are prose: their words are not looked at."""
PROSE = "#prose"
_FIRST, _FEW, _MOST = 10, 3, 12
"""The first words of a block, how many are few enough to be a token together, and up to how many they are counted."""
Token = str | tuple[str, ...]
"""A token of an element; pairs of words are pairs."""
_NONE = frozenset[Token]()


def element_words(name: str, attributes: str) -> list[str]:
    """Return the tokens of an element: its name, the words of its attributes, and pairs of neighbours."""
    parts = _parts(attributes)
    return ["<" + name, *parts, *map("-".join, pairwise(parts))]


def _parts(attributes: str) -> list[str]:
    if attributes.islower():  # the same as the expression finds, in less time
        return attributes[:_ATTRIBUTES].encode("utf-8", "replace").translate(_SMALL).decode("ascii").split()
    return [part.lower() for part in _PART.findall(attributes[:_ATTRIBUTES])]


def text_words(text: str) -> list[str]:
    """Return the tokens of a block: its first words, how it begins and ends, and how long it is."""
    if len(text) > LONGEST:
        return [PROSE]
    words = _WORD.findall(text.lower())
    if not words:
        return ["#0"]
    found = {*words[:_FIRST], "^" + words[0], words[-1] + "$"}
    if len(words) > 1:
        found.add("^" + words[0] + " " + words[1])
    if len(words) <= _FEW:
        found.add("=" + " ".join(words))
    found.add(f"#{min(_MOST, len(words))}")
    return list(found)


class ElementTokens:
    """The tokens of elements that have a weight; pairs of words are kept apart, so that none need be put together."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._names = {token[1:]: frozenset([token]) for token in weights if token[0] == "<"}
        self._words = frozenset(token for token in weights if token[0] != "<" and "-" not in token).intersection
        pairs = {token: tuple(token.split("-")) for token in weights if "-" in token}
        self._pairs = frozenset(pairs.values()).intersection
        self.weight = {pairs.get(token, token): weight for token, weight in weights.items()}.__getitem__

    def known(self, name: str, attributes: str) -> frozenset[Token]:
        """Return the tokens of an element that have a weight."""
        names = self._names.get(name, _NONE)
        if not attributes:
            return names
        parts = _parts(attributes)
        return names.union(self._words(parts), self._pairs(pairwise(parts)))


class TextTokens:
    """The tokens of blocks of text that have a weight, kept apart by kind, so that few strings need be put together."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        get = weights.get
        self._prose = get(PROSE, 0)
        self._counts = [get(f"#{count}", 0) for count in range(_MOST + 1)]
        self._first = {token[1:]: weight for token, weight in weights.items() if token[0] == "^"}
        self._last = {token[:-1]: weight for token, weight in weights.items() if token[-1] == "$"}
        self._whole = {token[1:]: weight for token, weight in weights.items() if token[0] == "="}
        words = [token for token in weights if token[0] not in "#^=" and token[-1] != "$"]
        self._known, self._weight = frozenset(words).intersection, weights.__getitem__

    def score(self, text: str) -> int:
        """Return the sum of weights over the tokens of a block's text: those of `text_words`."""
        if len(text) > LONGEST:
            return self._prose
        words = _WORD.findall(text.lower())
        if not words:
            return self._counts[0]
        count, first = len(words), self._first.get
        total = self._counts[min(count, _MOST)] + sum(map(self._weight, self._known(words[:_FIRST])))
        total += first(words[0], 0) + self._last.get(words[-1], 0)
        if count > 1:
            total += first(f"{words[0]} {words[1]}", 0)
        if count <= _FEW:
            total += self._whole.get(" ".join(words), 0)
        return total


class _Path:
    """Elements that are alike and stand below others that are: they have the same tokens and score."""

    __slots__ = ("_all", "_new", "_parent", "score")

    def __init__(self, parent: _Path | None, new: frozenset[Token], score: int) -> None:
        self._parent, self._new, self.score = parent, new, score
        self._all: frozenset[Token] | None = None if parent else new

    def tokens(self) -> frozenset[Token]:
        """Return the tokens of the element and its ancestors; put together when something below asks for them."""
        if self._all is None:
            assert self._parent is not None  # whose tokens are known, since they were asked for when this was made
            self._all = self._parent.tokens() | self._new
        return self._all


def path_scores(page: Page, wanted: Sequence[int], tokens: ElementTokens) -> list[int]:
    """Return each element's sum of weights over the different tokens of it and its ancestors.

    Asked for those `wanted`, in order; an element is wanted only if its parent is. The others have 0.
    """
    names, attributes, parents = page.names, page.attributes, page.parents
    weight = tokens.weight
    known: dict[tuple[str, str], frozenset[Token]] = {}
    scores = [0] * len(names)
    paths = [_Path(None, _NONE, 0)] * len(names)
    below: dict[tuple[_Path, frozenset[Token]], _Path] = {}
    """What an element makes of a path above it; siblings are often alike."""
    for element in wanted:
        kind = names[element], attributes[element]
        own = known.get(kind)
        if own is None:
            own = known[kind] = tokens.known(*kind)
        above = paths[parents[element]]
        path = below.get((above, own))
        if path is None:
            new = own - above.tokens()
            path = below[above, own] = _Path(above, new, above.score + sum(map(weight, new))) if new else above
        paths[element] = path
        scores[element] = path.score
    return scores
