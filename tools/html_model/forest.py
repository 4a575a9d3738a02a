"""The trees over the features of blocks: what they are fitted on, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np

from wirecopy.passes.markup.features import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from html_model.pages import Data
    from wirecopy.passes.markup.features import Weights

FLOOR, LOOK = -350.0, -250.0
"""Blocks whose first look is worse than these are not trained on, and not looked at."""
TREES = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 31, "min_data_in_leaf": 60, "feature_fraction": 0.3,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 15, "max_bin": 63, "num_threads": 1, "verbose": -1, "seed": 7,
}  # fmt: skip
ROUNDS = 60


def look(data: Data, by_fold: Sequence[Weights]) -> tuple[Any, Any]:
    """Return the features of all blocks, and the cheap scores that decide which of them are looked at.

    The learned scores in them are from weights that never saw the block's site.
    """
    rows: list[list[float]] = []
    looks: list[float] = []
    for sample, fold in zip(data.samples, data.page_folds, strict=True):
        table = Table(sample.page, sample.evidence, by_fold[fold])
        rows += [table.row(number) for number in range(len(sample.labels))]
        looks += [table.first_look(number) for number in range(len(sample.labels))]
    return np.array(rows, dtype=np.float32), np.array(looks)


def boost(rows: Any, data: Data, chosen: Any) -> lightgbm.Booster:
    """Fit the trees."""
    return lightgbm.train(
        TREES, lightgbm.Dataset(rows[chosen], data.target[chosen], weight=data.weight[chosen]), ROUNDS
    )
