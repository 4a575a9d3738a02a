"""Pages out of a WARC file. After a record that is broken the reading goes on at the next one that can be found."""

from __future__ import annotations

import zlib
from typing import IO, TYPE_CHECKING, Any

from wirecopy.batch.places import MissingExtraError
from wirecopy.batch.record import Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.batch.places import Place
    from wirecopy.batch.reading import Reading

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_MEMBER, _PLAIN = b"\x1f\x8b\x08", b"WARC/1."
_BLOCK = 1 << 20
_PROBE = 512


def read(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    """Yield the responses and resources that are pages; responses with another status than 200 are left out."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise MissingExtraError(
            f"{source.name}: reading WARC needs the extra: pip install 'wirecopy[datasets]'"
        ) from error
    packed = source.base.lower().endswith(".gz")
    number = 0
    begin: int | None = 0
    with how.open(source) as file:
        while begin is not None:
            at = begin
            file.seek(at)
            entries = ArchiveIterator(file)
            try:
                for entry in entries:
                    item = _page(entry, f"{id_}#{number}", source, how)
                    if missing := _missing(entry):
                        item = Problem(f"{id_}#{number}", f"the record is cut off: {missing} of its bytes are missing")
                    number += 1
                    if item:
                        yield item
                begin = None
            except Exception as error:  # noqa: BLE001 - warcio and zlib raise what they like on broken records
                broken = int(entries.offset)
                begin = _next_record(file, max(at, broken) + 1, packed=packed)
                where = f"the next one that can be read is at byte {begin}" if begin else "there is none after it"
                yield Problem(f"{id_}#{number}", f"broken record at byte {broken} ({_told(error)}); {where}")
                number += 1


def _missing(entry: Any) -> int:
    """Read what is left of a record, and return how many bytes it lacks of what its header promised."""
    while entry.raw_stream.read(_BLOCK):
        pass
    return int(entry.raw_stream.limit)


def _told(error: Exception) -> str:
    why = str(error).partition(", first line")[0]
    return f"{type(error).__name__}: {why}".strip().splitlines()[0]


def _page(entry: Any, row_id: str, source: Place, how: Reading) -> Record | Problem | None:
    if entry.rec_type not in {"response", "resource"}:
        return None
    headers = entry.http_headers
    kind = (headers or entry.rec_headers).get_header("Content-Type", "") or ""
    if headers is not None and headers.get_statuscode() != "200":
        return None
    if kind.partition(";")[0].strip().lower() not in _PAGE_TYPES:
        return None
    data = entry.content_stream().read(how.max_bytes + 1)
    if len(data) > how.max_bytes:
        return Problem(row_id, f"larger than {how.max_bytes} bytes (see --max-bytes)")
    url = entry.rec_headers.get_header("WARC-Target-URI")
    media = how.media or ("text" if kind.startswith("text/plain") else "html")
    row: dict[str, object] = {"url": url, "date": entry.rec_headers.get_header("WARC-Date")}
    return Record(row_id, data, source.name, url, how.lang, _charset(kind), media, row)


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        key, _, value = part.strip().partition("=")
        if key.lower() == "charset" and value:
            return value.strip("\"' ")
    return None


def _next_record(file: IO[bytes], start: int, *, packed: bool) -> int | None:
    """Return where the next record begins at or after `start`: in a packed file a gzip member that holds one."""
    mark = _MEMBER if packed else _PLAIN
    while True:
        file.seek(start)
        block = file.read(_BLOCK)
        at = block.find(mark)
        while at >= 0:
            if not packed or _holds_record(file, start + at):
                return start + at
            at = block.find(mark, at + 1)
        if len(block) < _BLOCK:
            return None
        start += _BLOCK - len(mark)


def _holds_record(file: IO[bytes], at: int) -> bool:
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(_PROBE), 16).startswith(b"WARC/")
    except zlib.error:
        return False
