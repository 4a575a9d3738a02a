from __future__ import annotations

import random

from wirecopy.linemodel.explain import SAID, Reasons, evidence
from wirecopy.linemodel.model import COLUMNS, FIRST_COLUMNS, load
from wirecopy.linemodel.reading import Verdict

NAMES = ("length", "words", "end", "start", "words_above")
LEVELS = {"0": [-30, 5], "1": [-30, 5], "2": [-60, 5], "3": [7, -61], "4": [0, -1]}


def test_the_stronger_kind_is_told_first_and_columns_of_one_kind_count_together() -> None:
    reasons = Reasons(LEVELS, NAMES)
    assert reasons.against((0, 1, 0, 1, 1)) == "how it begins and how it ends"
    assert reasons.against((0, 0, 0, 1, 1)) == "how it begins and how it ends"
    assert reasons.against((0, 0, 1, 0, 1)) == "how long it is and the lengths of the lines around it"


def test_of_two_that_are_equally_strong_the_first_in_the_alphabet_is_told_first() -> None:
    assert Reasons(LEVELS, NAMES).against((0, 0, 0, 0, 0)) == "how it ends and how long it is"


def test_what_speaks_for_a_line_is_no_evidence_against_it() -> None:
    reasons = Reasons(LEVELS, NAMES)
    assert reasons.against((1, 1, 1, 0, 1)) == "the lengths of the lines around it"
    assert reasons.against((1, 1, 1, 0, 0)) == ""
    assert Reasons({}, NAMES).against((0, 0, 0, 0, 0)) == ""


def test_the_model_gives_what_a_sum_over_kinds_gives() -> None:
    model, rng = load(), random.Random(5)
    for names, reasons in zip((FIRST_COLUMNS, COLUMNS), model.reasons, strict=True):
        assert reasons.columns == names
        for _ in range(50):
            row = tuple(rng.randrange(64) for _ in names)
            against: dict[str, int] = {}
            for column, levels in reasons.levels.items():
                said, level = SAID[names[int(column)]], levels[row[int(column)]]
                against[said] = against.get(said, 0) - min(level, 0)
            strongest = sorted((-level, said) for said, level in against.items() if level)[:2]
            told = evidence(model, Verdict(False, 0.1, row))
            assert told == " and ".join(said for _, said in strongest)
