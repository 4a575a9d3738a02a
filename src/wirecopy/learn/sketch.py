"""The same statistics on the fly and in bounded memory, for batches: the space-saving sketch.

Metwally, Agrawal, El Abbadi, "Efficient computation of frequent and top-k elements in data streams" (ICDT 2005): of all
lines only `capacity` are kept; a new one takes the place of the rarest and inherits its count as a possible error. A line
that is in more than 1/capacity of what was seen is never lost, and `documents - error` is what it has at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace
from typing import TYPE_CHECKING

from wirecopy.learn.counts import MIN_DOCUMENTS, Repeated
from wirecopy.learn.keys import site_key
from wirecopy.learn.zone import article

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHARE = 0.5
_OFTEN = 3


@dataclass(slots=True)
class _Slot:
    line: str
    documents: int
    error: int
    inside: int
    outside: int
    place: float
    small: bool


class SiteSketch:
    """Counts of one site's lines in at most `capacity` slots. What is inside an article is told by what was seen so far."""

    def __init__(self, capacity: int = 2048) -> None:
        self.capacity = capacity
        self.documents = 0
        self._slots: dict[str, _Slot] = {}
        self._rarest: list[tuple[int, int, str]] = []
        """A heap of the slots: what each had when it was last looked at (it can only have more now), and when it came."""
        self._met = 0

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, lines: Iterable[str]) -> None:
        """Take in one document."""
        kept = [line.strip() for line in lines if line.strip()]
        keys = [site_key(line) for line in kept]
        self.documents += 1
        often = max(_OFTEN, _SHARE * self.documents)
        first, last = article(kept, lambda n: self._count(keys[n]) >= 1, lambda n: self._count(keys[n]) + 1 >= often)
        met: set[str] = set()
        for number, (key, line) in enumerate(zip(keys, kept, strict=True)):
            if key:
                slot = self._slot(key, line, new=key not in met)
                met.add(key)
                slot.inside += first <= number <= last
                slot.outside += not first <= number <= last
                slot.place += (number / max(1, len(keys) - 1) - slot.place) / (slot.inside + slot.outside)
                slot.small |= line[0].islower()

    def _count(self, key: str) -> int:
        slot = self._slots.get(key)
        return slot.documents - slot.error if slot else 0

    def _slot(self, key: str, line: str, *, new: bool) -> _Slot:
        slot = self._slots.get(key)
        if slot is None:
            error = 0
            if len(self._slots) >= self.capacity:
                error = self._drop()
            slot = self._slots[key] = _Slot(line, error + 1, error, 0, 0, 0.0, small=False)
            self._met += 1
            heappush(self._rarest, (slot.documents, self._met, key))
        elif new:
            slot.documents += 1
        return slot

    def _drop(self) -> int:
        """Drop the rarest line, of several the one that came first; return in how many documents it was."""
        while True:
            told, came, key = self._rarest[0]
            documents = self._slots[key].documents
            if told == documents:
                heappop(self._rarest)
                del self._slots[key]
                return documents
            heapreplace(self._rarest, (documents, came, key))

    def repeated(self, least: int = MIN_DOCUMENTS) -> list[Repeated]:
        """Return the site's lines that stand in at least `least` documents for certain, in the order of their place."""
        often = max(_OFTEN, _SHARE * self.documents)
        found = [
            Repeated(slot.line, slot.documents - slot.error, slot.inside, slot.place)
            for slot in self._slots.values()
            if slot.documents - slot.error >= least
            # What the first document has is new and so inside by mistake: one such place is forgiven.
            and (slot.inside <= 1 or (slot.documents - slot.error >= often and slot.outside and not slot.small))
            and slot.outside
        ]
        return sorted(found, key=lambda line: (line.place, line.line))
