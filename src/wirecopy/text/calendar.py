"""Dates in running text, as six languages write them: where they stand, and which day of which month and year they name.

Pure: no clock is read. What a date without a year means is the caller's affair.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.data import DATA
from wirecopy.text.lazy import lazy
from wirecopy.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|ª|\.)?"
_LINK = r"(?:of |de |d’|d')?"
_ARTICLE = r"(?:the |el |le |il |den |dem |dia |día )?"
_BEFORE = lazy(rf"(?<![\d.,:/$£€¥#-])(?<!\d ){_DAY}[ \u00a0]{_LINK}\Z")
_AFTER = lazy(
    r"\.?[ \u00a0](?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%$£€]|[.,:]\d(?!\d{3}\b)|[ \u00a0]?(?:percent|per cent|%|[-–/]\d))"
)
_YEAR = lazy(r"\.?,?[ \u00a0](?:de |del |do |of )?(?P<year>(?:1[5-9]|20)\d\d)(?![\d:%-]|,\d)")
_WEEKDAY = lazy(rf"(?<![^\W\d_])(?P<weekday>[^\W\d_][\w-]*)\.?,?[ \u00a0](?:\()?{_ARTICLE}\Z")
_REACH = 40


class DateMention(NamedTuple):
    """A date in a text. `weekday`: 1 Monday to 7 Sunday; `year` and `weekday` are None where they are not given."""

    span: Span
    day: int
    month: int
    year: int | None
    weekday: int | None
    day_span: Span
    weekday_span: Span | None

    def possible(self) -> bool:
        """Tell whether the month has such a day (29 February: in some year, or in the one given)."""
        if not 1 <= self.day <= _DAYS[self.month - 1]:
            return False
        return (self.month, self.day) != (2, 29) or self.year is None or self.in_year(self.year) is not None

    def in_year(self, year: int) -> date | None:
        """Return the date in a year; None if that year has no such day."""
        return date_of(year, self.month, self.day)


def date_of(year: int, month: int, day: int) -> date | None:
    """Return the date; None if there is no such day."""
    from datetime import date

    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _calendar() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    table: dict[str, dict[str, dict[str, int]]] = json.loads((DATA / "calendar.json").read_text("utf-8"))
    return table


def languages() -> tuple[str, ...]:
    """Return the languages whose dates can be read."""
    return tuple(_calendar())


def dates(text: str, lang: str, words: Collection[str] | None = None) -> list[DateMention]:
    """Return the dates with a day and a month in words, in order. `words`: those of the text, where they are known."""
    calendar = _calendar().get(lang)
    if calendar is None:
        return []
    months = [name for name in calendar["months"] if words is None or name in words]
    found = (_mention(text, at, name, calendar) for name in months for at in _places(text, name))
    return sorted(mention for mention in found if mention)


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            yield at
        at = text.find(name, end)


def _mention(text: str, at: int, name: str, calendar: Mapping[str, Mapping[str, int]]) -> DateMention | None:
    """Read the day before or after the month that stands at `at`, then the year after and the weekday before them."""
    start, end = at, at + len(name)
    day = _BEFORE.search(text, max(0, at - 12), at)
    if day is not None:
        start = day.start()
    elif (day := _AFTER.match(text, end)) is not None:
        end = day.end()
    if day is None:
        return None
    year = _YEAR.match(text, end)
    weekday = _WEEKDAY.search(text, max(0, start - _REACH), start)
    number = calendar["weekdays"].get(weekday["weekday"]) if weekday else None
    weekday_span = Span(*weekday.span("weekday")) if weekday and number else None
    return DateMention(
        Span(weekday_span.start if weekday_span else start, year.end() if year else end),
        int(day["day"]),
        calendar["months"][name],
        int(year["year"]) if year else None,
        number,
        Span(*day.span("day")),
        weekday_span,
    )


def weekday_name(number: int, lang: str) -> str:
    """Return the name of a weekday (1 Monday to 7 Sunday) in a language; in English if the language is not known."""
    names = _calendar().get(lang, _calendar()["en"])["weekdays"]
    return next(name for name, value in names.items() if value == number)
