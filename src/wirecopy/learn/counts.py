"""Count the lines of one site's documents, and choose those that belong to the site and not to an article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.learn.keys import site_key
from wirecopy.learn.zone import article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MIN_DOCUMENTS = 2
_OFTEN = 3
_SHARE = 0.5
"""A line that also stands inside articles is the site's only if at least this share of the documents has it."""


class Repeated(NamedTuple):
    """A line that repeats: as it was first met, in how many documents, in how many of them inside the article."""

    line: str
    documents: int
    inside: int
    place: float
    """The mean place in a document, from 0 (its first line) to 1 (its last)."""


class SiteCounts:
    """Exact counts over documents that are held in memory, as their keys."""

    def __init__(self) -> None:
        self._documents: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, lines: Iterable[str]) -> None:
        """Take in one document. One that has the very lines of an earlier one does not count."""
        kept = tuple(line.strip() for line in lines if line.strip())
        document = (kept, tuple(map(site_key, kept)))
        if kept and document not in self._documents:
            self._documents.append(document)

    def repeated(self, least: int = MIN_DOCUMENTS) -> list[Repeated]:
        """Return the site's lines that stand in at least `least` documents, in the order of their mean place."""
        documents = Counter(key for _, keys in self._documents for key in set(keys) if key)
        inside: Counter[str] = Counter()
        outside: Counter[str] = Counter()
        places: dict[str, list[float]] = {}
        examples: dict[str, str] = {}
        small: set[str] = set()
        often = max(_OFTEN, _SHARE * len(self._documents))
        for lines, keys in self._documents:
            first, last = article(lines, _at_least(keys, documents, least), _at_least(keys, documents, often))
            for number, key in enumerate(keys):
                if documents[key] < least:
                    continue
                (inside if first <= number <= last else outside)[key] += 1
                places.setdefault(key, []).append(number / max(1, len(keys) - 1))
                examples.setdefault(key, lines[number])
                if lines[number][0].islower():
                    small.add(key)
        chosen = (
            key
            for key in examples
            if not inside[key] or (documents[key] >= often and outside[key] and key not in small)
        )
        found = (
            Repeated(examples[key], documents[key], inside[key], sum(places[key]) / len(places[key])) for key in chosen
        )
        return sorted(found, key=lambda line: (line.place, line.line))


class _at_least:  # noqa: N801 - used as a function
    """Whether the key at a number stands in so many documents."""

    __slots__ = ("counts", "keys", "least")

    def __init__(self, keys: Sequence[str], counts: Counter[str], least: float) -> None:
        self.keys, self.counts, self.least = keys, counts, least

    def __call__(self, number: int) -> bool:
        return self.counts[self.keys[number]] >= self.least
