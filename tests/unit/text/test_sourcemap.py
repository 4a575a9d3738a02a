from __future__ import annotations

import pytest

from wirecopy.text import Edit, Span, edits
from wirecopy.text.sourcemap import Gap, Mapped, SourceMap


def test_deletion_replacement_insertion() -> None:
    # 0123456789 -> drop 2:4, replace 5:6 by XY, insert Z at 8
    batch = edits.ordered([Edit(8, 8, "Z"), Edit(2, 4, ""), Edit(5, 6, "XY")], 10)
    assert edits.apply("0123456789", batch) == "014XY67Z89"
    map_ = SourceMap.identity(10).then(batch)
    assert list(map_.gaps()) == [
        Gap(Span(2, 4), Span(2, 2)),
        Gap(Span(5, 6), Span(3, 5)),
        Gap(Span(8, 8), Span(7, 8)),
    ]
    assert map_.to_source(Span(2, 3)) == Mapped(Span(4, 5), exact=True)
    assert map_.to_source(Span(3, 4)) == Mapped(Span(5, 6), exact=False)
    assert map_.to_source(Span(0, 3)) == Mapped(Span(0, 5), exact=False)
    assert map_.to_source(Span(7, 8)) == Mapped(Span(8, 8), exact=False)
    assert map_.to_text(Span(2, 4)) is None
    assert map_.to_text(Span(5, 6)) == Mapped(Span(3, 5), exact=False)
    assert map_.to_text(Span(6, 8)) == Mapped(Span(5, 7), exact=True)


def test_maps_compose() -> None:
    once = SourceMap.identity(6).then([Edit(1, 2, "")])  # abcdef -> acdef
    twice = once.then([Edit(2, 3, "--")])  # -> ac--ef
    assert list(twice.gaps()) == [Gap(Span(1, 2), Span(1, 1)), Gap(Span(3, 4), Span(2, 4))]
    assert twice.to_source(Span(4, 6)) == Mapped(Span(4, 6), exact=True)


def test_empty_spans_stay_empty() -> None:
    map_ = SourceMap.identity(4).then([Edit(1, 3, "")])
    assert map_.to_source(Span(2, 2)).span == Span(4, 4)
    assert map_.to_source(Span(0, 0)).span == Span(0, 0)


@pytest.mark.parametrize(
    ("batch", "message"),
    [
        ([Edit(0, 3, ""), Edit(2, 4, "")], "overlaps"),
        ([Edit(3, 9, "")], "does not fit"),
        ([Edit(2, 1, "")], "does not fit"),
        ([Edit(1, 1, "a"), Edit(1, 1, "b")], "overlaps"),
    ],
)
def test_unsound_edits_are_refused(batch: list[Edit], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        edits.ordered(batch, 5)
