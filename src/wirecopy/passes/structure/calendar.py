"""Dates and times that cannot be: the 31st of April, a Monday that was a Tuesday, 14 p.m., ranges that run backwards.

The year of a date without one comes from the article's own date: what an earlier pass found, the URL, or a dated line of
the text. The clock is never read; when nothing tells the year, the weekday is not checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.calendar import date_of, dates, weekday_name
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wirecopy.model import Context, Document
    from wirecopy.text.calendar import DateMention

WEEKDAY = "structure.weekday-and-date"
DATE = "structure.impossible-date"
TIME = "structure.impossible-time"
RANGE = "structure.backwards-range"
_ISO = lazy(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_URL = lazy(r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?([0-2]\d|3[01])(?!\d)")
_LINE = 90
"""A line of so many code points at most may date the article."""
_NEAR = 60
"""A date so many days from the article's own is taken to be in that year; otherwise the years beside it must disagree too."""
_NAME_BEFORE = lazy(r"[A-Z][a-z]+ \Z")
_MAYBE_NAME = frozenset({4, 5, 6, 8})
"""April, May, June, August: names of people too."""
# All that begins with a number is met in one look at each; what stands before is looked at afterwards.
_FIGURES = lazy(
    r"\d(?:(?P<day>\d?[:h]\d\d(?![\d:.]|[ \u00a0]?[ap]\.?m\b))"
    r"|(?P<half>\d?(?:[:.]\d\d)?[ \u00a0]?[ap](?:m\b|\.m\b\.?))"
    r"|(?P<years>\d{3}(?:[-–]| (?:to|until|till|and|bis|und|a|hasta|al|y|à|et|até|e|e il) )\d{4}"
    r"(?![\d/-])(?! ?(?:B\.?C|a\.C|v\. ?Chr))))"
)
_AT = lazy(r"\b(?:at|a las|um|à|às|alle|ore) \Z")
_FROM = lazy(r"\b(?:[Ff]rom|[Bb]etween|[Vv]on|[Zz]wischen|[Dd]e|[Dd]esde|[Dd]el|[Ee]ntre|[Dd]al|[Tt]ra il) \Z")
_NUMBERS = lazy(r"\d+")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_DAYS = lazy(r"(?<![\d.,:/$£€¥#-])([12]?\d|3[01])(?:[-–]| (?:to|bis|a|al|au) )\Z")


def check(doc: Document, ctx: Context, lang: str) -> Iterator[Claim]:
    """Yield each date, time and range that cannot be."""
    mentions = dates(doc.text, lang, doc.words)
    own: date | None = None
    if any(mention.weekday and mention.year is None for mention in mentions):
        own = own_date(doc, ctx, mentions)
    for mention in mentions:
        if doc.quoted(mention.span):
            continue
        if not mention.possible():
            if _is_date(doc.text, mention):
                yield Claim(DATE, mention.span, mention.span.of(doc.text))
        elif mention.weekday:
            yield from _weekday(doc, mention, own)
        yield from _days(doc, mention)
    yield from _figures(doc, lang)


def own_date(doc: Document, ctx: Context, mentions: Sequence[DateMention]) -> date | None:
    """Return the article's own date: what an earlier pass knows, the URL's, or that of a short line of the text."""
    for form, known in ((_ISO, ctx.known("published")), (_URL, doc.source.url)):
        match = form.search(known) if known else None
        if match and (found := date_of(*map(int, match.groups()))):
            return found
    for line in doc.lines:
        if line.end - line.start <= _LINE:
            for mention in mentions:
                if mention.year and line.contains(mention.span):
                    return mention.in_year(mention.year)
    return None


def _is_date(text: str, mention: DateMention) -> bool:
    """Tell a date from a name with an age or a score (Theresa May 45): a day up to 39, no name before the month."""
    if mention.day > 39 or mention.day == 0:
        return False
    if mention.day_span.start > mention.span.start and mention.month in _MAYBE_NAME:
        return not _NAME_BEFORE.search(text, max(0, mention.span.start - 20), mention.span.start)
    return True


def _weekday(doc: Document, mention: DateMention, own: date | None) -> Iterator[Claim]:
    years: tuple[int, ...] = ()
    if mention.year:
        years = (mention.year,)
    elif own:
        in_years = [day for year in (own.year, own.year - 1, own.year + 1) if (day := mention.in_year(year))]
        nearest = min(in_years, key=lambda day: abs((day - own).days), default=None)
        close = nearest is not None and abs((nearest - own).days) <= _NEAR
        years = (nearest.year,) if close and nearest else tuple(day.year for day in in_years)
    days = [day for year in years if (day := mention.in_year(year))]
    if days and all(day.isoweekday() != mention.weekday for day in days) and mention.weekday_span:
        name = mention.weekday_span.of(doc.text)
        real = weekday_name(days[0].isoweekday(), doc.read_as)
        # Either half may be the wrong one: both are shown (the span is the whole date), none is proposed.
        yield Claim(WEEKDAY, mention.span, mention.span.of(doc.text), real, evidence=f"{name}; {days[0].isoformat()}")


def _days(doc: Document, mention: DateMention) -> Iterator[Claim]:
    """A range of days in one month: 12-8 March, from 12 to 8 March."""
    start = mention.day_span.start
    first = _DAYS.search(doc.text, max(0, start - 8), start)
    if first and mention.day_span.start < mention.span.end and 0 < mention.day < int(first[1]) <= 31:
        before = doc.text[: first.start()].rstrip()[-8:].lower()
        if mention.day_span.end < mention.span.end and not re.search(
            r"(?:won|beat|lost|lead|led|by|win|loss)$", before
        ):
            yield Claim(RANGE, Span(first.start(), mention.day_span.end), f"{first[1]}–{mention.day}")


def _figures(doc: Document, lang: str) -> Iterator[Claim]:
    """Times and ranges of years in figures."""
    text = doc.text
    done = 0
    for start, _ in doc.numbers:
        match = _FIGURES.match(text, start) if start >= done else None
        if match is None:
            continue
        span = Span(*match.span())
        done = span.end
        numbers = [int(digits) for digits in _NUMBERS.findall(match[0])]
        before = max(0, span.start - 10), span.start
        if match.lastgroup == "years":
            wrong = _FIRST_YEAR <= numbers[1] < numbers[0] < _LAST_YEAR
            named = " " not in match[0] or bool(_FROM.search(text, *before))
            claim = Claim(RANGE, span, f"{numbers[0]}–{numbers[1]}")
        else:
            half = match.lastgroup == "half"
            # “At 48:33” is when a goal fell in English copy, unless the minutes cannot be.
            last = 12 if half else 59 if lang == "en" else 24
            wrong = _impossible(*numbers, last=last)
            named = lang == "en" if half else bool(_AT.search(text, *before))
            claim = Claim(TIME, span, match[0])
        if wrong and named and not _in_number(text, span) and not doc.quoted(span):
            yield claim


def _impossible(hour: int, minute: int = 0, *, last: int) -> bool:
    return hour > last or minute > 59 or (hour == 24 and minute > 0)


def _in_number(text: str, span: Span) -> bool:
    """Tell whether the digits before a span belong to it."""
    return span.start > 0 and (text[span.start - 1].isalnum() or text[span.start - 1] in ".,:/-")
