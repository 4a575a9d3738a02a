"""SARIF 2.1.0 (OASIS, 27 March 2020): findings with fixes; columns and offsets count code points, and the log says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from wirecopy import __version__
from wirecopy.report.places import identified, place_of, uri_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirecopy.model import Finding, Result, Source
    from wirecopy.report.look import Look
    from wirecopy.text import Edit

_LEVELS = {"info": "note", "warning": "warning", "error": "error"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class SarifWriter:
    """Collects results and writes one log with one run."""

    def __init__(self, stream: TextIO, look: Look | None = None) -> None:
        self._stream = stream
        self._look = look
        self._rules: dict[str, int] = {}
        self._descriptors: list[dict[str, object]] = []
        self._results: list[dict[str, object]] = []
        self._troubles: list[dict[str, object]] = []

    def add(self, result: Result) -> None:
        """Take the findings, those that were suppressed, and the errors."""
        for finding, identity in identified(result):
            self._results.append(self._result(result.source, finding, identity))
        for finding, by in result.suppressed:
            held = self._result(result.source, finding, None)
            held["suppressions"] = [{"kind": "external", "justification": by}]
            self._results.append(held)
        for error in result.errors:
            where = {"physicalLocation": {"artifactLocation": {"uri": uri_of(result.source)}}}
            self._troubles.append({"level": "error", "message": {"text": error.failure}, "locations": [where]})

    def finish(self) -> None:
        """Write the log."""
        invocation = {"executionSuccessful": not self._troubles, "toolExecutionNotifications": self._troubles}
        run = {
            "tool": {"driver": {"name": "wirecopy", "version": __version__, "rules": self._descriptors}},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": self._results,
        }
        self._stream.write(json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n")

    def _result(self, source: Source, finding: Finding, identity: str | None) -> dict[str, object]:
        uri = uri_of(source)
        span = finding.span
        location = {"artifactLocation": {"uri": uri}, "region": _region(source, span.start, span.end)}
        record: dict[str, object] = {
            "ruleId": finding.rule,
            "ruleIndex": self._rule(finding),
            "level": _LEVELS[finding.severity.name.lower()],
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": location}],
        }
        if identity:
            record["partialFingerprints"] = {"wirecopyFinding/v1": identity}
        if finding.confidence is not None:
            record["rank"] = round(100 * finding.confidence, 1)
        fixes = [_fix(source, uri, edits, what) for edits, what in _offers(finding)]
        if fixes:
            record["fixes"] = fixes
        return record

    def _rule(self, finding: Finding) -> int:
        """Return the rule's index in the log; its first finding describes it."""
        if finding.rule not in self._rules:
            self._rules[finding.rule] = len(self._descriptors)
            level = _LEVELS[finding.severity.name.lower()]
            url = self._look.link(finding.rule) if self._look else None
            self._descriptors.append(
                {
                    "id": finding.rule,
                    "shortDescription": {"text": finding.rule.partition(".")[2].replace("-", " ") or finding.rule},
                    "help": {"text": f"`wirecopy rules show {finding.rule}` tells why it is reported, with examples."},
                    **({"helpUri": url} if url else {}),
                    "defaultConfiguration": {"level": level},
                    "properties": {"tags": [finding.family]},
                }
            )
        return self._rules[finding.rule]


def _offers(finding: Finding) -> Iterable[tuple[tuple[Edit, ...], str]]:
    """Yield what can be done about a finding: its fix, or else each suggestion in place of the span."""
    from wirecopy.text import Edit

    if finding.fix and finding.fix.edits:
        yield finding.fix.edits, f"{finding.fix.safety.name.lower()} fix"
    elif finding.exact:
        for word in finding.suggestions[:5]:
            yield (Edit(finding.span.start, finding.span.end, word),), f"replace with “{word}”"


def _fix(source: Source, uri: str, edits: Iterable[Edit], what: str) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(source, edit.start, edit.end), "insertedContent": {"text": edit.text}}
        for edit in edits
    ]
    change = {"artifactLocation": {"uri": uri}, "replacements": replacements}
    return {"description": {"text": what}, "artifactChanges": [change]}


def _region(source: Source, start: int, end: int) -> dict[str, object]:
    place = place_of(source, start, end)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": start,
        "charLength": end - start,
    }
