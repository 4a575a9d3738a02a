"""Which words of an article LanguageTool's speller is asked about, and when its answer is believed.

Asked about every word, it flags 15 of 1,000 on published news, mostly names. So evidence goes first, and the speller second:

- a word in small letters that stands once and that no word list has, or only a list of rarities, unless its neighbours are
  unknown too (another language);
- a capitalised word that stands once and is no known name.

Then the speller must call it wrong, and there must be a word that a slip of the hand turns into it: for a word in small
letters a common one that the speller offers; for a name a repeated or known word of the article, or a well-known name
that the speller offers. Where our own lists have no such word, the speller is not asked: it takes longest, up to 70 ms, where it
finds nothing. The figures are in docs/grammar.md.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text import Span
from wirecopy.words import LISTED, NO_LEVEL, PRONOUNCED, UNKNOWN
from wirecopy.words.near import distance, one_edit, sounding_near, within_two

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.words import Lexicon

COMMON_LEVEL = 60  # lists up to this size hold what a newspaper would write
RARE_LEVEL, RARE_FREQUENCY = 80, 15  # a word of the largest lists, hardly ever seen in news: "accessable" is in them
FREQUENCY_GAP, RARE_GAP = 30, 50  # by how much (0-255) the word offered must be more frequent
FAMILIAR_NAME = 40  # frequency (0-255) of a capitalised word from which it is left alone
KNOWN_NAMES = ((7, 60), (6, 100))  # of a name offered: letters of the slip and frequency, at least
GLUE_FREQUENCY = 160  # of two words written together, one is at least as frequent as "to", "is" or "before"
GLUE_LEVELS = (35, 50)
LONG_WORD = 8  # letters from which two edits may lie between slip and word
SHORTEST, SHORTEST_NAME = 3, 5
CROWD, CROWD_LIMIT = 7, 2

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ATTACHED = re.compile(r"[\w@#/\\&+=\-\u2010-\u2012]|[.:](?=\w)")


class Doubt(NamedTuple):
    """A word worth asking about, and the words of the article that it may be a slip for."""

    span: Span
    word: str
    twins: tuple[str, ...] = ()


def doubts(text: str, lexicon: Lexicon) -> list[Doubt]:
    """The words of `text` to ask the speller about, in order."""
    found = list(_WORD.finditer(text))
    words = [match[0] for match in found]
    counts = Counter(words)
    once = [at for at, word in enumerate(words) if counts[word] == 1]
    strange = [at for at in once if _strange(words[at], lexicon) and not _attached(text, found[at])]
    names = [at for at in once if _new_name(words[at], lexicon) and not _attached(text, found[at])]
    doubtful: dict[int, tuple[str, ...]] = {
        at: () for at in strange if not _crowded(at, strange) and _word_near(words[at], lexicon)
    }
    for at in names:
        twins = tuple(_twins(words[at], counts, lexicon))
        if twins or _name_near(words[at], lexicon):
            doubtful[at] = twins
    return [Doubt(Span(*found[at].span()), words[at], twins) for at, twins in sorted(doubtful.items())]


def believed(doubt: Doubt, offered: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """What to suggest for a word that the speller calls wrong and offers these for, best first; empty: let it stand."""
    if doubt.twins:
        return doubt.twins
    if doubt.word[0].isupper():
        return tuple(name for name in offered[:3] if _likely_name(doubt.word, name, lexicon))
    return tuple(word for word in offered[:2] if _likely(doubt.word, word, lexicon))


def _attached(text: str, word: re.Match[str]) -> bool:
    """Whether the word is part of something longer: an address, a hashtag, a hyphenated or numbered thing, "goin' home"."""
    start, end = word.span()
    before = start and _ATTACHED.match(text[start - 1] + "a")
    clipped = text.startswith(("'", "’"), end) and text.endswith("in", start, end)
    return bool(before or clipped or _ATTACHED.match(text, end))


def _strange(word: str, lexicon: Lexicon) -> bool:
    if len(word) < SHORTEST or not (word.islower() and word.isascii() and word.isalpha()):
        return False
    entry = lexicon.entry(word)
    return entry.level == NO_LEVEL or (entry.level >= RARE_LEVEL and entry.news <= RARE_FREQUENCY)


def _crowded(at: int, strange: Sequence[int]) -> bool:
    return sum(abs(other - at) <= CROWD for other in strange) > CROWD_LIMIT


def _new_name(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= SHORTEST_NAME and word[0].isupper() and word[1:].islower() and not _familiar(word, lexicon)


def _familiar(name: str, lexicon: Lexicon) -> bool:
    entry = lexicon.entry(name.lower())
    return entry.level != NO_LEVEL or bool(entry.names & (LISTED | PRONOUNCED)) or entry.upper > FAMILIAR_NAME


def _unheard_of(name: str, lexicon: Lexicon) -> bool:
    return len(name) >= KNOWN_NAMES[-1][0] and lexicon.entry(name.lower()) == UNKNOWN


def _twins(word: str, counts: Counter[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the words of the article, repeated or familiar, that are one edit away, most frequent first.

    A plural is no twin.
    """
    for other, count in counts.most_common():
        if _one_slip(word, other) and (count > 1 or _familiar(other, lexicon)):
            yield other


