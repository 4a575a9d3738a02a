"""Lines looked up among the phrases of rules/boilerplate/: for each line the rule that knows it, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.match import PhraseIndex

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
            hit = self._index.find(line.text)
            verdicts.append(Verdict(hit.rule, f"known phrase {hit.phrase!r}", hit.filled) if hit else None)
        prose = [
            number
            for number, (line, verdict) in enumerate(zip(lines, verdicts, strict=True))
            if line.prose and (verdict is None or verdict.rule.where.zone != "any")
        ]
        first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
        for number, verdict in enumerate(verdicts):
            if verdict and not _in_zone(verdict.rule.where.zone, number, first, last):
                verdicts[number] = None
        return verdicts


def _in_zone(zone: str, number: int, first: int, last: int) -> bool:
    """Tell whether line `number` lies in `zone`, when the first and last line of prose are these."""
    if zone == "head":
        return number < first
    return zone == "any" or number > last
