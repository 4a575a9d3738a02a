"""Seeders: each makes one kind of contradiction in an article by a small change, or says that it has no place for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeders import damage, figures, people, times

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from seeders.place import Seeded

SEEDERS: dict[str, Callable[[str, random.Random], Seeded | None]] = {
    "weekday": times.weekday,
    "weekday-without-year": times.weekday_without_year,
    "impossible-date": times.impossible_date,
    "impossible-time": times.impossible_time,
    "range": times.backwards_range,
    "units": figures.units,
    "age": people.age,
    "acronym": people.acronym,
    "name-slip": people.name_slip,
    "name-transliteration": people.name_transliteration,
    "spelling": people.spelling,
    "percent": figures.percent,
    "repeated-paragraph": damage.repeated_paragraph,
    "cut-paragraph": damage.cut_paragraph,
    "quotation-mark": damage.quotation_mark,
    "bracket": damage.bracket,
}
