"""phrasing: an over-long sentence is found wherever it stands, though most of a paragraph is never cut into sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import wirecopy
from wirecopy.text import segment

PIECES = (
    "the members of the committee heard the report on the work of the year",
    "Mr. Lee of the U.S. office had read it",
    "and it ended. Then",
    "and they left...  so",
    "was it so? The rest",
    "they met in Dec. before St. Mary",
    "he ended (at last.) And",
)
LONG = 75


@given(st.lists(st.sampled_from(PIECES), min_size=8, max_size=40))
def test_all_that_are_long_are_found(pieces: list[str]) -> None:
    text = " ".join(pieces) + "."
    spans = segment.sentences(text, segment.paragraphs(text, segment.lines(text)))
    result = wirecopy.clean(text, media="text", lang="en", passes=("phrasing",))
    found = [finding.span for finding in result.findings if finding.rule == "phrasing.over-long-sentence"]
    # Fewer than five code points a word is no sentence of a newspaper, and is not looked at.
    assert found == [span for span in spans if len(span.of(text).split()) >= LONG and span.end - span.start >= 5 * LONG]
