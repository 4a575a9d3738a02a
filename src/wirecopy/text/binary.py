"""Tell files that are no text by how they begin, before a decoder makes nonsense of them."""

from __future__ import annotations

_MAGIC = {
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "a gzip file", b"\x7fELF": "a program", b"\x28\xb5\x2f\xfd": "a zstd file",
    b"PAR1": "a Parquet file", b"SQLite format 3": "a database", b"BZh91AY": "a bzip2 file", b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive", b"Rar!\x1a": "a RAR archive", b"\xd0\xcf\x11\xe0": "an Office document of the old kind",
    b"ID3\x03": "a sound file", b"ID3\x04": "a sound file", b"OggS": "a sound file", b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
}  # fmt: skip
_CONTROLS = 0.07
"""A file with a larger share of control characters is no text: random bytes have 8.6%, damaged texts far less."""
_SCRIPTS = bytes({*range(7), 0x09, 0x0E, 0x1E, 0x20, 0x30, *range(0x4E, 0xA0), *range(0xAC, 0xD8), 0xFF})
"""What one byte of each pair is in UTF-16: the number of a script's page."""
_ALIKE = 0.95


def binary_kind(raw: bytes) -> str | None:
    """Return what a file that is no text seems to be; None for anything that may be text."""
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            return kind
    if raw[4:8] == b"ftyp" or (raw.startswith(b"RIFF") and raw[8:12] in {b"WAVE", b"AVI ", b"WEBP"}):
        return "a picture, sound or film"
    head = raw[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return None
    controls = sum(head.count(byte) for byte in range(9)) + sum(head.count(byte) for byte in range(14, 27))
    return "binary data" if controls > len(head) * _CONTROLS and not _in_pairs(head) else None


def _in_pairs(head: bytes) -> bool:
    """Tell whether the bytes may be UTF-16: those of one half, and not of both, number scripts."""
    even, odd = (len(half.translate(None, _SCRIPTS)) < len(half) * (1 - _ALIKE) for half in (head[0::2], head[1::2]))
    return even != odd
