"""A copy of a text that LanguageTool can take, of the same length in code points, so that every offset stays true.

- LanguageTool counts UTF-16 code units: an astral character becomes one character of the basic plane.
- Lone surrogates cannot be sent, and control characters slow the server down: both become a space.
- A run without a space that is too long for a word (an encoded blob) becomes spaces: the speller's time grows with its square.
- A decomposed accent (NFD) would be called a misspelling, and a soft hyphen splits a word: such words are hidden too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirecopy.languagetool.hits import Hit

LONGEST_WORD = 80
ASTRAL_LETTER, ASTRAL_OTHER = "\u02ac", "\u2b1a"

_UNSENDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HIDDEN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}|\S*[\u0300-\u036f\u00ad]\S*")


class StandIn(NamedTuple):
    """The text to send, and the spans in it that do not stand for what is written there."""

    text: str
    hidden: tuple[tuple[int, int], ...]

    def honest(self, hit: Hit) -> bool:
        """Whether the hit touches nothing that was hidden from LanguageTool."""
        return not any(start < hit.end and hit.start < end for start, end in self.hidden)


def stand_in(text: str) -> StandIn:
    """The copy of `text` to send: the same number of code points, in the same places."""
    hidden: list[tuple[int, int]] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.span())
        return " " * len(match[0])

    def astral(match: re.Match[str]) -> str:
        hidden.append(match.span())
        return ASTRAL_LETTER if match[0].isalpha() else ASTRAL_OTHER

    text = _UNSENDABLE.sub(hide, text)
    text = _HIDDEN.sub(hide, text)
    text = _ASTRAL.sub(astral, text)
    return StandIn(text, tuple(hidden))
