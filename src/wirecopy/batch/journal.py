"""The journal: what is finished and safely on disk, so that a run that was stopped anywhere can go on.

Its first line tells what the run is (inputs, configuration, versions); each further line commits a stretch of
the input together with the state of the output at that moment. A torn last line is ignored: what it spoke of is done again.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, TypedDict, cast

if TYPE_CHECKING:
    from pathlib import Path

NAME = "journal.jsonl"


@dataclass(slots=True)
class Commit:
    """Everything up to here is done: items of the input, the sink's state, and the summary's counts."""

    items: int = 0
    read: str = ""
    """The digest of what those items were, so that a changed input is noticed."""
    sink: dict[str, int] = field(default_factory=dict)
    summary: dict[str, object] = field(default_factory=dict)
    finished: bool = False


class _Commit(TypedDict):
    """A commit as it stands in the file."""

    items: int
    read: str
    sink: dict[str, int]
    summary: dict[str, object]
    finished: bool


class JournalError(ValueError):
    """The output belongs to another run, or to another state of the input."""


class Journal:
    """An append-only file beside the output."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Tell whether a run has begun here."""
        return self.path.is_file()

    def begun(self) -> dict[str, object]:
        """Return what `begin` was given; nothing if no run has begun here."""
        if not self.exists():
            return {}
        with self.path.open("rb") as file, suppress(ValueError, AttributeError, KeyError):
            return cast("dict[str, object]", dict(json.loads(file.readline())["run"]))
        return {}

    def begin(self, run: dict[str, object]) -> None:
        """Start a new journal for `run`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._append({"run": run}, mode="w")

    def resume(self, run: dict[str, object]) -> Commit:
        """Return the last commit of the run that stopped here.

        Raises:
            JournalError: what stopped here was another run; the message names what differs.

        """
        lines = self._lines()
        if not lines or "run" not in lines[0]:
            raise JournalError(f"{self.path}: not a journal; give another output, or remove it to start afresh")
        before = cast("dict[str, object]", lines[0]["run"])
        differing = sorted(key for key in {*before, *run} if before.get(key) != run.get(key))
        if differing:
            raise JournalError(
                f"{self.path}: the run that stopped here had other {', '.join(differing)}; "
                "resume it as it was begun, or give another output"
            )
        return Commit(**cast("_Commit", lines[-1]["commit"])) if len(lines) > 1 else Commit()

    def commit(self, commit: Commit) -> None:
        """Write one commit and wait until it is on disk."""
        self._append({"commit": asdict(commit)})

    def _append(self, record: dict[str, object], mode: str = "a") -> None:
        if mode == "a":
            self._mend()
        with self.path.open(mode, encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=True) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _mend(self) -> None:
        """Cut off a torn last line."""
        with self.path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            if not size:
                return
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.seek(0)
                file.truncate(file.read().rfind(b"\n") + 1)

    def _lines(self) -> list[dict[str, object]]:
        lines: list[dict[str, object]] = []
        for line in self.path.read_bytes().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            try:
                lines.append(json.loads(line))
            except ValueError:
                break
        return lines
