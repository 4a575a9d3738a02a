"""The samples come out as their authors say they should, and the way back works for each."""

from __future__ import annotations

import json

import pytest

import wirecopy
from tests.golden.sample import Sample, find

# What is not right yet, and why; each must be taken out of here when it is.
KNOWN = {
    "de-lokales": "the line model drops a short last sentence behind a link to another article",
    "zh-xinwen": "the line model drops the last sentence of a very short article between labels",
    "en-live-blog": "the first time of a live blog looks like the time of publication",
}
EACH = pytest.mark.parametrize("sample", [pytest.param(sample, id=sample.folder.name) for sample in find()])


def test_there_are_samples_of_many_kinds() -> None:
    names = [sample.folder.name for sample in find()]
    assert len(names) >= 12
    assert {name.partition("-")[0] for name in names} >= {"en", "es", "de", "fr", "ru", "ar", "zh", "html"}


@EACH
def test_the_cleaned_text_is_the_right_one(sample: Sample, request: pytest.FixtureRequest) -> None:
    if sample.folder.name in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[sample.folder.name]))
    assert sample.run()[0] == sample.cleaned


@EACH
def test_the_report_is_as_stored(sample: Sample) -> None:
    """When a change of it is wanted, `make golden` shows the difference and stores it."""
    assert sample.run()[1] == sample.report


@EACH
def test_there_is_a_way_back_and_nothing_left_to_do(sample: Sample) -> None:
    raw = sample.source.read_bytes()
    result = wirecopy.clean(raw)
    assert result.errors == ()
    assert wirecopy.restore(result.text, json.loads(json.dumps(result.report()))) == raw
    assert wirecopy.clean(result.text).text == result.text
