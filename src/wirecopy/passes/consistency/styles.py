"""Two house styles in one article: quotation marks, percent, times. Never wrong in itself, so info, once an article each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from wirecopy.model import Document

QUOTES = "consistency.quotation-marks"
PERCENT = "consistency.percent-style"
TIMES = "consistency.time-style"
_CURLY, _STRAIGHT = lazy("[“”]"), lazy(r'"(?<![\d\'’]")')
_PERCENT = (
    lazy(r"(?<=\d )percent\b"),
    lazy(r"(?<=\d )per cent\b"),
)
_TIMES = (
    lazy(r"\b\d{1,2}(?::\d\d)? [ap]\.m\."),
    lazy(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]m\b"),
)


def check(doc: Document, lang: str) -> Iterator[Claim]:
    """Yield the first place of the rarer style, for each matter in which the text has two."""
    text = doc.text
    if '"' in text and ("“" in text or "”" in text):
        yield from _rarer(doc, QUOTES, (_CURLY, _STRAIGHT), quoted=True)
    if lang == "en" and "percent" in doc.words and "cent" in doc.words and "per cent" in text:
        yield from _rarer(doc, PERCENT, _PERCENT)
    if lang == "en" and "m" in doc.words and ("a.m." in text or "p.m." in text):
        yield from _rarer(doc, TIMES, _TIMES)


def _rarer(doc: Document, rule: str, forms: tuple[re.Pattern[str], ...], *, quoted: bool = False) -> Iterator[Claim]:
    places = [[Span(*match.span()) for match in form.finditer(doc.text)] for form in forms]
    places = [[span for span in spans if quoted or not doc.quoted(span)] for spans in places]
    if not all(places):
        return
    few, many = sorted(places, key=lambda spans: (len(spans), -spans[0].start))
    evidence = f"{len(few)} to {len(many)}"
    yield Claim(rule, few[0], few[0].of(doc.text), many[0].of(doc.text), evidence=evidence)
