"""Dictionaries of other languages than English, from the packages of the extra `wirecopy[languages]`.

`simplemma` has the forms of a language's words, `pyspellchecker` how often they occur. Both are imported here alone, once: the
first text of a language turns them into a mapped table in the user's cache (a few seconds), the next start maps it. Besides
words the table holds how productive endings and beginnings are, so that regular forms that no list has pass for words.
"""

from __future__ import annotations

import math
import os
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.words.lexicon import LETTERS, Table, mapped, pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("es", "de", "fr", "pt", "it", "nl")
PACKAGES = ("simplemma", "pyspellchecker")
FORMAT = 1
LOWER, CAPITAL = 1, 2  # a list has the word in small letters, with a capital
_STEM = 4  # letters of a stem at least
_AFFIX = 6  # letters of an ending or a beginning at most
_USUAL = 30  # words with an affix from which on it is kept
_BLANK = 128  # added to each byte of a value, so that none is a line feed
_LETTERS = "\x01letters"
_ALPHABET = "\x01alphabet"


class Known(NamedTuple):
    """What a dictionary has of one word, case folded."""

    frequency: int  # logarithm, 0-100; 0: a list of forms has it, no count
    cases: int  # LOWER, CAPITAL; 0: only the counts have it


class Dictionary:
    """The words of one language."""

    def __init__(self, lang: str, table: Table) -> None:
        self.lang = lang
        self._table = table
        self.alphabet = (table.get(_ALPHABET) or b"").decode()
        self._letters = table.get(_LETTERS) or b""

    def known(self, word: str) -> Known | None:
        """What is known of `word` (small letters), or None."""
        value = self._table.get(word)
        return Known(value[0] - _BLANK, value[1] - _BLANK) if value else None

    def formed(self, word: str) -> tuple[int, int]:
        """How productive the ending is that makes `word` from a known word, and the beginning (logarithms, 0: none)."""
        return self._affix(word, ending=True), self._affix(word, ending=False)

    def _affix(self, word: str, *, ending: bool) -> int:
        best = 0
        for size in range(1, min(_AFFIX, len(word) - _STEM) + 1):
            stem, affix = (word[:-size], "-" + word[-size:]) if ending else (word[size:], word[:size] + "-")
            value = self._table.get(affix)
            if value and value[0] - _BLANK > best and self._table.get(stem):
                best = value[0] - _BLANK
        return best

    def spelled(self, word: str) -> tuple[float, float]:
        """How unlike the language a word is spelled, accents aside: the oddest run of three letters, and the mean."""
        first = second = most = total = 0
        letters = plain(word)
        for letter in (*letters, "`"):
            third = LETTERS.index(letter)
            odd = self._letters[729 * first + 27 * second + third] - _BLANK
            most, total = max(most, odd), total + odd
            first, second = second, third
        return most / 12, total / (12 * (len(letters) + 1))


@lru_cache(maxsize=4)
def load(lang: str) -> Dictionary | None:
    """The dictionary of a language (ISO 639-1), or None when the extra is not installed or lacks the language."""
    if lang not in LANGUAGES:
        return None
    try:
        stamp = "-".join(version(package) for package in PACKAGES)
    except PackageNotFoundError:
        return None
    path = folder() / f"{lang}-{FORMAT}-{stamp}.bin"
    if not path.is_file():
        data = build(lang)
        try:
            _keep(path, data)
        except OSError:  # a cache that cannot be written: this process reads from memory
            return Dictionary(lang, Table(data))
    return Dictionary(lang, mapped(path))


def folder(env: Mapping[str, str] = os.environ) -> Path:
    """Where the tables are kept: in the user's cache, `XDG_CACHE_HOME` or `~/.cache`."""
    root = Path(env["XDG_CACHE_HOME"]) if env.get("XDG_CACHE_HOME") else Path.home() / ".cache"
    return root / "wirecopy" / "words"


def _keep(path: Path, data: bytes) -> None:
    from wirecopy.text.files import write_atomically

    write_atomically(path, data, sync=False)
    for old in path.parent.glob(f"{path.name.partition('-')[0]}-*.bin"):
        if old != path:
            old.unlink(missing_ok=True)


def build(lang: str) -> bytes:
    """The table of a language, from the installed packages."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory
    from spellchecker import SpellChecker

    words: dict[str, list[int]] = {}
    for form in DefaultDictionaryFactory(cache_max_size=0).get_dictionary(lang):
        if form.isalpha():
            words.setdefault(form.lower(), [0, 0])[1] |= LOWER if form.islower() else CAPITAL
    counts = SpellChecker(language=lang).word_frequency.dictionary
    for word, count in counts.items():
        if word.isalpha() and len(word) < 40:
            words.setdefault(word, [0, 0])[0] = min(100, max(1, round(14 * math.log10(count)) - 22))
    values = {word: bytes(_BLANK + item for item in items) for word, items in words.items()}
    values |= {affix: bytes([_BLANK + size]) for affix, size in _affixes(words).items()}
    common = sorted((word for word, (frequency, _) in words.items() if frequency > 2), key=lambda word: words[word][0])
    values[_LETTERS] = _threes(common)
    values[_ALPHABET] = "".join(sorted(letter for letter, n in Counter("".join(common)).items() if n > 50)).encode()
    return pack(values)


def _affixes(words: Mapping[str, object]) -> dict[str, int]:
    """Endings (`-ung`) and beginnings (`ver-`) that make many known words from known words."""
    found: Counter[str] = Counter()
    for word in words:
        for size in range(1, min(_AFFIX, len(word) - _STEM) + 1):
            if word[:-size] in words:
                found["-" + word[-size:]] += 1
            if word[size:] in words:
                found[word[:size] + "-"] += 1
    return {affix: min(100, round(20 * math.log10(count))) for affix, count in found.items() if count >= _USUAL}


def _threes(words: Iterable[str]) -> bytes:
    """Minus the logarithm of how usual each run of three letters is, as `Dictionary.spelled` reads it."""
    threes: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    for word in words:
        padded = f"``{plain(word)}`"
        for i in range(len(padded) - 2):
            threes[padded[i : i + 3]] += 1
            twos[padded[i : i + 2]] += 1
    usual = (a + b + c for a in LETTERS for b in LETTERS for c in LETTERS)
    return bytes(_BLANK + min(120, round(-12 * math.log((threes[run] + 0.5) / (twos[run[:2]] + 14)))) for run in usual)


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word in the letters a-z: accents dropped, ligatures taken apart, anything else left out."""
    spread = word.replace("ß", "ss").replace("æ", "ae").replace("œ", "oe").replace("ø", "o")
    return "".join(letter for letter in unicodedata.normalize("NFD", spread) if "a" <= letter <= "z")
