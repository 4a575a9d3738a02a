"""Which letter stood in a word where the last byte of its UTF-8 was lost, told by the letters around it.

Windows-1252 leaves five bytes undefined, and they get lost. The letters of a language that are the same but for such a
byte are a group: с, э, я in Russian. data/lost-letters.json lists the contexts that tell them apart; the longest one that
is listed decides (tools/build_lost_letters.py, docs/encoding-data.md).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.text.data import DATA
from wirecopy.text.letters import is_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNDEFINED = b"\x81\x8d\x8f\x90\x9d"
"""The bytes that Windows-1252 leaves undefined."""
SIZES = (6, 4, 3, 2, 1, 0)
"""Letters on either side that a context has at most, longest first."""
_PLACE, _EDGE = "_", "|"
_SAME = {"’": "'", "ς": "σ"}  # two forms of one letter, of which the word lists have the second


class LostLetters:
    """The contexts of one language: `contexts` has for each group what each of its letters is told by, blanks between."""

    def __init__(self, contexts: Mapping[str, Mapping[str, str]]) -> None:
        self._groups = groups_of(contexts)
        self._leads = {group[0].encode()[:-1]: group[0] for group in contexts}
        self._told = {
            (group[0], context): letter
            for group, letters in contexts.items()
            for letter, listed in letters.items()
            for context in listed.split(" ")
        }

    def told(self, text: str, at: int) -> str:
        """Return the letter that its word tells to be at `text[at]`; itself where nothing is known."""
        raw = text[at].encode("utf-8", "surrogatepass")
        group = self._leads.get(raw[:-1]) if raw[-1] in UNDEFINED else None
        if group is None:
            return text[at]
        contexts = (context(text, at, size, self._groups) for size in SIZES)
        return next(filter(None, (self._told.get((group, each)) for each in contexts)), text[at])


def groups_of(groups: Iterable[str]) -> dict[str, str]:
    """Return for each letter of the groups the first one of its group, which stands for all of them in contexts."""
    return {letter: group[0] for group in groups for letter in group}


def context(text: str, at: int, size: int, groups: Mapping[str, str]) -> str:
    """Return the letters of the word around `text[at]`, at most `size` on either side; an end of the word counts as one."""
    before = _until_edge(text[max(0, at - size) : at][::-1], size, groups)
    return before[::-1] + _PLACE + _until_edge(text[at + 1 : at + 1 + size], size, groups)


def _until_edge(chars: str, size: int, groups: Mapping[str, str]) -> str:
    found: list[str] = []
    for char in chars:
        if not (is_letter(char) or char in "'’"):
            return "".join(found) + _EDGE
        plain = groups.get(char, char).lower()[0]
        found.append(_SAME.get(plain, plain))
    return "".join(found) + _EDGE * (len(chars) < size)


@lru_cache(maxsize=64)
def lost_letters(lang: str) -> LostLetters:
    """Return the contexts of a language (ISO 639-1); without any for one that has no groups."""
    return LostLetters(_contexts().get(lang, {}))


@lru_cache(maxsize=1)
def _contexts() -> dict[str, dict[str, dict[str, str]]]:
    table: dict[str, dict[str, dict[str, str]]] = json.loads((DATA / "lost-letters.json").read_text("utf-8"))
    return table
