"""template: a line for each finding, as the user wants it: text with fields in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from wirecopy.report.look import Look, filled
from wirecopy.report.places import clean_text, name_of

if TYPE_CHECKING:
    from wirecopy.model import Finding, Result

FIELDS = (
    "path", "line", "column", "end_line", "end_column", "offset", "end_offset", "byte", "end_byte",
    "rule", "family", "severity", "safety", "message", "text", "suggestion", "url",
)  # fmt: skip
"""What a template may ask for. A value is one line: line ends in it become blanks."""


class TemplateWriter:
    """Writes a line for each finding."""

    def __init__(self, stream: TextIO, look: Look | None = None) -> None:
        self._stream = stream
        self._look = look or Look()

    def add(self, result: Result) -> None:
        """Write the lines of one file."""
        for finding in result.findings:
            values = dict(zip(FIELDS, self._values(result, finding), strict=True))
            self._stream.write(clean_text(filled(self._look.template, values)) + "\n")

    def finish(self) -> None:
        """Nothing is left to do."""

    def _values(self, result: Result, finding: Finding) -> tuple[object, ...]:
        source, span = result.source, finding.span
        start, end = source.position(span.start), source.position(span.end)
        return (
            name_of(source), start.line, start.column, end.line, end.column, start.offset, end.offset, start.byte, end.byte,
            finding.rule, finding.family, finding.severity.name.lower(), finding.fix.safety.name.lower() if finding.fix else "none",
            *(" ".join(text.split()) for text in (finding.message, span.of(source.text), "".join(finding.suggestions[:1]))),
            self._look.link(finding.rule) or "",
        )  # fmt: skip
