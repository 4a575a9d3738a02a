"""Every kind of input gives its documents in order; what is broken in it is told and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wirecopy.batch.reading import Reading
from wirecopy.batch.record import Problem, Record
from wirecopy.batch.sources import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def told(path: Path, how: Reading | None = None) -> list[tuple[str, bytes | str]]:
    return [_short(item) for item in read([str(path)], how or Reading())]


def _short(item: Record | Problem) -> tuple[str, bytes | str]:
    return (item.id, item.why) if isinstance(item, Problem) else (item.id, item.data)


def test_a_folder_is_walked_in_order_without_hidden_and_binary_files(tmp_path: Path) -> None:
    for name, data in {
        "b/é 2.txt": b"two",
        "a.html": b"<p>one",
        ".x.txt": b"",
        "b/c.png": b"\x89PNG",
        "z.txt": b"\x89PNG",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert told(tmp_path) == [
        ("a.html", b"<p>one"),
        ("z.txt", "looks like a PNG image, not text"),
        ("b/é 2.txt", b"two"),
    ]
    assert told(tmp_path, Reading(include=("b/*",), exclude=("*.png",))) == [("b/é 2.txt", b"two")]


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "jsonl.zst"])
def test_json_lines(tmp_path: Path, suffix: str) -> None:
    rows = [{"text": "one", "url": "http://a/"}, {"body": "two"}, [1], {"title": "x"}, {"text": 5}]
    data = (
        b"\n".join(json.dumps(row).encode() for row in rows) + b"\n{broken\n\n" + json.dumps({"text": "last"}).encode()
    )
    path = tmp_path / f"p.{suffix}"
    packers: dict[str, Callable[[bytes], bytes]] = {
        "jsonl": bytes,
        "jsonl.gz": gzip.compress,
        "jsonl.zst": zstandard.ZstdCompressor().compress,
    }
    path.write_bytes(packers[suffix](data))
    assert told(path) == [
        (f"p.{suffix}#0", "one"),
        (f"p.{suffix}#1", "two"),
        (f"p.{suffix}#2", "is a JSON list, not an object with columns"),
        (f"p.{suffix}#3", "has no column 'text' or 'content' or 'html' or 'body'; it has 'title'"),
        (f"p.{suffix}#4", "column 'text' holds a number, not text"),
        (f"p.{suffix}#5", "not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (f"p.{suffix}#7", "last"),
    ]


def test_a_gzip_file_that_is_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": f"{number} {number * 7919}"}).encode() + b"\n" for number in range(5000))
    path = tmp_path / "p.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-2000])
    items = list(read([str(path)], Reading()))
    assert isinstance(items[0], Record)
    assert len(items) > 2000
    assert items[-1] == Problem(
        "p.jsonl.gz", "cannot be read: EOFError: Compressed file ended before the end-of-stream marker was reached"
    )


def test_csv_and_parquet_pass_the_other_columns_on(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(b'id,content,url\n7,"a ""b""\nc",http://a/\n')
    table = pa.table({"content": ['a "b"\nc', None], "id": ["7", "8"], "url": ["http://a/", None]})
    parquet.write_table(table, tmp_path / "p.parquet")
    for suffix in ("csv", "parquet"):
        items = list(read([str(tmp_path / f"p.{suffix}")], Reading(id_column="id")))
        record = items[0]
        assert isinstance(record, Record)
        assert (record.id, record.data, record.url, record.row) == (
            "7",
            'a "b"\nc',
            "http://a/",
            {"id": "7", "url": "http://a/"},
        )
    assert items[1] == Problem("p.parquet#1", "column 'content' holds nothing, not text")


# warcio's writer leaves its temporary files to the garbage collector; its reader does not.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_warc_gives_pages_with_url_and_charset(tmp_path: Path) -> None:
    path = tmp_path / "c.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, status, kind, body in [
            ("http://a/1", "200 OK", "text/html; charset=windows-1252", b"<p>caf\xe9"),
            ("http://a/2", "404 Not Found", "text/html", b"gone"),
            ("http://a/3", "200 OK", "image/png", b"\x89PNG"),
        ]:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))
    records = list(read([str(path)], Reading()))
    assert len(records) == 1
    record = records[0]
    assert isinstance(record, Record)
    assert (record.id, record.data, record.url, record.declared, record.media) == (
        "c.warc.gz#0", b"<p>caf\xe9", "http://a/1", "windows-1252", "html",
    )  # fmt: skip


def test_archives_are_read_in_place_and_bombs_are_not_unpacked(tmp_path: Path) -> None:
    members = {"../../evil.txt": b"x", "big.txt": bytes(1 << 20), "a/b.html": b"<p>y", "c.bin": b"z"}
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with tarfile.open(tmp_path / "p.tar.gz", "w:gz") as tar:
        for name, data in sorted(members.items()):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    how = Reading(max_bytes=1000)
    for name in ("p.zip", "p.tar.gz"):
        assert told(tmp_path / name, how) == [
            (f"{name}!../../evil.txt", b"x"),
            (f"{name}!a/b.html", b"<p>y"),
            (f"{name}!big.txt", "larger than 1000 bytes (see --max-bytes)"),
        ]
    assert list(tmp_path.parent.parent.glob("evil.txt")) == []


def test_what_is_not_there_or_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04 not a zip")
    (tmp_path / "p.parquet").write_bytes(b"PAR1 nor this")
    (tmp_path / "empty").mkdir()
    whys = [
        _short(item)[1]
        for item in read([str(tmp_path / name) for name in ("no.txt", "p.zip", "p.parquet", "empty")], Reading())
    ]
    assert whys[0] == "no such file or folder"
    assert whys[1] == "cannot be read: BadZipFile: File is not a zip file"
    assert str(whys[2]).startswith("cannot be read: ArrowInvalid: Parquet")
    assert str(whys[3]).startswith("no document in this folder")
