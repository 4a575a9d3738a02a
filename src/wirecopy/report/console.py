"""Findings for a terminal: place, rule, message, the source line with a caret, one line of help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from wirecopy.report.look import counted
from wirecopy.report.places import name_of

if TYPE_CHECKING:
    from wirecopy.model import Finding, Result
    from wirecopy.report.look import Look

_COLOURS = {"info": "36", "warning": "33", "error": "31", "bold": "1", "dim": "2"}
_WIDTH = 100


def wants_colour(stream: TextIO, asked: bool | None = None) -> bool:
    """Tell whether to colour: FORCE_COLOR wins (0: no), then what was `asked`, NO_COLOR, whether a person is looking."""
    forced = os.environ.get("FORCE_COLOR")
    if forced:
        return forced != "0"
    if asked is not None:
        return asked
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def wants_links(stream: TextIO) -> bool:
    """Tell whether the terminal is one of those that are known to show links (OSC 8); FORCE_HYPERLINK decides if set."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    if not stream.isatty() or os.environ.get("CI"):
        return False
    env = os.environ.get
    modern = env("TERM_PROGRAM", "") in {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"}
    return (
        modern
        or (env("VTE_VERSION", "").isdigit() and int(env("VTE_VERSION", "")) >= 5000)
        or "WT_SESSION" in os.environ
        or env("TERM") == "xterm-kitty"
    )


class Console:
    """Prints results to a stream: grouped by file, each finding with its source line, and the totals."""

    def __init__(self, stream: TextIO, look: Look | None = None) -> None:
        self._stream = stream
        self._look = look
        self._colour = wants_colour(stream, look.colour if look else None)
        self._links = wants_links(stream)
        self._files = self._found = self._fixable = self._held = 0

    def add(self, result: Result) -> None:
        """Print the findings of a result."""
        self._files += 1
        self._held += len(result.suppressed)
        if self._found and result.findings:
            self._line("")
        for finding in result.findings:
            self._found += 1
            self._fixable += finding.applied
            self._line(self._head(result, finding))
            self._excerpt(result, finding)

    def finish(self) -> None:
        """Print the totals."""
        if not self._files:
            return
        held = f", {self._held} suppressed" if self._held else ""
        if not self._found:
            self._line(f"Nothing found in {counted(self._files, 'file')}{held}.")
            return
        fixable = f"; `wirecopy clean` would repair or remove {self._fixable} of them" if self._fixable else ""
        self._line(f"\n{counted(self._found, 'finding')} in {counted(self._files, 'file')}{held}{fixable}.")

    def _head(self, result: Result, finding: Finding) -> str:
        place = result.source.position(finding.span.start)
        name = _printable(name_of(result.source))
        where = self._link(self._paint("bold", f"{name}:{place.line}:{place.column}:"), result.source.path)
        level = finding.severity.name.lower()
        rule = _linked(
            self._paint("bold", finding.rule), self._look.link(finding.rule) if self._links and self._look else None
        )
        return f"{where} {self._paint(level, level)} {rule} {_printable(finding.message)}"

    def _excerpt(self, result: Result, finding: Finding) -> None:
        """Print the source line around the finding, carets under it, and what to do."""
        place = result.source.position(finding.span.start)
        line = result.source.line_text(place.line)
        column = place.column - 1
        width = max(1, min(finding.span.end - finding.span.start, len(line) - column))
        start = max(0, min(column - (_WIDTH - min(width, _WIDTH)) // 2, len(line) - _WIDTH))
        shown = line[start : start + _WIDTH]
        before, after = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
        gutter = " " * len(str(place.line))
        blank = " " * (len(before) + _cells(shown[: column - start]))
        caret = "^" * max(1, _cells(shown[column - start : column - start + width]))
        self._line(f" {self._paint('dim', f'{place.line} |')} {before}{_printable(shown)}{after}".rstrip())
        self._line(f" {self._paint('dim', f'{gutter} |')} {blank}{self._paint(finding.severity.name.lower(), caret)}")
        self._line(f" {self._paint('dim', f'{gutter} =')} {help_line(finding)}")

    def _paint(self, role: str, text: str) -> str:
        return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if self._colour else text

    def _link(self, text: str, path: str | None) -> str:
        if not self._links or path is None or path == "<stdin>":
            return text
        from pathlib import Path

        return _linked(text, Path(path).absolute().as_uri())

    def _line(self, text: str) -> None:
        encoding = self._stream.encoding or "utf-8"
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=self._stream)


class Concise(Console):
    """Prints a line for each finding and nothing else."""

    def add(self, result: Result) -> None:
        """Print a line for each finding, with what may have been meant."""
        for finding in result.findings:
            asked = did_you_mean(finding)
            self._line(self._head(result, finding) + (f" {asked[0].upper()}{asked[1:]}" if asked else ""))

    def finish(self) -> None:
        """No totals: every line is a finding."""


def _linked(text: str, url: str | None) -> str:
    """Return text that a terminal shows as a link (OSC 8), or as it is where there is no address."""
    return f"\x1b]8;;{_printable(url)}\x1b\\{text}\x1b]8;;\x1b\\" if url else text


def help_line(finding: Finding) -> str:
    """Return the one line that says what to do about a finding."""
    if asked := did_you_mean(finding):
        return f"help: {asked}"
    if finding.fix and finding.fix.edits and finding.fix.safety.name != "SUGGESTION":
        what = "remove it" if not any(edit.text for edit in finding.fix.edits) else "repair it"
        level = "" if finding.fix.safety.name != "UNSAFE" else " --fix-level unsafe"
        return f"help: `wirecopy clean{level}` would {what}" + (
            f" ({_printable(finding.evidence)})" if finding.evidence else ""
        )
    return f"help: `wirecopy rules show {finding.rule}` tells more"


def did_you_mean(finding: Finding) -> str:
    """Return the question that a finding's suggestions make, or nothing."""
    if not finding.suggestions:
        return ""
    return f"did you mean {' or '.join(f'“{_printable(word)}”' for word in finding.suggestions[:3])}?"


def _printable(text: str) -> str:
    """Return text that cannot steer a terminal: what does not print becomes a middle dot."""
    return text if text.isprintable() else "".join(char if char.isprintable() else "\u00b7" for char in text)


def _cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes, once it is printable: wide characters two, marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
