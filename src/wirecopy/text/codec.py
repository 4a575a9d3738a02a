"""Bytes to text without losing a byte: text plus segments that say how each stretch of bytes became text.

A segment's text, encoded with its codec, is exactly its bytes; where no codec gives that, the segment is `raw`: its
bytes are kept as they are, and its text is what they most likely say, U+FFFD where they say nothing. Which charset to
read is `guess`'s business; files of mixed encoding are read run by run here.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy
from wirecopy.text.utf8 import PAIR, SEQUENCE, SURROGATE

if TYPE_CHECKING:
    from collections.abc import Iterator

RAW = "raw"
WTF8 = "wtf-8"
CESU8 = "cesu-8"
REPLACEMENT = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What stands between runs of UTF-8: surrogate pairs (CESU-8), lone surrogates, overlong and cut sequences, else legacy.
_BROKEN = lazy(
    rb"(?P<pairs>(?:" + PAIR + rb")+)|(?P<lost>" + SURROGATE + rb"|[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]"
    rb"|[\xe1-\xef][\x80-\xbf](?=\Z)|[\xc2-\xf4]\Z|\xf0[\x90-\xbf][\x80-\xbf]?\Z|[\xf1-\xf4][\x80-\xbf]{1,2}\Z)"
)
_UTF8_RUN = lazy(rb"(?:[\x00-\x7f]|" + SEQUENCE + rb")+")


class Segment(NamedTuple):
    """A stretch of text (code points) and the bytes it came from."""

    text_start: int
    text_end: int
    byte_start: int
    byte_end: int
    codec: str


class Decoded(NamedTuple):
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
    if codec == WTF8:
        return text.encode("utf-8", "surrogatepass")
    if codec == CESU8:
        halves = text.encode("utf-16-be", "surrogatepass")
        units = [halves[at : at + 2].decode("utf-16-be", "surrogatepass") for at in range(0, len(halves), 2)]
        return "".join(units).encode("utf-8", "surrogatepass")
    return text.encode(codec)


def from_text(text: str) -> tuple[bytes, Decoded]:
    """Return the bytes that stand for a str that was handed in, and the trivial decoding of them."""
    try:
        raw, codec = text.encode("utf-8"), "utf-8"
    except UnicodeEncodeError:  # lone surrogates
        raw, codec = text.encode("utf-8", "surrogatepass"), WTF8
    segments = (Segment(0, len(text), 0, len(raw), codec),) if text else ()
    return raw, Decoded(text, segments, codec, "handed in as text")


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode `raw`: byte order mark, UTF-16 and UTF-32, strict UTF-8, the declared charset, UTF-8 with other bytes, a guess.

    Returns text and segments that together give the bytes back; never raises.
    """
    if not raw:
        return Decoded("", (), "utf-8", "empty")
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _by(raw, codec, "byte order mark")
    from wirecopy.text import guess  # its data and detector are loaded only for what is not plain UTF-8

    if wide := b"\x00" in raw and guess.wide(raw):
        return _by(raw, wide, "zero bytes in the places of UTF-16 or UTF-32")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(raw):
            return _cut(raw, error.start)
    else:
        if (b"\x1b" in raw or b"~{" in raw) and (shifted := guess.shifted(raw)):
            return _by(raw, shifted, "escape sequences of a seven-bit charset")
        return Decoded(text, (Segment(0, len(text), 0, len(raw), "utf-8"),), "utf-8", "valid UTF-8")
    mixed = guess.is_mixed(raw)
    if not mixed and declared is not None and (named := guess.known(declared)):
        return _by(raw, named, "declared")
    if mixed:
        return _mixed(raw)
    return _by(raw, *guess.legacy(raw))


