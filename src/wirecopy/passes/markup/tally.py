"""What is counted of a page before it is judged: in each block's text, and summed over the elements that hold the blocks."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from wirecopy.passes.markup.scan import Page

_WIDE = lazy(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts in which one does the work of two or three Latin ones."""
_END = frozenset(".!?。！？…:;؟।")
_CLOSERS = "\"'”’»)）」』] "
_GOOD, _LONG, _LINKED = 80, 200, 0.35
"""Good text is so long, ends like a sentence or is so long, and has a smaller share in links."""


class Tally:
    """What is counted in the text of each block, by its number."""

    def __init__(self, page: Page) -> None:
        self.length: list[int] = []
        """Code points, those of wide letters twice."""
        self.words: list[int] = []
        self.links: list[float] = []
        """Share of the text in links."""
        self.ends: list[int] = []
        """1 if it ends like a sentence."""
        self.good: list[int] = []
        """The length of what reads like prose, 0 of the rest."""
        # One flat loop, since it runs for every block of every page.
        add_length, add_words, add_links = self.length.append, self.words.append, self.links.append
        add_end, add_good = self.ends.append, self.good.append
        for _, _, _, text, linked, _ in page.blocks:
            length = len(text)
            links = min(1.0, linked / length) if linked else 0.0
            words = text.count(" ") + 1
            if not text.isascii():
                wide = len(_WIDE.findall(text))
                length += wide
                words += wide // 2
            last = text[-1]
            if last in _CLOSERS:
                last = text.rstrip(_CLOSERS)[-1:]
            ends = last in _END
            add_length(length)
            add_words(words)
            add_links(links)
            add_end(int(ends))
            add_good(length if length >= _GOOD and links < _LINKED and (ends or length > _LONG) else 0)
        self.good_before = [0, *accumulate(self.good)]
        self.length_before = [0, *accumulate(self.length)]


class Sums:
    """Sums over the text in each element, itself and all below it."""

    def __init__(self, page: Page, tally: Tally) -> None:
        size = len(page.names)
        self.text, self.linked, self.good, self.blocks, self.paragraphs = ([0] * size for _ in range(5))
        text, linked, good, blocks, paragraphs = self.text, self.linked, self.good, self.blocks, self.paragraphs
        names, parents = page.names, page.parents
        for block, length, fine in zip(page.blocks, tally.length, tally.good, strict=True):
            element = block.element
            text[element] += length
            blocks[element] += 1
            if block.linked:
                linked[element] += block.linked
            if fine:
                good[element] += fine
            if names[element] == "p":
                paragraphs[element] += 1
        self.filled: list[int] = []
        """The elements that hold text, but for the page itself, in order."""
        for element in range(size - 1, 0, -1):
            if blocks[element]:
                self.filled.append(element)
                parent = parents[element]
                text[parent] += text[element]
                linked[parent] += linked[element]
                blocks[parent] += blocks[element]
                paragraphs[parent] += paragraphs[element]
                good[parent] += good[element]
        self.filled.reverse()
