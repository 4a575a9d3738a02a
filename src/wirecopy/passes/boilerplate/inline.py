"""Pieces inside a paragraph: a label or a link between two sentences goes, the sentences around it stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Finding, Fix
from wirecopy.rulebook.rule import ANY
from wirecopy.text import Edit, Span
from wirecopy.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from wirecopy.rulebook import Rule
    from wirecopy.rulebook.rule import Pattern


class Piece(NamedTuple):
    """A piece of a line that a rule of kind `inline` knows."""

    rule: Rule
    span: Span


_HEAD = 4
"""Literals of one word, which longer words may begin with, are looked up by so many code points; shorter ones are tried."""
_Entry = tuple[str, "Rule", "Pattern"]
"""The language, the rule and the pattern that a literal belongs to."""


class InlineIndex:
    """The patterns of rules of kind `inline`, tried on the lines that hold one of their literals.

    A literal stands only in a text that has its first word; most texts are through with that.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._words: dict[str, set[str]] = {}
        self._heads: dict[str, set[str]] = {}
        self._short: set[str] = set()
        self._regex: dict[str, re.Pattern[str]] = {}
        for rule in rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    for literal in map(str.lower, pattern.literals):
                        self._entries.setdefault(literal, []).append((lang, rule, pattern))
                        word = words_of(literal)[0]
                        if literal.startswith(word + " ") or words_of(word * 2) == [word, word]:
                            self._words.setdefault(word, set()).add(literal)
                        elif len(word) >= _HEAD:
                            self._heads.setdefault(word[:_HEAD], set()).add(literal)
                        else:
                            self._short.add(literal)

    def find(self, text: str, lang: str | None, words: AbstractSet[str], lines: Sequence[Span]) -> list[Piece]:
        """Return the pieces in `text`, in order and disjoint; the first and longest wins.

        `words` are those of the text in small letters, `lines` the spans of its lines. Without a language, the patterns of
        all of them are tried.
        """
        literals = [literal for word in self._words.keys() & words for literal in self._words[word]]
        heads = self._heads.keys() & {word[:_HEAD] for word in words}
        literals += [literal for head in heads for literal in self._heads[head]]
        literals += self._short
        folded = text.lower()
        tried: dict[tuple[str, bool], tuple[Rule, Pattern, list[str]]] = {}
        for literal in literals:
            if literal in folded:
                for of, rule, pattern in self._entries[literal]:
                    if lang is None or of in (ANY, lang):
                        tried.setdefault((pattern.regex, pattern.case), (rule, pattern, []))[2].append(literal)
        if not tried:
            return []
        starts = [line.start for line in lines]
        found = [
            Piece(rule, span)
            for rule, pattern, met in tried.values()
            for span in self._matches(pattern, met, text, folded, lines, starts)
        ]
        pieces: list[Piece] = []
        for piece in sorted(found, key=lambda piece: (piece.span.start, -piece.span.end, piece.rule.id)):
            if text[piece.span.end - 1 : piece.span.end + 1] == "](":
                continue  # the words of a link in Markdown, brackets and all
            if not pieces or piece.span.start >= pieces[-1].span.end:
                pieces.append(piece)
        return pieces

    def _matches(
        self,
        pattern: Pattern,
        literals: Sequence[str],
        text: str,
        folded: str,
        lines: Sequence[Span],
        starts: Sequence[int],
    ) -> Iterator[Span]:
        """Yield where a pattern matches: no piece crosses the end of a line, so only lines with a literal are looked at."""
        regex = self._regex.get(pattern.regex)
        if regex is None:
            regex = self._regex[pattern.regex] = re.compile(pattern.regex, 0 if pattern.case else re.IGNORECASE)
        group = "at" if "at" in regex.groupindex else 0
        for start, end in (
            _lines_with(literals, folded, lines, starts) if len(folded) == len(text) else [(0, len(text))]
        ):
            for match in regex.finditer(text, start, end):
                yield Span(*match.span(group))


def _lines_with(literals: Sequence[str], folded: str, lines: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    """Return the lines, which begin at `starts`, that hold one of the literals; these are in small letters."""
    found: set[Span] = set()
    for literal in literals:
        at = folded.find(literal)
        while at >= 0:
            line = lines[max(0, bisect_right(starts, at) - 1)]
            found.add(line)
            at = folded.find(literal, max(line.end, at + 1))
    return sorted(found)


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
