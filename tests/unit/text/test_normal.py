from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.text.normal import MAX_KEY, line_key, line_keys

LINES = st.lists(
    st.one_of(
        st.text(
            st.one_of(st.characters(exclude_characters="\n"), st.sampled_from("aZ9_ ?.,·|ßµﬁ½\u00a0\u200b\t’“—京アİé٣"))
        ),
        st.sampled_from(["", "x" * (MAX_KEY + 1), "» 1,204  Comments:", "#tag", "12.5 %", "--- a -"]),
    ),
    max_size=8,
)


@given(LINES)
def test_the_keys_of_many_lines_are_those_of_each(lines: list[str]) -> None:
    assert line_keys(lines) == [line_key(line) for line in lines]