def _one_slip(word: str, other: str) -> bool:
    """Whether two names differ by one edit that is not a plural's ending, and begin alike."""
    return word[0] == other[0] and word != other + "s" and other != word + "s" and distance(word, other) == 1


def _name_near(word: str, lexicon: Lexicon) -> bool:
    """Whether some well-known name might have been meant, of all there are."""
    least = KNOWN_NAMES[0][1]
    near = (name for name in one_edit(word.lower()) if lexicon.entry(name).upper >= least)
    return any(_likely_name(word, name.capitalize(), lexicon) for name in near)


def _word_near(word: str, lexicon: Lexicon) -> bool:
    """Whether some common word, or two, might have been meant, of all there are."""
    if any(_likely(word, near, lexicon) for near in one_edit(word) & lexicon.targets):
        return True
    if any(_likely(word, f"{word[:at]} {word[at:]}", lexicon) for at in range(1, len(word))):
        return True
    if len(word) < LONG_WORD:
        return False
    far = sounding_near(word, lexicon, slips=True).union(lexicon.common(word[0]))
    return any(_likely(word, other, lexicon) for other in within_two(word, far))


def _likely_name(word: str, offered: str, lexicon: Lexicon) -> bool:
    """Whether a well-known name was meant."""
    if not (_unheard_of(word, lexicon) and offered.isalpha() and _one_slip(word, offered)):
        return False
    seen = lexicon.entry(offered.lower()).upper
    return any(len(word) >= letters and seen >= least for letters, least in KNOWN_NAMES)


def _likely(word: str, offered: str, lexicon: Lexicon) -> bool:
    """Whether a slip of the hand turns the word offered into the one that stands there."""
    parts = offered.split(" ")
    if len(parts) == 2:
        known = [lexicon.entry(part) for part in parts]
        levels = sorted(entry.level for entry in known)
        return (
            "".join(parts) == word
            and max(entry.news for entry in known) >= GLUE_FREQUENCY
            and all(level <= limit for level, limit in zip(levels, GLUE_LEVELS, strict=True))
        )
    meant, written = lexicon.entry(offered), lexicon.entry(word)
    rare = written.level != NO_LEVEL
    gap = RARE_GAP if rare else FREQUENCY_GAP
    return (
        offered.isalpha()
        and offered.islower()
        and meant.level <= COMMON_LEVEL
        and meant.news - written.news >= gap
        and (not rare or meant.lower - written.lower >= gap)
        and distance(word, offered) <= (2 if len(word) >= LONG_WORD else 1)
    )
