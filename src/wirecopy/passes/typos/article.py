"""The words of one article with their counts, and which of them are worth a closer look.

A word is *settled* when a common word list has it, or when it is a well-known name; all others are suspects, to be
weighed by `spelling`. Words written in capitals throughout, in camel case or with letters outside a-z are never suspects
(English has few, and all of them have loan words as neighbours).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wirecopy.passes.typos.dialect import of_all
from wirecopy.passes.typos.tokens import words
from wirecopy.text.lazy import lazy, view
from wirecopy.words.lexicon import LISTED, PRONOUNCED

if TYPE_CHECKING:
    from wirecopy.passes.typos.tokens import Word
    from wirecopy.words.corpus import Corpus
    from wirecopy.words.lexicon import Entry, Lexicon

CROWD = 7  # words to either side in which other unknown words are counted
OFTEN = 3  # times a word stands from which on the article means it
KNOWN_NAME = 90  # frequency (0-255) from which a listed name is settled
_QUOTES = frozenset('"“”')
_STRETCHED = lazy(r"([a-z])\1{3}|aaa|([hmorw])\2\2\b")
_CONTRACTED = lazy("ain|aren|couldn|didn|doesn|don|hadn|hasn|haven|isn|mustn|needn|shouldn|wasn|weren|wouldn")


class Article:
    """One text, cut into words once."""

    def __init__(self, text: str, lexicon: Lexicon, corpus: Corpus | None = None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.corpus = corpus
        self.words: list[Word] = words(text)
        self.counts = Counter(word.text for word in self.words)
        del self.counts[""]
        self.candidates: dict[tuple[str, bool], dict[str, int]] = {}
        """What may have been meant by a word (small letters; with a capital or not), kept for the next time it stands."""

    @view
    def folded(self) -> Counter[str]:
        """How often each word occurs, in any case."""
        counts: Counter[str] = Counter()
        for word, count in self.counts.items():
            counts[word.lower()] += count
        return counts

    @view
    def dialect(self) -> int:
        """Whether the article is spelled the British (1) or the American way (-1); 0 if nothing tells."""
        return of_all(self.folded, self.lexicon)

    @view
    def suspects(self) -> tuple[int, ...]:
        """Indexes into `words` of those that no list settles, in order."""
        doubtful = {word for word, count in self.counts.items() if count < OFTEN and self._doubtful(word)}
        if not doubtful:
            return ()
        return tuple(i for i, word in enumerate(self.words) if word.text in doubtful and self._plain(word))

    @view
    def strangers(self) -> frozenset[int]:
        """Indexes of suspects in small letters: many together are another language, however often the web has them."""
        return frozenset(i for i in self.suspects if self.words[i].text.islower())

    def crowd(self, index: int) -> int:
        """How many strangers stand within `CROWD` words of the word at `index`."""
        strangers = self.strangers
        if not strangers:
            return 0
        return sum(index + step in strangers for step in range(-CROWD, CROWD + 1) if step)

    def _doubtful(self, word: str) -> bool:
        if len(word) < 3 or not word.isascii():
            return False
        folded = word.lower()
        if word == folded:
            entry = self.lexicon.entry(folded)
            contracted = _CONTRACTED.fullmatch(folded) or ("'" in word and entry.news + entry.lower > 0)
            return not (settled(entry) or contracted)
        if word[1:] != folded[1:] or (
            word[-1] == "s" and word[:-1] in self.counts
        ):  # a family has a plural: the Rooneys
            return False
        entry = self.lexicon.entry(folded)
        if settled(entry) and entry.level <= 50:
            return False
        return not (entry.names & (LISTED | PRONOUNCED) and max(entry.news, 0.8 * entry.upper) >= KNOWN_NAME)

    def _plain(self, word: Word) -> bool:
        """Whether a word is not part of something clipped, spelled by ear or encoded (`cookin'`, `sooo`, `[s]ome`, `risqu&#233;`).

        Nor alone between quotation marks: who writes `"tweakments"` says that the word is odd.
        """
        text, (start, end, _) = self.text, word
        if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
            return False
        if text[start - 1 : start] == "&" and text[end : end + 1] == ";":
            return False
        if text[end : end + 2] == "&#" or text[start - 1 : start] == "]" or _STRETCHED.search(text, start, end):
            return False
        if text[end : end + 1] in ("'", "’") and text[end - 2 : end] == "in":
            return False
        before = text[max(0, start - 2) : start]
        if before[-1:] == "." and not before[:-1].strip():
            return False
        return not (before.endswith("’") or (before.endswith("'") and before[:-1].strip() == ""))


def opens(text: str, at: int) -> bool:
    """Whether what stands at `at` begins a sentence."""
    before = text[max(0, at - 8) : at].rstrip(" \t\"'“”‘’(")
    return not before or before[-1] in ".!?:\n"


def settled(entry: Entry) -> bool:
    """Whether a word list settles that a word in small letters is one."""
    return entry.level <= 60 or (entry.level <= 70 and (entry.news >= 20 or entry.lower >= 40))
