"""Misspelt words in other languages than English, by an open dictionary of the language.

A *suspect* is a word that neither the dictionary nor the article vouches for. One forest, fitted to six languages together
by `tools/train_languages.py`, weighs what speaks for a slip: the candidate one letter away and how common it is, what the
article writes, whether endings, beginnings or parts make the suspect a word, and whether English or a list of names has it.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from wirecopy.passes.typos import forest
from wirecopy.passes.typos.channel import channel
from wirecopy.passes.typos.hit import Hit, like
from wirecopy.passes.typos.tokens import Word, words
from wirecopy.words.dictionary import CAPITAL, plain
from wirecopy.words.near import one_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.words import Lexicon
    from wirecopy.words.dictionary import Dictionary, Known

NAMES = tuple(
    "capital nouns length sentence_start seen crowd ending beginning parts english english_level names quoted hyphenated "  # noqa: SIM905 - a wall of quotes reads worse
    "after_name before_name candidates error channel c_frequency c_lower c_capital c_seen accents lead score oddest odd "
    "c_odd head tail".split()
)
SHORTEST = 4
CROWD = 6  # words to either side in which other unknown words are counted
CROWDED = 4  # of them: then it is another language
PART = 4  # letters of a part of a compound at least
LINKS = ("", "s", "es", "n", "en")  # what German and Dutch put between the parts
SHOWN = 5
_ERRORS = (-0.28, 0.67, 0.53, -0.38, 0.6, 0.58, -0.5, -1.21)  # as in the English ranking
_INSIDE = frozenset({"Mn", "Mc", "Cf", "Sk", "Lm", "Ll", "Lo"})  # kinds of signs that a word goes on with
_OPENING = '.!?:\n"“«»„¿¡'


class Candidate(NamedTuple):
    """A word of the dictionary or the article that may have been meant."""

    score: float
    word: str
    known: Known | None
    error: int
    channel: float
    seen: int
    accents: bool


class Foreign:
    """One text in another language than English, cut into words once."""

    def __init__(self, text: str, dictionary: Dictionary, english: Lexicon) -> None:
        self.text = text
        self.dictionary = dictionary
        self.english = english
        self.words = [_bare(word) for word in words(text)]
        self.counts = Counter(word.text for word in self.words)
        self.folded: Counter[str] = Counter()
        for word, count in self.counts.items():
            self.folded[word.lower()] += count

    def suspects(self) -> list[int]:
        """Indexes of the words that neither dictionary nor article vouches for."""
        unknown = {word for word in self.counts if self._unknown(word)}
        return [i for i, word in enumerate(self.words) if word.text in unknown and not self._cut(word)]

    def _cut(self, word: Word) -> bool:
        """Whether a word is a piece of one: an apostrophe, an accent of its own or a soft hyphen stands beside it."""
        if self.text[word.end : word.end + 1] in ("'", "’"):
            return True
        beside = self.text[word.start - 1 : word.start] + self.text[word.end : word.end + 1]
        return not beside.isascii() and any(category(sign) in _INSIDE for sign in beside)

    def _unknown(self, word: str) -> bool:
        folded = word.lower()
        if len(word) < SHORTEST or word[1:] != folded[1:] or self.dictionary.known(folded):
            return False
        return all(letter in self.dictionary.alphabet for letter in folded)


def find(text: str, dictionary: Dictionary, english: Lexicon) -> Iterator[Hit]:
    """Yield a hit for each word that is more likely a slip than a rare word or a name."""
    judge = _forest()
    article = Foreign(text, dictionary, english)
    for index, features, ranked in weighed(article):
        probability = judge.probability(features)
        if probability < judge.threshold:
            continue
        (start, end, word), best = article.words[index], ranked[0]
        rule, why = "typos.misspelling", ""
        suggestions = tuple(like(word, other.word) for other in ranked[:SHOWN])
        if best.seen and word[0].isupper():
            rule, why = "typos.name-variant", f"{suggestions[0]} occurs {best.seen} time{'s' * (best.seen > 1)}"
        yield Hit(start, end, rule, suggestions, round(probability, 3), why)


@lru_cache(maxsize=1)
def _forest() -> forest.Forest:
    return forest.load("languages")


def weighed(article: Foreign) -> Iterator[tuple[int, list[float], list[Candidate]]]:
    """Yield the index of each suspect that has candidates, what the forest weighs, and the candidates, best first."""
    suspects = article.suspects()
    strangers = {i for i in suspects if article.words[i].text.islower()}
    for index in suspects:
        crowd = sum(index + step in strangers for step in range(-CROWD, CROWD + 1) if step)
        if crowd >= CROWDED:
            continue
        ranked = _rank(article, article.words[index].text)
        if ranked:
            yield index, _features(article, index, crowd, ranked), ranked


def _rank(article: Foreign, word: str) -> list[Candidate]:
    folded = word.lower()
    capital = word != folded
    dictionary = article.dictionary
    ranked = []
    for other in one_edit(folded, dictionary.alphabet):
        seen = article.counts[other.capitalize()] if capital else article.folded[other]
        known = dictionary.known(other)
        if known is None and not (seen and capital):
            continue
        error, weight = channel(folded, other)
        accents = plain(folded) == plain(other)
        if accents:
            weight = -0.1
        frequency = known.frequency if known else 0
        score = _ERRORS[error] + frequency / 20 + 0.6 * min(seen, 3) + 1.2 * (seen > 0) + 1.2 * weight
        ranked.append(Candidate(score, other, known, error, weight, seen, accents))
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.word))


def _features(article: Foreign, index: int, crowd: int, ranked: list[Candidate]) -> list[float]:
    text, dictionary = article.text, article.dictionary
    start, end, word = article.words[index]
    folded, best = word.lower(), ranked[0]
    entry = article.english.entry(folded)
    gap = text[article.words[index - 1].end : start] if index else "\n"
    before = article.words[index - 1].text if index and not gap.strip() else ""
    after = article.words[index + 1] if index + 1 < len(article.words) else None
    cases = best.known.cases if best.known else CAPITAL
    return [
        word != folded, dictionary.lang == "de", len(folded), any(mark in gap for mark in _OPENING), article.counts[word],
        crowd, *dictionary.formed(folded), _parts(dictionary, folded), entry.news, entry.level, entry.names & 3,
        text[start - 1 : start] in ('"', "“", "«", "„", "‘", "'"), "-" in (text[start - 1 : start], text[end : end + 1]),
        before[:1].isupper(), bool(after and after.text[:1].isupper() and not text[end : after.start].strip()),
        len(ranked), best.error, best.channel, best.known.frequency if best.known else 0, cases & 1, cases >> 1, best.seen,
        best.accents, best.score - ranked[1].score if len(ranked) > 1 else 9.0, best.score, *dictionary.spelled(folded),
        dictionary.spelled(best.word)[1], _shared(folded, best.word), _shared(folded[::-1], best.word[::-1]),
    ]  # fmt: skip


def _shared(word: str, other: str) -> int:
    """How many letters two words have in common at their heads."""
    return next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))


def _parts(dictionary: Dictionary, word: str) -> int:
    """How common the rarer of two known words is that make up `word`, linked or not; 0: no such words."""
    best = 0
    for at in range(PART, len(word) - PART + 1):
        right = dictionary.known(word[at:])
        if right is None:
            continue
        for link in LINKS:
            left = (
                dictionary.known(word[: at - len(link)])
                if word[:at].endswith(link) and at - len(link) >= PART
                else None
            )
            if left:
                best = max(best, 1 + min(left.frequency, right.frequency))
    return best


def _bare(word: Word) -> Word:
    """A word without what an apostrophe ties to it (`l'homme`, `dell'acqua`); empty where nothing is left to judge."""
    if "'" not in word.text:
        return word
    _, _, rest = word.text.rpartition("'")
    return Word(word.end - len(rest), word.end, rest)
