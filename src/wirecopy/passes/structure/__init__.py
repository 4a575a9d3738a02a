"""structure: what is broken whatever it says.

Dates that cannot be, unit pairs that do not convert, marks without partner, paragraphs cut off or there twice, residue of
machines, pages that are no article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding
from wirecopy.model.shape import Instead
from wirecopy.passes.structure import calendar, marks, ordinals, paragraphs, programs, units, whole
from wirecopy.rulebook.match import PatternIndex
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document, RuleMeta
    from wirecopy.rulebook import Rule
    from wirecopy.rulebook.claim import Claim

LANGUAGES = frozenset({"en", "es", "de", "fr", "pt", "it"})
"""What the checks were written for; in other languages only residue of machines is reported."""


class StructurePass:
    """Runs each check over the document, and the patterns of the rules."""

    name = "structure"
    version = "2"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._index = PatternIndex(rules)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each defect."""
        lang = doc.read_as
        instead = next((note.data for note in doc.annotations if isinstance(note.data, Instead)), None)
        if instead:
            rule = self._rules[instead.rule]
            yield Finding(rule.id, Span(0, 0), rule.message.format(found=instead.found), rule.severity)
        yield from self._patterns(doc)
        if lang in LANGUAGES:
            for claim in self._claims(doc, ctx, lang, page_known=instead is not None):
                yield claim.finding(self._rules)

    def _patterns(self, doc: Document) -> Iterator[Finding]:
        """Yield what patterns find; what may be code on purpose is left out where the article is about programs."""
        hits = list(self._index.reported(doc))
        code = [hit.span for hit in hits if not hit.rule.where.code]
        shown = bool(code) and programs.about(doc, code)
        for hit in hits:
            if hit.rule.where.code or not shown:
                yield hit.finding()

    def _claims(self, doc: Document, ctx: Context, lang: str, *, page_known: bool) -> Iterator[Claim]:
        yield from calendar.check(doc, ctx, lang)
        yield from ordinals.check(doc, lang)
        yield from units.check(doc, lang)
        yield from marks.check(doc, lang, self._rules[marks.QUOTE])
        yield from paragraphs.check(doc, lang, self._rules[paragraphs.TRUNCATED])
        if not page_known:
            yield from whole.check(doc, self._rules)
