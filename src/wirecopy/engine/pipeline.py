"""Run passes over a source: each proposes, the engine applies, and every position is carried back to the source."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from wirecopy.engine.resolve import choose
from wirecopy.model import (
    Annotation,
    Article,
    Context,
    Document,
    Fact,
    Finding,
    Fix,
    PassError,
    Result,
    Safety,
    Suppressed,
)
from wirecopy.text import Edit, Span, edits
from wirecopy.text.sourcemap import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wirecopy.model import Pass, Source


_PLACE = attrgetter("span", "rule")


class Gate(Protocol):
    """Decides what becomes of a finding before fixes are chosen."""

    def __call__(self, finding: Finding, doc: Document) -> Finding | str | None:
        """Return the finding (perhaps with another severity), why it is suppressed, or None if its rule is off."""


def open_gate(finding: Finding, doc: Document) -> Finding:  # noqa: ARG001 - the protocol's shape
    """Let every finding pass."""
    return finding


class Settings(NamedTuple):
    """What the engine needs to know of a configuration."""

    fix_level: Safety = Safety.LIKELY
    gate: Gate = open_gate
    options: Mapping[str, Mapping[str, object]] = {}


class _Run:
    """The state between two passes of one run."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.findings: list[Finding] = []
        self.suppressed: list[Suppressed] = []
        self.errors: list[PassError] = []
        self.notices: list[str] = []
        self.facts: list[Fact] = []

    def earlier(self) -> tuple[Finding, ...]:
        """What was reported and is still there, with spans in the present text."""
        carried = ((finding, self.doc.map.to_text(finding.span)) for finding in self.findings if not finding.applied)
        return tuple(finding._replace(span=mapped.span, fix=None) for finding, mapped in carried if mapped)


def run(source: Source, passes: Iterable[Pass], settings: Settings) -> Result:
    """Run `passes` in order over `source`. A pass that raises loses its own work only, and is told in `errors`."""
    state = _Run(Document(source, source.text, SourceMap.identity(len(source.text))))
    done: list[tuple[str, str]] = []
    for pass_ in passes:
        done.append((pass_.name, pass_.version))
        _step(pass_, state, settings)
    state.findings.sort(key=_PLACE)
    return Result(
        source=source,
        text=state.doc.text,
        findings=tuple(state.findings),
        map=state.doc.map,
        suppressed=tuple(state.suppressed),
        errors=tuple(state.errors),
        notices=tuple(state.notices),
        article=Article(tuple(state.facts)),
        passes=tuple(done),
    )


def _step(pass_: Pass, state: _Run, settings: Settings) -> None:
    """Run one pass; nothing of it is kept unless all of it is sound."""
    doc = state.doc
    context = Context(settings.options.get(pass_.name, {}), state.earlier, tuple(state.facts))
    try:
        proposed = list(pass_.run(doc, context))
        length = len(doc.text)
        for finding in proposed:
            _check(finding, length)
    except Exception as error:  # noqa: BLE001 - a failing part fails alone, whatever it raises
        state.errors.append(PassError(pass_.name, type(error).__name__, str(error)))
        return
    kept: list[Finding] = []
    gate, level = settings.gate, settings.fix_level
    for finding in proposed:
        verdict = gate(finding, doc)
        if verdict is finding or isinstance(verdict, Finding):
            kept.append(verdict)
        elif verdict is not None:
            state.suppressed.append(Suppressed(_to_source(finding, doc), verdict))
    fixes = [
        (number, finding)
        for number, finding in enumerate(kept)
        if (fix := finding.fix) is not None and fix.edits and fix.safety <= level
    ]
    chosen = choose(fixes) if fixes else {}
    state.findings += [_to_source(finding, doc, applied=number in chosen) for number, finding in enumerate(kept)]
    state.notices.extend(f"{pass_.name}: {what}" for what in context.limited)
    state.facts.extend(
        fact._replace(span=doc.map.to_source(fact.span).span) if fact.span else fact for fact in context.facts
    )
    state.doc = _advance(doc, chosen.values(), context.annotations)


def _check(finding: Finding, length: int) -> None:
    start, end = finding.span
    if not 0 <= start <= end <= length:
        raise ValueError(f"{finding.rule}: span {start}:{end} does not fit a text of {length} code points")
    if fix := finding.fix:
        proposed = fix.edits
        if len(proposed) == 1:
            start, end, _ = proposed[0]
            if 0 <= start <= end <= length:
                return
        edits.ordered(proposed, length)


def _to_source(finding: Finding, doc: Document, *, applied: bool = False) -> Finding:
    """Return the finding with span and edits carried to the source."""
    if doc.text is doc.source.text:
        if finding.applied != applied:
            return finding.taken() if applied else finding._replace(applied=False)
        return finding
    to_source = doc.map.to_source
    span, exact = to_source(finding.span)
    fix = finding.fix and Fix(
        tuple(Edit(*to_source(Span(edit.start, edit.end)).span, edit.text) for edit in finding.fix.edits),
        finding.fix.safety,
    )
    return finding._replace(span=span, exact=exact, fix=fix, applied=applied)


def _advance(doc: Document, chosen: Iterable[Finding], added: list[Annotation]) -> Document:
    """Return the next state of the text; the same one, views and all, if nothing changes."""
    batch = sorted([edit for finding in chosen if finding.fix for edit in finding.fix.edits])
    annotations = (*doc.annotations, *added)
    if not batch:
        if added:
            doc.annotations = annotations
        return doc
    text, map_ = edits.apply(doc.text, batch), doc.map.then(batch)
    if annotations:
        annotations = tuple(_carried(annotations, doc, batch, Span(0, len(text)), map_))
    return Document(doc.source, text, map_, annotations)


def _carried(
    annotations: Iterable[Annotation], doc: Document, batch: Sequence[Edit], new: Span, map_: SourceMap
) -> Iterator[Annotation]:
    """Yield the annotations that are left after the edits of `batch`; those on the whole text stay on the whole text."""
    old = Span(0, len(doc.text))
    moved = map_ if doc.text is doc.source.text else None
    for annotation in annotations:
        if annotation.span == old:
            yield annotation._replace(span=new)
            continue
        moved = moved or SourceMap.identity(len(doc.text)).then(batch)
        if mapped := moved.to_text(annotation.span):
            yield annotation._replace(span=mapped.span)
