"""Misspelt words, names spelled in two ways, and words run together: suspects that the forest finds guilty."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.typos import forest
from wirecopy.passes.typos.features import weigh
from wirecopy.passes.typos.hit import Hit, like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.typos.article import Article
    from wirecopy.passes.typos.features import Candidate, Evidence, Parts

THRESHOLD = 0.8  # of the forest's probability; chosen by cross-validation, see docs/typos.md
CROWDED = 4  # strangers around a word from which on it stands in another language
SHOWN = 5  # suggestions at most


@lru_cache(maxsize=1)
def _forest() -> forest.Forest:
    return forest.load("spelling")


def find(article: Article) -> Iterator[Hit]:
    """Yield a hit for each suspect that is more likely a typo than a rare word or a name."""
    for index in article.suspects:
        if article.crowd(index) >= CROWDED:
            continue
        evidence = weigh(article, index)
        probability = _forest().probability(evidence.features)
        if probability >= THRESHOLD and (evidence.candidates or evidence.parts):
            yield _hit(article, index, evidence, probability)


def _hit(article: Article, index: int, evidence: Evidence, probability: float) -> Hit:
    start, end, word = article.words[index]
    best = evidence.candidates[0] if evidence.candidates else None
    joined = evidence.parts
    suggestions = [like(word, candidate.word) for candidate in evidence.candidates[:SHOWN]]
    rule, why = "typos.misspelling", ""
    if joined and (best is None or _run_together(joined, best)):
        suggestions.insert(0, like(word, f"{joined.left} {joined.right}"))
        rule = "typos.missing-space"
    elif best and best.seen and word[0].isupper():
        rule, why = "typos.name-variant", f"{suggestions[0]} occurs {best.seen} times"
    elif joined and joined.pair:
        suggestions.append(like(word, f"{joined.left} {joined.right}"))
    return Hit(start, end, rule, tuple(dict.fromkeys(suggestions)), round(probability, 3), why)


def _run_together(parts: Parts, best: Candidate) -> bool:
    """Whether two words run together explain a suspect better than its best candidate does."""
    if best.seen:
        return False
    return (
        (parts.pair > 0 and best.channel < -0.5)
        or (best.edits > 1 and parts.least >= 120)
        or (best.score < 4 and parts.least > 100)
    )
