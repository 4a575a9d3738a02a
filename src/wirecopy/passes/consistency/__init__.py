"""consistency: what one article says or spells in two ways. Nothing here needs to know the world, only the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.passes.consistency import acronyms, figures, names, people, styles, words
from wirecopy.text.span import Taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document, Finding, RuleMeta
    from wirecopy.rulebook import Rule
    from wirecopy.rulebook.claim import Claim
    from wirecopy.text import Span

LANGUAGES = frozenset({"en", "es", "de", "fr", "pt", "it"})
"""What the checks were written for; other languages are left alone."""


class ConsistencyPass:
    """Runs each check over the whole document."""

    name = "consistency"
    version = "1"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._lists = words.Lists(self._rules)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each contradiction; what the typos pass has reported is not reported again, nor one span twice."""
        lang = doc.read_as
        if lang not in LANGUAGES:
            return
        claims = sorted(self._claims(doc, lang), key=self._rank)
        known = Taken(finding.span for finding in ctx.earlier() if finding.family == "typos") if claims else Taken()
        for claim in claims:
            if known.add(claim.span):
                yield claim.finding(self._rules)

    def _rank(self, claim: Claim) -> tuple[Span, int, str]:
        return claim.span, -self._rules[claim.rule].severity, claim.rule

    def _claims(self, doc: Document, lang: str) -> Iterator[Claim]:
        yield from names.check(doc)
        yield from words.check(doc, self._lists, lang)
        yield from acronyms.check(doc)
        yield from people.check(doc, lang)
        yield from figures.check(doc, lang)
        yield from styles.check(doc, lang)
