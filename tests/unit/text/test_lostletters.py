"""Letters told by their word where the last byte of their UTF-8 was lost."""

from __future__ import annotations

import json

import pytest

from wirecopy.text.data import DATA
from wirecopy.text.lostletters import UNDEFINED, LostLetters, context, groups_of, lost_letters


@pytest.mark.parametrize(
    ("lang", "word", "at", "letter"),
    [
        ("ru", "стого", 0, "э"),
        ("ru", "миниятр", 4, "с"),
        ("ru", "Нвстралия", 0, "А"),
        ("uk", "Слов’сни", 5, "я"),
        ("bg", "бэгство", 1, "я"),  # э is no letter of Bulgarian; its byte could have been lost all the same
        ("el", "δρο", 1, "ύ"),
        ("he", "הום", 2, "א"),
        ("hu", "Ágy", 0, "Í"),
    ],
)
def test_the_word_tells_the_letter(lang: str, word: str, at: int, letter: str) -> None:
    assert lost_letters(lang).told(word, at) == letter


def test_what_is_not_in_a_group_stays() -> None:
    assert lost_letters("ru").told("дом", 1) == "о"
    assert lost_letters("de").told("с", 0) == "с"
    assert lost_letters("ru").told("\ud800", 0) == "\ud800"


def test_a_context_ends_with_the_word_and_has_one_letter_for_all_of_a_group() -> None:
    groups = groups_of(["сэя"])
    assert context("Вся эта", 1, 2, groups) == "|в_с|"
    assert context("Вся эта", 1, 1, groups) == "в_с"
    assert context("Вся эта", 4, 0, groups) == "_"
    assert context("п’єса", 3, 6, groups) == "|п'є_а|"


def test_the_longest_context_decides() -> None:
    words = LostLetters({"сэя": {"с": "_", "я": "м_ч", "э": "|м_р|"}})
    assert [words.told(word, 1) for word in ("осень", "мсча", "мср")] == ["с", "я", "э"]


def test_the_table_tells_only_letters_of_their_group() -> None:
    table = json.loads((DATA / "lost-letters.json").read_text("utf-8"))
    for groups in table.values():
        for group, letters in groups.items():
            leads = {letter.encode()[:-1] for letter in group}
            assert len(leads) == 1
            assert all(letter.encode()[-1] in UNDEFINED for letter in group)
            assert set(letters) <= set(group)
            assert "_" in " ".join(letters.values()).split(" ")
