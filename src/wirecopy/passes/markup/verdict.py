"""Pages that are no article: an error page, a wall, a page of headlines, an empty shell. Told from what the page says.

The phrases are those of the rules of `structure`, which makes the findings. A wall in the corner of a short article is not
enough: its phrase must stand in the title, in a headline, or where what would be kept begins. A wall of payment ends an article and
leaves its beginning.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model.shape import Instead
from wirecopy.rulebook import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wirecopy.passes.markup.choose import Choice
    from wirecopy.passes.markup.evidence import Evidence
    from wirecopy.passes.markup.scan import Block, Page
    from wirecopy.rulebook import Rule

ERROR, CONSENT, ROBOT, PAYMENT, INDEX, SHELL = (
    f"structure.{name}" for name in ("error-page", "consent-wall", "robot-check", "paywall", "index-page", "empty-page")
)
_SHORT = 180
"""A page of which more words would be kept holds something besides its wall."""
_SHORTER = 80
"""The same for errors and checks for robots, which say less."""
_HEADLINES = frozenset({"h1", "h2"})
_BEGINNING = 20
"""Words that may stand before a wall begins."""
_NEAR = 3
"""So many blocks after the article may hold the wall that ends it."""
_LINKS, _LINK_SHARE, _LONG, _LONG_ONES = 8, 0.3, 40, 3
"""A page of headlines has so many headlines that are links in what would be kept, such a share of its blocks, and no three long blocks;
those between teasers count too where nothing kept is long."""
_TITLES = frozenset({"h2", "h3", "h4"})


class Verdict(NamedTuple):
    """What the page is; `empty`: nothing of it is an article."""

    instead: Instead
    empty: bool


def judge(page: Page, evidence: Evidence, choice: Choice) -> Verdict | None:
    """Return what a page is instead of an article; None for articles, and for what nothing is known of."""
    kept = [block for block, keep in zip(page.blocks, choice.kept, strict=True) if keep]
    words = sum(block.text.count(" ") + 1 for block in kept)
    if words > _SHORT:
        return _headlines(page, choice, kept)
    rules = {rule.id: rule for rule in locate.family("structure")}
    said = [evidence.page_title]
    if not _says_article(evidence):
        said += _beginning(kept)
        said += [block.text for block in page.blocks if page.names[block.element] in _HEADLINES]
    for name, most in ((ERROR, _SHORTER), (ROBOT, _SHORTER), (CONSENT, _SHORT)):
        if words <= most and (found := _phrase(said, name, rules)):
            return Verdict(Instead(name, found), empty=True)
    if kept and (found := _phrase([block.text for block in _end(page, choice)], PAYMENT, rules)):
        return Verdict(Instead(PAYMENT, found), empty=False)
    if not kept and sum(len(block.text) for block in page.blocks) < _SHORT and "<script" in page.source:
        return Verdict(Instead(SHELL, f"{len(page.blocks)} blocks of text"), empty=True)
    return _headlines(page, choice, kept)


def _beginning(kept: Sequence[Block]) -> list[str]:
    """Return the first kept blocks: a wall does not begin behind a paragraph."""
    before = list(accumulate((block.text.count(" ") + 1 for block in kept), initial=0))
    return [block.text for block, words in zip(kept, before, strict=False) if words < _BEGINNING]


def _says_article(evidence: Evidence) -> bool:
    """Tell whether the page says that it is an article: then a wall in it is a dialog in front of it."""
    return evidence.body != "" or any(
        meta.name == "article:published_time" or (meta.name == "og:type" and meta.content == "article")
        for meta in evidence.metas
    )


def _end(page: Page, choice: Choice) -> Sequence[Block]:
    """Return the last kept block and those right behind it."""
    last = _last(choice)
    return page.blocks[last : last + 1 + _NEAR]


def _last(choice: Choice) -> int:
    return max(number for number, keep in enumerate(choice.kept) if keep)


def _phrase(said: Iterable[str], name: str, rules: Mapping[str, Rule]) -> str:
    """Return the phrase of a rule that stands in one of some texts, as it is written there; empty if none does."""
    phrases = rules[name].phrases.get("any", ()) if name in rules else ()
    for text in said:
        folded = text.casefold().replace("’", "'")
        for phrase in phrases:
            at = folded.find(phrase)
            if at >= 0 and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded):
                return text[at : at + len(phrase)] if len(folded) == len(text) else phrase
    return ""


def _headlines(page: Page, choice: Choice, kept: Sequence[Block]) -> Verdict | None:
    """Return the verdict on a page of headlines with their teasers, of which perhaps only the teasers would be kept."""
    if not kept:
        return None
    long_ones = sum(block.text.count(" ") >= _LONG for block in kept)
    near = kept if long_ones else page.blocks[max(0, choice.kept.index(True) - 1) : _last(choice) + 1]
    titles = sum(page.names[block.element] in _TITLES and block.linked >= len(block.text) * 0.9 for block in near)
    if long_ones >= _LONG_ONES or titles < _LINKS or titles < _LINK_SHARE * len(kept):
        return None
    return Verdict(Instead(INDEX, f"{titles} headlines that are links"), empty=True)
