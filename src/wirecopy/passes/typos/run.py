"""TyposPass: from a document to findings. Chooses the language and the paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta, Safety
from wirecopy.passes.typos.check import Spared, check, limits, merge
from wirecopy.passes.typos.hit import Hit
from wirecopy.passes.typos.strict import is_strict
from wirecopy.rulebook.match import PatternIndex
from wirecopy.text import Edit, Span
from wirecopy.text.language import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.rulebook import Rule
    from wirecopy.words.corpus import Corpus

_OF_WORDS = frozenset({"typos.misspelling", "typos.missing-space", "typos.split-word"})
_MARKS = ".,;:!?…“”‘’«»\"'()-–—"
PER_TYPO = 10  # words of a quotation for each typo in it, below which it is another way to speak
FOREIGN_MIN = 20  # code points below which a passage is too short to be called foreign
PATTERN_CONFIDENCE = 0.97  # of rules that are patterns; measured together, see docs/typos.md


class TyposPass:
    """Reports typos; its fixes are `UNSAFE`, those of the strict tier excepted."""

    name = "typos"
    version = "5"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule.meta for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(self._rules.values())
        self._phrases = {rule.id: rule.phrases for rule in rules}
        self._patterns = PatternIndex(rules)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each typo that the language of its passage does not excuse."""
        lang = doc.read_as
        foreign = Foreign(doc, lang)
        patterns = [
            Hit(*span, rule.id, suggestions, PATTERN_CONFIDENCE)
            for rule, span, suggestions in self._patterns.find(doc.text, lang, doc.counted)
        ]
        if limit := limits(lang):
            ctx.limited.append(limit)
        hits = merge(patterns, check(doc.text, lang, self._spared(lang), _corpus(ctx.options)))
        spoken = _spoken(doc, hits)
        for hit in hits:
            meta = self._rules.get(hit.rule)
            if meta and not foreign(hit) and hit.start not in spoken:
                yield _finding(doc, hit, meta)

    def _spared(self, lang: str) -> Spared:
        found = (self._phrases.get(f"typos.{name}", {}) for name in ("doubled-word", "a-an", "split-word"))
        return Spared(*(frozenset(phrases.get(lang, ())) for phrases in found))


def _spoken(doc: Document, hits: Sequence[Hit]) -> frozenset[int]:
    """Where hits begin in quotations in a dialect, or in another language and too short to tell: full of typos, or of accents."""
    starts = [hit.start for hit in hits]
    of_words = [hit.start for hit in hits if hit.rule in _OF_WORDS]
    found: set[int] = set()
    for start, end in doc.quotations if of_words else ():
        inside = bisect_left(of_words, end) - bisect_left(of_words, start)
        if not inside:
            continue
        words = [word.strip(_MARKS) for word in doc.text[start:end].split()]
        accented = sum(word.isalpha() and word.islower() and not word.isascii() for word in words)
        if (inside > 1 and inside * PER_TYPO > len(words)) or accented > 1:
            found.update(starts[bisect_left(starts, start) : bisect_left(starts, end)])
    return frozenset(found)


def _corpus(options: Mapping[str, object]) -> Corpus | None:
    """The counts over other articles, if the configuration names some."""
    if not (path := options.get("corpus")):
        return None
    from wirecopy.words import corpus

    return corpus.load(str(path))


class Foreign:
    """Tells whether a hit stands in a paragraph or a quotation of another language; looks at each of them once."""

    def __init__(self, doc: Document, lang: str) -> None:
        self._doc = doc
        self._lang = lang
        self._known: dict[Span, bool] = {}

    def __call__(self, hit: Hit) -> bool:
        """Tell whether the language around a hit is another than the article's."""
        around = [
            s for spans in (self._doc.paragraphs, self._doc.quotations) for s in spans if s.start <= hit.start < s.end
        ]
        return any(self._foreign(span) for span in around)

    def _foreign(self, span: Span) -> bool:
        if span not in self._known:
            found = detect(self._doc.text[span.start : span.end]) if span.end - span.start >= FOREIGN_MIN else None
            self._known[span] = found is not None and found != self._lang
        return self._known[span]


def _finding(doc: Document, hit: Hit, meta: RuleMeta) -> Finding:
    span = Span(hit.start, hit.end)
    safety = Safety.LIKELY if is_strict(doc, hit) else meta.safety
    fix = Fix((Edit(hit.start, hit.end, hit.suggestions[0]),), safety) if hit.suggestions else None
    return Finding(
        hit.rule, span, meta.message, meta.severity, fix,
        suggestions=hit.suggestions, confidence=hit.confidence, evidence=hit.evidence,
    )  # fmt: skip
