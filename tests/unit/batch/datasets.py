"""Small datasets of two documents each, one of each kind."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TEXTS = ("The ferry  left at 8.\n", "The crane  fell at 9.\n")


def make(folder: Path, name: str) -> Path:
    """Write the dataset whose kind the name tells; return its path."""
    path = folder / name
    if name.endswith(".jsonl.gz"):
        path.write_bytes(gzip.compress("".join(json.dumps({"text": text}) + "\n" for text in TEXTS).encode()))
    elif name.endswith(".jsonl"):
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), "utf-8")
    elif name.endswith(".csv"):
        path.write_text("n,text\n" + "".join(f'{number},"{text}"\n' for number, text in enumerate(TEXTS)), "utf-8")
    elif name.endswith(".parquet"):
        parquet.write_table(pa.table({"text": TEXTS}), path)
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            for number, text in enumerate(TEXTS):
                archive.writestr(f"{number}.txt", text)
    elif name.endswith(".tar.gz"):
        with tarfile.open(path, "w:gz") as tar:
            for number, text in enumerate(TEXTS):
                info = tarfile.TarInfo(f"{number}.txt")
                info.size = len(text)
                tar.addfile(info, io.BytesIO(text.encode()))
    else:
        path.write_bytes(b"".join(warc_records(TEXTS, packed=name.endswith(".gz"))))
    return path


def warc_records(texts: Iterable[str], *, packed: bool) -> list[bytes]:
    """Return the WARC record of each text: a page of plain text with status 200."""
    records = []
    for number, text in enumerate(texts):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + text.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{number}\r\n"
            "WARC-Date: 2025-05-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    return records
