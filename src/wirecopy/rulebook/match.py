"""Matchers: compiled rules over text. Short lines are looked up by hash; patterns are tried where their literal stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.rule import ANY, Pattern, Rule
from wirecopy.text import Span
from wirecopy.text.lazy import lazy
from wirecopy.text.segment import count_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_WORD = lazy(r"[^\W_]+")
_COMMON = frozenset(" .,'’\"“”-–—():;?!")
"""Marks that most texts hold."""


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


class PatternIndex:
    """The patterns of many rules. A pattern is compiled when its literal or guard word is met for the first time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._regex: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _by_lang(self) -> dict[str, dict[str, list[tuple[int, str, _Compiled]]]]:
        """The patterns that are guarded by literals: language -> a mark that a text must hold -> (number, literal, pattern).

        Most literals hold a mark that few texts have; one look at the marks of a text then spares all of them.
        """
        result: dict[str, dict[str, list[tuple[int, str, _Compiled]]]] = {}
        number = 0
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    number += 1
                    for literal in pattern.literals if pattern.window is None else ():
                        mark = next((char for char in literal if not char.isalnum() and char not in _COMMON), "")
                        by_mark = result.setdefault(lang, {}).setdefault(mark, [])
                        by_mark.append((number, literal, _Compiled(rule, pattern)))
        return result

    @cached_property
    def _by_word(self) -> dict[str, dict[str, list[tuple[int, _Compiled]]]]:
        """The patterns that are guarded by words: language -> word -> (number, pattern)."""
        result: dict[str, dict[str, list[tuple[int, _Compiled]]]] = {}
        number = 0
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    number += 1
                    for word in pattern.literals if pattern.window else ():
                        result.setdefault(lang, {}).setdefault(word, []).append((number, _Compiled(rule, pattern)))
        return result

    def find(self, text: str, lang: str | None, words: Collection[str] | None = None) -> Iterator[Hit]:
        """Yield the hits in `text` of the patterns for `lang`, rule by rule.

        None: only those that hold in any language; "*": those of all languages. `words` are those of the text, as they
        are spelled, where somebody has them already.
        """
        langs = {*self._by_lang, *self._by_word} if lang == "*" else {ANY, lang or ANY}
        for compiled, met in self._candidates(text, words, sorted(langs)):
            for match in _matches(self._compiled(compiled), compiled.pattern.window, met, text):
                group = "at" if "at" in match.re.groupindex else 0
                yield Hit(
                    compiled.rule,
                    Span(*match.span(group)),
                    tuple(match.expand(template) for template in compiled.pattern.suggest),
                )

    def _candidates(
        self, text: str, words: Collection[str] | None, langs: Iterable[str]
    ) -> Iterator[tuple[_Compiled, list[str]]]:
        """Yield the patterns that are worth a try, with the guard words that the text has."""
        folded = ""
        guards: set[str] | None = None
        for lang in langs:
            if lang in self._by_lang:
                folded = folded or text.casefold()
                yield from ((compiled, []) for compiled in _guarded(self._by_lang[lang], folded))
            by_word = self._by_word.get(lang)
            if by_word:
                if guards is None:
                    guards = _folded_words(count_words(text) if words is None else words)
                met: dict[int, tuple[_Compiled, list[str]]] = {}
                for word in by_word.keys() & guards:
                    for number, compiled in by_word[word]:
                        met.setdefault(number, (compiled, []))[1].append(word)
                for number in sorted(met):
                    if not any(guards.isdisjoint(others) for others in met[number][0].pattern.also):
                        yield met[number]

    def _compiled(self, compiled: _Compiled) -> re.Pattern[str]:
        regex = self._regex.get(compiled.pattern.regex)
        if regex is None:
            regex = self._regex[compiled.pattern.regex] = compiled.regex()
        return regex


def _folded_words(words: Iterable[str]) -> set[str]:
    """Return the words and the parts of compound ones, folded."""
    folded: set[str] = set()
    for word in words:
        if word.isalnum():
            folded.add(word.casefold())
        else:
            folded.update(_WORD.findall(word.casefold()))
    return folded


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


def _matches(
    regex: re.Pattern[str], window: tuple[int, int] | None, words: list[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern; one with a window is looked for around its guard words only."""
    if window is None:
        yield from regex.finditer(text)
        return
    back, forward = window
    done = 0
    for at in sorted(_occurrences(words, text)):
        match = regex.search(text, max(done, at - back), at + forward)
        if match:
            done = match.end()
            yield match


def _occurrences(words: Iterable[str], text: str) -> Iterator[int]:
    """Yield where the words stand in the text: small, with a capital, or in capitals; also inside longer words."""
    for word in words:
        for form in {word, word.capitalize(), word.upper()}:
            at = text.find(form)
            while at >= 0:
                yield at
                at = text.find(form, at + 1)
