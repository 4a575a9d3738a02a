"""Where documents come from: files, folders, JSON lines, CSV, Parquet, WARC, zip and tar. Everything is streamed.

A reader yields `Record`s, and a `Problem` for what it cannot read; it never raises for what is in the data. Nothing is
unpacked beyond `max_bytes` a document, so an archive bomb costs no more than that.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from wirecopy.batch.record import Item, Problem, Record
from wirecopy.text.binary import binary_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TEXT_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


class MissingExtraError(RuntimeError):
    """An optional package is needed; the message says which one, and how to get it."""


class Reading(NamedTuple):
    """How inputs are read. `text_column` None: the first of `text`, `content`, `html`, `body` that a row has."""

    text_column: str | None = None
    id_column: str | None = None
    url_column: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_bytes: int = 64 << 20
    media: str | None = None
    lang: str | None = None


_TEXT_COLUMNS = ("text", "content", "html", "body")


def read(paths: Iterable[str], how: Reading) -> Iterator[Item]:
    """Yield each document of the inputs, in an order that depends on their names alone."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from _folder(path, how)
        elif not path.exists():
            yield Problem(name, "no such file or folder")
        else:
            yield from _file(path, path.name, how)


def is_dataset(path: Path) -> bool:
    """Tell whether a file holds many documents."""
    return _reader(path.name.lower()) is not None


def _folder(folder: Path, how: Reading) -> Iterator[Item]:
    found = False
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            relative = path.relative_to(folder)
            if name.startswith(".") or not _wanted(relative.as_posix(), how):
                continue
            if not how.include and not name.lower().endswith(TEXT_SUFFIXES) and _reader(name.lower()) is None:
                continue
            found = True
            yield from _file(path, relative.as_posix(), how)
    if not found:
        yield Problem(str(folder), "no document in this folder (looked for text, HTML and datasets; see --include)")


def _wanted(relative: str, how: Reading) -> bool:
    if any(fnmatch(relative, pattern) for pattern in how.exclude):
        return False
    return not how.include or any(fnmatch(relative, pattern) for pattern in how.include)


def _file(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    """Yield the documents of one file; what goes wrong in it is a `Problem`, and ends this file only."""
    reader = _reader(path.name.lower())
    try:
        if reader is not None:
            yield from reader(path, id_, how)
            return
        if path.stat().st_size > how.max_bytes:
            yield Problem(id_, f"larger than {how.max_bytes} bytes (see --max-bytes)")
            return
        raw = path.read_bytes()
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001 - libraries of formats raise what they like on broken data
        detail = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
        yield Problem(id_, f"cannot be read: {detail}")
        return
    kind = binary_kind(raw)
    if kind:
        yield Problem(id_, f"looks like {kind}, not text")
    else:
        yield Record(id_, raw, path=str(path), media=how.media, lang=how.lang)


def _reader(name: str) -> Callable[[Path, str, Reading], Iterator[Item]] | None:
    bare = name.removesuffix(".gz").removesuffix(".zst")
    if bare.endswith((".jsonl", ".ndjson")):
        return _jsonl
    if bare.endswith(".csv"):
        return _csv
    if name.endswith(".parquet"):
        return _parquet
    if name.endswith((".warc", ".warc.gz")):
        return _warc
    if name.endswith(".zip"):
        return _zip
    if name.endswith((".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")):
        return _tar
    return None


def open_binary(path: Path) -> IO[bytes]:
    """Open a file for reading, through gzip or zstd as its name says."""
    if path.suffix == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.open(path, "rb"))
    if path.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise MissingExtraError(
                f"{path}: reading zstd needs the extra: pip install 'wirecopy[datasets]'"
            ) from error
        return io.BufferedReader(zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(path.open("rb")))
    return path.open("rb")


