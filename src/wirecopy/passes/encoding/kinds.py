"""What a character beyond ASCII can be a sign of: looked up once for each character, so that steps know when to do nothing.

`of` gives the flags of all characters of a text together; a step whose flag is not there has no work.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy
from wirecopy.text.letters import TELLING, is_letter

if TYPE_CHECKING:
    from collections.abc import Iterable

(CONTROL, C1, ACUTE, LONE, REMAINS, INVISIBLE, NO_BREAK, LIGATURE, WIDE, PART) = (1 << place for place in range(10))
(LATIN, FOREIGN, EAST_ASIAN, DOUBLE_BYTE, LETTER) = (1 << place for place in range(10, 15))
_CLASSES = (
    (CONTROL, lazy("[\u206a-\u206f\ufff9-\ufffc]")),
    (C1, lazy("[\x80-\x9f]")),
    (ACUTE, lazy("´")),
    (LONE, lazy("â")),
    (REMAINS, lazy("[âÃÄÅÐÑ]")),
    (
        INVISIBLE,
        lazy("[\ufeff\u00ad\u200b-\u200f\u2060\u180e\u2062-\u2064\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"),
    ),
    (NO_BREAK, lazy("\u00a0")),
    (LIGATURE, lazy("[\ufb00-\ufb06]")),
    (WIDE, lazy("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")),
    (PART, lazy("[\u0300-\u036f\u3099\u309a\u1100-\u1112]")),
    (LATIN, lazy("[\u00c0-\u024f]")),
    (FOREIGN, lazy("[\u0370-\u052f]")),
    (EAST_ASIAN, lazy("[\u2e80-\u2fff\u3001-\u31ff\u3400-\u9fff\uac00-\ud7a3\uff61-\uffdc]")),
    (DOUBLE_BYTE, lazy("[\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f]")),
)
_SEEN = 1 << 16  # characters that are remembered


def of(chars: Iterable[str]) -> int:
    """Return the flags of all the characters."""
    return reduce(or_, map(_kinds, chars), 0)


@lru_cache(maxsize=_SEEN)
def _kinds(char: str) -> int:
    letter = LETTER if char in TELLING or is_letter(char) else 0
    return reduce(or_, [flag for flag, pattern in _CLASSES if pattern.match(char)], letter)
