"""boilerplate: what the site put around and between the article's lines. Says which lines and pieces go, and why.

`rules` looks lines up among phrases, `inline` finds pieces inside a paragraph, `blocks` lets a heading take its list
along, `metadata` keeps what is worth knowing of what goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta, Safety
from wirecopy.passes.boilerplate import blocks, inline, metadata
from wirecopy.passes.boilerplate.lines import read
from wirecopy.passes.boilerplate.rules import LineRules
from wirecopy.rulebook.match import PatternIndex
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.passes.boilerplate.blocks import Block
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook import Rule


class BoilerplatePass:
    """Proposes to delete what rules know: lines, blocks below a heading, pieces inside a paragraph."""

    name = "boilerplate"
    version = "2"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: tuple[RuleMeta, ...] = tuple(rule.meta for rule in rules)
        self._lines = LineRules(rules)
        self._inline = PatternIndex([rule for rule in rules if rule.kind == "inline"])

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each block of lines and each piece that goes; lines go with their ends."""
        pieces = inline.find(doc.text, doc.source.lang, self._inline)
        lines = read(doc.text, doc.lines, [piece.span for piece in pieces])
        verdicts = self._lines.of(doc.source).judge(lines)
        gone = blocks.gather(lines, verdicts)
        for block in gone:
            yield _block_finding(block, lines)
            metadata.keep(block, lines, ctx)
        taken = [Span(lines[block.first].span.start, lines[block.last].end) for block in gone]
        for piece in pieces:
            if not any(span.overlaps(piece.span) for span in taken):
                yield inline.finding(piece, doc.text)


def _block_finding(block: Block, lines: Sequence[Line]) -> Finding:
    first, last = lines[block.first], lines[block.last]
    rule = block.verdict.rule
    # A known label is one thing, the lines that it takes along another: they are never certain.
    safety = rule.safety if block.first == block.last else max(rule.safety, Safety.LIKELY)
    return Finding(
        rule.id,
        Span(first.span.start, last.span.end),
        rule.message,
        rule.severity,
        Fix((Edit(first.span.start, last.end, ""),), safety),
        confidence=rule.confidence,
        evidence=block.evidence,
    )
