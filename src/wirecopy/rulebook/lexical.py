"""Lexical patterns: a short notation over words, compiled to a linear-time regular expression and a set of guard words.

A pattern is slots with spaces between them; words are met in any case of their first letter, one space apart:

    word          that word; `a|b` one of several; `x?` a slot that may be missing
    ~state        a form of that English verb (state, states, stated, stating); `~state|~claim|says` mixes
    assur*        a word that begins so
    _             any word; `_{0,3}` none to three words
    @name         a class: @num @cap @lower @day @month @det @pron, or a list of the rule's own `sets`
    !a|b          the next word is none of these (takes no room); `=a|b` it is one of these
    <a|b          the word before is none of these (takes no room)
    , . ; : " -   that mark (a quotation mark of any shape, opening or closing); a comma slot may be `,?`
    ^  $          a sentence begins here; a clause ends here (a mark, or the end of the line); `$|and|in`: or one of the words
    [ ... ]       the part that is reported; without brackets all of it

Suggestions may take up what a slot matched: `$1` is the first slot that takes room.

The guard words are the alternatives of one slot: the pattern is tried only on texts that hold one of them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.inflect import forms
from wirecopy.text.lazy import lazy
from wirecopy.text.segment import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SPACE = "[ \\u00a0]"
_LEFT, _RIGHT = r"(?<![\w’'-])", r"(?![\w]|[’'-]\w)"
_WORD = r"[\w’'&-]{1,40}"
_MARKS = {
    ",": ",", ".": r"\.", ";": ";", ":": ":", "-": "[-\\u2013\\u2014]", '"': "[\"\\u201c\\u201d\\u201e\\u00ab\\u00bb]",
}  # fmt: skip
_CLASSES = {
    "num": r"(?:\d(?:[\d,.]{0,11}\d)?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)",
    "cap": r"[^\W\d_a-z][\w’'-]{0,40}",
    "lower": r"[^\W\d_A-Z][\w’'-]{0,40}",
    "day": "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    "month": "(?:January|February|March|April|May|June|July|August|September|October|November|December)",
    "det": "(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our|[Aa]ll|[Ss]ome|[Nn]o)",
    "pron": "(?:I|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|[Yy]ou|[Tt]here)",
}
_BEGIN = r"(?:(?<=[.!?:;\n\"“”»«(] )|(?<=[\n\"“„«(])|(?<![\s\S]))"
_END = r"(?=[.,;:!?)\"”»\n]|\Z)"
_MARGIN = 64
"""What a look-ahead at the end of a pattern may need to see, in code points."""
_DIGITS = 7
"""A number with points and commas is cut into so many pieces at most."""
_BESIDE = 0.4
"""A guard with plain words beside it is looked at that much more cheaply."""
_GAP = lazy(r"_\{(\d),(\d)\}")


class Lexical(NamedTuple):
    """A compiled pattern: the regular expression (case-sensitive), the guard words in small letters, and where to look.

    `window`: how far a match may begin before a guard word, and end after the word's start, in code points. `also`: the
    words of the other slots; of each of them, too, a text must hold one. `near`: for each of those, from where to where one of
    them stands, counted in words from the guard (-1 is the word before it). `beside`: the words of which one stands next to
    each guard, with a blank between, and on which side (-1 before, 1 after), if the pattern has plain words there.
    """

    regex: str
    words: tuple[str, ...]
    window: tuple[int, int]
    also: tuple[tuple[str, ...], ...] = ()
    beside: tuple[int, tuple[str, ...]] | None = None
    near: tuple[tuple[int, int], ...] = ()


class _Guard(NamedTuple):
    """A slot of plain words: which slot it is (gaps, marks and optional slots count), where it begins at most, its words.

    `after`: how many words stand before it in the pattern, at least and at most.
    """

    number: int
    start: int
    words: tuple[str, ...]
    after: tuple[int, int]


class _Slot(NamedTuple):
    regex: str
    words: tuple[str, ...] = ()
    room: bool = True
    """Takes up text: a space stands before the next one."""
    optional: bool = False
    mark: bool = False
    """Stands without a space before it."""
    size: tuple[int, int] = (1, 1)
    """How many words it is, at least and at most."""


def compile_lexical(pattern: str, sets: Mapping[str, Sequence[str]] = {}) -> Lexical:
    """Compile a pattern.

    Raises:
        ValueError: it cannot be read, or no slot in it can guard it.

    """
    regex = pending = not_before = ""
    number = width = 0
    guards: list[_Guard] = []
    fewest = most = 0
    for part in pattern.split():
        if part == "[":
            regex, pending = regex + pending + "(?P<at>", ""
            continue
        if part == "]":
            regex += ")"
            continue
        words_only = "|".join(name for name in part.split("|") if name != "$") or part
        slot = _slot(words_only, sets)
        if part[0] == "<" and not number:
            not_before += slot.regex
            continue
        if not slot.room:
            regex += slot.regex.replace("<GAP>", pending)
            continue
        number += 1
        if slot.words and not slot.optional and words_only == part:
            guards.append(_Guard(number, width, slot.words, (fewest, most)))
        fewest += min(0, slot.size[0]) if slot.optional or words_only != part else slot.size[0]
        most += slot.size[1]
        width += _width(slot.regex) + 2
        before = pending if not slot.mark else pending and SPACE + "?" if part[0] in '"-' else ""
        after = SPACE + "?" if part[0] in '"-' else SPACE
        inner = f"(?P<s{number}>{slot.regex})"
        if not_before:
            # What must not stand before is looked at where the first word stands, not at each letter.
            regex += ("" if slot.optional else f"(?={slot.regex})") + not_before
            not_before = ""
        if words_only != part:
            regex, pending = f"{regex}(?:{_END}|{before}{inner})", after
            continue
        if slot.optional and not number - 1:
            regex, pending = f"(?:{inner}{after})?", ""
            continue
        regex += f"(?:{before}{inner})?" if slot.optional else before + inner
        pending = after
    if not guards:
        raise ValueError("needs a slot of plain words, so that it is tried only on texts that hold one of them")
    return _guarded(regex, guards, width)


def _guarded(regex: str, guards: Sequence[_Guard], width: int) -> Lexical:
    """Choose the guard that texts hold most rarely; the others are needed, too."""
    chosen = min(guards, key=lambda guard: _frequency(guard.words) * (_BESIDE if _beside(guard, guards) else 1))
    back, words = chosen.start, chosen.words
    inside = max((word.index(_guard(word)) for word in words if _guard(word) in word), default=0)
    also = tuple(tuple(map(_guard, guard.words)) for guard in guards if guard is not chosen)
    window = back + inside, width + _MARGIN
    near = tuple(_distance(chosen, guard) for guard in guards if guard is not chosen)
    return Lexical(regex, tuple(map(_guard, words)), window, also, _beside(chosen, guards), near)


def _distance(chosen: _Guard, other: _Guard) -> tuple[int, int]:
    """Return from where to where a word of another slot stands, counted in words from one of the guard."""
    first, second = (chosen, other) if chosen.number < other.number else (other, chosen)
    least = second.after[0] - first.after[0] - (_size(first.words)[1] - 1)
    most = second.after[1] - first.after[1] + _size(second.words)[1] - 1
    return (least, most) if first is chosen else (-most, -least)


def _size(words: Iterable[str]) -> tuple[int, int]:
    """Return how many pieces, as texts are cut, the shortest and the longest of some words are."""
    sizes = [len(count_words(word).pieces) for word in words]
    return min(sizes), max(sizes)


def _beside(chosen: _Guard, guards: Sequence[_Guard]) -> tuple[int, tuple[str, ...]] | None:
    """Return the words of the slot after the guard, or else before it, if that is one of plain words, too."""
    if not all(map(str.isalnum, chosen.words)):
        return None
    for side in (1, -1):
        for guard in guards:
            if guard.number == chosen.number + side:
                runs = [word.casefold().split() for word in guard.words]
                if not all(run.isalnum() for word in runs for run in word):
                    continue
                return side, tuple(dict.fromkeys(run[0 if side > 0 else -1] for run in runs))
    return None


def _width(regex: str) -> int:
    """Return how many code points an expression can match at most."""
    return int(re._parser.parse(regex).getwidth()[1])  # type: ignore[attr-defined]  # noqa: SLF001 - as in linear.py


def around(regex: str) -> tuple[int, int]:
    """Return the window of an expression that matches a guard word anywhere in it."""
    return _width(regex), _width(regex) + _MARGIN


def _frequency(words: tuple[str, ...]) -> float:
    """Guess how often a text holds one of some words: function words by their rank, others by their length."""
    ranks = _function_words()
    return sum(1 / ranks[word] if word in ranks else 0.02 / len(word) for word in words)


@cache
def _function_words() -> dict[str, int]:
    """Return the function words of English, the commonest ranked 1."""
    table = json.loads((Path(__file__).parent.parent / "data" / "stopwords.json").read_text("utf-8"))
    return {word: rank for rank, word in enumerate(table["en"].split(), 1)}


def _slot(part: str, sets: Mapping[str, Sequence[str]]) -> _Slot:
    if part in "^$":
        return _Slot(_BEGIN if part == "^" else _END, room=False)
    if part.rstrip("?") in _MARKS:
        # A dash between blanks is cut off as a word is; one without holds two words together.
        size = (-1, 1) if part[0] == "-" else (0, 0)
        return _Slot(_MARKS[part.rstrip("?")], optional=part.endswith("?"), mark=True, size=size)
    if part[0] in "!=" and len(part) > 1:
        inside, _ = _alternatives(part[1:], sets)
        return _Slot(f"(?{part[0]}<GAP>{_LEFT}{inside}{_RIGHT})", room=False)
    if part[0] == "<" and len(part) > 1:
        return _Slot(_not_before(part[1:], sets), room=False)
    if gap := _GAP.fullmatch(part):
        return _Slot(
            f"{_WORD}(?:{SPACE}{_WORD}){{0,{int(gap[2]) - 1}}}", optional=gap[1] == "0", size=(int(gap[1]), int(gap[2]))
        )
    optional = part.endswith("?")
    inside, words = _alternatives(part.removesuffix("?"), sets)
    size = _size(words) if words else (1, _DIGITS) if _CLASSES["num"] in inside else (1, 1)
    return _Slot(_LEFT + inside + _RIGHT, words, optional=optional, size=size)


def _alternatives(part: str, sets: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    """Return the regular expression of one slot, and its words if it is made of words only."""
    expressions: list[str] = []
    words: list[str] | None = []
    for name in _expanded(part, sets):
        if name == "_":
            expressions.append(_WORD)
            words = None
        elif name.startswith("@"):
            if name[1:] not in _CLASSES:
                raise ValueError(f"{name!r} is neither a class ({', '.join(sorted(_CLASSES))}) nor one of 'sets'")
            expressions.append(_CLASSES[name[1:]])
            words = None
        elif name.endswith("*"):
            expressions.append(_literal(name[:-1]) + r"[\w’'-]{0,30}")
            words = None
        else:
            found = forms(name[1:]) if name.startswith("~") else (name,)
            expressions.extend(map(_literal, found))
            if words is not None:
                words.extend(found)
    return f"(?:{'|'.join(expressions)})", tuple(words or ())


def _expanded(part: str, sets: Mapping[str, Sequence[str]]) -> list[str]:
    names: list[str] = []
    for name in part.split("|"):
        if not name:
            raise ValueError(f"{part!r} has an empty alternative")
        names.extend(sets[name[1:]] if name.startswith("@") and name[1:] in sets else (name,))
    return names


def _literal(word: str) -> str:
    """Return the expression of a word: small letters also with a capital first letter, an apostrophe of either shape."""
    escaped = re.escape(word).replace("'", "[’']")
    escaped = escaped.replace("\\ ", SPACE)
    first = word[:1]
    return f"[{first}{first.upper()}]{escaped[1:]}" if first.islower() and len(first.upper()) == 1 else escaped


def _not_before(part: str, sets: Mapping[str, Sequence[str]]) -> str:
    """Return one look-behind for each form (a look-behind has a fixed width)."""
    found: list[str] = []
    for name in _expanded(part, sets):
        found.extend(forms(name[1:]) if name.startswith("~") else (name,))
    return "".join(rf"(?<!\b{_literal(word)}{SPACE})" for word in found)


def _guard(word: str) -> str:
    """Return the longest plain run of letters and digits of a word, folded: what a set of the text's words holds."""
    return max(re.findall(r"[^\W_]+", word.casefold()), key=len, default=word.casefold())
