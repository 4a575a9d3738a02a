"""Guards: which patterns a text is worth a try for, told by its words alone, before it is searched.

A search of a text for two words takes fifty times as long as a look at its vocabulary: so a pattern is tried only where a word
that guards it stands, with a right word beside it and those of its other slots as near as it says.
"""

from __future__ import annotations

import re
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wirecopy.rulebook.rule import Pattern, Rule
    from wirecopy.text.segment import Words

_RUN = lazy(r"[^\W_]+")
_NONE = "0"
"""Stands before the first and after the last word of a text; no pattern has it."""


class Compiled(NamedTuple):
    """A pattern and the rule it is of."""

    rule: Rule
    pattern: Pattern

    def regex(self) -> re.Pattern[str]:
        """Return the regular expression, compiled."""
        return re.compile(self.pattern.regex, 0 if self.pattern.case else re.IGNORECASE)


class _Guarded(NamedTuple):
    """A pattern with the spellings of words that guard it: of each group a text needs one, and one beside a guard."""

    number: int
    compiled: Compiled
    also: tuple[frozenset[str], ...]
    near: tuple[tuple[int, int], ...]
    """From where to where a word of each of those stands, in words from the guard."""
    side: int
    """Where the words beside a guard stand: -1 before it, 1 after it, 0 if the pattern has none."""
    beside: frozenset[str]

    def may_stand(self, pieces: Sequence[str], at: int) -> bool:
        """Tell whether a word of each group is as near to the one at a place as it has to be; odd pieces may hold it."""
        for group, (first, last) in zip(self.also, self.near, strict=False):
            near = pieces[max(0, at + first) : at + last + 1]
            if group.isdisjoint(near) and all(map(str.isalnum, near)):
                return False
        return True

    def wanted(self, word: str, other: str) -> tuple[int, str, int]:
        """Return the pattern's number, what to look for, and how far in it the guard begins."""
        if not other:
            return self.number, word, 0
        return (
            (self.number, f"{word} {other}", 0) if self.side > 0 else (self.number, f"{other} {word}", len(other) + 1)
        )


class Guards:
    """Patterns guarded by words. A text holds a word small, with a capital, or in capitals."""

    def __init__(self) -> None:
        self._patterns: list[_Guarded] = []
        self._around: dict[str, list[_Guarded]] = {}
        """The patterns by the word that they are looked for around."""
        self._near: dict[str, set[str]] = {}
        """All words that stand beside such a word in some pattern."""
        self._alone: set[str] = set()
        """The words around which a pattern is looked for whatever stands beside them."""

    def add(self, compiled: Compiled) -> None:
        """Add a pattern under the words that guard it."""
        pattern = compiled.pattern
        side, beside = pattern.beside or (0, ())
        also = tuple(frozenset(_spellings(group)) for group in pattern.also)
        guarded = _Guarded(len(self._patterns), compiled, also, pattern.near, side, frozenset(_spellings(beside)))
        self._patterns.append(guarded)
        for word in frozenset(_spellings(pattern.literals)):
            self._around.setdefault(word, []).append(guarded)
            self._near.setdefault(word, set()).update(guarded.beside)
            if not side:
                self._alone.add(word)

    def candidates(self, words: Words) -> Iterator[tuple[Compiled, list[tuple[str, int]]]]:
        """Yield the patterns that are worth a try on a text with these words, in their order.

        With each come the words to look for, as the text spells them (a guard, or a guard and the word beside it), and how far
        from the beginning of them the guard begins.
        """
        whole, parts = words.counts.keys(), words.parts
        found: dict[int, set[tuple[str, int]]] = {}
        for number, wanted, shift in self._met(words):
            found.setdefault(number, set()).add((wanted, shift))
        for number in sorted(found):
            guarded = self._patterns[number]
            if not any(whole.isdisjoint(group) and parts.isdisjoint(group) for group in guarded.also):
                yield guarded.compiled, list(found[number])

    def _met(self, words: Words) -> Iterator[tuple[int, str, int]]:
        """Yield the patterns with a guard in the text, and a right word beside it if they need one, with what to look for."""
        around = self._around
        if len(self._alone) < len(around):
            yield from self._beside(words)
        else:
            yield from (
                (guarded.number, word, 0) for word in around.keys() & words.counts.keys() for guarded in around[word]
            )
        # In pieces with other marks a word may begin or end: there the text has to tell.
        for word in around.keys() & words.parts:
            for guarded in around[word]:
                others = {*(guarded.beside & words.counts.keys()), *(guarded.beside & words.parts)}
                yield from (guarded.wanted(word, other) for other in others)
                if not guarded.side:
                    yield guarded.number, word, 0

    def _beside(self, words: Words) -> Iterator[tuple[int, str, int]]:
        around, near, alone, pieces = self._around, self._near, self._alone, [_NONE, *words.pieces, _NONE]
        for at in compress(count(), map(around.__contains__, pieces)):
            word, before, after = pieces[at], pieces[at - 1], pieces[at + 1]
            beside = near[word]
            if word in alone or before in beside or after in beside or not (before.isalnum() and after.isalnum()):
                for guarded in around[word]:
                    other = _end(after if guarded.side > 0 else before, guarded.side) if guarded.side else ""
                    if (not guarded.side or other in guarded.beside) and guarded.may_stand(pieces, at):
                        yield guarded.wanted(word, other)


def _end(piece: str, side: int) -> str:
    """Return the run of letters and digits that a piece begins (1) or ends (-1) with."""
    if piece.isalnum():
        return piece
    runs = _RUN.findall(piece)
    return runs[0 if side > 0 else -1] if runs else ""


def _spellings(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from {word, word.capitalize(), word.upper()}
