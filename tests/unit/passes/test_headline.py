"""The headline of an article stands among the labels of its site; it stays, since the article says what it says."""

from __future__ import annotations

import pytest

import wirecopy

BODY = (
    "Emeka Okafor headed a stoppage-time winner as Northbridge Town came from behind to beat Ashdown Rovers and climb out of "
    "the relegation zone.\n\n"
    "Rovers took the lead after 12 minutes when Danny Pike's free-kick crept in at the near post, and Town had to wait for an "
    "hour until Luis Ferrer's low cross was turned into his own net by Grant Holloway.\n\n"
    "“We never know when we are beaten,” said the Northbridge manager, Carla Bright, who had lost the last four of her games "
    "at home and was asked about her future every week.\n"
)
HEADLINE = "Okafor header in stoppage time sinks Rovers"
ABOVE = "Skip to main content\nSport\nFootball\nFixtures\nBakery wins prize for its rye loaf\nTables\n"
BELOW = "\nRelated Posts\nSwimmer crosses the sound\nMore news\nTerms of Use\nPrivacy Policy\n"


@pytest.mark.parametrize("between", ["", "By Simon Cartwright\nPublished 14 hours ago\nComments\n"])
def test_the_headline_stays_where_menus_and_teasers_go(between: str) -> None:
    result = wirecopy.clean(f"{ABOVE}{HEADLINE}\n{between}\n{BODY}{BELOW}")
    assert result.text.split("\n", 2)[0] == HEADLINE
    assert result.text.rstrip().endswith(BODY.rstrip())
    for line in ("Fixtures", "Bakery wins prize for its rye loaf", "Swimmer crosses the sound"):
        assert line not in result.text
    assert wirecopy.clean(result.text).text == result.text


def test_the_first_of_several_lines_is_the_headline() -> None:
    from wirecopy.passes.boilerplate.headlines import headline
    from wirecopy.passes.boilerplate.lines import read
    from wirecopy.text import Span

    text = f"Rye loaf wins\n{HEADLINE}\nOkafor headed the winner as Northbridge came from behind.\nOkafor of Northbridge Town\n{BODY}"
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    lines = read(text, spans)
    numbers = range(len(lines))
    assert headline(lines, numbers, ()) == 1
    assert headline(lines, numbers[2:], ()) == 3  # a sentence is no headline
    assert headline(lines, numbers[:4], ()) is None  # no prose, no headline
    assert headline(lines, numbers, numbers[4:]) is None


def test_the_name_of_the_paper_is_no_headline() -> None:
    result = wirecopy.clean(f"Northbridge Town Gazette\n{ABOVE}{HEADLINE}\nShare\n\n{BODY}{BELOW}")
    assert result.text.split("\n", 2)[0] == HEADLINE
