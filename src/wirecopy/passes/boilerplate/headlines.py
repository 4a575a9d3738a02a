"""Headlines: which line above an article says what the article says. No model knows that of a line, and no phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Set as AbstractSet

    from wirecopy.passes.boilerplate.lines import Line

_WORDS = 3
"""A headline has so many words that tell something; a shorter line above the article is a label or an author."""
_TELLING = 4
"""Letters of such a word; in scripts without spaces each character counts."""
_ECHO = 0.5
"""Share of the telling words of a headline that the article has."""
_NAME, _SURE = 4, 0.7
"""A line of so few words may be the name of the paper, which has some words of its place: it needs a larger share."""
_ABOVE = 12
"""So many lines above the prose are looked at.

On news dumps the line model alone drops 54% of the headlines, for it was told neither to keep nor to drop them. With this it is 28%,
and 0.2% of the site's lines stay for it; with all lines above it is 29% and 0.3%, with a share of 0.6 more are lost.
"""


def echoes(lines: Sequence[Line], first: int, last: int) -> frozenset[int]:
    """Return the numbers of the lines above the article, which is lines `first` to `last`, that say what it says."""
    said = frozenset().union(*[line.tokens for line in lines[first : last + 1]])
    return frozenset(number for number, line in enumerate(lines[:first]) if _echo(line, said) >= _ECHO)


def headline(lines: Sequence[Line], numbers: Sequence[int], dropped: Collection[int]) -> int | None:
    """Return the number of the headline among the numbered lines: the first one close above the prose that says what it says.

    The numbers are in order. The prose begins with the first of its lines that is not `dropped`. What comes after the
    headline and says the same is its standfirst or a caption; a sentence is no headline. None if no line is one.
    """
    kept = [number for number in numbers if number not in dropped]
    first = next((number for number in kept if lines[number].prose), None)
    if first is None:
        return None
    above = [number for number in numbers if number < first][-_ABOVE:]
    titles = [number for number in above if len(lines[number].tokens) >= _WORDS and not lines[number].sentence]
    if not titles:
        return None
    said = frozenset().union(*[lines[number].tokens for number in kept[kept.index(first) :]])
    for number in titles:
        line = lines[number]
        if _echo(line, said) >= (_ECHO if len(line.tokens) > _NAME else _SURE):
            return number
    return None


def _echo(line: Line, said: AbstractSet[str]) -> float:
    """Return the share of a line's telling words that the article has; 0 for a line of few such words."""
    telling = {word for word in line.tokens if len(word) >= _TELLING or word >= "\u2e80"}
    return len(telling & said) / len(telling) if len(telling) >= _WORDS else 0.0
