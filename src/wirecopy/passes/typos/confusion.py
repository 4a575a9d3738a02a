"""Real words written for other real words (`when he sun rose`), judged by the words around them.

Each pair `written > meant` has a forest over one context; it says how likely `meant` is there rather than `written`. The
forests and their thresholds are data, fitted by `tools/train_confusions.py`, which drops pairs that cannot be told well.
Words too rare for a forest of their own, and known words one letter away from a far more common one, share a forest.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.typos.channel import channel
from wirecopy.passes.typos.forest import Forest
from wirecopy.passes.typos.hit import Hit, like
from wirecopy.text.data import DATA
from wirecopy.text.lazy import view
from wirecopy.words.lexicon import OVERSHADOWED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirecopy.passes.typos.article import Article
    from wirecopy.passes.typos.tokens import Word

FEATURES = tuple(
    "pair_before pair_after meant_before meant_after kind_before kind_after kind_before_2 kind_after_2 "  # noqa: SIM905 - quotes read worse
    "gap_before gap_after news_before news_after capital_before capital_after vowel_after ending_after ending_before "
    "inner_before inner_after others_written others_meant fits_before fits_after meant_fits_before meant_fits_after "
    "compound_after".split()
)
SHARED = "shared"
"""The name that the forest of all other pairs goes by in the file."""
OTHERS = 6
"""Other places of a word in the article that are counted: more say no more."""
_ENDINGS = ("s", "ed", "ing", "ly", "er", "n")


class Judge(NamedTuple):
    """A forest and the probability from which on it accuses."""

    threshold: float
    forest: Forest


class Confusions:
    """Who judges what, from lines of a pair, a tab and its forest as JSON; each is decoded when a text has the written word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows: dict[str, list[tuple[str, str]]] = {}
        self._shared = "null"
        for line in lines:
            pair, _, forest = line.partition("\t")
            if pair == SHARED:
                self._shared = forest
                continue
            written, _, meant = pair.partition(" > ")
            self._rows.setdefault(written, []).append((meant, forest))
        self._known: dict[str, list[tuple[str, Judge | None]]] = {}

    def of(self, written: str) -> list[tuple[str, Judge | None]]:
        """What a word may have been written for, each with a judge of its own or (None) the shared one."""
        if written not in self._rows:
            return []
        if written not in self._known:
            self._known[written] = [(meant, _judge(forest)) for meant, forest in self._rows[written]]
        return self._known[written]

    @view
    def shared(self) -> Judge | None:
        """The judge of all pairs that have none of their own."""
        return _judge(self._shared)


@lru_cache(maxsize=1)
def confusions() -> Confusions:
    """The pairs that are told well, by the written word."""
    return Confusions((DATA / "typos" / "confusions.en.tsv").read_text("utf-8").splitlines())


def _judge(forest: str) -> Judge | None:
    if (item := json.loads(forest)) is None:
        return None
    roots, feature, value, right = (tuple(item[name]) for name in ("roots", "feature", "value", "right"))
    return Judge(item["threshold"], Forest(item["base"], roots, feature, value, right))


def find(article: Article) -> Iterator[Hit]:
    """Yield a hit for each word in whose place its context expects another."""
    pairs = confusions()
    plain = {word: _readings(article, pairs, word) for word in article.counts}
    with_s = {word: found for word in article.counts if (found := pairs.of(word.lower() + "'s"))}
    for index, word in enumerate(article.words):
        if not (plain.get(word.text) or word.text in with_s):
            continue
        written, end = surface(article, index)
        found = plain[written] if written == word.text else with_s.get(word.text, [])
        if not found or not eligible(article, index, written):
            continue
        folded = written.lower()
        best = max(_verdict(article, index, folded, meant, judge, pairs.shared) for meant, judge in found)
        if best[0]:
            yield Hit(word.start, end, "typos.confused-word", (like(written, best[1]),), round(best[0], 3))


def _readings(article: Article, pairs: Confusions, word: str) -> list[tuple[str, Judge | None]]:
    """What may have been meant by a word."""
    folded = word.lower()
    if own := pairs.of(folded):
        return own
    if word == folded and article.lexicon.entry(folded).names & OVERSHADOWED:
        return [(meant, None) for meant in article.lexicon.overshadowing(folded)]
    return []


def eligible(article: Article, index: int, written: str) -> bool:
    """Whether the word at `index` stands where one is judged: not in a compound, and no name (a capital inside a sentence)."""
    if _hyphenated(article, article.words[index]):
        return False
    if written == written.lower():
        return True
    return written[1:] == written[1:].lower() and _beside(article, index, -1)[1] == 3


