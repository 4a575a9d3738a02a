"""Pass and Context: the one protocol that cleaners and linters share, and what the engine lends to a run of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wirecopy.model.document import Annotation
from wirecopy.model.result import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wirecopy.model.document import Document
    from wirecopy.model.finding import Finding
    from wirecopy.model.rule import RuleMeta
    from wirecopy.text import Span


class LeftOutError(RuntimeError):
    """Raised by a pass that cannot run on this machine at all, though nothing failed: says what is missing and how to get it."""


class Pass(Protocol):
    """One unit of the pipeline; owns the rules of one family.

    A cleaner is a pass whose findings carry fixes; a linter is a pass whose findings carry none.
    """

    @property
    def name(self) -> str:
        """The name in configuration; also the family of its rules."""

    @property
    def version(self) -> str:
        """Changes when the same input may give other findings: caches depend on it."""

    @property
    def rules(self) -> tuple[RuleMeta, ...]:
        """The rules that its findings may name."""

    def run(self, doc: Document, ctx: Context) -> Iterable[Finding]:
        """Return findings with spans and edits in `doc.text`. May raise: the engine then drops this pass's work."""


class Context:
    """What the engine lends to one run of one pass over one document."""

    def __init__(
        self, options: Mapping[str, object], earlier: Callable[[], tuple[Finding, ...]], known: tuple[Fact, ...] = ()
    ) -> None:
        self.options = options
        self._earlier = earlier
        self._known = known
        self.annotations: list[Annotation] = []
        self.facts: list[Fact] = []
        self.limited: list[str] = []
        """What the pass could not do on this machine, though it ran: one line each, with what to do about it."""

    def earlier(self) -> tuple[Finding, ...]:
        """Return what earlier passes reported and is still in the text, with spans in the present text."""
        return self._earlier()

    def known(self, field: str) -> str | None:
        """Return what an earlier pass found out about the article (`published`, `title`, …): the first fact of the field."""
        return next((fact.value for fact in self._known if fact.field == field), None)

    def annotate(self, span: Span, kind: str, data: object = None) -> None:
        """Leave a note on a span of the present text for later passes."""
        self.annotations.append(Annotation(span, kind, data))

    def fact(self, field: str, value: str, span: Span | None = None) -> None:
        """Record metadata of the article (`title`, `author`, `published`, …) and where in the present text it stands."""
        self.facts.append(Fact(field, value, span))
