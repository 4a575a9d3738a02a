"""What speaks for and against a suspect: its candidates, ranked, and the numbers that the forest weighs."""

from __future__ import annotations

import json
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.typos.channel import VOWELS, channel
from wirecopy.passes.typos.dialect import dialect
from wirecopy.text.data import DATA
from wirecopy.words.near import one_edit, sounding_near, within_two

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.typos.article import Article
    from wirecopy.words.lexicon import Entry, Lexicon

NAMES = tuple(
    "capital length news lower upper level names seen seen_folded sentence_start crowd formed quoted hyphenated "  # noqa: SIM905 - a wall of quotes reads worse
    "after_name before_name pair candidates distance error channel c_news c_web c_level c_names c_seen c_pair lead "
    "score parts parts_pair parts_least c_seen_most oddest odd c_odd head tail corpus documents c_documents "
    "parts_most parts_context parts_fits parts_fit_context parts_left parts_right parts_ending parts_ending_left parts_level "
    "parts_kind_left parts_kind_right vowels clipped bracketed".split()
)
_SUFFIXES = tuple("s es ed ing er ers ly ness ism ist ists like able".split())  # noqa: SIM905 - a wall of quotes reads worse
_PREFIXES = tuple(
    "un re non anti pre post co multi micro mini super inter over under out mega cyber bio eco geo neo pan pro semi "  # noqa: SIM905 - a wall of quotes reads worse
    "sub tele auto electro hydro nano peri poly pseudo".split()
)
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ\"“‘'([")
_INFLECTIONS = ("s", "ed", "ing", "er", "ly")
TERMS = 15  # numbers that the ranking weighs besides the kind of error, see `_terms`
_OPENS, _CLOSES = frozenset("\"“‘'"), frozenset("\"”’'")
DIALECT = 4  # a scale on which a rare term is not fitted to nothing
_OPENING = '.!?:\n"“'


WITNESSES = 3  # documents of a corpus in which a name must stand to be what was meant


class Candidate(NamedTuple):
    """A word that may have been meant, and the evidence for it."""

    score: float
    word: str
    edits: int
    error: int
    channel: float
    seen: int
    pair: float
    entry: Entry
    documents: float


class Parts(NamedTuple):
    """Two common words that a suspect may be run together from."""

    score: float
    left: str
    right: str
    news: int
    pair: float
    least: int
    most: int


class Evidence(NamedTuple):
    """All there is on one suspect."""

    candidates: list[Candidate]
    parts: Parts | None
    features: list[float]


def weigh(article: Article, index: int) -> Evidence:
    """Collect the evidence on the word at `index` of the article."""
    lexicon, text = article.lexicon, article.text
    start, end, word = article.words[index]
    folded = word.lower()
    capital = word != folded
    before, after = _neighbours(article, index)
    left, right = before.lower(), after.lower()
    ranked = _rank(article, folded, left, right, capital=capital)
    parts = _parts(lexicon, folded) if not capital or len(folded) > 5 else None
    entry = lexicon.entry(folded)
    gap = text[article.words[index - 1].end : start] if index else "\n"
    features: list[float] = [
        capital, len(folded), *entry[:4], entry.names & 3,
        article.counts[word], article.folded[folded], any(mark in gap for mark in _OPENING), article.crowd(index),
        _formed(lexicon, folded), (text[start - 1 : start] in _OPENS) + 2 * (text[end : end + 1] in _CLOSES),
        "-" in (text[start - 1 : start], text[end : end + 1]), before[:1].isupper(), after[:1].isupper(),
        lexicon.pair(left, folded) + lexicon.pair(folded, right), len(ranked),
    ]  # fmt: skip
    if ranked:
        best = ranked[0]
        web = best.entry.upper if capital else best.entry.lower
        lead = best.score - ranked[1].score if len(ranked) > 1 else 9.0
        features += [
            best.edits, best.error, best.channel, best.entry.news, web, best.entry.level, best.entry.names & 3, best.seen, best.pair,
            lead, best.score,
        ]  # fmt: skip
    else:
        features += [9, 9, -9, 0, 0, 99, 0, 0, 0, 0, -9]
    features += [parts.news, parts.pair, parts.least] if parts else [0, 0, 0]
    odd = lexicon.spelled(ranked[0].word)[1] if ranked else 9.0
    features += [max((candidate.seen for candidate in ranked), default=0), *lexicon.spelled(folded), odd]
    features += _shared(folded, ranked[0].word) if ranked else (0, 0)
    corpus = article.corpus if capital else None  # other articles tell of names: common words are known without them
    features += [corpus is not None, corpus.weight(word) if corpus else 0, ranked[0].documents if ranked else 0]
    if parts:
        context = lexicon.pair(left, parts.left) + lexicon.pair(parts.right, right)
        one, other = lexicon.entry(parts.left), lexicon.entry(parts.right)
        fit = lexicon.fits(lexicon.entry(left), one) + lexicon.fits(other, lexicon.entry(right))
        features += [
            parts.most, context, lexicon.fits(one, other), fit, len(parts.left), len(parts.right), _ending(parts.right),
            _ending(parts.left), max(one.level, other.level), one.kind, other.kind,
        ]  # fmt: skip
    else:
        features += [0] * 11
    features += [
        sum(letter in VOWELS for letter in folded), _clipped(text, end),
        (text[start - 1 : start] == "(") + 2 * (text[end : end + 1] == ")"),
    ]  # fmt: skip
    return Evidence(ranked, parts, features)


