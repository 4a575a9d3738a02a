"""A pass that a machine cannot run is told once, and fails no document."""

from __future__ import annotations

from wirecopy.batch.record import Outcome
from wirecopy.batch.summary import Summary


def test_what_is_left_out_is_told_once() -> None:
    summary = Summary()
    for number in range(3):
        summary.add(Outcome(str(number), left_out=("the grammar pass is left out: no Java found",)))
    assert summary.lines()[-1] == "note: the grammar pass is left out: no Java found"
    assert summary.errors == []
    assert Summary.from_json(summary.to_json()) == summary
