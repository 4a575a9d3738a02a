"""whitespace: line ends, blank runs and stray spaces. Paragraph breaks survive, as do blanks in code; runs of blank lines do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta
from wirecopy.model.shape import Shape
from wirecopy.text import Edit, Span
from wirecopy.text.lazy import lazy
from wirecopy.text.segment import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.rulebook import Rule

# Every run of white space that holds a line end, more than one blank, a tab or an odd blank. NO-BREAK SPACE and its narrow
# sisters do work in typography (French punctuation, numbers with units) and are left to the encoding pass.
_BLANK = r" \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_RUN = lazy(
    rf"[{_BLANK}]*(?:\r\n?|[\n\u2028\u2029\x0b\x0c\x85])[{_BLANK}\r\n\u2028\u2029\x0b\x0c\x85]*|[ \t]{{2,}}|\t|\A +| +\Z"
)
_FENCE = lazy(r"(?m:^)(```|~~~)([^`\n]*)(?m:$)")
_BREAK = lazy(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")


class WhitespacePass:
    """Proposes edits that bring white space to one form, in one look at each run of it."""

    name = "whitespace"
    version = "2"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule.meta for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(self._rules.values())

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield one finding for each run of white space that is not in its final form."""
        text = doc.text
        kept = sorted(_verbatim(doc), reverse=True)
        for match in _RUN.finditer(text):
            found = match.group()
            while kept and kept[-1].end < match.end():
                kept.pop()
            if kept and kept[-1].start <= match.start():
                continue
            wanted, rule = _final_form(found, at_start=match.start() == 0, at_end=match.end() == len(text))
            if wanted != found:
                yield self._finding(rule, Span(*match.span()), found, wanted)

    def _finding(self, rule: str, span: Span, found: str, wanted: str) -> Finding:
        meta = self._rules[rule]
        edit = _smallest(span.start, found, wanted)
        return Finding(rule, span, meta.message, meta.severity, Fix((edit,), meta.safety))


def _verbatim(doc: Document) -> list[Span]:
    """Return where white space is left alone: in code that is to be fenced, or is."""
    notes = [note.span for note in doc.annotations if isinstance(note.data, Shape) and note.data.kind == "code"]
    spans = [trimmed(doc.text, span) for span in notes]
    if "```" in doc.text or "~~~" in doc.text:
        spans += _fenced(doc.text)
    return spans


def _fenced(text: str) -> list[Span]:
    """Return the blocks between a line of three backticks or tildes and the next such line that says nothing else."""
    spans: list[Span] = []
    opened = -1
    fence = ""
    for match in _FENCE.finditer(text):
        if opened < 0:
            opened, fence = match.start(), match[1]
        elif match[1] == fence and not match[2].strip():
            spans.append(Span(opened, match.end()))
            opened = -1
    return spans


def _final_form(found: str, *, at_start: bool, at_end: bool) -> tuple[str, str]:
    """Return what a run of white space should be, and the rule that says so."""
    breaks = len(_BREAK.findall(found))
    if at_start:
        return "", "whitespace.edge-space"
    if at_end:
        return ("\n", "whitespace.blank-lines") if breaks else ("", "whitespace.edge-space")
    if not breaks:
        return " ", "whitespace.space-run"
    wanted = "\n" * min(breaks, 2)
    if breaks > 2:
        return wanted, "whitespace.blank-lines"
    if any(mark in found for mark in "\r\u2028\u2029\x0b\x0c\x85"):
        return wanted, "whitespace.line-end"
    return wanted, "whitespace.edge-space"


def _smallest(start: int, found: str, wanted: str) -> Edit:
    """Return the edit that turns `found` (at `start`) into `wanted`, without the ends that both share."""
    head = 0
    while head < min(len(found), len(wanted)) and found[head] == wanted[head]:
        head += 1
    tail = 0
    while tail < min(len(found), len(wanted)) - head and found[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(found) - tail, wanted[head : len(wanted) - tail])
