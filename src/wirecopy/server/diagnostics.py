"""Findings in the words of the protocol: what an editor underlines, or fades where cleaning would remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity, DiagnosticTag

from wirecopy.model import Severity
from wirecopy.report.console import did_you_mean

if TYPE_CHECKING:
    from wirecopy.model import Finding, Result
    from wirecopy.report.look import Look
    from wirecopy.server.positions import Lines

SOURCE = "wirecopy"
_SEVERITIES = {
    Severity.INFO: DiagnosticSeverity.Information,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.ERROR: DiagnosticSeverity.Error,
}


def diagnostics(result: Result, lines: Lines, look: Look) -> list[Diagnostic]:
    """Return one diagnostic for each finding, in the order of the findings."""
    return [_diagnostic(finding, lines, look) for finding in result.findings]


def _diagnostic(finding: Finding, lines: Lines, look: Look) -> Diagnostic:
    link = look.link(finding.rule)
    asked = did_you_mean(finding)
    return Diagnostic(
        range=lines.range(*finding.span),
        message=finding.message + (f" {asked[0].upper()}{asked[1:]}" if asked else ""),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=CodeDescription(link) if link else None,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if _goes(finding) else None,
    )


def _goes(finding: Finding) -> bool:
    """Tell whether cleaning removes what the finding is about."""
    return finding.applied and finding.fix is not None and not any(edit.text for edit in finding.fix.edits)
