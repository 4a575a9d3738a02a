"""Answers for texts seen before: one SQLite file, shared by processes, bounded in size.

The key is a SHA-256 over the text, the LanguageTool version and the profile, so no data of a record shows in a name, and a
new version or another choice of rules starts afresh. A file that is broken, locked or cannot be written counts as empty:
a cache never stops a run.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wirecopy.languagetool.hits import Hit, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

FORMAT = "1"
BUSY_SECONDS = 2.0
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, hits TEXT NOT NULL, stored REAL NOT NULL)"
_LOOK_UP = "SELECT key, hits FROM answers WHERE key IN (SELECT value FROM json_each(?))"
_SIZE = (
    "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
)
_FORGET = "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY stored LIMIT (SELECT COUNT(*) / 3 + 1 FROM answers))"


def key(text: str, version: str, profile: Profile) -> str:
    """What an answer is filed under."""
    head = json.dumps([FORMAT, version, *profile], separators=(",", ":"))
    return hashlib.sha256(head.encode() + b"\0" + text.encode("utf-8", "surrogatepass")).hexdigest()


class AnswerCache:
    """A table from keys to hits, of about `limit_mb` megabytes at most; the oldest third goes when it is full."""

    def __init__(self, path: Path, limit_mb: float = 64) -> None:
        self._path, self._limit = path, limit_mb * 1_000_000

    def get(self, keys: Sequence[str]) -> dict[str, list[Hit]]:
        """The answers known for these keys."""
        found: dict[str, list[Hit]] = {}
        try:
            with self._open() as base:
                for name, hits in base.execute(_LOOK_UP, (json.dumps(keys),)):
                    found[name] = _load(hits)
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            self._discard_if_broken(error)
        return found

    def put(self, answers: Mapping[str, Iterable[Hit]]) -> None:
        """Remember these answers."""
        now = time.time()
        rows = [(name, json.dumps(list(hits), ensure_ascii=False), now) for name, hits in answers.items()]
        try:
            with self._open() as base:
                base.executemany("REPLACE INTO answers VALUES (?, ?, ?)", rows)
                if base.execute(_SIZE).fetchone()[0] > self._limit:
                    base.execute(_FORGET)
        except (sqlite3.Error, OSError) as error:
            self._discard_if_broken(error)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        base = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        try:
            # An answer can be asked for again, so nobody waits for the disk: that took longer than the answer. What a crash of
            # the machine spoils is thrown away.
            base.execute("PRAGMA synchronous = OFF")
            base.execute(_TABLE)
            with base:
                yield base
        finally:
            base.close()

    def _discard_if_broken(self, error: Exception) -> None:
        """A file that is no database, or a spoiled one, is removed, so that the next run has a cache again."""
        try:
            with self._path.open("rb") as file:
                if file.read(16) not in (b"", b"SQLite format 3\0") or type(error) is sqlite3.DatabaseError:
                    self._path.unlink()
        except OSError:
            pass


def _load(value: str) -> list[Hit]:
    rows = json.loads(value)
    return [Hit(rule, category, start, end, says, tuple(more)) for rule, category, start, end, says, more in rows]
