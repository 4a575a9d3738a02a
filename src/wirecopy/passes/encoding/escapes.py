r"""Escapes that were printed instead of read: \u2019, \xe9, \n, %E2%80%99, =E2=80=99."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change
from wirecopy.passes.encoding.charsets import from_utf8
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.literal-escape"
_CODE = lazy(r"\\{1,2}(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_HEX = lazy(r"\\\\?x[0-9a-fA-F]{2}(?:\\\\?x[0-9a-fA-F]{2})*")
# The first character stands alone, so that it is searched for as such.
_PERCENT = lazy(r"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*")
_QUOTED = lazy(r"=[0-9A-F]{2}(?:=[0-9A-F]{2})*")
_SOFT_BREAK = lazy(r"=\r?\n|=(?:3D|20|09|2E|3F)")
_LINE = lazy(r"(?:\\{1,2}r)?(?:\\{1,2}n)+(?:\\{1,2}r)?|\\{1,2}t")
_MARK = lazy(r"(?<!\\)\\{1,2}([\"'/])")
_WORD = lazy(r"\S+")
_ADDRESS = lazy(r"://|www\.|[?&/][\w%.-]*=|^/|/.*/|^[\w.-]+@")
_ENDS = frozenset(".!?\"'”’»)]:;,… \n")


def repair(trace: Trace) -> None:
    """Read the escapes."""
    text = trace.text
    if "\\" in text:
        found = [trace.take(list(step(trace.text))) for step in (_codes, _hex, _breaks)]
        if any(found):  # a string of JSON or of a program: its quotation marks are escaped, too
            trace.take([Change(*match.span(), match[1], RULE) for match in _MARK.finditer(trace.text)])
    if "%" in trace.text:
        trace.take(list(_sequences(trace.text, _PERCENT)))
    if "=" in trace.text:
        changes = list(_sequences(trace.text, _QUOTED))
        if trace.take(changes):
            trace.take(list(_soft_breaks(trace.text)))


def _codes(text: str) -> Iterator[Change]:
    """Yield a change for each run of escapes of one code point each; surrogates in pairs."""
    at = 0
    while match := _CODE.search(text, at):
        start, values = match.start(), []
        at = start
        while match and match.start() == at:
            values.append(int(next(filter(None, match.groups())), 16))
            at = match.end()
            match = _CODE.match(text, at)
        if all(value <= 0x10FFFF for value in values):
            raw = b"".join(chr(value).encode("utf-16-le", "surrogatepass") for value in values)
            try:
                new = raw.decode("utf-16-le")
            except UnicodeDecodeError:
                continue
            yield Change(start, at, new, RULE)


def _hex(text: str) -> Iterator[Change]:
    """Yield a change for each run of escaped bytes: UTF-8 if it is that, else one character a byte."""
    for match in _HEX.finditer(text):
        raw = bytes.fromhex(re.sub(r"\\+x", "", match.group()))
        if max(raw) < 0x80:
            continue
        new = from_utf8(raw)
        yield Change(match.start(), match.end(), raw.decode("latin-1") if new is None else new, RULE)


def _breaks(text: str) -> Iterator[Change]:
    r"""Yield a change for each \n or \t that ends a sentence or stands before a new one: not in paths and formulas."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        number = match.group().count("n")
        if number < 2 and not (before in _ENDS or not before):
            continue
        if (after.islower() and number < 2) or before == "\\":
            continue
        yield Change(start, end, "\n" * number if number else "\t", RULE, sure=number > 1)


def _sequences(text: str, pattern: re.Pattern[str]) -> Iterator[Change]:
    """Yield a change for each run of escaped bytes that is UTF-8 with more than ASCII, outside addresses."""
    word_end, address = -1, False
    for match in pattern.finditer(text):
        new, end = from_utf8(bytes.fromhex(re.sub("[%=]", "", match.group()))), match.end()
        if new is None:
            new, size = _longest(match.group())
            end = match.start() + size
        if not new or new.isascii():
            continue
        if match.start() >= word_end:  # once a word: it may be long
            word_end, address = _word(text, match.start())
        if not address:
            yield Change(match.start(), end, new, RULE)


def _longest(run: str) -> tuple[str, int]:
    """Return the longest head of a run of escapes that is UTF-8, and how long it is in the text."""
    raw = bytes.fromhex(re.sub("[%=]", "", run))
    for size in range(len(raw) - 1, max(0, len(raw) - 4), -1):
        new = from_utf8(raw[:size])
        if new is not None:
            return new, 3 * size
    return "", 0


def _word(text: str, start: int) -> tuple[int, bool]:
    """Return the end of the word around a place, and whether the word is an address (URL, path, query)."""
    while start and not text[start - 1].isspace():
        start -= 1
    word = _WORD.match(text, start)
    return (word.end(), _ADDRESS.search(word.group()) is not None) if word else (start, False)


def _soft_breaks(text: str) -> Iterator[Change]:
    for match in _SOFT_BREAK.finditer(text):
        token = match.group()
        new = "" if token.endswith("\n") else bytes.fromhex(token[1:]).decode("ascii")
        yield Change(match.start(), match.end(), new, RULE, sure=False)
