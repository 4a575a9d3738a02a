"""What a first cleaning takes away must not be what a second one decides by: texts in the manner of those that once did."""

from __future__ import annotations

import pytest

import wirecopy

PROSE = (
    "The harbour authority opened the new quay on Monday, and the first ferries left for the islands before noon.\n"
    "Two hundred people came to watch, among them the builders, who had worked on the quay for more than four years.\n"
    "The old quay will be taken down in the autumn, the authority said, and its stones go into the new breakwater.\n"
)


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        (
            f'<?xml version="1.0" encoding="utf-8" ?>\n<p>{PROSE.splitlines()[0]}</p><br>\n',
            PROSE.splitlines()[0] + "\n",
        ),
        ("0\x0c©0", "0\n"),
        # A notice that is the only Cyrillic line: letters of two scripts in a word are told line by line.
        ("üóŃТŰà\n©х", "üóŃTŰà\n"),
        ("Sheâ  ” no.", "She— no."),
    ],
)
def test_markup_that_is_left_goes_the_first_time(source: str, cleaned: str) -> None:
    result = wirecopy.clean(source, media="text")
    assert wirecopy.clean(result.text).text == result.text
    assert result.text.endswith(cleaned)


def test_lone_bullets_of_a_menu_go_with_it() -> None:
    menu = "Menu\nSign in now\nClose\n*\n+ News\n+ PC Hardware Submenu\n* CPU\n* GPU\n*\n+ Storage\n*\n+ Monitors\n*\n+ Systems\n*\n"
    result = wirecopy.clean(menu + PROSE * 2, media="text")
    assert wirecopy.clean(result.text).text == result.text
    assert "\n*\n" not in "\n" + result.text
