"""The line model as data: a word table, three forests and what their figures mean, read from linemodel.json."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.linemodel.around import SURROUNDINGS
from wirecopy.linemodel.explain import Reasons
from wirecopy.linemodel.forest import Forest, grow
from wirecopy.linemodel.gate import PROFILE
from wirecopy.linemodel.remote import REMOTE
from wirecopy.linemodel.shape import FORM, SHAPE, UNSEEN, Line
from wirecopy.linemodel.standing import STANDING
from wirecopy.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirecopy.linemodel.wording import Words

TIERS = 80
"""Scores are told apart by so many steps where it is said how often they were right."""
FIRST_COLUMNS = (*FORM, *SURROUNDINGS)
"""The columns of the rows that the first forest judges, in order."""
COLUMNS = (*FIRST_COLUMNS, *SHAPE, *STANDING)
"""Those of the second."""


class LineModel(NamedTuple):
    """A word table, the forests, and what their figures mean."""

    words: Words
    labels: Mapping[str, Line]
    """What the name of a rule tells of a line that is not looked at closer."""
    first: Forest
    second: Forest
    gate: Forest
    """Tells from the scores of all lines whether a document holds boilerplate at all."""
    asked: frozenset[str]
    """The columns that the second forest asks for: the others need not be computed. All of them until it is fitted."""
    reasons: tuple[Reasons, Reasons]
    """For the first and the second forest."""
    precision: tuple[float, ...]
    """How often a dropped line with a score of at most 1.25%, 2.5%, … was rightly dropped in cross-validation."""

    remote: float
    """The same of lines that are far from any sentence."""

    def confidence(self, score: float) -> float:
        """Return how often a line that was dropped with this score was rightly dropped."""
        if score == REMOTE:
            return self.remote
        return self.precision[min(int(score * TIERS), len(self.precision) - 1)]


@cache
def load() -> LineModel:
    """Return the model that is part of the package."""
    import json

    return build(json.loads((DATA / "linemodel.json").read_text("utf-8")))


def build(record: Mapping[str, object]) -> LineModel:
    """Return the model that training wrote.

    Raises:
        ValueError: it was fitted for other columns than this code computes.

    """
    if record["columns"] != columns():
        raise ValueError(
            "linemodel.json was fitted for other columns than this code computes: run tools/train_line_model.py"
        )
    names = ("words", "first", "second", "gate", "precision", "remote")
    words, first, second, gate, precision, remote_ = (record[key] for key in names)
    assert isinstance(words, dict)
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert isinstance(gate, dict)
    assert isinstance(precision, list)
    assert isinstance(remote_, float)
    reasons = (Reasons(first["reasons"], FIRST_COLUMNS), Reasons(second["reasons"], COLUMNS))
    labels = {
        key[1:]: UNSEEN._replace(opens=up / 100, closes=down / 100)
        for key, (_, up, down) in words.items()
        if key[0] == "@"
    }
    forests = grow(first), grow(second), grow(gate)
    asked = frozenset([COLUMNS[column] for column in forests[1].columns] or COLUMNS)
    return LineModel(words, labels, *forests, asked, reasons, tuple(precision), remote_)


def columns() -> dict[str, list[str]]:
    """Return the columns that each forest is fitted for, in order."""
    return {"first": [*FIRST_COLUMNS], "second": [*COLUMNS], "gate": [*PROFILE]}
