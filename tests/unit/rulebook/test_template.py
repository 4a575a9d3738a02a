"""Phrases with places: what fills them, and that one place may stand twice."""

from __future__ import annotations

import pytest

from wirecopy.rulebook.template import Template


@pytest.mark.parametrize(
    ("phrase", "line", "filled"),
    [
        ("by {name}", "By Anna Berg", [("name", "Anna Berg")]),
        ("by {name} and {name2}", "By Anna Berg and Jo Ott", [("name", "Anna Berg"), ("name", "Jo Ott")]),
        ("{name} and {name}", "Anna Berg and Jo Ott", [("name", "Anna Berg"), ("name", "Jo Ott")]),
        (
            "{date} | stand {n}:{n} uhr",
            "11.11.2024 | Stand 06:40 Uhr",
            [("date", "11.11.2024"), ("n", "06"), ("n", "40")],
        ),
        ("{date} | stand {n}:{n} uhr", "gestern | Stand 06:40 Uhr", None),
    ],
)
def test_a_line_fills_the_places_of_a_phrase(phrase: str, line: str, filled: list[tuple[str, str]] | None) -> None:
    found = Template(phrase).fill(line)
    assert (found if found is None else [(item.place, item.text) for item in found]) == filled
    for item in found or ():
        assert item.span.of(line) == item.text
