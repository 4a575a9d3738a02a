"""What a check written in code hands to its pass: which rule, where, and what to put into the rule's message."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirecopy.rulebook import Rule
    from wirecopy.text import Span


class Claim(NamedTuple):
    """One claim of a check. `found` stands at `span`; `other` is what it disagrees with. Both fill the rule's message."""

    rule: str
    span: Span
    found: str
    other: str = ""
    suggestions: tuple[str, ...] = ()
    evidence: str = ""
    confidence: float | None = None

    def finding(self, rules: Mapping[str, Rule]) -> Finding:
        """Return the finding, with the message and severity of its rule."""
        rule = rules[self.rule]
        message = rule.message.format(found=self.found, other=self.other)
        return Finding(
            rule.id,
            self.span,
            message,
            rule.severity,
            suggestions=self.suggestions,
            confidence=self.confidence,
            evidence=self.evidence,
        )
