"""Tell files that are no text by how they begin, before a decoder makes nonsense of them."""

from __future__ import annotations

_MAGIC = {
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "a gzip file", b"\x7fELF": "a program", b"\x28\xb5\x2f\xfd": "a zstd file",
    b"PAR1": "a Parquet file", b"SQLite format 3": "a database",
}  # fmt: skip


def binary_kind(raw: bytes) -> str | None:
    """Return what a file that is no text seems to be; None for anything that may be text."""
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            return kind
    head = raw[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return None
    controls = sum(head.count(byte) for byte in range(9)) + sum(head.count(byte) for byte in range(14, 27))
    pairs = max(head[0::2].count(0), head[1::2].count(0))
    return "binary data" if controls > len(head) * 0.1 and pairs < len(head) * 0.2 else None
