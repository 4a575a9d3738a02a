"""What is counted of a page before it is judged: in each block's text, and summed over the elements that hold the blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from wirecopy.passes.markup.scan import Block, Page

_WIDE = lazy(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts in which one does the work of two or three Latin ones."""
_END = frozenset(".!?。！？…:;؟।")
_CLOSERS = "\"'”’»)）」』] "
_GOOD = 80


class Sums:
    """Sums over the text in each element, itself and all below it."""

    def __init__(self, page: Page) -> None:
        size = len(page.names)
        self.text = [0] * size
        self.linked = [0] * size
        self.good = [0] * size
        self.blocks = [0] * size
        self.paragraphs = [0] * size

    def add_up(self, parents: list[int]) -> None:
        """Add each element's sums to its parent's."""
        text, linked, good, blocks, paragraphs = self.text, self.linked, self.good, self.blocks, self.paragraphs
        for element in range(len(parents) - 1, 0, -1):
            if blocks[element]:
                parent = parents[element]
                text[parent] += text[element]
                linked[parent] += linked[element]
                blocks[parent] += blocks[element]
                paragraphs[parent] += paragraphs[element]
                if good[element]:
                    good[parent] += good[element]


class BlockText(NamedTuple):
    """What is counted in one block's text."""

    length: int
    words: int
    links: float
    ends: int
    good: int


def measure(block: Block) -> BlockText:
    """Count what the features need of one block's text."""
    text = block.text
    plain_length = len(text)
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    length = plain_length + wide
    links = min(1.0, block.linked / plain_length)
    tail = text.rstrip(_CLOSERS)
    ends = int(tail[-1:] in _END and tail != "")
    good = length if length >= _GOOD and links < 0.35 and (ends or length > 200) else 0
    return BlockText(length, text.count(" ") + 1 + wide // 2, links, ends, good)
