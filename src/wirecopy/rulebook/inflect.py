"""Forms of an English verb or noun, for the class `~word` in lexical patterns. Used when rules are compiled, not when they run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_VOWELS = frozenset("aeiou")
_DATA = Path(__file__).parent.parent / "data" / "irregular-verbs.txt"


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Return base form -> past forms, and -ing form where doubling cannot be told from the spelling."""
    lines = (line.split("#")[0].split() for line in _DATA.read_text("utf-8").splitlines())
    return {words[0]: tuple(words[1:]) for words in lines if words}


def forms(word: str) -> tuple[str, ...]:
    """Return `word` (a base form) with its -s, -ed and -ing forms, each once; irregular past forms from a table."""
    third = _third(word)
    irregular = _irregular().get(word)
    past = irregular if irregular is not None else (_past(word),)
    doubled = past[0].removesuffix("ed") if past and past[0] == word + word[-1] + "ed" else ""
    return tuple(dict.fromkeys((word, third, *past, doubled + "ing" if doubled else _participle(word))))


def _third(word: str) -> str:
    if word == "have":
        return "has"
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _participle(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    """Double the last consonant of a word of one syllable that ends in one vowel and one consonant (stop, stopped)."""
    syllables = sum(letter in _VOWELS and (at == 0 or word[at - 1] not in _VOWELS) for at, letter in enumerate(word))
    closed = len(word) > 2 and word[-1] not in _VOWELS | set("wxy") and word[-2] in _VOWELS and word[-3] not in _VOWELS
    return word + word[-1] if syllables == 1 and closed else word
