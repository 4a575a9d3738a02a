"""Findings for a terminal: place, rule, message, the source line with a caret, one line of help."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from wirecopy.model import Finding, Result

_COLOURS = {"info": "36", "warning": "33", "error": "31", "bold": "1", "dim": "2"}
_WIDTH = 100


def wants_colour(stream: TextIO) -> bool:
    """Tell whether to colour: FORCE_COLOR wins, then NO_COLOR, then whether a person is looking."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


class Console:
    """Prints results to a stream, coloured or not."""

    def __init__(self, stream: TextIO, *, colour: bool) -> None:
        self._stream = stream
        self._colour = colour

    @classmethod
    def for_stdout(cls) -> Console:
        """Return a console for standard output."""
        return cls(sys.stdout, colour=wants_colour(sys.stdout))

    def show(self, result: Result, *, concise: bool = False) -> None:
        """Print the findings of a result."""
        for finding in result.findings:
            self._line(self._head(result, finding))
            if not concise:
                self._excerpt(result, finding)

    def _head(self, result: Result, finding: Finding) -> str:
        place = result.source.position(finding.span.start)
        where = self._paint("bold", f"{result.source.path or '<text>'}:{place.line}:{place.column}:")
        level = finding.severity.name.lower()
        return f"{where} {self._paint(level, level)} {self._paint('bold', finding.rule)} {finding.message}"

    def _excerpt(self, result: Result, finding: Finding) -> None:
        """Print the source line around the finding, carets under it, and what to do."""
        place = result.source.position(finding.span.start)
        line = result.source.line_text(place.line)
        column = place.column - 1
        width = max(1, min(finding.span.end - finding.span.start, len(line) - column))
        start = max(0, min(column - (_WIDTH - min(width, _WIDTH)) // 2, len(line) - _WIDTH))
        shown = "".join(char if char.isprintable() else "\u00b7" for char in line[start : start + _WIDTH])
        before, after = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
        gutter = " " * len(str(place.line))
        caret = " " * (len(before) + column - start) + "^" * min(width, _WIDTH - (column - start))
        self._line(f" {self._paint('dim', f'{place.line} |')} {before}{shown}{after}")
        self._line(f" {self._paint('dim', f'{gutter} |')} {self._paint(finding.severity.name.lower(), caret)}")
        self._line(f" {self._paint('dim', f'{gutter} =')} {_help(finding)}")

    def _paint(self, role: str, text: str) -> str:
        return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if self._colour else text

    def _line(self, text: str) -> None:
        encoding = self._stream.encoding or "utf-8"
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=self._stream)


def _help(finding: Finding) -> str:
    """Return the one line that says what to do about a finding."""
    if finding.suggestions:
        return "help: did you mean " + " or ".join(f"“{word}”" for word in finding.suggestions[:3]) + "?"
    if finding.fix and finding.fix.edits and finding.fix.safety.name != "SUGGESTION":
        what = "remove it" if not any(edit.text for edit in finding.fix.edits) else "repair it"
        return f"help: `wirecopy clean` would {what}" + (f" ({finding.evidence})" if finding.evidence else "")
    return f"help: `wirecopy rules show {finding.rule}` tells more"
