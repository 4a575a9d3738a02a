"""One acronym with two expansions: “Word Word Word (WWW)” and “WWW (Word Word Word)”, in any language with capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document

RULE = "consistency.acronym-expanded-twice"
_BRACKETS = lazy(r"\(([^()\n]{3,90})\)")
_ACRONYM = lazy(r"[A-Z]{3,7}")
_AFTER = lazy(r"(?<!\w)([A-Z]{3,7}) \Z")
_REACH = 120
"""An expansion stands within so many code points before the bracket."""
_SMALL = 4
"""A word up to so many letters may be passed over: of, the, and, für, dell’."""


def check(doc: Document) -> Iterator[Claim]:
    """Yield the second expansion of an acronym if it is not the first one."""
    if doc.text.count(")") < 2:
        return
    seen: dict[str, str] = {}
    for acronym, span in sorted(_expansions(doc.text), key=lambda item: item[1]):
        words = span.of(doc.text)
        first = seen.setdefault(acronym, words)
        if _differ(first, words) and not doc.quoted(span):
            yield Claim(RULE, span, f"{words} ({acronym})", first, (first,))


def _expansions(text: str) -> Iterator[tuple[str, Span]]:
    for match in _BRACKETS.finditer(text):
        inside, at = match[1], match.start()
        if _ACRONYM.fullmatch(inside.removesuffix("s")):
            before = text[max(0, at - _REACH) : at]
            words = list(re.finditer(r"[^ \u00a0]+", before))[-10:]
            start = _spelled([word[0] for word in words], inside.removesuffix("s"))
            if start is not None:
                shift = at - len(before)
                yield inside.removesuffix("s"), Span(shift + words[start].start(), shift + words[-1].end())
        elif (
            " " in inside
            and (acronym := _AFTER.search(text, max(0, at - 9), at))
            and _spelled(inside.split(), acronym[1]) == 0
        ):
            yield acronym[1], Span(*match.span(1))


def _spelled(words: list[str], acronym: str) -> int | None:
    """Return the word at which the initials of the words, read from the end, have spelled the acronym.

    Small words mostly do not count (the “of” of an Office of …); in a few they do (Department of Defense, DOD).
    """
    start = _spell(words, acronym, small=False)
    return _spell(words, acronym, small=True) if start is None else start


def _spell(words: list[str], acronym: str, *, small: bool) -> int | None:
    left = list(acronym)
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if not small and word[0].islower() and len(word) <= _SMALL:
            continue
        initials = "".join(part[:1] for part in word.split("-"))
        if left and initials.upper() == "".join(left[-len(initials) :]) and (word[0].isupper() or len(word) > 1):
            del left[-len(initials) :]
            if not left:
                return at if word[0].isupper() else None
        elif len(word) > _SMALL or word[0].isupper():
            return None
    return None


def _differ(first: str, second: str) -> bool:
    """Tell whether two expansions are two names: a long word of one has nothing near it in the other."""
    ours, theirs = _content(first), _content(second)
    return len(ours) != len(theirs) or any(a[:4] != b[:4] for a, b in zip(ours, theirs, strict=True))


def _content(words: str) -> list[str]:
    return [word.casefold() for word in re.split(r"[\s-]+", words) if len(word) > _SMALL or word[:1].isupper()]
