"""What a line looks like on its own: small integers that depend on nothing but its text, its words and the word table."""

from __future__ import annotations

import itertools
import re
from functools import partial
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.linemodel.wording import WORDING, wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from wirecopy.linemodel.wording import Words

WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_WIDE = re.compile(f"[{WIDE}]")
_WIDE_WORD = re.compile(rf"[{WIDE}]|[^\W{WIDE}]+")
_TERMINAL = frozenset(".!?…。！？।؟۔")
_CLOSERS = "\"'”’»)]›」』）*"
_OPENERS = frozenset("\"'“‘«„([‹「『（")
_BULLETS = frozenset("*+•·-–—▪►▶→|»›")
_LOG = tuple(int(4 * log2(1 + n)) for n in range(4096))

FORM = ("length", "words", "end", "start")
"""The columns of `Outline.form`, in order."""
LENGTH, WORDS, END, START = range(4)
SHAPE = (
    "commas",
    "sentences",
    "quotation_marks",
    "symbols",
    "word_length",
    "titled",
    "small_words",
    "script",
    *WORDING,
)
"""The columns of `Line.shape`, in order."""

SENTENCE_ENDS = frozenset((2, 3, 4, 5))
UNFINISHED = frozenset((0, 1, 6, 7, 9))


class Outline(NamedTuple):
    """The little that the first look needs to know of a line."""

    form: tuple[int, int, int, int]
    size: int
    """Words; in scripts without spaces three for five characters."""


class Line(NamedTuple):
    """What the second look sees of a line besides its outline."""

    shape: tuple[int, ...]
    topic: frozenset[str]
    """Its longer words, small letters; in scripts without spaces its pairs of characters."""
    opens: float
    """How far prose below this label is not the article's (below 0) or is (above 0)."""
    closes: float
    """The same for prose above it."""


_line = partial(tuple.__new__, Line)
_outline = partial(tuple.__new__, Outline)
"""They make lines and outlines of their fields: a text has hundreds of them."""
UNSEEN = Line((), frozenset(), 0.0, 0.0)
"""Stands for a line that was not worth a second look."""


def magnitude(n: int) -> int:
    """Return four times the binary logarithm of 1 + n, at most 48."""
    return _LOG[n] if n < 4096 else 48


def magnitudes(n: int) -> Sequence[int]:
    """Return the magnitudes of n, n - 1, … 1."""
    return _LOG[n:0:-1] if n < len(_LOG) else [magnitude(left) for left in range(n, 0, -1)]


def end_class(text: str) -> int:
    """Return how a line ends: 0 letter, 1 digit, 2 stop, 3 dots, 4 question, 5 stop and quote, 6 quote, 7 comma, 8 colon, 9 else."""
    last = text[-1]
    if last.isalnum():
        return 1 if last.isdigit() else 0
    if last in _TERMINAL:
        if last == "…" or text.endswith("..."):
            return 3
        return 4 if last in "?？؟" else 2
    if last in _CLOSERS:
        inner = text.rstrip(_CLOSERS)
        return 5 if inner and inner[-1] in _TERMINAL else 6
    if last in ",;،、":
        return 7
    return 8 if last in ":：" else 9


def start_class(text: str) -> int:
    """Return how a line begins: 0 small letter, 1 capital, 2 digit, 3 caseless, 4 quote, 5 bullet, 6 punctuation, 7 else."""
    first = text[0]
    if first.islower():
        return 0
    if first.isupper():
        return 1
    if first.isdigit():
        return 2
    if first.isalpha():
        return 3
    if first in _OPENERS:
        return 4
    if first in _BULLETS:
        return 5
    return 6 if first in ".,;:)" else 7


def _marks(text: str) -> tuple[int, int, int]:
    """Return commas, quotation marks and symbols."""
    count = text.count
    commas, quotes = count(","), count('"')
    symbols = 4 * ("$" in text or "%" in text) + 2 * ("..." in text)
    if not text.isascii():
        commas += count("，") + count("、") + count("،")
        quotes += count("“") + count("”") + count("„") + count("«") + count("「")
        symbols |= ("©" in text) + 2 * ("…" in text) + 4 * ("€" in text or "£" in text)
    return min(15, commas), min(7, quotes), symbols


def _sentences(text: str) -> int:
    """Return how many sentences end inside a line."""
    count = text.count
    stops = count(". ") + count("? ") + count("! ")
    if not text.isascii():
        stops += count(".” ") + count("。") + count("！") + count("？") + count("؟ ") + count("۔") + count("।")
    return min(stops, 15)


def size_of(text: str) -> int:
    """Return how many words a line has; in scripts without spaces three for five characters."""
    return len(_WIDE_WORD.findall(text)) * 3 // 5 if not text.isascii() and _WIDE.search(text) else len(text.split())


def may_be_wide(words: Iterable[str]) -> bool:
    """Tell whether one of the lines that have these words is, in part, in a script without spaces."""
    return _WIDE.search("".join([word for word in words if not word.isascii()])) is not None


def sizes_of(texts: Sequence[str], *, wide: bool = True) -> list[int]:
    """Return what `size_of` gives for each line; `wide`: whether one may be in a script without spaces."""
    sizes = [*map(len, map(str.split, texts))]
    if not wide:
        return sizes
    for number in [number for number, text in enumerate(texts) if not text.isascii()]:
        if _WIDE.search(texts[number]):
            sizes[number] = size_of(texts[number])
    return sizes


def outline(text: str, size: int) -> Outline:
    """Return what the first look needs to know of one line; `text` is stripped and not empty."""
    length = len(text)
    if length >= len(_LOG):
        return Outline((magnitude(length), magnitude(size), end_class(text), start_class(text)), size)
    return _outline(((_LOG[length], _LOG[size], end_class(text), start_class(text)), size))


def describe(text: str, words: Sequence[str], rule: str, table: Words, asked: Collection[str] = SHAPE) -> Line:
    """Return what the second look sees of one line.

    `text` is stripped and not empty, `words` are its words in small letters (in scripts without spaces its characters),
    `rule` is the name of the rule that knows it, if one does. Columns that are not `asked` for may be 0.
    """
    split = text.split()
    pieces = len(split)
    wide = not text.isascii() and len(words) > 2 * pieces
    script = 0 if text.isascii() else 2 if wide else 1
    levels, opens, closes = wording(words, rule, table)
    commas, quotes, symbols = _marks(text)
    shape = (
        commas,
        _sentences(text) if "sentences" in asked else 0,
        quotes,
        symbols,
        min(len(text) * 2 // pieces, 60),
        sum(map(str.istitle, split)) * 16 // pieces if "titled" in asked else 0,
        sum(map(str.islower, split)) * 16 // pieces,
        script,
        *levels,
    )
    return _line((shape, _topic(words, wide=wide), opens, closes))


def is_wide(text: str, words: Sequence[str]) -> bool:
    """Tell whether a line is in a script without spaces: it has far more words than pieces."""
    return not text.isascii() and len(words) > 2 * len(text.split())


def topic_of(text: str, words: Sequence[str]) -> frozenset[str]:
    """Return the longer words of a line; in scripts without spaces its pairs of characters."""
    return _topic(words, wide=is_wide(text, words))


def _topic(words: Sequence[str], *, wide: bool) -> frozenset[str]:
    if wide:
        return frozenset([left + right for left, right in itertools.pairwise(words) if len(left) == len(right) == 1])
    return long_words(words)


def long_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words that tell something of a topic."""
    return frozenset([word for word in words if len(word) > 3])
