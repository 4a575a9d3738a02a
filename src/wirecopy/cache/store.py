"""The store: records by key in one SQLite file, shared by processes, bounded in size.

A key is a digest, so nothing of a document shows in it. A file that is broken, locked or cannot be written counts as empty:
a cache never stops a run. What nobody asked for goes first when there is no more room.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "results.sqlite"
LIMIT = 256 << 20
"""Bytes of records from which on the oldest are dropped."""
_BUSY_SECONDS, _PAUSE = 2.0, 0.02
_HELD_BACK = 200
"""Records that are written together: what at most is lost when a run is stopped."""
_DAY = 86_400
_KEPT_DAYS = 30
_MARKS = {
    ".gitignore": "# Made by wirecopy.\n*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of wirecopy; see https://bford.info/cachedir/\n",
}
_TABLE = (
    "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, day INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"
)
_SIZE = "SELECT COALESCE(SUM(LENGTH(data)), 0) FROM results"
_FORGET = "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY day LIMIT (SELECT (COUNT(*) + 3) / 4 FROM results))"


class Store:
    """Records of earlier runs in a folder. `trouble` says why nothing can be kept there, if so."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._limit = limit
        self._path = folder / NAME
        self._today = int(time.time()) // _DAY
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._wrote = False
        self.trouble: str | None = None
        self._base = self._open(folder)

    def get(self, key: bytes) -> bytes | None:
        """Return the record of a key, if there is one."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT data, day FROM results WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None:
            return None
        if row[1] != self._today:
            self._used.append(key)
        return bytes(row[0])

    def put(self, key: bytes, data: bytes) -> None:
        """Keep a record."""
        if self._base is not None:
            self._new[key] = data
            if len(self._new) >= _HELD_BACK:
                self._write()

    def close(self) -> None:
        """Write what was held back, make room, close."""
        if self._new or self._used:
            self._write()
        if self._base is not None:
            if self._wrote:
                self._make_room(self._base)
            self._base.close()
            self._base = None

    def _open(self, folder: Path) -> sqlite3.Connection | None:
        until, removed = time.monotonic() + _BUSY_SECONDS, False
        while True:
            try:
                base = self._connected(folder)
            except (sqlite3.Error, OSError) as error:
                self.trouble = (error.strerror if isinstance(error, OSError) else None) or str(error)
                if _is_locked(error) and time.monotonic() < until:
                    time.sleep(_PAUSE)  # SQLite itself waits for writers, not for who makes the file at the same moment
                elif isinstance(error, sqlite3.DatabaseError) and not _is_busy(error) and not removed:
                    self._remove()
                    removed = True
                else:
                    return None
            else:
                self.trouble = None
                return base

    def _connected(self, folder: Path) -> sqlite3.Connection:
        """Return a connection to the table, which is made if need be."""
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)  # another process may be quicker
            for name, content in _MARKS.items():
                (folder / name).write_text(content, "utf-8")
        base = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
        try:
            base.execute("PRAGMA journal_mode=WAL")
            base.execute("PRAGMA synchronous=NORMAL")
            base.execute(_TABLE)
            base.execute("SELECT key, day, data FROM results LIMIT 1").fetchone()
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _write(self) -> None:
        assert self._base is not None
        rows = [(key, self._today, data) for key, data in self._new.items()]
        used = [(self._today, key) for key in self._used]
        self._new, self._used = {}, []
        try:
            with self._base:
                self._base.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
                self._base.executemany("UPDATE results SET day = ? WHERE key = ?", used)
            self._wrote = True
        except sqlite3.Error as error:
            self._give_up(error)

    def _make_room(self, base: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error), base:
            base.execute("DELETE FROM results WHERE day < ?", (self._today - _KEPT_DAYS,))
            while base.execute(_SIZE).fetchone()[0] > self._limit:
                base.execute(_FORGET)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without from here on; a broken file is removed, so that the next run has a cache again."""
        self.trouble = str(error)
        if self._base is not None:
            self._base.close()
            self._base = None
        if not _is_busy(error):
            self._remove()

    def _remove(self) -> None:
        """Remove a file that is no database of ours."""
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink()


def _is_busy(error: sqlite3.Error) -> bool:
    """Tell whether only someone else's lock, a full disk or missing rights were in the way, not the file."""
    return isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error) and "no such" not in str(error)


def _is_locked(error: Exception) -> bool:
    """Tell whether somebody else has the file at this moment."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
