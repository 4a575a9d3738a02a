"""Normal forms under which short lines are compared: one key for every spelling that means the same label."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = lazy(r"[\s\u200b-\u200f\u2060\ufeff]+")
_DIGITS = lazy(r"\d+(?:[.,]\d+)*")
_EDGE = lazy(r"^[^\w#@]+|[^\w#@]+$")
_MARKS = " .,:;!?…•·|-–—<>«»“”()[]→"
"""Marks that stand at the edges of many lines."""
_DIGIT = bytes([48 if chr(byte) in "0123456789?" else byte if byte == 10 else 32 for byte in range(256)])
"""Makes `0` of digits and of what is not Latin-1 (`?`), blanks of all else but line ends."""
MAX_KEY = 160
"""Lines longer than this (code points) are prose, not labels: they have no key."""


def line_key(line: str) -> str:
    """Return the key of a short line: compatibility form, small letters, single spaces, digits as 0, no edge marks.

    Empty for a line without a letter or digit, and for one over `MAX_KEY` code points.
    """
    if len(line) > MAX_KEY:
        return ""
    if line.isascii():
        key = " ".join(line.split()).lower()
        if not key.replace(" ", "").isalpha():
            key = _DIGITS.sub("0", key)
    else:
        key = unicodedata.normalize("NFKC", line)
        key = " ".join(key.split()) if key.isprintable() else _SPACE.sub(" ", key)
        key = _DIGITS.sub("0", key.replace("’", "'").casefold())
    if key and key[0].isalnum() and key[-1].isalnum():
        return key
    return _EDGE.sub("", key)


def line_keys(lines: Sequence[str]) -> list[str]:
    """Return the keys of lines, none of which holds a line feed: what `line_key` gives, for many lines at once."""
    if not lines:
        return []
    keys = [line if len(line) <= MAX_KEY else "" for line in lines]
    text = unicodedata.normalize("NFKC", "\n".join(keys))
    if "  " in text or not text.replace("\n", " ").isprintable():
        text = "\n".join(
            [" ".join(key.split()) if key.isprintable() else _SPACE.sub(" ", key) for key in text.split("\n")]
        )
    text = text.replace("’", "'").casefold()
    digits = text.encode("latin-1", "replace").translate(_DIGIT).decode("ascii").split("\n")
    keys = [_DIGITS.sub("0", key) if "0" in digit else key for key, digit in zip(text.split("\n"), digits, strict=True)]
    return [key if key[:1].isalnum() and key[-1].isalnum() else _bare(key) for key in keys]


def _bare(key: str) -> str:
    """Return a key without marks at its edges."""
    key = key.strip(_MARKS)
    return key if key[:1].isalnum() and key[-1].isalnum() else _EDGE.sub("", key)
