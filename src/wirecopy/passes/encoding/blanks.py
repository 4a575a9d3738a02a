"""No-break spaces that do no work, and words that were broken at the end of a line."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change
from wirecopy.passes.encoding.kinds import NO_BREAK
from wirecopy.passes.encoding.wordlist import COMMON, MET, word_list
from wirecopy.text.data import DATA
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.encoding.changes import Trace

_NO_BREAK = lazy("\u00a0")
# Where typography asks for one: French marks, groups of digits, a number and its unit.
_ROLES = (
    ("mark", lazy("(?<=[^\\s])[ \u00a0](?=[;:!?»])|(?<=«)[ \u00a0]")),
    ("digits", lazy("(?<=\\d)[ \u00a0](?=\\d{3}(?!\\d))")),
    ("unit", lazy("(?<=\\d)[ \u00a0](?=[%‰€$£°])|(?<=[§№])[ \u00a0](?=\\d)")),
)
# With the blanks at line ends that the whitespace pass will take: they must not decide.
_BROKEN = lazy(r"-(?<=[^\W\d_A-Z]-)(?<=[^\W\d_]{2}-)[ \t]*\n[ \t]*(?=[^\W\d_A-Z]{2})")
_FULL = 24  # code points of a line that is broken because it is full
_APART = 6.0  # bits by which two words have to be cheaper than one
_PART = lazy(r"[^\W\d_]+")
_COMPOUND = lazy(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")


def repair(trace: Trace) -> None:
    """Make plain spaces and whole words."""
    if trace.kinds & NO_BREAK:
        trace.take(list(_no_break(trace.text)))
    if _has_broken(trace.text):
        trace.take(list(_broken(trace.text)))


def _has_broken(text: str) -> bool:
    """Tell whether a line may end in a hyphen. There are few, and one character is found twenty times as fast as two."""
    at = text.find("-")
    while at >= 0:
        behind = text[at + 1 : at + 2]
        if behind == "\n" or (behind in (" ", "\t") and text[at - 1 : at].isalpha()):
            return True
        at = text.find("-", at + 1)
    return False


def _no_break(text: str) -> Iterator[Change]:
    """Yield a change for each no-break space but those in a role that the text always sets with one."""
    kept: set[int] = set()
    for _, role in _ROLES:
        places = [match.start() for match in role.finditer(text)]
        if all(text[at] == "\u00a0" for at in places):
            kept.update(places)
    for match in _NO_BREAK.finditer(text):
        if match.start() not in kept:
            yield Change(*match.span(), " ", "encoding.no-break-space")


def _broken(text: str) -> Iterator[Change]:
    """Yield a change for each hyphen at a line end that no compound asks for and whose halves read well as one word."""
    langs: list[str] = []
    words: set[str] = set()
    for match in _BROKEN.finditer(text):
        first = _PART.findall(text[max(0, match.start() - 30) : match.start()])[-1]
        last = _PART.match(text, match.end())
        words = words or set(_PART.findall(text)).union(_COMPOUND.findall(text))
        if last is None or f"{first}-{last.group()}" in words:
            continue
        if match.start() - text.rfind("\n", 0, match.start()) <= _FULL:
            continue
        langs = langs or letters().languages(text, 1)
        if first + last.group() in words or _is_one(first, last.group(), langs[0]):
            yield Change(*match.span(), "", "encoding.broken-word", sure=False)


def _is_one(first: str, last: str, lang: str) -> bool:
    """Tell whether two halves are one word: where a word list is there and knows both of them, it has to know the word, too.

    Where one of them makes compounds, the word has to be a common one.
    """
    heads, tails = _compounds(lang)
    compound = first.lower() in heads or last.lower() in tails
    known = word_list(lang)
    if known is not None:
        least = COMMON if compound else MET
        return known(first + last, least) or not (known(first, MET) and known(last, MET))
    parts = f"{first} {last}"
    return not compound and letters().cost(first + last, (lang,)) <= letters().cost(parts, (lang,)) + _APART


@lru_cache(maxsize=8)
def _compounds(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that begin and that end compounds which keep their hyphen."""
    table = json.loads((DATA / "compounds.json").read_text("utf-8")).get(lang, {})
    return frozenset(table.get("first", "").split()), frozenset(table.get("last", "").split())
