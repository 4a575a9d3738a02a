"""Pieces inside a paragraph: a label or a link between two sentences goes, the sentences around it stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Finding, Fix
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        if text[hit.span.end - 1 : hit.span.end + 1] == "](":
            continue  # the words of a link in Markdown, brackets and all
        if not pieces or hit.span.start >= pieces[-1].span.end:
            pieces.append(Piece(hit.rule, hit.span))
    return pieces


def findings(pieces: Sequence[Piece], gone: Sequence[Span], text: str) -> Iterator[Finding]:
    """Yield the findings for those pieces that do not lie in what is gone anyway; both in order."""
    at = 0
    for piece in pieces:
        while at < len(gone) and gone[at].end <= piece.span.start:
            at += 1
        if at == len(gone) or not gone[at].overlaps(piece.span):
            yield finding(piece, text)


def finding(piece: Piece, text: str) -> Finding:
    """Return the finding that deletes a piece; what stood on its two sides stays parted, by one blank at most."""
    start, end = piece.span
    before, after = text[start - 1 : start], text[end : end + 1]
    if (not before or before.isspace()) and after in {" ", "\u00a0"}:
        end += 1
    between = " " if before and after and _glued(before, after) else ""
    return Finding(
        piece.rule.id,
        piece.span,
        piece.rule.message,
        piece.rule.severity,
        Fix((Edit(start, end, between),), piece.rule.safety),
        evidence=f"known piece {piece.span.of(text)[:60]!r}",
    )


def _glued(before: str, after: str) -> bool:
    """Tell whether two characters that were apart must not meet: no blank parts them and their script has blanks."""
    return not before.isspace() and (after.isalnum() or after in '“„«"') and after < "\u2e80"
