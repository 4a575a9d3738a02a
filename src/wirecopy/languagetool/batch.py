"""Texts sent together, requests sent at once, and one bad text found among many.

A request has a fixed cost, so short paragraphs share one, a blank line between them. LanguageTool's time grows with the
square of a sentence's length, so a paragraph that holds a very long one is cut into pieces first. Pure apart from the
callable that does the checking.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext

from wirecopy.languagetool.errors import CheckFailedError
from wirecopy.languagetool.hits import Hit

LONGEST_PIECE = 1500
REQUEST_LENGTH = (1000, 6000)  # code points: less is not worth a request, more keeps the other processors waiting
GAP = "\n\n"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n+")
_SPACE = re.compile(r"\s+")

Check = Callable[[str], list[Hit]]


def pieces(text: str, longest: int = LONGEST_PIECE) -> Iterator[tuple[int, str]]:
    """Yield the text in pieces of at most `longest` code points, each with its start.

    Cut is after the last sentence that ends in the piece; if that leaves less than a quarter, at its last space; else anywhere.
    """
    start = 0
    while len(text) - start > longest:
        ends = [
            max((match.end() for match in pattern.finditer(text, start, start + longest)), default=start)
            for pattern in (_SENTENCE_END, _SPACE)
        ]
        end = next((end for end in ends if end - start > longest // 4), start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def packed(texts: Sequence[str], length: int) -> list[list[int]]:
    """Indexes of texts that share a request, in order; a request has at most `length` code points, or one text."""
    packs: list[list[int]] = []
    size = length + 1
    for index, text in enumerate(texts):
        if size + len(GAP) + len(text) > length:
            packs.append([])
            size = 0
        packs[-1].append(index)
        size += len(GAP) + len(text)
    return packs


def check_pack(texts: Sequence[str], check: Check) -> list[list[Hit]]:
    """One request for all of the texts; a hit that reaches over the gap between two is dropped."""
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + len(GAP)
    answers: list[list[Hit]] = [[] for _ in texts]
    for hit in check(GAP.join(texts)):
        index = bisect_right(starts, hit.start) - 1
        if hit.end <= starts[index] + len(texts[index]):
            answers[index].append(hit.moved(-starts[index]))
    return answers


def check_all(
    texts: Sequence[str],
    check: Check,
    connections: int,
    alone: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> list[list[Hit] | None]:
    """The hits of each text; None for a text that cannot be checked.

    Requests go out `connections` at a time. Those that fail are tried again one after the other, halved until the bad
    text is alone: a crash of the server fails its neighbours too, and they are not to blame. Meanwhile `alone` is held,
    so that others with doubtful texts wait.
    """
    least, most = REQUEST_LENGTH
    packs = packed(texts, min(most, max(least, sum(map(len, texts)) // connections)))
    answers: list[list[Hit] | None] = [None] * len(texts)

    def attempt(pack: list[int]) -> bool:
        try:
            found = check_pack([texts[index] for index in pack], check)
        except CheckFailedError:
            return False
        for index, hits in zip(pack, found, strict=True):
            answers[index] = hits
        return True

    if len(packs) > 1 and connections > 1:
        with ThreadPoolExecutor(min(connections, len(packs))) as pool:
            done = list(pool.map(attempt, packs))
    else:
        done = [attempt(pack) for pack in packs]
    doubtful = [pack for pack, good in zip(packs, done, strict=True) if not good]
    if doubtful:
        with alone():
            while doubtful:
                pack = doubtful.pop()
                if not attempt(pack) and len(pack) > 1:
                    doubtful += [pack[: len(pack) // 2], pack[len(pack) // 2 :]]
    return answers
