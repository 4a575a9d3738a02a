"""TyposPass: from a document to findings. Chooses the language, the paragraphs and what the user allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from wirecopy.model import Finding, Fix, RuleMeta
from wirecopy.passes.typos.check import Spared, check
from wirecopy.text import Edit, Span
from wirecopy.text.language import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.passes.typos.hit import Hit
    from wirecopy.rulebook import Rule

FOREIGN_MIN = 20  # code points below which a passage is too short to be called foreign


class TyposPass:
    """Reports typos; its fixes are `UNSAFE`, those of the strict tier excepted."""

    name = "typos"
    version = "1"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule.meta for rule in rules}
        spared = {rule.id: frozenset(phrase for found in rule.phrases.values() for phrase in found) for rule in rules}
        self._spared = Spared(
            *(spared.get(f"typos.{name}", frozenset()) for name in ("doubled-word", "a-an", "split-word"))
        )

    @property
    def rules(self) -> tuple[RuleMeta, ...]:
        """The rules of the family."""
        return tuple(self._rules.values())

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each typo that neither the language of its passage nor the user's allow-list excuses."""
        lang = doc.language or "en"
        allowed = Allowed(ctx.options)
        for hit in check(doc.text, lang, self._spared):
            meta = self._rules.get(hit.rule)
            if meta and not allowed(doc.text[hit.start : hit.end]) and not _foreign(doc, hit, lang):
                yield _finding(hit, meta)


class Allowed:
    """The user's allow-list: `words` (as written; in small letters: in any case) and `patterns` (whole-word regexes)."""

    def __init__(self, options: Mapping[str, object]) -> None:
        self._words = frozenset(cast("Sequence[str]", options.get("words", ())))
        self._patterns = tuple(re.compile(pattern) for pattern in cast("Sequence[str]", options.get("patterns", ())))

    def __call__(self, word: str) -> bool:
        """Tell whether the user allows this word."""
        if word in self._words or word.lower() in self._words:
            return True
        return any(pattern.fullmatch(word) for pattern in self._patterns)


def _finding(hit: Hit, meta: RuleMeta) -> Finding:
    span = Span(hit.start, hit.end)
    fix = Fix((Edit(hit.start, hit.end, hit.suggestions[0]),), meta.safety) if hit.suggestions else None
    return Finding(
        hit.rule, span, meta.message, meta.severity, fix,
        suggestions=hit.suggestions, confidence=hit.confidence, evidence=hit.evidence,
    )  # fmt: skip


def _foreign(doc: Document, hit: Hit, lang: str) -> bool:
    """Whether a hit stands in a paragraph or a quotation of another language."""
    for spans in (doc.paragraphs, doc.quotations):
        for start, end in spans:
            if start <= hit.start and hit.end <= end and end - start >= FOREIGN_MIN:
                found = detect(doc.text[start:end])
                if found is not None and found != lang:
                    return True
    return False
