"""Record and Outcome: one document on its way in, and the same one on its way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Record(NamedTuple):
    """One document of an input.

    `id` is unique in a run: the path below the folder that was named, or the file's name, `#` and the row (from 0).
    `row` holds the other columns of a dataset's row, which are passed through.
    """

    id: str
    data: bytes | str
    path: str | None = None
    url: str | None = None
    lang: str | None = None
    declared: str | None = None
    media: str | None = None
    row: dict[str, object] | None = None


class Problem(NamedTuple):
    """Something in an input that could not be read, and why; the rest of the input goes on."""

    id: str
    why: str


Item = Record | Problem


@dataclass(frozen=True, slots=True)
class Stats:
    """What the summary needs to know of one document."""

    words_in: int = 0
    words_out: int = 0
    rules: dict[str, int] = field(default_factory=dict)
    changed: bool = False
    worst: int = -1
    """The highest severity among its findings; -1 when there are none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: its text and report (UTF-8), or why there is none."""

    id: str
    text: bytes = b""
    report: bytes = b""
    row: dict[str, object] | None = None
    stats: Stats = field(default_factory=Stats)
    error: str | None = None
    """Why the document could not be read or cleaned."""
    original: bytes | str | None = None
    """The data of a document that could not be cleaned, for the quarantine."""
    failed_passes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Passes that cannot run on this machine, which is no failure."""
