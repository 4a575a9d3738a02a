"""The mirror of the input's tree: `OUT/<id>.txt` (or `.md`) and `OUT/<id>.report.json` for each document, here or behind an address.

A small file beside the journal knows which document each name belongs to: no two share one, and a run that brings an output up to
date removes what belongs to documents that are gone.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.batch.places import system_of
from wirecopy.batch.reading import TEXT_SUFFIXES
from wirecopy.batch.sinks import NotWrittenError, State

if TYPE_CHECKING:
    from wirecopy.batch.record import Outcome

_ODD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_NAMES = "names.sqlite"
_SCHEMA = "CREATE TABLE IF NOT EXISTS names (name BLOB PRIMARY KEY, number INTEGER, run INTEGER) WITHOUT ROWID"
_IN_THE_WAY = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


def safe_relative(record_id: str) -> Path:
    """Return a path for a record's id that stays inside its folder; an id that had to be changed gets a hash of itself."""
    parts = [_ODD.sub("_", part) for part in record_id.split("/")]
    parts = [
        part if part.strip(". ") and len(os.fsencode(part)) <= 200 and not part.startswith(".wirecopy") else "_"
        for part in parts
        if part
    ]
    path = "/".join(parts) or "_"
    if path != record_id:
        path += "-" + hashlib.sha256(record_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Path(path)


def target_name(name: str, ending: str = ".txt") -> str:
    """Return the name of the cleaned file: `a.txt` stays, `a.html` is `a.html.txt`, or `a.html.md` if it is Markdown."""
    bare = name.removesuffix(ending)
    plain = bare != name and not bare.lower().endswith(TEXT_SUFFIXES)
    return name if plain else name + ending


class TreeSink:
    """Two files a document, without reports one; nothing for one that failed."""

    anywhere = True

    def __init__(self, out: Path, side: Path, *, reports: bool = True) -> None:
        self.out = out
        self._reports = reports
        side.mkdir(parents=True, exist_ok=True)
        self._temporary = side / "writing.tmp"
        self._db = sqlite3.connect(side / _NAMES)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute(_SCHEMA)
        self._run = 0

    def resume(self, state: State) -> None:
        """Nothing to undo: a document that is written again is replaced as a whole."""
        self.out.mkdir(parents=True, exist_ok=True)
        (last,) = self._db.execute("SELECT coalesce(max(run), 0) FROM names").fetchone()
        self._run = state.get("run", last + 1)

    def write(self, outcome: Outcome, number: int) -> None:
        """Write the files of a document.

        Raises:
            NotWrittenError: its name is another document's, or no name that the system takes.

        """
        if outcome.error:
            return
        path = safe_relative(outcome.id)
        ending = ".md" if outcome.is_markdown else ".txt"
        text = path.with_name(target_name(path.name, ending))
        report = text.with_name(text.name.removesuffix(ending) + ".report.json")
        try:
            for name, data in ((text, outcome.text), (report, outcome.report + b"\n"))[: 1 + self._reports]:
                self._claim(name, number)
                self._put(name, data)
        except OSError as error:
            if error.errno not in _IN_THE_WAY:
                raise
            raise NotWrittenError(f"cannot be written as {text}: {error.strerror}") from error

    def _claim(self, name: Path, number: int) -> None:
        key = os.fsencode(name)
        row = self._db.execute("SELECT number FROM names WHERE name = ? AND run = ?", (key, self._run)).fetchone()
        if row and row[0] < number:
            raise NotWrittenError(f"{name} is the output of another document, number {row[0]} of the input (from 0)")
        self._db.execute("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", (key, number, self._run))

    def _put(self, name: Path, data: bytes) -> None:
        """Write a file in one step, through one beside the journal: a run that is killed leaves nothing else in the tree."""
        path = self.out / name
        if not _holds(path, data):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._temporary.write_bytes(data)
            self._temporary.replace(path)

    def commit(self) -> State:
        """Let the system bring the files to disk."""
        os.sync()
        self._db.commit()
        return {"run": self._run}

    def finish(self) -> list[str]:
        """Remove what earlier runs wrote for documents that are gone."""
        gone = self._db.execute("SELECT name FROM names WHERE run < ?", (self._run,)).fetchall()
        for (name,) in gone:
            self._remove(Path(os.fsdecode(name)))
        self._db.execute("DELETE FROM names WHERE run < ?", (self._run,))
        self._db.commit()
        return [f"{len(gone)} files of documents that are gone were removed"] if gone else []

    def _remove(self, name: Path) -> None:
        (self.out / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file of names."""
        self._db.close()
        self._temporary.unlink(missing_ok=True)


class RemoteTreeSink(TreeSink):
    """The same behind an address: files are laid down here, and brought there with each commit."""

    def __init__(self, address: str, side: Path, *, reports: bool = True) -> None:
        super().__init__(side / "upload", side, reports=reports)
        self._address = address.rstrip("/")
        self._system = system_of(address)

    def resume(self, state: State) -> None:
        """Begin with nothing laid down: what was not committed is written again."""
        shutil.rmtree(self.out, ignore_errors=True)
        super().resume(state)

    def commit(self) -> State:
        """Bring the files there."""
        files = sorted(path for path in self.out.rglob("*") if path.is_file())
        if files:
            targets = [f"{self._address}/{path.relative_to(self.out).as_posix()}" for path in files]
            self._system.put([str(path) for path in files], targets)
            shutil.rmtree(self.out)
            self.out.mkdir()
        return super().commit()

    def _remove(self, name: Path) -> None:
        target = f"{self._address}/{name.as_posix()}"
        if self._system.exists(target):
            self._system.rm_file(target)

    def finish(self) -> list[str]:
        """Remove what is left here."""
        told = super().finish()
        shutil.rmtree(self.out, ignore_errors=True)
        return told


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file has this content already."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
