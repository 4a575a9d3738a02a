"""Marks: where each file of an input behind an address begins in the stream of items; a run that goes on does not fetch again what is done.

A file is passed over if the store gives an ETag for it (S3 and most web servers do), and neither that nor the order of the files has
changed. What comes after the last file that can be passed over is read again, and compared by its content.
"""

from __future__ import annotations

import json
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.batch.journal import JournalError
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wirecopy.batch.places import Place

NAME = "files.jsonl"
CHANGED = (
    "the input has changed since the run that stopped here read it: "
    "--update instead of --resume brings the output up to date"
)


class Mark(NamedTuple):
    """The beginning of a file: its name and ETag ("": none), how many items come before it, and the digest of those."""

    name: str
    tag: str
    items: int
    chain: str = ""


class Marks:
    """The marks of a run; `begun`: so many items are done. They lie at `path`, beside the journal."""

    def __init__(self, path: Path, begun: int) -> None:
        self._path = path
        known = [mark for mark in self._stored() if mark.items <= begun] if begun else []
        passed = next((number for number, mark in enumerate(known) if not mark.tag), len(known) - 1)
        self._passed = known[: max(0, passed)]
        self.start = known[passed] if self._passed else Mark("", "", 0)
        """Where reading begins."""
        self._files = 0
        self._items = self.start.items
        self._passing = bool(self._passed)
        self._pending: deque[Mark] = deque()
        self._lines = list(self._passed)
        path.unlink(missing_ok=True)

    def wants(self, source: Place) -> bool:
        """Tell whether a file is to be read; all of them are shown, in the order of the input.

        Raises:
            JournalError: it is not what was read before, or nobody can tell.

        """
        number = self._files
        self._files += 1
        if number < len(self._passed):
            try:
                same = (source.name, source.tag()) == self._passed[number][:2]
            except Exception as error:  # stores raise what they like
                raise JournalError(f"{source.name}: cannot be compared with what was read before: {error}") from error
            if not same:
                raise JournalError(CHANGED)
            return False
        self._passing = False
        self._pending.append(Mark(source.name, "", self._items))
        self._pending[-1] = self._pending[-1]._replace(tag=source.tag() or "")
        return True

    def takes(self) -> bool:
        """Tell whether an item is to be done: none before the file that reading begins with."""
        self._items += not self._passing
        return not self._passing

    def end(self) -> None:
        """Be told that there are no more files. Raises JournalError if some are missing."""
        if self._passing:
            raise JournalError(CHANGED)

    def note(self, done: int, chain: bytes) -> None:
        """Be told, before each item is taken, how many are done, and their digest."""
        while self._pending and self._pending[0].items <= done:
            self._lines.append(self._pending.popleft()._replace(chain=chain.hex()))

    def commit(self) -> None:
        """Write the marks of what is done. Before the journal: marks beyond its last commit are left out when a run goes on."""
        if not self._path.exists():
            write_atomically(self._path, b"")
        with self._path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(mark) + "\n" for mark in self._lines)
        self._lines = []

    def _stored(self) -> Iterator[Mark]:
        with suppress(FileNotFoundError, ValueError, TypeError), self._path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Mark(*json.loads(line))
