"""Duplicates across a batch: each document is held against those before it, in the order of the input, on disk.

A document that repeats an earlier one is linked to the earliest that shares most with it; only those that repeat none are
compared with, so that every link leads to a document that is no duplicate itself. What was seen is kept in one file in
the order in which it came; the index beside it is scratch, and is made anew from it when a run goes on.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from wirecopy.batch import minhash
from wirecopy.batch.record import Duplicate

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.batch.record import Outcome

NAME = "duplicates.jsonl"
_CACHE_KB = 65_536
_SEEN = "CREATE TABLE IF NOT EXISTS seen (number INTEGER PRIMARY KEY, id TEXT, signature BLOB, of TEXT, shared REAL)"
_INDEX = """
CREATE TABLE scratch.texts (exact BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE scratch.bands (key INTEGER PRIMARY KEY, number INTEGER);
"""


class Duplicates:
    """The documents of a run so far. Memory is bounded by the page cache.

    Args:
        folder: where the files are kept.
        least: the share of shingles from which on a document is a duplicate.
        begun: how many documents of an earlier, stopped run count; what came after them is forgotten.

    """

    def __init__(self, folder: Path, *, least: float, begun: int = 0) -> None:
        minhash.require()
        folder.mkdir(parents=True, exist_ok=True)
        self._file, self._scratch = folder / "duplicates.sqlite", folder / "duplicates.index"
        self._least = least
        self._number = begun
        if not begun:
            self._remove()
        self._scratch.unlink(missing_ok=True)
        self._db = sqlite3.connect(self._file)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("ATTACH ? AS scratch", (str(self._scratch),))
        self._db.execute("PRAGMA scratch.journal_mode=OFF")
        self._db.execute("PRAGMA scratch.synchronous=OFF")
        self._db.execute(f"PRAGMA scratch.cache_size=-{_CACHE_KB}")
        self._db.executescript(_SEEN + ";" + _INDEX)
        self._db.execute("DELETE FROM seen WHERE number >= ?", (begun,))
        for number, signature in self._db.execute(
            "SELECT number, signature FROM seen WHERE of IS NULL ORDER BY number"
        ):
            self._enter(number, signature)
        self._db.commit()

    def judge(self, outcome: Outcome) -> Outcome:
        """Return the outcome with a link to the earlier document that it repeats, also in its report."""
        number = self._number
        self._number += 1
        signature = outcome.signature
        if outcome.error or not signature:
            return outcome
        found = self._earlier(signature)
        self._db.execute(
            "INSERT INTO seen VALUES (?, ?, ?, ?, ?)",
            (
                number,
                json.dumps(outcome.id),  # as JSON: SQLite refuses lone surrogates, which names of files may have
                b"" if found else signature,
                json.dumps(found.of) if found else None,
                found.shared if found else None,
            ),
        )
        if found is None:
            self._enter(number, signature)
            return outcome
        told = json.dumps({"of": found.of, "shared": found.shared}).encode()
        report = outcome.report and outcome.report[:-1] + b',"duplicate":' + told + b"}"
        return outcome._replace(duplicate=found, report=report)

    def commit(self) -> None:
        """Bring to disk what was seen."""
        self._db.commit()

    def finish(self, path: Path) -> None:
        """Write the links as JSON lines, one for each duplicate, in the order of the input; drop the working files."""
        self._db.commit()
        partial = path.with_name(path.name + ".partial")
        links = self._db.execute("SELECT id, of, shared FROM seen WHERE of IS NOT NULL ORDER BY number")
        with partial.open("w", encoding="utf-8") as file:
            for id_, of, shared in links:
                file.write(f'{{"id": {id_}, "of": {of}, "shared": {shared}}}\n')
        partial.replace(path)
        self.close()
        self._remove()

    def close(self) -> None:
        """Close the files."""
        self._db.close()
        self._scratch.unlink(missing_ok=True)

    def _earlier(self, signature: bytes) -> Duplicate | None:
        row = self._db.execute(
            "SELECT number FROM scratch.texts WHERE exact = ?", (minhash.exact_part(signature),)
        ).fetchone()
        if row:
            return Duplicate(self._id(row[0]), 1.0)
        keys = minhash.bands(signature)
        marks = ",".join("?" * len(keys))
        numbers = self._db.execute(f"SELECT DISTINCT number FROM scratch.bands WHERE key IN ({marks})", keys)  # noqa: S608 - marks are question marks
        best: tuple[float, int] | None = None
        for (number,) in sorted(numbers):
            (other,) = self._db.execute("SELECT signature FROM seen WHERE number = ?", (number,)).fetchone()
            share = round(minhash.shared(signature, other), 2)
            if share >= self._least and (best is None or share > best[0]):
                best = share, number
        return Duplicate(self._id(best[1]), best[0]) if best else None

    def _id(self, number: int) -> str:
        (id_,) = self._db.execute("SELECT id FROM seen WHERE number = ?", (number,)).fetchone()
        name: str = json.loads(id_)
        return name

    def _enter(self, number: int, signature: bytes) -> None:
        """Make a document one to be compared with; in each bucket of the index the first stays."""
        self._db.execute("INSERT OR IGNORE INTO scratch.texts VALUES (?, ?)", (minhash.exact_part(signature), number))
        self._db.executemany(
            "INSERT OR IGNORE INTO scratch.bands VALUES (?, ?)", ((key, number) for key in minhash.bands(signature))
        )

    def _remove(self) -> None:
        for path in (self._file, self._scratch):
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
