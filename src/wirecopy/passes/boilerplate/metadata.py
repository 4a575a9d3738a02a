"""What goes but is worth knowing: the author, date, site and photo credit that stood in the places of a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.text import Span, dates

if TYPE_CHECKING:
    from wirecopy.model import Context
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook.phrases import LineHit


def keep(verdict: LineHit, line: Line, ctx: Context) -> None:
    """Tell the engine the facts in a line that a rule knows, with their spans in the document's text."""
    for place, text, span in verdict.filled:
        field = verdict.rule.facts.get(place)
        if field:
            ctx.fact(field, _value(place, text), Span(*span).shifted(line.at) if line.whole else None)


def _value(place: str, text: str) -> str:
    """Return the value of a fact: a day in ISO 8601 where the text names one, else the text."""
    when = dates.read(text) if place == "date" else None
    return (when and when.iso()) or text
