"""phrasing: wordings that are odd in any house style, found by narrow rules. All of them are data in rules/phrasing/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, RuleMeta
from wirecopy.rulebook.match import PatternIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.rulebook import Rule
    from wirecopy.text import Span


class PhrasingPass:
    """Reports what the patterns of its rules match, outside quotations unless a rule asks for them."""

    name = "phrasing"
    version = "2"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._index = PatternIndex(rules)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield a finding for each hit; where two patterns of one rule meet the same words, for the first."""
        taken: dict[str, list[Span]] = {}
        for rule, span, suggestions in self._index.find(doc.text, doc.language or "en", doc.words):
            spans = taken.setdefault(rule.id, [])
            if any(span.overlaps(other) for other in spans):
                continue
            if not rule.where.quotations and doc.quoted(span):
                continue
            spans.append(span)
            yield Finding(rule.id, span, rule.message, rule.severity, suggestions=suggestions)
