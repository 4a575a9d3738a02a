"""An article that is none: an error page, a wall (consent, payment, robots), a page of headlines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.model import Document
    from wirecopy.rulebook import Rule

WALLS = ("structure.error-page", "structure.consent-wall", "structure.robot-check", "structure.paywall")
INDEX = "structure.index-page"
_SHORT = 180
"""A page with more words holds something besides its wall."""
_LONG = 4000
"""A page of so many code points has more words than that in any language here."""
_LINES, _WORDS, _SHARE = 12, 8, 0.1
_SENTENCE = lazy(r"[.!?…。]['\"”’»)]*$")


def check(doc: Document, rules: Mapping[str, Rule]) -> Iterator[Claim]:
    """Yield at most one claim: what this page is instead of an article."""
    if len(doc.text) > _LONG and len(doc.paragraphs) < _LINES:
        return
    words = sum(doc.words.values())
    if words <= _SHORT and (wall := _wall(doc, rules)):
        yield wall
        return
    lines = doc.paragraphs
    if len(lines) >= _LINES and words < _WORDS * len(lines):
        ended = sum(bool(_SENTENCE.search(span.of(doc.text)[-4:])) for span in lines)
        if ended <= _SHARE * len(lines):
            yield Claim(INDEX, lines[0], f"{len(lines)} lines, {ended} sentences")


def _wall(doc: Document, rules: Mapping[str, Rule]) -> Claim | None:
    known = {word.casefold() for word in (*doc.words, *doc.counted.parts)}
    folded = ""
    for name in WALLS:
        phrases = (*rules[name].phrases.get("any", ()),) if name in rules else ()
        if known.isdisjoint(_rarest(phrases)):
            continue
        folded = folded or doc.text.casefold().replace("’", "'")
        if any(phrase in folded for phrase in phrases):
            match = _regex(phrases).search(folded)
            if match and len(folded) == len(doc.text):
                return Claim(name, Span(*match.span()), match.group())
    return None


@lru_cache(maxsize=16)
def _rarest(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the longest word of each phrase: a text without it does not hold the phrase."""
    return frozenset(max(re.findall(r"[^\W_]+", phrase), key=len) for phrase in phrases)


@lru_cache(maxsize=16)
def _regex(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)" for phrase in phrases) or r"(?!)")
