"""Counts over other articles: in how many of them each word stands, as it is written.

`wirecopy learn FOLDER --words FILE` counts, in bounded memory, and writes a mapped table (see `lexicon`); a configuration names it
with `corpus`. To the typo checks a name that stands once in an article is then known, or a slip for one that is.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy
from wirecopy.words.lexicon import Table, mapped, pack

if TYPE_CHECKING:
    from collections.abc import Iterable

CAPACITY = 400_000  # words counted at a time at most, some 60 MB
LEAST = 2  # documents that a word must stand in to be kept
_LONGEST = 40
_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOTAL = "\x01documents"


class Corpus:
    """How many documents have a word."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.documents = int(table.get(_TOTAL) or 0)

    def count(self, word: str) -> int:
        """In how many documents `word` stands, as it is written."""
        value = self._table.get(word)
        return int(value) if value else 0

    def weight(self, word: str) -> float:
        """The same as a logarithm (base 2 of one more), as the forests weigh it."""
        return log2(1 + self.count(word))


class Counts:
    """Counts documents in at most `capacity` words: where more are met, the rarest are forgotten.

    Lossy counting (Manku, Motwani, "Approximate frequency counts over data streams", VLDB 2002): a count is never too high, and
    too low by `lost` at most.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.documents = 0
        self.lost = 0
        self._capacity = capacity
        self._counts: dict[str, int] = {}

    def add(self, words: Iterable[str]) -> None:
        """Count the words of one document, each once."""
        self.documents += 1
        counts = self._counts
        for word in set(words):
            if 2 < len(word) < _LONGEST:
                counts[word] = counts.get(word, 0) + 1
        while len(counts) > self._capacity:
            self.lost += 1
            counts = self._counts = {word: count - 1 for word, count in counts.items() if count > 1}

    def __len__(self) -> int:
        return len(self._counts)

    def dump(self, least: int = LEAST) -> bytes:
        """The table of all words that stand in `least` documents or more."""
        kept = {word: b"%d" % count for word, count in self._counts.items() if count >= least}
        return pack({**kept, _TOTAL: b"%d" % self.documents})


def words_of(text: str) -> set[str]:
    """The words of a text as they are counted: letters, inner apostrophes; a possessive is not part of its word."""
    return {match[0].replace("’", "'").removesuffix("'s") for match in _WORD.finditer(text)}


def load(path: str) -> Corpus:
    """The counts in a file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no such file.

    """
    return _load(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(path: str, changed: int) -> Corpus:  # noqa: ARG001 - a new time makes a new entry of the cache
    return Corpus(mapped(Path(path)))
