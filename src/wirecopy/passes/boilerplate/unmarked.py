"""Findings for lines that no rule names and the line model drops: by their shape, alone or as a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta, Safety, Severity
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    last, sure = -1, False
    for number in [*sorted(verdicts), len(lines) + 1]:
        confidence = model.confidence(verdicts[number].score) if number in verdicts else 0.0
        if run and (number != last + 1 or (confidence >= _SURE) != sure):
            if len(run) >= _BLOCK:
                longest = max(run, key=lambda number: len(lines[number].tokens))
                reason = f"{len(run)} lines; of the longest: {evidence(model, verdicts[longest])}"
                yield _finding(BLOCK, lines[run[0]], lines[run[-1]], confidences, reason)
            else:
                for of, own in zip(run, confidences, strict=True):
                    line = lines[of]
                    yield _finding(_rule(line), line, line, [own], evidence(model, verdicts[of]))
            run, confidences = [], []
        run.append(number)
        confidences.append(confidence)
        last, sure = number, confidence >= _SURE


def _rule(line: Line) -> RuleMeta:
    if line.words < _LABEL_WORDS:
        return LABEL
    return PROSE if line.sentence or line.prose else LINK


def _finding(rule: RuleMeta, first: Line, last: Line, confidences: Sequence[float], reason: str) -> Finding:
    """Return one finding for the lines of a run."""
    # A sentence alone is a lesser proof than the same score among labels: .96 of such were rightly dropped.
    sure = min(confidences) >= _SURE and rule is not PROSE
    start = first.span.start
    return Finding(
        rule.id,
        Span(start, last.span.end),
        rule.message,
        rule.severity,
        Fix((Edit(start, last.end, ""),), Safety.SAFE if sure else Safety.LIKELY),
        (),
        round(sum(confidences) / len(confidences), 3),
        reason,
    )
