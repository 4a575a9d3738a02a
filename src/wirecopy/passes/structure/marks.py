"""Marks without their partner: quotation marks and brackets that open and never close, or close what was never opened."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span, segment
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document
    from wirecopy.rulebook import Rule

BRACKET = "structure.unbalanced-bracket"
QUOTE = "structure.unbalanced-quotation-mark"
_PARTNER = {")": "(", "]": "["}
_ITEM = lazy(r"(?:^|[\s(;,])(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,3}[a-z]?)\Z")
"""A list is numbered by `a)`, `iv)` or `12)`."""
_FACE = lazy(r"[:;=8xX][-'o^]?\Z")
_MARKS = '“”„«»"'
_GERMAN_ANGLES = lazy(r"(?:^|[\s(])»[^\W\d_]|[\w.!?]«(?:[\s,.;:)]|$)")
"""»So« stand the angles in German."""
_NEVER = re.compile(r"(?!)")


class _Style(NamedTuple):
    """How a text quotes: the marks that open, and an attribution (“, he said”) in its language."""

    curly: str
    opening: str
    attribution: re.Pattern[str]


def check(doc: Document, lang: str, rule: Rule) -> Iterator[Claim]:
    """Yield each mark that has no partner; `rule` (the one of quotation marks) holds the verbs that tell who speaks."""
    yield from _brackets(doc)
    yield from _quotes(doc, (*rule.phrases.get(lang, ()),))


def _brackets(doc: Document) -> Iterator[Claim]:
    opened: list[tuple[str, int]] = []
    for at in segment.places(doc.text, "()[]"):
        mark = doc.text[at]
        if mark in "([":
            opened.append((mark, at))
        elif (_PARTNER[mark] in (other for other, _ in opened[-2:])) and (mark == "]" or opened[-1][0] == "("):
            while opened[-1][0] != _PARTNER[mark]:  # “[1 cup (or two]”: what lost its partner is the inner one
                inner, place = opened.pop()
                yield Claim(BRACKET, Span(place, place + 1), inner)
            opened.pop()
        elif mark == "]" or not _is_item_or_face(doc.text, at):
            yield Claim(BRACKET, Span(at, at + 1), mark)
    for mark, at in opened:
        if mark == "[" or not _FACE.search(doc.text, max(0, at - 2), at):
            yield Claim(BRACKET, Span(at, at + 1), mark)


def _is_item_or_face(text: str, at: int) -> bool:
    return bool(_ITEM.search(text, max(0, at - 5), at) or _FACE.search(text, max(0, at - 2), at))


def _quotes(doc: Document, verbs: tuple[str, ...]) -> Iterator[Claim]:
    """Look at one paragraph at a time: a quotation of several opens in each of them and closes in the last."""
    text = doc.text
    starts = [span.start for span in doc.paragraphs]
    by_paragraph: dict[int, list[int]] = {}
    for at in segment.places(text, _MARKS):
        by_paragraph.setdefault(bisect_right(starts, at) - 1, []).append(at)
    style: _Style | None = None
    for number, places in by_paragraph.items():
        marks = "".join([text[at] for at in places])
        if not marks.replace("“”", ""):
            continue
        style = style or _style(text, verbs)
        following = text[starts[number + 1]] if number + 1 < len(starts) else ""
        goes_on = following != "" and following in "“„«»\"'‘"
        plain = marks == '"' * len(marks)
        curly = [] if plain else [at for at in places if text[at] in style.curly]
        angled = [] if plain else [at for at in places if text[at] in "«»"]
        # A straight mark beside curly ones is a slip of another kind.
        straight = [at for at in places if text[at] == '"'] if not curly else []
        # After a digit one may mean inches or seconds: it counts only where all come out even with it.
        feet = {at for at in straight if text[at - 1 : at].isdigit()}
        if feet and any(_partnerless(doc, number, straight, style, goes_on=goes_on)):
            straight = [at for at in straight if at not in feet]
        for found in filter(None, (curly, angled, straight)):
            yield from _partnerless(doc, number, found, style, goes_on=goes_on)


def _style(text: str, verbs: tuple[str, ...]) -> _Style:
    german = "„" in text
    angles = "»" if "»" in text and _GERMAN_ANGLES.search(text) else "«"
    return _Style("„“" if german else "“”", ("„" if german else "“") + angles, _attribution(verbs))


@lru_cache(maxsize=16)
def _attribution(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds “, said Ann Lee” and “, he said”."""
    name = r"[^\W\d_][\w’'.-]{0,30}"
    return re.compile(rf", (?:{name} ){{0,4}}(?:{'|'.join(map(re.escape, verbs))})\b") if verbs else _NEVER


def _partnerless(doc: Document, paragraph: int, places: list[int], style: _Style, *, goes_on: bool) -> Iterator[Claim]:
    """Yield the marks of one kind in a paragraph that have no partner.

    Paragraphs may have been run together by whoever copied the text, so a mark that opens inside a quotation after the end
    of a sentence is no error, unless the words up to it tell who speaks: then the quotation had ended.
    """
    text = doc.text
    opened = -1
    for at in places:
        mark = text[at]
        if _opens(text, at) if mark == '"' else mark in style.opening:
            if opened >= 0 and (not _ends_sentence(text, at) or style.attribution.search(text, opened, at)):
                yield Claim(QUOTE, Span(opened, opened + 1), text[opened])
            opened = at
        elif opened >= 0:
            opened = -1
        else:
            yield Claim(QUOTE, Span(at, at + 1), mark)
    if opened >= 0 and not (goes_on and not style.attribution.search(text, opened, doc.paragraphs[paragraph].end)):
        yield Claim(QUOTE, Span(opened, opened + 1), text[opened])


def _ends_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence ends before a mark that opens."""
    return text[max(0, at - 20) : at].rstrip()[-1:] in '.!?…:”"’'


def _opens(text: str, at: int) -> bool:
    """Tell whether a straight mark stands where a quotation begins: after a blank or a bracket, before a word."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([-–—/'‘“") and bool(after) and not after.isspace()
