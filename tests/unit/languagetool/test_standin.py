"""The copy that is sent has the length of the text, and nothing in it that LanguageTool cannot take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.languagetool.hits import Hit
from wirecopy.languagetool.standin import LONGEST_WORD, stand_in

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("text", ["", "Plain text, as it is.", "Ünïcödé – “quoted” 日本語\nline\ttab\r\n"])
def test_ordinary_text_is_sent_as_it_is(text: str) -> None:
    assert stand_in(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "sent", "hidden"),
    [
        ("a😀b", "a\u2b1ab", ((1, 2),)),
        ("a\ud800b\0c", "a b c", ((1, 2), (3, 4))),
        ("𝐁ig", "\u02acig", ((0, 1),)),
        ("the cafe\u0301 is", "the       is", ((4, 9),)),
        ("so\u00adft", "     ", ((0, 5),)),
        ("x" * (LONGEST_WORD + 1) + " y", " " * (LONGEST_WORD + 1) + " y", ((0, LONGEST_WORD + 1),)),
    ],
)
def test_each_kind_of_stand_in(text: str, sent: str, hidden: tuple[tuple[int, int], ...]) -> None:
    assert stand_in(text) == (sent, hidden)


@given(ANY_TEXT)
def test_same_length_and_sendable(text: str) -> None:
    sent = stand_in(text).text
    assert len(sent) == len(text)
    assert len(sent.encode("utf-16-le")) == 2 * len(text)
    assert "\0" not in sent


def test_a_hit_on_something_hidden_is_not_honest() -> None:
    copy = stand_in("the 😀 the")
    assert not copy.honest(Hit("R", "C", 0, 9, "", ()))
    assert copy.honest(Hit("R", "C", 6, 9, "", ()))
