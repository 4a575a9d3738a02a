from __future__ import annotations

import re
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from wirecopy.text import Span, segment


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def test_lines_know_every_line_end() -> None:
    text = "a\r\nb\rc\nd\u2028e\x0cf"
    assert cut(text, segment.lines(text)) == ["a", "b", "c", "d", "e", "f"]
    assert segment.lines("") == ()
    assert cut("a\n\n", segment.lines("a\n\n")) == ["a", ""]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The ministry said on Tuesday that the forces in the region\nhave agreed to lay down arms.\n\nNext one.\nAnd a third."
    assert cut(wrapped, segment.paragraphs(wrapped, segment.lines(wrapped))) == [
        "The ministry said on Tuesday that the forces in the region\nhave agreed to lay down arms.",
        "Next one.",
        "And a third.",
    ]


def test_sentences_spare_abbreviations_and_initials() -> None:
    text = "Gen. J. R. Smith met the U.S. envoy at 1:00 p.m. local time. He left. “It is over,” said Mr. Li."
    paragraphs = segment.paragraphs(text, segment.lines(text))
    assert cut(text, segment.sentences(text, paragraphs)) == [
        "Gen. J. R. Smith met the U.S. envoy at 1:00 p.m. local time.",
        "He left.",
        "“It is over,” said Mr. Li.",
    ]


def test_quotations_close_or_run_to_the_end_of_the_paragraph() -> None:
    text = 'He said “yes” and "no".\n“An open one\nNext «oui».'
    paragraphs = segment.paragraphs(text, segment.lines(text))
    assert cut(text, segment.quotations(text, paragraphs)) == ["“yes”", '"no"', "“An open one", "«oui»"]


def test_tokens_keep_apostrophes_and_hyphens() -> None:
    text = "Nagorno-Karabakh’s 24 men, they'd left_"
    assert cut(text, segment.tokens(text)) == ["Nagorno-Karabakh’s", "24", "men", "they'd", "left"]


def test_numbers_and_the_parts_of_compound_words() -> None:
    text = "In 1999-2001, 3.5 of B12"
    assert [text[start:end] for start, end in segment.numbers(text)] == ["1999", "2001", "3", "5", "12"]
    words = segment.count_words("re-use men, they’d re-use")
    assert words.compounds == ("re-use", "they’d")
    assert words.parts == {"they", "d", "re", "use"}
    assert words.pieces == ["re-use", "men", "they’d", "re-use"]


@given(st.text(alphabet="0a19.٣", max_size=30))
def test_numbers_are_the_longest_runs_of_digits(text: str) -> None:
    assert segment.numbers(text) == tuple(match.span() for match in re.finditer("[0-9]+", text))


@given(st.text(alphabet='ab“”„«»"\n', max_size=40))
def test_no_quotation_leaves_its_paragraph(text: str) -> None:
    paragraphs = segment.paragraphs(text, segment.lines(text))
    for span in segment.quotations(text, paragraphs):
        assert any(paragraph.contains(span) for paragraph in paragraphs)
        assert text[span.start] in '“„«»"'


@given(st.text(alphabet="ab-’' .\n—_1é", max_size=60))
@example("co-op, co-op")
def test_words_are_counted_as_tokens_cut_them(text: str) -> None:
    counts, compounds, *_ = segment.count_words(text)
    assert counts == Counter(span.of(text) for span in segment.tokens(text))
    assert set(compounds) == {word for word in counts if not word.isalnum()}
