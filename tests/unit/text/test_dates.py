from __future__ import annotations

import pytest

from wirecopy.text import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("February 27, 2024", "2024-02-27"),
        ("Sat 24 Feb 2024 12.42 CET", "2024-02-24T12:42"),
        ("28.04.2023, 19:25 Uhr", "2023-04-28T19:25"),
        ("11/20/2019 01:19 AM", "2019-11-20T01:19"),
        ("2024-02-03T12:01:22Z", "2024-02-03T12:01"),
        ("2024年2月3日 12:03", "2024-02-03T12:03"),
        ("27 февраля 2024 г.", "2024-02-27"),
        ("1 de março de 2024 às 14h32", "2024-03-01T14:32"),
        ("7 مايو 2024", "2024-05-07"),
        ("12 mars 2024 à 12h30", "2024-03-12T12:30"),
        ("Mayıs 5, 2024 10:11", "2024-05-05T10:11"),
        ("Jan 6, 2026, 3:30 PM ET", "2026-01-06T15:30"),
        ("12:15 a.m. May 2, 2024", "2024-05-02T00:15"),
    ],
)
def test_a_date_is_read(text: str, iso: str) -> None:
    when = dates.read(text)
    assert when is not None
    assert when.iso() == iso


@pytest.mark.parametrize("text", ["03/04/2019", "May 5", "1月13日", "Feb 2024"])
def test_a_date_that_names_no_one_day_is_one_all_the_same(text: str) -> None:
    when = dates.read(text)
    assert when is not None
    assert when.iso() is None


@pytest.mark.parametrize("text", ["", "May", "3:15", "On May 5 he left", "Room 12", "In May 2024", "99/99/2024 x"])
def test_what_is_no_date(text: str) -> None:
    assert dates.read(text) is None
