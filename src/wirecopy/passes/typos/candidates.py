"""What somebody may have meant: words one or two typing or spelling errors away, and how likely each error is.

Distances are optimal string alignment (Damerau-Levenshtein without repeated edits). Errors of one letter are found by
trying all of them against a set; errors of two by a key that keeps a word's consonant sounds only.
"""

from __future__ import annotations

from wirecopy.text.lazy import lazy

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")
FAR = 3  # a distance that means "more than two"
SUBSTITUTED, SWAPPED, DOUBLED, INSERTED, UNDOUBLED, DELETED, OTHER, SOUNDS_ALIKE = range(8)

_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
_KEYS = {letter: (row, column + shift) for row, (keys, shift) in enumerate(_ROWS) for column, letter in enumerate(keys)}
_CONFUSED = (frozenset("sc"), frozenset("sz"), frozenset("ck"), frozenset("gj"))
_SOUNDS = (("ph", "f"), ("ck", "k"), ("gh", "g"), ("sc", "s"), ("wh", "w"), ("kn", "n"), ("mb", "m"))
_MERGED = str.maketrans("cqzxjv", "kkskgf", "aeiouyh'")
_REPEATED = lazy(r"(.)\1+")


def near(a: str, b: str) -> bool:
    """Whether two letters are neighbours on a QWERTY keyboard."""
    if a not in _KEYS or b not in _KEYS:
        return False
    (row, column), (other_row, other_column) = _KEYS[a], _KEYS[b]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1.3


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


def channel(wrong: str, right: str) -> tuple[int, float]:
    """The kind of error that turns `right` into `wrong`, and the logarithm of how likely it is (0: most likely)."""
    if len(wrong) == len(right):
        return _same_length(wrong, right)
    if len(wrong) == len(right) + 1 and (at := _extra(wrong, right)) is not None:
        beside = wrong[max(0, at - 1) : at] + wrong[at + 1 : at + 2]
        if wrong[at] in beside:
            return DOUBLED, -0.1
        weight = -1.0 if any(near(wrong[at], letter) for letter in beside) else -1.6
        if wrong[at] in VOWELS:
            weight = max(weight, -1.2)
        return INSERTED, weight - (1.2 if at == 0 else 0)
    if len(wrong) == len(right) - 1 and (at := _extra(right, wrong)) is not None:
        if right[at] in right[max(0, at - 1) : at] + right[at + 1 : at + 2]:
            return UNDOUBLED, 0.0
        return DELETED, (-0.4 if right[at] in VOWELS else -0.7) - (1.2 if at == 0 else 0)
    return _other(wrong, right)


def _same_length(wrong: str, right: str) -> tuple[int, float]:
    differ = [i for i, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
    first = differ[0] if differ else 0
    if len(differ) == 1:
        a, b = wrong[first], right[first]
        if a in VOWELS and b in VOWELS:
            weight = -0.6
        elif near(a, b):
            weight = -0.8
        else:
            weight = -1.2 if {a, b} in _CONFUSED else -2.6
        return SUBSTITUTED, weight - (1.2 if first == 0 else 0)
    if len(differ) == 2 and differ[1] == first + 1 and wrong[first : first + 2] == right[first + 1] + right[first]:
        return SWAPPED, -0.8 if first == 0 else 0.0
    return _other(wrong, right)


def _other(wrong: str, right: str) -> tuple[int, float]:
    return (SOUNDS_ALIKE, -1.8) if skeleton(wrong) == skeleton(right) else (OTHER, -3.6)


def _extra(longer: str, shorter: str) -> int | None:
    """Where `longer` has one letter more than `shorter`, or None when that is not the difference."""
    for at, (a, b) in enumerate(zip(longer, shorter, strict=False)):
        if a != b:
            return at if longer[at + 1 :] == shorter[at:] else None
    return len(shorter)
