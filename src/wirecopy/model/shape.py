"""What a piece of an article is on its page: notes that the markup pass leaves and that later passes read."""

from __future__ import annotations

from typing import NamedTuple

BLOCK = "block"
"""The kind of the annotation on a paragraph, heading, list item, or cell; its data is a `Shape`."""
INLINE = "inline"
"""The kind of the annotation on words inside a block; its data is a `Mark`."""


class Shape(NamedTuple):
    """What a block is."""

    kind: str = "paragraph"
    """"paragraph", "heading", "item" (of a list), "cell" (of a table) or "code"."""
    quoted: bool = False
    level: int = 0
    """Of a heading 1 to 6; of an item its number, 0 if the list has none; of a cell its column from 0."""
    row: int = 0
    """Equal for the blocks of one item, and for the cells of one row."""
    group: int = 0
    """Equal for the cells of one table."""


class Mark(NamedTuple):
    """What words inside a block are."""

    kind: str
    """"strong", "emphasis", "code" or "link"."""
    address: str = ""
    """Where a link leads."""


PAGE = "page"
"""The kind of the annotation, on an empty span, that says what a page is instead of an article; its data is an `Instead`."""


class Instead(NamedTuple):
    """What a page is instead of an article: the name of a rule of structure, and what was found on the page."""

    rule: str
    found: str
