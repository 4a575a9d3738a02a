"""Result: what one run over one document gives, with the recovered metadata and whatever failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirecopy.model.finding import Finding
    from wirecopy.model.source import Source
    from wirecopy.text import Span
    from wirecopy.text.sourcemap import SourceMap


class Fact(NamedTuple):
    """One piece of metadata, and its span (in a `Result`: in the source text) where it has one."""

    field: str
    value: str
    span: Span | None = None


class PassError(NamedTuple):
    """A pass that failed: its edits were discarded, the rest of the run went on."""

    pass_name: str
    error: str
    message: str

    @property
    def left_out(self) -> bool:
        """Whether the pass could not run on this machine, which is no failure."""
        return self.error == "LeftOutError"

    @property
    def failure(self) -> str:
        """What is said of a pass that failed."""
        return f"pass {self.pass_name} failed and was left out: {self.error}: {self.message}"

    @property
    def absence(self) -> str:
        """What is said of a pass that this machine cannot run."""
        return f"the {self.pass_name} pass is left out: {self.message}"


class Suppressed(NamedTuple):
    """A finding that was held back, and by what (an ignore, an allow-list entry, the baseline)."""

    finding: Finding
    by: str


class Article(NamedTuple):
    """Recovered metadata. The first fact of a field counts."""

    facts: tuple[Fact, ...] = ()

    def _first(self, name: str) -> str | None:
        return next((fact.value for fact in self.facts if fact.field == name), None)

    @property
    def title(self) -> str | None:
        """The headline."""
        return self._first("title")

    @property
    def author(self) -> str | None:
        """The first author; all of them are in `authors`."""
        return self._first("author")

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors in the order they were met, each once."""
        return tuple(dict.fromkeys(fact.value for fact in self.facts if fact.field == "author"))

    @property
    def published(self) -> str | None:
        """The date of publication, ISO 8601 where it could be read."""
        return self._first("published")

    @property
    def modified(self) -> str | None:
        """The date of the last change, ISO 8601 where it could be read."""
        return self._first("modified")

    @property
    def site(self) -> str | None:
        """The name of the site."""
        return self._first("site")

    @property
    def lang(self) -> str | None:
        """The language, as ISO 639-1 code."""
        return self._first("lang")


class Result(NamedTuple):
    """The outcome of one run; spans of findings are in `source.text`."""

    source: Source
    text: str
    findings: tuple[Finding, ...]
    map: SourceMap
    suppressed: tuple[Suppressed, ...] = ()
    errors: tuple[PassError, ...] = ()
    article: Article = Article()
    passes: tuple[tuple[str, str], ...] = ()
    """Name and version of each pass that was run, in order."""
    notices: tuple[str, ...] = ()
    """What passes could not do on this machine, one line each: no errors, and told once a run."""

    def locate(self, finding: Finding) -> Span | None:
        """Return where a finding stands in the cleaned text; None if that text was removed."""
        mapped = self.map.to_text(finding.span)
        return mapped.span if mapped else None

    def report(self) -> dict[str, object]:
        """Return the JSON report (see docs/report.md): enough, with the text, to restore the source."""
        from wirecopy.model.report import build

        return build(self)
