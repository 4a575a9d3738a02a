"""Features of blocks: what the trees look at. Counted once an element, so that the cost is linear in the page."""

from __future__ import annotations

from collections import Counter
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.markup.tally import Sums, Tally
from wirecopy.passes.markup.words import path_scores

if TYPE_CHECKING:
    from wirecopy.passes.markup.evidence import Evidence
    from wirecopy.passes.markup.scan import Page
    from wirecopy.passes.markup.words import ElementTokens, TextTokens

TAGS = [
    "p", "li", "div", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "section", "article", "pre", "dd",
    "header", "footer", "address", "label", "th", "ul",
]  # fmt: skip
_TAG_NUMBER = {name: number for number, name in enumerate(TAGS)}
_HOLDERS = frozenset(TAGS) - {"div", "section", "article"}
"""What stands in the element that holds the article, and does not hold it."""
_FAR = 99.0
_HOPELESS = -650
"""Tags with a score like that settle it: the words are not looked at."""

NAMES = [
    "length", "words", "link_share", "ends", "breaks", "tag", "class", "class_own", "class_up", "text", "in_article",
    "place", "share", "from_h1", "from_first", "from_last", "from_first_in", "from_last_in", "third", "best",
    "depth_half", "depth_best", "e_links", "e_good", "p_text", "p_links", "p_blocks", "p_good", "p_good_share",
    "p_paragraphs", "g_text", "g_links", "g_blocks", "g_good", "g_good_share", "g_paragraphs", "alike",
    "alike_length", "alike_links", "alike_good", "alike_share", "twice", "in_body", "in_description", "class_2b",
    "class_1b", "class_1a", "class_2a", "text_1b", "text_1a", "links_1b", "links_1a", "links_2a", "gap_before",
    "gap_after", "alike_before", "alike_after", "good_after", "text_after", "page_blocks", "page_good", "page_text",
    "page_half", "page_good_share", "page_good_in", "page_links",
]  # fmt: skip
"""Names of the features in order; `b` is before, `a` after, e/p/g: the element, its parent, its grandparent."""


class Weights(NamedTuple):
    """Learned weights that the features build on: of the tokens of elements, and of the tokens of short blocks."""

    element: ElementTokens
    text: TextTokens


