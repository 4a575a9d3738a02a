from __future__ import annotations

import random
from math import exp
from typing import TYPE_CHECKING

import pytest

from wirecopy.linemodel.forest import VALUES, grow

if TYPE_CHECKING:
    from wirecopy.linemodel.forest import Node

TREES: list[Node] = [[0, 3, 0, [1, 10, 5, 2]], [1, 0, 7, [0, 62, 1, 3]], 4]


def walk(node: Node, row: tuple[int, ...]) -> int:
    """Go down one tree, the slow way."""
    while not isinstance(node, int):
        column, threshold, low, high = node
        assert isinstance(column, int)
        assert isinstance(threshold, int)
        node = low if row[column] <= threshold else high
    return node


def test_all_trees_at_once_give_what_each_gives_alone() -> None:
    forest = grow({"trees": TREES, "scale": 0.25, "bias": -2.0})
    rng = random.Random(1)
    for _ in range(200):
        row = (rng.randrange(VALUES), rng.randrange(VALUES), rng.randrange(VALUES))
        total = sum(walk(tree, row) for tree in TREES)
        assert forest.score(row) == pytest.approx(1 / (1 + exp(-(total * 0.25 - 2))))


def test_a_cut_holds_for_the_value_itself() -> None:
    forest = grow({"trees": [[0, 3, 0, [1, 3, 1, 2]]], "scale": 1.0, "bias": 0.0})
    assert forest.score((3, 9)) == 1 / (1 + exp(0))
    assert forest.score((4, 3)) == 1 / (1 + exp(-1))
    assert forest.score((4, 4)) == 1 / (1 + exp(-2))
