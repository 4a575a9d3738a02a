"""What must hold for every input: nothing is lost, cleaning twice changes nothing, spans are exact."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

import wirecopy
from wirecopy.text import Edit, Span, edits
from wirecopy.text.sourcemap import SourceMap

TEXTS = st.text(st.characters(codec=None), max_size=200) | st.lists(
    st.sampled_from(
        [
            "Related Posts",
            "Leave a Comment",
            "\n",
            "\r\n",
            "\n\n",
            " ",
            "\t",
            "The statement states",
            "He left. ",
            "“",
            "”",
            "&amp;",
            "<p>",
        ]
    )
).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("abc", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(a, b, draw(st.text("XY", max_size=3))) for a, b in pairs]


@given(edited(), st.data())
def test_the_map_tells_where_every_kept_code_point_came_from(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, batch = case
    after = edits.apply(text, batch)
    map_ = SourceMap.identity(len(text)).then(batch)
    assert map_.text_length == len(after)
    start = data.draw(st.integers(0, len(after)))
    end = data.draw(st.integers(start, len(after)))
    mapped = map_.to_source(Span(start, end))
    if mapped.exact:
        assert mapped.span.of(text) == after[start:end]
    restored, at = "", 0
    for gap in map_.gaps():
        restored += after[at : gap.text.start] + gap.source.of(text)
        at = gap.text.end
    assert restored + after[at:] == text


@given(st.binary(max_size=300) | TEXTS)
def test_restore_gives_the_original_bytes(source: bytes | str) -> None:
    result = wirecopy.clean(source)
    report = json.loads(json.dumps(result.report()))
    assert wirecopy.restore(result.text, report) == result.source.raw
    if isinstance(source, bytes):
        assert result.source.raw == source
    assert result.errors == ()


# Found earlier: what a line or a blank is must not change between the encoding pass and the whitespace pass.
@example("0\x0c©0")
@example("\x81¿\rý")
@example("ÀüÂ\t0")
@example("Ł\x8bš\tÆæ")
@example(b"\xfd\xbf\xf0\xf0\r\x93\x93")
@example(b"\x80\xe2\r\xf0a")
@example(b"\xff\xc3\r\xc2\x93\n\xfd")
@given(st.binary(max_size=300) | TEXTS)
def test_cleaning_twice_changes_nothing(source: bytes | str) -> None:
    once = wirecopy.clean(source).text
    assert wirecopy.clean(once).text == once


@given(TEXTS)
def test_exact_findings_stand_in_the_text_where_the_result_says(source: str) -> None:
    result = wirecopy.clean(source)
    for finding in result.findings:
        place = result.locate(finding)
        if finding.exact and place and not finding.applied:
            assert finding.span.of(result.source.text) == place.of(result.text)
