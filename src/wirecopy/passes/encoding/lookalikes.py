"""Letters in disguise: ligatures, full-width letters, look-alikes of another script, letters in loose parts (NFD)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import LINE_ENDS, Change
from wirecopy.passes.encoding.kinds import EAST_ASIAN, FOREIGN, LIGATURE, PART, WIDE
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from wirecopy.passes.encoding.changes import Trace

_LIGATURE = lazy("[\ufb00-\ufb06]")
_WIDE_LETTER = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_WIDE_WORD = lazy(f"[{_WIDE_LETTER}][\uff01-\uff5e]*(?:\u3000[{_WIDE_LETTER}][\uff01-\uff5e]*)*")
_LOOSE = lazy(
    "[^\u0300-\u036f\u3099\u309a\u1161-\u11c2][\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
# Letter for letter, as drawn: the two scripts side by side.
_CYRILLIC = "асеорхуіјѕһԁԛԝАВСЕНІЈКМОРЅТХҮ"
_LATIN = "aceopxyijshdqwABCEHIJKMOPSTXY"
_GREEK = "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_GREEK_LATIN = "ovABEZHIKMNOPTYX"
_TO_LATIN = {**dict(zip(_CYRILLIC, _LATIN, strict=True)), **dict(zip(_GREEK, _GREEK_LATIN, strict=True))}
_TO_CYRILLIC = {new: old for old, new in zip(_CYRILLIC, _LATIN, strict=True) if old not in "ԁԛԝһҮ"}
_LINE = lazy(f"[^{LINE_ENDS}]+")
# No line changes that has not a letter of one script beside one of the other.
_BESIDE = lazy("[A-Za-z\u00c0-\u024f][\u0370-\u052f]|[\u0370-\u052f][A-Za-z\u00c0-\u024f]")
_SHORT = 3  # letters of a word that may be of look-alikes only
_FOREIGN = lazy("[\u0370-\u052f]")
# Tried where a word begins only: else a long one is searched from each of its letters.
_WORD_FOREIGN = lazy(r"(?<![^\W\d_])[^\W\d_]*[\u0370-\u052f][^\W\d_]*")
_MIXED_CAPITALS = lazy("[A-Z][\u0370-\u052f]|[\u0370-\u052f][A-Z]")
_LATIN_LETTER = lazy("[A-Za-z\u00c0-\u024f]")
_CYRILLIC_LETTER = lazy("[\u0400-\u04ff]")
# Looked for first: a search that only stops at Latin letters, of which such a text has few.
_TOUCHING = lazy("[A-Za-z](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_MIXED = lazy(r"(?<![^\W\d_])[^\W\d_]*(?:[\u0400-\u04ff][A-Za-z]|[A-Za-z][\u0400-\u04ff])[^\W\d_]*")


def repair(trace: Trace) -> None:
    """Give every letter its plain form."""
    found = trace.kinds
    if found & LIGATURE:
        trace.take(list(_plain(trace.text, _LIGATURE, "encoding.ligature")))
    if found & WIDE and not found & EAST_ASIAN:
        trace.take(list(_plain(trace.text, _WIDE_WORD, "encoding.full-width")))
    if found & PART:
        trace.take(list(_composed(trace.text)))
    if found & FOREIGN:
        trace.take(list(_look_alikes(trace.text)))


def _plain(text: str, pattern: re.Pattern[str], rule: str) -> Iterator[Change]:
    for match in pattern.finditer(text):
        yield Change(*match.span(), unicodedata.normalize("NFKC", match.group()), rule)


def _composed(text: str) -> Iterator[Change]:
    for match in _LOOSE.finditer(text):
        new = unicodedata.normalize("NFC", match.group())
        if new != match.group():
            yield Change(*match.span(), new, "encoding.decomposed")


def _look_alikes(text: str) -> Iterator[Change]:
    """Yield changes for words that mix scripts and read in one when look-alikes are exchanged.

    Line by line: a later pass may take lines away, and what is left must not be decided otherwise then.
    """
    if not _BESIDE.search(text):
        return
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.isascii():
            is_latin = _is_latin(line)
            if is_latin is not None:
                for word in _latin_in_disguise(line) if is_latin else _cyrillic_in_disguise(line):
                    yield from _swapped(word, _TO_LATIN if is_latin else _TO_CYRILLIC, match.start())


def _is_latin(line: str) -> bool | None:
    """Tell whether most letters of a line are Latin, None where it has too many of both scripts to say or has none of the others."""
    foreign = len(_FOREIGN.findall(line))
    latin = len(_LATIN_LETTER.findall(line)) if foreign else 0
    if not foreign or foreign <= latin <= 4 * foreign:
        return None
    return latin > foreign


def doubtful(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of letters that look like others but are left as they are: the only mixed word of a Latin line, in capitals.

    So brands and titles are spelled on purpose; where more words are mixed, a slip or a trick is behind all of them.
    """
    if _MIXED_CAPITALS.search(text):
        for match in _LINE.finditer(text):
            line = match.group()
            if _MIXED_CAPITALS.search(line) and _is_latin(line):
                mixed = _mixed(_WORD_FOREIGN.finditer(line))
                if _is_name(mixed):
                    for change in _swapped(mixed[0], _TO_LATIN, match.start()):
                        yield change.start, change.end


def _mixed(words: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words of both scripts that are Latin when look-alikes are exchanged."""
    return [
        word
        for word in words
        if _LATIN_LETTER.search(word.group()) and all(char in _TO_LATIN for char in _FOREIGN.findall(word.group()))
    ]


def _is_name(mixed: Sequence[re.Match[str]]) -> bool:
    return len(mixed) == 1 and mixed[0].group().isupper()


def _latin_in_disguise(line: str) -> Iterator[re.Match[str]]:
    words = list(_WORD_FOREIGN.finditer(line))
    mixed = _mixed(words)
    if _is_name(mixed):
        return
    starts = {word.start() for word in mixed}
    # A word of look-alikes only is Latin in disguise only where no word of the line is really of the other script.
    genuine = any(
        not _LATIN_LETTER.search(word.group()) and any(char not in _TO_LATIN for char in word.group()) for word in words
    )
    disguised = not genuine and any(_LATIN_LETTER.search(word.group()) for word in words)
    for word in words:
        found = word.group()
        if word.start() in starts or (
            disguised
            and len(found) <= _SHORT
            and all(char in _TO_LATIN for char in found)
            and any(char >= "\u0400" for char in found)
            and _in_latin(line, word)
        ):
            yield word


def _in_latin(text: str, word: re.Match[str]) -> bool:
    """Tell whether the words on both sides are Latin."""
    around = text[max(0, word.start() - 12) : word.start()] + text[word.end() : word.end() + 12]
    return bool(_LATIN_LETTER.search(around))


def _cyrillic_in_disguise(line: str) -> Iterator[re.Match[str]]:
    for word in _MIXED.finditer(line) if _TOUCHING.search(line) else ():
        found = word.group()
        own = len(_CYRILLIC_LETTER.findall(found))
        if own > len(found) - own and all(char in _TO_CYRILLIC for char in found if _LATIN_LETTER.match(char)):
            yield word


def _swapped(word: re.Match[str], table: dict[str, str], start: int) -> Iterator[Change]:
    """Yield the letters to be exchanged in a word of the line that begins at `start`."""
    for at, char in enumerate(word.group(), start + word.start()):
        if char in table and not (table is _TO_CYRILLIC and _CYRILLIC_LETTER.match(char)):
            yield Change(at, at + 1, table[char], "encoding.look-alike", sure=False)
