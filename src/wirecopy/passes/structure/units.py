"""Pairs of units that do not convert: “10 miles (25 km)”. A quantity and its conversion in brackets, with rounding allowed for."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.data import DATA
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document

RULE = "structure.unit-pair"
_TOLERANCE = 0.15
_DEGREES = 3.0
"""Two temperatures may be so many degrees Fahrenheit apart."""
_NUMBER = r"\d[\d.,]{0,12}"
_SCALE = r"(?:(?P<scale{0}>million|billion|Millionen|millones|millions|milhões|milioni)[ \u00a0])?"
_UNIT = r"(?:degrees? )?(?P<unit{0}>[^\W\d_]+(?:/h)?(?: (?:an hour|per hour|quadrados|cuadrados|quadrati|carrés))?|°[CF]|º[CF]|km²|m²|°)"
_INSIDE = lazy(
    rf"\((?:[^\W\d]{{0,14}}[ \u00a0])?(?:[^\W\d]{{0,8}}[ \u00a0])?"
    rf"(?P<range>{_NUMBER}[ \u00a0]?(?:-|–|to|bis|a|à)[ \u00a0]?)?(?P<value>-?{_NUMBER})"
    rf"[ \u00a0-]?{_SCALE.format('')}(?P<square>(?:square|sq\.?|cubic)[ \u00a0])?{_UNIT.format('')}\)"
)
_OUTSIDE = lazy(
    rf"(?:(?<![\d.,])(?P<firstvalue>{_NUMBER})[ \u00a0-]?(?P<firstunit>[^\W\d_]+)[, \u00a0-]+(?:and )?)?(?<![\d.,])"
    rf"(?P<range>{_NUMBER}[ \u00a0]?(?:-|–|to|bis|a|à|and)[ \u00a0]?)?(?P<value>-?{_NUMBER})"
    rf"[ \u00a0-]?{_SCALE.format('')}(?P<square>(?:square|sq\.?|cubic)[ \u00a0-])?{_UNIT.format('')}[ \u00a0]\Z"
)
_REACH = 70


class _Units(NamedTuple):
    """The table: unit -> (measure, size in its base unit); squares of units of length; scales; temperatures."""

    units: dict[str, tuple[str, float]]
    squares: dict[str, tuple[str, float]]
    temperatures: dict[str, str]
    scales: dict[str, float]


@cache
def _table() -> _Units:
    return _Units(**json.loads((DATA / "units.json").read_text("utf-8")))


class _Quantity(NamedTuple):
    measure: str
    value: float
    slack: float
    """What rounding may have taken away, in the same unit; of a temperature, the degrees without the offset of 32."""


def check(doc: Document, lang: str) -> Iterator[Claim]:
    """Yield each conversion in brackets that is more than 15% off what stands before it."""
    text = doc.text
    if "(" not in text:
        return
    for inside in _INSIDE.finditer(text):
        outside = _OUTSIDE.search(text, max(0, inside.start() - _REACH), inside.start())
        if not outside or bool(outside["range"]) != bool(inside["range"]):
            continue
        given, said = _quantity(outside, lang), _quantity(inside, lang)
        if given and said and given.measure == said.measure and not _same(given, said):
            span = Span(outside.start("value"), inside.end())
            if not doc.quoted(span):
                yield Claim(RULE, span, span.of(text))


def _quantity(match: re.Match[str], lang: str) -> _Quantity | None:
    """Return what a match says, in base units; None if the unit is not known."""
    table = _table()
    value, slack = _number(match["value"], lang)
    unit = match["unit"]
    if kind := table.temperatures.get(unit):
        degrees = value if kind == "F" else value * 9 / 5
        return _Quantity("temperature", degrees + (0 if kind == "F" else 32), degrees)
    hour = unit.endswith("hour")
    found = (table.squares if match["square"] else table.units).get(
        unit.removesuffix(" an hour").removesuffix(" per hour")
    )
    if found is None:
        return None
    measure, factor = ("speed", found[1] / 1000) if hour else found
    scale = table.scales.get(match["scale"] or "", 1.0)
    groups = match.groupdict()
    first = table.units.get(groups.get("firstunit") or "")
    extra = _number(groups["firstvalue"], lang)[0] * first[1] if first and first[0] == measure else 0.0
    return _Quantity(measure, value * scale * factor + extra, slack * scale * factor)


def _number(digits: str, lang: str) -> tuple[float, float]:
    """Return the value of a number as the language writes it, and half a unit of its last digit."""
    digits = digits.rstrip(".,")
    point, thousands = (".", ",") if lang == "en" else (",", ".")
    whole, _, rest = digits.replace(thousands, "").partition(point)
    value = float(f"{whole}.{rest}") if rest.isdigit() or not rest else float(re.sub(r"\D", "", digits) or 0)
    return value, 0.5 / float(10 ** len(rest))


def _same(given: _Quantity, said: _Quantity) -> bool:
    if given.measure == "temperature":
        # A difference of temperatures converts without the offset of 32 degrees.
        return abs(given.value - said.value) <= _DEGREES or abs(given.slack - said.slack) <= _DEGREES
    room = max(given.slack, said.slack) + _TOLERANCE * max(given.value, said.value)
    return abs(given.value - said.value) <= room
