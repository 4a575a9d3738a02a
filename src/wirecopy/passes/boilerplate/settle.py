"""Which lines go, by rules and by the line model together, until neither finds more in what is left.

The decision depends on the rest of the text, so it is taken to a fixed point: what is left is judged as a document of its
own until it stays. Cleaned text is such a document, so cleaning it again changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Safety
from wirecopy.passes.boilerplate import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.linemodel import LineModel, Reading, Verdict
    from wirecopy.passes.boilerplate.blocks import Block
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.passes.boilerplate.rules import LineRules
    from wirecopy.passes.boilerplate.rules import Verdict as RuleVerdict
    from wirecopy.rulebook.phrases import LineHit

ROUNDS = 24
"""A text that is not settled after so many rounds keeps all of its lines."""
VETO = 0.9
PROSE_VETO = 0.6
"""A line, or one of prose, that a rule knows stays if the model takes it for the article's with this probability; not
where the rule is proven."""


class Settled(NamedTuple):
    """What goes: the line numbers of blocks that rules know, and the model's verdicts on other lines by number."""

    blocks: list[tuple[list[int], Block]]
    verdicts: dict[int, Verdict]
    told: list[tuple[list[int], Block]]
    """Blocks that rules report and leave."""


def settle(lines: Sequence[Line], rules: LineRules, model: LineModel | None, bias: float) -> Settled:
    """Judge the lines, then those that are left, until all of them stay; without a model by rules alone."""
    reading = model and _reading(lines, model)
    hits: dict[str, LineHit | None] = {}
    left = [number for number, line in enumerate(lines) if line.text]
    found: list[tuple[list[int], Block]] = []
    verdicts: dict[int, Verdict] = {}
    for _ in range(ROUNDS):
        judged_by_rules = rules.judge([lines[number] for number in left], hits)
        seen = reading.judge(left, bias, quick=not any(judged_by_rules)) if reading else []
        known, told = _known(left, lines, judged_by_rules, _vetoed(left, lines, seen))
        gone = {number for numbers, _ in known for number in numbers}
        judged = {
            number: verdict
            for number, verdict in zip(left, seen, strict=False)
            if not verdict.keep and number not in gone
        }
        if not gone and not judged:
            return Settled(found, verdicts, told)
        found += known
        verdicts |= judged
        left = [number for number in left if number not in gone and number not in judged]
    return Settled([], {}, [])


def _reading(lines: Sequence[Line], model: LineModel) -> Reading:
    from wirecopy.linemodel import Reading

    return Reading([line.text if line.whole else " ".join(line.text.split()) or "-" for line in lines], model)


def _vetoed(left: Sequence[int], lines: Sequence[Line], seen: Sequence[Verdict]) -> list[bool]:
    """Tell for each line left whether the model would rather keep it, whatever phrase stands in it."""
    return [
        verdict.row != () and verdict.score >= (PROSE_VETO if lines[number].prose else VETO)
        for number, verdict in zip(left, seen, strict=False)
    ]


def _known(
    left: Sequence[int], lines: Sequence[Line], judged: Sequence[RuleVerdict | None], vetoed: Sequence[bool]
) -> tuple[list[tuple[list[int], Block]], list[tuple[list[int], Block]]]:
    """Return the blocks among the lines left that rules remove, and those that they only report."""
    part = [lines[number] for number in left]
    verdicts = list(judged)
    for i, veto in enumerate(vetoed):
        verdict = verdicts[i]
        if veto and verdict and (verdict.rule.safety > Safety.SAFE or part[i].prose):
            verdicts[i] = None
    gone: list[tuple[list[int], Block]] = []
    told: list[tuple[list[int], Block]] = []
    for block in blocks.gather(part, verdicts):
        removes = block.verdict.rule.fix is not None and block.verdict.rule.safety <= Safety.LIKELY
        (gone if removes else told).append(([left[i] for i in range(block.first, block.last + 1)], block))
    return gone, told
