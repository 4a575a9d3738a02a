from __future__ import annotations

import re

import pytest

from wirecopy.rulebook.inflect import forms
from wirecopy.rulebook.lexical import compile_lexical
from wirecopy.rulebook.linear import why_not_linear


def found(pattern: str, text: str, **sets: list[str]) -> list[str]:
    compiled = compile_lexical(pattern, sets)
    assert why_not_linear(compiled.regex) is None
    regex = re.compile(compiled.regex)
    return [match.group("at" if "at" in regex.groupindex else 0) for match in regex.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("statement|report says", "Statement says; the report  says; reports says", ["Statement says"]),
        ("~break the front", "broke the front, breaking the front, breakers the front", ["broke the front", "breaking the front"]),
        ("assur* that", "assures that, reassures that", ["assures that"]),
        ("said _{0,2} that", "said that; said to him that; said on the next day that", ["said that", "said to him that"]),
        ("very? good man", "good man, very good man", ["good man", "very good man"]),
        ("dozens of dead !fish", "dozens of dead fish, dozens of dead.", ["dozens of dead"]),
        ("dozens =of", "dozens of, dozens", ["dozens"]),
        ("<was|be informed that", "was informed that, he informed that", ["informed that"]),
        ('[ according to him ] , "', "according to him, “no”; according to him, no", ["according to him"]),
        ("over $", "over it is over. Over", ["over", "Over"]),
        ("[ over ] $|and", "over, over and, over it, over", ["over", "over", "over"]),
        ("^ there are", "There are. Yes there are. there are", ["There are", "there are"]),
        ("@num of @cap", "12 of March, 3 of may", ["12 of March"]),
        ("the @num people", "the 12 people, the twelve people, the six people", ["the 12 people", "the six people"]),
        ("@animal runs", "a dog runs, a cow runs", ["dog runs"]),
        ("don't know", "I don’t know, I don't know", ["don’t know", "don't know"]),
        ("state of", "city-state of, the state’s of, state of", ["state of"]),
    ],
)  # fmt: skip
def test_a_pattern_matches_words(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text, animal=["dog", "cat"]) == expected


def test_the_guard_is_the_slot_that_texts_hold_most_rarely() -> None:
    assert compile_lexical("the ~assure that").words == ("assure", "assures", "assured", "assuring")
    assert compile_lexical("it don't|cannot").words == ("don", "cannot")


@pytest.mark.parametrize(
    ("pattern", "guard", "near"),
    [
        ("they assure", "assure", ((-1, -1),)),
        ("assure very? _{0,2} them", "assure", ((1, 4),)),
        ("assure @num them", "assure", ((2, 8),)),
        ("assure , them", "assure", ((1, 1),)),
        ("assure - them", "assure", ((0, 2),)),
        ("in the U.S. assure", "assure", ((-4, -4), (-3, -3), (-2, -1))),
    ],
)
def test_how_far_the_other_words_stand_from_the_guard(
    pattern: str, guard: str, near: tuple[tuple[int, int], ...]
) -> None:
    compiled = compile_lexical(pattern)
    assert (compiled.words, compiled.near) == ((guard,), near)


def test_the_window_reaches_from_the_guard_to_both_ends() -> None:
    back, forward = compile_lexical("they assure that").window
    assert back == len("they") + 2
    assert forward >= len("they assure that")


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("_ @num", "needs a slot of plain words"),
        ("the @nun", "'@nun' is neither a class"),
        ("a||b", "has an empty alternative"),
    ],
)
def test_complaints(pattern: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        compile_lexical(pattern)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("state", ("state", "states", "stated", "stating")),
        ("stop", ("stop", "stops", "stopped", "stopping")),
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("submit", ("submit", "submits", "submitted", "submitting")),
        ("give", ("give", "gives", "gave", "given", "giving")),
        ("lie", ("lie", "lies", "lay", "lain", "lied", "lying")),
        ("express", ("express", "expresses", "expressed", "expressing")),
    ],
)
def test_forms(word: str, expected: tuple[str, ...]) -> None:
    assert forms(word) == expected
