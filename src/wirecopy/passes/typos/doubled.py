"""A word written twice in a row (`the the`), where no English sentence has it so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.passes.typos.hit import Hit
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_TWICE = lazy(r"(?<![\w'’\-@#/.])([^\W\d_]+)([ \t]+|[ \t]*\n)\1(?![\w'’\-@/]|\.\w)", re.IGNORECASE)


def find(text: str, allowed: frozenset[str]) -> Iterator[Hit]:
    """Yield a hit for each word that stands twice; `allowed` are those that may."""
    for match in _TWICE.finditer(text):
        first = match.group(1)
        folded = first.lower()
        second = text[match.end() - len(first) : match.end()]
        if folded in allowed or (len(folded) == 1 and folded not in "ai") or not first.isalpha():
            continue
        # A name may be a word twice (Pago Pago, New York New York); so may a word shouted or sung.
        if second != second.lower() or (first != folded and not _starts_sentence(text, match.start())):
            continue
        after = text[match.end() : match.end() + 20].split(None, 1)[:1]
        if _echo(text, match) or (after and f"{folded} {after[0].lower()}" in allowed):
            continue
        yield Hit(match.start(), match.end(), "typos.doubled-word", (first,), 0.99)


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\"'“”‘’(")
    return not before or before[-1] in ".!?:\n"


def _echo(text: str, match: re.Match[str]) -> bool:
    """Whether the word goes on a third time, or is all there is between commas or quotation marks: an exclamation."""
    word = re.escape(match.group(1))
    if re.match(rf"[\s,]+{word}\b", text[match.end() : match.end() + 40], re.IGNORECASE):
        return True
    if re.search(rf"\b{word}[\s,]+\Z", text[max(0, match.start() - 40) : match.start()], re.IGNORECASE):
        return True
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in ("“", '"', "‘", "(") and after in ("”", '"', "’", ",", "!", ")")
