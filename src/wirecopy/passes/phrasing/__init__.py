"""phrasing: wordings that are odd in any house style, found by narrow rules. All of them are data in rules/phrasing/.

Most are patterns over words; the few that need code are in `sentences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.passes.phrasing import sentences
from wirecopy.rulebook.match import PatternIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document, Finding, RuleMeta
    from wirecopy.rulebook import Rule


class PhrasingPass:
    """Reports what its rules match, outside quotations unless a rule asks for them."""

    name = "phrasing"
    version = "4"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._index = PatternIndex(rules)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield a finding for each hit."""
        for hit in self._index.reported(doc):
            yield hit.finding()
        if doc.read_as == "en":
            for claim in sentences.check(doc, self._rules):
                if claim.rule in self._rules and (claim.rule == sentences.LONG or not doc.quoted(claim.span)):
                    yield claim.finding(self._rules)
