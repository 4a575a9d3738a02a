"""UTF-8 that was read in another charset: find the sequences, decide by what they cost before and after.

Also sequences of which a byte was lost on the way: the byte is chosen that reads best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.encoding.changes import Change, applied, trimmed
from wirecopy.passes.encoding.charsets import (
    byte_of,
    damaged_sequences,
    encode,
    from_utf8,
    undefined,
    utf8_runs,
)
from wirecopy.passes.encoding.kinds import REMAINS
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wirecopy.passes.encoding.changes import Trace

RULE, LOST = "encoding.mojibake", "encoding.lost-byte"
# What is left in Windows-1252 of punctuation marks and of à, and a lead byte before a lost one: proof enough.
_UNPROVEN = lazy("â€|[ÃÄÅÐÑ]\ufffd|[a-z] ?Ã (?=[a-z])|ÃÂ|[a-z]Ã\\b")
_DROPPING = ("cp1252", "cp1254")  # whose undefined bytes were seen to vanish
_LATIN_ONLY = lazy("[\x00-\u024f\u2000-\u2bff]*")
_GOOD = 6.0  # bits a character that text in one language costs at most, outside CJK
_CAPITALS = lazy("[A-Z]{2,3}[^\x00-\x7f]")
_LINE = lazy("(?<![^\n])[^\n]*[^\x00-\x7f\n]{2}[^\n]*")
_EAST_ASIAN = lazy("[\u2e80-\u9fff\uac00-\ud7a3]")
_READ = 1500  # code points that tell the language
_COMPARED, _CLOSE = 3, 0.97  # charsets that are compared, and how nearly they have to cover the same
_ROUNDS = 8
_ALONE, _IN_COMPANY = 5.0, 2.0  # bits that a reading has to gain, without and with other evidence for its charset
_BOLD = 24.0  # bits with which a sequence needs no evidence at all
_EVIDENCE = 40.0  # bits gained in a document from which on a charset counts as proven


class Reading(NamedTuple):
    """What all sequences of one charset would become, what that gains in bits, and how well the text then reads."""

    charset: str
    runs: list[tuple[int, int, str]]
    gain: float
    langs: tuple[str, ...]
    rank: float


def repair(trace: Trace) -> None:
    """Undo misreadings, one charset at a time, until nothing more is gained."""
    proven: dict[str, tuple[str, ...]] = {}
    guessed = False
    for _ in range(_ROUNDS):
        reading = _best(trace, proven)
        if reading is not None:
            proven[reading.charset] = reading.langs
            sure = reading.gain >= _EVIDENCE
            note = f"UTF-8 read as {reading.charset}"
            trace.take([Change(start, end, new, RULE, sure, note) for start, end, new in reading.runs])
        elif not proven and trace.kinds & REMAINS and (langs := _guessed(trace.text)):
            proven["cp1252"] = langs
            guessed = True
        elif not _fill_in(trace, proven, guessed):
            break


def _guessed(text: str) -> tuple[str, ...]:
    """Return the languages of a text that has remains of Windows-1252 and is good otherwise; none if it is not."""
    if not _UNPROVEN.search(text):
        return ()
    langs = (*letters().languages(text[:_READ], 1), "en")
    return langs if letters().mostly(_UNPROVEN.sub("", text), langs) else ()


def _fill_in(trace: Trace, proven: dict[str, tuple[str, ...]], guessed: bool) -> bool:
    """Put lost bytes back, charset by charset; returns whether there were any. A guessed charset gives usual letters only."""
    filled = [trace.take(_lost(trace.text, charset, langs, guessed)) for charset, langs in proven.items()]
    return any(filled)


def ask_ftfy(trace: Trace) -> None:
    """Let ftfy try the lines that still look bad to it: it knows patterns of misreading that no model of letters tells."""
    if not trace.sequences:
        return
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    config = TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False)
    changes = []
    for match in _LINE.finditer(trace.text):
        line = match.group()
        if is_bad(line) and (new := fix_encoding(line, config)) != line:
            changes.append(trimmed(trace.text, Change(*match.span(), new, RULE, sure=False, note="ftfy")))
    trace.take(changes)


def _best(trace: Trace, proven: Mapping[str, object]) -> Reading | None:
    """Return the reading that covers most and gains something, or None. Charsets that cover the same are compared."""
    found: list[tuple[int, str, dict[str, str]]] = []
    for charset, matches in trace.sequences.items():
        meanings = _meanings(matches, charset)
        if meanings and not any(meanings == other for _, _, other in found):
            found.append((sum(map(len, meanings)), charset, meanings))
    found.sort(key=lambda entry: entry[0], reverse=True)
    while found:
        level = [entry for entry in found[:_COMPARED] if entry[0] >= _CLOSE * found[0][0]]
        readings = [_weighed(trace, charset, meanings, charset in proven) for _, charset, meanings in level]
        best = max((reading for reading in readings if reading.runs), key=lambda reading: reading.rank, default=None)
        if best is not None:
            return best
        found = found[len(level) :]
    return None


def _meanings(matches: Iterable[str], charset: str) -> dict[str, str]:
    """Return what each run of sequences is when it is UTF-8 read in the charset, if it is that."""
    meanings = {}
    for match in matches:
        raw = encode(match, charset)
        new = from_utf8(raw) if raw else None
        if new and letters().knows(new):
            meanings[match] = new
    return meanings


def _weighed(trace: Trace, charset: str, meanings: dict[str, str], proven: bool) -> Reading:
    """Keep the runs that gain enough."""
    text, pattern = trace.text, utf8_runs(charset)
    runs = [(*match.span(), meanings[match.group()]) for match in pattern.finditer(text) if match.group() in meanings]
    whole = applied(text, [Change(*run, RULE) for run in runs])
    langs = (*dict.fromkeys((*letters().languages(whole[:_READ]), "en")),)
    if not _sensible(text, whole, runs, langs):
        return Reading(charset, [], 0.0, langs, 0.0)
    gain = _gain(trace, pattern, meanings, langs)
    memory: dict[tuple[str, str, str], bool] = {}
    kept = []
    for start, end, new in runs:
        key = (text[start - 1 : start], text[start:end], text[end : end + 1])
        if key not in memory:
            memory[key] = _accepted(
                key, new, langs, proven=proven or gain >= _EVIDENCE, around=text[max(0, start - 3) : end + 3]
            )
        if memory[key]:
            kept.append((start, end, new))
    return Reading(charset, kept, gain if kept else 0.0, langs, -letters().cost(whole[:_READ], langs))


def _gain(trace: Trace, pattern: re.Pattern[str], meanings: dict[str, str], langs: Sequence[str]) -> float:
    """Return the bits that the reading gains over the distinct runs of the text."""
    old = " ".join(trace.runs)
    native = () if _LATIN_ONLY.fullmatch(old) else letters().languages(old)
    new = pattern.sub(lambda match: meanings.get(match.group(), match.group()), old)
    return letters().cost(old, (*langs, *native)) - letters().cost(new, langs)


def _accepted(key: tuple[str, str, str], new: str, langs: Sequence[str], *, proven: bool, around: str) -> bool:
    """Decide about one run: in a proven charset what is usual in the language goes without saying."""
    if proven and letters().usual(new, langs):
        return True
    before, old, after = key
    if not _at_home(new, langs):
        return False
    native = () if _LATIN_ONLY.fullmatch(old) else tuple(letters().bits(old))
    was = letters().cost(before + old + after, (*langs, *native))
    gain = was - letters().cost(before + new + after, langs)
    if proven:
        return gain >= _IN_COMPANY
    if _CAPITALS.match(around) and new.islower():
        return False
    return gain >= _BOLD or (gain >= _ALONE and letters().usual(new, langs) and _looks_bad(around))


def _at_home(new: str, langs: Sequence[str]) -> bool:
    """Tell whether East Asian characters stand in East Asian text, or at least together."""
    east = len(_EAST_ASIAN.findall(new))
    return not east or east > 1 or not {"zh", "zh-Hant", "ja", "ko"}.isdisjoint(langs)


def _looks_bad(around: str) -> bool:
    """Ask ftfy's heuristic, which knows the pairs of characters that are no text, about a sequence that stands alone."""
    from ftfy.badness import is_bad

    return is_bad(around)


