"""The words of lines in small letters, of one line or of all lines of a text at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.text import Span

_WORD = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_PLAIN = lazy(r"[a-z0-9]+")
"""The same for ASCII, which takes a twentieth of the time to compile."""
_MARKS = "?’“”‘–—…•"
"""Marks that part words and stand in many texts that are Latin-1 but for them; the first stands for what is not."""


def _letter(code: int) -> int:
    """Return the small letter of a byte of Latin-1: a blank for marks, 0 for what has none and for `?`, line feeds as such."""
    char = chr(code)
    small = char.casefold()
    if not char.isalnum():
        return 0 if char == "?" else code if char == "\n" else 32
    return ord(small) if len(small) == 1 and ord(small) < 256 else 0


_LETTERS = bytes(map(_letter, range(256)))


def words_of(line: str) -> list[str]:
    """Return the words of a line in small letters; in scripts without spaces, its characters."""
    folded = line.casefold()
    return (_PLAIN if folded.isascii() else _WORD).findall(folded)


def words_by_line(text: str, lines: Sequence[Span]) -> list[list[str]]:
    """Return the words of each line of a text: what `words_of` gives for it; `lines` are the spans of all of its lines.

    The whole is made small letters and blanks at once, as Latin-1; only lines with other letters are looked at one by one.
    """
    soft = text
    for mark in _MARKS:
        soft = soft.replace(mark, " ")
    plain = soft.encode("latin-1", "replace").translate(_LETTERS).decode("latin-1")
    pieces = plain.removesuffix("\n").split("\n")
    if len(pieces) != len(lines):  # other characters than line feeds end lines
        pieces = [plain[start:end] for start, end in lines]
    if "\0" not in plain:
        return [*map(str.split, pieces)]
    return [
        words_of(text[start:end]) if "\0" in piece else piece.split()
        for (start, end), piece in zip(lines, pieces, strict=True)
    ]
