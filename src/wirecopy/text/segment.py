"""Cut text into lines, paragraphs, sentences, tokens and quotations: pure functions from a str to spans.

The cuts are shared by every pass (through `Document`), so that all of them mean the same thing by "a sentence".
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from itertools import accumulate, filterfalse
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy
from wirecopy.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LINE_END = lazy(r"\r\n|[\n\r\u2028\u2029]")
"""What ends a line of a file, as editors count them."""
_BREAK = lazy(r"\r\n|[\n\r\x0c\u2028\u2029]")
"""What ends a line of a text: the whitespace pass makes a line end of a form feed too."""
WORD = lazy(r"[^\W_]+(?:[’'\-\u2010\u2011][^\W_]+)*")
_PART = lazy(r"[^\W_]+")
APART = '.,"“”():;?!…'
"""Marks that no word holds."""
_STOP = lazy(r"[.!?…]+[\"”’»)\]]*(?=\s)|[。！？]+[」』”]*")
_BEFORE_STOP = lazy(r"([^\W_]+)\.?$")
_LONG = 5
"""No abbreviation has so many letters."""
_WRAP_MIN, _WRAP_MAX = 50, 100
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›"}
_SPAN = partial(tuple.__new__, Span)
"""Makes a span of a pair: a text has hundreds of lines."""
_QUOTES = '“”„«»「」『』‹›"'


def lines(text: str) -> tuple[Span, ...]:
    """Return the lines of `text` without their ends; text that ends in a line end has no empty last line."""
    spans: list[Span] = []
    at = 0
    if not any(map(text.__contains__, "\r\x0c\u2028\u2029")):
        starts = [0, *accumulate([len(line) + 1 for line in text.split("\n")])]
        if starts[-2] == len(text):
            del starts[-1]
        return tuple(map(_SPAN, zip(starts, [start - 1 for start in starts[1:]], strict=False)))
    for match in _BREAK.finditer(text):
        spans.append(Span(at, match.start()))
        at = match.end()
    if at < len(text):
        spans.append(Span(at, len(text)))
    return tuple(spans)


def paragraphs(text: str, line_spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the paragraphs: each non-blank line, with hard-wrapped lines joined to one.

    A line goes on in the next one if it is about as long as a wrapped line is, does not end a sentence, and the next one
    begins with a small letter.
    """
    spans: list[Span] = []
    goes_on = False
    for span in line_spans:
        start, end = span
        line = text[start:end]
        content = line.strip()
        if not content:
            goes_on = False
            continue
        if len(content) != len(line):
            start += len(line) - len(line.lstrip())
            span = Span(start, start + len(content))
        if goes_on and content[0].islower():
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        goes_on = _WRAP_MIN <= len(content) <= _WRAP_MAX and content[-1] not in '.!?…:;”"»'
    return tuple(spans)


@cache
def _abbreviations() -> frozenset[str]:
    data = Path(__file__).parent.parent / "data" / "abbreviations.txt"
    return frozenset(line for line in data.read_text("utf-8").splitlines() if line and not line.startswith("#"))


def sentences(text: str, paragraph_spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentences, none of which crosses a paragraph; abbreviations and initials do not end one."""
    spans: list[Span] = []
    for start, end in paragraph_spans:
        at = start
        for match in _STOP.finditer(text, start, end):
            if match.group() == "." and is_abbreviation(text, at, match.start(), end):
                continue
            spans.append(Span(at, match.end()))
            at = match.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            spans.append(Span(at, end))
    return tuple(spans)


def is_abbreviation(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation, or the next word shows that the sentence goes on."""
    if text[stop - _LONG : stop].isalpha() and text[stop + 1 : stop + 2] == " " and text[stop + 2 : stop + 3].isupper():
        return False
    after = stop + 1
    while after < end and text[after].isspace():
        after += 1
    if after < end and text[after].islower():
        return True
    word = text[max(start, stop - 20) : stop].rpartition(" ")[2]
    if not word.isalnum():
        before = _BEFORE_STOP.search(text, max(start, stop - 20), stop)
        if before is None:
            return False
        word = before.group(1)
    return (len(word) == 1 and word.isalpha() and word.isupper()) or word.casefold() in _abbreviations()


def tokens(text: str) -> tuple[Span, ...]:
    """Return the words of `text`: letters and digits, with apostrophes and hyphens inside them."""
    return tuple(Span(*match.span()) for match in WORD.finditer(text))


class Words(NamedTuple):
    """The words of a text."""

    counts: Mapping[str, int]
    """How often each word (as `tokens` cuts them) occurs, as it is spelled."""
    compounds: tuple[str, ...]
    """Those with hyphens or apostrophes."""
    pieces: Sequence[str]
    """What stands between blanks and the marks of `APART`, in its order: words, most of them."""
    others: str
    """The pieces that are no plain runs of letters and digits, with blanks between: all other marks of the text are in them."""
    parts: frozenset[str]
    """The runs of letters and digits in those."""


def count_words(text: str) -> Words:
    """Return the words of a text.

    The marks that part words become blanks and the text is split at blanks: most pieces are words then, and each other one
    is looked at once however often it occurs. That takes a third of the time of a regex over the text.
    """
    for mark in APART:
        if mark in text:
            text = text.replace(mark, " ")
    pieces = text.split()
    counts = Counter(pieces)
    compounds: dict[str, None] = {}
    odd = list(filterfalse(str.isalnum, counts))
    others = " ".join(odd)
    is_word = {*WORD.findall(others)}.__contains__
    for piece in odd:
        if is_word(piece):
            compounds[piece] = None
            continue
        count = counts.pop(piece)
        for word in WORD.findall(piece):
            counts[word] = counts.get(word, 0) + count
            if not word.isalnum():
                compounds[word] = None
    return Words(counts, tuple(compounds), pieces, others, frozenset(_PART.findall(others)))


def places(text: str, chars: str) -> list[int]:
    """Return where any of some characters stand, in order.

    To look for one character after the other takes a tenth of a regular expression's time, as most stand in few places.
    """
    found: list[int] = []
    for char in chars:
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
    found.sort()
    return found


def numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the runs of the digits 0 to 9 begin and end."""
    runs: list[tuple[int, int]] = []
    start = end = -1
    for at in places(text, "0123456789"):
        if at != end:
            if end > 0:
                runs.append((start, end))
            start = at
        end = at + 1
    if end > 0:
        runs.append((start, end))
    return tuple(runs)


def quotations(text: str, paragraph_spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what stands in quotation marks, marks included; an unclosed quotation runs to its paragraph's end."""
    spans: list[Span] = []
    marks = places(text, _QUOTES)
    number = 0
    for start, end in paragraph_spans if marks else ():
        opened = -1
        closers = ""
        while number < len(marks) and marks[number] < end:
            at = marks[number]
            mark = text[at]
            number += 1
            if at < start:
                continue
            if opened < 0:
                closing = '"' if mark == '"' else _CLOSERS.get(mark)
                if closing:
                    opened, closers = at, closing
            elif mark in closers:
                spans.append(Span(opened, at + 1))
                opened = -1
        if opened >= 0:
            spans.append(Span(opened, end))
    return tuple(spans)


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
