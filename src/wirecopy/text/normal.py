"""Normal forms under which short lines are compared: one key for every spelling that means the same label."""

from __future__ import annotations

import unicodedata

from wirecopy.text.lazy import lazy

_SPACE = lazy(r"[\s\u200b-\u200f\u2060\ufeff]+")
_DIGITS = lazy(r"\d+(?:[.,]\d+)*")
_EDGE = lazy(r"^[^\w#@]+|[^\w#@]+$")
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
