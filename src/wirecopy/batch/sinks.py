"""Where documents go: JSON lines here, a mirror of the input's tree in `tree`, Parquet in `parquet`. One design for all three.

A sink takes outcomes in order and can tell its state at any moment it is asked to `commit`; `resume` brings it back to such a
state, so that what was written after the last commit is written again, the same.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wirecopy.batch.record import Outcome

State = dict[str, int]
BUFFER = 1 << 23
"""So many bytes are held before they are written, committed or not."""
OURS = ("id", "text", "report", "error", "duplicate_of", "shared")
"""Columns that we write; one of the input that is called so is written as `input_NAME`."""


class NotWrittenError(Exception):
    """A document that cannot be written, though the others can; the message says why."""


class Sink(Protocol):
    """Takes outcomes in order."""

    anywhere: bool
    """Whether a commit may come after any outcome; if not, only after each `COMMIT_EVERY`."""

    def resume(self, state: State) -> None:
        """Go back to a committed state ({} for a fresh start)."""

    def write(self, outcome: Outcome, number: int) -> None:
        """Take one outcome, the `number`th item of the input. Raises NotWrittenError."""

    def commit(self) -> State:
        """Bring everything to disk and return the state."""

    def finish(self) -> list[str]:
        """Give the output its final form; return what a person should know of it."""

    def close(self) -> None:
        """Let go of what is open; nothing more is written."""


def columns(outcome: Outcome, *, links: bool) -> dict[str, object]:
    """Return what a dataset has of an outcome besides text and report: the row's other columns, id, error, link."""
    row = {
        f"input_{name}" if name in OURS and not (name == "id" and str(value) == outcome.id) else name: value
        for name, value in (outcome.row or {}).items()
    }
    row["id"] = outcome.id
    if links:
        row["duplicate_of"] = outcome.duplicate.of if outcome.duplicate else None
        row["shared"] = outcome.duplicate.shared if outcome.duplicate else None
    return row


class JsonlSink:
    """One line a document: the row's other columns, `id`, `text`, `report` (if there are reports), and `error` where it failed."""

    def __init__(self, out: Path, *, links: bool, reports: bool = True) -> None:
        self.out = out
        self.partial = out.with_name(out.name + ".partial")
        self._links, self._reports = links, reports
        self._packed = out.suffix == ".gz"
        self.anywhere = not self._packed
        self._packer = self._new_packer()
        self._lines: list[bytes] = []
        self._held = 0
        self._begun = False
        self._bytes = 0

    def resume(self, state: State) -> None:
        """Cut the output back to the committed length."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self._bytes = state.get("bytes", 0)
        with self.partial.open("ab") as file:
            file.truncate(self._bytes)

    def write(self, outcome: Outcome, number: int) -> None:  # noqa: ARG002 - the protocol's shape
        """Take one line; the report is spliced in as the JSON that it is."""
        head = columns(outcome, links=self._links)
        if outcome.error:
            self._take(dumps({**head, "error": outcome.error}) + b"\n")
            return
        head["text"] = outcome.text.decode("utf-8", "surrogatepass")
        report = b',"report":' + outcome.report if self._reports else b""
        self._take(dumps(head)[:-1] + report + b"}\n")

    def _take(self, line: bytes) -> None:
        self._lines.append(line)
        self._held += len(line)
        if self._held >= BUFFER:
            self._flush(sync=False)

    def _flush(self, *, sync: bool) -> None:
        data = b"".join(self._pieces(end=sync))
        self._lines, self._held = [], 0
        if data or sync:
            with self.partial.open("ab") as file:
                file.write(data)
                file.flush()
                if sync:
                    os.fsync(file.fileno())
            self._bytes += len(data)

    def _pieces(self, *, end: bool) -> Iterator[bytes]:
        """Yield the lines; packed, as one gzip member from commit to commit, without a time stamp in it."""
        if not self._packed:
            yield from self._lines
            return
        for line in self._lines:
            self._begun = True
            yield self._packer.compress(line)
        if end and self._begun:
            yield self._packer.flush()
            self._packer, self._begun = self._new_packer(), False

    def _new_packer(self) -> zlib._Compress:
        return zlib.compressobj(6, zlib.DEFLATED, 31)

    def commit(self) -> State:
        """Append the lines and wait until they are on disk."""
        self._flush(sync=True)
        return {"bytes": self._bytes}

    def finish(self) -> list[str]:
        """Give the output its name."""
        self.partial.replace(self.out)
        return []

    def close(self) -> None:
        """Nothing is open."""


def dumps(value: object) -> bytes:
    """Return a value as JSON in ASCII; bytes become base64, dates and the like their text."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=_as_text).encode()


def _as_text(value: object) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)
