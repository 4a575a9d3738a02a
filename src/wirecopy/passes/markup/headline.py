"""The headline of a page: the `h1` that a reader sees above the article, for output that begins with a title.

The model judges what is the article's text; its headline is told as metadata. Markdown is a document of its own and wants it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirecopy.passes.markup.choose import Choice
    from wirecopy.passes.markup.evidence import Evidence
    from wirecopy.passes.markup.scan import Block, Page

_NEAR = 3
"""So many elements may stand between the text and its `h1`."""
_LONG = 24
"""An `h1` that no title of the page agrees with is a headline from so many bytes on: the name of a site is shorter."""
_LINKED = 0.9


def with_headline(page: Page, evidence: Evidence, choice: Choice) -> Choice:
    """Return the choice with the headline among what is kept, if one stands above the article and is not kept yet."""
    if True not in choice.kept:
        return choice
    number = _above(page, evidence, choice.kept)
    if number is None:
        return choice
    kept = list(choice.kept)
    kept[number] = True
    return choice._replace(kept=kept)


def _above(page: Page, evidence: Evidence, kept: list[bool]) -> int | None:
    """Return the number of the headline above the first kept block: the last one that a title of the page agrees with."""
    first = kept.index(True)
    if _in_headline(page, page.blocks[first]):
        return None
    above = [number for number in range(first) if _in_headline(page, page.blocks[number])]
    titles = [_letters(title) for title in evidence.titles]
    named = [number for number in above if _agrees(_letters(page.blocks[number].text), titles)]
    if named:
        return named[-1]
    texts = {page.blocks[number].text for number in above}
    return above[-1] if len(texts) == 1 and _tells(page.blocks[above[-1]]) else None


def _in_headline(page: Page, block: Block) -> bool:
    element = block.element
    for _ in range(_NEAR):
        if page.names[element] == "h1":
            return True
        element = page.parents[element]
        if element <= 0:
            break
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _agrees(text: str, titles: list[str]) -> bool:
    """Tell whether a title is in the text, or the text most of a title: not the name of the site behind it."""
    return any(title and (title in text or (text in title and 2 * len(text) >= len(title))) for title in titles)


def _tells(block: Block) -> bool:
    """Tell whether a text says enough to be a headline, and is no link, as the name of a site is."""
    return len(block.text.encode("utf-8", "replace")) >= _LONG and block.linked < len(block.text) * _LINKED
