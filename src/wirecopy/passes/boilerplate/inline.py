"""Pieces inside a paragraph: a label or a link between two sentences goes, the sentences around it stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Finding, Fix
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from wirecopy.rulebook import Rule
    from wirecopy.rulebook.match import PatternIndex


class Piece(NamedTuple):
    """A piece of a line that a rule of kind `inline` knows."""

    rule: Rule
    span: Span


def find(text: str, lang: str | None, index: PatternIndex) -> list[Piece]:
    """Return the pieces in `text`, in order and disjoint; the first and longest wins."""
    hits = sorted(index.find(text, lang or "*"), key=lambda hit: (hit.span.start, -hit.span.end, hit.rule.id))
    pieces: list[Piece] = []
    for hit in hits:
        if not pieces or hit.span.start >= pieces[-1].span.end:
            pieces.append(Piece(hit.rule, hit.span))
    return pieces


def finding(piece: Piece, text: str) -> Finding:
    """Return the finding that deletes a piece; of white space on both sides of it, only the one before stays."""
    start, end = piece.span
    if (start == 0 or text[start - 1].isspace()) and text[end : end + 1] in {" ", "\u00a0"}:
        end += 1
    return Finding(
        piece.rule.id,
        piece.span,
        piece.rule.message,
        piece.rule.severity,
        Fix((Edit(start, end, ""),), piece.rule.safety),
        evidence=f"known piece {piece.span.of(text)[:60]!r}",
    )
