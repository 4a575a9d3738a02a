"""Marks without their partner: quotation marks and brackets that open and never close, or close what was never opened."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document

BRACKET = "structure.unbalanced-bracket"
QUOTE = "structure.unbalanced-quotation-mark"
_BRACKETS = lazy(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
_ITEM = lazy(r"(?:^|[\s(;,])(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,3}[a-z]?)\Z")
"""A list is numbered by `a)`, `iv)` or `12)`."""
_FACE = lazy(r"[:;=8xX][-'o^]?\Z")
_MARKS = lazy('[“”„«»"]')


def check(doc: Document) -> Iterator[Claim]:
    """Yield each mark that has no partner."""
    yield from _brackets(doc)
    yield from _quotes(doc)


def _brackets(doc: Document) -> Iterator[Claim]:
    if not any(mark in doc.text for mark in "()[]"):
        return
    opened: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(doc.text):
        mark, at = match.group(), match.start()
        if mark in "([":
            opened.append((mark, at))
        elif opened and opened[-1][0] == _PARTNER[mark]:
            opened.pop()
        elif mark == "]" or not _is_item_or_face(doc.text, at):
            yield Claim(BRACKET, Span(at, at + 1), mark)
    for mark, at in opened:
        if mark == "[" or not _FACE.search(doc.text, max(0, at - 2), at):
            yield Claim(BRACKET, Span(at, at + 1), mark)


def _is_item_or_face(text: str, at: int) -> bool:
    return bool(_ITEM.search(text, max(0, at - 5), at) or _FACE.search(text, max(0, at - 2), at))


def _quotes(doc: Document) -> Iterator[Claim]:
    """Look at one paragraph at a time: a quotation of several opens in each of them and closes in the last.

    Paragraphs may have been run together by whoever copied the text, so a mark that opens inside a quotation is no error.
    """
    text = doc.text
    starts = [span.start for span in doc.paragraphs]
    by_paragraph: dict[int, list[int]] = {}
    for match in _MARKS.finditer(text):
        by_paragraph.setdefault(bisect_right(starts, match.start()) - 1, []).append(match.start())
    german = "„" in text
    for number, places in by_paragraph.items():
        if not "".join([text[at] for at in places]).replace("“”", ""):
            continue
        following = text[starts[number + 1]] if number + 1 < len(starts) else ""
        goes_on = following != "" and following in "“„«\"'‘"
        curly = [at for at in places if text[at] in ("„“" if german else "“”")]
        angled = [at for at in places if text[at] in "«»"]
        # A straight mark beside curly ones is a slip of another kind; after a digit it may mean inches or seconds.
        straight = [at for at in places if text[at] == '"' and not text[at - 1 : at].isdigit()] if not curly else []
        for found in (curly, angled, straight):
            yield from _partnerless(text, found, "„" if german else "“", goes_on=goes_on)


def _partnerless(text: str, places: list[int], opening: str, *, goes_on: bool) -> Iterator[Claim]:
    opened = -1
    for at in places:
        mark = text[at]
        if _opens(text, at) if mark == '"' else mark in (opening, "«"):
            opened = at
        elif opened >= 0:
            opened = -1
        else:
            yield Claim(QUOTE, Span(at, at + 1), mark)
    if opened >= 0 and not goes_on:
        yield Claim(QUOTE, Span(opened, opened + 1), text[opened])


def _opens(text: str, at: int) -> bool:
    """Tell whether a straight mark stands where a quotation begins: after a blank or a bracket, before a word."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([-–—/'‘“") and bool(after) and not after.isspace()
