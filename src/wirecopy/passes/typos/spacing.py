"""A space too many inside a word (`im prove`), or none after a comma or full stop (`loser,and`)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.typos import forest
from wirecopy.passes.typos.article import settled
from wirecopy.passes.typos.hit import Hit, like
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.typos.article import Article

FEATURES = tuple(
    "left_length right_length left_news right_news left_web right_web left_level right_level news web level pair "  # noqa: SIM905 - a wall of quotes reads worse
    "pair_before pair_after whole_pair odd left_odd right_odd seen".split()
)
_JOINERS = frozenset("-'’")
_STOPS = frozenset('.!?:”"\n')
_GLUED = lazy(r"(?<![\w.@/&\-])(\w*[a-z]{2}|[A-Z]{4,})([,;]|[.!?](?=[A-Z]))([A-Za-z][a-z]+)(?![\w@/(]|\.\w|-\w+\.)")


def glued(article: Article) -> Iterator[Hit]:
    """Yield a hit for each comma, semicolon or full stop that the next word follows without a space."""
    found = list(_GLUED.finditer(article.text))
    times = Counter(match.group() for match in found)
    for match in found:
        left, stop, right = match.groups()
        if times[match.group()] > 1:  # a slip stands once: this is a name (`Rocket.Chat`)
            continue
        if not (_is_word(article, left) and _is_word(article, right)):
            continue
        if stop == "." and len(left) + len(right) < 6:
            continue
        right_form = f"{left}{stop} {right}"
        yield Hit(match.start(), match.end(), "typos.missing-space", (right_form,), 0.95)


def _is_word(article: Article, word: str) -> bool:
    entry = article.lexicon.entry(word.lower())
    return settled(entry) or (word[0].isupper() and entry.names > 0)


@lru_cache(maxsize=1)
def _forest() -> forest.Forest:
    return forest.load("splits")


def pairs(article: Article) -> Iterator[tuple[int, int, list[float]]]:
    """Yield each pair of words that would make a common word, with its span and the features that the forest weighs."""
    lexicon, text = article.lexicon, article.text
    words = article.words
    for i in range(len(words) - 1):
        left, right = words[i], words[i + 1]
        if not left.text or len(left.text) + len(right.text) < 5 or not right.text.islower():
            continue
        whole = (left.text + right.text).lower()
        if lexicon.read and whole not in lexicon.targets:
            continue
        entry = lexicon.entry(whole)
        if entry.level > 60 or text[left.end : right.start] != " " or text[right.end : right.end + 1] in _JOINERS:
            continue
        if whole not in lexicon.targets:  # asked late: the list is read when first asked for
            continue
        if left.text[1:] != left.text[1:].lower() or text[left.start - 1 : left.start] in _JOINERS:
            continue
        if left.text[0].isupper() and i and text[left.start - 2 : left.start - 1] not in _STOPS:
            continue
        a, b = left.text.lower(), right.text
        first, second = lexicon.entry(a), lexicon.entry(b)
        before = words[i - 1].text.lower() if i else ""
        after = words[i + 2].text.lower() if i + 2 < len(words) else ""
        yield left.start, right.end, [
            len(a), len(b), first.news, second.news, first.lower, second.lower, first.level, second.level,
            entry.news, entry.lower, entry.level, lexicon.pair(a, b), lexicon.pair(before, a), lexicon.pair(b, after),
            lexicon.pair(before, whole) + lexicon.pair(whole, after), lexicon.spelled(whole)[1] if whole.isascii() else 9,
            lexicon.spelled(a)[1] if a.isascii() else 9, lexicon.spelled(b)[1] if b.isascii() else 9,
            article.folded[whole],
        ]  # fmt: skip


def broken(article: Article) -> Iterator[Hit]:
    """Yield a hit for each word that a space has cut in two."""
    for start, end, features in pairs(article):
        probability = _forest().probability(features)
        if probability >= _forest().threshold:
            whole = article.text[start:end].replace(" ", "")
            yield Hit(
                start, end, "typos.split-word", (like(article.text[start], whole.lower()),), round(probability, 3)
            )
