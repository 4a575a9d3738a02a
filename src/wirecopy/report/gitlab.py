"""gitlab: a Code Quality report (docs.gitlab.com, "Code Quality report format"), with identities that outlive line shifts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from wirecopy.report.places import identified, name_of, place_of

if TYPE_CHECKING:
    from wirecopy.model import Result

_SEVERITIES = {"info": "info", "warning": "minor", "error": "major"}


class GitlabWriter:
    """Collects findings and writes one list."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._issues: list[dict[str, object]] = []

    def add(self, result: Result) -> None:
        """Take the findings of one file."""
        path = name_of(result.source)
        for finding, identity in identified(result):
            place = place_of(result.source, finding.span.start, finding.span.end)
            self._issues.append(
                {
                    "type": "issue",
                    "description": f"{finding.rule}: {finding.message}",
                    "check_name": finding.rule,
                    "fingerprint": f"{path}:{identity}",
                    "severity": _SEVERITIES[finding.severity.name.lower()],
                    "location": {
                        "path": path,
                        "positions": {
                            "begin": {"line": place.line, "column": place.column},
                            "end": {"line": place.end_line, "column": place.end_column},
                        },
                    },
                }
            )

    def finish(self) -> None:
        """Write the list."""
        self._stream.write(json.dumps(self._issues, indent=1) + "\n")
