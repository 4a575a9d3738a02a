"""Site packs: the lines that `wirecopy learn` found on one host, and what stands enclosed by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.learn.keys import site_key
from wirecopy.rulebook.phrases import LineHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from wirecopy.rulebook import Rule
    from wirecopy.rulebook.phrases import PhraseIndex

KIND = "site"
LIST = "boilerplate.site-list"
"""The rule of lines that are new but stand in a list of the site."""


class SiteIndex:
    """Looks a line up in the pack of one site, and only then among the phrases that hold everywhere."""

    def __init__(self, rule: Rule, keys: Mapping[str, str], index: PhraseIndex) -> None:
        self._rule = rule
        self._keys = keys
        self._index = index

    def find_all(
        self, lines: Sequence[str], words: Sequence[Sequence[str]], vocabulary: AbstractSet[str]
    ) -> list[LineHit | None]:
        """Return the hit for each line, if it has one; a rule that is sure wherever a line stands comes before the pack."""
        return [
            hit if hit and hit.rule.where.zone == "any" else self._find(line) or hit
            for line, hit in zip(lines, self._index.find_all(lines, words, vocabulary), strict=True)
        ]

    def _find(self, line: str) -> LineHit | None:
        example = self._keys.get(site_key(line))
        return LineHit(self._rule, example) if example is not None else None


def by_host(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return the rules that are site packs, by host."""
    return {host: rule for rule in rules if rule.kind == KIND for host in rule.phrases}


def keys_of(rule: Rule) -> dict[str, str]:
    """Return the keys of a pack's lines, each with the line as it was learned."""
    keys = {site_key(line): line for lines in rule.phrases.values() for line in lines}
    keys.pop("", None)
    return keys
