"""The cache: outcomes by what they were made from, so that what has not changed is not done again.

One SQLite file. An outcome is found by the digest of its document and the making without its loose rules; where loose rules
have changed since, it still holds if the text has none of their literals. What failed is never kept.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.batch.fingerprint import Loose, Making, making, settles
from wirecopy.batch.learning import host_of
from wirecopy.batch.record import Outcome, Stats
from wirecopy.cache.fingerprint import for_file
from wirecopy.rulebook.sites import load_site

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.batch.record import Record
    from wirecopy.config import Config

NAME = "cache.sqlite"
KEPT_DAYS = 30
"""What nobody asked for in so many days is dropped."""
_DAY = 86_400
_SCHEMA = """
CREATE TABLE IF NOT EXISTS makings (id INTEGER PRIMARY KEY, digest TEXT UNIQUE, loose TEXT);
CREATE TABLE IF NOT EXISTS outcomes (
    key BLOB PRIMARY KEY, making INTEGER, settled INTEGER, day INTEGER, stats TEXT, text BLOB, report BLOB, signature BLOB
);
"""


class CacheError(ValueError):
    """The file is no cache of ours."""


class _Made(NamedTuple):
    """How one document is to be made: the making, its number in the file, and its configuration."""

    making: Making
    number: int
    config: Config


class Cache:
    """Outcomes of earlier runs. Puts are held back until `commit`, so that several runs can share one file."""

    def __init__(self, path: Path, config: Config, learned: Path | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(path, timeout=60)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise CacheError(
                f"{path}: cannot be used as a cache: {error}; remove it, or name another folder"
            ) from error
        self._config, self._learned = config, learned
        self._sites: dict[str | None, bytes] = {}
        self._made: dict[str, _Made] = {}
        self._literals: dict[tuple[int, int], list[str] | None] = {}
        self._puts: list[tuple[object, ...]] = []
        self._touched: list[tuple[int, int, bytes]] = []
        self._pending: dict[bytes, tuple[bytes, _Made]] = {}
        self._today = int(time.time() // _DAY)

    def get(self, record: Record) -> Outcome | None:
        """Return the outcome of a record if it is here and would come out the same now."""
        made = self._how(record)
        key = self._key(record, made)
        row = self._db.execute(
            "SELECT making, settled, day, stats, text, report, signature FROM outcomes WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            self._pending[record.digest] = key, made
            return None
        number, settled, day, stats, packed, report, signature = row
        text, report = zlib.decompress(packed), zlib.decompress(report)
        counted, left_out = json.loads(stats)
        if number != made.number and not (settled and self._untouched(text, number, made)):
            self._pending[record.digest] = key, made
            return None
        if (number, day) != (made.number, self._today):
            self._touched.append((made.number, self._today, key))
        return Outcome(
            record.id,
            text=text,
            report=report,
            is_markdown=b'{"name":"markdown",' in report,  # as a pass that ran: quotes are escaped anywhere else
            row=record.row,
            stats=Stats(**counted),
            left_out=tuple(left_out),
            digest=record.digest,
            signature=signature,
            reused=True,
        )

    def put(self, outcome: Outcome) -> None:
        """Keep an outcome, unless something in it failed."""
        key, made = self._pending.pop(outcome.digest, (b"", None))
        if made is None or outcome.error or outcome.failed_passes:
            return
        self._puts.append(
            (
                key,
                made.number,
                settles(made.config, outcome.stats.applied),
                self._today,
                json.dumps([outcome.stats._asdict(), outcome.left_out]),
                zlib.compress(outcome.text, 1),
                zlib.compress(outcome.report, 1),
                outcome.signature,
            )
        )

    def commit(self) -> None:
        """Bring to disk what was put since the last time."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._puts)
            self._db.executemany("UPDATE outcomes SET making = ?, day = ? WHERE key = ?", self._touched)
        self._puts, self._touched = [], []

    def close(self, *, finished: bool = False) -> None:
        """Close the file; after a run that came to its end, drop what nobody has asked for in a month."""
        if finished:
            with self._db:
                self._db.execute("DELETE FROM outcomes WHERE day < ?", (self._today - KEPT_DAYS,))
        self._db.close()

    def _key(self, record: Record, made: _Made) -> bytes:
        """Return what an outcome is found by. Of learned lines only those of the document's site matter."""
        site = b""
        if self._learned:
            host = host_of(record)
            if host not in self._sites:
                path = self._learned / "sites" / f"{host}.yaml"
                lines = repr([rule for rule, _ in load_site(path)]) if path.is_file() else ""
                self._sites[host] = sha256(lines.encode()).digest() if lines else b""
            site = self._sites[host]
        return made.making.base.encode() + site + record.digest

    def _how(self, record: Record) -> _Made:
        config = for_file(self._config, record.name)
        key = repr(config) if config is not self._config else ""
        if key not in self._made:
            how = making(config)
            with self._db:
                self._db.execute(
                    "INSERT OR IGNORE INTO makings (digest, loose) VALUES (?, ?)", (how.digest, json.dumps(how.loose))
                )
            (number,) = self._db.execute("SELECT id FROM makings WHERE digest = ?", (how.digest,)).fetchone()
            self._made[key] = _Made(how, number, config)
        return self._made[key]

    def _untouched(self, text: bytes, number: int, made: _Made) -> bool:
        """Tell whether a text has none of the literals of the loose rules that changed between two makings."""
        pair = (number, made.number)
        if pair not in self._literals:
            (loose,) = self._db.execute("SELECT loose FROM makings WHERE id = ?", (number,)).fetchone()
            before: Loose = {rule: (digest, literals) for rule, (digest, literals) in json.loads(loose).items()}
            self._literals[pair] = made.making.differing(Making(made.making.base, before))
        literals = self._literals[pair]
        folded = text.decode("utf-8", "surrogatepass").casefold()
        return literals is not None and not any(literal in folded for literal in literals)
