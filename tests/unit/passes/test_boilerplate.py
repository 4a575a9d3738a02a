from __future__ import annotations

from typing import TYPE_CHECKING

import wirecopy
from wirecopy.model import Fact
from wirecopy.text import Span

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "The ministry said on Monday that all of the troops will have left the valley by Friday."


def removed(text: str) -> list[str]:
    result = wirecopy.clean(text, passes=("boilerplate",))
    return [finding.span.of(text) for finding in result.findings if finding.applied]


def test_the_seed_sample_loses_its_furniture_and_nothing_else(shared: Path) -> None:
    text = (shared / "samples" / "nagorno-karabakh.txt").read_text("utf-8")
    assert removed(text) == ["by archynewsy", "0 comment", "Related Posts", "Leave a Comment"]


def test_a_heading_takes_its_list_and_stops_at_prose_and_before_a_subheading() -> None:
    block = "Related Posts\nTroops leave the valley at last\nWhat the ceasefire means for you"
    assert removed(f"{PROSE}\n{block}\n{PROSE}") == [block]
    assert removed(f"{PROSE}\n{block}\nThe deal\n{PROSE}") == [block]


def test_what_goes_is_kept_as_metadata() -> None:
    result = wirecopy.clean(f"Troops leave\n by  Anna Berg\n{PROSE}", passes=("boilerplate",))
    assert result.text == f"Troops leave\n{PROSE}"
    assert result.article.facts == (Fact("author", "Anna Berg", Span(18, 27)),)
