"""github: workflow commands that GitHub Actions shows as annotations (docs.github.com, "Workflow commands")."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from wirecopy.report.places import clean_text, name_of, place_of

if TYPE_CHECKING:
    from wirecopy.model import Finding, Result

_KINDS = {"info": "notice", "warning": "warning", "error": "error"}


class GithubWriter:
    """Writes a line for each finding."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, result: Result) -> None:
        """Write the annotations of one file."""
        for finding in result.findings:
            self._stream.write(_command(result, finding) + "\n")
        for error in result.errors:
            self._stream.write(f"::error file={_value(name_of(result.source))}::{_data(error.failure)}\n")

    def finish(self) -> None:
        """Nothing is left to do."""


def _command(result: Result, finding: Finding) -> str:
    place = place_of(result.source, finding.span.start, finding.span.end)
    values: dict[str, object] = {"file": name_of(result.source), "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # GitHub wants no columns in an annotation of several lines
        values |= {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    values["title"] = finding.rule
    where = ",".join(f"{key}={_value(str(value))}" for key, value in values.items())
    help_ = f" Did you mean “{finding.suggestions[0]}”?" if finding.suggestions else ""
    return f"::{_KINDS[finding.severity.name.lower()]} {where}::{_data(finding.message + help_)}"


def _data(text: str) -> str:
    return clean_text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
