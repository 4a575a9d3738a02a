"""Characters that do no work in running text: control characters, terminal codes, invisible marks, odd blanks.

Invisible marks that join or order letters stay where the script needs them.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import LINE_ENDS, Change
from wirecopy.passes.encoding.kinds import CONTROL, INVISIBLE
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.encoding.changes import Trace

_TERMINAL = lazy(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROL = lazy("[\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufff9-\ufffc]+")
_INVISIBLE = lazy(
    "(?P<mark>\ufeff+)|(?P<hyphen>\u00ad+)|(?P<width>[\u200b\u2060\u180e\u2062-\u2064\u200c\u200d]+)|(?P<bidi>[\u200e\u200f\u202a-\u202e\u2066-\u2069]+)"
    "|(?P<tag>[\U000e0000-\U000e007f]+)"
)
_LINE_END = lazy(f"[{LINE_ENDS}]")
_RULES = {
    "mark": "encoding.byte-order-mark",
    "hyphen": "encoding.soft-hyphen",
    "width": "encoding.zero-width",
    "bidi": "encoding.bidi-control",
    "tag": "encoding.tag-character",
}
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Scripts whose words are written without blanks, where a zero-width space shows a break: Lao, Tibetan, Burmese, Khmer.
_BREAKS_UNSEEN = ((0x0E80, 0x0F00), (0x0F00, 0x1000), (0x1000, 0x10A0), (0x1780, 0x1800), (0x1950, 0x1AB0))
# Scripts in which joiners change how letters are drawn: Arabic and its kin, Indic, Mongolian, and pictures.
_JOINING = ((0x600, 0x8FF), (0x900, 0xE00), (0xF00, 0x10A0), (0x1780, 0x18B0), (0x1B00, 0x1C80), (0xA800, 0xAC00))


def early(trace: Trace) -> None:
    """Remove what can stand inside anything else: terminal codes and control characters."""
    text = trace.text
    if "\x1b" in text:
        trace.take([Change(*match.span(), "", "encoding.terminal-code") for match in _TERMINAL.finditer(text)])
    if trace.controls or trace.kinds & CONTROL:
        trace.take([Change(*match.span(), "", "encoding.control-character") for match in _CONTROL.finditer(trace.text)])


def late(trace: Trace) -> None:
    """Remove marks that do no work; to be run when nothing is misread any more."""
    if trace.kinds & INVISIBLE:
        trace.take(list(_invisible(trace.text)))


def _invisible(text: str) -> Iterator[Change]:
    line_end, mixed = -1, False
    for match in _INVISIBLE.finditer(text):
        kind, new = match.lastgroup or "", ""
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if kind == "width":
            new = _kept(match.group(), before, after)
        elif kind == "bidi":
            if start > line_end:  # once a line: it may be long
                line_end = _end_of_line(text, start)
                mixed = _RIGHT_TO_LEFT.search(text, _start_of_line(text, start), line_end) is not None
            new = match.group() if mixed else ""
        elif kind == "tag":
            new = match.group() if before == "\U0001f3f4" else ""
        if new != match.group():
            yield Change(start, end, new, _RULES[kind])


def _start_of_line(text: str, at: int) -> int:
    while at and text[at - 1] not in LINE_ENDS:
        at -= 1
    return at


def _end_of_line(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def _kept(marks: str, before: str, after: str) -> str:
    """Return the marks between two characters that do work there."""
    kept = ""
    for mark in marks:
        if mark in "\u200c\u200d":
            joined = _within(before, _JOINING) or _picture(before) or (_picture(after) and mark == "\u200d")
            kept += (
                mark
                if joined and ((after and not after.isspace()) or _within(before, _JOINING)) and mark not in kept
                else ""
            )
        elif mark == "\u200b" and _within(before, _BREAKS_UNSEEN) and _within(after, _BREAKS_UNSEEN):
            kept += mark if mark not in kept else ""
    return kept


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return bool(char) and any(low <= ord(char) < high for low, high in ranges)


def _picture(char: str) -> bool:
    return bool(char) and (ord(char) >= 0x1F000 or char == "\ufe0f" or unicodedata.category(char) == "So")
