"""Tables: rows of cells, each cell one line, become a table of GitHub's Markdown; others stay the text they are."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from wirecopy.passes.markdown.inline import insertions
from wirecopy.text import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.passes.markdown.piece import Piece

_COLUMNS = 24
"""Wider tables stay text."""


def rows(text: str, cells: Sequence[Piece]) -> list[list[Piece]]:
    """Return the rows of a table of data; none if it only lays out a page: one row, one column, cells of several lines."""
    found = [list(row) for _, row in groupby(cells, key=lambda cell: cell.shape.row)]
    columns = {cell.shape.level for cell in cells}
    if len(found) < 2 or len(columns) < 2 or max(columns) >= _COLUMNS:
        return []
    for row in found:
        if any(first.shape.level >= second.shape.level for first, second in pairwise(row)):
            return []
    if any("\n" in text[cell.span.start : cell.span.end] for cell in cells):
        return []
    if any(text[first.span.end : second.span.start].strip() for first, second in pairwise(cells)):
        return []
    return found


def edits(text: str, table: Sequence[Sequence[Piece]]) -> list[Edit]:
    """Return the edits that draw the lines of a table."""
    width = max(row[-1].shape.level for row in table) + 1
    found: list[Edit] = []
    at = table[0][0].span.start
    before = ""
    for number, row in enumerate(table):
        column = 0
        for cell in row:
            opening = before + " ".join("|" * (1 + cell.shape.level - column)) + " "
            found.append(Edit(at, cell.span.start, opening))
            found += [Edit(i.at, i.at, i.text) for i in insertions(text, cell.span, cell.marks, cell=True)]
            at, before, column = cell.span.end, " ", cell.shape.level + 1
        closing = " " + " ".join("|" * (1 + width - column))
        before = closing + "\n" + ("| " + " | ".join(["---"] * width) + " |\n" if number == 0 else "")
    found.append(Edit(at, at, before.rstrip("\n")))
    return _joined(found)


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits with those that touch made one."""
    result: list[Edit] = []
    for edit in edits:
        if result and result[-1].end == edit.start:
            result[-1] = Edit(result[-1].start, edit.end, result[-1].text + edit.text)
        else:
            result.append(edit)
    return result
