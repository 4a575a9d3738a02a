"""boilerplate: what the site put around and between the article's lines. Says which lines and pieces go, and why.

`rules` looks lines up among phrases, `inline` finds pieces inside a paragraph, `blocks` lets a heading take its list
along, `settle` adds what the line model drops, `unmarked` explains that, `metadata` keeps what is worth knowing of what
goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.linemodel import ENOUGH
from wirecopy.model import Safety
from wirecopy.passes.boilerplate import inline, metadata, unmarked
from wirecopy.passes.boilerplate.lines import cut, read
from wirecopy.passes.boilerplate.removal import removal
from wirecopy.passes.boilerplate.rules import LineRules
from wirecopy.passes.boilerplate.settle import settle
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from wirecopy.linemodel import LineModel
    from wirecopy.model import Context, Document, Finding, RuleMeta
    from wirecopy.passes.boilerplate.blocks import Block
    from wirecopy.passes.boilerplate.lines import Line
    from wirecopy.rulebook import Rule


_BIAS = {"gentle": -0.55, "balanced": -0.4, "strict": 0.3}
"""The option `boldness`: what the line model drops (see docs/model-card-boilerplate.md for what each gains and loses)."""


class BoilerplatePass:
    """Proposes to delete what rules know (lines, blocks below a heading, pieces of a paragraph) or the line model drops."""

    name = "boilerplate"
    version = "5"

    def __init__(self, rules: Sequence[Rule], model: Callable[[], LineModel] | None = None) -> None:
        """Take the rules of the family and what gives the line model, if it is not to be the one of the package."""
        self._model = model or _model
        self.rules: tuple[RuleMeta, ...] = (*(rule.meta for rule in rules), *unmarked.METAS)
        self._lines = LineRules(rules)
        self._inline = inline.InlineIndex([rule for rule in rules if rule.kind == "inline"])

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each block of lines and each piece that goes; lines go with their ends."""
        lines = read(doc.text, doc.lines)
        words = frozenset().union(*[line.tokens for line in lines])
        pieces = self._inline.find(doc.text, doc.source.lang, words, [line.span for line in lines])
        if pieces:
            lines = cut(lines, doc.text, [piece.span for piece in pieces])
        # Also of a page whose blocks were judged with their tags: its text must stay as it is when it is cleaned again.
        model = self._model() if sum([len(line.tokens) for line in lines]) >= ENOUGH else None
        settled = settle(lines, words, self._lines.of(doc.source), model, _bias(ctx.options))
        for numbers, block in settled.blocks:
            if len(numbers) == 1:
                yield _finding(numbers, block, lines)
            else:
                yield from _block_findings(numbers, block, lines)
            if block.verdict.filled:
                metadata.keep(block.verdict, lines[numbers[0]], ctx)
        for numbers, block in settled.told:
            yield _finding(numbers, block, lines)
        if model:
            yield from unmarked.findings(lines, settled.verdicts, model)
        if pieces:
            gone = {number for numbers, _ in settled.blocks for number in numbers} | settled.verdicts.keys()
            taken = [Span(lines[number].span.start, lines[number].end) for number in sorted(gone)]
            yield from inline.findings(pieces, taken, doc.text)


def _model() -> LineModel:
    """Return the line model; imported here since short texts have no use for it."""
    from wirecopy.linemodel import load

    return load()


def _bias(options: Mapping[str, object]) -> float:
    boldness = options.get("boldness", "balanced")
    if boldness not in _BIAS:
        raise ValueError(f"boilerplate: boldness must be one of {', '.join(_BIAS)}, not {boldness!r}")
    return _BIAS[str(boldness)]


def _block_findings(numbers: Sequence[int], block: Block, lines: Sequence[Line]) -> Iterator[Finding]:
    """Yield a finding for each stretch of adjacent lines of a block: lines in between may have gone for other reasons."""
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[i - 1] + 1:
            yield _finding(numbers[start:i], block, lines)
            start = i


def _finding(numbers: Sequence[int], block: Block, lines: Sequence[Line]) -> Finding:
    rule = block.verdict.rule
    # A known label is one thing, the lines that it takes along another: they are never certain.
    safety = rule.safety if block.first == block.last else max(rule.safety, Safety.LIKELY)
    return removal(
        rule, lines[numbers[0]], lines[numbers[-1]], safety if rule.fix else None, rule.confidence, block.evidence
    )
