"""A forest of small decision trees, evaluated all at once with the bits of long integers.

Every leaf of every tree is one bit. A value of a column rules leaves out: the table of the column gives, for that value,
the leaves that are left. The `and` over all columns leaves one leaf a tree; the sum of their values is read off with one
population count for each bit of the (integer) leaf values. The idea is QuickScorer's (Lucchese et al., SIGIR 2015),
with Python's integers as the bit vectors and without its search for the exit leaf.
"""

from __future__ import annotations

from functools import reduce
from math import exp
from operator import and_, getitem, itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

VALUES = 64
"""Columns hold integers from 0 to VALUES - 1."""

Node = int | list["int | Node"]
"""A leaf's value, or `[column, threshold, node if value <= threshold, node if above]`."""


class Forest(NamedTuple):
    """Trees as tables of bits."""

    pick: Callable[[Sequence[int]], tuple[int, ...]]
    """Takes from a row the values of the columns that some tree asks for."""
    tables: tuple[tuple[int, ...], ...]
    """Per such column, per value: the leaves that are left."""
    planes: tuple[int, ...]
    """The leaves whose value has bit k set."""
    scale: float
    bias: float
    columns: tuple[int, ...]
    """The columns that some tree asks for; none of a forest that is not fitted yet."""

    def score(self, row: Sequence[int]) -> float:
        """Return the probability (0 to 1) for one row of column values."""
        return self.scores([row])[0]

    def scores(self, rows: Iterable[Sequence[int]]) -> list[float]:
        """Return the probability for each row."""
        pick, tables, planes, scale, bias, _ = self
        found: list[float] = []
        for row in rows:
            leaves = reduce(and_, map(getitem, tables, pick(row)))
            total = 0
            for plane in planes:
                total += total + (leaves & plane).bit_count()
            found.append(1 / (1 + exp(-(total * scale + bias))))
        return found


def grow(record: Mapping[str, object]) -> Forest:
    """Return the forest that training wrote: `trees` (see Node; leaf values from 0), `scale` and `bias`."""
    trees, scale, bias = record["trees"], record["scale"], record["bias"]
    assert isinstance(trees, list)
    assert isinstance(scale, float)
    assert isinstance(bias, float)
    values: list[int] = []
    cuts: dict[int, list[tuple[int, int, int]]] = {}
    for tree in trees:
        _number(tree, values, cuts)
    every = (1 << len(values)) - 1
    asked = columns = tuple(sorted(cuts))
    tables = tuple(tuple(_column(cuts[column], every)) for column in columns)
    while len(columns) < 2:  # the getter of one column would give no tuple
        columns, tables = (*columns, 0), (*tables, (every,) * VALUES)
    # A row whose first columns are just those that are asked for is taken as it is.
    pick = tuple if columns == (*range(len(columns)),) else itemgetter(*columns)
    bits = max(values).bit_length()
    planes = tuple(
        sum(1 << leaf for leaf, value in enumerate(values) if value >> bit & 1) for bit in reversed(range(bits))
    )
    return Forest(pick, tables, planes, scale, bias, asked)


def _number(node: Node, values: list[int], cuts: dict[int, list[tuple[int, int, int]]]) -> int:
    """Number the leaves of `node` on from len(values), note which leaves each cut rules out, and return the node's leaves."""
    if isinstance(node, int):
        values.append(node)
        return 1 << (len(values) - 1)
    column, threshold, low, high = node
    assert isinstance(column, int)
    assert isinstance(threshold, int)
    below, above = _number(low, values, cuts), _number(high, values, cuts)
    cuts.setdefault(column, []).append((threshold, below, above))
    return below | above


def _column(cuts: Sequence[tuple[int, int, int]], every: int) -> Iterator[int]:
    """Yield for each value from 0 the leaves that the cuts of one column leave."""
    by_threshold: dict[int, list[int]] = {}
    for threshold, below, above in cuts:
        entry = by_threshold.setdefault(threshold, [0, 0])
        entry[0] |= below
        entry[1] |= above
    out = [0] * (VALUES + 1)
    ruled = 0
    for value in range(VALUES):
        ruled |= by_threshold.get(value - 1, _NO_CUT)[0]
        out[value] = ruled
    ruled = 0
    for value in reversed(range(VALUES)):
        ruled |= by_threshold.get(value, _NO_CUT)[1]
        out[value] |= ruled
        out[value] = every & ~out[value]
    yield from out[:VALUES]


_NO_CUT = (0, 0)