def _clipped(text: str, end: int) -> bool:
    """Whether a full stop follows a word that ends no sentence: it is an abbreviation (`1st movt. of`)."""
    return text[end : end + 2] in (". ", ".,", ".;") and text[end + 1 : end + 3].strip()[:1] not in _CAPITALS


def _ending(word: str) -> int:
    """Which of a few endings a word has, from 1; 0 none."""
    return next((n for n, ending in enumerate(_INFLECTIONS, 1) if word.endswith(ending)), 0)


def _shared(word: str, other: str) -> tuple[int, int]:
    """How many letters two words have in common at their heads and at their tails."""
    head = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    tails = zip(reversed(word), reversed(other), strict=False)
    return head, next((i for i, (a, b) in enumerate(tails) if a != b), min(len(word), len(other)))


def _neighbours(article: Article, index: int) -> tuple[str, str]:
    """The words before and after, empty where something other than blanks stands between."""
    words, text = article.words, article.text
    start, end, _ = words[index]
    before = after = ""
    if index and not text[words[index - 1].end : start].strip(" '’s"):
        before = words[index - 1].text
    if index + 1 < len(words) and not text[end : words[index + 1].start].strip(" "):
        after = words[index + 1].text
    return before, after


class Weights(NamedTuple):
    """How much each kind of error and each term counts in the ranking; fitted to injected typos by tools/rank_typos.py."""

    errors: tuple[float, ...]
    factors: tuple[float, ...]


@lru_cache(maxsize=1)
def _weights() -> Weights:
    data = json.loads((DATA / "typos" / "ranking.json").read_text("utf-8"))
    return Weights(tuple(data["errors"]), tuple(data["factors"]))


def _rank(article: Article, folded: str, left: str, right: str, *, capital: bool) -> list[Candidate]:
    """All candidates for a suspect, best first."""
    errors, factors = _weights()
    ranked = []
    for candidate, terms in _weighed(article, folded, left, right, capital=capital):
        score = errors[candidate.error] + sum(map(mul, factors, terms))
        ranked.append(candidate._replace(score=score))
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.word))
    return ranked


def candidates(article: Article, index: int) -> list[tuple[Candidate, tuple[float, ...]]]:
    """The candidates of the word at `index` with the terms that rank them, in no order."""
    word = article.words[index].text
    left, right = (neighbour.lower() for neighbour in _neighbours(article, index))
    return list(_weighed(article, word.lower(), left, right, capital=word != word.lower()))


