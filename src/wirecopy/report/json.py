"""json: a list of reports. jsonl: a report a line. Both are ASCII, so that no reader can get the encoding wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from wirecopy.model import Result


class JsonWriter:
    """Writes one JSON list."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._before = "["

    def add(self, result: Result) -> None:
        """Write the report as the list's next item."""
        self._stream.write(f"{self._before}\n{json.dumps(result.report(), indent=1)}")
        self._before = ","

    def finish(self) -> None:
        """Close the list."""
        self._stream.write("[]\n" if self._before == "[" else "\n]\n")


class JsonLinesWriter:
    """Writes one JSON object a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, result: Result) -> None:
        """Write the report as a line."""
        self._stream.write(json.dumps(result.report()) + "\n")

    def finish(self) -> None:
        """Nothing is left to do."""
