"""Which words a language has, for repairs that letters alone do not decide; English is the one language with a list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MET, COMMON = 50, 110
"""How often a word is met, as `wirecopy.words.Entry` has it: a word at all, one of the 5,000 or so that everybody uses."""
_OBSCURE = 95  # level of a listed word from which on it is none to go by


@lru_cache(maxsize=8)
def word_list(lang: str) -> Callable[[str, int], bool] | None:
    """Return what tells whether a word is met at least so often in the language; None without a list of its words."""
    from wirecopy.words import load  # few texts ask

    lexicon = load(lang)
    if lexicon is None:
        return None

    def known(word: str, least: int) -> bool:
        entry = lexicon.entry(word.lower())
        listed = least <= MET and entry.level < _OBSCURE
        return listed or max(entry.news, entry.lower, entry.upper) >= least

    return known
