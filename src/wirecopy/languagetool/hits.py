"""What goes in and comes out of a check: the profile of rules, and the hits."""

from __future__ import annotations

from typing import NamedTuple


class Profile(NamedTuple):
    """Which language is checked, and which rules stay silent. Part of every cache key."""

    language: str
    off: tuple[str, ...] = ()
    off_categories: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


class Hit(NamedTuple):
    """One match of one LanguageTool rule; start and end in code points of the text that was checked."""

    rule: str
    category: str
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]

    def moved(self, by: int) -> Hit:
        """The same hit in a text where it stands `by` code points further on."""
        return self._replace(start=self.start + by, end=self.end + by)
