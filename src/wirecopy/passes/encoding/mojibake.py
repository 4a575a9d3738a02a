"""UTF-8 that was read in another charset: find the sequences, decide by what they cost before and after.

Also sequences of which a byte was lost on the way: the byte is chosen that reads best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.encoding.changes import Change, applied
from wirecopy.passes.encoding.charsets import (
    SUSPECTS,
    byte_of,
    damaged_sequences,
    encode,
    from_utf8,
    undefined,
    utf8_runs,
)
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.passes.encoding.changes import Trace

RULE, LOST = "encoding.mojibake", "encoding.lost-byte"
_BARE = "â€"  # what is left in Windows-1252 of any punctuation mark: proof enough
_LATIN = ("cp1252", "cp1254")  # whose undefined bytes were seen to vanish
_ODD = lazy(r"[^\x00-\x7f]")
_LATIN_ONLY = lazy("[\x00-\u024f\u2000-\u2bff]*")
_GOOD = 6.0  # bits a character that text in one language costs at most, outside CJK
_ROUNDS = 8
_ALONE, _IN_COMPANY = 8.0, 2.0  # bits that a reading has to gain, without and with other evidence for its charset
_BOLD = 24.0  # bits with which a sequence needs no evidence at all
_EVIDENCE = 40.0  # bits gained in a document from which on a charset counts as proven


class Reading(NamedTuple):
    """What all sequences of one charset would become, and what that gains in bits."""

    charset: str
    runs: list[tuple[int, int, str]]
    gain: float
    langs: tuple[str, ...]


def repair(trace: Trace) -> None:
    """Undo misreadings, one charset at a time, until nothing more is gained."""
    proven: dict[str, tuple[str, ...]] = {}
    for _ in range(_ROUNDS):
        reading = _best(trace)
        if reading is not None:
            proven[reading.charset] = reading.langs
            sure = reading.gain >= _EVIDENCE
            note = f"UTF-8 read as {reading.charset}"
            trace.take([Change(start, end, new, RULE, sure, note) for start, end, new in reading.runs])
        elif not proven and _BARE in trace.text:
            proven["cp1252"] = (*letters().languages(trace.text, 1), "en")
        elif not _fill_in(trace, proven):
            break


def _fill_in(trace: Trace, proven: dict[str, tuple[str, ...]]) -> bool:
    """Put lost bytes back, charset by charset; returns whether there were any."""
    filled = [trace.take(_lost(trace.text, charset, langs)) for charset, langs in proven.items()]
    return any(filled)


def _best(trace: Trace) -> Reading | None:
    """Return the reading that gains most, or None."""
    text = trace.text
    pieces = "\n".join(run for run in trace.runs if len(run) > 1)
    if not pieces:
        return None
    found = []
    for charset in SUSPECTS:
        if utf8_runs(charset).search(pieces):
            runs = _runs(text, charset)
            found.append((sum(end - start for start, end, _ in runs), charset, runs))
    found.sort(key=lambda entry: entry[0], reverse=True)
    readings = [_weighed(text, charset, runs) for size, charset, runs in found[:4] if size]
    return max((reading for reading in readings if reading.runs), key=lambda reading: reading.gain, default=None)


def _runs(text: str, charset: str) -> list[tuple[int, int, str]]:
    runs = []
    for match in utf8_runs(charset).finditer(text):
        raw = encode(match.group(), charset)
        new = from_utf8(raw) if raw else None
        if new and letters().knows(new):
            runs.append((match.start(), match.end(), new))
    return runs


def _weighed(text: str, charset: str, runs: list[tuple[int, int, str]]) -> Reading:
    """Keep the runs that gain enough."""
    whole = applied(text, [Change(*run, RULE) for run in runs])
    langs = (*dict.fromkeys((*letters().languages(whole), *letters().languages(text, 1), "en")),)
    memory: dict[tuple[str, str, str], float] = {}
    gains = []
    for start, end, new in runs:
        key = (text[start - 1 : start], text[start:end], text[end : end + 1])
        if key not in memory:
            before, old, after = key
            native = () if _LATIN_ONLY.fullmatch(old) else tuple(letters().bits(old))
            was = letters().cost(before + old + after, (*langs, *native))
            memory[key] = was - letters().cost(before + new + after, langs)
        gains.append(memory[key])
    if not _sensible(text, whole, runs, langs):
        return Reading(charset, [], 0.0, langs)
    proven = sum(gains) >= _EVIDENCE
    kept = [
        (run, gain)
        for run, gain in zip(runs, gains, strict=True)
        if (gain >= _IN_COMPANY if proven else gain >= _BOLD or (gain >= _ALONE and _looks_bad(text, *run[:2])))
    ]
    return Reading(charset, [run for run, _ in kept], sum(gain for _, gain in kept), langs)


def _looks_bad(text: str, start: int, end: int) -> bool:
    """Ask ftfy's heuristic, which knows the pairs of characters that are no text, about a sequence that stands alone."""
    from ftfy.badness import is_bad

    return is_bad(text[max(0, start - 3) : end + 3])


def _sensible(text: str, whole: str, runs: list[tuple[int, int, str]], langs: Sequence[str]) -> bool:
    """Tell whether the sequences are more than chance: they make up what is odd in the text, or leave good text."""
    covered = sum(end - start for start, end, _ in runs)
    if covered * 2 >= len(_ODD.findall(text)):
        return True
    return letters().cost(whole, langs) <= _GOOD * len(whole)


def _lost(text: str, charset: str, langs: Sequence[str]) -> list[Change]:
    """Return changes that fill in the one byte that a sequence of a proven charset lacks."""
    changes: list[Change] = []
    at = 0
    for match in damaged_sequences(charset).finditer(text):
        if match.start() < at:
            continue
        before = (
            changes[-1].text
            if changes and changes[-1].end == match.start()
            else text[max(0, match.start() - 2) : match.start()]
        )
        best = (_IN_COMPANY, 0, "")
        for end, new in _fillings(text, match.start(), charset):
            after = text[end : end + 2]
            old = text[match.start() : end]
            gain = letters().cost(before + old + after, langs) - letters().cost(before + new + after, langs)
            best = max(best, (gain, end, new))
        if best[2]:
            at = best[1]
            changes.append(Change(match.start(), at, best[2], LOST, sure=False))
    return changes


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
        ways = [(0, holes)] if charset in _LATIN else []
        if mark and mark in "\ufffd?":
            ways.append((1, holes or (anything if mark == "\ufffd" else ())))
        elif mark == " ":
            ways.append((1, (0xA0,)))
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


def _bytes(text: str, table: dict[int, int]) -> list[int]:
    """Return the bytes of the characters up to the first that cannot be part of a UTF-8 sequence."""
    found: list[int] = []
    for char in text:
        byte = table.get(ord(char), 0)
        if not (0x80 <= byte <= 0xBF or (not found and byte >= 0xC2)):
            break
        found.append(byte)
    return found
