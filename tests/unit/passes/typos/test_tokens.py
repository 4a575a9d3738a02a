"""What is a word to the typo checks, and what costs too much to be one."""

from __future__ import annotations

import time

import pytest

from wirecopy.passes.typos.tokens import words


def test_letters_without_end_are_no_word() -> None:
    assert [word.text for word in words(f"A {'x' * 64} and {'x' * 65} end")] == ["A", "x" * 64, "and", "", "end"]


@pytest.mark.parametrize("unit", ["a.b.", "QUJD+/", "%20", "x", "a@b.", "_a-"])
def test_a_long_line_without_blanks_costs_little(unit: str) -> None:
    started = time.process_time()
    assert [word.text for word in words(f"He {unit * 50_000} left.")][-1] == "left"
    assert time.process_time() - started < 5
