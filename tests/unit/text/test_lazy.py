from __future__ import annotations

import re

import pytest

from wirecopy.text.lazy import lazy


def test_a_lazy_pattern_behaves_like_a_compiled_one() -> None:
    pattern = lazy(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert pattern.findall("One two") == ["One", "two"]
    assert [match["word"] for match in pattern.finditer("One two")] == ["One", "two"]
    assert pattern.sub("x", "One two") == "x x"
    assert pattern.pattern == r"(?P<word>[a-z]+)"
    assert lazy(rb"\d").search(b"a1") is not None


def test_an_error_shows_at_the_first_use() -> None:
    pattern = lazy("(")
    with pytest.raises(re.error):
        pattern.match("x")
    with pytest.raises(AttributeError):
        pattern.nothing  # type: ignore[attr-defined]  # noqa: B018
