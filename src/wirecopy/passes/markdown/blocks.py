"""Blocks: what stands at the beginning and end of the lines of a heading, an item, a quotation, code; and tables."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from wirecopy.passes.markdown import tables
from wirecopy.passes.markdown.inline import Insertion, insertions
from wirecopy.text import Edit
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.passes.markdown.piece import Piece
    from wirecopy.text import Span

_BREAK = lazy(r"[ \t]*\n\s*")
_FENCES = ("```", "~~~")


def write(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Edit]]]:
    """Yield the name of a rule and its edits for each block or table that changes, in order."""
    seen: set[int] = set()
    for (group, table), members in groupby(pieces, key=lambda piece: (piece.shape.group, piece.shape.kind == "cell")):
        run = list(members)
        if table and group and (rows := tables.rows(text, run)):
            yield "table", tables.edits(text, rows)
            continue
        for piece in run:
            rule, edits = _block(text, piece, seen)
            if edits:
                yield rule, edits


def _block(text: str, piece: Piece, seen: set[int]) -> tuple[str, list[Edit]]:
    span, shape = piece.span, piece.shape
    if shape.kind == "code":
        return "code", _fenced(text, span)
    start = "> " if shape.quoted else ""
    rule = "quotation" if shape.quoted else "paragraph"
    if shape.kind == "heading":
        rule, start = "heading", start + "#" * shape.level + " "
        strong = [(where, mark) for where, mark in piece.marks if mark.kind != "strong"]
        piece = piece._replace(marks=strong)
    elif shape.kind == "item" and shape.row not in seen:
        seen.add(shape.row)
        rule, start = "list", start + (f"{shape.level}. " if shape.level else "- ")
    inner = insertions(text, span, piece.marks, cell=False)
    return rule, merged([*_breaks(text, piece), Insertion(span.start, -1, start), *inner])


def _breaks(text: str, piece: Piece) -> Iterator[Insertion | Edit]:
    """Yield what makes the line ends inside a block last: a backslash; a blank in their place in a heading."""
    for match in _BREAK.finditer(text, piece.span.start, piece.span.end):
        start, end = match.span()
        if piece.shape.kind == "heading":
            yield Edit(start, end, " ")
            continue
        if match.group() == "\n":
            yield Insertion(start, 3000, "\\")
        if piece.shape.quoted:
            yield Insertion(end, -1, "> ")


def _fenced(text: str, span: Span) -> list[Edit]:
    """Return the edits that put a block of code between fences; none if it has both kinds of them."""
    content = text[span.start : span.end]
    fence = next((fence for fence in _FENCES if fence not in content), None)
    if fence is None:
        return []
    return [Edit(span.start, span.start, fence + "\n"), Edit(span.end, span.end, "\n" + fence)]


def merged(parts: Sequence[Insertion | Edit]) -> list[Edit]:
    """Return edits in order: insertions at one place made one, in their order, and one that touches an edit part of it."""
    places: dict[int, list[tuple[int, str]]] = {}
    replaced: dict[int, Edit] = {}
    for part in parts:
        if isinstance(part, Edit):
            replaced[part.start] = part
        elif part.text:
            places.setdefault(part.at, []).append((part.order, part.text))
    edits = []
    for at in sorted({*places, *replaced}):
        new = "".join(text for _, text in sorted(places.get(at, [])))
        edit = replaced.get(at)
        edits.append(Edit(at, edit.end, new + edit.text) if edit else Edit(at, at, new))
    return edits
