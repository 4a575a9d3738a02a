"""Which lines go, by rules and by the line model together, until neither finds more in what is left.

The decision depends on the rest of the text, so it is taken to a fixed point: what is left is judged as a document of its
own until it stays. Cleaned text is such a document, so cleaning it again changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Safety
from wirecopy.passes.boilerplate import blocks
from wirecopy.passes.boilerplate.headlines import headline
from wirecopy.rulebook.phrases import LINE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from wirecopy.linemodel import LineModel, Reading, Verdict
    from wirecopy.linemodel.reading import Mark
    from wirecopy.passes.boilerplate.blocks import Block
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.passes.boilerplate.rules import LineRules
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


def settle(
    lines: Sequence[Line], words: AbstractSet[str], rules: LineRules, model: LineModel | None, bias: float
) -> Settled:
    """Judge the lines, then those that are left, until all of them stay; without a model by rules alone.

    `words`: all words of the lines, and perhaps more.
    """
    hits = rules.look_up(lines, words)
    reading = model and _reading(lines, words, hits, model)
    left = [number for number, line in enumerate(lines) if line.text]
    found: list[tuple[list[int], Block]] = []
    verdicts: dict[int, Verdict] = {}
    for _ in range(ROUNDS):
        part = [lines[number] for number in left]
        ruled = rules.judge(part, [hits[number] for number in left])
        certain = {i for i, verdict in zip(left, ruled, strict=True) if verdict and is_certain(lines[i], verdict)}
        seen = reading.judge(left, certain, bias, quick=not any(ruled)) if reading else []
        known, told = _known(left, part, _upheld(part, ruled, seen))
        gone = {number for numbers, _ in known for number in numbers}
        judged = {
            number: verdict
            for number, verdict in zip(left, seen, strict=False)
            if not verdict.keep and number not in gone
        }
        head = headline(lines, [i for i in left if i not in gone], judged.keys()) if judged else None
        if head is not None:
            judged.pop(head, None)
        if not gone and not judged:
            return Settled(found, verdicts, told)
        found += known
        verdicts |= judged
        left = [number for number in left if number not in gone and number not in judged]
    return Settled([], {}, [])


def is_certain(line: Line, verdict: LineHit | None) -> bool:
    """Tell whether a rule removes a line whatever the model says of it."""
    return (
        verdict is not None and verdict.rule.fix is not None and verdict.rule.safety == Safety.SAFE and not line.prose
    )


def marks_of(lines: Sequence[Line], hits: Sequence[LineHit | None]) -> list[Mark]:
    """Return what the model is told of the lines that rules know.

    Nothing of prose: an article about cookies has the words of a notice about them, and the model is to judge that alone.
    Nothing of the lines of a site pack: it was fitted without, and would take their neighbours along.
    """
    from wirecopy.linemodel.reading import UNKNOWN, Mark

    made: dict[str, Mark] = {}
    found: list[Mark] = []
    for line, hit in zip(lines, hits, strict=True):
        mark = UNKNOWN
        if hit and hit.rule.kind in LINE_KINDS and hit.rule.fix is not None and not line.prose:
            rule = hit.rule
            mark = made.get(rule.id, UNKNOWN)
            if mark is UNKNOWN:
                mark = made[rule.id] = Mark(rule.id.partition(".")[2], 2 if rule.safety == Safety.SAFE else 1)
        found.append(mark)
    return found


def _reading(
    lines: Sequence[Line], words: AbstractSet[str], hits: Sequence[LineHit | None], model: LineModel
) -> Reading:
    from wirecopy.linemodel import Reading
    from wirecopy.linemodel.shape import may_be_wide

    texts = [line.text if line.whole else " ".join(line.text.split()) or "-" for line in lines]
    return Reading(texts, [line.tokens for line in lines], marks_of(lines, hits), model, wide=may_be_wide(words))


def _upheld(lines: Sequence[Line], ruled: Sequence[LineHit | None], seen: Sequence[Verdict]) -> list[LineHit | None]:
    """Return the rules' verdicts without those that the model overrules: it is sure that the line is the article's."""
    upheld = list(ruled)
    for i, verdict in enumerate(seen):
        sure = verdict.row != () and verdict.score >= (PROSE_VETO if lines[i].prose else VETO)
        if sure and not is_certain(lines[i], ruled[i]):
            upheld[i] = None
    return upheld


def _known(
    left: Sequence[int], part: Sequence[Line], verdicts: Sequence[LineHit | None]
) -> tuple[list[tuple[list[int], Block]], list[tuple[list[int], Block]]]:
    """Return the blocks among the lines left that rules remove, and those that they only report."""
    gone: list[tuple[list[int], Block]] = []
    told: list[tuple[list[int], Block]] = []
    for block in blocks.gather(part, verdicts):
        removes = block.verdict.rule.fix is not None and block.verdict.rule.safety <= Safety.LIKELY
        (gone if removes else told).append(([left[i] for i in range(block.first, block.last + 1)], block))
    return gone, told
