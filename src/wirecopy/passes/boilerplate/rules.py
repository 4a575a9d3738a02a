"""Lines looked up among the phrases of rules/boilerplate/: for each line the rule that knows it, and how."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from wirecopy.learn.keys import host_of
from wirecopy.passes.boilerplate import sites
from wirecopy.passes.boilerplate.headlines import echoes
from wirecopy.passes.boilerplate.sites import SiteIndex
from wirecopy.rulebook import locate
from wirecopy.rulebook.phrases import LINE_KINDS, LineHit, PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from wirecopy.model import Source
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook import Rule


_MAX_BETWEEN = 2
"""So many known lines may stand between two paragraphs of one article."""
_MAX_RUN = 12
"""A longer run of unknown lines is nothing that the lines around it could tell."""


_WRAPPED = 8
"""A line of so many words may be a part of a paragraph; a shorter one is a label, whatever follows."""


class _Enclosed(LineHit):
    """A line that is new but stands in a list of the site."""

    @property
    def evidence(self) -> str:
        """Why the line goes, in words."""
        return "stands among lines that repeat on this site"


class LineRules:
    """The rules of kind `line` and `heading`."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._index: PhraseIndex | SiteIndex = PhraseIndex(
            (rule for rule in rules if rule.kind in LINE_KINDS), locate.phrases("boilerplate")
        )
        self._sites = sites.by_host(rules)
        self._list = next((rule for rule in rules if rule.id == sites.LIST), None)
        self._enclosed = False

    def of(self, source: Source) -> LineRules:
        """Return these rules with the pack of the site that the document is from, if there is one."""
        host = host_of(source, self._sites.keys()) if self._sites else None
        if host is None or isinstance(self._index, SiteIndex):
            return self
        rules = copy(self)
        rules._index = SiteIndex(self._sites[host], sites.keys_of(self._sites[host]), self._index)  # noqa: SLF001
        rules._enclosed = True  # noqa: SLF001
        return rules

    def look_up(self, lines: Sequence[Line], vocabulary: AbstractSet[str] | None = None) -> list[LineHit | None]:
        """Return for each line the hit of the rule that knows it, wherever the line stands.

        `vocabulary`: all words of the lines, and perhaps more, where somebody has them already.
        """
        words = {line.text: line.tokens for line in lines if line.text}
        if vocabulary is None:
            vocabulary = set().union(*words.values())
        hits = dict(zip(words, self._index.find_all([*words], [*words.values()], vocabulary), strict=True))
        return [hits.get(line.text) for line in lines]

    def judge(self, lines: Sequence[Line], hits: Sequence[LineHit | None]) -> list[LineHit | None]:
        """Return for each line the hit of the rule that it goes by; `hits`: what `look_up` gives for the lines.

        What is prose, and so where the article's head ends and its tail begins, is told by lines that no rule of any
        zone knows. A line that a rule of a zone removes lies outside of them, so its going moves neither border: the
        same text, once cleaned, is judged the same.
        """
        verdicts = [
            None if hit and len(lines[number].tokens) >= _WRAPPED and _wrapped(lines, number) else hit
            for number, hit in enumerate(hits)
        ]
        first, last = _borders(lines, verdicts)
        for number, verdict in enumerate(verdicts):
            if verdict and (zone := verdict.rule.where.zone) != "any" and not _in_zone(zone, number, first, last):
                verdicts[number] = None
        if self._enclosed and self._list:
            _enclose(lines, verdicts, _Enclosed(self._list, ""), first, last)
        return verdicts


def _wrapped(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a long line is a part of a paragraph that was wrapped: the next one goes on with it."""
    line = lines[number]
    if not (line.text[-1].isalnum() or line.text[-1] == ","):
        return False
    return number + 1 < len(lines) and lines[number + 1].text[:1].islower()


def _borders(lines: Sequence[Line], verdicts: Sequence[LineHit | None]) -> tuple[int, int]:
    """Return the first and the last line of the article's prose; of its sentences if there is no prose; else all lines.

    Prose with many known lines in between is not of one piece: the piece with the most text is the article.
    """
    known = [verdict is not None and verdict.rule.where.zone == "any" for verdict in verdicts]
    for weak in (False, True):
        pieces: list[tuple[int, int, int]] = []
        between = 0
        for number, line in enumerate(lines):
            if known[number]:
                between += 1
            elif line.sentence and (weak or line.prose):
                if not pieces or between > _MAX_BETWEEN:
                    pieces.append((0, number, number))
                size, first, _ = pieces[-1]
                pieces[-1] = (size + len(line.text), first, number)
                between = 0
        if pieces:
            _, first, last = max(pieces)
            return first, last
    return 0, len(lines)


def _enclose(lines: Sequence[Line], verdicts: list[LineHit | None], verdict: LineHit, first: int, last: int) -> None:
    """Judge short runs of lines outside of the article that stand between known lines.

    Such a run may hold one teaser that is as long as prose: the article's own paragraphs are not so far from each other. A
    line above the article that says what it says is its headline.
    """
    headlines = echoes(lines, first, last)
    start = 0
    for number in range(len(lines) + 1):
        outside = number <= first or start > last
        if number < len(lines) and verdicts[number] is None:
            if lines[number].tokens or not (number < first or number > last):
                continue
            verdicts[number] = verdict  # marks without a word: what the site put between its links
        run = lines[start:number]
        if 0 < len(run) <= _MAX_RUN and start and number < len(lines) and outside and not _is_article(run):
            verdicts[start:number] = [None if i in headlines else verdict for i in range(start, number)]
        start = number + 1


def _is_article(run: Sequence[Line]) -> bool:
    """Tell whether a run of lines looks like a piece of an article: two paragraphs, or one cut in pieces."""
    broken = any(line.text[0] in ",;.)" or line.text[0].islower() for line in run)
    return broken or sum(line.prose for line in run) > 1


def _in_zone(zone: str, number: int, first: int, last: int) -> bool:
    """Tell whether line `number` lies in `zone`, when the first and last line of prose are these."""
    before, after = number < first, number > last
    return {"any": True, "head": before, "tail": after, "outside": before or after}[zone]
