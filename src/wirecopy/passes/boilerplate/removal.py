"""The finding that takes lines out: made for every line or block that goes, and so of its fields at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from wirecopy.model import RuleMeta, Safety
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook import Rule

_finding, _fix = partial(tuple.__new__, Finding), partial(tuple.__new__, Fix)
_edit, _span = partial(tuple.__new__, Edit), partial(tuple.__new__, Span)


def removal(
    rule: Rule | RuleMeta, first: Line, last: Line, safety: Safety | None, confidence: float | None, evidence: str
) -> Finding:
    """Return the finding that deletes the lines from `first` to `last` with their ends; without a safety it only tells of them."""
    span, end = last.span, last.end
    start = first.span[0]
    if first is not last:
        span = _span((start, span[1]))
    fix = None if safety is None else _fix(((_edit((start, end, "")),), safety))
    return _finding((rule.id, span, rule.message, rule.severity, fix, (), confidence, evidence, True, False))
