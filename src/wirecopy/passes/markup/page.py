"""One HTML page: what of it goes and why. Imported when there is a page, since texts have no use for it.

`scan` finds elements and blocks, `evidence` what the page says about itself, `features`, `model` and `choose` decide,
`render` turns the decision into edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, shape
from wirecopy.passes.markup import metadata, render
from wirecopy.passes.markup.choose import Choice, choose
from wirecopy.passes.markup.evidence import gather
from wirecopy.passes.markup.model import load
from wirecopy.passes.markup.outline import Outline
from wirecopy.passes.markup.scan import scan
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.model import Context, Document, RuleMeta
    from wirecopy.passes.markup.scan import Block, Page

TAGS, HEAD, FOOT, ASIDE, NONE = "tags", "before-article", "after-article", "not-article", "no-article"


class PageReader:
    """Proposes to delete markup and, on whole pages, what is not the article."""

    def __init__(self, rules: Mapping[str, RuleMeta]) -> None:
        self._rules = rules

    def read(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield few findings: one for each removed region, one for the tags of each kept one."""
        page = scan(doc.text)
        evidence = gather(doc.text)
        for found in metadata.find(page, evidence):
            ctx.fact(*found)
        choice = choose(page, evidence, load()) if _whole(doc.text) else _everything(page)
        outline = Outline(page, doc.source.url) if ctx.options.get("shapes") else None
        yield from self._findings(page, choice, ctx, outline)

    def _findings(self, page: Page, choice: Choice, ctx: Context, outline: Outline | None) -> Iterator[Finding]:
        at = 0
        inner: list[Edit] = []
        last: Block | None = None
        dropped: list[float] = []
        size = len(page.source)
        for block, kept, likely in zip(page.blocks, choice.kept, choice.likely, strict=True):
            if not kept:
                dropped.append(likely)
                continue
            body = render.body(page, block)
            between = render.separator(page, last, block) if last else ""
            if dropped or last is None:
                if inner:
                    yield self._tags(inner)
                    inner = []
                if body.start > at:
                    rule = ASIDE if last else HEAD if dropped else TAGS
                    yield self._removal(rule, at, body.start, between, dropped)
            elif body.start > at or between:
                inner.append(Edit(at, body.start, between))
            inner += body.edits
            if outline:
                _note(ctx, outline, block, body)
            at, last, dropped = body.end, block, []
        if inner:
            yield self._tags(inner)
        if last is None:
            yield self._removal(NONE, 0, size, "", dropped)
        elif at < size:
            yield self._removal(FOOT if dropped else TAGS, at, size, "", dropped)

    def _tags(self, edits: list[Edit]) -> Finding:
        meta = self._rules[TAGS]
        whole = render.merged(edits)
        span = Span(whole[0].start, whole[-1].end)
        return Finding(
            meta.id, span, meta.message, meta.severity, Fix(whole, meta.safety), evidence=f"{len(whole)} places"
        )

    def _removal(self, rule: str, start: int, end: int, text: str, dropped: list[float]) -> Finding:
        meta = self._rules[rule]
        return Finding(
            meta.id,
            Span(start, end),
            meta.message,
            meta.severity,
            Fix((Edit(start, end, text),), meta.safety),
            confidence=round(1 - max(dropped), 3) if dropped else None,
            evidence=f"{len(dropped)} blocks of text" if dropped else "",
        )


def _note(ctx: Context, outline: Outline, block: Block, body: render.Body) -> None:
    """Leave what is known of a kept block to later passes."""
    ctx.annotate(Span(body.start, body.end), shape.BLOCK, outline.shapes[block.element])
    for span, mark in outline.marks(block.start, block.end):
        ctx.annotate(span, shape.INLINE, mark)


def _whole(text: str) -> bool:
    """Tell a page from a fragment: it has a head, a body or a doctype."""
    lower = text[:4096].lower()
    return any(mark in lower for mark in ("<html", "<!doctype", "<head", "<body")) or "<body" in text


def _everything(page: Page) -> Choice:
    count = len(page.blocks)
    return Choice([True] * count, [1.0] * count, 1.0)
