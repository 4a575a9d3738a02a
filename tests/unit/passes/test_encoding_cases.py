"""ftfy's own conformance cases; they are not part of the repository, `python benchmarks/encoding_cases.py` fetches them."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

# Where we do otherwise, and why: a reading that ftfy does not dare, and look-alikes in words, which ftfy does not look for.
OTHERWISE = {
    "Sort of negative: this inconsistent mojibake could be Latin-1 or MacRoman, and it was meant to be Latin-1, "
    "but it's safest to not decode it as either": "Dråber reads better than any other reading",
}
LOOK_ALIKES = {
    "Messy language names: Serbian [Cyrillic]": "the Latin C in front of a Cyrillic word is put right as well",
}


@pytest.fixture(scope="module")
def cases(root: Path) -> ModuleType:
    """The benchmark that knows ftfy's cases."""
    spec = importlib.util.spec_from_file_location("encoding_cases", root / "benchmarks" / "encoding_cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.CASES.is_file():
        pytest.skip("ftfy's cases are not here: python benchmarks/encoding_cases.py")
    return module


def missed(cases: ModuleType, *without: str) -> list[str]:
    """Which of the cases that ftfy meets are not met when the rules `without` are ignored."""
    every = [case for case in cases.load() if case.passes]
    assert len(every) == 151
    return sorted(case.label for case in every if not cases.met(case, cases.repaired(case.original, without)))


def test_with_all_rules_149_of_the_151_cases_that_ftfy_meets(cases: ModuleType) -> None:
    assert missed(cases) == sorted(OTHERWISE | LOOK_ALIKES)


def test_without_the_repair_that_ftfy_does_not_have_150_of_them(cases: ModuleType) -> None:
    assert missed(cases, cases.LOOK_ALIKE) == sorted(OTHERWISE)