def _jsonl(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    with open_binary(path) as file:
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
            yield _from_row(row, row_id, str(path), how)


def _csv(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    with open_binary(path) as file:
        csv.field_size_limit(min(how.max_bytes, sys.maxsize))
        lines = io.TextIOWrapper(file, "utf-8", errors="surrogateescape", newline="")
        for number, row in enumerate(csv.DictReader(lines)):
            yield _from_row({key: value for key, value in row.items() if key}, f"{id_}#{number}", str(path), how)


def _parquet(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(f"{path}: reading Parquet needs the extra: pip install 'wirecopy[datasets]'") from error
    number = 0
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=64):
            for row in batch.to_pylist():
                yield _from_row(row, f"{id_}#{number}", str(path), how)
                number += 1


def _from_row(row: object, row_id: str, path: str, how: Reading) -> Item:
    if not isinstance(row, dict):
        return Problem(row_id, f"is a JSON {type(row).__name__}, not an object with columns")
    columns = (how.text_column,) if how.text_column else _TEXT_COLUMNS
    name = next((column for column in columns if column in row), None)
    if name is None:
        return Problem(row_id, f"has no column {' or '.join(map(repr, columns))}; it has {', '.join(map(repr, row))}")
    data = row[name]
    if not isinstance(data, str | bytes):
        return Problem(row_id, f"column {name!r} holds {type(data).__name__}, not text")
    if isinstance(data, str) and any("\udc80" <= char <= "\udcff" for char in data):
        data = data.encode("utf-8", "surrogateescape")
    url = row.get(how.url_column or "url")
    lang = row.get("lang")
    label = row.get(how.id_column) if how.id_column else None
    others = {key: value for key, value in row.items() if key != name}
    return Record(
        row_id if label is None else str(label),
        data,
        path=path,
        url=url if isinstance(url, str) else None,
        lang=how.lang or (lang if isinstance(lang, str) else None),
        media=how.media or ("html" if name == "html" else None),
        row=others,
    )


def _warc(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise MissingExtraError(f"{path}: reading WARC needs the extra: pip install 'wirecopy[datasets]'") from error
    with path.open("rb") as file:
        for number, entry in enumerate(ArchiveIterator(file)):
            if entry.rec_type not in {"response", "resource"}:
                continue
            headers = entry.http_headers
            kind = (headers or entry.rec_headers).get_header("Content-Type", "") or ""
            if headers is not None and headers.get_statuscode() != "200":
                continue
            if kind.partition(";")[0].strip().lower() not in PAGE_TYPES:
                continue
            row_id = f"{id_}#{number}"
            data = entry.content_stream().read(how.max_bytes + 1)
            if len(data) > how.max_bytes:
                yield Problem(row_id, f"larger than {how.max_bytes} bytes (see --max-bytes)")
                continue
            url = entry.rec_headers.get_header("WARC-Target-URI")
            media = how.media or ("text" if kind.startswith("text/plain") else "html")
            charset = _charset(kind)
            row: dict[str, object] = {"url": url, "date": entry.rec_headers.get_header("WARC-Date")}
            yield Record(row_id, data, str(path), url, how.lang, charset, media, row)


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        key, _, value = part.strip().partition("=")
        if key.lower() == "charset" and value:
            return value.strip("\"' ")
    return None


def _zip(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if not info.is_dir() and _member_wanted(info.filename, how):
                with archive.open(info) as file:
                    yield _member(file, f"{id_}!{info.filename}", path, how)


def _tar(path: Path, id_: str, how: Reading) -> Iterator[Item]:
    import tarfile

    with tarfile.open(path, "r|*") as archive:
        for info in archive:
            if info.isfile() and _member_wanted(info.name, how):
                file = archive.extractfile(info)
                assert file is not None
                yield _member(file, f"{id_}!{info.name}", path, how)


def _member_wanted(name: str, how: Reading) -> bool:
    return _wanted(name, how) and (bool(how.include) or name.lower().endswith(TEXT_SUFFIXES))


def _member(file: IO[bytes], member_id: str, path: Path, how: Reading) -> Item:
    """Return a member of an archive as a record. Its name is an id, never a path: nothing is unpacked to disk."""
    try:
        data = file.read(how.max_bytes + 1)
    except Exception as error:  # noqa: BLE001 - zlib, lzma and zipfile raise what they like on broken data
        return Problem(member_id, f"cannot be unpacked: {error}")
    if len(data) > how.max_bytes:
        return Problem(member_id, f"larger than {how.max_bytes} bytes (see --max-bytes)")
    return Record(
        member_id, data, path=f"{path}!{PurePosixPath(member_id.partition('!')[2])}", media=how.media, lang=how.lang
    )
