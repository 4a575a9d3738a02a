"""Words near a word: one or two edits of letters away, or alike in sound.

Distances are optimal string alignment (Damerau-Levenshtein without repeated edits). Errors of one letter are found by
trying all of them against a set; errors of two by a key that keeps a word's consonant sounds only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirecopy.words.lexicon import Lexicon

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
FAR = 3  # a distance that means "more than two"

_SOUNDS = (("ph", "f"), ("ck", "k"), ("gh", "g"), ("sc", "s"), ("wh", "w"), ("kn", "n"), ("mb", "m"))
_MERGED = str.maketrans("cqzxjv", "kkskgf", "aeiouyh'")
_REPEATED = lazy(r"(.)\1+")


def one_edit(word: str, alphabet: str = ALPHABET) -> set[str]:
    """All strings one deletion, swap, substitution or insertion of a letter away from `word`."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {left + letter + right for left, right in splits for letter in alphabet}
    del splits[-1]
    rests = [(left, right[1:]) for left, right in splits]
    found.update([left + letter + rest for left, rest in rests for letter in alphabet])
    found.update([left + rest for left, rest in rests])
    found.update([left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1])
    found.discard(word)
    return found


def skeleton(word: str) -> str:
    """The consonant sounds of a lower-case word: vowels and h dropped, like-sounding letters merged, runs collapsed."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _REPEATED.sub(r"\1", word.translate(_MERGED))


def distance(a: str, b: str) -> int:
    """Optimal string alignment distance, or `FAR` when it is more than two."""
    if abs(len(a) - len(b)) > 2:
        return FAR
    head, shorter = 0, min(len(a), len(b))
    while head < shorter and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(a) > 5 and len(b) > 5 and not (set(a) & set(b)):
        return FAR
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        new = [i]
        for j, other in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > 2:
            return FAR
        before, row = row, new
    return min(row[-1], FAR)


def sounding_near(word: str, lexicon: Lexicon, *, slips: bool) -> set[str]:
    """The common words that sound like `word`; with `slips`, also with a consonant sound more or two swapped."""
    sound = skeleton(word)
    sounds = {sound}
    if slips:
        sounds |= {sound[:i] + sound[i + 1 :] for i in range(len(sound))}
        sounds |= {sound[:i] + sound[i + 1] + sound[i] + sound[i + 2 :] for i in range(len(sound) - 1)}
    return {other for key in sounds for other in lexicon.sounding_like(key)}


def within_two(word: str, others: Iterable[str]) -> Iterator[str]:
    """Yield those of the others that are at most two edits away from `word`, but not `word`."""
    letters, length = set(word), len(word)
    for other in others:
        if other == word or abs(len(other) - length) > 2:
            continue
        # Two edits change two letters at most: this cheap test spares nearly all of the distances.
        if len(letters.difference(other)) > 2 or len(set(other) - letters) > 2:
            continue
        if distance(word, other) < FAR:
            yield other
