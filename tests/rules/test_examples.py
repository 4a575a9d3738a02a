"""Every example in rules/ is a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.examples import builtin_examples, check

if TYPE_CHECKING:
    from wirecopy.rulebook import Example


@pytest.mark.parametrize(("rule", "example"), [pytest.param(r, e, id=f"{r}:{e.line}") for r, e in builtin_examples()])
def test_example(rule: str, example: Example) -> None:
    assert check(rule, example).problem == ""
