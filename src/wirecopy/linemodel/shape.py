"""What a line looks like on its own: small integers that depend on nothing but its text and two word tables.

No language is known here beyond the weights of words that training found (see tools/train_line_model.py).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from math import log2, sqrt
from typing import NamedTuple

WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_WORD = re.compile(r"\w+")
_WIDE = re.compile(f"[{WIDE}]")
_WIDE_WORD = re.compile(rf"[{WIDE}]|[^\W{WIDE}]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TERMINAL = frozenset(".!?…。！？।؟۔")
_CLOSERS = "\"'”’»)]›」』）*"
_OPENERS = frozenset("\"'“‘«„([‹「『（")
_BULLETS = frozenset("*+•·-–—▪►▶→|»›")
_LOG = tuple(int(4 * log2(1 + n)) for n in range(4096))
_HEAD = 24
"""Words of a long line that are looked up."""
LABEL = 10
"""Lines of at most so many words may open or close a zone of the page."""

FORM = ("length", "words", "end", "start")
"""The columns of `Outline.form`, in order."""
LENGTH, WORDS, END, START = range(4)
SHAPE = (
    "commas",
    "sentences",
    "separators",
    "quotation_marks",
    "digits",
    "capitals",
    "symbols",
    "word_length",
    "titled",
    "small_words",
    "addresses",
    "script",
    "year",
    "question",
    "longest_word",
    "wording",
    "wording_mean",
    "worst_word",
    "best_word",
    "opens",
    "closes",
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


UNSEEN = Line((), frozenset(), 0.0, 0.0)
"""Stands for a line that was not worth a second look."""

Words = Mapping[str, Sequence[int]]
"""What training found out about words, `^first`, `last$` and `word pairs`, in hundredths: the weight of evidence that a
line with this word belongs to the article, that prose below a label with it does, that prose above it does."""


def magnitude(n: int) -> int:
    """Return four times the binary logarithm of 1 + n, at most 48."""
    return _LOG[n] if n < 4096 else 48


def tokens(text: str) -> list[str]:
    """Return the words of a line in small letters; in scripts without spaces each character is one."""
    low = text.lower()
    return _WORD.findall(low) if text.isascii() or not _WIDE.search(low) else _WIDE_WORD.findall(low)


def keys(words: Sequence[str]) -> list[str]:
    """Return what is looked up in the word tables: words, the first and the last as such, and in short lines pairs."""
    if not words:
        return []
    found = [*words[:_HEAD], "^" + words[0], words[-1] + "$"]
    if len(words) <= LABEL:
        found += [f"{left} {right}" for left, right in itertools.pairwise(words)]
    return found


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


def _level(value: float, reach: int) -> int:
    """Return `value` as an integer around `reach`, within 0 and twice `reach`."""
    return reach + int(max(-reach, min(reach, value)))


_BLANK = (24, 24, 12, 0, 15, 15)


def _wording(found: Sequence[str], words: int, tables: Words) -> tuple[tuple[int, ...], float, float]:
    """Return the six levels of what the looked-up words tell, and how far the line opens and closes a zone."""
    hits = [hit for hit in map(tables.get, found) if hit]
    if not hits:
        return _BLANK, 0.0, 0.0
    weights = [hit[0] for hit in hits]
    prose, low, high = sum(weights), min(weights), max(weights)
    scale = sqrt(len(found))
    opens = closes = 0.0
    if words <= LABEL:
        opens, closes = sum([hit[1] for hit in hits]) / scale / 100, sum([hit[2] for hit in hits]) / scale / 100
    levels = (
        _level(prose / 25, 24),
        _level(prose / scale / 12.5, 24),
        _level(low / 25, 12) if low < 0 else 12,
        min(12, high // 25) if high > 0 else 0,
        _level(opens * 4, 15),
        _level(closes * 4, 15),
    )
    return levels, opens, closes


_DIGITS = b"0123456789"
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _marks(text: str) -> tuple[int, ...]:
    """Return commas, sentence ends inside, separators, quotation marks, digits, capitals (of ASCII) and symbols."""
    count, length = text.count, len(text)
    data = text.encode("utf-8", "surrogatepass")
    digits, capitals = len(data) - len(data.translate(None, _DIGITS)), len(data) - len(data.translate(None, _CAPITALS))
    commas, stops, quotes = count(","), count(". ") + count("? ") + count("! "), count('"')
    separators = count("|") + count(" / ") + count(" - ")
    symbols = 4 * ("$" in text or "%" in text) + 2 * ("..." in text)
    if len(data) > length:
        commas += count("，") + count("、") + count("،")
        stops += count(".” ") + count("。") + count("！") + count("？") + count("؟ ") + count("۔") + count("।")
        separators += count("•") + count("·") + count("»") + count("›") + count(" – ")
        quotes += count("“") + count("”") + count("„") + count("«") + count("「")
        symbols |= ("©" in text) + 2 * ("…" in text) + 4 * ("€" in text or "£" in text)
    return (
        min(commas, 15),
        min(stops, 15),
        min(separators, 7),
        min(quotes, 7),
        digits * 16 // length,
        capitals * 32 // length,
        symbols,
    )


def outline(text: str) -> Outline:
    """Return what the first look needs to know of one line; `text` is stripped and not empty."""
    size = len(_WIDE_WORD.findall(text)) * 3 // 5 if not text.isascii() and _WIDE.search(text) else len(text.split())
    return Outline((magnitude(len(text)), magnitude(size), end_class(text), start_class(text)), size)


def describe(text: str, tables: Words) -> Line:
    """Return what the second look sees of one line; `text` is stripped and not empty."""
    words = tokens(text)
    split = text.split()
    pieces = len(split)
    plain = text.isascii()
    if not plain and len(words) > 2 * pieces:
        script, topic = (
            2,
            frozenset(left + right for left, right in itertools.pairwise(words) if len(left) == len(right) == 1),
        )
    else:
        script, topic = 0 if plain else 1, frozenset([word for word in words if len(word) > 3])
    wording, opens, closes = _wording(keys(words), len(words), tables)
    shape = (
        *_marks(text),
        min(len(text) * 2 // pieces, 60),
        sum(map(str.istitle, split)) * 16 // pieces,
        sum(map(str.islower, split)) * 16 // pieces,
        ("://" in text or "www." in text) + 2 * ("@" in text) + 4 * (".com" in text) + 8 * ("#" in text),
        script,
        1 if _YEAR.search(text) else 0,
        1 if "?" in text else 0,
        min(len(max(words, key=len)), 30) if words else 0,
        *wording,
    )
    return Line(shape, topic, opens, closes)
