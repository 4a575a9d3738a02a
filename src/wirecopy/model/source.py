"""Source: the original file, its bytes and the text decoded from them, and where each code point stands in the bytes."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from wirecopy.text import codec, segment
from wirecopy.text.lazy import view

_CHECKPOINT = 4096


class Position(NamedTuple):
    """Where a code point of the source stands: byte offset from 0, line and column (code points) from 1."""

    offset: int
    byte: int
    line: int
    column: int


class Source:
    """One input document.

    Args:
        data: the bytes of the file, or text that was already decoded (its bytes are then its UTF-8).
        media: "text" or "html"; None: sniffed from the text.
        declared: the charset that an HTTP or WARC header named.

    Raises:
        TypeError: the data is neither bytes nor text.

    """

    def __init__(
        self,
        data: bytes | bytearray | memoryview | str,
        *,
        media: str | None = None,
        lang: str | None = None,
        url: str | None = None,
        path: str | None = None,
        declared: str | None = None,
    ) -> None:
        if isinstance(data, str):
            self.text = data
        elif isinstance(data, bytes | bytearray | memoryview):
            self.raw = bytes(data)
            self._take(codec.decode(self.raw, declared))
        else:
            raise TypeError(f"a document is bytes or str, not {type(data).__name__} (of a file: Path.read_bytes())")
        self.media = media or _sniff(self.text)
        self.lang = lang
        self.url = url
        self.path = path

    @classmethod
    def of(
        cls,
        raw: bytes,
        decoded: codec.Decoded,
        *,
        media: str,
        lang: str | None = None,
        url: str | None = None,
        path: str | None = None,
    ) -> Source:
        """Return the source of bytes that were decoded before."""
        made = cls.__new__(cls)
        made.raw = raw
        made._take(decoded)  # noqa: SLF001 - our own
        made.media, made.lang, made.url, made.path = media, lang, url, path
        return made

    def _take(self, decoded: codec.Decoded) -> None:
        self.decoded = decoded
        self.text = decoded.text

    @view
    def raw(self) -> bytes:
        """The bytes of the file; of text that was handed in its UTF-8, made only when somebody asks for it."""
        raw, self.decoded = codec.from_text(self.text)
        return raw

    @view
    def decoded(self) -> codec.Decoded:
        """How each part of the bytes was read."""
        self.raw, decoded = codec.from_text(self.text)
        return decoded

    @property
    def encoding(self) -> str:
        """The name of the charset that the file, or most of it, is in."""
        return self.decoded.encoding

    @view
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in segment.LINE_END.finditer(self.text))]

    @view
    def _checkpoints(self) -> tuple[list[int], list[int], list[str]]:
        """Code points at which the byte offset is known, those offsets, and the codec from there on."""
        points: list[int] = []
        offsets: list[int] = []
        codecs: list[str] = []
        for part in self.decoded.segments:
            at, byte = part.text_start, part.byte_start
            while True:
                points.append(at)
                offsets.append(byte)
                codecs.append(part.codec)
                if part.codec == codec.RAW or at + _CHECKPOINT >= part.text_end:
                    break
                byte += len(codec.encode(self.text[at : at + _CHECKPOINT], part.codec))
                at += _CHECKPOINT
        return points, offsets, codecs

    def byte_offset(self, offset: int) -> int:
        """Return the byte at which the code point `offset` of the text begins in the file."""
        if offset >= len(self.text):
            return len(self.raw)
        points, offsets, codecs = self._checkpoints
        index = bisect_right(points, offset) - 1
        if codecs[index] == codec.RAW:
            return offsets[index]
        return offsets[index] + len(codec.encode(self.text[points[index] : offset], codecs[index]))

    def position(self, offset: int) -> Position:
        """Return byte, line and column of the code point `offset` of the text."""
        line = bisect_right(self._line_starts, offset)
        return Position(offset, self.byte_offset(offset), line, offset - self._line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """Return line number `line` (from 1) without its end."""
        start = self._line_starts[line - 1]
        match = segment.LINE_END.search(self.text, start)
        return self.text[start : match.start() if match else len(self.text)]


def _sniff(text: str) -> str:
    """Tell "html" from "text" by what a page begins with: a doctype, an html element or a head or body of one."""
    head = text[:2048].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        return "html"
    return "html" if head.startswith(("<!--", "<?xml")) and "<html" in text[:8192].lower() else "text"
