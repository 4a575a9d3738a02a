"""One person with two ages: “Ann Lee, 45,” and “45-year-old Ann Lee”, as six languages write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document

RULE = "consistency.two-ages"
_NAME = r"(?P<name>[^\W\d_a-z][\w’'-]{1,30}(?:[ \u00a0][^\W\d_a-z][\w’'.-]{0,30}){1,3})"
_AGE = r"(?P<age>[1-9]\d)"
_FORMS = {
    "any": (_NAME + rf" ?[,(] ?{_AGE}(?:,|\)|(?= (?:years old|años|ans|anos|anni|Jahre)\b))",),
    "en": (
        rf"\b{_AGE}-year-old (?:[a-z]+ ){{0,3}}{_NAME}",
        _NAME + rf",? (?:who is|who was|is|was|aged|is aged) {_AGE}(?: years old)?(?=[,.;])",
    ),
    "es": (_NAME + rf",? de {_AGE} años", ),
    "pt": (_NAME + rf",? (?:de )?{_AGE} anos", ),
    "fr": (_NAME + rf",? (?:âgée? de )?{_AGE} ans", ),
    "it": (_NAME + rf",? (?:di )?{_AGE} anni", ),
    "de": (rf"\b{_AGE}-jährigen? {_NAME}", _NAME + rf",? {_AGE} Jahre(?: alt)?"),
}  # fmt: skip
_AFTER = lazy(r"[,.;)]|-year|-jähr| (?:años|ans|anos|anni|Jahre|years)\b")
"""What stands after an age."""


_BEFORE = frozenset((", ", " (", "d ", "s ", "e "))
"""What stands before a bare age: a comma, a bracket, or the end of aged, is, was, de, âgée."""
_REACH = 90
"""A name and its age stand within so many code points of each other."""


def check(doc: Document, lang: str) -> Iterator[Claim]:
    """Yield an age that is not the one given first for the same name: its last two words, as a title may stand before it."""
    ages: dict[str, tuple[str, int]] = {}
    for span, age, name in sorted(_ages(doc, lang)):
        first, start = ages.setdefault(name, (age, span.start))
        if first != age and not doc.quoted(span):
            yield Claim(RULE, span, f"{name}, {age}", first, evidence=f"{first} at {start}, {age} at {span.start}")


def _ages(doc: Document, lang: str) -> set[tuple[Span, str, str]]:
    found: set[tuple[Span, str, str]] = set()
    text = doc.text
    places = list(_places(doc))
    for at, end in places if len(places) > 1 else ():
        start = max(0, at - _REACH)
        window = text[start : end + _REACH]
        for form in (*_FORMS["any"], *_FORMS.get(lang, ())):
            for match in re.finditer(form, window):
                name = " ".join(match["name"].rstrip(".").split()[-2:])
                found.add((Span(*match.span("age")).shifted(start), match["age"], name))
    return found


def _places(doc: Document) -> Iterator[tuple[int, int]]:
    """Yield where a number stands that may be an age."""
    text = doc.text
    for at, end in doc.numbers:
        if end - at != 2 or not (after := _AFTER.match(text, end)):
            continue
        if after[0] not in ",.;)" or text[at - 2 : at] in _BEFORE:
            yield at, end
