"""Which fixes are applied: sorted by (start, longer first, rule id), the first wins. The order of input does not matter."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirecopy.model import Finding
    from wirecopy.text import Edit


def choose(findings: Iterable[tuple[int, Finding]]) -> dict[int, Finding]:
    """Return those of the numbered findings whose fixes can be applied together, by number."""
    chosen: dict[int, Finding] = {}
    taken: list[Edit] = []
    for number, finding in sorted(findings, key=_rank):
        assert finding.fix is not None
        edits = finding.fix.edits if len(finding.fix.edits) == 1 else tuple(sorted(finding.fix.edits))
        if not taken or (edits[0].start >= taken[-1].end and edits[0].end > taken[-1].end):
            chosen[number] = finding
            taken += edits  # behind all of them, as most are
        elif all(_fits(edit, taken) for edit in edits):
            chosen[number] = finding
            for edit in edits:
                insort(taken, edit)
    return chosen


def _rank(item: tuple[int, Finding]) -> tuple[int, int, str, tuple[Edit, ...]]:
    finding = item[1]
    assert finding.fix is not None
    edits = finding.fix.edits
    if len(edits) == 1:
        return edits[0].start, -edits[0].end, finding.rule, edits
    return min([edit.start for edit in edits]), -max([edit.end for edit in edits]), finding.rule, edits


def _fits(edit: Edit, taken: list[Edit]) -> bool:
    """Tell whether `edit` overlaps none of the sorted, disjoint `taken`; two insertions at one place do."""
    index = bisect_left(taken, edit)
    before = taken[index - 1] if index else None
    after = taken[index] if index < len(taken) else None
    if before is not None and (before.end > edit.start or before[:2] == edit[:2]):
        return False
    return after is None or (edit.end <= after.start and after[:2] != edit[:2])
