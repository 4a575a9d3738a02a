"""Figures that a sentence itself refutes: a percentage that its two amounts do not make, a share that its counts do not make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document

CHANGE = "consistency.percent-change"
SHARE = "consistency.percent-share"
_UP = "rose|risen|rise|increased|increase|grew|grown|climbed|jumped|surged|soared|gained|advanced|up"
_DOWN = "fell|fallen|fall|dropped|drop|declined|decline|decreased|decrease|slid|slipped|sank|plunged|tumbled|down"
_PERCENT = r"(?P<percent>\d{1,3}(?:\.\d{1,2})?) ?(?:%|percent\b|per cent\b)"
_SCALE = r"(?P<scale{0}>[ -]?(?:million|billion|trillion|m|bn)\b)?"
_MONEY = r"(?P<unit{0}>[$€£¥]|US\$|)(?P<value{0}>\d[\d,]{{0,14}}(?:\.\d{{1,3}})?)" + _SCALE
_A, _B = _MONEY.format("a"), _MONEY.format("b")
_NOUN = "(?:(?:rise|increase|gain|fall|drop|decline|jump) of )?"
_FORMS = (
    lazy(rf"\b(?P<verb>{_UP}|{_DOWN}) (?:by )?{_PERCENT}(?: in [^.,]{{1,30}})?,? to {_A}(?: [a-z]+)?,? from {_B}(?! to)"),
    lazy(rf"\b(?P<verb>{_UP}|{_DOWN}) from {_A}(?: [a-z]+)? to {_B}(?: [a-z]+)?, (?:an? )?{_NOUN}{_PERCENT}"),
)  # fmt: skip
_SHARE = lazy(
    rf"(?<![\d.,$€£-])(?P<part>\d{{1,3}}(?:,\d{{3}})*) (?:out )?of (?:the |its |their )?(?P<all>\d{{1,3}}(?:,\d{{3}})*)(?: [a-z]+){{0,2}} ?"
    rf"\((?:about |around |nearly |some )?{_PERCENT}\)"
)
_SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}


_MARKS = {"percent": "percent", "cent": "per cent"}
"""What marks a percentage besides its sign, by a word that it holds."""
_BACK, _FORWARD = 110, 90
"""A sentence with a percentage is looked at so many code points around the mark."""


def _marks(doc: Document) -> list[tuple[int, int]]:
    """Return where the marks of a percentage begin and end."""
    text = doc.text
    found: list[tuple[int, int]] = []
    for mark in ("%", *(mark for word, mark in _MARKS.items() if word in doc.words)):
        at = text.find(mark)
        while at >= 0:
            end = at + len(mark)
            if mark == "%" or not _goes_on(text[end : end + 1]):
                found.append((at, end))
            at = text.find(mark, end)
    return sorted(found)


def _goes_on(char: str) -> bool:
    return char.isalnum() or char == "_"


def check(doc: Document, lang: str) -> Iterator[Claim]:
    """Yield the percentage of each sentence that does not follow from its amounts, rounding allowed for."""
    text = doc.text
    if lang != "en" or not ("%" in text or "percent" in doc.words or "cent" in doc.words):
        return
    seen: set[int] = set()
    for at, after in _marks(doc):
        start, end = max(0, at - _BACK), after + _FORWARD
        window = text[start:end]
        matches = [(CHANGE, form.search(window)) for form in _FORMS] if " from " in window else []
        matches.append((SHARE, _SHARE.search(window) if " of " in window else None))
        for number, (rule, match) in enumerate(matches):
            if match and start + match.start("percent") not in seen:
                seen.add(start + match.start("percent"))
                real = _share(match) if rule == SHARE else _change(match, *(("b", "a") if number == 0 else ("a", "b")))
                if real is not None:
                    yield from _claim(doc, rule, match, start, real)


def _share(match: re.Match[str]) -> float | None:
    """Return the percentage that the counts make, if it is not the one that is written."""
    part, whole, said = _number(match["part"]), _number(match["all"]), float(match["percent"])
    if not 0 < part <= whole:
        return None
    real = 100 * part / whole
    return real if abs(real - said) > 1.5 + 0.02 * said else None


def _change(match: re.Match[str], old: str, new: str) -> float | None:
    """Return the change in percent that the amounts make (negative: the other way), if it is not the one that is written."""
    before, after = _amount(match, old, new), _amount(match, new, old)
    if before <= 0 or match["unita"] != match["unitb"]:
        return None
    said = float(match["percent"])
    real = 100 * abs(after - before) / before
    agrees = (re.fullmatch(_UP, match["verb"]) is not None) == (after > before)
    slack = 100 * (_rounding(match, old, new) + _rounding(match, new, old) * (1 + real / 100)) / before + 0.5
    if abs(real - said) <= slack + 0.03 * said and (agrees or said <= slack):
        return None
    return real if agrees else -real


def _claim(doc: Document, rule: str, match: re.Match[str], shift: int, real: float) -> Iterator[Claim]:
    span = Span(*match.span("percent")).shifted(shift)
    if not doc.quoted(span):
        yield Claim(rule, span, match["percent"] + "%", f"{real:.1f}%".replace(".0%", "%"), evidence=match[0])


def _number(digits: str) -> float:
    return float(digits.replace(",", "").rstrip("."))


def _scale(match: re.Match[str], name: str, other: str) -> float:
    written = match[f"scale{name}"] or match[f"scale{other}"] or ""
    return _SCALES.get(written.strip(" -"), 1.0)


def _amount(match: re.Match[str], name: str, other: str) -> float:
    return _number(match[f"value{name}"]) * _scale(match, name, other)


def _rounding(match: re.Match[str], name: str, other: str) -> float:
    """Return half a unit of the last digit that is written."""
    digits = match[f"value{name}"].partition(".")[2]
    return 0.5 / float(10 ** len(digits)) * _scale(match, name, other)