class _Builder:
    """Collects segments in order; a stretch that its codec does not give back is read in smaller pieces."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.segments: list[Segment] = []
        self._text_at = self._byte_at = 0

    def add(self, text: str, size: int, codec: str) -> None:
        """Add `size` bytes that read as `text`; joined to the segment before where the codec is the same."""
        if not size:
            return
        start, byte = self._text_at, self._byte_at
        if self.segments and codec != RAW and self.segments[-1].codec == codec:
            last = self.segments.pop()
            start, byte = last.text_start, last.byte_start
        self.pieces.append(text)
        self._text_at += len(text)
        self._byte_at += size
        self.segments.append(Segment(start, self._text_at, byte, self._byte_at, codec))

    def read(self, raw: bytes, codec: str) -> None:
        """Add all of `raw`, read in `codec`: whole, or line by line, or character by character."""
        text = _exact(raw, codec)
        if text is not None:
            self.add(text, len(raw), codec)
            return
        lines = raw.splitlines(keepends=True) if codec not in _WIDE else [raw]
        if len(lines) > 1:
            for line in lines:
                self.read(line, codec)
            return
        for text, piece in _characters(raw, codec):
            self.add(text, len(piece), codec if _exact(piece, codec) == text else RAW)

    def done(self, encoding: str, reason: str) -> Decoded:
        """Return what was collected."""
        return Decoded("".join(self.pieces), tuple(self.segments), encoding, reason)


_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})


def _exact(raw: bytes, codec: str) -> str | None:
    """Return the text of `raw` if encoding it gives `raw` again."""
    try:
        text = raw.decode(codec)
        return text if encode(text, codec) == raw else None
    except UnicodeError:
        return None


def _characters(raw: bytes, codec: str) -> Iterator[tuple[str, bytes]]:
    """Yield the longest stretches that decode, with their bytes; what does not decode as U+FFFD."""
    at = 0
    while at < len(raw):
        try:
            text, end, bad = raw[at:].decode(codec), len(raw), 0
        except UnicodeDecodeError as error:
            end = at + error.start
            text, bad = raw[at:end].decode(codec, "replace"), max(1, error.end - error.start)
        yield from _split(text, raw[at:end], codec)
        if bad:
            yield REPLACEMENT, raw[end : end + bad]
        at = end + bad


def _split(text: str, raw: bytes, codec: str) -> Iterator[tuple[str, bytes]]:
    """Yield a stretch that decodes, cut so that what its codec would write otherwise is alone."""
    if not raw:
        return
    decoder = codecs.getincrementaldecoder(codec)()
    start, pieces = 0, []
    for end in range(1, len(raw) + 1):
        new = decoder.decode(raw[end - 1 : end])
        if new:
            pieces.append((new, raw[start:end]))
            start = end
    if start < len(raw) or "".join(piece for piece, _ in pieces) != text:
        yield text, raw  # a codec with a memory: all of it or nothing
        return
    yield from pieces


def _by(raw: bytes, codec: str, reason: str) -> Decoded:
    """Decode with one codec; what it does not give back is in raw segments."""
    builder = _Builder()
    builder.read(raw, codec)
    return builder.done(codec, reason)


def _cut(raw: bytes, end: int) -> Decoded:
    """Decode UTF-8 whose last sequence, from `end` on, was cut."""
    builder = _Builder()
    builder.add(raw[:end].decode("utf-8"), end, "utf-8")
    builder.add(REPLACEMENT, len(raw) - end, RAW)
    return builder.done("utf-8", "valid UTF-8 but for its last character, which is cut")


def _mixed(raw: bytes) -> Decoded:
    """Decode runs of UTF-8 as such, and what stands between them in the charset that fits the rest."""
    from wirecopy.text import guess

    builder = _Builder()
    lines = raw.splitlines(keepends=True)
    foreign = [line for line in lines if guess.is_legacy(line)]
    stray = guess.companion(raw)
    charset = guess.legacy(b"".join(foreign), stray)[0] if foreign else None
    for line in lines:
        if charset is not None and guess.is_legacy(line):
            builder.read(line, charset)
            continue
        at = 0
        while at < len(line):
            if run := _UTF8_RUN.match(line, at):
                builder.add(run.group().decode("utf-8"), len(run.group()), "utf-8")
                at = run.end()
            elif broken := _BROKEN.match(line, at):
                piece = broken.group()
                if broken.lastgroup == "pairs":
                    text = piece.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
                    builder.add(text, len(piece), CESU8)
                else:
                    builder.add(REPLACEMENT, len(piece), RAW)
                at = broken.end()
            else:
                builder.read(line[at : at + 1], stray)
                at += 1
    parts = ", ".join(dict.fromkeys(segment.codec for segment in builder.segments))
    return builder.done("utf-8", f"UTF-8 with other bytes in it, read run by run: {parts}")
