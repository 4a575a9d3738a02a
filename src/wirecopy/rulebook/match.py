"""Matchers: compiled rules over text. Short lines are looked up by hash; patterns are tried where their literal stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.rule import ANY, Pattern, Rule
from wirecopy.text import Span
from wirecopy.text.normal import line_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Hit(NamedTuple):
    """A place where a rule matches, and the replacements that it suggests."""

    rule: Rule
    span: Span
    suggestions: tuple[str, ...] = ()


class PhraseIndex:
    """Looks a short line up among the phrases and line beginnings of many rules, in any language: two hash look-ups."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._whole: dict[str, Rule] = {}
        self._starts: dict[str, list[tuple[str, Rule]]] = {}
        self._ends: dict[str, list[tuple[str, Rule]]] = {}
        for rule in rules:
            for phrases in rule.phrases.values():
                for phrase in phrases:
                    self._whole.setdefault(line_key(phrase), rule)
            for starts in rule.starts.values():
                for key in map(line_key, starts):
                    self._starts.setdefault(key.split(" ", 1)[0], []).append((key, rule))
            for ends in rule.ends.values():
                for key in map(line_key, ends):
                    self._ends.setdefault(key.rsplit(" ", 1)[-1], []).append((key, rule))
        self._whole.pop("", None)

    def find(self, line: str) -> Rule | None:
        """Return the rule that knows this line: as a whole, by how it begins, or by how it ends."""
        key = line_key(line)
        if not key:
            return None
        if rule := self._whole.get(key):
            return rule
        words = key.count(" ") + 1
        for start, rule in self._starts.get(key.split(" ", 1)[0], ()):
            if key.startswith(start) and (rule.where.max_words or words) >= words:
                return rule
        for end, rule in self._ends.get(key.rsplit(" ", 1)[-1], ()):
            if key.endswith(end) and (rule.where.max_words or words) >= words:
                return rule
        return None


class _Compiled(NamedTuple):
    rule: Rule
    literals: tuple[str, ...]
    pattern: Pattern

    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern.regex, 0 if self.pattern.case else re.IGNORECASE)


class PatternIndex:
    """The patterns of many rules. A pattern is compiled when its literal is met for the first time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._regex: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _by_lang(self) -> dict[str, list[_Compiled]]:
        result: dict[str, list[_Compiled]] = {}
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                result.setdefault(lang, []).extend(_Compiled(rule, p.literals, p) for p in patterns)
        return result

    def find(self, text: str, lang: str | None) -> Iterator[Hit]:
        """Yield the hits in `text` of the patterns for `lang` (None: only those for any language), rule by rule."""
        folded = text.casefold()
        candidates = [*self._by_lang.get(ANY, ()), *(self._by_lang.get(lang, ()) if lang else ())]
        for compiled in candidates:
            if not any(literal in folded for literal in compiled.literals):
                continue
            regex = self._regex.get(compiled.pattern.regex)
            if regex is None:
                regex = self._regex[compiled.pattern.regex] = compiled.regex()
            for match in regex.finditer(text):
                group = "at" if "at" in regex.groupindex else 0
                yield Hit(
                    compiled.rule,
                    Span(*match.span(group)),
                    tuple(match.expand(template) for template in compiled.pattern.suggest),
                )
