"""The headline: the line above the first paragraph that says what the paragraphs say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.linemodel.shape import END, SENTENCE_ENDS, is_wide, long_words, topic_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.linemodel.shape import Outline

_ABOVE = 15
"""So many lines above the first paragraph it may stand."""
_WORDS = range(3, 26)
_PARAGRAPH = 15


def headline(
    outlines: Sequence[Outline], texts: Sequence[str], words: Sequence[Sequence[str]], keep: Sequence[bool]
) -> int | None:
    """Return the number of the dropped line that is most likely the headline; None if a kept one is, or none."""
    paragraphs = [
        number
        for number, (item, kept) in enumerate(zip(outlines, keep, strict=True))
        if kept and item.size >= _PARAGRAPH and item.form[END] in SENTENCE_ENDS
    ]
    if not paragraphs or any(keep[max(0, paragraphs[0] - _ABOVE) : paragraphs[0]]):
        return None
    above = range(max(0, paragraphs[0] - _ABOVE), paragraphs[0])
    titles = [number for number in above if outlines[number].size in _WORDS]
    if not titles:
        return None
    topic = _topic([(texts[number], words[number]) for number in paragraphs])
    best, found = 0.0, None
    for number in titles:
        if own := topic_of(texts[number], words[number]):
            share = len(own & topic) / len(own)
            if share >= 0.5 and share >= best:
                best, found = share, number
    return found


def _topic(paragraphs: Sequence[tuple[str, Sequence[str]]]) -> frozenset[str]:
    """Return what `topic_of` gives for all paragraphs, together; most of them need no look one by one."""
    said: list[Sequence[str]] = []
    wide: list[frozenset[str]] = []
    for text, words in paragraphs:
        if is_wide(text, words):
            wide.append(topic_of(text, words))
        else:
            said.append(words)
    return long_words(frozenset().union(*said)).union(*wide)
