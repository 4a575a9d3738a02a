"""Removed: how many words of a source nothing is left of, each laid to one rule, so that the counts add up.

A page's boilerplate holds tags that were removed before it was: its span covers them in the source, and they would count twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wirecopy.model import Result

    Cut = tuple[int, int, str]
    """Start and end in the source, and the rule."""


def removed_words(result: Result) -> Counter[str]:
    """Return how many words of the source (runs without blanks, tags too) each rule removed.

    A word counts once nothing is left of it and nothing but blanks stands in its place. It is laid to the rule that took its first
    character; where several did, to the one whose pass ran first.
    """
    text = result.source.text
    pieces: list[Cut] = []
    covered: list[tuple[int, int]] = []
    for cuts in _by_pass(result):
        pieces += _beside(sorted(cuts), covered)
        covered = list(_joined([*covered, *(cut[:2] for cut in cuts)]))
    pieces.sort()
    words: Counter[str] = Counter()
    for start, end, rule in pieces:
        words[rule] += len(text[start:end].split()) - _inside_word(text, start)
    for start, end in covered:
        if _inside_word(text, end):  # a part of the last word is left
            begin = end - len(text[start:end].rsplit(None, 1)[-1])
            if not _inside_word(text, begin):
                words[pieces[bisect_right(pieces, begin, key=lambda piece: piece[0]) - 1][2]] -= 1
    return +words


def _by_pass(result: Result) -> list[list[Cut]]:
    """Return what was deleted in each pass, in their order."""
    order = {name: number for number, (name, _) in enumerate(result.passes)}
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for finding in result.findings:
        if finding.applied and finding.fix:
            cuts[order.get(finding.family, len(order))] += [
                (edit.start, edit.end, finding.rule)
                for edit in finding.fix.edits
                if edit.end > edit.start and not edit.text.strip()
            ]
    return [cuts[number] for number in sorted(cuts)]


def _beside(cuts: Iterable[Cut], covered: Sequence[tuple[int, int]]) -> Iterator[Cut]:
    """Yield what of the cuts is not covered, each place once. Both are in order."""
    at = number = 0
    for begun, end, rule in cuts:
        start, at = max(begun, at), max(end, at)
        while number < len(covered) and covered[number][1] <= start:
            number += 1
        for over in range(number, len(covered)):
            if covered[over][0] >= end:
                break
            if start < covered[over][0]:
                yield start, covered[over][0], rule
            start = covered[over][1]
        if start < end:
            yield start, end, rule


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans that do not touch, in order, which cover what those given cover."""
    begun = until = -1
    for start, end in sorted(spans):
        if start > until:
            if until > begun:
                yield begun, until
            begun = start
        until = max(until, end)
    if until > begun:
        yield begun, until


def _inside_word(text: str, place: int) -> bool:
    """Tell whether a place is between two characters of one word."""
    return 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())
