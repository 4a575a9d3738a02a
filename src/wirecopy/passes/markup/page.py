"""One HTML page: what of it goes and why. Imported when there is a page, since texts have no use for it.

`scan` finds elements and blocks, `evidence` what the page says about itself, `features`, `model` and `choose` decide, `sites`
has a say where a pack knows the host, `regions` and `render` turn the decision into findings and edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, shape
from wirecopy.passes.markup import metadata, sites
from wirecopy.passes.markup.choose import Choice, choose
from wirecopy.passes.markup.evidence import gather
from wirecopy.passes.markup.headline import with_headline
from wirecopy.passes.markup.model import load
from wirecopy.passes.markup.outline import Outline
from wirecopy.passes.markup.regions import Regions
from wirecopy.passes.markup.scan import scan
from wirecopy.passes.markup.verdict import judge
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirecopy.model import Context, Document, RuleMeta
    from wirecopy.passes.markup.regions import Kept
    from wirecopy.passes.markup.scan import Page
    from wirecopy.rulebook import Rule

_MARKS = ("<html", "<!doctype", "<head", "<body")
UNMATCHED = "selector-without-match"


class PageReader:
    """Proposes to delete markup and, on whole pages, what is not the article."""

    def __init__(self, rules: Mapping[str, RuleMeta], packs: Sequence[Rule]) -> None:
        self._rules = rules
        self._packs = packs

    def read(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield few findings: one for each removed region, one for the tags of each kept one."""
        page, whole = scan(doc.text), _whole(doc.text)
        evidence = gather(doc.text)
        for found in metadata.find(page, evidence):
            ctx.fact(*found)
        choice = choose(page, evidence, load()) if whole else _everything(page)
        selectors = sites.for_source(doc.source, self._packs)
        parts = sites.match(page, selectors) if selectors else sites.NOTHING
        for selector in parts.unmatched:
            meta = self._rules[UNMATCHED]
            yield Finding(meta.id, Span(0, 0), meta.message.format(found=selector), meta.severity)
        choice = _as_told(choice, parts)
        if whole and parts.kept is None and (verdict := judge(page, evidence, choice)):
            ctx.annotate(Span(0, 0), shape.PAGE, verdict.instead)
            if verdict.empty:
                choice = choice._replace(kept=[False] * len(choice.kept))
        if ctx.options.get("headline", ctx.options.get("shapes")) and whole:
            choice = _as_told(with_headline(page, evidence, choice), parts)
        regions = Regions(page, choice, parts, self._rules)
        yield from regions.findings()
        if ctx.options.get("shapes"):
            _note(ctx, Outline(page, doc.source.url), regions.kept)


def _whole(text: str) -> bool:
    """Tell a page from a fragment: it has a head, a body or a doctype."""
    lower = text[:4096].lower()
    return any(mark in lower for mark in _MARKS) or "<body" in text


def _everything(page: Page) -> Choice:
    count = len(page.blocks)
    return Choice([True] * count, [1.0] * count, 1.0)


def _as_told(choice: Choice, parts: sites.Parts) -> Choice:
    """Return the choice as a site's pack has it."""
    if parts.kept is None and not parts.dropped:
        return choice
    kept = [
        (was if parts.kept is None else number in parts.kept) and number not in parts.dropped
        for number, was in enumerate(choice.kept)
    ]
    return choice._replace(kept=kept)


def _note(ctx: Context, outline: Outline, kept: Sequence[Kept]) -> None:
    """Leave what is known of the kept blocks to later passes."""
    for block, body in kept:
        ctx.annotate(Span(body.start, body.end), shape.BLOCK, outline.shapes[block.element])
        for span, mark in outline.marks(block.start, block.end):
            ctx.annotate(span, shape.INLINE, mark)
