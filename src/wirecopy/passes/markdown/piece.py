"""Piece: one block of the text as the Markdown pass sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wirecopy.model.shape import Mark, Shape
    from wirecopy.text import Span


class Piece(NamedTuple):
    """One block of the text, with the marks inside it, sorted by where they start."""

    span: Span
    shape: Shape
    marks: list[tuple[Span, Mark]]
