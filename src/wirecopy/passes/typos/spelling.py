"""Misspelt words, names spelled in two ways, and words run together: suspects that the forest finds guilty."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.typos import forest
from wirecopy.passes.typos.article import opens
from wirecopy.passes.typos.features import NAMES, weigh
from wirecopy.passes.typos.forest import NEVER
from wirecopy.passes.typos.hit import Hit, like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.typos.article import Article
    from wirecopy.passes.typos.features import Evidence

GROUPS = ("word", "name", "lone name", "parts", "lone parts")
"""Suspects by what speaks for them, see `group`; each has a threshold of its own, fitted with the forest, and another beside a corpus."""
BESIDE = " beside a corpus"
NOTHING = ""  # the group of those that nothing speaks for: there is nothing to suggest
KNOWN, SURE = 0.995, 9.0  # confidence and lead of a known misspelling
CROWDED = 4  # strangers around a word from which on it stands in another language
LEAD, CORPUS = NAMES.index("lead"), NAMES.index("corpus")
SHOWN = 5  # suggestions at most


@lru_cache(maxsize=2)
def _forest(name: str) -> forest.Forest:
    return forest.load(name)


def find(article: Article) -> Iterator[Hit]:
    """Yield a hit for each suspect that is more likely a typo than a rare word or a name."""
    for index in article.suspects:
        if article.crowd(index) >= CROWDED:
            continue
        if hit := known(article, index):
            yield hit
            continue
        evidence = weigh(article, index)
        judge = _forest("spelling")
        probability = judge.probability(evidence.features)
        if probability >= judge.thresholds.get(group(article.words[index].text, evidence), NEVER):
            yield _hit(article, index, evidence, probability)


def known(article: Article, index: int) -> Hit | None:
    """A hit for a known misspelling; one with a capital may be a name, unless it begins a sentence."""
    start, end, word = article.words[index]
    meant = article.lexicon.misspelling(word)
    if meant is None and word[0].isupper() and opens(article.text, start):
        meant = article.lexicon.misspelling(word.lower())
    if meant is None:
        return None
    rule = "typos.misspelling" if " " not in meant else "typos.missing-space"
    return Hit(start, end, rule, (like(word, meant),), KNOWN, "a known misspelling", SURE)


def group(word: str, evidence: Evidence) -> str:
    """Which of `GROUPS` a suspect belongs to: a name that nothing in the article contradicts needs more than a word does."""
    if not evidence.candidates:
        if not evidence.parts:
            return NOTHING
        name = "parts" if evidence.parts.pair else "lone parts"
    elif word[0].islower():
        name = "word"
    else:
        name = "name" if evidence.candidates[0].seen else "lone name"
    return name + BESIDE if evidence.features[CORPUS] else name


def _hit(article: Article, index: int, evidence: Evidence, probability: float) -> Hit:
    start, end, word = article.words[index]
    best = evidence.candidates[0] if evidence.candidates else None
    joined = evidence.parts
    suggestions = [like(word, candidate.word) for candidate in evidence.candidates[:SHOWN]]
    rule, why = "typos.misspelling", ""
    lead = evidence.features[LEAD]
    joins = _forest("joins")
    if joined and (best is None or joins.probability(evidence.features) >= joins.threshold):
        suggestions.insert(0, like(word, f"{joined.left} {joined.right}"))
        rule = "typos.missing-space"
    elif best and best.seen and word[0].isupper():
        rule, why = "typos.name-variant", f"{suggestions[0]} occurs {best.seen} time{'s' * (best.seen > 1)}"
    elif best and best.documents and word[0].isupper():
        why = (
            f"{suggestions[0]} stands in {article.corpus.count(suggestions[0])} other articles"
            if article.corpus
            else ""
        )
    elif joined and joined.pair:
        suggestions.append(like(word, f"{joined.left} {joined.right}"))
    return Hit(start, end, rule, tuple(dict.fromkeys(suggestions)), round(probability, 3), why, lead)
