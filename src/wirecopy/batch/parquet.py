"""The Parquet output: parts are written with each commit, and joined at the end, some megabytes of them in memory at a time."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from wirecopy.batch.places import MissingExtraError
from wirecopy.batch.sinks import NotWrittenError, State, columns, dumps

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wirecopy.batch.record import Outcome

_PART_BYTES = 1 << 26
_GROUP_BYTES = 1 << 25
_LARGE = ("text", "report", "error")


class ParquetSink:
    """One Parquet file: the rows' other columns, `id`, `text`, `report` (JSON, if there are reports) and `error`.

    A column whose values are of several types becomes text: the JSON of each value.
    """

    anywhere = False

    def __init__(self, out: Path, *, links: bool, reports: bool = True) -> None:
        if find_spec("pyarrow") is None:
            raise MissingExtraError(f"{out}: writing Parquet needs the extra: pip install 'wirecopy[datasets]'")
        self.out = out
        self.parts = out.with_name(out.name + ".parts")
        self._links, self._reports = links, reports
        self._rows: list[dict[str, object]] = []
        self._held = 0
        self._count = 0

    def resume(self, state: State) -> None:
        """Drop the parts that were not committed."""
        self.parts.mkdir(parents=True, exist_ok=True)
        self._count = state.get("parts", 0)
        for path in self.parts.iterdir():
            if not (path.suffix == ".parquet" and int(path.stem) < self._count):
                path.unlink()

    def write(self, outcome: Outcome, number: int) -> None:  # noqa: ARG002 - the protocol's shape
        """Take one row.

        Raises:
            NotWrittenError: its text is none that Parquet takes; the row then has the error in place of it.

        """
        row = {_storable(name): value for name, value in columns(outcome, links=self._links).items()}
        row["id"] = _storable(outcome.id)
        report = {"report": None if outcome.error else outcome.report.decode()} if self._reports else {}
        row |= {"text": None, **report, "error": outcome.error}
        problem = None
        if not outcome.error:
            try:
                row["text"] = outcome.text.decode()
            except UnicodeDecodeError:
                problem = "its text holds lone surrogates, which Parquet cannot (JSON lines can)"
                row |= {**dict.fromkeys(report), "error": problem}
        self._rows.append(row)
        self._held += len(outcome.text) + (len(outcome.report) if self._reports else 0)
        if self._held >= _PART_BYTES:
            self._write_part()
        if problem:
            raise NotWrittenError(problem)

    def commit(self) -> State:
        """Write the rows as one part."""
        self._write_part()
        os.sync()
        return {"parts": self._count}

    def _write_part(self) -> None:
        from pyarrow import parquet

        if self._rows:
            path = self.parts / f"{self._count:08d}.parquet"
            parquet.write_table(_table(self._rows), path.with_suffix(".tmp"), compression="zstd")
            path.with_suffix(".tmp").replace(path)
            self._rows, self._held = [], 0
            self._count += 1

    def finish(self) -> list[str]:
        """Join the parts into row groups of some megabytes: those of 256 short rows would be slow to read, and large to list."""
        import pyarrow as pa
        from pyarrow import parquet

        paths = sorted(self.parts.glob("*.parquet"))
        schema, mixed = _unified((parquet.read_schema(path) for path in paths), reports=self._reports)
        partial = self.out.with_name(self.out.name + ".partial")
        with parquet.ParquetWriter(partial, schema, compression="zstd") as writer:
            group: list[Any] = []
            size = 0
            for path in paths:
                group.append(_fitted(parquet.read_table(path), schema, mixed))
                size += group[-1].nbytes
                if path == paths[-1] or size >= _GROUP_BYTES:
                    writer.write_table(pa.concat_tables(group))
                    group, size = [], 0
        partial.replace(self.out)
        for path in paths:
            path.unlink()
        self.parts.rmdir()
        return [f"column {name!r} has values of several types: written as the JSON text of each" for name in mixed]

    def close(self) -> None:
        """Nothing is open."""


def _table(rows: list[dict[str, object]]) -> Any:
    """Return rows as a table. A column that Arrow can find no type for is marked as mixed: JSON texts."""
    import pyarrow as pa

    arrays: dict[str, Any] = {}
    fields: list[Any] = []
    for name in dict.fromkeys(name for row in rows for name in row):
        values = [row.get(name) for row in rows]
        try:
            array, metadata = pa.array(values, pa.large_string() if name in _LARGE else None), None
        except (pa.ArrowException, UnicodeEncodeError, OverflowError):
            array, metadata = _as_json(values), {"wirecopy": "mixed"}
        arrays[name] = array
        fields.append(pa.field(name, array.type, metadata=metadata))
    return pa.Table.from_arrays(list(arrays.values()), schema=pa.schema(fields))


def _unified(schemas: Iterable[Any], *, reports: bool) -> tuple[Any, list[str]]:
    """Return one schema for all parts, and the columns whose types do not fit together."""
    import pyarrow as pa

    ours = [name for name in _LARGE if reports or name != "report"]
    empty = pa.schema([("id", pa.string()), *((name, pa.large_string()) for name in ours)])
    fields: dict[str, Any] = {}
    mixed: dict[str, None] = {}
    for schema in schemas:
        for field in schema:
            if field.metadata and field.metadata.get(b"wirecopy") == b"mixed":
                mixed[field.name] = None
            try:
                one = [pa.schema([known]) for known in (fields.get(field.name), field.remove_metadata()) if known]
                fields[field.name] = pa.unify_schemas(one, promote_options="permissive").field(0)
            except pa.ArrowException:
                mixed[field.name] = None
    for name in mixed:
        fields[name] = pa.field(name, pa.large_string())
    return (pa.schema(list(fields.values())) if fields else empty), list(mixed)


def _fitted(table: Any, schema: Any, mixed: list[str]) -> Any:
    import pyarrow as pa

    for field in schema:
        place = table.schema.get_field_index(field.name)
        if place < 0:
            table = table.append_column(field, pa.nulls(len(table), field.type))
        elif field.name in mixed and not table.schema.field(place).metadata:
            table = table.set_column(place, field, _as_json(table.column(place).to_pylist()))
    return table.select(schema.names).cast(schema)


def _as_json(values: Iterable[object]) -> Any:
    import pyarrow as pa

    return pa.array([None if value is None else dumps(value).decode() for value in values], pa.large_string())


def _storable(text: str) -> str:
    """Return a string that Parquet takes: lone surrogates, which names of files may have, are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
