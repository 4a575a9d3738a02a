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


def test_a_list_stops_before_foot_notes_and_their_heading() -> None:
    block = "See also\n* Outline of the valley"
    assert removed(f"{PROSE}\n{block}\nFootnotes\n1. ^ The valley by Anna Berg") == [block]


def test_a_phrase_in_a_wrapped_paragraph_does_not_take_its_first_line() -> None:
    notice = "Copyright (c) 2014 the Valley Trust and the persons identified as the"
    assert removed(f"{PROSE}\n{notice}\nauthors of the text. They left it to the valley.") == []
    assert removed(f"{PROSE}\n{notice}\nThe End") == [notice]


def test_what_goes_is_kept_as_metadata() -> None:
    result = wirecopy.clean(f"Troops leave\n by  Anna Berg\n{PROSE}", passes=("boilerplate",))
    assert result.text == f"Troops leave\n{PROSE}"
    assert result.article.facts == (Fact("author", "Anna Berg", Span(18, 27)),)


def test_prose_far_from_the_article_does_not_make_its_teasers_part_of_it() -> None:
    body = "\n".join([PROSE, PROSE.replace("Friday", "Sunday"), PROSE.replace("Friday", "May")])
    labels = "Sign in\nCookie policy\nTerms of use"
    text = f"{labels}\n{body}\n{labels}\nPolitics\n{PROSE.replace('valley', 'coast')}\n{labels}\nSport"
    result = wirecopy.clean(text, passes=("boilerplate",)).text
    assert result.startswith(body)
    assert not {"Sign in", "Cookie policy", "Terms of use"} & {*result.splitlines()}


def test_labels_inside_the_article_stay_if_they_may_be_its_own() -> None:
    text = f"{PROSE}\nSport\nMay 3, 2025\nSecurity\n{PROSE}"
    assert wirecopy.clean(text, passes=("boilerplate",)).text == text


def test_an_article_about_cookies_and_newsletters_survives() -> None:
    text = (
        "The court ruled that sites must ask before they set cookies, and that a banner alone is not consent.\n"
        "Three million people read the newsletter that she sends to subscribers every morning, her publisher says.\n"
        "“Subscribe to nothing that you do not read,” he told the conference, which was about privacy and advertising.\n"
    )
    assert wirecopy.clean(text, passes=("boilerplate",)).text == text


def test_dates_become_facts_in_iso() -> None:
    result = wirecopy.clean(
        f"Published: Feb. 27, 2024 at 3:05 p.m.\nUpdated on 28 February 2024\n{PROSE}", passes=("boilerplate",)
    )
    assert (result.article.published, result.article.modified) == ("2024-02-27T15:05", "2024-02-28")
