"""rdjson: Reviewdog Diagnostic Format. Its columns count bytes of UTF-8; suggestions are applied with one click."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from wirecopy.report.places import joined, name_of, place_of, utf8_column
from wirecopy.text import Edit

if TYPE_CHECKING:
    from wirecopy.model import Finding, Result, Source
    from wirecopy.report.look import Look

_SEVERITIES = {"info": "INFO", "warning": "WARNING", "error": "ERROR"}


class RdjsonWriter:
    """Collects findings and writes one DiagnosticResult."""

    def __init__(self, stream: TextIO, look: Look | None = None) -> None:
        self._stream = stream
        self._look = look
        self._diagnostics: list[dict[str, object]] = []

    def add(self, result: Result) -> None:
        """Take the findings of one file."""
        for finding in result.findings:
            span = finding.span
            url = self._look.link(finding.rule) if self._look else None
            location = {"path": name_of(result.source), "range": _range(result.source, span.start, span.end)}
            record: dict[str, object] = {
                "message": finding.message,
                "location": location,
                "severity": _SEVERITIES[finding.severity.name.lower()],
                "source": {"name": "wirecopy"},
                "code": {"value": finding.rule, **({"url": url} if url else {})},
            }
            suggestions = [
                {"range": _range(result.source, edit.start, edit.end), "text": edit.text}
                for edit in _offers(result.source, finding)
            ]
            if suggestions:
                record["suggestions"] = suggestions
            self._diagnostics.append(record)

    def finish(self) -> None:
        """Write the result."""
        self._stream.write(
            json.dumps({"source": {"name": "wirecopy"}, "diagnostics": self._diagnostics}, indent=1) + "\n"
        )


def _offers(source: Source, finding: Finding) -> list[Edit]:
    if finding.fix and finding.fix.edits:
        return [joined(source.text, finding.fix.edits)]
    return [Edit(*finding.span, word) for word in finding.suggestions[:5]] if finding.exact else []


def _range(source: Source, start: int, end: int) -> dict[str, object]:
    place = place_of(source, start, end)
    return {
        "start": {"line": place.line, "column": utf8_column(source, place.line, place.column)},
        "end": {"line": place.end_line, "column": utf8_column(source, place.end_line, place.end_column)},
    }
