"""What a pattern over words cannot see: sentences that go on too long, a word joined with itself, a chain of “of”."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span, segment
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from wirecopy.model import Document
    from wirecopy.rulebook import Rule

LONG = "phrasing.over-long-sentence"
SAME = "phrasing.word-joined-with-itself"
CHAIN = "phrasing.of-chain"
_WORDS = 75
"""So many words outside quotations are too many. In published news one sentence in 15,000 words has as many."""
_LEAST = 5 * _WORDS
"""A paragraph of fewer code points holds no such sentence."""
_ENDS = (".” ", '." ', "? ", "! ")
"""What ends a sentence whatever word stands before it."""
_PART = lazy(r"[^;]+")
_AND, _OF = " and ", " of "
_LONGEST = 21
_SHORT = 3
"""So few letters joined with themselves are no word twice."""
_EMPHATIC = ("er", "s", "ing", "ed")
"""Comparatives, plurals and what goes on and on: joined with themselves, they stress."""
GLOSS = "phrasing.gloss-of-itself"
DAY = "phrasing.day-without-month"
_BRACKETS = lazy(r"\(([^\W\d_][^() \n]{0,40} [^()\n]{1,60})\)")
_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_LAST_DAY = 31
_REACH = 30
_ON_THE = lazy(r"\b[Oo]n the (?:(?:early |late )?(?:morning|afternoon|evening|night) of the )?\Z")
_NOTHING_COUNTED = lazy(r"(?=[,.;:)]|\Z| (?:the|a|an|in|at|by|to|that|with|he|she|they|it|local|as|after|for|from)\b)")
_NO_COMPOUND = lazy(r"[.,;:!?)”\"\n]| and |\Z")
"""What follows shows that the word is not the first of a compound (wood and wood products)."""
_LINKS, _LINK = 5, 40
"""So many “of” in a row, each within so many code points of the next."""
_WORD, _GAP = r"[\w’'-]{1,30}", "[ \u00a0]"
_CHAIN = lazy(rf"(?:{_WORD}{_GAP}(?:{_WORD}{_GAP})?of{_GAP}(?:(?:the|a|an){_GAP})?){{5}}{_WORD}")


def check(doc: Document, rules: Mapping[str, Rule]) -> Iterator[Claim]:
    """Yield what is found. The phrases of a rule are the words that make it silent."""
    if doc.language:
        yield from _long(doc)
    yield from _same(doc, _words(rules, SAME))
    if doc.words.get("of", 0) >= _LINKS:
        yield from _chains(doc)
    if " (" in doc.text:
        yield from _glosses(doc)
    yield from _days(doc, _words(rules, DAY))


def _words(rules: Mapping[str, Rule], name: str) -> Sequence[str]:
    return rules[name].phrases.get("en", ()) if name in rules else ()


def _glosses(doc: Document) -> Iterator[Claim]:
    """Words in brackets that stand before them, too."""
    for match in _BRACKETS.finditer(doc.text):
        inside = match[1]
        start = match.start() - 1 - len(inside)
        if start >= 0 and doc.text[start : match.start() - 1] == inside and not doc.text[start - 1 : start].isalnum():
            yield Claim(GLOSS, Span(start, match.end()), inside)


def _days(doc: Document, others: Sequence[str]) -> Iterator[Claim]:
    """“On the 8th”, without a month, in a text that counts nothing else."""
    for start, end in doc.numbers:
        if end - start > 2 or doc.text[end : end + 2] not in _ENDINGS or not 0 < int(doc.text[start:end]) <= _LAST_DAY:
            continue
        before = _ON_THE.search(doc.text, max(0, start - _REACH), start)
        if before and _NOTHING_COUNTED.match(doc.text, end + 2) and doc.words.keys().isdisjoint(others):
            span = Span(before.start(), end + 2)
            yield Claim(DAY, span, span.of(doc.text))


def _long(doc: Document) -> Iterator[Claim]:
    for paragraph in doc.paragraphs:
        if not _may_be_long(doc.text, *paragraph):
            continue
        for sentence in segment.sentences(doc.text, (paragraph,)):
            if sentence.end - sentence.start < _LEAST:
                continue
            for part in _PART.finditer(doc.text, *sentence):
                words = len(part[0].split())
                span = Span(*part.span())
                if words >= _WORDS and words - _quoted_words(doc, span) >= _WORDS:
                    yield Claim(LONG, span, str(words))


def _may_be_long(text: str, at: int, end: int) -> bool:
    """Tell whether a stretch of a paragraph, as long as a long sentence, holds no place where a sentence surely ends.

    From each such place the look goes to the last one that is near enough: most are never looked at.
    """
    while end - at >= _LEAST:
        limit = stop = at + _LEAST
        while (stop := text.rfind(". ", at + 1, stop)) >= 0:
            if not segment.is_abbreviation(text, at, stop, end):
                break
        if stop < 0:
            stop = max(text.rfind(mark, at + 1, limit) for mark in _ENDS)
        if stop < 0:
            return True
        at = stop
    return False


def _quoted_words(doc: Document, span: Span) -> int:
    return sum(len(quotation.of(doc.text).split()) for quotation in doc.quotations if quotation.overlaps(span))


def _same(doc: Document, together: Collection[str]) -> Iterator[Claim]:
    text = doc.text
    pieces = text.split(_AND)
    at = 0
    for before, after in pairwise(pieces):
        at += len(before)
        if before[-_SHORT - 1 :] in after[:_LONGEST]:
            yield from _joined(text, at, together)
        at += len(_AND)


def _joined(text: str, at: int, together: Collection[str]) -> Iterator[Claim]:
    """Look at the words beside the “and” at a place."""
    word = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
    start = at + len(_AND)
    after = start + len(word)
    if len(word) <= _SHORT or not text.startswith(word, start) or text[after : after + 1].isalnum():
        return
    if not word.isalpha() or not word.islower() or word in together or word.endswith(_EMPHATIC):
        return
    if _NO_COMPOUND.match(text, after):
        yield Claim(SAME, Span(at - len(word), after), word)


def _chains(doc: Document) -> Iterator[Claim]:
    """Look where so many “of” stand close to each other: most texts have no such place."""
    text = doc.text
    pieces = text.split(_OF)
    at = run = done = 0
    for piece in pieces[:-1]:
        at += len(piece)
        run = run + 1 if 0 < len(piece) <= _LINK and run else 1
        if run >= _LINKS and at > done:
            match = _CHAIN.search(text, max(done, at - _LINKS * (_LINK + len(_OF))), at + 2 * _LINK)
            if match:
                done = match.end()
                yield Claim(CHAIN, Span(*match.span()), str(match[0].count(_OF)))
        at += len(_OF)
