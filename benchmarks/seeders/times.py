"""Contradictions of dates and times."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from seeders.place import Seeded, added

if TYPE_CHECKING:
    import random

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def wrong_day(day: date, rng: random.Random) -> str:
    return rng.choice([name for number, name in enumerate(DAYS) if number != day.weekday()])


def weekday(text: str, rng: random.Random) -> Seeded | None:
    day = date(2001, 1, 1) + timedelta(rng.randrange(8000))
    month = calendar.month_name[day.month]
    form = rng.choice(["{w}, {m} {d}, {y}", "{w} {d} {m} {y}", "{w}, {d} {m} {y}", "{w}, the {d}th of {m} {y}"])
    if "th of" in form and (day.day in (1, 2, 3, 21, 22, 23, 31)):
        form = "{w} {d} {m} {y}"
    told = form.format(w=wrong_day(day, rng), m=month, d=day.day, y=day.year)
    return added(text, f"The first meeting was held on {told}, the organisers said.", rng)


def weekday_without_year(text: str, rng: random.Random) -> Seeded | None:
    own = date(2005, 1, 1) + timedelta(rng.randrange(6500))
    day = own + timedelta(rng.randrange(-30, 30))
    told = rng.choice(["{w}, {m} {d}", "{w} {d} {m}", "{w}, {d} {m}"]).format(
        w=wrong_day(day, rng), m=calendar.month_name[day.month], d=day.day
    )
    seeded = added(text, f"The next meeting was set for {told}, the organisers said.", rng)
    return seeded and seeded._replace(url=f"https://example.org/{own:%Y/%m/%d}/talks.html")


def impossible_date(text: str, rng: random.Random) -> Seeded | None:
    month = rng.choice([2, 4, 6, 9, 11])
    day = rng.choice([30, 31]) if month == 2 else 31
    name = calendar.month_name[month]
    return added(text, f"The contract ends on {rng.choice([f'{day} {name}', f'{name} {day}'])}, the company said.", rng)


def impossible_time(text: str, rng: random.Random) -> Seeded | None:
    hour, minute = rng.choice(
        [(rng.randrange(13, 24), rng.randrange(60)), (rng.randrange(1, 13), rng.randrange(60, 99))]
    )
    told = rng.choice([f"{hour}:{minute:02} p.m.", f"{hour}.{minute:02}pm", f"{hour}:{minute:02} pm"])
    return added(text, f"The doors will open at {told} on both days.", rng)


def backwards_range(text: str, rng: random.Random) -> Seeded | None:
    first = rng.randrange(1900, 2000)
    last = first + rng.randrange(1, 60)
    told = rng.choice([f"from {last} to {first}", f"between {last} and {first}", f"in {last}-{first}"])
    return added(text, f"He was a member of the council {told}, the town's records show.", rng)
