"""markup: the article out of an HTML page. Tags go, text stays; what is not the article goes, one finding a region.

The work is in `page`, which is imported when there is a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import EXTRACTED
from wirecopy.rulebook.rule import SELECTORS
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document, Finding, RuleMeta
    from wirecopy.rulebook import Rule


class MarkupPass:
    """Proposes to delete markup and, on whole pages, what is not the article."""

    name = "markup"
    version = "2"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._packs = [rule for rule in rules if rule.kind == SELECTORS]
        self._rules = {rule.id.partition(".")[2]: rule.meta for rule in rules if rule.kind != SELECTORS}
        self.rules: tuple[RuleMeta, ...] = tuple(self._rules.values())

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield few findings: one for each removed region, one for the tags of each kept one."""
        if not doc.is_page:
            return
        ctx.annotate(Span(0, len(doc.text)), EXTRACTED)
        if "<" not in doc.text:
            return  # a text, whatever it was said to be: what follows treats it as one
        from wirecopy.passes.markup.page import PageReader

        yield from PageReader(self._rules, self._packs).read(doc, ctx)
