"""What a pattern over words cannot see: sentences that go on too long, a word joined with itself, a chain of “of”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span, segment
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wirecopy.model import Document

LONG = "phrasing.over-long-sentence"
SAME = "phrasing.word-joined-with-itself"
CHAIN = "phrasing.of-chain"
_WORDS = 75
"""So many words outside quotations are too many. In published news one sentence in 15,000 words has as many."""
_LEAST = 5 * _WORDS
"""A paragraph of fewer code points holds no such sentence."""
_PART = lazy(r"[^;]+")
_EMPHATIC = ("er", "s", "ing")
"""Comparatives, plurals and what goes on and on: joined with themselves, they stress."""
_BEFORE = lazy(r"(?<![\w’'-])([^\W\d_A-Z]{4,20})\Z")
_AFTER = lazy(r"([^\W\d_A-Z]{4,20})(?![\w’'-])")
_CHAIN = lazy(
    r"(?:[\w’'-]{1,30}[ \u00a0](?:[\w’'-]{1,30}[ \u00a0])?of[ \u00a0](?:the[ \u00a0]|a[ \u00a0]|an[ \u00a0])?){5}[\w’'-]{1,30}"
)


def check(doc: Document, together: Collection[str]) -> Iterator[Claim]:
    """Yield what is found; `together` are words that English does join with themselves (again and again)."""
    yield from _long(doc)
    yield from _same(doc, together)
    if doc.words.get("of", 0) >= 5:
        for match in _CHAIN.finditer(doc.text):
            yield Claim(CHAIN, Span(*match.span()), str(match[0].count(" of ")))


def _long(doc: Document) -> Iterator[Claim]:
    for paragraph in doc.paragraphs:
        if paragraph.end - paragraph.start < _LEAST:
            continue
        for sentence in segment.sentences(doc.text, (paragraph,)):
            if sentence.end - sentence.start < _LEAST:
                continue
            for part in _PART.finditer(doc.text, *sentence):
                words = len(part[0].split())
                span = Span(*part.span())
                if words >= _WORDS and words - _quoted_words(doc, span) >= _WORDS:
                    yield Claim(LONG, span, str(words))


def _quoted_words(doc: Document, span: Span) -> int:
    return sum(len(quotation.of(doc.text).split()) for quotation in doc.quotations if quotation.overlaps(span))


def _same(doc: Document, together: Collection[str]) -> Iterator[Claim]:
    text = doc.text
    at = text.find(" and ")
    while at >= 0:
        before = _BEFORE.search(text, max(0, at - 21), at)
        if before and (after := _AFTER.match(text, at + 5)) and before[1] == after[1]:
            word = before[1]
            if word not in together and not word.endswith(_EMPHATIC):
                yield Claim(SAME, Span(before.start(1), after.end()), word)
        at = text.find(" and ", at + 5)
