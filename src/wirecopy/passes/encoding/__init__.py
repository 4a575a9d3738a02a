"""encoding: text that came out of its bytes wrongly, made right again; marks that nobody should see, taken out.

`repair` is the whole of it as a function of text. Each file is one kind of damage: `mojibake` UTF-8 read as something
else, `wide` the same for two-byte charsets, `mixups` one legacy charset read as another, `entities` and `escapes`
notations that were printed, `controls` what is invisible, `marks` punctuation, `lookalikes` letters, `blanks` spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta, Safety
from wirecopy.passes.encoding import blanks, controls, entities, escapes, lookalikes, marks, mixups, mojibake, wide
from wirecopy.passes.encoding.changes import Trace, trimmed
from wirecopy.passes.encoding.kinds import FOREIGN
from wirecopy.text import Edit, Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.passes.encoding.changes import Change
    from wirecopy.rulebook import Rule

    Step = Callable[[Trace], None]

_SWEEPS = 6  # what one repair lays bare, the next sweep sees; clean text needs one
_NEAR = 2  # code points between two changes by one rule up to which they are one finding
_BY_LINE = frozenset({"encoding.wrong-charset"})
_REPLACED, _LOOK_ALIKE = "encoding.replacement-character", "encoding.look-alike"
_LOST = lazy("\ufffd+")
_LIKELY = 0.9
# In the order of their work; whether text of ASCII alone can need it, and whether a page's source can.
_STEPS: tuple[tuple[Step, bool, bool], ...] = (
    (controls.early, True, True),
    (entities.repair, True, False),
    (escapes.repair, True, False),
    (mojibake.repair, False, True),
    (wide.repair, False, True),
    (lookalikes.repair, False, False),
    (mixups.repair, False, True),
    (mojibake.ask_ftfy, False, True),
    (marks.repair, True, False),
    (controls.late, False, True),
    (blanks.repair, True, False),
)


class EncodingPass:
    """Proposes the smallest edits that repair the text; says where something was lost for good."""

    name = "encoding"
    version = "3"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule.meta for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(self._rules.values())

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield a finding for each stretch of repaired text, and for what is reported only: characters lost for good, doubts."""
        trace = repair(doc.text, doc.source.lang, html=doc.is_page)
        changes = trace.changes()
        for group in _grouped(changes, doc.text):
            yield self._finding(group, doc.text)
        yield from self._reported(_REPLACED, _losses(doc.text), changes)
        if not doc.is_page and trace.kinds & FOREIGN:
            yield from self._reported(_LOOK_ALIKE, lookalikes.doubtful(doc.text), changes)

    def _finding(self, group: Sequence[Change], text: str) -> Finding:
        meta = self._rules[group[0].rule]
        sure = all(change.sure for change in group)
        edits = tuple(Edit(*trimmed(text, change)[:3]) for change in group)
        fix = Fix(edits, meta.safety if sure else max(meta.safety, Safety.LIKELY))
        notes = ", ".join(dict.fromkeys(change.note for change in group if change.note))
        span = Span(group[0].start, group[-1].end)
        confidence = None if sure else _LIKELY
        return Finding(meta.id, span, meta.message, meta.severity, fix, confidence=confidence, evidence=notes)

    def _reported(self, rule: str, places: Iterable[tuple[int, int]], changes: Sequence[Change]) -> Iterator[Finding]:
        """Yield a finding without a fix for each of the sorted places that no change covers."""
        meta = self._rules.get(rule)
        if meta is None:
            return
        later = iter(changes)
        change = next(later, None)
        for start, end in places:
            while change is not None and change.end <= start:
                change = next(later, None)
            if change is None or change.start >= end:
                yield Finding(rule, Span(start, end), meta.message, meta.severity)


def _losses(text: str) -> list[tuple[int, int]]:
    """Return the places of runs of U+FFFD."""
    return [match.span() for match in _LOST.finditer(text)] if "\ufffd" in text else []


def repair(text: str, lang: str | None = None, *, html: bool = False) -> Trace:
    """Repair `text` and return how.

    What was misread comes before what stands for itself: a repaired character may be a mark to remove. In the source
    of a page, notations and look-alikes are the page's own business. A step is not asked twice about the same text.
    """
    trace = Trace(text, lang)
    for _ in range(_SWEEPS):
        before = trace.text
        for step, of_ascii, of_page in _STEPS:
            now = trace.text
            if (not of_ascii and now.isascii()) or (html and not of_page) or trace.idle.get(step) is now:
                continue
            step(trace)
            if trace.text is now:
                trace.idle[step] = now
        if trace.text == before:
            break
    return trace


def _grouped(changes: Sequence[Change], text: str) -> Iterator[list[Change]]:
    """Yield the changes that are told as one finding: same rule, close together or, for some rules, on one line."""
    group: list[Change] = []
    for change in changes:
        if group and not _together(group[-1], change, text):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _together(first: Change, second: Change, text: str) -> bool:
    if first.rule != second.rule:
        return False
    between = text[first.end : second.start]
    if first.rule in _BY_LINE:
        return "\n" not in between
    return len(between) <= _NEAR and not any(char.isalnum() or char == "\n" for char in between)
