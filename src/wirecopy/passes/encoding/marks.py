"""Punctuation that lost its bytes: C1 controls, ´ and `` for quotation marks, a lone â or ? where a mark stood."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change
from wirecopy.passes.encoding.kinds import ACUTE, C1, LONE
from wirecopy.passes.encoding.wordlist import MET, word_list
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.passes.encoding.changes import Trace

_C1 = lazy("[\x80-\x9f]+")
_RARER = 4.0  # bits that another charset than Windows-1252 has to make up for
_C1_CHARSETS = ("cp1252", "mac_roman", "cp850", "cp1250", "cp1251")
_LINE_END = lazy(r"\n")
_ADDRESS = lazy(r"\b\w{1,20}://[^\s<>\"]+?(?=[?]?(?:[\s<>\"]|\Z))")
_ACUTE = lazy(r"(?<=[^\W\d_])´(?=[^\W\d_])")
_TEX = lazy(r"(?<!`)``(?!`)|''")
_LONE = lazy("â(?![\u0080-\u00bf])")
# Three bytes of which the middle one became a blank (the whitespace pass will make several one), as they look in Windows-1252.
_MIDDLE_LOST = lazy("â[ \t]+[”“™œ\u009d¦˜]")
_MIDDLE = {"”": "—", "“": "–", "™": "’", "œ": "“", "\x9d": "”", "¦": "…", "˜": "‘"}
_CONTRACTED = r"(?:s|t|d|m|re|ve|ll|S|T|RE|VE|LL)\b"
_SPACED = lazy(rf"[A-Za-z]â {_CONTRACTED}")
# "n't" and "I'm" alone: French words end in ât, and Tâm is a name.
_CONTRACTION = r"(?:(?:(?<=nâ)|(?<=nâ ))t|(?:(?<=\bIâ)|(?<=\bIâ ))m|s|d|re|ve|ll|S|T|RE|VE|LL)\b"
_NO_LETTER = lazy(rf"â(?<![^\W\d_]â)(?![^\W\d_]|[\u0080-\u00bf])|â(?<=[A-Za-z]â) ?{_CONTRACTION}")
_CONTRACTED_HERE = lazy(rf"â{_CONTRACTION}")
_OPENING = lazy(r"â(?<![^\s(\[—–]â)(?=[^\W\d_])")
_CLOSING = lazy(r"â(?<=[^\W\d_]â)(?=[\s.,;:!?)]|\Z)")
_WORD_END, _WORD_START = lazy(r"[^\W\d_]+\Z"), lazy(r"[^\W\d_]+")
_WHOLE_MARKS = frozenset("“”‘’")
_SHORT = frozenset("aAI")  # words of one letter
_LONGEST = 24  # code points of a word that are looked at on either side
_OPEN, _CLOSE, _APOSTROPHE, _DASH, _RANGE = "“", "”", "’", "—", "–"
_LOST_APOSTROPHE = lazy(rf"\?(?<=[A-Za-z]\?)(?={_CONTRACTED})")
_LOST_OPEN = lazy(r"(?:(?<=\s)|(?<=\A)|(?<=\())\?(?=[A-Za-z])")
_LOST_CLOSE = lazy(r"(?<=[.,!?])\?(?=[\s)]|\Z)|(?<=[A-Za-z0-9])\?(?=[.,;:])")
_LOST_DASH_INSIDE = lazy(r" \?(?<=[a-z,] \?)(?= [a-z])")
_LOST_DASH = lazy(r"(?<=[A-Za-z0-9,”\"-]) \? (?=[A-Za-z0-9\"“])|(?<=[A-Za-z0-9-]) \?(?=\n)")
_LOST_EITHER = lazy(r"(?<=[A-Za-z0-9])\?(?=[\s)]|\Z)")


def repair(trace: Trace) -> None:
    """Bring back the marks."""
    # One character is found twenty times as fast as two: most texts are asked for one only.
    if trace.kinds & C1:
        trace.take(list(_c1(trace.text)))
    if trace.kinds & ACUTE:
        rule = "encoding.acute-apostrophe"
        trace.take([Change(*match.span(), _APOSTROPHE, rule, sure=False) for match in _ACUTE.finditer(trace.text)])
    text = trace.text
    if "`" in text and "``" in text and _english(text, trace.lang):
        trace.take(list(_tex(text)))
    if trace.kinds & LONE:
        found = _MIDDLE_LOST.finditer(trace.text)
        trace.take([Change(*m.span(), _MIDDLE[m.group()[-1]], "encoding.lost-mark", sure=False) for m in found])
    if trace.kinds & LONE and _is_remains(trace.text) and _english(trace.text.replace("â", ""), trace.lang):
        trace.take(list(_lone(trace.text)))
    if "?" in trace.text and (_LOST_APOSTROPHE.search(trace.text) or _has_lost_dashes(trace.text)):
        trace.take(list(_question_marks(trace.text)))


def _has_lost_dashes(text: str) -> bool:
    return text.count(" ?") > 1 and len(_LOST_DASH_INSIDE.findall(text)) > 1


def _english(text: str, lang: str | None) -> bool:
    return (lang or letters().languages(text[:1500], 1)[0])[:2] == "en"


def _c1(text: str) -> Iterator[Change]:
    """Yield what the byte would be in Windows-1252, or in another charset where the word reads better that way."""
    for match in _C1.finditer(text):
        start, end = match.span()
        raw = match.group().encode("latin-1")
        before, after = text[max(0, start - 4) : start], text[end : end + 4]
        langs: tuple[str, ...] = ()
        best: tuple[float, str] | None = None
        for charset in _C1_CHARSETS:
            try:
                new = raw.decode(charset)
            except UnicodeDecodeError:
                continue
            if not before[-1:].isalpha() or not after[:1].isalpha():
                best = (0.0, new) if charset == "cp1252" else None
                break
            if not langs:
                langs = (*letters().languages(text), "en")
            cost = letters().cost(before + new + after, langs) + (0.0 if charset == "cp1252" else _RARER)
            if best is None or cost < best[0]:
                best = (cost, new)
        if best is not None:
            yield Change(start, end, best[1], "encoding.c1-control")
        elif raw == b"\x85":
            yield Change(start, end, "…", "encoding.c1-control")


def _tex(text: str) -> Iterator[Change]:
    """Yield opening and closing marks in turn, as long as they pair up."""
    found = list(_TEX.finditer(text))
    index = 0
    while index + 1 < len(found):
        first, second = found[index], found[index + 1]
        if first.group() == "``" and second.group() == "''" and "\n\n" not in text[first.end() : second.start()]:
            yield Change(*first.span(), _OPEN, "encoding.tex-quotes", sure=False)
            yield Change(*second.span(), _CLOSE, "encoding.tex-quotes", sure=False)
            index += 2
        else:
            index += 1


def _is_remains(text: str) -> bool:
    """Tell whether some â is no letter: one without a letter beside it, one before what is contracted, or an opening and a closing one.

    Else all of them may be those of a château.
    """
    if _LONE.search(text) is None:
        return False
    return _NO_LETTER.search(text) is not None or all(end.search(text) for end in (_OPENING, _CLOSING))


def _is_letter(text: str, at: int) -> bool:
    """Tell whether an â stands beside a quotation mark that is whole, or inside a word whose halves are not both words."""
    if text[at - 1 : at] in _WHOLE_MARKS or text[at + 1 : at + 2] in _WHOLE_MARKS:
        return True
    before, after = (
        _WORD_END.search(text, max(0, at - _LONGEST), at),
        _WORD_START.match(text, at + 1, at + 1 + _LONGEST),
    )
    if before is None or after is None:
        return False
    known = word_list("en")
    halves = (before.group(), after.group())
    return known is None or not all(half in _SHORT if len(half) == 1 else known(half, MET) for half in halves)


def _lone(text: str) -> Iterator[Change]:
    """Yield the mark that the first of its three bytes, alone, stood for; a blank may be left of the other two."""
    spaced = _SPACED.search(text) is not None
    opened = False
    for match in _LONE.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        if spaced and after == " " and before.isalnum() and re.match(_CONTRACTED, text[end + 1 : end + 4]):
            new, end = _APOSTROPHE, end + 1
        elif spaced and after == " " and before.isspace() and text[end + 1 : end + 2].isupper():
            new, end, opened = _OPEN, end + 1, True
        else:
            new = _lone_mark(text, start, before, after, opened=opened)
            if new != _APOSTROPHE and _is_letter(text, start):
                continue
            opened = (opened or new == _OPEN) and new != _CLOSE
        yield Change(start, end, new, "encoding.lost-mark", sure=False)


def _lone_mark(text: str, at: int, before: str, after: str, *, opened: bool) -> str:
    if before.isalnum() and _CONTRACTED_HERE.match(text, at):
        return _APOSTROPHE
    if before.isspace() and after.isspace():
        figures = text[at - 2 : at - 1].isdigit() and (
            text[at + 2 : at + 3].isdigit() or text[at + 2 : at + 3] in "£€$"
        )
        return _RANGE if figures else _DASH
    if before.isspace() or before in "([—–":
        return _OPEN
    if before in ".,!?":
        return _CLOSE
    if after.isspace() or after in ")],.;:!?—–":
        return _CLOSE if opened else _APOSTROPHE
    if before.isdigit() and after.isdigit():
        return _RANGE
    return _DASH if before.isalpha() and not opened else _CLOSE


def _question_marks(text: str) -> Iterator[Change]:
    """Yield apostrophes for `won?t`, and, in such a text, quotation marks and dashes where a question mark cannot be."""
    found: dict[int, str] = {match.start(): _APOSTROPHE for match in _LOST_APOSTROPHE.finditer(text)}
    found.update({text.index("?", match.start()): _DASH for match in _LOST_DASH.finditer(text)})
    opening = [match.start() for match in _LOST_OPEN.finditer(text)]
    found.update(dict.fromkeys(opening, _OPEN))
    closing = [match.start() for match in _LOST_CLOSE.finditer(text)]
    either = {match.start() for match in _LOST_EITHER.finditer(text)}.difference(closing, found)
    lines = [match.start() for match in _LINE_END.finditer(text)]
    paragraphs = [at for at in lines if text.startswith("\n\n", at)]
    opened = None
    for at in sorted({*found, *closing, *either}):
        if found.get(at) == _OPEN:
            opened = at
            continue
        if opened is None or _next(paragraphs, opened) < at:
            opened = None
            continue
        end = _next(lines, at)
        nearer, opens = _next(closing, at), _next(opening, at)
        if at in either and nearer < end and not (opens < end and opens < nearer):
            continue
        if at in either or found.get(at) is None:
            found[at], opened = _CLOSE, None
    addresses = {at for match in _ADDRESS.finditer(text) for at in range(*match.span()) if text[at] == "?"}
    for at in sorted(found.keys() - addresses):
        yield Change(at, at + 1, found[at], "encoding.lost-mark", sure=False)


def _next(places: Sequence[int], at: int) -> float:
    """Return the first of the sorted places behind `at`; infinity when there is none."""
    index = bisect_right(places, at)
    return places[index] if index < len(places) else math.inf
