"""phrasing: wordings that are odd in any house style, found by narrow rules. All of them are data in rules/phrasing/.

Most are patterns over words; the few that need code are in `sentences`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wirecopy.model import Finding
from wirecopy.passes.phrasing import sentences
from wirecopy.rulebook.match import PatternIndex
from wirecopy.text.span import Taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document, RuleMeta
    from wirecopy.rulebook import Rule


class PhrasingPass:
    """Reports what its rules match, outside quotations unless a rule asks for them."""

    name = "phrasing"
    version = "3"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._index = PatternIndex(rules)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield a finding for each hit; where two patterns of one rule meet the same words, for the first."""
        lang = doc.language or "en"
        taken: defaultdict[str, Taken] = defaultdict(Taken)
        for rule, span, suggestions in self._index.find(doc.text, lang, doc.counted):
            if taken[rule.id].meets(span) or (not rule.where.quotations and doc.quoted(span)):
                continue
            taken[rule.id].add(span)
            yield Finding(rule.id, span, rule.message, rule.severity, suggestions=suggestions)
        if lang == "en":
            for claim in sentences.check(doc, self._rules):
                if claim.rule in self._rules and (claim.rule == sentences.LONG or not doc.quoted(claim.span)):
                    yield claim.finding(self._rules)
