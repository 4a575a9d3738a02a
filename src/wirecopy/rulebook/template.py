"""Phrases with places in them, as "by {name}": made into a regular expression and a check of what stands in each place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text import Span, dates
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

_PLACE = lazy(r"\{(\w+)\}")
_MAX_NAME, _MAX_NAME_WORDS = 90, 12
_SHORT_WORD = 3
"""Small words that may stand inside a name (de, van, und, and, y, bin) have at most this many letters."""
_MAX_INITIALS = 4


class Filled(NamedTuple):
    """What stood in a place of a template, and where in the line."""

    place: str
    text: str
    span: Span


def is_name(text: str) -> bool:
    """Tell whether `text` can be the names of one or more persons: each longer word begins with a capital.

    In scripts without capitals any few words can be.
    """
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS:
        return False
    for number, word in enumerate(words):
        if word[-1] in "!?;…。" or (word[-1] == "." and len(word) > _MAX_INITIALS) or any(map(str.isdigit, word)):
            return False
        inside = 0 < number < len(words) - 1
        if word[0].islower() and not (inside and len(word) <= _SHORT_WORD) and not any(map(str.isupper, word)):
            return False
    return words[0][0].isalpha() and (text != text.lower() or not text.isascii())


def _is_title(text: str) -> bool:
    return len(text.split()) <= 40


def _is_date(text: str) -> bool:
    return dates.read(text) is not None


_PLACES: dict[str, tuple[str, Callable[[str], bool] | None]] = {
    "name": (r".{2,90}?", is_name),
    "user": (r"[^\W\d_][\w.\-]{2,30}", None),
    "date": (r".{4,70}?", _is_date),
    "title": (r".{3,250}", _is_title),
    "n": (r"\d[\d.,]{0,9} ?[KkMm]?", None),
    "time": (r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?", None),
    "any": (r".{1,120}?", None),
    "url": (r"(?:https?://|www\.)?[\w\-]{1,60}(?:\.[\w\-]{1,60}){1,5}(?:/\S{0,200})?", None),
}
PLACES = frozenset(_PLACES)


class Template:
    """A phrase with places. The literal text around them is compared without regard to case."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        parts = _PLACE.split(phrase)
        self.head = _fold(parts[0])
        self.tail = _fold(parts[-1])

    def fill(self, line: str) -> tuple[Filled, ...] | None:
        """Return what stands in each place if the whole of `line` is this phrase, else None."""
        match = _compile(self.phrase).fullmatch(line)
        if match is None:
            return None
        filled = tuple(
            Filled(place.rstrip("0123456789"), match[place], Span(*match.span(place))) for place in match.re.groupindex
        )
        for place, text, _ in filled:
            check = _PLACES[place][1]
            if check and not check(text):
                return None
        return filled


def unknown_place(phrase: str) -> str | None:
    """Return the first place in `phrase` that is none of `PLACES`."""
    return next((place for place in _PLACE.findall(phrase) if place.rstrip("0123456789") not in PLACES), None)


def is_template(phrase: str) -> bool:
    """Tell whether `phrase` has places; `{n}` alone makes no template, since keys know all numbers as one."""
    return any(place != "n" for place in _PLACE.findall(phrase))


@cache
def _compile(phrase: str) -> re.Pattern[str]:
    pieces = _PLACE.split(phrase)
    regex = ""
    named: set[str] = set()
    for number, piece in enumerate(pieces):
        if number % 2:
            place = piece.rstrip("0123456789")
            # A place may stand twice, as in {n}:{n}: a name that no phrase would give parts the two.
            name = piece if piece not in named else f"{place}{1000 + number}"
            named.add(name)
            regex += f"(?P<{name}>{_PLACES[place][0]})"
        else:
            regex += r"\s{1,3}".join(re.escape(word) for word in piece.split(" ")).replace("'", "['’]")
    return re.compile(regex, re.IGNORECASE)


def _fold(text: str) -> str:
    return text.casefold().replace("’", "'").strip()
