"""Bytes behind characters: what a byte looks like when it is read in the wrong charset, and back.

Undefined bytes of a charset stand for the C1 control of the same number, as web decoders have it.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SUSPECTS = (
    "cp1252", "cp1250", "cp1251", "mac_roman", "cp437", "cp866", "koi8_r", "cp1253", "cp1254", "cp1257", "iso8859_2",
    "cp850", "cp852", "cp1255", "cp1256", "cp1258", "mac_cyrillic",
)  # fmt: skip
"""Charsets that UTF-8 is read in by mistake, most common first (Python's names)."""


DROPPING = frozenset({"cp1252", "cp1254"})
"""Charsets whose undefined bytes were seen to vanish."""
LETTERS_EVERYWHERE = frozenset({"cp866", "mac_cyrillic"})
"""Here common words look like sequences of three bytes; only those of punctuation marks (U+2000 to U+213F) count."""


@lru_cache(maxsize=64)
def byte_of(charset: str) -> dict[int, int]:
    """Return code point -> byte for the bytes from 0x80 up, a table for `str.translate`."""
    table: dict[int, int] = {}
    for byte in range(0x80, 0x100):
        try:
            table[ord(bytes([byte]).decode(charset))] = byte
        except UnicodeDecodeError:
            table[byte] = byte
    for byte in range(0x80, 0xA0):  # readers of ISO 8859-1 keep these as they are, whatever the rest was
        table.setdefault(byte, byte)
    return table


@lru_cache(maxsize=64)
def undefined(charset: str) -> tuple[int, ...]:
    """Return the bytes that the charset leaves undefined: the ones that get lost."""
    return tuple(byte for byte in range(0x80, 0x100) if not _defined(byte, charset))


def _defined(byte: int, charset: str) -> bool:
    try:
        bytes([byte]).decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def encode(text: str, charset: str) -> bytes | None:
    """Return the bytes that read as `text` in the charset; None when there are none."""
    return _encoder(charset)(text)


@lru_cache(maxsize=64)
def _encoder(charset: str) -> Callable[[str], bytes | None]:
    """Return what encodes in a charset: fast where each byte has its usual form, else by a table of all forms."""
    table = byte_of(charset)
    chars = {byte: chr(code) for code, byte in reversed(table.items())}
    usual = codecs.charmap_build("".join(chars.get(byte, chr(byte)) for byte in range(0x100)))
    every = {byte: byte for byte in range(0x80)} | table

    def encoder(text: str) -> bytes | None:
        for forms in (usual, every):
            try:
                return codecs.charmap_encode(text, "strict", forms)[0]
            except UnicodeEncodeError:
                continue
        return None

    return encoder


def char_class(charset: str, low: int, high: int) -> str:
    """Return what a regex needs between brackets to match the characters of the bytes from `low` to `high`."""
    return "".join(sorted(re.escape(chr(code)) for code, byte in byte_of(charset).items() if low <= byte <= high))


@lru_cache(maxsize=64)
def utf8_runs(charset: str) -> re.Pattern[str]:
    """Return a regex for whole UTF-8 sequences as they look in the charset, as a group: `split` gives them, too."""
    two, three, four, more = _classes(charset)
    triple = f"[{three}][{more}]{{2}}"
    if charset in LETTERS_EVERYWHERE:
        triple = f"[{char_class(charset, 0xE2, 0xE2)}][{char_class(charset, 0x80, 0x84)}][{more}]"
    return re.compile(f"((?:[{two}][{more}]|{triple}|[{four}][{more}]{{3}})+)")


@lru_cache(maxsize=64)
def damaged_sequences(charset: str) -> re.Pattern[str]:
    """Return a regex for one UTF-8 sequence of which one byte became U+FFFD, `?` or a blank, or was dropped where that is seen."""
    two, three, four, more = _classes(charset)
    lost = "[\ufffd? ]"
    last = f"(?:{lost}|(?![{more}]))" if charset in DROPPING else lost
    return re.compile(
        f"[{two}]{last}|[{three}](?:{lost}[{more}\ufffd]|[{more}]{last})"
        f"|[{four}](?:{lost}[{more}]{{2}}|[{more}]{lost}[{more}]|[{more}]{{2}}{last})"
    )


def _classes(charset: str) -> tuple[str, str, str, str]:
    bounds = ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4), (0x80, 0xBF))
    two, three, four, more = (char_class(charset, low, high) for low, high in bounds)
    return two, three, four, more


def from_utf8(raw: bytes) -> str | None:
    """Decode UTF-8, or UTF-8 with surrogate pairs in it (CESU-8); None when it is neither."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
