"""Blocks: a heading takes the list below it along, and stops where the article goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook.phrases import LineHit

_MAX_ITEMS = 20
_MAX_ITEM_WORDS = 22
_MAX_SENTENCE_WORDS = 9
"""A longer item that ends as a sentence does may be the article."""
_MIN_ITEM_WORDS = 6
"""Before prose, a shorter line may be a sub-heading of the article: a heading leaves it."""
_NOTE = lazy(r"(?:\d{1,3}\.? ?)?\^|\[\d{1,3}\]")
"""Foot notes are the article's."""
_STOPS = (".", ".”", '."', ":", ",", ";", "。", "؛", "،")


class Block(NamedTuple):
    """Lines `first` to `last` (numbers, inclusive) that go together for one reason."""

    first: int
    last: int
    verdict: LineHit

    @property
    def evidence(self) -> str:
        """The reason in words."""
        items = self.last - self.first
        below = f" and the {items} lines of its list" if items > 1 else " and the line below it" if items else ""
        return self.verdict.evidence + below


def gather(lines: Sequence[Line], verdicts: Sequence[LineHit | None]) -> list[Block]:
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


def _end_of_list(lines: Sequence[Line], verdicts: Sequence[LineHit | None], heading: int) -> int:
    """Return the last line of the list below `heading`; the heading itself if there is none."""
    last = heading
    for number in range(heading + 1, min(heading + 1 + _MAX_ITEMS, len(lines))):
        verdict = verdicts[number]
        if not _is_item(lines[number]) or (verdict and verdict.rule.kind == "heading"):
            break
        last = number
    if last + 1 < len(lines) and goes_on(lines[last + 1]):
        # The paragraph that this line goes on with was cut in pieces: its first piece is no item either.
        return max(heading, last - 1)
    while last > heading and (verdicts[last] is not None or _may_be_subheading(lines, last)):
        last -= 1  # a line at the end that another rule knows goes for its own reason
    return last


def _is_item(line: Line) -> bool:
    """Tell whether a line can stand in a list of titles and labels."""
    if line.prose or line.words > _MAX_ITEM_WORDS or goes_on(line) or _NOTE.match(line.text):
        return False
    return line.words <= _MAX_SENTENCE_WORDS or not line.text.endswith(_STOPS)


def goes_on(line: Line) -> bool:
    """Tell whether a line goes on with the sentence of the one before it."""
    first = line.text[0]
    return first in ",;.)" or first.islower()


def _may_be_subheading(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a short line stands before something that is no item, so that it may be a heading of the article."""
    after = number + 1
    return after < len(lines) and not _is_item(lines[after]) and lines[number].words < _MIN_ITEM_WORDS
