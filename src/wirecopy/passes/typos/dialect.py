"""British or American spelling: of a word that has both (`criticised`, `colour`), and of an article by its words.

Only the two large families are told: -ise and -ize, -our and -or. A word counts where its counterpart is a word too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirecopy.words.lexicon import Lexicon

_ISE = lazy(r"(\w{3,}[iy])([sz])(e[drs]?|ers|es|ing|ations?)\Z")
_OUR = lazy(r"(\w{2,}[bdlmnpv]o)(u?)(r(?:s|ed|ing|ful|able|ites?|less)?)\Z")
BRITISH, AMERICAN = 1, -1
LISTED, USED = (
    50,
    25,
)  # size class and frequency in news of a counterpart, beyond which it is a slip: nobody writes `advertized`


def dialect(word: str, lexicon: Lexicon) -> int:
    """`BRITISH` or `AMERICAN` for a word in small letters that is spelled so in one only, else 0."""
    if (match := _ISE.match(word)) is not None:
        head, letter, tail = match.groups()
        other = head + ("z" if letter == "s" else "s") + tail
        british = letter == "s"
    elif (match := _OUR.match(word)) is not None:
        head, letter, tail = match.groups()
        other = head + ("" if letter else "u") + tail
        british = bool(letter)
    else:
        return 0
    counterpart = lexicon.entry(other)
    if counterpart.level > LISTED or counterpart.news < USED:
        return 0
    return BRITISH if british else AMERICAN


def of_all(words: Iterable[str], lexicon: Lexicon) -> int:
    """The spelling that more of these words have; 0 if neither."""
    total = sum(dialect(word, lexicon) for word in words)
    return (total > 0) - (total < 0)
