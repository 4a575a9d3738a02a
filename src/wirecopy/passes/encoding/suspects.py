"""In which charsets the characters of a text may be UTF-8, and how many of them: counted on bytes, not character by character.

The characters beyond ASCII that a text has get a number each, so that the text is a string of bytes; for each charset a
table turns those into their parts in UTF-8, and a sequence is a string to be counted.
"""

from __future__ import annotations

import codecs
from functools import lru_cache, partial, reduce
from itertools import repeat
from operator import or_
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.charsets import LETTERS_EVERYWHERE, SUSPECTS, byte_of, utf8_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COMPLETE = 20
"""Characters that are all UTF-8 in a charset: no chance."""
_SEEN = 1 << 16  # characters that are remembered
_ASCII = "".join(map(chr, range(0x80)))
_TWO, _THREE, _FOUR, _MORE, _MARK, _NONE = (
    b"234cm."  # first bytes of so many, later ones, those of punctuation marks, others
)


def covered(text: str, chars: Iterable[str]) -> dict[str, int]:
    """Return how many characters of `text` are in sequences of UTF-8 in each charset that has some, most common charset first.

    `chars` are the characters beyond ASCII that `text` has, which is lines without a blank. Where all of them are in
    sequences, rarer charsets are not counted.
    """
    roles = {char: found for char in chars if (found := _roles(char))}
    every = reduce(or_, roles.values(), 0)
    both = every & every >> len(SUSPECTS)
    possible = [charset for place, charset in enumerate(SUSPECTS) if both >> place & 1]
    if not possible:
        return {}
    count = _counter(text, "".join(roles)) if len(roles) <= 0x80 else partial(_matched, text)
    every_one = len(text) - text.count("\n")
    sizes: dict[str, int] = {}
    for charset in possible:
        size = count(charset)
        if size:
            sizes[charset] = size
        if size == every_one >= COMPLETE:
            break
    return sizes


@lru_cache(maxsize=_SEEN)
def _roles(char: str) -> int:
    """Return a bit for each charset in which the character is a later byte of UTF-8, then one for each where it is a first."""
    roles = 0
    for place, charset in enumerate(SUSPECTS):
        part = _parts(charset).get(char, _NONE)
        later, first = part in (_MORE, _MARK), part in (_TWO, _THREE, _FOUR)
        roles |= (later | first << len(SUSPECTS)) << place
    return roles


@lru_cache(maxsize=64)
def _parts(charset: str) -> dict[str, int]:
    """Return which part of a sequence each character is in the charset."""
    narrow = charset in LETTERS_EVERYWHERE
    parts: dict[str, int] = {}
    for code, byte in byte_of(charset).items():
        if byte < 0xC0:
            parts[chr(code)] = _MARK if narrow and byte < 0x85 else _MORE
        elif byte >= 0xC2:
            first = _TWO if byte < 0xE0 else _THREE if byte < 0xF0 else _FOUR if byte < 0xF5 else _NONE
            parts[chr(code)] = _NONE if narrow and first == _THREE and byte != 0xE2 else first
    return parts


def _counter(text: str, odd: str) -> Callable[[str], int]:
    """Return what counts the characters in sequences in a charset, for a text whose characters that matter are `odd`."""
    raw = codecs.charmap_encode(text, "replace", codecs.charmap_build(_ASCII + odd))[0]

    def count(charset: str) -> int:
        parts = bytes(map(_parts(charset).get, odd, repeat(_NONE)))
        found = raw.translate(bytes([_NONE]) * 0x80 + parts.ljust(0x80, b"."))
        if charset in LETTERS_EVERYWHERE:
            triples = found.count(b"3mc") + found.count(b"3mm")
            found = found.replace(b"m", b"c")
        else:
            triples = found.count(b"3cc")
        return 2 * found.count(b"2c") + 3 * triples + 4 * found.count(b"4ccc")

    return count


def _matched(text: str, charset: str) -> int:
    """Return the same for a text with more characters that matter than a byte can tell."""
    return sum(map(len, utf8_runs(charset).findall(text)))
