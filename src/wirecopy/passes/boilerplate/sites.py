"""Site packs: the lines that `wirecopy learn` found on one host, and what stands enclosed by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.learn.keys import site_key
from wirecopy.rulebook.phrases import LineHit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

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

    def find(self, line: str, words: Collection[str] | None = None) -> LineHit | None:
        """Return the hit for a line; a rule that is sure wherever the line stands comes before the pack."""
        hit = self._index.find(line, words)
        if hit and hit.rule.where.zone == "any":
            return hit
        example = self._keys.get(site_key(line))
        return LineHit(self._rule, example) if example is not None else hit


def by_host(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return the rules that are site packs, by host."""
    return {host: rule for rule in rules if rule.kind == KIND for host in rule.phrases}


def keys_of(rule: Rule) -> dict[str, str]:
    """Return the keys of a pack's lines, each with the line as it was learned."""
    keys = {site_key(line): line for lines in rule.phrases.values() for line in lines}
    keys.pop("", None)
    return keys
