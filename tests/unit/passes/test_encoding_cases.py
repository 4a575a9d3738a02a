"""ftfy's own conformance cases; they are not part of the repository, `python benchmarks/encoding_cases.py` fetches them."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from wirecopy.passes.encoding import repair

if TYPE_CHECKING:
    from pathlib import Path

# Where we do otherwise, and why.
OTHERWISE = {
    "Messy language names: Serbian [Cyrillic]": "the Latin C in front of a Cyrillic word is put right as well",
    "Sort of negative: this inconsistent mojibake could be Latin-1 or MacRoman, and it was meant to be Latin-1, "
    "but it's safest to not decode it as either": "Dråber reads better than any other reading",
    "Negative: This Е is a Ukrainian letter, but nothing else is wrong": "a look-alike in a word is what we repair",
}


def test_the_cases_that_ftfy_meets(root: Path) -> None:
    path = root / "benchmarks" / "encoding_cases.py"
    spec = importlib.util.spec_from_file_location("encoding_cases", path)
    assert spec is not None
    assert spec.loader is not None
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    if not cases.CASES.is_file():
        pytest.skip("ftfy's cases are not here: python benchmarks/encoding_cases.py")
    missed = [case.label for case in cases.load() if case.passes and not cases.met(case, repair(case.original).text)]
    assert sorted(missed) == sorted(OTHERWISE)
