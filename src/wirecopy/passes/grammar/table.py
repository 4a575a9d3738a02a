"""What is kept of LanguageTool's rules: `rules/tables/languagetool.yaml` as typed data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from wirecopy.languagetool.hits import Profile
from wirecopy.rulebook import locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirecopy.languagetool.hits import Hit
    from wirecopy.text import Span


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Which hits count. `why_off` tells for a rule that is silent why it is."""

    language: str
    categories: frozenset[str]
    categories_off: tuple[str, ...]
    speller: str
    speech: frozenset[str]
    small_letters: frozenset[str]
    spared: Mapping[str, frozenset[str]]
    not_before: Mapping[str, re.Pattern[str]]
    silent: Mapping[str, str]
    silent_patterns: tuple[tuple[re.Pattern[str], str], ...]

    def why_off(self, rule: str) -> str | None:
        """Why a rule is silent; None for a rule that may report."""
        for pattern, why in self.silent_patterns:
            if pattern.search(rule):
                return why
        return self.silent.get(rule)

    def counts(self, hit: Hit, text: str, span: Span, *, quoted: bool) -> bool:
        """Whether a hit is to be reported. It stands at `span` in `text`; `quoted`: in a quotation."""
        found = span.of(text)
        if hit.category not in self.categories or self.why_off(hit.rule) is not None:
            return False
        if quoted and hit.rule not in self.speech:
            return False
        if hit.rule in self.small_letters and not (found.islower() and found.replace(" ", "").isalpha()):
            return False
        barred = self.not_before.get(hit.rule)
        if barred and barred.match(text, span.end):
            return False
        return found.lower() not in self.spared.get(hit.rule, ())

    def grammar_profile(self) -> Profile:
        """What whole paragraphs are checked for: everything but the speller and the categories that are off."""
        off = tuple(sorted({self.speller, *self.silent}))
        return Profile(self.language, off=off, off_categories=self.categories_off)

    def spelling_profile(self) -> Profile:
        """What single words are checked for."""
        return Profile(self.language, only=(self.speller,))


@cache
def load() -> RuleTable:
    """Return the table that was compiled from the YAML."""
    data: dict[str, Any] = json.loads(locate.table("languagetool").read_text("utf-8"))
    return from_data(data)


def from_data(data: Mapping[str, Any]) -> RuleTable:
    """Return the table in plain data; raises KeyError for what is missing."""
    return RuleTable(
        language=data["language"],
        categories=frozenset(data["categories"]),
        categories_off=tuple(data["categories-off"]),
        speller=data["speller"],
        speech=frozenset(data["speech"]),
        small_letters=frozenset(data["small-letters"]),
        spared={rule: frozenset(texts) for rule, texts in data["spared"].items()},
        not_before={rule: re.compile(pattern) for rule, pattern in data["not-before"].items()},
        silent={rule: group["why"] for group in data["silent"] for rule in group["rules"]},
        silent_patterns=tuple((re.compile(group["id"]), group["why"]) for group in data["silent-patterns"]),
    )
