"""boilerplate: what the site put around the article. Lines are looked up among the phrases of rules/boilerplate/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta
from wirecopy.rulebook.match import PhraseIndex
from wirecopy.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.rulebook import Rule


class BoilerplatePass:
    """Proposes to delete lines that rules know."""

    name = "boilerplate"
    version = "1"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._index = PhraseIndex(rule for rule in rules if rule.kind in {"line", "heading"})

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield a finding for each line that a rule knows; the line goes with its end."""
        for number, line in enumerate(doc.lines):
            rule = self._index.find(line.of(doc.text))
            if rule is None:
                continue
            end = doc.lines[number + 1].start if number + 1 < len(doc.lines) else len(doc.text)
            yield Finding(
                rule.id,
                line,
                rule.message,
                rule.severity,
                Fix((Edit(line.start, end, ""),), rule.safety),
                evidence="known phrase",
            )
