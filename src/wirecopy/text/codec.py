"""Bytes to text without losing a byte: text plus segments that say how each stretch of bytes became text.

A segment's text, encoded with its codec, is exactly its bytes; where no codec gives that, the segment is `raw`: its
text is U+FFFD and its bytes are kept as they are.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import NamedTuple

RAW = "raw"
WTF8 = "wtf-8"
REPLACEMENT = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Segment(NamedTuple):
    """A stretch of text (code points) and the bytes it came from."""

    text_start: int
    text_end: int
    byte_start: int
    byte_end: int
    codec: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, how each part was read, and why (a sentence for people)."""

    text: str
    segments: tuple[Segment, ...]
    encoding: str
    reason: str


def encode(text: str, codec: str) -> bytes:
    """Return the bytes of `text` in a segment's codec.

    Raises:
        UnicodeEncodeError: the codec has no bytes for a character.

    """
    return text.encode("utf-8", "surrogatepass") if codec == WTF8 else text.encode(codec)


def from_text(text: str) -> tuple[bytes, Decoded]:
    """Return the bytes that stand for a str that was handed in, and the trivial decoding of them."""
    try:
        raw, codec = text.encode("utf-8"), "utf-8"
    except UnicodeEncodeError:  # lone surrogates
        raw, codec = text.encode("utf-8", "surrogatepass"), WTF8
    segments = (Segment(0, len(text), 0, len(raw), codec),) if text else ()
    return raw, Decoded(text, segments, codec, "handed in as text")


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode `raw`: byte order mark, strict UTF-8, the declared charset, then a guess.

    Returns text and segments that together give the bytes back; never raises.
    """
    if not raw:
        return Decoded("", (), "utf-8", "empty")
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _by(raw, codec, "byte order mark")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(text, (Segment(0, len(text), 0, len(raw), "utf-8"),), "utf-8", "valid UTF-8")
    if declared is not None and _known(declared):
        return _by(raw, codecs.lookup(declared).name, "declared")
    return _by(raw, *_guess(raw))


def _known(name: str) -> bool:
    try:
        codecs.lookup(name).name.encode("ascii")
    except (LookupError, UnicodeError, ValueError):
        return False
    return True


def _guess(raw: bytes) -> tuple[str, str]:
    import chardet

    name = chardet.detect(raw)["encoding"]
    if name and _known(name):
        return codecs.lookup(name).name, "detected"
    return "cp1252", "fallback"


def _by(raw: bytes, codec: str, reason: str) -> Decoded:
    """Decode with one codec; bytes that it does not give back become raw segments."""
    pieces: list[str] = []
    segments: list[Segment] = []
    text_at = byte_at = 0

    def add(text: str, size: int, name: str) -> None:
        nonlocal text_at, byte_at
        pieces.append(text)
        segments.append(Segment(text_at, text_at + len(text), byte_at, byte_at + size, name))
        text_at += len(text)
        byte_at += size

    while byte_at < len(raw):
        chunk = raw[byte_at:]
        bad = 0
        try:
            text = chunk.decode(codec)
        except UnicodeDecodeError as error:
            text, bad = chunk[: error.start].decode(codec), max(1, error.end - error.start)
            chunk = chunk[: error.start]
        if chunk and _gives_back(text, codec, chunk):
            add(text, len(chunk), codec)
        elif chunk:
            add(REPLACEMENT, len(chunk), RAW)
        if bad:
            add(REPLACEMENT, bad, RAW)
    return Decoded("".join(pieces), tuple(segments), codec, reason)


def _gives_back(text: str, codec: str, raw: bytes) -> bool:
    try:
        return encode(text, codec) == raw
    except UnicodeError:
        return False
