"""How much a text costs, in bits, under models of which letter follows which in 47 languages: cheap text reads well.

The tables are data/letters.json, built by tools/build_letters.py from open word frequencies (docs/encoding-data.md).
Letters cost what the language's pair table says; other characters cost the same in every language. Costs of two
readings of the same bytes can be compared; a single cost means little.
"""

from __future__ import annotations

import json
import math
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.text.data import DATA
from wirecopy.text.lazy import lazy
from wirecopy.text.pairs import Pairs, pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_OFFSET, _STEP = 35, 4  # a cost is written as chr(35 + quarter bits)
_UNITS = 16  # of which one bit is made up where costs are added
_ASCII_LETTER, _UNSEEN, _FOREIGN, _RARE_CHARACTER = 7.0, 13.0, 14.0, 15.5
_OTHER_SCRIPT, _CAPITAL_INSIDE, _CAPITAL_FIRST, _CAPITALS = 6.0, 7.0, 1.5, 0.7
_CONTROL, _PRIVATE, _UNASSIGNED, _SYMBOL, _PICTURE = 20.0, 20.0, 25.0, 13.0, 11.0
# What is no letter costs the same in every language: (characters, bits).
_MARKS = (
    (" ", 1.5),
    ("\n", 2.0),
    ("0123456789", 3.5),
    (".,", 4.0),
    ("-'\"():;!?", 5.0),
    ("’", 5.5),
    ("΄", 6.0),
    ("“”„‘–—", 6.5),
    ("/&%$#@*+=_[]{}<>~`|\\^\t\r", 7.0),
    ("«»", 7.5),
    ("…", 8.0),
    ("\u00a0", 8.5),
    ("°€£§•·№", 9.0),
    ("‚‹›′″‑‒‐¡¿ªº©®™²³½¼¾×−†→←", 10.5),
    ("\u00ad", 12.0),
    ("´¨¸¯¬¤¦¶±µ¹÷¢¥‡‰ˆ˜ƒˇ", 12.5),
    ("\ufffd", 15.0),
)
# Marks of one script: cheap in its languages, dear elsewhere.
_OWN_MARKS = {
    "cjk": "、。「」，．ー！？：；（）『』《》〜～【】〈〉・", "arabic": "،؟؛٪٫٬", "hebrew": "־״׳", "thai": "ฯๆ", "devanagari": "।॥",
}  # fmt: skip
_OWN_MARK, _ALIEN_MARK = 5.0, 14.0
_NOT_LETTERS = frozenset("ªºµƒˆˇ")
_MET = (
    (0x20, 0x7F), (0x80, 0x17F), (0x192, 0x193), (0x1A0, 0x1B1), (0x218, 0x21C), (0x2BB, 0x2BD), (0x2C6, 0x2DE), (0x300, 0x30D),
    (0x384, 0x3CF), (0x400, 0x460), (0x490, 0x492), (0x5D0, 0x5EB), (0x60C, 0x6FA), (0x900, 0x970), (0x980, 0x9F4),
    (0xB82, 0xBFB), (0xE01, 0xE5C), (0x1EA0, 0x1EFA), (0x200B, 0x205F), (0x20A0, 0x20C0), (0x2100, 0x2270),
    (0x2300, 0x2400), (0x2500, 0x27C0), (0x2800, 0x2801), (0x2B05, 0x2B56), (0x3000, 0x3130), (0x3400, 0x9FFF), (0xAC00, 0xD7A4),
    (0xFB01, 0xFB03), (0xFE0F, 0xFE10), (0xFF01, 0xFFEF), (0x1F1E6, 0x1FB00),
)  # fmt: skip
_KNOWN = lazy("[" + "".join(f"{chr(low)}-{chr(high - 1)}" for low, high in _MET).replace("[", "\\[") + "\\n]*")
_BEHIND_ODD = 4.0  # a small letter behind a mark that seldom stands inside a word
_CASED = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξοπρστυφχψω")
_MOST, _RARE, _FREQUENT = 0.7, 0.1, 2500
# Letters of an alphabet that the word lists have too seldom to count as common.
_SELDOM = {"uk": "ґ", "fr": "æëïüÿ", "sk": "ŕ", "es": "ü", "pt": "ü", "it": "íóú", "mk": "ѕ", "el": "ϋΐΰ"}
_OTHER_FORMS = {"ς": "σ"}  # letters that the models know in another form
_TYPOGRAPHY = 9.0  # bits below which a mark is met in any text
_ODD_MARK = 10.5  # bits from which on a mark seldom stands inside a word
# No letters, but what letters of other charsets look like more often than not.
TELLING = frozenset("†‡‰ˆ˜ƒ¸¬¦¶") | frozenset(map(chr, range(0x80, 0xA0)))
_INVERTED = lazy("[А-ЯЁ](?<=[а-яё].)[А-ЯЁ]|[Α-Ω](?<=[α-ω].)[Α-Ω]")
_READ = 1000  # code points that tell the language of a text
_REMEMBERED = 64  # texts whose costs are remembered: what is weighed twice is weighed soon again
_SHARED = 1 << 14  # rows of costs that are remembered
_NOTHING = "\0"  # stands for a character that is in no alphabet
_KANA = range(0x3040, 0x3100)
_LATIN = "en de fr es it pt sv cs pl hu ro sh tr lt vi ca da fi fil id is lv nb nl sk sl"
_WRITTEN_IN = {
    "latin": _LATIN, "greek": "el", "cyrillic": "ru uk bg sr mk", "hebrew": "he", "arabic": "ar fa ur",
    "cjk": "zh ja ko zh-Hant", "thai": "th", "devanagari": "hi", "bengali": "bn", "tamil": "ta",
}  # fmt: skip
_BLOCKS = (
    (0x0, 0x250, "latin"), (0x1E00, 0x1F00, "latin"), (0x370, 0x400, "greek"), (0x1F00, 0x2000, "greek"),
    (0x400, 0x530, "cyrillic"), (0x590, 0x600, "hebrew"), (0x600, 0x780, "arabic"), (0xFB50, 0xFE00, "arabic"),
    (0xFE70, 0xFF00, "arabic"), (0x900, 0x980, "devanagari"), (0x980, 0xA00, "bengali"), (0xB80, 0xC00, "tamil"),
    (0xE00, 0xE80, "thai"), (0x1100, 0x1200, "cjk"), (0x2E80, 0xA000, "cjk"), (0xAC00, 0xD7B0, "cjk"),
    (0xF900, 0xFB00, "cjk"), (0x20000, 0x32000, "cjk"),
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def script(letter: str) -> str:
    """Return the script of a letter; letters of scripts without a model are told apart by block of 128."""
    code = ord(letter)
    if code < 0x250:
        return "latin"
    return next((name for low, high, name in _BLOCKS if low <= code < high), f"block {code >> 7}")


@lru_cache(maxsize=1 << 14)
def is_letter(char: str) -> bool:
    """Tell whether a character is part of a word: a letter or a mark on one."""
    if char < "\x80":
        return char.isalpha()
    return (char.isalpha() and char not in _NOT_LETTERS) or unicodedata.category(char)[0] == "M"


def _mark_cost(char: str) -> float:
    code = ord(char)
    if 0xE000 <= code < 0xF900:
        return _PRIVATE
    if 0x1F300 <= code < 0x1FB00:
        return _PICTURE
    kind = unicodedata.category(char)
    if kind == "Cn":
        return _UNASSIGNED
    return _CONTROL if kind in {"Cc", "Cs", "Co"} else _SYMBOL


@lru_cache(maxsize=1 << 14)
def _small(letter: str) -> str:
    """Return a letter as the models have it."""
    small = letter.lower()[0]
    return _OTHER_FORMS.get(small, small)


@lru_cache(maxsize=1 << 14)
def _telling(char: str) -> str:
    """Return a letter, or what looks like one of another charset, as the models have it; nothing for what is neither."""
    return _small(char) if is_letter(char) or char in TELLING else ""


class Letters:
    """The models, and a memory of the pairs that were looked up. Get one from `letters()`."""

    def __init__(self, data: Mapping[str, Mapping[str, str]]) -> None:
        self._data = data
        self._place = {lang: place for place, lang in enumerate(data)}
        self._scripts = (*_WRITTEN_IN, "other")
        self._marks = {char: bits for chars, bits in _MARKS for char in chars}
        self._typography = {char for char, bits in self._marks.items() if bits < _TYPOGRAPHY}.union(
            map(chr, range(0x80))
        )
        self._own_marks = {char: name for name, chars in _OWN_MARKS.items() for char in chars}
        self._main = [
            frozenset(model["main"] + _SELDOM.get(lang, "")) for lang, model in data.items() if "main" in model
        ]
        self._alphabets: dict[str, list[str]] = {}  # letter -> languages that have it in their alphabet
        self._ranks: dict[str, dict[str, int]] = {}  # language without an alphabet -> character -> rank
        for lang, model in data.items():
            for char in model.get("alphabet", ""):
                self._alphabets.setdefault(char, []).append(lang)
            if "characters" in model:
                self._ranks[lang] = {char: rank for rank, char in enumerate(model["characters"])}
        self._fields = lru_cache(maxsize=_SHARED)(self._made)
        self._pairs = Pairs(self._packed, len(data) + len(self._scripts))
        self._total = lru_cache(maxsize=_REMEMBERED)(self._pairs.total)
        self.common = lru_cache(maxsize=_REMEMBERED)(self._common)
        self._common_letters = lru_cache(maxsize=_REMEMBERED)(
            lambda langs: frozenset(filter(is_letter, self.common(langs)))
        )

    def bits(self, text: str, langs: Sequence[str] | None = None) -> dict[str, float]:
        """Return the bits that `text` costs in each of `langs`, by default those written in its scripts."""
        total, place = self._total(text), self._place
        return {lang: total[place[lang]] / _UNITS for lang in (self._written(total) if langs is None else langs)}

    def cost(self, text: str, langs: Sequence[str]) -> float:
        """Return the least bits that `text` costs in one of `langs`."""
        total, place = self._total(text), self._place
        return min([total[place[lang]] for lang in langs]) / _UNITS

    def languages(self, text: str, most: int = 2) -> list[str]:
        """Return the languages that `text` is cheapest in, best first."""
        total, place = self._total(text[:_READ]), self._place
        costs = {lang: total[place[lang]] for lang in self._written(total)}
        return sorted(costs, key=costs.__getitem__)[:most]

    def knows(self, text: str) -> bool:
        """Tell whether each character of `text` is one that is met in published text."""
        return _KNOWN.fullmatch(text) is not None

    def usual(self, text: str, langs: Sequence[str]) -> bool:
        """Tell whether each character is a common letter of one of `langs` or a common mark."""
        return self.common(tuple(langs)).issuperset(text.lower())

    def fits(self, runs: Iterable[str], chars: Iterable[str]) -> bool:
        """Tell whether the letters among `chars` (all those of the `runs` of a text that are not ASCII) are of one alphabet.

        Words that are wRITTEN like this do not fit.
        """
        odd = {*map(_telling, chars)} - {""}
        if odd and not any(odd <= main for main in self._main):
            return any(len(odd - self.common((lang,))) <= _RARE * len(odd) for lang in self._ranks)
        return odd.isdisjoint(_CASED) or not _INVERTED.search("\n".join(runs))

    def mostly(self, text: str, langs: Sequence[str]) -> bool:
        """Tell whether most of the different characters beyond ASCII, typography apart, are common letters of `langs`."""
        odd = set(text.lower()) - self._typography
        return len(odd & self._common_letters(tuple(langs))) >= _MOST * len(odd)

    def own_marks(self, langs: Sequence[str]) -> frozenset[str]:
        """Return the marks of the scripts that the languages are written in."""
        scripts = {name for name in _OWN_MARKS if not set(langs).isdisjoint(_WRITTEN_IN[name].split())}
        return frozenset("".join(_OWN_MARKS[name] for name in scripts))

    def _common(self, langs: tuple[str, ...]) -> frozenset[str]:
        """Return the common letters of some languages, and the common marks."""
        letters_ = "".join(self._data[lang].get("main") or self._data[lang]["characters"][:_FREQUENT] for lang in langs)
        marks = "".join(char for char, bits in self._marks.items() if bits < _ODD_MARK)
        return frozenset(letters_ + marks).union(other for other, letter in _OTHER_FORMS.items() if letter in letters_)

    def _written(self, total: Sequence[int]) -> list[str]:
        """Return the languages written in the one or two scripts that most of the letters belong to."""
        counts = dict(zip(self._scripts, total[len(self._place) :], strict=True))
        enough = 0.2 * sum(counts.values())
        names = [name for name in sorted(counts, key=counts.__getitem__, reverse=True)[:2] if counts[name] >= enough]
        return [lang for name in names for lang in _WRITTEN_IN.get(name, "").split()] or ["en"]

    def _packed(self, before: str, char: str) -> int:
        """Return the costs of `char` after `before` in all languages, and the script that it is a letter of."""
        fixed, pair = self._split(before, char)
        if pair and not (pair[0] in self._alphabets and pair[1] in self._alphabets):
            pair = (
                _NOTHING + pair[1]
            )  # beside one of the thousands of characters of no alphabet, a pair is not looked up
        return self._fields(fixed, pair)

    def _made(self, fixed: float, pair: str) -> int:
        """Return the packed costs of a pair from `_split`: many pairs of characters share one."""
        costs = self._costs(*pair) if pair else [0.0] * len(self._place)
        of = script(pair[1]) if pair and pair[1] != " " else None
        of = "other" if of is not None and of not in _WRITTEN_IN else of
        return pack([*(round((fixed + cost) * _UNITS) for cost in costs), *(name == of for name in self._scripts)])

    def _split(self, before: str, char: str) -> tuple[float, str]:
        """Return the bits of `char` after `before` that no language changes, and the pair of letters to look up."""
        joined = is_letter(before) and before not in self._own_marks
        if char in self._own_marks:
            return 0.0, " " + char
        if not is_letter(char):
            mark = self._marks.get(char)
            return (_mark_cost(char) if mark is None else mark), (_small(before) + " " if joined else "")
        fixed, lower, start = 0.0, _small(char), _small(before) if joined else " "
        if char.lower() != char:
            fixed += _CAPITAL_FIRST if not joined else _CAPITAL_INSIDE if before.islower() else _CAPITALS
        if not joined and self._marks.get(before, 0.0) >= _ODD_MARK and lower == char:
            fixed += _BEHIND_ODD
        if joined and script(start) != script(lower):
            fixed, start = fixed + _OTHER_SCRIPT, " "
        return fixed, start + lower

    def _costs(self, start: str, char: str) -> list[float]:
        """Return what the letter `char` costs behind `start` in each language; a blank stands for no letter."""
        if char in self._own_marks:
            own = _WRITTEN_IN[self._own_marks[char]].split()
            return [_OWN_MARK if lang in own else _ALIEN_MARK for lang in self._place]
        costs = [2.0 if char == " " else _ASCII_LETTER if char < "\x80" else _FOREIGN] * len(self._place)
        for lang in self._alphabets.get(char, ()):
            model = self._data[lang]
            row, column = model["alphabet"].find(start), model["alphabet"].index(char)
            found = model["costs"][row * len(model["alphabet"]) + column] if row >= 0 else None
            unlisted = _ASCII_LETTER if char < "\x80" else _UNSEEN
            costs[self._place[lang]] = (ord(found) - _OFFSET) / _STEP if found else 2.0 if char == " " else unlisted
        for lang, ranks in self._ranks.items():
            costs[self._place[lang]] = 1.0 if char == " " else self._by_rank(lang, ranks.get(char), char)
        return costs

    def _by_rank(self, lang: str, rank: int | None, char: str) -> float:
        """Return what a character costs in a language that has thousands of them."""
        if rank is not None:
            return 4.5 + math.log2(1 + rank / 12)
        if ord(char) in _KANA:
            return 6.0 if lang == "ja" else 11.0
        return _ASCII_LETTER if char < "\x80" else _RARE_CHARACTER if script(char) == "cjk" else _FOREIGN


@lru_cache(maxsize=1)
def letters() -> Letters:
    """Return the models, loaded when first asked for."""
    return Letters(json.loads((DATA / "letters.json").read_text("utf-8")))
