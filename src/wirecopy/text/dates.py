"""Dates as sites print them: what is a date and nothing else, in many languages, and which day it is if it says so.

Month and weekday names are data (`data/calendar.txt`). Purely numeric dates are read only where they can mean one day.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wirecopy.text.lazy import lazy

_TOKEN = lazy(
    r"(?P<iso>\d{4}[-./]\d{1,2}[-./]\d{1,2})(?:t(?=\d))?"
    r"|(?P<numeric>\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<time>\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?P<half>\s?[ap]\.?m\b\.?|z\b|[+-]\d{2}:?\d{2})?)"
    r"|(?P<cjk>\d{2,4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日号일]?|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日号일])"
    r"|(?P<cjktime>\d{1,2}\s?[時时시点]\s?(?:\d{1,2}\s?[分분])?|午前|午後|上午|下午|오전|오후"
    r"|[((]?(?:星期|周)?[一二三四五六日月火水木金土월화수목금토일](?:曜日?|요일)?[))]?(?![^\W\d_]))"
    r"|(?P<number>\d{1,4}(?:st|nd|rd|th|er|º|ª|\.)?(?![\w:]))"
    r"|(?P<word>[^\W\d_]+(?:[.'’\-][^\W\d_]+)*\.?)"
    r"|(?P<mark>[\s,|/·•–—\-()@:;،]+)"
)
_YEAR = lazy(r"(?:19|20)\d{2}")
MAX_DATE = 70
"""No date line is longer (code points)."""


class _Calendar(NamedTuple):
    months: dict[str, int]
    fill: frozenset[str]
    """Words that may stand in a date line: weekdays, "at", "Uhr", time zones."""
    halves: dict[str, str]
    known: frozenset[str]
    """All of these: a line with another word is no date."""


@cache
def _calendar() -> _Calendar:
    months: dict[str, int] = {}
    halves: dict[str, str] = {}
    fill: set[str] = set()
    data = Path(__file__).parent.parent / "data" / "calendar.txt"
    for row in data.read_text("utf-8").splitlines():
        kind, colon, words = row.partition(":")
        if not colon or row.startswith("#"):
            continue
        name, _, number = kind.partition(" ")
        if name == "month":
            months.update(dict.fromkeys(words.split(), int(number)))
        elif name == "half":
            halves.update(dict.fromkeys(words.split(), number))
        else:
            fill.update(words.split())
    return _Calendar(months, frozenset(fill), halves, frozenset(fill.union(months, halves)))


class When(NamedTuple):
    """What a date line says; each part None if it does not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None

    def iso(self) -> str | None:
        """Return the day, with the time if it is known, in ISO 8601; None if the line does not name one day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        day = f"{self.year:04}-{self.month:02}-{self.day:02}"
        return day if self.hour is None else f"{day}T{self.hour:02}:{self.minute or 0:02}"


def read(text: str) -> When | None:
    """Return what `text` says if the whole of it is a date (perhaps with a time), else None.

    It is one if it has a numeric date, or a month's name and a number; nothing else but weekdays and fill may stand by.
    """
    if len(text) > MAX_DATE or not any(map(str.isdigit, text)):
        return None
    folded = text.casefold().strip()
    at = 0
    known = _calendar().known
    parts: list[tuple[str, str]] = []
    while at < len(folded):
        match = _TOKEN.match(folded, at)
        if match is None or match.end() == at:
            return None
        at = match.end()
        kind = match.lastgroup if match.lastgroup != "half" else "time"
        if kind == "word" and match[kind].rstrip(".") not in known:
            return None
        if kind and kind != "mark":
            parts.append((kind, match.group(kind)))
    return _assemble(parts)


def mask(key: str) -> str:
    """Return a line's key with every month's name that stands beside a number as `#`."""
    if "0" not in key:
        return key
    words = key.split(" ")
    months = _calendar().months
    for number, word in enumerate(words):
        beside = words[max(0, number - 1) : number + 2]
        if word.rstrip(".,") in months and any("0" in other for other in beside):
            words[number] = "#"
    return " ".join(words)


def _assemble(parts: list[tuple[str, str]]) -> When | None:
    when = When()
    numbers: list[int] = []
    calendar = _calendar()
    for kind, text in parts:
        if kind in {"iso", "cjk", "numeric"}:
            when = _numeric(when, kind, text)
        elif kind == "time":
            when = _clock(when, text)
        elif kind == "number":
            numbers.append(int(re.sub(r"\D", "", text)))
        elif kind == "word":
            word = text.rstrip(".")
            month = calendar.months.get(word)
            if month is not None and when.month is None:
                when = when._replace(month=month)
            elif word in calendar.halves:
                when = _afternoon(when, calendar.halves[word])
            elif month is None and word not in calendar.fill:
                return None
    for number in numbers:
        if _YEAR.fullmatch(str(number)):
            when = when._replace(year=number)
        elif when.day is None and 1 <= number <= 31:
            when = when._replace(day=number)
    dated = when.month is not None and (numbers or when.day is not None)
    return when if dated or any(kind in {"iso", "cjk", "numeric"} for kind, _ in parts) else None


def _numeric(when: When, kind: str, text: str) -> When:
    """Read a date in figures; day and month stay unknown where the figures could stand for either."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if kind in {"iso", "cjk"}:
        year, month, day = (numbers if len(numbers) == 3 else [None, *numbers])[:3] if len(numbers) > 1 else (None,) * 3
    else:
        first, second, year = numbers
        year = year if year > 99 else 2000 + year
        if first > 12 or "." in text or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            day = month = None
    if month is not None and day is not None and not (1 <= month <= 12 and 1 <= day <= 31):
        return when
    return when._replace(year=year, month=month, day=day)


def _clock(when: When, text: str) -> When:
    numbers = [int(number) for number in re.findall(r"\d+", text)[:2]]
    if numbers[0] > 23 or numbers[1] > 59:
        return when
    when = when._replace(hour=numbers[0], minute=numbers[1])
    half = re.search(r"([ap])\.?m", text)
    return _afternoon(when, half[1] + "m") if half else when


def _afternoon(when: When, half: str) -> When:
    if when.hour is None or when.hour > 12:
        return when
    return when._replace(hour=when.hour % 12 + (12 if half == "pm" else 0))
