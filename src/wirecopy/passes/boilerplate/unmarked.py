"""Findings for lines that no rule names and the line model drops: by their shape, alone or as a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import RuleMeta, Safety, Severity
from wirecopy.passes.boilerplate.removal import removal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirecopy.linemodel import LineModel, Verdict
    from wirecopy.model import Finding
    from wirecopy.passes.boilerplate.lines import Line

_WHY = "The line model judged it by its form, its wording and what stands around it (docs/model-card-boilerplate.md)."
LABEL, LINK, PROSE, BLOCK = METAS = tuple(
    RuleMeta(f"boilerplate.{name}", message, Severity.INFO, Safety.LIKELY, _WHY)
    for name, message in (
        ("unmarked-label", "Label of the site, not of the article."),
        ("unmarked-link", "Title or teaser of something else."),
        ("other-prose", "Prose that is not the article's."),
        ("unmarked-block", "Lines that the site put around the article."),
    )
)
"""The rules of the line model: they have no phrases."""
_SURE = 0.99
"""Lines that are dropped with at least this precision may go unseen."""
_BLOCK = 3
"""So many adjacent lines are one finding."""
_LABEL_WORDS = 5


def findings(lines: Sequence[Line], verdicts: Mapping[int, Verdict], model: LineModel) -> Iterator[Finding]:
    """Yield findings for the numbered lines: runs of adjacent ones that are equally safe are cut together."""
    from wirecopy.linemodel.explain import evidence

    for run, sure in _runs(verdicts, model):
        if len(run) >= _BLOCK:
            longest = max([number for number, _ in run], key=lambda number: len(lines[number].tokens))
            reason = f"{len(run)} lines; of the longest: {evidence(model, verdicts[longest])}"
            confidence = round(sum([own for _, own in run]) / len(run), 3)
            safety = Safety.SAFE if sure else Safety.LIKELY
            yield removal(BLOCK, lines[run[0][0]], lines[run[-1][0]], safety, confidence, reason)
        else:
            for number, confidence in run:
                line = lines[number]
                rule = _rule(line)
                # A sentence alone is a lesser proof than the same score among labels: .96 of such were rightly dropped.
                safety = Safety.SAFE if sure and rule is not PROSE else Safety.LIKELY
                yield removal(rule, line, line, safety, round(confidence, 3), evidence(model, verdicts[number]))


def _runs(verdicts: Mapping[int, Verdict], model: LineModel) -> list[tuple[list[tuple[int, float]], bool]]:
    """Return the runs of adjacent lines that are equally safe: their numbers and confidences, and whether they are safe."""
    runs: list[tuple[list[tuple[int, float]], bool]] = []
    last, last_sure = -2, False
    for number in sorted(verdicts):
        confidence = model.confidence(verdicts[number].score)
        sure = confidence >= _SURE
        if number != last + 1 or sure != last_sure:
            runs.append(([], sure))
        runs[-1][0].append((number, confidence))
        last, last_sure = number, sure
    return runs


def _rule(line: Line) -> RuleMeta:
    if len(line.tokens) < _LABEL_WORDS:
        return LABEL
    return PROSE if line.sentence else LINK
