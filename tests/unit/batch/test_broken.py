"""Broken inputs: what can be read is read, what cannot is told with its place, and nothing else is lost."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.unit.batch.datasets import warc_records
from wirecopy.batch.reading import Reading
from wirecopy.batch.record import Problem
from wirecopy.batch.sources import read

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.batch.record import Record


def told(path: Path, how: Reading | None = None) -> list[tuple[str, object]]:
    return [_short(item) for item in read([str(path)], how or Reading())]


def _short(item: Record | Problem) -> tuple[str, object]:
    return (item.id, item.why) if isinstance(item, Problem) else (item.id, item.data)


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz"])
def test_after_a_broken_record_the_next_one_is_found(tmp_path: Path, name: str) -> None:
    records = warc_records(["one\n", "two\n", "three\n"], packed=name.endswith(".gz"))
    path = tmp_path / name
    broken = bytes(byte ^ 0x5A for byte in records[1][:40]) + records[1][40:]
    path.write_bytes(records[0] + broken + records[2])
    at = len(records[0])
    why = (
        f"broken record at byte {at} (ArchiveLoadFailed: Invalid WARC record); "
        f"the next one that can be read is at byte {at + len(records[1])}"
    )
    assert told(path) == [
        (f"{name}#0", b"one\n"),
        (f"{name}#1", why),
        (f"{name}#2", b"three\n"),
    ]


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz"])
def test_a_record_that_is_cut_off_is_no_page(tmp_path: Path, name: str) -> None:
    records = warc_records(["one\n", "two " * 200], packed=name.endswith(".gz"))
    path = tmp_path / name
    path.write_bytes(records[0] + records[1][: -20 if name.endswith(".gz") else -100])
    items = told(path)
    assert items[0] == (f"{name}#0", b"one\n")
    assert [id_ for id_, _ in items] == [f"{name}#0", f"{name}#1"]
    assert str(items[1][1]).startswith("the record is cut off: ")


def test_a_broken_row_group_costs_its_rows_only(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    texts = [f"Report {number} of the harbour office." for number in range(30)]
    parquet.write_table(pa.table({"text": texts}), path, row_group_size=10, compression="gzip", use_dictionary=False)
    start = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[start + 20 : start + 60] = bytes(40)
    path.write_bytes(data)
    items = told(path)
    assert [id_ for id_, _ in items] == [f"p.parquet#{number}" for number in (*range(11), *range(20, 30))]
    assert str(items[10][1]).startswith("rows 10 to 19 cannot be read: OSError: ")
    assert items[11] == ("p.parquet#20", texts[20])


def test_a_field_that_is_too_long_costs_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text('text\n"' + "x" * 2000 + '"\nHe left.\n', "utf-8")
    assert told(path, Reading(max_bytes=1000)) == [
        ("p.csv#0", "not CSV: field larger than field limit (1000)"),
        ("p.csv#1", "He left."),
    ]


@pytest.mark.parametrize("name", ["p.csv", "p.tsv", "p.parquet"])
def test_a_column_that_is_not_there_is_told_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "p.parquet":
        parquet.write_table(pa.table({"body_text": ["a", "b"], "n": [1, 2]}), path)
    else:
        path.write_text("body_text,n\na,1\nb,2\n".replace(",", "\t" if name == "p.tsv" else ","))
    assert told(path) == [
        (
            name,
            "has no column 'text' or 'content' or 'html' or 'body'; it has 'body_text', 'n' (see --text-column)",
        )
    ]
    assert told(path, Reading(text_column="bodytext")) == [
        (name, "has no column 'bodytext'; it has 'body_text', 'n'; did you mean 'body_text'?")
    ]
    assert told(path, Reading(text_column="body_text")) == [(f"{name}#0", "a"), (f"{name}#1", "b")]


def test_values_that_are_no_text_are_told_by_their_type(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"text": null}\n{"text": {"a": 1}}\n{"text": "He left."}\n"plain"\n')
    assert told(path) == [
        ("p.jsonl#0", "column 'text' holds nothing, not text"),
        ("p.jsonl#1", "column 'text' holds a dict, not text"),
        ("p.jsonl#2", "He left."),
        ("p.jsonl#3", "is a JSON str, not an object with columns"),
    ]


def test_a_member_that_cannot_be_unpacked_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"Report {number}. " * 50)
    data = bytearray(path.read_bytes())
    at = data.index(b"1.txt") + len(b"1.txt")
    data[at : at + 10] = b"\xff" * 10
    path.write_bytes(data)
    items = told(path)
    assert [id_ for id_, _ in items] == ["p.zip!0.txt", "p.zip!1.txt", "p.zip!2.txt"]
    assert str(items[1][1]).startswith("cannot be unpacked: Error -3 while decompressing data")
    assert items[2][1] == b"Report 2. " * 50


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text("He left.")
    assert told(tmp_path) == [
        ("a.txt", b"He left."),
        ("gone.txt", "cannot be read: No such file or directory"),
        ("pipe.txt", "is not a regular file (a pipe or a device, perhaps)"),
    ]


def test_a_stream_that_is_cut_off_inside_a_folder_ends_that_file_only(tmp_path: Path) -> None:
    rows = b"".join(b'{"text": "Report %d of %d"}\n' % (number, number * 7919) for number in range(2000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows)[:-1000])
    (tmp_path / "b.txt").write_bytes(b"He left.")
    items = told(tmp_path)
    assert items[0] == ("a.jsonl.gz#0", "Report 0 of 0")
    assert items[-2][0] == "a.jsonl.gz"
    assert str(items[-2][1]).startswith("cannot be read: EOFError: Compressed file ended before")
    assert items[-1] == ("b.txt", b"He left.")


def test_names_in_archives_are_ids_and_never_paths(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../../etc/cron.txt", "He left.")
        archive.writestr("/root/x.txt", "She left.")
    (tmp_path / "p.zip").write_bytes(buffer.getvalue())
    assert [id_ for id_, _ in told(tmp_path / "p.zip")] == ["p.zip!../../../etc/cron.txt", "p.zip!/root/x.txt"]
