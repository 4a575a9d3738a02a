"""What a site's pack says of a page: the elements that its CSS selectors match, bound to ours by where their tags begin.

The selectors are run by BeautifulSoup over Python's own parser, which tells the line and column of each start tag. That
tree takes ten times as long as our scan: it is made only for pages of hosts that have a pack.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.learn.keys import host_of
from wirecopy.rulebook import locate
from wirecopy.rulebook.rule import SELECTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wirecopy.model import Source
    from wirecopy.passes.markup.scan import Page
    from wirecopy.rulebook import Rule


class Selectors(NamedTuple):
    """The selectors of one host."""

    keep: tuple[str, ...]
    drop: tuple[str, ...]


class Parts(NamedTuple):
    """What selectors say of the blocks of a page, by number."""

    kept: frozenset[int] | None
    """The blocks that stay; None: no selector that keeps matches, the model decides."""
    dropped: frozenset[int]
    cuts: dict[int, int]
    """Pieces inside blocks that go: where each begins and ends in the source."""
    unmatched: tuple[str, ...]


NOTHING = Parts(None, frozenset(), {}, ())
"""What is said of a page that no pack is for."""


def for_source(source: Source, rules: Iterable[Rule]) -> Selectors | None:
    """Return the selectors for a page's host: of a pack in the configuration, else those that come with wirecopy."""
    packs = {host: rule for rule in rules if rule.kind == SELECTORS for host in rule.phrases}
    host = host_of(source, packs.keys() | locate.hosts())
    if host is None:
        return None
    rule = packs[host] if host in packs else locate.selectors(host)
    return Selectors(rule.starts.get(host, ()), rule.phrases.get(host, ()))


def match(page: Page, selectors: Selectors) -> Parts:
    """Run the selectors over a page."""
    places = _Places(page)
    unmatched: list[str] = []
    kept: set[int] = set()
    dropped: set[int] = set()
    for group, blocks in ((selectors.keep, kept), (selectors.drop, dropped)):
        for selector, starts in _run(page.source, group):
            found, inner = places.blocks(starts)
            blocks |= found
            if group is selectors.keep:
                kept |= {places.around(start) for start in inner} - {-1}
            else:
                places.cut(inner)
            if not starts:
                unmatched.append(selector)
    return Parts(frozenset(kept) if kept else None, frozenset(dropped), places.cuts, tuple(unmatched))


def _run(source: str, selectors: Sequence[str]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return for each selector the place and name of the start tags that it matches; none if the page cannot be read."""
    if not selectors:
        return []
    from bs4 import BeautifulSoup
    from bs4.element import Tag

    lines = [0, *(found.end() for found in re.finditer("\n", source))]
    try:
        soup = BeautifulSoup(source, "html.parser", multi_valued_attributes={"*": ["class"]})
        matches = [(selector, soup.select(selector)) for selector in selectors]
    except (RecursionError, AssertionError):  # nested too deeply, or a declaration that the parser gives up on
        return [(selector, []) for selector in selectors]
    return [
        (selector, [
            (lines[tag.sourceline - 1] + tag.sourcepos, tag.name)
            for tag in tags if isinstance(tag, Tag) and tag.sourceline is not None and tag.sourcepos is not None
        ])
        for selector, tags in matches
    ]  # fmt: skip


class _Places:
    """Finds our elements and blocks by where a tag begins."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._elements = {start: element for element, start in enumerate(page.starts) if element}
        self._starts = [block.start for block in page.blocks]
        self.cuts: dict[int, int] = {}

    def blocks(self, starts: Iterable[tuple[int, str]]) -> tuple[set[int], list[tuple[int, str]]]:
        """Return the blocks in the elements that begin at `starts`, and those starts that are no element of ours."""
        inner = [(start, name) for start, name in starts if start not in self._elements]
        wanted = {self._elements[start] for start, _ in starts if start in self._elements}
        if not wanted:
            return set(), inner
        inside = [False] * len(self._page.parents)
        for element, parent in enumerate(self._page.parents):
            inside[element] = element in wanted or (parent >= 0 and inside[parent])
        return {number for number, block in enumerate(self._page.blocks) if inside[block.element]}, inner

    def around(self, start: tuple[int, str]) -> int:
        """Return the block that a tag inside a block stands in; -1 if it stands in none."""
        number = bisect_right(self._starts, start[0]) - 1
        return number if number >= 0 and start[0] < self._page.blocks[number].end else -1

    def cut(self, starts: Iterable[tuple[int, str]]) -> None:
        """Note the elements inside blocks that begin at `starts`: each goes up to its end tag, or to its block's end."""
        for start, name in starts:
            number = self.around((start, name))
            if number >= 0:
                self.cuts[start] = _end(self._page.source, name, start, self._page.blocks[number].end)


def _end(source: str, name: str, start: int, limit: int) -> int:
    depth = 0
    for tag in re.finditer(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>", source[start:limit], re.IGNORECASE):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return start + tag.end()
    return limit