class Table:
    """The features of all blocks of a page."""

    def __init__(self, page: Page, evidence: Evidence, weights: Weights) -> None:
        self.page = page
        self.blocks = page.blocks
        self.evidence = evidence
        self.tally = Tally(page)
        self.sums = Sums(page, self.tally)
        self.total_good = self.sums.good[0] or 1
        self.total_text = self.sums.text[0] or 1
        self.score = path_scores(page, self.sums.filled, weights.element)
        self._containers()
        self._walk()
        self._likenesses()
        self._landmarks()
        of_text, of_tags = weights.text.score, self.score
        self.text_scores = [of_text(block.text) if of_tags[block.element] > _HOPELESS else 0 for block in page.blocks]
        self.near = self._near()
        self.descriptions = evidence.descriptions
        self.parent_rows: dict[int, list[float]] = {}
        self.page_row = self._page_row()

    def _containers(self) -> None:
        """Find the elements that hold half, a third and most of the good text, and the best one by density."""
        good, parents, names = self.sums.good, self.page.parents, self.page.names
        children: dict[int, list[int]] = {}
        for element in self.sums.filled:
            if good[element]:
                children.setdefault(parents[element], []).append(element)
        self.half = self._deepest(children, 0.5)
        self.third = self._deepest(children, 0.34)
        points = [0.0] * len(parents)
        for block, fine, links in zip(self.blocks, self.tally.good, self.tally.links, strict=True):
            if fine:
                element = block.element
                if names[element] in _HOLDERS:
                    element = max(0, parents[element])
                gain = (1 + block.text.count(",") + min(3.0, fine / 100)) * (1 - links)
                points[element] += gain
                if element:
                    points[parents[element]] += gain / 2
        self.best = points.index(max(points))

    def _deepest(self, children: dict[int, list[int]], share: float) -> int:
        wanted = share * self.total_good
        good = self.sums.good
        here = 0
        while True:
            for child in children.get(here, ()):
                if good[child] >= wanted:
                    here = child
                    break
            else:
                return here

    def _walk(self) -> None:
        """Carry down how deep elements with text are, and whether they stand in articles and in the containers."""
        names, parents = self.page.names, self.page.parents
        self.depth = depth = [0] * len(parents)
        self.in_article = in_article = [False] * len(parents)
        self.flags = flags = [0] * len(parents)
        for container, bit in ((self.half, 1), (self.third, 2), (self.best, 4)):
            flags[container] |= bit
        for element in self.sums.filled:
            parent = parents[element]
            depth[element] = depth[parent] + 1
            flags[element] |= flags[parent]
            in_article[element] = in_article[parent] or names[element] == "article"

    def _likenesses(self) -> None:
        """Group the blocks whose element and parent look the same: repeated patterns."""
        page = self.page
        names, parents, attributes = page.names, page.parents, page.attributes
        groups: dict[tuple[str, str, str], list[float]] = {}
        of_element: dict[int, list[float]] = {}
        self.alike: list[list[float]] = []
        for block, length, good in zip(self.blocks, self.tally.length, self.tally.good, strict=True):
            element = block.element
            group = of_element.get(element)
            if group is None:
                key = (names[element], attributes[element], attributes[max(0, parents[element])])
                group = of_element[element] = groups.setdefault(key, [0, 0, 0, 0])
            group[0] += 1
            group[1] += length
            group[2] += block.linked
            group[3] += good > 0
            self.alike.append(group)
        self.seen = Counter([block.text for block in self.blocks])

    def _landmarks(self) -> None:
        """Find the headline, and the first and last good block, of the page and of the half container."""
        names, titles = self.page.names, self.evidence.titles
        heading = -1
        for number, block in enumerate(self.blocks):
            if names[block.element] == "h1":
                heading = number
                if any(block.text in title for title in titles):
                    break
        if heading < 0:
            heading = next(
                (
                    number
                    for number, block in enumerate(self.blocks)
                    if len(block.text) > 15 and any(block.text in title for title in titles)
                ),
                -1,
            )
        self.heading = heading
        good = [number for number, length in enumerate(self.tally.good) if length]
        inside = [number for number in good if self.flags[self.blocks[number].element] & 1] or good
        self.first, self.last = (good[0], good[-1]) if good else (-1, -1)
        self.first_in, self.last_in = (inside[0], inside[-1]) if inside else (-1, -1)
        self.inside = len(inside)

    def _near(self) -> tuple[list[float], list[float], list[float]]:
        """Return the scores of tags, of words, and the links of all blocks, with what stands for none around them."""
        far, none = [-_FAR, -_FAR], [-1.0, -1.0]
        scores = self.score
        return (
            [*far, *[scores[block.element] for block in self.blocks], *far],
            [*far, *self.text_scores, *far],
            [*none, *self.tally.links, *none],
        )

    def _page_row(self) -> list[float]:
        sums = self.sums
        return [
            log1p(len(self.blocks)),
            log1p(self.total_good),
            log1p(self.total_text),
            sums.good[self.half] / self.total_good,
            sums.good[0] / self.total_text,
            self.inside,
            sums.linked[0] / self.total_text,
        ]

    def _parent_row(self, element: int) -> list[float]:
        """Return what is the same for all blocks of the children of one element; counted once."""
        row = self.parent_rows.get(element)
        if row is None:
            sums = self.sums
            row = []
            for place in (element, max(0, self.page.parents[element])):
                text = sums.text[place] or 1
                row += (
                    sums.text[place],
                    sums.linked[place] / text,
                    sums.blocks[place],
                    sums.good[place] / self.total_good,
                    sums.good[place] / text,
                    sums.paragraphs[place],
                )
            self.parent_rows[element] = row
        return row

    def first_look(self, number: int) -> float:
        """Return a cheap score: what the tags of a block and the words of a short one say."""
        return self.score[self.blocks[number].element] + self.text_scores[number] / 2

    def row(self, number: int) -> list[float]:
        """Return the features of one block, in the order of `NAMES`."""
        page, sums, tally = self.page, self.sums, self.tally
        block = self.blocks[number]
        element = block.element
        parent = max(0, page.parents[element])
        flags, depth = self.flags[element], self.depth[element]
        return [
            tally.length[number],
            tally.words[number],
            tally.links[number],
            tally.ends[number],
            block.breaks,
            _TAG_NUMBER.get(page.names[element], -1),
            self.score[element],
            self.score[element] - self.score[parent],
            self.score[parent] - self.score[max(0, page.parents[parent])],
            self.text_scores[number],
            self.in_article[element],
            number / len(self.blocks),
            tally.length_before[number] / self.total_text,
            number - self.heading if self.heading >= 0 else -999,
            number - self.first,
            number - self.last,
            number - self.first_in,
            number - self.last_in,
            flags >> 1 & 1,
            flags >> 2 & 1,
            depth - self.depth[self.half],
            depth - self.depth[self.best],
            sums.linked[element] / (sums.text[element] or 1),
            sums.good[element] / self.total_good,
            *self._parent_row(parent),
            *self._alike_row(number),
            *self._evidence_row(block.text),
            *self._neighbours(number),
            *self.page_row,
        ]

    def _alike_row(self, number: int) -> tuple[float, ...]:
        count, length, linked, good = self.alike[number]
        return count, length / count, linked / (length or 1), good / count, length / self.total_text

    def _evidence_row(self, text: str) -> tuple[float, ...]:
        body, start = self.evidence.body, text[:40]
        described = self.descriptions if len(text) > 20 else ()
        return (
            self.seen[text],
            (1 if start in body else 0) if body and len(text) > 3 else -1,
            any(start in said or said[:40] in text for said in described),
        )

    def _neighbours(self, number: int) -> tuple[float, ...]:
        blocks, alike, size = self.blocks, self.alike, len(self.blocks)
        scores, texts, links = self.near  # of the block `number` at `number + 2`
        before, after = number - 1, number + 1
        has_before, has_after = before >= 0, after < size
        block, high = blocks[number], min(size, number + 7)
        return (
            scores[number],
            scores[number + 1],
            scores[number + 3],
            scores[number + 4],
            texts[number + 1],
            texts[number + 3],
            links[number + 1],
            links[number + 3],
            links[number + 4],
            block.start - blocks[before].end if has_before else -1,
            blocks[after].start - block.end if has_after else -1,
            has_before and alike[before] is alike[number],
            has_after and alike[after] is alike[number],
            self.tally.good_before[high] - self.tally.good_before[after],
            self.tally.length_before[high] - self.tally.length_before[after],
        )
