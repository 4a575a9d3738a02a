"""How likely an error is: the slip of the hand or ear that turns one word into another."""

from __future__ import annotations

from wirecopy.words.near import skeleton

VOWELS = frozenset("aeiouy")
SUBSTITUTED, SWAPPED, DOUBLED, INSERTED, UNDOUBLED, DELETED, OTHER, SOUNDS_ALIKE = range(8)

_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
_KEYS = {letter: (row, column + shift) for row, (keys, shift) in enumerate(_ROWS) for column, letter in enumerate(keys)}
_CONFUSED = (frozenset("sc"), frozenset("sz"), frozenset("ck"), frozenset("gj"))


def near(a: str, b: str) -> bool:
    """Whether two letters are neighbours on a QWERTY keyboard."""
    if a not in _KEYS or b not in _KEYS:
        return False
    (row, column), (other_row, other_column) = _KEYS[a], _KEYS[b]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1.3


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
