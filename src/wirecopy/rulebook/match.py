"""Matchers: compiled rules over text. Short lines are looked up by hash; patterns are tried where their literal stands."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.rule import ANY, Pattern, Rule
from wirecopy.text import Span
from wirecopy.text.lazy import lazy
from wirecopy.text.segment import APART, count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wirecopy.text.segment import Words

_RUN = lazy(r"[^\W_]+")
_NONE = "0"
"""Stands before the first and after the last word of a text; no pattern has it."""
_COMMON = frozenset(" .,'’-")
"""Marks that nearly all texts hold."""
_FREQUENT = '/%$:;()"“”'
"""Marks that many texts hold, the rarer first."""


class Hit(NamedTuple):
    """A place where a rule matches, and the replacements that it suggests."""

    rule: Rule
    span: Span
    suggestions: tuple[str, ...] = ()


class _Compiled(NamedTuple):
    rule: Rule
    pattern: Pattern

    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern.regex, 0 if self.pattern.case else re.IGNORECASE)


class _Guarded(NamedTuple):
    """A pattern with the spellings of words that guard it: of each group a text needs one, and one beside a guard."""

    number: int
    compiled: _Compiled
    also: tuple[frozenset[str], ...]
    side: int
    """Where the words beside a guard stand: -1 before it, 1 after it, 0 if the pattern has none."""
    beside: frozenset[str]

    def may_stand(self, pieces: Sequence[str], at: int) -> bool:
        """Tell whether a word of each group is as near to the one at a place as it has to be; odd pieces may hold it."""
        for group, (first, last) in zip(self.also, self.compiled.pattern.near, strict=False):
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


class _Guards:
    """Patterns guarded by words. A text holds a word small, with a capital, or in capitals."""

    def __init__(self) -> None:
        self._patterns: list[_Guarded] = []
        self._around: dict[str, list[_Guarded]] = {}
        """The patterns by the word that they are looked for around."""
        self._near: dict[str, set[str]] = {}
        """All words that stand beside such a word in some pattern."""
        self._alone: set[str] = set()
        """The words around which a pattern is looked for whatever stands beside them."""

    def add(self, compiled: _Compiled) -> None:
        """Add a pattern under the words that guard it."""
        pattern = compiled.pattern
        side, beside = pattern.beside or (0, ())
        also = tuple(frozenset(_spellings(group)) for group in pattern.also)
        guarded = _Guarded(len(self._patterns), compiled, also, side, frozenset(_spellings(beside)))
        self._patterns.append(guarded)
        for word in frozenset(_spellings(pattern.literals)):
            self._around.setdefault(word, []).append(guarded)
            self._near.setdefault(word, set()).update(guarded.beside)
            if not side:
                self._alone.add(word)

    def candidates(self, words: Words) -> Iterator[tuple[_Compiled, list[tuple[str, int]]]]:
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


class PatternIndex:
    """The patterns of many rules. A pattern is compiled when its literal or guard word is met for the first time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._regex: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _by_lang(self) -> dict[str, dict[str, list[tuple[int, str, str, _Compiled]]]]:
        """The patterns that are guarded by literals: language -> a mark that a text must hold -> how and where they begin.

        Many literals hold a mark that few texts have; one look at those of a text then spares all of them. Of each literal there
        are the number of its pattern, what a text must hold in one piece, the literal, and the pattern.
        """
        result: dict[str, dict[str, list[tuple[int, str, str, _Compiled]]]] = {}
        number = 0
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    number += 1
                    for literal in pattern.literals if pattern.window is None else ():
                        marks = sorted({*literal} - _COMMON, key=_FREQUENT.find)
                        mark = next((char for char in marks if not char.isalnum()), "")
                        by_mark = result.setdefault(lang, {}).setdefault(mark, [])
                        piece = "" if mark in APART else _piece(literal, mark)
                        by_mark.append((number, piece, literal, _Compiled(rule, pattern)))
        return result

    @cached_property
    def _by_word(self) -> dict[str, _Guards]:
        """The patterns that are guarded by words, by language."""
        result: dict[str, _Guards] = {}
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    if pattern.window:
                        result.setdefault(lang, _Guards()).add(_Compiled(rule, pattern))
        return result

    def find(self, text: str, lang: str | None, words: Words | None = None) -> Iterator[Hit]:
        """Yield the hits in `text` of the patterns for `lang`, rule by rule.

        None: only those that hold in any language; "*": those of all languages. `words` are those of the text, where
        somebody has them already.
        """
        langs = {*self._by_lang, *self._by_word} if lang == "*" else {ANY, lang or ANY}
        words = words or count_words(text)
        places = _Places(text, words)
        for compiled, wanted in self._candidates(text, words, sorted(langs)):
            for match in self._matches(compiled, wanted, places):
                group = "at" if "at" in match.re.groupindex else 0
                yield Hit(
                    compiled.rule,
                    Span(*match.span(group)),
                    tuple(match.expand(template) for template in compiled.pattern.suggest),
                )

    def _candidates(
        self, text: str, words: Words, langs: Iterable[str]
    ) -> Iterator[tuple[_Compiled, Sequence[tuple[str, int]]]]:
        """Yield the patterns that are worth a try, with the words to look for (see `_Guards.candidates`)."""
        for lang in langs:
            if lang in self._by_lang:
                yield from ((compiled, ()) for compiled in _guarded(self._by_lang[lang], text, words))
            if lang in self._by_word:
                yield from self._by_word[lang].candidates(words)

    def _matches(
        self, compiled: _Compiled, wanted: Iterable[tuple[str, int]], places: _Places
    ) -> Iterable[re.Match[str]]:
        window = compiled.pattern.window
        if window is None:
            return self._compiled(compiled).finditer(places.text)
        spots = sorted([at + shift for words, shift in wanted for at in places[words]])
        return _around(self._compiled(compiled), window, spots, places.text) if spots else ()

    def _compiled(self, compiled: _Compiled) -> re.Pattern[str]:
        regex = self._regex.get(compiled.pattern.regex)
        if regex is None:
            regex = self._regex[compiled.pattern.regex] = compiled.regex()
        return regex