def _weighed(
    article: Article, folded: str, left: str, right: str, *, capital: bool
) -> Iterator[tuple[Candidate, tuple[float, ...]]]:
    lexicon, seen, corpus = article.lexicon, article.folded, article.corpus if capital else None
    first, last = lexicon.entry(left), lexicon.entry(right)
    for word, edits in _candidates(article, folded, capital=capital).items():
        entry = lexicon.entry(word)
        error, weight = channel(folded, word)
        # For a name, only what the article writes as one counts: `from` is no witness against Froom.
        count = (article.counts[word.capitalize()] if capital else seen[word]) if len(word) > 3 else 0
        before, after = lexicon.pair(left, word), lexicon.pair(word, right)
        spelling = dialect(word, lexicon)
        documents = corpus.weight(word.capitalize()) if corpus else 0.0
        terms = (
            entry.news / 50, (entry.upper if capital else entry.lower) / 50, min(count, 3), count > 0, before / 5, after / 5,
            edits > 1, weight, entry.level > 60 and not capital, entry.level > 80 and not capital, len(word) - len(folded),
            lexicon.fits(first, entry), lexicon.fits(entry, last), documents / 4,
            spelling and DIALECT * spelling * article.dialect,
        )  # fmt: skip
        yield Candidate(0.0, word, edits, error, weight, count, before + after, entry, documents), terms


def _candidates(article: Article, folded: str, *, capital: bool) -> dict[str, int]:
    """The words that may have been meant, with the number of edits (2: two or more letters)."""
    kept = article.candidates.get((folded, capital))
    if kept is None:
        kept = article.candidates[folded, capital] = _found(article, folded, capital=capital)
    return kept


def _found(article: Article, folded: str, *, capital: bool) -> dict[str, int]:
    lexicon, seen = article.lexicon, article.folded
    near = one_edit(folded)
    found = dict.fromkeys(near & lexicon.targets, 1)
    found.update(dict.fromkeys([word for word in seen.keys() & near if _trusted(article, word)], 1))
    if article.corpus and capital and len(folded) > 4:
        count = article.corpus.count
        found.update(dict.fromkeys([word for word in near if count(word.capitalize()) >= WITNESSES], 1))
    if len(folded) < 5:
        return found
    others = sounding_near(folded, lexicon, slips=not capital)
    if len(folded) >= 8:
        others.update(word for word in seen if len(word) >= 7 and word[0] == folded[0] and _trusted(article, word))
    found.update(dict.fromkeys(within_two(folded, others - found.keys()), 2))
    if not found and not capital:
        found.update(dict.fromkeys(within_two(folded, lexicon.common(folded[0])), 2))
    return found


def _trusted(article: Article, word: str) -> bool:
    """Whether a word of the article itself may be what was meant: not a short one, nor an unknown one in small letters."""
    if len(word) <= 3:
        return False
    return not (article.counts[word] == article.folded[word] and article.lexicon.entry(word).level > 80)


def _formed(lexicon: Lexicon, word: str) -> int:
    """Whether a word is formed from a known one: 1 by a suffix, 2 by a prefix, 0 not."""
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if base == word or len(base) < 3:
            continue
        bases = {base, base + "e"}
        if base[-1] == "i":
            bases.add(base[:-1] + "y")
        if len(base) > 3 and base[-1] == base[-2]:
            bases.add(base[:-1])
        if any(entry.level <= 80 or entry.news > 40 for entry in map(lexicon.entry, bases)):
            return 1
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 2 and lexicon.entry(rest).level <= 70:
            return 2
    return 0


def _parts(lexicon: Lexicon, word: str) -> Parts | None:
    """The best cut of a word into two common ones."""
    best = None
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        if (at == 1 and left not in "ai") or right in "bcdefghijklmnopqrstuvwxyz":
            continue
        first, second = lexicon.entry(left), lexicon.entry(right)
        if first.level > 50 or second.level > 50:
            continue
        pair = lexicon.pair(left, right)
        news = first.news + second.news
        score = news + 15 * pair
        if best is None or score > best.score:
            best = Parts(score, left, right, news, pair, *sorted((first.news, second.news)))
    return best
