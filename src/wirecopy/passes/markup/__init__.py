"""markup: the article out of an HTML page. Tags go, text stays; what is not the article goes, one finding a region.

The work is in `page`, which is imported when there is a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import EXTRACTED, Finding, Fix
from wirecopy.rulebook.rule import SELECTORS
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document, RuleMeta
    from wirecopy.rulebook import Rule


class MarkupPass:
    """Proposes to delete markup and, on whole pages, what is not the article."""

    name = "markup"
    version = "3"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._packs = [rule for rule in rules if rule.kind == SELECTORS]
        self._rules = {rule.id.partition(".")[2]: rule.meta for rule in rules if rule.kind != SELECTORS}
        self.rules: tuple[RuleMeta, ...] = tuple(self._rules.values())

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield few findings of a page, one a region; of a text, one for each piece of markup that was left in it."""
        if not doc.is_page:
            yield from self._residue(doc.text)
            return
        ctx.annotate(Span(0, len(doc.text)), EXTRACTED)
        if "<" not in doc.text:
            return  # a text, whatever it was said to be: what follows treats it as one
        from wirecopy.passes.markup.page import PageReader

        yield from PageReader(self._rules, self._packs).read(doc, ctx)

    def _residue(self, text: str) -> Iterator[Finding]:
        """Yield a finding for each tag, comment or script that was left in a plain text."""
        if "<" not in text:
            return
        from wirecopy.passes.markup import residue

        for start, end, rule, new in residue.find(text):
            meta = self._rules[rule]
            yield Finding(
                meta.id, Span(start, end), meta.message, meta.severity, Fix((Edit(start, end, new),), meta.safety)
            )
