"""Matchers: compiled rules over text. Short lines are looked up by hash; patterns are tried where their literal stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.rule import ANY, Pattern, Rule
from wirecopy.text import Span
from wirecopy.text.lazy import lazy
from wirecopy.text.segment import count_words, word_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_RUN = lazy(r"[^\W_]+")
_LONGEST = 24
"""No word that stands beside a guard is longer."""
_COMMON = frozenset(" .,'’-")
"""Marks that nearly all texts hold."""


class Words(NamedTuple):
    """The words of a text as they are spelled, and the parts of compound ones."""

    whole: Mapping[str, int]
    parts: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of a text."""
        whole, compounds = count_words(text)
        return cls(whole, word_parts(compounds))


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


class _Guards:
    """Patterns guarded by words. A text holds a word small, with a capital, or in capitals."""

    def __init__(self) -> None:
        self._patterns: list[tuple[int, _Compiled, frozenset[str]]] = []
        """A bit for each group of words that a text needs, the pattern, and the spellings of the words it is looked for around."""
        self._around: dict[str, list[int]] = {}
        """The patterns that are looked for around a word: only those of the words that a text has are visited."""
        self._groups: dict[tuple[str, ...], int] = {}
        self._bits: dict[str, int] = {}

    def add(self, compiled: _Compiled) -> None:
        """Add a pattern under the groups of words that guard it."""
        pattern = compiled.pattern
        need = 0
        for group in (pattern.literals, *pattern.also):
            bit = self._groups.setdefault(group, 1 << len(self._groups))
            need |= bit
            for spelling in _spellings(group):
                self._bits[spelling] = self._bits.get(spelling, 0) | bit
        spellings = frozenset(_spellings(pattern.literals))
        for spelling in spellings:
            self._around.setdefault(spelling, []).append(len(self._patterns))
        if pattern.beside:
            side, beside = pattern.beside
            compiled = compiled._replace(pattern=pattern._replace(beside=(side, frozenset(beside))))
        self._patterns.append((need, compiled, spellings))

    def candidates(self, words: Words) -> Iterator[tuple[_Compiled, Collection[str]]]:
        """Yield the patterns that are worth a try on a text with these words, in their order, and the guards as it spells them."""
        bits = self._bits
        met = bits.keys() & words.whole.keys() | bits.keys() & words.parts
        mask = 0
        for word in met:
            mask |= bits[word]
        around = self._around
        for number in sorted({number for word in met if word in around for number in around[word]}):
            need, compiled, spellings = self._patterns[number]
            if need & mask == need:
                yield compiled, spellings & met


def _spellings(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from {word, word.capitalize(), word.upper()}


class PatternIndex:
    """The patterns of many rules. A pattern is compiled when its literal or guard word is met for the first time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._regex: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _by_lang(self) -> dict[str, dict[str, list[tuple[int, str, _Compiled]]]]:
        """The patterns that are guarded by literals: language -> a mark that a text must hold -> (number, literal, pattern).

        Many literals hold a mark or digit that few texts have; one look at those of a text then spares all of them.
        """
        result: dict[str, dict[str, list[tuple[int, str, _Compiled]]]] = {}
        number = 0
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    number += 1
                    for literal in pattern.literals if pattern.window is None else ():
                        mark = next((char for char in literal if not char.isalpha() and char not in _COMMON), "")
                        by_mark = result.setdefault(lang, {}).setdefault(mark, [])
                        by_mark.append((number, literal, _Compiled(rule, pattern)))
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
        places = _Places(text, words)
        for compiled, met in self._candidates(text, words, sorted(langs)):
            for match in self._matches(compiled, met, places):
                group = "at" if "at" in match.re.groupindex else 0
                yield Hit(
                    compiled.rule,
                    Span(*match.span(group)),
                    tuple(match.expand(template) for template in compiled.pattern.suggest),
                )

    def _candidates(
        self, text: str, words: Words | None, langs: Iterable[str]
    ) -> Iterator[tuple[_Compiled, Collection[str]]]:
        """Yield the patterns that are worth a try, with the guard words that the text has."""
        folded = ""
        for lang in langs:
            if lang in self._by_lang:
                folded = folded or text.casefold()
                yield from ((compiled, ()) for compiled in _guarded(self._by_lang[lang], folded))
            if lang in self._by_word:
                words = words or Words.of(text)
                yield from self._by_word[lang].candidates(words)

    def _matches(self, compiled: _Compiled, met: Iterable[str], places: _Places) -> Iterable[re.Match[str]]:
        window = compiled.pattern.window
        if window is None:
            return self._compiled(compiled).finditer(places.text)
        spots = _spots(compiled.pattern, met, places)
        return _around(self._compiled(compiled), window, spots, places.text) if spots else ()

    def _compiled(self, compiled: _Compiled) -> re.Pattern[str]:
        regex = self._regex.get(compiled.pattern.regex)
        if regex is None:
            regex = self._regex[compiled.pattern.regex] = compiled.regex()
        return regex


def _guarded(by_mark: Mapping[str, list[tuple[int, str, _Compiled]]], folded: str) -> list[_Compiled]:
    """Return the patterns of which a literal stands in the text, in their order."""
    met = {
        number: compiled
        for mark, items in by_mark.items()
        if mark in folded
        for number, literal, compiled in items
        if literal in folded
    }
    return [met[number] for number in sorted(met)]


class _Places(dict[str, list[tuple[int, int]]]):
    """Where words stand in a text, alone or as part of a compound, start and end; each is looked for once."""

    def __init__(self, text: str, words: Words | None) -> None:
        super().__init__()
        self.text = text
        self._words = words or Words({}, frozenset())

    def __missing__(self, word: str) -> list[tuple[int, int]]:
        found = self[word] = []
        text, size = self.text, len(word)
        # After its last occurrence nobody has to look; how often it is part of a compound was not counted.
        left = 0 if word in self._words.parts else self._words.whole.get(word, 0)
        at = text.find(word)
        while at >= 0:
            end = at + size
            if not text[end : end + 1].isalnum() and not (at and text[at - 1].isalnum()):
                found.append((at, end))
                if len(found) == left:
                    break
            at = text.find(word, end)
        return found


def _spots(pattern: Pattern, words: Iterable[str], places: _Places) -> list[int]:
    """Return where the guard words of a pattern begin, in order: those with a right word beside them."""
    found = [place for word in words for place in places[word]]
    if pattern.beside:
        side, beside = pattern.beside
        found = [(at, end) for at, end in found if _word_beside(places.text, at, end, side) in beside]
    return sorted([at for at, _ in found])


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


def _word_beside(text: str, at: int, end: int, side: int) -> str:
    """Return the word before or after the one at a place, in small letters; between blanks, it is seen at once."""
    if side > 0:
        word = text[end + 1 : end + 1 + _LONGEST].partition(" ")[0]
        if not word.isalnum():
            after = _RUN.match(text, end + 1)
            word = after[0] if after else ""
    else:
        before = text[max(0, at - _LONGEST) : max(0, at - 1)]
        word = before.rpartition(" ")[2]
        if not word.isalnum():
            word = next(iter(_RUN.findall(before)[-1:]), "")
    return word.casefold()
