"""junit: JUnit XML as CI servers read it: a suite a file, a case a finding, one passing case for a clean file.

A finding below the level that `check` fails at is a case that passes, so that a server is red where the exit code is 1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from wirecopy.report.look import Look
from wirecopy.report.places import name_of, place_of

if TYPE_CHECKING:
    from wirecopy.model import Result

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JunitWriter:
    """Collects suites and writes them with their totals."""

    def __init__(self, stream: TextIO, look: Look | None = None) -> None:
        self._stream = stream
        self._level = (look or Look()).fail_level
        self._suites: list[str] = []
        self._failures = self._tests = self._errors = 0

    def add(self, result: Result) -> None:
        """Take one file as a suite."""
        name = name_of(result.source)
        cases: list[str] = []
        failures = 0
        for finding in result.findings:
            place = place_of(result.source, finding.span.start, finding.span.end)
            where = f"{name}:{place.line}:{place.column}"
            told = _text(f"{where}: {finding.rule}: {finding.message}")
            level, message = _attribute(finding.severity.name.lower()), _attribute(finding.message)
            fails = finding.severity >= self._level
            failures += fails
            cases.append(
                f"<testcase name={_attribute(f'{finding.rule} at {place.line}:{place.column}')} classname={_attribute(name)}>"
                + (
                    f"<failure type={level} message={message}>{told}</failure>"
                    if fails
                    else f"<system-out>{told}</system-out>"
                )
                + "</testcase>"
            )
        findings = len(cases)
        for error in result.errors:
            message = _attribute(f"{error.error}: {error.message}")
            cases.append(
                f"<testcase name={_attribute(f'pass {error.pass_name}')} classname={_attribute(name)}>"
                f"<error type={_attribute(error.error)} message={message}/></testcase>"
            )
        errors = len(cases) - findings
        if not cases:
            cases.append(f'<testcase name="nothing found" classname={_attribute(name)}/>')
        self._failures, self._errors = self._failures + failures, self._errors + errors
        self._tests += len(cases)
        counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="0"'
        self._suites.append("\n".join([f"<testsuite name={_attribute(name)} {counts}>", *cases, "</testsuite>"]))

    def finish(self) -> None:
        """Write all suites."""
        counts = f'tests="{self._tests}" failures="{self._failures}" errors="{self._errors}"'
        suites = "".join(f"{suite}\n" for suite in self._suites)
        self._stream.write(
            f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="wirecopy" {counts}>\n{suites}</testsuites>\n'
        )


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
