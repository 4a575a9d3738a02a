"""Findings for lines that no rule names and the line model drops: by their shape, alone or as a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta, Safety, Severity
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from wirecopy.linemodel import LineModel, Verdict
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

    run: list[int] = []
    confidences: list[float] = []
    for number in sorted(verdicts):
        confidence = model.confidence(verdicts[number].score)
        if run and (number != run[-1] + 1 or (confidence >= _SURE) != (confidences[-1] >= _SURE)):
            yield from _run(lines, run, confidences, lambda of: evidence(model, verdicts[of]))
            run, confidences = [], []
        run.append(number)
        confidences.append(confidence)
    if run:
        yield from _run(lines, run, confidences, lambda of: evidence(model, verdicts[of]))


def _run(
    lines: Sequence[Line], run: Sequence[int], confidences: Sequence[float], why: Callable[[int], str]
) -> Iterator[Finding]:
    if len(run) >= _BLOCK:
        yield _finding(BLOCK, lines, run, confidences, why)
        return
    for number, confidence in zip(run, confidences, strict=True):
        yield _finding(_rule(lines[number]), lines, [number], [confidence], why)


def _rule(line: Line) -> RuleMeta:
    if line.words < _LABEL_WORDS:
        return LABEL
    return PROSE if line.sentence or line.prose else LINK


def _finding(
    rule: RuleMeta, lines: Sequence[Line], run: Sequence[int], confidences: Sequence[float], why: Callable[[int], str]
) -> Finding:
    """Return one finding for the lines of a run; the evidence is that of its longest line."""
    first, last = lines[run[0]], lines[run[-1]]
    sizes = [lines[number].words for number in run]
    reason = why(run[sizes.index(max(sizes))])
    # A sentence alone is a lesser proof than the same score among labels: .96 of such were rightly dropped.
    sure = min(confidences) >= _SURE and rule is not PROSE
    return Finding(
        rule.id,
        Span(first.span.start, last.span.end),
        rule.message,
        rule.severity,
        Fix((Edit(first.span.start, last.end, ""),), Safety.SAFE if sure else Safety.LIKELY),
        confidence=round(sum(confidences) / len(confidences), 3),
        evidence=f"{len(run)} lines; of the longest: {reason}" if len(run) > 1 else reason,
    )