def _sensible(text: str, whole: str, runs: list[tuple[int, int, str]], langs: Sequence[str]) -> bool:
    """Tell whether the sequences are more than chance: they make up what is odd in the text, or leave good text."""
    covered = sum(end - start for start, end, _ in runs)
    if covered * 2 >= len(text) - len(text.encode("ascii", "ignore")):
        return True
    return letters().cost(whole[:_READ], langs) <= _GOOD * len(whole[:_READ])


def _lost(text: str, charset: str, langs: Sequence[str], guessed: bool) -> list[Change]:
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
            if _at_home(new, langs) and (not guessed or letters().usual(new, langs)):
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
        ways = [(0, holes)] if charset in _DROPPING else []
        if mark and mark in "\ufffd?":
            ways.append((1, holes or (anything if mark == "\ufffd" else ())))
        elif mark == " ":
            ways.append((1, (0xA0,)))
            if not rest and from_utf8(bytes([*head, 0xA0])) == "à":
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


def _bytes(text: str, table: dict[int, int]) -> list[int]:
    """Return the bytes of the characters up to the first that cannot be part of a UTF-8 sequence."""
    found: list[int] = []
    for char in text:
        byte = table.get(ord(char), 0)
        if not (0x80 <= byte <= 0xBF or (not found and byte >= 0xC2)):
            break
        found.append(byte)
    return found
