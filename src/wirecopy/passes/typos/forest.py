"""A boosted forest: many small decision trees whose leaves add up to the log-odds of "this is a typo".

The trees are data (`data/typos/*.json`, written by `tools/train_typos.py`), one flat list of numbers a tree: feature,
threshold and the distance to the right child for a split, -1 and a value for a leaf. The left child follows its parent.
"""

from __future__ import annotations

import json
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EARLY = 30  # trees after which a case may be given up
HOPELESS = (
    -3.0
)  # log-odds: the first trees take the largest steps, and no case this low has come back above a threshold
NEVER = 2.0  # a threshold that no probability reaches


class Forest(NamedTuple):
    """Trees as parallel columns; `roots` are the indexes at which trees begin.

    `threshold`: the probability from which on it accuses; `thresholds`: the same for each of several groups of cases.
    """

    base: float
    roots: tuple[int, ...]
    feature: tuple[int, ...]
    value: tuple[float, ...]
    right: tuple[int, ...]
    threshold: float = NEVER
    thresholds: Mapping[str, float] = {}

    def probability(self, features: Sequence[float]) -> float:
        """Return the probability that the example with these features is a typo."""
        score = self.base
        feature, value, right = self.feature, self.value, self.right
        for number, node in enumerate(self.roots):
            at = node
            while (column := feature[at]) >= 0:
                at = at + 1 if features[column] <= value[at] else right[at]
            score += value[at]
            if number == EARLY and score < HOPELESS:
                break
        return 1 / (1 + exp(-score))


def load(name: str) -> Forest:
    """Return the forest in `data/typos/{name}.json`."""
    data = json.loads((DATA / "typos" / f"{name}.json").read_text("utf-8"))
    roots, feature, value, right = (tuple(data[column]) for column in ("roots", "feature", "value", "right"))
    return Forest(data["base"], roots, feature, value, right, data.get("threshold", NEVER), data.get("thresholds", {}))
