"""Regions: from the decision about blocks to few findings, one for each removed region, one for the tags of each kept one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Finding, Fix
from wirecopy.passes.markup import hidden, render
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.model import RuleMeta
    from wirecopy.passes.markup.choose import Choice
    from wirecopy.passes.markup.scan import Block, Page
    from wirecopy.passes.markup.sites import Parts

TAGS, HEAD, FOOT, ASIDE, NONE = "tags", "before-article", "after-article", "not-article", "no-article"
SITE = "site-part"


class Kept(NamedTuple):
    """A block that stays, and what of it."""

    block: Block
    body: render.Body


class Regions:
    """Walks the blocks of a page; `kept` are those that stayed, known once all findings were taken."""

    def __init__(self, page: Page, choice: Choice, parts: Parts, rules: Mapping[str, RuleMeta]) -> None:
        self._page, self._choice, self._parts, self._rules = page, choice, parts, rules
        self.kept: list[Kept] = []
        self._dropped: list[int] = []

    def findings(self) -> Iterator[Finding]:
        """Yield the findings in the order of their places."""
        at, inner = 0, list[Edit]()
        for number, block in enumerate(self._page.blocks):
            body = self._body(block) if self._choice.kept[number] else None
            if body is None or body.start == body.end:
                self._dropped.append(number)
                continue
            last = self.kept[-1].block if self.kept else None
            between = render.separator(self._page, last, block) if last else ""
            if self._dropped or last is None:
                if inner:
                    yield self._tags(inner)
                    inner = []
                if body.start > at:
                    rule = ASIDE if last else HEAD if self._dropped else TAGS
                    yield self._removal(rule, at, body.start, between)
            elif body.start > at or between:
                inner.append(Edit(at, body.start, between))
            inner += body.edits
            self.kept.append(Kept(block, body))
            at, self._dropped = body.end, []
        if inner:
            yield self._tags(inner)
        size = len(self._page.source)
        if not self.kept:
            yield self._removal(NONE, 0, size, "")
        elif at < size:
            yield self._removal(FOOT if self._dropped else TAGS, at, size, "")

    def _body(self, block: Block) -> render.Body:
        cuts = self._parts.cuts
        if unseen := hidden.parts(self._page.source, block.start, block.end):
            cuts = {**cuts, **unseen}
        return render.body(self._page, block, cuts)

    def _tags(self, edits: list[Edit]) -> Finding:
        meta = self._rules[TAGS]
        whole = render.merged(edits)
        span = Span(whole[0].start, whole[-1].end)
        return Finding(
            meta.id, span, meta.message, meta.severity, Fix(whole, meta.safety), evidence=f"{len(whole)} places"
        )

    def _removal(self, rule: str, start: int, end: int, text: str) -> Finding:
        dropped = self._dropped
        if rule != NONE and dropped and self._parts.dropped.issuperset(dropped):
            rule = SITE
        meta = self._rules[rule]
        likely = max(map(self._choice.likely.__getitem__, dropped), default=None)
        return Finding(
            meta.id,
            Span(start, end),
            meta.message,
            meta.severity,
            Fix((Edit(start, end, text),), meta.safety),
            confidence=None if likely is None or rule == SITE else round(1 - likely, 3),
            evidence=f"{len(dropped)} blocks of text" if dropped else "",
        )