def _piece(literal: str, mark: str) -> str:
    """Return the piece of a literal, as texts are cut, that a mark is in."""
    for apart in APART:
        literal = literal.replace(apart, " ")
    return next(piece for piece in literal.split() if mark in piece)


def _guarded(by_mark: Mapping[str, list[tuple[int, str, str, _Compiled]]], text: str, words: Words) -> list[_Compiled]:
    """Return the patterns of which a literal stands in the text, in their order.

    Most marks stand in few pieces, which are short to search. A mark is the same in any case, so that a text is folded only
    where a literal with letters may stand in it.
    """
    met: dict[int, _Compiled] = {}
    folded = ""
    for mark, items in by_mark.items():
        if mark not in (text if mark in APART else words.others):
            continue
        others = words.others.casefold()
        for number, piece, literal, compiled in items:
            if piece in others:
                if literal.upper() != literal:
                    folded = folded or text.casefold()
                if literal == mark or literal in (folded or text):
                    met[number] = compiled
    return [met[number] for number in sorted(met)] if met else []


class _Places(dict[str, list[int]]):
    """Where words stand in a text, alone or as part of a compound, one or two with a blank between; each is looked for once."""

    def __init__(self, text: str, words: Words) -> None:
        super().__init__()
        self.text = text
        self._plain = text.replace("\u00a0", " ")
        self._words = words

    def __missing__(self, wanted: str) -> list[int]:
        found = self[wanted] = []
        text, size = self._plain, len(wanted)
        # After its last occurrence nobody has to look; how often it is part of a compound was not counted.
        left = 0 if wanted in self._words.parts else self._words.counts.get(wanted, 0)
        at = text.find(wanted)
        while at >= 0:
            end = at + size
            if not text[end : end + 1].isalnum() and not (at and text[at - 1].isalnum()):
                found.append(at)
                if len(found) == left:
                    break
            at = text.find(wanted, end)
        return found


def _around(
    regex: re.Pattern[str], window: tuple[int, int], spots: Iterable[int], text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern with a window: it is looked for around its guard words only."""
    back, forward = window
    done = 0
    for at in spots:
        if not back and at < done:
            continue
        # A guard that stands first says where a match begins.
        match = regex.search(text, max(done, at - back), at + forward) if back else regex.match(text, at, at + forward)
        if match:
            done = match.end()
            yield match
