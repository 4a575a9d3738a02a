"""UTF-8 sequences of a proven misreading that lack one byte: the byte is chosen that reads best."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change, applied
from wirecopy.passes.encoding.charsets import DROPPING, byte_of, damaged_sequences, from_utf8, undefined
from wirecopy.text.data import DATA
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EAST_ASIAN = frozenset({"zh", "zh-Hant", "ja", "ko"})
"""Languages that write ideographs or syllables by the thousand."""
RULE = "encoding.lost-byte"
LEAST = 2.0  # bits that a reading has to gain in a charset that is proven
_CLEAR = 3.0  # bits that an East Asian character has to be cheaper than the next one
_CHINESE = ("zh", "zh-Hant")
_LAST_LATIN, _WHOLE = "\u024f", (" ", "?")
_LONGEST = 8  # code points of a damaged sequence and what is read behind it
_EAST_ASIAN = lazy("[\u2e80-\u9fff\uac00-\ud7a3]")


def at_home(new: str, langs: Sequence[str]) -> bool:
    """Tell whether East Asian characters stand in East Asian text, or at least together."""
    east = len(_EAST_ASIAN.findall(new))
    return not east or east > 1 or not EAST_ASIAN.isdisjoint(langs)


def most_common(chars: Iterable[str], langs: Sequence[str]) -> str:
    """Return the one of some East Asian characters that is far more common than the others; nothing where none is.

    What stands around them does not tell. The two ways to write Chinese share most characters, and their tables do not.
    """
    home = _CHINESE if langs[0] in _CHINESE else langs[:1]
    costs = sorted((letters().cost(char, home), char) for char in set(chars))
    clear = costs and (len(costs) == 1 or costs[1][0] >= costs[0][0] + _CLEAR)
    return costs[0][1] if clear else ""


def lost(text: str, charset: str, langs: Sequence[str], guessed: bool) -> list[Change]:
    """Return changes that fill in the one byte that a sequence of a proven charset lacks."""
    changes: list[Change] = []
    memory: dict[tuple[str, str], tuple[int, str]] = {}
    at = 0
    for match in damaged_sequences(charset).finditer(text):
        start = match.start()
        if start < at:
            continue
        joined = changes and changes[-1].end == start
        key = (changes[-1].text if joined else text[max(0, start - 2) : start], text[start : start + _LONGEST])
        if key not in memory:
            memory[key] = _filled(*key, charset, langs, guessed)
        size, new = memory[key]
        if new:
            at = start + size
            changes.append(Change(start, at, new, RULE, sure=False))
    return _told(text, changes, langs[0]) if changes else changes


def _told(text: str, changes: list[Change], lang: str) -> list[Change]:
    """Return the changes with the letters that the words ask for among those that may have been: pairs of letters saw less."""
    from wirecopy.text.lostletters import lost_letters  # few texts ask

    words, whole, shift, told = lost_letters(lang), applied(text, changes), 0, []
    for change in changes:
        told.append(change._replace(text=words.told(whole, change.start + shift)))
        shift += len(change.text) - (change.end - change.start)
    return told


def _filled(before: str, text: str, charset: str, langs: Sequence[str], guessed: bool) -> tuple[int, str]:
    """Return how long the damaged sequence at the beginning of `text` is and what it is; nothing when nothing reads well."""
    best, choices = (LEAST, 0, ""), []
    if text[0] > _LAST_LATIN and text[1:2] in _WHOLE and letters().usual(text[0], langs):
        return best[1:]  # the last letter of a good word
    for size, new in _fillings(text, 0, charset):
        if at_home(new, langs) and (not guessed or letters().usual(new, langs)):
            old, after = text[:size], text[size : size + 2]
            gain = letters().cost(before + old + after, langs) - letters().cost(before + new + after, langs)
            choices.append(new)
            best = max(best, (gain, size, new))
    if _EAST_ASIAN.match(best[2]) and best[2] != most_common(choices, langs):
        return 0, ""
    return best[1:]


def _fillings(text: str, start: int, charset: str) -> Iterator[tuple[int, str]]:
    """Yield (end, character) for every way to complete the sequence at `start` by one byte."""
    table = byte_of(charset)
    holes = undefined(charset)
    anything = tuple(range(0x80, 0xC0))
    lead = table[ord(text[start])]
    need = 1 if lead < 0xE0 else 2 if lead < 0xF0 else 3
    for missing in range(1, need + 1):
        head = _bytes(text[start : start + missing], table)
        if len(head) != missing:
            return
        at, rest = start + missing, need - missing
        mark = text[at : at + 1]
        ways = [(0, holes)] if charset in DROPPING else []
        if mark and mark in "\ufffd?":
            ways.append((1, holes or (anything if mark == "\ufffd" else ())))
        elif mark == " ":
            ways.append((1, (0xA0,)))
            if not rest and from_utf8(bytes([*head, 0xA0])) == "à" and not _joined(text[at + 1 :]):
                yield at, "à"  # a word of its own: the blank behind it stays
        for width, choices in ways:
            end = at + width + rest
            tail = _bytes(text[at + width : end], table)
            dropped_last = not width and not rest
            if len(tail) == rest and not (dropped_last and _bytes(text[start : end + 1], table)[missing:]):
                yield from (
                    (end, new)
                    for byte in choices
                    if (new := from_utf8(bytes([*head, byte, *tail]))) and letters().knows(new)
                )


def _joined(rest: str) -> bool:
    """Tell whether a word begins that is only met behind an à that it is written together with."""
    return any(rest.startswith(word) for word in _grave())


@lru_cache(maxsize=1)
def _grave() -> tuple[str, ...]:
    return tuple(json.loads((DATA / "compounds.json").read_text("utf-8"))["pt"]["grave"].split())


def _bytes(text: str, table: dict[int, int]) -> list[int]:
    """Return the bytes of the characters up to the first that cannot be part of a UTF-8 sequence."""
    found: list[int] = []
    for char in text:
        byte = table.get(ord(char), 0)
        if not (0x80 <= byte <= 0xBF or (not found and byte >= 0xC2)):
            break
        found.append(byte)
    return found
