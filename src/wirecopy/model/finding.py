"""Finding, Fix, Safety, Severity: what a pass reports and what it proposes."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirecopy.text import Edit, Span


class Safety(IntEnum):
    """How far a fix can be trusted, safest first."""

    SAFE = 0
    """Proven by its examples and by measurement: never changes meaning. Applied by default."""
    LIKELY = 1
    """Right on balance, with a confidence; the whole gains. Applied by default, left out by `--fix-level safe`."""
    UNSAFE = 2
    """May change meaning. Applied when asked for."""
    SUGGESTION = 3
    """For a person to decide. Never applied."""


class Severity(IntEnum):
    """How much a finding matters, least first."""

    INFO = 0
    WARNING = 1
    ERROR = 2


class Fix(NamedTuple):
    """Edits that are applied together or not at all."""

    edits: tuple[Edit, ...]
    safety: Safety


class Finding(NamedTuple):
    """What a rule reports.

    A pass gives spans and edits in the text it was handed. In a `Result` both are in the source text, `exact` tells
    whether the source has just those code points, and `applied` whether the engine took the fix.
    """

    rule: str
    span: Span
    message: str
    severity: Severity = Severity.WARNING
    fix: Fix | None = None
    suggestions: tuple[str, ...] = ()
    confidence: float | None = None
    evidence: str = ""
    exact: bool = True
    applied: bool = False

    def taken(self) -> Finding:
        """Return the finding as one whose fix was applied; `applied` is the last field."""
        return tuple.__new__(Finding, (*self[:-1], True))

    @property
    def family(self) -> str:
        """The part of the rule id before the dot."""
        return self.rule.partition(".")[0]
