"""The pass: paragraphs and doubtful words go to LanguageTool, what counts on news comes back as findings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.languagetool import Service, UnavailableError
from wirecopy.languagetool.settings import from_options
from wirecopy.model import Finding, Fix, LeftOutError, RuleMeta, Safety, Severity
from wirecopy.passes.grammar import spelling, table
from wirecopy.text import Edit, Span
from wirecopy.words import load as load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wirecopy.languagetool import Hit, Settings
    from wirecopy.model import Context, Document
    from wirecopy.passes.grammar.table import RuleTable
    from wirecopy.rulebook import Rule

LANGUAGE = "en"
"""The one language whose rules have been measured on news; paragraphs in others are left alone."""
UNCHECKED = RuleMeta("grammar.unchecked", "LanguageTool could not check this paragraph.", Severity.INFO)


class GrammarPass:
    """Reports what LanguageTool finds, less what is noise on news and what earlier passes have found."""

    name = "grammar"
    version = "1"

    def __init__(self, rules: Sequence[Rule]) -> None:  # noqa: ARG002 - every pass is made alike
        self._table = table.load()
        ids = sorted({self._table.speller, *self._table.speech})
        self.rules = (*(RuleMeta(f"grammar.{rule}", "Found by LanguageTool.") for rule in ids), UNCHECKED)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each hit that counts.

        Raises:
            LeftOutError: there is no LanguageTool here.

        """
        try:
            found = sorted(self._findings(doc, _service(from_options(ctx.options))), key=lambda finding: finding.span)
        except UnavailableError as error:
            raise LeftOutError(f"{error}; {error.remedy}" if error.remedy else str(error)) from error
        earlier = ctx.earlier()
        last = Span(0, 0)
        for finding in found:
            if not finding.span.overlaps(last) and not any(_same(finding, other) for other in earlier):
                last = finding.span
                yield finding

    def _findings(self, doc: Document, service: Service) -> Iterator[Finding]:
        spans = [
            span
            for span, lang in zip(doc.paragraphs, doc.paragraph_languages, strict=True)
            if lang is not None and lang.partition("-")[0] == LANGUAGE
        ]
        evidence = f"LanguageTool {service.version()}"
        lexicon = load_words(LANGUAGE)
        doubts = spelling.doubts(doc.text, lexicon) if lexicon else []
        doubts = [doubt for doubt in doubts if any(span.contains(doubt.span) for span in spans)]
        with ThreadPoolExecutor(1) as pool:  # the two questions go out together
            spelled = pool.submit(service.check, [doubt.word for doubt in doubts], self._table.spelling_profile())
            checked = service.check([span.of(doc.text) for span in spans], self._table.grammar_profile())
        for span, hits in zip(spans, checked, strict=True):
            if hits is None:
                yield Finding(UNCHECKED.id, span, UNCHECKED.message, UNCHECKED.severity, evidence=evidence)
            for hit in _counting(hits or (), span.start, doc, self._table):
                yield _finding(hit, hit.suggestions, evidence)
        for doubt, hits in zip(doubts, spelled.result(), strict=True):
            for hit in hits or ():
                words = spelling.believed(doubt, hit.suggestions, lexicon) if lexicon else ()
                if words and (hit.start, hit.end) == (0, len(doubt.word)):
                    yield _finding(hit.moved(doubt.span.start), words, evidence)


def _counting(hits: Iterable[Hit], start: int, doc: Document, rules: RuleTable) -> Iterator[Hit]:
    """Yield the hits of a paragraph that are to be reported, moved to its place in the text."""
    for hit in hits:
        moved = hit.moved(start)
        span = Span(moved.start, moved.end)
        quoted = any(quotation.overlaps(span) for quotation in doc.quotations)
        if rules.counts(hit, doc.text, span, quoted=quoted):
            yield moved


def _finding(hit: Hit, suggestions: tuple[str, ...], evidence: str) -> Finding:
    fix = Fix((Edit(hit.start, hit.end, suggestions[0]),), Safety.SUGGESTION) if suggestions else None
    return Finding(
        f"grammar.{hit.rule}",
        Span(hit.start, hit.end),
        hit.message,
        fix=fix,
        suggestions=suggestions,
        evidence=f"{evidence}, {hit.category}",
    )


def _same(finding: Finding, other: Finding) -> bool:
    """Whether an earlier pass has told the same: the same place, or a typo or a suggestion in common at it."""
    if not finding.span.overlaps(other.span):
        return False
    return (
        other.family == "typos"
        or other.span == finding.span
        or not set(finding.suggestions).isdisjoint(other.suggestions)
    )


@lru_cache(maxsize=4)
def _service(settings: Settings) -> Service:
    """One service for the whole process: its server starts once, and ends with the process."""
    return Service(settings)
