"""How each kind of dataset is read: JSON lines, CSV, Parquet, WARC, zip and tar. One generator for each, in `READERS`.

A row or member that cannot be read is a `Problem` and the next one goes on; where the format leaves no way to find
the next one (a gzip stream that is cut off), the reader raises, and the file ends there.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from wirecopy.batch import warc
from wirecopy.batch.places import MissingExtraError
from wirecopy.batch.reading import TEXT_SUFFIXES
from wirecopy.batch.record import Problem, Record
from wirecopy.text.language import code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from wirecopy.batch.places import Place
    from wirecopy.batch.reading import Reading

    Reader = Callable[[Place, str, Reading], Iterator[Record | Problem]]

_TEXT_COLUMNS = ("text", "content", "html", "body")
_ROWS = 64
_LONE = re.compile("[\udc80-\udcff]")
"""What a byte that is not UTF-8 is read as."""
_UNPAIRED = re.compile("[\ud800-\udc7f\udd00-\udfff]")


@contextmanager
def _unpacked(source: Place, how: Reading) -> Iterator[IO[bytes]]:
    """Open a file for reading, through gzip or zstd as its name says."""
    with how.open(source) as raw:
        yield _through(source, raw)


def _through(source: Place, raw: IO[bytes]) -> IO[bytes]:
    if source.base.lower().endswith(".gz"):
        import gzip

        return cast("IO[bytes]", gzip.open(raw, "rb"))
    if source.base.lower().endswith(".zst"):
        try:
            import zstandard
        except ImportError as error:
            raise MissingExtraError(
                f"{source.name}: reading zstd needs the extra: pip install 'wirecopy[datasets]'"
            ) from error
        unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        return io.BufferedReader(unpacker.stream_reader(raw, read_across_frames=True))
    return raw


def _jsonl(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    with _unpacked(source, how) as file:
        number = 0
        while line := file.readline(how.max_bytes + 1):
            row_id = f"{id_}#{number}"
            number += 1
            if len(line) > how.max_bytes and not line.endswith(b"\n"):
                yield Problem(row_id, f"longer than {how.max_bytes} bytes (see --max-bytes)")
                while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                continue
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(row_id, f"not JSON: {error}")
                continue
            yield _from_row(row, row_id, source.name, how)


def _csv(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    csv.field_size_limit(min(how.max_bytes, sys.maxsize))
    delimiter = "\t" if ".tsv" in source.base.lower() else ","
    with _unpacked(source, how) as file:
        rows = csv.DictReader(
            io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline=""), delimiter=delimiter
        )
        problem = _no_text_column(id_, rows.fieldnames or (), how)
        if problem:
            yield problem
            return
        number = 0
        while True:
            row_id = f"{id_}#{number}"
            number += 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Problem(row_id, f"not CSV: {error}")
                continue
            if row is None:
                return
            yield _from_row({key: value for key, value in row.items() if key}, row_id, source.name, how)


def _parquet(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            f"{source.name}: reading Parquet needs the extra: pip install 'wirecopy[datasets]'"
        ) from error
    with how.open(source) as raw, parquet.ParquetFile(raw) as file:
        problem = _no_text_column(id_, file.schema_arrow.names, how)
        if problem:
            yield problem
            return
        begun = 0
        for group in range(file.num_row_groups):
            number = begun
            begun += file.metadata.row_group(group).num_rows
            try:
                for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group]):
                    for row in batch.to_pylist():
                        yield _from_row(row, f"{id_}#{number}", source.name, how)
                        number += 1
            except Exception as error:  # noqa: BLE001 - pyarrow raises what it likes on broken pages
                why = f"rows {number} to {begun - 1} cannot be read: {type(error).__name__}: {error}"
                yield Problem(f"{id_}#{number}", why)


def _no_text_column(id_: str, names: Sequence[str], how: Reading) -> Problem | None:
    """Return one problem for a file without the column, in place of one for each row."""
    columns = (how.text_column,) if how.text_column else _TEXT_COLUMNS
    if any(column in names for column in columns):
        return None
    near = get_close_matches(columns[0], names, 1) if how.text_column else []
    hint = f"; did you mean {near[0]!r}?" if near else " (see --text-column)"
    return Problem(id_, f"{_lacks(columns, names)}{hint}")


def _lacks(columns: Sequence[str], names: Sequence[object]) -> str:
    return f"has no column {' or '.join(map(repr, columns))}; it has {', '.join(map(repr, names)) or 'none'}"


def _from_row(row: object, row_id: str, path: str, how: Reading) -> Record | Problem:
    if not isinstance(row, dict):
        return Problem(row_id, f"is a JSON {type(row).__name__}, not an object with columns")
    columns = (how.text_column,) if how.text_column else _TEXT_COLUMNS
    name = next((column for column in columns if column in row), None)
    if name is None:
        return Problem(row_id, _lacks(columns, list(row)))
    data = row[name]
    if not isinstance(data, str | bytes):
        return Problem(row_id, f"column {name!r} holds {_kind(data)}, not text")
    if isinstance(data, str) and not data.isascii() and _LONE.search(data):
        data = data.encode("utf-8", "surrogatepass" if _UNPAIRED.search(data) else "surrogateescape")
    url = row.get(how.url_column or "url")
    label = row.get(how.id_column) if how.id_column else None
    return Record(
        row_id if label is None else str(label),
        data,
        path=path,
        url=url if isinstance(url, str) else None,
        lang=how.lang or code_of(row.get("lang")),
        media=how.media or ("html" if name == "html" else None),
        row={key: value for key, value in row.items() if key != name},
    )


def _kind(data: object) -> str:
    """Return what a value is, as people who do not write Python call it."""
    return "nothing" if data is None else "a number" if isinstance(data, int | float) else f"a {type(data).__name__}"


def _zip(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    import zipfile

    with how.open(source) as raw, zipfile.ZipFile(raw) as archive:
        for info in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if info.is_dir() or not _member_wanted(info.filename, source, how):
                continue
            member_id = f"{id_}!{info.filename}"
            try:
                with archive.open(info) as file:
                    yield _member(file, member_id, source, how)
            except Exception as error:  # noqa: BLE001 - a password, an unknown method, a broken header: this member's affair
                yield Problem(member_id, f"cannot be unpacked: {error}")


def _tar(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    import tarfile

    with how.open(source) as raw, tarfile.open(fileobj=raw, mode="r|*") as archive:
        for info in archive:
            if info.isfile() and _member_wanted(info.name, source, how):
                file = archive.extractfile(info)
                assert file is not None
                yield _member(file, f"{id_}!{info.name}", source, how)


def _member_wanted(name: str, source: Place, how: Reading) -> bool:
    return how.wants(name, f"{source.name}!{name}") and (bool(how.include) or name.lower().endswith(TEXT_SUFFIXES))


def _member(file: IO[bytes], member_id: str, source: Place, how: Reading) -> Record | Problem:
    """Return a member of an archive as a record. Its name is an id, never a path: nothing is unpacked to disk."""
    try:
        data = file.read(how.max_bytes + 1)
    except Exception as error:  # noqa: BLE001 - zlib, lzma and zipfile raise what they like on broken data
        return Problem(member_id, f"cannot be unpacked: {error}")
    if len(data) > how.max_bytes:
        return Problem(member_id, f"larger than {how.max_bytes} bytes (see --max-bytes)")
    name = PurePosixPath(member_id.partition("!")[2])
    return Record(member_id, data, path=f"{source.name}!{name}", media=how.media, lang=how.lang)


READERS: dict[str, Reader] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "warc": warc.read,
    "zip": _zip,
    "tar": _tar,
}
"""How each kind of `sources.KINDS` is read."""