def _hyphenated(article: Article, word: Word) -> bool:
    """Whether a word is a part of something longer: `He-Man`, `[T]he`."""
    if article.text[word.start - 1 : word.start] == "]":
        return True
    return "-" in (article.text[word.start - 1 : word.start], article.text[word.end : word.end + 1])


def _verdict(
    article: Article, index: int, written: str, meant: str, own: Judge | None, shared: Judge | None
) -> tuple[float, str]:
    """How likely `meant` was meant, or 0 if that is not enough to say so; `own`: the pair's judge, if it has one."""
    judge = own or shared
    if judge is None or judge.threshold > 1:
        return 0.0, meant
    features = context(article, index, written, meant)
    if own is None:
        features += comparison(article, written, meant)
    probability = judge.forest.probability(features)
    return (probability if probability >= judge.threshold else 0.0), meant


def comparison(article: Article, written: str, meant: str) -> list[float]:
    """What the shared forest weighs besides the context: the two words themselves."""
    lexicon = article.lexicon
    first, second = lexicon.entry(written), lexicon.entry(meant)
    return [
        first.news, first.lower, first.level, first.kind, second.news, second.lower, second.kind,
        *channel(written, meant), len(written),
    ]  # fmt: skip


def reading(article: Article, start: int, one: str, other: str) -> float:
    """How much better `other` fits than `one` at the word at code point `start`: 0.5 is no difference, 0 nobody knows."""
    judge = dict(confusions().of(one)).get(other)
    index = next((i for i, word in enumerate(article.words) if word.start == start), None)
    if judge is None or index is None:
        return 0.0
    return judge.forest.probability(context(article, index, one, other))


def surface(article: Article, index: int) -> tuple[str, int]:
    """The word at `index` as written, a `'s` included, and where it ends."""
    _, end, text = article.words[index]
    if article.text[end : end + 1] in ("'", "’") and article.text[end + 1 : end + 2] == "s":
        return text + "'s", end + 2
    return text, end


def context(article: Article, index: int, written: str, meant: str) -> list[float]:
    """The numbers that a forest weighs: the words around the one at `index`, and how usual each reading is beside them."""
    lexicon = article.lexicon
    around = [_beside(article, index, step) for step in (-1, 1, -2, 2)]
    (before, gap_before), (after, gap_after), (before_2, _), (after_2, _) = around
    left, right = before.lower(), after.lower()
    first, second = lexicon.entry(left), lexicon.entry(right)
    one, other = lexicon.entry(written), lexicon.entry(meant)
    here, folded, fits = surface(article, index)[0].lower(), article.folded, lexicon.fits
    return [
        lexicon.pair(left, written), lexicon.pair(written, right), lexicon.pair(left, meant), lexicon.pair(meant, right),
        first.kind, second.kind, lexicon.entry(before_2.lower()).kind, lexicon.entry(after_2.lower()).kind,
        gap_before, gap_after, first.news, second.news, before[:1].isupper(), after[:1].isupper(), right[:1] in "aeiou",
        _ending(right), _ending(left), min(len(left), 12), min(len(right), 12),
        min(max(0, folded[written] - (here == written)), OTHERS), min(max(0, folded[meant] - (here == meant)), OTHERS),
        fits(first, one), fits(one, second), fits(first, other), fits(other, second), _compound_after(article, index),
    ]  # fmt: skip


def _beside(article: Article, index: int, step: int) -> tuple[str, int]:
    """The word `step` away, empty across a sentence end or the text's; and what is between: 0 blanks ... 3 an end, 4 a bracket."""
    other = index + step
    if not 0 <= other < len(article.words):
        return "", 3
    if step < 0:
        between = article.text[article.words[other].end : article.words[index].start]
    else:
        between = article.text[surface(article, index)[1] : article.words[other].start]
    if not between.strip():
        return surface(article, other)[0], 0 if "\n\n" not in between else 3
    if any(mark in between for mark in ".!?:\n"):
        return "", 3
    if any(mark in between for mark in "()[]"):
        return surface(article, other)[0], 4
    return surface(article, other)[0], 1 if any(mark in between for mark in ",;-–—") else 2


def _compound_after(article: Article, index: int) -> bool:
    """Whether the next word is the first of a compound: `their with-profit rates`."""
    if index + 1 == len(article.words):
        return False
    end = article.words[index + 1].end
    return article.text[end : end + 1] == "-"


def _ending(word: str) -> int:
    for number, ending in enumerate(_ENDINGS, 1):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return number
    return 0
