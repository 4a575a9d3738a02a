"""Lines that no editor wrote: the cost of a pass grows with their length, not with its square."""

from __future__ import annotations

import time

import pytest

import wirecopy


@pytest.mark.parametrize(
    ("unit", "name", "found"),
    [
        ("\\u2019", "structure", 1),
        ("The statement states it. ", "phrasing", 1),
        ("a.b.", "typos", 0),
        ("x", "typos", 0),
    ],
)
def test_ten_thousand_units_are_no_trouble(unit: str, name: str, found: int) -> None:
    started = time.process_time()
    result = wirecopy.clean(unit * 10_000, passes=[name])
    assert time.process_time() - started < 10
    assert len(result.findings) == 10_000 * found
