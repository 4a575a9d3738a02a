"""Suppression: findings that are held back by an allow-list, an ignore for a file, a protected span or the baseline.

Scraped news has no comments, so nothing is suppressed inside a document. A suppressed finding stays in the report with
what held it back, and its fix is not applied.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model.identity import finding_key
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.model import Document, Finding

REPAIR_FAMILIES = frozenset({"encoding", "markup"})
"""What they change is how the text was transported, not what was written: protection does not keep them out."""
_SPACE = lazy(r"\s+")
_PATTERNS = {
    "urls": lazy(r"(?:https?://|www\.)[^\s<>\"“”]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    "code": lazy(r"```.*?```|`[^`\n]+`", re.DOTALL),
}


class Words(NamedTuple):
    """Words that the typo checks accept: as written, or in any case where they are in small letters; and whole-word patterns."""

    exact: frozenset[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def entry_for(self, text: str) -> str | None:
        """Return the entry that accepts a text, or None."""
        for form in (text, text.lower()):
            if form in self.exact:
                return form
        return next((name for name, pattern in self.patterns if pattern.fullmatch(text)), None)


class Suppressions(NamedTuple):
    """All that holds findings back in one document. Each name in a report's `by` begins with the kind.

    `allow`: by selector (rule, family or `*`), texts that are right; `ignores`: glob and selectors; `protect`: kinds of
    spans; `patterns`: more such spans; `baseline`: keys of accepted findings; `words`: what typo checks accept.
    """

    allow: Mapping[str, tuple[str, ...]] = {}
    ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    protect: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    baseline: frozenset[str] = frozenset()
    words: Words | None = None

    def holds(self, finding: Finding, doc: Document) -> str | None:
        """Return what holds a finding back, or None."""
        return (
            self._ignored(finding)
            or (self._allowed(finding, doc) if self.allow else None)
            or (self._accepted_word(finding, doc) if self.words else None)
            or (self._protected(finding, doc) if self.protect or self.patterns else None)
            or (self._accepted(finding, doc) if self.baseline else None)
        )

    def _ignored(self, finding: Finding) -> str | None:
        for glob, selectors in self.ignores:
            for selector in selectors:
                if selector in {finding.rule, finding.family}:
                    return ignore_name(glob, selector)
        return None

    def _allowed(self, finding: Finding, doc: Document) -> str | None:
        text = _SPACE.sub(" ", finding.span.of(doc.text)).strip()
        small = text.lower()
        for selector in (finding.rule, finding.family, "*"):
            for entry in self.allow.get(selector, ()):
                if entry == text or (entry == small and entry == entry.lower()):
                    return allow_name(selector, entry)
        return None

    def _accepted_word(self, finding: Finding, doc: Document) -> str | None:
        entry = self.words.entry_for(finding.span.of(doc.text)) if self.words and finding.family == "typos" else None
        return None if entry is None else word_name(entry)

    def _protected(self, finding: Finding, doc: Document) -> str | None:
        if finding.family in REPAIR_FAMILIES:
            return None
        for name, span in _protected_spans(doc, self.protect, self.patterns):
            if _touches(finding, span):
                return name
        return None

    def _accepted(self, finding: Finding, doc: Document) -> str | None:
        span = doc.map.to_source(finding.span).span
        key = finding_key(finding.rule, doc.source.text, span)
        return baseline_name(key) if key in self.baseline else None


def ignore_name(glob: str, selector: str) -> str:
    """Return how a report names an ignore for files."""
    return f'per-file-ignores "{glob}" {selector}'


def allow_name(selector: str, entry: str) -> str:
    """Return how a report names an entry of an allow-list."""
    return f'allow "{entry}"' + (f" for {selector}" if selector != "*" else "")


def word_name(entry: str) -> str:
    """Return how a report names an entry of the word list."""
    return f'word "{entry}"'


def baseline_name(key: str) -> str:
    """Return how a report names an accepted finding."""
    return f"baseline {key}"


def protect_name(kind: str) -> str:
    """Return how a report names a protected kind of span, or a pattern of one."""
    return f'protect "{kind}"'


def _touches(finding: Finding, span: Span) -> bool:
    """Tell whether a finding lies in a protected span, or its fix would change a part of one (not remove all of it)."""
    if finding.span.start < finding.span.end and span.contains(finding.span):
        return True
    edits = finding.fix.edits if finding.fix else ()
    return any(span.overlaps(here) and not here.contains(span) for here in (Span(e.start, e.end) for e in edits))


def _protected_spans(doc: Document, kinds: tuple[str, ...], patterns: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    if "quotations" in kinds:
        name = protect_name("quotations")
        yield from ((name, span) for span in doc.quotations)
    yield from _matched(doc.text, kinds, patterns)


@lru_cache(maxsize=4)
def _matched(text: str, kinds: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[tuple[str, Span], ...]:
    """Return the spans that patterns find; kept for the text at hand, as every finding of a pass asks for them."""
    named = [(kind, _PATTERNS[kind]) for kind in kinds if kind in _PATTERNS]
    named += [(pattern, re.compile(pattern)) for pattern in patterns]
    return tuple(
        (protect_name(kind), Span(*match.span())) for kind, pattern in named for match in pattern.finditer(text)
    )
