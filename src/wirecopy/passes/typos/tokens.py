"""The words of a text that a spell-checker may judge.

Addresses, handles, hashtags, file names, code, letters without end and whatever holds a digit or an underscore are protected: their
words appear with `text` empty, so that neighbours still know that something stands there. A possessive `'s` is not
part of its word. Curly apostrophes are folded to `'`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wirecopy.text.lazy import lazy

_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PROTECTED = lazy(
    r"(?:\w+://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+\.\w[\w.-]*"
    r"|[@#][\w-]+(?:\.\w+)*"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|co|uk|io|ai|tv|biz|eu|fm|dev|info|html?|php|jpe?g|png|pdf|gif|js|py|exe)\b(?:/\S*)?"
    r"|\w*[\d_]\w*(?:['’]\w+)?"
    r"|\S*\\\S*",
    re.IGNORECASE,
)


_LONGEST = 64
"""Letters of a word at most: a longer run of them is encoded data, and costs its square to look at."""


class Word(NamedTuple):
    """A word, or a protected stretch (`text` is empty). Positions in code points."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """The words of `text` in order."""
    guarded = protected(text)
    guarded.append((len(text) + 1, len(text) + 1))
    out: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while guarded[at][1] <= start:
            at += 1
        if guarded[at][0] < end or end - start > _LONGEST:
            out.append(Word(start, end, ""))
            continue
        word = match.group()
        if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
            word, end = word[:-2], end - 2
        out.append(Word(start, end, word.replace("’", "'")))
    return out


_STRETCH = 2000
"""Code points between two blanks from which on it is no use to look closely: it is data, all of it."""
_SIGNS = lazy(r"[@#\\_\d/]|\w\.\w")
_SPACE = lazy(r"\s")


def protected(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` that are no words; looks closely only between the blanks around a tell-tale sign."""
    spans: list[tuple[int, int]] = []
    done = 0
    for sign in _SIGNS.finditer(text):
        if sign.start() < done:
            continue
        at = sign.start()
        while at > done and not text[at - 1].isspace():
            at -= 1
        space = _SPACE.search(text, sign.end())
        done = space.start() if space else len(text)
        if done - at > _STRETCH:
            spans.append((at, done))
            continue
        spans += [match.span() for match in _PROTECTED.finditer(text, at, done)]
    return spans
