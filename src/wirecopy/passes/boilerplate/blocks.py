"""Blocks: a heading takes the list below it along, and stops where the article goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.passes.boilerplate.rules import Verdict

_MAX_ITEMS = 20
_MAX_ITEM_WORDS = 30
_MIN_ITEM_WORDS = 4
"""Before prose, a shorter line may be a sub-heading of the article: a heading leaves it."""


class Block(NamedTuple):
    """Lines `first` to `last` (numbers, inclusive) that go together for one reason."""

    first: int
    last: int
    verdict: Verdict

    @property
    def evidence(self) -> str:
        """The reason in words."""
        items = self.last - self.first
        return self.verdict.evidence + (f" and the {items} lines of its list" if items else "")


def gather(lines: Sequence[Line], verdicts: Sequence[Verdict | None]) -> list[Block]:
    """Return the blocks that go, in order, disjoint."""
    blocks: list[Block] = []
    number = 0
    while number < len(lines):
        verdict = verdicts[number]
        if verdict is None:
            number += 1
            continue
        last = _end_of_list(lines, verdicts, number) if verdict.rule.kind == "heading" else number
        blocks.append(Block(number, last, verdict))
        number = last + 1
    return blocks


def _end_of_list(lines: Sequence[Line], verdicts: Sequence[Verdict | None], heading: int) -> int:
    """Return the last line of the list below `heading`; the heading itself if there is none."""
    last = heading
    for number in range(heading + 1, min(heading + 1 + _MAX_ITEMS, len(lines))):
        line, verdict = lines[number], verdicts[number]
        if line.prose or line.words > _MAX_ITEM_WORDS or (verdict and verdict.rule.kind == "heading"):
            break
        last = number
    goes_on = last + 1 < len(lines) and lines[last + 1].prose
    while goes_on and last > heading and verdicts[last] is None and lines[last].words < _MIN_ITEM_WORDS:
        last -= 1
    return last
