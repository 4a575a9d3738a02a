"""Where documents go: a mirror of the input's tree, JSON lines, or Parquet. One design for all three.

A sink takes outcomes in order and can tell its state at any moment it is asked to `commit`; `resume` brings it back to such a
state, so that what was written after the last commit is written again, the same.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wirecopy.batch.sources import TEXT_SUFFIXES, MissingExtraError
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from wirecopy.batch.record import Outcome

State = dict[str, int]


class Sink(Protocol):
    """Takes outcomes in order."""

    anywhere: bool
    """Whether a commit may come after any outcome; if not, only after each `COMMIT_EVERY`."""

    def resume(self, state: State) -> None:
        """Go back to a committed state ({} for a fresh start)."""

    def write(self, outcome: Outcome) -> None:
        """Take one outcome."""

    def commit(self) -> State:
        """Bring everything to disk and return the state."""

    def finish(self) -> None:
        """Give the output its final form."""


def open_sink(out: Path) -> Sink:
    """Return the sink that the name of the output asks for: `.jsonl[.gz]`, `.parquet`, else a folder."""
    if out.name.endswith((".jsonl", ".jsonl.gz")):
        return JsonlSink(out)
    if out.suffix == ".parquet":
        return ParquetSink(out)
    return TreeSink(out)


_ODD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def safe_relative(record_id: str) -> Path:
    """Return a path for a record's id that stays inside its folder; an id that had to be changed gets a hash of itself."""
    parts = [_ODD.sub("_", part) for part in record_id.split("/")]
    parts = [part if part.strip(". ") and len(part.encode()) <= 200 else "_" for part in parts if part]
    path = "/".join(parts) or "_"
    if path != record_id:
        path += "-" + hashlib.sha256(record_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Path(path)


def target_name(name: str) -> str:
    """Return the name of the cleaned file; no two names give the same one: `a.txt` stays, `a.html` is `a.html.txt`."""
    bare = name.removesuffix(".txt")
    plain = bare != name and not bare.lower().endswith(TEXT_SUFFIXES)
    return name if plain else name + ".txt"


class TreeSink:
    """`OUT/<id>.txt` and `OUT/<id>.report.json` for each document."""

    anywhere = True

    def __init__(self, out: Path) -> None:
        self.out = out

    def resume(self, state: State) -> None:  # noqa: ARG002 - the protocol's shape
        """Nothing to undo: a document that is written again is replaced as a whole."""
        self.out.mkdir(parents=True, exist_ok=True)

    def write(self, outcome: Outcome) -> None:
        """Write the two files of a document; nothing for one that failed."""
        if outcome.error:
            return
        path = self.out / safe_relative(outcome.id)
        text = path.with_name(target_name(path.name))
        write_atomically(text, outcome.text, sync=False)
        write_atomically(
            text.with_name(text.name.removesuffix(".txt") + ".report.json"), outcome.report + b"\n", sync=False
        )

    def commit(self) -> State:
        """Let the system bring the files to disk."""
        os.sync()
        return {}

    def finish(self) -> None:
        """Nothing is left to do."""


class JsonlSink:
    """One line a document: the row's other columns, `id`, `text`, `report`, and `error` where it failed."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.partial = out.with_name(out.name + ".partial")
        self._packed = out.suffix == ".gz"
        self.anywhere = not self._packed
        self._lines: list[bytes] = []
        self._bytes = 0

    def resume(self, state: State) -> None:
        """Cut the output back to the committed length."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self._bytes = state.get("bytes", 0)
        with self.partial.open("ab") as file:
            file.truncate(self._bytes)

    def write(self, outcome: Outcome) -> None:
        """Take one line; the report is spliced in as the JSON that it is."""
        head = {**(outcome.row or {}), "id": outcome.id}
        if outcome.error:
            head["error"] = outcome.error
            self._lines.append(_dumps(head) + b"\n")
            return
        head["text"] = outcome.text.decode("utf-8", "surrogatepass")
        self._lines.append(_dumps(head)[:-1] + b',"report":' + outcome.report + b"}\n")

    def commit(self) -> State:
        """Append the lines; a packed output gets one gzip member a commit, without a time stamp in it."""
        data = b"".join(self._lines)
        self._lines = []
        if data:
            if self._packed:
                data = gzip.compress(data, 6, mtime=0)
            with self.partial.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._bytes += len(data)
        return {"bytes": self._bytes}

    def finish(self) -> None:
        """Give the output its name."""
        self.partial.replace(self.out)


def _dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=str).encode()


class ParquetSink:
    """One Parquet file: the rows' other columns, `id`, `text`, `report` (JSON) and `error`; written as parts, joined at the end."""

    anywhere = False

    def __init__(self, out: Path) -> None:
        if find_spec("pyarrow") is None:
            raise MissingExtraError(f"{out}: writing Parquet needs the extra: pip install 'wirecopy[datasets]'")
        self.out = out
        self.parts = out.with_name(out.name + ".parts")
        self._rows: list[dict[str, object]] = []
        self._count = 0

    def resume(self, state: State) -> None:
        """Drop the parts that were not committed."""
        self.parts.mkdir(parents=True, exist_ok=True)
        self._count = state.get("parts", 0)
        for path in self.parts.iterdir():
            if not (path.suffix == ".parquet" and int(path.stem) < self._count):
                path.unlink()

    def write(self, outcome: Outcome) -> None:
        """Take one row."""
        self._rows.append(
            {
                **(outcome.row or {}),
                "id": outcome.id,
                "text": None if outcome.error else outcome.text.decode("utf-8", "replace"),
                "report": None if outcome.error else outcome.report.decode(),
                "error": outcome.error,
            }
        )

    def commit(self) -> State:
        """Write the rows as one part."""
        import pyarrow as pa
        from pyarrow import parquet

        if self._rows:
            path = self.parts / f"{self._count:08d}.parquet"
            table = pa.Table.from_pylist(self._rows)
            for name in ("text", "report", "error"):
                index = table.schema.get_field_index(name)
                table = table.set_column(index, name, table.column(name).cast(pa.large_string()))
            parquet.write_table(table, path.with_suffix(".tmp"), compression="zstd")
            path.with_suffix(".tmp").replace(path)
            os.sync()
            self._rows = []
            self._count += 1
        return {"parts": self._count}

    def finish(self) -> None:
        """Join the parts, one in memory at a time."""
        import pyarrow as pa
        from pyarrow import parquet

        paths = sorted(self.parts.glob("*.parquet"))
        schemas = [parquet.read_schema(path) for path in paths]
        empty = pa.schema([("id", pa.string()), *((name, pa.large_string()) for name in ("text", "report", "error"))])
        schema = pa.unify_schemas(schemas, promote_options="permissive") if schemas else empty
        partial = self.out.with_name(self.out.name + ".partial")
        with parquet.ParquetWriter(partial, schema, compression="zstd") as writer:
            for path in paths:
                table = parquet.read_table(path)
                for field in schema:
                    if field.name not in table.column_names:
                        table = table.append_column(field, pa.nulls(len(table), field.type))
                writer.write_table(table.select(schema.names).cast(schema))
        partial.replace(self.out)
        for path in paths:
            path.unlink()
        self.parts.rmdir()
