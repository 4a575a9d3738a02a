"""Misspelt words, names spelled in two ways, and words run together: suspects that the forest finds guilty."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.typos import forest
from wirecopy.passes.typos.features import NAMES, weigh
from wirecopy.passes.typos.hit import Hit, like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.typos.article import Article
    from wirecopy.passes.typos.features import Evidence

THRESHOLD = 0.65  # of the forest's probability; chosen by cross-validation, see docs/typos.md
JOINED = 0.55  # probability from which on two words run together explain a typo better than a slip does
LONE_NAME = 0.85  # the same for a capitalised word whose best candidate the article does not use
LONE_PARTS = 0.9  # the same for two words run together that books do not have side by side
NEVER = 2.0
CROWDED = 4  # strangers around a word from which on it stands in another language
LEAD = NAMES.index("lead")
SHOWN = 5  # suggestions at most


@lru_cache(maxsize=2)
def _forest(name: str) -> forest.Forest:
    return forest.load(name)


def find(article: Article) -> Iterator[Hit]:
    """Yield a hit for each suspect that is more likely a typo than a rare word or a name."""
    for index in article.suspects:
        if article.crowd(index) >= CROWDED:
            continue
        evidence = weigh(article, index)
        probability = _forest("spelling").probability(evidence.features)
        if probability >= _needed(article.words[index].text, evidence):
            yield _hit(article, index, evidence, probability)


def _needed(word: str, evidence: Evidence) -> float:
    """The probability from which on a suspect is reported: more for a name that nothing in the article contradicts."""
    if not evidence.candidates:
        return LONE_PARTS if evidence.parts and not evidence.parts.pair else THRESHOLD if evidence.parts else NEVER
    return LONE_NAME if word[0].isupper() and not evidence.candidates[0].seen else THRESHOLD


def _hit(article: Article, index: int, evidence: Evidence, probability: float) -> Hit:
    start, end, word = article.words[index]
    best = evidence.candidates[0] if evidence.candidates else None
    joined = evidence.parts
    suggestions = [like(word, candidate.word) for candidate in evidence.candidates[:SHOWN]]
    rule, why = "typos.misspelling", ""
    lead = evidence.features[LEAD]
    if joined and (best is None or _forest("joins").probability(evidence.features) > JOINED):
        suggestions.insert(0, like(word, f"{joined.left} {joined.right}"))
        rule = "typos.missing-space"
    elif best and best.seen and word[0].isupper():
        rule, why = "typos.name-variant", f"{suggestions[0]} occurs {best.seen} time{'s' * (best.seen > 1)}"
    elif joined and joined.pair:
        suggestions.append(like(word, f"{joined.left} {joined.right}"))
    return Hit(start, end, rule, tuple(dict.fromkeys(suggestions)), round(probability, 3), why, lead)
