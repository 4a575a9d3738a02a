"""Lines looked up among the phrases of rules/boilerplate/: for each line the rule that knows it, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.phrases import PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook import Rule
    from wirecopy.rulebook.template import Filled


class Verdict(NamedTuple):
    """Why a line goes: the rule, the evidence in words, and what stood in the places of its phrase."""

    rule: Rule
    evidence: str
    filled: tuple[Filled, ...] = ()


class LineRules:
    """The rules of kind `line` and `heading`."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._index = PhraseIndex(rule for rule in rules if rule.kind in {"line", "heading"})

    def judge(self, lines: Sequence[Line]) -> list[Verdict | None]:
        """Return a verdict for each line that a rule knows.

        What is prose, and so where the article's head ends and its tail begins, is told by lines that no rule of any
        zone knows. A line that a rule of a zone removes lies outside of them, so its going moves neither border: the
        same text, once cleaned, is judged the same.
        """
        verdicts: list[Verdict | None] = []
        for line in lines:
            hit = self._index.find(line.text, line.tokens)
            verdicts.append(Verdict(hit.rule, f"known phrase {hit.phrase!r}", hit.filled) if hit else None)
        first, last = _borders(lines, verdicts)
        for number, verdict in enumerate(verdicts):
            if verdict and not _in_zone(verdict.rule.where.zone, number, first, last):
                verdicts[number] = None
        return verdicts


def _borders(lines: Sequence[Line], verdicts: Sequence[Verdict | None]) -> tuple[int, int]:
    """Return the first and the last line of prose; of whole sentences if there is no prose; else all lines."""
    free = [
        number
        for number, verdict in enumerate(verdicts)
        if verdict is None or verdict.rule.where.zone != "any" or not lines[number].sentence
    ]
    for weak in (False, True):
        prose = [number for number in free if lines[number].prose or (weak and lines[number].sentence)]
        if prose:
            return prose[0], prose[-1]
    return 0, len(lines)


def _in_zone(zone: str, number: int, first: int, last: int) -> bool:
    """Tell whether line `number` lies in `zone`, when the first and last line of prose are these."""
    before, after = number < first, number > last
    return {"any": True, "head": before, "tail": after, "outside": before or after}[zone]
